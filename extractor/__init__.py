"""Trích yếu: reads Vietnamese administrative documents into records that point at their source sentences.

The public verbs: `read` a file into a `Document`, `extract` its records. Everything else may change freely.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.pipeline import ExtractedDocument, extract, extract_text
    from extractor.readers import read

__version__ = "0.1.0"
__all__ = ["ExtractedDocument", "__version__", "extract", "extract_text", "read"]


def __getattr__(name: str) -> Any:
    """Loads the heavy modules only where a verb is used, so that importing the package and `--help` stay quick."""
    if name == "read":
        from extractor.readers import read

        return read
    if name in {"extract", "extract_text", "ExtractedDocument"}:
        from extractor import pipeline

        return getattr(pipeline, name)
    raise AttributeError(name)
