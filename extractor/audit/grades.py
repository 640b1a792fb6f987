"""How a written result stands to the arithmetic of its operands: holds, rounding, inconsistent or impossible.

holds: what follows from the written operands is the written result, exactly or rounded half up to its digits.
rounding: only when cut off, rounded twice, or within what the rounding of the operands leaves open. Counts are never rounded.
inconsistent: neither. impossible: besides, no reading of the figures could make it true (a part above its whole).

A slip is one wrong key: a digit changed, dropped, doubled or swapped with its neighbour, a mark of thousands or decimals misplaced. Where
the text ties figures together only loosely, a result that one slip would explain is an error, and any other is no relation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, reduce
from typing import Any, Literal

import numpy as np

from extractor.audit.figures import OPEN_ENDS, Figure
from extractor.audit.intervals import EXACT, ONE, TWO, ZERO, Interval, bounded, cut, interval_of, rounded
from extractor.quick import quick

Grade = Literal["holds", "rounding", "inconsistent", "impossible"]
HUNDRED = Decimal(100)
TEN = Decimal(10)
FORTY = Decimal(40)
FINE = Decimal(1000)
ROUGHLY = Decimal(4)  # what "khoảng 60%" leaves open
LONG_ROUND = 4  # digits of a whole that is rounded to its last
GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
NUMBER = re.compile(r"[\d.,]+%?")
LONGEST = 20  # digits of the longest figure that a wrong key is looked for in


@quick
@dataclass(frozen=True, slots=True)
class Verdict:
    """`expected` follows from the operands, `actual` is written; up to `tolerance` apart the difference is rounding."""

    grade: Grade
    expected: Decimal
    actual: Decimal
    tolerance: Decimal

    @property
    def holds(self) -> bool:
        return self.grade in ("holds", "rounding")


def judge(expected: Decimal, whole: Figure, reach: Interval, *, counts: bool = False, impossible: bool = False) -> Verdict:
    """Grades a written `whole` against what its operands give: `expected` at face value, `reach` with their rounding."""
    counts = counts or whole.exact
    return judge_value(expected, whole.value, whole.precision, reach, counts=counts, impossible=impossible, comparator=whole.comparator)


def judge_value(
    expected: Decimal, actual: Decimal, precision: Decimal, reach: Interval, *, counts: bool = False, impossible: bool = False, comparator: str = "="
) -> Verdict:
    """`judge` for a result that is given by its value and the weight of its last digit."""
    half = ZERO if counts else EXACT.divide(precision, TWO)
    written = Interval(EXACT.subtract(actual, half), EXACT.add(actual, half))
    open_end = _open_end(comparator, actual, precision)
    tolerance = EXACT.add(half, max(EXACT.subtract(reach.high, expected), EXACT.subtract(expected, reach.low)))
    grade: Grade
    within = open_end is not None and open_end.low <= expected <= open_end.high
    # A spreadsheet's number may be finer than what is shown of it: what is shown is compared.
    if within or (rounded(expected, precision) == rounded(actual, precision) and not (counts and expected != actual and reach.low == reach.high)):
        grade = "holds"
    elif reach.meets(written) or (not counts and (cut(expected, precision) == actual or _twice(expected, precision, actual))):
        grade = "rounding"
    else:
        grade = "impossible" if impossible else "inconsistent"
    return Verdict(grade, expected, actual, tolerance)


def _open_end(comparator: str, actual: Decimal, precision: Decimal) -> Interval | None:
    """What "gần 82%", "hơn 12%" leave open: to the side they name, and to both for "khoảng"."""
    if comparator not in OPEN_ENDS:
        return None
    # Written out to four digits, "hơn 24,55" only leaves its last one open.
    room = precision if abs(actual) >= EXACT.multiply(precision, FINE) else EXACT.add(precision, EXACT.divide(abs(actual), FORTY))
    if comparator == "~" and precision == ONE and ZERO < actual <= HUNDRED and not actual % TEN:
        room = max(room, ROUGHLY)
    low = actual if comparator == ">" else EXACT.subtract(actual, room)
    high = actual if comparator == "<" else EXACT.add(actual, room)
    return Interval(low, high)


def _twice(expected: Decimal, precision: Decimal, actual: Decimal) -> bool:
    """Rounded to one or two digits more first, then to the written ones: 7,447 → 7,45 → 7,5."""
    fine = EXACT.divide(precision, TEN)
    return any(rounded(rounded(expected, f), precision) == actual for f in (fine, EXACT.divide(fine, TEN)))


def grade_cells(parts: Sequence[Figure], whole: Figure) -> Verdict:
    """Cells of a table against their sum: a noughts' end of one of them is no rounding, where its neighbours are told to the last digit."""
    return grade_sum(parts, whole, told_round=False)


def grade_sum(parts: Sequence[Figure], whole: Figure, told_round: bool = True) -> Verdict:
    """Parts against their sum. `told_round`: round numbers among them may be told in round figures ("20.600 tỷ đồng" of 20.566)."""
    values = [p.value for p in parts]
    expected = reduce(EXACT.add, values, ZERO)
    exact = all(p.exact and not p.vague for p in parts)
    # What the roundings of the parts leave open, added up once: the sum of their intervals.
    half = EXACT.divide(reduce(EXACT.add, (EXACT.multiply(p.precision, TWO) if p.vague else p.precision for p in parts if p.vague or not p.exact), ZERO), TWO)
    # "hơn 1.000 tấn" may be 1.300: an open amount leaves its last digit that is no zero open.
    open_ones = [(p.value, bounded(p, most=ONE)) for p in parts if p.comparator in OPEN_ENDS]
    low = reduce(EXACT.add, (EXACT.subtract(value, known.low) for value, known in open_ones), half)
    high = reduce(EXACT.add, (EXACT.subtract(known.high, value) for value, known in open_ones), half)
    reach = Interval(EXACT.subtract(expected, low), EXACT.add(expected, high))
    slack = ZERO if whole.exact else whole.precision
    impossible = max(values) > EXACT.add(whole.value, slack)
    verdict = judge(expected, whole, reach, counts=exact and whole.exact, impossible=impossible)
    if not verdict.holds and whole.comparator in OPEN_ENDS and (known := bounded(whole, most=TEN)).low <= expected <= known.high:
        return Verdict("rounding", expected, whole.value, EXACT.subtract(known.high, known.low))
    open_to = ZERO if verdict.holds else EXACT.divide(_rounder(parts, whole, told_round), TWO)
    return Verdict("rounding", expected, whole.value, open_to) if abs(EXACT.subtract(expected, whole.value)) < open_to else verdict


def _rounder(parts: Sequence[Figure], whole: Figure, told_round: bool) -> Decimal:
    """What round numbers leave open: of a whole rounder than parts all of which are open ("24.000 km …, hơn 15.800 km …, gần 8.600 km"), of a long whole that alone
    ends in noughts, of round amounts whose whole is told to the last digit, and of one amount among others that ends in noughts ("đạt 38.216 tỷ đồng: quý I 17.650 tỷ đồng, quý II 20.600 tỷ đồng")."""
    own, others = _round(whole), [_round(p) for p in parts]
    if all(p.vague for p in parts):
        return own if own > max(others) else ZERO
    if told_round and len(parts) > 1 and not any(p.exact and p.dimension == "count" for p in parts) and min(others) >= own * HUNDRED:
        return min(others)
    if not whole.exact and own >= max(others) * TEN and whole.digits >= LONG_ROUND:
        return own
    if not told_round:
        return ZERO
    rounder = [r for p, r in zip(parts, others, strict=True) if not p.exact and r >= p.precision * HUNDRED and r >= own * HUNDRED]
    return rounder[0] if len(rounder) == 1 and len(parts) > 1 and slip_explains_sum(parts, whole) is None else ZERO


def _round(figure: Figure) -> Decimal:
    """The weight of the last digit that is no nought."""
    return ONE.scaleb(figure.value.normalize().as_tuple().exponent) if figure.value else figure.precision  # type: ignore[arg-type]


def grade_difference(first: Figure, second: Figure, rest: Figure) -> Verdict:
    """first - second against what is said to remain or to be between them."""
    expected = EXACT.subtract(first.value, second.value)
    reach = interval_of(first) - interval_of(second)
    counts = first.exact and second.exact and rest.exact
    return judge(expected, rest, reach, counts=counts, impossible=expected < ZERO)


def grade_balance(parts: Sequence[Figure], closing: Figure) -> Verdict:
    """What there was, and what came less what went, against what is left."""
    opening, came, went = parts
    expected = EXACT.subtract(EXACT.add(opening.value, came.value), went.value)
    reach = interval_of(opening) + interval_of(came) - interval_of(went)
    return judge(expected, closing, reach, counts=all(f.exact for f in (opening, came, went, closing)), impossible=expected < ZERO)


RatioForm = Literal["share", "growth", "reduction", "of_rise", "of_fall", "level_after_rise", "level_after_fall", "mean", "change", "joint"]

PLAIN: tuple[RatioForm, ...] = ("mean", "change")  # quotients that are no percentages


def ratio_value(form: RatioForm, a: Decimal, b: Decimal) -> Decimal | None:
    """The percentage that `form` makes of a and b, None where it has none (division by zero).

    share a/b, growth a/b - 1, reduction 1 - a/b; of_rise d/(a-d) and of_fall d/(a+d) for a written change d = b of a level a;
    level_after_rise a/(a-d), level_after_fall a/(a+d); mean a/b and change a/b - 1, no percentages; joint a/b where a are several figures together.
    """
    top, bottom = _fraction(form, a, b)
    if bottom == ZERO:
        return None
    value = EXACT.divide(top, bottom)
    return value if form in PLAIN else EXACT.multiply(value, HUNDRED)


def _fraction(form: RatioForm, a: Decimal, b: Decimal) -> tuple[Decimal, Decimal]:
    if form in ("share", "mean", "joint"):
        return a, b
    if form in ("growth", "change"):
        return EXACT.subtract(a, b), b
    if form == "reduction":
        return EXACT.subtract(b, a), b
    if form == "of_rise":
        return b, EXACT.subtract(a, b)
    if form == "of_fall":
        return b, EXACT.add(a, b)
    return a, EXACT.subtract(a, b) if form == "level_after_rise" else EXACT.add(a, b)


def grade_ratio(form: RatioForm, a: Figure, b: Figure, whole: Figure) -> Verdict | None:
    """A written percentage (or mean) against its two operands; None where they give none."""
    expected = ratio_value(form, a.value, b.value)
    if expected is None:
        return None
    x, y = bounded(a), bounded(b)
    corners = [ratio_value(form, p, q) for p in (x.low, x.high) for q in (y.low, y.high)]
    found = [c for c in corners if c is not None]
    reach = Interval(min(*found, expected), max(*found, expected)) if found else Interval(expected, expected)
    impossible = form == "share" and a.value > b.value > ZERO and whole.value <= HUNDRED
    impossible = impossible and a.dimension == "count"
    # "trên 50%", "dưới 20%": round tens only say between which of them it lies.
    tens = form == "share" and whole.dimension == "percent" and whole.comparator in (">", "<") and whole.value % TEN == ZERO < whole.value
    if tens and ZERO <= EXACT.multiply(EXACT.subtract(expected, whole.value), Decimal(1 if whole.comparator == ">" else -1)) < TEN:
        return Verdict("holds", expected, whole.value, TEN)
    # A quotient is rounded even where what it counts is not ("bình quân 4.245.090 đồng/người").
    return judge_value(expected, whole.value, whole.precision, reach, impossible=impossible, comparator=whole.comparator)


def grade_mean(parts: Sequence[Figure], whole: Figure) -> Verdict:
    """The mean of figures against the written one."""
    count = Decimal(len(parts))
    expected = EXACT.divide(reduce(EXACT.add, (p.value for p in parts), ZERO), count)
    reach = reduce(Interval.__add__, (interval_of(p) for p in parts))
    ends = Interval(EXACT.divide(reach.low, count), EXACT.divide(reach.high, count))
    return judge_value(expected, whole.value, whole.precision, ends, comparator=whole.comparator)


def grade_percent_sum(parts: Sequence[Figure]) -> Verdict:
    """Shares of one whole against 100."""
    expected = HUNDRED
    actual = reduce(EXACT.add, (p.value for p in parts), ZERO)
    reach = reduce(Interval.__add__, (interval_of(p) for p in parts))
    tolerance = EXACT.divide(EXACT.subtract(reach.high, reach.low), TWO)
    grade: Grade = "holds" if actual == expected else "rounding" if reach.low <= expected <= reach.high else "inconsistent"
    if grade == "inconsistent" and any(p.value > HUNDRED for p in parts):
        grade = "impossible"
    return Verdict(grade, expected, actual, tolerance)


def slips(figure: Figure) -> frozenset[Decimal]:
    """Every value that one wrong key makes of the written one.

    Its digits as they are written, with one changed, left out, put in or swapped with its neighbour; where a mark stands among them, also
    with the mark elsewhere.
    """
    # "5.817,2 tỷ đồng/5.937,4": the number alone.
    number = NUMBER.match(figure.written)
    written = number[0] if number is not None else figure.written.split("/")[0]
    return _slips(written, figure.value, figure.precision)


@lru_cache(maxsize=2048)
def _slips(written: str, value: Decimal, precision: Decimal) -> frozenset[Decimal]:
    digits = "".join(c for c in written if c.isdigit() and c.isascii())
    if not digits or len(digits) > LONGEST:
        return frozenset()
    spellings = {digits}
    for i, digit in enumerate(digits):
        for other in "0123456789":
            spellings.add(digits[:i] + other + digits[i + 1 :])
            spellings.add(digits[:i] + other + digits[i:])
        spellings.add(digits[:i] + digits[i + 1 :])
        if i + 1 < len(digits):
            spellings.add(digits[:i] + digits[i + 1] + digit + digits[i + 2 :])
    spellings.update(digits + other for other in "0123456789")
    # Groups of other than three digits: a mark was misplaced, or a digit beside it was lost.
    damaged = "." in written and GROUPED.fullmatch(written.strip(" %")) is None
    places = range(-3, 4) if damaged else (0,)
    found = {EXACT.multiply(EXACT.scaleb(Decimal(int(s)), -place), precision) for s in spellings if s for place in places}
    found.discard(value)
    return frozenset(found)


def slip_explains_sum(parts: Sequence[Figure], whole: Figure) -> Figure | None:
    """The one figure that a single wrong key may have spoiled, if correcting it makes the sum right."""
    total = reduce(EXACT.add, (p.value for p in parts), ZERO)
    slack = slack_of((*parts, whole))
    for figure, needed in ((whole, total), *((p, EXACT.add(EXACT.subtract(whole.value, total), p.value)) for p in parts)):
        # Of an amount below zero ("(31.031.238)") the digits are those of its size.
        if (needed >= ZERO) == (figure.value >= ZERO) and _among(abs(needed), slips(figure), slack):
            return figure
    return None


def slack_of(figures: Sequence[Figure]) -> Decimal:
    """How far figures of different precision may miss each other: half a last digit of each that is rounded, where they differ."""
    if len({f.precision for f in figures}) == 1:
        return ZERO
    return sum((EXACT.divide(f.precision, TWO) for f in figures if not f.exact), ZERO)


def _among(needed: Decimal, values: frozenset[Decimal], slack: Decimal) -> bool:
    return needed in values or (slack > ZERO and any(abs(value - needed) <= slack for value in values))


def slip_explains_difference(first: Figure, second: Figure, rest: Figure) -> Figure | None:
    """The one figure of a difference that a single wrong key may have spoiled, whichever of the two was the larger."""
    a, b, d = first.value, second.value, rest.value
    slack = slack_of((first, second, rest))
    for figure, needed in ((rest, (abs(a - b),)), (first, (b + d, b - d)), (second, (a + d, a - d))):
        if any(n >= ZERO and _among(n, slips(figure), slack) for n in needed):
            return figure
    return None


def slip_explains_balance(parts: Sequence[Figure], closing: Figure) -> Figure | None:
    """The one figure of a balance that a single wrong key may have spoiled."""
    opening, came, went = parts
    figures = (closing, opening, came, went)
    slack = slack_of(figures)
    gap = EXACT.subtract(EXACT.subtract(EXACT.add(opening.value, came.value), went.value), closing.value)
    for figure, sign in zip(figures, (1, -1, -1, 1), strict=True):
        needed = EXACT.add(figure.value, EXACT.multiply(gap, Decimal(sign)))
        if needed >= ZERO and _among(needed, slips(figure), slack):
            return figure
    return None


def slip_explains_ratio(form: RatioForm, a: Figure, b: Figure, whole: Figure) -> Figure | None:
    """The one figure of a ratio that a single wrong key may have spoiled."""
    for figure, value, verdict in ratio_slips(form, a, b, whole):
        if verdict.grade == "holds" or (whole.with_value(value) if figure is whole else whole).digits >= 2:
            return figure
    return None


def ratio_slips(form: RatioForm, a: Figure, b: Figure, whole: Figure) -> Iterator[tuple[Figure, Decimal, Verdict]]:
    """The figures of a ratio with the values that a single wrong key may have spoiled: with these it holds."""
    figures = (whole, a, b)
    near = _nearness(form, a, b, whole)
    written = [float(f.value) for f in figures]
    for role, figure in enumerate(figures):
        values = slips(figure)
        floats = _floats(values)
        tried: list[Any] = [*written[:role], floats, *written[role + 1 :]]
        likely = near(*tried)
        if not likely.any():
            continue
        for value in (v for v, here in zip(values, likely.tolist(), strict=True) if here):
            operands = [f if i != role else f.with_value(value) for i, f in enumerate(figures)]
            verdict = grade_ratio(form, operands[1], operands[2], operands[0])
            if verdict is not None and verdict.holds:
                yield figure, value, verdict


# The fraction of each form in floating point.
_FRACTIONS: dict[RatioForm, Callable[[Any, Any], tuple[Any, Any]]] = {
    "share": lambda x, y: (x, y),
    "mean": lambda x, y: (x, y),
    "joint": lambda x, y: (x, y),
    "growth": lambda x, y: (x - y, y),
    "change": lambda x, y: (x - y, y),
    "reduction": lambda x, y: (y - x, y),
    "of_rise": lambda x, y: (y, x - y),
    "of_fall": lambda x, y: (y, x + y),
    "level_after_rise": lambda x, y: (x, x - y),
    "level_after_fall": lambda x, y: (x, x + y),
}


def _nearness(form: RatioForm, a: Figure, b: Figure, whole: Figure) -> Callable[[Any, Any, Any], Any]:
    """A first look in floating point at (whole, a, b), one of which is an array: where the ratio is near enough to what is written for the exact look."""
    fraction = _FRACTIONS[form]
    scale = 1.0 if form in PLAIN else 100.0
    last = 2 * float(whole.precision) + 1e-9
    # What "khoảng" leaves open, and what the operands' own rounding makes of the quotient; a difference below the bar may make anything of it.
    share = (0.03 if whole.comparator != "=" else 0.0) + (0.1 if form in ("of_rise", "of_fall", "level_after_rise", "level_after_fall") else 0.0)
    half_a, half_b = 3 * scale * _half(a), 3 * scale * _half(b)

    def near(w: Any, x: Any, y: Any) -> Any:
        top, bottom = fraction(x, y)
        size = np.abs(bottom)
        size = np.where(size == 0, np.nan, size)
        quotient = np.abs(top) / size
        room = last + share * np.abs(w) + (half_a + (quotient + 1) * half_b) / size
        return np.abs(top / np.where(bottom == 0, np.nan, bottom) * scale - w) <= room

    return near


@lru_cache(maxsize=2048)
def _floats(values: frozenset[Decimal]) -> Any:
    return np.array([float(v) for v in values])


def _half(figure: Figure) -> float:
    """What rounding leaves open of a figure, to each side."""
    return 0.0 if figure.exact else float(figure.precision) / 2
