"""Shares of one whole that a document names again and again and tells once.

    "… 1,54 tỷ USD, chiếm 76,4% tổng vốn đầu tư. … 179 triệu USD, chiếm 8,9% tổng vốn đầu tư. … 681 triệu USD, chiếm 33,8% tổng vốn đầu tư."

What the words name alike is one whole: each share with its part says how large it is, and the figure of the document that most of them agree on is meant.
Three that agree do not do so by chance; a share that does not agree is then wrong. Figures are sorted once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from extractor.audit.figures import OPERANDS, Figure
from extractor.audit.grades import grade_ratio
from extractor.audit.passages import Passage
from extractor.audit.ratio_operands import figures_before, percent_between
from extractor.audit.relations import Candidate, Offer
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.patterns import fold

LEAST = 3  # shares that agree on one whole
MOSTLY = 0.6  # and how many of those that name it
MOST = 60  # shares of one name that are looked at
NAMED = 60  # code points behind a share in which its whole is named
WORDS = 3  # words that tell one whole from another
SURE = {3: 0.97, 4: 0.985}  # how sure a whole is that so many shares agree on
SUREST = 0.992
HUNDRED, HALF = Decimal(100), Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Share:
    """A part and its share of a whole that stands elsewhere."""

    part: Figure
    percent: Figure

    @property
    def whole(self) -> tuple[Decimal, Decimal]:
        """How small and how large the whole may be."""
        near, far = HALF * self.percent.precision, HALF * self.part.precision
        low = (self.part.value - far) * HUNDRED / (self.percent.value + near)
        return low, (self.part.value + far) * HUNDRED / max(self.percent.value - near, near / 10)


def shares_of_common_whole(passages: Sequence[Passage]) -> Iterator[Offer]:
    """The offers of a document: every share of a whole that at least three shares agree on."""
    groups: dict[tuple[str, str, str], list[Share]] = {}
    for passage in passages:
        for percent in passage.figures:
            made = _share(passage, percent)
            if made is not None:
                name, part = made
                group = groups.setdefault((name, part.dimension, part.unit or ""), [])
                if len(group) < MOST:
                    group.append(Share(part, percent))
    kinds: dict[tuple[str, str], list[Figure]] = {(dimension, unit): [] for (_, dimension, unit), group in groups.items() if len(group) >= LEAST}
    for figure in (f for p in passages for f in p.figures if f.state):
        kinds.get((figure.dimension, figure.unit or ""), []).append(figure)
    for told in kinds.values():
        told.sort(key=lambda f: (f.value, f.start))
    for (_, dimension, unit), group in groups.items():
        if len(group) >= LEAST:
            yield from _of_group(group, kinds[dimension, unit])


def _share(passage: Passage, percent: Figure) -> tuple[str, Figure] | None:
    """The name of the whole that the words behind a share tell, and the part before it."""
    words = vocabulary()
    if percent.dimension != "percent" or percent.change or percent.value_to is not None or not 0 < percent.value < HUNDRED:
        return None
    named = words.names_total.match(passage.text, percent.end, min(passage.end, percent.end + NAMED))
    if named is None or words.share_of.search(passage.before(percent, 24)) is None:
        return None
    part = next((f for f in figures_before(passage, percent) if not f.change), None)
    if part is None or part.dimension not in OPERANDS or part.total is not None or percent_between(passage, part.end, percent.start):
        return None
    return " ".join(fold(named[1]).split()[:WORDS]), part


def _of_group(group: Sequence[Share], told: Sequence[Figure]) -> Iterator[Offer]:
    """`told`: the figures of the kind of the parts, by value."""
    parts = {s.part.start for s in group}
    agree: Counter[int] = Counter()
    for share in group:
        low, high = share.whole
        # What is told of the whole may be rounded itself: half of its last digit to both sides.
        first = bisect_left(told, low * Decimal("0.99"), key=lambda f: f.value)
        last = bisect_right(told, high * Decimal("1.01"), key=lambda f: f.value)
        for place in islice((place for place in range(first, last) if told[place].start not in parts), MOST):
            verdict = grade_ratio("share", share.part, told[place], share.percent)
            agree[place] += verdict is not None and verdict.holds
    best = max(agree, key=lambda place: (agree[place], -told[place].start), default=None)
    if best is None or agree[best] < max(LEAST, MOSTLY * len(group)):
        return
    prior = SURE.get(agree[best], SUREST)
    for share in group:
        verdict = grade_ratio("share", share.part, told[best], share.percent)
        if verdict is not None:
            yield [Candidate("ratio", (share.part, told[best]), share.percent, "share_common", verdict, form="share", prior=prior)]
