"""How fast a whole text becomes records, beside what people would reach for, in one run on one core.

    python bench/extraction.py [FILE…]      (default: the texts of corpus/)

Prints characters a second of CPU time for each and the ratios, with the commit; `--write` puts the table into docs/benchmarks.md. The peers do far less:
dateparser finds dates, underthesea names, spaCy's EntityRuler the codes that a pattern gives it, eyecite the citations of English law in English text of the
same length, made from the same plan.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from extractor.document import Document
from extractor.pipeline import extract
from extractor.readers import read
from extractor.steps import Steps

T = TypeVar("T")

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "docs"))


def rate(run: Callable[[str], object], texts: list[str], seconds: float) -> float:
    """Characters a second of `run` over `texts`, repeated until `seconds` have passed; the first text warms it up."""
    run(texts[0])
    # As the reading process does (extractor/worker.py): the loaded rules are not looked through again and again for what can be freed.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    done = 0
    start = time.process_time()
    while True:
        for text in texts:
            run(text)
            done += len(text)
            spent = time.process_time() - start
            if spent >= seconds:
                return done / spent


def peers(texts: list[str]) -> dict[str, tuple[Callable[[str], object], list[str]]]:
    """The peers that are installed, each with the texts that it can read in reasonable time."""
    found: dict[str, tuple[Callable[[str], object], list[str]]] = {}
    try:
        from dateparser.search import search_dates

        found['dateparser `search_dates(languages=["vi"])`'] = (lambda t: search_dates(t, languages=["vi"]), [t[:4000] for t in texts])
    except ImportError:
        print("dateparser is not installed: pip install '.[bench]'")
    from underthesea import ner

    found["underthesea `ner`"] = (ner, [t[:1500] for t in texts])
    import spacy

    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "CODE", "pattern": [{"TEXT": {"REGEX": r"^\d+(/\d{4})?[/-][A-ZĐ][\w&-]*(-\w+)*"}}]}])
    found["spaCy `vi` + EntityRuler (codes only)"] = (nlp, texts)
    try:
        from eyecite import get_citations

        found["eyecite on English text of the same length"] = (get_citations, [english(len(t)) for t in texts])
    except ImportError:
        print("eyecite is not installed: pip install '.[bench]'")
    return found


def english(length: int) -> str:
    """Made English prose of `length` characters with a citation in every other sentence, as dense as references stand in decisions."""
    made, number = "", 100
    while len(made) < length:
        number += 1
        made += (
            f"The county reported {number} completed inspections in the third quarter, up from {number - 17} a year earlier. "
            f"The board relied on Smith v. Jones, {number} U.S. {number + 221} ({1900 + number % 99}), and on {number % 40 + 1} U.S.C. § {number + 900} when it set the fee.\n"
        )
    return made[:length]


class Timed(Steps):
    """Runs every step and keeps what each cost."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def run(self, name: str, work: Callable[[], T], default: T) -> T:
        began = time.process_time()
        try:
            return work()
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - began


def shares(texts: list[str]) -> dict[str, float]:
    """The share of each step in an extraction of all texts, the dearest first; the rest (layout, header, records) without a name."""
    steps = Timed()
    began = time.process_time()
    for _ in range(3):
        for text in texts:
            extract(Document(text, "t.txt", "0"), steps=steps)
    whole = time.process_time() - began
    return dict(sorted(((name, seconds / whole) for name, seconds in steps.seconds.items()), key=lambda item: -item[1]))


def growth(text: str) -> list[tuple[int, float]]:
    """Seconds for 1, 10 and 100 copies of a text: the cost grows with the length, not faster."""
    points = []
    for copies in (1, 10, 100):
        document = Document("\n\n".join([text] * copies), f"{copies}.txt", "0")
        start = time.process_time()
        extract(document)
        points.append((copies, time.process_time() - start))
    return points


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    files = arguments.files or sorted((ROOT / "corpus").glob("*.txt"))
    texts = [read(file).text for file in files]
    ours = rate(lambda t: extract(Document(t, "t.txt", "0")), texts, arguments.seconds)
    from marks import commit, put

    rows = [("trichyeu, all record types", ours)]
    rows += [(name, rate(run, own, arguments.seconds)) for name, (run, own) in peers(texts).items()]
    lines = [
        f"{len(texts)} texts, {sum(map(len, texts)):,} characters, CPU time of one core, commit {commit()}.",
        "",
        "| | characters/s (CPU) | trichyeu is |",
        "|---|---:|---:|",
        *(f"| {name} | {value:,.0f} | {'' if value == ours else f'{ours / value:.1f}×'} |" for name, value in rows),
        "",
        "| step | share of the extraction |",
        "|---|---:|",
        *(f"| {name} | {share:.1%} |" for name, share in shares(texts).items()),
        "",
        "| copies of one text | seconds | a copy |",
        "|---:|---:|---:|",
        *(f"| {copies} | {seconds:.3f} | {seconds / copies:.4f} |" for copies, seconds in growth(texts[0])),
    ]
    print("\n".join(lines))
    if arguments.write:
        put(ROOT / "docs" / "benchmarks.md", "extraction", lines)


if __name__ == "__main__":
    main()
