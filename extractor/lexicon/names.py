"""Regular expressions for long lists of names, as prefix trees: matching time grows with the depth of a name, not with their number.

Names are compared token by token: a hyphen, comma or ampersand may have a blank on either side, everything else stands one blank apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_TOKEN = re.compile(r"[^\s,&-]+|[,&-]")
_LOOSE = frozenset(",&-")

Tree = dict[str, "Tree"]


def tokens(name: str) -> list[str]:
    """The words and loose marks of a name: "Lao động - Thương binh" → ["Lao", "động", "-", "Thương", "binh"]."""
    return _TOKEN.findall(name)


@lru_cache(maxsize=1 << 12)
def name_key(name: str) -> str:
    """The form in which names are looked up: tokens in lower case, one blank apart."""
    return " ".join(tokens(name.lower()))


def is_abbreviation(name: str) -> bool:
    """Whether a name counts as an abbreviation, which is compared with case: no blank, and no word in lower case ("UBND", "TTg")."""
    letters = [c for c in name if c.isalpha()]
    return " " not in name and len(letters) > 1 and letters[0].isupper() and letters[1].isupper()


def tree_pattern(names: Iterable[str]) -> str:
    """A pattern for any of `names`, the longest first; empty input gives a pattern that matches nothing."""
    root: Tree = {}
    for name in names:
        node = root
        for token in tokens(name):
            node = node.setdefault(token, {})
        node[""] = {}
    return _pattern(root, None) if root else r"(?!)"


def letters_pattern(words: Iterable[str]) -> str:
    """A pattern for any of `words`, letter by letter: for scanning a whole text."""
    root: Tree = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _letters(root) if root else r"(?!)"


def _pattern(node: Tree, previous: str | None) -> str:
    branches = [
        _separator(previous, token) + re.escape(token) + (_pattern(child, token) if child.keys() != {""} else "")
        for token, child in sorted(node.items(), reverse=True)
        if token
    ]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 else "(?:" + "|".join(branches) + ")"
    return f"(?:{body})?" if "" in node else body


def _separator(previous: str | None, token: str) -> str:
    if previous is None:
        return ""
    return " ?" if token in _LOOSE or previous in _LOOSE else " "


def _letters(node: Tree) -> str:
    branches = [re.escape(letter) + _letters(child) for letter, child in sorted(node.items()) if letter]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 else "(?:" + "|".join(branches) + ")"
    return f"(?:{body})?" if "" in node else body
