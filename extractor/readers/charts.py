"""Charts of DOCX, XLSX and PPTX files: the numbers that a chart draws, as a table of its categories by its series, under its title.

In: the root of a chart's part (DrawingML chart). The numbers are those that the file keeps with the chart; the workbook behind it is not opened.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

import regex

from extractor.errors import ReadError
from extractor.readers.losses import lose
from extractor.readers.number_format import from_serial, is_date, shown, shown_date
from extractor.readers.table_drafts import Draft, DraftTable

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SHEET = regex.compile(r"(?:'((?:[^']|'')+)'|([^'!,()]+))!")
_UNIT = regex.compile(r"\(([^()\d]{1,20})\)\s*$")  # at the end of a title: "Thu ngân sách (tỷ đồng)"
_MOST_POINTS, _MOST_SERIES = 2_000, 200
_VALUES = ("val", "yVal")
_NAMES = ("cat", "xVal")


Parts = list[str | DraftTable]
"""Lines and tables in their order."""


@dataclass(slots=True)
class Chart:
    """What a chart says: its title, its numbers, and the sheets that they come from."""

    titles: list[str] = field(default_factory=list)
    table: DraftTable | None = None
    sheets: set[str] = field(default_factory=set)


def intact(read: Callable[[], Any]) -> Any:
    """What a part that is drawn holds; None where it is damaged, which costs the drawing and not the file."""
    try:
        return read()
    except ReadError as error:
        if error.cause != "damaged":
            raise
        return None


def chart_pieces(root: Any, place: str, read: Collection[str] = ()) -> Parts:
    """The titles and the numbers of a chart; of one that draws cells of the sheets `read` the titles alone, since its numbers stand there."""
    if root is None:
        lose(place, "not-read", "chart")
        return []
    chart = read_chart(root)
    drawn = bool(chart.sheets) and chart.sheets <= set(read)
    if chart.table is None and not drawn:
        lose(place, "not-read", "chart")
    return [*chart.titles] if chart.table is None or drawn else [*chart.titles, chart.table]


def read_chart(root: Any) -> Chart:
    """The chart of a part."""
    chart = Chart()
    area = root.find(f".//{C}plotArea")
    title = next((words for holder in root.iterfind(f"{C}chart/{C}title") if (words := _words(holder))), "")
    series = [_series(element) for element in (area.iter(C + "ser") if area is not None else ()) if element.tag == C + "ser"][:_MOST_SERIES]
    series = [one for one in series if one.values]
    # A chart of one series is often titled by its name alone.
    own = series[0].name if len(series) == 1 and title in {"", series[0].name} else ""
    names, unit = (_axis(area, kinds) for kinds in (("catAx", "dateAx"), ("valAx",)))
    chart.titles = list(filter(None, [title or own]))
    chart.sheets = {sheet for element in root.iter(C + "f") for sheet in _sheets(element.text or "")}
    if series:
        bracket = _UNIT.search(title)
        chart.table = _table(series, title or own, names, unit or (bracket[1] if bracket else ""))
    return chart


def _axis(area: Any, kinds: tuple[str, ...]) -> str:
    """The title of the axes of a kind, where they have one: what the names are, or in what the values are counted."""
    titles = {_words(title) for kind in kinds for title in (area.iterfind(f"{C}{kind}/{C}title") if area is not None else ())} - {""}
    return titles.pop() if len(titles) == 1 else ""


@dataclass(slots=True)
class _Series:
    name: str
    names: dict[int, str]
    values: dict[int, str]


def _series(element: Any) -> _Series:
    label = element.find(C + "tx")
    told = element.find(f"{C}dLbls/{C}numFmt")
    code = told.get("formatCode") if told is not None and told.get("sourceLinked") in {"0", "false"} else None
    return _Series("" if label is None else " ".join(_points(label, None).values()), _first(element, _NAMES), _first(element, _VALUES, code))


def _first(element: Any, tags: tuple[str, ...], code: str | None = None) -> dict[int, str]:
    holder = next((found for tag in tags if (found := element.find(C + tag)) is not None), None)
    return {} if holder is None else _points(holder, code)


def _points(holder: Any, code: str | None) -> dict[int, str]:
    """The points of a series' names or values by their number."""
    levels = [_kept(level) for level in holder.iter(C + "lvl")]
    if levels:
        return _of_levels(levels)
    literal = next((node.text for node in holder.iterchildren(C + "v")), None)
    if literal is not None:
        return {0: " ".join(literal.split())}
    points = _kept(holder)
    numbers = next(holder.iter(C + "numCache", C + "numLit"), None)
    if numbers is not None:
        usual = next((node.text for node in numbers.iter(C + "formatCode")), None) or "General"
        return {number: _number(text, code or own or usual) for number, (text, own) in points.items()}
    return {number: " ".join(text.split()) for number, (text, _) in points.items()}


_Points = dict[int, tuple[str, str | None]]


def _kept(holder: Any) -> _Points:
    """The points that the file keeps: by their number the text, and the number format where a point has one of its own."""
    found: _Points = {}
    for point in holder.iter(C + "pt"):
        value = point.find(C + "v")
        if value is not None and (value.text or "").strip() and len(found) < _MOST_POINTS:
            found[_index(point)] = value.text, point.get("formatCode")
    return found


def _of_levels(levels: list[_Points]) -> dict[int, str]:
    """Names of several levels, the innermost first in the file: an outer one stands at its first point and holds until the next."""
    found: dict[int, str] = {}
    held = [""] * len(levels)
    for number in sorted(set().union(*levels)):
        for depth, level in enumerate(levels):
            if number in level or not depth:
                held[depth] = " ".join(level[number][0].split()) if number in level else ""
        found[number] = " ".join(filter(None, reversed(held)))
    return found


def _index(point: Any) -> int:
    text = point.get("idx") or "0"
    return int(text) if text.isdecimal() and len(text) < 8 else 0


def _number(text: str, code: str) -> str:
    try:
        value = float(text)
        if is_date(code):
            moment = from_serial(value, False)
            return shown_date(moment, code) if moment else text
        return shown(int(value) if value.is_integer() and abs(value) < 1e15 else value, code)
    except (ArithmeticError, ValueError, TypeError, LookupError):
        return text


def _table(series: list[_Series], title: str, kind: str, unit: str) -> DraftTable:
    """Categories down, series across."""
    names: dict[int, str] = {}
    for one in series:
        names = {**one.names, **names}
    rows = sorted({number for one in series for number in one.values})
    cells = [Draft(0, 0, [kind] if kind else [], header=True)]
    for column, one in enumerate(series, 1):
        name = one.name or (title if len(series) == 1 else "")
        head = f"{name} ({unit.strip('()')})" if unit and name else name or unit
        cells.append(Draft(0, column, [head] if head else [], header=True))
    for row, number in enumerate(rows, 1):
        cells.append(Draft(row, 0, [names[number]] if number in names else []))
        cells += [Draft(row, column, [one.values[number]]) for column, one in enumerate(series, 1) if number in one.values]
    return DraftTable(cells, len(rows) + 1, len(series) + 1, 1, placed=True)


def _words(holder: Any) -> str:
    """The words of a title, typed or taken from a cell."""
    typed = " ".join("".join(text.text or "" for text in paragraph.iter(_A + "t")).strip() for paragraph in holder.iter(_A + "p"))
    return " ".join(typed.split()) or " ".join(value.text or "" for value in holder.iter(C + "v"))


def _sheets(reference: str) -> Iterator[str]:
    """The sheets that a reference names: "'Biểu 1'!$B$2:$B$9"."""
    for quoted, bare in _SHEET.findall(reference):
        yield quoted.replace("''", "'") if quoted else bare.strip()
