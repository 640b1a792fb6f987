"""Arithmetic of tables: columns that are sums, differences or shares of others, and rows that are sums of the rows below or above them.

A rule is looked for in the heads ("Tổng", "4=3/1", "Tỷ lệ") and among the columns themselves, and is believed when nearly all rows confirm it;
the rows that break it are the findings. A row is the sum of its rows when most of its columns say so. "-" is zero, an empty cell unknown.
"Trong đó" rows name some of the row above them and are no parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, reduce
from itertools import combinations

import regex

from extractor.audit.figures import Figure
from extractor.audit.grades import RatioForm, Verdict, grade_ratio, grade_sum, slip_explains_sum
from extractor.audit.intervals import EXACT, ZERO
from extractor.audit.relations import Candidate
from extractor.audit.vocabulary import vocabulary
from extractor.document import Table
from extractor.layout.grid import Grid, Row, grid_of
from extractor.layout.model import Layout
from extractor.layout.tables import plain

VALUES = ("count", "money", "measure")
NOTHING = regex.compile(r"[-–—]+|0")
MOST = 0.9  # share of the rows that confirm a rule of columns
WINDOW = 9  # columns further apart are not tried together
DIGITS = 8  # written digits that a rule without words must explain
Matrix = list[list["Figure | None"]]


@dataclass(frozen=True)
class Sheet:
    """A table's figures: `cells[r][c]` is a figure, `zero[r][c]` is true for "-", `known[r][c]` false where a number could not be read."""

    grid: Grid
    cells: Matrix
    zero: list[list[bool]]
    known: list[list[bool]]
    values: tuple[int, ...]  # columns of amounts, in order
    rates: tuple[int, ...]  # columns of percentages

    @cached_property
    def rough(self) -> list[list[float | None]]:
        """The amounts in floating point, for a first look."""
        columns = range(self.grid.columns)
        return [[None if (a := self.amount(r, c)) is None else float(a) for c in columns] for r in range(len(self.cells))]

    @cached_property
    def last(self) -> list[list[float]]:
        """The weights of the last written digits."""
        return [[float(f.precision) if f is not None else 0.0 for f in row] for row in self.cells]

    def amount(self, row: int, column: int) -> Decimal | None:
        """The value of a cell, zero for "-", None where it is empty or unknown."""
        figure = self.cells[row][column]
        if figure is not None:
            return figure.value
        return ZERO if self.zero[row][column] else None


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """`total` is the sum of `parts` (kind "sum"), or the share of parts[0] in the sum of the others ("ratio", "growth")."""

    kind: str
    total: int
    parts: tuple[int, ...]
    told: bool  # the heads say so


def relations_of_tables(layout: Layout, figures: Sequence[Figure]) -> Iterator[Candidate]:
    """All relations of the document's tables: those that hold and those that do not."""
    places: dict[int, dict[tuple[int, int], list[Figure]]] = {}
    for figure in figures:
        segment = layout.reading.segments[figure.segment]
        if segment.table is not None and segment.row is not None and segment.column is not None:
            places.setdefault(segment.table, {}).setdefault((segment.row, segment.column), []).append(figure)
    for number, table in enumerate(layout.tables):
        if number in places and len(places[number]) >= 4:
            sheet = sheet_of(grid_of(layout.document.text, table), places[number])
            if sheet is not None:
                yield from _columns(sheet, formulas(layout.document.text, table))
                yield from _rows(sheet)


def sheet_of(grid: Grid, places: dict[tuple[int, int], list[Figure]]) -> Sheet | None:
    """The figures of a grid, and which columns hold amounts and percentages; None where no column does."""
    cells: Matrix = []
    zero: list[list[bool]] = []
    known: list[list[bool]] = []
    for row in grid.rows:
        figures: list[Figure | None] = []
        nothing, sure = [], []
        for column in range(grid.columns):
            words = row.words.get(column, "")
            here = places.get((row.grid_row, column), [])
            alone = here[0] if len(here) == 1 and _alone(words, here[0]) else None
            figures.append(alone)
            nothing.append(alone is None and bool(NOTHING.fullmatch(words)))
            sure.append(alone is not None or nothing[-1] or not any(c.isdigit() for c in words))
        cells.append(figures)
        zero.append(nothing)
        known.append(sure)
    values, rates = [], []
    for column in range(grid.columns):
        if column in (grid.ordinal_column, grid.label_column):
            continue
        found = [row[column] for row in cells if row[column] is not None]
        filled = sum(1 for row in grid.rows if row.words.get(column))
        if len(found) < 2 or len(found) * 2 < filled - sum(z[column] for z in zero):
            continue
        figures_here = [f for f in found if f is not None]
        if any(f.total is not None for f in figures_here):
            continue
        signs = sum("%" in f.written for f in figures_here)
        percent = sum(f.dimension == "percent" for f in figures_here)
        parted = sum(f.precision < 1 for f in figures_here)
        # Heads may stand one column off in text that lost its lines: the figures themselves say more.
        share = signs * 2 > len(figures_here) or (percent * 2 > len(figures_here) and parted * 4 > len(figures_here))
        if share or (parted * 2 > len(figures_here) and max(f.value for f in figures_here) <= 1000):
            rates.append(column)
        if not share:
            values.append(column)
    return Sheet(grid, cells, zero, known, tuple(values), tuple(rates)) if values else None


def _alone(words: str, figure: Figure) -> bool:
    """The figure is all that its cell holds."""
    return len(words.strip(" *()")) <= len(figure.written) + 2 and figure.value_to is None


# -- columns -------------------------------------------------------------------------------------------------------------------------


def _columns(sheet: Sheet, told: Sequence[ColumnRule] = ()) -> Iterator[Candidate]:
    for rule in column_rules(sheet, told):
        for row in range(len(sheet.grid.rows)):
            made = _apply(sheet, rule, row)
            if made is not None:
                yield made


def column_rules(sheet: Sheet, told: Sequence[ColumnRule] = ()) -> list[ColumnRule]:
    """The rules that the rows confirm: one for each column that is a result, the one that fewest rows break; told ones first."""
    best: dict[int, tuple[tuple[int, int, int, int], ColumnRule]] = {}
    for order, rule in enumerate((*told, *_told(sheet), *_searched(sheet))):
        evidence = _confirmed(sheet, rule)
        if evidence is None:
            continue
        held, broken = evidence
        rank = (broken, not rule.told, -held, order)
        if rule.total not in best or rank < best[rule.total][0]:
            best[rule.total] = (rank, rule)
    accepted: list[ColumnRule] = []
    used: list[frozenset[int]] = []
    for _, rule in sorted(best.values(), key=lambda b: b[0]):
        columns = frozenset((rule.total, *rule.parts))
        # c = a + b and a = c - b are one rule.
        if columns not in used:
            accepted.append(rule)
            used.append(columns)
    return sorted(accepted, key=lambda r: r.total)


def formulas(text: str, table: Table) -> list[ColumnRule]:
    """The rules of the row that numbers the columns: "4=3/1", "(5) = (3)+(4)", "6=5/4*100"."""
    rules: list[ColumnRule] = []
    for head in range(table.header_rows):
        words = {cell.column: plain(text, cell.spans) for cell in table.cells if cell.row == head}
        names = {m[1]: column for column, w in words.items() if (m := regex.match(r"\(?\s*(\d{1,2}|[A-Za-z])\s*\)?\s*(?:=|$)", w))}
        for column, w in words.items():
            left, _, right = w.partition("=")
            terms = [names.get(t) for t in regex.findall(r"(?<![\d%])\d{1,2}(?!\d)|[A-Za-z]", regex.sub(r"[*x×]\s*100\s*%?|%", "", right))]
            known = tuple(t for t in terms if t is not None)
            signs = regex.sub(r"[^-+/:]", "", regex.sub(r"[*x×]\s*100\s*%?", "", right))
            if len(known) != len(terms) or len(known) < 2 or not left:
                continue
            if set(signs) == {"+"}:
                rules.append(ColumnRule("sum", column, known, True))
            elif signs == "-" and len(known) == 2:
                rules.append(ColumnRule("sum", known[0], (column, known[1]), True))
            elif signs and signs[0] in "/:" and set(signs[1:]) <= {"+"}:
                rules.append(ColumnRule("ratio", column, known, True))
    return rules


def _told(sheet: Sheet) -> Iterator[ColumnRule]:
    """Rules of the heads: a "Tổng" column over its group, a rate column over the two columns that its group or name leads to."""
    heads = sheet.grid.heads
    total = vocabulary().table_total
    for column in sheet.values:
        path = heads[column] if column < len(heads) else ()
        if not path or not total.search(path[-1]):
            continue
        group = path[:-1]
        others = [c for c in sheet.values if c != column and (heads[c][: len(group)] == group if group else True)]
        for parts in (others, [c for c in others if c > column], *([c for c in others if c > column][:n] for n in range(2, 7))):
            if len(parts) >= 2:
                yield ColumnRule("sum", column, tuple(parts), True)


def _searched(sheet: Sheet) -> Iterator[ColumnRule]:
    values = sheet.values
    for column in sheet.rates:
        near = [c for c in values if abs(c - column) <= WINDOW]
        near.sort(key=lambda c: (abs(c - column), c))
        for kind in ("ratio", "growth"):
            for a in near:
                for b in near:
                    if a != b:
                        yield ColumnRule(kind, column, (a, b), False)
        for a in near:
            for b, c in combinations(near, 2):
                if a not in (b, c):
                    yield ColumnRule("ratio", column, (a, b, c), False)
    for position, column in enumerate(values):
        after = values[position + 1 : position + 1 + WINDOW]
        before = values[max(0, position - WINDOW) : position]
        for count in range(len(after), 2, -1):
            yield ColumnRule("sum", column, after[:count], False)
        for count in range(len(before), 2, -1):
            yield ColumnRule("sum", column, before[-count:], False)
        around = tuple(c for c in values if c != column and abs(c - column) <= WINDOW)
        for pair in combinations(around, 2):
            yield ColumnRule("sum", column, pair, False)


def _confirmed(sheet: Sheet, rule: ColumnRule) -> tuple[int, int] | None:
    """How many rows hold and how many break the rule, where nearly all hold and they say enough; else None."""
    if not _glance(sheet, rule):
        return None
    held = broken = digits = 0
    for row in range(len(sheet.grid.rows)):
        amounts = [sheet.amount(row, c) for c in rule.parts]
        whole = sheet.cells[row][rule.total]
        if whole is None or any(a is None for a in amounts) or sum(1 for a in amounts if a) < 2:
            continue
        verdict = _verdict(sheet, rule, row)
        if verdict is None:
            continue
        if verdict.holds:
            held += 1
            digits += whole.digits if rule.kind == "sum" else min(4, max(1, len(str(int(whole.value / whole.precision)))))
        else:
            broken += 1
            if broken >= 3 and broken * 3 > held:
                return None
    if held + broken < (2 if rule.told else 3) or held < MOST * (held + broken) - (1 if held >= 4 and broken == 1 else 0):
        return None
    if digits < (DIGITS // 2 if rule.told else DIGITS) or (broken and held < 4):
        return None
    return held, broken


def _glance(sheet: Sheet, rule: ColumnRule) -> bool:
    """A first look at a few rows in floating point, which refuses most rules that cannot be; exact arithmetic decides the rest."""
    seen = wrong = 0
    for amounts, units in zip(sheet.rough, sheet.last, strict=True):
        whole, parts = amounts[rule.total], [amounts[c] for c in rule.parts]
        if whole is None or any(not p for p in parts):
            continue
        seen += 1
        first, rest = parts[0], sum(p for p in parts[1:] if p)
        expected = first + rest if rule.kind == "sum" else 100 * first / rest - (100 if rule.kind == "growth" else 0)  # type: ignore[operator]
        slack = units[rule.total] + (sum(units[c] for c in rule.parts) if rule.kind == "sum" else 0.02 * abs(expected))
        wrong += abs(expected - whole) > slack + 1e-9 * abs(whole)
        if wrong >= 3:
            return False
        if seen >= 12:
            break
    return True


def _verdict(sheet: Sheet, rule: ColumnRule, row: int) -> Verdict | None:
    whole = sheet.cells[row][rule.total]
    parts = [sheet.cells[row][c] for c in rule.parts]
    if whole is None:
        return None
    if rule.kind == "sum":
        real = [p for p in parts if p is not None]
        return grade_sum(real, whole) if real else None
    form: RatioForm = "share" if rule.kind == "ratio" else "growth"
    first, rest = parts[0], [p for p in parts[1:] if p is not None]
    if first is None or not rest:
        return None
    base = rest[0] if len(rest) == 1 else rest[0].with_value(reduce(EXACT.add, (p.value for p in rest), ZERO))
    return grade_ratio(form, first, base, whole)


def _apply(sheet: Sheet, rule: ColumnRule, row: int) -> Candidate | None:
    whole = sheet.cells[row][rule.total]
    if whole is None or any(not sheet.known[row][c] or sheet.amount(row, c) is None for c in rule.parts):
        return None
    parts = tuple(p for c in rule.parts if (p := sheet.cells[row][c]) is not None)
    verdict = _verdict(sheet, rule, row)
    if verdict is None or not parts or (rule.kind == "sum" and len(parts) < 2 and verdict.holds):
        return None
    if rule.kind == "sum":
        return Candidate("sum", parts, whole, 3, verdict, table=True)
    form: RatioForm = "share" if rule.kind == "ratio" else "growth"
    return Candidate("ratio", parts, whole, 3, verdict, form=form, table=True)


# -- rows ----------------------------------------------------------------------------------------------------------------------------


def _rows(sheet: Sheet) -> Iterator[Candidate]:
    rows = sheet.grid.rows
    for index, row in enumerate(rows):
        if row.label and vocabulary().table_within.search(row.label):
            continue
        best: list[Candidate] | None = None
        for members, told in _member_sets(sheet, index):
            made = _row_relations(sheet, index, members, told)
            if made is None and told and row.ordinal:
                # "Tổng số" over the ordinal's and the label's place: the row's cells stand one column to the left.
                made = _row_relations(sheet, index, members, told, shift=1)
            if made is not None:
                best = made
                break
        yield from best or ()


def _member_sets(sheet: Sheet, index: int) -> Iterator[tuple[list[int], bool]]:
    """Rows whose sum row `index` may be, likeliest first; told is true where its label says "Tổng"."""
    rows = sheet.grid.rows
    row = rows[index]
    total = _is_total(row)
    below = [i for i, r in enumerate(rows) if r.parent == row.number and not _within(r)]
    if len(below) >= 2:
        yield below, False
    if not total:
        return
    others = [i for i in range(len(rows)) if i != index and not _within(rows[i]) and not _is_total(rows[i])]
    for span in ([i for i in others if i < index], [i for i in others if i > index]):
        # Of the rows since the last total, the outermost ones, else all that have nothing below them.
        last = max((i for i in range(index) if _is_total(rows[i])), default=-1) if span and span[0] < index else -1
        for block in (span, [i for i in span if i > last]) if last >= 0 else (span,):
            for level in sorted({rows[i].level for i in block}):
                chosen = [i for i in block if rows[i].level == level]
                if len(chosen) >= 2:
                    yield chosen, True
            parents = {r.parent for r in rows}
            leaves = [i for i in block if rows[i].number not in parents]
            if len(leaves) >= 2:
                yield leaves, True


def _within(row: Row) -> bool:
    return bool(row.label and vocabulary().table_within.search(row.label))


def _is_total(row: Row) -> bool:
    search = vocabulary().table_total.search
    return bool(row.ordinal and search(row.ordinal)) or bool(row.label and not row.ordinal and search(row.label))


def _row_relations(sheet: Sheet, index: int, members: Sequence[int], told: bool, shift: int = 0) -> list[Candidate] | None:
    """The sums of one row, column by column, if most of them hold; nearly all of them must where the row is `shift`ed."""
    made: list[Candidate] = []
    held = broken = digits = 0
    for column in sheet.values:
        whole = sheet.cells[index][column - shift]
        if whole is None or not all(sheet.known[i][column] for i in members):
            continue
        parts = tuple(p for i in members if (p := sheet.cells[i][column]) is not None and p.total is None)
        if len(parts) < 2:
            if len(parts) == 1 and parts[0].value == whole.value:
                continue
            if not parts:
                continue
        verdict = grade_sum(parts, whole)
        if verdict.holds:
            held += 1
            digits += whole.digits
        elif any(sheet.cells[i][column] is None and not sheet.zero[i][column] for i in members):
            continue  # a member's cell is empty: its figure may stand in another column
        else:
            broken += 1
        if len(parts) >= 2 or not verdict.holds:
            made.append(Candidate("sum", parts, whole, 3, verdict, table=True))
    if (not held and not broken) or (shift and (held < 3 or held < 4 * broken)):
        return None
    if broken == 0:
        return made if digits >= (1 if told or held > 1 else 3) else None
    if held >= 2 and held >= broken and digits >= DIGITS // 2:
        return made
    if told and held + broken == 1 and _close(made[0]):
        return made
    return None


def _close(made: Candidate) -> bool:
    assert made.whole is not None
    gap = abs(made.verdict.expected - made.verdict.actual)
    return gap * 20 <= abs(made.verdict.actual) or slip_explains_sum(made.parts, made.whole) is not None
