"""Pictures of pages, drawn by a process of its own: a PDF that hangs or crashes the drawing costs one picture, not the server.

Only files that the database names are opened, and only while they have the hash that they had when they were ingested.
"""

from __future__ import annotations

import asyncio
import hashlib
import io
import multiprocessing
import sys
import threading
from collections import OrderedDict
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

SECONDS = 20.0
KEPT = 64_000_000  # bytes of pictures that are kept
MEMORY = 1_500_000_000  # bytes of data in the drawing process
DPI = 110


def _limit() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def _draw(path: str, page: int, width: float, dpi: int, crop: tuple[float, float, float, float] | None, marks: list[tuple[float, float, float, float]]) -> bytes:
    """A page (1-based) as PNG; `crop` in points of the page, `marks` boxes in points that are marked."""
    from PIL import Image

    from extractor.readers.draw import _picture, mark
    from extractor.readers.options import DEFAULT

    picture, scale = _picture(Path(path), page, dpi, width, DEFAULT)
    if marks:
        picture = mark(picture, marks, scale)
    if crop:
        x0, top, x1, bottom = (round(value * scale) for value in crop)
        picture = picture.crop((max(0, x0), max(0, top), min(picture.width, x1), min(picture.height, bottom)))
    out = io.BytesIO()
    picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(out, "PNG") if not marks else picture.convert("RGB").save(out, "PNG")
    return out.getvalue()


class Pictures:
    """Draws pages one after another, and keeps those that were drawn last."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()
        self._kept: OrderedDict[Any, bytes] = OrderedDict()
        self._checked: dict[tuple[str, int, int], str] = {}
        self._turn: asyncio.Lock | None = None

    def usable(self, location: str | None, sha256: str) -> Path | None:
        """The file, if it is there and still the one that was ingested."""
        path = Path(location) if location else None
        if path is None or not path.is_file():
            return None
        stat = path.stat()
        key = (str(path), stat.st_mtime_ns, stat.st_size)
        if key not in self._checked:
            digest = hashlib.sha256()
            with path.open("rb") as file:
                while block := file.read(1 << 20):
                    digest.update(block)
            self._checked[key] = digest.hexdigest()
        return path if self._checked[key] == sha256 else None

    async def draw(self, path: Path, sha256: str, page: int, width: float, dpi: int = DPI, crop: Any = None, marks: Any = ()) -> bytes | None:
        """The picture as PNG, or None where it cannot be drawn."""
        key = (sha256, page, dpi, crop, tuple(marks))
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        if self._turn is None:
            self._turn = asyncio.Lock()
        async with self._turn:
            try:
                future = self._running().submit(_draw, str(path), page, width, dpi, crop, list(marks))
                made = await asyncio.wait_for(asyncio.wrap_future(future), SECONDS)
            except (TimeoutError, BrokenProcessPool):
                self.close()
                return None
            except Exception:  # whatever a broken file raises inside the drawing is "no picture"
                return None
        with self._lock:
            self._kept[key] = made
            while sum(map(len, self._kept.values())) > KEPT:
                self._kept.popitem(last=False)
        return made

    def _running(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"), initializer=_limit)
        return self._pool

    def close(self) -> None:
        """Ends the drawing process, also one that hangs."""
        pool, self._pool = self._pool, None
        if pool is not None:
            for process in list((pool._processes or {}).values()):
                process.kill()
            pool.shutdown(wait=False, cancel_futures=True)
