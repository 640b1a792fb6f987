"""Searches documents, references, figures, tasks and sentences, with or without accents: hits with the exact accents come first.

A query is words; each must be in the hit, and where they stand next to each other comes first. A word with separators ("99,65%",
"812/QĐ-UBND") and a run in double quotes is a phrase. AND, OR, NOT and filters are those of `extractor.database.asking`.
"""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Literal

from extractor.database import search_records
from extractor.database.asking import Ask, ask, days
from extractor.database.own_words import OwnWords
from extractor.database.search_records import matching, of_values
from extractor.database.search_sentences import counted, sentences
from extractor.lexicon.patterns import fold

Kind = Literal["document", "reference", "indicator", "task", "sentence"]
KINDS: tuple[Kind, ...] = ("document", "reference", "indicator", "task", "sentence")

COUNTED = 1_000
"""More hits than this are not counted one by one: "more than 1,000" tells as much, and a million sentences are not read for it."""
RANKED = 10_000
"""Of more documents or references than this the best are not looked for by rank: it would ask for every place of every word."""

_WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Hit:
    """One place found. `sentence` is what the kind shows (the sentence, or the title of a document), `marks` the runs of it that matched, `exact` whether its
    accents are those of the query, `database` which of several databases it was found in; `record` and `details` are the identifier and the fields of a
    figure (value, unit, label, subject, period) or of a task (title, status, lead, due_on)."""

    kind: Kind
    document: str
    page: int | None
    section: str | None
    sentence: str | None
    label: str
    start: int | None
    end: int | None
    marks: tuple[tuple[int, int], ...]
    exact: bool
    target: str | None = None
    database: str | None = None
    record: str | None = None
    details: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """The phrases of a query, each a tuple of words: as written (in lower case) and folded."""

    exact: tuple[tuple[str, ...], ...]
    folded: tuple[tuple[str, ...], ...]

    def __bool__(self) -> bool:
        return bool(self.folded)


def parse(text: str) -> Query:
    """The phrases of what a user typed. Nothing in it is syntax but double quotes."""
    exact, folded = [], []
    for quoted, word in _PIECE.findall(unicodedata.normalize("NFC", text)):
        piece = quoted or word
        plain = tuple(_WORD.findall(fold(piece)))
        if plain:
            exact.append(tuple(_WORD.findall(piece.lower())))
            folded.append(plain)
    return Query(tuple(exact), tuple(folded))


def folded_with_offsets(text: str) -> tuple[str, list[int]]:
    """`text` without accents and case, of the same words, and for each of its characters the offset in `text`."""
    characters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        for plain in fold(character) or " ":
            characters.append(plain)
            offsets.append(offset)
    return "".join(characters), offsets


def marks_of(text: str, phrases: Sequence[Sequence[str]]) -> tuple[tuple[int, int], ...]:
    """The runs of `text` that match a folded phrase, in order, overlapping ones joined."""
    folded, offsets = folded_with_offsets(text)
    runs: list[tuple[int, int]] = []
    for words in phrases:
        pattern = r"[\W_]+".join(map(re.escape, words))
        for match in re.finditer(rf"(?<![^\W_]){pattern}(?![^\W_])", folded):
            runs.append((offsets[match.start()], offsets[match.end() - 1] + 1))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(runs):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


_TABLES = {"document": "documents", "reference": "document_references"}
_OWN = {"documents": "id", "document_references": "document_id"}


def rows_within(table: str) -> str:
    """The SQL of the rows of a searched table that belong to one of the documents of a JSON list."""
    rows = {"documents": "documents", "document_references": "document_references_rows"}[table]
    return f"SELECT t.id FROM {rows} t WHERE t.{_OWN[table]} IN (SELECT value FROM json_each(?))"


def documents_of(conn: sqlite3.Connection, asked: Ask) -> str | None:
    """The documents that the filters of a query leave, as a JSON list of numbers; None where nothing is filtered."""
    conn.create_function("trichyeu_fold", 1, lambda value: fold(value or ""), deterministic=True)
    parts: list[str] = []
    values: list[Any] = []
    for name, value in asked.filters:
        if name == "type":
            parts.append("trichyeu_fold(coalesce(d.doc_type, '')) = ?")
            values.append(fold(value))
        elif name == "body":
            parts.append("instr(trichyeu_fold(coalesce(d.issuer, '')), ?) > 0")
            values.append(fold(value))
        elif name == "date":
            span = days(value)
            parts.append("d.issued_on >= ? AND d.issued_on < ?" if span else "0")
            values += list(span or ())
        elif name == "in":
            parts.append("d.id = ?" if value.isdecimal() else "instr(trichyeu_fold(d.source || ' ' || coalesce(d.code, '')), ?) > 0")
            values.append(int(value) if value.isdecimal() else fold(value))
    if not parts:
        return None
    return json.dumps([row[0] for row in conn.execute(f"SELECT d.id FROM v_documents d WHERE {' AND '.join(parts)}", values)])


def search(db: Any, text: str, *, kind: Kind, limit: int = 20) -> tuple[list[Hit], int]:
    """(the best hits of one kind; the number of all, `COUNTED` + 1 where there are more): the words next to each other first. An empty query finds nothing."""
    found, total = _ranked(db, text, kind, limit)
    return [hit for _, hit in found], total


def search_all(databases: Mapping[str, Any], text: str, *, kind: Kind, limit: int = 20) -> tuple[list[Hit], int]:
    """As `search`, over several databases (name → database); each hit says which it is of.

    How well a hit fits goes first (next to each other with accents, without, near, anywhere); among those that fit alike the databases take turns in the
    order in which they were named, each with its best first. So the order depends on nothing else: scores of two databases tell different things,
    since a word that is rare in one may be common in the other.
    """
    merged: list[tuple[tuple[int, int, int], Hit]] = []
    everything = 0
    for place, (name, db) in enumerate(databases.items()):
        found, total = _ranked(db, text, kind, limit)
        everything += total
        turns: Counter[int] = Counter()
        for tier, hit in found:
            merged.append(((tier, turns[tier], place), replace(hit, database=name)))
            turns[tier] += 1
    merged.sort(key=lambda one: one[0])
    return [hit for _, hit in merged[:limit]], everything


def _ranked(db: Any, text: str, kind: Kind, limit: int) -> tuple[list[tuple[int, Hit]], int]:
    """(the best hits, each with the number of the expression that found it, the number of all hits)."""
    query = ask(text)
    if not query:
        return [], 0
    places, total = found(db.conn, query, kind, limit, COUNTED)
    tiers = query.tiers()
    cursor = db.conn.cursor()
    cursor.row_factory = sqlite3.Row
    return [(place, _hit(cursor, kind, number, not tiers or tiers[place].exact is not None, query)) for number, place in places.items()], total


def filtered(conn: sqlite3.Connection, kind: str, within: str | None, limit: int) -> tuple[dict[int, int], int]:
    """Where nothing but filters was typed: the documents that they leave, the latest first, and how many they are; of other kinds nothing."""
    if kind != "document" or within is None:
        return {}, 0
    rows = conn.execute("SELECT id FROM v_documents WHERE id IN (SELECT value FROM json_each(?)) ORDER BY issued_on DESC, id LIMIT ?", [within, limit])
    return {row[0]: 0 for row in rows}, len(json.loads(within))


def found(conn: sqlite3.Connection, query: Ask, kind: str, limit: int, most: int | None = None) -> tuple[dict[int, int], int]:
    """(the best rows of a kind, each with the place of the expression that found it; the number of all, `most` + 1 where there are more than that).

    The command and the desk ask the same.
    """
    within = documents_of(conn, query)
    if kind in search_records.ROWS:
        numbers = search_records.found(conn, query, kind, within, limit, most)
        return dict(numbers.rows), numbers.total
    if of_values(query):
        return {}, 0
    if not query.groups:
        return filtered(conn, kind, within, limit)
    if kind == "sentence":
        return sentences(conn, query, within, limit, most)
    return _words(conn, _TABLES[kind], query, within, limit, most)


def _words(conn: sqlite3.Connection, table: str, query: Ask, within: str | None, limit: int, most: int | None) -> tuple[dict[int, int], int]:
    """The best rows of a full-text table, by rank, and the number of all, `most` + 1 where there are more; of more than `RANKED` none is ranked."""
    fts = f"{table}_fts"
    where = "" if within is None else f" AND +{fts}.rowid IN ({rows_within(table)})"
    more = [] if within is None else [within]
    own = OwnWords(conn, table)
    others, numbers = own.others(f"+{fts}.rowid")
    where, more = where + others, more + numbers
    tiers = query.tiers()
    total = counted(conn, f"{fts} WHERE {fts} MATCH ?{where}", [tiers[-1].folded, *more], None if most is None else max(most, RANKED))
    total += len(own.found(f"{fts} MATCH ?", [tiers[-1].folded], within))
    order = "" if most is not None and total > max(most, RANKED) else "ORDER BY rank, rowid"
    rows: dict[int, int] = {}
    for place, tier in enumerate(tiers):
        if len(rows) >= min(limit, total):
            break
        condition, values = matching(table, tier)
        best = conn.execute(f"SELECT rowid FROM {fts} WHERE {condition}{where} {order} LIMIT ?", [*values, *more, limit + len(rows)])
        for number in chain(own.found(condition, values, within), (row[0] for row in best)):
            if len(rows) < limit:
                rows.setdefault(number, place)
    return rows, total if most is None else min(total, most + 1)


_ROWS: dict[Kind, str] = {
    "document": "SELECT source, doc_type, code, issued_on, issuer, title, cited_document_id FROM v_documents WHERE id = ?",
    "reference": """SELECT d.source, r.page, s.section, s.text, r.start, r."end", r.quote, r.doc_type, r.code, r.title, r.issued_on, r.issuer,
        r.cited_document_id FROM document_references r JOIN documents d ON d.id = r.document_id
        LEFT JOIN sentences s ON s.id = r.sentence_id WHERE r.id = ?""",
    "sentence": """SELECT d.source, s.page, s.section, s.text, s.start, s."end" FROM sentences s
        JOIN documents d ON d.id = s.document_id WHERE s.id = ?""",
    "indicator": """SELECT d.source, r.page, s.section, s.text, r.start, r."end", r.quote, r.record_id, r.value, r.value_to, r.total, r.unit, r.comparator, r.role,
        r."precision", r.label, r.subject, r.period, r.period_from, r.period_to
        FROM indicators r JOIN documents d ON d.id = r.document_id LEFT JOIN sentences s ON s.id = r.sentence_id WHERE r.id = ?""",
    "task": """SELECT d.source, r.page, s.section, coalesce(s.text, r.title) AS text, r.title, r.start, r."end", r.quote, r.record_id, r.status, r.lead, r.due_on
        FROM tasks r JOIN documents d ON d.id = r.document_id LEFT JOIN sentences s ON s.id = r.sentence_id WHERE r.id = ?""",
}
FIGURE = ("value", "value_to", "total", "unit", "comparator", "role", "precision", "label", "subject", "period", "period_from", "period_to")
DETAILS = {"indicator": FIGURE, "task": ("title", "status", "lead", "due_on")}


def label_of(row: Any) -> str:
    """One line that names a document: type and code or title, date, issuer."""
    name = " ".join(p for p in (row["doc_type"], row["code"]) if p) if row["code"] else (row["title"] or row["doc_type"] or "")
    return " · ".join(p for p in (name, day(row["issued_on"]), row["issuer"]) if p)


def day(issued_on: str | None) -> str | None:
    """A date of the database as officials write it: 2031-03-14 as 14/03/2031."""
    return "/".join(reversed(issued_on.split("-"))) if issued_on else None


def _hit(cursor: sqlite3.Cursor, kind: Kind, number: int, exact: bool, query: Ask) -> Hit:
    row = cursor.execute(_ROWS[kind], [number]).fetchone()
    if kind == "document":
        title = row["title"] or ""
        return Hit(
            kind,
            row["source"],
            None,
            None,
            title,
            label_of(row),
            None,
            None,
            marks_of(title, query.phrases),
            exact,
            row["cited_document_id"],
        )
    sentence = row["text"] or ""
    marks = marks_of(sentence, query.phrases)
    if kind == "sentence":
        return Hit(kind, row["source"], row["page"], row["section"], sentence, "", row["start"], row["end"], marks, exact)
    at = sentence.find(row["quote"]) if row["quote"] and kind != "task" else -1
    if at >= 0:
        marks = ((at, at + len(row["quote"])),)
    if kind in DETAILS:
        fields = search_records.as_corrected(cursor.connection, row["record_id"], {name: row[name] for name in DETAILS[kind]})
        details = tuple(fields.items())
        place = (row["source"], row["page"], row["section"], sentence, row["quote"] or "", row["start"], row["end"])
        return Hit(kind, *place, marks, exact, record=row["record_id"], details=details)
    return Hit(
        kind,
        row["source"],
        row["page"],
        row["section"],
        sentence,
        label_of(row),
        row["start"],
        row["end"],
        marks,
        exact,
        row["cited_document_id"],
    )
