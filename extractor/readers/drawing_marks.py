"""The marks of what is drawn into office files (DOCX, XLSX, PPTX), and the choice between what new and old programs draw."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
"""The place of a diagram (SmartArt), which names its data by `r:dm`."""
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
"""The place of a chart, which names its part by `r:id`."""
EXTENDED_CHART = "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart"
"""A funnel, a map and the like of Office 2016."""
OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
"""In a Word file: the place of an object, with its program and the id of its part."""


def alternative(element: Any) -> Iterator[Any]:
    """The children of the choice that a modern Word shows, else of the fallback."""
    choice = element.find(MC + "Choice")
    chosen = choice if choice is not None else element.find(MC + "Fallback")
    yield from chosen if chosen is not None else ()
