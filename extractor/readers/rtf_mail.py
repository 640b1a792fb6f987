"""The body of an Outlook message that is kept as compressed RTF: unpacked, and turned back into the HTML or the text that it was made of.

    unpacked(data)             the RTF of a stream of MS-OXRTFCP
    body(rtf)                  ("<html>…", True) for a page that was put into RTF (MS-OXRTFEX), ("…", False) for anything else

Only what a person reads of it is kept: fonts, pictures and fields are passed over.
"""

from __future__ import annotations

import codecs
import struct
from dataclasses import dataclass, replace

import regex

# What every packed stream may refer to before its own beginning (MS-OXRTFCP, 2.1.2.1).
_DICTIONARY = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier"
    b"{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_PACKED, _PLAIN = b"LZFu", b"MELA"
_WINDOW = 4096
_MOST = 50_000_000
_TOKEN = regex.compile(rb"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]+)(-?\d+)? ?|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+")
_SIGNS = {
    b"par": "\n", b"line": "\n", b"row": "\n", b"tab": "\t", b"cell": "\t", b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’",
    b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•",
}  # fmt: skip
_SYMBOLS = {b"~": "\u00a0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}
_PASSED = frozenset((b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"header", b"footer", b"listtable", b"listoverridetable", b"fldinst", b"mhtmltag"))
_VIETNAMESE_CHARSET = 163


def unpacked(data: bytes) -> bytes:
    """The RTF that a stream holds; b"" for what is none."""
    if len(data) < 16:
        return b""
    size, whole = struct.unpack_from("<II", data)
    if data[8:12] == _PLAIN:
        return data[16 : 16 + whole]
    if data[8:12] != _PACKED:
        return b""
    out = bytearray(_DICTIONARY)
    start, at, end = len(out), 16, min(len(data), size + 4)
    while at < end and len(out) < _MOST:
        control, at = data[at], at + 1
        for bit in range(8):
            if at >= end:
                break
            if not control >> bit & 1:
                out.append(data[at])
                at += 1
                continue
            if at + 1 >= end:
                return bytes(out[start : start + whole])
            offset, length = (data[at] << 4) | (data[at + 1] >> 4), (data[at + 1] & 15) + 2
            at += 2
            if offset == len(out) % _WINDOW:
                return bytes(out[start : start + whole])
            source = len(out) - (len(out) - offset) % _WINDOW
            for step in range(length):
                out.append(out[source + step] if 0 <= source + step < len(out) else 32)
    return bytes(out[start : start + whole])


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a group: whether it is passed over, whether it is markup of the page, whether RTF stands beside the page's own markup."""

    passed: bool = False
    tag: bool = False
    beside: bool = False
    skip: int = 1  # characters that stand for a letter of \u where it is unknown
    font: int = 0


class _Reading:
    """One pass over the tokens of an RTF file."""

    def __init__(self, html: bool, code_page: str) -> None:
        self.html = html
        self.code_page = code_page
        self.fonts: dict[int, str] = {}
        self.out: list[str] = []
        self.raw = bytearray()
        self.state = _State()
        self.stack: list[_State] = []
        self.left = 0  # replacement characters still to be passed over
        self.opened = False  # a group has just begun
        self.star = False

    def put(self, text: str) -> None:
        self.flush()
        if not self.state.passed and not (self.html and self.state.beside):
            self.out.append(text)

    def flush(self) -> None:
        if self.raw:
            name = self.fonts.get(self.state.font, self.code_page)
            text, self.raw = self.raw.decode(name, errors="replace"), bytearray()
            if not self.state.passed and not (self.html and self.state.beside):
                self.out.append(text)

    def brace(self, sign: bytes) -> None:
        self.flush()
        if sign == b"{":
            if len(self.stack) < 500:
                self.stack.append(self.state)
            self.opened = True
        else:
            if self.stack:
                self.state = self.stack.pop()
            self.opened = False
        self.star, self.left = False, 0

    def word(self, name: bytes, number: int | None) -> None:
        opened, star, self.opened, self.star = self.opened, self.star, False, False
        if name == b"u" and number is not None:
            self.put(chr(number % 65536))
            self.left = self.state.skip
            return
        self.flush()
        if name == b"uc":
            self.state = replace(self.state, skip=max(0, number or 0))
        elif name == b"htmltag" and star:
            self.state = replace(self.state, tag=True, beside=False)
        elif name == b"htmlrtf":
            self.state = replace(self.state, beside=number != 0)
        elif (opened and name in _PASSED) or star:
            self.state = replace(self.state, passed=True)
        elif name == b"f" and number is not None:
            self.state = replace(self.state, font=number)
        elif name == b"fcharset" and number == _VIETNAMESE_CHARSET:
            self.fonts[self.state.font] = "cp1258"
        elif name in _SIGNS:
            self.put(_SIGNS[name])


def body(rtf: bytes) -> tuple[str, bool]:
    """What the RTF says, and whether it is the page (HTML) that was put into it."""
    html = b"\\fromhtml" in rtf[:2000]
    found = regex.search(rb"\\ansicpg(\d+)", rtf[:2000])
    code_page = f"cp{int(found[1])}" if found else "cp1252"
    try:
        codecs.lookup(code_page)
    except LookupError:
        code_page = "cp1252"
    reading = _Reading(html, code_page)
    for hexadecimal, name, number, symbol, brace, text in _TOKEN.findall(rtf):
        if brace:
            reading.brace(brace)
        elif name:
            reading.word(name, int(number) if number else None)
        elif symbol == b"*":
            reading.star = True
        elif reading.left and (hexadecimal or text):
            passed = min(reading.left, len(text)) if text else 1
            reading.left -= passed
            reading.raw += text[passed:]
        elif hexadecimal:
            reading.raw.append(int(hexadecimal, 16))
        elif symbol:
            reading.put(_SYMBOLS.get(symbol, ""))
        elif text:
            reading.opened = False
            reading.raw += text
    reading.flush()
    return "".join(reading.out), html
