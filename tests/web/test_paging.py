"""Pages of long lists: each begins behind the last row of the page before, forwards and backwards, whatever was decided in between."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("datasette")

from desk_samples import Client, build, connected

from extractor.database.compact import Phrases, key_of
from extractor.web.paging import Turn, pager
from extractor.web.queries import findings, inbox, refs, search, tasks


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return build(tmp_path)


@pytest.fixture
def conn(path: Path) -> Iterator[sqlite3.Connection]:
    with connected(path) as made:
        _fill(made)
        yield made


def _fill(conn: sqlite3.Connection) -> None:
    """Findings of three severities, tasks with and without a day, cited documents of equal counts."""
    from sqlite_utils import Database

    for number in range(13):
        severity, check = ("error", "warning", "info")[number % 3], ("sum_mismatch", "rounding")[number % 2]
        conn.execute(
            "INSERT INTO findings_rows (key, document_id, check_code, severity, message) VALUES (?, ?, ?, ?, 'Lệch')", [900 + number, 1 + number % 2, check, severity]
        )
    lead = Phrases(Database(conn)).number
    states = ("planned", "in_progress", "completed")
    conn.executemany(
        "INSERT INTO tasks_rows (key, document_id, form, title, due_on, lead_id, status, past_due) VALUES (?, 1, 'assigned', ?, ?, ?, ?, 0)",
        [(key_of(f"tas-{n}"), f"Việc {n}", None if n % 4 == 0 else f"2031-0{1 + n % 3}-15", lead("Sở A"), states[n % 3]) for n in range(1, 14)],
    )
    conn.executemany("INSERT INTO cited_documents (id, doc_type, code, link_key, mentions, citing) VALUES (?, 'Nghị quyết', ?, ?, ?, ?)", [(f"doc-{n:02x}", f"{n}/NQ-HĐND", f"{n}/nq-hdnd", n % 3, n % 2) for n in range(1, 12)])
    conn.commit()


def _findings(conn: sqlite3.Connection, turn: Turn) -> list[Any]:
    return [row["record_id"] for row in findings.listing(conn, findings.Filter(state="all", turn=turn))]


def _open(conn: sqlite3.Connection, turn: Turn) -> list[Any]:
    return [row["record_id"] for row in findings.listing(conn, findings.Filter(turn=turn))]


def _tasks(conn: sqlite3.Connection, turn: Turn) -> list[Any]:
    return [row["record_id"] for row in tasks.listing(conn, tasks.Filter(day="2031-02-20", turn=turn))]


def _refs(conn: sqlite3.Connection, turn: Turn) -> list[Any]:
    return [row["id"] for row in refs.listing(conn, "", False, turn)[0]]


def _inbox(conn: sqlite3.Connection, turn: Turn) -> list[Any]:
    return [str(row["id"]) for row in inbox.listing(conn, inbox.Filter(turn=turn)).rows]


LISTS = {"findings": (findings, _findings), "open": (findings, _open), "tasks": (tasks, _tasks), "refs": (refs, _refs), "inbox": (inbox, _inbox)}


@pytest.mark.parametrize("name", sorted(LISTS))
@pytest.mark.parametrize("size", [1, 2, 5])
def test_pages_follow_each_other_both_ways(conn: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, name: str, size: int) -> None:
    module, rows = LISTS[name]
    every = rows(conn, Turn())
    assert len(every) >= (3 if name == "inbox" else 10) and len(set(every)) == len(every)
    monkeypatch.setattr(module, "PAGE", size)
    forwards: list[str] = rows(conn, Turn())
    while page := rows(conn, Turn(after=forwards[-1])):
        forwards += page
        assert len(page) <= size and len(forwards) <= len(every)
    assert forwards == every
    backwards = [every[-1]]
    while page := rows(conn, Turn(before=backwards[0])):
        backwards = [*page, *backwards]
        assert len(backwards) <= len(every)
    assert backwards == every
    numbered = [row for number in range(1, 2 + len(every) // size) for row in rows(conn, Turn(number))]
    assert numbered == every, "an address with a number alone goes on to work"
    assert rows(conn, Turn(2, after="gone")) == every[size : 2 * size], "a row that is gone leaves the number"


def test_no_open_finding_is_left_out_where_the_page_before_was_decided(path: Path, conn: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "PAGE", 4)
    client = Client(path)
    every = _all_open(conn)
    client.post("/-/desk-decide", {"record": every[:4], "act": "accepted"})
    page = client.get(f"/findings?page=2&after={every[3]}").text
    assert [record for record in every if f'id="f-{record}"' in page] == every[4:8]
    assert f"before={every[4]}" in page and f"after={every[7]}" in page


def _all_open(conn: sqlite3.Connection) -> list[str]:
    size, findings.PAGE = findings.PAGE, 1_000
    try:
        return _open(conn, Turn())
    finally:
        findings.PAGE = size


def test_a_filter_begins_at_the_first_page(path: Path, conn: sqlite3.Connection) -> None:
    record = _all_open(conn)[0]
    links = Client(path).get(f"/findings?state=all&page=2&after={record}").text
    assert "severity=error" in links and f"after={record}&amp;severity" not in links


def test_what_a_pager_shows() -> None:
    rows = [{"id": "a"}, {"id": "b"}]
    assert pager(Turn(2), 5, 2, rows, "id") == {"page": 2, "pages": 3, "first": "a", "last": "b"}
    assert pager(Turn(4, after="x"), 5, 2, rows, "id")["pages"] == 4, "some were decided meanwhile: the number does not pass the sum"
    assert pager(Turn(), 0, 2, [], "id") == {"page": 1, "pages": 1, "first": "", "last": ""}


def test_no_page_of_a_list_is_sorted(conn: sqlite3.Connection) -> None:
    sql = "SELECT f.id FROM findings_rows f WHERE f.severity = 'error' AND (f.document_id, f.check_code, f.id) > (1, 'rounding', 5) ORDER BY f.document_id, f.check_code, f.id LIMIT 60"
    plan = " ".join(row["detail"] for row in conn.execute("EXPLAIN QUERY PLAN " + sql))
    assert "findings_order (severity=? AND (document_id,check_code" in plan and "TEMP B-TREE" not in plan


def test_hits_of_a_kind_go_on_behind_the_first(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(path)
    every = client.get("/search.json?q=hộ&kind=indicator").json()["indicator"]
    parts = [client.get(f"/search.json?q=hộ&kind=indicator&limit=2&skip={skip}").json()["indicator"] for skip in range(0, every["total"], 2)]
    assert every["total"] >= 5 and [hit["record_id"] for part in parts for hit in part["hits"]] == [hit["record_id"] for hit in every["hits"]]
    assert client.get("/search.json?q=hộ&kind=indicator&skip=2000").json()["indicator"]["hits"] == []
    monkeypatch.setattr(search, "LIMIT", 2)
    page = client.get("/search?q=hộ&kind=indicator").text
    assert 'rel="next"' in page and "page=2" in page
