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

from extractor.audit.evidence import common_unit
from extractor.audit.figures import Figure
from extractor.audit.grades import grade_percent_sum, grade_ratio
from extractor.audit.intervals import EXACT, ZERO, rounded
from extractor.audit.relations import Candidate
from extractor.audit.slipped import slip_of

Place = tuple[int, int]
ADDED = ("sum", "difference", "complement", "balance")
MANY = 64  # broken relations of one group that are looked at together


@dataclass(frozen=True, slots=True)
class Mistake:
    """Broken relations with one cause. `suspect` is the figure that a change of makes all of them agree, `value` what it then is; both None where
    several figures could be meant."""

    relations: tuple[Candidate, ...]
    suspect: Figure | None = None
    value: Decimal | None = None


def mistakes_of(relations: Sequence[Candidate]) -> list[Mistake]:
    """The mistakes of a document, in order of the first relation of each."""
    broken = [r for r in relations if not r.verdict.holds]
    holding: dict[Place, list[Candidate]] = {}
    for made in relations:
        if made.verdict.holds:
            for place in made.key:
                holding.setdefault(place, []).append(made)
    found: list[Mistake] = []
    slips: dict[int, Figure | None] = {}
    for group in _groups(broken):
        # One mistake breaks few relations; a text that breaks very many in one breath is looked at piece by piece.
        for start in range(0, len(group), MANY):
            left = group[start : start + MANY]
            causes = _Causes(left, holding, slips)
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
    them is done with. `slips` keeps what was found of each relation."""

    def __init__(self, group: Sequence[Candidate], holding: dict[Place, list[Candidate]], slips: dict[int, Figure | None]) -> None:
        self._holding = holding
        self._slips = slips
        self._stands: dict[Place, list[tuple[Figure, Candidate]]] = {}
        self._mended: dict[Place, tuple[Figure, Decimal, tuple[Candidate, ...]]] = {}
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
        places = [place for place in gain if gain[place] == most]
        best = [self._mended[place] for place in places]
        if len(best) == 1 and most > 0:
            return Mistake(best[0][2], best[0][0], best[0][1])
        # Several figures would do: one of them may be a wrong key away, which the others are not.
        same = {tuple(id(r) for r in relations) for _, _, relations in best}
        if len(same) == 1 and most > 0:  # else what would mend it stands in as many relations that hold: another figure is wrong
            keyed = [(f, v, r) for f, v, r in best if len(r) == 1 and (s := self._slip(r[0])) is not None and (s.start, s.end) == (f.start, f.end)]
            if len(keyed) == 1:
                return Mistake(keyed[0][2], keyed[0][0], keyed[0][1])
        among = set(places)
        first = next(place for made in left for f in made.figures if (place := (f.start, f.end)) in among)
        return Mistake(self._mended[first][2])

    def _mend(self, place: Place) -> None:
        mended = _mended(self._stands[place])
        if mended is None:
            self._mended.pop(place, None)
        else:
            self._mended[place] = mended

    def _slip(self, made: Candidate) -> Figure | None:
        if id(made) not in self._slips:
            self._slips[id(made)] = slip_of(made)
        return self._slips[id(made)]


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
    return grade_percent_sum([replace(p, value=value) if _same(p, figure) else p for p in made.parts]).holds


def agrees_with(made: Candidate, figure: Figure, value: Decimal) -> bool:
    """A ratio agrees where one of its figures has another value."""
    assert made.form is not None and made.whole is not None

    def now(other: Figure) -> Figure:
        return replace(other, value=value) if _same(other, figure) else other

    changed = replace(made, parts=tuple(map(now, made.parts)))
    verdict = grade_ratio(made.form, *changed.terms, now(made.whole))
    return verdict is not None and verdict.holds


def _mended(pairs: Iterable[tuple[Figure, Candidate]]) -> tuple[Figure, Decimal, tuple[Candidate, ...]] | None:
    """The value of a figure that most of its broken relations agree on, and these; None where none says a value."""
    wanted: dict[Decimal, list[Candidate]] = {}
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
    return made.whole is not None and _same(figure, made.whole)


def needed(figure: Figure, made: Candidate) -> Decimal | None:
    """What the figure would have to be for the relation to agree, in its own last written place; None where no one value does."""
    whole = made.whole
    if whole is not None and len(made.parts) > 1 and all(p.total == whole.value for p in made.parts):
        return None  # every X/Y repeats the whole
    if whole is not None and _same(figure, whole):
        return rounded(made.verdict.expected, figure.precision)
    if made.kind not in ADDED or whole is None or len({p.start for p in made.parts}) != len(made.parts):
        return None
    if figure.total is not None:
        return None
    gap = EXACT.subtract(made.verdict.actual, made.verdict.expected)
    added = made.parts if made.kind == "sum" else made.parts[:2] if made.kind == "balance" else made.parts[:1]
    minus = not any(_same(figure, part) for part in added)
    value = EXACT.subtract(figure.value, gap) if minus else EXACT.add(figure.value, gap)
    if value < ZERO or (made.kind != "sum" and len(made.parts) == 1):
        return None
    return rounded(value, min(figure.precision, common_unit(made.figures)))


def _same(one: Figure, other: Figure) -> bool:
    return (one.start, one.end) == (other.start, other.end)
