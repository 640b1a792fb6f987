"""All relations between the figures of one document: running text first, then its tables.

Sums and differences are settled before ratios, so that a share knows the whole its part belongs to, and ratios before the sums of shares.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.audit.differences import differences_in, percent_sums, percents_of_list
from extractor.audit.figures import Figure
from extractor.audit.passages import Passage, children, opens_list, passage_at, passages_of
from extractor.audit.ratios import means_in, ratios_in, series_in
from extractor.audit.relations import Candidate
from extractor.audit.selection import select, wholes_of
from extractor.audit.sums import sums_in, sums_of_list
from extractor.audit.tables import relations_of_tables
from extractor.layout.model import Layout, Reading

ABOVE = 3  # segments above a figure in which its operands may stand
LIST_ABOVE = 8  # the same for the total of a list
SERIES_REACH = 700  # code points between a sum and the shares told of its parts


def find_relations(layout: Layout, figures: Sequence[Figure]) -> list[Candidate]:
    """The relations of a document, in order of their place; each set of figures once."""
    tables = list(relations_of_tables(layout, figures))
    told = {f.start for made in tables for f in made.parts}
    text = relations_of_text(layout.reading, [f for f in figures if f.start not in told or not _in_table(layout, f)])
    found = {made.key: made for made in (*text, *tables)}
    return sorted(found.values(), key=place)


def place(made: Candidate) -> tuple[int, int, str]:
    """Where a relation stands: from its first figure to its last."""
    return min(start for start, _ in made.key), max(end for _, end in made.key), made.kind


def _in_table(layout: Layout, figure: Figure) -> bool:
    return layout.reading.segments[figure.segment].table is not None


def relations_of_text(reading: Reading, figures: Sequence[Figure]) -> list[Candidate]:
    """The relations of running text."""
    passages = passages_of(reading, figures)
    above = {p.index: passages[max(0, k - LIST_ABOVE) : k][::-1] for k, p in enumerate(passages)}
    additive: list[Candidate] = []
    for passage in passages:
        before = above[passage.index]
        additive += sums_in(passage)
        additive += differences_in(passage, before[:ABOVE])
        additive += percents_of_list(passage)
    additive += _lists(reading, passages, above)
    settled = select(additive)
    wholes = wholes_of(settled)
    ratios = [made for p in passages for made in ratios_in(p, above[p.index][:ABOVE], wholes)]
    ratios += [made for p in passages for made in means_in(p)]
    series = [made for p in passages for made in series_in(p, settled, SERIES_REACH)]
    shares = select([*ratios, *(s for s in series if s.kind == "ratio")])
    totals = [*percent_sums(shares, settled), *(s for s in series if s.kind == "percent_sum")]
    return select([*additive, *shares, *totals])


def _lists(reading: Reading, passages: Sequence[Passage], above: dict[int, list[Passage]]) -> list[Candidate]:
    by_index = {p.index: p for p in passages}
    made: list[Candidate] = []
    for index in sorted({i for p in passages for i in (p.index, p.index - 1) if i >= 0}):
        lead = by_index.get(index) or passage_at(reading, index, ())
        if not opens_list(lead):
            continue
        items = [by_index.get(i) or passage_at(reading, i, ()) for i in children(reading, index)]
        if len(items) >= 2:
            made += sums_of_list(lead, items, above.get(index) or [p for p in passages if p.index < index][-LIST_ABOVE:][::-1])
    return made
