"""The plan of corpus/plans with its two reports: each case of what became of a task, and its stated number."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

from extractor.database.connection import open_database
from extractor.database.followup import follow
from extractor.database.plans import plans
from extractor.database.write import write
from extractor.pipeline import extract_file

FOLDER = Path(__file__).resolve().parents[2] / "corpus" / "plans"


def filled(folder: Path) -> Any:
    db = open_database(folder / "a.db", create=True)
    for path in sorted(FOLDER.glob("*.txt")):
        write(db, extract_file(path, path.name))
    return db


def test_what_became_of_each_task(tmp_path: Path) -> None:
    (plan,) = plans(filled(tmp_path), "57/KH-UBND")
    made = {outcome.task.ordinal: outcome for outcome in plan.outcomes}
    for line in (FOLDER / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        found = made[gold["ordinal"]]
        assert found.state == gold["outcome"], gold
        assert str(found.done_on or "") == gold.get("done_on", str(found.done_on or "")) and found.days_late == gold.get("days_late", found.days_late)
        assert not gold.get("document") or found.passages[0].document == gold["document"]
    assert (plan.stated, len(plan.outcomes)) == (12, 9)


def test_the_task_of_its_prose_is_followed_too(tmp_path: Path) -> None:
    (one,) = follow(filled(tmp_path), datetime.date(2031, 7, 15), overdue=True, lead="Sở Tài chính")
    assert one.outcome.task.due_on == datetime.date(2031, 6, 30) and one.outcome.task.form == "assigned"


def test_a_passage_that_is_only_the_next_periods_work_says_so(tmp_path: Path) -> None:
    db = open_database(tmp_path / "b.db", create=True)
    write(db, extract_file(FOLDER / "ke-hoach.txt", "ke-hoach.txt"))
    task = next(made.task for plan in plans(db, "57/KH-UBND") for made in plan.outcomes if made.state == "unreported")
    head = (FOLDER / "bao-cao-6-thang.txt").read_text(encoding="utf-8").split("I. KẾT QUẢ")[0]
    report = tmp_path / "bao-cao.txt"
    report.write_text(f"{head}I. KẾT QUẢ\n\nĐã mở 02 lớp.\n\nII. NHIỆM VỤ TRỌNG TÂM QUÝ III NĂM 2031\n\n- Tiếp tục {task.title}.\n", encoding="utf-8")
    write(db, extract_file(report, "bao-cao.txt"))
    near = {made.task.id: made.passages for plan in plans(db, "57/KH-UBND") for made in plan.outcomes}[task.id]
    assert near and near[0].document == "bao-cao.txt" and near[0].ahead
