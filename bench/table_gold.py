"""How well cells of tables agree with gold: the row's name, the path of heads, unit, time and role of each figure.

    python bench/table_gold.py GOLD --files DIR… [--split FILE.json --part NAME] [--cache DIR] [--errors N]

GOLD is a folder of gold files `NAME.jsonl`; its lines with `table` true say `row`, `column`, `quote` and, for sheets, `address`. A cell is found by its
address, else by value, row and column, the likeliest one that no other line took. What a line gives as `FIELD_alt` counts as right too.
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent)]

from coverage import documents  # noqa: E402

from extractor.document import Document  # noqa: E402
from extractor.evaluate import read_jsonl, same_number, same_unit, same_words  # noqa: E402
from extractor.layout import analyze  # noqa: E402
from extractor.pipeline import extract  # noqa: E402
from extractor.records import to_json  # noqa: E402
from extractor.tables.grid import grid_of  # noqa: E402

Row = Mapping[str, Any]
FIELDS = ("row", "column", "unit", "days", "role", "comparator")


def _plain(words: Any) -> str:
    """Letters and digits alone, in lower case: marks in front of a name and blanks say nothing."""
    return "".join(c for c in unicodedata.normalize("NFC", str(words or "")).casefold() if c.isalnum())


def _choices(gold: Row, name: str) -> list[Any]:
    return [gold.get(name), *([gold[f"{name}_alt"]] if f"{name}_alt" in gold else [])]


def _days(gold: Row, found: Row) -> bool:
    given = (found.get("period_from"), found.get("period_to"))
    for ending in ("", "_alt"):
        wanted = (gold.get(f"period_from{ending}"), gold.get(f"period_to{ending}"))
        if any(wanted) and wanted == given:
            return True
        if not any(wanted) and f"period{ending}" in gold and (same_words(gold[f"period{ending}"], found.get("period")) or (not gold[f"period{ending}"] and not any(given))):
            return True
    return False


def right(gold: Row, found: Row, name: str) -> bool:
    """Whether a field of a record is as the gold line has it."""
    if name in ("row", "column"):
        return any(_plain(choice) == _plain(found.get(f"its_{name}")) for choice in _choices(gold, name))
    if name == "unit":
        return any(same_unit(choice, found.get("unit")) for choice in _choices(gold, name))
    if name == "days":
        return _days(gold, found)
    default = {"role": "level", "comparator": "="}[name]
    return any((choice or default) == found.get(name, default) for choice in _choices(gold, name))


def cells_of(document: Document) -> list[dict[str, Any]]:
    """The figures of the document's tables, each with the name of its row, the path of its heads, its address."""
    layout = analyze(document)
    grids = [grid_of(document.text, table) for table in layout.tables]
    addresses = [{(cell.row, cell.column): cell.address for cell in table.cells} for table in layout.tables]
    made = []
    for record in extract(document).records:
        if record.type == "indicator" and record.table is not None and record.row is not None and record.column is not None:
            row = json.loads(to_json(record))
            grid = grids[record.table - 1]
            at = grid.rows[record.row - 1]
            row["its_row"], row["its_column"] = at.label, " / ".join(grid.heads[record.column - 1])
            row["address"] = addresses[record.table - 1].get((at.grid_row, record.column - 1))
            made.append(row)
    return made


def pairs(gold: Sequence[Row], found: Sequence[Row]) -> Iterator[tuple[Row, Row | None]]:
    """Each gold line with its record: by address, else by value; of several the one whose row and column agree, then the first."""
    taken: set[int] = set()
    by_address = {str(row["address"]).split("!")[-1] + "|" + str(row["address"]).split("!")[0]: n for n, row in enumerate(found) if row["address"]}
    for line in gold:
        if line.get("address"):
            number = by_address.get(f"{line['address']}|{line.get('sheet')}")
            yield line, found[number] if number is not None else None
            continue
        best: tuple[tuple[bool, bool], int] | None = None
        for number, row in enumerate(found):
            if number not in taken and any(same_number(choice, row["value"]) for choice in _choices(line, "value")):
                rank = (right(line, row, "row"), right(line, row, "column"))
                if best is None or rank > best[0]:
                    best = rank, number
        if best is not None:
            taken.add(best[1])
        yield line, found[best[1]] if best else None


@dataclass(slots=True)
class Tally:
    """Counts of one file or of all; `named`: row, column, unit and days right; `full`: role and comparator too."""

    gold: int = 0
    found: int = 0
    named: int = 0
    full: int = 0
    fields: Counter[str] = field(default_factory=Counter)

    def line(self) -> str:
        share = " ".join(f"{name} {self.fields[name] / max(1, self.gold):.3f}" for name in FIELDS)
        return f"cells {self.gold:4} read {self.found / max(1, self.gold):.3f}  {share}  named {self.named / max(1, self.gold):.3f} full {self.full / max(1, self.gold):.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--files", nargs="+", type=Path, required=True)
    parser.add_argument("--split", type=Path)
    parser.add_argument("--part")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    given = parser.parse_args()
    warnings.filterwarnings("ignore")
    names = set(json.loads(given.split.read_text(encoding="utf-8"))[given.part]) if given.split else None
    whole = Tally()
    for path in sorted(given.gold.glob("*.jsonl")):
        gold = [row for row in read_jsonl(path) if row.get("table") and ("column" in row) and not row.get("optional") and not isinstance(row["column"], int)]
        if not gold or (names is not None and path.stem not in names):
            continue
        file = next((f for folder in given.files for f in sorted(folder.iterdir()) if f.name.startswith(path.stem + "_")), None)
        if file is None:
            continue
        document = next(documents([file], given.cache))
        tally, shown = Tally(), 0
        for line, found in pairs(gold, cells_of(document)):
            good = {name for name in FIELDS if found is not None and right(line, found, name)}
            tally.gold += 1
            tally.found += found is not None
            tally.fields.update(good)
            tally.named += {"row", "column", "unit", "days"} <= good
            tally.full += len(good) == len(FIELDS)
            if len(good) < len(FIELDS) and shown < given.errors:
                shown += 1
                wrong = [name for name in FIELDS if name not in good]
                print(f"    {path.stem} {line['quote']} {wrong} gold {[line.get(k) for k in ('row', 'column', 'unit', 'period', 'role')]}")
                if found:
                    print(f"          found {[found.get(k) for k in ('its_row', 'its_column', 'unit', 'period', 'role', 'table', 'row', 'column')]}")
        print(f"{path.stem:6} {tally.line()}")
        whole = Tally(whole.gold + tally.gold, whole.found + tally.found, whole.named + tally.named, whole.full + tally.full, whole.fields + tally.fields)
    print(f"{'all':6} {whole.line()}")


if __name__ == "__main__":
    main()
