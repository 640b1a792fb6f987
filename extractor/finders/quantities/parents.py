"""What an item of a list leaves to the items inside of it, where it is no line that ends with a colon.

In: segments in the order of the text, and what their figures say. Out: an opening, or None. "- Vốn thực hiện dự án đạt 2.611 tỷ đồng;" leaves its measure to "+ Khối Thủy lợi: ước đạt
1.863 tỷ đồng;" below it, which says only whose its figure is.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.finders.quantities.frames import rank_of
from extractor.finders.quantities.items import Opening
from extractor.finders.quantities.named import is_body
from extractor.finders.quantities.phrases import clean
from extractor.layout.model import Segment

HEAD = 80  # code points of the longest head of an item that names a body
LEVELS = 3  # of items that an item stands inside of
BACK = 24  # segments in which the item above stands


class Parents:
    """What each segment leaves to the items inside of it, by its position."""

    def __init__(self, segments: Sequence[Segment], text: str) -> None:
        self.segments, self.text = segments, text
        self.left: dict[int, Opening] = {}
        self.heads: dict[int, str] = {}  # whom the first sentence of an item turns to
        self.above = _items_above(segments)

    def turn(self, position: int, head: str | None) -> None:
        """Keeps whom a sentence of an item turns to, the first that turns to somebody."""
        if head is not None:
            self.heads.setdefault(position, head)

    def head_of(self, position: int) -> str | None:
        """Whom the nearest item turns to that a segment stands inside of ("1. Đối với khối 10: …" above "- Học lực: …"); None where none does."""
        above = self.above[position]
        for _ in range(LEVELS):
            if above is None or above in self.heads:
                break
            above = self.above[above]
        return self.heads.get(above) if above is not None else None

    def counted(self, position: int) -> str | None:
        """What the item counts that a segment stands inside of; None where it counts nothing."""
        above = self.above[position]
        left = self.left.get(above) if above is not None else None
        return left.name if left is not None else None

    def of(self, position: int) -> Opening | None:
        """What the item above leaves to a segment whose head names a body and nothing that is measured."""
        segment = self.segments[position]
        rank, sign = rank_of(segment)
        start = segment.start + len(segment.marker or "")
        colon = self.text.find(":", start, min(segment.end, start + HEAD)) if rank else -1
        if colon < 0 or not is_body(clean(self.text[start:colon])):
            return None
        for back in range(position - 1, max(-1, position - BACK), -1):
            above = self.segments[back]
            outer, mark = rank_of(above)
            if above.section != segment.section or not outer:
                return None
            if outer < rank or (outer == rank and (mark, sign) == ("-", "+")):
                return self.left.get(back)
        return None


def _items_above(segments: Sequence[Segment]) -> list[int | None]:
    """The item that each item stands inside of, by position."""
    found: list[int | None] = []
    open_items: list[tuple[int, str, int]] = []  # rank, sign and position of the items that are open
    for position, segment in enumerate(segments):
        rank, sign = rank_of(segment)
        if not rank or segment.kind == "heading" or (open_items and segments[open_items[-1][2]].section != segment.section):
            open_items.clear()
        while open_items and (open_items[-1][0] > rank or (open_items[-1][0] == rank and (open_items[-1][1], sign) != ("-", "+"))):
            open_items.pop()
        found.append(open_items[-1][2] if open_items and rank else None)
        if rank:
            open_items.append((rank, sign, position))
    return found


__all__ = ["Parents"]
