"""Who gives something to whom in so many words: "Chủ tịch UBND tỉnh yêu cầu Sở Y tế rà soát …", "gửi văn bản đến các xã đề nghị …".

In: the reading and a run of it. Out: who assigns, and the owners with where their act begins. Words: patterns/tasks/.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from extractor.finders.tasks.act_runs import TRIM, Owned
from extractor.finders.tasks.assigned_words import rule, verb_at_start, words
from extractor.finders.tasks.names import Span, head_at, past_name, without_signs
from extractor.finders.tasks.owners import Owner, Says, anybody, ends, is_name, owner_at
from extractor.lexicon.phrases import TASKS

LONGEST_RECEIVED = 320  # of what a letter that was received asks, in code points
LONGEST_ADDRESS = 260  # of a letter and whom it was sent to


@cache
def _giving(firm: bool) -> Any:
    verbs = words("giving", "firm") if firm else f"{words('giving', 'verbs')}|(?P<named>{words('giving', 'by_name')})"
    return TASKS.filled("giving_verb", verbs=verbs)


@cache
def _told() -> Any:
    return rule(rf"(?<!\w)(?:{words('giving', 'told')})\s*$", "giving.told")


def given_at(text: str, start: int, end: int, firm: bool = False, until: int | None = None, directs: Says = anybody) -> tuple[Span | None, Owner] | None:
    """An assignment that says so: "Chủ tịch UBND tỉnh yêu cầu Sở Y tế rà soát" → who assigns, and the owner with its act.

    The word that assigns begins before `end`; the owners may be enumerated up to `until`.
    """
    for match in _giving(firm).finditer(text, start, end):
        if _told().search(text, max(start, match.start() - 16), match.start()):
            continue
        owner = owner_at(text, match.end(), until or end)
        owner = owner or _given_anything(text, match, end)
        letter = _addressed(text, start, match) if owner is None else None
        if letter is not None:
            return _speaker(text, start, letter[0]), letter[1]
        if owner is None or TASKS.received.search(text, max(start, match.start() - LONGEST_RECEIVED), match.start()):
            continue
        speaker = _speaker(text, start, match.start())
        if not firm and match["named"] and (speaker is None or _apart(text, speaker[1], match.start()) or not directs(speaker)):
            continue  # "Các Bộ: Chỉ đạo …" is what the Bộ must do
        return speaker, owner
    return None


def _given_anything(text: str, verb: Any, end: int) -> Owner | None:
    """A known body behind "Giao" that opens a sentence, with what follows as its act, though its verb is in no list: "Giao Sở Y tế cấu hình …"."""
    if text[verb.start() : verb.start() + 4] != "Giao" or not is_name(text, verb.end(), end := past_name(text, verb.end(), end)):
        return None
    behind = end + 1
    if text[end : end + 1] != " " or not text[behind : behind + 1].islower() or TASKS.goes_on_behind_name.match(text, behind) is not None:
        return None
    return Owner(verb.end(), end, behind)


def asks_for_act(text: str, start: int, end: int) -> Span | None:
    """Who asks for an act without saying of whom: "đồng chí Lê Văn An yêu cầu tập trung giải quyết …"."""
    for match in _giving(False).finditer(text, start, end):
        if _told().search(text, max(start, match.start() - 16), match.start()) or verb_at_start().match(text, match.end(), end) is None:
            continue
        return _speaker(text, start, match.start())
    return None


def _apart(text: str, start: int, end: int) -> bool:
    """Whether more stands between a speaker and its verb than how it asks: "Thủ tướng gửi công điện chỉ đạo …"."""
    between = text[start:end].rstrip()
    return bool(between.strip()) and TASKS.asks_further.match(between) is None


def _addressed(text: str, start: int, verb: Any) -> tuple[int, Owner] | None:
    """Where the letter is told of, and who was sent the letter in which somebody asks: "gửi văn bản đến các xã đề nghị rà soát …"."""
    letter = TASKS.sent_to.search(text, max(start, verb.start() - LONGEST_ADDRESS), verb.start())
    if letter is None or not is_name(text, *letter.span("owner")) or verb_at_start().match(text, verb.end(), len(text)) is None:
        return None
    return letter.start(), Owner(letter.start("owner"), letter.end("owner"), verb.end())


def given_above(text: str, start: int, end: int, directs: Says = anybody) -> Owned | None:
    """A line that gives to somebody what stands below it: "Chủ tịch UBND tỉnh yêu cầu Sở Y tế:" → the owners to its end, and who gives; "Bộ Tài chính
    chỉ đạo Kho bạc Nhà nước:", where the Bộ does not issue the document, → the Bộ, which is charged with it; "Sở Y tế chỉ đạo Chi cục A thực hiện các nội
    dung sau:" → the Chi cục, which is said to do what follows."""
    stop = without_signs(text, start, end, TRIM)
    for match in _giving(False).finditer(text, start, stop):
        speaker = _speaker(text, start, match.start())
        tail = ends().search(text, match.end(), stop)
        alone = speaker is None and not match["named"] and text[max(start, match.start() - 2) : match.start()].strip() in ("", ",", ".")
        stop = tail.start() if tail and (speaker is not None or alone) else stop
        if (speaker is not None or alone) and is_name(text, match.end(), stop) and not _told().search(text, max(start, match.start() - 16), match.start()):
            passed_on = tail is not None and TASKS.does_the_following.search(text, tail.start(), tail.end()) is not None
            return Owned((match.end(), stop), speaker) if speaker is None or not match["named"] or passed_on or directs(speaker) else Owned(speaker)
    return None


def _speaker(text: str, start: int, end: int) -> Span | None:
    """Who assigns: the name right before the verb."""
    stop = without_signs(text, start, end, TRIM)
    says = TASKS.says_before.search(text, start, end)
    stop = says.start() if says else stop
    begin = max(text.rfind(",", start, stop), text.rfind(".", start, stop), text.rfind(";", start, stop), start - 1) + 1
    while begin < stop and text[begin] == " ":
        begin += 1
    at = TASKS.speaks_at.match(text, begin, stop)
    begin = at.end() if at else begin
    further = TASKS.asks_further.search(text, begin, stop)
    stop = further.start() if further else stop
    helper = TASKS.together_with.search(text, begin, stop)
    if helper is not None and head_at(text, helper.end(), stop):
        stop = helper.start()  # "Thứ trưởng A phối hợp với Thứ trưởng B chỉ đạo …"
    if stop - begin < 3 or stop - begin > 120 or not head_at(text, begin, stop) or not is_name(text, begin, stop):
        return None
    return begin, stop
