"""Would another engine of regular expressions, or one look over the whole text for all rules at once, make extraction faster?

    python bench/engines.py [--write] [FILE…]      (default: the texts of corpus/; needs google-re2 and hyperscan: pip install '.[bench]')

Extraction runs once with every rule watched: which rule was asked, in which way, of which text, and how long it took. The same questions are then put again,
best of three rounds, to `regex` as it is used here, to the same rules without the words that they need (extractor/lexicon/needed.py), to `re` and to RE2 where
these can read the rule, and one look of Hyperscan goes over the texts with all rules that it can read. What extraction could win at most is what the
questions cost that found nothing: a first look that costs nothing and never errs would save that much and no more.
"""

from __future__ import annotations

import argparse
import gc
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import regex

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "docs")]

_WAYS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


@dataclass
class Asked:
    """The questions put to one rule: (way, arguments, found anything)."""

    rule: Any
    calls: list[tuple[str, tuple[Any, ...], dict[str, Any], bool]] = field(default_factory=list)


class Watched:
    """A compiled rule that keeps what it was asked."""

    def __init__(self, rule: Any, asked: Asked) -> None:
        self._rule, self._asked = rule, asked

    def __getattr__(self, name: str) -> Any:
        inner = getattr(self._rule, name)
        if name not in _WAYS:
            return inner

        def ask(*arguments: Any, **options: Any) -> Any:
            answer = inner(*arguments, **options)
            if name == "finditer":
                answer = list(answer)
            found = answer != arguments[1] if name == "sub" else len(answer) > 1 if name == "split" else bool(answer)
            self._asked.calls.append((name, arguments, options, found))
            return iter(answer) if name == "finditer" else answer

        return ask


def watched(texts: Iterable[str]) -> list[Asked]:
    """The questions of one extraction of `texts`. The rules are compiled behind the watch, so this is the first thing that imports them."""
    every: list[Asked] = []
    compile_ = regex.compile

    def compiled(pattern: Any, flags: int = 0, **options: Any) -> Any:
        rule = compile_(pattern, flags, **options)
        asked = Asked(rule)
        every.append(asked)
        return Watched(rule, asked)

    regex.compile = compiled
    try:
        from extractor.document import Document
        from extractor.pipeline import extract

        for turn in range(2):  # what is kept over documents is made in the first turn
            if turn:
                for asked in every:
                    asked.calls.clear()
            for text in texts:
                extract(Document(text, "t.txt", "0"))
    finally:
        regex.compile = compile_
    return [asked for asked in every if asked.calls]


def unwatched(texts: Iterable[str]) -> float:
    """Seconds of the whole extraction as it is, the least of four rounds."""
    from extractor.document import Document
    from extractor.pipeline import extract

    least = float("inf")
    for _ in range(4):
        began = time.process_time()
        for text in texts:
            extract(Document(text, "t.txt", "0"))
        least = min(least, time.process_time() - began)
    return least


def put_again(asked: Iterable[tuple[Any, Asked]], only_vain: bool = False) -> float:
    """Seconds for all questions, put to the rule beside them; the least of three rounds."""
    work: list[tuple[Callable[..., Any], bool, tuple[Any, ...], dict[str, Any]]] = [
        (getattr(rule, way), way == "finditer", arguments, options) for rule, one in asked for way, arguments, options, found in one.calls if not (only_vain and found)
    ]
    least = float("inf")
    gc.collect()
    for _ in range(3):
        began = time.process_time()
        for call, lazy, arguments, options in work:
            if lazy:
                for _found in call(*arguments, **options):
                    pass
            else:
                call(*arguments, **options)
        least = min(least, time.process_time() - began)
    return least


def same(rule: Any, one: Asked) -> bool:
    """Does another engine's rule give the same spans for what was asked (a sample)?"""
    for way, arguments, options, _ in one.calls[:: max(1, len(one.calls) // 200)]:
        if options or way not in {"search", "match", "fullmatch", "finditer"}:
            return False
        first, second = (getattr(r, way)(*arguments) for r in (one.rule, rule))
        spans = [[m.span() for m in found] if way == "finditer" else found and found.span() for found in (first, second)]
        if spans[0] != spans[1]:
            return False
    return True


def read_by(asked: Iterable[Asked], make: Callable[[Asked], Any]) -> list[tuple[Any, Asked]]:
    """The rules that another engine reads and answers alike."""
    taken = []
    for one in asked:
        try:
            rule = make(one)
            if same(rule, one):
                taken.append((rule, one))
        except Exception:  # an engine's own kind of error: it does not read this rule, which is what is counted
            continue
    return taken


def by_re(one: Asked) -> Any:
    flags = (re.IGNORECASE if one.rule.flags & regex.IGNORECASE else 0) | (re.MULTILINE if one.rule.flags & regex.MULTILINE else 0) | (re.DOTALL if one.rule.flags & regex.DOTALL else 0)
    return re.compile(one.rule.pattern, flags | (re.VERBOSE if one.rule.flags & regex.VERBOSE else 0))


def by_re2(one: Asked) -> Any:
    import re2

    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = not one.rule.flags & regex.IGNORECASE
    if one.rule.flags & (regex.VERBOSE | regex.MULTILINE):
        raise ValueError("flags that RE2 has not")
    return re2.compile(one.rule.pattern, options)


def one_look(asked: Iterable[Asked], texts: Iterable[str]) -> tuple[int, float]:
    """Rules that Hyperscan reads (as a first look that may say yes too often), and seconds of one look over the texts with all of them."""
    import hyperscan

    base = hyperscan.HS_FLAG_UTF8 | hyperscan.HS_FLAG_UCP | hyperscan.HS_FLAG_PREFILTER | hyperscan.HS_FLAG_ALLOWEMPTY | hyperscan.HS_FLAG_SINGLEMATCH
    rules: list[tuple[bytes, int]] = []
    for one in asked:
        flags = base | (hyperscan.HS_FLAG_CASELESS if one.rule.flags & regex.IGNORECASE else 0)
        try:
            hyperscan.Database().compile(expressions=[one.rule.pattern.encode()], ids=[0], elements=1, flags=[flags])
        except hyperscan.error:
            continue
        rules.append((one.rule.pattern.encode(), flags))
    database = hyperscan.Database()
    database.compile(expressions=[p for p, _ in rules], ids=list(range(len(rules))), elements=len(rules), flags=[f for _, f in rules])
    parts = [part.encode() for text in texts for part in text.split("\n") if part.strip()]
    least = float("inf")
    for _ in range(3):
        began = time.process_time()
        for part in parts:
            database.scan(part, match_event_handler=lambda *_found: None)
        least = min(least, time.process_time() - began)
    return len(rules), least


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--whole", action="store_true", help="only the seconds of the whole extraction, in a process without the watch")
    arguments = parser.parse_args()
    files = arguments.files or sorted((ROOT / "corpus").glob("*.txt"))
    texts = [file.read_text(encoding="utf-8") for file in files]
    if arguments.whole:
        print(unwatched(texts))
        return
    every = watched(texts)
    from marks import commit, put

    whole = float(subprocess.run([sys.executable, __file__, "--whole", *map(str, files)], capture_output=True, text=True, check=True).stdout)
    own = [(one.rule, one) for one in every]
    calls, vain = sum(len(one.calls) for one in every), sum(not found for one in every for *_, found in one.calls)
    lines = [
        f"{len(texts)} texts, {sum(map(len, texts)):,} characters, commit {commit()}; {len(every)} rules were asked {calls:,} times, {vain:,} times in vain (behind the look for the words that a rule needs).",
        "",
        "| | seconds (CPU) | of the extraction |",
        "|---|---:|---:|",
        f"| the whole extraction | {whole:.2f} | |",
    ]

    def row(name: str, seconds: float) -> None:
        lines.append(f"| {name} | {seconds:.2f} | {seconds / whole:.1%} |")

    row("all questions, `regex`", put_again(own))
    row("the questions in vain, `regex`: what a perfect first look would save", put_again(own, only_vain=True))
    for name, make in (("re", by_re), ("RE2", by_re2)):
        taken = read_by(every, make)
        theirs = sum(len(one.calls) for _, one in taken)
        row(f"{theirs:,} questions of {len(taken)} rules that `{name}` reads and answers alike, `regex`", put_again([(one.rule, one) for _, one in taken]))
        row(f"the same, `{name}`", put_again(taken))
    read, seconds = one_look(every, texts)
    row(f"one look of Hyperscan with the {read} rules that it reads, a line at a time", seconds)
    print("\n".join(lines))
    if arguments.write:
        put(ROOT / "docs" / "benchmarks.md", "engines", lines)


if __name__ == "__main__":
    main()
