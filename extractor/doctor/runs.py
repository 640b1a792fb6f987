"""The runs of digits of a document: in a record, known to be no figure and of which class, or not understood.

In: the layout, its grids, the records' runs and the header. Out: counts, classes, and the runs that are left. A run is what stands between
characters that are no digits, as `bench/coverage.py` counts them; offsets are those of the canonical text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.doctor.model import Cover, class_of_rule
from extractor.finders.header.mention import HeaderMention
from extractor.finders.quantities.filter import idle_time, refused
from extractor.finders.quantities.numbers import NumberMention, find_numbers
from extractor.layout import Layout
from extractor.layout.model import Segment
from extractor.lexicon.phrases import HEADER
from extractor.lexicon.written_units import Unit, unit_at
from extractor.tables.grid import Grid

DIGITS = re.compile(r"\d+")
# A word with letters and digits in it ("H5N1", "QL14"), a number of a section ("1.2.3"), a time of the day, a web or mail address.
_IN_WORD = re.compile(r"[^\W\d_]")
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,4}\.?")
_CLOCK = re.compile(r"\d{1,2}\s?(?:h|g|:)\s?\d{0,2}", re.IGNORECASE)
_PHONE = re.compile(r"\+?\(?\d{2,4}\)?[.-]?\d{3,4}[.-]?\d{3,4}(?<=\d{4})|0\d{8,10}")
_DIGITS_BEFORE = re.compile(r"[\d.,]*$")
_DIGITS_BEHIND = re.compile(r"[\d.,]*(?<=\d)|")
LARGE, ONE = Decimal(10**9), Decimal(1)
_ADDRESS = re.compile(r"\S*(?:@|://|www\.|\.vn\b|\.com\b)\S*")
_CLASSES = {"ordinals": "ordinal", "codes": "code", "times": "time", "units": "unit"}
_NEAR = 40  # code points of the longest word around a run of digits


@dataclass(frozen=True, slots=True)
class OpenRun:
    """A run `[start, end)` of the canonical text that nothing explains; `unit` the words right behind the number that it belongs to, `number`
    whether it was read as one."""

    start: int
    end: int
    number: bool
    unit: Unit | None


class Runs:
    """Sorts the runs of digits of one document."""

    def __init__(self, layout: Layout, grids: Sequence[Grid], header: HeaderMention, held: Sequence[tuple[int, int]], taken: Sequence[tuple[int, int]], doc_type: str | None) -> None:
        """`held`: the runs of the canonical text that records hold; `taken`: the runs of the reading that are codes, dates and list marks."""
        self.layout = layout
        self.text = layout.document.text
        self.reading = layout.reading
        self.doc_type = doc_type
        self.held = Cover(held)
        self.places = {self.reading.raw[i]: i for i, c in enumerate(self.reading.text) if c.isdigit()}
        self.numbers = find_numbers(self.reading.text, sorted(taken))
        self.number_starts = [number.start for number in self.numbers]
        self.marks = Cover((s.start, s.start + len(s.marker)) for s in self.reading.segments if s.marker)
        self.own = Cover([*header.own_number_spans, *header.spans.values()])
        self.letterhead = Cover((span.start, span.end) for span in layout.letterhead)
        self.cells = [_Cells(grid) for grid in grids]
        self.sheets = {name for name in layout.document.properties.get("sheets", "").split("; ") if name}

    def sorted_out(self) -> tuple[int, int, Counter[str], list[OpenRun]]:
        """(all runs, those in a record, the others of a known class by class, those that are left)."""
        total = in_records = 0
        classes: Counter[str] = Counter()
        left: list[OpenRun] = []
        for match in DIGITS.finditer(self.text):
            total += 1
            start, end = match.span()
            if self.held.touches(start, end):
                in_records += 1
                continue
            place = self.places.get(start)
            name = "frame" if place is None else self._class(place, place + end - start)
            if name is not None:
                classes[name] += 1
            else:
                assert place is not None
                left.append(self._open(start, end, place))
        return total, in_records, classes, left

    def _class(self, place: int, end: int) -> str | None:
        """Why the run at `[place, end)` of the reading is no figure, None where nothing says so."""
        if self.marks.touches(place, end):
            return "mark"
        if self.own.touches(place, end) or self.letterhead.touches(self.reading.raw[place], self.reading.raw[end - 1] + 1):
            return "own"
        segment = self.reading.segment_at(place)
        if segment.table is not None and (named := self.cells[segment.table].of(segment)) is not None:
            return named
        if segment.table is None and self.reading.plain[segment.start : segment.end].strip() in self.sheets:
            return "name"
        if of_a_form(self.reading.text, place):
            return "code"
        number = self.number_at(place)
        return self._refused(number) if number is not None else self._shape(place, end)

    def number_at(self, place: int) -> NumberMention | None:
        """The number that holds an offset of the reading."""
        index = bisect_right(self.number_starts, place) - 1
        return self.numbers[index] if index >= 0 and self.numbers[index].end > place else None

    def unit_of(self, number: NumberMention) -> Unit | None:
        """What stands right behind a number."""
        sign = "%" if number.percent else number.sign
        return unit_at(self.reading.text, number.scale_end, sign)

    def _refused(self, number: NumberMention) -> str | None:
        rule = refused(self.reading.text, number, self.unit_of(number))
        if rule is not None:
            return class_of_rule().get(rule, "name")
        return "time" if idle_time(self.reading.text, number, self.doc_type) else None

    def _shape(self, place: int, end: int) -> str | None:
        """The class of digits that were not read as a number, by the word that they stand in."""
        text = self.reading.text
        start = max(text.rfind(" ", max(0, place - _NEAR), place), text.rfind("\n", max(0, place - _NEAR), place), place - _NEAR - 1) + 1
        stops = [at for at in (text.find(" ", end, end + _NEAR), text.find("\n", end, end + _NEAR)) if at >= 0]
        word = text[start : min(stops, default=min(len(text), end + _NEAR))].strip("()[]{},;:.\"'“”‘’")
        if _ADDRESS.fullmatch(word):
            return "address"
        if _CLOCK.fullmatch(word):
            return "clock"
        if _PHONE.fullmatch(word):
            return "phone"
        if _SECTION.fullmatch(word):
            return "mark"
        # What is no number may still be named by the words around it.
        first, last = place - len(_DIGITS_BEFORE.search(text, start, place)[0]), end + len(_DIGITS_BEHIND.match(text, end)[0])  # type: ignore[index]
        rule = refused(text, NumberMention(first, last, LARGE, ONE, last), None)
        if rule is not None:
            return class_of_rule().get(rule, "name")
        if "/" not in word and _IN_WORD.search(word):
            return "word"
        return None

    def _open(self, start: int, end: int, place: int) -> OpenRun:
        number = self.number_at(place)
        return OpenRun(start, end, number is not None, self.unit_of(number) if number is not None else None)


class _Cells:
    """What the cells of one table are, where they hold no figures: heads, ordinals, codes, times, units, names of rows."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.data = {row.grid_row for row in grid.rows}

    def of(self, segment: Segment) -> str | None:
        """The class of the digits of a cell; None where figures may stand in it."""
        if segment.row not in self.data:
            return "head"
        column = segment.column or 0
        kind = self.grid.kinds[column] if column < len(self.grid.kinds) else "text"
        if kind in _CLASSES:
            return _CLASSES[kind]
        return "row" if column == self.grid.label_column else None


def of_a_form(text: str, place: int) -> bool:
    """Whether the digits at `place` are in the number of a form ("Mẫu số 31/CKTC-NSĐP")."""
    first, last = text.rfind("\n", 0, place) + 1, text.find("\n", place)
    return any(form.start() <= place < form.end() for form in HEADER.form_number.finditer(text, first, len(text) if last < 0 else last))


def around(text: str, start: int, end: int, before: int = 40, after: int = 40) -> str:
    """The words around `[start, end)` on one line, cut at blanks."""
    first, last = max(0, start - before), min(len(text), end + after)
    if first:
        blank = text.find(" ", first, start)
        first = blank + 1 if blank >= 0 else first
    if last < len(text):
        blank = text.rfind(" ", end, last)
        last = blank if blank >= 0 else last
    return ("…" if first else "") + " ".join(text[first:last].split()) + ("…" if last < len(text) else "")
