"""Indicators of tables: every figure of a cell, with its column's head path, its row's label, its unit, its time and its 1-based place.

In: a layout with its grids, the numbers of the reading by segment, and what is known of the document. Out: mentions, and the positions in
`Reading.segments` of the cells that they came from (running text in other cells follows the rules of prose). What the columns hold and
what their heads say is decided in extractor/tables; here a cell is read: its number, its sign, whose unit it has (`UNITS`), its role.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import regex

from extractor.finders.quantities.cell_names import cell_names
from extractor.finders.quantities.cell_numbers import as_stored, as_thousands, blanked, typed_grouped, unmasked
from extractor.finders.quantities.cell_units import UNITS, About, Said
from extractor.finders.quantities.mention import NO_CONTEXT, IndicatorMention, QuantityContext
from extractor.finders.quantities.numbers import NumberMention
from extractor.finders.quantities.roles import comparator_of
from extractor.finders.quantities.sheets import role_of_sheet
from extractor.finders.quantities.subjects import body_of_row
from extractor.layout.model import Layout, Segment
from extractor.lexicon.phrases import QUANTITIES, TABLES
from extractor.tables.beside import names_beside, names_nothing
from extractor.tables.columns import CHANGE, Column, column_of, compares
from extractor.tables.compared import compared_columns, mean_growths
from extractor.tables.grid import Grid, Row, column_future
from extractor.tables.measures import Measure, cell_measure, head_measure, measure_of, path_measure
from extractor.tables.times import Period, is_only_time, time_of
from extractor.tables.titles import Title, titles_of, unit_lines
from extractor.tables.vocabulary import vocabulary
from extractor.tables.words import DITTO, NEGATIVE, is_figure, is_negative, kind_of
from extractor.why import asked, decided

ONE = Decimal(1)
RICHEST = Decimal(10) ** 17  # đồng; no amount in a document is larger, so that its scale word was not meant
WRITTEN_OUT = Decimal(10) ** 9  # an amount with all its digits
POINTED = regex.compile(r"\d{1,3}\.\d{3}")
POINT = regex.compile(r"\d+\.(?:\d{1,2}|\d{4,})")
THOUSAND = Decimal(1000)
SEVERAL_FIGURES = regex.compile(r"\d[\d.,]*%?(?: \d[\d.,]*%?)+")  # a cell of several lines: "0,8 0,7" beside "- Gà lông trắng - Gà lông màu"
THREE = 3  # columns of which one can compare the others
SEVERAL, MANY = 3, 10  # figures beyond RICHEST that speak for all under their head, and of how many they must be one
LONG, LARGE = Decimal(10) ** 9, Decimal(10) ** 15  # a figure so long, for an amount so large, is of a whole state: most of a list's are not
NO_FIGURES = ("ordinals", "codes", "times", "units")
Numbers = Mapping[int, Sequence[NumberMention]]
Places = Mapping[tuple[int, int], list[int]]


def cell_indicators(
    layout: Layout, grids: Sequence[Grid], numbers: Numbers, context: QuantityContext = NO_CONTEXT, sheets: Sequence[str | None] = ()
) -> tuple[list[IndicatorMention], set[int]]:
    """All indicators in cells of figures, and the positions of the segments that are settled (cells of numbers, ordinals and codes). `sheets`: of sheets.py."""
    by_table: dict[int, dict[tuple[int, int], list[int]]] = {}
    for index, segment in enumerate(layout.reading.segments):
        if segment.table is not None and segment.row is not None and segment.column is not None:
            by_table.setdefault(segment.table, {}).setdefault((segment.row, segment.column), []).append(index)
    found: list[IndicatorMention] = []
    settled: set[int] = set()
    titles = titles_of(layout, grids, context.title, context.year)
    for number, places in by_table.items():
        first = min(cells[0] for cells in places.values())
        settled.update(unit_lines(layout, first))
        _Reader(layout, grids[number], number, titles[number], places, numbers, context, sheets[first] if sheets else None).read(found, settled)
    return found, settled


class _Reader:
    """Reads the cells of one table."""

    def __init__(self, layout: Layout, grid: Grid, number: int, title: Title, places: Places, numbers: Numbers, context: QuantityContext, sheet: str | None = None) -> None:
        self.text = layout.reading.text
        self.segments = layout.reading.segments
        if title.told and title.period and title.period.since and context.issued_on and title.period.since > context.issued_on:
            title = replace(title, period=None)  # results are of no time to come: that is the heading's of the plan above
        self.grid, self.number, self.title, self.places, self.numbers, self.sheet = grid, number, title, places, numbers, sheet
        year = title.period.since.year if title.period and title.period.since else context.year
        self.year = year
        self.columns: dict[int, Column] = {}
        self.placed = any(cell.address for cell in layout.tables[number].cells)
        self.nameless = names_nothing(grid)
        for c, kind in enumerate(grid.kinds):
            if kind not in NO_FIGURES and (c != grid.label_column or self.nameless):
                column = column_of(grid, c, title, year, context.issued_on)
                figures = [words for row in grid.rows if is_figure(words := row.words.get(c, ""))]
                bracketed = sum(1 for words in figures if NEGATIVE.fullmatch(words))
                if column.role == CHANGE and bracketed and not self.placed:
                    column = replace(column, role="level")  # accounts write what fell in brackets, as a negative amount; in a sheet that is how it shows one
                self.columns[c] = replace(column, bracketed=bracketed * 2 > len(figures))
        self._lend_times()
        self._compare()
        self._grow()
        self.stored = {(cell.row, cell.column): cell.stored for cell in layout.tables[number].cells if cell.stored is not None}
        # A sheet says itself what its figures are, but for those that it holds as texts.
        self.grouped = typed_grouped({c: [(words, (row.grid_row, c) in self.stored) for row in grid.rows if (words := row.words.get(c, ""))] for c in self.columns})
        self.has_figures = any(grid.kinds[c] == "figures" for c in self.columns)
        self.qualifier = _qualifier(grid)
        self.beside = names_beside(grid)
        self.above: Measure | None = None  # the unit of the row above
        self.measures: dict[int, Measure | None] = {}  # the units that rows write, by their numbers
        self.named: Measure | None = None  # the unit in the name of the last row with figures that has one
        self.parted: Measure | None = None  # that of the row which those below take apart
        self.bands: dict[int, Measure] = {}  # the units that a row of nothing else gives the columns below it
        self.overdone: dict[tuple[tuple[str, ...], Decimal], bool] = {}  # by outermost head and scale
        self.too_rich: dict[tuple[int, Decimal], bool] = {}  # by column and scale

    def _lend_times(self) -> None:
        """What a column compares is of the time of the results left of it ("Ước TH 6 tháng | So với KH (%)"), under a title with a time only where these have days of their own."""
        last: Period | None = None
        for c, column in sorted(self.columns.items()):
            if compares(self._path(c)):
                self.columns[c] = replace(column, period=column.period or last)
            else:
                last = column.period if column.role == "level" and (self.title.period is None or (column.period is not None and column.period.since is not None)) else None

    def _compare(self) -> None:
        """Columns of which no head says anything compare two others where their figures do."""
        silent = [c for c in self.columns if not any(self._path(c))]
        if len(silent) < THREE:
            return
        for c, kind in compared_columns({c: [row.words.get(c, "") for row in self.grid.rows] for c in silent}, silent).items():
            self.columns[c] = replace(self.columns[c], measure=Measure("%"), role=CHANGE if kind == "change" else "level")

    def _grow(self) -> None:
        """Columns of a span of years are means of growth where their figures are, in percent, whatever the unit of the rows; planned ones between planned years."""
        times = {c: time for c, column in self.columns.items() if (time := column.period or time_of(" ".join(self._path(c)[-1:]))) is not None}
        rates = {c for c, column in self.columns.items() if column.measure is not None and column.measure.unit == "%"}
        years = {c: time.since.year for c, time in times.items() if c not in rates and time.since is not None and time.until is not None and time.since.year == time.until.year and time.months is None}
        told = rates | {c for c, column in self.columns.items() if column.measure is None}
        spans = {c: (time.since.year, time.until.year) for c, time in times.items() if c in told and time.since is not None and time.until is not None and time.since.year < time.until.year}
        if not spans or len(years) < SEVERAL:
            return
        cells = {c: [row.words.get(c, "") for row in self.grid.rows] for c in times}
        for c, (kind, base, end) in mean_growths(cells, years, spans).items():
            planned = all(self.columns[o].role == "target" for o in (base, end))
            role = "target" if planned else self.columns[c].role or ("increase" if kind == "rate" else "level")
            self.columns[c] = replace(self.columns[c], measure=Measure("%"), role=role, period=self.columns[c].period or times[c])

    def _path(self, c: int) -> tuple[str, ...]:
        return self.grid.heads[c] if c < len(self.grid.heads) else ()

    def read(self, found: list[IndicatorMention], settled: set[int]) -> None:
        """Adds the table's mentions and the positions of the segments that need no reading as prose."""
        grid, data_rows = self.grid, {row.grid_row for row in self.grid.rows}
        for (r, _), cells in self.places.items():
            if r not in data_rows:
                settled.update(cells)
        for row in grid.rows:
            above = list(grid.governing(row))
            own = self._row_measure(row)
            self.bands |= self._of_band(row)
            parted = self._broken_down(row)
            about = About(row, above, own, _row_period(row, grid, self.year), self._measure_above(above) or parted if own is None else None)
            for c, words in row.words.items():
                cells = self.places.get((row.grid_row, c), [])
                if not cells or c >= len(grid.kinds):
                    continue
                if c not in self.columns:
                    # Ordinals and codes count nothing; figures in a row's name only name it.
                    if grid.kinds[c] in NO_FIGURES or self.has_figures:
                        settled.update(cells)
                elif (is_figure(words) and not (kind_of(words) == "year" and grid.kinds[c] == "text")) or TABLES.led_figure_cell.fullmatch(words) or (grid.kinds[c] == "figures" and SEVERAL_FIGURES.fullmatch(words)):
                    found.extend(self._mentions(cells, c, words, about))
                    settled.update(cells)

    def _row_measure(self, row: Row) -> Measure | None:
        """The unit of the row's cell in the unit column, or of a cell that reaches down to it."""
        column = self.grid.unit_column
        if column is None:
            return None
        owner = self.grid.covering.get((row.grid_row, column))
        words = self.grid.words.get(owner) if owner is not None else None
        if not words:
            return None  # a mark of repetition below it takes up the last unit that was written
        if not DITTO.fullmatch(words):
            self.above = cell_measure(words)
            self.measures[row.number] = self.above
        return self.above

    def _of_band(self, row: Row) -> dict[int, Measure]:
        """ "Cơ cấu (%)" over the columns of figures, between two blocks of the same names, or "B. Hàng hóa | Nghìn tấn | Triệu tấn.km": in what the rows
        below are told, whatever the heads say."""
        beside = {c: words.strip() for c, words in row.words.items() if c != self.grid.label_column}
        if not beside or row.ordinal or self.grid.unit_column is not None or not beside.keys() <= self.columns.keys():
            return {}
        if len(set(beside.values())) == 1 and self.grid.label_column not in row.words:
            found = path_measure((next(iter(beside.values())),))
            return {} if found is None else dict.fromkeys(self.columns, found)
        units = {c: measure for c, words in beside.items() if (measure := measure_of(words)) is not None}
        return units if len(units) == len(beside) > 1 else {}

    def _measure_above(self, above: Sequence[Row]) -> Measure | None:
        """The unit of the nearest row above that has one, for a row whose cell in the unit column is empty ("Trong đó: - Lúa")."""
        return next((given for row in above if (given := self.measures.get(row.number)) is not None), None)

    def _broken_down(self, row: Row) -> Measure | None:
        """The unit of the row that this one takes apart, below "Phân theo giới tính": "Số giáo viên (Người)" / "Phân theo giới tính" / "Nam"."""
        if not any(c in self.columns and is_figure(words) for c, words in row.words.items()):
            self.parted = self.named if row.label and QUANTITIES.breaks_down.match(row.label) else None
            return None
        own = head_measure(row.label) if row.label else None
        if own is not None:
            self.named, self.parted = own, None
        return self.parted

    def _mentions(self, cells: Sequence[int], c: int, words: str, about: About) -> list[IndicatorMention]:
        column = replace(self.columns[c], measure=self.bands[c]) if c in self.bands else self.columns[c]
        name = about.row.words.get(self.beside[c]) if c in self.beside else None
        if self.nameless:
            about = replace(about, row=replace(about.row, label=None), above=[])
        elif name and name != about.row.label:
            about = replace(about, row=replace(about.row, label=name), above=[])
        if self.qualifier is not None and about.row.words.get(self.qualifier) and column.label:
            column = replace(column, label=f"{column.label} / {about.row.words[self.qualifier]}")
        made = []
        for cell in cells:
            segment = self.segments[cell]
            figures = blanked(self.text, segment, words) or self.numbers.get(cell) or unmasked(self.text, segment)
            figures = as_thousands(figures, words) if c in self.grouped and (about.row.grid_row, c) not in self.stored else figures
            made += [self._mention(figure, segment, words, c, column, about) for figure in figures]
        return made

    def _mention(self, figure: NumberMention, segment: Segment, words: str, c: int, column: Column, about: About) -> IndicatorMention:
        row, parent = about.row, about.above[0] if about.above else None
        figure = as_stored(figure, self.stored.get((row.grid_row, c)), "%" in words)
        timed = column.label is None
        label, subject = cell_names(column, row, about.above, self.grid.rows)
        subject = subject or (body_of_row(row, (c, self.grid.label_column)) if timed else None)
        said = Said(figure, self.text, segment, column, about, self.title, timed)
        measure = next((given for _, unit_of, _ in UNITS if (given := unit_of(said)) is not None), None) or Measure("")
        scale = ONE if figure.scale != ONE else measure.scale
        if measure.unit == "đồng" and scale > ONE and (self._too_rich(figure, c, scale) or (measure is not about.measure and self._overdone(c, scale))):
            if POINTED.fullmatch(self.text, figure.start, figure.end) and self._parts_decimals(c):
                figure = replace(figure, value=figure.value / THOUSAND, precision=figure.precision / THOUSAND)
            else:
                scale = ONE
        negative = is_negative(words) and not (column.bracketed and NEGATIVE.fullmatch(words))
        silent = not self.title.told and column.period is None  # neither heads nor title say of what kind or time its figures are
        led = TABLES.led_figure_cell.fullmatch(words)
        role, sign = _role(_led_role(column.role, led["up"], led["down"]) if led else column.role or (role_of_sheet(self.sheet, measure.unit) if silent else None), negative, row.label or "")
        comparator = comparator_of(self.text, figure, figure.scale_end)[0] if segment.end - segment.start > figure.end - figure.start else "="
        period = column.period or about.period or self.title.period
        if asked():
            self._tell(figure, said, row, period)
        return IndicatorMention(
            figure.start,
            figure.end,
            abs(figure.value) * scale * sign,
            None if figure.value_to is None else figure.value_to * scale,
            None if figure.total is None else figure.total * scale,
            measure.unit or None,
            "range" if figure.value_to is not None else comparator,
            role,
            label,
            subject,
            period.words if period else None,
            figure.precision * scale,
            self.number + 1,
            row.number,
            c + 1,
            parent.label if parent else None,
            period_from=period.since if period else None,
            period_to=period.until if period else None,
        )

    def _parts_decimals(self, c: int) -> bool:
        """A point parts the decimals of other figures of a column ("292.4", and so "484.492"), and no comma does."""
        words = [row.words.get(c, "") for row in self.grid.rows]
        return any(POINT.fullmatch(w) for w in words) and not any("," in w for w in words if is_figure(w))

    def _too_rich(self, figure: NumberMention, c: int, scale: Decimal) -> bool:
        """No amount is so large; nor was the scale word meant of a figure of its column that is written with as many thousands."""
        if abs(figure.value) * scale > RICHEST:
            return True
        if abs(figure.value) < WRITTEN_OUT:
            return False
        if (c, scale) not in self.too_rich:
            numbers = [n for row in self.grid.rows for cell in self.places.get((row.grid_row, c), ()) for n in self.numbers.get(cell, ())]
            self.too_rich[c, scale] = any(abs(n.value) * scale > RICHEST for n in numbers)
        return self.too_rich[c, scale]

    def _overdone(self, c: int, scale: Decimal) -> bool:
        """Several figures under the outermost head of a column would be larger than any amount, or most of them amounts of a whole state that are
        written out to the đồng: its scale word was not meant of the others either."""
        head = self._path(c)[:1]
        if (head, scale) not in self.overdone:
            columns = [o for o in self.columns if self._path(o)[:1] == head]
            cells = [cell for row in self.grid.rows for o in columns for cell in self.places.get((row.grid_row, o), ())]
            figures = [n for cell in cells for n in self.numbers.get(cell, ()) if n.value]
            large = sum(abs(n.value) * scale > RICHEST for n in figures)
            long = sum(abs(n.value) >= LONG and abs(n.value) * scale >= LARGE for n in figures)
            self.overdone[head, scale] = (large >= SEVERAL and large * MANY >= len(figures)) or (long >= SEVERAL and long * 2 > len(figures))
        return self.overdone[head, scale]

    def _tell(self, figure: NumberMention, said: Said, row: Row, period: Period | None) -> None:
        """Tells which heads and rows gave the fields of a cell's figure."""
        column, head = said.column, said.column.label or ""
        units = [(name, measure.unit) for name, unit_of, _ in UNITS if (measure := unit_of(said)) is not None]
        unit, others = units[0] if units else None, tuple(f"{words}: {name}" for name, words in units[1:] if words != units[0][1])
        times = (("the column's", column.period), ("the row's", said.about.period), ("the title's", self.title.period))
        told = {
            "value": ("numbers: digits and words", self.text[figure.start : figure.end]),
            "role": (f"table_heads: a column of {column.role}", head),
            "label": ("tables: the head of the column" if head else "tables: the name of the row", head or row.label or ""),
            "subject": ("tables: the name of the row" if head else "tables: the row above", row.label or ""),
            "unit": (f"units: {unit[0]}", unit[1]) if unit else None,
            "period": (f"dates: {next(name for name, time in times if time)} time", period.words) if period else None,
        }
        for name, rule in told.items():
            if rule is not None:
                decided("indicator", figure.start, name, *rule, others if name == "unit" else ())




def _row_period(row: Row, grid: Grid, year: int | None) -> Period | None:
    """The time that the row's name or a group row above it is ("Năm 2031", "Quý II"), or the years that its one column of times holds ("2031-2035")."""
    for label in (row.label, *(above.label for above in grid.ancestors(row))):
        if label and is_only_time(label) and (found := time_of(label, year)) is not None:
            return found
    times = [c for c, kind in enumerate(grid.kinds) if kind == "times" and (not grid.heads[c] or TABLES.time_of_row.fullmatch(grid.heads[c][-1]))]
    found = time_of(row.words.get(times[0], ""), year) if len(times) == 1 else None
    return found if found is not None and found.since is not None and found.until is not None and found.since.year != found.until.year else None


def row_name(grid: Grid, grid_row: int, column: int) -> str | None:
    """What names the row of a cell: its label under "Tên …", else the words of the nearest column of text left of it, else the label; None in the label's own column."""
    if column <= grid.label_column:
        return None
    row = grid.row_at(grid_row)
    if row is None:
        return None
    if row.label and any(QUANTITIES.names_head.match(head) for head in grid.heads[grid.label_column]):
        return row.label
    for c in range(column - 1, grid.label_column, -1):
        cell = grid.covering.get((grid_row, c))
        words = grid.words.get(cell, "") if cell is not None else ""
        if len(words.split()) >= 4 and not is_figure(words):
            return words
    return row.label


def _qualifier(grid: Grid) -> int | None:
    """A column of text between the rows' names and their figures that says which figure of the row it is ("Tổng", "Đã làm", "Chưa làm")."""
    first = next((c for c, kind in enumerate(grid.kinds) if kind == "figures"), None)
    if first is None or first - 1 <= grid.label_column:
        return None
    values = [row.words[first - 1] for row in grid.rows if row.words.get(first - 1)]
    return first - 1 if len(values) >= 4 and 1 < len(set(values)) <= min(6, len(values) // 2) and grid.kinds[first - 1] == "text" else None


# -- role and sign -----------------------------------------------------------------------------------------------------------------------


def _role(role: str | None, negative: bool, name: str) -> tuple[str, int]:
    """The role of a figure and the factor of its value: a change has its size, a level below zero is negative."""
    if role is None or role == "level":
        role = _role_of_name(name, role)
    if role == CHANGE:
        return ("decrease", 1) if negative else ("increase", 1)
    if role in ("increase", "decrease"):
        return ("decrease" if negative else role), 1
    return role or "level", -1 if negative else 1


def _led_role(role: str | None, up: str | None, down: str | None) -> str | None:
    """The role of a figure behind a word of how it goes ("Tăng 11-12%"): a planned one stays planned."""
    return role if role == "target" or not (up or down) else "increase" if up else "decrease"


def _role_of_name(name: str, role: str | None) -> str | None:
    """What the row's name says at its beginning: "Kế hoạch được giao", "Tốc độ tăng trưởng", "Tăng/giảm so với cùng kỳ"."""
    v = vocabulary()
    if v.row_change.match(name):
        return CHANGE
    start = v.row_increase.match(name)
    if start:
        return "increase"
    if v.row_decrease.match(name):
        return "decrease"
    return "target" if role is None and v.row_target.match(name) else role


__all__ = ["UNITS", "cell_indicators", "column_future", "row_name"]
