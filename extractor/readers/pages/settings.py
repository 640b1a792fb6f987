"""patterns/readers/pages.yaml: the words by which page furniture, stamps and list marks are known, checked and compiled once."""

from __future__ import annotations

import regex

from extractor.lexicon.patterns import Rule, Strict, compile_rule, load


class PatternRule(Rule):
    """A named regular expression with strings that it must match whole and strings that it must not."""

    pattern: str


class Pages(Strict):
    """The file's parts. `symbols` maps characters of symbol fonts to what a reader sees."""

    symbols: dict[str, str]
    page_number: PatternRule
    item_mark: PatternRule
    stamp_label: PatternRule
    stamp_only: PatternRule
    signed_at: PatternRule
    bare_stamp: PatternRule
    signing_title: PatternRule
    signing_title_bare: PatternRule
    recipients: PatternRule
    family_names: list[str]
    person: PatternRule
    figure: PatternRule
    exponent_units: list[str]
    ordinal_heads: list[str]


PAGES = load("pages", Pages)


def _compiled(rule: str, flags: int = 0) -> regex.Pattern[str]:
    found: regex.Pattern[str] = compile_rule(getattr(PAGES, rule).pattern, file="pages", rule=rule, flags=flags)
    return found


PAGE_NUMBER = _compiled("page_number", regex.IGNORECASE)
ITEM_MARK = _compiled("item_mark")
STAMP_LABEL = _compiled("stamp_label", regex.IGNORECASE)
STAMP_ONLY = _compiled("stamp_only", regex.IGNORECASE)
SIGNED_AT = _compiled("signed_at", regex.IGNORECASE)
BARE_STAMP = _compiled("bare_stamp", regex.IGNORECASE)
SIGNING_TITLE = _compiled("signing_title")
SIGNING_TITLE_BARE = _compiled("signing_title_bare")
RECIPIENTS = _compiled("recipients", regex.IGNORECASE)
PERSON = _compiled("person")
FAMILY_NAMES = frozenset(PAGES.family_names)
FIGURE = _compiled("figure")
EXPONENT_UNITS = frozenset(PAGES.exponent_units)
ORDINAL_HEADS = frozenset(word.casefold() for word in PAGES.ordinal_heads)
