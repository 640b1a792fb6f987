"""A small database for the tests of the desk: reports that contain a wrong sum, a table, references; names and texts that attack a page."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from extractor.batch import find, run
from extractor.database.connection import open_database
from extractor.web.serving import application

REPORT = """ỦY BAN NHÂN DÂN
HUYỆN TÂN BÌNH
Số: 45/BC-UBND
Tân Bình, ngày 12 tháng 7 năm 2031

BÁO CÁO
Kết quả giảm nghèo 6 tháng đầu năm 2031

I. KẾT QUẢ

Toàn huyện có 105 hộ nghèo, gồm 50 hộ ở xã An Khê và 60 hộ ở xã Bình Lâm.
Đã giải ngân 40 tỷ đồng trên tổng số 80 tỷ đồng, đạt 50%.
Thực hiện Nghị quyết số 12/NQ-HĐND ngày 05/01/2031 của HĐND huyện, đã hoàn thành 7/9 nhiệm vụ.

| TT | Xã | Hộ nghèo | Hộ cận nghèo |
|---|---|---|---|
| 1 | An Khê | 50 | 12 |
| 2 | Bình Lâm | 60 | 18 |
"""
OTHER = """BÁO CÁO
Số: 51/BC-UBND
Ngày 15/7/2031

Theo Nghị quyết số 12/NQ-HĐND ngày 05/01/2031, huyện có 110 hộ nghèo năm 2031.
"""
XSS = '"><script>window.hacked=1</script><img src=x onerror=window.hacked=1>'
ATTACK = f"""BÁO CÁO
Số: 66/BC-UBND
Về việc {XSS}

Xã <script>window.hacked=1</script> có 12 hộ, theo Quyết định số 9/QĐ-UBND ngày 01/02/2031 của UBND xã <img src=x onerror=window.hacked=1>.

| Xã | Hộ |
|---|---|
| <svg onload=window.hacked=1> | 12 |
| =HYPERLINK("http://evil.example") | 13 |
"""


@contextmanager
def connected(path: Path) -> Iterator[sqlite3.Connection]:
    """The database as the desk asks it: rows by the names of their columns."""
    with closing(sqlite3.connect(path)) as made:
        made.row_factory = sqlite3.Row
        yield made


def build(folder: Path) -> Path:
    """The database, with its files beside it."""
    source = folder / "in"
    source.mkdir(parents=True)
    (source / "bao-cao.txt").write_text(REPORT, encoding="utf-8")
    (source / "khac.txt").write_text(OTHER, encoding="utf-8")
    (source / "<img src=x onerror=alert(1)>.txt").write_text(ATTACK, encoding="utf-8")
    (source / "hong<b>.pdf").write_bytes(b"%PDF-1.4 broken")
    db = open_database(folder / "x.db", create=True)
    list(run(db, find([source])))
    db.conn.close()
    return folder / "x.db"


def read_in(path: Path, file: Path) -> None:
    """Reads one more file into a database."""
    db = open_database(path)
    list(run(db, find([file])))
    db.conn.close()


class Client:
    """Asks the application without a network, as a browser with cookies would."""

    def __init__(self, path: Path, lang: str = "vi", **settings: Any) -> None:
        self.datasette = application(path, lang, **settings)
        self.cookies: dict[str, str] = {}
        asyncio.run(self.datasette.invoke_startup())

    def get(self, url: str, **headers: str) -> Any:
        answer = asyncio.run(self.datasette.client.get(url, headers={"host": "localhost", **headers}, cookies=self.cookies))
        self.cookies.update(answer.cookies)
        return answer

    def post(self, url: str, data: Any = None, *, token: bool = True, content: bytes | None = None, **headers: str) -> Any:
        sent = {"host": "localhost", **headers}
        if token:
            if "ds_csrftoken" not in self.cookies:
                self.get("/-/desk-me")
            sent["x-csrftoken"] = self.cookies.get("ds_csrftoken", "")
        answer = asyncio.run(self.datasette.client.post(url, data=data, content=content, headers=sent, cookies=self.cookies))
        self.cookies.update(answer.cookies)
        for line in answer.headers.get_list("set-cookie"):
            if "Max-Age=0" in line:
                self.cookies.pop(line.partition("=")[0], None)
        return answer


def number_of(client: Client, source: str) -> int:
    """The number of the document whose source holds these words."""
    rows = client.get(f"/x/documents.json?_shape=array&source__contains={source}&_col=id").json()
    return int(rows[0]["id"])


def findings_of(page: str) -> list[str]:
    """The findings that a page shows."""
    return re.findall(r'data-record="(fin-[0-9a-f]+)"', page)
