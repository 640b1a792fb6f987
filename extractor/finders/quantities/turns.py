"""Figures that stand "lần lượt": each is that of its own member of the list before it.

In: the items of a clause, and the first of the group. Out: the same items with labels and subjects. "Sở A, Sở B, Sở C lần lượt là 1, 2, 3" gives each body its own figure.
"""

from __future__ import annotations

from extractor.finders.quantities.clause import Clause
from extractor.finders.quantities.labels import is_act, is_measure, is_ratio, join
from extractor.finders.quantities.named import is_body
from extractor.finders.quantities.parallels import in_turn_of
from extractor.finders.quantities.phrase_rules import measures
from extractor.finders.quantities.phrases import members
from extractor.finders.quantities.vocabulary import quantities

TURNS = ("lần lượt", "tương ứng")


def share_out(clause: Clause, index: int) -> None:
    """ "A, B, C lần lượt là 1, 2, 3": each figure is that of its own member."""
    items, topic = clause.items, clause.topic
    group = [items[index]]
    for following in items[index + 1 :]:
        gap = clause.blank[group[-1].tail : following.figure.start].strip(" ,;")
        if gap not in ("", "và"):
            break
        group.append(following)
    for place, item in enumerate(group):
        item.turn = (place, len(group))
    if len(group) < 2:
        return
    if not items[index].phrase:
        in_turn_of(items[:index], group)
        return
    names = members(items[index].phrase)
    if len(names) < len(group):
        # The list is longer than a phrase: all between the mark before it and "lần lượt".
        turn = max(clause.blank.rfind(word, clause.floor, items[index].figure.start) for word in TURNS)
        low = max(clause.floor, *(clause.blank.rfind(mark, clause.start, turn) + 1 for mark in ";:(")) if turn > 0 else 0
        listed = members(clause.blank[low:turn]) if turn > low else []
        if len(listed) != len(group) or 2 * sum(map(is_body, listed)) <= len(listed):
            return
        label = items[index].label or topic
        if label and items[index].percent and not is_ratio(label):
            label = join(quantities().labels.ratio, label)
        for item, name in zip(group, listed, strict=True):
            item.subject, item.label = name, label
        return
    names, measure = _without_measure(names[-len(group) :])
    for item, name in zip(group, names, strict=True):
        if is_body(name) and measure is not None:
            item.subject, item.label = name, measure
        elif is_body(name) and topic and topic != items[index].label:
            item.subject, item.label = name, topic
        elif is_body(name):
            item.subject, item.label = name, item.label or topic
        else:
            of = measure or (topic if topic != items[index].phrase else items[index].topic)
            item.label = join(of, name)
            if of is not None and not is_act(name) and (measure is not None or not is_measure(name)):
                item.subject = name


def _without_measure(names: list[str]) -> tuple[list[str], str | None]:
    """The members of a row whose first one has their common measure before its name ("tỷ trọng khu vực I, khu vực II"), and that measure."""
    head = measures().match(names[0])
    rest = names[0][head.end() :].strip() if head is not None else ""
    common = names[0][: head.end()].strip() if head is not None else ""
    if not rest or any(name.lower().startswith(common.lower()) for name in names[1:]):
        return names, None
    return [rest, *names[1:]], common


__all__ = ["TURNS", "share_out"]
