"""HTML: the main text of a saved page or of a fragment, laid out as paragraphs and tables; nothing is run or fetched.

A file is HTML when markup is its frame: its first character that is not blank opens a tag or a doctype, and block tags hold nearly all of
its text. A text with some tags in it is text.
"""

from __future__ import annotations

from typing import Any

import regex
from lxml import etree
from lxml import html as lxml_html

from extractor.document import Document
from extractor.lexicon.patterns import compile_rule
from extractor.readers.compose import Composer, Lines, Sink
from extractor.readers.html_detect import BLOCKS, decode_html
from extractor.readers.html_prune import prune
from extractor.readers.html_sheets import as_sheet, is_sheet, stored, without_contents
from extractor.readers.legacy import FontDecoder
from extractor.readers.line_words import PATTERNS, clean, is_exponent
from extractor.readers.losses import lose
from extractor.readers.ordinals import ordinal
from extractor.readers.refusal import refusal
from extractor.readers.sheet import compose_sheet
from extractor.readers.table_drafts import Draft, DraftTable, place

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_DECLARATION = regex.compile(r"^\s*<\?xml[^>]*\?>")
_FONT_FAMILY = regex.compile(r"font-family\s*:\s*([^;]+)", regex.IGNORECASE)
# ".T5, .T6 { …; font-family:VNI-Times; …": the last class of the list counts.
_CLASS_FONT = regex.compile(r"\.([\w-]+)\s*\{[^{}]{0,2000}?(?<![\w-])font-family\s*:\s*([^;{}]+)", regex.IGNORECASE)
_MOST_STYLE = 500_000
_SPACES = regex.compile(r"\s+")
_SET_IN = regex.compile(r"(?:padding-left|margin-left|text-indent)\s*:\s*(\d+(?:\.\d+)?)(px|pt|em|rem|ex|cm|mm|in)", regex.IGNORECASE)
_BLANKS = {"px": 0.25, "pt": 1 / 3, "em": 4.0, "rem": 4.0, "ex": 2.0, "cm": 9.4, "mm": 0.94, "in": 24.0}  # blanks of a twelve point type
_MOST_BLANKS = 100
_MARK = regex.compile(r"\s*[\[(]?\s*(\d{1,3}|\*{1,3}|[ivx]{1,4})\s*[\])]?\s*")
_NOTE_LEAD = regex.compile(r"\[(\d{1,3}|\*{1,3})\]\s*|(\d{1,3}|\*{1,3})[.)]?\s+")
_NOTE_ID = compile_rule(PATTERNS.note_id, file="formats", rule="note_id", flags=regex.IGNORECASE)
"""Characters of a block of a portal's page at most; a document that speaks of visits or addresses is longer, or holds its letterhead."""
# Characters that a tree of markup cannot hold: what a damaged page in an old encoding decodes to.
_NO_XML = regex.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read_bytes(data: bytes, source: str, sha256: str, options: object = None) -> Document:
    """Reads a saved page or fragment. Raises ReadError where no text is left."""
    text, encoding = decode_html(data, source)
    composer = Composer()
    properties = {"encoding": encoding}
    properties.update(compose_html(text, composer, source))
    if not len(composer):
        raise refusal(source, "empty", "html.empty")
    return composer.document(source, sha256, "html", properties)


def compose_html(text: str, composer: Composer, source: str) -> dict[str, str]:
    """Lays the page `text` out into `composer`; gives its title and what was converted. Raises ReadError for what is no HTML at all."""
    parser = lxml_html.HTMLParser(encoding=None, no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    text = _DECLARATION.sub("", text.removeprefix("\ufeff")).replace("\x00", "")
    try:
        root = lxml_html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise refusal(source, "damaged", "html.damaged", error=error) from error
    if any("depth" in error.message for error in parser.error_log):
        root = _flattened(text, parser, root)
    title = root.find(".//head/title")
    body = root.find("body")
    body = root if body is None else body
    fonts = _class_fonts(root)
    prune(body, page=regex.search(r"<(?:html|body)\b", text[:20000], regex.IGNORECASE) is not None)
    without_contents(body)
    properties = _convert_fonts(body, fonts)
    notes = _take_notes(body)
    _Flow(composer, frozenset(mark for mark, _ in notes)).element(body)
    for mark, note in notes:
        composer.note(mark, note)
    if title is not None and clean(title.text or ""):
        properties["title"] = clean(title.text)
    return properties


_WRAPPER = regex.compile(
    r"</?(?:div|section|article|main|center|blockquote|ul|ol|dl|form|fieldset|span|font|b|i|u|em|strong|small|big|a|tt|ins|del)\b[^<>]*>", regex.IGNORECASE
)


def _flattened(text: str, parser: Any, before: Any) -> Any:
    """The page without the wrappers that nest too deep for the parser, which cuts what is inside; what is cut all the same is a loss."""
    flat = lxml_html.HTMLParser(encoding=None, no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = lxml_html.document_fromstring(_WRAPPER.sub("<br>", text), parser=flat)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = before
    if root is before or any("depth" in error.message for error in flat.error_log):
        lose("depth", "too-large", "depth")
    return root


def _class_fonts(root: Any) -> dict[str, str]:
    """The fonts that the page's own style sheets give to classes, as office programs write them."""
    found: dict[str, str] = {}
    for sheet in root.iter("style"):
        for name, font in _CLASS_FONT.findall((sheet.text or "")[:_MOST_STYLE]):
            found[name] = font.split(",")[0].strip(" \"'\r\n")
    return found


def _convert_fonts(body: Any, of_classes: dict[str, str]) -> dict[str, str]:
    """Converts in place what is set in the fonts of an old encoding, or written in one; gives the report."""
    fonts: dict[Any, str | None] = {}
    texts: dict[str | None, list[str]] = {}
    places: list[tuple[Any, bool, str | None]] = []
    for element in body.iter(etree.Element):
        parent = element.getparent() if element is not body else None
        font = _font(element, of_classes) or (fonts.get(parent) if parent is not None else None)
        fonts[element] = font
        for text, tail, name in ((element.text, False, font), (element.tail, True, fonts.get(parent))):
            if text and not text.isspace() and not (tail and element is body):
                texts.setdefault(name, []).append(text)
                places.append((element, tail, name))
    decoder = FontDecoder({font: "\n".join(parts) for font, parts in texts.items()})
    if decoder:
        for element, tail, name in places:
            if tail:
                element.tail = _NO_XML.sub("\ufffd", decoder.convert([(element.tail, name)]))
            else:
                element.text = _NO_XML.sub("\ufffd", decoder.convert([(element.text, name)]))
    return decoder.report()


def _font(element: Any, of_classes: dict[str, str]) -> str | None:
    """The font that an element asks for itself, where it is one of an old encoding or any other: its name, else None."""
    face = element.get("face") if element.tag == "font" else None
    if face is None:
        found = _FONT_FAMILY.search(element.get("style") or "")
        face = found[1] if found else next((of_classes[name] for name in (element.get("class") or "").split() if name in of_classes), None)
    return face.split(",")[0].strip(" \"'") or None if face else None


def _take_notes(body: Any) -> list[tuple[str, str]]:
    """Takes the footnotes out of the page: elements whose id names a note, with the mark that opens each."""
    notes: list[tuple[str, str]] = _take_returning(body)
    for element in list(body.iter("div", "p", "li", "aside")):
        found = _NOTE_ID.search(element.get("id") or "") if element.getparent() is not None else None
        if not found:
            continue
        lines = _lines_of(element)
        for number, line in enumerate(lines):
            lead = _NOTE_LEAD.match(line) or regex.match(r"<sup>([^<]+)</sup>()\s*", line)
            if lead and line[lead.end() :]:
                notes.append((lead[1] or lead[2], line[lead.end() :]))
            elif number and notes:
                notes[-1] = (notes[-1][0], f"{notes[-1][1]} {line}")
            else:
                notes.append((found[1], line))
        element.drop_tree()
    return notes


def _take_returning(body: Any) -> list[tuple[str, str]]:
    """The footnotes whose paragraphs open with the link back to their mark, as LibreOffice writes them; paragraphs between two of them belong to the first."""
    opening = {paragraph: link for paragraph in body.iter("p") if (link := _return_of(paragraph)) is not None}
    notes: list[tuple[str, str]] = []
    for paragraph, link in opening.items():
        own: list[Any] = [paragraph]
        rest: list[Any] = []
        for element in paragraph.itersiblings():
            if element in opening:
                own += rest
                break
            if element.tag != "p":
                break
            rest.append(element)
        mark = link.text_content().strip()
        link.text = ""
        notes.append((mark, " ".join(line for element in own for line in _lines_of(element))))
        for element in own:
            element.drop_tree()
    return notes


def _return_of(paragraph: Any) -> Any:
    """The link that opens the paragraph of a note and leads back: it is named as a note, and leads to a name that is made of its own."""
    link = next(paragraph.iter("a"), None)
    if link is None or not link.text_content().strip() or (paragraph.text_content().lstrip()[: len(link.text_content().strip())] != link.text_content().strip()):
        return None
    name, back = link.get("id") or link.get("name") or "", (link.get("href") or "").removeprefix("#")
    return link if _NOTE_ID.search(name) and len(back) > len(name) and back.endswith(name) else None


def _lines_of(element: Any, marks: frozenset[str] = frozenset()) -> list[str]:
    sink = Lines()
    _Flow(sink, marks).element(element)
    return sink.lines


class _Flow:
    """Walks an element in document order and hands its paragraphs and tables to a sink."""

    def __init__(self, sink: Sink, marks: frozenset[str], depth: int = 0) -> None:
        self.sink = sink
        self.marks = marks
        self.depth = depth
        self.buffer: list[str] = []
        self.kind = "paragraph"
        self.level = 0
        self.lists: list[list[Any]] = []

    def element(self, root: Any) -> None:
        """Lays out all that `root` holds."""
        skip: Any = None
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if skip is not None:
                if event == "end" and element is skip:
                    skip = None
                    self._tail(element, root)
                continue
            if not isinstance(element.tag, str):
                continue
            if event == "start":
                if element is not root and self._takes(element):
                    skip = element
                    continue
                self._start(element)
                self._text(element.text, element)
            else:
                self._end(element)
                if element is not root:
                    self._tail(element, root)
        self._flush()

    def _tail(self, element: Any, root: Any) -> None:
        if element is not root:
            self._text(element.tail, element.getparent())

    def _text(self, text: str | None, holder: Any) -> None:
        if text:
            self.buffer.append(text.replace("\r", "") if holder is not None and holder.tag == "pre" else _SPACES.sub(" ", text))

    def _takes(self, element: Any) -> bool:
        """Elements that are laid out as a whole: tables, raised text, links to notes."""
        if element.tag == "table":
            return self._table(element)
        if element.tag == "sup":
            self.buffer.append(self._raised(element))
            return True
        if element.tag == "a" and _NOTE_ID.search(element.get("href") or ""):
            found = _MARK.fullmatch("".join(element.itertext()))
            if found:
                self.buffer.append(f"<sup>{found[1]}</sup>")
                return True
        return False

    def _raised(self, element: Any) -> str:
        text = clean("".join(element.itertext()))
        found = _MARK.fullmatch(text)
        if not found or is_exponent("".join(self.buffer[-3:]), text):
            return text
        return f"<sup>{found[1]}</sup>"

    def _start(self, element: Any) -> None:
        name = element.tag
        if name == "br":
            self.buffer.append("\n")
        if name not in BLOCKS:
            return
        self._flush()
        if name in _HEADINGS:
            self.kind, self.level = "heading", _HEADINGS[name]
        elif name in {"ol", "ul"}:
            self.lists.append([element.get("type") or "", _integer(element.get("start"), 1) if name == "ol" else None])
        elif name == "li":
            self.kind = "item"
            if self.lists:
                self.buffer.append(self._number(element))

    def _number(self, item: Any) -> str:
        kind, count = self.lists[-1]
        if count is None or "list-style" in (item.getparent().get("style") or "") or self._written(item):
            return "" if count is not None or self._written(item) else "- "
        count = _integer(item.get("value"), count)
        self.lists[-1][1] = count + 1
        return f"{ordinal(count, kind)}. "

    def _written(self, item: Any) -> bool:
        """Whether the item's own text begins with its mark."""
        text = "".join(item.itertext())[:40].lstrip()
        return regex.match(r"(?:[-–+*•▪]|\(?\d{1,3}(?:\.\d+)*[.)]|[a-zđ][).]|[IVX]{1,5}[.)])\s?", text) is not None

    def _end(self, element: Any) -> None:
        name = element.tag
        if name not in BLOCKS:
            return
        self._flush()
        if name in {"ol", "ul"} and self.lists:
            self.lists.pop()
        if name in _HEADINGS or name == "li":
            self.kind, self.level = "paragraph", 0

    def _flush(self) -> None:
        text = "".join(self.buffer)
        self.buffer.clear()
        if not text.strip() or text.strip() == "-":
            return
        if self.marks and "[" in text:
            text = regex.sub(r"\s?\[(\d{1,3}|\*{1,3})\]", lambda m: f"<sup>{m[1]}</sup>" if m[1] in self.marks else m[0], text)
        self.sink.line(text, self.kind, self.level)
        if self.kind == "item":
            self.kind = "paragraph"

    def _table(self, table: Any) -> bool:
        """Lays a table out, or says no where it only frames other tables and is to be walked through."""
        if self.depth >= 8 or any(len(_rows(inner)) > 1 for inner in table.iter("table") if inner is not table):
            return False
        self._flush()
        rows = _rows(table)
        drafts = [[self._cell(cell) for cell in row if cell.tag in {"td", "th"}] for row in rows]
        caption = table.find("caption")
        name = clean("".join(caption.itertext())) if caption is not None else None
        if name:
            self.sink.line(name)
        cells, height, width = place(drafts)
        if isinstance(self.sink, Composer) and is_sheet(table):
            compose_sheet(as_sheet(cells, name or ""), self.sink)
            return True
        marked = sum(1 for row in rows if row.getparent().tag == "thead")
        self.sink.table(DraftTable(cells, height, width, marked, name or None, _ruled(table)))
        return True

    def _cell(self, cell: Any) -> Draft:
        sink = Lines()
        _Flow(sink, self.marks, self.depth + 1).element(cell)
        bold = _bold(cell)
        return Draft(
            0,
            0,
            sink.lines,
            stored=stored(cell, " ".join(sink.lines)),
            row_span=min(max(_integer(cell.get("rowspan"), 1), 1), 10000),
            column_span=min(max(_integer(cell.get("colspan"), 1), 1), 1000),
            header=cell.tag == "th" or bold,
            indent=_indent(cell),
            bold=bold,
        )


def _rows(table: Any) -> list[Any]:
    """The table's own rows, heads first and feet last as a browser shows them."""
    rows: list[Any] = []
    for part in ("thead", None, "tbody", "tfoot"):
        for child in table:
            if part is None and child.tag == "tr":
                rows.append(child)
            elif part is not None and child.tag == part:
                rows.extend(row for row in child if row.tag == "tr")
    return rows


def _ruled(table: Any) -> bool:
    border = table.get("border")
    style = f"{table.get('style') or ''}".replace(" ", "")
    return border not in {None, "0", ""} and "border:none" not in style


def _bold(cell: Any) -> bool:
    """Whether all of the cell's text is set bold."""
    depth = 0
    some = False
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if element.tag in {"b", "strong"}:
            depth += 1 if event == "start" else -1
        text = element.text if event == "start" else element.tail if element is not cell else None
        if text and text.strip():
            if not depth:
                return False
            some = True
    return some


def _indent(cell: Any) -> int:
    """How many blanks a cell's words are set in: by a style of the cell or of what holds its first words, and by the hard blanks that they begin with."""
    found = 0
    for element in cell.iter(etree.Element):
        for said in _SET_IN.finditer(element.get("style") or ""):
            found += round(float(said[1]) * _BLANKS.get(said[2].lower(), 0))
        words: str = element.text or ""
        if words.strip():
            return min(_MOST_BLANKS, found + words[: len(words) - len(words.lstrip())].count("\xa0"))
        found += words.count("\xa0")
    return 0


def _integer(value: str | None, default: int) -> int:
    try:
        return int(value or "")
    except ValueError:
        return default
