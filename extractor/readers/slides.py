"""Slides as a document, whatever format holds them: each a page; the title first, then text and tables by their place; old fonts converted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from extractor.document import Document, Page
from extractor.readers.compose import Composer, put
from extractor.readers.legacy import FontDecoder
from extractor.readers.line_words import split_breaks
from extractor.readers.losses import lose
from extractor.readers.refusal import refusal
from extractor.readers.table_drafts import Draft, DraftTable

Runs = list[tuple[str, str | None]]
"""A paragraph: pieces of text, each with the name of its font where one is told."""

POINT = 12_700
"""EMU in a point."""
_ONE_HEIGHT = 228_600


@dataclass(slots=True)
class Cell:
    """A cell of a table on a slide, 0-based."""

    row: int
    column: int
    paragraphs: list[Runs]
    row_span: int = 1
    column_span: int = 1


@dataclass(slots=True)
class Table:
    """A table on a slide."""

    cells: list[Cell]
    rows: int
    columns: int
    header_rows: int = 0


@dataclass(slots=True)
class Shape:
    """One thing on a slide: paragraphs of runs, a table, or lines and tables of another program; its place in EMU where the slide says one."""

    title: bool = False
    x: int | None = None
    y: int | None = None
    paragraphs: list[Runs] = field(default_factory=list)
    table: Table | None = None
    pieces: Sequence[str | DraftTable] = ()


@dataclass(frozen=True, slots=True)
class Slide:
    """The shapes of a slide in reading order, and whether it has pictures."""

    shapes: list[Shape]
    pictures: bool


def arranged(shapes: Iterable[Shape]) -> list[Shape]:
    """Shapes in reading order: the title, then from top to bottom, those of one height from left to right."""
    # What has no place of its own stands where the layout puts it, in the file's order: behind what came before it.
    keyed: list[tuple[tuple[int, int, int], Shape]] = []
    last = -1
    for order, shape in enumerate(shapes):
        y = shape.y if shape.y is not None else last
        last = y
        # Shapes side by side are read from left to right: a quarter of an inch is one height.
        keyed.append(((-1 if shape.title else y // _ONE_HEIGHT + 1, shape.x or 0, order), shape))
    return [shape for _, shape in sorted(keyed, key=lambda item: item[0])]


def compose(slides: list[Slide], source: str, sha256: str, kind: str, width: float, height: float) -> Document:
    """The document of slides, `width` and `height` in points. Raises ReadError where they hold no text."""
    texts: dict[str | None, list[str]] = {}
    for runs in (runs for slide in slides for shape in slide.shapes for runs in _all_runs(shape)):
        for text, font in runs:
            texts.setdefault(font, []).append(text)
    decoder = FontDecoder({font: "\n".join(parts) for font, parts in texts.items()})
    composer = Composer()
    pages: list[Page] = []
    for number, slide in enumerate(slides, 1):
        start = len(composer)
        for shape in slide.shapes:
            _write(shape, decoder, composer)
        if len(composer) == start and slide.pictures:
            lose(f"page {number}", "needs-ocr", "pages")
        pages.append(Page(number, start, len(composer), width, height))
    document = composer.document(source, sha256, kind, {"pages": str(len(pages)), **decoder.report()})
    if not document.text.strip():
        raise refusal(source, "empty", "slides.empty")
    return replace(document, pages=tuple(pages))


def _all_runs(shape: Shape) -> Iterator[Runs]:
    yield from shape.paragraphs
    for cell in shape.table.cells if shape.table is not None else ():
        yield from cell.paragraphs


def _write(shape: Shape, decoder: FontDecoder, composer: Composer) -> None:
    table = shape.table
    put(shape.pieces, composer)
    if table is not None:
        drafts = [
            Draft(
                cell.row,
                cell.column,
                [line for runs in cell.paragraphs for line in split_breaks(decoder.convert(runs))],
                cell.row_span,
                cell.column_span,
            )
            for cell in table.cells
        ]
        composer.table(DraftTable(drafts, table.rows, table.columns, table.header_rows))
        return
    lines = [decoder.convert(runs) for runs in shape.paragraphs]
    if shape.title:
        composer.line(" ".join(" ".join(line.split()) for line in lines), "heading", 1)
        return
    for line in lines:
        composer.line(line, "item" if line.startswith("- ") else "paragraph")
