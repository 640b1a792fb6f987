"""The finders in the order that they need: what each reads of the document and of earlier finders, as plain functions of one `Work`.

    run(work, steps.run)      every finder; its mentions are in `work.mentions[name]`

No spaCy here: tokens are made only where somebody asks for them (`components`, which wraps the same finders).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from extractor.finders.bodies.organizations import find_organizations
from extractor.finders.dates.finder import DateContext, find_dates, year_of
from extractor.finders.quantities import chooser
from extractor.finders.quantities.finder import QuantityContext, find_indicators
from extractor.finders.quantities.roles import rule_type
from extractor.finders.quantities.rulebook import kind_of_text
from extractor.finders.quantities.subjects import owner_of
from extractor.finders.quantities.whose_names import territory_in
from extractor.finders.references.columns import with_dates_of_columns
from extractor.finders.references.finder import find_references
from extractor.finders.references.relations import relations_of
from extractor.finders.tasks.finder import find_tasks
from extractor.layout import Layout
from extractor.lexicon.phrases import QUANTITIES

REPORTS = 2500  # code points below the heading in which a body says that it reports


@dataclass(frozen=True)
class Work:
    """A document on its way through the finders: its layout, the pipeline's `Setting`, the sentences of its reading, and what was found, by finder."""

    layout: Layout
    setting: Any
    sentences: Sequence[Any] = ()
    mentions: dict[str, Sequence[Any]] = field(default_factory=dict)


def run(work: Work, step: Callable[[str, Callable[[], Any], Any], Any] | None = None) -> dict[str, Sequence[Any]]:
    """The mentions of every finder. `step` runs one of them: (name, work, what stands for it if it is given up)."""
    for name, find in FINDERS.items():
        work.mentions[name] = step(name, partial(find, work), ()) if step is not None else find(work)
    return work.mentions


def references(work: Work) -> Sequence[Any]:
    """References to documents, each with its relation to this one."""
    setting = work.setting
    reading = work.layout.reading
    mentions = with_dates_of_columns(reading, find_references(reading.text, setting.bodies, setting.own))
    cited = [said for doc_type, issuer, part in _by_part(mentions, setting) for said in relations_of(reading, part, doc_type, issuer)]
    return [replace(m, relation=c.relation, relation_words=c.words) for m, c in zip(mentions, cited, strict=True)]


def _by_part(mentions: Sequence[Any], setting: Any) -> list[tuple[str | None, str | None, Sequence[Any]]]:
    """The mentions by the documents of the file, each with its type and issuer: "Quyết định này" of the second is the second's."""
    if not setting.parts:
        return [(setting.doc_type, setting.bodies.issuer, mentions)]
    return [(part.header.doc_type, part.header.issuer, [m for m in mentions if part.start <= m.start < part.end]) for part in setting.parts]


def dates(work: Work) -> Sequence[Any]:
    """Dates; digits of codes and names of laws are none."""
    setting = work.setting
    taken = [(m.start, m.end) for m in work.mentions.get("references", ())]
    context = DateContext(setting.issued_on, setting.year, heading_years(work.layout, setting.year))
    return find_dates(work.layout.reading.text, context, taken)


def organizations(work: Work) -> Sequence[Any]:
    """Bodies that the text names."""
    return find_organizations(work.layout.reading.text, work.setting.bodies)


def indicators(work: Work) -> Sequence[Any]:
    """Figures; codes, names of laws, dates, list marks and what the list of receivers holds are none."""
    setting, layout = work.setting, work.layout
    taken = [(m.start, m.end) for m in work.mentions.get("references", ())]
    taken += [*setting.own, *setting.receivers]
    taken += [(s.start, s.start + len(s.marker)) for s in layout.reading.segments if s.marker]
    bodies = setting.bodies
    owner = owner_of(bodies, setting.doc_type, setting.title, _name_in_text(work), layout.reading.text[: setting.head_end])
    guess = bodies.province if bodies.guessed and bodies.issuer is None else None
    kind = kind_of_text(layout, rule_type(setting.doc_type, setting.title))
    context = QuantityContext(kind, setting.issued_on, owner, setting.title, (owner if owner == territory_in(setting.title or "") else bodies.own) if owner else None, guess=guess)
    return find_indicators(layout, work.sentences, sorted(taken), work.mentions.get("dates", ()), context, chooser.choose)


def _name_in_text(work: Work) -> str | None:
    """How the text below the heading names the document's own body: where it does so first ("BHXH tỉnh Hà Nam"), else as that which reports ("… Bệnh viện ĐKKV Đông An báo cáo như sau")."""
    issuer, text = work.setting.bodies.issuer, work.layout.reading.text
    below = [m for m in work.mentions.get("organizations", ()) if m.start >= work.setting.head_end]
    named = (text[m.start : m.end] for m in below if m.name == issuer)
    first = next((name for name in named if not name.isupper() or " " not in name), None)
    if first is not None or issuer is None:
        return first
    kind = issuer.split()[0]
    reports = (m for m in below if m.start < work.setting.head_end + REPORTS and m.name.startswith(kind) and QUANTITIES.reports_itself.match(text, m.end))
    return next((m.name if " " not in text[m.start : m.end] or text[m.start : m.end] in dict(work.setting.bodies.names) else text[m.start : m.end] for m in reports), None)


def tasks(work: Work) -> Sequence[Any]:
    """Tasks and what is told of them."""
    setting, mentions = work.setting, work.mentions
    return find_tasks(
        work.layout,
        mentions.get("references", ()),
        mentions.get("dates", ()),
        setting.bodies,
        setting.issued_on,
        setting.doc_type,
        setting.head_end,
    )


FINDERS: dict[str, Callable[[Work], Sequence[Any]]] = {
    "references": references,
    "dates": dates,
    "organizations": organizations,
    "indicators": indicators,
    "tasks": tasks,
}


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
