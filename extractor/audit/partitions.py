"""Words of parts that make up a whole: in time and late, done and going on, province and districts; levels by their numbers; a thing and its negation.

`patterns/audit/audit.yaml` names the sets (`partitions`); a set of contraries has no third kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Any, NamedTuple

import regex

from extractor.audit.figures import Figure
from extractor.audit.passages import Passage
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.marks import letter_number, roman_number
from extractor.lexicon.phrases import AUDIT

REACH = 120  # code points before a figure that tell what there was to do
TAKEN = 32  # code points before a figure that say that so many were taken out
BOTH = "xnk"  # how exports and imports together are written shortly
RUN = 3  # levels that need not begin with the first ("khối 6, khối 7, khối 8")


def partition(labels: Sequence[str]) -> int:
    """2 where the labels bear words that are contraries of each other, 1 where their words make up a whole as a rule, else 0."""
    owners = [_owners(label) for label in labels]
    groups = vocabulary().partitions
    weight = max((weight for i, (weight, sets) in enumerate(groups) if _owned([o[i] for o in owners], len(sets))), default=0)
    return 2 if weight < 2 and _negated(labels) else weight


def leveled(passage: Passage, figures: Sequence[Figure]) -> bool:
    """Whether the words around figures are levels of one thing: such a list most often names all."""
    return _levels([passage.label(f).replace(f.written, "…", 1) for f in figures])  # a level's own number may be read as a figure


def other_levels(one: str, other: str) -> bool:
    """Two names tell two levels of one noun ("mũi 1", "mũi 2")."""
    found = [vocabulary().levels.search(name) for name in (one, other)]
    a, b = found
    return a is not None and b is not None and a["noun"].casefold() == b["noun"].casefold() and a["place"] != b["place"]


def _levels(labels: Sequence[str]) -> bool:
    """ "loại I 12, loại II 7", "mũi 1 …, mũi 2 …": one noun with running numbers, from the first on or many."""
    found = [vocabulary().levels.search(label) for label in labels]
    if len(found) < 2 or len({m["noun"].casefold() if m is not None else "" for m in found}) != 1 or found[0] is None:
        return False
    places = sorted(_place(m["place"].casefold()) for m in found if m is not None)
    return places == list(range(places[0], places[0] + len(places))) and (places[0] == 1 or len(places) >= RUN)


def laddered(labels: Sequence[str], *, shared: bool = False) -> bool:
    """Whether labels bear the rungs of one ladder, each of another: ranks, grades of schools, posts. With `shared`, of one whose rungs share out a whole."""
    return _ladder(tuple(labels), shared)


@lru_cache(maxsize=1024)
def _ladder(labels: tuple[str, ...], shared: bool) -> bool:
    for divides, rungs in vocabulary().ladders:
        if divides or not shared:
            found = {_rung(label, rungs) for label in labels}
            if None not in found and len(found) == len(labels):
                return True
    return False


def bears_rung(labels: Sequence[str], other: str) -> bool:
    """Whether another label bears a rung of a ladder of which labels bear rungs each of another: it tells one of them."""
    for _, rungs in vocabulary().ladders:
        found = {_rung(label, rungs) for label in labels}
        if None not in found and len(found) == len(labels) and _rung(other, rungs) is not None:
            return True
    return False


def of_rungs_before(passage: Passage, whole: Figure, scope: Any, labels: Sequence[str]) -> bool:
    """ "52 trường đại học, 48 trường cao đẳng, 41 trường trung cấp (trong đó 12 trường đại học công an, 30 …)": a bracket behind a list of rungs tells of all of it."""
    before = passage.backwards(passage.sentence_start(whole.start), whole.start, 2)
    if scope.depth == passage.depth(whole.start) or len(before) < 2 or any(f.unit is None or f.dimension != whole.dimension for f in before):
        return False
    told = [passage.label(f) for f in (*before, whole)]
    return laddered(told) and bears_rung(labels, told[-1])


def _rung(label: str, rungs: Sequence[Any]) -> int | None:
    """The rung whose longest words the label bears."""
    best = _longest(label, rungs)
    return None if best is None else best[0]


class TellingWords(NamedTuple):
    """The words that tell parts apart, and for rungs of one ladder which each is, the best first."""

    words: tuple[str, ...]
    rungs: tuple[int, ...] = ()


def telling_words(labels: Sequence[str]) -> TellingWords | None:
    """The words of a ladder or partition that labels bear, each of another rung, or of two sets at least; None where no set is of all."""
    return _telling(tuple(label.casefold() for label in labels))


@lru_cache(maxsize=1024)
def _telling(labels: tuple[str, ...]) -> TellingWords | None:
    for ladder in (True, False):
        for groups in (rungs for _, rungs in (vocabulary().ladders if ladder else vocabulary().partitions)):
            found = [_longest(label, groups) for label in labels]
            told = [f for f in found if f is not None]
            if len(told) == len(labels) and len(set(told)) == len(labels) and len({i for i, _ in told}) == (len(labels) if ladder else len(groups)):
                return TellingWords(tuple(word for _, word in told), tuple(i for i, _ in told) if ladder else ())
    return None


def _longest(label: str, groups: Sequence[Any]) -> tuple[int, str] | None:
    """The group whose longest words the label bears, and these."""
    best = max(((len(m[0]), -i, m[0]) for i, words in enumerate(groups) for m in words.finditer(label)), default=None)
    return None if best is None else (-best[1], best[2])


def _place(written: str) -> int:
    """Which of its series a number or letter is."""
    return int(written) if written.isdecimal() else roman_number(written) or letter_number(written)


def _negated(labels: Sequence[str]) -> bool:
    """ "05 lớp đã tốt nghiệp", "02 lớp chưa tốt nghiệp": one of two says that the other is not."""
    if len(labels) != 2:
        return False
    for one, other in (labels, labels[::-1]):
        said = AUDIT.negated.search(one)
        rest = AUDIT.negated.sub(" ", other)
        if said is not None and AUDIT.wrongly.search(rest) is None and regex.search(rf"(?<!\p{{L}}){regex.escape(said['what'].casefold())}(?!\p{{L}})", rest.casefold()) is not None:
            return True
    return False


def parted(passage: Passage, figures: Sequence[Figure]) -> int:
    """`partition` of the words around figures; where those up to the nearest stop do not say it, of their clauses."""
    labels = [passage.label(f) for f in figures]
    return partition(labels) or partition([passage.clause(f) + label for f, label in zip(figures, labels, strict=True)])


def received(passage: Passage, whole: Figure) -> bool:
    """The figure is told as what there was to do ("tiếp nhận 124 đơn", "146 nhiệm vụ được giao")."""
    return vocabulary().received.search(passage.clause(whole)[-REACH:] + passage.label(whole)) is not None


def taken_between(passage: Passage, whole: Figure, part: Figure) -> bool:
    """Between a whole and its parts some of it is told as taken out ("trong đó đã ủy thác 580 việc"): the parts are of what is left."""
    return any(AUDIT.taken_out.search(passage.text[max(passage.start, f.start - TAKEN) : f.start]) is not None for f in passage.between(whole.end, part.start))


def came_up(passage: Passage, whole: Figure) -> bool:
    """The figure is told as what came up, of which some was cleared up ("xảy ra 46 vụ", "phát hiện 12 vụ")."""
    return AUDIT.came_up.search(passage.clause(whole)[-REACH:]) is not None


def _owned(owners: Sequence[int | None], sets: int) -> bool:
    """Every label bears words of one set, and every set has its label."""
    return None not in owners and len(set(owners)) == sets


def parted_run(passage: Passage, figures: Sequence[Figure]) -> int:
    """How many figures from the first on bear words of one partition, all of whose sets are there; 0 where none does."""
    owners = [_owners(passage.label(f)) for f in figures]
    best = 0
    for i, (_, sets) in enumerate(vocabulary().partitions):
        found = list(takewhile(lambda o: o is not None, (o[i] for o in owners)))
        if len(set(found)) == len(sets):
            best = max(best, len(found))
    return best


def general(name: str) -> list[int]:
    """The sets of kinds whose general name is borne."""
    return [i for i, (whole, bars, _) in enumerate(vocabulary().kinds) if whole.search(name) is not None and (bars is None or bars.search(name) is None)]


@lru_cache(maxsize=4096)
def kind_of(name: str, number: int) -> int | None:
    """Which kind of a set a name bears first; None where it bears none."""
    found = [(m.start(), i) for i, words in enumerate(vocabulary().kinds[number][2]) if (m := words.search(name)) is not None]
    return min(found)[1] if found else None


def of_kinds(whole: str, parts: Sequence[str]) -> bool:
    """The parts bear the names of kinds, each of another, of what the whole bears the general name of."""
    for number in general(whole):
        kinds = [kind_of(name, number) for name in parts]
        if None not in kinds and len(set(kinds)) == len(kinds) >= 2:
            return True
    return False


@lru_cache(maxsize=4096)
def _owners(label: str) -> tuple[int | None, ...]:
    """For each partition the set of it whose longest words the label bears ("không đạt" more than "đạt")."""
    found = []
    label = AUDIT.both_ways.sub(lambda m: BOTH if m["trade"] else "", label)
    for _, sets in vocabulary().partitions:
        best = max(((len(m[0]), i) for i, words in enumerate(sets) for m in words.finditer(label)), default=None)
        found.append(None if best is None else best[1])
    return tuple(found)
