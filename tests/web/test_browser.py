"""The desk as a person uses it, in a real browser: by mouse, and by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("datasette")
pytest.importorskip("playwright")

from browser import AXE, CHROMIUM, Browser, browser, served
from desk_samples import REPORT, build

from extractor.batch import find, run
from extractor.database.connection import open_database

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium (tests/install-system.sh)")


def pdf(path: Path) -> None:
    """A report of two pages as PDF."""
    import font_source_serif_pro
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    # The font of the project's own tests: it holds every Vietnamese letter on every machine.
    font = Path(font_source_serif_pro.SourceSerifPro).with_suffix(".ttf")
    pdfmetrics.registerFont(TTFont("Desk", str(font)))
    canvas = Canvas(str(path), pagesize=(595, 842))
    for page in (["BÁO CÁO", "Số: 77/BC-UBND", "Tân Bình, ngày 02 tháng 8 năm 2031", "I. KẾT QUẢ", "Toàn huyện có 96 trường học, gồm 40 trường ở khu vực 1 và 50 trường ở khu vực 2."], ["II. KIẾN NGHỊ", "Đã chi 30 tỷ đồng trên tổng số 60 tỷ đồng, đạt 50%."]):
        canvas.setFont("Desk", 11)
        for number, line in enumerate(page):
            canvas.drawString(60, 760 - 26 * number, line)
        canvas.showPage()
    canvas.save()


def scan(path: Path) -> None:
    """A report of two pages as a picture, one word of it smeared."""
    import font_source_serif_pro
    from PIL import Image, ImageDraw, ImageFilter, ImageFont

    font = ImageFont.truetype(str(Path(font_source_serif_pro.SourceSerifPro).with_suffix(".ttf")), 36)
    pages = []
    for lines in (["BÁO CÁO", "Số: 79/BC-UBND", "Tân Bình, ngày 03 tháng 8 năm 2031", "Toàn huyện có 86 trạm y tế, gồm 40 trạm ở vùng cao", "và 46 trạm ở vùng thấp; đã sửa chữa 12 trạm."], ["Kinh phí đã chi 30 tỷ đồng trên tổng số 60 tỷ đồng, đạt 50%."]):
        page = Image.new("L", (1654, 2339), 255)
        pen = ImageDraw.Draw(page)
        for number, line in enumerate(lines):
            pen.text((170, 220 + 80 * number), line, font=font, fill=0)
        pages.append(page)
    smeared = pages[0].crop((160, 535, 900, 610)).filter(ImageFilter.GaussianBlur(4.5))
    pages[0].paste(smeared, (160, 535))
    pages[0].save(path, save_all=True, append_images=pages[1:], dpi=(200, 200), compression="tiff_lzw")


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser")
    path = build(folder)
    pdf(folder / "in" / "truong.pdf")
    scan(folder / "in" / "tram.tif")
    base = open_database(path)
    list(run(base, find([folder / "in" / "truong.pdf", folder / "in" / "tram.tif"])))
    base.conn.close()
    return path


@pytest.fixture(scope="module")
def desk(db: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with served(db) as url, browser(url, tmp_path_factory.mktemp("profile")) as made:
        yield made


@pytest.fixture(autouse=True)
def quiet(desk: Browser) -> Iterator[None]:
    with desk.watched():
        yield


def number_of(desk: Browser, words: str) -> int:
    desk.open("/")
    href = desk.page.locator("tr", has_text=words).locator("a[data-row]").get_attribute("href")
    return int(re.findall(r"\d+", href or "")[0])


PAGES = ("/", "/findings?state=all", "/search?q=hộ+nghèo", "/tasks", "/tasks?view=bodies", "/charts", "/refs", "/-/desk-me", "/doc/1", "/doc/2", "/audit/2", "/doc/999999")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_no_barriers_and_nothing_from_elsewhere(desk: Browser, path: str, scheme: str) -> None:
    desk.page.emulate_media(color_scheme=scheme)
    desk.open(path)
    if path.startswith("/doc/9"):
        desk.said.clear()  # the browser names the 404 of the page itself
    assert not desk.barriers()


@pytest.mark.parametrize("width", [360, 768, 1440, 2560])
@pytest.mark.parametrize("path", PAGES[:11])
def test_nothing_runs_out_of_the_window(desk: Browser, path: str, width: int) -> None:
    desk.page.emulate_media(color_scheme="light")
    desk.page.set_viewport_size({"width": width, "height": 900})
    desk.open(path)
    wide = desk.page.evaluate("document.documentElement.scrollWidth")
    desk.page.set_viewport_size({"width": 1440, "height": 900})
    assert wide <= width + 1


def test_the_reader_by_keyboard(desk: Browser) -> None:
    page = desk.open(f"/doc/{number_of(desk, '45/BC')}")
    for _ in range(12):
        desk.press("j")
        if "105" in page.locator("#panel .quote").inner_text():
            break
    assert page.locator(".m.here").inner_text().startswith("105")
    assert page.locator(".m.lit").count() >= 3, "every operand is lit"
    assert re.search(r"\?r=ind-[0-9a-f]+#ind-", page.url)
    desk.press("Shift+J")
    assert "Các phần không cộng thành tổng" in page.locator("#panel").inner_text()
    desk.press("Escape")
    assert page.locator(".m.here").count() == 0


def test_the_reader_by_mouse_and_its_legend(desk: Browser) -> None:
    page = desk.open(f"/doc/{number_of(desk, '45/BC')}")
    page.locator(".m.k-reference").first.click()
    desk.settled()
    assert "12/NQ-HĐND" in page.locator("#panel").inner_text() and "2 văn bản viện dẫn" in page.locator("#panel").inner_text()
    page.locator(".chip[data-kind=indicator]").click()
    assert page.locator("#paper.hide-indicator").count() == 1
    clear = page.locator(".m.k-indicator").first.evaluate("e => getComputedStyle(e).backgroundColor")
    assert clear == "rgba(0, 0, 0, 0)"


def test_an_address_opens_at_its_place(desk: Browser) -> None:
    page = desk.open(f"/doc/{number_of(desk, '45/BC')}")
    record = page.locator(".m.k-indicator", has_text="50%").first.get_attribute("id")
    page = desk.open(f"/r/{record}")
    assert page.locator(".m.here").inner_text().startswith("50%") and page.locator(".m.here").is_visible()


def test_the_picture_of_a_page_with_its_boxes(desk: Browser) -> None:
    page = desk.open(f"/doc/{number_of(desk, '77/BC')}")
    desk.until("document.getElementById('page-image').naturalWidth > 300")
    assert page.locator("#boxes rect.indicator").count() >= 3
    before = page.locator("#sheet").bounding_box()["width"]
    page.locator("[data-zoom=in]").click()
    assert page.locator("#sheet").bounding_box()["width"] > before
    page.locator("[data-zoom=turn]").click()
    page.locator("[data-zoom=fit]").click()
    desk.press("]")
    assert page.locator("#page-number").input_value() == "2"
    page.locator("#boxes rect.indicator").first.click()
    desk.settled()
    assert page.locator("#panel .quote").count() == 1 and page.locator(".m.here").count() >= 1
    # The crops beside a finding are pictures of the page too.
    page = desk.open("/findings?state=all")
    desk.until("[...document.querySelectorAll('.crops img')].some(i => i.naturalWidth > 100)")


def test_a_scan_beside_its_text(desk: Browser) -> None:
    from extractor.readers import recognition
    from extractor.readers.options import DEFAULT

    if not recognition.available(DEFAULT.languages):
        pytest.skip("nothing here recognises scans")
    page = desk.open(f"/doc/{number_of(desk, 'tram.tif')}")
    desk.until("document.getElementById('page-image').naturalWidth > 300")
    assert page.locator("#page-number").get_attribute("max") == "2"
    assert page.locator("#boxes rect.indicator").count() >= 2
    assert page.locator(".m.k-doubt").count() >= 1, "a smeared word is marked"
    chip = page.locator(".chip[data-kind=doubt]")
    chip.click()
    assert page.locator("#paper.hide-doubt").count() == 1
    # A figure of the text lights its box on the picture, which turns to its page.
    page.locator(".m.k-indicator", has_text="50%").first.click()
    desk.settled()
    desk.until("document.getElementById('page-number').value === '2'")
    desk.until("document.querySelectorAll('#boxes rect.here').length === 1")
    desk.press("[")
    assert page.locator("#page-number").input_value() == "1"
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert not AXE.is_file() or not desk.barriers()
    page.emulate_media(color_scheme="light")


def test_filters_unfold_on_a_narrow_screen(desk: Browser) -> None:
    desk.page.set_viewport_size({"width": 390, "height": 844})
    try:
        for path in ("/", "/findings?state=all", "/tasks", "/charts", "/search?q=hộ"):
            page = desk.open(path)
            assert not page.locator(".facets").is_visible(), path
            page.locator("#facets-on").focus()
            page.keyboard.press("Space")
            assert page.locator(".facets").is_visible(), path
    finally:
        desk.page.set_viewport_size({"width": 1440, "height": 900})


def test_a_search_is_narrowed_by_a_facet(desk: Browser) -> None:
    page = desk.open("/search?q=hộ")
    page.locator(".facets a", has_text="Báo cáo").click()
    desk.settled()
    assert page.locator("#q").input_value() == 'hộ loai:"Báo cáo"' and page.locator(".hit").count() >= 1


def test_findings_are_decided_by_one_key_and_taken_back(desk: Browser) -> None:
    page = desk.open("/findings")
    cards = page.locator(".finding").count()
    assert cards >= 2
    desk.press("j", "j", "k", "j", "k")
    assert page.locator(".finding.decided").count() == 0, "moving decides nothing"
    desk.press("a")
    assert page.locator(".finding").first.locator(".state.accepted").count() == 1
    assert page.locator(".finding.current").get_attribute("id") == page.locator(".finding").nth(1).get_attribute("id"), "and goes to the next"
    desk.press("x")
    assert page.locator(".finding").nth(1).locator(".state.rejected").count() == 1
    desk.press("u")
    desk.until("document.querySelectorAll('.finding .state.rejected').length === 0")
    desk.press("Shift+U")
    desk.until("document.querySelectorAll('.finding .state.rejected').length === 1")
    desk.press("u", "u")
    desk.until("document.querySelectorAll('.finding.decided').length === 0")


def test_a_note_and_a_bulk_act_of_what_is_picked(desk: Browser) -> None:
    page = desk.open("/findings")
    desk.press("j", "n")
    page.keyboard.type("Chênh lệch do làm tròn")
    page.keyboard.press("Tab")
    page.keyboard.type("đã hỏi xã")
    page.locator(".finding.current .reject").click()
    desk.settled()
    assert "đã hỏi xã" in page.locator(".finding.decided").first.inner_text()
    page = desk.open("/findings?state=all")
    total = page.locator(".finding").count()
    desk.press("j", "s")
    page.locator("#bulk [value=later]").click()
    desk.settled()
    desk.until("document.querySelectorAll('.finding .state.later').length === 1")
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("#bulk [value=later]").click()
    desk.until(f"document.querySelectorAll('.finding .state.later').length === {total}")
    desk.press("u", "u", "u")
    page = desk.open("/findings?state=all")
    assert page.locator(".finding.decided").count() == 0


def test_a_correction_by_keyboard(desk: Browser) -> None:
    page = desk.open(f"/doc/{number_of(desk, '45/BC')}")
    page.locator(".m.k-indicator", has_text="60").first.click()
    desk.settled()
    desk.press("c")
    page.keyboard.press("Control+A")
    page.keyboard.type("75")
    page.keyboard.press("Enter")
    desk.settled()
    page.wait_for_selector("#panel .corrected")
    assert "Đã sửa" in page.locator("#panel").inner_text() and page.locator("#panel .fields del").inner_text() == "60"
    desk.press("u")
    page.wait_for_selector("#panel .corrected", state="detached")


def test_a_missed_record_is_added_from_a_selection(desk: Browser) -> None:
    page = desk.open(f"/doc/{number_of(desk, '45/BC')}")
    page.evaluate("""() => { const p = [...document.querySelectorAll('#paper p.b')].find(e => e.textContent.includes('xã An Khê'));
        const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT); let node; while ((node = walk.nextNode()) && !node.data.includes('xã An Khê'));
        const at = node.data.indexOf('xã An Khê'); const range = document.createRange(); range.setStart(node, at); range.setEnd(node, at + 9);
        const s = getSelection(); s.removeAllRanges(); s.addRange(range); }""")
    page.locator("#add-here").click()
    page.locator("#add-type").select_option("reference")
    page.locator("fieldset[data-for=reference] [name=title]").fill("Đề án An Khê")
    page.locator("#add-form button.primary").click()
    page.wait_for_selector(".m.s-added")
    page.wait_for_load_state("load")  # the page is loaded anew: its keys are heard once its script ran
    desk.settled()
    assert page.locator(".m.s-added").inner_text() == "xã An Khê"
    with page.expect_response(lambda answer: "/-/desk-undo" in answer.url):
        desk.press("u")
    desk.open(page.url.split("?")[0].removeprefix(desk.url))
    assert page.locator(".m.s-added").count() == 0


def test_the_inbox_filters_while_one_types(desk: Browser) -> None:
    page = desk.open("/")
    desk.press("/")
    page.keyboard.type("giam ngheo")
    desk.until("document.querySelectorAll('table.documents tbody tr').length === 1")
    page.locator("#q").fill("")
    desk.until("document.querySelectorAll('table.documents tbody tr').length > 2")
    page.locator("#q").blur()
    desk.press("j")
    assert page.evaluate("document.activeElement.hasAttribute('data-row')")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/doc/" in page.url


def test_files_are_uploaded_read_and_shown(desk: Browser, tmp_path: Path) -> None:
    (tmp_path / "moi.txt").write_text(REPORT.replace("45/BC", "88/BC").replace("105", "110"), encoding="utf-8")
    (tmp_path / "hỏng.docx").write_bytes(b"PK\x03\x04 broken")
    page = desk.open("/")
    before = page.locator("table.documents tbody tr").count()
    page.locator("#files").set_input_files([str(tmp_path / "moi.txt"), str(tmp_path / "hỏng.docx")])
    page.wait_for_selector(".job.done", timeout=60_000)
    desk.until(f"document.querySelectorAll('table.documents tbody tr').length === {before + 1}")
    assert "88/BC-UBND" in page.locator("#list").inner_text() and "hỏng.docx" in page.locator("#failures").inner_text()
    # The same bytes again are known.
    page.locator("#files").set_input_files([str(tmp_path / "moi.txt")])
    desk.until("document.getElementById('done').textContent.includes('= 1')")


def test_files_are_dropped(desk: Browser) -> None:
    page = desk.open("/")
    page.evaluate("""text => { const data = new DataTransfer(); data.items.add(new File([text], 'thả <b>.txt', {type: 'text/plain'}));
        document.getElementById('drop').dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true})); }""", REPORT.replace("45/BC", "99/BC"))
    desk.until("document.getElementById('list').textContent.includes('99/BC-UBND')")


def test_search_with_suggestions(desk: Browser) -> None:
    page = desk.open("/search")
    page.locator("#q").press_sequentially("12/N", delay=30)
    page.wait_for_selector("#suggestions [role=option]")
    page.keyboard.press("ArrowDown")
    assert page.locator("#suggestions [aria-selected=true]").inner_text().startswith("Nghị quyết 12/NQ-HĐND")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/refs/doc-" in page.url
    page = desk.open("/search")
    page.keyboard.type("105")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    desk.settled()
    assert page.locator(".hit b", has_text="105").count() >= 1


def test_a_picture_is_taken_along(desk: Browser) -> None:
    page = desk.open("/charts")
    for form in ("svg", "png"):
        with page.expect_download() as made:
            page.locator(".chart[data-kind=checked] [data-save=" + form + "]").click()
        data = Path(made.value.path()).read_bytes()
        assert data.startswith(b"\x89PNG" if form == "png" else b"<svg") and len(data) > 2_000
        if form == "svg":
            assert "chưa kiểm tra được" in data.decode()


def test_the_sheet_is_signed(desk: Browser) -> None:
    page = desk.open(f"/audit/{number_of(desk, '77/BC')}")
    page.locator("[name=signer]").fill("Lê Thị Hoa")
    page.locator(".sign button").click()
    desk.settled()
    assert "Lê Thị Hoa" in page.locator(".signed").inner_text()
    with page.expect_download() as made:
        page.locator("a[download]", has_text="DOCX").click()
    assert made.value.suggested_filename.startswith("phieu-kiem-tra-truong")


def test_a_name_is_asked_for_and_known_after_signing(desk: Browser) -> None:
    desk.page.context.clear_cookies(name="trichyeu_name")
    page = desk.open("/findings?state=all")
    assert page.locator("#nameless").is_visible()
    page = desk.open(f"/audit/{number_of(desk, '45/BC')}")
    page.locator("[name=signer]").fill("Trần Văn Bình")
    page.locator(".sign button").click()
    desk.settled()
    assert "Trần Văn Bình" in page.locator(".signed").inner_text() and not page.locator("[name=signer]").is_visible(), "another may sign too, if asked"
    page = desk.open("/findings?state=all")
    assert page.locator("#nameless").count() == 0 and "Trần Văn Bình" in page.locator("header.top").inner_text()
    desk.page.context.clear_cookies(name="trichyeu_name")


def test_the_key_that_decides_the_last_goes_on_to_the_next_page(desk: Browser, tmp_path: Path) -> None:
    import sqlite3

    path = build(tmp_path)
    with sqlite3.connect(path) as conn:
        conn.executemany("INSERT INTO findings_rows (key, document_id, check_code, severity, message) VALUES (?, 1, 'sum_mismatch', 'error', 'Lệch')", [(900 + n,) for n in range(70)])
    conn.close()
    context = desk.page.context
    with served(path) as url:
        context.clear_cookies()
        fresh = Browser(context.new_page(), url)
        page = fresh.open("/findings")
        first = [card.get_attribute("id") for card in page.locator(".finding").all()]
        assert len(first) == 60
        page.locator(".finding").last.focus()
        with page.expect_navigation():
            page.keyboard.press("a")
        fresh.settled()
        rest = [card.get_attribute("id") for card in page.locator(".finding").all()]
        assert rest and not set(first) & set(rest) and page.locator(".finding.current").get_attribute("id") == rest[0]
        page.locator(".pager [rel=prev]").click()
        fresh.settled()
        back = [card.get_attribute("id") for card in page.locator(".finding").all()]
        assert back == first[:-1] and first[-1] not in back, "what was decided is not open any more"
        fresh.check()
        page.close()
        context.clear_cookies()


def test_language_and_theme(desk: Browser) -> None:
    page = desk.open("/")
    page.locator("[name=lang]").click()
    desk.settled()
    assert page.locator("h1").inner_text() == "Inbox"
    page.locator("[data-act=theme]").click()
    desk.settled()
    theme = page.locator("html").get_attribute("data-theme")
    desk.open("/findings")
    assert page.locator("html").get_attribute("data-theme") == theme and theme in ("light", "dark")
    page.locator("[name=lang]").click()
    desk.settled()
    desk.page.context.clear_cookies(name="trichyeu_theme")
