"""Relations between figures: candidates with their verdicts, and which of them are believed.

A candidate is believed where it holds, unless it may be a coincidence; where it does not hold, only if its words tie the figures together
(strength 3), or if they may (2 and 1) and one wrong key would explain the difference in figures long enough to say so.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractor.audit.figures import Figure
from extractor.audit.grades import RatioForm, Verdict


@dataclass(frozen=True, slots=True)
class Candidate:
    """A relation that the text may imply. `strength`: 3 the words say so, 2 they may, 1 only the figures' places do.

    `form` is that of a ratio; `clean` is true where nothing of the list or clause is left over;
    `table` where rows and columns tie the figures; `near` where a result that is nearly right speaks for
    the relation and not against it (a list that claims to be whole).
    """

    kind: str
    parts: tuple[Figure, ...]
    whole: Figure | None
    strength: int
    verdict: Verdict
    form: RatioForm | None = None
    clean: bool = True
    table: bool = False
    near: bool = False

    @property
    def key(self) -> frozenset[tuple[int, int]]:
        """The figures, whatever their order: one set of figures is one relation."""
        figures = (*self.parts, *((self.whole,) if self.whole is not None else ()))
        return frozenset((f.start, f.end) for f in figures)
