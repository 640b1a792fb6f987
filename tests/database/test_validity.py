"""What documents say of one another: repealed since when and by what, two steps deep; a ground that had ended is a finding."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from extractor.database.between import link_between
from extractor.database.link import relink
from extractor.database.show import show
from extractor.database.write import write
from extractor.pipeline import extract_text

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH PHÚ THỌ\nSố: {code}\nPhú Thọ, ngày {day} tháng {month} năm {year}\n\n{kind}\n{title}\n\n"


def document(db: Any, source: str, code: str, day: tuple[int, int, int], body: str, kind: str = "QUYẾT ĐỊNH", title: str = "Về quản lý chợ") -> None:
    text = HEAD.format(code=code, day=f"{day[0]:02}", month=f"{day[1]:02}", year=day[2], kind=kind, title=title) + body
    write(db, extract_text(text, source=source))


def filled(db: Any) -> None:
    document(db, "a.txt", "12/QĐ-UBND", (5, 3, 2029), "Căn cứ Nghị định số 47/2028/NĐ-CP ngày 02/5/2028 của Chính phủ;\nĐiều 1. Ban hành quy định về chợ.\n")
    body = "Điều 1. Ban hành quy định mới.\nĐiều 2. Quyết định này có hiệu lực thi hành kể từ ngày 01/7/2030.\n"
    body += "Điều 3. Bãi bỏ Quyết định số 12/QĐ-UBND ngày 05/3/2029 của UBND tỉnh Phú Thọ.\n"
    document(db, "b.txt", "31/QĐ-UBND", (10, 6, 2030), body)
    document(db, "c.txt", "76/KH-UBND", (9, 9, 2030), "Căn cứ Quyết định số 12/QĐ-UBND ngày 05/3/2029 của UBND tỉnh Phú Thọ;\nI. NHIỆM VỤ\n", "KẾ HOẠCH")
    document(db, "d.txt", "8/KH-UBND", (9, 9, 2029), "Căn cứ Quyết định số 12/QĐ-UBND ngày 05/3/2029 của UBND tỉnh Phú Thọ;\nI. NHIỆM VỤ\n", "KẾ HOẠCH")
    relink(db)


def test_what_repeals_a_document_and_since_when(db: Any) -> None:
    filled(db)
    (shown,) = show(db, "12/QĐ-UBND")
    said = [(s.step, s.incoming, s.relation, s.name, s.since) for s in shown.relations]
    assert (1, True, "repeals", "Quyết định 31/QĐ-UBND", datetime.date(2030, 7, 1)) in said
    assert (1, False, "basis", "Nghị định 47/2028/NĐ-CP", None) in said


def test_what_a_document_says_of_another_is_not_told_back_to_it(db: Any) -> None:
    filled(db)
    (shown,) = show(db, "31/QĐ-UBND")
    said = [(s.relation, s.name) for s in shown.relations]
    assert ("repeals", "Quyết định 12/QĐ-UBND") in said and ("repeals", "Quyết định 31/QĐ-UBND") not in said


@pytest.mark.parametrize(
    "name",
    ["Quyết định 12/QĐ-UBND", "Quyết định số 12/QĐ-UBND", "quyet dinh so 12/qd-ubnd", "Quyết định số 12/QĐ-UBND ngày 05/3/2029 của UBND tỉnh Phú Thọ"],
)
def test_a_document_is_shown_by_the_name_that_is_written(db: Any, name: str) -> None:
    filled(db)
    (shown,) = show(db, name)
    assert (shown.doc_type, shown.code) == ("Quyết định", "12/QĐ-UBND")


def test_another_type_is_another_document(db: Any) -> None:
    filled(db)
    assert show(db, "Kế hoạch 12/QĐ-UBND") == [] and show(db, "Quyết định tháng 12/2029") == []


def test_a_ground_that_had_ended_is_a_finding(db: Any) -> None:
    filled(db)
    link_between(db)
    rows = db.conn.execute(
        "SELECT d.source, r.message FROM findings r JOIN documents d ON d.id = r.document_id WHERE r.check_code = 'basis_repealed'"
    ).fetchall()
    assert [source for source, _ in rows] == ["c.txt"] and "01/07/2030" in rows[0][1] and "31/QĐ-UBND" in rows[0][1]
    quotes = db.conn.execute("SELECT count(*) FROM citations WHERE record_type = 'finding' AND role = 'evidence'").fetchone()
    assert quotes[0] >= 2
