"""The lines of a reading as the header finder sees them: one a segment, blanks inside words closed, every character with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractor.finders.header.spaced import close_blanks, is_spaced
from extractor.layout.model import Reading, Segment
from extractor.quick import quick

# Rules of dashes, stars or dots: a line of its own, or at an end of a line.
_LEAD_RULE = regex.compile(r"\s*(?:[-_*=–—~|]{3,}|[-_*=–—~|]+\s*$)\s*")
_END_RULE = regex.compile(r"\s*(?:[-_*=–—~|]{3,}|[.…]{4,})\s*$")

_DASHES, _DOTS = frozenset("-_*=–—~|"), frozenset(".…")

# The Icelandic letter that old fonts put in place of Đ.
_LETTERS = (("Ð", "Đ"), ("ð", "đ"))  # replaced one after the other: hardly any text holds one


@quick
@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line: `text` for the rules, `written` as the document has it, equally long; `places` where a character stands in the reading."""

    text: str
    written: str
    start: int
    kind: str
    places: tuple[int, ...] | None = None

    def at(self, offset: int) -> int:
        """The reading's offset of the line's character `offset`."""
        return self.places[offset] + self.start if self.places else self.start + offset

    def run(self, start: int, end: int) -> tuple[int, int]:
        """The reading's run of the line's `[start, end)`, blanks at its ends left out."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return self.at(start), self.at(end - 1) + 1 if end > start else self.at(start)

    @property
    def upper(self) -> bool:
        """Whether all letters are capitals."""
        return any(c.isalpha() for c in self.text) and self.text == self.text.upper()


def spaced_reading(reading: Reading) -> bool:
    """Whether the document has blanks inside words, told by the beginning of its text."""
    return any(is_spaced(reading.text[s.start : s.end]) for s in reading.segments[:12])


def _may_end_in_a_rule(text: str) -> bool:
    return set(text[-3:]) <= _DASHES or set(text[-4:]) <= _DOTS


def head_line(reading: Reading, segment: Segment, spaced: bool) -> HeadLine:
    """The line of a segment, without rules of dashes at its ends."""
    text, written = reading.text[segment.start : segment.end], reading.plain[segment.start : segment.end]
    for eth, letter in _LETTERS:
        written = written.replace(eth, letter)
    rule = _LEAD_RULE.match(text)
    if rule:
        # Blanks in place of the rule keep every character where it was.
        text, written = " " * rule.end() + text[rule.end() :], " " * rule.end() + written[rule.end() :]
    # Looked for from every blank of the line: only where its last character can end such a rule.
    rule = _END_RULE.search(text) if _may_end_in_a_rule(text.rstrip()) else None
    if rule:
        text, written = text[: rule.start()], written[: rule.start()]
    if spaced:
        closed = close_blanks(text)
        raised = "".join(written[n] for n in closed.places[:-1])
        return HeadLine(closed.text, raised, segment.start, segment.kind, closed.places)
    return HeadLine(text, written, segment.start, segment.kind)


# A document's own number whose symbol goes on in the next line, as a narrow column cuts it, and what it goes on with.
_CUT_NUMBER = regex.compile(r"\S*\s?:?\s*\d[\p{L}\d/]*[/-]\p{Lu}[\p{L}&.-]*[-/]|\S*\s?:?\s*\d+/(?:\d{4}/)?")
_SYMBOL = regex.compile(r"[\p{Lu}Đ][\p{L}&.-]{0,15}")
_HEAD_LINES, _BRACKET_LINES, _BRACKET = 40, 3, 300


def joined_lines(lines: Sequence[HeadLine]) -> list[HeadLine]:
    """The lines with those together that a narrow column or page parted: "Số: 15/QĐ-" and "UBND"; a bracket of its own and the line that closes it."""
    made: list[HeadLine] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        following = lines[at : at + _BRACKET_LINES - 1]
        text = line.text.strip()
        if at <= _HEAD_LINES and following:
            if _CUT_NUMBER.fullmatch(text) and _SYMBOL.fullmatch(following[0].text.strip()):
                line, at = _together(line, following[0], ""), at + 1
            elif text.startswith("(") and ")" not in text and len(text) <= _BRACKET:
                closed = next((n for n, other in enumerate(following) if ")" in other.text or "(" in other.text), None)
                if closed is not None and following[closed].text.rstrip(" .;").endswith(")") and "(" not in following[closed].text:
                    for other in following[: closed + 1]:
                        line = _together(line, other, " ")
                    at += closed + 1
        made.append(line)
    return made


def _together(first: HeadLine, second: HeadLine, joint: str) -> HeadLine:
    """Two lines as one; what joins them stands where the first one ends."""
    end = len(first.text.rstrip())
    places = [first.at(n) - first.start for n in range(end)]
    places += [places[-1]] * len(joint)
    lead = len(second.text) - len(second.text.lstrip())
    places += [second.at(n) - first.start for n in range(lead, len(second.text))]
    # One place more: where the line ends.
    places.append(places[-1] + 1)
    return HeadLine(first.text[:end] + joint + second.text[lead:], first.written[:end] + joint + second.written[lead:], first.start, first.kind, tuple(places))
