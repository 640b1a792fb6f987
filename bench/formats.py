"""What reading loses: the records of corpus/ texts set as PDF and as scans, against the records of the texts themselves.

    python bench/formats.py                      PDF by two engines, clean and noisy scans at 300 dpi
    python bench/formats.py --format office --only 206 --show

For each format and type: records of the text, how many of them are missing from the format, how many it has beyond them. A reference
counts by its code or title, a date by its days, an indicator by its value and unit. Prints Markdown for docs/accuracy.md. Needs LibreOffice
and, for scans, tesseract; a format whose program is missing is left out and said.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import typeset

from extractor.pipeline import extract
from extractor.readers import read, read_bytes
from extractor.readers.options import ReadOptions

CORPUS = Path(__file__).parent.parent / "corpus"
TYPES = ("reference", "date", "indicator", "task")
FORMATS: dict[str, tuple[str, Callable[[typeset.Text], bytes]]] = {
    "office": ("PDF, LibreOffice", typeset.office_pdf),
    "plain": ("PDF, reportlab", typeset.plain_pdf),
    "scan": ("scan, clean, 300 dpi", lambda text: typeset.scan(typeset.office_pdf(text))),
    "noisy": ("scan, noisy, 300 dpi", lambda text: typeset.scan(typeset.office_pdf(text), noisy=True)),
}


def key(record: Any) -> tuple[Any, ...]:
    """What makes two records the same across formats."""
    if record.type == "reference":
        return (record.code or record.title or record.quote, record.issued_on)
    if record.type == "date":
        return (record.kind, record.from_, record.to)
    if record.type == "indicator":
        return (record.value, record.value_to, record.total, record.unit)
    return (record.form, record.status, record.due_on)


def records(document: Any) -> dict[str, Counter[tuple[Any, ...]]]:
    """The records of a document by type."""
    out: dict[str, Counter[tuple[Any, ...]]] = {kind: Counter() for kind in TYPES}
    for record in extract(document).records:
        if record.type in out:
            out[record.type][key(record)] += 1
    return out


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--format", action="append", choices=FORMATS)
    parser.add_argument("--texts", type=Path, default=CORPUS, help="the folder of the texts (default: corpus/)")
    parser.add_argument("--only", help="texts whose name begins so")
    parser.add_argument("--show", action="store_true", help="print what is missing and what is new")
    parser.add_argument("--processes", type=int, default=2)
    arguments = parser.parse_args()
    texts = {path: read(path) for path in sorted(arguments.texts.glob("*.txt")) if path.name.startswith(arguments.only or "")}
    wanted = {path: records(text) for path, text in texts.items()}
    print("| format | " + " | ".join(f"{kind}: lost of, new" for kind in TYPES) + " |")
    print("|---|" + "---|" * len(TYPES))
    for name in arguments.format or FORMATS:
        title, make = FORMATS[name]
        lost: Counter[str] = Counter()
        new: Counter[str] = Counter()
        total: Counter[str] = Counter()
        for path, text in texts.items():
            try:
                data = make(typeset.parsed(text))
            except BaseException as error:  # pytest's skip, which the makers raise where an engine is missing, is no Exception
                print(f"| {title} | left out: {error} |")
                break
            found = records(read_bytes(data, f"{path.stem}.{name}", ReadOptions(processes=arguments.processes)))
            for kind in TYPES:
                missing, extra = wanted[path][kind] - found[kind], found[kind] - wanted[path][kind]
                lost[kind] += sum(missing.values())
                new[kind] += sum(extra.values())
                total[kind] += sum(wanted[path][kind].values())
                if arguments.show:
                    for sign, values in (("-", missing), ("+", extra)):
                        for value in values.elements():
                            print(f"{sign} {path.stem[:4]} {kind} {value}")
        else:
            cells = [f"{lost[kind]} of {total[kind]} ({100 * lost[kind] / max(1, total[kind]):.2f}%), {new[kind]}" for kind in TYPES]
            print(f"| {title} | " + " | ".join(cells) + " |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
