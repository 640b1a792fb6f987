"""Money and ground of what was just counted: "16 dự án trong nước với tổng vốn 3.900 tỷ đồng" is the capital of "dự án trong nước".

In: a clause and two items side by side. Out: a name, or None. Only what has a capital, a size or an area of its own owns it so: projects, enterprises, zones.
"""

from __future__ import annotations

from extractor.finders.quantities.clause import Clause
from extractor.finders.quantities.items import CHANGES, Item
from extractor.finders.quantities.phrases import clean
from extractor.lexicon.phrases import QUANTITIES

JOINED = (" và ", ", ")


def of_counted(clause: Clause, item: Item) -> str | None:
    """What was counted right before the item, where the item measures it; also where it goes on with such a measure ("64 triệu USD và 35 tỷ đồng")."""
    previous = clause.previous
    if previous is None or item.counted or item.percent or item.unit is None or item.role in CHANGES:
        return None
    gap = clause.blank[previous.tail : item.figure.start]
    if previous.of_counted and gap in JOINED:
        return previous.subject
    if not previous.counted or previous.name is None:
        return None
    match = QUANTITIES.measured_with.fullmatch(previous.name + gap)
    return clean(match["what"]) if match is not None else None


__all__ = ["of_counted"]
