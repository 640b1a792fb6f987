"""Search with and without accents, codes and phrases; what is typed is never syntax."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import Made, plan, report

from extractor.database.search import marks_of, parse, search
from extractor.database.write import write
from extractor.lexicon.patterns import fold


@pytest.fixture
def filled(db: Any) -> Any:
    write(db, plan())
    write(db, report())
    made = Made("khac.txt", "Ban hang o cho.\nBán hàng ở chợ.\nĐiều chỉnh kế hoạch.\nĐạt 99,65% và 9965 hồ sơ.", ["II. Kết quả"])
    write(db, made.done())
    return db


def sentences(db: Any, query: str) -> list[str]:
    return [hit.sentence or "" for hit in search(db, query, kind="sentence")[0]]


@pytest.mark.parametrize(
    "query", ["nghi dinh 47", "Nghị định 47", "NGHỊ ĐỊNH 47/2029", "47/2029/nd-cp", "47/2029/NĐ-CP", "nghị dinh cp"]
)
def test_a_decree_is_found_however_it_is_typed(filled: Any, query: str) -> None:
    hits, total = search(filled, query, kind="reference")
    assert total == 2 and {hit.document for hit in hits} == {"ke-hoach.txt", "bao-cao.txt"}
    for hit in hits:
        assert hit.sentence is not None and hit.sentence[slice(*hit.marks[0])].endswith("47/2029/NĐ-CP")
        assert hit.target is not None and "Chính phủ" in hit.label


def test_d_with_a_stroke_is_found_without_it(filled: Any) -> None:
    assert sentences(filled, "dieu chinh") == ["Điều chỉnh kế hoạch."]
    assert sentences(filled, "Điều") == ["Điều chỉnh kế hoạch."]


def test_exact_accents_come_first(filled: Any) -> None:
    assert sentences(filled, "bán hàng") == ["Bán hàng ở chợ.", "Ban hang o cho."]
    assert sentences(filled, "ban hang") == ["Ban hang o cho.", "Bán hàng ở chợ."]
    exact = [hit.exact for hit in search(filled, "bán hàng", kind="sentence")[0]]
    assert exact == [True, False]


def test_a_number_with_a_mark_is_a_phrase(filled: Any) -> None:
    assert sentences(filled, "99,65%") == ["Đạt 99,65% và 9965 hồ sơ."]
    assert sentences(filled, "65,99") == []


def test_a_phrase_in_quotes(filled: Any) -> None:
    assert sentences(filled, '"kế hoạch điều chỉnh"') == []
    assert sentences(filled, "kế hoạch điều chỉnh") == ["Điều chỉnh kế hoạch."]


def test_documents_by_code_and_title(filled: Any) -> None:
    (hit,), total = search(filled, "so hoa ho tich", kind="document")
    assert total == 1 and hit.document == "ke-hoach.txt"
    assert hit.label == "Quyết định 812/QĐ-UBND · 14/03/2031 · Ủy ban nhân dân tỉnh Bình Định"
    assert hit.sentence is not None and [hit.sentence[a:b] for a, b in hit.marks] == ["số", "hóa", "sổ", "hộ", "tịch"]


def test_section_and_marks_of_a_sentence(filled: Any) -> None:
    (hit,), _ = search(filled, "dieu chinh", kind="sentence")
    assert hit.section == "II. Kết quả"
    assert hit.sentence is not None and [hit.sentence[a:b] for a, b in hit.marks] == ["Điều", "chỉnh"]


def test_limit_and_total(filled: Any) -> None:
    hits, total = search(filled, "ban hang", kind="sentence", limit=1)
    assert len(hits) == 1 and total == 2


@pytest.mark.parametrize("query", ["", "   ", "%", '"', "-- ;", "*"])
def test_nothing_to_find(filled: Any, query: str) -> None:
    assert search(filled, query, kind="sentence") == ([], 0)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(st.sampled_from('ab"*^():{}-+.,%ĐđỆệ NOTANDOR1²İß'), max_size=20))
def test_nothing_typed_is_syntax(filled: Any, query: str) -> None:
    for kind in ("document", "reference", "sentence"):
        hits, total = search(filled, query, kind=kind)
        assert len(hits) <= max(total, 0)


@given(
    text=st.text(st.sampled_from("aăâđệƠư .,/-1²ßİ"), max_size=30),
    words=st.lists(st.text(st.sampled_from("aădđeệ1"), min_size=1, max_size=4), max_size=3),
)
def test_marks_are_runs_of_the_text_that_fold_to_the_words(text: str, words: list[str]) -> None:
    query = parse(" ".join(words))
    last = -1
    for start, end in marks_of(text, query.folded):
        assert last < start < end <= len(text)
        last = end
        assert any(word in fold(text[start:end]) for phrase in query.folded for word in phrase)
