"""Budgets told in prose: what lines without a mark say of the item above, and lists that go on behind them."""

from __future__ import annotations

from extractor import extract_text


def relations(text: str) -> list[tuple[str, str, bool, str]]:
    return [(r.kind, r.tie, r.holds, r.computation) for r in extract_text(text).records if r.type == "relation"]


def test_a_line_tells_growth_change_and_share_of_the_item_above() -> None:
    found = relations(
        "1. Chi cân đối ngân sách: 92.610 triệu đồng\nTăng 4,2% so dự toán năm trước, bao gồm:\n"
        "1.1. Chi đầu tư: 28.430 triệu đồng\nChiếm tỷ trọng 30,7% trên tổng chi cân đối, tăng 12,16% so dự toán năm trước, tăng tuyệt đối 3.082 triệu đồng\n"
        "1.2. Chi thường xuyên: 64.180 triệu đồng\nBằng 97,43% so với dự toán năm trước, giảm 1.693 triệu đồng.\n"
    )
    assert {(kind, tie) for kind, tie, _, _ in found} == {("sum", "items_all"), ("ratio", "share_remark"), ("ratio", "growth_absolute"), ("ratio", "growth_remark")}
    assert all(holds for _, _, holds, _ in found)


def test_a_share_from_which_an_amount_comes_is_no_growth_of_the_item() -> None:
    text = "a) Chi kinh tế: 60.297 triệu đồng\nTăng 0,85% so dự toán năm trước do trích lập từ nguồn 10% thu tiền sử dụng đất, tăng 500 triệu đồng.\n"
    assert all("10%" not in said for _, _, _, said in relations(text))


def test_a_list_goes_on_behind_a_paragraph_that_explains_an_item() -> None:
    text = (
        "1. Chi đầu tư: 51.742 triệu đồng.\n2. Chi thường xuyên: 104.213 triệu đồng.\n- Ngân sách tỉnh: 61.104 triệu đồng.\nPhân bổ theo biên chế được giao và nhiệm vụ đặc thù của ngành.\n"
        "- Ngân sách huyện: 43.109 triệu đồng.\nPhân bổ theo định mức.\n3. Dự phòng: 3.012 triệu đồng.\n"
    )
    assert [said for kind, _, _, said in relations(text) if kind == "sum"] == ["61.104 + 43.109 = 104.213"]
    whole = "Tổng chi ngân sách: 158.967 triệu đồng, gồm:\n" + text
    assert "51.742 + 104.213 + 3.012 = 158.967" in [said for kind, _, _, said in relations(whole) if kind == "sum"]


def test_dashes_behind_a_paragraph_of_another_matter_are_another_list() -> None:
    text = "2. Chi thường xuyên: 104.213 triệu đồng.\n- Ngân sách tỉnh: 61.104 triệu đồng.\n- Ngân sách huyện: 43.109 triệu đồng.\nNguyên tắc phân bổ theo định mức.\n- Chi kinh tế: 20.411 triệu đồng.\n"
    assert [said for kind, _, _, said in relations(text) if kind == "sum"] == ["61.104 + 43.109 = 104.213"]


def test_exports_and_imports_are_of_the_same_months() -> None:
    text = (
        "Kim ngạch xuất nhập khẩu tháng 7 đạt 33,1 tỷ USD, 7 tháng đầu năm kim ngạch xuất nhập khẩu đạt 214,36 tỷ USD.\nTrong đó, xuất khẩu tháng 7 đạt 16,2 tỷ USD, 7 tháng đạt 105,71 tỷ USD.\n"
        "Nhập khẩu tháng 7 đạt 16,9 tỷ USD, 7 tháng đạt 108,65 tỷ USD.\n"
    )
    assert {said for kind, _, _, said in relations(text) if kind == "sum"} == {"16,2 + 16,9 = 33,1", "105,71 + 108,65 = 214,36"}


def test_what_was_not_done_stands_in_the_bracket_behind_the_share() -> None:
    [rest] = [r for r in relations("Toàn huyện có 531/534 chi bộ được kiểm điểm, đạt 99,4% (có 3 chi bộ mới thành lập không đánh giá).") if r[0] == "complement"]
    assert rest[1:] == ("rest_state", True, "534 - 531 = 3")


def test_a_rise_and_its_rate() -> None:
    [told] = relations("Tổng dư nợ đạt 4.218 tỷ đồng, tăng 387 tỷ đồng so với đầu năm, tốc độ tăng trưởng 10,1%.")
    assert told[1:3] == ("growth_turned", True)
