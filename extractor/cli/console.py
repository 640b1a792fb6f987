"""The terminal that commands and their usage errors write to. What documents and file names hold is shown there, never obeyed."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from typing import IO, Any

# Control characters but tab and line feed, and those that turn the direction of writing.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """`text` with every control character as a sign that shows it: an escape sequence of a document never reaches the terminal."""
    return _CONTROL.sub(lambda m: chr(0x2400 + ord(m[0])) if m[0] < "\x20" else "\u2421" if m[0] == "\x7f" else "\ufffd", text)


def console(error: bool = False) -> Any:
    """A rich console; as wide as the terminal, and wide enough for a line to stay whole where the output is piped."""
    from rich.console import Console
    from rich.segment import Segment

    class Safe(Console):
        def render(self, renderable: Any, options: Any = None) -> Iterable[Segment]:
            for segment in super().render(renderable, options):
                if segment.control is None and _CONTROL.search(segment.text):
                    yield Segment(visible(segment.text), segment.style)
                else:
                    yield segment

    made = Safe(stderr=error, highlight=False, markup=False)
    if not made.is_terminal and "COLUMNS" not in os.environ:
        made.width = 160
    return made


class _Screen:
    """The standard output as a terminal: records are text, and control characters in them are shown."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(visible(text))

    def flush(self) -> None:
        self._stream.flush()


def screen() -> Any:
    """Where records go that are not written to a file: the standard output, byte for byte where it is piped."""
    return _Screen(sys.stdout) if sys.stdout.isatty() else sys.stdout
