"""The measure right before a figure, tied to it by the word that governs it ("áp dụng thuế suất 12%", "được hưởng phụ cấp 540.000 đồng", "toàn bộ diện tích tự nhiên là 31 km2").

In: a clause and a figure with its words. Out: the measure's words, or None. Whom the verb speaks of and under what condition is no part of the name.
"""

from __future__ import annotations

from extractor.finders.quantities.clause import Clause
from extractor.finders.quantities.items import CHANGES, Item
from extractor.finders.quantities.labels import is_generic, is_measure, join
from extractor.finders.quantities.phrase_rules import verbs
from extractor.finders.quantities.phrases import clean, strip_tail
from extractor.lexicon.phrases import QUANTITIES

REACH = 240  # code points before a figure in which the word stands that governs its measure
WEAK = ("có ", "Có ")  # verbs that only say of what the bound is
LONGEST = 7  # words of a measure with what it is of


def governed_measure(clause: Clause, item: Item) -> str | None:
    """The measure between the word that governs it and the figure, without what stands before that word; None where no such words stand there."""
    if item.bracketed or item.share is not None or (item.percent and item.after) or item.role in CHANGES:
        return None
    edge = strip_tail(clause.blank, item.lead, clause.floor)
    piece = clause.blank[max(clause.floor, edge - REACH) : edge]
    bound = item.comparator not in ("=", "~") and not item.counted  # "hộ có doanh thu trên 3 tỷ đồng": what is bounded
    found = (QUANTITIES.measure_of_rule if clause.legal or bound else QUANTITIES.measure_governed).search(piece)
    if found is None or QUANTITIES.number_of_those.search(piece, 0, found.start()) is not None:
        return None
    words = clean(found["measure"])
    weak = bound and not clause.legal and is_generic(words) and piece.endswith(WEAK, 0, found.start("measure"))  # "Vùng nuôi có diện tích trên 10 ha" in a report: of what, its heading says
    if weak or len(words.split()) > LONGEST or verbs().search(words, 1) is not None:
        return None
    return join(words)


def measure_of_count(clause: Clause, item: Item) -> str | None:
    """The measure that is told by a count: governed by the word before it ("hưởng phụ cấp 1,2 lần mức lương"), or tied by a copula, with its place behind the count
    ("quy mô dân số là 5.120 người của xã Tây")."""
    tied = item.led and item.role not in CHANGES and item.phrase and is_measure(item.phrase) and QUANTITIES.of_whom.match(item.after) is not None
    measure = governed_measure(clause, item) or (join(item.phrase) if tied else None)
    item.settled = item.settled or measure is not None
    return measure


def rate_granted(clause: Clause, item: Item) -> str | None:
    """The name of a sum that a rule grants or takes on a condition ("cây con bị hại trên 70%, hỗ trợ 6.000.000 đồng/ha": "mức hỗ trợ cây con bị hại trên
    70%"); None for other sums."""
    verb = QUANTITIES.grant_before.search(clause.blank, max(clause.start, item.lead - 40), item.lead)
    if verb is None or item.unit is None or "/" not in item.unit.text or not item.unit.text.startswith("đồng"):
        return None
    edge = verb.start("verb")
    low = max(clause.start, *(clause.blank.rfind(mark, clause.start, edge) + 1 for mark in ";:"))
    condition = clean(clause.blank[low:edge])
    if not condition and not item.after and low > clause.start:
        condition = clean(clause.blank[clause.start : low - 1])
    return join("mức", verb["verb"], condition or item.after)


def rate_of_change(clause: Clause, item: Item) -> str | None:
    """The measure that the words of a change name themselves ("tốc độ tăng bình quân 5%/năm"), None where they only tell of a change."""
    led = clean(clause.blank[item.lead : item.figure.start]).removesuffix(" đạt").removesuffix(" là")
    return join(led) if is_measure(led) else None


__all__ = ["governed_measure", "measure_of_count", "rate_granted", "rate_of_change"]
