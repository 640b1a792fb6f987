"""Members between commas: places by their names, persons, bodies; where a list of them ends, and what a count among them adds.

    "9 đơn vị hành chính, gồm thành phố A và các huyện: B, C …"       one and as many as are named
    "10 đơn vị hành chính: thành phố A, thị xã B và 8 huyện: C, D …"  two and eight
    "3 phủ là A, B, C, cùng với 8 huyện …"                            another kind follows: three
    "7 xã: Trường Giang, …, Tượng Văn từ huyện B"                     what follows the last name says more of them
    "6 ấp: A, B, C, D, E, F và một phần ấp G"                         six or seven

A place is where one name ends and another begins for sure, a body is not ("Sở Văn hóa, Thể thao và Du lịch"): such a list has a least and a most.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extractor.audit.figures import Figure
from extractor.audit.passages import Passage
from extractor.audit.vocabulary import vocabulary
from extractor.finders.quantities.number_words import parse_words
from extractor.lexicon.document_types import document_type
from extractor.lexicon.phrases import AUDIT

COMMAS = regex.compile(r"\s*,\s*")
NAME = r"\s*\p{Lu}[\p{L}’'\-]*+(?:\s+\p{Lu}[\p{L}’'\-]*+)+"
PROPER = regex.compile(NAME)
PROPER_GOES_ON = regex.compile(NAME + rf"(?:\s+\p{{Ll}}+{NAME})?\s+\p{{Ll}}.*")
CLOSES = (")", "]")
SHORT = regex.compile(r"\s*(?:\p{Lu}\.)*\s*")  # what a comma within a name parts off: "Washington, D.C."
LED = 6  # words of a clause before "gồm" that still speak of what was counted
BETWEEN = regex.compile(r"[”\"]\s*,\s*[“\"]")  # quoted names may part at commas where others part at semicolons
BRACKETS = regex.compile(r"\s*\([^()]*\)")
CAPITALS = regex.compile(r"\p{Lu}[\p{L}’'\-]*(?:\s\p{Lu}[\p{L}’'\-]*){0,4}")  # a name all of whose words have capitals
PERSONS = ("ông ", "bà ", "anh ", "chị ", "đồng chí ", "cháu ")
OPENS = 12  # code points of a member in which a count of its own stands
Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Named:
    """How many members there are at least and at most, and where the last ends."""

    least: int
    most: int
    end: int


def masked(passage: Passage, start: int, end: int) -> str | None:
    """The words of a run without what stands in brackets, which blanks stand for: offsets stay. None where a bracket does not close."""
    words = passage.text[start:end]
    for bracket in passage.brackets_in(start, end):
        if bracket.close >= end or passage.text[bracket.close] not in CLOSES:
            return None
        a, b = bracket.open - start, min(bracket.close + 1, end) - start
        words = words[:a] + " " * (b - a) + words[b:]
    return words


def of_places(figure: Figure) -> bool:
    """What is counted is places, by their kind or as units of administration."""
    return (figure.unit or "")[:1].islower() and (level_of(figure.unit) is not None or general(figure.unit))


def general(unit: str | None) -> bool:
    """A noun for places of any kind."""
    return vocabulary().places_of_any_kind.match(unit or "") is not None


def level_of(noun: str | None) -> int | None:
    """The level of a kind of place by its noun, the highest first; None of other nouns."""
    found = vocabulary().place_kind.match(noun or "")
    return vocabulary().place_levels[found[1].casefold()] if found is not None else None


def places_named(passage: Passage, start: int, end: int, figure: Figure) -> Named | None:
    """The places of a run, by their names; None where it is no list of places."""
    words = masked(passage, start, end)
    if words is None or vocabulary().place_named.match(words) is None:
        return None
    level, any_kind = level_of(figure.unit), general(figure.unit)
    low = high = 0
    last = start
    ended = False  # what stands behind a name says more of it: further names may be others
    for a, b in _members(words):
        counted = _counted(passage, start + a, words[a:b])
        if counted is not None and (level_of(counted[1]) is not None or not any_kind):
            if low and not ended and (any_kind or level_of(counted[1]) == level):
                added = counted[0] + sum(int(f.value) for f in passage.within(start + b, end, passage.depth(start)) if any_kind and level_of(f.unit) == level_of(counted[1]))
                if any_kind or low + added == figure.value:  # "14 huyện gồm A, B … và hai thị xã" may be of all
                    return Named(low + added, high + added, start + b)
            break
        found = vocabulary().place_named.match(words, a, b)
        if found is None:
            ended = True
            continue
        kind = level_of(found["kind"])
        if found["several"] and not any_kind and kind != level:
            break
        other = kind is not None and not any_kind and found["kind"].casefold() != (figure.unit or "").casefold()
        ended = ended or bool(other and low)
        low += not (ended or found["some"] or other)
        high += 1
        last = start + found.end()
        ended = ended or bool(words[found.end() : b].strip(" .:\"”"))
    return Named(low, high, last) if high > 1 else None


def _counted(passage: Passage, start: int, item: str) -> tuple[int, str | None] | None:
    """The count that a member opens with, and its noun."""
    first = next(iter(passage.between(start, start + min(OPENS, len(item)))), None)
    if first is not None and not item[: first.start - start].strip(" :-") and first.dimension == "count" and (first.unit or "")[:1].islower() and first.value == first.value.to_integral_value():
        return int(first.value), first.unit
    said = vocabulary().said_count.match(item)
    number = parse_words(said["number"].casefold()) if said is not None else None
    return (int(number), said["kind"]) if said is not None and number is not None else None


def of_other_kind(joined: str, figure: Figure) -> bool:
    """The place that "và" joins to a list is of another kind than those counted: " và thị xã Tân Hòa" of districts."""
    words = joined.split(maxsplit=1)[-1]
    found = vocabulary().place_named.match(words)
    return found is not None and found["kind"] is not None and not general(figure.unit) and found["kind"].casefold() != (figure.unit or "").casefold()


def of_place_before(between: str, inside: str) -> bool:
    """ "8 làn xe tại xã Tân Hòa (Bình An, Hà Giang)": the bracket says where the place is that it stands behind."""
    place = vocabulary().place_noun.search(" " + between)
    return place is not None and CAPITALS.fullmatch(between[place.end() - 1 :].strip()) is not None and CAPITALS.match(inside) is not None


def bodies_named(passage: Passage, start: int, end: int) -> Named | None:
    """The bodies of a run: what opens as a body is one, what else a comma parts may be a piece of its name."""
    words = masked(passage, start, end)
    if words is None:
        return None
    heads = vocabulary().body_heads
    low = high = 0
    for chunk in COMMAS.split(words.strip(" .;")):
        first, *joined = (heads.match(item.strip()) is not None for item in AUDIT.last_member_joined.split(chunk))
        low += first + sum(joined)
        high += 1 + (sum(joined) if first else len(joined))  # "Sở Văn hóa và Thể thao" is one
    return Named(low, high, end)


def names_between(passage: Passage, start: int, end: int, longest: int, noun: str) -> Named | None:
    """Names between commas that all begin with capitals or the counted noun; a name of capitals alone that a lower word follows may be the last."""
    words = (masked(passage, start, end) or "").strip(" .")
    names = [n for n in COMMAS.split(words) if n.strip()]
    if len(names) < 2 or any(len(n) > longest for n in names) or not all(n.lstrip(" “\"")[:1].isupper() or (noun and n.startswith(noun + " ")) for n in names):
        return None
    low = sum(SHORT.fullmatch(n) is None for n in names)
    most = sum(1 for _ in _members(words))
    told = next((i for i, n in enumerate(names[:-1]) if i > 1 and PROPER_GOES_ON.fullmatch(n)), None)
    if told is not None and all(PROPER.fullmatch(n) for n in names[:told]):
        low = min(low, told + 1)
    return Named(low, most, end)


def _members(words: str) -> Iterator[Run]:
    """The runs between commas, and between the words that join the last."""
    start = 0
    for cut in AUDIT.between_names.finditer(words):
        if cut.start() > start:
            yield start, cut.start()
        start = cut.end()
    if words[start:].strip(" ."):
        yield start, len(words)


def quoted_first(text: str, pieces: Sequence[tuple[int, int]]) -> int:
    """How many names the first piece of a list quotes where it holds nothing else, and the others none: "ba tội danh: “a”, “b”, “c”; và mức án …"."""
    marks = ("“", '"', "”")
    first, *rest = (text[a:b].strip(" .,") for a, b in pieces)
    alone = first.startswith(marks) and first.endswith(marks) and not any(other.startswith(marks) for other in rest)
    return (1 + len(BETWEEN.findall(first))) * alone


def persons_behind(text: str, start: int, end: int) -> int:
    """How many names of persons or places stand behind the first in a piece between semicolons: "Lê Văn A, Trần Thị B (cùng trú xã C)" → one more."""
    names = [name.strip(" .") for name in BRACKETS.sub("", text[start:end]).split(",")]
    return sum(CAPITALS.fullmatch(name) is not None for name in names[1:]) if CAPITALS.fullmatch(names[0]) else 0


def persons_listed(passage: Passage, start: int, end: int) -> int:
    """How many commas outside of brackets part names where the first name of a list opens as a person's: "ông Lê Văn An (Giám đốc, Bí thư), bà …"."""
    words = masked(passage, start, end) or ""
    return words.count(",") if words.strip().casefold().startswith(PERSONS) else 0


def of_documents(text: str, pieces: Sequence[tuple[int, int]], figure: Figure) -> bool:
    """The members are documents and the count is not: one decision may tell several of what is counted."""
    words = text[slice(*pieces[0])].split()
    first = " ".join(words[:2]).strip(" :,")
    unit = (figure.unit or "").casefold()
    typed = document_type(first) or document_type(" ".join(words[:1]))
    return typed is not None and document_type(unit) is None and not unit.startswith(typed.name.casefold()) and unit not in vocabulary().document_nouns


def one_key(one: str, other: str) -> bool:
    """Counts of two digits and more of which one digit differs: "51" for 11."""
    return len(one) == len(other) > 1 and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def opens_list(clause: str) -> bool:
    """The last clause of a lead opens the list, and tells of nothing of its own ("…, các đại biểu tham quan tuyến 1 gồm các điểm đến: …")."""
    opens = vocabulary().enumeration_opens.search(clause)
    return opens is not None and len(clause[: opens.start()].split()) <= LED
