"""Text and Markdown: decodes (UTF-8 with or without BOM, UTF-16, else by detection) and makes the canonical text.

The canonical text is NFC with `\\n` line ends and otherwise the file's content unchanged: markup, tabs and line breaks keep their places.
"""

from __future__ import annotations

import codecs
import unicodedata

from extractor.document import Document
from extractor.errors import ReadError
from extractor.readers.refusal import refusal

# Windows-1258 is the only single-byte Vietnamese code page that Windows itself wrote; it holds combining tone marks.
DETECTABLE = ["cp1258", "cp1252", "utf_16_le", "utf_16_be"]


def decode(data: bytes, source: str) -> tuple[str, str]:
    """The text of `data` and the name of its encoding. Raises ReadError for bytes that are no text."""
    for bom, encoding in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(bom):
            return _strict(data, encoding, source), encoding
    nulls = data[:4096].count(0)
    if nulls == 0:
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            pass
    elif nulls > len(data[:4096]) * 0.2:
        even = data[:4096:2].count(0)
        encoding = "utf-16-be" if even > nulls / 2 else "utf-16-le"
        text = _strict(data, encoding, source)
        if _looks_like_text(text):
            return text, encoding
        raise _binary(source)
    else:
        raise _binary(source)
    return _detect(data, source)


def _strict(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise refusal(source, "undecodable", "text.byte", at=error.start, encoding=encoding) from error


def _binary(source: str) -> ReadError:
    return refusal(source, "binary", "text.binary")


def _looks_like_text(text: str) -> bool:
    sample = text[:4096]
    control = sum(unicodedata.category(c) in {"Cc", "Co", "Cn"} and c not in "\t\n\r\f\v" for c in sample)
    return control <= len(sample) * 0.02


def _detect(data: bytes, source: str) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=DETECTABLE).best()
    if best is None or not _looks_like_text(str(best)):
        raise refusal(source, "undecodable", "text.encoding")
    # Windows-1258 writes a vowel and its tone as two characters: a text in it shows the tone marks that Windows-1252 shows as letters.
    text = (
        data.decode("cp1258", errors="strict")
        if best.encoding in {"cp1252", "cp1258"} and _vietnamese_in_1258(data)
        else str(best)
    )
    return text, "cp1258" if text is not str(best) and best.encoding == "cp1252" else best.encoding


def _vietnamese_in_1258(data: bytes) -> bool:
    try:
        text = data.decode("cp1258")
    except UnicodeDecodeError:
        return False
    return any(mark in text for mark in "\u0300\u0301\u0303\u0309\u0323")


def canonical(text: str) -> str:
    """NFC, `\\n` line ends, no byte-order mark: the string that all offsets count in."""
    return unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def read_bytes(data: bytes, source: str, sha256: str, options: object = None) -> Document:
    """Reads a text file. Raises ReadError naming the file and the reason."""
    text, encoding = decode(data, source)
    if not _looks_like_text(text):
        raise _binary(source)
    normal = canonical(text)
    properties = {"encoding": encoding}
    if normal != text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"):
        properties["normalised"] = "NFC"
    return Document(text=normal, source=source, sha256=sha256, format="text", properties=properties)
