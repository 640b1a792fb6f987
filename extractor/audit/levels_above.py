"""What a change of its own sentence is of: the level that the sentence before tells."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.audit.figures import Figure, same_noun
from extractor.audit.passages import WORD, Passage, name_of, pairs_of
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

NOUN = 60  # code points behind a figure in which the noun that it counts stands
SAME = 3  # first words that the nouns of two kinds of one thing share


def level_above(passage: Passage, before: Sequence[Passage], change: Figure) -> Figure | None:
    """ "… 5.120 vụ, làm chết 1.764 người. So với cùng kỳ, số vụ giảm 702 vụ, số người chết giảm 215 người": what a change is of stands in the sentence
    before, in the unit of the change; of several the one whose name shares most words with it, if one does."""
    low = passage.sentence_start(change.start)
    owner, end = (passage, low) if low > passage.start else (before[0], before[0].end) if before and before[0].index == passage.index - 1 else (None, 0)
    if owner is None or change.unit is None:
        return None
    start = owner.sentence_start(end - 1)
    if start > owner.start and AUDIT.leads_on.match(owner.text, end if owner is passage else passage.start) is not None:
        # "… 24 vụ. So với cùng kỳ giảm cả ba tiêu chí. Cụ thể, số vụ giảm 59 vụ": a sentence between that says what follows in general.
        start = start if any(f.dimension == change.dimension and same_noun(f, change) for f in owner.between(start, end)) else owner.sentence_start(start - 1)
    told = [f for f in owner.within(start, end, 0) if f.dimension == change.dimension and same_noun(f, change) and f.plain]
    if len(told) < 2:
        return told[0] if told and (change.dimension == "count" or _of_one_thing(passage, change, owner, told[0])) else None
    own = set(WORD.findall(passage.clause(change).lower() + passage.label(change).lower().rpartition(change.written)[2])) - set(WORD.findall(change.unit.lower()))
    # "làm chết 563 người và làm bị thương 1.032 người": what stands before another figure is that one's.
    kin = sorted(((len(own & set(WORD.findall(AUDIT.behind_a_digit.split(owner.clause(f).rpartition(",")[2].lower())[-1]))), f.start) for f in told), reverse=True)
    # "làm 568 người chết, bị thương 1.032 người": the words behind a figure tell where those before it do not.
    kin = kin if kin[0][0] > kin[1][0] else sorted(((len(own & set(WORD.findall(owner.label(f).lower().rpartition(f.written.lower())[2]))), f.start) for f in told), reverse=True)
    if kin[0][0] > kin[1][0]:
        return next(f for f in told if f.start == kin[0][1])
    if _kinds_told(owner, told):
        return None
    # "xảy ra 4.812 vụ …; khám phá 3.577 vụ. So với tháng trước, tăng 338 vụ": without a word of what rose, what was told first.
    return told[0] if not kin[0][0] and passage.between(low, change.end)[0] is change and vocabulary().against.match(passage.text[low : change.start]) else None


def _of_one_thing(passage: Passage, change: Figure, owner: Passage, level: Figure) -> bool:
    """A change of an amount names what it is of as its level does, or nothing else ("So với cùng kỳ tăng 6,7 tỷ đồng")."""
    clause = passage.clause(change)
    return vocabulary().against.match(clause.lstrip()) is not None or bool(pairs_of(clause) & pairs_of(name_of(owner, level)))


def _kinds_told(owner: Passage, told: Sequence[Figure]) -> bool:
    """ "31 vụ tai nạn giao thông đường bộ …; 2 vụ tai nạn giao thông đường thủy. So với … giảm 4 vụ": kinds of one thing, and a change of them together."""
    nouns = [AUDIT.kind_ends.split(owner.text[f.end : f.end + NOUN])[0].lower().split() for f in told]
    shared = [a == b for a, b in zip(*nouns[:2], strict=False)]
    return len(shared) > SAME and all(shared[:SAME]) and nouns[0] != nouns[1]
