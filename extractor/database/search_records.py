"""Figures and tasks that a query finds: figures by their value ("1943" finds 1.943), by `value:` and `unit:`, and records of the sentences that hold the words.

In: a query as `extractor.database.asking` reads it. Out: the numbers of rows, the best first, each with the place of the expression that found it
(`Ask.tiers`), and how many there are. The command and the desk ask the same. A record counts as people corrected it: its new value finds it, the old one
does not, and one that was struck out is not found; records that people added have no row of their own and are found by their sentence.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from itertools import islice
from typing import Any

from extractor.database import corrections
from extractor.database.asking import Ask, bounds
from extractor.database.compact import key_or_none
from extractor.database.search_sentences import best, counted
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
    changed = _corrections(conn, kind)
    parts, given = _kept(within, changed)
    words: Ask | None = asked if asked.groups else None
    if kind == "task" and (words is None or of_values(asked)):
        return Numbers()
    if kind == "indicator":
        wanted = _values(conn, asked, changed)
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
        parts, given = _kept(within, changed)
        return _by_sentence(conn, ROWS[kind], asked, " AND ".join(parts) or "1", given, limit, most)
    rows = conn.execute(f"SELECT r.id FROM {ROWS[kind]} r WHERE {where} ORDER BY r.id LIMIT ?", [*given, -1 if most is None else most + 1]).fetchall()
    return Numbers(tuple((row[0], 0) for row in rows[:limit]), len(rows))


Changed = dict[int, dict[str, Any] | None]
"""Row of a record → what people put in the place of its fields; None for one that they struck out."""


def _corrections(conn: sqlite3.Connection, kind: str) -> Changed:
    found: Changed = {}
    for record, values in corrections.changes(conn, kind):
        row = conn.execute(f"SELECT id FROM {ROWS[kind]} WHERE key = ?", [key_or_none(record)]).fetchone()
        if row is not None:
            found[row[0]] = values
    return found


def as_corrected(conn: sqlite3.Connection, record: str, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a record as they are shown: with what people put in their place."""
    new = corrections.corrected_fields(conn, [record]).get(record, {})
    return fields | {name: value for name, value in new.items() if name in fields}


def _kept(within: str | None, changed: Changed) -> tuple[list[str], list[Any]]:
    """(conditions on a row, their values) of the documents that are asked for, without the records that were struck out."""
    parts, given = ([], []) if within is None else (["r.document_id IN (SELECT value FROM json_each(?))"], [within])
    removed = [number for number, values in changed.items() if values is None]
    return (parts, given) if not removed else ([*parts, "r.id NOT IN (SELECT value FROM json_each(?))"], [*given, json.dumps(removed)])


@dataclass(frozen=True, slots=True)
class _Range:
    """The values that are asked for: between two bounds, or one of some."""

    least: float | None = None
    most: float | None = None
    inclusive: bool = True
    among: tuple[float, ...] = ()

    def condition(self) -> tuple[str, list[float]]:
        if self.among:
            return f"r.value_real IN ({', '.join('?' * len(self.among))})", list(self.among)
        equals = "=" if self.inclusive else ""
        kept = [(sign, value) for sign, value in ((f">{equals}", self.least), (f"<{equals}", self.most)) if value is not None]
        return " AND ".join(f"r.value_real {sign} ?" for sign, _ in kept) or "1", [value for _, value in kept]

    def holds(self, value: float) -> bool:
        if self.among:
            return value in self.among
        low = self.least is None or value > self.least or (self.inclusive and value == self.least)
        return low and (self.most is None or value < self.most or (self.inclusive and value == self.most))


def _values(conn: sqlite3.Connection, asked: Ask, changed: Changed) -> tuple[list[str], list[Any], Ask | None] | None:
    """(conditions on a figure, their values, the words that its sentence must hold); None where a filter names no number."""
    words: Ask | None = asked if asked.groups else None
    values: _Range | None = None
    filtered = asked.filter("value")
    if filtered is not None:
        span = bounds(filtered)
        if span is None:
            return None
        values = _Range(*span)
    else:
        typed = _typed_number(asked)
        if typed is not None:
            # "12.460" is also 12.460 tỷ đồng, whose value is a thousand million times as much.
            values = _Range(among=tuple(typed * scale for scale in (1, 1e3, 1e6, 1e9)))
            words = _without_numbers(asked)
    parts: list[str] = []
    given: list[Any] = []
    if values is not None:
        condition, given = values.condition()
        parts.append(condition)
    unit = asked.filter("unit")
    if unit is not None:
        parts.append("r.unit_id IN (SELECT value FROM json_each(?))")
        given.append(json.dumps(_units(conn, fold(unit))))
    corrected = {number: new for number, new in changed.items() if new is not None and not new.keys().isdisjoint(("value", "unit"))}
    if parts and corrected:
        meeting = [number for number, new in corrected.items() if _meets(conn, number, new, values, unit)]
        listed = "IN (SELECT value FROM json_each(?))"
        parts = [f"({' AND '.join(parts)} AND r.id NOT {listed} OR r.id {listed})"]
        given += [json.dumps(list(corrected)), json.dumps(meeting)]
    return parts, given, words


def _meets(conn: sqlite3.Connection, number: int, new: dict[str, Any], values: _Range | None, unit: str | None) -> bool:
    """Whether a figure as corrected is one of those that are asked for."""
    row = conn.execute("SELECT value_real, unit FROM indicators WHERE id = ?", [number]).fetchone()
    value, named = new.get("value", row[0]), new.get("unit", row[1])
    return (values is None or (value is not None and values.holds(float(value)))) and (unit is None or _begins(named or "", fold(unit)))


def _units(conn: sqlite3.Connection, words: str) -> list[int]:
    """The numbers of the units that begin with these words: "hộ" is also "hộ nghèo"."""
    sql = "SELECT u.id, p.text FROM units u JOIN phrases p ON p.id = u.id ORDER BY u.id"
    return [row[0] for row in conn.execute(sql) if _begins(row[1], words)]


def _begins(unit: str, words: str) -> bool:
    return f"{fold(unit)} ".startswith(f"{words} ")


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
    of_listed = f"SELECT r.id, j.key FROM json_each(?) j CROSS JOIN {table} r ON r.sentence_id = j.value WHERE {where} ORDER BY j.key, r.start, r.id"
    words = f"sentences_fts CROSS JOIN {table} r ON r.sentence_id = sentences_fts.rowid WHERE sentences_fts MATCH ? AND {where}"
    total = counted(conn, words, [asked.tiers()[-1].folded, *given], most)
    kept: dict[int, int] = {}
    # Sentences without such a record are passed over where the words are looked up: there may be many of them before the first that has one.
    found = best(conn, asked, f" AND EXISTS (SELECT 1 FROM {table} r WHERE r.sentence_id = sentences_fts.rowid AND {where})", given)
    while len(kept) < min(limit, total) and (some := list(islice(found, limit))):
        for number, key in conn.execute(of_listed, [json.dumps([row for row, _ in some]), *given]):
            kept.setdefault(number, some[key][1])
    return Numbers(tuple(islice(kept.items(), limit)), total)
