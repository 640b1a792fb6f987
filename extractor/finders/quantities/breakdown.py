"""Members of a list that takes a count or an amount apart: what they measure is what the whole measures, whose they are is their own name.

In: an item with its words, and the figure whose part it is. Out: the same item with label and subject. "Toàn huyện có 54 hộ nghèo, trong đó: xã Tây 12 hộ" gives 12 the label "hộ
nghèo" and the subject "xã Tây"; "tiếp nhận 41 đơn: tố cáo 5 đơn" gives 5 "đơn tố cáo" and leaves whose it is to the whole.
"""

from __future__ import annotations

from extractor.finders.quantities.clause import Clause
from extractor.finders.quantities.items import CHANGES, Item
from extractor.finders.quantities.labels import is_act, is_generic, is_measure, is_source, is_total, join
from extractor.finders.quantities.named import is_body, is_scope
from extractor.finders.quantities.phrases import clean
from extractor.lexicon.units import unit_info

LONGEST = 7  # words of a member's name


def opens_list(clause: Clause, item: Item, gap: str) -> bool:
    """Whether the words between the figure before and an item are only the colon of a list, and the item's own name ("54 hộ nghèo: xã Tây có 12 hộ")."""
    head, colon, _ = gap.partition(":")
    whole = clause.previous
    if whole is None or not colon or clause.whole is not None or whole.percent or not whole.name or whole.role in CHANGES:
        return False
    return clean(head) == whole.after and (item.unit is None or item.unit.kind == "guess" or _alike(item.unit.text, whole.name))


def _alike(unit: str | None, whole: str | None) -> bool:
    """Whether a part is counted as its whole is, also shortly ("hộ" of "hộ nghèo")."""
    return bool(unit and whole) and f"{whole} ".startswith(f"{unit} ")


def give_part(clause: Clause, item: Item) -> bool:
    """Gives a member of a list its label and subject by the whole that it is a part of; False where it is none."""
    whole = item.whole if item.whole is not None else clause.opening
    figure = whole.figure if whole is not None else None
    label = (whole.label if isinstance(whole, Item) else whole.topic) if whole is not None else None
    if whole is None or figure is None or label is None or item.percent or item.role in (*CHANGES, "rank") or item.after or not _alike(item.name, whole.name):
        return False
    name = item.phrase
    if not name or len(name.split()) > LONGEST or name[:1].isdigit() or is_measure(name) or is_total(name) or is_act(name) or is_source(name) or is_generic(name) or is_scope(name):
        return False
    if is_body(name):
        item.subject, item.label = name, label
    elif item.counted or (item.unit is None and unit_info(whole.name).dimension is None):
        item.label = clause.topic = join(item.name, name[:1].lower() + name[1:])
    else:
        return False
    item.settled = True
    return True


__all__ = ["give_part", "opens_list"]
