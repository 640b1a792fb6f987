"""Reads a letterhead: number, place and day, the bodies that issue, the subject of an official letter.

Two columns of paper come as lines in any order, on one line, or cut apart; so the lines are cut at their marks (motto, number, place and
day, subject), and what is left between them names the bodies.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any

import regex

from extractor.finders.bodies.body import body_at, is_listed, level_of
from extractor.finders.bodies.casing import cased, recased
from extractor.finders.bodies.context import Context, Parsed
from extractor.finders.bodies.gazetteer import gazetteer
from extractor.finders.header.lines import HeadLine
from extractor.finders.header.misread import is_motto, mended
from extractor.finders.header.patterns import CODE, SYMBOL, header_patterns, written_date
from extractor.finders.header.whole_names import composed, context_of_body, of_superior, with_its_beginning, with_its_end
from extractor.lexicon.patterns import fold
from extractor.lexicon.phrases import HEADER

Run = tuple[int, int]
_CODE = regex.compile(CODE)
_WORD = regex.compile(r"\S+")
_NUMBERED = regex.compile(r"\d{1,2}\s*")
_NUMBER = regex.compile(r"\d{1,3}")
_LABEL = 40  # characters of a line that only says which form this is
_DUST = 4  # characters that recognition may make of specks before a number
# What goes on right behind a number without being one: recognition gave up in the middle of it.
_UNREAD = regex.compile(rf"[^\s,.;:()|/–-][^\s/⁄]*(?:[/⁄-]\s?(?P<symbol>{SYMBOL}))?")


@dataclass(frozen=True, slots=True)
class Field:
    """A value and the run of the reading that states it."""

    value: str
    run: Run


@dataclass(frozen=True, slots=True)
class Piece:
    """A run `[start, end)` of a line: what it says between its marks, or what of it belongs to a signature."""

    line: HeadLine
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What the lines of a letterhead say; `pieces` are the words that name bodies, `own` the runs of the document's own number."""

    code: Field | None = None
    symbol: str | None = None
    place: Field | None = None
    issued_on: datetime.date | None = None
    date_run: Run | None = None
    subject: Piece | None = None
    pieces: tuple[Piece, ...] = ()
    own: tuple[Run, ...] = ()
    marked: bool = False


def read_line(line: HeadLine, head: Letterhead) -> Letterhead:
    """`head` with what `line` adds to it; the words that no mark explains are its new pieces."""
    patterns = header_patterns()
    if _says_of_what(line):
        return head
    cuts: list[tuple[int, int]] = []
    for match in patterns.motto.finditer(line.text):
        if (body := body_at(line.text, match.start(), Context(), alone=False)) is not None and body.end > match.end():
            continue  # "ĐOÀN TNCS HỒ CHÍ MINH XÃ KỲ TÂN"
        cuts.append(match.span())
        head = replace(head, marked=True)
    if not cuts and is_motto(line.text):
        return replace(head, marked=True)
    place = patterns.place.search(line.text)
    # "…, trong đó có huyện Thường Tín, ngày 08/12/2031, HĐND thành phố ban hành …": a sentence goes on behind its day, a letterhead does not.
    if place and head.place is None and not line.text[place.end() :].lstrip().startswith(","):
        head = replace(
            head,
            place=Field(line.written[place.start("place") : place.end("place")], line.run(*place.span("place"))),
            issued_on=written_date(place),
            date_run=line.run(*_date_span(place)),
        )
        cuts.append(place.span())
    elif head.date_run is None and (day := patterns.day_line.fullmatch(line.text.strip(" ()"))):
        head = replace(head, issued_on=written_date(day), date_run=line.run(0, len(line.text)))
        cuts.append((0, len(line.text)))
    subject = patterns.subject.search(line.text)
    marks = sorted([*cuts, *([(subject.start(), len(line.text))] if subject else [])])
    for start, stop in zip([0, *(end for _, end in marks)], [*(first for first, _ in marks), len(line.text)], strict=True):
        head, number = _number(line, start, stop, head) if start < stop else (head, [])
        cuts += number
        if number and head.date_run is None and (day := patterns.day_line.match(line.text, _behind(line.text, number[-1][1]))):
            head = replace(head, issued_on=written_date(day), date_run=line.run(*_date_span(day)))
            cuts.append(day.span())
    if subject and head.subject is None and head.own:
        end = min((start for start, _ in cuts if start >= subject.end()), default=len(line.text))
        head = replace(head, subject=Piece(line, subject.end(), end))
        cuts.append((subject.start(), end))
    return replace(head, pieces=(*head.pieces, *_rest(line, cuts)))


def _behind(text: str, position: int) -> int:
    """Where the words go on behind the own number that ends at `position`."""
    while text[position : position + 1] in {" ", ","}:
        position += 1
    return position


def _says_of_what(line: HeadLine) -> bool:
    """Whether the line only tells which form this is, or which document it comes with: "Mẫu số 02/BC", "(Kèm theo Thông tư số 5/2031/TT-BNV …)"."""
    text, patterns = line.text.strip(), header_patterns()
    return (text.startswith("(") and patterns.annex.search(text) is not None) or (len(text) <= _LABEL and patterns.form.match(text) is not None)


def _date_span(match: Any) -> tuple[int, int]:
    return (match.start("d"), match.end("y")) if match["d"] else match.span()


def _number(line: HeadLine, first: int, stop: int, head: Letterhead) -> tuple[Letterhead, list[tuple[int, int]]]:
    """The document's own number in `[first, stop)` of the line, between two marks."""
    if head.code is not None or head.symbol is not None:
        return head, []
    patterns = header_patterns()
    filled = patterns.filled.match(line.text, first, stop)
    if filled:
        run = line.run(filled.start("number"), filled.end())
        return replace(head, code=Field(f"{filled['number']}/{_close(filled['symbol'])}", run), own=(*head.own, run)), [filled.span()]
    match = patterns.number.search(line.text, first, stop)
    if match and not match["code"].strip() and line.text[first : match.start()].strip():
        match = None  # the last word of a name: "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ"
    if match and match[0].isupper() and _NUMBERED.fullmatch(match["code"]) and line.text[first : match.start()].strip():
        return head, []  # "ĐỘI QUẢN LÝ THỊ TRƯỜNG SỐ 5"
    unread = patterns.garbled.search(line.text, match.start() if match else first, stop)
    before = line.text[first : unread.start()] if unread else ""
    if unread and not before.isupper() and len(before.strip()) > _DUST:
        unread = None
    # Only the names of bodies may stand before it on its line, and they are in capitals.
    if match and line.text[first : match.start()].strip() == line.text[first : match.start()].strip().upper():
        start = match.start("code")
        end = _code_end(line.text, match["code"], start, stop)
        # Digits with a symbol behind them that they do not reach are not the number.
        if not unread or (end > start and not line.text[start:end].strip().isdigit()):
            return _with_code(line, start, end, head, match.start())
    if unread:
        return replace(head, symbol=f"0/{_close(unread['symbol'])}", own=(*head.own, line.run(*unread.span()))), [unread.span()]
    body = line.text[first:stop].strip()
    if body and body[0].isdigit() and "/" in body and patterns.bare_code.fullmatch(body):
        start = line.text.index(body, first)
        return _with_code(line, start, start + len(body), head, start)
    return head, []


def _code_end(text: str, words: str, start: int, stop: int) -> int:
    """Where the code ends that begins at `start` with `words`, the rest of the line; `start` where there is none."""
    day = header_patterns().day_line.search(words)
    if day:
        # "SỐ 12/SL NGÀY 3 THÁNG 4 NĂM 2031": the day behind it is no part of it, in capitals neither.
        words = words[: day.start()].rstrip(" ,")
    # Blanks inside the number are of the paper; where they are not, only the code's own form counts.
    spaced = ("/" in words or "-" in words) and not any(part[0].islower() for part in words.split())
    if spaced and _CODE.fullmatch(words.replace(" ", "")):
        return start + len(words)
    found = _CODE.match(text, start, stop)
    return int(found.end()) if found else start


def _close(symbol: str) -> str:
    return "".join(symbol.split()).replace("⁄", "/").replace("–", "-")


def _with_code(line: HeadLine, start: int, end: int, head: Letterhead, lead: int) -> tuple[Letterhead, list[tuple[int, int]]]:
    code = line.text[start:end].replace(" ", "").rstrip(".,;:")
    if not code:
        return head, [(lead, end)]
    run = line.run(start, end)
    unread = _UNREAD.match(line.text, end)
    if unread and line.text[end - 1] != " ":
        # "Số: 2%É⁄QĐ-SYT": what was read of the number is not the number.
        symbol = f"0/{unread['symbol']}" if unread["symbol"] else None
        return replace(head, symbol=symbol, own=(*head.own, line.run(start, unread.end()))), [(lead, unread.end())]
    if not code[0].isdigit():
        # The number is still to be filled in: only the symbol is known.
        return replace(head, symbol="0" + code.lstrip(".…_-"), own=(*head.own, run)), [(lead, end)]
    return replace(head, code=Field(code, run), own=(*head.own, run)), [(lead, end)]


def _rest(line: HeadLine, cuts: Sequence[tuple[int, int]]) -> list[Piece]:
    pieces: list[Piece] = []
    position = 0
    for start, end in sorted([*cuts, (len(line.text), len(line.text))]):
        words = line.text[position:start].strip(" -_*|.")
        if start > position and words and any(c.isalpha() for c in words):
            first = line.text.index(words, position)
            pieces.append(Piece(line, first, first + len(words)))
        position = max(position, end)
    return pieces


@dataclass(frozen=True, slots=True)
class Issuer:
    """The issuing body of a letterhead with its level, the run that names it, and the territories it gives the document."""

    name: str
    run: Run
    level: str | None
    context: Context


def letterhead_issuer(
    pieces: Sequence[Piece], text: str, issued_on: datetime.date | None, *, joint: bool = False, dashed: bool = False
) -> Issuer | None:
    """The body that the pieces of a letterhead name: the last one, completed by those above it; all of them where they are `joint`, or, with `dashed`, where a dash
    stands between two ("SỞ NỘI VỤ - SỞ TÀI CHÍNH"). `text` gives unlisted names their case."""
    patterns = header_patterns()
    # What begins small goes on with the subject above it.
    pieces = [p for p in pieces if not patterns.noise.fullmatch(p.text) and not p.text[:1].islower()]
    if not pieces:
        return None
    words = [mended(HEADER.fused_body.sub(r"\1 ", p.text)) for p in pieces]
    joined = " ".join(words)
    runs = [p.line.run(p.start, p.end) for p in pieces]
    whole = (runs[0][0], max(run[1] for run in runs))
    lengths = [len(w) for w in words]
    ends = [sum(lengths[: n + 1]) + n for n in range(len(pieces))]
    context = Context(issued_on=issued_on)
    bodies: list[Parsed] = []
    loose: list[str] = []
    position = 0
    while position < len(joined):
        match = _WORD.search(joined, position)
        if not match:
            break
        position = match.start()
        parsed = _body_of_pieces(joined, position, ends, context)
        if parsed and (parsed.end == len(joined) or not joined[parsed.end].isalnum()):
            parsed = with_its_beginning(parsed, joined, position, ends, loose)
            joint = joint or (dashed and bool(bodies) and "-" in loose)
            bodies.append(parsed)
            loose = []
            context = context_of_body(parsed.name, context)
            position = parsed.end
        else:
            # Only words in capitals can be a body's: an address or a telephone number below it is not.
            if match[0].isupper() or (dashed and match[0] == "-") or (loose and _NUMBER.fullmatch(match[0]) and match.end() in ends):
                loose.append(match[0])
            position = match.end()
    name = composed(bodies, " ".join(loose).strip(" -"), text, joint)
    if name is None:
        return None
    name = of_superior(name if is_listed(name) else recased(name, text), bodies)
    return Issuer(name, whole, level_of(name), replace(context_of_body(name, context), issuer=name))


def _body_of_pieces(joined: str, position: int, ends: list[int], context: Context) -> Parsed | None:
    """The body that begins at `position` of the joined pieces, which end at `ends`: a place's name does not run into the next piece."""
    parsed = body_at(joined, position, context, alone=False)
    if parsed is None or parsed.end not in ends:
        # A whole piece that is a listed name with wrong marks, of which at most the beginning was read.
        whole = next((end for start, end in pairwise([-1, *ends]) if start + 1 == position), position)
        name = _misread(joined[position:whole], context)
        misread = body_at(name, 0, context, alone=False) if name else None
        if misread is not None:
            return replace(misread, end=whole)
        if parsed is None:
            return None
    for end in ends:
        if position < end < parsed.end:
            shorter = body_at(joined[:end], position, context, alone=False)
            bare = body_at(joined[:end], position, Context(), alone=False)
            # The place is told by its own words, not by the body above: "SỞ NÔNG NGHIỆP" / "VÀ MÔI TRƯỜNG" is one name.
            placed = bare is not None and context_of_body(bare.name, Context()) != Context()
            # Nor is the body above part of the one below it: "HỘI NÔNG DÂN VIỆT NAM" / "HỘI NÔNG DÂN HUYỆN MAI SƠN".
            above = shorter is not None and not is_listed(parsed.name) and is_listed(shorter.name) and body_at(joined, end + 1, context, alone=False) is not None
            if shorter and shorter.end == end and (placed or above or HEADER.unit_below.match(joined, end + 1)):
                parsed = shorter
                break
    end = min(e for e in ends if e >= parsed.end)
    if is_listed(parsed.name):
        return with_its_end(parsed, joined, position, end, context)
    listed = _misread(joined[position:end], context)
    if listed:
        return replace(parsed, end=end, name=listed)
    if joined[parsed.end : parsed.end + 1] == ",":
        # A name that goes on over its comma takes the whole of its piece.
        return replace(parsed, end=end, name=f"{parsed.name}, {cased(joined[parsed.end + 1 : end].strip(), first=False)}")
    return with_its_end(parsed, joined, position, end, context)


@cache
def _folded_names() -> dict[str, str]:
    data = gazetteer().data
    names = [entry.name for group in (data.fixed, data.territorial) for entry in group]
    names += [f"{head.name} {f.name}" for head in data.field_heads for f in data.fields if getattr(f, head.uses)]
    return {fold(name): name for name in names}


def _misread(words: str, context: Context) -> str | None:
    """The listed body whose name `words` write with wrong marks, as recognition does; completed by the body above it."""
    name = _folded_names().get(fold(words))
    parsed = body_at(name, 0, context, alone=False) if name else None
    return parsed.name if parsed and name and parsed.end == len(name) else None
