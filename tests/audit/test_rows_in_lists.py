"""Sums of rows by what their names say and by lists; totals that are divided twice; columns of workings."""

import pytest

from extractor import extract_text


def _told(*rows: str, heads: str = "STT\tNội dung\tNăm 2031") -> list[str]:
    records = extract_text("\n".join([heads, *rows])).records
    return [r.severity for r in records if r.type == "finding" and r.check in ("table_total_mismatch", "table_row_mismatch")]


FORMULA = ("\tTỔNG CHI (A+B)\t72.410", "A\tChi cân đối\t61.250", "I\tĐầu tư\t20.150", "II\tThường xuyên\t41.100", "B\tChi mục tiêu\t11.160", "C\tChi đóng góp\t9.340")


def test_a_name_says_which_rows_it_adds_up() -> None:
    assert _told(*FORMULA) == []
    assert _told(FORMULA[0].replace("72.410", "72.470"), *FORMULA[1:]) == ["error"]


def test_a_row_without_an_ordinal_among_those_with_one() -> None:
    rows = ("I\tThu nội địa\t72.410", "\tThu trừ tiền đất\t61.250", "1\tKhu vực kinh tế\t51.300", "2\tHoạt động khác\t21.110", "II\tDầu thô\t8.140")
    assert _told(*rows) == []


def test_marks_as_a_slash_and_a_dash() -> None:
    rows = (
        "\tTỔNG THU (A+B)\t93.570", "\tA/- THU NỘI ĐỊA (I+II)\t72.410", "\tI/. Thuế\t51.300", "\t1. Trung ương\t31.100", "\t2. Địa phương\t20.200", "\tII/. Tiền đất\t21.110",
        "\tB/- Thu khác\t21.160", "\tC/- Thu quản lý riêng\t12.300",
    )  # fmt: skip
    assert _told(*(row.lstrip("\t") for row in rows), heads="Nội dung\tDự toán") == []


@pytest.mark.parametrize("other", ["72.410", "22.410"])
def test_a_total_column_over_groups_with_totals_of_their_own(other: str) -> None:
    heads = "STT\tĐơn vị\tTổng số\tĐầu tư\tThường xuyên\tChương trình\tChương trình\tChương trình\n\t\t\t\t\tTổng số\tVốn A\tVốn B"
    rows = ["1\tSở Đông\t12.410\t5.100\t7.310\t\t\t", "2\tSở Tây\t15.230\t6.120\t9.110\t\t\t", "3\tSở Nam\t14.350\t4.140\t10.210\t\t\t", "4\tSở Bắc\t30.420\t7.050\t13.260\t10.110\t6.020\t4.090"]
    told = _told(*rows, f"\tTổng cộng\t{other}\t22.410\t39.890\t10.110\t6.020\t4.090", heads=heads)
    assert bool(told) is (other == "22.410")


def test_what_makes_up_one_column_goes_before_what_comes_near() -> None:
    rows = ("\tTỔNG THU\t405.820\t91.560", "I\tThu nội địa\t278.620\t75.480", "1\tTrung ương\t162.610\t45.300", "2\tĐịa phương\t116.010\t30.180", "II\tDầu thô\t12.200\t0", "III\tXuất nhập khẩu\t115.000\t0")
    records = extract_text("\n".join(["STT\tNội dung\tTổng thu\tNSĐP", *rows])).records
    assert not [r for r in records if r.type == "finding" and "162.610" in r.message and "405.820" in r.message]
