"""Metadata of real files against what a person read from their pages.

    python bench/metadata_gold.py GOLD FILES [--only NAME,…] [--json OUT]

GOLD holds one `<name>.json` a file (the fields of the `metadata` record; `<field>_alt` other right answers), FILES the files, whose names begin with
`<name>_`. A field counts as right where the guide's comparison holds (`extractor.evaluate`); a null of the gold asks for null. Prints a line a file
and the share of fields right by kind of file (text, scan); a code or day that is wrong, not null, is counted apart: a wrong fact is worse than none, and a
handwritten field that is null and named in `doubtful` is what a person is asked for.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from extractor.lexicon.patterns import fold
from extractor.pipeline import extract
from extractor.readers import read
from extractor.records import to_json

FIELDS = ("doc_type", "code", "issued_on", "issuer", "title", "signer", "signer_title")
PHRASES = {"title", "signer_title", "issuer"}
CUT = 70
"""Long strings of the gold are cut at so many characters (bench/gold/README.md)."""


def plain(value: Any) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in fold(str(value or ""))).split())


def same(field: str, gold: Any, found: Any) -> bool:
    if gold is None or found is None:
        return gold is found
    one, other = plain(gold), plain(found)
    if one == other or (field in PHRASES and len(str(gold)) >= CUT and f" {one}" in f" {other}"):
        return True
    if field == "code":
        return str(gold).replace(" ", "").upper() == str(found).replace(" ", "").upper()
    return field in PHRASES and bool(one and other) and (f" {one} " in f" {other} " or f" {other} " in f" {one} ")


def alternatives(gold: dict[str, Any], field: str) -> list[Any]:
    """The right answers for a field: the gold's, then what other readers might see."""
    other = gold.get(f"{field}_alt")
    return [gold.get(field), *(other if isinstance(other, list) else [other] if other else [])]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("files", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    only = set(filter(None, asked.only.split(",")))
    right: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    rows = []
    for path in sorted(asked.gold.glob("*.json")):
        if only and path.stem not in only:
            continue
        gold = json.loads(path.read_text(encoding="utf-8"))
        source = next(asked.files.glob(f"{path.stem}_*"))
        # A number written by hand is on paper that was scanned, whatever layer the file has.
        kind = "scan" if gold.get("handwritten") else source.suffix.lower()[1:]
        document = read(source)
        found = next(json.loads(to_json(r)) for r in extract(document).records if r.type == "metadata")
        wrong = {}
        for field in FIELDS:
            good = any(same(field, one, found.get(field)) for one in alternatives(gold, field))
            right[kind][0] += good
            right[kind][1] += 1
            if not good:
                wrong[field] = (gold.get(field), found.get(field))
                right[kind][2] += field in ("code", "issued_on") and found.get(field) is not None
                right[kind][3] += field in gold.get("handwritten", ()) and found.get(field) is None and field in found.get("doubtful", ())
        rows.append({"file": path.stem, "wrong": wrong})
        print(path.stem, kind, f"{len(FIELDS) - len(wrong)}/{len(FIELDS)}", json.dumps(wrong, ensure_ascii=False), flush=True)
    for kind, (good, all_, false, asked_for) in sorted(right.items()):
        print(f"{kind}: {good} of {all_} fields right ({good / all_:.3f}); handwritten ones left to a person {asked_for}; wrong codes or days {false}")
    if asked.json:
        asked.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
