"""Ways of saying what a figure measures and whose it is, put together by bench/written_labels.py: those of texts without a letterhead keep their floors."""

import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "bench"))
import written_labels

FLOORS = {  # label, subject
    "sector": (0.9, 0.95), "condition": (0.95, 1.0), "times": (0.95, 1.0), "months": (0.95, 1.0), "superlative": (0.95, 0.95), "heading's place": (0.95, 0.95),
    "told before": (0.95, 0.95), "kind alone": (0.95, 0.95), "work": (0.95, 1.0), "thing and measure": (0.9, 0.95), "heading over bodies": (0.9, 0.95), "row": (0.85, 0.95),
}  # fmt: skip


PASSAGES = {
    "once": (0.9, 0.9), "times about": (0.95, 1.0), "bracket before": (0.95, 1.0), "line's place": (0.95, 0.95), "in turn": (0.95, 1.0), "joined": (0.95, 1.0), "told of it": (0.7, 1.0),
    "inside": (0.75, 0.95), "thing has": (0.95, 0.95), "who": (0.7, 0.95), "capped": (0.9, 1.0),
}  # fmt: skip


STRETCHES = {
    "of whole": (0.9, 0.95), "two parts": (0.9, 0.95), "change": (0.95, 1.0), "rate": (0.95, 0.95), "entitled": (0.85, 0.95), "acted twice": (0.8, 1.0), "named": (0.95, 0.95), "fine": (0.75, 1.0), "norm": (0.9, 0.9), "works": (0.9, 0.95),
}  # fmt: skip


@pytest.mark.parametrize(("family", "floors"), [(written_labels.spoken, FLOORS), (written_labels.passages, PASSAGES), (written_labels.stretches, STRETCHES)])
def test_ways_without_a_letterhead_keep_their_floors(family: Callable[[random.Random], Iterator[written_labels.Case]], floors: dict[str, tuple[float, float]]) -> None:
    sums: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for case in family(random.Random(3)):
        sums[case.way[0]] += [(label, subject) for _, _, label, subject in written_labels.agreed(case)]
    reached = {way: tuple(sum(part) / len(told) for part in zip(*told, strict=True)) for way, told in sums.items()}
    below = {way: reached[way] for way, floor in floors.items() if any(had < asked for had, asked in zip(reached[way], floor, strict=True))}
    assert set(reached) == set(floors) and not below, below
