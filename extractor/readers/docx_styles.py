"""What a DOCX file's styles say of a paragraph, a run or a table: heading level, list, font, capitals, bold, hidden, ruled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import regex

from extractor.lexicon.phrases import READERS

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT_W = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_NO_LINE = {None, "nil", "none"}


def value(element: Any, name: str, default: str | None = None) -> str | None:
    """The `w:val` of the child `name` of `element`."""
    child = element.find(W + name) if element is not None else None
    return default if child is None else child.get(W + "val", default)


def flag(properties: Any, name: str) -> bool | None:
    """An on/off property: True or False where it is set, None where nothing is said."""
    child = properties.find(W + name) if properties is not None else None
    if child is None:
        return None
    return child.get(W + "val", "true") not in {"0", "false", "off", "none"}


def number(text: str | None, default: int = 0) -> int:
    """`text` as an integer, `default` for what is none."""
    try:
        return int(text or "")
    except ValueError:
        return default


@dataclass(frozen=True, slots=True)
class RunLook:
    """How a run is shown: its font, and whether it is bold, in capitals, hidden or raised."""

    font: str | None = None
    bold: bool = False
    caps: bool = False
    hidden: bool = False
    raised: bool = False

    def over(self, properties: Any) -> RunLook:
        """This look with what `properties` (a w:rPr) sets."""
        if properties is None or not len(properties):
            return self
        fonts = properties.find(W + "rFonts")
        font = None if fonts is None else fonts.get(W + "hAnsi") or fonts.get(W + "ascii") or fonts.get(W + "cs")
        bold, caps, hidden = flag(properties, "b"), flag(properties, "caps"), flag(properties, "vanish")
        align = value(properties, "vertAlign")
        return RunLook(
            font or self.font,
            self.bold if bold is None else bold,
            self.caps if caps is None else caps,
            self.hidden if hidden is None else hidden,
            self.raised if align is None else align == "superscript",
        )


class Styles:
    """The styles part. Style ids that do not exist and chains that turn in a circle are as good as none."""

    def __init__(self, root: Any) -> None:
        self._styles: dict[str, Any] = {}
        self._default_paragraph: str | None = None
        self._looks: dict[str | None, RunLook] = {}
        self.base = RunLook()
        if root is None:
            return
        for style in root.iter(W + "style"):
            name = style.get(W + "styleId")
            if name:
                self._styles[name] = style
                if style.get(W + "type") == "paragraph" and style.get(W + "default") in {"1", "true"}:
                    self._default_paragraph = name
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self.base = RunLook().over(defaults)

    def chain(self, style: str | None) -> list[Any]:
        """The style and those that it is based on, nearest first."""
        found: list[Any] = []
        seen: set[str] = set()
        while style and style not in seen and style in self._styles:
            seen.add(style)
            found.append(self._styles[style])
            style = value(self._styles[style], "basedOn")
        return found

    def paragraph_look(self, style: str | None) -> RunLook:
        """The look of a run with no properties of its own in a paragraph of that style."""
        style = style if style in self._styles else self._default_paragraph
        if style not in self._looks:
            look = self.base
            for part in reversed(self.chain(style)):
                look = look.over(part.find(W + "rPr"))
            self._looks[style] = look
        return self._looks[style]

    def run_look(self, base: RunLook, properties: Any) -> RunLook:
        """The look of a run: the paragraph's, then its character style's, then its own."""
        if properties is None:
            return base
        for part in reversed(self.chain(value(properties, "rStyle"))):
            base = base.over(part.find(W + "rPr"))
        return base.over(properties)

    def heading_level(self, paragraph_properties: Any) -> int:
        """1 to 9 for a heading, 0 for none: by the outline level or the built-in style's name."""
        outline = value(paragraph_properties, "outlineLvl")
        if outline is not None:
            return number(outline, 9) + 1 if number(outline, 9) < 9 else 0
        for part in self.chain(value(paragraph_properties, "pStyle")):
            outline = value(part.find(W + "pPr"), "outlineLvl")
            if outline is not None:
                return number(outline, 9) + 1 if number(outline, 9) < 9 else 0
            named = READERS.heading_style.match(value(part, "name") or "")
            if named:
                return int(named[1])
            if (value(part, "name") or "").lower() == "title":
                return 1
        return 0

    def is_contents(self, paragraph_properties: Any) -> bool:
        """Whether the paragraph is a line of a table of contents."""
        return any(
            regex.match(r"toc \d", (value(part, "name") or "").lower())
            for part in self.chain(value(paragraph_properties, "pStyle"))
        )

    def numbering(self, paragraph_properties: Any) -> tuple[str | None, int | None]:
        """The list (w:numId) and level of a paragraph, by its own properties or its style's; (None, …) where it is in no list."""
        found, level = _numbering(paragraph_properties)
        if found is None:
            for part in self.chain(value(paragraph_properties, "pStyle")):
                found, styled = _numbering(part.find(W + "pPr"))
                level = styled if level is None else level
                if found is not None:
                    break
        return (None, None) if found in {None, "0"} else (found, level)

    def ruled(self, table_properties: Any) -> bool:
        """Whether a table draws lines between its cells, by its own borders or its style's."""
        parts = [table_properties, *(part.find(W + "tblPr") for part in self.chain(value(table_properties, "tblStyle")))]
        for part in parts:
            borders = part.find(W + "tblBorders") if part is not None else None
            if borders is not None:
                return any(value(borders, side) not in _NO_LINE for side in ("insideH", "insideV", "top", "left"))
        return False


def _numbering(properties: Any) -> tuple[str | None, int | None]:
    element = properties.find(W + "numPr") if properties is not None else None
    if element is None:
        return None, None
    level = value(element, "ilvl")
    return value(element, "numId"), None if level is None else number(level)


def transitional(data: bytes) -> bytes:
    """A part in ISO "strict" namespaces with those that all others use."""
    if b"purl.oclc.org/ooxml" not in data:
        return data
    return (
        data.replace(_STRICT_W[1:-1].encode(), W[1:-1].encode())
        .replace(
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        )
        .replace(b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/")
        .replace(b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math")
    )
