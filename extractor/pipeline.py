"""From a file to its records, with no database: read → layout → finders → audit → linked references.

The same bytes give the same records, byte for byte. Records are sorted: metadata first, then by start, end and type.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.document import Block, Document, Loss, Sentence
from extractor.finders.bodies.organizations import Context, OrganizationMention
from extractor.finders.dates.finder import year_of
from extractor.finders.header.finder import HeaderMention, document_context, find_header
from extractor.finders.header.outline import Outline, end_of_head
from extractor.finders.header.parts import Part, header_and_parts
from extractor.layout import Layout, analyze
from extractor.quick import quick
from extractor.records import (
    Record,
)
from extractor.records_from import RecordWriter
from extractor.steps import Steps
from extractor.why import Decision, listening

if TYPE_CHECKING:
    from spacy.language import Language

    from extractor.audit.checks import Settings
    from extractor.audit.coverage import Coverage, SectionCoverage
    from extractor.doctor import Diagnosis


@dataclass(frozen=True, slots=True)
class Setting:
    """What a document says of itself that its finders need: its bodies, day, year, the runs that hold its own number and its receivers, and the documents of a
    file that holds several."""

    bodies: Context
    issued_on: datetime.date | None = None
    year: int | None = None
    own: tuple[tuple[int, int], ...] = ()
    doc_type: str | None = None
    title: str | None = None
    head_end: int = 0
    parts: tuple[Part, ...] = ()
    receivers: tuple[tuple[int, int], ...] = ()


@quick
@dataclass(frozen=True)
class OrganizationSpan:
    """An organization of the text: canonical span, canonical name, level."""

    start: int
    end: int
    name: str
    level: str | None


@dataclass(frozen=True)
class ExtractedDocument:
    """A document with everything that was found in it."""

    document: Document
    records: tuple[Record, ...]
    sentences: tuple[Sentence, ...]
    blocks: tuple[Block, ...]
    organizations: tuple[OrganizationSpan, ...]
    province: str | None
    coverage: Coverage | None = None
    section_coverage: tuple[SectionCoverage, ...] = ()
    losses: tuple[Loss, ...] = ()
    why: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)
    diagnosis: Diagnosis | None = None


@cache
def pipeline() -> Language:
    """The spaCy pipeline with all finders, in the order that they need: for whoever wants tokens and span groups; extraction makes none."""
    import spacy

    import extractor.finders.components  # noqa: F401  (registers the components)
    from extractor.language import create_tokenizer

    create_tokenizer()
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "trichyeu.ReportTokenizer.v1"}}})
    nlp.max_length = 100_000_000
    for name in ("references", "dates", "organizations", "indicators", "tasks"):
        nlp.add_pipe(name)
    return nlp


def extract(
    document: Document,
    *,
    province: str | None = None,
    issued_on: datetime.date | None = None,
    settings: Settings | None = None,
    steps: Steps | None = None,
    why: bool = False,
    diagnosed: bool = False,
) -> ExtractedDocument:
    """All records of `document`. `province` and `issued_on` complete what the document does not say of itself.

    `settings` switches checks of the audit off or gives them another severity. `steps` runs the finders and the audit; what it gives up is among
    the `losses` of the result. `why` asks for the explanation of every record, which costs a little; `diagnosed` for what was not understood.
    """
    if not why:
        return _extract(document, province, issued_on, settings, steps, diagnosed)
    with listening() as notes:
        made = _extract(document, province, issued_on, settings, steps, diagnosed)
    return replace(made, why={record.id: notes.of(record.id) for record in made.records})


def _extract(
    document: Document, province: str | None, issued_on: datetime.date | None, settings: Settings | None, steps: Steps | None, diagnosed: bool = False
) -> ExtractedDocument:
    from extractor.audit import AuditContext, AuditResult, Settings, audit
    from extractor.finders.chain import Work, run

    steps = steps or Steps()
    layout = analyze(document)
    header, parts = header_and_parts(layout)
    setting = _setting(layout, header, province, issued_on, parts)
    sentences = layout.reading.sentences
    mentions = run(Work(layout, setting, sentences), steps.run)
    outline = Outline(layout.reading, header, [(part.start, part.header) for part in parts])
    writer = RecordWriter(layout, sentences, outline, header, parts)
    records: list[Record] = [writer.metadata(header)]
    records += [writer.reference(m) for m in mentions["references"]]
    records += [writer.date(m) for m in mentions["dates"]]
    records += [writer.indicator(m) for m in mentions["indicators"]]
    records += [writer.task(m) for m in mentions["tasks"]]
    context = AuditContext(header.issued_on, header.spans.get("issued_on"), header.code, setting.bodies)
    found = (mentions["indicators"], mentions["references"], mentions["dates"])
    audited = steps.run("audit", lambda: audit(layout, *found, context, settings or Settings()), AuditResult())
    records += [writer.relation(m) for m in audited.relations]
    records += [writer.finding(m) for m in audited.findings]
    organizations = tuple(
        OrganizationSpan(span.start, span.end, m.name, m.level) for m in mentions["organizations"] for span in [layout.span(m.start, m.end)]
    )
    records = _linked(in_order(records), document, setting.bodies.province)
    diagnosis = steps.run("doctor", lambda: _diagnosis(layout, header, mentions, records, setting, outline), None) if diagnosed else None
    return ExtractedDocument(
        document, tuple(records), writer.sentences, writer.blocks(), organizations, setting.bodies.province, audited.coverage, _by_path(audited.sections, outline),
        (*document.losses, *steps.losses), diagnosis=diagnosis,
    )  # fmt: skip


def _diagnosis(
    layout: Layout, header: HeaderMention, mentions: Mapping[str, Any], records: Sequence[Record], setting: Setting, outline: Outline
) -> Diagnosis:
    from extractor.doctor import diagnose

    sections = {segment.section: outline.path(segment.section) for segment in layout.reading.segments}
    return diagnose(layout, header, mentions, records, setting.bodies, sections)


def mentions_of(document: Document) -> tuple[Layout, dict[str, Any]]:
    """The layout of `document` and what each finder found in its reading, by finder: what the benchmarks of the audit start from."""
    from extractor.finders.chain import Work, run

    layout = analyze(document)
    setting = _setting(layout, find_header(layout), None, None)
    return layout, dict(run(Work(layout, setting, layout.reading.sentences)))


def extract_file(path: str | Path, source: str | None = None) -> ExtractedDocument:
    """Reads and extracts one file. Raises ReadError."""
    from extractor.readers import read

    return extract(read(path, source))


def extract_text(
    text: str, *, source: str = "text", province: str | None = None, issued_on: datetime.date | None = None
) -> ExtractedDocument:
    """Extracts from a string, as if it were a text file's content."""
    import hashlib

    from extractor.readers.text import canonical

    data = text.encode()
    return extract(Document(canonical(text), source, hashlib.sha256(data).hexdigest()), province=province, issued_on=issued_on)


def in_order(records: Iterable[Record]) -> list[Record]:
    """Metadata first, then by place in the text; ties by type and id, so that the order never depends on the finders."""
    return sorted(records, key=lambda r: (r.type != "metadata", r.start if r.start is not None else -1, r.end or -1, r.type, r.id))


def _by_path(sections: Iterable[SectionCoverage], outline: Outline) -> tuple[SectionCoverage, ...]:
    """The coverage by section, of the paths that a reader is shown."""
    from extractor.audit.coverage import Coverage, SectionCoverage

    found: dict[tuple[str, ...], Coverage] = {}
    for section in sections:
        path = outline.path(section.section)
        found[path] = found.get(path, Coverage()) + section.coverage
    return tuple(SectionCoverage(path, coverage) for path, coverage in found.items())


def _linked(records: list[Record], document: Document, province: str | None) -> list[Record]:
    from extractor.linking.documents import resolve

    return in_order(resolve(document.source, document.sha256, records, province))


def _setting(
    layout: Layout, header: HeaderMention, province: str | None, issued_on: datetime.date | None, parts: tuple[Part, ...] = ()
) -> Setting:
    bodies = document_context(layout, header)
    if province and not bodies.province:
        bodies = replace(bodies, province=province)
    day = header.issued_on or issued_on
    year = year_of(header.title) if header.title else None
    year = year if year is not None else (day.year if day else None)
    head_end = end_of_head(layout.reading, header)
    headers = (header, *(part.header for part in parts))
    own = sorted({run for found in headers for run in found.own_number_spans})
    receivers = sorted({run for found in headers if (run := found.spans.get("recipients")) is not None})
    if (named := header.spans.get("issuer")) is not None and named[1] <= head_end:
        receivers = sorted({*receivers, named})  # "BAN CHỈ ĐẠO 389"
    return Setting(bodies, day, year, tuple(own), header.doc_type, header.title, head_end, parts, tuple(receivers))


__all__ = ["ExtractedDocument", "OrganizationMention", "extract", "extract_file", "extract_text", "in_order"]
