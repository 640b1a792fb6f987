"""Acts whose owner is told behind them: steps over lines "Đơn vị chủ trì: …", and acts that a bracket with their owner closes.

    "2. Tổ chức tập huấn." + "- Đơn vị chủ trì: Sở Nội vụ" + "- Thời gian hoàn thành: Quý II/2031" → one task of the Sở Nội vụ

In: the reading, what kind of document it is, what stands open at a segment. Out: tasks, added to those found; labelled lines below acts whose owner
was named before say until when, with whom and what comes of it. Words: the `labels` of patterns/tasks/assigned.yaml.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from types import MappingProxyType
from typing import Any

import regex

from extractor.finders.dates.finder import DateMention
from extractor.finders.tasks.act_runs import Act, Owned
from extractor.finders.tasks.assigned_fields import cooperate_in, deadline_in
from extractor.finders.tasks.assigned_lines import (
    LABELS,
    content_label,
    label_line,
    led_with,
    names_owner,
    only_gives,
    owner_inside,
    trimmed,
)
from extractor.finders.tasks.assigned_mention import labelled, mention_of
from extractor.finders.tasks.assigned_words import verb_at_start, whole
from extractor.finders.tasks.clauses import MARK, Manner, acts_of, joins_only
from extractor.finders.tasks.giving import given_at
from extractor.finders.tasks.kinds import Kind, tells_of_past
from extractor.finders.tasks.misread import mended
from extractor.finders.tasks.model import TaskMention
from extractor.finders.tasks.name_verbs import verb_here
from extractor.finders.tasks.names import Span, head_at
from extractor.finders.tasks.owners import is_name, owner_at
from extractor.finders.tasks.scopes import Scope, Waiting
from extractor.layout.model import Reading, Segment
from extractor.lexicon.phrases import TASKS

BRACKET_OWNER = regex.compile(r"\(([^()]{4,200})\)\s*[.;]?\s*$")
LABEL_CUT = regex.compile(r"[.;]\s+")
PERFORMED_CUT = regex.compile(r"[.:]\s+")
MOST_CUTS = 6  # places of a paragraph at which labels may begin, or who performs what stands before
LONGEST_DEADLINE = 90  # of a line that only says until when, in code points
SHORTEST_STEP = 16  # of words before the first verb that are an act of their own
SHORTEST_WRITTEN = 6  # of an act, in code points
LONGEST_VALUE = 400  # of what stands behind a label
# A line of a table without lines: "Hợp tác xã thành lập mới: 2".
FIGURE = regex.compile(r"[^:;.]{2,80}:\s*\d[\d.,]*\s?%?(?:\s\p{L}+){0,3}")


class Steps:
    """What a walk over the segments has found, and the acts that still wait for an owner."""

    kind: Kind
    opened: bool  # somebody has been given something: who is named with an act from here on is given it
    above: Span  # the words of the line right above

    def __init__(self, reading: Reading, dates: Sequence[DateMention]) -> None:
        self.reading = reading
        self.text = mended(reading.text)
        self.dates = dates
        self.scope = Scope()
        self.waiting = Waiting()
        self.found: list[TaskMention] = []
        self.written = 0  # where the tasks of the segment right above begin among those found

    def _bracketed(self, start: int, end: int) -> bool:
        """An act whose owner stands in the bracket that closes it: "3. Xây dựng quy chế (giao Công an tỉnh tham mưu)."."""
        text = self.text
        bracket = BRACKET_OWNER.search(text, start, end) if verb_at_start().match(text, start, end) else None
        if bracket is None:
            return False
        inner = owner_inside(text, bracket.start(1), bracket.end(1), self.kind.directing)
        if inner is None:
            return False
        self._write(Act(start, trimmed(text, start, bracket.start()), Owned(inner, None), deadline_in(text, start, end, self.dates), end))
        return True

    def _labels_at(self, start: int, end: int) -> list[tuple[str, Span]]:
        """The labels with their values of which a run consists: "Đơn vị chủ trì: Sở Y tế; thời gian: Quý II/2031"."""
        found: list[tuple[str, Span]] = []
        place = start
        while place < end and (match := label_line().match(self.text, place, end)) is not None and ":" in match[0]:
            cut = next((m for m in LABEL_CUT.finditer(self.text, match.end(), end) if label_line().match(self.text, m.end(), end)), None)
            stop = cut.start() if cut else end
            found.append((next(name for name in LABELS if match[name]), (match.end(), trimmed(self.text, match.end(), stop))))
            place = cut.end() if cut else end
        return found

    def _told_behind(self, start: int, end: int) -> bool:
        """An act and, in the same paragraph, labels that say whose it is: "Tổ chức tập huấn. Đơn vị thực hiện: Sở Nội vụ. Thời gian: quý II/2031."."""
        text = self.text
        for cut in islice(LABEL_CUT.finditer(text, start, end), MOST_CUTS):
            match = label_line().match(text, cut.end(), end)
            if match is None or ":" not in match[0]:
                continue
            said: dict[str, list[Span]] = {}
            for role, value in self._labels_at(cut.end(), end):
                said.setdefault(role, []).append(value)
            lead = said.get("lead")
            if lead is None or not head_at(text, *lead[0]) or verb_at_start().match(text, start, cut.start()) is None:
                return False
            self._write(Act(start, trimmed(text, start, cut.start()), Owned(lead[0], None), None, cut.start()), said)
            return True
        return False

    def _performed(self, start: int, end: int) -> bool:
        """An act whose owner a sentence or words behind a colon name, that only performs it: "Tổ chức tập huấn. Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài
        chính thực hiện, hoàn thành trong quý II/2031."."""
        text = self.text
        if verb_at_start().match(text, start, end) is None or whole("giving", "verbs").match(text, start, end) or TASKS.ground_opening.match(text, start, end):
            return False
        for cut in islice(PERFORMED_CUT.finditer(text, start, end), MOST_CUTS):
            gives = only_gives().match(text, cut.end(), end)
            place = gives.end() if gives else cut.end()
            place += len(text[place:end]) - len(text[place:end].lstrip())
            duty = TASKS.duty_verb.search(text, place, min(end, place + LONGEST_VALUE)) if head_at(text, place, end) else None
            if duty is None or not is_name(text, place, duty.start()):
                continue
            deadline = deadline_in(text, duty.start(), end, self.dates)
            stop = deadline.start if deadline else end
            if not (TASKS.only_performs.match(text[duty.start() : stop].strip(" ,;.(")) or joins_only(text, duty.start() + 1, stop) or duty.end() >= stop - 1):
                continue
            _, helpers = cooperate_in(text, duty.start(), stop)
            if helpers is None and (jointly := TASKS.with_whom.search(text, duty.start(), stop)) is not None:
                helpers = (jointly.end(), trimmed(text, jointly.end(), stop))
            told = {"cooperate": [helpers]} if helpers else {}
            self._write(Act(start, trimmed(text, start, cut.start()), Owned((place, duty.start()), None), deadline, cut.start()), told)
            return True
        return False

    def _step(self, segment: Segment, start: int) -> bool:
        """A step whose owner the lines right below it name, in whatever words it stands; it waits for them."""
        end = segment.end
        if self.kind.reporting or self.kind.ruling:
            return False
        titled = content_label().match(self.text, start, end)
        begin = titled.end() if titled else start
        if titled and (self.text[begin].islower() or verb_at_start().match(self.text, begin, end) is None) and self._titles(self.above):
            begin, end = self.above  # "2. Xây dựng cổng thông tin" + "- Nội dung: cổng thông tin cung cấp …": what it holds only describes it
        if not titled and (owner_at(self.text, start, end) or given_at(self.text, start, end)):
            return False  # it names its own
        if tells_of_past(segment.section) and verb_at_start().match(self.text, begin, end) is None:
            return False
        self.waiting.acts.append((begin, trimmed(self.text, begin, end)))
        return True

    def _titles(self, line: Span) -> bool:
        """Whether a line says what is to be done or made, with nothing behind it: "3. Xây dựng cổng thông tin", "- Nghị định quy định chi tiết …"."""
        start, end = line
        if end - start < SHORTEST_STEP or self.text[end - 1] == ":" or label_line().match(self.text, start, end) is not None:
            return False
        return verb_at_start().match(self.text, start, end) is not None or TASKS.made_document.match(self.text, start, end) is not None

    def _wait(self, start: int, end: int, rank: float, closed: bool) -> None:
        text = self.text
        if closed or self.kind.reporting or self.kind.ruling or (rank >= 99.0 and not self.waiting.marks):
            return
        if verb_at_start().match(text, start, end):
            self.waiting.acts.append((start, trimmed(text, start, end)))

    def _label(self, segment: Segment, start: int, rank: float) -> bool:
        """A line that says who does what stands above it, with whom, until when, and what comes of it; or an item of such a line's list."""
        waiting = self.waiting
        match = label_line().match(self.text, start, segment.end)
        if match is not None and self.scope.current() is not None and joins_only(self.text, start, segment.end):
            return False  # "b) Chủ trì, phối hợp" below "2. Công an tỉnh": whom the items name helps the heading's owner
        if not waiting.acts:
            if match is None:
                return self._deadline_of_written(start, segment.end)
            return (self._label_of_written(match, segment.end) or names_owner(self.text, match, segment.end))
        if match is None:
            if waiting.filling is None or rank <= waiting.filling[0] or waiting.filling[1] is None:
                return False
            # A remark in brackets is no value, and ends no list of them.
            return self.text[start] == "(" or self._say(waiting.filling[1], start, segment.end)
        role = next(name for name in LABELS if match[name])
        value = (match.end(), trimmed(self.text, match.end(), segment.end))
        if value[1] <= value[0] and only_gives().fullmatch(self.text, match.start(), value[0]) and self._acts_below(segment.end):
            return False  # "Điều 2. Giao:" + "a) Sở Y tế lập danh sách …"
        if value[1] <= value[0] and (":" in match[0] or whole("labels", "alone").match(match[0])):
            # A heading: what it says stands in the items below it, under "Cơ quan chủ trì, phối hợp" with labels of their own.
            waiting.label(rank)
            waiting.filling = (rank, None if match["both"] else role)
            return True
        if value[1] <= value[0] or (role == "lead" and not head_at(self.text, *value)):
            return False
        waiting.label(rank)
        several = self._labels_at(start, segment.end)
        return all([self._say(name, *span) for name, span in several]) if len(several) > 1 else self._say(role, *value)

    def _helped(self, start: int, end: int, owned: Owned) -> bool:
        """An item under "b) Chủ trì, phối hợp": "- Sở A và Sở B tham mưu …" is an act of the heading's owner, helped by those it names."""
        helpers = owner_at(self.text, start, end)
        if helpers is None:
            return False
        named = (helpers.start, helpers.end)
        self._write(Act(start, trimmed(self.text, start, end), owned, deadline_in(self.text, start, end, self.dates), end), {"cooperate": [named]})
        return True

    def _with_deadline(self, owned: Owned, start: int, end: int) -> Owned:
        deadline = deadline_in(self.text, start, end, self.dates)
        return replace(owned, deadline=deadline) if deadline else owned

    def _given_deadline(self, act: Act) -> Act:
        return act if act.deadline or act.owned.deadline is None else replace(act, deadline=act.owned.deadline)

    def _acts_below(self, end: int) -> bool:
        """Whether the line behind `end` names somebody with an act."""
        mark = MARK.match(self.text, end)
        return owner_at(self.text, mark.end() if mark else end, min(len(self.text), end + LONGEST_VALUE)) is not None

    def _label_of_written(self, match: Any, end: int) -> bool:
        """A label behind acts whose owner a heading named: "Thời gian hoàn thành: Trước ngày 15/11/2031." says until when those right above."""
        role = next(name for name in LABELS if match[name])
        value = (match.end(), trimmed(self.text, match.end(), end))
        if role == "lead" or value[1] <= value[0] or value[1] - value[0] > LONGEST_VALUE or self.written >= len(self.found):
            return False
        self.found[self.written :] = [labelled(self.reading, self.dates, task, role, value) for task in self.found[self.written :]]
        return True

    def _deadline_of_written(self, start: int, end: int) -> bool:
        """A line that says only until when: "Hoàn thành trong quý II năm 2031." below acts."""
        if end - start >= LONGEST_DEADLINE or self.written >= len(self.found) or not TASKS.only_deadline.match(self.text, start, end):
            return False
        deadline = deadline_in(self.text, start, end, self.dates)
        if deadline is None or end - deadline.end > 2:
            return False
        self.found[self.written :] = [labelled(self.reading, self.dates, task, "deadline", (deadline.said, deadline.end)) for task in self.found[self.written :]]
        return True

    def _say(self, role: str, start: int, end: int) -> bool:
        """Takes what a label says, where it is of the kind: owners begin as owners do, and nobody tells a deadline in a paragraph."""
        text, end = self.text, trimmed(self.text, start, end)
        shared = led_with(text, start, end) if role == "lead" and end - start <= LONGEST_VALUE else None
        if shared is not None:
            lead, helpers = shared
            self.opened = True
            self.waiting.said.setdefault("lead", []).append(lead)
            self.waiting.said.setdefault("cooperate", []).extend([helpers] if helpers else [])
            return True
        listed = self.waiting.filling is not None and role in ("lead", "cooperate")
        if end - start > LONGEST_VALUE or (listed and (verb_here(text, start, end) or owner_at(text, start, end) is not None)):
            return False
        self.waiting.said.setdefault(role, []).append((start, end))
        return True

    def _flush(self) -> None:
        """Writes the acts whose owners were told behind them, where there are such."""
        if not self.waiting.said and self.waiting.filling is None:
            return
        waiting, self.waiting = self.waiting, Waiting()
        acts, said = waiting.acts[waiting.first :], waiting.said
        if "lead" not in said:
            return
        owned = Owned(said["lead"][0], None)
        for start, end in acts:
            found = acts_of(self.text, start, end, owned, self.dates, Manner(bare=False, firm=True))
            opens = found[0].start if found else end
            if TASKS.made_document.match(self.text, start, end) is not None:
                found = [Act(start, end, owned, None, end)]
            elif opens - start > SHORTEST_STEP:
                found = [Act(start, trimmed(self.text, start, opens), owned, None, opens), *found]
            for act in found:
                self._write(act, said)

    def _write_all(self, acts: Sequence[Act]) -> None:
        for act in acts:
            self._write(act)

    def _write(self, act: Act, told: Mapping[str, Sequence[Span]] = MappingProxyType({}), topic: str | None = None) -> None:
        told_no_act = any(rule.fullmatch(self.text, act.start, act.end) for rule in (only_gives(), FIGURE, TASKS.states_a_rate))
        if act.end - act.start >= SHORTEST_WRITTEN and not told_no_act:
            self.found.append(mention_of(self.reading, self.dates, act, told, topic))
