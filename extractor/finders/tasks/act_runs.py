"""Acts as runs: what a clause adds to the act before it, and where a deadline inside a clause parts two.

In: the reading and the run of an act. Out: `Act`s. What only qualifies, or only tells until when, goes to the act that it belongs to.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.finders.dates.finder import DateMention
from extractor.finders.tasks.assigned_fields import Deadline, deadline_in
from extractor.finders.tasks.assigned_words import verb_at_start, whole
from extractor.finders.tasks.names import Span, without_signs
from extractor.lexicon.phrases import TASKS

TRIM = " ,;:./–-"
BEHIND_ACT = TRIM + "("
BARE_WORDS = 2  # of an act that is a verb alone
SHORTEST_ACT = 5  # in code points
LONGEST_ONLY = 90  # of a clause that only says until when


@dataclass(frozen=True, slots=True)
class Owned:
    """Who acts: the run of the owners, the run of who assigns (None where the text does not say), and how far the deadline of a list reaches;
    `mates` who helps with all that stands below (the heading says so);
    `helped` where the items name with whom ("Chủ trì, phối hợp:" stands above them); `general` where a sentence asks many for what the items say, each of
    which may ask somebody else; `more` where the other owners stand, in runs of their own."""

    owner: Span
    by: Span | None = None
    deadline: Deadline | None = None
    helped: bool = False
    general: bool = False
    mates: Span | None = None
    more: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """An act at `[start, end)` without the deadline that closes it."""

    start: int
    end: int
    owned: Owned
    deadline: Deadline | None = None
    whole: int = 0


def joined(text: str, act: Act, place: int, stop: int, dates: Sequence[DateMention]) -> Act:
    """The act before a clause that only gives its deadline, or qualifies it."""
    if TASKS.only_deadline.match(text, place, stop) and stop - place < LONGEST_ONLY:
        deadline = deadline_in(text, place, stop, dates)
        return replace(act, deadline=act.deadline or deadline, whole=stop)
    if TASKS.standing_task.match(text, place, stop):
        return replace(act, whole=stop)
    return extended(text, act, stop, dates)


def add_to(text: str, acts: list[Act], place: int, stop: int, dates: Sequence[DateMention], sentence: bool) -> None:
    """Adds a clause that is no act to those before it; one that is a sentence by itself only says until when."""
    if sentence:
        say_of_all(text, acts, place, stop, dates)
    else:
        acts[-1] = joined(text, acts[-1], place, stop, dates)


def say_of_all(text: str, acts: list[Act], place: int, stop: int, dates: Sequence[DateMention]) -> None:
    """A sentence that is no act may say until when those before it must be done: each back to one that has a deadline of its own."""
    deadline = deadline_in(text, place, stop, dates) if TASKS.only_deadline.match(text, place, stop) and stop - place < LONGEST_ONLY else None
    number = len(acts) - 1
    while deadline is not None and number >= 0 and acts[number].deadline is None:
        acts[number] = replace(acts[number], deadline=deadline, whole=max(acts[number].whole, stop))
        number -= 1


def extended(text: str, act: Act, stop: int, dates: Sequence[DateMention]) -> Act:
    if text.find("\n", act.start, stop) >= 0 or stop - act.end > 600:
        return act
    deadline = act.deadline or deadline_in(text, act.end, stop, dates)
    end = _without_details(text, act.start, stop)
    if deadline and deadline.end >= stop - 3 and deadline.start > act.start:
        end = deadline.start
    return replace(act, end=without_signs(text, act.start, end, BEHIND_ACT), deadline=deadline, whole=stop)


def split_acts(text: str, start: int, stop: int, owned: Owned, dates: Sequence[DateMention]) -> list[Act]:
    """One act, or several where a deadline inside the clause closes one and a verb opens the next."""
    found: list[Act] = []
    begin = start
    for cut in _deadline_cuts(text, start, stop, dates):
        if TASKS.opens_by_turns.match(text, begin, cut) and verb_at_start().match(text, begin, cut) is None:
            continue  # "Định kỳ trước ngày 20 tháng 12 hằng năm, tổng hợp …": the time opens the act
        opening = _opening_deadline(text, begin, cut, dates)
        if opening is not None and found == []:
            skip = TASKS.act_joint.match(text, cut, stop)
            return [act if act.deadline else replace(act, deadline=opening) for act in split_acts(text, skip.end() if skip else cut, stop, owned, dates)]
        if cut - begin > 8:
            found.append(_act(text, begin, cut, owned, dates))
            begin = cut
            skip = TASKS.act_joint.match(text, begin, stop)
            begin = skip.end() if skip else begin
    if stop - begin > 5:
        found.append(_act(text, begin, stop, owned, dates))
    return found


def opened_by(text: str, begin: int, stop: int, dates: Sequence[DateMention]) -> Deadline | None:
    """The deadline that opens a sentence, or what stands behind whom it names: "Trong năm 2031, khởi công …", "Trong thời hạn 05 ngày, gửi …"."""
    limited = TASKS.limit_opening.match(text, begin, stop)
    counted = TASKS.counted_deadline.search(text, begin, limited.end()) if limited is not None else None
    if counted is not None:
        return Deadline(counted.start(), without_signs(text, counted.start(), counted.end(), TRIM), None, None, counted.start(), True)
    deadline = deadline_in(text, begin, stop, dates)
    opens = deadline is not None and not text[begin : deadline.start].strip(" -+–(:,") and text[deadline.end : deadline.end + 1] == ","
    return deadline if opens and deadline is not None and deadline.due_on is not None else None


def _opening_deadline(text: str, begin: int, cut: int, dates: Sequence[DateMention]) -> Deadline | None:
    """The deadline that is all a clause says up to `cut`: "Trước ngày 31/12/2031, lập kế hoạch …"."""
    deadline = deadline_in(text, begin, cut, dates)
    return deadline if deadline is not None and not text[begin : deadline.start].strip() and not text[deadline.end : cut].strip(TRIM) else None


def join_acts(text: str, acts: list[Act], made: list[Act], stop: int, dates: Sequence[DateMention]) -> None:
    """Adds the acts of a clause; a verb alone with its deadline goes on with the act before it, which has its object: "lập danh sách các hộ; di dời xong
    trước ngày 25/8"."""
    last = acts[-1] if acts else None
    bare = len(made) == 1 and made[0].deadline is not None and len(text[made[0].start : made[0].end].split()) <= BARE_WORDS
    if bare and last is not None and last.owned is made[0].owned and last.deadline is None:
        acts[-1] = extended(text, last, stop, dates)
    else:
        acts += made


def _deadline_cuts(text: str, start: int, stop: int, dates: Sequence[DateMention]) -> list[int]:
    cuts = []
    for mention in dates[bisect_left(dates, start, key=lambda m: m.start) :]:
        if mention.start >= stop:
            break
        follows = TASKS.next_act.match(text, mention.end, stop)
        if follows and _qualifies(text, follows.end(), stop):
            continue
        if follows and verb_at_start().match(text, follows.end(), stop) and not (not _dated(text, follows.end(), stop, dates) and TASKS.act_behind_deadline.match(text[follows.end() : follows.end() + 20]) and TASKS.reports_result.match(text, follows.end(), stop) is None):
            made = deadline_in(text, start, mention.end, dates)
            if made is not None and made.end >= mention.end:
                cuts.append(mention.end)
    return cuts


def _qualifies(text: str, place: int, stop: int) -> bool:
    """Whether what follows a deadline only says how: "…, không để người dân bị đói"."""
    if TASKS.only_goal.match(text, place, stop) is not None:
        return True
    return whole("acts", "qualifiers").match(text, place, stop) is not None and TASKS.only_how.match(text, place, stop) is not None


def _dated(text: str, place: int, stop: int, dates: Sequence[DateMention]) -> bool:
    """Whether an act behind a deadline has one of its own: "… trong quý I và gửi báo cáo chậm nhất ngày 15/8"."""
    return TASKS.same_reports.match(text, place, stop) is None and deadline_in(text, place, stop, dates) is not None


def _without_details(text: str, start: int, end: int) -> int:
    """Where an act ends before its details ("…, cụ thể: đạt 30%") or the list of documents by which it is done."""
    for rule in (TASKS.details_behind, TASKS.by_documents):
        found = rule.search(text, start, end)
        end = found.start() if found is not None and found.start() - start > SHORTEST_ACT else end
    return end


def _act(text: str, start: int, stop: int, owned: Owned, dates: Sequence[DateMention]) -> Act:
    deadline = deadline_in(text, start, stop, dates)
    end = stop
    if deadline is not None:
        rest = text[deadline.end : stop].strip(TRIM + ")")
        if (not rest or rest.startswith("(") or TASKS.and_again.match(rest) or TASKS.what_for.match(rest) or _qualifies(rest, 0, len(rest))) and (not deadline.counted or not rest or TASKS.what_for.match(rest)) and deadline.start - start > 5:
            end = deadline.start
            bare = TASKS.bare_before_deadline.search(text, max(start, end - 30), end)
            end = bare.start() if bare is not None and bare.start() - start > SHORTEST_ACT else end
    end = _without_details(text, start, end)
    helpers = TASKS.helpers_in_bracket.search(text, start, end)
    end = helpers.start() if helpers is not None and helpers.start() - start > SHORTEST_ACT else end
    return Act(start, without_signs(text, start, end, BEHIND_ACT), owned, deadline, stop)
