"""Exports and imports that make up what both come to, told in sentences of their own.

    "Kim ngạch xuất nhập khẩu 7 tháng đạt 214,36 tỷ USD. Trong đó, xuất khẩu tháng 7 đạt 16,2 tỷ USD, 7 tháng đạt 105,71 tỷ USD. Nhập khẩu … 7 tháng đạt 108,65 tỷ USD"

A figure is of the months that its clause names, else of those that the one before it in its sentence does not; whose they are (foreign companies, or all) is said by the
sentence or by the paragraph before it. Linear: a total looks at the figures of a few paragraphs behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.audit.figures import Figure, alike
from extractor.audit.grades import grade_sum
from extractor.audit.passages import Passage
from extractor.audit.quarters import calendar
from extractor.audit.relations import Candidate, Offer
from extractor.lexicon.phrases import AUDIT

BEHIND = 24  # figures behind a total of both that are looked at


@dataclass(frozen=True, slots=True)
class Told:
    """An amount of trade: which way, in which months as they are written, and of foreign companies or of all."""

    figure: Figure
    way: str  # out, in, both
    months: str
    foreign: bool


def sums_of_trade(passages: Sequence[Passage]) -> Iterator[Offer]:
    """A total of both, and the first exports and imports of its months and owners behind it."""
    told = list(_told(passages))
    for place, both in enumerate(told):
        if both.way != "both":
            continue
        of_it = [t for t in told[place + 1 : place + 1 + BEHIND] if (t.months, t.foreign) == (both.months, both.foreign)]
        ends = next((i for i, t in enumerate(of_it) if t.way == "both"), len(of_it))
        parts = [next((t.figure for t in of_it[:ends] if t.way == way and alike(t.figure, both.figure)), None) for way in ("out", "in")]
        found = tuple(f for f in parts if f is not None)
        if len(found) == 2 and both.months:
            yield [Candidate("sum", found, both.figure, "trade", grade_sum(found, both.figure))]


def _told(passages: Sequence[Passage]) -> Iterator[Told]:
    foreign = False
    for passage in passages:
        for start, end in passage.sentences():
            way, said = "", passage.text[start:end]
            if AUDIT.trade_way.search(said) is None:
                continue
            foreign = AUDIT.foreign_companies.search(said) is not None or (foreign and passage.segment.kind == "item")
            for figure in passage.within(start, end, 0):
                clause = passage.text[max((start, *(f.end for f in passage.backwards(start, figure.start, 1)))) : figure.start]
                for match in AUDIT.trade_way.finditer(clause):
                    way = match.lastgroup or ""
                if figure.dimension == "money" and figure.plain and way and AUDIT.trade_other.search(clause) is None:
                    yield Told(figure, way, _months(clause), foreign)


def _months(clause: str) -> str:
    """The months that a clause names last; "7 tháng đầu năm 2031" are seven months, and "năm 2031" alone is the year."""
    found = list(calendar().period.finditer(clause))
    shorter = [m for m in found if not m["year"]] or found
    return " ".join(shorter[-1][0].casefold().split()) if shorter else ""
