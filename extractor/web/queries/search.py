"""One box over everything: documents, references, figures, tasks and sentences, grouped by document; suggestions while one types."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from extractor.database import search_records
from extractor.database.asking import Ask, ask
from extractor.database.search import KINDS, documents_of, found, marks_of
from extractor.database.search_records import of_values
from extractor.database.search_sentences import OF_DOCUMENTS
from extractor.lexicon.patterns import fold

__all__ = ["KINDS"]
LIMIT = 60  # hits of a page
FACET = 12  # values of a facet that are listed
MANY = 2_000
"""More hits than this are not counted one by one, and no page goes behind them."""


@dataclass(frozen=True)
class Found:
    """Hits of one kind, at most `LIMIT`, the number of all (or more than `MANY`), best first."""

    rows: list[dict[str, Any]]
    total: int
    more: bool


def search(conn: sqlite3.Connection, text: str, kind: str, limit: int = LIMIT, skip: int = 0) -> Found:
    """The best hits of one kind, behind the first `skip`."""
    asked = ask(text)
    if not asked or skip >= MANY:
        return Found([], 0, False)
    places, total = found(conn, asked, kind, skip + limit, MANY)
    tiers = asked.tiers()
    shown = [(number, not tiers or tiers[place].exact is not None) for number, place in list(places.items())[skip:]]
    return Found(_hits(conn, kind, shown, asked), total, total > MANY)


_ROWS = {
    "document": """SELECT d.id AS document_id, d.source, d.doc_type, d.code, d.issued_on, d.issuer, d.title, d.title AS text, NULL AS record_id, NULL AS start,
        NULL AS page, NULL AS section, NULL AS quote FROM v_documents d WHERE d.id = ?""",
    "reference": """SELECT r.document_id, d.source, d.doc_type, d.code, d.issued_on, d.issuer, d.title, s.text, r.record_id, r.start, r.page, s.section,
        r.quote, r.cited_document_id AS cited FROM document_references r JOIN v_documents d ON d.id = r.document_id
        LEFT JOIN sentences s ON s.id = r.sentence_id WHERE r.id = ?""",
    "sentence": """SELECT s.document_id, d.source, d.doc_type, d.code, d.issued_on, d.issuer, d.title, s.text, NULL AS record_id, s.start, s.page, s.section,
        NULL AS quote FROM sentences s JOIN v_documents d ON d.id = s.document_id WHERE s.id = ?""",
    "indicator": """SELECT r.document_id, d.source, d.doc_type, d.code, d.issued_on, d.issuer, d.title, s.text, r.record_id, r.start, r.page, s.section, r.quote,
        r.value, r.unit, r.label, r.subject, r.period, r.period_from, r.period_to FROM indicators r JOIN v_documents d ON d.id = r.document_id
        LEFT JOIN sentences s ON s.id = r.sentence_id WHERE r.id = ?""",
    "task": """SELECT r.document_id, d.source, d.doc_type, d.code, d.issued_on, d.issuer, d.title, coalesce(r.title, s.text) AS text, r.record_id, r.start, r.page,
        s.section, r.quote, r.status, r.lead, r.due_on FROM tasks r JOIN v_documents d ON d.id = r.document_id
        LEFT JOIN sentences s ON s.id = r.sentence_id WHERE r.id = ?""",
}


def _hits(conn: sqlite3.Connection, kind: str, numbers: list[tuple[int, bool]], asked: Ask) -> list[dict[str, Any]]:
    out = []
    for number, exact in numbers:
        row = dict(conn.execute(_ROWS[kind], [number]).fetchone())
        if kind in search_records.ROWS:
            row = search_records.as_corrected(conn, row["record_id"], row)
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


def facets(conn: sqlite3.Connection, text: str) -> dict[str, list[tuple[str, int]]]:
    """Sentences that are hit, by type, body and year of their documents; the newest `MANY` of them are looked at."""
    asked = ask(text)
    tiers = asked.tiers()
    if not tiers or of_values(asked):
        return {}
    within = documents_of(conn, asked)
    kept = "" if within is None else OF_DOCUMENTS
    counts = {"type": Counter[str](), "body": Counter[str](), "year": Counter[str]()}
    for row in conn.execute(
        f"""SELECT d.doc_type, d.issuer, substr(d.issued_on, 1, 4) AS year, h.n FROM (SELECT s.document_id, count(*) AS n FROM
            (SELECT rowid AS number FROM sentences_fts WHERE sentences_fts MATCH ?{kept} ORDER BY rowid DESC LIMIT {MANY}) f JOIN sentence_rows s ON s.id = f.number
            GROUP BY s.document_id) h JOIN v_documents d ON d.id = h.document_id""",
        [tiers[-1].folded, *([] if within is None else [within])],
    ):
        for name, value in (("type", row["doc_type"]), ("body", row["issuer"]), ("year", row["year"])):
            if value:
                counts[name][value] += row["n"]
    return {name: sorted(of.items(), key=lambda item: (-item[1], item[0]))[:FACET] for name, of in counts.items()}


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
        # A document that is here opens itself, cited or not; the codes of those that are only cited come behind. (The text is the last column: no scan reads it.)
        # Two bodies may give one code, so that the issuer stands with it.
        here = """SELECT min(id) AS id, doc_type, code, issuer, cited_document_id FROM v_documents WHERE code LIKE ? ESCAPE '\\'
            GROUP BY code, doc_type, issuer ORDER BY 1 LIMIT ?"""
        pattern = re.sub(r"([%_\\])", r"\\\1", bare) + "%"
        known = set()
        for row in conn.execute(here, [pattern, limit]):
            said = " · ".join(p for p in (" ".join(p for p in (row["doc_type"], row["code"]) if p), row["issuer"]) if p)
            out.append({"kind": "code", "text": said, "query": row["code"], "url": f"/doc/{row['id']}"})
            known.add(row["cited_document_id"])
        for row in conn.execute(
            """SELECT n.id, n.doc_type, n.code, n.title FROM cited_documents n WHERE n.code LIKE ? ESCAPE '\\' ORDER BY n.citing DESC, n.id LIMIT ?""",
            [pattern, limit],
        ):
            text = " ".join(p for p in (row["doc_type"], row["code"]) if p)
            if row["id"] in known or len(out) >= limit:
                continue
            out.append({"kind": "code", "text": text, "query": row["code"], "url": f"/refs/{row['id']}"})
    words = re.findall(r"[^\W_]+", typed)
    if len(out) < limit and words:
        sql = "SELECT name FROM organizations WHERE " + " AND ".join(["(' ' || name_folded) LIKE ?"] * len(words)) + " ORDER BY length(name), name LIMIT ?"
        for row in conn.execute(sql, [*(f"% {word}%" for word in words), limit - len(out)]):
            out.append({"kind": "body", "text": row["name"], "query": f'"{row["name"]}"', "url": ""})
    return out


def saved(conn: sqlite3.Connection) -> list[sqlite3.Row]:
    """The searches that people kept."""
    return conn.execute("SELECT id, name, query, saved_by FROM saved_searches ORDER BY name, id LIMIT 100").fetchall()
