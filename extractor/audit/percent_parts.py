"""Shares that make up a whole: of the parts of a sum, of a structure, of what several bodies pay for.

    "đúng hạn 2.418 hồ sơ (97,5%), trễ hạn 62 hồ sơ (2,5%)"                   the shares of all parts of a sum
    "Cơ cấu kinh tế: … chiếm 21,4%, giảm 0,3%; … chiếm 38,2%; … chiếm 40,4%"   shares of a structure, other percentages between
    "do ngân sách xã cấp 70%, cá nhân đóng 30%"                               the shares of all who pay
    "trong đó 80% diện tích chè lai và 20% diện tích chè thuần"               shares of one noun behind "trong đó"

Linear in figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise

import regex

from extractor.audit.figures import Figure
from extractor.audit.grades import grade_percent_sum
from extractor.audit.partitions import laddered, leveled, partition
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

HUNDRED = Decimal(100)
SHORT = 3  # shares that lack more than this of 100 need not be of all parts
WEIGHT = 80  # code points before a percentage in which it is called a share
UNTAXED = (Decimal("1.5"), Decimal(12))  # what the sectors of an economy lack of 100 where the taxes on products are left out
NEAR = 5  # what shares of a structure may lack of 100 or be above it
RANKS = 3  # percentages of ranks
LEAD = 24  # code points before a percentage in which the verb of a share may stand
STOPS = regex.compile(r"[,;:](?=\s)")
LISTED = 60  # code points between two shares of one noun
OWN = -1  # the base of the share of X/Y


def percent_sums(ratios: Sequence[Candidate], sums: Sequence[Candidate]) -> Iterator[Offer]:
    """The shares of all parts of a whole add to 100: for a believed sum (or remainder) every part of which has its share of the whole."""
    share_of: dict[tuple[int, int], Figure] = {}
    sound: set[int] = set()  # shares that follow from their operands
    for ratio in ratios:
        if ratio.form == "share" and ratio.whole is not None and ratio.verdict.grade != "impossible":
            of = ratio.parts[1].start if len(ratio.parts) == 2 else OWN
            share_of[ratio.parts[0].start, of] = ratio.whole
            if ratio.verdict.holds:
                sound.add(ratio.whole.start)
    for found in sums:
        if found.whole is None or not found.verdict.holds:
            continue
        base, members = (found.parts[0], (*found.parts[1:], found.whole)) if found.kind == "complement" else (found.whole, found.parts)
        if found.kind == "complement" and len(found.parts) < 2:
            continue
        own = len({m.total for m in members}) == 1 and members[0].total is not None  # X/Y of one Y are shares of their own Y
        shares = [share_of.get((m.start, OWN if own else base.start)) for m in members]
        if len(shares) >= 2 and None not in shares:
            parts = tuple(s for s in shares if s is not None)
            if sum(p.start not in sound for p in parts) > 1:
                continue  # they are shares of something else
            yield [Candidate("percent_sum", parts, None, "shares_of_parts", grade_percent_sum(parts))]


def _rest_follows(words: str) -> bool:
    """ "nộp 30% còn lại", "30% số phí còn lại"."""
    match = AUDIT.left_over.match(words)
    return vocabulary().rest_left.match(words, match.end() if match else 0) is not None


def percents_of_list(passage: Passage, before: Sequence[Passage] = ()) -> Iterator[Offer]:
    """Shares without counts: "để lại 70% …; nộp 30% còn lại", "Cơ cấu kinh tế: 18,5%; 42,3%; 39,2%", three that make 100 in one sentence."""
    for one, other in pairwise(passage.figures):
        if one.dimension == other.dimension == "percent" and not one.change and not other.change and one.value_to is None:
            label = passage.text[other.end : other.end + 24]
            if _rest_follows(label) and passage.sentence_start(one.start) == passage.sentence_start(other.start) and one.value + other.value > HUNDRED / 2:
                parts: tuple[Figure, ...] = (one, other)
                told = [*(f for p in before for f in p.figures), *passage.between(passage.start, one.start)]
                low = passage.sentence_start(one.start)
                run = [f.value for f in passage.between(low, other.end) if f.dimension == "percent"]
                if AUDIT.remainder.search(passage.text, other.end + len(label), passage.sentence_end(other.start)) is not None or HUNDRED in [*accumulate(run[::-1])][2:]:
                    continue  # "45%, ông B 30% và ông C 25% còn lại"; "67% …, 12% còn lại …, còn lại …"
                if any(f.dimension == "percent" and f.value == one.value + other.value for f in told):
                    continue  # "thu qua ngân hàng đạt trên 83%. Riêng … chiếm 71% (12% còn lại …)": of what was told before them
                yield [Candidate("percent_sum", parts, None, "share_left", grade_percent_sum(parts))]
    runs = [(start, end, 0) for start, end in passage.sentences()]
    runs += [(bracket.open + 1, bracket.close, bracket.depth) for bracket in passage.brackets if bracket.depth == 1]
    for start, end, depth in runs:
        parts = tuple(f for f in passage.within(start, end, depth) if f.dimension == "percent")
        if len(parts) < 3 or any(f.change or f.vague or f.value_to is not None or f.value >= HUNDRED for f in parts):
            continue
        total = sum((f.value for f in parts), Decimal(0))
        if depth == 0 and abs(total - HUNDRED) > 1 and vocabulary().structure.search(passage.text[start : parts[0].start]):
            # "… dịch vụ chiếm 48% (thuế sản phẩm là 8,5%)": the last part in a bracket.
            every = tuple(f for f in passage.between(start, end) if f.dimension == "percent")
            if not any(f.change or f.vague or f.value_to is not None for f in every) and sum((f.value for f in every), Decimal(0)) == HUNDRED:
                parts, total = every, HUNDRED
        structure = vocabulary().structure.search(passage.text[start : parts[0].start]) and len(passage.between(start, end)) == len(parts)
        if total == HUNDRED or (structure and (abs(total - HUNDRED) <= NEAR or _complete(passage, parts))):
            untaxed = structure and UNTAXED[0] <= HUNDRED - total <= UNTAXED[1] and AUDIT.product_tax.search(passage.text, start, end) is None
            yield [Candidate("percent_sum", parts, None, "structure" if structure else "percents_near", grade_percent_sum(parts), variant="partial" if untaxed else "")]
    for start, end in passage.sentences():
        percents = [f for f in passage.between(start, end) if f.dimension == "percent" and f.value_to is None]
        if len(percents) >= 2:
            yield from _ladders(passage, percents)
            yield from _weights(passage, start, percents)
            yield from _pair(passage, percents)
            yield from _funded(passage, start, percents)
            yield from _listed(passage, start, percents)


def _complete(passage: Passage, parts: Sequence[Figure]) -> bool:
    """The words around shares say that all are told: levels ("khu vực I", "II", "III"), sectors of the economy."""
    labels = [passage.label(f) for f in parts]
    once = partition(labels) > 0 and not partition(
        labels[: len(labels) // 2]
    )  # "năm 2031 … ; năm 2032 …" tells the sectors twice
    return once or laddered(labels) or leveled(passage, parts)


def _ladders(passage: Passage, percents: Sequence[Figure]) -> Iterator[Offer]:
    """ "giỏi 21%, khá 47%, trung bình 29%, yếu 3%", "đạt chuẩn 412 người (95,6%), chưa đạt chuẩn 19 người (4,4%)": each percentage is of another rank, or of
    the other contrary."""
    if any(f.change or f.vague or f.value > HUNDRED or f.role in ("target", "limit") for f in percents):
        return
    labels = [_owner(passage, f) for f in percents]
    ranks = len(percents) >= RANKS and laddered(labels, shared=True)
    voted = AUDIT.voted.search(passage.text, passage.sentence_start(percents[0].start), passage.sentence_end(percents[0].start))
    if ranks or (voted is None and partition(labels) == 2 and all(_called(passage, f) for f in percents)):
        yield [_shares(percents, "percents_ladder")]


def _owner(passage: Passage, percent: Figure) -> str:
    """The words that name what a percentage is of: of the clause that its bracket stands behind, or its own."""
    bracket = passage.bracket_of(percent.start)
    if bracket is None or passage.text[bracket.open + 1 : percent.start].strip():
        return passage.label(percent)
    words: str = STOPS.split(passage.text[max(passage.start, bracket.open - WEIGHT) : bracket.open])[-1]
    return words


def _called(passage: Passage, percent: Figure) -> bool:
    """The percentage stands alone in a bracket behind a count, or is called a share: "nam đạt 98%" is a rate of its own."""
    bracket = passage.bracket_of(percent.start)
    alone = bracket is not None and not passage.text[bracket.open + 1 : percent.start].strip()
    return alone or vocabulary().share_of.search(passage.before(percent, LEAD)) is not None


def _weights(passage: Passage, start: int, percents: Sequence[Figure]) -> Iterator[Offer]:
    """ "… tăng 8,8%, tỷ trọng 26,1%; … chiếm tỷ trọng 34,8%; … chiếm 39%": shares called so one by one, with other percentages between, of a structure
    that the sentence or the words before it in the segment name."""
    if len(percents) < 3:
        return
    words = vocabulary()
    named = words.structure.search(passage.text[passage.start : percents[0].start]) is not None or (passage.start < start and AUDIT.structure_of.search(passage.text, passage.start, start) is not None)
    lows = [start, *(f.end for f in percents)]
    called, plain = [], True
    for low, figure in zip(lows, percents, strict=False):
        left = passage.text[max(low, figure.start - WEIGHT) : figure.start]
        weight = words.structure.search(left) is not None
        if figure.change or (figure.start in passage.governed and not weight) or _among_others(passage, figure) or not (weight or (named and words.share_of.search(left))):
            continue
        plain = plain and not weight
        called.append(figure)
    if len(called) < 3 or (not plain and len(called) == len(percents)):
        return  # `structure`'s where every percentage is one of them
    yield [_shares(called, "weights")]


def _pair(passage: Passage, percents: Sequence[Figure]) -> Iterator[Offer]:
    """ "ngắn hạn chiếm 62,4%, giảm 2,3%; trung, dài hạn chiếm 37,6%": two called shares, whose words make up a whole as a rule."""
    called = [f for f in percents if not f.change and not passage.depth(f.start) and vocabulary().share_of.search(passage.before(f, LEAD)) is not None]
    if len(called) == 2 and not any(f.vague or f.value >= HUNDRED or f.role in ("target", "limit") for f in called) and partition([_owner(passage, f) for f in called]) == 1:
        yield [Candidate("percent_sum", tuple(called), None, "percents_pair", grade_percent_sum(called))]


def _among_others(passage: Passage, figure: Figure) -> bool:
    """It stands in a bracket with others: "(cơ cấu tương ứng của năm trước là 21,3%; 45,4%; 33,3%)"."""
    bracket = passage.bracket_of(figure.start)
    return bracket is not None and len(passage.between(bracket.open, bracket.close)) > 1


def _funded(passage: Passage, start: int, percents: Sequence[Figure]) -> Iterator[Offer]:
    """ "do ngân sách xã cấp 70%, cá nhân đóng 30%": each percentage right behind who pays it."""
    if any(f.change or f.value > HUNDRED or f.comparator not in ("=", "~") for f in percents):
        return
    groups: list[list[Figure]] = [[]]
    low = start
    for figure in percents:
        gap = passage.text[low : figure.start]
        if groups[-1] and AUDIT.other_case.search(gap) is not None:
            groups.append([])
        if AUDIT.payer.search(gap) is None:
            return
        groups[-1].append(figure)
        low = figure.end
    yield from ([_shares(group, "funded")] for group in groups if len(group) >= 2)


def _listed(passage: Passage, start: int, percents: Sequence[Figure]) -> Iterator[Offer]:
    """ "trong đó 80% diện tích chè lai và 20% diện tích chè thuần": percentages right behind the cue, each of the same noun."""
    first = percents[0]
    cue = next((m for m in vocabulary().list_cue.finditer(passage.text, max(start, first.start - WEIGHT), first.start)), None)
    if cue is None or passage.text[cue.end() : first.start].strip(" :,") or any(f.change for f in percents):
        return
    run = [first]
    noun = AUDIT.noun_of_share.match(passage.text, first.end)
    for figure in percents[1:]:
        gap, own = passage.text[run[-1].end : figure.start], AUDIT.noun_of_share.match(passage.text, figure.end)
        if noun is None or own is None or own[1] != noun[1] or len(gap) > LISTED or not AUDIT.joins_shares.search(gap):
            break
        run.append(figure)
    if len(run) >= 2:
        yield [_shares(run, "shares_listed")]


def _shares(parts: Sequence[Figure], named: str) -> Candidate:
    short = sum((f.value for f in parts), Decimal(0)) < HUNDRED - SHORT
    return Candidate("percent_sum", tuple(parts), None, named, grade_percent_sum(parts), variant="partial" if short else "")
