"""How many slips of the pen the audit finds: one digit of one operand is changed at a time, and the audit is run again.

    python bench/mutations.py [FILE…] [--sample N] [--through-text N] [--json]

Every figure of every relation that holds is spoiled in four ways: each digit replaced, neighbouring digits swapped, a digit dropped, the
mark of thousands moved. A mutation is visible when it makes some relation of its figure inconsistent; one inside the rounding can be seen
by no checker, and its share is told beside. A visible one is found when the audit then reports a broken relation that holds the figure.

Relations that only the agreement of their figures ties together (no words do) cannot be told from accident once spoiled; they are counted
apart.

By default the spoiled number is put in the place of the figure that the finders read, and the part of the document around it is audited
again; `--through-text N` spoils the text itself for N mutations a document and runs everything from the reader on.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from extractor.audit.arithmetic import find_relations
from extractor.audit.evidence import told
from extractor.audit.figures import Figure, figures_of
from extractor.audit.grades import grade_difference, grade_percent_sum, grade_ratio, grade_sum
from extractor.audit.relations import Candidate
from extractor.finders.quantities.numbers import find_numbers
from extractor.layout import Layout
from extractor.readers import read
from extractor.records import Finding, Relation

ROOT = Path(__file__).resolve().parent.parent
AROUND = 12  # segments before and after a figure that its relations may reach


@dataclass(frozen=True, slots=True)
class Mutation:
    """A figure and what it is spoiled to."""

    figure: Figure
    kind: str
    written: str
    spoiled: Figure


@dataclass
class Score:
    """What became of the mutations of one document."""

    visible: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    inside: int = 0
    loose: list[int] = field(default_factory=lambda: [0, 0])  # visible and found of relations that no words tie
    missed: list[tuple[str, str, str]] = field(default_factory=list)
    relations: int = 0
    broken: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        self.visible += other.visible
        self.found += other.found
        self.inside += other.inside
        self.loose = [a + b for a, b in zip(self.loose, other.loose, strict=True)]
        self.missed += other.missed
        self.relations += other.relations
        self.broken += other.broken


def spellings(written: str, every: bool, chance: random.Random) -> Iterator[tuple[str, str]]:
    """(kind, spoiled writing) of a written number; all digits of all places, or two of each place."""
    places = [i for i, c in enumerate(written) if c.isdigit()]
    end = written.find("/")
    if end > 0:
        places = [i for i in places if i < end]
    for i in places:
        others = [d for d in "0123456789" if d != written[i]]
        for digit in others if every else chance.sample(others, 2):
            yield "digit", written[:i] + digit + written[i + 1 :]
        if len(places) > 1:
            yield "dropped", written[:i] + written[i + 1 :]
    for i, j in pairwise(places):
        if written[i] != written[j]:
            swapped = list(written)
            swapped[i], swapped[j] = swapped[j], swapped[i]
            yield "swapped", "".join(swapped)
    for i, mark in enumerate(written):
        if mark == "." and i + 2 < len(written) and written[i + 1].isdigit():
            yield "mark", written[:i] + written[i + 1] + "." + written[i + 2 :]


def mutations(figure: Figure, every: bool, chance: random.Random) -> Iterator[Mutation]:
    """All mutations of a figure that are read as another number."""
    seen = {figure.written}
    factor = _scale(figure)
    for kind, written in spellings(figure.written, every, chance):
        if written in seen:
            continue
        seen.add(written)
        numbers = find_numbers(written + " ")
        if len(numbers) != 1 or numbers[0].end < len(written.rstrip()):
            continue
        value = numbers[0].value * factor
        total = numbers[0].total * factor if numbers[0].total is not None else None
        if value != figure.value or total != figure.total:
            precision = numbers[0].precision * factor
            yield Mutation(figure, kind, written, replace(figure, value=value, total=total, precision=precision, written=written))


def _scale(figure: Figure) -> Decimal:
    numbers = find_numbers(figure.written + " ")
    return figure.value / numbers[0].value if numbers and numbers[0].value else Decimal(1)


def regraded(made: Candidate, old: Figure, new: Figure) -> bool | None:
    """Whether the relation still holds with the spoiled figure; None where it can no longer be computed."""
    parts = [new if p == old else p for p in made.parts]
    whole = new if made.whole == old else made.whole
    if made.kind == "percent_sum":
        return grade_percent_sum(parts).holds
    assert whole is not None
    if made.kind == "sum":
        return grade_sum(parts, whole).holds
    if made.kind in ("difference", "complement"):
        first = parts[0].with_value(parts[0].total or parts[0].value) if len(parts) == 1 else parts[0]
        larger, smaller = (first, parts[-1]) if first.value >= parts[-1].value else (parts[-1], first)
        return grade_difference(larger, smaller, whole).holds
    assert made.form is not None
    base = parts[0].with_value(parts[0].total or parts[0].value) if len(parts) == 1 else parts[1]
    if len(parts) > 2:
        base = parts[1].with_value(sum((p.value for p in parts[1:]), Decimal(0)))
    verdict = grade_ratio(made.form, parts[0], base, whole)
    return verdict.holds if verdict is not None else None


def score(layout: Layout, figures: Sequence[Figure], sample: int | None, every: bool, chance: random.Random) -> Score:
    """Spoils every figure of every relation of a document that holds."""
    relations = find_relations(layout, figures)
    result = Score(relations=len(relations))
    result.broken = [f"{r.kind} {[p.written for p in r.parts]} {r.whole.written if r.whole else ''}" for r in relations if not r.verdict.holds]
    already = {r.key for r in relations if not r.verdict.holds}
    of_figure: dict[tuple[int, int], list[Candidate]] = {}
    for made in relations:
        for place in made.key:
            of_figure.setdefault(place, []).append(made)
    by_place = {(f.start, f.end): f for f in figures}
    todo = [m for place, group in of_figure.items() if all(r.verdict.holds for r in group) for m in mutations(by_place[place], every, chance)]
    if sample is not None and len(todo) > sample:
        todo = chance.sample(todo, sample)
    for mutation in todo:
        place = (mutation.figure.start, mutation.figure.end)
        after = [regraded(r, mutation.figure, mutation.spoiled) for r in of_figure[place]]
        if all(after):
            result.inside += 1
            continue
        seen = _found(layout, figures, mutation, of_figure[place], already)
        if all(not told(r) for r, holds in zip(of_figure[place], after, strict=True) if not holds):
            result.loose[0] += 1
            result.loose[1] += seen
            continue
        result.visible[mutation.kind] += 1
        if seen:
            result.found[mutation.kind] += 1
        else:
            of = of_figure[place][0]
            result.missed.append((mutation.figure.written, mutation.written, f"{of.kind} {[p.written for p in of.parts]} {of.whole.written if of.whole else ''}"))
    return result


def _found(layout: Layout, figures: Sequence[Figure], mutation: Mutation, relations: Sequence[Candidate], already: set[frozenset[tuple[int, int]]]) -> bool:
    spoiled = [mutation.spoiled if f is mutation.figure else f for f in figures]
    segments = {f.segment for r in relations for f in (*r.parts, *((r.whole,) if r.whole else ()))}
    low, high = min(segments) - AROUND, max(segments) + AROUND
    near = [f for f in spoiled if low <= f.segment <= high]
    table = layout.reading.segments[mutation.figure.segment].table
    if table is not None:
        near = [f for f in spoiled if layout.reading.segments[f.segment].table == table]
    again = find_relations(layout, near)
    places = {place for r in relations for place in r.key}
    return any(not r.verdict.holds and r.key not in already and r.key & places and len(r.key & places) >= 1 and _touches(r, mutation, places) for r in again)


def _touches(made: Candidate, mutation: Mutation, places: set[tuple[int, int]]) -> bool:
    """The broken relation holds the spoiled figure, or is one of those it stood in."""
    return (mutation.figure.start, mutation.figure.end) in made.key or made.key <= places


def figures_of_file(path: Path) -> tuple[Layout, list[Figure]]:
    """The layout of a file and the figures that the finders read in it."""
    from extractor.pipeline import mentions_of

    layout, mentions = mentions_of(read(path))
    return layout, list(figures_of(layout.reading, mentions["indicators"]))


def through_text(path: Path, count: int, chance: random.Random, missed: list[str]) -> tuple[int, int]:
    """(visible, found) of mutations made in the text itself, with everything run from the reader on."""
    from extractor.document import Document
    from extractor.pipeline import extract

    layout, figures = figures_of_file(path)
    relations = [r for r in find_relations(layout, figures) if r.verdict.holds and told(r)]
    by_place = {(f.start, f.end): f for f in figures}
    todo = [(m, r) for r in relations for place in r.key for m in mutations(by_place[place], False, chance) if regraded(r, m.figure, m.spoiled) is False]
    visible = found = 0
    document = layout.document
    for mutation, _ in chance.sample(todo, min(count, len(todo))):
        span = layout.span(mutation.figure.start, mutation.figure.end)
        if span.of(document.text) != mutation.figure.written:
            continue
        text = document.text[: span.start] + mutation.written + document.text[span.end :]
        records = extract(Document(text, document.source, document.sha256)).records
        visible += 1
        broken = [r for r in records if isinstance(r, Relation) and not r.holds]
        runs = [run for r in broken for run in [*r.parts, *([r.whole] if r.whole else [])]]
        runs += [(e.start, e.end) for r in records if isinstance(r, Finding) and r.check == "number_malformed" for e in r.evidence]
        seen = any(a <= span.start < b + 2 for a, b in runs)
        found += seen
        if not seen:
            missed.append(f"{mutation.figure.written} {mutation.written} {text[max(0, span.start - 60) : span.start + 60]!r}")
    return visible, found


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the table, or JSON; exit code 1 where a document that should hold does not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--sample", type=int, help="at most so many mutations a document")
    parser.add_argument("--every", action="store_true", help="every other digit of each place, not two of them")
    parser.add_argument("--through-text", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--missed", action="store_true", help="list the visible mutations that were not found")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    files = options.files or sorted(p for p in (ROOT / "corpus").iterdir() if p.is_file() and p.suffix == ".txt")
    total = Score()
    rows = []
    through = [0, 0]
    unseen: list[str] = []
    for path in files:
        chance = random.Random(options.seed)
        layout, figures = figures_of_file(path)
        made = score(layout, figures, options.sample, options.every, chance)
        total.add(made)
        rows.append((path.name, made))
        if options.through_text:
            for i, n in enumerate(through_text(path, options.through_text, chance, unseen)):
                through[i] += n
    if options.json:
        json.dump({"visible": total.visible.total(), "found": total.found.total(), "inside_rounding": total.inside, "agreement_alone": total.loose, "by_kind": {k: [total.found[k], n] for k, n in total.visible.items()}, "through_text": through}, sys.stdout)
        return 0
    for name, made in [*rows, ("all", total)]:
        visible, found = made.visible.total(), made.found.total()
        everything = visible + made.inside
        print(f"{name[:38]:38} relations {made.relations:5}  visible {visible:6}  found {found:6} {found / max(1, visible):8.4%}  inside the rounding {made.inside / max(1, everything):7.2%}  broken before {len(made.broken)}")
        if options.missed and name != "all":
            for line in made.missed:
                print("    ", *line)
    print(f"tied by agreement alone: found {total.loose[1]} of {total.loose[0]}")
    print("by kind: " + ", ".join(f"{kind} {total.found[kind]}/{n}" for kind, n in sorted(total.visible.items())))
    if options.through_text:
        print(f"through the text: {through[1]}/{through[0]}")
        if options.missed:
            print(*unseen, sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
