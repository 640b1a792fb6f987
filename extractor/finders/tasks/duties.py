"""Whom a duty word charges, whatever a clause calls them and whatever stands before and behind their name.

    "Khi có lịch kiểm tra, người đại diện phần vốn tại công ty phải có trách nhiệm bố trí …" → "người đại diện phần vốn tại công ty"
    "Các công ty con khi kết thúc năm tài chính có trách nhiệm gửi …" → "Các công ty con"

In: the reading and a clause. Out: the run of the owners and where their act begins. A time or case may open the clause, or stand between the name and its
duty; neither belongs to the name. Words: patterns/tasks/task_phrases.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.finders.tasks.assigned_words import whole
from extractor.finders.tasks.name_verbs import verb_here
from extractor.finders.tasks.names import head_at, without_signs
from extractor.finders.tasks.owners import BRACKETED, LONGEST_DESCRIBED, Owner, modal_inside, never_named
from extractor.lexicon.phrases import TASKS

LONGEST_OPENING = 420  # before the duty word, in code points


def charged_in_clause(text: str, start: int, stop: int) -> Owner | None:
    """The owners whom a duty word of a clause charges with an act; None where it names nobody, or tells."""
    reach = min(stop, start + LONGEST_OPENING)
    described = TASKS.duty_of_whom.match(text, start, reach)  # "Người có nghĩa vụ kê khai … phải …": the first only says who they are
    begin = described.end() if described is not None and (TASKS.must_word.search(text, described.end(), reach) or TASKS.duty_word.search(text, described.end(), reach)) else start
    duty = TASKS.duty_word.search(text, begin, reach)
    must = TASKS.must_word.search(text, begin, duty.start() if duty else reach)
    duty = must or duty
    if duty is None or not _acts(text, duty.end(), stop):
        return None
    for begin in _beginnings(text, start, duty.start()):
        aside = TASKS.aside_of_subject.search(text, begin, duty.start())
        end = without_signs(text, begin, aside.start() if aside else duty.start())
        if _names(text, begin, end):
            return Owner(begin, end, duty.end())
    return None


def _acts(text: str, place: int, stop: int) -> bool:
    """Whether what stands behind a duty word is an act: no "trách nhiệm về …", "trước pháp luật"."""
    return verb_here(text, place, stop) is not None or TASKS.no_act_behind_duty.match(text, place, stop) is None


def _beginnings(text: str, start: int, duty: int) -> Iterator[int]:
    """Where the name of who is charged may begin: with the clause, behind its time, behind what ends its case."""
    turns = TASKS.turns_prefix.match(text, start, duty)
    if turns is not None:
        yield int(turns.end())
    elif not _opens_case(text, start, duty):
        yield start
    cuts = list(TASKS.before_subject.finditer(text, start, duty))
    alone = len(cuts) == 1 and TASKS.time_of_case.match(text, start, duty) is not None  # the one comma ends the case
    for cut in cuts:
        before = text[start : cut.start()]
        if before.count("(") > before.count(")") or (cut[0].startswith(",") and not alone and text[cut.end()].islower() and TASKS.nouns_listed.search(before)):
            continue  # "từ các địa phương, đơn vị phải …": one more of a list
        yield int(cut.end())


def _opens_case(text: str, start: int, duty: int) -> bool:
    return whole("giving", "leading").match(text, start, duty) is not None or TASKS.if_opening.match(text, start, duty) is not None or TASKS.circumstance_opening.match(text, start, duty) is not None


def _names(text: str, start: int, end: int) -> bool:
    """Whether a run is the name of whoever has a duty: its first word says that it is one, and nothing in it tells."""
    if not 2 < end - start <= LONGEST_DESCRIBED or (TASKS.subject_noun.match(text, start, end) is None and not head_at(text, start, end)):
        return False
    bare = BRACKETED.sub(lambda match: " " * len(match[0]), TASKS.named_in_article.sub(" ", text[start:end]))
    told = TASKS.already_described.sub(lambda match: " " * len(match[0]), bare)
    if any(sign in bare for sign in ";:") or TASKS.left_open.search(bare) or TASKS.ones_own.search(bare) or never_named().search(told) or modal_inside().search(told):
        return False
    return whole("giving", "verbs").search(text, start, end) is None or TASKS.passive_before.search(bare) is not None
