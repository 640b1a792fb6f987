"""Unit, label and subject of the figures of one sentence, read from left to right.

A figure takes what its own words say; what they leave out it inherits from the figure whose bracket it stands in or whose part it is, from the
figure before it, or from the sentence that opens its list. In: the items of a sentence, in order. Out: the same items, filled in.
"""

from __future__ import annotations

from extractor.finders.quantities.areas import areas_of_places, capital_of_enterprises, rates_that_change
from extractor.finders.quantities.breakdown import opens_list
from extractor.finders.quantities.classes import find_classes
from extractor.finders.quantities.clause import Clause
from extractor.finders.quantities.clause_labels import give_label
from extractor.finders.quantities.clause_units import go_on_with, in_scale, inherited_unit, is_part_of_name
from extractor.finders.quantities.clause_words import give_phrases, is_of_plan, owner_of_bracket
from extractor.finders.quantities.groups import bodies_of_areas, group_of
from extractor.finders.quantities.items import CHANGES, Item
from extractor.finders.quantities.of_counted import of_counted
from extractor.finders.quantities.parallels import OPENED, find_comparisons, find_members
from extractor.finders.quantities.phrases import opens_parts
from extractor.finders.quantities.roles import is_plan
from extractor.finders.quantities.turns import TURNS, share_out
from extractor.lexicon.phrases import QUANTITIES


def describe(clause: Clause) -> str | None:
    """Fills the items in; gives the topic that the sentence ends with."""
    if len(clause.items) >= OPENED:
        find_members(clause.items, clause.blank, clause.start)
    find_classes(clause)
    find_comparisons(clause.items, clause.blank, clause.text, clause.start, clause.end)
    for index in range(len(clause.items)):
        _item(clause, index)
    areas_of_places(clause)
    capital_of_enterprises(clause)
    rates_that_change(clause)
    owner_of_bracket(clause, clause.blank[clause.floor : clause.end])  # what is in a bracket at the end is nothing that the next sentence speaks of
    return clause.topic


def _item(clause: Clause, index: int) -> None:
    item, previous, blank = clause.items[index], clause.previous, clause.blank
    item.topic = clause.topic
    ceiling = clause.items[index + 1].figure.start if index + 1 < len(clause.items) else clause.end
    gap = blank[clause.floor : item.lead]
    owner = owner_of_bracket(clause, gap)
    item.bracketed = gap.rstrip().endswith("(")
    if owner is None and previous is not None and opens_parts(gap):
        # Behind a closed bracket the parts are those of what stands before it, not of the figure in it.
        clause.whole = clause.anchor or (clause.before_bracket if ")" in gap else previous)
    elif owner is None and opens_list(clause, item, gap):
        clause.whole = previous
    item.whole = owner if owner is not None else clause.whole
    if item.whole is not None and item.whole.percent:
        item.whole = item.whole.base or item.whole
    item.owner = owner
    if item.role not in CHANGES and not (item.figure.percent and item.role == "level"):
        item.plan = is_plan(clause.text, item.lead) or is_of_plan(clause, item, gap)
    give_phrases(clause, item, index, ceiling, owner)
    if item.name is None and item.unit is None and index + 1 < len(clause.items):
        following = clause.items[index + 1]
        if following.unit is not None and QUANTITIES.out_of.fullmatch(clause.text, item.figure.scale_end, following.figure.start):
            item.name = following.unit.text
    if owner is not None and owner.counted and item.unit is not None and item.unit.kind == "guess":
        item.name = owner.name  # "23 lượt (20 định kỳ, 3 đột xuất)": the words behind the parts say of which kind they are
    if item.name is None:
        item.name = item.unit.text if item.unit is not None else inherited_unit(clause, item)
        if item.unit is None:
            item.figure = in_scale(clause, item)
    if item.percent:
        item.base = clause.anchor if owner is None or owner.percent else owner
    elif owner is None and not item.plan and not gap.endswith("tổng số "):
        clause.anchor = item
    go_on_with(clause, item, gap, owner)
    give_label(clause, item, ceiling)
    if owner is None and (counted := of_counted(clause, item)) is not None:
        item.subject, item.of_counted = counted, True
    _of_group(clause, item, ceiling)
    if any(turn in gap for turn in TURNS) or TURNS[0] in clause.text[item.lead : item.figure.start]:
        share_out(clause, index)
    if (item.name is None and not item.label) or is_part_of_name(clause, item):
        item.confidence = 0.0
    clause.floor = item.tail
    clause.spent = item.tail
    clause.previous = item


def _of_group(clause: Clause, item: Item, ceiling: int) -> None:
    """Gives the item to the group that was counted right before it and has it; keeps the group that the item counts."""
    if clause.group is not None and not item.of_counted:
        item.subject, item.of_counted = clause.group, True
    clause.group = group_of(clause, item, ceiling)
    bodies = bodies_of_areas(clause, item)
    if bodies is not None:
        clause.subject, clause.group = bodies, None
