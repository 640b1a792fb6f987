"""What a user may ask of the readers: a password, when to run OCR, and the limits under which one file is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

OcrMode = Literal["auto", "always", "never"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Options of one reading; the defaults suit an office machine.

    `password` opens an encrypted file. `ocr`: "auto" recognises pages without a usable text layer, "always" every page, "never" none.
    `dpi` and `languages` go to the recognition. A file over `max_pages` is refused; one that needs more than `seconds` or
    `max_memory` bytes (what reading adds to the process) is given up with a ReadError; `max_stream` bytes is what one compressed
    stream may unfold to, `max_file` what a file may have before it is opened. `processes` is how many scanned pages are recognised side by side.
    `why` asks for the explanation of every record that is made of it, `diagnosed` for what was not understood of it.
    """

    password: str | None = None
    ocr: OcrMode = "auto"
    languages: str = "vie"
    dpi: int = 300
    max_pages: int = 2_500
    seconds: float = 180.0
    seconds_per_scan: float = 120.0
    max_memory: int = 1_000_000_000
    max_stream: int = 200_000_000
    max_file: int = 1_000_000_000
    processes: int = 1
    why: bool = False
    diagnosed: bool = False


DEFAULT = ReadOptions()
