"""What a segment inherits from the text above it: whether its figures are still to be reached, and the sentence that opens its list.

In: a layout. Out: one `Frame` a segment, by position. A heading "II. MỤC TIÊU" or a lead "Thủ tướng Chính phủ yêu cầu:" makes what stands under it
a matter of the future; a heading on results does not. Vocabulary: `targets` of patterns/comparators.yaml.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from extractor.finders.quantity_vocabulary import any_of, comparators
from extractor.layout.model import Layout, Segment


@dataclass(frozen=True, slots=True)
class Frame:
    """`future`: figures are targets unless told as done; `goal`: they are the goals themselves. `lead`: the segment that opens the list."""

    future: bool
    goal: bool
    lead: int | None


@cache
def _words() -> tuple[Any, Any, Any, Any]:
    targets = comparators().targets
    # The mark of a heading and what may stand before its noun.
    mark = r"\W*(?:(?:Điều|Mục|Phần|Chương)\s+\S+\s*|(?:[IVXLC]+|[A-ZĐ]|\d+(?:\.\d+)*|[a-zđ])\s*[-.)]+\s*)?(?:(?:các|một số|những|về|công tác)\s+)?"
    return (
        regex.compile(rf"{mark}{any_of(targets.sections)}(?!\w)", regex.IGNORECASE),
        regex.compile(rf"(?<!\w){any_of(targets.results)}(?!\w)", regex.IGNORECASE),
        regex.compile(
            rf"(?<!(?:theo|thực hiện|đáp ứng|của) )(?<!\w){any_of(targets.orders)}(?!\w)(?![^:]*báo cáo[^:]*như sau)[^;]{{0,400}}:\s*$",
            regex.IGNORECASE,
        ),
        regex.compile(rf"{mark}{any_of(targets.goals)}(?!\w)", regex.IGNORECASE),
    )


def future_section(section: tuple[str, ...]) -> bool | None:
    """Whether the headings speak of what is to be done: the innermost one that says so decides, None where none does."""
    target, result, *_ = _words()
    for name in reversed(section):
        if result.search(name):
            return False
        if target.match(name):
            return True
    return None


def _goal(section: tuple[str, ...]) -> bool:
    return any(_words()[3].match(name) for name in section)


def frames(layout: Layout) -> list[Frame]:
    """The frame of every segment, in order."""
    text = layout.reading.text
    orders = _words()[2]
    made: list[Frame] = []
    sections: dict[tuple[str, ...], tuple[bool | None, bool]] = {}
    stack: list[tuple[int, str, int]] = []  # (level, sign of the mark, position) of segments that end with a colon
    ordered_at: int | None = None  # the level of the heading under which an order opened
    heading = 0
    for position, segment in enumerate(layout.reading.segments):
        if segment.section not in sections:
            sections[segment.section] = (future_section(segment.section), _goal(segment.section))
        rank, sign = _rank(segment)
        # Two kinds of marks of one level ("*" and "-") stand one inside the other.
        while stack and (stack[-1][0] > rank or (stack[-1][0] == rank and stack[-1][1] == sign)):
            stack.pop()
        known, goal = sections[segment.section]
        if segment.kind == "heading":
            stack.clear()
            if 0 < segment.level <= 4:
                heading = segment.level
                if ordered_at is not None and segment.level <= ordered_at:
                    ordered_at = None
        own = future_section((text[segment.start : segment.end],)) if segment.kind == "heading" else None
        future = own if own is not None else known if known is not None else ordered_at is not None
        made.append(Frame(future, goal, stack[-1][2] if stack else None))
        if segment.kind != "cell" and text[segment.end - 1 : segment.end] == ":":
            stack.append((rank, sign, position))
            if orders.search(text, max(segment.start, segment.end - 480), segment.end):
                ordered_at = heading
    return made


def _rank(segment: Segment) -> tuple[int, str]:
    """How deep a segment stands in a list, and by what sign; a paragraph without a mark stands outside of all lists."""
    if segment.kind == "cell" or not segment.marker:
        return 0, ""
    return segment.level, "" if segment.marker[0].isalnum() else segment.marker[0]
