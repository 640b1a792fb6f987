"""The values that pass between the steps of page reading. Coordinates are PDF points from the page's top left, y downwards."""

from __future__ import annotations

from dataclasses import dataclass, field

Box = tuple[float, float, float, float]


class Face:
    """What the layout needs of a font: its name, weight, slope, and how far its letters reach above and below the base line (in em).

    `raw` says that its text holds characters that may be letters of an encoding from before Unicode, not yet looked at.
    """

    __slots__ = ("ascent", "bold", "descent", "italic", "name", "raw")

    def __init__(self, name: str, bold: bool = False, italic: bool = False, ascent: float = 0.9, descent: float = 0.22) -> None:
        self.name = name
        self.bold = bold
        self.italic = italic
        self.ascent = ascent
        self.descent = descent
        self.raw = False


class Run:
    """Characters that one showing operator placed without a jump, in the frame of their own direction (see `frame_box`).

    `xs` has one more entry than `text`: character i reaches from xs[i] to xs[i + 1]. `base` is the base line, `size` the font size.
    `raised` is set by the line builder on what stands above the line as a mark does, `joint` on what stands in or behind a filled gap: what parts it from the run before, whatever the distance (`gaps`). `group` numbers the drawing (form, annotation) that holds the run, 0 for the page itself. `confidence` is 0-100 from OCR, -1 elsewhere.
    """

    __slots__ = ("artifact", "base", "confidence", "direction", "face", "group", "hidden", "joint", "raised", "size", "text", "xs")

    def __init__(
        self,
        text: str,
        xs: list[float],
        base: float,
        size: float,
        face: Face,
        direction: int = 0,
        hidden: bool = False,
        artifact: bool = False,
        group: int = 0,
        confidence: int = -1,
    ) -> None:
        self.text = text
        self.xs = xs
        self.base = base
        self.size = size
        self.face = face
        self.direction = direction
        self.hidden = hidden
        self.artifact = artifact
        self.group = group
        self.confidence = confidence
        self.raised = False
        self.joint: str | None = None

    @property
    def x0(self) -> float:
        return self.xs[0]

    @property
    def x1(self) -> float:
        return self.xs[-1]

    @property
    def top(self) -> float:
        return self.base - self.face.ascent * self.size

    @property
    def bottom(self) -> float:
        return self.base + self.face.descent * self.size

    def __repr__(self) -> str:
        return f"Run({self.text!r}, x={self.x0:.1f}-{self.x1:.1f}, base={self.base:.1f}, size={self.size:.1f})"

    def cut(self, start: int, end: int) -> Run:
        """The part [start, end) of the run."""
        part = Run(
            self.text[start:end],
            self.xs[start : end + 1],
            self.base,
            self.size,
            self.face,
            self.direction,
            self.hidden,
            self.artifact,
            self.group,
            self.confidence,
        )
        part.raised = self.raised
        part.joint = self.joint if start == 0 else None
        return part


@dataclass(slots=True)
class PageContent:
    """All that a page shows: runs, horizontal rules (y, x0, x1), vertical rules (x, top, bottom) and the boxes of its images.

    `tilt` is by how many degrees counter-clockwise a scan was turned to be level; boxes are given on the picture as it came.
    `turned` is the direction that most of the text had on the page as displayed; the content is given turned upright by that much, and
    `width` and `height` are those of the page as displayed. `undefined` counts glyphs whose character the file does not say.
    """

    number: int
    width: float
    height: float
    runs: list[Run] = field(default_factory=list)
    horizontals: list[tuple[float, float, float]] = field(default_factory=list)
    verticals: list[tuple[float, float, float]] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    turned: int = 0
    tilt: float = 0.0
    undefined: int = 0
    damage: str | None = None
    watermark: list[str] = field(default_factory=list)
    stamps: list[str] = field(default_factory=list)

    @property
    def frame_width(self) -> float:
        """The page's width as its text is read."""
        return self.height if self.turned in (90, 270) else self.width

    @property
    def frame_height(self) -> float:
        """The page's height as its text is read."""
        return self.width if self.turned in (90, 270) else self.height


def to_frame(direction: int, x: float, y: float, width: float, height: float) -> tuple[float, float]:
    """The point (x, y) of a page of this size, in the frame in which text of `direction` (degrees counter-clockwise) runs left to right."""
    if direction == 90:
        return height - y, x
    if direction == 180:
        return width - x, height - y
    if direction == 270:
        return y, width - x
    return x, y


def from_frame(direction: int, u: float, v: float, width: float, height: float) -> tuple[float, float]:
    """The inverse of `to_frame`; `width` and `height` are those of the page, not of the frame."""
    if direction == 90:
        return v, height - u
    if direction == 180:
        return width - u, height - v
    if direction == 270:
        return width - v, u
    return u, v


def frame_box(direction: int, box: Box, width: float, height: float) -> Box:
    """A box of the frame of `direction` as a box of the page."""
    x0, y0 = from_frame(direction, box[0], box[1], width, height)
    x1, y1 = from_frame(direction, box[2], box[3], width, height)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def turn_upright(page: PageContent) -> PageContent:
    """Turns the content so that most of its text runs left to right; the page keeps its displayed size and says by how much."""
    counts: dict[int, int] = {}
    for run in page.runs:
        counts[run.direction] = counts.get(run.direction, 0) + len(run.text)
    if not counts:
        return page
    main = max(counts, key=lambda direction: (counts[direction], -direction))
    if main == 0:
        return page
    width, height = page.width, page.height

    def box(b: Box) -> Box:
        u0, v0 = to_frame(main, b[0], b[1], width, height)
        u1, v1 = to_frame(main, b[2], b[3], width, height)
        return min(u0, u1), min(v0, v1), max(u0, u1), max(v0, v1)

    horizontals: list[tuple[float, float, float]] = []
    verticals: list[tuple[float, float, float]] = []
    for y, x0, x1 in page.horizontals:
        u0, v0, u1, v1 = box((x0, y, x1, y))
        if main == 180:
            horizontals.append((v0, u0, u1))
        else:
            verticals.append((u0, v0, v1))
    for x, y0, y1 in page.verticals:
        u0, v0, u1, v1 = box((x, y0, x, y1))
        if main == 180:
            verticals.append((u0, v0, v1))
        else:
            horizontals.append((v0, u0, u1))
    for run in page.runs:
        run.direction = (run.direction - main) % 360
    page.horizontals = horizontals
    page.verticals = verticals
    page.images = [box(b) for b in page.images]
    page.turned = main
    return page
