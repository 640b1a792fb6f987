"""Names of places and bodies run through the frames that documents put them in: is each kept whole?

    python bench/written_names.py [--every 1] [--only places|bodies] [--show FRAME]

bench/names/ lists some 3,000 places (districts before July 2025, communes and wards since) and 420 bodies, one a line. Each name is put into letterheads in capitals (one
line, two lines, beside the country's name, below another body) and into sentences (who issued a document, who is charged, whose a figure is). For each frame: how many names
come out whole; letter case counts in places only, since how the words of a body's work are written is a matter of taste. `--show FRAME` prints what does not.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

COUNTRY = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
BODY = "BÁO CÁO\nKết quả xây dựng trường học\n\n1. Có 32 trường.\n"
HEAD = "UBND TỈNH SƠN LA\n" + "\n".join(COUNTRY) + "\nSố: 45/KH-UBND\nSơn La, ngày 15 tháng 9 năm 2031\nKẾ HOẠCH\nXây dựng trường học\n\n"
SENTENCES = {
    "reference": "Căn cứ Quyết định số 12/QĐ-X ngày 03/4/2031 của {} về việc giao đất;",
    "charged": "Giao {} chủ trì, phối hợp với Sở Y tế rà soát hồ sơ trước ngày 30/9/2031.",
    "duty": "{} có trách nhiệm rà soát hồ sơ trước ngày 30/9/2031.",
    "subject": "{} tiếp nhận 1.210 hồ sơ.",
}


class Name(NamedTuple):
    """A name as letterheads have it, its full form, what a place line calls it, and whether its letter case counts."""

    written: str
    full: str
    place: str
    exact: bool


def places() -> list[Name]:
    """The committees of all places."""
    found = []
    for line in (ROOT / "bench/names/places.txt").read_text(encoding="utf-8").splitlines():
        kind, name = line.split("\t")
        where = f"{kind[:1].upper()}{kind[1:]} {name}" if name[:1].isdigit() else name
        found.append(Name(f"UBND {kind} {name}", f"Ủy ban nhân dân {kind} {name}", where, True))
    return found


def bodies() -> list[Name]:
    """All bodies."""
    return [Name(line, line, "Đồi Thông", False) for line in (ROOT / "bench/names/bodies.txt").read_text(encoding="utf-8").splitlines()]


def letterheads(name: Name) -> Iterator[tuple[str, str]]:
    """The frames of letterheads, by their names."""
    words = name.written.upper()
    rest = f"Số: 45/BC-X\n{name.place}, ngày 15 tháng 9 năm 2031\n{BODY}"
    country = "\n".join(COUNTRY)
    yield "one line", f"{words}\n{country}\n{rest}"
    yield "below another", f"UBND TỈNH SƠN LA\n{words}\n{country}\n{rest}"
    if name.exact:
        noun, place = "ỦY BAN NHÂN DÂN", words.removeprefix("UBND ")
        yield "two lines", f"{noun}\n{place}\n{country}\n{rest}"
        yield "two columns", f"{noun}        {COUNTRY[0]}\n{place}        {COUNTRY[1]}\n{rest}"


def right(name: Name, frame: str, records: Sequence[Any]) -> bool:
    """Whether the records of a frame hold the name whole, and nothing that is a part of it."""
    if frame not in SENTENCES:
        [head] = [r for r in records if r.type == "metadata"]
        figures = [r.quote for r in records if r.type == "indicator"]
        issuer = (head.issuer or "").removesuffix(" tỉnh Sơn La") if frame == "below another" else head.issuer
        same = issuer == name.full if name.exact else (issuer or "").lower() == name.full.lower()
        return same and (head.place, head.code, str(head.issued_on), figures) == (name.place, "45/BC-X", "2031-09-15", ["32"])
    kind = {"reference": "reference", "subject": "indicator"}.get(frame, "task")
    found = [r for r in records if r.type == kind]
    if len(found) != 1:
        return False
    said = {"reference": "issuer", "subject": "subject"}.get(frame, "lead")
    wanted = name.full if frame == "reference" else name.written
    return str(getattr(found[0], said)).lower() == wanted.lower()


def measure(names: Sequence[Name]) -> tuple[dict[str, list[int]], list[tuple[str, str]]]:
    """For each frame how many names are right, and how many there are; and what is not right."""
    from extractor import extract_text

    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    wrong: list[tuple[str, str]] = []
    for name in names:
        frames = [*letterheads(name), *((frame, HEAD + words.format(name.written)) for frame, words in SENTENCES.items())]
        for frame, text in frames:
            good = right(name, frame, extract_text(text).records)
            counts[frame][0] += good
            counts[frame][1] += 1
            if not good:
                wrong.append((frame, name.written))
    return dict(counts), wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--only", choices=["places", "bodies"])
    parser.add_argument("--show")
    options = parser.parse_args()
    for kind, listed in (("places", places), ("bodies", bodies)):
        if options.only in {None, kind}:
            counts, wrong = measure(listed()[:: options.every])
            for frame, (good, whole) in counts.items():
                print(f"{kind:8} {frame:14} {good:5} of {whole:5}  {good / whole:.3f}")
            for frame, name in wrong:
                if options.show and options.show in frame:
                    print(f"    {frame}: {name}")


if __name__ == "__main__":
    main()
