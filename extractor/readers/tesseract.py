"""tesseract as a program of its own: finds it, runs it on one picture, reads its words with places and confidence.

It is started once a picture with `OMP_THREAD_LIMIT=1` (its threads cost more than they give), output in hOCR, which unlike its table
form tells each line's base line and letter height.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from functools import cache
from html import unescape

from extractor.errors import ReadError
from extractor.messages import SAY
from extractor.process_table import computed
from extractor.readers.refusal import refusal

BUSY = 3
"""How much longer than it computes it may take on a busy machine."""

_LINE = re.compile(r"<span class='ocr(?:_line|x_line|_textfloat|_header|_caption)'[^>]*title=\"([^\"]*)\"[^>]*>")
_WORD = re.compile(r"<span class='ocrx_word'[^>]*title='([^']*)'[^>]*>(.*?)</span>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_BOX = re.compile(r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_BASELINE = re.compile(r"baseline (-?[\d.]+) (-?[\d.]+)")
_SIZE = re.compile(r"x_size ([\d.]+)")
_CONFIDENCE = re.compile(r"x_wconf (\d+)")
_ROTATE = re.compile(r"Rotate: (\d+)")
_ROTATE_CONFIDENCE = re.compile(r"Orientation confidence: ([\d.]+)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its box in pixels and tesseract's confidence, 0-100."""

    text: str
    x0: int
    top: int
    x1: int
    bottom: int
    confidence: int


@dataclass(slots=True)
class TextLine:
    """A line of words, the pixel row of its base line (at its middle) and its letter height in pixels."""

    base: float
    size: float
    words: list[Word] = field(default_factory=list)


@cache
def program() -> str | None:
    """Where tesseract is, or None."""
    found = shutil.which("tesseract")
    if found:
        return found
    for folder in (r"C:\Program Files\Tesseract-OCR", r"C:\Program Files (x86)\Tesseract-OCR"):
        candidate = os.path.join(folder, "tesseract.exe")
        if os.path.exists(candidate):
            return candidate
    return None


@cache
def languages() -> frozenset[str]:
    """The languages that the installed tesseract knows; empty where it is missing."""
    path = program()
    if path is None:
        return frozenset()
    done = subprocess.run([path, "--list-langs"], capture_output=True, text=True, timeout=30, check=False)
    return frozenset(line.strip() for line in done.stdout.splitlines()[1:])


def available(language: str) -> bool:
    """Whether a picture can be recognised in `language` ("vie", "vie+eng")."""
    return program() is not None and set(language.split("+")) <= languages()


def missing(source: str, language: str) -> ReadError:
    """The error for a file that needs recognition where there is none: how to install it."""
    what = SAY.readers("ocr.no_program") if program() is None else SAY.readers("ocr.no_language", language=language)
    return refusal(source, "needs-ocr", "ocr.missing", what=what)


class Unrecognised(Exception):
    """tesseract failed on a picture; the message says how."""


def _run(arguments: list[str], picture: bytes, seconds: float) -> str:
    path = program()
    if path is None:
        raise Unrecognised("tesseract is missing")
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        with subprocess.Popen([path, "stdin", "stdout", *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
            out, said = _answer(process, picture, seconds)
    except OSError as error:
        raise Unrecognised(str(error)) from error
    if process.returncode:
        raise Unrecognised(said.decode("utf-8", "replace").strip().splitlines()[-1][:200] if said.strip() else "no reason given")
    return out.decode("utf-8", "replace")


def _answer(process: subprocess.Popen[bytes], picture: bytes, seconds: float) -> tuple[bytes, bytes]:
    """What the program writes and complains of. It has `seconds` of computing, which on a busy machine take up to BUSY times as long. Raises Unrecognised."""
    begun = time.monotonic()
    given: bytes | None = picture
    try:
        while True:
            try:
                return process.communicate(given, timeout=min(seconds, 1.0) if given is None else seconds)
            except subprocess.TimeoutExpired as error:
                given = None
                if time.monotonic() - begun > seconds * BUSY or computed(process.pid) > seconds:
                    raise Unrecognised(f"over {seconds:.0f} seconds") from error
    finally:
        if process.poll() is None:
            process.kill()


def recognise(picture: bytes, language: str, dpi: int, seconds: float, mode: int = 3) -> list[TextLine]:
    """The lines of a picture (PNG or PGM bytes). `mode` is tesseract's page segmentation. Raises Unrecognised."""
    return parse_hocr(_run(["-l", language, "--dpi", str(dpi), "--psm", str(mode), "hocr"], picture, seconds))


def orientation(picture: bytes, dpi: int, seconds: float) -> int | None:
    """By how many degrees clockwise the picture must be turned to stand upright; None where tesseract cannot tell."""
    if "osd" not in languages():
        return None
    try:
        said = _run(["-l", "osd", "--dpi", str(dpi), "--psm", "0"], picture, seconds)
    except Unrecognised:
        return None
    turn, sure = _ROTATE.search(said), _ROTATE_CONFIDENCE.search(said)
    return int(turn[1]) if turn and sure and float(sure[1]) >= 2.0 else None


def parse_hocr(page: str) -> list[TextLine]:
    """The lines and words of hOCR output."""
    lines: list[TextLine] = []
    marks = list(_LINE.finditer(page))
    for number, mark in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(page)
        box = _BOX.search(mark[1])
        if not box:
            continue
        x0, _, x1, bottom = map(int, box.groups())
        slope = _BASELINE.search(mark[1])
        base = bottom + (float(slope[1]) * (x1 - x0) / 2 + float(slope[2]) if slope else 0.0)
        size = _SIZE.search(mark[1])
        line = TextLine(base, float(size[1]) if size else float(bottom - int(box[2])))
        for word in _WORD.finditer(page, mark.end(), end):
            text = unescape(_TAG.sub("", word[2])).strip()
            place, sure = _BOX.search(word[1]), _CONFIDENCE.search(word[1])
            if text and place:
                wx0, wtop, wx1, wbottom = map(int, place.groups())
                line.words.append(Word(text, wx0, wtop, wx1, wbottom, int(sure[1]) if sure else 0))
        if line.words:
            lines.append(line)
    return lines
