"""Who must act: the phrase that names the owners of a task, before its verb or alone in a heading.

    "Giao Sở Y tế, Sở Nội vụ theo chức năng, nhiệm vụ được giao khẩn trương rà soát …" → owner "Sở Y tế, Sở Nội vụ", act from "khẩn trương"

In: the reading and a place where such a phrase may begin. Out: its run, where the act begins, and the single members of an enumeration.
Bodies that are not in the gazetteer ("các doanh nghiệp viễn thông", "thủ trưởng các sở, ngành") count as well: the phrase is what stands
between a head word and the verb, without words of a told clause.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

import regex

from extractor.finders.bodies.named import name_end
from extractor.finders.tasks.assigned_words import capital_adverb, rule, verb, whole, words
from extractor.finders.tasks.name_verbs import is_noun, verb_here
from extractor.finders.tasks.names import (
    Span,
    head_at,
    in_topic,
    members,
    opens_member,
    opens_names,
    past_head,
    past_name,
    plural_inside,
    without_signs,
)
from extractor.lexicon.phrases import TASKS
from extractor.why import asked, decided, shortened

LONGEST = 420  # an enumeration of owners, in code points
LONGEST_DESCRIBED = 160  # of owners that are told by what they do: with more words it is a sentence
LONGEST_NAMED = 420  # of an enumeration in which names may say what bodies work on
LONGEST_DUTY = 20  # of the words behind a name that say it must
BRACKETED = regex.compile(r"\([^()]{0,160}\)")
STOP = regex.compile(r"[.:](?=\s|$)|\n|;(?!\s)")
COLON = regex.compile(r"\s*:\s*")


@dataclass(frozen=True, slots=True)
class Owner:
    """Owners at `[start, end)`; `act` is where the act begins (the end of the phrase where there is none)."""

    start: int
    end: int
    act: int


@cache
def never_named() -> Any:
    return rule(rf"(?<![\w-])(?:{words('owners', 'never')})(?![\w-])", "owners.never", case=True)


@cache
def _circumstance() -> Any:
    return rule(rf"\s*,?\s*(?:{words('giving', 'circumstances')})\s*", "giving.circumstances")


@cache
def _modal() -> Any:
    return rule(rf"\s*,?\s*(?:{words('giving', 'modals')})(?!\w)\s*:?\s*", "giving.modals")


@cache
def modal_inside() -> Any:
    return rule(rf"(?<!\w)(?:{words('giving', 'modals')})(?!\w)", "giving.modals", case=True)


def owner_at(text: str, start: int, end: int) -> Owner | None:
    """The owners that begin at `start` and the act that follows them before `end`; None where no act does."""
    if not head_at(text, start, end):
        return None
    limit = min(end, start + LONGEST)
    colon = expansion(text, start, limit)
    stop = STOP.search(text, colon or start, limit)
    limit = stop.start() if stop else limit
    if stop and stop[0] == ":":
        # "Sở Y tế: Khẩn trương …"
        before = _before_colon(text, start, stop.start(), stop.end(), end)
        if before is not None:
            return before
    found = _act(text, start, limit)
    if found is None:
        return None
    name_end, act = found
    if ";" in text[name_end:act]:
        return None  # the name ends a clause, and what follows is another one
    # "Cơ quan phối hợp có trách nhiệm …": the verb before the duty says only who they are.
    described = TASKS.general_owner.match(text, start) is not None and (_modal().match(text, name_end, limit) or TASKS.charged_before.search(text, start, name_end)) is not None and name_end - start <= LONGEST_DESCRIBED
    return _checked(text, start, name_end, act, described)


Says = Callable[[Span], bool]


def nobody(_: Span) -> bool:
    """No name may be the issuer's: a rule tells of nobody's doings."""
    return False


def anybody(_: Span) -> bool:
    """Every name directs, and may be the issuer's: where nothing is known of who issued the document."""
    return True


def owner_behind(text: str, start: int, end: int, must: bool = True, speaks: Says = anybody) -> Owner | None:
    """The owners behind a clause that says why or when: "Để đạt mục tiêu, tỉnh Bình Định cần …"; `must` asks for a word that urges them.
    `speaks` says of a name whether it may be the issuer's, who tells of itself ("Sau khi xem xét, Ban Chỉ đạo thống nhất …"); what is done by turns or
    in a number of days is told of nobody else."""
    leading = whole("giving", "leading").match(text, start, end)
    if leading is None:
        return None
    purpose = whole("giving", "purposes").match(text, start, end) is not None
    stop = STOP.search(text, start, end)
    then = TASKS.case_up_to_then.match(text, start, end)  # commas before "thì" part what the case itself lists
    for comma in islice(TASKS.ends_case.finditer(text, then.end() if then else leading.end(), stop.start() if stop else end), MOST_COMMAS):
        if not purpose and verb_here(text, comma.end(), end) is not None and not (text[comma.end()].isupper() and head_at(text, comma.end(), end)):
            return None  # "Trên cơ sở nhiệm vụ được giao, chủ trì …": whoever acts there was named before; not "…, Phòng Kinh tế rà soát"
        if TASKS.goes_on_with_bodies.match(text, comma.end(), end) or TASKS.inside_genitive.search(text, max(start, comma.start() - 24), comma.start()):
            continue  # "trên cơ sở đề xuất của các cơ quan, đơn vị, Sở Tài chính …"
        owner = owner_at(text, comma.end(), end)
        if owner is None:
            continue
        if comma[0].startswith(",") and (last := _last_listed(text, start, comma.start(), owner)) is not None:
            owner = last
        if urged(text, owner, end):
            return owner
        if speaks is not nobody and of_itself(text, owner, end) and (TASKS.by_turns.match(text, start, end) is None or speaks((owner.start, owner.end))):
            # "Sau khi nghe báo cáo, Ban Chỉ đạo thống nhất kết luận": what the issuer says of itself
            _refuse(text, owner.start, owner.end, owner.act, "assigned: giving.of_itself")
            return None
        if not must:
            return owner
    return None


def _last_listed(text: str, start: int, comma: int, owner: Owner) -> Owner | None:
    """Who acts where a list behind "của" goes on over commas: "báo cáo của các Bộ, UBND cấp tỉnh và Ban quản lý, Bộ Tài chính trình …" → Bộ Tài chính;
    None where the list ends before `owner`."""
    if TASKS.list_of_genitive.search(text, start, comma) is None:
        return None
    closed = TASKS.and_then_other.search(text, owner.start, owner.end)
    return Owner(closed.end(), owner.end, owner.act) if closed is not None and is_name(text, closed.end(), owner.end) else None


def of_itself(text: str, owner: Owner, end: int) -> bool:
    """Whether the act is one that the issuer tells of itself ("UBND tỉnh ban hành Kế hoạch như sau"); what many do, it does not tell of itself."""
    many = whole("owners", "many").search(text, owner.start, owner.end) is not None or len(members(text, owner.start, owner.end)) > 1 or TASKS.levels_of_body.search(text, owner.start, owner.end) is not None
    return whole("giving", "of_itself").match(text, owner.act, end) is not None and not many and _modal().match(text, owner.end, owner.act) is None


MOST_COMMAS = 20
COMMA = regex.compile(r",\s+")


@cache
def _listed() -> Any:
    """"Chủ tịch UBND các tỉnh miền Trung, nhất là các tỉnh: A, B tập trung …": the names behind the colon belong to the phrase."""
    return rule(rf"(?:{words('giving', 'notably')}) (?:{words('owners', 'many')}) \p{{Ll}}+(?: \p{{Ll}}+)?\s*:\s*", "giving.notably")


def urged(text: str, owner: Owner, end: int) -> bool:
    """Whether a word behind the owners says that they must."""
    return _urging().match(text, owner.end, end) is not None


@cache
def _urging() -> Any:
    return rule(rf"\s*,?\s*(?:{words('giving', 'urging')})(?!\w)", "giving.urging")


def expansion(text: str, start: int, limit: int) -> int | None:
    """Where an enumeration behind a plural begins: "Các Bộ: Tài chính, Y tế"."""
    match = TASKS.plural_owner.match(text, start, limit) or _listed().search(text, start, min(limit, start + 200)) or plural_inside(text, start, min(limit, start + 200))
    return match.end() if match and text[match.end() : match.end() + 1].isupper() and (verb_here(text, match.end(), limit) is None or opens_names(text, match, limit)) else None


def _before_colon(text: str, start: int, colon: int, after: int, end: int) -> Owner | None:
    name_end = colon
    tail = tails().search(text, start, colon)
    if tail:
        name_end = tail.start()
    owner = _checked(text, start, name_end, colon)
    if owner is None or not is_name(text, start, name_end):
        return None
    while after < end and text[after] == " ":
        after += 1
    if after < end and not TASKS.circumstance_opening.match(text, after, end) and verb_here(text, after, end) is None and not _circumstance().match(text, after, end):
        return None
    return Owner(owner.start, owner.end, after)


@cache
def tails() -> Any:
    return rule(rf"(?:,?\s+)(?:{words('owners', 'tails')})\s*$", "owners.tails")


@cache
def ends() -> Any:
    """What may stand behind the names in a heading or a sentence that opens a list."""
    return rule(rf"(?:,?\s+)(?:{words('owners', 'tails')}|{words('owners', 'listing_tails')})\s*$", "owners.listing_tails")


def _act(text: str, start: int, limit: int) -> Span | None:
    """(end of the name, beginning of the act) of the first act after a name that begins at `start`."""
    position = past_head(text, start, limit)
    capital = capital_adverb().search(text, position, limit)
    if capital and (TASKS.unit_noun.search(text, start, capital.start()) or TASKS.named_synthesis.search(text, start, capital.end())):
        capital = None  # "Đội Tham mưu tổng hợp dự thảo …"
    candidates = [m.start() for m in (TASKS.circumstance_inside.search(text, position, limit), modal_inside().search(text, position, limit)) if m]
    first = None
    topics = in_topic(text, start, min(limit, start + LONGEST_NAMED))
    closed = _behind_topic(text, start, topics, limit)
    while match := verb().search(text, position, limit if closed is None else closed):
        if is_noun(text, match.start(), limit) or any(a <= match.start() < b for a, b in topics) or _joined(text, start, match.start()):
            position = match.end()
            continue
        first = match.start()
        break
    first = closed if first is None else first
    if capital and (first is None or capital.start() < first):
        first = capital.start()
    if first is not None and first - position < LONGEST and not topics:
        first = _right_behind(text, start, first, limit)
    first = _behind_closed_name(text, start, first, limit) if not topics else first
    duty = _described_up_to(text, start, first, limit) if first is not None else None
    if duty is not None:
        candidates = [duty]
    elif first is not None:
        candidates.append(first)
    if not candidates:
        return None
    name_end = min(candidates)
    charged = TASKS.charged_then_duty.match(text, name_end, min(limit, start + LONGEST_DESCRIBED)) if TASKS.general_owner.match(text, start) else None
    place = name_end = charged.end("what") if charged is not None else name_end
    if name_end == first and (again := whole("giving", "charged").search(text, first, limit)) is not None and TASKS.others_act.search(text, first, again.start()) is None:
        # "Ban điều hành thực hiện chức năng quản lý có trách nhiệm lập kế hoạch": the first verb says only who they are.
        place = again.start()
    for _ in range(4):
        step = _modal().match(text, place, limit) or _circumstance().match(text, place, limit)
        if step is None or step.end() == place:
            break
        place = step.end()
    begin = name_end + (text[name_end : name_end + 1] == " ")
    act = begin if grounded_act(text, begin, limit) else verb_here(text, place, limit)
    if act is None:
        act = _later(text, place, limit, 260 if place > name_end else 60)
        if act is None:
            return None
    return name_end, act


def _behind_topic(text: str, start: int, topics: list[Span], limit: int) -> int | None:
    """The verb right behind a name that says what its bearer works on: "Phòng Tổ chức cán bộ lập danh sách"."""
    return next((b + 1 for _, b in topics if start < b < limit - 1 and text[b] == " " and text[b + 1].islower() and verb_here(text, b + 1, limit) is not None), None)


def _described_up_to(text: str, start: int, first: int, limit: int) -> int | None:
    """Where the duty begins up to which a verb at `first` says who they are: "Cơ quan chủ trì đề án theo Kế hoạch này có trách nhiệm …"."""
    if TASKS.general_owner.match(text, start) is None or whole("acts", "no_names").match(text, first, limit):
        return None
    duty = modal_inside().search(text, first, min(limit, start + LONGEST_DESCRIBED))
    if duty is None or regex.search("[;:]", text[first : duty.start()]):
        return None
    return int(duty.start()) if all(verb_here(text, comma.end(), limit) is None for comma in COMMA.finditer(text, first, duty.start())) else None


def _right_behind(text: str, start: int, first: int, limit: int) -> int:
    """`first`, or the verb before it that follows a known body at once: "Bộ Tài chính nghiên cứu kiến nghị của …"."""
    last = max([start, *(m.end() for m in TASKS.and_owner.finditer(text, start, first))])
    known = past_name(text, last, limit)
    if known <= last or known >= first or text[known : known + 1] != " ":
        return first
    found = verb_here(text, known + 1, limit)
    return found if found is not None and text[found].islower() and not is_noun(text, found, limit) else first


def _behind_closed_name(text: str, start: int, first: int | None, limit: int) -> int | None:
    """`first`, or an act before it whose verb may be a noun elsewhere, right behind a name that has ended: "Sở Xây dựng mở đợt cao điểm", "các đơn vị
    liên quan mở …"."""
    stop = min(first if first is not None else limit, start + LONGEST_NAMED)
    last = max([start, *(m.end() for m in TASKS.and_owner.finditer(text, start, stop) if opens_member(text, m, stop))])
    known = past_name(text, last, limit)
    ends = [known + 1] if last < known < stop and text[known] == " " else [m.end() for m in TASKS.ends_common_name.finditer(text, last, stop)][:1]
    found = next((place for place in ends if verb_here(text, place, limit) is not None and text[place].islower() and not is_noun(text, place, limit)), None)
    return found if found is not None else first


def _later(text: str, place: int, limit: int, reach: int) -> int | None:
    """The next verb behind a circumstance, not one that stands in it as a noun."""
    position = place
    while match := verb().search(text, position, min(limit, place + reach + 30)):
        if not is_noun(text, match.start(), limit) and not TASKS.of_name.match(text, match.end()):
            duty = _modal().match(text, match.start(), limit)
            act = match.start() if duty is None or verb_here(text, duty.end(), limit) is None else duty.end()
            return int(act) if match.start() - place <= reach else None
        position = match.end()
    return None


def grounded_act(text: str, place: int, limit: int) -> bool:
    """Whether a ground at `place` is itself what is done with it: "căn cứ tình hình của địa phương để lập quy hoạch"; behind a comma the act would
    be another one ("căn cứ tình hình, lập quy hoạch")."""
    ground = TASKS.ground_to_act.match(text, place, limit)
    return (
        ground is not None
        and TASKS.duties_then_act.match(text, place, limit) is None
        and verb_here(text, ground.end(), limit) is not None
        and all(verb_here(text, comma.end(), limit) is None for comma in COMMA.finditer(text, place, ground.end()))
    )


def _checked(text: str, start: int, name_end: int, act: int, described: bool = False) -> Owner | None:
    body = TASKS.is_body.search(text, start, name_end)
    stop = without_signs(text, start, body.start() if body else name_end)
    if stop - start < 2 or stop - start > LONGEST:
        return None
    objection = _objection(text, start, stop, described)
    if objection is not None:
        _refuse(text, start, stop, act, objection)
        return None
    return Owner(start, stop, act)


def _objection(text: str, start: int, stop: int, described: bool) -> str | None:
    """Why a run is no name of owners."""
    name = BRACKETED.sub(" ", TASKS.who_is_late.sub(lambda match: " " * len(match[0]), text[start:stop]))
    name = name[name_end(name) :]
    never = never_named().search(name + text[stop : stop + LONGEST_DUTY])
    if never is not None and never.start() < len(name):
        return f"assigned: owners.never, “{never[0]}”"
    if not (described or is_name(text, start, stop)):
        return "more than names of bodies and persons"
    if _tells(text, start, stop):
        return "a known body goes on with a word of no list"
    # No name is that long: a verb was not known.
    return "no name is that long" if any(len(member) > 170 for member in members(text, start, stop)) else None


def _refuse(text: str, start: int, stop: int, act: int, reason: str) -> None:
    """Tells whom the act at `act` was not given to, and why."""
    if asked():
        decided("task", act, "lead", "", "", (f"{shortened(text[start:stop])}: {reason}",))


def _tells(text: str, start: int, stop: int) -> bool:
    """Whether a known body is followed by a verb that no list knows: "Sở Xây dựng nhận được hồ sơ"."""
    last = max([start, *(m.end() for m in TASKS.and_owner.finditer(text, start, stop) if opens_member(text, m, stop))])
    known = past_name(text, last, stop)
    while known < stop and text[known] == " ":
        known += 1
    if any(a <= known < b for a, b in in_topic(text, last, stop)):
        return False
    return last < known < stop and text[known].islower() and whole("owners", "name_goes_on").match(text, known, stop) is None


def is_name(text: str, start: int, end: int) -> bool:
    """Whether a run holds only names of bodies and persons: no verb in small letters, every "; " opens another name."""
    if not head_at(text, start, end) or never_named().search(BRACKETED.sub(" ", TASKS.who_is_late.sub(" ", text[start + name_end(text[start:end]) : end]))):
        return False
    position = past_head(text, start, end)
    # What stands behind a name may say where it ends: "Công ty Quản lý chợ | vận hành …".
    topics = [*in_topic(text, start, min(end, start + LONGEST_NAMED)), *(run for run in in_topic(text, start, min(end + LONGEST_DUTY, start + LONGEST_NAMED)) if run[1] <= end)]
    while match := verb().search(text, position, end):
        if not is_noun(text, match.start(), end) and not any(a <= match.start() < b for a, b in topics) and not _joined(text, start, match.start()):
            return False
        position = match.end()
    semicolon = text.find(";", start, end)
    while semicolon >= 0:
        after = semicolon + 1
        while after < end and text[after] == " ":
            after += 1
        if not head_at(text, after, end):
            return False
        semicolon = text.find(";", after, end)
    return True


def _joined(text: str, start: int, place: int) -> bool:
    """Whether a joint stands right before what could be a verb: the name goes on ("Cục Pháp chế và cải cách hành chính")."""
    return TASKS.joined_before.search(text, max(start, place - 8), place) is not None and TASKS.others_act.match(text, place) is None
