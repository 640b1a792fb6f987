"""Calendar arithmetic: what a written day, month, quarter or year covers, as first and last day (both inclusive).

Pure functions on numbers; no text, no clock. A part of a calendar expression may lack its year ("quý IV") or its month ("ngày 08" of
"ngày 08 đến ngày 09 tháng 11"): `fill` completes it from the other end of its range. What does not exist on the calendar has no
bounds (None), which is how "31/4/2023" or "quý V" become invalid dates.
"""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Iterable
from typing import Literal, NamedTuple

Unit = Literal["day", "month", "quarter", "year"]
ORDER: dict[str, int] = {"day": 0, "month": 1, "quarter": 2, "year": 3}


class Part(NamedTuple):
    """A day, month, quarter or year as it was written.

    `number` is the month of a day or month, the quarter of a quarter, None for a year; what the text leaves out is None.
    """

    unit: Unit
    year: int | None = None
    number: int | None = None
    day: int | None = None

    @property
    def written(self) -> str:
        """In digits, the day first: 31/11/2031."""
        return "/".join(str(n) if n >= 1000 else f"{n:02}" for n in (self.day, self.number, self.year) if n is not None)


def bounds(part: Part) -> tuple[datetime.date, datetime.date] | None:
    """First and last day of a complete part; None where the calendar has no such day, month, quarter or year."""
    year, number = part.year, part.number
    if year is None or not 1 <= year <= 9999:
        return None
    if part.unit == "year":
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if number is None:
        return None
    if part.unit == "quarter":
        if not 1 <= number <= 4:
            return None
        return datetime.date(year, 3 * number - 2, 1), datetime.date(year, 3 * number, 30 if number in (2, 3) else 31)
    if not 1 <= number <= 12:
        return None
    last = monthrange(year, number)[1]
    if part.unit == "month":
        return datetime.date(year, number, 1), datetime.date(year, number, last)
    if part.day is None or not 1 <= part.day <= last:
        return None
    day = datetime.date(year, number, part.day)
    return day, day


def exists(part: Part) -> bool:
    """Whether the part can stand on some calendar: a missing year is taken for a leap year, a missing month for a long one."""
    month = part.number if part.number is not None or part.unit != "day" else 1
    return bounds(part._replace(year=2024 if part.year is None else part.year, number=month)) is not None


def span(low: Part, high: Part) -> tuple[datetime.date, datetime.date] | None:
    """First day of `low` and last day of `high`; None if either is impossible or the end lies before the beginning."""
    first, last = bounds(low), bounds(high)
    if first is None or last is None or last[1] < first[0]:
        return None
    return first[0], last[1]


def fill(low: Part, high: Part) -> tuple[Part, Part]:
    """Completes the two ends of a range from each other.

    A day without its month takes the month of the end ("28 - 01/7": the one before it, where it has such a day); a year that only one end names counts for both, unless that would turn the range
    round: "15/12 đến 14/3/2023" begins in 2022, "15/11/2025 đến 20/02" ends in 2026.
    """
    if low.unit == high.unit == "day" and low.number is None:
        low = low._replace(number=high.number, year=high.year if low.year is None else low.year)
        return month_before(low, high), high
    if low.year is None and high.year is not None:
        low = low._replace(year=high.year)
        if span(low, high) is None and exists(low) and exists(high):
            low = low._replace(year=high.year - 1)
    elif high.year is None and low.year is not None:
        high = high._replace(year=low.year)
        if span(low, high) is None and exists(low) and exists(high):
            high = high._replace(year=low.year + 1)
    return low, high


def month_before(low: Part, high: Part) -> Part:
    """A day that is later in its month than the end, as one of the month before; as it is where it is no later, or where that month has no such day."""
    number = high.number
    if not number or (low.day or 0) <= (high.day or 0):
        return low
    earlier = low._replace(number=number - 1) if number > 1 else low._replace(number=12, year=high.year - 1 if high.year is not None else None)
    return earlier if exists(earlier) else low


def months(first: int, last: int, year: int | None) -> tuple[Part, Part]:
    """The months `first` to `last` of a year, as the ends of a period."""
    return Part("month", year, first), Part("month", year, last)


def school_year(first: int, last: int) -> tuple[Part, Part]:
    """A school year runs from September of its first year to August of its last."""
    return Part("month", first, 9), Part("month", last, 8)


def written_year(digits: str) -> int:
    """The year that the digits write: two digits are of this century up to 49 and of the last from 50 ("23" 2023, "98" 1998)."""
    year = int(digits)
    if len(digits) == 2:
        return year + (2000 if year < 50 else 1900)
    return year


def only(years: Iterable[int]) -> int | None:
    """The one year that all of `years` are, else None."""
    found = set(years)
    return found.pop() if len(found) == 1 else None
