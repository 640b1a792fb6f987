"""Ties of tables that no word tells, products, and rows of statistical forms."""

from __future__ import annotations

import numpy as np
import pytest

from extractor import extract_text
from extractor.audit.samples import audit_sample
from extractor.audit.tables.lines import Lines
from extractor.audit.tables.patterns import Book, Pattern
from extractor.audit.tables.quotients import quotients
from extractor.audit.tables.search import means, sums


def lines(*rows: tuple[float, ...], unit: float = 1.0) -> Lines:
    values = np.array(rows, dtype=float)
    return Lines(values, np.full(values.shape, unit))


def test_sums_are_folded_from_the_inside() -> None:
    rows = [(a + b + c + d, a + b, a, b, c + d, c, d) for a, b, c, d in ((317, 428, 559, 613), (721, 834, 947, 158), (263, 379, 486, 592))]
    found = {(p.whole, tuple(sorted(p.parts))) for p in sums(lines(*rows))}
    assert {(1, (2, 3)), (4, (5, 6)), (0, (1, 4))} <= found


def test_every_second_column_is_a_range() -> None:
    rows = [(a + b + c, a, 3.1, b, 7.7, c, 9.2) for a, b, c in ((4317, 5428, 6559), (7721, 1834, 2947), (1263, 2379, 9486), (8112, 4313, 7741))]
    assert (0, (1, 3, 5)) in {(p.whole, tuple(sorted(p.parts))) for p in sums(lines(*rows, unit=0.1))}


def test_a_total_may_stand_a_line_or_two_away_from_its_range() -> None:
    rows = [(a, b, c, d, a + b + c + d, a + b + c) for a, b, c, d in ((5417, 662, 391, -1599), (5308, 438, 582, -2953), (5235, 712, 403, -2267), (5431, 591, 346, -2021))]
    found = {(p.whole, tuple(sorted(p.parts))) for p in sums(lines(*rows))}
    assert {(4, (0, 1, 2, 3)), (5, (0, 1, 2))} <= found


def test_a_line_of_zeros_inside_a_range_is_a_part() -> None:
    rows = [(a + b + c, a, 0, b, c, d) for a, b, c, d in ((317, 428, 559, 83), (721, 834, 947, 12), (263, 379, 486, 57))]
    assert {(p.whole, p.parts) for p in sums(lines(*rows))} == {(0, (1, 2, 3, 4))}


def test_a_total_of_totals_with_other_columns_between() -> None:
    rows = [
        (a, b, a + b, x, c, d, c + d, y, a + b + c + d)
        for a, b, c, d, x, y in ((317, 428, 559, 613, 77, 31), (721, 834, 947, 158, 52, 94), (263, 379, 486, 592, 18, 63), (518, 291, 733, 845, 39, 26))
    ]
    found = {(p.whole, tuple(sorted(p.parts))) for p in sums(lines(*rows))}
    assert {(2, (0, 1)), (6, (4, 5)), (8, (2, 6))} <= found


def test_a_total_at_the_far_end_of_a_table() -> None:
    rows = [
        (a, b, c, d, *rest, a + b + c + d)
        for a, b, c, d, *rest in (
            (317, 428, 559, 613, 71, 38, 92, 15, 64),
            (721, 834, 947, 158, 23, 57, 11, 86, 49),
            (263, 379, 486, 592, 95, 14, 63, 27, 82),
            (518, 291, 733, 845, 36, 79, 45, 61, 18),
        )
    ]
    assert (9, (0, 1, 2, 3)) in {(p.whole, tuple(sorted(p.parts))) for p in sums(lines(*rows))}


def test_a_total_that_is_repeated_far_away_is_told_once() -> None:
    rows = [(a, b, a + b, x, y, a + b) for a, b, x, y in ((317, 428, 71, 92), (721, 834, 52, 17), (263, 379, 18, 64))]
    assert {p.whole for p in sums(lines(*rows))} == {2}


def test_a_total_and_its_parts_do_not_add_up_to_twice_the_total() -> None:
    book = Book(lines((317, 428, 745, 1490), (721, 834, 1555, 3110)))
    assert book.take(Pattern("sum", 2, (0, 1), 2, 0, 20.0))
    assert not book.take(Pattern("sum", 3, (0, 1, 2), 2, 0, 10.0))


def test_columns_that_are_written_twice_give_one_reading() -> None:
    rows = [(a, a, b, b, c, c, x, a + b + c) for a, b, c, x in ((317, 428, 559, 71), (721, 834, 947, 23), (263, 379, 486, 95), (518, 291, 733, 36))]
    assert [p.whole for p in sums(lines(*rows))] == [7]


def test_years_of_two_numbers_in_the_first_row_leave_their_columns_amounts() -> None:
    """A row of heads "2019/20" that stays among the rows of figures."""
    table = "Nội dung\t2019/20\t2020/21\nHọc phí\t4.317\t4.428\nLệ phí\t1.559\t1.613\nKhác\t721\t834\nTổng cộng\t6.597\t6.875"
    _, result = audit_sample(table)
    assert [(r.kind, r.holds, len(r.parts)) for r in result.relations if r.kind == "sum"] == [("sum", True, 3)] * 2


def test_a_table_of_percentages_alone_is_looked_at() -> None:
    rows = [("Phường Đông", 78.3, 6.7), ("Phường Tây", 99.5, 0.3), ("Xã Nam", 94.7, 3.9), ("Xã Bắc", 41.6, 27.8), ("Xã Trung", 63.2, 18.4)]
    table = "\n".join(f"{name}\t{a + b:.1f}%\t{a:.1f}%\t{b:.1f}%".replace(".", ",") for name, a, b in rows)
    _, result = audit_sample(f"Đơn vị\tCộng\tThường xuyên\tĐôi khi\n{table}")
    assert [(r.kind, r.holds) for r in result.relations] == [("sum", True)] * 5


def test_two_sure_readings_of_one_line_are_both_kept() -> None:
    """A year is another one and the change since then, twice."""
    years = ((3051, 3204, 2871, 3617), (6193, 6158, 6340, 6602), (3690, 3613, 3947, 4038), (2362, 2291, 2634, 2995), (1664, 1483, 1958, 1991))
    rows = [(a, b, c, d, d - a, d - c) for a, b, c, d in years]
    found = {(p.whole, tuple(sorted(p.parts))) for p in sums(lines(*rows))}
    assert {(3, (0, 4)), (3, (2, 5))} <= found


def test_lines_of_one_rate_are_no_parts() -> None:
    rows = [(a, 2 * a, 3 * a) for a in (1841.0, 1377.0, 918.0, 2266.0, 1549.0)]
    assert not [p for p in sums(lines(*rows)) if p.held >= 4 and not p.near]


def test_a_share_is_found_with_the_column_that_was_rounded() -> None:
    rows = [(a, b, round(100 * a / b, 2)) for a, b in ((417, 2931), (388, 1947), (1263, 7310), (905, 4462), (731, 3058))]
    found = quotients(Lines(np.array(rows), np.tile([1.0, 1.0, 0.01], (5, 1))))
    assert [(p.kind, p.whole, p.parts) for p in found] == [("share", 2, (0, 1))]


def test_a_mean_of_rows() -> None:
    rows = [(float(x), float(y), float(z), round((x + y + z) / 3, 2)) for x, y, z in ((413, 922, 651), (187, 733, 264), (551, 149, 872), (634, 275, 418))]
    assert (3, (0, 1, 2)) in {(p.whole, tuple(sorted(p.parts))) for p in means(lines(*rows, unit=0.01))}


def test_lines_that_can_be_no_mean_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    equal = lines(*[(float(n),) * 40 for n in (1, 2, 3)])
    assert equal.most_as_mean == [0.0] * 40
    monkeypatch.setattr("extractor.audit.tables.search.best_beginning", lambda *_a, **_k: pytest.fail("asked for nothing"))
    assert means(equal) == []


def test_the_first_look_for_means_refuses_none() -> None:
    chance = np.random.default_rng(11)
    for _ in range(40):
        values = chance.integers(1, 9_999, size=(5, 14)).astype(float)
        first, whole = chance.integers(4, 10), chance.integers(0, 4)
        values[:, whole] = np.round(values[:, first : first + 4].mean(axis=1), 2)
        values[chance.random(values.shape) < 0.05] = np.nan
        made = Lines(values, np.full(values.shape, 0.01))
        for position, line in enumerate(made.active):
            for away, sides in enumerate(made.mean_sides(line, position, 9, 4)):
                runs = made.active[position + 1 + away :][:9], made.active[: max(0, position - away)][::-1][:9]
                for run, may in zip(runs, sides, strict=True):
                    assert may or len(run) < 3 or made.glance(line, run, True) < 3


def test_cost_is_linear_in_lines() -> None:
    chance = np.random.default_rng(7)
    values = chance.integers(1, 9_999_999, size=(4, 3000)).astype(float)
    assert len(sums(Lines(values, np.ones(values.shape)))) < 30


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TT\tĐơn vị\tTiếp nhận\tĐã trả\n1\tXã Hòa\t214\t203\n2\tXã Bình\t187\t166\n3\tXã An\t305\t291\n\tTổng cộng\t706\t690", "660"),
        ("TT\tĐơn vị\tSố vốn\n1\tXã Hòa\t62.150\n2\tXã Bình\t3.166\n\tTổng cộng\t67.316", "65.316"),
        ("TT\tNội dung\tSố lượng\tĐơn giá\tThành tiền\n1\tMáy bơm\t13\t4.250.000\t58.250.000\n2\tỐng nhựa\t210\t85.000\t17.850.000", "55.250.000"),
    ],
)
def test_one_wrong_cell_of_a_small_table_is_told(text: str, expected: str) -> None:
    _, result = audit_sample(text)
    assert [expected in i.message for i in result.findings if i.severity in ("error", "warning")] == [True]


def test_items_that_repeat_the_total_of_a_form_are_no_parts() -> None:
    """The same amount by kind of revenue, and again by who collects it."""
    form = (
        "STT\tChỉ tiêu\tĐơn vị tính\tSố liệu\n1\tTổng số thu phí\ttriệu đồng\t22.641\n1.1\tThu qua ngân hàng\ttriệu đồng\t22.641\n"
        "1.2\tThu phí hạ tầng\ttriệu đồng\t22.641\n2\tSố đơn vị thu\tđơn vị\t14\n3\tSố lượt nộp\tlượt\t3.157"
    )
    _, result = audit_sample(form)
    assert [r for r in result.relations if r.tie == "form_total"] == []
    _, result = audit_sample(form.replace("1.1\tThu qua ngân hàng\ttriệu đồng\t22.641", "1.1\tThu qua ngân hàng\ttriệu đồng\t9.417").replace("22.641\n2\t", "13.224\n2\t"))
    assert [r.holds for r in result.relations if r.tie == "form_total"] == [True]


@pytest.mark.parametrize(("fall", "holds"), [("-31,2", True), ("-21,2", False)])
def test_a_column_of_rises_and_falls_is_one_of_changes(fall: str, holds: bool) -> None:
    rows = [("Sởi", 214, 311, fall), ("Cúm", 402, 236, "70,3"), ("Dại", 88, 80, "10,0"), ("Lao", 39, 45, "-13,3"), ("Ho gà", 61, 52, "17,3"), ("Lỵ", 45, 71, "-36,6"), ("Tả", 97, 83, "16,9"), ("Uốn ván", 53, 47, "12,8"), ("Dịch hạch", 29, 37, "-21,6")]
    head = "| Bệnh | Cộng dồn | Cùng kỳ | Tăng/giảm (%) |\n|---|---|---|---|\n"
    records = extract_text(head + "".join(f"| {name} | {now} | {before} | {change} |\n" for name, now, before, change in rows)).records
    found = [r for r in records if r.type == "relation" and r.kind == "ratio"]
    assert [r.holds for r in found] == [holds] + [True] * 8
    assert {r.form for r in found} == {"growth", "reduction"}


STATEMENT = """Đơn vị: triệu đồng

| Chỉ tiêu | Năm nay | Năm trước |
|---|---|---|
| Doanh thu bán hàng | 52.200.250 | 40.827.098 |
| Các khoản giảm trừ | (21.179.192) | (16.478.269) |
| Doanh thu thuần | {net} | 24.348.829 |
| Giá vốn hàng bán | (17.943.611) | (12.825.030) |
| Lợi nhuận gộp | {gross} | 11.523.799 |
"""


@pytest.mark.parametrize(("net", "gross"), [("31.021.058", "13.077.447"), ("37.021.058", "13.077.447"), ("31.021.058", "13.877.447")])
def test_one_wrong_cell_of_two_columns_is_told_by_the_other_column(net: str, gross: str) -> None:
    record = extract_text(STATEMENT.format(net=net, gross=gross))
    errors = [r.message for r in record.records if r.type == "finding" and r.severity in ("error", "warning")]
    wrong = {net, gross} - {"31.021.058", "13.077.447"}
    assert len(errors) == len(wrong) and all(w in errors[0] for w in wrong), errors


def test_columns_that_round_differently_are_no_error() -> None:
    record = extract_text(STATEMENT.format(net="31.021.059", gross="13.077.447"))
    assert not [r for r in record.records if r.type == "finding" and r.severity in ("error", "warning")]


def test_a_nought_that_nobody_filled_in_says_nothing_of_the_rate_beside_it() -> None:
    rows = "\n".join(f"{n}\tXã {n}\t{total}\t{made}\t{100 * made / total:.1f}".replace(".", ",") for n, (total, made) in enumerate(((1523, 1204), (2311, 1987), (1876, 1455), (3054, 2611), (1189, 903), (2647, 2213)), 1))
    _, result = audit_sample(f"STT\tĐơn vị\tA\tB\tC\n{rows}\n7\tXã 7\t1412\t0\t100")
    assert not [issue for issue in result.findings if issue.severity != "info"]
