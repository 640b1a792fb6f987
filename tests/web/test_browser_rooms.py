"""More of the desk in a real browser: an archive that arrives, a file that is tried again, versions as one row, the tasks, a cited document."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("datasette")
pytest.importorskip("playwright")

from browser import CHROMIUM, Browser, browser, served
from desk_samples import OTHER, REPORT, build, read_in

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium (tests/install-system.sh)")

PLAN = """ỦY BAN NHÂN DÂN
HUYỆN TÂN BÌNH
Số: 19/KH-UBND
Tân Bình, ngày 10 tháng 01 năm 2025

KẾ HOẠCH
Giảm nghèo năm 2025

Giao Phòng Nội vụ chủ trì rà soát hộ nghèo, hoàn thành trước ngày 30/4/2025.
Phòng Tài chính - Kế hoạch xây dựng dự toán, hoàn thành trước ngày 15/6/2025.
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("rooms")
    path = build(folder)
    (folder / "in" / "ke-hoach.txt").write_text(PLAN, encoding="utf-8")
    read_in(path, folder / "in" / "ke-hoach.txt")
    with served(path) as url, browser(url, tmp_path_factory.mktemp("profile")) as made:
        yield made


@pytest.fixture(autouse=True)
def quiet(desk: Browser) -> Iterator[None]:
    yield
    desk.check()


def test_an_archive_arrives_and_a_version_is_no_row_of_its_own(desk: Browser, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "gửi lên.zip", "w") as archive:
        archive.writestr("xã/khác bản.txt", OTHER.replace("110 hộ", "111 hộ"))
        archive.writestr("xã/mới.txt", REPORT.replace("45/BC", "81/BC"))
    page = desk.open("/")
    before = page.locator("table.documents tbody tr").count()
    page.locator("#files").set_input_files([str(tmp_path / "gửi lên.zip")])
    page.wait_for_selector(".job.done", timeout=90_000)
    desk.until("document.getElementById('list').textContent.includes('81/BC-UBND')")
    desk.settled()
    assert page.locator("table.documents tbody tr").count() == before + 1, "the other is a version of a document that was there"
    row = page.locator("tr", has_text="51/BC")
    row.locator("a", has_text="2 bản").click()
    desk.settled()
    assert page.locator("#copies").is_visible() and "khác bản.txt" in page.locator("main").inner_text()


def test_a_file_that_failed_is_tried_again_and_forgotten(desk: Browser) -> None:
    page = desk.open("/")
    row = page.locator("#failures tr", has_text="hong<b>.pdf")
    assert row.locator("td").nth(1).inner_text() and row.locator("td").nth(2).inner_text(), "its cause and what to do"
    row.locator("[data-retry]").click()
    page.wait_for_selector(".job", timeout=60_000)
    page.wait_for_selector(".job.done", timeout=60_000)
    desk.settled()
    page = desk.open("/")
    page.locator("#failures tr", has_text="hong<b>.pdf").locator("[data-forget]").click()
    desk.until("document.getElementById('failures') === null")


def test_the_tasks_by_keyboard(desk: Browser) -> None:
    page = desk.open("/tasks?day=2025-05-01")
    assert "quá hạn 1 ngày" in page.locator("main").inner_text()
    desk.press("j")
    assert page.evaluate("document.activeElement.hasAttribute('data-row')")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    desk.settled()
    assert page.locator(".m.here").count() >= 1 and "Nhiệm vụ" in page.locator("#panel").inner_text(), "the task leads to its sentence"
    page = desk.open("/tasks?day=2025-05-01&view=bodies")
    page.locator("table a", has_text="1").first.click()
    desk.settled()
    assert "lead=" in page.url


def test_a_cited_document_leads_to_who_cites_it(desk: Browser) -> None:
    page = desk.open("/refs")
    page.locator("a", has_text="12/NQ-HĐND").first.click()
    desk.settled()
    assert "/refs/doc-" in page.url and page.locator(".mentions li").count() >= 2
    page.locator(".mentions a[data-row]").first.click()
    desk.settled()
    assert page.locator(".m.here").count() >= 1
