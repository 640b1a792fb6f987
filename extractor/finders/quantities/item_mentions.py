"""A figure of running text, read to its end, as a mention.

In: an item with its role, and its time. Out: the mention; before it, a sign turned into the direction of a change.
"""

from __future__ import annotations

from dataclasses import replace

from extractor.finders.quantities.items import CHANGES, Item
from extractor.finders.quantities.mention import IndicatorMention
from extractor.finders.quantities.period_words import Period
from extractor.lexicon.phrases import QUANTITIES


def direct(item: Item, text: str) -> None:
    """A signed change says its direction by its sign, and its size by its value ("giảm (-0,39%)"); "âm 3,5%" is a negative level."""
    figure = item.figure
    if figure.value < 0 and item.role in CHANGES and ((figure.percent and item.changed) or item.bracketed):
        item.role, item.figure = "decrease", replace(figure, value=-figure.value)
    elif figure.value < 0 and item.role == "target" and item.changed:
        item.figure = replace(figure, value=-figure.value)
    elif figure.value > 0 and QUANTITIES.negative_before.search(text, max(0, figure.start - 8), figure.start):
        item.figure = replace(figure, value=-figure.value)
        if item.role in CHANGES:
            item.role = "level"


def mention_of(item: Item, period: Period | None) -> IndicatorMention:
    figure = item.figure
    return IndicatorMention(
        figure.start,
        figure.end,
        figure.value,
        figure.value_to,
        figure.total,
        item.name,
        item.comparator,
        item.role or "level",
        item.label,
        item.subject,
        period.words if period else None,
        figure.precision,
        confidence=item.confidence if item.unit is None or item.unit.kind != "guess" else 0.8,
        period_from=period.since if period else None,
        period_to=period.until if period else None,
        rules=(f"role: {item.rule}",),
    )


__all__ = ["direct", "mention_of"]
