"""Products: a quantity times a price is an amount.

    "14 hộ x 2.500.000 đồng = 35.000.000 đồng"                        a formula in the text
    "1.270 ha, năng suất 38,3 tạ/ha, sản lượng 4.864,1 tấn"           area, yield and output
    "Hỗ trợ 36 hộ, mỗi hộ 4.500.000 đồng, tổng kinh phí 162.000.000 đồng"   words that say so

Linear: every figure is looked at with the few behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.audit.figures import Figure
from extractor.audit.grades import grade_product
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.vocabulary import vocabulary

WEIGHTS = {"tạ/ha": Decimal("0.1"), "tấn/ha": Decimal(1), "kg/ha": Decimal("0.001")}  # tonnes of a unit of yield
FACTORS = 4  # factors of a formula
REACH = 90  # code points between a price and its amount
AMOUNTS = ("money", "measure")
COUNTS = ("count", "measure")


def products_in(passage: Passage) -> Iterator[Offer]:
    """The offers of one segment."""
    yield from _yielded(passage)
    figures = passage.figures
    position = 0
    while position < len(figures) - 2:
        length = _formula(passage, position)
        if length:
            parts, whole = figures[position : position + length], figures[position + length]
            yield [Candidate("product", tuple(parts), whole, "formula", grade_product(parts, whole))]
            position += length
        else:
            yield from _priced(passage, position)
        position += 1


def _formula(passage: Passage, position: int) -> int:
    """How many factors the formula has that begins with this figure; 0 where there is none."""
    figures, words = passage.figures, vocabulary()
    length = 1
    while length < FACTORS and position + length < len(figures):
        gap = passage.text[figures[position + length - 1].end : figures[position + length].start]
        if words.times_sign.fullmatch(gap) is not None:
            length += 1
            continue
        return length if length >= 2 and words.equals_sign.fullmatch(gap) is not None and _amounts(figures[position : position + length + 1]) else 0
    return 0


def _amounts(figures: tuple[Figure, ...]) -> bool:
    return all(f.single for f in figures) and all(f.dimension != "percent" for f in figures)


def _priced(passage: Passage, position: int) -> Iterator[Offer]:
    """A count, a price of each of what it counts, and the amount right behind, in one sentence."""
    count, price, amount = passage.figures[position : position + 3]
    words = vocabulary()
    if count.dimension not in COUNTS or price.dimension not in ("money", "rate") or amount.dimension not in AMOUNTS or amount.change:
        return
    end = passage.sentence_end(count.start)
    gap = passage.text[price.end : amount.start]
    if amount.end > end or len(gap) > REACH or ";" in passage.text[count.end : amount.start] or not _amounts((count, price, amount)):
        return
    each = words.each_end.search(passage.text[count.end : price.start]) or (price.dimension == "rate" and (price.unit or "").endswith("/" + (count.unit or "?")))
    total = words.amount_end.search(passage.text[price.end : amount.start])
    if each and total:
        yield [Candidate("product", (count, price), amount, "priced", grade_product((count, price), amount))]


def _yielded(passage: Passage) -> Iterator[Offer]:
    """ "1.270 ha, năng suất 38,3 tạ/ha, sản lượng 4.864,1 tấn": area, yield and output in one sentence, with nothing but growths between them."""
    for start, end in passage.sentences():
        told = [f for f in passage.within(start, end, 0) if f.dimension in ("measure", "rate") and f.plain]
        for area, rate, output in zip(told, told[1:], told[2:], strict=False):
            weight = WEIGHTS.get((rate.unit or "").casefold())
            if weight is None or (area.unit or "").casefold() != "ha" or (output.unit or "").casefold() != "tấn" or ";" in passage.text[area.end : output.start]:
                continue
            yield [Candidate("product", (area, rate), output, "yielded", grade_product((area, rate), output, weight))]
