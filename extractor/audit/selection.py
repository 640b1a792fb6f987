"""Which candidates are relations.

One that holds is believed unless it may be a coincidence of small figures that only stand near each other. One that does not hold is
believed where its words tie the figures together and the result is at least of the right size; where they only may, one wrong key must
explain the difference, in figures long enough that this says something. Figures that a relation that holds has used up tell against a
broken one with the same result.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from extractor.audit.figures import Figure
from extractor.audit.grades import slip_explains_difference, slip_explains_ratio, slip_explains_sum
from extractor.audit.relations import Candidate

NEAR = Decimal("0.1")
LIKELY = Decimal("0.5")
LONG = 4  # digits in which one wrong key is no coincidence
ORDER = {"sum": 0, "complement": 1, "difference": 2, "ratio": 3, "percent_sum": 4}


def select(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The relations among the candidates, each set of figures once, in order of their place."""
    kept: dict[frozenset[tuple[int, int]], Candidate] = {}
    pool = list(candidates)
    # Some figures of a list add up by chance where the whole list is one wrong key away.
    lists = [c.key for c in pool if c.kind == "sum" and c.strength >= 3 and not c.verdict.holds and slipped(c)]
    for made in sorted(pool, key=lambda c: (_rank(c), -c.strength, ORDER[c.kind])):
        if made.key in kept or not _believed(made) or (made.strength == 1 and any(made.key < key for key in lists)):
            continue
        if _repeated(made, kept.values()) or (_rank(made) > 0 and _explained(made, kept.values())):
            continue
        kept[made.key] = made
    return sorted(kept.values(), key=lambda c: (min(start for start, _ in c.key), max(end for _, end in c.key), c.kind))


def _rank(made: Candidate) -> int:
    """0 what holds and is no coincidence, 1 what the words tie and does not hold, 2 what holds and may be one, 3 the rest."""
    if made.verdict.holds:
        return 0 if made.strength >= 2 or fine(made) else 2
    return 1 if made.strength >= 3 else 3


def fine(made: Candidate) -> bool:
    """Its figures are long enough that they would not agree by chance."""
    if made.kind == "ratio":
        return made.whole is not None and made.whole.digits >= 3
    return _longest(made) >= LONG


def _believed(made: Candidate) -> bool:
    if made.verdict.holds:
        return made.strength >= 2 or not _coincidence(made)
    if any(f.vague for f in made.parts) or (made.whole is not None and made.whole.vague and made.strength < 3):
        return False
    if made.strength >= 3:
        return _plausible(made) or slipped(made)
    if made.strength == 2:
        return _telling(made) and ((made.near and close(made)) or slipped(made))
    return _longest(made) >= LONG and made.kind != "ratio" and made.clean and slipped(made)


def told(made: Candidate) -> bool:
    """It would be told if it did not hold: its words tie it, or they may and its figures are long enough."""
    return made.strength >= 3 or (made.strength == 2 and _telling(made))


def _telling(made: Candidate) -> bool:
    """Figures long enough that one wrong key among them is an explanation and no accident."""
    if made.kind == "ratio":
        return sum(f.digits for f in made.parts) + (made.whole.digits if made.whole is not None else 0) >= 6
    return _longest(made) >= 3


def _coincidence(made: Candidate) -> bool:
    """Figures so short that they may agree by chance."""
    if made.kind == "percent_sum":
        return made.verdict.grade != "holds"
    if made.kind == "ratio":
        whole = made.whole
        assert whole is not None
        if made.form == "mean":
            return False
        return whole.precision >= 1 or whole.digits < 2 or whole.value in (0, 100)
    return _longest(made) < (2 if made.kind in ("complement", "difference") or made.clean else 3)


def _longest(made: Candidate) -> int:
    figures = (*made.parts, *((made.whole,) if made.whole is not None else ()))
    return max(len(str(int(f.value / f.precision)).rstrip("0")) if made.kind == "ratio" else len(str(int(f.value / f.precision))) for f in figures)


def _gap(made: Candidate) -> Decimal:
    scale = max(abs(made.verdict.actual), abs(made.verdict.expected))
    return abs(made.verdict.expected - made.verdict.actual) / scale if scale else Decimal(0)


def _plausible(made: Candidate) -> bool:
    return _gap(made) <= LIKELY or len(made.parts) == 1


def close(made: Candidate) -> bool:
    """The result is off by no more than a tenth."""
    return _gap(made) <= NEAR


def slipped(made: Candidate) -> bool:
    """One wrong key in one of its figures would explain that it does not hold."""
    whole = made.whole
    if whole is None:
        return True
    if made.kind == "ratio":
        a = made.parts[0]
        b = made.parts[1] if len(made.parts) > 1 else a.with_value(a.total or a.value)
        return made.form is not None and slip_explains_ratio(made.form, a, b, whole) is not None
    if made.kind == "sum":
        return slip_explains_sum(made.parts, whole) is not None
    first = made.parts[0]
    if len(made.parts) > 1:
        return slip_explains_difference(first, made.parts[1], whole) is not None
    total = first.with_value(first.total or first.value)
    return slip_explains_difference(total, first, whole) is not None


def _repeated(made: Candidate, kept: Iterable[Candidate]) -> bool:
    """Only the places tie it, and another relation has the same operands: a second writing of the same result."""
    return made.strength == 1 and any(made.parts == other.parts and made.form == other.form for other in kept)


def _explained(made: Candidate, kept: Iterable[Candidate]) -> bool:
    """A relation that holds gives the same result, or shares so many figures that this one is a misreading of it."""
    for other in kept:
        shared = made.key & other.key
        if not other.verdict.holds or made.verdict.holds:
            # The same figures read twice: the stronger reading came first.
            if len(shared) >= 2 and made.whole is not None and other.whole is not None and not other.verdict.holds:
                return True
            continue
        same_whole = made.whole is not None and other.whole is not None and made.whole.start == other.whole.start
        if same_whole and made.kind == other.kind:
            if made.kind == "sum" and len(shared) == 1:
                continue  # two breakdowns of one whole
            return True
        again = made.strength >= 3 and made.parts == other.parts  # the same operands, a second writing of their result
        if made.kind != "ratio" and other.kind != "ratio" and len(shared) >= 2 and not again:
            return True
    return False


def wholes_of(relations: Sequence[Candidate]) -> dict[int, list[Figure]]:
    """For every figure that is a part of a believed sum, or done or left of a whole: the wholes it is a part of."""
    wholes: dict[int, list[Figure]] = {}
    for made in relations:
        if made.whole is None:
            continue
        if made.kind == "sum":
            owned = [(part, made.whole) for part in made.parts]
        elif made.kind == "complement" and len(made.parts) == 2:
            owned = [(made.parts[1], made.parts[0]), (made.whole, made.parts[0])]
        else:
            continue
        for part, whole in owned:
            wholes.setdefault(part.start, []).append(whole)
    return wholes
