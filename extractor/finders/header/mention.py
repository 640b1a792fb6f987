"""What the header finder gives: a document's metadata, each field with the run of the reading that it was read from."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from extractor.finders.bodies.context import Context
from extractor.finders.header.letterhead import Run


@dataclass(frozen=True, slots=True)
class HeaderMention:
    """The metadata of a document with the run of the reading that each value was read from.

    `spans` maps a field's name to its run; `own_number_spans` are runs of the document's own number in its heading; `context` is what the
    bodies of the letterhead say of the territory.
    """

    doc_type: str | None = None
    code: str | None = None
    issued_on: datetime.date | None = None
    place: str | None = None
    issuer: str | None = None
    title: str | None = None
    signer: str | None = None
    signer_title: str | None = None
    recipients: tuple[str, ...] = ()
    addressee: str | None = None
    symbol: str | None = None
    received_no: str | None = None
    received_on: datetime.date | None = None
    doubtful: tuple[str, ...] = ()
    spans: Mapping[str, Run] = field(default_factory=dict)
    own_number_spans: tuple[Run, ...] = ()
    context: Context = field(default_factory=Context)
