"""The audit sheet as a Word document, A4 landscape, to be printed and signed. The same sheet gives the same bytes."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from extractor.audit.report import (
    Sheet,
    cell_text,
    coverage_rows,
    document_name,
    excerpt,
    message_of,
    open_points,
    others_of,
    place_of,
    summary,
    tick_rows,
    unread_rows,
)
from extractor.messages import Speaker

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
        _paragraph(f"{say('audit.documents')}: {'; '.join(document_name(d) for d in made.documents)}"),
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
            rows.append([str(number), say(f"severity.{finding.severity}"), where, said, excerpt(finding), made.opinions.of(finding.id)])
        heads = [say(f"column.{key}") for key in ("number", "severity", "place", "message", "sentence", "opinion")]
        body += [_paragraph(say("type.finding"), bold=True, size=26), _word_table(heads, rows, (4, 7, 19, 26, 28, 16))]
    keys = ("document", "section", "figures", "related", "verified", "broken", "free", "covered")
    rows = [[cell_text(row[key], say) for key in keys] for row in coverage_rows(made, say)]
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
