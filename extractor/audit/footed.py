"""Sums whose whole stands behind its parts, in a sentence or line of its own that says so.

    "Xã A có 312 hộ, xã B có 240 hộ. Như vậy, hai xã có 552 hộ."        the parts in the sentence before
    "Xã A có 312 hộ. Xã B có 240 hộ. Tổng cộng 552 hộ."                 a part a sentence
    "Vốn cấp mới 1.434 tỷ đồng. Nếu tính cả 1.893 tỷ đồng vốn tăng thêm thì tổng vốn là 3.327 tỷ đồng."      one more, then the whole
    "12 hợp tác xã thành lập mới, 5 hợp tác xã hoạt động trở lại, nâng tổng số … và … lên 17 hợp tác xã"       the name of the whole tells two things
    "- Xã A: 312 hộ" "- Xã B: 240 hộ" "Tổng số hộ toàn huyện là 552"    a part an item, the whole in the paragraph behind them

Linear: a sentence that sums up looks at the few before it, a line at the run of items right above it, once each.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from extractor.audit.figures import OPERANDS, Figure, same_noun
from extractor.audit.grades import grade_sum
from extractor.audit.outline import readings_of
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.sum_parts import may_be_part
from extractor.audit.tree import Node
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

OPENING = 120  # code points of a sentence before the figure that sums up
SENTENCES = 12  # that may each tell a part
PARTS = 40  # figures of the sentence before that may be parts
ROUND = 100  # a long count that ends in noughts is rounded
LEVELS = 3  # levels of items above a line that sums up
MOST = 60  # items that a line sums up
Sentence = tuple[Passage, int, int]


def sums_of_feet(passages: Sequence[Passage]) -> Iterator[Offer]:
    """The offers of sentences that sum up what those before them tell."""
    stream = [(p, start, end) for p in passages for start, end in p.sentences()]
    for position, (passage, start, end) in enumerate(stream):
        whole = _summed(passage, start, end) if position else None
        if whole is None:
            continue
        before = stream[max(0, position - SENTENCES) : position][::-1]
        offer = [*_of_sentence(before[0], whole, passage.index), *_of_sentences(before, whole, passage.index)]
        if offer:
            yield offer


def sums_counted_in(passage: Passage, above: Passage | None = None) -> Iterator[Offer]:
    """Sums whose whole stands in the sentence of its last part, the other part in those before it, or in the last sentence of the paragraph above."""
    for start, end in passage.sentences():
        added = AUDIT.counted_in.match(passage.text, start, end) if start > passage.start else None
        told = [f for f in passage.within(start, end, 0) if f.dimension in OPERANDS and f.plain]
        if added is not None:
            whole = next((f for f in told[1:] if may_be_part(f, told[0]) and AUDIT.called_total.search(passage.text[told[0].end : f.start]) is not None), None)
            yield from _with_one_before(passage, start, told[0], whole, "total_counted_in") if whole is not None else ()
        for whole in told:
            of_two = AUDIT.raised_total.search(passage.text, start, whole.start) is not None
            if not of_two and AUDIT.raised_stock.search(passage.text, start, whole.start) is None:
                continue
            parts = [f for f in passage.backwards(passage.start, whole.start, PARTS) if _added(whole, f) and same_noun(whole, f) and not passage.depth(f.start)]
            if parts and (of_two or parts[-1].change):
                yield from _with_one_before(passage, parts[-1].start, parts[-1], whole, "total_raised", above, "" if of_two else "stock")


def _added(whole: Figure, figure: Figure) -> bool:
    """It may be what raised a total, whether it is told as so many more ("có thêm 5 trạm, nâng tổng số lên 26")."""
    return figure.single and not figure.vague and figure.role != "decrease" and may_be_part(whole, replace(figure, role=whole.role))


def _with_one_before(passage: Passage, low: int, part: Figure, whole: Figure, named: str, above: Passage | None = None, variant: str = "") -> Iterator[Offer]:
    """The part, and one of the amounts of its kind before it, nearest first; a mean is none."""
    told: Sequence[Figure] = passage.backwards(passage.start, low, PARTS)
    if not told and above is not None and above.index == passage.index - 1:
        passage, told = above, above.within(above.sentence_starts[-1], above.end, 0)
    before = [f for f in told if f.plain and not f.vague and f.unit == part.unit and may_be_part(whole, f) and not passage.depth(f.start)]
    before = [f for f in before if vocabulary().mean_end.search(passage.before(f, OPENING)) is None][-LEVELS:][::-1]
    if before and whole.dimension == "count" and not whole.value % ROUND and whole.value > ROUND**2:
        variant = variant or "stock"  # "lên 153.300 hộ" is rounded
    if before:
        yield [Candidate("sum", (f, part), whole, named, grade_sum((f, part), whole), variant=variant) for f in before]


def sums_of_lines(nodes: Sequence[Node]) -> Iterator[Offer]:
    """The offers of paragraphs that sum up the items right above them."""
    last: Node | None = None
    top: list[Node] = []  # the items of one kind that stand under nothing
    low = 0
    for node in nodes:
        passage = node.passage
        if node.style:
            if node.parent is None:
                top = [*top[1 - MOST :], node] if top and top[-1].style == node.style else [node]
            last = node
            continue
        whole = _summed(passage, passage.start, passage.sentence_end(passage.start), plainly=True) if last is not None and not node.claim else None
        if whole is not None and last is not None:
            named = "total_line" if AUDIT.sums_up.match(passage.text, passage.start) is not None else "total_line_named"
            offer = [made for items in _runs(last, top, low, passage.start) for made in readings_of(whole, items, named, "")]
            if offer:
                yield offer
            last, top, low = None, [], passage.start


def _summed(passage: Passage, start: int, end: int, *, plainly: bool = False) -> Figure | None:
    """The amount of a sentence that opens with words that sum up, of no time of its own ("Tính chung 9 tháng"); `plainly` where it tells a total."""
    figure = next(iter(passage.between(start, end)), None)
    if figure is None or figure.start - start > OPENING or figure.dimension not in OPERANDS or not figure.plain or figure.loose or passage.depth(figure.start):
        return None
    lead = passage.text[start : figure.start]
    opens = AUDIT.sums_up.match(lead) or (plainly and AUDIT.total_opens.match(lead))
    if not opens or vocabulary().time.search(lead) is not None or AUDIT.span_of_time.search(lead) is not None:
        return None
    return figure


def _of_sentence(before: Sentence, whole: Figure, place: int) -> Iterator[Candidate]:
    """The figures of the sentence right before are the parts."""
    passage, start, end = before
    if passage.index < place - 1:
        return
    told = [f for f in passage.backwards(start, end, PARTS) if not passage.depth(f.start) and may_be_part(whole, f) and f.total is None]
    parts = tuple(f for f in told if same_noun(whole, f, general=True))
    if len(parts) >= 2 and not any(f.start in passage.governed for f in parts):
        yield Candidate("sum", parts, whole, "total_after", grade_sum(parts, whole), variant="" if len(parts) == len(told) else "loose")


def _of_sentences(before: Sequence[Sentence], whole: Figure, place: int) -> Iterator[Candidate]:
    """Each sentence before tells one part first, up to one that does not."""
    parts: list[Figure] = []
    for passage, start, end in before:
        figure = next((f for f in passage.between(start, end)[:1] if not passage.depth(f.start)), None)
        if passage.index < place - 1 or figure is None or figure.unit != whole.unit or not may_be_part(whole, figure) or figure.total is not None:
            break
        parts.append(figure)
        place = passage.index
    parts.reverse()
    for some in (parts, parts[1:]):  # the first may be the whole, told before its parts
        if len(some) >= 2:
            yield Candidate("sum", tuple(some), whole, "total_after", grade_sum(some, whole), variant="run" if some is parts else "partial")


def _runs(last: Node, top: Sequence[Node], low: int, high: int) -> Iterator[list[Node]]:
    """The items between two places that end with `last`, of its own level and of those above it, outermost first."""
    for node in [last, *islice(last.above(), LEVELS - 1)][::-1]:
        beside = top if node.parent is None else node.parent.children
        end = bisect_left(beside, high, key=lambda n: n.passage.start)
        items = [n for n in beside[max(0, end - MOST) : end] if n.style == node.style and n.passage.start >= low]
        if node.style and len(items) >= 2:
            yield items
