"""Sums over the tree of the text: an item's figure over those of its sub-items, group by group and level by level.

    "97 đơn vị, trong đó:" + items            the lead says it
    "1. Tổng chi: 500" + "a) … 300", "b) … 200"   only the marks say it
    "Theo nguồn vốn:" + items, under an item   the members of a node without a figure are those of the nearest one above that has one
    "- Tổng số: 85" + "- Nam: 40", "- Nữ: 45"   one item calls itself the total of its neighbours

Every node is looked at once, with its own children: linear in items.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from extractor.audit.criteria import divisions
from extractor.audit.evidence import chance, prior_of
from extractor.audit.figures import OPERANDS, Figure, same_noun
from extractor.audit.grades import grade_sum
from extractor.audit.kinds import bounded
from extractor.audit.not_all import of_each
from extractor.audit.partitions import laddered, partition
from extractor.audit.passages import Bracket, Passage, pairs_of
from extractor.audit.relations import Candidate, Offer
from extractor.audit.sum_parts import may_be_part
from extractor.audit.ties import tie
from extractor.audit.tree import Node
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

TIES = {"all": "items_all", "open": "items_open", "some": "items_some", "colon": "items_colon", "": "outline"}
PARTED = ("items_open", "items_some", "items_colon", "outline", "outline_skip", "outline_plain", "outline_sibling")  # surer where words make up a whole
MIXED = ("items_all", "items_open", "items_colon")  # classes whose list may go on with something else
COLUMNS = 3  # figures of an item that may each be the total of its sub-items' figures at the same place
NAMED_ALL = 0.9  # how sure a list is that all parts are named once its figures of another unit add up
RARE = 0.02  # unrelated figures add up more seldom than this
NAMED = 60  # code points before a figure that name it
LEADING = 3  # figures of the lead that may be the total
SIBLING, SIBLINGS = "outline_sibling", 40  # the item before one without a figure; items among which it is looked for


def sums_of_outline(nodes: Sequence[Node]) -> Iterator[Offer]:
    """The offers of all nodes."""
    for node in nodes:
        members = node.children
        if len(members) < 2:
            continue
        apart = divisions(node, members, head_of(node))
        yield from apart
        if not apart:
            yield from _over(node, members)
            yield from _siblings(members)


def totals_of_runs(nodes: Sequence[Node]) -> Iterator[Offer]:
    """ "Tổng số giường bệnh: 165", "Trung tâm y tế: 100", "Trạm y tế: 65" line by line: a line that calls itself a total over those behind it, up to another unit."""
    position = 0
    while position < len(nodes):
        node = nodes[position]
        position += 1
        whole = next((f for f in node.passage.figures if _total(f)), None) if node.entry and not _leads(node) else None
        if whole is None or vocabulary().item_total.match(node.passage.text, node.passage.start) is None:
            continue
        parts: list[Figure] = []
        names: list[str] = []
        while position < len(nodes) and (part := _entry_of(nodes[position], node, whole)) is not None:
            parts.append(part)
            names.append(nodes[position].passage.text[nodes[position].passage.start : part.start])
            position += 1
        if len(parts) < 2:
            continue
        offer = [bounded(Candidate("sum", tuple(parts), whole, "total_run", grade_sum(parts, whole)), node.passage.text[node.passage.start : whole.start], names)]
        shorter = next((n for n, total in enumerate(accumulate(f.value for f in parts), 1) if total == whole.value and 2 <= n < len(parts)), None)
        if shorter is not None:
            offer.append(Candidate("sum", tuple(parts[:shorter]), whole, "total_run", grade_sum(parts[:shorter], whole), variant="cut"))
        yield offer


def _entry_of(node: Node, total: Node, whole: Figure) -> Figure | None:
    """The figure of a line beside the total that counts what it counts; None where the line is no such one."""
    figure = next(iter(node.passage.figures), None)
    beside = node.entry and not _leads(node) and node.style == total.style and node.parent is total.parent
    if not beside or figure is None or not may_be_part(whole, figure) or figure.unit != whole.unit:
        return None
    return None if vocabulary().item_total.match(node.passage.text, node.passage.start) is not None else figure


def _leads(node: Node) -> bool:
    """It has members; a heading behind the last line of a list is none."""
    return any(child.passage.segment.kind != "heading" for child in node.children)


def _over(node: Node, members: Sequence[Node]) -> Iterator[Offer]:
    """The figures that a node's members make up: its own, or where it has none those of the nearest node above; of a node that only leads to its
    members also those further above, and where none has any those of the item before it."""
    heads = _heads(node)
    if not heads:
        return
    plain = not node.claim and not any(m.style for m in members)
    own = [m for m in members if not m.lead]
    if any(of_each(m.passage, f) for m in own for f in m.passage.figures[:1]):
        return
    offers: dict[tuple[str, str], list[Candidate]] = {}
    for head, how, owner in heads:
        named = SIBLING if how == SIBLING else "outline_plain" if plain else "outline_skip" if how == "skipped" else TIES[node.claim]
        wholes = _by_name(owner.passage, head[:LEADING], own)
        several = _several(wholes, own)
        for whole in wholes:
            kind = whole.dimension, whole.unit or "" if several or whole.dimension != "count" else ""
            offer = offers.setdefault(kind, [])
            known = {made.key for made in offer}
            read = readings_of(whole, own, named, "far" if offer or how == "further" else "", several)
            offer += [made for made in read if made.key not in known and (made.verdict.holds or not _repeats(made))]
    yield from _contrary(heads[0][0][:1], own)
    yield from _beside([offer for offer in (*offers.values(), *_in_brackets(heads, own, TIES[node.claim])) if offer])
    head, how, _ = heads[0]
    for position in range(1, COLUMNS) if how != SIBLING else ():
        made = _column(head, own, position, "outline_plain" if plain else "outline_skip" if how == "skipped" else TIES[node.claim])
        if made is not None and all(made.key != o.key for offer in offers.values() for o in offer):
            yield [made]


def _contrary(wholes: Sequence[Figure], members: Sequence[Node]) -> Iterator[Offer]:
    """ "+ Chưa đủ điều kiện: 35; + Đủ điều kiện: 92; + Đã giải quyết: 61 …": the first two of a list make up its whole, where the one is what the other is not."""
    told = [(m.passage.text[m.passage.start : f.start], f) for m in members[:2] for f in m.passage.figures[:1]]
    if len(members) < 3 or len(told) < 2 or any(AUDIT.supposed.match(name) is not None for name, _ in told) or partition([name for name, _ in told]) < 2:
        return
    parts = tuple(f for _, f in told)
    if any(sum(f.unit == own.unit for f in m.passage.within(m.passage.start, m.passage.sentence_end(own.start), 0)) > 1 for m, own in zip(members, parts, strict=False)):
        return  # "đúng giờ là 121.000 chuyến, 18.566 chuyến chậm giờ": a member that tells both kinds itself
    yield from ([Candidate("sum", parts, w, "contraries", grade_sum(parts, w))] for w in wholes if all(may_be_part(w, p) and same_noun(w, p) for p in parts))


def _by_name(passage: Passage, wholes: Sequence[Figure], members: Sequence[Node]) -> list[Figure]:
    """ "Khối lượng ước đạt 2.345 tỷ đồng, giải ngân 1.934 tỷ đồng, trong đó:" over "- A: khối lượng ước đạt 2.075 tỷ đồng": first what is told in the members' words."""
    if len(wholes) < 2:
        return list(wholes)
    told = [pairs_of(m.passage.text[m.passage.start : f.start][-NAMED:]) for m in members for f in m.passage.figures[:1]]
    own = {w.start: pairs_of(passage.clause(w)[-NAMED:]) for w in wholes}
    kin = {w.start: sum(any(pair in words and all(pair not in own[o.start] for o in wholes if o is not w) for pair in own[w.start]) for words in told) for w in wholes}
    return sorted(wholes, key=lambda w: 2 * kin[w.start] <= len(told))


def _heads(node: Node) -> list[tuple[list[Figure], str, Node]]:
    """The figures that the members of a node may make up, where they stand, and the node that holds them: "" its own, or of what it leads on from; "skipped" above nodes without a
    figure; "further" above those of the nearest; SIBLING in the item before it."""
    head = head_of(node)
    if head:
        earlier = _sentence_above(node) if node.claim else []
        fits = any(first_part(m, f) is not None for f in head[:LEADING] for m in node.children[:2])
        return [(head if fits or not earlier else earlier, "", node)]
    found: list[tuple[list[Figure], str, Node]] = []
    skipped = 0
    for above in node.above():
        skipped += 0 if node.lead and above is node.parent else 1
        head = head_of(above)
        if head:
            found.append((head, "further" if found else "skipped" if skipped else "", above))
        if skipped > 2 or (found and not node.lead):
            break
    if not found and node.parent is not None:
        beside = node.parent.children
        place = beside.index(node) if len(beside) <= SIBLINGS else 0
        head = head_of(beside[place - 1]) if place else []
        found += [(head, SIBLING, beside[place - 1])] if head else []
    return found


def _sentence_above(node: Node) -> list[Figure]:
    """ "Gieo cấy được 177 ha. Cơ cấu 2 trà:": what the sentence before the one that leads to the members tells."""
    passage = node.passage
    if len(passage.sentence_starts) < 2:
        return []
    start, end = passage.sentence_starts[-2:]
    return [f for f in passage.within(start, end, 0) if _total(f)]


def _repeats(made: Candidate) -> bool:
    """A part is the whole again: running totals ("đến 2010 đạt 6.000 ha", "đến 2015 đạt 20.000 ha") or the same thing told twice, no parts."""
    return made.whole is not None and any(part.value == made.whole.value for part in made.parts)


def _several(wholes: Sequence[Figure], members: Sequence[Node]) -> bool:
    """Counts of different nouns ("60 lượt, 75 người, 58 vụ việc") over members that count at least one of them: each is made up of its own."""
    units = {f.unit for f in wholes if f.dimension == "count"}
    return len(units) > 1 and sum(any(f.unit in units for f in m.passage.figures) for m in members) >= 2


def _in_brackets(heads: Sequence[tuple[list[Figure], str, Node]], members: Sequence[Node], named: str) -> Iterator[list[Candidate]]:
    """ "58 vụ việc (39 vụ cũ và 19 vụ mới)" over items that each tell the same in a bracket: place by place."""
    told = [_first_bracket(m.passage) for m in members]
    for _, how, owner in heads:
        head = _first_bracket(owner.passage)
        if len(head) < 2 or how == SIBLING or any(len(inside) != len(head) for inside in told):
            continue
        for place, whole in enumerate(head):
            parts = tuple(inside[place] for inside in told)
            if all(may_be_part(whole, p) and same_noun(whole, p, general=True) for p in parts):
                yield [Candidate("sum", parts, whole, named, grade_sum(parts, whole), variant="column")]
        return


def _first_bracket(passage: Passage) -> list[Figure]:
    """The figures of the first bracket that holds two or more."""
    return next((inside for b in passage.brackets[:3] if len(inside := passage.within(b.open + 1, b.close, b.depth)) >= 2), [])


def _beside(offers: Sequence[list[Candidate]]) -> Iterator[Offer]:
    """The offers of one list by unit ("46.000 tấn, 48 triệu USD" over items with both): where one agrees, all parts are named, also for the other."""
    full = [i for i, offer in enumerate(offers) if _agrees(offer[0])]
    for i, offer in enumerate(offers):
        other = next((j for j in full if j != i and len(offers[j][0].parts) == len(offer[0].parts)), None)
        yield offer if other is None else [replace(offer[0], prior=max(NAMED_ALL, prior_of(offer[0]))), *offer[1:]]


def _agrees(made: Candidate) -> bool:
    return made.verdict.grade == "holds" and not made.variant and chance(made) <= RARE


def head_of(node: Node) -> list[Figure]:
    """The figures of an item that may be a total, nearest to its members first where it leads to them, else from its beginning."""
    passage = node.passage
    if node.remark:
        return []
    if node.claim:
        start = passage.sentence_starts[-1]
        last = [f for f in passage.within(start, passage.end, 0) if _total(f)]
        if not last and len(passage.sentence_starts) > 1:
            last = [f for f in passage.within(passage.sentence_starts[-2], start, 0) if _total(f)]
        # "Tổng vốn 109 tỷ đồng, trong đó vốn đầu tư 106 tỷ đồng. Cụ thể:": what a list there is of comes before its members.
        return sorted(last[::-1], key=lambda f: f.start in passage.governed)
    return [f for f in passage.within(passage.start, passage.sentence_end(passage.start), 0) if _total(f)]


def _total(figure: Figure) -> bool:
    return figure.dimension in OPERANDS and figure.state and not (figure.loose and figure.comparator in ("~", "<"))


def readings_of(whole: Figure, members: Sequence[Node], named: str, variant: str, own: bool = False) -> Iterator[Candidate]:
    """The members' figures that may be the parts of `whole`: of each item the first that counts what it counts; with `own` none of another noun."""
    picked = _carried([first_part(m, whole) for m in members], members, whole)
    found = [f for f in picked if f is not None and (not own or same_noun(whole, f))]
    strict = tuple(f for f in found if same_noun(whole, f, general=True))
    every = _every_sentence(members, whole)
    if len(every) > len(found) >= 2:
        variant = variant or "partial"  # an item tells several amounts: its first may not be all of it
        yield Candidate("sum", every, whole, named, grade_sum(every, whole), variant=variant)
    if len(strict) >= 2:
        tidy = len(strict) == len(members)
        variant = variant or ("mixed" if not tidy and named in MIXED and len(strict) == sum(_of_kind(m, whole) for m in members) else "")
        if tidy and not variant and named in PARTED:
            named = _closed_by(_names(members, whole), named)
        made = Candidate("sum", strict, whole, named, grade_sum(strict, whole), variant=variant or ("" if tidy else "partial"))
        yield made if variant not in ("", "mixed") else bounded(made, whole.label or "", _names(members, whole))
    if len(found) >= 2 and len(found) > len(strict):
        tidy = len(found) == len(members)
        yield Candidate("sum", tuple(found), whole, named, grade_sum(found, whole), variant=variant or ("loose" if tidy else "partial"))
    deep = _expanded(members, whole)
    if deep is not None:
        yield Candidate("sum", deep, whole, named, grade_sum(deep, whole), variant=variant or "deep")


def _carried(picked: list[Figure | None], members: Sequence[Node], whole: Figure) -> list[Figure | None]:
    """ "+ Năm 2030 chuyển sang: 814", "+ Năm 2031 tăng thêm: 37": of two items what came to what there was is a part, though it is told as a rise."""
    if len(members) != 2 or sum(f is None for f in picked) != 1 or whole.change:
        return picked
    told = [next(iter(m.passage.figures), None) for m in members]
    names = [m.passage.text[m.passage.start : f.start] for m, f in zip(members, told, strict=True) if f is not None]
    if len(names) < 2 or not partition(names):
        return picked
    return [f or (replace(t, role=whole.role) if t is not None and t.single and may_be_part(whole, replace(t, role=whole.role)) else None) for f, t in zip(picked, told, strict=True)]


def _closed_by(names: Sequence[str], named: str) -> str:
    """The class of items whose names make up a whole, or the last of which is whatever else there is."""
    if partition(names) or laddered(names):
        return "items_parted"
    *some, last = (AUDIT.others_named.search(name) is not None for name in names)
    return "items_others" if last and not any(some) and tie("items_others").rate() > tie(named).rate() else named


def _of_kind(member: Node, whole: Figure) -> bool:
    """What an item tells first is of the dimension of the whole; "Ao cá: 2,3 ha" below animals is another matter."""
    first = next(iter(member.passage.figures), None)
    return first is None or first.dimension == whole.dimension


def _names(members: Sequence[Node], whole: Figure) -> list[str]:
    """The words of each item before its figure."""
    return [m.passage.text[m.passage.start : f.start] for m in members if (f := first_part(m, whole)) is not None]


def first_part(node: Node, whole: Figure) -> Figure | None:
    """The figure of an item that may be a part of `whole`: the first of its kind outside brackets."""
    passage = node.passage
    figures = [f for f in passage.within(passage.start, passage.end, 0) if may_be_part(whole, f)]
    if not figures:
        figures = [f for b in passage.brackets[:2] if (f := _opening(passage, b)) is not None and may_be_part(whole, f)]
    named = [f for f in figures if same_noun(whole, f, general=True)]
    return next(iter(named or figures), None)


def _opening(passage: Passage, bracket: Bracket) -> Figure | None:
    """The figure that is alone in a bracket and opens it: "(1) Phát triển hạ tầng (08 mục tiêu)"."""
    inside = passage.between(bracket.open + 1, bracket.close)
    return inside[0] if len(inside) == 1 and not passage.text[bracket.open + 1 : inside[0].start].strip() else None


def _every_sentence(members: Sequence[Node], whole: Figure) -> tuple[Figure, ...]:
    """Of every sentence of the items the first figure of the kind of `whole`: "+ Mua bàn ghế 12 triệu đồng. Mua sách 3 triệu đồng." """
    found: list[Figure] = []
    for member in members:
        passage = member.passage
        for start, end in passage.sentences():
            found += [f for f in passage.within(start, end, 0) if may_be_part(whole, f) and same_noun(whole, f)][:1]
    return tuple(found)


def _expanded(members: Sequence[Node], whole: Figure) -> tuple[Figure, ...] | None:
    """The members' figures, and for a member without one those of its own members; None where that changes nothing."""
    found: list[Figure] = []
    deep = False
    for member in members:
        own = first_part(member, whole)
        if own is not None:
            found.append(own)
            continue
        below = [f for m in member.children if (f := first_part(m, whole)) is not None]
        deep = deep or bool(below)
        found += below
    return tuple(found) if deep and len(found) >= 2 else None


def _column(head: Sequence[Figure], members: Sequence[Node], position: int, named: str) -> Candidate | None:
    """ "dự toán 100, thực hiện 120" over items that say both: the figures at the same place of all."""
    if len(head) <= position:
        return None
    whole = head[position]
    parts = []
    for member in members:
        passage = member.passage
        figures = [f for f in passage.within(passage.start, passage.end, 0) if may_be_part(whole, f) and same_noun(whole, f)]
        if len(figures) <= position:
            return None
        parts.append(figures[position])
    return Candidate("sum", tuple(parts), whole, named, grade_sum(parts, whole), variant="column") if len(parts) >= 2 else None


def _siblings(members: Sequence[Node]) -> Iterator[Offer]:
    """One item that calls itself the total of those behind or before it."""
    if len(members) < 3:
        return
    for position in (0, len(members) - 1):
        head = head_of(members[position])
        whole = head[0] if head else None
        if whole is None or vocabulary().item_total.match(members[position].passage.text, members[position].passage.start) is None:
            continue
        others = [m for m in members if m is not members[position]]
        added = position and vocabulary().item_added.match(members[position].passage.text, members[position].passage.start) is not None
        parts = [first_part(m, whole) for m in others]
        # "Tổng cộng: 55 nhóm" behind lines that all count the same adds them up.
        sure = added and all(f is not None and f.unit == whole.unit for f in parts)
        yield list(readings_of(whole, others, "item_total", "added" if sure else ""))
