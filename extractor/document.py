"""The document: one canonical text, its offsets, and what a reader or the layout knows of its shape.

Every offset in the program is a Python code-point offset into `Document.text`, half-open: `text[start:end]`.
The values here are frozen; a later step makes new values beside them and never changes them.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from extractor.quick import quick

CONTINUED = "+"
"""The mark of a paragraph's block that goes on with the paragraph before it, across notes at a page end."""


@quick
@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open run `[start, end)` of code points of the canonical text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span {self.start}:{self.end} is not a half-open run")

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a paged file: its 1-based number, its run of the text, its size in PDF points."""

    number: int
    start: int
    end: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Boxes:
    """Where each character stands on its page: four floats a code point (x0, top, x1, bottom), PDF points from the top left.

    A character that the reader laid out itself (a blank between cells) has x0 = -1.
    """

    values: array[float]

    def of(self, offset: int) -> tuple[float, float, float, float] | None:
        """The box of the character at `offset`, or None where the reader made that character."""
        x0, top, x1, bottom = self.values[4 * offset : 4 * offset + 4]
        return None if x0 < 0 else (x0, top, x1, bottom)

    def lines(self, start: int, end: int) -> list[tuple[float, float, float, float]]:
        """The boxes of the run `[start, end)`, one a line: characters that overlap vertically share a box."""
        lines: list[tuple[float, float, float, float]] = []
        for offset in range(start, end):
            box = self.of(offset)
            if box is None:
                continue
            if lines:
                x0, top, x1, bottom = lines[-1]
                middle = (box[1] + box[3]) / 2
                if top <= middle <= bottom and box[0] >= x0 - 1:
                    lines[-1] = (min(x0, box[0]), min(top, box[1]), max(x1, box[2]), max(bottom, box[3]))
                    continue
            lines.append(box)
        return lines


@quick
@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table. `spans` are its runs of the text in reading order: more than one where the cell goes on over a page end.

    `row` and `column` are 0-based grid positions in the whole table, header rows included; an empty cell has no spans. `address` is the
    cell's own name in a spreadsheet ("Biểu 1!C5"), `formula` what computes it there, without the sign before it ("SUM(C2:C4)"), `stored` the
    number that the sheet holds behind what it shows. `indent` is how far its words are set in, in blanks; `bold` whether all of them are bold.
    """

    row: int
    column: int
    spans: tuple[Span, ...] = ()
    row_span: int = 1
    column_span: int = 1
    address: str | None = None
    formula: str | None = None
    stored: Decimal | None = None
    indent: int = 0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the text: `cells` in row order, `header_rows` leading rows of column heads (repeated heads are not cells)."""

    start: int
    end: int
    cells: tuple[Cell, ...]
    rows: int
    columns: int
    header_rows: int = 0
    name: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Block:
    """What a reader with structure (HTML, DOCX, PDF) knows of a run of the text.

    `kind`: heading | paragraph | item | note | table | header | footer | stamp. `level` counts headings from 1.
    `mark` is the footnote's mark for a note, CONTINUED for a paragraph that goes on with the one before the notes of a page end. A cell (kind "cell", made by the layout) says where it stands in its table, counted from 0.
    """

    kind: str
    start: int
    end: int
    level: int = 0
    mark: str | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    row_span: int = 1
    column_span: int = 1
    head: bool = False


@quick
@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in its joined reading (`text`) and the raw runs that it covers, in order."""

    text: str
    spans: tuple[Span, ...]
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loss:
    """A part of a file that was not read, or a step that was given up: where ("page 3", "sheet Biểu 1", "audit"), a stable cause, and why."""

    place: str
    cause: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read.

    `text` is canonical (BOM dropped, NFC, `\\n` line ends); `source` its path relative to what was ingested, with `/`; `sha256` the hash
    of the file's bytes; `format` the reader's name. `blocks` and `tables` are filled by readers that know the structure, and empty for
    plain text, where the layout finds it. `properties` says what the reader did (encoding, repairs, OCR …). `confidence` has one byte a
    code point, 0-100 where OCR read it and 255 elsewhere; None for a file that was not recognised. `losses` says what was not read.
    """

    text: str
    source: str
    sha256: str
    format: str = "text"
    pages: tuple[Page, ...] = ()
    boxes: Boxes | None = None
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    confidence: array[int] | None = None
    losses: tuple[Loss, ...] = ()

    def page_of(self, offset: int) -> int | None:
        """The 1-based number of the page that holds `offset`, or None where the file has no pages."""
        lo, hi = 0, len(self.pages)
        while lo < hi:
            mid = (lo + hi) // 2
            if self.pages[mid].end <= offset:
                lo = mid + 1
            else:
                hi = mid
        return self.pages[lo].number if lo < len(self.pages) and self.pages[lo].start <= offset else None
