"""A plan of the database with what became of each of its tasks, from the links that `between` keeps."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from extractor.database.between import link_between
from extractor.database.lists import prepare, tasks_by_id
from extractor.database.passages import nearest
from extractor.linking.formulas import is_formula
from extractor.linking.keys import code_key
from extractor.linking.outcomes import Outcome, Report, outcome, with_passages
from extractor.records import Task


@dataclass(frozen=True)
class Plan:
    """A document with planned tasks. `counts` are the sentences of other documents that count its tasks; `stated` how many tasks it has by what
    is said of it, where that is another number than that of `outcomes`. `formulas`: how many closing formulas it has, which are not followed up."""

    source: str
    doc_type: str | None
    code: str | None
    title: str | None
    issued_on: str | None
    outcomes: tuple[Outcome, ...]
    counts: tuple[Task, ...]
    stated: int | None = None
    issuer: str | None = None
    formulas: int = 0


_PLANNED = "EXISTS (SELECT 1 FROM tasks r WHERE r.document_id = d.id AND r.form IN ('row', 'assigned') AND r.status = 'planned')"


def plans(db: Any, code: str) -> list[Plan]:
    """The plans that `code` means: documents of that number and symbol (or of that path), and annexes that say they go with it."""
    link_between(db)
    key = code_key(code)
    rows = prepare(db).execute(
        f"""SELECT d.* FROM v_documents d WHERE {_PLANNED} AND (d.code_key = :key OR d.source = :name OR EXISTS (
            SELECT 1 FROM document_references r JOIN sentences s ON s.id = r.sentence_id
            WHERE r.document_id = d.id AND d.code_key IS NULL AND r.code_key = :key AND instr(plain(s.text), 'kem theo') > 0))
        ORDER BY d.issued_on, d.source""",
        {"key": key.key, "name": code},
    ).fetchall()
    year = str(key.year) if key.year else None
    return [_plan(db, row) for row in rows if year is None or row["issued_on"] is None or row["issued_on"].startswith(year)]


def all_plans(db: Any) -> list[Plan]:
    """All documents with planned tasks, by day and path, with what became of the tasks; without the search for near passages."""
    link_between(db)
    rows = prepare(db).execute(f"SELECT d.* FROM v_documents d WHERE {_PLANNED} ORDER BY d.issued_on, d.source").fetchall()
    days = _days(db)
    return [_plan(db, row, days, every=True) for row in rows]


def known_plans(db: Any) -> list[str]:
    """The codes (or paths) of all plans."""
    rows = db.conn.execute(f"SELECT coalesce(d.code, d.source) FROM v_documents d WHERE {_PLANNED} ORDER BY 1")
    return [row[0] for row in rows]


def _plan(db: Any, row: Any, days: dict[str, datetime.date] | None = None, every: bool = False) -> Plan:
    """One plan; `every`: with the tasks that its prose assigns beside those of its tables, and without near passages."""
    planned = tasks_by_id(db, "r.document_id = ? AND r.form IN ('row', 'assigned') AND r.status = 'planned'", [row["id"]])
    if not every and any(task.form == "row" for task in planned):
        # A plan with a table of tasks says in it what is to be done; its prose repeats or organises that.
        planned = [task for task in planned if task.form == "row"]
    formulas = sum(map(is_formula, planned))
    planned = [task for task in planned if not is_formula(task)]
    scores: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for plan_task, report_task, score in db.conn.execute(
        """SELECT l.plan_task, l.report_task, l.score FROM task_links l JOIN tasks_rows r ON r.id = l.plan_id
        WHERE r.document_id = ? ORDER BY l.plan_task, l.report_task""",
        [row["id"]],
    ):
        scores[plan_task].append((report_task, score))
    linked = "r.id IN (SELECT l.report_id FROM task_link_rows l JOIN tasks_rows p ON p.id = l.plan_id WHERE p.document_id = ?)"
    reports = {task.id: task for task in tasks_by_id(db, linked, [row["id"]])}
    days = days if days is not None else _days(db)
    outcomes = tuple(
        outcome(task, [_report(db, reports[other], score, days) for other, score in scores[task.id]]) for task in planned
    )
    counts = tasks_by_id(db, "r.id IN (SELECT report_id FROM plan_count_rows WHERE document_id = ?)", [row["id"]])
    if every:
        return Plan(row["source"], row["doc_type"], row["code"], row["title"], row["issued_on"], outcomes, tuple(counts), None, row["issuer"], formulas)
    open_ones = [made.task for made in outcomes if made.state == "unreported"]
    near = nearest(db, open_ones, row["source"], row["issued_on"], row["province"])
    outcomes = tuple(with_passages(made, near.get(made.task.id, ())) for made in outcomes)
    stated = _stated(db, row, counts)
    return Plan(
        row["source"], row["doc_type"], row["code"], row["title"], row["issued_on"], outcomes, tuple(counts), stated if stated != len(outcomes) else None, formulas=formulas
    )


def _stated(db: Any, row: Any, counts: Sequence[Task]) -> int | None:
    """How many tasks the plan has, by a report that names it or by its own words; the largest of several."""
    named = {report for (report,) in db.conn.execute("SELECT report_task FROM plan_counts WHERE document_id = ? AND known_by = 'code'", [row["id"]])}
    said = [int(task.total) for task in counts if task.total is not None and task.id in named]
    # "đã hoàn thành 17/52 nhiệm vụ đề ra theo kế hoạch", in a report that cites the plan.
    said += [
        int(total)
        for (total,) in db.conn.execute(
            """SELECT t.total_real FROM tasks_rows t JOIN sentences s ON s.id = t.sentence_id WHERE t.form = 'aggregate' AND t.total_real IS NOT NULL
            AND instr(fold(s.text), 'theo ke hoach') > 0 AND t.document_id IN (SELECT r.document_id FROM document_references r
            WHERE r.cited_document_id = ? AND r.document_id <> ?)""",
            [row["cited_document_id"], row["id"]],
        )
    ]
    own = db.conn.execute(
        """SELECT max(CAST(value_real AS INTEGER)) FROM indicators WHERE document_id = ? AND table_number IS NULL AND role IN ('level', 'target')
        AND plain(coalesce(unit, '')) IN ('nhiem vu', 'nhiem vu giai phap', 'nhiem vu cong viec') AND value_real >= 5 AND total IS NULL""",
        [row["id"]],
    ).fetchone()[0]
    return max([*said, *([own] if own else [])], default=None)


def _days(db: Any) -> dict[str, datetime.date]:
    rows = db.conn.execute("SELECT source, issued_on FROM v_documents WHERE issued_on IS NOT NULL")
    return {source: datetime.date.fromisoformat(day) for source, day in rows}


def _report(db: Any, task: Task, score: float, days: dict[str, datetime.date]) -> Report:
    done_on, issuer, said = _product(db, task)
    return Report(task, score, days.get(task.document), done_on, issuer, said if said and said not in (task.sentence or "") else None)


def _product(db: Any, task: Task) -> tuple[datetime.date | None, str | None, str | None]:
    """Day, issuer and sentence of the first product that the record names with a day (else with an issuer): as its document has them, else as
    others do."""
    found: tuple[datetime.date | None, str | None, str | None] = (None, None, None)
    for code in task.evidence:
        row = db.conn.execute(
            """SELECT coalesce(r.issued_on, n.issued_on), coalesce(r.issuer, n.issuer), s.text FROM document_references r
            JOIN documents d ON d.id = r.document_id LEFT JOIN cited_documents n ON n.id = r.cited_document_id
            LEFT JOIN sentences s ON s.id = r.sentence_id
            WHERE r.code_key = ? AND d.source = ? ORDER BY r.issued_on IS NULL, n.issued_on IS NULL, r.id LIMIT 1""",
            [code_key(code).key, task.document],
        ).fetchone()
        if row and row[0]:
            return datetime.date.fromisoformat(row[0]), row[1], row[2]
        if row and found[1] is None:
            found = (None, row[1], row[2])
    return found
