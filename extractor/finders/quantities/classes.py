"""Members of a list that sorts what is counted: a head before the colon that names no figure, then each class with its count and share.

In: a clause whose items are not yet described. Out: the same items, each class with its label. "Học lực: Giỏi 120 (30%); Khá 280 (70%)" gives 120 the label "Học lực Giỏi"; "Về nguyên
nhân: đi sai phần đường, làn đường 14 vụ (70%); chạy quá tốc độ 6 vụ (30%)" gives 14 "vụ đi sai phần đường, làn đường".
"""

from __future__ import annotations

from itertools import takewhile

from extractor.finders.quantities.clause import Clause
from extractor.finders.quantities.items import Item
from extractor.finders.quantities.labels import has_tense, is_act, is_measure, is_source, join
from extractor.finders.quantities.named import is_body, is_kind_of_body
from extractor.finders.quantities.phrases import clean, strip_tail
from extractor.finders.quantities.vocabulary import quantities
from extractor.lexicon.phrases import QUANTITIES

HEAD = 10  # words of the longest head of such a list
LONGEST = 14  # words of the longest class
LEAST = 2  # classes that make a list


def find_classes(clause: Clause) -> None:
    """Gives the classes of a list their labels, and the shares behind them; the items of other clauses stay as they are."""
    items, blank = clause.items, clause.blank
    colon = blank.rfind(":", clause.start, items[0].lead) if len(items) >= LEAST else -1
    head = clean(QUANTITIES.sorts_by.sub("", blank[clause.start : colon])) if colon >= 0 else ""
    named = clean(blank[clause.start : colon]) if colon >= 0 else ""
    if not named or len(named.split()) > HEAD or is_measure(named) or is_body(named) or is_kind_of_body(named) or has_tense(named):
        return
    found = _classes(clause, colon + 1)
    if head:
        found = [*takewhile(lambda one: not (one[1][:1].islower() and is_act(one[1])), found)]  # "Cải cách hành chính: tiếp nhận 32 hồ sơ, trực tuyến 29 hồ sơ" tells what was done
    if len(found) < LEAST or len({item.unit.text if item.unit is not None else "" for item, _, _ in found}) > 1:
        return
    left = clause.above
    for item, name, shares in found:
        if item.unit is None and left is not None:
            item.name = left
        counted = item.unit.text if item.unit is not None else item.name
        item.label, item.settled = join(counted, _small(head) if counted else head, name), True
        for share in shares:
            share.label, share.settled = join(quantities().labels.ratio, item.label), True


def _small(head: str) -> str:
    return head[:1].lower() + head[1:] if head[1:2].islower() else head


def _classes(clause: Clause, at: int) -> list[tuple[Item, str, list[Item]]]:
    """The classes from `at` on with their names, and the shares that stand behind each; up to the first figure that is of another kind."""
    blank = clause.blank
    found: list[tuple[Item, str, list[Item]]] = []
    marks: set[str] = set()
    for item in clause.items:
        gap = blank[at : item.lead]
        if found and item.figure.percent and QUANTITIES.share_of_class.fullmatch(gap):
            found[-1][2].append(item)
            at = item.tail + blank.startswith(")", item.tail)
            continue
        mark = gap.lstrip()[:1]
        edge = strip_tail(blank, item.lead, at)
        name = clean(blank[at:edge].lstrip(" ,;")) or _grade(blank[at : item.figure.start])
        if found:
            marks.add(mark)
        if item.figure.percent or item.role is not None or (item.unit is not None and not item.counted) or not _is_class(name) or (found and mark not in ",;") or len(marks) > 1 or ("," in name and marks == {","}):
            break
        found.append((item, name, []))
        at = item.tail
    return found


def _grade(gap: str) -> str:
    """A class whose name is a word that leads figures, told by its capital ("Đạt 08", "Trung bình 05")."""
    words = clean(gap.lstrip(" ,;"))
    return words if words[:1].isupper() else ""


def _is_class(name: str) -> bool:
    if not 0 < len(name.split()) <= LONGEST or any(char in name for char in ":.("):
        return False
    if name[:1].islower() and name in quantities().labels.no_members:
        return False  # "còn lại", but the grade "Trung bình"
    return not (is_measure(name) or is_source(name) or is_body(name) or has_tense(name) or name[:1].isdigit())


__all__ = ["find_classes"]
