"""What there was to do, what was done of it and what is left, told as items of one list or as short sentences behind each other.

    "- Thụ lý: 57 vụ 81 bị cáo", "- Đã giải quyết: 12 vụ 30 bị cáo" + sub-items, "- Đang giải quyết: 45 vụ 51 bị cáo"
    "Kiểm sát việc tạm giữ: 73 người (số cũ 21, mới 52). Đã giải quyết: 49 người. Đang giải quyết: 24 người."

The form by which courts, procuracies, inspectors and one-stop shops report. Words tell what was done and what is left; what there was is what stands
right before. Of counts told together each has its own rest. Every item and every sentence is looked at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.audit.cases import remains, settled_by
from extractor.audit.figures import OPERANDS, Figure, same_noun
from extractor.audit.grades import grade_difference
from extractor.audit.partitions import received
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.tree import Node

TOGETHER = 2  # counts that an item tells together, each with its own rest
Told = tuple[Passage, list[Figure]]


def rests_of_items(nodes: Sequence[Node]) -> Iterator[Offer]:
    """The offers of every list of items; what an item tells of its own is in its sub-items and does not part it from the next."""
    beside: dict[int, list[Node]] = {}
    for node in nodes:
        beside.setdefault(id(node.parent), []).append(node)
    for siblings in beside.values():
        told = [(n.passage, _counts(n.passage, n.passage.start, n.passage.sentence_end(n.passage.start))) for n in siblings]
        yield from _rests([found for found, node in zip(told, siblings, strict=True) if found[1] or node.lead])


def rests_of_sentences(passages: Sequence[Passage]) -> Iterator[Offer]:
    """The offers of sentences of one segment that tell one count each."""
    for passage in passages:
        if len(passage.sentence_starts) > 2 and len(passage.figures) > 2:
            told = [(passage, _counts(passage, start, end)) for start, end in passage.sentences()]
            yield from _rests([(p, figures if len(figures) == 1 else []) for p, figures in told])


def _rests(told: Sequence[Told]) -> Iterator[Offer]:
    """The offers of runs of three: what there was, what was done, what is left."""
    for (was, done), left in zip(pairwise(told), told[2:], strict=False):
        if not (was[1] and done[1] and left[1]) or remains(*_first(was)) or settled_by(*_first(was)):
            continue
        if remains(*_first(done)) or not settled_by(*_first(done)) or not remains(*_first(left)):
            continue
        for whole, part, rest in zip(was[1], done[1], left[1], strict=False):
            if same_noun(whole, part) and same_noun(part, rest) and same_noun(whole, rest):
                named = "" if received(was[0], was[1][0]) else "plain"
                yield [Candidate("complement", (whole, part), rest, "rest_of_items", grade_difference(whole, part, rest), variant=named)]


def _first(told: Told) -> tuple[Passage, Figure]:
    return told[0], told[1][0]


def _counts(passage: Passage, start: int, end: int) -> list[Figure]:
    """The figures that an item begins with, outside brackets, up to TOGETHER."""
    told = [f for f in passage.within(start, end, 0) if f.dimension != "percent"][:TOGETHER]
    return told if all(f.dimension in OPERANDS and f.plain and not f.vague for f in told) else []
