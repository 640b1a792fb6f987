"""Reads the heading of a document: its type, its title (trích yếu), and whom it is addressed to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from extractor.finders.bodies.body import body_at
from extractor.finders.bodies.context import Context
from extractor.finders.bodies.organizations import organization_ending_at
from extractor.finders.header.letterhead import Field, Run
from extractor.finders.header.lines import HeadLine
from extractor.finders.header.misread import misread_type
from extractor.finders.header.patterns import CODE, DATE, header_patterns
from extractor.lexicon.document_types import document_type
from extractor.lexicon.phrases import HEADER

_ENACTS = regex.compile(r":\s*$")
_ITEM = regex.compile(r"(?:^|(?<=[;.])\s*)[-+•*–]\s*(?=\p{Lu})")
_LONG = 220
_FULL = 100
"""A line of so many characters may have been broken where the paper ended."""


@cache
def _own_code() -> Any:
    return HEADER.filled("own_code", code=CODE, date=DATE)


@dataclass(frozen=True, slots=True)
class TypeLine:
    """The line that names the type: its noun, where it stands, and what the line says after it."""

    doc_type: str
    run: Run
    rest: int
    code: Field | None = None


def type_line(line: HeadLine, *, first: bool, start: int = 0) -> TypeLine | None:
    """The type that the line opens with at `start`: in capitals, or (in one of the `first` lines of a headless text) in any case."""
    patterns = header_patterns()
    while start < len(line.text) and line.text[start] in " *":
        start += 1
    text = line.text
    if _ENACTS.search(text) and text[start:].strip(" :").isupper() and document_type(text[start:].strip(" :")):
        return None
    misread = misread_type(text[start:])
    if misread is not None:
        return TypeLine(misread, line.run(start, len(text)), len(text))
    match = patterns.upper_type.match(text, start)
    alone = False
    if not match:
        match = patterns.lower_type.match(text, start)
        if not match or not match[0][:1].isupper():
            return None
        after = text[match.end() :].strip(" .")
        alone = not after
        opens = patterns.behind_type.match(after)
        if not alone and (not (first and opens) or _is_prose(text)):
            return None
    entry = document_type(match[0])
    if entry is None or not entry.heads:
        return None
    end = match.end()
    after = text[end:].lstrip()
    # "Thông báo kết luận của …": the longer noun would leave a title that begins with "của".
    shorter = document_type(" ".join(match[0].split()[:2]))
    if shorter and shorter is not entry and (after.lower().startswith("của ") or (entry.opens_title and after)):
        entry, end = shorter, start + len(" ".join(match[0].split(" ")[:2]))
    found = _own_code().match(text, end)
    code = None
    rest = end
    if found and ("/" in found["code"] or "-" in found["code"]) and any(c.isdigit() for c in found["code"][:6]):
        code = Field(found["code"].replace(" ", ""), line.run(*found.span("code")))
        rest = found.end()
    return TypeLine(entry.name, line.run(start, end), rest, code)


def _is_prose(text: str) -> bool:
    """Whether a line that begins with a type's noun is a paragraph of running text: "Báo cáo của UBND huyện A cho thấy … tăng 11%. Các lĩnh vực …"."""
    return len(text) > _LONG and text.rstrip().endswith((".", "…"))


def is_opening(line: HeadLine) -> bool:
    """Whether the line opens the body: a ground, a numbered part, a long sentence."""
    text = line.text.strip()
    if HEADER.structure_mark.match(text) or len(text) > _LONG:
        return True
    return header_patterns().opening.match(text) is not None and (text.endswith((";", ".", ",", ":")) or len(text) > 120)


def read_title(lines: Sequence[HeadLine], index: int, rest: int) -> tuple[Field | None, int]:
    """The title that stands after the type on line `index` from `rest` on, or on the lines below: (title, first line after it)."""
    parts: list[tuple[HeadLine, int, int]] = []
    line = lines[index]
    if line.text[rest:].strip(" :.*") and not _only_issuer(lines, index, rest):
        parts.append((line, rest, len(line.text)))
    cursor = index + 1
    while cursor < len(lines) and len(parts) < 12:
        line = lines[cursor]
        text = line.text.strip()
        if not text:
            cursor += 1
            continue
        if _ends_title(line, parts):
            break
        parts.append((line, 0, len(line.text)))
        cursor += 1
    return _title(parts), cursor


def _only_issuer(lines: Sequence[HeadLine], index: int, rest: int) -> bool:
    """Whether behind the type on line `index` only the body that issues is named, and the title stands below: "NGHỊ QUYẾT HĐND TỈNH …" / "Về …"."""
    words = lines[index].text[rest:].strip(" :.*")
    lead = HEADER.of_body.match(words)
    below = next((line for line in lines[index + 1 :] if line.text.strip()), None)
    return is_body(words[lead.end() if lead else 0 :]) and below is not None and not _ends_title(below, []) and not is_opening(below)


def _ends_title(line: HeadLine, parts: list[tuple[HeadLine, int, int]]) -> bool:
    """Whether `line` no longer belongs to the title that `parts` begin."""
    text = line.text.strip()
    patterns = header_patterns()
    if patterns.addressee.match(text) and patterns.addressee.match(text)["colon"]:
        return True
    if text.startswith("(") or patterns.number.match(text) or patterns.motto.search(text) or patterns.place.fullmatch(text):
        return True
    if line.kind == "item" or HEADER.structure_mark.match(text):
        return True
    if not parts:
        # The first line below the type is the title, unless it is a body that decides, or already a sentence of grounds.
        if is_body(text) or text.endswith(tuple(patterns.data.telegram_ends)):
            return True
        return patterns.opening.match(text) is not None and text.endswith((";", ".", ",", ":")) and not text.isupper()
    previous, start, end = parts[-1]
    before = previous.text[start:end].strip()
    if is_body(text) and not _links(before) and not (HEADER.amended_bracket.search(before) and before.isupper() == text.isupper()):
        return True
    if text[0].islower() or HEADER.amended_bracket.search(before) or _wrapped(before, text) or _goes_on_with_time(before, text):
        return False
    if before.upper() == before:
        return not line.upper or document_type(text.strip(" :")) is not None
    return True


def _wrapped(before: str, text: str) -> bool:
    """Whether a line that begins large goes on with a title that filled its line: "… trong Chương trình mục tiêu" / "Quốc gia về …"."""
    opens = header_patterns().opening.match(text) or header_patterns().addressee.match(text) or document_type(text.strip(" :"))
    return len(before) >= _FULL > len(text) and not opens and before[-1].isalpha() and text[-1].isalnum() and not before.isupper() and not text.isupper()


def _goes_on_with_time(before: str, text: str) -> bool:
    """Whether a line goes on with the title by the time that it is about: "Kết quả công tác …" / "6 tháng đầu năm; phương hướng …"."""
    return HEADER.title_time.match(text) is not None and len(text) <= _LONG and before[-1].isalnum() and before.isupper() == text.isupper() and text[-1] not in ";:,"


def is_body(text: str) -> bool:
    """Whether the text is the name of one body and nothing else."""
    parsed = body_at(text, 0, Context(), alone=False)
    return parsed is not None and parsed.end >= len(text.rstrip(" ,:"))


def _links(before: str) -> bool:
    words = before.lower().split()
    return bool(words) and (words[-1] in header_patterns().data.title_links or before.endswith((",", "-")))


def _title(parts: list[tuple[HeadLine, int, int]]) -> Field | None:
    """One line of the title's parts, without what leads it in ("V/v"), and without the body that decides below it."""
    parts = [(line, *_trim(line, start, end)) for line, start, end in parts]
    parts = [part for part in parts if part[1] < part[2]]
    if not parts:
        return None
    text = " ".join(line.text[start:end] for line, start, end in parts)
    lead = header_patterns().subject.match(text)
    drop = lead.end() if lead else 0
    cut = len(text)
    clause = HEADER.grounds_opening.search(text)
    if clause:
        cut = clause.start()
    elif text.isupper() and len(parts) >= 1:
        body = organization_ending_at(text, len(text), Context())
        if (
            body
            and body.start > 20
            and text[body.start : body.end].isupper()
            and _decides(text, body.start)
            and body.level in {"trung ương", "bộ", "tỉnh"}
        ):
            cut = body.start
    # Walks the parts to find which of them hold the first and the last character of the title.
    position = 0
    runs: list[Run] = []
    written: list[str] = []
    for line, start, end in parts:
        first, last = max(start, start + drop - position), min(end, start + cut - position)
        if first < last and line.text[first:last].strip():
            runs.append(line.run(first, last))
            written.append(line.written[first:last].strip())
        position += end - start + 1
    value = " ".join(" ".join(written).split()).strip(" *:")
    return Field(value.removesuffix("./."), (runs[0][0], runs[-1][1])) if value else None


def _decides(text: str, start: int) -> bool:
    """Whether a body in capitals at the end of a title is the one that decides below it, and not part of the title."""
    words = text[:start].split()
    if not words or words[-1].lower() in header_patterns().data.title_links:
        return False
    titles = {"chủ", "bộ", "phó", "giám"}
    return words[-1].lower() not in titles and not any(
        text[:start].rstrip().endswith(w.upper()) for w in ("BAN HÀNH", "CHỦ TỊCH", "HỌP", "THÀNH VIÊN")
    )


def _trim(line: HeadLine, start: int, end: int) -> tuple[int, int]:
    while start < end and line.text[start] in ' :*"“”|' and line.text[start] not in '“"':
        start += 1
    while end > start and line.text[end - 1] in " *|":
        end -= 1
    return start, end


def read_addressee(lines: Sequence[HeadLine], index: int) -> tuple[Field | None, int]:
    """Whom the document is addressed to, from the line that opens the list: (bodies joined by "; ", first line after them)."""
    patterns = header_patterns()
    line = lines[index]
    match = patterns.addressee.match(line.text.lstrip())
    start = (len(line.text) - len(line.text.lstrip()) + match.end()) if match else len(line.text)
    items: list[str] = []
    runs: list[Run] = []
    cursor = index
    while cursor < len(lines):
        line = lines[cursor]
        text = line.text[start:] if cursor == index else line.text
        begin = start if cursor == index else 0
        item = _ITEM.match(text.lstrip())
        if cursor > index:
            if patterns.addressee.match(text.strip()) and not item:
                break
            if not item and not _continues(items, text):
                break
            if item and len(items) > 30:
                break
        for first, last in _items(text):
            words = line.written[begin + first : begin + last].strip(" ;.,")
            if not words:
                continue
            if cursor > index and not item and items:
                items[-1] = f"{items[-1]} {words}"
            else:
                items.append(" ".join(words.split()))
            runs.append(line.run(begin + first, begin + last))
        closed = text.rstrip().endswith(".") and bool(items)
        cursor += 1
        if closed:
            break
    return (Field("; ".join(items), (runs[0][0], runs[-1][1])) if items else None), cursor


def _items(text: str) -> list[tuple[int, int]]:
    cuts = list(_ITEM.finditer(text))
    if not cuts:
        return [(0, len(text))]
    starts = [m.end() for m in cuts]
    ends = [m.start() for m in cuts[1:]] + [len(text)]
    head = [(0, cuts[0].start())] if text[: cuts[0].start()].strip(" -") else []
    return head + list(zip(starts, ends, strict=True))


def _continues(items: list[str], text: str) -> bool:
    """Whether a line without a dash still belongs to the addressees."""
    words = text.strip()
    if not words or len(words) > 150 or HEADER.structure_mark.match(words) or header_patterns().opening.match(words):
        return False
    return not items or words[0].islower() or is_body(words.rstrip(" ;.")) or len(items[-1].split()) == 1
