"""The audit sheet: what a person prints, checks figure by figure, and signs. As HTML, DOCX, XLSX or JSON, in Vietnamese by default.

In: the records of documents. Out: a string or bytes; nothing is written here. Texts of documents are quoted, never executed: HTML is
escaped, and a cell of a workbook that begins with = + - @ is text.
"""

from __future__ import annotations

import html
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from xml.sax.saxutils import escape

from extractor.audit.coverage import Coverage, SectionCoverage, coverage_of_records
from extractor.errors import TrichyeuError
from extractor.records import Evidence, Finding, Metadata, Record, Relation

Lang = Literal["vi", "en"]
LEVELS = ("error", "warning", "info")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
DAY = ("1980-01-01", (1980, 1, 1, 0, 0, 0))  # of the members of a package: the same records give the same bytes

TEXTS: dict[str, tuple[str, str]] = {
    "title": ("PHIẾU KIỂM TRA SỐ LIỆU", "AUDIT SHEET"),
    "document": ("Văn bản", "Document"),
    "file": ("Tệp", "File"),
    "number": ("STT", "No."),
    "level": ("Mức", "Severity"),
    "message": ("Nội dung", "Finding"),
    "evidence": ("Trích dẫn", "Evidence"),
    "page": ("Trang", "Page"),
    "check": ("Phép kiểm tra", "Check"),
    "opinion": ("Ý kiến người kiểm tra", "Reviewer's remark"),
    "coverage": (
        "{total} số liệu: {related} nằm trong phép tính kiểm tra được ({share}), {verified} khớp, {broken} không khớp, {free} không ràng buộc.",
        "{total} figures: {related} stand in a relation that could be checked ({share}), {verified} hold, {broken} do not, {free} are free.",
    ),
    "none": ("Không có phát hiện.", "No findings."),
    "section": ("Mục", "Section"),
    "figures": ("Số liệu", "Figures"),
    "related": ("Kiểm tra được", "Checked"),
    "verified": ("Khớp", "Hold"),
    "broken": ("Không khớp", "Broken"),
    "free": ("Không ràng buộc", "Free"),
    "findings": ("Phát hiện", "Findings"),
    "relations": ("Phép tính", "Relations"),
    "sections": ("Độ bao phủ", "Coverage"),
    "computation": ("Phép tính", "Computation"),
    "grade": ("Kết quả", "Grade"),
    "checked_by": ("NGƯỜI KIỂM TRA", "CHECKED BY"),
    "made_by": ("NGƯỜI LẬP BÁO CÁO", "PREPARED BY"),
    "sign": ("(Ký, ghi rõ họ tên)", "(signature and full name)"),
    "error": ("Lỗi", "Error"),
    "warning": ("Cảnh báo", "Warning"),
    "info": ("Thông tin", "Info"),
    "holds": ("khớp", "holds"),
    "rounding": ("khớp trong phạm vi làm tròn", "holds within rounding"),
    "inconsistent": ("không khớp", "inconsistent"),
    "impossible": ("không thể có", "impossible"),
}


class ReportError(TrichyeuError):
    """A report that cannot be made here."""

    code = "report"


@dataclass(frozen=True)
class Sheet:
    """One document's part of the audit sheet. `findings` are sorted by severity, then place."""

    document: str
    metadata: Metadata | None
    findings: tuple[Finding, ...]
    relations: tuple[Relation, ...]
    coverage: Coverage
    sections: tuple[SectionCoverage, ...] = ()
    pages: dict[tuple[str, int, int], int] = field(default_factory=dict)

    @property
    def heading(self) -> str:
        """Type, code, day and title of the document, as far as it says them."""
        own = self.metadata
        if own is None:
            return self.document
        parts = [own.doc_type, f"số {own.code}" if own.code else None, f"ngày {own.issued_on:%d/%m/%Y}" if own.issued_on else None]
        lead = " ".join(p for p in parts if p)
        return ": ".join(p for p in (lead, own.title) if p) or self.document


def sheet_of(document: str, records: Iterable[Record], extra: Iterable[Finding] = ()) -> Sheet:
    """The sheet of one document from its records; `extra` are findings between documents that concern it."""
    kept = list(records)
    findings = {f.id: f for f in (*(r for r in kept if isinstance(r, Finding)), *extra)}
    coverage, sections = coverage_of_records(kept)
    return Sheet(
        document,
        next((r for r in kept if isinstance(r, Metadata)), None),
        tuple(sorted(findings.values(), key=by_severity)),
        tuple(r for r in kept if isinstance(r, Relation)),
        coverage,
        sections,
        {(r.document, r.start, r.end): r.page for r in kept if r.page is not None and r.start is not None and r.end is not None},
    )


def by_severity(finding: Finding) -> tuple[int, str, int, str]:
    """The order in which findings are shown."""
    return LEVELS.index(finding.severity), finding.document, finding.start or 0, finding.check


def worst(sheets: Iterable[Sheet]) -> str | None:
    """The most serious severity among all findings: what `--fail-on` compares."""
    found = {f.severity for s in sheets for f in s.findings}
    return next((level for level in LEVELS if level in found), None)


def reaches(sheets: Iterable[Sheet], level: str) -> bool:
    """Some finding is at least as serious as `level`."""
    most = worst(sheets)
    return most is not None and LEVELS.index(most) <= LEVELS.index(level)


def message_of(finding: Finding, lang: Lang) -> str:
    return finding.message_en or finding.message if lang == "en" else finding.message


def _t(key: str, lang: Lang) -> str:
    return TEXTS[key][0 if lang == "vi" else 1]


def coverage_line(coverage: Coverage, lang: Lang = "vi") -> str:
    """Coverage in one sentence."""
    share = f"{coverage.share:.0%}"
    return _t("coverage", lang).format(total=coverage.total, related=coverage.related, share=share, verified=coverage.verified, broken=coverage.broken, free=coverage.free)


def quotes(finding: Finding, most: int = 8) -> list[str]:
    """The quoted evidence, shortened; what is wrong comes first."""
    shown = [" ".join(e.quote.split()) for e in finding.evidence[:most]]
    more = len(finding.evidence) - most
    return [q if len(q) <= 160 else q[:157] + "…" for q in shown] + ([f"… (+{more})"] if more > 0 else [])


def page_of(sheet: Sheet, finding: Finding) -> str:
    """The page of the finding, or of its first evidence."""
    if finding.page is not None:
        return str(finding.page)
    first: Evidence | None = finding.evidence[0] if finding.evidence else None
    page = sheet.pages.get((first.document, first.start, first.end)) if first is not None else None
    return str(page) if page is not None else ""


# -- JSON ----------------------------------------------------------------------------------------------------------------------------


def as_json(sheets: Sequence[Sheet]) -> str:
    """All sheets as one JSON array: findings and relations as in the export, coverage beside them."""
    made = [
        {
            "document": sheet.document,
            "heading": sheet.heading,
            "coverage": _counts(sheet.coverage),
            "sections": [{"section": list(s.section), **_counts(s.coverage)} for s in sheet.sections],
            "findings": [json.loads(f.model_dump_json(by_alias=True)) for f in sheet.findings],
            "relations": [json.loads(r.model_dump_json(by_alias=True)) for r in sheet.relations],
        }
        for sheet in sheets
    ]
    return json.dumps(made, ensure_ascii=False, indent=1)


def _counts(coverage: Coverage) -> dict[str, Any]:
    return {
        "figures": coverage.total,
        "related": coverage.related,
        "verified": coverage.verified,
        "broken": coverage.broken,
        "free": coverage.free,
        "share": round(coverage.share, 4),
    }


# -- HTML ----------------------------------------------------------------------------------------------------------------------------

STYLE = """
body{font:14px/1.45 'Times New Roman',serif;margin:2cm auto;max-width:27cm;color:#111}
h1{text-align:center;font-size:18px}h2{font-size:15px;margin:1.6em 0 .3em}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #666;padding:4px 6px;vertical-align:top;text-align:left}
th{background:#eee}tr.error td:nth-child(2){font-weight:bold}q{display:block;quotes:none;margin:0 0 2px}small{color:#444}
.sign{display:flex;justify-content:space-around;margin-top:2.5em;text-align:center;page-break-inside:avoid}.sign div{min-height:4cm}
@media print{body{margin:0}}
"""


def as_html(sheets: Sequence[Sheet], lang: Lang = "vi") -> str:
    """One printable page for all documents."""
    body = [f"<h1>{_t('title', lang)}</h1>"]
    for sheet in sheets:
        body.append(f"<h2>{html.escape(sheet.heading)}</h2><p>{_t('file', lang)}: {html.escape(sheet.document)}<br>{html.escape(coverage_line(sheet.coverage, lang))}</p>")
        if not sheet.findings:
            body.append(f"<p>{_t('none', lang)}</p>")
            continue
        heads = "".join(f"<th>{_t(key, lang)}</th>" for key in ("number", "level", "message", "evidence", "page", "opinion"))
        rows = []
        for position, finding in enumerate(sheet.findings, 1):
            cited = "".join(f"<q>{html.escape(q)}</q>" for q in quotes(finding))
            sentence = f"<small>{html.escape(finding.sentence)}</small>" if finding.sentence else ""
            rows.append(
                f'<tr class="{finding.severity}"><td>{position}</td><td>{_t(finding.severity, lang)}<br><small>{html.escape(finding.check)}</small></td>'
                f"<td>{html.escape(message_of(finding, lang))}</td><td>{cited}{sentence}</td><td>{page_of(sheet, finding)}</td><td></td></tr>"
            )
        body.append(f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>")
    signs = "".join(f"<div><b>{_t(who, lang)}</b><br><i>{_t('sign', lang)}</i></div>" for who in ("made_by", "checked_by"))
    body.append(f'<div class="sign">{signs}</div>')
    return f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8"><title>{_t("title", lang)}</title><style>{STYLE}</style></head><body>{"".join(body)}</body></html>\n'


# -- DOCX ----------------------------------------------------------------------------------------------------------------------------

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONSHIPS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
WIDTHS = (600, 1300, 4300, 5400, 800, 2200)


def as_docx(sheets: Sequence[Sheet], lang: Lang = "vi") -> bytes:
    """The sheet as a Word document, A4 across, in Times New Roman."""
    body = [_paragraph(_t("title", lang), bold=True, centre=True, size=30)]
    for sheet in sheets:
        body.append(_paragraph(sheet.heading, bold=True, size=26))
        body.append(_paragraph(f"{_t('file', lang)}: {sheet.document}"))
        body.append(_paragraph(coverage_line(sheet.coverage, lang)))
        if not sheet.findings:
            body.append(_paragraph(_t("none", lang)))
            continue
        rows = [[_t(key, lang) for key in ("number", "level", "message", "evidence", "page", "opinion")]]
        for position, finding in enumerate(sheet.findings, 1):
            cited = "\n".join([*quotes(finding), *([finding.sentence] if finding.sentence else [])])
            rows.append([str(position), f"{_t(finding.severity, lang)}\n{finding.check}", message_of(finding, lang), cited, page_of(sheet, finding), ""])
        body.append(_docx_table(rows, WIDTHS, head=True))
        body.append(_paragraph(""))
    signs = [[f"{_t(who, lang)}\n{_t('sign', lang)}\n\n\n\n" for who in ("made_by", "checked_by")]]
    body.append(_docx_table(signs, (7300, 7300), head=False, border=False))
    page = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    document = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="{WORD}"><w:body>{"".join(body)}{page}</w:body></w:document>'
    return _package({"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONSHIPS, "word/document.xml": document})


def _package(members: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, DAY[1]), content.encode())
    return made.getvalue()


def _run(text: str, bold: bool, size: int) -> str:
    lines = [f'<w:t xml:space="preserve">{escape(_printable(line))}</w:t>' for line in text.split("\n")]
    return (
        f'<w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>{"<w:b/>" if bold else ""}'
        f'<w:sz w:val="{size}"/></w:rPr>{"<w:br/>".join(lines)}</w:r>'
    )


def _printable(text: str) -> str:
    """Without the control characters that XML refuses."""
    return "".join(c for c in text if c >= " " or c in "\t\n")


def _paragraph(text: str, bold: bool = False, centre: bool = False, size: int = 22) -> str:
    middle = '<w:jc w:val="center"/>' if centre else ""
    return f'<w:p><w:pPr><w:spacing w:after="60"/>{middle}</w:pPr>{_run(text, bold, size)}</w:p>'


def _docx_table(rows: Sequence[Sequence[str]], widths: Sequence[int], head: bool, border: bool = True) -> str:
    line = "single" if border else "nil"
    edges = "".join(f'<w:{side} w:val="{line}" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    made = []
    for position, row in enumerate(rows):
        first = head and position == 0
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{w}" w:type="dxa"/></w:tcPr>{_paragraph(text, bold=first, centre=not border, size=20)}</w:tc>'
            for text, w in zip(row, widths, strict=True)
        )
        repeat = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if first else "<w:trPr><w:cantSplit/></w:trPr>"
        made.append(f"<w:tr>{repeat}{cells}</w:tr>")
    return f"<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/><w:tblBorders>{edges}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(made)}</w:tbl>"


# -- XLSX ----------------------------------------------------------------------------------------------------------------------------


def as_xlsx(sheets: Sequence[Sheet], lang: Lang = "vi") -> bytes:
    """A workbook with findings, relations and coverage. Raises ReportError where openpyxl is not installed."""
    try:
        import openpyxl
    except ImportError as error:
        raise ReportError(
            "cần gói openpyxl để ghi XLSX: pip install 'trichyeu[export]'", "openpyxl is needed to write XLSX: pip install 'trichyeu[export]'"
        ) from error
    book = openpyxl.Workbook()
    page = book.active
    page.title = _t("findings", lang)
    _fill(page, [[_t(k, lang) for k in ("document", "number", "level", "check", "message", "evidence", "page", "opinion")]])
    for sheet in sheets:
        _fill(
            page,
            [
                [sheet.document, n, _t(f.severity, lang), f.check, message_of(f, lang), "\n".join(quotes(f)), page_of(sheet, f), ""]
                for n, f in enumerate(sheet.findings, 1)
            ],
        )
    page = book.create_sheet(_t("relations", lang) if lang == "en" else "Các phép tính")
    _fill(page, [[_t(k, lang) for k in ("document", "computation", "grade", "evidence")]])
    for sheet in sheets:
        _fill(page, [[sheet.document, r.computation or "", _t(r.grade, lang), r.sentence or ""] for r in sheet.relations])
    page = book.create_sheet(_t("sections", lang))
    _fill(page, [[_t(k, lang) for k in ("document", "section", "figures", "related", "verified", "broken", "free")]])
    for sheet in sheets:
        rows = [((), sheet.coverage), *((s.section, s.coverage) for s in sheet.sections)]
        _fill(page, [[sheet.document, " / ".join(name), c.total, c.related, c.verified, c.broken, c.free] for name, c in rows])
    for number, width in (("A", 28), ("E", 60), ("F", 60)):
        book.worksheets[0].column_dimensions[number].width = width
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _fill(page: Any, rows: Iterable[Sequence[Any]]) -> None:
    """Appends rows; a text is a text whatever it begins with."""
    for row in rows:
        at = page.max_row + (1 if page.max_row > 1 or page.cell(1, 1).value is not None else 0)
        for column, value in enumerate(row, 1):
            cell = page.cell(max(1, at), column)
            cell.value = _printable(value)[:32000] if isinstance(value, str) else value
            if isinstance(value, str):
                cell.data_type = "s"
                if value.startswith(FORMULA):
                    cell.quotePrefix = True
