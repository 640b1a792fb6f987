"""How much of the marks of Vietnamese letters comes out of files in old encodings: a public corpus of such files, read here and by another program.

    python bench/old_encodings.py CORPUS [--peer FOLDER] [--cache FOLDER] [--only NAME] [--write]

CORPUS is a copy of viparse's corpus (github TrizenX/viparse-corpus), whose own scripts/score.py does the counting: the share of letters with a mark that
come out right. Its texts enter nothing here. FOLDER of `--peer` holds what the other program read, one .txt a file, as the corpus' scripts/run_viparse.py
writes it; without it the figures that the corpus publishes of that program stand for it. Letter case is left out of both, since the corpus writes the
capitals that .VnTimeH draws as small letters (the published figures count it). `--cache` keeps what was read of each file; `--only` takes files whose
name begins so; `--write` puts the tables into docs/formats.md.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "docs")]

from marks import commit, put  # noqa: E402

from extractor.document import Document  # noqa: E402
from extractor.readers import read_all  # noqa: E402

BELOW = 0.01  # a file that far below the other program's is told
SETS = (("public-domain", "corpus/public-domain", "ground-truth"), ("synthetic", "corpus/synthetic", "ground-truth-synthetic"))


class Row(NamedTuple):
    """A file: the share of its marked letters read here and by the other program (None: not read), and how many it has."""

    name: str
    ours: float | None
    peer: float | None
    letters: int


def scorer(corpus: Path) -> ModuleType:
    """The corpus' own way to count."""
    spec = importlib.util.spec_from_file_location("corpus_score", corpus / "scripts" / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["corpus_score"] = module
    spec.loader.exec_module(module)
    return module


def text_of(path: Path, cache: Path | None) -> str:
    """What is read of a file, from the cache where it is there; nothing where it is not read."""
    kept = cache / f"{path.stem}.txt" if cache else None
    if kept and kept.exists():
        return kept.read_text(encoding="utf-8")
    documents = [item for item in read_all(path) if isinstance(item, Document)]
    text = "\n".join(document.text for document in documents)
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(text, encoding="utf-8")
    return text


def published(corpus: Path) -> dict[str, float]:
    """The newest figures that the corpus tells of the other program, by file."""

    def version(path: Path) -> tuple[int, ...]:
        return tuple(int(part) for part in path.name.split("-")[1].split("."))

    newest = max((corpus / "results").glob("viparse-0*-full-corpus.json"), key=version)
    return {one["document"]: one["diacritic_accuracy"] for one in json.loads(newest.read_text(encoding="utf-8"))["documents"]}


def rows(corpus: Path, files: str, truths: str, peer: Path | None, cache: Path | None, only: str) -> Iterator[Row]:
    """Every file of one part of the corpus that has a text to be held against."""
    score = scorer(corpus)
    told = {} if peer else published(corpus)
    sources = {path.stem: path for path in sorted((corpus / files).rglob("*")) if path.is_file() and path.suffix.lower() not in (".md", ".gitkeep", "")}
    for truth in sorted((corpus / truths).glob("*.txt")):
        if truth.stem not in sources or not truth.name.startswith(only):
            continue

        def share(text: str, wanted: str = truth.read_text(encoding="utf-8")) -> tuple[float | None, int]:
            found = score.score_pair("", text.casefold(), wanted.casefold())
            return found.diacritic_accuracy, found.diacritic_positions

        ours, letters = share(text_of(sources[truth.stem], cache))
        theirs = told.get(truth.stem)
        if peer and (peer / truth.name).exists():
            theirs, _ = share((peer / truth.name).read_text(encoding="utf-8"))
        yield Row(truth.stem, ours, theirs, letters)


def means(found: list[Row], which: str) -> tuple[float, float]:
    """The share of all marked letters, and the mean of the files."""
    values = [(getattr(row, which) or 0.0, row.letters) for row in found]
    return sum(v * n for v, n in values) / max(1, sum(n for _, n in values)), sum(v for v, _ in values) / max(1, len(values))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--peer", type=Path)
    parser.add_argument("--peer-name", default="viparse 0.1.26 (as published, letter case counted)")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    lines = [f"Commit {commit()}.", "", "| files | program | weighted | mean of files |", "|---|---|--:|--:|"]
    below: list[Row] = []
    for name, files, truths in SETS:
        found = []
        for row in rows(asked.corpus, files, truths, asked.peer and asked.peer / name, asked.cache and asked.cache / name, asked.only):
            print(f"{row.name:<50} {row.ours or 0:.4f} {row.peer or 0:.4f} {row.letters}", flush=True)
            found.append(row)
        if not found:
            continue
        both = [row for row in found if row.peer is not None]
        lines.append(f"| {name}, {len(found)} | ours | {means(found, 'ours')[0]:.4f} | {means(found, 'ours')[1]:.4f} |")
        if both:
            lines.append(f"| | {asked.peer_name} | {means(both, 'peer')[0]:.4f} | {means(both, 'peer')[1]:.4f} |")
        below += [row for row in both if (row.ours or 0) < (row.peer or 0) - BELOW]
    lines += ["", "| more than 0.01 below | ours | the other |", "|---|--:|--:|"]
    lines += [f"| {row.name} | {row.ours or 0:.3f} | {row.peer or 0:.3f} |" for row in sorted(below, key=lambda row: (row.ours or 0) - (row.peer or 0))] or ["| none | | |"]
    print("\n".join(lines))
    if asked.write:
        put(ROOT / "docs" / "formats.md", "old-encodings", lines)


if __name__ == "__main__":
    main()
