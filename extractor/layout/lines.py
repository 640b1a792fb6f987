"""Physical lines of a plain text: what each one is by itself, before anything is joined."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from extractor.lexicon.phrases import LAYOUT
from extractor.quick import quick


@cache
def marker() -> Any:
    """List and heading marks as reports write them (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.4: Phần, Chương, Mục, Điều, Khoản, Điểm)."""
    return regex.compile(
        rf"""
    (?P<hash>\#{{1,6}})\s+
    | (?P<part>{LAYOUT.written("mark_of_part")})
    | (?P<section>{LAYOUT.written("mark_of_section")})
    | (?P<appendix>{LAYOUT.written("mark_of_appendix")})
    | (?P<article>{LAYOUT.written("mark_of_article")})"""
        r"""
    | (?P<roman>[IVXLC]{1,6}\s?[.)/-](?=\s|$|\*)|(?:I{1,3}|IV|VI{0,3}|IX|XI{1,3})\.(?=\p{Lu}\p{L}+\s))
    | (?P<letter>[A-ZĐ]\s?[.)](?=\s+\p{Lu}|$))
    | (?P<number>\d{1,2}(?:\.\d{1,2}){0,3}(?:\.(?:[a-zđ]\.?)?|\)|\.\))(?=\s|\p{Lu}|\*|$)(?!\s*\d+/\d)|\(\d{1,2}\)(?=\s)
        # Word-segmented text sets every mark apart.
        |\d{1,2}\s[.)](?=\s*$|\s+\p{Lu})
        # As documents of the party number their parts: "1- ".
        |\d{1,2}[-–](?=\s+\p{Lu}\p{Ll}))
    | (?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3}(?=\s+\p{Lu}))
    | (?P<point>(?!(?:mm|cm|dm|km|kg|ha|ml)\.)[a-zđ]{1,2}[).](?:[1-9]\d?[).])?(?=\s)|[a-zđ]\s\)(?=\s+\p{Lu}))
    | (?P<small_roman>\((?:x{0,3}(?:ix|iv|v?i{1,3}|v|x))\)(?=\s))
    | (?P<dash>[-–—•▪◦·](?=\s|\p{Lu}))
    | (?P<plus>\+(?=\s|\p{Lu}))
    | (?P<star>\*(?=\s+\S))
    """,
        regex.VERBOSE,
    )


LEVEL = {
    "part": 1, "hash": 1, "appendix": 1, "section": 2, "letter": 2, "roman": 3, "article": 4,
    "number": 5, "decimal": 6, "small_roman": 7, "point": 7, "dash": 8, "star": 8, "plus": 9,
}  # fmt: skip

# Whether a mark can begin here at all: told three times as fast as by `marker` itself, and no for most lines.
_MAY_MARK = re.compile(r"\W|\d|[A-ZĐ](?:\s?[.)]|[IVXLC]*\s?[.)/-]|[HhỤụIi])|[a-zđ]{1,2}\s?[.)]")

MARKUP_LEAD = regex.compile(r"(?:\s|\\(?=[*+-])|\*{1,3}(?=\S)(?!\s)|_{1,2}(?=\S)|</?(?:b|i|u|p|strong|em|ul|li|ol|span|div)\b[^<>]*>)+")
HASHES = regex.compile(r"\#{1,6}\s+")
TAGS = regex.compile(r"</?[a-zA-Z][^<>]*>|\*{1,3}|\\(?=[*+.-])")
# Words set in italics by Markdown, as programs write the text of a PDF: "_Khối thủy lợi:_"; a mark that is never closed is another thing.
SLANTED = regex.compile(r"(?<![\p{L}\d_])(?P<mark>_{1,3})(?=[^\s_])[^\n_]{1,400}(?<=[^\s_])(?P=mark)(?![\p{L}\d_])")
PAGE_NUMBER = regex.compile(r"\s*(?:[-–]\s*)?(?:[Tt]rang\s+|[Pp]age\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?(?:\s*[-–])?\s*")
FORMULA = regex.compile(r"\p{Lu}\d")
RULE_LINE = regex.compile(r"[\s|*_=–—-]*")
TIME_LINE = 90  # characters
TERMINAL = (*".;:!?…", "./")  # "./": the end of a document's text, its last stop forgotten


@quick
@dataclass(frozen=True, slots=True)
class Line:
    """One physical line: `[start, end)` without its line end; `body` is its text without markup, `marker` its list or heading mark."""

    start: int
    end: int
    body: str
    marker: str | None
    kind: str | None  # the marker's kind
    content: int  # where the text begins after blanks and opening markup
    hashes: int = 0
    tail: str = ""  # the last characters as written, without markup

    @property
    def blank(self) -> bool:
        return not self.body

    @property
    def upper(self) -> bool:
        if self.body[:20] != self.body[:20].upper():
            return False
        words = self.body.split()
        if 2 * sum(bool(FORMULA.search(word)) for word in words) > len(words):
            return False  # "H2S, N-NO3-, TSS": signs of substances are written so anywhere.
        letters = [c for c in self.body if c.isalpha()]
        return len(letters) >= 3 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def line_at(text: str, start: int, end: int) -> Line:
    """Looks at the line `[start, end)` of `text`."""
    # A letter or a digit begins neither markup nor a rule: most lines need none of these three looks.
    lead = None if text[start : start + 1].isalnum() else MARKUP_LEAD.match(text, start, end)
    content = lead.end() if lead else start
    hashes = 0
    heading = HASHES.match(text, content, end) if text.startswith("#", content) else None
    if heading:
        hashes = len(heading[0].strip())
        content = heading.end()
        lead = MARKUP_LEAD.match(text, content, end)
        content = lead.end() if lead else content
    body = text[content:end]
    if "<" in body or "*" in body or "\\" in body:
        body = TAGS.sub("", body)
    body = body.strip()
    if not body or (not body[0].isalnum() and RULE_LINE.fullmatch(body)):
        return Line(start, end, "", None, None, content, 0)
    found = marker().match(text, content, end) if _MAY_MARK.match(text, content, end) else None
    mark, kind = (found[0].strip().replace(" .", ".").replace(" )", ")"), found.lastgroup) if found else (None, None)
    if kind == "letter" and len(body) < 3:
        mark = kind = None
    return Line(start, end, body, mark, kind, content, hashes)


def is_page_time(words: str) -> bool:
    """Whether a line only tells when a page was published."""
    return len(words) <= TIME_LINE and words[-1:] not in TERMINAL and LAYOUT.page_time.fullmatch(words) is not None


def lines_of(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """All physical lines of `text[start:end]`, in order."""
    end = len(text) if end is None else end
    lines = []
    while start <= end:
        stop = text.find("\n", start, end)
        if stop < 0:
            stop = end
        lines.append(line_at(text, start, stop))
        start = stop + 1
    return lines
