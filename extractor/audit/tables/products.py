"""Products that heads or labels tell: "Số lượng | Đơn giá | Thành tiền" in columns, "Diện tích, Năng suất, Sản lượng" in rows that follow each other.

Units may put a power of ten between them (ha × tạ/ha = tấn × 10): it is the one that most cells keep.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.audit.evidence import NEAR
from extractor.audit.figures import Figure
from extractor.audit.product_grades import SCALES, grade_output, grade_product
from extractor.audit.relations import Candidate
from extractor.audit.tables.sheet import Matrix, Sheet
from extractor.audit.vocabulary import vocabulary

SEVERAL, MOST = 4, 0.9  # rows that keep a product which no name of a factor tells
SLIPS = 2  # mistakes of one line that are told as such
LEAST_ROWS = 3  # different rows that keep a product which no head names
REACH = 4  # columns between a factor and the amount


def product_relations(sheet: Sheet) -> Iterator[Candidate]:
    """All products of a table that its words tell, those that hold and those that do not."""
    words = vocabulary()
    heads = [" / ".join(path[-1:]) for path in sheet.grid.heads]
    for column in sheet.values:
        if column >= len(heads) or not words.table_amount.search(heads[column]):
            continue
        before = [c for c in range(max(0, column - REACH), column) if c < len(heads) and c != sheet.grid.label_column]
        prices = [c for c in before if words.table_price.search(heads[c])]
        counts = [c for c in before if words.table_quantity.search(heads[c]) and c not in prices]
        if prices and counts:
            yield from _products(sheet.cells, (counts[-1], prices[-1], column))
    for column in sheet.values:
        named = column < len(heads) and bool(words.table_total.search(heads[column]) or words.table_amount.search(heads[column]))
        for count in (3, 2):
            factors = tuple(c for c in sheet.values if c < column)[-count:]
            made = _factors(sheet, factors, column, named) if len(factors) == count else []
            if made:
                yield from made
                break
    turned = [list(cells) for cells in zip(*sheet.cells, strict=True)]
    labels = [row.label or "" for row in sheet.grid.rows]
    for i in range(len(labels) - 2):
        if (
            words.table_area.search(labels[i])
            and words.table_yield.search(labels[i + 1])
            and words.table_output.search(labels[i + 2])
        ):
            # A column without a head among others is no year's: it may hold what each of the three is of an earlier one in per cent.
            yield from _products([turned[c] for c in sheet.values if sheet.level(c) and c not in sheet.headless], (i, i + 1, i + 2))


def _factors(sheet: Sheet, factors: Sequence[int], column: int, named: bool) -> list[Candidate]:
    """A column that is the product of the two or three before it ("số điểm | số mẫu | số đợt | số lượng") in nearly every row.

    Where its head does not name a total or an amount, different rows must say so.
    """
    made: list[Candidate] = []
    plain = 0
    different: set[tuple[Decimal, ...]] = set()
    for cells in sheet.cells:
        parts = [p for c in factors if (p := cells[c]) is not None]
        whole = cells[column]
        if whole is None or len(parts) < len(factors) or whole.total is not None or not all(p.value for p in parts):
            continue
        made.append(Candidate("product", tuple(parts), whole, "product_told", grade_product(parts, whole), table=True))
        simple = sum(p.value != 1 for p in parts) < 2  # 1 × 1 × 6 = 6 says nothing
        plain += simple
        if not simple and made[-1].verdict.holds:
            different.add(tuple(p.value for p in parts))
        elif len(made) - plain > SEVERAL and not different:
            return []
    held = sum(m.verdict.holds for m in made)
    if held - plain < SEVERAL or (held < MOST * len(made) and held < len(made) - 1) or (not named and len(different) < LEAST_ROWS):
        return []
    return [replace(m, prior=1 - 0.1 * 0.3 ** (held - m.verdict.holds)) for m in made]


def _products(matrix: Matrix, places: tuple[int, int, int]) -> Iterator[Candidate]:
    """The products of one triple of lines, where one power of ten makes most of them right."""
    triples: list[tuple[Figure, Figure, Figure]] = []
    for cells in matrix:
        a, b, c = (cells[p] for p in places)
        if (
            a is not None
            and b is not None
            and c is not None
            and a.value
            and b.value
            and c.value
            and not (a.total or b.total or c.total)
        ):
            triples.append((a, b, c))
    by_scale: Counter[Decimal] = Counter()
    for a, b, c in triples:
        by_scale.update(s for s in SCALES if _graded(a, b, c, s).verdict.holds)
    if by_scale:
        scale, held = max(by_scale.items(), key=lambda s: (s[1], -SCALES.index(s[0])))
    else:
        near = next((s for s in SCALES if all(_near(_graded(*t, s)) for t in triples)), None)
        if near is None:
            return
        scale, held = near, 0
    if held * 2 < len(triples) and len(triples) > 2:
        return
    broken = len(triples) - held
    # Where many break it, the area was not the one that was harvested: these are asked after, and the more softly the more there are.
    soft = 1 - 0.4 * broken / (len(triples) + 0.5) if broken > max(SLIPS, (1 - MOST) * len(triples)) else 1
    for a, b, c in triples:
        made = _graded(a, b, c, scale)
        if not made.verdict.holds and max(f.digits for f in (a, b, c)) < 2:
            continue  # single digits are marks or indices as well
        others = held - made.verdict.holds
        sure = 1 - 0.015 * 0.3**others if others else None
        yield replace(made, prior=sure if made.verdict.holds or soft == 1 else min(sure or soft, soft))


def _near(made: Candidate) -> bool:
    gap = abs(made.verdict.expected - made.verdict.actual)
    return gap <= Decimal(str(NEAR)) * abs(made.verdict.expected)


def _graded(a: Figure, b: Figure, c: Figure, scale: Decimal) -> Candidate:
    return Candidate("product", (a, b), c, "product_told", grade_output((a, b), c, scale), table=True)
