"""What the finder of tasks knows: patterns/tasks/tasks.yaml and patterns/tasks/status.yaml, read strictly and compiled once.

Every list is one alternation, longest entry first. Raises PatternError naming the file, rule and reason.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

import regex

from extractor.finders.tasks.model import Status
from extractor.lexicon.patterns import Rule, Strict, compile_rule, load
from extractor.lexicon.phrases import either

Role = Literal["title", "product", "deadline", "progress", "lead", "support", "result", "outcome", "other"]


class Column(Rule):
    """The heads that give a column its role."""

    role: Role
    heads: list[str]
    weight: Literal["strong", "weak"] = "strong"
    ends: str = ""


class Deadline(Rule):
    """How a deadline is written, and which deadlines have no last day."""

    openings: list[str]
    durations: list[str]
    starts: list[str]
    undetermined: list[str]
    going_on: list[str]


class Assignment(Rule):
    """How a cell names the body in charge."""

    in_charge: list[str]
    labels: list[str]
    support: list[str]
    verbs: list[str]
    openings: list[str]


class Events(Rule):
    """How an act is told as done, and what only cites a document."""

    issuing: list[str]
    acts: list[str]
    not_acts: list[str]
    done: list[str]
    adverbs: list[str]
    undone: list[str]
    undone_subject: list[str]
    subjects: list[str]
    causing: list[str]
    directing: list[str]
    future_sections: list[str]
    past_sections: list[str]
    grounds: list[str]
    fillers: list[str]
    taken_up: list[str]
    meetings: list[str]
    list_leads: list[str]
    ends: list[str]


class Aggregates(Rule):
    """How tasks are counted by their state."""

    nouns: list[str]
    undone: list[str]
    lead_words: list[str]
    rest: list[str]
    given: list[str]


class Linking(Rule):
    """Words that say nothing of what a task is about."""

    generic: list[str]


class TasksFile(Strict):
    """patterns/tasks/tasks.yaml."""

    columns: list[Column]
    deadline: Deadline
    assignment: Assignment
    events: Events
    aggregates: Aggregates
    linking: Linking


class State(Rule):
    """The wording of one status."""

    status: Status
    says: list[str]


class Carried(Strict):
    """Products that another document puts in force."""

    types: list[str]
    by: list[str]


class StatusFile(Strict):
    """patterns/tasks/status.yaml."""

    states: list[State]
    done: list[str]
    carried: Carried
    any_type: list[str]


@cache
def tasks() -> TasksFile:
    """patterns/tasks/tasks.yaml."""
    return load("tasks", TasksFile)


@cache
def status() -> StatusFile:
    """patterns/tasks/status.yaml."""
    return load("status", StatusFile)


@cache
def words(group: str, name: str, before: str = "", after: str = "") -> Any:
    """The list `name` of a part of patterns/tasks/tasks.yaml as whole words, between the regular expressions `before` and `after`."""
    entries = getattr(getattr(tasks(), group), name)
    return compile_rule(
        rf"{before}(?<!\w)(?:{either(entries)})(?!\w){after}", file="tasks", rule=f"{group}.{name}", flags=regex.IGNORECASE
    )


@cache
def heads() -> tuple[tuple[Role, str, Any], ...]:
    """(role, weight, pattern) of every rule of `columns`."""
    return tuple(
        (
            column.role,
            column.weight,
            compile_rule(rf"(?:{either(column.heads)})(?!\w){column.ends}", file="tasks", rule="columns", flags=regex.IGNORECASE),
        )
        for column in tasks().columns
    )


@cache
def states() -> tuple[tuple[Status, Any], ...]:
    """(status, pattern) in the order in which they are tried."""
    return tuple(
        (
            state.status,
            compile_rule(rf"(?<!\w)(?:{either(state.says)})(?!\w)", file="status", rule=state.status, flags=regex.IGNORECASE),
        )
        for state in status().states
    )


@cache
def told_done() -> Any:
    """A word by which a result tells what was done."""
    return compile_rule(rf"(?<!\w)(?:{either(status().done)})(?!\w)", file="status", rule="done", flags=regex.IGNORECASE)
