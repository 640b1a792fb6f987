"""Closing formulas: who carries a document out, and who tells what hinders them. They are tasks of the document, but nobody reports on them.

    "Chánh Văn phòng UBND tỉnh, Giám đốc các Sở chịu trách nhiệm thi hành Quyết định này./.", "Nếu có vướng mắc, các xã phản ánh về Sở Y tế."

In: a task. Out: whether a follow-up leaves it out: of it nobody would say that no report tells of it. What has a day or comes back stays.
"""

from __future__ import annotations

from extractor.lexicon.phrases import LINKING
from extractor.records import Task

LONGEST_TITLE = 300  # of a formula, in code points


def is_formula(task: Task) -> bool:
    """Whether a task that running text assigns is only a formula at the end of its document."""
    title = " ".join((task.title or "").split())
    if task.form != "assigned" or task.due_on or task.deadline or task.recurrence or not 0 < len(title) <= LONGEST_TITLE:
        return False
    if LINKING.carries_out_the_document.fullmatch(title):
        return True
    sentence = " ".join((task.sentence or "").split())
    at = sentence.find(title)
    return LINKING.tells_of_hindrance.match(title) is not None and LINKING.if_hindered.search(sentence, 0, at if at >= 0 else len(sentence)) is not None
