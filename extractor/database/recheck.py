"""What the relations and findings of a document are worth after people corrected figures of it.

Nothing that was found is deleted or written anew: a relation whose figures were corrected is judged again with their new values, and a finding that
rests on something corrected says how it stands now. All is worked out when it is asked for, for the few documents of which something was corrected.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Literal

from extractor.audit.bare_numbers import bare_number
from extractor.audit.expressions import expression_of
from extractor.audit.figures import Figure, dimension_of, shown_weight
from extractor.audit.recheck import Stored, again
from extractor.audit.wording import in_writing
from extractor.database import corrections
from extractor.database.compact import id_of, key_or_none
from extractor.database.rows import TABLES

State = Literal["holds", "broken", "unknown"]
Span = tuple[int, int]
WRITTEN_OUT = "expression"  # the class of ties of formulas with several signs


@dataclass(frozen=True, slots=True)
class Outcome:
    """A relation after the corrections; `unknown` where a figure of it is gone or its arithmetic cannot be told from what is stored."""

    state: State
    computation: str | None = None
    expected: Decimal | None = None
    actual: Decimal | None = None


@dataclass
class Rechecked:
    """A document after the corrections: the spans that were corrected, the relations that they touch, and the figures of those that did not hold."""

    spans: set[Span] = field(default_factory=set)
    relations: dict[str, Outcome] = field(default_factory=dict)
    broken: list[tuple[str, frozenset[Span]]] = field(default_factory=list)


def of_document(conn: sqlite3.Connection, document: int) -> Rechecked:
    """How a document stands after what people corrected of it; nothing where nothing was."""
    made = Rechecked()
    changed = _corrected(conn, document, made.spans)
    if not made.spans:
        return made
    first, last = min(made.spans)[0], max(end for _, end in made.spans)
    rows = conn.execute(
        """SELECT key, start, parts, whole, kind, expected, actual, holds, grade, (SELECT text FROM phrases WHERE id = tie_id) FROM relations_rows WHERE document_id = ?
        AND start IS NOT NULL AND start <= ? AND start + length >= ? ORDER BY id""",
        [document, last, first],
    ).fetchall()
    text = conn.execute("SELECT text FROM documents WHERE id = ?", [document]).fetchone()[0] if changed and rows else ""
    for key, at, parts, whole, kind, expected, actual, holds, grade, tie in rows:
        spans = [(at + start, at + start + length) for start, length in [*json.loads(parts), *([json.loads(whole)] if whole else [])]]
        if not holds:
            made.broken.append((id_of("rel", key), frozenset(spans)))
        if not changed.keys().isdisjoint(spans):
            stored = stored_of(text, spans, kind, tie, Decimal(expected), Decimal(actual), grade) if expected is not None and actual is not None else None
            made.relations[id_of("rel", key)] = _outcome(conn, document, text, stored, spans, changed)
    return made


def stored_of(text: str, spans: list[Span], kind: str, tie: str | None, expected: Decimal, actual: Decimal, grade: str) -> Stored:
    """A relation as it is stored; a formula that the text writes out with several signs is read there again."""
    formula = expression_of(text, spans[0][0], spans[-1][0]) if tie == WRITTEN_OUT else None
    same = formula is not None and [start for start, _ in formula.numbers] == [start for start, _ in spans[:-1]]
    return Stored(kind, expected, actual, grade, formula if same else None)


def of_findings(conn: sqlite3.Connection, findings: Iterable[str]) -> dict[str, State]:
    """Of these findings those that rest on something corrected, with how they stand now."""
    known: dict[int, Rechecked] = {}
    anything = corrections.any_of(conn, "corrected", "removed")
    found: dict[str, State] = {}
    for finding in findings if anything else ():
        rows = conn.execute(
            """SELECT f.document_id, e.document_id, e.start, e.start + e.length FROM findings_rows f JOIN finding_evidence e ON e.finding_id = f.id
            WHERE f.key = ?""",
            [key_or_none(finding)],
        ).fetchall()
        for _, document, _, _ in rows:
            if document not in known:
                known[document] = of_document(conn, document)
        if any((start, end) in known[document].spans for _, document, start, end in rows):
            own = known[rows[0][0]]
            found[finding] = _state(own, {(start, end) for home, document, start, end in rows if document == home})
    return found


def _state(own: Rechecked, evidence: set[Span]) -> State:
    states = [own.relations[name].state if name in own.relations else "broken" for name, spans in own.broken if spans <= evidence]
    if not states:
        return "unknown"
    return "broken" if "broken" in states else "unknown" if "unknown" in states else "holds"


def _corrected(conn: sqlite3.Connection, document: int, spans: set[Span]) -> dict[Span, Mapping[str, Any] | None]:
    """The corrected figures by their span, with their new fields (None for one that was struck out); `spans` takes those of all corrected records."""
    changed: dict[Span, Mapping[str, Any] | None] = {}
    rows = conn.execute(
        f"""SELECT k.record_id, k.record_type, k.decision, k.corrections FROM documents d JOIN reviews k ON k.document = d.source
        WHERE d.id = ? AND {corrections.in_force("corrected", "removed", of="k")} ORDER BY k.id""",
        [document],
    ).fetchall()
    for record, kind, decision, given in rows:
        values = json.loads(given)
        if kind == "metadata":
            fields = conn.execute("SELECT field, start, start + length FROM metadata_fields WHERE document_id = ?", [document])
            spans.update((start, end) for name, start, end in fields if name in values)
            continue
        row = conn.execute(f"SELECT start, start + length FROM {TABLES[kind]}_rows WHERE key = ?", [key_or_none(record)]).fetchone() if kind in TABLES else None
        if row is None or row[0] is None:
            continue
        span = (row[0], row[1])
        spans.add(span)
        if kind == "indicator":
            changed[span] = values if decision == "corrected" else None
    return changed


def _outcome(conn: sqlite3.Connection, document: int, text: str, stored: Stored | None, spans: list[Span], changed: Mapping[Span, Mapping[str, Any] | None]) -> Outcome:
    before = [_figure(conn, document, text, span) for span in spans]
    figures = [f for f in before if f is not None]
    if stored is None or len(figures) < len(spans) or any(changed.get(span, {}) is None for span in spans):
        return Outcome("unknown")
    judged = again(stored, figures, [_now(f, changed.get(span) or {}) for f, span in zip(figures, spans, strict=True)])
    if judged is None:
        return Outcome("unknown")
    return Outcome("holds" if judged.verdict.holds else "broken", judged.computation, judged.verdict.expected, judged.verdict.actual)


def _figure(conn: sqlite3.Connection, document: int, text: str, span: Span) -> Figure | None:
    """The figure of a span as it was extracted; a number of a formula may be none ("x 2 ngày")."""
    row = conn.execute(
        """SELECT r.value, r.value_to, r.total, (SELECT text FROM phrases WHERE id = r.unit_id), r.comparator, (SELECT text FROM phrases WHERE id = r.role_id),
        r.precision FROM indicators_rows r WHERE r.document_id = ? AND r.start = ? AND r.length = ? ORDER BY r.id LIMIT 1""",
        [document, span[0], span[1] - span[0]],
    ).fetchone()
    if row is None:
        return bare_number(text, *span)
    value, value_to, total, unit, comparator, role, weight = row
    written = text[span[0] : span[1]]
    return Figure(
        span[0], span[1], Decimal(value), shown_weight(Decimal(value), Decimal(weight), written), written, dimension_of(unit, role or "level"),
        Decimal(total) if total is not None else None, Decimal(value_to) if value_to is not None else None, unit, role or "level", comparator,
    )  # fmt: skip


def _now(figure: Figure, values: Mapping[str, Any]) -> Figure:
    """The figure as it was corrected, written as it would be then."""
    unit, role = values.get("unit", figure.unit), values.get("role") or figure.role
    given = _number(values, "value", figure.value)
    value = figure.value if given is None else given
    made = replace(
        figure, value=value, value_to=_number(values, "value_to", figure.value_to), total=_number(values, "total", figure.total), unit=unit, role=role,
        comparator=values.get("comparator") or figure.comparator, dimension=dimension_of(unit, role), precision=_weight(value, figure.precision),
    )  # fmt: skip
    if (made.value, made.total) == (figure.value, figure.total):
        return made
    written = in_writing(made.value, figure) + (f"/{in_writing(made.total, figure)}" if made.total is not None else "")
    return replace(made, written=written)


def _number(values: Mapping[str, Any], name: str, before: Decimal | None) -> Decimal | None:
    if name not in values:
        return before
    return None if values[name] is None else Decimal(str(values[name]))


def _weight(value: Decimal, weight: Decimal) -> Decimal:
    """The weight of the last digit of a corrected value: that of the written one, unless the new one is finer."""
    return weight if not value % weight else Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))
