"""Sums of last resort: long figures of one unit that add up to the last digit, where no word says so.

    "Phải thi hành 20.418 việc, … thi hành xong 12.083 việc, … Chuyển kỳ sau 8.335 việc"          12.083 + 8.335 = 20.418
    "tiếp nhận 6.431 đơn với 512 đơn khiếu nại, 270 đơn tố cáo và 5.649 đơn kiến nghị"             what follows the whole, one after the other

What a passage (or up to four short ones that follow each other) tells of one unit is tried: any two figures that make up a third, and runs of three and more that make up one told
before them or right behind. That one of so many agrees by chance is reckoned with: a candidate's prior is how often a passage has such a tie at all, over what was
tried in it. What one wrong key would make agree is offered only where the figures are so long that this hardly happens by chance.
Linear in passages; of each the last figures of a unit are looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from math import comb

from extractor.audit.evidence import common_unit
from extractor.audit.figures import OPERANDS, Figure, alike, same_noun
from extractor.audit.grades import grade_sum
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.slipped import slipped
from extractor.lexicon.phrases import AUDIT

EVER = 0.15  # of passages that tell several long figures of one unit, those that have such a tie
MOST = 16  # figures of one unit that are looked at
LONG = 1000  # what the whole is at least, in the last place that all figures write
PART = 30  # what each part is at least, likewise
RUN = 12  # parts of a run
BACK = 6  # figures before a run that it may make up
ROWS = 3  # passages above that may tell figures of a sum, where they tell few
BOUNDS = (">=", "<=")  # "tối thiểu 20.000 cổ phần, tối đa 900.000 cổ phần" tell no amounts
FIRM = 100_000  # what the whole is at least where one wrong key is to explain it
Group = list[Figure]


def long_sums(passages: Sequence[Passage], settled: Iterable[Candidate]) -> Iterator[Offer]:
    """The offers, but for figures that are tied already."""
    known = {made.key for made in settled}
    for position, passage in enumerate(passages):
        own = _of_now(passage)
        for group in _groups(own):
            yield from _offers(group, 0, known)
        row: tuple[Figure, ...] = tuple(own)
        for count, before in enumerate(_above(passages, position), 1):
            if count > 1 and len(row) > MOST:
                break
            row = (*_of_now(before), *row)
            for group in _groups(row):
                yield from _offers(group, passage.start, known, before.end)


def _above(passages: Sequence[Passage], position: int) -> Iterator[Passage]:
    """The passages that stand right above one, nearest first, as long as they follow each other."""
    for place in range(position - 1, max(-1, position - 1 - ROWS), -1):
        if passages[place + 1].index - passages[place].index > 1:
            return
        yield passages[place]


def _of_now(passage: Passage) -> list[Figure]:
    """The figures but those that others are compared with: "tăng so với mức 4.120 tỷ đồng của năm trước"."""
    return [f for f in passage.figures if AUDIT.measured_before.search(passage.clause(f)) is None]


def _groups(figures: Sequence[Figure]) -> Iterator[Group]:
    """Figures that may be added, by their kind; of each kind the last ones."""
    groups: list[Group] = []
    for figure in figures:
        if figure.dimension in OPERANDS and figure.single and not figure.loose and figure.comparator not in BOUNDS and figure.value > 0:
            group = next((g for g in groups if g[0].dimension == figure.dimension and alike(g[0], figure)), None)
            if group is None:
                groups.append([figure])
            else:
                group.append(figure)
    return (group[-MOST:] for group in groups if len(group) > 2)


def _offers(group: Group, border: int, known: set[frozenset[tuple[int, int]]], first: int = 0) -> Iterator[Offer]:
    """What of a group agrees; with a border only what stands on both sides of it, of several passages what reaches from the first to the last."""
    runs = list(_runs(group))
    tried = comb(len(group), 3) + len(runs)
    prior = EVER / tried
    for parts, whole in (*_pairs(group), *runs):
        starts = [f.start for f in (*parts, whole)]
        if border and not (min(starts) < first and max(starts) >= border):
            continue
        made = Candidate("sum", parts, whole, "long_figures", grade_sum(parts, whole), prior=prior)
        if made.key in known or not _long(made):
            continue
        if made.verdict.expected == made.verdict.actual or (len(parts) == 2 and not made.verdict.holds and _firm(made)):
            yield [made]


def _pairs(group: Group) -> Iterator[tuple[tuple[Figure, ...], Figure]]:
    """Any two and what they might make up."""
    for three in combinations(group, 3):
        whole = max(three, key=lambda f: f.value)
        yield tuple(f for f in three if f is not whole), whole


def _runs(group: Group) -> Iterator[tuple[tuple[Figure, ...], Figure]]:
    """Neighbours, changes apart from amounts, and a figure before them or the one right behind."""
    for role in ("level", "increase", "decrease"):
        row = [f for f in group if (f.role if f.change else "level") == role]
        for start in range(len(row)):
            for end in range(start + 3, min(len(row), start + RUN) + 1):
                for whole in (*row[max(0, start - BACK) : start], *row[end : end + 1]):
                    yield tuple(row[start:end]), whole


def _firm(made: Candidate) -> bool:
    """Figures so long that hardly any others are one key apart from a sum."""
    whole = made.whole
    return whole is not None and whole.value / common_unit(made.figures) >= FIRM and slipped(made)


def _long(made: Candidate) -> bool:
    whole = made.whole
    if whole is None or not all(same_noun(whole, part) for part in made.parts):
        return False
    unit = common_unit(made.figures)  # a part that the rounding of the whole hides is none: "4.700 hộ" of "21,9 triệu hộ"
    return whole.value / unit >= LONG and all(part.value / max(unit, whole.precision) >= PART for part in made.parts)
