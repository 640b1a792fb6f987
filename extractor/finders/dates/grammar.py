"""The written forms of calendar expressions, as regular expressions over lower-cased text, built from the vocabulary of patterns/dates/dates.yaml.

Two expressions (`Grammar.digits`, `Grammar.letters`) match the atoms: a day, month, quarter, year, span of years or part of a year in any of its written forms,
each form a named group (`FORMS`). The other expressions judge what stands before, after and between atoms. Line ends ("\\n") are never
crossed, and one blank at most is expected between the tokens of a form, as in a reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import Field

from extractor.lexicon.patterns import Rule, alternatives, load
from extractor.lexicon.phrases import DATES

FORMS = {
    "relative": "a count from the present: 05 năm tới",
    "period": "months or quarters at an end of the year: 6 tháng đầu năm 2019",
    "word_period": "sáu tháng đầu năm 2019",
    "half": "nửa đầu năm 2019",
    "since": "months since January: 9 tháng năm 2019",
    "bare_since": "9 tháng",
    "rest": "what is left of the year: 02 tháng còn lại",
    "short_since": "8T/2025",
    "word_rest": "hai quý còn lại của năm 2019",
    "count": "years with their count: 5 năm 2016-2020",
    "led": "digits after ngày: ngày 21, 22/9/2019",
    "word": "ngày 5 tháng 9 năm 2019",
    "unled_word": "5 tháng 9 năm 2019",
    "iso": "2019-09-05",
    "unled": "5/9/2019, 10-15/9/2019",
    "bare_day": "15/9",
    "bare_month": "9/2019",
    "bare_years": "2016-2020",
    "bare_year": "2019",
    "day": "ngày 16",
    "month": "cuối tháng 9/2019, tháng 11, 12/2019",
    "short_month": "T9/2019",
    "quarter": "quý III/2019",
    "short_quarter": "Q3/2019",
    "year": "cuối năm 2015, giai đoạn 2016 - 2020, năm học 2018 - 2019",
    "opening": "đầu năm, before đến",
    "fused": "giai đoạn 20112020",
    "bare_fused": "2021 2025, behind such a span",
}


class Words(Rule):
    """One role of the grammar and its words."""

    about: str
    words: list[str]


class PeriodLeads(Words):
    """Words before a number of months; only counter-examples make sense for a part of a form. `behind` are words that do the same behind it, but not where one of
    `not_before` stands before it."""

    behind: list[str]
    not_before: list[str]


class Edges(Words):
    """Words for a part of a unit; `not_after` are words that take "đầu" into a verb or phrase of their own ("bắt đầu")."""

    not_after: list[str]


class Counted(Words):
    """Words that make the number before them a count; not where one of `unless` follows ("lần lượt")."""

    unless: list[str]


class Names(Rule):
    """Numbers written as words; `clear` are the names that can mean nothing else."""

    about: str
    names: dict[int, list[str]]
    clear: list[str] = Field(default_factory=list)


class FixedDays(Rule):
    """Commemorated days ("2/9") with the words that stand beside them, and words that make any day one."""

    about: str
    days: dict[str, list[str]]
    words: list[str]


class Leads(Rule):
    """Words before digits without a noun that make them a day, a month or a year; `phrase` may stand some words before a year."""

    about: str
    day: list[str]
    month: list[str]
    year: list[str]
    phrase: list[str]


class DatePatterns(Rule):
    """patterns/dates/dates.yaml."""

    day: Words
    month: Words
    month_names: Names
    quarter: Words
    year: Words
    edges: Edges
    spans: Words
    school_years: Words
    to: Words
    recurring: Words
    fixed_days: FixedDays
    halves: Names
    period_leads: PeriodLeads
    relative: Words
    rest: Words
    leads: Leads
    places: Words
    counted: Counted
    function_words: Words
    comparisons: Words


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled expressions; all read lower-cased text.

    `anchor` finds where a form may begin; `digits` and `letters` match the forms there. `range_gap` and `list_gap` match the whole text between two atoms. `recurring` and `counted` match at the end
    of an atom, `follows_year` too; the `…_lead`, `place` and `comparison` expressions search the text before an atom up to its end.
    """

    anchor: re.Pattern[str]
    digits: re.Pattern[str]
    letters: re.Pattern[str]
    range_gap: Any
    list_gap: re.Pattern[str]
    recurring: re.Pattern[str]
    counted: re.Pattern[str]
    follows_year: re.Pattern[str]
    clause_end: re.Pattern[str]
    day_lead: re.Pattern[str]
    month_lead: re.Pattern[str]
    year_lead: re.Pattern[str]
    since_lead: re.Pattern[str]
    since_behind: re.Pattern[str]
    no_since: re.Pattern[str]
    place: re.Pattern[str]
    every: re.Pattern[str]
    ordinal: re.Pattern[str]
    comparison: re.Pattern[str]
    month_numbers: Mapping[str, int]
    clear_months: frozenset[str]
    count_words: Mapping[str, int]
    school: tuple[str, ...]
    fixed_days: Mapping[tuple[int, int], re.Pattern[str]]
    commemoration: re.Pattern[str]


def _forms(p: DatePatterns) -> tuple[str, str, str]:
    """Where a form may begin, the forms that begin with a digit, and those that begin with a letter.

    In every alternative the form's own group closes last, so that `Match.lastgroup` names it.
    """
    day, month, quarter, year = (alternatives(w.words) for w in (p.day, p.month, p.quarter, p.year))
    spans, school, to = alternatives(p.spans.words), alternatives(p.school_years.words), alternatives(p.to.words)
    # "tháng năm" is May, but "tháng năm 2019" is a form with its month left blank.
    name = "|".join(rf"{n}(?! ?\d)" if n in p.year.words else n for n in sorted(_flat(p.month_names), key=lambda n: (-len(n), n)))
    count_word = alternatives(_flat(p.halves))
    edge = rf"(?:{''.join(f'(?<!{w} )' for w in p.edges.not_after)}(?:{alternatives(p.edges.words)}) )?"
    lead = rf"(?:(?:{day}) ?){{1,2}}"
    # Between the members of an elliptical list or range: "21, 22/9", "08 đến ngày 09 tháng 11".
    joint = rf"(?: ?[,;&+] ?(?:(?:{day}) ?)?| và (?:(?:{day}) ?)?| ?[-÷~] ?(?:(?:{day}) ?)?| (?:{to}) (?:hết )?(?:(?:{day}) ?)?)"
    # The first day of a range without "ngày": "10-15/9/2019", "10 đến 15/9/2019".
    start, start_digits = (rf"(?P<{prefix}_list>(?:\d{{1,2}}(?: ?[-÷] ?| (?:{to}) ))?)" for prefix in "vu")
    short_joint = rf"(?: ?[,&+] ?| và | ?[-÷~] ?| (?:{to}) (?:hết )?)"
    stop = rf"(?= ?(?:$|[.;:()\n|]|và (?:{month}|{quarter})|hàng |hằng ))"
    of_year = rf"(?: ?[/.-] ?(?:(?:{year}) ?)?| ?,? ?(?:của )?(?:{year}) ?)"
    y4 = r"(?:1\d|2\d)\d\d(?!\d)"
    modern = r"(?:19|20|21)\d\d"
    m2 = rf"(?:\d{{1,2}}(?!\d|[.,]\d{{3}}(?!\d))|(?:{name})(?!\w))"
    d2 = r"\d{1,2}"
    q1 = r"(?:(?:[il]{1,3}|[il1]?v|[1-9])(?!\w))"
    tail = r"(?!\d|/\w|\.\d)"

    def listed(prefix: str, member: str) -> str:
        """Further members and the year: "11, 12/2019" - or members alone where the clause ends."""
        more = rf"(?:{short_joint}{member}(?!\d|%|[.,]\d))"
        return (
            rf"(?:(?P<{prefix}_list>{more}{{0,11}}){of_year}(?P<{prefix}_year>\d{{4,5}})(?!\d)"
            rf"|(?P<{prefix}_open>{more}{{1,11}}){stop}|)"
        )

    left = rf"(?P<e_unit>{month}|{quarter}) (?:{alternatives(p.rest.words)})(?: ?(?:của )?(?:{year})(?! học)(?: ?(?P<e_year>{y4}))?)?(?!\w)"
    digits = [
        rf"(?P<relative>\d{{1,3}} (?:{year}|{month}|{quarter}|ngày|tuần) (?:{alternatives(p.relative.words)})(?!\w))",
        rf"(?P<period>(?P<p_count>\d{{1,2}}) ?(?P<p_unit>{month}|{quarter}) (?P<p_end>đầu|cuối)(?: của)? ?(?:{year})(?! học)(?: ?(?P<p_year>{y4}))?)",
        rf"(?P<rest>(?P<e_count>\d{{1,2}}) ?{left})",
        rf"(?P<short_since>(?P<j_count>1[0-2]|0?[1-9])(?:t| ?th\.?) ?(?:đầu )?(?:/ ?|(?:{year}) ?)?(?P<j_year>{modern})(?!\d))",
        rf"(?P<since>(?P<s_count>\d{{1,2}}) ?(?:{month})(?: ?/ ?|(?: của)? ?(?:{year}) ?| )(?P<s_year>{y4}))",
        rf"(?P<count>\d{{1,2}} ?(?P<c_years>(?:{year})) ?(?P<c_from>{modern}) ?(?:[-÷~]| (?:{to}) ) ?(?:(?:{year}) ?)?(?P<c_to>{modern})(?!\d))",
        rf"(?P<unled_word>{start}(?P<v_day>\d{{1,2}}),? ?(?:{month}) ?(?P<v_month>{m2}){of_year}(?P<v_year>\d{{4,5}})(?!\d))",
        rf"(?P<bare_since>(?P<k_count>\d{{1,2}}) (?:{month})(?! ?\d|\w))",
        r"(?P<iso>(?P<i_year>(?:19|20)\d\d)-(?P<i_month>0\d|1[0-2])-(?P<i_day>[0-3]\d)(?![\d-]))",
        rf"(?P<unled>{start_digits}(?P<u_day>\d{{1,3}}) ?[/.-] ?(?P<u_month>\d{{1,2}}) ?[/.-] ?(?P<u_year>\d{{4,5}}){tail})",
        rf"(?P<bare_day>(?P<b_list>(?:\d{{1,2}} ?[-÷] ?)?)(?P<b_day>\d{{1,2}})[/.](?P<b_month>\d{{1,2}})(?:,? (?:của )?(?:{year}) ?(?P<b_year>{y4}))?(?!\d|[.,]\d| ?%|/))",
        rf"(?P<bare_month>(?P<n_month>\d{{1,2}}) ?/ ?(?P<n_year>{modern})(?![\d/]|[.,]\d| ?[/%]))",
        rf"(?P<bare_years>(?P<z_from>{modern}) ?[-÷~] ?(?P<z_to>{modern})(?![\d/]|[.,]\d))",
        rf"(?P<bare_fused>(?<=\d\d\d\d và )(?P<g_from>{modern}) (?P<g_to>{modern})(?![\d/]|[.,]\d))",
        rf"(?P<bare_year>{modern}(?![\w/%]|[.,:]\d|-\w))",
    ]
    letters = [
        rf"(?P<word>{lead}(?P<w_list>(?:\d{{1,2}}{joint}){{0,8}}?)(?P<w_day>\d{{1,3}}),? ?(?:{month}) ?(?P<w_month>{m2})(?:{of_year}(?P<w_year>\d{{4,5}})(?!\d))?)",
        rf"(?P<led>{lead}(?P<l_list>(?:\d{{1,2}}{joint}){{0,8}}?)(?P<l_day>\d{{1,3}}) ?(?P<l_sep>[/.]|-(?! ?(?:1[3-9]|[2-9]\d)(?! ?[/.-] ?\d))) ?(?P<l_month>\d{{1,2}})"
        rf"(?: ?(?P=l_sep) ?(?P<l_year>\d{{2,5}})|(?: ?[/.-] ?| ?,? ?(?:của )?(?:{year}) ?)(?P<l_year4>\d{{4}}))?{tail})",
        rf"(?P<day>{lead}(?P<d_list>(?:\d{{1,2}}{joint}){{0,8}}?)(?P<d_day>\d{{1,2}})(?!\w| ?[/.-] ?\d|,\d))",
        rf"(?P<month>{edge}(?:{month}) ?(?P<m_month>{m2}){listed('m', d2)})",
        rf"(?P<short_month>t\.?(?P<t_month>1[0-2]|0?[1-9])[/.-](?P<t_year>{modern})(?!\d))",
        rf"(?P<quarter>{edge}(?:{quarter}) ?(?P<q_quarter>{q1}){listed('q', q1)})",
        rf"(?P<short_quarter>q\.?(?P<r_quarter>{q1})[/.-](?P<r_year>{modern})(?!\d))",
        # A hyphen that was lost: "giai đoạn 20112020".
        rf"(?P<fused>(?:{spans}) ?(?:(?:{year}) ?)?(?P<f_from>{modern}) ?(?P<f_to>{modern})(?!\d))",
        rf"(?P<year>{edge}(?:(?P<y_noun>{spans}|{school}):? ?(?:(?:{year}) ?)?|(?:{year}) ?)(?P<y_from>{y4})"
        rf"(?:(?: ?[-÷~] ?(?:(?:{year}) ?)?| (?:{to}) )(?P<y_to>{y4})(?!/)|/(?P<y_slash>{y4})(?!/)|))",
        rf"(?P<opening>đầu (?:{year})(?= (?:{to}) ))",
        rf"(?P<half>nửa (?P<h_end>đầu|cuối) (?:{year})(?: ?(?P<h_year>{y4}))?(?!\w))",
        rf"(?P<word_rest>(?P<e_count>{count_word}) {left})",
        rf"(?P<word_period>(?P<p_count>{count_word}) (?P<p_unit>{month}|{quarter}) (?P<p_end>đầu|cuối)(?: của)? ?(?:{year})(?! học)(?: ?(?P<p_year>{y4}))?)",
    ]
    words = [*p.day.words, *p.month.words, *p.quarter.words, *p.year.words, *p.edges.words, *p.spans.words, "nửa"]
    return (
        rf"\d+|{alternatives(words)}|(?:{count_word})(?= (?:{month}|{quarter}))|[tq]\.?(?=[\divl])",
        rf"(?<![\w/.,])(?:{'|'.join(digits)})",
        rf"(?<![\w/])(?:{'|'.join(letters)})",
    )


def _flat(names: Names) -> list[str]:
    return [word for words in names.names.values() for word in words]


def _before(words: Iterable[str], extra: str = "") -> re.Pattern[str]:
    """Finds any of `words` at the end of the text before an atom."""
    return re.compile(rf"(?:(?<!\w)(?:{alternatives(words)}) ?{extra})$")


@cache
def vocabulary() -> DatePatterns:
    """patterns/dates/dates.yaml, read once. Raises PatternError where the file cannot be used."""
    return load("dates", DatePatterns)


@cache
def grammar() -> Grammar:
    """The grammar of patterns/dates/dates.yaml, compiled once."""
    p = vocabulary()
    to = alternatives(p.to.words)
    fixed = {}
    for day, words in p.fixed_days.days.items():
        number, month = day.split("/")
        fixed[int(number), int(month)] = re.compile(alternatives(words))
    anchor, digits, letters = map(re.compile, _forms(p))
    return Grammar(
        anchor=anchor,
        digits=digits,
        letters=letters,
        range_gap=DATES.filled("spans_times", to=f"(?:{to})"),
        list_gap=DATES.joins_times,
        recurring=re.compile(rf",? ?(?:{alternatives(p.recurring.words)})(?!\w)"),
        counted=re.compile(rf" ?(?:{alternatives(w for w in p.counted.words)})(?!\w)(?! (?:{alternatives(p.counted.unless)})(?!\w))"),
        follows_year=re.compile(rf" ?(?:$|[\n|.,;:()\]”\"’'»/–-]|(?:{alternatives(p.function_words.words)})(?!\w))"),
        clause_end=re.compile(rf" ?(?:$|[\n|.,;:)\]”\"-]|(?:{alternatives([*p.function_words.words, *p.year.words])})(?!\w))"),
        day_lead=_before(p.leads.day),
        month_lead=_before(p.leads.month),
        year_lead=re.compile(
            rf"(?<!\w)(?:(?:{alternatives(p.leads.year)}) ?|(?:{alternatives([*p.year.words, *p.spans.words, *p.leads.phrase])})"
            r"(?:(?: [^\W\d_]+){1,4}|:) ?)$"
        ),
        since_lead=_before(p.period_leads.words),
        since_behind=re.compile(rf" ?(?::? (?=\d)|(?:{alternatives(p.period_leads.behind)})(?!\w))"),
        no_since=_before(p.period_leads.not_before),
        place=_before(p.places.words),
        every=DATES.each_before,
        ordinal=DATES.counted_before,
        comparison=_before(p.comparisons.words),
        month_numbers={word: number for number, words in p.month_names.names.items() for word in words},
        clear_months=frozenset(p.month_names.clear),
        count_words={word: number for number, words in p.halves.names.items() for word in words},
        school=tuple(p.school_years.words),
        fixed_days=fixed,
        commemoration=re.compile(alternatives(p.fixed_days.words)),
    )
