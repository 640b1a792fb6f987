"""A new user in a real browser: the page of an empty database offers the samples, and with them come the first answers and a signed sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("datasette")
pytest.importorskip("playwright")

from browser import AXE, CHROMIUM, browser, served

from extractor.database.connection import open_database

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium (tests/install-system.sh)")


def test_from_the_first_page_to_a_signed_sheet(tmp_path: Path) -> None:
    open_database(tmp_path / "x.db", create=True).conn.close()
    with served(tmp_path / "x.db") as url, browser(url, tmp_path / "profile") as desk:
        page = desk.open("/")
        assert "Chưa có văn bản nào" in page.locator("main").inner_text() and (not AXE.is_file() or not desk.barriers())
        page.locator("[data-act=samples]").click()
        page.wait_for_selector(".job.done", timeout=400_000)
        page.locator(".job.done a.primary").click()
        desk.settled()
        assert page.locator("table.documents tbody tr").count() >= 12
        # Which figures are wrong?
        page = desk.open("/findings?severity=error")
        first = page.locator(".finding").first
        assert first.locator(".message").inner_text() and first.locator("blockquote mark").count() >= 1
        number = (first.locator("a.open").get_attribute("href") or "").split("?")[0].rsplit("/", 1)[-1]
        figure = first.locator("blockquote mark").first.inner_text()
        desk.press("j", "a")
        # Who is late?
        page = desk.open("/tasks?late=1&view=bodies&day=2026-11-27")
        assert page.locator("td a.late").count() >= 1
        page.locator("td a.late").first.click()
        desk.settled()
        assert page.locator(".state.overdue").count() >= 1
        # Where does a number come from?
        page = desk.open("/search")
        page.locator("#q").fill(figure)
        page.locator("#search-form button").click()
        desk.settled()
        page.locator(f".hit a[href*='/doc/{number}?r=ind-']").first.click()
        desk.settled()
        assert page.locator(".m.here").first.is_visible() and figure.rstrip("%") in page.locator("#panel").inner_text()
        # And a signed sheet.
        page = desk.open(f"/audit/{number}")
        page.locator("form.sign [name=signer]").fill("Đinh Thị Hạnh")
        page.locator("form.sign button.primary").click()
        desk.settled()
        assert "Đinh Thị Hạnh" in page.locator(".signed").inner_text() and "Đúng là lỗi" in page.locator(".audit table").first.inner_text()
        with page.expect_download() as taken:
            page.locator("a", has_text="DOCX").click()
        assert taken.value.path().read_bytes().startswith(b"PK")
        desk.open("/?state=signed")
        assert page.locator("table.documents tbody tr").count() == 1
        desk.check()
