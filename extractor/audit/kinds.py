"""What bears a general name, and its kinds on the lines below: animals, crops, seasons.

    "Tổng sản lượng lương thực: 6.418 tấn" … "Lúa cả năm: 1.663 ha, …, sản lượng 6.012 tấn" … "Ngô: 100 ha, …, sản lượng 406 tấn"
    "Lúa cả năm: 1.663 ha" "Lúa đông xuân: 273 ha, …" "Lúa mùa: 1.390 ha, …"

Such lines bear no marks, and figures of other things stand between them: each kind is told first by the line that names it. Where every line of a sum
tells an area, a yield and an output, the outputs add up as the areas do. Linear: a general name looks at a bounded number of lines below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from extractor.audit.figures import OPERANDS, Figure
from extractor.audit.grades import grade_sum
from extractor.audit.partitions import general, kind_of, of_kinds
from extractor.audit.relations import Candidate, Offer
from extractor.audit.sum_parts import may_be_part
from extractor.audit.tree import Node

LINES = 24  # lines below a general name
NAME = 90  # code points of a line before its figure
FIGURES = 4  # of a line that may be the one of the unit


def sums_of_kinds(nodes: Sequence[Node]) -> Iterator[Offer]:
    """The offers of lines that bear a general name."""
    for position, node in enumerate(nodes):
        whole = _first(node)
        if whole is None or node.passage.segment.kind == "cell":
            continue
        below = nodes[position + 1 : position + 1 + LINES]
        offer = [made for number in general(_name(node, whole)) if (made := _sum(number, whole, below)) is not None]
        if offer:
            yield offer


def _first(node: Node) -> Figure | None:
    """The amount that a line tells first."""
    figure = next(iter(node.passage.figures), None)
    if figure is None or figure.start - node.passage.start > NAME or figure.dimension not in OPERANDS or not figure.plain or figure.loose:
        return None
    return figure if not node.passage.depth(figure.start) else None


def _name(node: Node, figure: Figure) -> str:
    return node.passage.text[node.passage.start : figure.start].casefold()


def _sum(number: int, whole: Figure, below: Sequence[Node]) -> Candidate | None:
    found: dict[int, Figure] = {}
    for node in below:
        first = next(iter(node.passage.figures), None)
        if first is None:
            continue
        name = _name(node, first)[:NAME]
        if first.unit == whole.unit and number in general(name):
            break  # another of the same name
        kind = kind_of(name, number)
        if kind is None or kind in found:
            continue
        part = next((f for f in node.passage.within(node.passage.start, node.passage.end, 0)[:FIGURES] if f.unit == whole.unit), None)
        if part is not None and may_be_part(whole, part):
            found[kind] = part
    parts = tuple(found.values())
    return graded(Candidate("sum", parts, whole, "kinds_lines", grade_sum(parts, whole))) if len(parts) >= 2 else None


def graded(made: Candidate) -> Candidate:
    """A sum of kinds that is above its general name cannot be true, whatever else there is."""
    assert made.whole is not None
    return replace(made, tie="kinds", variant="") if made.verdict.expected > made.whole.value and not made.verdict.holds else made


def bounded(made: Candidate, whole: str, parts: Sequence[str]) -> Candidate:
    """`graded` where the names of whole and parts are a general one and its kinds."""
    return graded(made) if not made.verdict.holds and of_kinds(whole, parts) else made


def outputs_of(sums: Sequence[Candidate], outputs: Mapping[int, Figure]) -> Iterator[Offer]:
    """The outputs of a sum's areas, by where these begin."""
    for made in sums:
        if made.kind != "sum" or made.whole is None or not all(f.start in outputs for f in made.figures):
            continue
        whole, *parts = (outputs[f.start] for f in made.figures)
        if len({f.start for f in (whole, *parts)}) == len(made.figures) and all(may_be_part(whole, p) for p in parts):
            yield [Candidate("sum", tuple(parts), whole, "companions", grade_sum(parts, whole))]
