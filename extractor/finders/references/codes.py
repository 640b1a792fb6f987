"""The grammar of document codes: a number, perhaps a year, and a symbol (`214/KH-UBND`, `12/2024/QĐ-UBND`, `118-KL/TU`, `702/STP-VP`).

Pure functions on a reading. A code is found as it stands, also a malformed one (`09/NQCP`, `76-KH-TU`); `closed_up` gives it without
blanks. Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3; Hướng dẫn 36-HD/VPTW for Party documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from extractor.lexicon.document_types import document_types
from extractor.lexicon.patterns import Example, Rule, Strict, compile_rule, fold, load
from extractor.lexicon.phrases import REFERENCES
from extractor.lexicon.type_nouns import noun_pattern, short_pattern, type_of_symbol
from extractor.quick import quick


class CodePieces(Strict):
    """The pieces of the code grammar, as regular expressions."""

    number: str
    damaged_number: str
    year: str
    part: str
    spaced_part: str


class Words(Rule):
    """A list of words with examples."""

    words: list[str]


class OwnActs(Rule):
    """Verbs by which a body makes a document: `inside` a clause, and right `behind` "do X"."""

    inside: list[str]
    behind: list[str]


class FormWords(Words):
    """Nouns of forms; behind the words of `not_after` they are none ("đại biểu số")."""

    not_after: list[str]


class ReferencePatterns(Strict):
    """patterns/references/references.yaml."""

    code: CodePieces
    date_lead: list[str]
    issuing_verbs: Words
    auxiliaries: list[str]
    issuing_fillers: Words
    own_acts: OwnActs
    preparing: Words
    counted_nouns: list[str]
    bare_types: list[str]
    counting_types: list[str]
    after_bare: list[str]
    bare_short_forms: list[str]
    forms: FormWords
    joint_letters: Words
    date_columns: list[str]
    examples: list[Example]
    counter_examples: list[Example]


@quick
@dataclass(frozen=True, slots=True)
class CodeMention:
    """A code at `[start, end)` of the reading: `code` closed up, `type_part` the type abbreviation in it (or None), `year` if it has one.

    `malformed` says what is wrong with its form, `confidence` is below 1 where a scanner's letters were read as digits.
    """

    start: int
    end: int
    code: str
    type_part: str | None
    year: int | None
    malformed: str | None = None
    confidence: float = 1.0


@cache
def patterns() -> ReferencePatterns:
    """patterns/references/references.yaml, loaded once."""
    return load("references", ReferencePatterns)


@cache
def _code_pattern() -> Any:
    pieces = patterns().code
    types = "|".join(sorted({regex.escape(a) for t in document_types().types for a in t.abbreviations}, key=lambda a: (-len(a), a)))
    part = rf"(?:{pieces.spaced_part}|{pieces.part}(?![\p{{Ll}}\d]))"
    # A blank after the hyphen is a line end or a slip; the capitals after it must be a whole part.
    bodies = "|".join(old_bodies())
    join = r"(?:[-/][ ]?(?=\p{Lu})|[ ]-[ ]?(?=(?:\p{Lu}{2,}|\p{Lu}(?:[ ]\p{Lu}{1,2})+)(?![\p{Ll}])))"
    return compile_rule(
        rf"""
        (?<![\p{{L}}\d/.,%-]) (?:
            (?P<slash>(?P<number>{pieces.number}) [ ]?(?:/[ ]?(?P<year>{pieces.year}))? [ ]?/[ ]? (?P<symbol>(?:(?:{types})(?![\p{{L}}\d])(?:\.\p{{Lu}}{{2,6}}(?![\p{{L}}\d]))?|{part})(?:{join}{part})*))
          | (?P<hyphen>(?P<number2>{pieces.number}) [ ]?-[ ]? (?P<symbol2>(?:{types})(?:[ ]?[-/][ ]?{part})+|{part}/(?:{types})(?![\p{{L}}\d])))
          | (?P<old>\d{{1,5}} (?:[ ]?-[ ]?(?P<symbol3>{part}(?:[/-]{part})*) | [ ]?(?P<symbol4>{part}(?:[ ]?/[ ]?{part})+|(?:{bodies})(?!\p{{L}}))))
        ) (?![\p{{L}}\d])
        """,
        file="references",
        rule="code",
        flags=regex.VERBOSE,
    )


@cache
def _damaged_pattern() -> Any:
    pieces = patterns().code
    part = rf"(?:{pieces.part}(?![\p{{Ll}}\d]))"
    return REFERENCES.filled("damaged_code", number=pieces.damaged_number, year=pieces.year, part=part)


@cache
def _bodies() -> frozenset[str]:
    # Symbols of the widest bodies: what stands after the type in nearly all codes.
    return frozenset(fold(s) for s in ("UBND", "HĐND", "CP", "TTg", "TU", "TW", "TƯ", "QH", "CTN", "VPCP", "UBTVQH", "HU", "ĐU", "UB"))


@cache
def old_bodies() -> tuple[str, ...]:
    """Bodies whose letters alone were the symbol of a document."""
    return ("HĐBT", "HĐNN", "TTg", "CP")


LONGEST_NUMBERS = 60  # of numbers before a code that share its symbol, in code points
NUMBER = regex.compile(r"\d+")
_BLANKS = regex.compile(r"[\s_]+")
_JOINTS = regex.compile(r"[/-]")
_YEAR = regex.compile(r"(?:19|20)\d{2}")
_PARTY = regex.compile(r"\d+[a-z]?-")
_GAP = regex.compile(r"\d\s+/")


def closed_up(written: str) -> str:
    """A code without blanks, line ends and underscores, otherwise as written."""
    return str(_BLANKS.sub("", written))


def split(code: str) -> tuple[str, int | None, list[str]]:
    """Number, year and symbol parts of a closed-up code: "12/2024/QĐ-UBND" → ("12", 2024, ["QĐ", "UBND"])."""
    pieces = _JOINTS.split(code)
    number, rest = pieces[0], pieces[1:]
    year = None
    if rest and _YEAR.fullmatch(rest[0]):
        year = int(rest[0])
        rest = rest[1:]
    if rest and (dotted := rest[0].split("."))[1:] and type_of_symbol(dotted[0]):
        rest = [*dotted, *rest[1:]]  # "512/QĐ.UB"
    return number, year, [part for part in rest if part]


def malformation(code: str) -> str | None:
    """What is wrong with the form of a closed-up code, as a stable word, or None.

    fused: type and body without a hyphen ("NQCP"); reversed: body before the type ("UBND-KH"); doubled: the same part twice;
    party_hyphen: a Party body after a hyphen ("76-KH-TU").
    """
    _, year, parts = split(code)
    if not parts:
        return None
    if len(parts) == 1 and year is None:
        for body in _bodies():
            folded = fold(parts[0])
            if folded.endswith(body) and type_of_symbol(folded[: -len(body)]) and folded != body:
                return "fused"
    if len(parts) >= 2 and fold(parts[0]) == fold(parts[1]):
        return "doubled"
    if len(parts) == 2 and fold(parts[0]) in _bodies() and type_of_symbol(parts[1]) is not None and fold(parts[1]) in {"kh", "qd", "bc", "tb", "ct", "nq", "ttr"}:
        return "reversed"
    if _PARTY.match(code) and len(parts) == 2 and "/" not in code:
        return "party_hyphen"
    return None


def find_codes(text: str) -> list[CodeMention]:
    """All codes of a reading, in order, without overlap."""
    found: list[CodeMention] = []
    for match in _code_pattern().finditer(text):
        symbol = match["symbol"] or match["symbol2"] or match["symbol3"] or match["symbol4"]
        code = closed_up(match[0])
        _, year, parts = split(code) if not match["symbol4"] else split(f"0-{closed_up(symbol)}")
        type_part = _type_part(parts)
        shortened = _shortened(text, match, code, type_part)
        found += shortened
        if (match["slash"] and not shortened and not _credible(text, match, parts)) or (match["old"] and not _credible_old(text, match, symbol)):
            continue
        flaw = None if match["old"] else "spaced" if _BLANKS.search(symbol) or _GAP.search(match[0]) else malformation(code)
        found.append(CodeMention(match.start(), match.end(), code, type_part, year, flaw))
    if found or "/" in text:
        found.extend(_damaged(text, found))
    return sorted(found, key=lambda mention: mention.start)


def _shortened(text: str, match: Any, code: str, type_part: str | None) -> list[CodeMention]:
    """The numbers before a code that share its symbol, behind a type's noun: "Nghị định 41, 42 và 57/CP" → 41/CP, 42/CP."""
    before = REFERENCES.numbers_before.search(text, max(0, match.start() - LONGEST_NUMBERS), match.start()) if match["slash"] else None
    if before is None or not _noun_before(text, before.start("numbers") - len(before["lead"] or "")):
        return []
    symbol = code[code.index("/") :]
    return [CodeMention(number.start(), number.end(), number[0] + symbol, type_part, None) for number in NUMBER.finditer(text, *before.span("numbers"))]


def _damaged(text: str, found: list[CodeMention]) -> list[CodeMention]:
    taken = {mention.end for mention in found}
    more = []
    for match in _damaged_pattern().finditer(text):
        if match.end() not in taken and not match["number"].isdigit():
            parts = split(closed_up(match[0]))[2]
            type_part = _type_part(parts)
            year = int(match["year"]) if match["year"] else None
            more.append(CodeMention(match.start(), match.end(), closed_up(match[0]), type_part, year, "damaged", 0.6))
    return more


def _noun_before(text: str, place: int) -> bool:
    """Whether a type's noun or short form stands right before `place`."""
    start = max(0, place - 40)
    return text[place - 1 : place] == " " and any(
        found.end() == place - 1 for pattern in (noun_pattern(), short_pattern()) for found in pattern.finditer(text, start, place - 1)
    )


def _credible_old(text: str, match: Any, symbol: str) -> bool:
    """"177-CP", "33 TC/TCT", "590 TTg", as offices wrote before 1998: codes only right behind a type's noun, with "số" or without; a symbol of one part is a body's."""
    if not regex.search(r"[/-]", symbol) and symbol not in old_bodies():
        return False
    lead = REFERENCES.number_lead.search(text, max(0, match.start() - 14), match.start())
    return _noun_before(text, lead.start() + 1 if lead else match.start())


def _type_part(parts: list[str]) -> str | None:
    """The part of a symbol that names the type: the first, or the one behind the letters of several bodies ("LN-TTr")."""
    if len(parts) == 2 and type_of_symbol(parts[0]) is None and type_of_symbol(parts[1]) is not None and parts[0] not in patterns().joint_letters.words:
        return parts[1]  # "37-BYT/QĐ", as offices wrote before 1996
    first = parts[1] if len(parts) > 1 and parts[0] in patterns().joint_letters.words else parts[0]
    return first if type_of_symbol(first) else None


def _credible(text: str, match: Any, parts: list[str]) -> bool:
    """A symbol of one part that is no known type or body is a code only behind "số" ("12/TTHC" counts procedures)."""
    if len(parts) >= 2 or match["year"]:
        return True
    if REFERENCES.leads_code.search(text, max(0, match.start() - 14), match.start()):
        return True
    if fold(parts[0]) in _bodies() and (_noun_before(text, match.start())):
        # "Nghị định 81/CP": a type's noun before the number of a body that is known by its letters.
        return True
    return malformation(closed_up(match[0])) == "fused"
