"""From a document to its layout: sections, footnotes, tables, sentences, and the joined reading that the finders see."""

from __future__ import annotations

from extractor.document import Document
from extractor.layout.blocks import blocks_of
from extractor.layout.hints import from_hints
from extractor.layout.model import Layout, Mark, Reading, Segment
from extractor.layout.reading import is_segmented, read_blocks

__all__ = ["Layout", "Mark", "Reading", "Segment", "analyze"]


def analyze(document: Document) -> Layout:
    """The layout of `document`. Pure: the same document gives the same layout."""
    blocks, taken_out, heads = from_hints(document) if document.blocks or document.tables else blocks_of(document)
    reading, tables = read_blocks(document.text, blocks, is_segmented(document.text), sheets="sheets" in document.properties)
    return Layout(document, reading, tables, tuple(taken_out), tuple(heads))
