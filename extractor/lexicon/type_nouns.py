"""The nouns of document types as running text writes them, compiled for the finders (data: patterns/references/document_types.yaml)."""

from __future__ import annotations

from functools import cache
from typing import Any

import regex

from extractor.lexicon.document_types import TypeEntry, abbreviations, document_types
from extractor.lexicon.patterns import alternatives, compile_rule


@cache
def noun_pattern() -> Any:
    """A type's noun in any case, whole words, the longest first."""
    nouns = [form for entry in document_types().types for form in (entry.name, *entry.spellings)]
    return compile_rule(rf"(?<!\p{{L}})(?:{alternatives(nouns)})(?!\p{{L}})", file="document_types", rule="types", flags=regex.IGNORECASE)


@cache
def short_pattern() -> Any:
    """A type's short form as it is written ("QĐ", "CTr")."""
    shorts = [form for entry in document_types().types for form in entry.short_forms]
    return compile_rule(rf"(?<![\p{{L}}/-])(?:{alternatives(shorts)})(?!\p{{L}})", file="document_types", rule="short_forms")


def type_of_symbol(part: str) -> TypeEntry | None:
    """The usual type of a code's type part ("QĐ" → Quyết định); None where the part names a body."""
    found = abbreviations().get(part.upper())
    return found[0] if found else None
