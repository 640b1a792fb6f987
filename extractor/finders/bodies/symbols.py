"""From the symbol of a code to the body that issued the document: "95/KH-UBND" in a document of tỉnh Sơn La → "Ủy ban nhân dân tỉnh Sơn La".

A symbol says the widest body that uses it: …/TU the Tỉnh ủy, not its Ban Thường vụ. What the tables do not hold is None: an unresolved
issuer is better than a guessed one. Data: patterns/bodies/symbols.yaml, patterns/references/document_types.yaml, patterns/bodies/organizations.yaml.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace
from functools import cache

from pydantic import Field

from extractor.finders.bodies.body import party_committee
from extractor.finders.bodies.context import Context
from extractor.finders.bodies.gazetteer import Uses, gazetteer
from extractor.finders.bodies.provinces import bare_name
from extractor.lexicon.document_types import abbreviations
from extractor.lexicon.patterns import PatternError, Rule, Strict, fold, load
from extractor.messages import SAY
from extractor.quick import quick


class SymbolHead(Strict):
    """Letters before those of a field: "S" + "NV"."""

    letters: str
    body: str
    uses: Uses


class SymbolBody(Strict):
    """A body by its symbols."""

    symbols: list[str]
    body: str


class SymbolLetter(Strict):
    """A symbol that is a body only in documents of some types; `before` is the body until the day `since`."""

    symbols: list[str]
    doc_types: list[str]
    body: str
    since: datetime.date | None = None
    before: str | None = None


class SymbolsFile(Rule):
    """patterns/bodies/symbols.yaml."""

    heads: list[SymbolHead]
    fields: dict[str, list[str]]
    bodies: list[SymbolBody]
    letters: list[SymbolLetter] = Field(default_factory=list)
    upward_types: list[str] = Field(default_factory=list)
    joint_letters: dict[str, str] = Field(default_factory=dict)


@quick
@dataclass(frozen=True, slots=True)
class CodeParts:
    """A code taken apart: `number` "12", `year` "2020", `type` "QĐ" (None in an official letter), `organizations` its further parts.

    All in capitals, without "&", dots, blanks and brackets.
    """

    number: str
    year: str | None
    type: str | None
    organizations: tuple[str, ...]
    joint: bool = False


_CODE = re.compile(r"(?P<number>\d[\d.]*[a-zđA-ZĐ]?)(?:[/-](?P<year>(?:19|20)\d{2})(?=[/-]))?(?P<rest>[/-].*)?$", re.DOTALL)
_NOISE = re.compile(r"&amp;|[\s&.,]|\(.*?\)|\(.*$")
_PLACEHOLDER = re.compile(r"\{([^}]+)\}")
_ONSET = re.compile(r"[^AEIOUY\W\d]+")
_ANY_PLACE = "tỉnh"
_TERM = re.compile(r"(?<=[A-ZĐ])\d{1,2}$")


@cache
def symbols() -> SymbolsFile:
    """The file's content; raises PatternError where it is broken or names an unknown field or placeholder."""
    data = load("symbols", SymbolsFile)
    known = {field.name for field in gazetteer().data.fields}
    for field in data.fields:
        if field not in known:
            raise PatternError(f"patterns/bodies/symbols.yaml: fields → {field}", *SAY.lexicon("no_field"))
    for body in _templates():
        for placeholder in _PLACEHOLDER.findall(body):
            if placeholder not in _FILLERS and placeholder != "field":
                raise PatternError(f"patterns/bodies/symbols.yaml: {body}: {{{placeholder}}}", *SAY.lexicon("no_placeholder"))
    return data


def _templates() -> list[str]:
    data = load("symbols", SymbolsFile)
    letters = [body for entry in data.letters for body in (entry.body, entry.before) if body]
    return [*(h.body for h in data.heads), *(b.body for b in data.bodies), *letters]


def _province(context: Context) -> str | None:
    return context.province


def _province_name(context: Context) -> str | None:
    return bare_name(context.province) if context.province else None


def _own(context: Context) -> str | None:
    return context.own


def _provincial_committee(context: Context) -> str | None:
    return party_committee(context.province)


def _district(context: Context) -> str | None:
    return context.district


def _district_committee(context: Context) -> str | None:
    return party_committee(context.district)


_FILLERS = {
    "tỉnh": _province,
    "tên": _province_name,
    "own": _own,
    "huyện": _district,
    "tỉnh ủy": _provincial_committee,
    "huyện ủy": _district_committee,
}


@cache
def _table() -> dict[str, str]:
    """The body of each symbol, composed ones included; what is written out in `bodies` comes before what is composed."""
    data = symbols()
    table: dict[str, str] = {}
    for entry in data.bodies:
        for symbol in entry.symbols:
            table.setdefault(symbol.upper(), entry.body)
    uses = {field.name: field for field in gazetteer().data.fields}
    for head in data.heads:
        for field, letters in data.fields.items():
            if getattr(uses[field], head.uses):
                for short in letters:
                    table.setdefault(f"{head.letters}{short}".upper(), head.body.replace("{field}", field))
    return table


def _fill(template: str, context: Context) -> str | None:
    """A body's name with its placeholders filled; None where the context does not know one of them."""
    name = template
    for placeholder in _PLACEHOLDER.findall(template):
        value = _FILLERS[placeholder](context)
        if value is None:
            return None
        name = name.replace(f"{{{placeholder}}}", value)
    return name


def body_by_symbol(symbol: str, context: Context) -> str | None:
    """The body of one organization part ("SNV", "QH15", "LĐTBXH"), or None.

    A symbol that no table holds is the document's own body where its own code has the same one ("BCĐ" in a Ban Chỉ đạo's document).
    """
    key = _NOISE.sub("", symbol).upper()
    table = _table()
    template = table.get(key) or (table.get(_TERM.sub("", key)) if key.startswith(("QH", "UB", "HĐ")) else None)
    if template is None and context.symbol is not None and key == context.symbol:
        return context.issuer
    return _fill(template, context) if template else None


def _is_type(part: str) -> bool:
    return part in abbreviations()


def _split_fused(part: str) -> tuple[str, str] | None:
    """Type and organization that a slip wrote without the hyphen: "NQHĐND" → ("NQ", "HĐND"); None where the rest is no known symbol."""
    for length in range(min(5, len(part) - 1), 0, -1):
        if _is_type(part[:length]) and part[length:] in _table():
            return part[:length], part[length:]
    return None


def code_parts(code: str) -> CodeParts | None:
    """A code taken apart; None where it is no code, or a bare number."""
    match = _CODE.match(_NOISE.sub("", code.replace("–", "-")))
    if not match or not match["rest"]:
        return None
    groups = [[part for part in group.upper().split("-") if part] for group in match["rest"].strip("/-").split("/")]
    groups = [group for group in groups if group]
    if not groups:
        return None
    number, year = match["number"], match["year"]
    first = groups[0][0]
    kind: str | None = None
    organizations = [part for group in groups for part in group]
    if _is_type(first) and (len(organizations) > 1 or first not in _table()):
        kind, organizations = first, organizations[1:]
    elif first not in _table() and len(groups) > 1 and len(groups[0]) > 1 and _is_type(groups[0][-1]):
        # "KH-UBND/12": nothing before the type is an organization.
        kind, organizations = groups[0][-1], [part for group in groups[1:] for part in group]
    elif first not in _table() and (fused := _split_fused(first)):
        kind, organizations = fused[0], [fused[1], *organizations[1:]]
    joint = (
        kind is not None
        and any(entry.joint for entry in abbreviations()[kind])
        and not any(not e.joint for e in abbreviations()[kind])
    )
    return CodeParts(number, year, kind, tuple(organizations), joint)


def names_the_body(parts: CodeParts, name: str, context: Context) -> bool:
    """Whether what looks like the type of a code are the letters of the body that issued it, as the codes of official letters begin: "124/TTr-P1" of a Thanh tra.

    They spell its first words, by their first letters or by all consonants before the vowel; and what follows them names no body.
    """
    if parts.type is None or not parts.organizations or parts.organizations[0].startswith(parts.type):
        return False
    if body_by_symbol(parts.organizations[0], replace(context, province=context.province or _ANY_PLACE)) is not None:
        return False
    left = {parts.type}
    for count, word in enumerate(fold(name).upper().split(), 1):
        onset = _ONSET.match(word)
        left = {rest.removeprefix(start) for rest in left for start in (word[:1], onset[0] if onset else word[:1]) if rest.startswith(start)}
        if "" in left:
            return count > 1
    return False


def issuer_by_symbol(code: str, context: Context, doc_type: str | None = None) -> str | None:
    """The body that the symbol of `code` names, canonical; several of a joint document are joined by ", ". None where it names none.

    `doc_type` is what the text calls the document: it decides for symbols that are both a type and a body ("CT").
    """
    parts = code_parts(code)
    if parts is None:
        return None
    if parts.joint:
        letter = symbols().joint_letters.get(parts.type or "", "")
        bodies = [body_by_symbol(letter + part, context) or body_by_symbol(part, context) for part in parts.organizations]
        return ", ".join(body for body in bodies if body) if bodies and all(bodies) else None
    if parts.organizations:
        first = parts.organizations[0]
        upward = doc_type in symbols().upward_types and context.province is not None
        body = (body_by_symbol(f"S{first}", context) if upward else None) or body_by_symbol(first, context)
        if body:
            return body
    return _by_letter(parts, context, doc_type)


def _by_letter(parts: CodeParts, context: Context, doc_type: str | None) -> str | None:
    """The body of a symbol that is also a type: "5/CT-KK" is a letter of the tax authority where the text calls it "Công văn"."""
    # In the place of the organization the letters say only the body; in that of the type the text must call it a letter.
    second = parts.organizations[0] if parts.type and parts.organizations else ""
    first = parts.type or (parts.organizations[0] if parts.organizations else "")
    for entry in symbols().letters:
        if second in entry.symbols or (first in entry.symbols and doc_type in entry.doc_types):
            early = entry.since is not None and context.issued_on is not None and context.issued_on < entry.since
            template = entry.before if early and entry.before else entry.body
            return _fill(template, context)
    return None
