"""The operands that the words around a percentage may mean: figures before it, what it is measured by, two ends, bases by their name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import regex

from extractor.audit.figures import OPERANDS, Figure, alike
from extractor.audit.grades import RatioForm, grade_ratio
from extractor.audit.passages import KIN, Passage, name_of, pairs_of
from extractor.audit.told_together import of_percent_before, told_together
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT
from extractor.quick import quick

Wholes = Mapping[int, Sequence[Figure]]
LIST_CUT = regex.compile(r"[,;(]")
DIGIT = regex.compile(r"\d")
TOLD_SHORT = regex.compile(r"\d\s(?:\p{Ll}+\s){1,3}[-–]\s$|\d/\d[\d.]*(?:\s\p{Ll}+){0,3},\s$")
NEAR = 64  # figures before a percentage that are looked at
BASES = 200  # figures of its passage before a part that are looked at for what it is a share of
LEFT = 400  # code points before a percentage that say whether it belongs to the figure there
UNIT = 24  # code points of the unit between a level and the bracket behind it
REACH = 8  # figures before a percentage that it may be of
IN_BRACKET = 24  # code points before a value in its bracket, and between the bracket and the percentage
OF_FIGURE = 70  # code points of a clause with a figure that its share closes
NOUN = 24  # code points of the noun between a figure and its share, however long its clause
OWNED = 40  # code points before a share in which its verb stands
AGAINST_FIGURE = 90  # how far behind the percentage the value it is measured by may stand


@quick
@dataclass(frozen=True, slots=True)
class Pair:
    """Operands of one percentage: a over b in `form`, and the class of words that ties them."""

    form: RatioForm
    a: Figure
    b: Figure | None  # None where a is X/Y
    tie: str


def compared_with(passage: Passage, percent: Figure) -> Figure | None:
    """The value that a change or rate is measured by, behind it: "so với mức 207.524 tấn", "kế hoạch (32.000 người)", "dự toán giao là 947.000"."""
    told = told_together(passage, percent)
    if told is not None:
        return told.figure
    _, high = passage.scope(percent.start)
    following = passage.between(percent.end, min(high, percent.end + 260))
    for figure in following:
        gap = passage.text[percent.end : figure.start]
        if ";" in gap or figure.dimension in ("percent", "rank", "rate"):
            return None
        if figure.change:
            return None
        if AUDIT.told_with.search(gap) is not None:
            return None  # "đạt 68% kế hoạch năm với 12.663 tỷ đồng" tells what was done
        against = vocabulary().against.search(gap) or vocabulary().plan.search(gap) or _time_in_bracket(gap)
        if AUDIT.plan_told_after.fullmatch(gap) is not None:
            return figure  # "đạt 97% dự toán, trong khi chỉ tiêu được giao lên đến 1.250 tỷ đồng"
        if against is not None and gap.lstrip().startswith("(") and "," not in gap and vocabulary().time.search(gap) is not None:
            return figure  # "tăng 12,3% (cùng kỳ đạt 1.660 triệu USD)"
        if against is not None and AUDIT.other_clause.search(gap[: against.start()]) is not None:
            return None  # "tăng 0,2% và tổng trị giá nhập khẩu đạt 26,4 tỷ USD" tells another amount
        if against is not None and AUDIT.total_clause.search(gap[: against.end()]) is not None:
            return None  # "đóng thêm 2% bảo trì, tiền chênh lệch, tổng giá trị 1,5 tỷ đồng"
        if against is None:
            bracket = passage.bracket_of(figure.start)
            shared = vocabulary().share_of.search(passage.before(percent, 24)) is not None  # "chiếm 33,5% (27,6 tỷ đồng)" tells the part
            # "12% là vốn tự có (27,6 tỷ đồng)", "mang về 90% (553 tỷ đồng)" likewise
            shared = shared or AUDIT.share_named.match(gap) is not None or AUDIT.owning_end.search(passage.before(percent, OWNED)) is not None
            alone = bracket is not None and not shared and gap.rstrip().endswith("(") and len(gap) < AGAINST_FIGURE and figure.dimension == "money"
            return figure if alone and "," not in gap and passage.between(figure.end, bracket.close if bracket else figure.end) == () else None
        rest = gap[against.end() :]
        if AUDIT.made_up_of.search(rest) is not None:
            return None  # "tăng 7% so với đầu năm, phần lớn được cấu thành từ vốn chủ sở hữu (4.238 tỷ đồng)"
        if gap.rstrip().endswith("("):
            # "đóng góp 82% tổng doanh thu (8.744 tỷ đồng)" tells the part
            return figure if not against[0].startswith("tổng") or AUDIT.owning_end.search(passage.before(percent, OWNED)) is None else None
        head, opened, inside = rest.rpartition("(")
        if opened and len(rest) < 70 and vocabulary().time.search(inside) is not None and "," not in head:
            return figure  # "so với năm 2030 (năm 2030 đạt 1.200)"
        if opened and len(rest) < 70 and AUDIT.was_told.fullmatch(inside) is not None and vocabulary().time.search(head) is not None and "," not in head:
            return figure  # "so với năm 2030 (đạt 1.200)"
        return figure if "," not in rest and len(rest) < 70 and AUDIT.other_clause.search(rest) is None else None
    return None


def _time_in_bracket(gap: str) -> Any:
    """ "tăng 5% (năm 2030: 1.200)": the bracket right behind names the time that its value is of."""
    return vocabulary().time.search(gap) if gap.lstrip().startswith("(") else None


def told_in_bracket(passage: Passage, percent: Figure, *, plan: bool = False) -> Figure | None:
    """The value of another time (or, `plan`, of the plan) in a bracket before a percentage: "đạt 1.260 (cùng kỳ 1.200), tăng 5%", "so với cùng kỳ (1.200)
    tăng 5%", "đạt 1.260 (kế hoạch 1.200), bằng 105%"."""
    value = next((f for f in passage.backwards(passage.sentence_start(percent.start), percent.start, 2)[::-1] if f.dimension != "percent"), None)
    bracket = passage.bracket_of(value.start) if value is not None else None
    if value is None or bracket is None or bracket.close > percent.start or passage.depth(percent.start) >= passage.depth(value.start):
        return None
    if of_percent_before(passage, bracket) or AUDIT.exceptions.match(passage.text, bracket.open) is not None:
        return None
    inside, before, gap = passage.text[bracket.open + 1 : value.start], passage.text[: bracket.open], passage.text[bracket.close + 1 : percent.start]
    if len(inside) > IN_BRACKET or len(gap) > IN_BRACKET or any(mark in gap for mark in ";:."):
        return None
    words = vocabulary()
    if plan:
        told = words.plan.search(inside)
    else:
        told = words.against.search(inside) or words.time.search(inside) or (words.against.search(before[-IN_BRACKET:]) if not inside.strip() and "," not in gap else None)
    return value if told and len(passage.between(bracket.open, bracket.close)) == 1 else None


def figures_before(passage: Passage, percent: Figure) -> list[Figure]:
    """Figures before the percentage that it may be of: of its bracket's head, its clause and sentence, nearest first."""
    low = passage.sentence_start(percent.start)
    depth = passage.depth(percent.start)
    found = []
    for f in reversed(passage.backwards(low, percent.start, NEAR)):
        if (
            f.end <= percent.start and f.dimension in OPERANDS and f.value_to is None and passage.depth(f.start) <= depth
            and not (f.role == "limit" and _norm(f)) and not (f.comparator in (">=", "<=") and f.role == "level")
        ):  # fmt: skip
            found.append(f)
            if len(found) == REACH:
                break
    return found


def _norm(figure: Figure) -> bool:
    """A bound or a rate that a rule sets ("tối đa 20 triệu đồng", "150.000 đồng/ngày"); what a decision fixes is an amount as any other ("vốn góp là 640 tỷ đồng")."""
    return figure.comparator != "=" or "/" in (figure.unit or "")


def of_whole_or_done(part: Figure, base: Figure, percent: Figure) -> Figure:
    """Parts of X in X/Y are shares of X, unless they agree with Y only: "72/133 cuộc …, trong đó dệt may 69 cuộc (51,8%)"."""
    if base.total is None:
        return base
    total, done = base.with_value(base.total), base.with_value(base.value)
    of_total, of_done = grade_ratio("share", part, total, percent), grade_ratio("share", part, done, percent)
    return total if of_total is not None and of_total.holds and not (of_done is not None and of_done.holds) else done


def two_ends(passage: Passage, percent: Figure) -> tuple[Figure, Figure] | None:
    """The two ends of "từ a … xuống còn b", before the percentage or in the bracket behind it: (a, b)."""
    words = vocabulary()
    low = passage.sentence_start(percent.start)
    high = passage.sentence_end(percent.start)
    near = [f for f in passage.between(max(low, percent.start - 220), min(high, percent.start + 220)) if f is not percent]
    found: list[tuple[Figure, Figure]] = []
    for one, other in pairwise(near):
        if one.start < percent.start < other.start:
            continue
        if one.dimension == other.dimension and one.dimension not in ("rank",) and alike(one, other):
            gap = passage.text[one.end : other.start]
            opened = words.from_end.search(passage.text[max(low, one.start - 12) : one.start])
            closed = words.down_end.search(gap.rstrip(" “\"")) or words.up_end.search(gap.rstrip(" “\""))
            if closed and (opened or "nay" in gap) and not percent_between(passage, min(percent.end, other.end), max(percent.start, one.start)):
                found.append((one, other))
    # "dự phòng tăng từ 55 lên 77 tỷ đồng, khiến lợi nhuận giảm từ 160 xuống 112 tỷ đồng, giảm 30%": of the pair beside it
    return min(found, key=lambda ends: max(percent.start - ends[1].end, ends[0].start - percent.end), default=None)


def percent_between(passage: Passage, start: int, end: int) -> bool:
    """Another percentage stands in the run."""
    return any(f.dimension == "percent" and f.end <= end for f in passage.between(start, end))


def belongs_to_figure_before(passage: Passage, percent: Figure) -> bool:
    """The percentage belongs to the figure before it: a bracket of its own, or "đạt / chiếm / bằng" that opens its clause; "62 trẻ - 4,6%", "96/412, 23,3%"."""
    low, _ = passage.scope(percent.start)
    left = passage.text[max(low, percent.start - LEFT) : percent.start]
    bracket = passage.bracket_of(percent.start)
    if bracket is not None and bracket not in passage.asides and not left.strip(" “\""):
        return True
    if TOLD_SHORT.search(left) is not None:
        return True
    match = vocabulary().share_end.search(vocabulary().hedge_end.sub("", left.rstrip()).rstrip() + " ")
    if match is None:
        return False
    lead = left[: match.start()].rstrip()
    return not lead or lead[-1] in ",;(" or bool(vocabulary().opener_end.search(lead)) or _clause_of_figure(lead)


def _clause_of_figure(lead: str) -> bool:
    """ "đã giải quyết 25 hồ sơ đạt 80%": the verb follows the figure's noun with no stop between."""
    tail = LIST_CUT.split(lead)[-1].rpartition(":")[2]
    digits = [match.end() for match in DIGIT.finditer(tail)]
    return bool(digits) and (len(tail) < OF_FIGURE or len(tail) - digits[-1] < NOUN)


def named_bases(passage: Passage, part: Figure, percent: Figure, before: Sequence[Passage]) -> Iterator[tuple[Figure, str, bool]]:
    """Figures that bear the name of the plan that the percentage names, or the part's own: those that share most words first, then the nearest.

    A plan's amount stands in its clause, in the bracket behind its name, or is what its sentence tells first.
    """
    plan = vocabulary().plan.search(passage.after(percent, 40))
    own = pairs_of(name_of(passage, part))
    found: list[tuple[tuple[bool, bool, int, int], Figure, bool]] = []
    for distance, owner in enumerate((passage, *before)):
        figures = owner.backwards(owner.start, min(owner.end, part.start), BASES) if owner is passage else owner.figures
        level = owner.depth(part.start) if owner is passage else None
        for figure in ends_of_run([f for f in figures if f is not part and may_be_base(part, f)])[::-1]:
            if level is not None and owner.depth(figure.start) > level:
                continue  # what a bracket tells of another figure
            name = name_of(owner, figure)
            said = plan is not None and (vocabulary().plan.search(name) is not None or _planned_sentence(owner, figure))
            planned = said or (plan is not None and figure.role == "target")
            kin = len(own & pairs_of(name))
            if planned or (plan is None and kin >= KIN):
                found.append(((not said, figure.start in owner.governed and kin < KIN, -min(kin, 2 * KIN), distance), figure, planned))
    for _, figure, planned in sorted(found, key=lambda x: x[0]):
        told = planned and _told_with(passage, part, percent, figure)
        yield figure, "share_plan_told" if told else "share_of_plan" if planned else "share_of_name", planned


def _told_with(passage: Passage, part: Figure, percent: Figure, base: Figure) -> bool:
    """ "dự toán giao 10.766 tỷ đồng, đến nay đã thu 10.100 tỷ đồng, đạt 93,8% dự toán": the plan under the name that the percentage says, then the result, in one sentence."""
    named = AUDIT.plan_alone.match(passage.text, percent.end)
    if named is None or base.start < passage.sentence_start(percent.start) or base.end > part.start or passage.depth(base.start) or base.total is not None:
        return False
    if ";" in passage.text[base.end : part.start] or any(f.dimension == "percent" for f in passage.backwards(passage.sentence_start(base.start), base.start, 1)):
        return False  # "đạt 98% kế hoạch, sản lượng đạm 264.500 tấn": the plan is the percentage's
    own = f" {passage.clause(base).casefold().rpartition(',')[2]} "
    return f" {named['plan'].casefold()} " in own and not any(alike(f, part) for f in passage.between(base.end, part.start))


def _planned_sentence(passage: Passage, figure: Figure) -> bool:
    """The sentence tells a plan: its name stands before the first figure ("Dự toán giao 10.367 tỷ đồng, trong đó …")."""
    low = passage.sentence_start(figure.start)
    first = passage.between(low, figure.end)[:1]
    return bool(first) and vocabulary().plan.search(passage.text[low : first[0].start]) is not None


def ends_of_run(figures: Sequence[Figure]) -> list[Figure]:
    """The first figure of a run and the last ones."""
    return list(figures) if len(figures) <= REACH else [figures[0], *figures[1 - REACH :]]


def may_be_base(part: Figure, base: Figure) -> bool:
    return base.dimension in OPERANDS and alike(part, base) and base.state and base.value > 0


def reached_ones(passage: Passage, figures: Sequence[Figure], percent: Figure, compared: Figure | None) -> Sequence[Figure]:
    """ "đạt 137,2% so với chỉ tiêu 3.800 tỷ đồng và 98% so với chỉ tiêu phấn đấu 5.318 tỷ đồng": without what another percentage is measured by; nor what the percentage
    is of but for the part that its bracket takes out ("128 vụ (trong đó 21 vụ về thủ tục) …; số vụ đạt 103% chỉ tiêu (104 vụ chống buôn lậu)")."""
    earlier = [p for p in passage.backwards(passage.sentence_start(percent.start), percent.start, REACH) if p.dimension == "percent" and not p.change] if compared is not None else []
    others = {f.start for p in earlier if (f := compared_with(passage, p)) is not None}
    found = [f for f in figures if f.start not in others and AUDIT.measured_before.search(AUDIT.states_anew.split(passage.clause(f))[-1]) is None] or figures
    return found if compared is None else [f for f in found if not _but_for_part(passage, f, percent, compared)]


def _but_for_part(passage: Passage, level: Figure, percent: Figure, base: Figure) -> bool:
    """The percentage agrees once the one part that the bracket behind a level tells is taken from it, and not as the level is."""
    bracket = passage.bracket_after(level.end, level.end + UNIT)
    inside = passage.between(bracket.open + 1, bracket.close) if bracket is not None else ()
    if bracket is None or len(inside) != 1 or not inside[0].plain or not alike(inside[0], level) or vocabulary().list_cue.search(passage.text, bracket.open, inside[0].start) is None:
        return False
    verdicts = [grade_ratio("share", done, base, percent) for done in (level, level.with_value(level.value - inside[0].value))]
    return [v is not None and v.holds for v in verdicts] == [False, True]
