"""The owners that a heading or the line over a list consists of.

    "2. Sở Y tế, Sở Nội vụ:" → both; "Quan hệ công tác giữa Trường với các Vụ:" → Trường; "2. Sở Y tế phối hợp với Sở Tài chính rà soát hồ sơ" → none, it is
    an act

In: the reading and the run of a line. Out: the run of the owners, or None. Words: patterns/tasks/.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import regex

from extractor.finders.tasks.assigned_words import rule, words
from extractor.finders.tasks.names import Span, head_at, without_signs
from extractor.finders.tasks.owners import LONGEST, ends, expansion, is_name
from extractor.lexicon.phrases import TASKS


def _names_helpers(text: str, start: int, end: int) -> bool:
    """Whether what stands behind "phối hợp với" up to `end` is nothing but names."""
    return (match := TASKS.with_whom.search(text, start, end)) is not None and is_name(text, match.end(), end)


@cache
def _lead() -> Any:
    return rule(rf"(?:{words('owners', 'leads')})\s+", "owners.leads")


def heading_owner(text: str, start: int, end: int) -> Span | None:
    """The owners that a heading or list line consists of: "2. Sở Y tế, Sở Nội vụ:", "Trách nhiệm của Công an tỉnh"."""
    dealings = TASKS.dealings_of.match(text, start, end)
    if dealings is not None and head_at(text, dealings.start("who"), dealings.end("who")):
        return dealings.start("who"), dealings.end("who")
    lead = _lead().match(text, start, end)
    begin = lead.end() if lead else start
    stop = without_signs(text, begin, end)
    tail = ends().search(text, begin, stop)
    if tail:
        if text[stop : end].strip() == "." and TASKS.duty_of_line.search(text, begin, end) is None:
            return None  # "Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính rà soát hồ sơ." is a sentence
        if TASKS.only_helps.match(text, tail.start(), tail.end()) and not _names_helpers(text, tail.start(), stop):
            return None  # "1. Sở Y tế phối hợp với Sở Tài chính rà soát hồ sơ" is an act
        stop = tail.start()
    role = TASKS.role_behind_name.search(text, begin, stop) or TASKS.is_body.search(text, begin, stop)
    stop = role.start() if role else stop
    if stop - begin < 2 or stop - begin > LONGEST or not is_name(text, begin, stop):
        return None
    if regex.search(r"[.:](?:\s|$)", text[begin:stop]) and not expansion(text, begin, stop):
        return None
    return begin, stop
