"""What a document asks at its end of bodies that it names: to carry it out, and to report what hinders them.

    "Điều 3. Chánh Văn phòng UBND tỉnh; Giám đốc các Sở chịu trách nhiệm thi hành Quyết định này./." → both, "thi hành Quyết định này"
    "Nếu có khó khăn, vướng mắc, các xã phản ánh về Sở Y tế để tổng hợp." → the communes, "phản ánh về Sở Y tế để tổng hợp"

In: the reading and a line of it. Out: `Act`s with their owners. A call on nobody ("nếu có vướng mắc, đề nghị phản ánh …") gives none.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.finders.dates.finder import DateMention
from extractor.finders.tasks.act_runs import TRIM, Act, Owned, split_acts
from extractor.finders.tasks.assigned_words import verb_at_start
from extractor.finders.tasks.names import Span, head_at, without_signs
from extractor.finders.tasks.owners import is_name, never_named
from extractor.lexicon.phrases import LAYOUT, TASKS

LONGEST_LIST = 1600  # of those who carry a document out, in code points
LONGEST_TOLD = 400  # of names that are looked at as one
LONGEST_CALLED = 200  # of those who report what hinders them


def closing_acts(text: str, start: int, end: int, told: bool) -> list[Act]:
    """The acts of the formulas that close a document, in order; none where what was done is `told`."""
    return [] if told else [act for act in (_carried_out(text, start, end), _reported(text, start, end), _called(text, start, end)) if act is not None]


def _carried_out(text: str, start: int, end: int) -> Act | None:
    duty = TASKS.charged_to_carry_out.search(text, start, end)
    if duty is None:
        return None
    begin = _sentence(text, start, duty.start())
    opens = TASKS.closing_address.match(text, begin, duty.start())
    begin = opens.end() if opens else begin
    owner = (begin, without_signs(text, begin, duty.start(), TRIM))
    return Act(duty.start("act"), duty.end("act"), Owned(owner)) if _names(text, owner, LONGEST_LIST) else None


def _reported(text: str, start: int, end: int) -> Act | None:
    """What is asked of those who meet with difficulties."""
    hindered = TASKS.when_hindered.search(text, start, end)
    if hindered is None:
        return None
    act = TASKS.reports_hindrance.search(text, hindered.end(), end)
    owner = (hindered.end(), without_signs(text, hindered.end(), act.start(), TRIM)) if act is not None else None
    if act is None or owner is None or not _names(text, owner, LONGEST_CALLED):
        return None
    stop = LAYOUT.ends_sentence.search(text, act.start(), end)
    return Act(act.start(), without_signs(text, act.start(), stop.start() + 1 if stop else end, TRIM + "."), Owned(owner))


def hindered_acts(text: str, start: int, end: int, owned: Owned, dates: Sequence[DateMention]) -> list[Act]:
    """What a body charged just before does when it meets with difficulties: "Giao Sở Y tế …. Nếu có vướng mắc, kịp thời báo cáo …"."""
    hindered = TASKS.when_hindered.search(text, start, end)
    return split_acts(text, hindered.end(), end, owned, dates) if hindered is not None and verb_at_start().match(text, hindered.end(), end) else []


def _called(text: str, start: int, end: int) -> Act | None:
    """What many are asked for in a sentence of its own: "Yêu cầu các sở, ngành nghiêm túc triển khai thực hiện./."."""
    call = TASKS.calls_bodies.search(text, start, end)
    return Act(call.start("act"), without_signs(text, call.start("act"), call.end("act"), TRIM + "."), Owned(call.span("owner"))) if call is not None and _names(text, call.span("owner"), LONGEST_LIST) else None


def _sentence(text: str, start: int, place: int) -> int:
    return max([start, *(int(m.end()) for m in LAYOUT.ends_sentence.finditer(text, start, place))])


def _names(text: str, owner: Span, longest: int) -> bool:
    """Whether a run names bodies: it begins with one, and tells nothing."""
    begin, stop = owner
    return 2 < stop - begin <= longest and head_at(text, begin, stop) and never_named().search(text, begin, stop) is None and (stop - begin > LONGEST_TOLD or is_name(text, begin, stop) or bool(regex.search("[,;]", text[begin:stop])))
