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
from itertools import pairwise

import regex

from extractor.audit.figures import Figure, alike, same_noun
from extractor.audit.grades import RatioForm, grade_percent_sum, grade_ratio
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate
from extractor.audit.selection import close, slipped
from extractor.audit.vocabulary import vocabulary

Wholes = Mapping[int, Sequence[Figure]]
OPERANDS = ("count", "money", "measure")
BLANK = r"[\s,“”\"*]*"
LIST_CUT = regex.compile(r"[,;(]")
DIGIT = regex.compile(r"\d")
NAMED = regex.compile(r"(?:so với\s+)?(?:tổng\s+)?\p{Ll}")
WORD = regex.compile(r"\p{L}+")
AGAINST_FIGURE = 90  # how far behind the percentage the value it is measured by may stand


@dataclass(frozen=True, slots=True)
class Pair:
    """Operands of one percentage: a over b in `form`; `strength` as in relations.Candidate."""

    form: RatioForm
    a: Figure
    b: Figure | None  # None where a is X/Y
    strength: int


def ratios_in(passage: Passage, before: Sequence[Passage], wholes: Wholes) -> Iterator[Candidate]:
    """Candidates for every percentage of a segment: the first pair that holds, else the most explicit.

    `before` are the segments above it, nearest first; `wholes` gives the whole of every figure that is known as a part of a sum.
    """
    shared: tuple[int, Figure] | None = None  # a sentence, and what the share before was a share of
    for percent in passage.figures:
        if percent.dimension != "percent" or percent.value_to is not None:
            continue
        sentence = passage.sentence_start(percent.start)
        pairs = list(_pairs(passage, percent, before, wholes))
        if shared is not None and shared[0] == sentence:
            # "856 thủ tục (46,1%), 624 thủ tục (33,6%)": shares of one whole.
            parts = {p.a for p in pairs if p.form == "share" and p.b is not None and p.strength == 2}
            pairs += [Pair("share", part, shared[1], 2) for part in parts if _may_be_base(part, shared[1])]
        made = [c for pair in pairs if (c := _candidate(pair, percent)) is not None]
        best = _likeliest(made)
        if best is not None:
            yield best
            if best.verdict.holds and best.form == "share" and len(best.parts) == 2:
                shared = sentence, best.parts[1]


def _likeliest(made: Sequence[Candidate]) -> Candidate | None:
    """The first that holds; a weak one only where the percentage is written finely enough to tell, or nothing stronger speaks against it.

    Of those that do not hold, the strongest, and among them one that a wrong key explains or that is near.
    """
    broken = [c for c in made if not c.verdict.holds]
    explained = [c for c in broken if c.strength >= 2 and ((c.strength >= 3 and close(c)) or slipped(c))]
    against = max((c.strength for c in explained), default=0)
    for c in made:
        # A weaker pair may agree by chance while a stronger one is only a wrong key away.
        digits = c.whole.digits if c.whole is not None else 0
        if c.verdict.holds and (c.strength >= against or (digits >= 4 and c.verdict.grade == "holds")):
            return c
    return max(explained or broken, key=lambda c: c.strength, default=None)


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
    return Candidate("ratio", parts, percent, pair.strength, verdict, form=pair.form) if verdict is not None else None


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
        yield from _changes(passage, percent, rises)
        return
    yield from _shares(passage, percent, before, wholes)


# -- growth and reduction ------------------------------------------------------------------------------------------------------------


def _changes(passage: Passage, percent: Figure, rises: bool) -> Iterator[Pair]:
    growth: RatioForm = "growth" if rises else "reduction"
    by: RatioForm = "of_rise" if rises else "of_fall"
    compared = _compared(passage, percent)
    previous = _previous(passage, percent)
    for level in previous:
        if compared is not None and alike(level, compared) and not level.change:
            yield Pair(growth, level, compared, 3)
    ends = _two_ends(passage, percent)
    if ends is not None:
        # Reduction is 1 - b/a of "from a to b"; the later value is the level, the earlier what it is compared with.
        yield Pair(growth, ends[1], ends[0], 3)
    # "giảm 77 doanh nghiệp (giảm 8,4%)": the change right before, its level before that.
    levels = [f for f in previous if not f.change]
    changes = [f for f in previous if f.change]
    for change in changes[:1]:
        bracket = passage.bracket_of(percent.start)
        told = bracket is not None and bracket.open - change.end < 30 and len(passage.text[bracket.open + 1 : percent.start]) < 8
        for position, level in enumerate(f for f in levels[:3] if alike(f, change) and same_noun(f, change) and f.start < change.start):
            yield Pair(by, level, change, 3 if told and position == 0 else 2)
    # "năm trước 1.200, năm nay 1.260, tăng 5%": two levels of one thing.
    for position, later in enumerate(levels[:2]):
        for earlier in levels:
            if earlier is later or not alike(earlier, later) or not same_noun(earlier, later):
                continue
            timed = position == 0 and all(vocabulary().time.search(passage.clause(f)) for f in (later, earlier))
            yield Pair(growth, later, earlier, 2 if timed and earlier is next((f for f in levels[1:] if same_noun(f, later)), None) else 1)


def _compared(passage: Passage, percent: Figure) -> Figure | None:
    """The value that a change or rate is measured by, behind it: "so với mức 207.524 tấn", "kế hoạch (32.000 người)", "dự toán giao là 947.000"."""
    _, high = passage.scope(percent.start)
    following = [f for f in passage.figures if percent.end <= f.start < min(high, percent.end + 260)]
    for figure in following:
        gap = passage.text[percent.end : figure.start]
        if ";" in gap or figure.dimension in ("percent", "rank", "rate"):
            return None
        if figure.change:
            return None
        against = vocabulary().against.search(gap) or vocabulary().plan.search(gap)
        if against is None:
            return None
        rest = gap[against.end() :]
        if gap.rstrip().endswith("("):
            return figure if "(" not in rest.rstrip()[:-1] or True else None
        return figure if "," not in rest and len(rest) < 70 else None
    return None


def _previous(passage: Passage, percent: Figure) -> list[Figure]:
    """Figures before the percentage that it may be of: of its bracket's head, its clause and sentence, nearest first."""
    low = passage.sentence_start(percent.start)
    depth = passage.depth(percent.start)
    found = [
        f
        for f in passage.figures
        if low <= f.start and f.end <= percent.start and f.dimension in OPERANDS and f.value_to is None and passage.depth(f.start) <= depth
        and f.role != "limit" and not (f.comparator in (">=", "<=") and f.role == "level")
    ]  # fmt: skip
    return found[::-1]


def _two_ends(passage: Passage, percent: Figure) -> tuple[Figure, Figure] | None:
    """The two ends of "từ a … xuống còn b", before the percentage or in the bracket behind it: (a, b)."""
    words = vocabulary()
    low = passage.sentence_start(percent.start)
    high = passage.sentence_end(percent.start)
    near = [f for f in passage.figures if low <= f.start < high and f is not percent and abs(f.start - percent.start) < 220]
    for one, other in pairwise(near):
        if one.start < percent.start < other.start or _between(passage, min(percent.end, other.end), max(percent.start, one.start)):
            continue
        if one.dimension == other.dimension and one.dimension not in ("rank",) and alike(one, other):
            gap = passage.text[one.end : other.start]
            opened = words.from_end.search(passage.text[max(low, one.start - 12) : one.start])
            closed = words.down_end.search(gap.rstrip(" “\"")) or words.up_end.search(gap.rstrip(" “\""))
            if closed and (opened or "nay" in gap):
                return one, other
    return None


def _between(passage: Passage, start: int, end: int) -> bool:
    """Another percentage stands in the run."""
    return any(f.dimension == "percent" and start <= f.start and f.end <= end for f in passage.figures)


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
        yield Pair("reduction", ends[1], ends[0], 2)
    # X/Y right before, or the part and its whole in one expression.
    led = led and bool(previous) and not words.share_stop.search(text, previous[0].end, percent.start)
    if led and previous:
        nearest = previous[0]
        if nearest.total is not None and compared is None:
            yield Pair("share", nearest, None, 3)
        over = _over(passage, percent, previous)
        if over is not None and compared is None:
            yield Pair("share", *over, 3)
    if compared is not None:
        for level in previous:
            if alike(level, compared):
                yield Pair("share", level, compared, 3 if level is _first_alike(passage, previous, compared) else 1)
    # "bằng 93,5% so với cùng kỳ (giảm 737 tỷ đồng)": the change stands behind.
    change = _change_behind(passage, percent)
    if change is not None:
        for level in previous:
            if alike(level, change):
                yield Pair("level_after_rise" if change.role == "increase" else "level_after_fall", level, change, 3)
    if not led and not followed:
        return
    elsewhere = _measured_elsewhere(passage, percent)
    if followed is not None and followed.total is not None:
        yield Pair("share", followed, None, 3)
    parts = [followed] if followed is not None else previous[:1]
    for part in parts:
        for base in wholes.get(part.start, ()):
            if not elsewhere or compared is None:
                left = passage.before(percent, 24)
                yield Pair("share", part, base, 1 if elsewhere else 3 if not left.strip() or words.share_of.search(left) else 2)
        for base, strength, planned in _bases(passage, part, percent, before):
            yield Pair("share", part, base, 1 if elsewhere and not planned else strength)
    # The part may stand further left: "A hồ sơ …, trong đó B …, đạt p%" of A and what is before it.
    if followed is None and not elsewhere:
        for part in previous[1:4]:
            for base, _, _ in _bases(passage, part, percent, before):
                yield Pair("share", part, base, 1)


def _first_alike(passage: Passage, figures: Sequence[Figure], other: Figure) -> Figure | None:
    """The nearest figure that may be compared with `other`: one of its noun, and no part of a list, before others."""
    usable = [f for f in figures if alike(f, other) and not f.change]
    named = [f for f in usable if same_noun(f, other)] or usable
    free = [f for f in named if f.start not in passage.governed] or named
    return next(iter(free), None)


def _led(passage: Passage, percent: Figure) -> bool:
    """The percentage belongs to the figure before it: a bracket of its own, or "đạt / chiếm / bằng" that opens its clause."""
    low, _ = passage.scope(percent.start)
    left = passage.text[low : percent.start]
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
    bracket = next((b for b in passage.brackets if percent.end <= b.open <= percent.end + 2), None)
    if bracket is None:
        return None
    inside = [f for f in passage.figures if bracket.open < f.start < bracket.close]
    if len(inside) == 1 and inside[0].dimension in OPERANDS and not passage.text[bracket.open + 1 : inside[0].start].strip() and not inside[0].change:
        return inside[0]
    return None


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
    bracket = next((b for b in passage.brackets if percent.end <= b.open < percent.end + 60), None)
    if bracket is None or ";" in passage.text[percent.end : bracket.open]:
        return None
    inside = passage.within(bracket.open + 1, bracket.close, bracket.depth)
    changes = [f for f in inside if f.dimension in OPERANDS and f.change]
    return changes[0] if len(changes) == 1 and len(inside) == 1 else None


def _measured_elsewhere(passage: Passage, percent: Figure) -> bool:
    """A plan or another thing is named behind the percentage, and its amount is not."""
    right = passage.after(percent, 40).lstrip()
    return bool(NAMED.match(right)) and not vocabulary().behind_share.match(right)


def _bases(passage: Passage, part: Figure, percent: Figure, before: Sequence[Passage]) -> Iterator[tuple[Figure, int, bool]]:
    """What a part may be a share of, how strongly, and whether it is the plan that the percentage names.

    Figures of its sentence and of the sentences before, nearest first, then of the segments above. Those that bear its plan's or its own name ("55% kế hoạch" and "tổng kế hoạch vốn …") come first.
    """
    low = passage.sentence_start(part.start)
    depth = passage.depth(part.start)
    usable = [
        f for f in passage.figures if f is not part and f.end <= percent.start and _may_be_base(part, f) and passage.depth(f.start) <= depth
    ]
    same = [f for f in usable if low <= f.start < part.start]
    earlier = [f for f in usable if f.start < low]
    above = [(p, f) for p in before for f in reversed(p.figures) if _may_be_base(part, f)]
    plan = vocabulary().plan.search(passage.after(percent, 30))
    for owner, figure in (*((passage, f) for f in (*reversed(same), *reversed(earlier))), *above):
        if (plan is not None and plan[0].lower() in owner.label(figure).lower()) or (plan is None and _kin(passage.label(part), owner.label(figure))):
            yield figure, 2, plan is not None
    nearest = next((f for f in reversed(same) if same_noun(part, f)), None)
    for figure in reversed(same):
        told = bool(vocabulary().of_end.search(passage.before(figure))) and passage.depth(figure.start) == depth
        yield figure, 3 if told else 2 if figure is nearest else 1, False
    behind = [f for f in passage.figures if percent.end < f.start < passage.sentence_end(percent.start) and _may_be_base(part, f)]
    yield from ((f, 1, False) for f in behind[:2])
    for position, figure in enumerate(reversed(earlier)):
        yield figure, 2 if position == 0 and not same and same_noun(part, figure) else 1, False
    yield from ((f, 1, False) for _, f in above)


def _kin(one: str, other: str) -> bool:
    """Two labels share two pairs of neighbouring words: they speak of one thing ("vốn ngân sách trung ương")."""
    pairs = []
    for label in (one, other):
        words = WORD.findall(label.lower())
        pairs.append(set(pairwise(words)))
    return len(pairs[0] & pairs[1]) >= 3


def _may_be_base(part: Figure, base: Figure) -> bool:
    return base.dimension in OPERANDS and alike(part, base) and not base.change and base.value > 0 and base.value_to is None


# -- several shares in one breath ----------------------------------------------------------------------------------------------------

def series_in(passage: Passage, sums: Sequence[Candidate], reach: int) -> Iterator[Candidate]:
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
        made = [Candidate("ratio", (a, whole), p, 2, v, form="share") for a, p in zip(nearest.parts, run, strict=True) if (v := grade_ratio("share", a, whole, p)) is not None]
        if sum(m.verdict.holds for m in made) * 2 > len(made):
            yield from made
            yield Candidate("percent_sum", tuple(run), None, 2, grade_percent_sum(run))


# -- means ---------------------------------------------------------------------------------------------------------------------------

def means_in(passage: Passage) -> Iterator[Candidate]:
    """ "17.000 tỷ đồng, tức mỗi lượt khách chi bình quân 3,4 triệu đồng": an amount over a count of the text. Told only where it holds."""
    for mean in passage.figures:
        if mean.dimension not in ("money", "rate", "measure") or mean.change or not vocabulary().mean_end.search(passage.before(mean, 70)):
            continue
        earlier = [f for f in passage.figures if f.end <= mean.start and f.dimension in OPERANDS and not f.change and f.value > 0][-8:]
        for a in reversed(earlier):
            for b in earlier:
                if a is b or a.dimension == "count" or b.dimension != "count":
                    continue
                verdict = grade_ratio("mean", a, b, mean)
                if verdict is not None and verdict.grade == "holds" and len(str(int(mean.value / mean.precision))) >= 2:
                    yield Candidate("ratio", (a, b), mean, 1, verdict, form="mean")
