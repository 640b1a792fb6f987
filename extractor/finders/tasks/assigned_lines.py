"""How a line begins or ends that gives tasks: it opens a list, only gives, is a label with its value, has a title or a bracket with an owner.

In: the text and a place in it. Words: patterns/tasks/assigned.yaml.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import regex

from extractor.finders.tasks.act_runs import TRIM, Act
from extractor.finders.tasks.assigned_words import rule, verb_at_start, whole, words
from extractor.finders.tasks.giving import given_at
from extractor.finders.tasks.names import Span, head_at, past_name, without_signs
from extractor.finders.tasks.owners import is_name, owner_at
from extractor.layout.model import Segment
from extractor.lexicon.phrases import TASKS

LABELS = ("lead", "cooperate", "deadline", "product")
COLON = regex.compile(r":\s+")
LONGEST_HEADING = 160  # of what an act is about, in code points
SHORTEST_CAPITALS = 12  # of a heading, in code points
LONGEST_TOPIC = 700  # of what a conclusion answers to, in code points
OPEN_BEFORE = regex.compile(r";\s*$")
SPACED_MARK = regex.compile(r"\(?\s?[\p{L}\d]{1,4}\s?[.)]")
NEAR_MARK = 6  # code points between paragraphs
SENTENCE = regex.compile(r"[.!?]\s+(?=\p{Lu})")


@cache
def opens_vaguely() -> Any:
    """The end of a lead-in that only opens a list."""
    return rule(rf"(?<!\w)(?:{words('giving', 'opening')})\s*:?\s*$", "giving.opening")


def announces_list(text: str, act: Act, end: int) -> bool:
    """Whether the last act of a paragraph only opens the list below it: "… quán triệt Chỉ thị. Năm nay chú trọng các việc sau:"."""
    return text[end - 1] == ":" and act.whole >= end - 1 and opens_vaguely().search(text, act.start, end) is not None


@cache
def only_gives() -> Any:
    return rule(rf"(?:{words('giving', 'verbs')})\s*:?", "giving.verbs")


@cache
def listing() -> Any:
    return rule(rf"(?:{words('giving', 'listing')})\s*:?\s*$", "giving.listing")


@cache
def label_line() -> Any:
    """A label with what follows it after a colon, or alone in its line; `both` where it announces labels of several kinds."""
    groups = "|".join(rf"(?P<{name}>(?:{words('labels', name)}))" for name in LABELS)
    return TASKS.filled("label_line", groups=groups)


@cache
def content_label() -> Any:
    """A label before what must be done: "a) Nhiệm vụ: …", "- Nội dung thực hiện: …"."""
    return rule(rf"(?:{words('labels', 'content')})\s*:\s+", "labels.content")


def names_owner(text: str, match: Any, end: int) -> bool:
    """Whether a label is followed by nothing but names: "Đơn vị phối hợp: Sở Y tế, Sở Nội vụ."."""
    return (match["lead"] or match["cooperate"]) is not None and is_name(text, match.end(), trimmed(text, match.end(), end))


def above_labels(text: str, segments: Sequence[Segment], body: Callable[[Segment], int]) -> list[bool]:
    """Of each segment, whether lines follow it at once that say who does what it tells: labels, one of them "Đơn vị chủ trì: …"."""
    found = [False] * len(segments)
    below = led = False
    for number in range(len(segments) - 1, -1, -1):
        segment = segments[number]
        match = label_line().match(text, body(segment), segment.end)
        found[number] = match is None and below and led
        after = segments[number + 1] if number + 1 < len(segments) else segment
        named = match is not None and (head_at(text, match.end(), segment.end) or (match.end() >= segment.end and led_with(text, body(after), after.end) is not None))
        names = match is not None and match["lead"] is not None and named and only_gives().match(match[0]) is None
        below, led = match is not None, match is not None and (led or names)
    return found


def helped_by(text: str, start: int, end: int) -> Span | None:
    """Who helps with all that stands below a heading: "2. Sở Y tế chủ trì, phối hợp với Sở Tài chính:"."""
    match = TASKS.with_whom.search(text, start, end)
    stop = without_signs(text, match.end(), end) if match is not None else end
    return (match.end(), stop) if match is not None and is_name(text, match.end(), stop) else None


def act_with_helpers(text: str, start: int, end: int) -> list[Span]:
    """What a heading says behind the helpers that is done: "Bộ Tài chính phối hợp với các bộ thực hiện chính sách A, trong đó:"."""
    match = TASKS.with_whom.search(text, start, end)
    colon = trimmed(text, start, end)
    owner = owner_at(text, match.end(), colon) if match is not None and helped_by(text, start, end) is None else None
    close = listing().search(text, owner.act, end) if owner is not None else None
    if owner is None or close is None or opens_vaguely().search(text, owner.act, end):
        return []
    return [(owner.act, trimmed(text, owner.act, close.start()))]


def led_with(text: str, start: int, end: int) -> tuple[Span, Span | None] | None:
    """Who leads and who helps in the value of a label: "Sở Y tế chủ trì, phối hợp với Sở Tài chính" → both runs; None where the value only names."""
    duty = TASKS.leads_and_helped.search(text, start, end)
    if duty is None or not is_name(text, start, duty.start()):
        return None
    helpers = owner_at(text, duty.end(), end)
    stop = helpers.end if helpers is not None else end
    return (start, duty.start()), (duty.end(), stop) if is_name(text, duty.end(), stop) else None


@cache
def also() -> Any:
    """A paragraph that goes on with what the one above gives: "Đồng thời hướng dẫn …"."""
    return rule(rf"(?:{words('acts', 'also')}),?\s+", "acts.also")


def goes_on(text: str, start: int, end: int) -> bool:
    """Whether a paragraph goes on with what the one above gives: it says so, or that one ends with ";" and this one begins with a verb."""
    if also().match(text, start, end):
        return True
    return OPEN_BEFORE.search(text, max(0, start - NEAR_MARK), start) is not None and verb_at_start().match(text, start, end) is not None


@cache
def called_place() -> Any:
    """A province, city, district or commune, by its name or called "Tỉnh"."""
    return rule(rf"(?:{words('owners', 'places')})(?:\s\p{{Lu}}[\p{{L}} ]{{1,30}})?", "owners.places")


def opens_list(text: str, start: int, end: int) -> bool:
    return TASKS.list_follows.search(text[max(start, end - 24) : end]) is not None


def behind_mark(text: str, segment: Segment) -> int:
    """Where the words of a line begin behind its marker; the text may hold the marker with a space in it ("6 . Sở Y tế :")."""
    if not segment.marker:
        return segment.start
    if text.startswith(segment.marker, segment.start):
        return segment.start + len(segment.marker)
    spaced = SPACED_MARK.match(text, segment.start, segment.end)
    return spaced.end() if spaced is not None and "".join(spaced[0].split()) == segment.marker else segment.start


def behind_title(text: str, start: int, end: int) -> int:
    """Where the words behind a title begin: "2. Hoàn thiện thể chế: Các bộ khẩn trương …"."""
    if whole("giving", "topics").match(text, start, end) and (asked := COLON.search(text, start, min(end, start + LONGEST_TOPIC))) is not None:
        return int(asked.end())
    colon = COLON.search(text, start, min(end, start + 260))
    if colon is None or given_at(text, start, int(colon.end()), until=end) is not None:
        return start
    rest = int(colon.end())
    mark = regex.compile(r"\(?1\)\s+").match(text, rest, end)
    place = mark.end() if mark else rest
    named = owner_at(text, place, end)
    if named is not None and text[named.start].isupper():
        return rest
    if owner_at(text, start, end) is not None:
        return start
    return rest if named is not None or given_at(text, place, min(end, place + 300)) is not None else start


def topic_of(text: str, start: int, owner: int) -> str | None:
    """What an act is about where words before its owner say so: "1. Về kinh phí sửa chữa trụ sở: Giao Sở Tài chính …"."""
    colon = COLON.search(text, start, owner)
    topical = whole("giving", "topics").match(text, start, owner) is not None
    stop = colon.start() if colon is not None else text.rfind(",", start, owner) if topical else -1
    return " ".join(text[start:stop].split()) if start < stop <= start + LONGEST_HEADING else None


def topic_of_heading(text: str, start: int, end: int) -> str | None:
    """What a heading says its items are about: "1. Về giải ngân vốn đầu tư công"."""
    topical = end - start <= LONGEST_HEADING and not text[start:end].isupper() and whole("giving", "topics").match(text, start, end) is not None
    return " ".join(text[start:end].split()).rstrip(" :.") if topical else None


def owner_inside(text: str, start: int, end: int, bare: bool = False) -> Span | None:
    """The owners in a bracket: "(Sở Y tế chủ trì, phối hợp với Sở Tài chính)", "(do Công an tỉnh thực hiện)"; `bare`: or their names alone, "(Công an xã)"."""
    lead = regex.compile(r"(?:do|giao|giao cho)\s+", regex.IGNORECASE).match(text, start, end)
    begin = lead.end() if lead else start
    if not head_at(text, begin, end):
        return None
    verb = TASKS.duty_verb.search(text, begin, end)
    stop = verb.start() if verb else end
    named = verb or lead or (bare and begin == start and text[begin].isupper() and past_name(text, begin, stop) > begin)
    return (begin, stop) if named and is_name(text, begin, stop) else None


def words_open_act(text: str, place: int, start: int) -> bool:
    """Whether the words at `place`, of a line whose words begin at `start`, can open an act: no heading in capitals, no rest of a line that a page's head has
    cut ("tỷ đồng, huyện A …")."""
    if text[place : place + SHORTEST_CAPITALS].isupper():
        return False
    return place > start or not text[place].islower() or verb_at_start().match(text, place) is not None or owner_at(text, start, len(text)) is not None


def trimmed(text: str, start: int, end: int) -> int:
    """Where an act or a value ends, without the signs behind it."""
    return without_signs(text, start, end, TRIM)


def closing_article(text: str, start: int, end: int) -> bool:
    """"Điều 2. Thường trực Hội đồng nhân dân giám sát việc thực hiện …": an article that says who follows the document up; "Điều 1. Trước ngày 15/4/2031,
    Sở Y tế …": one that opens with a deadline."""
    article = TASKS.article_mark.match(text, start, end)
    if article is None:
        return False
    owner = owner_at(text, article.end(), end)
    if owner is not None:
        return whole("giving", "following_up").match(text, owner.act, end) is not None
    return TASKS.deadline_opening.match(text, article.end(), end) is not None
