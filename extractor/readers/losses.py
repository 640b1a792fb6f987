"""What a reader leaves out of a file: told where it happens with `lose`, and kept with the document as its `losses`.

    with collecting() as lost:
        document = …                    # somewhere inside: lose("page 3", "too-large", …)
    document = with_losses(document, lost)
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace

from extractor.document import Document, Loss
from extractor.messages import SAY

MOST = 100  # losses that are told one by one
_LOST: ContextVar[list[Loss] | None] = ContextVar("lost", default=None)


@contextmanager
def collecting() -> Iterator[list[Loss]]:
    """Gives the list that holds what is lost inside the block."""
    lost: list[Loss] = []
    token = _LOST.set(lost)
    try:
        yield lost
    finally:
        _LOST.reset(token)


def lose(place: str, cause: str, key: str, **values: object) -> None:
    """A part at `place` ("page 3", "sheet Biểu 1") is not read, for a stable `cause`; the sentence is `loss.KEY` of the messages."""
    lost = _LOST.get()
    if lost is None or len(lost) >= MOST or any(loss.place == place and loss.cause == cause for loss in lost):
        return
    vi, en = SAY.cli[f"loss.{key}"]
    lost.append(Loss(place, cause, vi.format(place=_vietnamese(place), **values), en.format(place=place, **values)))


def _vietnamese(place: str) -> str:
    """A place as a Vietnamese sentence names it ("page 3": "trang 3"); names of sheets stay as they are."""
    kind, blank, name = place.partition(" ")
    return f"{SAY.cli[f'loss.at.{kind}'][0]}{blank}{name}" if f"loss.at.{kind}" in SAY.cli else place


def with_losses(document: Document, lost: list[Loss]) -> Document:
    """The document with what its reader lost."""
    return replace(document, losses=(*document.losses, *lost)) if lost else document
