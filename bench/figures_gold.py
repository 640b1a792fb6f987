"""How well each field of the figures agrees with gold, in running text and in tables.

    python bench/figures_gold.py GOLD… --texts DIR… [--split FILE.json --part NAME] [--only prose|table] [--documents] [--errors FIELD] [--cache DIR]

GOLD is a folder of gold files or one of them. `NNN.FROM-TO.jsonl` holds offsets, or (FROM-end) quotes with the words `before` them in the visible text;
`NAME.jsonl` with lines of type `stretch` belongs to a file: its figures are found by `before` and `quote`, its cells by row and quote. What a gold
line gives as `FIELD_alt` counts as right too. `--split` names a JSON object of lists of documents, `--part` the list that counts.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from extractor.document import Document
from extractor.evaluate import _pairs, read_jsonl, same_number, same_unit, same_words, shared_words
from extractor.pipeline import extract
from extractor.readers import read
from extractor.records import to_json

Row = Mapping[str, Any]
NAME = re.compile(r"(?P<number>[^.]+)(?:\.(?P<first>\d+)-(?P<last>\d+|end))?\.jsonl")
FIELDS = ("unit", "comparator", "total", "value_to", "role")
PHRASES = ("label", "subject", "period")


def _choices(gold: Row, name: str, default: Any = None) -> list[Any]:
    """What counts as right for a field of a gold line."""
    return [gold.get(name, default), *([gold[f"{name}_alt"]] if f"{name}_alt" in gold else [])]


def _right(gold: Row, found: Row, name: str) -> bool:
    default = {"comparator": "=", "role": "level"}.get(name)
    given = found.get(name, default)
    test = same_unit if name == "unit" else same_number if name in ("total", "value_to") else lambda a, b: a == b
    return any(test(choice, given) for choice in _choices(gold, name, default))


def _same(gold: Row, found: Row) -> bool:
    return any(same_number(choice, found.get("value")) for choice in _choices(gold, "value"))


def _days(row: Row) -> tuple[Any, Any]:
    return row.get("period_from"), row.get("period_to")


def _right_period(gold: Row, found: Row) -> bool:
    """The same days; where gold has none, the same words."""
    alt = {k.removesuffix("_alt"): v for k, v in gold.items() if k.endswith("_alt")}
    for choice in (gold, {**gold, **alt}):
        if any(_days(choice)) and _days(choice) == _days(found):
            return True
        if not any(_days(choice)) and same_words(choice.get("period"), found.get("period")):
            return True
    return False


@dataclass(slots=True)
class Tally:
    """Counts of one set of figures; `phrases` are sums and counts of token F1."""

    gold: int = 0
    found: int = 0
    matched: int = 0
    full: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    phrases: dict[str, tuple[float, int]] = field(default_factory=lambda: dict.fromkeys(PHRASES, (0.0, 0)))

    def __add__(self, other: Tally) -> Tally:
        phrases = {n: (self.phrases[n][0] + other.phrases[n][0], self.phrases[n][1] + other.phrases[n][1]) for n in PHRASES}
        return Tally(
            self.gold + other.gold, self.found + other.found, self.matched + other.matched, self.full + other.full, self.fields + other.fields, phrases
        )

    def line(self) -> str:
        def f1(hits: int) -> float:
            return 2 * hits / (self.gold + self.found) if self.gold + self.found else 0.0

        share = {n: self.fields[n] / max(1, self.matched) for n in (*FIELDS, "days")}
        words = {n: total / max(1, count) for n, (total, count) in self.phrases.items()}
        return (
            f"gold {self.gold:5} found {self.found:5}  F1 {f1(self.matched):.3f}  full {f1(self.full):.3f}  unit {share['unit']:.3f} "
            f"cmp {share['comparator']:.3f} to {share['value_to']:.3f} total {share['total']:.3f} role {share['role']:.3f}  "
            f"label {words['label']:.3f} subject {words['subject']:.3f} period {words['period']:.3f} days {share['days']:.3f}"
        )


Error = tuple[str, Row, Row]


def tally(gold: Sequence[Row], found: Sequence[Row]) -> tuple[Tally, list[Error]]:
    """Counts of one document, and what is wrong: the field (missed, spurious, unit …), the gold line, the record."""
    pairs = _pairs(gold, found, _same)
    result = Tally(len(gold), len(found), len(pairs))
    errors: list[Error] = []
    for i, j in sorted(pairs.items()):
        one, other = gold[i], found[j]
        wrong = [name for name in FIELDS if not _right(one, other, name)]
        result.fields.update(name for name in FIELDS if name not in wrong)
        result.full += not wrong
        for name in PHRASES:
            choices = _choices(one, name)
            if name == "label" or choices[0]:
                score = max(1.0 if choice is None and other.get(name) is None else shared_words(choice, other.get(name)) for choice in choices)
                total, count = result.phrases[name]
                result.phrases[name] = total + score, count + 1
                if score < 0.75:
                    wrong.append(name)
        if _right_period(one, other):
            result.fields["days"] += 1
        else:
            wrong.append("days")
        errors += [(name, one, other) for name in wrong]
    taken = set(pairs.values())
    errors += [("missed", row, {}) for i, row in enumerate(gold) if i not in pairs]
    errors += [("spurious", {}, row) for j, row in enumerate(found) if j not in taken]
    return result, errors


class _Places:
    """Finds quotes in a text by letters and digits alone, from the place of the one before."""

    def __init__(self, text: str) -> None:
        kept = [i for i, char in enumerate(text) if _counts(char)]
        self.at = kept
        self.text = "".join(text[i] for i in kept).casefold()
        self.place = 0
        self.source = text

    def span(self, before: str, quote: str, floor: int | None = None) -> tuple[int, int] | None:
        """The run of `quote` behind `before`, which is cut at its front until it is found."""
        lead, digits = _plain(before), _plain(quote)
        begin = self.place if floor is None else floor
        for cut in range(0, max(1, len(lead) - 5), 4):
            for start in (begin, 0):
                found = self.text.find(lead[cut:] + digits, start)
                if found >= 0:
                    first = found + len(lead) - cut
                    self.place = first
                    return self.at[first], self.at[first + len(digits) - 1] + 1
        return None

    def cell(self, row: str, quote: str) -> tuple[int, int] | None:
        """The run of a cell's number: the first one of its own behind the row's name."""
        found = self.text.find(_plain(row), self.place)
        if found < 0 or not row:
            return None
        self.place = found
        behind = self.at[found + len(_plain(row)) - 1] + 1
        for match in re.finditer(re.escape(quote.strip("-+%() ")), self.source[behind : behind + 600]):
            start, end = behind + match.start(), behind + match.end()
            around = self.source[max(0, start - 1) : start] + self.source[end : end + 1]
            if not any(c.isalnum() for c in around):
                return start, end
        return None


def _counts(char: str) -> bool:
    # Old fonts lose the letter ư first.
    return char.isalnum() and char not in "ưƯ"


def _plain(words: str) -> str:
    return "".join(c for c in words if _counts(c)).casefold()


def _placed(rows: Iterable[Row], text: str) -> tuple[list[dict[str, Any]], list[tuple[int, int]], list[Row]]:
    """Gold lines with offsets, the runs of the text in which figures count, and the lines that the text does not hold."""
    places, placed, lost = _Places(text), [], []
    runs: list[tuple[int, int]] = []
    table: list[tuple[int, int]] | None = None
    for row in rows:
        if row["type"] == "stretch":
            if table:
                runs.append((min(table)[0], max(table)[1]))
            table = None
            table = []
            if row["kind"] == "prose" and row.get("from") and row.get("to"):
                first = places.text.find(_plain(row["from"]), places.place)
                first = first if first >= 0 else places.text.find(_plain(row["from"]))
                last = places.text.find(_plain(row["to"]), max(0, first))
                if first >= 0 and last >= 0:  # else the run is that of the figures that are found
                    table = None
                    places.place = first
                    runs.append((places.at[first], places.at[max(first, last + len(_plain(row["to"])) - 1)] + 1))
            continue
        span = places.span(row["before"], row["quote"]) if "before" in row else places.cell(row.get("row") or row.get("subject") or "", row["quote"])
        if span is None:
            lost.append(row)
            continue
        if table is not None:
            table.append(span)
        elif runs and span[0] >= runs[-1][0]:
            runs[-1] = runs[-1][0], max(runs[-1][1], span[1])
        placed.append({**row, "start": span[0], "end": span[1]})
    if table:
        runs.append((min(table)[0], max(table)[1]))
    return placed, runs, lost


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold file with the file that it speaks of."""

    path: Path
    number: str
    first: int
    last: int | None
    text: Path


def gold_of(paths: Sequence[Path], folders: Sequence[Path], names: frozenset[str] | None) -> Iterator[Gold]:
    """The gold files whose document is in `names` (any where None) and whose text is found."""
    files = sorted(f for p in paths for f in (p.glob("*.jsonl") if p.is_dir() else [p]))
    texts = sorted(f for folder in folders for f in folder.iterdir() if f.is_file())
    for path in files:
        match = NAME.fullmatch(path.name)
        if match is None or (names is not None and match["number"] not in names):
            continue
        number = match["number"]
        text = next((t for t in texts if t.name.startswith(number) and not t.name[len(number) : len(number) + 1].isalnum()), None)
        if text is not None:
            last = match["last"]
            yield Gold(path, number, int(match["first"] or 0), int(last) if last and last != "end" else None, text)


def document_of(path: Path, cache: Path | None) -> Document:
    """The file as it is read; readings are kept in `cache`, by name and content."""
    if cache is None:
        return read(path)
    kept = cache / f"{path.name}.{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}.pickle"
    if kept.exists():
        with kept.open("rb") as file:
            document: Document = pickle.load(file)
            return document
    document = read(path)
    cache.mkdir(parents=True, exist_ok=True)
    with kept.open("wb") as file:
        pickle.dump(document, file)
    return document


def _only(gold: Sequence[Row], found: Sequence[Row], table: bool) -> tuple[list[Row], list[Row]]:
    """The figures of tables or those of running text; what was found as a cell counts as one."""
    pairs = _pairs(gold, found, _same)
    cell = [r.get("table") is not None for r in found]
    wanted = [r for i, r in enumerate(gold) if (cell[pairs[i]] if i in pairs else bool(r.get("table") or r.get("row") is not None)) == table]
    given = [r for j, r in enumerate(found) if cell[j] == table]
    return wanted, given


def measured(gold: Gold, found: Sequence[Row], text: str, only: str | None) -> tuple[Tally, list[Error], list[Row]]:
    """The counts of one gold file."""
    rows = [r for r in read_jsonl(gold.path) if r["type"] in ("indicator", "stretch")]
    lost: list[Row] = []
    if not any("before" in r or r["type"] == "stretch" for r in rows):
        last = gold.last if gold.last is not None else len(text)
        wanted = [r for r in rows if gold.first <= r["start"] < last]
        runs = [(gold.first, last)]
    else:
        wanted, runs, lost = _placed(rows, text)
        runs = runs or [(0, len(text))]
    given = [r for r in found if any(a <= r["start"] < b for a, b in runs)]
    if only is not None:
        wanted, given = _only(wanted, given, only == "table")
    result, errors = tally(wanted, given)
    return result, errors, lost


def _show(error: Error, number: str) -> str:
    name, gold, found = error
    keys = [name] if name in (*FIELDS, *PHRASES) else ["period", "period_from", "period_to"] if name == "days" else []
    pair = {k: (gold.get(k), found.get(k)) for k in keys}
    row = found or gold
    sentence = found.get("sentence") or ""
    at = sentence.find(row["quote"])
    around = sentence if len(sentence) < 500 else sentence[max(0, at - 220) : at + 150]
    rest = {k: row.get(k) for k in ("value", "unit", "role", "label", "subject", "period")} if not keys else {}
    return f"{name} {number} {row.get('start')} {row['quote']!r} {pair or ''} {rest or ''}\n      {around or row.get('before', '')}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--texts", nargs="+", type=Path, required=True)
    parser.add_argument("--split", type=Path, nargs="+", default=[])
    parser.add_argument("--part")
    parser.add_argument("--only", choices=["prose", "table"])
    parser.add_argument("--documents", action="store_true")
    parser.add_argument("--errors", nargs="+", default=[])
    parser.add_argument("--cache", type=Path)
    given = parser.parse_args()
    names = frozenset(n for s in given.split for n in json.loads(s.read_text(encoding="utf-8"))[given.part]) if given.split else None
    whole = Tally()
    readings: dict[Path, tuple[str, list[dict[str, Any]]]] = {}
    for gold in gold_of(given.gold, given.texts, names):
        if gold.text not in readings:
            document = document_of(gold.text, given.cache)
            rows = [json.loads(to_json(r)) for r in extract(document).records if r.type == "indicator"]
            readings[gold.text] = document.text, rows
        text, found = readings[gold.text]
        counts, errors, lost = measured(gold, found, text, given.only)
        whole += counts
        if given.documents:
            print(f"{gold.path.stem[:22]:22} {counts.line()}" + (f"  lost {len(lost)}" if lost else ""))
        for error in errors:
            if error[0] in given.errors:
                print(_show(error, gold.number))
    print(f"{'all':22} {whole.line()}")


if __name__ == "__main__":
    main()
