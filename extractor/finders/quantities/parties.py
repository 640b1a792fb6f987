"""The one party whose case an example of a rule reckons ("Ví dụ: ông A có …"), by the paragraphs around a figure.

In: the reading. Out: a name by place, or None. The lines of a calculation name nobody: they are of the party that the paragraphs before speak of, else of the one that the next ones name.
"""

from __future__ import annotations

from bisect import bisect_right

from extractor.layout.model import Reading
from extractor.lexicon.phrases import QUANTITIES

NEAR = 4  # paragraphs between a figure and the name of its party


class Parties:
    """Reads the text once."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        reckons = QUANTITIES.worked_example.search(reading.text) is not None
        self.found = [(match.start(), " ".join(match[0].split())) for match in QUANTITIES.example_party.finditer(reading.text)] if reckons else []
        self.starts = [start for start, _ in self.found]

    def at(self, position: int) -> str | None:
        """Whose case the figure at `position` reckons; None where no party is near."""
        if not self.found:
            return None
        index, here = bisect_right(self.starts, position), self.reading.segment_index(position)
        for at in (index - 1, index):
            if 0 <= at < len(self.found) and abs(self.reading.segment_index(self.starts[at]) - here) <= NEAR:
                name = self.found[at][1]
                return name[0].lower() + name[1:]
        return None


__all__ = ["Parties"]
