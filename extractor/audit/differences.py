"""Differences: what remains, what lies between two values, and shares that make up the whole.

    "đã hoàn thành 23/64 nhiệm vụ …; 41 nhiệm vụ còn lại"        complement of X/Y
    "tổng số 36 nhiệm vụ, đã hoàn thành 29 …; 07 đang thực hiện" complement of a whole and what is done
    "126 tổ dân phố … thành 67 tổ, giảm 59 tổ"                    difference of the two ends
    "214 vụ, tăng 37 vụ so với cùng kỳ (177 vụ)"                  difference from a written value
    "xuất khẩu 1.164,2 …; nhập khẩu 296,7 …; xuất siêu 867,5"     balance
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

import regex

from extractor.audit.figures import Figure, alike, same_noun
from extractor.audit.grades import grade_difference, grade_percent_sum, grade_ratio, grade_sum
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate
from extractor.audit.sums import partition
from extractor.audit.vocabulary import vocabulary

APART = regex.compile(r"[;.:]|\d%")
BESIDE = 40  # code points between two percentages and their difference
LONG = 4  # digits of a balance whose terms stand further off
OPERANDS = ("count", "money", "measure")
HUNDRED = Decimal(100)
LEFT_OVER = regex.compile(r"\s*(?:số\s+\p{L}+\s+)?")


def differences_in(passage: Passage, before: Sequence[Passage]) -> Iterator[Candidate]:
    """All candidates of one segment; `before` are the segments above it, nearest first."""
    for position, figure in enumerate(passage.figures):
        if figure.dimension in OPERANDS:
            yield from _rest_of_fraction(passage, position, figure)
            yield from _rest_of_whole(passage, position, figure)
        yield from _change(passage, position, figure, before)


# -- what remains --------------------------------------------------------------------------------------------------------------------


def _rest_of_fraction(passage: Passage, position: int, done: Figure) -> Iterator[Candidate]:
    """X/Y, and Y - X behind it, in the sentence, the next one, or the bracket right after."""
    if done.total is None:
        return
    end = passage.sentence_end(passage.sentence_end(done.start)) if passage.sentence_end(done.start) < passage.end else passage.end
    total = done.with_value(done.total)
    offers: list[Candidate] = []
    for rest in passage.figures[position + 1 :]:
        if rest.start >= end or rest.total is not None:
            break
        if rest.dimension != done.dimension or not alike(rest, done) or rest.change or rest.vague:
            continue
        strength = _rest_strength(passage, rest, done)
        if strength == 0:
            continue
        offers.append(Candidate("complement", (done,), rest, strength, grade_difference(total, done, rest)))
    yield from _first_holding(offers)


def _rest_of_whole(passage: Passage, position: int, rest: Figure) -> Iterator[Candidate]:
    """A whole, what is done of it, and the rest: the three nearest figures of one kind."""
    strength = _rest_strength(passage, rest, rest)
    if strength == 0 or rest.change or rest.vague:
        return
    low = passage.sentence_start(rest.start)
    if low > passage.start:
        low = passage.sentence_start(low - 1)
    earlier = [
        f
        for f in passage.figures[:position]
        if f.start >= low and alike(f, rest) and same_noun(f, rest) and not f.change and not f.vague and f.value_to is None and f.total is None
        and passage.depth(f.start) <= passage.depth(rest.start)
    ]  # fmt: skip
    free = [f for f in earlier if f.start not in passage.governed]
    offers = []
    if len(free) >= 2:
        told = strength == 3 or _done(passage, free[-1])
        offers.append(Candidate("complement", (free[-2], free[-1]), rest, 2 if told else 1, grade_difference(free[-2], free[-1], rest)))
    recent = earlier[-6:]
    for j in range(len(recent) - 1, 0, -1):
        for i in range(j - 1, -1, -1):
            whole, done = recent[i], recent[j]
            if done.value <= whole.value and (whole, done) != tuple(free[-2:]):
                offers.append(Candidate("complement", (whole, done), rest, 1, grade_difference(whole, done, rest)))
    yield from _first_holding(offers)


def _done(passage: Passage, figure: Figure) -> bool:
    """The figure is told as done ("đã trả kết quả 178.930 hồ sơ")."""
    return bool(vocabulary().done.search(passage.label(figure)))


def _rest_strength(passage: Passage, rest: Figure, like: Figure) -> int:
    """3 where the words say that it is what remains ("41 nhiệm vụ còn lại"), 1 where it may be ("08 cơ quan dự kiến …"), else 0."""
    words = vocabulary()
    label = passage.label(rest)
    if like is not rest and partition([passage.label(like), label]) == 2:
        return 3
    right = passage.text[rest.end : passage.scope(rest.start)[1]][:60]
    if words.rest_left.search(right[:45]) or words.rest_end.search(passage.before(rest, 24)):
        return 3
    if words.rest_after.search(label[label.find(rest.written) + len(rest.written) :]) or words.rest_after.search(right[:40]):
        return 1
    return 1 if words.rest_state.search(label) else 0


def _first_holding(offers: Sequence[Candidate]) -> Iterator[Candidate]:
    """The first that holds; else those whose words say more than their place, the strongest first."""
    for offer in offers:
        if offer.verdict.holds:
            yield offer
            return
    yield from sorted((o for o in offers if o.strength >= 2), key=lambda o: -o.strength)


# -- what lies between ---------------------------------------------------------------------------------------------------------------


def _change(passage: Passage, position: int, change: Figure, before: Sequence[Passage]) -> Iterator[Candidate]:
    """A written rise or fall, a balance, and the two values that it lies between."""
    if change.dimension in ("rate",) or change.value_to is not None or change.vague:
        return
    left = passage.before(change, 70)
    balance = bool(vocabulary().balance_end.search(left))
    words = vocabulary()
    if not (change.change or balance or words.change_end.search(left)):
        return
    # "giảm từ 5,6% xuống còn 4,1%, giảm 1,5%" may also be meant of points: told only where it is.
    points = change.dimension != "percent" or "điểm" in passage.after(change, 10) or "điểm" in (change.unit or "")
    low = passage.sentence_start(change.start)
    offers: list[Candidate] = []
    earlier = [f for f in passage.figures[:position] if f.start >= low and _level(f, change)]
    for one, other in pairwise(earlier[-4:]):
        gap = passage.text[one.end : other.start].rstrip(" “\"")
        ends = words.down_end.search(gap) or words.up_end.search(gap) or words.merged_end.search(gap)
        if ends:
            offers.append(_between(one, other, change, 3 if other is earlier[-1] else 1))
        elif balance and (len(earlier) == 2 or other is earlier[-1]):
            offers.append(_between(one, other, change, 2))
        elif balance and passage.depth(other.start) > 0 and "(" in gap:
            offers.append(_between(one, other, change, 2))  # "đạt a, bằng p% dự toán (b), tức hụt thu d"
    compared = _behind(passage, position, change)
    if compared is not None:
        offers.extend(_between(level, compared, change, 3 if level is earlier[-1] else 1) for level in reversed(earlier[-3:]))
    offers.extend(_between(a, b, change, 1) for i, a in enumerate(earlier[-4:]) for b in earlier[-4:][i + 1 :] if balance or change.change)
    if balance:
        offers.extend(_named_terms(passage, before, change, left))
        above = [
            f
            for p in (passage, *before)
            for f in reversed(p.figures)
            if f.start < change.start and _level(f, change) and f not in earlier and p.depth(f.start) == 0
        ]
        pool = [*earlier[::-1], *above][:10]
        if len(str(int(change.value / change.precision))) >= LONG:
            offers.extend(_between(a, b, change, 1) for i, a in enumerate(pool) for b in pool[i + 1 :])
    ends = _ends_behind(passage, position, change)
    if ends is not None:
        offers.append(_between(*ends, change, 3))
    yield from _first_holding(offers if points else _of_percentages(passage, offers, change))
    yield from _split_change(passage, position, change, earlier)


def _of_percentages(passage: Passage, offers: Sequence[Candidate], change: Figure) -> list[Candidate]:
    """What is told of "từ 5,6% xuống còn 4,1%, giảm 1,5%": that it holds; or that it is neither the difference nor the relative change."""
    holding = [o for o in offers if o.verdict.grade == "holds" and o.strength >= 2]
    if holding:
        return holding
    broken = []
    for offer in offers:
        last, first = sorted(offer.parts, key=lambda f: -f.start)
        gap = passage.text[last.end : change.start]
        if offer.strength < 3 or last.dimension != "percent" or not 0 < len(gap) <= BESIDE or APART.search(gap) or ":" in passage.text[first.end : last.start]:
            continue
        relative = grade_ratio("growth" if last.value > first.value else "reduction", last, first, change)
        if relative is None or not relative.holds:
            broken.append(offer)
    return broken


def _named_terms(passage: Passage, before: Sequence[Passage], change: Figure, left: str) -> Iterator[Candidate]:
    """The two terms of a balance by their names: "xuất siêu" lies between what is called xuất khẩu and nhập khẩu."""
    for names, terms in vocabulary().balances:
        if names.search(left) is None:
            continue
        found = []
        for term in terms:
            nearest = next(
                (
                    f
                    for p in (passage, *before)
                    for f in reversed(p.figures)
                    if f.start < change.start and _level(f, change) and p.depth(f.start) == 0 and term.search(p.clause(f)) and f.start not in p.governed
                ),
                None,
            )
            if nearest is not None:
                found.append(nearest)
        if len(found) == 2 and found[0] is not found[1]:
            yield _between(found[0], found[1], change, 3)


def _ends_behind(passage: Passage, position: int, change: Figure) -> tuple[Figure, Figure] | None:
    """ "giảm 45 thôn, từ 312 thôn xuống còn 267 thôn": the two ends behind the change."""
    following = passage.figures[position + 1 : position + 3]
    if len(following) < 2 or not all(_level(f, change) for f in following) or following[1].end > passage.sentence_end(change.start):
        return None
    words = vocabulary()
    lead = passage.text[change.end : following[0].start]
    gap = passage.text[following[0].end : following[1].start].rstrip(" “\"")
    closed = words.down_end.search(gap) or words.up_end.search(gap) or words.merged_end.search(gap)
    return (following[0], following[1]) if closed and len(lead) < 40 and words.from_end.search(lead) else None


def _split_change(passage: Passage, position: int, change: Figure, earlier: Sequence[Figure]) -> Iterator[Candidate]:
    """ "04 thôn, tổ … thành 02 …, giảm 01 tổ, 01 thôn": the fall is told in two figures."""
    following = passage.figures[position + 1 : position + 2]
    if len(earlier) < 2 or not following or following[0].role != change.role or not alike(following[0], change):
        return
    one, other = earlier[-2:]
    gap = passage.text[change.end : following[0].start]
    if vocabulary().merged_end.search(passage.text[one.end : other.start].rstrip()) and len(gap) < 30:
        parts = (other, change, following[0])
        yield Candidate("sum", parts, one, 3, grade_sum(parts, one))


def _level(figure: Figure, change: Figure) -> bool:
    """A value that `change` may be a change of."""
    if figure.change or figure.value_to is not None or figure.dimension == "rate":
        return False
    if change.unit == "bậc" or figure.dimension == "rank" or change.dimension == "rank":
        return figure.dimension == "rank"
    return alike(figure, change) and same_noun(figure, change)


def _behind(passage: Passage, position: int, change: Figure) -> Figure | None:
    """The value compared with: "so với cùng kỳ (177 vụ)", "so với năm 2021 (thứ 37/63)"."""
    high = passage.sentence_end(change.start)
    for figure in passage.figures[position + 1 :]:
        gap = passage.text[change.end : figure.start]
        if figure.start >= high or ";" in gap or len(gap) > 120:
            return None
        if figure.dimension == "percent":
            continue
        if not _level(figure, change):
            return None
        return figure if vocabulary().against.search(gap) else None
    return None


def _between(one: Figure, other: Figure, change: Figure, strength: int) -> Candidate:
    first, second = (one, other) if one.value >= other.value else (other, one)
    return Candidate("difference", (first, second), change, strength, grade_difference(first, second, change))


# -- shares of one whole -------------------------------------------------------------------------------------------------------------


def percent_sums(ratios: Sequence[Candidate], sums: Sequence[Candidate]) -> Iterator[Candidate]:
    """The shares of all parts of a whole add to 100: for a believed sum (or remainder) every part of which has its share of the whole."""
    share_of: dict[tuple[int, int], Figure] = {}
    for ratio in ratios:
        if ratio.form == "share" and len(ratio.parts) == 2 and ratio.whole is not None and ratio.verdict.grade != "impossible":
            share_of[ratio.parts[0].start, ratio.parts[1].start] = ratio.whole
    for found in sums:
        if found.whole is None:
            continue
        base, members = (found.parts[0], (*found.parts[1:], found.whole)) if found.kind == "complement" else (found.whole, found.parts)
        if found.kind == "complement" and len(found.parts) < 2:
            continue
        shares = [share_of.get((m.start, base.start)) for m in members]
        if len(shares) >= 2 and None not in shares:
            parts = tuple(s for s in shares if s is not None)
            yield Candidate("percent_sum", parts, None, 3, grade_percent_sum(parts))


def _rest_follows(words: str) -> bool:
    """ "nộp 30% còn lại", "30% số phí còn lại"."""
    match = LEFT_OVER.match(words)
    return vocabulary().rest_left.match(words, match.end() if match else 0) is not None


def percents_of_list(passage: Passage) -> Iterator[Candidate]:
    """Shares without counts: "để lại 70% …; nộp 30% còn lại", "Cơ cấu kinh tế: 18,5%; 42,3%; 39,2%", three that make 100 in one sentence."""
    for one, other in pairwise(passage.figures):
        if one.dimension == other.dimension == "percent" and not one.change and not other.change and one.value_to is None:
            label = passage.text[other.end : other.end + 24]
            if _rest_follows(label) and passage.sentence_start(one.start) == passage.sentence_start(other.start):
                parts: tuple[Figure, ...] = (one, other)
                yield Candidate("percent_sum", parts, None, 3, grade_percent_sum(parts))
    for start, end in passage.sentences():
        parts = tuple(f for f in passage.within(start, end, 0) if f.dimension == "percent")
        if len(parts) < 3 or any(f.change or f.vague or f.value_to is not None or f.value >= HUNDRED for f in parts):
            continue
        total = sum((f.value for f in parts), Decimal(0))
        structure = vocabulary().structure.search(passage.text[start : parts[0].start]) and len([f for f in passage.figures if start <= f.start < end]) == len(parts)
        if total == HUNDRED or (structure and abs(total - HUNDRED) <= 5):
            yield Candidate("percent_sum", parts, None, 3 if structure else 1, grade_percent_sum(parts))
