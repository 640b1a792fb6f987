"""Whether the tree quotes a real text: what of `../shared/seeds` and `../shared/outside` stands in a text file of the project.

    python tests/quotes.py            the texts
    python tests/quotes.py --files    the PDF, Word and web files of ../shared/outside/files too, each read once (minutes)

A place is a quote where one of these is the same in both, written the same way:
- a run of `RUN` words. A fixed name (a body, a law, a kind of document: patterns/; a phrase of tests/stock_phrases.yaml) counts as one word,
  and what stands in `COMMON` or more of the real texts is how everybody writes;
- a document's code with its number ("12/QĐ-UBND") or a body's or a programme's name with one ("Ban Chỉ đạo 512"), unless tests/stock_phrases.yaml names it as one that everybody cites;
- a fraction or a number of three and more digits, with the word behind it ("12/31 nhiệm vụ").

Not held: `bench/gold` and `bench/verdicts.jsonl`, which are annotations of those texts and need short quotes of them; pictures and vendored files.
"""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from extractor.lexicon.patterns import FOLDER, data_of

ROOT = Path(__file__).resolve().parent.parent
SHARED = next((p for p in (ROOT.parent / "shared", ROOT.parent.parent / "shared") if p.is_dir()), ROOT.parent / "shared")
STOCK = Path(__file__).with_name("stock_phrases.yaml")
RUN = 8
COMMON = 3
NOT_HELD = ("bench/gold/", "bench/verdicts.jsonl", "docs/desk/", "extractor/web/static/", "tests/stock_phrases.yaml")
TEXT = {".py", ".yaml", ".md", ".txt", ".jsonl", ".json", ".toml", ".html", ".csv", ".sh", ".in"}

_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"<[^<>]*>")
# A number, with or without a year, and the letters behind it, parted by "/" or "-".
_CODE = re.compile(r"\b\d+(?:/\d{4})?[/-][A-ZĐƯ][A-Za-zĐƯ]*(?:[-/.]?[A-ZĐƯ][\w&.]*)*\b")
_NAMED = re.compile(r"(?:Ban [Cc]hỉ đạo|Tổ công tác|Đề án|Dự án|Chương trình) \d{2,4}\b(?! (?:dự án|đề án|nhiệm vụ|chương trình))(?!/)")
_FIGURE = re.compile(r"(?<![\w/.,-])(\d+(?:[.,/]\d+)*)(%?)[ \n]?(?:TTHC|[^\W\d_]+)?")
# Days, months and years, which are everybody's, and numbers that a rule's own examples count up.
_DAY = re.compile(r"(?:19|20)\d\d|\d{1,2}/\d{1,2}(?:/\d{4})?|\d{1,2}/(?:19|20)\d\d|\d{1,2}\.\d{1,2}\.\d{4}")

_BEFORE_DAY = re.compile(r"(?:ngày|từ|đến|tháng|trước|sau|,|và|-)[ ]?\Z", re.IGNORECASE)

Trie = dict[str, Any]


class Quote(NamedTuple):
    """A place that quotes: file, line (from 1), what, and the real texts in which it stands."""

    file: str
    line: int
    words: str
    sources: tuple[str, ...]


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared: NFC, small, without marks; a fixed name is one word."""
    words = _WORD.findall(unicodedata.normalize("NFC", text).lower())
    names, found, i = fixed_names(), [], 0
    while i < len(words):
        node, length = names, 0
        for j in range(i, len(words)):
            if words[j] not in node:
                break
            node = node[words[j]]
            if "" in node:
                length = j - i + 1
        found.append(" ".join(words[i : i + max(length, 1)]))
        i += max(length, 1)
    return found


@cache
def stock() -> dict[str, Any]:
    """tests/stock_phrases.yaml: `phrases` by reason, `codes` by code."""
    data: dict[str, Any] = yaml.safe_load(STOCK.read_text(encoding="utf-8"))
    return data


@cache
def fixed_names() -> Trie:
    """Names of two and more words, as a tree by words: those of the gazetteers of patterns/, and stock phrases."""
    root: Trie = {}
    phrases = [phrase for group in stock()["phrases"] for phrase in group["phrases"]]
    for name in ("organizations", "laws", "document_types", "provinces", "symbols"):
        [path] = FOLDER.rglob(f"{name}.yaml")
        phrases += _strings({key: value for key, value in data_of(path).items()})
    for phrase in phrases:
        words = _WORD.findall(unicodedata.normalize("NFC", phrase).lower())
        node = root
        for word in words if len(words) > 1 else ():
            node = node.setdefault(word, {})
        if node is not root:
            node[""] = {}
    return root


def _strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            if key not in ("examples", "counter_examples", "about", "why"):
                yield from _strings(value)
                yield from (key,) if isinstance(key, str) else ()
    elif isinstance(node, list):
        for item in node:
            yield from _strings(item)


@dataclass
class Known:
    """What the real texts hold, each with the texts in which it stands."""

    runs: dict[tuple[str, ...], set[str]] = field(default_factory=lambda: defaultdict(set))
    codes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    figures: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, name: str, text: str) -> None:
        for run in _runs(words_of(text)):
            self.runs[run].add(name)
        for _, code in codes_of(text):
            self.codes[code].add(name)
        for _, figure in figures_of(text):
            self.figures[figure].add(name)


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    yield from (tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def codes_of(text: str) -> Iterator[tuple[int, str]]:
    """Codes of documents with their number and names with one, each with its place."""
    return ((m.start(), m[0]) for pattern in (_CODE, _NAMED) for m in pattern.finditer(unicodedata.normalize("NFC", text)))


def figures_of(text: str) -> Iterator[tuple[int, str]]:
    """Telling figures with the word behind them, each with its place."""
    for m in _FIGURE.finditer(unicodedata.normalize("NFC", text)):
        number, words = m[1], m[0].split()
        fraction = "/" in number and not _BEFORE_DAY.search(text, max(m.start() - 8, 0), m.start())
        digits = len(re.sub(r"\D", "", number).strip("0"))
        if len(words) > 1 and (fraction or (digits > 2 and not _DAY.fullmatch(number))):
            yield m.start(), " ".join(words).lower()


def known(texts: Iterable[tuple[str, str]]) -> Known:
    """What the named texts hold."""
    result = Known()
    for name, text in texts:
        result.add(name, text)
    return result


def real_texts(*, files: bool = False) -> Iterator[tuple[str, str]]:
    """The real texts by name; `files`: also those of ../shared/outside/files, read as the program reads them."""
    for path in (*sorted((SHARED / "seeds").glob("*.txt")), *sorted((SHARED / "outside").glob("*.*"))):
        text = path.read_text(encoding="utf-8", errors="replace")
        yield path.name, _TAG.sub(" ", text) if path.suffix == ".html" else text
    if files:
        from extractor.readers import read

        for path in sorted((SHARED / "outside" / "files").iterdir()):
            yield path.name, read(path).text


def tree() -> list[Path]:
    """The text files of the project that are held against the real texts."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in sorted(listed.stdout.split("\0")) if Path(name).suffix in TEXT and not name.startswith(NOT_HELD) and (ROOT / name).is_file()]


def quotes(path: Path, real: Known) -> Iterator[Quote]:
    """The quotes of one file, in its order."""
    allowed, name = stock()["codes"], path.relative_to(ROOT).as_posix()
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        words = words_of(line)
        last = -RUN
        for i, run in enumerate(_runs(words)):
            if i >= last + RUN and run in real.runs and len(real.runs[run]) < COMMON and not all(word.isdigit() for word in run):
                last = i
                yield Quote(name, number, " ".join(run), tuple(sorted(real.runs[run])))
        for found, table in ((codes_of(line), real.codes), (figures_of(line), real.figures)):
            for _, key in found:
                if key in table and key not in allowed:
                    yield Quote(name, number, key, tuple(sorted(table[key])))


def main() -> int:
    real = known(real_texts(files="--files" in sys.argv))
    found = [quote for path in tree() for quote in quotes(path, real)]
    for quote in found:
        print(f"{quote.file}:{quote.line}: {quote.words}  [{', '.join(name[:12] for name in quote.sources)}]")
    print(len(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
