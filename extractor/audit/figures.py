"""The audit's own view of a figure: where it stands in the reading, its exact value, the weight of its last digit, what it counts.

`figures_of` makes them from the indicator mentions of a reading; nothing else of the finders is known here. Offsets are half-open code points
of the reading. Two figures may be added or compared where `alike` says so: the same kind of quantity, and for money and measures the same unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal, Protocol

from extractor.audit.vocabulary import vocabulary
from extractor.layout.model import Reading
from extractor.lexicon.phrases import AUDIT
from extractor.lexicon.units import unit_info
from extractor.quick import quick

Dimension = Literal["percent", "rank", "money", "measure", "rate", "count"]
# Kinds of quantity by what the unit lexicon says; every other dimension is a measure.
COARSE: dict[str, Dimension] = {"count": "count", "share": "percent", "money": "money"}
THOUSANDS = (".000", "000000")  # how round amounts end
OPEN_ENDS = ("~", ">", "<")  # comparators of an amount that is not written out
# What may be added up, and stand on either side of a ratio.
OPERANDS: tuple[Dimension, ...] = ("count", "money", "measure")
ONE = Decimal(1)
MOST_DIGITS = 16  # that a spreadsheet shows
WRITTEN_OUT = 3  # digits of a figure behind "hơn", "gần" that is written out
BRACKET = 70  # code points before a figure in which it is said to be of then
CHANGED = 24  # code points before a figure in which a rise or fall is told
SIGNS = {"+": "increase", "-": "decrease", "−": "decrease", "–": "decrease"}
TERMS = ("limit", "target", "decrease", "increase")
LONGEST_SHORT = 8  # letters of an abbreviation


class Mention(Protocol):
    """What the audit reads of an indicator mention (finders.quantities.IndicatorMention, or a record with reading offsets)."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def value(self) -> Decimal: ...
    @property
    def value_to(self) -> Decimal | None: ...
    @property
    def total(self) -> Decimal | None: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def comparator(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def label(self) -> str | None: ...
    @property
    def subject(self) -> str | None: ...
    @property
    def precision(self) -> Decimal: ...
    @property
    def confidence(self) -> float: ...


@quick
@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the reading.

    `value` (and `value_to`, `total`) are exact with scale words multiplied in, `precision` the weight of the last written digit of `value`:
    "4,25 tỷ đồng" is 4250000000 with precision 10000000. `written` is its text. `segment` is its place in `Reading.segments`.
    `exact` is true for counts, sums of money to the đồng and terms in whole days, which are never rounded.
    """

    start: int
    end: int
    value: Decimal
    precision: Decimal
    written: str
    dimension: Dimension
    total: Decimal | None = None
    value_to: Decimal | None = None
    unit: str | None = None
    role: str = "level"
    comparator: str = "="
    label: str | None = None
    subject: str | None = None
    segment: int = 0
    confidence: float = 1.0

    @property
    def exact(self) -> bool:
        """Nothing was rounded when it was written: a count, an amount of money to the đồng, a rank, a term that a rule sets in whole days."""
        return self.precision == ONE and (self.dimension in ("count", "money", "rank") or self.term) and self.comparator != "~" and not self.value % 1

    @property
    def term(self) -> bool:
        """A time that is set, or by which one was cut: "15 ngày làm việc"."""
        return self.dimension == "measure" and self.role in TERMS and of_time(self.unit)

    @property
    def vague(self) -> bool:
        """Written with a word that leaves its amount open ("gần", "hơn"), a range, or a formula; "tối thiểu 12.460 tỷ, gồm …" does not."""
        return self.comparator in (*OPEN_ENDS, "range") or "x" in self.written

    @property
    def loose(self) -> bool:
        """Its amount is open, and it is not written to so many digits that only the last one is ("hơn 24,55 tỷ đồng")."""
        return self.vague and (self.value_to is not None or "x" in self.written or self.comparator == "range" or self.digits < WRITTEN_OUT)

    @property
    def change(self) -> bool:
        """A rise or fall, not a state."""
        return self.role in ("increase", "decrease")

    @property
    def single(self) -> bool:
        """One number: no range, no X of Y."""
        return self.value_to is None and self.total is None

    @property
    def state(self) -> bool:
        """What there is, not by how much it rose or fell, and no range; X of Y may be one."""
        return not self.change and self.value_to is None

    @property
    def plain(self) -> bool:
        """An amount as it is: one number, no rise or fall."""
        return self.single and not self.change

    @property
    def digits(self) -> int:
        """How many significant digits are written, leading and trailing zeros left out: what a coincidence would have to match."""
        return len(str(int(self.value / self.precision)).strip("-").strip("0")) if self.value else 0

    def with_value(self, value: Decimal) -> Figure:
        """The same figure with another value: the Y of X/Y as a figure of its own."""
        return Figure(
            self.start, self.end, value, self.precision, self.written, self.dimension, None, None, self.unit, self.role, self.comparator,
            self.label, self.subject, self.segment, self.confidence,
        )  # fmt: skip


@lru_cache(maxsize=4096)
def dimension_of(unit: str | None, role: str) -> Dimension:
    """What kind of quantity a unit measures: "hồ sơ" a count, "tỷ đồng" money, "tạ/ha" a rate."""
    if role == "rank":
        return "rank"
    info = unit_info(unit)
    if info.per and all(unit_info(per).dimension == "time" for per in info.per) and not unit_info((unit or "").partition("/")[0]).intensive:
        return COARSE.get(info.dimension, "measure")  # "1.120 triệu đồng/năm", "320 tấn/ngày": of one span of time they add up
    if info.per or (info.intensive and info.dimension != "percent"):
        return "rate"
    return COARSE.get(info.dimension, "measure")


@lru_cache(maxsize=4096)
def of_time(unit: str | None) -> bool:
    """It counts days, hours and the like."""
    return unit is not None and unit_info(unit).dimension == "time"


def figures_of(reading: Reading, mentions: Iterable[Mention]) -> tuple[Figure, ...]:
    """The figures of a reading, in order of their place."""
    return tuple(sorted((_figure(reading, m) for m in mentions), key=lambda f: (f.start, f.end)))


def shown_weight(value: Decimal, precision: Decimal, written: str) -> Decimal:
    """The weight of the last digit that is shown: a spreadsheet may show 1.235 of the 1234,56 that it stores, or 2,6 (tỷ) of 2590522492."""
    digits = int("".join(c for c in written if c.isdecimal()) or 0)
    size = abs(value)
    if digits * precision == size or not size:
        return precision
    last = int(precision.adjusted())
    for power in range(size.adjusted() + 1, max(last, size.adjusted() - MOST_DIGITS), -1):
        unit = Decimal(1).scaleb(power)
        if size.quantize(unit, ROUND_HALF_UP) == digits * unit:
            return unit
    return precision


def _role(reading: Reading, m: Mention) -> str:
    """A change that is still to come is a change: "dự kiến thu 790 tỷ đồng, giảm 25 tỷ đồng"; what a change is measured by is none: "tăng 1,6% so với năm 2030 (29,6%)"."""
    if m.role in SIGNS.values() and reading.text[m.start - 1 : m.start] == "(" and AUDIT.measured_in_bracket.search(reading.text[max(0, m.start - BRACKET) : m.start]):
        return "level"
    if m.role != "target" or m.total is not None:
        return m.role
    before, words = reading.text[max(0, m.start - CHANGED) : m.start], vocabulary()
    if AUDIT.value_added.search(before):
        return m.role
    if reading.text[m.start] in SIGNS and reading.text[m.end - 1] == "%":
        return SIGNS[reading.text[m.start]]  # "dự kiến thu 790 tỷ đồng, giảm 25 tỷ đồng (-3,1%)"
    return "increase" if words.rise_end.search(before) else "decrease" if words.fall_end.search(before) else m.role


def _reached(reading: Reading, start: int, written: str) -> bool:
    """ "diện tích lên đến 96.000 m2": a round amount that its words reach for."""
    return written.endswith(THOUSANDS) and AUDIT.reaches_up_to.search(reading.text[max(0, start - BRACKET) : start]) is not None


def _figure(reading: Reading, m: Mention) -> Figure:
    written = reading.text[m.start : m.end]
    role = _role(reading, m)
    return Figure(
        start=m.start,
        end=m.end,
        value=abs(m.value) if role != m.role else m.value,
        precision=shown_weight(m.value, m.precision, written),
        written=written,
        dimension=dimension_of(m.unit, m.role),
        total=m.total,
        value_to=m.value_to,
        unit=m.unit,
        role=role,
        comparator="~" if m.comparator == "=" and _reached(reading, m.start, written) else m.comparator,
        label=m.label,
        subject=m.subject,
        segment=reading.segment_index(m.start),
        confidence=m.confidence,
    )


def alike(one: Figure, other: Figure) -> bool:
    """They may be added: the same kind of quantity, in one unit where it is money or a measure."""
    if one.dimension != other.dimension:
        return _short_for(one, other) or _short_for(other, one)
    return one.dimension in ("count", "percent", "rank") or _unit(one) == _unit(other)


def of_one_kind(figures: Iterable[Figure]) -> bool:
    """Whether figures may be added up or set against each other: no amounts with percentages, no tons with money. One without a unit goes with any, and so
    do scores, whose rows bear the names of what is scored ("Tỷ lệ hồ sơ …")."""
    kinds = {f.dimension if f.dimension != "measure" else unit_info(f.unit).dimension for f in figures if f.unit or f.dimension != "count"}
    return len(kinds) < 2 or "score" in kinds


def _short_for(short: Figure, full: Figure) -> bool:
    """ "64 điểm" of "71 điểm sạt lở": what alone is a score is the noun that the other figure counts."""
    return full.dimension == "count" and short.dimension == "measure" and bool(short.unit) and (full.unit or "").startswith(f"{short.unit} ")


def same_noun(one: Figure, other: Figure, *, general: bool = False) -> bool:
    """They count the same thing by its noun ("hồ sơ" and "hồ sơ trực tuyến"), or one does not say what it counts.

    With `general`, "đơn vị", "cơ quan" and the like may stand for any thing but people: a whole of parts that bear their own names.
    """
    if one.dimension != "count" or other.dimension != "count":
        return alike(one, other)
    if one.unit is None or other.unit is None:
        return True
    a, b = _unit(one).replace(",", ""), _unit(other).replace(",", "")
    if a == b or a.startswith(b + " ") or b.startswith(a + " ") or a.endswith(" " + b) or b.endswith(" " + a):
        return True
    if _initials(a, other, b) or _initials(b, one, a):
        return True
    words = vocabulary()
    persons = [_opens(name, words.persons) for name in (a, b)]
    if any(persons):
        return general and all(persons)
    return general and (_opens(a, words.generic_nouns) or _opens(b, words.generic_nouns))


def _initials(short: str, figure: Figure, unit: str) -> bool:
    """ "TTHC" stands for what a figure's unit opens in its label: "thủ tục" of "thủ tục hành chính"."""
    if not 1 < len(short) <= LONGEST_SHORT or " " in short:
        return False
    label = (figure.label or "").casefold()
    words = (label[at:] if (at := label.find(unit)) >= 0 else unit).split()[: len(short)]
    return len(words) == len(short) and all(w[0] == c for w, c in zip(words, short.casefold(), strict=True))


def counts_people(figure: Figure) -> bool:
    """What it counts are people."""
    return figure.dimension == "count" and _opens(_unit(figure), vocabulary().persons)


def _opens(name: str, words: frozenset[str]) -> bool:
    """The first one to three words of a noun are one of `words` ("cán bộ cấp xã")."""
    pieces = name.split()
    return any(" ".join(pieces[:n]) in words for n in (1, 2, 3))


def _unit(figure: Figure) -> str:
    return one_name(unit_info(figure.unit).name)


@lru_cache(maxsize=4096)
def one_name(noun: str) -> str:
    """A noun with the first of its names in the place of another one or of its short form: "hs nữ" is "học sinh nữ"."""
    same, words = vocabulary().same_nouns, noun.split()
    for count in range(min(3, len(words)), 0, -1):
        known = same.get(" ".join(words[:count]))
        if known is not None:
            return " ".join([known, *words[count:]])
    return noun


def by_segment(figures: Sequence[Figure]) -> dict[int, list[Figure]]:
    """The figures of each segment, in order."""
    groups: dict[int, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(figure.segment, []).append(figure)
    return groups
