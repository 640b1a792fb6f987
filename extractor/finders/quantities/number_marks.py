"""How a text writes thousands and decimals, and the value of written digits.

Vietnamese writing groups thousands by points and writes decimals behind a comma. Texts that write decimals with a point throughout, and sheets whose
computed decimals were written out, are told by what else they write.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal

ONE = Decimal(1)
BILLION = 10**9
LONGEST = 20  # characters of the longest number that is read; longer runs are accounts, and would lose digits in decimals of 28
# Percentages with a decimal point; decimals with a comma, and thousands with points.
_ENGLISH = re.compile(r"(?<![\d.,])\d{1,3}\.\d{1,2} ?%")
_VIETNAMESE = re.compile(r"(?<![\d.,])\d+,(?:\d{1,2}|\d{4,})(?![\d,])|(?<![\d.,])(?!1\.000(?!\d))\d{1,3}(?:\.\d{3})+(?![\d.])")  # "1.000" is how units are scaled ("1.000 USD"), whatever the figures' own marks
# What a sheet computed ("7.586206897"), written out with all its digits; thousands in two groups and decimals behind a comma speak against points.
_COMPUTED = re.compile(r"(?<![\d.,])\d+\.\d{5,15}(?![\d.,])")
_POINTS_GROUP = re.compile(r"(?<![\d.,])(?:\d+,\d{1,2}|\d{1,3}(?:\.\d{3}){2,})(?![\d.,])")
COMPUTED_NEAR = 120  # code points from a computed decimal within which a single point marks decimals too
LEAST_POINTS = 3  # percentages that tell how a text writes decimals
# Thousands that commas group beyond doubt ("1,154,389", "1,433.0"); those that might be three decimals ("774,937"); what stands against them; cells without thousands.
_COMMAS_GROUP = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:(?:,\d{3}){2,}(?:\.\d+)?|,\d{3}\.\d+)(?![\d,])")
_COMMAS_MAY_GROUP = re.compile(r"(?<![\d.,])[1-9]\d{0,2},\d{3}(?![\d.,])")
_THREE_DECIMALS = re.compile(r"(?<![\d.,])0,\d{3}(?!\d)")
_BARE_CELL = re.compile(r"^[1-9]\d\d$", re.MULTILINE)
LEAST_SURE, LEAST_GROUPS = 2, 8
BLOCK = 1500  # code points on each side that are written in one way, as a table is
SELDOM = 8  # numbers that may be grouped by a comma to one that is written otherwise


# Thousands parted by blanks, before a word; thousands parted by points.
_BLANKED = re.compile(r"(?<![\d.,/-])(?<!\d )[1-9]\d{0,2}(?: \d{3})+(?:,\d{1,2})?(?= ?[^\W\d_])")
_DOTTED = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+(?![\d.])")
LEAST_BLANKED, POINTS_BESIDE = 4, 3  # numbers of a text that parts thousands by blanks, and how many for each that parts them by points


def english_in(lower: str) -> bool:
    """Whether a text writes decimals with a point throughout ("71.4%", never "71,4%"): then a comma before three digits groups thousands.

    Told by percentages, by thousands in two groups or before a point, or by many numbers that all have just three digits behind their comma, beside cells
    of whole numbers below a thousand, which three decimals would not leave so ("1,118 | 578 | 450").
    """
    if _VIETNAMESE.search(lower) is not None:
        return False
    if len(_ENGLISH.findall(lower)) >= LEAST_POINTS:
        return True
    if "," not in lower or _THREE_DECIMALS.search(lower) is not None:
        return False
    if len(_COMMAS_GROUP.findall(lower)) >= LEAST_SURE:
        return True
    return len(_COMMAS_MAY_GROUP.findall(lower)) >= LEAST_GROUPS and _BARE_CELL.search(lower) is not None


def blanked_in(lower: str) -> dict[int, re.Match[str]]:
    """The numbers of a text that parts thousands by blanks ("5 874 khẩu", "1 227,2 tấn"), by where they begin: several that a word follows, and hardly one
    that parts them by points. Rows of figures beside each other ("120 118") are left as they are."""
    if " " not in lower or len(found := [m for m in _BLANKED.finditer(lower) if m.start()]) < LEAST_BLANKED:
        return {}
    return {m.start(): m for m in found} if len(found) > POINTS_BESIDE * len(_DOTTED.findall(lower)) else {}


def grouped_in(lower: str) -> frozenset[int]:
    """Where a text that is not `english` throughout has numbers whose comma groups thousands: beside thousands that commas group beyond doubt, and next to
    nothing that is written otherwise ("Đơn vị: 1.000 USD" above a table of "793,559 | 1,703,869")."""
    sure = [m.start() for m in _COMMAS_GROUP.finditer(lower)]
    if len(sure) < LEAST_SURE:
        return frozenset()
    may = [m.start() for m in _COMMAS_MAY_GROUP.finditer(lower)]
    other = [m.start() for m in _VIETNAMESE.finditer(lower)]

    def around(places: Sequence[int], at: int) -> int:
        return bisect_left(places, at + BLOCK) - bisect_left(places, at - BLOCK)

    return frozenset(at for at in may if around(sure, at) >= LEAST_SURE and around(other, at) * SELDOM <= around(may, at))


def computed_in(lower: str) -> list[int]:
    """Where decimals stand that a sheet computed, in order; none in a text that groups thousands by points or writes decimals with commas."""
    found = [m.start() for m in _COMPUTED.finditer(lower)]
    return found if len(found) >= LEAST_POINTS and _POINTS_GROUP.search(lower) is None else []


def near(places: Sequence[int], position: int) -> bool:
    at = bisect_left(places, position - COMPUTED_NEAR)
    return at < len(places) and places[at] <= position + COMPUTED_NEAR


def parse(written: str, *, english: bool = False, computed: bool = False) -> tuple[Decimal, Decimal] | None:
    """Value and precision of digits with grouping and decimal marks; None where they are no number ("1.2.3", "0258.3822229").

    Dots before groups of three digits are thousands and a comma is the decimal mark; commas group only before a decimal point or where
    there are two of them ("1,234,567"), or where the text writes the `english` way; a single dot before another count of digits is a decimal point ("13.0"), and beside
    `computed` decimals of a sheet every single dot is ("109.375").
    """
    if len(written) > LONGEST:
        return None
    dots, commas = written.count("."), written.count(",")
    if not dots and not commas:
        return Decimal(written), ONE
    if dots and commas:
        mark = "," if written.rindex(",") > written.rindex(".") else "."
        whole, _, fraction = written.rpartition(mark)
        if mark in whole:
            return None  # "0,1.234,0"
        return _decimal(whole, "." if mark == "," else ",", fraction)
    if english and commas == 1 and not dots and _grouped(written, ","):
        return Decimal(written.replace(",", "")), ONE
    if commas == 1 or (dots == 1 and (computed or not _grouped(written, "."))):
        whole, fraction = written.replace(",", ".").split(".")
        if dots and ((len(whole) > 1 and whole[0] == "0") or (len(whole) > 3 and len(fraction) > 3)):
            return None
        return _decimal(whole, "", fraction)
    mark = "." if dots else ","
    if _grouped(written, mark):
        return Decimal(written.replace(mark, "")), ONE
    # "3.923.7448": groups of three, and a last run that is longer stands behind a decimal point.
    whole, _, fraction = written.rpartition(".")
    return _decimal(whole, ".", fraction) if dots > 1 and len(fraction) == 4 else None


def _grouped(written: str, mark: str) -> bool:
    first, *groups = written.split(mark)
    return 1 <= len(first) <= 3 and first.strip("0") != "" and all(len(group) == 3 for group in groups)


def _decimal(whole: str, mark: str, fraction: str) -> tuple[Decimal, Decimal] | None:
    if mark and not _grouped(whole, mark):
        return None
    return Decimal(f"{whole.replace(mark, '') if mark else whole}.{fraction}"), ONE.scaleb(-len(fraction))
