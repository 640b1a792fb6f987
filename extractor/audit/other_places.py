"""Sums that are none: counts of places beside one another, or of one level below the other, and counts whose own names stand before what follows.

    "4 phường: A, B, C, D; 5 thị trấn: …; 3 xã: …"                   none of them holds the others
    "9 đơn vị hành chính cấp xã, gồm thị trấn A và 8 xã: … với 71 ấp"  71 is what they hold, no part of the nine
    "4 cửa khẩu quốc tế gồm A, B, C, D, 1 cửa khẩu quốc gia …"       the four are named already
    "7 hồ lớn, trong đó có 2 thành phố ven hồ … cùng với 6 huyện"      a lake is no sum of places
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor.audit.enumerated import general, level_of
from extractor.audit.figures import Figure, same_noun
from extractor.audit.members import Members
from extractor.audit.relations import Candidate
from extractor.lexicon.phrases import AUDIT


def without_other_places(text: str, made: Iterable[Candidate], lists: Iterable[tuple[Figure, Members]]) -> list[Candidate]:
    """The relations without the sums that do not hold since their parts are no parts of the whole."""
    named = {f.start: members.run[1] for f, members in lists if members.least <= f.value <= members.most}
    return [m for m in made if m.kind != "sum" or m.verdict.holds or m.whole is None or not (_named_before(m, named) or _of_other_levels(text, m.whole, m.parts))]


def _named_before(made: Candidate, named: dict[int, int]) -> bool:
    """The list that names what the whole counts ends before its first part."""
    assert made.whole is not None
    end = named.get(made.whole.start)
    return end is not None and made.whole.end < end <= min(p.start for p in made.parts)


def _of_other_levels(text: str, whole: Figure, parts: Sequence[Figure]) -> bool:
    """The parts are places of several levels, or kinds beside that of the whole."""
    levels = {_level(text, p) for p in parts}
    if not general(whole.unit) and level_of(whole.unit) is None:
        return whole.dimension == "count" and None not in levels and len({p.unit for p in parts}) > 1 and not any(same_noun(whole, p, general=True) for p in parts)
    if len(levels) > 1 and levels != {None}:
        return True
    return level_of(whole.unit) in levels and not general(whole.unit) and all(p.unit != whole.unit for p in parts)


def _level(text: str, figure: Figure) -> int | None:
    """The level of a count of places: by its kind, or by what is told behind units of administration ("134 đơn vị hành chính cấp xã")."""
    told = AUDIT.told_level.match(text, figure.end) if general(figure.unit) else None
    return level_of(told["kind"]) if told is not None else level_of(figure.unit)
