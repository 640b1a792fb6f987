"""What a document does to those that it cites."""

from __future__ import annotations

import pytest

from extractor.pipeline import extract_text
from extractor.records import Reference

HEAD = """ỦY BAN NHÂN DÂN
TỈNH PHÚ THỌ
Số: 14/{symbol}-UBND
Phú Thọ, ngày 05 tháng 3 năm 2031

{kind}
Về quản lý chợ nông thôn

"""


def related(body: str, kind: str = "QUYẾT ĐỊNH", symbol: str = "QĐ") -> list[tuple[str, str | None]]:
    text = HEAD.format(kind=kind, symbol=symbol) + body
    found = [r for r in extract_text(text, source="a.txt").records if isinstance(r, Reference)]
    for record in found:
        if record.relation_words:
            assert text[slice(*record.relation_words)].strip()
    return [(record.code or record.title or "", record.relation) for record in found]


def test_grounds_and_the_documents_in_their_titles() -> None:
    body = (
        "Căn cứ Nghị định số 47/2029/NĐ-CP ngày 02/5/2029 của Chính phủ quy định chi tiết một số điều của Luật Quản lý chợ; Nghị định số "
        "12/2030/NĐ-CP ngày 03/6/2030 của Chính phủ sửa đổi, bổ sung một số điều của Nghị định số 47/2029/NĐ-CP ngày 02/5/2029;\n"
    )
    assert [relation for _, relation in related(body)] == ["basis", "mentions", "basis", "mentions"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Quyết định này thay thế Quyết định số 25/QĐ-UBND ngày 06/6/2030 của UBND tỉnh.", "replaces"),
        ("Quyết định số 25/QĐ-UBND ngày 06/6/2030 của UBND tỉnh hết hiệu lực kể từ ngày 01/4/2031.", "repeals"),
        ("Điều 1. Sửa đổi, bổ sung một số điều của Quyết định số 25/QĐ-UBND ngày 06/6/2030 của UBND tỉnh.", "amends"),
        ("(Kèm theo Quyết định số 25/QĐ-UBND ngày 06/6/2030 của UBND tỉnh)", "attaches"),
        ("Các xã thực hiện nghiêm Chỉ thị số 8/CT-UBND ngày 14/5/2030 của UBND tỉnh.", "implements"),
        ("Ngày 06/6/2030, UBND tỉnh đã ban hành Quyết định số 25/QĐ-UBND.", "mentions"),
        ("Nghị định này thay thế Quyết định số 25/QĐ-UBND ngày 06/6/2030 của UBND tỉnh.", "mentions"),
    ],
)
def test_words_before_and_behind(body: str, expected: str) -> None:
    assert [relation for _, relation in related(body)] == [expected]


def test_what_is_taken_up_again_counts_for_its_document() -> None:
    body = (
        "Ngày 06/6/2030, UBND tỉnh đã ban hành Quyết định số 25/QĐ-UBND về giá chợ. Qua hai năm, giá đã thay đổi.\n\n"
        "Điều 1. Bãi bỏ Quyết định nêu trên kể từ ngày 01/4/2031.\n"
    )
    assert related(body) == [("25/QĐ-UBND", "repeals")]


def test_a_number_without_symbol_before_a_day() -> None:
    assert related("Thực hiện Kết luận số 147 ngày 18/3/2031 của Bộ Chính trị về chợ.") == [("147", "implements")]


A = "Quyết định số 25/QĐ-UBND ngày 06/6/2030 của UBND tỉnh"
B = "Quyết định số 31/QĐ-UBND ngày 02/3/2029 của UBND tỉnh"
C = "Quyết định số 44/QĐ-UBND ngày 05/3/2028 của UBND tỉnh"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"Điều 1. Sửa đổi một số điều của {A} về quản lý chợ đã được sửa đổi, bổ sung bởi {B} và {C}.", "amends mentions mentions"),
        (f"2. {A} về quản lý chợ; {B} được sửa đổi, bổ sung theo {C} hết hiệu lực từ ngày 01/6/2031.", "repeals repeals mentions"),
        (f"2. {A} (sau đây gọi là Quyết định số 25/QĐ-UBND) hết hiệu lực từ ngày 01/6/2031.", "repeals mentions"),
        (f"1. Thay thế Mẫu số 2, Mẫu số 3 ban hành kèm theo {A} bằng các mẫu kèm theo Quyết định này.", "amends"),
        (f"1. Bãi bỏ Mẫu số 8 ban hành kèm theo {A} về quản lý chợ và các Mẫu số 7A, 7B ban hành kèm theo {B}.", "repeals repeals"),
        (f"Quyết định này thay thế các quy định về chợ, bến bãi ban hành theo {A}, {B}.", "replaces replaces"),
        (f"Điều 1. Sửa đổi, bổ sung một số Quyết định:\na) {A} về quản lý chợ, đã được sửa đổi bởi {C};\nb) {B}.", "amends mentions amends"),
        (f"Điều 1. Bãi bỏ toàn bộ 02 văn bản do Ủy ban nhân dân tỉnh ban hành\n{A};\n{B}.", "repeals repeals"),
        (f"Điều 3. Sửa đổi Điều 7 {A} như sau:\n“7a. Hồ sơ lập theo quy định tại khoản 2 Điều 3 {B}.”", "amends mentions"),
        (f"Điều 1. Sửa đổi Điều 2 {A} quy định chi tiết Điều 3 và khoản 2 Điều 5 {B}.", "amends mentions"),
        (f"Hội hoạt động theo Điều lệ (sửa đổi, bổ sung) đã được phê duyệt theo {A}.", "mentions"),
    ],
)
def test_what_is_amended_repealed_and_replaced(body: str, expected: str) -> None:
    assert [relation for _, relation in related(body)] == expected.split()


def test_codes_as_offices_wrote_them_before_1998() -> None:
    body = "Căn cứ Nghị định số 187-CP ngày 20/10/1994; Thông tư số 43 TC/TCT ngày 13/6/1997; Quyết định số 690 TTg ngày 30/8/1997; Nghị định 53-CP ngày 16/7/1996;\n"
    assert related(body) == [("187-CP", "basis"), ("43TC/TCT", "basis"), ("690TTg", "basis"), ("53-CP", "basis")]
    assert related("Nhà số 12 TC/TCT và lô số 5-CP không thuộc dự án.") == []


def test_what_a_report_tells_of_does_nothing_to_the_document_it_was_done_by() -> None:
    told = "Toàn xã hỗ trợ 31 hộ sửa nhà theo Quyết định số 25/QĐ-UBND ngày 06/6/2030 của UBND tỉnh.\n"
    assert related(told, "BÁO CÁO", "BC") == [("25/QĐ-UBND", "mentions")]
    assert related(told, "KẾ HOẠCH", "KH") == [("25/QĐ-UBND", "basis")]
    opened = "Căn cứ chế độ báo cáo theo Quyết định số 25/QĐ-UBND ngày 06/6/2030 của UBND tỉnh, UBND xã báo cáo như sau:\n"
    assert related(opened, "BÁO CÁO", "BC") == [("25/QĐ-UBND", "basis")]


def test_what_the_press_tells_of() -> None:
    def relations(text: str) -> list[str | None]:
        return [r.relation for r in extract_text(text, source="a.txt").records if isinstance(r, Reference)]

    told = "Trường mang tên mới từ năm 2030 theo Quyết định số 25/QĐ-UBND ngày 06/6/2030.\n"
    assert relations(told) == ["mentions"]
    assert relations(told + "Điều 2. Sở Y tế chịu trách nhiệm thi hành Quyết định này.\n") == ["basis"]


def test_what_a_bracket_tells_of_another_document() -> None:
    body = "Căn cứ Kế hoạch số 31/KH-UBND ngày 06/6/2030 của UBND tỉnh (thay thế Kế hoạch số 12/KH-UBND ngày 02/2/2029);\n"
    assert related(body) == [("31/KH-UBND", "basis"), ("12/KH-UBND", "mentions")]


def test_a_number_of_another_type_is_no_member_of_a_list() -> None:
    text = "Căn cứ các thông tư hướng dẫn: Số 14/2029/TT-BTC ngày 02/3/2029 hướng dẫn Nghị định 47/2028/NĐ-CP; số 15/2030/TT-BTC ngày 04/5/2030;\n"
    found = {r.code: (r.doc_type, r.issued_on and r.issued_on.isoformat()) for r in extract_text(text, source="a.txt").records if isinstance(r, Reference)}
    assert found["47/2028/NĐ-CP"] == ("Nghị định", None)
    assert found["15/2030/TT-BTC"] == ("Thông tư", "2030-05-04")
