"""Mentions of official documents: type, code, date and issuer, as CONTRACT.md defines the `reference` record.

    "Ngày 14/5/2024, UBND tỉnh ban hành Quyết định số 1107/QĐ-UBND" (province: Phú Thọ)
    → Quyết định · 1107/QĐ-UBND · 2024-05-14 · Ủy ban nhân dân tỉnh Phú Thọ (text)

What it leaves: generic nouns ("ban hành kế hoạch"), self-reference ("Quyết định này"), a document's own number in its heading.
A chain of small steps over one reading: codes and laws by name → the type word of each → what follows (date, issuer) → lists → what
stands before (date and body with a verb of issuing) → the symbol → the type.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import regex

from extractor.finders.codes import CodeMention, closed_up, find_codes, patterns
from extractor.finders.document_types import document_type, sole_issuer
from extractor.finders.laws import find_laws
from extractor.finders.organizations import Context, organization_at, organization_ending_at
from extractor.finders.symbols import issuer_by_symbol
from extractor.finders.type_nouns import noun_pattern, short_pattern, type_of_symbol
from extractor.patterns import alternatives, compile_rule, fold


@dataclass(frozen=True, slots=True)
class ReferenceMention:
    """A mention at `[start, end)` of the reading; the fields are those of `records.Reference`.

    `tail` is where what belongs to the mention (date, issuer) ends; `date_span` the run of its own written date.
    """

    start: int
    end: int
    doc_type: str | None
    code: str | None
    title: str | None = None
    issued_on: datetime.date | None = None
    issuer: str | None = None
    issuer_source: str | None = None
    malformed: str | None = None
    date_text: str | None = None
    confidence: float = 1.0
    tail: int = 0


@dataclass(slots=True)
class _Draft:
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
    chained: bool = False  # nothing but a connective stands between the mention before and this one


D = r"(?:(?P<d>\d{1,3})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4})|(?P<d2>\d{1,3})\s*tháng\s*(?P<m2>\d{1,2})\s*,?\s*năm\s*(?P<y2>\d{4}))(?!\d)"
NUMBER_LEAD = regex.compile(r"(?:\s*(?:mang\s+)?(?:số|Số|SỐ)(?:\s+(?:hiệu|ký hiệu))?\s*[:.]?)?\s*$")
CONNECTIVE = regex.compile(r"[\s,;]*(?:và|cùng với|cùng|hoặc|&)?[\s,;]*(?:các|những|số)?[\s:]*(?:số)?\s*:?\s*", regex.I)
OF = regex.compile(r"\s*,?\s*\(?\s*(?:của|CỦA)\s+(?:liên\s+)?")
BY = regex.compile(r"\s*,?\s*do\s+")
CLAUSE_END = regex.compile(r"[.;\n](?=\s|$)|\n")
YEAR_ALONE = regex.compile(r"\s*,?\s*năm\s+\d{4}(?!\d)", regex.I)
IN_TURN = regex.compile(rf"[\s,]*(?:lần lượt\s+)?(?:các\s+)?ngày\s*{D.replace('?P<d>', '').replace('?P<m>', '').replace('?P<y>', '').replace('?P<d2>', '').replace('?P<m2>', '').replace('?P<y2>', '')}", regex.I)
LIST_LEAD = regex.compile(r":\s*$")
OWN_NUMBER = regex.compile(r"\s*(?:\W*\s*)?(?:Số|SỐ|số)\s*:?\s*$")
PROPOSAL = regex.compile(r"[^\p{L}]*(?:tham mưu|dự thảo|soạn thảo|lấy ý kiến)", regex.I)


@cache
def _date_tail() -> Any:
    leads = alternatives(patterns().date_lead)
    return compile_rule(
        rf"\s*[,(-]?\s*(?:(?:{leads})\s*)+[,:]?\s*{D}\s*\)?|\s*\(\s*{D.replace('?P<d>', '?P<d3>').replace('?P<m>', '?P<m3>').replace('?P<y>', '?P<y3>').replace('?P<d2>', '?P<d4>').replace('?P<m2>', '?P<m4>').replace('?P<y2>', '?P<y4>')}\s*\)",
        file="references",
        rule="date_lead",
        flags=regex.I,
    )


@cache
def _issuing() -> Any:
    """The end of a clause that makes the body before it the issuer: "… UBND tỉnh" + "đã ban hành các" + type."""
    verbs = alternatives(patterns().issuing_verbs.words)
    aux = alternatives(patterns().auxiliaries)
    filler = r"các|những|nhiều|một số|thêm|đồng thời|\d{1,3}|văn bản|chỉ đạo|hướng dẫn|đôn đốc|triển khai|kèm theo|tại|bổ sung|mới|như|là|gồm"
    return compile_rule(
        rf"(?P<aux>(?:\s*(?:{aux}))*)\s*(?P<verb>{verbs})(?:[\s,:(-]*(?:{filler}))*[\s:(-]*$", file="references", rule="issuing_verbs"
    )


@cache
def _date_before() -> Any:
    return compile_rule(
        rf"(?:^|[.;:(\n,]\s*|\s)(?:[Nn]gày|[Vv]ào ngày|[Tt]rong ngày)\s*{D}\s*,?\s", file="references", rule="date before a body and verb"
    )


@cache
def _bare() -> Any:
    types = alternatives([*patterns().bare_types, *(t.upper() for t in patterns().bare_types)])
    numbered = alternatives([t for t in ("Nghị quyết", "Nghị định", "Thông tư", "Chỉ thị", "Kết luận", "Đề án", "Kế hoạch", "Quyết định", "Quy định", "Công điện", "Công văn", "Chương trình", "Thông báo", "Báo cáo", "Tờ trình", "Hướng dẫn", "Luật", "Pháp lệnh", "Văn bản", "Quy chế", "Phương án", "Chương trình hành động")])
    counted = alternatives(patterns().counted_nouns)
    return compile_rule(
        rf"(?<![\p{{L}}/-])(?:(?P<type>{types})[ ]|(?P<short>ĐA|NQ|NĐ|QĐ|KL|TTLT)[ ]?(?:số[ ])?|(?P<numbered>{numbered})[ ]số[ ])"
        rf"(?P<code>\d{{1,4}}(?:/(?:19|20)\d{{2}})?)(?![\d\p{{L}}%]|[/.,-]\d|[/-]\p{{L}}|\s*(?:{counted})(?!\p{{L}})(?!(?<=Đề\s+án\s+\d+\s+(?:tỉnh|huyện|xã))))",
        file="references",
        rule="bare_types",
    )


def find_references(text: str, context: Context, own: Sequence[tuple[int, int]] = ()) -> list[ReferenceMention]:
    """All mentions of documents in a reading, in order, without overlap.

    `own` are runs that hold the document's own number (its heading). Offsets are the reading's; a list or clause never crosses `\\n`
    except where a lead-in that ends with a colon opens a list.
    """
    drafts = _drafts(text, own)
    _read_tails(text, drafts, context)
    _chain(text, drafts, context)
    _spread_dates(text, drafts)
    _spread_issuers(drafts, context)
    _read_before(text, drafts, context)
    return [_finish(text, draft, context) for draft in drafts]


# -- codes, laws, bare numbers -------------------------------------------------------------------------------------------------------


def _drafts(text: str, own: Sequence[tuple[int, int]]) -> list[_Draft]:
    laws = find_laws(text)
    law_ends = {law.end: law for law in laws}
    amended: list[tuple[int, int]] = []
    drafts: list[_Draft] = []
    merged: set[int] = set()
    own_runs = sorted(own)
    for code in find_codes(text):
        if any(start <= code.start < end for start, end in own_runs) or _is_own_number(text, code):
            continue
        lead = NUMBER_LEAD.search(text, max(0, code.start - 18), code.start)
        lead_start = lead.start() if lead else code.start
        law = law_ends.get(lead_start) or law_ends.get(len(text[:lead_start].rstrip(" ,")))
        if law is not None and lead and "ố" in lead[0].lower():
            merged.add(law.start)
            drafts.append(_Draft(law.start, code.end, law.start, law.doc_type, True, code.code, _title(text, law.start, law.end), code.type_part, code.malformed, code.confidence))
            continue
        draft = _with_type(text, code, lead_start)
        drafts.append(draft)
        if draft.doc_type in {"Luật", "Bộ luật", "Pháp lệnh"}:
            # "Luật số 12/2024/QH15 sửa đổi, bổ sung một số điều của Luật A, Luật B": the laws of its title are no mentions.
            rest = regex.match(r"\s+(?:sửa đổi|bổ sung)[^.;\n]*?(?=ngày\s+\d|[.;\n]|$)", text, regex.I, pos=code.end)
            if rest:
                amended.append((code.end, rest.end()))
    for law in laws:
        if law.start in merged or any(start <= law.start < end for start, end in amended):
            continue
        drafts.append(_Draft(law.start, law.end, law.start, law.doc_type, True, None, _title(text, law.start, law.end)))
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
        draft = _Draft(match.start(), match.end(), match.start(), found.name if found else noun, True, match["code"])
        drafts.insert(before + 1, draft)
        starts.insert(before + 1, draft.start)
    return drafts


def _bare_credible(text: str, match: Any, numbers: set[str]) -> bool:
    """A bare number names a document unless it counts or dates what follows ("Quyết định 02 nội dung", "Kế hoạch 2024").

    `numbers` are those of the full codes in the text: "Kế hoạch 162" is short for one of them.
    """
    code = match["code"]
    if code in numbers:
        return True
    if regex.fullmatch(r"(?:19|20)\d{2}", code) and not (match["numbered"]):
        return False
    if match["type"] and match["type"].capitalize() in {"Kế hoạch", "Quyết định", "Quy định", "Công văn", "Công điện"} and "/" not in code:
        # These nouns also stand before counts: only a mark, a document's noun, or the end of the phrase may follow.
        return bool(regex.match(r"\s*(?:[.,;:)”\"\n]|$|của|ngày|và|tại|về|nêu|trên|đề ra|năm\s+\d|được|do\b)", text[match.end() : match.end() + 16], regex.I)) and not code.startswith("0") or bool(
            regex.match(r"\s*(?:[.,;)”\"]|của\b)", text[match.end() : match.end() + 6])
        )
    return True


def _title(text: str, start: int, end: int) -> str:
    name = " ".join(text[start:end].split())
    return name[0].upper() + name[1:]


def _is_own_number(text: str, code: CodeMention) -> bool:
    """"Số: 12/BC-UBND" as a line of its own: the document's own number."""
    line_start = text.rfind("\n", 0, code.start) + 1
    return code.start - line_start <= 12 and bool(OWN_NUMBER.fullmatch(text, line_start, code.start)) and _short_line(text, code.end)


def _short_line(text: str, end: int) -> bool:
    stop = text.find("\n", end)
    rest = text[end : stop if stop >= 0 else len(text)].strip()
    return len(rest) <= 2 or bool(regex.match(r"(?:V/v|Về việc|v/v|,?\s*ngày|Độc lập|[-_*|]|CỘNG|\p{Lu}[\p{L}. -]{2,30},\s*ngày)", rest)) or len(rest) < 40 and rest.isupper()


def _with_type(text: str, code: CodeMention, lead: int) -> _Draft:
    """The type word right before the code belongs to the span; further away it still gives the type."""
    draft = _Draft(code.start, code.end, lead, None, False, code.code, None, code.type_part, code.malformed, code.confidence)
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
    return draft


# -- what follows: date and issuer ---------------------------------------------------------------------------------------------------


def _read_tails(text: str, drafts: list[_Draft], context: Context) -> None:
    for number, draft in enumerate(drafts):
        limit = drafts[number + 1].start if number + 1 < len(drafts) else len(text)
        position = draft.end
        for _ in range(3):
            year = YEAR_ALONE.match(text, position)
            date = None if draft.dates else _date_tail().match(text, position)
            if date and date.end() <= limit + 1:
                if text[date.end() - 1] == ")" and "(" not in date[0]:
                    date = _date_tail().match(text[: date.end() - 1], position) or date
                draft.dates.append(_date(date))
                position = date.end()
                continue
            if year and not draft.dates and draft.issuer is None:
                position = year.end()
                continue
            body = None if draft.issuer else _issuer_after(text, position, limit, context)
            if body is not None:
                draft.issuer, position = body
                draft.source = "text"
                continue
            break
        draft.tail = position


def _issuer_after(text: str, position: int, limit: int, context: Context) -> tuple[str, int] | None:
    for lead in (OF, BY):
        match = lead.match(text, position)
        if match:
            found = organization_at(text, match.end(), context)
            if found is not None and found.start < limit:
                if lead is BY and not regex.match(r"\s*(?:ban hành|ký|phê duyệt)", text[found.end : found.end + 14]):
                    return None
                return found.name, found.end
    return None


def _date(match: Any) -> tuple[datetime.date | None, str]:
    groups = {key: value for key, value in match.groupdict().items() if value}
    day = next(groups[k] for k in ("d", "d2", "d3", "d4") if k in groups)
    month = next(groups[k] for k in ("m", "m2", "m3", "m4") if k in groups)
    year = next(groups[k] for k in ("y", "y2", "y3", "y4") if k in groups)
    written = regex.search(r"\d.*\d", match[0])[0]
    try:
        return datetime.date(int(year), int(month), int(day)), written
    except ValueError:
        return None, written


# -- lists ---------------------------------------------------------------------------------------------------------------------------


def _chain(text: str, drafts: list[_Draft], context: Context) -> None:
    """Marks mentions that follow one another with nothing but a connective between, and gives the later ones the list's type."""
    previous: _Draft | None = None
    for draft in drafts:
        if previous is not None:
            between = text[previous.tail : draft.lead]
            draft.chained = len(between) <= 24 and "\n" not in between and bool(CONNECTIVE.fullmatch(between))
            if draft.chained and not draft.own_type and draft.code and previous.doc_type and previous.code:
                draft.doc_type = previous.doc_type
                if draft.issuer is None and previous.source == "text" and previous.tail == previous.end:
                    # The body stands before the list ("các kết luận của X số a, b"): it holds for every code of it.
                    draft.issuer, draft.source = previous.issuer, "text"
        if draft.doc_type is None:
            draft.doc_type = _type_in_clause(text, draft, previous, context)
        if draft.doc_type is None and draft.type_part:
            found = type_of_symbol(draft.type_part)
            draft.doc_type = found.name if found else None
        if draft.doc_type is None and draft.code:
            # Nghị định 30/2020/NĐ-CP, Phụ lục III: only the công văn has no abbreviation of its type in its symbol.
            draft.doc_type = "Công văn"
        previous = draft


def _type_in_clause(text: str, draft: _Draft, previous: _Draft | None, context: Context) -> str | None:
    """The type word of "Kết luận của Ban Thường vụ … số 91-KL/TU" or "các Công điện: số …; số …": the noun of the same type before."""
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
        body = OF.match(text, match.end())
        if body and draft.issuer is None:
            # "Kết luận của Ban Thường vụ … số 91-KL/TU": the body stands between the type and the number.
            inner = organization_at(text, body.end(), context)
            if inner is not None and not text[inner.end : draft.lead].strip():
                draft.issuer, draft.source = inner.name, "text"
        fits = draft.type_part is not None and draft.type_part.upper() in {a.upper() for a in found.abbreviations}
        if fits or (draft.type_part is None and found.name in {"Công văn", "Văn bản", "Công điện"}):
            named = found.name
    return named or fallback


def _spread_dates(text: str, drafts: list[_Draft]) -> None:
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
        index = last + 1


def _dates_in_turn(text: str, group: list[_Draft]) -> None:
    """"… số A, B và C, lần lượt ngày x, y và z"."""
    tail = group[-1].end
    lead = regex.compile(r"[\s,(]*lần lượt\s+(?:vào\s+)?(?:các\s+)?ngày\s+", regex.I).match(text, tail)
    if lead is None:
        return
    dates = []
    position = lead.end()
    pattern = regex.compile(rf"(?:\s*(?:,|và|;)?\s*(?:ngày\s+)?){D}")
    while match := pattern.match(text, position):
        dates.append(_date(match))
        position = match.end()
    if len(dates) == len(group):
        for draft, date in zip(group, dates, strict=True):
            draft.dates = [date]
        group[-1].tail = position


def _spread_issuers(drafts: list[_Draft], context: Context) -> None:
    """"của X" at the end of a list covers the members before it that the symbol does not give to somebody else."""
    for number in range(len(drafts) - 1, 0, -1):
        draft, before = drafts[number], drafts[number - 1]
        if not draft.chained or before.issuer is not None or draft.source != "text" or draft.issuer is None or before.code is None:
            continue
        by_symbol = issuer_by_symbol(before.code, context)
        if by_symbol is None or compatible(by_symbol, draft.issuer):
            before.issuer, before.source = draft.issuer, "text"


def compatible(body: str, other: str) -> bool:
    """Whether two canonical names are one body, or a body and its head or standing part ("Bộ trưởng Bộ X" and "Bộ X")."""
    a, b = fold(body), fold(other)
    return a.endswith(b) or b.endswith(a)


# -- what stands before --------------------------------------------------------------------------------------------------------------


def _read_before(text: str, drafts: list[_Draft], context: Context) -> None:
    for number, draft in enumerate(drafts):
        if draft.code is None:
            continue
        if draft.chained and number:
            before = drafts[number - 1]
            if draft.issuer is None and before.source == "before" and before.issuer:
                by_symbol = issuer_by_symbol(draft.code, context)
                if by_symbol is None or compatible(by_symbol, before.issuer):
                    draft.issuer, draft.source = before.issuer, "before"
            if not draft.dates and before.source == "before" and before.dates and not draft.own_type:
                draft.dates = before.dates
            continue
        floor = drafts[number - 1].tail if number else 0
        _body_before(text, draft, floor, context)
    for draft in drafts:
        if draft.source == "before":
            draft.source = "text"


def _body_before(text: str, draft: _Draft, floor: int, context: Context) -> None:
    line = text.rfind("\n", 0, draft.lead) + 1
    start = max(line, floor, draft.lead - 260)
    for match in CLAUSE_END.finditer(text, start, draft.lead):
        start = match.end()
    clause = text[start : draft.lead]
    verb = _issuing().search(clause)
    if verb is None and start == line and regex.fullmatch(r"[\s\p{P}\d]*", clause):
        _body_of_list(text, draft, line, context)
        return
    if verb is None:
        return
    body = organization_ending_at(text, start + verb.start("aux"), context)
    if body is None or body.start < start:
        return
    before_body = text[max(start, body.start - 14) : body.start]
    by_symbol = issuer_by_symbol(draft.code or "", context)
    # "UBND tỉnh gửi Bộ X Công văn …", "Sở A trình …": a weak verb makes an issuer only where the symbol does not say otherwise.
    weak = verb["verb"] not in {"ban hành", "ký ban hành", "phát hành", "có", "ra", "thông qua"}
    if draft.issuer is None and not (by_symbol is not None and not compatible(by_symbol, body.name) and (weak or PROPOSAL.search(before_body) is None)):
        draft.issuer, draft.source = body.name, "before"
    if not draft.dates:
        date = None
        for match in _date_before().finditer(text, start - 1 if start else 0, body.start + 1):
            date = match
        if date is not None:
            draft.dates.append(_date(date))
            if draft.source is None:
                draft.source = None


def _body_of_list(text: str, draft: _Draft, line: int, context: Context) -> None:
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
                by_symbol = issuer_by_symbol(draft.code or "", context)
                if by_symbol is None or compatible(by_symbol, body.name):
                    draft.issuer, draft.source = body.name, "before"
            return
        if not regex.match(r"\s*[-+•*]|\s*\(?[\da-zđ]{1,2}[.)]", above):
            return


# -- the result ----------------------------------------------------------------------------------------------------------------------


def _finish(text: str, draft: _Draft, context: Context) -> ReferenceMention:
    issuer, source = draft.issuer, draft.source
    if issuer is None and draft.code is not None:
        issuer = issuer_by_symbol(draft.code, context)
        source = "symbol" if issuer else None
    if issuer is None:
        issuer = sole_issuer(draft.doc_type)
        source = "type" if issuer else None
    date, written = draft.dates[0] if draft.dates else (None, None)
    code = closed_up(draft.code) if draft.code else None
    return ReferenceMention(
        draft.start, draft.end, draft.doc_type, code, draft.title, date, issuer, source, draft.malformed, written, draft.confidence, draft.tail
    )


def with_issuer(mention: ReferenceMention, issuer: str, source: str) -> ReferenceMention:
    """The same mention with another issuer."""
    return replace(mention, issuer=issuer, issuer_source=source)
