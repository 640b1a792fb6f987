"""How far the name of a body reaches that a phrase begins with, and whether a word stands inside one: what looks like a verb there is none.

    "Cục Hàng không Việt Nam thu 12 tỷ đồng" → the name ends before "thu"; "không" is of the name
"""

from __future__ import annotations

from functools import lru_cache

import regex

from extractor.finders.bodies.body import body_at, is_listed
from extractor.finders.bodies.context import Context
from extractor.finders.bodies.gazetteer import gazetteer

_NOWHERE = Context()
# Syllables with capitals, one in small letters between two of them: " Thủy lợi Kỳ Anh".
_CAPITALS = regex.compile(r"(?: \p{Lu}[\p{L}\d]*(?: \p{Ll}+)?)*(?: \p{Lu}[\p{L}\d]*)(?!\p{L})")
_RULERS = frozenset({"person", "government", "head of state"})  # who gives orders: what is told of them is seldom their own figure
_BACK = 24  # code points before a word in which a compound that holds it may begin


@lru_cache(maxsize=1 << 12)
def name_end(phrase: str) -> int:
    """Where the body's name ends that a phrase begins with, of one that no list holds where its capitals end; 0 where it begins with none."""
    if not phrase[:1].isupper():
        return 0
    parsed = body_at(phrase, 0, _NOWHERE, alone=False)
    if parsed is None or not parsed.name or parsed.kind in _RULERS:
        return 0
    if is_listed(parsed.name):
        return parsed.end
    names = gazetteer()
    head = names.free.match(phrase, 0)
    if head is not None and phrase[head[0] + 1 :].split(" ", 1)[0].lower() in names.not_before.get(head[1].name.lower(), ()):
        return 0  # "Vụ Đông - Xuân"
    capitals = _CAPITALS.match(phrase, head[0], parsed.end) if head is not None else None
    return int(capitals.end()) if capitals is not None else 0


def in_compound(text: str, start: int, begin: int = 0) -> bool:
    """Whether the word at `start` goes on with a compound of a name, which begins with a capital: "Đăng ký đất đai", "Trợ giúp pháp lý"."""
    low = max(begin, start - _BACK)
    at = text.rfind(" ", low, start - 1)
    while at >= low:
        if text[at + 1].isupper():
            found = gazetteer().phrase.match(text, at + 1)
            if found is not None and found.end() > start:
                return True
        at = text.rfind(" ", low, at)
    return False


__all__ = ["in_compound", "name_end"]
