"""Reads the end of a document: whom it goes to (Nơi nhận), who signs, in what capacity.

The two stand side by side on paper, so a line may hold both: "- Lưu: VT. | KT. CHỦ TỊCH". What belongs to the signature is told by its
capitals: the powers ("KT.") and titles of patterns/header/header.yaml, then a person's name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

import regex

from extractor.finders.bodies.body import body_at
from extractor.finders.bodies.context import Context
from extractor.finders.header.letterhead import Field, Piece, Run
from extractor.finders.header.lines import HeadLine
from extractor.finders.header.misread import is_motto, titles_mended
from extractor.finders.header.patterns import header_patterns
from extractor.lexicon.document_types import document_type
from extractor.lexicon.patterns import fold

_ITEM_MARK = regex.compile(r"(?:^\s*|(?<=[;.:)])\s*)[-+•*–]\s*(?=[\p{Lu}\d(])")
# A person's name: two to six capitalised words.
_NAME_WORD = r"\p{Lu}[\p{L}'’]*"
_NAME = regex.compile(rf"{_NAME_WORD}(?: {_NAME_WORD}){{1,5}}")
_TRAIL = " ;.,"
_SPECKS = " (/\'\"‘’“”`´*.,_|~"
_MOST_LINES = 60
_WORD = 3  # letters of a power that is no abbreviation
_NEAR = 3  # lines below the recipients in which a name may stand alone


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of a document. `title` of the signer is on one line, with its power (KT.), without the line that names the body (TM.)."""

    recipients: tuple[str, ...] = ()
    recipients_run: Run | None = None
    signer: Field | None = None
    title: Field | None = None


def read_closing(lines: Sequence[HeadLine]) -> Closing:
    """The recipients and the signature of the document whose lines are `lines`; empty where it has none. Annexes after it do not count."""
    patterns = header_patterns()
    lines = [_mended(line) for line in lines]
    start = next((n for n, line in enumerate(lines) if _opens_recipients(line)), None)
    if start is None:
        opens = [n for n, line in enumerate(lines) if _opens_signature(lines, n)]
        # Who drew up a table signs beside the one who signs the document.
        first = next((n for n in opens if not patterns.preparer.match(lines[n].text.strip())), opens[0] if opens else None)
        return (
            _signature([Piece(line, 0, len(line.text)) for line in lines[first : first + 10]], Closing())
            if first is not None
            else Closing()
        )
    # In some layouts the signature stands before the recipients.
    before: list[Piece] = []
    for line in reversed(lines[max(0, start - 6) : start]):
        if (
            not (line.upper or _NAME.fullmatch(line.text.strip()) or patterns.sign_mark.fullmatch(line.text.strip()))
            or len(line.text) > 90
        ):
            break
        before.insert(0, Piece(line, 0, len(line.text)))
    items, run, beside, after = _recipients(lines, start)
    closing = Closing(tuple(items), run)
    leads = (patterns.titles, patterns.power, patterns.body_lead)
    if any(lead.match(part.text.strip()) for part in before for lead in leads):
        return _signature([*before, *beside, *after], closing)
    return _signature([*beside, *after], closing)


def _mended(line: HeadLine) -> HeadLine:
    text = titles_mended(line.text)
    return line if text == line.text else replace(line, text=text, written=titles_mended(line.written))


def _opens_recipients(line: HeadLine) -> bool:
    words = line.text.lstrip(_SPECKS)
    match = header_patterns().recipients.match(words)
    if not match:
        return False
    rest = words[match.end() :].strip()
    # Recognition reads a sign or two into the colon of italics ("Nơi nhậnÈ,").
    return match[0].endswith(":") or len(rest) <= 2 or rest.startswith("-")


def _opens_signature(lines: Sequence[HeadLine], index: int) -> bool:
    """Whether a signature begins on the line: a power or body lead in capitals, or a title alone with a name below it."""
    patterns = header_patterns()
    text = lines[index].text.strip()
    if len(text) > 120:
        return False
    lead = patterns.power.match(text) or patterns.body_lead.match(text)
    if lead:
        behind = text[lead.end() :].strip()
        # A power that is a word of its own may open any heading: "QUYỀN CỦA NGƯỜI HỌC".
        return behind[:4].isupper() and (not lead[0].isalpha() or len(lead[0]) < _WORD or patterns.titles.match(behind) is not None)
    title = patterns.titles.match(text)
    if not title:
        return False
    stop = _with_office(text, title.end(), len(text))
    if stop < len(text) and (more := patterns.titles.match(text, stop + 1)):
        stop = _with_office(text, more.end(), len(text))
    if stop < len(text):
        return _NAME.fullmatch(text[stop:].strip()) is not None and not text.isupper()
    below = [line.text.strip() for line in lines[index + 1 : index + 5]]
    following = [words for words in below if not patterns.sign_mark.fullmatch(words) and not patterns.titles.match(words)]
    return bool(following) and _person(following[0]) is not None


def _recipients(lines: Sequence[HeadLine], start: int) -> tuple[list[str], Run | None, list[Piece], list[Piece]]:
    """(items, their run, what stands beside them and belongs to the signature, the lines after them)."""
    patterns = header_patterns()
    items: list[str] = []
    beside: list[Piece] = []
    runs: list[Run] = []
    filed = False
    index = start
    while index < min(len(lines), start + _MOST_LINES):
        line = lines[index]
        begin = patterns.recipients.search(line.text).end() if index == start else 0
        end = _signature_start(line, begin)
        if end < len(line.text):
            beside.append(Piece(line, end, len(line.text)))
        cuts = [m for m in _ITEM_MARK.finditer(line.text, begin, end)]
        spans = [(m.end(), n.start()) for m, n in pairwise(cuts)] + ([(cuts[-1].end(), end)] if cuts else [])
        if not cuts and index > start and line.text[begin:end].strip():
            # Without a dash: an item where the list goes on, else the list is over.
            words = line.text[begin:end].strip()
            if filed or line.upper or not (words.endswith((";", ",")) or header_patterns().filed.match(words)):
                break
            spans = [(begin, end)]
        for first, last in spans:
            last = _before_name(line, first, last, beside)
            words = line.written[first:last].strip(_TRAIL)
            if words:
                items.append(" ".join(words.split()))
                runs.append(line.run(first, last))
                filed = filed or bool(header_patterns().filed.match(words))
        index += 1
    run = (runs[0][0], runs[-1][1]) if runs else None
    return items, run, beside, [Piece(line, 0, len(line.text)) for line in lines[index : index + 8]]


def _signature_start(line: HeadLine, begin: int) -> int:
    """Where the other column begins on a line of recipients: at a power or title in capitals, after the first words."""
    patterns = header_patterns()
    places = []
    for pattern in (patterns.body_lead, patterns.power, patterns.titles):
        for match in pattern.finditer(line.text, begin):
            before = line.text[begin : match.start()].rstrip()
            # "UBND TỈNH (CHỦ TỊCH)" and the like are recipients; a new column follows a closed item or the lead.
            if line.text[match.start() - 1 : match.start()] in {"", " "} and (not before or before[-1] in ";.:)"):
                places.append(match.start())
                break
    return min(places, default=len(line.text))


def _before_name(line: HeadLine, first: int, last: int, beside: list[Piece]) -> int:
    """Cuts a signer's name off the last item ("Lưu: VT. Lê Văn A")."""
    words = line.text[first:last]
    if not header_patterns().filed.match(words.strip()):
        return last
    match = regex.search(rf"[.;]\s+(?P<name>(?:{header_patterns().rank.pattern})*{_NAME.pattern})\s*$", words)
    if not match or match["name"].isupper():
        return last
    beside.append(Piece(line, first + match.start("name"), first + match.end("name")))
    return first + int(match.start()) + 1


def _person(text: str) -> str | None:
    """The name of a person that `text` is, without rank or degree; None where it is none."""
    words: str = header_patterns().signed_behind.sub("", text).strip(" .,")
    rank = header_patterns().rank.match(words)
    while rank and rank.end():
        words = words[rank.end() :].strip(" .,")
        rank = header_patterns().rank.match(words)
    if not _NAME.fullmatch(words) or header_patterns().no_person.match(words) or header_patterns().titles.match(words) or fold(words) in _folded_titles() or is_motto(words) or document_type(words):
        return None
    return words


@cache
def _folded_titles() -> frozenset[str]:
    """The titles without marks, for scans that lost them ("PHO GIAM ĐỌC")."""
    return frozenset(fold(title) for title in header_patterns().data.signer_titles)


def _signature(parts: Sequence[Piece], closing: Closing) -> Closing:
    """`closing` with signer and title that the parts hold, in their order."""
    patterns = header_patterns()
    titles: list[tuple[str, Run]] = []
    signer: Field | None = None
    led = False
    for number, part in enumerate(parts):
        if titles and part.line.upper and is_motto(part.line.text):
            # The next letterhead: a document without a signature ends before it.
            break
        position, end = part.start, part.end
        while position < end and signer is None:
            while position < end and part.line.text[position] in " ,./*|_~-–":
                position += 1
            if position >= end:
                break
            text = part.line.text
            mark = patterns.sign_mark.match(text, position, end)
            if mark:
                position = mark.end()
                continue
            lead = patterns.body_lead.match(text, position, end)
            if lead:
                position = _after_body(text, lead.end(), end)
                led = led or part.line.upper
                continue
            power = patterns.power.match(text, position, end)
            title = patterns.titles.match(
                text, power.end() + (text[power.end() : power.end() + 1] == " ") if power else position, end
            )
            if title and (power or _title_ends(text, title.end(), end)):
                stop = _whole_office(text, title.end(), _with_office(text, title.end(), end), end, parts[number + 1 : number + 1 + _NEAR])
                titles.append((part.line.written[position:stop], part.line.run(position, stop)))
                position = stop
                continue
            if power or (
                titles
                and not _person(text[position:end])
                and text[position:end].isupper()
                and not set(text[position:end]) & set(";,/")
                and not closing.signer
                and len(titles) < 3
            ):
                # A title that no list holds, or that a scan misread, in capitals under a power.
                if power or title or patterns.power.match(titles[-1][0]) or fold(text[position:end]) in _folded_titles():
                    titles.append((part.line.written[position:end], part.line.run(position, end)))
                position = end
                continue
            name = _person(text[position:end])
            # Party bodies sign by their name alone ("T/M BAN THƯỜNG VỤ").
            if name and (titles or led):
                first = text.index(name, position)
                signer = Field(part.line.written[first : first + len(name)], part.line.run(first, first + len(name)))
            position = end
        if signer is not None:
            break
        if titles and not part.line.upper and len(part.text.strip()) > 60:
            break
    if not titles:
        signer = signer or _alone(parts, closing)
        return replace(closing, signer=signer) if signer else closing
    written = regex.sub(r"(?<=\p{L}\.)(?=\p{Lu}{2})", " ", " ".join(t for t, _ in titles))
    run = (min(r[0] for _, r in titles), max(r[1] for _, r in titles))
    return Closing(closing.recipients, closing.recipients_run, signer, Field(" ".join(written.split()).rstrip(" ,"), run))


def _alone(parts: Sequence[Piece], closing: Closing) -> Field | None:
    """A name that stands alone right below the recipients: its title is under the stamp, or was not recognised."""
    for part in parts[:_NEAR] if closing.recipients else ():
        text = part.text.strip()
        name = _person(text)
        if name == text and not text.isupper():
            first = part.line.text.index(text, part.start)
            written = part.line.written[first : first + len(text)]
            return Field(regex.sub(r"(?<=\p{Ll})(?=\p{Lu})", " ", written), part.line.run(first, first + len(text)))
    return None


def _after_body(text: str, position: int, end: int) -> int:
    """Where the name of the body signed for ("TM. ỦY BAN NHÂN DÂN") ends: at the next power or title, else at the end."""
    patterns = header_patterns()
    found = [m.start() for pattern in (patterns.power, patterns.titles) for m in [pattern.search(text, position, end)] if m]
    # "BAN BÍ THƯ" holds a title and is none.
    places = [start for start in found if not text[position:start].endswith("BAN ")]
    return min(places, default=end)


def _with_office(text: str, position: int, end: int) -> int:
    """Where a title ends that goes on with the office it is held in ("VỤ TRƯỞNG VỤ PHÁP CHẾ", "PHÓ CHỦ TỊCH UBND TỈNH")."""
    if text[position : position + 1] != " ":
        return position
    office = body_at(text, position + 1, Context(), alone=False)
    return office.end if office and office.end <= end and text[position + 1 : office.end].isupper() else position


def _whole_office(text: str, title: int, stop: int, end: int, below: Sequence[Piece]) -> int:
    """Where the office ends of which only the beginning is listed ("CỤC TRƯỞNG CỤC THUẾ DOANH NGHIỆP LỚN"): with its line, where the name stands below."""
    if stop == title or not text[stop:end].strip().isupper() or header_patterns().titles.search(text, stop, end):
        return stop
    named = any(_person(part.text) is not None and not part.text.strip().isupper() for part in below)
    return end if named else stop


def _title_ends(text: str, position: int, end: int) -> bool:
    """Whether a title in capitals stops at `position`: at the end, before another title, or before a name in small letters."""
    rest = text[position:end].strip(" ,.")
    if _with_office(text, position, end) > position:
        return True
    return not rest or header_patterns().titles.match(rest) is not None or _person(rest) is not None or not rest[:2].isupper()
