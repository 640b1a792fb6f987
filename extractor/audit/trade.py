"""Exports and imports that make up what both come to, or between which a surplus lies, told in sentences of their own.

    "Kim ngạch xuất nhập khẩu 7 tháng đạt 214,36 tỷ USD. Trong đó, xuất khẩu tháng 7 đạt 16,2 tỷ USD, 7 tháng đạt 105,71 tỷ USD. Nhập khẩu … 7 tháng đạt 108,65 tỷ USD"
    "Xuất khẩu tính đến hết tháng 7 đạt 105,71 tỷ USD và nhập khẩu đạt 108,65 tỷ USD. Tổng trị giá xuất nhập khẩu 7 tháng đạt 214,36 tỷ USD"
    "11 tháng, cả nước xuất siêu 4,12 tỷ USD. Cụ thể, xuất khẩu trong 11 tháng đạt 182,36 tỷ USD còn nhập khẩu đạt 178,24 tỷ USD"

A figure is of the months that its clause names, else of those that the one before it in its sentence names; whose they are (foreign companies, or all) is said by the
sentence or by the paragraph before it. Linear: a total looks at the figures of a few paragraphs behind it and before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.audit.figures import Figure, alike
from extractor.audit.grades import grade_difference, grade_sum
from extractor.audit.passages import Passage
from extractor.audit.quarters import calendar
from extractor.audit.relations import Candidate, Offer
from extractor.lexicon.phrases import AUDIT

BEHIND = 24  # figures behind a total of both, and before it, that are looked at
WAYS, BOTH, SIDES = ("out", "in"), ("both",), ("over", "under")


@dataclass(frozen=True, slots=True)
class Told:
    """An amount of trade: which way, in which months as they are written, and of foreign companies or of all."""

    figure: Figure
    way: str  # out, in, both, over, under
    months: str
    foreign: bool


def sums_of_trade(passages: Sequence[Passage]) -> Iterator[Offer]:
    """A total of both and a surplus, with the exports and imports of its months and owners: the first behind it, else the last before it."""
    told = list(_told(passages))
    for place, both in enumerate(told):
        if both.way not in (*BOTH, *SIDES) or not both.months:
            continue
        pairs = [_pair(both, near) for near in (told[place + 1 : place + 1 + BEHIND], told[max(0, place - BEHIND) : place][::-1])]
        offer = [_made(both, found) for found in pairs if found is not None]
        if offer:
            yield offer


def _made(both: Told, found: tuple[Figure, Figure]) -> Candidate:
    if both.way in BOTH:
        return Candidate("sum", found, both.figure, "trade", grade_sum(found, both.figure))
    more, less = found if both.way == SIDES[0] else found[::-1]
    return Candidate("difference", (more, less), both.figure, "trade_balance", grade_difference(more, less, both.figure))


def _pair(both: Told, near: Sequence[Told]) -> tuple[Figure, Figure] | None:
    """The nearest exports and imports of its months and owners, up to another total of them."""
    of_it = [t for t in near if (t.months, t.foreign) == (both.months, both.foreign)]
    ends = next((i for i, t in enumerate(of_it) if t.way == both.way), len(of_it))
    out, into = (next((t.figure for t in of_it[:ends] if t.way == way and alike(t.figure, both.figure)), None) for way in WAYS)
    return (out, into) if out is not None and into is not None else None


def _told(passages: Sequence[Passage]) -> Iterator[Told]:
    foreign = False
    for passage in passages:
        for start, end in passage.sentences():
            way, months, said = "", "", passage.text[start:end]
            if AUDIT.trade_way.search(said) is not None:
                foreign = AUDIT.foreign_companies.search(said) is not None or (foreign and passage.segment.kind == "item")
            for figure in passage.within(start, end, 0):
                clause = passage.text[max((start, *(f.end for f in passage.backwards(start, figure.start, 1)))) : figure.start]
                months = _months(clause) or months
                for match in AUDIT.trade_way.finditer(clause):
                    way = match.lastgroup or ""
                if figure.dimension != "money" or not figure.plain:
                    continue
                side = AUDIT.trade_side.search(clause)
                if side is not None and AUDIT.trade_of_one.search(clause) is None and not figure.loose:
                    yield Told(figure, side.lastgroup or "", months, foreign)
                elif way and AUDIT.trade_other.search(clause) is None:
                    yield Told(figure, way, months, foreign)


def _months(clause: str) -> str:
    """The months that a clause names last; "7 tháng đầu năm 2031" are seven months, as "đến hết tháng 7" is, and "năm 2031" alone is the year."""
    until = list(AUDIT.until_month.finditer(clause))
    if until:
        return f"{int(until[-1]['month'])} months"
    found = list(calendar().period.finditer(clause))
    shorter = [m for m in found if not m["year"]] or found
    if shorter and shorter[-1]["months"] and shorter[-1]["months"].isdecimal():
        return f"{int(shorter[-1]['months'])} months"
    return " ".join(shorter[-1][0].casefold().split()) if shorter else ""
