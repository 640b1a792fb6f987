"""Shares of what the sentence before or behind them tells.

    "Kế hoạch giao 700 ha. Đến nay đã trồng 560 ha, đạt 80%."              the plan opens the sentence before
    "Toàn huyện có 700 hộ nghèo. … 560 hộ, chiếm 80% tổng số hộ nghèo"     the share names what is counted
    "Đã trồng 560 ha, đạt 80% kế hoạch. Kế hoạch cả năm là 700 ha."        the plan stands in the sentence behind
    "48 hộ nghèo, chiếm 4% và 60 hộ cận nghèo, chiếm 5% (tổng số 1.200 hộ)"    the total that both are shares of ends the sentence
    "giải quyết 590 vụ với 850 bị cáo, đạt 98% về số vụ và 97% về số bị cáo"   the share names the count that it is of

Linear: a percentage looks at its sentence and the one on each side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.audit.figures import OPERANDS, Figure, alike, same_noun
from extractor.audit.passages import Passage, pairs_of
from extractor.audit.ratio_operands import Pair, belongs_to_figure_before, figures_before, may_be_base
from extractor.audit.times import sentences_above
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

WHOLE = regex.compile(r"(?:\s\p{L}+){2,9}\s*")  # the name of a whole behind a share
STOP = regex.compile(r"[;:]|(?<!\d)\.\s")
BEHIND = 60  # code points behind a share in which what it is of is named
ENDS = 24  # code points between a share and the end of its sentence
FIGURES = 6  # of a sentence that are looked at
ABOVE = 12  # figures before a part that are looked at


def shares_beside(passage: Passage, percent: Figure, before: Sequence[Passage]) -> Iterator[Pair]:
    """The pairs of operands of a share over sentences, likeliest first."""
    part = next((f for f in figures_before(passage, percent) if not f.change), None)
    if part is None or part.total is not None or part.loose or percent.change:
        return
    behind = passage.after(percent, BEHIND)
    yield from _of_noun(passage, part, behind)
    yield from _of_total_behind(passage, part, percent)
    yield from _of_whole_in_bracket(passage, part, percent)
    yield from _of_named_rate(passage, part, percent)
    yield from _of_kind(passage, percent, behind)
    if any(f.dimension == "percent" for f in passage.between(part.end, percent.start)) or vocabulary().time.search(behind) is not None:
        return
    yield from _planned_before(passage, part, percent, before)
    yield from _counted_above(passage, part, percent, before)
    yield from _told_behind(passage, part, percent)


def _planned_before(passage: Passage, part: Figure, percent: Figure, before: Sequence[Passage]) -> Iterator[Pair]:
    """The sentence before opens with the name of a plan and its amount, and this one tells what was done of it."""
    named = AUDIT.of_plan.match(passage.text, percent.end) is not None
    plan = (
        planned_before(passage, part, percent, before)
        if named or AUDIT.share_ends.match(passage.text, percent.end) is not None
        else None
    )
    if plan is not None and plan.total == part.value and vocabulary().against.search(passage.before(part, ENDS)) is not None:
        yield Pair("share", plan, None, "share_fraction")  # "… 40/42 tiêu chí. Tỷ lệ so với 42 tiêu chí: 95%" says Y again
    elif plan is not None:
        yield Pair("share", part, plan, "share_planned_before" if named else "share_planned_open")


def _counted_above(passage: Passage, part: Figure, percent: Figure, before: Sequence[Passage]) -> Iterator[Pair]:
    """ "Tỉnh có 7.214 thí sinh dự thi. Kết quả, 6.633 thí sinh đỗ, đạt tỷ lệ 91,95%": the only count of its noun in the sentence before, where the share is called a rate."""
    low = passage.sentence_start(part.start)
    if part.dimension != "count" or not part.unit or AUDIT.rate_right_before.search(passage.text, part.end, percent.start) is None:
        return
    if any(f.dimension in OPERANDS for f in (*passage.between(low, part.start), *passage.between(part.end, percent.start))):
        return
    for owner, start, end in sentences_above(passage, before, part.start):
        told = [f for f in owner.between(start, end)[:FIGURES] if f.state and f.dimension == "count" and f.unit == part.unit]
        if len(told) == 1 and told[0].total is None and not told[0].loose and told[0].value >= part.value and not owner.depth(told[0].start):
            yield Pair("share", part, told[0], "share_rate_above")
        return


def planned_before(passage: Passage, part: Figure, percent: Figure, before: Sequence[Passage]) -> Figure | None:
    """The amount of the plan that the sentence before opens with the name of, where the part is the first that this one tells."""
    if any(f.dimension in OPERANDS for f in passage.between(passage.sentence_start(part.start), part.start)):
        return None
    for owner, start, end in sentences_above(passage, before, part.start):
        told = [f for f in owner.between(start, end)[:FIGURES] if f.state and f.dimension in OPERANDS and not owner.depth(f.start)]
        first = told[0] if told else None
        if first is None or not may_be_base(part, first) or not same_noun(part, first):
            return None
        lead = owner.text[start : first.start]
        if vocabulary().plan.search(lead) is None and AUDIT.gives_plan.search(lead) is None:
            return None
        following = next(iter(owner.between(first.end, end)), None)
        if following is not None and following.dimension == "percent" and vocabulary().share_end.search(owner.before(following, ENDS)) is not None:
            return None  # it has a share of its own: what was done, of another plan
        one = of_one_name(passage, part, lead) and len([f for f in told if may_be_base(part, f)]) == 1
        return first if one else None
    return None


def of_one_name(passage: Passage, part: Figure, lead: str) -> bool:
    """An amount of money or a measure bears the name that the words before another one tell, or none of its own ("đã giải ngân …")."""
    if part.dimension == "count" or AUDIT.only_done.fullmatch(passage.clause(part).rpartition(",")[2]) is not None:
        return True
    return bool(pairs_of(passage.clause(part)) & pairs_of(lead))


def _of_noun(passage: Passage, part: Figure, behind: str) -> Iterator[Pair]:
    """ "chiếm 80% tổng số hộ nghèo": the nearest figure before, in another sentence, whose noun the words behind the share are."""
    named = AUDIT.of_whole_number.match(behind)
    if named is None or part.dimension != "count":
        return
    noun = named["noun"].strip().casefold()
    low = passage.sentence_start(part.start)
    for base in reversed(passage.backwards(passage.start, low, ABOVE)):
        unit = (base.unit or "").casefold()
        if may_be_base(part, base) and base.total is None and unit and not passage.depth(base.start) and (noun == unit or noun.startswith(unit + " ")):
            yield Pair("share", part, base, "share_of_noun")
            return


def _of_total_behind(passage: Passage, part: Figure, percent: Figure) -> Iterator[Pair]:
    """ "chiếm 9,12% và 1.215 hộ cận nghèo, chiếm 7,48% (tổng số hộ 16.250 hộ)": the total that the sentence ends with, behind other parts and their shares."""
    if not belongs_to_figure_before(passage, percent):
        return
    stop = STOP.search(passage.text, percent.end, passage.sentence_end(percent.start))
    following = passage.between(percent.end, stop.start() if stop is not None else passage.sentence_end(percent.start))[:FIGURES]
    for position, base in enumerate(following):
        if base.dimension == "percent":
            continue
        if not alike(part, base):
            return
        if same_noun(part, base) and _called_total(passage, base):
            if position and base.plain and base.value > part.value:
                yield Pair("share", part, base, "share_total_behind")
            return


def _of_whole_in_bracket(passage: Passage, part: Figure, percent: Figure) -> Iterator[Pair]:
    """ "20.258 người tham gia, đạt 93% dân số (21.783 người)": what the share is of, in the bracket right behind its name, which may say the name again."""
    bracket = passage.bracket_after(percent.end, percent.end + BEHIND)
    inside = passage.between(bracket.open + 1, bracket.close) if bracket is not None else ()
    if bracket is None or len(inside) != 1 or passage.between(part.end, percent.start) or passage.between(percent.end, bracket.open):
        return
    base, name = inside[0], passage.text[percent.end : bracket.open].casefold()
    lead = passage.text[bracket.open + 1 : base.start].casefold()
    named = WHOLE.fullmatch(name) is not None and vocabulary().time.search(name) is None and vocabulary().against.search(name) is None
    again = not lead.strip() or any(pair in pairs_of(name) for pair in pairs_of(lead))
    if named and again and base.plain and alike(part, base) and (same_noun(part, base, general=True) or (base.unit or " ") in name) and base.value > part.value:
        yield Pair("share", part, base, "share_whole_bracket")


def _called_total(passage: Passage, base: Figure) -> bool:
    """ "(tổng số hộ toàn huyện 11.990 hộ)", "trên tổng số 11.990 hộ"."""
    clause = passage.clause(base)
    return vocabulary().over.search(clause) is not None or (passage.depth(base.start) > 0 and AUDIT.total_named.search(clause) is not None)


def _of_named_rate(passage: Passage, part: Figure, percent: Figure) -> Iterator[Pair]:
    """ "412.300 người tham gia bảo hiểm y tế trên tổng dân số 448.100 người, đạt tỷ lệ bao phủ 92%", "dân số 448.100 người, số người tham gia 412.300 người,
    tỷ lệ bao phủ đạt 92%": the rate has a name of its own, and only two counts of one noun stand before it."""
    low = passage.sentence_start(percent.start)
    if (
        part.dimension != "count"
        or AUDIT.rate_named.search(passage.text, max(low, percent.start - 2 * BEHIND), percent.start) is None
    ):
        return
    told = [f for f in passage.between(low, percent.start) if not passage.depth(f.start)]
    if len(told) != 2 or not alike(*told) or not same_noun(*told) or any(not f.plain or f.loose for f in told):
        return
    small, large = sorted(told, key=lambda f: f.value)
    over = AUDIT.over_population.search(passage.text, told[0].end, told[1].start) is not None
    if over or small is told[1]:
        yield Pair("share", small, large, "share_rate_over" if over else "share_rate")


def _of_kind(passage: Passage, percent: Figure, behind: str) -> Iterator[Pair]:
    """ "… về số bị cáo", "… về số vụ và 85% bị cáo": of several counts the one that bears the noun, over the one of its noun before it."""
    named = AUDIT.as_to_number.match(behind)
    if named is None:
        other = next((f for f in reversed(passage.backwards(passage.sentence_start(percent.start), percent.start, 1)) if f.dimension == "percent"), None)
        led = other is not None and AUDIT.as_to_and.fullmatch(passage.text, other.end, percent.start) is not None
        named = AUDIT.noun_of_second.match(behind) if led else None
    if named is None:
        return
    noun = named["noun"].strip().casefold()
    found = [f for f in passage.backwards(passage.start, percent.start, ABOVE) if f.plain and f.dimension in OPERANDS and _bears(f, noun)]
    if len(found) >= 2 and alike(found[-1], found[-2]) and found[-2].value >= found[-1].value:
        yield Pair("share", found[-1], found[-2], "share_as_to")


def _bears(figure: Figure, noun: str) -> bool:
    unit = (figure.unit or "").casefold()
    return bool(unit) and (noun == unit or noun.startswith(unit + " ") or (figure.dimension == "money" and AUDIT.money_named.match(noun) is not None))


def _told_behind(passage: Passage, part: Figure, percent: Figure) -> Iterator[Pair]:
    """The share ends its sentence, and the next one opens with its plan, or with the total, and that amount."""
    end = passage.sentence_end(percent.start)
    rest = passage.text[percent.end : end]
    if end >= passage.end or len(rest) > ENDS or passage.between(percent.end, end):
        return
    base = next(iter(passage.between(end, passage.sentence_end(end))), None)
    if base is None or not may_be_base(part, base) or not same_noun(part, base) or base.total is not None or passage.depth(base.start):
        return
    lead = passage.text[end : base.start]
    plan = vocabulary().plan.search(rest)
    if plan is not None:
        told = AUDIT.is_valued_at.search(lead) is not None and lead.strip().casefold().startswith(plan[0].casefold())
    else:
        told = not rest.strip(" .)") and vocabulary().item_total.match(lead.strip()) is not None
    if told:
        yield Pair("share", part, base, "share_told_behind")
