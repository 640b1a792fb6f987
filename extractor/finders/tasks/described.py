"""Owners that no list of names knows: told by what they do, by the duty behind them, or by the place where their name stands.

    "Trách nhiệm của đối tượng thực hiện kiểm kê:", "Chủ phương tiện có trách nhiệm xuất trình giấy tờ.", "5. Kíp trực" between "4. Khoa Dược" and "6. Phòng
    Điều dưỡng"

In: the reading and the run of a heading or clause. Out: the run of the owners, or None. Words: patterns/tasks/.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import regex

from extractor.finders.tasks.assigned_words import whole
from extractor.finders.tasks.heading_names import heading_owner
from extractor.finders.tasks.name_verbs import verb_here
from extractor.finders.tasks.names import Span, without_signs
from extractor.finders.tasks.owners import (
    BRACKETED,
    COMMA,
    LONGEST,
    LONGEST_DESCRIBED,
    Owner,
    is_name,
    modal_inside,
    never_named,
    owner_at,
    tails,
)
from extractor.layout.model import Segment
from extractor.lexicon.phrases import TASKS

LONGEST_TITLED = 70  # of a name that only its place tells

def described_owner(text: str, start: int, end: int) -> Span | None:
    """The owners of a heading that says who they are by what they do: "Trách nhiệm của đối tượng thực hiện kiểm kê:", "3. Cơ quan chủ trì giải quyết
    thủ tục đầu tư". Whether acts stand below it is for the caller to see."""
    lead = TASKS.duties_of.match(text, start, end)
    begin = lead.end() if lead else start
    if not lead and (not TASKS.general_owner.match(text, begin, end) or verb_here(text, begin, end) is not None):
        return None  # "Tổ chức triển khai …" is an act, no organisation
    stop = without_signs(text, begin, end)
    tail = tails().search(text, begin, stop)
    stop = tail.start() if tail else stop
    field = TASKS.field_of_duty.search(text, begin, stop) if lead else None
    stop = field.start() if field else stop
    bare = BRACKETED.sub(lambda match: " " * len(match[0]), text[begin:stop])
    if not 2 < len(bare) <= LONGEST_DESCRIBED or regex.search(r"[.:;](?:\s|$)", bare) or never_named().search(bare) or modal_inside().search(bare):
        return None
    return begin, stop


def dutiful_owner(text: str, start: int, end: int) -> Span | None:
    """The owners of a line over items that says they have duties, in whatever words it names them: "1. Trung tâm Chuyển đổi số, Sở Y tế có trách nhiệm:"."""
    duty = TASKS.duty_of_line.search(text, start, end)
    start = _behind_time(text, start, duty.start()) if duty is not None else start
    if duty is None or not text[start].isupper() or TASKS.circumstance_opening.match(text, start, end) or TASKS.ground_opening.match(text, start, end):
        return None
    stop = without_signs(text, start, duty.start())
    aside = TASKS.aside_of_name.search(text, start, stop)
    stop = aside.start() if aside else stop  # "Sở Y tế, căn cứ quy hoạch, có trách nhiệm:"
    bare = BRACKETED.sub(lambda match: " " * len(match[0]), text[start:stop])
    if whole("giving", "verbs").search(text, start, stop) or whole("giving", "by_name").search(text, start, stop):
        return None  # "Ủy ban nhân dân tỉnh giao Sở Y tế có trách nhiệm:"
    if not 2 < stop - start <= LONGEST or whole("giving", "leading").match(text, start, stop) or regex.search(r"[.:](?:\s|$)", bare) or never_named().search(bare) or modal_inside().search(bare):
        return None
    return start, stop


def _behind_time(text: str, start: int, end: int) -> int:
    """Where the name begins behind a time or case that opens the line: "Trong thời hạn 15 ngày kể từ ngày …, Sở Y tế có trách nhiệm:"."""
    turns = TASKS.turns_opening.match(text, start, end)
    if turns is not None:
        return int(turns.end())
    if whole("giving", "leading").match(text, start, end) is None:
        return start
    return next((comma.end() for comma in COMMA.finditer(text, start, end) if text[comma.end()].isupper() and is_name(text, comma.end(), without_signs(text, comma.end(), end))), start)


def charged_owner(text: str, start: int, end: int) -> Owner | None:
    """Whom a clause charges with a duty, whatever it calls them: "Chủ phương tiện có trách nhiệm xuất trình giấy tờ"."""
    charge = TASKS.charged_subject.match(text, start, end)
    if charge is None or (verb_here(text, start, end) is not None and TASKS.general_owner.match(text, start) is None) or never_named().search(TASKS.already_described.sub(lambda match: " " * len(match[0]), text[start : charge.end("subject")])):
        return None
    acts = verb_here(text, charge.end(), end) is not None or TASKS.no_act_behind_duty.match(text, charge.end(), end) is None
    return Owner(start, charge.end("subject"), charge.end()) if acts else None


def charged_by_description(text: str, start: int, end: int) -> Owner | None:
    """The same in a rule, of whoever does what their description says: "Đơn vị quản lý, vận hành trạm bơm có trách nhiệm cập nhật …"; the verbs in it are
    no acts. Where a body of the state follows a comma, the duty is that body's."""
    owner = charged_owner(text, start, end) if TASKS.anybody_at_all.match(text, start, end) is not None else None
    if owner is None or any(TASKS.office_of_state.match(text, comma.end(), owner.end) for comma in COMMA.finditer(text, start, owner.end)):
        return None
    return owner


def charged_later(text: str, start: int, end: int) -> Owner | None:
    """The same behind a time or a case: "Chậm nhất sau 15 ngày kể từ ngày …, hội cấp tỉnh có trách nhiệm báo cáo …"; behind turns without a comma also
    who only acts: "Hằng năm Bộ Y tế lập dự toán …"."""
    turns = TASKS.turns_opening.match(text, start, end)
    owner = owner_at(text, turns.end(), end) if turns is not None else None
    if owner is not None:
        return owner
    charge = TASKS.charged_behind.match(text, start, end) or TASKS.charged_turned.match(text, start, end)
    never = never_named().search(text, charge.start("subject"), charge.end()) if charge is not None else None
    if charge is None or (never is not None and never.start() < charge.end("subject")) or verb_here(text, charge.end(), end) is None:
        return None
    return Owner(charge.start("subject"), charge.end("subject"), charge.end())


def sections_of_owners(text: str, segments: Sequence[Segment], body: Callable[[Segment], int]) -> set[tuple[str, ...]]:
    """The sections that share work out and whose headings name owners, at least one of them a known one."""
    found: set[tuple[str, ...]] = set()
    for segment in segments:
        if segment.marker is None or not segment.section or segment.section in found or not whole("sections", "sharing").search(segment.section[-1]):
            continue
        start = body(segment)
        if start < segment.end and heading_owner(text, start, segment.end) is not None:
            found.add(tuple(segment.section))
    return found


def titled_owner(text: str, start: int, end: int) -> Span | None:
    """The owners that a heading is in a section whose other headings name owners: short, no act, no topic of work."""
    stop = without_signs(text, start, end)
    if TASKS.many_by_trade.match(text, start, stop) is not None and stop == end:
        return start, stop
    if not 2 < stop - start <= LONGEST_TITLED or not text[start].isupper() or text[stop:end].strip() not in ("", ":"):
        return None
    if verb_here(text, start, end) is not None or whole("owners", "topics").match(text, start, end) or never_named().search(text, start, stop) or regex.search(r"[.:;](?:\s|$)", text[start:stop]):
        return None
    return start, stop


def named_again(text: str, segment: Segment, owner: Span, following: Segment | None, begins: int) -> bool:
    """Whether an article named by a body goes on with what that body does: "Điều 33. Sở Y tế" + "Sở Y tế giúp Ủy ban nhân dân …"."""
    if following is None or TASKS.article_mark.match(text, segment.start, segment.end) is None:
        return False
    size = owner[1] - owner[0]
    if text[begins : begins + size].casefold() != text[slice(*owner)].casefold():
        return False
    return verb_here(text, begins + size + 1, following.end) is not None
