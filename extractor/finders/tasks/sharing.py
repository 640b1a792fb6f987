"""Where a document shares work out: the articles of a regulation that say who must do what, and the headings whose names own what stands below them.

    "Điều 6. Trách nhiệm của Sở Y tế" + "1. Lập danh mục thuốc." → a duty; "Điều 4. Hồ sơ" + "1. Đơn đề nghị." → none

In: the text, the segments with their sections, what kind of document it is. Words: patterns/tasks/assigned.yaml, `sections`.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.finders.tasks.act_runs import Act
from extractor.finders.tasks.assigned_words import whole
from extractor.finders.tasks.kinds import Kind
from extractor.layout.model import Segment
from extractor.lexicon.phrases import TASKS

LONGEST_TURNS = 120  # of "Định kỳ hằng năm, ", "Trong 05 ngày làm việc kể từ …, " before a name
NEAR_ACT = 16  # of an act, in code points: what it must not be
DUTY = 40  # code points at the end of a line in which "có trách nhiệm:" stands


class Sharing:
    """Which segments share work out; `headless`: the text begins in the middle of its document, perhaps below the title of such a part."""

    def __init__(self, text: str, segments: Sequence[Segment], headless: bool) -> None:
        self.text = text
        first = next(iter(segments), None)
        self.titled = headless and first is not None and first.marker is None and whole("sections", "ruling").fullmatch(text, first.start, first.end) is not None

    def here(self, segment: Segment, kind: Kind) -> bool:
        """Whether a regulation says here who must do what: in its articles on duties and its closing ones, below the title with which a passage of it
        begins; one of cooperation also in those on the duties of each side."""
        below = self.titled and not any(TASKS.article_mark.match(title) for title in segment.section)
        return below or _in_section(segment, "ruling") or (kind.joint and _in_section(segment, "sharing"))

    def heads(self, segment: Segment, start: int, kind: Kind, acting: bool) -> bool:
        """Whether a name may own what stands below it: not a list of who receives or attends; in a regulation one whose duties the line opens, or below
        which acts stand (`acting`); in one that a decision lays down also a body of the state."""
        if not kind.ruling or acting or self.here(segment, kind) or (kind.enacting and TASKS.office_of_state.match(self.text, start, segment.end) is not None):
            return True
        duty = TASKS.duty_of_line.search(self.text, max(start, segment.end - DUTY), segment.end)
        return duty is not None or whole("sections", "ruling").match(self.text, start, segment.end) is not None


def charged_by_rule(text: str, act: Act, retold: bool = False) -> bool:
    """Whether an article outside those parts charges a body: "Sở Y tế có trách nhiệm báo cáo …", "Sở Y tế tổng hợp … trước ngày 15 tháng 12 hằng năm";
    what the law asks of everybody ("tổ chức, cá nhân", "người nộp phí") is no task. A law that is `retold` gives nobody work whom it only speaks of
    ("Người điều khiển xe có trách nhiệm …")."""
    start, end = act.owned.owner
    if not retold and TASKS.duty_behind.search(text, end, act.start) is not None and TASKS.everybody.fullmatch(text, start, end) is None:
        return True
    if TASKS.anybody_at_all.match(text, start, end) is not None:
        return not retold and TASKS.organised.match(text, start, end) is not None and (_must(text, end, act.start) or act.deadline is not None)
    by_turns = TASKS.turns_before.search(text, max(0, start - LONGEST_TURNS), start) is not None
    return by_turns or act.deadline is not None or (TASKS.duty_behind.search(text, end, act.start) if retold else TASKS.must_of_rule.match(text, end)) is not None


def _must(text: str, end: int, start: int) -> bool:
    """Whether a word between a name's `end` and its act's `start` says that it must."""
    must = TASKS.must_word.search(text, end, start + NEAR_ACT)
    return must is not None and must.start() < start


def _in_section(segment: Segment, name: str) -> bool:
    return any(whole("sections", name).search(title) for title in segment.section)
