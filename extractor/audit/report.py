"""The audit sheet: what was found in some documents, with the evidence quoted and how much could be checked, as JSON, HTML, DOCX and XLSX.

In: records of documents. Out: a `Sheet`, and its texts and bytes in a format; nothing is read or written here. The HTML and the DOCX are meant to be
printed and signed. Texts that a spreadsheet would run as a formula stay texts.
"""

from __future__ import annotations

import datetime
import html
import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from extractor.audit.checks import SEVERITIES, Settings
from extractor.audit.coverage import Coverage, SectionCoverage
from extractor.messages import Speaker
from extractor.records import Finding, Grade, Indicator, Record, Relation

EXCERPT = 300  # characters of a long sentence that a printed sheet quotes
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
    """A file that could not be read, so that nothing in it was checked: its path, a stable cause, and why in each language."""

    source: str
    cause: str
    vi: str
    en: str


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


def summary(made: Sheet, say: Speaker) -> list[str]:
    """What the sheet says in a few sentences: files left out, the findings, and how much of the figures could be checked."""
    grades, coverage = made.grades, made.coverage
    return [
        *([say("audit.unread", n=len(made.unread))] if made.unread else []),
        say("audit.summary", documents=len(made.documents), **{severity: made.count(severity) for severity in SEVERITIES}),
        say(
            "audit.coverage",
            total=coverage.total,
            related=coverage.related,
            share=percent(coverage, say.lang),
            verified=coverage.verified,
            broken=coverage.broken,
            free=coverage.free,
        ),
        say(
            "audit.relations",
            total=sum(grades.values()),
            holds=grades["holds"],
            rounding=grades["rounding"],
            broken=grades["inconsistent"] + grades["impossible"],
        ),
    ]


def percent(coverage: Coverage, lang: str) -> str:
    """The share of figures that could be checked, as written."""
    said = f"{coverage.share * 100:.1f}%"
    return said.replace(".", ",") if lang == "vi" else said


# -- JSON ---------------------------------------------------------------------------------------------------------------------------------


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
        "unread": [{"document": u.source, "cause": u.cause, "message": u.vi, "message_en": u.en} for u in made.unread],
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


# -- tables that all printed forms share ---------------------------------------------------------------------------------------------------------


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
            "opinion": made.opinions.findings.get(f.id, ""),
        }
        for f in made.findings
    ]


def coverage_rows(made: Sheet, say: Speaker) -> list[dict[str, Any]]:
    """A row a document, then a row a section of it."""
    rows = []
    for document in made.documents:
        rows.append(_coverage_row(document.source, say("audit.whole"), document.coverage))
        rows += [_coverage_row(document.source, " › ".join(s.section) or "-", s.coverage) for s in document.sections]
    return rows


def unread_rows(made: Sheet, say: Speaker) -> list[dict[str, Any]]:
    """A row a file that could not be read."""
    return [{"document": u.source, "reason": u.vi if say.lang == "vi" else u.en} for u in made.unread]


def _coverage_row(document: str, section: str, found: Coverage) -> dict[str, Any]:
    counts = {"figures": found.total, "related": found.related, "verified": found.verified, "broken": found.broken, "free": found.free}
    return {"document": document, "section": section, **counts, "covered": round(found.share * 100, 1)}


# -- HTML ---------------------------------------------------------------------------------------------------------------------------------

_CSS = """
@page { size: A4 landscape; margin: 15mm }
body { font: 13px/1.45 "Times New Roman", Tinos, serif; max-width: 1180px; margin: 2em auto; color: #111 }
h1 { text-align: center; font-size: 20px; text-transform: uppercase } h2 { font-size: 16px; margin-top: 1.6em }
table { border-collapse: collapse; width: 100% } th, td { border: 1px solid #888; padding: 4px 6px; vertical-align: top; text-align: left }
th { background: #eee } tr { break-inside: avoid } td.n { text-align: right; white-space: nowrap } mark { background: #ffe58a }
.where { color: #555 } .error { color: #a40000; font-weight: bold } .warning { color: #8a5a00; font-weight: bold } .info { color: #345 }
tr.whole td { font-weight: bold } .sign { display: flex; justify-content: space-around; margin-top: 3em; text-align: center; break-inside: avoid }
.sign div { min-height: 8em }
"""


def as_html(made: Sheet, say: Speaker, printed_on: datetime.date | None = None) -> str:
    """The sheet as one HTML page that needs nothing else, to be read, printed and signed. `printed_on` is left blank where None."""
    e = html.escape
    day = f"{printed_on:%d/%m/%Y}" if printed_on else "……/……/…………"
    parts = [
        f'<!DOCTYPE html><html lang="{say.lang}"><head><meta charset="utf-8"><title>{e(say("audit.title"))}</title><style>{_CSS}</style></head><body>',
        f"<h1>{e(say('audit.title'))}</h1>",
        f"<p>{e(say('audit.documents'))}: {e('; '.join(_name(d) for d in made.documents))}</p>",
        *(f"<p>{e(line)}</p>" for line in summary(made, say)),
    ]
    if made.unread:
        heads = "".join(f"<th>{e(say(f'column.{key}'))}</th>" for key in ("document", "reason"))
        rows = "".join(f"<tr><td>{e(row['document'])}</td><td>{e(row['reason'])}</td></tr>" for row in unread_rows(made, say))
        parts.append(f"<h2>{e(say('audit.unread_title'))}</h2><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>")
    if made.findings:
        parts.append(f"<h2>{e(say('type.finding'))}</h2><table><thead><tr>")
        parts += [f"<th>{e(say(f'column.{key}'))}</th>" for key in ("number", "severity", "place", "message", "sentence", "opinion")]
        parts.append("</tr></thead><tbody>")
        parts += [_html_row(number, finding, say, made.opinions.findings.get(finding.id, "")) for number, finding in enumerate(made.findings, 1)]
        parts.append("</tbody></table>")
    parts.append(f"<h2>{e(say('audit.coverage_title'))}</h2><table><thead><tr>")
    keys = ("document", "section", "figures", "related", "verified", "broken", "free", "covered")
    parts += [f"<th>{e(say(f'column.{key}'))}</th>" for key in keys]
    parts.append("</tr></thead><tbody>")
    for row in coverage_rows(made, say):
        whole = ' class="whole"' if row["section"] == say("audit.whole") else ""
        cells = "".join(f"<td{' class=n' if isinstance(row[key], (int, float)) else ''}>{e(_cell(row[key], say))}</td>" for key in keys)
        parts.append(f"<tr{whole}>{cells}</tr>")
    parts.append("</tbody></table>")
    parts += _html_opinions(made, say)
    signs = "".join(f"<div><b>{e(say(f'sign.{who}'))}</b><br><i>{e(say('sign.hint'))}</i></div>" for who in ("checker", "author"))
    parts.append(f'<p>{e(say("audit.day", day=day))}</p><div class="sign">{signs}</div></body></html>')
    return "\n".join(parts)


def _html_row(number: int, finding: Finding, say: Speaker, opinion: str) -> str:
    e = html.escape
    others = others_of(finding)
    more = f'<br><span class="where">{e(say("audit.others"))}: {e("; ".join(others))}</span>' if others else ""
    return (
        f'<tr><td class="n">{number}</td><td class="{finding.severity}">{e(say(f"severity.{finding.severity}"))}</td>'
        f'<td>{e(finding.document)}<br><span class="where">{e(place_of(finding, say))}</span></td>'
        f"<td>{e(message_of(finding, say.lang))}{more}</td><td>{_html_sentence(finding)}</td><td>{e(opinion)}</td></tr>"
    )


def _html_opinions(made: Sheet, say: Speaker) -> list[str]:
    """Open points, corrections, ticks and signatures."""
    e = html.escape
    parts = [f"<p>{e(line)}</p>" for line in open_points(made, say)]
    if made.opinions.corrections:
        lines = "".join(f"<li>{e(line)}</li>" for line in made.opinions.corrections)
        parts.append(f"<h2>{e(say('audit.corrections'))}</h2><ul>{lines}</ul>")
    if made.opinions.ticks:
        heads = "".join(f"<th>{e(say(f'column.{key}'))}</th>" for key in ("document", "place", "computation"))
        rows = "".join(f"<tr>{''.join(f'<td>{e(cell)}</td>' for cell in tick)}</tr>" for tick in tick_rows(made, say))
        parts.append(f"<h2>{e(say('audit.ticks'))}</h2><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>")
    parts += [f"<p><b>{e(line)}</b></p>" for line in made.opinions.signed]
    return parts


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


def _html_sentence(finding: Finding) -> str:
    """The sentence with the quote marked."""
    sentence, quote = excerpt(finding), " ".join((finding.quote or "").split())
    at = quote_at(sentence, quote)
    if at < 0:
        return html.escape(sentence)
    end = at + len(quote)
    return f"{html.escape(sentence[:at])}<mark>{html.escape(quote)}</mark>{html.escape(sentence[end:])}"


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


def _name(document: Audited) -> str:
    return f"{document.name} ({document.source})" if document.name else document.source


def _cell(value: Any, say: Speaker) -> str:
    return str(value).replace(".", ",") if isinstance(value, float) and say.lang == "vi" else str(value)


# -- DOCX ---------------------------------------------------------------------------------------------------------------------------------

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PARTS = {
    "[Content_Types].xml": '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
}
# What XML cannot hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PAGE = 14_000  # the width between the margins of A4 landscape, in twentieths of a point


def as_docx(made: Sheet, say: Speaker, printed_on: datetime.date | None = None) -> bytes:
    """The sheet as a Word document, A4 landscape, to be printed and signed. The same sheet gives the same bytes."""
    day = f"{printed_on:%d/%m/%Y}" if printed_on else "……/……/…………"
    body = [
        _paragraph(say("audit.title").upper(), bold=True, size=28, align="center"),
        _paragraph(f"{say('audit.documents')}: {'; '.join(_name(d) for d in made.documents)}"),
        *(_paragraph(line) for line in summary(made, say)),
    ]
    if made.unread:
        rows = [[row["document"], row["reason"]] for row in unread_rows(made, say)]
        heads = [say("column.document"), say("column.reason")]
        body += [_paragraph(say("audit.unread_title"), bold=True, size=26), _word_table(heads, rows, (35, 65))]
    if made.findings:
        rows = []
        for number, finding in enumerate(made.findings, 1):
            others = others_of(finding)
            said = message_of(finding, say.lang) + (f"\n{say('audit.others')}: {'; '.join(others)}" if others else "")
            where = "\n".join(p for p in (finding.document, place_of(finding, say)) if p)
            rows.append([str(number), say(f"severity.{finding.severity}"), where, said, excerpt(finding), made.opinions.findings.get(finding.id, "")])
        heads = [say(f"column.{key}") for key in ("number", "severity", "place", "message", "sentence", "opinion")]
        body += [_paragraph(say("type.finding"), bold=True, size=26), _word_table(heads, rows, (4, 7, 19, 26, 28, 16))]
    keys = ("document", "section", "figures", "related", "verified", "broken", "free", "covered")
    rows = [[_cell(row[key], say) for key in keys] for row in coverage_rows(made, say)]
    body += [
        _paragraph(say("audit.coverage_title"), bold=True, size=26),
        _word_table([say(f"column.{key}") for key in keys], rows, (22, 36, 7, 7, 7, 7, 7, 7)),
        *_word_opinions(made, say),
        _paragraph(""),
        _paragraph(say("audit.day", day=day)),
        _word_table([say(f"sign.{who}") for who in ("checker", "author")], [[say("sign.hint") + "\n\n\n\n"] * 2], (50, 50), borders=False),
    ]
    page = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="850" w:right="1134" w:bottom="850" w:left="1134" w:header="400" w:footer="400" w:gutter="0"/></w:sectPr>'
    document = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{_NAMESPACE}"><w:body>{"".join(body)}{page}</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**_PARTS, "word/document.xml": document}.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _word_opinions(made: Sheet, say: Speaker) -> list[str]:
    body = [_paragraph(line) for line in open_points(made, say)]
    if made.opinions.corrections:
        body += [_paragraph(say("audit.corrections"), bold=True, size=26), *(_paragraph("- " + line) for line in made.opinions.corrections)]
    if made.opinions.ticks:
        heads = [say(f"column.{key}") for key in ("document", "place", "computation")]
        body += [_paragraph(say("audit.ticks"), bold=True, size=26), _word_table(heads, tick_rows(made, say), (25, 35, 40))]
    return [*body, *(_paragraph(line, bold=True) for line in made.opinions.signed)]


def _paragraph(text: str, *, bold: bool = False, size: int = 22, align: str = "left") -> str:
    lines = escape(_CONTROL.sub("", text)).split("\n")
    words = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    look = f'<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/></w:rPr>'
    return f'<w:p><w:pPr><w:spacing w:after="60"/><w:jc w:val="{align}"/></w:pPr><w:r>{look}{words}</w:r></w:p>'


def _word_table(heads: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[int], borders: bool = True) -> str:
    widths = [_PAGE * share // 100 for share in shares]
    sides = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    look = f'<w:tblPr><w:tblW w:w="{_PAGE}" w:type="dxa"/>{f"<w:tblBorders>{sides}</w:tblBorders>" if borders else ""}<w:tblLayout w:type="fixed"/></w:tblPr>'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)

    def row(cells: Sequence[str], head: bool) -> str:
        align = "left" if borders else "center"
        made = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph(cell, bold=head, size=20, align=align)}</w:tc>'
            for cell, width in zip(cells, widths, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head and borders else ''}</w:trPr>{made}</w:tr>"

    return f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{row(heads, True)}{''.join(row(cells, False) for cells in rows)}</w:tbl>"


__all__ = [
    "GRADES",
    "Audited",
    "Opinions",
    "Sheet",
    "Tick",
    "Unread",
    "as_docx",
    "as_html",
    "as_json",
    "audited",
    "audited_records",
    "coverage_rows",
    "excerpt",
    "finding_rows",
    "message_of",
    "open_points",
    "others_of",
    "percent",
    "place_of",
    "quote_at",
    "sheet",
    "summary",
    "tick_rows",
    "unread_rows",
]
