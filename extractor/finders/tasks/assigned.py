"""Tasks that running text gives to somebody: in directives, telegrams, conclusions, plans, letters of reminder, the part "Tổ chức thực hiện".

    "2. Sở Y tế:" + "- Hướng dẫn các trạm y tế lập danh sách, báo cáo trước ngày 05/4/2024." → lead "Sở Y tế", due 2024-04-05

In: the layout, the dates, what the document is. Out: `TaskMention`s of form `assigned`, in order. The owner stands in the clause ("Giao Sở Y tế chủ
trì …", "Sở Y tế có trách nhiệm …"), in the heading above ("2. Sở Y tế:"), in the lead-in ("Thủ tướng yêu cầu các Bộ …:"), in lines that follow
("Đơn vị chủ trì: Sở Y tế") or in the bracket behind the act. Headings own what stands deeper than they do, until the next of their level.
Grounds, appeals without an object and what is told as done are no tasks. Words: patterns/tasks/assigned.yaml.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType
from typing import Any

import regex

from extractor.finders.bodies.organizations import Context, canonical_name
from extractor.finders.dates.finder import DateMention
from extractor.finders.header.outline import is_formula
from extractor.finders.tasks.assigned_fields import cooperate_in, deadline_in, priority_in, product_in, recurrence_in
from extractor.finders.tasks.assigned_words import rule, verb_at_start, whole, words
from extractor.finders.tasks.clauses import Act, Manner, Owned, acts_of, given_at
from extractor.finders.tasks.deadlines import due_day
from extractor.finders.tasks.model import TaskMention
from extractor.finders.tasks.owners import NOWHERE, Span, head_at, heading_owner, is_name, members, owner_at, verb_here
from extractor.layout.model import Layout, Reading, Segment

NUMBERED = regex.compile(r"\(\d{1,2}\)")
END = regex.compile(r"(?:Nơi nhận|Nơi gửi)\s*:?", regex.IGNORECASE)
ADDRESS = regex.compile(r"(?:Đồng )?Kính gửi", regex.IGNORECASE)
ARTICLE = regex.compile(r"Điều\s+\d+[.:]\s*", regex.IGNORECASE)
BRACKET_OWNER = regex.compile(r"\(([^()]{4,200})\)\s*[.;]?\s*$")
PAST = regex.compile(r"(?<!\w)(?:đã|vừa|từng)(?!\w)")
GROUND = regex.compile(r"(?:Căn cứ|Xét|Theo đề nghị|Thực hiện|Tiếp theo|Sau khi|Ngày|Thời gian qua|Trong thời gian|Hiện nay|Tuy nhiên|Đến nay|Qua)(?!\w)")
LABELS = ("lead", "cooperate", "deadline", "product")
LONGEST_VALUE = 400  # of what stands behind a label, in code points
CLOSED_LIST = regex.compile(r":\s*$")


@dataclass(slots=True)
class _Scope:
    """The owners that headings and lead-ins have opened, outermost first: (rank, owned, whether the list's items may be nominal)."""

    open: list[tuple[float, Owned, bool]] = field(default_factory=list)

    def enter(self, rank: float) -> None:
        while self.open and self.open[-1][0] >= rank:
            self.open.pop()

    def current(self) -> tuple[Owned, bool] | None:
        return (self.open[-1][1], self.open[-1][2]) if self.open else None


@dataclass(slots=True)
class _Waiting:
    """Acts without an owner, whose lines "Đơn vị chủ trì: …" may follow: as further lines of the act, or as the next item beside them all.

        "1. Nội dung: a) Lập danh sách …; b) Rà soát … 2. Cơ quan chủ trì: Sở Y tế; Sở Nội vụ" → two acts of two owners

    `marks` holds the way from the outermost heading to the last segment, as (rank, acts that stood before it); `said` what the labels gave.
    """

    acts: list[Span] = field(default_factory=list)
    marks: list[tuple[float, int]] = field(default_factory=list)
    said: dict[str, list[Span]] = field(default_factory=dict)
    filling: tuple[float, str | None] | None = None
    first: int = 0

    def enter(self, rank: float) -> None:
        """A segment of this rank begins."""
        if rank < 99.0:
            self._leave(rank)
            self.marks.append((rank, len(self.acts)))

    def label(self, rank: float) -> None:
        """A label of this rank: its acts are those that stand below the same parent; an unmarked one belongs to the last marked segment."""
        if not self.said and self.filling is None:
            self._leave(rank)
            self.first = self.marks[-1][1] if self.marks else 0

    def _leave(self, rank: float) -> None:
        while self.marks and self.marks[-1][0] >= rank:
            self.marks.pop()


@dataclass(frozen=True, slots=True)
class _Kind:
    directing: bool
    reporting: bool
    ruling: bool


def find_assigned(
    layout: Layout, dates: Sequence[DateMention], doc_type: str | None, begin: int = 0, context: Context = NOWHERE
) -> list[TaskMention]:
    """All assigned tasks of a document; `begin` is where its header ends."""
    return _Walk(layout.reading, dates, _kind(doc_type), begin, context).tasks()


def _kind(doc_type: str | None) -> _Kind:
    if doc_type is None:
        return _Kind(False, True, False)  # the press, an annex alone: nobody is known to assign
    name = doc_type.casefold()
    return _Kind(*(bool(whole("documents", group).fullmatch(name)) for group in ("directing", "reporting", "ruling")))


def rank_of(segment: Segment) -> float:
    """How deep a segment stands: smaller is further out; without a mark it stands below everything."""
    if segment.marker is None:
        return 0.5 if segment.kind == "heading" else 99.0
    return 7.5 if NUMBERED.fullmatch(segment.marker) else float(segment.level)


class _Walk:
    """Goes over the segments once."""

    def __init__(self, reading: Reading, dates: Sequence[DateMention], kind: _Kind, begin: int, context: Context) -> None:
        self.reading = reading
        self.text = reading.text
        self.dates = dates
        self.kind = kind
        self.context = context
        self.begin = begin
        self.scope = _Scope()
        self.opened = False
        self.after_owner = False
        self.waiting = _Waiting()
        self.found: list[TaskMention] = []
        self.segments = [s for s in reading.segments if s.kind not in ("cell", "note") and s.start >= begin]

    def tasks(self) -> list[TaskMention]:
        skipping = addressing = False
        for number, segment in enumerate(self.segments):
            body = self._body(segment)
            if END.match(self.text, body, segment.end):
                skipping = True
                self.scope.open.clear()
                self._flush()
            elif segment.kind == "heading" and (segment.level in (1, 2) or segment.marker):
                skipping = False
            if ADDRESS.match(self.text, body, segment.end):
                addressing = True
            elif addressing:
                # Who is addressed stands in short lines; the letter begins with a sentence or a number.
                addressing = segment.end - segment.start < 120 and not (segment.marker and segment.marker[:1].isalnum())
            if skipping or addressing:
                continue
            following = self.segments[number + 1] if number + 1 < len(self.segments) else None
            self._segment(segment, body, following)
        self._flush()
        return sorted(self.found, key=lambda task: (task.start, task.end))

    def _body(self, segment: Segment) -> int:
        start = segment.start
        if segment.marker and self.text.startswith(segment.marker, start):
            start += len(segment.marker)
        article = ARTICLE.match(self.text, start, segment.end)
        start = article.end() if article else start
        while start < segment.end and self.text[start] in " *_.":
            start += 1
        return start

    def _segment(self, segment: Segment, start: int, following: Segment | None) -> None:
        text, end = self.text, segment.end
        rank = rank_of(segment)
        if rank < 99.0:
            self.scope.enter(rank)
        if start >= end:
            return
        below = rank_of(following) if following is not None else 0.0
        deeper = below > rank and (below < 99.0 or segment.kind == "heading" or CLOSED_LIST.search(text, start, end) is not None)
        if self._label(segment, start, rank):
            return
        self._flush()
        self.waiting.enter(rank)
        owner = heading_owner(text, start, end) if segment.kind != "paragraph" or CLOSED_LIST.search(text, start, end) else None
        if owner is not None and segment.kind == "heading" and segment.marker is None and text[start:end].isupper():
            owner = None
        if owner is not None and is_formula(self.reading.plain[segment.start : end]):
            owner = None
        if owner is not None and (deeper or CLOSED_LIST.search(text, start, end)) and self._may_head(segment):
            self._own(rank, Owned(owner, self._by()), True)
            return
        closed = self._closed(segment)
        if self._lead_in(segment, start, rank, following, closed):
            return
        if segment.kind == "heading" and deeper:
            self.after_owner = False
            self.opened = self.opened or whole("sections", "open").search(text, start, end) is not None
            return
        self._acts(segment, start, rank, deeper, closed)

    def _may_head(self, segment: Segment) -> bool:
        """Whether a name alone may own what stands below it: not a list of who receives or attends."""
        return not self.kind.ruling or self._in_section(segment, "ruling")

    def _own(self, rank: float, owned: Owned, direct: bool) -> None:
        self.scope.open.append((min(rank, 98.0), owned, direct))
        self.opened = True
        self.after_owner = direct

    def _by(self) -> Span | None:
        current = self.scope.current()
        return current[0].by if current else None

    def _in_section(self, segment: Segment, name: str) -> bool:
        return any(whole("sections", name).search(title) for title in segment.section)

    def _closed(self, segment: Segment) -> bool:
        """Whether the innermost section that says something tells of the past or of aims."""
        for title in reversed(segment.section):
            if whole("sections", "open").search(title):
                return False
            if whole("sections", "closed").search(title):
                return True
        return False

    # -- lead-ins ---------------------------------------------------------------------------------------------------------------------

    def _lead_in(self, segment: Segment, start: int, rank: float, following: Segment | None, closed: bool) -> bool:
        """A sentence that ends with a colon and says who must do what follows."""
        text, end = self.text, segment.end
        if following is None or self.kind.ruling or not (CLOSED_LIST.search(text, start, end) or _lists(text, start, end)):
            return False
        self.opened = True
        sentence = max([start, *(m.end() for m in SENTENCE.finditer(text, start, end - 1))])
        given = given_at(text, sentence, end, self.kind.reporting)
        owner = given[1] if given else (owner_at(text, sentence, end) if not self.kind.reporting and not closed else None)
        if owner is not None and given is None and self._of_itself(owner.act, end) and self._speaks(Owned((owner.start, owner.end)), True):
            return True
        if owner is None or owner.act >= end or (given is None and (self._speaks(Owned((owner.start, owner.end))) or PAST.search(text, sentence, end) or whole("giving", "of_itself").match(text, owner.act, end))):
            return False
        by = (given[0] if given else None) or self._by()
        deadline = deadline_in(text, owner.act, end, self.dates)
        inner = min(rank_of(following) - 0.25, 98.0)
        if rank < 99.0:
            inner = max(rank, min(inner, rank + 0.25)) if rank_of(following) > rank else rank
        vague = _opening().search(text, owner.act, end) is not None
        listing = _listing().search(text, owner.act, end)
        close = listing.start() if listing else end
        if not vague and not closed:
            self._write(Act(owner.act, _trimmed(text, owner.act, deadline.start if deadline and deadline.start > owner.act + 5 and close - deadline.end < 6 else close), Owned((owner.start, owner.end), by), deadline, end))
        self.scope.enter(inner)
        self.scope.open.append((inner, Owned((owner.start, owner.end), by, deadline), False))
        self.after_owner = False
        return True

    # -- acts ---------------------------------------------------------------------------------------------------------------------

    def _acts(self, segment: Segment, start: int, rank: float, deeper: bool, closed: bool) -> None:
        text, end = self.text, segment.end
        current = self.scope.current()
        inherited: Owned | None = None
        if current is not None:
            direct = current[1]
            if rank < 99.0 or (self.after_owner and direct):
                inherited = current[0]
        if rank >= 99.0 and not (inherited and self.after_owner):
            self.after_owner = False
        if GROUND.match(text, start, end) and inherited is None:
            # "Thực hiện …, Chủ tịch UBND tỉnh yêu cầu …": only what says that it assigns.
            manner = Manner(bare=False, firm=self.kind.reporting, named=True)
        else:
            # "Đề nghị Hiệu trưởng trường X bổ sung chứng từ" as an item of its own is no telling, even where shortcomings are told.
            asks = not self.kind.reporting and given_at(text, start, min(end, start + 4)) is not None
            manner = Manner(bare=self._bare(segment, rank, closed), firm=self.kind.reporting or (closed and not asks))
        if self.kind.ruling and not self._in_section(segment, "ruling") and inherited is None:
            return
        if deeper and CLOSED_LIST.search(text, start, end) and inherited is not None and owner_at(text, start, end) is None:
            self.scope.open.append((rank + 0.1, self._with_deadline(inherited, start, end), True))
            return
        manner = replace(manner, direct=current is not None and current[1] and inherited is not None)
        if inherited is None and not closed and not self.kind.reporting and self._bracketed(start, end):
            return
        begin = _after_title(text, start, end)
        acts = acts_of(text, begin, end, inherited, self.dates, manner)
        acts = [act for act in acts if act.owned is inherited or not (self._of_itself(act.start, act.end) and self._speaks(act.owned))]
        acts = [act for act in acts if not PAST.search(text, act.start, min(act.end, act.start + 12))]
        if not acts and inherited is None:
            self._wait(start, end, rank, closed)
            return
        if rank < 99.0:
            self.after_owner = False
        for act in acts:
            self._write(self._given_deadline(act))

    def _speaks(self, owned: Owned, unknown: bool = False) -> bool:
        """Whether the owner is the body that issues the document (`unknown`: or may be): what it says of itself assigns nothing."""
        if self.context.issuer is None:
            return unknown
        return owned.by is None and canonical_name(self.text[slice(*owned.owner)], self.context) == self.context.issuer

    def _of_itself(self, start: int, end: int) -> bool:
        return whole("giving", "of_itself").match(self.text, start, end) is not None

    def _with_deadline(self, owned: Owned, start: int, end: int) -> Owned:
        deadline = deadline_in(self.text, start, end, self.dates)
        return replace(owned, deadline=deadline) if deadline else owned

    def _given_deadline(self, act: Act) -> Act:
        return act if act.deadline or act.owned.deadline is None else replace(act, deadline=act.owned.deadline)

    def _bare(self, segment: Segment, rank: float, closed: bool) -> bool:
        """Whether a named body with a verb assigns here without more words."""
        if self.kind.reporting or closed:
            return False
        if self.kind.ruling:
            return self._in_section(segment, "ruling")
        return self.kind.directing and self.opened

    # -- owners behind the act ------------------------------------------------------------------------------------------------------

    def _bracketed(self, start: int, end: int) -> bool:
        """An act whose owner stands in the bracket that closes it: "3. Xây dựng quy chế (giao Công an tỉnh tham mưu)."."""
        text = self.text
        bracket = BRACKET_OWNER.search(text, start, end) if verb_at_start().match(text, start, end) else None
        if bracket is None:
            return False
        inner = _owner_inside(text, bracket.start(1), bracket.end(1))
        if inner is None:
            return False
        self._write(Act(start, _trimmed(text, start, bracket.start()), Owned(inner, None), deadline_in(text, start, end, self.dates), end))
        return True

    def _wait(self, start: int, end: int, rank: float, closed: bool) -> None:
        text = self.text
        if closed or self.kind.reporting or self.kind.ruling or rank >= 99.0:
            return
        if verb_at_start().match(text, start, end):
            self.waiting.acts.append((start, _trimmed(text, start, end)))

    def _label(self, segment: Segment, start: int, rank: float) -> bool:
        """A line that says who does what stands above it, with whom, until when, and what comes of it; or an item of such a line's list."""
        waiting = self.waiting
        if not waiting.acts:
            return False
        match = _label().match(self.text, start, segment.end)
        if match is None:
            if waiting.filling is None or rank <= waiting.filling[0] or waiting.filling[1] is None:
                return False
            # A remark in brackets is no value, and ends no list of them.
            return self.text[start] == "(" or self._say(waiting.filling[1], start, segment.end)
        role = next(name for name in LABELS if match[name])
        value = (match.end(), _trimmed(self.text, match.end(), segment.end))
        if value[1] <= value[0] and (":" in match[0] or whole("labels", "alone").match(match[0])):
            # A heading: what it says stands in the items below it, under "Cơ quan chủ trì, phối hợp" with labels of their own.
            waiting.label(rank)
            waiting.filling = (rank, None if match["both"] else role)
            return True
        if value[1] <= value[0] or (role == "lead" and not head_at(self.text, *value)):
            return False
        waiting.label(rank)
        return self._say(role, *value)

    def _say(self, role: str, start: int, end: int) -> bool:
        """Takes what a label says, where it is of the kind: owners begin as owners do, and nobody tells a deadline in a paragraph."""
        end = _trimmed(self.text, start, end)
        if end - start > LONGEST_VALUE or (self.waiting.filling and role in ("lead", "cooperate") and verb_here(self.text, start, end)):
            return False
        self.waiting.said.setdefault(role, []).append((start, end))
        return True

    def _flush(self) -> None:
        """Writes the acts whose owners were told behind them, where there are such."""
        if not self.waiting.said and self.waiting.filling is None:
            return
        waiting, self.waiting = self.waiting, _Waiting()
        acts, said = waiting.acts[waiting.first :], waiting.said
        if "lead" not in said:
            return
        owned = Owned(said["lead"][0], None)
        for start, end in acts:
            for act in acts_of(self.text, start, end, owned, self.dates, Manner(bare=False, firm=True)) or [Act(start, end, owned, None, end)]:
                self._write(act, said)

    # -- records --------------------------------------------------------------------------------------------------------------------

    def _write(self, act: Act, told: Mapping[str, Sequence[Span]] = MappingProxyType({})) -> None:
        text, plain = self.text, self.reading.plain
        if act.end - act.start < 6 or _only_gives().fullmatch(text, act.start, act.end):
            return
        start, end = act.start, act.end
        stop = max(end, act.whole)
        lead = act.owned.owner
        cooperate, with_whom = cooperate_in(text, start, stop)
        again = (act.deadline.recurrence if act.deadline else None) or recurrence_in(text, start, stop)
        product = product_in(text, start, end)
        priority = priority_in(text, start, stop)
        deadline = (act.deadline.said, act.deadline.end) if act.deadline else None
        due_on = act.deadline.due_on if act.deadline else None
        for span in told.get("cooperate", ()):
            cooperate, with_whom = [*cooperate, *members(text, *span)], with_whom or span
        for span in told.get("deadline", ())[:1]:
            deadline = span
            due_on = due_day(text, *span, [d for d in self.dates if span[0] <= d.start < span[1]])
            again = again or recurrence_in(text, *span)
        product = product or next(iter(told.get("product", ())), None)
        owners = [lead, *told.get("lead", ())[1:]] if told and lead == told["lead"][0] else [lead]
        named = [("lead", lead), ("cooperate", with_whom), ("deadline", deadline), ("product", product), ("recurrence", again)]
        named += [("assigned_by", act.owned.by), ("priority", priority)]
        self.found.append(
            TaskMention(
                start,
                end,
                "assigned",
                "planned",
                title=plain[start:end],
                product=_said(plain, product),
                deadline=_said(plain, deadline),
                due_on=due_on,
                lead=_said(plain, lead),
                leads=tuple(name for span in owners for name in _as_written(text, plain, members(text, *span), span)),
                cooperate=tuple(cooperate),
                recurrence=_said(plain, again),
                assigned_by=_said(plain, act.owned.by),
                priority=_said(plain, priority),
                spans=tuple((name, *span) for name, span in named if span is not None and span[1] > span[0]),
            )
        )


SENTENCE = regex.compile(r"[.!?]\s+(?=\p{Lu})")


@cache
def _opening() -> Any:
    """The end of a lead-in that only opens a list."""
    return rule(rf"(?<!\w)(?:{words('giving', 'opening')})\s*:?\s*$", "giving.opening")


@cache
def _only_gives() -> Any:
    return rule(rf"(?:{words('giving', 'verbs')})\s*:?", "giving.verbs")


@cache
def _listing() -> Any:
    return rule(rf"(?:{words('giving', 'listing')})\s*:?\s*$", "giving.listing")


@cache
def _label() -> Any:
    """A label with what follows it after a colon, or alone in its line; `both` where it announces labels of several kinds."""
    groups = "|".join(rf"(?P<{name}>(?:{words('labels', name)}))" for name in LABELS)
    return rule(rf"(?:{groups})(?P<both>\s*(?:,|và)\s*(?:phối hợp|thực hiện)[^:\n]{{0,30}})?\s*(?::\s*|[.]?\s*$)", "labels")


def _lists(text: str, start: int, end: int) -> bool:
    return regex.search(r"(?:như sau|sau đây)\s*[:.]?\s*$", text[max(start, end - 24) : end]) is not None


def _after_title(text: str, start: int, end: int) -> int:
    """Where the words behind a title begin: "2. Hoàn thiện thể chế: Các bộ khẩn trương …"."""
    colon = regex.compile(r":\s+").search(text, start, min(end, start + 260))
    if colon is None or given_at(text, start, colon.start()) is not None:
        return start
    rest = int(colon.end())
    mark = regex.compile(r"\(?1\)\s+").match(text, rest, end)
    place = mark.end() if mark else rest
    named = owner_at(text, place, end)
    if named is not None and text[named.start].isupper():
        return rest
    if owner_at(text, start, end) is not None:
        return start
    return rest if named is not None or given_at(text, place, min(end, place + 300)) is not None else start


def _owner_inside(text: str, start: int, end: int) -> Span | None:
    """The owners in a bracket: "(Sở Y tế chủ trì, phối hợp với Sở Tài chính)", "(do Công an tỉnh thực hiện)"."""
    lead = regex.compile(r"(?:do|giao|giao cho)\s+", regex.IGNORECASE).match(text, start, end)
    begin = lead.end() if lead else start
    if not head_at(text, begin, end):
        return None
    verb = regex.compile(r"\s+(?:chủ trì|thực hiện|là (?:cơ quan|đơn vị)|chịu trách nhiệm|tham mưu)").search(text, begin, end)
    stop = verb.start() if verb else end
    return (begin, stop) if (verb or lead) and is_name(text, begin, stop) else None


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " ,;:./–-":
        end -= 1
    return end


def _said(plain: str, span: Span | None) -> str | None:
    return plain[span[0] : span[1]] or None if span else None


def _as_written(text: str, plain: str, names: Sequence[str], span: Span) -> list[str]:
    """Names as the file writes them (the reading has one placement of tones)."""
    found = []
    for name in names:
        at = text.find(name, *span)
        found.append(plain[at : at + len(name)] if at >= 0 else name)
    return found


__all__ = ["find_assigned", "rank_of"]
