"""The planned tasks of the database with what became of them, by day, body in charge and who assigned them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from extractor.database.plans import all_plans
from extractor.finders.bodies.organizations import Context, canonical_name
from extractor.linking.followup import Followed, followed
from extractor.linking.indicators import plain


def follow(
    db: Any,
    as_of: datetime.date,
    *,
    due: tuple[datetime.date, datetime.date] | None = None,
    overdue: bool = False,
    lead: str | None = None,
    assigned_by: str | None = None,
) -> list[Followed]:
    """The tasks that are asked for, in the order of their days, then of the documents. `due`: their day (or a next one) lies in this range."""
    found = []
    for plan in all_plans(db):
        issued = datetime.date.fromisoformat(plan.issued_on) if plan.issued_on else None
        for made in plan.outcomes:
            task = made.task
            if not _said(lead, [task.lead, task.assignment, *task.leads]) or not _said(assigned_by, [task.assigned_by, plan.issuer]):
                continue
            one = followed(made, plan.code or plan.source, issued, as_of, due)
            if overdue and not one.overdue:
                continue
            if due is not None and not _due_in(one, *due):
                continue
            found.append(one)
    return sorted(found, key=lambda one: (one.next_on or datetime.date.max, one.outcome.task.document, one.outcome.task.start or 0))


def _said(asked: str | None, names: Sequence[str | None]) -> bool:
    """Whether all words of what is asked for stand in one of the names, abbreviations written out."""
    words = plain(asked or "").split()
    return any(all(f" {word} " in f" {plain(name)} " for word in words) for name in names if name) if words else True


def _due_in(one: Followed, since: datetime.date, until: datetime.date) -> bool:
    return one.next_on is not None and since <= one.next_on <= until


def full_names(db: Any, tasks: Sequence[Followed]) -> dict[str, str]:
    """The canonical name of each written body in charge, completed by the province of its document."""
    provinces = dict(db.conn.execute("SELECT source, province FROM documents"))
    found: dict[str, str] = {}
    for one in tasks:
        task = one.outcome.task
        for name in task.leads or ([task.lead] if task.lead else []):
            if name not in found:
                found[name] = canonical_name(name, Context(province=provinces.get(task.document)))
    return found


__all__ = ["follow", "full_names"]
