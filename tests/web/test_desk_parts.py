"""A file that holds several documents: the desk names each with a link to its place."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

pytest.importorskip("datasette")

from desk_samples import Client

from extractor.batch import find, run
from extractor.database.connection import open_database
from extractor.web.queries.document import Mark
from extractor.web.text import Painter

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
WORDS = "Trong năm, xã trồng mới 120 ha rừng và chăm sóc 340 ha rừng đã trồng các năm trước.\n\n" * 5


def document(number: str, kind: str, title: str) -> str:
    return f"ỦY BAN NHÂN DÂN\nXÃ AN LÃO\nSố: {number}\n\n{MOTTO}\nAn Lão, ngày 05 tháng 3 năm 2031\n\n{kind}\n{title}\n\n{WORDS}"


def test_the_reader_names_the_documents_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    text = document("27/TTr-UBND", "TỜ TRÌNH", "Về việc ban hành kế hoạch") + document("28/KH-UBND", "KẾ HOẠCH", "Trồng rừng <năm> 2031")
    (tmp_path / "in" / "a.txt").write_text(text, encoding="utf-8")
    db = open_database(tmp_path / "a.db", create=True)
    list(run(db, find([tmp_path / "in"])))
    db.conn.close()
    client = Client(tmp_path / "a.db")
    page = client.get("/doc/1?lang=vi").text
    start = text.index("ỦY BAN", 20)
    assert "Tệp có 2 văn bản" in page and f'<a href="/doc/1?at={start}">Kế hoạch 28/KH-UBND</a>' in page and "Trồng rừng &lt;năm&gt; 2031" in page
    assert client.get(f"/doc/1?at={start}").status_code == 200


def test_a_raised_mark_stands_raised_and_its_markup_stays_in_what_is_selected() -> None:
    text = "Có 120 hộ<sup>3</sup> nghèo, <sup>cũ & mới"
    shown = Painter(text, [Mark(3, 9, "indicator", "ind-1", "")], {}).paint(0, len(text))
    assert '<span class="raw" aria-hidden="true">&lt;sup&gt;</span><sup>3</sup><span class="raw" aria-hidden="true">&lt;/sup&gt;</span> nghèo' in shown
    assert html.unescape(re.sub(r"<[^>]*>", "", shown)) == text, "offsets of what a person selects are those of the text"
