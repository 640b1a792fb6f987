"""What is said right behind a document, or behind the last of several: "Quyết định A và Quyết định B hết hiệu lực kể từ ngày …"."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.finders.references.finder import ReferenceMention
from extractor.finders.references.listed import CitedAs
from extractor.finders.references.relation_words import after_words, glue, rules, title_up_to, titles
from extractor.layout.model import Reading, Segment
from extractor.lexicon.phrases import REFERENCES

# Code points before and behind a mention in which the words that lead to it, or follow it, stand: on one long line a segment is the whole text.
NEAR = 100
OPEN_BRACKET = regex.compile(r"\([^()]*$")
MOST_SUBJECTS = 12  # documents of one sentence that are looked back over
NEXT_SUBJECT = regex.compile(r"[^.:;\n]{0,300};\s*")


def behind(text: str, segment: Segment, mention: ReferenceMention) -> CitedAs | None:
    """What is said right behind a mention: "… hết hiệu lực"."""
    for relation in rules().after:
        titled = title_up_to(relation).match(text, max(mention.tail, mention.end), min(segment.end, mention.end + 4 * NEAR))
        for place in {mention.tail, mention.end, titled.end() if titled and relation != "attaches" else mention.end}:
            match = after_words(relation).match(text, place, min(segment.end, place + 4 * NEAR))
            if match:
                span = match.span()
                while text[span[0]] in " ,)":
                    span = (span[0] + 1, span[1])
                return CitedAs(relation, span)
    return None


def said_together(reading: Reading, mentions: Sequence[ReferenceMention], found: list[CitedAs]) -> list[CitedAs]:
    """What is said behind the last of several documents is said of all: "Quyết định A và Quyết định B hết hiệu lực"; of "Thông tư A hướng dẫn Nghị định B
    hết hiệu lực", of "Thông tư A được sửa đổi bởi Thông tư B hết hiệu lực" and behind a bracket it is said of A."""
    for index in range(len(mentions) - 1, 0, -1):
        words, before = found[index].words, mentions[index - 1]
        if words is None or words[0] < mentions[index].end or (found[index - 1].relation not in ("mentions", "basis") and found[index - 1].words != words):
            continue
        lead = REFERENCES.number_lead.search(reading.text, before.end, mentions[index].start)
        between = reading.text[max(before.end, before.tail) : lead.start() if lead else mentions[index].start]
        if (glue().fullmatch(between) and ";" not in between and "(" not in between and found[index - 1].relation != "basis") or _subject_before(reading, mentions, index, between):
            found[index - 1] = found[index]
        elif _inside(reading.text, between, mentions[index].end, words[0]):
            found[index - 1] = found[index]
            inner = index
            while inner < len(found) and found[inner].words == words:
                found[inner], inner = CitedAs("mentions"), inner + 1
    return found


def _inside(text: str, between: str, end: int, words: int) -> bool:
    """Whether a document only tells of the one before it: its title, what has amended it, a bracket."""
    if text[end:words].lstrip().startswith(")") and OPEN_BRACKET.search(between):
        return True
    return REFERENCES.amended_by.search(between) is not None or (in_title(between) and REFERENCES.goes_on_with_list.search(between) is None)


def _subject_before(reading: Reading, mentions: Sequence[ReferenceMention], index: int, between: str) -> bool:
    """Whether the document before is another subject of the same sentence, which begins with it: "1. Quyết định A về …; Quyết định B hết hiệu lực"."""
    first = index - 1
    segment = reading.segment_at(mentions[first].start)
    if NEXT_SUBJECT.fullmatch(between) is None or segment is not reading.segment_at(mentions[index].start):
        return False
    while first > max(0, index - MOST_SUBJECTS) and mentions[first - 1].start >= segment.start and NEXT_SUBJECT.fullmatch(reading.text, max(mentions[first - 1].end, mentions[first - 1].tail), mentions[first].start):
        first -= 1
    opening = segment.start + (len(segment.marker) if segment.marker and reading.text.startswith(segment.marker, segment.start) else 0)
    return not reading.text[opening : mentions[first].start].strip(" .)\n")


def in_title(between: str) -> bool:
    """Whether what stands between two mentions is the title of the first, in which the second stands."""
    return titles().match(between) is not None and not REFERENCES.ends_title.search(between) and not REFERENCES.acting_body.search(between)
