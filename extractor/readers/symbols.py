"""Characters of symbol fonts as those of Unicode: "³" typed in Symbol is "≥", "ü" in Wingdings a tick. What has no other sign is a dash, as a bullet is.

In: text with the name of its font, as DOCX, XLSX and PPTX give it; Word also keeps such a character in its private use area (U+F0B3).
"""

from __future__ import annotations

_LETTERS = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_SMALL = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_SYMBOL = {
    **{ord("A") + n: letter for n, letter in enumerate(_LETTERS)},
    **{ord("a") + n: letter for n, letter in enumerate(_SMALL)},
    0x22: "∀", 0x24: "∃", 0x27: "∍", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0x7E: "∼",
    **dict(zip(range(0xA1, 0xBF), "ϒ′≤/∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…|—", strict=True)),
    0xC4: "⊗", 0xC5: "⊕", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪", 0xCC: "⊂", 0xCD: "⊆", 0xCE: "∈", 0xCF: "∉",
    0xD1: "∇", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD5: "∏", 0xD6: "√", 0xD7: "⋅", 0xD8: "¬",
    **dict(zip(range(0xDB, 0xE0), "⇔⇐⇑⇒⇓", strict=True)),
    0xE2: "®", 0xE3: "©", 0xE4: "™", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
_WINGDINGS = {0x6F: "☐", 0x71: "☐", 0xA8: "☐", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☒", 0xDF: "←", 0xE0: "→", 0xE8: "→", 0xF0: "→"}
# A character of which only the code is told: what the boxes and signs of the common fonts are.
_ANY = {0xFE: "☒", 0xA8: "☐", 0xFC: "✓", 0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB4: "×"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": {0x50: "✓", 0x52: "☒", 0x53: "☒", 0xA3: "☐"}, "wingdings 3": {}, "webdings": {}}
_FEW = 2
"""Letters that a run of Symbol may have to be Greek: words in it were left there by a style."""


def symbol(code: int, font: str | None) -> str:
    """The sign of one character of a symbol font, by its code (0x20 to 0xFF, or in the private use area); a dash for one that has none."""
    table = _FONTS.get((font or "").casefold(), _ANY)
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    found = table.get(low)
    if found is None:
        found = chr(low) if table is _SYMBOL and 0x20 <= low < 0x7F else "-"
    return found


def plain(text: str, font: str | None) -> str:
    """A run's text with the signs of its symbol font; that of any other font as it is."""
    table = _FONTS.get((font or "").casefold())
    if table is None:
        return text
    few = sum(c.isalpha() and not 0xA0 < ord(c) <= 0xFF for c in text) <= _FEW
    return "".join(_sign(character, font, table is _SYMBOL, few) for character in text)


def _sign(character: str, font: str | None, greek: bool, few: bool) -> str:
    code = ord(character)
    if 0xF020 <= code <= 0xF0FF or 0xA0 < code <= 0xFF:
        return symbol(code, font)
    if not few or character.isspace() or code > 0xFF:
        return character
    # Digits and points are the same in Symbol; what is typed in a font of pictures is a picture.
    return symbol(code, font) if not greek or character.isalpha() else character
