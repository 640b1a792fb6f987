"""HTML: the main text of a saved page or of a fragment, laid out as paragraphs and tables; nothing is run or fetched.

A file is HTML when markup is its frame: its first character that is not blank opens a tag or a doctype, and block tags hold nearly all of
its text. A text with some tags in it is text.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from typing import Any

import regex
from lxml import etree
from lxml import html as lxml_html

from extractor.document import Document
from extractor.errors import ReadError
from extractor.patterns import compile_rule
from extractor.readers.compose import PATTERNS, Composer, Draft, clean, is_letterhead_text, place, split_breaks


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


BLOCKS = _names(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr html li main menu nav ol p pre section summary table tbody td tfoot th thead title tr ul caption option"
)
_SKIPPED = _names(
    "script style head noscript template svg math iframe object embed applet button select input textarea canvas audio video map "
    "link meta del noframes datalist nav xml"
)
_VOID = _names("area base br col embed hr img input link meta param source track wbr")
_FRAME_TAGS = frozenset(("aside", "footer", "header"))
_IMPLIED = frozenset(("p", "li", "td", "th", "tr", "dd", "dt"))
# Inline tags that a page may begin with.
_OPENERS = frozenset(
    ("head", "meta", "span", "font", "b", "strong", "i", "em", "u", "a", "br", "img", "link", "style", "script", "base")
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}

_NAME = regex.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)")
_OPENING = regex.compile(r"<(?:!doctype\s+html|!--|\?xml\b|([A-Za-z][A-Za-z0-9]*)(?=[\s>/]))", regex.IGNORECASE)
_META = regex.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", regex.IGNORECASE)
_DECLARATION = regex.compile(r"^\s*<\?xml[^>]*\?>")
_HIDDEN = regex.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", regex.IGNORECASE)
_SPACES = regex.compile(r"\s+")
_MARK = regex.compile(r"\s*[\[(]?\s*(\d{1,3}|\*{1,3}|[ivx]{1,4})\s*[\])]?\s*")
_NOTE_LEAD = regex.compile(r"\[(\d{1,3}|\*{1,3})\]\s*|(\d{1,3}|\*{1,3})[.)]?\s+")
_UNIT_BEFORE = compile_rule(
    r"(?:^|[\s\d/.,(])(?:" + "|".join(PATTERNS.exponent_units) + r")\s*$", file="formats", rule="exponent_units"
)
_NOTE_ID = compile_rule(PATTERNS.note_id, file="formats", rule="note_id", flags=regex.IGNORECASE)
_MENU = compile_rule(
    r"(?<![a-z])(?:" + "|".join(PATTERNS.menu_names) + r")(?![a-z])", file="formats", rule="menu_names", flags=regex.IGNORECASE
)
_ROLES = frozenset(PATTERNS.menu_roles)


def is_html(data: bytes) -> bool:
    """Whether markup is the frame of the file `data`; see the module's words on HTML and text with tags."""
    head = _head(data)
    found = _OPENING.match(head.lstrip("\ufeff \t\r\n\f\x00"))
    if not found:
        return False
    first = (found[1] or "").lower()
    if first and first not in BLOCKS and first not in _OPENERS:
        return False
    inside, outside, unclosed = _text_in_blocks(head)
    if not first or first in {"html", "body", "head"}:
        inside, unclosed = inside + unclosed, 0
    return inside > 0 and inside >= 19 * (outside + unclosed)


def _head(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    return data.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def _tags(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """The tags of `text` in one pass: (start, end, lower-case name, whether it closes); comments and scripts are one nameless tag each."""
    start = text.find("<")
    while start >= 0:
        if text.startswith("<!--", start):
            end = text.find("-->", start + 4) + 3
            end = end if end > 2 else len(text)
            yield start, end, "", False
        else:
            end = text.find(">", start) + 1
            found = _NAME.match(text, start)
            name = found[2].lower() if found else ""
            if found and end and name in {"script", "style"} and not found[1]:
                close = text.find(f"</{name}", end)
                end = text.find(">", close) + 1 if close >= 0 else 0
                name = ""
            if found or text[start + 1 : start + 2] in {"!", "?"}:
                yield start, end or len(text), name, bool(found and found[1])
            else:
                end = start + 1
        start = text.find("<", end) if end > 0 else -1


def _text_in_blocks(text: str) -> tuple[int, int, int]:
    """How many visible characters stand inside closed block elements, how many outside of all, and how many in one that never ends."""
    inside = outside = pending = 0
    position = 0
    stack: list[str] = []
    for start, end, name, closing in _tags(text):
        size = len("".join(text[position:start].split()))
        position = end
        if stack:
            pending += size
        else:
            outside += size
        if name not in BLOCKS or name in _VOID:
            continue
        if not closing:
            # A paragraph, item or cell may end without an end tag where the next block begins.
            inside += pending
            pending = 0
            if stack and stack[-1] == name and name in _IMPLIED:
                stack.pop()
            if len(stack) < 500:
                stack.append(name)
        elif name in stack:
            inside += pending
            pending = 0
            while stack.pop() != name:
                pass
    rest = len("".join(text[position:].split()))
    return inside, outside + (0 if stack else rest), pending + (rest if stack else 0)


def decode_html(data: bytes, source: str) -> tuple[str, str]:
    """The page as a string and its encoding: by its byte-order mark, UTF-8 where it is valid, the encoding that it declares, else detected."""
    from extractor.readers.text import decode

    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data, source)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        declared = _META.search(data[:8192])
    if declared:
        name = declared[1].decode("ascii")
        try:
            codec = codecs.lookup(
                "cp1252" if name.lower() in {"iso-8859-1", "latin1", "us-ascii", "x-user-defined"} else name
            ).name
            # A page that is valid but for a few bytes keeps them as replacement characters.
            text = data.decode(codec, errors="replace")
            if text.count("\ufffd") <= len(text) * 0.01:
                return text, codec
        except LookupError:
            pass
    return decode(data, source)


def read_bytes(data: bytes, source: str, sha256: str) -> Document:
    """Reads a saved page or fragment. Raises ReadError where no text is left."""
    text, encoding = decode_html(data, source)
    composer = Composer()
    properties = {"encoding": encoding}
    title = compose_html(text, composer, source)
    if title:
        properties["title"] = title
    if not len(composer):
        raise ReadError(
            source,
            "empty",
            "trang HTML không có phần văn bản nào để đọc; hãy lưu lại trang khi nội dung đã hiện đủ",
            "the HTML page holds no text; save it again once its content is shown",
        )
    return composer.document(source, sha256, "html", properties)


def compose_html(text: str, composer: Composer, source: str) -> str | None:
    """Lays the page `text` out into `composer` and gives its title, if it has one. Raises ReadError for what is no HTML at all."""
    parser = lxml_html.HTMLParser(encoding=None, no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    text = _DECLARATION.sub("", text.removeprefix("\ufeff")).replace("\x00", "")
    try:
        root = lxml_html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(source, "damaged", f"HTML hỏng, không đọc được ({error})", f"damaged HTML ({error})") from error
    title = root.find(".//head/title")
    body = root.find("body")
    body = root if body is None else body
    _prune(body, page=regex.search(r"<(?:html|body)\b", text[:20000], regex.IGNORECASE) is not None)
    notes = _take_notes(body)
    _Flow(composer, frozenset(mark for mark, _ in notes)).element(body)
    for mark, note in notes:
        composer.note(mark, note)
    return clean(title.text or "") or None if title is not None else None


def _weights(body: Any) -> dict[Any, tuple[int, int, int]]:
    """For every element: its visible characters, those of them in links, and the number of its links. One pass, children before parents."""
    weights: dict[Any, tuple[int, int, int]] = {}
    for element in reversed(list(body.iter(etree.Element))):
        size = len((element.text or "").strip())
        linked = links = 0
        for child in element:
            inner = weights.get(child, (0, 0, 0))
            size += inner[0] + len((child.tail or "").strip())
            linked += inner[1]
            links += inner[2]
        weights[element] = (size, size, 1) if element.tag == "a" else (size, linked, links)
    return weights


def _prune(body: Any, page: bool) -> None:
    """Takes out what is not shown; on a whole page also menus, heads and feet, and lists that are nothing but links."""
    for element in list(body.iter(etree.Element)):
        hidden = element.tag in _SKIPPED or "hidden" in element.attrib or _HIDDEN.search(element.get("style") or "")
        if hidden and element is not body and element.getparent() is not None:
            element.drop_tree()
    if not page:
        return
    weights = _weights(body)
    total = weights[body][0]
    for element in list(body.iter("div", "section", "header", "footer", "aside", "form", "ul", "ol", "table")):
        if element is body or element.getparent() is None:
            continue
        size, linked, links = weights[element]
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        named = element.tag in _FRAME_TAGS or (element.get("role") or "") in _ROLES or bool(_MENU.search(names))
        menu = links >= 4 and size < 80 * links and linked >= 0.8 * size
        if menu or (named and element.tag != "table" and size <= 0.3 * total and not _holds_document(element)):
            element.drop_tree()


def _holds_document(element: Any) -> bool:
    return element.find(".//h1") is not None or is_letterhead_text(" ".join(element.itertext()))


def _take_notes(body: Any) -> list[tuple[str, str]]:
    """Takes the footnotes out of the page: elements whose id names a note, with the mark that opens each."""
    notes: list[tuple[str, str]] = []
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


def _lines_of(element: Any, marks: frozenset[str] = frozenset()) -> list[str]:
    sink = _Lines()
    _Flow(sink, marks).element(element)
    return sink.lines


class _Lines:
    """A sink that keeps plain lines: the inside of a table cell or a note."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def line(self, text: str, kind: str = "paragraph", level: int = 0, mark: str | None = None) -> None:
        self.lines.extend(split_breaks(text))

    def table(
        self,
        cells: list[Draft],
        rows: int,
        columns: int,
        *,
        header_rows: int | None = None,
        name: str | None = None,
        ruled: bool = True,
    ) -> None:
        self.lines.extend(line for cell in cells for line in cell.lines)


class _Flow:
    """Walks an element in document order and hands its paragraphs and tables to a sink."""

    def __init__(self, sink: Composer | _Lines, marks: frozenset[str], depth: int = 0) -> None:
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
        if not found or (text in {"2", "3"} and _UNIT_BEFORE.search("".join(self.buffer)[-12:])):
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
        marked = sum(1 for row in rows if row.getparent().tag == "thead")
        self.sink.table(cells, height, width, header_rows=marked or None, name=name or None, ruled=_ruled(table))
        return True

    def _cell(self, cell: Any) -> Draft:
        sink = _Lines()
        _Flow(sink, self.marks, self.depth + 1).element(cell)
        return Draft(
            0,
            0,
            sink.lines,
            row_span=min(max(_integer(cell.get("rowspan"), 1), 1), 10000),
            column_span=min(max(_integer(cell.get("colspan"), 1), 1), 1000),
            header=cell.tag == "th" or _bold(cell),
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


def _integer(value: str | None, default: int) -> int:
    try:
        return int(value or "")
    except ValueError:
        return default


def ordinal(number: int, kind: str) -> str:
    """The list number as a browser writes it: `kind` is HTML's type (1, a, A, i, I)."""
    writers: dict[str, Callable[[int], str]] = {
        "a": letters,
        "A": lambda n: letters(n).upper(),
        "i": lambda n: roman(n).lower(),
        "I": roman,
    }
    return writers[kind](number) if kind in writers and 0 < number < 4000 else str(number)


def letters(number: int) -> str:
    """1 → a, 26 → z, 27 → aa."""
    text = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        text = chr(97 + rest) + text
    return text


def roman(number: int) -> str:
    """1 → I, 4 → IV, 1990 → MCMXC."""
    text = ""
    for value, sign in (
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        count, number = divmod(number, value)
        text += sign * count
    return text
