"""One slip that a document tells several times is one finding that names the other places."""

from __future__ import annotations

from extractor.audit.checks import Issue
from extractor.audit.samples import audit_sample
from extractor.pipeline import extract_text
from extractor.records import Finding

SENTENCE = "Toàn xã có 97 tổ hợp tác, gồm 31 tổ ở vùng cao và 56 tổ ở vùng thấp."
TABLE = (
    "STT\tĐơn vị\tTổng số\tĐúng hạn\tTrễ hạn\n1\tXã Đông\t152\t140\t12\n2\tXã Tây\t231\t220\t11\n3\tXã Nam\t187\t180\t7\n"
    "4\tXã Bắc\t305\t290\t25\n5\tXã Trung\t118\t110\t8\n6\tXã Thượng\t264\t251\t13"
)


def told(text: str) -> list[Issue]:
    _, result = audit_sample(text)
    return [i for i in result.findings if i.severity != "info"]


def test_the_same_sentence_under_another_heading() -> None:
    layout, result = audit_sample(f"I. TÌNH HÌNH CHUNG\n{SENTENCE}\n\nII. KẾT QUẢ\nTheo đó, {SENTENCE[0].lower()}{SENTENCE[1:]}")
    (issue,) = result.findings
    assert issue.message.endswith("; cũng ở mục “II. KẾT QUẢ”.") and issue.message_en.endswith("; also in the section “II. KẾT QUẢ”.")
    assert [layout.reading.text[a:b] for a, b in issue.evidence] == ["97", "31", "56"] * 2


def test_a_table_and_the_prose_behind_it() -> None:
    (issue,) = told(TABLE + "\n\nRiêng xã Bắc tiếp nhận 305 hồ sơ, gồm 290 hồ sơ đúng hạn và 25 hồ sơ trễ hạn.")
    assert issue.check == "table_row_mismatch" and "; cũng ở đoạn “Riêng xã Bắc tiếp nhận 305 hồ sơ" in issue.message
    (issue,) = told("Riêng xã Bắc tiếp nhận 305 hồ sơ, gồm 290 hồ sơ đúng hạn và 25 hồ sơ trễ hạn.\n\n" + TABLE)
    assert "cũng ở" in issue.message


def test_rows_of_one_table_are_things_of_their_own() -> None:
    more = "".join(f"\n{n}\tXã {name}\t{90 + 7 * n}\t{80 + 7 * n}\t10" for n, name in enumerate(("Sơn", "Khê", "Lâm", "Hải", "Hòa", "Bình", "Phú", "Lộc"), 7))
    assert len(told(TABLE.replace("5\tXã Trung\t118\t110\t8", "5\tXã Trung\t305\t290\t25") + more)) == 2


def test_other_figures_or_few_digits_are_other_slips() -> None:
    assert len(told(f"{SENTENCE}\n\nToàn huyện có 98 tổ hợp tác, gồm 31 tổ ở vùng cao và 56 tổ ở vùng thấp.")) == 2
    few = "Xã có 9 tổ hợp tác, gồm 3 tổ ở vùng cao và 5 tổ ở vùng thấp."
    assert len(told(f"{few}\n\nII. XÃ KHÁC\n{few}")) == 2


def test_a_citation_with_the_wrong_symbol_is_one_finding_wherever_it_is_repeated() -> None:
    text = (
        "ỦY BAN NHÂN DÂN TỈNH SƠN LA\nSố: 12/UBND-NC\n\nKính gửi: Hội Nông dân tỉnh\n\nUBND tỉnh nhận được Công văn số 02/BC-HND ngày 24/01/2031 của Hội Nông dân tỉnh.\n\n"
        "1. Thống nhất với hồ sơ gửi kèm Công văn số 02/BC-HND.\n\n2. Giao Sở Nội vụ theo dõi.\n"
    )
    found = [record for record in extract_text(text, source="a.txt").records if isinstance(record, Finding) and record.check == "reference_type_symbol"]
    assert len(found) == 1 and len(found[0].evidence) == 2
