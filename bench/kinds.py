"""How well files are read by kind: metadata, references, cells of figures, health.

    python bench/kinds.py GOLD FILES [--cache DIR] [--write]

GOLD is bench/gold/metadata (see bench/metadata_gold.py), FILES the files. A kind is the file's format; "scan" are files with a number written by hand.
`--cache` keeps what was read of each file by its name; `--write` puts the table into docs/accuracy.md.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "docs"), str(ROOT / "bench")]

from marks import commit, put  # noqa: E402
from metadata_gold import FIELDS, alternatives, same  # noqa: E402

from extractor.document import Document  # noqa: E402
from extractor.pipeline import extract  # noqa: E402
from extractor.readers import read  # noqa: E402
from extractor.readers.wellformed import share  # noqa: E402
from extractor.records import to_json  # noqa: E402


@dataclass(slots=True)
class Kind:
    """The counts of one kind of file."""

    files: int = 0
    fields: int = 0
    right: int = 0
    asked: int = 0
    wrong: int = 0
    references: int = 0
    whole: int = 0
    cells: int = 0
    cells_read: int = 0
    lowest: float = 1.0

    def line(self, name: str) -> str:
        cells = f"{self.cells_read} of {self.cells}" if self.cells else "-"
        return (
            f"| {name} | {self.files} | {self.right} of {self.fields} ({self.right / self.fields:.3f}) | {self.asked} | {self.wrong} "
            f"| {self.references} | {self.whole} | {cells} | {self.lowest:.2f} |"
        )


def document_of(path: Path, cache: Path | None) -> Document:
    kept = cache / f"{path.stem.partition('_')[0]}.pkl" if cache else None
    if kept and kept.exists():
        return pickle.loads(kept.read_bytes())
    document = read(path)
    if kept:
        kept.write_bytes(pickle.dumps(document))
    return document


def count(kind: Kind, document: Document, gold: dict[str, object]) -> None:
    """Adds what one document gives to its kind."""
    extracted = extract(document, diagnosed=True)
    found = [json.loads(to_json(record)) for record in extracted.records]
    metadata = next(record for record in found if record["type"] == "metadata")
    kind.files += 1
    for field in FIELDS:
        kind.fields += 1
        value = metadata.get(field)
        if any(same(field, one, value) for one in alternatives(gold, field)):
            kind.right += 1
        elif value is None and field in (gold.get("handwritten") or ()) and field in (metadata.get("doubtful") or ()):
            kind.asked += 1
        elif field in ("code", "issued_on") and value is not None:
            kind.wrong += 1
    references = [record for record in found if record["type"] == "reference"]
    kind.references += len(references)
    kind.whole += sum(1 for record in references if (record.get("code") or record.get("title")) and record.get("doc_type"))
    assert extracted.diagnosis is not None
    kind.cells += extracted.diagnosis.counts["cells"]
    kind.cells_read += extracted.diagnosis.counts["cells_read"]
    pages = [share(document.text[page.start : page.end]) for page in document.pages] or [share(document.text)]
    kind.lowest = min([kind.lowest, *(one for one in pages if one is not None)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("files", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    kinds: dict[str, Kind] = defaultdict(Kind)
    for path in sorted(asked.gold.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        source = next(asked.files.glob(f"{path.stem}_*"))
        name = "scan" if gold.get("handwritten") else source.suffix.lower()[1:]
        count(kinds[name], document_of(source, asked.cache), gold)
        print(path.stem, name, kinds[name], flush=True)
    head = ["| kind | files | metadata fields right | handwritten, left to a person | wrong codes, days | references | of them whole | cells of figures read | lowest health of a page |", "|---|--:|--:|--:|--:|--:|--:|--:|--:|"]
    table = "\n".join([*head, *(kind.line(name) for name, kind in sorted(kinds.items()))])
    print(table)
    if asked.write:
        put(ROOT / "docs" / "accuracy.md", "kinds", [f"Commit {commit()}.", "", *table.splitlines()])


if __name__ == "__main__":
    main()
