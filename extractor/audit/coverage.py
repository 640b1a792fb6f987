"""How much of a document the audit could check: of its figures, how many stand in a relation, hold, are broken, or are free.

An audit that says "no errors" without this says little. A figure that stands in several relations counts as broken if one of them is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.audit.figures import Figure
from extractor.audit.relations import Candidate
from extractor.layout.model import Reading
from extractor.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of figures: `total` = `verified` + `broken` + `free`; `related` = `verified` + `broken`."""

    total: int = 0
    verified: int = 0
    broken: int = 0

    @property
    def related(self) -> int:
        """Figures that stand in some relation."""
        return self.verified + self.broken

    @property
    def free(self) -> int:
        """Figures that nothing ties to others."""
        return self.total - self.related

    @property
    def share(self) -> float:
        """The share of figures that could be checked, 0 to 1."""
        return self.related / self.total if self.total else 0.0

    def __add__(self, other: Coverage) -> Coverage:
        return Coverage(self.total + other.total, self.verified + other.verified, self.broken + other.broken)


@dataclass(frozen=True, slots=True)
class SectionCoverage:
    """The coverage of the figures under one heading; `section` are the headings above them, outermost first."""

    section: tuple[str, ...]
    coverage: Coverage


def coverage_of(reading: Reading, figures: Sequence[Figure], relations: Sequence[Candidate]) -> tuple[Coverage, tuple[SectionCoverage, ...]]:
    """The coverage of a document, and of its sections in the order of their first figure."""
    holds: set[tuple[int, int]] = set()
    breaks: set[tuple[int, int]] = set()
    for made in relations:
        (holds if made.verdict.holds else breaks).update(made.key)
    counts: dict[tuple[str, ...], list[int]] = {}
    for figure in figures:
        place = (figure.start, figure.end)
        broken = place in breaks
        count = counts.setdefault(reading.segments[figure.segment].section, [0, 0, 0])
        count[0] += 1
        count[1] += place in holds and not broken
        count[2] += broken
    sections = {section: Coverage(*count) for section, count in counts.items()}
    return sum(sections.values(), Coverage()), tuple(SectionCoverage(section, found) for section, found in sections.items())
