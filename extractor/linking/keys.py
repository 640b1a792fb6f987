"""The folded keys under which mentions of one document meet: of codes, of titles, and of the bodies that issue them.

Keys are for comparing only and are never shown. "47/2019/NĐ-CP" has the key `47|ndcp` and the year 2019; "27/2021/QĐ-UBND" has
`14|y|qdubnd` and the year 2023, since 14/QĐ-UBND is of another series; "Luật Đầu tư 2020" has the title key `luat dau tu` and the year 2020.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

from extractor.lexicon.patterns import Strict, compile_rule, fold, load


class Heads(Strict):
    """Words for a body's head or standing part, and the bodies that may follow them."""

    words: list[str]
    bodies: list[str]


class Same(Strict):
    """Names of one body."""

    name: str
    also: list[str]


class Pairs(Strict):
    """Examples: pairs of codes that are one document, and pairs that are two."""

    one: list[tuple[str, str]]
    two: list[tuple[str, str]]


class LinkingRules(Strict):
    """patterns/linking/linking.yaml."""

    heads: Heads
    same: list[Same]
    shortened: dict[str, str]
    local_words: list[str]
    year_in_code: list[str]
    named_types: list[str]
    vague_types: list[str]
    pairs: Pairs


class CodeKey(NamedTuple):
    """`key`: number and symbol without separators, case and accents; `number`: the number alone; `year`: the year inside the code."""

    key: str
    number: str
    year: int | None
    bare: bool


@cache
def rules() -> LinkingRules:
    """The rules of patterns/linking/linking.yaml, read once."""
    return load("linking", LinkingRules)


@cache
def _year_symbols() -> Any:
    return compile_rule("|".join(f"(?:{p})" for p in rules().year_in_code), file="linking", rule="year_in_code")


@cache
def _body_rules() -> tuple[Any, tuple[tuple[str, Any], ...], Any]:
    heads = rules().heads
    head = compile_rule(
        rf"^(?:(?:{_longest_first(heads.words)}) )+(?=(?:{_longest_first(heads.bodies)})\b)", file="linking", rule="heads"
    )
    same = tuple(
        (_spell(s.name), compile_rule(rf"^(?:{_longest_first([s.name, *s.also])})\b", file="linking", rule=s.name))
        for s in rules().same
    )
    local = compile_rule(rf"\b(?:{_longest_first(rules().local_words)})\b", file="linking", rule="local_words")
    return head, same, local


def _longest_first(names: list[str]) -> str:
    return "|".join(sorted(map(_spell, names), key=lambda name: (-len(name), name)))


_SEPARATORS = re.compile(r"[^0-9a-z]+")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[^0-9a-z]+(?=\d)")
_NUMBER = re.compile(r"0*(\d+[a-z]?)(?![a-z])")
_YEAR = re.compile(r"[^0-9a-z]+((?:19|20)\d\d)(?=[^0-9a-z]|$)")
_TITLE_YEAR = re.compile(r"^(.+?)(?: nam)? ((?:19|20)\d\d)$")
_FINAL_Y = re.compile(r"(?<=[bcdghklmnprstvxq])y\b")
_NEXT_BODY = re.compile(r",\s+(?=[A-ZĐÀ-Ỹ])")


def _spell(name: str) -> str:
    """`name` folded, and kỹ = kĩ."""
    return _FINAL_Y.sub("i", fold(name))


@lru_cache(maxsize=1 << 16)
def code_key(code: str) -> CodeKey:
    """The key of a code as written. A code of a number alone ("06") is `bare`: only its type can tell what it is."""
    folded = (
        fold(code.replace("&amp;", "&").replace("_", " ")).replace("–", "-").replace("—", "-").replace("‑", "-").replace(" ", "")
    )
    match = _NUMBER.match(folded)
    if match is None:
        return CodeKey("|" + _SEPARATORS.sub("", folded), "", None, False)
    number, rest, year = match[1], folded[match.end() :], None
    in_code = _YEAR.match(rest)
    if in_code:
        year, rest = int(in_code[1]), rest[in_code.end() :]
    symbol = rest.strip("-/. ")
    plain = _SEPARATORS.sub("", _BETWEEN_DIGITS.sub(".", symbol)) if "." not in symbol else _SEPARATORS.sub("", symbol)
    if not plain:
        return CodeKey(number, number, year, True)
    series = "y|" if year and not _year_symbols().search(symbol) else ""
    return CodeKey(f"{number}|{series}{plain}", number, year, False)


@lru_cache(maxsize=1 << 16)
def title_key(title: str) -> tuple[str, int | None]:
    """The key of a title, and the year at its end."""
    folded = " ".join(_SEPARATORS.sub(" ", _spell(title)).split())
    match = _TITLE_YEAR.match(folded)
    return (match[1], int(match[2])) if match else (folded, None)


def is_named(doc_type: str | None) -> bool:
    """Whether documents of this type are known by their title."""
    folded = fold(doc_type or "")
    return any(folded == t or folded.startswith(t + " ") for t in _named_types())


@cache
def _named_types() -> tuple[str, ...]:
    return tuple(fold(t) for t in rules().named_types)


@cache
def is_vague(doc_type: str) -> bool:
    """Whether the type word says nothing of the type ("văn bản")."""
    return fold(doc_type) in {fold(t) for t in rules().vague_types}


@lru_cache(maxsize=1 << 16)
def bodies(issuer: str) -> tuple[str, ...]:
    """The keys of the bodies that an issuer's name names, sorted; heads and standing parts count as their body."""
    return tuple(sorted({_body(name) for name in _NEXT_BODY.split(issuer) if name.strip()}))


def _body(name: str) -> str:
    head, same, _ = _body_rules()
    spelled = " ".join(_SEPARATORS.sub(" ", head.sub("", _spell(name))).split())
    for canonical, others in same:
        spelled = others.sub(canonical, spelled, count=1)
    short = _shortened()
    return " ".join(short.get(word, word) for word in spelled.split())


@cache
def _shortened() -> dict[str, str]:
    return {_spell(short): _spell(full) for short, full in rules().shortened.items()}


@lru_cache(maxsize=1 << 16)
def is_local(issuer: str) -> bool:
    """Whether a body belongs to a place, so that other places have one of the same name."""
    return bool(_body_rules()[2].search(_spell(issuer)))
