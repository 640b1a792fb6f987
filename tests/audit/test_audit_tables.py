"""Tables: rules of columns that the rows confirm, totals by level, what breaks them."""

from __future__ import annotations

import pytest

from extractor.audit.samples import audit_sample
from extractor.audit.tables import formulas
from extractor.document import Document
from extractor.layout import analyze

HEAD = "STT\tĐơn vị\tTiếp nhận\tĐúng hạn\tTrễ hạn\tTỷ lệ đúng hạn"
ROWS = [
    ("A", "Khối xã", 1053, 1010, 43, "95,92%"),
    ("1", "Xã Đông", 310, 300, 10, "96,77%"),
    ("2", "Xã Tây", 420, 395, 25, "94,05%"),
    ("3", "Xã Nam", 323, 315, 8, "97,52%"),
    ("B", "Khối phường", 1240, 1207, 33, "97,34%"),
    ("1", "Phường Một", 640, 625, 15, "97,66%"),
    ("2", "Phường Hai", 600, 582, 18, "97,00%"),
    ("", "TỔNG SỐ", 2293, 2217, 76, "96,69%"),
]


def table(change: dict[tuple[int, int], object] | None = None) -> str:
    rows = [list(row) for row in ROWS]
    for (r, c), value in (change or {}).items():
        rows[r][c] = value  # type: ignore[call-overload]
    return "\n".join([HEAD, *("\t".join(map(str, row)) for row in rows)])


def test_all_of_a_sound_table_holds() -> None:
    _, result = audit_sample(table())
    assert not result.findings
    words = [r.computation for r in result.relations]
    assert "310 + 420 + 323 = 1.053" in words  # the rows of a group
    assert "1053 + 1240 = 2.293" in words  # the groups of the table
    assert "300 + 10 = 310" in words  # columns
    assert "300 / 310 = 96,7742% ≈ 96,77%" in words  # a rate column
    assert result.coverage.broken == 0 and result.coverage.share == 1


@pytest.mark.parametrize(
    ("change", "check", "words"),
    [
        ({(1, 3): 310}, "table_row_mismatch", "310 + 10 = 320, văn bản ghi 310"),
        ({(2, 5): "84,05%"}, "table_row_mismatch", "395 / 420 = 94,0476%, văn bản ghi 84,05%"),
        ({(4, 4): 53, (4, 2): 1260, (4, 5): "95,79%", (7, 2): 2313, (7, 4): 96, (7, 5): "95,85%"}, "table_total_mismatch", "640 + 600 = 1.240, văn bản ghi 1260"),
    ],
)
def test_the_row_that_breaks_a_rule_is_the_finding(change: dict[tuple[int, int], object], check: str, words: str) -> None:
    _, result = audit_sample(table(change))
    # A wrong cell breaks its row and its column: one finding, which tells all.
    assert any(words in i.message and i.check in (check, "table_total_mismatch") for i in result.findings)
    assert len(result.findings) <= 2


def test_a_wrong_total_among_right_ones() -> None:
    _, result = audit_sample(table({(7, 4): 67}))
    (issue,) = result.findings
    assert (issue.check, issue.severity, issue.suggested) == ("table_total_mismatch", "error", 76)
    assert "43 + 33 = 76, văn bản ghi 67" in issue.message and "2217 + 67 = 2.284, văn bản ghi 2293" in issue.message
    assert "nếu 67 là 76 thì" in issue.message


def test_a_dash_is_zero_and_an_empty_cell_unknown() -> None:
    rows = "1\tXã Đông\t300\t300\t-\t100%\n2\tXã Tây\t250\t240\t10\t96%\n3\tXã Nam\t200\t\t\t\n4\tXã Bắc\t150\t145\t5\t96,7%\n5\tXã Trung\t120\t110\t10\t91,7%\n6\tXã Thượng\t90\t85\t5\t94,4%"
    _, result = audit_sample(f"{HEAD}\n{rows}")
    assert not result.findings


def test_rows_that_name_some_of_the_row_above_are_no_parts() -> None:
    text = "TT\tNội dung\tDự toán\tThực hiện\nI\tThu nội địa\t900\t950\n1\tThuế\t600\t640\n-\tTrong đó: thuế môi trường\t80\t75\n2\tTiền đất\t300\t310\nII\tThu xuất khẩu\t100\t120"
    _, result = audit_sample(text)
    assert not result.findings
    assert {r.computation for r in result.relations} == {"600 + 300 = 900", "640 + 310 = 950"}


def test_the_row_that_numbers_the_columns_tells_rules() -> None:
    text = "TT\tNội dung\tNăm trước\tNăm nay\tSo sánh (%)\nA\tB\t1\t2\t3=2/1\n1\tThu thuế\t500\t550\t110,0\n2\tThu phí\t200\t210\t105,0\n3\tThu khác\t80\t60\t85,0"
    layout = analyze(Document(text, "t", ""))
    (rule,) = formulas(text, layout.tables[0])
    assert (rule.kind, rule.total, rule.parts, rule.told) == ("ratio", 4, (3, 2), True)


@pytest.mark.parametrize("text", ["STT\tTên\tSố\n1\tA\t\n2\tB\t-", "STT\tTên\n1\tA\n2\tB", "a\tb\tc\n-\t-\t-\n-\t-\t-"])
def test_tables_without_figures_are_survived(text: str) -> None:
    _, result = audit_sample(text)
    assert result.relations == ()
