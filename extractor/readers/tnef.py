"""winmail.dat (TNEF, MS-OXTNEF): what Outlook puts a message and its attachments into when it writes to programs that do not know it.

    opened(data, "winmail.dat")     Winmail(subject, html, plain, attachments)

Saved by itself it is a message like any other: its text, and each attachment as a document of its own.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.document import Document
from extractor.errors import ReadError
from extractor.readers.archive import Budget, expand_attached, safe_name
from extractor.readers.message_body import bodies_of, compose_message, own_text
from extractor.readers.options import DEFAULT, ReadOptions
from extractor.readers.text import decode
from extractor.readers.zipped import damaged

SIGNATURE = b"\x78\x9f\x3e\x22"
# Attributes (the lower half of their names) and MAPI properties that are read.
_SUBJECT, _BODY, _PROPERTIES, _CODE_PAGE = 0x8004, 0x800C, 0x9003, 0x9007
_BEGIN, _TITLE, _DATA, _ATTACHMENT = 0x9002, 0x8010, 0x800F, 0x9005
_P_SUBJECT, _P_BODY, _P_RTF, _P_HTML, _P_FILE, _P_CONTENT = 0x0037, 0x1000, 0x1009, 0x1013, 0x3707, 0x3701
_FIXED = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_STRING, _WIDE, _OBJECT, _BINARY = 0x1E, 0x1F, 0x0D, 0x102
_MANY = 0x1000
_MOST = 10_000


@dataclass(slots=True)
class Attached:
    """An attachment: its name and its bytes."""

    name: str = ""
    content: bytes = b""


@dataclass(slots=True)
class Winmail:
    """What a winmail.dat holds."""

    subject: str = ""
    html: bytes = b""
    plain: str = ""
    attachments: list[Attached] = field(default_factory=list)


def read_bytes(data: bytes, source: str, sha256: str, options: ReadOptions = DEFAULT) -> Document:
    """The message itself. Raises ReadError."""
    return _document(opened(data, source), source, sha256)


def read_all(data: bytes, source: str, sha256: str, options: ReadOptions = DEFAULT, budget: Budget | None = None) -> Iterator[Document | ReadError]:
    """The message, where it has a text, and what is attached to it."""
    budget = budget or Budget()
    try:
        found = opened(data, source)
    except ReadError as error:
        yield error
        return
    yield from own_text(lambda: _document(found, source, sha256), alone=not found.attachments)
    named = ((safe_name(one.name) or f"attachment-{number}", one.content) for number, one in enumerate(found.attachments, 1))
    yield from expand_attached(named, source, options, budget)


def _document(found: Winmail, source: str, sha256: str) -> Document:
    return compose_message({"subject": found.subject} if found.subject else {}, found.html, found.plain, source, sha256)


def opened(data: bytes, source: str) -> Winmail:
    """The message in a winmail.dat. Raises ReadError for what is none."""
    if not data.startswith(SIGNATURE) or len(data) < 6:
        raise damaged(source, "TNEF")
    found = Winmail()
    code_page = "cp1252"
    rtf = b""
    for name, value in _attributes(data):
        if name == _CODE_PAGE and len(value) >= 4:
            code_page = f"cp{struct.unpack_from('<I', value)[0]}"
        elif name == _SUBJECT:
            found.subject = found.subject or _words(value, code_page, source)
        elif name == _BODY:
            found.plain = found.plain or _words(value, code_page, source)
        elif name == _PROPERTIES:
            told = dict(_properties(value, code_page, source))
            found.subject = str(told.get(_P_SUBJECT) or found.subject)
            found.plain = str(told.get(_P_BODY) or found.plain)
            found.html = _bytes(told.get(_P_HTML)) or found.html
            rtf = _bytes(told.get(_P_RTF)) or rtf
        else:
            _attach(found, name, value, code_page, source)
    found.html, found.plain = bodies_of(found.html, found.plain, rtf)
    found.attachments = [one for one in found.attachments if one.content]
    return found


def _attach(found: Winmail, name: int, value: bytes, code_page: str, source: str) -> None:
    """Takes an attribute that belongs to an attachment: each begins with its place in the text."""
    if name == _BEGIN:
        if len(found.attachments) < _MOST:
            found.attachments.append(Attached())
    elif not found.attachments:
        return
    elif name == _TITLE:
        found.attachments[-1].name = found.attachments[-1].name or _words(value, code_page, source)
    elif name == _DATA:
        found.attachments[-1].content = value
    elif name == _ATTACHMENT:
        told = dict(_properties(value, code_page, source))
        found.attachments[-1].name = str(told.get(_P_FILE) or found.attachments[-1].name)
        content = _bytes(told.get(_P_CONTENT))
        if content and not found.attachments[-1].content:
            # A message inside is a winmail.dat again, behind the name of its interface.
            found.attachments[-1].content = content[16:] if content[16:20] == SIGNATURE else content


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 6
    while at + 9 <= len(data):
        name, size = struct.unpack_from("<xII", data, at)
        yield name & 0xFFFF, data[at + 9 : at + 9 + size]
        at += 9 + size + 2


def _properties(data: bytes, code_page: str, source: str) -> Iterator[tuple[int, str | bytes]]:
    """The texts and bytes among the MAPI properties of a block; what does not keep its grammar ends it."""
    try:
        (count,) = struct.unpack_from("<I", data)
        at = 4
        for _ in range(min(count, _MOST)):
            kind, name = struct.unpack_from("<HH", data, at)
            at += 4
            if name >= 0x8000:
                (by_name,) = struct.unpack_from("<I", data, at + 16)
                at += 20
                at += 4 if by_name == 0 else 4 + _padded(struct.unpack_from("<I", data, at)[0])
            many, kind = bool(kind & _MANY), kind & ~_MANY
            values = 1
            if many or kind in (_STRING, _WIDE, _OBJECT, _BINARY):
                (values,) = struct.unpack_from("<I", data, at)
                at += 4
            for _ in range(min(values, _MOST)):
                if kind in _FIXED:
                    at += _FIXED[kind]
                    continue
                (size,) = struct.unpack_from("<I", data, at)
                value = data[at + 4 : at + 4 + size]
                at += 4 + _padded(size)
                if kind == _WIDE:
                    yield name, value.decode("utf-16-le", errors="replace").rstrip("\x00")
                elif kind == _STRING:
                    yield name, _words(value, code_page, source)
                else:
                    yield name, value
    except struct.error:
        return


def _padded(size: int) -> int:
    return -(-int(size) // 4) * 4


def _words(value: bytes, code_page: str, source: str) -> str:
    plain = value.split(b"\x00", 1)[0]
    try:
        return plain.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return plain.decode(code_page)
    except (LookupError, UnicodeDecodeError):
        return decode(plain, source)[0]


def _bytes(value: str | bytes | None) -> bytes:
    return value.encode() if isinstance(value, str) else value or b""
