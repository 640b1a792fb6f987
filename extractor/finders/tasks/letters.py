"""What a letter asks of those it is addressed to, without naming them again.

    "Kính gửi: Các sở, ban, ngành; UBND các huyện" … "Sở Nội vụ đề nghị rà soát biên chế, gửi báo cáo trước ngày 20/9/2031." → the addressees

In: the lines of the address, then a sentence. Out: the addressees as owners and where their act begins. Persons and companies that are answered, those
above the sender, and a call on whoever meets with difficulties give none.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from extractor.finders.tasks.act_runs import TRIM, Owned
from extractor.finders.tasks.assigned_words import rule, verb_at_start, words
from extractor.finders.tasks.names import Span, head_at, without_signs
from extractor.finders.tasks.owners import is_name
from extractor.finders.tasks.speakers import Speaker
from extractor.lexicon.phrases import LAYOUT, TASKS

LETTER = "công văn"
LONGEST_SPEAKER = 120  # of who asks, before the verb, in code points
NEAR_TOLD = 16  # before the verb, in which a word may say that it is told


@cache
def _opens_vaguely() -> Any:
    return rule(rf"(?<!\w)(?:{words('giving', 'opening')})\s*:?\s*$", "giving.opening")


LEVELS = ("country", "province", "department", "district", "commune")


def _level(name: str) -> int:
    """How high a body stands, 0 for the country's; one that no list knows stands below all."""
    found = TASKS.level_of_body.match(name)
    return LEVELS.index(next(level for level in LEVELS if found[level])) if found is not None else len(LEVELS)


class Letter:
    """The addressees of a document, where it is a letter that asks them for something."""

    def __init__(self, text: str, doc_type: str | None, speaker: Speaker) -> None:
        self.text = text
        self.speaker = speaker
        self.writes = doc_type is not None and doc_type.casefold() == LETTER
        self.names: list[Span] = []
        self.above = False

    def receives(self, start: int, end: int) -> None:
        """Takes whom a line of the address names."""
        place = start
        if TASKS.address_line.match(self.text, start, end):
            colon = self.text.find(":", start, end)
            if colon < 0:
                return
            place = colon + 1
        while place < end:
            semicolon = self.text.find(";", place, end)
            stop = semicolon if semicolon >= 0 else end
            while place < stop and self.text[place] in " -–+*.\n|":
                place += 1
            self._take(place, without_signs(self.text, place, stop, TRIM + ".*|"))
            place = stop + 1

    def _take(self, start: int, stop: int) -> None:
        if stop - start < 3 or not head_at(self.text, start, stop) or not is_name(self.text, start, stop):
            return
        if _level(self.text[start:stop]) < (_level(self.speaker.context.issuer) if self.speaker.context.issuer else 0):
            self.above = True
        elif TASKS.answered_person.match(self.text, start, stop) is None:
            self.names.append((start, stop))

    @property
    def asks(self) -> bool:
        """Whether the letter asks others for something, by whom it is addressed to."""
        return self.writes and bool(self.names) and not self.above

    def asked(self, start: int, end: int) -> tuple[int, int, Owned] | None:
        """Where what the addressees are asked for begins and ends, and they as its owners."""
        if not self.asks:
            return None
        text = self.text
        for match in TASKS.asks_addressees.finditer(text, start, end):
            begin = max([start, *(int(m.end()) for m in LAYOUT.ends_sentence.finditer(text, start, match.start()))])
            if TASKS.if_hindered.search(text, begin, match.start()) or TASKS.told_before_asking.search(text, max(begin, match.start() - NEAR_TOLD), match.start()):
                continue
            if not self._own_words(begin, match.start()):
                continue
            opens = _opens_vaguely().search(text, match.end(), end) is not None and text[end - 1] == ":"
            if opens or verb_at_start().match(text, match.end(), end) is not None:
                return match.end(), end, Owned(self.names[0], more=tuple(self.names[1:]))
        return None

    def _own_words(self, start: int, end: int) -> bool:
        """Whether nobody else asks: the verb opens the sentence or follows a comma, or its subject may be the sender."""
        stop = without_signs(self.text, start, end)
        begin = max(start, self.text.rfind(",", start, stop) + 1, self.text.rfind(": ", start, end) + 1)
        begin += len(self.text[begin:stop]) - len(self.text[begin:stop].lstrip())
        if begin >= stop or self.text[stop:end].strip() in (":", ","):
            return True
        return stop - begin <= LONGEST_SPEAKER and head_at(self.text, begin, stop) and self.speaker.may_speak((begin, stop))
