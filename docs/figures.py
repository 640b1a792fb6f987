"""Writes the measured figures into docs/accuracy.md: between the marks, and nothing else.

    python docs/figures.py [--gold FOLDER [--texts FOLDER…]]…

Scores the corpus of this project, and each further folder of gold that is named (or that lies beside the checkout in ../shared/eval/gold).
Also lists what looks like a document's code in a folder of texts and no record holds, so that what is left can be read.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import regex
from marks import commit, put

from extractor.evaluate import Score, gold_files, read_jsonl, score, text_of
from extractor.pipeline import extract
from extractor.readers import read
from extractor.records import to_json

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "accuracy.md"
BESIDE = ROOT.parent / "shared"
CAPITAL_CODE = regex.compile(r"\b\d{1,6}[a-z]?(?:\s?/\s?\d{4})?\s?[/-]\s?\p{Lu}[\p{Lu}\p{Ll}&]*(?:[/-]\p{Lu}[\p{L}&]*)+")


def scores(folder: Path, texts: list[Path]) -> dict[str, Score]:
    """The score of each gold file of a folder whose text is found."""
    import json

    found: dict[str, Score] = {}
    for gold in gold_files(folder):
        path = text_of(gold, texts)
        if path is None:
            continue
        records = [json.loads(to_json(record)) for record in extract(read(path)).records]
        found[gold.path.stem] = score(read_jsonl(gold.path), records, gold.first, gold.last)
    return found


def table(name: str, parts: dict[str, Score]) -> list[str]:
    """A Markdown table of pooled figures, one row a record type, and one of the documents."""
    whole = sum(parts.values(), Score()).figures()
    lines = [f"### {name}", "", "| type | gold | found | precision | recall | F1 | all fields right (F1) | span exact | fields |", "|---|--:|--:|--:|--:|--:|--:|--:|---|"]
    for kind in ("reference", "date", "indicator", "task"):
        row = whole.get(kind)
        if not row or not row["gold"]:
            continue
        fields = " · ".join(f"{key} {value:.3f}" for key, value in row["attributes"].items())
        extra = "".join(f" · {key.split('_')[0]} (token F1) {row[key]:.3f}" for key in ("label_token_f1", "subject_token_f1", "period_token_f1") if key in row)
        lines.append(
            f"| {kind} | {row['gold']} | {row['predicted']} | {row['precision']:.4f} | {row['recall']:.4f} | {row['f1']:.4f} "
            f"| {row['full_f1']:.4f} | {row['span_exact']:.4f} | {fields}{extra} |"
        )
    relation = whole.get("relation")
    if relation and relation["gold"]:
        lines += [
            "",
            f"Relations: {relation['gold']} in the gold, {relation['predicted']} found, recall {relation['recall']:.4f}, "
            f"precision {relation['precision']:.4f}, verdicts right {relation['verdict']:.4f}, grades right {relation['grade']:.4f}.",
        ]
    metadata = whole.get("metadata")
    if metadata and metadata["fields"]:
        lines += ["", f"Metadata: {metadata['right']} of {metadata['fields']} fields right."]
    lines += ["", f"Documents: {', '.join(parts)}.", ""]
    return lines


def leftovers(folder: Path) -> list[str]:
    """What looks like a code in the texts of a folder and stands in no reference and no heading."""
    lines = []
    for path in sorted(p for p in folder.iterdir() if p.is_file()):
        document = read(path)
        records = extract(document).records
        held = [(r.start, r.end) for r in records if r.type == "reference" and r.start is not None and r.end is not None]
        held += [(c.start, c.end) for r in records if r.type == "metadata" for c in r.citations.values()]  # type: ignore[attr-defined]
        left = [m for m in CAPITAL_CODE.finditer(document.text) if not any(a < m.end() and m.start() < b for a, b in held)]
        if left:
            shown = ", ".join(f"`{' '.join(m[0].split())}`" for m in left[:8])
            lines.append(f"| {path.name[:3]} | {len(left)} | {shown}{' …' if len(left) > 8 else ''} |")
    return ["| text | left | what |", "|---|--:|---|", *lines] if lines else ["None."]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, action="append", default=[])
    parser.add_argument("--texts", type=Path, action="append", default=[])
    arguments = parser.parse_args()
    lines = [f"Commit {commit()}.", ""]
    lines += table("corpus/ (written for this project)", scores(ROOT / "corpus" / "gold", [ROOT / "corpus"]))
    shared = BESIDE / "eval" / "gold"
    texts = [BESIDE / "seeds", BESIDE / "outside"]
    if shared.is_dir():
        lines += table("Real documents, gold that the rules were developed on", scores(shared, texts))
    for number, folder in enumerate(arguments.gold, 1):
        lines += table(f"Real documents, gold annotated independently ({number})", scores(folder, [*arguments.texts, *texts]))
    put(PAGE, "figures", lines)
    if (BESIDE / "outside").is_dir():
        put(PAGE, "leftovers", leftovers(BESIDE / "outside"))
    print("\n".join(lines))


if __name__ == "__main__":
    main()
