"""A unit that is formed of others has what they bring in.

    "Thành lập phường Tân Lập trên cơ sở toàn bộ 812,4 ha diện tích tự nhiên và 9.120 nhân khẩu của xã Tân Lập, 205,6 ha và 2.310 nhân khẩu của xã Hòa An.
     Phường Tân Lập có 1.018 ha diện tích tự nhiên và 11.430 nhân khẩu."
    "… trên cơ sở nhập diện tích tự nhiên là 8,12 km2, quy mô dân số là 9.120 người của xã Tân Lập và …"

Resolutions on administrative units are written so (Nghị quyết của Ủy ban Thường vụ Quốc hội về việc thành lập, nhập, điều chỉnh địa giới). Linear: a sentence
that forms a unit is looked at with the two behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.audit.figures import Figure, counts_people
from extractor.audit.grades import grade_sum
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.lexicon.phrases import AUDIT
from extractor.lexicon.units import unit_info

BEHIND = 3  # sentences behind the one that forms a unit in which it is told what the unit has
MOST = 24  # figures that are brought in
NAME = 2  # words at the end of a unit's name by which it is known again
Sentence = tuple[Passage, int, int]


def formed_units(passages: Sequence[Passage]) -> Iterator[Offer]:
    """The offers of a document's running text."""
    sentences = [(p, a, b) for p in passages if p.segment.kind != "cell" and p.figures for a, b in p.sentences()]
    for position, (passage, start, end) in enumerate(sentences):
        cue = AUDIT.formed_of.search(passage.text, start, end)
        if cue is None:
            continue
        brought = [f for f in passage.between(cue.end(), end)[:MOST] if f.plain and not passage.depth(f.start)]
        for other, low, high in sentences[position + 1 : position + 1 + BEHIND]:
            if AUDIT.formed_of.search(other.text, low, high) is not None:
                break
            has = AUDIT.unit_has.match(other.text, low, high)
            if has is not None and _named(has["name"], passage.text[start : cue.start()]) and _all_told(passage, cue.end(), end):
                yield from _sums(brought, other.between(has.end(), high))
                break


def _named(name: str, words: str) -> bool:
    """Whether the unit that has something is the one that is formed."""
    known = " ".join(name.casefold().split()[-NAME:])
    return known in " ".join(words.casefold().split())


def _all_told(passage: Passage, start: int, end: int) -> bool:
    """Of each unit that is named it is told what it brings in ("… và phần còn lại của xã Hòa An" does not)."""
    at = start
    for unit in AUDIT.unit_of_part.finditer(passage.text, start, end):
        if not passage.between(at, unit.start()):
            return False
        at = unit.end()
    return True


def _sums(brought: Sequence[Figure], has: Sequence[Figure]) -> Iterator[Offer]:
    """Its area is the areas brought in, its people the people; where some unit's area or people was not read ("13.234 của xã Hàm Tân"), nothing is said of it."""
    units = max(sum(_is(f, people) for f in brought) for people in (False, True))
    for people in (False, True):
        parts = tuple(f for f in brought if _is(f, people))
        if len(parts) < units:
            continue
        whole = next((f for f in has if _is(f, people)), None)
        if parts and whole is not None and whole.plain and (people or all(f.unit == whole.unit for f in parts)):
            yield [Candidate("sum", parts, whole, "formed", grade_sum(parts, whole))]


def _is(figure: Figure, people: bool) -> bool:
    return counts_people(figure) if people else unit_info(figure.unit).dimension == "area"


__all__ = ["formed_units"]
