"""What the lines above a figure name that everything below is of: the procedure whose days a plan cuts, the one work that a document approves.

In: the reading of a document, its title. Out: names as plain strings, or None. "1. Thủ tục Cấp lại thẻ bến bãi" above "a) Nội dung đơn giản hóa" owns the days and the costs below;
a decision that approves "dự án tuyến đường Đông An - Tây Hạ" tells of that road, not of its province. Vocabulary: the rules named here, of patterns/quantities/quantity_phrases.yaml.
"""

from __future__ import annotations

from bisect import bisect_right

import regex

from extractor.layout.model import Reading
from extractor.lexicon.phrases import QUANTITIES

LONGEST = 70  # words of the name of a procedure


class Procedures:
    """The procedures whose simplification a document tells, each from the line with its name on."""

    def __init__(self, reading: Reading) -> None:
        self.names: list[tuple[int, str | None]] = []  # where a procedure begins, or a part of the document that is of none
        for before, segment in zip(reading.segments, reading.segments[1:], strict=False):
            line = reading.text[segment.start : segment.end]
            if segment.kind != "cell" and before.kind != "cell" and QUANTITIES.simplified_content.match(line):
                self.names.append((before.start, _procedure_in(reading.text[before.start : before.end])))
            elif segment.kind == "heading" and QUANTITIES.part_of_procedures.match(line):
                self.names.append((segment.start, None))
        self.starts = [start for start, _ in self.names]

    def at(self, place: int) -> str | None:
        """The procedure that a place is about."""
        index = bisect_right(self.starts, place) - 1
        return self.names[index][1] if index >= 0 else None


def _procedure_in(line: str) -> str | None:
    """The name of the procedure that a line is, without its number and its code."""
    words = QUANTITIES.code_behind.sub("", line[QUANTITIES.procedure_opening.match(line).end() :].strip(" :.;*"))
    return " ".join(words.split()) if 2 < len(words.split()) <= LONGEST else None


def work_of(title: str | None, text: str) -> str | None:
    """The one work that a document approves by its title, as the text writes it ("khu công nghiệp Đông An", "tuyến đường …"), else the project or the enterprise that
    its article names ("Phê duyệt Dự án “…”"); None where it names none or several."""
    match = QUANTITIES.work_approved.search(title) if title else None
    if match is None:
        named = QUANTITIES.named_in_approval.search(text)
        return " ".join((named["work"] or named["firm"]).split()) if named is not None and len(QUANTITIES.named_in_approval.findall(text)) == 1 else None
    name = " ".join(match["work"].split()).strip(" ,.;-")
    if not (name.islower() or name.isupper()):
        return name
    spoken = [" ".join(found[0].split()) for found in regex.finditer(r"\s+".join(map(regex.escape, name.split())), text, regex.IGNORECASE) if not found[0].isupper()]
    return next((words for words in spoken if not words.islower()), name.lower())


__all__ = ["Procedures", "work_of"]
