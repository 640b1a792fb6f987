"""What the database knows of the audit: the findings of its documents and between them, and how much could be checked."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from typing import Any

from extractor.audit.report import Audited, Opinions, Tick, Unread, audited
from extractor.database import recheck
from extractor.database.between import link_between
from extractor.database.read import number_of, records, sources
from extractor.database.review_rows import standing
from extractor.database.values import said_value
from extractor.messages import SAY, Speaker
from extractor.records import Finding, Relation


def audited_documents(db: Any, only: Sequence[str] | None = None) -> tuple[list[Audited], list[Finding]]:
    """Each document (or those of `only`) with its coverage, and all findings, in the order of the export."""
    link_between(db)
    documents: list[Audited] = []
    findings: list[Finding] = []
    for source in sources(db) if only is None else only:
        row = db.conn.execute("SELECT id, doc_type, code, title FROM v_documents WHERE source = ?", [source]).fetchone()
        name = " ".join(p for p in row[1:3] if p) if row[2] else row[3]
        figures = [
            (start, end, tuple(json.loads(headings)) if headings else ())
            for start, end, headings in db.conn.execute(
                """SELECT r.start, r."end", s.headings FROM indicators r LEFT JOIN sentences s ON s.id = r.sentence_id
                WHERE r.document_id = ? AND r.start IS NOT NULL ORDER BY r.start, r."end", r.record_id""",
                [row[0]],
            )
        ]
        found = records(db, source, ("relation", "finding"))
        documents.append(audited(source, name, figures, [r for r in found if isinstance(r, Relation)]))
        findings += [r for r in found if isinstance(r, Finding)]
    return documents, findings


def unread_files(db: Any) -> list[Unread]:
    """The files of the batch that could not be read, or only in part, with the reason; those left out on purpose are none."""
    rows = db.conn.execute("SELECT path, cause, message, message_en, partial FROM failures WHERE NOT skipped ORDER BY path, place")
    return [Unread(path, cause, vi, en, bool(partial)) for path, cause, vi, en, partial in rows]


def opinions(db: Any, say: Speaker, only: Sequence[str] | None = None, ticks: bool = False) -> Opinions:
    """What people decided, corrected and signed, in words; with `ticks` also the computations that hold."""
    decided: dict[str, str] = {}
    corrections: list[str] = []
    changed: list[str] = []
    for row in standing(db):
        if only is not None and row["document"] not in only:
            continue
        who, day = row["reviewer"] or SAY.desk["me.unnamed"][say.lang == "en"], _day(row["reviewed_at"])
        if row["aspect"] == "decision" and row["record_type"] == "finding":
            said = [say(f"audit.decision.{row['decision']}"), *(row[key] for key in ("reason", "note") if row[key])]
            decided[row["record_id"]] = f"{'. '.join(said)} ({who}, {day})"
        elif row["aspect"] == "correction":
            values = corrected_fields(row["corrections"], say.lang)
            key = f"audit.correction.{row['decision']}"
            quote = say("type.metadata") if row["record_type"] == "metadata" else row["quote"] or ""
            changed.append(row["document"])
            corrections.append(say(key, document=row["document"], quote=quote, values=values, who=who, day=day))
    rechecked, broken = _rechecked(db, say, list(dict.fromkeys(changed)))
    rows = db.conn.execute(
        """SELECT o.document, o.signer, o.title, o.signed_at FROM sign_offs o JOIN documents d ON d.source = o.document AND d.sha256 = o.document_sha256
        WHERE o.withdrawn_at IS NULL ORDER BY o.document, o.id"""
    ).fetchall()
    signed = [
        say("audit.signed", signer=signer, title=f" ({title})" if title else "", day=_day(at))
        for document, signer, title, at in rows
        if only is None or document in only
    ]
    return Opinions(decided, (*corrections, *broken), tuple(signed), tuple(_ticks(db, only or sources(db))) if ticks else (), rechecked)


def _rechecked(db: Any, say: Speaker, documents: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """How the findings stand that rest on something corrected in these documents, and the computations there that held before and do not now."""
    findings: dict[str, str] = {}
    broken: list[str] = []
    for source in documents:
        document = number_of(db, source)
        if document is None:
            continue
        named = [
            row[0]
            for row in db.conn.execute(
                "SELECT record_id FROM findings WHERE id IN (SELECT finding_id FROM finding_evidence WHERE document_id = ?) ORDER BY record_id", [document]
            )
        ]
        findings |= {name: say(f"audit.recheck.{state}") for name, state in recheck.of_findings(db.conn, named).items()}
        after = recheck.of_document(db.conn, document)
        before = {name for name, _ in after.broken}
        for name, now in after.relations.items():
            if now.state == "broken" and name not in before:
                broken.append(say("audit.recheck.now_broken", document=source, computation=now.computation))
    return findings, broken


def corrected_fields(values: Mapping[str, Any], lang: str) -> str:
    """The values that a person put in place, as a person reads them: {"value": "2033"} → "Giá trị = 2.033"."""
    which = int(lang == "en")
    said = []
    for key, value in values.items():
        if value is not None:
            names = SAY.desk.get(f"field.{key}")
            said.append(f"{names[which] if names else key} = {said_value(key, value, lang)}")
    return "; ".join(said)


def _day(moment: str) -> str:
    return f"{datetime.datetime.fromisoformat(moment).astimezone():%d/%m/%Y}"


def _ticks(db: Any, documents: Sequence[str]) -> list[Tick]:
    """The computations that hold, those of corrected figures as they are now."""
    made: list[Tick] = []
    for document in documents:
        number = number_of(db, document)
        after = recheck.of_document(db.conn, number).relations if number is not None else {}
        held = [name for name, now in after.items() if now.state == "holds"]
        for name, holds, source, page, section, words in db.conn.execute(
            """SELECT r.record_id, r.holds, d.source, r.page, s.section, r.computation FROM relations r JOIN documents d ON d.id = r.document_id
            LEFT JOIN sentences s ON s.id = r.sentence_id WHERE d.source = ? AND r.computation IS NOT NULL
            AND (r.holds = 1 OR r.record_id IN (SELECT value FROM json_each(?))) ORDER BY r.start, r.record_id LIMIT 2000""",
            [document, json.dumps(held)],
        ):
            now = after.get(name)
            if now is None or now.state == "holds" or (holds and now.state == "unknown"):
                made.append(Tick(source, page, section, (now.computation if now else None) or words))
    return made
