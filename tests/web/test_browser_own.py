"""In a real browser: the document's own details corrected, findings told as outdated, a folder dropped, ready phrases, printing, and
pages that do not jump."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("datasette")
pytest.importorskip("playwright")

from browser import CHROMIUM, Browser, browser, served
from desk_samples import OTHER, REPORT, build, connected

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium (tests/install-system.sh)")

# What moves after it was painted, without a key or click of the user.
SHIFTS = """(() => { window.shifts = []; new PerformanceObserver((list) => list.getEntries().forEach((entry) => { if (!entry.hadRecentInput)
    window.shifts.push([entry.value, entry.sources.map((s) => s.node && (s.node.id || s.node.className || s.node.nodeName))]); })).observe({ type: "layout-shift", buffered: true }); })();
window.printed = 0; window.print = () => { window.printed += 1; };"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = build(tmp_path_factory.mktemp("own"))
    with connected(made) as conn:
        # As of a scan whose code was read with doubt and whose signer was not read.
        conn.execute("""UPDATE documents SET doubtful = '["code","signer"]' WHERE source = 'khac.txt'""")
        conn.commit()
    return made


@pytest.fixture(scope="module")
def desk(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with served(path) as url, browser(url, tmp_path_factory.mktemp("profile")) as made:
        made.page.add_init_script(SHIFTS)
        yield made


@pytest.fixture(autouse=True)
def quiet(desk: Browser) -> Iterator[None]:
    with desk.watched():
        yield


def number_of(path: Path, source: str) -> int:
    with connected(path) as conn:
        return int(conn.execute("SELECT id FROM documents WHERE source = ?", [source]).fetchone()[0])


def test_the_documents_own_details_by_keyboard(desk: Browser, path: Path) -> None:
    number = number_of(path, "bao-cao.txt")
    page = desk.open(f"/doc/{number}")
    desk.press("c")
    assert page.evaluate("document.activeElement.name") == "doc_type"
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("Ủy ban nhân dân huyện Tân Lập")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel .corrected")
    assert page.locator("#panel .changed del").inner_text() == "Ủy ban nhân dân huyện Tân Bình"
    assert "huyện Tân Lập" in page.locator("#doc-head").inner_text() and "thông tin đã sửa" in page.locator("#doc-head").inner_text()
    # A record is opened and left: the panel of the document still says so.
    desk.press("j", "Escape")
    assert page.locator("#panel .corrected").count() == 1
    page = desk.open("/?body=Ủy ban nhân dân huyện Tân Lập")
    assert page.locator("table.documents tbody tr").count() == 1 and page.locator(".pen").count() == 1
    page = desk.open("/search?q=huyện Tân Lập")
    assert page.locator(".hit", has_text="45/BC-UBND").count() >= 1
    page = desk.open(f"/audit/{number}")
    assert "Cơ quan ban hành = Ủy ban nhân dân huyện Tân Lập" in page.locator(".audit").inner_text()
    page = desk.open(f"/doc/{number}")
    desk.press("u")
    desk.until("document.getElementById('doc-head').textContent.includes('huyện Tân Bình')")
    assert page.locator("#panel .corrected").count() == 0


def test_fields_read_with_doubt_are_asked_for_and_settled(desk: Browser, path: Path) -> None:
    page = desk.open("/?doubtful=1")
    assert page.locator("table.documents tbody tr").count() == 1
    page.locator("table.documents a.badge", has_text="?").click()
    desk.settled()
    assert "2 trường đọc chưa chắc" in page.locator("#doc-head").inner_text()
    page.locator("#doc-head [data-own]").click()
    assert page.evaluate("document.activeElement.name") == "code"
    page.locator("#correct [name=signer]").fill("Phạm Thị Bích")
    page.locator("#correct [name=confirm][value=code]").check()
    page.locator("#correct button.primary").click()
    desk.until("!document.getElementById('doc-head').textContent.includes('chưa chắc')")
    assert "Phạm Thị Bích" in page.locator("#doc-head").inner_text() and page.locator("#panel .badge.warning").count() == 0
    desk.open("/?doubtful=1")
    assert "0 văn bản" in page.locator("#list").inner_text()
    assert not desk.barriers()


def test_a_finding_says_how_it_stands_after_a_correction(desk: Browser, path: Path) -> None:
    number = number_of(path, "bao-cao.txt")
    page = desk.open(f"/findings?doc={number}")
    assert page.locator(".rechecked").count() == 0
    page = desk.open(f"/doc/{number}")
    for value, said, tick in (("107", "không khớp", "t-broken"), ("110", "khớp", "t-holds")):
        page.locator(".m.k-indicator", has_text="105").first.click()
        desk.settled()
        desk.press("c")
        page.keyboard.press("Control+A")
        page.keyboard.type(value)
        page.keyboard.press("Enter")
        desk.until(f"[...document.querySelectorAll('#panel .rechecked')].some(e => e.textContent.includes('sau khi sửa: {said}'))")
        assert "50 + 60 = 110" in page.locator("#panel .rechecked").first.inner_text()
        page = desk.open(f"/doc/{number}")
        assert tick in (page.locator(".m.k-indicator", has_text="105").first.get_attribute("class") or "")
    page = desk.open(f"/findings?doc={number}")
    assert "sau khi sửa: khớp" in page.locator(".finding .rechecked").first.inner_text()
    page = desk.open(f"/audit/{number}")
    assert "Sau khi sửa: khớp" in page.locator(".audit").inner_text() and "50 + 60 = 110" in page.locator(".audit details").inner_text()
    desk.press("u", "u")
    page = desk.open(f"/findings?doc={number}")
    assert page.locator(".rechecked").count() == 0


def test_ready_phrases_of_a_dismissal(desk: Browser, path: Path) -> None:
    page = desk.open(f"/findings?doc={number_of(path, 'bao-cao.txt')}")
    desk.press("j", "n")
    field = page.locator(".finding.current [name=reason]")
    offered = page.locator(f"#{field.get_attribute('list')} option").evaluate_all("all => all.map(o => o.value)")
    assert "Chênh lệch do làm tròn" in offered and len(offered) >= 5
    page.keyboard.type(offered[0])
    page.keyboard.press("Enter")
    desk.press("x")
    assert offered[0] in page.locator(".finding.decided").first.inner_text() and page.locator(".state.rejected").count() == 1
    desk.press("u")
    desk.until("document.querySelectorAll('.finding.decided').length === 0")


def test_a_folder_is_dropped(desk: Browser, tmp_path: Path) -> None:
    inside = tmp_path / "Báo cáo xã" / "quý III"
    inside.mkdir(parents=True)
    (inside / "một.txt").write_text(REPORT.replace("45/BC", "71/BC"), encoding="utf-8")
    (inside / "hai.txt").write_text(OTHER.replace("51/BC", "72/BC").replace("110", "109"), encoding="utf-8")
    (inside / ".DS_Store").write_bytes(b"x")
    page = desk.open("/")
    place = page.locator("#drop").bounding_box()
    session = page.context.new_cdp_session(page)
    # As the system hands a folder over: its path, and nothing that a page has made.
    data = {"items": [], "files": [str(tmp_path / "Báo cáo xã")], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, "x": place["x"] + 40, "y": place["y"] + 20, "data": data})
    desk.until("document.getElementById('list').textContent.includes('71/BC-UBND')", 120)
    shown = page.locator("#list").inner_text()
    assert "72/BC-UBND" in shown and "Báo cáo xã/quý III/một.txt" in shown and "DS_Store" not in shown


def test_the_sheet_is_printed(desk: Browser, path: Path, tmp_path: Path) -> None:
    import pypdfium2

    page = desk.open(f"/audit/{number_of(path, 'bao-cao.txt')}")
    page.locator("[data-act=print]").click()
    assert page.evaluate("window.printed") == 1
    page.emulate_media(media="print")
    try:
        for gone in ("header.top", ".acts", "form.sign"):
            assert not page.locator(gone).first.is_visible(), gone
        assert page.locator(".sign-lines").is_visible()
        page.pdf(path=str(tmp_path / "phieu.pdf"), format="A4")
    finally:
        page.emulate_media(media="screen")
    with open(tmp_path / "phieu.pdf", "rb") as file:
        printed = pypdfium2.PdfDocument(file.read())
    words = " ".join("".join(sheet.get_textpage().get_text_bounded() for sheet in printed).split())
    assert "45/BC-UBND" in words and "Các phần không cộng thành tổng" in words and "NGƯỜI KIỂM TRA" in words and "Hoàn tác" not in words


@pytest.mark.parametrize("address", ["/", "/findings?state=all", "/refs"])
def test_a_list_is_printed_over_the_width_of_the_paper(desk: Browser, address: str) -> None:
    """What stands beside the list is left out, and its room with it."""
    page = desk.open(address)
    desk.page.set_viewport_size({"width": 794, "height": 1123})
    page.emulate_media(media="print")
    try:
        widths = page.evaluate("""[...document.querySelectorAll("main table.list, main .finding")].map(one => one.getBoundingClientRect().width)""")
        assert widths and min(widths) > 600, widths
        assert not page.locator(".facets, .facets-switch, .filter, .bulk").filter(visible=True).count()
    finally:
        page.emulate_media(media="screen")
        desk.page.set_viewport_size({"width": 1440, "height": 900})


def test_what_could_not_be_read_is_told_above_the_list(desk: Browser) -> None:
    page = desk.open("/")
    assert page.locator("#failures").count() == page.locator(".count a[href='#failures']").count()


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("address", ["/", "/findings?state=all", "/search?q=hộ", "/tasks", "/charts", "/refs", "/doc/1", "/doc/2", "/audit/2"])
def test_no_page_jumps_while_it_comes(desk: Browser, address: str, width: int) -> None:
    desk.page.set_viewport_size({"width": width, "height": 900})
    try:
        page = desk.open(address)
        page.wait_for_timeout(400)
        moved = page.evaluate("window.shifts")
        assert sum(value for value, _ in moved) < 0.1, json.dumps(moved)
    finally:
        desk.page.set_viewport_size({"width": 1440, "height": 900})
