"""What a person types into a search box, read once: words, phrases in quotes, AND, OR, NOT, and filters such as `value:>1e9 unit:đồng`.

In: a line of text. Out: an `Ask`, which gives FTS5 expressions in tiers (the words next to each other with their accents first, then without
accents, then anywhere) and the filters. Nothing that is typed reaches FTS5 or SQL as syntax.

    đại hội OR hội nghị -thường kỳ       either of them, without "thường kỳ"
    "giải ngân" loai:báo cáo nam:2031     the phrase, in reports of 2031
    value:>=1000 unit:hộ                  figures of at least 1.000 hộ
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.lexicon.patterns import fold

_WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r'(-?)(?:(\w+):)?(?:"([^"]*)"|(\S+))')
LONGEST = 500  # characters of a query that are read
MOST = 30  # words

# Names of filters, in both languages and without accents.
_FILTERS = {
    "value": "value", "giatri": "value", "so": "value",
    "unit": "unit", "donvi": "unit", "dvt": "unit",
    "type": "type", "loai": "type",
    "body": "body", "coquan": "body",
    "date": "date", "ngay": "date", "year": "date", "nam": "date",
    "in": "in", "trong": "in",
}  # fmt: skip
_AND, _OR, _NOT = {"AND", "VÀ"}, {"OR", "HOẶC"}, {"NOT", "KHÔNG"}
_NUMBER = re.compile(r"\d[\d.,]*%?")
_BOUND = re.compile(r"(>=|<=|>|<|=)?(.+)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand next to each other: as typed (lower case) and folded."""

    exact: tuple[str, ...]
    folded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """A query: alternatives of phrases that must all be there, phrases that must not be there, filters as (name, value); the numbers among the phrases as typed."""

    groups: tuple[tuple[Phrase, ...], ...] = ()
    without: tuple[Phrase, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()
    plain: bool = field(default=True)
    numbers: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.groups or self.filters)

    @property
    def phrases(self) -> tuple[tuple[str, ...], ...]:
        """All folded phrases that a hit may be lit by."""
        return tuple(phrase.folded for group in self.groups for phrase in group)

    def filter(self, name: str) -> str | None:
        """The last value of a filter."""
        found = [value for key, value in self.filters if key == name]
        return found[-1] if found else None

    def tiers(self) -> list[Tier]:
        """FTS5 expressions, the best hits first."""
        if not self.groups:
            return []
        whole: list[Tier] = []
        if self.plain and len(self.groups) == 1 and len(self.groups[0]) > 1:
            words = self.groups[0]
            together = _quoted([w for p in words for w in p.folded])
            near = " ".join(_quoted(p.folded) for p in words)
            whole = [Tier(together, self._exact()), Tier(together), Tier(f"NEAR({near}, 8)")]
        return [*whole, Tier(self._all(), self._exact()), Tier(self._all())]

    def _all(self) -> str:
        said = " OR ".join(f"({' AND '.join(_quoted(p.folded) for p in group)})" for group in self.groups)
        return f"({said}) NOT ({' OR '.join(_quoted(p.folded) for p in self.without)})" if self.without else said

    def _exact(self) -> str:
        """All words of one of the groups, wherever they stand: the other expression says how."""
        return " OR ".join(f"({' AND '.join(_quoted([word]) for p in group for word in p.exact)})" for group in self.groups)


class Tier(NamedTuple):
    """An FTS5 expression on the words without accents, and one on the words as they are, which a hit must meet too."""

    folded: str
    exact: str | None = None


def _quoted(words: Sequence[str]) -> str:
    return '"' + " ".join(words) + '"'


def ask(text: str) -> Ask:
    """Reads a query; what is no syntax is words."""
    groups: list[list[Phrase]] = [[]]
    without: list[Phrase] = []
    filters: list[tuple[str, str]] = []
    numbers: list[str] = []
    plain, negative, count = True, False, 0
    for minus, name, quoted, word in _PIECE.findall(unicodedata.normalize("NFC", text[:LONGEST])):
        known = _FILTERS.get(fold(name).replace(" ", "")) if name else None
        if known and (quoted or word):
            filters.append((known, (quoted or word).strip()))
            continue
        if not quoted and not name and word in _OR:
            groups.append([])
            plain = False
            continue
        if not quoted and not name and word in _AND:
            continue
        if not quoted and not name and word in _NOT:
            negative, plain = True, False
            continue
        phrase = _phrase(f"{name}:{quoted or word}" if name else quoted or word)
        count += len(phrase.folded)
        if not phrase.folded or count > MOST:
            continue
        if minus or negative:
            without.append(phrase)
            plain = False
        else:
            groups[-1].append(phrase)
            plain = plain and not quoted
            numbers += [quoted or word] if not name and _NUMBER.fullmatch(quoted or word) else []
        negative = False
    kept = tuple(tuple(group) for group in groups if group)
    return Ask(kept, tuple(without), tuple(filters), plain, tuple(numbers))


def _phrase(piece: str) -> Phrase:
    return Phrase(tuple(_WORD.findall(piece.lower())), tuple(_WORD.findall(fold(piece))))


def bounds(value: str) -> tuple[float | None, float | None, bool] | None:
    """(least, most, both inclusive) of a filter on a number: ">1e9", "10..20", "1.943", "<=5%"; None for what is no number."""
    low, dots, high = value.partition("..")
    if dots:
        first, last = _number(low), _number(high)
        return None if first is None and last is None else (first, last, True)
    match = _BOUND.fullmatch(value)
    number = _number(match[2]) if match else None
    if match is None or number is None:
        return None
    sign = match[1] or "="
    if sign == "=":
        return number, number, True
    return (number, None, "=" in sign) if sign[0] == ">" else (None, number, "=" in sign)


def _number(text: str) -> float | None:
    from extractor.database.values import read_number

    if re.fullmatch(r"[-+]?\d+(?:\.\d+)?[eE]\+?\d{1,3}", text.strip()):
        return float(text)
    read = read_number(text)
    return float(read) if read is not None else None


def days(value: str) -> tuple[str, str] | None:
    """The days of a filter on a date, from the first to before the last: "2031", "2031-03", "3/2031", "2031-01-01..2031-06-30"."""
    first, dots, last = value.partition("..")
    since = _span(first)
    until = _span(last) if dots else since
    if since is None and until is None:
        return None
    return (since[0] if since else "0000"), (until[1] if until else "9999-99")


def _span(text: str) -> tuple[str, str] | None:
    match = re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", text.strip()) or None
    if match is None:
        turned = re.fullmatch(r"(?:(\d{1,2})/)?(\d{1,2})/(\d{4})", text.strip())
        if turned is None:
            return None
        year, month, day = turned[3], turned[2], turned[1]
    else:
        year, month, day = match[1], match[2], match[3]
    start = "-".join([year, *(f"{int(part):02d}" for part in (month, day) if part)])
    # "2031-03" as text lies before all its days, and "2031-03~" behind them.
    return start, start + "~"
