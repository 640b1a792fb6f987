"""Trích yếu: reads Vietnamese administrative documents into records that point at their source sentences.

The public verbs: `read` a file into a `Document`, `extract` its records (`extract_text` those of a string), `open_database` to search and read what was
ingested. They and the values that they take and give are told in docs/api.md; everything else may change freely.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from extractor.version import __version__

if TYPE_CHECKING:
    from extractor.api import Database, extract, open_database, search
    from extractor.batch.outcome import Failure, Result
    from extractor.database.connection import DatabaseError
    from extractor.database.search import Hit
    from extractor.document import Document
    from extractor.errors import ReadError, TrichyeuError, UnsupportedFormat
    from extractor.pipeline import ExtractedDocument, extract_text
    from extractor.readers import read
    from extractor.readers.options import ReadOptions
    from extractor.records import Citation, DateRecord, Evidence, Finding, Indicator, Metadata, Record, Reference, Relation, Task

__all__ = [
    "Citation",
    "Database",
    "DatabaseError",
    "DateRecord",
    "Document",
    "Evidence",
    "ExtractedDocument",
    "Failure",
    "Finding",
    "Hit",
    "Indicator",
    "Metadata",
    "ReadError",
    "ReadOptions",
    "Record",
    "Reference",
    "Relation",
    "Result",
    "Task",
    "TrichyeuError",
    "UnsupportedFormat",
    "__version__",
    "extract",
    "extract_text",
    "open_database",
    "read",
    "search",
]

_HOMES = {
    "extractor.api": ("Database", "extract", "open_database", "search"),
    "extractor.batch.outcome": ("Failure", "Result"),
    "extractor.database.connection": ("DatabaseError",),
    "extractor.database.search": ("Hit",),
    "extractor.document": ("Document",),
    "extractor.errors": ("ReadError", "TrichyeuError", "UnsupportedFormat"),
    "extractor.pipeline": ("ExtractedDocument", "extract_text"),
    "extractor.readers": ("read",),
    "extractor.readers.options": ("ReadOptions",),
    "extractor.records": ("Citation", "DateRecord", "Evidence", "Finding", "Indicator", "Metadata", "Record", "Reference", "Relation", "Task"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Loads the heavy modules only where a verb is used, so that importing the package and `--help` stay quick."""
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(name)
