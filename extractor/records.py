"""The records that leave the program, one pydantic model a type: the interface that every export and evaluation reads.

Offsets are half-open code points of the document's canonical text; `quote == text[start:end]` for every record with a span.
Quantities are exact decimals here and in the database, and JSON numbers in an export. Dates are `datetime.date`.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from hashlib import blake2b
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, PrivateAttr


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


Exact = Annotated[Decimal, PlainSerializer(_number, when_used="json")]
Box = tuple[float, float, float, float]


class Model(BaseModel):
    """Frozen, and refuses keys that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Evidence(Model):
    """One quoted span of one document."""

    document: str
    document_sha256: str
    start: int
    end: int
    quote: str


class Citation(Model):
    """The span that a field of the metadata was read from."""

    start: int
    end: int
    quote: str


class Record(Model):
    """What all records share. `sentence` is the joined reading of the sentence, or a table row with its cells joined by " | "."""

    type: str
    id: str
    document: str
    start: int | None
    end: int | None
    quote: str | None
    page: int | None = None
    bbox: Box | list[Box] | None = None
    sentence: str | None = None
    section: list[str] = Field(default_factory=list)
    # Whether people "corrected" or "added" it; no field of the extraction, and in an export only of those records.
    _by_people: str | None = PrivateAttr(default=None)

    @property
    def by_people(self) -> str | None:
        """Says "corrected" or "added" where people changed or added the record."""
        return self._by_people

    def changed_by_people(self, how: str) -> None:
        """Notes that people "corrected" or "added" the record."""
        self._by_people = how


class Said(Model):
    """What a document says of itself; a field that it does not say is null. `symbol` is that of a code whose number is blank ("Số:     /BC-UBND") or was not read."""

    doc_type: str | None = None
    code: str | None = None
    issued_on: datetime.date | None = None
    place: str | None = None
    issuer: str | None = None
    title: str | None = None
    signer: str | None = None
    signer_title: str | None = None
    recipients: list[str] = Field(default_factory=list)
    addressee: str | None = None
    symbol: str | None = None


class Received(Said):
    """What a file says of its document: `received_no` and `received_on` are from a receiver's stamp ("CÔNG VĂN ĐẾN"), `doubtful` are the fields that were
    read from handwriting or with doubt, sorted; their value may be null."""

    received_no: str | None = None
    received_on: datetime.date | None = None
    doubtful: list[str] = Field(default_factory=list)


class Stretch(Model):
    """A run of the text, with its first and last page."""

    number: int
    start: int
    end: int
    page: int | None = None
    last_page: int | None = None


class Part(Said, Stretch):
    """One of several documents in a file: its run of the text and what it says of itself; every field has a citation."""

    citations: dict[str, Citation] = Field(default_factory=dict)


class Metadata(Received, Record):
    """What the document says of itself; every field that is not null has a citation. Of a file that holds several documents these are the fields of the
    first, and `parts` are all of them."""

    type: Literal["metadata"] = "metadata"
    citations: dict[str, Citation] = Field(default_factory=dict)
    parts: list[Part] = Field(default_factory=list)


SAID: tuple[str, ...] = tuple(Said.model_fields)
RECEIVED: tuple[str, ...] = tuple(Received.model_fields)
DocumentRelation = Literal["basis", "implements", "amends", "replaces", "repeals", "guides", "approves", "answers", "attaches", "mentions"]


class Reference(Record):
    """A mention of an official document: "Quyết định số 12/QĐ-UBND" of a sentence that dates it and names its issuer.

    `title` is the name of a law; `issuer_source` says what gave the issuer (text, symbol or type); `target` is the id of the cited
    document, the same for every mention of it; `mark` the footnote mark under which the mention stands and `anchor` the phrase of the
    body that carries the mark; `relation` what this document does to the cited one, by the words at `relation_words`; `malformed` names what is wrong with the code; `date_text` is the written date, also an impossible one.
    """

    type: Literal["reference"] = "reference"
    doc_type: str | None = None
    code: str | None = None
    title: str | None = None
    issued_on: datetime.date | None = None
    issuer: str | None = None
    issuer_source: Literal["text", "symbol", "type"] | None = None
    target: str | None = None
    mark: str | None = None
    anchor: str | None = None
    malformed: str | None = None
    date_text: str | None = None
    confidence: float = 1.0
    relation: DocumentRelation | None = None
    relation_words: tuple[int, int] | None = None


class DateRecord(Record):
    """A calendar expression; `from` and `to` are both inclusive, and null for an impossible, recurring or relative one."""

    type: Literal["date"] = "date"
    kind: Literal["day", "month", "quarter", "year", "range", "period"]
    from_: datetime.date | None = Field(default=None, alias="from")
    to: datetime.date | None = None
    valid: bool = True


Comparator = Literal["=", "~", ">", ">=", "<", "<=", "range"]
Role = Literal["level", "increase", "decrease", "rank", "target", "limit"]


class Indicator(Record):
    """A quantity that the text states about the world.

    `value` (and `value_to`, `total`) have scale words multiplied in; `precision` is the weight of the last written digit of `value`
    ("99,65%" → 0.01, "10.840 tỷ" → 1000000000), so that the figure is the interval value ± precision/2. `row` and `column` are 1-based
    in a table, `parent` the label of the row that governs this row.
    """

    type: Literal["indicator"] = "indicator"
    value: Exact
    value_to: Exact | None = None
    total: Exact | None = None
    unit: str | None = None
    comparator: Comparator = "="
    role: Role = "level"
    label: str | None = None
    subject: str | None = None
    period: str | None = None
    period_from: datetime.date | None = None
    period_to: datetime.date | None = None
    precision: Exact = Decimal(1)
    table: int | None = None
    row: int | None = None
    column: int | None = None
    parent: str | None = None
    confidence: float = 1.0


TaskForm = Literal["assigned", "row", "aggregate", "event"]
Status = Literal["planned", "completed", "completed_late", "in_progress", "not_started", "overdue", "suspended", "cancelled"]


class Task(Record):
    """A task with its completion.

    An assigned one (`form`) has who must act as written (`lead`) and one by one (`leads`), who works with them (`cooperate`), who assigns it,
    and the words that say when it comes again (`recurrence`).
    `due_on` is the last day of the written deadline, `days_late` counts days after it, `parent` is the group row above a row of a table;
    `citations` are the spans that single fields were read from.
    """

    type: Literal["task"] = "task"
    form: TaskForm
    title: str | None = None
    product: str | None = None
    deadline: str | None = None
    due_on: datetime.date | None = None
    lead: str | None = None
    assignment: str | None = None
    result: str | None = None
    done: Exact | None = None
    total: Exact | None = None
    count: Exact | None = None
    evidence: list[str] = Field(default_factory=list)
    status: Status
    status_reason: str | None = None
    past_due: bool = False
    days_late: int | None = None
    ordinal: str | None = None
    table: int | None = None
    row: int | None = None
    parent: str | None = None
    leads: list[str] = Field(default_factory=list)
    cooperate: list[str] = Field(default_factory=list)
    recurrence: str | None = None
    assigned_by: str | None = None
    priority: str | None = None
    citations: dict[str, Citation] = Field(default_factory=dict)


Grade = Literal["holds", "rounding", "inconsistent", "impossible"]


class Relation(Record):
    """Arithmetic that the text implies, checked. `parts` and `whole` are spans of indicators; `computation` says it in words.

    `kind` is sum, ratio, difference, complement, percent_sum, product, mean or balance (parts: what there was, came and went; whole: what is left).
    `form` is that of a ratio; `tie` names the class of structure or words that ties the figures, `confidence` (0 to 1) says how sure that is.
    """

    type: Literal["relation"] = "relation"
    kind: str
    parts: list[tuple[int, int]]
    whole: tuple[int, int] | None = None
    expected: Exact | None = None
    actual: Exact | None = None
    tolerance: Exact | None = None
    holds: bool
    grade: Grade
    computation: str | None = None
    form: Literal["share", "growth", "reduction", "per"] | None = None
    tie: str | None = None
    confidence: float = 1.0


Severity = Literal["error", "warning", "info"]


class Finding(Record):
    """What a person should look at: a stable check name, one Vietnamese sentence, and the quoted evidence.

    `confidence` (0 to 1) is how sure it is; `suggested` the only value of the first evidence that would make all agree.
    """

    type: Literal["finding"] = "finding"
    check: str
    severity: Severity
    message: str
    message_en: str | None = None
    evidence: list[Evidence]
    confidence: float = 1.0
    suggested: Exact | None = None


RECORD_TYPES: dict[str, type[Record]] = {
    "metadata": Metadata,
    "reference": Reference,
    "date": DateRecord,
    "indicator": Indicator,
    "task": Task,
    "relation": Relation,
    "finding": Finding,
}


def record_id(record_type: str, document: str, *parts: Any) -> str:
    """A stable identifier: the same file and span give the same id on every machine and every run."""
    digest = blake2b("\x1f".join([record_type, document, *map(str, parts)]).encode(), digest_size=8).hexdigest()
    return f"{record_type[:3]}-{digest}"


def to_json(record: Record) -> str:
    """One line of the export: keys in the model's order, numbers as JSON numbers, dates as ISO 8601."""
    return record.model_dump_json(by_alias=True)
