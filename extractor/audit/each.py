"""So much each: an amount over a count is a mean, people over an area a density.

    "Toàn trường có 40 lớp với 1.300 học sinh, bình quân 32,5 học sinh/lớp"      the unit names both
    "1.552 tiêu chí ở 97 xã, bình quân mỗi xã đạt 16 tiêu chí"                    words name what it is for
    "Diện tích tự nhiên: 92,7 km²" "Dân số: 18.540 người" "Mật độ dân số: 200 người/km²"
    "bình quân giai đoạn 2030 - 2032 là 1,28%; trong đó, năm 2030 là 1,36%, …"   the mean of the years that follow

Linear: every mean is looked at with the few figures around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from extractor.audit.figures import OPERANDS, Figure
from extractor.audit.grades import Verdict, grade_mean, grade_ratio
from extractor.audit.intervals import EXACT
from extractor.audit.passages import Passage
from extractor.audit.product_grades import grade_product
from extractor.audit.relations import Candidate, Offer
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT
from extractor.lexicon.units import unit_info

BEFORE, BEHIND = 20, 3  # figures around a mean that are looked at
LINES = 2  # segments above and below that may hold them
FAR_BEFORE, FAR_LINES = 30, 16  # and around a density: a document tells its land once
WORDS = 70  # code points before a mean that say so
NOUN = 24  # code points of the noun between an amount and the bracket of its mean
MOST = 2  # amounts, and counts, that are tried
YEARS = 12  # that a mean is of
LISTS = 24  # of a passage that are looked at for years
AVERAGE = Decimal("0.03")  # what the average population of a year differs from that of a day by
LONGEST = 400  # code points between them in one paragraph


@dataclass(frozen=True, slots=True)
class Mean:
    """A figure that tells so much `amount` (a noun, or the dimension of a measure) for each `one`."""

    figure: Figure
    amount: str
    one: str
    dense: bool


def means_of_each(passages: Sequence[Passage]) -> Iterator[Offer]:
    """The offers of a document's running text."""
    stream = [(p, f) for p in passages if p.segment.kind != "cell" for f in p.figures]
    for position, (passage, figure) in enumerate(stream):
        mean = _mean(passage, figure)
        if mean is None:
            continue
        back, lines = (FAR_BEFORE, FAR_LINES) if mean.dense else (BEFORE, LINES)
        around = [*reversed(stream[max(0, position - back) : position]), *stream[position + 1 : position + 1 + BEHIND]]
        near = [(p, f) for p, f in around if abs(p.index - passage.index) <= lines and (p is not passage or abs(f.start - figure.start) <= LONGEST) and f.plain and f.value > 0]
        amounts, counts = (sorted(((p, f) for p, f in near if _is(f, kind)), key=lambda x, kind=kind: _kind(x[1].unit or "") != kind)[:MOST] for kind in (mean.amount, mean.one))  # type: ignore[misc]
        if any(p.of_then(f) for p, f in (*amounts[:1], *counts[:1])):
            continue  # "Năm trước có 38 lớp, bình quân …": the mean is of then, too
        months = _months(passage, figure)
        other = months and any(_months(p, f) not in ("", months) for p, f in (*amounts[:1], *counts[:1]))  # "đến hết tháng 10 đạt 182 nghìn tấn … Giá bình quân 9 tháng"
        offer = [made for _, a in amounts for _, c in counts if a is not c and (made := _made(mean, a, c, passage)) is not None]
        offer = [made for made in offer if made.verdict.holds or not other]
        if offer:
            yield offer


def _months(passage: Passage, figure: Figure) -> str:
    """How many months of the year a figure is of, as its sentence says last before it; "" where it does not."""
    low = passage.sentence_start(figure.start)
    told = list(AUDIT.months_of_year.finditer(passage.text, low, figure.start))
    return (told[-1]["months"] or told[-1]["last"]).lstrip("0") if told else ""


def means_of_years(passage: Passage) -> Iterator[Offer]:
    """ "bình quân … 1,28%; trong đó, năm 2030 là 1,36%, năm 2031 là 1,26% và năm 2032 là 1,22%": the mean of years that follow each other."""
    for cue in islice(vocabulary().list_cue.finditer(passage.text, passage.start, passage.end), LISTS):
        low, high = passage.scope(cue.start())
        whole = next((f for f in passage.backwards(low, cue.start(), MOST)[::-1] if f.plain and f.dimension != "rank"), None)
        if whole is None or vocabulary().mean_end.search(passage.before(whole, WORDS)) is None:
            continue
        told = [f for f in passage.between(cue.end(), high)[:YEARS] if f.dimension == whole.dimension and f.unit == whole.unit and f.plain]
        years = [passage.year_of(f) or 0 for f in told]
        if len(told) >= 2 and years[0] and years == list(range(years[0], years[0] + len(years))):
            yield [Candidate("mean", tuple(told), whole, "mean_of_years", grade_mean(told, whole))]


def _mean(passage: Passage, figure: Figure) -> Mean | None:
    if not figure.plain or not figure.value or figure.dimension not in (*OPERANDS, "rate"):
        return None
    info = unit_info(figure.unit)
    before = passage.before(figure, WORDS)
    if info.per:
        dense = AUDIT.density.search(before) is not None
        head = (figure.unit or "").partition("/")[0].casefold().strip()
        told = dense or vocabulary().mean_end.search(before) is not None or _beside(passage, figure, head)
        over = unit_info(info.per[0])
        farmed = info.dimension == "weight" and over.dimension == "area"  # a yield: see yields.py
        return Mean(figure, _kind(head), _kind(info.per[0]), dense) if told and not farmed and len(info.per) == 1 and over.dimension != "time" else None
    named = AUDIT.each_one.search(before)
    if named is None or figure.unit is None:
        return None
    return Mean(figure, _kind(figure.unit.casefold()), _kind(named["noun"] or named["head"]), False)


def _beside(passage: Passage, figure: Figure, head: str) -> bool:
    """ "90 máy tính (45 máy/phòng)": alone in the bracket right behind what it is a mean of."""
    bracket = passage.bracket_of(figure.start)
    if bracket is None or passage.text[bracket.open + 1 : figure.start].strip() or len(passage.between(bracket.open, bracket.close)) != 1:
        return False
    amount = next(iter(passage.backwards(passage.sentence_start(bracket.open), bracket.open, 1)), None)
    return amount is not None and amount.plain and bracket.open - amount.end <= NOUN and _is(amount, _kind(head))


def _kind(unit: str) -> str:
    """The dimension of a measure, the noun of a count."""
    info = unit_info(unit)
    return info.name if info.dimension in ("count", "money") else info.dimension


def _is(figure: Figure, kind: str) -> bool:
    """It measures the dimension, or counts the noun."""
    if figure.dimension not in OPERANDS:
        return False
    own = _kind(figure.unit or "")
    if own in vocabulary().persons and kind in vocabulary().persons:
        return True
    return bool(own) and (own == kind or own.startswith(kind + " ") or (figure.dimension == "count" and own.endswith(" " + kind)) or kind.startswith(own + " "))


def _made(mean: Mean, amount: Figure, count: Figure, passage: Passage) -> Candidate | None:
    scale = _scale(mean, amount, count)
    near = all(passage.start <= f.start < passage.end for f in (amount, count))
    named, variant = ("density", "") if mean.dense else ("mean_each", "" if near else "far")
    if scale == 1:
        verdict = grade_ratio("mean", amount, count, mean.figure)
        variant = "average" if verdict is not None and _of_average(mean, verdict) else variant
        return Candidate("ratio", (amount, count), mean.figure, named, verdict, form="mean", variant=variant) if verdict is not None else None
    product = grade_product((count, mean.figure), amount, scale)
    return Candidate("product", (count, mean.figure), amount, named, product, variant="average" if _of_average(mean, product) else variant)


def _of_average(mean: Mean, verdict: Verdict) -> bool:
    """A density, or so much a head, that is off by a little: it is of the average population of a year, the count is of a day."""
    headed = mean.dense or mean.one in vocabulary().persons
    return headed and not verdict.holds and abs(verdict.expected - verdict.actual) <= abs(verdict.actual) * AVERAGE


def _scale(mean: Mean, amount: Figure, count: Figure) -> Decimal:
    """What a count times the mean is to be multiplied by to give the unit of the amount."""
    of_mean = unit_info(mean.figure.unit)
    one = unit_info(of_mean.per[0]).scale if of_mean.per else Decimal(1)
    sizes = [unit_info(count.unit).scale, of_mean.scale, one, unit_info(amount.unit).scale]
    number, head, each, told = (size or Decimal(1) for size in sizes)
    return EXACT.divide(EXACT.multiply(number, head), EXACT.multiply(each, told))
