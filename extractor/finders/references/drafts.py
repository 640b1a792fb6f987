"""What cites a document: codes with their type word, laws by name, bare numbers. The first step of the reference finder."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import regex

from extractor.finders.references.codes import CodeMention, find_codes, patterns
from extractor.finders.references.laws import find_laws
from extractor.lexicon.document_types import document_type, document_types
from extractor.lexicon.patterns import alternatives, any_of, compile_rule
from extractor.lexicon.phrases import REFERENCES
from extractor.lexicon.type_nouns import noun_pattern, short_pattern
from extractor.why import decided


@dataclass(slots=True)
class Draft:
    """A mention while it is being read."""

    start: int
    end: int
    lead: int  # where its type word, or the "số" before its code, begins
    doc_type: str | None = None
    own_type: bool = False
    code: str | None = None
    title: str | None = None
    type_part: str | None = None
    malformed: str | None = None
    confidence: float = 1.0
    dates: list[tuple[datetime.date | None, str]] = field(default_factory=list)
    issuer: str | None = None
    source: str | None = None
    tail: int = 0
    shared: bool = False  # the issuer stands before the number, and so before all numbers of a list
    chained: bool = False  # nothing but a connective stands between the mention before and this one

    def told(self, field: str, rule: str, words: str = "", *refused: str) -> None:
        """Tells why the mention says what it says in `field`."""
        decided("reference", self.start, field, rule, words, refused)


"""What may stand between two members of a list."""


@cache
def _bare() -> Any:
    """A type and a bare number: "Nghị định 30", "ĐA06", "Kết luận số 91"."""
    words = patterns()
    types = alternatives([*words.bare_types, *(t.upper() for t in words.bare_types)])
    numbered = alternatives([entry.name for entry in document_types().types if entry.bare_number or entry.named])
    return REFERENCES.filled("bare_number", types=types, shorts=alternatives(words.bare_short_forms), numbered=numbered, counted=any_of(words.counted_nouns))


@cache
def _phrase_ends() -> Any:
    words = alternatives(patterns().after_bare)
    return compile_rule(rf"[ ]*(?:[.,;:)”\"\n]|$|(?:{words})(?!\p{{L}}))", file="references", rule="after_bare", flags=regex.I)


def drafts_of(text: str, own: Sequence[tuple[int, int]]) -> list[Draft]:
    laws = find_laws(text)
    law_ends = {law.end: law for law in laws}
    amended: list[tuple[int, int]] = []
    drafts: list[Draft] = []
    merged: set[int] = set()
    own_runs = sorted(own)
    inside = [(law.start, law.end) for law in laws]
    codes = find_codes(text)
    forms = _forms(text, codes)
    for code in codes:
        if code in forms or any(start <= code.start < end for start, end in own_runs) or _is_own_number(text, code):
            continue
        if _within(code.start, inside) or any(start <= code.start < end for start, end in amended[-1:]):
            continue
        lead = REFERENCES.number_to_come.search(text, max(0, code.start - 18), code.start)
        lead_start = lead.start() if lead else code.start
        law = law_ends.get(lead_start) or law_ends.get(len(text[:lead_start].rstrip(" ,")))
        if law is not None and lead and "ố" in lead[0].lower():
            merged.add(law.start)
            drafts.append(Draft(law.start, code.end, law.start, law.doc_type, True, code.code, _title(text, law.start, law.end), code.type_part, code.malformed, code.confidence))
            continue
        draft = _with_type(text, code, lead_start)
        drafts.append(draft)
        if draft.doc_type in {"Luật", "Bộ luật", "Pháp lệnh"}:
            # "Luật số 12/2024/QH15 sửa đổi, bổ sung một số điều của Luật A, Luật B": the laws of its title are no mentions.
            rest = REFERENCES.amends_behind_code.match(text, code.end)
            if rest:
                amended.append((code.end, rest.end()))
    for law in laws:
        if law.start in merged or any(start <= law.start < end for start, end in amended):
            continue
        drafts.append(Draft(law.start, law.end, law.start, law.doc_type, True, None, _title(text, law.start, law.end)))
    drafts.sort(key=lambda draft: draft.start)
    starts = [draft.start for draft in drafts]
    numbers = {regex.split(r"[/-]", draft.code)[0] for draft in drafts if draft.code}
    for match in _bare().finditer(text):
        before = bisect_right(starts, match.start()) - 1
        if (before >= 0 and drafts[before].end > match.start()) or (before + 1 < len(drafts) and drafts[before + 1].start < match.end()):
            continue
        if any(start <= match.start("code") < end for start, end in own_runs) or not _bare_credible(text, match, numbers):
            continue
        noun = match["type"] or match["numbered"]
        found = document_type(noun or match["short"])
        draft = Draft(match.start(), match.end(), match.start(), found.name if found else noun, True, match["code"])
        drafts.insert(before + 1, draft)
        starts.insert(before + 1, draft.start)
    return drafts


@cache
def _form() -> Any:
    forms = patterns().forms
    return REFERENCES.filled("form_before", not_after=any_of(forms.not_after), forms=any_of(forms.words))


def _forms(text: str, codes: Sequence[CodeMention]) -> frozenset[CodeMention]:
    """The codes that number a form or an annex ("Biểu số 17/CK-NSNN") and no document, with those that follow one in its list."""
    found: list[CodeMention] = []
    for code in codes:
        after = text[found[-1].end : code.start] if found and code.start - found[-1].end <= 16 else None
        if _form().search(text, max(0, code.start - 30), code.start) or (after is not None and REFERENCES.joins_codes.fullmatch(after)):
            found.append(code)
    return frozenset(found)


def _within(place: int, runs: Sequence[tuple[int, int]]) -> bool:
    """Whether `place` lies in one of the sorted runs."""
    index = bisect_right(runs, (place, 1 << 62)) - 1
    return index >= 0 and place < runs[index][1]


def _bare_credible(text: str, match: Any, numbers: set[str]) -> bool:
    """A bare number names a document unless it counts or dates what follows ("Quyết định 02 nội dung", "Kế hoạch 2024").

    `numbers` are those of the full codes in the text: "Kế hoạch 162" is short for one of them.
    """
    code = match["code"]
    if code in numbers:
        return True
    if regex.fullmatch(r"(?:19|20)\d{2}", code) and not (match["numbered"]):
        return False
    if match["type"] and match["type"].capitalize() in patterns().counting_types and "/" not in code:
        return bool(_phrase_ends().match(text, match.end()))
    return True


def _title(text: str, start: int, end: int) -> str:
    name = " ".join(text[start:end].split())
    return name[0].upper() + name[1:]


def _is_own_number(text: str, code: CodeMention) -> bool:
    """"Số: 12/BC-UBND" as a line of its own: the document's own number."""
    line_start = text.rfind("\n", 0, code.start) + 1
    return code.start - line_start <= 12 and bool(REFERENCES.own_number.fullmatch(text, line_start, code.start)) and _short_line(text, code.end)


def _short_line(text: str, end: int) -> bool:
    stop = text.find("\n", end)
    rest = text[end : stop if stop >= 0 else len(text)].strip()
    return len(rest) <= 2 or bool(REFERENCES.not_of_title.match(rest)) or (len(rest) < 40 and rest.isupper())


def _with_type(text: str, code: CodeMention, lead: int) -> Draft:
    """The type word right before the code belongs to the span; further away it still gives the type."""
    draft = Draft(code.start, code.end, lead, None, False, code.code, None, code.type_part, code.malformed, code.confidence)
    window = max(text.rfind("\n", 0, lead) + 1, lead - 60)
    adjacent = None
    for match in noun_pattern().finditer(text, window, lead):
        if match.end() == lead:
            adjacent = match
    if adjacent is None:
        for match in short_pattern().finditer(text, max(window, lead - 8), lead):
            if match.end() == lead:
                adjacent = match
    if adjacent is not None:
        found = document_type(" ".join(adjacent[0].split()))
        draft.start = draft.lead = adjacent.start()
        draft.doc_type = found.name if found else adjacent[0].capitalize()
        draft.own_type = True
        draft.told("doc_type", "document_types: types", adjacent[0])
    return draft
