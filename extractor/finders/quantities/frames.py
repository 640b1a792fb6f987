"""What a segment inherits from the text above it: whether its figures are still to be reached, and the sentence that opens its list.

In: a layout and the document's type. Out: one `Frame` a segment, by position. A heading "II. MỤC TIÊU" or a lead "Thủ tướng Chính phủ yêu cầu:" makes
what stands under it a matter of the future; a heading on results does not. "2. Nhiệm vụ, giải pháp về …" of a report leaves it open: there the tense
of the sentences decides. Under a plan's other headings all is still to be done. Vocabulary: `targets` and `kinds` of patterns/quantities/comparators.yaml.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from extractor.finders.quantities.sheets import NORM, PLAN, TOLD, WORKS, nature_of, natures
from extractor.finders.quantities.vocabulary import comparators
from extractor.layout.model import Layout, Segment
from extractor.lexicon.patterns import any_of
from extractor.lexicon.phrases import QUANTITIES
from extractor.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Frame:
    """`future`: figures are targets unless told as done; `goal`: they are the goals themselves. `lead`: the segment that opens the list. `sheet`: the kind of
    statements of the sheet or document that it stands in (sheets.py), None where a heading says otherwise."""

    future: bool
    goal: bool
    lead: int | None
    sheet: str | None = None

    @property
    def norm(self) -> bool:
        return self.sheet == NORM


YEAR = regex.compile(r"(?:19|20)\d\d")
# The first member of a list that goes on in lines of its own.
_FIRST = regex.compile(r"[:;]\s\(1\)\s")
@cache
def _mark() -> str:
    return QUANTITIES.written("section_mark")


@cache
def _words() -> tuple[Any, Any, Any, Any]:
    targets, mark = comparators().targets, _mark()
    return (
        regex.compile(rf"{mark}{any_of(targets.sections)}(?!\w)", regex.IGNORECASE),
        regex.compile(rf"(?<!\w){any_of(targets.results)}(?!\w)", regex.IGNORECASE),
        QUANTITIES.filled("orders_opening", orders=any_of(targets.orders)),
        regex.compile(rf"{mark}{any_of(targets.goals)}(?!\w)", regex.IGNORECASE),
    )


@cache
def _kinds() -> tuple[Any, Any, Any, Any, Any]:
    kinds, mark = comparators().kinds, _mark()
    return (
        regex.compile(rf"{mark}{any_of(kinds.doubtful)}(?!\w)", regex.IGNORECASE),
        regex.compile(rf"(?<!\w){any_of(kinds.ahead)}(?!\w)", regex.IGNORECASE),
        QUANTITIES.filled("due_task", mark=mark, due=any_of(kinds.due)),
        regex.compile(rf"(?<!\w){any_of(comparators().targets.achieved)}(?!\w)", regex.IGNORECASE),
        regex.compile(rf"{mark}{any_of(kinds.neutral)}(?!\w)", regex.IGNORECASE),
    )


def future_section(section: tuple[str, ...]) -> bool | None:
    """Whether the headings speak of what is to be done: the innermost one that says so decides, None where none does."""
    return _decided(section)[0]


def _decided(section: tuple[str, ...]) -> tuple[bool | None, int]:
    """What the headings say, and how many of them it takes down to the one that decides."""
    target, result, *_ = _words()
    for depth in range(len(section), 0, -1):
        name = section[depth - 1]
        if result.search(name):
            if _only_measures(name, section[: depth - 1]):
                continue
            if QUANTITIES.asks_too.search(name) or QUANTITIES.mends_damage.search(name):
                return None, 0  # "4. Khó khăn, đề xuất", "2. Khắc phục thiệt hại": its sentences say which
            return False, depth
        if target.match(name):
            return True, depth
    return None, 0


def _only_measures(name: str, above: tuple[str, ...]) -> bool:
    """Whether a heading among goals names what is measured by its results ("1. Kết quả rèn luyện" under "B. CHỈ TIÊU PHẤN ĐẤU")."""
    return QUANTITIES.measured_result.match(name) is not None and _goal(above)


def _goal(section: tuple[str, ...]) -> bool:
    return any(_words()[3].match(name) for name in section)


def _told(layout: Layout, about: str | None) -> set[tuple[str, ...]]:
    """The sections of a report whose headings only name tasks or what is measured, and whose sentences tell them as done."""
    doubtful, ahead, due, done, _ = _kinds()
    text = layout.reading.text
    tally: Counter[tuple[str, ...]] = Counter()
    decided: dict[tuple[str, ...], tuple[bool | None, int]] = {}
    for segment in layout.reading.segments:
        if segment.section not in decided:
            decided[segment.section] = _decided(segment.section)
        known, depth = decided[segment.section]
        if known and segment.kind != "heading" and doubtful.match(segment.section[depth - 1]):
            key = segment.section[:depth]
            if not any(ahead.search(name) for name in key[1:] or key):
                words = text[segment.start : segment.end]
                tally[key] += len(done.findall(words)) - len(due.findall(words))
    # A section of which no sentence says when shares the tense of those beside it.
    beside: Counter[tuple[str, ...]] = Counter()
    for key, balance in tally.items():
        beside[key[:-1]] += balance
    return {key for key, balance in tally.items() if (balance or beside[key[:-1]] or _of_results(key, about)) > 0}


def _of_results(headings: tuple[str, ...], about: str | None) -> bool:
    """Whether a heading that names what is measured stands in a report on results, and under no plan or later year ("1. Các chỉ tiêu chủ yếu")."""
    if about is None or nature_of(about) != TOLD or _words()[3].match(headings[-1]) is None:
        return False
    return not any(nature_of(name) == PLAN for name in headings[:-1]) and set(YEAR.findall(" ".join(headings))) <= set(YEAR.findall(about)[:1])


def _planned(section: tuple[str, ...], title: str | None) -> bool:
    """Whether a section of a plan (`title`, or a plan in an annex) that says nothing of its time is one of what is to be done.

    It stands below the title, and is no general part.
    """
    if not section or (title is None and not section[0].lower().startswith(tuple(t.lower() for t in comparators().kinds.plans))):
        return False
    return (len(section) > 1 or section[0] != (title or section[0])) and not any(_kinds()[4].match(name) for name in section)


def _lays_down(section: tuple[str, ...], doc_type: str | None) -> bool:
    """Whether a heading says that norms follow ("2. Định mức phân bổ chi sự nghiệp y tế"); a report only tells of them."""
    return doc_type not in comparators().kinds.reports and any(QUANTITIES.norm_heading.match(name) for name in section)


def opens_inline(text: str, start: int, end: int) -> bool:
    """Whether a run holds the first member of a list, "(1)", whose others follow in lines of their own."""
    return bool(_FIRST.search(text, start, end))


def goals_in(text: str, start: int, end: int, doc_type: str | None) -> tuple[int, int] | None:
    """The run of a sentence `[start, end)` that sets out goals ("đề ra 18 chỉ tiêu, …"): a report's own measures are results unless it says who set them."""
    found = QUANTITIES.goals_set_out.search(text, start, end) or QUANTITIES.asks_share.search(text, start, end)
    if found is None and doc_type is not None and doc_type not in comparators().kinds.reports:
        found = QUANTITIES.goals_as_follows.match(text, start, end)
    return found.span() if found is not None else None


def frames(layout: Layout, doc_type: str | None = None, about: str | None = None) -> list[Frame]:
    """The frame of every segment, in order; `about` is the document's title: one that approves a settlement tells of a year that is over."""
    text = layout.reading.text
    kinds = comparators().kinds
    told = _told(layout, about) if doc_type in kinds.reports else set()
    title = next((s.section[0] for s in layout.reading.segments if s.section), "") if doc_type in kinds.plans else None
    orders = _words()[2]
    settled = about is not None and QUANTITIES.approves_settlement.search(about) is not None
    kind = natures(layout, doc_type, about)
    made: list[Frame] = []
    sections: dict[tuple[str, ...], tuple[bool | None, bool, bool, bool]] = {}
    stack: list[tuple[int, str, int]] = []  # (level, sign of the mark, position) of segments that end with a colon
    ordered_at: int | None = None  # the level of the heading under which an order opened
    heading = 0
    for position, segment in enumerate(layout.reading.segments):
        if segment.section not in sections:
            decided, depth = _decided(segment.section)
            if decided and segment.section[:depth] in told:
                decided = False
            elif decided is None and _planned(segment.section, title):
                decided = True
            neutral = any(_kinds()[4].match(name) for name in segment.section)
            sections[segment.section] = (decided, _goal(segment.section), neutral, _lays_down(segment.section, doc_type))
        rank, sign = rank_of(segment)
        # Two kinds of marks of one level ("*" and "-") stand one inside the other.
        while stack and (stack[-1][0] > rank or (stack[-1][0] == rank and stack[-1][1] == sign)):
            stack.pop()
        known, goal, neutral, norm = sections[segment.section]
        if segment.kind == "heading":
            stack.clear()
            if 0 < segment.level <= 4:
                heading = segment.level
            if ordered_at is not None and 0 < segment.level <= ordered_at:
                ordered_at = None
        lead = stack[-1][2] if stack else None
        if lead is None and segment.marker == "(2)" and position and opens_inline(text, layout.reading.segments[position - 1].start, segment.start):
            lead = position - 1
        own = None
        if segment.kind == "heading" and not _only_measures(words := text[segment.start : segment.end], tuple(name for name in segment.section if name != words)):
            own = future_section((words,))
        future = own if own is not None else known if known is not None else ordered_at is not None or (kind[position] in (PLAN, WORKS) and not neutral and segment.kind != "cell")
        sheet = NORM if norm else kind[position] if own is not False and known is not False and not neutral else None
        made.append(Frame(future and not norm, goal, lead, sheet))
        if segment.kind != "cell" and text[segment.end - 1 : segment.end] == ":":
            stack.append((rank, sign, position))
            if not settled and orders.search(text, max(segment.start, segment.end - 480), segment.end):
                ordered_at = segment.level if segment.kind == "heading" and segment.level else heading
    return made


def rank_of(segment: Segment) -> tuple[int, str]:
    """How deep a segment stands in a list, and by what sign; a paragraph without a mark stands outside of all lists."""
    if segment.kind == "cell" or not segment.marker:
        return 0, ""
    return segment.level, "" if segment.marker[0].isalnum() else segment.marker[0]
