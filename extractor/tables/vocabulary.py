"""What is known of the heads of tables: patterns/tables/table_heads.yaml, read strictly and compiled once. Raises PatternError."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import regex
from pydantic import Field

from extractor.lexicon import kept
from extractor.lexicon.patterns import Rule, Strict, alternatives, any_of, load
from extractor.lexicon.phrases import TABLES


class Heads(Rule):
    """Words of heads; `unless` are words beside which they say nothing, `titles` words of a title that speak for every column."""

    about: str
    words: list[str]
    unless: list[str] = Field(default_factory=list)
    titles: list[str] = Field(default_factory=list)


class Codes(Heads):
    places: list[str]
    fields: list[str]


class NoNouns(Heads):
    plans: list[str]
    abbreviations: list[str]
    bodies: list[str]
    states: list[str]


class Ranks(Heads):
    above: list[str]


class Targets(Heads):
    certain: list[str]


class Levels(Heads):
    graded: list[str]


class RowNames(Rule):
    about: str
    increases: list[str]
    decreases: list[str]
    targets: list[str]
    changes: list[str]


class Times(Rule):
    about: str
    leads: list[str]
    states: list[str]
    open: list[str]
    alone: list[str]


class TableHeads(Strict):
    """patterns/tables/table_heads.yaml."""

    unit_lines: Heads
    unit_columns: Heads
    rates: Heads
    no_nouns: NoNouns
    codes: Codes
    calendars: Heads
    names: Heads
    compared: Heads
    ranks: Ranks
    limits: Heads
    changes: Heads
    targets: Targets
    levels: Levels
    increases: Heads
    decreases: Heads
    row_names: RowNames
    times: Times
    future_columns: Heads
    done_columns: Heads


SHORT = 3  # letters of an abbreviation


@dataclass(frozen=True, slots=True)
class Words:
    """A list of words, searched without case between word borders; `unless` silences it."""

    pattern: Any
    unless: Any

    def within(self, head: str) -> bool:
        """Whether a word of the list stands in the head, and none that silences it."""
        return self.pattern.search(head) is not None and self.unless.search(head) is None

    def at(self, head: str) -> int | None:
        """Where the first word of the list stands, None where none does or one silences it."""
        match = self.pattern.search(head)
        return match.start() if match and not self.unless.search(head) else None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The compiled heads."""

    unit_line: Any
    unit_column: Any
    rate: Words
    no_noun: Any
    state: Any
    code: Any
    code_field: Any
    place: Words
    calendar: Words
    name: Any
    compared: Words
    rank: Words
    rank_above: Words
    limit: Words
    limit_title: Words
    result_title: Any
    change: Words
    target: Words
    certain: Words
    target_title: Words
    level: Words
    graded: Words
    increase: Words
    decrease: Words
    row_increase: Any
    row_decrease: Any
    row_target: Any
    row_change: Any
    time: Any
    only_time: Any
    state_of_time: Any
    future: Words
    done: Words


def _words(words: list[str], unless: list[str] | None = None) -> Words:
    return Words(_compiled(words), _compiled(unless or []))


def _compiled(words: list[str]) -> Any:
    """Any of `words`, between word borders where a word begins or ends with a letter ("%" has none)."""
    if not words:
        return kept.compiled(r"(?!)")
    bordered = []
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        left, right = "(?<!\\w)" if word[0].isalnum() else "", "(?!\\p{L})" if word[-1].isalnum() else ""
        either = alternatives([word])
        if len(word) <= SHORT and word.isupper() and word.isalpha():
            either = f"(?-i:{either}|{alternatives([word.lower()])})"  # an abbreviation is one by its capitals ("KH", not "Kh. lang")
        bordered.append(f"{left}{either}{right}")
    return kept.compiled("|".join(bordered), regex.IGNORECASE)


def _opening(words: list[str]) -> Any:
    """Any of `words` at the beginning of a name, behind its mark."""
    return kept.compiled(rf"(?:[-–+•*\s]|\d+(?:\.\d+)*[.)]?\s|[a-zđ]\)\s)*{any_of(words)}(?!\w)", regex.IGNORECASE)


# Calendar expressions in heads; named groups tell what they are.
TIMES = r"""
    (?<!\w)cùng\s+kỳ\s+(?:năm\s+)?(?P<same>(?:19|20)\d\d)(?!\d)
  | (?<!\w)(?:ngày\s+)?(?P<from>\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d)\s+đến\s+(?:hết\s+)?(?:ngày\s+)?(?P<to>\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d)
  | (?<!\w)ngày\s+(?P<written_day>\d{1,2})\s+tháng\s+(?P<written_month>\d{1,2})\s+năm\s+(?P<written_year>(?:19|20)\d\d)
  | (?<!\w)(?:ngày\s+)?(?P<day>\d{1,2}(?P<mark>[/.-])\d{1,2}(?P=mark)(?:(?:19|20)\d\d(?!\d)|(?<=/)\d\d(?![\d/.])))
  | (?<!\w)(?:các\s+)?tháng\s+(?P<first_month>\d{1,2})\s*(?:[-–]|đến(?:\s+tháng)?)\s*(?P<last_month>\d{1,2})(?![\d.,])(?:(?:\s*/\s*|\s+)(?:năm\s+)?(?P<span_year>(?:19|20)\d\d))?
  | (?<![\w.,/])(?P<months>\d{1,2}|sáu|chín)\s+tháng(?:\s+(?P<side>đầu|cuối))?(?:(?:\s+năm)?\s+(?P<months_year>(?:19|20)\d\d)|\s*/\s*(?P<months_slash>(?:19|20)\d\d)|\s+năm(?!\s+(?:trước|ngoái|nay)))?
  | (?<!\w)(?:quý\s+|Q\.?\s?)(?P<quarter>IV|I{1,3}|[1-4])(?!\w)(?:(?:\s*[/-]\s*|\s+)(?:năm\s+)?(?P<quarter_year>(?:19|20)\d\d))?
  | (?<![\w/])T\.?(?P<month>\d{1,2})\s?[./-]\s?(?P<month_year>(?:19|20)\d\d)(?!\d)
  | (?<![\w.,/])(?P<months>\d{1,2})T(?:\s?[./-]?\s?(?P<months_year>(?:19|20)\d\d)(?!\d)|(?:\s+(?P<side>đầu|cuối)\s+năm)?(?!\w)(?:\s+(?:năm\s+)?(?P<months_year>(?:19|20)\d\d)(?!\d))?)
  | (?<!\w)tháng\s+(?P<month>\d{1,2})(?!\d)(?:(?:\s*[/-]\s*|\s+)(?:năm\s+)?(?P<month_year>(?:19|20)\d\d))?
  | (?:(?:giai\s+đoạn|thời\s+kỳ|nhiệm\s+kỳ|năm\s+học|năm|các\s+năm|GĐ)\s*)?(?<!\d)(?P<first>(?:19|20)\d\d)(?:\s?[-–÷]\s?|\s+đến\s+(?:hết\s+)?(?:năm\s+)?)(?P<last>(?:19|20)\d\d)(?!\d)
  | (?<![\w.,/])(?P<number>\d{1,2})/(?P<number_year>(?:19|20)\d\d)(?!\d)
  | (?:(?<!\w)(?:sơ\s+bộ|ước\s+tính)\s*)?(?:-\s*)?(?:(?<!\w)(?:Prel|Est)\b\.?\s*)?(?:năm\s+)?(?<!\d|\d[.,]|/)(?P<year>(?:19|20)\d\d)(?![\d]|[.,/]\d)
"""


@cache
def vocabulary() -> Vocabulary:
    """The heads of patterns/tables/table_heads.yaml, compiled. Raises PatternError."""
    heads = load("table_heads", TableHeads)
    said = any_of([*heads.times.open, *heads.times.alone])
    lead = rf"(?:{any_of(heads.times.leads)}\s+)*"
    state = rf"(?:{any_of(heads.times.states)}(?!\w)[\s.,:()–-]*|{any_of(heads.times.leads)}\s+)*"
    return Vocabulary(
        unit_line=TABLES.filled("unit_of_table", words=any_of(heads.unit_lines.words)),
        unit_column=kept.compiled(rf"\s*{any_of(heads.unit_columns.words)}\s*\.?\s*", regex.IGNORECASE),
        rate=_words(heads.rates.words, heads.rates.unless),
        no_noun=TABLES.filled(
            "head_without_noun",
            plans=any_of(heads.no_nouns.plans),
            bodies=any_of(heads.no_nouns.bodies),
            words=any_of(heads.no_nouns.words),
            short=any_of(heads.no_nouns.abbreviations),
        ),
        state=kept.compiled(rf"\W*{any_of(heads.no_nouns.states)}(?!\w)", regex.IGNORECASE),
        code=TABLES.filled("code_head", words=any_of(heads.codes.words)),
        code_field=kept.compiled(rf"(?:{any_of(heads.codes.fields)})(?:_|$)"),
        place=_words(heads.codes.places),
        calendar=_words(heads.calendars.words, heads.calendars.unless),
        name=kept.compiled(rf"\W*{any_of(heads.names.words)}(?!\w)", regex.IGNORECASE),
        compared=_words(heads.compared.words, heads.compared.unless),
        rank=_words(heads.ranks.words, heads.ranks.unless),
        rank_above=_words(heads.ranks.above, heads.ranks.unless),
        limit=_words(heads.limits.words, heads.limits.unless),
        limit_title=_words(heads.limits.titles),
        result_title=kept.compiled(rf"\W*(?:(?:[IVXLC]+|[A-ZĐ]|\d+(?:\.\d+)*)\s*[-.)/]+\s*)*{any_of(heads.levels.titles)}(?!\w)", regex.IGNORECASE),
        change=_words(heads.changes.words),
        target=_words(heads.targets.words, heads.targets.unless),
        certain=_words(heads.targets.certain),
        target_title=_words(heads.targets.titles),
        level=_words(heads.levels.words, heads.levels.unless),
        graded=_words(heads.levels.graded),
        increase=_words(heads.increases.words, heads.increases.unless),
        decrease=_words(heads.decreases.words, heads.decreases.unless),
        row_increase=_opening(heads.row_names.increases),
        row_decrease=_opening(heads.row_names.decreases),
        row_target=_opening(heads.row_names.targets),
        row_change=_opening(heads.row_names.changes),
        time=kept.compiled(rf"{TIMES}|(?<!\w)(?P<said>{said})(?!\w)", regex.IGNORECASE | regex.VERBOSE),
        only_time=kept.compiled(rf"\W*{lead}(?:{TIMES}|(?P<said>{said})(?!\w))\W*", regex.IGNORECASE | regex.VERBOSE),
        state_of_time=kept.compiled(rf"\W*{state}(?:(?P<dated>{TIMES}|(?P<said>{said})(?!\w))[\s.,:()-]*{state})?\W*", regex.IGNORECASE | regex.VERBOSE),
        future=_words(heads.future_columns.words, heads.future_columns.unless),
        done=_words(heads.done_columns.words),
    )


__all__ = ["TableHeads", "Vocabulary", "Words", "vocabulary"]
