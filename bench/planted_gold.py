"""How many planted errors the audit finds in annotated relations: recall of errors, not of what the program recognises.

    python bench/planted_gold.py GOLD… [--texts DIR…] [--each N] [--names 000,d01,…] [--verbose] [--json]

GOLD are folders or files of relation gold (../shared/eval/gold, or operands as {quote, before} in files). As in ../shared/eval/detect.py, one
of the first two significant digits of one operand or of the result of every relation that holds is changed; found is a broken relation, or a
finding of severity error or warning, that touches an operand and that the untouched document has not. Every relation of the gold counts: one
whose figure the finders did not read is missed. The digit is changed in the reading and in the figure that was read there, and the audit is
run again; the same mutations every run. Also told: how many relations of the gold are recognised at all, and what the untouched documents get.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from extractor.audit import AuditResult, audit
from extractor.finders.quantities.finder import IndicatorMention
from extractor.finders.quantities.numbers import find_numbers
from extractor.layout import Layout
from extractor.pipeline import mentions_of
from extractor.readers import read
from extractor.tables.grid import grid_of
from extractor.tables.words import BLANKED

ROOT = Path(__file__).resolve().parent.parent
Run = tuple[int, int]


@dataclass
class Score:
    """What became of the relations of one document."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    relations: int = 0
    recognised: int = 0
    tied: Counter[str] = field(default_factory=Counter)
    """The recognised ones by kind."""
    alarms: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        self.planted += other.planted
        self.found += other.found
        self.relations += other.relations
        self.recognised += other.recognised
        self.tied += other.tied
        self.alarms += other.alarms
        self.missed += other.missed


def source_of(name: str, texts: Sequence[Path] = ()) -> Path | None:
    """The document that a gold file's name begins with: a number of a text, or the short name of a file; in `texts` or among the shared ones."""
    for folder in texts:
        if (path := next(iter([*sorted(folder.glob(name + "_*")), *sorted(folder.glob(name + ".*"))]), None)) is not None:
            return path
    shared = next((p for p in (ROOT.parent / "shared", ROOT.parent.parent / "shared") if p.is_dir()), ROOT)
    for folder in ("seeds", "outside", "outside/files"):
        for path in sorted((shared / folder).glob(name + "_*")):
            if path.is_file():
                return path
    return None


class Cells:
    """Where the cells of a document's tables stand: by sheet and address, and by the names of their row and column."""

    def __init__(self, layout: Layout) -> None:
        self.by_address: dict[tuple[str, str], Run] = {}
        self.by_row: dict[str, list[tuple[str, str, Run]]] = {}
        text = layout.document.text
        for table in layout.tables:
            grid = grid_of(text, table)
            rows = {row.grid_row: row for row in grid.rows}
            for cell in table.cells:
                if not cell.spans:
                    continue
                run = cell.spans[0].start, cell.spans[-1].end
                if cell.address and "!" in cell.address:
                    sheet, _, address = cell.address.rpartition("!")
                    self.by_address[sheet, address] = run
                row = rows.get(cell.row)
                if row is None or not text[run[0] : run[1]].strip(" *_()|").strip():
                    continue
                heads = _plain(" ".join(grid.heads[cell.column])) if cell.column < len(grid.heads) else ""
                for name in {_plain(row.label), _plain(f"{row.ordinal or ''}{row.label or ''}")}:
                    self.by_row.setdefault(name, []).append((heads, text[run[0] : run[1]].strip(" *_()|"), run))

    def at(self, operand: dict[str, Any], text: str) -> Run | None:
        """The run of a cell's figure: by its address, else by its names where only one cell bears them."""
        run = self.by_address.get((operand.get("sheet") or "", operand.get("address") or ""))
        if run is not None:
            return _digits(text, run)
        if not operand.get("row") or not operand.get("column"):
            return None
        heads = [_plain(part) for part in operand["column"].split(" / ")]
        own = self.by_row.get(_plain(operand["row"].split(" [")[0]), ())
        found = [run for path, words, run in own if words == operand["quote"] and all(head in path for head in heads)]
        return _digits(text, found[0]) if len(found) == 1 else None


def _plain(words: str | None) -> str:
    return "".join(c for c in unicodedata.normalize("NFC", words or "").casefold() if c.isalnum())


def _digits(text: str, run: Run) -> Run:
    """The run without the marks and blanks around its figure."""
    start, end = run
    while start < end and not (text[start].isalnum() or text[start] in "-–"):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] == "%"):
        end -= 1
    return start, end


def places(record: dict[str, Any], text: str, cells: Cells | None = None) -> list[Run] | None:
    """The runs of the operands and the result in the canonical text; None where one cannot be found.

    Quotes that stand several times (the same sentence in each section) are those behind the heading that the record names as its `section`,
    nearest to the operands that stand once.
    """
    found: list[list[Run]] = []
    for operand in [*record["parts"], *([record["whole"]] if record.get("whole") else [])]:
        if isinstance(operand, dict):
            run = cells.at(operand, text) if cells is not None else None
            runs = [run] if run is not None else [] if operand.get("address") else _quoted(text, operand["quote"], operand.get("before") or "")
            if not runs:
                return None
            found.append(runs)
        else:
            found.append([(operand[0], operand[1])])
    heading = _heading(text, record.get("section") or "")
    if heading is not None:
        found = [[run for run in runs if run[0] > heading] or runs for runs in found]
        anchor = min(found[0])
    else:
        anchor = min(found, key=len)[0] if found else (0, 0)
    return [min(runs, key=lambda run: abs(run[0] - anchor[0])) for runs in found]


def _heading(text: str, section: str) -> int | None:
    """Where the heading stands that opens with the number of a section ("1.1.2.")."""
    import regex

    number = section.split()[0] if section else ""
    match = regex.search(rf"(?m)^[\s|*_#]*{regex.escape(number)}(?![\d])", text) if number[:1].isdigit() else None
    return match.start() if match is not None else None


def _quoted(text: str, quote: str, before: str) -> list[Run]:
    """Where a quote stands behind the words before it, blanks left out of account; without them where they are nowhere."""
    import regex

    words = [regex.escape(w) for w in before.split()[-4:]]
    pattern = r"[\s|*_]*".join([*words, regex.escape(quote)])
    matches = list(regex.finditer(pattern, text)) or list(regex.finditer(rf"(?<![\d.,]){regex.escape(quote)}(?![\d])", text))[:1]
    return [(match.end() - len(quote), match.end()) for match in matches]


def mutations(rows: Sequence[dict[str, Any]], text: str, each: int, name: str, cells: Cells | None = None) -> Iterator[tuple[str, list[Run], int, str]]:
    """(kind, runs, place of the digit, new digit), the same as detect.py's for the same gold."""
    true = [r for r in rows if r["type"] == "relation" and r["holds"] and r.get("grade") in (None, "holds") and r.get("whole")]
    for number, record in enumerate(true):
        runs = places(record, text, cells)
        for turn in range(each):
            chance = random.Random(f"{name}-{number}" if turn == 0 else f"{name}-{number}-{turn}")
            if runs is None:
                yield record["kind"], [], -1, ""
                continue
            start, end = chance.choice(runs)
            digits = [j for j in range(start, end) if text[j].isdigit()]
            if not digits:
                yield record["kind"], [], -1, ""
                continue
            while len(digits) > 1 and text[digits[0]] == "0":
                digits.pop(0)
            at = chance.choice(digits[:2])
            new = str((int(text[at]) + chance.randint(2, 7)) % 10)
            if at == digits[0] and new == "0":
                new = "9" if text[at] != "9" else "4"
            yield record["kind"], runs, at, new


def broken(layout: Layout, result: AuditResult) -> set[tuple[Run, ...]]:
    """What a reader is shown: broken relations, errors and warnings, as runs of the canonical text."""

    def run(a: int, b: int) -> Run:
        span = layout.span(a, b)
        return span.start, span.end

    found = {tuple(sorted(run(*p) for p in (*r.parts, *([r.whole] if r.whole else [])))) for r in result.relations if not r.holds}
    return found | {tuple(sorted(run(*e) for e in i.evidence)) for i in result.findings if i.severity != "info"}


def spoiled(layout: Layout, mentions: Sequence[IndicatorMention], at: int, digit: str) -> tuple[Layout, list[IndicatorMention]] | None:
    """The layout and mentions with another digit at a place of the canonical text; None where no figure was read there."""
    for mention in mentions:
        span = layout.span(mention.start, mention.end)
        if not span.start <= at < span.end:
            continue
        place = next((i for i in range(mention.start, mention.end) if layout.reading.raw[i] == at), None)
        was, now = find_numbers(_written(layout, mention)), None
        if place is None or not was:
            return None
        text = layout.reading.text
        changed = text[:place] + digit + text[place + 1 :]
        now = find_numbers(_closed(changed[mention.start : mention.end]) + " ")
        if not now:
            return None
        factor = mention.value / was[0].value if was[0].value else 1
        total = now[0].total * factor if now[0].total is not None else mention.total
        other = replace(mention, value=now[0].value * factor, total=total)
        return replace(layout, reading=replace(layout.reading, text=changed)), [other if m is mention else m for m in mentions]
    return None


def _written(layout: Layout, mention: IndicatorMention) -> str:
    return _closed(layout.reading.text[mention.start : mention.end]) + " "


def _closed(words: str) -> str:
    """The thousands of one figure without the blanks that part them."""
    return words.replace(" ", "") if BLANKED.fullmatch(words) else words


def score(gold: Path, each: int, texts: Sequence[Path] = ()) -> Score | None:
    """The score of one gold file; None where its document is not there."""
    name = gold.name.split(".")[0]
    path = source_of(name, texts)
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    return None if path is None else score_rows(name, *mentions_of(read(path)), rows, each)


def score_rows(name: str, layout: Layout, found: Mapping[str, Sequence[Any]], rows: Sequence[dict[str, Any]], each: int) -> Score:
    """The score of a document that was read, by the relations of `rows`."""
    mentions: list[IndicatorMention] = list(found["indicators"])
    rest = found["references"], found["dates"]
    text = layout.document.text
    untouched = audit(layout, mentions, *rest)
    base = broken(layout, untouched)
    cells = Cells(layout)
    made = Score(alarms=[i.message for i in untouched.findings if i.severity != "info" and i.check.endswith("mismatch")])
    known = [{(layout.span(*p).start) for p in (*r.parts, *([r.whole] if r.whole else []))} for r in untouched.relations]
    for record in rows:
        if record["type"] == "relation":
            runs = places(record, text, cells)
            made.relations += 1
            if runs is not None and any({a for a, _ in runs} <= starts for starts in known):
                made.recognised += 1
                made.tied[record["kind"]] += 1
    for kind, runs, at, digit in mutations(rows, text, each, name, cells):
        made.planted[kind] += 1
        other = spoiled(layout, mentions, at, digit) if runs else None
        seen = broken(other[0], audit(*other, *rest)) - base if other is not None else set()
        if any(a < hi and lo < b for new in seen for a, b in new for lo, hi in runs):
            made.found[kind] += 1
        else:
            quotes = " ".join(text[a:b] for a, b in runs)
            made.missed.append(f"{name} {kind}: {quotes} at {runs[-1] if runs else '?'}{'' if other else ' (no figure read)'}")
    return made


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--each", type=int, default=1)
    parser.add_argument("--names", default="")
    parser.add_argument("--texts", nargs="*", type=Path, default=[], help="folders of the documents (default: the shared ones)")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    names = set(filter(None, options.names.split(",")))
    files = [p for g in options.gold for p in (sorted(g.glob("*.jsonl")) if g.is_dir() else [g])]
    total = Score()
    for gold in files:
        if names and gold.name.removesuffix(".jsonl") not in names and gold.name.split(".")[0] not in names:
            continue
        made = score(gold, options.each, options.texts)
        if made is None:
            print(f"{gold.name}: no document of this name", file=sys.stderr)
            continue
        total.add(made)
        if not options.json:
            print(f"{gold.name:28} recognised {made.recognised:4} of {made.relations:4}  found {made.found.total():4} of {made.planted.total():4}  alarms {len(made.alarms)}", flush=True)
        if options.verbose:
            print(*(f"   {line}" for line in (*made.missed, *(f"alarm {a}" for a in made.alarms))), sep="\n")
    kinds = {k: [total.found[k], n] for k, n in sorted(total.planted.items())}
    if options.json:
        json.dump({"found": total.found.total(), "planted": total.planted.total(), "by_kind": kinds, "recognised": total.recognised, "relations": total.relations, "alarms": len(total.alarms)}, sys.stdout)
        return 0
    print("by kind", kinds)
    print(f"found {total.found.total()}/{total.planted.total()} = {total.found.total() / max(1, total.planted.total()):.3f}; recognised {total.recognised}/{total.relations}; alarms {len(total.alarms)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
