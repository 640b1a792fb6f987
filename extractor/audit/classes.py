"""X of one Y by classes: figures that say the same Y and whose words part it.

    "11/15 xã đạt từ 80% trở lên; 3/15 xã đạt từ 65% đến dưới 80%; 1/15 xã đạt dưới 65%"    bounds that meet
    "15/36 sản phẩm tăng, 12/36 sản phẩm giảm và 9/36 sản phẩm giữ nguyên"                  the ways that a thing may go
    "- Có 11/15 đơn vị …", "- Có 4/15 đơn vị …" under "Trong đó:"                           the same over the items of a list

Whether X/Y of one Y are classes of it or different things asked of the same Y ("14/15 xã có trạm y tế, 12/15 xã có chợ") is told by their words alone.
Linear: every sentence and every group of items is walked once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Any

import regex

from extractor.audit.figures import Figure, same_noun
from extractor.audit.grades import grade_sum
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.tree import Node
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.patterns import Strict, alternatives, compile_rule, load

REACH = 120  # code points behind X/Y in which its class is told
NUMBER = r"\d[\d.,]*\s?%?"
NONE = 0  # what the words of all members say: nothing,
SOME = 1  # that each goes its way,
ALL = 2  # that each has its bounds or rank
TIES = {
    (ALL, True): "fractions_classes", (ALL, False): "fractions_classes", (SOME, True): "fractions_trends",
    (SOME, False): "fractions_trends", (NONE, True): "fractions_list", (NONE, False): "fractions_plain",
}  # fmt: skip


class Classes(Strict):
    below: list[str]
    above: list[str]
    range: list[str]
    to: list[str]
    up: list[str]
    down: list[str]
    trends: list[list[str]]


class ClassFile(Strict):
    classes: Classes


@dataclass(frozen=True)
class ClassWords:
    """The words of patterns/audit/classes.yaml, compiled: kinds of bounds by what they leave open, `trends` one expression a way."""

    bounds: tuple[tuple[str, Any], ...]
    trends: tuple[Any, ...]


@cache
def class_words() -> ClassWords:
    """The words of classes. Raises PatternError naming the rule that cannot be used."""
    p = load("classes", ClassFile).classes

    def rule(pattern: str, name: str) -> Any:
        return compile_rule(pattern, file="classes", rule=name, flags=regex.IGNORECASE)

    between = rf"(?<!\p{{L}})(?:{alternatives(p.range)})\s+{NUMBER}[^;,]{{0,20}}?(?:{alternatives(p.to)})\s+(?:{alternatives(p.below)})?\s*{NUMBER}"
    below = rf"(?<!\p{{L}})(?:{alternatives(p.below)})\s+{NUMBER}|{NUMBER}[^;,\d]{{0,16}}?(?:{alternatives(p.down)})(?!\p{{L}})"
    above = rf"(?<!\p{{L}})(?:{alternatives(p.above)})\s+{NUMBER}|{NUMBER}[^;,\d]{{0,16}}?(?:{alternatives(p.up)})(?!\p{{L}})"
    return ClassWords(
        (("between", rule(between, "range")), ("above", rule(above, "above")), ("below", rule(below, "below"))),
        tuple(rule(rf"(?<!\p{{L}})(?:{alternatives(words)})(?!\p{{L}})", "trends") for words in p.trends),
    )


def fractions_in(passage: Passage) -> Iterator[Offer]:
    """X/Y of one Y that follow each other in a sentence."""
    for start, end in passage.sentences():
        run: list[Figure] = []
        depth = 0
        for figure in passage.between(start, end):
            level = _level(passage, figure)
            if not _fraction(figure) or (run and level > depth):
                continue
            if run and (figure.total != run[-1].total or not same_noun(figure, run[-1]) or level != depth):
                yield from _offer(passage, run)
                run = []
            depth = level
            run.append(figure)
        yield from _offer(passage, run)


def _level(passage: Passage, figure: Figure) -> int:
    """How deep in brackets an X/Y stands; one that fills the bracket behind its clause ("tăng khá (với 15/36 sản phẩm)") is of the clause."""
    depth = passage.depth(figure.start)
    bracket = passage.bracket_of(figure.start) if depth else None
    if bracket is None or len(passage.between(bracket.open + 1, bracket.close)) != 1:
        return depth
    lead = passage.text[bracket.open : figure.start]
    return depth - 1 if vocabulary().member_start.search(lead) is not None else depth


def _offer(passage: Passage, run: Sequence[Figure]) -> Iterator[Offer]:
    if len(run) < 2:
        return
    ends = [*(f.start for f in run[1:]), passage.sentence_end(run[-1].start)]
    words = [_led_by(passage, f) + passage.label(f) + passage.text[f.end : min(end, f.end + REACH)] for f, end in zip(run, ends, strict=True)]
    led = vocabulary().list_cue.search(passage.text, max(passage.sentence_start(run[0].start), run[0].start - REACH), run[0].start) is not None
    yield from _shared_out(run, words, led)


def _led_by(passage: Passage, figure: Figure) -> str:
    """What stands before the bracket that X/Y fills: "các sản phẩm tăng khá (với 15/36 sản phẩm)"."""
    bracket = passage.bracket_of(figure.start)
    if bracket is None or _level(passage, figure) == passage.depth(figure.start):
        return ""
    low = max([passage.sentence_start(bracket.open), bracket.open - REACH, *(f.end for f in passage.backwards(passage.start, bracket.open, 1))])
    return passage.text[low : bracket.open]


def fractions_of_items(nodes: Sequence[Node]) -> Iterator[Offer]:
    """X/Y of one Y that open the items of one list."""
    groups: dict[int, list[Node]] = {}
    for node in nodes:
        if node.parent is not None:
            groups.setdefault(id(node.parent), []).append(node)
        elif node.style:
            groups.setdefault(0, []).append(node)
    for members in groups.values():
        parent = members[0].parent
        led = parent is not None and bool(parent.claim)
        for run in _runs(members, _first):
            words = [n.passage.text[f.end : min(n.passage.end, f.end + REACH)] for n, f in run]
            yield from _shared_out([f for _, f in run], words, led)


def _runs(members: Sequence[Node], first: Callable[[Node], Figure | None]) -> Iterator[list[tuple[Node, Figure]]]:
    """Neighbouring items that open with X/Y of one Y."""
    run: list[tuple[Node, Figure]] = []
    for member in members:
        figure = first(member)
        if figure is None or (run and (figure.total != run[-1][1].total or not same_noun(figure, run[-1][1]) or member.style != run[-1][0].style)):
            if len(run) > 1:
                yield run
            run = []
        if figure is not None:
            run.append((member, figure))
    if len(run) > 1:
        yield run


def _first(node: Node) -> Figure | None:
    figure = next(iter(node.passage.figures), None)
    return figure if figure is not None and _fraction(figure) else None


def _fraction(figure: Figure) -> bool:
    return figure.total is not None and figure.unit is not None and figure.dimension == "count" and not figure.change and figure.role != "rank"


def _shared_out(run: Sequence[Figure], words: Sequence[str], led: bool) -> Iterator[Offer]:
    """The offer of X/Y of one Y, by what the words of each say."""
    total = run[0].total
    if total is None:
        return
    said = classes_of(words)
    named = "fractions_ranked" if all(vocabulary().ranked.search(w) for w in words) else TIES[said, led]
    if named == "fractions_plain" and len({_opening(w) for w in words}) < len(words) and len(run) > 3:
        return  # "14/15 xã đạt tiêu chí 1, 12/15 xã đạt tiêu chí 2": things asked of each
    whole = denominator(run[0], total)
    yield [Candidate("sum", tuple(run), whole, named, grade_sum(run, whole))]


def classes_of(words: Sequence[str]) -> int:
    """What the words of the members say: ALL bounds that leave one class above and one below, SOME a way that each goes, or NONE."""
    kinds = [_bound(w) for w in words]
    if None not in kinds:
        # "12/15 xã trên 95% …, 9/15 xã trên 90% …" asks different things of each.
        return ALL if kinds.count("above") < 2 and kinds.count("below") < 2 else NONE
    ways = [_way(w) for w in words]
    return SOME if None not in ways and len(set(ways)) > 1 else NONE


def _way(words: str) -> int | None:
    """The first way that the words tell."""
    found = [(match.start(), way) for way, trend in enumerate(class_words().trends) if (match := trend.search(words)) is not None]
    return min(found)[1] if found else None


def _bound(words: str) -> str | None:
    """The first kind of bound that the words tell."""
    return next((kind for kind, bound in class_words().bounds if bound.search(words) is not None), None)


def _opening(words: str) -> str:
    return " ".join(words.split()[:4]).casefold()


def denominator(figure: Figure, total: Decimal) -> Figure:
    """The Y of X/Y as a figure with a place of its own."""
    start = figure.start + figure.written.rfind("/") + 1
    return replace(figure.with_value(total), start=start, written=figure.written[start - figure.start :].strip())
