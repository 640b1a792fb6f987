"""Columns that tell how two others differ: by how much, by how many per cent, or by how many per cent a year.

    Năm 2026 | Năm 2031 | Chênh lệch | 2031/2026 (%) | BQGĐ 2027-2031 (%)
       412,5 |    530,0 |      117,5 |        128,48 |             105,14      100 × (530,0 : 412,5)^(1/5)

Heads or cells say that a column compares (`natures`); which two columns it compares nearly all of its rows say, however far away they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.audit.figures import Figure
from extractor.audit.grades import RatioForm, Verdict, grade_cells, grade_ratio, judge_value
from extractor.audit.intervals import EXACT, ONE, ZERO, Interval, interval_of, rounded
from extractor.audit.relations import Candidate
from extractor.audit.tables.sheet import Matrix, Sheet
from extractor.tables.natures import Comparison, comparison

FEWEST, MOST = 4, 0.8  # rows that must keep it, and their share
OFTEN, SOFT = 0.9, 0.85  # the share of rows above which one that breaks it is told, and how sure it is below
HUNDRED = Decimal(100)
FINE = Decimal("0.001")  # of the last written place: as far as a mean growth is told
FALLS = "-−–"


def compared_relations(sheet: Sheet) -> Iterator[list[Candidate]]:
    """The relations of each column that compares two others, row by row: those that hold and those that do not."""
    for column, nature in enumerate(sheet.natures):
        # What a column without a head says of two with heads is somebody's working.
        pair = comparison(sheet.columns, column, nature) if nature in ("difference", "quotient") and column not in sheet.headless else None
        found = [(r, one) for r, row in enumerate(sheet.cells) if (one := _of_row(row, column, pair)) is not None and (one.verdict.holds or not _told_again(row, column, pair))] if pair is not None else []
        made = [one for _, one in of_rows_alike(sheet.cells, found)]
        held = sum(m.verdict.holds for m in made)
        if held < FEWEST or held < MOST * len(made):
            continue
        often = held >= OFTEN * len(made) or held >= len(made) - 1
        yield [replace(m, prior=min(_sure(held - m.verdict.holds), 1.0 if often or m.verdict.holds else SOFT)) for m in made]


def of_rows_alike(cells: Matrix, found: Sequence[tuple[int, Candidate]]) -> list[tuple[int, Candidate]]:
    """Without those that break in rows with amounts in columns that no row has which keeps the rule: more went into these ("điều chỉnh giảm" and "điều chỉnh tăng" of
    a total, where each of its rows has but one of them)."""
    kept = {c for r, made in found if made.verdict.holds for c, figure in enumerate(cells[r]) if figure is not None and figure.value}

    def more(row: Sequence[Figure | None], made: Candidate) -> bool:
        whole = made.whole
        return whole is not None and any(f is not None and c not in kept and f.value and f.unit == whole.unit and f.dimension == whole.dimension for c, f in enumerate(row))

    return [(r, made) for r, made in found if made.verdict.holds or not more(cells[r], made)]


def _sure(others: int) -> float:
    return float(1 - 0.1 * 0.3**others)


def _told_again(row: Sequence[Figure | None], column: int, pair: Comparison) -> bool:
    """A cell that repeats the later figure, where shares of a structure or means have no growth."""
    whole, later = row[column], row[pair.later]
    return whole is not None and later is not None and pair.nature == "quotient" and whole.written.strip("% ") == later.written.strip("% ")


def _of_row(row: Sequence[Figure | None], column: int, pair: Comparison) -> Candidate | None:
    whole, later, earlier = row[column], row[pair.later], row[pair.earlier]
    if whole is None or later is None or earlier is None or whole.total is not None or later.total is not None or earlier.total is not None:
        return None
    falls = whole.role == "decrease" and whole.value > 0
    if pair.nature == "difference":
        change = replace(whole, value=-whole.value, written="-" + whole.written.lstrip(FALLS)) if falls else whole
        return Candidate("sum", (earlier, change), later, "column_found", grade_cells((earlier, change), later), table=True)
    if later.value <= 0 or earlier.value <= 0:
        return None
    if pair.years == 1:
        form: RatioForm = "share" if not pair.shift else "reduction" if falls else "growth"
        verdict = grade_ratio(form, later, earlier, whole)
        return Candidate("ratio", (later, earlier), whole, "column_found", verdict, form=form, table=True) if verdict is not None else None
    shift = HUNDRED if pair.shift else ZERO
    said = f"100 × ({later.written} : {earlier.written})^(1/{pair.years})" + (" - 100" if pair.shift else "")
    return Candidate("product", (later, earlier), whole, "mean_growth", _mean_growth(later, earlier, whole, pair.years, shift), table=True, said=said)


def _mean_growth(later: Figure, earlier: Figure, whole: Figure, years: int, shift: Decimal) -> Verdict:
    def value(a: Decimal, b: Decimal) -> Decimal:
        return EXACT.subtract(EXACT.multiply(HUNDRED, EXACT.power(EXACT.divide(a, b), EXACT.divide(ONE, Decimal(years)))), shift)

    a, b = interval_of(later), interval_of(earlier)
    expected = rounded(value(later.value, earlier.value), EXACT.multiply(whole.precision, FINE))
    low, high = (value(a.low, b.high), value(a.high, b.low)) if a.low > 0 and b.low > 0 else (expected, expected)
    actual = -whole.value if whole.role == "decrease" and whole.value > 0 and shift else whole.value
    return judge_value(expected, actual, whole.precision, Interval(min(low, expected), max(high, expected)), comparator=whole.comparator)
