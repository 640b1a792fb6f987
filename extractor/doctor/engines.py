"""What of the machine the readers may ask for, and whether it is there: tesseract with its Vietnamese, the second engine, LibreOffice, fonts."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Engine:
    """A program or package: its name, whether it is there, and where or in which form."""

    name: str
    there: bool
    detail: str = ""


def engines() -> tuple[Engine, ...]:
    """What there is of what the readers may ask for."""
    from extractor.readers import office, onnx_lines, tesseract

    program = tesseract.program()
    soffice = office.program()
    return (
        Engine("tesseract", program is not None),
        Engine("tesseract-vie", tesseract.available("vie")),
        Engine("ocr", onnx_lines.available()),
        Engine("libreoffice", soffice is not None),
        Engine("fonts", fonts()),
        Engine("openpyxl", importlib.util.find_spec("openpyxl") is not None),
    )


def fonts() -> bool:
    """Whether the system has a font with Vietnamese letters: LibreOffice lays out old documents with it."""
    if sys.platform in ("win32", "darwin"):
        return True  # the system's own fonts have them
    program = shutil.which("fc-list")
    if program is not None:
        done = subprocess.run([program, ":lang=vi", "file"], capture_output=True, text=True, timeout=30, check=False)
        return done.returncode == 0 and bool(done.stdout.strip())
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path(os.path.expanduser("~/.fonts")))
    return any(next(folder.rglob("*.[to]tf"), None) is not None for folder in folders if folder.is_dir())
