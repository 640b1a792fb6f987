"""The pages of Datasette on a database: titles, search without accents, links, prepared queries, and no other host."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

pytest.importorskip("datasette")

from extractor.batch import find, run
from extractor.database.compact_schema import VIEW_NAMES
from extractor.database.connection import open_database
from extractor.database.schema import VERSION
from extractor.web.metadata import QUERIES, TABLES, metadata
from extractor.web.plugin import match_expression
from extractor.web.serving import application, free_port

TEXT = """Theo Quyết định số 812/QĐ-UBND ngày 14/3/2031 của UBND tỉnh Bình Định, các xã họp ngày 05/6/2031.
Điều kiện được bảo đảm theo Nghị định số 47/2029/NĐ-CP.
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("web")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    db = open_database(folder / "x.db", create=True)
    list(run(db, find([folder / "a.txt"])))
    db.conn.close()
    return folder / "x.db"


class Pages:
    """Asks the application without a network."""

    def __init__(self, path: Path, lang: str) -> None:
        self.datasette = application(path, lang)
        asyncio.run(self.datasette.invoke_startup())

    def get(self, url: str, host: str = "localhost") -> Any:
        return asyncio.run(self.datasette.client.get(url, headers={"host": host}))

    def rows(self, url: str) -> list[dict[str, Any]]:
        response = self.get(url)
        assert response.status_code == 200, response.text
        return list(json.loads(response.text))


@pytest.fixture(scope="module")
def pages(path: Path) -> Pages:
    return Pages(path, "vi")


def test_titles_in_the_language(pages: Pages, path: Path) -> None:
    page = pages.get("/x").text
    assert "Văn bản được viện dẫn" in page and "Tìm câu" in page
    assert "Cited documents" in Pages(path, "en").get("/x/cited_documents").text


def test_every_table_of_the_schema_is_described(path: Path) -> None:
    db = open_database(path)
    tables = {t for t in db.table_names() if "_fts" not in t and "_exact" not in t} | VIEW_NAMES
    columns = {t: {c.name for c in db[t].columns} for t in tables}
    db.conn.close()
    assert tables == set(TABLES) and VERSION >= 1
    for name, table in TABLES.items():
        wanted = {*table.facets, *table.columns, *([table.sort] if table.sort else []), *([table.label] if table.label else [])}
        assert wanted <= columns[name], name


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_table_answers(pages: Pages, table: str) -> None:
    assert pages.get(f"/x/{table}").status_code == 200


@pytest.mark.parametrize("query", sorted(QUERIES))
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_prepared_query_runs(pages: Pages, query: str, lang: str) -> None:
    found = pages.rows(f"/x/{query}.json?_shape=array&q=nghi+dinh&from=2031-01-01&to=2031-12-31")
    assert found or query == "can_xem"
    assert query in metadata("x", lang)["databases"]["x"]["queries"]


@pytest.mark.parametrize("typed", ["nghi dinh 47", "Nghị định 47", "47/2029/nd-cp"])
def test_search_without_accents(pages: Pages, typed: str) -> None:
    (row,) = pages.rows(f"/x/tim_vien_dan.json?_shape=array&q={quote(typed)}")
    assert row["code"] == "47/2029/NĐ-CP" and "Điều kiện" in row["sentence"]
    assert len(pages.rows(f"/x/sentences.json?_shape=array&_search={quote(typed)}")) == 1


@pytest.mark.parametrize("typed", ["", "%", '"', "' OR 1=1", "NEAR("])
def test_what_is_typed_is_never_syntax(pages: Pages, typed: str) -> None:
    assert pages.get(f"/x/tim_cau.json?_shape=array&q={quote(typed)}").status_code == 200
    assert match_expression(typed)


def test_a_record_links_to_its_sentence(pages: Pages) -> None:
    page = pages.get("/x/document_references").text
    assert re.search(r'href="/x/sentences\?id=\d+"', page)
    query = pages.get("/x/tim_cau?q=dieu+kien").text
    assert re.search(r'href="/x/sentences\?id=\d+"', query)
    view = pages.get("/x/references_view").text
    assert re.search(r'href="/x/sentences\?id=\d+"', view) and re.search(r'href="/x/cited_documents/doc-', view)


def test_pages_load_nothing_from_elsewhere(pages: Pages) -> None:
    for url in ("/", "/x", "/x/sentences", "/x/tim_cau?q=a"):
        assert not re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="(?:https?:)?//(?!localhost/)', pages.get(url).text)


def test_another_host_gets_no_answer(pages: Pages) -> None:
    assert pages.get("/x/sentences", host="evil.example:8001").status_code == 400
    assert pages.get("/x/sentences", host="127.0.0.1:8001").status_code == 200


def test_the_pages_cannot_write(pages: Pages) -> None:
    response = pages.get("/x.json?sql=" + quote("DELETE FROM sentences"))
    assert response.status_code == 400
    assert pages.rows("/x.json?_shape=array&sql=" + quote("SELECT count(*) AS n FROM sentences"))[0]["n"] == 2


def test_a_port_in_use_is_known() -> None:
    import socket

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        assert free_port(other.getsockname()[1]) is None
    assert free_port(0)


@pytest.mark.skipif(sys.platform == "win32", reason="stops by a signal")
def test_a_real_server_on_this_machine_only(path: Path) -> None:
    port = free_port(0)
    command = [sys.executable, "-c", "from extractor.cli import main; main()", "serve", str(path), "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env={**os.environ, "TRICHYEU_LANG": "vi"}) as process:
        try:
            page = ""
            for _ in range(400):
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/x") as answer:
                        page = answer.read().decode()
                    break
                except urllib.error.URLError:
                    time.sleep(0.2)
            assert "Văn bản được viện dẫn" in page
        finally:
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=20)
    assert f"127.0.0.1:{port}" in said.decode() and "Traceback" not in said.decode()
