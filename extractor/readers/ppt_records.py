"""Records of a PowerPoint 97–2003 file ([MS-PPT]): what the last save left of them, and the text of one box with the font of every run.

A file is saved by appending: each save writes what changed and a directory of where the living objects stand (persist directory); whoever reads the
stream from its beginning meets every older state too. Positions count in the bytes of the stream.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.readers.slides import Runs

DOCUMENT, SLIDE, MASTER = 0x03E8, 0x03EE, 0x03F8
SLIDE_LIST, SLIDE_PERSIST, ENVIRONMENT = 0x0FF0, 0x03F3, 0x03F2
DOCUMENT_ATOM, SHOW_INFO, DRAWING = 0x03E9, 0x03F9, 0x040C
FONTS, FONT, MASTER_STYLE = 0x07D5, 0x0FB7, 0x0FA3
TEXT_HEADER, TEXT_WIDE, TEXT_NARROW, TEXT_STYLE, OUTLINE_REFERENCE = 0x0F9F, 0x0FA0, 0x0FA8, 0x0FA1, 0x0F9E
PLACEHOLDER = 0x0BC3
GROUP, SHAPE, GROUP_FRAME, SHAPE_ATOM = 0xF003, 0xF004, 0xF009, 0xF00A
TEXT_BOX, CLIENT_DATA, CLIENT_ANCHOR, CHILD_ANCHOR = 0xF00D, 0xF011, 0xF010, 0xF00F
OPTIONS = frozenset({0xF00B, 0xF121, 0xF122})
_USER_EDIT, _DIRECTORY = 0x0FF5, 0x1772
NOTES = 2
"""The kind of text that stands in notes."""
_MOST_EDITS, _MOST_OBJECTS = 10_000, 100_000
_DEEPEST = 30



@dataclass(frozen=True, slots=True)
class Record:
    """A record: its type, its instance, whether it holds others, and where its content stands."""

    type: int
    instance: int
    container: bool
    start: int
    end: int


class Stream:
    """The bytes of `PowerPoint Document`. Records that reach over their holder are cut; nothing raises."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def at(self, position: int, end: int | None = None) -> Record | None:
        """The record whose head stands at a position."""
        end = len(self.data) if end is None else end
        if position < 0 or position + 8 > end:
            return None
        head, type_, length = struct.unpack_from("<HHI", self.data, position)
        return Record(type_, head >> 4, head & 15 == 15, position + 8, min(position + 8 + length, end))

    def children(self, holder: Record) -> Iterator[Record]:
        """The records in a container, in order."""
        position = holder.start
        while (record := self.at(position, holder.end)) is not None:
            yield record
            position = record.end

    def inside(self, holder: Record, type_: int, depth: int = 0) -> Iterator[Record]:
        """Every record of a type in a container, however deep."""
        for record in self.children(holder):
            if record.type == type_:
                yield record
            elif record.container and depth < _DEEPEST:
                yield from self.inside(record, type_, depth + 1)

    def first(self, holder: Record, type_: int) -> Record | None:
        """The first record of a type right inside a container."""
        return next((record for record in self.children(holder) if record.type == type_), None)

    def bytes(self, record: Record) -> bytes:
        """What a record holds."""
        return self.data[record.start : record.end]

    def numbers(self, record: Record, layout: str) -> tuple[int, ...] | None:
        """The numbers at the beginning of a record by `struct` layout, None where it is too short."""
        if record.end - record.start < struct.calcsize(layout):
            return None
        return struct.unpack_from(layout, self.data, record.start)


def living(stream: Stream, edit: int) -> tuple[dict[int, int], int]:
    """The directory of living objects (number → position) and the number of the document, by the last save, whose record stands at `edit`."""
    places: dict[int, int] = {}
    document = 0
    seen: set[int] = set()
    while edit not in seen and len(seen) < _MOST_EDITS:
        seen.add(edit)
        record = stream.at(edit)
        fields = stream.numbers(record, "<IIIII") if record is not None and record.type == _USER_EDIT else None
        if fields is None:
            break
        _, _, earlier, directory, number = fields
        document = document or number
        listed = stream.at(directory)
        if listed is not None and listed.type == _DIRECTORY:
            for name, place in _directory(stream.bytes(listed)):
                places.setdefault(name, place)
                if len(places) > _MOST_OBJECTS:
                    return places, document
        if not earlier:
            break
        edit = earlier
    return places, document


def _directory(data: bytes) -> Iterator[tuple[int, int]]:
    words = struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
    position = 0
    while position < len(words):
        first, count = words[position] & 0xFFFFF, words[position] >> 20
        for offset, place in enumerate(words[position + 1 : position + 1 + count]):
            yield first + offset, place
        position += 1 + count


class _Reader:
    """Numbers of a style record, one after the other; 0 behind its end."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.position = 0

    def take(self, size: int) -> int:
        part = self.data[self.position : self.position + size]
        self.position += size
        return int.from_bytes(part, "little") if len(part) == size else 0

    @property
    def over(self) -> bool:
        return self.position >= len(self.data)


# Which bits of a mask are followed by how many bytes, in the order in which they stand ([MS-PPT] 2.9.20 TextPFException, 2.9.13 TextCFException).
_BEFORE_TABS = ((0x0F, 2), (0x80, 2), (0x10, 2), (0x40, 2), (0x20, 4), (0x800, 2), (0x1000, 2), (0x2000, 2), (0x4000, 2), (0x100, 2), (0x400, 2), (0x8000, 2))
_BEHIND_TABS = ((0x10000, 2), (0xE0000, 2), (0x200000, 2))
_TABS = 0x100000
_BEHIND_FONT = ((0x200000, 2), (0x400000, 2), (0x800000, 2), (0x20000, 2), (0x40000, 4), (0x80000, 2))


def _skip_paragraph(reader: _Reader) -> None:
    mask = reader.take(4)
    for bits, size in _BEFORE_TABS:
        if mask & bits:
            reader.take(size)
    if mask & _TABS:
        tabs = reader.take(2)
        reader.position += 4 * tabs
    for bits, size in _BEHIND_TABS:
        if mask & bits:
            reader.take(size)


def _font(reader: _Reader) -> int | None:
    """The number of the font that the looks of a run name."""
    mask = reader.take(4)
    if mask & 0xFFFF:
        reader.take(2)
    font = reader.take(2) if mask & 0x10000 else None
    for bits, size in _BEHIND_FONT:
        if mask & bits:
            told = reader.take(size)
            # Western letters may have a font of their own.
            if bits == 0x400000 and font is None:
                font = told
    return font


def fonts_of(data: bytes, length: int) -> list[tuple[int, int | None]]:
    """The runs of a text of `length` characters by its style record: (characters, number of the font or None)."""
    reader = _Reader(data)
    covered = 0
    while covered <= length and not reader.over:
        covered += max(1, reader.take(4))
        reader.take(2)
        _skip_paragraph(reader)
    runs: list[tuple[int, int | None]] = []
    covered = 0
    while covered <= length and not reader.over:
        count = max(1, reader.take(4))
        runs.append((count, _font(reader)))
        covered += count
    return runs


def master_font(data: bytes, kind: int) -> int | None:
    """The font of the highest level in a master's style record for texts of a kind."""
    reader = _Reader(data)
    if not reader.take(2):
        return None
    if kind >= 5:
        reader.take(2)
    _skip_paragraph(reader)
    return _font(reader)


@dataclass(slots=True)
class Text:
    """The text of one box: its kind (0 title, 6 title of the first slide, 2 notes …), its characters, its style record."""

    kind: int
    text: str = ""
    style: bytes = b""


def texts(stream: Stream, holder: Record) -> list[Text]:
    """The texts in a box or in the outline's part of one slide, in order."""
    found: list[Text] = []
    for record in stream.children(holder):
        found = _with(stream, record, found)
    return found


def _with(stream: Stream, record: Record, found: list[Text]) -> list[Text]:
    if record.type == TEXT_HEADER:
        kind = stream.numbers(record, "<I")
        found.append(Text(kind[0] if kind else 4))
    elif record.type == TEXT_WIDE and found:
        found[-1].text = stream.bytes(record).decode("utf-16-le", "replace")
    elif record.type == TEXT_NARROW and found:
        # The lower bytes of UTF-16, not a code page.
        found[-1].text = stream.bytes(record).decode("latin-1")
    elif record.type == TEXT_STYLE and found:
        found[-1].style = stream.bytes(record)
    return found


def outline(stream: Stream, holder: Record) -> list[tuple[int, list[Text]]]:
    """The slides of a list: (number of the object, the texts that its boxes refer to)."""
    slides: list[tuple[int, list[Text]]] = []
    for record in stream.children(holder):
        if record.type == SLIDE_PERSIST:
            number = stream.numbers(record, "<I")
            slides.append((number[0] if number else 0, []))
        elif slides:
            _with(stream, record, slides[-1][1])
    return slides


def paragraphs(text: Text, names: dict[int, str], default: dict[int, str | None]) -> list[Runs]:
    """The paragraphs of a text as runs of (text, font's name)."""
    usual = default.get(text.kind)
    pieces: list[tuple[str, str | None]] = []
    position = 0
    for count, font in fonts_of(text.style, len(text.text)) if text.style else []:
        pieces.append((text.text[position : position + count], usual if font is None else names.get(font, usual)))
        position += count
    pieces.append((text.text[position:], usual))
    made: list[Runs] = [[]]
    for piece, font_name in pieces:
        for number, line in enumerate(piece.split("\r")):
            if number:
                made.append([])
            if line:
                made[-1].append((line.replace("\x0b", "\n"), font_name))
    return [runs for runs in made if any(part.strip() for part, _ in runs)]
