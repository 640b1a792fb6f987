"""Runs the finders and the audit on a short text: how the examples of checks and of patterns/audit/audit.yaml are tried."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.audit.checks import AuditContext, Sample
from extractor.audit.document import AuditResult, audit
from extractor.document import Document
from extractor.finders.bodies.context import Context
from extractor.finders.dates.finder import DateContext, find_dates
from extractor.finders.header.finder import find_header
from extractor.finders.quantities.finder import find_indicators
from extractor.finders.references.finder import find_references
from extractor.layout import Layout, analyze


def audit_sample(sample: Sample | str) -> tuple[Layout, AuditResult]:
    """The layout of a text and its audit; what its letterhead says of it counts, as it does in a file."""
    made = sample if isinstance(sample, Sample) else Sample(sample)
    layout = analyze(Document(made.text, "sample", ""))
    header = find_header(layout)
    day = made.issued_on or header.issued_on
    bodies = Context(province=made.province or "tỉnh A", issued_on=day)
    references = find_references(layout.reading.text, bodies)
    taken: Sequence[tuple[int, int]] = [(r.start, r.end) for r in references]
    dates = find_dates(layout.reading.text, DateContext(day), taken)
    indicators = find_indicators(layout, layout.reading.sentences, taken, dates)
    return layout, audit(layout, indicators, references, dates, AuditContext(day, header.spans.get("issued_on"), header.code, bodies))
