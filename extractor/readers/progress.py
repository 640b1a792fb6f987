"""How far the reading of a file with many pages has come, for who waits for it: readers say each page, the process that reads passes it on.

    with listening(lambda done, total: …):
        …                               # somewhere inside: page_done(3, 200)
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Told = Callable[[int, int], None]
EVERY = 0.25  # seconds between two messages
_TELL: ContextVar[Told | None] = ContextVar("page", default=None)
_LAST = [0.0]


@contextmanager
def listening(tell: Told) -> Iterator[None]:
    """`tell(pages done, pages in all)` hears of the pages that are read inside the block, a few times a second at most."""
    token = _TELL.set(tell)
    try:
        yield
    finally:
        _TELL.reset(token)


def page_done(done: int, total: int) -> None:
    """A page was read."""
    tell = _TELL.get()
    if tell is None or (time.monotonic() - _LAST[0] < EVERY and done < total):
        return
    _LAST[0] = time.monotonic()
    tell(done, total)
