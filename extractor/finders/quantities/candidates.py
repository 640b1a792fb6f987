"""The phrases of the text that could be the label or the subject of a figure, each with the ways by which the text gives it.

In: a figure of a sentence as the rules have described it (`Scene`). Out: candidates as {phrase: numbers of its ways}; the rules' own answer is one of them. Which
one is taken is decided elsewhere (chooser.py). A way is one phrase of the text or several joined: "bare heading + phrase" is the innermost heading before the words left
of the figure ("a. Xuất khẩu:" … "sản phẩm nhựa đạt 89": "Xuất khẩu sản phẩm nhựa").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import regex

from extractor.finders.quantities.clause import Clause
from extractor.finders.quantities.items import CHANGES, Item
from extractor.finders.quantities.labels import inner_measure, is_act, join, measure_in, measure_word, without_total
from extractor.finders.quantities.named import actor_in, is_body, scope_in, subject_and_predicate, trimmed
from extractor.finders.quantities.phrase_rules import actors, verbs
from extractor.finders.quantities.phrases import clean, compared_phrase, item_head, versus
from extractor.finders.quantities.vocabulary import quantities
from extractor.lexicon.phrases import QUANTITIES
from extractor.quick import quick

LONGEST = 16  # words of a heading or item head that can name something
REACH = 400  # code points from a figure back to the colon of its item's head
LEFT = 3000  # code points of its clause before a figure
EARLIER = 40  # figures of its clause before a figure whose act may be its own
NAME = 120  # code points of the longest name
NAMES = 6  # names of a sentence that are weighed
_STARTS = regex.compile(r"(?<!\w)\p{L}")
_ENDS = regex.compile(r"[,;:()\d\ue001.“”]")


@quick
@dataclass(frozen=True, slots=True)
class Scene:
    """A figure with what surrounds it: its clause and place in it, the headings, the list it stands in, what the document gives its figures, and the sentence before."""

    clause: Clause
    index: int
    section: tuple[str, ...]
    listed: bool
    segment: int
    kind: str
    before: str
    opened: str
    head: str | None
    owner: str | None
    place: str | None
    title: str | None
    doc_type: str | None
    legal: bool

    @property
    def item(self) -> Item:
        return self.clause.items[self.index]


@lru_cache(maxsize=1 << 12)
def heading_words(name: str) -> tuple[str | None, str | None]:
    """A heading without its mark, and without the words that only open it ("Tình hình", "Kết quả"); None where it is too long to name something."""
    words = clean(name[QUANTITIES.marks_of_heading.match(name).end() :].split(" (")[0])
    words = QUANTITIES.list_joint.sub("", words)
    if not words or len(words.split()) > LONGEST:
        return None, None
    bare = words
    while (match := QUANTITIES.heading_opener.match(bare)) is not None and match.end():
        bare = bare[match.end() :]
    return words, bare or None


def segment_head(text: str, start: int, end: int) -> str | None:
    """The words that a paragraph begins with, before its first colon, where its later sentences stand ("Cây chè: …. Sản lượng …")."""
    colon = text.find(":", start, min(end, start + REACH))
    words = clean(text[start:colon]) if colon >= 0 else ""
    return QUANTITIES.marks_of_heading.sub("", words, count=1) if 0 < len(words.split()) <= LONGEST else None


_PAIRS = (
    "N V", "N E", "P N", "N P", "T P", "P T", "O P", "P O", "O N", "N O", "B P", "P B", "B N", "N B", "S P", "S N", "N S", "W P", "W N", "N W", "N T", "T N", "M N", "M P",
    "F P", "F N", "N F", "G P", "G N", "T V", "O V", "I N", "A N", "A P", "N C", "P C",
)  # fmt: skip
_PAIRED = tuple((way, *way.split()) for way in _PAIRS)
_SINGLE = "PNTOHBSWFGMAX"
LABEL_WAYS = (
    "rule", "plain", "plain than", "T than", "P than", "plain cmp", *_SINGLE, *_PAIRS, "X P", "unit", "unit V", "after", "rest", "T rest", "previous", "memory",
    "memory V", "ratio N", "ratio plain", "price P", "price N", "price S", "rate P", "rate clause", "change rule", "change T", "change P", "inner P", "whole W", "total",
    "T inner", "without total", "plain short", "rule S", "rule B", "rule N", "first label", "N than", "after P", "G rule",
)  # fmt: skip
_LABEL = {name: number for number, name in enumerate(LABEL_WAYS)}


_joined = lru_cache(maxsize=1 << 12)(join)  # the figures of a sentence share most of their phrases


class _Found:
    """Candidates by phrase, in the order in which they were found."""

    def __init__(self, numbers: dict[str, int], longest: int | None = None) -> None:
        self.numbers, self.longest = numbers, longest
        self.ways: dict[str, list[int]] = {}

    def add(self, way: str, *phrases: str | None) -> None:
        if None not in phrases and "" not in phrases:
            made = _joined(*phrases) if self.longest is None else phrases[0]
            if made and (self.longest is None or len(made.split()) <= self.longest):
                ways = self.ways.setdefault(made, [])
                number = self.numbers[way]
                if number not in ways:
                    ways.append(number)


def _add_pairs(parts: Mapping[str, str | None], add: Any) -> None:
    for way, one, other in _PAIRED:
        if parts[one] and parts[other]:
            add(way, parts[one], parts[other])


def label_candidates(scene: Scene, rule: str | None, memory: dict[str, str]) -> dict[str, list[int]]:
    """What could be the label of a figure. `memory`: the fullest label of every counted noun of the section so far."""
    clause, item, items, index, topic = scene.clause, scene.item, scene.clause.items, scene.index, scene.item.topic
    found = _Found(_LABEL)
    add = found.add
    previous = items[index - 1] if index else None
    phrase, after, act = item.phrase or None, item.after or None, item.predicate or None
    unit = item.unit.text if item.counted and item.unit is not None else None
    heading, bare = heading_words(scene.section[-1]) if scene.section else (None, None)
    above = heading_words(scene.section[-2])[1] if len(scene.section) > 2 else None
    ceiling = items[index + 1].figure.start if index + 1 < len(items) else clause.end
    than = versus(clause.blank, clause.text, item.tail, ceiling) or None
    opening = clause.opening
    lead = opening.topic if opening is not None else None
    head = item_head(clause.text, clause.blank, clause.start, item.figure.start)
    earlier = next((i.predicate for i in reversed(items[max(0, index - EARLIER) : index]) if i.predicate and is_act(i.predicate)), None)
    noun = join(unit, after) if unit else after
    change = CHANGES.get(item.role or "")
    plain = rule
    if rule and change and rule.lower().startswith(change + " "):
        plain = rule[len(change) + 1 :]
    if plain and " so với" in plain:
        plain = plain.split(" so với")[0]
    who = subject_and_predicate(phrase)[0] if phrase else None
    rest = phrase[len(who) :].strip() if phrase and who and len(who) < len(phrase) else None
    led = measure_in(clause.blank[max(clause.start, item.lead - LEFT) : item.lead].split(" so với ")[0]) if item.phrase else None
    inner = inner_measure(phrase) if phrase else None
    first = items[0].phrase or None if index else None
    parts = {
        "P": phrase, "N": noun, "T": topic, "O": lead, "H": heading, "B": bare, "S": head, "V": act, "E": earlier, "W": item.whole.label if item.whole else None,
        "F": first, "G": scene.head, "M": led, "I": inner, "A": items[0].label if index else None, "C": item.versus or None, "X": above,
    }  # fmt: skip
    add("rule", rule)
    add("plain", plain)
    for way in _SINGLE:
        add(way, parts[way])
    if than:
        add("plain than", plain, than)
        add("T than", topic, than)
        add("P than", phrase, than)
        add("N than", noun, than)
    elif change or item.percent:
        compared = compared_phrase(clause.text, item.tail, ceiling) if clause.blank.startswith((" so cùng", " cùng kỳ"), item.tail) else None
        add("plain cmp", plain, compared)
    _add_pairs(parts, add)
    add("X P", above, phrase)
    add("unit", unit)
    add("unit V", unit, act)
    add("after", after)
    add("after P", after, phrase)
    add("rest", rest)
    add("T rest", topic, rest)
    add("inner P", inner)
    add("T inner", inner_measure(topic) if topic else None)
    add("without total", without_total(plain) if plain else None)
    add("plain short", " ".join(plain.split()[:8]) if plain and len(plain.split()) > 8 else None)
    add("rule S", plain, head)
    add("rule B", plain, bare)
    add("rule N", plain, noun)
    add("G rule", scene.head, plain)
    if change:
        add("change rule", change, plain)
        add("change T", change, topic)
        add("change P", change, phrase)
    if item.whole is not None:
        add("whole W", item.whole.label, after)
    if unit:
        add("total", "số", unit, after)
    if previous is not None:
        add("previous", previous.label)
        add("first label", items[0].label)
    if unit and unit in memory:
        add("memory", memory[unit])
        add("memory V", memory[unit], act)
    labels = quantities().labels
    if item.percent:
        add("ratio N", labels.ratio, after)
        add("ratio plain", labels.ratio, plain)
    for way in ("P", "N", "S") if item.name and "/" in item.name and item.name.startswith("đồng") else ():
        add(f"price {way}", "giá", parts[way])
    if phrase and is_act(phrase) and not item.counted:
        add("rate P", "mức", phrase)
        if previous is not None:
            words = clean(clause.blank[max(clause.start, previous.lead - len(previous.phrase) - 12) : item.lead])
            add("rate clause", "mức", phrase, words.split(":")[-1].removesuffix(phrase))
    return found.ways


SUBJECT_WAYS = (
    "none", "rule", "clause", "owner", "territory", "body", "lead", "topic of lead", "heading", "bare heading", "above", "head", "segment head", "phrase", "after", "who", "before act",
    "place", "place after", "first who", "first before act", "first place", "place of topic", "topic", "previous", "previous phrase", "whole", "whole phrase", "last body",
    "name before", "name behind", "name first", "name in lead", "name in sentence before", "name in heading", "name in title", "scope", "scope before", "actor", "actor before",
    "place in heading", "place in title", "noun", "thing of measure", "thing of topic", "thing of label", "member", "subject of first", "proper", "proper before", "proper in heading",
    "proper in title", "opening words", "label", "subject before", "unit",
)  # fmt: skip
_SUBJECT = {name: number for number, name in enumerate(SUBJECT_WAYS)}


@lru_cache(maxsize=1 << 12)
def names_in(words: str) -> tuple[str, ...]:
    """The names of bodies, offices, groups and places in a run of words, in order."""
    found: list[str] = []
    at = 0
    for start in _STARTS.finditer(words):
        if start.start() < at or actors().match(words, start.start()) is None:
            continue
        rest = _ENDS.split(words[start.start() : start.start() + NAME], maxsplit=1)[0]
        verb = next((v for v in verbs().finditer(rest) if v.start() > 3), None)
        name = trimmed(clean(rest[: verb.start()] if verb is not None else rest))
        if name and len(name.split()) <= 12:
            found.append(name)
            at = start.start() + len(name)
    return tuple(found)


@lru_cache(maxsize=1 << 12)
def proper_in(words: str) -> tuple[str, ...]:
    """The territories that a run of words names ("huyện Đông An")."""
    return tuple(match[0].strip() for match in QUANTITIES.territory_named.finditer(words))


def _things(words: str | None) -> Iterator[str]:
    """What a measure is of: its words without the measure ("sản lượng lúa": "lúa")."""
    word = measure_word(words) if words else None
    if words and word and len(word) < len(words):
        yield words[len(word) :].strip()


def subject_candidates(scene: Scene, rule: str | None, before: str | None, label: str | None) -> dict[str, list[int]]:
    """Whose a figure could be; the empty phrase stands for nobody's. `before`: whose the figure before is, `label`: what is measured by the rules."""
    clause, item, items, index, topic = scene.clause, scene.item, scene.clause.items, scene.index, scene.item.topic
    found = _Found(_SUBJECT, LONGEST)
    found.ways[""] = [_SUBJECT["none"]]
    add = found.add
    previous = items[index - 1] if index else None
    _names_of_document(scene, add)
    add("rule", rule)
    add("clause", item.subject)
    add("owner", scene.owner)
    add("territory", scene.place)
    add("head", item_head(clause.text, clause.blank, clause.start, item.figure.start))
    add("segment head", scene.head)
    add("phrase", item.phrase)
    add("after", item.after)
    add("member", item.member)
    add("label", label)
    add("unit", item.unit.text if item.counted and item.unit is not None else None)
    _names_of_phrase(item.phrase, "", add)
    _names_of_phrase(items[0].phrase, "first ", add)
    place = QUANTITIES.place_led.search(item.after) if item.after else None
    add("place after", place["place"] if place else None)
    if topic:
        place = QUANTITIES.place_led.search(topic)
        add("place of topic", place["place"] if place else None)
        add("topic", topic)
    if item.counted and item.unit is not None:
        add("noun", join(item.unit.text, item.after))
    for way, words in (("thing of measure", item.phrase), ("thing of topic", topic), ("thing of label", label)):
        for thing in _things(words):
            add(way, thing)
    if previous is not None:
        add("previous", previous.subject)
        add("previous phrase", previous.phrase)
        add("subject of first", items[0].subject)
    add("subject before", before)
    if item.whole is not None:
        add("whole", item.whole.subject)
        add("whole phrase", item.whole.phrase)
    add("last body", next((i.phrase for i in reversed(items[:index]) if i.phrase and is_body(i.phrase)), None))
    _names_of_sentence(scene, add)
    return found.ways


def _names_of_document(scene: Scene, add: Any) -> None:
    section, opening = scene.section, scene.clause.opening
    heading, bare = heading_words(section[-1]) if section else (None, None)
    add("heading", heading)
    add("bare heading", bare)
    add("above", heading_words(section[-2])[1] if len(section) > 2 else None)
    if opening is not None:
        add("lead", opening.subject)
        add("topic of lead", opening.topic)
    for name in reversed(section[1:]):
        place = QUANTITIES.place_led.search(name)
        add("place in heading", clean(place["place"]) if place else None)
        for words in names_in(name):
            add("name in heading", words)
        for words in proper_in(name):
            add("proper in heading", words)
    for title in filter(None, (scene.title, section[0] if section else None)):
        place = QUANTITIES.place_led.search(title)
        add("place in title", clean(place["place"]) if place else None)
        for words in names_in(title)[-3:]:
            add("name in title", words)
        for words in proper_in(title):
            add("proper in title", words)
    for words in names_in(scene.opened)[-3:]:
        add("name in lead", words)


def _names_of_phrase(phrase: str, which: str, add: Any) -> None:
    if phrase:
        who, act = subject_and_predicate(phrase)
        add(f"{which}who", who)
        add(f"{which}before act", phrase[: len(phrase) - len(act)].strip() if act else None)
        place = QUANTITIES.place_led.search(phrase)
        add(f"{which}place", place["place"] if place else None)


def _names_of_sentence(scene: Scene, add: Any) -> None:
    clause, item = scene.clause, scene.item
    left = clause.blank[max(clause.start, item.lead - 3 * REACH) : item.lead]
    right = clause.blank[item.tail : min(clause.end, item.tail + REACH)]
    names = names_in(left)
    for words in names[-NAMES:]:
        add("name before", words)
    if names:
        add("name first", names[0])
        add("actor", names[-1])
    for words in names_in(right)[:2]:
        add("name behind", words)
    for words in names_in(scene.before)[-3:]:
        add("name in sentence before", words)
    for words in proper_in(left)[-2:]:
        add("proper", words)
    for words in proper_in(scene.before)[-2:]:
        add("proper before", words)
    add("scope", scope_in(left))
    add("scope before", scope_in(scene.before))
    add("actor before", actor_in(scene.before) if scene.before else None)
    verb = next((v for v in verbs().finditer(left) if v.start() > 3), None)
    add("opening words", clean(left[: verb.start()].split(",")[0]) if verb is not None else None)


__all__ = ["LABEL_WAYS", "SUBJECT_WAYS", "Scene", "label_candidates", "segment_head", "subject_candidates"]
