"""An amount, a count and the price of each, where the price or the amount is what the others come to.

    "441 m2, … mức 7,3 tỷ đồng, tương đương 16,6 triệu đồng/m2"                                   what each comes to
    "chào bán 120.000 cổ phần với giá khởi điểm 12.300 đồng/cổ phần. Dự kiến thu về 1.476 triệu đồng"   what all come to, also in the sentence behind

Linear: a price looks at the few figures on each side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.audit.figures import Figure, one_name
from extractor.audit.grades import grade_ratio
from extractor.audit.passages import Passage
from extractor.audit.product_grades import grade_amount
from extractor.audit.products import COUNTS, of_each
from extractor.audit.relations import Candidate, Offer
from extractor.lexicon.phrases import AUDIT

AMONG = 6  # figures before a price that may be its count
SPAN = 240  # code points of a count, a price and an amount
BEFORE = 60  # code points before an amount that say what it is
ROUND = 50  # of the part of an amount that "gần", "hơn", "khoảng" leave open
LINES = 1  # segments behind a price in which the amount stands


def prices_in(passages: Sequence[Passage]) -> Iterator[Offer]:
    """The offers of a document, for each price of something ("đồng/m2")."""
    for position, passage in enumerate(passages):
        for price in passage.figures if passage.segment.kind != "cell" else ():
            per = of_each(price) if price.dimension == "rate" and price.plain else ""
            if per and (price.unit or "").count("/") == 1 and AUDIT.face_value.search(passage.before(price, BEFORE)) is None:
                yield from _each_comes_to(passage, price, per)
                yield from _all_come_to(passage, passages[position + 1 : position + 1 + LINES], price, per)


def _each_comes_to(passage: Passage, price: Figure, per: str) -> Iterator[Offer]:
    before = passage.backwards(passage.sentence_start(price.start), price.start, AMONG)
    amount = before[-1] if before else None
    if amount is None or amount.dimension != "money" or not amount.plain or AUDIT.amount_again.fullmatch(passage.text[amount.end : price.start]) is None:
        return
    count = _count(passage, before[:-1], amount, per)
    verdict = grade_ratio("mean", amount, count, price) if count is not None else None
    if count is not None and verdict is not None:
        yield [Candidate("ratio", (amount, count), price, "price_comes_to", verdict, form="mean")]


def _all_come_to(passage: Passage, behind: Sequence[Passage], price: Figure, per: str) -> Iterator[Offer]:
    count = _count(passage, passage.backwards(passage.sentence_start(price.start), price.start, AMONG), price, per)
    following = [(owner, f) for owner in (passage, *behind) for f in owner.figures if (owner is not passage or f.start >= price.end)]
    if count is None or not following:
        return
    owner, amount = following[0]
    if owner.index > passage.index + LINES or amount.dimension != "money" or not amount.plain or amount.start - count.start > SPAN:
        return
    end = passage.sentence_end(price.start)
    far = passage.sentence_end(end) if end < passage.end else passage.end
    if (owner is passage and amount.start >= far) or (owner is not passage and (far < passage.end or amount.start >= owner.sentence_end(owner.start))):
        return
    if ";" not in passage.text[price.end : amount.start] and AUDIT.proceeds.search(owner.before(amount, BEFORE)) is not None:
        verdict = grade_amount((count, price), amount)
        if verdict.holds or not (amount.vague and abs(verdict.expected - verdict.actual) < verdict.actual / ROUND):  # "thu về gần 11.300 tỷ đồng" of 11.286
            yield [Candidate("product", (count, price), amount, "price_proceeds", verdict)]


def _count(passage: Passage, figures: Sequence[Figure], before: Figure, per: str) -> Figure | None:
    """The count of what the price is of, nearest before it; none where two are told or a stop lies between."""
    told = [f for f in figures if f.dimension in COUNTS and f.plain and _named(f, per)]
    if len(told) != 1 or ";" in passage.text[told[0].end : before.start] or before.start - told[0].end > SPAN:
        return None
    return told[0] if passage.depth(told[0].start) <= passage.depth(before.start) else None


def _named(figure: Figure, per: str) -> bool:
    noun, of = one_name((figure.unit or "").casefold()), one_name(per)
    return bool(noun) and (noun == of or noun.startswith(of + " "))


__all__ = ["prices_in"]
