"""Logical blocks of a document whose reader knew its structure: paragraphs, notes and tables as the reader gave them; what it did not name is read line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.document import CONTINUED, Document, Span
from extractor.layout.blocks import NOTE, Builder, LogicalBlock, Style, block_of, table_blocks
from extractor.layout.lines import Line, lines_of


def _typed_notes(text: str, lines: Sequence[Line]) -> list[LogicalBlock]:
    """The notes of a paragraph that begins with a raised mark: typed as text, as web pages do that know no footnotes."""
    notes: list[LogicalBlock] = []
    for line in lines:
        found = NOTE.match(text, line.start, line.end)
        if found and found["sup"] and found.end() < line.end:
            notes.append(LogicalBlock("note", (Span(found.end(), line.end),), mark=found["sup"]))
        elif notes:
            notes[-1] = replace(notes[-1], spans=(*notes[-1].spans, Span(line.start, line.end)))
        else:
            return []
    return notes


def from_hints(document: Document) -> tuple[list[LogicalBlock], list[Span], list[Span]]:
    """Blocks and tables as the reader gave them; what it did not name is read line by line."""
    text = document.text
    blocks: list[LogicalBlock] = []
    taken_out: list[Span] = []
    tables = {table.start: table for table in document.tables}
    hints = sorted([*((b.start, b.end, b) for b in document.blocks if b.kind != "table"), *((t.start, t.end, None) for t in document.tables)], key=lambda h: (h[0], -h[1]))
    position = 0
    rest: list[LogicalBlock] = []
    open_: list[Line] = []  # of the last paragraph, which may go on behind notes

    def between(start: int, end: int) -> None:
        if text[start:end].strip():
            builder = Builder(text, Style(bool(document.pages), 90 if document.pages else 10**6))
            for line in lines_of(text, start, end):
                builder.line(line)
            builder.close()
            blocks.extend(builder.blocks)
            open_.clear()

    for start, end, hint in hints:
        if start < position:
            continue
        between(position, start)
        position = end
        if hint is None:
            blocks.extend(table_blocks(text, tables[start]))
            open_.clear()
        elif hint.kind in {"header", "footer", "stamp"}:
            taken_out.append(Span(start, end))
        elif hint.kind == "note":
            note = NOTE.match(text, start, end)
            body = note.end() if note else start
            rest.append(LogicalBlock("note", (Span(body, end),), mark=hint.mark or (note and (note["sup"] or note["bracket"])) or None))
            taken_out.append(Span(start, end))
        else:
            lines = [line for line in lines_of(text, start, end) if line.body]
            if not lines:
                continue
            notes = _typed_notes(text, lines)
            if notes:
                rest.extend(notes)
                taken_out.append(Span(start, end))
                continue
            if hint.mark == CONTINUED and open_:
                blocks.pop()
                lines = [*open_, *lines]
            open_[:] = lines
            made = block_of(text, lines)
            kind = "heading" if hint.kind == "heading" else made.kind
            blocks.append(
                LogicalBlock(kind, made.spans, made.marker, made.marker_kind, hint.level or made.level, upper=made.upper, bold=made.bold)
            )
    between(position, len(text))
    return [*blocks, *rest], sorted(taken_out), []
