"""How long it takes to link many tasks with many events, and how much memory: made tasks, no real text.

    python bench/task_links.py [--plans 5000] [--events 50000]
"""

from __future__ import annotations

import argparse
import datetime
import random
import resource
import time

from extractor.linking.tasks import TaskDocument, link_tasks
from extractor.records import Task

VERBS = ["Ban hành", "Xây dựng", "Tổ chức", "Rà soát", "Hoàn thiện", "Nâng cấp", "Kiểm tra", "Công bố"]
THINGS = ["kế hoạch", "đề án", "quy chế", "hệ thống", "cơ sở dữ liệu", "danh mục", "phần mềm", "chương trình", "bộ tiêu chí", "quy hoạch"]
# Syllables of invented matters: a few thousand different words, as a province's tasks have.
PARTS = ["an", "bin", "cao", "den", "giang", "hoa", "kem", "lam", "minh", "nui", "oai", "phu", "quang", "rung", "sen", "tam", "uyen", "van", "xoan", "yen"]


def tasks(document: str, count: int, form: str, rng: random.Random, matters: list[str]) -> tuple[Task, ...]:
    """Invented tasks; events tell of the matters of plans in other words' order."""
    made = []
    for number in range(count):
        title = f"{rng.choice(VERBS)} {rng.choice(THINGS)} {rng.choice(matters)}"
        status = "planned" if form == "row" else "completed"
        made.append(Task(id=f"{document}-{number}", document=document, start=number, end=number + 1, quote="x", form=form, title=title, status=status))  # type: ignore[arg-type]
    return tuple(made)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plans", type=int, default=5000)
    parser.add_argument("--events", type=int, default=50000)
    asked = parser.parse_args()
    rng = random.Random(7)
    matters = [" ".join(rng.choice(PARTS) + rng.choice(PARTS) for _ in range(rng.randint(3, 7))) for _ in range(asked.plans)]
    plans = [
        TaskDocument(f"plan{n}", tasks(f"plan{n}", asked.plans // 50, "row", rng, matters), datetime.date(2031, 1, 1 + n % 28), f"{n}/KH-UBND")
        for n in range(50)
    ]
    reports = [
        TaskDocument(f"report{n}", tasks(f"report{n}", asked.events // 500, "event", rng, matters), datetime.date(2031, 6, 1 + n % 28)) for n in range(500)
    ]
    start, busy = time.perf_counter(), time.process_time()
    links = link_tasks([*plans, *reports])
    took, busy = time.perf_counter() - start, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{asked.plans} tasks, {asked.events} events: {len(links)} links in {took:.1f} s ({busy:.1f} s of one core), peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
