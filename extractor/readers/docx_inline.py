"""The inside of a DOCX paragraph: runs with their fonts, marks, breaks, fields by their results, and the text boxes that hang on it."""

from __future__ import annotations

from typing import Any, Protocol

import regex

from extractor.readers.docx_math import FORMULAS, equation, written
from extractor.readers.docx_styles import RunLook, Styles, W, flag, number, value
from extractor.readers.drawing_marks import CHART, DIAGRAM, EXTENDED_CHART, MC, OBJECT, alternative
from extractor.readers.line_words import is_exponent
from extractor.readers.symbols import plain, symbol

_TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"
_MARK = regex.compile(r"\s*[\[(]?\s*(\d{1,3}|\*{1,3})\s*[\])]?\s*")

# Elements that hold runs or blocks of the text itself.
TRANSPARENT = frozenset(
    W + name
    for name in ("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo", "subDoc")
)
MAX_DEPTH = 60

Runs = list[tuple[str, str | None]]


class Notes(Protocol):
    """What a paragraph asks of the file's reader: its styles, its notes, and the mark of a reference to one."""

    styles: Styles
    notes: dict[str, dict[str, Any]]

    def refer(self, kind: str, name: str) -> str: ...


class Inline:
    """The runs of one paragraph, with its marks, breaks and tabs, and the text boxes that hang on it."""

    def __init__(self, reader: Notes, look: RunLook) -> None:
        self.reader = reader
        self.look = look
        self.runs: Runs = []
        self.boxes: list[Any] = []
        self._fields: list[bool] = []  # one a field that is open: whether its result has begun
        self._forms: list[tuple[str, int]] = []  # for each of them what its form field shows, and the runs before it
        self._codes: list[str] = []  # for each of them its instruction
        self._depth = 0

    def children(self, parent: Any) -> None:
        """All runs inside `parent`."""
        self._depth += 1
        if self._depth <= MAX_DEPTH:
            for element in parent:
                tag = element.tag
                if tag == W + "r":
                    self._run(element)
                elif tag in TRANSPARENT:
                    self.children(element)
                elif tag == MC + "AlternateContent":
                    for child in alternative(element):
                        self.children([child] if child.tag == W + "r" else child)
                elif tag in FORMULAS:
                    self.runs.append((written(element), None))
        self._depth -= 1

    def _run(self, run: Any) -> None:
        look = self.reader.styles.run_look(self.look, run.find(W + "rPr"))
        if look.hidden:
            return
        start = len(self.runs)
        for element in run:
            self._piece(element, look)
        if look.raised and len(self.runs) > start:
            text = "".join(piece for piece, _ in self.runs[start:])
            mark = _MARK.fullmatch(text)
            before = "".join(piece for piece, _ in self.runs[max(0, start - 4) : start])
            if mark and not is_exponent(before, text):
                self.runs[start:] = [(f"<sup>{mark[1]}</sup>", None)]

    def _piece(self, element: Any, look: RunLook) -> None:
        tag = element.tag
        if tag == W + "fldChar":
            self._field(element)
        elif tag in {W + "drawing", W + "pict", W + "object", MC + "AlternateContent"}:
            self.boxes.extend(_text_boxes(element))
        elif self._fields and not all(self._fields):
            if tag == W + "instrText":
                self._codes[-1] += element.text or ""
        elif tag == W + "t":
            text = plain(element.text or "", look.font)
            self.runs.append((text.upper() if look.caps else text, look.font))
        elif tag in {W + "tab", W + "ptab"}:
            self.runs.append(("\t", None))
        elif tag in {W + "br", W + "cr"}:
            self.runs.append(("\n", None))
        elif tag == W + "noBreakHyphen":
            self.runs.append(("-", look.font))
        elif tag == W + "softHyphen":
            # In the fonts of TCVN3 this is the letter ư; elsewhere it is dropped with the other invisible signs.
            self.runs.append(("\u00ad", look.font))
        elif tag == W + "sym":
            self.runs.append((_symbol(element), None))
        elif tag in {W + "footnoteReference", W + "endnoteReference"}:
            kind = tag[len(W) : -len("Reference")]
            name = element.get(W + "id")
            if name in self.reader.notes[kind]:
                self.runs.append((f"<sup>{self.reader.refer(kind, name)}</sup>", None))

    def _field(self, element: Any) -> None:
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self._fields.append(False)
            self._codes.append("")
            self._forms.append((_form_value(element.find(W + "ffData")), len(self.runs)))
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()
            shown, before = self._forms.pop()
            shown = equation(self._codes.pop()) or shown
            if shown and len(self.runs) == before and all(self._fields):
                self.runs.append((shown, None))


def _form_value(form: Any) -> str:
    """What a box to tick or a list to choose from shows, whose choice stands beside the text of the file."""
    if form is None:
        return ""
    box, choice = form.find(W + "checkBox"), form.find(W + "ddList")
    if box is not None:
        ticked = flag(box, "checked")
        return "☒" if (flag(box, "default") if ticked is None else ticked) else "☐"
    if choice is not None:
        entries = [entry.get(W + "val") or "" for entry in choice.iter(W + "listEntry")]
        chosen = number(value(choice, "result") or value(choice, "default"))
        return entries[chosen] if 0 <= chosen < len(entries) else ""
    return ""


def _symbol(element: Any) -> str:
    """A character that is told by its font and its code there."""
    try:
        code = int(element.get(W + "char") or "", 16)
        return symbol(code, element.get(W + "font")) if 0xF000 <= code <= 0xF0FF else chr(code)
    except (ValueError, OverflowError):
        return ""


def _text_boxes(element: Any) -> list[Any]:
    """The contents of the text boxes in a drawing, each once: Word writes them twice, for new and for old programs; diagrams, charts, objects of other programs, and words drawn as a shape."""
    if element.tag == MC + "AlternateContent":
        return [box for child in alternative(element) for box in _text_boxes(child)]
    found: list[Any] = []
    stack = [element]
    while stack:
        node = stack.pop()
        if node.tag in {W + "txbxContent", DIAGRAM, CHART, EXTENDED_CHART, OBJECT}:
            found.append(node)
        elif node.tag == _TEXT_PATH and node.get("string"):
            found.append(node.get("string"))
        elif node.tag == MC + "AlternateContent":
            stack.extend(reversed(list(alternative(node))))
        else:
            stack.extend(reversed(list(node)))
    return found
