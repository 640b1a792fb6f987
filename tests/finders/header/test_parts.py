"""Several documents in one file: each with its own metadata, cited by place; forms, annexes without letterhead and second mottos are no documents."""

from __future__ import annotations

import datetime
import io
import json
from pathlib import Path

import docx
import pytest

from extractor.batch import find, run
from extractor.database.connection import open_database
from extractor.database.read import records
from extractor.database.show import show
from extractor.database.verify import Counts, differences
from extractor.pipeline import ExtractedDocument, extract, extract_text
from extractor.readers.docx import read_bytes
from extractor.records import Metadata, Reference, Task, to_json


def head(number: str, day: str, body: str = "ỦY BAN NHÂN DÂN\nXÃ AN LÃO") -> str:
    return f"{body}\n-------\nSố: {number}\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\nAn Lão, {day}\n\n"


def signed(title: str, name: str) -> str:
    return f"Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\n{title}\n\n\n{name}\n\n"


LETTER = head("27/TTr-UBND", "ngày 05 tháng 3 năm 2031") + (
    "TỜ TRÌNH\nVề việc ban hành Kế hoạch trồng rừng năm 2031\n\nKính gửi: Hội đồng nhân dân xã An Lão.\n\n"
    "Thực hiện Nghị quyết số 14/NQ-HĐND ngày 12/12/2030 của Hội đồng nhân dân tỉnh Bình Định, Ủy ban nhân dân xã đã xây dựng kế hoạch trồng rừng "
    "và kính trình Hội đồng nhân dân xã xem xét, cho ý kiến trước khi thực hiện từ tháng 4 năm 2031 trên địa bàn toàn xã.\n\n"
) + signed("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "Nguyễn Văn Bình")
PLAN = head("28/KH-UBND", "ngày 06 tháng 3 năm 2031") + (
    "KẾ HOẠCH\nTrồng rừng năm 2031\n\nKế hoạch này thay thế Kế hoạch số 9/KH-UBND ngày 02/02/2030.\n\n"
    "I. MỤC TIÊU\n\nTrồng mới 120 ha rừng, chăm sóc 340 ha rừng trồng các năm trước, vận động 95% hộ dân tham gia, bảo đảm cây sống trên 85%.\n\n"
    "II. TỔ CHỨC THỰC HIỆN\n\n1. Công an xã chủ trì kiểm tra, báo cáo kết quả trước ngày 30/6/2031.\n\n"
) + signed("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "Trần Thị Hoa")


def metadata(made: ExtractedDocument) -> Metadata:
    return next(r for r in made.records if isinstance(r, Metadata))


def test_a_letter_and_its_plan_are_two_documents() -> None:
    made = extract_text(LETTER + PLAN)
    own = metadata(made)
    assert (own.doc_type, own.code, own.signer) == ("Tờ trình", "27/TTr-UBND", "Nguyễn Văn Bình")
    letter, plan = own.parts
    assert (letter.number, letter.start, letter.end) == (1, 0, plan.start) and plan.end == len(LETTER + PLAN)
    assert (LETTER + PLAN)[plan.start :].startswith("ỦY BAN NHÂN DÂN\nXÃ AN LÃO\n-------\nSố: 28/KH-UBND")
    assert (plan.doc_type, plan.code, plan.issued_on) == ("Kế hoạch", "28/KH-UBND", datetime.date(2031, 3, 6))
    assert (plan.issuer, plan.title) == ("Ủy ban nhân dân xã An Lão", "Trồng rừng năm 2031")
    assert (plan.signer, plan.signer_title) == ("Trần Thị Hoa", "KT. CHỦ TỊCH PHÓ CHỦ TỊCH")
    assert letter.addressee == "Hội đồng nhân dân xã An Lão" and plan.addressee is None
    for part in own.parts:
        assert all((LETTER + PLAN)[c.start : c.end] == c.quote and part.start <= c.start < part.end for c in part.citations.values())


def test_what_the_plan_says_is_the_plans() -> None:
    made = extract_text(LETTER + PLAN)
    cited = {r.code: r.relation for r in made.records if isinstance(r, Reference)}
    # Neither number of its own is a reference; "Kế hoạch này" is the plan.
    assert cited == {"14/NQ-HĐND": "implements", "9/KH-UBND": "replaces"}
    assert {t.assigned_by for t in made.records if isinstance(t, Task) and t.form == "assigned"} <= {"Ủy ban nhân dân xã An Lão"}


def test_drafts_without_numbers_are_documents_too() -> None:
    text = "".join(
        head("     /NQ-HĐND", "ngày      tháng     năm 2031", "HỘI ĐỒNG NHÂN DÂN\nTỈNH BÌNH ĐỊNH")
        + f"NGHỊ QUYẾT\nVề chính sách hỗ trợ {what} giai đoạn 2031 - 2035\n\n"
        + "Điều 1. Hỗ trợ các hộ dân theo mức do Ủy ban nhân dân tỉnh đề nghị hằng năm, bảo đảm đúng đối tượng, công khai, minh bạch.\n\n" * 8
        for what in ("trồng rừng", "nuôi tôm", "dệt chiếu")
    )
    parts = metadata(extract_text(text)).parts
    assert [part.title for part in parts] == [f"Về chính sách hỗ trợ {what} giai đoạn 2031 - 2035" for what in ("trồng rừng", "nuôi tôm", "dệt chiếu")]
    assert all(part.code is None and part.symbol == "NQ-HĐND" and part.issued_on is None for part in parts)


@pytest.mark.parametrize(
    "behind",
    [
        "PHỤ LỤC\nDanh sách các thôn tham gia\n(Kèm theo Tờ trình số 27/TTr-UBND ngày 05/3/2031 của UBND xã An Lão)\n\n" + "Thôn Một trồng 12 ha, thôn Hai trồng 15 ha. " * 12,
        "Mẫu số 02\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nĐƠN ĐỀ NGHỊ\nHỗ trợ trồng rừng\n\nKính gửi: UBND xã ……\n\n" + "Tôi tên là ……… ở thôn ……… đề nghị hỗ trợ. " * 12,
        head("…/BC-…", "ngày … tháng … năm …", "TÊN CƠ QUAN") + "BÁO CÁO\nKết quả trồng rừng năm ……\n\n" + "Thực hiện kế hoạch, đơn vị báo cáo kết quả. " * 20,
        head("27/TTr-UBND", "ngày 05 tháng 3 năm 2031") + "QUY ĐỊNH\nVề hỗ trợ trồng rừng\n(Ban hành kèm theo Tờ trình số 27/TTr-UBND ngày 05/3/2031)\n\n" + "Điều 1. Đối tượng là hộ dân. " * 20,
    ],
    ids=["annex", "form", "open form", "same number"],
)
def test_what_is_no_document_of_its_own(behind: str) -> None:
    own = metadata(extract_text(LETTER + behind))
    assert own.parts == [] and own.code == "27/TTr-UBND"


def test_one_document_has_no_parts() -> None:
    assert metadata(extract_text(PLAN)).parts == []


def test_letterheads_that_are_tables_of_a_docx() -> None:
    made = docx.Document()
    for number, kind, title, name in (("27/TTr-UBND", "TỜ TRÌNH", "Về việc ban hành Kế hoạch trồng rừng", "Nguyễn Văn Bình"), ("28/KH-UBND", "KẾ HOẠCH", "Trồng rừng năm 2031", "Trần Thị Hoa")):
        table = made.add_table(rows=1, cols=2)
        table.cell(0, 0).text = f"ỦY BAN NHÂN DÂN\nXÃ AN LÃO\nSố: {number}"
        table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nAn Lão, ngày 05 tháng 3 năm 2031"
        for line in (kind, title, "Trong năm, xã trồng mới 120 ha rừng và chăm sóc 340 ha rừng đã trồng các năm trước theo nghị quyết của xã. " * 4):
            made.add_paragraph(line)
        closing = made.add_table(rows=1, cols=2)
        closing.cell(0, 0).text = "Nơi nhận:\n- Như trên;\n- Lưu: VT."
        closing.cell(0, 1).text = f"CHỦ TỊCH\n\n\n{name}"
    out = io.BytesIO()
    made.save(out)
    parts = metadata(extract(read_bytes(out.getvalue(), "a.docx", "0" * 64))).parts
    assert [(p.doc_type, p.code, p.signer) for p in parts] == [("Tờ trình", "27/TTr-UBND", "Nguyễn Văn Bình"), ("Kế hoạch", "28/KH-UBND", "Trần Thị Hoa")]


# -- in the database ---------------------------------------------------------------------------------------------------------------------------


def test_the_database_holds_the_parts_and_shows_them(tmp_path: Path) -> None:
    (tmp_path / "gui").mkdir()
    (tmp_path / "gui" / "to-trinh.txt").write_text(LETTER + PLAN, encoding="utf-8")
    db = open_database(tmp_path / "a.db", create=True)
    list(run(db, find([tmp_path / "gui"])))
    own = next(r for r in records(db, "to-trinh.txt") if isinstance(r, Metadata))
    extracted = metadata(extract_text(LETTER + PLAN, source="to-trinh.txt"))
    assert json.loads(to_json(own)) == json.loads(to_json(extracted)) and len(own.parts) == 2
    found = show(db, "28/KH-UBND")
    assert [one.parts for one in found] == [(("to-trinh.txt", 2, None),)] and found[0].title == "Trồng rừng năm 2031"
    said = show(db, "9/KH-UBND")[0].relations
    assert [(one.relation, one.name) for one in said if one.incoming] == [("replaces", "Kế hoạch 28/KH-UBND")]
    counts = [one for one in differences(db, None) if not isinstance(one, Counts)]
    assert not counts
    quoted = db.conn.execute("SELECT count(*) FROM citations WHERE role LIKE 'part 2: %'").fetchone()[0]
    assert quoted == len(own.parts[1].citations)
    db.conn.close()
