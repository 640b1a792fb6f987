"""Pictures of pages made ready for recognition, as arrays of grey (0 black, 255 white).

Coloured ink (stamps, signatures) is taken out where it covers black text; the page is turned level; ruled lines are found, given as
rules for the table finder, and wiped out, since they spoil the letters that touch them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Grey = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Rule = tuple[float, float, float]

MAX_PIXELS = 120_000_000
"""Pictures with more pixels than this are refused: no office scanner makes them."""


def grey_of(image: Image.Image) -> tuple[Grey, bool]:
    """The picture without its coloured ink, and whether there was any.

    The brightest channel of a red or blue stroke is nearly white, that of a black one is black: it keeps the text under a stamp. Where
    coloured ink is a good part of all ink, the text itself is coloured, and the picture stays as it is.
    """
    if image.mode in {"1", "L", "LA", "I", "I;16", "F"}:
        return np.asarray(image.convert("L")), False
    if image.mode in {"RGBA", "PA", "P"}:
        image = _on_white(image.convert("RGBA"))
    pixels = np.asarray(image.convert("RGB"))
    brightest = pixels.max(axis=2)
    darkest = pixels.min(axis=2)
    ink = darkest < 140
    coloured = ink & (brightest.astype(np.int16) - darkest > 70)
    inked = int(ink.sum())
    part = int(coloured.sum()) / inked if inked else 0.0
    if part > 0.4 or part < 0.0005:
        return np.asarray(image.convert("L")), False
    grey = np.asarray(image.convert("L")).copy()
    # Also the pale edges of the strokes, or they would stay as rings.
    pale = brightest.astype(np.int16) - darkest > 40
    grey[pale] = brightest[pale]
    grey[coloured & (brightest > 110)] = 255
    return grey, True


RED = 50
"""By so much a red stroke's red outweighs its green and blue."""


def red_of(image: Image.Image) -> Grey | None:
    """The picture in red ink only, black on white: what was stamped; None where it has next to none."""
    if image.mode in {"1", "L", "LA", "I", "I;16", "F"}:
        return None
    if image.mode in {"RGBA", "PA", "P"}:
        image = _on_white(image.convert("RGBA"))
    pixels = np.asarray(image.convert("RGB")).astype(np.int16)
    red = pixels[:, :, 0] - np.maximum(pixels[:, :, 1], pixels[:, :, 2]) > RED
    return np.where(red, np.uint8(0), np.uint8(255)) if float(red.mean()) >= 0.0005 else None


def _on_white(image: Image.Image) -> Image.Image:
    ground = Image.new("RGBA", image.size, "white")
    ground.alpha_composite(image)
    return ground.convert("RGB")


def threshold(grey: Grey) -> int:
    """The grey that best parts ink from paper (Otsu's method)."""
    counts = np.bincount(grey[::2, ::2].ravel(), minlength=256).astype(np.float64)
    total = counts.sum()
    levels = np.arange(256)
    below = np.cumsum(counts)
    mass = np.cumsum(counts * levels)
    above = total - below
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = (mass[-1] * below - mass * total) ** 2 / (below * above)
    spread[~np.isfinite(spread)] = 0
    best = int(spread.argmax())
    return min(max(best, 60), 215)


def _points(dark: Mask) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows and columns of the dark pixels, thinned out to at most 200,000."""
    ys, xs = np.nonzero(dark)
    step = len(ys) // 200_000 + 1
    return ys[::step].astype(np.int64), xs[::step].astype(np.int64)


def _sharpness(ys: NDArray[np.int64], xs: NDArray[np.int64], angle: float) -> float:
    """How sharply rows of ink and paper part when lines are taken to fall by `angle` degrees; 1 for even grey."""
    rows = np.rint(ys - xs * np.tan(np.radians(angle))).astype(np.int64)
    counts = np.bincount(rows - rows.min()).astype(np.float64)
    mean = float(counts.mean())
    return float(((counts[1:] - counts[:-1]) ** 2).mean()) / (mean * mean) if mean else 0.0


def skew(dark: Mask, widest: float = 6.0) -> float:
    """By how many degrees clockwise the lines of text fall; 0 where they do not tell. `dark` may be small (about 100 dpi)."""
    ys, xs = _points(dark)
    if len(ys) < 500:
        return 0.0
    best = max(np.arange(-widest, widest + 0.01, 0.5), key=lambda angle: _sharpness(ys, xs, angle))
    best = max(np.arange(best - 0.5, best + 0.51, 0.1), key=lambda angle: _sharpness(ys, xs, angle))
    return float(best) if _sharpness(ys, xs, float(best)) > 1.1 * _sharpness(ys, xs, 0.0) else 0.0


def lies_on_its_side(dark: Mask) -> bool:
    """Whether lines of text run up or down: then columns of pixels part more sharply than rows, each at its best angle."""
    ys, xs = _points(dark)
    if len(ys) < 500:
        return False
    angles = np.arange(-5, 5.1, 1.0)
    return max(_sharpness(xs, ys, a) for a in angles) > 1.5 * max(_sharpness(ys, xs, a) for a in angles)


def turned(grey: Grey, degrees: float) -> Grey:
    """The picture turned counter-clockwise by `degrees` about its middle, same size, new corners white."""
    image = Image.fromarray(grey)
    return np.asarray(image.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255))


CRISP = 0.25
"""Drawn pages have this share of steep edges and more (0.46 measured), scanned ones 0.05 to 0.09."""


def softened(grey: Grey) -> Grey:
    """The picture as a scanner would give it: recognition is trained on soft edges, and reads crisp small figures wrongly.

    Measured on drawn tables: 12 of 553 cells wrong before, none after. Pictures that are soft already stay as they are.
    """
    steps = np.abs(np.diff(grey[::2].astype(np.int16), axis=1))
    edges = int((steps > 60).sum())
    if not edges or float((steps > 150).sum()) / edges < CRISP:
        return grey
    return np.asarray(Image.fromarray(grey).filter(ImageFilter.GaussianBlur(1.0)))


def pooled(dark: Mask, by: int = 2) -> Mask:
    """A smaller mask, `by` pixels a side in one: dark where any of them is."""
    height, width = dark.shape[0] // by * by, dark.shape[1] // by * by
    cut = dark[:height, :width]
    out: Mask = cut[0::by, 0::by].copy()
    for dy in range(by):
        for dx in range(by):
            out |= cut[dy::by, dx::by]
    return out


def rules(dark: Mask, dpi: float) -> tuple[list[Rule], list[Rule]]:
    """Ruled lines of a level page: horizontals (y, x0, x1) and verticals (x, top, bottom), in pixels of `dark`."""
    small = pooled(dark)
    scale = dpi / 2
    across = [(2 * y, 2 * a, 2 * b) for y, a, b in _runs(small, int(0.45 * scale), max(3, int(0.045 * scale)))]
    down = [(2 * x, 2 * a, 2 * b) for x, a, b in _runs(small.T, int(0.35 * scale), max(3, int(0.045 * scale)))]
    return across, down


def _runs(dark: Mask, length: int, thickest: int) -> list[Rule]:
    """Rows of `dark` in which at least `length` pixels in a row are dark, thin bands of such rows as one rule."""
    height, width = dark.shape
    if width <= length or length < 4:
        return []
    sums = np.zeros((height, width + 1), dtype=np.int32)
    np.cumsum(dark, axis=1, out=sums[:, 1:])
    full = (sums[:, length:] - sums[:, :-length]) >= int(0.96 * length)
    pieces: list[tuple[int, int, int]] = []
    for row in np.nonzero(full.any(axis=1))[0].tolist():
        marks = np.concatenate(([0], full[row].view(np.int8), [0]))
        edges = np.diff(marks)
        starts, ends = np.nonzero(edges == 1)[0], np.nonzero(edges == -1)[0]
        pieces.extend((row, start, end - 1 + length) for start, end in zip(starts.tolist(), ends.tolist(), strict=True))
    bands: list[list[int]] = []  # first row, last row, start, end
    open_bands: list[list[int]] = []
    for row, start, end in pieces:
        open_bands = [band for band in open_bands if row - band[1] <= 2]
        for band in open_bands:
            if start <= band[3] + 4 and end >= band[2] - 4:
                band[1], band[2], band[3] = row, min(band[2], start), max(band[3], end)
                break
        else:
            band = [row, row, start, end]
            bands.append(band)
            open_bands.append(band)
    return [((first + last) / 2, start, end) for first, last, start, end in bands if last - first < thickest and end - start > 3 * (last - first)]


def _wipe_leaning(picture: Grey, x: int, y0: int, y1: int, around: int, piece: int, limit: int) -> None:
    """Wipes an upright rule piece by piece: the columns near `x` that are dark nearly all along a piece, and one on each side of them."""
    left, right = max(0, x - around), min(picture.shape[1], x + around + 1)
    for top in range(max(0, y0), min(y1, picture.shape[0]), piece):
        part = picture[top : top + piece, left:right]
        full = (part < limit).sum(axis=0) >= 0.85 * len(part)
        if full.any():
            wide = full.copy()
            wide[1:] |= full[:-1]
            wide[:-1] |= full[1:]
            part[:, wide] = 255


def wiped(grey: Grey, across: list[Rule], down: list[Rule], dpi: float, limit: int = 160) -> Grey:
    """The picture without the given rules, where they lean a little too: what a rule leaves at a cell's edge is read as "I" or "|"."""
    if not across and not down:
        return grey
    out = grey.copy()
    reach = max(2, round(dpi / 100))
    for x, y0, y1 in down:
        _wipe_leaning(out, int(x), int(y0), int(y1), 3 * reach, round(dpi / 6), limit)
    for y, x0, x1 in across:
        _wipe_leaning(out.T, int(y), int(x0), int(x1), 3 * reach, round(dpi / 6), limit)
    for y, x0, x1 in across:
        out[max(0, int(y) - reach) : int(y) + reach + 2, max(0, int(x0) - 1) : int(x1) + 2] = 255
    for x, y0, y1 in down:
        out[max(0, int(y0) - 1) : int(y1) + 2, max(0, int(x) - reach) : int(x) + reach + 2] = 255
    return out
