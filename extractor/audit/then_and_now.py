"""Several figures, their values of another time in one bracket, and by how much each rose or fell.

    "312 vụ, làm chết 168 người, bị thương 219 người; so với cùng kỳ (369 vụ, 189 người chết, 283 người bị thương) giảm 57 vụ (15,4%),
     giảm 21 người chết, giảm 64 người bị thương"

Each value of then belongs to the figure of now in its place, where there are as many of both and each counts what the other does; each change to the pair
whose noun it has and whose words it shares. Linear: a bracket is looked at with the few figures on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.audit.figures import OPERANDS, Figure, alike, same_noun
from extractor.audit.grades import RatioForm, grade_difference, grade_ratio
from extractor.audit.passages import Bracket, Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

MOST = 5  # values that a bracket tells
CHANGES = 12  # figures behind the bracket that are looked at
LEAD = 80  # code points before a bracket in which it is said to be of another time
BESIDE = 32  # code points of the noun between a change and the bracket of its percentage
WORD = regex.compile(r"\p{L}+")
Pairs = list[tuple[Figure, Figure]]


def changes_then_and_now(passage: Passage) -> Iterator[Offer]:
    """The offers of one segment."""
    for bracket in passage.brackets:
        pairs = pairs_of_bracket(passage, bracket)
        if not pairs:
            before, told = _of_sentence_before(passage, bracket)
            for change, (now, then) in zip(told, before, strict=True):
                yield from _told(passage, change, now, then)
        if len(pairs) < 2:
            continue
        high = passage.sentence_end(bracket.open)
        for change in passage.between(bracket.close, high)[:CHANGES]:
            if change.dimension in OPERANDS and change.change and change.single:
                pair = _of_change(passage, change, pairs)
                if pair is not None:
                    yield from _told(passage, change, *pair)


def pairs_of_bracket(passage: Passage, bracket: Bracket) -> Pairs:
    """The figures of now and of then, where the bracket tells several of then."""
    inside = passage.within(bracket.open + 1, bracket.close, bracket.depth)
    if not 2 <= len(inside) <= MOST or any(f.dimension not in OPERANDS or not f.plain for f in inside):
        return []
    low, words = passage.sentence_start(bracket.open), vocabulary()
    lead = passage.text[max(low, bracket.open - LEAD) : bracket.open]
    of_then = AUDIT.measured_before.search(lead) is not None or AUDIT.of_then.match(passage.text, bracket.open + 1) is not None
    if not of_then and (words.time.match(passage.text[bracket.open + 1 : inside[0].start].lstrip()) is None or passage.year_of(inside[0]) is None):
        return []
    now = [f for f in passage.backwards(low, bracket.open, 2 * MOST) if f.dimension in OPERANDS and f.plain and passage.depth(f.start) == bracket.depth - 1]
    pairs = list(zip(now[-len(inside) :], inside, strict=False))
    fits = len(pairs) == len(inside) and all(alike(a, b) and (same_noun(a, b) or b.unit is None) for a, b in pairs)
    return pairs if fits else []


def _of_sentence_before(passage: Passage, bracket: Bracket) -> tuple[Pairs, Sequence[Figure]]:
    """ "đã tiếp 812 lượt/905 lượt người. So với cùng kỳ giảm 131 lượt, 118 lượt người (năm trước 943 lượt/1.023 lượt người)": the changes before the bracket,
    and the figures of now that end the sentence before."""
    inside = passage.within(bracket.open + 1, bracket.close, bracket.depth)
    low = passage.sentence_start(bracket.open)
    told = passage.within(low, bracket.open, bracket.depth - 1)
    if not 2 <= len(inside) <= MOST or len(told) != len(inside) or any(f.dimension not in OPERANDS for f in told) or low <= passage.start:
        return [], ()
    if not told[0].change or any(f.dimension not in OPERANDS or not f.plain for f in inside) or vocabulary().time.search(passage.text[bracket.open + 1 : inside[0].start]) is None:
        return [], ()
    now = [f for f in passage.backwards(passage.sentence_start(low - 1), low, MOST) if f.plain and not passage.depth(f.start)]
    fits = len(now) == len(inside) and all(alike(a, b) and same_noun(a, b) and same_noun(a, c) for a, b, c in zip(now, inside, told, strict=True))
    return (list(zip(now, inside, strict=True)), told) if fits else ([], ())


def _of_change(passage: Passage, change: Figure, pairs: Pairs) -> tuple[Figure, Figure] | None:
    """The pair that a change is of: the one of its noun; of several the one whose words it shares most of."""
    fitting = [(now, then) for now, then in pairs if alike(change, now) and same_noun(change, now)]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    place = best_named(passage, change, [(now, then) for now, then in fitting])
    return fitting[place] if place is not None else None


def best_named(passage: Passage, change: Figure, figures: Sequence[Sequence[Figure]]) -> int | None:
    """Which of several figures (or pairs of them) shares most words with a change; None where no one does."""
    own = _words(passage, change)
    shared = [len(own & frozenset().union(*(_words(passage, f) for f in group))) for group in figures]
    most = max(shared)
    return shared.index(most) if most and shared.count(most) == 1 else None


def _words(passage: Passage, figure: Figure) -> frozenset[str]:
    """The words around a figure, its unit left out."""
    return frozenset(WORD.findall(passage.label(figure).lower())) - frozenset(WORD.findall((figure.unit or "").lower()))


def _told(passage: Passage, change: Figure, now: Figure, then: Figure) -> Iterator[Offer]:
    """The difference, and the percentage in the bracket right behind the change."""
    first, second = (now, then) if now.value >= then.value else (then, now)
    yield [Candidate("difference", (first, second), change, "change_then", grade_difference(first, second, change))]
    percent = share_behind(passage, change)
    form: RatioForm = "growth" if change.role == "increase" else "reduction"
    verdict = grade_ratio(form, now, then, percent) if percent is not None else None
    if percent is not None and verdict is not None:
        yield [Candidate("ratio", (now, then), percent, "change_then", verdict, form=form)]


def changed_before(passage: Passage, percent: Figure) -> Figure | None:
    """The change that a percentage alone in its bracket stands right behind."""
    change = next(iter(passage.backwards(passage.sentence_start(percent.start), percent.start, 1)), None)
    return change if change is not None and change.change and change.dimension in OPERANDS and share_behind(passage, change) is percent else None


def share_behind(passage: Passage, change: Figure) -> Figure | None:
    """The percentage alone in the bracket right behind a change ("giảm 57 vụ (-15,4%)")."""
    start = passage.next_start(change)
    percent = next(iter(passage.between(start, start + 1)), None) if start is not None else None
    bracket = passage.bracket_of(percent.start) if percent is not None and percent.dimension == "percent" else None
    alone = bracket is not None and bracket.open >= change.end and bracket.open - change.end < BESIDE and len(passage.between(bracket.open, bracket.close)) == 1
    return percent if alone else None


def ungoverned(passage: Passage, change: Figure, levels: list[Figure]) -> list[Figure]:
    """ "31 em đạt giải, trong đó 02 giải nhất, 12 giải ba; tăng 05 giải so với năm trước (26 giải)": what the list is of, and not what it names."""
    if change.start in passage.governed or not levels or any(f.start not in passage.governed for f in levels):
        return levels if change.start in passage.governed else [f for f in levels if f.start not in passage.governed]
    cue = passage.cue_before(levels[0].end)
    before = [f for f in passage.backwards(passage.sentence_start(cue[0]), cue[0], MOST) if f.dimension == change.dimension and f.plain] if cue is not None else []
    noun = (change.unit or "").casefold()
    named = [f for f in before if noun and noun in passage.label(f).casefold().split()]
    return named[-1:] or levels
