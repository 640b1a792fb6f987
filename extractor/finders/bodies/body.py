"""Parses one body's name at a place of a text: fixed names, field names ("Sở …"), names that a territory completes, Party bodies, the
titles of their heads, and free names that no list holds.

`body_at` tries each way that the first word allows and keeps the longest. It knows nothing of what surrounds the name.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from extractor.finders.bodies.context import Context, Parsed, following, goes_on
from extractor.finders.bodies.free_names import free_at
from extractor.finders.bodies.gazetteer import FieldHead, PartyEntry, TerritorialEntry, gazetteer
from extractor.finders.bodies.provinces import Territory, bare_name, province_at, territory_at
from extractor.lexicon.phrases import BODIES


@cache
def _next_field(head: str) -> Any:
    return BODIES.filled("next_field", head=head)


def body_at(text: str, position: int, context: Context, *, alone: bool, depth: int = 0) -> Parsed | None:
    """The body whose name begins at `position`, or None. `alone`: a head noun alone may stand for the document's own body."""
    if depth > 3 or position >= len(text):
        return None
    for short, full in context.names:
        if text.startswith(short, position) and not text[position + len(short) : position + len(short) + 1].isalnum():
            return Parsed(position + len(short), full, level_of(full), None)
    if _is_part_of_a_word(text, position):
        return None
    best: Parsed | None = None
    for reader in (_officer, _fixed, _field, _party, _party_organ, _council_organ, _territorial, _regional):
        parsed = reader(text, position, context)
        if parsed and (best is None or parsed.end > best.end):
            best = parsed
    if best is not None and not best.name:
        return None
    title = _leader(text, position, context, alone, depth)
    if title and (best is None or title.end > best.end):
        best = title
    if best is None:
        best = _organ_of_body(text, position, context, depth)
    if best is None or best.kind in _OPEN_KINDS:
        free = free_at(text, position, context)
        if free and (best is None or free.end > best.end):
            best = free
    if best is None and alone:
        return _own_body(text, position, context)
    return best


_COMMITTEES = frozenset({"people's committee", "people's council"})
_BEFORE = re.compile(r"(\w+) $")
_AFTER = re.compile(r" (\w+)")


def _is_part_of_a_word(text: str, position: int) -> bool:
    """Whether the noun at `position` is half of another word or phrase: "cơ sở", "NHIỆM VỤ", "ban hành", "hội nghị"."""
    names = gazetteer()
    end = text.find(" ", position, position + 10)
    noun = (text[position:end] if end > 0 else text[position : position + 10]).lower()
    before = names.not_after.get(noun)
    if before is not None:
        match = _BEFORE.search(text, max(0, position - 10), position)
        if match and match[1].lower() in before:
            return True
    after = names.not_before.get(noun)
    if after is not None and end > 0:
        match = _AFTER.match(text, end)
        if match and match[1].lower() in after and (match[1].islower() or text[position : position + 2].isupper()):
            return names.fixed.match(text, position) is not None or not any(table.match(text, position) for table in (names.territorial, names.party_organs, names.council_organs, names.leaders))
    return False


# Kinds after which a longer free name may still be meant ("Hội Nông dân …" of a trade), while a ministry's name is complete.
_OPEN_KINDS = frozenset({"mass", "unit", "commission"})


def is_listed(name: str) -> bool:
    """Whether the whole of `name` is a body that patterns/bodies/organizations.yaml lists or composes, so that its letter case is certain."""
    readers = (_officer, _fixed, _field, _party, _party_organ, _territorial, _regional)
    return any(parsed is not None and parsed.end == len(name) for reader in readers for parsed in [reader(name, 0, Context())])


def level_of(name: str) -> str | None:
    """The level of a canonical name, or None: "Sở Nội vụ tỉnh Sơn La" → "sở"."""
    parsed = body_at(name, 0, Context(), alone=False)
    return parsed.level if parsed and parsed.end == len(name) else None


def _officer(text: str, position: int, context: Context) -> Parsed | None:
    found = gazetteer().officers.match(text, position)
    return Parsed(found[0], found[1].name, found[1].level, "person") if found else None


def _fixed(text: str, position: int, context: Context) -> Parsed | None:
    found = gazetteer().fixed.match(text, position)
    if not found:
        return None
    end, entry = found
    if entry.branch and territory_at(text, end + 1) is not None and text[end : end + 1] == " ":
        return None
    return Parsed(end, entry.name, entry.level, entry.kind)


def _field(text: str, position: int, context: Context) -> Parsed | None:
    names = gazetteer()
    found = names.heads.match(text, position)
    if not found or text[found[0] : found[0] + 1] != " ":
        return None
    head: FieldHead = found[1]
    field = names.fields[head.name].match(text, found[0] + 1)
    if not field:
        return None
    end, entry = field
    name = f"{head.name} {entry.name}"
    if head.territory is None:
        return Parsed(end, name, head.level, head.kind)
    territory = following(text, end, context, head.territory)
    if territory is None:
        completed = context.province if head.territory == "tỉnh" else context.district
        return Parsed(end, f"{name} {completed}" if completed else name, head.level, head.kind)
    if territory.generic:
        return Parsed(territory.end, "", None, None)
    return Parsed(territory.end, f"{name} {territory.full}", head.level, head.kind)


def _territorial(text: str, position: int, context: Context) -> Parsed | None:
    found = gazetteer().territorial.match(text, position)
    if not found:
        return None
    end, entry = found
    territory = following(text, end, context, *entry.of)
    if territory is None:
        return _bare(text, end, entry, context)
    if territory.generic:
        return Parsed(territory.end, "", None, None)
    if territory.level not in entry.of:
        return None
    return Parsed(territory.end, f"{entry.name} {territory.full}", _level(entry, territory), entry.kind)


def _regional(text: str, position: int, context: Context) -> Parsed | None:
    """A body of a numbered region: "Kho bạc Nhà nước khu vực V"."""
    found = gazetteer().regional.match(text, position)
    region = BODIES.of_region.match(text, found[0]) if found else None
    if not found or not region:
        return None
    name = f"{found[1].name} {region['noun'].lower()} {region['number']}"
    beyond = BODIES.of_province.match(text, region.end())  # "Tòa án nhân dân khu vực 7 - Nghệ An"
    province = province_at(text, beyond.end()) if beyond else None
    if beyond and province and text[beyond.end()].isupper():
        return Parsed(province[0], f"{name} - {province[1].name}", found[1].level, found[1].kind)
    territory = following(text, region.end(), context, "tỉnh")
    if territory is not None and territory.name and territory.level == "tỉnh":
        return Parsed(territory.end, f"{name} {territory.full}", found[1].level, found[1].kind)
    return Parsed(region.end(), name, found[1].level, found[1].kind)


def _level(entry: TerritorialEntry, territory: Territory) -> str:
    if entry.level_by:
        return entry.level_by[territory.level]
    if entry.level and territory.level == "tỉnh":
        return entry.level
    return territory.level


def _bare(text: str, end: int, entry: TerritorialEntry, context: Context) -> Parsed | None:
    """A territorial body without a territory: a central one since its day, else that of the document's own territory."""
    if entry.central_since and (
        context.province is None or (context.issued_on is not None and context.issued_on >= entry.central_since)
    ):
        return Parsed(end, entry.name, "bộ", entry.kind)
    if entry.bare is None or (entry.kind not in _COMMITTEES and goes_on(text, end)):
        return None
    own = context.own if len(entry.of) > 1 else context.province
    level = entry.level or (_own_level(own, context) if own else None)
    return Parsed(end, f"{entry.name} {own}" if own else entry.name, level, entry.kind)


def _own_level(own: str, context: Context) -> str:
    return "xã" if own == context.commune else "huyện" if own == context.district else "tỉnh"


def _party(text: str, position: int, context: Context) -> Parsed | None:
    """A Party committee of a territory: "Tỉnh ủy Sơn La"; without a name, that of the document's own territory."""
    found = gazetteer().party.match(text, position)
    if not found:
        return None
    end, entry = found
    if text[end : end + 1] == " ":
        name = _party_place(text, end + 1, entry)
        if name:
            return Parsed(name[0], f"{entry.name} {name[1]}", "đảng", entry.kind)
    own = context.province if entry.of == "tỉnh" else context.district
    if own and own.startswith(entry.for_ + " ") and not goes_on(text, end):
        return Parsed(end, _committee(entry, own), "đảng", entry.kind)
    return Parsed(end, entry.name, "đảng", entry.kind)


def _party_place(text: str, start: int, entry: PartyEntry) -> tuple[int, str] | None:
    if entry.of == "tỉnh":
        found = province_at(text, start)
        if found and text[start].isupper():
            return found[0], "Thành phố Hồ Chí Minh" if found[1].name == "Hồ Chí Minh" else found[1].name
        territory = territory_at(text, start)
        if territory and territory.name and territory.level == "tỉnh":
            name = territory.name
            return territory.end, f"Thành phố {name}" if name == "Hồ Chí Minh" else name
        if entry.for_ != "thành phố" or not text[start : start + 1].isupper():
            return None  # "Thành ủy Tam Kỳ": of a city within a province
    noun = entry.for_.upper() if text[start : start + 2].isupper() else entry.for_
    territory = territory_at(f"{noun} {text[start : start + 60]}", 0, gazetteer().hard_stops)
    if territory and territory.name and not territory.name.isdigit():
        return start + territory.end - len(entry.for_) - 1, territory.name
    return None


def party_committee(territory: str | None) -> str | None:
    """The Party committee of a territory: "tỉnh Sơn La" → "Tỉnh ủy Sơn La", "huyện Mai Sơn" → "Huyện ủy Mai Sơn"; None for none."""
    if not territory:
        return None
    for entry in gazetteer().data.party:
        if entry.kind == "party" and territory.startswith(entry.for_ + " "):
            return _committee(entry, territory)
    return None


def _committee(entry: PartyEntry, territory: str) -> str:
    name = bare_name(territory) if entry.of == "tỉnh" else territory[len(entry.for_) + 1 :]
    return f"{entry.name} Thành phố {name}" if name == "Hồ Chí Minh" else f"{entry.name} {name}"


def _party_organ(text: str, position: int, context: Context) -> Parsed | None:
    """An organ or officer of a Party committee: "Ban Thường vụ Tỉnh ủy", "VPTU" is a symbol and none."""
    found = gazetteer().party_organs.match(text, position)
    if not found or text[found[0] : found[0] + 1] != " ":
        return None
    end, organ = found
    committee = _party(text, end + 1, context) or _party_of_body(text, end + 1, context)
    if committee:
        return Parsed(committee.end, f"{organ.name} {committee.name}", "đảng", "party")
    # "Ban Chấp hành Đảng bộ tỉnh" is the committee by its full name.
    if text.startswith("Đảng bộ ", end + 1) or text.startswith("ĐẢNG BỘ ", end + 1):
        territory = following(text, end + 8, context, "tỉnh", "huyện", "xã")
        if territory and not territory.generic:
            return Parsed(territory.end, f"{organ.name} Đảng bộ {territory.full}", "đảng", "party")
    return None


def _party_of_body(text: str, position: int, context: Context) -> Parsed | None:
    """A Party committee that is named after a place or body: "Đảng ủy xã Kỳ Tân"."""
    found = gazetteer().free.match(text, position)
    return free_at(text, position, context) if found and found[1].of_body and found[1].level == "đảng" else None


def _council_organ(text: str, position: int, context: Context) -> Parsed | None:
    """A board of a people's council: "Ban Pháp chế HĐND tỉnh"."""
    found = gazetteer().council_organs.match(text, position)
    if not found:
        return None
    end, organ = found
    for link in (" của ", " "):
        if text.startswith(link, end):
            council = _territorial(text, end + len(link), context)
            if council and council.name and council.kind == "people's council":
                return Parsed(council.end, f"{organ.name} {council.name}", council.level, "people's council")
    return None


def _organ_of_body(text: str, position: int, context: Context, depth: int) -> Parsed | None:
    """A Party or union organization inside a body: "Ban cán sự đảng UBND tỉnh"."""
    found = gazetteer().free.match(text, position)
    if not found or not found[1].of_body or text[found[0] : found[0] + 1] != " ":
        return None
    body = body_at(text, found[0] + 1, context, alone=False, depth=depth + 1)
    if body is None or body.kind == "person":
        return None
    return Parsed(body.end, f"{found[1].name} {body.name}", found[1].level or body.level, found[1].kind)


def _leader(text: str, position: int, context: Context, alone: bool, depth: int) -> Parsed | None:
    """The head of a body: a title, then the body's name; a title alone refers to the document's own body where `alone` allows."""
    found = gazetteer().leaders.match(text, position)
    if not found:
        return None
    end, title = found
    if text[end : end + 1] == " ":
        body = body_at(text, end + 1, context, alone=alone, depth=depth + 1)
        if body and body.kind != "person" and (not title.of or body.kind in title.of):
            return Parsed(body.end, f"{title.name} {body.name}", body.level, "person")
    if alone and title.own and context.issuer:
        issuer = _own_issuer(title.own, context)
        if issuer and not goes_on(text, end):
            return Parsed(end, f"{title.name} {issuer}", level_of(issuer), "person")
    return None


def _own_issuer(head: str, context: Context) -> str | None:
    """The document's own body where its name begins with `head`; a head's own name ("Giám đốc Sở …") is taken without the title."""
    issuer = context.issuer or ""
    if issuer.startswith(head + " "):
        return issuer
    found = gazetteer().leaders.match(issuer, 0)
    rest = issuer[found[0] + 1 :] if found else ""
    return rest if rest.startswith(head + " ") else None


def _own_body(text: str, position: int, context: Context) -> Parsed | None:
    """A head noun alone ("Bộ", "Sở", "Tổng cục") that the document's own body begins with."""
    if not context.issuer:
        return None
    names = gazetteer()
    if names.territorial.match(text, position):
        return None
    for table in (names.heads, names.free):
        found = table.match(text, position)
        if found and not goes_on(text, found[0]):
            issuer = _own_issuer(found[1].name, context)
            if issuer:
                return Parsed(found[0], issuer, level_of(issuer), None)
    return None


def joint_at(text: str, position: int, context: Context) -> Parsed | None:
    """Bodies that act together under one noun: "Liên Sở Tài chính - Xây dựng" → both departments, joined by ", "; None where none begins."""
    names = gazetteer()
    word = next((w for w in names.data.joint_words if text.startswith(w + " ", position)), None)
    if word is None:
        return None
    cursor = position + len(word) + 1
    found = names.heads.match(text, cursor)
    if not found or text[found[0] : found[0] + 1] not in {" ", ":"}:
        return None
    head: FieldHead = found[1]
    end = found[0] + (2 if text[found[0]] == ":" else 1)
    members: list[str] = []
    last: int | None = None
    while True:
        field = names.fields[head.name].match(text, end)
        if not field:
            break
        members.append(f"{head.name} {field[1].name}")
        last = field[0]
        separator = _next_field(head.name).match(text, last)
        if not separator:
            break
        end = separator.end()
    if last is None or len(members) < 2:
        return None
    if head.territory:
        territory = following(text, last, context, head.territory)
        place = (
            territory.full
            if territory and not territory.generic
            else context.province
            if head.territory == "tỉnh"
            else context.district
        )
        last = territory.end if territory and not territory.generic else last
        members = [f"{member} {place}" if place else member for member in members]
    return Parsed(last, ", ".join(members), head.level, head.kind)
