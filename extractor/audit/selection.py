"""Of relations that contradict each other, the surer one.

Offers were weighed alone; here they meet. A relation that holds explains its figures: another reading of them that does not hold is a
misreading. One set of figures is one relation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from extractor.audit.evidence import LIKELY, prior_of
from extractor.audit.figures import Figure
from extractor.audit.grades import slips
from extractor.audit.intervals import rounded
from extractor.audit.relations import Candidate

ORDER = {"sum": 0, "complement": 1, "difference": 2, "balance": 3, "ratio": 4, "product": 5, "mean": 6, "percent_sum": 7}
ALIKE = Decimal("1.05")  # what several shares want their whole to be, if that is what is wrong
RATIOS = ("ratio", "product", "mean")


def select(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The relations among the candidates, each set of figures once, in order of their place."""
    kept: dict[frozenset[tuple[int, int]], Candidate] = {}
    by_figure: dict[tuple[int, int], list[Candidate]] = {}
    candidates = list(candidates)
    beside = [frozenset((p.start, p.end) for p in made.parts) for made in candidates if made.kind == "sum" and made.verdict.grade == "holds" and len(made.parts) > 2]
    for made in sorted(candidates, key=_rank):
        if made.key in kept or (made.kind == "sum" and not made.verdict.holds and any(made.key <= parts for parts in beside)):
            continue  # "trong 10 ngân hàng, 3 … giảm, 1 … không có và 6 … tăng": none of the parts of one whole is the whole of others
        others = {id(o): o for place in made.key for o in by_figure.get(place, ())}.values()
        if any(_excludes(other, made) for other in others):
            continue
        kept[made.key] = made
        for place in made.key:
            by_figure.setdefault(place, []).append(made)
    return sorted(kept.values(), key=place_of)


def without_strange_shares(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Without shares of one figure none of which agrees, and each of which would want another figure in its place: it is not what they are of.

    "thu hoạch 893 nghìn ha, chiếm 57% diện tích gieo cấy, trong đó A 614 nghìn ha, chiếm 60%; B 279 nghìn ha, chiếm 52%": of what each has sown.
    """
    groups: dict[tuple[int, int], list[Candidate]] = {}
    for made in candidates:
        if made.form == "share" and len(made.parts) == 2 and made.whole is not None and made.whole.value:
            groups.setdefault((made.parts[1].start, made.parts[1].end), []).append(made)
    strange: set[int] = set()
    for group in groups.values():
        if len(group) > 1 and not any(made.verdict.holds for made in group):
            wanted = [made.parts[0].value / made.whole.value for made in group if made.whole is not None]
            if max(wanted) > ALIKE * min(wanted):
                strange.update(map(id, group))
    return [made for made in candidates if id(made) not in strange]


def place_of(made: Candidate) -> tuple[int, int, str]:
    """Where a relation stands: from its first figure to its last."""
    return min(start for start, _ in made.key), max(end for _, end in made.key), made.kind


def _rank(made: Candidate) -> tuple[float, bool, int, tuple[int, int, str]]:
    return -made.confidence, not made.verdict.holds, ORDER[made.kind], place_of(made)


def _excludes(other: Candidate, made: Candidate) -> bool:
    """`other`, which is surer, leaves no room for `made`."""
    shared = len(made.key & other.key)
    same_whole = made.whole is not None and other.whole is not None and made.whole.start == other.whole.start
    if made.kind == "percent_sum" or other.kind == "percent_sum":
        return False
    if made.kind in RATIOS or other.kind in RATIOS:
        # One percentage says one thing.
        return same_whole and made.kind == other.kind
    if same_whole and shared >= 2:
        return True  # its parts read otherwise
    if made.verdict.holds and other.verdict.holds:
        return False
    # The same figures read in another way.
    # A second writing of their result: what one wrong key does not make of the first is another figure.
    again = made.parts == other.parts and prior_of(made) >= LIKELY and (made.verdict.holds or (_miswritten(made) if other.verdict.holds else True))
    return shared >= 2 and not again


def _miswritten(made: Candidate) -> bool:
    """One wrong key in its result would explain that it does not hold: its parts make up another figure as they are."""
    return made.whole is not None and rounded(made.verdict.expected, made.whole.precision) in slips(made.whole)


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


def within_bounds(made: Candidate) -> bool:
    """ "không dưới 30 chuyến, trong đó ít nhất 22 … và 9 …": a bound that what it is of keeps, if only just, is not contradicted."""
    whole = made.whole
    over = whole is not None and whole.comparator == ">=" and made.kind in ("sum", "product") and not made.verdict.holds
    return over and made.verdict.actual < made.verdict.expected <= made.verdict.actual * ALIKE
