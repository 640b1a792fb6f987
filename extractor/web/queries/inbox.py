"""The list of documents: filters, facets, counts, findings by severity, state of review; copies of one document as one row."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from typing import Any

from extractor.lexicon.patterns import fold

PAGE = 50
STATES = ("open", "partial", "done", "clean", "signed")
SORTS = ("new", "date", "worst", "checked", "name", "body")


@dataclass(frozen=True)
class Filter:
    """What the list is limited to; an empty field does not limit. `period`: a year or a quarter ("2031", "2031-3")."""

    text: str = ""
    doc_type: str = ""
    issuer: str = ""
    period: str = ""
    state: str = ""
    errors: bool = False
    sort: str = "new"
    page: int = 1


# Copies and versions of one document: the same number and symbol of one body and year, else the same text.
_GROUP = """CASE WHEN d.code_key IS NOT NULL THEN d.code_key || '|' || coalesce(d.issuer, '') || '|' || coalesce(substr(d.issued_on, 1, 4), '')
    ELSE 'same:' || d.sha256 END"""

_FOUND = """found AS (
    SELECT f.document_id, count(*) AS findings, sum(f.severity = 'error') AS errors, sum(f.severity = 'warning') AS warnings,
        sum(f.severity = 'info') AS infos, sum(k.decision IN ('accepted', 'rejected')) AS decided,
        sum(f.severity = 'error' AND coalesce(k.decision, '') NOT IN ('accepted', 'rejected')) AS open_errors
    FROM findings f LEFT JOIN reviews k ON k.record_id = f.record_id AND k.current = 1 AND k.aspect = 'decision' GROUP BY f.document_id)"""

_COUNTED = f"""counted AS (
    SELECT d.id, d.source, d.doc_type, d.code, d.issued_on, d.issuer, d.title, d.format, d.ingested_at, d.sha256, d.characters, {_GROUP} AS grp,
        coalesce(s.pages, 0) AS pages, coalesce(s.figures, 0) AS figures, coalesce(s.verified, 0) AS verified, coalesce(s.broken, 0) AS broken,
        coalesce(s.document_references, 0) AS refs, coalesce(s.dates, 0) AS dates, coalesce(s.tasks, 0) AS tasks,
        coalesce(f.findings, 0) AS findings, coalesce(f.errors, 0) AS errors, coalesce(f.warnings, 0) AS warnings, coalesce(f.infos, 0) AS infos,
        coalesce(f.decided, 0) AS decided, coalesce(f.open_errors, 0) AS open_errors,
        coalesce(f.findings, 0) - coalesce(f.decided, 0) AS open_findings,
        EXISTS (SELECT 1 FROM sign_offs o WHERE o.document = d.source AND o.document_sha256 = d.sha256 AND o.withdrawn_at IS NULL) AS signed
    FROM documents d LEFT JOIN document_stats s ON s.document_id = d.id LEFT JOIN found f ON f.document_id = d.id WHERE {{where}})"""

_STATE = """CASE WHEN signed THEN 'signed' WHEN findings = 0 THEN 'clean' WHEN decided = 0 THEN 'open' WHEN decided < findings THEN 'partial'
    ELSE 'done' END"""


def fts_prefix(text: str) -> str:
    """An FTS5 expression: every word of what was typed begins a word, without accents; nothing typed is syntax."""
    import re

    words = re.findall(r"[^\W_]+", fold(text[:300]))[:20]
    return " AND ".join(f'"{word}"*' for word in words) or '""'


def _where(asked: Filter) -> tuple[str, list[Any]]:
    parts, values = ["1"], []
    if asked.text.strip():
        parts.append("d.id IN (SELECT rowid FROM documents_fts WHERE documents_fts MATCH ?)")
        values.append("{search_folded} : (" + fts_prefix(asked.text) + ")")
    for column, value in (("doc_type", asked.doc_type), ("issuer", asked.issuer)):
        if value == "-":
            parts.append(f"d.{column} IS NULL")
        elif value:
            parts.append(f"d.{column} = ?")
            values.append(value)
    if asked.period:
        since, until = period_days(asked.period)
        parts.append("d.issued_on >= ? AND d.issued_on < ?")
        values += [since, until]
    return " AND ".join(parts), values


def period_days(period: str) -> tuple[str, str]:
    """The first day of a year or quarter ("2031-3") and the first day after it; nothing for what is none."""
    import re

    match = re.fullmatch(r"(\d{4})(?:-([1-4]))?", period)
    if not match:
        return "9999", "0000"
    year = int(match[1])
    if not match[2]:
        return f"{year}-01-01", f"{year + 1:04d}-01-01"
    month = int(match[2]) * 3 - 2
    return f"{year}-{month:02d}-01", f"{year + (month == 10)}-{(month + 3) % 12:02d}-01"


def _sql(asked: Filter) -> tuple[str, list[Any]]:
    """The rows of the list, one a document with all its copies, before paging."""
    where, values = _where(asked)
    outer = ["nth = 1"]
    if asked.state in STATES:
        outer.append(f"{_STATE} = ?")
        values.append(asked.state)
    if asked.errors:
        outer.append("errors > 0")
    sql = f"""WITH {_FOUND}, {_COUNTED.format(where=where)}, numbered AS (
        SELECT *, {_STATE} AS state, row_number() OVER (PARTITION BY grp ORDER BY ingested_at DESC, id DESC) AS nth,
            count(*) OVER (PARTITION BY grp) AS copies FROM counted)
        SELECT * FROM numbered WHERE {" AND ".join(outer)}"""
    return sql, values


@dataclass(frozen=True)
class Listing:
    """A page of the list, how many rows there are in all, and the facets as (value, count)."""

    rows: list[sqlite3.Row]
    total: int
    facets: dict[str, list[tuple[str, int]]]


def listing(conn: sqlite3.Connection, asked: Filter) -> Listing:
    """The documents that are asked for."""
    sql, values = _sql(asked)
    rows = conn.execute(sql, values).fetchall()
    order = _sorted(rows, asked.sort)
    start = (max(1, asked.page) - 1) * PAGE
    return Listing(order[start : start + PAGE], len(rows), _facets(conn, asked, rows))


def _sorted(rows: list[sqlite3.Row], sort: str) -> list[sqlite3.Row]:
    def share(r: sqlite3.Row) -> float:
        return (r["verified"] + r["broken"]) / r["figures"] if r["figures"] else 2.0

    keys: dict[str, Any] = {
        "new": lambda r: (r["ingested_at"], r["id"]),
        "old": lambda r: (r["ingested_at"], r["id"]),
        "date": lambda r: (r["issued_on"] or "", -r["id"]),
        "name": lambda r: (fold(r["source"]), r["id"]),
        "body": lambda r: (r["issuer"] is None, fold(r["issuer"] or ""), r["id"]),
        "worst": lambda r: (-r["open_errors"], -r["open_findings"], -r["errors"], -r["warnings"], r["id"]),
        "checked": lambda r: (share(r), r["id"]),
    }
    return sorted(rows, key=keys.get(sort, keys["new"]), reverse=sort in ("new", "date") or sort not in keys)


def _facets(conn: sqlite3.Connection, asked: Filter, rows: list[sqlite3.Row]) -> dict[str, list[tuple[str, int]]]:
    """Counts by type, body, year and state of what the other filters leave."""
    from collections import Counter

    def counted(field: str, without: Filter) -> Counter[str]:
        if without == asked:
            found = rows
        else:
            sql, values = _sql(without)
            found = conn.execute(sql, values).fetchall()
        if field == "year":
            return Counter(r["issued_on"][:4] for r in found if r["issued_on"])
        return Counter(r[field] or "-" for r in found)

    return {
        "doc_type": counted("doc_type", replace(asked, doc_type="")).most_common(15),
        "issuer": counted("issuer", replace(asked, issuer="")).most_common(15),
        "year": sorted(counted("year", replace(asked, period="")).items(), reverse=True)[:15],
        "state": counted("state", replace(asked, state="")).most_common(),
    }


def copies(conn: sqlite3.Connection, number: int) -> list[sqlite3.Row]:
    """The other documents that are copies or versions of one."""
    return conn.execute(
        f"""WITH g AS (SELECT d.id, d.source, d.sha256, d.ingested_at, {_GROUP} AS grp FROM documents d)
        SELECT id, source, ingested_at, sha256 = (SELECT sha256 FROM g WHERE id = :n) AS same FROM g
        WHERE grp = (SELECT grp FROM g WHERE id = :n) AND id <> :n ORDER BY ingested_at DESC, id DESC LIMIT 20""",
        {"n": number},
    ).fetchall()


def failures(conn: sqlite3.Connection) -> list[sqlite3.Row]:
    """Files that could not be read, the latest first."""
    return conn.execute("SELECT * FROM failures ORDER BY failed_at DESC, path LIMIT 200").fetchall()


def is_empty(conn: sqlite3.Connection) -> bool:
    """Whether no document is there yet."""
    return conn.execute("SELECT 1 FROM documents LIMIT 1").fetchone() is None
