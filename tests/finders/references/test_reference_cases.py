"""Kinds of references that failed once on real files, in words of our own."""

from __future__ import annotations

import datetime

import pytest

from extractor.document import Document
from extractor.finders.bodies.body import Context
from extractor.finders.references.finder import find_references
from extractor.finders.references.laws import find_laws
from extractor.pipeline import extract
from extractor.readers.text import canonical
from extractor.records import Finding, Indicator, Reference

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\n\nSố: 45/BC-UBND\n\nLào Cai, ngày 12 tháng 5 năm 2031\n\nBÁO CÁO\nKết quả quý I năm 2031\n\n"


def references(body: str) -> list[Reference]:
    return [r for r in extract(Document(canonical(HEAD + body), "a.txt", "0")).records if isinstance(r, Reference)]


def test_numbers_of_forms_are_no_documents_and_no_figures() -> None:
    records = extract(Document(canonical(HEAD + "Số liệu chi tiết tại các Biểu số: 27/CK-NSNN, 28/CK-NSNN và 29/CK-NSNN đính kèm.\n"), "a.txt", "0")).records
    assert not [r for r in records if isinstance(r, Reference | Indicator)]


def test_a_column_of_days_dates_the_document_of_its_row() -> None:
    found = references(
        "| TT | Tên văn bản | Số, ký hiệu | Ngày ban hành | Trích yếu |\n|---|---|---|---|---|\n| 1 | Thông tư | 27/2031/TT-BTC | 06/02/2031 | Lệ phí |\n| 2 | Quyết định | 123/2030/QĐ-BTC | 26/12/2030 | Thuế suất |\n"
    )
    assert [(r.code, r.issued_on) for r in found] == [("27/2031/TT-BTC", datetime.date(2031, 2, 6)), ("123/2030/QĐ-BTC", datetime.date(2030, 12, 26))]


def test_a_column_of_days_to_report_by_dates_no_document() -> None:
    [found] = references("| TT | Số, ký hiệu | Hạn báo cáo |\n|---|---|---|\n| 1 | 27/2031/TT-BTC | 06/02/2031 |\n")
    assert found.issued_on is None


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("UBND xã Bản Hồ có Báo cáo số 207/BC-UBND ngày 24/6/2031", "Ủy ban nhân dân xã Bản Hồ"),
        ("HĐND huyện Bắc Hà thông qua Nghị quyết số 8/NQ-HĐND", "Hội đồng nhân dân huyện Bắc Hà"),
        ("Sở Y tế ban hành Quyết định số 90/QĐ-UBND", "Ủy ban nhân dân tỉnh Lào Cai"),
    ],
)
def test_the_body_before_the_verb_issues_what_its_symbol_allows(text: str, issuer: str) -> None:
    [found] = find_references(text, Context(province="tỉnh Lào Cai"))
    assert found.issuer == issuer


@pytest.mark.parametrize(("text", "code"), [("theo Nghị định 81/CP ngày 03/4/2031", "81/CP"), ("NĐ 81/CP và", "81/CP"), ("Quyết định 12/TTHC", None)])
def test_a_symbol_of_one_body_behind_its_type(text: str, code: str | None) -> None:
    found = find_references(text, Context())
    assert [m.code for m in found] == ([code] if code else [])


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "Luật sửa đổi, bổ sung Luật Đất đai số 3/2031/QH17, Luật Nhà ở số 2/2031/QH17 và Luật Giá số 4/2031/QH17 có hiệu lực",
            ["Luật sửa đổi, bổ sung Luật Đất đai số 3/2031/QH17, Luật Nhà ở số 2/2031/QH17 và Luật Giá số 4/2031/QH17"],
        ),
        ("Luật số 9/2031/QH17 ngày 29/6/2031 sửa đổi, bổ sung một số điều của Luật Đất đai số 3/2031/QH17, Luật Nhà ở số 2/2031/QH17", ["Luật số 9/2031/QH17"]),
        ("Luật sửa đổi, bổ sung một số điều của các luật về thuế năm 2031", ["Luật sửa đổi, bổ sung một số điều của các luật về thuế"]),
    ],
)
def test_the_laws_inside_the_title_of_an_amending_law_are_none(text: str, quotes: list[str]) -> None:
    assert [text[m.start : m.end] for m in find_references(text, Context())] == quotes


def test_an_amending_law_of_many_laws_ends_with_what_they_are_about() -> None:
    [found] = find_laws("Luật sửa đổi, bổ sung một số điều của 11 Luật có liên quan đến quy hoạch ngày 15")
    assert found.end == len("Luật sửa đổi, bổ sung một số điều của 11 Luật có liên quan đến quy hoạch")


def test_letters_of_several_bodies_before_the_type() -> None:
    [found] = find_references("tại số 12/LN-TTr ngày 03/4/2031", Context())
    assert (found.doc_type, found.code) == ("Tờ trình", "12/LN-TTr")


def test_the_fraction_slash_of_recognition_is_a_slash_to_the_rules_and_kept_in_the_quote() -> None:
    first, second = references("Căn cứ Thông tư số 55⁄2031/TT-BTC ngày 12/6/2031 và Nghị định số 91/2030⁄NĐ-CP;\n")
    assert (first.code, first.quote, second.code) == ("55/2031/TT-BTC", "Thông tư số 55⁄2031/TT-BTC", "91/2030/NĐ-CP")


def test_old_symbols_with_points_and_mixed_letters_are_whole() -> None:
    found = references(
        "Xét Tờ trình số 51/TTr.UB ngày 18 tháng 8 năm 2004 của UBND tỉnh; Thông tư 31/2004/TT.BTC ngày 05/4/2004; văn bản số 3108/BKH-TĐ&GsĐt ngày 04/6/2031.\n"
    )
    assert [(r.code, r.issuer) for r in found] == [
        ("51/TTr.UB", "Ủy ban nhân dân tỉnh Lào Cai"),
        ("31/2004/TT.BTC", "Bộ Tài chính"),
        ("3108/BKH-TĐ&GsĐt", "Bộ Kế hoạch và Đầu tư"),
    ]
    assert all(r.issued_on is not None for r in found)


def test_a_law_takes_no_day_of_the_decree_behind_it() -> None:
    found = references("Căn cứ các Nghị định: số 61/2030/NĐ-CP ngày 01/4/2030 hướng dẫn Luật Trồng trọt; số 92/2030/NĐ-CP ngày 03/7/2030 về giống cây.\n")
    assert [(r.title or r.code, r.issued_on) for r in found] == [
        ("61/2030/NĐ-CP", datetime.date(2030, 4, 1)),
        ("Luật Trồng trọt", None),
        ("92/2030/NĐ-CP", datetime.date(2030, 7, 3)),
    ]


def test_heads_of_procuracies_and_urgent_letters_without_a_symbol() -> None:
    found = references("Theo Chỉ thị số 03/CT-VKSTC ngày 12/11/2030 của Viện trưởng Viện kiểm sát nhân dân tối cao; Sở Y tế có Công văn khẩn số 2417 gửi các bệnh viện.\n")
    assert [(r.code, r.issuer) for r in found] == [("03/CT-VKSTC", "Viện trưởng Viện kiểm sát nhân dân tối cao"), ("2417", "Sở Y tế tỉnh Lào Cai")]


def test_symbols_without_a_mark_between_number_or_type_and_body() -> None:
    found = references("Theo công văn số 1358CV/TCTW ngày 27/12/1999; trường được thành lập theo số 134/QĐUB của UBND tỉnh ngày 13/7/2005.\n")
    assert [(r.doc_type, r.code) for r in found] == [("Công văn", "1358CV/TCTW"), ("Quyết định", "134/QĐUB")]


def test_the_day_before_the_body_is_the_nearest_and_no_deadline() -> None:
    found = references("Sửa nhà cho dân trước ngày 30/11/2030 Ngày 23/11/2030, Sở Y tế có Công văn số 212/SYT-NV về khắc phục lũ. Nộp trước ngày 05/12/2030, Sở Y tế ban hành Công văn số 219/SYT-NV.\n")
    assert [(r.code, r.issued_on) for r in found] == [("212/SYT-NV", datetime.date(2030, 11, 23)), ("219/SYT-NV", None)]


def test_a_day_of_another_year_than_the_code_is_told_once_with_every_place() -> None:
    title = "Nghị định số 71/2029/NĐ-CP ngày 28/02/2030 của Chính phủ"
    told = [r for r in extract(Document(canonical(HEAD + f"- {title};\n- {title};\n- {title}.\n"), "a.txt", "0")).records if isinstance(r, Finding) and r.check == "reference_year"]
    assert [len(r.evidence) for r in told] == [3]
