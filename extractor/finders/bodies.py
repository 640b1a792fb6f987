"""Parses one body's name at a place of a text: fixed names, field names ("Sở …"), names that a territory completes, Party bodies, the
titles of their heads, and free names that no list holds.

`body_at` tries each way that the first word allows and keeps the longest. It knows nothing of what surrounds the name.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace

import regex

from extractor.finders.gazetteer import FieldHead, FreeHead, PartyEntry, TerritorialEntry, gazetteer
from extractor.finders.provinces import Level, Territory, bare_name, province_at, territory_at


@dataclass(frozen=True, slots=True)
class Context:
    """What a document says of itself that completes the short names in it.

    `province` "tỉnh Sơn La", `district` "huyện Mai Sơn", `commune` "xã Chiềng Ban" are those of its own body, `issuer` that body's
    canonical name; `names` are short names that the document itself spells out, (as written, canonical name), longest first.
    """

    province: str | None = None
    issuer: str | None = None
    issued_on: datetime.date | None = None
    district: str | None = None
    commune: str | None = None
    names: tuple[tuple[str, str], ...] = ()

    @property
    def own(self) -> str | None:
        """The territory of the document's own body: its commune or district where the body belongs to one, else its province."""
        for territory in (self.commune, self.district):
            if territory and self.issuer and self.issuer.endswith(territory):
                return territory
        return self.province


@dataclass(frozen=True, slots=True)
class Parsed:
    """A name that was read up to `end`."""

    end: int
    name: str
    level: str | None
    kind: str | None


# An enumeration of free names' words: a word, or a loose mark inside the name.
_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}'./&]*(?<![./])|[-,]")
_CAPITAL = regex.compile(r"\p{Lu}")
_BEYOND = re.compile(r",? ?(?=(?i:tỉnh|thành phố|huyện|quận|thị xã)\b|TP)")
_MAX_WORDS = 16
_LOOSE_WORDS = 9


def body_at(text: str, position: int, context: Context, *, alone: bool, depth: int = 0) -> Parsed | None:
    """The body whose name begins at `position`, or None. `alone`: a head noun alone may stand for the document's own body."""
    if depth > 3 or position >= len(text):
        return None
    for short, full in context.names:
        if text.startswith(short, position) and not text[position + len(short) : position + len(short) + 1].isalnum():
            return Parsed(position + len(short), full, level_of(full), None)
    best: Parsed | None = None
    for reader in (_officer, _fixed, _field, _party, _party_organ, _territorial):
        parsed = reader(text, position, context)
        if parsed and (best is None or parsed.end > best.end):
            best = parsed
    title = _leader(text, position, context, alone, depth)
    if title and (best is None or title.end > best.end):
        best = title
    if best is None or best.kind in _OPEN_KINDS:
        free = _free(text, position, context)
        if free and (best is None or free.end > best.end):
            best = free
    if best is None and alone:
        return _own_body(text, position, context)
    return best


_COMMITTEES = frozenset({"people's committee", "people's council"})
# Kinds after which a longer free name may still be meant ("Hội Nông dân …" of a trade), while a ministry's name is complete.
_OPEN_KINDS = frozenset({"mass", "unit", "commission"})


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
    territory = _following(text, end, context, head.territory)
    if territory is None:
        completed = context.province if head.territory == "tỉnh" else context.district
        return Parsed(end, f"{name} {completed}" if completed else name, head.level, head.kind)
    if territory.generic:
        return None
    return Parsed(territory.end, f"{name} {territory.full}", head.level, head.kind)


def _territorial(text: str, position: int, context: Context) -> Parsed | None:
    found = gazetteer().territorial.match(text, position)
    if not found:
        return None
    end, entry = found
    territory = _following(text, end, context, *entry.of)
    if territory is None:
        return _bare(text, end, entry, context)
    if territory.generic or territory.level not in entry.of:
        return None
    return Parsed(territory.end, f"{entry.name} {territory.full}", _level(entry, territory), entry.kind)


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
    if entry.bare is None or (entry.kind not in _COMMITTEES and _goes_on(text, end)):
        return None
    own = context.own if len(entry.of) > 1 else context.province
    level = entry.level or (_own_level(own, context) if own else None)
    return Parsed(end, f"{entry.name} {own}" if own else entry.name, level, entry.kind)


def _own_level(own: str, context: Context) -> str:
    return "xã" if own == context.commune else "huyện" if own == context.district else "tỉnh"


def _following(text: str, end: int, context: Context, *levels: str) -> Territory | None:
    """The territory right after a name, completed by the context; None where none follows."""
    if text[end : end + 1] not in {" ", ","}:
        return None
    start = end + 1
    if text[end] == "," or text.startswith("- ", start):
        return None
    names = gazetteer()
    plural = names.plural.match(text, start)
    if plural:
        return Territory("", None, "tỉnh", plural.end(), generic=True)
    territory = territory_at(text, start, names.hard_stops)
    if territory is None:
        found = province_at(text, start)
        if found is None or not text[start].isupper():
            return None
        return Territory(found[1].kind, found[1].name, "tỉnh", found[0])
    if territory.name:
        return _beyond(text, territory)
    if territory.generic:
        return territory
    for own in (context.commune, context.district, context.province):
        if own and own.startswith(territory.kind + " "):
            level: Level = "xã" if own == context.commune else "huyện" if own == context.district else "tỉnh"
            return replace(territory, name=own[len(territory.kind) + 1 :], level=level)
    return territory


def _beyond(text: str, territory: Territory) -> Territory:
    """Takes in what stands around a lower unit: "huyện Mai Sơn, tỉnh Sơn La" ends after "Sơn La"."""
    while territory.level != "tỉnh":
        match = _BEYOND.match(text, territory.end)
        outer = territory_at(text, match.end()) if match else None
        if outer is None or not outer.name or match is None or match.end() == territory.end:
            break
        territory = replace(territory, end=outer.end)
        if outer.level == "tỉnh":
            break
    return territory


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
    if own and own.startswith(entry.for_ + " ") and not _goes_on(text, end):
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
        return None
    territory = territory_at(f"{entry.for_} {text[start : start + 60]}", 0, gazetteer().hard_stops)
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
    committee = _party(text, end + 1, context)
    if committee:
        return Parsed(committee.end, f"{organ.name} {committee.name}", "đảng", "party")
    # "Ban Chấp hành Đảng bộ tỉnh" is the committee by its full name.
    if text.startswith("Đảng bộ ", end + 1) or text.startswith("ĐẢNG BỘ ", end + 1):
        territory = _following(text, end + 8, context, "tỉnh", "huyện", "xã")
        if territory and not territory.generic:
            return Parsed(territory.end, f"{organ.name} Đảng bộ {territory.full}", "đảng", "party")
    return None


def _leader(text: str, position: int, context: Context, alone: bool, depth: int) -> Parsed | None:
    """The head of a body: a title, then the body's name; a title alone refers to the document's own body where `alone` allows."""
    found = gazetteer().leaders.match(text, position)
    if not found:
        return None
    end, title = found
    if text[end : end + 1] == " ":
        body = body_at(text, end + 1, context, alone=alone, depth=depth + 1)
        if body and body.kind != "person":
            return Parsed(body.end, f"{title.name} {body.name}", body.level, "person")
    if alone and title.own and context.issuer:
        issuer = _own_issuer(title.own, context)
        if issuer and not _goes_on(text, end):
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
        if found and not _goes_on(text, found[0]):
            issuer = _own_issuer(found[1].name, context)
            if issuer:
                return Parsed(found[0], issuer, level_of(issuer), None)
    return None


def _goes_on(text: str, end: int) -> bool:
    """Whether a capitalised word goes on after `end`, so that what stands before it is not a name alone."""
    return (
        text[end : end + 1] == " " and _CAPITAL.match(text, end + 1) is not None and not text[:end].rsplit("\n", 1)[-1].isupper()
    )


def _free(text: str, position: int, context: Context) -> Parsed | None:
    """A body that no list holds: a capitalised head noun, then words up to a territory, a stop word or a mark."""
    names = gazetteer()
    found = names.free.match(text, position)
    if not found or text[found[0] : found[0] + 1] != " ":
        return None
    head: FreeHead
    end, head = found
    capitals = text[position : position + 4].isupper() and text[end + 1 : end + 4].isupper() and " " in text[position:end]
    words: list[tuple[int, int, str]] = []
    cursor = end
    comma: int | None = None
    closed: Territory | None = None
    while len(words) < _MAX_WORDS:
        start = cursor + 1 if text[cursor : cursor + 1] == " " else cursor
        match = names.comma_pair.match(text, start) or _WORD.match(text, start)
        if not match:
            break
        word = match[0]
        if word in {",", "-"}:
            if not words or (start == cursor and word == "-"):
                break
            if comma is None and word == ",":
                comma = len(words)
            words.append((start, match.end(), word))
            cursor = match.end()
            continue
        if start == cursor and words and words[-1][2] not in {",", "-"}:
            break
        if words or head.name in _DIRECT:
            territory = territory_at(text, start, names.hard_stops)
            if territory is not None and _closes(territory, words, head):
                closed = territory
                break
        if _stops(text, start, word, bool(words), capitals, head):
            break
        words.append((start, match.end(), word))
        cursor = match.end()
    if closed is not None:
        return _closed(text, position, end, words, closed, head, context, capitals)
    if comma is not None:
        words = words[:comma]
    while words and words[-1][2] in {",", "-", "và"}:
        words.pop()
    if not words or len(words) > _LOOSE_WORDS:
        return None
    first = words[0][2]
    if not first[0].isupper() and not (first[0].isdigit() and head.name in {"Quân khu", "Ban Chỉ đạo"}) and len(words) < 2:
        return None
    if not first[0].isupper() and head.name in _CAPITALISED_ONLY:
        return None
    return Parsed(words[-1][1], _spell(head, text[end : words[-1][1]], capitals), head.level, head.kind)


# Head nouns that a territory may follow at once ("Đảng ủy xã …").
_DIRECT = frozenset({"Đảng ủy", "Đảng bộ", "Chi bộ", "Ban Chỉ đạo", "Ban Chỉ huy", "Tổ công tác", "Ban Chấp hành", "Tổ chỉ đạo"})
# Short nouns that begin many phrases which are no names ("Ban lãnh đạo", "Hội trường lớn"): the next word must be capitalised.
_CAPITALISED_ONLY = frozenset(
    {
        "Ban",
        "Hội",
        "Đài",
        "Khối",
        "Quỹ",
        "Trường",
        "Viện",
        "Vụ",
        "Cục",
        "Phòng",
        "Thanh tra",
        "Trung tâm",
        "Công ty",
        "Sở",
        "Ngân hàng",
        "Chi nhánh",
    }
    | {
        "Hội đồng",
        "Ủy ban",
        "Đảng bộ",
        "Chi bộ",
        "Đảng ủy",
        "Liên hiệp",
        "Liên đoàn",
        "Tập đoàn",
        "Tổng công ty",
        "Bệnh viện",
        "Học viện",
        "Đại học",
    }
)


def _closes(territory: Territory, words: list[tuple[int, int, str]], head: FreeHead) -> bool:
    """Whether a territory ends the name; "xã" in "an sinh xã hội" and the like does not begin one."""
    if territory.name:
        return True
    return territory.kind in {"tỉnh", "thành phố", "huyện", "quận", "thị xã"}


def _stops(text: str, start: int, word: str, begun: bool, capitals: bool, head: FreeHead) -> bool:
    """Whether the word at `start` cannot belong to a free name."""
    names = gazetteer()
    lower = word.lower()
    if word != lower and not capitals:
        # A capitalised word goes on with the name, unless another body begins there.
        return begun and _begins_body(text, start)
    if head.about and lower == "về":
        return False
    if lower == "số":
        return text[start + 3 : start + 4].isdigit() or text[start + 2 : start + 3] == ":"
    pair = f"{lower} {text[start + len(word) + 1 : start + len(word) + 12].split(' ', 1)[0].rstrip(',.;:').lower()}"
    if lower in names.hard_stops or pair in names.hard_stops:
        return True
    return begun and (lower in names.soft_stops or pair in names.soft_stops) and not text[:start].endswith(("Người ", "người "))


def _begins_body(text: str, start: int) -> bool:
    names = gazetteer()
    return (
        any(table.match(text, start) for table in (names.fixed, names.territorial, names.party))
        or _field(text, start, Context()) is not None
    )


def _closed(
    text: str,
    position: int,
    head_end: int,
    words: list[tuple[int, int, str]],
    territory: Territory,
    head: FreeHead,
    context: Context,
    capitals: bool,
) -> Parsed | None:
    """A free name that a territory ends: completed by the context where the territory is only a noun."""
    if territory.generic:
        return None
    stem = text[head_end : words[-1][1]] if words else ""
    completed = _following(text, (words[-1][1] if words else head_end), context, "tỉnh", "huyện", "xã")
    if completed is None or completed.generic:
        return None
    if head.level == "sở":
        level: str | None = "sở"
    elif head.level == "đảng":
        level = "đảng"
    else:
        level = {"tỉnh": "sở", "huyện": "huyện", "xã": "xã"}[completed.level]
    return Parsed(completed.end, f"{_spell(head, stem, capitals)} {completed.full}", level, head.kind)


def _spell(head: FreeHead, rest: str, capitals: bool) -> str:
    rest = rest.strip()
    if capitals:
        rest = rest.lower()
        rest = rest if head.name in {"Ban Chỉ đạo", "Tổ công tác", "Ban Chỉ huy"} else rest[:1].upper() + rest[1:]
    return f"{head.name} {rest}".strip()


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
        separator = re.compile(rf"(?: ?[-,;&] ?| và )(?:(?i:{head.name}) )?").match(text, last)
        if not separator:
            break
        end = separator.end()
    if last is None or len(members) < 2:
        return None
    if head.territory:
        territory = _following(text, last, context, head.territory)
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
