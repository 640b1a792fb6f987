"""Words of parts that make up a whole: in time and late, done and going on, province and districts.

`patterns/audit/audit.yaml` names the sets (`partitions`); a set of contraries has no third kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

from extractor.audit.figures import Figure
from extractor.audit.passages import Passage
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

REACH = 120  # code points before a figure that tell what there was to do


def partition(labels: Sequence[str]) -> int:
    """2 where the labels bear words that are contraries of each other, 1 where their words make up a whole as a rule, else 0."""
    owners = [_owners(label) for label in labels]
    groups = vocabulary().partitions
    return max((weight for i, (weight, sets) in enumerate(groups) if _owned([o[i] for o in owners], len(sets))), default=0)


def parted(passage: Passage, figures: Sequence[Figure]) -> int:
    """`partition` of the words around figures; where those up to the nearest stop do not say it, of their clauses."""
    labels = [passage.label(f) for f in figures]
    return partition(labels) or partition([passage.clause(f) + label for f, label in zip(figures, labels, strict=True)])


def received(passage: Passage, whole: Figure) -> bool:
    """The figure is told as what there was to do ("tiếp nhận 124 đơn", "146 nhiệm vụ được giao")."""
    return vocabulary().received.search(passage.clause(whole)[-REACH:] + passage.label(whole)) is not None


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
    label = AUDIT.both_ways.sub("", label)
    for _, sets in vocabulary().partitions:
        best = max(((len(m[0]), i) for i, words in enumerate(sets) for m in words.finditer(label)), default=None)
        found.append(None if best is None else best[1])
    return tuple(found)
