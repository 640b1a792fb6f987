"""Laws, codes, ordinances, the constitution and treaties that are cited by name.

A name ends where the list of patterns/references/laws.yaml or the shape of the sentence ends it. An amending law is one mention; the laws inside its
title are none. A bare year right after a name belongs to it ("Luật Thư viện 2019"), "năm 2019" does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from extractor.lexicon.patterns import Example, Strict, alternatives, compile_rule, load


class LawPatterns(Strict):
    """patterns/references/laws.yaml."""

    laws: list[str]
    codes: list[str]
    ordinances: list[str]
    name_stops: list[str]
    examples: list[Example]
    counter_examples: list[Example]


@dataclass(frozen=True, slots=True)
class LawMention:
    """A law by name at `[start, end)` of the reading; `doc_type` is Luật, Bộ luật, Pháp lệnh, Hiến pháp or a treaty's type."""

    start: int
    end: int
    doc_type: str


@cache
def _patterns() -> LawPatterns:
    return load("laws", LawPatterns)


# The noun as it opens a name: capitalised, or all in capitals in a heading.
HEAD = regex.compile(
    r"(?<![\p{L}\d_-])(?P<noun>Bộ luật|Bộ Luật|BỘ LUẬT|Luật|LUẬT|Pháp lệnh|PHÁP LỆNH|Hiến pháp|HIẾN PHÁP|Hiến chương|Công ước|Hiệp định|Hiệp ước)\b"
)
AMENDING = regex.compile(r"[ ]+(?:sửa đổi|bổ sung|thay thế)\b", regex.I)
OF_LAWS = regex.compile(r"[^.;:\n()]{0,90}?(?=[ ](?:của[ ]+)?(?:các[ ]+|\d{1,2}[ ]+)?(?:Bộ[ ]+luật|Luật|Pháp[ ]+lệnh)[ ])", regex.I)
NEXT_LAW = regex.compile(r"(?:[ ]*,[ ]*|[ ]+và[ ]+|[ ]*;[ ]*)(?=(?:Bộ[ ]+luật|Luật|Pháp[ ]+lệnh)[ ]+(?!sửa[ ]+đổi|số\b))", regex.I)
# "của 11 Luật có liên quan đến quy hoạch", "của các luật về thuế": laws that are named by what they are about.
ABOUT = regex.compile(
    r"[ ]+(?:có[ ]+liên[ ]+quan|liên[ ]+quan|về)(?!\p{L})(?:[ ]+(?!(?:ngày|số|năm|được|có hiệu lực|và|của|do|tại|theo|đã)(?!\p{L}))[\p{L}/]+){1,14}", regex.I
)
# A law of the title that is named with its number, before the next law of it.
NUMBERED = regex.compile(r"[ ]+số[ ]+\d{1,3}/(?:19|20)\d{2}/[\p{Lu}\d]+")
YEAR = regex.compile(r"[ ](?:19|20)\d{2}(?![\d/])")
CONSTITUTION = regex.compile(r"(?:[ ]+nước[ ]+Cộng[ ]+h[oò][aà][ ]+xã[ ]+hội[ ]+chủ[ ]+nghĩa[ ]+Việt[ ]+Nam)?(?:[ ](?:19|20)\d{2}(?![\d/]))?", regex.I)
# A treaty's name goes on over its parties and its subject to the next mark, date or clause.
TREATY = regex.compile(
    r"[ ]+(?=\p{Lu}|giữa\b|khung\b|về\b)(?!này|trên|nêu)(?:(?!(?:ngày|ký|được|có hiệu lực|và các|và Nghị|và Luật|năm|số|đã|do|là|theo|tại|của|hoặc)\b)[\p{L}\d/-]+)"
    r"(?:[ ]+(?!(?:ngày|ký|được|có hiệu lực|và các|và Nghị|và Luật|năm|số|đã|do|là|theo|tại|của|hoặc|mà|khi|thì)\b)[\p{L}\d/-]+){0,34}"
)
NOT_A_NAME = regex.compile(r"[ ]+(?:sư|gia|này|số|định|pháp|trên|nêu|khác|mới|hiện|có|là|và|của|liên quan|các)\b")


@cache
def _listed(kind: str) -> Any:
    names = {"law": _patterns().laws, "code": _patterns().codes, "ordinance": _patterns().ordinances}[kind]
    return compile_rule(rf"[ ]+(?:{alternatives(names)})(?![\p{{L}}])", file="laws", rule=kind, flags=regex.I)


@cache
def _shape() -> Any:
    """A name by its shape: capitalised, then words up to a stop word, a mark, or the next document."""
    stops = alternatives(_patterns().name_stops)
    word = rf"(?!(?:{stops})(?!\p{{L}})|và[ ]+(?:Luật|Bộ[ ]+luật|Nghị|Thông|Quyết|Pháp|các|những|văn)|(?:Luật|Nghị định|Thông tư|Nghị quyết)\b)\p{{L}}[\p{{L}}/]*"
    return compile_rule(rf"[ ]+(?=\p{{Lu}}){word}(?:[ ]+{word}){{0,14}}", file="laws", rule="name_stops")


def find_laws(text: str) -> list[LawMention]:
    """All laws cited by name in a reading, in order, without overlap."""
    found: list[LawMention] = []
    end = 0
    for match in HEAD.finditer(text):
        if match.start() < end:
            continue
        mention = _at(text, match)
        if mention is not None:
            found.append(mention)
            end = mention.end
    return found


def _at(text: str, match: Any) -> LawMention | None:
    noun = match["noun"].capitalize()
    doc_type = {"Bộ luật": "Bộ luật"}.get(noun, noun)
    position = match.end()
    if doc_type == "Hiến pháp":
        found = CONSTITUTION.match(text, position)
        return LawMention(match.start(), found.end(), doc_type)
    if doc_type in {"Hiến chương", "Công ước", "Hiệp định", "Hiệp ước"}:
        found = TREATY.match(text, position)
        return LawMention(match.start(), found.end(), doc_type) if found else None
    if AMENDING.match(text, position):
        end = _amending_end(text, position)
        return LawMention(match.start(), end, doc_type) if end else None
    end = _name_end(text, position, doc_type)
    if end is None:
        return None
    year = YEAR.match(text, end)
    return LawMention(match.start(), year.end() if year else end, doc_type)


def _name_end(text: str, position: int, doc_type: str) -> int | None:
    kind = {"Luật": "law", "Bộ luật": "code", "Pháp lệnh": "ordinance"}[doc_type]
    listed = _listed(kind).match(text, position)
    if listed:
        name = listed[0].strip()
        # "Luật đất đai" in small letters is a name too; one small word ("luật giá cả") may be anything.
        return int(listed.end()) if name[0].isupper() or " " in name else None
    if NOT_A_NAME.match(text, position):
        return None
    shaped = _shape().match(text, position)
    return int(shaped.end()) if shaped else None


def _amending_end(text: str, position: int) -> int | None:
    lead = OF_LAWS.match(text, position)
    if lead is None:
        shaped = regex.compile(r"[ ]+sửa đổi(?:,? bổ sung)?(?: một số điều)?", regex.I).match(text, position)
        return int(shaped.end()) if shaped else None
    end = int(lead.end())
    numbered = False
    while True:
        head = regex.compile(r"[ ](?:của[ ]+)?(?:các[ ]+|\d{1,2}[ ]+)?(Bộ[ ]+luật|Luật|Pháp[ ]+lệnh)", regex.I).match(text, end) or HEAD.match(text, end)
        if head is None:
            return end
        kind = " ".join(head[head.lastindex or 0].split()).capitalize() if head.lastindex else "Luật"
        name = _name_end(text, head.end(), kind if kind in {"Luật", "Bộ luật", "Pháp lệnh"} else "Luật")
        if name is None:
            about = ABOUT.match(text, head.end())
            return int((about or head).end()) if end == lead.end() else end
        end = name
        number = NUMBERED.match(text, end)
        if number and (numbered or NEXT_LAW.match(text, number.end())):
            # The last law of such a list carries a number of its own too: it is not the amending law's.
            end, numbered = int(number.end()), True
        year = YEAR.match(text, end)
        end = int(year.end()) if year else end
        more = NEXT_LAW.match(text, end)
        if more is None:
            return end
        end = int(more.end())
