"""The automatic list numbers of a DOCX file as a person sees them: "1.", "1.2.", "a)", "Điều 3." and bullets.

Word counts per list definition (w:abstractNum); lists (w:num) share its counters, and one that sets a start of its own begins again at
its first paragraph. A level's number falls back when a level above it counts on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import regex

from extractor.readers.docx_styles import W, flag, number, value
from extractor.readers.ordinals import letters, roman

_PLACE = regex.compile(r"%([1-9])")
_DIGIT_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its first number, how it is written, the pattern ("%1.%2."), after which level it begins again,
    and the paragraph style that stands for it."""

    start: int
    format: str
    text: str
    font: str | None
    suffix: str
    restart: int | None
    legal: bool
    style: str | None = None


class Numbering:
    """Counts the paragraphs of a document's lists, in document order."""

    def __init__(self, root: Any) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, str] = {}
        self._overrides: dict[str, dict[int, int]] = {}
        self._own_levels: dict[str, dict[int, Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root)

    def _load(self, root: Any) -> None:
        links: dict[str, str] = {}
        styled: dict[str, str] = {}
        for abstract in root.iter(W + "abstractNum"):
            name = abstract.get(W + "abstractNumId")
            self._levels[name] = {number(level.get(W + "ilvl")): _level(level) for level in abstract.iter(W + "lvl")}
            link, owner = value(abstract, "numStyleLink"), value(abstract, "styleLink")
            if link:
                links[name] = link
            if owner:
                styled[owner] = name
        for name, link in links.items():
            if link in styled and not self._levels[name]:
                self._levels[name] = self._levels[styled[link]]
        for item in root.iter(W + "num"):
            name, abstract_name = item.get(W + "numId"), value(item, "abstractNumId")
            if abstract_name is None:
                continue
            self._lists[name] = abstract_name
            for override in item.iter(W + "lvlOverride"):
                depth = number(override.get(W + "ilvl"))
                start = value(override, "startOverride")
                if start is not None:
                    self._overrides.setdefault(name, {})[depth] = number(start, 1)
                own = override.find(W + "lvl")
                if own is not None:
                    self._own_levels.setdefault(name, {})[depth] = _level(own)

    def _definition(self, list_: str, depth: int) -> Level | None:
        return self._own_levels.get(list_, {}).get(depth) or self._levels.get(self._lists.get(list_, ""), {}).get(depth)

    def depth_of(self, list_: str, styles: Iterable[str]) -> int:
        """The level of a paragraph that says none: that of its style, or of the nearest one that the style is based on; else the first."""
        levels = {**self._levels.get(self._lists.get(list_, ""), {}), **self._own_levels.get(list_, {})}
        named = {level.style: depth for depth, level in levels.items() if level.style}
        return next((named[style] for style in styles if style in named), 0)

    def labels(self) -> list[tuple[str, str]]:
        """The patterns of labels that hold more than ASCII, each with the font it is drawn in."""
        found = {(level.text, level.font) for levels in self._levels.values() for level in levels.values() if level.font and not level.text.isascii()}
        return sorted((text, font) for text, font in found if font is not None)

    def next(self, list_: str, depth: int) -> tuple[str, str | None]:
        """Counts one paragraph of list `list_` at level `depth` (from 0): its number with the blank after it, and the number's font."""
        level = self._definition(list_, depth)
        if level is None:
            return "", None
        counts = self._counts.setdefault(self._lists[list_], {})
        if (list_, depth) not in self._begun:
            self._begun.add((list_, depth))
            if depth in self._overrides.get(list_, {}):
                counts[depth] = self._overrides[list_][depth] - 1
        counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for deeper in [d for d in counts if d > depth]:
            below = self._definition(list_, deeper)
            if below is None or below.restart is None or (below.restart and depth < below.restart):
                del counts[deeper]
        if level.format == "bullet":
            return f"{_bullet(level)} ", None
        if level.format == "none" and "%" not in level.text:
            return (f"{level.text} " if level.text.strip() else ""), level.font

        def fill(found: regex.Match[str]) -> str:
            wanted = int(found[1]) - 1
            part = self._definition(list_, wanted)
            if part is None:
                return ""
            count = counts.get(wanted)
            if count is None:
                count = counts[wanted] = part.start
            return written(count, "decimal" if level.legal else part.format)

        text = _PLACE.sub(fill, level.text)
        return (text + ("" if level.suffix == "nothing" else " ") if text else ""), level.font


def _level(element: Any) -> Level:
    fonts = element.find(f"{W}rPr/{W}rFonts")
    restart = value(element, "lvlRestart")
    return Level(
        number(value(element, "start"), 0),
        value(element, "numFmt") or "decimal",
        value(element, "lvlText") or "",
        None if fonts is None else fonts.get(W + "hAnsi") or fonts.get(W + "ascii"),
        value(element, "suff") or "tab",
        None if restart is None else number(restart),
        flag(element, "isLgl") or False,
        value(element, "pStyle"),
    )


def _bullet(level: Level) -> str:
    sign = level.text.strip()[:1]
    # Bullets of symbol fonts are in the private use area or stand on letters ("o" in Courier New, "v" in Wingdings).
    return "-" if not sign or sign.isalnum() or 0xE000 <= ord(sign) <= 0xF8FF or sign == "·" else sign


def written(count: int, format: str) -> str:
    """`count` in one of Word's number formats; unknown ones in digits."""
    if format == "none":
        return ""
    if count <= 0 or count > 3999:
        return str(count)
    if format in {"lowerLetter", "upperLetter"}:
        # Word goes on after z with aa, bb, cc.
        text = letters((count - 1) % 26 + 1) * ((count - 1) // 26 + 1)
        return text if format == "lowerLetter" else text.upper()
    if format in {"lowerRoman", "upperRoman"}:
        return roman(count).lower() if format == "lowerRoman" else roman(count)
    if format == "decimalZero":
        return f"{count:02}"
    if format == "vietnameseCounting" and count < len(_DIGIT_WORDS):
        return _DIGIT_WORDS[count]
    return str(count)
