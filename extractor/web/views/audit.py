"""The audit sheet of one report: on the screen, to print, as DOCX, XLSX or HTML; with decisions, ticks and open points; and its signature."""

from __future__ import annotations

import datetime
import io
import json
from typing import Any

from extractor.audit.report import Sheet, coverage_rows, finding_rows, message_of, place_of, sheet, tick_rows
from extractor.audit.report_docx import as_docx
from extractor.audit.report_html import as_html
from extractor.messages import Speaker
from extractor.web.http import Answer, Desk, Refused, attachment, cookie, redirect
from extractor.web.queries import document
from extractor.web.views.reader import marked_sentence

TYPES = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _sheet(db: Any, source: str, say: Speaker) -> Sheet:
    from extractor.database.audited import audited_documents, opinions

    documents, findings = audited_documents(db, [source])
    return sheet(documents, findings, None, (), opinions(db, say, [source], ticks=True))


async def _made(desk: Desk, number: str) -> tuple[Any, Sheet, Speaker]:
    head = await desk.read(document.head, int(number))
    if head is None:
        raise Refused(404, "error.gone")
    say = Speaker(desk.lang)
    if desk.read_only:
        made = await desk.read(lambda conn: _sheet(_Reading(conn), head["source"], say))
    else:
        made = await desk.write(_sheet, head["source"], say)
    return head, made, say


class _Reading:
    """A connection as the functions of `extractor.database` know a database."""

    def __init__(self, conn: Any) -> None:
        self.conn = conn


async def show(desk: Desk, number: str) -> Answer:
    """`/audit/12`"""
    head, made, say = await _made(desk, number)
    rows = await desk.read(
        lambda conn: conn.execute("SELECT * FROM sign_offs WHERE document = ? ORDER BY id DESC LIMIT 20", [head["source"]]).fetchall()
    )
    findings = [
        {
            "id": f.id,
            "severity": f.severity,
            "place": place_of(f, say),
            "message": message_of(f, desk.lang),
            "sentence": marked_sentence(f.sentence, f.quote),
            "opinion": made.opinions.findings.get(f.id, ""),
            "rechecked": made.opinions.rechecked.get(f.id, ""),
        }
        for f in made.findings
    ]
    undecided = sum(not f["opinion"] for f in findings)
    return await desk.render(
        "audit.html", d=head, made=made, findings=findings, undecided=undecided, ticks=tick_rows(made, say), signed=rows,
        coverage=coverage_rows(made, say), today=datetime.date.today().isoformat(),
    )  # fmt: skip


async def file(desk: Desk, number: str, form: str) -> Answer:
    """`/audit/12.docx`, `.xlsx`, `.html`"""
    head, made, say = await _made(desk, number)
    stem = head["source"].rsplit("/", 1)[-1].rsplit(".", 1)[0]
    headers = {"content-disposition": attachment(f"phieu-kiem-tra-{stem}.{form}")}
    day = datetime.date.today()
    body: str | bytes = as_docx(made, say, day) if form == "docx" else _book(made, say) if form == "xlsx" else as_html(made, say, day)
    return Answer(body, type=TYPES[form], headers=headers)


def _book(made: Sheet, say: Speaker) -> bytes:
    ticks = [dict(zip(("document", "place", "computation"), row, strict=True)) for row in tick_rows(made, say)]
    sheets = {say("type.finding"): finding_rows(made, say), say("audit.coverage_title"): coverage_rows(made, say)}
    if ticks:
        sheets[say("audit.ticks")] = ticks
    out = io.BytesIO()
    _workbook(say, sheets).save(out)
    return out.getvalue()


def _workbook(say: Speaker, sheets: dict[str, list[dict[str, Any]]]) -> Any:
    """A sheet a list of rows, with heads in words; every text stays a text, whatever it begins with."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title[:31])
        names = list(rows[0]) if rows else []
        for x, name in enumerate(names, 1):
            head = sheet.cell(1, x, say(f"column.{name}"))
            head.font = Font(bold=True)
            sheet.column_dimensions[head.column_letter].width = 44 if name in ("message", "sentence", "section", "computation", "opinion", "place") else 16
        for y, row in enumerate(rows, 2):
            for x, name in enumerate(names, 1):
                value = row[name]
                cell = sheet.cell(y, x)
                cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
                if isinstance(value, str):
                    cell.data_type = "s"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.freeze_panes = "A2"
    return book


async def sign(desk: Desk) -> Answer:
    """Signs the sheet of a document as it is now: who, when, the hash of the text, and what was open."""
    form = await desk.form()
    get = {key: values[0].strip() for key, values in form.items()}
    signer = (get.get("signer") or desk.name or "")[:200]
    if not get.get("doc", "").isdecimal() or not signer:
        raise Refused(400, "audit.needs_name")
    head, made, _ = await _made(desk, get["doc"])
    counts = {"findings": len(made.findings), "decided": sum(f.id in made.opinions.findings for f in made.findings)}

    def work(db: Any) -> None:
        from extractor.database.connection import transaction
        from extractor.database.reviews import now

        with transaction(db):
            db.execute(
                "INSERT INTO sign_offs (document, document_sha256, signer, title, note, counts, signed_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [head["source"], head["sha256"], signer, get.get("title", "")[:200] or None, get.get("note", "")[:2000] or None, json.dumps(counts), now()],
            )

    await desk.write(work)
    # Who signs without having given a name has given it now: what follows carries it.
    return redirect(f"/audit/{head['id']}", () if desk.name else (cookie("trichyeu_name", signer[:100]),))


async def withdraw(desk: Desk) -> Answer:
    """Takes a signature back; it stays on record as withdrawn."""
    form = await desk.form()
    number, doc = form.get("id", [""])[0], form.get("doc", [""])[0]
    if not number.isdecimal() or not doc.isdecimal():
        raise Refused(400, "error.query")

    def work(db: Any) -> None:
        from extractor.database.connection import transaction
        from extractor.database.reviews import now

        with transaction(db):
            db.execute("UPDATE sign_offs SET withdrawn_at = ? WHERE id = ? AND withdrawn_at IS NULL", [now(), int(number)])

    await desk.write(work)
    return redirect(f"/audit/{doc}")
