"""Who waits for a file with many pages hears how far its reading is."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.readers import progress
from extractor.worker import Worker, borrow, give_back


def pdf(path: Path, pages: int) -> Path:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas").Canvas(str(path), pagesize=(595, 842))
    for number in range(pages):
        canvas.drawString(60, 760, f"Trang {number + 1} co 12 ho.")
        canvas.showPage()
    canvas.save()
    return path


def test_pages_are_told_across_the_process(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    with Worker() as worker:
        worker.on_page = lambda *said: told.append(said)
        made = list(worker.extract_all(pdf(tmp_path / "a.pdf", 3), "a.pdf"))
    assert len(made) == 1 and told[-1] == ("a.pdf", 3, 3)
    assert [page for _, page, _ in told] == sorted(page for _, page, _ in told)


def test_a_worker_that_is_given_back_tells_nobody_any_more() -> None:
    worker = borrow()
    worker.on_page = lambda *said: None
    give_back(worker)
    assert worker.on_page is None


def test_not_every_page_is_told_and_the_last_always(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    progress.page_done(1, 2)
    now = 1000.0
    monkeypatch.setattr(progress.time, "monotonic", lambda: now)
    monkeypatch.setattr(progress, "_LAST", [0.0])
    with progress.listening(lambda done, total: told.append((done, total))):
        for page in range(1, 101):
            progress.page_done(page, 100)
            now += 0.05
    assert told[0] == (1, 100) and told[-1] == (100, 100) and 15 < len(told) < 30
