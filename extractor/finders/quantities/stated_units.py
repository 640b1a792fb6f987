"""Units that do not stand behind their figure: in a bracket behind what is measured, in a line above, or behind the next figure of a pair.

In: the text, figures with the units right behind them. Out: the same with what else gives a unit, scale words multiplied in. "Sản lượng (tấn): 1.250",
"Đơn vị tính: triệu đồng" above a list, "tăng từ 3,71 lên 3,92 triệu người".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from extractor.finders.quantities.items import Item
from extractor.finders.quantities.number_marks import BILLION
from extractor.finders.quantities.numbers import NumberMention, in_scale_of
from extractor.layout.model import Layout, Segment
from extractor.lexicon.patterns import any_of
from extractor.lexicon.phrases import QUANTITIES
from extractor.lexicon.units import unit_info, units
from extractor.lexicon.written_units import Unit, unit_at
from extractor.tables.measures import Measure, line_measure, measure_of

CLOSED = re.compile(r"\([^()]*\)")
COUNTLESS = 10**11  # no things that are counted are as many
AMOUNT = 1000  # đồng; smaller numbers of a calculation are factors
MILLION, LENGTH = 10**6, 5  # the scale of amounts of which only that is written, and the code points of its word
BEFORE = 60  # code points before a figure in which the bracket with its unit stands
HEAD = 8  # code points before the words of a unit that make a line more than a line of units: "II. Thu (ĐVT: triệu đồng)"
LINE = 160  # code points of the longest line that gives the unit of those below it
ALIKE = 20  # the two ends of a change are at most so many times as large as each other


def unit_behind(text: str, figure: NumberMention, limit: int) -> Unit | None:
    """The unit behind a figure, also behind a bracket that stands between them ("2.413/5.216 (46,3%) giấy tờ"); "đ" is "đồng" ("4.500 trđ", "500.000đ"), but
    in the price of a thing as it is written ("12.000 đ/kg")."""
    sign = "%" if figure.percent else "‰" if text[figure.end - 1] == "‰" else None
    unit = unit_at(text, figure.scale_end, sign)
    if unit is None and text.startswith(" (", figure.scale_end):
        bracket = CLOSED.match(text, figure.scale_end + 1, limit)
        behind = unit_at(text, bracket.end()) if bracket else None
        if behind is not None and behind.kind != "measure":
            unit = Unit(behind.text, figure.scale_end, figure.scale_end, behind.kind)
    if unit is None or unit.end > limit or (unit.kind == "time" and figure.scale >= MILLION and QUANTITIES.dated_scale.match(text, figure.scale_end) is not None):
        return None
    if unit.kind not in ("measure", "time") and figure.value >= COUNTLESS and figure.scale >= BILLION:
        return None  # "10.000 tỷ dự án chống ngập": money for what stands behind it
    money, stroke, per = unit.text.partition("/")
    return replace(unit, text=f"đồng{stroke}{per}") if money == "đ" and (not per or figure.scale != 1) else unit


def bracket_unit(text: str, figure: NumberMention) -> tuple[NumberMention, Unit] | None:
    """The unit in the bracket right before a figure that has none behind it, or right behind a result ("= 20.000.000 (đồng)"), and the figure in its scale."""
    match = QUANTITIES.unit_bracket_before.search(text, max(0, figure.start - BEFORE), figure.start)
    if match is None and text.endswith("= ", 0, figure.start):
        match = QUANTITIES.unit_bracket_behind.match(text, figure.scale_end)
    measure = measure_of(match["unit"]) if match is not None else None
    return _of(figure, measure) if measure is not None else None


def _of(figure: NumberMention, measure: Measure) -> tuple[NumberMention, Unit]:
    scaled = in_scale_of(figure, measure.scale) if measure.scale > 1 else figure
    scaled = replace(scaled, percent=True) if measure.unit == "%" else scaled
    return scaled, Unit(measure.unit, figure.scale_end, figure.scale_end, "measure")


def share_ahead(items: Sequence[Item], text: str) -> None:
    """Gives a figure without a unit the unit and scale of the one that it is paired with: "từ 3,71 lên 3,92 triệu", "lần lượt là 12,5 và 10,2 tỷ"."""
    for item, following in zip(reversed(items[:-1]), reversed(items), strict=False):
        figure, other = item.figure, following.figure
        if item.unit is not None or figure.scale != 1 or figure.percent or figure.kind != other.kind or following.unit is None or figure.words:
            continue
        if text[figure.scale_end : other.start] == "/":
            item.unit = Unit(following.unit.text, figure.scale_end, figure.scale_end, following.unit.kind)  # "thụ lý và giải quyết 179/29 vụ"
            continue
        between = QUANTITIES.paired_figures.fullmatch(text, figure.scale_end, other.start)
        if between is None or (following.unit.kind != "measure" and other.scale == 1):
            continue
        if between["turns"] is None and figure.precision == 1 and QUANTITIES.in_turn.search(text, max(0, figure.start - BEFORE), figure.start) is None:
            continue
        plain = other.value / other.scale
        if not (plain and figure.value and plain / ALIKE <= figure.value <= plain * ALIKE):
            continue
        item.figure = replace(in_scale_of(figure, other.scale) if other.scale > 1 else figure, percent=other.percent)
        item.unit = Unit(following.unit.text, figure.scale_end, figure.scale_end, following.unit.kind)


def of_sum(items: Sequence[Item], text: str) -> None:
    """Gives the amounts of a calculation that is written out the currency of its result: "36.000.000 + 15.000.000 = 51.000.000 đồng"."""
    currency: Unit | None = None
    behind: Item | None = None
    for item in reversed(items):
        figure = item.figure
        end = figure.scale_end if item.unit is None else max(item.unit.end, figure.scale_end)
        joined = behind is not None and QUANTITIES.operator_between.fullmatch(text, end, behind.figure.start) is not None
        currency = currency if joined else None
        if item.unit is not None and item.unit.kind == "measure" and not figure.percent and unit_info(item.unit.text).dimension == "money":
            currency = item.unit
        elif currency is not None and item.unit is None and not figure.percent and figure.value >= AMOUNT:
            item.unit = Unit(currency.text, figure.scale_end, figure.scale_end, "measure")
        behind = item


@cache
def _scale_per() -> Any:
    return QUANTITIES.filled("scale_per", units=any_of(units().per))


def _millions(text: str, figure: NumberMention) -> bool:
    """Whether nothing is said of millions, behind a colon or a word of money ("- Năm 2031: 750 triệu")."""
    alone = QUANTITIES.millions_alone.match(text, figure.scale_end - LENGTH, figure.scale_end + 12)
    return alone is not None and QUANTITIES.millions_before.search(text, max(0, figure.start - BEFORE), figure.start) is not None


def _of_billions(text: str, figure: NumberMention) -> bool:
    """Whether the millions stand behind billions, as only money is told ("số tiền 6 tỷ 310 triệu cho 370 hộ")."""
    return QUANTITIES.billions_and.search(text, figure.start, figure.scale_end) is not None


def billions(items: Sequence[Item], text: str) -> None:
    """Gives đồng to billions that have no unit ("ước đạt hơn 40.000 tỷ."), where no other currency or measure stands near them, and to amounts of which only
    the scale is written and what they are per ("8 triệu/tháng"); and to the amounts of a calculation the currency of its result."""
    of_sum(items, text)
    for item in items:
        figure = item.figure
        rate = _scale_per().match(text, figure.scale_end) if item.unit is None and figure.scale > 1 and not figure.percent else None
        if rate is not None:
            item.unit = Unit("đồng" + "".join(rate[0].split()), figure.scale_end, rate.end(), "measure")
            item.tail = rate.end()
            continue
        if item.unit is None and figure.scale == MILLION and (_of_billions(text, figure) or _millions(text, figure)):
            item.unit = Unit("đồng", figure.scale_end, figure.scale_end, "measure")
        if item.unit is not None or figure.scale < BILLION or QUANTITIES.other_billions.search(text, figure.scale_end, figure.scale_end + BEFORE):
            continue
        if QUANTITIES.billions_alone.match(text, figure.end - 1, figure.scale_end + 12) is not None:
            item.unit = Unit("đồng", figure.scale_end, figure.scale_end, "measure")


def _told(text: str, segment: Segment) -> tuple[Measure | None, bool]:
    """The unit that a short line gives to what follows ("Đơn vị tính: triệu đồng", "số liệu tính theo triệu đồng"), and whether words of its own stand before it."""
    if segment.kind == "cell" or segment.end - segment.start > LINE:
        return None, False
    match = QUANTITIES.unit_told.search(text, segment.start, segment.end)
    stated = line_measure(match[0]) if match is not None else None
    if stated is None and (match := QUANTITIES.unit_told_in_words.search(text, segment.start, segment.end)) is not None:
        stated = measure_of(match["unit"])
    return stated, match is not None and match.start() - segment.start > HEAD


def _told_inside(text: str, segment: Segment) -> Measure | None:
    """The unit that a bracket in front of a list gives to its members ("Các khoản thu (ĐVT: triệu đồng): học phí 1.250; …")."""
    if segment.kind == "cell":
        return None
    match = QUANTITIES.unit_told_before_list.search(text, segment.start, min(segment.end, segment.start + LINE))
    return measure_of(match["unit"]) if match is not None else None


def unit_lines(layout: Layout) -> list[Measure | None]:
    """For each segment the unit that a line above it gives to the items that follow ("Đơn vị tính: triệu đồng"), None where none does."""
    text = layout.reading.text
    found: list[Measure | None] = []
    current: Measure | None = None
    section: tuple[str, ...] = ()
    above = False  # only headings stand since the line: it speaks for the section that they open, and those beside it
    own = False  # the line is itself the heading: it speaks for its section alone
    scope: tuple[str, ...] | None = None
    for segment in layout.reading.segments:
        if segment.section != section:
            if above:
                scope = segment.section if own else segment.section[:-1]
            elif scope is None or segment.section[: len(scope)] != scope:
                current = scope = None
            section = segment.section
        if segment.kind in ("note", "cell"):
            current = scope = None
        stated, led = _told(text, segment)
        above = stated is not None or (above and not own and segment.kind == "heading")
        if stated is not None:
            current, scope, own = stated, None, led and segment.kind == "heading"
        elif segment.kind == "paragraph" and segment.end - segment.start > LINE:
            current = scope = None
        found.append(_told_inside(text, segment) or current)
    return found


__all__ = ["billions", "bracket_unit", "share_ahead", "unit_lines"]
