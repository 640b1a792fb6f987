"""What of an HTML page is the document: menus, portals' lists and frames are left out by element, class and words.

Words: patterns/readers/formats.yaml.
"""

from __future__ import annotations

from typing import Any

import regex
from lxml import etree

from extractor.lexicon.patterns import alternatives, compile_rule
from extractor.readers.html_detect import names
from extractor.readers.line_words import PATTERNS, clean, is_letterhead_text

# Elements that hold nothing to read.
_SKIPPED = names(
    "script style head noscript template svg math iframe object embed applet button select input textarea canvas audio video map "
    "link meta del noframes datalist nav xml"
)
_FRAME_TAGS = names("aside footer header")
_HIDDEN = regex.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", regex.IGNORECASE)
_MENU = compile_rule(
    r"(?<![a-z])(?:" + "|".join(PATTERNS.menu_names) + r")(?![a-z])", file="formats", rule="menu_names", flags=regex.IGNORECASE
)
_LEADS = compile_rule(alternatives(PATTERNS.portal_leads) + r"(?!\p{L})", file="formats", rule="portal_leads", flags=regex.IGNORECASE)
_FOOT = tuple(compile_rule(mark, file="formats", rule="foot_marks", flags=regex.IGNORECASE) for mark in PATTERNS.foot_marks)
_MOST_PORTAL = 700
_ROLES = frozenset(PATTERNS.menu_roles)


def weights_of(body: Any) -> dict[Any, tuple[int, int, int]]:
    """For every element: its visible characters, those of them in links, and the number of its links. One pass, children before parents."""
    weights: dict[Any, tuple[int, int, int]] = {}
    for element in reversed(list(body.iter(etree.Element))):
        size = len((element.text or "").strip())
        linked = links = 0
        for child in element:
            inner = weights.get(child, (0, 0, 0))
            size += inner[0] + len((child.tail or "").strip())
            linked += inner[1]
            links += inner[2]
        weights[element] = (size, size, 1) if element.tag == "a" else (size, linked, links)
    return weights


def prune(body: Any, page: bool) -> None:
    """Takes out what is not shown; on a whole page also menus, heads and feet, and lists that are nothing but links."""
    for element in list(body.iter(etree.Element)):
        hidden = element.tag in _SKIPPED or "hidden" in element.attrib or _HIDDEN.search(element.get("style") or "")
        if hidden and element is not body and element.getparent() is not None:
            element.drop_tree()
    if not page:
        return
    weights = weights_of(body)
    total = weights[body][0]
    _drop_portal(body, weights, total)
    for element in list(body.iter("div", "section", "header", "footer", "aside", "form", "ul", "ol", "table")):
        if element is body or element.getparent() is None:
            continue
        size, linked, links = weights[element]
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        named = element.tag in _FRAME_TAGS or (element.get("role") or "") in _ROLES or bool(_MENU.search(names))
        menu = links >= 4 and size < 80 * links and linked >= 0.8 * size
        if menu or (named and element.tag != "table" and size <= 0.3 * total and not _holds_document(element)):
            element.drop_tree()


def _drop_portal(body: Any, weights: dict[Any, tuple[int, int, int]], total: int) -> None:
    """Takes out the outermost short blocks that a portal puts around every page: counters, links, the foot with its address."""
    gone: set[Any] = set()
    for element in list(body.iter("div", "section", "table", "tr", "td", "ul", "p", "li", "center", *_FRAME_TAGS)):
        parent = element.getparent()
        if parent is None or parent in gone:
            gone.add(element)
            continue
        size = weights[element][0]
        if not 0 < size <= min(_MOST_PORTAL, 0.6 * total):
            continue
        words = clean(" ".join(element.itertext()))
        foot = sum(mark.search(words) is not None for mark in _FOOT) >= 3
        if (foot or _LEADS.match(words)) and not is_letterhead_text(words):
            gone.add(element)
            tail, before = element.tail, element.getprevious()
            parent.remove(element)
            if tail and before is not None:
                before.tail = (before.tail or "") + tail
            elif tail:
                parent.text = (parent.text or "") + tail


def _holds_document(element: Any) -> bool:
    return element.find(".//h1") is not None or is_letterhead_text(" ".join(element.itertext()))
