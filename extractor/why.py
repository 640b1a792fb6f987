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
from collections.abc import Iterator, Mapping
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


# Fields that follow from what is written or from another field, by kind of record: the rule that holds where nothing more was told.
FOLLOWS: Mapping[str, Mapping[str, str]] = {
    "date": {
        "from": "calendar: first day of what is written",
        "to": "calendar: last day of what is written",
        "valid": "calendar: whether there is such a day",
    },
    "reference": {
        "doc_type": "document_types: the noun before the number",
        "issuer_source": "references: where the issuer was read",
        "date_text": "references: the words of its day",
        "relation_words": "relations: the words that say so",
        "confidence": "references: how surely its number was read",
        "mark": "layout: the mark of its footnote",
        "anchor": "layout: the words that carry the footnote's mark",
    },
    "indicator": {
        "comparator": "comparators: no word says more",
        "unit": "tables: the figures beside it",
        "value_to": "numbers: the far end of a range",
        "precision": "numbers: the last digit that is written",
        "confidence": "quantities: whether a list knows its unit",
        "period_from": "dates: the first day of its period",
        "period_to": "dates: the last day of its period",
        "table": "tables: its cell",
        "row": "tables: its cell",
        "column": "tables: its cell",
        "parent": "tables: the row above",
    },
    "task": {
        "title": "tasks: the words of the act, or their column",
        "lead": "tasks: owners",
        "leads": "assigned: the members of its lead",
        "cooperate": "assigned: giving",
        "assigned_by": "header: who issues the document",
        "assignment": "tasks: columns",
        "result": "tasks: columns",
        "ordinal": "tasks: columns",
        "table": "tables: its row",
        "row": "tables: its row",
        "parent": "tables: the row above",
        "done": "tasks: aggregates",
        "total": "tasks: aggregates",
        "count": "tasks: aggregates",
        "status_reason": "status: the words that decided",
        "evidence": "references: the documents that prove it",
        "days_late": "status: days behind the due day",
    },
}


def shortened(words: str, longest: int = 80) -> str:
    """Words that were refused, in one line."""
    said = " ".join(words.split())
    return said if len(said) <= longest else f"{said[:longest]}…"


def completed(kind: str, start: int, end: int, values: Mapping[str, object]) -> None:
    """Tells of the fields of a record at `[start, end)` of which nobody told: those that follow from what is written."""
    notes = _LISTENING.get()
    if notes is None:
        return
    told = {one.field for place in range(start, max(end, start + 1)) for one in notes.decisions.get((kind, place), ()) if one.rule}
    for name, rule in FOLLOWS.get(kind, {}).items():
        if name not in told and values.get(name) not in (None, "", (), []):
            notes.decisions[kind, start].append(Decision(name, rule))


def stands(record: str, kind: str, start: int | None, end: int) -> None:
    """Tells where the mention of a record stands in the reading."""
    notes = _LISTENING.get()
    if notes is not None:
        notes.records[record] = (kind, start, end)
