"""Names that no list holds: a capitalised head noun ("Ban Chỉ đạo", "Cục", "Trường"), then words up to a territory, a stop word or a mark."""

from __future__ import annotations

import regex

from extractor.finders.bodies.casing import cased
from extractor.finders.bodies.context import Context, Parsed, following
from extractor.finders.bodies.gazetteer import FreeHead, gazetteer
from extractor.finders.bodies.provinces import Territory, territory_at
from extractor.lexicon.document_types import document_type
from extractor.lexicon.names import name_key

# A word of a name, or a loose mark inside it.
_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}'./&]*(?<![./])|[-,]")
_MAX_WORDS = 22
_LOOSE_WORDS = 9


def free_at(text: str, position: int, context: Context) -> Parsed | None:
    """A body that no list holds: a capitalised head noun, then words up to a territory, a stop word or a mark."""
    names = gazetteer()
    found = names.free.match(text, position)
    if not found or text[found[0] : found[0] + 1] != " ":
        return None
    head: FreeHead
    end, head = found
    # In capitals: the noun written out in them, and the next word too.
    capitals = (
        text[position:end].isupper() and name_key(text[position:end]) == name_key(head.name) and text[end + 1 : end + 3].isupper()
    )
    words, comma, closed = _words(text, end, head, capitals)
    if words and words[0][2][0].islower() and head.capital and (closed is None or " " not in head.name):
        return None
    if closed is not None:
        return _closed(text, end, words, closed, head, context, capitals)
    about = head.about and any(word.lower() == "về" for _, _, word in words)
    if comma is not None and not (about and all(word == word.lower() for _, _, word in words[comma:])):
        words = words[:comma]
    while words and words[-1][2] in {",", "-", "và"}:
        words.pop()
    if not words or len(words) > (_MAX_WORDS if about else _LOOSE_WORDS):
        return None
    first = words[0][2]
    if not first[0].isupper() and not (first[0].isdigit() and head.numbered) and len(words) < 2:
        return None
    return Parsed(words[-1][1], _spell(head, text[end : words[-1][1]], capitals), head.level, head.kind)


def _words(
    text: str, end: int, head: FreeHead, capitals: bool
) -> tuple[list[tuple[int, int, str]], int | None, Territory | None]:
    """The words behind the head noun that ends at `end`, with their places; which of them is the first comma; the territory that closes the name."""
    names = gazetteer()
    words: list[tuple[int, int, str]] = []
    cursor = end
    comma: int | None = None
    closed: Territory | None = None
    while len(words) < _MAX_WORDS:
        start = cursor + 1 if text[cursor : cursor + 1] == " " else cursor
        match = names.phrase.match(text, start) or _WORD.match(text, start)
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
        if (words and " " not in word) or (head.direct and not words):
            territory = territory_at(text, start, names.hard_stops)
            if territory is not None and _closes(territory, words, head):
                closed = territory
                break
        if _stops(text, start, word, bool(words), capitals, head):
            break
        words.append((start, match.end(), word))
        cursor = match.end()
    return words, comma, closed


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
        # A capitalised word goes on with the name, unless another body begins there, or a document's type ("… và Kết luận số 5").
        if begun and " " not in word:
            two = f"{word} {text[start + len(word) + 1 : start + len(word) + 12].split(' ', 1)[0]}"
            if two.lower() in names.hard_stops and document_type(two) is not None:
                return True
        return begun and (_begins_body(text, start) or (text[start - 2] in ",-" and names.free.match(text, start) is not None))
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
    if any(table.match(text, start) for table in (names.fixed, names.territorial, names.party)):
        return True
    head = names.heads.match(text, start)
    return head is not None and names.fields[head[1].name].match(text, head[0] + 1) is not None


def _closed(
    text: str,
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
    completed = following(text, (words[-1][1] if words else head_end), context, "tỉnh", "huyện", "xã")
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
        rest = in_small_letters(head.kind, rest)
        rest = rest if head.direct else rest[:1].upper() + rest[1:]
    return f"{head.name} {rest}".strip()


def in_small_letters(kind: str | None, rest: str) -> str:
    """What capitals write of a name, in small letters, but for short forms and what stands behind the nouns of a body named after a person or place."""
    names = gazetteer()
    proper = len(rest)
    if kind in names.data.proper_kinds:
        at = 0
        while at < len(rest):
            noun = names.name_nouns.match(rest, at)
            if noun is not None and noun.end() > at:
                at = noun.end()
                continue
            word = rest[at:].split(" ", 1)[0]
            if word not in names.short_forms:
                break
            at += len(word) + 1
        proper = min(at, len(rest))
    return " ".join([cased(rest[:proper].strip(), first=False), *(word.capitalize() for word in rest[proper:].split())]).strip()
