"""Items each of which takes the whole above them apart in its own way.

    "… 486 đơn:"  "a) Theo nội dung: khiếu nại 301 đơn, tố cáo 185 đơn"  "b) Theo cấp: …"           words name the criterion
    "… 420 học sinh."  "- Rèn luyện: Tốt 351; Khá 61; Đạt 08"  "- Học tập: Tốt 127; Khá 224; …"       its members are rungs of a ladder
    "… 312 vụ, làm chết 168 người, trong đó:"  "- Đường bộ 306 vụ, chết 164 người; đường sắt 06 vụ, chết 04 người"    words that make up a whole; each of its
                                                                                                      pieces tells what the whole tells

Such items are no parts of the whole together. Linear: every item is looked at once with the few figures of what it stands under.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from extractor.audit.figures import OPERANDS, Figure, same_noun
from extractor.audit.grades import grade_sum
from extractor.audit.partitions import laddered, parted
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.sum_parts import may_be_part
from extractor.audit.tree import MARK, Node
from extractor.lexicon.phrases import AUDIT

WHOLES = 4  # figures of the head that items may take apart
FIGURES = 24  # of an item
WORD = regex.compile(r"\p{L}+")


def divisions(node: Node, members: Sequence[Node], heads: Sequence[Figure]) -> list[Offer]:
    """The offers of items that each take apart what their head tells; none where not all of them do."""
    wholes = sorted(heads, key=lambda f: f.start)[:WHOLES]
    whole = next(iter(wholes), None)
    if whole is None or len(members) < 2:
        return []
    told = [_parts(member.passage, whole, _criterion(member)) for member in members]
    if not all(told):
        return []
    offers: list[Offer] = []
    for member, parts in zip(members, told, strict=True):
        offers.append([Candidate("sum", parts, whole, "divided_items", grade_sum(parts, whole))])
        offers += _columns(node.passage, member.passage, wholes, parts)
    return offers


def _criterion(node: Node) -> bool:
    """ "a) Theo nội dung: khiếu nại 486 đơn, tố cáo 97 đơn": words say by what the whole is taken apart."""
    passage = node.passage
    start = mark.end() if (mark := MARK.match(passage.text, passage.start, passage.end)) is not None else passage.start
    return AUDIT.by_criterion.match(passage.text, start, passage.end) is not None


def _parts(passage: Passage, whole: Figure, named: bool) -> tuple[Figure, ...]:
    """The figures of an item that make up the whole: of its noun, or of none where they stand behind bare names."""
    told = [f for f in passage.within(passage.start, passage.end, 0)[:FIGURES] if f.dimension in OPERANDS and may_be_part(whole, f) and f.plain and not f.loose]
    parts = tuple(f for f in told if same_noun(whole, f))
    return parts if len(parts) >= 2 and (named or laddered([passage.label(f) for f in parts]) or parted(passage, parts)) else ()


def _columns(above: Passage, passage: Passage, wholes: Sequence[Figure], parts: Sequence[Figure]) -> Iterator[Offer]:
    """The other figures of the head, where the pieces that the parts stand in tell them as well: those that count the same and share words with them."""
    edges = [f.start for f in parts] + [passage.end]
    taken = {f.start for f in parts}
    for whole in wholes[1:]:
        rivals = [w for w in wholes if w is not whole and same_noun(w, whole)]
        column = []
        for low, high in pairwise(edges):
            told = [f for f in passage.within(low, high, 0)[:FIGURES] if f.start not in taken and f.unit is not None and may_be_part(whole, f) and same_noun(whole, f) and f.plain]
            column += [f for f in told if not rivals or _nearer(above, passage, f, whole, rivals)][:1]
        if len(column) >= 2:
            yield [Candidate("sum", tuple(column), whole, "divided_items", grade_sum(column, whole), variant="column")]


def _nearer(above: Passage, passage: Passage, part: Figure, whole: Figure, rivals: Sequence[Figure]) -> bool:
    """A part shares more words with one figure of the head than with the others of its noun."""
    own = _words(passage, part)
    return len(own & _words(above, whole)) > max(len(own & _words(above, r)) for r in rivals)


def _words(passage: Passage, figure: Figure) -> frozenset[str]:
    return frozenset(WORD.findall(passage.label(figure).lower())) - frozenset(WORD.findall((figure.unit or "").lower()))
