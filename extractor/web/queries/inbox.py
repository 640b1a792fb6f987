"""The list of documents: filters, facets, counts, findings by severity, state of review; copies and versions of one document as one row.

`overview` reads a short row of every document in three passes over indices; the rest is done on those rows, which a server keeps until the database
changes. `listing` then reads titles and counts of the page that is shown alone.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from extractor.database.own_words import OwnWords
from extractor.lexicon.patterns import fold
from extractor.web.paging import FIRST, Turn
from extractor.web.queries.findings import knowing

PAGE = 50
FACET = 15  # values of a facet that are listed
STATES = ("open", "partial", "done", "clean", "signed")
SORTS = ("new", "date", "worst", "checked", "name", "body")


@dataclass(frozen=True)
class Filter:
    """What the list is limited to; an empty field does not limit, "-" is what has no value. `period`: a year or a quarter ("2031", "2031-3")."""

    text: str = ""
    doc_type: str = ""
    issuer: str = ""
    period: str = ""
    state: str = ""
    errors: bool = False
    doubtful: bool = False
    sort: str = "new"
    turn: Turn = FIRST


class Row(NamedTuple):
    """A document as the list knows it. `group` is the same for copies and versions of one document."""

    id: int
    source: str
    doc_type: str | None
    issuer: str | None
    issued_on: str | None
    ingested_at: str
    group: str
    figures: int
    checked: int
    errors: int
    warnings: int
    infos: int
    decided: int
    open_errors: int
    signed: bool
    doubtful: bool = False

    @property
    def findings(self) -> int:
        return self.errors + self.warnings + self.infos

    @property
    def state(self) -> str:
        """How far the review of the document is."""
        if self.signed:
            return "signed"
        if not self.findings:
            return "clean"
        return "open" if not self.decided else "partial" if self.decided < self.findings else "done"


# Copies and versions of one document: the same number and symbol of one body and year, else the same text.
GROUP = """CASE WHEN d.code_key IS NOT NULL THEN d.code_key || '|' || coalesce(d.issuer, '') || '|' || coalesce(substr(d.issued_on, 1, 4), '')
    ELSE 'same:' || d.sha256 END"""


def overview(conn: sqlite3.Connection) -> list[Row]:
    """A row of every document, the last read first."""
    found = {
        row[0]: row[1:]
        for row in conn.execute(
            "SELECT document_id, sum(severity = 'error'), sum(severity = 'warning'), sum(severity = 'info') FROM findings_rows GROUP BY document_id"
        )
    }
    decided = {
        row[0]: row[1:]
        for row in knowing(conn).execute(
            """SELECT f.document_id, count(*), sum(f.severity = 'error') FROM reviews k JOIN findings_rows f ON f.key = trichyeu_key(k.record_id)
            WHERE k.current = 1 AND k.aspect = 'decision' AND k.decision IN ('accepted', 'rejected') GROUP BY f.document_id"""
        )
    }
    signed = {(row[0], row[1]) for row in conn.execute("SELECT document, document_sha256 FROM sign_offs WHERE withdrawn_at IS NULL")}
    rows = []
    for number, source, doc_type, issuer, day, ingested, group, sha256, figures, checked, doubtful in conn.execute(
        f"""SELECT d.id, d.source, d.doc_type, d.issuer, d.issued_on, d.ingested_at, {GROUP}, d.sha256, coalesce(s.figures, 0),
            coalesce(s.verified + s.broken, 0), d.doubtful FROM v_documents d LEFT JOIN document_stats s ON s.document_id = d.id"""
    ):
        errors, warnings, infos = found.get(number, (0, 0, 0))
        judged, judged_errors = decided.get(number, (0, 0))
        rows.append(
            Row(number, source, doc_type, issuer, day, ingested, group, figures, checked, errors, warnings, infos, judged, errors - judged_errors,
                bool(signed) and (source, sha256) in signed, doubtful != "[]")
        )  # fmt: skip
    return sorted(rows, key=lambda row: (row.ingested_at, row.id), reverse=True)


def fts_prefix(text: str) -> str:
    """An FTS5 expression: every word of what was typed begins a word, without accents; nothing typed is syntax."""
    words = re.findall(r"[^\W_]+", fold(text[:300]))[:20]
    return " AND ".join(f'"{word}"*' for word in words) or '""'


def period_days(period: str) -> tuple[str, str]:
    """The first day of a year or quarter ("2031-3") and the first day after it; nothing for what is none."""
    match = re.fullmatch(r"(\d{4})(?:-([1-4]))?", period)
    if not match:
        return "9999", "0000"
    year = int(match[1])
    if not match[2]:
        return f"{year}-01-01", f"{year + 1:04d}-01-01"
    month = int(match[2]) * 3 - 2
    return f"{year}-{month:02d}-01", f"{year + (month == 10)}-{(month + 3) % 12:02d}-01"


def quarter_of(day: str) -> str:
    """2031-08-02 → 2031-3."""
    return f"{day[:4]}-{(int(day[5:7]) + 2) // 3}"


@dataclass(frozen=True)
class Listing:
    """A page of the list, how many rows there are in all, and the facets as (value, count)."""

    rows: list[dict[str, Any]]
    total: int
    facets: dict[str, list[tuple[str, int]]]


_FACETS = ("doc_type", "issuer", "period", "state")


def listing(conn: sqlite3.Connection, asked: Filter, all_rows: Sequence[Row] | None = None) -> Listing:
    """The documents that are asked for. `all_rows`: what `overview` gives."""
    rows = overview(conn) if all_rows is None else all_rows
    typed = _typed(conn, asked.text)
    shown: list[Row] = []
    copies: Counter[str] = Counter()
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in _FACETS}
    for facets, row, newest in _passing(rows, asked, typed):
        if "" in facets:
            copies[row.group] += 1
        right = row.state == asked.state or asked.state not in STATES
        if (asked.errors and not row.errors) or (asked.doubtful and not row.doubtful):
            continue
        for facet in newest:
            if facet == "state":
                counts["state"][row.state] += 1
            elif right and facet == "":
                shown.append(row)
            elif right:
                counts[facet].update(_values(row, facet))
    order = _sorted(shown, asked.sort)
    return Listing(_detailed(conn, _page(order, asked.turn), copies), len(order), _facets(counts))


def _page(order: Sequence[Row], asked: Turn) -> Sequence[Row]:
    """The rows of one page."""
    at = next((n for n, row in enumerate(order) if str(row.id) == asked.row), None) if asked.row else None
    if at is None:
        at = (max(1, asked.page) - 1) * PAGE - 1
    elif asked.back:
        return order[max(0, at - PAGE) : at]
    return order[at + 1 : at + 1 + PAGE]


def _typed(conn: sqlite3.Connection, text: str) -> set[int] | None:
    """The documents that hold what was typed; None where nothing was."""
    if not text.strip():
        return None
    expression = fts_prefix(text)
    own = OwnWords(conn)
    others, numbers = own.others("+rowid")
    rows = conn.execute(f"SELECT rowid FROM documents_fts WHERE documents_fts MATCH ?{others}", [expression, *numbers])
    return {row[0] for row in rows} | set(own.found("documents_fts MATCH ?", [expression]))


def _passing(rows: Sequence[Row], asked: Filter, typed: set[int] | None) -> Iterator[tuple[set[str], Row, list[str]]]:
    """Rows with the facets for which they count ("" is the list itself): those that no filter but the facet's own leaves out; and for which of
    them the row is the newest of its copies."""
    since, until = period_days(asked.period) if asked.period not in ("", "-") else ("", "")
    seen: dict[str, set[str]] = {facet: set() for facet in ("", *_FACETS)}
    everything = {"", *_FACETS}
    for row in rows:
        if typed is not None and row.id not in typed:
            continue
        failed = set()
        if asked.doc_type and (row.doc_type or "-") != asked.doc_type:
            failed.add("doc_type")
        if asked.issuer and (row.issuer or "-") != asked.issuer:
            failed.add("issuer")
        if asked.period and not (row.issued_on is None if asked.period == "-" else since <= (row.issued_on or "") < until):
            failed.add("period")
        if len(failed) > 1:
            continue
        facets = failed or everything
        newest = [facet for facet in facets if row.group not in seen[facet]]
        for facet in newest:
            seen[facet].add(row.group)
        yield facets, row, newest


def _values(row: Row, facet: str) -> list[str]:
    """The values of a facet for which a row counts: a day counts for its year and its quarter."""
    if facet == "period":
        return [row.issued_on[:4], quarter_of(row.issued_on)] if row.issued_on else ["-"]
    return [getattr(row, facet) or "-"]


def _facets(counts: dict[str, Counter[str]]) -> dict[str, list[tuple[str, int]]]:
    periods = sorted(counts["period"].items(), key=lambda item: (item[0] == "-", -int(item[0][:4]) if item[0] != "-" else 0, item[0]))
    return {
        "doc_type": counts["doc_type"].most_common(FACET),
        "issuer": counts["issuer"].most_common(FACET),
        "period": periods,
        "state": counts["state"].most_common(),
    }


def _sorted(rows: list[Row], sort: str) -> list[Row]:
    keys: dict[str, Any] = {
        "date": lambda r: (r.issued_on or "", -r.id),
        "name": lambda r: (fold(r.source), r.id),
        "body": lambda r: (r.issuer is None, fold(r.issuer or ""), r.id),
        "worst": lambda r: (-r.open_errors, r.decided - r.findings, -r.errors, -r.warnings, r.id),
        "checked": lambda r: (r.checked / r.figures if r.figures else 2.0, r.id),
    }
    return sorted(rows, key=keys[sort], reverse=sort == "date") if sort in keys else rows


def _detailed(conn: sqlite3.Connection, rows: Sequence[Row], copies: Counter[str]) -> list[dict[str, Any]]:
    """The rows of a page with what only those that are shown need."""
    marks = ", ".join("?" * len(rows))
    more = {
        row["id"]: dict(row)
        for row in conn.execute(
            f"""SELECT d.id, d.code, d.title, d.format, d.corrected, coalesce(s.pages, 0) AS pages FROM v_documents d
            LEFT JOIN document_stats s ON s.document_id = d.id WHERE d.id IN ({marks})""",
            [row.id for row in rows],
        )
    }
    own = [row._asdict() | {"findings": row.findings, "state": row.state, "copies": copies[row.group]} for row in rows]
    return [row | more[row["id"]] for row in own if row["id"] in more]


def copies(conn: sqlite3.Connection, number: int) -> list[sqlite3.Row]:
    """The other documents that are copies or versions of one, by the index of their codes or of their texts."""
    own = conn.execute(f"SELECT d.code_key, d.sha256, {GROUP} AS grp FROM v_documents d WHERE d.id = ?", [number]).fetchone()
    if own is None:
        return []
    column = "code_key" if own["code_key"] is not None else "sha256"
    return conn.execute(
        f"""SELECT d.id, d.source, d.ingested_at, d.sha256 = :sha AS same FROM v_documents d
        WHERE d.{column} = :key AND {GROUP} = :grp AND d.id <> :n ORDER BY d.ingested_at DESC, d.id DESC LIMIT 20""",
        {"n": number, "sha": own["sha256"], "key": own[column], "grp": own["grp"]},
    ).fetchall()


def failures(conn: sqlite3.Connection) -> list[sqlite3.Row]:
    """Files that could not be read, the latest first."""
    return conn.execute("SELECT * FROM failures ORDER BY failed_at DESC, path LIMIT 200").fetchall()


def is_empty(conn: sqlite3.Connection) -> bool:
    """Whether no document is there yet."""
    return conn.execute("SELECT 1 FROM documents LIMIT 1").fetchone() is None
