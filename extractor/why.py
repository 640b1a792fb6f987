"""Why a record says what it says: the rule that made each field, the words that decided, and what was refused.

Finders tell what they decided, in one line where they decide it:

    decided("reference", draft.start, "issuer", "references: issuing_verbs", "UBND tỉnh đã ban hành", refused=("Sở Y tế: symbol",))

Nothing is kept, and nothing costs more than a look at a variable, unless somebody listens: `with listening() as notes:` around an extraction.
A rule is named as its file in patterns/ and its name there ("dates: leads"), or, where it is a shape that no word gives, as its module's
part ("header: letterhead"). `kind` and `place` say of what: the type of the record, and an offset of the reading inside its mention (None for
the document itself). `Notes.of` puts them together: the last decision on a field counts; what any of them refused is kept. A decision without
a rule only refuses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Decision:
    """One field: the `rule` that made it, the `words` of the text that decided ("" where none did), what was weighed and `refused`."""

    field: str
    rule: str
    words: str = ""
    refused: tuple[str, ...] = ()


@dataclass(slots=True)
class Notes:
    """What was decided while somebody listened: by kind and place, and where each record stands in the reading."""

    decisions: dict[tuple[str, int | None], list[Decision]] = field(default_factory=lambda: defaultdict(list))
    records: dict[str, tuple[str, int | None, int]] = field(default_factory=dict)

    def of(self, record: str) -> tuple[Decision, ...]:
        """The decisions on a record, one a field, in the order of the fields; nothing for a record that nobody told of."""
        if record not in self.records:
            return ()
        kind, start, end = self.records[record]
        places = [(kind, None)] if start is None else [(kind, place) for place in range(start, max(end, start + 1))]
        found: dict[str, Decision] = {}
        for decision in (one for place in places for one in self.decisions.get(place, ())):
            before = found.get(decision.field)
            refused = (*before.refused, *decision.refused) if before else decision.refused
            kept = before if before and not decision.rule else decision
            found[decision.field] = replace(kept, refused=tuple(dict.fromkeys(refused)))
        return tuple(sorted((one for one in found.values() if one.rule or one.refused), key=lambda one: one.field))


_LISTENING: ContextVar[Notes | None] = ContextVar("notes", default=None)


@contextmanager
def listening() -> Iterator[Notes]:
    """Keeps what is decided inside."""
    notes = Notes()
    token = _LISTENING.set(notes)
    try:
        yield notes
    finally:
        _LISTENING.reset(token)


def asked() -> bool:
    """Whether somebody listens: before work that is done for the explanation alone."""
    return _LISTENING.get() is not None


def decided(kind: str, place: int | None, field: str, rule: str, words: str = "", refused: tuple[str, ...] = ()) -> None:
    """Tells that `rule` made `field` of the record of this kind at `place` of the reading."""
    notes = _LISTENING.get()
    if notes is not None:
        notes.decisions[kind, place].append(Decision(field, rule, " ".join(words.split()), refused))


def stands(record: str, kind: str, start: int | None, end: int) -> None:
    """Tells where the mention of a record stands in the reading."""
    notes = _LISTENING.get()
    if notes is not None:
        notes.records[record] = (kind, start, end)
