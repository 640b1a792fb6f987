"""Mentions (offsets of the reading) → records (offsets of the canonical text): the one place that maps offsets, so that `text[start:end] == quote`.

Pages, boxes, sentences and sections join here. Nothing is decided: a record says what its mention says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from extractor.document import Block, Cell, Sentence, Span
from extractor.finders.dates.finder import DateMention
from extractor.finders.header.finder import HeaderMention
from extractor.finders.header.outline import Outline
from extractor.finders.header.parts import Part as DocumentPart
from extractor.finders.quantities.finder import IndicatorMention
from extractor.finders.references.finder import ReferenceMention
from extractor.finders.tasks.model import TaskMention
from extractor.layout import Layout
from extractor.layout.model import ReadingSentence, Segment
from extractor.records import (
    RECEIVED,
    SAID,
    Citation,
    DateRecord,
    Evidence,
    Finding,
    Indicator,
    Metadata,
    Part,
    Reference,
    Relation,
    Task,
    record_id,
)
from extractor.why import completed, decided, stands

if TYPE_CHECKING:
    from extractor.audit.checks import Issue
    from extractor.audit.document import RelationMention

# The fields that a mention and its record share.
_TASK = tuple(name for name in TaskMention.__slots__ if name not in {"start", "end", "group", "spans"})
_INDICATOR = tuple(name for name in IndicatorMention.__slots__ if name not in {"start", "end", "rules"})


class RecordWriter:
    """Turns mentions (offsets of the reading) into records (offsets of the canonical text)."""

    def __init__(
        self, layout: Layout, sentences: Sequence[ReadingSentence], outline: Outline, header: HeaderMention | None = None, parts: Sequence[DocumentPart] = ()
    ) -> None:
        self.header = header
        self.parts = parts
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
            **{name: getattr(header, name) for name in RECEIVED},
            citations=citations,
            parts=[self._part(number, part) for number, part in enumerate(self.parts, 1)],
        )

    def _part(self, number: int, part: DocumentPart) -> Part:
        """One of several documents in the file."""
        raw, header = self.reading.raw, part.header
        # A part runs to the next one, whatever the layout takes out in between.
        start = 0 if number == 1 else raw[part.start]
        end = raw[self.parts[number].start] if number < len(self.parts) else len(self.document.text)
        return Part(
            number=number,
            start=start,
            end=end,
            page=self.document.page_of(raw[part.start]),
            last_page=self.document.page_of(raw[max(part.start, part.end - 1)]),
            citations={name: self.citation(*span) for name, span in header.spans.items()},
            **{name: getattr(header, name) for name in SAID},
        )

    def header_at(self, place: int) -> HeaderMention | None:
        """What the document says of itself in which a place of the reading stands."""
        return next((part.header for part in self.parts if part.start <= place < part.end), self.header)

    def reference(self, m: ReferenceMention) -> Reference:
        segment = self.reading.segment_at(m.start)
        made = Reference(
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
        completed("reference", m.start, m.end, made.__dict__)
        return made

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
        completed("date", m.start, m.end, {"from": m.from_, "to": m.to, "valid": m.valid})
        return DateRecord(**self.common("date", m.start, m.end), kind=m.kind, from_=m.from_, to=m.to, valid=m.valid)

    def indicator(self, m: IndicatorMention) -> Indicator:
        values = {name: getattr(m, name) for name in _INDICATOR}
        for said in m.rules:
            name, rule = said.split(": ", 1)
            decided("indicator", m.start, name, f"quantities: {rule}")
        completed("indicator", m.start, m.start + 1, values)
        return Indicator(**self.common("indicator", m.start, m.end), **values)

    def task(self, m: TaskMention) -> Task:
        values = {name: getattr(m, name) for name in _TASK}
        citations = {name: self.citation(start, end) for name, start, end in m.spans}
        header = self.header_at(m.start)
        if m.form == "assigned" and m.assigned_by is None and header is not None and "issuer" in header.spans:
            # Who signs assigns, where the text names nobody.
            values["assigned_by"] = header.issuer
            citations["assigned_by"] = self.citation(*header.spans["issuer"])
        completed("task", m.start, m.start + 1, values | {"parent": m.group})
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
    arithmetic = f"audit: interval arithmetic, tolerance {m.tolerance}"
    tied = f"ties: {m.tie}" if m.tie else f"audit: {m.kind}"
    for name, rule in (("grade", arithmetic), ("holds", arithmetic), ("expected", arithmetic), ("actual", arithmetic), ("tolerance", arithmetic), ("parts", tied), ("whole", tied), ("tie", tied), ("form", tied)):
        if getattr(m, name) not in (None, ""):
            decided(identifier, None, name, rule, m.computation if rule == arithmetic else "")
