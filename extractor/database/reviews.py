"""What people decide about records: accept, reject, leave for later, correct, add, remove; undo and redo; and what becomes of it when a
file is ingested again.

One act of a person (a key, or a bulk act) is a `step` of one or more rows. Nothing is deleted: undoing marks the rows of the step, and the row
before counts again. A decision is tied to its record's identifier, to the hash of the text and to its quotes; `carry_over` finds the record
again by type, quote and sentence where the text has moved, and says so where its evidence has changed or is gone.
"""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from extractor.database import own_fields
from extractor.database.compact import key_or_none
from extractor.database.connection import transaction
from extractor.database.fields import missing, valid
from extractor.database.link import relink
from extractor.database.review_schema import ADDABLE, CORRECTABLE
from extractor.database.rows import TABLES
from extractor.errors import TrichyeuError
from extractor.messages import SAY

DECISIONS = ("accepted", "rejected", "later", "cleared")
CORRECTIONS = ("corrected", "added", "removed", "restored")
MAX_NOTE = 2_000
MAX_FIELD = 500
MAX_STEP = 5_000  # records of one bulk act


class ReviewError(TrichyeuError):
    """An act that cannot be done: of an unknown record, with a value that is none, with too much of something."""

    code = "review"


@dataclass(frozen=True, slots=True)
class Act:
    """What a person does to one record. `values` are the corrected fields; `reason` a ready phrase, `note` free text."""

    record_id: str
    decision: str
    reason: str | None = None
    note: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


def now() -> str:
    """The present, as rows keep it."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


_TARGET = """SELECT r.record_id, r.document_id, d.source, d.sha256, r.start, r."end", r.quote, s.text AS sentence {more}
    FROM {table} r JOIN documents d ON d.id = r.document_id LEFT JOIN sentences s ON s.id = r.sentence_id WHERE {where}"""


def rows_of(db: Any, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[sqlite3.Row]:
    cursor = db.conn.cursor()
    cursor.row_factory = sqlite3.Row
    return list(cursor.execute(sql, values))


def _select(record_type: str, where: str) -> str:
    more = ", r.check_code" if record_type == "finding" else ", NULL AS check_code"
    return _TARGET.format(table=TABLES[record_type], more=more, where=where)


def target(db: Any, record_id: str) -> tuple[str, sqlite3.Row] | None:
    """(type, place) of a record of the database, or None."""
    if record_id.startswith(own_fields.PREFIX):
        own = own_fields.place(db, record_id)
        return ("metadata", own) if own is not None else None
    for record_type in TABLES:
        if record_id.startswith(record_type[:3] + "-"):
            found = rows_of(db, _select(record_type, "r.key = ?"), [key_or_none(record_id)])
            return (record_type, found[0]) if found else None
    return None


def _evidence(db: Any, record_id: str) -> list[list[Any]]:
    return [
        list(row)
        for row in db.conn.execute(
            """SELECT d.source, e.start, e.start + e.length, substr(d.text, e.start + 1, e.length) FROM findings_rows f
            JOIN finding_evidence e ON e.finding_id = f.id JOIN documents d ON d.id = e.document_id WHERE f.key = ? ORDER BY e.position""",
            [key_or_none(record_id)],
        )
    ]


def checked(text: str | None, limit: int) -> str | None:
    text = (text or "").strip()
    if len(text) > limit:
        raise ReviewError(*SAY.database("review.long", limit=limit))
    return text or None


def act(db: Any, acts: Sequence[Act], reviewer: str | None) -> int | None:
    """Writes one step: all of it or nothing. Gives its number, or None where there is nothing to do. Raises ReviewError."""
    if not acts:
        return None
    if len(acts) > MAX_STEP:
        raise ReviewError(*SAY.database("review.many", limit=MAX_STEP))
    with transaction(db):
        step = next_step(db)
        for one in acts:
            _write(db, step, one, checked(reviewer, 200))
        _settled(db, step)
    return step


def _settled(db: Any, step: int) -> None:
    """Links the documents anew of which a step corrected what they say of themselves."""
    sources = [row[0] for row in db.conn.execute("SELECT document FROM reviews WHERE step = ? AND record_type = 'metadata' ORDER BY id", [step])]
    if sources:
        own_fields.settle(db, sources, always=True)
        relink(db)


def next_step(db: Any) -> int:
    return int(db.conn.execute("SELECT coalesce(max(step), 0) + 1 FROM reviews").fetchone()[0])


def _write(db: Any, step: int, one: Act, reviewer: str | None) -> None:
    if one.decision not in DECISIONS and one.decision not in CORRECTIONS:
        raise ReviewError(*SAY.database("review.decision", decision=one.decision))
    found = target(db, one.record_id) or _added(db, one.record_id)
    if found is None:
        raise ReviewError(*SAY.database("review.record", record_id=one.record_id))
    record_type, row = found
    if record_type == "metadata" and one.decision not in ("corrected", "restored"):
        raise ReviewError(*SAY.database("review.decision", decision=one.decision))
    evidence = _evidence(db, one.record_id) if record_type == "finding" else []
    if record_type == "metadata":
        evidence = own_fields.seen(db, one.record_id, one.values)
    insert(
        db,
        {
            "step": step,
            "record_id": one.record_id,
            "record_type": record_type,
            "aspect": "decision" if one.decision in DECISIONS else "correction",
            "decision": one.decision,
            "document": row["source"],
            "document_sha256": row["sha256"],
            "check_code": row["check_code"],
            "start": row["start"],
            "end": row["end"],
            "quote": row["quote"],
            "sentence": row["sentence"],
            "evidence": json.dumps(evidence, ensure_ascii=False),
            "corrections": json.dumps(_values(record_type, one.values), ensure_ascii=False),
            "reason": checked(one.reason, MAX_FIELD),
            "note": checked(one.note, MAX_NOTE),
            "reviewer": reviewer,
            "reviewed_at": now(),
        },
    )


def insert(db: Any, row: dict[str, Any]) -> None:
    db.execute(
        "UPDATE reviews SET current = 0 WHERE record_id = ? AND aspect = ? AND current = 1", [row["record_id"], row["aspect"]]
    )
    names = ", ".join(f'"{name}"' for name in row)
    db.execute(f"INSERT INTO reviews ({names}) VALUES ({', '.join('?' * len(row))})", list(row.values()))


def _values(record_type: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The corrected fields, each of the record's type and as its column holds it; an empty one is null."""
    known = CORRECTABLE.get(record_type, ())
    out: dict[str, Any] = {}
    for name, value in values.items():
        if name not in known:
            raise ReviewError(*SAY.database("review.field", name=name))
        text = None if value is None else checked(str(value), MAX_FIELD)
        if text is not None:
            text = _read(name, text)
        if not valid(record_type, name, text):
            raise ReviewError(*SAY.database("review.value", text=text or "", name=name))
        out[name] = text
    return out


_NUMBERS = {"value", "value_to", "total", "done"}
_DAYS = {"issued_on", "from_date", "to_date", "due_on", "received_on"}


def _read(name: str, text: str) -> Any:
    """A typed value: numbers as officials write them (1.234,5), days as 31/12/2030 or 2030-12-31."""
    from extractor.database.values import read_day, read_number

    if name in _NUMBERS:
        number = read_number(text)
        if number is None:
            raise ReviewError(*SAY.database("review.number", text=text))
        return number
    if name in _DAYS:
        day = read_day(text)
        if day is None:
            raise ReviewError(*SAY.database("review.day", text=text))
        return day
    if name == "valid":
        return 0 if text in {"0", "false"} else 1
    return text


def _added(db: Any, record_id: str) -> tuple[str, sqlite3.Row] | None:
    """A record that a person added, as `target` gives one."""
    found = rows_of(
        db,
        """SELECT record_type, document AS source, document_sha256 AS sha256, start, "end", quote, sentence, NULL AS check_code
        FROM reviews WHERE record_id = ? AND aspect = 'correction' ORDER BY id LIMIT 1""",
        [record_id],
    )
    return (found[0]["record_type"], found[0]) if found and record_id.startswith("add-") else None


def add(
    db: Any, source: str, record_type: str, start: int, end: int, values: Mapping[str, Any], reviewer: str | None, note: str | None = None
) -> str:
    """A record that was missed, at a span of the text. Gives its identifier. Raises ReviewError."""
    if record_type not in ADDABLE:
        raise ReviewError(*SAY.database("review.type", record_type=record_type))
    rows = rows_of(db, "SELECT id, sha256, text FROM documents WHERE source = ?", [source])
    if not rows or not 0 <= start < end <= len(rows[0]["text"]) or end - start > 2_000:
        raise ReviewError(*SAY.database("review.run"))
    document = rows[0]
    values = {name: value for name, value in values.items() if str(value if value is not None else "").strip()}
    absent = missing(record_type, values)
    if absent:
        raise ReviewError(*SAY.database("review.missing", fields=", ".join(absent)))
    digest = blake2b(f"{record_type}\x1f{source}\x1f{start}\x1f{end}".encode(), digest_size=8).hexdigest()
    record_id = f"add-{digest}"
    sentence = db.conn.execute(
        'SELECT text FROM sentences WHERE document_id = ? AND start <= ? AND "end" > ? ORDER BY start DESC LIMIT 1',
        [document["id"], start, start],
    ).fetchone()
    with transaction(db):
        insert(
            db,
            {
                "step": next_step(db),
                "record_id": record_id,
                "record_type": record_type,
                "aspect": "correction",
                "decision": "added",
                "document": source,
                "document_sha256": document["sha256"],
                "start": start,
                "end": end,
                "quote": document["text"][start:end],
                "sentence": sentence[0] if sentence else None,
                "corrections": json.dumps(_values(record_type, values), ensure_ascii=False),
                "note": checked(note, MAX_NOTE),
                "reviewer": checked(reviewer, 200),
                "reviewed_at": now(),
            },
        )
    return record_id


def undo(db: Any, reviewer: str | None) -> int | None:
    """Takes back the reviewer's last step that stands; None where there is none. Steps without a name are those of whoever sits there: one often
    begins before one has written one's name."""
    return _turn(db, reviewer, "max(step)", "undone_at IS NULL", back=True)


def redo(db: Any, reviewer: str | None) -> int | None:
    """Does the step again that was taken back last, as long as the reviewer did nothing else since."""
    row = db.conn.execute(
        "SELECT max(CASE WHEN undone_at IS NULL THEN step END) FROM reviews WHERE (reviewer IS ? OR reviewer IS NULL)", [reviewer]
    ).fetchone()
    return _turn(db, reviewer, "min(step)", f"undone_at IS NOT NULL AND step > {int(row[0] or 0)}", back=False)


def _turn(db: Any, reviewer: str | None, which: str, where: str, back: bool) -> int | None:
    with transaction(db):
        found = db.conn.execute(f"SELECT {which} FROM reviews WHERE (reviewer IS ? OR reviewer IS NULL) AND {where}", [reviewer]).fetchone()[0]
        if found is None:
            return None
        step = int(found)
        db.execute(
            "UPDATE reviews SET undone_at = ?, undone_by = ?, current = 0 WHERE step = ? AND (reviewer IS ? OR reviewer IS NULL)",
            [now() if back else None, reviewer if back else None, step, reviewer],
        )
        # What counts of a record is its latest row that was not taken back.
        db.execute(
            """UPDATE reviews SET current = coalesce(id = (SELECT max(o.id) FROM reviews o WHERE o.record_id = reviews.record_id
                AND o.aspect = reviews.aspect AND o.undone_at IS NULL), 0)
            WHERE (record_id, aspect) IN (SELECT record_id, aspect FROM reviews WHERE step = ?)""",
            [step],
        )
        _settled(db, step)
    return step


def step_records(db: Any, step: int) -> list[str]:
    """The records of a step."""
    return [row[0] for row in db.conn.execute("SELECT record_id FROM reviews WHERE step = ? ORDER BY id", [step])]


def carry_over(db: Any, source: str | None = None) -> int:
    """Inside the caller's transaction: ties the decisions of a document (or of all) to the records that are there now. Gives how many moved.

    A record with the same identifier and sentence is the same. Else one of the same type (and check), quote and sentence takes the decision
    over, the nearest where there are several; else one at the same place whose sentence has changed keeps it, marked as changed; else it
    waits, marked as gone, until the evidence comes back.
    """
    where, values = ("AND document = ?", [source]) if source is not None else ("", [])
    rows = rows_of(db, f"SELECT * FROM reviews WHERE current = 1 {where} ORDER BY id", values)
    moved = 0
    for row in rows:
        record_id, state = _again(db, row)
        if record_id != row["record_id"]:
            moved += 1
            db.execute("UPDATE reviews SET record_id = ?, state = ? WHERE record_id = ?", [record_id, state, row["record_id"]])
        elif state != row["state"] and not (state == "same" and row["state"] == "moved"):
            db.execute("UPDATE reviews SET state = ? WHERE id = ?", [state, row["id"]])
    own_fields.settle(db, [row["document"] for row in rows if row["record_type"] == "metadata"])
    return moved


def _again(db: Any, row: sqlite3.Row) -> tuple[str, str]:
    if row["decision"] == "added":
        return _added_again(db, row)
    if row["record_type"] == "metadata":
        return _own_again(db, row)
    here = target(db, row["record_id"])
    if here is not None and _same(db, row, here[1]):
        return row["record_id"], "same"
    if row["record_type"] in TABLES:
        where = "d.source = ? AND r.quote IS ? AND s.text IS ?"
        found = [
            other
            for other in rows_of(db, _select(row["record_type"], where), [row["document"], row["quote"], row["sentence"]])
            if other["check_code"] == row["check_code"] and (other["record_id"] == row["record_id"] or not _taken(db, other["record_id"], row["aspect"]))
        ]
        if found:
            nearest = min(found, key=lambda other: (abs((other["start"] or 0) - (row["start"] or 0)), other["record_id"]))
            return nearest["record_id"], "same" if nearest["record_id"] == row["record_id"] else "moved"
    return row["record_id"], "gone" if here is None else "changed"


def _own_again(db: Any, row: sqlite3.Row) -> tuple[str, str]:
    """The own record of a document is there with its document; its corrected fields may be read otherwise now."""
    record_id = own_fields.again(db, row["document"])
    if record_id is None:
        return row["record_id"], "gone"
    quotes = [quote for *_, quote in own_fields.seen(db, record_id, json.loads(row["corrections"]))]
    return record_id, "same" if quotes == [quote for *_, quote in json.loads(row["evidence"])] else "changed"


def _same(db: Any, row: sqlite3.Row, here: sqlite3.Row) -> bool:
    if (here["quote"], here["sentence"]) != (row["quote"], row["sentence"]) and row["sentence"] is not None:
        return False
    evidence = [[document, quote] for document, _, _, quote in json.loads(row["evidence"])]
    return not evidence or evidence == [[document, quote] for document, _, _, quote in _evidence(db, row["record_id"])]


def _taken(db: Any, record_id: str, aspect: str) -> bool:
    sql = "SELECT 1 FROM reviews WHERE record_id = ? AND aspect = ? AND current = 1"
    return db.conn.execute(sql, [record_id, aspect]).fetchone() is not None


def _added_again(db: Any, row: sqlite3.Row) -> tuple[str, str]:
    """An added record stands where its quote stands: at its place, else at the only other one of the text."""
    found = rows_of(db, "SELECT text FROM documents WHERE source = ?", [row["document"]])
    if not found:
        return row["record_id"], "gone"
    text = found[0]["text"]
    if text[row["start"] : row["end"]] == row["quote"]:
        return row["record_id"], "same"
    at = text.find(row["quote"])
    if at < 0 or text.find(row["quote"], at + 1) >= 0:
        return row["record_id"], "gone"
    db.execute('UPDATE reviews SET start = ?, "end" = ? WHERE id = ?', [at, at + len(row["quote"]), row["id"]])
    return row["record_id"], "moved"
