"""Rates of growth that a sentence or list takes apart by sector: each part is the same rate, of its sector.

In: an item with its words, its clause. Out: the same item with label, subject and role. Vocabulary: the rules `rate_of_growth`, `sector_alone` of
patterns/quantities/quantity_phrases.yaml.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.finders.quantities.clause import Clause
from extractor.finders.quantities.items import Item, Opening
from extractor.lexicon.phrases import QUANTITIES


def growth_of_sector(clause: Clause, item: Item) -> bool:
    """Gives a sector its own rate of growth, where the sentence or line before tells that of the whole ("Tốc độ tăng trưởng 7%. Trong đó: Nông nghiệp 3%; …")."""
    opening = clause.opening
    whole = opening.topic if opening is not None and (opening.figure is None or opening.figure.percent) else None
    if whole is None or not item.percent or QUANTITIES.rate_of_growth.match(whole) is None or item.role not in (None, "level", "increase"):
        return False
    if item.phrase and QUANTITIES.sector_alone.fullmatch(item.phrase) is not None:
        item.subject = clause.subject = item.phrase
    elif item.phrase or clause.subject is None or QUANTITIES.sector_alone.fullmatch(clause.subject) is None:
        return False
    item.subject, item.label, item.role, item.settled = clause.subject, whole, "increase", True
    return True


def growth_told(items: Sequence[Item]) -> Opening | None:
    """What a sentence that ends with a rate of growth leaves to one that tells its parts."""
    last = items[-1] if items else None
    grows = last is not None and last.percent and last.confidence > 0 and last.label is not None and QUANTITIES.rate_of_growth.match(last.label) is not None
    return Opening(last.label, None, None, last.subject, last.figure) if grows and last is not None else None


__all__ = ["growth_of_sector", "growth_told"]
