"""The document that an annex belongs to, as the bracket in its heading names it ("(Kèm theo Quyết định số 57/QĐ-UBND ngày 03/4/2031 của UBND tỉnh)")."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.finders.bodies.context import Context
from extractor.finders.bodies.organizations import organization_at
from extractor.finders.header.draft import Draft
from extractor.finders.header.form import behind_form
from extractor.finders.header.letterhead import Field, Run
from extractor.finders.header.lines import HeadLine
from extractor.finders.header.patterns import header_patterns, written_date
from extractor.lexicon.document_types import document_type
from extractor.lexicon.phrases import HEADER


@dataclass(frozen=True, slots=True)
class Annex:
    """The document that an annex belongs to, as its bracket names it."""

    doc_type: Field
    code: Field
    issued_on: datetime.date | None
    date_run: Run | None
    issuer: str | None
    issuer_run: Run | None


def find_annex(lines: Sequence[HeadLine], draft: Draft, own: str | None = None) -> Annex | None:
    """The document that an annex names as its own: gives code and day to a heading without number, everything to an annex alone.

    `own`: the body of a letterhead above a heading with a type. Where the bracket names another body's document, it is the one that prescribes the form,
    and nothing is taken; nor where it says so ("… của Bộ Tài chính quy định chế độ báo cáo").
    """
    patterns = header_patterns()
    for number, line in enumerate(lines[:400]):
        text = line.text
        if len(text) > 400 or (not text.lstrip().startswith("(") and "(" not in text[-300:]):
            continue
        match = patterns.annex.search(text)
        if not match or ("/" not in match["code"] and "-" not in match["code"]) or not _in_bracket(text, match.start()):
            continue
        entry = document_type(match["type"])
        other = entry is not None and "doc_type" in draft.values and draft.said("doc_type") != entry.name
        if entry is None or (other and (number > 12 or _grounded(lines[: number + 1]))):
            continue
        if HEADER.prescribes_form.search(text, match.end()) is not None:
            return None
        issuer = organization_at(text, match.end(), Context()) if match["of"] else None
        if own and issuer and not (own.startswith(issuer.name) or issuer.name.endswith(own)):
            return None
        found = Annex(
            Field(entry.name, line.run(*match.span("type"))),
            Field(match["code"].replace(" ", "").rstrip(".,"), line.run(*match.span("code"))),
            written_date(match) if match["date"] else None,
            line.run(*match.span("date")) if match["date"] else None,
            issuer.name if issuer else None,
            line.run(issuer.start, issuer.end) if issuer else None,
        )
        bracket = max(text.rfind("(", 0, match.start() + 1), 0)
        return _take_annex(found, [*lines[:number], replace(line, text=text[:bracket], written=line.written[:bracket])], draft)
    return None


def _grounded(lines: Sequence[HeadLine]) -> bool:
    """Whether the grounds of a document stand in the lines: one of its own has begun, and what a bracket behind names is attached to another."""
    return any(HEADER.ground_line.match(line.text) is not None for line in lines)


def _in_bracket(text: str, place: int) -> bool:
    """Whether what stands at `place` is said in a bracket: "sửa đổi quy định kèm theo Quyết định số 57/QĐ-UBND (Phụ lục I)" tells of another document."""
    return text.rfind("(", 0, place + 1) > text.rfind(")", 0, place)


def _take_annex(annex: Annex, lines: Sequence[HeadLine], draft: Draft) -> Annex | None:
    alone = "code" not in draft.values and "place" not in draft.values and len(lines) <= 12
    same = draft.said("doc_type") == annex.doc_type.value
    if "code" in draft.values or not (same or alone):
        return annex if draft.said("code") == annex.code.value else None
    if alone and not same:
        # The heading is the annex's own: the document it belongs to is another.
        heading = draft.values.pop("doc_type", None)
        draft.spans.pop("doc_type", None)
        draft.field("doc_type", annex.doc_type, "annex")
        if heading is None and "title" not in draft.values:
            draft.field("title", _annex_title(lines), "annex")
    draft.field("code", annex.code, "annex")
    draft.set("issued_on", annex.issued_on, annex.date_run, "annex")
    return annex


def _annex_title(lines: Sequence[HeadLine]) -> Field | None:
    """The title above an annex's bracket, without its label ("BIỂU 07: TỔNG HỢP …", "Phụ lục II") and the letterhead above it."""
    parts: list[tuple[str, Run]] = []
    motto = max((n for n, line in enumerate(lines[:-1]) if header_patterns().motto.search(line.text)), default=-1)
    for line in behind_form(lines[motto + 1 :]):
        label = header_patterns().annex_label.match(line.text)
        start = label.end() if label and not parts else 0
        if line.text[start:].strip():
            parts.append((" ".join(line.written[start:].split()), line.run(start, len(line.text))))
    parts = parts[:4]
    return Field(" ".join(words for words, _ in parts).strip(" *"), (parts[0][1][0], parts[-1][1][1])) if parts else None
