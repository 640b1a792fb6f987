"""Findings about cited documents and dates: what cannot be, and what contradicts itself."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import pairwise

import regex

from extractor.audit.checks import Issue, Sample, Seen, check
from extractor.audit.vocabulary import vocabulary
from extractor.finders.bodies.context import Context
from extractor.finders.bodies.symbols import code_parts, issuer_by_symbol, names_the_body, symbols
from extractor.finders.references.finder import ReferenceMention
from extractor.lexicon.document_types import abbreviations, document_type
from extractor.lexicon.patterns import fold
from extractor.lexicon.phrases import AUDIT
from extractor.messages import SAY
from extractor.records import Severity

LETTER = "Công văn"
DECISION = "Quyết định"  # "218/CT" is of the Chairman alone; "12/CT-UBND" is the symbol of a directive
NUMBER_BEFORE_MONTH = regex.compile(r"(?:3[2-9]|[4-9]\d|\d{3,})\s*,")
FORM_SETTLED = datetime.date(2011, 4, 1)
SURE = 0.9  # confidence of a code whose letters were not repaired
_NO_PLACE = Context(province="tỉnh A")  # the symbols of local bodies need some territory
MANY_LATER = 3  # so many cited documents of later days speak against the document's own day


def _name(reference: ReferenceMention) -> str:
    return " ".join(p for p in (reference.doc_type, "số" if reference.code else "", reference.code or reference.title) if p)


@check(
    "reference_malformed",
    "warning",
    finds=["Thực hiện Nghị quyết số 17/NQCP ngày 12/3/2021 của Chính phủ."],
    leaves=["Thực hiện Nghị quyết số 17/NQ-CP ngày 12/3/2021 của Chính phủ."],
)
def reference_malformed(seen: Seen) -> Iterator[Issue]:
    told = vocabulary().malformed
    for reference in seen.references:
        words = told.get(reference.malformed or "")
        if words is not None:
            yield Issue(
                "reference_malformed",
                "warning",
                *SAY.audit("reference_malformed", reference=_name(reference), fault=words),
                ((reference.start, reference.end),),
                facts=("reference_malformed", reference.doc_type, reference.code),
            )


@check(
    "reference_type_symbol",
    "warning",
    finds=["Căn cứ Kế hoạch số 418/QĐ-UBND ngày 03/02/2022 của UBND tỉnh."],
    leaves=[
        "Căn cứ Quyết định số 418/QĐ-UBND ngày 03/02/2022 của UBND tỉnh.",
        "Theo Văn bản số 418/UBND-KT ngày 03/02/2022 của UBND tỉnh.",
        "Xét Tờ trình số 87/SXD-TTr ngày 12/5/2014 của Sở Xây dựng và Tờ trình số 1305/TT-UBND ngày 04/9/2007 của UBND tỉnh.",
        "Thực hiện Công văn số 124/TTr-P1 ngày 03/4/2031 của Thanh tra tỉnh.",
        "Khu rừng được thành lập theo Quyết định số 218/CT ngày 06/7/1987 của Chủ tịch Hội đồng Bộ trưởng.",
    ],
)
def reference_type_symbol(seen: Seen) -> Iterator[Issue]:
    for reference in seen.references:
        if reference.doc_type is None or reference.code is None or reference.confidence < SURE or reference.malformed in ("reversed", "doubled"):
            continue
        if AUDIT.type_before.search(seen.layout.reading.text, max(0, reference.start - 16), reference.start) is not None:
            continue  # "báo cáo Kết luận số 215/BC-TTr": both types are said
        conflict = _type_conflict(reference.doc_type, reference.code, _before_form(reference), reference.issuer)
        if conflict is not None:
            severity, meant = conflict
            yield Issue(
                "reference_type_symbol",
                severity,
                *SAY.audit("reference_type_symbol", reference=_name(reference), doc_type=reference.doc_type.lower(), meant=meant),
                ((reference.start, reference.end),),
                facts=("reference_type_symbol", reference.doc_type, reference.code),
            )


def _before_form(reference: ReferenceMention) -> bool:
    """It is, or may be, of the time before the form of symbols was settled (Thông tư 01/2011/TT-BNV)."""
    return reference.issued_on is None or reference.issued_on < FORM_SETTLED


def _type_conflict(doc_type: str, code: str, old: bool, issuer: str | None = None) -> tuple[Severity, tuple[str, str]] | None:
    """How serious it is and what the symbol says instead, in both languages; None where it agrees or does not say. `old`: the usage of the time before the
    form was settled counts."""
    entry = document_type(doc_type)
    parts = code_parts(code)
    words = vocabulary()
    if entry is None or parts is None or entry.name not in words.formal_types:
        return None
    if parts.type is None:
        # "418/UBND-KT" is the form of official letters; laws and resolutions of the National Assembly have no type in their code.
        organization = parts.organizations[0] if parts.organizations else ""
        if {fold(part) for part in parts.organizations} & {fold(a) for a in (*entry.abbreviations, *words.older_symbols.get(entry.name, ()))}:
            return None  # "87/SXD-TTr": the type stands behind the body
        if entry.name == LETTER or len(parts.organizations) < 2 or NATIONAL.match(organization) or issuer_by_symbol(code, _NO_PLACE) is None:
            return None
        return "info" if old else "warning", SAY.audit("official_letter")
    meant = abbreviations()[parts.type]
    if old and parts.type in words.older_symbols.get(entry.name, ()) and (entry.name != DECISION or not parts.organizations):
        return None
    own = {fold(a) for a in entry.abbreviations}
    if fold(parts.type) in own or any(fold(m.name) in fold(doc_type) or fold(doc_type) in fold(m.name) for m in meant):
        return None
    # "5/CT-KK" is a letter of a body whose symbol is also a type, "124/TTr-P1" one of a Thanh tra.
    if entry.name == LETTER and (any(parts.type in letter.symbols for letter in symbols().letters) or (issuer and names_the_body(parts, issuer, _NO_PLACE))):
        return None
    names = [m.name for m in meant if m.name in words.formal_types]
    return ("warning", (names[0].lower(), names[0])) if names else None


@check(
    "reference_issuer_symbol",
    "warning",
    finds=["Theo Nghị quyết số 63/2021/QH15 ngày 11/11/2021 của Chính phủ.", "Căn cứ Nghị quyết số 14/2022/NQ-UBND ngày 09/12/2022 của HĐND tỉnh."],
    leaves=["Theo Nghị quyết số 63/2021/QH15 ngày 11/11/2021 của Quốc hội.", "Căn cứ Quyết định số 14/QĐ-UBND ngày 09/12/2022 của Chủ tịch UBND tỉnh."],
)
def reference_issuer_symbol(seen: Seen) -> Iterator[Issue]:
    for reference in seen.references:
        if reference.issuer_source != "text" or reference.issuer is None or reference.code is None or reference.confidence < SURE:
            continue
        meant = issuer_by_symbol(reference.code, seen.context.bodies, reference.doc_type) or issuer_by_symbol(reference.code, _NO_PLACE, reference.doc_type)
        if meant is None or "," in meant or "," in reference.issuer:
            continue
        said, by_symbol = _kind(reference.issuer), _kind(meant)
        if said is not None and by_symbol is not None and said != by_symbol:
            yield Issue(
                "reference_issuer_symbol",
                "warning",
                *SAY.audit("reference_issuer_symbol", reference=_name(reference), issuer=reference.issuer, meant=meant),
                ((reference.start, reference.end),),
            )


def _kind(body: str) -> str | None:
    """The kind of a body, in which a body, its head, its standing committee and its office are one; None for others."""
    name = fold(body)
    for kind, starts in vocabulary().body_kinds.items():
        if any(name.startswith(start) for start in starts):
            return kind
    return None


@check(
    "reference_impossible_date",
    "error",
    finds=["Theo Công văn số 512/SXD-QLN ngày 31/6/2020 của Sở Xây dựng."],
    leaves=["Theo Công văn số 512/SXD-QLN ngày 30/6/2020 của Sở Xây dựng."],
)
def reference_impossible_date(seen: Seen) -> Iterator[Issue]:
    invalid = [d for d in seen.dates if not d.valid and d.kind == "day"]
    for reference in seen.references:
        if reference.date_text and reference.issued_on is None:
            date = next((d for d in invalid if reference.end <= d.start < reference.end + 60), None)
            evidence = ((date.start, date.end),) if date is not None else ()
            yield Issue(
                "reference_impossible_date",
                "error",
                *SAY.audit("reference_impossible_date", reference=_name(reference), date_text=reference.date_text),
                (*evidence, (reference.start, reference.end)),
            )


@check(
    "impossible_date",
    "error",
    finds=["Cuộc họp diễn ra ngày 30/02/2022 tại huyện.", "Đợt cao điểm từ ngày 15/10 đến 31/11/2031."],
    leaves=["Cuộc họp diễn ra ngày 28/02/2022 tại huyện.", "Đăng trên Tạp chí Quản lý số 41, tháng 1/1999."],
)
def impossible_date(seen: Seen) -> Iterator[Issue]:
    text = seen.layout.reading.text
    cited = [(r.start, r.end + 60) for r in seen.references if r.date_text and r.issued_on is None]
    for date in seen.dates:
        if not date.valid and date.kind == "day" and not any(a <= date.start < b for a, b in cited):
            written = text[date.start : date.end]
            if NUMBER_BEFORE_MONTH.match(written):
                continue  # "Tạp chí số 41, tháng 1/1999"
            yield Issue("impossible_date", "error", *SAY.audit("impossible_date", written=written), ((date.start, date.end),))
        elif date.absent is not None and date.kind in ("range", "period"):
            of_day = date.absent.unit == "day" and date.absent.number in range(1, 13)  # else it may be no date
            said = SAY.audit("impossible_date.end", written=text[date.start : date.end], end=date.absent.written, unit=SAY.audit(f"impossible_date.{date.absent.unit}"))
            yield Issue("impossible_date", "error" if of_day else "warning", *said, ((date.start, date.end),))


@check(
    "range_reversed",
    "warning",
    finds=["Kế hoạch cải cách hành chính giai đoạn 2025 - 2020 của huyện."],
    leaves=["Kế hoạch cải cách hành chính giai đoạn 2020 - 2025 của huyện.", "Đợt cao điểm từ ngày 15/10 đến 31/11/2031."],
)
def range_reversed(seen: Seen) -> Iterator[Issue]:
    text = seen.layout.reading.text
    for date in seen.dates:
        if not date.valid and date.absent is None and date.kind in ("range", "period"):
            written = text[date.start : date.end]
            if AUDIT.lunar_day.search(written) is not None:
                continue  # "26-12 đến hết mùng 7 Tết": days of the moon
            yield Issue(
                "range_reversed",
                "warning",
                *SAY.audit("range_reversed", written=written),
                ((date.start, date.end),),
            )


@check(
    "range_length",
    "warning",
    finds=["Kế hoạch tài chính 05 năm 2027 - 2029 của huyện."],
    leaves=["Kế hoạch tài chính 05 năm 2026 - 2030 của huyện.", "Đại hội nhiệm kỳ 5 năm 2020 - 2025."],
)
def range_length(seen: Seen) -> Iterator[Issue]:
    text = seen.layout.reading.text
    for match in vocabulary().counted_years.finditer(text):
        count, first, last = int(match["count"]), int(match["first"]), int(match["last"])
        years = last - first + 1
        # A term of office of five years stands over six numbers.
        if first < last and count not in (years, years - 1):
            yield Issue(
                "range_length",
                "warning",
                *SAY.audit("range_length", count=match["count"], first=match["first"], last=match["last"], years=years),
                (match.span("count"), match.span("first"), match.span("last")),
            )


@check(
    "deadline_before_start",
    "warning",
    finds=["Công trình khởi công từ ngày 15/9/2023, phải hoàn thành trước ngày 30/6/2023."],
    leaves=["Công trình khởi công từ ngày 15/9/2023, phải hoàn thành trước ngày 30/6/2024."],
)
def deadline_before_start(seen: Seen) -> Iterator[Issue]:
    text = seen.layout.reading.text
    days = [d for d in seen.dates if d.valid and d.from_ is not None and d.to is not None and d.kind in ("day", "month", "quarter")]
    for begin, finish in pairwise(days):
        between = text[begin.end : finish.start]
        if len(between) > 120 or STOP.search(between) or vocabulary().start_end.search(text[max(0, begin.start - 50) : begin.start]) is None:
            continue
        if WITH_YEAR.search(text, begin.start, begin.end) and not WITH_YEAR.search(text, finish.start, finish.end):
            continue  # "khởi công tháng 9/2030, hoàn thành trước ngày 30/4": of the year after
        if not WITH_YEAR.search(text, begin.start, begin.end) and AUDIT.coming.match(between) is not None:
            continue  # "khởi công đầu tháng 11 tới để hoàn thành trong quý 1/2031": the month that comes next, whatever the year
        if vocabulary().finish_end.search(between) and finish.to is not None and begin.from_ is not None and finish.to < begin.from_:
            yield Issue(
                "deadline_before_start",
                "warning",
                *SAY.audit("deadline_before_start", deadline=text[finish.start : finish.end], start=text[begin.start : begin.end]),
                ((finish.start, finish.end), (begin.start, begin.end)),
            )


STOP = regex.compile(r"[.;\n](?=\s|$)|\n")
WITH_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
NATIONAL = regex.compile(r"QH|UBTVQH")


@check(
    "reference_after_document",
    "warning",
    finds=[Sample("Thực hiện Công văn số 96/SNV-CCVC ngày 20/5/2023 của Sở Nội vụ, UBND huyện báo cáo.", datetime.date(2023, 4, 28))],
    leaves=[Sample("Thực hiện Công văn số 96/SNV-CCVC ngày 20/4/2023 của Sở Nội vụ, UBND huyện báo cáo.", datetime.date(2023, 4, 28))],
)
def reference_after_document(seen: Seen) -> Iterator[Issue]:
    day = seen.context.issued_on
    later = _later(seen)
    if day is None or len(_documents(later)) >= MANY_LATER:
        return
    first = {r.code or r.title: r for r in reversed(later)}
    for reference in sorted(first.values(), key=lambda r: r.start):
        yield Issue(
            "reference_after_document",
            "warning",
            *SAY.audit("reference_after_document", reference=_name(reference), issued_on=reference.issued_on, day=day),
            ((reference.start, reference.end), *((seen.context.issued_at,) if seen.context.issued_at else ())),
        )


@check(
    "document_date_early",
    "warning",
    finds=[
        Sample(
            "Thực hiện Công văn số 96/SNV-CCVC ngày 20/5/2023, Công văn số 141/SNV-CCVC ngày 02/8/2023 và Quyết định số 77/QĐ-SNV ngày 15/9/2023.",
            datetime.date(2022, 12, 28),
        )
    ],
    leaves=[
        Sample(
            "Thực hiện Công văn số 96/SNV-CCVC ngày 20/5/2023, Công văn số 141/SNV-CCVC ngày 02/8/2023 và Quyết định số 77/QĐ-SNV ngày 15/9/2023.",
            datetime.date(2023, 12, 28),
        )
    ],
)
def document_date_early(seen: Seen) -> Iterator[Issue]:
    day = seen.context.issued_on
    later = _later(seen)
    count = len(_documents(later))
    if day is None or count < MANY_LATER:
        return
    first = sorted(later, key=lambda r: r.start)[:MANY_LATER]
    yield Issue(
        "document_date_early",
        "warning",
        *SAY.audit("document_date_early", day=day, count=count),
        (*((seen.context.issued_at,) if seen.context.issued_at else ()), *((r.start, r.end) for r in first)),
    )


def _later(seen: Seen) -> list[ReferenceMention]:
    day = seen.context.issued_on
    own = seen.context.code
    return [r for r in seen.references if day is not None and r.issued_on is not None and r.issued_on > day and (own is None or r.code != own)]


def _documents(references: list[ReferenceMention]) -> set[str | None]:
    return {r.code or r.title for r in references}


@check(
    "reference_year",
    "warning",
    finds=["Nghị định số 58/2021/NĐ-CP ngày 10/6/2020 của Chính phủ."],
    leaves=["Nghị định số 58/2021/NĐ-CP ngày 10/6/2021 của Chính phủ."],
)
def reference_year(seen: Seen) -> Iterator[Issue]:
    """One finding for a document and a day, with every place that says so: a title that is cited with its wrong day is mostly copied."""
    told: dict[tuple[str, str, datetime.date], list[ReferenceMention]] = {}
    for reference in seen.references:
        parts = code_parts(reference.code) if reference.code and reference.confidence >= SURE else None
        if reference.code is None or parts is None or parts.year is None or reference.issued_on is None or int(parts.year) == reference.issued_on.year:
            continue
        told.setdefault((reference.code, parts.year, reference.issued_on), []).append(reference)
    for (_, year, day), places in told.items():
        yield Issue(
            "reference_year",
            "warning",
            *SAY.audit("reference_year", reference=_name(places[0]), year=year, issued_on=day),
            tuple((place.start, place.end) for place in places),
        )

