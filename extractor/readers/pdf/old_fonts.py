"""Text that a PDF draws with fonts from before Unicode (.VnTime, VNI-Times …), turned into Unicode run by run, places kept."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.readers.legacy import FontDecoder, encoding_of_font
from extractor.readers.pages.model import PageContent, Run

_SAMPLE = 60_000
_TOUCH = 0.15
"""Widths of the font size between two runs of one word."""


def convert_old_fonts(pages: Sequence[PageContent]) -> dict[str, str]:
    """Converts the runs of old fonts in place; gives what is said of it in the document's properties (empty: nothing was converted)."""
    texts: dict[str | None, list[str]] = {}
    lengths: dict[str | None, int] = {}
    for page in pages:
        before: dict[str | None, Run] = {}
        for run in page.runs:
            name = run.face.name
            if lengths.get(name, 0) < _SAMPLE:
                last = before.get(name)
                texts.setdefault(name, []).append(run.text if last is not None and _goes_on(last, run) else f" {run.text}")
                lengths[name] = lengths.get(name, 0) + len(run.text)
                before[name] = run
    decoder = FontDecoder({name: "".join(parts) for name, parts in texts.items()})
    if decoder:
        for page in pages:
            for run in page.runs:
                _convert(run, decoder)
    for page in pages:
        for run in page.runs:
            if run.face.raw and not run.text.isascii():
                _clean(run)
    return decoder.report()


def _goes_on(last: Run, run: Run) -> bool:
    """Whether a run goes on where the last one of its font ended: files that place every letter for itself have words too, and a letter alone is
    a syllable in many encodings."""
    return (
        last.direction == run.direction and abs(last.base - run.base) < 0.2 * run.size and abs(run.xs[0] - last.xs[-1]) < _TOUCH * run.size
    )


def _convert(run: Run, decoder: FontDecoder) -> None:
    if not run.face.raw and encoding_of_font(run.face.name) is None and not any(map(str.isalpha, run.text)):
        # Signs that a Unicode font draws between letters of an old one ("−", "‰") are signs.
        return
    made = decoder.convert([(run.text, run.face.name)])
    if made == run.text:
        return
    if len(made) == len(run.text):
        run.text = made
        return
    encoding = decoder.encoding_of(run.text, run.face.name)
    if encoding is None:
        return
    # A letter and its mark were two characters: they share one place. Which ones, the conversion of each pair alone tells.
    text, xs = run.text, run.xs
    out: list[str] = []
    starts: list[float] = []
    position = 0
    while position < len(text):
        pair = encoding.decode(text[position : position + 2])
        width = 2 if position + 1 < len(text) and len(pair) == 1 else 1
        out.append(pair if width == 2 else encoding.decode(text[position]))
        starts.append(xs[position])
        position += width
    if all(len(character) == 1 for character in out):
        run.text = "".join(out).upper() if made.isupper() else "".join(out)
        run.xs = [*starts, xs[-1]]


def _clean(run: Run) -> None:
    """What `fonts.repaired` does for other fonts, once it is known that these are no letters of an old encoding."""
    from extractor.readers.pdf.fonts import repaired

    cleaned = [repaired(character) for character in run.text]
    kept = [index for index, character in enumerate(cleaned) if character]
    if len(kept) == len(run.text):
        run.text = "".join(cleaned)
    elif kept:
        run.text = "".join(cleaned[index] for index in kept)
        run.xs = [*(run.xs[index] for index in kept), run.xs[-1]]
    else:
        run.text, run.xs = " ", [run.xs[0], run.xs[-1]]
