"""Rows of a statistical form: "1.4. Tổng số …" over 1.4.1, 1.4.2; "2. Tỷ lệ … (%)" over its total and what was done of it.

Such a form has one column of figures and a unit of its own in each row, so that no other column can confirm a tie: label, level and unit make it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.audit.figures import Figure
from extractor.audit.grades import grade_cells, grade_ratio, slip_explains_sum
from extractor.audit.intervals import EXACT
from extractor.audit.relations import Candidate
from extractor.audit.tables.rows import Outline
from extractor.audit.tables.sheet import Sheet
from extractor.audit.vocabulary import vocabulary


def item_relations(sheet: Sheet) -> Iterator[Candidate]:
    """The sums and shares that labelled items of a form make with their sub-items."""
    outline = Outline(sheet)
    rows = sheet.grid.rows
    for index, row in enumerate(rows):
        below = outline.children.get(row.number, [])
        if len(below) < 2 or not row.label or not row.ordinal:
            continue
        for column in sheet.values:
            whole = sheet.cells[index][column]
            if whole is None or whole.total is not None:
                continue
            if whole.dimension == "percent" or _rate(row.label):
                made = _share(sheet, below, column, whole)
            elif vocabulary().table_total.search(row.label):
                made = _sum(sheet, below, column, whole, index)
            else:
                made = None
            if made is not None:
                yield made


def _rate(label: str) -> bool:
    return bool(vocabulary().table_rate.match(label.strip()))


def _share(sheet: Sheet, below: Sequence[int], column: int, whole: Figure) -> Candidate | None:
    """A rate over exactly two counts, one of which calls itself the total."""
    figures = [(sheet.grid.rows[i].label or "", sheet.cells[i][column]) for i in below]
    if len(figures) != 2 or any(f is None or f.dimension == "percent" for _, f in figures):
        return None
    totals = [bool(vocabulary().table_total.search(label)) for label, _ in figures]
    first, second = figures[0][1], figures[1][1]
    assert first is not None and second is not None
    base, part = (second, first) if totals == [False, True] else (first, second)
    verdict = grade_ratio("share", part, base, whole)
    if verdict is None or part.unit != base.unit:
        return None
    return Candidate(
        "ratio", (part, base), whole, "form_rate", verdict, form="share", table=True, variant="" if any(totals) else "loose"
    )


def _sum(sheet: Sheet, below: Sequence[int], column: int, whole: Figure, index: int) -> Candidate | None:
    """A total over its items of the same unit: all of them, or all but the last ("ngành dọc"), whichever agrees or is one key away.

    Where they do not agree, a remark of one of the rows may name what is missing ("Có 8/30 nhiệm vụ chưa đến hạn").
    """
    parts: list[Figure] = []
    for i in below:
        label, figure = sheet.grid.rows[i].label or "", sheet.cells[i][column]
        if (
            figure is None
            or figure.unit != whole.unit
            or figure.total is not None
            or _rate(label)
            or vocabulary().table_total.search(label)
        ):
            return None
        parts.append(figure)
    if whole.value and all(part.value == whole.value for part in parts):
        return None  # each of them repeats the total: it is said again level by level, or by another division
    readings = [tuple(parts[:n]) for n in (len(parts), len(parts) - 1) if n >= 2]
    if not readings:
        return None
    made = [
        Candidate("sum", r, whole, "form_total", grade_cells(r, whole), table=True, variant="" if r is readings[0] else "partial")
        for r in readings
    ]
    best = next((m for m in made if m.verdict.holds), None)
    rest = None if best is not None else _remarked(sheet, (index, *below), EXACT.subtract(whole.value, made[0].verdict.expected), whole)
    if rest is not None:
        return Candidate("sum", (*parts, rest), whole, "form_total", grade_cells((*parts, rest), whole), table=True, variant="partial")
    return best or next((m for m in made if slip_explains_sum(m.parts, whole) is not None), made[0])


def _remarked(sheet: Sheet, rows: Sequence[int], gap: Decimal, whole: Figure) -> Figure | None:
    """The figure in the words of a cell of these rows that names just what is missing: "8" or "8/30" of 30."""
    if gap <= 0:
        return None
    for i in rows:
        for figure in sheet.remarks[i]:
            if figure.value == gap and figure.total in (None, whole.value):
                return figure.with_value(gap)
    return None
