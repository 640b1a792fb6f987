"""How many times as large: an amount over another one.

    "đạt 726.360 lượt khách, gấp 2,2 lần cùng kỳ năm 2031 (325.140 lượt khách)"
    "tăng từ 1.240 hộ lên 3.100 hộ, gấp 2,5 lần"
    "Năm 2030 có 1.240 hộ. Năm 2031 có 3.100 hộ, gấp 2,5 lần năm 2030"

Linear: every such figure is looked at with the few around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.audit.figures import OPERANDS, Figure, alike, same_noun
from extractor.audit.grades import RatioForm, grade_ratio
from extractor.audit.passages import Passage, pairs_of
from extractor.audit.ratio_operands import compared_with, told_in_bracket, two_ends
from extractor.audit.relations import Candidate, Offer
from extractor.audit.times import two_times
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

WORDS = 24  # code points before a figure that say that it tells how many times
BRACKET = 40  # code points behind it in which the bracket of a former value opens
FIGURES = 4  # before it that may be what is so many times as large


def times_in(passage: Passage, before: Sequence[Passage]) -> Iterator[Offer]:
    """The offers of one segment; `before` are those above it, nearest first."""
    for figure in passage.figures:
        if not figure.single or not figure.value or AUDIT.times_as_large.search(passage.before(figure, WORDS)) is None or AUDIT.so_many_times.match(passage.text, figure.end) is None:
            continue
        forms: tuple[RatioForm, ...] = ("mean", "change") if figure.change and AUDIT.times_told.search(passage.before(figure, WORDS)) is None else ("mean",)
        offer = [made for level, base, named in _pairs(passage, figure, before) for form in forms if (made := _made(form, level, base, figure, named)) is not None]
        # "tăng 2,6 lần, từ 3,15 lên 11,42 tỷ": by so many times, where that is what the figures say.
        grown = [made for made in offer if made.form == "change" and made.verdict.grade == "holds"] if not any(made.form == "mean" and made.verdict.holds for made in offer) else []
        if offer:
            yield grown or offer


def _pairs(passage: Passage, figure: Figure, before: Sequence[Passage]) -> Iterator[tuple[Figure, Figure, str]]:
    """An amount and what it is measured by, likeliest first."""
    low = passage.sentence_start(figure.start)
    levels = [f for f in reversed(passage.backwards(low, figure.start, FIGURES)) if f.dimension in OPERANDS and f.plain and not passage.of_then(f)]
    ends = two_ends(passage, figure)
    if ends is not None:
        yield ends[1], ends[0], "times_as_large"
    base = compared_with(passage, figure) or told_in_bracket(passage, figure) or _behind(passage, figure)
    if base is not None:
        yield from ((level, base, "times_as_large") for level in levels if alike(level, base) and level is not base)
        return
    yield from _beside(passage, figure, levels)
    beside = [f for f in levels[1:] if levels and alike(f, levels[0])][:1]
    years = [passage.year_of(f) for f in (*levels[:1], *beside)]
    if len(years) == 2 and None not in years and years[0] != years[1]:
        later, earlier = (levels[0], beside[0]) if (years[0] or 0) > (years[1] or 0) else (beside[0], levels[0])
        yield later, earlier, "times_two_times"
        return
    then = two_times(passage, before, replace(figure, dimension="percent"))
    if then is not None:
        yield *then, "times_two_times"


def _beside(passage: Passage, figure: Figure, levels: Sequence[Figure]) -> Iterator[tuple[Figure, Figure, str]]:
    """ "vốn chủ sở hữu 1.119 tỷ đồng, nợ phải trả 6.289 tỷ đồng (gấp 5,6 lần vốn chủ sở hữu)": what the words behind name, told before the level;
    "nộp 31 triệu đồng được nhận 146 triệu đồng (gấp 4,7 lần)": with no words, what stands right before it."""
    said = AUDIT.times_of_what.match(passage.text, figure.end, passage.sentence_end(figure.start))
    others = [f for f in levels[1:] if alike(f, levels[0]) and same_noun(f, levels[0])]
    if said is None or not others or levels[0].unit == "lần" or passage.depth(levels[0].start) > passage.depth(figure.start):
        return
    what = pairs_of(said["what"] or "")
    if what and vocabulary().time.search(said["what"]) is None and vocabulary().against.search(said["what"]) is None:
        yield from [(levels[0], f, "times_named") for f in others if what & pairs_of(passage.clause(f) + " " + passage.label(f))][:1]
    elif not said["what"] and ";" not in passage.text[others[0].end : levels[0].start] and others[0] is levels[1]:
        bracket = passage.bracket_of(figure.start)
        alone = bracket is not None and passage.between(bracket.open, bracket.close) == (figure,) and bracket.open - levels[0].end < WORDS
        yield from [(levels[0], others[0], "times_beside")] if alone else []


def _behind(passage: Passage, figure: Figure) -> Figure | None:
    """ "gấp 2,5 lần năm 2030 (1.240 hộ)": alone in the bracket behind a time."""
    bracket = passage.bracket_after(figure.end, figure.end + BRACKET)
    inside = passage.between(bracket.open + 1, bracket.close) if bracket is not None else ()
    if bracket is None or len(inside) != 1 or vocabulary().time.search(passage.text, figure.end, inside[0].start) is None:
        return None
    return inside[0] if not any(mark in passage.text[figure.end : bracket.open] for mark in ",;.") else None


def _made(form: RatioForm, level: Figure, base: Figure, figure: Figure, named: str) -> Candidate | None:
    verdict = grade_ratio(form, level, base, figure) if alike(level, base) and same_noun(level, base) else None
    return Candidate("ratio", (level, base), figure, named, verdict, form=form, variant="" if form == "mean" else "rise") if verdict is not None else None
