"""PPT (PowerPoint 97–2003): the slides that are shown, each a page, as PPTX is read; fonts from before Unicode run by run.

Read from the file's own records ([MS-PPT]): most installations of LibreOffice hold no program for slides, and no library in Python reads these
files. Masters, notes, numbers of slides, dates and footers are left out. What Word, Excel or a picture put on a slide is not read.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractor.document import Document
from extractor.readers import ppt_records as records
from extractor.readers.options import DEFAULT, ReadOptions
from extractor.readers.ppt_records import Record, Stream
from extractor.readers.slides import POINT, Cell, Runs, Shape, Slide, Table, arranged, compose
from extractor.readers.zipped import damaged, encrypted

_ENCRYPTED = 0xF3D1C4DF
_EMU = 914_400 / 576
"""EMU in a unit of a slide."""
_MOST_SLIDES = 2_000
_DEEPEST = 20
# Placeholders ([MS-PPT] 2.13.21): date, number of the slide, footer, head; titles.
_FURNITURE = frozenset({7, 8, 9, 10})
_TITLES = frozenset({1, 3, 13, 15, 17})
_TITLE_KINDS = frozenset({0, 6})
_TABLE_PROPERTIES = 0x039F
_PICTURE_FRAME = 75


def read_bytes(data: bytes, source: str, sha256: str, options: ReadOptions = DEFAULT) -> Document:
    """Reads a PowerPoint file. Raises ReadError for one that is damaged, encrypted or empty."""
    user, content = _streams(data, source)
    if len(user) < 20:
        raise damaged(source, "Current User")
    token, edit = struct.unpack_from("<II", user, 12)
    if token == _ENCRYPTED:
        from extractor.readers.locked import opened

        inner = opened(data, source, options.password)
        if struct.unpack_from("<I", _streams(inner, source)[0].ljust(16, b"\0"), 12)[0] == _ENCRYPTED:
            raise encrypted(source)
        document = read_bytes(inner, source, sha256, options)
        return replace(document, properties={**document.properties, "unlocked": "yes"})
    stream = Stream(content)
    places, number = records.living(stream, edit)
    root = stream.at(places.get(number, -1))
    if root is None or root.type != records.DOCUMENT:
        raise damaged(source, "PowerPoint Document")
    deck = _Deck(stream, root, places)
    return compose(list(deck.slides()), source, sha256, "ppt", *deck.size())


def _streams(data: bytes, source: str) -> tuple[bytes, bytes]:
    import olefile  # type: ignore[import-untyped, unused-ignore]

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            return file.openstream("Current User").read(), file.openstream("PowerPoint Document").read()
    except Exception as error:  # olefile raises what its parsing meets: OSError, struct.error, IndexError …
        raise damaged(source, error) from error


@dataclass(frozen=True, slots=True)
class _Frame:
    """How the coordinates of a group's members lie on the slide: left, top, and scale of each."""

    x: float = 0.0
    y: float = 0.0
    across: float = 1.0
    down: float = 1.0

    def place(self, x: int, y: int) -> tuple[float, float]:
        return self.x + x * self.across, self.y + y * self.down


class _Deck:
    """One file: its living document, its fonts, and the fonts that the master sets for each kind of text."""

    def __init__(self, stream: Stream, document: Record, places: dict[int, int]) -> None:
        self.stream = stream
        self.document = document
        self.places = places
        self.names = self._names()
        self.default = self._default()

    def _names(self) -> dict[int, str]:
        names: dict[int, str] = {}
        environment = self.stream.first(self.document, records.ENVIRONMENT)
        for font in self.stream.inside(environment, records.FONT) if environment is not None else ():
            names[font.instance] = self.stream.bytes(font)[:64].decode("utf-16-le", "replace").partition("\0")[0]
        return names

    def _lists(self, instance: int) -> Iterator[tuple[int, list[records.Text]]]:
        for record in self.stream.children(self.document):
            if record.type == records.SLIDE_LIST and record.instance == instance:
                yield from records.outline(self.stream, record)

    def _default(self) -> dict[int, str | None]:
        """The font of each kind of text by the first master; other texts follow the document's own."""
        made: dict[int, str | None] = {}
        holders = [self.stream.at(self.places.get(number, -1)) for number, _ in self._lists(1)]
        holders.append(self.stream.first(self.document, records.ENVIRONMENT))
        for holder in holders:
            for style in self.stream.children(holder) if holder is not None else ():
                if style.type == records.MASTER_STYLE and style.instance not in made:
                    font = records.master_font(self.stream.bytes(style), style.instance)
                    if font is not None:
                        made[style.instance] = self.names.get(font)
        return made

    def size(self) -> tuple[float, float]:
        """Width and height of a slide in points."""
        atom = self.stream.first(self.document, records.DOCUMENT_ATOM)
        numbers = self.stream.numbers(atom, "<ii") if atom is not None else None
        width, height = numbers or (0, 0)
        return width * _EMU / POINT, height * _EMU / POINT

    def slides(self) -> Iterator[Slide]:
        """The slides that are shown, in their order."""
        seen: set[int] = set()
        for number, texts in self._lists(0):
            place = self.places.get(number, -1)
            slide = self.stream.at(place)
            if slide is None or slide.type != records.SLIDE or place in seen or len(seen) >= _MOST_SLIDES:
                continue
            seen.add(place)
            info = self.stream.first(slide, records.SHOW_INFO)
            flags = self.stream.bytes(info)[10:12] if info is not None else b""
            if flags[:1] and flags[0] & 4:
                continue
            yield self._slide(slide, texts)

    def _slide(self, slide: Record, texts: list[records.Text]) -> Slide:
        drawing = self.stream.first(slide, records.DRAWING)
        shapes: list[Shape] = []
        pictures = False
        if drawing is not None:
            for holder in self.stream.children(drawing):
                for record in self.stream.children(holder):
                    if record.type == records.GROUP:
                        shapes.extend(self._members(record, _Frame(), texts, 0))
            pictures = any(atom.instance == _PICTURE_FRAME for atom in self.stream.inside(drawing, records.SHAPE_ATOM))
        return Slide(arranged(shapes), pictures)

    def _members(self, group: Record, frame: _Frame, texts: list[records.Text], depth: int) -> Iterator[Shape]:
        """The shapes of a group; its first record tells of the group itself."""
        for position, record in enumerate(self.stream.children(group)):
            if record.type == records.SHAPE and position:
                shape = self._shape(record, frame, texts)
                if shape is not None:
                    yield shape
            elif record.type == records.GROUP and depth < _DEEPEST:
                head = self.stream.first(record, records.SHAPE)
                inner = self._frame(head, frame) if head is not None else frame
                members = list(self._members(record, inner, texts, depth + 1))
                if head is not None and self._is_table(head) and members:
                    yield _table(members)
                else:
                    yield from members

    def _anchor(self, shape: Record) -> tuple[int, int, int, int] | None:
        """Left, top, right, bottom as the file says them."""
        for record in self.stream.children(shape):
            if record.type == records.CHILD_ANCHOR:
                numbers = self.stream.numbers(record, "<iiii")
                return (numbers[0], numbers[1], numbers[2], numbers[3]) if numbers else None
            if record.type == records.CLIENT_ANCHOR:
                numbers = self.stream.numbers(record, "<iiii" if record.end - record.start >= 16 else "<hhhh")
                return (numbers[1], numbers[0], numbers[2], numbers[3]) if numbers else None
        return None

    def _frame(self, head: Record, outer: _Frame) -> _Frame:
        own = self.stream.first(head, records.GROUP_FRAME)
        inner = self.stream.numbers(own, "<iiii") if own is not None else None
        anchor = self._anchor(head)
        if inner is None or anchor is None or inner[2] <= inner[0] or inner[3] <= inner[1]:
            return outer
        x, y = outer.place(anchor[0], anchor[1])
        across = outer.across * (anchor[2] - anchor[0]) / (inner[2] - inner[0])
        down = outer.down * (anchor[3] - anchor[1]) / (inner[3] - inner[1])
        return _Frame(x - inner[0] * across, y - inner[1] * down, across, down)

    def _is_table(self, head: Record) -> bool:
        for record in self.stream.children(head):
            if record.type in records.OPTIONS:
                data = self.stream.bytes(record)
                for position in range(0, min(record.instance * 6, len(data) - 5), 6):
                    name, value = struct.unpack_from("<HI", data, position)
                    if name & 0x3FFF == _TABLE_PROPERTIES:
                        return bool(value & 1)
        return False

    def _shape(self, shape: Record, frame: _Frame, texts: list[records.Text]) -> Shape | None:
        box = self.stream.first(shape, records.TEXT_BOX)
        if box is None:
            return None
        data = self.stream.first(shape, records.CLIENT_DATA)
        holder = self.stream.first(data, records.PLACEHOLDER) if data is not None else None
        kind = self.stream.bytes(holder)[4:5] if holder is not None else b""
        if kind and kind[0] in _FURNITURE:
            return None
        found = [*self._referred(box, texts), *records.texts(self.stream, box)]
        found = [text for text in found if text.kind != records.NOTES]
        paragraphs: list[Runs] = [runs for text in found for runs in records.paragraphs(text, self.names, self.default)]
        if not paragraphs:
            return None
        title = bool(kind and kind[0] in _TITLES) or all(text.kind in _TITLE_KINDS for text in found)
        anchor = self._anchor(shape)
        if anchor is None:
            return Shape(title, None, None, paragraphs)
        x, y = frame.place(anchor[0], anchor[1])
        return Shape(title, round(x * _EMU), round(y * _EMU), paragraphs)

    def _referred(self, box: Record, texts: list[records.Text]) -> Iterator[records.Text]:
        """The text of the outline that a box shows."""
        for record in self.stream.children(box):
            if record.type == records.OUTLINE_REFERENCE:
                number = self.stream.numbers(record, "<i")
                if number and 0 <= number[0] < len(texts):
                    # Once: a file whose boxes all refer to one long text must not grow by it.
                    text, texts[number[0]] = texts[number[0]], records.Text(records.NOTES)
                    yield text


def _table(members: list[Shape]) -> Shape:
    """A table of the shapes that are its cells: rows by their top, columns by their left edge."""
    rows = {y: number for number, y in enumerate(sorted({shape.y or 0 for shape in members}))}
    columns = {x: number for number, x in enumerate(sorted({shape.x or 0 for shape in members}))}
    cells: dict[tuple[int, int], Cell] = {}
    for shape in members:
        place = rows[shape.y or 0], columns[shape.x or 0]
        cell = cells.setdefault(place, Cell(*place, []))
        cell.paragraphs.extend(shape.paragraphs)
    return Shape(False, min(columns), min(rows), table=Table([cells[place] for place in sorted(cells)], len(rows), len(columns)))
