"""The pages of the desk, asked without a browser: what they show, what they keep, in both languages."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("datasette")

from desk_samples import Client, build, findings_of, number_of

from extractor.messages import SAY
from extractor.web.queries.inbox import period_days
from extractor.web.words import Words

WEB = Path(__file__).resolve().parents[2] / "extractor" / "web"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("desk"))


@pytest.fixture
def client(path: Path) -> Client:
    return Client(path)


def assert_nothing_inline(page: str) -> None:
    """No script, style or handler in the page itself, and nothing that was in a text has become markup."""
    from lxml import html

    for element in html.fromstring(page).iter():
        if isinstance(element.tag, str):
            assert element.tag not in ("script", "style", "iframe", "object") or (element.tag == "script" and element.get("src", "").startswith("/-/desk/"))
            assert not [key for key in element.attrib if key.startswith("on") or key == "style"], element.attrib
            assert not any(value.strip().lower().startswith("javascript:") for value in element.attrib.values())
            assert element.get("onload") is None and element.get("src", "/").startswith("/")


def test_every_word_of_the_pages_is_there_in_both_languages() -> None:
    known = SAY.desk
    for file in [*(WEB / "templates").rglob("*.html"), *WEB.rglob("*.py")]:
        source = file.read_text(encoding="utf-8")
        for key in re.findall(r"""\bt\(["']([a-z0-9_.]+)["'](?!\s*\+)""", source) + re.findall(r"""words\("([a-z0-9_.]+)\"""", source):
            assert key in known or key.endswith("."), f"{file.name}: {key}"
        for prefix in re.findall(r"""\bt\(["']([a-z0-9_.]+\.)["']\s*\+""", source):
            assert any(key.startswith(prefix) for key in known), f"{file.name}: {prefix}"


def test_every_check_has_a_short_name() -> None:
    from extractor.audit import CHECKS

    for code in CHECKS:
        assert Words("vi").check_name(code) != code.replace("_", " "), code


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("url", ["/", "/findings", "/doc/1", "/doc/2", "/-/desk-me", "/-/desk-jobs"])
def test_pages_answer_in_both_languages(client: Client, url: str, lang: str) -> None:
    page = client.get(f"{url}?lang={lang}")
    assert page.status_code == 200
    if "desk-jobs" not in url:
        assert f'<html lang="{lang}"' in page.text
        assert "default-src 'none'" in page.headers["content-security-policy"] and page.headers["x-content-type-options"] == "nosniff"
        assert_nothing_inline(page.text)


def test_the_inbox_lists_counts_and_failures(client: Client) -> None:
    page = client.get("/").text
    assert "45/BC-UBND" in page and "hong&lt;b&gt;.pdf" in page and "3 văn bản" in page
    assert re.search(r'class="badge error"[^>]*>✗ 1<', page)


def test_the_inbox_filters_and_sorts(client: Client) -> None:
    for query, found in (("q=giam+ngheo", 1), ("q=45/bc", 1), ("errors=1", 1), ("type=Báo cáo", 3), ("period=2031-3", 1), ("state=clean", 2), ("state=open", 1), ("q=khongco", 0)):
        page = client.get(f"/?{query}").text
        assert f">{found} văn bản<" in page, query
    for sort in ("new", "date", "worst", "checked", "name", "body", "'; DROP TABLE documents"):
        assert client.get(f"/?sort={sort}").status_code == 200
    assert client.get("/?q=x", **{"hx-request": "true"}).text.lstrip().startswith("<div"), "only the list"
    assert period_days("2031-4") == ("2031-10-01", "2032-01-01") and period_days("2031-1") == ("2031-01-01", "2031-04-01")


def test_the_reader_marks_records_and_shows_tables(client: Client) -> None:
    page = client.get(f"/doc/{number_of(client, 'bao-cao')}").text
    assert re.search(r'<mark id="ind-[0-9a-f]+" class="m k-indicator[^"]*t-broken[^"]*"[^>]*>105</mark>', page)
    assert re.search(r'class="m k-indicator[^"]*t-holds[^"]*"[^>]*>50%</mark>', page)
    assert re.search(r'class="m k-reference[^"]*"[^>]*>Nghị quyết số 12/NQ-HĐND</mark>', page)
    assert re.search(r"<th[^>]*>Hộ nghèo</th>", page) and "/table/0.xlsx" in page


def test_a_table_can_be_taken_out(client: Client) -> None:
    from openpyxl import load_workbook

    number = number_of(client, "bao-cao")
    sheet = load_workbook(io.BytesIO(client.get(f"/doc/{number}/table/0.xlsx").content)).active
    assert [cell.value for cell in sheet[2]] == [1, "An Khê", 50, 12]
    text = client.get(f"/doc/{number}/table/0.csv").text
    assert "An Khê,50,12" in text
    assert "'=HYPERLINK" in client.get(f"/doc/{number_of(client, 'onerror')}/table/0.csv").text
    assert client.get(f"/doc/{number}/table/7.csv").status_code == 404


def test_a_record_has_an_address_and_a_panel(client: Client) -> None:
    number = number_of(client, "bao-cao")
    page = client.get(f"/doc/{number}").text
    record = re.findall(r'id="(ind-[0-9a-f]+)" class="m k-indicator[^"]*t-broken', page)[0]
    leads = client.get(f"/r/{record}")
    assert leads.status_code == 200 and f'data-doc="{number}"' in leads.text and f'data-record="{record}"' in leads.text
    panel = client.get(f"/doc/{number}/record/{record}").text
    assert "✗" in panel and "50 + 60" in panel and "hộ nghèo" in panel and panel.count("data-open") >= 3
    assert client.get("/r/ind-0000000000000000").status_code == 404
    reference = re.findall(r'id="(ref-[0-9a-f]+)"', page)[0]
    shown = client.get(f"/doc/{number}/record/{reference}").text
    assert "2 văn bản viện dẫn" in shown and "khac.txt" in shown


def test_a_decision_is_kept_undone_and_done_again(client: Client) -> None:
    client.post("/-/desk-rename", {"name": "Nguyễn Thị Lan"})
    record = findings_of(client.get("/findings").text)[0]
    made = client.post("/-/desk-decide", {"record": record, "act": "rejected", "reason": "Chênh lệch do làm tròn", "note": "đã hỏi xã"}).json()
    assert "đã hỏi xã" in made["cards"][record] and "Nguyễn Thị Lan" in made["cards"][record]
    assert record not in findings_of(client.get("/findings").text) and record in findings_of(client.get("/findings?state=rejected").text)
    assert client.post("/-/desk-undo").json()["records"] == [record]
    assert record in findings_of(client.get("/findings").text)
    assert client.post("/-/desk-redo").json()["records"] == [record]
    assert record in findings_of(client.get("/findings?state=rejected").text)
    client.post("/-/desk-undo")
    assert client.post("/-/desk-undo").json()["nothing"]


def test_a_correction_is_shown_as_such(client: Client) -> None:
    number = number_of(client, "bao-cao")
    page = client.get(f"/doc/{number}").text
    record = re.findall(r'id="(ind-[0-9a-f]+)" class="m k-indicator[^"]*"[^>]*>60<', page)[0]
    panel = client.post("/-/desk-correct", {"record": record, "act": "corrected", "value": "75", "unit": "hộ"})
    assert "Đã sửa" in panel.text and "<del>60</del>" in panel.text
    assert client.post("/-/desk-correct", {"record": record, "act": "corrected", "value": "nhiều"}).status_code == 422
    assert "Đã gỡ" in client.post("/-/desk-correct", {"record": record, "act": "removed"}).text
    assert "Đã sửa" not in client.post("/-/desk-correct", {"record": record, "act": "restored"}).text


def test_a_missed_record_is_added_where_it_was_selected(client: Client) -> None:
    number = number_of(client, "bao-cao")
    page = client.get(f"/doc/{number}").text
    block = next(int(s) for s, body in re.findall(r'<p class="b [^"]*" data-s="(\d+)">(.*?)</p>', page) if "An Khê" in re.sub("<[^>]+>", "", body))
    made = client.post("/-/desk-add", {"doc": number, "start": block, "nth": 0, "quote": "xã  An Khê", "type": "reference", "title": "x"}).json()
    assert made["record"].startswith("add-")
    assert f'id="{made["record"]}"' in client.get(f"/doc/{number}").text
    assert "Do người duyệt thêm" in client.get(f"/doc/{number}/record/{made['record']}").text
    assert client.post("/-/desk-add", {"doc": number, "start": block, "nth": 3, "quote": "xã An Khê", "type": "reference"}).status_code == 400
    client.post("/-/desk-undo")
    assert made["record"] not in client.get(f"/doc/{number}").text


def test_language_and_theme_are_kept(client: Client) -> None:
    client.post("/-/desk-lang", {"lang": "en", "next": "/findings?state=all"}).headers["location"].endswith("/findings?state=all")
    assert '<html lang="en"' in client.get("/").text
    assert client.post("/-/desk-theme", {"theme": "dark"}).status_code == 204
    assert 'data-theme="dark"' in client.get("/").text
    client.post("/-/desk-lang", {"lang": "vi"})


def test_the_vendored_libraries_are_as_listed() -> None:
    import subprocess
    import sys

    done: Any = subprocess.run([sys.executable, str(WEB.parents[1] / "tools" / "vendor.py"), "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_search_over_everything(client: Client) -> None:
    page = client.get("/search?q=ho+ngheo").text
    assert "Số liệu" in page and "<mark>hộ nghèo</mark>" in page
    found = client.get("/search.json?q=105").json()
    assert [hit["quote"] for hit in found["indicator"]["hits"]] == ["105"]
    assert client.get("/search.json?q=value:>=105 unit:hộ nghèo").json()["indicator"]["total"] >= 1
    assert [hit["quote"] for hit in client.get("/search.json?q=40").json()["indicator"]["hits"]] == ["40"], "40 tỷ đồng"
    assert client.get("/search.json?q=hộ in:khac").json()["sentence"]["total"] == 1
    assert client.get('/search.json?q="xã Bình Lâm" OR "HĐND huyện"').json()["sentence"]["total"] >= 2
    assert client.get('/search.json?q=nghị quyết NOT "báo cáo"').json()["sentence"]["total"] >= 1
    hit = client.get("/search.json?q=hộ nghèo&kind=sentence").json()["sentence"]["hits"][0]
    assert client.get(f"/doc/{hit['document_id']}?at={hit['start']}").status_code == 200


def test_suggestions(client: Client) -> None:
    assert "12/NQ-HĐND" in client.get("/search/suggest?q=12/").text
    assert f'data-url="/doc/{number_of(client, "bao-cao")}"' in client.get("/search/suggest?q=45/b").text, "a document that is here and cited by nobody"
    assert client.get("/search/suggest?q=%25_").text.strip() == ""
    assert client.get("/search/suggest?q=4%25").text.count("45/BC") == 0, "a sign of the pattern is a letter"


def test_a_search_is_saved_and_dropped(client: Client) -> None:
    assert client.post("/-/desk-search-save", {"q": "hộ nghèo", "name": "Nghèo"}).status_code == 303
    page = client.get("/search").text
    assert "Nghèo" in page
    client.post("/-/desk-search-drop", {"id": re.findall(r'name="id" value="(\d+)"', page)[0]})
    assert "Nghèo" not in client.get("/search").text


@pytest.mark.parametrize("url", ["/tasks", "/tasks?view=table&day=2031-12-31&late=1", "/tasks?view=bodies", "/refs", "/refs?q=12/NQ&absent=1", "/charts", "/search", "/charts/findings.json", "/charts/checked.json"])
def test_the_other_rooms_answer(client: Client, url: str) -> None:
    for lang in ("vi", "en"):
        answer = client.get(url + ("&" if "?" in url else "?") + f"lang={lang}")
        assert answer.status_code == 200
        if "json" not in url:
            assert_nothing_inline(answer.text)


def test_a_cited_document_with_who_cites_it(client: Client) -> None:
    cited = re.findall(r'href="(/refs/doc-[0-9a-f]+)"', client.get("/refs?q=12/NQ").text)[0]
    page = client.get(cited).text
    assert page.count("<blockquote") == 2 and "bao-cao.txt" in page and "khac.txt" in page
    graph = client.get(cited + ".json").json()
    assert len(graph["nodes"]) == 3 and len(graph["links"]) == 2


def test_the_sheet_carries_decisions_and_is_signed(client: Client) -> None:
    import zipfile

    from openpyxl import load_workbook

    number = number_of(client, "bao-cao")
    record = findings_of(client.get(f"/findings?doc={number}&state=all").text)[0]
    client.post("/-/desk-rename", {"name": "Trần Văn Minh"})
    client.post("/-/desk-decide", {"record": record, "act": "accepted", "note": "xã báo nhầm"})
    client.post("/-/desk-sign", {"doc": number, "signer": "Trần Văn Minh", "title": "Chuyên viên"})
    page = client.get(f"/audit/{number}").text
    assert "xã báo nhầm" in page and "Chuyên viên" in page and "40 / 80 = 50%" in page
    assert '<span class="state signed">' in client.get("/").text
    word = zipfile.ZipFile(io.BytesIO(client.get(f"/audit/{number}.docx").content)).read("word/document.xml").decode()
    assert "xã báo nhầm" in word and "Trần Văn Minh" in word and "40 / 80 = 50%" in word
    book = load_workbook(io.BytesIO(client.get(f"/audit/{number}.xlsx").content))
    assert any("xã báo nhầm" in str(cell.value) for row in book.worksheets[0] for cell in row)
    assert "xã báo nhầm" in client.get(f"/audit/{number}.html").text
    signed = re.findall(r'name="id" value="(\d+)"', page)[0]
    client.post("/-/desk-withdraw", {"doc": number, "id": signed})
    assert "đã rút" in client.get(f"/audit/{number}").text
    client.post("/-/desk-undo")


def test_a_job_tells_its_file_and_page(client: Client) -> None:
    from extractor.web.jobs import Job

    job = Job(1, [{"path": "/a/dài.pdf", "source": "dài.pdf"}], state="running", now="dài.pdf", page=12, pages=200)
    client.datasette.trichyeu_jobs.jobs[1] = job
    page = client.get("/-/desk-jobs").text
    assert "dài.pdf" in page and "trang 12 / 200" in page and 'value="0.06"' in page
