"""An amount or a count in digits against the same in words: "12.500.000 đồng (Bằng chữ: Mười hai triệu năm trăm nghìn đồng)", "45 (bốn mươi lăm) hộ"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import regex

from extractor.audit.checks import Issue, Run, Seen, check
from extractor.audit.figures import Figure
from extractor.audit.numerals import Spelled, numerals, spelled
from extractor.audit.wording import number
from extractor.lexicon.patterns import alternatives, compile_rule
from extractor.messages import SAY

REACH = 60  # code points between an amount and the words that say it again
WORDS = 200  # code points of an amount in words
_BRACKET, _CLOSED = regex.compile(r"\s?\(\s*"), regex.compile(r"\s*\)")


@cache
def _opens() -> Any:
    """ "Bằng chữ:", also in a bracket; or a bracket alone."""
    return compile_rule(rf"[\s.,;*_]*\(?\s*(?:{alternatives(numerals().opens)})\s*:?[\s*_]*|[\s*_]*\([\s*_]*", file="numerals", rule="opens", flags=regex.IGNORECASE)


@check(
    "amount_in_words",
    "error",
    finds=["Hỗ trợ hộ gia đình 12.500.000 đồng (Bằng chữ: Mười hai triệu ba trăm nghìn đồng)."],
    leaves=[
        "Hỗ trợ hộ gia đình 12.500.000 đồng (Bằng chữ: Mười hai triệu năm trăm nghìn đồng).",
        "Tổng mức đầu tư là 1.205.000.000 đồng (một tỷ hai trăm lẻ năm triệu đồng chẵn).",
        "Có 45 (bốn mươi lăm) hộ được hỗ trợ.",
    ],
)
def amount_in_words(seen: Seen) -> Iterator[Issue]:
    text = seen.layout.reading.text
    for figure in seen.figures:
        money = figure.dimension == "money"
        told = None if not figure.single else _told(text, figure) if money else _counted(text, figure)
        if told is not None and told[0].value != figure.value:
            words, run = told
            written = text[run[0] : run[1]]
            yield Issue(
                "amount_in_words",
                "error",
                *SAY.audit("amount_in_words" if money else "count_in_words", digits=number(figure.value), words=number(words.value), written=written),
                ((figure.start, figure.end), run),
            )


def _told(text: str, figure: Figure) -> tuple[Spelled, Run] | None:
    """The amount in words right behind a figure and its unit; None where none stands there or its currency is not said."""
    unit = figure.unit or ""
    start = figure.end
    at = text.find(unit, start, start + REACH) if unit else -1
    if at >= 0:
        start = at + len(unit)
    opened = _opens().match(text, start, start + REACH)
    if opened is None:
        return None
    words = spelled(text, opened.end(), min(len(text), opened.end() + WORDS))
    if words is None:
        return None
    behind = text[words.end : words.end + REACH].lstrip().casefold()
    return (words, (opened.end(), words.end)) if any(behind.startswith(end) for end in numerals().currency) else None


def _counted(text: str, figure: Figure) -> tuple[Spelled, Run] | None:
    """The number in words that fills a bracket right behind a count; None where none does."""
    opened = _BRACKET.match(text, figure.end)
    words = spelled(text, opened.end(), min(len(text), opened.end() + WORDS)) if opened is not None else None
    return (words, (opened.end(), words.end)) if opened is not None and words is not None and _CLOSED.match(text, words.end) else None
