"""What is known at one place of a sentence while its figures are read from left to right: whose they are, what they speak of, which brackets are open."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.finders.quantities.items import Item, Opening
from extractor.finders.quantities.named import goes_on, line_head, opening_thing, turned_to
from extractor.finders.quantities.phrases import clean
from extractor.lexicon.phrases import QUANTITIES
from extractor.tables.measures import Measure

RATE = regex.compile(r"\p{L}/\p{L}")


class Clause:
    """The state of the walk over the items of the sentence `[start, end)`. `topic` is what the figures behind an item speak of, unless they say another."""

    def __init__(
        self, text: str, blank: str, items: Sequence[Item], start: int, end: int, opening: Opening | None, topic: str | None, usual_unit: str | None = None, actor: str | None = None,
        known: dict[str, str] | None = None,
        heading: str | None = None,
        head: str | None = None,
    ) -> None:
        self.text = text
        self.blank = blank
        self.items = items
        self.heading = heading  # of what the section is, where a label says only "số lượng" or "thời gian"
        self.known = known if known is not None else {}  # the fuller names of what the paragraph counted
        self.legal = False  # the text lays down rules
        self.norm: str | None = None  # what the rules of the section set, where an item only says for whom or in which case
        self.stated: Measure | None = None  # the unit that a line above gives
        self.above: str | None = None  # what the item counts that it stands inside of
        self.usual_unit = usual_unit  # what the item before in the list counts
        self.start = start
        self.end = end
        self.opening = opening
        # A rate ("13,4 tiêu chí/xã") is nothing that the next sentence speaks of.
        self.topic = opening.topic if opening is not None else None if topic and RATE.search(topic) else topic
        whole = QUANTITIES.whole_opening.match(blank, start, end)
        self.topic = (clean(whole["whole"]) if whole is not None else None) or self.topic
        self.subject = opening.subject if opening is not None else None
        self.towards = turned_to(blank, start, end)
        # Whose the line's figures are by its head, or by what an earlier sentence of it turned to.
        self.head = self.towards or (line_head(blank, start, items[0].lead) or opening_thing(text, start, items[0].figure.start, end) if items else None) or head
        self.subject = self.head or self.subject
        if self.subject is None and goes_on(blank, start, end):
            self.subject = actor  # "Đã cấp 12 giấy phép.": still the one who acts in the sentence before
        self.usual: tuple[str | None] | None = None  # the subject before the one that "riêng" brings
        self.listed: str | None = None  # what was done to the things that a colon lists
        self.counts: tuple[str | None] | None = None  # what the words that open a list of members count, once it was asked
        self.group: str | None = None  # the counted bodies that have what the next figure tells
        self.of_place: str | None = None  # the territory whose measure the last words name
        structure = QUANTITIES.structure_named.search(blank, start, items[0].lead) if items else None
        self.structure = structure[0] if structure is not None else None  # of which the shares of the sentence are parts ("cơ cấu kinh tế: …")
        self.row: str | None = None  # what the members of the present row are measured by
        self.floor = start if whole is None else whole.end()
        self.spent = self.floor  # up to here the words were asked who acts
        self.previous: Item | None = None
        self.anchor: Item | None = None  # the last figure outside of brackets that is no percentage
        self.whole: Item | None = None  # the figure whose parts follow
        self.brackets: list[Item | None] = []  # the item before each open bracket
        self.outer: list[tuple[str | None, str | None]] = []  # whose the figures outside of each open bracket are, and what they speak of
        self.before_members: tuple[str | None] | None = None  # whose the figures before a row of members are, while it goes on
        self.before_bracket: Item | None = None  # the item before the bracket that was closed last
