"""Mutations of PDF files and pictures: each is read or refused with a cause, within its limits, and never crashes or hangs.

    python bench/fuzz_pdf.py                    200 mutations each of five PDF files and of a TIFF, and the hostile files of the tests
    python bench/fuzz_pdf.py --count 2000 --seed 7 --only office

Changes are made to bytes, numbers and whole pieces of the file; recognition is off, so that a run takes minutes. Prints one line a file:
outcomes by cause and the slowest reading; a fault with the number that makes it again. Exits 1 on a fault. Needs `trichyeu[dev]`.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "readers"))

import pdf_samples as samples

from extractor.errors import ReadError
from extractor.readers import read_bytes
from extractor.readers.options import ReadOptions

SECONDS = 15.0
OPTIONS = ReadOptions(ocr="never", seconds=SECONDS, max_memory=500_000_000, max_stream=50_000_000)


def sources() -> dict[str, bytes]:
    """The files that are mutated."""
    files = {
        "report": samples.simple_report(),
        "uncompressed": samples.simple_report(False),
        "tables": samples.ruled_table(),
        "encrypted": samples.encrypted(),
        "signed": samples.with_signature_field(),
        "annotated": samples.with_free_text(),
        "tiff": samples.tiff([image.resize((400, 560)) for image in samples.pictures(samples.simple_report(), 50)], 50),
    }
    if samples.SOFFICE:
        files["office"] = samples.office_report()
    return files


def outcome(data: bytes) -> tuple[str, float]:
    """What reading gives ("read" or a cause) and how long it took. Anything but a ReadError is a fault."""
    begun = time.monotonic()
    try:
        document = read_bytes(data, "x", OPTIONS)
    except ReadError as error:
        return error.cause, time.monotonic() - begun
    if document.boxes is not None and len(document.boxes.values) != 4 * len(document.text):
        return "FAULT: boxes and text differ", time.monotonic() - begun
    return "read", time.monotonic() - begun


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="the name of one file")
    arguments = parser.parse_args()
    faults: list[str] = []
    for name, data in sources().items():
        if arguments.only not in (None, name):
            continue
        counts: Counter[str] = Counter()
        slowest = 0.0
        for number in range(arguments.count):
            broken = samples.mutated(data, random.Random(f"{arguments.seed} {name} {number}"), head=data[:8])
            try:
                result, seconds = outcome(broken)
            except Exception as error:
                result, seconds = f"FAULT: {type(error).__name__}: {error}", 0.0
            counts[result] += 1
            slowest = max(slowest, seconds)
            if result.startswith("FAULT") or seconds > SECONDS + 5:
                faults.append(f"{name} {arguments.seed} {number}: {result} after {seconds:.1f} s")
        print(f"{name:14} {arguments.count} files, slowest {slowest:5.2f} s: {', '.join(f'{n} {cause}' for cause, n in counts.most_common())}")
    if arguments.only is None:
        for name, make in sorted(samples.HOSTILE.items()):
            result, seconds = outcome(make())
            print(f"{name:40} {result} after {seconds:.2f} s")
            if seconds > SECONDS + 5:
                faults.append(f"{name}: {seconds:.1f} s")
    for fault in faults:
        print("FAULT", fault)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
