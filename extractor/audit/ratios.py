"""Percentages with their operands: shares, rates of completion, growth and reduction.

    "21.480 hồ sơ trực tuyến trên tổng số 30.250 hồ sơ, đạt tỷ lệ 71,01%"    a part over a named whole
    "118/152 ha (đạt 77,6%)"                                                 X/Y before its percentage
    "đạt 79,7% kế hoạch (32.000 người)"                                      a result over a plan that is written behind it
    "306 hồ hư hỏng (chiếm 23,2%)"                                           a part over a whole that stands before
    "tăng 3,4% so với mức 207.524 tấn", "giảm 77 doanh nghiệp (giảm 8,4%)"   growth against a written value or by a written change

For one percentage several pairs of operands may be meant; they are tried in the order in which officials write them, and the first that
holds is the relation. Where none holds, the most explicit one is told. A percentage of points ("so với tiến độ") or of something that
stands nowhere is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import zip_longest

from extractor.audit.cuts import share_of_cut
from extractor.audit.elsewhere import shared_out_elsewhere, weakened
from extractor.audit.entrants import shares_beside_parts, shares_of_entrants, shares_taken
from extractor.audit.evidence import last_place, prior_of, weigh
from extractor.audit.figures import OPERANDS, Figure
from extractor.audit.grades import RatioForm, Verdict, grade_percent_sum, grade_ratio
from extractor.audit.growth import changes, turned
from extractor.audit.passages import Passage
from extractor.audit.plans import Names, bases_named, whole_behind, whole_called, whole_led
from extractor.audit.ratio_operands import (
    AGAINST_FIGURE,
    REACH,
    Pair,
    Wholes,
    belongs_to_figure_before,
    figures_before,
    may_be_base,
    percent_between,
)
from extractor.audit.relations import Candidate, Offer
from extractor.audit.share_amounts import amounts_said, of_total_said, of_two, wholes_behind, with_missing
from extractor.audit.shares import shares
from extractor.audit.then_and_now import changed_before
from extractor.audit.told_before import of_fraction_above
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

ROUND = 100  # how much coarser than its last digit an amount is that ends in noughts
BLANK = r"[\s,“”\"*]*"
LEAD = 24  # code points before a percentage in which the verb of a share may stand
BEHIND = 60  # code points behind a share in which what it is of is named
THRESHOLD = 40  # code points before a bracket in which the word for a threshold stands


def ratios_in(passage: Passage, before: Sequence[Passage], wholes: Wholes, names: Names) -> Iterator[Offer]:
    """The readings of every percentage of a segment, likeliest by words first.

    `before` are the segments above it, nearest first; `wholes` gives the whole of every figure that is known as a part of a sum; `names` the
    figures of the document by their names.
    """
    shared: tuple[int, Figure] | None = None  # a sentence, and what the share before was a share of
    percents = [f for f in passage.figures if f.dimension == "percent"]
    other = shared_out_elsewhere(passage) if len(percents) > 1 else frozenset()
    for percent, following in zip_longest(percents, percents[1:]):
        if percent.value_to is not None or percent.start in other or _threshold(passage, percent) or AUDIT.factor_behind.match(passage.text, percent.end) is not None:
            continue
        sentence = passage.sentence_start(percent.start)
        pairs = list(_pairs(passage, percent, before, wholes))
        pairs += _of_named_plans(passage, percent, names)
        pairs += _of_called(passage, percent, before)
        pairs += _of_noun(passage, percent, names)
        pairs += of_fraction_above(passage, percent)
        pairs += shares_of_entrants(passage, percent)
        pairs += shares_taken(passage, percent)
        pairs += shares_beside_parts(passage, percent, wholes)
        pairs += [*share_of_cut(passage, percent), *amounts_said(passage, percent, before), *wholes_behind(passage, percent)]
        pairs += [*with_missing(passage, percent), *of_total_said(passage, percent), *of_two(passage, percent)]
        if shared is not None and shared[0] == sentence:
            # "856 thủ tục (46,1%), 624 thủ tục (33,6%)": shares of one whole.
            parts = {p.a.start: p.a for p in pairs if p.form == "share" and p.b is not None and p.tie != "share_near"}
            pairs += [Pair("share", part, shared[1], "share_as_before") for part in parts.values() if may_be_base(part, shared[1])]
        offer = _offer([*weakened(passage, percent, pairs)], percent)
        yield offer
        if following is None or following.start >= passage.sentence_end(percent.start):
            continue  # nothing in its sentence asks what it was a share of
        best = weigh(offer)
        if best is not None and best.verdict.holds and best.form == "share" and len(best.parts) == 2:
            shared = sentence, best.parts[1]


def _threshold(passage: Passage, percent: Figure) -> bool:
    """ "đạt tỷ lệ tối thiểu (10%)": what the bracket holds is asked of the figure, and no share of it."""
    bracket = passage.bracket_of(percent.start)
    if bracket is None or passage.text[bracket.open + 1 : percent.start].strip() or passage.text[percent.end : bracket.close].strip():
        return False
    if AUDIT.its_own_rate.match(passage.text, bracket.close + 1) is not None:
        return True  # "51 triệu đồng tiền phụ cấp (70%) của hiệu trưởng": a rate of what is named
    return vocabulary().threshold_end.search(passage.text, max(passage.start, bracket.open - THRESHOLD), bracket.open) is not None or _of_then(passage, bracket.open)


def _of_then(passage: Passage, opens: int) -> bool:
    """ "(chiếm 98%, tăng hơn cùng kỳ năm trước (96,8%))": the share of another time, in the bracket behind its name and a share of now."""
    now = next(iter(passage.backwards(passage.sentence_start(opens), opens, 1)), None)
    gap = passage.text[now.end : opens] if now is not None else ""
    against = now is not None and now.change and AUDIT.measured_before.search(gap) is not None  # "giảm 5,8% so với năm 2030 (94,67%)"
    return now is not None and now.dimension == "percent" and (against or not now.change) and len(gap) < BEHIND and vocabulary().time.search(gap) is not None


def _offer(pairs: Sequence[Pair], percent: Figure) -> Offer:
    """The readings of a percentage, each pair of operands once, those whose words say more first."""
    found: dict[tuple[RatioForm, frozenset[tuple[int, int]]], Candidate] = {}
    for pair in pairs:
        made = _candidate(pair, percent)
        if made is not None:
            known = found.get((pair.form, made.key))
            if known is None or prior_of(made) > prior_of(known):
                found[pair.form, made.key] = made
    return sorted(found.values(), key=lambda made: -prior_of(made))


def _candidate(pair: Pair, percent: Figure) -> Candidate | None:
    if pair.b is None:
        if pair.a.total is None:
            return None
        verdict = grade_ratio(pair.form, pair.a, pair.a.with_value(pair.a.total), percent)
        parts: tuple[Figure, ...] = (pair.a,)
    else:
        # A share of what X/Y counts is a share of Y; a growth over X/Y of another time ("7.412/3, so với tuần trước (8.605/2)") is one over X.
        growth = pair.form in ("growth", "reduction") and pair.a.total is not None
        base = pair.b if pair.b.total is None else pair.b.with_value(pair.b.value if growth else pair.b.total)
        verdict = grade_ratio(pair.form, pair.a, base, percent)
        parts = (pair.a, base)
    if verdict is not None and not verdict.holds and len(parts) == 2 and any(f.vague for f in parts):
        verdict = _roundly(pair.form, parts, percent, verdict)
    return Candidate("ratio", parts, percent, pair.tie, verdict, form=pair.form) if verdict is not None else None


def _roundly(form: RatioForm, parts: Sequence[Figure], percent: Figure, verdict: Verdict) -> Verdict:
    """ "hơn 2.400 trong tổng số trên 3.400 xã (69,1%)", "hơn 18.700 vụ, giảm 1.300 vụ (6,7%)": where one amount is left open, the noughts that both end in are too."""
    ends = []
    for part in parts:
        size = Decimal(1).scaleb(last_place(part.value)) if part.value else part.precision
        room = size if size >= part.precision * ROUND else Decimal(0)
        ends.append((part.value - (0 if part.comparator == ">" else room / 2), part.value + (0 if part.comparator == "<" else room if part.vague else room / 2)))
    told = [v for a in ends[0] for b in ends[1] if a > 0 and b > 0 and (v := grade_ratio(form, parts[0].with_value(a), parts[1].with_value(b), percent)) is not None]
    within = told and min(v.expected for v in told) <= verdict.actual <= max(v.expected for v in told)
    return replace(verdict, grade="rounding", tolerance=abs(verdict.expected - verdict.actual)) if within else verdict


def _pairs(passage: Passage, percent: Figure, before: Sequence[Passage], wholes: Wholes) -> Iterator[Pair]:
    """All pairs of operands that the words around `percent` allow, likeliest first."""
    left = passage.before(percent)
    words = vocabulary()
    told = changed_before(passage, percent) if percent.role == "level" else None
    role = told.role if told is not None else percent.role
    rises = role == "increase" or bool(words.rise_end.search(left))
    falls = role == "decrease" or bool(words.fall_end.search(left))
    right = passage.after(percent, AGAINST_FIGURE)
    if words.points.match(right.lstrip()) or "điểm phần trăm" in (percent.unit or ""):
        return
    if AUDIT.yearly_behind.match(passage.text, percent.end) is not None or AUDIT.yearly_mean.search(left) is not None:
        return  # "bình quân 3 năm tăng 11,5%/năm" is of no two of them
    yield from turned(passage, percent, before)
    if rises or falls:
        yield from changes(passage, percent, before, rises)
        return
    yield from shares(passage, percent, before, wholes)


def _of_named_plans(passage: Passage, percent: Figure, names: Names) -> Iterator[Pair]:
    """Shares of, and growth over, a plan that another sentence tells under the same name."""
    words = vocabulary()
    left = passage.before(percent)
    if words.points.match(passage.after(percent, AGAINST_FIGURE).lstrip()) or "điểm phần trăm" in (percent.unit or ""):
        return
    level = next((f for f in figures_before(passage, percent) if not f.change), None)
    if level is None or level.total is not None or level.loose:
        return  # "4 mặt hàng đạt trên 1 tỷ USD, chiếm 50,6% …": a bound that each of them meets
    if words.share_of.search(left[-LEAD:]) is not None and words.reached.search(left[-LEAD:]) is None:
        whole = whole_behind(passage, level, percent, names)
        if whole is not None:
            yield Pair("share", level, whole, "share_named")
    if percent_between(passage, level.end, percent.start):
        return
    rises = percent.role == "increase" or bool(words.rise_end.search(left))
    falls = percent.role == "decrease" or bool(words.fall_end.search(left))
    if not (rises or falls or belongs_to_figure_before(passage, percent)):
        return
    form: RatioForm = "growth" if rises else "reduction" if falls else "share"
    for base, how in bases_named(passage, level, percent, names):
        if base is not level:
            yield Pair(form, level, base, "plan_same" if how == "same" else "plan_item")


def _of_called(passage: Passage, percent: Figure, before: Sequence[Passage]) -> Iterator[Pair]:
    """Shares of what bears the words right behind them, in the paragraph or right above it."""
    part = next((f for f in figures_before(passage, percent) if not f.change), None)
    if part is None or percent.change or part.total is not None or part.loose or not belongs_to_figure_before(passage, percent):
        return
    if vocabulary().from_end.search(passage.before(part, LEAD)) is not None:
        return  # "giảm nợ xấu từ 303 tỷ đồng, chiếm 0,83% tổng dư nợ, xuống còn …" is of what there was then
    led = whole_led(passage, part, before)
    if led is not None:
        yield Pair("share", part, led, "share_called_led")
    found = whole_called(passage, part, percent, before)
    if found is not None:
        whole = found[0]
        done = whole.with_value(whole.value)  # "kiểm tra 186/214 cơ sở; … bằng 85,5% số được kiểm tra": of those that were
        whole = done if whole.total is not None and (of_done := grade_ratio("share", part, done, percent)) is not None and of_done.holds else whole
        yield Pair("share", part, whole, f"share_called_{found[1]}" if found[1] else "share_called")


def _of_noun(passage: Passage, percent: Figure, names: Names) -> Iterator[Pair]:
    """ "còn 402 hộ, chiếm 6,17% tổng số hộ": shares of a count that another paragraph tells, by the noun behind them."""
    named = AUDIT.of_whole_number.match(passage.after(percent, BEHIND))
    part = next((f for f in figures_before(passage, percent) if not f.change), None) if named is not None else None
    if named is None or part is None or percent.change or part.total is not None or part.loose or part.dimension != "count" or not belongs_to_figure_before(passage, percent):
        return
    for base in names.of_noun(named["noun"], part.start):
        if base.value > part.value and base is not part:
            yield Pair("share", part, base, "share_of_noun_above")


def series_in(passage: Passage, sums: Sequence[Candidate], reach: int) -> Iterator[Offer]:
    """ "lần lượt chiếm 26,03%, 29,22% và 44,75%": the shares of the parts of the sum before them, in its order."""
    figures = passage.figures
    position = 0
    while position < len(figures):
        run = [figures[position]]
        while position + len(run) < len(figures) and vocabulary().joined_only.fullmatch(passage.text[run[-1].end : figures[position + len(run)].start]):
            run.append(figures[position + len(run)])
        position += len(run)
        if len(run) < 2 or any(f.dimension != "percent" or f.change for f in run) or not vocabulary().series_end.search(passage.before(run[0], 90)):
            continue
        fitting = [s for s in sums if s.kind == "sum" and len(s.parts) == len(run) and max(p.end for p in s.parts) <= run[0].start]
        if not fitting:
            continue
        nearest = max(fitting, key=lambda s: s.parts[-1].end)
        whole = nearest.whole
        if whole is None or run[0].start - nearest.parts[-1].end > reach:
            continue
        made = [Candidate("ratio", (a, whole), p, "share_series", v, form="share") for a, p in zip(nearest.parts, run, strict=True) if (v := grade_ratio("share", a, whole, p)) is not None]
        if sum(m.verdict.holds for m in made) * 2 >= len(made):
            yield from ([m] for m in made)
            yield [Candidate("percent_sum", tuple(run), None, "share_series", grade_percent_sum(run))]


def means_in(passage: Passage) -> Iterator[Offer]:
    """ "17.000 tỷ đồng, tức mỗi lượt khách chi bình quân 3,4 triệu đồng": an amount over a count of the text. Told only where it holds."""
    for mean in passage.figures:
        if mean.dimension not in ("money", "rate", "measure") or mean.change or not vocabulary().mean_end.search(passage.before(mean, 70)):
            continue
        before = passage.between(passage.start, mean.start)[-2 * REACH :]
        earlier = [f for f in before if f.end <= mean.start and f.dimension in OPERANDS and not f.change and f.value > 0][-REACH:]
        for a in reversed(earlier):
            for b in earlier:
                if a is b or a.dimension == "count" or b.dimension != "count":
                    continue
                verdict = grade_ratio("mean", a, b, mean)
                if verdict is not None and verdict.grade == "holds" and len(str(int(mean.value / mean.precision))) >= 2:
                    yield [Candidate("ratio", (a, b), mean, "mean", verdict, form="mean")]
