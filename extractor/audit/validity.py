"""A document that rests on one which another document of the database had repealed or replaced before: a finding for each. Pure.

In: the citations as ground, and what repeals the cited documents since when. Out: findings in order of document and place. A repeal without a
known day, and a citing document without one, decide nothing.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.audit.between_checks import BASIS_REPEALED
from extractor.linking.emit import emit
from extractor.messages import SAY
from extractor.records import Evidence, Finding


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation of the document `node` by another: its evidence, the name and the day of the citing document."""

    node: str
    name: str
    document: str
    day: datetime.date | None
    evidence: Evidence


def repealed_bases(bases: Iterable[Cited], against: Mapping[str, Sequence[Cited]]) -> Iterator[Finding]:
    """`against`: by node, the citations that repeal or replace it, `day` being since when and `name` the repealing document's."""
    for basis in bases:
        if basis.day is None:
            continue
        ended = [r for r in against.get(basis.node, ()) if r.document != basis.document and r.day is not None and r.day <= basis.day]
        if not ended:
            continue
        first = min(ended, key=lambda r: (r.day or datetime.date.max, r.document))
        assert first.day is not None
        day = f"{first.day:%d/%m/%Y}"
        said = SAY.audit("basis_repealed", basis=basis.name, day=day, by=first.name)
        own = basis.evidence
        yield emit(BASIS_REPEALED.code, BASIS_REPEALED.severity, said, [own, first.evidence], own.start, own.end, first.document)


__all__ = ["Cited", "repealed_bases"]
