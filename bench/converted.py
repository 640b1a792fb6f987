"""What a real file loses on its way through an office program: its records against those of the same file saved in other formats, printed and scanned.

    python bench/converted.py FILE… [--to odt,pdf,…] [--pages 3] [--keep FOLDER] [--show] [--write]

LibreOffice saves each file in the formats of its kind (texts: docx, odt, rtf, doc, html, pdf; sheets: xlsx, ods, xls, csv, html, pdf); "scan" are the first
pages of the PDF as pictures of 200 dots an inch, grey, slightly turned (a PDF is only held against its scan). A record of the original is lost where the other file has none of the same key:
a reference its code or title and day, a figure value and total (and its unit, counted apart), a date its days, a task form and last day, and each field of
the metadata. A page of print or of the web shows a sheet: hidden rows and columns are not asked of it, and a figure that it shows rounded is that figure. What a scan is held against are the records of the same pages of the PDF; a workbook as CSV is one file a sheet, held against it together.
`--keep` keeps what was converted; `--show` prints what is lost (-) and what is new (+); `--write` puts the table into docs/accuracy.md.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import subprocess
import sys
import tempfile
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "docs"), str(ROOT / "bench"), str(ROOT / "tests" / "readers")]

from marks import commit, put  # noqa: E402

from extractor.document import Document  # noqa: E402
from extractor.pipeline import extract  # noqa: E402
from extractor.readers import office, read_all  # noqa: E402
from extractor.readers.sheet_model import position  # noqa: E402
from extractor.records import to_json  # noqa: E402

SHEETS = {".xls", ".xlsx", ".ods"}
FOR_TEXTS = ("docx", "odt", "rtf", "doc", "html", "pdf", "scan")
FOR_SHEETS = ("xlsx", "ods", "xls", "csv", "html", "pdf")
SHOWN = ("html", "pdf", "csv")  # what only holds what a sheet shows
TYPES = ("metadata", "reference", "date", "figure", "figure with unit", "task")
FIELDS = ("doc_type", "code", "issued_on", "place", "issuer", "title", "signer", "signer_title")
FILTERS = {"html": "html:XHTML Writer File:UTF8", "csv": "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", "doc": "doc:MS Word 97", "xls": "xls:MS Excel 97"}
SECONDS = 300  # for a file that LibreOffice converts
Records = dict[str, Counter[tuple[Any, ...]]]


def converted(path: Path, to: str, folder: Path) -> list[Path]:
    """The file in another format, nothing where the program makes none."""
    if not (made := sorted(folder.glob(f"{path.stem}*.{to}"))):
        filter_ = ("html" if path.suffix.lower() in SHEETS else FILTERS["html"]) if to == "html" else FILTERS.get(to, to)
        command = [str(office.program()), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", filter_, "--outdir", str(folder), str(path)]
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run(command, check=False, capture_output=True, timeout=SECONDS)
        made = sorted(folder.glob(f"{path.stem}*.{to}"))
    return made


def scanned(pdf: Path, pages: int, folder: Path) -> Path:
    """The first pages of a PDF as a scanner gives them."""
    import pypdfium2
    from PIL import Image

    made = folder / f"{pdf.stem}.scan.tiff"
    if not made.exists():
        with pypdfium2.PdfDocument(pdf) as document:
            images = [document[n].render(scale=200 / 72).to_pil().convert("L") for n in range(min(pages, len(document)))]
        images = [image.rotate(0.4, Image.Resampling.BICUBIC, fillcolor=255) for image in images]
        images[0].save(made, save_all=True, append_images=images[1:], dpi=(200, 200), compression="tiff_deflate")
    return made


def records(*paths: Path) -> list[dict[str, Any]]:
    """All records of the files; an empty sheet has none."""
    documents = [item for path in paths for item in read_all(path) if isinstance(item, Document)]
    return [json.loads(to_json(record)) for document in documents for record in extract(document).records]


def keys(found: Iterable[dict[str, Any]]) -> Records:
    """The records by type, each as what makes it the same in another format."""
    out: Records = {kind: Counter() for kind in TYPES}
    for r in found:
        if r["type"] == "metadata":
            out["metadata"].update((field, _plain(r[field])) for field in FIELDS if r[field])
        elif r["type"] == "reference":
            out["reference"][(r["code"] or r["title"], r["issued_on"])] += 1
        elif r["type"] == "date":
            out["date"][(r["kind"], r["from"], r["to"])] += 1
        elif r["type"] == "indicator":
            value = tuple(None if r[field] is None else f"{r[field]:.12g}" for field in ("value", "value_to", "total"))
            out["figure"][value] += 1
            out["figure with unit"][(*value, r["unit"])] += 1
        elif r["type"] == "task":
            out["task"][(r["form"], r["due_on"])] += 1
    return out


def shown(path: Path, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The records of a sheet without those of hidden rows and columns."""
    name, suffix = path.name, path.suffix.lower()
    module = import_module("extractor.readers." + {".xls": "sheet_xls", ".xlsx": "sheet_xlsx", ".ods": "sheet_ods"}[suffix])
    places: dict[str, tuple[set[int], list[tuple[int, int]]]] = {}
    for sheet in module.sheets(path.read_bytes(), name):
        rows, columns = places.setdefault(sheet.name, (set(), []))
        for area in sheet.concealed:
            first, _, last = area.partition(":")
            if first.isdigit():
                rows.add(int(first) - 1)
            else:
                columns.append((position(f"{first}1")[1], position(f"{last}1")[1]))
    hidden = []
    for document in (item for item in read_all(path) if isinstance(item, Document)):
        for cell in (cell for table in document.tables for cell in table.cells if cell.address):
            sheet_name, _, place = cell.address.rpartition("!")
            at, (rows, columns) = position(place), places.get(sheet_name, (set(), []))
            if at and (at[0] in rows or any(first <= at[1] <= last for first, last in columns)):
                hidden += [(span.start, span.end) for span in cell.spans]
    hidden.sort()
    starts = [start for start, _ in hidden]

    def seen(record: dict[str, Any]) -> bool:
        if record["type"] == "metadata":
            return True
        before = bisect_right(starts, record["start"]) - 1
        return before < 0 or record["start"] >= hidden[before][1]

    return [record for record in found if seen(record)]


def without_rounding(lost: Counter[tuple[Any, ...]], new: Counter[tuple[Any, ...]]) -> tuple[Counter[tuple[Any, ...]], Counter[tuple[Any, ...]]]:
    """What is lost and new, without the figures that the page shows with fewer digits."""
    by_rest: dict[tuple[Any, ...], list[tuple[Decimal, tuple[Any, ...]]]] = defaultdict(list)
    for key in new:
        if key[0] is not None:
            by_rest[key[1:]].append((Decimal(key[0]), key))
    for values in by_rest.values():
        values.sort()
    lost, new = Counter(lost), Counter(new)
    for key in list(lost):
        if key[0] is None:
            continue
        value, near = Decimal(key[0]), by_rest.get(key[1:], [])
        at = bisect_right(near, (value,))
        for told, other in near[max(0, at - 3) : at + 3]:
            step = Decimal(1).scaleb(max(int(told.as_tuple().exponent), told.adjusted() - 6))
            if abs(told - value) <= step / 2:
                common = min(lost[key], new[other])
                lost[key] -= common
                new[other] -= common
    return +lost, +new


def _plain(value: Any) -> str:
    return " ".join(str(value).split()).casefold()


def ways(path: Path, folder: Path, asked: Iterable[str], pages: int) -> Iterator[tuple[str, list[Path], Records]]:
    """Each other form of a file, and the records that it is held against."""
    original = records(path)
    sheet = path.suffix.lower() in SHEETS
    for to in FOR_SHEETS if sheet else ("scan",) if path.suffix.lower() == ".pdf" else FOR_TEXTS:
        if to == path.suffix.lower()[1:] or (asked and to not in asked):
            continue
        made = [path] if path.suffix.lower() == ".pdf" else converted(path, "pdf" if to == "scan" else to, folder)
        if not made:
            print(f"{path.name} → {to}: not converted", flush=True)
        elif to == "scan":
            held = [r for r in records(*made) if r["type"] == "metadata" or (r["page"] or pages + 1) <= pages]
            yield to, [scanned(made[0], pages, folder)], keys(held)
        else:
            yield to, made, keys(shown(path, original) if sheet and to in SHOWN else original)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--to", default="")
    parser.add_argument("--pages", type=int, default=3)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    sums: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: {kind: [0, 0, 0] for kind in TYPES})
    with tempfile.TemporaryDirectory(prefix="converted-") as temporary:
        folder = asked.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for path in asked.files:
            for to, made, wanted in ways(path, folder, list(filter(None, asked.to.split(","))), asked.pages):
                found = keys(records(*made))
                told = []
                for kind in TYPES:
                    lost, new = wanted[kind] - found[kind], found[kind] - wanted[kind]
                    if to in SHOWN and kind.startswith("figure"):
                        lost, new = without_rounding(lost, new)
                    count = sums["sheets" if path.suffix.lower() in SHEETS else "texts", to][kind]
                    count[:] = [a + b for a, b in zip(count, (lost.total(), new.total(), wanted[kind].total()), strict=True)]
                    told.append(f"{kind} {lost.total()}/{wanted[kind].total()} +{new.total()}")
                    if asked.show:
                        for sign, which in (("-", lost), ("+", new)):
                            for value in sorted(which.elements(), key=str)[:40]:
                                print(f"  {sign} {kind} {value}")
                print(f"{path.name} → {to}: {'; '.join(told)}", flush=True)
    lines = [f"Commit {commit()}, {len(asked.files)} files. Each cell: lost of all · new.", "", "| files | saved as | " + " | ".join(TYPES) + " |", "|---|---|" + "--:|" * len(TYPES)]
    for (kind, to), counts in sorted(sums.items()):
        lines.append(f"| {kind} | {to} | " + " | ".join(f"{lost} of {whole} · {new}" for lost, new, whole in counts.values()) + " |")
    print("\n".join(lines))
    if asked.write:
        put(ROOT / "docs" / "accuracy.md", "converted", lines)


if __name__ == "__main__":
    main()
