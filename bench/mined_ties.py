"""How many ties of running text the audit sees, measured without gold: on figures that agree too exactly for chance.

    python bench/mined_ties.py FOLDER_OR_LIST… [--each N] [--limit N] [--verbose]

Where 18.763 + 20.727 + 13.608 gives 53.098 and that is what stands there, the writer tied them, whatever words he used. Such places are found by arithmetic
alone, without the rules of the audit: sums of two to eight figures of one unit in a passage (four significant digits and more), p % that is X/Y for two
figures of one unit near it, differences. Told: how many of them the audit ties, and how many errors it finds when a digit of one is changed
(planted_gold.py). A few are chance for all that (prices of a day, rates of interest): the share that is reached by a perfect audit is below 1.

FOLDER: its .txt and .md files; a file with one path a line is a list.
"""

from __future__ import annotations

import argparse
import bisect
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
from planted_gold import Score, score_rows

from extractor.errors import TrichyeuError
from extractor.pipeline import mentions_of
from extractor.readers import read

MOST_PARTS = 8
MOST_BETWEEN = 14
"""Figures of other units that may stand among the parts of a sum."""
WIDEST = 1500
"""Characters from the first figure of a tie to the last."""
MOST_EACH = 6
"""Ties of one document that are counted: one long list shall not outweigh a hundred reports."""
_SENTENCE_END = re.compile(r"(?<=[^\d\s])[.;]\s|\n")
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of running text: its number's run in the canonical text, size, unit, significant digits, decimals, paragraph and sentence."""

    start: int
    end: int
    value: Decimal
    unit: str
    digits: int
    decimals: int
    paragraph: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Tie:
    """Figures that agree: parts and result; for a ratio the two figures and the per cent."""

    kind: str
    parts: tuple[Figure, ...]
    whole: Figure

    @property
    def starts(self) -> frozenset[int]:
        return frozenset(figure.start for figure in (*self.parts, self.whole))

    def row(self) -> dict[str, Any]:
        """As relation gold has it."""
        return {"type": "relation", "kind": self.kind, "parts": [[f.start, f.end] for f in self.parts], "whole": [self.whole.start, self.whole.end], "holds": True}


def figures_of(layout: Any, mentions: Sequence[Any]) -> list[Figure]:
    """The figures of running text in their order; those of tables (lines with two bars and more) are left out."""
    text = layout.document.text
    lines = [0, *(m.end() for m in re.finditer("\n", text)), len(text) + 1]
    ends = [m.start() for m in _SENTENCE_END.finditer(text)]
    found = []
    for mention in sorted(mentions, key=lambda m: m.start):
        span = layout.span(mention.start, mention.end)
        number = _NUMBER.search(text, span.start, span.end)
        line = bisect.bisect_right(lines, span.start) - 1
        if number is None or mention.value is None or text.count("|", lines[line], lines[line + 1] - 1) > 1:
            continue
        written = number.group()
        plain = re.sub(r"\D", "", written).strip("0")
        decimals = len(written.rpartition(",")[2]) if "," in written else 0
        place = bisect.bisect(ends, number.start())
        found.append(Figure(number.start(), number.end(), abs(Decimal(mention.value)), mention.unit or "", len(plain) or 1, decimals, line, place))
    return found


def sums(figures: Sequence[Figure]) -> Iterator[Tie]:
    """Figures of one unit in a row that give the one before or behind them."""
    for at, whole in enumerate(figures):
        if whole.digits < 4 or not whole.value:
            continue
        for step in (1, -1):
            parts: list[Figure] = []
            rest, passed, here = whole.value, 0, at + step
            while 0 <= here < len(figures) and len(parts) < MOST_PARTS and passed < MOST_BETWEEN and rest > 0:
                figure = figures[here]
                here += step
                if figure.unit != whole.unit or not 0 < figure.value < whole.value:
                    passed += 1
                    continue
                parts.append(figure)
                rest -= figure.value
            if not rest and len(parts) > 1:
                yield Tie("sum", tuple(parts), whole)


def ratios(figures: Sequence[Figure]) -> Iterator[Tie]:
    """p % with decimals that is one figure in a hundred of another, both near it; the nearest pair of each."""
    for at, rate in enumerate(figures):
        if rate.unit != "%" or not rate.decimals or rate.digits < 3:
            continue
        half = Decimal(5).scaleb(-rate.decimals - 1) * Decimal("1.02")
        near = [f for f in figures[max(0, at - 7) : at + 5] if f.unit != "%" and f.digits > 1 and rate.sentence - 3 <= f.sentence <= rate.sentence + 1]
        pairs = [
            (part, base)
            for part, base in permutations(near, 2)
            if part.unit == base.unit and base.value and part.value != base.value and max(part.digits, base.digits) > 2
            and abs(part.value / base.value * 100 - rate.value) <= half
        ]  # fmt: skip
        if pairs:
            yield Tie("ratio", min(pairs, key=lambda pair: sum(abs(f.start - rate.start) for f in pair)), rate)


def differences(figures: Sequence[Figure], known: Sequence[Tie]) -> Iterator[Tie]:
    """What two figures of one unit differ by, the last of the three where it may be each, and no sum says the same."""
    told = [tie.starts for tie in known]
    for at, change in reversed(list(enumerate(figures))):
        if change.unit == "%" or change.digits < 3:
            continue
        near = [f for f in figures[max(0, at - 5) : at + 6] if f is not change and f.unit == change.unit and f.digits > 2 and abs(f.paragraph - change.paragraph) < 2]
        for more, less in permutations(near, 2):
            tie = Tie("difference", (more, less), change)
            if more.value - less.value == change.value and not any(tie.starts <= other for other in told):
                told.append(tie.starts)
                yield tie


def mined(figures: Sequence[Figure]) -> list[Tie]:
    """The ties of a document, each once, in the order of its figures."""
    found = [*sums(figures), *ratios(figures)]
    found += differences(figures, found)
    once = {(tie.kind, tie.starts): tie for tie in found if max(tie.starts) - min(tie.starts) < WIDEST}
    return sorted(once.values(), key=lambda tie: (min(tie.starts), tie.kind, tie.whole.start))


def of_file(asked: tuple[Path, int]) -> tuple[Path, Score | None, list[str]]:
    """(path, the score of its mined ties, what was missed); no score where it holds none or cannot be read, which is said."""
    path, each = asked
    try:
        layout, found = mentions_of(read(path))
    except TrichyeuError as error:
        return path, None, [error.text("en")]
    ties = mined(figures_of(layout, found["indicators"]))[:MOST_EACH]
    if not ties:
        return path, None, []
    made = score_rows(path.stem, layout, found, [tie.row() for tie in ties], each)
    return path, made, made.missed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--each", type=int, default=1)
    parser.add_argument("--limit", type=int, default=None, help="files at most")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    files: list[Path] = []
    for path in options.paths:
        files += sorted(p for p in path.rglob("*") if p.suffix in (".txt", ".md")) if path.is_dir() else [Path(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    total, kinds, documents = Score(), Counter[str](), 0
    with ProcessPoolExecutor() as pool:
        for path, made, told in pool.map(of_file, [(path, options.each) for path in files[: options.limit]], chunksize=8):
            if options.verbose:
                print(*(f"{path.name}: {line}" for line in told), sep="\n", end="\n" if told else "")
            if made is not None:
                documents += 1
                total.add(made)
                kinds += made.planted
    print(f"{len(files[: options.limit])} files, ties mined in {documents}\n\n| kind | mined | tied | planted | found |\n|---|--:|--:|--:|--:|")
    for kind in sorted(kinds):
        print(f"| {kind} | {kinds[kind] // options.each} | {total.tied[kind]} | {total.planted[kind]} | {total.found[kind]} |")
    print(f"| **all** | {total.relations} | {total.recognised} | {total.planted.total()} | {total.found.total()} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
