"""Decisions and resolutions that lay down rules: who is charged is given work; powers, norms, procedures and forms give none."""

from __future__ import annotations

import pytest

from extractor import extract_text

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH HÒA AN\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
    "Số: {code}\nHòa An, ngày 12 tháng 4 năm 2031\n\nQUYẾT ĐỊNH\n{title}\n\nCăn cứ Luật Tổ chức chính quyền địa phương;\n\nQUYẾT ĐỊNH:\n\n"
)
NORM = HEAD.format(code="27/2031/QĐ-UBND", title="Quy định một số nội dung về quản lý chợ")
PLAIN = HEAD.format(code="827/QĐ-UBND", title="Ban hành Quy chế quản lý chợ")
RULES = "Điều 1. Ban hành kèm theo Quyết định này Quy chế quản lý chợ.\n\nQUY CHẾ\nQUẢN LÝ CHỢ\n(Ban hành kèm theo Quyết định số 827/QĐ-UBND ngày 12 tháng 4 năm 2031)\n\n"


def _given(text: str) -> list[tuple[str, str]]:
    return [(task.lead, task.title) for task in extract_text(text).records if task.type == "task" and task.form == "assigned"]


@pytest.mark.parametrize(
    "text",
    [
        NORM + "Điều 3. Thẩm quyền quyết định sửa chữa chợ\n1. Sở Công Thương quyết định sửa chữa các chợ hạng một.\n2. Chủ tịch Ủy ban nhân dân cấp xã\na) Bán ki-ốt cũ của các chợ thuộc phạm vi quản lý.\nb) Thanh lý quầy hàng hư hỏng.",
        NORM + "Điều 4. Quầy hàng\n1. Quầy hàng phải đáp ứng yêu cầu kỹ thuật và các yêu cầu sau:\na) Quầy hàng được bố trí ở nơi thoáng, bảo đảm lối đi rộng.\nb) Diện tích quầy tối thiểu là 4 m2.",
        NORM + "Điều 4. Đăng ký\n1. Cơ quan, tổ chức thuê quầy lập hồ sơ theo mẫu và gửi Ban Quản lý chợ.",
        NORM + "Điều 4. Tổ xếp hạng\n1. Trong trường hợp cần thiết, thành viên có thể là người của Ban Quản lý chợ nhưng không được làm Tổ trưởng, Phó Trưởng ban hoặc chuyên viên kiểm tra quầy.",
        HEAD.format(code="827/QĐ-UBND", title="Về việc ủy quyền") + "Điều 1. Ủy quyền cho Giám đốc Sở Công Thương cấp, thu hồi giấy chứng nhận chợ an toàn.",
        PLAIN + RULES + "Điều 4. Kinh doanh tại chợ\n1. Tổ chức, cá nhân kinh doanh phải giữ vệ sinh quầy hàng.\n2. Các hộ kinh doanh niêm yết giá hàng hóa.",
        HEAD.format(code="827/QĐ-UBND", title="Công bố thủ tục hành chính") + "Điều 1. Công bố thủ tục.\nI. THỦ TỤC THUÊ QUẦY\na) Trình tự thực hiện\n- Bước 1: Phòng Kinh tế kiểm tra hồ sơ.\nb) Cách thức thực hiện: Phòng Kinh tế tiếp nhận hồ sơ trực tiếp.",
    ],
)
def test_powers_norms_and_procedures_give_no_work(text: str) -> None:
    assert _given(text) == []


def test_a_form_gives_no_work() -> None:
    text = "Công ty chúng tôi ………… đề nghị Sở Công Thương ………… cấp giấy phép kinh doanh chợ.\nNgười đại diện (Ký tên, đóng dấu)"
    assert _given(PLAIN + "Điều 2. Mẫu đơn\n" + text) == []


@pytest.mark.parametrize(
    ("text", "lead", "title"),
    [
        (NORM + "Điều 5. Vệ sinh chợ\n1. Ủy ban nhân dân cấp xã có trách nhiệm bố trí nơi tập kết rác của chợ.", "Ủy ban nhân dân cấp xã", "bố trí nơi tập kết rác của chợ"),
        (NORM + "Điều 5. Quản lý giá\n1. Sở Công Thương chủ trì theo dõi giá hàng hóa tại các chợ.", "Sở Công Thương", "chủ trì theo dõi giá hàng hóa tại các chợ"),
        (NORM + "Điều 6. Trình tự\n1. Trong 05 ngày làm việc, kể từ ngày nhận đủ hồ sơ hợp lệ, Phòng Kinh tế phường rà soát hồ sơ thuê quầy.", "Phòng Kinh tế phường", "rà soát hồ sơ thuê quầy"),
        (NORM + "Điều 6. Trình tự\n1. Trong thời hạn 06 ngày làm việc kể từ ngày tiếp nhận hồ sơ, Phòng Kinh tế phường rà soát hồ sơ thuê quầy.", "Phòng Kinh tế phường", "rà soát hồ sơ thuê quầy"),
        (NORM + "Điều 6. Trình tự\n1. Trường hợp từ chối cho thuê, Phòng Kinh tế phường thông báo cho chủ quầy.", "Phòng Kinh tế phường", "thông báo cho chủ quầy"),
        (NORM + "Điều 6. Trình tự\n1. Trường hợp hồ sơ còn thiếu, Phòng Kinh tế phường yêu cầu đơn vị bổ sung hồ sơ thuê quầy.", "Phòng Kinh tế phường", "yêu cầu đơn vị bổ sung hồ sơ thuê quầy"),
        (NORM + "Điều 7. Vốn\n1. Hằng năm Sở Công Thương lập dự toán sửa chữa chợ.", "Sở Công Thương", "lập dự toán sửa chữa chợ"),
        (NORM + "Điều 7. Vốn\n1. Trường hợp chợ chưa được cấp vốn, thì Sở Công Thương có trách nhiệm lập dự toán bổ sung.", "Sở Công Thương", "lập dự toán bổ sung"),
        (NORM + "Điều 7. Vốn\n1. Cơ quan quản lý nhà nước về chợ có trách nhiệm kiểm tra hồ sơ cấp vốn.", "Cơ quan quản lý nhà nước về chợ", "kiểm tra hồ sơ cấp vốn"),
        (NORM + "Điều 7. Vốn\n1. Trước ngày 12 tháng 8 hằng năm Sở Công Thương có trách nhiệm:\na) Lập danh mục chợ cần sửa chữa;\nb) Tổng hợp nhu cầu vốn.", "Sở Công Thương", "Lập danh mục chợ cần sửa chữa"),
        (NORM + "Điều 7. Vốn\n1. Trong thời hạn 18 ngày kể từ ngày nhận được danh mục, Sở Công Thương có trách nhiệm:\na) Kiểm tra hiện trạng các chợ;\nb) Tổng hợp nhu cầu vốn.", "Sở Công Thương", "Tổng hợp nhu cầu vốn"),
        (PLAIN + RULES + "Điều 8. Nội dung Sở Công Thương có trách nhiệm chủ trì\nHướng dẫn các chợ niêm yết giá.", "Sở Công Thương", "Hướng dẫn các chợ niêm yết giá"),
        (PLAIN + RULES + "Điều 9. Trách nhiệm của Sở Công Thương\n1. Hướng dẫn các chợ niêm yết giá.", "Sở Công Thương", "Hướng dẫn các chợ niêm yết giá"),
        (HEAD.format(code="27/2031/QĐ-UBND", title="Phê duyệt Đề án chợ") + "Điều 1. Phê duyệt Đề án phát triển chợ.\nĐiều 2. Giao:\na) Sở Công Thương tham mưu kế hoạch xây dựng chợ.", "Sở Công Thương", "tham mưu kế hoạch xây dựng chợ"),
    ],
)
def test_who_is_charged_is_given_work(text: str, lead: str, title: str) -> None:
    assert (lead, title) in _given(text)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        (
            NORM + "Điều 4. Phân cấp quản lý cân đối chứng\n1. Sở Công Thương quyết định mua cân.\n2. Phòng Kinh tế phường chủ trì kiểm định cân tại các chợ hạng ba.\n3. Cân hỏng bàn giao cho Trung tâm Đo lường theo đề nghị của cơ quan chủ trì kiểm định.",
            [("Phòng Kinh tế phường", "chủ trì kiểm định cân tại các chợ hạng ba")],
        ),
        (
            NORM + "Điều 6. Xếp hạng\n1. Trong trường hợp chợ mở thêm quầy cá, rau, hoa thì Liên minh hợp tác xã tỉnh góp ý và gửi Sở Công Thương.\n2. Trường hợp Sở Công Thương xếp lại hạng chợ: Liên minh hợp tác xã tỉnh rà soát các quầy.",
            [("Liên minh hợp tác xã tỉnh", "góp ý và gửi Sở Công Thương"), ("Liên minh hợp tác xã tỉnh", "rà soát các quầy")],
        ),
        (
            NORM + "Điều 7. Báo cáo\n1. Các cơ quan, tổ chức chủ trì lập phương án chợ đã được góp ý, có trách nhiệm gửi bản sửa cho Sở Công Thương. Báo cáo kết quả góp ý và sửa phải gửi Sở Công Thương trước khi họp.",
            [("Các cơ quan, tổ chức chủ trì lập phương án chợ đã được góp ý", "gửi bản sửa cho Sở Công Thương")],
        ),
    ],
)
def test_whom_rules_charge_in_articles_on_powers_and_behind_a_case(text: str, given: list[tuple[str, str]]) -> None:
    assert _given(text) == given
