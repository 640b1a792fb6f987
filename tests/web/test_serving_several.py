"""Several databases in the browser, by a real server: one page searches them all, each hit leads to its reader, and no file changes."""

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
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("datasette")

from typer.testing import CliRunner

from extractor.batch import find, run
from extractor.cli import build
from extractor.database.connection import open_database
from extractor.web.limits import guarded
from extractor.web.serving import free_port
from extractor.web.several import Front, Shelf

TEXT = "Theo Quyết định số {n}/QĐ-UBND ngày 14/3/2031 của UBND tỉnh Bình Định, các xã & phường họp ngày 05/6/2031.\n"


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("several")
    made = []
    for n, name in ((812, "2030"), (947, "năm 2031")):
        (folder / f"{n}.txt").write_text(TEXT.format(n=n), encoding="utf-8")
        db = open_database(folder / f"{name}.db", create=True)
        list(run(db, find([folder / f"{n}.txt"])))
        db.conn.close()
        made.append(folder / f"{name}.db")
    return made


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in sorted(folder.iterdir()) if p.is_file()}


@pytest.fixture(scope="module")
def port(paths: list[Path]) -> Iterator[int]:
    before = state(paths[0].parent)
    port = free_port(0)
    command = [sys.executable, "-c", "from extractor.cli import main; main()", "serve", *map(str, paths), "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env={**os.environ, "TRICHYEU_LANG": "vi"}) as process:
        try:
            for _ in range(150):
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/").close()
                    break
                except urllib.error.URLError:
                    time.sleep(0.2)
            yield int(port or 0)
        finally:
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=30)
    assert "Traceback" not in said.decode() and all(path.name in said.decode() for path in paths)
    assert state(paths[0].parent) == before


def page(url: str) -> str:
    with urllib.request.urlopen(url) as answer:
        return str(answer.read().decode())


def test_the_page_names_the_databases_and_searches_all(port: int, paths: list[Path]) -> None:
    first = page(f"http://127.0.0.1:{port}/")
    assert all(path.name in first for path in paths) and "1 văn bản" in first
    found = json.loads(page(f"http://127.0.0.1:{port}/search.json?q=quyet+dinh"))
    assert [(hit["database"], hit["document"]) for hit in found["reference"]["hits"]] == [(str(paths[0]), "812.txt"), (str(paths[1]), "947.txt")]
    assert found["sentence"]["total"] == 2
    shown = page(f"http://127.0.0.1:{port}/search?q=h%E1%BB%8Dp&lang=en")
    assert "Sentences" in shown and "<mark>họp</mark>" in shown and "xã &amp; phường" in shown


def test_a_hit_leads_to_the_reader_of_its_database(port: int) -> None:
    shown = page(f"http://127.0.0.1:{port}/search?q=quyet+dinh")
    links = list(dict.fromkeys(re.findall(r'href="(http://127\.0\.0\.1:\d+/doc/\d+)', shown)))
    assert len(links) == 2
    for link, code in zip(links, ("812/QĐ-UBND", "947/QĐ-UBND"), strict=True):
        request = urllib.request.Request(link, headers={"sec-fetch-site": "same-site", "cookie": "trichyeu_lang=en"})
        with urllib.request.urlopen(request) as answer:
            text = answer.read().decode()
        assert code in text and "can only be read" in text


def test_nothing_can_be_changed_there(port: int) -> None:
    link = re.findall(r'href="(http://127\.0\.0\.1:\d+)/"', page(f"http://127.0.0.1:{port}/"))[0]
    for url in (f"{link}/-/desk-decide", f"{link}/-/desk-read", f"http://127.0.0.1:{port}/search"):
        with pytest.raises(urllib.error.HTTPError) as error:
            urllib.request.urlopen(urllib.request.Request(url, data=b"x=1", method="POST"))
        assert error.value.code in (403, 405)


def ask(app: Any, path: str, host: str = "127.0.0.1", query: str = "") -> int:
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": [(b"host", host.encode())]}
    asyncio.run(app(scope, None, send))
    return int(sent[0]["status"])


def test_the_common_page_answers_this_machine_alone(paths: list[Path]) -> None:
    app = guarded(Front([Shelf(str(path), path, 1) for path in paths], "vi"))
    assert ask(app, "/") == 200 and ask(app, "/", host="evil.example") == 400
    assert ask(app, "/-/desk/desk.css") == 200 and ask(app, "/-/desk/../serving.py") == ask(app, "/-/desk/desk.js") == ask(app, "/doc/1") == 404
    assert ask(app, "/search", query="q=%22%20OR%20(*&lang=xx") == 200


def test_an_older_database_is_shown_from_a_copy(paths: list[Path], tmp_path: Path) -> None:
    from contextlib import ExitStack

    from extractor.web.several import shelves_of

    old = tmp_path / "cũ.db"
    old.write_bytes(paths[0].read_bytes())
    db = open_database(old)
    db.execute("INSERT INTO pending_links (key) VALUES ('x')")
    db.conn.commit()
    db.conn.close()
    before = state(tmp_path)
    with ExitStack() as stack:
        shelf, other = shelves_of(stack, [old, paths[1]], 9000)
        assert shelf.file != old and shelf.file.is_file() and other.file == paths[1] and shelf.port != other.port
    assert not shelf.file.exists() and state(tmp_path) == before


@pytest.mark.parametrize("more", [("--host", "0.0.0.0"), ()])
def test_several_are_served_on_this_machine_only(paths: list[Path], more: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRICHYEU_READER_PASSWORD", "mot-mat-khau-dai")
    done = CliRunner().invoke(build("en"), ["serve", *map(str, paths), *more])
    assert done.exit_code == 3 and "this machine only" in done.output
