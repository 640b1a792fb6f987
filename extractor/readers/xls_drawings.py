"""Text boxes and shapes with words over the cells of an XLS file (BIFF8), which xlrd passes over; comments are none.

The records of a sheet in their order: MSODRAWING tells the cell of a shape's corner, OBJ its kind, TXO how long its words are, and CONTINUE holds them.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from extractor.readers.legacy import FontDecoder
from extractor.readers.sheet_model import Drawn

_BOF, _EOF, _BOUNDSHEET, _OBJ, _TXO, _CONTINUE, _DRAWING = 0x809, 0x0A, 0x85, 0x5D, 0x1B6, 0x3C, 0xEC
_ANCHOR = b"\x00\x00\x10\xf0"  # the head of a client anchor: version 0, instance 0, type F010
_COMMENT = 0x19
_MOST = 5_000


def drawn_over(data: bytes) -> dict[int, list[Drawn]]:
    """The words that are drawn, by the number of their sheet among those of the file. Nothing of a file that cannot be walked: xlrd says what it is."""
    import olefile  # type: ignore[import-untyped, unused-ignore]

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            stream = bytes(file.openstream("Workbook").read()) if file.exists("Workbook") else b""
    except Exception:  # olefile raises whatever its parsing meets
        return {}
    starts = [struct.unpack_from("<I", body)[0] for _, kind, body in _records(stream, 0) if kind == _BOUNDSHEET and len(body) >= 6]
    return {number: found for number, start in enumerate(starts) if (found := list(_of_sheet(stream, start)))}


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, bytes]]:
    """The records from a place to the end of what begins there: the depth of each, its kind and its bytes."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + length]
        depth += kind == _BOF
        yield depth, kind, body
        depth -= kind == _EOF
        at += 4 + length
        if kind == _EOF and depth <= 0:
            return


def _of_sheet(stream: bytes, start: int) -> Iterator[Drawn]:
    place, object_, wanted = (0, 0), 0, 0
    count = 0
    for depth, kind, body in _records(stream, start):
        if depth != 1:  # a chart has records of its own
            continue
        if kind == _DRAWING and (at := body.find(_ANCHOR)) >= 0 and len(body) >= at + 18:
            column, row = (struct.unpack_from("<H", body, at + offset)[0] for offset in (10, 14))
            place = (row, column)
        elif kind == _OBJ and len(body) >= 6:
            object_ = struct.unpack_from("<H", body, 4)[0]
        elif kind == _TXO and len(body) >= 12:
            wanted = struct.unpack_from("<H", body, 10)[0]
        elif kind == _CONTINUE and wanted:
            words = _words(body, wanted)
            wanted = 0
            if object_ != _COMMENT and words.strip() and count < _MOST:
                count += 1
                lines = words.replace("\r", "\n").split("\n")
                decoder = FontDecoder({None: words})
                yield Drawn(*place, [decoder.convert([(line, None)]) for line in lines if line.strip()])
        elif kind != _CONTINUE:
            wanted = 0


def _words(body: bytes, length: int) -> str:
    """The characters of a text: one byte each, or two where the first byte says so."""
    if not body:
        return ""
    return body[1 : 1 + 2 * length].decode("utf-16-le", errors="replace") if body[0] & 1 else body[1 : 1 + length].decode("latin-1")
