"""The audit of one document: relations between its figures, findings, and how much of it could be checked. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from typing import Literal

from extractor.audit.addresses import with_addresses
from extractor.audit.arithmetic import find_relations
from extractor.audit.checks import CHECKS, AuditContext, Issue, Run, Seen, Settings
from extractor.audit.counted import counted_lists
from extractor.audit.coverage import Coverage, SectionCoverage, coverage_of
from extractor.audit.figures import Figure, Mention, figures_of
from extractor.audit.grades import Grade, RatioForm
from extractor.audit.mistakes import mistakes_of
from extractor.audit.relations import Candidate
from extractor.audit.tables.shared import TableFigures
from extractor.audit.told_by_row import told_by_row
from extractor.audit.told_twice import told_once
from extractor.audit.tree import TextFigures
from extractor.audit.wording import computation
from extractor.finders.dates.finder import DateMention
from extractor.finders.references.finder import ReferenceMention
from extractor.layout.model import Layout
from extractor.quick import quick

Form = Literal["share", "growth", "reduction", "per"]
# What a ratio says, of how it is computed: growth may be by a written change, a mean is so much a unit.
FORMS: dict[RatioForm, Form] = {
    "share": "share",
    "joint": "share",
    "level_after_rise": "share",
    "level_after_fall": "share",
    "growth": "growth",
    "change": "growth",
    "of_rise": "growth",
    "reduction": "reduction",
    "of_fall": "reduction",
    "mean": "per",
}
NO_CONTEXT = AuditContext()
NO_SETTINGS = Settings()


@quick
@dataclass(frozen=True, slots=True)
class RelationMention:
    """A relation of the reading with the keys of the `relation` record: runs of its parts and of its whole, and what the check gave."""

    kind: str
    parts: tuple[Run, ...]
    whole: Run | None
    expected: Decimal
    actual: Decimal
    tolerance: Decimal
    holds: bool
    grade: Grade
    computation: str
    form: Form | None
    tie: str
    confidence: float

    @property
    def start(self) -> int:
        """Where its first figure begins."""
        return min(a for a, _ in self._runs())

    @property
    def end(self) -> int:
        """Where its last figure ends."""
        return max(b for _, b in self._runs())

    def _runs(self) -> tuple[Run, ...]:
        return self.parts if self.whole is None else (*self.parts, self.whole)


@dataclass(frozen=True, slots=True)
class AuditResult:
    """What the audit of a document gives. `findings` are in order of their first evidence."""

    relations: tuple[RelationMention, ...] = ()
    findings: tuple[Issue, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    sections: tuple[SectionCoverage, ...] = ()


def audit(
    layout: Layout,
    indicators: Iterable[Mention],
    references: Sequence[ReferenceMention] = (),
    dates: Sequence[DateMention] = (),
    context: AuditContext = NO_CONTEXT,
    settings: Settings = NO_SETTINGS,
) -> AuditResult:
    """The relations, findings and coverage of a document, from the mentions of its finders."""
    figures = figures_of(layout.reading, indicators)
    tables = TableFigures(layout, figures)
    text = TextFigures(layout.reading, figures)
    lists = tuple(counted_lists(text))
    relations = find_relations(layout, figures, tables, lists)
    seen = Seen(layout, figures, relations, references, dates, context, mistakes_of(relations), tables, text, lists)
    coverage, sections = coverage_of(layout.reading, figures, relations)
    return AuditResult(tuple(_mention(made) for made in relations), tuple(issues(seen, settings)), coverage, sections)


def issues(seen: Seen, settings: Settings = NO_SETTINGS) -> list[Issue]:
    """What all checks of one document find, in order of their first evidence."""
    checks = [c.run for c in CHECKS.values() if c.run is not None and c.code not in settings.off]
    found = chain.from_iterable(run(seen) for run in checks)
    kept = [issue for issue in (settings.apply(i) for i in found) if issue is not None]
    return sorted(with_addresses(seen, told_once(seen, told_by_row(seen, kept))), key=lambda i: (i.evidence[0] if i.evidence else (0, 0), i.check, i.message))


def _mention(made: Candidate) -> RelationMention:
    def run(figure: Figure) -> Run:
        return figure.start, figure.end

    verdict = made.verdict
    return RelationMention(
        kind=made.kind,
        parts=tuple(run(p) for p in made.parts),
        whole=run(made.whole) if made.whole is not None else None,
        expected=short(verdict.expected),
        actual=verdict.actual,
        tolerance=short(verdict.tolerance),
        holds=verdict.holds,
        grade=verdict.grade,
        computation=computation(made),
        form=FORMS.get(made.form) if made.form is not None else None,
        tie=made.tie,
        confidence=made.confidence,
    )


def short(value: Decimal) -> Decimal:
    """At most ten decimals: what a database and a reader can use of a fraction without end."""
    return value if value == value.to_integral_value() else round(value, 10).normalize()
