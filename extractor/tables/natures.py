"""What the figures of a column are to those of the other columns: amounts, by how much they differ, how many per cent one is of the other.

    Năm 2029 | Năm 2030 | Chênh lệch | 2030/2029 (%) | Cơ cấu 2030 (%) | Thứ hạng
    level    | level    | difference | quotient      | share           | rank

Amounts, differences and shares of one whole add up over the rows; only amounts multiply (an area by its yield), and only they have parts in per cent.
The heads say what a column is, from the lowest upwards; where none does, its cells do: a column that is in nearly all rows the quotient of two others, at
once or as its mean over years ("BQGĐ 2026-2030" = 100 × (2030 : 2025)^(1/5)), or that falls below zero as the difference of two others.

In: the heads of all columns and their figures, row by row. Out: the nature of each. Linear in the cells: pairs of a bounded number of columns and rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from extractor.lexicon.phrases import TABLES
from extractor.tables.vocabulary import vocabulary

Nature = Literal["level", "difference", "quotient", "share", "rank"]
Numbers = npt.NDArray[np.float64]
ADDED: frozenset[Nature] = frozenset(("level", "difference", "share"))  # what adds up over the rows
NEAREST, ROWS = 12, 200  # columns and rows that a look at the cells takes in
FEWEST, MOST = 4, 0.8  # rows that must keep it, and their share
FALLS = 2  # cells below zero
YEARS = 10  # of a mean growth
SLACK = 0.6  # steps of the last digit
HUNDRED, HALF = 100.0, 0.5


def natures_of(paths: Sequence[tuple[str, ...]], values: Numbers, units: Numbers) -> tuple[Nature, ...]:
    """The nature of each column; `values[row, column]` is NaN where a cell holds no figure, `units` are the weights of the last written digits."""
    found: list[Nature] = []
    for column in range(values.shape[1]):
        said = said_by(paths[column] if column < len(paths) else ())
        found.append(said if said is not None else _of_cells(values[:ROWS], units[:ROWS], column))
    return tuple(found)


def said_by(path: Sequence[str]) -> Nature | None:
    """The nature that the heads of a column say, None where they do not."""
    above = " ".join(path[:-1])
    for head in reversed(path):
        if vocabulary().rank.within(head):
            return "rank"
        if TABLES.structure_head.search(head):
            return "share"
        if TABLES.percent_only.fullmatch(head):
            if TABLES.structure_head.search(above):
                return "share"
            return "quotient" if _compares(above) else None
        if TABLES.quotient_head.search(head):
            return "quotient"
        if TABLES.difference_head.search(head):
            return "quotient" if "%" in head or "%" in above else "difference"
        if "%" in head:
            return None
    return None


def _compares(heads: str) -> bool:
    return vocabulary().compared.within(heads) or TABLES.difference_head.search(heads) is not None or TABLES.quotient_head.search(f"{heads} %") is not None


def _of_cells(values: Numbers, units: Numbers, column: int) -> Nature:
    own = values[:, column]
    here = ~np.isnan(own) & (own != 0)
    if here.sum() < FEWEST:
        return "level"
    filled = (~np.isnan(values)).sum(axis=0)
    others = [c for c in sorted(range(values.shape[1]), key=lambda c: abs(c - column)) if c != column and filled[c] >= FEWEST][:NEAREST]
    for a in others:
        for b in others:
            if a == b:
                continue
            rows = here & ~np.isnan(values[:, a]) & ~np.isnan(values[:, b])
            one, two, result, unit = values[rows, a], values[rows, b], own[rows], units[rows, column]
            if len(result) < max(FEWEST, MOST * here.sum()):
                continue
            if (result < 0).sum() >= FALLS and _most(np.abs(one - two - result) <= SLACK * (unit + units[rows, a] + units[rows, b]), result):
                return "difference"
            if _is_quotient(one, two, result, unit):
                return "quotient"
    return "level"


def _most(agree: npt.NDArray[np.bool_], values: Numbers) -> bool:
    """Nearly all rows agree, and several of them with different figures."""
    return bool(agree.sum() >= max(FEWEST, MOST * len(values)) and len(set(values[agree])) >= FEWEST)


def _spread(values: Numbers) -> float:
    return float(np.std(np.log(values)))


def _is_quotient(one: Numbers, two: Numbers, result: Numbers, unit: Numbers) -> bool:
    """The result is the first in per cent of the second, or the mean of so many such steps, or what either is above a hundred."""
    if (one <= 0).any() or (two <= 0).any():
        kept = (one > 0) & (two > 0)
        one, two, result, unit = one[kept], two[kept], result[kept], unit[kept]
    # a = 100 × b : c is c = 100 × b : a: what is in per cent is written with decimals and differs less from row to row than the amounts do.
    if len(result) < FEWEST or (unit < 1).mean() <= HALF or not _spread(np.abs(result)) < min(_spread(one), _spread(two)):
        return False
    steps = np.log(one / two)
    for shift in (0.0, HUNDRED):
        index = (result + shift) / HUNDRED
        if (index <= 0).any():
            continue
        told = np.log(index)
        moved = np.abs(told) > 1e-9
        if moved.sum() < FEWEST:
            continue
        years = int(round(float(np.median(steps[moved] / told[moved]))))
        if 1 <= years <= YEARS and _most(np.abs(HUNDRED * np.exp(steps / years) - shift - result) <= SLACK * unit + 1e-6, result):
            return True
    return False


__all__ = ["ADDED", "Nature", "natures_of", "said_by"]
