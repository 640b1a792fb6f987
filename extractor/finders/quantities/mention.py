"""The value that the finder of indicators gives, and what it may know of the document."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from extractor.quick import quick
from extractor.why import decided

YEAR = regex.compile(r"(?<![\d/])(?:19|20)\d\d(?![\d/])")


@dataclass(frozen=True, slots=True)
class QuantityContext:
    """What the document says of its figures: its type (a decree's figures are norms), its day (what lies after it is a target), whose they are, its title. `place`: the
    territory of a department that owns its figures. `spoken`: the year that a text without title and day speaks of; `days`: those that a report says its figures count.
    `guess`: the province that a text without letterhead names most."""

    doc_type: str | None = None
    issued_on: datetime.date | None = None
    owner: str | None = None
    title: str | None = None
    place: str | None = None
    spoken: int | None = None
    guess: str | None = None
    days: tuple[datetime.date, datetime.date] | None = None

    @property
    def year(self) -> int | None:
        """The year that the document speaks of: the one that its title names, else that of its issue."""
        named = {int(year) for year in YEAR.findall(self.title or "")}
        return named.pop() if len(named) == 1 else self.issued_on.year if self.issued_on else None


NO_CONTEXT = QuantityContext()


@quick
@dataclass(frozen=True, slots=True)
class IndicatorMention:
    """An indicator of the reading (`[start, end)` half-open), with the keys of the `indicator` record of the export.

    `rules` are the names of the rules that decided, by field ("role: laid down by a rule").
    `table`, `row` and `column` are 1-based and only set for a numeric cell; `parent` is the label of the row that governs its row.
    """

    start: int
    end: int
    value: Decimal
    value_to: Decimal | None = None
    total: Decimal | None = None
    unit: str | None = None
    comparator: str = "="
    role: str = "level"
    label: str | None = None
    subject: str | None = None
    period: str | None = None
    precision: Decimal = Decimal(1)
    table: int | None = None
    row: int | None = None
    column: int | None = None
    parent: str | None = None
    confidence: float = 1.0
    period_from: datetime.date | None = None
    period_to: datetime.date | None = None
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spare:
    """Whose a figure could be where neither its clause nor a heading nor the document says: the thing that it measures, and who or what the sentences
    before spoke of."""

    thing: str | None
    carried: str | None
    near: bool = False  # whether the paragraph itself spoke of them
    goes_on: bool = False  # whether the sentence goes on with what they did ("Qua kiểm tra, …")
    row: str | None = None  # the name of the row that it stands in
    lead: int | None = None  # the segment that opens its list


NOTHING_SPARE = Spare(None, None)


def given_owner(mention: IndicatorMention, subject: str, rule: str, refused: tuple[str, ...] = ()) -> IndicatorMention:
    """The mention with a subject that its own clause does not give."""
    decided("indicator", mention.start, "subject", f"quantities: owners · {rule}", subject, refused)
    return replace(mention, subject=subject)
