"""Tokens: exact, and whole where no span may cross them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy import displacy
from spacy.tokens import DocBin

from extractor.language import TokenBoundaryError, add_group, blank, char_span
from extractor.pipeline import pipeline


@pytest.mark.parametrize("word", ["2716/QĐ-UBND", "14-KL/TU", "18/10/2031", "99,65%", "1.943", "733/QĐ-CAT-PC(TM)"])
def test_codes_dates_and_numbers_are_whole_tokens(word: str) -> None:
    doc = blank().make_doc(f"theo {word}, của UBND tỉnh")
    assert word in [token.text for token in doc]


@given(st.text(max_size=200))
def test_no_character_is_lost_or_added(text: str) -> None:
    assert blank().make_doc(text).text == text


def test_a_span_inside_a_token_raises() -> None:
    doc = blank().make_doc("theo 2716/QĐ-UBND")
    with pytest.raises(TokenBoundaryError):
        char_span(doc, 5, 9, "code")


def test_groups_work_with_displacy_and_docbin() -> None:
    doc = blank().make_doc("theo Quyết định số 12/QĐ-UBND của UBND tỉnh")
    add_group(doc, "references", [(5, 29)], "references")
    assert [span.text for span in doc.spans["references"]] == ["Quyết định số 12/QĐ-UBND"]
    assert "Quyết" in displacy.render(doc, style="span", options={"spans_key": "references"}, page=False)
    stored = DocBin(store_user_data=False, docs=[doc]).to_bytes()
    [back] = DocBin().from_bytes(stored).get_docs(blank().vocab)
    assert [span.text for span in back.spans["references"]] == ["Quyết định số 12/QĐ-UBND"]


def test_components_stand_in_the_order_that_they_need() -> None:
    from extractor.finders.components import REQUIRES

    names = pipeline().pipe_names
    assert set(names) == set(REQUIRES)
    for name in names:
        assert all(names.index(needed) < names.index(name) for needed in REQUIRES[name])
