"""The spaCy pipeline: a blank Vietnamese `Language` with exact tokens and the finders as components.

spaCy's own Vietnamese tokenizer splits on white space only (`use_pyvi = false`); ours makes a document's code, a date, a decimal number
and a percentage one token each, and never loses or adds a character. A finder is a component that writes a named span group.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import regex
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry
from spacy.vocab import Vocab

if TYPE_CHECKING:
    from extractor.layout import Layout

# In order: a word, a line end, blanks, a document's code, a day, a number with its %, any other character.
TOKEN = regex.compile(
    r"""
      [\p{L}\p{M}]+
    | \n
    | \s+
    | \d{1,6}\p{Ll}?(?:/\d{4})?[/-](?:\p{Lu}[\p{L}\d&]*(?:\(\p{Lu}+\))?)(?:[/-]\p{Lu}[\p{L}\d&]*(?:\(\p{Lu}+\))?)*
    | \d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?!\d)
    | \d+(?:[.,]\d+)*%?
    | .
    """,
    regex.VERBOSE | regex.DOTALL,
)


class ReportTokenizer:
    """Splits a reading into tokens; `"".join(token.text_with_ws)` is the input, character by character."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        for word in TOKEN.findall(text):
            # spaCy owns one blank after each token; any other white space is a token of its own.
            if word == " " and words and not spaces[-1] and not words[-1].isspace():
                spaces[-1] = True
            else:
                words.append(word)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    # spaCy asks a tokenizer to be serialisable; this one has no state.
    def to_bytes(self, **kwargs: Any) -> bytes:
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> ReportTokenizer:
        return self

    def to_disk(self, path: Any, **kwargs: Any) -> None:
        return None

    def from_disk(self, path: Any, **kwargs: Any) -> ReportTokenizer:
        return self


@registry.tokenizers("trichyeu.ReportTokenizer.v1")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Any:
    """The factory that a spaCy config names."""
    return lambda nlp: ReportTokenizer(nlp.vocab)


if not Doc.has_extension("layout"):
    Doc.set_extension("layout", default=None)
    Doc.set_extension("context", default=None)
    Doc.set_extension("mentions", default=None)
    Doc.set_extension("sentences", default=())


class TokenBoundaryError(ValueError):
    """A finder's span begins or ends inside a token: the finder's pattern and the tokenizer disagree."""


def char_span(doc: Doc, start: int, end: int, label: str) -> Span:
    """The spaCy span of the characters `[start, end)`. Raises TokenBoundaryError where spaCy would return None."""
    span = doc.char_span(start, end, label=label)
    if span is None:
        raise TokenBoundaryError(f"{label} {start}:{end} {doc.text[start:end]!r} misses the token boundaries")
    return span


def add_group(doc: Doc, name: str, spans: Iterable[tuple[int, int]], label: str) -> None:
    """Writes `doc.spans[name]`. A damaged text can fuse a word with a span's edge; the group then holds the whole tokens around it."""
    group = []
    for start, end in spans:
        try:
            group.append(char_span(doc, start, end, label))
        except TokenBoundaryError:
            wide = doc.char_span(start, end, label=label, alignment_mode="expand")
            if wide is not None:
                group.append(wide)
    doc.spans[name] = group


def run(nlp: Language, layout: Layout, context: Any = None, sentences: Sequence[Any] = ()) -> Doc:
    """Runs all components of `nlp` over the reading of `layout`. Finders leave their mentions in `doc._.mentions[name]`.

    `context` is the pipeline's `Setting`, `sentences` are those of the reading.
    """
    doc = nlp.make_doc(layout.reading.text)
    doc._.layout = layout
    doc._.context = context
    doc._.sentences = sentences
    doc._.mentions = {}
    return nlp(doc)


@cache
def blank() -> Language:
    """A Vietnamese pipeline without components."""
    import spacy

    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "trichyeu.ReportTokenizer.v1"}}})
    nlp.max_length = 100_000_000
    return nlp
