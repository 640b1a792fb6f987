"""Label and subject of a figure by its clause: the words left of it since the figure before, and the noun phrase right of it.

In: the reading in which dates are blotted out (`Clause.blank`), and the run of a clause. Out: phrases as plain strings. Vocabulary: the section
`labels` of patterns/quantities.yaml. "Sở Y đã tiếp nhận 1.250 hồ sơ trực tuyến" gives the subject "Sở Y" and the label "hồ sơ trực tuyến đã tiếp
nhận"; "Chỉ số PCI đạt 67,4 điểm, tăng 1,2 điểm" gives both figures the topic "Chỉ số PCI".
"""

from __future__ import annotations

from functools import cache
from typing import Any

import regex

from extractor.finders.quantity_vocabulary import any_of, quantities

BLOT = "\ue001"  # stands for a date inside the text from which labels are read
WORDS = 12
_BRACKET = regex.compile(r"\([^()]*\)")
_EDGE = " ,;:.-–()“”\"'…/+*"


@cache
def _tail() -> Any:
    return regex.compile(rf"(?<=(?<![\w])(?P<word>{any_of(w for w in quantities().labels.copulas if w[0].isalpha())})[\s:]*)", regex.IGNORECASE)


@cache
def _lead() -> Any:
    return regex.compile(rf"(?:[\s,:;.()*+\-–{BLOT}]*(?<!\w){any_of(quantities().labels.leads)}(?!\w))*[\s,:;.()*+\-–{BLOT}]*", regex.IGNORECASE)


@cache
def _verbs() -> Any:
    return regex.compile(rf"(?<!\w){any_of(quantities().labels.verbs)}(?!\w)", regex.IGNORECASE)


@cache
def _bodies() -> Any:
    return regex.compile(rf"(?:(?:các|những|một số|toàn bộ|mỗi|từng)\s+)?{any_of(quantities().labels.bodies)}(?!\w)", regex.IGNORECASE)


@cache
def _measures() -> Any:
    return regex.compile(rf"(?:các\s+)?{any_of(quantities().labels.measures)}(?!\w)", regex.IGNORECASE)


@cache
def _ratios() -> Any:
    return regex.compile(rf"{any_of(quantities().labels.ratio_words)}(?!\w)", regex.IGNORECASE)


@cache
def _ends() -> Any:
    return regex.compile(rf"[;:.()\"“”\n]|,\s|\s(?:{any_of(quantities().labels.ends)})(?!\w)", regex.IGNORECASE)


@cache
def _parts() -> Any:
    return regex.compile(rf"(?<!\w){any_of(quantities().labels.parts)}(?!\w)", regex.IGNORECASE)


@cache
def _compared() -> Any:
    return regex.compile(rf"\s*{any_of(quantities().labels.compared)}(?!\w)", regex.IGNORECASE)


def strip_tail(blank: str, position: int, floor: int) -> int:
    """Goes back from `position` over words that only lead a figure ("ước đạt", "là", ":")."""
    tail = _tail()
    while position > floor:
        match = tail.match(blank, position)
        if match is not None and match.start("word") >= floor:
            position = match.start("word")
            continue
        trimmed = len(blank[floor:position].rstrip(" :-~<>≥≤" + BLOT)) + floor
        if trimmed == position:
            return position
        position = trimmed
    return max(position, floor)


def left_phrase(blank: str, floor: int, position: int) -> tuple[str, int]:
    """The words that lead to `position` in its own part of the sentence, and where they begin; empty after a comma or bracket."""
    if position <= floor or blank[position - 1 : position] in ",;(":
        return "", position
    start = max(blank.rfind(mark, floor, position) for mark in ";:()“”") + 1
    stop = blank.rfind(". ", floor, position) + 1
    start = max(start, stop, floor)
    cut = blank.rfind(", ", start, position)
    while cut > start and _coordinated(blank, start, cut, position):
        cut = blank.rfind(", ", start, cut)
    if cut >= start:
        start = cut + 1
    lead = _lead().match(blank, start, position)
    start = lead.end()
    return clean(blank[start:position]), start


_AND = regex.compile(r", (?:\S+ ){1,5}(?:và|hoặc|&) ")


def _coordinated(blank: str, start: int, cut: int, end: int) -> bool:
    """Whether the comma at `cut` joins members of one phrase ("nông, lâm nghiệp và thủy sản")."""
    return bool(_AND.match(blank, cut, end)) and not _verbs().match(blank, cut + 2)


def clean(words: str) -> str:
    """A phrase for a label: no dates, no brackets, no marks at its ends, at most twelve words."""
    if "(" in words:
        words = _BRACKET.sub(" ", words)
    parts = words.replace(BLOT, " ").strip(_EDGE).split()
    return " ".join(parts[:WORDS]).strip(_EDGE)


def right_phrase(blank: str, position: int, ceiling: int) -> str:
    """The noun phrase that goes on behind a unit, up to a mark or a word that opens another statement."""
    match = _ends().search(blank, position, ceiling)
    end = match.start() if match else ceiling
    return clean(blank[position:end])


def is_compared(blank: str, position: int) -> bool:
    return bool(_compared().match(blank, position))


def subject_and_predicate(phrase: str) -> tuple[str | None, str]:
    """Cuts "Sở Y đã tiếp nhận" into the body and what it did; no body, no subject."""
    if not phrase:
        return None, ""
    verb = _verbs().search(phrase)
    if _bodies().match(phrase):
        if verb is None:
            return phrase, ""
        return phrase[: verb.start()].strip(_EDGE) or None, phrase[verb.start() :]
    return None, phrase[verb.start() :] if verb else phrase


def is_body(phrase: str) -> bool:
    return bool(_bodies().match(phrase)) and not _verbs().search(phrase)


def is_measure(phrase: str) -> bool:
    """Whether the phrase names what is measured by itself ("Tỷ lệ …", "Tổng thu …")."""
    return bool(_measures().match(phrase))


def is_ratio(phrase: str) -> bool:
    return bool(_ratios().match(phrase))


def opens_parts(words: str) -> bool:
    """Whether the words open the members of a whole ("trong đó", "gồm")."""
    return bool(_parts().search(words))


def join(*phrases: str | None) -> str | None:
    """One label of several phrases, without repeating, at most twelve words; None of nothing."""
    words: list[str] = []
    for phrase in phrases:
        for word in (phrase or "").split():
            if not words or words[-1].lower() != word.lower():
                words.append(word)
    return " ".join(words[:WORDS]).strip(_EDGE) or None
