"""What stands open at a place of the text: the owners that headings and lead-ins gave, and the acts that wait for an owner told behind them.

Headings own what stands deeper than they do, until the next of their rank. In: ranks (smaller is further out) and spans. Words are read elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import regex

from extractor.finders.tasks.act_runs import Owned
from extractor.finders.tasks.names import Span
from extractor.layout.model import Segment

NUMBERED = regex.compile(r"\(\d{1,2}\)")
DECIMAL = regex.compile(r"\d{1,2}((?:\.\d{1,2})+)\.?")
STEP = 0.3  # how much deeper "1.1." stands than "1."


def rank_of(segment: Segment) -> float:
    """How deep a segment stands: smaller is further out; without a mark it stands below everything."""
    if segment.marker is None:
        return 0.5 if segment.kind == "heading" else 99.0
    decimal = DECIMAL.fullmatch(segment.marker)
    if decimal is not None:
        return float(segment.level + min(decimal[1].count("."), 3) * STEP)
    return 7.5 if NUMBERED.fullmatch(segment.marker) else float(segment.level)


def holds_outward(rank: float, below: float, following: Segment | None) -> bool:
    """Whether an item owns what follows it under numbers in brackets, though these stand further out elsewhere: "- Sở Y tế:" + "(1) …"."""
    return following is not None and below < rank < 99.0 and NUMBERED.fullmatch(following.marker or "") is not None


def leave(levels: list[Any], rank: float) -> None:
    """Takes off the levels, each with its rank at its head, that are as deep as `rank` or deeper."""
    while levels and levels[-1][0] >= rank:
        levels.pop()


@dataclass(slots=True)
class Scope:
    """The owners that headings and lead-ins have opened, outermost first: (rank, owned, whether the list's items may be nominal)."""

    open: list[tuple[float, Owned, bool]] = field(default_factory=list)
    topics: list[tuple[float, str]] = field(default_factory=list)  # what headings say that their items are about

    def enter(self, rank: float) -> None:
        """A segment of this rank begins: what stands as deep or deeper is left."""
        leave(self.open, rank)
        leave(self.topics, rank)

    def about(self, rank: float, topic: str | None) -> None:
        """A heading of this rank says, or does not, what stands below it is about."""
        leave(self.topics, rank)
        if topic is not None:
            self.topics.append((rank, topic))

    @property
    def topic(self) -> str | None:
        return self.topics[-1][1] if self.topics else None

    def current(self) -> tuple[Owned, bool] | None:
        return (self.open[-1][1], self.open[-1][2]) if self.open else None


@dataclass(slots=True)
class Waiting:
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
            leave(self.marks, rank)
            self.marks.append((rank, len(self.acts)))

    def label(self, rank: float) -> None:
        """A label of this rank: its acts are those that stand below the same parent; an unmarked one belongs to the last marked segment."""
        if not self.said and self.filling is None:
            leave(self.marks, rank)
            self.first = self.marks[-1][1] if self.marks else 0
