"""Timetables: their lines say when somebody is somewhere, and give nothing.

    "thông báo lịch công tác tuần như sau:" + "- Thứ Hai (ngày 17/3/2031): Chủ tịch tiếp công dân." → no task

In: the reading segment by segment, and where the header ends. Out: whether a line belongs to a timetable, which a title, a heading or a sentence that opens a
list has announced. Words: patterns/tasks/task_phrases.yaml.
"""

from __future__ import annotations

from extractor.layout.model import Segment
from extractor.lexicon.phrases import TASKS

TITLE = 400  # before the end of the header, in code points


class Timetable:
    """Whether a timetable has been announced where the walk stands."""

    def __init__(self, text: str, begin: int) -> None:
        self.text = text
        self.titled = TASKS.timetable.search(text, max(0, begin - TITLE), begin) is not None
        self.open = self.titled

    def holds(self, segment: Segment, start: int) -> bool:
        """Whether a line whose words begin at `start` is one of a timetable."""
        announces = segment.kind == "heading" or self.text[start : segment.end].rstrip().endswith(":")
        if TASKS.time_of_line.match(self.text, start, segment.end) is not None:
            return self.open
        if announces:
            self.open = self.titled or TASKS.timetable.search(self.text, start, segment.end) is not None
        return False
