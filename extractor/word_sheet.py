"""Sheets to be printed and signed as Word documents: A4 landscape, Times New Roman, tables whose heads come again on each page.

    packed([paragraph("Phiếu theo dõi", bold=True), table(["TT"], [["1"]], [100])]) → the bytes of a .docx

In: texts and shares of the page's width. Out: WordprocessingML, and the bytes of the document; the same parts give the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {
    "[Content_Types].xml": f'{_DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/><Override PartName="/word/footer1.xml" ContentType="{_WORD}.footer+xml"/></Types>',
    "_rels/.rels": f'{_DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'{_DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/footer" Target="footer1.xml"/></Relationships>',
}
# What XML cannot hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_WIDTH = 14_570  # between the margins of A4 landscape, in twentieths of a point
_FONT = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="Times New Roman"/>'


def run(text: str, *, bold: bool = False, italic: bool = False, size: int = 22) -> str:
    """Words in one look; their line breaks are kept. `size` in half points."""
    lines = escape(_CONTROL.sub("", text)).split("\n")
    words = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    look = f'{_FONT}{"<w:b/>" if bold else ""}{"<w:i/>" if italic else ""}<w:sz w:val="{size}"/>'
    return f"<w:r><w:rPr>{look}</w:rPr>{words}</w:r>"


def paragraph(text: str, *, bold: bool = False, italic: bool = False, size: int = 22, align: str = "left", after: int = 60, before: int = 0, follows: bool = False) -> str:
    """A paragraph of one run; `follows`: it stays on the page of what comes behind it."""
    return f'<w:p><w:pPr>{"<w:keepNext/>" if follows else ""}<w:spacing w:before="{before}" w:after="{after}"/><w:jc w:val="{align}"/></w:pPr>{run(text, bold=bold, italic=italic, size=size)}</w:p>'


def _cell(text: str, width: int, *, bold: bool, align: str, span: int = 1, shaded: bool = False, follows: bool = False) -> str:
    look = f'<w:tcW w:w="{width}" w:type="dxa"/>{f"""<w:gridSpan w:val="{span}"/>""" if span > 1 else ""}{"""<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>""" if shaded else ""}'
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{paragraph(text, bold=bold, size=20, align=align, after=40, follows=follows)}</w:tc>"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], shares: Sequence[int], borders: bool = True, aligns: Sequence[str] = ()) -> str:
    """A table over the page's width, `shares` per cent a column; a row of one cell is a group's name over all columns. Rows do not break over pages."""
    widths = [_WIDTH * share // 100 for share in shares]
    align = list(aligns) or ["left" if borders else "center"] * len(widths)
    sides = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    look = f'<w:tblPr><w:tblW w:w="{_WIDTH}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>{f"<w:tblBorders>{sides}</w:tblBorders>" if borders else ""}<w:tblLayout w:type="fixed"/></w:tblPr>'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    made = [_row([_cell(head, width, bold=True, align="center", shaded=borders, follows=True) for head, width in zip(heads, widths, strict=True)], head=borders)]
    for cells in rows:
        if len(cells) == 1 < len(widths):
            made.append(_row([_cell(cells[0], sum(widths), bold=True, align="left", span=len(widths), follows=True)]))
        else:
            made.append(_row([_cell(cell, width, bold=False, align=side) for cell, width, side in zip(cells, widths, align, strict=True)]))
    return f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{''.join(made)}</w:tbl>"


def _row(cells: Sequence[str], head: bool = False) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{''.join(cells)}</w:tr>"


def signatures(names: Sequence[str], hint: str) -> str:
    """Who signs, beside each other, with room for the signatures."""
    return table(names, [[f"{hint}\n\n\n\n"] * len(names)], [100 // len(names)] * len(names), borders=False)


def packed(body: Iterable[str]) -> bytes:
    """The document of these parts, its pages numbered."""
    page = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId1"/><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        '<w:pgMar w:top="850" w:right="1134" w:bottom="850" w:left="1134" w:header="400" w:footer="400" w:gutter="0"/></w:sectPr>'
    )
    number = f'<w:fldSimple w:instr=" PAGE "><w:r><w:rPr>{_FONT}<w:sz w:val="20"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>'
    footer = f'{_DECLARATION}<w:ftr xmlns:w="{_NAMESPACE}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{number}</w:p></w:ftr>'
    document = f'{_DECLARATION}<w:document xmlns:w="{_NAMESPACE}" xmlns:r="{_RELATIONS}"><w:body>{"".join(body)}{page}</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**_PARTS, "word/document.xml": document, "word/footer1.xml": footer}.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
