"""Grids of ruled tables whose outermost rule a scan or a page end lost; rules that lean are wiped whole."""

from __future__ import annotations

import numpy as np

from extractor.readers.imaging import wiped
from extractor.readers.pages.tables import find_grids

DOWN = [(x, 60.0, 300.0) for x in (50.0, 150.0, 250.0, 350.0)]


def test_a_lost_first_rule_keeps_its_row() -> None:
    [grid] = find_grids([(y, 50.0, 350.0) for y in (120.0, 180.0, 240.0, 300.0)], DOWN).grids
    assert (grid.rows, grid.columns) == (4, 3)
    assert grid.ys[0] == 60


def test_a_lost_last_rule_keeps_its_row() -> None:
    [grid] = find_grids([(y, 50.0, 350.0) for y in (60.0, 120.0, 180.0)], DOWN).grids
    assert grid.rows == 3
    assert grid.ys[-1] == 300


def test_pieces_of_rules_make_no_row() -> None:
    [grid] = find_grids([(120.0, 50.0, 350.0), *((y, 50.0, 120.0) for y in (180.0, 200.0, 220.0))], DOWN).grids
    assert grid.ys[0] == 120


def test_a_rule_that_leans_leaves_nothing() -> None:
    picture = np.full((600, 200), 255, dtype=np.uint8)
    for y in range(600):
        x = 100 + y // 60  # ten pixels over its length
        picture[y, x : x + 3] = 0
    assert (wiped(picture, [], [(105.0, 0.0, 599.0)], 300) < 160).sum() < 120
