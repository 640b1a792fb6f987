"""Sums over statements of one form: what one passage tells of the whole, the passages behind it tell of its parts in the same words.

    "Thụ lý 912 vụ, giải quyết 800 vụ. … Cụ thể như sau:"             the whole, by the words before each figure
    "Án hình sự: thụ lý 212 vụ, giải quyết 190 vụ …"                  a part for each of those words
    "Án dân sự: thụ lý 700 vụ, giải quyết 610 vụ …"

    "Tổng kim ngạch đạt 8,1 tỷ USD."  "Trong đó, kim ngạch xuất khẩu đạt 4,0 tỷ USD …"  "Kim ngạch nhập khẩu đạt 4,1 tỷ USD …"
                                                                      sentences that open with one noun

    "Hỗ trợ 5.100 triệu đồng (230.000 USD), gồm A 2.900 triệu đồng (130.000 USD) và B 2.200 triệu đồng (100.000 USD)"
                                                                      what stands beside each figure of a sum adds up as it does

Linear: every passage, sentence and relation is looked at once, with a bounded number behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from extractor.audit.figures import OPERANDS, Figure, alike, same_noun
from extractor.audit.grades import grade_sum
from extractor.audit.partitions import partition
from extractor.audit.passages import WORD, Passage
from extractor.audit.plans import words_before
from extractor.audit.relations import Candidate, Offer
from extractor.audit.sum_parts import may_be_part
from extractor.audit.tree import Node
from extractor.audit.vocabulary import claim_of, vocabulary
from extractor.lexicon.phrases import AUDIT

BOUNDS = (">=", "<=")  # "không quá 40.000 đồng" is a limit, and adds up to nothing
KEY = 2  # words before a figure that say what was done
UP = 2  # segments above the one that leads to the parts in which the whole may stand
MOST = 24  # passages that tell parts
HEADS = 8  # figures of an item that may bear names of their own
STOPS = regex.compile(r"[.;:](?=\s)")
BESIDE = 36  # code points between a figure and what stands beside it
OPENING = 90  # code points of a sentence before its first figure
SENTENCES = 12  # that may each tell a part
Words = tuple[str, ...]


def sums_of_statements(nodes: Sequence[Node]) -> Iterator[Offer]:
    """The offers of items that lead to statements of the same form as their own or those right above."""
    for position, node in enumerate(nodes):
        if node.claim not in ("all", "open", "colon") or len(node.children) < 2:
            continue
        above = [n.passage for n in nodes[max(0, position - UP) : position] if not n.children and n.passage.index >= node.passage.index - UP]
        heads: dict[tuple[Words, bool], tuple[Passage, Figure]] = {}
        for passage in (*above, node.passage):
            heads.update({key: (passage, figure) for key, figure in _keyed(passage).items()})
        if len(heads) < 2:
            continue
        members = [_keyed(child.passage) for child in node.children[:MOST] if not child.children]
        told = [m for m in members if any(key in m for key in heads)]
        for key, (_, whole) in heads.items():
            parts = tuple(f for m in told if (f := m.get(key)) is not None and alike(f, whole) and same_noun(f, whole))
            if len(parts) >= 2:
                variant = "" if len(parts) == len(told) == len(members) else "partial"
                yield [Candidate("sum", tuple(map(_signed, parts)), _signed(whole), "statements", grade_sum([_signed(p) for p in parts], _signed(whole)), variant=variant)]


def sums_by_name(nodes: Sequence[Node]) -> Iterator[Offer]:
    """ "…, trong đó vốn đầu tư 106 tỷ đồng. Cụ thể:" over "- A: 65 tỷ đồng (vốn đầu tư: 60 tỷ đồng)", "- B: …": what head and members tell under one name."""
    for node in nodes:
        if node.claim not in ("all", "open", "colon") or len(node.children) < 2 or len(node.passage.figures) < 2:
            continue
        heads = _under_names(node.passage, node.passage.figures[:HEADS])
        if not heads:
            continue
        members = [_under_names(child.passage, child.passage.figures[:HEADS]) for child in node.children[:MOST]]
        for key, whole in heads.items():
            parts = tuple(f for m in members if (f := m.get(key)) is not None and may_be_part(whole, f) and same_noun(whole, f))
            if len(parts) >= 2:
                yield [Candidate("sum", parts, whole, "named_column", grade_sum(parts, whole), variant="" if len(parts) == len(node.children) else "some")]


def _under_names(passage: Passage, figures: Sequence[Figure]) -> dict[Words, Figure]:
    """Figures behind the first, by the last words before them."""
    found: dict[Words, Figure] = {}
    for figure in figures[1:]:
        words = words_before(passage, figure)[-KEY:] if figure.dimension in OPERANDS and figure.plain else ()
        if len(words) == KEY:
            found.setdefault(words, figure)
    return found


def _keyed(passage: Passage) -> dict[tuple[Words, bool], Figure]:
    """The first figure of each verb: by the words right before it, changes apart from amounts."""
    return _keyed_of(passage, passage.figures)


def _keyed_of(passage: Passage, figures: Sequence[Figure]) -> dict[tuple[Words, bool], Figure]:
    found: dict[tuple[Words, bool], Figure] = {}
    for figure in figures:
        if figure.dimension in OPERANDS and figure.single and figure.comparator not in BOUNDS and passage.depth(figure.start) == 0:
            words = words_before(passage, figure)
            key = words[-KEY - 1 : -1] if figure.change else words[-KEY:]
            if len(key) == KEY and passage.text[max(passage.start, figure.start - 2) : figure.start] != ": ":
                found.setdefault((key, figure.change), figure)
    return found


def _signed(figure: Figure) -> Figure:
    """A fall counts against a rise."""
    return replace(figure, value=-figure.value, written="-" + figure.written) if figure.role == "decrease" else figure


def sums_of_sentences(passages: Sequence[Passage]) -> Iterator[Offer]:
    """The offers of sentences that open with one noun behind a cue ("Trong đó, kim ngạch xuất khẩu …. Kim ngạch nhập khẩu …")."""
    stream = [(p, start, end) for p in passages for start, end in p.sentences()]
    for position, (passage, start, end) in enumerate(stream):
        cue = vocabulary().list_cue.match(passage.text, start, end)
        led = AUDIT.accordingly.match(passage.text, start, end) if cue is None else cue if claim_of(cue) != "some" else None
        if led is None or not position:
            continue
        first = _opened(passage, led.end(), end)
        if first is None:
            continue
        noun, part = first
        whole = _whole(stream, position, noun, part)
        parts = [(passage, part), *_following(stream, position, noun, whole)] if whole is not None else []
        if len(parts) >= 2 and any(p is not passage or p.sentence_start(f.start) != start for p, f in parts):
            named = "sentences_parted" if partition(_labels(parts)) else "sentences_named"
        else:
            whole = whole or _whole(stream, position, None, part)
            parts = _parted([(passage, part), *_following(stream, position, None, whole)]) if whole is not None else []
            named = "sentences_parted"
        if len(parts) >= 2 and whole is not None:
            figures = tuple(f for _, f in parts)
            yield [Candidate("sum", figures, whole, named, grade_sum(figures, whole))]


def sums_told_on(passages: Sequence[Passage]) -> Iterator[Offer]:
    """ "Tỉnh có 226 dự án, trong đó có 155 dự án chuyển tiếp …. Bên cạnh đó có 71 dự án khởi công mới": a list of one part, and a sentence that goes on with the other."""
    for passage in passages:
        for start, end in passage.cues:
            high = passage.sentence_end(start)
            if high >= passage.end or passage.depth(start):
                continue
            besides = AUDIT.goes_on.match(passage.text, high, passage.end)
            told = passage.backwards(passage.sentence_start(start), start, 1)
            if besides is None or not told or told[0].loose or told[0].dimension != "count" or not told[0].unit:
                continue
            whole = told[0]
            listed = [f for f in passage.within(end, high, 0) if may_be_part(whole, f) and f.unit == whole.unit]
            other = next((f for f in passage.within(besides.end(), passage.sentence_end(high), 0) if f.dimension == "count"), None)
            if len(listed) != 1 or other is None or other.unit != whole.unit or not may_be_part(whole, other):
                continue
            parts = (listed[0], other)
            left = besides["rest"] is not None
            if left or partition([passage.label(f) for f in parts]):
                yield [Candidate("sum", parts, whole, "list_rest" if left else "sentences_parted", grade_sum(parts, whole))]


def _labels(parts: Sequence[tuple[Passage, Figure]]) -> list[str]:
    return [p.text[max(p.sentence_start(f.start), f.start - OPENING) : f.start] for p, f in parts]


def _parted(parts: Sequence[tuple[Passage, Figure]]) -> list[tuple[Passage, Figure]]:
    """The first of the parts whose words make up a whole, whatever noun they open with; empty where none do."""
    for count in (2, 3):
        if len(parts) >= count and partition(_labels(parts[:count])):
            return list(parts[:count])
    return []


def _opened(passage: Passage, start: int, end: int) -> tuple[str, Figure] | None:
    """The noun that a run opens with, and its first figure where that is an amount."""
    figure = next(iter(passage.between(start, end)), None)
    if figure is None or figure.start - start > OPENING or figure.dimension not in OPERANDS or not figure.plain:
        return None
    word = WORD.search(passage.text, start, figure.start)
    return (word[0].casefold(), figure) if word is not None and not passage.depth(figure.start) else None


def _whole(stream: Sequence[tuple[Passage, int, int]], position: int, noun: str | None, part: Figure) -> Figure | None:
    """The first amount of the sentence before (or the one before that) whose name bears the noun, if one is asked for."""
    place = stream[position][0].index
    for passage, start, end in reversed(stream[max(0, position - 2) : position]):
        if passage.index < place - 1:
            return None
        for figure in passage.within(start, end, 0):
            if may_be_part(figure, part) and figure.total is None and not figure.change and (noun is None or noun in WORD.findall(passage.text[start : figure.start].casefold())):
                return figure
    return None


def _following(stream: Sequence[tuple[Passage, int, int]], position: int, noun: str | None, whole: Figure) -> Iterator[tuple[Passage, Figure]]:
    """The first amounts of the sentences behind that open with the noun; what a cue of its own opens in a segment is of a part."""
    last, nested = stream[position][0], False
    for passage, start, end in stream[position + 1 : position + 1 + SENTENCES]:
        if passage is not last:
            if passage.index != last.index + 1:
                return
            last, nested = passage, False
        cue = vocabulary().list_cue.match(passage.text, start, end)
        apart = cue is not None and AUDIT.set_apart.match(passage.text, start, end) is not None  # "Riêng thu do tỉnh quản lý …" goes on with the whole's
        if (nested and not apart) or (cue is not None and not apart):
            nested = True
            continue
        nested = False
        opened = _opened(passage, cue.end() if cue is not None else start, end)
        if opened is None or (noun is not None and opened[0] != noun) or not may_be_part(whole, opened[1]):
            return
        yield passage, opened[1]


def companions_of(passages: Sequence[Passage], sums: Sequence[Candidate]) -> Iterator[Offer]:
    """What stands right beside the whole and each part of a sum, in one unit: it adds up as they do."""
    by_segment = {p.index: p for p in passages}
    for made in sums:
        if made.kind != "sum" or made.whole is None or made.table:
            continue
        figures = made.figures
        own = {f.start for f in figures}
        beside = []
        for figure in figures:
            passage = by_segment.get(figure.segment)
            other = (_beside(passage, figure) or _behind_words(passage, figure)) if passage is not None else None
            if other is None or other.start in own:
                break
            beside.append((passage, other))
        if len(beside) != len(figures):
            continue
        whole, *parts = (f for _, f in beside)
        if all(may_be_part(whole, p) and same_noun(whole, p, general=True) for p in parts) and _of_one(beside):
            yield [Candidate("sum", tuple(parts), whole, "companions", grade_sum(parts, whole))]


def statements_beside(passages: Sequence[Passage], sums: Sequence[Candidate]) -> Iterator[Offer]:
    """ "Tòa án hai cấp thụ lý 790 vụ, giải quyết 620 vụ, còn lại 170 vụ. Trong đó: tỉnh thụ lý 40 vụ, giải quyết 30 vụ, còn lại 10 vụ. Huyện thụ lý …": where whole and parts of
    a sum each open a sentence of their own, what those sentences tell behind them in the same words adds up too."""
    by_segment = {p.index: p for p in passages}
    for made in sums:
        if made.kind != "sum" or made.whole is None or made.table or not made.verdict.holds:
            continue
        places = [(by_segment[f.segment], f) for f in made.figures if f.segment in by_segment]
        told = [(p, p.between(f.start, p.sentence_end(f.start))[1 : 1 + HEADS]) for p, f in places]
        if len(places) != len(made.figures) or len({(p.index, p.sentence_start(f.start)) for p, f in places}) != len(places):
            continue
        heads, *members = (_keyed_of(p, figures) for p, figures in told)
        for key, whole in heads.items():
            parts = [m[key] for m in members if key in m]
            if len(parts) == len(members) and all(alike(f, whole) and same_noun(f, whole) for f in parts):
                signed = [_signed(f) for f in parts]
                yield [Candidate("sum", tuple(signed), _signed(whole), "statements", grade_sum(signed, _signed(whole)))]


def _beside(passage: Passage, figure: Figure) -> Figure | None:
    start = passage.next_start(figure)
    other = next(iter(passage.between(start, start + 1)), None) if start is not None else None
    if other is None or other.dimension not in (*OPERANDS, "percent") or not other.plain:
        return None
    gap = passage.text[figure.end : other.start]
    if _in_bracket(passage, figure, other) and not (alike(figure, other) and same_noun(figure, other)):
        return other
    return other if len(gap) <= BESIDE and AUDIT.beside.fullmatch(gap) is not None and not (alike(figure, other) and same_noun(figure, other)) else None


def _behind_words(passage: Passage, figure: Figure) -> Figure | None:
    """ "05 lớp học 2 buổi/ngày (211 học sinh)": alone in the next bracket, behind words that hold a number of another kind."""
    bracket = passage.bracket_after(figure.end, figure.end + 2 * BESIDE)
    inside = passage.between(bracket.open + 1, bracket.close) if bracket is not None else ()
    if bracket is None or len(inside) != 1 or inside[0].dimension not in OPERANDS or not inside[0].plain or not _in_bracket(passage, figure, inside[0]):
        return None
    between = passage.between(figure.end, bracket.open)
    return None if any(alike(f, figure) and same_noun(f, figure) for f in between) or same_noun(figure, inside[0]) else inside[0]


def _in_bracket(passage: Passage, figure: Figure, other: Figure) -> bool:
    """ "203 buổi tại trường học (48.915 lượt học sinh)": alone in the bracket behind the words of a part."""
    bracket = passage.bracket_of(other.start)
    alone = bracket is not None and other.start == bracket.open + 1 and len(passage.between(bracket.open, bracket.close)) == 1
    return alone and bracket is not None and figure.end <= bracket.open <= figure.end + 2 * BESIDE and STOPS.search(passage.text, figure.end, bracket.open) is None


def _of_one(beside: Sequence[tuple[Passage | None, Figure]]) -> bool:
    """Percentages are of one thing that stands nowhere in the sum ("4,2% GDP"); amounts need no more."""
    return all(f.dimension != "percent" or (p is not None and AUDIT.of_product.match(p.text, f.end) is not None) for p, f in beside)
