"""A figure of running text in its scene: what the rules of its role ask of its clause, its sentence, its list and its headings.

In: an item, and the `Scene` that is the same for all figures of its sentence. Out: a `Case`, whose answers are read once, when a rule first asks. The rules are
in role_rules.py, the words in patterns/quantities/comparators.yaml.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import regex

from extractor.finders.quantities.frames import Frame
from extractor.finders.quantities.items import CHANGES, Item, Opening
from extractor.finders.quantities.roles import achieved, future_words, governs, is_attribute, is_given
from extractor.lexicon.phrases import QUANTITIES
from extractor.quick import quick

NEAR = 300  # code points before a figure in which its clause says that it is still to be reached
REACH = 2000  # code points that the words which govern a figure reach at most
LEAD = 60  # code points from a sentence's start that can govern all of it
SHARES = ("trong số ", "trong tổng số ", " của ")
CLOSED = regex.compile(r"\([^()]*\)")


@quick
@dataclass(frozen=True, slots=True)
class Scene:
    """What is the same for all figures of a sentence `[start, …)` of `text` (`blank`: its dates blotted out)."""

    text: str
    blank: str
    start: int
    frame: Frame
    opening: Opening | None
    future: bool  # what stands under these headings is still to be done
    legal: bool  # the text lays down rules
    example: bool  # an example of a rule
    doc_type: str | None
    above: Callable[[], str]  # the headings below the title, and the sentence that opens the list
    past: Callable[[int, int], bool]  # whether a time that was over stands in a run
    over: Callable[[int, int], bool]  # whether the time that governs a run was over: months or years, no day, none that is compared with
    ahead: Callable[[int, int], bool]  # whether a time to come stands in a run
    goals: int | None = None  # where the words end that set out goals, earlier in the paragraph
    later_year: Callable[[int, int], bool] = lambda start, end: False  # whether a year, or a part of one, that had not begun stands in a run


class Case:
    """A figure in its scene; what the rules ask of it is read once, when it is first asked."""

    def __init__(self, item: Item, scene: Scene) -> None:
        self.item = item
        self.scene = scene
        self.figure = item.figure
        self.said = item.role
        self.change = item.role in CHANGES
        self.start = max(scene.start, self.figure.start - REACH)
        text = scene.text
        self.cut = max(self.start, text.rfind(";", self.start, self.figure.start) + 1, text.rfind(". ", self.start, self.figure.start) + 1)
        self.counted = item.unit is not None and item.unit.kind != "measure"

    @cached_property
    def words(self) -> str:
        """The clause up to the figure."""
        return self.scene.blank[self.cut : self.figure.start]

    @cached_property
    def clause(self) -> str:
        """The same without its closed brackets."""
        return str(CLOSED.sub(" ", self.words))

    @cached_property
    def near(self) -> str:
        """The last words of the clause, with their times."""
        return self.scene.text[max(self.cut, self.figure.start - NEAR) : self.figure.start]

    @cached_property
    def share(self) -> bool:
        """A count that is the whole of which others are a part ("trong số 40 xã")."""
        return self.counted and self.scene.text.endswith(SHARES, 0, self.item.lead)

    @cached_property
    def led(self) -> bool:
        """A word of a time to come governs the figure."""
        if future_words(self.clause):
            return True
        blank = self.scene.blank
        if self.topic and not achieved(self.clause) and not self.given:
            return True
        return governs(blank[self.start : min(self.start + LEAD, self.figure.start)]) and not achieved(self.clause) and not self.given

    @cached_property
    def topic(self) -> bool:
        """The sentence opens with what is to come ("Định hướng phát triển giao thông: …")."""
        return QUANTITIES.topic_to_come.match(self.scene.blank, self.start, self.figure.start) is not None

    @cached_property
    def goal(self) -> bool:
        """One of the goals that the paragraph sets out ("đề ra 18 chỉ tiêu, trong đó …"), with nothing told as done since."""
        goals, at = self.scene.goals, self.figure.start
        return goals is not None and goals <= at <= goals + REACH and not achieved(self.scene.blank[goals:at], True)

    @cached_property
    def done(self) -> bool:
        """The clause tells something as done or as it is, where the rest is still to be done. Among goals "Kết quả rèn luyện:" only names what is measured."""
        return achieved(QUANTITIES.measured_result.sub(" ", self.clause) if self.scene.frame.goal else self.clause, True)

    @cached_property
    def given(self) -> bool:
        """The things are there already ("đối với 38 hồ")."""
        return not self.change and is_given(self.scene.text, self.item.lead, self.item.tail, self.scene.legal)

    @cached_property
    def attribute(self) -> bool:
        """What a thing has of itself ("dài 21 km")."""
        if self.item.percent:
            return False
        if is_attribute(self.scene.text, self.item.lead) or QUANTITIES.has_area.match(self.scene.text, self.figure.scale_end) is not None:
            return True
        return self.counted and QUANTITIES.people_behind_area.search(self.near) is not None

    @cached_property
    def before(self) -> bool:
        """A time that was over before the plan's own governs the figure ("Thực hiện năm 2030: 45 ha")."""
        return not self.led and self.scene.over(self.cut, self.figure.start)

    @cached_property
    def bounded(self) -> bool:
        """An upper bound that only a heading makes a matter of the future: a norm, no goal."""
        return self.item.comparator == "<=" and not (self.led or self.goal or self.scene.frame.goal or self.scene.legal) and not self.counted


__all__ = ["LEAD", "Case", "Scene"]
