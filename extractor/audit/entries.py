"""Names with their figures, one after the other: lines and sentences that break one whole down, and a rate below what it is of.

    "Có 1.640 người. Giới tính: nam: 1.512, nữ: 128. Nghề nghiệp: có nghề: 702, không có nghề: 938."    breakdowns under labels
    "Tổng số phải thu: 8.120 triệu đồng", "Đã thu: 6.924 triệu đồng", "Tỷ lệ đã thu: 85,27%"              a rate and the lines above it

Linear: every sentence and every line is looked at with the few before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from extractor.audit.figures import OPERANDS, Figure, alike, same_noun
from extractor.audit.grades import grade_ratio, grade_sum
from extractor.audit.passages import WORD, Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.tree import Node
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

LABEL = regex.compile(r"\s*\p{Lu}[^:.;,\d]{2,40}:")
NAMED = regex.compile(r":\s*(?!0+\b)\d")
BLANKS = 4  # code points between a colon and its figure
FIRST = 6  # figures of a paragraph among which the whole stands
ABOVE = 4  # lines above a rate that may hold its operands


def breakdowns_in(passage: Passage) -> Iterator[Offer]:
    """Sentences "Label: name: figure; name: figure" under the count that their paragraph tells first."""
    if len(passage.figures) < 3:
        return
    first = passage.figures[0]
    whole = first if first.dimension == "count" and first.plain and not first.vague else None
    labelled = whole is None or passage.text[passage.start : whole.start].rstrip().endswith(":")
    for start, end in passage.sentences():
        if start <= first.start:
            continue
        by = AUDIT.broken_down_by.match(passage.text, start, end)
        if by is not None:
            yield from _by(passage, by.end(), start, end)
        if whole is None or labelled or LABEL.match(passage.text, start, end) is None:
            continue
        told = [f for f in passage.within(start, end, 0) if passage.text[max(start, f.start - BLANKS) : f.start].rstrip().endswith(":")]
        parts = tuple(f for f in told if f.value == f.value.to_integral_value() and f.dimension != "percent" and not f.change)
        # A figure of the sentence that nobody read makes the rest no whole.
        if len(parts) >= 2 and len(parts) == len(told) and sum(f.value != 0 for f in told) == len(NAMED.findall(passage.text, start, end)):
            yield [Candidate("sum", parts, whole, "breakdown", grade_sum(parts, whole))]


def _by(passage: Passage, start: int, low: int, end: int) -> Iterator[Offer]:
    """ "Về phân cấp quản lý: có 40 điểm cấp tỉnh và 31 điểm cấp xã" under "71 điểm": all that the sentence tells of one noun, and the first of it before."""
    told = [f for f in passage.within(start, end, 0) if f.dimension in OPERANDS and f.plain and not f.loose]
    whole = next((f for f in passage.between(passage.start, low)[:FIRST] if told and alike(f, told[0]) and same_noun(f, told[0]) and f.plain and not f.loose and f.start not in passage.governed), None)
    parts = tuple(f for f in told if whole is not None and alike(whole, f) and same_noun(whole, f))
    if whole is not None and len(parts) >= 2 and not any(f.start in passage.governed for f in parts):
        yield [Candidate("sum", parts, whole, "breakdown_by", grade_sum(parts, whole))]


def rates_of_lines(nodes: Sequence[Node]) -> Iterator[Offer]:
    """A line of its own that gives a rate, under the line of its total and the line of what it is the rate of."""
    lines: list[tuple[Node, Figure]] = []
    for node in nodes:
        figure = next(iter(node.passage.figures), None)
        if figure is None or not node.entry:
            lines = []
            continue
        if figure.dimension == "percent":
            made = _rate(node.passage, figure, lines[-ABOVE:])
            if made is not None:
                yield [made]
        elif figure.dimension in OPERANDS and figure.state:
            lines.append((node, figure))


def _rate(passage: Passage, percent: Figure, lines: Sequence[tuple[Node, Figure]]) -> Candidate | None:
    name = passage.text[passage.start : percent.start]
    if len(lines) < 2 or percent.change or vocabulary().table_rate.search(name) is None:
        return None
    if AUDIT.rate_alone.fullmatch(name) is not None:
        return _bare_rate(percent, *lines[-2:])
    total = next((f for n, f in lines if vocabulary().item_total.match(n.passage.text, n.passage.start) is not None), None)
    if total is None:
        return None
    wanted = _pairs(name)
    done = [(len(wanted & _pairs(n.passage.text[n.passage.start : f.start])), -at, f) for at, (n, f) in enumerate(lines) if f is not total and f.start > total.start and alike(f, total) and same_noun(f, total)]
    best = max(done, key=lambda x: x[:2], default=None)
    if best is None or not best[0]:
        return None
    verdict = grade_ratio("share", best[2], total, percent)
    return Candidate("ratio", (best[2], total), percent, "rate_line", verdict, form="share") if verdict is not None else None


def _bare_rate(percent: Figure, above: tuple[Node, Figure], last: tuple[Node, Figure]) -> Candidate | None:
    """ "Kế hoạch: 150 ha", "Thực hiện: 120 ha", "Tỷ lệ: 80%": of the two lines right above, the plan or what stands first is the whole."""
    planned = [vocabulary().plan.search(n.passage.text, n.passage.start, f.start) is not None for n, f in (above, last)]
    (_, whole), (_, part) = (last, above) if planned == [False, True] else (above, last)
    verdict = grade_ratio("share", part, whole, percent) if alike(part, whole) and same_noun(part, whole) else None
    return Candidate("ratio", (part, whole), percent, "rate_line", verdict, form="share", variant="bare") if verdict is not None else None


def _pairs(name: str) -> set[tuple[str, str]]:
    return set(pairwise(WORD.findall(name.casefold())))
