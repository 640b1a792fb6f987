"""What stands before a mention: "Ngày …, X đã ban hành" gives date and body, "X ban hành các văn bản:" the body of a whole list."""

from __future__ import annotations

from functools import cache
from typing import Any

import regex

from extractor.finders.bodies.organizations import Context, organization_ending_at
from extractor.finders.bodies.symbols import issuer_by_symbol
from extractor.finders.references.codes import patterns
from extractor.finders.references.drafts import Draft
from extractor.finders.references.lists import compatible
from extractor.finders.references.tails import day_pattern, read_date
from extractor.lexicon.patterns import alternatives, compile_rule
from extractor.lexicon.phrases import REFERENCES

CLAUSE_END = regex.compile(r"[.;\n](?=[ ]|$)|\n")
LIST_LEAD = regex.compile(r":[ ]*$")


@cache
def _issuing() -> Any:
    """The end of a clause that makes the body before it the issuer: "… UBND tỉnh" + "đã ban hành các" + type."""
    verbs = alternatives(patterns().issuing_verbs.words)
    aux = alternatives(patterns().auxiliaries)
    filler = rf"{alternatives(patterns().issuing_fillers.words)}|\d{{1,3}}"
    return compile_rule(
        rf"(?P<aux>(?:[ ]*(?:{aux}))*)[ ]*(?P<verb>{verbs})(?:[ ,:(-]*(?:{filler}))*[ :(-]*$", file="references", rule="issuing_verbs"
    )


@cache
def _verb() -> Any:
    """A body's act in mid-clause: " đã ban hành "."""
    aux = alternatives(patterns().auxiliaries)
    return compile_rule(rf"(?:[ ](?:{aux}))*[ ](?:{alternatives(patterns().own_acts.inside)})(?!\p{{L}})", file="references", rule="own_acts")


@cache
def _preparing() -> Any:
    return compile_rule(rf"[^\p{{L}}]*(?:{alternatives(patterns().preparing.words)})", file="references", rule="preparing", flags=regex.I)


@cache
def _date_before() -> Any:
    return REFERENCES.filled("day_before_body", day=day_pattern())


def read_before(text: str, drafts: list[Draft], context: Context) -> None:
    """Fills issuer and date of each mention from what stands before it; a list takes them from its first member."""
    for number, draft in enumerate(drafts):
        if draft.code is None:
            continue
        if draft.chained and number:
            before = drafts[number - 1]
            if draft.issuer is None and before.source == "before" and before.issuer:
                by_symbol = issuer_by_symbol(draft.code, context, draft.doc_type)
                if by_symbol is None or compatible(by_symbol, before.issuer):
                    draft.issuer, draft.source = before.issuer, "before"
                    draft.told("issuer", "references: issuing_verbs, for the whole list", before.issuer)
            if not draft.dates and before.source == "before" and before.dates and not draft.own_type:
                draft.dates = before.dates
                draft.told("issued_on", "references: the day before the body, for the whole list", before.dates[0][1])
            continue
        floor = drafts[number - 1].tail if number else 0
        _body_before(text, draft, floor, context)
    for draft in drafts:
        if draft.source == "before":
            draft.source = "text"


def _body_before(text: str, draft: Draft, floor: int, context: Context) -> None:
    line = text.rfind("\n", 0, draft.lead) + 1
    start = max(line, floor, draft.lead - 260)
    for match in CLAUSE_END.finditer(text, start, draft.lead):
        start = match.end()
    clause = text[start : draft.lead]
    verb = _issuing().search(clause)
    if verb is None and start == line and regex.fullmatch(r"[ \p{P}\d]*", clause):
        _body_of_list(text, draft, line, context)
        return
    if verb is None:
        _body_of_bracket(text, draft, start, context)
        return
    body = organization_ending_at(text, start + verb.start("aux"), context)
    if body is None or body.start < start:
        return
    before_body = text[max(start, body.start - 14) : body.start]
    by_symbol = issuer_by_symbol(draft.code or "", context, draft.doc_type)
    # "UBND tỉnh gửi Bộ X Công văn …", "Sở A trình …": a weak verb makes an issuer only where the symbol does not say otherwise.
    weak = verb["verb"] not in {"ban hành", "ký ban hành", "phát hành", "có", "ra", "thông qua"}
    agrees = by_symbol is None or compatible(by_symbol, body.name) or (not weak and _same_office(by_symbol, body.name))
    if draft.issuer is None and (agrees or not (weak or _preparing().search(before_body) is None)):
        draft.issuer, draft.source = body.name, "before"
        draft.told("issuer", "references: issuing_verbs", text[body.start : start + verb.end("verb")])
    elif draft.issuer is None:
        draft.told("issuer", "", "", f"{body.name}: the symbol says {by_symbol}")
    if not draft.dates:
        date = None
        for match in _date_before().finditer(text, start - 1 if start else 0, body.start + 1):
            date = match
        if date is not None:
            draft.dates.append(read_date(date))
            draft.told("issued_on", "references: the day before the body and its verb", date[0])


def _same_office(body: str, other: str) -> bool:
    """Whether two bodies are the same office of two places: their symbol is one ("Ủy ban nhân dân xã A", "Ủy ban nhân dân tỉnh B")."""
    one, two = (REFERENCES.of_unit.split(name, maxsplit=1) for name in (body, other))
    return len(one) == len(two) == 2 and one[0] == two[0]


def _body_of_bracket(text: str, draft: Draft, start: int, context: Context) -> None:
    """"X (Công văn số …)" and "X ban hành quyết định … (Quyết định số …)": the body before the bracket, where the symbol does not object."""
    clause = text[start : draft.lead].rstrip()
    if draft.issuer is not None or not clause.endswith("(") or "/" not in (draft.code or ""):
        return
    by_symbol = issuer_by_symbol(draft.code or "", context, draft.doc_type)
    body = organization_ending_at(text, start + len(clause[:-1].rstrip()), context)
    if by_symbol is not None and (body is None or not compatible(by_symbol, body.name)):
        # Further off only a body that the symbol names too: its head, say.
        for verb in _verb().finditer(clause):
            body = organization_ending_at(text, start + verb.start(), context) or body
    if body is not None and body.start >= start and (by_symbol is None or compatible(by_symbol, body.name)):
        draft.issuer, draft.source = body.name, "before"
        draft.told("issuer", "references: the body before the bracket", text[body.start : draft.lead])


def _body_of_list(text: str, draft: Draft, line: int, context: Context) -> None:
    """An item right under a lead-in "UBND tỉnh đã ban hành các văn bản:" is issued by that body."""
    position = line
    for _ in range(12):
        end = position - 1
        if end <= 0:
            return
        position = text.rfind("\n", 0, end) + 1
        above = text[position:end]
        if LIST_LEAD.search(above):
            verb = _issuing().search(above)
            body = organization_ending_at(text, position + verb.start("aux"), context) if verb else None
            if body is not None and draft.issuer is None:
                by_symbol = issuer_by_symbol(draft.code or "", context, draft.doc_type)
                if by_symbol is None or compatible(by_symbol, body.name):
                    draft.issuer, draft.source = body.name, "before"
                    draft.told("issuer", "references: the lead-in of the list", above)
            return
        if not regex.match(r"[ ]*[-+•*]|[ ]*\(?[\da-zđ]{1,2}[.)]", above):
            return
