"""Tasks that running text gives to somebody: in directives, telegrams, conclusions, plans, letters of reminder, the part "Tổ chức thực hiện".

    "2. Sở Y tế:" + "- Hướng dẫn các trạm y tế lập danh sách, báo cáo trước ngày 05/4/2024." → lead "Sở Y tế", due 2024-04-05

In: the layout, the dates, what the document is. Out: `TaskMention`s of form `assigned`, in order. The owner stands in the clause ("Giao Sở Y tế chủ
trì …", "Sở Y tế có trách nhiệm …"), in the heading above ("2. Sở Y tế:"), in the lead-in ("Thủ tướng yêu cầu các Bộ …:"), in lines that follow
("Đơn vị chủ trì: Sở Y tế") or in the bracket behind the act. Headings own what stands deeper than they do, until the next of their level.
Grounds, appeals without an object and what is told as done are no tasks. Words: patterns/tasks/assigned.yaml.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from extractor.finders.bodies.organizations import Context
from extractor.finders.dates.finder import DateMention
from extractor.finders.header.outline import is_formula
from extractor.finders.tasks.act_runs import Act, Owned
from extractor.finders.tasks.assigned_fields import deadline_in
from extractor.finders.tasks.assigned_labels import Steps
from extractor.finders.tasks.assigned_lines import (
    SENTENCE,
    above_labels,
    act_with_helpers,
    announces_list,
    behind_mark,
    behind_title,
    called_place,
    closing_article,
    goes_on,
    helped_by,
    listing,
    only_gives,
    opens_list,
    opens_vaguely,
    topic_of,
    topic_of_heading,
    trimmed,
    words_open_act,
)
from extractor.finders.tasks.assigned_mention import given_by
from extractor.finders.tasks.assigned_words import verb_at_start, whole
from extractor.finders.tasks.clauses import Manner, acts_of, joins_only
from extractor.finders.tasks.closing import closing_acts
from extractor.finders.tasks.described import described_owner, dutiful_owner, named_again, sections_of_owners, titled_owner
from extractor.finders.tasks.duties import charged_in_clause
from extractor.finders.tasks.giving import given_above, given_at
from extractor.finders.tasks.heading_names import heading_owner
from extractor.finders.tasks.kinds import begins_above, kind_of, tells_of_past
from extractor.finders.tasks.letters import Letter
from extractor.finders.tasks.model import TaskMention
from extractor.finders.tasks.name_verbs import verb_here
from extractor.finders.tasks.names import NOWHERE, Span, head_at
from extractor.finders.tasks.own_acts import own_act
from extractor.finders.tasks.owners import Owner, nobody, of_itself, owner_at, owner_behind, urged
from extractor.finders.tasks.regulations import Regulations, charged
from extractor.finders.tasks.retold import Retelling
from extractor.finders.tasks.scopes import holds_outward, rank_of
from extractor.finders.tasks.sharing import Sharing
from extractor.finders.tasks.speakers import Speaker
from extractor.finders.tasks.timetables import Timetable
from extractor.layout.model import Layout, Reading, Segment
from extractor.lexicon.phrases import TASKS

TITLE = 400  # code points behind the header in which the title of a notice may stand
OPENING = 1200  # code points behind the header in which a notice tells what meeting it concludes
LONGEST_SUBHEADING = 80  # of a line of the press without a sign at its end, in code points
SHORTEST_BEFORE_LIST = 24  # of an act before the words that turn to a list, in code points
LONGEST_TOLD_DAY = 90  # of "Ngày 05/5/2031, Sở Y tế đã …", in code points
SECTION = 3.0  # the rank of "II."
CLOSED_LIST = regex.compile(r":\s*$")


def find_assigned(
    layout: Layout, dates: Sequence[DateMention], doc_type: str | None, begin: int = 0, context: Context = NOWHERE
) -> list[TaskMention]:
    """All assigned tasks of a document; `begin` is where its header ends."""
    if begins_above(layout.reading.segments, begin):
        doc_type, begin = None, 0
    return _Walk(layout.reading, dates, doc_type, begin, context).tasks()


class _Walk(Steps):
    """Goes over the segments once."""

    def __init__(self, reading: Reading, dates: Sequence[DateMention], doc_type: str | None, begin: int, context: Context) -> None:
        super().__init__(reading, dates)
        self.speaker = Speaker(self.text, context)
        first = self.first = begin if doc_type is not None else 0  # a passage without a head begins with its first line
        self.segments = [s for s in reading.segments if s.kind not in ("cell", "note") and s.start >= first]
        self.kind = kind_of(doc_type, self.text, self.segments, self._body)
        self.reports = self.kind.reporting
        self.steps = above_labels(self.text, self.segments, self._body)
        self.sharing = sections_of_owners(self.text, self.segments, self._body)
        self.retelling = Retelling(self.text, self.kind, doc_type)
        self.rules = Regulations(self.text, self.segments, self._body, doc_type, begin, self.kind)
        self.timetable = Timetable(self.text, begin)
        ruled = doc_type is None and any(TASKS.article_mark.match(self.text, s.start, s.end) for s in self.segments)
        self.may_speak = nobody if ruled else self.speaker.may_speak
        self.letter = Letter(self.text, doc_type, self.speaker)
        self.opened = self.kind.cut
        self.shares = Sharing(self.text, self.segments, doc_type is None)
        self.after_owner = False
        self.last: Owned | None = None  # whose acts stand right above
        self.addressee: Owned | None = None  # the place that the items of a conclusion's section address
        self.host = self.speaker.met(self.first + OPENING) if self.kind.concluding else None  # the place with whose leaders a meeting was held
        self.reopened: tuple[str, ...] | None = None  # the section of the past that a lead-in has turned to what must be done

    def tasks(self) -> list[TaskMention]:
        skipping = addressing = False
        for number, segment in enumerate(self.segments):
            body = self._body(segment)
            if TASKS.receivers_line.match(self.text, body, segment.end):
                skipping = True
                self.scope.open.clear()
                self._flush()
            elif segment.kind == "heading" and (segment.level in (1, 2) or segment.marker):
                skipping = False
            if TASKS.address_line.match(self.text, body, segment.end):
                addressing = True
            elif addressing:
                # Who is addressed stands in short lines; the letter begins with a sentence or a number.
                addressing = segment.end - segment.start < 120 and not (segment.marker and segment.marker[:1].isalnum()) and not self._begins_letter(segment, body)
            self.letter.receives(body, segment.end if addressing else body)
            if skipping or addressing or self.timetable.holds(segment, body):
                continue
            following = self.segments[number + 1] if number + 1 < len(self.segments) else None
            self.above = (self._body(self.segments[number - 1]), self.segments[number - 1].end) if number else (0, 0)
            self._segment(segment, body, following, self.steps[number])
        self._flush()
        by = self.speaker.concludes(self.first + TITLE) if self.kind.concluding else None
        self.found = [given_by(self.reading, task, by) for task in self.found] if by else self.found
        return sorted(self.found, key=lambda task: (task.start, task.end))

    def _begins_letter(self, segment: Segment, body: int) -> bool:
        """A short line behind the addressees that is a sentence of the letter: it opens a list, or gives."""
        if segment.marker is not None:
            return False
        return CLOSED_LIST.search(self.text, body, segment.end) is not None or given_at(self.text, body, segment.end) is not None or self.letter.asked(body, segment.end) is not None

    def _body(self, segment: Segment) -> int:
        start = behind_mark(self.text, segment)
        article = TASKS.article_mark.match(self.text, start, segment.end)
        start = article.end() if article else start
        while start < segment.end and self.text[start] in " *_.":
            start += 1
        return start

    def _segment(self, segment: Segment, start: int, following: Segment | None, step: bool) -> None:
        text, end = self.text, segment.end
        rank = rank_of(segment)
        if rank < 99.0:
            self.scope.enter(rank)
        if segment.kind == "heading":
            self.scope.about(rank, topic_of_heading(text, start, end))
        self.kind = self.rules.kind(segment, self.retelling.kind(segment, start))
        self.opened = self.opened or self.kind.cut
        if segment.kind == "heading" and rank <= SECTION:
            self.addressee = None
        if start >= end or self.retelling.headline(segment, start) or self.rules.gives_nothing(segment, start):
            return
        below = rank_of(following) if following is not None else 0.0
        deeper = below > rank and (below < 99.0 or segment.kind == "heading" or CLOSED_LIST.search(text, start, end) is not None)
        if self._label(segment, start, rank):
            return
        self._flush()
        self.written = len(self.found)
        self.waiting.enter(rank)
        if step and self._step(segment, start):
            self.after_owner = False
            return
        owner = heading_owner(text, start, end) if (segment.kind != "paragraph" or CLOSED_LIST.search(text, start, end)) and self.letter.asked(start, end) is None else None
        owner = owner or self.retelling.charged(start, end)
        begins = self._body(following) if following is not None else end
        acting = owner is not None and CLOSED_LIST.search(text, start, end) is not None and following is not None and verb_here(text, begins, following.end) is not None
        acts_below = following is not None and TASKS.draft_listed.match(text, begins, following.end) is None and (verb_here(text, begins, following.end) is not None or head_at(text, begins, following.end))
        duty = TASKS.duty_of_line.search(text, start, end) is not None
        named = segment.kind == "heading" or segment.marker is not None or duty
        if owner is None and (deeper or duty) and named and acts_below and (verb_here(text, begins, following.end if following else end) is not None or TASKS.duties_of.match(text, start, end) is not None or duty):
            owner = dutiful_owner(text, start, end) or described_owner(text, start, end) or (titled_owner(text, start, end) if tuple(segment.section) in self.sharing else None)
        if owner is not None and ((segment.kind == "heading" and segment.marker is None and text[start:end].isupper()) or is_formula(self.reading.plain[segment.start : end])):
            owner = None
        acting = acting or (owner is not None and named_again(text, segment, owner, following, begins))
        if owner is not None and (deeper or CLOSED_LIST.search(text, start, end)) and self.shares.heads(segment, start, self.kind, acting):
            opens = duty or owner[0] > start or opens_list(text, start, end)
            self._own(min(below, 98.0) - 0.25 if holds_outward(rank, below, following) or (opens and rank >= 99.0 > below) else rank, Owned(owner, self._by(), deadline_in(text, start, owner[0], self.dates), mates=helped_by(text, owner[1], end)), True)
            for said in act_with_helpers(text, owner[1], end):
                self._write(Act(*said, Owned(owner, self._by())))
            return
        given = given_above(text, start, end, self._directs) if CLOSED_LIST.search(text, start, end) and not self.kind.reporting and (self.kind.enacting or not self.kind.ruling) else None
        if given is not None:
            # A paragraph gives what its items say, an item what stands deeper.
            given = replace(given, general=rank >= 99.0 and opens_vaguely().search(text, start, end) is not None)
            self._own(rank if rank < 99.0 else min(below, 98.0) - 0.25, given, True)
            return
        closed = tells_of_past(segment.section) and tuple(segment.section) != self.reopened and not self.retelling.recommending
        if self._lead_in(segment, start, rank, following, closed):
            return
        current = self.scope.current()
        if current is not None and (rank < 99.0 or self.after_owner) and joins_only(text, start, end) and (deeper or CLOSED_LIST.search(text, start, end)):
            # "b) Chủ trì, phối hợp:" over its items: whom they name helps the heading's owner; in a line of its own the owner just goes on below.
            if deeper:
                self.scope.open.append((rank + 0.1, replace(current[0], helped=True), True))
            return
        if segment.kind == "heading" and deeper and not self._says_more(start, end):
            self.after_owner = False
            self.opened = self.opened or whole("sections", "open").search(text, start, end) is not None
            return
        self._acts(segment, start, rank, deeper, closed, acts_below)

    def _says_more(self, start: int, end: int) -> bool:
        """Whether a heading is a sentence that gives somebody something: "Điều 3. Thường trực Hội đồng nhân dân giám sát ….", or whose last sentence does."""
        charges = self.kind.ruling and self.text[end - 1] == ":" and charged_in_clause(self.text, start, end) is not None
        ends = self.text[end - 1] == "."
        charges = charges or (self.scope.current() is not None and TASKS.submits_list.match(self.text, start, end) is not None)
        return charges or (ends and (owner_at(self.text, start, end) is not None or given_at(self.text, start, end) is not None or bool(closing_acts(self.text, start, end, False))))

    def _own(self, rank: float, owned: Owned, direct: bool) -> None:
        self.scope.open.append((min(rank, 98.0), owned, direct))
        self.opened = True
        self.after_owner = direct

    def _directs(self, name: Span) -> bool:
        return self.speaker.directs(name) or self.retelling.directs(name)

    def _by(self) -> Span | None:
        current = self.scope.current()
        return current[0].by if current else None

    # -- lead-ins ---------------------------------------------------------------------------------------------------------------------

    def _lead_in(self, segment: Segment, start: int, rank: float, following: Segment | None, closed: bool) -> bool:
        """A sentence that ends with a colon and says who must do what follows."""
        text, end = self.text, segment.end
        if following is None or self.kind.ruling or not (CLOSED_LIST.search(text, start, end) or opens_list(text, start, end)):
            return False
        self.opened = True
        sentence = max([start, *(m.end() for m in SENTENCE.finditer(text, start, end - 1))])
        alone = heading_owner(text, sentence, end) if sentence > start and not self.kind.reporting and not closed else None
        if alone is not None:
            # "… còn chậm. Các sở, ban, ngành tập trung thực hiện:"
            self._own(rank if rank < 99.0 else min(rank_of(following), 98.0) - 0.25, Owned(alone, self._by()), False)
            return True
        given = given_at(text, sentence, end, self.kind.reporting, directs=self._directs)
        owner = given[1] if given else self._named_in(segment, sentence, rank, closed)
        asked = self.letter.asked(sentence, end) if given is None else None
        if asked is not None:
            self._own(rank if rank < 99.0 else min(rank_of(following), 98.0) - 0.25, asked[2], False)
            return True
        if owner is not None and given is None and self.speaker.of_itself(owner.act, end) and self.speaker.speaks(Owned((owner.start, owner.end)), True):
            return True
        if owner is None or owner.act >= end or (given is None and (self.speaker.speaks(Owned((owner.start, owner.end))) or TASKS.told_past.search(text, sentence, end) or of_itself(text, owner, end))):
            return False
        by = (given[0] if given else None) or self._by()
        deadline = deadline_in(text, owner.end, end, self.dates)
        inner = min(rank_of(following) - 0.25, 98.0)
        if rank < 99.0:
            inner = max(rank, min(inner, rank + 0.25)) if rank_of(following) > rank else rank
        vague = opens_vaguely().search(text, owner.act, end) is not None or joins_only(text, owner.act, end)
        end_of_list = listing().search(text, owner.act, end)
        close = end_of_list.start() if end_of_list else end
        turn = TASKS.turns_to_list.search(text, owner.act, end) if vague else None
        if turn is not None and turn.start() - owner.act >= SHORTEST_BEFORE_LIST and whole("giving", "carrying_out").search(text, owner.act, turn.start()) is None:
            vague, close = False, turn.start()  # "triển khai đồng bộ các nghị quyết; trong đó tập trung các nhiệm vụ sau:"
        if not vague and not closed:
            self._write(Act(owner.act, trimmed(text, owner.act, deadline.start if deadline and deadline.start > owner.act + 5 and close - deadline.end < 6 else close), Owned((owner.start, owner.end), by), deadline, end))
        self.scope.enter(inner)
        self.scope.open.append((inner, Owned((owner.start, owner.end), by, deadline), False))
        self.after_owner = False
        self.reopened = tuple(segment.section) if closed else self.reopened
        return True

    def _named_in(self, segment: Segment, sentence: int, rank: float, closed: bool) -> Owner | None:
        """Whom a lead-in names that does not say it gives; in a section of the past a word must urge them to "the following tasks"."""
        text, end = self.text, segment.end
        if self.kind.reporting:
            return None
        owner = owner_at(text, sentence, end) or owner_behind(text, sentence, end, must=closed or not self._bare(segment, rank, closed), speaks=self.may_speak)
        if owner is not None and closed and not (urged(text, owner, end) and opens_vaguely().search(text, owner.act, end)):
            return None
        return owner

    # -- acts ---------------------------------------------------------------------------------------------------------------------

    def _acts(self, segment: Segment, start: int, rank: float, deeper: bool, closed: bool, acts_below: bool) -> None:
        text, end = self.text, segment.end
        self._write_all(closing_acts(text, start, end, closed or self.kind.reporting))
        current = self.scope.current()
        inherited: Owned | None = None
        if current is not None:
            direct = current[1]
            if rank < 99.0 or (self.after_owner and direct):
                inherited = current[0]
        if rank >= 99.0 and not (inherited and self.after_owner):
            self.after_owner = False
        last, self.last = self.last, None
        if inherited is None and rank >= 99.0 and not self.kind.reporting and last is not None and self._goes_on(start, end):
            inherited = last
        if inherited is None and not self.kind.reporting and not closed and self._bare_act(start, end, segment.marker is not None):
            inherited = current[0] if current is not None and not current[1] else self._addressed(segment, rank)
        told = self.retelling.has_given(start, end)
        if TASKS.ground_opening.match(text, start, end) and inherited is None and told is None:
            # "Thực hiện …, Chủ tịch UBND tỉnh yêu cầu …": only what says that it assigns.
            manner = Manner(bare=False, firm=self.kind.reporting, named=True, asked=self.kind.asked, behind=self._bare(segment, rank, closed), directs=self._directs, speaks=self.may_speak)
        else:
            # "Đề nghị Hiệu trưởng trường X bổ sung chứng từ" as an item of its own is no telling, even where shortcomings are told.
            asks = not self.kind.reporting and given_at(text, start, min(end, start + 4)) is not None
            bare = self._bare(segment, rank, closed)
            urges = self.kind.directing and not (bare or closed)
            manner = Manner(bare=bare, behind=bare, directs=self._directs, speaks=self.may_speak, firm=self.kind.reporting or (closed and not asks), urged=urges, asked=self.kind.asked)
        if self.kind.ruling and not self._bare(segment, rank, closed) and inherited is None:
            self._ruled(start, end)
            return
        if TASKS.names_a_role.match(text, start, end) and owner_at(text, start, end) is not None:
            return  # "a) Cơ quan gửi báo cáo: Kho bạc Nhà nước;"
        if inherited is not None and inherited.helped and rank < 99.0 and self._helped(start, end, inherited):
            return
        if deeper and CLOSED_LIST.search(text, start, end) and inherited is not None and owner_at(text, start, end) is None and acts_below:
            self.scope.open.append((rank + 0.1, self._with_deadline(inherited, start, end), True))
            return
        duty = any(TASKS.says_duty.search(title) for title in segment.section[-2:])
        manner = replace(manner, direct=current is not None and current[1] and not current[0].general and inherited is not None, verbless=duty or not self.kind.ruling, ruled=self.kind.ruling)
        if inherited is None and not closed and not self.kind.reporting and (self._bracketed(start, end) or self._told_behind(start, end) or self._performed(start, end)):
            return
        begin = told.end() if told else behind_title(text, start, end)
        acts = acts_of(text, begin, end, inherited, self.dates, manner)
        acts = self.speaker.without_own_words(acts, inherited, self.kind.cut)
        acts = [act for act in acts if not self.retelling.of_itself(act.owned.owner, act.start, act.end)]
        acts = [act for act in acts if words_open_act(text, act.start, start) and TASKS.says_to_do_tasks.fullmatch(text, act.start, act.end) is None]
        acts = [act for act in acts if not (self.reports and self.speaker.asks_above(act)) and not (self.kind.ruling and TASKS.entitles.search(text, act.start, act.end))]
        acts = [act for act in acts if not TASKS.told_past.search(text, act.start, min(act.end, act.start + (LONGEST_TOLD_DAY if TASKS.on_a_day.match(text, act.start) else 12)))]
        if not acts and inherited is None:
            asked = self.letter.asked(start, end)
            self._write_all(acts_of(text, *asked, self.dates, Manner(bare=False)) if asked else [])
            self._wait(start, end, rank, closed or asked is not None)
            return
        if rank < 99.0:
            self.after_owner = False
        self.last = acts[-1].owned if acts else None
        if self.kind.concluding and acts and called_place().fullmatch(text, *acts[0].owned.owner):
            self.addressee = acts[0].owned
        for act in (act for act in acts if not announces_list(text, act, end)):
            first = act.owned.owner[0]
            topic = topic_of(self.reading.plain, start, first if start <= first < end else start) or self.scope.topic
            self._write(self._given_deadline(act), topic=topic)
        # "Điều 2. Giao …" opens what the articles behind it give: "Điều 3. Thường trực Hội đồng nhân dân … giám sát …".
        self.opened = self.opened or (self.kind.directing and bool(acts) and only_gives().match(text, start, end) is not None)

    def _ruled(self, start: int, end: int) -> None:
        """An article of a regulation outside its parts on duties: what it charges a body with."""
        for act in acts_of(self.text, start, end, None, self.dates, Manner(behind=True, ruled=True, speaks=self.may_speak)):
            if charged(self.text, act, start, self.kind, self.retelling.headless):
                self._write(act)

    def _goes_on(self, start: int, end: int) -> bool:
        """Whether a paragraph below an item goes on with what its owner must do: "Đồng thời hướng dẫn …", or a sentence that begins with a verb."""
        text = self.text
        if goes_on(text, start, end):
            return True
        if self.retelling.headless and end - start < LONGEST_SUBHEADING and text[end - 1].isalnum():
            return False  # a line of the press over what follows: "Nâng cao công tác quản lý"
        part = self.kind.cut or (self.kind.ruling and self.kind.enacting)  # of a document: the heading that owns what it says may be cut away
        if not (self.kind.directing or self.kind.enacting) or not (self.scope.open or self.retelling.open or part) or not text[start].isupper():
            return False
        if TASKS.ground_opening.match(text, start, end):
            return part and whole("acts", "based_on").match(text, start, end) is not None and own_act(text, start, end, (), True) is not None and owner_behind(text, start, end, must=False) is None
        in_case = TASKS.case_opening.match(text, start, end) is not None and own_act(text, start, end, (), True) is not None and owner_behind(text, start, end, must=False) is None
        begins = in_case or verb_at_start().match(text, start, end) is not None
        return begins and given_at(text, start, min(end, start + 4)) is None and whole("giving", "verbs").match(text, start, end) is None

    def _bare_act(self, start: int, end: int, marked: bool) -> bool:
        """Whether a line is an act without an owner: "Rà soát …", "Cần đánh giá …"; not one that gives, or goes on with a ground."""
        text = self.text
        if not text[start].isupper() or (TASKS.ground_opening.match(text, start, end) and not marked) or whole("giving", "verbs").match(text, start, end):
            return False
        return own_act(text, start, end, (), True) is not None and owner_at(text, start, end) is None and owner_behind(text, start, end, must=False) is None

    def _addressed(self, segment: Segment, rank: float) -> Owned | None:
        """Whom the items of a conclusion address: the place that one of them named ("1. Tỉnh cần …" + "2. Đẩy nhanh …"), or with whom the meeting was held."""
        if rank >= 99.0 or self.kind.ruling:
            return None
        given = any(whole("sections", "open").search(title) for title in segment.section)
        return self.addressee or (self.host if given else None)

    def _bare(self, segment: Segment, rank: float, closed: bool) -> bool:
        """Whether a named body with a verb assigns here without more words."""
        if self.kind.reporting or closed:
            return False
        if self.kind.ruling:
            return self.shares.here(segment, self.kind) or (self.kind.enacting and closing_article(self.text, segment.start, segment.end))
        return self.kind.directing and (self.opened or closing_article(self.text, segment.start, segment.end) or only_gives().match(self.text, self._body(segment), segment.end) is not None)


__all__ = ["find_assigned", "rank_of"]
