"""What makes the pages quick: lists from indices, answers kept until the database changes, counts that the writer keeps. The figures must stay those
that one gets by counting everything."""

from __future__ import annotations

import datetime
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("datasette")

from desk_samples import REPORT, Client, build, connected, number_of
from sqlite_utils import Database

from extractor.batch import find, run
from extractor.database.compact import Phrases, key_of
from extractor.database.connection import open_database
from extractor.database.removal import remove
from extractor.web.paging import Turn
from extractor.web.queries import charts, findings, inbox, tasks
from extractor.web.remember import HEAVIEST, Remembered


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return build(tmp_path)


@pytest.fixture
def conn(path: Path) -> Iterator[sqlite3.Connection]:
    with connected(path) as made:
        yield made


def test_an_answer_is_kept_until_somebody_writes(path: Path, conn: sqlite3.Connection) -> None:
    remembered, asked = Remembered(path), []

    def ask() -> int:
        asked.append(1)
        return len(asked)

    assert [remembered.get("a", ask), remembered.get("a", ask), remembered.get("b", ask)] == [1, 1, 2]
    conn.execute("INSERT INTO roots VALUES ('/x')")
    assert remembered.get("a", ask) == 1, "not committed yet"
    conn.commit()
    assert [remembered.get("a", ask), remembered.get("b", ask)] == [3, 4]
    big = [0] * (HEAVIEST + 1)
    assert remembered.get("big", lambda: big) is big and remembered.get("big", lambda: [1]) == [1], "what is heavy is not kept"
    remembered.close()
    assert Remembered(path.with_name("none.db")).get("a", ask) == 5, "without a file nothing is kept"


def test_what_is_written_while_an_answer_is_made_is_not_hidden(path: Path, conn: sqlite3.Connection) -> None:
    remembered = Remembered(path)

    def slow() -> str:
        conn.execute("INSERT INTO roots VALUES ('/y')")
        conn.commit()
        return "old"

    assert remembered.get("a", slow) == "old" and remembered.get("a", lambda: "new") == "new"
    remembered.close()


def counted_series(db: Any) -> dict[tuple[str, str], tuple[int, int]]:
    return {
        (r[0], r[1]): (r[2], r[3])
        for r in db.conn.execute(
            "SELECT series_label, series_unit, count(*), count(DISTINCT document_id) FROM indicators WHERE series_label IS NOT NULL GROUP BY 1, 2"
        )
    }


def test_the_writer_keeps_the_counts_of_series(path: Path, tmp_path: Path) -> None:
    db = open_database(path)

    def kept() -> dict[tuple[str, str], tuple[int, int]]:
        return {(r[0], r[1]): (r[2], r[3]) for r in db.conn.execute("SELECT * FROM series_counts")}

    assert kept() == counted_series(db) != {}
    again = tmp_path / "in" / "bao-cao.txt"
    again.write_text(REPORT.replace("105 hộ nghèo", "105 hộ cận nghèo"), encoding="utf-8")
    list(run(db, find([again])))
    assert kept() == counted_series(db)
    for (source,) in db.conn.execute("SELECT source FROM documents").fetchall():
        remove(db, source)
    assert kept() == {}
    db.conn.close()


def test_series_are_listed_with_their_points(conn: sqlite3.Connection) -> None:
    listed = charts.series_list(conn, "ho ngheo")
    assert listed and all(row["points"] > 1 and row["record_id"].startswith("ind-") for row in listed)
    found = charts.series(conn, listed[0]["record_id"])
    assert found is not None and len(found["points"]) == listed[0]["points"]


def add_documents(conn: sqlite3.Connection) -> None:
    """Reports of four quarters; one of them in two copies, one without a day."""
    for number, day in enumerate(("2031-01-31", "2031-04-01", "2031-12-31", "2030-06-30", None), 10):
        for copy in range(2 if number == 11 else 1):
            key = f"{number}/bc"
            conn.execute(
                """INSERT INTO documents (source, doc_type, code, issued_on, issuer, title, format, sha256, characters, file_sha256, program_version,
                ingested_at, code_key, text) VALUES (?, 'Công văn', ?, ?, 'Sở Y tế', 'Về y tế', 'text', ?, 1, 'x', '0', ?, ?, '')""",
                [f"{number}-{copy}.txt", key, day, f"{number}{copy}", f"2032-01-0{copy + 1}", key],
            )
    conn.commit()


def test_the_inbox_has_facets_by_year_and_quarter_and_copies_as_one(conn: sqlite3.Connection) -> None:
    add_documents(conn)
    found = inbox.listing(conn, inbox.Filter(issuer="Sở Y tế"))
    assert found.total == 5 and len(found.rows) == 5
    assert {row["code"]: row["copies"] for row in found.rows}["11/bc"] == 2
    assert next(row for row in found.rows if row["code"] == "11/bc")["source"] == "11-1.txt", "the last read is shown"
    assert found.facets["period"] == [("2031", 3), ("2031-1", 1), ("2031-2", 1), ("2031-4", 1), ("2030", 1), ("2030-2", 1), ("-", 1)]
    quarter = inbox.listing(conn, inbox.Filter(issuer="Sở Y tế", period="2031-2"))
    assert [row["code"] for row in quarter.rows] == ["11/bc"] and quarter.facets["period"] == found.facets["period"]
    assert inbox.listing(conn, inbox.Filter(period="-", issuer="Sở Y tế")).total == 1
    assert inbox.listing(conn, inbox.Filter(issuer="Sở Y tế", doc_type="Báo cáo")).total == 0
    number = next(row["id"] for row in quarter.rows)
    (other,) = inbox.copies(conn, number)
    assert other["source"] == "11-0.txt" and not other["same"]


def test_facets_are_what_the_other_filters_leave(conn: sqlite3.Connection) -> None:
    add_documents(conn)
    rows = inbox.overview(conn)
    for asked in (inbox.Filter(), inbox.Filter(doc_type="Công văn"), inbox.Filter(period="2031"), inbox.Filter(state="clean"), inbox.Filter(errors=True), inbox.Filter(text="bao cao", state="open")):
        found = inbox.listing(conn, asked, rows)
        for facet, name in (("doc_type", "doc_type"), ("issuer", "issuer"), ("state", "state")):
            for value, number in found.facets[facet]:
                from dataclasses import replace

                assert inbox.listing(conn, replace(asked, **{name: value}), rows).total == number, (asked, facet, value)


def add_findings(conn: sqlite3.Connection) -> None:
    """Findings of three severities and two checks in two documents."""
    for number in range(12):
        severity, check = findings.SEVERITIES[number % 3], ("sum_mismatch", "rounding")[number % 2]
        conn.execute(
            "INSERT INTO findings_rows (key, document_id, check_code, severity, message) VALUES (?, ?, ?, ?, 'Lệch')",
            [number, 1 + number % 4 // 2, check, severity],
        )
    conn.commit()


def test_counts_of_findings_are_those_of_the_lists(path: Path, conn: sqlite3.Connection) -> None:
    add_findings(conn)
    client = Client(path)
    record = conn.execute("SELECT record_id FROM findings ORDER BY id").fetchall()
    client.post("/-/desk-decide", {"record": record[0][0], "act": "accepted"})
    client.post("/-/desk-decide", {"record": record[1][0], "act": "later"})
    for state in findings.STATES:
        for severity in ("", *findings.SEVERITIES):
            asked = findings.Filter(state=state, severity=severity)
            rows = findings.listing(conn, asked)
            counts, total = findings.counts(findings.cube(conn, 0), asked)
            assert len(rows) == total
            assert Counter(row["severity"] for row in rows) == Counter({k: v for k, v in counts["severity"].items() if severity in ("", k)})
    assert findings.counts(findings.cube(conn, 0), findings.Filter())[0]["state"]["accepted"] == 1


def test_pages_of_findings_follow_each_other(conn: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    add_findings(conn)
    every = [row["id"] for row in findings.listing(conn, findings.Filter(state="all"))]
    assert len(every) >= 12
    monkeypatch.setattr(findings, "PAGE", 2)
    paged = [row["id"] for page in range(1, 2 + len(every) // 2) for row in findings.listing(conn, findings.Filter(state="all", turn=Turn(page)))]
    assert paged == every


def plan(conn: sqlite3.Connection) -> None:
    """Tasks of a plan and of a report that tells of two of them."""
    rows = [
        ("tas-1", "assigned", "planned", "2031-01-31", "Sở A"), ("tas-2", "assigned", "planned", "2031-02-28", "Sở A"),
        ("tas-3", "assigned", "planned", None, None), ("tas-4", "row", "completed_late", None, "Sở B"), ("tas-5", "row", "in_progress", None, None),
        ("tas-6", "aggregate", "completed", None, None), ("tas-7", "assigned", "in_progress", "2031-08-31", "Sở B"),
    ]  # fmt: skip
    lead = Phrases(Database(conn)).number
    conn.executemany(
        "INSERT INTO tasks_rows (id, key, document_id, form, title, due_on, lead_id, status, past_due) VALUES (?, ?, 1, ?, ?, ?, ?, ?, 0)",
        [(key_of(r[0]), key_of(r[0]), r[1], f"Việc {r[0]}", r[3], lead(r[4]), r[2]) for r in rows],
    )
    conn.execute("INSERT INTO tasks_fts (tasks_fts) VALUES ('rebuild')")
    conn.executemany("INSERT INTO task_link_rows VALUES (?, ?, ?)", [(1, 4, 90.0), (2, 5, 80.0), (3, 5, 70.0)])
    conn.commit()


def test_counts_of_tasks_are_those_of_the_list(conn: sqlite3.Connection) -> None:
    conn.execute("DELETE FROM tasks_rows")
    plan(conn)
    assert tasks.day_of(tasks.Filter()) == datetime.date.today().isoformat()
    day = "2031-06-30"
    counts = tasks.cube(conn, "", 0, day)
    rows = tasks.listing(conn, tasks.Filter(day=day))
    assert [(row["record_id"], row["now"]) for row in rows][:2] == [(f"tas-{2:016x}", "overdue"), (f"tas-{1:016x}", "completed_late")]
    assert {row["record_id"]: row["now"] for row in rows}[f"tas-{3:016x}"] == "in_progress" and len(rows) == 4
    assert {row["record_id"] for row in tasks.listing(conn, tasks.Filter(day=day, document=1))} - {row["record_id"] for row in rows} == {f"tas-{4:016x}", f"tas-{5:016x}"}, "what a report tells stands on the card of the plan's task, and by itself where one document is asked for"
    assert len(tasks.listing(conn, tasks.Filter(day=day, text="viec"))) == 6, "words may be the report's alone"
    for asked in (tasks.Filter(day=day), tasks.Filter(day=day, lead="Sở A"), tasks.Filter(day=day, lead="-"), tasks.Filter(day=day, late=True), tasks.Filter(day=day, state="in_progress"), tasks.Filter(day=day, quarter="2031-1")):
        found, counted = tasks.listing(conn, asked), tasks.counted(counts, asked)
        assert counted.total == len(found), asked
    every = tasks.counted(counts, tasks.Filter(day=day))
    assert dict(every.facets["state"]) == Counter(row["now"] for row in rows)
    assert dict(every.facets["quarter"]) == {"2031-1": 2, "2031-3": 1}
    assert every.matrix[0][:2] == ("Sở A", {"completed_late": 1, "overdue": 1})
    assert tasks.counted(tasks.cube(conn, "viec tas-7", 0, day), tasks.Filter(text="viec tas-7")).total == 1


def test_no_list_reads_a_whole_table(conn: sqlite3.Connection) -> None:
    """The plans of the queries that pages run: what grows with the records is read through an index, and not sorted."""
    wanted = {
        "findings": "SELECT f.id FROM findings_rows f WHERE f.severity = 'error' ORDER BY f.document_id, f.check_code, f.id LIMIT 60",
        "series": "SELECT label FROM series WHERE points > 1 ORDER BY documents DESC, points DESC LIMIT 60",
        "points": "SELECT id FROM indicators_rows WHERE series_id = 1 LIMIT 9",
        "tasks": "SELECT t.due_on, t.lead_id, t.status, count(*) FROM tasks_rows t WHERE t.form <> 'aggregate' AND 1 GROUP BY t.due_on, t.lead_id, t.status",
        "units": "SELECT r.id FROM indicators_rows r WHERE r.unit_id IN (1) AND r.value_real > 5 LIMIT 9",
    }
    for name, sql in wanted.items():
        plan_ = " ".join(row["detail"] for row in conn.execute("EXPLAIN QUERY PLAN " + sql))
        assert "INDEX" in plan_ and "TEMP B-TREE" not in plan_, (name, plan_)


def test_the_page_changes_with_the_database(path: Path) -> None:
    client = Client(path)
    assert "45/BC" in client.get("/").text
    db = open_database(path)
    remove(db, "bao-cao.txt")
    db.conn.close()
    page = client.get("/").text
    assert "45/BC" not in page and "51/BC" in page and number_of(client, "khac")


def test_a_document_of_20000_records_opens_in_parts(tmp_path: Path) -> None:
    import re
    import sys
    import time

    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))
    import desk as bench

    bench.build(tmp_path / "x.db", 1, 20_000)
    client = Client(tmp_path / "x.db")
    client.get("/doc/1")
    with sqlite3.connect(tmp_path / "x.db") as conn:
        (last,) = conn.execute("SELECT record_id FROM indicators ORDER BY id DESC LIMIT 1").fetchone()
    began = time.process_time()
    page = client.get("/doc/1").text
    at_end = client.get(f"/doc/1?r={last}").text
    assert time.process_time() - began < 2.0, "of the processor, for both"
    parts = re.findall(r'data-src="(/doc/1/part/\d+)"', page)
    assert len(parts) > 50 and len(page) < 200_000, "the rest comes when it is scrolled to"
    assert f'id="{last}"' not in page and f'id="{last}"' in at_end
    marks = set(re.findall(r'data-r="([^"]+)"', page)) | {m for url in parts for m in re.findall(r'data-r="([^"]+)"', client.get(url).text)}
    records = {record for ids in marks for record in ids.split()}
    assert len(records) == 20_008, "every record is on some part"
