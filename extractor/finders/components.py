"""The finders as spaCy components: each reads what earlier ones left in `doc._.mentions` and writes a named span group.

`requires` names the groups that must stand before; `language.run` gives the layout and the context. `displacy` and `DocBin` work on the
groups; the exact offsets and values are in the mentions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extractor.finders.bodies.organizations import find_organizations
from extractor.finders.dates.finder import DateContext, find_dates, year_of
from extractor.finders.quantities.finder import QuantityContext, find_indicators
from extractor.finders.quantities.roles import rule_type
from extractor.finders.quantities.subjects import owner_of
from extractor.finders.references.columns import with_dates_of_columns
from extractor.finders.references.finder import find_references
from extractor.finders.references.relations import relations_of
from extractor.finders.tasks.finder import find_tasks
from extractor.language import add_group
from extractor.layout import Layout

# Name of the group → the groups that its finder reads.
REQUIRES: dict[str, tuple[str, ...]] = {
    "references": (),
    "dates": ("references",),
    "organizations": (),
    "indicators": ("references", "dates"),
    "tasks": ("references", "dates"),
}


def _write(doc: Doc, group: str, mentions: Sequence[Any]) -> Doc:
    for needed in REQUIRES[group]:
        if needed not in doc._.mentions:
            raise ValueError(f"component {group!r} needs {needed!r} before it")
    doc._.mentions[group] = mentions
    add_group(doc, group, ((m.start, m.end) for m in mentions), group)
    return doc


@Language.component("references")
def references(doc: Doc) -> Doc:
    """Writes `doc.spans["references"]`."""
    setting = doc._.context
    reading = doc._.layout.reading
    mentions = with_dates_of_columns(reading, find_references(reading.text, setting.bodies, setting.own))
    cited = [said for doc_type, part in _by_part(mentions, setting) for said in relations_of(reading, part, doc_type)]
    related = [replace(m, relation=c.relation, relation_words=c.words) for m, c in zip(mentions, cited, strict=True)]
    return _write(doc, "references", related)


def _by_part(mentions: Sequence[Any], setting: Any) -> list[tuple[str | None, Sequence[Any]]]:
    """The mentions by the documents of the file, each with its type: "Quyết định này" of the second is the second's."""
    if not setting.parts:
        return [(setting.doc_type, mentions)]
    return [(part.header.doc_type, [m for m in mentions if part.start <= m.start < part.end]) for part in setting.parts]


@Language.component("dates")
def dates(doc: Doc) -> Doc:
    """Writes `doc.spans["dates"]`; digits of codes and names of laws are no dates."""
    setting = doc._.context
    taken = [(m.start, m.end) for m in doc._.mentions.get("references", ())]
    context = DateContext(setting.issued_on, setting.year, heading_years(doc._.layout, setting.year))
    return _write(doc, "dates", find_dates(doc._.layout.reading.text, context, taken))


@Language.component("organizations")
def organizations(doc: Doc) -> Doc:
    """Writes `doc.spans["organizations"]`."""
    return _write(doc, "organizations", find_organizations(doc._.layout.reading.text, doc._.context.bodies))


@Language.component("indicators")
def indicators(doc: Doc) -> Doc:
    """Writes `doc.spans["indicators"]`; codes, names of laws, dates and list marks are no figures."""
    setting = doc._.context
    layout: Layout = doc._.layout
    taken = [(m.start, m.end) for m in doc._.mentions.get("references", ())]
    taken += setting.own
    taken += [(s.start, s.start + len(s.marker)) for s in layout.reading.segments if s.marker]
    owner = owner_of(setting.bodies, setting.doc_type, setting.title)
    context = QuantityContext(rule_type(setting.doc_type, setting.title), setting.issued_on, owner, setting.title, setting.bodies.own if owner else None)
    found = find_indicators(layout, doc._.sentences, sorted(taken), doc._.mentions.get("dates", ()), context)
    return _write(doc, "indicators", found)


@Language.component("tasks")
def tasks(doc: Doc) -> Doc:
    """Writes `doc.spans["tasks"]`."""
    setting = doc._.context
    mentions = doc._.mentions
    found = find_tasks(
        doc._.layout,
        mentions.get("references", ()),
        mentions.get("dates", ()),
        setting.bodies,
        setting.issued_on,
        setting.doc_type,
        setting.head_end,
    )
    return _write(doc, "tasks", found)


def heading_years(layout: Layout, default: int | None) -> Callable[[int], int | None]:
    """The year of the innermost heading above an offset that speaks of one year."""
    years: dict[tuple[str, ...], int | None] = {(): default}
    of_heading: dict[str, int | None] = {}

    def year(section: tuple[str, ...]) -> int | None:
        if section not in years:
            name = section[-1]
            if name not in of_heading:
                of_heading[name] = year_of(name)
            years[section] = of_heading[name] if of_heading[name] is not None else year(section[:-1])
        return years[section]

    def at(offset: int) -> int | None:
        segment = layout.reading.segment_at(offset)
        return year(segment.section)

    return at
