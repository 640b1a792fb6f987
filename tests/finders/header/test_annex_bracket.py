"""What an annex's bracket names is its document; what a sentence cites before a bracket is another one."""

from __future__ import annotations

from extractor import extract_text


def _day(text: str) -> str | None:
    [said] = [record for record in extract_text(text).records if record.type == "metadata"]
    return str(said.issued_on) if said.issued_on else None


def test_a_bracket_behind_a_cited_decision_gives_no_day() -> None:
    text = "Quyết định sửa đổi một số điều của Quy định về quản lý chợ\nỦy ban nhân dân tỉnh\nĐiều 1. Sửa đổi Quy định kèm theo Quyết định số 952/2028/QĐ-UBND ngày 12/10/2028 (Chi tiết tại Phụ lục I).\n"
    assert _day(text) is None


def test_a_bracket_that_names_the_document_gives_its_day() -> None:
    text = "QUY CHẾ\nQuản lý chợ\n(Ban hành kèm theo Quyết định số 57/QĐ-UBND ngày 03/4/2031 của Ủy ban nhân dân tỉnh Phú Thọ)\n\nĐiều 1. Phạm vi\n"
    assert _day(text) == "2031-04-03"


def test_a_day_inside_a_sentence_is_not_that_of_the_letterhead() -> None:
    text = "Huyện gấp rút hoàn thành các khu tái định cư\n\nĐể hoàn thành dự án, trong đó có huyện Tân Lập, ngày 8/12/2030, HĐND thành phố ban hành nghị quyết số 41/NQ-HĐND.\n"
    assert _day(text) is None


def test_behind_its_grounds_a_bracket_names_another_document() -> None:
    text = (
        "**HƯỚNG DẪN**\n\n**XÂY DỰNG ĐỘI NGŨ BÁO CÁO VIÊN**\n\n- Căn cứ Quy định số 294-QĐ/TW, ngày 26/5/2030 của Ban Chấp hành Trung ương;\n\n- Báo cáo viên hoạt động theo Quy chế\n"
        "(ban hành kèm theo Quyết định số 907-QĐ/BTG, ngày 17/9/2030 của Ban Tuyên giáo Trung ương).\n\n- Chế độ báo cáo.\n"
    )
    assert _day(text) is None
