"""What was not understood of a document: digits, cells and columns, units, codes, bodies, sections; and what is known to be no figure."""

from __future__ import annotations

import hashlib
from collections import Counter

import pytest
import yaml

from extractor.doctor import Diagnosis, Item, engines, merge
from extractor.doctor.engines import Engine
from extractor.doctor.model import Cover, merged, words
from extractor.document import Document, Loss
from extractor.finders.quantities.vocabulary import exclusions
from extractor.pipeline import extract


def diagnosis(text: str, **more: object) -> Diagnosis:
    document = Document(text, "bao-cao.txt", hashlib.sha256(text.encode()).hexdigest(), **more)  # type: ignore[arg-type]
    found = extract(document, diagnosed=True).diagnosis
    assert found is not None
    return found


def of_kind(found: Diagnosis, kind: str) -> dict[str, Item]:
    return {item.what: item for item in found.items if item.kind == kind}


def test_nothing_is_diagnosed_unless_asked_for() -> None:
    assert extract(Document("Báo cáo.\n", "a.txt", "0" * 64)).diagnosis is None


# -- runs of digits -------------------------------------------------------------------------------------------------------------------


def test_a_number_that_counts_nothing_is_left_and_one_that_counts_is_held() -> None:
    found = diagnosis("Trong tháng, xã thu mua 125 tấn dừa.\n\nĐã giao lại (317) theo lời hẹn.\n")
    assert found.counts["runs"] == 2 and found.counts["runs_held"] == 1 and found.counts["runs_known"] == 0
    left = of_kind(found, "run")
    assert list(left) == ["317"] and left["317"].detail == "number"
    assert "Đã giao lại (317) theo" in left["317"].examples[0].text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("1. Nhiệm vụ chung của toàn xã.\n", "mark"),
        ("Thực hiện theo điểm 1.4 khoản 2 Điều này.\n", "article"),
        ("Điện thoại: 0256.3777888 gặp văn thư.\n", "phone"),
        ("Hội thi lần thứ 4 của tỉnh diễn ra tốt đẹp.\n", "ordinal"),
        ("Địa chỉ: 15 Lê Hồng Phong, phường Tân Lập.\n", "address"),
        ("Cuộc họp bắt đầu lúc 14h30 tại hội trường.\n", "clock"),
        ("Máy CT64 hoạt động tốt.\n", "word"),
        ("Sau 5 năm triển khai, phong trào đi vào nề nếp.\n", "time"),
    ],
)
def test_digits_that_are_known_to_be_no_figures_have_a_class(text: str, name: str) -> None:
    found = diagnosis("Phần đầu của văn bản.\n\n" + text)
    assert name in found.classes, found
    assert not of_kind(found, "run")


def test_names_of_sheets_and_numbers_of_forms_are_known() -> None:
    found = diagnosis("B 31\nUBND TỈNH HÒA BÌNH Mẫu số 31/CKTC-NSĐP\nBẢNG THU PHÍ ĐÒ NGANG\n", properties={"sheets": "B 31; B 32"})
    assert not of_kind(found, "run") and not of_kind(found, "code") and found.classes["name"] >= 1


def test_classes_name_rules_that_there_are_each_once() -> None:
    classed = [rule for rules in words().classes.values() for rule in rules]
    assert len(set(classed)) == len(classed) and set(classed) <= {rule.name for rule in exclusions()}


# -- tables ------------------------------------------------------------------------------------------------------------------------------

TABLE = "STT\tNội dung\tSố lượng\tMã số\n1\tChợ An Bình\t12\t3071\n2\tChợ Tân Hòa\t15\t3072\n3\tChợ Cẩm Sơn\t9\t3085\n"


def test_cells_are_counted_and_a_column_without_figures_says_what_it_was_taken_for() -> None:
    found = diagnosis(TABLE)
    assert (found.counts["cells"], found.counts["cells_read"], found.counts["cells_named"]) == (3, 3, 3)
    columns = of_kind(found, "column")
    assert list(columns) == ["Mã số"] and columns["Mã số"].detail == "codes"
    place = columns["Mã số"].examples[0]
    assert (place.table, place.row, place.column) == (1, 1, 4) and place.text == "3071 | 3072 | 3085"
    assert found.classes == {"code": 3, "ordinal": 3} and found.counts["columns_silent"] == 1


# -- units, codes, types, symbols, bodies ----------------------------------------------------------------------------------------------------


def test_an_unknown_noun_behind_figures_is_a_unit_to_add_by_its_first_syllable() -> None:
    found = diagnosis("Hợp tác xã gửi 48 giàn mướp, 36 giàn bầu và 12 Xyl.\n")
    units = of_kind(found, "unit")
    assert set(units) == {"giàn", "Xyl"} and units["giàn"].count == 2
    assert units["giàn"].rules == "units" and units["giàn"].line == {
        "nouns": {"words": ["giàn"], "examples": [{"text": "có 12 giàn", "find": {"value": 12, "unit": "giàn"}}]}
    }


def test_listed_units_verbs_and_answers_are_no_units_to_add() -> None:
    found = diagnosis("Đã có 12 hộ nghèo được hỗ trợ 5 triệu đồng, đạt 40%.\n\nNội dung\tĐVT\tKết quả\nKhảo sát\tCó = 1, Không = 0\t1\nHọp\tSố lượng\t25\n")
    assert not of_kind(found, "unit")


def test_a_type_that_no_list_has_comes_with_its_noun_and_letters() -> None:
    found = diagnosis("Xã nhận được Phiếu tiếp sức số 27/PTSX-UBND ngày 03/02/2031.\n")
    types = of_kind(found, "type") | of_kind(found, "code")
    lines = [item.line for item in types.values() if item.rules == "document_types"]
    assert lines == [{"types": [{"name": "Phiếu tiếp sức", "abbreviations": ["PTSX"]}]}]


def test_a_symbol_of_no_known_body_comes_with_the_body_that_the_text_names() -> None:
    found = diagnosis("Theo Kế hoạch số 27/KH-LVXQ ngày 03/02/2031 của Hội Làm Vườn Xanh, Kế hoạch số 5/KH-ZZQ.\n")
    symbols = of_kind(found, "symbol")
    assert symbols["LVXQ"].line == {"bodies": [{"symbols": ["LVXQ"], "body": "Hội Làm Vườn Xanh"}]}
    assert symbols["ZZQ"].line is None


def test_a_name_behind_a_noun_of_bodies_is_a_body_to_add_and_a_known_one_is_none() -> None:
    found = diagnosis("Nông trường Diều Sáo và Sở Y tế cùng dự; Công ty Mặt Trời gửi quà.\n")
    bodies = of_kind(found, "body")
    assert list(bodies) == ["Nông trường Diều Sáo"]
    assert bodies["Nông trường Diều Sáo"].line == {
        "free_heads": [{"name": "Nông trường", "aliases": [], "level": None, "kind": "company", "capital": True}]
    }


# -- sections, pages, losses -------------------------------------------------------------------------------------------------------------------


def test_a_long_section_without_a_record_is_named() -> None:
    words = "Nhân dân trong xã đoàn kết, giữ gìn nếp sống văn hóa, giúp nhau khi khó khăn. " * 8
    found = diagnosis(f"I. TÌNH HÌNH CHUNG\n\n{words}\n\nII. KẾT QUẢ\n\nĐã trồng 12 ha rừng. {words}\n")
    assert found.counts["sections"] == 2 and list(of_kind(found, "section")) == ["I. TÌNH HÌNH CHUNG"]


def test_a_page_in_doubt_is_named_with_its_share_and_a_loss_with_its_cause() -> None:
    found = diagnosis("Báo cáo của xã.\n", properties={"health": "0.71"}, losses=(Loss("sheet Biểu 3", "too-large", "quá lớn", "too large"),))
    assert of_kind(found, "page")["health"].examples[0].text.startswith("71%")
    assert of_kind(found, "loss")["sheet Biểu 3"].detail == "too-large"


def test_runs_are_merged_and_asked_after() -> None:
    assert merged([(5, 9), (0, 2), (2, 4), (8, 12)]) == [(0, 4), (5, 12)]
    cover = Cover([(5, 9)])
    assert [cover.touches(*run) for run in ((0, 5), (4, 6), (8, 20), (9, 12))] == [False, True, True, False]


# -- together -----------------------------------------------------------------------------------------------------------------------------------


def test_documents_are_put_together_with_their_lines() -> None:
    one = diagnosis("Hợp tác xã gửi 48 giàn mướp.\n")
    two = diagnosis("Hợp tác xã gửi 20 giàn mướp và 12 Xyl. Nông trường Diều Sáo dự họp.\n")
    report = merge([("a.txt", one), ("b.txt", two)])
    unit = report.of_kind("unit")[0]
    assert (unit.what, unit.count, unit.documents) == ("giàn mướp", 2, {"a.txt", "b.txt"})
    assert [source for source, _ in unit.examples] == ["a.txt", "b.txt"]
    assert report.total["runs"] == one.counts["runs"] + two.counts["runs"]
    lines = {name: yaml.safe_load(text) for name, text in report.lines().items()}
    assert lines["units"]["nouns"]["words"] == ["giàn mướp", "Xyl"] and lines["organizations"]["free_heads"][0]["name"] == "Nông trường"
    assert merge([("a.txt", one), ("b.txt", two)]) == report


def test_the_counts_of_a_document_add_up() -> None:
    found = diagnosis("Báo cáo số 12.\n\nNăm 2031, xã có 125 tấn dừa, 12 Xyl, (317) và 4/5 thôn.\n\n" + TABLE)
    left = Counter({item.what: item.count for item in found.items if item.kind == "run"})
    assert found.counts["runs"] == found.counts["runs_held"] + found.counts["runs_known"] + sum(left.values())
    assert found.counts["runs_known"] == sum(found.classes.values())


def test_engines_are_named_once_each() -> None:
    found = engines()
    assert [one.name for one in found] == ["tesseract", "tesseract-vie", "ocr", "libreoffice", "fonts", "openpyxl"]
    assert all(isinstance(one, Engine) for one in found)
