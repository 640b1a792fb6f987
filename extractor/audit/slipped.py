"""Whether one wrong key in one of its figures explains a relation that does not hold."""

from __future__ import annotations

from decimal import Decimal

from extractor.audit.figures import Figure
from extractor.audit.grades import slip_explains_balance, slip_explains_difference, slip_explains_ratio, slip_explains_sum, slips
from extractor.audit.intervals import rounded
from extractor.audit.relations import Candidate


def slip_of(made: Candidate) -> Figure | None:
    """The one figure that a wrong key may have spoiled."""
    whole = made.whole
    if whole is None:
        return None
    if made.kind == "mean" and made.form is None:
        return _of_mean(made, whole)
    if made.kind in ("ratio", "mean"):
        return slip_explains_ratio(made.form, *made.terms, whole) if made.form is not None else None
    if made.kind == "sum":
        return slip_explains_sum(made.parts, whole)
    if made.kind == "product":
        return whole if rounded(made.verdict.expected, whole.precision) in slips(whole) else None if made.said else _of_factors(made)
    if made.kind == "balance":
        return slip_explains_balance(made.parts, whole)
    first = made.parts[0]
    if len(made.parts) > 1:
        return slip_explains_difference(first, made.parts[1], whole)
    return slip_explains_difference(first.with_value(first.total or first.value), first, whole)


def _of_factors(made: Candidate) -> Figure | None:
    """The factor that would give the written product if it were what one wrong key makes of it."""
    actual, expected = made.verdict.actual, made.verdict.expected
    if len(made.parts) < 2 or not expected or not actual or made.whole is None:
        return None
    for part in made.parts:
        needed = part.value * actual / expected
        # What the roundings of the product and of the other factors leave open of this one.
        room = needed * sum((f.precision / f.value / 2 for f in (made.whole, *made.parts) if f is not part and not f.exact and f.value), Decimal(0))
        if any(abs(value - needed) <= room + part.precision / 100 for value in slips(part)):
            return part
    return None


def _of_mean(made: Candidate, whole: Figure) -> Figure | None:
    """The written mean, or the one of its figures that a wrong key may have spoiled."""
    if rounded(made.verdict.expected, whole.precision) in slips(whole):
        return whole
    lacking = (made.verdict.actual - made.verdict.expected) * len(made.parts)
    room = whole.precision / 2 * len(made.parts)
    return next((p for p in made.parts if any(abs(value - p.value - lacking) <= room for value in slips(p))), None)


def slipped(made: Candidate) -> bool:
    """One wrong key in one of its figures would explain that it does not hold."""
    return made.whole is None or slip_of(made) is not None
