"""The phrases that could be the label or the subject of a figure, each with the ways by which the text gives it.

In: an item of a sentence as the rules have described it, and the scene that it stands in. Out: candidates as {phrase: names of its ways}; the rules' own
answer is one of them ("rule"). Which one is taken is decided elsewhere (ranker.py). A way is one phrase of the text or several joined: "H+P" is the innermost
heading before the words left of the figure ("a. Xuất khẩu:" … "sản phẩm nhựa đạt 89": "Xuất khẩu sản phẩm nhựa").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

import regex

from extractor.finders.quantities.items import CHANGES, Item, Opening
from extractor.finders.quantities.labels import is_act, join
from extractor.finders.quantities.named import is_body, subject_and_predicate
from extractor.finders.quantities.phrases import clean, compared_phrase, versus
from extractor.finders.quantities.vocabulary import quantities
from extractor.lexicon.patterns import any_of

OPENERS = ["tình hình", "kết quả", "công tác", "về", "một số", "các", "việc", "thực trạng", "kết quả thực hiện", "tổng hợp", "đánh giá", "nội dung"]
PRICE, RATE = "giá", "mức"
LONGEST = 16  # words of a heading or item head that can name something
REACH = 400  # code points from a figure back to the colon of its item's head
_MARK = regex.compile(r"\W*(?:(?:Điều|Mục|Phần|Chương)\s+\S+\s*|(?:[IVXLC]+|\d+(?:\.\d+)*|[a-zđA-Z])\s*[-.)/]+\s*)*")
_PLACE = regex.compile(r"(?<!\w)(?:của|tại|ở|trên địa bàn|thuộc)\s(?P<place>[^,;:()]+)$", regex.IGNORECASE)
_JOINT = regex.compile(r"\s(?:gồm|gồm có|như sau|là|cụ thể)(?:\s*:)?$", regex.IGNORECASE)


@dataclass(slots=True)
class Scene:
    """What surrounds the figures of a sentence `[start, end)`: the reading and its blotted copy, the headings, the lead of its list, the owners that
    heading and document give, and the counts told before in the same section (by unit)."""

    text: str
    blank: str
    start: int
    end: int
    section: tuple[str, ...]
    opening: Opening | None
    body: str | None
    owner: str | None
    listed: bool
    head: str | None
    memory: dict[str, str] = field(default_factory=dict)


@cache
def _openers() -> Any:
    return regex.compile(rf"(?:{any_of(OPENERS)})(?!\w)\s*", regex.IGNORECASE)


@lru_cache(maxsize=1 << 12)
def heading_words(name: str) -> tuple[str | None, str | None]:
    """A heading without its mark, and without the words that only open it ("Tình hình", "Kết quả"); None where it is too long to name something."""
    words = clean(name[_MARK.match(name).end() :].split(" (")[0])
    words = _JOINT.sub("", words)
    if not words or len(words.split()) > LONGEST:
        return None, None
    bare = words
    while (match := _openers().match(bare)) is not None and match.end():
        bare = bare[match.end() :]
    return words, bare or None


def item_head(text: str, blank: str, start: int, figure: int) -> str | None:
    """The words before the last colon that stands between the sentence's start and a figure."""
    low = max(start, figure - REACH)
    colon = text.rfind(":", low, figure)
    if colon < 0:
        return None
    edge = max(low, blank.rfind("; ", low, colon) + 1, blank.rfind(". ", low, colon) + 1, blank.rfind(": ", low, colon) + 1)
    words = _JOINT.sub("", clean(blank[edge:colon]))
    return words if 0 < len(words.split()) <= LONGEST else None


def segment_head(text: str, start: int, end: int) -> str | None:
    """The words that a paragraph begins with, before its first colon, where its later sentences stand ("Cây chè: …. Sản lượng …")."""
    colon = text.find(":", start, end)
    words = clean(text[start:colon]) if colon >= 0 else ""
    return _MARK.sub("", words, count=1) if 0 < len(words.split()) <= LONGEST else None


def _add(found: dict[str, list[str]], way: str, *phrases: str | None) -> None:
    if all(phrases):
        made = join(*phrases)
        if made:
            found.setdefault(made, []).append(way)


def label_candidates(item: Item, items: Sequence[Item], index: int, scene: Scene, topic: str | None) -> dict[str, list[str]]:
    """What could be the label of `items[index]`."""
    found: dict[str, list[str]] = {}
    previous = items[index - 1] if index else None
    phrase, after, act = item.phrase or None, item.after or None, item.predicate or None
    unit = item.unit.text if item.counted and item.unit is not None else None
    heading, bare = heading_words(scene.section[-1]) if scene.section else (None, None)
    above = heading_words(scene.section[-2])[1] if len(scene.section) > 2 else None
    ceiling = items[index + 1].figure.start if index + 1 < len(items) else scene.end
    than = versus(scene.blank, scene.text, item.tail, ceiling) or None
    lead = scene.opening.topic if scene.opening is not None else None
    head = item_head(scene.text, scene.blank, scene.start, item.figure.start)
    earlier = next((i.predicate for i in reversed(items[:index]) if i.predicate and is_act(i.predicate)), None)
    noun = join(unit, after) if unit else after
    rule = item.label
    change = CHANGES.get(item.role or "")
    plain = rule
    if rule and change and rule.lower().startswith(change + " "):
        plain = rule[len(change) + 1 :]
    if plain and " so với" in plain:
        plain = plain.split(" so với")[0]
    who = subject_and_predicate(phrase)[0] if phrase else None
    rest = phrase[len(who) :].strip() if phrase and who and len(who) < len(phrase) else None
    parts = {"P": phrase, "N": noun, "T": topic, "O": lead, "H": heading, "B": bare, "S": head, "V": act, "E": earlier, "W": item.whole.label if item.whole else None}
    for way, words in parts.items():
        if way not in "VE":
            _add(found, way, words)
    _add(found, "rule", rule)
    _add(found, "plain", plain)
    if than:
        _add(found, "plain than", plain, than)
        _add(found, "T than", topic, than)
        _add(found, "P than", phrase, than)
    elif change or item.percent:
        _add(found, "plain cmp", plain, compared_phrase(scene.text, item.tail, ceiling) if scene.blank.startswith((" so cùng", " cùng kỳ"), item.tail) else None)
    for way in ("N V", "N E", "P N", "N P", "T P", "P T", "O P", "P O", "O N", "N O", "B P", "P B", "B N", "N B", "S P", "S N", "N S", "W P", "W N", "N W", "N T", "T N"):
        one, other = way.split()
        _add(found, way, parts[one], parts[other])
    _add(found, "X P", above, phrase)
    _add(found, "unit", unit)
    _add(found, "unit V", unit, act)
    _add(found, "after", after)
    _add(found, "rest", rest)
    _add(found, "T rest", topic, rest)
    if previous is not None:
        _add(found, "previous", previous.label)
    if unit and unit in scene.memory:
        _add(found, "memory", scene.memory[unit])
        _add(found, "memory V", scene.memory[unit], act)
    labels = quantities().labels
    if item.percent:
        _add(found, "ratio N", labels.ratio, after)
        _add(found, "ratio plain", labels.ratio, plain)
    if item.name and "/" in item.name and item.name.startswith("đồng"):
        for way in ("P", "N", "S"):
            _add(found, f"price {way}", PRICE, parts[way])
    if phrase and is_act(phrase) and not item.counted:
        _add(found, "rate P", RATE, phrase)
        if previous is not None:
            clause = clean(scene.blank[max(scene.start, previous.lead - len(previous.phrase) - 12) : item.lead])
            _add(found, "rate P clause", RATE, phrase, clause.split(":")[-1].removesuffix(phrase))
    return found


def subject_candidates(item: Item, items: Sequence[Item], index: int, scene: Scene, topic: str | None) -> dict[str, list[str]]:
    """Whose figure `items[index]` could be; the empty phrase stands for nobody's."""
    found: dict[str, list[str]] = {"": ["none"]}

    def add(way: str, words: str | None) -> None:
        if words and len(words.split()) <= LONGEST:
            found.setdefault(words, []).append(way)

    previous = items[index - 1] if index else None
    heading, bare = heading_words(scene.section[-1]) if scene.section else (None, None)
    add("rule", item.subject)
    add("body", scene.body)
    add("owner", scene.owner)
    add("lead", scene.opening.subject if scene.opening is not None else None)
    add("topic of lead", scene.opening.topic if scene.opening is not None else None)
    add("heading", heading)
    add("bare heading", bare)
    add("above", heading_words(scene.section[-2])[1] if len(scene.section) > 2 else None)
    add("head", item_head(scene.text, scene.blank, scene.start, item.figure.start))
    add("segment head", scene.head)
    add("phrase", item.phrase)
    add("after", item.after)
    if item.phrase:
        who, act = subject_and_predicate(item.phrase)
        add("who", who)
        before = item.phrase[: len(item.phrase) - len(act)].strip() if act else None
        add("before act", before)
        place = _PLACE.search(item.phrase)
        add("place", place["place"] if place else None)
    if item.after:
        place = _PLACE.search(item.after)
        add("place after", place["place"] if place else None)
    if items[0].phrase:
        who, act = subject_and_predicate(items[0].phrase)
        add("first who", who)
        add("first before act", items[0].phrase[: len(items[0].phrase) - len(act)].strip() if act else None)
        place = _PLACE.search(items[0].phrase)
        add("first place", place["place"] if place else None)
    if topic:
        place = _PLACE.search(topic)
        add("place of topic", place["place"] if place else None)
        add("topic", topic)
    if previous is not None:
        add("previous", previous.subject)
        add("previous phrase", previous.phrase)
    if item.whole is not None:
        add("whole", item.whole.subject)
        add("whole phrase", item.whole.phrase)
    body = next((i.phrase for i in reversed(items[:index]) if i.phrase and is_body(i.phrase)), None)
    add("last body", body)
    return found


__all__ = ["Scene", "heading_words", "item_head", "label_candidates", "subject_candidates"]
