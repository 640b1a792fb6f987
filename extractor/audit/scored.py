"""Points and the like that lines share out.

    "a) Năng lực nhà thầu (25 điểm)"                  a heading that ends with its points in a bracket
    "Có hợp đồng tương tự: 15 điểm."                  over lines that end with theirs
    "Có nhân sự chủ chốt: 10 điểm."

Linear: every segment is looked at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.audit.figures import OPERANDS, Figure
from extractor.audit.grades import grade_sum
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer

FEWEST = 2  # lines of a heading
MOST = 40
EDGE = 4  # code points around a figure that ends its line


def sums_of_scores(passages: Sequence[Passage]) -> Iterator[Offer]:
    """Headings with their points in a bracket over lines that end with theirs."""
    for position, passage in enumerate(passages):
        whole = _headed(passage)
        if whole is None:
            continue
        parts: list[Figure] = []
        for line in passages[position + 1 : position + 1 + MOST]:
            part = _ended(line, whole) if line.index == passage.index + len(parts) + 1 and _headed(line) is None else None
            if part is None:
                break
            parts.append(part)
        if len(parts) >= FEWEST:
            yield [Candidate("sum", tuple(parts), whole, "scored", grade_sum(parts, whole))]


def _headed(passage: Passage) -> Figure | None:
    """The only figure of a line, alone in the bracket that ends it."""
    figure = passage.figures[0] if len(passage.figures) == 1 else None
    bracket = passage.bracket_of(figure.start) if figure is not None else None
    if figure is None or bracket is None or not figure.plain or figure.dimension not in OPERANDS or not figure.unit or figure.vague:
        return None
    around = passage.text[bracket.open + 1 : figure.start] + passage.text[figure.end : bracket.close]
    alone = around.strip().casefold() == figure.unit.casefold() and not passage.text[bracket.close + 1 : passage.end].strip(" .:;")
    return figure if alone else None


def _ended(passage: Passage, whole: Figure) -> Figure | None:
    """The figure that ends a line behind a colon, of the unit of the whole."""
    figure = passage.figures[-1] if passage.figures else None
    if figure is None or not figure.plain or figure.unit != whole.unit or figure.vague or passage.depth(figure.start):
        return None
    before = passage.text[max(passage.start, figure.start - EDGE) : figure.start].rstrip()
    behind = passage.text[figure.end : passage.end].strip(" .;,")
    return figure if before.endswith(":") and behind.casefold() == (figure.unit or "").casefold() else None
