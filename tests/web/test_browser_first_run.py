"""The page of an empty database in a real browser: it offers the samples of the program and reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("datasette")
pytest.importorskip("playwright")

from browser import AXE, CHROMIUM, browser, served

from extractor.database.connection import open_database

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium (tests/install-system.sh)")


def test_the_first_run_page_reads_the_samples(tmp_path: Path) -> None:
    open_database(tmp_path / "x.db", create=True).conn.close()
    with served(tmp_path / "x.db") as url, browser(url, tmp_path / "profile") as desk:
        page = desk.open("/")
        assert "Chưa có văn bản nào" in page.locator("main").inner_text() and (not AXE.is_file() or not desk.barriers())
        page.locator("[data-act=samples]").click()
        page.wait_for_selector(".job.done", timeout=400_000)
        page.locator(".job.done a.primary").click()
        desk.settled()
        assert page.locator("table.documents tbody tr").count() >= 12
        desk.check()
