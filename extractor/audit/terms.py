"""Terms of procedures that were cut, by the words that plans to simplify them use.

    "a. Nội dung cắt giảm: Giảm 04 ngày so với quy định.      what was cut, then a line with what was and a line with what is;
     - Thời gian giải quyết theo quy định: 15 ngày.           several cases in the same order on every line, and ranges ("9-10 ngày")
     - Thời gian thực hiện: 11 ngày."
    "Thời gian giải quyết là 15 ngày, có thể rút ngắn được 04 ngày còn 11 ngày."
    "giải quyết từ 15 ngày xuống 11 ngày, giảm 04 ngày"

Linear: every figure is looked at with the few before it in its sentence, every line with the two before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from extractor.audit.figures import Figure, alike, of_time
from extractor.audit.grades import grade_difference
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.wording import number
from extractor.lexicon.phrases import AUDIT

NEAR = 48  # code points between what was cut and what is left of it
LINES = 3  # segments between the lines of one term
CASES = 6  # cases that a line tells
Role = Literal["cut", "before", "after"]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that tells one of the three: what was cut, what was, what is."""

    role: Role
    index: int
    figures: Sequence[Figure]


def terms_cut(passages: Sequence[Passage]) -> Iterator[Offer]:
    """The offers of a document's running text."""
    cut: _Line | None = None
    before: _Line | None = None
    for passage in passages:
        times = [f for f in passage.figures if _time(f)]
        if not times:
            continue
        yield from _in_sentence(passage, times)
        line = _line(passage, times)
        if line is None:
            continue
        if line.role == "cut":
            cut, before = line, None
        elif cut is not None and line.index - (before or cut).index > LINES:
            cut = None
        elif line.role == "before":
            before = line
        elif cut is not None and before is not None:
            yield from _by_cases(before.figures, cut.figures, line.figures)
            cut = before = None


def _time(figure: Figure) -> bool:
    return figure.total is None and figure.dimension == "measure" and of_time(figure.unit)


def _line(passage: Passage, times: Sequence[Figure]) -> _Line | None:
    """What a line tells of a term: by the words before its first figure, all figures of its first sentence."""
    first = times[0]
    words = passage.text[passage.start : first.start]
    roles: tuple[tuple[Role, bool], ...] = (
        ("cut", AUDIT.term_cut.search(words) is not None),
        ("before", AUDIT.term_before.search(words) is not None),
        ("after", AUDIT.term_after.search(words) is not None),
    )
    role = next((role for role, told in roles if told), None)
    figures = [f for f in times if f.start < passage.sentence_end(first.start)]
    if role is None or len(figures) > CASES or any(not alike(f, first) or f.unit != first.unit for f in figures):
        return None
    return _Line(role, passage.index, figures)


def _by_cases(before: Sequence[Figure], cut: Sequence[Figure], after: Sequence[Figure]) -> Iterator[Offer]:
    """Each case by its place; nothing where a line tells more or fewer of them, or another unit."""
    if len(before) == len(cut) == len(after) and before[0].unit == cut[0].unit == after[0].unit:
        for was, less, now in zip(before, cut, after, strict=True):
            yield [_difference(was, less, now)]


def _in_sentence(passage: Passage, times: Sequence[Figure]) -> Iterator[Offer]:
    """ "Thời gian … là 15 ngày, … rút ngắn được 04 ngày còn 11 ngày"; "từ 15 ngày xuống 11 ngày, giảm 04 ngày"."""
    for first, second, third in zip(times, times[1:], times[2:], strict=False):
        text = passage.text
        if third.start >= passage.sentence_end(first.start) or len({first.unit, second.unit, third.unit}) > 1 or third.start - second.end > NEAR:
            continue
        middle, last = text[first.end : second.start], text[second.end : third.start]
        lead = text[passage.sentence_start(first.start) : first.start]
        told = AUDIT.term_told.search(lead) and AUDIT.term_cut.search(middle) and AUDIT.term_left.search(last)
        if told or (len(middle) <= NEAR and AUDIT.term_from.search(lead) and AUDIT.term_left.search(middle) and AUDIT.term_cut_behind.search(last)):
            yield [_difference(first, second, third)]


def _difference(was: Figure, second: Figure, third: Figure) -> Candidate:
    """What was, less one of the other two, is the third; of ranges ("9-10 ngày", giảm 3 ngày: "6-7 ngày") both ends."""
    ends = [_at([f.value for f in (was, second, third)], was, second, third), _at([f.value if f.value_to is None else f.value_to for f in (was, second, third)], was, second, third)]
    return next((end for end in ends if not end.verdict.holds), ends[0])


def _at(values: Sequence[Decimal], *figures: Figure) -> Candidate:
    """The difference of the figures at one end of their ranges."""
    was, second, third = (replace(f, value=value, value_to=None, comparator="=", written=number(value)) for f, value in zip(figures, values, strict=True))
    return Candidate("difference", (was, second), third, "cut_terms", grade_difference(was, second, third))


__all__ = ["terms_cut"]
