"""The planned tasks of the database with what became of them, by day, body in charge and who assigned them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import regex

from extractor.database.passages import nearest
from extractor.database.plans import all_plans
from extractor.finders.bodies.organizations import Context, canonical_name
from extractor.linking.followup import Followed, followed
from extractor.linking.indicators import plain
from extractor.linking.nearness import Passage
from extractor.linking.outcomes import with_passages

SIGN = regex.compile(r"(?<=\p{Lu})[&.-](?=\p{Lu})")  # between initials
AND = "va"
MOST_SEARCHED = 500  # tasks of one list for which near passages are looked for


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
    found = _with_passages(db, found)
    return sorted(found, key=lambda one: (one.next_on or datetime.date.max, one.outcome.task.document, one.outcome.task.start or 0))


def _with_passages(db: Any, found: list[Followed]) -> list[Followed]:
    """The tasks, those that no report is linked to with the passages that come near them: then nobody says that nothing tells of them. Of very many
    tasks only the first are looked for."""
    open_ones: dict[str, list[Followed]] = defaultdict(list)
    for one in [one for one in found if one.outcome.state == "unreported"][:MOST_SEARCHED]:
        open_ones[one.outcome.task.document].append(one)
    provinces = dict(db.conn.execute("SELECT source, province FROM documents")) if open_ones else {}
    near: dict[str, tuple[Passage, ...]] = {}
    for source, tasks in open_ones.items():
        near |= nearest(db, [one.outcome.task for one in tasks], source, tasks[0].issued_on, provinces.get(source))
    return [replace(one, outcome=with_passages(one.outcome, near.get(one.outcome.task.id, ()))) for one in found]


def _said(asked: str | None, names: Sequence[str | None]) -> bool:
    """Whether all words of what is asked for stand in one of the names, abbreviations written out, or both are one by their initials ("Sở TC")."""
    if not plain(asked or ""):
        return True
    wanted = _forms(asked or "")
    return any(_holds(name, words) for known in names if known for name in _forms(known) for words in wanted)


def _holds(name: str, words: str) -> bool:
    return all(f" {word} " in f" {name} " for word in words.split())


def _forms(name: str) -> tuple[str, ...]:
    """A body's name folded, and with its words behind the first one as initials: "Sở Nông nghiệp và Môi trường" → "so nnmt", as "Sở NN&MT" is."""
    head, *rest = SIGN.sub("", name).split()
    whole = plain(SIGN.sub("", name))
    initials = "".join(plain(word)[:1] for word in rest if plain(word) != AND)
    return (whole, f"{plain(head)} {initials}") if len(initials) > 1 else (whole,)


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
