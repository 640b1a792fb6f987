"""Reads the written forms of calendar expressions into atoms: an expression on its own, before its neighbours are looked at.

In: lower-cased text and the grammar. Out: atoms in order, without overlaps, half-open code-point offsets. An atom has its two ends as
calendar parts ("ngày 21, 22/9/2019": the 21st and the 22nd of September), its kind, and whether its form alone makes it a date.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from extractor.finders.dates.calendar import Part, exists, month_before, months, school_year, span, written_year
from extractor.finders.dates.grammar import Grammar
from extractor.lexicon.phrases import DATES

Kind = Literal["day", "month", "quarter", "year", "range", "period"]

BEFORE = 48  # how far back the words that lead or refute an expression may begin
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_NUMBER = re.compile(r"\d+")
_QUARTERS = re.compile(r"\d+|(?<!\w)[ivl]+(?!\w)")


@dataclass(slots=True)
class Atom:
    """An expression on its way to a mention.

    `start` is where its span begins, `lead` where its words begin (also a "ngày" that the span leaves out). `sure` is False for digits
    that need a word or a neighbour to be a date; `null` marks what recurs or is relative.
    """

    form: str
    lead: int
    start: int
    end: int
    kind: Kind
    low: Part
    high: Part
    sure: bool = True
    null: bool = False

    @property
    def year(self) -> int | None:
        """The one year that the expression is of, None for none or several."""
        return self.low.year if self.low.year == self.high.year else None

    def of_year(self, year: int) -> None:
        """Gives both ends the year; a range that would end before it begins ("từ 26/12 đến 05/01") begins in the year before."""
        self.low, self.high = self.low._replace(year=year), self.high._replace(year=year)
        if span(self.low, self.high) is None and exists(self.low) and exists(self.high):
            self.low = self.low._replace(year=year - 1)


def read_atoms(lower: str, g: Grammar) -> list[Atom]:
    """Every written form, from left to right, without overlaps."""
    atoms, at = [], 0
    for anchor in g.anchor.finditer(lower):
        start = anchor.start()
        if start < at:
            continue
        match = (g.digits if lower[start].isdecimal() else g.letters).match(lower, start)
        if match is not None:
            atom = READERS[match.lastgroup or ""](match, lower, g)
            if atom is not None:
                atoms.append(atom)
                at = atom.end
    return atoms


# One reader a form. Each gets the match, the lower-cased text and the grammar, and says None where the words around refute it.


def _listed(text: str, last: int) -> tuple[int, int]:
    """First and last of an elliptical list ("21, " before 22) or range: in a list the smallest and the largest count."""
    numbers = [*map(int, _NUMBER.findall(text)), last]
    return (numbers[0], last) if DATES.dash_or_to.search(text) else (min(numbers), max(numbers))


def _days(match: re.Match[str], prefix: str, month: int | None, year: int | None) -> tuple[Part, Part, Kind]:
    before = match[f"{prefix}_list"]
    low, high = _listed(before, int(match[f"{prefix}_day"]))
    first, end = Part("day", year, month, low), Part("day", year, month, high)
    return month_before(first, end), end, "range" if before else "day"


def _led(match: re.Match[str], lower: str, g: Grammar) -> Atom | None:
    digits = match["l_year"] or match["l_year4"]
    low, high, kind = _days(match, "l", int(match["l_month"]), written_year(digits) if digits else None)
    if digits is None and not (exists(low) and exists(high)) and match["l_sep"] != "/":
        return None
    return Atom("led", match.start(), match.start("l_list"), match.end(), kind, low, high)


def _word(match: re.Match[str], lower: str, g: Grammar) -> Atom | None:
    year = match["w_year"]
    low, high, kind = _days(match, "w", _month_number(match["w_month"], g), int(year) if year else None)
    return Atom("word", match.start(), match.start(), match.end(), kind, low, high)


def _unled_word(match: re.Match[str], lower: str, g: Grammar) -> Atom | None:
    low, high, kind = _days(match, "v", _month_number(match["v_month"], g), int(match["v_year"]))
    return Atom("word", match.start(), match.start(), match.end(), kind, low, high)


def _unled(match: re.Match[str], lower: str, g: Grammar) -> Atom | None:
    low, high, kind = _days(match, "u", int(match["u_month"]), int(match["u_year"]))
    possible = exists(low) and exists(high)
    if not possible and (match[0].count("/") != 2 or not 1900 <= int(match["u_year"][:4]) < 2200):
        return None
    return Atom("unled", match.start(), match.start(), match.end(), kind, low, high)


def _iso(match: re.Match[str], lower: str, g: Grammar) -> Atom | None:
    part = Part("day", int(match["i_year"]), int(match["i_month"]), int(match["i_day"]))
    return Atom("iso", match.start(), match.start(), match.end(), "day", part, part) if exists(part) else None


def _day(match: re.Match[str], lower: str, g: Grammar) -> Atom | None:
    low, high, kind = _days(match, "d", None, None)
    return Atom("day", match.start(), match.start(), match.end(), kind, low, high, sure=False)


def _bare_day(match: re.Match[str], lower: str, g: Grammar) -> Atom | None:
    year = match["b_year"]
    low, high, kind = _days(match, "b", int(match["b_month"]), int(year) if year else None)
    possible = exists(low) and exists(high) and (not match["b_list"] or (low.day or 0) < (high.day or 0))
    return Atom("bare_day", match.start(), match.start(), match.end(), kind, low, high, sure=bool(year)) if possible else None


def _month_number(written: str, g: Grammar) -> int:
    return int(written) if written.isdecimal() else g.month_numbers[written]


def _month(match: re.Match[str], lower: str, g: Grammar) -> Atom | None:
    written, year = match["m_month"], match["m_year"]
    first = _month_number(written, g)
    if year is None:
        if not 1 <= first <= 12:
            return None
        before = lower[max(0, match.start() - BEFORE) : match.start()]
        if not written.isdecimal() and written not in g.clear_months and not (g.clause_end.match(lower, match.end()) and not g.every.search(before)):
            return None
        # "mỗi tháng 8 kg gạo"
        if g.place.search(before) or (g.every.search(before) and not g.clause_end.match(lower, match.end())):
            return None
    low, high, kind = _row("month", first, match["m_list"] or match["m_open"], year)
    return Atom("month", match.start(), match.start(), match.end(), kind, low, high)


def _row(unit: Literal["month", "quarter"], first: int, rest: str | None, year: str | None) -> tuple[Part, Part, Kind]:
    """Months or quarters that share one noun and one year: "tháng 11, 12/2019"."""
    y = int(year) if year else None
    if not rest:
        return Part(unit, y, first), Part(unit, y, first), unit
    numbers = [first, *(_quarter_number(n) for n in _QUARTERS.findall(rest))]
    low, high = (numbers[0], numbers[-1]) if DATES.dash_or_to.search(rest) else (min(numbers), max(numbers))
    return Part(unit, y, low), Part(unit, y, high), "range"


def _quarter_number(written: str) -> int:
    """The number of a quarter in Roman or Arabic digits; readers of scans take I for l or 1."""
    return int(written) if written.isdecimal() else ROMAN.get(written.replace("l", "i").replace("1", "i"), 9)


def _quarter(match: re.Match[str], lower: str, g: Grammar) -> Atom | None:
    written, year = match["q_quarter"], match["q_year"]
    first = _quarter_number(written)
    if year is None and (first > 4 or (written.isdecimal() and not g.clause_end.match(lower, match.end()))):
        return None
    low, high, kind = _row("quarter", first, match["q_list"] or match["q_open"], year)
    return Atom("quarter", match.start(), match.start(), match.end(), kind, low, high)


def _short(match: re.Match[str], lower: str, g: Grammar) -> Atom | None:
    if match.lastgroup == "short_month":
        part = Part("month", int(match["t_year"]), int(match["t_month"]))
    else:
        part = Part("quarter", int(match["r_year"]), _quarter_number(match["r_quarter"]))
    return Atom("short", match.start(), match.start(), match.end(), part.unit, part, part)


def _bare_month(match: re.Match[str], lower: str, g: Grammar) -> Atom | None:
    part = Part("month", int(match["n_year"]), int(match["n_month"]))
    return Atom("bare_month", match.start(), match.start(), match.end(), "month", part, part, sure=False) if exists(part) else None


def _year(match: re.Match[str], lower: str, g: Grammar) -> Atom | None:
    first, noun, end = int(match["y_from"]), match["y_noun"], match.end()
    last = match["y_to"] or (match["y_slash"] if noun else None)
    if match["y_slash"] and not noun:
        end = match.end("y_from")
    if not noun and last is None:
        before = lower[max(0, match.start() - BEFORE) : match.start()]
        doubtful = not 1900 <= first < 2100 or g.every.search(before)
        if doubtful and not g.follows_year.match(lower, end):
            return None
    if last is not None and noun in g.school:
        low, high = school_year(first, int(last))
    else:
        low, high = Part("year", first), Part("year", int(last) if last else first)
    return Atom("year", match.start(), match.start(), end, "range" if last else "year", low, high)


def _count(match: re.Match[str], lower: str, g: Grammar) -> Atom | None:
    before = lower[max(0, match.start() - BEFORE) : match.start()]
    start = match.start("c_years") if g.ordinal.search(before) else match.start()
    low, high = Part("year", int(match["c_from"])), Part("year", int(match["c_to"]))
    return Atom("count", start, start, match.end(), "range", low, high)


def _bare_years(match: re.Match[str], lower: str, g: Grammar) -> Atom | None:
    low, high = Part("year", int(match["z_from"])), Part("year", int(match["z_to"]))
    return Atom("bare_years", match.start(), match.start(), match.end(), "range", low, high, sure=False)


def _fused(match: re.Match[str], lower: str, g: Grammar) -> Atom | None:
    """Two years whose hyphen was lost."""
    form = str(match.lastgroup)
    first, last = (int(year) for year in (match.group("f_from", "f_to") if form == "fused" else match.group("g_from", "g_to")))
    return Atom(form, match.start(), match.start(), match.end(), "range", Part("year", first), Part("year", last)) if first < last else None


def _bare_year(match: re.Match[str], lower: str, g: Grammar) -> Atom | None:
    part = Part("year", int(match[0]))
    return Atom("bare_year", match.start(), match.start(), match.end(), "year", part, part, sure=False)


def _period(match: re.Match[str], lower: str, g: Grammar) -> Atom | None:
    written = match["p_count"]
    count = int(written) if written.isdecimal() else g.count_words[written]
    return _part_of_year(match, count * (3 if match["p_unit"].startswith("q") else 1), match["p_end"], match["p_year"])


def _half(match: re.Match[str], lower: str, g: Grammar) -> Atom | None:
    return _part_of_year(match, 6, match["h_end"], match["h_year"])


def _part_of_year(match: re.Match[str], count: int, end: str, year: str | None) -> Atom | None:
    if not 1 <= count <= 12:
        return None
    first, last = (1, count) if end == "đầu" else (13 - count, 12)
    low, high = months(first, last, int(year) if year else None)
    return Atom("period", match.start(), match.start(), match.end(), "period", low, high)


def _rest(match: re.Match[str], lower: str, g: Grammar) -> Atom | None:
    written = match["e_count"]
    count = int(written) if written.isdecimal() else g.count_words[written]
    count *= 3 if match["e_unit"].startswith("q") else 1
    if not 1 <= count <= 12:
        return None
    low, high = months(13 - count, 12, int(match["e_year"]) if match["e_year"] else None)
    return Atom("rest", match.start(), match.start(), match.end(), "period", low, high)


def _since(match: re.Match[str], lower: str, g: Grammar) -> Atom | None:
    form = match.lastgroup or ""
    prefix = {"since": "s", "short_since": "j"}.get(form)
    count = int(match[f"{prefix or 'k'}_count"])
    if not 1 <= count <= 12:
        return None
    low, high = months(1, count, int(match[f"{prefix}_year"]) if prefix else None)
    return Atom(form, match.start(), match.start(), match.end(), "period", low, high, sure=prefix is not None)


def _relative(match: re.Match[str], lower: str, g: Grammar) -> Atom | None:
    part = Part("year")
    return Atom("relative", match.start(), match.start(), match.end(), "period", part, part, null=True)


def _opening(match: re.Match[str], lower: str, g: Grammar) -> Atom | None:
    part = Part("year")  # a range completes it from its other end
    return Atom("opening", match.start(), match.start(), match.end(), "year", part, part, sure=False)


READERS: dict[str, Callable[[re.Match[str], str, Grammar], Atom | None]] = {
    "relative": _relative,
    "period": _period,
    "word_period": _period,
    "half": _half,
    "since": _since,
    "bare_since": _since,
    "short_since": _since,
    "rest": _rest,
    "word_rest": _rest,
    "count": _count,
    "led": _led,
    "word": _word,
    "unled_word": _unled_word,
    "iso": _iso,
    "unled": _unled,
    "bare_day": _bare_day,
    "bare_month": _bare_month,
    "bare_years": _bare_years,
    "bare_year": _bare_year,
    "fused": _fused,
    "bare_fused": _fused,
    "day": _day,
    "month": _month,
    "short_month": _short,
    "quarter": _quarter,
    "short_quarter": _short,
    "year": _year,
    "opening": _opening,
}
