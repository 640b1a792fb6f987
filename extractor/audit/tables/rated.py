"""Rows of rates below rows of amounts: how a level grew from year to year, what share of a total row it is, what shares of their sum amounts are.

                     |         | Thực hiện 2029 | Ước 2030 | Kế hoạch 2031
    Giá trị sản xuất | tỷ đồng |          292,4 |    312,8 |         336,5
    Tốc độ tăng      | %       |            6,8 |      7,0 |           7,6     of the row above, year by year
    Tổng số          | tỷ đồng |          163,5 |    183,8 |         215
    1. Vốn ngân sách | tỷ đồng |           40,4 |     40,5 |          44
    So với tổng số   | %       |           24,7 |     22,0 |          20,5     of the row above in the row that is named
    Cơ cấu:          | %       |            100 |      100 |           100
    + Nông nghiệp    | %       |           30,3 |     31,9 |          32,9     of the rows above that bear these names

The words of the row say what it is, and its own columns how sure that is: one that keeps nothing anywhere may be of something else (other prices).
Linear: each row looks at a bounded number of rows above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

import regex

from extractor.audit.figures import Figure
from extractor.audit.grades import RatioForm, grade_ratio
from extractor.audit.intervals import ZERO
from extractor.audit.relations import Candidate
from extractor.audit.tables.sheet import Sheet
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.patterns import fold

YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
NEAR = 3  # rows between a rate and its amount, rates themselves
BASES = 6  # total or named rows that may be the base of a share
REACH = 60  # rows above a structure in which the amounts of its members stand
FEWEST, MANY_MORE = 2, 3  # cells that must keep a share, and so many for each that does not
EARLIER = 3  # columns of the year before
FORMS: tuple[RatioForm, ...] = ("growth", "share")


def rated_relations(sheet: Sheet) -> Iterator[Candidate]:
    """The rates of rows over rows above them: those that hold and those that do not."""
    table = _Table(sheet)
    against: dict[str, list[tuple[int, int]]] = {}
    for index, row in enumerate(sheet.grid.rows):
        if not row.label or not table.percent[index]:
            continue
        above = table.above(index)
        named = vocabulary().table_against.match(row.label)
        if above is not None and vocabulary().table_grown.search(row.label):
            yield from _believed(table.growth(index, above), 1, 1)
        elif above is not None and named is not None:
            against.setdefault(_letters(row.label), []).append((index, above))
    for pairs in against.values():
        yield from table.shares(pairs)
    for index, members in table.structures():
        yield from table.structure(index, members)


def _believed(found: Sequence[Candidate], fewest: int, more: int) -> list[Candidate]:
    """All of them, as sure as the others are many, where enough hold; none else."""
    held = sum(made.verdict.holds for made in found)
    if held < fewest or held < more * (len(found) - held):
        return []
    return [replace(made, prior=1 - 0.15 * 0.3 ** (held - made.verdict.holds)) for made in found]


def _letters(words: str) -> str:
    return " ".join(regex.findall(r"\p{L}+", fold(words)))


class _Table:
    """The rows of a sheet: which hold percentages, which amounts, and of what years the columns are."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        rows = [[f for f in cells if f is not None] for cells in sheet.cells]
        self.percent = [bool(row) and all(f.dimension == "percent" for f in row) for row in rows]
        self.amounts = [any(f.dimension != "percent" and f.value and f.total is None for f in row) for row in rows]
        self.names = [_letters(row.label or "") for row in sheet.grid.rows]
        self.totals = [i for i, row in enumerate(sheet.grid.rows) if row.label and self.amounts[i] and vocabulary().table_total.search(row.label)]

    @cached_property
    def _levels(self) -> list[int]:
        """The columns of amounts: by how much they grew has no parts in per cent."""
        return [column for column in range(self.sheet.grid.columns) if self.sheet.level(column)]

    @cached_property
    def years(self) -> list[int | None]:
        """The year of each column, where its heads name one."""
        named = [set(YEAR.findall(" ".join(path))) for path in self.sheet.grid.heads]
        found = [int(min(years)) if len(years) == 1 else None for years in named]
        return found + [None] * (self.sheet.grid.columns - len(found))

    def above(self, index: int) -> int | None:
        """The nearest row of amounts above a row, past other rates."""
        for i in range(index - 1, max(-1, index - 1 - NEAR), -1):
            if self.amounts[i] and not self.percent[i]:
                return i
            if not self.percent[i]:
                return None
        return None

    def growth(self, index: int, above: int) -> list[Candidate]:
        """The rates of a row as growth of the row above from the year before (or as its level in per cent of it), whichever more columns keep."""
        rates, levels = self.sheet.cells[index], self.sheet.cells[above]
        readings: list[list[Candidate]] = []
        for form in FORMS:
            made: list[Candidate] = []
            for column, year in enumerate(self.years):
                whole, level = rates[column], levels[column]
                if year is None or whole is None or level is None:
                    continue
                before = [f for c, y in enumerate(self.years) if y == year - 1 and (f := levels[c]) is not None and c != column][-EARLIER:]
                offers = [found for f in reversed(before) if (found := _ratio((level, f), f, whole, form, "row_growth")) is not None]
                made += [next((o for o in offers if o.verdict.holds), offers[0])] if offers else []
            readings.append(made)
        return max(readings, key=lambda made: sum(m.verdict.holds for m in made))

    def shares(self, pairs: Sequence[tuple[int, int]]) -> list[Candidate]:
        """Rows of one name, each the share of the row above it in one and the same row: the one that most cells keep."""
        first = pairs[0][1]
        said = set(self.names[pairs[0][0]].split())
        named = [i for i in range(first) if self.amounts[i] and i not in self.totals and self.names[i] and set(self.names[i].split()) <= said]
        bases = [*[i for i in self.totals if i < first][-BASES:], *named[-BASES:]]
        tried = [_believed([made for index, part in pairs for made in self._row(index, part, base)], FEWEST, MANY_MORE) for base in bases]
        return max(tried, key=lambda made: sum(m.verdict.holds for m in made), default=[])

    def _row(self, index: int, part: int, base: int) -> Iterator[Candidate]:
        for column in self._levels:
            whole, one, all_ = (self.sheet.cells[i][column] for i in (index, part, base))
            if whole is not None and one is not None and all_ is not None:
                made = _ratio((one, all_), all_, whole, "share", "row_share")
                if made is not None:
                    yield made

    def structures(self) -> Iterator[tuple[int, list[int]]]:
        """Rows that call themselves a structure, with the rows of percentages right below them that share it out."""
        rows = self.sheet.grid.rows
        structure = vocabulary().table_structure.search
        for index, row in enumerate(rows):
            if not row.label or not structure(row.label):
                continue
            members = []
            for i in range(index + 1, len(rows)):
                if not self.percent[i] or not self.names[i] or rows[i].level != rows[index + 1].level or rows[i].level <= row.level:
                    break
                members.append(i)
            if len(members) >= FEWEST:
                yield index, members

    def structure(self, index: int, members: Sequence[int]) -> list[Candidate]:
        """The percentages of a structure as shares of the sum of the amounts above that bear the names of its members."""
        found: list[int] = []
        for member in members:
            words = set(self.names[member].split())
            near = range(index - 1, max(-1, index - 1 - REACH), -1)
            at = next((i for i in near if self.amounts[i] and i not in found and words and words <= set(self.names[i].split())), None)
            if at is None:
                return []
            found.append(at)
        made: list[Candidate] = []
        for column in self._levels:
            parts = [f for i in found if (f := self.sheet.cells[i][column]) is not None]
            if len(parts) < len(found) or len({p.unit for p in parts}) > 1 or any(p.total is not None for p in parts):
                continue
            base = parts[0].with_value(sum((p.value for p in parts), ZERO))
            for member, part in zip(members, parts, strict=True):
                whole = self.sheet.cells[member][column]
                share = _ratio((part, *parts), base, whole, "share", "structure_share") if whole is not None else None
                made += [share] if share is not None else []
        return _believed(made, FEWEST, MANY_MORE)


def _ratio(parts: tuple[Figure, ...], base: Figure, whole: Figure, form: RatioForm, tie: str) -> Candidate | None:
    if any(f.total is not None for f in (*parts, whole)) or not base.value:
        return None
    verdict = grade_ratio(form, parts[0], base, whole)
    if verdict is not None and form == "growth" and whole.value > 0 and parts[0].value < base.value:
        fall = grade_ratio("reduction", parts[0], base, whole)  # its sign may stand before the figure that was read
        form, verdict = ("reduction", fall) if fall is not None and fall.holds else (form, verdict)
    return Candidate("ratio", parts, whole, tie, verdict, form=form, table=True) if verdict is not None else None
