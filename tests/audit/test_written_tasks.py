"""Ways of assigning work and of citing documents, put together by bench/written_tasks.py: those that are read stay read, and nothing false is told."""

import random
import sys
from itertools import islice
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))
import written_tasks
from tasks_gold import measure

# Of each family: one in how many of its ways is tried here, and the least share of its tasks or citations that must be told rightly.
TRIED = {
    "frame": (5, 0.93),
    "partner": (3, 0.95),
    "deadline": (13, 0.93),
    "recurring": (3, 0.95),
    "several acts": (2, 0.85),
    "heading": (13, 0.99),
    "lead-in": (11, 0.99),
    "owner behind": (4, 0.95),
    "stretch": (2, 0.93),
    "no task": (3, 1.0),
    "citation": (7, 0.97),
    "plan of an office": (9, 0.85),
    "group and its members": (5, 0.9),
    "party committee": (7, 0.9),
    "regulation of cooperation": (3, 0.9),
    "report": (2, 0.85),
    "timetable": (3, 1.0),
}


@pytest.mark.parametrize("name", TRIED)
def test_ways_of_a_family_are_read(name: str) -> None:
    each, least = TRIED[name]
    made = sum((written_tasks.tally(case) for case in islice(written_tasks.FAMILIES[name](random.Random(7)), 0, None, each)), written_tasks.Tally())
    counts = made.counts
    wanted, right = (counts["references"], counts["relation_or_alt"]) if name == "citation" else (counts["gold"], counts["matched"])
    assert right >= least * wanted, made.wrong
    assert counts["found"] - counts["matched"] <= (1 - least) * max(counts["gold"], 1), made.wrong
    assert counts["lead"] + counts["due"] >= 1.9 * counts["matched"], made.wrong
    assert counts["cooperate"] >= 0.94 * counts["matched"], made.wrong


def test_the_tasks_of_the_corpus_are_found() -> None:
    corpus = Path(__file__).resolve().parents[2] / "corpus"
    made = sum(measure(corpus / "assigned", [corpus], None, 0.5).values(), written_tasks.Tally())
    assert made.f1 is not None and made.f1 >= 0.9, made.wrong
    assert made.counts["lead"] >= 0.95 * made.counts["matched"], made.wrong
