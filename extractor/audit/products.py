"""Products: a quantity times a price is an amount.

    "14 hộ x 2.500.000 đồng = 35.000.000 đồng"                        a formula in the text
    "15.600.000 đồng (52 em x 300.000 đồng/em)"                       the formula behind its result
    "Hỗ trợ 36 hộ, mỗi hộ 4.500.000 đồng, tổng kinh phí 162.000.000 đồng"   words that say so

Linear: every figure is looked at with the few behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import regex

from extractor.audit.bare_numbers import bare_number
from extractor.audit.figures import Figure
from extractor.audit.grades import Verdict
from extractor.audit.intervals import ONE
from extractor.audit.passages import Passage
from extractor.audit.product_grades import grade_amount, grade_product, hundredths
from extractor.audit.relations import Candidate, Offer
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT
from extractor.lexicon.units import unit_info

SIGN = regex.compile(r"(?<=\s)(?:[xX×*]|nh\p{L}n)(?=\s*\d)|\d\s*[x×*]\s*\d")  # without one there is no formula
OPENS = regex.compile(r"(?<![+\-–xX×*/]\s?)[=(](?=\s?\d)")  # a bracket behind a sign belongs to a longer formula
AGAIN = regex.compile(r"[^\d();]{0,24}(?:[=+\-]|\)\s*[xX×*])")  # the formula goes on
MILLIONS, MILLION = regex.compile(r"\s?tr(?!\p{L})"), 6
CUT_OFF = regex.compile(r"[xX×*=+(]\s*$")  # behind it a formula goes on in the next segment
UNIT = 24  # code points of the unit between an amount and its formula
SENTENCES = 3  # in which a count, a price and an amount are told
LINES, BEHIND = 2, 6  # segments and figures behind a price in which the count and the amount stand
SPAN = 240  # code points of a count, a price and an amount
BEFORE = 60  # code points before a price or an amount that say what it is
LISTED = 24  # figures before a price that may be amounts and counts of one list
CUT = regex.compile(r"[;.](?=\s)")
AMOUNTS = ("money", "measure")
COUNTS = ("count", "measure")


def products_in(passage: Passage) -> Iterator[Offer]:
    """The offers of one segment."""
    figures = passage.figures
    position = reached = 0
    signed = bool(figures) and SIGN.search(passage.text, passage.start, passage.end) is not None
    for match in vocabulary().formula.finditer(passage.text, passage.start, passage.end) if signed else ():
        made = _formula(passage, match)
        if made is not None:
            yield [made]
            reached = match.end()
    yield from _behind(passage) if signed and len(figures) >= 2 else ()
    while position < len(figures) - 2:
        if figures[position].start >= reached:
            yield from _priced(passage, position)
        position += 1


def _behind(passage: Passage) -> Iterator[Offer]:
    """ "15.600.000 đồng (52 em x 300.000 đồng/em)", "= 52 em x 300.000 đồng": the amount stands right before its formula."""
    for opened in OPENS.finditer(passage.text, passage.start, passage.end):
        match = vocabulary().factors.match(passage.text, opened.end(), passage.end)
        before = passage.backwards(passage.sentence_start(opened.start()), opened.start(), 1) if match is not None else ()
        if match is None or not before or opened.start() - before[0].end > UNIT or AGAIN.match(passage.text, match.end()) is not None:
            continue
        whole, parts = before[0], factors_at(passage, match.spans("number"))
        if whole.plain and whole.dimension in AMOUNTS and any(f.dimension in (*AMOUNTS, "rate") for f in parts):
            yield [Candidate("product", parts, whole, "formula_behind", _of_factors(parts, whole))]


def _formula(passage: Passage, match: Any) -> Candidate | None:
    """ "12 người x 300.000 đồng/người/ngày x 2 ngày = 7.200.000 đồng": every number counts, also the days and months that are no figures."""
    whole = result_at(passage, match.start("result"))
    factors = factors_at(passage, match.spans("number"))
    if whole is not None and MILLIONS.match(passage.text, match.end("result")) is not None:
        whole = _factor_at(passage, *match.span("result"))
    if whole is None or not factors or _cut_off(passage, match.start()):
        return None
    if whole.dimension == "percent":  # "13 năm x 2% = 26%"
        shares = sum(f.dimension == "percent" for f in factors)
        return Candidate("product", factors, whole, "formula", grade_product(factors, whole)) if shares == 1 else None
    return Candidate("product", factors, whole, "formula", _of_factors(factors, whole))


def _cut_off(passage: Passage, start: int) -> bool:
    """The segment opens with what is left of a formula: its first factors stand in the segment before ("80 triệu đồng x", "0,05% x 20 ngày = 0,8 triệu đồng")."""
    opens = not passage.text[passage.start : start].strip()
    return opens and CUT_OFF.search(passage.text, max(0, passage.start - UNIT), passage.start) is not None


def result_at(passage: Passage, start: int) -> Figure | None:
    """The figure of one value that a formula gives as its result there."""
    return next((f for f in passage.between(start, start + 1) if f.single), None)


def factors_at(passage: Passage, spans: Sequence[tuple[int, int]]) -> tuple[Figure, ...]:
    """The figures of one value that stand there, or what was read as none; nothing where one of them is no number."""
    found = [f for span in spans if (f := _factor_at(passage, *span)) is not None and f.single]
    return tuple(found) if len(found) == len(spans) else ()


def _factor_at(passage: Passage, start: int, end: int) -> Figure | None:
    figure = next((f for f in passage.between(start, start + 1) if f.start == start), None)
    millions = MILLIONS.match(passage.text, end) is not None  # "12 tr x 5%"
    if figure is not None and figure.end <= end + 1 and not millions:  # "4,2 x 1.800.000 đồng" may be read as one figure
        return figure
    number = bare_number(passage.text, start, end)
    if number is None or not millions:
        return number
    return replace(number, value=number.value.scaleb(MILLION), precision=number.precision.scaleb(MILLION), dimension="money", unit="đồng")


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
        if amount is trio[0] and vocabulary().list_cue.search(passage.text, amount.end, trio[1].start) is not None:
            return  # "73.860 triệu đồng, trong đó xây mới 1.120 căn, mức 60 triệu đồng/căn": the amount is of all that the list names
        behind = passage.figures[position + 3] if position + 3 < len(passage.figures) else None
        if amount is trio[0] and behind is not None and behind.dimension in AMOUNTS and vocabulary().list_cue.search(passage.text, amount.end, trio[1].start) is not None:
            return  # "số tiền 6.700 triệu đồng, gồm 121 nhà (40 triệu đồng/nhà, thành tiền 4.840 triệu đồng)": the amount is of the whole list
        if behind is not None and behind.dimension == "rate" and behind.unit == price.unit and behind.start - trio[2].end < 3 * UNIT:
            return  # "(50 triệu đồng/căn xây mới, 40 triệu đồng/căn sửa chữa)": the amount is of all counts at their prices
        first, last = passage.sentence_start(min(count.start, price.start)), trio[0].start
        for _ in range(SENTENCES):
            last = passage.sentence_end(last)
        if amount.start >= first and last >= trio[2].end:
            named = "priced_each" if price.dimension == "rate" else "priced"
            timed = "timed" if named == "priced_each" and (price.unit or "").count("/") > 1 else ""  # "90.000 đồng/hộ/quý" for how many quarters?
            yield [Candidate("product", (count, price), amount, named, grade_amount((count, price), amount), variant=timed)]
            return


def of_each(price: Figure) -> str:
    """What a price is of, of its unit: "hộ" of "đồng/hộ", "đồng/hộ/quý"."""
    _, *pers = (price.unit or "").casefold().split("/")
    return next((per for per in pers if unit_info(per).dimension != "time"), "")


def priced_above(passages: Sequence[Passage]) -> Iterator[Offer]:
    """ "Mỗi hộ dân được tặng 150.000 đồng." and then, in a sentence or paragraph behind it: "16.400 hộ dân được nhận, với tổng số tiền 2,46 tỷ đồng"."""
    stream = [(p, f) for p in passages if p.segment.kind != "cell" for f in p.figures]
    for position, (passage, price) in enumerate(stream):
        each = AUDIT.price_of_each.search(passage.before(price, BEFORE)) if price.dimension == "money" and price.plain else None
        if each is None:
            continue
        for (owner, count), (other, amount) in pairwise(stream[position + 1 : position + 1 + BEHIND]):
            if owner.index > passage.index + LINES:
                break
            noun = (count.unit or "").casefold()
            if owner is not other or count.dimension != "count" or not noun or not _amounts((count, amount)) or amount.dimension != "money":
                continue
            told = owner.sentence_end(count.start) >= amount.end and vocabulary().amount_end.search(owner.before(amount, BEFORE))
            if told and f"{each['noun'].casefold()} ".startswith(f"{noun} "):
                yield [Candidate("product", (count, price), amount, "priced", grade_amount((count, price), amount))]
                break


def priced_below(passage: Passage) -> Iterator[Offer]:
    """ "xã A được cấp 75 triệu đồng để hỗ trợ 30 hộ; xã B 45 triệu đồng hỗ trợ 18 hộ; … Trong đó mỗi hộ được hỗ trợ 2,5 triệu đồng": one price behind a list of
    amounts with their counts."""
    for price in passage.figures:
        each = AUDIT.price_of_each.search(passage.before(price, BEFORE)) if price.dimension == "money" and price.plain else None
        noun = each["noun"].casefold() if each is not None else ""
        before = passage.backwards(passage.start, price.start, LISTED) if noun else ()
        pairs = [pair for pair in pairwise(before) if {f.dimension for f in pair} == {"money", "count"} and not CUT.search(passage.text, pair[0].end, pair[1].start)]
        told = [(one, other) if one.dimension == "count" else (other, one) for one, other in pairs if _amounts((one, other)) and not one.change and not other.change]
        told = [(count, amount) for count, amount in told if count.unit and f"{noun} ".startswith(f"{count.unit.casefold()} ")]
        if len({f.start for pair in told for f in pair}) == 2 * len(told) >= 4:
            yield from ([Candidate("product", (count, price), amount, "priced_below", grade_amount((count, price), amount))] for count, amount in told)


def _of_factors(parts: tuple[Figure, ...], whole: Figure) -> Verdict:
    """Factors against their product, percentages among them as hundredths."""
    scale = hundredths(parts)
    return grade_amount(parts, whole) if scale == ONE else grade_product(parts, whole, scale)


def _again(passage: Passage, price: Figure, amount: Figure) -> bool:
    """ "mỗi suất 1.000.000 đồng (156 triệu đồng)": the amount alone in the bracket right behind the price."""
    bracket = passage.bracket_of(amount.start)
    alone = bracket is not None and bracket.open >= price.end and amount.start == bracket.open + 1 and len(passage.between(bracket.open, bracket.close)) == 1
    return alone and bracket is not None and bracket.open - price.end <= UNIT and bracket.close - amount.end <= UNIT


def _makes(passage: Passage, price: Figure, amount: Figure) -> bool:
    """ "212 căn, mức 30 triệu đồng/căn, bằng 6.360 triệu đồng": the amount right behind its price."""
    return price.dimension == "rate" and amount.start > price.end and AUDIT.makes.fullmatch(passage.text[price.end : amount.start]) is not None


def _count_and_amount(passage: Passage, price: Figure, trio: tuple[Figure, ...]) -> tuple[Figure | None, Figure | None]:
    """Of two figures beside a price the count that it is of, and the amount; None for what is not there."""
    others = [f for f in trio if f is not price]
    amount = next((f for f in others if f.dimension in AMOUNTS and vocabulary().amount_end.search(passage.before(f, BEFORE))), None)
    amount = amount or next((f for f in others if f.dimension == "money" and (_again(passage, price, f) or _makes(passage, price, f))), None)
    count = next((f for f in others if f is not amount and f.dimension in COUNTS), None)
    if amount is None or count is None or price.dimension not in ("money", "rate"):
        return None, None
    noun = (count.unit or "").casefold()
    if price.dimension == "rate":
        per = of_each(price)
        mean = vocabulary().mean_end.search(passage.before(price, BEFORE)) is not None  # "bình quân 15 triệu đồng/hộ" is computed, and rounded
        return (count, amount) if per and not mean and (noun == per or noun.startswith(per + " ")) else (None, None)
    each = vocabulary().each_end.search(passage.before(price, BEFORE))
    return (count, amount) if each and count.start < price.start and noun else (None, None)
