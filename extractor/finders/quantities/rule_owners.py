"""What a figure of a rule is about: the head of its item, its row, those with whom its sentence begins, else the heading that names a thing or what criteria are for.

In: the reading, a mention of running text and what was kept for it. Out: a name, or None. "Vườn cây lâu năm: hỗ trợ 12 triệu đồng/ha" is of the orchard, "Điều 5. Tiêu chí phân
loại phường" gives its points to the phường. Vocabulary: `owners` of patterns/quantities/quantities.yaml and the rules of quantity_phrases.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import regex

from extractor.finders.quantities.labels import is_measure, is_source
from extractor.finders.quantities.mention import IndicatorMention, Spare
from extractor.finders.quantities.phrase_rules import verbs
from extractor.finders.quantities.vocabulary import quantities
from extractor.layout.model import Reading, Segment
from extractor.lexicon.patterns import any_of
from extractor.lexicon.phrases import QUANTITIES

REACH = 400  # code points from a figure back to the colon of its item's head
LONGEST_HEAD = 26  # words of the head of a rule's item, before its colon
LONGEST_ROW = 60  # words of a row's name
SUB = 2  # headings of which the last may be another item than the one above
LEVELS = ("dash", "letter", "number")
LETTERED = regex.compile(r"[a-zđ]\s?[).]")
LINES_ABOVE = 30  # segments above an item in which its numbered line is looked for
LONGEST = 16  # words of a heading that only names a thing


@cache
def _criteria() -> Any:
    return QUANTITIES.filled("criteria_title", things=any_of(quantities().owners.things))


@cache
def _criteria_below() -> Any:
    return QUANTITIES.filled("criteria_heading", things=any_of(quantities().owners.things))


def criteria_of(section: tuple[str, ...]) -> str | None:
    """What a set of criteria is about, by the article or part that sets them ("Điều 5. Tiêu chí phân loại phường": "phường"), else by the title ("TIÊU CHÍ
    CÔNG NHẬN TRƯỜNG ĐẠT CHUẨN": "trường đạt chuẩn")."""
    below = (found for name in reversed(section[1:]) if (found := _criteria_below().match(name)) is not None)
    match = next(below, None) or (_criteria().match(section[0]) if section else None)
    if match is None:
        return None
    words = " ".join(match["thing"].split())
    return words.lower() if words.isupper() else str(words)


def criteria_of_list(reading: Reading, lead: int | None) -> str | None:
    """What the criteria are about that a line opens ("- Tiêu chí phân định xã:")."""
    match = _criteria_below().match(reading.text[reading.segments[lead].start : reading.segments[lead].end]) if lead is not None else None
    return " ".join(match["thing"].split()) if match is not None else None


def thing_of(text: str, start: int, place: int, section: tuple[str, ...]) -> str | None:
    """What a rule's figure is about: the head of its item, before the colon ("Vườn cây lâu năm: hỗ trợ …"), else the heading that names a thing."""
    colon = text.rfind(":", max(start, place - REACH), place)
    names = []
    if colon >= 0:
        edge = max(text.rfind(mark, start, colon) + 1 for mark in ":;") or start
        edge = start if text[edge:colon].lstrip().startswith("hoặc ") else edge  # "…; hoặc cho các mục đích khác: mức thu …"
        names.append((text[max(edge, text.rfind(". ", start, colon) + 1, start) : colon], LONGEST_HEAD))
    opening = QUANTITIES.marks_of_parts.match(text, start, place).end()
    first = QUANTITIES.subject_end.search(text, opening, place)
    before = text[opening : first.start() if first is not None else place]
    if first is not None and text[first.end() : first.end() + 1].isdigit():
        before = before.rstrip("0123456789").rstrip()  # "người cai nghiện 310.000 đồng"
    said = (QUANTITIES.condition_of_thing.sub("", before), LONGEST)
    heading = [(section[-1], LONGEST)] if len(section) > 1 else []
    # A sentence that begins with those whom it is about says it better than the heading.
    names += [said, *heading] if _persons().match(_lead().sub("", said[0])) else [*heading, said]
    return next((words for name in names if (words := _thing(*name, measures=name is not said)) is not None), None)


def of_rule(reading: Reading, mention: IndicatorMention, segment: Segment, spare: Spare) -> str | None:
    """What a rule's figure is about: the name of its row; those with whom the line above its list begins; the head of its item, unless that is what its label says."""
    lead = reading.segments[spare.lead] if spare.lead is not None else None
    line = reading.text[lead.start + len(lead.marker or "") : lead.end] if lead is not None else ""
    if segment.kind == "cell" and spare.row is not None and (name := row_thing(spare.row)) is not None:
        return name
    if lead is not None and not line.isupper() and _persons().match(line) and (whom := thing_of(reading.text, lead.start, lead.end, ())) is not None:
        return whom.removesuffix(" thì")
    text = reading.text
    edge = max(text.rfind(mark, segment.start, mention.start) for mark in ":;")
    named = QUANTITIES.named_then_rate.fullmatch(text, edge + 1, mention.start) if edge >= 0 else None
    if named is not None and (words := _thing(named["thing"], LONGEST)) is not None:
        return words
    found = thing_of(text, segment.start, mention.start, _fresh(reading, segment))
    if found is not None:
        found = fuller(found, reading, segment)
    if _lead().match(text, segment.start + len(segment.marker or "")):
        return found
    if found is not None and lead is not None and _plain_words(found) == _plain_words(mention.label or ""):
        above = _thing(line, LONGEST)
        return above if above is not None and ":" not in above and not found.startswith(f"{above} ") else found
    return found if found is not None else _persons_above(reading, segment)


def _lines_above(reading: Reading, segment: Segment) -> Iterator[Segment]:
    """The lines under which an item stands, the nearest first: a lettered one above dashes, a numbered one above it; up to the heading of an article."""
    levels = [LEVELS.index(kind) for kind in (_level(segment),) if kind is not None] or [0]
    index = reading.segment_index(segment.start)
    for at in range(index - 1, max(-1, index - LINES_ABOVE), -1):
        one = reading.segments[at]
        kind = _level(one)
        if kind is not None and LEVELS.index(kind) > levels[-1]:
            levels.append(LEVELS.index(kind))
            yield one
        elif one.kind == "heading" and kind is None:
            return


def _level(segment: Segment) -> str | None:
    """Of which level the marker of a segment is: a dash, a letter, a number; None without one."""
    mark = (segment.marker or "")[:1]
    return "dash" if mark in ("-", "+", "*", "•") and mark else "number" if mark.isdigit() else "letter" if mark.isalpha() and mark.islower() else None


def _persons_above(reading: Reading, segment: Segment) -> str | None:
    """Those whom a line above names for all below it ("1. Chủ bến được giao …" above "a) Mức chi:" above dashes)."""
    for one in _lines_above(reading, segment):
        name = reading.text[one.start + len(one.marker or "") : one.end].split(":")[0]
        if _persons().match(_lead().sub("", name)) and (words := _thing(name, LONGEST)) is not None:
            return words
    return None


def _fresh(reading: Reading, segment: Segment) -> tuple[str, ...]:
    """The headings above a dash, the last by the lettered line right above where that is no heading itself ("b) …" a heading, "c) Đối với …" only a line)."""
    section = segment.section
    line = next(_lines_above(reading, segment), None) if _level(segment) == "dash" else None
    if line is None or len(section) < SUB or _level(line) != "letter" or line.kind == "heading" or section[-1].startswith(line.marker or " "):
        return section
    stale = LETTERED.match(section[-1]) is not None
    return (*section[:-1], reading.text[line.start : line.end].split(":")[0]) if stale else section


def fuller(thing: str, reading: Reading, segment: Segment) -> str:
    """The longer name that the heading above gives to a thing which an item only calls by its beginning, under some condition ("đề án có lưu lượng …" below
    "Mức thu phí thẩm định đề án khai thác nước mặt": the latter)."""
    short = QUANTITIES.condition_of_thing.sub("", thing)
    line = next((one for one in _lines_above(reading, segment) if one.kind != "heading"), None) if _level(segment) == "letter" else None
    heading = reading.text[line.start : line.end] if line is not None else segment.section[-1] if len(segment.section) > 1 else ""
    normed = QUANTITIES.norm_of_whom.match(heading, QUANTITIES.marks_of_parts.match(heading).end())
    if normed is not None and normed["who"].startswith(short):
        return " ".join(normed["who"].split())  # "Tiêu chuẩn ăn của học sinh trong một tháng": what follows the name is no part of it
    at = heading.find(f" {short} ")
    longer = QUANTITIES.opens_list_end.sub("", QUANTITIES.told_of_owner.sub("", heading[at + 1 :].split(" (")[0].strip(" .:;,*"))) if at >= 0 else ""
    return longer if longer and len(longer.split()) <= LONGEST + 6 and QUANTITIES.subject_end.search(longer) is None else thing


def _plain_words(words: str) -> str:
    return " ".join(words.lower().split())


def row_thing(name: str) -> str | None:
    """What a row of a rule's table is about, without its ordinal and the code in brackets behind it; None for a name that is only digits."""
    words = QUANTITIES.code_behind.sub("", name[QUANTITIES.marks_of_parts.match(name).end() :]).strip(" :.;,*-")
    return words if " " in words and len(words.split()) <= LONGEST_ROW and QUANTITIES.only_an_amount.match(words) is None else None


@cache
def _persons() -> Any:
    owners = quantities().owners
    return regex.compile(rf"\W*(?:{any_of([*owners.cases, *owners.all])}\s)*{any_of([*owners.persons, *owners.heads])}(?!\w)", regex.IGNORECASE)


def _thing(name: str, longest: int, *, measures: bool = False) -> str | None:
    """The words of a head or heading that name a thing, None where they say something or only measure; a head or heading may be of a measure (`measures`: "a) Diện tích lúa:")."""
    led = _lead().match(name) is not None
    name = _lead().sub("", name)
    words = QUANTITIES.opens_list_end.sub("", name[QUANTITIES.marks_of_parts.match(name).end() :].split(" (")[0].strip(" :.;,*"))
    words = _lead().sub("", str(_goes_on().split(words)[0]))
    normed = QUANTITIES.norm_of_whom.match(words)
    if normed is not None:
        return " ".join(normed["who"].split())
    about = _norm_for().match(words)
    if about is not None and _persons().match(about["thing"]) and len(about["thing"].split()) <= longest:
        return str(about["thing"])
    defined = QUANTITIES.defined_as.match(words)
    words = defined["thing"] if defined is not None else words
    if QUANTITIES.grade_head.fullmatch(words):
        return str(words)
    if " " not in words or len(words.split()) > longest or (about is None and not (led or measures) and is_measure(words) and QUANTITIES.rate_for.fullmatch(words) is None) or QUANTITIES.heading_says.match(words) or any(c.isdigit() for c in words[:1]):
        return None
    return str(about["thing"]) if about is not None else words


def fit_thing(thing: str | None) -> str | None:
    """The thing that a rule's figure measures, where its words name one: no measure, no act."""
    return None if thing is None or is_measure(thing) or verbs().match(thing) else thing


def whole_head(text: str, start: int, place: int, subject: str) -> str | None:
    """The whole head of a rule's item, before its colon, that begins with `subject` ("Các xã đạt từ 3 tiêu chí: hệ số 2,0"), or where `subject` is only the
    money that is given; None elsewhere."""
    colon = text.rfind(":", max(start, place - REACH), place)
    if colon < 0 or any(mark in text[colon:place] for mark in ";."):
        return None
    words = _thing(text[max(start, text.rfind(";", start, colon) + 1) : colon], LONGEST_HEAD, measures=True)
    given = is_source(subject) and words is not None and subject not in words
    return words if words is not None and (given or (words.startswith(subject) and words != subject)) else None


@cache
def _goes_on() -> Any:
    """How a name goes on with a clause of its own."""
    return regex.compile(rf",\s(?={any_of(quantities().owners.goes_on)}\s)")


@cache
def _norm_for() -> Any:
    """What a norm says before whom it is for."""
    owners = quantities().owners
    return regex.compile(rf"{any_of(owners.norms)}\s.*\s{any_of(owners.towards)}\s(?P<thing>\S.*)$", regex.IGNORECASE)


@cache
def _lead() -> Any:
    """What leads a name: "đối với", "trường hợp"."""
    owners = quantities().owners
    return regex.compile(rf"^\s*{any_of([*owners.towards, *owners.cases])}\s", regex.IGNORECASE)


__all__ = ["criteria_of", "criteria_of_list", "fit_thing", "fuller", "of_rule", "row_thing", "thing_of", "whole_head"]
