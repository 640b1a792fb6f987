"""Runs a page's content and collects what the reader needs of it: placed runs of characters, rules, image boxes.

ISO 32000-1, 8 (graphics) and 9 (text). Colours, clips and curves are read only as far as they decide whether a rule is seen. Every
position is turned at once into points from the page's top left; text that does not run left to right is kept in the frame of its own
direction (`model.to_frame`).

Long, because it is one machine: every operator of a page works on the same graphics state.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, PDFStream, dict_value, list_value, resolve1, stream_value
from pdfminer.psparser import PSLiteral

from extractor.readers.pages.model import PageContent, Run, to_frame
from extractor.readers.pdf.content import FlatArray, Name, operations
from extractor.readers.pdf.fonts import UNDEFINED, Font

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

MAX_GLYPHS = 400_000
"""Characters of one page; a page that shows more is cut, and says so."""
MAX_RULES = 60_000
MAX_OPERATIONS = 4_000_000
MAX_FORMS = 24
"""How deep drawings may stand in drawings."""
MAX_DRAWINGS = 5_000
"""How many drawings one page may show."""
JUMP = 0.2
"""A shift inside a string of more than this many em ends the run: whether it parts words is decided with the whole line in sight."""
EDGE = 5.0
"""Text that begins farther than this many points outside of the page is not read."""
OVERRUN = 0.5
"""Text that begins on the page is read as far as this share of the page's width past its edge: tables are printed wider than their page."""
THIN = 3.0
"""A filled rectangle not thicker than this many points is a rule."""


def multiply(m: Matrix, n: Matrix) -> Matrix:
    """First m, then n."""
    a, b, c, d, e, f = m
    g, h, i, j, k, o = n
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + o


def page_matrix(page: PDFPage) -> tuple[Matrix, float, float]:
    """From the page's user space to points from the top left of what is displayed, and the displayed width and height."""
    mx0, my0, mx1, my1 = _ordered(page.mediabox)
    x0, y0, x1, y1 = _ordered(page.cropbox)
    x0, y0, x1, y1 = max(x0, mx0), max(y0, my0), min(x1, mx1), min(y1, my1)
    if x1 - x0 < 1 or y1 - y0 < 1:
        x0, y0, x1, y1 = mx0, my0, mx1, my1
    rotate = page.rotate // 90 * 90 % 360
    if rotate == 90:
        return (0.0, 1.0, 1.0, 0.0, -y0, -x0), y1 - y0, x1 - x0
    if rotate == 180:
        return (-1.0, 0.0, 0.0, 1.0, x1, -y0), x1 - x0, y1 - y0
    if rotate == 270:
        return (0.0, -1.0, -1.0, 0.0, y1, x1), y1 - y0, x1 - x0
    return (1.0, 0.0, 0.0, -1.0, -x0, y1), x1 - x0, y1 - y0


def _ordered(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (float(value) for value in box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


class State:
    """The graphics state as far as it is read; `q` keeps a copy."""

    __slots__ = (
        "char_space", "ctm", "fill_white", "font", "leading", "line_width", "render", "rise", "scale", "size", "stroke_white",
        "word_space",
    )  # fmt: skip

    def __init__(self, ctm: Matrix) -> None:
        self.ctm = ctm
        self.font: Font | None = None
        self.size = 0.0
        self.char_space = 0.0
        self.word_space = 0.0
        self.scale = 1.0
        self.leading = 0.0
        self.rise = 0.0
        self.render = 0
        self.line_width = 1.0
        self.fill_white = False
        self.stroke_white = False

    def copy(self) -> State:
        twin = State.__new__(State)
        for name in State.__slots__:
            setattr(twin, name, getattr(self, name))
        return twin


class Fonts:
    """The fonts of one file, each read once. A font that cannot be read is None, and its text is undefined."""

    def __init__(self) -> None:
        self._manager = PDFResourceManager(caching=True)
        self._known: dict[int, Font | None] = {}

    def get(self, spec: object) -> Font | None:
        """The font of a resource entry."""
        key = spec.objid if isinstance(spec, PDFObjRef) else None
        if key is not None and key in self._known:
            return self._known[key]
        try:
            font: Font | None = Font(self._manager.get_font(key, dict_value(spec)))
        except Exception:  # pdfminer raises anything at all on a broken font; the page is still read, its text counted as undefined
            font = None
        if key is not None:
            self._known[key] = font
        return font


class Interpreter:
    """Collects one page. `run` may be called again for the page's annotations, which share the page but not its state."""

    def __init__(self, page: PageContent, fonts: Fonts) -> None:
        self.page = page
        self.fonts = fonts
        self.glyphs = 0
        self.operations = 0
        self.group = 0
        self.groups = 0
        self._open_forms: list[int] = []
        self._artifacts: list[bool] = []
        self._spans: list[tuple[int, str | None]] = []
        self._font_cache: dict[tuple[int, str], Font | None] = {}

    def run(self, data: bytes, resources: Mapping[Any, Any], ctm: Matrix) -> None:
        """Executes the content `data`. Operators with wrong operands are passed over, as viewers do."""
        outer = self.__dict__.copy()
        self.state = State(ctm)
        self._saved: list[State] = []
        self._line: Matrix = IDENTITY  # the text line matrix
        self._x = 0.0  # how far text has gone on from the line's start, in text space
        self._y = 0.0
        self._path: list[tuple[float, float, float, float]] = []  # segments in user space
        self._rectangles: list[tuple[float, float, float, float]] = []
        self._point: tuple[float, float] | None = None
        self._start: tuple[float, float] | None = None
        self.resources = resources
        self._fonts = dict_value(resources.get("Font", {}))
        depth = len(self._artifacts), len(self._spans)
        handlers = _HANDLERS
        try:
            for operator, operands in operations(data):
                handler = handlers.get(operator)
                if handler is None:
                    continue
                self.operations += 1
                if self.operations > MAX_OPERATIONS:
                    self.page.damage = "too many operations"
                    break
                try:
                    handler(self, operands)
                except (TypeError, ValueError, IndexError, KeyError, AttributeError, OverflowError, ZeroDivisionError):
                    continue
        finally:
            del self._artifacts[depth[0] :]
            del self._spans[depth[1] :]
            for name in ("state", "_saved", "_line", "_x", "_y", "_path", "_rectangles", "_point", "_start", "resources", "_fonts"):
                if name in outer:
                    setattr(self, name, outer[name])

    # -- graphics state ---------------------------------------------------------------------------------------------------------------

    def _save(self, _: list[Any]) -> None:
        if len(self._saved) < 512:
            self._saved.append(self.state.copy())

    def _restore(self, _: list[Any]) -> None:
        if self._saved:
            self.state = self._saved.pop()

    def _concatenate(self, operands: list[Any]) -> None:
        a, b, c, d, e, f = operands[-6:]
        self.state.ctm = multiply((a + 0.0, b + 0.0, c + 0.0, d + 0.0, e + 0.0, f + 0.0), self.state.ctm)

    def _line_width(self, operands: list[Any]) -> None:
        self.state.line_width = abs(float(operands[-1]))

    def _fill_colour(self, operands: list[Any]) -> None:
        self.state.fill_white = _white(operands)

    def _stroke_colour(self, operands: list[Any]) -> None:
        self.state.stroke_white = _white(operands)

    def _graphics(self, operands: list[Any]) -> None:
        spec = dict_value(dict_value(self.resources.get("ExtGState", {})).get(str(operands[-1]), {}))
        font = resolve1(spec.get("Font"))
        if isinstance(font, list) and len(font) == 2:
            self.state.font = self.fonts.get(font[0])
            self.state.size = float(resolve1(font[1]))

    # -- paths ------------------------------------------------------------------------------------------------------------------------

    def _move(self, operands: list[Any]) -> None:
        self._point = self._start = (operands[-2] + 0.0, operands[-1] + 0.0)

    def _line_to(self, operands: list[Any]) -> None:
        point = (operands[-2] + 0.0, operands[-1] + 0.0)
        if self._point is not None and len(self._path) < MAX_RULES:
            self._path.append((*self._point, *point))
        self._point = point

    def _curve_to(self, operands: list[Any]) -> None:
        self._point = (operands[-2] + 0.0, operands[-1] + 0.0)

    def _close(self, _: list[Any]) -> None:
        if self._point is not None and self._start is not None and self._point != self._start:
            self._path.append((*self._point, *self._start))
        self._point = self._start

    def _rectangle(self, operands: list[Any]) -> None:
        x, y, w, h = operands[-4:]
        if len(self._rectangles) < MAX_RULES:
            self._rectangles.append((x + 0.0, y + 0.0, x + w, y + h))
        self._point = self._start = (x + 0.0, y + 0.0)

    def _end_path(self, _: list[Any]) -> None:
        if self._path:
            self._path = []
        if self._rectangles:
            self._rectangles = []
        self._point = self._start = None

    def _stroke(self, operands: list[Any]) -> None:
        if not self.state.stroke_white:
            for x0, y0, x1, y1 in self._path:
                self._rule(x0, y0, x1, y1)
            for x0, y0, x1, y1 in self._rectangles:
                self._rule(x0, y0, x1, y0)
                self._rule(x0, y1, x1, y1)
                self._rule(x0, y0, x0, y1)
                self._rule(x1, y0, x1, y1)
        self._end_path(operands)

    def _fill(self, operands: list[Any]) -> None:
        if not self.state.fill_white:
            for rectangle in self._rectangles:
                self._thin(*rectangle)
            # A rectangle drawn as four lines: its box is that of its segments.
            if self._path and len(self._path) % 4 == 0:
                for first in range(0, min(len(self._path), 4 * MAX_RULES), 4):
                    four = self._path[first : first + 4]
                    if all(abs(x0 - x1) < 0.01 or abs(y0 - y1) < 0.01 for x0, y0, x1, y1 in four):
                        self._thin(
                            min(s[0] for s in four), min(s[1] for s in four), max(s[0] for s in four), max(s[1] for s in four)
                        )  # fmt: skip
        self._end_path(operands)

    def _fill_and_stroke(self, operands: list[Any]) -> None:
        path, rectangles = self._path, self._rectangles
        self._fill(operands)
        self._path, self._rectangles = path, rectangles
        self._stroke(operands)

    def _close_and_stroke(self, operands: list[Any]) -> None:
        self._close(operands)
        self._stroke(operands)

    def _close_fill_and_stroke(self, operands: list[Any]) -> None:
        self._close(operands)
        self._fill_and_stroke(operands)

    def _thin(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A filled box as a rule along its middle, if it is thin enough to be one."""
        a, b, c, d, e, f = self.state.ctm
        px0, py0, px1, py1 = a * x0 + c * y0 + e, b * x0 + d * y0 + f, a * x1 + c * y1 + e, b * x1 + d * y1 + f
        width, height = abs(px1 - px0), abs(py1 - py0)
        if height <= THIN and width > height and len(self.page.horizontals) < MAX_RULES:
            self.page.horizontals.append(((py0 + py1) / 2, min(px0, px1), max(px0, px1)))
        elif width <= THIN and len(self.page.verticals) < MAX_RULES:
            self.page.verticals.append(((px0 + px1) / 2, min(py0, py1), max(py0, py1)))

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        a, b, c, d, e, f = self.state.ctm
        px0, py0, px1, py1 = a * x0 + c * y0 + e, b * x0 + d * y0 + f, a * x1 + c * y1 + e, b * x1 + d * y1 + f
        if abs(py0 - py1) <= 0.6 and abs(px0 - px1) > 0.6:
            if len(self.page.horizontals) < MAX_RULES:
                self.page.horizontals.append(((py0 + py1) / 2, min(px0, px1), max(px0, px1)))
        elif abs(px0 - px1) <= 0.6 and abs(py0 - py1) > 0.6 and len(self.page.verticals) < MAX_RULES:
            self.page.verticals.append(((px0 + px1) / 2, min(py0, py1), max(py0, py1)))

    # -- text -------------------------------------------------------------------------------------------------------------------------

    def _begin_text(self, _: list[Any]) -> None:
        self._line = IDENTITY
        self._x = self._y = 0.0

    def _font(self, operands: list[Any]) -> None:
        name, size = str(operands[-2]), float(operands[-1])
        key = (id(self.resources), name)
        if key not in self._font_cache:
            spec = self._fonts.get(name)
            self._font_cache[key] = self.fonts.get(spec) if spec is not None else None
        self.state.font = self._font_cache[key]
        self.state.size = size

    def _char_space(self, operands: list[Any]) -> None:
        self.state.char_space = float(operands[-1])

    def _word_space(self, operands: list[Any]) -> None:
        self.state.word_space = float(operands[-1])

    def _scale(self, operands: list[Any]) -> None:
        self.state.scale = float(operands[-1]) / 100

    def _leading(self, operands: list[Any]) -> None:
        self.state.leading = float(operands[-1])

    def _rise(self, operands: list[Any]) -> None:
        self.state.rise = float(operands[-1])

    def _render(self, operands: list[Any]) -> None:
        self.state.render = int(operands[-1])

    def _advance(self, tx: float, ty: float) -> None:
        a, b, c, d, e, f = self._line
        self._line = (a, b, c, d, tx * a + ty * c + e, tx * b + ty * d + f)
        self._x = self._y = 0.0

    def _move_text(self, operands: list[Any]) -> None:
        self._advance(operands[-2] + 0.0, operands[-1] + 0.0)

    def _move_text_leading(self, operands: list[Any]) -> None:
        self.state.leading = -float(operands[-1])
        self._advance(operands[-2] + 0.0, operands[-1] + 0.0)

    def _matrix(self, operands: list[Any]) -> None:
        a, b, c, d, e, f = operands[-6:]
        self._line = (a + 0.0, b + 0.0, c + 0.0, d + 0.0, e + 0.0, f + 0.0)
        self._x = self._y = 0.0

    def _next_line(self, _: list[Any]) -> None:
        self._advance(0.0, -self.state.leading)

    def _show(self, operands: list[Any]) -> None:
        self._place([operands[-1]])

    def _show_array(self, operands: list[Any]) -> None:
        array = operands[-1]
        self._place(array.items() if isinstance(array, FlatArray) else array)

    def _quote(self, operands: list[Any]) -> None:
        self._next_line(operands)
        self._place([operands[-1]])

    def _double_quote(self, operands: list[Any]) -> None:
        self.state.word_space, self.state.char_space = float(operands[-3]), float(operands[-2])
        self._quote(operands)

    def _place(self, items: list[Any]) -> None:
        """Shows strings and shifts (ISO 32000-1, 9.4.4): the heart of the interpreter, one pass over the codes."""
        state = self.state
        font = state.font
        if font is None:
            self.page.undefined += sum(len(item) for item in items if isinstance(item, bytes))
            return
        size, scale = state.size, state.scale
        table, glyph, decode = font.table, font.glyph, font.decode
        char_space = state.char_space
        word_space = 0.0 if font.multibyte else state.word_space
        x = self._x
        jump = JUMP * 1000 * font.scale
        shift = size * 0.001 * scale
        wide = char_space > JUMP * abs(size)  # letters set apart: every one its own run, so that words are told by wider gaps
        texts: list[str] = []
        xs: list[float] = []
        end = x
        undefined = 0
        for item in items:
            if type(item) is not bytes:
                if type(item) is float:
                    x -= item * shift
                    if texts and not -jump < item < jump:
                        self._emit("".join(texts), xs, end)
                        texts, xs = [], []
                continue
            for code in decode(item):
                entry = table.get(code)
                if entry is None:
                    entry = glyph(code)
                text, width = entry
                advance = width * size * scale
                end = x + advance
                if len(text) == 1:
                    texts.append(text)
                    xs.append(x)
                    if text == UNDEFINED:
                        undefined += 1
                elif text:
                    # One glyph for several characters (a ligature): each gets its share of the width.
                    part = advance / len(text)
                    for position, character in enumerate(text):
                        texts.append(character)
                        xs.append(x + position * part)
                x = end + char_space * scale
                if code == 32 and word_space:
                    x += word_space * scale
                if wide and texts:
                    self._emit("".join(texts), xs, end)
                    texts, xs = [], []
        if texts:
            self._emit("".join(texts), xs, end)
        self._x = x
        self.page.undefined += undefined

    def _emit(self, text: str, xs: list[float], end: float) -> None:
        """Turns positions of text space into the page's points and keeps the run."""
        state = self.state
        font = state.font
        assert font is not None
        self.glyphs += len(text)
        if self.glyphs > MAX_GLYPHS:
            self.page.damage = "too many characters"
            return
        a, b, c, d, e, f = multiply(self._line, state.ctm)
        size = abs(state.size) * math.hypot(c, d) * font.scale
        along = math.hypot(a, b)
        if not (along > 1e-6 and 0.05 < size < 2000):
            return
        ox, oy = c * state.rise + e, d * state.rise + f
        page = self.page
        hidden = state.render == 3 or state.render == 7
        artifact = bool(self._artifacts) and self._artifacts[-1]
        if abs(b) <= 0.05 * along and a > 0:
            # The common case: left to right.
            first, last = a * xs[0] + ox, a * end + ox
            if last < -EDGE or first > page.width + EDGE or not -EDGE <= oy <= page.height + size:
                return
            placed = [a * x + ox for x in xs]
            placed.append(last)
            if first < -EDGE or last > page.width + EDGE:
                text, placed = near_page(text, placed, page.width)
            if text:
                page.runs.append(Run(text, placed, oy, size, font.face, 0, hidden, artifact, self.group))
            return
        if abs(b) <= 0.05 * along:
            direction = 180
        elif abs(a) <= 0.05 * along:
            direction = 90 if b < 0 else 270
        else:
            page.watermark.append(text)
            return
        placed = []
        base = 0.0
        for x in (*xs, end):
            u, base = to_frame(direction, a * x + ox, b * x + oy, page.width, page.height)
            placed.append(u)
        x0, y0 = a * xs[0] + ox, b * xs[0] + oy
        text, placed = near_page(text, placed, page.width if direction == 180 else page.height)
        if text and -EDGE <= x0 <= page.width + EDGE and -EDGE <= y0 <= page.height + EDGE:
            page.runs.append(Run(text, placed, base, size, font.face, direction, hidden, artifact, self.group))

    # -- marked content, drawings, images ---------------------------------------------------------------------------------------------

    def _begin_marked(self, operands: list[Any]) -> None:
        self._mark(str(operands[-1]), {})

    def _begin_marked_with(self, operands: list[Any]) -> None:
        tag, properties = operands[-2], operands[-1]
        if isinstance(properties, Name):
            properties = dict_value(dict_value(self.resources.get("Properties", {})).get(str(properties), {}))
        self._mark(str(tag), properties if isinstance(properties, dict) else {})

    def _mark(self, tag: str, properties: Mapping[Any, Any]) -> None:
        if len(self._artifacts) > 1000:
            return
        kind = properties.get("Type")
        kind = kind.name if isinstance(kind, PSLiteral) else kind
        inside = bool(self._artifacts) and self._artifacts[-1]
        self._artifacts.append(inside or (tag == "Artifact" and kind == "Pagination"))
        actual = properties.get("ActualText")
        text = _text_string(actual) if isinstance(actual, bytes) and tag == "Span" else None
        self._spans.append((len(self.page.runs), text))

    def _end_marked(self, _: list[Any]) -> None:
        if self._artifacts:
            self._artifacts.pop()
        if self._spans:
            first, text = self._spans.pop()
            if text is not None:
                _replace(self.page.runs, first, text)

    def _do(self, operands: list[Any]) -> None:
        name = str(operands[-1])
        reference = dict_value(self.resources.get("XObject", {})).get(name)
        drawing = stream_value(reference)
        kind = resolve1(drawing.get("Subtype"))
        kind = kind.name if isinstance(kind, PSLiteral) else kind
        if kind == "Image":
            self._image()
        elif kind == "Form":
            self.form(drawing, self.state.ctm)

    def form(self, drawing: PDFStream, ctm: Matrix) -> None:
        """Runs a form's content; a drawing that contains itself is passed over."""
        key = drawing.objid if drawing.objid is not None else id(drawing)
        if key in self._open_forms or len(self._open_forms) >= MAX_FORMS:
            return
        if self.groups >= MAX_DRAWINGS:
            self.page.damage = "too many drawings"
            return
        matrix = _matrix_of(drawing)
        own = resolve1(drawing.get("Resources"))
        resources = own if isinstance(own, dict) else self.resources
        outer_group = self.group
        self.groups += 1
        self.group = self.groups
        self._open_forms.append(key)
        try:
            self.run(drawing.get_data(), resources, multiply(matrix, ctm))
        finally:
            self._open_forms.pop()
            self.group = outer_group

    def _image(self) -> None:
        a, b, c, d, e, f = self.state.ctm
        xs, ys = (e, a + e, c + e, a + c + e), (f, b + f, d + f, b + d + f)
        if len(self.page.images) < 2000:
            self.page.images.append((min(xs), min(ys), max(xs), max(ys)))

    def _inline_image(self, _: list[Any]) -> None:
        self._image()


def near_page(text: str, xs: list[float], width: float) -> tuple[str, list[float]]:
    """The characters of a run that stand on a page (or an upright frame) of that width or not far from it, with their places (one more).

    A table printed wider than its page goes on past the edge; a damaged file has drawn a page's whole content far beyond it.
    """
    far = OVERRUN * width
    shown = [at for at in range(len(text)) if xs[at] >= -far and max(xs[at], xs[at + 1]) <= width + far]
    if len(shown) == len(text):
        return text, xs
    # Where characters between are left out the next one's place ends the one before it: a run has one list of places.
    return "".join(text[at] for at in shown), [*(xs[at] for at in shown), xs[shown[-1] + 1]] if shown else []


def _matrix_of(drawing: PDFStream) -> Matrix:
    values = [resolve1(value) for value in list_value(drawing.get("Matrix", []))]
    if len(values) == 6 and all(isinstance(value, int | float) for value in values):
        a, b, c, d, e, f = (float(value) for value in values)
        return a, b, c, d, e, f
    return IDENTITY


def _white(operands: list[Any]) -> bool:
    values = [value for value in operands if isinstance(value, float)]
    if len(values) == 4:
        return all(value <= 0.03 for value in values)
    return bool(values) and all(value >= 0.97 for value in values)


def _text_string(raw: bytes) -> str:
    """A PDF text string (ISO 32000-1, 7.9.2.2)."""
    if raw.startswith(b"\xfe\xff"):
        return raw[2:].decode("utf-16-be", "ignore")
    if raw.startswith(b"\xff\xfe"):
        return raw[2:].decode("utf-16-le", "ignore")
    if raw.startswith(b"\xef\xbb\xbf"):
        return raw[3:].decode("utf-8", "ignore")
    return raw.decode("latin-1")


def _replace(runs: list[Run], first: int, text: str) -> None:
    """Puts the text that the file gives for a span (ActualText) in place of its glyphs, if they stand in one line."""
    part = runs[first:]
    shown = "".join(run.text for run in part)
    if not part or not text or shown.strip() == text.strip() or any(abs(run.base - part[0].base) > 1 for run in part):
        return
    if UNDEFINED not in shown and len(shown) == len(text):
        # Signs that differ (a hyphen, a quotation mark): what is drawn counts. Letters that differ: the glyph's map is wrong, as LibreOffice
        # writes one for a glyph that several letters share, and the span says which of them it is.
        position = 0
        for run in part:
            end = position + len(run.text)
            run.text = "".join(a if a.isalpha() and b.isalpha() else b for a, b in zip(text[position:end], run.text, strict=True))
            position = end
        return
    x0, x1 = part[0].xs[0], part[-1].xs[-1]
    run = part[0]
    run.text = text
    run.xs = [x0 + (x1 - x0) * i / len(text) for i in range(len(text) + 1)]
    runs[first:] = [run]


_HANDLERS: dict[bytes, Callable[[Interpreter, list[Any]], None]] = {
    b"q": Interpreter._save, b"Q": Interpreter._restore, b"cm": Interpreter._concatenate, b"w": Interpreter._line_width,
    b"gs": Interpreter._graphics,
    b"g": Interpreter._fill_colour, b"rg": Interpreter._fill_colour, b"k": Interpreter._fill_colour,
    b"sc": Interpreter._fill_colour, b"scn": Interpreter._fill_colour,
    b"G": Interpreter._stroke_colour, b"RG": Interpreter._stroke_colour, b"K": Interpreter._stroke_colour,
    b"SC": Interpreter._stroke_colour, b"SCN": Interpreter._stroke_colour,
    b"m": Interpreter._move, b"l": Interpreter._line_to, b"c": Interpreter._curve_to, b"v": Interpreter._curve_to,
    b"y": Interpreter._curve_to, b"h": Interpreter._close, b"re": Interpreter._rectangle, b"n": Interpreter._end_path,
    b"S": Interpreter._stroke, b"s": Interpreter._close_and_stroke, b"f": Interpreter._fill, b"F": Interpreter._fill,
    b"f*": Interpreter._fill, b"B": Interpreter._fill_and_stroke, b"B*": Interpreter._fill_and_stroke,
    b"b": Interpreter._close_fill_and_stroke, b"b*": Interpreter._close_fill_and_stroke,
    b"BT": Interpreter._begin_text, b"Tf": Interpreter._font, b"Tc": Interpreter._char_space, b"Tw": Interpreter._word_space,
    b"Tz": Interpreter._scale, b"TL": Interpreter._leading, b"Ts": Interpreter._rise, b"Tr": Interpreter._render,
    b"Td": Interpreter._move_text, b"TD": Interpreter._move_text_leading, b"Tm": Interpreter._matrix, b"T*": Interpreter._next_line,
    b"Tj": Interpreter._show, b"TJ": Interpreter._show_array, b"'": Interpreter._quote, b'"': Interpreter._double_quote,
    b"BMC": Interpreter._begin_marked, b"BDC": Interpreter._begin_marked_with, b"EMC": Interpreter._end_marked,
    b"Do": Interpreter._do, b"EI": Interpreter._inline_image,
}  # fmt: skip
