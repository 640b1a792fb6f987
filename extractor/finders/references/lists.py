"""Lists of documents: what the members of a list share (type word, closing date, closing body), and what each has of its own."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any

from extractor.finders.bodies.organizations import Context, organization_at
from extractor.finders.bodies.symbols import code_parts, issuer_by_symbol
from extractor.finders.references.drafts import Draft
from extractor.finders.references.tails import day_pattern, read_date
from extractor.lexicon.document_types import document_type
from extractor.lexicon.patterns import fold
from extractor.lexicon.phrases import REFERENCES
from extractor.lexicon.type_nouns import noun_pattern, type_of_symbol
from extractor.why import asked


@cache
def _next_day() -> Any:
    return REFERENCES.filled("next_day_of_list", day=day_pattern())


def chain(text: str, drafts: list[Draft], context: Context) -> None:
    """Marks mentions that follow one another with nothing but a connective between, and gives the later ones the list's type."""
    previous: Draft | None = None
    for draft in drafts:
        if previous is not None:
            between = text[previous.tail : draft.lead]
            # "…hướng dẫn Luật A; số 12/2031/NĐ-CP ngày …": a law by its name has no number of which the next goes on.
            apart = previous.code is None and draft.code is not None
            same = draft.own_type or draft.type_part is None or previous.type_part is None or fold(draft.type_part) == fold(previous.type_part)
            draft.chained = same and not apart and len(between) <= 24 and "\n" not in between and bool(REFERENCES.joins_codes.fullmatch(between))
            if draft.chained and not draft.own_type and draft.code and previous.doc_type and previous.code:
                draft.doc_type = previous.doc_type
                draft.told("doc_type", "references: a list shares its first member's type", text[previous.start : draft.end])
                if draft.issuer is None and previous.shared:
                    # "các kết luận của X số a, b": the body holds for every code of the list.
                    draft.issuer, draft.source, draft.shared = previous.issuer, "text", True
                    draft.told("issuer", "references: the body before the numbers of a list", text[previous.start : draft.end])
        if draft.doc_type is None and draft.code and draft.malformed == "fused" and (fused := code_parts(draft.code)) is not None and fused.type:
            draft.type_part = fused.type  # "số 134/QĐUB"
        if draft.doc_type is None:
            draft.doc_type = _type_in_clause(text, draft, previous, context)
            if draft.doc_type is not None:
                draft.told("doc_type", "references: the type stands before in the clause", text[max(0, draft.start - 60) : draft.start])
        if draft.doc_type is None and draft.type_part:
            found = type_of_symbol(draft.type_part)
            draft.doc_type = found.name if found else None
            draft.told("doc_type", "document_types: abbreviations", draft.type_part)
        if draft.doc_type is None and draft.code:
            # Nghị định 30/2020/NĐ-CP, Phụ lục III: only the công văn has no abbreviation of its type in its symbol.
            draft.doc_type = "Công văn"
            draft.told("doc_type", "references: a symbol without a type is an official letter's", draft.code)
        previous = draft


def _type_in_clause(text: str, draft: Draft, previous: Draft | None, context: Context) -> str | None:
    """The type word of "Kết luận của Ban Thường vụ … số 83-KL/TU" or "các Công điện: số …; số …": the noun of the same type before."""
    start = text.rfind("\n", 0, draft.start) + 1
    if previous is not None and previous.end > start:
        if previous.code and previous.doc_type and previous.type_part == draft.type_part and draft.type_part:
            start = max(start, previous.tail)
            fallback: str | None = previous.doc_type
        elif previous.code and previous.doc_type == "Công văn" and not draft.type_part:
            start, fallback = max(start, previous.tail), previous.doc_type
        else:
            start, fallback = max(start, previous.tail), None
    else:
        fallback = None
    start = max(start, draft.start - 160)
    named: str | None = None
    for match in noun_pattern().finditer(text, start, draft.start):
        found = document_type(" ".join(match[0].split()))
        if found is None:
            continue
        body = REFERENCES.of_body.match(text, match.end())
        if body and draft.issuer is None:
            # "Kết luận của Ban Thường vụ … số 83-KL/TU": the body stands between the type and the number.
            inner = organization_at(text, body.end(), context)
            if inner is not None and not text[inner.end : draft.lead].strip(" :,"):
                draft.issuer, draft.source, draft.shared = inner.name, "text", True
                draft.told("issuer", "references: the body between type and number", text[body.start() : inner.end])
        fits = draft.type_part is not None and draft.type_part.upper() in {a.upper() for a in found.abbreviations}
        if fits or (draft.type_part is None and found.name in {"Công văn", "Văn bản", "Công điện"}):
            named = found.name
    return named or fallback


def spread_dates(text: str, drafts: list[Draft]) -> None:
    """A closing date covers the codes of its list that share one type word; "lần lượt" hands one date to each code."""
    index = 0
    while index < len(drafts):
        last = index
        while last + 1 < len(drafts) and drafts[last + 1].chained and not drafts[last + 1].own_type and drafts[last + 1].code:
            last += 1
        group = drafts[index : last + 1]
        if len(group) > 1:
            _dates_in_turn(text, group)
            following: tuple[datetime.date | None, str] | None = None
            for draft in reversed(group):
                if draft.dates:
                    following = draft.dates[0]
                elif following is not None:
                    draft.dates.append(following)
                    draft.told("issued_on", "references: a closing date covers its list", following[1])
        index = last + 1


def _dates_in_turn(text: str, group: list[Draft]) -> None:
    """"… số A, B và C, lần lượt ngày x, y và z"."""
    tail = group[-1].end
    lead = REFERENCES.in_turn_on_days.match(text, tail)
    if lead is None:
        return
    dates = []
    position = lead.end()
    while match := _next_day().match(text, position):
        dates.append(read_date(match))
        position = match.end()
    if len(dates) == len(group):
        for draft, date in zip(group, dates, strict=True):
            draft.dates = [date]
            draft.told("issued_on", "references: dates in turn", date[1])
        group[-1].tail = position


def spread_issuers(drafts: list[Draft], context: Context) -> None:
    """"của X" at the end of a list covers the members before it that the symbol does not give to somebody else."""
    for number in range(len(drafts) - 1, 0, -1):
        draft, before = drafts[number], drafts[number - 1]
        if not draft.chained or before.issuer is not None or draft.source != "text" or draft.issuer is None or before.code is None:
            continue
        by_symbol = issuer_by_symbol(before.code, context, before.doc_type)
        if by_symbol is None or compatible(by_symbol, draft.issuer):
            before.issuer, before.source = draft.issuer, "text"
            before.told("issuer", "references: a closing body covers its list", draft.issuer)
        elif asked():
            before.told("issuer", "", "", f"{draft.issuer}: the symbol says {by_symbol}")


def compatible(body: str, other: str) -> bool:
    """Whether two canonical names are one body, or a body and its head or standing part ("Bộ trưởng Bộ X" and "Bộ X")."""
    a, b = fold(body), fold(other)
    return a.endswith(b) or b.endswith(a)
