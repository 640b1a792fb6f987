"""Where numbered rows of a table stand: lists that go on, lists inside lists, headings among them, what "Trong đó" leads."""

import pytest

from extractor.document import Document
from extractor.finders.quantities.cells import WRITTEN_OUT
from extractor.layout.table_words import is_numbering
from extractor.pipeline import mentions_of
from extractor.tables.grid import Grid, grid_of
from extractor.tables.kinds import column_kinds
from extractor.tables.lists import Above, Lists, goes_on
from extractor.tables.measures import head_measure
from extractor.tables.rows import beside_bold, in_capitals, ordinal_level


def _grid(*rows: str) -> Grid:
    text = "\n".join(["STT\tNội dung\tNăm 2031\tNăm 2032", *rows])
    layout, _ = mentions_of(Document(text=text, source="a.txt", sha256="0" * 64, format="text"))
    return grid_of(layout.document.text, layout.tables[0])


def _parents(*rows: str) -> list[int | None]:
    return [row.parent for row in _grid(*rows).rows]


def test_a_compound_ordinal_stands_below_its_owner() -> None:
    assert _parents("A\tVốn tập trung\t90\t95", "A1\tGiao huyện\t40\t45", "1\tHuyện Đông\t40\t45", "A2\tHoàn thành\t50\t50", "I\tGiao thông\t50\t50", "1\tĐường Tây\t50\t50") == [
        None, 1, 2, 1, 4, 5,
    ]  # fmt: skip
    assert _parents("II\tHuyện quản lý\t90\t95", "2.1\tNông thôn\t40\t45", "1\tHuyện Đông\t15\t20", "2\tHuyện Tây\t25\t25", "2.2\tHỗ trợ khác\t50\t50") == [None, 1, 2, 2, 1]


def test_a_list_in_brackets_that_counts_its_items_on() -> None:
    rows = ("7\tGiáo dục\t90\t95", "(1)\tHoàn thành\t40\t45", "1\tTrường Đông\t40\t45", "(2)\tChuyển tiếp\t50\t50", "2\tTrường Tây\t20\t20", "3\tTrường Nam\t30\t30", "8\tGiao thông\t15\t15")
    assert _parents(*rows) == [None, 1, 2, 1, 4, 4, None]


def test_rows_without_an_ordinal_below_one_with_it() -> None:
    assert _parents("III\tBiểu 2c\t90\t95", "\tHuyện Đông\t40\t45", "\tHuyện Tây\t20\t20", "\tHuyện Nam\t30\t30") == [None, 1, 1, 1]
    assert _parents("2\tVốn sự nghiệp\t90\t95", "2.1\tMục tiêu\t60\t60", "\tLâm nghiệp\t40\t40", "\tY tế\t20\t20", "2.2\tKhác\t30\t35") == [None, 1, 2, 2, 1]


def test_a_heading_inside_a_list_that_goes_on() -> None:
    rows = ("A\tNguồn tập trung\t90\t95", "A1\tGiao huyện\t40\t45", "\tTỈNH BỐ TRÍ\t50\t50", "A2\tTrả nợ\t20\t20", "A3\tChuẩn bị\t30\t30", "B\tTiền đất\t15\t15")
    assert _parents(*rows) == [None, 1, 1, 3, 3, None]


def test_some_of_the_row_above_closes_no_list() -> None:
    rows = ("3\tDoanh nghiệp\t90\t95", "\t- Thuế A\t40\t45", "\t- Thuế B\t20\t20", "\tTrong đó: Nhà máy Đông\t18\t18", "\t- Thuế C\t30\t30", "4\tKhác\t15\t15")
    assert _parents(*rows) == [None, 1, 1, 3, 1, None]
    assert _parents("II\tThường xuyên\t90\t95", "\tTrong đó:\t\t", "1\tY tế\t20\t20", "2\tGiáo dục\t30\t30", "III\tDự phòng\t15\t15") == [None, 1, 2, 2, None]


def test_lists_remember_what_they_counted() -> None:
    lists = Lists()
    assert lists.place("A", 10, False, [], []) == 10
    assert lists.place("B", 10, False, [Above(10, 1, "A", False)], []) == 10
    inside = [Above(10, 2, "B", False), Above(20, 3, "II", False)]
    assert lists.place("A", 10, False, inside, ["1", "2", "C"]) > 20
    assert lists.place("C", 10, False, inside, []) == 10
    assert goes_on(["1", "D"], lists.lists) is not None
    assert goes_on(["1", "2"], lists.lists) is None


def test_a_caption_above_a_list_that_begins_behind_it() -> None:
    rows = ("K\tĐầu tư khác\t60\t65", "\tHUYỆN ĐÔNG\t20\t25", "I\tThưởng xã\t20\t25", "1\tXã Xuôi\t20\t25", "\tHUYỆN TÂY\t15\t15", "I\tThưởng xã\t15\t15", "1\tXã Ngược\t15\t15", "\tHỘI HỮU NGHỊ\t25\t25", "1\tDự án\t25\t25")
    assert _parents(*rows) == [None, 1, 2, 3, 1, 5, 6, 1, 8]


def test_a_name_of_nothing_but_short_forms_opens_no_group() -> None:
    rows = ("16\tSở Khoa học\t60\t65", "\tVăn phòng\t20\t25", "\tTT KTTC ĐLCL\t20\t25", "\tTrung tâm tin học\t20\t15", "17\tSở Giáo dục\t15\t15")
    assert _parents(*rows) == [None, 1, 1, 1, None]
    assert in_capitals("VỐN ĐẦU TƯ") and in_capitals("UBND TỈNH") and not in_capitals("TT KTTC ĐLCL") and not in_capitals("BHXH") and not in_capitals("Vốn")


def test_an_item_without_a_figure_whose_name_has_one_elsewhere() -> None:
    rows = ("1\tTrung ương\t60\t65", "\tThuế môn bài\t20\t25", "\tThu khác\t40\t40", "2\tĐịa phương\t60\t65", "\tThuế môn bài\t\t", "\tThu khác\t60\t65", "3\tLệ phí\t7\t9")
    assert _parents(*rows) == [None, 1, 1, None, 4, 4, None]


@pytest.mark.parametrize(("outer", "inner"), [("A", "A1"), ("A1", "I"), ("I", "I.1"), ("II.1", "1"), ("a", "a.1"), ("a.1", "-")])
def test_compound_ordinals_stand_between(outer: str, inner: str) -> None:
    assert ordinal_level(outer) < ordinal_level(inner)


def test_numbers_of_columns_though_some_were_put_in() -> None:
    assert is_numbering(["A", "B", "1=2+13", "2=3+6+…+12", "3", "4", "5", "6=4+5", "7", "13", "13"])
    assert is_numbering(["A", "B", "1", "2", "2", "3", "4", "5"])
    assert not is_numbering(["A", "B", "12", "25", "18", "31", "44", "15"])


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("Các khoản thu chia theo tỷ lệ phần trăm (%)", None),
        ("Chi của cơ quan nhà nước, đảng, đoàn thể", None),
        ("Cấp nước thị xã (Vốn ODA)", None),
        ("Tỷ lệ thực hiện (%)", "%"),
        ("Đàn trâu, con", "con"),
    ],
)
def test_what_a_head_says_of_its_unit(head: str, unit: str | None) -> None:
    found = head_measure(head)
    assert (found.unit if found else None) == unit


def test_an_amount_with_all_its_digits_has_no_scale_word() -> None:
    text = "Đơn vị: triệu đồng\nSTT\tĐơn vị\tThu\tChi\n1\tHuyện Đông\t52.410\t62.140.308.517\n2\tHuyện Tây\t61.280\t71.530.204.648\n\tCộng\t113.690\t133.670.513.165"
    _, mentions = mentions_of(Document(text=text, source="a.txt", sha256="0" * 64, format="text"))
    values = [m.value for found in mentions.values() if isinstance(found, list | tuple) for m in found if getattr(m, "column", None) == 4]
    assert values and all(WRITTEN_OUT < value < 10**15 for value in values)


def test_a_bold_row_behind_plain_ones_stands_beside_the_bold_list() -> None:
    open_rows = [Above(10, 1, "A", bold=True), Above(20, 7, "III", bold=True), Above(29, 8, "", bold=False), Above(30, 10, "2", bold=False)]
    assert beside_bold(open_rows) == 20
    assert beside_bold(open_rows[:2]) is None and beside_bold([]) is None


def test_a_list_that_another_one_interrupts_goes_on() -> None:
    rows = ("12\tMôi trường\t90\t95", "1\tQuy hoạch\t40\t45", "2\tRác thải\t50\t50", "2,1\tThiết bị\t30\t30", "2,2\tĐơn vị\t20\t20", "13\tGiáo dục\t60\t60")
    assert _parents("11\tNông nghiệp\t10\t10", *rows) == [None, None, 2, 2, 4, 4, None]
    rows = ("3\tGiáo dục\t60\t60", "A\tPhổ thông\t35\t35", "1\tVăn phòng\t5\t5", "2\tTrường Đông\t30\t30", "B\tDạy nghề\t25\t25", "1\tTrường Tây\t25\t25", "4\tY tế\t15\t15")
    assert _parents("1\tNông nghiệp\t10\t10", "2\tMôi trường\t20\t20", *rows) == [None, None, None, 3, 4, 4, 3, 7, None]
    rows = ("a\tNghị quyết cũ\t10\t10", "b\tDự án\t80\t85", "(1)\tHoàn thành\t30\t35", "1\tHồ Đông\t30\t35", "(2)\tMở mới\t50\t50", "1\tHồ Tây\t50\t50", "c\tPhân bổ sau\t5\t5", "(8)\tY tế\t15\t15")
    assert _parents("(7)\tNông nghiệp\t95\t100", *rows) == [None, 1, 1, 3, 4, 3, 6, 1, None]


def test_the_first_letters_of_a_list_may_be_large() -> None:
    rows = ("A\tĐất ở\t20\t20", "B\tĐất công\t30\t30", "c\tMặt nước\t10\t10", "d\tNhà\t5\t5", "11\tThu khác\t7\t7")
    assert _parents("9\tPhí\t3\t3", "10\tNhà, đất\t65\t65", *rows) == [None, None, 2, 2, 2, 2, None]


def test_bodies_over_projects_that_are_numbered_on() -> None:
    rows = (
        "I\tGiáo dục\t90\t95", "\tHuyện Đông\t40\t45", "1\tTrường A\t40\t45", "\tHuyện Tây\t50\t50", "2\tTrường B\t20\t20", "3\tTrường C\t30\t30",
        "II\tY tế\t15\t15", "\tSở Y tế\t15\t15", "4\tBệnh viện D\t15\t15", "III\tThủy lợi\t60\t60", "\tHuyện Đông\t25\t25", "5\tHồ E\t25\t25", "\tSở Nông nghiệp\t35\t35", "6\tĐê G\t35\t35",
    )  # fmt: skip
    assert _parents(*rows) == [None, 1, 2, 1, 4, 4, None, 7, 8, None, 10, 11, 10, 13]


def test_keys_without_a_head_stand_before_the_ordinals() -> None:
    rows = [{0: "gd", 1: "h1", 2: "1", 3: "Trường A", 4: "120"}, {0: "gd", 1: "h1", 2: "2", 3: "Trường B", 4: "130"}, {0: "yt", 2: "I", 3: "Trạm C", 4: "140"}]
    assert column_kinds([(), (), ("TT",), ("Danh mục",), ("Kế hoạch",)], rows) == ("text", "text", "ordinals", "text", "figures")
