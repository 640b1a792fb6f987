"""Shares of those who entered, were sent or looked at, by what came of it.

    "46 em dự thi, 31 em đạt giải (67,4%)"                       of one noun, the share in the bracket right behind
    "24 học sinh dự thi, đạt 17 huy chương (…), đạt tỷ lệ 70,8%"  of another noun, the share called so
    "phát ra 400 phiếu, thu về 388 phiếu, đạt 97%"               words before the figures
    "1.218 em (khối 10: 620 em, khối 11: 598 em); nữ 652 em (53,5%)"   what some are besides the parts of the whole

Words say what entered and what came of it; nothing counted stands between the two. Linear: a percentage looks at the few counts before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extractor.audit.figures import Figure, alike, same_noun
from extractor.audit.passages import Passage
from extractor.audit.ratio_operands import Pair, Wholes, figures_before
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

BEHIND = 30  # code points behind a share in which a plan or time is named
LEAD = 24  # code points before a share in which it is called so
AMONG = 10  # figures before a share that are looked at for parts of a whole
FAR = 120  # code points between what entered and its share


def shares_of_entrants(passage: Passage, percent: Figure) -> Iterator[Pair]:
    """The share of what entered, where the figure before the percentage tells what came of it."""
    previous = figures_before(passage, percent)[:2]
    if len(previous) < 2 or percent.change or any(f.dimension not in ("count", "measure") or not f.plain or f.loose for f in previous):
        return
    part, base = previous
    if not alike(part, base) or percent.start - base.start > FAR or passage.depth(part.start) != passage.depth(base.start):
        return
    gap = passage.text[base.end : part.start]
    if vocabulary().list_cue.search(gap) is not None:
        return  # a share of what the list is of
    if any(mark in gap for mark in ";:.") or AUDIT.came_out.search(_said(passage, part)) is None or not _entered(passage, base, part):
        return
    behind, words = passage.after(percent, BEHIND), vocabulary()
    if words.plan.search(behind) or words.time.search(behind) or words.against.search(behind):
        return
    told = not passage.text[part.end : percent.start].strip(" (") or passage.bracket_of(percent.start) is not None or words.share_end.search(passage.before(percent, LEAD)) is not None
    if told:
        named = "share_entrants" if same_noun(part, base) else "share_entrants_other"
        yield from [Pair("share", part, base, named)] if base.value >= part.value or named == "share_entrants" else []


def shares_beside_parts(passage: Passage, percent: Figure, wholes: Wholes) -> Iterator[Pair]:
    """ "Có 1.218 em, gồm khối 10: 420 em, …, khối 12: 392 em; nữ 652 em (53,5%)": what some of them are, besides the parts, is of the whole of these."""
    low = passage.sentence_start(percent.start)
    before = [f for f in reversed(passage.backwards(passage.sentence_start(low - 1) if low > passage.start else low, percent.start, AMONG)) if f.dimension != "percent" and not passage.depth(f.start)]
    part = before[0] if before else None
    if part is None or percent.change or not part.plain or part.loose or part.start in wholes or _apart(passage, part, percent):
        return
    if vocabulary().attributes.search(_said(passage, part)) is None:
        return
    for beside in before[1:]:
        inside = next(iter(passage.between(beside.end, part.start)), None)
        within = wholes.get(inside.start, ()) if inside is not None and passage.depth(inside.start) else ()
        found = [w for w in (*wholes.get(beside.start, ()), *(w for w in within if w.start == beside.start)) if w.value >= part.value and w.plain]
        fitting = next((w for w in found if alike(w, part) and same_noun(w, part, general=True)), None)
        if fitting is not None:
            yield Pair("share", part, fitting, "share_beside_parts")
        if fitting is not None or vocabulary().attributes.search(_said(passage, beside)) is None:
            return


def shares_taken(passage: Passage, percent: Figure) -> Iterator[Pair]:
    """ "chênh lệch 4.860 triệu đồng, trích 25% lập quỹ là 1.215 triệu đồng": what a percentage says is taken, behind it, and the amount before that it is of."""
    start = passage.next_start(percent)
    part = next(iter(passage.between(start, start + 1)), None) if start is not None else None
    if part is None or part.dimension == "percent" or not part.plain or percent.change or AUDIT.taken_end.search(passage.before(percent, FAR)) is None:
        return
    if part.start >= passage.sentence_end(percent.start) or AUDIT.amounts_to.fullmatch(passage.text[percent.end : part.start]) is None:
        return
    before = passage.backwards(passage.sentence_start(percent.start), percent.start, AMONG)
    taken = {b.start for a, b in pairwise(before) if a.dimension == "percent" and AUDIT.amounts_to.fullmatch(passage.text[a.end : b.start]) is not None}
    base = next((f for f in reversed(before) if f.start not in taken and f.dimension == part.dimension and f.single and alike(f, part)), None)
    if base is not None:
        yield Pair("share", part, base, "share_taken")


def _apart(passage: Passage, part: Figure, percent: Figure) -> bool:
    """The percentage does not stand right behind the part, in a bracket or called its share; or something else is named behind it."""
    gap = passage.text[part.end : percent.start]
    behind, words = passage.after(percent, BEHIND), vocabulary()
    if any(mark in gap for mark in ";:.)") or len(gap) > LEAD + BEHIND or words.plan.search(behind) or words.time.search(behind) or words.against.search(behind):
        return True
    return not gap.rstrip().endswith("(") and words.share_end.search(passage.before(percent, LEAD)) is None


def _entered(passage: Passage, base: Figure, part: Figure) -> bool:
    return AUDIT.entered.search(passage.clause(base) + passage.text[base.start : part.start]) is not None


def _said(passage: Passage, part: Figure) -> str:
    return passage.clause(part) + passage.label(part)
