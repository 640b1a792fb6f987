"""Differences: what remains, and what lies between two values.

    "đã hoàn thành 17/52 nhiệm vụ …; 35 nhiệm vụ còn lại"        complement of X/Y
    "tổng số 36 nhiệm vụ, đã hoàn thành 29 …; 07 đang thực hiện" complement of a whole and what is done
    "134 tổ dân phố … thành 71 tổ, giảm 63 tổ"                    difference of the two ends
    "214 vụ, tăng 37 vụ so với cùng kỳ (177 vụ)"                  difference from a written value
    "xuất khẩu 1.164,2 …; nhập khẩu 296,7 …; xuất siêu 867,5"     balance
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import regex

from extractor.audit.accounts import named_terms
from extractor.audit.evidence import prior_of
from extractor.audit.figures import OPERANDS, Figure, alike, same_noun
from extractor.audit.grades import grade_difference, grade_ratio, grade_sum
from extractor.audit.led_to import begun, changed_between, ends_elsewhere, in_two, of_several
from extractor.audit.levels_above import level_above
from extractor.audit.partitions import partition
from extractor.audit.passages import KIN, Passage, name_of, pairs_of
from extractor.audit.percent_times import percents_of_two_times
from extractor.audit.relations import Candidate, Offer
from extractor.audit.then_and_now import share_behind, ungoverned
from extractor.audit.times import compared_right_before, taken_up, told_before, two_months, two_times
from extractor.audit.told_together import of_percent_before
from extractor.audit.turnover import CLOSES, OPENS, role_of
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

APART = regex.compile(r"[;.:]|\d%")
FAR = 240  # code points between a change and the bracket that tells its ends
REST = 40  # code points before a figure in which its state may be told
BESIDE_REST = 60  # code points between X/Y and what remains
BESIDE = 40  # code points between two percentages and their difference
STRONG = ("from_to", "against", "percent_two_times", "against_above", "balance", "balance_named")
NEARBY = 40  # figures before a remainder or change that are looked at
VOTE = 40  # code points around X/Y and what remains within which a vote is told
NEAREST = 4  # figures of a segment above that a balance may be of
LONG = 4  # digits of a balance whose terms stand further off


def differences_in(passage: Passage, before: Sequence[Passage]) -> Iterator[Offer]:
    """All offers of one segment; `before` are the segments above it, nearest first."""
    for position, figure in enumerate(passage.figures):
        if figure.dimension in OPERANDS:
            yield from _rest_of_fraction(passage, position, figure)
            yield from _rest_of_whole(passage, position, figure)
        yield from _change(passage, position, figure, before)


# -- what remains --------------------------------------------------------------------------------------------------------------------


def _rest_of_fraction(passage: Passage, position: int, done: Figure) -> Iterator[Offer]:
    """X/Y, and Y - X behind it, in the sentence, the next one, or the bracket right after."""
    if done.total is None:
        return
    end = passage.sentence_end(passage.sentence_end(done.start)) if passage.sentence_end(done.start) < passage.end else passage.end
    total = done.with_value(done.total)
    offers: list[Candidate] = []
    for rest in passage.figures[position + 1 : position + 1 + NEARBY]:
        if rest.start >= end or rest.total is not None:
            break
        if not alike(rest, done) or rest.change or rest.vague:
            continue
        named = _rest_tie(passage, rest, done)
        if named is None:
            continue
        own = _of_what_was_done(passage, done, rest)
        offers.append(own or Candidate("complement", (done,), rest, named, grade_difference(total, done, rest)))
    yield _by_words(offers)


def _of_what_was_done(passage: Passage, done: Figure, rest: Figure) -> Candidate | None:
    """ "kiểm tra 186/214 cơ sở; 159 cơ sở đạt, còn 27 cơ sở vi phạm": what remains of those that were looked at, where that is what the figures say."""
    between = [f for f in passage.between(done.end, rest.start)[:NEAREST] if f.plain and not f.change and alike(f, rest) and same_noun(f, rest)]
    verdict = grade_difference(done, between[0], rest) if len(between) == 1 and between[0].value <= done.value else None
    return Candidate("complement", (done, between[0]), rest, "rest_of_whole", verdict) if verdict is not None and verdict.holds else None


def _rest_of_whole(passage: Passage, position: int, rest: Figure) -> Iterator[Offer]:
    """A whole, what is done of it, and the rest: the three nearest figures of one kind."""
    named = _rest_tie(passage, rest, rest)
    behind = next((passage.text[rest.end : f.start] for f in passage.between(rest.end, passage.sentence_end(rest.end))[:1] if alike(f, rest)), "")
    if named is None or rest.change or rest.vague or (AUDIT.of_a_total.search(behind) and not APART.search(behind)):
        return  # "còn 5.318 hộ nghèo trên tổng số 11.602 hộ": it has a whole of its own
    low = passage.sentence_start(rest.start)
    if low > passage.start:
        low = passage.sentence_start(low - 1)
    earlier = [
        f
        for f in passage.between(low, rest.start)[-NEARBY:]
        if alike(f, rest) and same_noun(f, rest) and f.plain and not f.vague
        and passage.depth(f.start) <= passage.depth(rest.start)
    ]  # fmt: skip
    free = [f for f in earlier if f.start not in passage.governed]
    offers = list(_rest_of_sentences(passage, rest, low)) if named == "rest" and low > passage.start else []
    if len(free) >= 2:
        # What is done already is no whole of another state.
        named_so = not _done(passage, free[-2]) and (named == "rest" or _done(passage, free[-1]))
        told = "rest_of_whole" if named_so or (named == "rest" and share_behind(passage, free[-1]) is not None) else "rest_near"
        offers.append(Candidate("complement", (free[-2], free[-1]), rest, told, grade_difference(free[-2], free[-1], rest)))
        behind = vocabulary().over.search(passage.text, free[-2].end, free[-1].start) or AUDIT.measured_before.search(passage.clause(free[-1]))
        if free[-1].value > free[-2].value and behind is not None:
            # "giải quyết được 419 dự án trên tổng số 712 dự án, đang giải quyết 293 dự án": the whole behind what was done.
            offers.insert(0, Candidate("complement", (free[-1], free[-2]), rest, "rest_of_whole", grade_difference(free[-1], free[-2], rest)))
    recent = earlier[-6:]
    for j in range(len(recent) - 1, 0, -1):
        for i in range(j - 1, -1, -1):
            whole, done = recent[i], recent[j]
            if done.value <= whole.value and (whole, done) != tuple(free[-2:]):
                offers.append(Candidate("complement", (whole, done), rest, "rest_near", grade_difference(whole, done, rest), variant="far"))
    yield offers


def _rest_of_sentences(passage: Passage, rest: Figure, before: int) -> Iterator[Candidate]:
    """ "Tiếp nhận 1.824 đơn. Qua phân loại, có 347 đơn thuộc thẩm quyền. Số còn lại 1.477 đơn …": each opens a sentence of its own."""
    first = passage.sentence_start(rest.start)
    if not before < first or vocabulary().rest_end.search(passage.text[first : rest.start]) is None or rest.start - first > REST:
        return
    told = []
    for start, end in ((passage.sentence_start(before - 1), before), (before, first)):
        figure = next((f for f in passage.within(start, end, 0) if alike(f, rest) and same_noun(f, rest)), None)
        if figure is None or figure.vague or not figure.plain:
            return
        told.append(figure)
    whole, done = told
    if done.value <= whole.value:
        yield Candidate("complement", (whole, done), rest, "rest_sentences", grade_difference(whole, done, rest))


def _done(passage: Passage, figure: Figure) -> bool:
    """The figure is told as done ("đã trả kết quả 178.930 hồ sơ")."""
    return bool(vocabulary().done.search(passage.label(figure)))


def _rest_tie(passage: Passage, rest: Figure, like: Figure) -> str | None:
    """How the words say that it is what remains: "35 nhiệm vụ còn lại" does, "08 cơ quan dự kiến …" may."""
    words = vocabulary()
    label = passage.label(rest)
    if AUDIT.voted.search(passage.text[max(passage.start, like.start - VOTE) : rest.end + VOTE]) is not None and words.rest_left.search(passage.text[rest.end : passage.scope(rest.start)[1]][:45]) is None:
        return None  # "447/474 đại biểu đồng ý, 26 đại biểu không đồng ý": who did not vote is neither
    if rest.role == "limit" or words.fallen_end.search(passage.before(rest, 24)):
        return None  # "xuống còn 4" is where something fell to
    if like is not rest and partition([passage.label(like), label]) == 2:
        return "rest"
    right = passage.text[rest.end : passage.scope(rest.start)[1]][:60]
    if words.rest_left.search(right[:45]) or words.rest_end.search(passage.before(rest, 24)):
        return "rest"
    if like is not rest and (words.rest_state.search(label) or words.rest_after.search(label)) and _beside(passage, like, rest):
        return "rest_state"
    if words.rest_after.search(label[label.find(rest.written) + len(rest.written) :]) or words.rest_after.search(right[:40]):
        return "rest_maybe"
    return "rest_maybe" if words.rest_state.search(label) or words.rest_state.search(passage.clause(rest)[-REST:]) else None


def _beside(passage: Passage, done: Figure, rest: Figure) -> bool:
    """Right behind X/Y, in its bracket or the next clause, and of the same thing: "58/77 kiến nghị; 19 kiến nghị đang …"; or behind what a list
    of its own tells of X ("35/48 cơ quan đã ban hành, trong đó …; 13 cơ quan chưa ban hành")."""
    between = [f for f in passage.between(done.end, rest.start) if f.dimension != "percent"]
    if between and all(f.start in passage.governed for f in between) and rest.start not in passage.governed:
        return ";" in passage.text[between[-1].end : rest.start] and same_noun(done, rest)
    return not between and rest.start - done.end < BESIDE_REST and same_noun(done, rest, general=True)


def _by_words(offers: Sequence[Candidate]) -> Offer:
    """Those whose words say more come first."""
    return sorted(offers, key=lambda made: -prior_of(made))


# -- what lies between ---------------------------------------------------------------------------------------------------------------


def _change(passage: Passage, position: int, change: Figure, before: Sequence[Passage]) -> Iterator[Offer]:
    """A written rise or fall, a balance, and the two values that it lies between."""
    if change.value_to is not None or change.loose or of_several(passage, change):
        return
    left = passage.before(change, 70)
    balance = bool(vocabulary().balance_end.search(left))
    words = vocabulary()
    if not (change.change or balance or words.change_end.search(left) or AUDIT.brought_up.search(passage.before(change, 2 * REST + BESIDE))):
        return
    # "giảm từ 5,6% xuống còn 4,1%, giảm 1,5%" may also be meant of points: told only where it is.
    points = change.dimension != "percent" or "điểm" in passage.after(change, 10) or "điểm" in (change.unit or "")
    low = passage.sentence_start(change.start)
    offers: list[Candidate] = []
    earlier = [f for f in passage.between(low, change.start)[-NEARBY:] if _level(f, change)]
    ended = ends_elsewhere(passage, change)
    for one, other in pairwise(earlier[-4:]):
        gap = passage.text[one.end : other.start].rstrip(" “\"")
        ends = words.down_end.search(gap) or words.up_end.search(gap) or words.merged_end.search(gap)
        if ends and not ended and not changed_between(passage, one, other) and not (passage.depth(one.start) and ")" in gap) and not in_two(passage, position, change) and AUDIT.around_mark.search(passage.before(one)) is None:  # what a bracket of its own tells is no end of what comes behind it
            offers.append(_between(begun(earlier, one, other), other, change, "from_to", "" if other is earlier[-1] else "far"))
        elif balance and (len(earlier) == 2 or other is earlier[-1]):
            offers.append(_between(one, other, change, "balance"))
        elif balance and passage.depth(other.start) > 0 and "(" in gap:
            offers.append(_between(one, other, change, "balance"))  # "đạt a, bằng p% dự toán (b), tức hụt thu d"
    compared = (None if ended else _behind(passage, position, change)) or _told_of_then(passage, change)
    if compared is None and (points or change.dimension != "percent"):
        offers.extend(_of_then(passage, before, change, earlier))
    if change.dimension == "percent" and change.change:
        offers.extend(_between(a, b, change, named) for a, b, named in percents_of_two_times(passage, change))
    if compared is not None:
        depth = passage.depth(change.start)
        levels = [f for f in earlier if passage.depth(f.start) <= depth] or earlier
        levels = ungoverned(passage, change, levels)
        offers.extend(_between(level, compared, change, "against", "" if level is levels[-1] else "far") for level in reversed(levels[-3:]))
        told = level_above(passage, before, change) if not earlier else None
        if told is not None:
            offers.append(_between(told, compared, change, "against_above"))
    offers.extend(_of_years(passage, earlier[-4:], change))
    offers.extend(_between(*pair, change, "against") for pair in list(pairwise(earlier))[-1:] if compared_right_before(passage, *pair, change))
    offers.extend(_between(a, b, change, "change_near") for i, a in enumerate(earlier[-4:]) for b in earlier[-4:][i + 1 :] if balance or change.change)
    if balance:
        offers.extend(_between(*terms, change, "balance_named") for terms in named_terms(passage, before, change, left, _level))
        above = [
            f
            for p in (passage, *before)
            for f in reversed(p.between(p.start, min(p.end, change.start))[-NEAREST:])
            if _level(f, change) and f not in earlier and p.depth(f.start) == 0
        ]
        pool = [*earlier[::-1], *above][:10]
        if len(str(int(change.value / change.precision))) >= LONG:
            offers.extend(_between(a, b, change, "balance", "far") for i, a in enumerate(pool) for b in pool[i + 1 :])
    if change.change and compared is None and earlier and change.dimension != "percent":
        offers.extend(_of_name_above(passage, before, change, earlier[-1]))
    if (ends := _ends_behind(passage, position, change) or _ends_in_bracket(passage, change)) is not None:
        offers.append(_between(*ends, change, "from_to"))
    offers = [o for o in offers if o.verdict.holds or not any(p.loose for p in o.parts)]  # "tăng 10.600 người so với cùng kỳ (khoảng 200.000 người)"
    if change.dimension == "rate":
        offers = [o for o in offers if o.tie in STRONG and not o.variant]  # yields, prices: of what is named right beside them
    yield _once(_by_words(offers if points else _of_percentages(passage, offers, change)))
    yield from _split_change(passage, position, change, earlier)


def _of_then(passage: Passage, before: Sequence[Passage], change: Figure, earlier: Sequence[Figure]) -> Iterator[Candidate]:
    """ "So với cùng kỳ (177 vụ) tăng 37 vụ": the value of then in a bracket before the change; or in a sentence of its own."""
    value = told_before(passage, change) if change.change else None
    if value is not None and value.total is not None:
        return  # "giảm 03 vụ (08/11 vụ), giảm 01 người": both values of another change
    if value is not None:
        level = next((f for f in reversed(earlier) if f.start < value.start and not passage.depth(f.start)), None)
        above = taken_up(passage, before, value, change) if level is None else None
        if level is not None:
            yield _between(level, value, change, "against")
        elif above is not None:
            yield _between(above, value, change, "against_above")
    times = two_times(passage, before, change) if change.change and value is None else None
    if times is not None:
        yield _between(*times, change, "change_two_times")


def _of_years(passage: Passage, earlier: Sequence[Figure], change: Figure) -> Iterator[Candidate]:
    """ "Năm 2030 là 310 vụ; năm 2031 là 420 vụ, tăng 110 vụ": the two values of the years that the words before them name."""
    for one, other in pairwise(earlier):
        years = passage.year_of(one), passage.year_of(other)
        named = bool(years[0] and years[1] and years[0] != years[1]) or two_months(passage, one, other)
        opened = role_of(passage.clause(one)) == OPENS and role_of(passage.clause(other)) == CLOSES  # "đầu năm 1.318 hộ, cuối năm 1.004 hộ, giảm 314 hộ"
        if change.change and (named or opened or passage.of_then(one) != passage.of_then(other)):
            yield _between(one, other, change, "change_years")


def _once(offers: Offer) -> Offer:
    """Each set of figures once, in its first reading."""
    known: dict[frozenset[tuple[int, int]], Candidate] = {}
    for made in offers:
        known.setdefault(made.key, made)
    return list(known.values())


def _of_percentages(passage: Passage, offers: Sequence[Candidate], change: Figure) -> list[Candidate]:
    """What is told of "từ 5,6% xuống còn 4,1%, giảm 1,5%": that it holds; or that it is neither the difference nor the relative change."""
    strong = [o for o in offers if o.tie in STRONG and not o.variant]
    holding = [o for o in strong if o.verdict.grade == "holds"]
    if holding:
        return holding
    broken = []
    for offer in offers:
        last, first = sorted(offer.parts, key=lambda f: -f.start)
        gap = passage.text[last.end if last.end <= change.start else first.end : change.start]
        if offer not in strong or last.dimension != "percent" or not 0 < len(gap) <= BESIDE or APART.search(gap) or ":" in passage.text[first.end : last.start]:
            continue
        relative = grade_ratio("growth" if last.value > first.value else "reduction", last, first, change)
        if relative is None or not relative.holds:
            broken.append(offer)
    return broken


def _of_name_above(passage: Passage, before: Sequence[Passage], change: Figure, level: Figure) -> Iterator[Candidate]:
    """ "đến 20/11 là 516 tỷ" in one paragraph, "đến 27/11 là 528 tỷ … (tăng 12 tỷ so với tuần trước)" in the next: one thing at two times."""
    if vocabulary().against.search(passage.after(change, 60)) is None:
        return
    own = pairs_of(name_of(passage, level))
    for owner in before:
        for figure in owner.figures[:NEAREST]:
            if _level(figure, change) and len(own & pairs_of(name_of(owner, figure))) >= KIN:
                yield _between(level, figure, change, "change_of_name")
                return


def _ends_behind(passage: Passage, position: int, change: Figure) -> tuple[Figure, Figure] | None:
    """ "giảm 45 thôn, từ 312 thôn xuống còn 267 thôn": the two ends behind the change."""
    following = passage.figures[position + 1 : position + 3]
    if len(following) < 2 or not all(_level(f, change) for f in following) or following[1].end > passage.sentence_end(change.start):
        return None
    words = vocabulary()
    lead = passage.text[change.end : following[0].start]
    gap = passage.text[following[0].end : following[1].start].rstrip(" “\"")
    closed = words.down_end.search(gap) or words.up_end.search(gap) or words.merged_end.search(gap)
    if ";" in lead or ")" in lead:
        return None  # "(tăng 240 đồng); vùng 2 từ 370 đồng lên 390 đồng": ends of the next change
    return (following[0], following[1]) if closed and len(lead) < 40 and words.from_end.search(lead) else None


def _ends_in_bracket(passage: Passage, change: Figure) -> tuple[Figure, Figure] | None:
    """ "giảm 27 tỷ đồng từ nguồn dự phòng 10% (giảm từ 66 tỷ đồng xuống còn 39 tỷ đồng)": the two ends in the next bracket, which opens with them."""
    bracket = passage.bracket_after(change.end, min(change.end + FAR, passage.sentence_end(change.start)))
    inside = passage.between(bracket.open + 1, bracket.close) if bracket is not None else ()
    if bracket is None or len(inside) != 2 or bracket.depth != passage.depth(change.start) + 1 or not all(_level(replace(f, role="level"), change) for f in inside):
        return None
    if any(alike(f, change) for f in passage.between(change.end, bracket.open)) or ";" in passage.text[change.end : bracket.open]:
        return None  # the bracket is of another figure
    words, one, other = vocabulary(), *inside
    gap = passage.text[one.end : other.start].rstrip(" “\"")
    opened = words.from_end.search(passage.text[bracket.open + 1 : one.start]) or (bracket.open + 1 == one.start and bracket.open - change.end < REST)
    return (one, other) if opened and one.start - bracket.open < REST and (words.down_end.search(gap) or words.up_end.search(gap)) else None


def _split_change(passage: Passage, position: int, change: Figure, earlier: Sequence[Figure]) -> Iterator[Offer]:
    """ "04 thôn, tổ … thành 02 …, giảm 01 tổ, 01 thôn": the fall is told in two figures."""
    following = passage.figures[position + 1 : position + 2]
    if len(earlier) < 2 or not following or following[0].role != change.role or not alike(following[0], change):
        return
    one, other = earlier[-2:]
    gap = passage.text[change.end : following[0].start]
    if vocabulary().merged_end.search(passage.text[one.end : other.start].rstrip()) and len(gap) < 30:
        parts = (other, change, following[0])
        yield [Candidate("sum", parts, one, "split_change", grade_sum(parts, one))]


def _level(figure: Figure, change: Figure) -> bool:
    """A value that `change` may be a change of."""
    if figure.change or figure.value_to is not None:
        return False
    if "rate" in (figure.dimension, change.dimension):
        return figure.dimension == change.dimension and figure.unit == change.unit
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
        if figure.dimension == "percent" and change.dimension != "percent":
            continue
        if not _level(figure, change) or (figure.total is not None and figure.dimension != "rank") or AUDIT.acts_then.search(gap) is not None:
            return None  # "(209/155)" holds both values; "tăng 67 vụ so với cùng kỳ, đã giải quyết 118 vụ" tells of now
        bracket = passage.bracket_of(figure.start)
        if bracket is not None and bracket.open > change.end and of_percent_before(passage, bracket, change):
            return None  # "tăng 1.246 tấn và đạt 102,4% kế hoạch (41.620 tấn)": the bracket is of the percentage
        return figure if vocabulary().against.search(gap) else None
    return None


def _told_of_then(passage: Passage, change: Figure) -> Figure | None:
    """ "so với cùng kỳ năm trước giảm 113 đơn (9 tháng đầu năm 2021 tiếp nhận 1.937 đơn)": the bracket tells the value of then in words of its own."""
    bracket = passage.bracket_after(change.end, min(change.end + FAR, passage.sentence_end(change.start)))
    if bracket is None or bracket.depth != passage.depth(change.start) + 1:
        return None
    lead = passage.text[change.end : bracket.open]
    named = vocabulary().time.search(passage.text, bracket.open + 1, bracket.close) or vocabulary().against_period.search(passage.text, bracket.open + 1, bracket.close)
    if named is None or APART.search(lead):
        return None
    told = [f for f in passage.within(bracket.open + 1, bracket.close, bracket.depth) if _level(f, change)]
    known = [f for f in told if f.unit == change.unit] or told
    return known[0] if len(known) == 1 and named.start() < known[0].start else None


def _between(one: Figure, other: Figure, change: Figure, named: str, variant: str = "") -> Candidate:
    first, second = (one, other) if one.value >= other.value else (other, one)
    return Candidate("difference", (first, second), change, named, grade_difference(first, second, change), variant=variant)
