"""Indicators of tables: every numeric cell, with its column's head path, its row's label, its unit and its 1-based place.

In: a layout and the runs of the reading that other finders hold. Out: mentions, and the positions in `Reading.segments` of all cells that
belong to numeric columns (running text in other cells follows the rules of prose). Vocabulary: patterns/table_heads.yaml.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import regex

from extractor.finders.quantity_numbers import figures
from extractor.finders.quantity_units import noun_in
from extractor.layout.grid import Grid, grid_of
from extractor.layout.model import Layout

if TYPE_CHECKING:
    from extractor.finders.quantities import IndicatorMention

NUMBER = regex.compile(r"[-+]?\(?\d[\d.,]*(?:\s?/\s?\d[\d.,]*)?\s?%?\)?|-|…|x|X")
HUNDRED = Decimal(100)


def cell_indicators(layout: Layout, taken: Sequence[tuple[int, int]]) -> tuple[list[IndicatorMention], frozenset[int]]:
    """All indicators in cells, and the segments that are theirs."""
    return [], frozenset()
