"""One mistake, one finding: the smallest sets of figures whose change makes all broken relations agree.

A wrong figure breaks every relation that it stands in: its row, its column, and what is computed from it. Broken relations that share
figures are grouped; in each group the figure that most of them need changed to one and the same value, and that stands in the fewest
relations that hold, is the suspect. It is named with its value, and what is left over is told apart. Linear in relations: a group is looked at
`MANY` relations at a time, and each of its figures once a round.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.audit.figures import Dimension, Figure
from extractor.audit.grades import grade_percent_sum, grade_ratio
from extractor.audit.mended import keyed, needed, ratio_keyed, same_place
from extractor.audit.relations import Candidate

Place = tuple[int, int]
LONG = 4  # digits of a figure that is known again elsewhere
MANY = 64  # broken relations of one group that are looked at together


@dataclass(frozen=True, slots=True)
class Mistake:
    """Broken relations with one cause. `suspect` is the figure that a change of makes all of them agree, `value` what it then is; both None where
    several figures could be meant: `rather` then are those of which one is as likely wrong, with what it would be."""

    relations: tuple[Candidate, ...]
    suspect: Figure | None = None
    value: Decimal | None = None
    rather: tuple[tuple[Figure, Decimal], ...] = ()


def mistakes_of(relations: Sequence[Candidate]) -> list[Mistake]:
    """The mistakes of a document, in order of the first relation of each."""
    broken = [r for r in relations if not r.verdict.holds]
    holding: dict[Place, list[Candidate]] = {}
    for made in relations:
        if made.verdict.holds:
            for place in made.key:
                holding.setdefault(place, []).append(made)
    sure = {(f.value, f.dimension) for made in relations if made.verdict.holds for f in made.figures if f.digits >= LONG}
    found: list[Mistake] = []
    for group in _groups(broken):
        # One mistake breaks few relations; a text that breaks very many in one breath is looked at piece by piece.
        for start in range(0, len(group), MANY):
            left = group[start : start + MANY]
            causes = _Causes(left, holding, sure)
            while left:
                mistake = _joined(causes.likeliest(left), left)
                found.append(mistake)
                done = {id(r) for r in mistake.relations}
                causes.forget(r for r in left if id(r) in done)
                left = [r for r in left if id(r) not in done]
    return found


def _groups(broken: Sequence[Candidate]) -> list[list[Candidate]]:
    """Broken relations that share figures, directly or through others."""
    owner: dict[Place, int] = {}
    leader = list(range(len(broken)))

    def root(i: int) -> int:
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    for i, made in enumerate(broken):
        for place in made.key:
            if place in owner:
                one, other = sorted((root(i), root(owner[place])))
                leader[other] = one
            else:
                owner[place] = i
    groups: dict[int, list[Candidate]] = {}
    for i, made in enumerate(broken):
        groups.setdefault(root(i), []).append(made)
    return [groups[i] for i in sorted(groups)]


class _Causes:
    """What could be wrong in a group of broken relations: for each figure the value that most of its relations agree on, computed anew only where one of
    them is done with."""

    def __init__(self, group: Sequence[Candidate], holding: dict[Place, list[Candidate]], sure: set[tuple[Decimal, Dimension]]) -> None:
        self._holding = holding
        self._sure = sure
        self._stands: dict[Place, list[tuple[Figure, Candidate]]] = {}
        self._mended: dict[Place, tuple[Figure, Decimal, tuple[Candidate, ...]]] = {}
        self._keyed: dict[tuple[int, Place], frozenset[Decimal]] = {}
        for made in group:
            for figure in made.figures:
                self._stands.setdefault((figure.start, figure.end), []).append((figure, made))
        for place in self._stands:
            self._mend(place)

    def forget(self, done: Iterable[Candidate]) -> None:
        """Leaves relations out from now on."""
        gone = {id(made): made for made in done}
        for place in dict.fromkeys((f.start, f.end) for made in gone.values() for f in made.figures):
            self._stands[place] = [pair for pair in self._stands[place] if id(pair[1]) not in gone]
            self._mend(place)

    def likeliest(self, left: Sequence[Candidate]) -> Mistake:
        """The figure whose change mends most of what is left, and spoils least of what holds."""
        gain = {place: len(mended[2]) - len(self._holding.get(place, ())) for place, mended in self._mended.items()}
        most = max(gain.values(), default=-2)
        if most < -1:
            return Mistake((left[0],))
        among = {place for place in gain if gain[place] == most}
        first = next(place for made in left for f in made.figures if (place := (f.start, f.end)) in among)
        suspect, value, relations = self._mended[first]
        alike = [self._mended[place] for place in among if [id(r) for r in self._mended[place][2]] == [id(r) for r in relations]]
        if len(relations) == 1:
            return self._of_one(relations[0], (suspect, value) if len(alike) == 1 and most > 0 else None)
        # Where several figures would mend as many, another one is wrong.
        return Mistake(relations, suspect, value) if len(among) == 1 and most > 0 else Mistake(relations)

    def _mend(self, place: Place) -> None:
        mended = _mended(self._stands[place], self._slips_in_ratios(place))
        if mended is None:
            self._mended.pop(place, None)
        else:
            self._mended[place] = mended

    def _slips_in_ratios(self, place: Place) -> dict[Decimal, list[Candidate]]:
        """What one wrong key would make of an operand of several ratios (a plan, a base), where that mends more than one of them and no other value as many."""
        own = [(f, made) for f, made in self._stands[place] if made.form is not None and not _is_result(f, made)]
        found: dict[Decimal, list[Candidate]] = {}
        for figure, made in own if len(own) > 1 else ():
            if (key := (id(made), place)) not in self._keyed:
                self._keyed[key] = frozenset(ratio_keyed(made, figure))
            for value in self._keyed[key]:
                found.setdefault(value, []).append(made)
        most = max(map(len, found.values()), default=0)
        best = [value for value, mended in found.items() if len(mended) == most]
        return {best[0]: found[best[0]]} if most > 1 and len(best) == 1 else {}

    def _of_one(self, made: Candidate, mended: tuple[Figure, Decimal] | None) -> Mistake:
        """The mistake of a relation that shares it with no other: the one of its figures that one wrong key explains, unless others are as likely.

        `mended` is the only figure that arithmetic gives another value, where there is one: the result, or what no other relation confirms.
        """
        free = [(f, value) for f, value in keyed(made) if not self._confirmed(f)]
        others = [(f, value) for f, value in free if mended is None or not same_place(f, mended[0])]
        if mended is not None and not _is_result(mended[0], made) and len(others) == len(free):
            mended = None  # the others are confirmed, but no wrong key explains it
        if made.kind == "ratio" and len(others) == len(free) == 1 and any(self._confirmed(f) for f in made.parts):
            mended = None  # a share may be computed of what was meant: of result and plan the one that nothing confirms is wrong
        if mended is not None and made.kind == "ratio" and abs(mended[1] - mended[0].value) <= mended[0].precision:
            others = []  # computed of these figures, and rounded wrongly
        told = free if mended is None else [mended, *others]
        # The Y of X/Y is no record, of which another value could be suggested.
        recorded = len(told) == 1 and any(same_place(f, told[0][0]) and f.value == told[0][0].value for f in made.figures)
        return Mistake((made,), *told[0]) if recorded else Mistake((made,), rather=tuple(told))

    def _confirmed(self, figure: Figure) -> bool:
        """Another relation holds with it, or with the same figure elsewhere."""
        return bool(self._holding.get((figure.start, figure.end))) or (figure.value, figure.dimension) in self._sure


def _joined(mistake: Mistake, left: Sequence[Candidate]) -> Mistake:
    """With the shares and rates that agree too once the suspect has its value."""
    suspect, value = mistake.suspect, mistake.value
    if suspect is None or value is None:
        return mistake
    place = (suspect.start, suspect.end)
    known = {id(r) for r in mistake.relations}
    more = [r for r in left if id(r) not in known and place in r.key and (_makes_all(r, suspect, value) if r.kind == "percent_sum" else r.form is not None and agrees_with(r, suspect, value))]
    return Mistake((*mistake.relations, *more), suspect, value)


def _makes_all(made: Candidate, figure: Figure, value: Decimal) -> bool:
    """Shares make 100 together where one of them has another value."""
    return grade_percent_sum([replace(p, value=value) if same_place(p, figure) else p for p in made.parts]).holds


def agrees_with(made: Candidate, figure: Figure, value: Decimal) -> bool:
    """A ratio agrees where one of its figures has another value."""
    assert made.form is not None and made.whole is not None

    def now(other: Figure) -> Figure:
        return replace(other, value=value) if same_place(other, figure) else other

    changed = replace(made, parts=tuple(map(now, made.parts)))
    verdict = grade_ratio(made.form, *changed.terms, now(made.whole))
    return verdict is not None and verdict.holds


def _mended(pairs: Iterable[tuple[Figure, Candidate]], slips: dict[Decimal, list[Candidate]]) -> tuple[Figure, Decimal, tuple[Candidate, ...]] | None:
    """The value of a figure that most of its broken relations agree on, and these; None where none says a value."""
    wanted: dict[Decimal, list[Candidate]] = {value: list(made) for value, made in slips.items()}
    first: Figure | None = None
    told = list(pairs)
    for figure, made in told:
        first = first or figure
        value = needed(figure, made)
        if value is not None:
            wanted.setdefault(value, []).append(made)
    if first is None or not wanted:
        return None
    value, relations = max(wanted.items(), key=lambda w: (len(w[1]), -w[0]))
    known = {id(r) for r in relations}
    ratios = [r for _, r in told if id(r) not in known and r.form is not None and not _is_result(first, r) and agrees_with(r, first, value)]
    return first, value, (*relations, *ratios)


def _is_result(figure: Figure, made: Candidate) -> bool:
    return made.whole is not None and same_place(figure, made.whole)
