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

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

import regex

from extractor.audit.evidence import prior_of, weigh
from extractor.audit.figures import Figure, alike, same_noun
from extractor.audit.grades import RatioForm, grade_percent_sum, grade_ratio
from extractor.audit.passages import KIN, Passage, name_of, pairs_of
from extractor.audit.plans import Names, bases_named, plan_behind
from extractor.audit.relations import Candidate, Offer
from extractor.audit.vocabulary import vocabulary

Wholes = Mapping[int, Sequence[Figure]]
OPERANDS = ("count", "money", "measure")
BLANK = r"[\s,“”\"*]*"
LIST_CUT = regex.compile(r"[,;(]")
DIGIT = regex.compile(r"\d")
NAMED = regex.compile(r"(?:so với\s+)?(?:tổng\s+)?\p{Ll}")
TIME = 30  # code points behind a growth in which the time may stand that it is measured by
NEAR = 64  # figures before a percentage that are looked at
BASES = 200  # figures of its passage before a part that are looked at for what it is a share of
LEFT = 400  # code points before a percentage that say whether it belongs to the figure there
REACH = 8  # figures before a percentage that it may be of
UNIT_AND_VERB = 32  # code points between X/Y and its share that stands behind a semicolon
THRESHOLD = 40  # code points before a bracket in which the word for a threshold stands
AGAINST_FIGURE = 90  # how far behind the percentage the value it is measured by may stand


@dataclass(frozen=True, slots=True)
class Pair:
    """Operands of one percentage: a over b in `form`, and the class of words that ties them."""

    form: RatioForm
    a: Figure
    b: Figure | None  # None where a is X/Y
    tie: str


def ratios_in(passage: Passage, before: Sequence[Passage], wholes: Wholes, names: Names) -> Iterator[Offer]:
    """The readings of every percentage of a segment, likeliest by words first.

    `before` are the segments above it, nearest first; `wholes` gives the whole of every figure that is known as a part of a sum; `names` the
    figures of the document by their names.
    """
    shared: tuple[int, Figure] | None = None  # a sentence, and what the share before was a share of
    percents = [f for f in passage.figures if f.dimension == "percent"]
    for percent, following in zip_longest(percents, percents[1:]):
        if percent.value_to is not None or _threshold(passage, percent):
            continue
        sentence = passage.sentence_start(percent.start)
        pairs = list(_pairs(passage, percent, before, wholes))
        pairs += _of_named_plans(passage, percent, names)
        if shared is not None and shared[0] == sentence:
            # "856 thủ tục (46,1%), 624 thủ tục (33,6%)": shares of one whole.
            parts = {p.a.start: p.a for p in pairs if p.form == "share" and p.b is not None and p.tie != "share_near"}
            pairs += [Pair("share", part, shared[1], "share_as_before") for part in parts.values() if _may_be_base(part, shared[1])]
        offer = _offer(pairs, percent)
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
    return vocabulary().threshold_end.search(passage.text, max(passage.start, bracket.open - THRESHOLD), bracket.open) is not None


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
        # A share of what X/Y counts is a share of Y.
        base = pair.b.with_value(pair.b.total) if pair.b.total is not None else pair.b
        verdict = grade_ratio(pair.form, pair.a, base, percent)
        parts = (pair.a, base)
    return Candidate("ratio", parts, percent, pair.tie, verdict, form=pair.form) if verdict is not None else None


def _pairs(passage: Passage, percent: Figure, before: Sequence[Passage], wholes: Wholes) -> Iterator[Pair]:
    """All pairs of operands that the words around `percent` allow, likeliest first."""
    left = passage.before(percent)
    words = vocabulary()
    rises = percent.role == "increase" or bool(words.rise_end.search(left))
    falls = percent.role == "decrease" or bool(words.fall_end.search(left))
    right = passage.after(percent, AGAINST_FIGURE)
    if words.points.match(right.lstrip()) or "điểm phần trăm" in (percent.unit or ""):
        return
    if rises or falls:
        yield from _changes(passage, percent, before, rises)
        return
    yield from _shares(passage, percent, before, wholes)


# -- growth and reduction ------------------------------------------------------------------------------------------------------------


def _changes(passage: Passage, percent: Figure, before: Sequence[Passage], rises: bool) -> Iterator[Pair]:
    growth: RatioForm = "growth" if rises else "reduction"
    by: RatioForm = "of_rise" if rises else "of_fall"
    compared = _compared(passage, percent)
    previous = _previous(passage, percent)
    nearest = next((f for f in previous if not f.change), None)
    other_time = vocabulary().time.search(passage.after(percent, TIME)) or nearest is None or _between(passage, nearest.end, percent.start)
    if nearest is not None and nearest.total is not None and compared is None and nearest is previous[0] and not other_time:
        yield Pair(growth, nearest, None, "growth_fraction")
    for level in previous:
        if compared is not None and alike(level, compared) and not level.change:
            yield Pair(growth, level, compared, "growth_against")
    ends = _two_ends(passage, percent)
    if ends is not None and not (ends[0].dimension == "percent" and abs(ends[0].value - ends[1].value) == percent.value):
        # "từ 62% lên 65%, tăng 3%" is meant of points.
        # Reduction is 1 - b/a of "from a to b"; the later value is the level, the earlier what it is compared with.
        yield Pair(growth, ends[1], ends[0], "growth_ends")
    if compared is None and ends is None:
        yield from _growth_of_plan(passage, percent, nearest, before, growth)
    # "giảm 77 doanh nghiệp (giảm 8,4%)": the change right before, its level before that.
    levels = [f for f in previous if not f.change]
    changes = [f for f in previous if f.change]
    for change in changes[:1]:
        bracket = passage.bracket_of(percent.start)
        told = bracket is not None and bracket.open - change.end < 30 and len(passage.text[bracket.open + 1 : percent.start]) < 8
        for position, level in enumerate(f for f in levels[:3] if alike(f, change) and same_noun(f, change) and f.start < change.start):
            yield Pair(by, level, change, "growth_by_change" if told and position == 0 else "growth_change_near")
    # "năm trước 1.200, năm nay 1.260, tăng 5%": two levels of one thing.
    for position, later in enumerate(levels[:2]):
        for earlier in levels:
            if earlier is later or not alike(earlier, later) or not same_noun(earlier, later):
                continue
            timed = position == 0 and all(vocabulary().time.search(passage.clause(f)) for f in (later, earlier))
            yield Pair(growth, later, earlier, "growth_times" if timed and earlier is next((f for f in levels[1:] if same_noun(f, later)), None) else "growth_near")


def _growth_of_plan(passage: Passage, percent: Figure, level: Figure | None, before: Sequence[Passage], growth: RatioForm) -> Iterator[Pair]:
    """ "giao 10.000 tỷ đồng. … Ước thực hiện 11.200 tỷ đồng, vượt 12% so với dự toán": the plan stands in a sentence before."""
    named = vocabulary().plan.search(passage.after(percent, 30))
    if level is None or named is None or level.total is not None:
        return
    for base, tie, _ in _named_bases(passage, level, percent, before):
        yield Pair(growth, level, base, "growth_of_plan" if tie == "share_of_plan" else "growth_near")


def _compared(passage: Passage, percent: Figure) -> Figure | None:
    """The value that a change or rate is measured by, behind it: "so với mức 207.524 tấn", "kế hoạch (32.000 người)", "dự toán giao là 947.000"."""
    _, high = passage.scope(percent.start)
    following = passage.between(percent.end, min(high, percent.end + 260))
    for figure in following:
        gap = passage.text[percent.end : figure.start]
        if ";" in gap or figure.dimension in ("percent", "rank", "rate"):
            return None
        if figure.change:
            return None
        against = vocabulary().against.search(gap) or vocabulary().plan.search(gap)
        if against is None:
            bracket = passage.bracket_of(figure.start)
            alone = bracket is not None and gap.rstrip().endswith("(") and len(gap) < AGAINST_FIGURE and figure.dimension == "money"
            return figure if alone and "," not in gap and passage.between(figure.end, bracket.close if bracket else figure.end) == () else None
        rest = gap[against.end() :]
        if gap.rstrip().endswith("("):
            return figure if "(" not in rest.rstrip()[:-1] or True else None
        return figure if "," not in rest and len(rest) < 70 else None
    return None


def _previous(passage: Passage, percent: Figure) -> list[Figure]:
    """Figures before the percentage that it may be of: of its bracket's head, its clause and sentence, nearest first."""
    low = passage.sentence_start(percent.start)
    depth = passage.depth(percent.start)
    found = []
    for f in reversed(passage.backwards(low, percent.start, NEAR)):
        if (
            f.end <= percent.start and f.dimension in OPERANDS and f.value_to is None and passage.depth(f.start) <= depth
            and f.role != "limit" and not (f.comparator in (">=", "<=") and f.role == "level")
        ):  # fmt: skip
            found.append(f)
            if len(found) == REACH:
                break
    return found


def _two_ends(passage: Passage, percent: Figure) -> tuple[Figure, Figure] | None:
    """The two ends of "từ a … xuống còn b", before the percentage or in the bracket behind it: (a, b)."""
    words = vocabulary()
    low = passage.sentence_start(percent.start)
    high = passage.sentence_end(percent.start)
    near = [f for f in passage.between(max(low, percent.start - 220), min(high, percent.start + 220)) if f is not percent]
    for one, other in pairwise(near):
        if one.start < percent.start < other.start:
            continue
        if one.dimension == other.dimension and one.dimension not in ("rank",) and alike(one, other):
            gap = passage.text[one.end : other.start]
            opened = words.from_end.search(passage.text[max(low, one.start - 12) : one.start])
            closed = words.down_end.search(gap.rstrip(" “\"")) or words.up_end.search(gap.rstrip(" “\""))
            if closed and (opened or "nay" in gap) and not _between(passage, min(percent.end, other.end), max(percent.start, one.start)):
                return one, other
    return None


def _between(passage: Passage, start: int, end: int) -> bool:
    """Another percentage stands in the run."""
    return any(f.dimension == "percent" and f.end <= end for f in passage.between(start, end))


def _of_named_plans(passage: Passage, percent: Figure, names: Names) -> Iterator[Pair]:
    """Shares of, and growth over, a plan that another sentence tells under the same name."""
    words = vocabulary()
    left = passage.before(percent)
    if words.points.match(passage.after(percent, AGAINST_FIGURE).lstrip()) or "điểm phần trăm" in (percent.unit or ""):
        return
    level = next((f for f in _previous(passage, percent) if not f.change), None)
    if level is None or level.total is not None or _between(passage, level.end, percent.start):
        return
    rises = percent.role == "increase" or bool(words.rise_end.search(left))
    falls = percent.role == "decrease" or bool(words.fall_end.search(left))
    if not (rises or falls or _led(passage, percent)):
        return
    form: RatioForm = "growth" if rises else "reduction" if falls else "share"
    for base, how in bases_named(passage, level, percent, names):
        if base is not level:
            yield Pair(form, level, base, "plan_same" if how == "same" else "plan_item")


# -- shares --------------------------------------------------------------------------------------------------------------------------


def _shares(passage: Passage, percent: Figure, before: Sequence[Passage], wholes: Wholes) -> Iterator[Pair]:
    text = passage.text
    words = vocabulary()
    compared = _compared(passage, percent)
    previous = [f for f in _previous(passage, percent) if not f.change]
    led = _led(passage, percent)
    followed = _followed(passage, percent)
    ends = _two_ends(passage, percent)
    if ends is not None and words.fall_end.search(text[max(0, percent.start - 120) : percent.start].rstrip()) is None:
        yield Pair("reduction", ends[1], ends[0], "share_of_ends")
    # X/Y right before, or the part and its whole in one expression.
    led = led and bool(previous) and (not words.share_stop.search(text, previous[0].end, percent.start) or _right_behind(passage, previous[0], percent))
    if led and previous:
        nearest = previous[0]
        other_noun = _measured_elsewhere(passage, percent) and not words.plan.search(passage.after(percent, 40))
        if nearest.total is not None and compared is None and not (other_noun and passage.bracket_of(percent.start) is not None):
            # "(100% đơn vị xếp loại Tốt)" counts what it names, not the X/Y before it.
            yield Pair("share", nearest, None, "share_fraction")
        over = _over(passage, percent, previous)
        if over is not None and compared is None:
            yield Pair("share", *over, "share_over")
    if compared is not None:
        for level in previous:
            if alike(level, compared):
                yield Pair("share", level, compared, "share_plan" if level is _first_alike(passage, previous, compared) else "share_near")
    # "bằng 94,2% so với cùng kỳ (giảm 286 tỷ đồng)": the change stands behind.
    change = _change_behind(passage, percent)
    of_plan = bool(plan_behind(passage, percent)) and vocabulary().time.search(passage.after(percent, TIME)) is None
    if change is not None and not of_plan:  # "đạt 95% kế hoạch giao (tăng 12 tỷ đồng so với tháng trước)" is of the plan
        for level in previous:
            if alike(level, change):
                yield Pair("level_after_rise" if change.role == "increase" else "level_after_fall", level, change, "share_by_change")
    yield from _bracket_behind(passage, percent)
    if not led and not followed:
        return
    elsewhere = _measured_elsewhere(passage, percent)
    if followed is not None and followed.total is not None:
        yield Pair("share", followed, None, "share_fraction")
    parts = [followed] if followed is not None else previous[:1]
    for part in parts:
        for base in wholes.get(part.start, ()):
            if not elsewhere or compared is None:
                left = passage.before(percent, 24)
                yield Pair("share", part, base, "share_near" if elsewhere else "share_of_whole" if not left.strip() or (words.share_of.search(left) and not words.reached.search(left)) else "share_of_sum")
        owners = {w.start for w in wholes.get(part.start, ())}
        for base, named, planned in _bases(passage, part, percent, before):
            if any(w.start in owners for w in wholes.get(base.start, ())):
                continue  # parts of one sum are no shares of each other
            yield Pair("share", part, base, "share_near" if elsewhere and not planned else named)
    # The part may stand further left: "A hồ sơ …, trong đó B …, đạt p%" of A and what is before it.
    if followed is None and not elsewhere:
        for part in previous[1:4]:
            for base, _, _ in _bases(passage, part, percent, before):
                yield Pair("share", part, base, "share_near")


def _right_behind(passage: Passage, fraction: Figure, percent: Figure) -> bool:
    """ "230/1.320 triệu đồng; đạt 17,4% kế hoạch": nothing but the unit and a stop lies between X/Y and its share."""
    gap = passage.text[fraction.end : percent.start]
    return fraction.total is not None and len(gap) < UNIT_AND_VERB and ":" not in gap and gap.count(";") == 1


def _first_alike(passage: Passage, figures: Sequence[Figure], other: Figure) -> Figure | None:
    """The nearest figure that may be compared with `other`: one of its noun, and no part of a list, before others."""
    usable = [f for f in figures if alike(f, other) and not f.change]
    named = [f for f in usable if same_noun(f, other)] or usable
    free = [f for f in named if f.start not in passage.governed] or named
    return next(iter(free), None)


def _led(passage: Passage, percent: Figure) -> bool:
    """The percentage belongs to the figure before it: a bracket of its own, or "đạt / chiếm / bằng" that opens its clause."""
    low, _ = passage.scope(percent.start)
    left = passage.text[max(low, percent.start - LEFT) : percent.start]
    bracket = passage.bracket_of(percent.start)
    if bracket is not None and bracket not in passage.asides and not left.strip(" “\""):
        return True
    match = vocabulary().share_end.search(vocabulary().hedge_end.sub("", left.rstrip()).rstrip() + " ")
    if match is None:
        return False
    lead = left[: match.start()].rstrip()
    return not lead or lead[-1] in ",;(" or bool(vocabulary().opener_end.search(lead)) or _clause_of_figure(lead)


def _clause_of_figure(lead: str) -> bool:
    """ "đã giải quyết 25 hồ sơ đạt 80%": the verb follows the figure's noun with no stop between."""
    tail = LIST_CUT.split(lead)[-1]
    return bool(DIGIT.search(tail)) and len(tail) < 70


def _followed(passage: Passage, percent: Figure) -> Figure | None:
    """ "chiếm 93,9% (259.400 tấn)": the part stands in the bracket right behind its share."""
    bracket = passage.bracket_after(percent.end, percent.end + 3)
    if bracket is None:
        return None
    inside = passage.between(bracket.open + 1, bracket.close)
    if len(inside) == 1 and inside[0].dimension in OPERANDS and not passage.text[bracket.open + 1 : inside[0].start].strip() and not inside[0].change:
        return inside[0]
    return None


def _bracket_behind(passage: Passage, percent: Figure) -> Iterator[Pair]:
    """ "đã thực hiện 96,4% (trong đó: tổng số … 8.120 triệu đồng, đã thực hiện 7.828 triệu đồng)": whole and part in the bracket behind."""
    bracket = passage.bracket_after(percent.end, percent.end + 3)
    if bracket is None:
        return
    inside = [f for f in passage.within(bracket.open + 1, bracket.close, bracket.depth) if f.dimension in OPERANDS and not f.change]
    if len(inside) >= 2 and alike(inside[0], inside[1]) and same_noun(inside[0], inside[1]):
        yield Pair("share", inside[1], inside[0], "share_bracket_behind")


def _over(passage: Passage, percent: Figure, previous: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """ "a … trên tổng số b": the two figures nearest to the percentage with such words between them."""
    for later, earlier in pairwise(previous[:3]):
        if _between(passage, later.end, percent.start):
            return None
        gap = passage.text[earlier.end : later.start]
        matches = list(vocabulary().over.finditer(gap))
        if matches and len(gap) - matches[-1].end() < 12 and alike(earlier, later) and ";" not in gap:
            return earlier, later
    return None


def _change_behind(passage: Passage, percent: Figure) -> Figure | None:
    bracket = passage.bracket_after(percent.end, percent.end + 60)
    if bracket is None or ";" in passage.text[percent.end : bracket.open]:
        return None
    inside = passage.within(bracket.open + 1, bracket.close, bracket.depth)
    changes = [f for f in inside if f.dimension in OPERANDS and f.change]
    return changes[0] if len(changes) == 1 and len(inside) == 1 else None


def _measured_elsewhere(passage: Passage, percent: Figure) -> bool:
    """A plan or another thing is named behind the percentage, and its amount is not."""
    right = passage.after(percent, 40).lstrip()
    return bool(NAMED.match(right)) and not vocabulary().behind_share.match(right)


def _bases(passage: Passage, part: Figure, percent: Figure, before: Sequence[Passage]) -> Iterator[tuple[Figure, str, bool]]:
    """What a part may be a share of, how strongly, and whether it is the plan that the percentage names.

    Figures of its sentence and of the sentences before, nearest first, then of the segments above. Those that bear its plan's or its own name ("55% kế hoạch" and "tổng kế hoạch vốn …") come first.
    """
    low = passage.sentence_start(part.start)
    depth = passage.depth(part.start)
    usable = [
        f
        for f in passage.backwards(passage.start, percent.start, BASES)
        if f is not part and f.end <= percent.start and _may_be_base(part, f) and passage.depth(f.start) <= depth
    ]
    # The first of a sentence and the nearest ones: what is measured by others stands in between.
    same = _ends([f for f in usable if low <= f.start < part.start])
    earlier = _ends([f for f in usable if f.start < low])
    above = [(p, f) for p in before for f in reversed(_ends([f for f in p.figures if _may_be_base(part, f)]))]
    yield from _named_bases(passage, part, percent, before)
    nearest = next((f for f in reversed(same) if same_noun(part, f)), None)
    for figure in reversed(same):
        told = bool(vocabulary().of_end.search(passage.before(figure))) and passage.depth(figure.start) == depth
        yield figure, "share_of_total" if told else "share_before" if figure is nearest else "share_near", False
    behind = [f for f in passage.between(percent.end + 1, passage.sentence_end(percent.start))[:REACH] if _may_be_base(part, f)]
    yield from ((f, "share_near", False) for f in behind[:2])
    for position, figure in enumerate(reversed(earlier)):
        if not same and position == 0 and same_noun(part, figure) and vocabulary().of_end.search(passage.before(figure)):
            yield figure, "share_of_total_before", False  # "có tổng số 14 vụ việc …. Đã giải quyết 14 vụ việc, đạt 100%"
            continue
        yield figure, "share_earlier" if position == 0 and not same and same_noun(part, figure) else "share_near", False
    yield from ((f, "share_near", False) for _, f in above)


def _named_bases(passage: Passage, part: Figure, percent: Figure, before: Sequence[Passage]) -> Iterator[tuple[Figure, str, bool]]:
    """Figures that bear the name of the plan that the percentage names, or the part's own: those that share most words first, then the nearest.

    A plan's amount stands in its clause, in the bracket behind its name, or is what its sentence tells first.
    """
    plan = vocabulary().plan.search(passage.after(percent, 40))
    own = pairs_of(name_of(passage, part))
    found: list[tuple[tuple[bool, bool, int, int], Figure, bool]] = []
    for distance, owner in enumerate((passage, *before)):
        figures = owner.backwards(owner.start, min(owner.end, part.start), BASES) if owner is passage else owner.figures
        level = owner.depth(part.start) if owner is passage else None
        for figure in _ends([f for f in figures if f is not part and _may_be_base(part, f)])[::-1]:
            if level is not None and owner.depth(figure.start) > level:
                continue  # what a bracket tells of another figure
            name = name_of(owner, figure)
            said = plan is not None and (vocabulary().plan.search(name) is not None or _planned_sentence(owner, figure))
            planned = said or (plan is not None and figure.role == "target")
            kin = len(own & pairs_of(name))
            if planned or (plan is None and kin >= KIN):
                found.append(((not said, figure.start in owner.governed and kin < KIN, -min(kin, 2 * KIN), distance), figure, planned))
    for _, figure, planned in sorted(found, key=lambda x: x[0]):
        yield figure, "share_of_plan" if planned else "share_of_name", planned


def _planned_sentence(passage: Passage, figure: Figure) -> bool:
    """The sentence tells a plan: its name stands before the first figure ("Dự toán giao 10.367 tỷ đồng, trong đó …")."""
    low = passage.sentence_start(figure.start)
    first = passage.between(low, figure.end)[:1]
    return bool(first) and vocabulary().plan.search(passage.text[low : first[0].start]) is not None


def _ends(figures: Sequence[Figure]) -> list[Figure]:
    """The first figure of a run and the last ones."""
    return list(figures) if len(figures) <= REACH else [figures[0], *figures[1 - REACH :]]


def _may_be_base(part: Figure, base: Figure) -> bool:
    return base.dimension in OPERANDS and alike(part, base) and not base.change and base.value > 0 and base.value_to is None


# -- several shares in one breath ----------------------------------------------------------------------------------------------------

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
        if sum(m.verdict.holds for m in made) * 2 > len(made):
            yield from ([m] for m in made)
            yield [Candidate("percent_sum", tuple(run), None, "share_series", grade_percent_sum(run))]


# -- means ---------------------------------------------------------------------------------------------------------------------------

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
