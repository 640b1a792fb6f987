"""What form fields and typed notes say that have no appearance of their own: a viewer draws it when it opens the file, so it is put where it would stand.

ISO 32000-1, 12.7.3.3 (variable text): the value of a field, or of the field above it, in the size of its default appearance.
"""

from __future__ import annotations

import re
from typing import Any

from pdfminer.pdftypes import dict_value, resolve1
from pdfminer.psparser import PSLiteral

from extractor.readers.pages.model import Face, PageContent, Run
from extractor.readers.pdf.interpreter import Matrix, _text_string

_FACE = Face("form")
_SIZE = re.compile(rb"([\d.]+)\s+Tf")
_DEEPEST = 8
_USUAL, _LEAST, _LINE = 12.0, 4.0, 1.15
_WIDTH = 0.5  # of a letter, in em
_MOST_LINES = 200


def typed_lines(spec: dict[Any, Any]) -> list[str]:
    """The lines that the field or note of an annotation says; none for buttons, signatures and secret fields."""
    kind, value, flags = _inherited(spec, "FT"), _inherited(spec, "V"), _inherited(spec, "Ff")
    if kind is None:
        value = resolve1(spec.get("Contents"))
    elif not isinstance(kind, PSLiteral) or kind.name not in {"Tx", "Ch"} or (isinstance(flags, int) and kind.name == "Tx" and flags & 0x2000):
        return []
    values = value if isinstance(value, list) else [value]
    text = "\n".join(_text_string(one) for one in map(resolve1, values) if isinstance(one, bytes))
    return [line for line in re.split(r"\r\n|\r|\n", text) if line.strip()][:_MOST_LINES]


def put_typed(page: PageContent, spec: dict[Any, Any], rectangle: list[Any], ctm: Matrix, group: int) -> None:
    """Puts the lines of an annotation onto the page, inside its rectangle."""
    lines = typed_lines(spec)
    if not lines:
        return
    a, b, c, d, e, f = ctm
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (rectangle[0], rectangle[2]) for y in (rectangle[1], rectangle[3])]
    x0, x1 = min(x for x, _ in corners), max(x for x, _ in corners)
    top, bottom = min(y for _, y in corners), max(y for _, y in corners)
    if not (0 <= x0 < x1 <= page.width + 5 and 0 <= top < bottom <= page.height + 5):
        return
    appearance = resolve1(_inherited(spec, "DA"))
    asked = _SIZE.search(appearance) if isinstance(appearance, bytes) else None
    size = float(asked[1]) if asked and float(asked[1]) > 0 else min(_USUAL, 0.75 * (bottom - top) / len(lines))
    size = max(_LEAST, min(size, 0.95 * (bottom - top) / len(lines)))
    # One line stands in the middle of its field, several from its top on.
    base = (top + bottom) / 2 + 0.3 * size if len(lines) == 1 else top + size
    label = _label(page.runs, x0, base, size)
    if label is not None:
        base = label.base
    for number, line in enumerate(lines):
        step = min(_WIDTH * size, (x1 - x0 - 4) / len(line)) if x1 - x0 > 8 else _WIDTH * size
        run = Run(line, [x0 + 2 + step * n for n in range(len(line) + 1)], base, size, _FACE, group=group)
        run.joint = " " if label is not None and not number else None
        page.runs.append(run)
        base += _LINE * size


def _label(runs: list[Run], x0: float, base: float, size: float) -> Run | None:
    """The words to the left of a field that name it: they end with a colon or stand close, on its height."""
    beside = [run for run in runs if run.direction == 0 and run.xs[-1] <= x0 + 4 and abs(run.base - base) < 0.7 * size and run.text.strip()]
    nearest = max(beside, key=lambda run: run.xs[-1], default=None)
    if nearest is None or not (nearest.text.rstrip().endswith((":", ".", "…")) or x0 - nearest.xs[-1] < 2 * size):
        return None
    return nearest


def _inherited(spec: dict[Any, Any], key: str) -> Any:
    """An entry of a field, or of the nearest field above it that has one."""
    for _ in range(_DEEPEST):
        value = resolve1(spec.get(key))
        if value is not None:
            return value
        parent = spec.get("Parent")
        if parent is None:
            return None
        spec = dict_value(parent)
    return None
