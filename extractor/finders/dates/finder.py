"""Finds calendar expressions: days, months, quarters, years, ranges and periods, with their first and last day.

In: a reading (one string; segments end with "\\n", blanks are single) and what is known of its document. Out: mentions in order that
never overlap, with half-open code-point offsets into the reading. "Họp từ ngày 13/11 đến ngày 26/11/2019" gives one mention: `13/11 đến
ngày 26/11/2019`, kind range, 2019-11-13 to 2019-11-26, valid.

What an expression leaves out is taken from the other end of its range, from its list, its sentence, its heading or the document, in this
order; where none says the year, from and to are None. An impossible date or a range that ends before it begins has `valid` False; a
recurring day ("26/11 hàng năm") and a span counted from the present ("05 năm tới") have no days and are valid.
No dates are clock times, fractions, decimals, numbers of documents, lengths of time ("sau 04 tháng") or names ("đường 30/4").

The forms and their words are in date_grammar.py and patterns/dates/dates.yaml, the arithmetic in calendar.py.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from extractor.finders.dates.atoms import BEFORE, Atom, Kind, read_atoms
from extractor.finders.dates.calendar import Part, exists, fill, only, span
from extractor.finders.dates.grammar import Grammar, grammar
from extractor.finders.masks import TAKEN, mask
from extractor.finders.masks import lower as in_lower_case
from extractor.lexicon.phrases import DATES
from extractor.quick import quick
from extractor.why import asked, decided

NEAR, REACH = 6, 400  # how many neighbours may lend a year, and over how many characters
NAMED = 64  # code points before a day in which its name may open ("Ngày Nhà giáo Việt Nam 20/11")
GAP = 24  # code points between the two ends of a range ("ngày 29/9 đến 17 giờ 30 ngày 30/9")
_SENTENCE_END = re.compile(r"\n|[.;?!] ")
_QUANTITY = re.compile(r"[\s|]{0,8}[\d.,]{0,15}(?:\d{3}|\d,\d|\d ?%)[\d.,%]{0,20} ?(?:[|\n]|$)")
_CELL_START = re.compile(r"(?:^|[\n|]) ?$")
_CELL_END = re.compile(r" ?(?:$|[\n|])")


@cache
def _code_before() -> Any:
    return DATES.filled("code_before", taken=TAKEN)


@dataclass(frozen=True, slots=True)
class DateContext:
    """What the document says of an expression without a year: its own day, the year that it speaks of, the year of a heading by offset."""

    issued_on: datetime.date | None = None
    year: int | None = None
    year_at: Callable[[int], int | None] | None = None

    def year_of(self, offset: int) -> int | None:
        """The year of the heading that governs `offset`, else the document's, else that of its day of issue."""
        year = self.year_at(offset) if self.year_at else None
        if year is None:
            year = self.year if self.year is not None else self.issued_on.year if self.issued_on else None
        return year


@quick
@dataclass(frozen=True, slots=True)
class DateMention:
    """A calendar expression of the reading, as the `date` record of the export: `from_` and `to` are inclusive; `absent` is what of it no calendar has."""

    start: int
    end: int
    kind: Kind
    from_: datetime.date | None
    to: datetime.date | None
    valid: bool
    absent: Part | None = None


NO_CONTEXT = DateContext()


def find_dates(text: str, context: DateContext = NO_CONTEXT, taken: Sequence[tuple[int, int]] = ()) -> list[DateMention]:
    """The calendar expressions of `text`, in order; none of them touches a span of `taken` (codes, names of laws)."""
    g = grammar()
    masked = mask(text, taken)
    lower = in_lower_case(masked)
    atoms = _ranges(read_atoms(lower, g), lower, g)
    atoms = _certain(atoms, masked, lower, g)
    _recurring(atoms, lower, g)
    _lunar(atoms, lower)
    _years(atoms, masked, lower, context, g)
    mentions = [_mention(atom) for atom in atoms]
    if asked():
        for atom, mention in zip(atoms, mentions, strict=True):
            _tell(masked, atom, mention)
    return mentions


def year_of(text: str, taken: Sequence[tuple[int, int]] = ()) -> int | None:
    """The one year that a title or heading speaks of ("KẾ HOẠCH CÔNG TÁC NĂM 2019": 2019); None where it names none or several.

    Spans of years, the days of cited documents and a year since which something is the highest do not count.
    """
    named = (m for m in find_dates(text, taken=taken) if m.from_ and m.kind in ("month", "quarter", "year", "period"))
    return only(m.from_.year for m in named if m.from_ and DATES.superlative_before.search(text, max(0, m.start - BEFORE), m.start) is None)


def context_of(title: str | None, issued_on: datetime.date | None, year_at: Callable[[int], int | None] | None = None) -> DateContext:
    """The context of a document: the year that its title names counts before that of its issue.

    A title that names a span of years and no single one ("giai đoạn 2021 - 2025") leaves expressions without a year unresolved.
    """
    year = year_of(title) if title else None
    spans = [m for m in find_dates(title)] if title and year is None else []
    if any(m.kind in ("year", "range") and m.from_ and m.to and m.to.year > m.from_.year for m in spans):
        return DateContext(None, None, year_at)
    return DateContext(issued_on, year, year_at)


def _ranges(atoms: list[Atom], lower: str, g: Grammar) -> list[Atom]:
    """Joins two neighbours that a dash or "đến" makes the ends of one range."""
    joined: list[Atom] = []
    for atom in atoms:
        if joined and (whole := _range(joined[-1], atom, lower, g)) is not None:
            joined[-1] = whole
        else:
            joined.append(atom)
    return joined


def _range(a: Atom, b: Atom, lower: str, g: Grammar) -> Atom | None:
    single = ("day", "month", "quarter", "year")
    if b.lead - a.end > GAP or a.kind not in single or b.kind not in single or a.null or b.form == "opening":
        return None
    gap = lower[a.end : b.lead]
    if not g.range_gap.fullmatch(gap):
        return None
    dash = "đ" not in gap and "t" not in gap
    if dash and (a.low.unit != b.low.unit or a.form in ("day", "opening")):
        return None
    if a.form == "day" and (b.low.unit != "day" or b.form == "day" or b.low.number is None):
        return None
    if a.form == "opening" and b.form == "bare_day" and _no_share(b):
        pass  # "từ đầu năm đến 15/9 xảy ra 12 vụ"
    elif not a.sure and not b.sure:
        before = lower[max(0, a.lead - BEFORE) : a.lead]
        led = before.endswith("từ ") or (a.form == b.form == "bare_month" and not before.endswith("số "))
        if a.low.unit != b.low.unit or not led or g.counted.match(lower, b.end):
            return None
    elif not b.sure and (a.low.unit != b.low.unit or g.counted.match(lower, b.end)):
        return None
    if a.form == "year" and b.low.unit == "day" and a.low.year == b.low.year and DATES.plain_year.fullmatch(lower, a.lead, a.end) and not lower.endswith("từ ", 0, a.lead):
        return None  # "kế hoạch vốn năm 2031 đến ngày 31/10/2031": of that year, as of that day
    low, high = fill(a.low, b.high)
    if dash and span(low, high) is None and (a.low.year is not None or not (exists(low) and exists(high))):
        return None
    return Atom("range", a.lead, a.start, b.end, "range", low, high)


def _certain(atoms: list[Atom], masked: str, lower: str, g: Grammar) -> list[Atom]:
    """Leaves out the unsure ones that no word, neighbour or cell makes a date."""
    for i, atom in enumerate(atoms):
        if not atom.sure:
            atom.sure = _is_date(atom, masked, lower, g)
        if not atom.sure and i and atoms[i - 1].sure:
            atom.sure = _continues(atoms[i - 1], atom, lower, g)
    # "15/3, 20/3 và 25/3/2019": the members before the sure one, from the last to the first.
    for atom, following in reversed(list(pairwise(atoms))):
        if not atom.sure and following.sure and atom.form == "bare_day" and following.low.unit == "day":
            atom.sure = bool(g.list_gap.fullmatch(lower, atom.end, following.lead))
    return [atom for atom in atoms if atom.sure]


def _continues(before: Atom, atom: Atom, lower: str, g: Grammar) -> bool:
    """Whether the digits go on the list that `before` opens: "năm 2017, 2018", "ngày 15/3, 20/3 và 25/3/2019", "quý III và 9 tháng"."""
    if atom.form == "day" or not g.list_gap.fullmatch(lower, before.end, atom.lead):
        return False
    if atom.form == "bare_since":
        return before.kind in ("month", "quarter")
    return before.low.unit == atom.low.unit and bool(g.clause_end.match(lower, atom.end)) and not g.counted.match(lower, atom.end)


def _is_date(atom: Atom, masked: str, lower: str, g: Grammar) -> bool:
    """Whether the words around digits make them a date."""
    before = lower[max(0, atom.lead - BEFORE) : atom.lead]
    end = atom.end
    counted = "/" not in lower[atom.lead : end] and g.counted.match(lower, end) is not None  # "sáng 5-6 người"
    if (atom.form == "bare_day" and DATES.time_of_day_before.search(before) and exists(atom.high) and not counted) or (atom.form == "bare_year" and DATES.same_time_before.search(before)):
        return True
    if atom.form == "day":
        return bool(g.recurring.match(lower, end) or (g.day_lead.search(before) and g.clause_end.match(lower, end) and exists(atom.high)))
    if atom.form == "opening" or g.counted.match(lower, end) or g.place.search(before):
        return False
    if atom.form == "bare_since":
        return bool(g.since_lead.search(before) or (g.since_behind.match(lower, end) and not g.no_since.search(before)))
    if g.recurring.match(lower, end):
        return True
    if atom.form == "bare_day":
        if _fixed(atom, lower, g):
            return True
        named = _no_share(atom) and DATES.named_day_before.search(masked[max(0, atom.lead - NAMED) : atom.lead]) is not None
        led = named or g.day_lead.search(before) or DATES.today.search(before) or (_no_share(atom) and DATES.up_to_day.search(before))
        return bool(led and g.clause_end.match(lower, end) and not DATES.to_a_number.match(lower, end))
    if atom.form == "bare_years" and (span(atom.low, atom.high) is None or before.endswith("số ")):
        return False
    alone = bool(_CELL_START.search(before) and _CELL_END.match(lower, end))
    if alone and atom.form == "bare_year":
        return not (_QUANTITY.match(lower, end))
    bracketed = before.endswith("(") and lower.startswith((")", ",", ";"), end)
    if not g.follows_year.match(lower, end):
        return False
    if alone or bracketed or atom.form == "bare_years":
        return True
    if atom.form == "bare_month":
        return bool(g.month_lead.search(before) or (before.endswith(": ") and not before.endswith("số: ")))
    return bool(g.year_lead.search(before) or DATES.abbreviation_before.search(masked[max(0, atom.lead - BEFORE) : atom.lead]))


def _no_share(atom: Atom) -> bool:
    """Whether "30/6" can be no part of a whole: its first number is the greater one."""
    return atom.low.number is not None and (atom.low.day or 0) > atom.low.number


def _fixed(atom: Atom, lower: str, g: Grammar) -> bool:
    """Whether a day without a year is one that is commemorated; marks it so."""
    before, after = lower[max(0, atom.lead - BEFORE) : atom.lead], lower[atom.end : atom.end + BEFORE // 2]
    words = g.fixed_days.get((atom.low.day or 0, atom.low.number or 0))
    if "\n" in before:
        before = before[before.rindex("\n") :]
    if g.commemoration.search(before) or (words is not None and words.search(before + "|" + after.split("\n")[0])):
        atom.null = True
    return atom.null


def _recurring(atoms: list[Atom], lower: str, g: Grammar) -> None:
    """Takes "hàng năm" into the span of what recurs, and marks the list before it; marks days without a year that are commemorated."""
    for i in range(len(atoms) - 1, -1, -1):
        atom = atoms[i]
        if atom.low.year is not None or atom.kind == "period" or atom.null:
            continue
        if match := g.recurring.match(lower, atom.end):
            atom.end, atom.null = match.end(), True
        elif i + 1 < len(atoms) and atoms[i + 1].null and atoms[i + 1].kind == atom.kind:
            atom.null = bool(g.list_gap.fullmatch(lower, atom.end, atoms[i + 1].lead))
        elif atom.kind == "day":
            _fixed(atom, lower, g)


def _lunar(atoms: list[Atom], lower: str) -> None:
    """Marks days of the lunar calendar, which have no place in the other without a table: "mùng 5 tháng Giêng", "26 tháng Chạp năm Giáp Thìn"."""
    for atom in atoms:
        if atom.low.year is None and (DATES.lunar_month.search(lower, atom.lead, atom.end) or DATES.lunar_year.match(lower, atom.end)):
            atom.null = True


def _years(atoms: list[Atom], masked: str, lower: str, context: DateContext, g: Grammar) -> None:
    """Gives a year to every expression that lacks one and does not recur."""
    lacking = [i for i, atom in enumerate(atoms) if atom.low.year is None and not atom.null and (atom.low.number is not None or (atom.high.number is not None and atom.high.year is None))]
    lenders = {i for i, atom in enumerate(atoms) if _lends(atom, masked, g)} if lacking else set()
    for i in reversed(lacking):  # a list's year stands at its end
        if i + 1 < len(atoms) and (year := atoms[i + 1].year) is not None and g.list_gap.fullmatch(lower, atoms[i].end, atoms[i + 1].lead):
            atoms[i].of_year(year)
            decided("date", atoms[i].start, "from", "dates: the year at the end of the list", masked[atoms[i].start : atoms[i + 1].end])
    for i in lacking:
        atom = atoms[i]
        if atom.low.year is not None:
            continue
        near = [*_neighbours(atoms, i, -1, masked), *_neighbours(atoms, i, 1, masked)]
        lender = next((atoms[j] for j in near if j in lenders and _may_lend(atoms[j], atom)), None)
        year = lender.year if lender is not None else context.year_of(atom.start)
        if lender is not None:
            decided("date", atom.start, "from", "dates: the year of a neighbour in the sentence", masked[lender.start : lender.end])
        else:
            decided("date", atom.start, "from", "dates: the year of the heading or of the document", str(year or ""))
        if year is not None:
            atom.of_year(year)


def _lends(atom: Atom, masked: str, g: Grammar) -> bool:
    """Whether the sentence is of the atom's year: not where a year is only compared with, or the day is that of a cited document."""
    if atom.year is None:
        return False
    before = masked[max(0, atom.lead - BEFORE) : atom.lead]
    return not (g.comparison.search(in_lower_case(before)) or (atom.low.unit == "day" and _code_before().search(before)))


def _neighbours(atoms: list[Atom], i: int, step: int, masked: str) -> list[int]:
    """The nearest atoms before (`step` -1) or after (1) in the same sentence, nearest first."""
    found: list[int] = []
    j = i + step
    while 0 <= j < len(atoms) and len(found) < NEAR:
        left, right = (atoms[j], atoms[j + 1]) if step < 0 else (atoms[j - 1], atoms[j])
        if right.lead - left.end > REACH or _SENTENCE_END.search(masked, left.end, right.lead):
            break
        found.append(j)
        j += step
    return found


def _may_lend(lender: Atom, atom: Atom) -> bool:
    """A year, month, quarter or period lends its year to all; a day only to days and months."""
    return lender.low.unit != "day" or (atom.low.unit in ("day", "month") and atom.kind != "period")


def _mention(atom: Atom) -> DateMention:
    if atom.null or (atom.low.number is None and atom.low.unit == "day"):
        return DateMention(atom.start, atom.end, atom.kind, None, None, True)
    absent = next((part for part in (atom.low, atom.high) if not exists(part)), None)
    if atom.low.year is None or atom.high.year is None:
        return DateMention(atom.start, atom.end, atom.kind, None, None, absent is None, absent)
    days = span(atom.low, atom.high)
    if days is None:
        return DateMention(atom.start, atom.end, atom.kind, None, None, False, absent)
    return DateMention(atom.start, atom.end, atom.kind, *days, True)


def _tell(text: str, atom: Atom, mention: DateMention) -> None:
    """Tells by which form an expression is a date, and why it has no days."""
    words = text[atom.lead : atom.end]
    decided("date", mention.start, "kind", f"dates: {atom.form}", words)
    if mention.from_ is None:
        rule = "it recurs, or is counted from the present" if atom.null else "no year is said" if mention.valid else "the calendar has no such day"
        decided("date", mention.start, "from", f"dates: {rule}", words)
    elif atom.low.year is not None:
        decided("date", mention.start, "to", f"calendar: last day of the {atom.high.unit}", words)
