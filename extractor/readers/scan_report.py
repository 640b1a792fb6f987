"""What is told of the pages of a scan: how they were recognised, and which could not be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.readers.losses import lose
from extractor.readers.pages.model import PageContent

SURE = 70


@dataclass(frozen=True, slots=True)
class Recognised:
    """What recognition gave of a page, or why it gave nothing, and what was done to the picture first."""

    content: PageContent
    done: tuple[str, ...] = ()
    failure: str | None = None
    inked: bool = False  # nothing was recognised though there is something on the page


def report(pages: Iterable[Recognised], engine: str) -> dict[str, str]:
    """What recognition did, for the document's properties."""
    found = list(pages)
    words = [run.confidence for page in found for run in page.content.runs]
    out = {"ocr": engine, "ocr_pages": numbers([page.content.number for page in found if not page.failure])}
    if words:
        out["ocr_confidence"] = f"{sum(words) / len(words):.1f}"
        out["ocr_doubtful_words"] = f"{sum(word < SURE for word in words)}/{len(words)}"
    done = [f"{page.content.number}: {', '.join(page.done)}" for page in found if page.done]
    if done:
        out["ocr_prepared"] = "; ".join(done[:50])
    failed = [f"{page.content.number}: {page.failure}" for page in found if page.failure]
    if failed:
        out["ocr_failed"] = "; ".join(failed[:50])
    for page in found:
        if page.failure:
            lose(f"page {page.content.number}", "damaged", "page", why=page.failure)
        elif page.inked:
            lose(f"page {page.content.number}", "nothing-recognised", "nothing")
    return out


def unrecognised(pages: str) -> None:
    """Tells the pages that are pictures and were not recognised."""
    lose(f"page {pages}", "needs-ocr", "pages")


def numbers(pages: Iterable[int]) -> str:
    """Page numbers, runs of them as ranges: "1-3,7"."""
    runs: list[list[int]] = []
    for number in pages:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)
