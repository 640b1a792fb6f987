"""A segment of the reading with its figures and its shape: sentences, brackets, semicolons, and the list items below it.

The relation finders ask it for the figures of a run at one depth of brackets, for the pieces that semicolons make, and for the words
around a figure. Offsets are the reading's.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise

import regex

from extractor.audit.figures import Figure, by_segment
from extractor.audit.vocabulary import vocabulary
from extractor.layout.model import Reading, Segment
from extractor.lexicon.phrases import AUDIT
from extractor.quick import quick

BRACKETS = regex.compile(r"[()\[\]]")

FORMULA_LEFT = regex.compile(r"\d ?[+x×*] ?$")
FORMULA_RIGHT = regex.compile(r" ?[+x×*] ?\d")
KIN = 3  # pairs of neighbouring words that two names of one thing share
CUES = 4  # words that open lists, of which the last of a depth is looked for
NAME = 60  # code points before a bracket or figure that may name it
WORD = regex.compile(r"\p{L}+")
YEAR = regex.compile(r"(?<![\d.,/])((?:19|20)\d\d)(?![\d.,]\d|\d)")
ABBREVIATED = regex.compile(r"\(\p{Lu}{2,8}\)")
SHORT = 9  # code points of such a bracket
CLAUSE = regex.compile(r"[;()]|(?<!\d)\.\s")
Y_AND_I = regex.compile(r"(?<!\p{L})([tT])([ỉỈ])(?!\p{L})")


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket of the text: `open` is the place of "(", `close` that of ")" (or where its sentence ends), `depth` 1 is outermost."""

    open: int
    close: int
    depth: int


@quick
@dataclass(frozen=True)
class Passage:
    """One segment with its figures in order."""

    text: str
    segment: Segment
    index: int
    figures: tuple[Figure, ...]
    start: int  # after a list mark
    end: int
    cuts: Sequence[int]  # where the sentences of its segment begin, but the first
    _labels: dict[int, str] = field(default_factory=dict, repr=False)
    _scopes: dict[int, tuple[int, int]] = field(default_factory=dict, repr=False)
    _clauses: dict[int, str] = field(default_factory=dict, repr=False)

    @cached_property
    def sentence_starts(self) -> list[int]:
        return [self.start, *(start for start in self.cuts if self.start < start < self.end)]

    @cached_property
    def brackets(self) -> tuple[Bracket, ...]:
        """All brackets by their opening; one that never closes ends with its sentence."""
        if self.text.find("(", self.start, self.end) < 0 and self.text.find("[", self.start, self.end) < 0:
            return ()  # a closing one alone holds nothing
        found: list[Bracket] = []
        stack: list[int] = []
        for match in BRACKETS.finditer(self.text, self.start, self.end):
            if match[0] in "([":
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

    @cached_property
    def _steps(self) -> tuple[list[int], list[int]]:
        """Where the depth of brackets changes, and the depth from there on: a bracket holds what is behind "(" up to before ")"."""
        changes: dict[int, int] = {}
        if not self.brackets:
            return [], []
        for bracket in self.brackets:
            if bracket not in self.asides:
                changes[bracket.open + 1] = changes.get(bracket.open + 1, 0) + 1
                changes[bracket.close] = changes.get(bracket.close, 0) - 1
        places = sorted(changes)
        return places, list(accumulate(changes[p] for p in places))

    def depth(self, offset: int) -> int:
        """How many brackets hold `offset`."""
        places, depths = self._steps
        index = bisect_right(places, offset)
        return depths[index - 1] if index else 0

    @cached_property
    def asides(self) -> frozenset[Bracket]:
        """Brackets right behind a percentage that hold its one figure ("chiếm 93,9% (259.400 tấn)"): the figure stands in the clause."""
        ends = {f.end for f in self.figures if f.dimension == "percent"}
        found = []
        for bracket in self.brackets:
            if bracket.open not in ends and bracket.open - 1 not in ends:
                continue
            inside = self.between(bracket.open + 1, bracket.close)
            if len(inside) == 1 and inside[0].dimension != "percent" and not hedged(self.text[bracket.open + 1 : inside[0].start]):
                found.append(bracket)
        return frozenset(found)

    def bracket_of(self, offset: int) -> Bracket | None:
        """The innermost bracket that holds `offset`."""
        brackets = self.brackets
        if not brackets:
            return None
        index = bisect_left(self._opens, offset)
        # Brackets are nested: the innermost is the last opened that is not closed yet.
        while index:
            index -= 1
            bracket = brackets[index]
            if offset < bracket.close:
                return bracket
            if bracket.depth == 1:
                return None
        return None

    def bracket_after(self, start: int, end: int) -> Bracket | None:
        """The first bracket that opens in `[start, end)`."""
        index = bisect_left(self._opens, start)
        return self.brackets[index] if index < len(self._opens) and self._opens[index] < end else None

    def scope(self, offset: int) -> tuple[int, int]:
        """The run that an expression at `offset` may speak of: its bracket, else its sentence."""
        known = self._scopes.get(offset)
        if known is None:
            bracket = self.bracket_of(offset)
            known = (bracket.open + 1, bracket.close) if bracket else (self.sentence_start(offset), self.sentence_end(offset))
            self._scopes[offset] = known
        return known

    def brackets_in(self, start: int, end: int) -> Sequence[Bracket]:
        """The brackets that open in `[start, end)`."""
        return self.brackets[bisect_left(self._opens, start) : bisect_left(self._opens, end)]

    @cached_property
    def _opens(self) -> list[int]:
        return [b.open for b in self.brackets]

    @cached_property
    def _starts(self) -> list[int]:
        return [f.start for f in self.figures]

    def between(self, start: int, end: int) -> Sequence[Figure]:
        """The figures that begin in `[start, end)`, at any depth."""
        return self.figures[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def backwards(self, start: int, end: int, count: int) -> Sequence[Figure]:
        """The last `count` figures that begin in `[start, end)`, in order."""
        last = bisect_left(self._starts, end)
        return self.figures[max(bisect_left(self._starts, start), last - count) : last]

    def ahead(self, start: int, count: int) -> int:
        """Where the figure begins that is `count` figures behind `start`; the passage's end where there are fewer."""
        index = bisect_left(self._starts, start) + count
        return self._starts[index] if index < len(self._starts) else self.end

    def back(self, end: int, count: int) -> int:
        """Where the figure begins that is `count` figures before `end`; the passage's start where there are fewer."""
        index = bisect_left(self._starts, end) - count
        return self._starts[index] if index > 0 else self.start

    def next_start(self, figure: Figure) -> int | None:
        """Where the first figure behind `figure` begins."""
        index = bisect_left(self._starts, figure.end)
        return self._starts[index] if index < len(self._starts) else None

    def within(self, start: int, end: int, depth: int) -> list[Figure]:
        """The figures of `[start, end)` that stand at `depth`."""
        if not self.brackets:
            return [f for f in self.between(start, end) if f.end <= end] if not depth else []
        return [f for f in self.between(start, end) if f.end <= end and self.depth(f.start) == depth]

    @cached_property
    def _semicolons(self) -> list[int]:
        return list(_positions(self.text, ";", self.start, self.end))

    def pieces(self, start: int, end: int, depth: int) -> list[tuple[int, int]]:
        """`[start, end)` cut at its semicolons of `depth`."""
        marks = self._semicolons[bisect_left(self._semicolons, start) : bisect_left(self._semicolons, end)]
        cuts = [i for i in marks if self.depth(i) == depth]
        return list(zip([start, *(c + 1 for c in cuts)], [*cuts, end], strict=True))

    def piece_start(self, start: int, end: int, depth: int) -> int:
        """Where the last piece of `[start, end)` begins, as `pieces` cuts it."""
        for index in range(bisect_left(self._semicolons, end) - 1, bisect_left(self._semicolons, start) - 1, -1):
            if self.depth(self._semicolons[index]) == depth:
                return self._semicolons[index] + 1
        return start

    def piece_end(self, start: int, end: int, depth: int) -> int:
        """Where the first piece of `[start, end)` ends."""
        for index in range(bisect_left(self._semicolons, start), bisect_left(self._semicolons, end)):
            if self.depth(self._semicolons[index]) == depth:
                return self._semicolons[index]
        return end

    @cached_property
    def cues(self) -> list[tuple[int, int]]:
        """The runs of the words that open a list ("trong đó", "gồm")."""
        return [m.span() for m in vocabulary().list_cue.finditer(self.text, self.start, self.end)]

    def cue_before(self, offset: int) -> tuple[int, int] | None:
        """The last words before `offset` that open a list, in its sentence or bracket and at its depth."""
        low, depth = self.scope(offset)[0], self.depth(offset)
        last = bisect_left(self.cues, (offset, offset))
        for start, end in reversed(self.cues[max(0, last - CUES) : last]):
            if start < low:
                return None
            if self.depth(start) == depth:
                return start, end
        return None

    @cached_property
    def governed(self) -> frozenset[int]:
        """Starts of the figures that a list cue inside their sentence governs ("trong đó có 12 …, 07 …"), up to the next semicolon."""
        found: set[int] = set()
        reached: dict[int, int] = {}  # by depth: up to where the cues so far govern
        for match in vocabulary().list_cue.finditer(self.text, self.start, self.end):
            depth = self.depth(match.start())
            low, high = self.scope(match.start())
            stop = self.piece_end(match.end(), high, depth)
            if reached.get(depth) != stop and bisect_left(self._starts, low) < bisect_left(self._starts, match.start()):
                found.update(f.start for f in self.between(match.end(), stop) if self.depth(f.start) == depth)
                reached[depth] = stop
        return frozenset(found)

    def label(self, figure: Figure) -> str:
        """The words around a figure up to the next stop on both sides, brackets left out."""
        known = self._labels.get(figure.start)
        if known is None:
            known = self._labels[figure.start] = self._label(figure)
        return known

    def _end_before(self, figure: Figure) -> list[int]:
        """Where the figure before it ends; empty where it is the first."""
        index = bisect_left(self._starts, figure.start)
        return [self.figures[index - 1].end] if index and self.figures[index - 1].end <= figure.start else []

    def _label(self, figure: Figure) -> str:
        low, high = self.scope(figure.start)
        low = max([low, *self._end_before(figure)])
        before = [m.end() for m in vocabulary().label_cut.finditer(self.text, low, figure.start) if not self._abbreviates(m.start())]
        left = max([low, *before, *self._end_before(figure)])
        following = self.next_start(figure)
        right = high if following is None else min(high, following)
        after = vocabulary().label_cut.search(self.text, figure.end, right)
        stop = after.start() if after else right
        return self.text[left:stop] + (self._behind_bracket(stop, high) if after and after[0] == "(" else "")

    def _abbreviates(self, offset: int) -> bool:
        """The mark at `offset` is of a bracket that holds the short form of the name before it: "xuất khẩu (XK) đạt …"."""
        opened = offset if self.text[offset] == "(" else self.text.rfind("(", max(self.start, offset - SHORT), offset)
        return opened >= 0 and (match := ABBREVIATED.match(self.text, opened)) is not None and offset < match.end()

    def _behind_bracket(self, opened: int, high: int) -> str:
        """ "02 lớp (tương ứng 4 nhóm) chưa tốt nghiệp": what goes on right behind the bracket that opens at `opened`."""
        bracket = self.bracket_after(opened, opened + 1)
        if bracket is None or self.text[bracket.close + 1 : bracket.close + 2] != " ":
            return ""
        index = bisect_left(self._starts, bracket.close)
        right = min(high, self._starts[index]) if index < len(self._starts) else high
        cut = vocabulary().label_cut.search(self.text, bracket.close + 1, right)
        return self.text[bracket.close + 1 : cut.start() if cut else right]

    def clause(self, figure: Figure) -> str:
        """The words before a figure, from the stop or figure before it."""
        known = self._clauses.get(figure.start)
        if known is None:
            low, _ = self.scope(figure.start)
            low = max([low, *self._end_before(figure)])
            stops = [m.end() for m in CLAUSE.finditer(self.text, low, figure.start)]
            known = self._clauses[figure.start] = self.text[max([low, *stops]) : figure.start]
        return known

    def year_of(self, figure: Figure) -> int | None:
        """The year that the words before a figure, from the stop or figure before it, name last; None where they name none."""
        years = YEAR.findall(self.clause(figure))
        return int(years[-1]) if years else None

    def of_then(self, figure: Figure) -> bool:
        """Whether the words before a figure, from the stop or figure before it, say that it is of a time before ("cùng kỳ năm 2030 là 1.200")."""
        clause = self.clause(figure)
        then = AUDIT.of_then.match(clause)
        return then is not None and AUDIT.span_of_time.search(clause, then.end()) is None  # "… so với tháng trước và 7 tháng đạt 81 tỷ đồng" is of now

    def before(self, figure: Figure, reach: int = 60) -> str:
        """The words right before a figure, in its sentence or bracket."""
        low, _ = self.scope(figure.start)
        return self.text[max(low, figure.start - reach) : figure.start]

    def after(self, figure: Figure, reach: int = 60) -> str:
        """The words right after a figure, in its sentence or bracket."""
        _, high = self.scope(figure.start)
        return self.text[figure.end : min(high, figure.end + reach)]


def hedged(lead: str) -> str:
    """What stands before an amount but for the words that leave it open: "khoảng", "hơn"."""
    return str(AUDIT.hedge_end.sub("", f" {lead.rstrip()}")).strip()


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
    return Passage(_spelled(reading.text), segment, index, tuple(figures), start, segment.end, reading.sentence_starts(segment.start, segment.end))


@lru_cache(maxsize=4)
def _spelled(text: str) -> str:
    """The text with one spelling of "tỷ" ("tỉ lệ", "tỉ trọng", "tỉ đồng"), equally long."""
    return str(Y_AND_I.sub(lambda m: m[1] + ("Ỷ" if m[2].isupper() else "ỷ"), text)) if "ỉ" in text or "Ỉ" in text else text


def name_of(passage: Passage, figure: Figure) -> str:
    """The words that name a figure: of its clause, of what its bracket stands behind, and for the first of a sentence all before it."""
    low = passage.sentence_start(figure.start)
    bracket = passage.bracket_of(figure.start)
    if bracket is not None and not passage.text[bracket.open + 1 : figure.start].strip():
        return passage.text[max(low, bracket.open - NAME) : bracket.open]
    first = passage.between(low, figure.end)[:1]
    if first and first[0] is figure:
        return passage.text[max(low, figure.start - 3 * NAME) : figure.start] + " " + passage.label(figure)
    return passage.label(figure)


@lru_cache(maxsize=1 << 10)
def pairs_of(name: str) -> frozenset[tuple[str, str]]:
    """The pairs of neighbouring words of a name: two names of one thing share some."""
    return frozenset(pairwise(WORD.findall(name.lower())))
