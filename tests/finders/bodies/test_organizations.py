"""Bodies and provinces: the examples of the pattern files, names completed by the document's own territory, and properties of any text."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.finders.bodies.gazetteer import gazetteer
from extractor.finders.bodies.organizations import (
    Context,
    bodies_at,
    canonical_name,
    find_organizations,
    organization_at,
    organization_ending_at,
)
from extractor.finders.bodies.provinces import canonical_province, province_in, province_of_place, provinces
from extractor.layout.normalise import normalise
from extractor.lexicon.document_types import document_type, document_types, sole_issuer
from extractor.lexicon.names import name_key, tree_pattern
from extractor.lexicon.patterns import Example, examples

PROVINCE = Context(province="tỉnh Lào Cai", issuer="Ủy ban nhân dân tỉnh Lào Cai")
DEPARTMENT = Context(province="tỉnh Lào Cai", issuer="Sở Y tế tỉnh Lào Cai")
DISTRICT = Context(province="tỉnh Lào Cai", district="huyện Bảo Thắng", issuer="Ủy ban nhân dân huyện Bảo Thắng")
MINISTRY = Context(issuer="Bộ Xây dựng", issued_on=datetime.date(2025, 9, 1))


@pytest.mark.parametrize(
    ("place", "positive", "example"), list(examples("organizations")), ids=lambda v: v if isinstance(v, str) else ""
)
def test_examples_of_the_pattern_file(place: str, positive: bool, example: Example) -> None:
    found = find_organizations(normalise(example.text), Context(province=example.province))
    wanted = (example.find if positive else example.absent) or {}
    assert any(all(getattr(m, k) == v for k, v in wanted.items()) for m in found) is positive


@pytest.mark.parametrize(
    ("place", "positive", "example"), list(examples("provinces")), ids=lambda v: v if isinstance(v, str) else ""
)
def test_examples_of_the_provinces(place: str, positive: bool, example: Example) -> None:
    expected = example.find["province"] if positive and example.find else None
    assert province_in(example.text) == expected


@pytest.mark.parametrize(
    ("text", "context", "name", "rest"),
    [
        ("UBND tỉnh về việc", PROVINCE, "Ủy ban nhân dân tỉnh Lào Cai", " về việc"),
        ("UBND tỉnh Hà Giang ban hành", PROVINCE, "Ủy ban nhân dân tỉnh Hà Giang", " ban hành"),
        ("UBND Hà Giang", PROVINCE, "Ủy ban nhân dân tỉnh Hà Giang", ""),
        ("UBND TP. Hồ Chí Minh", PROVINCE, "Ủy ban nhân dân thành phố Hồ Chí Minh", ""),
        ("UBND TP.HCM", PROVINCE, "Ủy ban nhân dân thành phố Hồ Chí Minh", ""),
        ("UBND TX. Sa Pa", PROVINCE, "Ủy ban nhân dân thị xã Sa Pa", ""),
        ("UBND thành phố Sơn La", PROVINCE, "Ủy ban nhân dân thành phố Sơn La", ""),
        ("UBND huyện Bắc Hà, tỉnh Lào Cai ban hành", PROVINCE, "Ủy ban nhân dân huyện Bắc Hà", " ban hành"),
        ("ủy ban nhân dân tỉnh", PROVINCE, "Ủy ban nhân dân tỉnh Lào Cai", ""),
        ("ỦY BAN NHÂN DÂN HUYỆN BẮC HÀ BÁO CÁO", PROVINCE, "Ủy ban nhân dân huyện Bắc Hà", " BÁO CÁO"),
        ("UBND huyện về", PROVINCE, "Ủy ban nhân dân huyện", " về"),
        ("UBND huyện về", DISTRICT, "Ủy ban nhân dân huyện Bảo Thắng", " về"),
        ("UBND", PROVINCE, "Ủy ban nhân dân tỉnh Lào Cai", ""),
        ("UBND", DISTRICT, "Ủy ban nhân dân huyện Bảo Thắng", ""),
        ("UBND", Context(), "Ủy ban nhân dân", ""),
        ("UBND đặc khu Vân Đồn", PROVINCE, "Ủy ban nhân dân đặc khu Vân Đồn", ""),
        ("Sở Nội vụ", PROVINCE, "Sở Nội vụ tỉnh Lào Cai", ""),
        ("Sở NN&PTNT tham mưu", PROVINCE, "Sở Nông nghiệp và Phát triển nông thôn tỉnh Lào Cai", " tham mưu"),
        ("Sở VH,TT&DL", PROVINCE, "Sở Văn hóa, Thể thao và Du lịch tỉnh Lào Cai", ""),
        ("Sở Nội vụ", Context(), "Sở Nội vụ", ""),
        ("Bộ KH&CN", PROVINCE, "Bộ Khoa học và Công nghệ", ""),
        ("Bộ Lao động, Thương binh và Xã hội", PROVINCE, "Bộ Lao động - Thương binh và Xã hội", ""),
        ("Bộ Nông nghiệp và Môi trường", PROVINCE, "Bộ Nông nghiệp và Môi trường", ""),
        ("Công an tỉnh", PROVINCE, "Công an tỉnh Lào Cai", ""),
        ("Bộ CHQS tỉnh", PROVINCE, "Bộ Chỉ huy quân sự tỉnh Lào Cai", ""),
        ("Tỉnh ủy về", PROVINCE, "Tỉnh ủy Lào Cai", " về"),
        ("Tỉnh ủy Hà Giang", PROVINCE, "Tỉnh ủy Hà Giang", ""),
        ("Thành ủy Thành phố Hồ Chí Minh", PROVINCE, "Thành ủy Thành phố Hồ Chí Minh", ""),
        ("BTV Tỉnh ủy", PROVINCE, "Ban Thường vụ Tỉnh ủy Lào Cai", ""),
        ("Ban Thường vụ Huyện ủy Bắc Hà", PROVINCE, "Ban Thường vụ Huyện ủy Bắc Hà", ""),
        ("Ban Tuyên giáo Tỉnh ủy", PROVINCE, "Ban Tuyên giáo Tỉnh ủy Lào Cai", ""),
        ("Ban Chấp hành Trung ương Đảng khóa XII về", PROVINCE, "Ban Chấp hành Trung ương Đảng", " về"),
        ("Chủ tịch UBND tỉnh", PROVINCE, "Chủ tịch Ủy ban nhân dân tỉnh Lào Cai", ""),
        ("chủ tịch ủy ban nhân dân tỉnh", PROVINCE, "Chủ tịch Ủy ban nhân dân tỉnh Lào Cai", ""),
        ("Bộ trưởng Bộ Tư pháp quy định", PROVINCE, "Bộ trưởng Bộ Tư pháp", " quy định"),
        ("Bộ trưởng ký", MINISTRY, "Bộ trưởng Bộ Xây dựng", " ký"),
        ("Giám đốc Sở ban hành", DEPARTMENT, "Giám đốc Sở Y tế tỉnh Lào Cai", " ban hành"),
        ("Bộ ban hành", MINISTRY, "Bộ Xây dựng", " ban hành"),
        ("Sở ban hành", DEPARTMENT, "Sở Y tế tỉnh Lào Cai", " ban hành"),
        ("Phó Thủ tướng Chính phủ Nguyễn Văn A", PROVINCE, "Phó Thủ tướng Chính phủ", " Nguyễn Văn A"),
        ("Cục Người có công hướng dẫn", PROVINCE, "Cục Người có công", " hướng dẫn"),
        ("Tổng cục Thủy sản về", PROVINCE, "Tổng cục Thủy sản", " về"),
        ("Ban Chỉ đạo xây dựng nông thôn mới tỉnh về", PROVINCE, "Ban Chỉ đạo xây dựng nông thôn mới tỉnh Lào Cai", " về"),
        ("Ban Chỉ đạo chuyển đổi số tỉnh", PROVINCE, "Ban Chỉ đạo chuyển đổi số tỉnh Lào Cai", ""),
        ("Ban Chỉ đạo phòng, chống thiên tai tỉnh", PROVINCE, "Ban Chỉ đạo phòng, chống thiên tai tỉnh Lào Cai", ""),
        ("Ban Chỉ đạo Trung ương về phòng, chống thiên tai", PROVINCE, "Ban Chỉ đạo Trung ương về phòng, chống thiên tai", ""),
        (
            "Ban Chỉ đạo quốc gia về thống kê, kiểm kê đất đai và dân cư.",
            PROVINCE,
            "Ban Chỉ đạo quốc gia về thống kê, kiểm kê đất đai và dân cư",
            ".",
        ),
        ("Ban Chỉ đạo quốc gia về thống kê, các bộ", PROVINCE, "Ban Chỉ đạo quốc gia về thống kê", ", các bộ"),
        ("Ủy ban Pháp luật và Tư pháp, đề nghị", PROVINCE, "Ủy ban Pháp luật và Tư pháp", ", đề nghị"),
        ("Ban Pháp chế của HĐND tỉnh về", PROVINCE, "Ban Pháp chế Hội đồng nhân dân tỉnh Lào Cai", " về"),
        ("Ban Kinh tế - Ngân sách HĐND huyện", DISTRICT, "Ban Kinh tế - Ngân sách Hội đồng nhân dân huyện Bảo Thắng", ""),
        ("Ban cán sự đảng UBND tỉnh", PROVINCE, "Ban cán sự đảng Ủy ban nhân dân tỉnh Lào Cai", ""),
        ("Đảng ủy xã Gia Phú", PROVINCE, "Đảng ủy xã Gia Phú", ""),
        (
            "Liên Sở Tài chính - Kế hoạch và Đầu tư về",
            PROVINCE,
            "Sở Tài chính tỉnh Lào Cai, Sở Kế hoạch và Đầu tư tỉnh Lào Cai",
            " về",
        ),
        ("liên Bộ Tài chính - Bộ Nội vụ", PROVINCE, "Bộ Tài chính, Bộ Nội vụ", ""),
        ("Cục Thuế", MINISTRY, "Cục Thuế", ""),
        ("Cục Thuế", Context(province="tỉnh Lào Cai", issued_on=datetime.date(2019, 5, 6)), "Cục Thuế tỉnh Lào Cai", ""),
    ],
)
def test_name_at_a_place(text: str, context: Context, name: str, rest: str) -> None:
    mention = organization_at(f"của {text}", 4, context)
    assert mention is not None
    assert (mention.name, f"của {text}"[mention.end :]) == (name, rest)


@pytest.mark.parametrize(
    "text",
    [
        "UBND các huyện",
        "UBND cấp xã",
        "UBND huyện, thị xã",
        "Ủy ban nhân dân tỉnh, thành phố trực thuộc",
        "Sở",
        "Ban lãnh đạo",
        "Bộ",
        "tỉnh Lào Cai",
    ],
)
def test_no_single_body(text: str) -> None:
    assert organization_at(text, 0, PROVINCE) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ngày 3/4/2024, UBND tỉnh ", "Ủy ban nhân dân tỉnh Lào Cai"),
        ("Theo đề nghị của Giám đốc Sở Nội vụ", "Giám đốc Sở Nội vụ tỉnh Lào Cai"),
        ("Sở Y tế tham mưu UBND tỉnh", "Ủy ban nhân dân tỉnh Lào Cai"),
        ("Ban Thường vụ Tỉnh ủy đã", None),
    ],
)
def test_name_that_ends_at_a_place(text: str, name: str | None) -> None:
    mention = organization_ending_at(text.rstrip() + " ban hành", len(text.rstrip()) + 1, PROVINCE)
    assert (mention.name if mention else None) == name


def test_names_that_the_document_spells_out_come_first() -> None:
    context = Context(names=(("Ban Chỉ đạo 77", "Ban Chỉ đạo phát triển du lịch tỉnh Lào Cai"),))
    mention = organization_at("Ban Chỉ đạo 77 ban hành", 0, context)
    assert mention is not None and mention.name == "Ban Chỉ đạo phát triển du lịch tỉnh Lào Cai" and mention.end == 14


def test_enumeration() -> None:
    text = "Bộ Tài chính, Bộ Nội vụ và Bộ Y tế quy định"
    assert [m.name for m in bodies_at(text, 0, PROVINCE)] == ["Bộ Tài chính", "Bộ Nội vụ", "Bộ Y tế"]


def test_mentions_of_a_text_in_order() -> None:
    text = "Sở Nội vụ phối hợp với Công an tỉnh và UBND các huyện, trình Chủ tịch UBND tỉnh; cán bộ y tế, cơ sở y tế."
    assert [m.name for m in find_organizations(text, PROVINCE)] == [
        "Sở Nội vụ tỉnh Lào Cai",
        "Công an tỉnh Lào Cai",
        "Chủ tịch Ủy ban nhân dân tỉnh Lào Cai",
    ]


def test_name_never_crosses_a_segment() -> None:
    mention = organization_at("Ban Chỉ đạo chuyển đổi\nsố tỉnh Lào Cai", 0, PROVINCE)
    assert mention is None or mention.end <= 22


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("UỶ BAN NHÂN DÂN\nTỈNH LÀO CAI", "Ủy ban nhân dân tỉnh Lào Cai"),
        ("THỦ TƯỚNG CHÍNH PHỦ", "Thủ tướng Chính phủ"),
        ("BỘ TÀI CHÍNH", "Bộ Tài chính"),
        ("Câu lạc bộ X", "Câu lạc bộ X"),
    ],
)
def test_canonical_name(written: str, canonical: str) -> None:
    assert canonical_name(written, Context()) == canonical


def test_every_listed_name_is_found_as_itself() -> None:
    names = gazetteer().data
    for entry in [*names.fixed, *names.officers]:
        assert canonical_name(entry.name, Context()) == entry.name, entry.name
    for field in names.fields:
        if field.ministry:
            assert canonical_name(f"Bộ {field.name}", Context()) == f"Bộ {field.name}"
        for alias in field.aliases if field.department else []:
            assert canonical_name(f"Sở {alias}", PROVINCE) == f"Sở {field.name} tỉnh Lào Cai", alias
    for entry in names.territorial:
        if "tỉnh" in entry.of:
            assert canonical_name(f"{entry.name} tỉnh Lào Cai", Context()) == f"{entry.name} tỉnh Lào Cai"


def test_provinces_by_all_their_names() -> None:
    entries = provinces().provinces
    before = [e for e in entries if e.name not in {"Huế", "Hà Tây"}]
    assert len(before) == 63
    for entry in entries:
        for alias in (entry.name, *entry.aliases):
            assert canonical_province(alias) in {entry.full, "tỉnh Thừa Thiên Huế"}


@pytest.mark.parametrize(
    ("place", "province"),
    [("Nha Trang", "tỉnh Khánh Hòa"), ("TP. Vinh", "tỉnh Nghệ An"), ("Hà Nội", "thành phố Hà Nội"), ("Paris", None)],
)
def test_place_of_a_letterhead(place: str, province: str | None) -> None:
    assert province_of_place(place) == province


def test_document_types() -> None:
    names = [entry.name for entry in document_types().types]
    assert len(names) == len(set(names))
    for entry in document_types().types:
        assert entry.name[0].isupper() and document_type(entry.name.upper()) is entry
    assert sole_issuer("Pháp lệnh") == "Ủy ban Thường vụ Quốc hội"
    assert sole_issuer("Quyết định") is None
    found = document_type("QĐ")
    assert found is not None and found.name == "Quyết định"


def test_tree_pattern_takes_the_longest_name() -> None:
    import re

    pattern = re.compile(tree_pattern(["Bộ Y tế", "Bộ Y", "Sở A - B"]))
    assert pattern.match("Bộ Y tế")[0] == "Bộ Y tế"  # type: ignore[index]
    assert pattern.match("Sở A-B")[0] == "Sở A-B"  # type: ignore[index]
    assert pattern.match("Sở C") is None
    assert name_key("Sở A-B") == name_key("sở a - b")


PIECES = st.sampled_from(
    [
        "UBND",
        "Ủy ban nhân dân",
        "tỉnh",
        "huyện",
        "Sở",
        "Bộ",
        "Nội vụ",
        "Tài chính",
        "Ban Chỉ đạo",
        "Chủ tịch",
        "Tỉnh ủy",
        "Lào Cai",
        ",",
        "-",
        "và",
        "của",
        "ban hành",
        "TT",
        "Liên",
        "số 12/QĐ-UBND",
        "\n",
        "(",
        "TP.",
        "X",
        "xã",
        "  ",
        "công an",
        "Cục",
        "Văn phòng",
        "Đảng ủy",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=14).map(" ".join) | st.text(max_size=60))
def test_mentions_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    last = 0
    for mention in find_organizations(text, PROVINCE):
        assert last <= mention.start < mention.end <= len(text)
        assert "\n" not in text[mention.start : mention.end]
        assert mention.name
        last = mention.end
    for position in range(len(text)):
        ending = organization_ending_at(text, position, PROVINCE)
        assert ending is None or (ending.start < ending.end <= position and not text[ending.end : position].strip())
