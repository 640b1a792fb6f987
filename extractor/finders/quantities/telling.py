"""Tells which words gave the fields of a figure of running text, where somebody listens (`trichyeu why`)."""

from __future__ import annotations

from extractor.finders.quantities.items import Item
from extractor.finders.quantities.named import subject_and_predicate
from extractor.finders.quantities.period_words import Period
from extractor.why import decided


def tell(text: str, item: Item, period: Period | None) -> None:
    """Tells which words gave the fields of a figure."""
    figure, unit = item.figure, item.unit
    led = text[item.lead : item.tail]
    said = {
        "value": ("numbers: digits and words", text[figure.start : figure.end]),
        "comparator": ("comparators: the words at the figure", led) if item.comparator != "=" else None,
        "unit": (f"units: {unit.kind}", unit.text) if unit else ("quantities: inherited from the sentence or the list", item.name) if item.name else None,
        "label": (f"quantities: labels · {item.label_rule}" if item.label_rule else "quantities: labels", item.phrase or item.label or "", _other_labels(item)) if item.label else None,
        "subject": ("quantities: owners", item.subject, _other_subjects(item)) if item.subject else None,
        "period": (f"dates: the time of {period.source}", period.words) if period else None,
        "total": ("numbers: a fraction of a whole", text[figure.start : figure.end]) if figure.total is not None else None,
        "role": (f"quantities: {item.rule}", led),
    }
    for name, told in said.items():
        if told is not None:
            decided("indicator", figure.start, name, *told)


def _other_labels(item: Item) -> tuple[str, ...]:
    """Words that could have named the figure and are not in its label: those before it, those behind it, what its whole is called."""
    weighed = [(item.phrase, "words before it"), (item.after, "words behind it"), (item.whole.label if item.whole is not None else None, "its whole")]
    label = (item.label or "").lower()
    return tuple(f"{words}: {where}" for words, where in weighed if words and words.lower() not in label)


def _other_subjects(item: Item) -> tuple[str, ...]:
    """Who else could have been meant: the name that its own words begin with, whom its whole is of."""
    weighed = [(subject_and_predicate(item.phrase)[0], "words before it"), (item.whole.subject if item.whole is not None else None, "its whole")]
    return tuple(f"{name}: {where}" for name, where in weighed if name and name != item.subject)


__all__ = ["tell"]
