"""The desk by keyboard alone: reasons that decide nothing by themselves, a missed record typed, the picture of a page, the sheet signed, pictures taken along."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("datasette")
pytest.importorskip("playwright")

from browser import AXE, CHROMIUM, Browser, browser, served
from desk_samples import build, read_in
from test_browser import number_of, pdf

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium (tests/install-system.sh)")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("keys")
    path = build(folder)
    pdf(folder / "in" / "truong.pdf")
    read_in(path, folder / "in" / "truong.pdf")
    with served(path) as url, browser(url, tmp_path_factory.mktemp("profile")) as made:
        yield made


@pytest.fixture(autouse=True)
def quiet(desk: Browser) -> Iterator[None]:
    yield
    desk.check()


def tab_to(desk: Browser, selector: str, most: int = 60) -> None:
    """Walks with Tab until what is asked for has the focus."""
    for _ in range(most):
        if desk.page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        desk.page.keyboard.press("Tab")
    raise AssertionError(f"no Tab leads to {selector}")


@pytest.mark.parametrize("leave", ["Enter", "Escape"])
def test_a_reason_that_is_typed_decides_nothing_by_itself(desk: Browser, leave: str) -> None:
    page = desk.open("/findings")
    desk.press("j", "n")
    page.keyboard.type("Làm tròn")
    desk.press(leave)
    assert page.locator(".finding.decided").count() == 0, "the first button of the form means a real error"
    assert page.evaluate("document.activeElement.classList.contains('finding')")
    desk.press("x")
    decided = page.locator(".finding.decided")
    assert decided.count() == 1 and decided.locator(".state.rejected").count() == 1 and "Làm tròn" in decided.inner_text()
    desk.press("u")
    desk.until("document.querySelectorAll('.finding.decided').length === 0")


def test_a_reason_for_all_that_is_shown_decides_nothing_by_itself(desk: Browser) -> None:
    page = desk.open("/findings")
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    tab_to(desk, ".bulk [name=reason]")
    page.keyboard.type("Làm tròn")
    desk.press("Enter")
    assert not asked and page.locator(".finding.decided").count() == 0
    assert page.evaluate("document.activeElement.matches('.bulk button')"), "the next key is a choice"
    page.reload()


def test_a_note_in_the_reader_is_left_and_decided(desk: Browser) -> None:
    page = desk.open(f"/doc/{number_of(desk, '45/BC')}")
    desk.press("Shift+J", "n")
    page.keyboard.type("Xã gửi lại")
    desk.press("Enter")
    assert page.locator("#panel .now .state").count() == 0
    desk.press("l")
    page.wait_for_selector("#panel .now .state.later")
    assert "Xã gửi lại" in page.locator("#panel .now").inner_text()
    desk.press("u")
    page.wait_for_selector("#panel .now .state", state="detached")


def test_a_missed_record_is_added_by_keyboard(desk: Browser) -> None:
    page = desk.open(f"/doc/{number_of(desk, '45/BC')}")
    for _ in range(12):
        desk.press("j")
        if "105" in page.locator("#panel .quote").inner_text():
            break
    desk.press("m")
    assert "xã An Khê" in page.locator("#add-quote").inner_text() and page.evaluate("document.activeElement.id") == "add-words"
    page.keyboard.type("xã  Bình Lâm")
    tab_to(desk, "#add-type")
    page.keyboard.press("ArrowDown")
    page.locator("#add-type").select_option("reference")
    tab_to(desk, "fieldset[data-for=reference] [name=title]")
    page.keyboard.type("Đề án Bình Lâm")
    assert not AXE.is_file() or not desk.barriers()
    page.keyboard.press("Enter")
    page.wait_for_selector(".m.s-added")
    assert page.locator(".m.s-added").inner_text() == "xã Bình Lâm"
    desk.settled()
    with page.expect_response(lambda answer: "/-/desk-undo" in answer.url):
        desk.press("u")
    desk.open(page.url.split("?")[0].removeprefix(desk.url))
    assert page.locator(".m.s-added").count() == 0


def test_the_picture_of_a_page_by_keyboard(desk: Browser) -> None:
    page = desk.open(f"/doc/{number_of(desk, '77/BC')}")
    desk.until("document.getElementById('page-image').naturalWidth > 300")
    fitted = page.locator("#sheet").bounding_box()["width"]
    desk.press("+")
    assert page.locator("#sheet").bounding_box()["width"] > fitted
    desk.press("-", "-")
    assert page.locator("#sheet").bounding_box()["width"] < fitted
    desk.press("r")
    assert "rotate(90deg)" in (page.locator("#sheet").get_attribute("style") or "")
    desk.press("0")
    assert "rotate" not in (page.locator("#sheet").get_attribute("style") or "") and page.locator("#sheet").bounding_box()["width"] == fitted


def test_every_picture_is_taken_along(desk: Browser) -> None:
    """A series, the findings, the checked share, who cites whom: each as SVG and PNG."""
    page = desk.open("/charts")
    desk.press("j", "Enter")
    desk.settled()
    assert "/charts?r=" in page.url, "a series is chosen by keyboard"
    places = [(page.url.removeprefix(desk.url), f".chart[data-kind={kind}]") for kind in ("series", "findings", "checked")]
    desk.open("/refs")
    desk.press("j", "Enter")
    desk.settled()
    assert "/refs/doc-" in page.url
    places.append((page.url.removeprefix(desk.url), ".chart[data-graph]"))
    for url, chart in places:
        desk.open(url)
        page.wait_for_selector(f"{chart} svg")
        for form, begin in (("svg", b"<svg"), ("png", b"\x89PNG")):
            button = page.locator(f"{chart} [data-save={form}]")
            button.focus()
            with page.expect_download() as made:
                page.keyboard.press("Enter")
            assert Path(made.value.path()).read_bytes().startswith(begin) and made.value.suggested_filename.endswith(form), (chart, form)


def test_a_search_is_saved_and_opened_by_keyboard(desk: Browser) -> None:
    page = desk.open("/search?q=hộ")
    tab_to(desk, ".saved [name=name]")
    page.keyboard.type("Hộ nghèo")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    desk.open("/search")
    tab_to(desk, ".saved a")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    desk.settled()
    assert page.locator("#q").input_value() == "hộ" and page.locator(".hit").count() >= 1
    tab_to(desk, ".saved form[action$=drop] button")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_the_sheet_is_signed_and_taken_out_by_keyboard(desk: Browser) -> None:
    page = desk.open(f"/audit/{number_of(desk, '45/BC')}")
    tab_to(desk, "[name=signer]")
    page.keyboard.press("Control+A")
    page.keyboard.type("Ngô Văn Đạt")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    desk.settled()
    assert "Ngô Văn Đạt" in page.locator(".signed").inner_text()
    for form in ("docx", "xlsx", "html"):
        desk.open(re.sub(r"[?#].*", "", page.url).removeprefix(desk.url))
        tab_to(desk, f"a[href$='.{form}']")
        with page.expect_download() as made:
            page.keyboard.press("Enter")
        assert made.value.suggested_filename == f"phieu-kiem-tra-bao-cao.{form}"
    desk.page.context.clear_cookies(name="trichyeu_name")
