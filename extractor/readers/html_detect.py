"""What is HTML and in which encoding: markup as a file's frame, measured in one pass over its tags."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

import regex

from extractor.readers.legacy import Encoding, detect, restore_capitals


def names(words: str) -> frozenset[str]:
    """The words of a string as a set: tag names."""
    return frozenset(words.split())


BLOCKS = names(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr html li main menu nav ol p pre section summary table tbody td tfoot th thead title tr ul caption option"
)
_VOID = names("area base br col embed hr img input link meta param source track wbr")
_IMPLIED = frozenset(("p", "li", "td", "th", "tr", "dd", "dt"))
# Inline tags that a page may begin with.
_OPENERS = frozenset(
    ("head", "meta", "span", "font", "b", "strong", "i", "em", "u", "a", "br", "img", "link", "style", "script", "base")
)

_NAME = regex.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)")
_OPENING = regex.compile(r"<(?:!doctype\s+html|!--|\?xml\b|([A-Za-z][A-Za-z0-9]*)(?=[\s>/]))", regex.IGNORECASE)
_TAGS = regex.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>", regex.DOTALL | regex.IGNORECASE)
_BETWEEN_TAGS = regex.compile(r"(?<=>)[^<]+")
_META = regex.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", regex.IGNORECASE)


def is_html(data: bytes) -> bool:
    """Whether markup is the frame of the file `data`; see the module's words on HTML and text with tags."""
    head = _head(data)
    found = _OPENING.match(head.lstrip("\ufeff \t\r\n\f\x00"))
    if not found:
        return False
    first = (found[1] or "").lower()
    if first and first not in BLOCKS and first not in _OPENERS:
        return False
    inside, outside, unclosed = _text_in_blocks(head)
    if not first or first in {"html", "body", "head"}:
        inside, unclosed = inside + unclosed, 0
    return inside > 0 and inside >= 19 * (outside + unclosed)


def _head(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    return data.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def _tags(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """The tags of `text` in one pass: (start, end, lower-case name, whether it closes); comments and scripts are one nameless tag each."""
    start = text.find("<")
    while start >= 0:
        if text.startswith("<!--", start):
            end = text.find("-->", start + 4) + 3
            end = end if end > 2 else len(text)
            yield start, end, "", False
        else:
            end = text.find(">", start) + 1
            found = _NAME.match(text, start)
            name = found[2].lower() if found else ""
            if found and end and name in {"script", "style"} and not found[1]:
                close = text.find(f"</{name}", end)
                end = text.find(">", close) + 1 if close >= 0 else 0
                name = ""
            if found or text[start + 1 : start + 2] in {"!", "?"}:
                yield start, end or len(text), name, bool(found and found[1])
            else:
                end = start + 1
        start = text.find("<", end) if end > 0 else -1


def _text_in_blocks(text: str) -> tuple[int, int, int]:
    """How many visible characters stand inside closed block elements, how many outside of all, and how many in one that never ends."""
    inside = outside = pending = 0
    position = 0
    stack: list[str] = []
    for start, end, name, closing in _tags(text):
        size = len("".join(text[position:start].split()))
        position = end
        if stack:
            pending += size
        else:
            outside += size
        if name not in BLOCKS or name in _VOID:
            continue
        if not closing:
            # A paragraph, item or cell may end without an end tag where the next block begins.
            inside += pending
            pending = 0
            if stack and stack[-1] == name and name in _IMPLIED:
                stack.pop()
            if len(stack) < 500:
                stack.append(name)
        elif name in stack:
            inside += pending
            pending = 0
            while stack.pop() != name:
                pass
    rest = len("".join(text[position:].split()))
    return inside, outside + (0 if stack else rest), pending + (rest if stack else 0)


def decode_html(data: bytes, source: str) -> tuple[str, str]:
    """The page as a string and its encoding: by its byte-order mark, UTF-8 where it is valid, the encoding that it declares, else detected."""
    from extractor.readers.text import decode

    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data, source)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        declared = _META.search(data[:8192])
    if declared:
        name = declared[1].decode("ascii")
        try:
            codec = codecs.lookup(
                "cp1252" if name.lower() in {"iso-8859-1", "latin1", "us-ascii", "x-user-defined"} else name
            ).name
            # A page that is valid but for a few bytes keeps them as replacement characters.
            text = data.decode(codec, errors="replace")
            if text.count("\ufffd") <= len(text) * 0.01:
                return text, codec
        except LookupError:
            pass
    # An undeclared page of the time before Unicode: told by its words, tags aside.
    page = data.decode("latin-1")
    encoding = detect(_TAGS.sub(" ", page))
    if isinstance(encoding, Encoding):
        made = encoding.decode(page)
        if encoding.name == "tcvn3":
            made = _BETWEEN_TAGS.sub(lambda found: restore_capitals(found[0]), made)
        return made, encoding.name
    return decode(data, source)
