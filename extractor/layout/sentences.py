"""Sentences of the reading: segments cut by underthesea's sentence splitter, once, as the reading is made (`Reading.sentences`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import regex

from extractor.layout.model import ReadingSentence, Segment
from extractor.lexicon.phrases import QUANTITIES

Splitter = Callable[[str], list[str]]


def _splitter() -> Splitter:
    # The sub-module alone: the package's own import loads taggers that nothing here needs.
    from underthesea.pipeline.sent_tokenize import sent_tokenize

    split: Splitter = sent_tokenize
    return split


# A run of letters without a blank, longer than any word, code or address that a sentence ends in.
_LONG = 80
_RUN = regex.compile(rf"\S{{{_LONG},}}")
_CLOSED = regex.compile(r"(?<=\./\.)\s")  # how officials close a text
_INITIALS = regex.compile(r"(?<!\p{L})\p{Lu}\.$")  # "T.T.", "T.P." with the rest of a name right behind
_NUMBER = regex.compile(r"(?<![\d.,])[1-9]\d{0,2}\.$")
_LEAD = 24  # code points around a point that say what it is
_ENDS = str.maketrans(".?!", "___")


def _whole(words: str) -> str:
    """`words`, equally long, with no sentence ending inside a run that has no blanks: the splitter's time grows with the square of such a run."""
    if len(words) < _LONG or max(map(len, words.split())) < _LONG:
        return words
    return str(_RUN.sub(lambda m: m[0][:-1].translate(_ENDS) + m[0][-1], words))


def cut(text: str, segments: Sequence[Segment]) -> tuple[ReadingSentence, ...]:
    """All sentences of a reading in order. A list mark stays with its sentence; a cell or heading is one or more of its own."""
    split = _splitter()
    return tuple(sentence for number, segment in enumerate(segments) for sentence in _of(text, segment, number, split))


def _goes_on(text: str, end: int) -> bool:
    """Whether the sentence goes on behind a point: in lower case ("số 12.", "TP."), with the rest of a name ("T.T.Huế"), or of a number ("với 7. 180 phòng")."""
    if text[end : end + 2].strip()[:1].islower():
        return True
    if text[end : end + 1].isupper() and _INITIALS.search(text, max(0, end - _LEAD), end) is not None:
        return True
    number = _NUMBER.search(text, max(0, end - _LEAD), end)
    return number is not None and QUANTITIES.strayed_blank.match(text, number.start(), end + _LEAD) is not None


def _of(text: str, segment: Segment, number: int, split: Splitter) -> Iterator[ReadingSentence]:
    body = segment.start
    if segment.marker and text.startswith(segment.marker, segment.start):
        body += len(segment.marker)
    words = _whole(text[body : segment.end])
    # Nothing inside ends a sentence: no need to ask.
    if not any(mark in words[:-1] for mark in ".?!"):
        yield ReadingSentence(segment.start, segment.end, number)
        return
    start = segment.start
    cursor = body
    pieces = [piece for part in _CLOSED.split(words) for piece in split(part)]
    for position, piece in enumerate(pieces):
        found = words.find(piece, cursor - body)
        if found < 0:
            continue
        found += body
        cursor = found + len(piece)
        end = segment.end if position == len(pieces) - 1 else cursor
        if end < segment.end and _goes_on(text, end):
            continue
        yield ReadingSentence(start, end, number)
        start = end + (1 if text[end : end + 1] == " " else 0)
    if start < segment.end:
        yield ReadingSentence(start, segment.end, number)
