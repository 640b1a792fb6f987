"""The audit sheet: what was found in some documents, with the evidence quoted and how much could be checked, as JSON, HTML, DOCX and XLSX.

In: records of documents. Out: a `Sheet`, and its texts and bytes in a format; nothing is read or written here. The HTML and the DOCX are meant to be
printed and signed. Texts that a spreadsheet would run as a formula stay texts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractor.audit.checks import SEVERITIES, Settings
from extractor.audit.coverage import Coverage, SectionCoverage
from extractor.messages import Speaker
from extractor.records import Finding, Grade, Indicator, Record, Relation

EXCERPT = 300  # characters of a long sentence that a printed sheet quotes
NAMED = 6  # documents that the head of a sheet names
GRADES: tuple[Grade, ...] = ("holds", "rounding", "inconsistent", "impossible")


@dataclass(frozen=True)
class Audited:
    """One document of the sheet: its path, name, coverage as a whole and by section, and how many relations have each grade."""

    source: str
    name: str | None = None
    coverage: Coverage = field(default_factory=Coverage)
    sections: tuple[SectionCoverage, ...] = ()
    grades: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Unread:
    """A file that could not be read, or (`partial`) a part of one, so that nothing in it was checked: its path, a stable cause, and why in each language."""

    source: str
    cause: str
    vi: str
    en: str
    partial: bool = False


@dataclass(frozen=True)
class Tick:
    """A computation of a document that holds: its place, and what was computed."""

    document: str
    page: int | None
    section: str | None
    computation: str


@dataclass(frozen=True)
class Opinions:
    """What people made of an audit: for each finding (by its id) their decision in words, the corrections, who signed; and the ticks."""

    findings: Mapping[str, str] = field(default_factory=dict)
    corrections: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    ticks: tuple[Tick, ...] = ()
    # For findings that rest on something that was corrected: how they stand now, in words.
    rechecked: Mapping[str, str] = field(default_factory=dict)

    def of(self, finding: str) -> str:
        """What is said of a finding: the decision, and how it stands after corrections."""
        return "; ".join(said for said in (self.findings.get(finding, ""), self.rechecked.get(finding, "")) if said)


@dataclass(frozen=True)
class Sheet:
    """An audit of some documents: findings by severity, then in the order of the export; and the files that it could not look into."""

    documents: tuple[Audited, ...]
    findings: tuple[Finding, ...]
    unread: tuple[Unread, ...] = ()
    opinions: Opinions = field(default_factory=Opinions)

    @property
    def coverage(self) -> Coverage:
        """The coverage of all documents together."""
        return sum((d.coverage for d in self.documents), Coverage())

    @property
    def grades(self) -> dict[str, int]:
        """How many relations have each grade."""
        return {grade: sum(d.grades.get(grade, 0) for d in self.documents) for grade in GRADES}

    def count(self, severity: str) -> int:
        """How many findings have this severity."""
        return sum(f.severity == severity for f in self.findings)


def audited(source: str, name: str | None, figures: Iterable[tuple[int, int, tuple[str, ...]]], relations: Iterable[Relation]) -> Audited:
    """The coverage of a document from its records. `figures`: (start, end, section) of each indicator."""
    holds: set[tuple[int, int]] = set()
    breaks: set[tuple[int, int]] = set()
    grades: dict[str, int] = {}
    for relation in relations:
        grades[relation.grade] = grades.get(relation.grade, 0) + 1
        runs = {tuple(part) for part in relation.parts} | ({tuple(relation.whole)} if relation.whole else set())
        (holds if relation.holds else breaks).update(runs)  # type: ignore[arg-type]
    sections: dict[tuple[str, ...], Coverage] = {}
    for start, end, section in figures:
        broken = (start, end) in breaks
        verified = (start, end) in holds and not broken
        sections[section] = sections.get(section, Coverage()) + Coverage(1, int(verified), int(broken))
    made = tuple(SectionCoverage(section, found) for section, found in sections.items())
    return Audited(source, name, sum(sections.values(), Coverage()), made, grades)


def audited_records(source: str, name: str | None, records: Sequence[Record]) -> Audited:
    """The same, from all records of a document."""
    figures = [
        (r.start, r.end, tuple(r.section)) for r in records if isinstance(r, Indicator) and r.start is not None and r.end is not None
    ]
    return audited(source, name, figures, [r for r in records if isinstance(r, Relation)])


def sheet(
    documents: Iterable[Audited],
    findings: Iterable[Finding],
    settings: Settings | None = None,
    unread: Iterable[Unread] = (),
    opinions: Opinions | None = None,
) -> Sheet:
    """The sheet, with the severities of a configuration, and without the checks that it switches off."""
    settings = settings or Settings()
    kept = [
        finding.model_copy(update={"severity": settings.severity.get(finding.check, finding.severity)})
        for finding in findings
        if finding.check not in settings.off
    ]
    ordered = sorted(kept, key=lambda f: (SEVERITIES.index(f.severity), f.document, f.start or 0, f.check, f.id))
    return Sheet(tuple(documents), tuple(ordered), tuple(sorted(unread, key=lambda u: u.source)), opinions or Opinions())


def surer(made: Sheet, least: float) -> Sheet:
    """The sheet without findings that are less sure."""
    return Sheet(made.documents, tuple(f for f in made.findings if f.confidence >= least), made.unread, made.opinions)


def of_checks(made: Sheet, codes: Iterable[str]) -> Sheet:
    """The sheet with the findings of these checks alone; all of them where none is named."""
    wanted = set(codes)
    return Sheet(made.documents, tuple(f for f in made.findings if not wanted or f.check in wanted), made.unread, made.opinions)


def message_of(finding: Finding, lang: str) -> str:
    """What is wrong, in one sentence of the language."""
    return finding.message if lang == "vi" or not finding.message_en else finding.message_en


def place_of(finding: Finding, say: Speaker) -> str:
    """Where its first evidence stands: page, then the headings above."""
    page = [f"{say('column.page').lower()} {finding.page}"] if finding.page else []
    return " · ".join([*page, *([" › ".join(finding.section)] if finding.section else [])])


def others_of(finding: Finding) -> list[str]:
    """The further evidence: what is quoted beside the first, each once, with its document where it is another."""
    said = []
    for evidence in finding.evidence[1:]:
        quote = " ".join(evidence.quote.split())
        said.append(quote if evidence.document == finding.document else f"{evidence.document}: {quote}")
    return list(dict.fromkeys(said))


def compared(finding: Finding, lang: str) -> list[str]:
    """Of the further evidence what its message does not quote."""
    said = message_of(finding, lang).replace(" / ", "/")
    return [other for other in others_of(finding) if other not in said]


def documents_line(made: Sheet, say: Speaker) -> str:
    """What was checked: the names of a few documents; of many how many, since the table of coverage names them."""
    count = len(made.documents)
    told = "; ".join(document_name(d) for d in made.documents) if count <= NAMED else say("audit.many", n=say.count(count))
    return f"{say('audit.documents')}: {told}"


def summary(made: Sheet, say: Speaker) -> list[str]:
    """What the sheet says in a few sentences: files left out, the findings, and how much of the figures could be checked."""
    grades, coverage = made.grades, made.coverage
    return [
        *_left_out(made, say),
        say("audit.summary", documents=say.count(len(made.documents)), **{severity: say.count(made.count(severity)) for severity in SEVERITIES}),
        say(
            "audit.coverage",
            total=say.count(coverage.total),
            related=say.count(coverage.related),
            share=percent(coverage, say.lang),
            verified=say.count(coverage.verified),
            broken=say.count(coverage.broken),
            free=say.count(coverage.free),
        ),
        say(
            "audit.relations",
            total=say.count(sum(grades.values())),
            holds=say.count(grades["holds"]),
            rounding=say.count(grades["rounding"]),
            broken=say.count(grades["inconsistent"] + grades["impossible"]),
        ),
    ]


def _left_out(made: Sheet, say: Speaker) -> list[str]:
    """How many files were not checked at all, and how many were read, and checked, in part."""
    whole = {u.source for u in made.unread if not u.partial}
    partly = {u.source for u in made.unread if u.partial} - whole
    return [say(key, n=say.count(len(files))) for key, files in (("audit.unread", whole), ("audit.partly", partly)) if files]


def unread_title(made: Sheet, say: Speaker) -> str:
    """What the list of files that were left out is called: what it holds."""
    kinds = {u.partial for u in made.unread}
    return say("audit.unread_title" if kinds == {False} else "audit.partly_title" if kinds == {True} else "audit.left_title")


def percent(coverage: Coverage, lang: str) -> str:
    """The share of figures that could be checked, as written."""
    said = f"{coverage.share * 100:.1f}%"
    return said.replace(".", ",") if lang == "vi" else said


def as_json(made: Sheet) -> str:
    """The whole sheet as one JSON object: summary, documents with their sections, findings as they are exported."""
    shown = {
        "summary": {
            "findings": {severity: made.count(severity) for severity in SEVERITIES},
            "relations": made.grades,
            "coverage": _coverage(made.coverage),
        },
        "documents": [
            {
                "document": d.source,
                "name": d.name,
                "relations": {grade: d.grades.get(grade, 0) for grade in GRADES},
                "coverage": _coverage(d.coverage),
                "sections": [{"section": list(s.section), **_coverage(s.coverage)} for s in d.sections],
            }
            for d in made.documents
        ],
        "findings": [json.loads(f.model_dump_json(by_alias=True)) for f in made.findings],
        "opinions": {"findings": dict(made.opinions.findings), "corrections": list(made.opinions.corrections), "signed": list(made.opinions.signed)},
        "unread": [{"document": u.source, "cause": u.cause, "message": u.vi, "message_en": u.en, "partial": u.partial} for u in made.unread],
    }
    return json.dumps(shown, ensure_ascii=False, indent=2)


def _coverage(coverage: Coverage) -> dict[str, Any]:
    return {
        "figures": coverage.total,
        "related": coverage.related,
        "verified": coverage.verified,
        "broken": coverage.broken,
        "free": coverage.free,
        "share": round(coverage.share, 4),
    }


def finding_rows(made: Sheet, say: Speaker) -> list[dict[str, Any]]:
    """A row a finding: what a person reads first comes first."""
    return [
        {
            "severity": say(f"severity.{f.severity}"),
            "document": f.document,
            "page": f.page,
            "section": " › ".join(f.section),
            "message": message_of(f, say.lang),
            "quote": " ".join((f.quote or "").split()),
            "others": "; ".join(others_of(f)),
            "sentence": f.sentence,
            "check": f.check,
            "start": f.start,
            "end": f.end,
            "id": f.id,
            "opinion": made.opinions.of(f.id),
        }
        for f in made.findings
    ]


def coverage_printed(made: Sheet, say: Speaker) -> list[dict[str, Any]]:
    """The coverage of a sheet that is printed: of a few documents with their sections, of many without."""
    rows = coverage_rows(made, say)
    return rows if len(made.documents) <= NAMED else [row for row in rows if row["section"] == say("audit.whole")]


def coverage_rows(made: Sheet, say: Speaker) -> list[dict[str, Any]]:
    """A row a document, then a row a section of it where there are several."""
    rows = []
    for document in made.documents:
        rows.append(_coverage_row(document.source, say("audit.whole"), document.coverage))
        sections = document.sections if len(document.sections) > 1 else ()  # the only one is the whole document
        rows += [_coverage_row(document.source, " › ".join(s.section) or say("audit.outside"), s.coverage) for s in sections]
    return rows


def unread_rows(made: Sheet, say: Speaker) -> list[dict[str, Any]]:
    """A row a file, or a part of one, that could not be read."""
    return [{"document": u.source, "reason": u.vi if say.lang == "vi" else u.en} for u in made.unread]


def _coverage_row(document: str, section: str, found: Coverage) -> dict[str, Any]:
    counts = {"figures": found.total, "related": found.related, "verified": found.verified, "broken": found.broken, "free": found.free}
    return {"document": document, "section": section, **counts, "covered": round(found.share * 100, 1)}


def open_points(made: Sheet, say: Speaker) -> list[str]:
    """How many findings have an opinion, where some have."""
    if not made.opinions.findings and not made.opinions.signed:
        return []
    decided = sum(f.id in made.opinions.findings for f in made.findings)
    return [say("audit.opinions", decided=decided, open=len(made.findings) - decided)]


def tick_rows(made: Sheet, say: Speaker) -> list[tuple[str, str, str]]:
    """Document, place and computation of each tick."""
    out = []
    for tick in made.opinions.ticks:
        page = [f"{say('column.page').lower()} {tick.page}"] if tick.page else []
        out.append((tick.document, " · ".join([*page, *([tick.section] if tick.section else [])]), "✓ " + tick.computation))
    return out


def excerpt(finding: Finding) -> str:
    """The sentence, a long one cut around the quote; the quote alone where there is none."""
    sentence, quote = finding.sentence or finding.quote or "", " ".join((finding.quote or "").split())
    if len(sentence) <= EXCERPT:
        return sentence
    start = max(0, min(quote_at(sentence, quote) - EXCERPT // 3, len(sentence) - EXCERPT))
    end = max(start + EXCERPT, start + EXCERPT // 3 + len(quote))
    return ("…" if start else "") + sentence[start:end] + ("…" if end < len(sentence) else "")


def quote_at(sentence: str, quote: str) -> int:
    """Where a quote stands in its sentence, rather by itself than inside a longer number; -1 where it does not."""
    if not quote:
        return -1
    alone = re.search(rf"(?<![\w.,/]){re.escape(quote)}(?![\w/]|[.,]\d)", sentence)
    return alone.start() if alone else sentence.find(quote)


def document_name(document: Audited) -> str:
    return f"{document.name} ({document.source})" if document.name else document.source


def cell_text(value: Any, say: Speaker) -> str:
    """A cell of the coverage as the language writes it."""
    if isinstance(value, int):
        return say.count(value)
    return str(value).replace(".", ",") if isinstance(value, float) and say.lang == "vi" else str(value)
