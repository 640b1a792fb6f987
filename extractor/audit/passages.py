"""A segment of the reading with its figures and its shape: sentences, brackets, semicolons, and the list items below it.

The relation finders ask it for the figures of a run at one depth of brackets, for the pieces that semicolons make, and for the words
around a figure. Offsets are the reading's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import regex

from extractor.audit.figures import Figure, by_segment
from extractor.audit.vocabulary import vocabulary
from extractor.layout.model import Reading, Segment

BRACKETS = regex.compile(r"[()]")
ORDINAL = regex.compile(r"\d+|[IVXLC]+|[a-zđ]")

FORMULA_LEFT = regex.compile(r"\d ?[+x×*] ?$")
FORMULA_RIGHT = regex.compile(r" ?[+x×*] ?\d")
CLAUSE = regex.compile(r"[;()]|(?<!\d)\.\s")


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket of the text: `open` is the place of "(", `close` that of ")" (or where its sentence ends), `depth` 1 is outermost."""

    open: int
    close: int
    depth: int


@dataclass(frozen=True)
class Passage:
    """One segment with its figures in order."""

    text: str
    segment: Segment
    index: int
    figures: tuple[Figure, ...]
    start: int  # after a list mark
    end: int
    _depths: dict[int, int] = field(default_factory=dict, repr=False)
    _labels: dict[int, str] = field(default_factory=dict, repr=False)
    _scopes: dict[int, tuple[int, int]] = field(default_factory=dict, repr=False)

    @cached_property
    def sentence_starts(self) -> list[int]:
        starts = [self.start]
        for match in vocabulary().sentence_end.finditer(self.text, self.start, self.end):
            after = match.end()
            while after < self.end and self.text[after] == " ":
                after += 1
            if after < self.end:
                starts.append(after)
        return starts

    @cached_property
    def brackets(self) -> tuple[Bracket, ...]:
        """All brackets by their opening; one that never closes ends with its sentence."""
        found: list[Bracket] = []
        stack: list[int] = []
        for match in BRACKETS.finditer(self.text, self.start, self.end):
            if match[0] == "(":
                stack.append(match.start())
            elif stack:
                opened = stack.pop()
                found.append(Bracket(opened, match.start(), len(stack) + 1))
        found.extend(Bracket(opened, self.sentence_end(opened), level + 1) for level, opened in enumerate(stack))
        return tuple(sorted(found, key=lambda b: b.open))

    def sentence_start(self, offset: int) -> int:
        """Where the sentence that holds `offset` begins."""
        return self.sentence_starts[max(0, bisect_right(self.sentence_starts, offset) - 1)]

    def sentence_end(self, offset: int) -> int:
        """Where the sentence that holds `offset` ends."""
        index = bisect_right(self.sentence_starts, offset)
        return self.sentence_starts[index] if index < len(self.sentence_starts) else self.end

    def sentences(self) -> Iterator[tuple[int, int]]:
        """The runs of all sentences."""
        yield from zip(self.sentence_starts, [*self.sentence_starts[1:], self.end], strict=True)

    def depth(self, offset: int) -> int:
        """How many brackets hold `offset`."""
        known = self._depths.get(offset)
        if known is None:
            known = sum(b.open < offset < b.close for b in self.brackets if b not in self.asides)
            self._depths[offset] = known
        return known

    @cached_property
    def asides(self) -> frozenset[Bracket]:
        """Brackets right behind a percentage that hold its one figure ("chiếm 93,9% (259.400 tấn)"): the figure stands in the clause."""
        ends = {f.end for f in self.figures if f.dimension == "percent"}
        found = []
        for bracket in self.brackets:
            if bracket.open not in ends and bracket.open - 1 not in ends:
                continue
            inside = [f for f in self.figures if bracket.open < f.start < bracket.close]
            if len(inside) == 1 and inside[0].dimension != "percent" and not self.text[bracket.open + 1 : inside[0].start].strip():
                found.append(bracket)
        return frozenset(found)

    def bracket_of(self, offset: int) -> Bracket | None:
        """The innermost bracket that holds `offset`."""
        inside = [b for b in self.brackets if b.open < offset < b.close]
        return max(inside, key=lambda b: b.depth) if inside else None

    def scope(self, offset: int) -> tuple[int, int]:
        """The run that an expression at `offset` may speak of: its bracket, else its sentence."""
        known = self._scopes.get(offset)
        if known is None:
            bracket = self.bracket_of(offset)
            known = (bracket.open + 1, bracket.close) if bracket else (self.sentence_start(offset), self.sentence_end(offset))
            self._scopes[offset] = known
        return known

    def within(self, start: int, end: int, depth: int) -> list[Figure]:
        """The figures of `[start, end)` that stand at `depth`."""
        return [f for f in self.figures if start <= f.start and f.end <= end and self.depth(f.start) == depth]

    def pieces(self, start: int, end: int, depth: int) -> list[tuple[int, int]]:
        """`[start, end)` cut at its semicolons of `depth`."""
        cuts = [i for i in _positions(self.text, ";", start, end) if self.depth(i) == depth]
        return list(zip([start, *(c + 1 for c in cuts)], [*cuts, end], strict=True))

    @cached_property
    def governed(self) -> frozenset[int]:
        """Starts of the figures that a list cue inside their sentence governs ("trong đó có 12 …, 07 …"), up to the next semicolon."""
        found: set[int] = set()
        for match in vocabulary().list_cue.finditer(self.text, self.start, self.end):
            depth = self.depth(match.start())
            low, high = self.scope(match.start())
            stop = next((b for a, b in self.pieces(match.end(), high, depth)), high)
            if any(low <= f.start < match.start() for f in self.figures):
                found.update(f.start for f in self.figures if match.end() <= f.start < stop and self.depth(f.start) == depth)
        return frozenset(found)

    def label(self, figure: Figure) -> str:
        """The words around a figure up to the next stop on both sides, brackets left out."""
        known = self._labels.get(figure.start)
        if known is None:
            known = self._labels[figure.start] = self._label(figure)
        return known

    def _label(self, figure: Figure) -> str:
        low, high = self.scope(figure.start)
        before = [m.end() for m in vocabulary().label_cut.finditer(self.text, low, figure.start)]
        previous = [f.end for f in self.figures if low <= f.end <= figure.start]
        left = max([low, *before, *previous])
        after = vocabulary().label_cut.search(self.text, figure.end, high)
        following = [f.start for f in self.figures if figure.end <= f.start < high]
        right = min([high, *(following[:1]), *([after.start()] if after else [])])
        return self.text[left:right]

    def clause(self, figure: Figure) -> str:
        """The words before a figure, from the stop or figure before it."""
        low, _ = self.scope(figure.start)
        stops = [m.end() for m in CLAUSE.finditer(self.text, low, figure.start)]
        previous = [f.end for f in self.figures if low <= f.end <= figure.start]
        return self.text[max([low, *stops, *previous]) : figure.start]

    def before(self, figure: Figure, reach: int = 60) -> str:
        """The words right before a figure, in its sentence or bracket."""
        low, _ = self.scope(figure.start)
        return self.text[max(low, figure.start - reach) : figure.start]

    def after(self, figure: Figure, reach: int = 60) -> str:
        """The words right after a figure, in its sentence or bracket."""
        _, high = self.scope(figure.start)
        return self.text[figure.end : min(high, figure.end + reach)]


def _positions(text: str, mark: str, start: int, end: int) -> Iterator[int]:
    position = text.find(mark, start, end)
    while position >= 0:
        yield position
        position = text.find(mark, position + 1, end)


def passages_of(reading: Reading, figures: Sequence[Figure]) -> list[Passage]:
    """All segments of running text with at least one figure, in order; cells of numeric tables are another matter."""
    made = []
    for index, group in sorted(by_segment(figures).items()):
        segment = reading.segments[index]
        if segment.kind == "cell" and (len(group) < 2 or segment.end - segment.start < 30):
            continue
        made.append(passage_at(reading, index, [f for f in group if not _in_formula(reading.text, f)]))
    return made


def _in_formula(text: str, figure: Figure) -> bool:
    """A term of a written formula ("4x5 km", "0,54+3,9"): its value is no quantity of the sentence."""
    return FORMULA_LEFT.search(text, max(0, figure.start - 4), figure.start) is not None or FORMULA_RIGHT.match(text, figure.end) is not None


def passage_at(reading: Reading, index: int, figures: Sequence[Figure]) -> Passage:
    segment = reading.segments[index]
    start = segment.start
    if segment.marker and reading.text.startswith(segment.marker, start):
        start += len(segment.marker)
    return Passage(reading.text, segment, index, tuple(figures), start, segment.end)


def children(reading: Reading, index: int) -> list[int]:
    """The segments of the list that segment `index` opens: its items of one level, without what stands below them."""
    lead = reading.segments[index]
    items: list[int] = []
    level: int | None = None
    for position in range(index + 1, min(len(reading.segments), index + 60)):
        segment = reading.segments[position]
        if segment.kind == "note" or segment.end == segment.start:
            continue
        if segment.kind == "cell" or segment.marker is None:
            # A paragraph among items ends the list, unless the list has not begun.
            break
        if level is None:
            if lead.marker is not None and segment.level <= lead.level:
                break
            level = segment.level
        if segment.level < level:
            break
        if segment.level == level:
            if items and not _same_style(reading.segments[items[0]].marker, segment.marker):
                break
            items.append(position)
    return items


def _same_style(one: str | None, other: str | None) -> bool:
    shapes = [ORDINAL.sub("1", m or "") for m in (one, other)]
    return bool(shapes[0] == shapes[1])


def opens_list(passage: Passage) -> bool:
    """The segment ends with a colon, or with words that lead to a list."""
    tail = passage.text[max(passage.start, passage.end - 60) : passage.end].rstrip()
    if tail.endswith(":"):
        return True
    cues = list(vocabulary().list_cue.finditer(tail))
    return bool(cues) and not str(tail[cues[-1].end() :]).strip(" .:")
