"""Where a clause that names nobody begins as an act of whoever was named before it.

    "Sở Y tế: … Khi có yêu cầu, bố trí cán bộ" → from "bố trí"; "Định kỳ hằng quý, rà soát …" → from its time; "Kiểm soát viên có quyền đề nghị …" → none

In: the reading, the run of a clause, the acts before it. Out: a place, or None. Words: patterns/tasks/assigned.yaml, task_phrases.yaml.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import Any

import regex

from extractor.finders.tasks.act_runs import Act
from extractor.finders.tasks.assigned_words import rule, verb, verb_at_start, whole, words
from extractor.finders.tasks.owners import COMMA, MOST_COMMAS, grounded_act
from extractor.lexicon.phrases import TASKS

NEAR_ALSO = 16  # of ", đồng thời, " before its act
BEGINS_AN_ACT = ("ưu tiên", "không")  # qualifiers that open an act where its verb follows: "; không cấp phép đóng mới"
LONGEST_CONDITION = 360  # before an act, in code points


@cache
def _condition() -> Any:
    return rule(rf"(?:{words('acts', 'conditions')})(?!\w)", "acts.conditions")


def own_act(text: str, place: int, stop: int, acts: Sequence[Act], first: bool) -> int | None:
    """Where a clause without an owner of its own begins as an act of the one before: with a verb, and it does not only qualify."""
    if not (first or acts) and TASKS.also_behind_comma.search(text, max(0, place - NEAR_ALSO), place):
        return None  # "Ông A được phân công làm Trưởng ban, đồng thời tiếp tục …": what stands before it assigns nothing
    qualifier = whole("acts", "qualifiers").match(text, place, stop)
    if not first and qualifier and not text[place].isupper():
        begins = qualifier[0] in BEGINS_AN_ACT and TASKS.keeps_from.match(text, place, stop) is None
        return place if begins and verb_at_start().match(text, qualifier.end() + 1, stop) else None
    if acts and TASKS.only_deadline.match(text, place, stop) and stop - place < 90 and regex.search(r"[\dIVX]", text[place:stop]):
        return None
    if any(no_act.match(text, place, stop) for no_act in (TASKS.standing_task, TASKS.paper_must, TASKS.right_in_case, TASKS.has_right, TASKS.done_by_rule, TASKS.draft_listed)):
        return None
    if verb_at_start().match(text, place, stop):
        return place
    for opening in (TASKS.bare_duty, TASKS.limit_opening, TASKS.ground_documents, TASKS.must_in_case, TASKS.must_behind_case):
        opens = opening.match(text, place, stop)
        if opens and verb_at_start().match(text, opens.end(), stop):
            return int(opens.end())
    if grounded_act(text, place, stop):
        return place
    timed = TASKS.timed_opening.match(text, place, stop)
    if timed and verb_at_start().match(text, timed.end(), stop):
        return place
    circumstance = TASKS.by_duty.match(text, place, stop)
    if circumstance and verb_at_start().match(text, circumstance.end(), stop):
        return int(circumstance.end())
    return _behind_condition(text, place, stop)


def _behind_condition(text: str, place: int, stop: int) -> int | None:
    """Where an act begins that a time opens: with the time ("Định kỳ hằng quý, rà soát …"), or behind a case or what it is based on ("Khi có yêu cầu, bố trí
    …", "Căn cứ khoản 2, khoản 3 Điều 5, chủ động rà soát …")."""
    condition = _condition().match(text, place, stop)
    if condition is None:
        return None
    then = TASKS.then_act.search(text, condition.end(), min(stop, place + LONGEST_CONDITION))
    if then is not None and verb_at_start().match(text, then.end(), stop):
        return int(then.end())
    listed = False
    for comma in islice(COMMA.finditer(text, condition.end(), min(stop, place + LONGEST_CONDITION)), MOST_COMMAS):
        charge = TASKS.bare_duty.match(text, comma.end(), stop)
        if charge is not None and verb_at_start().match(text, charge.end(), stop) is not None:
            return int(charge.end())  # "Căn cứ nhiệm vụ được giao, có trách nhiệm lập …"
        begins = verb_at_start().match(text, comma.end(), stop)
        if begins is not None and TASKS.of_name.match(text, begins.end(), stop) is None:
            if whole("acts", "based_on").match(text, place, stop) is None:
                return place
            if verb().match(text, comma.end(), stop) is not None:
                return int(comma.end())
            listed = True  # "do thiên tai, dịch hại …, bố trí nguồn lực": a word that is a verb only at a beginning may be a noun of the case
    return place if listed else None
