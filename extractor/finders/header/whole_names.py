"""What the whole name of a letterhead's body is: with the words before and behind it in its line, the lines below it, and the territory of the body above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from extractor.finders.bodies.body import body_at, is_listed
from extractor.finders.bodies.casing import cased, places
from extractor.finders.bodies.context import Context, Parsed
from extractor.finders.bodies.free_names import in_small_letters
from extractor.finders.bodies.gazetteer import gazetteer
from extractor.finders.bodies.provinces import canonical_province, territory_at
from extractor.finders.header.patterns import header_patterns
from extractor.lexicon.names import name_key
from extractor.lexicon.phrases import BODIES, HEADER

# Kinds of units whose name is complete only with the territory that they serve.
_UNITS = frozenset({"agency", "unit", "steering committee", "board"})
_MOST_WORDS = 16
_DUST_BEFORE = regex.compile(r"(?:\p{Lu}{2,}[ ,]*)+")


def with_its_beginning(parsed: Parsed, joined: str, position: int, ends: Sequence[int], loose: list[str]) -> Parsed:
    """A body that stands inside its piece, with the words before it: "CẢNG VỤ HÀNG HẢI", "THƯ VIỆN TỈNH SƠN LA" are no Vụ and no Viện."""
    begin = max((end + 1 for end in ends if end < position), default=0)
    before = joined[begin:position].strip()
    if not loose or not before.endswith(loose[-1]) or not before.startswith(loose[-len(before.split()) :][0]):
        return parsed
    if _DUST_BEFORE.fullmatch(before) is None or territory_at(before, 0) is not None or header_patterns().noise.match(before) is not None:
        return parsed
    end = min(e for e in ends if e >= parsed.end)
    return Parsed(end, cased(joined[begin:end]), None, "unit")


def with_its_end(parsed: Parsed, joined: str, position: int, end: int, context: Context) -> Parsed:
    """A body with the words behind it in its piece, which ends at `end`: "BAN QUẢN LÝ KHU KINH TẾ NGHI SƠN", "TÒA ÁN NHÂN DÂN KHU VỰC 7 - NGHỆ AN"."""
    rest = joined[parsed.end : end].strip()
    words = rest.replace("-", " ").split()
    bare = body_at(joined, position, Context(), alone=False)
    name = bare.name if bare is not None and bare.end == parsed.end and bare.name else parsed.name  # not completed by the body above it
    listed = is_listed(name)
    if not words or not rest.isupper() or len(words) > _MOST_WORDS or not all(word.isalnum() or word in {",", "–"} for word in words) or not words[0].isalnum():
        return parsed
    if header_patterns().upper_type.match(rest) or name_key(rest) in {name_key(p) for p in header_patterns().data.parts_of_bodies}:
        return parsed
    if listed and (parsed.kind == "person" or context_of_body(name, Context()) != Context() or (rest[0] != "-" and words[0].lower() in gazetteer().hard_stops and rest.lower() not in places())):
        return parsed
    start = joined.index(words[0], parsed.end)
    below = body_at(joined, start, context, alone=False)
    if below is not None and not (rest[0] == "-" and below.kind == "branch"):
        return parsed
    return replace(parsed, end=end, name=f"{name} {in_small_letters(parsed.kind, rest)}")


def composed(bodies: list[Parsed], loose: str, text: str, joint: bool) -> str | None:
    """One name of the bodies of a letterhead, from the superior to the one that issues, and the words after the last."""
    if loose and len(loose.split()) > _MOST_WORDS:
        loose = ""
    if not bodies:
        return cased(loose) if len(loose.split()) >= 2 and not any(c in "/;:" or (c.isdigit() and not loose.rsplit(" ", 1)[-1].isdigit()) for c in loose) else None
    last = bodies[-1]
    superior = bodies[-2].name if len(bodies) > 1 else None
    if joint and len(bodies) > 1:
        return ", ".join(b.name for b in bodies)
    if loose:
        part = cased(loose)
        known = {name_key(p): p for p in header_patterns().data.parts_of_bodies}
        if name_key(part) in known:
            return _part_of(known[name_key(part)], last.name, last.kind)
        if _goes_on(last, loose):
            return f"{last.name} {in_small_letters(last.kind, loose)}"
        # Words after a body that name no known part: a unit of its own where they are more than one, else dust.
        return part if len(loose.split()) >= 3 else last.name
    if superior and name_key(last.name) in {name_key(p) for p in header_patterns().data.parts_of_bodies}:
        return _part_of(last.name, superior, bodies[-2].kind)
    return last.name


def _goes_on(last: Parsed, loose: str) -> bool:
    """Whether the words below a body go on with its name: "BAN QUẢN LÝ KHU KINH TẾ" / "NGHI SƠN …"; no unit of its own begins with them."""
    words = loose.split()
    if len(words) < 2 or not all(word == "-" or (word.isalnum() and len(word) > 1) or word.isdigit() for word in words):
        return False
    if last.kind in {None, "person"} or context_of_body(last.name, Context()) != Context() or HEADER.unit_of_its_own.match(loose):
        return False
    names = gazetteer()
    return not is_listed(last.name) or (any(table.match(last.name, 0) for table in (names.territorial, names.regional)) and any(" ".join(words[:count]).lower() in places() for count in (2, 3)))


def _part_of(part: str, superior: str, kind: str | None) -> str:
    """The name of a part of a body; what a territory has takes its name, not that of its committee ("Thanh tra tỉnh Lào Cai")."""
    if kind == "people's committee" and part in header_patterns().data.parts_of_territories:
        above = context_of_body(superior, Context())
        superior = above.commune or above.district or above.province or superior
    return f"{part} {superior}"


def of_superior(name: str, bodies: list[Parsed]) -> str:
    """The name of a unit, completed by the territory of the body above it: "Chi cục Kiểm lâm" under "Sở … tỉnh Sơn La"."""
    if len(bodies) < 2 or bodies[-1].name.lower() != name.lower() or bodies[-1].kind not in _UNITS or is_listed(name) or context_of_body(name, Context()) != Context():
        return name
    if BODIES.of_named_region.search(name) or any(name.endswith(f" {place}") for place in _ends(name)):
        return name
    above = context_of_body(bodies[-2].name, Context())
    territory = above.commune or above.district or above.province
    return f"{name} {territory}" if territory else name


def _ends(name: str) -> list[str]:
    """The places that a name ends with, by its last words."""
    words = name.split(" ")
    return [tail for count in (2, 3) if (tail := " ".join(words[-count:])) in places().values()]


def context_of_body(name: str, context: Context) -> Context:
    """`context` with the territories that a body's canonical name ends with: "… huyện Mai Sơn" gives the district."""
    for kind in (" tỉnh ", " thành phố ", " huyện ", " quận ", " thị xã ", " xã ", " phường ", " thị trấn ", " đặc khu "):
        place = name.rfind(kind)
        if place < 0:
            continue
        territory = territory_at(name, place + 1)
        if territory is None or territory.end != len(name) or not territory.name:
            continue
        if territory.level == "tỉnh":
            return replace(context, province=territory.full)
        return (
            replace(context, district=territory.full) if territory.level == "huyện" else replace(context, commune=territory.full)
        )
    for lead in ("Tỉnh ủy ", "Thành ủy "):
        place = name.find(lead)
        province = canonical_province(name[place + len(lead) :]) if place >= 0 else None
        if province:
            return replace(context, province=province)
        if place >= 0 and lead == "Thành ủy ":
            return replace(context, district=f"thành phố {name[place + len(lead) :]}")  # a city within a province
    for lead, kind in (("Huyện ủy ", "huyện"), ("Quận ủy ", "quận"), ("Thị ủy ", "thị xã")):
        place = name.find(lead)
        if place >= 0:
            return replace(context, district=f"{kind} {name[place + len(lead) :]}")
    return context
