"""Scans and pictures: recognised (`extractor.readers.recognition` chooses the engine) into the same lines, tables and Document as a PDF with text.

    read_bytes(data, "scan.png", sha256)     one page a picture (TIFF: all of them), words with box and confidence

A picture is turned upright and level, its coloured ink (stamps, signatures) taken out, its rules found and wiped; what is then
read goes as runs of words to `extractor.readers.pages`. Nothing that was read is corrected: `Document.confidence` tells how sure it is.
Raises ReadError: damaged | too-large | needs-ocr.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from statistics import median

import numpy as np
import regex
from PIL import Image

from extractor.document import Document
from extractor.errors import ReadError
from extractor.lexicon.patterns import Strict, compile_rule, load
from extractor.readers import recognition, syllables
from extractor.readers.cells import read_cells
from extractor.readers.closing_column import closing_lines
from extractor.readers.imaging import (
    MAX_PIXELS,
    Grey,
    Rule,
    grey_of,
    lies_on_its_side,
    pooled,
    red_of,
    rules,
    skew,
    softened,
    threshold,
    turned,
    wiped,
)
from extractor.readers.losses import lose
from extractor.readers.options import DEFAULT, ReadOptions
from extractor.readers.pages.assemble import assemble
from extractor.readers.pages.layout import lay_out
from extractor.readers.pages.model import Face, PageContent, Run
from extractor.readers.pages.settings import PatternRule
from extractor.readers.pages.tables import find_grids
from extractor.readers.progress import page_done
from extractor.readers.refusal import refusal
from extractor.readers.scan_report import Recognised, numbers, report, unrecognised
from extractor.readers.second_look import look_again
from extractor.readers.tesseract import TextLine, Unrecognised, Word
from extractor.readers.unread import unread_lines

FACE = Face("ocr", ascent=0.9, descent=0.22)
"""Words below this confidence count as doubtful in the document's properties."""
LETTER_HEIGHT = 1.02
"""tesseract's letter height (from the lowest descender to the highest ascender) in font sizes, measured on rendered pages."""
MAX_FRAMES = 2_000
MAX_SIDE = 32_000  # dots: tesseract takes no more
INKED = 0.002  # the part of a page that is dark where it holds more than dust


class _Patterns(Strict):
    """patterns/readers/ocr.yaml."""

    noise: PatternRule
    noise_below: int
    kept: PatternRule
    line_below: int
    short_line_below: int


PATTERNS = load("ocr", _Patterns)
_NOISE: regex.Pattern[str] = compile_rule(PATTERNS.noise.pattern, file="ocr", rule="noise")
_KEPT: regex.Pattern[str] = compile_rule(PATTERNS.kept.pattern, file="ocr", rule="kept")


@dataclass(frozen=True, slots=True)
class Picture:
    """A page's picture: its number, the picture, dots an inch, and what the page measures in points."""

    number: int
    image: Image.Image
    dpi: float
    width: float
    height: float


def read_bytes(data: bytes, source: str, sha256: str, options: ReadOptions = DEFAULT) -> Document:
    """Reads a picture file; every frame is a page. Raises ReadError."""
    return read_pictures([data], source, sha256, options)


def read_pictures(files: Sequence[bytes], source: str, sha256: str, options: ReadOptions, format: str = "image") -> Document:
    """Reads the pictures of one document, in their order. Raises ReadError."""
    pictures: list[Picture] = []
    damage: str | None = None
    for data in files:
        try:
            frames, damage = _frames(data, source, options)
        except ReadError:
            if len(files) == 1:
                raise
            lose(f"picture {len(pictures) + 1}", "damaged", "picture")
            continue
        pictures += [replace(picture, number=len(pictures) + n) for n, picture in enumerate(frames, 1)]
    if not pictures:
        raise refusal(source, "damaged", "picture.damaged", name=format)
    properties = {"pages": str(len(pictures))}
    if damage:
        properties["damaged_pages"] = damage
        lose(f"page {damage.partition(':')[0]}", "damaged", "frames")
    if options.ocr == "never":
        pages = [PageContent(picture.number, picture.width, picture.height) for picture in pictures]
        properties["needs_ocr"] = numbers([page.number for page in pages])
        unrecognised(properties["needs_ocr"])
        return assemble([lay_out(page) for page in pages], source, sha256, format, properties)
    if not recognition.available(options.languages):
        raise recognition.missing(source, options.languages)
    found = []
    for page in recognise_all(((picture.number, partial(_same, picture)) for picture in pictures), options):
        found.append(page)
        page_done(len(found), len(pictures))
    properties.update(report(found, recognition.name(options.languages)))
    if all(page.failure for page in found):
        raise refusal(source, "damaged", "picture.unrecognised", failure=found[0].failure)
    return assemble([lay_out(page.content) for page in found], source, sha256, format, properties, confidence=True)


def _same(picture: Picture) -> Picture:
    return picture


def _frames(data: bytes, source: str, options: ReadOptions) -> tuple[list[Picture], str | None]:
    """The pictures of a file, each with its resolution, and what ended them before the last one. Raises ReadError where there is none."""
    pictures: list[Picture] = []
    try:
        file = Image.open(io.BytesIO(data))
        count = int(getattr(file, "n_frames", 1))
        if count > min(options.max_pages, MAX_FRAMES):
            raise refusal(source, "too-large", "picture.pages", count=count)
        total = 0
        for number in range(count):
            file.seek(number)
            pixels = file.width * file.height
            if pixels > MAX_PIXELS or total + pixels > 40 * MAX_PIXELS or max(file.width, file.height) > MAX_SIDE:
                if count == 1:
                    raise _too_large(source, f"{file.width} × {file.height}")
                lose(f"page {number + 1}", "too-large", "page", why=f"{file.width} × {file.height}")
                continue
            total += pixels
            dpi = _dpi(file)
            image = file.convert("RGB") if file.mode not in {"1", "L", "RGB", "RGBA", "P", "LA"} else file.copy()
            pictures.append(Picture(number + 1, image, dpi, file.width * 72 / dpi, file.height * 72 / dpi))
    except ReadError:
        raise
    except Image.DecompressionBombError as error:
        raise _too_large(source, "> 178 000 000") from error
    except Exception as error:  # broken pictures raise anything inside Pillow
        if pictures:
            return pictures, f"{len(pictures) + 1}: {type(error).__name__}"
        raise refusal(source, "damaged", "picture.damaged", name=type(error).__name__) from error
    if not pictures:
        raise _too_large(source, f"{count} ×")
    return pictures, None


def _too_large(source: str, size: str) -> ReadError:
    return refusal(source, "too-large", "picture.large", size=size)


def _dpi(image: Image.Image) -> float:
    """The resolution that the file states, if a sheet or a clipping of one can have it; else that at which the picture is an A4 page."""
    stated = image.info.get("dpi")
    if isinstance(stated, tuple) and stated and 70 <= float(stated[0]) <= 1300:
        dpi = float(stated[0])
        if 2.0 <= max(image.size) / dpi <= 24.0:
            return dpi
    return max(50.0, min(min(image.size) / 8.27, max(image.size) / 11.69) if max(image.size) < 2 * min(image.size) else max(image.size) / 11.69)


def recognise_all(pictures: Iterable[tuple[int, Callable[[], Picture]]], options: ReadOptions) -> Iterator[Recognised]:
    """Recognises pages side by side (`options.processes`), in order; only as many pictures exist at a time as are worked on."""
    workers = max(1, options.processes)
    if workers == 1:
        for _, make in pictures:
            yield recognise_page(make(), options)
        return
    with ThreadPoolExecutor(workers) as pool:
        waiting: list[Future[Recognised]] = []
        for _, make in pictures:
            waiting.append(pool.submit(recognise_page, make(), options))
            if len(waiting) > workers:
                yield waiting.pop(0).result()
        for future in waiting:
            yield future.result()


def recognise_page(picture: Picture, options: ReadOptions) -> Recognised:
    """One page: the picture made ready, recognised, and laid into a PageContent. A failure of tesseract is said, not raised."""
    done: list[str] = []
    image, dpi = picture.image, picture.dpi
    if dpi < 200 or dpi > 450:
        # tesseract is made for letters of about 30 to 40 dots.
        factor = options.dpi / dpi
        if image.width * image.height * factor * factor <= MAX_PIXELS:
            image = image.convert("L" if image.mode == "1" else image.mode if image.mode != "P" else "RGB")
            image = image.resize((round(image.width * factor), round(image.height * factor)), Image.Resampling.LANCZOS)
            dpi = float(options.dpi)
    grey, coloured = grey_of(image)
    if coloured:
        done.append("coloured ink")
    red = partial(red_of, image)
    content = PageContent(picture.number, picture.width, picture.height)
    small = pooled(grey < threshold(grey), 3)
    turn = 0
    if lies_on_its_side(small):
        found_turn = recognition.orientation(grey, options.languages, round(dpi), options.seconds_per_scan)
        turn = 90 if found_turn is None else found_turn
    try:
        lines, found = _upright(grey, red, turn, content, dpi, options, done)
        if not turn and _doubtful(lines):
            turn = recognition.orientation(grey, options.languages, round(dpi), options.seconds_per_scan) or 0
            if turn:
                again, other = _upright(grey, red, turn, content, dpi, options, done)
                lines, found = (again, other) if _confidence(again) > _confidence(lines) else (lines, found)
                turn = turn if lines is again else 0
    except Unrecognised as error:
        return Recognised(content, tuple(done), str(error))
    if turn:
        done.append(f"turned by {turn}")
    content.turned = turn
    scale = 72 / dpi
    across, down = found
    content.horizontals = [(y * scale, x0 * scale, x1 * scale) for y, x0, x1 in across]
    content.verticals = [(x * scale, y0 * scale, y1 * scale) for x, y0, y1 in down]
    content.runs = runs_of(lines, scale)
    inked = not content.runs and float((grey < 128).mean()) >= INKED
    return Recognised(content, tuple(dict.fromkeys(done)), inked=inked)


def _upright(
    grey: Grey, red: Callable[[], Grey | None], turn: int, content: PageContent, dpi: float, options: ReadOptions, done: list[str]
) -> tuple[list[TextLine], tuple[list[Rule], list[Rule]]]:
    """Recognises the picture turned clockwise by `turn`, levelled, without its rules; the lines and the rules, in its pixels.

    `red` gives the picture in red ink only, as `grey` lies.
    """
    level = np.ascontiguousarray(np.rot90(grey, -turn // 90)) if turn else grey
    limit = threshold(level)
    angle = skew(pooled(level < limit, 3))
    if abs(angle) >= 0.2:
        level = turned(level, angle)
        content.tilt = angle
        done.append(f"levelled by {angle:.1f} degrees")
    else:
        content.tilt = 0.0
    across, down = _table_rules(*rules(level < limit, dpi), dpi)
    bare = wiped(level, across, down, dpi, limit)
    clean = softened(bare)

    read = recognition.recogniser(options.languages, round(dpi), options.seconds_per_scan)

    def red_level() -> Grey | None:
        stamped = red()
        if stamped is None:
            return None
        stamped = np.ascontiguousarray(np.rot90(stamped, -turn // 90)) if turn else stamped
        return turned(stamped, angle) if content.tilt else stamped

    def sure(lines: list[TextLine]) -> list[TextLine]:
        """The lines after the second look, which is made for tesseract's ways, and the vote of a second engine."""
        if recognition.name(options.languages) != "tesseract":
            return lines
        lines = closing_lines(clean, lines, limit, lambda picture: read(picture, recognition.BLOCK), red_level)
        lines = [*lines, *unread_lines(clean, lines, limit, lambda picture: read(picture, recognition.BLOCK))]
        return recognition.voted(bare, look_again(bare, lines, limit, lambda picture: read(picture, 6)), options.languages)

    scale = 72 / dpi
    grids = find_grids([(y * scale, a * scale, b * scale) for y, a, b in across], [(x * scale, a * scale, b * scale) for x, a, b in down]).grids
    tables = [grid for grid in grids if len(grid.cells) >= 4]
    if not tables:
        return sure(read(clean, 3)), (across, down)
    rest = clean.copy()
    in_cells = read_cells(clean, limit, tables, scale, dpi, lambda picture: read(picture, 6))
    for grid in tables:
        x0, top, x1, bottom = (round(value / scale) for value in grid.box)
        rest[max(0, top) : bottom + 1, max(0, x0) : x1 + 1] = 255
    outside = read(rest, 3) if (rest < limit).any() else []
    return sure([*outside, *in_cells]), (across, down)


def _table_rules(across: list[Rule], down: list[Rule], dpi: float) -> tuple[list[Rule], list[Rule]]:
    """The rules that can be a table's: long ones, and short ones that touch a rule of the other direction. A bar of letters is neither."""
    reach = 0.03 * dpi
    long = 1.2 * dpi

    def kept(rules: list[Rule], others: list[Rule]) -> list[Rule]:
        return [
            (at, start, end)
            for at, start, end in rules
            if end - start >= long or any(start - reach <= o <= end + reach and a - reach <= at <= b + reach for o, a, b in others)
        ]

    return kept(across, down), kept(down, across)


def _confidence(lines: Iterable[TextLine]) -> float:
    words = [word.confidence for line in lines for word in line.words]
    return sum(words) / len(words) if words else 0.0


def _doubtful(lines: list[TextLine]) -> bool:
    """Whether a page was read so badly that it may stand upside down."""
    return sum(len(line.words) for line in lines) >= 10 and _confidence(lines) < 65


def runs_of(lines: Iterable[TextLine], scale: float) -> list[Run]:
    """The words as runs in points. Words of one line share its base line; a blank follows where the next word is near."""
    kept = [(line, words) for line in lines if (words := _text_words(line))]
    usual = _usual_sizes([line.size for line, words in kept for _ in words])
    heights = {size: median(_height(words) for line, words in kept if abs(line.size - size) <= 0.05 * size) for size in usual}
    runs: list[Run] = []
    for line, words in kept:
        # Letter heights waver with the letters of a line: a size near one that many lines have is that one. In a line of figures and
        # capitals tesseract takes their height for that of small letters and gives a third more than the line has.
        near = min(usual, key=lambda size: abs(size - line.size), default=line.size)
        like = next((size for size in usual if 1.2 * size <= line.size <= 1.5 * size and _height(words) <= 1.2 * heights[size]), None)
        size = (near if abs(near - line.size) <= 0.11 * near else like or line.size) * scale / LETTER_HEIGHT
        for word, following in pairwise([*words, None]):
            assert word is not None
            text = word.text
            x0, x1 = word.x0 * scale, word.x1 * scale
            step = (x1 - x0) / len(text)
            xs = [x0 + step * i for i in range(len(text))] + [x1]
            if following is not None and (following.x0 - word.x1) * scale < 1.3 * size:
                text += " "
                xs.append(max(following.x0 * scale, x1))
            runs.append(Run(text, xs, line.base * scale, max(size, 1.0), FACE, confidence=max(0, min(100, word.confidence))))
    return runs


def _height(words: list[Word]) -> float:
    """How tall the words of a line are, in pixels: the middle one."""
    return median(word.bottom - word.top for word in words)


def _usual_sizes(sizes: list[float]) -> list[float]:
    """The letter heights that many words share: peaks with at least one word in fifteen within a twentieth around them."""
    ordered = sorted(sizes)
    out: list[float] = []
    candidates = sorted(set(ordered), key=lambda size: -sum(abs(other - size) <= 0.05 * size for other in ordered))
    for size in candidates[:200]:
        if sum(abs(other - size) <= 0.05 * size for other in ordered) * 15 < len(ordered):
            break
        if all(abs(size - other) > 0.1 * other for other in out):
            out.append(size)
    return out


def _text_words(line: TextLine) -> list[Word]:
    """The words of a line that are text and not dirt."""
    words = [
        word
        for word in line.words
        if not _NOISE.fullmatch(word.text) or word.confidence >= PATTERNS.noise_below or (_KEPT.fullmatch(word.text) and word.confidence >= 20)
    ]
    if not any(any(c.isalnum() for c in word.text) for word in words):
        return []
    mean = sum(word.confidence for word in words) / len(words)
    said = "".join(word.text for word in words)
    if mean < PATTERNS.short_line_below and sum(map(str.isalnum, said)) <= 4 and not any(map(str.isdigit, said)):
        return []
    if mean < PATTERNS.line_below:
        total, good, _ = syllables.counts(" ".join(word.text for word in words))
        if 2 * good < max(total, 1):
            return []
    return words
