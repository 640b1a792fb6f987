"""Errors planted into real files: one digit of a figure of a relation that holds is changed in the file itself; does the audit point at it?

    python bench/planted.py [FILE…] [--passes N] [--skip NAME…] [--json]        default: ../shared/outside/files, texts of ../shared/outside
    python bench/planted.py --findings [FILE…]                                  errors and warnings of the untouched files with their verdicts

With `--write` either keeps its counts by class of ties or by check in bench/measured.json, which docs/checks.py puts on its page.

XLSX and DOCX are rewritten cell by cell and run by run; of other formats the text of the read document is changed. A pass plants at most three errors
in different rows of a table and one in a stretch of text, so that errors do not meet. One of the first two significant digits changes, which no rounding hides. Found means
what shared/eval/detect.py means: a broken relation, or a finding of severity error or warning, that touches a figure of the spoiled relation and that the
untouched file does not have. The same errors every run.

`bench/verdicts.jsonl` holds what a person said of each finding of the untouched files: `file` (the first 16 digits of its hash), `finding` (a digest of
check and evidence), `true` or false, and why. A finding without a verdict is told as such and counts as none.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import random
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from extractor.document import Document
from extractor.errors import TrichyeuError
from extractor.pipeline import ExtractedDocument, extract
from extractor.readers import read
from extractor.records import Finding, Relation

ROOT = Path(__file__).resolve().parent.parent
VERDICTS = ROOT / "bench" / "verdicts.jsonl"
MEASURED = ROOT / "bench" / "measured.json"
APART = 2_000  # code points between two errors in running text
IN_TABLE = 3  # errors that a pass plants in different rows of one table
SEVERE = ("error", "warning")
Spot = tuple[int, int]


def shared() -> Path:
    """The folder of real documents beside the project."""
    beside = ROOT.parent / "shared"
    return beside if beside.is_dir() else ROOT.parent.parent / "shared"


def spots(relation: Relation) -> list[Spot]:
    """Where the figures of a relation stand."""
    return [(int(a), int(b)) for a, b in (*relation.parts, *([relation.whole] if relation.whole else []))]


def alarms(extracted: ExtractedDocument) -> set[tuple[Spot, ...]]:
    """Figures of broken relations, and evidence of errors and warnings."""
    found: set[tuple[Spot, ...]] = set()
    for record in extracted.records:
        if isinstance(record, Relation) and not record.holds:
            found.add(tuple(sorted(spots(record))))
        elif isinstance(record, Finding) and record.severity in SEVERE:
            found.add(tuple(sorted((e.start, e.end) for e in record.evidence if e.start is not None and e.end is not None)))
    return found


def spoiled(written: str, chance: random.Random) -> tuple[int, str] | None:
    """Position and new digit: one of the first two significant digits becomes another; None where there is none."""
    places = [i for i, c in enumerate(written.split("/")[0]) if c.isdigit()]
    while len(places) > 1 and written[places[0]] == "0":
        places.pop(0)
    if not places or (len(places) == 1 and written[places[0]] == "0"):
        return None
    at = chance.choice(places[:2])
    digit = str((int(written[at]) + chance.randint(2, 7)) % 10)
    if at == places[0] and digit == "0":
        digit = "9" if written[at] != "9" else "4"
    return at, digit


def passes(document: Document, relations: Sequence[Relation], count: int, seed: str) -> Iterator[list[tuple[Relation, Spot, str, str]]]:
    """For each pass its plants: relation, place of the digit, old and new digit. Every relation at most once."""
    chance = random.Random(seed)
    left = list(relations)
    chance.shuffle(left)
    tables = [(t.start, t.end) for t in document.tables]
    for _ in range(count):
        taken: list[tuple[int, int]] = []
        full: Counter[Spot] = Counter()
        chosen: list[tuple[Relation, Spot, str, str]] = []
        for relation in list(left):
            places = spots(relation)
            low, high = min(a for a, _ in places), max(b for _, b in places)
            inside = next(((a, b) for a, b in tables if a <= low and high <= b), None)
            reach = (low, high) if inside else (low - APART, high + APART)
            if (inside and full[inside] >= IN_TABLE) or any(reach[0] < b and a < reach[1] for a, b in taken):
                continue
            place = chance.choice(places)
            change = spoiled(document.text[place[0] : place[1]], chance)
            left.remove(relation)
            if change is None:
                continue
            at = place[0] + change[0]
            chosen.append((relation, (at, at + 1), document.text[at], change[1]))
            taken.append(reach)
            full.update([inside] if inside else [])
        if not chosen:
            return
        yield chosen


# -- rewriting files -----------------------------------------------------------------------------------------------------------------------


def planted_file(path: Path, document: Document, plants: Sequence[tuple[Relation, Spot, str, str]]) -> tuple[Document, list[int]]:
    """The document as read from the spoiled file, and which plants could be made."""
    if path.suffix == ".xlsx":
        return _xlsx(path, document, plants)
    if path.suffix == ".docx":
        return _docx(path, document, plants)
    text = list(document.text)
    for _, (start, _), _, new in plants:
        text[start] = new
    return replace(document, text="".join(text)), list(range(len(plants)))


def _xlsx(path: Path, document: Document, plants: Sequence[tuple[Relation, Spot, str, str]]) -> tuple[Document, list[int]]:
    import openpyxl

    book = openpyxl.load_workbook(path)
    cells = [(s.start, s.end, c.address) for t in document.tables for c in t.cells for s in c.spans if c.address]
    made: list[int] = []
    for number, (_, (at, _), old, new) in enumerate(plants):
        home = next(((a, b, name) for a, b, name in cells if a <= at < b), None)
        if home is None:
            continue
        start, end, name = home
        sheet, _, address = name.rpartition("!")
        cell = book[sheet][address]
        if isinstance(cell.value, (int, float)):
            # The digit that the sheet shows is looked for at its place among the digits of the stored value.
            shown = "".join(c for c in document.text[start:end] if c.isdigit()).lstrip("0")
            place = len("".join(c for c in document.text[start:at] if c.isdigit()).lstrip("0"))
            stored = repr(cell.value)
            digits = [i for i, c in enumerate(stored) if c.isdigit()]
            while digits and stored[digits[0]] == "0":
                digits.pop(0)
            if place >= len(digits) or stored[digits[place]] != old or not shown or "e" in stored:
                continue
            changed = stored[: digits[place]] + new + stored[digits[place] + 1 :]
            cell.value = float(changed) if "." in changed else int(changed)
        elif isinstance(cell.value, str) and document.text[start:end] == cell.value:
            cell.value = cell.value[: at - start] + new + cell.value[at - start + 1 :]
        else:
            continue
        made.append(number)
    out = io.BytesIO()
    book.save(out)
    return _read_again(path, out.getvalue()), made


def _docx(path: Path, document: Document, plants: Sequence[tuple[Relation, Spot, str, str]]) -> tuple[Document, list[int]]:
    """Digits of the runs of document.xml; a figure is found by its neighbours in the text without blanks."""
    from lxml import etree

    source = zipfile.ZipFile(path)
    root = etree.fromstring(source.read("word/document.xml"))
    runs = [t for t in root.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t") if t.text]
    letters = [(n, i) for n, t in enumerate(runs) for i, c in enumerate(t.text) if not c.isspace()]
    body = "".join(runs[n].text[i] for n, i in letters)
    made: list[int] = []
    for number, (_, (at, _), old, new) in enumerate(plants):
        before = re.sub(r"\s", "", document.text[max(0, at - 40) : at])
        after = re.sub(r"\s", "", document.text[at + 1 : at + 30])
        for reach in (24, 12, 6):
            needle = before[-reach:] + old + after[:reach]
            if body.count(needle) == 1:
                n, i = letters[body.index(needle) + len(before[-reach:])]
                runs[n].text = runs[n].text[:i] + new + runs[n].text[i + 1 :]
                made.append(number)
                break
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            target.writestr(item, etree.tostring(root) if item.filename == "word/document.xml" else source.read(item.filename))
    return _read_again(path, out.getvalue()), made


def _read_again(path: Path, data: bytes) -> Document:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        copy.write_bytes(data)
        return read(copy)


# -- measuring ---------------------------------------------------------------------------------------------------------------------------


def measure(path: Path, count: int) -> tuple[Counter[str], Counter[str], list[str]]:
    """Planted and found by class of ties, and what was missed."""
    planted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    missed: list[str] = []
    document = read(path)
    untouched = extract(document)
    base = alarms(untouched)
    relations = [r for r in untouched.records if isinstance(r, Relation) and r.holds and r.grade == "holds"]
    for plants in passes(document, relations, count, path.name):
        changed, made = planted_file(path, document, plants)
        if len(changed.text) != len(document.text):
            print(f"{path.name}: the length of the text changed", file=sys.stderr)
            continue
        new = [a for alarm in alarms(extract(changed)) - base for a in alarm]
        for number in made:
            relation, (at, _), old, digit = plants[number]
            if changed.text[at] != digit:
                continue
            tie = relation.tie or relation.kind
            planted[tie] += 1
            if any(a < high and low < b for a, b in new for low, high in spots(relation)):
                found[tie] += 1
            else:
                whole = document.text[slice(*relation.whole)] if relation.whole else ""
                missed.append(f"{path.name}: {tie} {relation.kind} {[document.text[a:b] for a, b in relation.parts][:8]} = {whole}: {old} → {digit} at {at}")
    return planted, found, missed


def digest(finding: Finding) -> str:
    """A finding by its check and evidence, without their text."""
    places = sorted({(e.start, e.end, e.quote) for e in finding.evidence}, key=str)
    return hashlib.sha256(json.dumps([finding.check, places], ensure_ascii=False).encode()).hexdigest()[:16]


def verdicts() -> dict[tuple[str, str], bool]:
    """What was said of findings: by file and digest."""
    if not VERDICTS.is_file():
        return {}
    rows = [json.loads(line) for line in VERDICTS.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {(row["file"], row["finding"]): bool(row["true"]) for row in rows}


def files(names: Sequence[Path], skip: Sequence[str]) -> list[Path]:
    """The files that are looked at."""
    outside = shared() / "outside"
    chosen = list(names) or [*sorted((outside / "files").iterdir()), *sorted(p for p in outside.iterdir() if p.is_file())]
    return [p for p in chosen if not any(p.name.startswith(s) for s in skip)]


def keep(key: str, counts: dict[str, list[int]]) -> None:
    """Writes counts by name under `key` of the file of what was measured."""
    known = json.loads(MEASURED.read_text(encoding="utf-8")) if MEASURED.is_file() else {}
    known[key] = dict(sorted(counts.items()))
    MEASURED.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def show_findings(paths: Sequence[Path]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Prints errors and warnings of untouched files; true, false and without verdict by severity and by check."""
    said = verdicts()
    counts: dict[str, list[int]] = {s: [0, 0, 0] for s in SEVERE}
    checks: dict[str, list[int]] = {}
    for path in paths:
        hashed = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
        try:
            records = extract(read(path)).records
        except TrichyeuError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            continue
        for finding in records:
            if isinstance(finding, Finding) and finding.severity in SEVERE:
                verdict = said.get((hashed, digest(finding)))
                for row in (counts[finding.severity], checks.setdefault(finding.check, [0, 0, 0])):
                    row[2 if verdict is None else 0 if verdict else 1] += 1
                mark = {True: "true ", False: "FALSE", None: "?    "}[verdict]
                print(f"{mark} {path.name[:20]:20} {hashed} {digest(finding)} {finding.severity} {finding.check} {finding.confidence} {finding.message}")
    return counts, checks


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--passes", type=int, default=6)
    parser.add_argument("--skip", nargs="*", default=[])
    parser.add_argument("--findings", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    paths = files(options.files, options.skip)
    if options.findings:
        severities, checks = show_findings(paths)
        if options.write:
            keep("findings", checks)
        for severity, (right, wrong, open_) in severities.items():
            print(f"{severity}: true {right}, false {wrong}, without verdict {open_}")
        return 0
    by_tie: dict[str, list[int]] = {}
    by_format: dict[str, list[int]] = {}
    for path in paths:
        try:
            planted, found, missed = measure(path, options.passes)
        except TrichyeuError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            continue
        print(f"{path.name[:40]:40} found {sum(found.values())} of {sum(planted.values())}", *missed, sep="\n    ", flush=True)
        for name, total in planted.items():
            for table, key in ((by_tie, name), (by_format, path.suffix.lstrip("."))):
                row = table.setdefault(key, [0, 0])
                row[0] += found[name]
                row[1] += total
    if options.write:
        keep("planted", by_tie)
        keep("formats", by_format)
    if options.json:
        print(json.dumps({"ties": by_tie, "formats": by_format}))
        return 0
    for title, table in (("format", by_format), ("tie", by_tie)):
        for key, (right, total) in sorted(table.items()):
            print(f"{title} {key:18} {right:4} of {total:4} = {right / total:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
