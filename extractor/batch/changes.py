"""What a new reading of a document changed, record by record: gained, lost, changed.

In: the records that the database held and those that were extracted now. What linking makes of all documents (targets, findings between documents)
is left out: it follows when the run is done. A record is the same by its identifier, else by type, quote and sentence (the text has moved); what is
left of one type at one place has changed.
"""

from __future__ import annotations

import json
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from extractor.database.read import records
from extractor.linking.documents import CHECKS
from extractor.records import Finding, Record, to_json

Kind = Literal["gained", "lost", "changed"]
KINDS: tuple[Kind, ...] = ("gained", "lost", "changed")
_PLACE = ("start", "end")


@dataclass(frozen=True, slots=True)
class Change:
    """One record: as it was (None where it is new) and as it is (None where it is gone), in the form of the export."""

    kind: Kind
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @property
    def row(self) -> dict[str, Any]:
        """A line for `--format jsonl`; `fields` are those that differ."""
        one = self.after or self.before or {}
        fields = sorted(k for k in one if self.before and self.after and self.before.get(k) != self.after.get(k))
        return {"change": self.kind, "type": one["type"], "document": one["document"], "fields": fields, "before": self.before, "after": self.after}


def held(db: Any, source: str) -> list[Record]:
    """The records of a document in the database, without the findings that linking made."""
    linked = {
        row[0]
        for row in db.conn.execute(
            "SELECT f.record_id FROM findings f JOIN documents d ON d.id = f.document_id WHERE d.source = ? AND f.link_key IS NOT NULL", [source]
        )
    }
    return [record for record in records(db, source) if record.id not in linked]


def compare(before: Iterable[Record], after: Iterable[Record]) -> tuple[Change, ...]:
    """The changes, in the order of the text; a record that only stands elsewhere now, because the text before it has changed, is none."""
    old, new = {row["id"]: row for row in map(_row, before)}, {row["id"]: row for row in map(_row, after) if not _between(row)}
    pairs = [(old.pop(name), new.pop(name)) for name in [name for name in old if name in new]]
    left, right = list(old.values()), list(new.values())
    for key in (lambda r: (r["type"], r["quote"], r["sentence"]), lambda r: (r["type"], r["start"]), lambda r: (r["type"], r["end"])):
        pairs += _paired(left, right, key)
    changed = [Change("changed", a, b) for a, b in pairs if _said(a, moved=a["id"] != b["id"]) != _said(b, moved=a["id"] != b["id"])]
    found = [*changed, *(Change("lost", row, None) for row in left), *(Change("gained", None, row) for row in right)]
    return tuple(sorted(found, key=lambda c: ((c.after or c.before or {}).get("start") or 0, KINDS.index(c.kind), (c.after or c.before or {})["id"])))


def _row(record: Record) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(to_json(record))
    row.pop("target", None)
    return row


def _between(row: dict[str, Any]) -> bool:
    return row["type"] == Finding.model_fields["type"].default and row["check"] in CHECKS


def _said(row: dict[str, Any], moved: bool) -> dict[str, Any]:
    """What a record says; where it has moved, not its identifier and its places."""
    if not moved:
        return row
    hidden = {"id", "start", "end", "page", "bbox", "parts", "whole", "citations", "evidence", "relation_words"}
    return {key: value for key, value in row.items() if key not in hidden}


def _paired(
    left: list[dict[str, Any]], right: list[dict[str, Any]], key: Callable[[dict[str, Any]], Hashable]
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Takes out of both lists what has the same key, in order."""
    waiting: dict[Hashable, deque[dict[str, Any]]] = defaultdict(deque)
    for row in right:
        waiting[key(row)].append(row)
    found = []
    for row in left:
        others = waiting[key(row)]
        if others and row["start"] is not None:
            found.append((row, others.popleft()))
    taken = ({row["id"] for row, _ in found}, {row["id"] for _, row in found})
    left[:] = [row for row in left if row["id"] not in taken[0]]
    right[:] = [row for row in right if row["id"] not in taken[1]]
    return found


def counts(changes: Sequence[Change]) -> dict[Kind, int]:
    """How many of each kind."""
    return {kind: sum(change.kind == kind for change in changes) for kind in KINDS}
