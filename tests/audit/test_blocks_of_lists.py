"""Totals over lists inside lists, groups over headings without figures, noughts at the end of a cell, sums that barely miss."""

from __future__ import annotations

from tests.audit.test_budgets_of_provinces import told

OFFICES = [("Sở A", 3_117), ("Sở B", 2_326), ("Sở C", 5_218), ("Sở D", 1_709)]
DISTRICTS = [("Huyện Đông", 2_213), ("Huyện Tây", 1_846), ("Huyện Nam", 1_372)]


def written(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def nested(total: int) -> list[str]:
    districts = sum(amount for _, amount in DISTRICTS)
    rows = [f"\tTổng cộng\t{written(total)}", *(f"{n}\t{name}\t{written(amount)}" for n, (name, amount) in enumerate(OFFICES, 1)), f"5\tKhối huyện\t{written(districts)}"]
    return told(*rows, *(f"{n}\t{name}\t{written(amount)}" for n, (name, amount) in enumerate(DISTRICTS, 1)), "6\tDự phòng\t1.450")


def test_a_total_is_not_over_the_rows_of_an_inner_list() -> None:
    whole = sum(amount for _, amount in (*OFFICES, *DISTRICTS)) + 1_450
    assert not nested(whole)
    assert any(written(whole) in message for message in nested(whole + 300))


def headed(second: int) -> list[str]:
    rows = ["1\tHuyện Đông\t9.640\t4.120", "\tChuyển tiếp\t\t", "a\tĐường A\t3.215\t1.370", "b\tĐường B\t2.108\t905", "\tKhởi công mới\t\t", f"a\tCầu C\t4.317\t{written(second)}"]
    return told(*rows, "2\tHuyện Tây\t5.230\t2.410", "a\tĐường D\t3.005\t1.250", "b\tĐường E\t2.225\t1.160", head="STT\tDự án\tTổng mức\tKế hoạch")


def test_a_group_over_headings_without_figures() -> None:
    assert not headed(1_845)
    assert any("4.120" in message for message in headed(1_945))


TAXES = (2_117_452, 26_318, 143_907, 671_284, 152_613, 318_729, 164_218)


def round_cell(whole: str) -> list[str]:
    return told("1\tSở A\t237.418\t167.418\t70.000", "2\tSở B\t84.391\t71.186\t13.205", "3\tSở C\t52.764\t44.317\t8.447", "4\tSở D\t41.283\t34.136\t7.147",
                "5\tSở Đ\t33.718\t26.209\t7.509", "6\tSở E\t67.935\t38.412\t29.523", f"7\tSở G\t{whole}\t42.635\t20.000", head="STT\tĐơn vị\tTổng số\tHành chính\tSự nghiệp")  # fmt: skip


def test_noughts_at_the_end_of_a_cell_are_exact() -> None:
    assert not round_cell("62.635")
    assert round_cell("62.835")


def barely(whole: int) -> list[str]:
    return told(f"I\tThu nội địa\t{written(whole)}", *(f"{n}\tKhoản {chr(64 + n)}\t{written(amount)}" for n, amount in enumerate(TAXES, 1)))


def test_many_rows_that_barely_miss_their_group_are_its_parts() -> None:
    whole = sum(TAXES)
    assert not barely(whole)
    assert barely(whole - 1_204)
    assert not barely(whole - 512_307)  # they may be some of it
