"""The figures of one sentence on their way to mentions, and what lists and tables leave to them."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extractor.finders.quantities.numbers import NumberMention
from extractor.lexicon.written_units import Unit

CHANGES = {"increase": "tăng", "decrease": "giảm"}
MARKS = regex.compile(r"[;,.()]")


@dataclass(slots=True)
class Item:
    """A figure on its way to a mention. `lead` is where the words that lead it begin, `tail` the end of its unit.

    `name` is the unit's words, also where it is inherited; `phrase` and `after` the words left and right of it, `predicate` the end of `phrase` that
    begins with a verb; `whole` the item whose part it is; `base` the count that a percentage is of; `plan` marks the figure of a named plan;
    `turn` is its place in a group behind "lần lượt" and the group's size.
    """

    figure: NumberMention
    unit: Unit | None
    tail: int
    lead: int
    comparator: str = "="
    role: str | None = None
    end_of_change: bool = False
    name: str | None = None
    label: str | None = None
    subject: str | None = None
    phrase: str = ""
    predicate: str = ""
    after: str = ""
    led: bool = False  # a word such as "đạt" or "tăng" stands between the phrase and the figure
    colon: bool = False
    share: str | None = None  # what a percentage that "chiếm" leads is called
    changed: bool = False  # a signed figure in the bracket behind a word of change
    bracketed: bool = False  # an opening bracket stands right before it
    whole: Item | None = None
    owner: Item | None = None  # the figure behind which the bracket stands that this one is in
    base: Item | None = None
    plan: bool = False
    turn: tuple[int, int] | None = None
    member: str | None = None  # its own name in a row of figures ("than sạch tăng 12%, dầu thô tăng 8%, …")
    thing: bool = False  # the row is one of amounts: each member is a thing of its own
    versus: str = ""  # what a change is compared with
    confidence: float = 1.0
    deed: str | None = None  # what is to be done within a term ("trong 05 ngày, Sở X thẩm định")
    rule: str = ""  # the rule that decided the role
    label_rule: str = ""  # the rule that decided the label of a measured figure
    topic: str | None = None  # what the figures before it speak of
    amount: bool = False  # of the substance that is named behind it
    entitled: bool = False  # somebody is entitled to it, or must pay it, by the words before it
    of_counted: bool = False  # it measures what was counted right before it
    settled: bool = False  # its label and subject are those of a member of a list, by its structure

    @property
    def percent(self) -> bool:
        return self.name is not None and self.name.startswith("%")

    @property
    def counted(self) -> bool:
        return self.unit is not None and self.unit.kind in ("noun", "guess")


@dataclass(frozen=True, slots=True)
class Opening:
    """What the sentence that opens a list leaves to its members, or a table to its cells."""

    topic: str | None = None
    name: str | None = None
    role: str | None = None
    subject: str | None = None
    figure: NumberMention | None = None  # the figure that has the unit `name`


@dataclass(frozen=True, slots=True)
class Place:
    """The cell that a sentence stands in: whether its column speaks of what is to be done, its row's name, whose column it is."""

    future: bool | None
    row: str | None
    owner: str | None
