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
from dataclasses import dataclass
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
YEARS = 20  # of a mean growth
SLACK = 0.6  # steps of the last digit
HUNDRED, HALF = 100.0, 0.5


@dataclass(frozen=True, slots=True)
class Columns:
    """The figures of a table: `values[row, column]` is NaN where a cell holds none, `units` are the weights of the last written digits, `percent` tells the
    columns of percentages by their heads or signs, `signed` those whose cells bear signs of per cent."""

    values: Numbers
    units: Numbers
    percent: Truths
    signed: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A column is `later` less `earlier`; or `later` in per cent of `earlier`, the mean of `years` such steps, less `shift` (0, or 100 for growth)."""

    nature: Nature
    later: int
    earlier: int
    years: int = 1
    shift: float = 0.0


def columns_of(paths: Sequence[tuple[str, ...]], values: Numbers, units: Numbers, signed: Sequence[bool]) -> Columns:
    """The columns under their heads; `signed` tells those whose cells bear signs of per cent."""
    heads = [paths[c] if c < len(paths) else () for c in range(values.shape[1])]
    percent = [sign or any(TABLES.per_cent_head.search(head) for head in path) for path, sign in zip(heads, signed, strict=True)]
    return Columns(values, units, np.array(percent, dtype=bool), tuple(signed))


def natures_of(paths: Sequence[tuple[str, ...]], columns: Columns) -> tuple[Nature, ...]:
    """The nature of each column."""
    found: list[Nature] = []
    for column in range(columns.values.shape[1]):
        path = paths[column] if column < len(paths) else ()
        said = said_by(path) or ("quotient" if columns.signed[column] and _compares(" ".join(path)) else None)
        compared = comparison(columns, column) if said is None else None
        found.append(said or (compared.nature if compared is not None else "share" if columns.percent[column] else "level"))
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
            return "quotient" if TABLES.quotient_head.search(" ".join(path)) else None
    return None


def _compares(heads: str) -> bool:
    return vocabulary().compared.within(heads) or TABLES.difference_head.search(heads) is not None or TABLES.quotient_head.search(f"{heads} %") is not None


def comparison(columns: Columns, column: int, said: Nature | None = None) -> Comparison | None:
    """Of which two other columns the cells of a column tell the difference or the quotient in nearly all rows; None where of none. `said` is what its heads say."""
    values, units, percent = columns.values, columns.units, columns.percent
    own, unit = values[:, column], units[:, column]
    rows = np.flatnonzero(~np.isnan(own) & (own != 0))[:ROWS]
    own, unit, signed = own[rows], unit[rows], bool(percent[column]) or said == "quotient"
    differs = said == "difference" or ((own < 0).sum() >= FALLS and not signed)
    if len(rows) < FEWEST or not (differs or signed or (unit < 1).mean() > HALF):
        return None
    filled = (~np.isnan(values[rows])).sum(axis=0)
    may = [c for c in range(values.shape[1]) if c != column and filled[c] >= MOST * len(rows) and not percent[c]]
    near = sorted(may, key=lambda c: abs(c - column))[:NEAREST]
    if len(near) < 2:
        return None
    others, places = values[rows][:, near], units[rows][:, near]
    if differs:
        slack: Numbers = SLACK * (unit[:, None, None] + places[:, :, None] + places[:, None, :])
        pair = _pair(np.abs(others[:, :, None] - others[:, None, :] - own[:, None, None]) <= slack, own)
        if pair is not None:
            return Comparison("difference", near[pair[0]], near[pair[1]])
    found = _quotient(others, own, unit, signed) if said != "difference" else None
    return Comparison("quotient", near[found[0]], near[found[1]], found[2], found[3]) if found is not None else None


def _pair(agree: Truths, results: Numbers) -> tuple[int, int] | None:
    """The nearest pair of columns with which nearly all rows agree, several of them with different figures. A column set against itself says nothing."""
    kept = agree.sum(axis=0)
    np.fill_diagonal(kept, 0)
    pairs = np.argwhere(kept >= max(FEWEST, MOST * len(results)))
    told = [(int(a), int(b)) for a, b in pairs if len(set(results[agree[:, a, b]])) >= FEWEST]
    return min(told, key=lambda pair: (-kept[pair], sum(pair), pair), default=None)


def _quotient(others: Numbers, results: Numbers, units: Numbers, signed: bool) -> tuple[int, int, int, float] | None:
    """The pair of which the results are one in per cent of the other, or the mean of so many such steps, or what either is above a hundred."""
    with np.errstate(divide="ignore", invalid="ignore"):
        may = (others > 0).sum(axis=0) >= max(FEWEST, MOST * len(results))
        sizes = np.log(np.where((others > 0) & may, others, np.nan))
        if not signed:
            # a = 100 × b : c is c = 100 × b : a: where no sign tells, what is in per cent differs less from row to row than the amounts do.
            spreads = np.array([np.nanstd(sizes[:, c]) if may[c] else 0.0 for c in range(sizes.shape[1])])
            sizes = np.where(spreads > np.std(np.log(np.abs(results))), sizes, np.nan)
        steps = sizes[:, :, None] - sizes[:, None, :]
        for shift in (0.0, HUNDRED):
            told = np.log((results + shift) / HUNDRED)
            moved = np.abs(told) > 1e-9
            if not np.isfinite(told).all() or moved.sum() < FEWEST:
                continue
            years = np.clip(np.round(np.median(np.nan_to_num(steps[moved] / told[moved, None, None]), axis=0)), 1, YEARS)
            gap = np.abs(HUNDRED * np.exp(steps / years) - shift - results[:, None, None])
            pair = _pair(gap <= SLACK * units[:, None, None] + 1e-6, results)
            if pair is not None:
                return *pair, int(years[pair]), shift
    return None


__all__ = ["ADDED", "Columns", "Comparison", "Nature", "columns_of", "comparison", "natures_of", "said_by"]
