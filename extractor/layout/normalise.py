"""One form for what Vietnamese texts write in several: tone placement, dashes, the letter Đ. Every change keeps the string's length.

Sources: Thông tư 01/2021 and Quyết định 1989/QĐ-BGDĐT place the tone on the first vowel of oa, oe, uy ("hòa"); both placements are in use.
"""

from __future__ import annotations

import regex

_SINGLE = str.maketrans(
    {"–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "Ð": "Đ", "ð": "đ", "’": "'", "\t": " ", "\u2044": "/", "\u2215": "/"}
)
# Old keyboards wrote ư with the letter that Unicode calls "oi" (U+01A2, U+01A3): no Vietnamese word has it. Whoever reads takes it for ư.
MISTAKEN_LETTERS = str.maketrans({"Ƣ": "Ư", "ƣ": "ư"})
_OLD = {
    "o": {"à": "òa", "á": "óa", "ả": "ỏa", "ã": "õa", "ạ": "ọa", "è": "òe", "é": "óe", "ẻ": "ỏe", "ẽ": "õe", "ẹ": "ọe"},
    "u": {"ỳ": "ùy", "ý": "úy", "ỷ": "ủy", "ỹ": "ũy", "ỵ": "ụy"},
}
_SWAP = {}
for _first, _table in _OLD.items():
    for _second, _new in _table.items():
        _SWAP[_first + _second] = _new
        _SWAP[_first.upper() + _second] = _new[0].upper() + _new[1]
        _SWAP[_first.upper() + _second.upper()] = _new.upper()
# Only at the end of a syllable ("hoà" but "hoàn"), and never after q ("quý" has the vowel y alone).
_TONE = regex.compile(r"(?:(?<=\p{L})(?<![qQ]))(?:[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|[uU][ỳýỷỹỵỲÝỶỸỴ])(?!\p{L})|\b[uU][ỳýỷỹỵỲÝỶỸỴ](?!\p{L})")


def normalise(text: str) -> str:
    """`text` with one tone placement, one hyphen, one blank and one Đ; equally long."""
    return str(_TONE.sub(lambda m: _SWAP.get(m[0], m[0]), text.translate(_SINGLE)))
