"""One document: its head, blocks, marks, pages and boxes, in runs of the text so that long documents come in parts."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from extractor.database import recheck
from extractor.database.compact import id_of, key_or_none
from extractor.database.compact_schema import RECORDS
from extractor.database.compact_schema import record_id as id_sql
from extractor.database.corrections import in_force
from extractor.database.rows import TABLES
from extractor.web.queries.records import operands

CHUNK = 8_000
"""About how many characters of the text one part holds."""
FIRST = 40_000
"""A document up to this length comes whole."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, item, note or cell, as a run of the text; a cell with its place in the grid."""

    kind: str
    level: int
    mark: str | None
    start: int
    end: int
    table: int | None = None
    row: int = 0
    column: int = 0
    row_span: int = 1
    column_span: int = 1
    head: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A record on the text. `state` colours it: a severity for findings, holds or broken for figures of relations."""

    start: int
    end: int
    kind: str
    id: str
    state: str = ""


def head(conn: sqlite3.Connection, number: int) -> sqlite3.Row | None:
    """What is known of a document, with its counts, without its text."""
    row: sqlite3.Row | None = conn.execute(
        """SELECT d.id, d.source, d.doc_type, d.code, d.issued_on, d.place, d.issuer, d.title, d.signer, d.signer_title, d.addressee, d.province,
            d.cited_document_id, d.format, d.sha256, d.characters, d.location, d.file_sha256, d.container, d.ingested_at, d.properties, d.metadata_id, d.received_no, d.received_on, d.symbol, d.doubtful, d.corrected,
            coalesce(s.pages, 0) AS pages, coalesce(s.figures, 0) AS figures, coalesce(s.verified, 0) AS verified, coalesce(s.broken, 0) AS broken,
            coalesce(s.document_references, 0) AS refs, coalesce(s.dates, 0) AS dates, coalesce(s.tasks, 0) AS tasks,
            coalesce(s.relations, 0) AS relations
        FROM v_documents d LEFT JOIN document_stats s ON s.document_id = d.id WHERE d.id = ?""",
        [number],
    ).fetchone()
    return row


def parts_inside(conn: sqlite3.Connection, number: int) -> list[sqlite3.Row]:
    """The documents of a file that holds several, in order; none of one that is a document."""
    columns = "number, start, page, doc_type, code, symbol, issued_on, issuer, title, signer"
    return conn.execute(f"SELECT {columns} FROM document_parts WHERE document_id = ? ORDER BY number", [number]).fetchall()


def text_of(conn: sqlite3.Connection, number: int) -> str:
    """The text of a document."""
    row = conn.execute("SELECT text FROM documents WHERE id = ?", [number]).fetchone()
    return str(row[0]) if row else ""


def blocks(conn: sqlite3.Connection, number: int, start: int = 0, end: int | None = None) -> list[Block]:
    """The blocks that begin in `[start, end)`, in the order of the text, outer ones first."""
    rows = conn.execute(
        """SELECT kind, level, mark, start, "end", table_number, table_row, table_column, row_span, column_span, head FROM blocks
        WHERE document_id = ? AND start >= ? AND start < ? ORDER BY start, "end" DESC, number""",
        [number, start, 1 << 60 if end is None else end],
    )
    return [Block(r[0], r[1], r[2], r[3], r[4], r[5], r[6] or 0, r[7] or 0, r[8] or 1, r[9] or 1, bool(r[10])) for r in rows]


def parts(found: Sequence[Block], length: int) -> list[tuple[int, int]]:
    """Cuts a document into runs of about `CHUNK` characters, between blocks and never inside a table (but between rows of a very long one)."""
    if length <= FIRST or not found:
        return [(0, length)]
    cuts, last, reach = [0], 0, 0
    previous: Block | None = None
    for block in found:
        inside = previous is not None and previous.kind == "cell" and block.kind == "cell" and previous.table == block.table
        new_row = inside and previous is not None and block.row != previous.row
        if block.start - last >= CHUNK and block.start >= reach and (not inside or (new_row and block.start - last >= 3 * CHUNK)):
            cuts.append(block.start)
            last = block.start
        reach = max(reach, block.end)
        previous = block
    return list(zip(cuts, [*cuts[1:], length], strict=True))


_WINDOW = "document_id = :n AND start >= :start AND start < :end"
_MARKS = " UNION ALL ".join(
    [
        f"SELECT start, start + length, '{kind}', {id_sql(RECORDS[table].prefix, 'key')}, NULL, {place}, id FROM {table}_rows WHERE {_WINDOW}"
        for place, (kind, table) in enumerate(
            (("reference", "document_references"), ("date", "dates"), ("indicator", "indicators"), ("task", "tasks"))
        )
    ]
    + [
        f"""SELECT c.start, c.start + c.length, 'finding', {id_sql("fin", "f.key")}, f.severity, 4, c.id FROM finding_evidence c
        JOIN findings_rows f ON f.id = c.finding_id WHERE c.document_id = :n AND c.start >= :start AND c.start < :end ORDER BY 1, 2 DESC, 6, 7"""
    ]
)


def marks(conn: sqlite3.Connection, number: int, source: str, start: int, end: int) -> tuple[list[Mark], dict[tuple[int, int], str]]:
    """The records that begin in a run of the text, and for each span of a figure whether its relations hold ("holds" or "broken")."""
    found: list[Mark] = []
    seen: set[tuple[int, int, str]] = set()
    for first, last, kind, record, severity, *_ in conn.execute(_MARKS, {"n": number, "start": start, "end": end}):
        if (first, last, record) not in seen:
            seen.add((first, last, record))
            found.append(Mark(first, last, kind, record, severity or ""))
    states: dict[tuple[int, int], str] = {}
    after = recheck.of_document(conn, number).relations
    for key, at, parts, whole, holds in conn.execute(
        """SELECT key, start, parts, whole, holds FROM relations_rows WHERE document_id = ? AND start < ? AND start + length > ? ORDER BY start, id""",
        [number, end, start],
    ):
        judged = after.get(id_of("rel", key)) if after else None
        if judged is not None and judged.state != "unknown":
            holds = judged.state == "holds"
        for span in operands(at, parts, whole):
            if start <= span[0] < end and states.get(span) != "broken":
                states[span] = "holds" if holds else "broken"
    found += _reviewed(conn, source, start, end)
    removed = {r[0] for r in conn.execute(
        f"SELECT record_id FROM reviews WHERE document = ? AND {in_force('removed')}", [source]
    )}  # fmt: skip
    return [m if m.id not in removed else Mark(m.start, m.end, m.kind, m.id, "removed") for m in found], states


def _reviewed(conn: sqlite3.Connection, source: str, start: int, end: int) -> list[Mark]:
    """Records that people added."""
    rows = conn.execute(
        """SELECT start, "end", record_type, record_id FROM reviews WHERE document = ? AND current = 1 AND decision = 'added'
        AND start >= ? AND start < ?""",
        [source, start, end],
    )
    return [Mark(r[0], r[1], r[2], r[3], "added") for r in rows]


def doubts(conn: sqlite3.Connection, number: int, start: int, end: int) -> list[Mark]:
    """Words of a scan that recognition doubts."""
    rows = conn.execute('SELECT start, "end" FROM doubtful_words WHERE document_id = ? AND start >= ? AND start < ?', [number, start, end])
    return [Mark(r[0], r[1], "doubt", "") for r in rows]


def pages(conn: sqlite3.Connection, number: int) -> list[sqlite3.Row]:
    """The pages of a document, in order."""
    return conn.execute(
        'SELECT number, start, "end", width, height FROM pages WHERE document_id = ? ORDER BY number', [number]
    ).fetchall()


_BOXES = "SELECT record, kind, box FROM (" + " UNION ALL ".join(
    f"""SELECT {id_sql(RECORDS[table].prefix, 'key')} AS record, '{kind}' AS kind, box, start FROM {table}_rows
    WHERE document_id = :n AND page = :page AND box IS NOT NULL"""
    for kind, table in TABLES.items() if kind != "relation"
) + ") ORDER BY start"  # fmt: skip


def page_boxes(conn: sqlite3.Connection, number: int, page: int) -> list[dict[str, Any]]:
    """The boxes of the records of a page, in points from its top left."""
    import json

    out = []
    for record, kind, box in conn.execute(_BOXES, {"n": number, "page": page}):
        made = json.loads(box)
        out.append({"id": record, "kind": kind, "boxes": made if made and isinstance(made[0], list) else [made]})
    return out


def place_of(conn: sqlite3.Connection, record_id: str) -> tuple[int, int] | None:
    """(document, start) of a record, also of one that people added; None where it is not there."""
    table = next((table for kind, table in TABLES.items() if record_id.startswith(f"{kind[:3]}-")), None)
    row = None
    if table is not None:
        row = conn.execute(f"SELECT document_id, start FROM {table}_rows WHERE key = ?", [key_or_none(record_id)]).fetchone()
    elif record_id.startswith("met-"):
        row = conn.execute(
            """SELECT d.id, (SELECT start FROM metadata_fields WHERE document_id = d.id ORDER BY position LIMIT 1) FROM documents d
            WHERE d.metadata_id = ?""",
            [record_id],
        ).fetchone()
    if row is None:
        row = conn.execute(
            """SELECT d.id, r.start FROM reviews r JOIN documents d ON d.source = r.document
            WHERE r.record_id = ? AND r.current = 1 ORDER BY r.id DESC LIMIT 1""",
            [record_id],
        ).fetchone()
    return (row[0], row[1] or 0) if row else None


def part_at(cuts: Sequence[tuple[int, int]], offset: int) -> int:
    """Which part holds an offset."""
    return max(0, bisect_right([start for start, _ in cuts], offset) - 1)


def outline(found: Sequence[Block], text: str) -> list[tuple[int, int, str]]:
    """(level, offset, words) of the headings, for the table of contents."""
    return [
        (block.level, block.start, " ".join(text[block.start : block.end].split())[:120])
        for block in found
        if block.kind == "heading" and block.level
    ][:400]


def shape(conn: sqlite3.Connection, number: int) -> tuple[list[tuple[int, int]], list[tuple[int, int, str]]]:
    """The parts and the headings of a document, which take all its blocks; both are short."""
    text, found = text_of(conn, number), blocks(conn, number)
    return parts(found, len(text)), outline(found, text)


def table_cells(conn: sqlite3.Connection, number: int, table: int) -> list[Block]:
    """The cells of a table of a document."""
    return [block for block in blocks(conn, number) if block.kind == "cell" and block.table == table]
