"""Columns that compare two others, told by their figures where no head says so: a share in percent, or a change.

    Gạo    1.250,4   1.310,2   104,78        the third is the second in percent of the first
    Muối     310,0     297,6    96,00

In: the words of the cells of each column of figures, row by row. Out: for each column that compares, "share" or "change". Several rows must agree, and nearly all.
`mean_growths` finds the means of growth over a span of years: "BQGĐ 2031-2035" is in percent, whatever unit the row of its figures has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex

from extractor.tables.words import is_negative

FEWEST = 3  # rows that agree
MOST = 0.8  # of the rows with three figures
DIGITS = regex.compile(r"\d[\d.]*(?:,\d+)?")
HUNDRED = 100.0
MOSTLY, NEAR = 0.6, 0.15  # of the rows with figures are such a mean, and how near: the years' figures are rounded
STEPS = 1.01  # steps of the last digit by which a rounded share may differ


def compared_columns(columns: Mapping[int, Sequence[str]], among: Sequence[int]) -> dict[int, str]:
    """Of the columns `among`, those that are a share or a change of the two right of each other before them, and which."""
    values = {c: [_value(words) for words in cells] for c, cells in columns.items()}
    found: dict[int, str] = {}
    for c in among:
        left = [o for o in sorted(values) if o < c and o not in found][-2:]
        if len(left) == 2:
            kind = _compares(*(values[o] for o in (*left, c)))
            if kind is not None:
                found[c] = kind
    return found


def _value(words: str) -> tuple[float, int] | None:
    """A figure as Vietnamese text writes it, and how many decimals it has."""
    match = DIGITS.search(words)
    if match is None:
        return None
    whole, _, decimals = match[0].partition(",")
    size = float(f"{whole.replace('.', '')}.{decimals or '0'}")
    return (-size if is_negative(words) else size), len(decimals)


def _compares(base: Sequence[tuple[float, int] | None], now: Sequence[tuple[float, int] | None], given: Sequence[tuple[float, int] | None]) -> str | None:
    rows = [(a[0], b[0], c) for a, b, c in zip(base, now, given, strict=True) if a is not None and b is not None and c is not None and a[0]]
    for kind, less in (("share", 0.0), ("change", HUNDRED)):
        held = sum(abs(HUNDRED * b / a - less - value) <= STEPS * 10.0**-decimals for a, b, (value, decimals) in rows)
        if held >= FEWEST and held >= MOST * len(rows) and any(decimals for _, _, (_, decimals) in rows):
            return kind
    return None


def mean_growths(columns: Mapping[int, Sequence[str]], years: Mapping[int, int], spans: Mapping[int, tuple[int, int]]) -> dict[int, tuple[str, int, int]]:
    """Of the columns of `spans` (first and last year), those that are the mean growth a year between two of `years` (the year of each column that has one):
    "index" (108,4) or "rate" (8,4), and the two columns. The last year's nearest columns count, those at the left before others."""
    values = {c: [_value(words) for words in columns[c]] for c in {*years, *spans}}
    found: dict[int, tuple[str, int, int]] = {}
    for c, (first, last) in spans.items():
        for base in (first - 1, first):
            ends = [min((o for o, year in years.items() if year == wanted and o != c), key=lambda o: (o > c, abs(o - c)), default=None) for wanted in (base, last)]
            if ends[0] is None or ends[1] is None or last <= base:
                continue
            kind = _grows(values[ends[0]], values[ends[1]], values[c], last - base)
            if kind is not None:
                found[c] = kind, ends[0], ends[1]
                break
    return found


def _grows(base: Sequence[tuple[float, int] | None], end: Sequence[tuple[float, int] | None], given: Sequence[tuple[float, int] | None], years: int) -> str | None:
    rows = [(a[0], b[0], c[0]) for a, b, c in zip(base, end, given, strict=True) if a is not None and b is not None and c is not None and a[0] > 0 and b[0] > 0 and c[0]]
    for kind, less in (("index", 0.0), ("rate", HUNDRED)):
        held = sum(abs(HUNDRED * (b / a) ** (1 / years) - less - value) <= NEAR for a, b, value in rows)
        if held >= FEWEST and held >= MOSTLY * len(rows):
            return kind
    return None


__all__ = ["compared_columns", "mean_growths"]
