"""Mentions of official documents: type, code, date and issuer, as CONTRACT.md defines the `reference` record.

    "Ngày 14/5/2024, UBND tỉnh ban hành Quyết định số 1107/QĐ-UBND" (province: Phú Thọ)
    → Quyết định · 1107/QĐ-UBND · 2024-05-14 · Ủy ban nhân dân tỉnh Phú Thọ (text)

What it leaves: generic nouns ("ban hành kế hoạch"), self-reference ("Quyết định này"), a document's own number in its heading.
A chain of small steps over one reading: codes and laws by name → the type word of each → what follows (date, issuer) → lists → what
stands before (date and body with a verb of issuing) → the symbol → the type.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.finders.bodies.organizations import Context
from extractor.finders.bodies.symbols import issuer_by_symbol
from extractor.finders.references.bodies import read_before
from extractor.finders.references.codes import closed_up
from extractor.finders.references.drafts import Draft, drafts_of
from extractor.finders.references.lists import chain, spread_dates, spread_issuers
from extractor.finders.references.tails import read_tails
from extractor.lexicon.document_types import sole_issuer
from extractor.quick import quick
from extractor.why import asked


@quick
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
    relation: str | None = None
    relation_words: tuple[int, int] | None = None


def find_references(text: str, context: Context, own: Sequence[tuple[int, int]] = ()) -> list[ReferenceMention]:
    """All mentions of documents in a reading, in order, without overlap.

    `own` are runs that hold the document's own number (its heading). Offsets are the reading's; a list or clause never crosses `\\n`
    except where a lead-in that ends with a colon opens a list.
    """
    drafts = drafts_of(text, own)
    read_tails(text, drafts, context)
    chain(text, drafts, context)
    spread_dates(text, drafts)
    spread_issuers(drafts, context)
    read_before(text, drafts, context)
    return [_finish(text, draft, context) for draft in drafts]


def _finish(text: str, draft: Draft, context: Context) -> ReferenceMention:
    issuer, source = draft.issuer, draft.source
    if issuer is None and draft.code is not None:
        issuer = issuer_by_symbol(draft.code, context, draft.doc_type)
        source = "symbol" if issuer else None
        if issuer:
            draft.told("issuer", "symbols: the letters of the code", draft.code)
    elif asked() and draft.code is not None and (other := issuer_by_symbol(draft.code, context, draft.doc_type)) not in (None, issuer):
        draft.told("issuer", "", "", f"{other}: symbols, {draft.code}")
    if issuer is None:
        issuer = sole_issuer(draft.doc_type)
        source = "type" if issuer else None
        if issuer:
            draft.told("issuer", "document_types: issuer", draft.doc_type or "")
    date, written = draft.dates[0] if draft.dates else (None, None)
    code = closed_up(draft.code) if draft.code else None
    _tell(text, draft, code)
    return ReferenceMention(
        draft.start, draft.end, draft.doc_type, code, draft.title, date, issuer, source, draft.malformed, written, draft.confidence, draft.tail
    )


def _tell(text: str, draft: Draft, code: str | None) -> None:
    """Tells what made code, title and confidence, which only the mention as a whole says."""
    words = text[draft.start : draft.end]
    if code is not None:
        draft.told("code", "references: code" if "/" in code or "-" in code else "references: bare_types", words)
        if draft.malformed:
            draft.told("malformed", f"references: {draft.malformed}", draft.code or "")
    if draft.title:
        draft.told("title", "laws: laws, codes, ordinances", draft.title)
        draft.told("doc_type", "laws: the name begins with its type", draft.title)
