"""How often a list at a cue of running text names all parts of its whole: writes patterns/audit/cues.yaml.

    python bench/cue_rates.py FOLDER… [--show] [--misses CUE]

Counted without annotation: where "trong đó", "gồm", "cụ thể" stand between figures of one unit that are so long that unrelated ones would agree once in two hundred times at
most, the readings of the cue (extractor/audit/cued.py) are walked in their order up to the first that agrees; each counts for what the cue claims, where the whole stands, and how the
sentences behind go on. FOLDER: its .txt and .md files.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from extractor.audit.cued import cued_sums
from extractor.audit.evidence import chance
from extractor.audit.figures import figures_of
from extractor.audit.passages import passages_of
from extractor.audit.relations import Candidate
from extractor.audit.wording import computation
from extractor.errors import TrichyeuError
from extractor.pipeline import mentions_of
from extractor.readers import read

RATES = Path(__file__).resolve().parent.parent / "patterns" / "audit" / "cues.yaml"
RARE = 0.005  # unrelated figures agree more seldom than this
HEAD = """\
# Do bench/cue_rates.py ghi: số danh sách kể hết các phần / số danh sách có số đủ dài, theo chữ dẫn, chỗ của tổng, và câu sau nối tiếp ra sao.
# Written by bench/cue_rates.py: lists that make up their whole, of those whose figures are too long to agree by chance, by what the cue claims, where the whole
# stands, and how the sentences behind go on.
"""


def instances(offer: list[Candidate]) -> Iterator[Candidate]:
    """Of an offer what counts: each kind of reading once, up to the first that agrees."""
    seen: set[str] = set()
    missed: dict[str, Candidate] = {}
    for made in offer:
        if chance(made) > RARE:
            continue
        if made.verdict.holds:
            yield made
            missed.pop(made.variant, None)
            break
        if made.variant not in seen:
            seen.add(made.variant)
            missed[made.variant] = made
    yield from missed.values()


def of_file(path: Path) -> list[tuple[str, bool, str]]:
    """(variant, agrees, its figures in words) of every instance of a file."""
    try:
        layout, mentions = mentions_of(read(path))
    except TrichyeuError as error:
        print(f"{path.name}: {error}", file=sys.stderr)
        return []
    passages = passages_of(layout.reading, figures_of(layout.reading, mentions["indicators"]))
    return [(made.variant, made.verdict.holds, computation(made)) for offer in cued_sums(passages) for made in instances(list(offer))]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--misses")
    options = parser.parse_args()
    files = sorted(p for folder in options.folders for p in folder.rglob("*") if p.suffix in (".txt", ".md"))
    seen, held = Counter[str](), Counter[str]()
    told: set[tuple[str, bool, str]] = set()  # what one agency wrote stands in several papers
    with ProcessPoolExecutor() as pool:
        for path, found in zip(files, pool.map(of_file, files, chunksize=16), strict=True):
            for instance in set(found) - told:
                variant, agrees, words = instance
                seen[variant] += 1
                held[variant] += agrees
                if options.misses == variant and not agrees:
                    print(f"{path.name}: {words}")
            told.update(found)
    lines = [HEAD + "cues:", *(f"  {name}: {{held: {held[name]}, seen: {seen[name]}}}" for name in sorted(seen))]
    made_text = "\n".join(lines) + "\n"
    print(made_text)
    if not options.show and not options.misses:
        RATES.write_text(made_text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
