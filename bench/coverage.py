"""How much of what files hold in digits stands in a record: cells of figures, and runs of digits, by file.

    python bench/coverage.py FOLDER… [--cache DIR] [--write] [--missing N]

A cell of figures is one that holds a figure and nothing else, in a row of data; it is read where an indicator stands in it. Those of columns that
hold codes or times or that name the rows are counted apart ("codes, names"). A run of digits is held where any record, a list mark, an ordinal or a
code of the table touches it. `--cache` keeps what was read of each file (scans take long); `--write` puts the table into docs/accuracy.md;
`--missing` lists examples of what is in no record.
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
import re
import sys
import warnings
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "docs")]

from marks import commit, put  # noqa: E402

from extractor.document import Document  # noqa: E402
from extractor.errors import ReadError  # noqa: E402
from extractor.layout import Layout, analyze  # noqa: E402
from extractor.pipeline import ExtractedDocument, extract  # noqa: E402
from extractor.readers import read  # noqa: E402
from extractor.tables.grid import Grid, grid_of  # noqa: E402
from extractor.tables.words import kind_of  # noqa: E402

DIGITS = re.compile(r"\d+")
Spans = list[tuple[int, int]]


@dataclass(slots=True)
class Share:
    """Counts of one file, and examples of what is in no record."""

    name: str
    cells: int = 0
    cells_named: int = 0
    cells_read: int = 0
    runs: int = 0
    runs_held: int = 0
    missing_cells: list[str] = field(default_factory=list)
    missing_runs: list[str] = field(default_factory=list)

    def line(self) -> str:
        def share(part: int, whole: int) -> str:
            return f"{100 * part / whole:.2f}%" if whole else "-"

        return (
            f"| {self.name} | {self.cells} | {self.cells_named} | {self.cells - self.cells_read} | {share(self.cells_read, self.cells)} "
            f"| {self.runs} | {self.runs - self.runs_held} | {share(self.runs_held, self.runs)} |"
        )


def _touches(spans: Spans, starts: list[int], start: int, end: int) -> bool:
    """Whether a span of the sorted, merged list overlaps `[start, end)`."""
    place = bisect_right(starts, end - 1) - 1
    return place >= 0 and spans[place][1] > start


def _merged(spans: Spans) -> Spans:
    merged: Spans = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def figure_cells(grid: Grid) -> Iterator[tuple[int, int, str, bool]]:
    """Row, column and words of each cell outside the ordinals that holds a figure and nothing else, and whether its column names things."""
    for row in grid.rows:
        for column, words in row.words.items():
            kind = grid.kinds[column] if column < len(grid.kinds) else "text"
            if kind != "ordinals" and kind_of(words) == "figure":
                yield row.grid_row, column, words, kind in ("codes", "times", "units") or column == grid.label_column


def share_of(name: str, layout: Layout, extracted: ExtractedDocument) -> Share:
    """What of one document stands in its records."""
    text = layout.document.text
    result = Share(name)
    indicators: Spans = []
    others: Spans = []
    for record in extracted.records:
        start, end = record.start, record.end
        if record.type == "indicator" and start is not None and end is not None:
            indicators.append((start, end))
        elif record.type in ("reference", "date") and start is not None and end is not None:
            others.append((start, end))
        elif record.type == "metadata":
            others += [(c.start, c.end) for c in getattr(record, "citations", {}).values()]
    read_spans = _merged(indicators)
    read_starts = [start for start, _ in read_spans]
    for table in layout.tables:
        grid = grid_of(text, table)
        cells = {(cell.row, cell.column): cell for cell in table.cells}
        for row, column, words, names in figure_cells(grid):
            if names:
                result.cells_named += 1
                continue
            result.cells += 1
            spans = cells[row, column].spans
            if any(_touches(read_spans, read_starts, span.start, span.end) for span in spans):
                result.cells_read += 1
            else:
                head = " / ".join(grid.heads[column]) if column < len(grid.heads) else ""
                result.missing_cells.append(f"{words!r} under {head[:60]!r}")
        others += _named(grid, cells)
    for segment in layout.reading.segments:
        if segment.marker:
            others.append((layout.reading.raw[segment.start], layout.reading.raw[segment.start + len(segment.marker) - 1] + 1))
    others += [(mark.start, mark.end) for mark in layout.taken_out]
    held = _merged([*indicators, *others])
    held_starts = [start for start, _ in held]
    for match in DIGITS.finditer(text):
        result.runs += 1
        if _touches(held, held_starts, match.start(), match.end()):
            result.runs_held += 1
        else:
            result.missing_runs.append(text[max(0, match.start() - 30) : match.end() + 20].replace("\n", "⏎"))
    return result


def _named(grid: Grid, cells: dict) -> Spans:  # type: ignore[type-arg]
    """The cells of heads, ordinals, codes and times: their digits name things."""
    data = {row.grid_row for row in grid.rows}
    return [
        (span.start, span.end)
        for (row, column), cell in cells.items()
        if row not in data or (column < len(grid.kinds) and grid.kinds[column] in ("ordinals", "codes", "times", "units"))
        for span in cell.spans
    ]


def documents(folders: list[Path], cache: Path | None) -> Iterator[Document]:
    """The documents of all files of the folders, as they were read before where a cache has them."""
    for path in sorted(path for folder in folders for path in (folder.iterdir() if folder.is_dir() else [folder]) if path.is_file()):
        kept = cache / (hashlib.sha256(path.read_bytes()).hexdigest()[:24] + ".pickle") if cache else None
        if kept and kept.exists():
            yield pickle.loads(kept.read_bytes())
            continue
        try:
            document = read(path, path.name)
        except ReadError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            continue
        if kept:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(pickle.dumps(document))
        yield document


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--missing", type=int, default=0)
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    total = Share("**all**")
    lines = ["| file | cells of figures | codes, names | not read | read | runs of digits | in no record | held |", "|---|--:|--:|--:|--:|--:|--:|--:|"]
    for document in documents(options.folders, options.cache):
        share = share_of(document.source, analyze(document), extract(document))
        lines.append(share.line())
        print(share.line(), flush=True)
        for example in share.missing_cells[: options.missing]:
            print("      cell", example)
        for example in share.missing_runs[: options.missing]:
            print("      run ", repr(example))
        for name in ("cells", "cells_named", "cells_read", "runs", "runs_held"):
            setattr(total, name, getattr(total, name) + getattr(share, name))
    lines.append(total.line())
    print(total.line())
    if options.write:
        put(ROOT / "docs" / "accuracy.md", "coverage", [f"Commit {commit()}.", "", *lines])


if __name__ == "__main__":
    main()
