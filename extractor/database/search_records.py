"""Figures and tasks that a query finds: figures by their value ("1943" finds 1.943), by `value:` and `unit:`, and records of the sentences that hold the words.

In: a query as `extractor.database.asking` reads it. Out: the numbers of rows, the best first, each with the place of the expression that found it
(`Ask.tiers`), and how many there are. The command and the desk ask the same.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from extractor.database.asking import Ask, bounds
from extractor.database.values import read_number
from extractor.lexicon.patterns import fold

ROWS = {"indicator": "indicators_rows", "task": "tasks_rows"}


@dataclass(frozen=True, slots=True)
class Numbers:
    """Rows as (number, place of the tier that found it); the number of all, which is one more than was asked where there are more than that."""

    rows: tuple[tuple[int, int], ...] = ()
    total: int = 0


def of_values(asked: Ask) -> bool:
    """Whether a query asks for figures alone: by value or by unit."""
    return asked.filter("value") is not None or asked.filter("unit") is not None


def matching(table: str, tier: Any) -> tuple[str, list[str]]:
    """The condition under which a row of a full-text table meets a tier, with its values.

    The plus keeps SQLite from asking the full text anew for every row of the list.
    """
    fts = f"{table}_fts"
    if tier.exact is None:
        return f"{fts} MATCH ?", [tier.folded]
    return f"{fts} MATCH ? AND +{fts}.rowid IN (SELECT rowid FROM {table}_exact WHERE {table}_exact MATCH ?)", [tier.folded, tier.exact]


def found(conn: sqlite3.Connection, asked: Ask, kind: str, within: str | None, limit: int, most: int | None = None) -> Numbers:
    """The best `limit` figures or tasks of the documents `within` (a JSON list, None is all); no more than `most` + 1 are counted."""
    parts, given = ([], []) if within is None else (["r.document_id IN (SELECT value FROM json_each(?))"], [within])
    words: Ask | None = asked if asked.groups else None
    if kind == "task" and (words is None or of_values(asked)):
        return Numbers()
    if kind == "indicator":
        wanted = _values(conn, asked)
        if wanted is None:
            return Numbers()
        conditions, values, words = wanted
        parts, given = [*conditions, *parts], [*values, *given]
        if not conditions and words is None:
            return Numbers()
    where = " AND ".join(parts) or "1"
    if words is not None:
        numbers = _by_sentence(conn, ROWS[kind], words, where, given, limit, most)
        if numbers.total or words is asked or of_values(asked):
            return numbers
        # No figure of that value stands beside the words: the number was a year or a quarter.
        where, given = ("1", []) if within is None else ("r.document_id IN (SELECT value FROM json_each(?))", [within])
        return _by_sentence(conn, ROWS[kind], asked, where, given, limit, most)
    rows = conn.execute(f"SELECT r.id FROM {ROWS[kind]} r WHERE {where} ORDER BY r.id LIMIT ?", [*given, -1 if most is None else most + 1]).fetchall()
    return Numbers(tuple((row[0], 0) for row in rows[:limit]), len(rows))


def _values(conn: sqlite3.Connection, asked: Ask) -> tuple[list[str], list[Any], Ask | None] | None:
    """(conditions on a figure, their values, the words that its sentence must hold); None where a filter names no number."""
    parts: list[str] = []
    given: list[Any] = []
    words: Ask | None = asked if asked.groups else None
    filtered = asked.filter("value")
    if filtered is not None:
        span = bounds(filtered)
        if span is None:
            return None
        least, most, inclusive = span
        equals = "=" if inclusive else ""
        for sign, value in ((f">{equals}", least), (f"<{equals}", most)):
            if value is not None:
                parts.append(f"r.value_real {sign} ?")
                given.append(value)
    else:
        typed = _typed_number(asked)
        if typed is not None:
            # "12.460" is also 12.460 tỷ đồng, whose value is a thousand million times as much.
            parts.append("r.value_real IN (?, ?, ?, ?)")
            given += [typed * scale for scale in (1, 1e3, 1e6, 1e9)]
            words = _without_numbers(asked)
    unit = asked.filter("unit")
    if unit is not None:
        parts.append("r.unit_id IN (SELECT value FROM json_each(?))")
        given.append(json.dumps(_units(conn, fold(unit))))
    return parts, given, words


def _units(conn: sqlite3.Connection, words: str) -> list[int]:
    """The numbers of the units that begin with these words: "hộ" is also "hộ nghèo"."""
    sql = "SELECT u.id, p.text FROM units u JOIN phrases p ON p.id = u.id ORDER BY u.id"
    return [row[0] for row in conn.execute(sql) if f"{fold(row[1])} ".startswith(f"{words} ")]


def _typed_number(asked: Ask) -> float | None:
    """The value of the first number among the words: "1943" and "1.943" are one."""
    found = (read_number(piece.rstrip(".,")) for piece in asked.numbers)
    return next((float(read) for read in found if read is not None), None)


def _without_numbers(asked: Ask) -> Ask | None:
    """The query without its numbers, which are looked up as values."""
    groups = tuple(tuple(p for p in group if not all(w.isdigit() for w in p.folded)) for group in asked.groups)
    kept = tuple(group for group in groups if group)
    return Ask(kept, asked.without, asked.filters, asked.plain) if kept else None


def _by_sentence(conn: sqlite3.Connection, table: str, asked: Ask, where: str, given: list[Any], limit: int, most: int | None) -> Numbers:
    """Records of the sentences that the words find, the best sentences first."""
    kept: dict[int, int] = {}
    # A record begins inside its sentence: the index of places finds it.
    joined = f"""sentences_fts CROSS JOIN sentence_rows s ON s.id = sentences_fts.rowid CROSS JOIN {table} r ON r.document_id = s.document_id
        AND r.start >= s.start AND r.start < s.start + s.length AND r.sentence_id = s.id"""
    tiers = asked.tiers()
    for place, tier in enumerate(tiers):
        if len(kept) >= limit:
            break
        condition, values = matching("sentences", tier)
        for (number,) in conn.execute(f"SELECT r.id FROM {joined} WHERE {condition} AND {where} LIMIT ?", [*values, *given, limit + len(kept)]):
            if len(kept) < limit:
                kept.setdefault(number, place)
    total = len(kept)
    if total >= limit:
        sql = f"SELECT count(*) FROM (SELECT 1 FROM {joined} WHERE sentences_fts MATCH ? AND {where} LIMIT ?)"
        total = conn.execute(sql, [tiers[-1].folded, *given, -1 if most is None else most + 1]).fetchone()[0]
    return Numbers(tuple(kept.items()), total)
