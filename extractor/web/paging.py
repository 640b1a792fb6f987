"""Pages of long lists by their rows: the next page begins behind the last row that was shown, wherever it stands by then.

A page by its number would leave out as many open findings as were decided on the page before, and read everything that it skips. So the links of a
pager name a row (`after`, `before`); the number stands beside it for people, and begins a page where the row is gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.web.http import Desk


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a page begins: behind the row `after`, or ends before the row `before` (its identifier), else at the page of that number (from 1)."""

    page: int = 1
    after: str = ""
    before: str = ""

    @property
    def row(self) -> str:
        """The row that bounds the page; "" where a number does."""
        return self.after or self.before

    @property
    def back(self) -> bool:
        """Whether the page is read from its end."""
        return bool(self.before) and not self.after


FIRST = Turn()


def turn(desk: Desk) -> Turn:
    """The page that the parameters name."""
    return Turn(desk.number("page", 1, 1), desk.args.get("after", "")[:80], desk.args.get("before", "")[:80])


def pager(asked: Turn, total: int, size: int, rows: list[Any], key: str) -> dict[str, Any]:
    """What `pager.html` shows: this page, how many there are, and the rows that its neighbours begin behind or end before."""
    pages = -(-total // size)
    ends = {"first": rows[0][key], "last": rows[-1][key]} if rows else {"first": "", "last": ""}
    return {"page": asked.page, "pages": max(pages, asked.page if rows else 1), **ends}
