"""What stands above a table and speaks for all of it: its title, the unit of its figures, the time that they are of.

In: the layout and its grids. Out: a `Title` for each table. Looked for in this order: the lines inside the grid, the lines right above the table, the
heads of an annex that it stands in, the headings above it, the document's own title. A table that follows another without a line
between them, under the same heads, keeps its title.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.layout.model import Layout, Segment
from extractor.lexicon.phrases import TABLES
from extractor.tables.grid import Grid
from extractor.tables.measures import (
    Measure,
    line_measure,
    measure_of,
    measures_by_head,
    measures_listed,
    path_measure,
    units_alone,
)
from extractor.tables.times import Period, title_time
from extractor.tables.vocabulary import vocabulary
from extractor.tables.words import is_figure

LINES = 7  # lines above a table that may speak for it
LONGEST = 300  # characters of such a line
SEVERAL = 2  # sheets that say the unit of a workbook
UNIT_LINE = "Đơn vị tính:"
PLACED = 16  # cells of a table that only places lines, at most
BESIDE = 2  # of them in a row: issuer and motto
SENTENCE = 80  # characters of a line that ends with a stop: it tells of something else and is no title


@dataclass(frozen=True, slots=True)
class Title:
    """The words of the lines above a table, nearest last; its unit, its time, and whether it tells results ("II. KẾT QUẢ ĐÁNH GIÁ")."""

    words: str = ""
    measure: Measure | None = None
    period: Period | None = None
    told: bool = False  # the table tells results, whatever norms its title names
    by_head: tuple[tuple[str, Measure], ...] = ()  # units of columns by their heads ("Lượng = tấn; Giá trị = 1.000 USD")
    listed: tuple[Measure, ...] = ()  # units of all columns together ("Đơn vị: người, triệu đồng")


def titles_of(layout: Layout, grids: Sequence[Grid], title: str | None, year: int | None) -> list[Title]:
    """The titles of all tables. `title` is the document's own, `year` the one that it speaks of."""
    segments, text = layout.reading.segments, layout.reading.text
    firsts: dict[int, int] = {}
    for index, segment in enumerate(segments):
        if segment.table is not None:
            firsts.setdefault(segment.table, index)
    own = _of_document(title, year) if title else None
    made: list[Title] = []
    annex: Period | None = None
    position = 0
    for number, grid in enumerate(grids):
        first = firsts.get(number)
        if first is None:
            made.append(Title())
            continue
        annex = _annex(text, segments, position, first, year, annex)
        position = first
        lines = _lines(text, segments, first)
        before = made[-1] if made else None
        if not lines and before is not None and grids[number - 1].heads == grid.heads:
            made.append(_with_captions(before, grid, year))
            continue
        made.append(_with_captions(_title(lines, segments[first].section, annex or own, year), grid, year))
    return _of_one_workbook(layout, grids, made) if layout.document.format == "sheet" else made


def _of_one_workbook(layout: Layout, grids: Sequence[Grid], titles: list[Title]) -> list[Title]:
    """A sheet of money that says no unit is told in the one that the other sheets of its workbook say, several of them and all the same."""
    told = {(title.measure, table.name) for title, table in zip(titles, layout.tables, strict=True) if title.measure is not None and title.measure.unit == "đồng"}
    units = {measure for measure, _ in told}
    if len(units) != 1 or len({name for _, name in told}) < SEVERAL:
        return titles
    measure = units.pop()
    return [replace(title, measure=measure) if _asks_for_money(title, grid) else title for title, grid in zip(titles, grids, strict=True)]


def _asks_for_money(title: Title, grid: Grid) -> bool:
    """A table that a title of a budget names and nothing gives a unit: neither its own lines nor a column nor one of its heads."""
    if title.measure is not None or title.by_head or title.listed or grid.unit_column is not None or TABLES.money_title.search(title.words) is None:
        return False
    heads = [path for path, kind in zip(grid.heads, grid.kinds, strict=False) if kind == "figures"]
    return any(heads) and not any(found is not None and found.unit not in ("%", "‰") for path in heads for found in [path_measure(path)])


def _of_document(title: str, year: int | None) -> Period | None:
    """The time of what a document's title reports, of two the one before what is still to be done ("Kết quả 6 tháng đầu năm; nhiệm vụ 6 tháng cuối năm 2031")."""
    ahead = TABLES.title_ahead.search(title)
    return title_time(title, year) or (title_time(title[: ahead.start()], year) if ahead is not None else None)


def _lines(text: str, segments: Sequence[Segment], first: int) -> list[str]:
    """The lines right above a table, the nearest last; another table ends them, save one that only places such lines."""
    lines: list[str] = []
    left, index = LINES, first - 1
    while index >= 0 and left:
        segment = segments[index]
        if segment.kind == "cell":
            placed = _placed(text, segments, index)
            if placed is None:
                break
            cells, index = placed
            lines = [*cells, *lines]
            left -= 1
            continue
        told = segment.end - segment.start > SENTENCE and text.endswith((".", ";"), segment.start, segment.end)
        if segment.kind != "note" and segment.end - segment.start < LONGEST and not told:
            lines.insert(0, text[segment.start : segment.end])
        left, index = left - 1, index - 1
    return lines


def _placed(text: str, segments: Sequence[Segment], last: int) -> tuple[list[str], int] | None:
    """The lines of a table that holds no figures and only sets apart letterhead, title and unit line, and the position before its first cell; None for another."""
    first = last
    while first and segments[first - 1].kind == "cell" and segments[first - 1].table == segments[last].table and last - first < PLACED:
        first -= 1
    cells = segments[first : last + 1]
    rows = Counter(cell.row for cell in cells)
    fits = len(cells) < PLACED and max(rows.values()) <= BESIDE and any(count == 1 for count in rows.values())
    said = [text[cell.start : cell.end] for cell in cells]
    return (said, first - 1) if fits and not any(is_figure(words) for words in said) else None


def unit_lines(layout: Layout, first: int) -> list[int]:
    """The positions of the segments above a table that only say the unit of its figures ("Đơn vị: 1.000 đồng" counts nothing)."""
    segments, text = layout.reading.segments, layout.reading.text
    found: list[int] = []
    if first > 1 and segments[first - 2].kind != "cell" and segments[first - 1].kind != "cell" and units_alone(text[segments[first - 1].start : segments[first - 1].end]):
        found.append(first - 1)
    for index in range(first - 1, max(-1, first - LINES - 1), -1):
        if segments[index].kind == "cell":
            break
        line = text[segments[index].start : segments[index].end]
        if len(line) < 60 and TABLES.unit_opening.match(line) and (line_measure(line) is not None or measures_by_head(line) or measures_listed(line)):
            found.append(index)
    return found


def _title(lines: Sequence[str], section: Sequence[str], outer: Period | None, year: int | None) -> Title:
    lines = [*lines[:1], *map(_as_unit_line, lines[1:])]  # under the title, at the right: "Nghìn tấn; triệu USD"
    measure = next((found for line in reversed(lines) if len(line) < 120 and (found := line_measure(line)) is not None), None)
    if measure is None and lines and (ends := TABLES.unit_ends_title.search(lines[-1])) is not None:
        measure = measure_of(ends["unit"])
    own, above = ([time for line in reversed(group) if (time := title_time(line, year)) is not None] for group in (lines, section))
    times = own or above  # the day up to which the table's own lines count goes before the month of its part
    period = next((time for time in times if not _one_day(time)), times[0] if times else None)
    told = any(vocabulary().result_title.match(line) for line in [*lines, *section])
    by_head = next((named for line in reversed(lines) if len(line) < 120 and (named := measures_by_head(line))), ())
    listed = next((units for line in reversed(lines) if len(line) < 120 and (units := measures_listed(line))), ())
    return Title(" ".join(lines), measure, period or outer, told, by_head, listed)


def _as_unit_line(line: str) -> str:
    """A line of nothing but units with the words that say so."""
    return f"{UNIT_LINE} {line}" if units_alone(line) else line


def _with_captions(title: Title, grid: Grid, year: int | None) -> Title:
    for line in map(_as_unit_line, grid.captions):
        measure, period = line_measure(line), title_time(line, year)
        if period is None or (title.period is not None and _one_day(period)):
            period = title.period
        title = replace(title, words=f"{title.words} {line}", measure=measure or title.measure, period=period, by_head=measures_by_head(line) or title.by_head, listed=measures_listed(line) or title.listed)
    return title


def _one_day(time: Period) -> bool:
    """A day up to which is counted; it only ends the years or months that another line names ("… 2031-2035 (tính đến ngày 20/12/2035)")."""
    return time.since is not None and time.since == time.until


def _annex(text: str, segments: Sequence[Segment], start: int, end: int, year: int | None, known: Period | None) -> Period | None:
    """The time that the head of the annex names which a table stands in: a line "PHỤ LỤC …" with the lines under it."""
    for index in range(start, end):
        segment = segments[index]
        if segment.kind == "cell" or not TABLES.annex_title.match(text, segment.start, segment.end) or segment.end - segment.start > LONGEST:
            continue
        below = [text[s.start : s.end] for s in segments[index : min(end, index + 6)] if s.kind != "cell"]
        found = next((time for line in below if (time := title_time(line, year)) is not None), None)
        if found is not None or TABLES.annex_word.match(text[segment.start : segment.end]):
            known = found or known
    return known


__all__ = ["Title", "titles_of", "unit_lines"]
