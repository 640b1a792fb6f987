"""How much of what files hold in digits stands in a record: cells of figures, and runs of digits, by file; as `trichyeu doctor` counts them.

    python bench/coverage.py FOLDER… [--cache DIR] [--write] [--missing N]

A cell of figures is one that holds a figure and nothing else; it is read where an indicator stands in it. Those of columns that hold codes or times
or that name the rows are counted apart ("codes, names"). A run of digits is in a record, or known to be no figure (marks, ordinals, heads, articles,
addresses … by the rules), or left. `--cache` keeps what was read of each file (scans take long); `--write` puts the table into docs/accuracy.md;
`--missing` lists examples of what was not understood.
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
import sys
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "docs")]

from marks import commit, put  # noqa: E402

from extractor.doctor import Diagnosis  # noqa: E402
from extractor.document import Document  # noqa: E402
from extractor.errors import ReadError  # noqa: E402
from extractor.pipeline import extract  # noqa: E402
from extractor.readers import read  # noqa: E402

LEAST = 97.0  # per cent of a file's cells of figures that should be read
HEAD = (
    "| file | cells of figures | codes, names | not read | read | columns passed over | runs of digits | in a record | known to be no figure | left | explained |",
    "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
)


def line(name: str, counts: Mapping[str, int]) -> str:
    """The row of one file."""

    def share(part: int, whole: int) -> str:
        return f"{100 * part / whole:.2f}%" if whole else "-"

    explained = counts["runs_held"] + counts["runs_known"]
    cells = [counts["cells"], counts["cells_named"], counts["cells"] - counts["cells_read"], share(counts["cells_read"], counts["cells"]), counts["columns_silent"]]
    runs = [counts["runs"], counts["runs_held"], counts["runs_known"], counts["runs"] - explained, share(explained, counts["runs"])]
    return f"| {name} | " + " | ".join(map(str, [*cells, *runs])) + " |"


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


def diagnosis_of(document: Document) -> Diagnosis:
    """What was not understood of a document."""
    found = extract(document, diagnosed=True).diagnosis
    assert found is not None
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--missing", type=int, default=0)
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    total: Counter[str] = Counter()
    lines, below = list(HEAD), []
    for document in documents(options.folders, options.cache):
        found = diagnosis_of(document)
        lines.append(line(document.source, found.counts))
        print(lines[-1], flush=True)
        for item in [item for item in found.items if item.kind in ("cell", "column", "run", "code")][: options.missing]:
            print("     ", item.kind, item.count, repr(item.what), item.detail, item.examples[0].text if item.examples else "")
        if found.counts["cells"] and 100 * found.counts["cells_read"] < LEAST * found.counts["cells"]:
            below.append(document.source)
        total.update(found.counts)
    lines.append(line("**all**", total))
    print(lines[-1])
    lines += ["", f"Files below {LEAST:.0f} % of the cells of figures: " + (", ".join(below) or "none") + "."]
    if options.write:
        put(ROOT / "docs" / "accuracy.md", "coverage", [f"Commit {commit()}.", "", *lines])


if __name__ == "__main__":
    main()
