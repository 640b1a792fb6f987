"""The form of a document's own details: what may be corrected, by whom, and that what is typed is text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("datasette")

from desk_samples import XSS, Client, build, connected, findings_of, number_of, read_in

NAMES = ("doc_type", "code", "issued_on", "issuer", "title", "signer")


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return Client(build(tmp_path))


def own(client: Client, number: int) -> str:
    return re.findall(r'name="record" value="(met-[0-9a-f]+)"', client.get(f"/doc/{number}").text)[0]


def test_only_what_was_changed_is_kept_and_all_of_it_is_given_back(client: Client) -> None:
    number = number_of(client, "bao-cao")
    record = own(client, number)
    form = dict.fromkeys(NAMES, "") | dict(re.findall(r'<input name="(\w+)" value="([^"]*)"', client.get(f"/doc/{number}/record/{record}").text))
    assert client.post("/-/desk-correct", {"record": record, "act": "corrected", **form}).status_code == 400, "nothing was changed"
    made = client.post("/-/desk-correct", {"record": record, "act": "corrected", **form, "issued_on": "13/7/2031"})
    assert made.text.count("<del>") == 1 and "<del>12/07/2031</del>" in made.text and 'id="doc-head" hx-swap-oob' in made.text
    assert "13/07/2031" in client.get(f"/doc/{number}").text and ">1 văn bản<" in client.get("/?q=bao+cao&period=2031-3&body=" + form["issuer"]).text
    assert client.post("/-/desk-correct", {"record": record, "act": "corrected", **form, "issued_on": "31/2/2031"}).status_code == 422
    assert "<del>" not in client.post("/-/desk-correct", {"record": record, "act": "restored"}).text
    assert client.post("/-/desk-correct", {"record": record, "act": "removed"}).status_code == 422, "a document is no superfluous record"


def test_what_is_typed_is_text_everywhere(client: Client) -> None:
    number = number_of(client, "bao-cao")
    record = own(client, number)
    client.post("/-/desk-correct", {"record": record, "act": "corrected", "title": f"hộ {XSS}", "issuer": XSS, "code": "45'\";--", "note": XSS})
    for url in ("/", f"/doc/{number}", f"/doc/{number}/record/{record}", f"/audit/{number}", f"/findings?doc={number}", "/search?q=hộ", "/tasks", "/refs", "/charts", f"/audit/{number}.html"):
        page = client.get(url).text
        assert "<script>window" not in page and "<img src=x" not in page, url


def test_a_reader_sees_and_does_not_correct(tmp_path: Path) -> None:
    path = build(tmp_path)
    reviewer = Client(path, passwords={"reviewer": "mat-khau-1", "reader": "mat-khau-2"})
    reader = Client(path, passwords={"reviewer": "mat-khau-1", "reader": "mat-khau-2"})
    for client, password in ((reviewer, "mat-khau-1"), (reader, "mat-khau-2")):
        client.get("/-/desk-login")
        client.post("/-/desk-login-check", {"password": password, "next": "/"})
    number = 2
    record = own(reviewer, number)
    reviewer.post("/-/desk-correct", {"record": record, "act": "corrected", "signer": "Phạm Thị Bích"})
    page = reader.get(f"/doc/{number}").text
    assert "Phạm Thị Bích" in page and 'id="correct"' not in page
    assert reader.post("/-/desk-correct", {"record": record, "act": "restored"}).status_code == 403


TABLE = """BÁO CÁO
Số: 47/BC-UBND
Ngày 15/7/2031

| TT | Xã | Hộ nghèo | Hộ cận nghèo | Tổng cộng |
|---|---|---|---|---|
| 1 | An Khê | 150 | 122 | 272 |
| 2 | Bình Lâm | 160 | 118 | 287 |
| 3 | Cát Sơn | 141 | 133 | 274 |
| | Tổng số | 451 | 373 | 824 |
"""


def test_a_suggested_value_names_its_figure(tmp_path: Path) -> None:
    path = build(tmp_path)
    (tmp_path / "in" / "bang.txt").write_text(TABLE, encoding="utf-8")
    read_in(path, tmp_path / "in" / "bang.txt")
    client = Client(path)
    number = number_of(client, "bang")
    page = client.get(f"/findings?doc={number}&state=all").text
    assert re.search(r'<p class="suggested">Giá trị gợi ý cho “287”.*?: <b>278', page)
    assert "Giá trị gợi ý cho “287”" in client.get(f"/doc/{number}/record/{findings_of(page)[0]}").text
    assert "Suggested value for “287”" in client.get(f"/findings?doc={number}&state=all&lang=en").text


def test_the_panel_tells_the_rule_of_each_field(client: Client) -> None:
    number = number_of(client, "bao-cao")
    page = client.get(f"/doc/{number}").text
    record = re.findall(r'id="(ind-[0-9a-f]+)" class="m k-indicator[^"]*"[^>]*>105<', page)[0]
    assert f'hx-get="/doc/{number}/record/{record}/why"' in client.get(f"/doc/{number}/record/{record}").text
    told = client.get(f"/doc/{number}/record/{record}/why").text
    assert "Đơn vị" in told and "<code>" in told
    assert "<code>" in client.get(f"/doc/{number}/record/{own(client, number)}/why").text
    assert "không cho bản ghi này" in client.get(f"/doc/{number}/record/ind-0000000000000001/why").text
    with connected(client.datasette.trichyeu.path) as conn:
        location = Path(conn.execute("SELECT location FROM documents WHERE id = ?", [number]).fetchone()[0])
    location.write_text("khác", encoding="utf-8")
    assert "không nói được quy tắc" in client.get(f"/doc/{number}/record/{record}/why").text, "another file is not read"
    assert client.get(f"/doc/999999/record/{record}/why").status_code == 404


def test_a_task_that_was_missed_is_added(client: Client) -> None:
    number = number_of(client, "bao-cao")
    page = client.get(f"/doc/{number}").text
    block = next(int(s) for s, body in re.findall(r'<p class="b [^"]*" data-s="(\d+)">(.*?)</p>', page) if "giải ngân" in re.sub("<[^>]+>", "", body))
    form = {"doc": number, "start": block, "nth": 0, "quote": "Đã giải ngân", "type": "task", "form": "event", "status": "completed", "title": "Giải ngân vốn"}
    made = client.post("/-/desk-add", form)
    assert made.status_code == 200 and "Giải ngân vốn" in client.get(made.json()["url"].partition("#")[0]).text
    assert client.post("/-/desk-add", {**form, "status": ""}).status_code == 422, "its type needs a state"
