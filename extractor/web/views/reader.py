"""The reader: a document's text with its records marked, the picture of its pages beside it, and one record in detail."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from markupsafe import escape

from extractor.database.own_fields import PREFIX
from extractor.database.own_schema import OWN_FIELDS
from extractor.database.review_schema import ADDABLE, CORRECTABLE
from extractor.web.http import Answer, Desk, Refused
from extractor.web.queries import document, inbox, records
from extractor.web.text import Painter, render

# Fields with few values, offered as a list.
CHOICES = {
    "role": ("level", "increase", "decrease", "rank", "target", "limit"),
    "comparator": ("=", "~", ">", ">=", "<", "<=", "range"),
    "status": ("planned", "completed", "completed_late", "in_progress", "not_started", "overdue", "suspended", "cancelled"),
    "form": ("assigned", "row", "aggregate", "event"),
    "kind": ("day", "month", "quarter", "year", "range", "period"),
    "valid": ("1", "0"),
}
# Fields of a record that its panel shows, in this order; others follow.
ORDER = ("value", "value_to", "total", "unit", "comparator", "role", "label", "subject", "parent", "period", "period_from", "period_to",
         "doc_type", "code", "title", "issued_on", "issuer", "relation", "form", "status", "product", "deadline", "due_on", "lead")  # fmt: skip
LEFT_OUT = {"precision", "table_number", "table_row", "table_column", "series_label", "series_subject", "series_unit", "cited_document_id",
            "message", "message_en", "severity", "suggested", "parts", "whole", "tolerance", "relation_words", "citations"}  # fmt: skip


def part_html(conn: sqlite3.Connection, head: sqlite3.Row, text: str, start: int, end: int, words: dict[str, str]) -> str:
    """One part of a document as HTML."""
    marks, ties = document.marks(conn, head["id"], head["source"], start, end)
    marks += document.doubts(conn, head["id"], start, end)
    breaks = [(p["start"], p["number"]) for p in document.pages(conn, head["id"]) if start <= p["start"] < end]
    found = document.blocks(conn, head["id"], start, end)
    return render(text, found, Painter(text, marks, ties), start, end, breaks, f"/doc/{head['id']}/table", words)


def _open(conn: sqlite3.Connection, desk: Desk, number: int, record: str, offset: int, words: dict[str, str]) -> dict[str, Any] | None:
    head = document.head(conn, number)
    if head is None:
        return None
    text = document.text_of(conn, number)
    cuts, headings = desk.recalled(conn, document.shape, number)
    at = document.place_of(conn, record) if record else (number, offset)
    wanted = document.part_at(cuts, at[1]) if at and at[0] == number else 0
    parts = []
    for position, (start, end) in enumerate(cuts):
        near = abs(position - wanted) <= 1
        parts.append({"start": start, "end": end, "html": part_html(conn, head, text, start, end, words) if near else None})
    pages = document.pages(conn, number)
    return {
        "d": head,
        "parts": parts,
        "record": record if at and at[0] == number else "",
        "offset": offset,
        "headings": headings,
        "copies": inbox.copies(conn, number),
        **about(conn, head),
        "doubtful": conn.execute("SELECT 1 FROM doubtful_words WHERE document_id = ? LIMIT 1", [number]).fetchone() is not None,
        "page_sizes": [[p["number"], round(p["width"] or 595), round(p["height"] or 842), p["start"]] for p in pages],
        "pictured": bool(pages) and pages[0]["width"] is not None and head["container"] is None,
    }


def about(conn: sqlite3.Connection, head: sqlite3.Row) -> dict[str, Any]:
    """What the head and the panel of a document show beside its own row."""
    return {
        "own": records.own(conn, head["metadata_id"]),
        "own_fields": OWN_FIELDS,
        "inside": document.parts_inside(conn, head["id"]),
        "n_findings": conn.execute("SELECT count(*) FROM findings_rows WHERE document_id = ?", [head["id"]]).fetchone()[0],
    }


def _words(desk: Desk) -> dict[str, str]:
    return {"page": desk.words("page"), "table": desk.words("table")}


async def show(desk: Desk, number: str) -> Answer:
    """`/doc/12`, `/doc/12?r=ind-…`"""
    record = desk.args.get("r", "")
    found = await desk.read(_open, desk, int(number), record, desk.number("at", 0), _words(desk))
    if found is None:
        raise Refused(404, "error.gone")
    panel = await _panel(desk, record) if found["record"] and not record.startswith(PREFIX) else ""
    d = found["d"]
    name = " ".join(p for p in (d["doc_type"], d["code"]) if p) or d["title"] or d["source"]
    offered = {kind: CORRECTABLE[kind] for kind in ADDABLE}
    return await desk.render("reader.html", **found, panel=panel, shown_name=name, correctable=offered, choices=CHOICES, input=_input(desk))


def _input(desk: Desk) -> Any:
    from markupsafe import Markup

    def made(field: str, value: str) -> Markup:
        if field in CHOICES:
            options = Markup("").join(
                Markup('<option value="{}"{}>{}</option>').format(c, Markup(" selected") if c == value else "", desk.words.choice(field, c))
                for c in CHOICES[field]
            )
            return Markup('<select name="{}"><option value=""></option>{}</select>').format(field, options)
        return Markup('<input name="{}" value="{}" maxlength="500" autocomplete="off">').format(field, value)

    return made


async def part(desk: Desk, number: str, position: str) -> Answer:
    """`/doc/12/part/3`: a part of a long document."""

    def work(conn: sqlite3.Connection) -> str | None:
        head = document.head(conn, int(number))
        if head is None:
            return None
        cuts, _ = desk.recalled(conn, document.shape, head["id"])
        if int(position) >= len(cuts):
            return None
        return part_html(conn, head, document.text_of(conn, head["id"]), *cuts[int(position)], _words(desk))

    html = await desk.read(work)
    if html is None:
        raise Refused(404, "error.gone")
    return Answer(html)


async def record(desk: Desk, number: str, record: str) -> Answer:
    """`/doc/12/record/ind-…`: what the panel shows of a record."""
    return Answer(await _panel(desk, record))


async def address(desk: Desk, record: str) -> Answer:
    """`/r/ind-…`: the address of a record, which shows it at its place in its document. It has no parameters: a link from a letter on the web
    may lead to it, while requests of other sites with parameters are refused."""
    place = await desk.read(document.place_of, record)
    if place is None:
        raise Refused(404, "error.gone")
    desk.args["r"] = record
    return await show(desk, str(place[0]))


async def _panel(desk: Desk, record_id: str) -> str:
    if record_id.startswith(PREFIX):
        return await _own_panel(desk, record_id)
    r = await desk.read(records.detail, record_id)
    if r is None:
        raise Refused(404, "error.gone")
    lit = [o.record for tie in r.ties for o in tie.operands if o.record] + [e["record"] for e in r.evidence if e["record"]]
    values: dict[str, Any] = {
        "r": r,
        "lit": list(dict.fromkeys(lit)),
        "fields": shown_fields(desk, r),
        "sentence": marked_sentence(r.sentence, r.quote),
        "why": why(desk, r),
        "correctable": CORRECTABLE.get(r.type, ()),
        "choices": CHOICES,
    }
    answer = await desk.render("panel_record.html", **values)
    assert isinstance(answer.body, str)
    return answer.body


async def _own_panel(desk: Desk, record_id: str) -> str:
    """The panel of a document, with its head anew, which shows the same."""

    def work(conn: sqlite3.Connection) -> dict[str, Any] | None:
        place = document.place_of(conn, record_id)
        head = document.head(conn, place[0]) if place else None
        return {"d": head, **about(conn, head)} if head is not None else None

    values = await desk.read(work)
    if values is None or values["own"] is None:
        raise Refused(404, "error.gone")
    panel = await desk.render("panel_document.html", **values)
    head = await desk.render("doc_head.html", **values, renewed=True)
    return f"{panel.body!s}{head.body!s}"


def shown_fields(desk: Desk, r: records.Detail) -> list[tuple[str, str]]:
    """The fields that have a value, as corrected, in the order in which people ask for them."""
    values = {**r.fields, **r.corrected}
    names = [n for n in ORDER if n in values] + [n for n in values if n not in ORDER]
    out = []
    for name in names:
        value = values[name]
        if name in LEFT_OUT or value in (None, "", "[]", "{}") or (name in ("past_due", "confidence") and value in (0, 1, 1.0)) or (name == "comparator" and value == "="):
            continue
        if desk.words.known(f"field.{name}", "") == "":
            continue
        shown = "; ".join(map(str, json.loads(value))) if isinstance(value, str) and value.startswith('["') else desk.words.value(name, value)
        out.append((name, shown))
    return out


def marked_sentence(sentence: str | None, quote: str | None) -> str:
    """The sentence as HTML with the quote marked."""
    if not sentence:
        return ""
    from extractor.audit.report import quote_at

    words = " ".join((quote or "").split())
    at = quote_at(sentence, words) if words else -1
    if at < 0:
        return str(escape(sentence))
    return f"{escape(sentence[:at])}<mark>{escape(words)}</mark>{escape(sentence[at + len(words) :])}"


def why(desk: Desk, r: records.Detail) -> str:
    """What decided, in words: the rule where the record names it, the source of an issuer, what a check looks for."""
    said = []
    for key in ("why", "rule"):
        if r.fields.get(key):
            said.append(str(r.fields[key]))
    if r.type == "finding":
        said.append(desk.words.check(str(r.fields["check_code"])))
    if r.type == "reference" and r.fields.get("issuer_source"):
        said.append(desk.words(f"why.issuer.{r.fields['issuer_source']}"))
    if r.type == "indicator" and r.fields.get("period_from") and r.fields.get("period"):
        said.append(desk.words("why.period", period=r.fields["period"]))
    return " ".join(said)
