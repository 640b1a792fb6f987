"""How rows are kept small: texts that stand in the document as their places, strings that come again once, identifiers as numbers.

What is read has the names of CONTRACT.md (`indicators`, `sentences`, `citations`, …) and is a view; what is kept is the table of that name with
`_rows`. The views are plain SQL, so that the file makes sense without this program. In Python, `Unpacker` gives the same without asking SQLite to
cut a long text anew for each row: the cost of reading a document is linear in its length.

- A key is the number that the sixteen digits of a record's identifier write, signed as SQLite keeps it: `ind-00000000000000ff` is 255.
- A value that stands in the text as it is, is kept as its place: `start * 65536 + length`, an integer in a column without a type. Line breaks of
  the text are blanks in the value.
- A sentence that is a run of the text is kept as start and length; one that is put together of pieces (cells of a table, lines with a note
  between them) has them as JSON: offset from the start, length, and the words before the piece where there are any.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

# Letters that are their own in Unicode, as `extractor.lexicon.patterns.fold` has them; SQLite's tokenizer takes off the other accents.
LETTERS = {"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ƣ": "u", "Ƣ": "U"}
_TABLE = str.maketrans(LETTERS)
SHORTEST = 9  # bytes of a value below which its place is no shorter
LONGEST = 0xFFFF
WINDOW = 400  # characters of the text that may lie between two pieces of a sentence
_JOINTS = ("", " ", " | ", "| ")
_PROBES = (16, 8, 4, 2, 1)


def key_of(record_id: str) -> int:
    """The number of a record's identifier. Raises ValueError where it is none."""
    number = int(record_id[4:], 16)
    if record_id[3] != "-" or not 0 <= number < 1 << 64:
        raise ValueError(record_id)
    return number - (1 << 64) if number >= 1 << 63 else number


def key_or_none(record_id: str) -> int | None:
    """The number of an identifier that a person may have typed; None for what is none, which no row has."""
    try:
        return key_of(record_id)
    except (ValueError, IndexError):
        return None


def id_of(prefix: str, key: int) -> str:
    """The identifier of a number: `id_of("ind", 255)` is "ind-00000000000000ff"."""
    return f"{prefix}-{key & 0xFFFF_FFFF_FFFF_FFFF:016x}"


def plain_letters(text: str) -> str:
    """What the full-text tables are given: đ as d; the tokenizer does the rest."""
    return text.translate(_TABLE)


def compact_json(value: Any) -> str:
    """JSON without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def place_in(text: str, value: Any, *windows: tuple[int, int]) -> Any:
    """`value`, or its place where it stands in one of the windows of the text as it is and the place is shorter."""
    if not isinstance(value, str) or "\n" in value or not SHORTEST <= len(value.encode()) <= LONGEST:
        return value
    for start, end in windows:
        at = text[start:end].replace("\n", " ").find(value)
        if at >= 0:
            return (start + at) << 16 | len(value)
    return value


def value_at(text: str, kept: Any) -> Any:
    """The value of a column that may hold a place."""
    if not isinstance(kept, int):
        return kept
    start = kept >> 16
    return text[start : start + (kept & LONGEST)].replace("\n", " ")


class Reading:
    """A sentence as it is kept: start and length of its run, its pieces, or its words where it is neither. All None but `words`: no place."""

    __slots__ = ("length", "pieces", "start", "words")

    def __init__(self, start: int | None, length: int | None, pieces: str | None, words: str | None) -> None:
        self.start = start
        self.length = length
        self.pieces = pieces
        self.words = words


def packed(text: str, spans: Sequence[tuple[int, int]], reading: str) -> Reading:
    """A sentence as it is kept; `read` gives `reading` again."""
    if not spans:
        return Reading(None, None, None, reading)
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    run = text[start:end].replace("\n", " ")
    if run == reading:
        return Reading(start, end - start, None, None)
    pieces = _aligned(run, reading)
    made = compact_json(pieces) if pieces else None
    if made is not None and len(made) < len(reading.encode()) and _joined(run, pieces) == reading:
        return Reading(start, end - start, made, None)
    return Reading(start, end - start, None, reading)


def read(text: str, start: int | None, length: int | None, pieces: str | None, words: str | None) -> str:
    """The words of a sentence."""
    if words is not None or start is None or length is None:
        return words or ""
    run = text[start : start + length].replace("\n", " ")
    return run if pieces is None else _joined(run, json.loads(pieces))


def _joined(run: str, pieces: Iterable[Sequence[Any]]) -> str:
    return "".join((piece[2] if len(piece) > 2 else "") + run[piece[0] : piece[0] + piece[1]] for piece in pieces)


def _aligned(run: str, reading: str) -> list[list[Any]]:
    """The pieces of `run` that make `reading`, greedily from left to right; nothing where they do not follow one another."""
    pieces: list[list[Any]] = []
    at = place = 0
    joint = ""
    while at < len(reading):
        length = _common(run, place, reading, at)
        if length:
            pieces.append([place, length, joint] if joint else [place, length])
            at, place, joint = at + length, place + length, ""
            continue
        found = _next_piece(run, place, reading, at) if not joint else None
        if found is None:
            return []
        joint, place = found
        at += len(joint)
    return pieces


def _common(run: str, place: int, reading: str, at: int) -> int:
    """How many characters the two have in common from there on: in steps that double, then by halving the last one."""
    most = min(len(run) - place, len(reading) - at)
    low, step = 0, 32
    while low < most:
        high = min(most, low + step)
        if run[place + low : place + high] != reading[at + low : at + high]:
            break
        low, step = high, step * 2
    high = min(most, low + step)
    while low < high:
        middle = (low + high + 1) // 2
        if run[place + low : place + middle] == reading[at + low : at + middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _next_piece(run: str, place: int, reading: str, at: int) -> tuple[str, int] | None:
    """(the words that stand between, where the reading goes on in the run)."""
    for size in _PROBES:
        for joint in _JOINTS:
            probe = reading[at + len(joint) : at + len(joint) + size]
            if not probe or not reading.startswith(joint, at):
                continue
            found = run.find(probe, place, place + WINDOW)
            if found >= 0 and (joint or found > place):
                return joint, found
    return None


def hash_of(text: str) -> int:
    """The number by which a string is looked up: CRC-32 of its UTF-8."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


class Phrases:
    """Strings that come again, each kept once in `phrases`; one object a transaction."""

    def __init__(self, db: Any) -> None:
        self._conn = db.conn
        self._known: dict[str, int] = {}

    def number(self, text: str | None) -> int | None:
        """The number of a string, which is written where it is new."""
        if text is None:
            return None
        number = self._known.get(text)
        if number is None:
            code = hash_of(text)
            row = self._conn.execute("SELECT id FROM phrases WHERE hash = ? AND text = ?", [code, text]).fetchone()
            number = row[0] if row else self._conn.execute("INSERT INTO phrases (text, hash) VALUES (?, ?)", [text, code]).lastrowid
            self._known[text] = int(number)
        return int(number)


class Numbers:
    """Rows of a small table of tuples (`series`, `periods`), each kept once; one object a transaction."""

    def __init__(self, db: Any, table: str, columns: Sequence[str], more: Mapping[str, Any] | None = None) -> None:
        self._conn = db.conn
        self._known: dict[tuple[Any, ...], int] = {}
        self._find = f"SELECT id FROM {table} WHERE {' AND '.join(f'{column} IS ?' for column in ('hash', *columns))}"
        names = ["hash", *columns, *(more or {})]
        self._insert = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
        self._more = list((more or {}).values())

    def number(self, *values: Any) -> int:
        """The number of a row, which is written where it is new."""
        number = self._known.get(values)
        if number is None:
            code = hash_of("\x1f".join("" if value is None else str(value) for value in values))
            row = self._conn.execute(self._find, [code, *values]).fetchone()
            number = row[0] if row else self._conn.execute(self._insert, [code, *values, *self._more]).lastrowid
            self._known[values] = int(number)
        return int(number)
