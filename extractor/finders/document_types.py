"""The types of official documents (patterns/document_types.yaml): nouns, abbreviations inside codes, short forms of running text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import regex
from pydantic import Field

from extractor.patterns import Rule, Strict, alternatives, compile_rule, fold, load


class DocumentType(Rule):
    """One type: see the head of the pattern file for each field."""

    name: str
    abbreviations: list[str] = Field(default_factory=list)
    short_forms: list[str] = Field(default_factory=list)
    spellings: list[str] = Field(default_factory=list)
    issuer: str | None = None
    issuer_before: str | None = None
    until: Any = None
    named: bool = False
    bare_number: bool = False
    joint: bool = False
    party: bool = False
    title_words: list[str] = Field(default_factory=list)


class DocumentTypes(Strict):
    """The pattern file."""

    types: list[DocumentType]


@dataclass(frozen=True)
class TypeIndex:
    """The types by every form in which a text names them.

    `noun` matches a type's noun in any case; `short` its short forms as written; `abbreviation` is a type by the folded type part of a code.
    """

    types: tuple[DocumentType, ...]
    noun: Any
    short: Any
    by_noun: dict[str, DocumentType]
    by_short: dict[str, DocumentType]
    by_abbreviation: dict[str, DocumentType]

    def of(self, written: str) -> DocumentType | None:
        """The type that a noun or short form names."""
        return self.by_short.get(written) or self.by_noun.get(fold(written))

    def of_symbol(self, part: str) -> DocumentType | None:
        """The type that the type part of a code names ("QĐ")."""
        return self.by_abbreviation.get(fold(part))


@cache
def type_index() -> TypeIndex:
    """The types of patterns/document_types.yaml, compiled once."""
    types = tuple(load("document_types", DocumentTypes).types)
    nouns = [form for t in types for form in (t.name, *t.spellings)]
    shorts = [form for t in types for form in t.short_forms]
    by_abbreviation: dict[str, DocumentType] = {}
    for t in types:
        for form in t.abbreviations:
            # The first type of the file that has an abbreviation is the usual one ("BC" is Báo cáo).
            by_abbreviation.setdefault(fold(form), t)
    return TypeIndex(
        types,
        compile_rule(alternatives(nouns), file="document_types", rule="types", flags=regex.IGNORECASE),
        compile_rule(alternatives(shorts), file="document_types", rule="short_forms"),
        {fold(form): t for t in types for form in (t.name, *t.spellings)},
        {form: t for t in types for form in t.short_forms},
        by_abbreviation,
    )
