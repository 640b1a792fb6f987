"""One request never takes the server: lengths, sizes, time and turns; other sites; names of files; headers."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

pytest.importorskip("datasette")

from extractor.batch import find, run
from extractor.database.connection import open_database
from extractor.web.limits import HEADERS, MAX_QUERY
from extractor.web.plugin import match_expression
from extractor.web.serving import application

TEXT = "Theo Quyết định số 812/QĐ-UBND ngày 14/3/2031 của UBND tỉnh Bình Định, các xã họp ngày 05/6/2031.\n"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("web")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    db = open_database(folder / "x.db", create=True)
    list(run(db, find([folder / "a.txt"])))
    db.conn.close()
    return folder / "x.db"


@pytest.fixture(scope="module")
def datasette(path: Path) -> Any:
    made = application(path, "en")
    asyncio.run(made.invoke_startup())
    return made


def get(datasette: Any, url: str, **headers: str) -> Any:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return asyncio.run(datasette.client.get(url, headers={"host": "localhost", **named}))


def test_a_long_query_is_refused_at_once(datasette: Any) -> None:
    begun = time.monotonic()
    assert get(datasette, "/x/sentences?_search=" + "a" * 60_000).status_code == 414
    assert time.monotonic() - begun < 5
    assert len(match_expression("ab " * 100_000)) < 5_000
    assert get(datasette, "/x/sentences?_search=" + "a%20" * (MAX_QUERY // 8)).status_code == 200


@pytest.mark.parametrize("sql", ["select zeroblob(300000000)", "select replace(hex(zeroblob(30000000)), '0', 'aaaaaaaaaaaa')", "attach ':memory:' as y"])
def test_a_query_makes_nothing_large(datasette: Any, sql: str) -> None:
    assert get(datasette, f"/x?sql={quote(sql)}").status_code == 400


def test_queries_that_take_long_end_and_do_not_hold_up_pages(datasette: Any) -> None:
    endless = quote("with recursive c(n) as (select 1 union all select n + 1 from c) select count(*) from c")

    async def both() -> tuple[float, list[int]]:
        tasks = [asyncio.create_task(datasette.client.get(f"/x?sql={endless}", headers={"host": "localhost"})) for _ in range(6)]
        await asyncio.sleep(0.2)
        begun = time.monotonic()
        page = await datasette.client.get("/x/dates", headers={"host": "localhost"})
        took = time.monotonic() - begun
        answers = await asyncio.gather(*tasks)
        return took, [page.status_code, *(answer.status_code for answer in answers)]

    took, statuses = asyncio.run(both())
    assert took < 6 and statuses[0] == 200 and all(status >= 400 for status in statuses[1:])


def test_other_sites_may_lead_here_but_ask_for_nothing(datasette: Any) -> None:
    assert get(datasette, "/", sec_fetch_site="cross-site").status_code == 200
    assert get(datasette, "/x?sql=select+1", sec_fetch_site="cross-site").status_code == 403
    assert get(datasette, "/x/sentences?_search=a", sec_fetch_site="same-site").status_code == 403
    assert get(datasette, "/x?sql=select+1", sec_fetch_site="same-origin").status_code == 200
    assert get(datasette, "/x?sql=select+1", host="evil.example").status_code == 400


def test_every_answer_has_its_policy(datasette: Any) -> None:
    for url in ("/", "/x", "/x/sentences.json", "/none", "/x?sql=" + "a" * 20_000):
        headers = get(datasette, url).headers
        assert all(name.decode() in headers for name in HEADERS), url
        assert "frame-ancestors 'none'" in headers["content-security-policy"]


@pytest.mark.parametrize("name", ["a b.db", "50%.db", "what?.db", "it's \"x\".db", "a#b&c=d;e.db", "dữ liệu.db"])
def test_a_database_of_any_name(name: str, path: Path, tmp_path: Path) -> None:
    copy = tmp_path / name
    try:
        copy.write_bytes(path.read_bytes())
    except OSError:
        pytest.skip("the system has no such names")
    made = application(copy, "en")
    asyncio.run(made.invoke_startup())
    assert get(made, "/").status_code == 200
    from datasette.utils import tilde_encode

    assert get(made, f"/{tilde_encode(copy.stem)}/documents").status_code == 200
