"""Fields that LibreOffice works out anew when it opens a file: the day, the time, the name of the file. What stands in the document is what its author last
saw, so that a report from 2019 does not bear the day on which it is read.

A field is text behind an instruction. DOC: its kind is told by a byte in a list of the table stream ([MS-DOC] 2.9.90 Fld, 2.8.25 Plcfld). RTF: by the first
word of `\\fldinst` ([MS-RTF] Fields); WordprocessingML of 2003 has the same words. Made a quotation (QUOTE), it keeps
its text. OpenDocument: an element of its own (`text:date`, part 1, 7.3 Document fields), whose text becomes that of a plain span.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile

import olefile  # type: ignore[import-untyped, unused-ignore]

from extractor.readers.zipped import Package

_BEGINS = 0x13
_ANEW = frozenset({0x1D, 0x1F, 0x20})  # FILENAME, DATE, TIME
_QUOTE = 0x23
_LISTS = (16, 17, 18, 19, 48, 57, 59)
"""The places of the lists among the pairs of the file's head: main text, headers, footnotes, comments, endnotes, text boxes, those of headers."""
_PAIRS = 0x9A
_SECOND_TABLE = 0x0200
# The first word of an instruction, behind the blanks, braces and control words of its style.
_RTF = re.compile(rb"(\\fldinst(?![a-z])(?:\s|[{}]|\\\*|\\[a-z]+-?\d* ?)*)(?:DATE|TIME|FILENAME)(?![A-Z])", re.IGNORECASE)
_WORD_XML = re.compile(rb"""(w:instr=["']\s*|<w:instrText\b[^<>]*>\s*)(?:DATE|TIME|FILENAME)\b""")
_OPEN = re.compile(rb"<(/?)text:(?:(?:creation-|modification-|print-)?(?:date|time)|file-name|editing-duration)\b[^<>]*?(/?)>")


def as_written(data: bytes, kind: str, source: str) -> bytes:
    """The file (`kind`: doc, rtf, odt, fodt …) with such fields made plain text of what they show; itself where it has none. Raises ReadError for a
    package that cannot be unfolded."""
    if kind == "doc":
        return _doc(data)
    if kind == "rtf":
        return _RTF.sub(rb"\1QUOTE", data)
    if kind in {"odt", "odp"}:
        return _package(data, source)
    if kind == "word-xml":
        return _WORD_XML.sub(rb"\1QUOTE", data)
    return _spans(data) if kind == "fodt" else data


def _spans(data: bytes) -> bytes:
    return _OPEN.sub(rb"<\1text:span\2>", data)


def _package(data: bytes, source: str) -> bytes:
    package = Package(data, source)
    changed = {name: made for name in ("content.xml", "styles.xml") if name in package and (made := _spans(old := package.read(name))) != old}
    if not changed:
        return data
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for info in package.members:
            written.writestr(info, changed.get(info.filename) or package.read(info))
    return out.getvalue()


def _doc(data: bytes) -> bytes:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            head = container.openstream("WordDocument").read()
            table_name = "1Table" if struct.unpack_from("<H", head, 0x0A)[0] & _SECOND_TABLE else "0Table"
            table = bytearray(container.openstream(table_name).read())
        places = [at for pair in _LISTS for at in _fields(head, table, pair)]
    except (OSError, struct.error, IndexError):
        return data  # LibreOffice says what is wrong with the file
    if not places:
        return data
    for at in places:
        table[at] = _QUOTE
    out = io.BytesIO(data)
    with olefile.OleFileIO(out, write_mode=True) as container:
        container.write_stream(table_name, bytes(table))
    return out.getvalue()


def _fields(head: bytes, table: bytes | bytearray, pair: int) -> list[int]:
    """Where in the table stream the kinds of such fields stand, by one of its lists."""
    start, length = struct.unpack_from("<II", head, _PAIRS + 8 * pair)
    count = (length - 4) // 6 if length > 4 else 0
    first = start + 4 * (count + 1)
    marks = range(first, min(first + 2 * count, len(table) - 1), 2)
    return [at + 1 for at in marks if table[at] & 0x1F == _BEGINS and table[at + 1] in _ANEW]


__all__ = ["as_written"]
