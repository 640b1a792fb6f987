"""The one way in which findings between documents are made: of cited documents, of reports against each other, of repealed grounds.

Findings of one document come from its checks (`Issue`, made a record by records_from.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from extractor.records import Evidence, Finding, Severity, record_id


class Quoted(Protocol):
    """A mention or record that may stand somewhere in its document."""

    @property
    def document(self) -> str: ...
    @property
    def start(self) -> int | None: ...
    @property
    def end(self) -> int | None: ...
    @property
    def quote(self) -> str | None: ...


def evidence_of(places: Iterable[tuple[Quoted, str]]) -> list[Evidence]:
    """The evidence of places that can be quoted, each with the hash of its document."""
    return [
        Evidence(document=place.document, document_sha256=sha256, start=place.start, end=place.end, quote=place.quote)
        for place, sha256 in places
        if place.start is not None and place.end is not None and place.quote is not None
    ]


def emit(check: str, severity: Severity, said: tuple[str, str], evidence: Sequence[Evidence], *key: object) -> Finding:
    """A finding that stands at its first evidence, named by `key` beside its check and document; `said` is its sentence in both languages."""
    first = evidence[0]
    vi, en = said
    return Finding(
        id=record_id("finding", first.document, check, *key),
        document=first.document,
        start=first.start,
        end=first.end,
        quote=first.quote,
        check=check,
        severity=severity,
        message=vi,
        message_en=en,
        evidence=list(evidence),
    )
