"""How a written result stands to the product of its factors: as numbers, as an output of an area and a yield, as an amount of money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import reduce

from extractor.audit.figures import Figure
from extractor.audit.grades import Verdict, judge, judge_value
from extractor.audit.intervals import EXACT, ONE, Interval, interval_of

HUNDREDTH = Decimal("0.01")
# What may stand between the units of a product's factors and of its result, the likeliest first: none, ha × tạ/ha in tấn, thousands and millions of đồng, per cent.
SCALES = tuple(ONE.scaleb(power) for power in (0, -1, -3, -6, 3, 1, 6, -2, 2))


def hundredths(parts: Sequence[Figure]) -> Decimal:
    """The scale that percentages among factors bring in: 0.01 for each."""
    return EXACT.power(HUNDREDTH, sum(p.dimension == "percent" for p in parts))


def grade_product(parts: Sequence[Figure], whole: Figure, scale: Decimal = ONE) -> Verdict:
    """Factors against their product ("12 × 2.500.000 = 30.000.000"), with what stands between their units (one of `SCALES`)."""
    expected = reduce(EXACT.multiply, (p.value for p in parts), scale)
    ends = reduce(Interval.__mul__, map(interval_of, parts), Interval(scale, scale))
    reach = Interval(min(ends.low, expected), max(ends.high, expected))
    if scale != ONE:
        return judge_value(expected, whole.value, whole.precision, reach, comparator=whole.comparator)  # rounded to its unit, count or not
    return judge(expected, whole, reach, counts=all(p.exact for p in parts) and whole.exact)


def grade_output(parts: Sequence[Figure], whole: Figure, scale: Decimal = ONE) -> Verdict:
    """What an area and a yield give: a yield may be cut off instead of rounded ("14,6 tạ/ha" of 14,68)."""
    verdict = grade_product(parts, whole, scale)
    rates = [p for p in parts if p.dimension == "rate"]
    if verdict.grade != "inconsistent" or whole.dimension != "measure" or len(rates) != 1 or not rates[0].value:
        return verdict
    others = reduce(Interval.__mul__, (interval_of(p) for p in parts if p is not rates[0]), Interval(scale, scale))
    cut_off = others * Interval(rates[0].value, EXACT.add(rates[0].value, rates[0].precision))
    return replace(verdict, grade="rounding") if cut_off.meets(interval_of(whole)) else verdict


def grade_amount(parts: Sequence[Figure], whole: Figure, scale: Decimal = ONE) -> Verdict:
    """What a price of each and a count give: neither is rounded, a result may be."""
    verdict = grade_product(parts, whole, scale)
    money = whole.dimension == "money" and any(p.exact for p in parts)
    return replace(verdict, grade="inconsistent") if money and verdict.grade == "rounding" and abs(verdict.expected - verdict.actual) > whole.precision else verdict
