"""Fields of a DOC file that LibreOffice works out anew: the day, the time, the name of the file. What stands in the document is what its author last saw.

A field is text between marks; its kind is told by a byte in a list of the table stream ([MS-DOC] 2.9.90 Fld, 2.8.25 Plcfld). Made a quotation (QUOTE), it keeps
its text, so that a report from 2019 does not bear the day on which it is read.
"""

from __future__ import annotations

import io
import struct

import olefile  # type: ignore[import-untyped, unused-ignore]

_BEGINS = 0x13
_ANEW = frozenset({0x1D, 0x1F, 0x20})  # FILENAME, DATE, TIME
_QUOTE = 0x23
_LISTS = (16, 17, 18, 19, 48, 57, 59)
"""The places of the lists among the pairs of the file's head: main text, headers, footnotes, comments, endnotes, text boxes, those of headers."""
_PAIRS = 0x9A
_SECOND_TABLE = 0x0200


def as_written(data: bytes) -> bytes:
    """The file with such fields made quotations of what they show; itself where it has none, or is no DOC of Word 97 and later."""
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
