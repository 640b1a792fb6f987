"""Quarters and months that add up to a longer period.

    "quý I thu 1.250 tỷ đồng, quý II thu 1.480 tỷ đồng; 6 tháng thu 2.730 tỷ đồng"
    "- Quý I: 320 hồ sơ", "- Quý II: 410 hồ sơ", "- 6 tháng đầu năm: 730 hồ sơ"

Figures of a period, no states of a day ("lũy kế đến hết tháng 6"). Linear: each passage and each run of items is walked once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from extractor.audit.figures import OPERANDS, Figure, same_noun
from extractor.audit.grades import grade_sum
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.sum_parts import may_be_part
from extractor.audit.tree import Node
from extractor.lexicon.patterns import Strict, alternatives, compile_rule, load

LEAD = 50  # code points before a figure in which its period stands
OVER = 3  # paragraphs behind one that opens with a period in which shorter ones may be told
YEAR = 12  # months
MOST = 40  # figures with periods that one list has at the most


class Calendar(Strict):
    quarter: list[str]
    month: list[str]
    numbers: dict[str, int]
    year: list[str]
    stocks: list[str]


class CalendarFile(Strict):
    calendar: Calendar


@dataclass(frozen=True)
class CalendarWords:
    """The words of patterns/audit/calendar.yaml, compiled."""

    period: Any
    stock: Any
    numbers: Mapping[str, int]


@cache
def calendar() -> CalendarWords:
    """The words of periods. Raises PatternError naming the rule that cannot be used."""
    p = load("calendar", CalendarFile).calendar
    number = rf"\d{{1,2}}|{alternatives(list(p.numbers))}"
    period = (
        rf"(?<!\p{{L}})(?:(?:{alternatives(p.quarter)})\s+(?P<quarter>{number})(?![\p{{L}}\d])"
        rf"|(?P<months>{number})\s+(?:{alternatives(p.month)})(?!\p{{L}}|\s+\d)"
        rf"|(?:{alternatives(p.month)})\s+(?P<month>\d{{1,2}})(?![\d])"
        rf"|(?P<year>{alternatives(p.year)})(?!\p{{L}}))"
    )
    return CalendarWords(
        compile_rule(period, file="calendar", rule="quarter", flags=regex.IGNORECASE),
        compile_rule(rf"(?<!\p{{L}})(?:{alternatives(p.stocks)})(?!\p{{L}})", file="calendar", rule="stocks", flags=regex.IGNORECASE),
        p.numbers,
    )


Span = tuple[int, int]  # months of a year, both inclusive


def sums_of_periods(passage: Passage) -> Iterator[Offer]:
    """The offers of one segment."""
    if len(passage.figures) >= 3:
        yield from _tiled([(f, span) for f in passage.figures if _flow(f) and (span := _span(passage, f)) is not None])


def sums_of_periods_over(passages: Sequence[Passage]) -> Iterator[Offer]:
    """ "Quý II thu 3.812 tỷ đồng. Trong đó, tháng 4 thu 1.240 tỷ đồng; tháng 5 thu 1.305 tỷ đồng." and, in a paragraph of its own, "Riêng trong tháng 6 thu 1.267 tỷ đồng": a period
    that a paragraph opens with, and shorter ones in those right behind it."""
    told = [(p, [(f, span) for f in p.figures[:MOST] if _flow(f) and (span := _told_period(p, f)) is not None]) for p in passages if p.segment.kind == "paragraph"]
    for position, (passage, own) in enumerate(told):
        following: list[tuple[Figure, Span]] = []
        for other, more in told[position + 1 : position + 1 + OVER]:
            if other.index - passage.index > OVER:
                break
            following += more
        for whole, span in own[:1]:
            shorter = [(f, s) for f, s in following if s != span and span[0] <= s[0] and s[1] <= span[1] and may_be_part(whole, f) and same_noun(whole, f)]
            if len({s for _, s in shorter}) == len(shorter):
                yield from (offer for offer in _tiled([(whole, span), *shorter]) if offer[0].whole is whole)


def periods_of_items(nodes: Sequence[Node]) -> Iterator[Offer]:
    """The offers of neighbouring items that open with their periods."""
    run: list[tuple[Figure, Span]] = []
    parent: Node | None = None
    for node in nodes:
        figure = next((f for f in node.passage.figures if _flow(f)), None)
        span = _span(node.passage, figure) if figure is not None else None
        if figure is None or span is None or (run and node.parent is not parent):
            yield from _tiled(run)
            run = []
        if figure is not None and span is not None:
            parent = node.parent
            run.append((figure, span))
    yield from _tiled(run)


def _flow(figure: Figure) -> bool:
    return figure.dimension in OPERANDS and figure.plain


def _span(passage: Passage, figure: Figure) -> Span | None:
    """The months that the words before a figure name; None where they name none or a state of a day."""
    return _months(passage.clause(figure)[-LEAD:])


def _told_period(passage: Passage, figure: Figure) -> Span | None:
    """Likewise, or the only period that its sentence names before it ("Riêng trong tháng 6, tổng thu của 61 trạm là 1.267 tỷ đồng")."""
    lead = passage.text[passage.sentence_start(figure.start) : figure.start]
    return _span(passage, figure) or (_months(lead) if len(calendar().period.findall(lead)) == 1 and ";" not in lead else None)


def _months(lead: str) -> Span | None:
    known = calendar()
    found = list(known.period.finditer(lead))
    if not found or known.stock.search(lead) is not None:
        return None
    match = found[0]
    if match["quarter"]:
        quarter = _number(known, match["quarter"])
        return (3 * quarter - 2, 3 * quarter) if 1 <= quarter <= 4 else None
    if match["months"]:
        months = _number(known, match["months"])
        return (1, months) if 1 < months <= YEAR else None
    if match["month"]:
        month = int(match["month"])
        return (month, month) if 1 <= month <= YEAR else None
    return 1, YEAR


def _number(known: CalendarWords, written: str) -> int:
    return int(written) if written.isdecimal() else known.numbers[written.casefold()]


def _tiled(told: Sequence[tuple[Figure, Span]]) -> Iterator[Offer]:
    """A period and the shorter ones that make it up, each told once."""
    for position, (whole, span) in enumerate(told if len(told) <= MOST else ()):
        shorter = [(f, s) for i, (f, s) in enumerate(told) if i != position and s != span and span[0] <= s[0] and s[1] <= span[1] and may_be_part(whole, f) and same_noun(whole, f)]
        parts: list[Figure] = []
        at = span[0]
        for figure, (first, last) in sorted(shorter, key=lambda x: (x[1][0], -x[1][1], x[0].start)):
            if first == at:
                parts.append(figure)
                at = last + 1
        if at == span[1] + 1 and len(parts) >= 2 and len(shorter) < 2 * len(parts):
            yield [Candidate("sum", tuple(parts), whole, "periods", grade_sum(parts, whole))]
