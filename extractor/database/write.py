"""Writes an extracted document, in one transaction: a process that is killed leaves it out or in, never half.

A document is known by its source (the path relative to what was ingested). The same bytes change nothing; changed bytes replace the
document with everything that was read from it; reviews stay, since they name records by their stable identifiers.
"""

from __future__ import annotations

import datetime
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from extractor.database.checksum import store
from extractor.database.compact import key_of
from extractor.database.connection import transaction
from extractor.database.doubtful import doubtful_words
from extractor.database.link import relink
from extractor.database.packing import Packer, by_record
from extractor.database.parts import PART, part_row
from extractor.database.removal import delete_document
from extractor.database.review_schema import stats_of
from extractor.database.reviews import carry_over
from extractor.database.rows import TABLES, insert_all, row_of
from extractor.database.sentences import Sentences
from extractor.database.series import count_series, series_columns
from extractor.errors import TrichyeuError
from extractor.lexicon.patterns import fold, version
from extractor.linking.documents import CHECKS, Mention, mentions_of
from extractor.linking.indicators import Setting
from extractor.messages import SAY
from extractor.records import RECEIVED, Finding, Indicator, Metadata, Record, Reference, Relation, Task, record_id
from extractor.version import __version__

if TYPE_CHECKING:
    from extractor.pipeline import ExtractedDocument
Outcome = Literal["new", "replaced", "unchanged"]


class EvidenceError(TrichyeuError):
    """A record whose quote is not what stands at its span: it is never stored."""

    code = "evidence"

    def __init__(self, source: str, record: str, start: int, end: int) -> None:
        super().__init__(
            *SAY.database("quote_differs", source=source, record=record, start=start, end=end),
        )


class SourceTaken(TrichyeuError):
    """Another file's document has this source: it is never replaced."""

    code = "name-taken"

    def __init__(self, source: str, location: str) -> None:
        super().__init__(
            *SAY.database("name_taken", source=source, location=location),
        )


def read_by() -> str:
    """The program and the rules that a document is read by, as its row says."""
    return f"{__version__}+{version()}"


def write(
    db: Any,
    extracted: ExtractedDocument,
    *,
    location: str | None = None,
    container: str | None = None,
    file_sha256: str | None = None,
    link: bool = True,
    again: bool = False,
    instead_of: str | None = None,
) -> Outcome:
    """Writes one document.

    `location` is where its file lies and `file_sha256` that file's hash, for `verify` (default: the document's own); a member of an archive
    has the archive's, and its source as `container`. `link=False` leaves linking to a later `relink`; `again` replaces a document though
    its bytes are the same, after the rules have changed; `instead_of` is the source that the document had before. Raises EvidenceError, and leaves the database as it was, where a quote does not
    match the text.
    """
    document = extracted.document
    file_sha256 = file_sha256 or document.sha256
    sql = "SELECT id, sha256, location, file_sha256 FROM documents WHERE source = ?"
    known = db.conn.execute(sql, [document.source]).fetchone()
    if known is not None and location is not None and known[2] not in (None, location):
        raise SourceTaken(document.source, known[2])
    if known is not None and known[1] == document.sha256 and not again and instead_of is None:
        if location is not None and (known[2], known[3]) != (location, file_sha256):
            with transaction(db):
                db.execute("UPDATE documents SET location = ?, file_sha256 = ? WHERE id = ?", [location, file_sha256, known[0]])
        return "unchanged"
    with transaction(db):
        outcome: Outcome = "new"
        number = next_number(db, "documents")
        known = db.conn.execute(sql, [document.source]).fetchone()
        if known is not None:
            outcome, number = "replaced", known[0]
            delete_document(db, number)
        if instead_of is not None:
            outcome = "replaced"
            _rename(db, instead_of, document.source)
        _Writer(db, extracted, number).write({"location": location, "container": container, "file_sha256": file_sha256})
        carry_over(db, document.source)
        if link:
            relink(db)
    return outcome


def _rename(db: Any, before: str, now: str) -> None:
    """Takes out a document that is written anew under another source, and takes along what people decided about it."""
    row = db.conn.execute("SELECT id FROM documents WHERE source = ?", [before]).fetchone()
    if row is None:
        return
    delete_document(db, row[0])
    for table in ("reviews", "sign_offs"):
        db.execute(f"UPDATE {table} SET document = ? WHERE document = ?", [now, before])
    for number, evidence in db.conn.execute("SELECT id, evidence FROM reviews WHERE evidence <> '[]'").fetchall():
        rows = json.loads(evidence)
        if any(row[0] == before for row in rows):
            told = json.dumps([[now if row[0] == before else row[0], *row[1:]] for row in rows], ensure_ascii=False)
            db.execute("UPDATE reviews SET evidence = ? WHERE id = ?", [told, number])


def next_number(db: Any, table: str) -> int:
    return int(db.conn.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0])


class _Writer:
    """Writes the rows of one document; identifiers are counted here, since nobody else writes during the transaction."""

    def __init__(self, db: Any, extracted: ExtractedDocument, number: int) -> None:
        self.db = db
        self.extracted = extracted
        self.document = extracted.document
        self.number = number
        # Findings of linking are made again from all documents.
        self.records = [r for r in extracted.records if not (isinstance(r, Finding) and r.check in CHECKS)]
        self.sentences = Sentences(extracted.sentences, self.records)
        self.packer = Packer(db)
        self.first_sentence = next_number(db, "sentence_rows")
        # Numbers of the citations of this document, by which its records point at them while they are packed.
        self.next_citation = 1
        self.citations: list[dict[str, Any]] = []
        own = next((r for r in self.records if isinstance(r, Metadata)), None)
        self.setting = Setting(own.issuer, extracted.province, own.issued_on, own.title) if own else Setting(None, extracted.province)

    def write(self, file: Mapping[str, str | None]) -> None:
        """Writes all rows; `file` are the columns that say where the document came from."""
        mentions = mentions_of(self.document.source, self.document.sha256, self.records, self.extracted.province)
        keys = {m.id: m for m in mentions}
        self._document(next((m for m in mentions if m.own), None), file)
        self._shape()
        rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for record in self.records:
            if isinstance(record, (Metadata, Task)):
                for position, (field, cited) in enumerate(record.citations.items()):
                    self._cite(record, field, position, cited.start, cited.end, cited.quote)
            if isinstance(record, Metadata):
                self._parts(record)
            if not isinstance(record, Metadata):
                rows[record.type].append(self._row(record, keys.get(record.id)))
        organizations = self._organizations()
        self._records(rows)
        self._name(organizations)
        metadata = self._own()
        self.packer.write_cited(self.citations, metadata.id if metadata else None)
        self.packer.write_mentions(self._mentioned())
        self._stats()
        count_series(self.db, self.number, 1)
        store(self.db, self.number)
        pending = {m.code_key for m in mentions if m.code_key} | {f"title:{m.title_key}" for m in mentions if m.title_key}
        self.db.conn.executemany("INSERT OR IGNORE INTO pending_links VALUES (?)", [[key] for key in sorted(pending)])

    def _parts(self, record: Metadata) -> None:
        """The documents of a file that holds several; each field is cited as that of its part."""
        position = len(record.citations)
        for part in record.parts:
            for field, cited in part.citations.items():
                self._cite(record, f"{PART} {part.number}: {field}", position, cited.start, cited.end, cited.quote)
                position += 1
        insert_all(self.db, "document_parts", [part_row(part, self.number) for part in record.parts])

    def _own(self) -> Metadata | None:
        return next((r for r in self.records if isinstance(r, Metadata)), None)

    def _records(self, rows: Mapping[str, list[dict[str, Any]]]) -> None:
        """The records of all types, and the evidence of the findings."""
        spans = {c["id"]: c for c in self.citations if c["role"] == "span"}
        fields = by_record(self.citations)
        for record_type, table in TABLES.items():
            number = next_number(self.db, f"{table}_rows")
            made = [row | {"id": number + position} for position, row in enumerate(rows[record_type])]
            self.packer.write_records(table, made, spans, fields)
            if record_type == "finding":
                evidence = [c for c in self.citations if c["record_type"] == "finding" and c["role"] == "evidence"]
                self.packer.write_evidence(evidence, {row["record_id"]: row["id"] for row in made})

    def _document(self, own: Mention | None, file: Mapping[str, str | None]) -> None:
        document = self.document
        metadata = self._own()
        row: dict[str, Any] = {"id": self.number, "source": document.source}
        if metadata is not None:
            row |= {name: getattr(metadata, name) for name in RECEIVED}
            row["issued_on"] = metadata.issued_on and metadata.issued_on.isoformat()
            row["received_on"] = metadata.received_on and metadata.received_on.isoformat()
            row["doubtful"] = json.dumps(metadata.doubtful)
            row["recipients"] = json.dumps(metadata.recipients, ensure_ascii=False)
            row["metadata_id"] = metadata.id
        row |= {
            "province": self.extracted.province,
            "format": document.format,
            "sha256": document.sha256,
            "characters": len(document.text),
            "program_version": read_by(),
            "ingested_at": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            "properties": json.dumps(dict(sorted(document.properties.items())), ensure_ascii=False),
            "code_key": own.code_key if own else None,
            "title_key": own.title_key if own else None,
            "text": document.text,
            **file,
        }
        insert_all(self.db, "documents", [row])
        self.packer.begin(self.number, document.text)

    def _shape(self) -> None:
        """Pages, blocks and sentences."""
        document = self.document
        own: dict[str, Any] = {"document_id": self.number}
        insert_all(
            self.db,
            "pages",
            [
                own | {"number": p.number, "start": p.start, "end": p.end, "width": p.width, "height": p.height}
                for p in document.pages
            ],
        )
        self.packer.write_blocks(
            [
                {"number": n, "kind": b.kind, "level": b.level, "mark": b.mark, "start": b.start, "end": b.end}
                | {"table_number": b.table, "table_row": b.row, "table_column": b.column}
                | {"row_span": b.row_span, "column_span": b.column_span, "head": int(b.head)}
                for n, b in enumerate(self.extracted.blocks)
            ]
        )
        rows = []
        for number in self.sentences.order:
            place = self.sentences.places[number]
            start = min((s.start for s in place.spans), default=None)
            rows.append(
                {"id": self._sentence_id(number), "text": place.text, "page": None if start is None else document.page_of(start)}
                | {"spans": [(s.start, s.end) for s in place.spans], "headings": place.section}
            )
        self.packer.write_sentences(rows)
        insert_all(self.db, "doubtful_words", [own | word for word in doubtful_words(document.text, document.confidence)])

    def _stats(self) -> None:
        """Counts of the document, which the lists of the desk show."""
        counts = Counter(r.type for r in self.records)
        figures = [(r.start, r.end) for r in self.records if isinstance(r, Indicator) and r.start is not None and r.end is not None]
        relations = [(r.parts, r.whole, r.holds) for r in self.records if isinstance(r, Relation)]
        verified, broken = stats_of(figures, relations)
        row = {"document_id": self.number, "pages": len(self.document.pages), "document_references": counts["reference"]}
        row |= {"dates": counts["date"], "figures": counts["indicator"], "tasks": counts["task"], "relations": counts["relation"]}
        insert_all(self.db, "document_stats", [row | {"verified": verified, "broken": broken}])

    def _sentence_id(self, number: int | None) -> int | None:
        return None if number is None else self.first_sentence + self.sentences.numbers[number]

    def _cite(
        self,
        record: Record,
        role: str,
        position: int,
        start: int,
        end: int,
        quote: str,
        sentence: int | None = None,
        document: int | None = None,
    ) -> int:
        """One row of citations; checks the quote against the text."""
        if self.document.text[start:end] != quote:
            raise EvidenceError(self.document.source, record.id, start, end)
        number = self.next_citation
        self.next_citation += 1
        box = record.bbox if role == "span" else None
        self.citations.append(
            {
                "id": number,
                "document_id": self.number,
                "sentence_id": self._sentence_id(self.sentences.at(start) if sentence is None else sentence),
                "page": record.page if role == "span" else self.document.page_of(start),
                "box": json.dumps(box) if box is not None else None,
                "start": start,
                "end": end,
                "quote": quote,
                "record_type": record.type,
                "record_id": record.id,
                "role": role,
                "position": position,
            }
        )
        return number

    def _row(self, record: Record, mention: Mention | None) -> dict[str, Any]:
        sentence = self.sentences.of(record)
        citation = None
        if record.start is not None and record.end is not None and record.quote is not None:
            citation = self._cite(record, "span", 0, record.start, record.end, record.quote, sentence)
        row = {
            "record_id": record.id,
            "document_id": self.number,
            "sentence_id": self._sentence_id(sentence),
            "citation_id": citation,
        } | row_of(record)
        if isinstance(record, Indicator):
            row |= series_columns(record.label, record.subject, record.unit, record.period, self.setting)
        if isinstance(record, Reference):
            row |= {"cited_document_id": None}
            row |= {"code_key": mention.code_key if mention else None, "title_key": mention.title_key if mention else None}
        elif isinstance(record, Finding):
            row["link_key"] = None
            for position, evidence in enumerate(record.evidence):
                if evidence.document != self.document.source:
                    raise ValueError(
                        f"a finding of {self.document.source} has evidence in {evidence.document}: it belongs to no document alone"
                    )
                self._cite(record, "evidence", position, evidence.start, evidence.end, evidence.quote)
        return row

    def _organizations(self) -> list[tuple[str, str, str | None, str]]:
        """Cites the bodies that the text names, and gives (identifier, name, level, folded name) of each."""
        text, found = self.document.text, {}
        for mention in self.extracted.organizations:
            if not mention.name:
                continue
            identifier = record_id("organization", mention.name)
            found[identifier] = (identifier, mention.name, mention.level, fold(mention.name))
            number = self.next_citation
            self.next_citation += 1
            self.citations.append(
                {
                    "id": number,
                    "document_id": self.number,
                    "sentence_id": self._sentence_id(self.sentences.at(mention.start)),
                    "page": self.document.page_of(mention.start),
                    "box": None,
                    "start": mention.start,
                    "end": mention.end,
                    "quote": text[mention.start : mention.end],
                    "record_type": "organization",
                    "record_id": identifier,
                    "role": "span",
                    "position": 0,
                }
            )
        return [found[key] for key in sorted(found)]

    def _mentioned(self) -> list[dict[str, Any]]:
        """Where bodies are named, each place once."""
        places = {(c["record_id"], c["start"], c["end"]): c for c in self.citations if c["record_type"] == "organization"}
        return list(places.values())

    def _name(self, organizations: Iterable[tuple[str, str, str | None, str]]) -> None:
        mentions = Counter(c["record_id"] for c in self._mentioned())
        self.db.conn.executemany(
            """INSERT INTO organization_rows (key, name, level, name_folded, mentions) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT(key) DO UPDATE SET level = coalesce(min(level, excluded.level), level, excluded.level), mentions = mentions + excluded.mentions""",
            [(key_of(identifier), name, level, folded, mentions[identifier]) for identifier, name, level, folded in organizations],
        )
