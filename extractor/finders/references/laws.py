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
from extractor.lexicon.phrases import REFERENCES


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


SYLLABLES = 2  # of a law's name that may be common words: "luật giáo dục", "luật dân sự"
YEAR = regex.compile(r"[ ](?:19|20)\d{2}(?![\d/])")


@cache
def _listed(kind: str) -> Any:
    names = {"law": _patterns().laws, "code": _patterns().codes, "ordinance": _patterns().ordinances}[kind]
    plain = [name.replace(",", "") for name in names]  # "Luật Thi đua khen thưởng"
    return compile_rule(rf"[ ]+(?:{alternatives([*names, *plain])})(?![\p{{L}}])", file="laws", rule=kind, flags=regex.I)


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
    for match in REFERENCES.law_noun.finditer(text):
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
    if match["noun"].islower():
        listed = _listed("law" if doc_type == "Luật" else "ordinance").match(text, position)
        return LawMention(match.start(), int(listed.end()), doc_type) if listed and (listed[0].strip()[0].isupper() or len(listed[0].split()) > SYLLABLES) else None
    if doc_type == "Hiến pháp":
        found = REFERENCES.constitution_name.match(text, position)
        return LawMention(match.start(), found.end(), doc_type)
    if doc_type in {"Hiến chương", "Công ước", "Hiệp định", "Hiệp ước", "Nghị định thư"}:
        found = REFERENCES.treaty_name.match(text, position)
        return LawMention(match.start(), found.end(), doc_type) if found else None
    if REFERENCES.amending_verb.match(text, position):
        end = _amending_end(text, position)
        return LawMention(match.start(), end, doc_type) if end else None
    end = _numbered_end(text, position) or _name_end(text, position, doc_type, REFERENCES.ground_before.search(text, max(0, match.start() - 16), match.start()) is not None)
    if end is None:
        return None
    year = YEAR.match(text, end)
    return LawMention(match.start(), year.end() if year else end, doc_type)


@cache
def _numbered() -> Any:
    """A name, in whatever letters, up to its number: "Luật thi hành án hình sự số 41/2019/QH14"."""
    return REFERENCES.filled("numbered_name", stops=alternatives(_patterns().name_stops))


def _numbered_end(text: str, position: int) -> int | None:
    found = _numbered().match(text, position)
    return int(found.end()) if found else None


def _name_end(text: str, position: int, doc_type: str, ground: bool = False) -> int | None:
    kind = {"Luật": "law", "Bộ luật": "code", "Pháp lệnh": "ordinance"}[doc_type]
    listed = _listed(kind).match(text, position)
    if listed:
        name = listed[0].strip()
        # "Luật đất đai" in small letters is a name too; one small word ("luật giá cả") may be anything.
        return int(listed.end()) if ground or name[0].isupper() or " " in name else None
    if REFERENCES.no_law_name.match(text, position):
        return None
    shaped = _shape().match(text, position)
    return int(shaped.end()) if shaped else None


def _amending_end(text: str, position: int) -> int | None:
    lead = REFERENCES.of_laws.match(text, position)
    if lead is None:
        shaped = REFERENCES.amending_lead.match(text, position)
        return int(shaped.end()) if shaped else None
    end = int(lead.end())
    numbered = False
    while True:
        head = REFERENCES.amended_law.match(text, end) or REFERENCES.law_noun.match(text, end)
        if head is None:
            return end
        kind = " ".join(head[head.lastindex or 0].split()).capitalize() if head.lastindex else "Luật"
        name = _name_end(text, head.end(), kind if kind in {"Luật", "Bộ luật", "Pháp lệnh"} else "Luật")
        if name is None:
            about = REFERENCES.about_matter.match(text, head.end())
            return int((about or head).end()) if end == lead.end() else end
        end = name
        number = REFERENCES.numbered_law.match(text, end)
        if number and (numbered or REFERENCES.next_law.match(text, number.end())):
            # The last law of such a list carries a number of its own too: it is not the amending law's.
            end, numbered = int(number.end()), True
        year = YEAR.match(text, end)
        end = int(year.end()) if year else end
        more = REFERENCES.next_law.match(text, end)
        if more is None:
            return end
        end = int(more.end())
