"""Two values of one thing at two times, each in a sentence of its own.

    "Năm 2030 thu 1.200 tỷ đồng. Năm 2031 thu 1.260 tỷ đồng, tăng 5%."        the years say which is the later
    "Thu 1.260 tỷ đồng. Cùng kỳ năm trước là 1.200 tỷ đồng, tăng 60 tỷ đồng."   one of them is of a time before
    "Thu 1.260 tỷ đồng. Con số này tăng 5% so với năm 2030 (1.200 tỷ đồng)."    the sentence takes up the figure before it

Linear: a change looks at the few figures of the sentences right before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.audit.figures import OPERANDS, Figure, alike, same_noun
from extractor.audit.passages import Passage, name_of, pairs_of
from extractor.audit.told_together import of_percent_before
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

SENTENCES = 2  # before the one of a change in which its values may stand
FIGURES = 6  # of a sentence that are looked at
KIN = 2  # pairs of neighbouring words that two names of one thing share
PROPER = regex.compile(r"(?<=\p{Ll}\s)\p{Lu}\p{L}*(?:\s\p{Lu}\p{L}*)*")
Sentence = tuple[Passage, int, int]


def sentences_above(passage: Passage, before: Sequence[Passage], offset: int) -> Iterator[Sentence]:
    """The sentences right before the one of `offset`, nearest first; above the paragraph only the last of the one right above."""
    low = passage.sentence_start(offset)
    for _ in range(SENTENCES):
        if low > passage.start:
            start = passage.sentence_start(low - 1)
            yield passage, start, low
            low = start
        elif before and before[0].index == passage.index - 1:
            owner = before[0]
            yield owner, owner.sentence_start(owner.end - 1), owner.end
            return
        else:
            return


def taken_up(passage: Passage, before: Sequence[Passage], other: Figure, change: Figure) -> Figure | None:
    """What a sentence that takes up the figure before it is of ("Con số này tăng 5% so với …"): the one amount of that sentence like `other`."""
    low = passage.sentence_start(change.start)
    if AUDIT.takes_up.match(passage.text, low, change.start) is None:
        return None
    for owner, start, end in sentences_above(passage, before, change.start):
        told = [f for f in owner.backwards(start, end, FIGURES) if _level(f, owner) and alike(f, other) and same_noun(f, other)]
        named = pairs_of(AUDIT.takes_up_said.sub("", passage.text[low : change.start].rpartition(")")[2]))
        return told[-1] if len(told) == 1 and (not named or named & pairs_of(name_of(owner, told[-1]))) else None
    return None


def two_times(passage: Passage, before: Sequence[Passage], change: Figure) -> tuple[Figure, Figure] | None:
    """The values of the later and of the earlier time that a change lies between: the last ones of its sentence and of those before it."""
    low = passage.sentence_start(change.start)
    own = [(passage, f) for f in passage.backwards(low, change.start, FIGURES) if _fits(f, passage, change)][-1:]
    if not own and AUDIT.concludes.match(passage.text, low) is None:
        return None
    if own and any(f.dimension == "percent" for f in passage.between(own[0][1].end, change.start)):
        return None
    for owner, start, end in sentences_above(passage, before, change.start):
        told = [(owner, f) for f in owner.backwards(start, end, FIGURES) if _fits(f, owner, change) and (not own or (alike(f, own[0][1]) and same_noun(f, own[0][1])))]
        if not told:
            return None
        own = [told[0], *own]
        if len(own) == 2:
            return _in_order(own[0], own[1])
    return None


def _fits(figure: Figure, passage: Passage, change: Figure) -> bool:
    return _level(figure, passage) and (change.dimension == "percent" or (alike(figure, change) and same_noun(figure, change)))


def _level(figure: Figure, passage: Passage) -> bool:
    return figure.dimension in OPERANDS and figure.plain and not figure.loose and not passage.depth(figure.start)


def _in_order(one: tuple[Passage, Figure], other: tuple[Passage, Figure]) -> tuple[Figure, Figure] | None:
    """The later value and the earlier, where their words say two times and name one thing; the second sentence may only name the time ("Cùng kỳ là …")."""
    (first, a), (second, b) = one, other
    years = first.year_of(a), second.year_of(b)
    then = first.of_then(a), second.of_then(b)
    if then[0] == then[1] and (None in years or years[0] == years[1]):
        return None
    if _other_names(first.clause(a), second.clause(b)):
        return None
    if AUDIT.only_time.fullmatch(second.clause(b)) is None and not _of_one_name(first, a, second, b):
        return None
    earlier_first = then[0] if then[0] != then[1] else (years[0] or 0) < (years[1] or 0)
    return (b, a) if earlier_first else (a, b)


def _of_one_name(first: Passage, a: Figure, second: Passage, b: Figure) -> bool:
    """The words before two figures, their times left out, name one thing; or none is named and one noun is counted."""
    one, other = (pairs_of(AUDIT.times_and_verbs.sub(" , ", p.clause(f))) for p, f in ((first, a), (second, b)))
    if one and other:
        return len(one & other) >= min(KIN, len(one), len(other))
    return a.dimension == "count" and a.unit == b.unit is not None


def _other_names(one: str, other: str) -> bool:
    """Both name places or bodies, and none in common."""
    names = [set(PROPER.findall(clause)) for clause in (one, other)]
    return all(names) and not names[0] & names[1]


def told_before(passage: Passage, change: Figure) -> Figure | None:
    """The value of then in a bracket right before a change: "So với cùng kỳ (1.200 hộ) tăng 60 hộ, tương đương 5%", "là 1.260 (năm 2030: 1.200), tăng 60"."""
    low = passage.sentence_start(change.start)
    value = next((f for f in passage.backwards(low, change.start, 3)[::-1] if not f.change and f.dimension != "percent"), None)
    bracket = passage.bracket_of(value.start) if value is not None else None
    if value is None or bracket is None or bracket.close > change.start or passage.depth(change.start) >= passage.depth(value.start):
        return None
    inside, lead, gap = passage.text[bracket.open + 1 : value.start], passage.text[low : bracket.open], passage.text[bracket.close + 1 : change.start]
    if AUDIT.exceptions.match(passage.text, bracket.open) is not None:
        return None  # "(trừ năm 2030 còn 1.200)"
    if len(passage.between(bracket.open, bracket.close)) != 1 or of_percent_before(passage, bracket) or AUDIT.up_to_change.fullmatch(gap) is None:
        return None
    words = vocabulary()
    named = words.time.search(inside) or words.against.search(inside)
    return value if named or (not inside.strip() and AUDIT.measured_before.search(lead) is not None) else None


def two_months(passage: Passage, one: Figure, other: Figure) -> bool:
    """ "tháng 9 là 412 đơn, tháng 8 là 437 đơn": each is of its month or quarter."""
    times = [AUDIT.of_month.search(passage.clause(f)) for f in (one, other)]
    return all(times) and times[0]["unit"].casefold() == times[1]["unit"].casefold() and times[0]["number"] != times[1]["number"]


def compared_right_before(passage: Passage, level: Figure, base: Figure, change: Figure) -> bool:
    """ "12.840 tấn so với 12.000 tấn của năm trước, tăng 840 tấn": the value compared with stands right behind its level, the change behind both."""
    against = change.change and AUDIT.right_against.search(passage.text[level.end : base.start]) is not None
    return against and AUDIT.then_changed.fullmatch(passage.text[base.end : change.start]) is not None
