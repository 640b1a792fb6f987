"""Acts in the words behind an owner: one a clause that has a verb of its own.

    "khẩn trương rà soát hồ sơ, hoàn thành trước ngày 05/4/2024; Sở B tổng hợp; bảo đảm đúng quy định" → two acts, the second of Sở B

In: the reading, a run of it, and who acts there so far. Out: acts in order with their owners. Clauses are cut at ";" and sentence ends, at marks
"(1)", and behind a deadline that another verb follows. What only qualifies ("; bảo đảm …", "; trong đó …", "(ii) …") goes on with the act before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import Any

import regex

from extractor.finders.dates.finder import DateMention
from extractor.finders.tasks.act_runs import Act, Owned, add_to, extended, join_acts, opened_by, split_acts
from extractor.finders.tasks.assigned_fields import Deadline, deadline_in
from extractor.finders.tasks.assigned_words import rule, verb, verb_at_start, whole, words
from extractor.finders.tasks.closing import hindered_acts
from extractor.finders.tasks.described import charged_by_description, charged_later, charged_owner
from extractor.finders.tasks.duties import charged_in_clause
from extractor.finders.tasks.giving import given_at
from extractor.finders.tasks.name_verbs import is_noun
from extractor.finders.tasks.names import Span, head_at, members, past_name
from extractor.finders.tasks.own_acts import own_act
from extractor.finders.tasks.owners import (
    COMMA,
    MOST_COMMAS,
    Owner,
    Says,
    anybody,
    is_name,
    owner_at,
    owner_behind,
    urged,
)
from extractor.lexicon.phrases import LAYOUT, TASKS
from extractor.quick import quick
from extractor.why import asked, decided, shortened

MARK = regex.compile(r"\s*(?:\(?\d{1,2}[).]|\(?[a-zđ]\)|[-+•*])\s+")
ROMAN = regex.compile(r"\s*\(?(?:i{1,3}|iv|vi{0,3}|ix|x)\)\s*")
BRACKET = regex.compile(r"\((?!\s?(?:\d{1,2}|[ivx]{1,4}|[a-zđ])\s?\))[^()\n]{0,400}\)")
SHORTEST_ITEM = 16  # of an act whose verb is in no list, in code points
NEAR_OPENING = 36
NEAR_GIVING = 12  # of "Giao cho …" before whom it names
LONGEST_LEAD = 6  # before a deadline that opens a clause


@cache
def _opening() -> Any:
    return rule(rf"\s*(?:(?:{words('acts', 'openings')})\s*,?\s+)+", "acts.openings")


@quick
@dataclass(frozen=True, slots=True)
class Manner:
    """How clauses are read: `bare` where a named owner with a verb assigns without more words, `firm` where only "giao" does,
    `direct` where the heading right above names the owner,
    `directs` says of a name whether its "chỉ đạo" assigns (the issuer's own does), or is what it is charged with,
    `speaks` says of a name whether it may be the issuer's,
    `named` where only an assignment counts that says whose it is, `behind` where one also assigns that stands behind a clause of time or purpose, `urged` where a named owner assigns with a word that it must,
    `asked` the same behind a sentence of the press in which somebody asks, `ruled` in rules, where to ask somebody is a step of who asks, `verbless` where an item below an owner's name is an act though its verb is in no list."""

    bare: bool = True
    firm: bool = False
    direct: bool = False
    named: bool = False
    behind: bool = False
    urged: bool = False
    asked: bool = False
    ruled: bool = False
    verbless: bool = True
    directs: Says = anybody
    speaks: Says = anybody


def pieces(text: str, start: int, end: int) -> list[Span]:
    """The clauses of a run."""
    cuts = [start]
    stops = sorted([(m.start(), m.end()) for m in TASKS.cut_of_acts.finditer(text, start, end)] + [(m.start() + 1, m.end()) for m in LAYOUT.ends_sentence.finditer(text, start, end)])
    if whole("giving", "verbs").match(text, start, end):
        stops = sorted([*stops, *((m.start(), m.end()) for m in TASKS.next_owner.finditer(text, start, end))])
    stops = sorted([*stops, *((m.start(), m.end()) for m in TASKS.next_charged.finditer(text, start, end))])
    closed = iter([m.span() for m in BRACKET.finditer(text, start, end)])
    bracket = next(closed, None)
    for stop, after in stops:
        while bracket is not None and bracket[1] <= stop:
            bracket = next(closed, None)
        # Inside a bracket nothing ends.
        if bracket is not None and bracket[0] < stop < bracket[1]:
            continue
        cuts += [stop, after]
    cuts.append(end)
    return [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True) if b > a]


def acts_of(text: str, start: int, end: int, owned: Owned | None, dates: Sequence[DateMention], manner: Manner) -> list[Act]:
    """The acts of a run; `owned` is who acts there unless a clause names another."""
    acts: list[Act] = []
    current = owned
    listed = False  # "các bộ tập trung: (i) …; (ii) …": each of them is an act
    held: int | None = None  # where "chủ trì, phối hợp với A;" began, whose verb stands behind "B"
    things = False  # "theo dõi các lĩnh vực: …; Quỹ A": bodies in it are charged with nothing
    aside = False  # a sentence that shares out an amount: "Kinh phí …, trong đó xây mới 12 căn; sửa chữa 9 căn"
    within = False  # a list inside an act: "(i) …; (ii) …", "như: …; …"
    timed: Deadline | None = None  # "Trong năm 2031, khởi công …; hoàn thành …": the time that opens a sentence is that of all its acts
    done = start
    gives = whole("giving", "verbs").match(text, start, end) is not None
    for begin, stop in _clauses(text, start, end, acts, manner, dates):
        if begin < done < stop:
            begin = done
        elif stop <= done:
            continue
        sentence = SENTENCE_BEFORE.search(text, max(start, begin - 4), begin) is not None
        fresh = sentence or NUMBER.match(text, begin, stop) is not None
        roman = ROMAN.match(text, begin, stop)
        if manner.named and fresh and begin > start and TASKS.ground_opening.match(text, begin, stop) is None:
            manner = replace(manner, named=False, bare=manner.behind)  # a ground reaches to the end of its sentence
        listed = listed and (roman is not None or not fresh)
        things = things and not fresh
        within = (within and not fresh) or (roman is not None and not listed)
        aside = aside and not fresh
        if aside or (within and acts) or (held is None and not fresh and _urges_named(text, acts, begin, stop)):
            acts[-1:] = acts[-1:] if aside else [extended(text, acts[-1], stop, dates)]
            continue
        mark = (roman if listed else None) or MARK.match(text, begin, stop)
        place = mark.end() if mark else begin
        opening = _opening().match(text, place, stop)
        place = opening.end() if opening and not verb_at_start().match(text, place, stop) else place
        if _appeals(text, place, stop, manner) and not _charges(text, place, stop, manner) and not _one_charged(text, place, stop):
            named = _named(text, place, stop, end, current, manner, dates) if held is None else None
            acts += hindered_acts(text, place, stop, current, dates) if named is None and acts and current is not None else []
            current = named[0] if named else current  # who is called upon acts in the clauses that follow
            continue
        found = None if held is not None or (things and current is not None) else _named(text, place, stop, end, current, manner, dates)
        if held is not None:
            place, held = held, None
        elif found is not None:
            current, place = found
            manner = replace(manner, direct=manner.direct and not gives)  # "Giao A …. Yêu cầu B …": who gives asks the next one too
            inner = ROMAN.match(text, place, end)
            if inner:
                listed, place = True, inner.end()
            if place >= stop:
                stop = next((b for a, b in pieces(text, place, end)), end)
                done = stop
        else:
            current = current if not sentence or manner.bare or owner_at(text, place, stop) is None else None  # another body, which nobody has charged
            own = None if current is None else own_act(text, place, stop, acts, begin == start or bool(mark))
            if own is None and current is not None and manner.direct and manner.verbless and begin == start and stands_as_act(text, place, stop):
                own = place
            if current is None or own is None:
                if acts and current is not None:
                    add_to(text, acts, place, stop, dates, sentence)
                    aside = sentence and TASKS.shares_out.search(text, place, stop) is not None
                continue
            place = own
        assert current is not None
        if _calls_on(text, place, stop, current) or (_appeals(text, place, stop, manner) and not (found is not None and _charges(text, begin, stop, manner))):
            continue
        if stop < end and joins_only(text, place, stop):
            held = place
            continue
        timed = opened_by(text, current.owner[1] if begin <= current.owner[0] < place else begin, stop, dates) if fresh or begin == start else timed
        made = split_acts(text, place, stop, current, dates)
        join_acts(text, acts, [act if act.deadline or timed is None else replace(act, deadline=timed) for act in made], stop, dates)
        within = _goes_on_listing(text, place, stop)
        things = things or TASKS.list_of_things.search(text, place, stop) is not None
    return acts


def _urges_named(text: str, acts: Sequence[Act], place: int, stop: int) -> bool:
    """Whether the last act has only named whom it urges, and the clause behind its ";" names more of them, who are to act: "đôn đốc các sở; các xã khẩn trương …"."""
    urges = TASKS.urges_others.match(text, acts[-1].start, acts[-1].end) if acts else None
    return urges is not None and is_name(text, urges.end(), acts[-1].end) and owner_at(text, place, stop) is not None


def _clauses(text: str, start: int, end: int, acts: list[Act], manner: Manner, dates: Sequence[DateMention]) -> Iterator[Span]:
    """The clauses of a run; what somebody named behind it has asked goes to `acts` at once."""
    for begin, stop in pieces(text, start, end):
        rest = _asked_behind(text, begin, stop, acts, dates) if manner.asked else begin
        if rest < stop:
            yield rest, stop


def _asked_behind(text: str, begin: int, stop: int, acts: list[Act], dates: Sequence[DateMention]) -> int:
    """Adds what somebody named behind it has asked ("Bộ Y tế rà soát …, Thủ tướng chỉ đạo."); where the rest of the clause begins."""
    behind = TASKS.asked_behind.search(text, begin, stop)
    owner = owner_at(text, begin, behind.start()) if behind is not None else None
    if behind is None or owner is None:
        return begin
    acts += split_acts(text, owner.act, behind.start(), Owned((owner.start, owner.end), behind.span("by")), dates)
    return int(behind.end()) + 1


def _goes_on_listing(text: str, place: int, stop: int) -> bool:
    """Whether a list that opens in a clause goes on behind its ";": not one of things that commas have parted ("như: đê bối, cống; cắm biển …")."""
    opened = TASKS.inner_list.search(text, place, stop)
    return opened is not None and (verb_at_start().match(text, opened.end(), stop) is not None or text.find(", ", opened.end(), stop) < 0)


def stands_as_act(text: str, place: int, stop: int) -> bool:
    """Whether an item right below a heading that names its owner is an act, though its verb is in no list: "Chằng néo mái tôn của các điểm trường"."""
    if stop - place < SHORTEST_ITEM or not text[place].isupper() or text[stop - 1] == ":" or head_at(text, place, stop) or whole("owners", "topics").match(text, place, stop):
        return False
    if TASKS.draft_listed.match(text, place, stop) is not None:
        return False
    return TASKS.opens_no_act.match(text, place, stop) is None and TASKS.tells_how_it_is.search(text, place, min(stop, place + NEAR_OPENING)) is None


SENTENCE_BEFORE = regex.compile(r"[.!?…]\s*$")
NUMBER = regex.compile(r"\s*\(?\d{1,2}[).]\s")


def joins_only(text: str, place: int, stop: int) -> bool:
    """Whether a clause says only with whom: "chủ trì, phối hợp với các sở, ngành;"."""
    joint = TASKS.jointly.match(text, place, stop)
    if joint is None:
        return False
    return next((m for m in verb().finditer(text, joint.end(), stop) if not is_noun(text, m.start(), stop)), None) is None


def _calls_on(text: str, place: int, stop: int, owned: Owned) -> bool:
    """Many who are called to carry out, and nothing more: "Yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện./."."""
    return TASKS.only_carries_out.fullmatch(text, place, stop) is not None and whole("owners", "many").search(text, *owned.owner) is not None


def _appeals(text: str, place: int, stop: int, manner: Manner) -> bool:
    """A call on all to carry out the document, or to report difficulties: no task, save for who follows it up, who is in charge or helps somebody with it,
    and for what stands below the heading of one body; a body that must carry it out in its field is given a task."""
    call = whole("giving", "appeals").search(text, place, stop)
    carries = whole("giving", "carrying_out").search(text, place, stop) if call is None else None
    if call is None and (carries is None or manner.direct or TASKS.answers_for_it.search(text, place, carries.start()) or TASKS.calls_on_all.search(text, place, carries.end()) is None):
        return False
    call = call or carries
    if call is None or whole("giving", "purposes").search(text, place, call.start()) or whole("giving", "modals").match(text, call.end() + 1, stop):
        return False  # "bố trí kinh phí để triển khai Kế hoạch này"; "Cơ quan thực hiện Kế hoạch này có trách nhiệm …": who they are
    return whole("giving", "following_up").search(text, place, min(stop, max(place, call.start()) + 120)) is None or TASKS.this_or_follow.search(text, place, stop) is None


def _charges(text: str, place: int, stop: int, manner: Manner) -> bool:
    """"Giao Sở Y tế chủ trì triển khai thực hiện Kế hoạch này": one body that is charged by name; the document calls on many in general."""
    given = given_at(text, place, min(stop, place + len("giao cho ")), True, stop, manner.directs)
    return given is not None and whole("owners", "many").search(text, given[1].start, given[1].end) is None and len(members(text, given[1].start, given[1].end)) == 1


def _one_charged(text: str, place: int, stop: int) -> bool:
    """"Nếu phát sinh vấn đề liên quan đến các đơn vị khác thì Trường có trách nhiệm trao đổi …": one body has a duty in that case."""
    charge = charged_in_clause(text, place, stop)
    return charge is not None and charge.start > place and whole("owners", "many").search(text, charge.start, charge.end) is None and whole("giving", "appeals").search(text, charge.act, stop) is None


def _named(text: str, place: int, stop: int, end: int, current: Owned | None, manner: Manner, dates: Sequence[DateMention]) -> tuple[Owned, int] | None:
    """A clause's own owner and where its act begins; an enumeration of owners may go on over ";" up to `end`."""
    if current is not None and manner.direct and TASKS.leads_others.match(text, place, stop) and TASKS.party_organ.search(text, *current.owner):
        return current, place  # "Lãnh đạo UBND tỉnh phê duyệt …" below "Đảng ủy UBND tỉnh:"
    again = _again(text, place, stop, current) if current is not None and manner.direct else None
    if again is not None and current is not None:
        return current, again
    given = given_at(text, place, stop, manner.firm, end, manner.directs)
    if given and manner.named and given[0] is None and TASKS.sentence_gives.search(text, max(0, given[1].start - NEAR_GIVING), given[1].start + 4) is None:
        given = None
    if given and given[0] is not None and current is not None and _same(text, given[0], current.owner) and verb_at_start().match(text, given[0][1] + 1, stop):
        return current, given[0][1] + 1  # behind "Đề nghị UBND huyện …": "UBND huyện yêu cầu Công ty A …" is what the UBND must do
    inside = TASKS.said_of_noun.search(text, place, given[1].start) or (TASKS.asks_inside.search(text, place, given[1].start) and (verb_at_start().match(text, place, stop) or TASKS.if_opening.match(text, place, stop))) if given else None
    if given and given[0] is None and current is not None and manner.direct and inside:
        given = None  # "tổng hợp chỉ tiêu thống kê quốc gia giao cho Bộ …", "kiểm tra các kho, yêu cầu chủ kho …": said in the middle of an act
    if given and given[0] is not None and manner.bare and (TASKS.asks_as_step if manner.ruled else TASKS.asks_outsiders).match(text, given[0][1], stop) and not manner.speaks(given[0]):
        return Owned(given[0], current.by if current else None), given[0][1] + 1  # "Phòng Quản lý dự án yêu cầu nhà thầu bổ sung …": what the Phòng must do
    if given and not text[place : place + 6].lower().startswith("giao") and given[0] is None and current is not None and manner.direct and given[1].start - place < 16 and not TASKS.whoever_is_concerned.search(text, *current.owner):
        given = None  # under "2. Sở Y tế": "Yêu cầu các bệnh viện …" is what the Sở must do
    bare = ((charged_by_description(text, place, stop) if manner.ruled else None) or owner_at(text, place, end) or _as_for(text, place, end) or charged_owner(text, place, stop)) if manner.bare else None
    if bare is not None and given is not None and given[0] is not None and bare.start < given[0][0] < bare.end:
        given = None  # "Bộ trưởng các Bộ: Quốc phòng, Công an chỉ đạo …": the last of those named directs its own
    if bare is None and given is None and (manner.urged or manner.asked):
        named = owner_at(text, place, end) or _as_for(text, place, end)
        must = named is not None and (urged(text, named, end) if manner.urged else TASKS.must_behind.match(text, named.end, end) is not None or (current is not None and TASKS.next_behind.match(text, named.end, end) is not None) or TASKS.also_before.search(text, max(0, place - 20), place) is not None)
        bare = named if named is not None and must and TASKS.told_past.search(text, named.end, stop) is None else None
    if bare is None and manner.behind and (given is None or given[0] is None):
        step = whole("giving", "steps").match(text, place, stop) is not None
        bare = owner_behind(text, place, stop, must=given is not None or (not manner.bare and not step), speaks=manner.speaks)
        bare = bare or (charged_later(text, place, stop) if manner.bare and given is None else None)
        if bare is not None and step and TASKS.told_past.search(text, bare.end, stop):
            bare = None  # "Sau khi nghe báo cáo, Phó Chủ tịch đã kết luận như sau"
    if given is None and not (manner.firm or manner.named or manner.asked) and (bare is None or bare.start > place):
        bare = _sooner(charged_in_clause(text, place, stop), bare)
    if given and (bare is None or given[0] is not None or given[1].start <= bare.act):
        by = given[0] or (current.by if current else None)
        # "Giao Phó Chủ tịch A trước ngày 15/11/2031 trực tiếp kiểm tra …": the deadline stands between the owner and the act.
        _tell(text, given[1], (("named there", Owned((bare.start, bare.end)) if bare else None), ("named above", current)))
        deadline = deadline_in(text, given[1].end, given[1].act, dates) or _opening_deadline(text, place, given[1].start, dates)
        return Owned((given[1].start, given[1].end), by, deadline), given[1].act
    if bare is not None:
        _tell(text, bare, (("given behind it", Owned((given[1].start, given[1].end)) if given else None), ("named above", current)))
        deadline = deadline_in(text, bare.end, bare.act, dates) or _opening_deadline(text, place, bare.start, dates) or (current.deadline if current else None)
        return Owned((bare.start, bare.end), current.by if current else None, deadline), bare.act
    return None


def _sooner(charge: Owner | None, named: Owner | None) -> Owner | None:
    """Whom a duty word charges, unless somebody was named before that word."""
    return charge if charge is not None and (named is None or charge.act <= named.start) else named


def _again(text: str, place: int, stop: int, owned: Owned) -> int | None:
    """Where the act begins behind the owner of the heading who is named once more: "2. Trách nhiệm các đơn vị báo cáo" + "a) Các đơn vị báo cáo chấp hành …"."""
    size = owned.owner[1] - owned.owner[0]
    if not _same(text, (place, place + size), owned.owner):
        return None
    duty = TASKS.bare_duty.match(text, place + size, stop)
    begin = duty.end() if duty else place + size + 1
    return begin if verb_at_start().match(text, begin, stop) else None


def _opening_deadline(text: str, place: int, stop: int, dates: Sequence[DateMention]) -> Deadline | None:
    """The deadline that opens a clause: "Trước ngày 15/4/2031, Sở Y tế …"; not one of what the clause only refers to."""
    deadline = deadline_in(text, place, stop, dates) if whole("giving", "leading").match(text, place, stop) else None
    return deadline if deadline is not None and deadline.start - place < LONGEST_LEAD and stop - deadline.end < 24 else None


def _same(text: str, one: Span, other: Span) -> bool:
    return text[slice(*one)].casefold() == text[slice(*other)].casefold()


def _tell(text: str, owner: Owner, others: Iterable[tuple[str, Owned | None]]) -> None:
    """Tells who else could have been charged with the act of `owner`."""
    if asked():
        names = {shortened(text[slice(*other.owner)]): where for where, other in others if other is not None and other.owner != (owner.start, owner.end)}
        decided("task", owner.act, "lead", "", "", tuple(f"{name}: {where}" for name, where in names.items()))


def _as_for(text: str, place: int, end: int) -> Owner | None:
    """"Đối với các chủ đầu tư cần nhanh chóng …": those a clause turns to, where a word says that they must."""
    turn = TASKS.as_for.match(text, place, end)
    owner = owner_at(text, turn.end(), end) if turn else None
    if owner is None or text[owner.end] == ",":
        return _turned_by_comma(text, turn.end(), end) if turn else None
    if text[owner.end] not in " :":
        return None
    if text[owner.end] == ":" and TASKS.bodies_turned_to.match(text, owner.start, owner.end):
        return owner
    # "Đối với các hộ sử dụng đất, …" turns to a case; "Đối với Công an tỉnh xây dựng kế hoạch …" to a body.
    body = past_name(text, owner.start, owner.end) >= owner.end and whole("owners", "many").search(text, owner.start, owner.end) is None
    return owner if body or urged(text, owner, end) else None


def _turned_by_comma(text: str, start: int, end: int) -> Owner | None:
    """"Với Bộ Công an, tiếp tục mở đợt cao điểm …": known bodies to a comma, behind which an act begins."""
    comma = next((m for m in islice(COMMA.finditer(text, start, end), MOST_COMMAS) if verb_at_start().match(text, m.end(), end)), None)
    if comma is None or past_name(text, start, comma.start()) <= start or not is_name(text, start, comma.start()):
        return None
    return Owner(start, comma.start(), comma.end())
