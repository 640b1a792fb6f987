"""What is known only of all documents together: which reports tell of which tasks of a plan, and what one document says against another.

Every document that is written or removed leaves its source in `pending_between`, in the same transaction; `link_between` works it off. It reads
all tasks, so that what it gives does not depend on the order in which documents came; a run over many files does it once, at its end.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from extractor.database.compact import key_of
from extractor.database.connection import transaction
from extractor.database.link import drop_findings, write_finding
from extractor.database.lists import indicators_by_id
from extractor.database.rows import fields_of, record_of
from extractor.linking.tasks import TaskDocument, link_aggregates, link_tasks
from extractor.records import Record, Task

BETWEEN = "between"  # the key under which the findings between documents are kept


def link_between(db: Any) -> bool:
    """Links the tasks and compares the documents anew where some have changed since the last time; False where none have."""
    if not db.conn.execute("SELECT 1 FROM pending_between LIMIT 1").fetchone():
        return False
    with transaction(db):
        documents = task_documents(db)
        _link_tasks(db, documents)
        _compare(db, documents)
        db.execute("DELETE FROM pending_between")
    return True


def _link_tasks(db: Any, documents: Sequence[TaskDocument]) -> None:
    numbers = dict(db.conn.execute("SELECT source, id FROM documents"))
    db.execute("DELETE FROM task_link_rows")
    db.execute("DELETE FROM plan_count_rows")
    row = "(SELECT id FROM tasks_rows WHERE key = ?)"
    db.conn.executemany(
        f"INSERT INTO task_link_rows (plan_id, report_id, score) VALUES ({row}, {row}, ?)",
        [(key_of(link.plan), key_of(link.report), link.score) for link in link_tasks(documents)],
    )
    db.conn.executemany(
        f"INSERT INTO plan_count_rows (document_id, report_id, known_by) VALUES (?, {row}, ?)",
        [(numbers[link.document], key_of(link.report), link.by) for link in link_aggregates(documents)],
    )


# The figures that may meet one of another document, and totals of tasks that a plan states.
_COMPARED = """r.table_number IS NULL AND (r.id IN (SELECT o.id FROM indicators_rows o JOIN (
    SELECT series_id, series_subject_id FROM indicators_rows WHERE table_number IS NULL AND series_id IS NOT NULL
    GROUP BY 1, 2 HAVING count(DISTINCT document_id) > 1) both ON both.series_id = o.series_id AND both.series_subject_id IS o.series_subject_id) OR plain(coalesce(r.unit, '')) = 'nhiem vu')"""


def _compare(db: Any, tasks: Sequence[TaskDocument]) -> None:
    """Writes the findings between documents anew."""
    from extractor.audit.across import AuditedDocument, across
    from extractor.database.read import records, sources
    from extractor.database.validity import ended_bases

    found: dict[str, list[Record]] = defaultdict(list)
    for indicator in indicators_by_id(db, _COMPARED):
        found[indicator.document].append(indicator)
    for document in tasks:
        found[document.document] += document.tasks
    known = {source: (sha256, province) for source, sha256, province in db.conn.execute("SELECT source, sha256, province FROM documents")}
    documents = [
        AuditedDocument(source, known[source][0], [*records(db, source, ("metadata",)), *found[source]], known[source][1])
        for source in sources(db)
        if source in found
    ]
    drop_findings(db.conn, [BETWEEN])
    for finding in (*across(documents), *ended_bases(db)):
        write_finding(db.conn, finding, BETWEEN)


def task_documents(db: Any) -> list[TaskDocument]:
    """The documents that have tasks, with their tasks, in order of source."""
    import sqlite3

    cursor = db.conn.cursor()
    cursor.row_factory = sqlite3.Row
    columns = ", ".join(f"r.{'table_number' if f == 'table' else 'table_row' if f == 'row' else f}" for f in fields_of("task"))
    rows = cursor.execute(
        f"""SELECT r.record_id, {columns}, d.source, d.code AS own_code, d.issued_on AS own_day, r.start, r."end", r.quote, r.page, s.text AS sentence
        FROM tasks r JOIN v_documents d ON d.id = r.document_id
        LEFT JOIN sentences s ON s.id = r.sentence_id ORDER BY d.source, r.start, r."end", r.record_id"""
    )
    found: dict[str, tuple[str | None, str | None, list[Task]]] = {}
    for row in rows:
        place = {"id": row["record_id"], "document": row["source"], **{k: row[k] for k in ("start", "end", "quote", "page", "sentence")}}
        task = record_of("task", row, place)
        assert isinstance(task, Task)
        found.setdefault(row["source"], (row["own_code"], row["own_day"], []))[2].append(task)
    return [
        TaskDocument(source, tuple(tasks), datetime.date.fromisoformat(day) if day else None, code)
        for source, (code, day, tasks) in found.items()
    ]
