"""Names of bodies in running text: whole in references, owners and subjects, though they hold words that act elsewhere."""

from __future__ import annotations

import pytest

from extractor import extract_text
from extractor.finders.bodies.named import in_compound, name_end

HEAD = "UBND TỈNH SƠN LA\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 45/KH-UBND\nSơn La, ngày 15 tháng 9 năm 2031\nKẾ HOẠCH\nXây dựng trường học\n\n"
NAMES = [
    "Cục Hàng không Việt Nam",
    "Cục Xuất nhập khẩu",
    "Cục Quản lý thi hành án dân sự",
    "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
    "Cục Giáo dục nghề nghiệp và Giáo dục thường xuyên",
    "Tổng cục Hậu cần - Kỹ thuật",
    "Bộ Tổng Tham mưu",
    "Trung tâm Trợ giúp pháp lý nhà nước tỉnh Lào Cai",
    "Văn phòng Đăng ký đất đai tỉnh Hà Nam",
    "Tòa án nhân dân khu vực 7 - Nghệ An",
    "Thuế cơ sở 3 tỉnh Nghệ An",
    "Ban Chỉ huy Phòng thủ dân sự xã Kỳ Tân",
    "Điện lực Tứ Kỳ",
    "Xí nghiệp Thủy lợi Kỳ Anh",
    "Đồn Biên phòng Nậm Cắn",
    "Hạt Kiểm lâm huyện Kỳ Sơn",
]


def records(text: str, kind: str) -> list:  # type: ignore[type-arg]
    return [r for r in extract_text(HEAD + text).records if r.type == kind]


@pytest.mark.parametrize("name", NAMES)
def test_who_issued_a_cited_document(name: str) -> None:
    [found] = records(f"Căn cứ Quyết định số 12/QĐ-X ngày 03/4/2031 của {name} về việc giao đất;", "reference")
    assert found.issuer == name


@pytest.mark.parametrize("name", NAMES)
def test_who_is_charged(name: str) -> None:
    [task] = records(f"Giao {name} chủ trì, phối hợp với Sở Y tế rà soát hồ sơ trước ngày 30/9/2031.", "task")
    assert (task.lead, list(task.cooperate)) == (name, ["Sở Y tế"])
    [task] = records(f"{name} có trách nhiệm rà soát hồ sơ trước ngày 30/9/2031.", "task")
    assert task.lead == name


@pytest.mark.parametrize("name", [*NAMES, "Bộ Ngoại giao", "Quân khu 4", "Đặc khu Mai Đảo", "Xã Chợ Mới", "Xã Phù Lâm 2", "Đảng ủy phường Trần Phú", "VNPT Hà Tĩnh", "Bưu điện tỉnh Hà Tĩnh"])
@pytest.mark.parametrize("verb", ["tiếp nhận", "cấp", "thu", "bàn giao"])
def test_whose_a_figure_is(name: str, verb: str) -> None:
    if verb == "cấp" and name[-1].isdigit():
        return  # "Quân khu 4 cấp …" can be four levels
    [figure] = records(f"{name} {verb} 1.210 triệu đồng.", "indicator")
    assert figure.subject == name


def test_numbers_in_names_are_no_figures() -> None:
    assert [r.quote for r in records("Ban Chỉ đạo 389 tỉnh đã tổ chức 12 cuộc kiểm tra.", "indicator")] == ["12"]


def test_how_far_a_name_reaches() -> None:
    assert name_end("Cục Hàng không Việt Nam thu 12 tỷ") == len("Cục Hàng không Việt Nam")
    assert name_end("Ban Quản lý chợ Đồi thu 12 tỷ") == 0  # no list holds it
    assert name_end("Xí nghiệp Thủy lợi Kỳ Anh thu 12 tỷ") == len("Xí nghiệp Thủy lợi Kỳ Anh")
    assert in_compound("Văn phòng Đăng ký đất đai", len("Văn phòng Đăng "))
    assert not in_compound("Sở Y tế đăng ký 12 hồ sơ", len("Sở Y tế đăng "))
