"""Document types: the canonical noun, its abbreviations in codes, and the body that alone issues it. Data: patterns/references/document_types.yaml."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from extractor.lexicon.names import name_key
from extractor.lexicon.patterns import Rule, load


class TypeEntry(Rule):
    """One document type; patterns/references/document_types.yaml says what each key means."""

    name: str
    abbreviations: list[str] = Field(default_factory=list)
    short_forms: list[str] = Field(default_factory=list)
    spellings: list[str] = Field(default_factory=list)
    issuer: str | None = None
    named: bool = False
    bare_number: bool = False
    joint: bool = False
    opens_title: bool = False
    heads: bool = True


class TypesFile(Rule):
    """patterns/references/document_types.yaml."""

    types: list[TypeEntry]


@cache
def document_types() -> TypesFile:
    """The file's content; raises PatternError where it is broken."""
    return load("document_types", TypesFile)


@cache
def _names() -> dict[str, TypeEntry]:
    return {name_key(name): entry for entry in document_types().types for name in (entry.name, *entry.spellings)}


@cache
def _short_forms() -> dict[str, TypeEntry]:
    return {form: entry for entry in reversed(document_types().types) for form in entry.short_forms}


@cache
def abbreviations() -> dict[str, tuple[TypeEntry, ...]]:
    """Types by abbreviation in capitals: "CT" → (Chỉ thị,), "TT" → (Thông tư, Thông tri)."""
    table: dict[str, list[TypeEntry]] = {}
    for entry in document_types().types:
        for abbreviation in entry.abbreviations:
            table.setdefault(abbreviation.upper(), []).append(entry)
    return {key: tuple(entries) for key, entries in table.items()}


def document_type(words: str) -> TypeEntry | None:
    """The type that `words` write: its name in any case, or a short form ("QĐ") in its own case; None where they are none."""
    return _names().get(name_key(words)) or _short_forms().get(words.strip())


def sole_issuer(doc_type: str | None) -> str | None:
    """The body that alone issues documents of this type ("Nghị định" → "Chính phủ"), or None."""
    entry = document_type(doc_type) if doc_type else None
    return entry.issuer if entry else None
