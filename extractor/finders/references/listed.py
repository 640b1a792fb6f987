"""Documents that a list names: what the line that opens it says is done with them holds for each of its items.

    "Điều 1. Bãi bỏ toàn bộ 02 văn bản" + "1. Quyết định A" + "2. Chỉ thị B" → both are repealed

In: the reading with its segments. Out: for the beginning of each item the relation and the run of the words that say so. A line of the page between two
items, or words that go on with one, do not end a list: the next number goes on with it. Words: patterns/references/.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import regex

from extractor.layout.model import Reading
from extractor.lexicon.document_types import document_types
from extractor.lexicon.phrases import REFERENCES, either
from extractor.quick import quick

Relation = Literal["basis", "implements", "amends", "replaces", "repeals", "guides", "approves", "answers", "attaches", "mentions"]
Span = tuple[int, int]

LONGEST_OPENING = 300  # of a sentence that opens a list of documents, in code points
TOLD = 24  # code points before it that say that it is told ("đã bãi bỏ:")
LONGEST_PROVISION = 5000  # of a quoted provision that closes its marks
PROVISION_END = regex.compile(r"(?m)[”\"][ ]?[.;,]?[ \t]*$")
COUNTED = regex.compile(r"\(?(\d{1,3})[.)]")


@quick
@dataclass(frozen=True, slots=True)
class CitedAs:
    """The relation of a mention and the words that say so (None where no words do); `amending` where it only has amended the one before it."""

    relation: Relation
    words: Span | None = None
    amending: bool = False


@cache
def _opens_repealed() -> Any:
    return REFERENCES.filled("opens_repealed", types=f"(?:{either([regex.escape(entry.name.lower()) for entry in document_types().types])})")


def listed_documents(reading: Reading) -> dict[int, CitedAs]:
    """What a sentence without citations says of those in the items below it: "Bãi bỏ toàn bộ các văn bản sau:" → beginning of each item, relation."""
    found: dict[int, CitedAs] = {}
    opened: CitedAs | None = None
    level = number = 0
    unmarked = False  # whether a line without a marker may go on with the list
    for segment in reading.segments:
        if segment.kind in ("cell", "note"):
            continue
        end = segment.end
        while end > segment.start and reading.text[end - 1].isspace():
            end -= 1
        opens = reading.text[end - 1] == ":"
        if opens or segment.kind == "heading":
            said = opening_of_list(reading.text, max(segment.start, end - LONGEST_OPENING), end) or _opening_of_grounds(reading.text, segment.start, end)
            if said is not None or opens or segment.marker is not None:
                opened, level, number = (CitedAs(*said), segment.level, 0) if said is not None else (None, 0, 0)
                unmarked = said is not None
                continue
        if segment.marker is None and opened is not None and unmarked and _begins_with_type(reading.text, segment.start, end):
            found[segment.start] = opened  # the documents stand below in lines of their own
            unmarked = reading.text[end - 1] in ";,"
            continue
        unmarked = False
        if segment.marker is None and number:
            number = -abs(number)  # a line of the page, or what goes on with an item: the next number alone goes on with the list
        elif opened is not None and segment.marker is not None and (segment.level > level or not level) and _counts_on(segment.marker, number):
            if opened.relation != "basis" or REFERENCES.names_part.match(reading.text, segment.start + len(segment.marker), segment.end) is None:
                found[segment.start] = opened
            counted = COUNTED.match(segment.marker)
            number = int(counted[1]) if counted else abs(number)
        else:
            opened, number = None, 0
    return found


@cache
def _type_at_start() -> Any:
    return REFERENCES.filled("type_at_start", types=f"(?:{either([regex.escape(entry.name) for entry in document_types().types])})")


def _begins_with_type(text: str, start: int, end: int) -> bool:
    """Whether a line begins with a document's type and its number: "Quyết định số 25/…"."""
    return _type_at_start().match(text, start, end) is not None


def _counts_on(marker: str, number: int) -> bool:
    """Whether an item belongs to the list whose last number is `number`, below 0 where something else has stood between."""
    counted = COUNTED.match(marker)
    return number >= 0 or (counted is not None and int(counted[1]) == 1 - number)


def quoted_provisions(text: str) -> list[Span]:
    """The runs of provisions in quotation marks, which a document that amends another one gives it: “13a. Hồ sơ lập theo Nghị định …”."""
    runs: list[Span] = []
    for match in REFERENCES.opens_provision.finditer(text):
        close = PROVISION_END.search(text, match.end(), match.end() + LONGEST_PROVISION)
        if close is not None and (not runs or match.start() >= runs[-1][1]):
            runs.append((match.start(), close.end()))
    return runs


def _opening_of_grounds(text: str, start: int, end: int) -> tuple[Relation, Span] | None:
    """A heading or line that says that grounds follow: "Điều 3. Căn cứ xây dựng quy định", "I. Cơ sở pháp lý:"."""
    match = REFERENCES.opens_grounds.match(text, start, end) if end - start <= LONGEST_OPENING else None
    return ("basis", match.span("words")) if match is not None and not text[match.end() : end].strip(" :.") else None


def opening_of_list(text: str, start: int, end: int) -> tuple[Relation, Span] | None:
    """What a line says of the documents in the list that it opens, and where; a heading needs no colon ("Điều 1. Bãi bỏ toàn bộ văn bản do UBND tỉnh ban hành")."""
    low = max(0, start - TOLD)  # a copy of these few words, not of all the text before them
    match = _opens_repealed().search(text[low:end] + ("" if text[end - 1] == ":" else ":"), start - low)
    if match is None:
        return None
    first, last = match.span(match.lastgroup)
    return "replaces" if match["replaces"] else "amends" if match["amends"] else "repeals", (low + first, min(low + last, end))
