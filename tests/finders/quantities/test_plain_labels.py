"""Labels say what is measured alone: not who did it, on what ground, beside what else; and members of lists are told by what the list is of."""

import pytest

from extractor import extract_text
from extractor.finders.quantities.plain_labels import _without_actor_inside


def labels(text: str) -> dict[str, tuple[str | None, str | None]]:
    """Label and subject of the figures of a text, by their quotes."""
    return {r.quote: (r.label, r.subject) for r in extract_text(text).records if r.type == "indicator"}


@pytest.mark.parametrize(
    ("label", "subject", "plain"),
    [
        ("vụ Tòa án nhân dân tỉnh thụ lý", "Tòa án nhân dân tỉnh", "vụ thụ lý"),
        ("vụ xảy ra đường sắt xảy ra", "đường sắt", "vụ xảy ra"),
        ("trường học Toàn tỉnh", "Toàn tỉnh", "trường học"),
        ("huyện Đông An thu ngân sách", "huyện Đông An", "thu ngân sách"),
        ("nhiệm vụ do Sở Y tế thực hiện", "Sở Y tế", "nhiệm vụ do Sở Y tế thực hiện"),
        ("tổng nguồn ngân sách trung ương hỗ trợ", "ngân sách trung ương", "tổng nguồn ngân sách trung ương hỗ trợ"),
        ("bình quân cả nước chi", "cả nước", "bình quân cả nước chi"),
        ("hồ sơ của xã Tây", "xã Tây", "hồ sơ của xã Tây"),
    ],
)
def test_who_acts_is_no_part_of_what_is_measured(label: str, subject: str, plain: str) -> None:
    assert _without_actor_inside(label, subject) == plain


def test_changes_and_bases_of_an_act_do_not_name_who_acts() -> None:
    found = labels("Trong 6 tháng đầu năm 2019, huyện Đông An thu ngân sách 132 tỷ đồng, đạt 66% kế hoạch (200 tỷ đồng), tăng 10% so với cùng kỳ (120 tỷ đồng).")
    assert {subject for _, subject in found.values()} == {"huyện Đông An"}
    assert all(label is not None and "Đông An" not in label and "thu ngân sách" in label for label, _ in found.values())


def test_the_extreme_of_what_the_sentence_speaks_of() -> None:
    found = labels("Lượng mưa từ 40 đến 90 mm, lớn nhất tại trạm Đông An 135 mm, nhỏ nhất tại trạm Tây Hà 25 mm.")
    assert found["135"] == ("Lượng mưa lớn nhất", "trạm Đông An")
    assert found["25"] == ("Lượng mưa nhỏ nhất", "trạm Tây Hà")


def test_places_of_a_list_share_what_is_done_for_them() -> None:
    found = labels(
        "UBND tỉnh quyết định phân bổ 1.512 triệu đồng cho các địa phương, mức hỗ trợ 75.000 đồng/hộ. "
        "Cụ thể phân bổ như sau, thành phố Tân An 214 triệu đồng, các huyện: Phú Tây 347 triệu đồng, Đông Hà 358 triệu đồng, Nam Hà 593 triệu đồng."
    )
    assert [found[quote] for quote in ("214", "347", "593")] == [("phân bổ", "thành phố Tân An"), ("phân bổ", "Phú Tây"), ("phân bổ", "Nam Hà")]


def test_a_row_whose_opening_names_no_measure_tells_its_members() -> None:
    found = labels("Các sản phẩm có mức tăng cao như: phân bón tăng 14,3%; xe đạp tăng 11,7%; giày da tăng 12,9%.")
    assert [found[quote][0] for quote in ("14,3%", "11,7%", "12,9%")] == ["phân bón", "xe đạp", "giày da"]


def test_a_base_of_a_comparison_is_of_what_was_compared() -> None:
    assert labels("Đàn trâu 8.300 con, thấp hơn CK (8.700 con) là 400 con.")["8.700"][0] == "Đàn trâu"
    assert labels("Gieo trồng 41.200 ha, riêng lúa 37.150 ha, tăng 950 ha so CK năm 2017 (36.200 ha).")["36.200"][0] == "lúa"


def test_what_is_told_of_persons_is_not_told_of_cases_beside_them() -> None:
    found = labels("Xảy ra 214 vụ tai nạn giao thông, làm chết 88 người; so với cùng kỳ (239 vụ, 97 người chết) giảm 25 vụ.")
    assert found["239"][0] is not None and "chết" not in found["239"][0] and "tai nạn" in found["239"][0]


@pytest.mark.parametrize(
    ("text", "quote", "label"),
    [
        ("Ghi chú: 19 hồ sơ trễ hẹn, trong đó: 12 hồ sơ do lỗi đường truyền.", "19", "hồ sơ trễ hẹn"),
        ("Nhà hư hỏng: 352 nhà (Nam Hà: 34; Đ.An: 289; Phú Tây: 29).", "289", "Nhà hư hỏng"),
        ("Trường có 48 phòng học và một số phòng chức năng.", "48", "phòng học"),
        ("Xóa 1.215 căn nhà tạm theo Kế hoạch số 71/KH-UBND của UBND tỉnh.", "1.215", "căn nhà tạm"),
        ("Số lao động của trường là 121 người gồm 06 quản lý; 98 giáo viên; 17 nhân viên.", "98", "giáo viên"),
    ],
)
def test_words_beside_what_is_measured_do_not_name_it(text: str, quote: str, label: str) -> None:
    assert labels(text)[quote][0] == label


def test_rates_of_a_line_are_what_its_head_says() -> None:
    found = labels("Vận động viên được chi tiền ăn trong những ngày tập huấn với mức chi: Đối với đội tuyển tỉnh 165.000 đồng/người/ngày; đội tuyển trẻ tỉnh 130.000 đồng/người/ngày.")
    assert [found[quote] for quote in ("165.000", "130.000")] == [("mức chi", "đội tuyển tỉnh"), ("mức chi", "đội tuyển trẻ tỉnh")]


def test_bodies_of_a_row_are_measured_as_its_opening_says() -> None:
    found = labels("Cấp huyện vận động được 7,5 tỷ đồng, đạt 116%; trong đó, một số huyện đạt tỷ lệ vận động khá cao như: huyện Bắc Hà (209%), Nam Hà (176%), Phú Tây (168%).")
    assert [found[quote] for quote in ("209%", "176%", "168%")] == [("tỷ lệ vận động", "huyện Bắc Hà"), ("tỷ lệ vận động", "Nam Hà"), ("tỷ lệ vận động", "Phú Tây")]


@pytest.mark.parametrize(
    ("text", "quote", "label"),
    [
        ("Dân số trung bình 7.312 người.", "7.312", "Dân số trung bình"),
        ("Năng suất lúa bình quân đạt 57,3 tạ/ha.", "57,3", "năng suất lúa bình quân"),
        ("Tần suất quan trắc: 02 đợt/tháng (16 đợt/năm).", "16", "tần suất quan trắc"),
    ],
)
def test_averages_belong_to_a_label_and_units_do_not(text: str, quote: str, label: str) -> None:
    assert (labels(text)[quote][0] or "").lower() == label.lower()


@pytest.mark.parametrize(
    ("text", "quote", "label"),
    [
        ("Tai nạn giao thông xảy ra 214 vụ, làm chết 83 người.", "214", "vụ tai nạn giao thông"),
        ("Nợ xấu là 712 tỷ đồng, tăng 74 tỷ đồng so với đầu năm (đầu năm 638 tỷ đồng).", "638", "Nợ xấu"),
        ("Trao 1.150 mũ bảo hiểm, tổng trị giá 189 triệu đồng.", "189", "tổng trị giá"),
        ("Tiêm phòng 612 con lợn, đạt 92% KH (KH 660 con).", "660", "con lợn"),
    ],
)
def test_bases_plans_and_cases_are_told_by_what_they_are_of(text: str, quote: str, label: str) -> None:
    found = labels(text)[quote][0] or ""
    assert label.lower() in found.lower() and "đầu năm" not in found and "KH" not in found


def test_kinds_of_roads_are_no_second_counted_noun() -> None:
    [first, second] = [r for r in extract_text("Đường bộ xảy ra 216 vụ, đường sắt xảy ra 07 vụ.").records if r.type == "indicator"]
    assert (first.unit, second.unit) == ("vụ", "vụ")
    assert "sắt" not in (first.label or "")
