"""Content streams as operators with their operands, by one regular expression instead of a character-wise lexer.

ISO 32000-1, 7.2 (syntax) and 7.8.2 (content streams). pdfminer.six tokenises content in Python character classes, which is most of the
time it needs for a page; here a token costs one match. Arrays without other arrays inside are matched whole and opened only by the
operators that want them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_SPACE = rb"[\x00\t\n\x0c\r ]"
_REGULAR = rb"[^\x00\t\n\x0c\r ()<>\[\]{}/%]"
_STRING = rb"\((?:[^()\\]++|\\[\s\S])*+\)"
_TOKEN = re.compile(
    rb"(" + _REGULAR + rb"++)"  # 1 number or operator
    rb"|(" + _STRING + rb")"  # 2 string without inner parentheses
    rb"|\[((?:[^\[\]()<>\\%]++|" + _STRING + rb"|<[0-9A-Fa-f\x00\t\n\x0c\r ]*+>)*+)\]"  # 3 flat array
    rb"|<([0-9A-Fa-f\x00\t\n\x0c\r ]*+)>"  # 4 hexadecimal string
    rb"|/(" + _REGULAR + rb"*+)"  # 5 name
    rb"|(<<|>>|[\[\]{}()<>])"  # 6 other delimiters
    rb"|(%[^\r\n]*+)"  # 7 comment
)
_ITEM = re.compile(
    rb"\(((?:[^()\\]++|\\[\s\S])*+)\)|<([0-9A-Fa-f\x00\t\n\x0c\r ]*+)>|/(" + _REGULAR + rb"*+)|(" + _REGULAR + rb"++)"
)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|\r\n|([\s\S]))|\r\n?")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b""}
_INLINE_DATA = re.compile(rb"\bID[\x00\t\n\x0c\r ]")
_INLINE_END = re.compile(rb"[\x00\t\n\x0c\r ]EI(?=[\x00\t\n\x0c\r ]|$)")
_NUMERIC = frozenset(b"0123456789+-.")
_PRINTABLE = re.compile(rb"[\t\n\r -~]*")
_NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_PARENTHESIS = re.compile(rb"\\[\s\S]|[()]")
_NEVER_INSIDE = frozenset((b"TJ", b"Tj", b"ET", b"BT", b"Q", b"q", b"Td", b"Tm", b"Do", b"BDC", b"EMC"))
_DEPTH = 64


class Name(str):
    """A PDF name, without its slash."""

    __slots__ = ()


class FlatArray(bytes):
    """The inside of an array that holds no other array, not yet read; `items` reads it."""

    __slots__ = ()

    def items(self) -> list[Any]:
        """The array's numbers, strings (bytes) and names."""
        out: list[Any] = []
        for string, hexadecimal, name, regular in _ITEM.findall(self):
            if regular:
                if (value := number(regular)) is not None:
                    out.append(value)
            elif hexadecimal:
                out.append(unhex(hexadecimal))
            elif name:
                out.append(_name(name))
            else:
                out.append(unescape(string))
        return out


def number(token: bytes) -> float | None:
    """The number that `token` writes, as lenient as viewers are ("--5", "1.2.3", "5-"), or None."""
    try:
        return float(token)
    except ValueError:
        pass
    found = re.match(rb"[+-]*(\d*\.?\d*)", token)
    try:
        value = float(found[1]) if found else 0.0
    except ValueError:
        return None
    return -value if token.startswith(b"-") else value


def unescape(raw: bytes) -> bytes:
    """The bytes of a literal string's inside."""
    if b"\\" not in raw and b"\r" not in raw:
        return raw
    return _ESCAPE.sub(_unescape_one, raw)


def _unescape_one(found: re.Match[bytes]) -> bytes:
    if found[1] is not None:
        return bytes((int(found[1], 8) & 255,))
    if found[2] is not None:
        return _ESCAPED.get(found[2], found[2])
    return b"" if found[0].startswith(b"\\") else b"\n"


def unhex(raw: bytes) -> bytes:
    """The bytes of a hexadecimal string's inside; an odd last digit counts as if followed by 0."""
    digits = bytes(raw.translate(None, b"\x00\t\n\x0c\r "))
    if len(digits) % 2:
        digits += b"0"
    return bytes.fromhex(digits.decode("ascii"))


def _name(raw: bytes) -> Name:
    if b"#" in raw:
        raw = _NAME_ESCAPE.sub(lambda found: bytes((int(found[1], 16),)), raw)
    return Name(raw.decode("latin-1"))


def _nested_string(data: bytes, start: int) -> tuple[bytes, int]:
    """A string with inner parentheses that begins at `start`: its inside and where it ends (the data's end where it is never closed)."""
    depth = 0
    position = start
    for found in _PARENTHESIS.finditer(data, start):
        position = found.end()
        if found[0] == b"(":
            depth += 1
        elif found[0] == b")":
            depth -= 1
            if depth == 0:
                return unescape(data[start + 1 : position - 1]), position
    return unescape(data[start + 1 :]), len(data)


def operations(data: bytes) -> Iterator[tuple[bytes, list[Any]]]:
    """The operators of a content stream with their operands: numbers, bytes, Name, FlatArray, list (nested array), dict.

    Broken syntax costs the operator in which it stands, never the rest. An inline image is passed over and given as operator `EI`.
    """
    operands: list[Any] = []
    stack: list[tuple[bytes, list[Any]]] = []  # open arrays and dictionaries with what stood before them
    position = 0
    length = len(data)
    while position < length:
        restart = length
        for found in _TOKEN.finditer(data, position):
            kind = found.lastindex
            token = found[kind] if kind else b""
            if kind == 1:
                if token[0] in _NUMERIC:
                    if (value := number(token)) is not None:
                        operands.append(value)
                    continue
                if stack:
                    if token not in _NEVER_INSIDE:
                        operands.append({b"true": True, b"false": False}.get(token))
                        continue
                    # An array or dictionary that was never closed ends where an operator follows.
                    operands, stack = [*stack[0][1], operands], []
                if token == b"BI":
                    restart = _after_inline_image(data, found.end())
                    yield b"EI", []
                    operands = []
                    break
                yield token, operands
                operands = []
            elif kind == 2:
                operands.append(unescape(token[1:-1]))
            elif kind == 3:
                operands.append(FlatArray(token))
            elif kind == 4:
                operands.append(unhex(token))
            elif kind == 5:
                operands.append(_name(token))
            elif kind == 6:
                if token == b"(":
                    string, restart = _nested_string(data, found.start())
                    operands.append(string)
                    break
                if token in (b"[", b"<<"):
                    if len(stack) < _DEPTH:
                        stack.append((token, operands))
                        operands = []
                elif token == b"]" and stack and stack[-1][0] == b"[":
                    items, operands = operands, stack.pop()[1]
                    operands.append(items)
                elif token == b">>" and stack and stack[-1][0] == b"<<":
                    items, operands = operands, stack.pop()[1]
                    operands.append({items[i]: items[i + 1] for i in range(0, len(items) - 1, 2) if isinstance(items[i], Name)})
            if len(operands) > 4096:
                operands = []
        position = restart


def _after_inline_image(data: bytes, start: int) -> int:
    """Where the content goes on after the inline image whose dictionary begins at `start`."""
    begin = _INLINE_DATA.search(data, start)
    if begin is None:
        return len(data)
    position = begin.end()
    while found := _INLINE_END.search(data, position):
        tail = data[found.end() : found.end() + 16]
        # Image data may hold the bytes "EI" by chance; what follows a real end is text.
        if _PRINTABLE.fullmatch(tail):
            return found.end()
        position = found.end()
    return len(data)
