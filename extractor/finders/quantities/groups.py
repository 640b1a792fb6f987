"""Groups that are counted and then act: "16 cơ quan chuyên môn thuộc tỉnh có 9.100 biên chế", "UBND 18 huyện đã giao 120 ha".

In: a clause and the figure that counts the group. Out: the group's name, or None. What the group has is told right behind it, without a mark.
"""

from __future__ import annotations

from extractor.finders.quantities.clause import Clause
from extractor.finders.quantities.items import Item
from extractor.finders.quantities.named import is_body
from extractor.lexicon.phrases import QUANTITIES


def bodies_of_areas(clause: Clause, item: Item) -> str | None:
    """The bodies of as many areas, where the body's name stands right before the number ("Hội đồng nghĩa vụ 21 xã, thị trấn vừa hoàn thành …")."""
    if item.unit is None or not item.counted or not item.phrase or not is_body(item.phrase) or QUANTITIES.areas_counted.fullmatch(item.unit.text) is None:
        return None
    at = clause.blank.rfind(item.phrase, clause.floor, item.figure.start)
    joined = at >= 0 and clause.blank[at + len(item.phrase) : item.figure.start] == " "
    return clause.text[at : item.tail] if joined and QUANTITIES.group_acts.match(clause.blank, item.tail, clause.end) is not None else None


def group_of(clause: Clause, item: Item, ceiling: int) -> str | None:
    """Whose the next figure is, which `ceiling` begins, where the counted bodies have it."""
    if item.unit is None or not item.counted or item.bracketed or QUANTITIES.group_kind.match(item.unit.text) is None or QUANTITIES.group_in_lead.search(clause.blank, clause.start, item.figure.start):
        return None
    match = QUANTITIES.group_has.fullmatch(clause.blank, item.tail, ceiling)
    return f"{item.unit.text}{match['of']}" if match is not None else None


__all__ = ["bodies_of_areas", "group_of"]
