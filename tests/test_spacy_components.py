"""The finders in a foreign spaCy pipeline: any tokenizer, any text, typed records on spans, sentences, and stores that keep all of it."""

from __future__ import annotations

import datetime
import subprocess
import sys
import unicodedata

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy import displacy
from spacy.tokens import Doc, DocBin

from extractor.readers.text import canonical
from extractor.records import Indicator, Reference
from extractor.spacy_components import GROUPS, ORGANIZATIONS, original_places

TEXT = (
    "Ngày 14/5/2031, UBND tỉnh ban hành Quyết định số 1107/QĐ-UBND về phòng cháy rừng. Đến nay đã hoàn thành 12/15 nhiệm vụ, "
    "tiếp nhận 1.250 hồ sơ, đạt 96,5%."
)
FACTORIES = ("trichyeu_references", "trichyeu_dates", "trichyeu_organizations", "trichyeu_quantities", "trichyeu_tasks")


def blank() -> spacy.Language:
    return spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})


def test_all_groups_on_a_plain_doc() -> None:
    nlp = blank()
    nlp.add_pipe("trichyeu", config={"province": "tỉnh Lào Cai"})
    doc = nlp(TEXT)
    [reference] = doc.spans["references"]
    record = reference._.record
    assert isinstance(record, Reference)
    assert (record.code, record.issued_on, record.issuer) == ("1107/QĐ-UBND", datetime.date(2031, 5, 14), "Ủy ban nhân dân tỉnh Lào Cai")
    assert {(r.value, r.unit) for s in doc.spans["quantities"] if isinstance(r := s._.record, Indicator)} >= {(1250, "hồ sơ")}
    assert [s._.canonical_name for s in doc.spans["organizations"]] == ["Ủy ban nhân dân tỉnh Lào Cai"]
    assert doc.spans["tasks"] and doc.spans["dates"]
    assert len(list(doc.sents)) == 2
    for group in GROUPS:
        for span in doc.spans[group]:
            found = span._.record
            assert doc.text[found.start : found.end] == found.quote and found.quote in span.text


def test_single_factories_give_what_all_give() -> None:
    whole, single = blank(), blank()
    whole.add_pipe("trichyeu")
    for name in FACTORIES:
        single.add_pipe(name)
    one, other = whole(TEXT), single(TEXT)
    for group in (*GROUPS, ORGANIZATIONS):
        assert [(s.start, s.end, s.id_) for s in one.spans[group]] == [(s.start, s.end, s.id_) for s in other.spans[group]]


def test_the_entry_points_are_found_without_an_import() -> None:
    code = "import spacy; n = spacy.blank('en'); n.add_pipe('trichyeu_dates'); d = n('ngày 18/10/2031'); print([s.text for s in d.spans['dates']])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert result.stdout.strip() == "['18/10/2031']"


def test_records_come_through_a_docbin_and_displacy() -> None:
    nlp = blank()
    nlp.add_pipe("trichyeu")
    doc = nlp(TEXT)
    [back] = DocBin().from_bytes(DocBin(store_user_data=True, docs=[doc]).to_bytes()).get_docs(nlp.vocab)
    assert [s._.record for s in back.spans["references"]] == [s._.record for s in doc.spans["references"]]
    html = displacy.render(doc, style="span", options={"spans_key": "references"}, page=False)
    assert "1107" in html and "reference" in html


def test_a_tokenizer_that_cuts_elsewhere_still_holds_the_record() -> None:
    nlp = blank()
    nlp.add_pipe("trichyeu_references")
    text = "theo Quyết định số 12/QĐ-UBND."
    doc = nlp(Doc(nlp.vocab, words=["theo Quyết định số 12/QĐ-", "UBND."], spaces=[False, False]))
    assert doc.text == text
    [span] = doc.spans["references"]
    assert span.text == text and span._.record.quote == "Quyết định số 12/QĐ-UBND"


@pytest.mark.parametrize("form", ["NFD", "NFC"])
def test_decomposed_letters_and_dos_line_ends_keep_their_places(form: str) -> None:
    nlp = blank()
    nlp.add_pipe("trichyeu_references")
    text = unicodedata.normalize(form, "Mở đầu\r\ntheo Quyết định số 12/QĐ-UBND của tỉnh")
    doc = nlp(text)
    [span] = doc.spans["references"]
    assert unicodedata.normalize("NFC", span.text) == "Quyết định số 12/QĐ-UBND"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aàÁ\u0301\u0323đĐ\r\n \ufeff12/", max_size=40))
def test_places_lead_back_into_the_text(text: str) -> None:
    place, plain = original_places(text), canonical(text)
    places = [place(offset) for offset in range(len(plain) + 1)]
    assert places == sorted(places) and places[-1] == len(text)
    assert all(0 <= p <= len(text) for p in places)
