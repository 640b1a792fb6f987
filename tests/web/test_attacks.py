"""Attacks on the desk: scripts in names and texts, paths that climb, uploads without end, changes from elsewhere, SQL in every parameter."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest

pytest.importorskip("datasette")

from desk_samples import XSS, Client, build, findings_of, number_of
from test_desk import assert_nothing_inline

import extractor
from extractor.web.http import Refused
from extractor.web.views.settings import _next
from extractor.web.views.uploads import safe_source

PACKAGE = Path(extractor.__file__).resolve().parent


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("attack"))


@pytest.fixture
def client(path: Path) -> Client:
    return Client(path)


PAGES = ("/", "/findings", "/search", "/tasks", "/charts", "/refs", "/doc/1", "/doc/2", "/doc/3", "/audit/1", "/search/suggest", "/-/desk-login", "/-/desk-me")
PARAMETERS = ("q", "type", "body", "period", "state", "sort", "page", "errors", "doc", "severity", "check", "kind", "lead", "quarter", "day", "late", "view", "r", "at", "lang", "next", "absent", "saved", "after", "before", "skip", "limit")
EVIL = (XSS, "' OR 1=1 --", "1; DROP TABLE documents", '"', "\x00", "%00", "-1", "9" * 40, "NEAR(", "*", "a" * 3000, "../../etc/passwd", "{{7*7}}", "\u202egnp.exe")


@pytest.mark.parametrize("page", PAGES)
def test_nothing_in_a_parameter_is_markup_or_sql(client: Client, page: str) -> None:
    for parameter in PARAMETERS:
        for value in EVIL[:5] if parameter not in ("q", "page", "r") else EVIL:
            answer = client.get(f"{page}?{parameter}={quote(value)}")
            assert answer.status_code in (200, 303, 404), (parameter, value, answer.status_code)
            if answer.status_code == 200:
                assert_nothing_inline(answer.text if "<html" in answer.text else f"<div>{answer.text}</div>")
                assert "49" not in re.findall(r'value="(49)"', answer.text)
    assert client.get("/x/documents.json?_shape=array&_col=id").json(), "the tables are still there"


def test_names_titles_cells_and_notes_are_text(client: Client) -> None:
    number = number_of(client, "onerror")
    record = findings_of(client.get("/findings?state=all").text)[0]
    client.post("/-/desk-rename", {"name": XSS})
    made = client.post("/-/desk-decide", {"record": record, "act": "accepted", "note": XSS, "reason": XSS})
    assert_nothing_inline(f"<div>{made.json()['cards'][record]}</div>")
    client.post("/-/desk-sign", {"doc": number, "signer": XSS, "title": XSS, "note": XSS})
    client.post("/-/desk-search-save", {"q": XSS, "name": XSS})
    for page in ("/", f"/doc/{number}", f"/audit/{number}", f"/audit/{number}.html", "/findings?state=all", "/search?q=script", "/search", "/refs", "/charts"):
        answer = client.get(page)
        assert answer.status_code == 200
        body = answer.text
        if page.endswith(".html"):
            body = re.sub(r"<style>.*?</style>", "", body, flags=re.S)
        assert_nothing_inline(body)
    for table in ("documents", "reviews", "sign_offs", "sentences"):
        assert "<script>window.hacked" not in client.get(f"/x/{table}").text
    client.post("/-/desk-undo")


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/../../b", "..\\..\\x.txt", "x\x00y.txt", "./a//b/./c.txt", "é/ệ.txt"])
def test_names_of_uploads_stay_inside(name: str) -> None:
    made = safe_source(name)
    assert not made.startswith("/") and ".." not in made.split("/") and "\\" not in made and made.isprintable()


@pytest.mark.parametrize("name", ["", "..", "/", "a/" * 20 + "b", "x" * 500, "CON", "nul.txt", "C:/x.txt", "a:b"])
def test_names_that_are_none(name: str) -> None:
    with pytest.raises(Refused):
        safe_source(name)


def test_an_upload_that_climbs_lands_in_its_folder(client: Client, path: Path) -> None:
    made = client.post("/-/desk-upload?name=" + quote("../../../evil.txt"), content=b"x", **{"content-type": "application/octet-stream"})
    assert made.status_code == 200 and made.json()["source"] == "evil.txt"
    assert not list(path.parent.parent.glob("evil*"))
    assert client.post("/-/desk-read", {"batch": "../../x"}).status_code == 400
    assert client.post("/-/desk-upload?name=a.txt&batch=../../../x", content=b"x").status_code == 400


def test_an_upload_over_the_limit_is_refused_and_leaves_nothing(path: Path) -> None:
    client = Client(path, max_upload=1_000)
    made = client.post("/-/desk-upload?name=big.txt", content=b"x" * 2_000, **{"content-type": "application/octet-stream"})
    assert made.status_code == 413
    assert not [p for p in client.datasette.trichyeu.files.rglob("*") if p.is_file() and p.stat().st_size > 500]
    assert client.post("/-/desk-decide", {"record": "x" * 2_000_000, "act": "later"}).status_code == 413


CHANGES = ("decide", "undo", "redo", "correct", "add", "upload", "read", "samples", "retry", "forget", "stop", "dismiss", "sign", "withdraw",
           "search-save", "search-drop", "rename", "lang", "theme")  # fmt: skip


@pytest.mark.parametrize("act", CHANGES)
def test_no_change_comes_from_elsewhere(client: Client, act: str) -> None:
    url = f"/-/desk-{act}"
    client.get("/-/desk-me")
    assert client.get(url).status_code == 405
    assert Client.post(Fresh(client), url, {"x": "1"}, token=False).status_code == 403, "neither cookie nor token"
    assert client.post(url, {"x": "1"}, token=False).status_code == 403, "a cookie without the token"
    assert client.post(url, {"x": "1"}, **{"origin": "http://evil.example"}).status_code == 403
    assert client.post(url, {"x": "1"}, **{"sec-fetch-site": "cross-site"}).status_code == 403
    assert client.post(url, {"x": "1"}, token=False, **{"authorization": "Bearer x"}).status_code == 403


class Fresh(Client):
    """The same server, a browser without cookies."""

    def __init__(self, other: Client) -> None:
        self.datasette = other.datasette
        self.cookies = {}


def test_another_host_is_no_name_of_ours(client: Client) -> None:
    assert client.get("/", host="evil.example").status_code == 400


@pytest.mark.parametrize("given", ["//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "a\r\nset-cookie: x=1"])
def test_a_login_leads_nowhere_else(given: str) -> None:
    path = _next(given)
    assert path.startswith("/") and not path.startswith("//") and "\\" not in path and "\n" not in path


@pytest.mark.parametrize("url", ["/doc/999999", "/doc/1/page/1.png", "/doc/1/page/99999.png", "/doc/1/crop/1", "/doc/99/table/0.csv", "/r/ind-00", "/refs/doc-00", "/audit/999", "/doc/../../etc/passwd", "/-/desk/../http.py", "/-/desk/%2e%2e/http.py"])
def test_what_is_not_there_is_said(client: Client, url: str) -> None:
    answer = client.get(url)
    assert answer.status_code in (404, 400, 403) and "Traceback" not in answer.text and str(PACKAGE) not in answer.text and "from __future__" not in answer.text


class TestPasswords:
    """A server that asks for a password."""

    @pytest.fixture
    def locked(self, path: Path) -> Client:
        return Client(path, passwords={"reader": "doc-thoi", "reviewer": "duyet-duoc"})

    def test_nothing_is_shown_without_one(self, locked: Client) -> None:
        for url in ("/", "/findings", "/doc/1", "/search?q=a", "/audit/1", "/doc/1/table/0.csv", "/charts/findings.json"):
            assert locked.get(url).status_code == 303 and "/-/desk-login" in locked.get(url).headers["location"], url
        for url in ("/x", "/x/documents", "/x.json?sql=select+1", "/x/documents.json", "/x.db", "/-/databases.json"):
            assert locked.get(url).status_code in (302, 303, 403), url
        locked.get("/-/desk-login")
        assert locked.post("/-/desk-decide", {"record": "a", "act": "later"}).status_code == 401

    def test_a_wrong_one_and_a_forged_cookie(self, locked: Client) -> None:
        locked.get("/-/desk-login")
        assert locked.post("/-/desk-login-check", {"password": "doc"}).status_code == 403
        locked.cookies["ds_actor"] = '{"a": {"id": "reviewer", "role": "reviewer"}}'
        assert locked.get("/").status_code == 303

    def test_a_reader_reads_and_a_reviewer_decides(self, locked: Client) -> None:
        locked.get("/-/desk-login")
        assert locked.post("/-/desk-login-check", {"password": "doc-thoi", "next": "/findings"}).headers["location"] == "/findings"
        page = locked.get("/findings?state=all").text
        assert 'class="decide"' not in page and findings_of(page), "a reader has no buttons"
        record = re.findall(r'id="f-(fin-[0-9a-f]+)"', page)[0]
        assert locked.post("/-/desk-decide", {"record": record, "act": "later"}).status_code == 403
        assert locked.get("/x/documents").status_code == 200
        assert locked.get("/x.json?sql=select+1").status_code == 403, "no SQL for readers"
        assert locked.post("/-/desk-logout", {}).status_code == 303 and locked.get("/").status_code == 303
        locked.get("/-/desk-login")
        locked.post("/-/desk-login-check", {"password": "duyet-duoc"})
        assert locked.post("/-/desk-decide", {"record": record, "act": "later"}).status_code == 200
        locked.post("/-/desk-undo")


    def test_a_token_that_is_wrong_or_somebody_elses(self, locked: Client, path: Path) -> None:
        locked.get("/-/desk-login")
        locked.post("/-/desk-login-check", {"password": "duyet-duoc"})
        record = findings_of(locked.get("/findings?state=all").text)[0]
        mine = locked.cookies["ds_csrftoken"]
        other = Client(path, passwords={"reviewer": "duyet-duoc"})
        other.get("/-/desk-login")
        for token in ("", "x", mine[:-1], mine + "x", other.cookies["ds_csrftoken"]):
            answer = locked.post("/-/desk-decide", {"record": record, "act": "later"}, token=False, **{"x-csrftoken": token})
            assert answer.status_code == 403, token
            assert locked.post("/-/desk-decide", {"record": record, "act": "later", "csrftoken": token}, token=False).status_code == 403, token
        # A signed cookie of another server, and one whose signature is cut.
        signed = locked.cookies["ds_actor"]
        other.post("/-/desk-login-check", {"password": "duyet-duoc"})
        for actor in (signed[:-2], other.cookies["ds_actor"], signed.split(".")[0], ""):
            locked.cookies["ds_actor"] = actor
            assert locked.get("/").status_code == 303, actor
            assert locked.post("/-/desk-decide", {"record": record, "act": "later"}).status_code == 401

    def test_sql_of_readers_that_they_may_run_ends(self, path: Path) -> None:
        import time

        open_ = Client(path, passwords={"reader": "doc-thoi", "reviewer": "duyet-duoc"}, sql=True)
        open_.get("/-/desk-login")
        open_.post("/-/desk-login-check", {"password": "doc-thoi"})
        assert open_.get("/x.json?sql=select+1").status_code == 200
        began = time.monotonic()
        assert open_.get("/x.json?sql=" + quote(ENDLESS[0])).status_code == 400
        assert time.monotonic() - began < 30


ENDLESS = (
    "with recursive c(n) as (select 1 union all select n + 1 from c) select count(*) from c",
    "with recursive c(n, s) as (select 1, 'x' union all select n + 1, s || s from c) select max(length(s)) from c",
    "with recursive a(n) as (select 1 union select n + 1 from a), b(m) as (select n from a union all select m * 2 from b) select sum(m) from b",
    "select count(*) from " + ", ".join(f"citations c{n}" for n in range(12)),  # no machine counts to fifty to the twelfth
    "select * from pragma_table_info('documents') a, (with recursive c(n) as (select 0 union all select n + 1 from c) select n from c)",
)


@pytest.mark.parametrize("number", range(len(ENDLESS)))
def test_recursive_sql_ends_and_the_next_page_comes(client: Client, number: int) -> None:
    answer = client.get("/x.json?sql=" + quote(ENDLESS[number]))
    # Datasette cuts rows that go on for ever; a sum that never ends is stopped.
    assert answer.status_code == 400 or (answer.status_code == 200 and answer.json().get("truncated"))
    assert "Traceback" not in answer.text and client.get("/findings").status_code == 200


@pytest.mark.parametrize("body", [b"", b"\x00" * 64, b"PK\x03\x04" + b"\xff" * 200, b"%PDF-1.7\n%%EOF", b"\x89PNG\r\n\x1a\n" + b"\x00" * 32, "Số: 1".encode("utf-16")[:7]])
def test_a_malformed_upload_is_taken_and_nothing_else(client: Client, body: bytes) -> None:
    """What no reader can read is a row with its cause after the reading; the upload itself never fails on bytes."""
    made = client.post("/-/desk-upload?name=" + quote("hỏng.docx"), content=body, **{"content-type": "application/octet-stream"})
    assert made.status_code == 200 and made.json()["size"] == len(body)
    folder = client.datasette.trichyeu.files / f".arriving-{made.json()['batch']}"
    assert len(list(folder.iterdir())) == 2 and all(p.resolve().parent == folder.resolve() for p in folder.iterdir())


def test_an_upload_that_breaks_off_leaves_nothing(client: Client) -> None:
    import asyncio

    from extractor.web.http import Desk
    from extractor.web.views import uploads

    class Asked:
        query_string, cookies, headers, method, actor = "name=a.txt", {}, {}, "POST", None

    sent = [{"type": "http.request", "body": b"abc", "more_body": True}, {"type": "http.disconnect"}]

    async def receive() -> dict[str, object]:
        return sent.pop(0)

    before = {p for p in client.datasette.trichyeu.files.rglob("*") if p.is_file()}
    with pytest.raises(Refused):
        asyncio.run(uploads.receive(Desk(client.datasette, Asked(), receive)))
    assert {p for p in client.datasette.trichyeu.files.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize("batch", ["0" * 31, "0" * 33, "g" * 32, "..", "0" * 32 + "/x"])
def test_no_batch_is_a_path(client: Client, batch: str) -> None:
    assert client.post("/-/desk-read", {"batch": batch}).status_code == 400
    assert client.post("/-/desk-read", {"batch": "0" * 32}).status_code == 404


def test_scripts_in_footnotes_and_cells_are_text(tmp_path: Path) -> None:
    """A web page and a sheet that carry scripts where a person would not see them: footnote, cell, title, file name."""
    from openpyxl import Workbook

    from extractor.batch import find, run
    from extractor.database.connection import open_database

    source = tmp_path / "in"
    source.mkdir()
    (source / "a.html").write_text(
        "<html><head><title>&lt;script&gt;window.hacked=1&lt;/script&gt;</title></head><body><p>BÁO CÁO</p><p>Số: 9/BC-UBND</p>"
        "<p>Huyện có 12 hộ<sup>1</sup> theo Quyết định số 9/QĐ-UBND ngày 01/02/2031.</p><script>window.hacked=1</script>"
        "<p><sup>1</sup> &lt;img src=x onerror=window.hacked=1&gt; có 3 hộ.</p></body></html>",
        encoding="utf-8",
    )
    book = Workbook()
    book.active.append(["Xã", '<svg onload="window.hacked=1">'])
    book.active.append([XSS, 12])
    book.active.append(["</table></article><script>window.hacked=1</script>", 13])
    book.save(source / "b.xlsx")
    db = open_database(tmp_path / "x.db", create=True)
    list(run(db, find([source])))
    (count,) = db.conn.execute("SELECT count(*) FROM documents").fetchone()
    db.conn.close()
    client = Client(tmp_path / "x.db")
    assert count == 2
    for url in ("/", "/doc/1", "/doc/2", "/doc/1/part/0", "/doc/2/part/0", "/findings?state=all", "/search?q=onerror", "/search?q=script", "/tasks", "/refs", "/audit/1", "/audit/2", "/search/suggest?q=script"):
        answer = client.get(url)
        assert answer.status_code == 200, url
        assert_nothing_inline(answer.text if "<html" in answer.text else f"<div>{answer.text}</div>")


def test_a_database_that_cannot_be_written_is_only_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    real = os.access
    monkeypatch.setattr(os, "access", lambda p, mode, **more: False if mode == os.W_OK and Path(p) == path.resolve() else real(p, mode, **more))
    client = Client(path)
    page = client.get("/").text
    assert "chỉ đọc được" in page and "drop" not in re.findall(r'id="(\w+)"', page)
    record = re.findall(r'id="f-(fin-[0-9a-f]+)"', client.get("/findings?state=all").text)[0]
    assert client.post("/-/desk-decide", {"record": record, "act": "later"}).status_code == 403
    assert client.get(f"/audit/{number_of(client, 'bao-cao')}").status_code == 200
