"""Directives that a text without a letterhead retells: the press, a page of questions and answers about new documents.

    "Tại Công điện 15/CĐ-TTg, Thủ tướng Chính phủ yêu cầu Bộ Y tế:" → what stands below is read as the directive itself, up to the next heading

In: the reading, segment by segment, what kind the text is by itself. Out: the kind for that segment. Nobody is known to assign in such a text; a line
that says whose directive follows opens it, a heading, a question, or a law that is quoted ends it. A single sentence in which a leader or body asks
somebody by name assigns what that sentence says, and behind it only what somebody must do. What a quoted law says stands for itself, in any text without a letterhead.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import regex

from extractor.finders.tasks.assigned_words import whole
from extractor.finders.tasks.giving import asks_for_act, given_above, given_at
from extractor.finders.tasks.kinds import CUT, NOBODY, Kind, looks_ahead, recommends, sent_above
from extractor.finders.tasks.names import Span, head_at, past_name
from extractor.finders.tasks.owners import modal_inside, owner_at
from extractor.layout.model import Segment
from extractor.lexicon.phrases import TASKS

RETOLD = Kind(True, False, False, True)
SAID = Kind(False, False, False, asked=True)  # a sentence that names who asks whom, and those behind it
OPENS = regex.compile(r":\s*$")
LONGEST_GIVING = 16  # of "giao nhiệm vụ cho "
NEAR_NAME = 60  # code points in which a word says that whoever is named must
COLON_BEHIND = regex.compile(r"[ :]*")


class Retelling:
    """Whether a directive is retold where the walk stands."""

    def __init__(self, text: str, kind: Kind, doc_type: str | None) -> None:
        self.text = text
        self.base = kind
        self.headless = doc_type is None and not kind.enacting and not sent_above(text, doc_type)
        self.open = False
        self.recommending = False  # a report has asked those above to direct others
        self.quoting = False
        self.addressed: set[str] = set()  # whom, by name, without what says which of them
        self.asked = False  # somebody has asked others by name
        self.asker: list[str] = []  # the last words of who was told to have asked

    def kind(self, segment: Segment, start: int) -> Kind:
        """The kind for what `segment` says; its words begin at `start`."""
        if not self.headless:
            return CUT if self.base.reporting and self._next_work(segment, start) else self.base
        if segment.marker is None:
            self._turn(segment, start)
        if self.quoting:
            return NOBODY
        if self.base.directing or (self.base.ruling and any(TASKS.article_mark.match(title) for title in segment.section)):
            return self.base
        self.open = (self.open and TASKS.tells_on.match(self.text, start, segment.end) is None) or self._tells_what_is_asked(segment, start)
        if self.open:
            return RETOLD
        self.asked = self.asked or self._asks(start, segment.end) or self._charges(start, segment.end)
        if self.asked and self._addressed_again(start, segment.end):
            return RETOLD
        return SAID if self.asked else self.base

    def headline(self, segment: Segment, start: int) -> bool:
        """Whether the first line of a page names who acts and what, as a headline does: "Chủ tịch UBND tỉnh: Lập chốt kiểm soát"."""
        if not self.headless or segment.marker is not None or start > self._begins:
            return False
        owner = owner_at(self.text, start, segment.end)
        if owner is None or (self.text[segment.end - 1] in ".;…" and whole("giving", "leaders").match(self.text, owner.start, owner.end) is None):
            return False
        return self.text[owner.end : owner.act].lstrip().startswith(":")

    def _addressed_again(self, start: int, end: int) -> bool:
        """Whether a paragraph begins with somebody who was asked before: "Các tỉnh, thành phố tổ chức …" behind "đề nghị các tỉnh, thành phố nêu trên …"."""
        owner = owner_at(self.text, start, end) if self.addressed else None
        if owner is None or TASKS.told_past.search(self.text, owner.end, end) or whole("owners", "many").match(self.text, owner.start, owner.end) is None:
            return False  # what one body does may be told
        return self.text[owner.start : owner.end].casefold() in self.addressed

    def _next_work(self, segment: Segment, start: int) -> bool:
        """Whether a line of a report gives somebody work: in its section on what comes next, or below "… kiến nghị UBND tỉnh chỉ đạo:"."""
        if segment.marker is None or segment.kind == "heading":
            self.recommending = TASKS.asks_to_direct.search(self.text, start, segment.end) is not None
        named = head_at(self.text, start, segment.end) and TASKS.closes_report.search(self.text, start, segment.end) is None
        if segment.marker is not None and self.recommending and named:
            return True
        return (segment.marker is not None or named) and looks_ahead(segment.section) and not recommends(segment.section)

    def _tells_what_is_asked(self, segment: Segment, start: int) -> bool:
        """Whether a paragraph turns to what a directive asks, whose other addressees the next ones name: "Theo đó, UBND tỉnh yêu cầu Công an tỉnh …"."""
        text, end = self.text, segment.end
        if segment.kind == "heading" or segment.marker is not None:
            return False
        given = TASKS.sentence_gives.search(text, start, end)
        if given is not None and self._gives_by_name(given.start(), end):
            return True  # "Giao Sở Xây dựng …", said by nobody: whoever concluded is retold
        if self._asks_several(start, end):
            return True
        said = TASKS.document_says.match(text, start, end)
        if said is not None and head_at(text, said.end(), end) and ("yêu cầu" in said[0] or not self.teller((said.end(), end)) or modal_inside().search(text, said.end(), min(end, said.end() + NEAR_NAME))):
            return TASKS.told_past.search(text, said.end(), end) is None
        turn = TASKS.turns_to_directive.match(text, start, end)
        if turn is None:
            return False
        stretch = TASKS.stretch_aside.match(text, turn.end(), end)
        if self._must(turn.end(), end) or (stretch is not None and self._acts_at(stretch.end(), end)):
            return True
        return self._asks(start, end) or self.turned_to(turn, end) or TASKS.opens_charges.search(text, start, end) is not None

    def _must(self, start: int, end: int) -> bool:
        """Whether bodies at `start` are said to have to do something: "các địa phương tập trung …"."""
        owner = owner_at(self.text, start, end)
        if owner is None or TASKS.told_past.search(self.text, owner.end, min(end, owner.end + NEAR_NAME)):
            return False
        return (TASKS.must_behind.match(self.text, owner.end, end) or TASKS.next_behind.match(self.text, owner.end, end)) is not None

    def _gives_by_name(self, start: int, end: int) -> bool:
        """Whether a sentence that says it gives names bodies, not whoever a rule speaks of: "Yêu cầu các sở, ngành …"."""
        given = given_at(self.text, start, end)
        return given is not None and (TASKS.anybody_at_all.match(self.text, given[1].start, given[1].end) is None or TASKS.bodies_turned_to.match(self.text, given[1].start, given[1].end) is not None)

    def _asks_several(self, start: int, end: int) -> bool:
        """Whether a colon stands between who asks and whom ("UBND tỉnh yêu cầu: Sở Y tế …. Sở Nội vụ …"), or a body has given something to others and
        the news begins with that ("UBND tỉnh đã giao Sở Y tế …"): the next sentences name the others."""
        asks = TASKS.asks_by_colon.search(self.text, start, end)
        if asks is not None and (given := given_at(self.text, start, end)) is not None and given[1].start == asks.end():
            return given[0] is not None and self.teller(given[0])
        return self.has_given(start, end) is not None

    @cached_property
    def _begins(self) -> int:
        """Where the first words of the text stand."""
        return len(self.text) - len(self.text.lstrip(" \n"))

    @cached_property
    def _tells_more(self) -> bool:
        """Whether the text tells more than who was asked."""
        return TASKS.tells_more.search(self.text) is not None

    def has_given(self, start: int, end: int) -> Any:
        """What a page of news begins with that somebody has given: "UBND tỉnh đã giao Sở Y tế rà soát …"."""
        if not self.headless:
            return None
        told = TASKS.has_given.search(self.text, start, end) if start <= self._begins else None
        if told is None and not self._tells_more:
            told = TASKS.has_asked.search(self.text, start, end)
        leads: Any = TASKS.leads_to_asked.search(self.text, start, end) if told is None else None
        if leads is not None:
            self.asker = leads["by"].split()[-2:]
        told = told or leads
        return told if told is not None and owner_at(self.text, told.end(), end) is not None else None

    def turned_to(self, turn: Any, end: int) -> bool:
        """Whether whom it charges follows at once what turns to a directive: "Theo đó, giao Sở Y tế …"."""
        given = given_at(self.text, turn.end(), end)
        return given is not None and given[0] is None and given[1].start - turn.end() <= LONGEST_GIVING

    def _acts_at(self, start: int, end: int) -> bool:
        """Whether a body acts here, and not in the past."""
        owner = owner_at(self.text, start, end)
        return owner is not None and TASKS.told_past.search(self.text, owner.end, min(end, owner.end + NEAR_NAME)) is None

    def directs(self, name: Span) -> bool:
        """Whether the "chỉ đạo" of a leader assigns, because a directive is retold: "Theo đó, Chủ tịch UBND tỉnh chỉ đạo Sở Y tế …"."""
        begin = self.text.rfind("\n", 0, name[0]) + 1
        if begin == name[0] and self.open and self.asker and self.text[slice(*name)].split()[-2:] == self.asker:
            return True  # "UBND tỉnh Tân Sơn đã yêu cầu …" + "UBND Tân Sơn chỉ đạo Sở Y tế …"
        turn = TASKS.turns_to_directive.match(self.text, begin, name[0]) or TASKS.by_what.match(self.text, begin, name[0]) if self.headless else None
        return turn is not None and turn.end() == name[0] and (TASKS.governs.match(self.text, *name) or whole("giving", "leaders").match(self.text, *name)) is not None

    def of_itself(self, name: Span, act: int, end: int) -> bool:
        """Whether the act at `act` is that `name`, whose directive is retold, gives: "Theo đó, Thủ tướng yêu cầu …"."""
        charges = TASKS.opens_charges.search(self.text, act, end + len(COLON_BEHIND.match(self.text, end)[0])) if self.open else None
        if charges is not None and charges.start() == act:
            return True  # "UBND tỉnh giao và yêu cầu:": whom it charges is named below
        if self.open and self.teller(name) and TASKS.speaks_for_itself.match(self.text, act, end) is not None and whole("owners", "many").search(self.text, *name) is None:
            return True
        if not self.open or whole("giving", "leaders").match(self.text, *name) is None or TASKS.gives_to.search(self.text, max(0, name[0] - 20), name[0]):
            return False
        return whole("giving", "verbs").match(self.text, act, end) is not None or whole("giving", "by_name").match(self.text, act, end) is not None

    def teller(self, name: Span) -> bool:
        """Whether somebody is one whose words assign."""
        return whole("giving", "retellers").match(self.text, *name) is not None

    def _turn(self, segment: Segment, start: int) -> None:
        """What an unmarked line changes."""
        text, end = self.text, segment.end
        if segment.kind == "heading" or text[start:end].rstrip().endswith("?"):
            self.open = self.quoting = self.asked = False
            return
        quotes = TASKS.quotes_law.search(text, start, end) is not None
        if not (OPENS.search(text, start, end) or TASKS.list_follows.search(text[max(start, end - 24) : end])):
            self.open = self.open and not quotes
            return
        if quotes and TASKS.leads_law_in.search(text[start:end]):
            self.open, self.quoting, self.asked = False, True, False
            return
        self.open = TASKS.retold_directive.search(text, start, end) is not None or self._asks(start, end) or self.charged(start, end) is not None
        self.quoting = self.quoting and not self.open

    def charged(self, start: int, end: int) -> Span | None:
        """The body whose duties under a decision that is quoted stand below: "Quyết định 15/QĐ-UBND quy định trách nhiệm của UBND huyện A như sau:"."""
        quoted = TASKS.decision_charges.search(self.text, start, end) if self.headless and OPENS.search(self.text, start, end) else None
        stop = past_name(self.text, quoted.end(), end) if quoted is not None else -1
        return (quoted.end(), stop) if quoted is not None and stop > quoted.end() else None

    def _charges(self, start: int, end: int) -> bool:
        """Whether a paragraph begins with a body and its duty: "Văn phòng UBND huyện có trách nhiệm đôn đốc …"; not with whoever a rule speaks of."""
        owner = owner_at(self.text, start, end)
        duty = owner is not None and TASKS.duty_behind.match(self.text, owner.end, owner.act) is not None
        return duty and owner is not None and TASKS.anybody_at_all.match(self.text, owner.start, owner.end) is None

    def _asks(self, start: int, end: int) -> bool:
        """Whether somebody with a name asks somebody with a name for something."""
        if TASKS.asked_behind.search(self.text, start, end) is not None:
            return True
        given = given_at(self.text, start, end)
        if given is not None and given[0] is not None and self.teller(given[0]):
            names = self.text[given[1].start : given[1].end].casefold()
            self.addressed |= {names, names.removesuffix(" nêu trên"), names.removesuffix(" trên"), names.removesuffix(" liên quan").removesuffix(" có")}
            return True
        if given is not None:
            return False
        above = given_above(self.text, start, end)
        by = above.by if above is not None else asks_for_act(self.text, start, end)
        return by is not None and self.teller(by)
