"""The words that say what a document does to one that it cites, from patterns/references/relations.yaml, compiled once."""

from __future__ import annotations

from functools import cache
from typing import Any

import regex

from extractor.finders.references.listed import Relation
from extractor.lexicon.patterns import Rule, Strict, compile_rule, load
from extractor.lexicon.phrases import REFERENCES, either


class Governor(Rule):
    relation: Relation
    words: list[str]
    reach: int


class Authority(Strict):
    """Bodies by rank: names of the highest first, then levels."""

    bodies: list[list[str]]
    levels: list[str]


class RelationsFile(Strict):
    """patterns/references/relations.yaml."""

    governors: list[Governor]
    after: dict[Relation, list[str]]
    titles: list[str]
    joined: list[str]
    glue: list[str]
    above: list[str]
    authority: Authority


@cache
def rules() -> RelationsFile:
    """patterns/references/relations.yaml."""
    return load("relations", RelationsFile)


@cache
def compiled(pattern: str, rule: str) -> Any:
    return compile_rule(pattern, file="relations", rule=rule, flags=regex.IGNORECASE)


@cache
def governors() -> Any:
    groups = "|".join(rf"(?P<{g.relation}>{either(g.words)})" for g in rules().governors)
    return compiled(rf"(?<![\p{{L}}])(?:{groups})(?!\p{{L}})", "governors")


@cache
def reaches() -> dict[str, int]:
    return {g.relation: g.reach for g in rules().governors}


@cache
def glue() -> Any:
    return compiled(rf"[\s,;:()-]*(?:(?:{either(rules().glue)})(?!\p{{L}})[\s,;:(-]*)*", "glue")


@cache
def titles() -> Any:
    return compiled(rf"[\s,:]*(?:{either(rules().titles)})(?!\p{{L}})", "titles")


@cache
def joined() -> Any:
    return compiled(rf"[\s,(]*(?:{either(rules().joined)})(?!\p{{L}})", "joined")


@cache
def after_words(relation: str) -> Any:
    return REFERENCES.filled("said_behind", words=f"(?:{either(rules().after[relation])})")  # type: ignore[index]


@cache
def title_up_to(relation: str) -> Any:
    return REFERENCES.filled("title_up_to", titles=either(rules().titles), words=f"(?:{either(rules().after[relation])})")  # type: ignore[index]


@cache
def above_words() -> Any:
    return compiled(rf"\s+(?:{either(rules().above)})(?!\p{{L}})", "above")
