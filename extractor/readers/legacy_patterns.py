"""What patterns/readers/encodings.yaml knows of the encodings before Unicode, checked when it is loaded."""

from __future__ import annotations

from pydantic import Field

from extractor.lexicon.patterns import Strict, load


class _Encoding(Strict):
    name: str
    title: str
    fonts: list[str]
    capitals: list[str] = Field(default_factory=list)
    letters: dict[str, str]
    also: dict[str, str] = Field(default_factory=dict)
    drawn: dict[str, str] = Field(default_factory=dict)


class _Viqr(Strict):
    title: str
    marks: dict[str, str]
    tones: dict[str, str]


class Sample(Strict):
    """An invented sentence as it was typed in an encoding, and as it reads."""

    encoding: str
    written: str
    text: str


class Patterns(Strict):
    """patterns/readers/encodings.yaml."""

    encodings: list[_Encoding]
    viqr: _Viqr
    samples: list[Sample]


PATTERNS = load("encodings", Patterns)
