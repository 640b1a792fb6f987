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
Truths = npt.NDArray[np.bool_]
ADDED: frozenset[Nature] = frozenset(("level", "difference", "share"))  # what adds up over the rows
NEAREST, ROWS = 24, 60  # columns and rows that a look at the cells takes in
FEWEST, MOST = 4, 0.8  # rows that must keep it, and their share
FALLS = 2  # cells below zero
YEARS = 10  # of a mean growth
SLACK = 0.6  # steps of the last digit
HUNDRED, HALF = 100.0, 0.5


def natures_of(paths: Sequence[tuple[str, ...]], values: Numbers, units: Numbers, signed: Sequence[bool]) -> tuple[Nature, ...]:
    """The nature of each column; `values[row, column]` is NaN where a cell holds no figure, `units` are the weights of the last written digits, `signed` tells
    the columns whose cells bear signs of per cent."""
    heads = [paths[c] if c < len(paths) else () for c in range(values.shape[1])]
    percent = np.array([sign or any(TABLES.per_cent_head.search(head) for head in path) for path, sign in zip(heads, signed, strict=True)])
    compared: list[Nature | None] = ["quotient" if signed[column] and _compares(" ".join(path)) else None for column, path in enumerate(heads)]
    return tuple(said_by(path) or compared[column] or _of_cells(values, units, percent, column) for column, path in enumerate(heads))


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
            return "quotient" if TABLES.quotient_head.search(" ".join(path)) else None
    return None


def _compares(heads: str) -> bool:
    return vocabulary().compared.within(heads) or TABLES.difference_head.search(heads) is not None or TABLES.quotient_head.search(f"{heads} %") is not None


def _of_cells(values: Numbers, units: Numbers, percent: Truths, column: int) -> Nature:
    own, unit = values[:, column], units[:, column]
    rows = np.flatnonzero(~np.isnan(own) & (own != 0))[:ROWS]
    falls = (own[rows] < 0).sum() >= FALLS and not percent[column]
    silent: Nature = "share" if percent[column] else "level"
    if len(rows) < FEWEST or not (falls or percent[column] or (unit[rows] < 1).mean() > HALF):
        return silent
    filled = (~np.isnan(values[rows])).sum(axis=0)
    may = [c for c in range(values.shape[1]) if c != column and filled[c] >= MOST * len(rows) and not percent[c]]
    near = sorted(may, key=lambda c: abs(c - column))[:NEAREST]
    if len(near) < 2:
        return silent
    others, places = values[rows][:, near], units[rows][:, near]
    if falls:
        slack: Numbers = SLACK * (unit[rows, None, None] + places[:, :, None] + places[:, None, :])
        if _most(np.abs(others[:, :, None] - others[:, None, :] - own[rows, None, None]) <= slack, own[rows]):
            return "difference"
    return "quotient" if _is_quotient(others, own[rows], unit[rows], bool(percent[column])) else silent


def _most(agree: Truths, results: Numbers) -> bool:
    """Of some pair of columns nearly all rows agree, and several of them with different figures. A column set against itself says nothing."""
    kept = agree.sum(axis=0)
    np.fill_diagonal(kept, 0)
    pairs = np.argwhere(kept >= max(FEWEST, MOST * len(results)))
    return any(len(set(results[agree[:, a, b]])) >= FEWEST for a, b in pairs)


def _is_quotient(others: Numbers, results: Numbers, units: Numbers, percent: bool) -> bool:
    """The results are one column in per cent of another, or the mean of so many such steps, or what either is above a hundred."""
    with np.errstate(divide="ignore", invalid="ignore"):
        others = others[:, (others > 0).sum(axis=0) >= max(FEWEST, MOST * len(results))]
        sizes = np.log(np.where(others > 0, others, np.nan))
        if not percent:
            # a = 100 × b : c is c = 100 × b : a: where no sign tells, what is in per cent differs less from row to row than the amounts do.
            sizes = sizes[:, np.nanstd(sizes, axis=0) > np.std(np.log(np.abs(results)))]
        steps = sizes[:, :, None] - sizes[:, None, :]
        for shift in (0.0, HUNDRED):
            told = np.log((results + shift) / HUNDRED)
            moved = np.abs(told) > 1e-9
            if not np.isfinite(told).all() or moved.sum() < FEWEST:
                continue
            years = np.clip(np.round(np.median(np.nan_to_num(steps[moved] / told[moved, None, None]), axis=0)), 1, YEARS)
            gap = np.abs(HUNDRED * np.exp(steps / years) - shift - results[:, None, None])
            if _most(gap <= SLACK * units[:, None, None] + 1e-6, results):
                return True
    return False


__all__ = ["ADDED", "Nature", "natures_of", "said_by"]
