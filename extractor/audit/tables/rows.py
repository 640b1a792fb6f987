"""Rows of a table that are sums of other rows, by level and label: group rows over their members, totals over the rows of their block.

"Trong đó" rows name some of the row above them and are no parts. Which rows a total covers is left open by its label: of the blocks that its place allows
the one that most of its columns keep is meant, and where none does, the likeliest by place.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property

from extractor.audit.figures import Figure, of_one_kind
from extractor.audit.grades import grade_cells, slip_explains_sum
from extractor.audit.relations import Candidate
from extractor.audit.tables.between import made_up_between
from extractor.audit.tables.blocks import outermost, partly_headed, with_headed
from extractor.audit.tables.folded import refolded
from extractor.audit.tables.nested import nested_member
from extractor.audit.tables.row_beliefs import RowSums, all_believed, believed_of, settled, sure, weighed
from extractor.audit.tables.said import said_formula, said_members, said_section
from extractor.audit.tables.sheet import Sheet
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import LAYOUT, QUANTITIES, TABLES
from extractor.tables.grid import Row
from extractor.tables.measures import head_measure
from extractor.tables.rows import translates

WORDS = 0.8  # share of rows in which a second column of labels has words
BLANKS = 2  # sums over an empty cell that say that empty cells are zeros
FEW = 5  # different words of such a column
FEWEST, OPENING, ASKED = 3, 3, 0.8  # items of a form, the words that they all begin with, and how sure the sum is that nothing else tells
MEANS = 8  # rows of a column of means
LED = 3  # columns that rows behind "Trong đó" make up, for each that they do not: they need not be all
SAME = 3  # digits of a total that its only part repeats
SOME = 0.5  # how sure a sum is of which some parts are named


class Outline:
    """The rows of a sheet by parent, by label, and its totals: each looked at once."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows = sheet.grid.rows
        self.within = [_within(row) for row in self.rows]
        nameless = [not row.ordinal and sheet.grid.label_column not in row.words and (row.grid_row, sheet.grid.label_column) not in sheet.grid.covering for row in self.rows]
        self.nameless = nameless if sum(nameless) * FEW <= len(nameless) else [False] * len(nameless)
        self.children: dict[int | None, list[int]] = {}
        for i, row in enumerate(self.rows):
            if not self.within[i] and not self.nameless[i] and not self._says_again(i):
                self.children.setdefault(row.parent, []).append(i)
        self.bare = [_bare(sheet, i) and not self.children.get(row.number) for i, row in enumerate(self.rows)]
        amounts = any(f is not None and f.dimension != "percent" for cells in sheet.cells for f in cells)
        self.of_rates = [_of_rates(cells, amounts) for cells in sheet.cells]
        self.totals = [i for i, row in enumerate(self.rows) if _is_total(row) and not self.of_rates[i]]
        self.is_total = frozenset(self.totals)

    def _says_again(self, index: int) -> bool:
        """A row of nothing but the name above it in another language."""
        return bool(index) and not any(self.sheet.cells[index]) and translates(self.rows[index].label or "", self.rows[index - 1].label or "")

    @cached_property
    def aside(self) -> list[bool]:
        """Rows that name some of another row, and those below a "Trong đó"."""
        found: list[bool] = []
        for row, within in zip(self.rows, self.within, strict=True):
            above = row.parent - 1 if row.parent is not None else None
            leads = bool(row.label and LAYOUT.leads_parts.fullmatch(row.label))
            found.append(within or leads or (above is not None and found[above]))
        return found

    @cached_property
    def second(self) -> list[str]:
        """The words of a second column of labels ("Tổng | Đã thực hiện | Chưa thực hiện" under each body), empty where there is none."""
        grid, rows = self.sheet.grid, self.rows
        for column in range(grid.label_column + 1, min(self.sheet.values)):
            if column == grid.unit_column:
                continue
            words = [row.words.get(column, "") for row in rows]
            filled = [w for w in words if w and not any(c.isdigit() for c in w)]
            if len(filled) >= WORDS * len(rows) and 1 < len(set(filled)) <= FEW and len(filled) >= 2 * len(set(filled)):
                return words
        return []

    def member_sets(self, index: int) -> Iterator[tuple[list[int], bool]]:
        """Rows whose sum row `index` may be, likeliest first; told is true where its label says "Tổng"."""
        if said_section(self.rows, index):
            section = self.children.get(self.rows[index + 1].number, [])
            yield from [(section, True)] if len(section) >= 2 else []
            return
        if said := said_members(self.rows, index):
            yield from ((said, False), (said, True))
        below = with_headed(self.sheet, self.children, self.children.get(self.rows[index].number, []))
        if len(below) >= 2:
            yield below, False
        counted = [i for i in below if self.rows[i].ordinal]
        for level in sorted({self.rows[i].level for i in below}):
            alike = [i for i in below if self.rows[i].level == level]
            if 2 <= len(alike) < len(below):
                yield alike, False  # "15.1", "15.2" below "- …", "- …": it is divided twice
        if 2 <= len(counted) < len(below):
            yield counted, False  # a row without an ordinal among them says something besides ("Thu nội địa trừ tiền sử dụng đất")
        yield from self._second_sets(index)
        apart = list(self._taken_apart(index))
        yield from ((members, False) for members in apart)
        if index in self.is_total and not apart:
            yield from self._blocks(index)

    def led(self, index: int) -> list[int]:
        """The rows that a "Trong đó" in a row of its own leads right below row `index`: parts of it, perhaps not all."""
        below = self.rows[index + 1] if index + 1 < len(self.rows) else None
        return self.children.get(below.number, []) if below is not None and below.label and LAYOUT.leads_parts.fullmatch(below.label) else []

    def broken_down(self, index: int) -> Iterator[list[int]]:
        """The rows below each "Phân theo …" that follows a row with its unit in its name ("Số giáo viên (Người)"), up to the next such row: each set makes it up."""
        label = self.rows[index].label
        if not label or head_measure(label) is None:
            return
        members: list[int] = []
        opened = False
        for i in range(index + 1, len(self.rows)):
            words = self.rows[i].label or ""
            if head_measure(words) is not None:
                break
            if not self.bare[i] and any(self.sheet.cells[i]):
                members.append(i)
                continue
            if opened and len(members) > 1:
                yield members
            opened, members = QUANTITIES.breaks_down.match(words) is not None, []
            if not opened:
                return
        if opened and len(members) > 1:
            yield members

    def _taken_apart(self, index: int) -> Iterator[list[int]]:
        """The rows of each "Phân theo …" that follows a row, up to the next row of amounts outside of them: each set makes it up, unless it takes in some only."""
        group = index + 1
        while group < len(self.rows) and self._heads_parts(group):
            members = self.children.get(self.rows[group].number, [])
            end = max(members, default=group) + 1
            if not members:
                while end < len(self.rows) and not self.bare[end] and any(self.sheet.cells[end]):
                    end += 1
                members = [i for i in range(group + 1, end) if self.rows[i].level == self.rows[group + 1].level and not self.within[i]]
            while end < len(self.rows) and self.rows[group].number in {row.number for row in self.sheet.grid.ancestors(self.rows[end])}:
                end += 1
            if len(members) > 1 and QUANTITIES.some_only.search(self.rows[group].label or "") is None:
                yield members
            group = end

    def _heads_parts(self, index: int) -> bool:
        """A row of nothing but "Phân theo giới tính"."""
        label = self.rows[index].label
        return bool(label) and not any(self.sheet.cells[index]) and QUANTITIES.breaks_down.match(label) is not None

    def _second_sets(self, index: int) -> Iterator[tuple[list[int], bool]]:
        """In a table with a second column of labels: the rows below of one body, and the rows of all bodies with one word."""
        words, rows = self.second, self.rows
        if not words or not words[index]:
            return
        search = vocabulary().table_total.search
        if search(words[index]):
            members: list[int] = []
            for i in range(index + 1, len(rows)):
                if search(words[i]) or rows[i].label != rows[index].label:
                    break
                members.append(i)
            if len(members) >= 2:
                yield members, True
        label = rows[index].label
        if label and search(label):
            same = [i for i in range(len(rows)) if words[i] == words[index] and not search(rows[i].label or "")]
            if len(same) >= 2:
                yield same, True

    def _blocks(self, index: int) -> Iterator[tuple[list[int], bool]]:
        """Rows since the last total and to the next one; of the first and last total all rows below and above."""
        position = bisect_left(self.totals, index)
        last = self.totals[position - 1] if position else -1
        following = self.totals[position + 1] if position + 1 < len(self.totals) else len(self.rows)
        spans = [range(0, index)] if following == len(self.rows) else []
        spans += [range(last + 1, index), range(index + 1, following)]
        spans += [range(index + 1, len(self.rows))] if last < 0 and following < len(self.rows) else []
        for span in spans:
            block = [i for i in span if not self.within[i] and not self.nameless[i] and i not in self.is_total and not self.of_rates[i]]
            outer = outermost(self.sheet, block)
            for level in sorted({self.rows[i].level for i in block}):
                chosen = [i for i in block if self.rows[i].level == level]
                if 0 < len(set(chosen) & set(outer)) < len(chosen):
                    chosen = outer  # some of them stand below another row of figures
                if len(chosen) >= 2 and not partly_headed(self.sheet, chosen):
                    yield chosen, True
            leaves = [i for i in block if not self.children.get(self.rows[i].number)]
            if len(leaves) >= 2:
                yield leaves, True


def row_sums(sheet: Sheet) -> Iterator[Candidate]:
    """All sums of rows, those that hold and those that do not: what breaks in most groups or most columns is asked after, not told."""
    outline = Outline(sheet)
    yield from weighed(sheet, [refolded(sheet, made, outline.aside) for made in _row_by_row(sheet, outline)])


def _row_by_row(sheet: Sheet, outline: Outline) -> Iterator[Candidate]:
    rows = sheet.grid.rows
    sound: Counter[int] = Counter()  # how many rows of a level are the sum of their rows in every column
    doubtful: list[RowSums] = []
    for index, row in enumerate(rows):
        if outline.within[index]:
            continue
        if (formula := said_formula(rows, index)) is not None:
            yield from _by_formula(sheet, index, formula)
            continue
        tried = [_row_sums(sheet, outline.bare, index, members, told) for members, told in outline.member_sets(index) if not made_up_between(sheet, index, members)]
        if index in outline.is_total and row.ordinal:
            # "Tổng số" over the ordinal's and the label's place: the row's cells stand one column to the left.
            shifted = (_row_sums(sheet, outline.bare, index, members, told, shift=1) for members, told in outline.member_sets(index) if told)
            tried += [found for found in shifted if found.held >= max(3, 4 * found.broken)]
        if sheet.lone[index] is not None and (strayed := _strayed(sheet, index, outline)) is not None:
            tried = [strayed]
        for parts in outline.broken_down(index):
            if (found := _row_sums(sheet, outline.bare, index, parts, told=False)).merit > 0:
                yield from sure(found)
        believed = all_believed(tried)
        if not believed and len(led := outline.led(index)) > 1:
            believed = [found for found in (_row_sums(sheet, outline.bare, index, led, told=False),) if believed_of(found) and found.held >= LED * found.broken]
        if believed:
            best = max(believed, key=lambda found: found.merit)  # the first of those that as many columns keep
            open_ended = not best.held and ((best.told and outline.led(index)) or _leads_some(row))
            yield from (_some_named(made) if open_ended else made for made in sure(best))
            if not best.broken and not best.told:
                sound[row.level] += best.held
        elif asked := list(_asked(sheet, index, outline)):
            yield from asked
        else:
            unsure = [t for t in tried if t.broken and not t.told][:1]
            named = [made for t in unsure for made in map(_some_named, t.made) if made.prior == SOME] if _leads_some(row) else []
            yield from named
            doubtful += unsure if not named else []
    yield from settled(doubtful, sound, rows)


def _asked(sheet: Sheet, index: int, outline: Outline) -> Iterator[Candidate]:
    """Sums of a form that nothing beside their names tells, where they agree or one wrong key explains why they do not: an item "2.1. Tổng số đơn vị"
    over the items that follow it, an item over those below it that all begin as it does ("Số đơn vị tự chủ", "Số đơn vị tự chủ từ 70%")."""
    row = outline.rows[index]
    below = outline.children.get(row.number, [])
    if row.ordinal and row.label and not below and vocabulary().table_total.search(row.label):
        members, tie = [i for i in outline.children.get(row.parent, []) if i > index and outline.rows[i].level == row.level], "total_row"
    else:
        members, tie = below, "group_row" if _named_alike([row, *(outline.rows[i] for i in below)]) else ""
    if not tie or len(members) < FEWEST:
        return
    for column in sheet.values:
        whole, cells = sheet.cells[index][column], [sheet.cells[i][column] for i in members]
        parts = tuple(p for p in cells if p is not None and p.total is None)
        if whole is None or len(parts) < len(members) or whole.total is not None or whole.digits < 2 or any(p.unit != whole.unit for p in parts):
            continue
        made = Candidate("sum", parts, whole, tie, grade_cells(parts, whole), table=True, prior=ASKED)
        if made.verdict.holds or slip_explains_sum(parts, whole) is not None:
            yield made


def _by_formula(sheet: Sheet, index: int, formula: Sequence[tuple[int, int]]) -> Iterator[Candidate]:
    """The sums of a row whose name says which rows it is made of, and with what sign."""
    for column in sheet.values:
        whole = sheet.cells[index][column]
        cells = [(sheet.cells[i][column], sign) for i, sign in formula]
        parts = tuple(f if sign > 0 else replace(f, value=-f.value, written=f"-{f.written}") for f, sign in cells if f is not None and f.total is None)
        if whole is None or whole.total is not None or len(parts) < 2:
            continue
        verdict = grade_cells(parts, whole)
        if verdict.holds or len(parts) == len(cells):
            yield Candidate("sum", parts, whole, "group_row", verdict, table=True)


def _some_named(made: Candidate) -> Candidate:
    """A total of which the rows behind "Trong đó" are told, with no column that says that they are all: what it has beyond them is asked after."""
    return replace(made, prior=SOME) if made.verdict.expected < made.verdict.actual and not made.verdict.holds else made


def _leads_some(row: Row) -> bool:
    """A row whose name ends in "trong đó": the rows below it are some of it, perhaps not all."""
    return TABLES.leads_some.search(row.label or "") is not None


def _named_alike(rows: Sequence[Row]) -> bool:
    """Rows whose names begin with the same words."""
    names = [tuple((row.label or "").casefold().split()[:OPENING]) for row in rows]
    return len(set(names)) == 1 and len(names[0]) == OPENING


def _strayed(sheet: Sheet, index: int, outline: Outline) -> RowSums | None:
    """The sum that the only figure of a row is, whatever column it stands in: the first column whose members add up to it."""
    whole = sheet.lone[index]
    assert whole is not None
    for members, told in outline.member_sets(index):
        for column in sheet.values:
            parts = tuple(p for i in members if (p := sheet.cells[i][column] or sheet.lone[i]) is not None and p.total is None)
            if len(parts) < 2 or not all(sheet.known[i][column] for i in members):
                continue
            verdict = grade_cells(parts, whole)
            if verdict.holds:
                made = Candidate("sum", parts, whole, "total_row" if told else "group_row", verdict, table=True)
                return RowSums(index, (made,), int(bool(whole.value)), 0, whole.digits, told)
    return None


def _within(row: Row) -> bool:
    return bool(row.label and vocabulary().table_within.search(row.label))


def _bare(sheet: Sheet, index: int) -> bool:
    """A row of nothing but its name: an item of a form that nobody filled in."""
    return not any(sheet.cells[index][c] is not None or sheet.zero[index][c] for c in range(sheet.grid.columns))


def _of_rates(cells: Sequence[Figure | None], amounts: bool) -> bool:
    """A row of percentages ("Các tỷ lệ"; "%" as its unit, in a table that holds `amounts` too)."""
    figures = [f for f in cells if f is not None]
    return bool(figures) and all("%" in f.written or (amounts and f.dimension == "percent") for f in figures)


def _is_total(row: Row) -> bool:
    search = vocabulary().table_total.search
    return bool(row.ordinal and search(row.ordinal)) or bool(row.label and not row.ordinal and search(row.label))


def _row_sums(sheet: Sheet, bare: Sequence[bool], index: int, members: Sequence[int], told: bool, shift: int = 0) -> RowSums:
    """The sums of one row over `members`, column by column; its own cells stand `shift` columns to the left."""
    made: list[Candidate] = []
    blank: list[Candidate] = []  # a member's cell is empty there: zero, or its figure stands in another column
    held = digits = filled = broken = same = 0
    filled_rows = [i for i in members if not bare[i]]
    heading = not any(f is not None and f.value for f in sheet.cells[index])  # a row of noughts over figures heads them, and is no sum
    for column in sheet.values:
        whole = sheet.cells[index][column - shift]
        if whole is None or not sheet.adds(column) or not all(sheet.known[i][column] for i in members):
            continue
        parts = tuple(p for i in members if (p := sheet.cells[i][column]) is not None and p.total is None)
        if not parts or (heading and any(p.value for p in parts)) or not of_one_kind((whole, *parts)):
            continue  # percentages of a structure below amounts are no parts of them
        if {"increase", "decrease"} <= {f.role for f in (whole, *parts) if f.change}:
            continue  # "+85.098" of "-42.186" and "+127.284": changes in both directions are written by their size
        verdict = grade_cells(parts, whole)
        if not verdict.holds and _as_a_mean(parts, whole):
            continue
        if not verdict.holds and any(sheet.cells[i][column] is None and sheet.lone[i] is not None for i in members):
            # The only figure of a member may stand in another column than its own.
            every = tuple(p for i in members if (p := sheet.cells[i][column] or sheet.lone[i]) is not None and p.total is None)
            parts, verdict = (every, again) if (again := grade_cells(every, whole)).holds else (parts, verdict)
        sum_of_rows = Candidate("sum", parts, whole, "total_row" if told else "group_row", verdict, table=True)
        empty = any(sheet.cells[i][column] is None and not sheet.zero[i][column] and sheet.lone[i] not in parts for i in filled_rows)
        if not verdict.holds and len(parts) > 1 and whole.digits >= SAME and any(p.value == whole.value for p in parts):
            continue  # the first of them is all of it, and the others are some of the first
        if len(parts) == 1 and parts[0].value == whole.value:
            same += whole.digits >= SAME
            continue
        if verdict.holds:
            held += bool(whole.value)  # that nothing is made of nothing says nothing
            digits += whole.digits
            filled += empty and bool(whole.value)
        elif empty:
            if not _elsewhere(sheet, filled_rows, column, verdict.actual - verdict.expected):
                blank.append(sum_of_rows)
            continue
        else:
            broken += 1
        made.append(sum_of_rows)
    if broken > 1 and (nested := nested_member(sheet, index, members)) is not None:
        return _row_sums(sheet, bare, index, [i for i in members if i != nested], told, shift)
    if filled >= max(1 if told else BLANKS, len(blank)):
        made += blank  # empty cells are zeros in this table
        broken += len(blank)
    return RowSums(index, tuple(made), held, broken, digits, told, same if told else 0)


def _elsewhere(sheet: Sheet, members: Sequence[int], column: int, gap: Decimal) -> bool:
    """What a sum lacks stands in another column of the rows that have nothing in its own."""
    rows = [sheet.cells[i] for i in members if sheet.cells[i][column] is None and not sheet.zero[i][column]]
    return gap > 0 and any(sum(f.value for cells in rows if (f := cells[c]) is not None) == gap for c in sheet.values if c != column)


def _as_a_mean(parts: Sequence[Figure], whole: Figure) -> bool:
    """Small numbers with decimals, and among them the one that would be their sum ("Toàn quốc 6,5" over days of stay from 5,9 to 8): they are means or rates. Of
    ten parts a sum that lost a digit lies there too."""
    values = [p.value for p in parts]
    if len(parts) < MEANS or len(parts) == 10 or min(values) <= 0 or sum(p.precision < 1 or "," in p.written for p in parts) * 4 < len(parts) * 3:
        return False
    return min(values) <= whole.value <= max(values) and abs(whole.value * len(parts) - sum(values)) * 3 <= sum(values)
