"""The thing that a figure measures, which it is of where the text names no body: the crop, product or lot of an area, a yield or a weight.

In: the items of one sentence with their labels and phrases. Out: a name an item, or None. "Diện tích chè shan đạt 45 ha, chiếm 20%" is of "chè shan", also its share; "Cây gai: 37
ha, năng suất 52 tạ/ha" is of "Cây gai" in both. Money, counts and rates of people measure no thing of this kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import regex

from extractor.finders.quantities.items import Item
from extractor.finders.quantities.labels import is_act, is_generic, is_measure
from extractor.finders.quantities.named import is_kind_of_body
from extractor.finders.quantities.owner_guard import fit_owner
from extractor.finders.quantities.parallels import is_amount
from extractor.finders.quantities.phrase_rules import scopes, verbs
from extractor.finders.quantities.vocabulary import quantities
from extractor.lexicon.patterns import any_of
from extractor.lexicon.phrases import QUANTITIES

LONGEST = 6  # words of the name of a thing
REACH = 90  # code points before a price in which the name of its good stands
LONGEST_GOOD = 9  # of that of a good with its make and its size


@cache
def _amount() -> Any:
    return QUANTITIES.filled("amount_of_thing", amounts=any_of(quantities().labels.amounts))


@cache
def _edge() -> Any:
    """Where the name of a thing ends inside a phrase: what is told of it, its place, its measure."""
    return regex.compile(rf"\s(?:{any_of(quantities().labels.of_things)})(?!\w)")


@cache
def _no_thing() -> Any:
    return regex.compile(rf"(?:{any_of(quantities().labels.no_things)})(?!\w)", regex.IGNORECASE)


def is_price(unit: str | None) -> bool:
    """Whether a unit is that of the price of so much of a good: "đ/kg"."""
    return unit is not None and QUANTITIES.price_per_good.fullmatch(unit) is not None


def thing_of_price(words: str) -> str | None:
    """The good whose price words tell ("Giá sắn lát khô hiện ở mức": "sắn lát khô"), None where they name none."""
    match = QUANTITIES.price_of_thing.match(words)
    place = QUANTITIES.price_at.search(words) if match is not None else None
    if place is not None:
        return " ".join(place["place"].split())  # "Giá lợn hơi tại miền Bắc": of the place, where the words name one
    return _good(words[match.end() :]) if match is not None else None


def _good(words: str) -> str | None:
    """The name of a good before what is told of its price ("Bưởi da xanh có giá")."""
    return _name(str(QUANTITIES.price_told.sub("", words)), LONGEST_GOOD)


def good_priced(text: str, start: int, place: int, thing: str | None) -> str | None:
    """The good whose price stands at `place` of a paragraph from `start` on: by its whole name where a number is part of it ("thép 8 Đông An"), else the thing known."""
    match = QUANTITIES.numbered_good.search(text[max(start, place - REACH) : place])
    if match is not None:
        return " ".join(match["good"].split())
    return fit_owner(thing) if thing is not None else None


def _traded(words: str) -> str | None:
    """The goods whose exports or imports words tell ("tổng kim ngạch xuất khẩu thủy sản": "thủy sản"), None for those of all goods."""
    match = QUANTITIES.trade_of_thing.match(words)
    name = _name(words[match.end() :]) if match is not None else None
    return None if name is None or QUANTITIES.no_goods.search(name) is not None else name.removesuffix(" các loại")


def thing_of_measure(label: str) -> str | None:
    """Of what a measure of amounts is ("tổng diện tích trồng cây gai": "cây gai"), None where the words name none."""
    match = _amount().match(label)
    return _name(label[match.end() :]) if match is not None else None


def _name(words: str, longest: int = LONGEST) -> str | None:
    """The name that words begin with, before what is told of it and before its place."""
    edges = [found.start() for pattern in (_edge(), scopes()) if (found := pattern.search(words)) is not None]
    name = str(QUANTITIES.raised_at_end.sub("", words[: min(edges, default=len(words))].strip(" ,-+*")))
    if not name or len(name.split()) > longest or any(char.isdigit() for char in name[:1]) or is_measure(name) or _no_thing().match(name):
        return None
    return name


def _own(item: Item) -> str | None:
    """The thing that an item's own words name: by its measure or price, or the name alone before an amount ("Cây gai: 37 ha") or a price."""
    if is_price(item.name) and item.phrase:
        alone = not (is_measure(item.phrase) or is_act(item.phrase) or is_generic(item.phrase) or is_kind_of_body(item.phrase) or item.phrase.lower().startswith("giá"))
        return thing_of_price(item.phrase) or (_good(item.phrase) if alone else None)
    if item.name is not None and QUANTITIES.trade_of_thing.match(item.phrase) is not None:
        return _traded(item.phrase)
    found = thing_of_measure(item.phrase)
    if found is not None or not is_amount(item):
        return found
    if item.phrase and not (is_measure(item.phrase) or is_act(item.phrase) or is_generic(item.phrase) or is_kind_of_body(item.phrase)):
        told = verbs().search(item.phrase) is not None
        return _name(item.phrase) if item.colon or item.led or item.bracketed or told or item.whole is not None else None
    return _name(item.after) if not item.phrase and item.after and item.whole is not None else None


def things_of(items: Sequence[Item]) -> list[str | None]:
    """The thing of each item of a sentence: a figure without words of its own goes on with that before it, or with whose that one is."""
    found: list[str | None] = []
    thing: str | None = None
    for item in items:
        own = _own(item)
        inside = item.owner is not None and own is None  # "rệp (514 ha, nặng 02 ha)": of it as well
        if item.phrase and not inside and not QUANTITIES.bare_measure.fullmatch(item.phrase) and not QUANTITIES.trade_alone.fullmatch(item.phrase) and not is_act(item.phrase):
            thing = None
        thing = own or thing
        found.append(None if item.counted else thing)
        if item.subject is not None and not item.counted:
            thing = item.subject
    return found


__all__ = ["good_priced", "is_price", "thing_of_measure", "things_of"]
