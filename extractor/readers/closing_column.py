"""The end of a scanned document, read column by column: recipients stand on the left, title, stamp, signature and name on the right.

Recognition of a whole page takes the right column for a drawing, or runs its lines together with the recipients'. Where such an end is found and title or
name were not read surely, the right column is cut out and recognised alone: without the strokes that hang together over more than two lines, and once more
in red ink only, since titles and names are often stamped. What is read there as a title or a person's name takes the place of what the whole page gave.
Measured on the last pages of eight public scans where no signer had been read: six names came out; the other two are stamped in script letters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import numpy as np
from PIL import Image

from extractor.lexicon.patterns import fold
from extractor.readers.imaging import Grey, Mask, pooled
from extractor.readers.pages.settings import FAMILY_NAMES, PERSON, RECIPIENTS, SIGNING_TITLE, SIGNING_TITLE_BARE
from extractor.readers.tesseract import TextLine, Word
from extractor.readers.wellformed import health

BY = 4
"""Pixels a side that are one in the mask whose strokes are followed."""
SURE = 65
READ_WELL = 80
"""A title and a name of this confidence need no second reading."""
OUTVOTED = 55
"""The confidence of a name that only one reading has."""
_INKED = 0.08
_LISTED = 45
"""The least confidence of a title that is one of the list, and of a name that opens with a family name: strokes do not spell them."""
_DUST = 30
_DEEP = 0.3  # of the page's longer side: what an end takes at most
_LEAST = 0.35  # of the page's width: the right column begins behind this
_PAD = 40  # dots of white around a crop: recognition wants a margin
_SMALLER = 0.6  # large bold letters beside strokes are read better at the size of small print
_SPECKS = ".,:;'\"“”‘’`~_-"
_TALL = 2.4  # lines over which a stroke hangs together that is no letter

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class _Zone:
    """The right column of the end, in pixels."""

    left: int
    top: int
    bottom: int

    def holds(self, word: Word) -> bool:
        return word.x0 >= self.left and self.top <= (word.top + word.bottom) / 2 <= self.bottom


def closing_lines(
    grey: Grey, lines: Sequence[TextLine], limit: int, read: Callable[[Grey], list[TextLine]], red: Callable[[], Grey | None]
) -> list[TextLine]:
    """The lines with the right column of the document's end read anew; as they are where there is none, or where it reads no better.

    `grey` is the page without its rules, `limit` its threshold of ink, `red` gives the page in red ink only, None where it has none.
    """
    zone = _zone(grey.shape, lines)
    if zone is None:
        return list(lines)
    inside = [line for line in (_within(line, zone) for line in lines) if line is not None]
    if _settled([TextLine(line.base, line.size, words) for line in inside if (words := _told_in(line.words)) == line.words], READ_WELL):
        return _without(lines, zone, [])
    usual = median([word.bottom - word.top for line in lines for word in line.words if sum(map(str.isalpha, word.text)) > 1])
    coloured = red()
    # What was stamped over print stands for it.
    stamped = [] if coloured is None else _told(read(_padded(_bare(coloured[zone.top : zone.bottom, zone.left :], 128, usual))))
    found: list[TextLine] = []
    said: list[str] = []
    for picture, scale in _pictures(grey, lines, limit, zone, usual):
        told = _told(_scaled(read(_padded(_resized(picture, scale))), scale))
        said += [_said(line.words) for line in told]
        found = _better(found, told)
        if _settled([*stamped, *found], SURE) and all(_title_of(line.words) or said.count(_said(line.words)) > 1 for line in found):
            break
    found = [*stamped, *(line for line in found if not any(_overlap(line, other) for other in stamped))]
    # Strokes may cover the end of a name: one that was not read twice alike, or that ink goes on beside, is doubtful.
    inked = grey[zone.top : zone.bottom, zone.left :] < limit
    found = [line if _title_of(line.words) or (said.count(_said(line.words)) > 1 and not _goes_on(line, inked)) else _doubted(line) for line in found]
    if not found:
        return list(lines)
    fresh = [_moved(line, zone.left - _PAD, zone.top - _PAD) for line in sorted(found, key=lambda line: line.base)]
    return [*_without(lines, zone, fresh), *fresh]


def _goes_on(line: TextLine, inked: Mask) -> bool:
    """Whether there is ink right beside the line's ends: letters under a stroke. `line` has its place in the padded column."""
    x0, top, x1, bottom = (value - _PAD for value in _box(line))
    reach = round(0.5 * (bottom - top))
    middle = slice(max(0, top + reach // 2), max(0, bottom - reach // 2))
    return any(float(part.mean()) > _INKED for part in (inked[middle, max(0, x0 - reach) : max(0, x0 - 3)], inked[middle, max(0, x1 + 3) : max(0, x1 + reach)]) if part.size)


def _doubted(line: TextLine) -> TextLine:
    return TextLine(line.base, line.size, [replace(word, confidence=min(word.confidence, OUTVOTED)) for word in line.words])


def _pictures(grey: Grey, lines: Sequence[TextLine], limit: int, zone: _Zone, usual: float) -> Iterator[tuple[Grey, float]]:
    """The column as it is tried to be read, each with its scale."""
    column = grey[zone.top : zone.bottom, zone.left :]
    dark = _darkest(column, grey, lines, limit)
    yield _bare(dark, limit, usual), 1.0
    yield dark, _SMALLER
    yield _bare(column, limit, usual), 1.0


def _zone(shape: tuple[int, ...], lines: Sequence[TextLine]) -> _Zone | None:
    """The right column of the page's end; None where the page has none."""
    height, width = shape
    leads = [line.words[0] for line in lines if line.words and line.words[0].x0 < _LEAST * width and RECIPIENTS.match(_said(line.words))]
    titles = [words[0] for line in lines if (words := _capitals(line)) and words[0].x0 > _LEAST * width]
    if not leads and not titles:
        return None
    # A title may stand a line or two higher than the recipients.
    top = max(leads, key=lambda word: word.top).top if leads else min(word.top for word in titles)
    top = min([top, *(word.top for word in titles if 0 <= top - word.top < 0.08 * height)])
    top = max(0, top - round(0.006 * height))
    bottom = min(height, top + round(_DEEP * max(shape)))
    for line in sorted(lines, key=lambda line: line.base):
        if top + 0.02 * height < line.base < bottom and _runs_across(line, width):
            bottom = min(word.top for word in line.words)
            break
    if bottom - top < 0.04 * height:
        return None
    beside = [x1 for line in lines if top <= line.base <= bottom and (x1 := _first_column(line, width))]
    left = max(round(_LEAST * width), *(x + 12 for x in beside)) if beside else round(_LEAST * width)
    begins = [word.x0 for word in titles if top <= word.top <= bottom]
    return _Zone(max(round(_LEAST * width), min([left, *(x - 12 for x in begins)])), top, bottom)


def _runs_across(line: TextLine, width: int) -> bool:
    """Whether a line of text goes from the left of the page to its right without a gap: what follows is no signature."""
    sure = [word for word in line.words if word.confidence >= SURE]
    gapless = all(after.x0 - word.x1 < 0.05 * width for word, after in pairwise(sure))
    return len(sure) >= 6 and gapless and sure[0].x0 < 0.25 * width and sure[-1].x1 > 0.75 * width


def _first_column(line: TextLine, width: int) -> int:
    """Where the words end that stand together at the left of the page; 0 where none do."""
    end = 0
    for word in line.words:
        if word.x0 > (end + 0.03 * width if end else 0.3 * width) or word.x1 > 0.6 * width:
            break
        end = word.x1
    return end


def _capitals(line: TextLine) -> list[Word]:
    """The words of a signer's title that ends the line."""
    out: list[Word] = []
    for word in reversed(line.words):
        if not word.text.strip(".").isupper() or word.confidence < _LISTED:
            break
        out.insert(0, word)
    return out if out and _is_title(_said(out)) else []


def _within(line: TextLine, zone: _Zone) -> TextLine | None:
    words = [word for word in line.words if zone.holds(word)]
    return TextLine(line.base, line.size, words) if words else None


def _settled(lines: Sequence[TextLine], least: int) -> bool:
    """Whether a title and a name that opens with a family name are among the lines, read with that confidence: a stroke may cover a word."""
    sure = [line.words for line in lines if _confidence(line.words) >= least]
    return any(_title_of(words) for words in sure) and any(_family(words) and not _title_of(words) for words in sure)


def _family(words: Sequence[Word]) -> bool:
    return fold(words[0].text) in FAMILY_NAMES


def _better(first: list[TextLine], second: Sequence[TextLine]) -> list[TextLine]:
    """Two readings of the column; where both have a line the better one: a name with its family name, then the surer."""
    out = list(first)
    for line in second:
        at = next((n for n, other in enumerate(out) if _overlap(line, other)), None)
        if at is None:
            out.append(line)
        elif _worth(line) > _worth(out[at]):
            out[at] = line
    return out


def _worth(line: TextLine) -> tuple[bool, float]:
    return bool(_title_of(line.words)) or _family(line.words), _confidence(line.words)


def _told(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines that are a title or a person's name, without dust at their ends: stamps and strokes are neither."""
    out = []
    for line in lines:
        words = _told_in(line.words)
        if words:
            bare = [replace(word, text=word.text.lstrip(_SPECKS) if n == 0 else word.text.strip(_SPECKS)) for n, word in enumerate(words)]
            out.append(TextLine(line.base, line.size, [word for word in bare if word.text]))
    return out


def _told_in(words: list[Word]) -> list[Word]:
    return _title_of(words) or _name_of(words)


def _title_of(words: list[Word]) -> list[Word]:
    """The words that are a title; none where they are something else."""
    for tried in (words, _cleaned(words)):
        if tried and _is_title(_said(tried)) and _confidence(tried) >= _LISTED:
            return tried
    return []


def _name_of(words: list[Word]) -> list[Word]:
    """The words that are a person's name; none where they are something else."""
    # What stands before a family name is dust, however close.
    begins = [n for n, word in enumerate(words) if fold(word.text) in FAMILY_NAMES and len(words) - n > 1][:1]
    for tried in (_cleaned(words[begins[0] :]) if begins else [], _cleaned(words)):
        said = _said(tried)
        if tried and PERSON.fullmatch(said):
            if not _family(tried):
                return tried if _confidence(tried) >= SURE else []
            sound, total = health(said)
            return tried if 4 * sound >= 3 * total and max(_confidence(tried), tried[0].confidence) >= _LISTED else []
    return []


def _cleaned(words: list[Word]) -> list[Word]:
    """Without what is dust before and behind."""
    kept = list(words)
    # A word that stands close may be the name's own, read badly: without it the name would be another one.
    while kept and (not any(map(str.isalpha, kept[0].text)) or (kept[0].confidence < _DUST and not _close(kept))):
        kept.pop(0)
    while kept and (not any(map(str.isalpha, kept[-1].text))):
        kept.pop()
    return kept


def _close(words: Sequence[Word]) -> bool:
    """Whether the second word follows the first one by a usual blank."""
    return len(words) > 1 and words[1].x0 - words[0].x1 < 0.8 * (words[1].bottom - words[1].top)


def _is_title(said: str) -> bool:
    return SIGNING_TITLE.fullmatch(said) is not None or (said.isupper() and SIGNING_TITLE_BARE.fullmatch(fold(said)) is not None)


def _said(words: Sequence[Word]) -> str:
    """The words without specks at their ends; a power keeps its full stop."""
    return " ".join(word.text if word.text.isupper() else word.text.strip(_SPECKS) for word in words).strip(f" {_SPECKS}")


def _confidence(words: Sequence[Word]) -> float:
    return sum(word.confidence for word in words) / len(words)


def _without(lines: Sequence[TextLine], zone: _Zone, fresh: Sequence[TextLine]) -> list[TextLine]:
    """The lines without what the column holds that is no words, or that `fresh` reads anew."""
    kept = []
    for line in lines:
        own = _within(line, zone)
        if own is not None and (_worthless(own) or any(_overlap(own, other) for other in fresh)):
            words = [word for word in line.words if not zone.holds(word)]
            if not words:
                continue
            line = TextLine(line.base, line.size, words)
        kept.append(line)
    return kept


def _worthless(line: TextLine) -> bool:
    """Whether a line was read badly and says next to nothing."""
    if _confidence(line.words) >= SURE or _told_in(line.words):
        return False
    said = [text for word in line.words if len(text := word.text.strip(".,;:()")) > 1 and text.isalpha()]
    sound, _ = health(" ".join(said))
    return 2 * sound <= len(line.words)


def _overlap(line: TextLine, other: TextLine) -> bool:
    """Whether two lines stand at one place."""
    (x0, top, x1, bottom), (left, upper, right, lower) = _box(line), _box(other)
    return min(x1, right) > max(x0, left) and min(bottom, lower) - max(top, upper) > 0.4 * (bottom - top)


def _box(line: TextLine) -> Box:
    return (min(w.x0 for w in line.words), min(w.top for w in line.words), max(w.x1 for w in line.words), max(w.bottom for w in line.words))


def _resized(picture: Grey, scale: float) -> Grey:
    if scale == 1:
        return picture
    height, width = picture.shape
    return np.asarray(Image.fromarray(picture).resize((max(1, round(width * scale)), max(1, round(height * scale))), Image.Resampling.LANCZOS))


def _scaled(lines: Sequence[TextLine], scale: float) -> list[TextLine]:
    """Lines read in a padded picture of that scale, as if it had been read in its own size."""

    def back(value: float) -> int:
        return round((value - _PAD) / scale) + _PAD

    return [
        TextLine((line.base - _PAD) / scale + _PAD, line.size / scale, [replace(w, x0=back(w.x0), x1=back(w.x1), top=back(w.top), bottom=back(w.bottom)) for w in line.words])
        for line in lines
    ]  # fmt: skip


def _moved(line: TextLine, dx: int, dy: int) -> TextLine:
    words = [replace(word, x0=word.x0 + dx, x1=word.x1 + dx, top=word.top + dy, bottom=word.bottom + dy) for word in line.words]
    return TextLine(line.base + dy, line.size, words)


def _padded(crop: Grey) -> Grey:
    return np.pad(crop, _PAD, constant_values=255)


def _darkest(column: Grey, grey: Grey, lines: Sequence[TextLine], limit: int) -> Grey:
    """The column with only what is as dark as the print of the page: what is left of a stamp whose colour was taken out is paler."""
    inks = [part[part < limit] for line in lines for word in line.words[:1] if word.confidence >= READ_WELL and (part := grey[word.top : word.bottom, word.x0 : word.x1]).size]
    inks = [ink for ink in inks if ink.size]
    if not inks:
        return column
    cut = (float(np.median(np.concatenate(inks))) + limit) / 2
    return np.where(column > cut, np.uint8(255), column)


def _bare(crop: Grey, limit: int, usual: float) -> Grey:
    """The picture without what hangs together over more than two lines."""
    dark = pooled(crop < limit, BY)
    away = np.kron(drawings(dark, _TALL * usual / BY), np.ones((BY, BY), dtype=bool))
    out = crop.copy()
    out[: away.shape[0], : away.shape[1]][away] = 255
    return out


def drawings(dark: Mask, tallest: float) -> Mask:
    """What of the ink hangs together over more than `tallest` rows: strokes of a signature, rings of a stamp, edges of the sheet."""
    parents: list[int] = []
    heads: list[int] = []
    ends: list[int] = []
    runs: list[tuple[int, int, int, int]] = []

    def root(n: int) -> int:
        while parents[n] != n:
            parents[n] = parents[parents[n]]
            n = parents[n]
        return n

    above: list[tuple[int, int, int]] = []
    last = -2
    for row in np.nonzero(dark.any(axis=1))[0].tolist():
        edges = np.diff(np.concatenate(([0], dark[row].astype(np.int8), [0])))
        now: list[tuple[int, int, int]] = []
        first = 0
        above = above if last == row - 1 else []
        for start, end in zip(np.nonzero(edges == 1)[0].tolist(), np.nonzero(edges == -1)[0].tolist(), strict=True):
            own = len(parents)
            parents.append(own)
            heads.append(row)
            ends.append(row)
            while first < len(above) and above[first][1] < start:
                first += 1
            for a, _, label in above[first:]:
                if a > end:
                    break
                one, other = sorted((root(label), root(own)))
                parents[other] = one
                heads[one], ends[one] = min(heads[one], heads[other]), max(ends[one], ends[other])
            now.append((start, end, own))
            runs.append((row, start, end, own))
        above, last = now, row
    out = np.zeros_like(dark)
    for row, start, end, label in runs:
        whole = root(label)
        if ends[whole] - heads[whole] + 1 > tallest:
            out[row, start:end] = True
    return out
