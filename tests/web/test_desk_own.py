"""The form of a document's own details: what may be corrected, by whom, and that what is typed is text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("datasette")

from desk_samples import XSS, Client, build, findings_of, number_of

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


def test_a_suggested_value_names_its_figure(client: Client) -> None:
    number = number_of(client, "bao-cao")
    page = client.get(f"/findings?doc={number}&state=all").text
    named = re.findall(r'<p class="suggested">(.*?)</p>', page)
    if not named:
        pytest.skip("no finding of the sample suggests a value")
    assert all(re.match(r"Giá trị gợi ý cho “[^”]+”", said) for said in named)
    panel = client.get(f"/doc/{number}/record/{findings_of(page)[0]}").text
    assert "Giá trị gợi ý cho" in panel
