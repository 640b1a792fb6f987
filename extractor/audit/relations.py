"""Candidates: relations that structure and words tie together, with what arithmetic says of them and how sure the tie is.

Several readings of one result (which figures before "trong đó" are the whole, where its list ends) are an `Offer`, likeliest by words first.
`extractor.audit.evidence` chooses among them; nothing else decides by whether a reading holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.audit.figures import Figure
from extractor.audit.grades import RatioForm, Verdict
from extractor.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Candidate:
    """Figures that the text may tie together.

    `tie` is the class of structure or words that ties them (a name of patterns/audit/ties.yaml), `variant` what the words leave open
    ("" nothing, "loose" the parts bear other names than the whole, "partial" something of the list is left over). `form` is that of a
    ratio. `table` where rows and columns tie the figures. `confidence` is how sure the tie is once arithmetic was seen, 0 before.
    `prior` overrides the measured rate of the class where the structure itself was counted (a rule of columns and the rows that keep it).
    `said` is a formula as the text writes it, where no kind says how its figures are computed.
    """

    kind: str
    parts: tuple[Figure, ...]
    whole: Figure | None
    tie: str
    verdict: Verdict
    form: RatioForm | None = None
    variant: str = ""
    table: bool = False
    confidence: float = 0.0
    prior: float | None = None
    said: str = ""

    @property
    def key(self) -> frozenset[tuple[int, int]]:
        """The figures, whatever their order: one set of figures is one relation."""
        return frozenset((f.start, f.end) for f in self.figures)

    @property
    def terms(self) -> tuple[Figure, Figure]:
        """What a ratio is of: its two operands, where several figures count together as one of them their sum; the X and the Y of X/Y."""
        first, *rest = self.parts
        if not rest:
            return first, first.with_value(first.total or first.value)
        if self.form == "joint":
            return first.with_value(sum((p.value for p in self.parts[:-1]), Decimal(0))), rest[-1]
        return first, rest[0] if len(rest) == 1 else rest[0].with_value(sum((p.value for p in rest), Decimal(0)))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The written result first, then the operands."""
        return self.parts if self.whole is None else (self.whole, *self.parts)


# Readings of one result, likeliest by structure and words first.
Offer = Sequence[Candidate]
