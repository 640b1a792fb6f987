"""How often figures that a class of words or structure ties together agree: writes patterns/audit/rates.yaml.

    python bench/hold_rates.py [FILE…] [--show] [--misses CLASS]

Of every offer of the audit (the readings of one result) its readings are walked in the order of their words, at the rates that the classes start with, up to
the first that holds; each is an instance of its class and variant, where its figures are long enough that unrelated ones would agree once in fifty times at most.
Real reports are mostly right, so that no annotation is needed; the copies of a report count once. Default are the texts and text files of ../shared/seeds and ../shared/outside;
scans are left out, since what is misread there says nothing of ties. `--show` writes nothing; `--misses` lists what does not hold.

The ties of tables are counted cell by cell: those that the rest of their row or column bears out as variant `borne` (how sure they are is counted in the
table itself, see Candidate.prior), the others, whose rate is the class's, without a variant.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

from extractor.audit import ties as rated
from extractor.audit.arithmetic import relations_of_text
from extractor.audit.evidence import chance
from extractor.audit.figures import figures_of
from extractor.audit.relations import Candidate, Offer
from extractor.audit.tables import relations_of_tables
from extractor.audit.tables.shared import TableFigures
from extractor.audit.wording import computation
from extractor.errors import TrichyeuError
from extractor.layout import Layout
from extractor.pipeline import mentions_of
from extractor.readers import read

ROOT = Path(__file__).resolve().parent.parent
RATES = ROOT / "patterns" / "audit" / "rates.yaml"
RARE = 0.02  # unrelated figures agree more seldom than this
BORNE = "borne"  # the variant of ties that the rest of their row or column bears out
HEAD = """\
# Do bench/hold_rates.py ghi: số trường hợp khớp / số trường hợp đủ dài để không khớp ngẫu nhiên, theo loại liên hệ và biến thể.
# Written by bench/hold_rates.py: instances that hold, of those too long to agree by chance, by class of ties and variant.
"""


def default_files() -> list[Path]:
    """The real texts and files; no scans, and not the corpus, whose documents are made up, errors included."""
    shared = ROOT.parent / "shared"
    shared = shared if shared.is_dir() else ROOT.parent.parent / "shared"
    found = [*shared.glob("seeds/*.txt"), *shared.glob("outside/*.*"), *shared.glob("outside/files/*.*")]
    return sorted(p for p in found if p.is_file() and not (p.parent.name == "files" and p.name.startswith("s")))


def instances(offers: list[Offer]) -> list[Candidate]:
    """What counts: of every offer and class the first reading, or the one of that class that holds; each set of figures once a class."""
    found: dict[tuple[str, str, frozenset[tuple[int, int]]], Candidate] = {}
    for offer in offers:
        telling = [made for made in offer if chance(made) <= RARE and made.variant != "cut"]  # a list is only cut where that makes it agree
        right = next((position for position, made in enumerate(telling) if made.verdict.holds), len(telling))
        classes: dict[tuple[str, str], Candidate] = {}
        for made in telling[: right + 1]:
            if made.verdict.holds or (made.tie, made.variant) not in classes:
                classes[made.tie, made.variant] = made
        for (name, variant), made in classes.items():
            found.setdefault((name, variant, made.key), made)
    return list(found.values())


def cells(made_of_tables: list[Candidate]) -> list[Candidate]:
    """What counts of the ties of tables: each set of figures once, where they are too long to agree by chance."""
    found: dict[frozenset[tuple[int, int]], Candidate] = {}
    for made in made_of_tables:
        if chance(made) <= RARE:
            found.setdefault(made.key, replace(made, variant=made.variant or (BORNE if made.prior is not None else "")))
    return list(found.values())


def count_from_start() -> None:
    """Every class at the rate that it starts with: which reading comes first does not hang on what the run before counted, so that two runs agree."""
    known = {name: replace(made, counts={}) for name, made in rated.ties().items()}
    rated.ties = lambda: known  # type: ignore[assignment]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--misses")
    options = parser.parse_args()
    count_from_start()
    seen: Counter[tuple[str, str]] = Counter()
    held: Counter[tuple[str, str]] = Counter()
    told_before: set[tuple[str, str, str]] = set()  # one report often comes as DOCX and as PDF: what its copy says counts once
    for path in options.files or default_files():
        try:
            layout, indicators = found_in(path)
        except TrichyeuError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            continue
        offers: list[Offer] = []
        figures = figures_of(layout.reading, indicators)
        tables = list(relations_of_tables(TableFigures(layout, figures)))
        told = {f.start for made in tables for f in made.parts if layout.reading.segments[f.segment].table is not None}
        relations_of_text(layout.reading, [f for f in figures if f.start not in told], offers)
        told_here: set[tuple[str, str, str]] = set()
        for made in (*instances(offers), *cells(tables)):
            words = (made.tie, made.variant, computation(made))
            told_here.add(words)
            if words in told_before:
                continue
            seen[made.tie, made.variant] += 1
            held[made.tie, made.variant] += made.verdict.holds
            if options.misses == made.tie and not made.verdict.holds:
                print(f"{path.name[:24]} {made.variant or '-'}: {computation(made)}")
        told_before |= told_here
    lines = [HEAD + "rates:"]
    for name in rated.ties():
        variants = sorted(v for t, v in seen if t == name)
        if variants:
            said = ", ".join(f'"{v}": {{held: {held[name, v]}, seen: {seen[name, v]}}}' for v in variants)
            lines.append(f"  {name}: {{{said}}}")
    made_text = "\n".join(lines) + "\n"
    print(made_text)
    if not options.show and not options.misses:
        RATES.write_text(made_text, encoding="utf-8")
    return 0


def found_in(path: Path) -> tuple[Layout, list]:  # type: ignore[type-arg]
    """The layout of a file and its indicator mentions."""
    layout, mentions = mentions_of(read(path))
    return layout, mentions["indicators"]


if __name__ == "__main__":
    sys.exit(main())
