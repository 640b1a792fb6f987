"""What several percentages are measured by, told together in the bracket behind or before them.

    "đạt 76,3% dự toán tỉnh giao và 73,2% dự toán huyện giao (tỉnh giao 1.199 tỷ đồng, huyện giao 1.250 tỷ đồng)"    by their names
    "bằng 76,3% kế hoạch của tỉnh và 73,2% kế hoạch của huyện (1.199 tỷ đồng và 1.250 tỷ đồng)"                       in their order
    "915 tỷ đồng (tỉnh giao 1.199 tỷ đồng, huyện giao 1.250 tỷ đồng), đạt 76,3% dự toán tỉnh giao và 73,2% dự toán huyện giao"    likewise

Linear: a percentage looks at the bracket behind it and the few percentages before that.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import regex

from extractor.audit.figures import OPERANDS, Figure
from extractor.audit.passages import Bracket, Passage
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

REACH = 260  # code points between a percentage and the bracket that tells what it is measured by
MOST = 5  # percentages before the bracket, and figures in it
UNIT = 16  # code points of a unit
WORD = regex.compile(r"\p{L}+")
CUT = regex.compile(r"[,;](?=\s)")
MARK = regex.compile(r"[,;(]")
STOP = regex.compile(r"[;.](?=\s)")


class Told(NamedTuple):
    """What the bracket says of a percentage: the figure it is measured by, None where it tells that of others only."""

    figure: Figure | None


def told_together(passage: Passage, percent: Figure) -> Told | None:
    """The figure of the bracket that the percentage is measured by; None where no bracket tells of several."""
    bracket = _bracket_behind(passage, percent)
    return _told(passage, percent, bracket, _percents_before(passage, percent, bracket)) if bracket is not None else _told_before(passage, percent)


def _told_before(passage: Passage, percent: Figure) -> Told | None:
    """Where the bracket stands before the percentages, behind what was done, it tells of each by its name."""
    low, high = passage.scope(percent.start)
    run = [f for f in passage.backwards(low, percent.end, MOST) if f.dimension == "percent" and not passage.depth(f.start)]
    value = next(iter(passage.backwards(low, run[0].start, 1)), None) if run else None
    bracket = passage.bracket_of(value.start) if value is not None else None
    if bracket is None or bracket.close > percent.start or STOP.search(passage.text, bracket.close, percent.start):
        return None
    run += [f for f in passage.between(percent.end, high)[:MOST] if f.dimension == "percent"]
    return _told(passage, percent, bracket, run) if len(passage.between(bracket.open, bracket.close)) > 1 else None


def _told(passage: Passage, percent: Figure, bracket: Bracket, percents: Sequence[Figure]) -> Told | None:
    inside = passage.between(bracket.open + 1, bracket.close)
    if not 1 <= len(inside) <= MOST or any(f.dimension not in OPERANDS or not f.plain for f in inside):
        return None
    if len(inside) + len(percents) < 3:
        return None
    behind = [_behind(passage, p, bracket) for p in percents]
    words = vocabulary()
    named = [bool(words.plan.search(said) or words.against.search(said) or words.time.search(said)) for said in behind]
    if not named[-1] or not all(own or AUDIT.as_to_number.match(said + ".") for own, said in zip(named, behind, strict=True)):
        return None  # "tăng 12,2% về số doanh nghiệp và tăng 8,4% về vốn so với cùng kỳ (433 doanh nghiệp, vốn 4.439 tỷ đồng)"
    asked = [frozenset(WORD.findall(said)) for said in behind]
    names = [frozenset(WORD.findall(passage.text[slice(*_run(passage, f, bracket))].lower())) for f in inside]
    chosen = _chosen(asked, names)
    if not chosen:
        return None if bracket.open < percent.start else _in_order(passage, percent, percents, inside, bracket)
    found = chosen.get(percents.index(percent))
    return Told(inside[found] if found is not None else None)


def of_percent_before(passage: Passage, bracket: Bracket, change: Figure | None = None) -> bool:
    """ "vượt 5,2% so với dự toán (1.250 tỷ đồng) và tăng 12% so với cùng kỳ": the bracket stands behind the percentage that is measured by its value."""
    last = next(iter(passage.backwards(passage.sentence_start(bracket.open), bracket.open, 1)), None)
    beside = last is not None and last is not change and last.dimension == "percent" and passage.depth(last.start) == bracket.depth - 1
    return beside and last is not None and MARK.search(passage.text, last.end, bracket.open) is None


def _bracket_behind(passage: Passage, percent: Figure) -> Bracket | None:
    """The first bracket behind the percentage, in its sentence and at its depth, with nothing but other percentages before it."""
    bracket = passage.bracket_after(percent.end, min(passage.scope(percent.start)[1], percent.end + REACH))
    if bracket is None or passage.depth(bracket.open) != passage.depth(percent.start) or STOP.search(passage.text, percent.end, bracket.open):
        return None
    return bracket if all(f.dimension == "percent" for f in passage.between(percent.end, bracket.open)) else None


def _percents_before(passage: Passage, percent: Figure, bracket: Bracket) -> list[Figure]:
    """The percentages that the bracket may speak of: those behind the percentage, and the run of them that ends with it."""
    low = passage.scope(percent.start)[0]
    run: list[Figure] = []
    for figure in reversed(passage.backwards(low, bracket.open, MOST)):
        if figure.dimension != "percent" or STOP.search(passage.text, figure.end, bracket.open) or ")" in passage.text[figure.end : bracket.open]:
            break
        run.append(figure)
    return run[::-1] if percent in run else [percent]


def _behind(passage: Passage, percent: Figure, bracket: Bracket) -> str:
    """The words behind a percentage, up to the stop or figure behind it."""
    following = passage.next_start(percent)
    end = bracket.open if bracket.open >= percent.end else passage.scope(percent.start)[1]
    end = end if following is None else min(end, following)
    cut = CUT.search(passage.text, percent.end, end)
    return passage.text[percent.end : cut.start() if cut else end].lower()


def _run(passage: Passage, figure: Figure, bracket: Bracket) -> tuple[int, int]:
    """The part of the bracket that tells a figure."""
    cuts = CUT, vocabulary().parted_by
    low = max([bracket.open + 1, *(m.end() for cut in cuts for m in cut.finditer(passage.text, bracket.open, figure.start))])
    return low, min([bracket.close, *(m.start() for cut in cuts if (m := cut.search(passage.text, figure.end, bracket.close)) is not None)])


def _chosen(asked: Sequence[frozenset[str]], names: Sequence[frozenset[str]]) -> dict[int, int]:
    """Which name each of those asked bears: where each is the one that shares most words with the other; what is left alone at last goes together."""
    shared = frozenset.intersection(*asked) if len(asked) > 1 else frozenset()
    asked = [words - shared for words in asked]
    chosen = {
        i: j for i, words in enumerate(asked) if (j := _most([len(words & n) for n in names])) is not None and _most([len(other & names[j]) for other in asked]) == i
    }
    left = [i for i in range(len(asked)) if i not in chosen], [j for j in range(len(names)) if j not in chosen.values()]
    return {**chosen, left[0][0]: left[1][0]} if chosen and len(left[0]) == len(left[1]) == 1 else chosen


def _most(scores: Sequence[int]) -> int | None:
    """Where the largest stands; None where it is nothing or not alone."""
    most = max(scores)
    return scores.index(most) if most and scores.count(most) == 1 else None


def _in_order(passage: Passage, percent: Figure, percents: Sequence[Figure], inside: Sequence[Figure], bracket: Bracket) -> Told | None:
    """As many bare figures as percentages."""
    if len(percents) != len(inside) or any(not _bare(passage, f, bracket) for f in inside):
        return None
    return Told(inside[percents.index(percent)])


def _bare(passage: Passage, figure: Figure, bracket: Bracket) -> bool:
    """Nothing but the unit stands beside a figure."""
    low, high = _run(passage, figure, bracket)
    return not passage.text[low : figure.start].strip() and high - figure.end < UNIT
