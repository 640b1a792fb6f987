"""What reading loses: the records of corpus/ texts set in every format, against the records of the texts themselves.

    python bench/formats.py --write                             every format; the table goes into docs/accuracy.md
    python bench/formats.py --format office --only 206 --show   what one text loses as PDF
    python bench/formats.py --texts FOLDER                      texts (.txt) of another folder

For each format and type: how many records of the text are missing from the format, and how many it has beyond them. A reference counts by
its code or title and its date, a date by its days, an indicator by its value and unit, a task by form, status and deadline; a table cell
by its text, its column and the first cell of its row. Needs LibreOffice and, for scans, tesseract; a format whose program is missing is
left out and said.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(Path(__file__).parent), str(ROOT / "docs")]

import typeset  # noqa: E402
from marks import commit, put  # noqa: E402

from extractor.document import Document  # noqa: E402
from extractor.pipeline import extract  # noqa: E402
from extractor.readers import read, read_bytes  # noqa: E402
from extractor.readers.legacy import ENCODINGS, VIQR  # noqa: E402
from extractor.readers.options import ReadOptions  # noqa: E402

TYPES = ("reference", "date", "indicator", "task", "cell")
Maker = Callable[[Document, typeset.Text], bytes]
FORMATS: dict[str, tuple[str, str, Maker]] = {
    "office": ("PDF, LibreOffice", "pdf", lambda _, text: typeset.office_pdf(text)),
    "plain": ("PDF, reportlab", "pdf", lambda _, text: typeset.plain_pdf(text)),
    "docx": ("DOCX", "docx", lambda _, text: typeset.office(text, "docx")),
    "doc": ("DOC", "doc", lambda _, text: typeset.office(text, "doc")),
    "rtf": ("RTF", "rtf", lambda _, text: typeset.office(text, "rtf")),
    "odt": ("ODT", "odt", lambda _, text: typeset.office(text, "odt")),
    "html": ("HTML", "html", lambda _, text: typeset.html(text)),
    "xlsx": ("XLSX", "xlsx", lambda _, text: typeset.workbook(text)),
    "doc-tcvn3": ("DOC, .VnTime and .VnTimeH (TCVN3)", "doc", lambda _, text: typeset.office(text, "doc", ENCODINGS["tcvn3"])),
    "doc-vni": ("DOC, VNI-Times", "doc", lambda _, text: typeset.office(text, "doc", ENCODINGS["vni"])),
    "txt-tcvn3": ("text, TCVN3 (no capitals with tones)", "txt", lambda document, _: typeset.old_text(document.text, ENCODINGS["tcvn3"])),
    "txt-vni": ("text, VNI", "txt", lambda document, _: typeset.old_text(document.text, ENCODINGS["vni"])),
    "txt-vps": ("text, VPS", "txt", lambda document, _: typeset.old_text(document.text, ENCODINGS["vps"])),
    "txt-viqr": ("text, VIQR", "txt", lambda document, _: typeset.old_text(document.text, VIQR)),
    "scan": ("scan, 300 dpi, clean", "tiff", lambda _, text: typeset.scan(typeset.office_pdf(text))),
    "tilted": ("scan, tilted by 1.7°", "tiff", lambda _, text: typeset.scan(typeset.office_pdf(text), tilt=1.7)),
    "stamped": ("scan, stamp and signature over text", "tiff", lambda _, text: typeset.scan(typeset.office_pdf(text), stamp=True)),
    "noisy": ("scan, soft and grainy", "tiff", lambda _, text: typeset.scan(typeset.office_pdf(text), noisy=True)),
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


def records(document: Document) -> dict[str, Counter[tuple[Any, ...]]]:
    """The records of a document by type, and its filled table cells."""
    out: dict[str, Counter[tuple[Any, ...]]] = {kind: Counter() for kind in TYPES}
    for record in extract(document).records:
        if record.type in out:
            out[record.type][key(record)] += 1
    for part in typeset.parsed(document).parts:
        if not isinstance(part, str):
            out["cell"].update((_bare(row[0]), column, _bare(value)) for row in part for column, value in enumerate(row) if _bare(value))
    return out


def _bare(cell: str) -> str:
    return "".join(cell.split()).replace("**", "")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--format", action="append", choices=FORMATS)
    parser.add_argument("--texts", type=Path, default=ROOT / "corpus", help="the folder of the texts (default: corpus/)")
    parser.add_argument("--only", help="texts whose name begins so")
    parser.add_argument("--show", action="store_true", help="print what is missing and what is new")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--write", action="store_true", help="put the table into docs/accuracy.md")
    arguments = parser.parse_args()
    texts = {path: read(path) for path in sorted(arguments.texts.glob("*.txt")) if path.name.startswith(arguments.only or "")}
    parts = {path: typeset.parsed(text) for path, text in texts.items()}
    wanted = {path: records(text) for path, text in texts.items()}
    # What was typed in an old encoding had "m3" for "m³": the text that it is held against has it too.
    typed = {path: records(replace(text, text=typeset.replaced(text.text))) for path, text in texts.items()}
    lines = [f"{len(texts)} texts, commit {commit()}. Each cell: lost of all in the text (share) · read beyond the text.", ""]
    lines += ["| format | " + " | ".join({"cell": "table cell"}.get(kind, kind) for kind in TYPES) + " |", "|---|" + "--:|" * len(TYPES)]
    print("\n".join(lines))
    for name in arguments.format or FORMATS:
        title, suffix, make = FORMATS[name]
        sums = {kind: [0, 0, 0] for kind in TYPES}
        for path, text in texts.items():
            try:
                data = make(text, parts[path])
            except BaseException as error:  # pytest's skip, which the makers raise where an engine is missing, is no Exception
                if isinstance(error, KeyboardInterrupt):
                    raise
                lines.append(f"| {title} | left out: {error} |" + " |" * (len(TYPES) - 1))
                break
            found = records(read_bytes(data, f"{path.stem}.{suffix}", ReadOptions(processes=arguments.processes)))
            right = typed[path] if "-" in name else wanted[path]
            for kind in TYPES:
                missing, extra = right[kind] - found[kind], found[kind] - right[kind]
                sums[kind] = [a + b for a, b in zip(sums[kind], (missing.total(), extra.total(), right[kind].total()), strict=True)]
                if arguments.show:
                    for sign, values in (("-", missing), ("+", extra)):
                        for value in values.elements():
                            print(f"{sign} {path.stem[:4]} {kind} {value}")
        else:
            cells = [f"{lost} of {total} ({100 * lost / max(1, total):.2f}%) · {new}" for lost, new, total in sums.values()]
            lines.append(f"| {title} | " + " | ".join(cells) + " |")
        print(lines[-1], flush=True)
    if arguments.write:
        put(ROOT / "docs" / "accuracy.md", "formats", lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
