"""From a file to a `Document`: one module a format; `read` picks by content, not by name.

A reader takes the bytes, the source name and their hash and gives a Document, or raises ReadError with file, cause and advice. A file that
holds other files (an archive, a mail with attachments) is read by `read_all`, which gives a Document or a ReadError for each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol, cast

from extractor.document import Document
from extractor.errors import ReadError, UnsupportedFormat
from extractor.messages import SAY
from extractor.readers.loading import load
from extractor.readers.losses import collecting, with_losses
from extractor.readers.options import DEFAULT, ReadOptions
from extractor.readers.refusal import refusal
from extractor.readers.wellformed import with_health


class Reader(Protocol):
    """What every module that reads a format has."""

    def read_bytes(self, data: bytes, source: str, sha256: str, options: ReadOptions) -> Document:
        """The document in `data`; `source` and `sha256` go into it. Raises ReadError with cause and advice."""
        ...


class Container(Protocol):
    """What a module has besides, whose format holds other files."""

    def read_all(self, data: bytes, source: str, sha256: str, options: ReadOptions) -> Iterator[Document | ReadError]:
        """One Document or ReadError for the file and for each that it holds; raises ReadError where the file itself cannot be read."""
        ...


class Format(NamedTuple):
    """A file format: its name, the module that reads it (a `Reader`; None where nothing does), and what tells it from its bytes and its suffix.

    Where `holds` is true the module is a `Container` too.
    """

    name: str
    module: str | None
    matches: Callable[[bytes, str], bool]
    holds: bool = False


def _magic(*signatures: bytes) -> Callable[[bytes, str], bool]:
    return lambda data, suffix: data.startswith(signatures)


def _binary(*signatures: bytes) -> Callable[[bytes, str], bool]:
    """As `_magic`, for signatures that are letters: a text may begin so, but holds no zero bytes."""
    return lambda data, suffix: data.startswith(signatures) and b"\x00" in data[:512]


def _pdf(data: bytes, suffix: str) -> bool:
    """PDF readers take a file whose header stands after some other bytes; a text that speaks of the header has no objects."""
    return data.startswith(b"%PDF-") or (b"%PDF-" in data[:1024] and b" obj" in data[:8192])


def _zip(*kinds: str) -> Callable[[bytes, str], bool]:
    def matches(data: bytes, suffix: str) -> bool:
        from extractor.readers.detect import zip_kind

        return data.startswith(b"PK") and zip_kind(data) in kinds

    return matches


def _ole(*kinds: str) -> Callable[[bytes, str], bool]:
    def matches(data: bytes, suffix: str) -> bool:
        from extractor.readers.detect import ole_kind

        return data.startswith(b"\xd0\xcf\x11\xe0") and ole_kind(data) in kinds

    return matches


def _office(data: bytes, suffix: str) -> bool:
    from extractor.readers.detect import xml_kind

    return (
        data.startswith(b"{\\rtf") or _zip("odt", "xlsb", "odp")(data, suffix) or _ole("doc")(data, suffix) or xml_kind(data) is not None
    )


def _is_html(data: bytes, suffix: str) -> bool:
    from extractor.readers.html_detect import is_html

    return is_html(data)


def _is_mail(data: bytes, suffix: str) -> bool:
    from extractor.readers.detect import is_mail

    return is_mail(data, suffix)


def _is_other_picture(data: bytes, suffix: str) -> bool:
    """BMP and WebP, whose first letters alone prove nothing."""
    bitmap = data.startswith(b"BM") and data[6:10] == b"\x00\x00\x00\x00" and data[14:18] in (b"\x28\x00\x00\x00", b"\x7c\x00\x00\x00", b"\x6c\x00\x00\x00", b"\x0c\x00\x00\x00")
    return bitmap or (data.startswith(b"RIFF") and data[8:12] == b"WEBP")


def _is_photo(data: bytes, suffix: str) -> bool:
    """HEIC and AVIF, as telephones write them."""
    return data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"heim", b"heis", b"msf1", b"avif")


def _is_signature(data: bytes, suffix: str) -> bool:
    from extractor.readers.smime import is_signature

    return is_signature(data)


def _is_sealed(data: bytes, suffix: str) -> bool:
    from extractor.readers.smime import is_sealed

    return is_sealed(data)


def _packed(data: bytes, suffix: str) -> bool:
    from extractor.readers.detect import packed_kind

    return packed_kind(data) is not None


def _is_records(data: bytes, suffix: str) -> bool:
    """JSON and JSON Lines: records of a program, not a document that somebody reads."""
    first = data[:65536].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not first.startswith((b"{", b"[")):
        return False
    line = first.split(b"\n", 1)[0].strip()
    return suffix in {".json", ".jsonl", ".ndjson"} or (line.startswith(b'{"') and line.endswith(b"}"))


def _is_csv(data: bytes, suffix: str) -> bool:
    from extractor.readers.sheet_csv import matches

    return matches(data, suffix)


def _is_legacy(data: bytes, suffix: str) -> bool:
    from extractor.readers.legacy import matches

    return matches(data)


# In order: the first that matches reads the file. Text comes last and takes what decodes.
FORMATS: tuple[Format, ...] = (
    Format("pdf", "extractor.readers.pdf", _pdf, holds=True),
    Format("image", "extractor.readers.scan", _magic(b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8")),
    Format("image", "extractor.readers.scan", _is_other_picture),
    Format("docx", "extractor.readers.docx", _zip("docx")),
    Format(
        "sheet", "extractor.readers.sheet", lambda data, suffix: _zip("xlsx", "ods")(data, suffix) or _ole("xls")(data, suffix)
    ),
    Format("pptx", "extractor.readers.pptx", _zip("pptx")),
    Format("ppt", "extractor.readers.ppt", _ole("ppt")),
    Format("office", "extractor.readers.office", _office),
    Format("locked", "extractor.readers.locked", _ole("encrypted")),
    Format("damaged", "extractor.readers.office", _ole("damaged")),
    Format("msg", "extractor.readers.mail", _ole("msg"), holds=True),
    Format("archive", "extractor.readers.archive", _zip("archive"), holds=True),
    Format("package", None, lambda data, suffix: _zip("epub")(data, suffix) or _ole("unknown")(data, suffix)),
    Format("tnef", "extractor.readers.tnef", _magic(b"\x78\x9f\x3e\x22"), holds=True),
    Format("packed", "extractor.readers.packed", _packed, holds=True),
    Format("signature", None, _is_signature),
    Format("sealed mail", None, _is_sealed),
    Format("photo", None, _is_photo),
    Format("foreign", None, _magic(b"SQLite format 3\x00", b"\x7fELF")),
    Format("foreign", None, _binary(b"MZ", b"RIFF", b"ID3")),
    Format("records", None, _is_records),
    Format("mail", "extractor.readers.mail", _is_mail, holds=True),
    Format("html", "extractor.readers.html", _is_html),
    Format("csv", "extractor.readers.sheet", _is_csv),
    Format("legacy", "extractor.readers.legacy", _is_legacy),
    Format("text", "extractor.readers.text", lambda data, suffix: True),
)


# Formats that nothing reads and of which more can be said than that: the key of the sentence.
_UNREAD = {"signature": "unsupported.signature", "sealed mail": "mail.encrypted", "photo": "unsupported.photo"}


def format_of(data: bytes, source: str = "") -> Format:
    """The format of a file's bytes; `source` gives the suffix, which decides only where the content leaves it open."""
    suffix = Path(source).suffix.lower()
    return next(format_ for format_ in FORMATS if format_.matches(data, suffix))


def read(path: str | Path, source: str | None = None, options: ReadOptions = DEFAULT) -> Document:
    """Reads one file. `source` is its name in the records (default: the file's own name). Raises ReadError."""
    path = Path(path)
    name = source or path.name
    return read_bytes(load(path, name, options.max_file), name, options)


def read_all(path: str | Path, source: str | None = None, options: ReadOptions = DEFAULT) -> Iterator[Document | ReadError]:
    """Reads a file and every file inside it: one Document or ReadError each, members named `archive.zip/member.docx`. Raises nothing."""
    path = Path(path)
    name = source or path.name
    try:
        data = load(path, name, options.max_file)
    except ReadError as error:
        yield error
        return
    yield from read_all_bytes(data, name, options)


def read_bytes(data: bytes, source: str, options: ReadOptions = DEFAULT) -> Document:
    """Reads the bytes of one file named `source`. Raises ReadError; an UnsupportedFormat where no reader knows the format."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise refusal(source, "empty", "empty")
    format_ = format_of(data, source)
    if format_.module is None:
        raise UnsupportedFormat(
            source,
            "unsupported",
            *SAY.readers(_UNREAD.get(format_.name, "unsupported"), name=format_.name),
        )
    try:
        with collecting() as lost:
            document = cast(Reader, import_module(format_.module)).read_bytes(data, source, hashlib.sha256(data).hexdigest(), options)
    except RecursionError as error:
        raise refusal(source, "damaged", "nested") from error
    return with_health(with_losses(document, lost))


def read_all_bytes(data: bytes, source: str, options: ReadOptions = DEFAULT) -> Iterator[Document | ReadError]:
    """As `read_all`, for bytes."""
    format_ = format_of(data, source) if data else None
    try:
        if format_ is not None and format_.holds and format_.module is not None:
            yield from cast(Container, import_module(format_.module)).read_all(data, source, hashlib.sha256(data).hexdigest(), options)
        else:
            yield read_bytes(data, source, options)
    except ReadError as error:
        yield error


__all__ = ["DEFAULT", "FORMATS", "Format", "ReadOptions", "format_of", "read", "read_all", "read_all_bytes", "read_bytes"]
