"""patterns/header/header.yaml, compiled: the marks by which the parts of a letterhead and a signature are told apart."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from extractor.lexicon.document_types import document_types
from extractor.lexicon.names import tree_pattern
from extractor.lexicon.patterns import Rule, alternatives, compile_rule, load


class HeaderFile(Rule):
    """patterns/header/header.yaml; the file says what each list holds."""

    mottos: list[str]
    slogans: list[str]
    number_leads: list[str]
    subject_leads: list[str]
    addressee_leads: list[str]
    telegram_ends: list[str]
    decision_words: list[str]
    sitting: str
    recipient_leads: list[str]
    letterhead_noise: list[str]
    parts_of_bodies: list[str]
    parts_of_territories: list[str]
    openings: list[str]
    title_links: list[str]
    not_persons: list[str]
    signature_bodies: list[str]
    signature_powers: list[str]
    signer_titles: list[str]
    title_territories: list[str]
    preparers: list[str]
    signature_marks: list[str]
    signed_behind: list[str]
    filed: list[str]
    annex_labels: list[str]
    behind_types: list[str]
    ranks: list[str]
    annex_leads: list[str]
    adoption: list[str]
    speaking: list[str]
    short_name_leads: list[str]
    weekdays: list[str]
    press_times: list[str]
    form_labels: list[str]


# A code as letterheads write it: blanks may stand around its marks ("1287 /TTr-SYT"), the number may still be missing.
SYMBOL = r"\p{Lu}[\p{L}\d&.()]*(?: ?[-/] ?[\p{Lu}\d][\p{L}\d&.()]*)*"
_SPACED_SYMBOL = r"(?:(?:19|20)\d\d ?[/⁄] ?)?\p{Lu}[\p{L}\d&.]*(?: ?[-–/⁄] ?[\p{Lu}\d][\p{L}\d&.]*)+"
CODE = rf"(?:\d[\d.]*[a-zđ]?|[.…_-]+)? ?(?:/ ?(?:19|20)\d\d ?)?[-/] ?{SYMBOL}|\d[\d.]*[a-zđ]?(?![\p{{L}}\d/])"
DATE = r"(?P<d>\d{1,2})\s*(?:[/.-]|tháng)\s*(?P<m>\d{1,2})\s*(?:[/.-]|năm)\s*(?P<y>\d{4})(?!\d)"
# A day typed between the dots of its blank ("ngày …12… tháng …6… năm 2031").
_DOTTED_DATE = r"[.…_]*\s*(?P<d>\d{1,2})\s*[.…_]*\s*tháng\s*[.…_]*\s*(?P<m>\d{1,2})\s*[.…_]*\s*năm\s*[.…_]*\s*(?P<y>\d{4})(?!\d)"
# "Đắk R lắp": recognition parts a name at its apostrophe.
# A day that is left open, or of which recognition read no number ("ngày ¿8 tháng 7 năm 2031").
_BLANK_DATE = r"(?:[\d\s.…_]*/[\d\s.…_]*/|(?:[^\p{L}\n]{0,12}|[^\p{L}\d\n]{0,4}\S{1,5}\s*)tháng(?:[^\p{L}\n]{0,12}|\s*\S{1,4}\s+)năm)\s*\d{0,4}[.…_]*"
# A word of a place's name: "Phù", "Ô", "M'Drắk", "Ia"; one letter alone begins a name only before another word of it.
_SYLLABLE = r"(?:\p{Lu}\p{Ll}+['’]?\p{L}*|\p{Lu}['’]\p{L}+|\p{Lu}{2}\p{Ll}+|\p{Lu}(?= \p{Lu}\p{Ll}))"
_PLACE = (
    # In small letters only where the line begins: elsewhere they end a subject that stands beside it.
    r"(?<![\p{L}/-])(?:(?:(?:TP|Tp|T\.P|TX|Tx)\.?|Thành phố|Thị xã|(?<=^\s*)(?:thành phố|thị xã))\s?)?"
    rf"(?:(?:Quận|Phường) \d{{1,2}}(?: {_SYLLABLE}){{0,2}}|{_SYLLABLE}(?:(?: | ?- ?)\p{{Lu}}['’]?\p{{L}}*['’]?\p{{L}}*)*(?: [1-9](?=\s*,)|(?<= \p{{Lu}}) \p{{Ll}}{{2,6}}(?=\s*,))?)"
)


@dataclass(frozen=True, slots=True)
class HeaderPatterns:
    """Compiled patterns; each is anchored or searched as its name says."""

    data: HeaderFile
    motto: Any
    number: Any
    filled: Any
    garbled: Any
    bare_code: Any
    place: Any
    day_line: Any
    subject: Any
    addressee: Any
    recipients: Any
    opening: Any
    noise: Any
    upper_type: Any
    lower_type: Any
    annex: Any
    gazette: Any
    no_person: Any
    adoption: Any
    press: tuple[Any, ...]
    power: Any
    body_lead: Any
    titles: Any
    preparer: Any
    sign_mark: Any
    rank: Any
    short_name: Any
    speaking: Any
    signed_behind: Any
    filed: Any
    annex_label: Any
    behind_type: Any
    form: Any


def _compile(pattern: str, rule: str, *, any_case: bool = True) -> Any:
    return compile_rule(pattern, file="header", rule=rule, flags=regex.IGNORECASE if any_case else 0)


def _words(words: Iterable[str]) -> str:
    return alternatives(list(words))


@cache
def header_patterns() -> HeaderPatterns:
    """The compiled file; raises PatternError with rule and reason where a pattern is broken."""
    data = load("header", HeaderFile)
    types = [noun for entry in document_types().types for noun in (entry.name, *entry.spellings)]
    number = rf"(?<![\p{{L}}\d])(?i:{_words(data.number_leads)})\s*[:.]?\s*(?=[\d/.…_-]|$)(?P<code>.*)"
    return HeaderPatterns(
        data=data,
        signed_behind=_compile(rf"\s*[-–(/]+\s*(?:{_words(data.signed_behind)})\)?\s*$", "signed_behind"),
        filed=_compile(rf"(?:{_words(data.filed)})(?:\s|:|$)", "filed"),
        annex_label=_compile(
            rf"\s*(?:{_words(data.annex_labels)})\s*(?:số)?\s*(?:[\dIVXLC]{{1,5}}[A-Za-z]?|[A-ZĐ])?(?:[./-][\dA-Z]+)*\s*(?:[:.–-]\s*|$)", "annex_labels"
        ),
        behind_type=_compile(rf"(?:{_words(data.behind_types)}|\d)", "behind_types"),
        motto=_compile(
            "|".join([*(_scanned(m.upper()) for m in data.mottos), *(rf"(?i:{tree_pattern([m])})" for m in data.slogans)])
            + rf"|^\s*(?i:{tree_pattern(data.mottos)})\s*$",
            "mottos",
            any_case=False,
        ),
        number=_compile(number, "number_leads", any_case=False),
        # A number typed between the dots of its blank ("Số: ….15…./BC-UBND").
        filled=_compile(
            rf"\s*(?i:{_words(data.number_leads)})\s*[:.;,]?\s*[.…_]+ ?(?P<number>\d[\d.]*\d|\d) ?[.…_]* ?[/⁄] ?(?P<symbol>{_SPACED_SYMBOL})\s*$",
            "number_leads",
            any_case=False,
        ),
        # A number of which nothing was read rightly: only the symbol behind its stroke is left ("Số: ##/BC-UBND", "Sá: 21 5A /BC-SYT").
        garbled=_compile(
            rf"(?<![\p{{L}}\d])(?:(?i:{_words(data.number_leads)})|S\p{{L}})\s*[:.;,]\s*(?:(?![^/⁄]*\p{{L}}{{3}})[^\n]{{0,18}}?[/⁄]\s?"
            rf"|[^\p{{L}}\s]{{0,12}}[^\p{{L}}\s\d/.…_-][^\p{{L}}\s]{{0,8}}(?=\p{{Lu}}+-))(?P<symbol>{_SPACED_SYMBOL})\s*$",
            "number_leads",
            any_case=False,
        ),
        bare_code=_compile(CODE, "code", any_case=False),
        place=_compile(rf"(?<!\p{{L}})(?i:{_words(data.weekdays)})\s*,(*SKIP)(*FAIL)|(?P<place>{_PLACE})\s*,\s*(?i:ngày)?\s*(?:{DATE}|{_DOTTED_DATE}|{_BLANK_DATE})", "place", any_case=False),
        day_line=_compile(rf"ngày\s*{DATE}", "day"),
        subject=_compile(rf"(?<!\p{{L}})(?:{_words(data.subject_leads)})(?!\p{{L}})\s*[:.]?\s*", "subject_leads"),
        addressee=_compile(rf"(?:{_words(data.addressee_leads)})(?!\p{{L}})\s*(?P<colon>:?)\s*", "addressee_leads"),
        recipients=_compile(rf"(?:{_words(data.recipient_leads)})\s*:?", "recipient_leads"),
        opening=_compile(rf"(?:{_words(data.openings)})(?!\p{{L}})", "openings"),
        noise=_compile(rf"\(?(?:{_words(data.letterhead_noise)})(?!\p{{L}})[^a-zđ]{{0,40}}\)?", "letterhead_noise"),
        upper_type=_compile(rf"(?:{_words(t.upper() for t in types)})(?!\p{{Lu}}(?!\p{{Ll}}))", "types", any_case=False),
        lower_type=_compile(rf"(?:{_words(types)})(?!\p{{L}})", "types"),
        annex=_compile(
            rf"(?:{_words(data.annex_leads)})\s+(?:theo\s+)?(?P<type>{_words(types)})\s+(?:số\s*:?\s*)?(?P<code>(?-i:{CODE}))"
            rf"(?:\s*,?\s*ngày\s*(?:(?P<date>{DATE})|{_BLANK_DATE}))?(?P<of>\s*,?\s*của\s+)?",
            "annex_leads",
        ),
        gazette=_compile(
            rf"(?:của\s+(?P<body>[^\d]{{3,80}}?)\s+)?(?:số|luật số)\s*:?\s*(?P<code>(?-i:{CODE}))\s*,?\s*(?:ngày\s+(?P<date>{DATE})\s*)?"
            rf"(?:{_words(data.subject_leads)}|về)?(?!\p{{L}})\s*[:.]?\s*",
            "subject_leads",
        ),
        no_person=_compile(rf"(?:{_words(data.not_persons)})(?!\p{{L}})", "not_persons"),
        adoption=_compile(rf"(?:{_words(data.adoption)})\s*{DATE}", "adoption"),
        press=tuple(_compile(p, f"press_times → {n}") for n, p in enumerate(data.press_times)),
        # Letters alone are a power before a blank only: "KTTH" is a department.
        power=_compile(
            rf"(?:{_words(w for w in data.signature_powers if not w.isalpha())})(?=[\s\p{{Lu}}])|(?:{_words(w for w in data.signature_powers if w.isalpha())})(?=\s)",
            "signature_powers",
            any_case=False,
        ),
        body_lead=_compile(rf"(?:{_words(data.signature_bodies)})(?=[\s\p{{Lu}}])", "signature_bodies", any_case=False),
        titles=_compile(rf"(?:{_words(data.signer_titles)})(?: (?:{_words(data.title_territories)}))?(?!\p{{Lu}})", "signer_titles", any_case=False),
        preparer=_compile(rf"(?:{_words(data.preparers)})(?!\p{{L}})", "preparers"),
        sign_mark=_compile("|".join(re.escape(m) for m in data.signature_marks), "signature_marks"),
        rank=_compile(rf"(?:{_words(data.ranks)})(?:(?<=\.)|(?!\p{{L}}))\s*", "ranks", any_case=False),
        short_name=_compile(
            rf"[(,]\s*(?:{_words(data.short_name_leads)})\s*:?\s*[“\"']?(?P<name>\p{{L}}[^)”\"',;:\n]{{1,60}}?)[”\"']?\s*\)",
            "short_name_leads",
        ),
        form=_compile(rf"(?:{_words(data.form_labels)})(?!\p{{L}})", "form_labels"),
        speaking=_compile(rf"(?:{_words(data.speaking)})(?!\p{{L}})", "speaking"),
    )


def _scanned(words: str) -> str:
    """A pattern for `words` in which a letter with marks may be any letter: what recognition mistakes most."""
    return r"\s*".join("".join(c if c.isascii() else r"\w" for c in word) for word in words.split())


def written_date(match: Any) -> datetime.date | None:
    """The day that a match of DATE writes; None where it is impossible or not filled in."""
    try:
        return datetime.date(int(match["y"]), int(match["m"]), int(match["d"]))
    except (TypeError, ValueError):
        return None
