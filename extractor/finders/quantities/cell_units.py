"""Whose unit the figure of a cell has: an ordered table of rules, of which the first that gives a unit decides; `why` tells its name.

In: a figure with what its column, its row and the title of its table say. Out: a unit with its scale, or None.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extractor.finders.quantities.numbers import NumberMention
from extractor.finders.quantities.sheets import measure_by_title
from extractor.layout.model import Segment
from extractor.lexicon.phrases import LAYOUT, QUANTITIES, TABLES
from extractor.lexicon.units import unit_info
from extractor.lexicon.written_units import unit_at
from extractor.quick import quick
from extractor.tables.columns import Column
from extractor.tables.grid import Row
from extractor.tables.measures import Measure, counted, head_measure
from extractor.tables.times import Period
from extractor.tables.titles import Title
from extractor.tables.vocabulary import vocabulary

RATES = ("%", "‰", "lần", "điểm")
MONEY = ("đồng/", "đ/", "Đ/", "VNĐ/", "USD/")


@dataclass(frozen=True, slots=True)
class About:
    """What a row says of its figures: the rows that govern it (nearest first), its unit, its time, the unit of those that govern it where it has none."""

    row: Row
    above: list[Row]
    measure: Measure | None
    period: Period | None
    lent: Measure | None = None


@quick
@dataclass(frozen=True, slots=True)
class Said:
    """A figure of a cell with all that may say its unit."""

    figure: NumberMention
    text: str
    segment: Segment
    column: Column
    about: About
    title: Title
    timed: bool


def _in_the_cell(said: Said) -> Measure | None:
    if said.segment.end <= said.figure.scale_end:
        return None
    unit = unit_at(said.text, said.figure.scale_end)
    return Measure(unit.text) if unit is not None and unit.end <= said.segment.end and unit.kind != "guess" else None


def _percent_sign(said: Said) -> Measure | None:
    return Measure(said.figure.sign or "%") if said.figure.percent or said.figure.sign else None


def _in_the_head(said: Said) -> Measure | None:
    return said.column.measure


def _in_the_unit_column(said: Said) -> Measure | None:
    return _of_the_column(said.about.measure, said)


def _of_the_column(given: Measure | None, said: Said) -> Measure | None:
    """The unit of a row where figures of the column can have it: what a thing is measured in ("kg") is none of its price, and no unit is one of an index."""
    if given is None or given.unit in RATES:
        return given
    if any(TABLES.index_head.match(head) for head in said.column.path):
        return None
    money = given.unit == "đồng" or given.unit.startswith(MONEY) or unit_info(given.unit).dimension == "money"
    return given if money or not any(TABLES.money_head.match(head) for head in said.column.path) else None


def _in_the_name(said: Said) -> Measure | None:
    """ "Thu nội địa (tỷ đồng)"; a rate by its name."""
    label = said.about.row.label
    if not label or QUANTITIES.whole_share.search(label) is not None:
        return None
    found = head_measure(label)
    if found is not None and "," in label and not label.rstrip().endswith(")") and unit_info(found.unit).dimension in (None, "count"):
        found = None  # "Điện tử, máy tính" lists goods
    if found is not None and (label.rstrip().endswith(")") or said.title.measure is None or unit_info(found.unit).dimension not in (None, "count")):
        # "Thu từ cá nhân, hộ kinh doanh" under "Đơn vị: 1.000 đồng" names who pays.
        return None if found.unit == "%" and _counts_all(said.column) else found
    rate = vocabulary().rate.at(label)
    return Measure("%") if rate is not None and rate <= 3 and not _counts_all(said.column) else None


def _counts_all(column: Column) -> bool:
    """Whether a column says how many there are in all ("Tổng số tiêu chí"), also in the row of "% tiêu chí đạt"."""
    return bool(column.noun) and LAYOUT.total_row.match(column.label or "") is not None


def _of_the_row_above(said: Said) -> Measure | None:
    return _of_the_column(said.about.lent, said)


def _above_the_table(said: Said) -> Measure | None:
    return said.title.measure


def _counted_in_the_head(said: Said) -> Measure | None:
    return Measure(said.column.noun) if said.column.noun else None


def _counted_in_the_name(said: Said) -> Measure | None:
    """Under a head that says nothing of it, the row says what is counted."""
    label = (said.about.row.label or "").lstrip("0123456789. ").rstrip(" :")  # "5. SỐ LƯỢNG TIÊU CHÍ ĐẠT:"
    noun = counted(label) if label and QUANTITIES.count_head.match(label) else None
    return Measure(noun) if noun else None


def _by_the_title(said: Said) -> Measure | None:
    return measure_by_title(said.title.words, said.column.label)


UNITS: tuple[tuple[str, Callable[[Said], Measure | None], str], ...] = (
    ("behind the figure", _in_the_cell, "85 tỷ đồng"),
    ("its sign", _percent_sign, "12,5%"),
    ("the head", _in_the_head, "So sánh (%)"),
    ("the unit column", _in_the_unit_column, "ĐVT: ha"),
    ("the row's name", _in_the_name, "Thu nội địa (tỷ đồng)"),
    ("the row above", _of_the_row_above, "- Lúa, under Diện tích | ha"),
    ("above the table", _above_the_table, "Đơn vị tính: triệu đồng"),
    ("what the head counts", _counted_in_the_head, "Tổng số hồ sơ"),
    ("what the row counts", _counted_in_the_name, "Số hộ thoát nghèo, under Năm 2031"),
    ("the table's title", _by_the_title, "Đầu tư nước ngoài theo hình thức: Vốn pháp định"),
)


__all__ = ["UNITS", "About", "Said"]
