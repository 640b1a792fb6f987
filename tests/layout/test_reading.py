"""The joined reading: what interrupts a sentence is gone, and every character knows its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document import CONTINUED, Block, Document
from extractor.layout import analyze
from extractor.layout.normalise import normalise


def layout(text: str):
    return analyze(Document(text, "t.txt", ""))


def reading(text: str) -> str:
    return layout(text).reading.text


def test_a_code_broken_by_a_line_end_is_one() -> None:
    text = "Căn cứ Báo cáo số 417/BC-\nSNV ngày 08/9/2021 của Sở Nội vụ về công tác văn thư, lưu trữ trong năm."
    found = layout(text)
    start = found.reading.text.index("417/BC-SNV")
    span = found.span(start, start + len("417/BC-SNV"))
    assert span.of(text) == "417/BC-\nSNV"


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Thực hiện Nghị định số\n45/2031/NĐ-CP của Chính phủ", "Nghị định số 45/2031/NĐ-CP của Chính phủ"),
        ("gồm Sở Lao động - Thương binh\nvà Xã hội tham gia", "Sở Lao động - Thương binh và Xã hội tham gia"),
        ("giai đoạn 2021-\n2025 trên địa bàn", "giai đoạn 2021-2025 trên địa bàn"),
        ("**Quyết định** số <b>12</b>/QĐ-UBND", "Quyết định số 12/QĐ-UBND"),
        ("Công văn số 7/STP-XD&amp;KT", "Công văn số 7/STP-XD&KT"),
        ("Uỷ ban nhân dân tỉnh Khánh Hoà ngày 3 – 4", "Ủy ban nhân dân tỉnh Khánh Hòa ngày 3 - 4"),
    ],
)
def test_joins(text: str, joined: str) -> None:
    assert joined in reading(text)


def test_notes_leave_the_sentence_and_keep_their_mark() -> None:
    text = (
        "UBND tỉnh ban hành kế hoạch năm 2031<sup>1</sup>; yêu cầu các phòng chuyên môn giữ vững những kết\n\n"
        "<sup>1</sup> Quyết định số 17/QĐ-UBND ngày 02/01/2031 của UBND tỉnh\n\n\n\nquả đã đạt được trong thời gian qua.\n"
    )
    found = layout(text)
    assert "những kết quả đã đạt được" in found.reading.text
    note = next(s for s in found.reading.segments if s.kind == "note")
    assert note.mark == "1"
    assert found.reading.text[note.start : note.end].startswith("Quyết định số 17/QĐ-UBND")
    [mark] = found.reading.marks
    assert (mark.mark, found.reading.text[mark.offset - 4 : mark.offset]) == ("1", "2031")


def test_a_paragraph_of_a_paged_file_goes_on_behind_the_notes_of_its_page() -> None:
    pieces = [
        ("paragraph", "Huyện có 45 sản phẩm, gồm 01 sản", None),
        ("note", "<sup>1</sup> Quyết định số 17/QĐ-UBND", "1"),
        ("paragraph", "phẩm hạng 5 sao. Số còn lại", CONTINUED),
        ("note", "<sup>2</sup> Quyết định số 19/QĐ-UBND", "2"),
        ("paragraph", "hạng 3 sao.", CONTINUED),
        ("paragraph", "Đoạn khác.", None),
    ]
    text, blocks = "", []
    for kind, words, mark in pieces:
        blocks.append(Block(kind, len(text), len(text) + len(words), mark=mark))
        text += f"{words}\n\n"
    found = analyze(Document(text, "a.pdf", "0", blocks=tuple(blocks))).reading
    lines = [found.text[segment.start : segment.end] for segment in found.segments if segment.kind == "paragraph"]
    assert lines == ["Huyện có 45 sản phẩm, gồm 01 sản phẩm hạng 5 sao. Số còn lại hạng 3 sao.", "Đoạn khác."]


def test_a_span_never_crosses_a_block_of_notes() -> None:
    text = (
        "Chương trình số hóa di sản văn hóa của tỉnh trong giai đoạn<sup>1</sup>\n\n<sup>1</sup> Kế hoạch số 9/KH-UBND\n\n\n\n"
        "2021 - 2030 trên địa bàn tỉnh được triển khai.\n"
    )
    found = layout(text)
    start = found.reading.text.index("giai đoạn 2021 - 2030")
    assert found.span(start, start + len("giai đoạn 2021 - 2030")).of(text) == "2021 - 2030"


def test_page_numbers_that_count_up_are_taken_out_and_lone_figures_stay() -> None:
    text = "Đoàn đã làm việc với các đơn vị thuộc\n\n2\n\nngành y tế.\n\nTiếp tục rà soát\n\n3\n\nhồ sơ còn lại.\n\n1.250\n"
    words = reading(text)
    assert "thuộc ngành y tế" in words
    assert "rà soát hồ sơ" in words
    assert "1.250" in words


def test_repeated_heads_and_cut_rows_of_a_table() -> None:
    head = "Stt\tNhiệm vụ\tThời hạn\tKết quả\n"
    text = (
        head
        + "1\tLập danh mục hồ sơ\tQuý I/2031\tĐã ban hành Kế hoạch số 4/KH-STP và trình cơ quan\n\n"
        + head
        + "\t\t\tcó thẩm quyền phê duyệt\n2\tTập huấn\tQuý II/2031\tĐang thực hiện\n"
    )
    found = layout(text)
    assert "trình cơ quan có thẩm quyền phê duyệt" in found.reading.text
    [table] = found.tables
    assert (table.rows, table.header_rows) == (3, 1)


def test_word_segmented_text_is_read_without_its_joints() -> None:
    text = "Chỉ_thị số 5/CT-UBND của Uỷ_ban nhân_dân tỉnh ban_hành ngày 3/6/2009 , áp_dụng cho các cơ_quan , đơn_vị .\n"
    assert "Chỉ thị số 5/CT-UBND của Ủy ban nhân dân tỉnh ban hành ngày 3/6/2009, áp dụng" in reading(text)


TEXTS = st.text(alphabet=st.sampled_from(list("aăâbcđeêUBNDQ0123456789 \t\n|*<>/.-,:;()[]suphòaỷ_&")), max_size=300)


@given(TEXTS)
def test_every_character_of_the_reading_points_into_the_text(text: str) -> None:
    found = layout(text)
    words = found.reading
    assert len(words.text) == len(words.plain) == len(words.raw) - 1
    assert all(0 <= place <= len(text) for place in words.raw)
    for segment in words.segments:
        for position in range(segment.start, segment.end):
            place = words.raw[position]
            written = words.plain[position]
            assert written == text[place] or written == " " or text[place] in "&"
        if segment.end > segment.start:
            span = found.span(segment.start, segment.end)
            assert 0 <= span.start < span.end <= len(text)


@given(st.text(max_size=200))
def test_hostile_strings_survive(text: str) -> None:
    assert analyze(Document(text, "t.txt", "")).reading.segments


@given(st.text(max_size=100))
def test_normalising_keeps_the_length_and_is_idempotent(text: str) -> None:
    once = normalise(text)
    assert len(once) == len(text)
    assert normalise(once) == once


def test_tone_placement_only_moves_at_the_end_of_a_syllable() -> None:
    assert normalise("hoà thoả uỷ quý hoàn khoẻ quả HOÀ") == "hòa thỏa ủy quý hoàn khỏe quả HÒA"


def test_notes_typed_as_paragraphs_of_a_web_page() -> None:
    from extractor.readers import read_bytes

    page = (
        "<!doctype html><body><h1>Báo cáo</h1><p>Huyện ban hành kế hoạch<sup>1</sup>, phê duyệt đề án<sup>2</sup> và 25 km<sup>2</sup> rừng.</p>"
        "<p>Nơi nhận: như trên.</p><p><sup>1</sup> Kế hoạch số 5/KH-UBND</p><p><sup>2</sup> Quyết định số 7/QĐ-UBND<br>của Chủ tịch</p></body>"
    )
    found = analyze(read_bytes(page.encode(), "trang.html")).reading
    notes = [(segment.mark, found.plain[segment.start : segment.end]) for segment in found.segments if segment.kind == "note"]
    assert notes == [("1", "Kế hoạch số 5/KH-UBND"), ("2", "Quyết định số 7/QĐ-UBND của Chủ tịch")]
    assert [mark.mark for mark in found.marks] == ["1", "2"]


def test_the_oi_of_old_keyboards_is_read_as_u_with_a_horn() -> None:
    reading = analyze(Document("Phƣơng hƣớng giúp ngƣời dân. ƢU TIÊN", "a.txt", "0")).reading
    assert reading.plain == "Phương hướng giúp người dân. ƯU TIÊN\n"


def test_blanks_inside_syllables_go_where_a_text_is_split_behind_marked_letters() -> None:
    text = "QUYẾ T ĐỊ NH\nNgườ i dân chị u trách nhiệ m về đườ ng làng; các đơn vị chị u phí.\n"
    reading = analyze(Document(text, "a.txt", "0")).reading
    assert reading.plain.replace("\n", " ").split("  ")[0].strip() == "QUYẾT ĐỊNH Người dân chịu trách nhiệm về đường làng; các đơn vị chịu phí."
    place = reading.plain.index("đường") + 3
    assert text[reading.raw[place]] == "n"


def test_a_sound_text_keeps_its_blanks() -> None:
    text = "Chị u sầu; đường đi ở n nơi, việc để y nguyên; bệ hạ, về a dua; người dân được hưởng, nhiệm vụ, quyết định.\n"
    assert analyze(Document(text, "a.txt", "0")).reading.plain.strip() == text.strip()


def test_italics_of_markdown_leave_their_words_alone() -> None:
    text = "_+ Các công trình lớn: ước đạt 291 tỷ_\n_đồng;_\n\nMục _A và ________ để trống.\n"
    found = reading(text)
    assert "ước đạt 291 tỷ đồng;" in found
    assert "Mục _A và ________ để" in found
