"""Whose a figure of a rule is by the words behind it: who must act within a term, for whom a rate is.

In: an item, the reading in which dates are blotted out, the run of its sentence. Out: plain strings, None where the text does not say. "Trong thời hạn 05 ngày làm
việc, kể từ ngày nhận đủ hồ sơ, Phòng Kinh tế thẩm định …" is the term of "Phòng Kinh tế" for "thẩm định …"; "Mức 90.000 đồng/người/buổi áp dụng đối với
thư ký" is that of "thư ký".
"""

from __future__ import annotations

from extractor.finders.quantities.items import CHANGES, Item
from extractor.finders.quantities.labels import is_measure, join
from extractor.finders.quantities.named import actor_in
from extractor.finders.quantities.phrase_rules import verbs
from extractor.finders.quantities.phrases import clean
from extractor.lexicon.phrases import QUANTITIES

AHEAD = 40  # code points between the word that opens a term and its number
REACH = 320  # code points from a term to the name of who must act
WORDS = 12


def who_acts(item: Item, blank: str, start: int, end: int) -> tuple[str, str | None] | None:
    """Who must act within the term of `item`, and what is to be done."""
    if item.unit is None or item.unit.kind != "time" or not QUANTITIES.term_opens.search(blank, max(start, item.lead - AHEAD), item.figure.start):
        return None
    limit = min(end, item.tail + REACH, *(at for mark in ";:" if (at := blank.find(mark, item.tail, end)) > 0))
    at = item.tail
    while (comma := blank.find(", ", at, limit)) >= 0:
        at = comma + 2
        name = actor_in(blank[at:limit])
        if name is not None:
            behind = clean(blank[at:limit])
            rest = behind[behind.find(name) + len(name) :]
            deed = verbs().search(rest.strip()) if rest else None
            return name, join(rest.strip()[deed.start() :]) if deed is not None else None
    return None


def without_duty(deed: str | None) -> str | None:
    """A deed without the words that make it a duty ("có trách nhiệm thẩm định hồ sơ": "thẩm định hồ sơ")."""
    return join(str(QUANTITIES.duty_opens.sub("", deed))) if deed is not None else None


def deed_within(item: Item, blank: str, end: int) -> str | None:
    """What is to be done within the term of `item` where its own words only open the term ("Trong thời hạn 05 ngày kể từ ngày nhận đơn, phải gửi báo cáo"); None where no act
    stands behind it."""
    if item.unit is None or item.unit.kind != "time" or QUANTITIES.term_alone.search(item.phrase) is None:
        return None
    limit = min(end, item.tail + REACH, *(at for mark in (";", ":", ". ") if (at := blank.find(mark, item.tail, end)) > 0))
    match = QUANTITIES.deed_within.match(blank, item.tail, limit)
    return without_duty(str(QUANTITIES.deed_ends.sub("", clean(match["act"]))) if match is not None else item.deed)


def for_whom(item: Item, blank: str, end: int) -> str | None:
    """For whom a rate of money is by the words right behind it."""
    rated = item.figure.percent and is_measure(item.phrase) and item.role not in CHANGES
    if item.unit is None or not (rated or ("/" in item.unit.text and not item.figure.percent)):
        return None
    match = (QUANTITIES.rate_towards if rated else QUANTITIES.applies_to).match(blank, item.tail, end)
    words = clean(QUANTITIES.of_kind_behind.sub("", match["who"])) if match is not None else ""
    return join(" ".join(words.split()[:WORDS])) if words else None


__all__ = ["deed_within", "for_whom", "who_acts"]
