"""The words of one figure in its clause: left of it, right of it, and who acts. What the words leave out comes from the figures before (`Clause`)."""

from __future__ import annotations

from extractor.finders.quantities.clause import Clause
from extractor.finders.quantities.items import CHANGES, MARKS, Item
from extractor.finders.quantities.labels import is_act, is_measure, join, share_word, tells
from extractor.finders.quantities.named import (
    actor_of,
    can_own,
    entitled_in,
    is_bare_place,
    is_body,
    is_kind_of_body,
    is_listed_body,
    is_place,
    is_scope,
    owner_behind,
    place_of_measure,
    scope_in,
    subject_and_predicate,
    within,
)
from extractor.finders.quantities.norm_words import of_norm
from extractor.finders.quantities.phrases import (
    clean,
    item_head,
    left_phrase,
    measure_ahead,
    opens_parts,
    right_phrase,
    seam,
    strip_tail,
    versus,
)
from extractor.finders.quantities.roles import names_plan
from extractor.finders.quantities.terms import for_whom, who_acts
from extractor.finders.quantities.vocabulary import quantities
from extractor.lexicon.phrases import QUANTITIES

ROW = 120  # code points of a row of common names
MEMBER = 80  # code points of the longest member
REACH = 64  # code points of the name of a place before its bracket
JOINTS = ("", "và")  # between two things that one act is told of
ENTITLED = 240  # code points before a figure in which those stand who are entitled to it
CASES = ("vụ", "vụ án", "vụ việc")
PERSONS = ("người", "trẻ em", "học sinh", "cán bộ", "em")
BOUNDS = (">", ">=", "<", "<=")


def give_phrases(clause: Clause, item: Item, index: int, ceiling: int, owner: Item | None) -> None:
    """The words left and right of the item, and its subject."""
    blank, floor, before = clause.blank, clause.floor, clause.subject
    edge = strip_tail(blank, item.lead, floor)
    item.led = bool(blank[edge : item.lead].strip(" (")) or item.role is not None
    item.colon = ":" in clause.text[edge : item.figure.start]
    item.share = share_word(clause.text[edge : item.figure.start])
    low = floor
    if item.colon and clause.previous is not None and not item.bracketed:
        low = max(clause.start, *(blank.rfind(mark, clause.start, edge) + 1 for mark in ";("))
    elif clause.previous is not None:
        low = seam(blank, floor, edge)
    if item.bracketed and owner is None:
        edge = strip_tail(blank, blank.rfind("(", floor, item.lead), floor)
    item.phrase = _left(clause, item, low, edge)
    after = _after(clause, item, index, ceiling)
    item.after = "" if QUANTITIES.only_signs.fullmatch(after) else after
    who = _named_in(clause, item, floor, edge)
    if not item.counted and not item.percent and item.phrase and item.phrase == who and is_scope(item.phrase):
        _of_whole(clause, item, edge)
    if who is not None and clause.head is not None and who in clause.head:
        who = clause.head  # "Dự án cầu Đông An, xã Tây: 25 tỷ đồng" is of the project
    if clause.usual is not None and ";" in blank[floor : item.lead]:
        clause.subject, clause.usual = clause.usual[0], None  # "riêng các xã biên giới …; …": for its clause only
    if who and QUANTITIES.alone.search(blank, low, edge):
        clause.usual = (clause.subject,)
    if who is None:
        who = _actor(clause, edge)
        who = clause.head if who is not None and clause.head is not None and (clause.head.startswith(who) or _by_agent(clause, who, edge)) else who
    clause.subject = who or clause.subject
    if item.turn is None or item.subject is None:
        item.subject = clause.subject
    if item.subject is None and item.unit is not None and item.role not in CHANGES:
        item.subject = owner_behind(item.unit.text, item.after) or (within(item.after) if item.role != "rank" else None)
    _by_words_beside(clause, item, who, low, ceiling)
    if item.subject is None and not item.counted and (of := QUANTITIES.measure_of_somebody.fullmatch(item.phrase)) is not None and is_kind_of_body(of["who"]) and QUANTITIES.kind_alone.fullmatch(of["who"]) is None:
        item.subject = of["who"]  # "dư nợ của Hội Phụ nữ": of this figure alone
    _in_row(clause, item, who, before)
    if not item.phrase and not item.predicate and not item.percent and clause.previous is not None and is_act(clause.previous.predicate) and blank[floor : item.lead].strip(" ,") in JOINTS:
        item.predicate = clause.previous.predicate  # "xử lý hình sự 50 vụ, 52 đối tượng": the act goes on


def _by_agent(clause: Clause, who: str, edge: int) -> bool:
    """Whether a name only says by whom the line's own thing is built or run ("KCN Đông An: do Công ty Bình Minh làm chủ đầu tư, …")."""
    at = clause.blank.rfind(who, clause.start, edge)
    return at >= 0 and QUANTITIES.led_by_agent.search(clause.blank, clause.start, at) is not None


def _in_row(clause: Clause, item: Item, who: str | None, before: str | None) -> None:
    """Gives the item, where a member of a row stood before it that owns its figure by its own name, to whom the row is of: a member that is nobody, or what is told
    behind the row ("Toàn ngành có 900 người: trạm y tế 300 người, …; trong năm có 94 người nghỉ việc")."""
    if who is not None and who == item.phrase and clause.previous is not None and not is_scope(who):
        clause.before_members = clause.before_members or (before,)
        return
    if who is not None:
        clause.before_members = None
    previous = clause.previous
    if clause.before_members is None or previous is None or item.subject is None or item.subject != previous.subject or item.bracketed:
        return
    gap = clause.blank[clause.floor : item.lead]
    behind = ";" in gap and item.role not in CHANGES and (not item.phrase or QUANTITIES.turns_behind_row.match(gap) is not None)
    nobody = bool(item.phrase) and item.whole is not None and item.unit is not None and previous.name == item.unit.text and not is_act(item.phrase)
    if behind or nobody:
        clause.subject = item.subject = clause.before_members[0]
        clause.before_members = clause.before_members if nobody else None


def _of_whole(clause: Clause, item: Item, edge: int) -> None:
    """A figure before which only the whole is named: what is measured stands behind ("Toàn huyện có 45 ha rừng bị cháy") or is the head of its line ("Cây chè: Toàn
    huyện có 45 ha")."""
    head = item_head(clause.text, clause.blank, clause.start, edge)
    if item.after or head is not None:
        item.phrase = ""
    if head is not None and not item.after and not is_body(head):
        clause.topic = head


def _named_in(clause: Clause, item: Item, floor: int, edge: int) -> str | None:
    """Whom the words left of the item name; only a territory or the head of the line, they name nothing that is measured: that stands behind
    ("Trên địa bàn tỉnh có 12 hộ nghèo", "Nhà giáo chủ nhiệm: được giảm 15% định mức"). Who only tells a figure does not own it ("Cục Thống kê công bố chỉ số giá tăng 2%")."""
    place = QUANTITIES.on_territory.fullmatch(item.phrase)
    if place is not None or (item.colon and item.after and item.phrase == clause.head):
        item.phrase = ""
    who, item.predicate = subject_and_predicate(item.phrase)
    who = item.phrase if who is None and item.counted and is_place(item.phrase) else who
    tells = QUANTITIES.tells_of.match(item.phrase, len(who) + 1) if who is not None else None
    if tells is not None:
        item.phrase, who = item.phrase[tells.end() :].strip(), None
        item.predicate = subject_and_predicate(item.phrase)[1]
    if place is not None:
        return str(place["place"]) if place["name"] is not None else None
    return all_of(clause, who, floor, edge) if who else None


def _by_words_beside(clause: Clause, item: Item, who: str | None, low: int, ceiling: int) -> None:
    """Whose the item is by the words right beside it: for whom a rate is, who must act within a term, whose measure its words name, the whole before it."""
    blank = clause.blank
    towards = QUANTITIES.towards_at_end.fullmatch(item.phrase) if who is None else None
    listed = clause.opening is not None and clause.opening.topic is not None and not item.counted
    if towards is not None and (can_own(towards["who"]) or (listed and not towards["what"])):
        item.phrase, item.subject = towards["what"], towards["who"]
    acts = who_acts(item, blank, clause.start, clause.end)
    if acts is not None:
        item.subject, item.deed = acts
    whom = for_whom(item, blank, ceiling)
    if whom is not None:
        item.subject = clause.subject = whom
        item.after = ""
    part = max(clause.floor, item.lead - ENTITLED, blank.rfind("; ", clause.floor, item.lead) + 1)
    entitled = entitled_in(blank[part : item.figure.start]) if acts is None and whom is None else None
    if entitled is not None and (who is None or who in entitled):
        item.subject = clause.subject = entitled
        item.entitled = True
    elif acts is None and whom is None and who is None and of_norm(clause, item, ceiling):
        pass
    elif acts is None and whom is None:
        _of_place(clause, item, who)
        done = QUANTITIES.done_by.fullmatch(item.phrase) if who is None else None
        if done is not None and can_own(done["who"]) and done["who"].lower() not in quantities().labels.bodies:
            clause.subject = item.subject = done["who"]  # also of the shares and changes behind it
    if who is None and acts is None and (scope := scope_in(blank[low : item.lead])) is not None:
        item.subject = scope
        if opening_of_part(blank[low : item.lead], scope):
            clause.subject = scope  # "toàn tỉnh ghi nhận …, …": all that follows in the sentence is of it


def _left(clause: Clause, item: Item, low: int, edge: int) -> str:
    """The words left of the item; for a change without any and the sentence's first figure, the measure that its part of the sentence begins with."""
    phrase = "" if _only_compares(clause, edge) else str(QUANTITIES.told_behind.sub("", left_phrase(clause.blank, low, edge)))
    if QUANTITIES.only_signs.fullmatch(phrase) or QUANTITIES.names_nothing.fullmatch(phrase):
        phrase = ""  # "… x 0,5 x 1.600.000 = 20.000": a calculation is of what the words before it name; "thấp hơn cùng kỳ (9.500 con)"
    if item.colon and not item.bracketed and clause.previous is None and phrase:
        phrase = _whole_head(clause, item, phrase) or phrase
    first = clause.previous is None and item.led and not item.colon and not item.counted
    if not phrase and not item.bracketed and (item.role in CHANGES or first):
        return measure_ahead(clause.blank[clause.floor : edge], clause.previous is None)
    return phrase


def _whole_head(clause: Clause, item: Item, phrase: str) -> str | None:
    """The whole head of a line whose end behind a comma the phrase is ("Dự án cầu Đông An, xã Tây: 25 tỷ đồng"); None where it only says where or when."""
    head = item_head(clause.text, clause.blank, clause.start, item.figure.start)
    if head is None or not head.endswith(f", {phrase}") or clause.text.find(head, clause.start, item.figure.start) - clause.start > 2:
        return None
    return None if QUANTITIES.adverbial_head.match(head) or is_measure(phrase) or tells(head) else head


def _of_place(clause: Clause, item: Item, who: str | None) -> None:
    """Gives the item to the place whose measure its words name, also the changes behind it ("sản lượng cá tra tại Cần Thơ đạt 141 tấn, tăng 11%")."""
    if item.phrase:
        clause.of_place = place_of_measure(item.phrase)
    if clause.of_place is not None and who in (None, clause.of_place):
        item.subject = clause.of_place


def _only_compares(clause: Clause, edge: int) -> bool:
    """Whether the words since the figure before only say what that one is compared with ("tăng 3% so với kế hoạch và tăng 5% …")."""
    between = clause.blank[clause.floor : edge]
    if clause.previous is None or QUANTITIES.versus.match(between) is None or MARKS.search(between) or tells(between):
        return False
    return not any(is_measure(between[at + 1 :]) for at, char in enumerate(between[:-1]) if char == " " and between[at + 1].isupper())


def opening_of_part(words: str, name: str) -> bool:
    """Whether a part of a sentence begins with the name and goes on to tell of it."""
    at = words.rfind(name)
    before = words[:at].rstrip(" ,;:(-+*\ue001")
    return (not before or before != words[:at].rstrip()) and len(words[at + len(name) :].split()) >= 1


def _actor(clause: Clause, edge: int) -> str | None:
    """Who acts in the clause of the item, where the words right before it do not say."""
    # Ends of what was said before the words that are spent already say nothing: looked for from there only, so that long clauses cost no more.
    floor = max(clause.start, clause.spent - len(". "))
    start = max(clause.start, clause.blank.rfind(";", floor, edge) + 1, clause.blank.rfind(". ", floor, edge) + 1)
    low = max(start, clause.spent)
    who = actor_of(clause.blank, low, edge, start >= clause.spent)
    if who is None and start > clause.start and clause.previous is None and clause.subject is None and not is_measure(clean(clause.blank[start:edge])):
        # "Chi cục Thú y khống chế dịch; tiêm phòng 12.000 liều": all parts of the sentence are of the office that acts in the first.
        first = actor_of(clause.blank, clause.start, start, True)
        row = all_of(clause, first, clause.start, start) if first is not None else None
        return row if row is not None and QUANTITIES.office_head.match(row) is not None else None
    return all_of(clause, who, low, edge) if who is not None else None


def all_of(clause: Clause, who: str, floor: int, edge: int) -> str | None:
    """The whole list of bodies that ends with `who` ("Các phòng, UBND xã, phường đạt …"): they share the figure. None where it is the end of a row that
    something else governs ("tại các huyện, thị xã, thành phố")."""
    start = clause.text.rfind(who, floor, edge)
    if start < 0:
        return who
    first, proper = start, is_bare_place(who)
    while first > floor:
        low = max(floor, first - MEMBER)
        joint = QUANTITIES.listed_before.search(clause.blank[low:first])
        if joint is None or not (is_listed_body(joint["piece"].lstrip()) or (proper and joint["joint"] == ", " and is_bare_place(joint["piece"].strip()))):
            break
        first -= len(joint["piece"].lstrip()) + len(joint["joint"])
    if clause.text[first : first + 1].islower():
        ahead = clause.blank[max(clause.start, first - ROW) : first]
        row = QUANTITIES.classes_before.search(ahead)
        if row is not None:
            return None if row["led"] else clause.text[first - len(row["all"]) : start + len(who)]
        if QUANTITIES.class_before.search(ahead):
            return None
    return clause.text[first : start + len(who)]


def _beside(clause: Clause, item: Item, following: Item) -> bool:
    """Whether two counts stand side by side and what follows says of both ("12 vụ, 15 đối tượng phạm tội")."""
    between = clause.blank[item.tail : following.figure.start]
    unit = item.unit.text if item.unit is not None else ""
    return between == " " or (between in (", ", " với ", " và ") and unit in CASES)


def _after(clause: Clause, item: Item, index: int, ceiling: int) -> str:
    """The noun phrase behind an item; where it runs into the next count without a mark, it goes on behind that."""
    items = clause.items
    if versus(clause.blank, clause.text, item.tail, ceiling):
        return ""
    following = items[index + 1] if index + 1 < len(items) else None
    if following is not None and item.counted and following.counted and _beside(clause, item, following):
        far = items[index + 2].lead if index + 2 < len(items) else clause.end
        shared = right_phrase(clause.blank, following.tail, far)
        return "" if QUANTITIES.of_persons.match(shared) and item.unit is not None and item.unit.text not in PERSONS else shared
    stop = seam(clause.blank, item.tail, following.lead, commas=False) if following is not None else ceiling
    after = right_phrase(clause.blank, item.tail, stop if stop > item.tail else ceiling)
    if after.startswith("là ") or QUANTITIES.half_a_bound.fullmatch(after):
        return ""
    if following is not None and following.comparator in BOUNDS and following.unit is not None and item.figure.percent:
        # "100% tàu cá dài từ 15 mét trở lên lắp thiết bị": the bound is part of what is counted.
        gap = clause.blank[item.tail : following.figure.start]
        if len(gap.split()) <= 6 and not MARKS.search(gap):
            far = items[index + 2].lead if index + 2 < len(items) else clause.end
            return right_phrase(clause.blank, item.tail, far)
    if following is not None and following.counted and following.unit is not None:
        gap = clause.blank[item.tail : following.figure.start].rstrip()
        if (
            0 < len(gap.split()) < 4
            and not MARKS.search(gap)
            and " và" not in gap
            and not opens_parts(gap)
            and is_act(gap.split()[-1] if len(gap.split()) == 1 else " ".join(gap.split()[-2:]))
        ):
            more = right_phrase(
                clause.blank, following.tail, len(clause.blank) if index + 2 >= len(items) else items[index + 2].figure.start
            )
            return join(gap.strip(), following.unit.text, more) or ""
    return after


def owner_of_bracket(clause: Clause, gap: str) -> Item | None:
    """The item whose bracket is open behind `gap`; a bracket behind other words belongs to them."""
    for index, mark in enumerate(gap):
        if mark == "(":
            clause.brackets.append(clause.previous)
            clause.outer.append((clause.subject, clause.topic if clause.previous is not None else None))
            place = _place_before(clause, clause.floor + index)
            if place is not None:
                clause.subject = place
            elif clause.previous is not None and (clause.previous.counted or not clause.previous.of_counted):
                clause.subject = clause.previous.subject or clause.subject
        elif mark == ")" and clause.brackets:
            clause.before_bracket = clause.brackets.pop()
            clause.subject, topic = clause.outer.pop()  # who a bracket speaks of owns nothing behind it,
            clause.topic = topic or clause.topic  # and what it takes a figure apart into is measured no further
    owner = clause.brackets[-1] if clause.brackets else None
    opened = gap.rfind("(")
    if owner is not None and owner is clause.previous and opened >= 0 and MARKS.search(gap[:opened]):
        return None
    return owner


def _place_before(clause: Clause, at: int) -> str | None:
    """The place whose bracket opens at `at` ("Nam Hà (31 tấn: cá 20 tấn, tôm 11 tấn)"): what stands in it is of that place."""
    found = QUANTITIES.member_before_bracket.search(clause.text, max(clause.start, at - REACH), at + 1)
    return found["name"] if found is not None and is_place(found["name"]) else None


def is_of_plan(clause: Clause, item: Item, gap: str) -> bool:
    """Whether the item is the plan that the percentage before it is of ("71,8% dự toán (12.460 tỷ đồng)")."""
    previous = clause.previous
    if previous is None or item.figure.percent:
        return False
    if item.bracketed:
        return names_plan(previous.after)
    return previous.percent and not MARKS.search(gap) and names_plan(gap.strip())
