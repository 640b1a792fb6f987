"""What was not understood of one document, from its layout and the records that were made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from extractor.doctor.cells import cells_of
from extractor.doctor.model import Collector, Cover, Diagnosis, Example, Item
from extractor.doctor.runs import Runs, around
from extractor.doctor.terms import Terms
from extractor.document import Document, Loss
from extractor.finders.bodies.context import Context
from extractor.finders.header.mention import HeaderMention
from extractor.layout import Layout
from extractor.readers.wellformed import unhealthy_pages
from extractor.records import Metadata, Record, Task
from extractor.tables.grid import grid_of

__all__ = ["Diagnosis", "Example", "Item", "diagnose"]

LONG_SECTION = 400  # letters of a section that should hold something


def diagnose(
    layout: Layout,
    header: HeaderMention,
    mentions: Mapping[str, Sequence[Any]],
    records: Sequence[Record],
    bodies: Context,
    section_of: Mapping[tuple[str, ...], tuple[str, ...]],
) -> Diagnosis:
    """What the records do not hold. `mentions` are those of the finders, with offsets of the reading; `section_of` gives the headings that a reader is
    shown for those of a segment."""
    grids = [grid_of(layout.document.text, table) for table in layout.tables]
    held, indicators = _held(records)
    found = mentions
    taken = [(m.start, m.end) for name in ("references", "dates") for m in found.get(name, ())]
    taken += header.own_number_spans
    taken += [(s.start, s.start + len(s.marker)) for s in layout.reading.segments if s.marker]
    runs = Runs(layout, grids, header, held, taken, header.doc_type)
    total, in_records, classes, left = runs.sorted_out()
    cells = cells_of(layout, grids, Cover(indicators))
    terms = Terms(layout, grids, bodies, section_of)
    open_runs = Collector("run")
    for run in left:
        place = runs.places[run.start]
        open_runs.add(layout.document.text[run.start : run.end], terms.place(place, place + run.end - run.start), detail="number" if run.number else "digits")
    references = found.get("references", ())
    known = Cover((m.start, m.end) for m in found.get("organizations", ()))
    coded = Cover([*taken, *((m.start, m.end) for m in found.get("indicators", ()))])
    sections, silent = _sections(layout, records, section_of)
    pages, doubted = _pages(layout.document)
    items = [
        *cells.columns_left.items(), *cells.left.items(), *open_runs.items(), *terms.codes(coded), *terms.types(references),
        *terms.symbols(references, header), *terms.units(runs, header.doc_type), *terms.bodies(known, header), *silent, *doubted,
        *losses(layout.document.losses),
    ]  # fmt: skip
    counts = {
        "runs": total,
        "runs_held": in_records,
        "runs_known": sum(classes.values()),
        "cells": cells.cells,
        "cells_named": cells.named,
        "cells_read": cells.read,
        "columns": cells.columns,
        "columns_silent": cells.silent,
        "sections": sections,
        "sections_silent": len(silent),
        "pages": pages,
        "pages_doubted": sum(item.count for item in doubted),
        "records": len(records),
    }
    return Diagnosis(counts, dict(sorted(classes.items())), tuple(items))


def _held(records: Sequence[Record]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The runs of the text that records hold, and those of indicators alone."""
    held: list[tuple[int, int]] = []
    indicators: list[tuple[int, int]] = []
    for record in records:
        if record.start is not None and record.end is not None and record.type in ("indicator", "reference", "date"):
            held.append((record.start, record.end))
            if record.type == "indicator":
                indicators.append((record.start, record.end))
        elif isinstance(record, Metadata | Task):
            held += [(c.start, c.end) for c in record.citations.values()] if isinstance(record, Metadata) else [
                (c.start, c.end) for name, c in record.citations.items() if name in ("done", "total", "count", "deadline")
            ]
    return held, indicators


def _sections(layout: Layout, records: Sequence[Record], section_of: Mapping[tuple[str, ...], tuple[str, ...]]) -> tuple[int, list[Item]]:
    """How many sections of some length there are, and those in which no record stands."""
    letters: dict[tuple[str, ...], int] = {}
    first: dict[tuple[str, ...], int] = {}
    for segment in layout.reading.segments:
        path = section_of.get(segment.section, segment.section)
        if not path:
            continue
        letters[path] = letters.get(path, 0) + segment.end - segment.start
        first.setdefault(path, segment.start)
    told = {tuple(record.section) for record in records if record.type != "metadata"}
    long = [path for path, count in letters.items() if count >= LONG_SECTION]
    items = []
    for path in long:
        if path not in told:
            start = layout.reading.raw[first[path]]
            text = around(layout.document.text, start, start + 1, 0, 100)
            place = Example(start, text, layout.document.page_of(start), path)
            items.append(Item("section", path[-1][:120], 1, (place,)))
    return len(long), items


def _pages(document: Document) -> tuple[int, list[Item]]:
    """How many pages there are, and those of which too many words are none; a document without pages is one."""
    found = unhealthy_pages(document.properties)
    if not found:
        return max(1, len(document.pages)), []
    examples = []
    for number, share in sorted(found, key=lambda one: (one[1], one[0]))[: Collector.MOST_PLACES]:
        start = document.pages[number - 1].start if number else 0
        said = " ".join(document.text[start : start + 200].split())[:80]
        examples.append(Example(start, f"{share:.0%}: {said}", number or None))
    return max(1, len(document.pages)), [Item("page", "health", len(found), tuple(examples))]


def losses(found: Sequence[Loss]) -> list[Item]:
    """The parts of a document that were not read."""
    return [Item("loss", loss.place, 1, (), loss.cause) for loss in found]
