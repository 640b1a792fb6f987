"""The finders in anybody's spaCy pipeline: `nlp.add_pipe("trichyeu")` on a plain Doc made by any tokenizer.

    import spacy

    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})
    nlp.add_pipe("trichyeu", config={"province": "tỉnh Lào Cai"})
    doc = nlp("Ngày 14/5/2031, UBND tỉnh ban hành Quyết định số 1107/QĐ-UBND.")
    for span in doc.spans["references"]:
        print(span.text, span._.record.issued_on)

`trichyeu` writes all groups; `trichyeu_references`, `trichyeu_dates`, `trichyeu_organizations`, `trichyeu_quantities` and `trichyeu_tasks` one each. A text
is extracted once, whichever of them ask. Spans are whole tokens: where a tokenizer cut elsewhere, the span holds the tokens around the record, and
`span._.record` keeps the exact offsets, values and sentence. Records live in `doc.user_data` as JSON, so that they come through `DocBin` and
`Doc.to_bytes`. `doc.sents` are set where no component before has set them.

This is the package's outer face towards spaCy and stands above the pipeline; the components that the pipeline itself runs are in `finders/`.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.records import RECORD_TYPES, Record, record_id, to_json

if TYPE_CHECKING:
    from extractor.pipeline import ExtractedDocument

# Group → the type of its records; organizations have no record of their own.
GROUPS = {"references": "reference", "dates": "date", "quantities": "indicator", "tasks": "task"}
ORGANIZATIONS = "organizations"
_RECORDS = "trichyeu.records"
_BODIES = "trichyeu.organizations"

Place = Callable[[int], int]


def _record_of(span: Span) -> Record | None:
    """The record that a span of one of the groups stands for, None for any other span."""
    stored = span.doc.user_data.get(_RECORDS, {}).get(span.id_)
    return None if stored is None else RECORD_TYPES[span.label_].model_validate_json(stored)


def _name_of(span: Span) -> str | None:
    """The canonical name of the body that a span of `organizations` names."""
    name: str | None = span.doc.user_data.get(_BODIES, {}).get(span.id_)
    return name


if not Span.has_extension("record"):
    Span.set_extension("record", getter=_record_of)
    Span.set_extension("canonical_name", getter=_name_of)


class Component:
    """Writes the groups `groups` into a Doc. `province` and `issued_on` (ISO) complete what a text does not say of itself."""

    def __init__(self, groups: Sequence[str], province: str | None = None, issued_on: str | None = None) -> None:
        self.groups = tuple(groups)
        self.province = province
        self.issued_on = issued_on

    def __call__(self, doc: Doc) -> Doc:
        import datetime

        from extractor.pipeline import extract_text

        day = datetime.date.fromisoformat(self.issued_on) if self.issued_on else None
        key = f"trichyeu.extracted {self.province} {self.issued_on}"
        extracted = doc.user_data.get(key)
        if extracted is None:
            extracted = extract_text(doc.text, province=self.province, issued_on=day)
            # For the next of these components; taken out by the last, since no serialiser knows it.
            doc.user_data[key] = extracted
        write(doc, extracted, self.groups, original_places(doc.text))
        if set(self.groups) >= {*GROUPS, ORGANIZATIONS} or _complete(doc):
            doc.user_data.pop(key)
        return doc


def _complete(doc: Doc) -> bool:
    return all(group in doc.spans for group in (*GROUPS, ORGANIZATIONS))


def write(doc: Doc, extracted: ExtractedDocument, groups: Iterable[str], place: Place = lambda offset: offset) -> None:
    """Writes the groups of `extracted` into a Doc of the same text; `place` maps its offsets to the Doc's."""
    chosen = tuple(groups)
    write_records(doc, extracted.records, chosen, place)
    if ORGANIZATIONS in chosen:
        names: dict[str, str] = doc.user_data.setdefault(_BODIES, {})
        spans = []
        for m in extracted.organizations:
            identifier = record_id(ORGANIZATIONS, extracted.document.source, m.start, m.end)
            span = _span(doc, place(m.start), place(m.end), ORGANIZATIONS, identifier)
            if span is not None:
                names[identifier] = m.name
                spans.append(span)
        doc.spans[ORGANIZATIONS] = spans
    if not doc.has_annotation("SENT_START"):
        _sentences(doc, sorted({place(run.start) for sentence in extracted.sentences for run in sentence.spans[:1]}))


def write_records(doc: Doc, records: Iterable[Record], groups: Iterable[str], place: Place = lambda offset: offset) -> None:
    """Writes the records of `groups` as spans, and keeps them for `span._.record`."""
    types = {GROUPS[group]: group for group in groups if group in GROUPS}
    stored: dict[str, str] = doc.user_data.setdefault(_RECORDS, {})
    spans: dict[str, list[Span]] = {group: [] for group in types.values()}
    for record in records:
        group = types.get(record.type)
        if group is None or record.start is None or record.end is None:
            continue
        span = _span(doc, place(record.start), place(record.end), record.type, record.id)
        if span is not None:
            stored[record.id] = to_json(record)
            spans[group].append(span)
    for group, found in spans.items():
        doc.spans[group] = found


def _span(doc: Doc, start: int, end: int, label: str, identifier: str) -> Span | None:
    return doc.char_span(start, end, label=label, span_id=identifier, alignment_mode="expand")


def _sentences(doc: Doc, starts: Sequence[int]) -> None:
    """Marks the first token of each sentence; a start inside a token counts for that token."""
    if not len(doc):
        return
    places = [token.idx for token in doc]
    opening = {0}
    for start in starts:
        index = bisect_left(places, start)
        if index < len(places) and places[index] == start:
            opening.add(index)
        elif index:
            opening.add(index - 1)
    for index, token in enumerate(doc):
        token.is_sent_start = index in opening


def original_places(text: str) -> Place:
    """Maps offsets of the canonical text (NFC, `\\n`, no byte-order mark) to those of `text`; the identity where the text is canonical already."""
    from extractor.readers.text import canonical

    if canonical(text) == text:
        return lambda offset: offset
    places: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and (unicodedata.combining(text[end]) or (text[start:end] == "\r" and text[end] == "\n")):
            end += 1
        places += [start] * len(canonical(text[start:end]) if start or text[0] != "\ufeff" else "")
        start = end
    places.append(len(text))
    return lambda offset: places[min(offset, len(places) - 1)]


def doc_of(text: str, records: Iterable[Record]) -> Doc:
    """A Doc of a canonical text with the groups of its records, made with the package's own tokenizer: what `export --format docbin` stores."""
    from extractor.language import blank

    doc = blank().make_doc(text)
    write_records(doc, records, GROUPS)
    return doc


def write_docbin(documents: Iterable[tuple[str, str, Iterable[Record]]], path: str) -> int:
    """Stores (source, text, records) of each document as a `DocBin` with user data, and gives the number of records. `doc.user_data["source"]` names the file."""
    from spacy.tokens import DocBin

    store = DocBin(store_user_data=True)
    count = 0
    for source, text, records in documents:
        doc = doc_of(text, records)
        doc.user_data["source"] = source
        count += len(doc.user_data[_RECORDS])
        store.add(doc)
    store.to_disk(path)
    return count


def _factory(name: str, groups: Sequence[str]) -> Any:
    def create(nlp: Language, name: str, province: str | None, issued_on: str | None) -> Component:
        return Component(groups, province, issued_on)

    return Language.factory(name, default_config={"province": None, "issued_on": None}, assigns=["doc.spans"], func=create)


trichyeu = _factory("trichyeu", (*GROUPS, ORGANIZATIONS))
references = _factory("trichyeu_references", ("references",))
dates = _factory("trichyeu_dates", ("dates",))
organizations = _factory("trichyeu_organizations", (ORGANIZATIONS,))
quantities = _factory("trichyeu_quantities", ("quantities",))
tasks = _factory("trichyeu_tasks", ("tasks",))
