"""Finds indicators: quantities that the text states about the world, in running text and in tables.

In: a layout, its sentences, the reading's runs that other finders or list marks hold, its dates, and what is known of the document. Out:
mentions in order of `start`, with half-open code-point offsets of the reading. "Sở Y đã tiếp nhận 1.250 hồ sơ, tăng 4,2% so với cùng kỳ" gives
two: 1250 (unit hồ sơ, label "hồ sơ đã tiếp nhận", subject "Sở Y") and 4.2 (%, increase).

Numbers are read by numbers.py. Those that are no indicators are refused by quantity_filter; quantity_prose describes the others in running
text, quantity_cells in tables. What the text does not say is None.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from extractor.finders.dates.finder import DateMention
from extractor.finders.quantities.candidates import Scene
from extractor.finders.quantities.cells import cell_indicators, column_future, row_name
from extractor.finders.quantities.frames import frames
from extractor.finders.quantities.holders import held
from extractor.finders.quantities.items import Place
from extractor.finders.quantities.mention import NO_CONTEXT, IndicatorMention, QuantityContext
from extractor.finders.quantities.named_above import work_of
from extractor.finders.quantities.numbers import NumberMention, find_numbers
from extractor.finders.quantities.pasted import pasted_ordinals
from extractor.finders.quantities.period_words import days_in
from extractor.finders.quantities.plain_labels import plain
from extractor.finders.quantities.prose import Prose
from extractor.finders.quantities.subjects import body_of_row, names_body, owned
from extractor.layout.model import Layout, ReadingSentence, Segment
from extractor.tables.grid import Grid, grid_of

Chooser = Callable[[Sequence[IndicatorMention], Mapping[int, Scene]], list[IndicatorMention]]


def find_indicators(
    layout: Layout,
    sentences: Sequence[ReadingSentence],
    taken: Sequence[tuple[int, int]],
    dates: Sequence[DateMention],
    context: QuantityContext = NO_CONTEXT,
    chooser: Chooser | None = None,
) -> list[IndicatorMention]:
    """All indicators of the document, in order; none touches a span of `taken` or a date. `chooser` may take other labels and subjects than the rules (chooser.choose)."""
    spans = sorted([*taken, *((d.start, d.end) for d in dates)])
    starts = [s.start for s in sentences]
    by_segment: dict[int, list[NumberMention]] = {}
    by_sentence: dict[int, list[NumberMention]] = {}
    for figure in find_numbers(layout.reading.text, spans):
        index = bisect_right(starts, figure.start) - 1
        if index >= 0:
            by_sentence.setdefault(index, []).append(figure)
            by_segment.setdefault(sentences[index].segment, []).append(figure)
    grids = [grid_of(layout.document.text, table) for table in layout.tables]
    framed = frames(layout, context.doc_type, context.title)
    found, settled = cell_indicators(layout, grids, by_segment, context, [frame.sheet for frame in framed])
    prose = Prose(layout, dates, context, framed)
    segments = layout.reading.segments
    ordinals = pasted_ordinals(layout)
    found = [mention for mention in found if mention.start not in ordinals]
    for index, group in by_sentence.items():
        position = sentences[index].segment
        group = [figure for figure in group if figure.start not in ordinals]
        if position in settled or not group:
            continue
        segment = segments[position]
        if context.owner is None and index and index - 1 not in by_sentence and sentences[index - 1].segment >= position - 1:
            prose.hear(sentences[index - 1], position)
        found.extend(prose.sentence(sentences[index], group, _place(grids, segment)))
    ordered = sorted(found, key=lambda m: m.start)
    work = work_of(context.title, layout.reading.text)
    owner, place = (work, None) if work is not None else (context.owner, context.place)
    found = list(owned(held(ordered, layout.reading, prose.ruled), layout.reading, owner, prose.ruled, context.title, place, prose.spare, context.guess))
    found = [_dated(mention, context) for mention in found]
    found.sort(key=lambda m: (m.start, m.end))
    chosen = found if chooser is None else chooser(found, prose.scenes)
    return [plain(mention, prose.scenes.get(mention.start)) for mention in chosen]


def _dated(mention: IndicatorMention, context: QuantityContext) -> IndicatorMention:
    """A figure of a table with the days that the words of its period name."""
    if mention.period is None or mention.table is None or mention.period_from is not None:
        return mention
    since, until = days_in(mention.period, context)
    return replace(mention, period_from=since, period_to=until)


def _place(grids: Sequence[Grid], segment: Segment) -> Place | None:
    if segment.table is None or segment.column is None or segment.row is None:
        return None
    grid = grids[segment.table]
    path = grid.heads[segment.column] if segment.column < len(grid.heads) else ()
    name = row_name(grid, segment.row, segment.column)
    return Place(column_future(grid, segment.column), name, path[-1] if len(path) > 1 else _body_of_row(grid, segment, name))


def _body_of_row(grid: Grid, segment: Segment, name: str | None) -> str | None:
    """Whose row a cell stands in: a body that names it, or the one body alone in another cell ("Bộ Y tế" under "Cơ quan chủ trì")."""
    if name is not None and names_body(name):
        return name
    row = grid.row_at(segment.row) if segment.row is not None else None
    if row is None:
        return None
    return body_of_row(row, (segment.column,)) if segment.column is not None else None


__all__ = ["NO_CONTEXT", "IndicatorMention", "QuantityContext", "find_indicators"]
