"""Shares of what stands right before them or was told once: X/Y whose rate bears a name, the figure that a bracket stands behind, the one count of a noun.

    "có điện là 396/398 hộ, đạt tỷ lệ hộ có điện trên toàn tỉnh là 99,5%"
    "235 vụ vi phạm (xác định được đối tượng 168 vụ, chiếm 71,5%)"
    "xảy ra 4.812 vụ; khám phá 3.577 vụ; bắt 7.215 đối tượng; tỉ lệ khám phá đạt 74,33%"
    "Tham gia khám tuyển có 500 thanh niên. … Đã chọn 300 thanh niên, đạt 60%."
    "500/520 chi bộ được đánh giá. Có 260 chi bộ xếp loại tốt, tỷ lệ 50%."

Linear: a percentage looks at the figures of its passage and of the few above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.audit.figures import OPERANDS, Figure, same_noun
from extractor.audit.grades import grade_ratio
from extractor.audit.passages import Passage
from extractor.audit.ratio_operands import Pair, Wholes, belongs_to_figure_before, figures_before, may_be_base, percent_between
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

BEHIND = 32  # code points between a figure and the bracket behind its noun
BASES = 12  # figures before a rate that are looked at
AUXILIARY = frozenset({"được", "đã", "là"})
NAMED = 120  # code points between X/Y and its rate
ABOVE = 12  # figures of the sentences above that are looked at for X/Y
STOPS = tuple(".;,)")


def in_bracket_of(passage: Passage, part: Figure) -> Iterator[Pair]:
    """ "235 vụ vi phạm (xác định được đối tượng 168 vụ, chiếm 71,5%)": the first figure of a bracket, and what the bracket stands behind."""
    bracket = passage.bracket_of(part.start)
    if bracket is None or passage.between(bracket.open, bracket.close)[0] is not part:
        return
    before = passage.backwards(passage.sentence_start(bracket.open), bracket.open, 1)
    if before and bracket.open - before[0].end <= BEHIND and may_be_base(part, before[0]) and same_noun(part, before[0]) and before[0].plain:
        yield Pair("share", part, before[0], "share_among")


def of_only_one(passage: Passage, percent: Figure, before: Sequence[Passage], part: Figure, wholes: Wholes) -> Iterator[Pair]:
    """ "Tham gia khám tuyển có 500 thanh niên. … Đã chọn 300 thanh niên, đạt 60%.": all that was told before of that noun is one count, and the share ends its clause."""
    if part.dimension != "count" or not part.plain or not part.unit or AUDIT.share_ends.match(passage.text, percent.end) is None:
        return
    told = [f for f in passage.between(passage.start, part.start) if f.unit == part.unit and not wholes.get(f.start)]  # parts of a whole that is told are no other counts
    told += [f for p in before for f in p.figures if f.unit == part.unit]
    beside = told[0] if len(told) == 1 and passage.start <= told[0].start < passage.end else None
    if beside is not None and any(f.dimension == "percent" and f.start - beside.end <= BEHIND for f in passage.between(beside.end, part.start)[:1]):
        return  # "mũi 1: 48.612 người (98,2%), mũi 2: 47.214 người (95,4%)": it has a share of its own
    if len(told) == 1 and told[0].plain and not told[0].loose and told[0].value >= part.value and passage.bracket_of(told[0].start) is None:
        yield Pair("share", part, told[0], "share_only_one")


def of_named_rate(passage: Passage, percent: Figure, previous: Sequence[Figure]) -> Iterator[Pair]:
    """ "có điện là 396/398 hộ, đạt tỷ lệ hộ có điện trên toàn tỉnh là 99,5%": the rate bears a name of its own behind X/Y."""
    if not previous or previous[0].total is None or percent.start - previous[0].end > NAMED or percent_between(passage, previous[0].end, percent.start):
        return
    named = AUDIT.rate_named.search(passage.text, previous[0].end, percent.start)
    if named is not None and not any(mark in passage.text[previous[0].end : named.start()] for mark in ",;:."):
        yield Pair("share", previous[0], None, "share_fraction")


def of_rate_of_act(passage: Passage, percent: Figure) -> Iterator[Pair]:
    """ "xảy ra 4.812 vụ; khám phá 3.577 vụ; …; tỉ lệ khám phá đạt 74,33%": the rate of an act, what stands behind that act, and the count of its noun before it."""
    low = passage.sentence_start(percent.start)
    named = AUDIT.rate_of_act.search(passage.text[low : percent.start])
    told = [f for f in passage.backwards(low, percent.start, BASES) if f.dimension == "count" and f.plain and not passage.depth(f.start)] if named else []
    if named is None or (told and passage.depth(percent.start)):
        return
    act = named["act"].casefold()
    for position, part in enumerate(told):
        done = " ".join(w for w in passage.clause(part).casefold().rpartition(",")[2].replace(";", " ").split() if w not in AUXILIARY)
        base = next((f for f in reversed(told[:position]) if same_noun(f, part)), None)
        if done.endswith(act) and base is not None and not base.loose and base.value >= part.value:
            yield Pair("share", part, base, "share_rate_act")
            return


def of_sentence_before(passage: Passage, percent: Figure) -> Iterator[Pair]:
    """ "… gieo trồng 47/42,5 ha. Đạt 110,6% so với kế hoạch": the share opens its sentence, and X/Y ends the one before."""
    low = passage.sentence_start(percent.start)
    if low <= passage.start or vocabulary().share_end.fullmatch(passage.text[low : percent.start]) is None:
        return
    last = next(iter(passage.backwards(passage.sentence_start(low - 1), low, 1)), None)
    if last is not None and last.total is not None and low - last.end < BEHIND and last.dimension in OPERANDS:
        yield Pair("share", last, None, "share_fraction")


def of_fraction_above(passage: Passage, percent: Figure) -> Iterator[Pair]:
    """ "500/520 chi bộ được đánh giá. … 260 chi bộ xếp loại tốt, tỷ lệ 50%. Có 240 chi bộ …": of Y, or of X where it is one, with none but their own kinds between."""
    part = next((f for f in figures_before(passage, percent) if not f.change), None)
    if part is None or part.dimension != "count" or part.total is not None or not part.unit or not _simply_shared(passage, part, percent):
        return
    low = passage.sentence_start(part.start)
    told = [f for f in passage.backwards(passage.start, low, ABOVE) if f.dimension == "count" and not passage.depth(f.start) and same_noun(part, f)]
    at = next((n for n in reversed(range(len(told))) if told[n].total is not None), None)
    base = told[at] if at is not None else None
    if at is None or base is None or base.change or not base.unit or base.value < part.value or sum(f.value for f in told[at + 1 :]) + part.value > (base.total or 0):
        return
    done = base.with_value(base.value)
    of_done = grade_ratio("share", part, done, percent)
    yield Pair("share", part, done if of_done is not None and of_done.holds else base, "share_of_fraction")


def _simply_shared(passage: Passage, part: Figure, percent: Figure) -> bool:
    """A count in one writing, told outside of brackets, and a share behind it that a stop follows."""
    if not part.plain or part.loose or percent.change or passage.depth(part.start) or percent_between(passage, part.end, percent.start):
        return False
    rest = passage.text[percent.end : passage.sentence_end(percent.start)].strip()
    return belongs_to_figure_before(passage, percent) and (not rest or rest.startswith(STOPS))
