"""Shares of those who entered, were sent or looked at, by what came of it.

    "46 em dự thi, 31 em đạt giải (67,4%)"                       of one noun, the share in the bracket right behind
    "24 học sinh dự thi, đạt 17 huy chương (…), đạt tỷ lệ 70,8%"  of another noun, the share called so
    "phát ra 400 phiếu, thu về 388 phiếu, đạt 97%"               words before the figures

Words say what entered and what came of it; nothing counted stands between the two. Linear: a percentage looks at the two counts before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.audit.figures import Figure, same_noun
from extractor.audit.passages import Passage
from extractor.audit.ratio_operands import Pair, figures_before
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

BEHIND = 30  # code points behind a share in which a plan or time is named
LEAD = 24  # code points before a share in which it is called so
FAR = 120  # code points between what entered and its share


def shares_of_entrants(passage: Passage, percent: Figure) -> Iterator[Pair]:
    """The share of what entered, where the figure before the percentage tells what came of it."""
    previous = figures_before(passage, percent)[:2]
    if len(previous) < 2 or percent.change or any(f.dimension != "count" or not f.plain or f.loose for f in previous):
        return
    part, base = previous
    if base.value < part.value or percent.start - base.start > FAR or passage.depth(part.start) != passage.depth(base.start):
        return
    gap = passage.text[base.end : part.start]
    if any(mark in gap for mark in ";:.(") or AUDIT.came_out.search(_said(passage, part)) is None or not _entered(passage, base, part):
        return
    behind, words = passage.after(percent, BEHIND), vocabulary()
    if words.plan.search(behind) or words.time.search(behind) or words.against.search(behind):
        return
    told = not passage.text[part.end : percent.start].strip(" (") or passage.bracket_of(percent.start) is not None or words.share_end.search(passage.before(percent, LEAD)) is not None
    if told:
        yield Pair("share", part, base, "share_entrants" if same_noun(part, base) else "share_entrants_other")


def _entered(passage: Passage, base: Figure, part: Figure) -> bool:
    return AUDIT.entered.search(passage.clause(base) + passage.text[base.start : part.start]) is not None


def _said(passage: Passage, part: Figure) -> str:
    return passage.clause(part) + passage.label(part)
