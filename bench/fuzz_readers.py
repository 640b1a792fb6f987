"""Mutations of valid files of every format: each must end in a Document or a ReadError, under the limits, and never in a crash or a hang.

    python bench/fuzz_readers.py                  200 mutations of each format that is parsed here, 40 of those that LibreOffice opens
    python bench/fuzz_readers.py --count 1000 --format docx --seed 7

Prints one line a format: outcomes by cause, the slowest reading, and every fault with the seed that makes it again. Exits 1 on a fault.
"""

from __future__ import annotations

import argparse
import io
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

from extractor.document import Document
from extractor.errors import ReadError

SENTENCE = "Thực hiện Kế hoạch số 152/KH-UBND ngày 14/3/2024, đã giải quyết 1.204/1.250 hồ sơ, đạt 96,32%."
THROUGH_OFFICE = frozenset(("doc", "rtf", "odt"))


def docx_file() -> bytes:
    import docx

    made = docx.Document()
    made.add_heading("Báo cáo", 1)
    for number in range(12):
        made.add_paragraph(f"{number}. {SENTENCE}", style="List Number" if number % 3 else None)
    table = made.add_table(4, 4, style="Table Grid")
    for row in table.rows:
        for number, cell in enumerate(row.cells):
            cell.text = f"Ô {number}"
    table.cell(0, 0).merge(table.cell(0, 2))
    made.sections[0].header.paragraphs[0].text = "Đầu trang"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def xlsx_file() -> bytes:
    import datetime

    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for row in (("TT", "Đơn vị", "Số", "Ngày"), (1, "Sở A", 1204.5, datetime.date(2024, 3, 14)), (2, "Sở B", 0.96, None)):
        sheet.append(row)
    sheet["C3"].number_format = "0.00%"
    sheet.merge_cells("A5:C5")
    sheet["A5"] = "Ghi chú"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def html_file() -> bytes:
    rows = "".join(f"<tr><td rowspan=2>{n}<td colspan=2>{SENTENCE}</tr><tr><td>a<td>b</tr>" for n in range(5))
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>x</title></head><body><h1>Báo cáo</h1><p>{SENTENCE}</p>"
        f"<table border=1>{rows}</table><ol><li>a<li>b<ul><li>c</ul></ol><sup>[1]</sup><div id=ftn1><p>[1] ghi chú</div></body></html>"
    ).encode()


def mail_file() -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"], made["Date"] = "a@b.vn", "c@d.vn", "Báo cáo", "Fri, 05 Apr 2024 08:00:00 +0700"
    made["Message-ID"] = "<1@b.vn>"
    made.set_content(SENTENCE * 3)
    made.add_alternative(html_file().decode(), subtype="html")
    made.add_attachment(docx_file(), maintype="application", subtype="octet-stream", filename="báo cáo.docx")
    return made.as_bytes()


def zip_file() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.txt", SENTENCE * 10)
        package.writestr("b/c.html", html_file())
        package.writestr("b/d.docx", docx_file())
    return out.getvalue()


def legacy_file() -> bytes:
    from extractor.readers.legacy import ENCODINGS

    return ENCODINGS["tcvn3"].encode((SENTENCE + "\n") * 8).encode("latin-1")


def rtf_file() -> bytes:
    text = "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in SENTENCE)
    return ("{\\rtf1\\ansi{\\fonttbl{\\f0 Times New Roman;}}" + "".join(f"\\par {text}" for _ in range(9)) + "}").encode()


def converted(data: bytes, suffix: str, target: str) -> bytes:
    """A file that LibreOffice makes of another. Raises RuntimeError where it is not installed."""
    from extractor.readers.office import program

    soffice = program()
    if soffice is None:
        raise RuntimeError("LibreOffice is not installed")
    with tempfile.TemporaryDirectory() as folder:
        original = Path(folder, f"x.{suffix}")
        original.write_bytes(data)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [soffice, profile, "--headless", "--convert-to", target, "--outdir", f"{folder}/out", str(original)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return Path(folder, "out", f"x.{target}").read_bytes()


SAMPLES: dict[str, Callable[[], bytes]] = {
    "docx": docx_file,
    "xlsx": xlsx_file,
    "html": html_file,
    "mail": mail_file,
    "zip": zip_file,
    "legacy": legacy_file,
    "ods": lambda: converted(xlsx_file(), "xlsx", "ods"),
    "xls": lambda: converted(xlsx_file(), "xlsx", "xls"),
    "doc": lambda: converted(docx_file(), "docx", "doc"),
    "odt": lambda: converted(docx_file(), "docx", "odt"),
    "rtf": rtf_file,
}


def mutations(data: bytes, count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """`count` broken copies of `data`, each with what was done; the same for the same seed. Half of a zip file's are broken inside."""
    for number in range(count):
        chance = random.Random(f"{seed}:{number}")
        if data.startswith(b"PK") and number % 2:
            yield f"{seed}:{number} inside", _inside(data, chance)
        else:
            yield f"{seed}:{number}", _broken(data, chance)


def _broken(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        if not out:
            break
        place = chance.randrange(len(out))
        size = chance.choice((1, 2, 8, 64, 512))
        kind = chance.randrange(7)
        if kind == 0:
            del out[place:]
        elif kind == 1:
            del out[place : place + size]
        elif kind == 2:
            out[place:place] = out[place : place + size] * chance.choice((1, 2, 50))
        elif kind == 3:
            out[place:place] = chance.randbytes(size)
        elif kind == 4:
            out[place : place + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f", b"9999"))
        elif kind == 5:
            other = chance.randrange(len(out))
            out[place : place + size], out[other : other + size] = out[other : other + size], out[place : place + size]
        else:
            out[place] ^= 1 << chance.randrange(8)
    return bytes(out)


def _inside(data: bytes, chance: random.Random) -> bytes:
    """A zip file whose container is sound and one of whose members is broken, missing, or another one's."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = chance.choice(names)
        kind = chance.randrange(5)
        for name in names:
            content = old.read(name)
            if name == chosen:
                if kind == 0:
                    continue
                content = (
                    old.read(chance.choice(names))
                    if kind == 1
                    else _tags(content, chance)
                    if kind < 4
                    else _broken(content, chance)
                )
            new.writestr(name, content)
    return out.getvalue()


def _tags(content: bytes, chance: random.Random) -> bytes:
    """XML that stays well formed for the most part: numbers and whole elements changed."""
    parts = content.split(b"<")
    for _ in range(chance.choice((1, 3, 10))):
        place = chance.randrange(len(parts))
        kind = chance.randrange(4)
        if kind == 0:
            parts[place] = parts[chance.randrange(len(parts))]
        elif kind == 1:
            parts[place] = b"".join(
                chance.choice((b"-1", b"99999999999", b"x", b"")) if c.isdigit() else c
                for c in (bytes([b]) for b in parts[place])
            )
        elif kind == 2:
            del parts[place]
        else:
            parts[place:place] = parts[place : place + chance.choice((2, 9))]
        if not parts:
            break
    return b"<".join(parts)


def run(kind: str, count: int, seed: int) -> tuple[Counter[str], float, list[str]]:
    """Reads `count` mutations of a format in the worker: outcomes by cause, the slowest in seconds, and the faults."""
    from extractor.worker import Limits, Worker

    outcomes: Counter[str] = Counter()
    faults: list[str] = []
    slowest = 0.0
    data = SAMPLES[kind]()
    with tempfile.TemporaryDirectory() as folder, Worker(limits=Limits(seconds=90 if kind in THROUGH_OFFICE else 20)) as worker:
        path = Path(folder, f"x.{kind}")
        for name, broken in mutations(data, count, seed):
            path.write_bytes(broken)
            begun = time.monotonic()
            items = list(worker.read_all(path))
            slowest = max(slowest, time.monotonic() - begun)
            for item in items:
                cause = "document" if isinstance(item, Document) else item.cause
                outcomes[cause] += 1
                if isinstance(item, ReadError) and cause in {"internal", "crashed", "too-slow"}:
                    faults.append(f"{kind} {name}: {item.en}")
            if not items:
                faults.append(f"{kind} {name}: no outcome")
    return outcomes, slowest, faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, help="mutations of each format")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", action="append", choices=SAMPLES, help="only this format; may be repeated")
    arguments = parser.parse_args()
    failed = False
    for kind in arguments.format or SAMPLES:
        count = arguments.count or (40 if kind in THROUGH_OFFICE else 200)
        try:
            outcomes, slowest, faults = run(kind, count, arguments.seed)
        except RuntimeError as error:
            print(f"{kind:8} skipped: {error}")
            continue
        print(
            f"{kind:8} {count} files, slowest {slowest:.2f} s: "
            + ", ".join(f"{n} {cause}" for cause, n in outcomes.most_common())
        )
        for fault in faults:
            print("   FAULT", fault)
        failed = failed or bool(faults)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
