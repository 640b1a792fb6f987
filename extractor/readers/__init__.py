"""From a file to a `Document`: one module a format; `read` picks by content, not by name.

A reader takes the bytes and the source name and gives a Document, or raises ReadError with file, cause and advice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from extractor.document import Document
from extractor.errors import ReadError, UnsupportedFormat


class Format(NamedTuple):
    """A file format: its name, the module that reads it (None where nothing does), and what tells it from its first bytes."""

    name: str
    module: str | None
    matches: Callable[[bytes, str], bool]


def _magic(*signatures: bytes) -> Callable[[bytes, str], bool]:
    return lambda head, suffix: head.startswith(signatures)


def _is_html(head: bytes, suffix: str) -> bool:
    from extractor.readers.html import is_html

    return is_html(head)


# In order: the first that matches reads the file. Text comes last and takes what decodes.
FORMATS: tuple[Format, ...] = (
    Format("pdf", "extractor.readers.pdf", _magic(b"%PDF-")),
    Format("office", None, _magic(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
    Format("zip", None, _magic(b"PK\x03\x04", b"PK\x05\x06")),
    Format("image", None, _magic(b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")),
    Format("rtf", None, _magic(b"{\\rtf")),
    Format("sqlite", None, _magic(b"SQLite format 3\x00")),
    Format("html", "extractor.readers.html", _is_html),
    Format("text", "extractor.readers.text", lambda head, suffix: True),
)


def read(path: str | Path, source: str | None = None) -> Document:
    """Reads one file. `source` is its name in the records (default: the file's own name). Raises ReadError."""
    path = Path(path)
    name = source or path.name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(name, "unreadable", f"không mở được tệp ({error.strerror})", f"cannot be opened ({error.strerror})") from error
    return read_bytes(data, name)


def read_bytes(data: bytes, source: str) -> Document:
    """Reads the bytes of one file named `source`. Raises ReadError; an UnsupportedFormat where no reader knows the format."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise ReadError(
            source, "empty", "tệp rỗng, không có nội dung để đọc; hãy lấy lại bản gốc", "the file is empty; get the original again"
        )
    suffix = Path(source).suffix.lower()
    for format_ in FORMATS:
        if format_.matches(data, suffix):
            if format_.module is None:
                raise UnsupportedFormat(
                    source,
                    "unsupported",
                    f"định dạng {format_.name} chưa đọc được; hãy lưu lại dưới dạng văn bản (.txt) hoặc HTML",
                    f"format {format_.name} cannot be read yet; save it as text (.txt) or HTML",
                )
            return import_module(format_.module).read_bytes(data, source, hashlib.sha256(data).hexdigest())  # type: ignore[no-any-return]
    raise AssertionError("the text reader matches everything")
