"""The names in a phrase of owners: where one may begin, how far a known body's name reaches, and the single members of an enumeration.

    "Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các xã" → two members; "Các Bộ: Tài chính, Y tế" → "Bộ Tài chính", "Bộ Y tế"

In: the reading and the run of a phrase. Out: places and names. Words: patterns/tasks/assigned.yaml.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from extractor.finders.bodies.named import name_end
from extractor.finders.bodies.organizations import Context, organization_at
from extractor.finders.tasks.assigned_words import whole, words
from extractor.finders.tasks.recurring import recurring_between
from extractor.lexicon.phrases import TASKS

Span = tuple[int, int]
NOWHERE = Context()
_LONG = 120  # code points of the longest name
TRIM = " ,;:.–-"
LONGEST_OFFICE = 60  # of "Văn phòng Đoàn đại biểu Quốc hội và HĐND và ", in code points


def without_signs(text: str, start: int, end: int, signs: str = TRIM) -> int:
    """Where the words of a run end, without the signs behind them."""
    while end > start and text[end - 1] in signs:
        end -= 1
    return end


@cache
def _head() -> Any:
    act = rf"(?:(?:{words('acts', 'adverbs')}),?\s+)*(?:{words('acts', 'verbs')}|{words('giving', 'modals')})"
    return TASKS.filled("owner_head", plurals=words("owners", "plurals"), heads=words("owners", "heads"), bare=words("owners", "bare"), act=act)


def head_at(text: str, start: int, end: int) -> bool:
    """Whether a phrase of owners may begin here."""
    return _head().match(text, start, end) is not None


def past_head(text: str, start: int, end: int) -> int:
    """Where the head word ends: "lãnh đạo các sở" begins with what could be a verb."""
    match = _head().match(text, start, end)
    return max(int(match.end()) if match else start, min(end, start + name_end(text[start : min(end, start + _LONG)])))


def in_topic(text: str, start: int, end: int) -> list[Span]:
    """The runs of names that say what a body works on: "Ban Chỉ đạo chuyển đổi số tỉnh"; a verb in them is none."""
    found = [*TASKS.body_of_topic.finditer(text, start, end), *TASKS.company_of_topic.finditer(text, start, end), *TASKS.named_by_work.finditer(text, start, end)]
    found += [*TASKS.who_is_late.finditer(text, start, end), *TASKS.who_looks_after.finditer(text, start, end), *TASKS.unit_of_work.finditer(text, start, end), *TASKS.unit_by_name.finditer(text, start, end), *TASKS.described_by_trade.finditer(text, start, end)]
    runs = [(match.start("topic"), match.end()) for match in found]
    return [*runs, *recurring_between(text, start, end)]


def members(text: str, start: int, end: int) -> list[str]:
    """The single owners of an enumeration: "Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các xã" → two. A compound ("các sở, ban, ngành") is
    one; "Các Bộ: Tài chính, Y tế" is written out."""
    end = _without_way(text, start, end)
    plural = TASKS.plural_owner.match(text, start, end)
    if plural and plural.end() < end and text[plural.end()].isupper():
        return _written_out(text, plural, end)
    address = TASKS.form_of_address.match(text, start, end)
    if address and head_at(text, address.end(), end):
        start = address.end()  # "đồng chí Bộ trưởng Bộ Xây dựng" is the Bộ trưởng
    listed = TASKS.listed_in_bracket.search(text, start, end)
    if listed:
        end = listed.start()  # "các cơ quan tham mưu (gồm các Sở: …)"
    cuts = [start]
    depth = 0
    position = past_name(text, start, end)
    while position < end:
        if text[position] in "()":
            depth += 1 if text[position] == "(" else -1
        match = TASKS.and_owner.match(text, position, end) if depth == 0 else None
        if match and opens_member(text, match, end):
            cuts += [position, match.end()]
            position = past_name(text, match.end(), end)
        else:
            position += 1
    cuts.append(end)
    found: list[str] = []
    cuts = _with_titles(text, cuts)
    for a, b in zip(cuts[::2], cuts[1::2], strict=True):
        plural = TASKS.plural_owner.match(text, a, end) if a > start else None
        if plural and text[plural.end() : plural.end() + 1].isupper():
            return [*found, *_written_out(text, plural, end)]
        found += [name] if (name := _bare(text[a:b].strip(TRIM))) else []
    return found


def _with_titles(text: str, cuts: list[int]) -> list[int]:
    """The cuts without those between a person and the title behind the name: "đồng chí Lê Văn An, Phó Chủ tịch UBND tỉnh" is one."""
    kept = cuts[:1]
    for a, b in zip(cuts[1:-1:2], cuts[2:-1:2], strict=True):
        if text[a:b].strip() not in {",", "-"} or TASKS.person_before.match(text[kept[-1] : a]) is None or TASKS.title_of_person.match(text, b) is None:
            kept += [a, b]
    return [*kept, cuts[-1]]


def _bare(name: str) -> str:
    """A name without what says in which way its bearers act: "các sở, ngành trong phạm vi chức năng của mình"."""
    role = TASKS.role_of_member.search(name)
    name = name[: role.start()].rstrip(TRIM) if role is not None and role.start() > 0 else name
    way = TASKS.way_of_acting.search(name)
    return name[: way.start()].rstrip(TRIM) if way is not None and way.start() > 0 else name


def _without_way(text: str, start: int, end: int) -> int:
    """Where an enumeration ends whose last words say in which way all act: "các Bộ: Tài chính, Y tế theo chức năng, nhiệm vụ được giao"."""
    named = TASKS.named_shortly.search(text, start, end)
    if named is not None and named.start() > start:
        end = named.start()
    way = TASKS.way_of_acting.search(text, start, end)
    if way is None or way.start() == start:
        return end
    others = any(opens_member(text, joint, end) for joint in TASKS.and_owner.finditer(text, way.end(), end))
    return end if others else int(way.start())


def past_name(text: str, start: int, end: int) -> int:
    """The end of a known body's name at `start`: "Bộ Nông nghiệp và Môi trường" holds no separator."""
    known = organization_at(text[start : min(end, start + 120)], 0, NOWHERE)
    return start + known.end if known else start


def plural_inside(text: str, start: int, limit: int) -> Any:
    """"Các bộ liên quan và các Tập đoàn: A, B": the enumeration opens behind other names."""
    found = (TASKS.plural_owner.match(text, joint.end()) for joint in TASKS.and_owner.finditer(text, start, limit))
    return next((match for match in found if match), None)


def opens_names(text: str, plural: Any, end: int) -> bool:
    """Whether a name follows a plural and its colon, though its first word could be a verb: "Các sở: Xây dựng, Y tế"."""
    head = f"{plural['head'][:1].upper()}{plural['head'][1:]} "
    known = organization_at(head + text[plural.end() : min(end, plural.end() + 100)], 0, NOWHERE) if "head" in plural.groupdict() else None
    return known is not None and known.end > len(head) and TASKS.goes_on_named.match(text, plural.end() + known.end - len(head), end) is not None


def _written_out(text: str, plural: Any, end: int) -> list[str]:
    """"Các Sở: Kế hoạch và Đầu tư, Tài chính" → both with their head noun."""
    head = plural["head"]
    head = head[:1].upper() + head[1:] if not head.lower().startswith("tập") else head
    head = TASKS.plural_inside.sub(" ", head)
    if plural["office"]:
        head = f"{head} {head.split()[0]}"  # "Các Bộ trưởng: Tài chính" → "Bộ trưởng Bộ Tài chính"
    found: list[str] = []
    position = plural.end()
    while position < end:
        piece = f"{head} {text[position : min(end, position + 100)]}"
        known = organization_at(piece, 0, NOWHERE)
        parted = found and TASKS.parted_before_name.search(text, plural.end(), position) is not None
        own = found and (parted or TASKS.own_head.match(text, position, end) is not None)
        if (own or known is None or known.end <= len(head) + 1) and (text[position].isupper() or text.startswith("các ", position)) and head_at(text, position, end):
            return [*found, *members(text, position, end)]  # "…, Tập đoàn A, Ngân hàng B": with heads of their own from here on
        cut = TASKS.member_ends.search(piece, known.end if known and known.end > len(head) + 2 else len(head) + 1)
        name = piece[: cut.start()].strip(TRIM)
        if len(name) > len(head) + 1:
            found.append(name)
        position += cut.end() - len(head) - 1 if cut.end() > cut.start() else len(piece)
        while position < end and (text[position] in " ,;" or text.startswith("và ", position)):
            position += 3 if text.startswith("và ", position) else 1
    return found


def opens_member(text: str, separator: Any, end: int) -> bool:
    place = separator.end()
    if TASKS.office_of_two.search(text, max(0, place - LONGEST_OFFICE), place):
        return False
    if not TASKS.strong_owner.match(text, place, end):
        return False
    if text[place].isupper() and TASKS.compound_next.match(text, place, end) and TASKS.compound_before.search(text, max(0, separator.start() - LONGEST_OFFICE), separator.start()):
        return False  # "Các Sở, Ngành" is one, as "các sở, ngành" is
    if separator[0].strip() == "-":
        return head_at(text, place, end) and text[place].isupper()
    # "Bộ Nông nghiệp và Môi trường", "Sở Văn hóa, Thể thao và Du lịch": a capital that is no head goes on with the name.
    if text[place].isupper():
        return head_at(text, place, end)
    return whole("owners", "heads").match(text, place, end) is not None or _head().match(text, place, end) is not None
