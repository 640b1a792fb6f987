"""Products: a quantity times a price is an amount.

    "14 hộ x 2.500.000 đồng = 35.000.000 đồng"                        a formula in the text
    "Hỗ trợ 36 hộ, mỗi hộ 4.500.000 đồng, tổng kinh phí 162.000.000 đồng"   words that say so

Linear: every figure is looked at with the few behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractor.audit.figures import Figure
from extractor.audit.grades import Verdict, grade_product
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.vocabulary import vocabulary

FACTORS = 4  # factors of a formula
SENTENCES = 3  # in which a count, a price and an amount are told
SPAN = 240  # code points of a count, a price and an amount
BEFORE = 60  # code points before a price or an amount that say what it is
AMOUNTS = ("money", "measure")
COUNTS = ("count", "measure")


def products_in(passage: Passage) -> Iterator[Offer]:
    """The offers of one segment."""
    figures = passage.figures
    position = 0
    while position < len(figures) - 2:
        length = _formula(passage, position)
        if length:
            parts, whole = figures[position : position + length], figures[position + length]
            yield [Candidate("product", tuple(parts), whole, "formula", _graded(tuple(parts), whole))]
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
    """A count, a price of each of what it counts, and the amount: beside each other in any order, the amount no earlier than the sentence of the count."""
    trio = passage.figures[position : position + 3]
    if trio[2].end - trio[0].start > SPAN or not _amounts(trio) or any(f.change for f in trio) or ";" in passage.text[trio[0].end : trio[2].start]:
        return
    for price in trio:
        count, amount = _count_and_amount(passage, price, trio)
        if count is None or amount is None:
            continue
        first, last = passage.sentence_start(min(count.start, price.start)), trio[0].start
        for _ in range(SENTENCES):
            last = passage.sentence_end(last)
        if amount.start >= first and last >= trio[2].end:
            named = "priced_each" if price.dimension == "rate" else "priced"
            yield [Candidate("product", (count, price), amount, named, _graded((count, price), amount))]
            return


def _graded(parts: tuple[Figure, ...], whole: Figure) -> Verdict:
    """What a price of each and a count give: neither is rounded, a result may be."""
    verdict = grade_product(parts, whole)
    money = whole.dimension == "money" and any(p.exact for p in parts)
    return replace(verdict, grade="inconsistent") if money and verdict.grade == "rounding" and abs(verdict.expected - verdict.actual) > whole.precision else verdict


def _count_and_amount(passage: Passage, price: Figure, trio: tuple[Figure, ...]) -> tuple[Figure | None, Figure | None]:
    """Of two figures beside a price the count that it is of, and the amount; None for what is not there."""
    others = [f for f in trio if f is not price]
    amount = next((f for f in others if f.dimension in AMOUNTS and vocabulary().amount_end.search(passage.before(f, BEFORE))), None)
    count = next((f for f in others if f is not amount and f.dimension in COUNTS), None)
    if amount is None or count is None or price.dimension not in ("money", "rate"):
        return None, None
    noun = (count.unit or "").casefold()
    if price.dimension == "rate":
        per = (price.unit or "").rpartition("/")[2].casefold()
        mean = vocabulary().mean_end.search(passage.before(price, BEFORE)) is not None  # "bình quân 15 triệu đồng/hộ" is computed, and rounded
        return (count, amount) if per and not mean and (noun == per or noun.startswith(per + " ")) else (None, None)
    each = vocabulary().each_end.search(passage.before(price, BEFORE))
    return (count, amount) if each and count.start < price.start and noun else (None, None)
