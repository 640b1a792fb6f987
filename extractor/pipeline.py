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

from extractor.document import Block, Cell, Document, Loss, Sentence, Span
from extractor.finders.bodies.organizations import Context, OrganizationMention
from extractor.finders.dates.finder import DateMention, year_of
from extractor.finders.header.finder import HeaderMention, document_context, find_header
from extractor.finders.header.outline import Outline
from extractor.finders.quantities.finder import IndicatorMention
from extractor.finders.references.finder import ReferenceMention
from extractor.finders.tasks.model import TaskMention
from extractor.layout import Layout, analyze
from extractor.layout.model import Segment
from extractor.layout.sentences import ReadingSentence, sentences_of
from extractor.records import (
    Citation,
    DateRecord,
    Evidence,
    Finding,
    Indicator,
    Metadata,
    Record,
    Reference,
    Relation,
    Task,
    record_id,
)
from extractor.steps import Steps
from extractor.why import Decision, decided, listening, stands

if TYPE_CHECKING:
    from spacy.language import Language

    from extractor.audit.checks import Issue, Settings
    from extractor.audit.coverage import Coverage, SectionCoverage
    from extractor.audit.document import RelationMention


@dataclass(frozen=True, slots=True)
class Setting:
    """What a document says of itself that its finders need: its bodies, day, year, and the runs that hold its own number."""

    bodies: Context
    issued_on: datetime.date | None = None
    year: int | None = None
    own: tuple[tuple[int, int], ...] = ()
    doc_type: str | None = None
    title: str | None = None
    head_end: int = 0


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


@cache
def pipeline() -> Language:
    """The spaCy pipeline with all finders, in the order that they need."""
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
) -> ExtractedDocument:
    """All records of `document`. `province` and `issued_on` complete what the document does not say of itself.

    `settings` switches checks of the audit off or gives them another severity. `steps` runs the finders and the audit; what it gives up is among
    the `losses` of the result. `why` asks for the explanation of every record, which costs a little.
    """
    if not why:
        return _extract(document, province, issued_on, settings, steps)
    with listening() as notes:
        made = _extract(document, province, issued_on, settings, steps)
    return replace(made, why={record.id: notes.of(record.id) for record in made.records})


def _extract(
    document: Document, province: str | None, issued_on: datetime.date | None, settings: Settings | None, steps: Steps | None
) -> ExtractedDocument:
    from extractor.audit import AuditContext, AuditResult, Settings, audit
    from extractor.language import run

    steps = steps or Steps()
    layout = analyze(document)
    header = find_header(layout)
    setting = _setting(layout, header, province, issued_on)
    sentences = sentences_of(layout.reading)
    doc = run(pipeline(), layout, setting, sentences, steps.run)
    outline = Outline(layout.reading, header)
    writer = _Writer(layout, sentences, outline, header)
    mentions = doc._.mentions
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
    return ExtractedDocument(document, tuple(records), writer.sentences, writer.blocks(), organizations, setting.bodies.province, audited.coverage, _by_path(audited.sections, outline), (*document.losses, *steps.losses))


def mentions_of(document: Document) -> tuple[Layout, dict[str, Any]]:
    """The layout of `document` and what each finder found in its reading, by finder: what the benchmarks of the audit start from."""
    from extractor.language import run

    layout = analyze(document)
    setting = _setting(layout, find_header(layout), None, None)
    doc = run(pipeline(), layout, setting, sentences_of(layout.reading))
    return layout, dict(doc._.mentions)


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


def _setting(layout: Layout, header: HeaderMention, province: str | None, issued_on: datetime.date | None) -> Setting:
    bodies = document_context(layout, header)
    if province and not bodies.province:
        bodies = replace(bodies, province=province)
    day = header.issued_on or issued_on
    year = year_of(header.title) if header.title else None
    year = year if year is not None else (day.year if day else None)
    head_end = max((header.spans[name][1] for name in ("doc_type", "code", "title") if name in header.spans), default=0)
    return Setting(bodies, day, year, tuple(header.own_number_spans), header.doc_type, header.title, head_end)


# The fields that a mention and its record share.
_TASK = tuple(name for name in TaskMention.__slots__ if name not in {"start", "end", "group", "spans"})
_INDICATOR = tuple(name for name in IndicatorMention.__slots__ if name not in {"start", "end", "rules"})


class _Writer:
    """Turns mentions (offsets of the reading) into records (offsets of the canonical text)."""

    def __init__(
        self, layout: Layout, sentences: Sequence[ReadingSentence], outline: Outline, header: HeaderMention | None = None
    ) -> None:
        self.header = header
        self._grids: dict[int, dict[tuple[int, int], Cell]] = {}
        self.layout = layout
        self.document = layout.document
        self.reading = layout.reading
        self._sentences = sentences
        self._outline = outline
        self._starts = [s.start for s in sentences]
        self.sentences, self._sentence_of = self._units()
        self._ids: dict[str, int] = {}

    def _units(self) -> tuple[tuple[Sentence, ...], list[int]]:
        """Sentences of running text, and one unit a table row; the second value maps a reading sentence to its unit."""
        reading = self.reading
        units: list[Sentence] = []
        owner: list[int] = []
        row_of: dict[tuple[int, int], int] = {}
        cells: dict[int, list[list[str]]] = {}
        spans: dict[int, list[Span]] = {}
        columns: dict[int, int | None] = {}
        for sentence in self._sentences:
            segment = reading.segments[sentence.segment]
            words = reading.plain[sentence.start : sentence.end].strip()
            runs = tuple(reading.raw_runs(sentence.start, sentence.end)) if sentence.end > sentence.start else ()
            if segment.kind == "cell" and segment.table is not None and segment.row is not None:
                key = (segment.table, segment.row)
                if key not in row_of:
                    row_of[key] = len(units)
                    units.append(Sentence("", (), self._outline.path(segment.section)))
                    cells[row_of[key]] = []
                    spans[row_of[key]] = []
                unit = row_of[key]
                if cells[unit] and columns.get(unit) == segment.column:
                    cells[unit][-1].append(words)
                else:
                    cells[unit].append([words])
                columns[unit] = segment.column
                spans[unit].extend(runs)
                owner.append(unit)
            else:
                owner.append(len(units))
                units.append(Sentence(words, runs, self._outline.path(segment.section)))
        for unit, parts in cells.items():
            units[unit] = Sentence(" | ".join(" ".join(part) for part in parts), tuple(spans[unit]), units[unit].section)
        return tuple(units), owner

    def sentence(self, offset: int) -> Sentence | None:
        from bisect import bisect_right

        index = bisect_right(self._starts, offset) - 1
        return self.sentences[self._sentence_of[index]] if index >= 0 else None

    def common(self, record_type: str, start: int, end: int) -> dict[str, Any]:
        """The keys that all records with a span share, for the run `[start, end)` of the reading."""
        span = self.layout.span(start, end)
        sentence = self.sentence(start)
        identifier = record_id(record_type, self.document.source, span.start, span.end)
        # Two records of one type on one span (a cell with two figures cut by a page) keep apart by their order.
        seen = self._ids.get(identifier, 0)
        self._ids[identifier] = seen + 1
        if seen:
            identifier = record_id(record_type, self.document.source, span.start, span.end, seen)
        stands(identifier, record_type, start, end if record_type in ("reference", "date") else start + 1)
        return {
            "id": identifier,
            "document": self.document.source,
            "start": span.start,
            "end": span.end,
            "quote": span.of(self.document.text),
            "page": self.document.page_of(span.start),
            "bbox": self.box(span),
            "sentence": sentence.text if sentence else None,
            "section": list(self._outline.path(self.reading.segment_at(start).section)),
        }

    def box(self, span: Span) -> Any:
        if self.document.boxes is None:
            return None
        lines = self.document.boxes.lines(span.start, span.end)
        return None if not lines else lines[0] if len(lines) == 1 else lines

    def citation(self, start: int, end: int) -> Citation:
        span = self.layout.span(start, end)
        return Citation(start=span.start, end=span.end, quote=span.of(self.document.text))

    def metadata(self, header: HeaderMention) -> Metadata:
        citations = {name: self.citation(start, end) for name, (start, end) in header.spans.items()}
        identifier = record_id("metadata", self.document.source)
        stands(identifier, "metadata", None, 0)
        return Metadata(
            id=identifier,
            document=self.document.source,
            start=None,
            end=None,
            quote=None,
            doc_type=header.doc_type,
            code=header.code,
            issued_on=header.issued_on,
            place=header.place,
            issuer=header.issuer,
            title=header.title,
            signer=header.signer,
            signer_title=header.signer_title,
            recipients=list(header.recipients),
            addressee=header.addressee,
            symbol=header.symbol,
            received_no=header.received_no,
            received_on=header.received_on,
            doubtful=list(header.doubtful),
            citations=citations,
        )

    def reference(self, m: ReferenceMention) -> Reference:
        segment = self.reading.segment_at(m.start)
        return Reference(
            **self.common("reference", m.start, m.end),
            doc_type=m.doc_type,
            code=m.code,
            # The name as the text writes it (the reading has one tone placement), without its line ends.
            title=self._as_written(m.start, m.title) if m.title else None,
            issued_on=m.issued_on,
            issuer=m.issuer,
            issuer_source=m.issuer_source,
            mark=segment.mark,
            anchor=self.anchor(segment.mark) if segment.mark else None,
            malformed=m.malformed,
            date_text=m.date_text,
            confidence=m.confidence,
            relation=m.relation,
            relation_words=self._run(m.relation_words),
        )

    def _run(self, span: tuple[int, int] | None) -> tuple[int, int] | None:
        """A run of the reading as one of the canonical text."""
        if span is None:
            return None
        made = self.layout.span(*span)
        return made.start, made.end

    def _as_written(self, start: int, title: str) -> str:
        # Ð (U+00D0) is how some scanners and fonts write Đ: the name has the letter, the quote what stands there.
        name = self.reading.plain[start : start + len(title)].replace("Ð", "Đ")
        return name[0].upper() + name[1:]

    def anchor(self, mark: str) -> str | None:
        """The phrase of the running text that carries a footnote mark: from the mark or stop before it."""
        offset = next((m.offset for m in self.reading.marks if m.mark == mark), None)
        if offset is None:
            return None
        segment = self.reading.segment_at(max(0, offset - 1))
        before = max([segment.start, *(m.offset for m in self.reading.marks if segment.start <= m.offset < offset)])
        phrase = self.reading.plain[before:offset]
        for stop in (";", ":", ". "):
            phrase = phrase.rsplit(stop, 1)[-1]
        return phrase.strip(" ,.;:") or None

    def date(self, m: DateMention) -> DateRecord:
        return DateRecord(**self.common("date", m.start, m.end), kind=m.kind, from_=m.from_, to=m.to, valid=m.valid)

    def indicator(self, m: IndicatorMention) -> Indicator:
        values = {name: getattr(m, name) for name in _INDICATOR}
        for said in m.rules:
            name, rule = said.split(": ", 1)
            decided("indicator", m.start, name, f"quantities: {rule}")
        return Indicator(**self.common("indicator", m.start, m.end), **values)

    def task(self, m: TaskMention) -> Task:
        values = {name: getattr(m, name) for name in _TASK}
        citations = {name: self.citation(start, end) for name, start, end in m.spans}
        if m.form == "assigned" and m.assigned_by is None and self.header is not None and "issuer" in self.header.spans:
            # Who signs assigns, where the text names nobody.
            values["assigned_by"] = self.header.issuer
            citations["assigned_by"] = self.citation(*self.header.spans["issuer"])
        return Task(**self.common("task", m.start, m.end), **values, parent=m.group, citations=citations)

    def relation(self, m: RelationMention) -> Relation:
        def run(start: int, end: int) -> tuple[int, int]:
            span = self.layout.span(start, end)
            return span.start, span.end

        parts = [run(*part) for part in m.parts]
        whole = run(*m.whole) if m.whole else None
        runs = [*parts, *([whole] if whole else [])]
        # Operands may stand in several blocks: the record's span runs over all of them, in the order of the file.
        start, end = min(a for a, _ in runs), max(b for _, b in runs)
        common = self.common("relation", m.start, m.start + 1)
        common |= {
            "id": record_id("relation", self.document.source, m.kind, *runs),
            "start": start,
            "end": end,
            "quote": self.document.text[start:end],
            "page": self.document.page_of(start),
        }
        _tell_relation(common["id"], m)
        return Relation(
            **common,
            kind=m.kind,
            parts=parts,
            whole=whole,
            expected=m.expected,
            actual=m.actual,
            tolerance=m.tolerance,
            holds=m.holds,
            grade=m.grade,
            computation=m.computation,
            form=m.form,
            tie=m.tie,
            confidence=m.confidence,
        )

    def finding(self, m: Issue) -> Finding:
        evidence = []
        for start, end in m.evidence:
            span = self.layout.span(start, end)
            evidence.append(
                Evidence(
                    document=self.document.source,
                    document_sha256=self.document.sha256,
                    start=span.start,
                    end=span.end,
                    quote=span.of(self.document.text),
                )
            )
        common = self.common("finding", *m.evidence[0])
        common["id"] = record_id("finding", self.document.source, m.check, *((e.start, e.end) for e in evidence))
        stands(common["id"], common["id"], None, 0)
        words = "; ".join(e.quote for e in evidence)
        decided(common["id"], None, "check", f"audit: {m.check} (trichyeu explain {m.check})", words)
        decided(common["id"], None, "severity", "audit: severity by confidence" if m.confidence is not None else f"audit: {m.check}", f"{m.confidence if m.confidence is not None else ''}")
        said = {"check": m.check, "severity": m.severity, "message": m.message, "message_en": m.message_en}
        return Finding(**common, **said, evidence=evidence, confidence=m.confidence, suggested=m.suggested)

    def blocks(self) -> tuple[Block, ...]:
        made = []
        for segment in self.reading.segments:
            if segment.end > segment.start:
                runs = self.reading.raw_runs(segment.start, segment.end)
                block = Block(segment.kind, runs[0].start, max(runs[-1].end, runs[0].end), segment.level, segment.mark)
                made.append(block if segment.table is None else self._cell(block, segment))
        return tuple(made)

    def _cell(self, block: Block, segment: Segment) -> Block:
        """The block of a table's cell, with its place in the grid."""
        assert segment.table is not None
        table = self.layout.tables[segment.table]
        if segment.table not in self._grids:
            self._grids[segment.table] = {(cell.row, cell.column): cell for cell in table.cells}
        cell = self._grids[segment.table].get((segment.row or 0, segment.column or 0))
        return replace(
            block,
            table=segment.table,
            row=segment.row,
            column=segment.column,
            row_span=cell.row_span if cell else 1,
            column_span=cell.column_span if cell else 1,
            head=(segment.row or 0) < table.header_rows,
        )


def _tell_relation(identifier: str, m: RelationMention) -> None:
    """Tells by which class of tie the figures belong together, and how the arithmetic was judged."""
    stands(identifier, identifier, None, 0)
    decided(identifier, None, "kind", f"ties: {m.tie}" if m.tie else f"audit: {m.kind}", m.computation)
    decided(identifier, None, "confidence", f"rates: {m.tie}" if m.tie else "rates", str(m.confidence))
    decided(identifier, None, "grade", f"audit: interval arithmetic, tolerance {m.tolerance}", m.computation)


__all__ = ["ExtractedDocument", "OrganizationMention", "extract", "extract_file", "extract_text", "in_order"]
