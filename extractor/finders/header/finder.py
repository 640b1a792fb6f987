"""Finds what a document says of itself: type, code, day, place, issuer, title, addressee, recipients, signer.

A letterhead of tỉnh Lào Cai with "Số: 77/KH-UBND", "KẾ HOẠCH" and a title gives doc_type "Kế hoạch", code "77/KH-UBND", issuer "Ủy ban nhân dân
tỉnh Lào Cai". Every value cites the run of the reading that states it; an issuer that only the symbol, the annex or a closing sentence
gives cites that. What the document does not say is None. A press article has neither type nor issuer; an annex that stands alone belongs
to the document it names. Words: patterns/header/header.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

import regex

from extractor.finders.bodies.body import is_listed, level_of
from extractor.finders.bodies.context import Context
from extractor.finders.bodies.organizations import canonical_name, find_organizations
from extractor.finders.bodies.provinces import province_of_place
from extractor.finders.bodies.symbols import code_parts, issuer_by_symbol, names_the_body
from extractor.finders.header.annex import Annex, find_annex
from extractor.finders.header.broken_motto import without_broken
from extractor.finders.header.doubt import doubt, recognised
from extractor.finders.header.draft import Draft
from extractor.finders.header.form import names_a_body, read_form
from extractor.finders.header.gazette import number_below, read_gazette
from extractor.finders.header.heading import TypeLine, is_body, is_opening, read_addressee, read_title, type_line
from extractor.finders.header.letterhead import Field, Issuer, Letterhead, Piece, letterhead_issuer, read_line
from extractor.finders.header.lines import HeadLine, head_line, joined_lines, spaced_reading
from extractor.finders.header.mention import HeaderMention
from extractor.finders.header.own_context import document_context, province_of_text
from extractor.finders.header.patterns import header_patterns, written_date
from extractor.finders.header.side_by_side import columns
from extractor.finders.header.signature import Closing, read_closing
from extractor.finders.header.whole_names import context_of_body
from extractor.layout.model import Layout, Segment
from extractor.lexicon.document_types import document_type, sole_issuer
from extractor.lexicon.phrases import HEADER, LAYOUT
from extractor.lexicon.type_nouns import type_of_symbol

__all__ = ["HeaderMention", "document_context", "find_header"]

# How many lines a letterhead and heading may take, and how far a sentence that speaks for the body may stand from the beginning.
_HEAD_LINES = 40
_HEAD_CHARACTERS = 1500
_SPEAKS_WITHIN = 6000
_HEADLINE = 200
_FORM_TITLE = 4  # lines


def find_header(layout: Layout, segments: Sequence[Segment] | None = None) -> HeaderMention:
    """The metadata of the document that `layout` reads, or of the one in it that `segments` are. Pure: the same layout gives the same values."""
    reading = layout.reading
    spaced = spaced_reading(reading)
    text = reading.text if not segments else reading.text[segments[0].start : segments[-1].end]
    # Spaced paper is read closed up; a letterhead laid out as a table reaches here as paragraphs.
    lines = [head_line(reading, segment, spaced) for segment in segments or reading.segments if segment.kind not in {"note", "cell"}]
    lines = joined_lines([line for line in lines if line.text.strip()])
    draft = Draft({}, {}, reading.text)
    preamble: list[HeadLine] = []
    above = _above_the_tables(lines, layout)
    head, kind, after = _read_head(above, draft, preamble)
    draft.field("code", kind.code if kind and kind.code else head.code)
    draft.field("place", head.place)
    draft.set("issued_on", head.issued_on, head.date_run)
    gazette = read_gazette(draft, reading)
    issuer = _letterhead_issuer(head, kind, text, lines)
    annex = find_annex(lines, draft, issuer.name if issuer and kind else None)
    closing = read_closing(columns(lines[after:], layout))
    if kind is None and (closing == Closing() or len(above) < len(lines)):
        # Without a heading of its own nothing told where the letterhead ends; the first table does so in a workbook.
        behind = _behind(head, lines, after)
        if closing == Closing():
            closing = read_closing(columns(lines[behind:_HEAD_LINES], layout))
        if head.marked and head.own and head.subject is None and "addressee" not in draft.values:
            draft.field("title", _form_title(lines[behind : behind + _FORM_TITLE]), "the lines in capitals behind the letterhead")
    draft.field("signer", closing.signer, "the closing")
    draft.field("signer_title", closing.title, "the closing")
    context = replace(issuer.context if issuer else Context(), issued_on=head.issued_on)
    if issuer:
        draft.set("issuer", issuer.name, issuer.run)
    _type_of_letter(head, draft, issuer)
    form = kind is None and annex is None and not head.marked and "code" not in draft.values and read_form(above, draft, context)
    if not form and not _press(lines, draft, head, annex):
        context = _issuer(draft, lines, preamble, context, head, text, annex)
        _adoption(lines, draft)
    said = draft.said("code")
    uncertain = doubt(layout.document, reading, draft.values, draft.spans)
    if said and "code" not in draft.values and "code" in draft.spans and not head.symbol and (symbol := regex.search(r"[/-].+", said)):
        # The number was dropped as worthless; its symbol is print.
        head = replace(head, symbol=f"0{symbol[0]}", own=head.own or (draft.spans["code"],))
    _symbol_alone(draft, head)
    if recognised(layout.document, _HEAD_CHARACTERS):
        uncertain = (*uncertain, *_unread(draft, head, closing))
    if uncertain:
        draft.values["doubtful"] = tuple(sorted(set(uncertain)))
    if closing.recipients:
        draft.set("recipients", closing.recipients, closing.recipients_run, "Nơi nhận")
    own = {*head.own, *([kind.code.run] if kind and kind.code else []), *([run] if gazette and (run := draft.spans.get("code") or draft.spans.get("symbol")) else [])}
    return HeaderMention(**draft.values, spans=draft.spans, own_number_spans=tuple(sorted(own)), context=context)


def _above_the_tables(lines: list[HeadLine], layout: Layout) -> list[HeadLine]:
    """Of a workbook the lines above its first table: what stands between its tables are heads of other sheets. Of other files all lines."""
    if "sheets" not in layout.document.properties:
        return lines
    first = next((segment.start for segment in layout.reading.segments if segment.kind == "cell"), None)
    above = [line for line in lines if first is None or line.start < first]
    return above or lines


def _behind(head: Letterhead, lines: Sequence[HeadLine], after: int) -> int:
    """The first line behind the number and the day of the letterhead; `after` where it has neither."""
    runs = [run for run in (*head.own, head.date_run) if run is not None]
    return next((n for n, line in enumerate(lines[:after]) if line.start > max(run[1] for run in runs)), after) if runs else after


def _form_title(lines: Sequence[HeadLine]) -> Field | None:
    """The title of a list or a table whose letterhead no line with a type follows: the lines in capitals that come first."""
    first = list(takewhile(lambda line: line.upper and not is_body(line.text.strip()) and not is_opening(line), lines))
    if sum(len(line.text.split()) for line in first) < 3:
        return None
    return Field(" ".join(" ".join(line.written.split()) for line in first), (first[0].run(0, len(first[0].text))[0], first[-1].run(0, len(first[-1].text))[1]))


def _symbol_alone(draft: Draft, head: Letterhead) -> None:
    """A code without its number is none: the number is still to be filled in, or, on a scan, was written by hand. Its symbol is kept."""
    code = draft.said("code")
    run = draft.spans.get("code") or (head.own[-1] if head.own else None)
    if code is not None and not regex.match(r"[^/-]*\d", code):
        draft.values.pop("code")
        draft.spans.pop("code", None)
        draft.set("symbol", code.lstrip("0.…_-/ "), run, "a code without its number")
    elif code is None and head.symbol:
        draft.set("symbol", head.symbol.lstrip("0/- "), head.own[-1], "a code without its number")


def _unread(draft: Draft, head: Letterhead, closing: Closing) -> Iterator[str]:
    """The fields that a scanned document has and recognition did not read, for a person to type in.

    Below a letterhead stand number and day, at an end with recipients or a title a signer's name, under a stamp or in script letters.
    """
    if head.symbol or head.place or "code" in draft.values or "issued_on" in draft.values:
        yield from (name for name in ("code", "issued_on") if name not in draft.values)
    if closing.recipients or closing.title:
        yield from (name for name in ("signer", "signer_title") if name not in draft.values)


def _read_head(lines: Sequence[HeadLine], draft: Draft, preamble: list[HeadLine]) -> tuple[Letterhead, TypeLine | None, int]:
    """Letterhead, type line and the first line after the heading; sets type, title and addressee.

    The lines in capitals below the title, which name the body that decides, are added to `preamble`.
    """
    patterns = header_patterns()
    head = Letterhead()
    kind: TypeLine | None = None
    bracket: int | None = None
    index = 0
    while index < min(len(lines), _HEAD_LINES):
        line = lines[index]
        text = line.text.strip()
        address = patterns.addressee.match(text)
        found = type_line(line, first=index < 4) if kind is None and head.subject is None else None
        if found and not line.upper and not head.pieces and _is_page_title(lines, index):
            index += 1
            continue
        if found:
            kind = found
            draft.set("doc_type", kind.doc_type, kind.run, "the line of the type")
            head, above = number_below(lines, index, kind.rest, head)
            title, index = read_title(lines, above, kind.rest if above == index else len(lines[above].text))
            draft.field("title", title, "the lines below the type")
            continue
        if (address and (address["colon"] or index + 1 < len(lines))) and not (address["colon"] == "" and len(text) > 60):
            addressee, index = read_addressee(lines, index)
            draft.field("addressee", addressee, "addressee")
            continue
        if text.endswith(tuple(patterns.data.telegram_ends)):
            addressee, index = read_addressee([replace(line, text="", written="", places=None), *lines[index + 1 :]], 0)
            draft.field("addressee", addressee, "telegram_ends")
            break
        if bracket is None and head.marked and text.startswith("(") and patterns.annex.search(text) is not None:
            bracket = index
        marks = patterns.number.match(text) or patterns.motto.search(text) or patterns.place.search(text)
        if is_opening(line) and not marks:
            break
        if kind is not None:
            # Below the title only the body that decides, and what a column of the letterhead left over.
            below = read_line(line, head)
            body = line.upper or is_body(text)
            if below.code is head.code and below.place is head.place and not body:
                break
            head = replace(below, pieces=head.pieces)
            if body:
                preamble.append(line)
            index += 1
            continue
        if "addressee" in draft.values:
            break
        head = read_line(line, head)
        index += 1
    if kind is None and bracket is not None:
        head = replace(head, pieces=_above_the_title(head.pieces, lines[:bracket]))
    if head.subject is not None:
        title, index = _subject_title(head, lines, draft, index)
    return head, kind, index


def _above_the_title(pieces: Sequence[Piece], lines: Sequence[HeadLine]) -> tuple[Piece, ...]:
    """The pieces beside and above the motto, and the bodies below it: what else stands above the bracket of an annex is its title. `lines`: those above the bracket."""
    motto = max((line.start for line in lines if header_patterns().motto.search(line.text)), default=None)
    pieces = [piece for piece in pieces if piece.line.start <= lines[-1].start]
    return tuple(piece for piece in pieces if motto is None or piece.line.start <= motto or names_a_body(piece.text))


def _is_page_title(lines: Sequence[HeadLine], index: int) -> bool:
    """Whether the line is the heading of a web page above the document: the letterhead follows it."""
    patterns = header_patterns()
    return any(
        patterns.motto.search(line.text) or patterns.number.match(line.text.strip()) for line in lines[index + 1 : index + 10]
    )


def _subject_title(head: Letterhead, lines: Sequence[HeadLine], draft: Draft, index: int) -> tuple[Field | None, int]:
    """The subject of an official letter, going on over the lines that begin in small letters."""
    subject = head.subject
    assert subject is not None
    value = subject.line.written[subject.start : subject.end].strip(" :*")
    run = subject.line.run(subject.start, subject.end)
    place = next((n for n, line in enumerate(lines) if line is subject.line), len(lines))
    for line in lines[place + 1 : place + 6]:
        text = line.text.strip()
        if not value or not text[:1].islower() or header_patterns().motto.search(text) or header_patterns().place.search(text):
            break
        value, run = f"{value} {line.written.strip()}", (run[0], line.run(0, len(line.text))[1])
    title = Field(" ".join(value.split()), run) if value else None
    draft.field("title", title, "the subject of a letter (V/v)")
    return title, index


def _letterhead_issuer(head: Letterhead, kind: TypeLine | None, text: str, lines: Sequence[HeadLine]) -> Issuer | None:
    if not (head.marked or head.code or head.symbol or head.place):
        return None
    entry = document_type(kind.doc_type) if kind else None
    return letterhead_issuer(without_broken(head.pieces, lines), text[:60000], head.issued_on, joint=bool(entry and entry.joint), dashed=head.code is not None)


def _type_of_letter(head: Letterhead, draft: Draft, issuer: Issuer | None) -> None:
    """The type where no line names it: by the code's type part, else an official letter."""
    if "doc_type" in draft.values:
        return
    code = draft.said("code") or head.symbol
    parts = code_parts(code) if code else None
    run = draft.spans.get("code") or (head.own[0] if head.own else None)
    if parts is not None:
        entry = type_of_symbol(parts.type) if parts.type and parts.organizations else None
        letter = entry is None or (head.subject is not None and not parts.organizations)
        if (
            entry is not None
            and issuer_by_symbol(code or "", Context(province="tỉnh"), "Công văn")
            and not issuer_by_symbol(code or "", Context(province="tỉnh"))
        ):
            letter = True
        letter = letter or (issuer is not None and names_the_body(parts, issuer.name, issuer.context))
        draft.set("doc_type", "Công văn" if letter else entry.name if entry else None, run, "the type part of the code")
    elif head.subject is not None and run is not None:
        draft.set("doc_type", "Công văn", run, "a subject without a type is a letter's")


def _press(lines: Sequence[HeadLine], draft: Draft, head: Letterhead, annex: Annex | None) -> bool:
    """Whether the text is a press article: sets its headline and the day of publication."""
    if annex is not None or head.marked or head.code or "doc_type" in draft.values or "addressee" in draft.values:
        return False
    patterns = header_patterns()
    time_at: int | None = None
    for number, line in enumerate(lines[:6]):
        match = next((m for p in patterns.press if (m := p.fullmatch(line.text.strip()))), None) or LAYOUT.page_time.fullmatch(line.text.strip())
        if match:
            time_at = number
            draft.values.pop("issued_on", None)
            draft.set("issued_on", written_date(match), line.run(0, len(line.text)), "press")
            break
    if time_at is None and any("signer_title" in draft.values for _ in (0,)):
        return False
    candidates = lines[:time_at] if time_at else lines[(time_at + 1 if time_at is not None else 0) : 4 + (time_at or 0)]
    headline = next((line for line in candidates if len(line.text.split()) >= 3), None)
    # What stands first and is a paragraph has no headline above it; none below it is one.
    if headline and len(headline.text) < _HEADLINE and not _is_prose(headline):
        draft.set("title", " ".join(headline.written.split()), headline.run(0, len(headline.text)), "press")
    return True


def _is_prose(line: HeadLine) -> bool:
    """Whether a line is a sentence of an article and no headline: it ends as sentences do, or another one begins in it."""
    text = line.text.strip()
    return text.endswith((".", ";", ":")) or HEADER.sentence_within.search(text) is not None


def _issuer(
    draft: Draft,
    lines: Sequence[HeadLine],
    preamble: Sequence[HeadLine],
    context: Context,
    head: Letterhead,
    text: str,
    annex: Annex | None,
) -> Context:
    """Sets the issuer where the letterhead names none, and gives the context that its territory makes."""
    place_province = province_of_place(head.place.value) if head.place else None
    if "issuer" in draft.values:
        named = draft.said("issuer") or ""
        local = level_of(named) not in {"trung ương", "bộ"}
        if local and not context.province and context.district is None and context.commune is None:
            completed = canonical_name(named, Context(province=place_province)) if place_province else named
            if completed == named and place_province and level_of(named) == "sở" and not is_listed(named):
                completed = f"{named} {place_province}"
            if completed != named and completed.startswith(named):
                # "SỞ NỘI VỤ" of a letterhead that names no province: the place of the date does.
                draft.values["issuer"] = completed
                return replace(context_of_body(completed, context), issuer=completed)
        return replace(context, issuer=named)
    code = draft.said("code") or head.symbol
    run = draft.spans.get("code") or (head.own[0] if head.own else None)
    province = context.province or place_province or province_of_text(text)
    wide = replace(context, province=province)
    for line in preamble:
        name = canonical_name(line.text.strip(), wide)
        if name != line.text.strip():
            draft.set("issuer", name, line.run(0, len(line.text)), "the body below the title")
            break
    if annex is not None and annex.issuer and "issuer" not in draft.values:
        draft.set("issuer", canonical_name(annex.issuer, wide), annex.issuer_run, "annex")
    if code and run and "issuer" not in draft.values:
        draft.set("issuer", issuer_by_symbol(code, wide, draft.said("doc_type")), run, "the letters of the code (symbols)")
    if "issuer" not in draft.values:
        _speaker(draft, lines, wide)
    if "issuer" not in draft.values and draft.said("doc_type"):
        draft.set("issuer", sole_issuer(draft.said("doc_type")), draft.spans.get("doc_type"), "the only issuer of the type (document_types)")
    named = draft.said("issuer") or ""
    return replace(context_of_body(named, context), issuer=named or None)


def _speaker(draft: Draft, lines: Sequence[HeadLine], context: Context) -> None:
    """The body that speaks: named before a verb of reporting or deciding, at the end of the document or in its first paragraphs."""
    patterns = header_patterns()
    read = 0
    first: list[HeadLine] = []
    for line in lines:
        first.append(line)
        read += len(line.text)
        if read > _SPEAKS_WITHIN:
            break
    closing = [line for line in lines[-60:] if len(line.text) < 300]
    for line in [*first, *reversed(closing)]:
        for mention in find_organizations(line.text, context):
            if mention.kind == "person" or mention.level is None or mention.name == draft.said("addressee"):
                continue
            after = line.text[mention.end : mention.end + 40].lstrip()
            if patterns.speaking.match(after) and not after.startswith("về"):
                draft.set("issuer", mention.name, line.run(mention.start, mention.end), "speaking")
                return


def _adoption(lines: Sequence[HeadLine], draft: Draft) -> None:
    """The day of a law or resolution that only its closing sentence gives ("… thông qua ngày …")."""
    if "issued_on" in draft.values or draft.said("doc_type") not in {"Luật", "Bộ luật", "Nghị quyết", "Pháp lệnh", "Hiến pháp"}:
        return
    for line in reversed(lines[-40:]):
        match = header_patterns().adoption.search(line.text)
        if match and (day := written_date(match)):
            draft.set("issued_on", day, line.run(match.start("d"), match.end("y")), "adoption")
            return
