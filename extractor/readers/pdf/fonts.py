"""Fonts of a PDF as tables: for each character code its text and its width, looked up once a code instead of once a glyph.

pdfminer.six reads the font's dictionaries, encodings and ToUnicode maps; this module caches what it says and repairs what is known to be
wrong in office files: hyphens that the producer wrote as soft hyphens or U+FFFE, bullets of symbol fonts, controls, ligatures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined

from extractor.readers.pages.model import Face
from extractor.readers.pages.settings import PAGES

UNDEFINED = "\ufffd"
"""Stands for a glyph whose character the file does not say."""

_BLANKS = dict.fromkeys(map(chr, [9, 10, 12, 13, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000]), " ")
_NOTHING = dict.fromkeys(
    map(chr, [*range(9), 11, *range(14, 32), *range(0x7F, 0xA0), 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0x202A, 0x202F)]), ""
)
# A glyph that is drawn is a hyphen a reader sees, whatever the map calls it.
_HYPHENS = dict.fromkeys("\u00ad\u2010\u2011\ufffe\u2043", "-")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_CHARACTERS: dict[str, str] = {**_BLANKS, **_NOTHING, **_HYPHENS, **_LIGATURES, **PAGES.symbols}
_PRIVATE = range(0xE000, 0xF900)


def repaired(text: str) -> str:
    """The text of one glyph as a reader sees it: blanks as spaces, hyphens as hyphens, no invisible characters."""
    if len(text) == 1:
        known = _CHARACTERS.get(text)
        if known is not None:
            return known
        return UNDEFINED if ord(text) in _PRIVATE else text
    return "".join(map(repaired, text)) if text else ""


class Font:
    """One font as the interpreter uses it. `table` maps a code to (text, width in em); `glyph` fills it."""

    __slots__ = ("_source", "decode", "face", "multibyte", "scale", "table")

    def __init__(self, source: PDFFont) -> None:
        self._source = source
        self.multibyte = bool(source.is_multibyte())
        self.decode: Callable[[bytes], Iterable[int]] = source.decode
        self.table: dict[int, tuple[str, float]] = {}
        name = str(source.fontname)
        base = str(getattr(source, "basefont", ""))
        full = base if base and base != "unknown" else name
        plain = full.split("+", 1)[-1]
        lowered = plain.lower()
        flags = int(source.flags)
        bold = "bold" in lowered or "black" in lowered or "heavy" in lowered or lowered.endswith(("-bd", ",b")) or bool(flags & 0x40000)
        italic = "italic" in lowered or "oblique" in lowered or bool(flags & 0x40)
        self.scale = 1.0
        matrix = getattr(source, "matrix", None)
        ascent, descent = source.get_ascent(), -source.get_descent()
        if matrix is not None:
            # A Type 3 font has its own unit: its box tells how large a letter is.
            height = abs(float(source.get_height()))
            self.scale = height if height and not 0.0005 < abs(float(matrix[3])) < 0.002 else 1.0
            ascent, descent = ascent / (self.scale or 1), descent / (self.scale or 1)
        self.face = Face(
            plain,
            bold,
            italic,
            ascent if 0.5 <= ascent <= 1.3 else 0.9,
            descent if 0.05 <= descent <= 0.6 else 0.22,
        )

    def glyph(self, code: int) -> tuple[str, float]:
        """The text and width of `code`, remembered in `table`."""
        source: Any = self._source
        try:
            text = str(source.to_unichr(code))
            if code == 0xAD and text == " " and not self.multibyte:
                # Windows-1252's second hyphen, which pdfminer's table calls a blank, is TCVN3's ư.
                text = "\xad"
            if len(text) == 1 and ("\x7f" <= text <= "\xad" or "\uf020" <= text <= "\uf0ff"):
                # In fonts from before Unicode these are letters: decided when the whole text is known.
                if text not in "§©«¬":
                    self.face.raw = True
            else:
                text = repaired(text)
        except (PDFUnicodeNotDefined, KeyError, ValueError, TypeError, AttributeError):
            text = UNDEFINED
            if code == 0xAD and not self.multibyte:
                # Windows-1252 has a hyphen there, TCVN3 its ư: decided when the whole text is known.
                text, self.face.raw = "\xad", True
        try:
            width = float(source.char_width(code))
        except (KeyError, ValueError, TypeError, AttributeError):
            width = 0.5
        if not -10.0 < width < 10.0:
            width = 0.5
        entry = (text, width)
        self.table[code] = entry
        return entry
