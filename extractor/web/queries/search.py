"""One box over everything: documents, references, figures, tasks and sentences, grouped by document; suggestions while one types."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from extractor.database.asking import Ask, ask, bounds
from extractor.database.search import documents_of, marks_of, matching, rows_within
from extractor.database.values import read_number
from extractor.lexicon.patterns import fold

KINDS = ("document", "reference", "indicator", "task", "sentence")
LIMIT = 60
FACET = 12  # values of a facet that are listed
MANY = 2_000
"""More hits than this are not counted one by one, nor put in order of rank."""

_TABLES = {"document": "documents", "reference": "document_references", "sentence": "sentences"}


@dataclass(frozen=True)
class Found:
    """Hits of one kind, at most `LIMIT`, the number of all (or more than `MANY`), best first."""

    rows: list[dict[str, Any]]
    total: int
    more: bool


def search(conn: sqlite3.Connection, text: str, kind: str, limit: int = LIMIT) -> Found:
    """The best hits of one kind."""
    asked = ask(text)
    if not asked:
        return Found([], 0, False)
    within = documents_of(conn, asked)
    if kind in _TABLES:
        return _full_text(conn, asked, kind, within, limit)
    return _figures(conn, asked, text, within, limit) if kind == "indicator" else _tasks(conn, asked, within, limit)


def _ids(conn: sqlite3.Connection, asked: Ask, kind: str, within: str | None, limit: int) -> tuple[list[tuple[int, bool]], int, bool]:
    """(row, whether with exact accents) of the best hits, the number of all, and whether there are more than were counted."""
    table = _TABLES[kind]
    fts = f"{table}_fts"
    where = f" AND +{fts}.rowid IN ({rows_within(table)})" if within is not None else ""
    more = [within] if within is not None else []
    tiers = asked.tiers()
    if not tiers:
        return [], 0, False
    total = conn.execute(f"SELECT count(*) FROM (SELECT 1 FROM {fts} WHERE {fts} MATCH ?{where} LIMIT {MANY + 1})", [tiers[-1].folded, *more]).fetchone()[0]
    order = "" if total > MANY else f"ORDER BY {fts}.rank, {fts}.rowid"
    found: dict[int, bool] = {}
    for tier in tiers:
        if len(found) >= min(limit, total):
            break
        condition, values = matching(table, tier)
        sql = f"SELECT {fts}.rowid FROM {fts} WHERE {condition}{where} {order} LIMIT ?"
        for (number,) in conn.execute(sql, [*values, *more, limit + len(found)]):
            if len(found) < limit:
                found.setdefault(number, tier.exact is not None)
    return list(found.items()), total, total > MANY


_ROWS = {
    "document": """SELECT d.id AS document_id, d.source, d.doc_type, d.code, d.issued_on, d.issuer, d.title, d.title AS text, NULL AS record_id, NULL AS start,
        NULL AS page, NULL AS section, NULL AS quote FROM documents d WHERE d.id = ?""",
    "reference": """SELECT r.document_id, d.source, d.doc_type, d.code, d.issued_on, d.issuer, d.title, s.text, r.record_id, r.start, r.page, s.section,
        r.quote, r.cited_document_id AS cited FROM document_references r JOIN documents d ON d.id = r.document_id
        LEFT JOIN sentences s ON s.id = r.sentence_id WHERE r.id = ?""",
    "sentence": """SELECT s.document_id, d.source, d.doc_type, d.code, d.issued_on, d.issuer, d.title, s.text, NULL AS record_id, s.start, s.page, s.section,
        NULL AS quote FROM sentences s JOIN documents d ON d.id = s.document_id WHERE s.id = ?""",
    "indicator": """SELECT r.document_id, d.source, d.doc_type, d.code, d.issued_on, d.issuer, d.title, s.text, r.record_id, r.start, r.page, s.section, r.quote,
        r.value, r.unit, r.label, r.subject, r.period FROM indicators r JOIN documents d ON d.id = r.document_id
        LEFT JOIN sentences s ON s.id = r.sentence_id WHERE r.id = ?""",
    "task": """SELECT r.document_id, d.source, d.doc_type, d.code, d.issued_on, d.issuer, d.title, coalesce(r.title, s.text) AS text, r.record_id, r.start, r.page,
        s.section, r.quote, r.status, r.lead, r.due_on FROM tasks r JOIN documents d ON d.id = r.document_id
        LEFT JOIN sentences s ON s.id = r.sentence_id WHERE r.id = ?""",
}


def _hits(conn: sqlite3.Connection, kind: str, numbers: list[tuple[int, bool]], asked: Ask) -> list[dict[str, Any]]:
    out = []
    for number, exact in numbers:
        row = dict(conn.execute(_ROWS[kind], [number]).fetchone())
        words = row["text"] or ""
        marks = _joined(words, marks_of(words, asked.phrases))
        if kind in ("reference", "indicator") and row["quote"]:
            from extractor.audit.report import quote_at

            quote = " ".join(row["quote"].split())
            at = quote_at(words, quote)
            marks = [(at, at + len(quote))] if at >= 0 else marks
        out.append({**row, "kind": kind, "exact": exact, "marks": marks})
    return out


def _joined(text: str, marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Marks with nothing but blanks between them as one."""
    out: list[tuple[int, int]] = []
    for start, end in marks:
        if out and not text[out[-1][1] : start].strip():
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _full_text(conn: sqlite3.Connection, asked: Ask, kind: str, within: str | None, limit: int) -> Found:
    numbers, total, more = _ids(conn, asked, kind, within, limit)
    return Found(_hits(conn, kind, numbers, asked), total, more)


def _figures(conn: sqlite3.Connection, asked: Ask, text: str, within: str | None, limit: int) -> Found:
    """Figures by value ("1943" finds 1.943), by `value:` and `unit:`, and those of sentences that hold the words."""
    values = [v for v in (asked.filter("value"),) if v]
    span = bounds(values[0]) if values else None
    if values and span is None:
        return Found([], 0, False)
    words = _words_without_numbers(asked, text) if span is None else (asked if asked.groups else None)
    if span is None:
        span = _typed_number(text)
    parts: list[str] = ["1"]
    given: list[Any] = []
    if span is not None and not values:
        # "12.460" is also 12.460 tỷ đồng, whose value is a thousand million times as much.
        parts.append("r.value_real IN (?, ?, ?, ?)")
        given += [(span[0] or 0.0) * scale for scale in (1, 1e3, 1e6, 1e9)]
    elif span is not None:
        least, most, inclusive = span
        equals = "=" if inclusive else ""
        parts += [p for p, v in ((f"r.value_real >{equals} ?", least), (f"r.value_real <{equals} ?", most)) if v is not None]
        given += [v for v in (least, most) if v is not None]
    unit = asked.filter("unit")
    if unit:
        parts.append("r.unit_id IN (SELECT value FROM json_each(?))")
        given.append(json.dumps(_units(conn, fold(unit))))
    if within is not None:
        parts.append("r.document_id IN (SELECT value FROM json_each(?))")
        given.append(within)
    where = " AND ".join(parts)
    if words is not None and words.groups:
        return _by_sentence(conn, "indicator", "indicators_rows", words, where, given, limit)
    if where == "1":
        return Found([], 0, False)
    numbers = [row[0] for row in conn.execute(f"SELECT r.id FROM indicators_rows r WHERE {where} LIMIT {MANY + 1}", given)]
    return Found(_hits(conn, "indicator", [(n, True) for n in numbers[:limit]], asked), len(numbers), len(numbers) > MANY)


def _units(conn: sqlite3.Connection, words: str) -> list[int]:
    """The numbers of the units that begin with these words: "hộ" is also "hộ nghèo"."""
    sql = "SELECT u.id, p.text FROM units u JOIN phrases p ON p.id = u.id ORDER BY u.id"
    return [row[0] for row in conn.execute(sql) if f"{fold(row[1])} ".startswith(f"{words} ")]


def _typed_number(text: str) -> tuple[float | None, float | None, bool] | None:
    """The value of the first number among the words: "1943" and "1.943" are one."""
    for word in re.findall(r"(?<![\w/:])\d[\d.,]*%?(?![\w/:])", text[:300]):
        read = read_number(word.rstrip(".,"))
        if read is not None:
            return float(read), float(read), True
    return None


def _words_without_numbers(asked: Ask, text: str) -> Ask | None:
    """The query without its number, which is looked up as a value."""
    if _typed_number(text) is None:
        return asked if asked.groups else None
    groups = tuple(tuple(p for p in group if not all(w.isdigit() for w in p.folded)) for group in asked.groups)
    kept = tuple(group for group in groups if group)
    return Ask(kept, asked.without, asked.filters, asked.plain) if kept else None


def _tasks(conn: sqlite3.Connection, asked: Ask, within: str | None, limit: int) -> Found:
    where, given = ("r.document_id IN (SELECT value FROM json_each(?))", [within]) if within is not None else ("1", [])
    if not asked.groups:
        return Found([], 0, False)
    return _by_sentence(conn, "task", "tasks_rows", asked, where, given, limit)


def _by_sentence(conn: sqlite3.Connection, kind: str, table: str, asked: Ask, where: str, given: list[Any], limit: int) -> Found:
    """Records of the sentences that the words find, the best sentences first."""
    found: dict[int, bool] = {}
    # A record begins inside its sentence: the index of places finds it.
    joined = f"""sentences_fts CROSS JOIN sentence_rows s ON s.id = sentences_fts.rowid CROSS JOIN {table} r ON r.document_id = s.document_id
        AND r.start >= s.start AND r.start < s.start + s.length AND r.sentence_id = s.id"""
    tiers = asked.tiers()
    for tier in tiers:
        if len(found) >= limit:
            break
        condition, values = matching("sentences", tier)
        for (number,) in conn.execute(f"SELECT r.id FROM {joined} WHERE {condition} AND {where} LIMIT ?", [*values, *given, limit + len(found)]):
            if len(found) < limit:
                found.setdefault(number, tier.exact is not None)
    total = len(found)
    if total >= limit:
        sql = f"SELECT count(*) FROM (SELECT 1 FROM {joined} WHERE sentences_fts MATCH ? AND {where} LIMIT {MANY + 1})"
        total = conn.execute(sql, [tiers[-1].folded, *given]).fetchone()[0]
    return Found(_hits(conn, kind, list(found.items()), asked), total, total > MANY)


def facets(conn: sqlite3.Connection, text: str) -> dict[str, list[tuple[str, int]]]:
    """Sentences that are hit, by type, body and year of their documents; at most `MANY` of them are looked at."""
    asked = ask(text)
    tiers = asked.tiers()
    if not tiers:
        return {}
    within = documents_of(conn, asked)
    kept = "" if within is None else f" AND +rowid IN ({rows_within('sentences')})"
    found = {"type": Counter[str](), "body": Counter[str](), "year": Counter[str]()}
    for row in conn.execute(
        f"""SELECT d.doc_type, d.issuer, substr(d.issued_on, 1, 4) AS year, h.n FROM (SELECT s.document_id, count(*) AS n FROM
            (SELECT rowid AS number FROM sentences_fts WHERE sentences_fts MATCH ?{kept} LIMIT {MANY}) f JOIN sentence_rows s ON s.id = f.number
            GROUP BY s.document_id) h JOIN documents d ON d.id = h.document_id""",
        [tiers[-1].folded, *([] if within is None else [within])],
    ):
        for name, value in (("type", row["doc_type"]), ("body", row["issuer"]), ("year", row["year"])):
            if value:
                found[name][value] += row["n"]
    return {name: sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:FACET] for name, counts in found.items()}


def grouped(rows: list[dict[str, Any]]) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """The hits by document, in the order of the best hit of each."""
    groups: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row["document_id"], []).append(row)
    return [(found[0], found) for found in groups.values()]


def suggest(conn: sqlite3.Connection, text: str, limit: int = 8) -> list[dict[str, str]]:
    """Codes and bodies that begin as what is typed, without accents."""
    typed = fold(text[:100]).strip()
    if len(typed) < 2:
        return []
    out: list[dict[str, str]] = []
    bare = re.sub(r"\s+", "", text[:100])
    # Codes begin with digits: the keys are in order, so that the index finds them.
    if re.match(r"\d", bare):
        for row in conn.execute(
            """SELECT n.id, n.doc_type, n.code, n.title FROM cited_documents n WHERE n.code LIKE ? ESCAPE '\\' ORDER BY n.citing DESC, n.id LIMIT ?""",
            [re.sub(r"([%_\\])", r"\\\1", bare) + "%", limit],
        ):
            out.append({"kind": "code", "text": " ".join(p for p in (row["doc_type"], row["code"]) if p), "query": row["code"], "url": f"/refs/{row['id']}"})
    words = re.findall(r"[^\W_]+", typed)
    if len(out) < limit and words:
        sql = "SELECT name FROM organizations WHERE " + " AND ".join(["(' ' || name_folded) LIKE ?"] * len(words)) + " ORDER BY length(name), name LIMIT ?"
        for row in conn.execute(sql, [*(f"% {word}%" for word in words), limit - len(out)]):
            out.append({"kind": "body", "text": row["name"], "query": f'"{row["name"]}"', "url": ""})
    return out


def saved(conn: sqlite3.Connection) -> list[sqlite3.Row]:
    """The searches that people kept."""
    return conn.execute("SELECT id, name, query, saved_by FROM saved_searches ORDER BY name, id LIMIT 100").fetchall()
