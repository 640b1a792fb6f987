"""One node a cited document: CONTRACT.md's rules on years, issuers and conflicts, each on invented mentions, and order that never matters."""

from __future__ import annotations

import datetime
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.linking.conflicts import SAME_DAY_TWO_YEARS, TWO_DATES, TWO_ISSUERS
from extractor.linking.documents import Linked, Mention, link, mentions_of, own_id, resolve
from extractor.records import Citation, Finding, Metadata, Record, Reference

D = datetime.date
COMMITTEE = "Ủy ban nhân dân tỉnh Bình Định"
NEIGHBOUR = "Ủy ban nhân dân tỉnh Gia Lai"


def cite(
    document: str,
    number: int,
    doc_type: str | None = "Báo cáo",
    code: str | None = "15/BC-UBND",
    date: D | None = None,
    issuer: str | None = None,
    source: str = "text",
    title: str | None = None,
) -> Reference:
    quote = f"{doc_type} {code or title}"
    fields: dict[str, Any] = {"doc_type": doc_type, "code": code, "title": title, "issued_on": date, "issuer": issuer}
    start = number * 100
    return Reference(
        id=f"{document}-{number}",
        document=document,
        start=start,
        end=start + len(quote),
        quote=quote,
        issuer_source=source if issuer else None,  # type: ignore[arg-type]
        sentence=f"Câu {number}.",
        **fields,
    )


def own(
    document: str, doc_type: str, code: str | None, date: D | None, issuer: str | None = COMMITTEE, title: str | None = None
) -> Metadata:
    cited = {"code": Citation(start=0, end=5, quote="Số: 1"), "issued_on": Citation(start=10, end=15, quote="ngày ")}
    return Metadata(
        id=f"met-{document}",
        document=document,
        start=None,
        end=None,
        quote=None,
        doc_type=doc_type,
        code=code,
        issued_on=date,
        issuer=issuer,
        title=title,
        citations=cited,
    )


def mentions(documents: dict[str, tuple[str | None, list[Record]]]) -> list[Mention]:
    return [
        m for source, (province, records) in documents.items() for m in mentions_of(source, f"sha-{source}", records, province)
    ]


def linked(*records: Record, province: str | None = "Bình Định") -> Linked:
    """All records of documents of one province."""
    documents: dict[str, tuple[str | None, list[Record]]] = {}
    for record in records:
        documents.setdefault(record.document, (province, []))[1].append(record)
    return link(mentions(documents))


def groups(result: Linked) -> set[frozenset[str]]:
    """The mentions that share a node."""
    nodes: dict[str, set[str]] = {}
    for mention, node in result.targets.items():
        nodes.setdefault(node, set()).add(mention)
    return {frozenset(found) for found in nodes.values()}


def checks(result: Linked) -> list[tuple[str, str]]:
    return [(f.check, f.severity) for f in result.findings]


def test_forms_of_one_code_are_one_document() -> None:
    result = linked(
        cite("a", 1, "Kế hoạch", "7/KH-UBND", D(2031, 2, 3), COMMITTEE),
        cite("a", 2, "Kế hoạch", "07/kh–ubnd", None, COMMITTEE, "symbol"),
        cite("b", 1, "Văn bản", "07/KH-UBND", D(2031, 2, 3)),
        cite("b", 2, "Kế hoạch", "7 /KHUBND"),
    )
    assert groups(result) == {frozenset({"a-1", "a-2", "b-1", "b-2"})}
    (node,) = result.nodes
    assert (node.doc_type, node.issuer, node.issued_on, node.year, node.mentions, node.citing) == (
        "Kế hoạch",
        COMMITTEE,
        D(2031, 2, 3),
        2031,
        4,
        2,
    )


def test_a_dropped_suffix_is_another_document() -> None:
    assert len(linked(cite("a", 1, "Công văn", "512/UBND-TH"), cite("a", 2, "Công văn", "512/UBND")).nodes) == 2


def test_numbers_start_again_every_year() -> None:
    result = linked(cite("a", 1, date=D(2030, 5, 1), issuer=COMMITTEE), cite("a", 2, date=D(2031, 6, 2), issuer=COMMITTEE))
    assert groups(result) == {frozenset({"a-1"}), frozenset({"a-2"})}
    assert not result.findings


def test_the_same_day_of_two_years_is_a_finding() -> None:
    result = linked(
        cite("a", 1, date=D(2030, 6, 2), issuer=COMMITTEE), cite("b", 2, date=D(2031, 6, 2), issuer=COMMITTEE, source="symbol")
    )
    assert len(result.nodes) == 2
    (finding,) = result.findings
    assert (finding.check, finding.severity) == (SAME_DAY_TWO_YEARS, "warning")
    assert [(e.document, e.start) for e in finding.evidence] == [("a", 100), ("b", 200)]
    assert "02/06" in finding.message and "2030" in finding.message and "2031" in finding.message
    assert (finding.document, finding.start, finding.quote) == ("a", 100, "Báo cáo 15/BC-UBND")


def test_two_dates_of_one_year_are_one_document_with_a_finding_and_no_date() -> None:
    result = linked(cite("a", 1, date=D(2031, 5, 1), issuer=COMMITTEE), cite("b", 2, date=D(2031, 6, 2), issuer=COMMITTEE))
    (node,) = result.nodes
    assert node.issued_on is None and node.year == 2031
    assert checks(result) == [(TWO_DATES, "warning")]


def test_the_ingested_document_decides_its_own_date() -> None:
    result = linked(own("a", "Báo cáo", "15/BC-UBND", D(2031, 5, 1)), cite("b", 2, date=D(2031, 6, 2), issuer=COMMITTEE))
    (node,) = result.nodes
    assert node.issued_on == D(2031, 5, 1) and node.documents == ("a",) and node.mentions == 1
    (finding,) = result.findings
    assert finding.check == TWO_DATES
    assert [(e.document, e.start) for e in finding.evidence] == [("a", 10), ("b", 200)]


def test_two_issuers_that_the_text_names_are_never_merged() -> None:
    result = linked(cite("a", 1, date=D(2031, 5, 1), issuer=COMMITTEE), cite("a", 2, date=D(2031, 5, 1), issuer=NEIGHBOUR))
    assert groups(result) == {frozenset({"a-1"}), frozenset({"a-2"})}
    assert checks(result) == [(TWO_ISSUERS, "warning")]
    assert COMMITTEE in result.findings[0].message and NEIGHBOUR in result.findings[0].message


def test_two_issuers_on_two_days_are_information() -> None:
    """Forty districts each have a plan number 12: worth knowing, no slip."""
    result = linked(cite("a", 1, date=D(2031, 5, 1), issuer=COMMITTEE), cite("a", 2, date=D(2031, 5, 9), issuer=NEIGHBOUR))
    assert len(result.nodes) == 2
    assert checks(result) == [(TWO_ISSUERS, "info")]


def test_two_issuers_of_two_years_are_two_documents() -> None:
    result = linked(cite("a", 1, date=D(2030, 5, 1), issuer=COMMITTEE), cite("a", 2, date=D(2031, 5, 9), issuer=NEIGHBOUR))
    assert len(result.nodes) == 2 and not result.findings


def test_an_undated_mention_between_two_years_is_no_rival_of_its_own_body() -> None:
    result = linked(
        cite("a", 1, date=D(2030, 5, 1), issuer=COMMITTEE),
        cite("b", 1, date=D(2031, 6, 2), issuer=COMMITTEE),
        cite("c", 1, issuer=COMMITTEE),
        cite("d", 1, issuer=NEIGHBOUR),
    )
    assert len(result.nodes) == 4
    assert {f.check for f in result.findings} == {TWO_ISSUERS}
    assert all(NEIGHBOUR in f.message and "2 cơ quan" in f.message for f in result.findings)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (COMMITTEE, f"Chủ tịch {COMMITTEE}"),
        ("Tỉnh ủy Bình Định", "Ban Thường vụ Tỉnh ủy Bình Định"),
        ("Chính phủ", "Thủ tướng Chính phủ"),
        ("Bộ Nội vụ", "Bộ trưởng Bộ Nội vụ"),
        ("Bộ Chính trị", "Ban Chấp hành Trung ương Đảng"),
        (COMMITTEE, "Ủy ban nhân dân tỉnh"),
        ("Bộ Tài chính, Bộ Nội vụ", "Bộ Nội vụ"),
    ],
)
def test_a_body_and_its_head_or_short_name_do_not_conflict(one: str, other: str) -> None:
    result = linked(cite("a", 1, date=D(2031, 5, 1), issuer=one), cite("b", 2, date=D(2031, 5, 1), issuer=other))
    assert len(result.nodes) == 1 and not result.findings


def test_the_body_itself_names_the_document() -> None:
    result = linked(
        cite("a", 1, date=D(2031, 5, 1), issuer=f"Chủ tịch {COMMITTEE}"), cite("b", 2, date=D(2031, 5, 1), issuer=COMMITTEE)
    )
    assert result.nodes[0].issuer == COMMITTEE


def test_an_issuer_by_symbol_yields_to_the_named_one_of_its_document() -> None:
    district = "Ủy ban nhân dân huyện An Lão"
    result = linked(
        cite("a", 1, date=D(2031, 5, 1), issuer=district), cite("a", 2, date=D(2031, 5, 1), issuer=COMMITTEE, source="symbol")
    )
    assert len(result.nodes) == 1 and not result.findings
    assert result.nodes[0].issuer == district


def test_an_issuer_by_symbol_of_another_province_is_another_document_without_a_finding() -> None:
    day = D(2031, 5, 1)
    result = link(
        mentions(
            {
                "a": ("Bình Định", [cite("a", 1, date=day, issuer=COMMITTEE)]),
                "b": ("Gia Lai", [cite("b", 1, date=day, issuer=NEIGHBOUR, source="symbol")]),
            }
        )
    )
    assert len(result.nodes) == 2 and not result.findings


def test_an_undated_mention_joins_the_only_dated_one() -> None:
    result = linked(cite("a", 1, date=D(2031, 5, 1), issuer=COMMITTEE), cite("b", 1, issuer=COMMITTEE, source="symbol"))
    assert len(result.nodes) == 1


def test_an_undated_mention_of_another_issuer_stays_apart() -> None:
    result = linked(cite("a", 1, date=D(2031, 5, 1), issuer=COMMITTEE), cite("b", 1, issuer=NEIGHBOUR, source="symbol"))
    assert len(result.nodes) == 2


def test_between_two_years_an_undated_mention_is_unresolved_but_not_inside_its_document() -> None:
    result = linked(
        cite("a", 1, date=D(2030, 5, 1), issuer=COMMITTEE),
        cite("a", 2, issuer=COMMITTEE, source="symbol"),
        cite("b", 1, date=D(2031, 6, 2), issuer=COMMITTEE),
        cite("c", 1, issuer=COMMITTEE, source="symbol"),
    )
    assert groups(result) == {frozenset({"a-1", "a-2"}), frozenset({"b-1"}), frozenset({"c-1"})}
    assert {n.year for n in result.nodes} == {2030, 2031, None}


def test_a_year_inside_the_code_is_a_year() -> None:
    result = linked(
        cite("a", 1, "Quyết định", "14/2031/QĐ-UBND", None, COMMITTEE),
        cite("a", 2, "Quyết định", "14/2030/QĐ-UBND", None, COMMITTEE),
        cite("a", 3, "Quyết định", "14/QĐ-UBND", D(2031, 1, 9), COMMITTEE),
        cite("a", 4, "Nghị định", "61/2031/NĐ-CP", None, "Chính phủ", "symbol"),
        cite("a", 5, "Nghị định", "61/NĐ-CP", D(2031, 4, 4), "Chính phủ", "symbol"),
    )
    assert groups(result) == {frozenset({"a-1"}), frozenset({"a-2"}), frozenset({"a-3"}), frozenset({"a-4", "a-5"})}


def test_one_code_with_a_year_and_the_same_day_of_two_years_is_a_slip() -> None:
    result = linked(
        cite("a", 1, "Nghị định", "61/2031/NĐ-CP", D(2031, 4, 4)), cite("a", 2, "Nghị định", "61/2031/NĐ-CP", D(2030, 4, 4))
    )
    assert len(result.nodes) == 1
    assert checks(result) == [(SAME_DAY_TWO_YEARS, "warning")]


def test_a_day_of_another_year_than_the_code_is_told_by_its_own_check_alone() -> None:
    result = linked(
        cite("a", 1, "Thông tư", "41/2030/TT-BTC", D(2030, 4, 28)), cite("a", 2, "Thông tư", "41/2030/TT-BTC", D(2031, 3, 19))
    )
    assert checks(result) == []


def test_a_bare_number_is_the_full_code_of_its_document() -> None:
    result = linked(
        cite("a", 1, "Nghị định", "30/2031/NĐ-CP", None, "Chính phủ", "symbol"),
        cite("a", 2, "Nghị định", "30", None, "Chính phủ", "type"),
        cite("a", 3, "Đề án", "30"),
        cite("b", 1, "Nghị định", "30", None, "Chính phủ", "type"),
        cite("c", 1, "Đề án", "30"),
    )
    assert groups(result) == {frozenset({"a-1", "a-2"}), frozenset({"a-3", "c-1"}), frozenset({"b-1"})}


def test_a_bare_number_with_two_full_codes_is_neither() -> None:
    result = linked(
        cite("a", 1, "Nghị quyết", "57-NQ/TW"), cite("a", 2, "Nghị quyết", "57/NQ-CP"), cite("a", 3, "Nghị quyết", "57")
    )
    assert len(result.nodes) == 3


def test_laws_by_name() -> None:
    def law(document: str, number: int, title: str, date: D | None = None, code: str | None = None) -> Reference:
        return cite(document, number, "Luật", code, date, "Quốc hội", "type", title)

    result = linked(
        law("a", 1, "Luật Thủy lợi", D(2017, 6, 19)),
        law("a", 2, "Luật Thủy lợi"),
        law("b", 1, "Luật thuỷ lợi 2017"),
        law("b", 2, "Luật Thủy lợi", None, "8/2017/QH14"),
        law("c", 1, "Luật Thủy lợi", D(2031, 6, 1)),
        law("d", 1, "Luật Thủy lợi"),
        law("d", 2, "Luật Thủy sản"),
    )
    assert groups(result) == {frozenset({"a-1", "a-2", "b-1", "b-2"}), frozenset({"c-1"}), frozenset({"d-1"}), frozenset({"d-2"})}
    coded = next(n for n in result.nodes if n.code)
    assert (coded.code, coded.title, coded.issued_on) == ("8/2017/QH14", "Luật Thủy lợi", D(2017, 6, 19))


def test_an_ingested_law_is_what_its_name_means() -> None:
    law = own("law", "Luật", "8/2017/QH14", D(2017, 6, 19), "Quốc hội", "THỦY LỢI")
    result = linked(law, cite("a", 1, "Luật", None, None, "Quốc hội", "type", "Luật Thủy lợi"))
    assert result.targets["a-1"] == result.targets[own_id("law")]
    assert result.nodes[0].documents == ("law",)


def test_an_ingested_document_that_nobody_cites_is_no_node() -> None:
    result = linked(own("a", "Báo cáo", "15/BC-UBND", D(2031, 5, 1)), cite("b", 1, "Báo cáo", "16/BC-UBND"))
    assert own_id("a") not in result.targets and len(result.nodes) == 1


def test_a_reference_without_code_and_title_has_no_target() -> None:
    result = linked(cite("a", 1, "Kế hoạch", None))
    assert not result.nodes and not result.targets


def test_resolve_fills_targets_and_gives_findings_their_place() -> None:
    records = [
        own("a", "Báo cáo", None, None),
        cite("a", 1, date=D(2031, 5, 1), issuer=COMMITTEE),
        cite("a", 2, date=D(2031, 6, 1), issuer=COMMITTEE),
    ]
    resolved = resolve("a", "sha", records, "Bình Định")
    one, other = (r for r in resolved if isinstance(r, Reference))
    assert one.target is not None and one.target == other.target
    (finding,) = (r for r in resolved if isinstance(r, Finding))
    assert finding.sentence == "Câu 1." and finding.evidence[0].document_sha256 == "sha"
    assert [r.id for r in resolved[:3]] == [r.id for r in records]


ISSUERS = st.sampled_from(
    [
        None,
        COMMITTEE,
        f"Chủ tịch {COMMITTEE}",
        NEIGHBOUR,
        "Ủy ban nhân dân tỉnh",
        "Chính phủ",
        "Bộ Nội vụ, Bộ Tài chính",
        "Bộ Nội vụ",
    ]
)
REFERENCES = st.lists(
    st.tuples(
        st.sampled_from("abcd"),
        st.sampled_from(
            [
                ("Báo cáo", "15/BC-UBND", None),
                ("Báo cáo", "15", None),
                ("Nghị định", "6/2031/NĐ-CP", None),
                ("Luật", None, "Luật Thủy lợi"),
                ("Luật", "8/2031/QH16", "Luật Thủy lợi"),
            ]
        ),
        st.sampled_from([None, D(2030, 5, 1), D(2031, 5, 1), D(2031, 6, 2)]),
        ISSUERS,
        st.sampled_from(["text", "symbol"]),
    ),
    max_size=14,
)


@settings(max_examples=200, deadline=None)
@given(references=REFERENCES, seed=st.integers(0, 1000))
def test_order_never_matters_and_every_mention_has_one_node(references: list[Any], seed: int) -> None:
    records: dict[str, tuple[str | None, list[Record]]] = {}
    for number, (document, (doc_type, code, title), date, issuer, source) in enumerate(references):
        records.setdefault(document, ("Bình Định" if document < "c" else "Gia Lai", []))[1].append(
            cite(document, number, doc_type, code, date, issuer, source, title)
        )
    found = mentions(records)
    result = link(found)
    shuffled = list(found)
    random.Random(seed).shuffle(shuffled)
    again = link(shuffled)
    assert (result.nodes, dict(result.targets), result.findings) == (again.nodes, dict(again.targets), again.findings)
    assert set(result.targets) == {m.id for m in found}
    assert len({n.id for n in result.nodes}) == len(result.nodes)
    assert sum(n.mentions for n in result.nodes) == len(found)
    assert len({f.id for f in result.findings}) == len(result.findings)
    by_id = {m.id: m for m in found}
    for group in groups(result):
        years = {by_id[i].year for i in group} - {None}
        assert len(years) <= 1, "mentions of two years share a node"


def test_a_symbol_without_its_number_names_no_document() -> None:
    record = own("a.pdf", "Công văn", "/STTTT-CNTT", None, title="đăng ký tham gia hội thi")
    assert mentions_of("a.pdf", "sha", [record], "tỉnh Phú Thọ") == []


def test_a_yearly_resolution_of_january_is_no_slip() -> None:
    result = linked(cite("a", 1, "Nghị quyết", "02/NQ-CP", D(2031, 1, 8), "Chính phủ"), cite("a", 2, "Nghị quyết", "02/NQ-CP", D(2032, 1, 8), "Chính phủ"))
    assert checks(result) == []


def test_a_short_form_inside_a_name_is_the_same_body() -> None:
    one = cite("a", 1, "Kết luận", "37/KL-ĐKT", D(2031, 6, 12), "Đoàn kiểm tra LN 38")
    other = cite("a", 2, "Kết luận", "37/KL-ĐKT", D(2031, 6, 12), "Đoàn kiểm tra liên ngành 38")
    assert checks(linked(one, other)) == []
