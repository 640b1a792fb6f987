"""What the ingested documents say of one another: what a document is based on, what amends, replaces or repeals it and since when, two steps deep.

Only what was ingested is known: a document that nothing here repeals may be repealed all the same.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from extractor.audit.validity import Cited, repealed_bases
from extractor.database.kept import sentences
from extractor.lexicon.phrases import DATES
from extractor.records import Evidence, Finding

AGAINST = ("repeals", "replaces", "amends")
STEPS = 2


@dataclass(frozen=True, slots=True)
class Said:
    """One document's word on another, `step` steps away: `relation` as the citing one words it, `incoming` where it is said of the document shown.

    `since` is the day from which a repeal, replacement or amendment holds: that of the sentence, else of the citing document's effect, else None.
    """

    step: int
    incoming: bool
    relation: str
    node: str | None
    name: str
    document: str
    page: int | None
    sentence: str | None
    since: datetime.date | None = None


def relations(db: Any, node: str | None, sources: Sequence[str], steps: int = STEPS) -> tuple[Said, ...]:
    """What is said of a document (its node) and what it says itself (its ingested files), nearest first."""
    found: list[Said] = []
    told: set[tuple[str, str | None, str]] = set()  # what was said is not said again in the other direction
    seen_nodes: set[str] = {node} if node else set()
    seen_sources: set[str] = set(sources)
    nodes, own = ([node] if node else []), list(sources)
    for step in range(1, steps + 1):
        next_nodes: list[str] = []
        next_own: list[str] = []
        for source in own:
            for row in _said_by(db, source):
                if _new(told, row):
                    found.append(_said(db, step, False, row))
                if row["target"] and row["target"] not in seen_nodes:
                    seen_nodes.add(row["target"])
                    next_nodes.append(row["target"])
        for one in nodes:
            for row in _said_of(db, one):
                if _new(told, row):
                    found.append(_said(db, step, True, row))
                if row["document"] not in seen_sources:
                    seen_sources.add(row["document"])
                    if row["own_node"] and row["own_node"] not in seen_nodes:
                        seen_nodes.add(row["own_node"])
                        next_nodes.append(row["own_node"])
        nodes, own = next_nodes, next_own
    order = {"repeals": 0, "replaces": 1, "amends": 2, "basis": 3}
    own_node = {node} if node else set()
    found = [one for one in found if one.node not in own_node or one.incoming]
    return tuple(sorted(found, key=lambda s: (s.step, not s.incoming, order.get(s.relation, 9), s.document, s.name)))


def _new(told: set[tuple[str, str | None, str]], row: dict[str, Any]) -> bool:
    said = (row["document"], row["target"], row["relation"])
    fresh = said not in told
    told.add(said)
    return fresh


_COLUMNS = """v.relation, v.target, v.document, v.own_type, v.own_code, v.own_title, v.own_node, v.doc_type, v.code, v.title, v.page, v.sentence,
    v.document_id"""


def _rows(db: Any, condition: str, value: str) -> list[dict[str, Any]]:
    cursor = db.conn.execute(f"SELECT {_COLUMNS} FROM document_relations v WHERE {condition} GROUP BY v.document, v.target, v.relation ORDER BY v.document, v.start", [value])
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _said_by(db: Any, source: str) -> list[dict[str, Any]]:
    return _rows(db, "v.document = ?", source)


def _said_of(db: Any, node: str) -> list[dict[str, Any]]:
    """What other documents do to a document. Citing it as ground or carrying it out is the usual case and says nothing of its validity."""
    return _rows(db, "v.relation IN ('amends', 'replaces', 'repeals', 'guides', 'approves') AND coalesce(v.own_node, '') <> v.target AND v.target = ?", node)


def _said(db: Any, step: int, incoming: bool, row: dict[str, Any]) -> Said:
    kind, code, title = (row["own_type"], row["own_code"], row["own_title"]) if incoming else (row["doc_type"], row["code"], row["title"])
    name = " ".join(part for part in (kind, code) if part) if code else title or row["document"]
    since = effect_of(db, row["document_id"], row["sentence"]) if row["relation"] in AGAINST else None
    node = row["own_node"] if incoming else row["target"]
    return Said(step, incoming, row["relation"], node, name, row["document"], row["page"], row["sentence"], since)


def effect_of(db: Any, document_id: int, sentence: str | None) -> datetime.date | None:
    """Since when what a sentence of a document repeals or amends is so: by the sentence, else by the day on which the document takes effect."""
    own = _day(DATES.since_day.search(sentence or ""))
    if own is not None:
        return own
    said = (text for _, text in sentences(db, document_id))
    return next((day for text in said if (day := _day(DATES.takes_effect.search(text))) is not None), None)


def _day(match: Any) -> datetime.date | None:
    if match is None:
        return None
    try:
        return datetime.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def ended_bases(db: Any) -> list[Finding]:
    """The findings of documents that rest on repealed ones, from all documents of the database."""
    against: dict[str, list[Cited]] = {}
    for row in _cited(db, "r.relation IN ('repeals', 'replaces')"):
        ended = effect_of(db, row["document_id"], row["text"]) or _iso(row["own_day"])
        against.setdefault(row["node"], []).append(_citation(row, ended, row["own_type"], row["own_code"]))
    if not against:
        return []
    bases = [_citation(row, _iso(row["own_day"]), row["doc_type"], row["code"] or row["title"]) for row in _cited(db, "r.relation = 'basis'")]
    return list(repealed_bases((basis for basis in bases if basis.node in against), against))


def _cited(db: Any, condition: str) -> list[dict[str, Any]]:
    cursor = db.conn.execute(
        f"""SELECT r.cited_document_id AS node, r.document_id, d.source, d.sha256, d.issued_on AS own_day, d.doc_type AS own_type, d.code AS own_code,
        n.doc_type, n.code, n.title, r.start, r."end", r.quote, s.text FROM document_references r JOIN v_documents d ON d.id = r.document_id
        JOIN cited_documents n ON n.id = r.cited_document_id LEFT JOIN sentences s ON s.id = r.sentence_id
        WHERE {condition} AND coalesce(d.cited_document_id, '') <> r.cited_document_id ORDER BY d.source, r.start"""
    )
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _citation(row: dict[str, Any], day: datetime.date | None, kind: str | None, code: str | None) -> Cited:
    evidence = Evidence(document=row["source"], document_sha256=row["sha256"], start=row["start"], end=row["end"], quote=row["quote"])
    return Cited(row["node"], " ".join(part for part in (kind, code) if part) or row["source"], row["source"], day, evidence)


def _iso(day: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(day) if day else None


__all__ = ["AGAINST", "Said", "effect_of", "ended_bases", "relations"]
