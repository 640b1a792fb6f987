"""DOCX: what a person sees of a Word file, read from its parts: headings, list numbers, tables, notes, text boxes; changes as accepted.

Headers, footers and comments are kept apart in `properties`; hidden text, deleted text and the table of contents are left out. Nothing
outside the file is read, no macro and no field is run.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import regex

from extractor.document import Document
from extractor.readers.charts import chart_pieces, intact
from extractor.readers.compose import Composer, Lines, Sink, put
from extractor.readers.docx_inline import MAX_DEPTH, TRANSPARENT, Inline, Runs
from extractor.readers.docx_numbering import Numbering, written
from extractor.readers.docx_pictures import diagram_lines, pictures, tell_pages
from extractor.readers.docx_styles import Styles, W, number, transitional, value
from extractor.readers.docx_tables import all_bold, cells_of, indent_of, is_bordered, is_frame, rows_of
from extractor.readers.drawing_marks import CHART, DIAGRAM, MC, OBJECT, alternative
from extractor.readers.embedded import object_pieces
from extractor.readers.legacy import FontDecoder
from extractor.readers.line_words import clean, is_letterhead_text, is_placement_line
from extractor.readers.options import DEFAULT, ReadOptions
from extractor.readers.refusal import refusal
from extractor.readers.table_drafts import Draft, DraftTable
from extractor.readers.zipped import Package, damaged, parse_xml

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_OPENING = 40  # paragraphs in which a letterhead stands
MOST_COMMENTS = 4000  # characters of comments that are kept
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def read_bytes(data: bytes, source: str, sha256: str, options: ReadOptions = DEFAULT) -> Document:
    """Reads a Word file. Raises ReadError for one that is damaged, encrypted, hostile or empty."""
    return Reader(Package(data, source), source).document(sha256, options)


class Reader:
    """One reading of one file."""

    def __init__(self, package: Package, source: str) -> None:
        self.package = package
        self.source = source
        self.main = self._main_part()
        root = self._part(self.main)
        if root is None:
            raise damaged(source, "word/document.xml")
        self.body = root.find(W + "body")
        if self.body is None:
            raise damaged(source, "w:body")
        self.relations = self._relations(self.main)
        self.styles = Styles(self._related("styles"))
        self.numbering = Numbering(self._related("numbering"))
        self.notes = {kind: self._notes(kind) for kind in ("footnote", "endnote")}
        self.used: dict[str, list[str]] = {"footnote": [], "endnote": []}
        self.depth = 0
        roots = [self.body, *(note for notes in self.notes.values() for note in notes.values())]
        self.decoder = FontDecoder(self._texts_by_font(roots))
        self.left_out = self.charts = self.objects = 0

    # -- parts ---------------------------------------------------------------------------------------------------------------

    def _main_part(self) -> str:
        if "_rels/.rels" in self.package:
            for relation in self.package.xml("_rels/.rels").iter(_RELATIONSHIP):
                if (relation.get("Type") or "").endswith("/officeDocument"):
                    name = str(relation.get("Target") or "").lstrip("/")
                    if name in self.package:
                        return name
        return "word/document.xml"

    def _part(self, name: str | None) -> Any:
        if name is None or name not in self.package:
            return None
        return parse_xml(transitional(self.package.read(name)), self.source, name)

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Relation id → (type's last word, part name), for targets inside the file."""
        folder, _, file = part.rpartition("/")
        name = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        found: dict[str, tuple[str, str]] = {}
        if name in self.package:
            for relation in self.package.xml(name).iter(_RELATIONSHIP):
                if relation.get("TargetMode") == "External":
                    continue
                target = relation.get("Target") or ""
                path = target.lstrip("/") if target.startswith("/") else _join(folder, target)
                found[relation.get("Id")] = ((relation.get("Type") or "").rpartition("/")[2], path)
        return found

    def _related(self, kind: str) -> Any:
        return self._part(next((path for type_, path in self.relations.values() if type_ == kind), None))

    def _notes(self, kind: str) -> dict[str, Any]:
        root = self._related(kind + "s")
        if root is None:
            return {}
        return {
            note.get(W + "id"): note
            for note in root.iter(W + kind)
            if note.get(W + "type") not in {"separator", "continuationSeparator", "continuationNotice"}
        }

    def _texts_by_font(self, roots: list[Any]) -> dict[str | None, str]:
        """All text of each font; what the decoder judges fonts by."""
        texts: dict[str | None, list[str]] = {}
        for root in roots:
            for paragraph in root.iter(W + "p"):
                base = self.styles.paragraph_look(value(paragraph.find(W + "pPr"), "pStyle"))
                for run in paragraph.iter(W + "r"):
                    font = self.styles.run_look(base, run.find(W + "rPr")).font
                    texts.setdefault(font, []).extend(text.text for text in run.iter(W + "t") if text.text)
                for parts in texts.values():
                    if parts and parts[-1] != "\n":
                        parts.append("\n")
        for text, font in self.numbering.labels():
            texts.setdefault(font, []).append(f"{text}\n")
        return {font: "".join(parts) for font, parts in texts.items()}

    # -- the document --------------------------------------------------------------------------------------------------------

    def document(self, sha256: str, options: ReadOptions = DEFAULT) -> Document:
        """The Document of the file; one that holds nothing but pictures of pages is recognised as a scan."""
        composer = Composer()
        header = self._letterhead()
        if header is not None:
            Blocks(self, composer).children(header)
        Blocks(self, composer).children(self.body)
        for kind in ("footnote", "endnote"):
            for position, name in enumerate(self.used[kind], 1):
                note = self.notes[kind].get(name)
                if note is not None:
                    text = " ".join(_lines(self, note))
                    composer.note(self.mark(kind, position), regex.sub(r"^(?:<sup>[^<]*</sup>\s*)+", "", text))
        if not len(composer):
            scans = pictures(self.body, self.relations, self.package)
            if not scans:
                raise refusal(self.source, "empty", "word.empty")
            from extractor.readers.scan import read_pictures

            return read_pictures(scans, self.source, sha256, options, "docx")
        tell_pages(self.body)
        properties = self._margins()
        properties.update(self.decoder.report())
        comments = self._related("comments")
        if comments is not None and (said := [line for comment in comments for line in _lines(self, comment)]):
            properties["comments"] = "\n".join(said)[:MOST_COMMENTS]
        if self.left_out:
            properties["contents_lines"] = str(self.left_out)
        return composer.document(self.source, sha256, "docx", properties)

    def mark(self, kind: str, position: int) -> str:
        """A note's mark as the page shows it: footnotes in digits, endnotes in small Roman numerals where there are footnotes too."""
        return written(position, "lowerRoman") if kind == "endnote" and self.used["footnote"] else str(position)

    def refer(self, kind: str, name: str) -> str:
        """The mark of a reference to a note, counted in the order of the text."""
        if name not in self.used[kind]:
            self.used[kind].append(name)
        return self.mark(kind, self.used[kind].index(name) + 1)

    def _margins(self) -> dict[str, str]:
        """Headers and footers, each said once, without page numbers."""
        found: dict[str, str] = {}
        for kind in ("header", "footer"):
            lines: dict[str, None] = {}
            for type_, path in self.relations.values():
                root = self._part(path) if type_ == kind else None
                if root is not None:
                    lines.update(dict.fromkeys(line for line in _lines(self, root) if any(c.isalpha() for c in line)))
            if lines:
                found[kind] = "\n".join(lines)[:4000]
        return found

    def _letterhead(self) -> Any:
        """The header of the first page, where the document's letterhead stands in it and not in the body."""
        opening = next(self.body.iter(W + "sectPr"), None)
        if opening is None:
            return None
        named = {element.get(W + "type"): element.get(_R + "id") for element in opening.iter(W + "headerReference")}
        relation = named.get("first") if opening.find(W + "titlePg") is not None else named.get("default")
        header = self._part(self.relations.get(relation or "", ("", None))[1])
        if header is None or not is_letterhead_text("\n".join(_lines(self, header))):
            return None
        begun = "".join(text.text or "" for paragraph, _ in zip(self.body.iter(W + "p"), range(_OPENING), strict=False) for text in paragraph.iter(W + "t"))
        return None if is_letterhead_text(begun) else header

    def drawn(self, box: Any) -> Sequence[str | DraftTable]:
        """What a diagram (SmartArt), a chart or an object of another program shows."""
        if box.tag == DIAGRAM:
            return diagram_lines(intact(lambda: self._part(self.relations.get(box.get(_R + "dm") or "", ("", None))[1])))
        path = self.relations.get(box.get(_R + "id") or "", ("", ""))[1]
        if box.tag == OBJECT:
            self.objects += 1
            data = self.package.read(path) if path in self.package else None
            return object_pieces(data, box.get("ProgID") or "", f"object {self.objects}", self.source, box.get("DrawAspect") == "Icon")
        self.charts += 1
        return chart_pieces(intact(lambda: self._part(path)) if box.tag == CHART else None, f"chart {self.charts}")

    def alternative_text(self, relation: str | None) -> tuple[str, bytes] | None:
        """The part that a w:altChunk brings in: (name, bytes)."""
        path = self.relations.get(relation or "", ("", ""))[1]
        return (path, self.package.read(path)) if path in self.package else None


def _join(folder: str, target: str) -> str:
    parts = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            parts = parts[:-1]
        elif step not in {"", "."}:
            parts.append(step)
    return "/".join(parts)


def _lines(reader: Reader, root: Any) -> list[str]:
    """The lines of a part that stands by itself: a note, a header, a table cell."""
    sink = Lines()
    Blocks(reader, sink).children(root)
    return sink.lines


def _draft(reader: Reader, cell: Any, row: int, column: int, span: int) -> Draft:
    bold = all_bold(reader.styles, cell)
    return Draft(row, column, _lines(reader, cell), 1, span, bold, indent=indent_of(cell), bold=bold)


class Blocks:
    """Walks blocks in document order and hands them to a sink."""

    def __init__(self, reader: Reader, sink: Sink) -> None:
        self.reader = reader
        self.sink = sink
        self.tabbed: list[list[str]] = []
        self.carried: Runs = []  # of a paragraph whose end was deleted: the next one goes on with it

    def children(self, parent: Any) -> None:
        """All blocks inside `parent`."""
        self.reader.depth += 1
        if self.reader.depth <= MAX_DEPTH:
            for element in parent:
                self._block(element)
            self._flush()
        self.reader.depth -= 1

    def _block(self, element: Any) -> None:
        tag = element.tag
        if tag == W + "p":
            self._paragraph(element)
        elif tag == W + "tbl":
            self._flush()
            self._table(element)
        elif tag in TRANSPARENT:
            for child in element:
                self._block(child)
        elif tag == MC + "AlternateContent":
            for child in alternative(element):
                self._block(child)
        elif tag == W + "altChunk":
            self._flush()
            self._chunk(element)

    def _paragraph(self, paragraph: Any) -> None:
        reader = self.reader
        properties = paragraph.find(W + "pPr")
        inline = Inline(reader, reader.styles.paragraph_look(value(properties, "pStyle")))
        inline.runs, self.carried = self.carried, []
        inline.children(paragraph)
        if _end_deleted(properties) and not inline.boxes:
            self.carried = inline.runs
            return
        text = reader.decoder.convert(inline.runs)
        if reader.styles.is_contents(properties):
            reader.left_out += bool(text.strip())
            return
        list_, depth = reader.styles.numbering(properties)
        lead = ""
        if list_ is not None and text.strip():
            if depth is None:
                depth = reader.numbering.depth_of(list_, (style.get(W + "styleId") for style in reader.styles.chain(value(properties, "pStyle"))))
            lead, font = reader.numbering.next(list_, depth)
            if not lead.isascii() and font is None:
                # A label without a font of its own is drawn in that of its paragraph.
                font = next((name for piece, name in inline.runs if piece.strip()), None)
            lead = reader.decoder.convert([(lead, font)])
        level = reader.styles.heading_level(properties) if text.strip() else 0
        kind = "heading" if level else "item" if lead else "paragraph"
        if text.strip() and not self._beside(lead + text, kind):
            self._flush()
            self.sink.line(lead + text, kind, level)
        for box in inline.boxes:
            self._flush()
            if isinstance(box, str):
                self.sink.line(box)
            elif box.tag.startswith(W):
                Blocks(reader, self.sink).children(box)
            else:
                put(reader.drawn(box), self.sink)

    def _beside(self, text: str, kind: str) -> bool:
        """Whether the paragraph belongs to columns that tab stops set: it is kept for them then."""
        parts = [clean(part) for part in text.split("\t") if part.strip()]
        signature = any(is_placement_line(row[0]) for row in self.tabbed)
        if kind != "heading" and len(parts) > 1:
            self.tabbed.append(parts)
        elif signature and len(self.tabbed) < 60 and len(parts[0]) < 100 and (text[0] == "\t" or parts[0][0] in "-+"):
            self.tabbed.append(["", parts[0]] if text[0] == "\t" else [parts[0], ""])
        else:
            return False
        return True

    def _flush(self) -> None:
        """Paragraphs in a row that tabs part: two columns set by tab stops (a letterhead), or lines with a gap."""
        if self.tabbed:
            self.sink.columns(self.tabbed)
            self.tabbed = []

    def _table(self, table: Any) -> None:
        if is_frame(table):
            for row in rows_of(table):
                for cell in cells_of(row):
                    Blocks(self.reader, self.sink).children(cell)
            return
        reader = self.reader
        properties = table.find(W + "tblPr")
        cells: list[Draft] = []
        open_: dict[int, Draft] = {}
        number_of_rows = heads = width = 0
        drawn = False
        for row in rows_of(table):
            row_properties = row.find(W + "trPr")
            if row_properties is not None and row_properties.find(W + "del") is not None:
                continue
            column = min(number(value(row_properties, "gridBefore")), 1000)
            if row_properties is not None and row_properties.find(W + "tblHeader") is not None and heads == number_of_rows:
                heads += 1
            for cell in cells_of(row):
                cell_properties = cell.find(W + "tcPr")
                span = min(max(number(value(cell_properties, "gridSpan"), 1), 1), 1000)
                if column >= 1000:
                    break
                drawn = drawn or is_bordered(cell_properties)
                merge = cell_properties.find(W + "vMerge") if cell_properties is not None else None
                above = open_.get(column)
                if merge is not None and merge.get(W + "val") != "restart" and above is not None:
                    above.row_span = number_of_rows - above.row + 1
                else:
                    draft = _draft(reader, cell, number_of_rows, column, span)
                    cells.append(draft)
                    if merge is not None:
                        open_[column] = draft
                    else:
                        open_.pop(column, None)
                column += span
            width = max(width, column)
            number_of_rows += 1
        if number_of_rows:
            ruled = drawn or reader.styles.ruled(properties)
            self.sink.table(DraftTable(cells, number_of_rows, width, heads, ruled=ruled))

    def _chunk(self, element: Any) -> None:
        """A part in another format that Word takes in when it opens the file: HTML, or a mail page that holds it."""
        found = self.reader.alternative_text(element.get(_R + "id"))
        if found is None or not isinstance(self.sink, Composer):
            return
        from extractor.readers.html import compose_html
        from extractor.readers.html_detect import decode_html
        from extractor.readers.mail import page_of

        name, data = found
        text, _ = decode_html(page_of(data) or data, self.reader.source)
        if "<" in text:
            compose_html(text, self.sink, f"{self.reader.source}: {name}")


def _end_deleted(properties: Any) -> bool:
    """Whether the end of a paragraph was deleted or moved away under tracked changes."""
    look = properties.find(W + "rPr") if properties is not None else None
    return look is not None and (look.find(W + "del") is not None or look.find(W + "moveFrom") is not None)
