"""What a candidate for the label or subject of a figure is like, as numbers: by which ways the text gives it, what its figure and its words are like.

In: a figure (`Scene`), its candidates, the rules' answer. Out: one row of numbers a candidate, in the order of `names(question)`. No word of the text is among them.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Any

import numpy as np
import regex

from extractor.finders.quantities.candidates import LABEL_WAYS, SUBJECT_WAYS, Scene, heading_words
from extractor.finders.quantities.items import CHANGES, Item
from extractor.finders.quantities.labels import is_act, is_generic, is_measure, is_source, is_total, tells
from extractor.finders.quantities.measure_rules import MEASURES
from extractor.finders.quantities.named import is_body, is_kind_of_body, is_scope

_WORD = regex.compile(r"\w+")
_DIGIT = regex.compile(r"\d")
WAYS = {"label": LABEL_WAYS, "subject": SUBJECT_WAYS}
MARKS = ",;:.()"
LABEL_RULES = ("", "substance behind its amount", "sum that a rule grants", "words behind it", *(rule for rule, _, _ in MEASURES))
REACH = 300  # code points behind a figure
LEFT = 3000  # code points of its clause before it
ROLES = ("level", "increase", "decrease", "target", "limit", "rank")
FIGURE = (
    "kind", "role", "place in sentence", "figures of sentence", "words before", "shape before", "words behind", "colon", "bracket", "part", "opening", "listed", "cell", "rules",
    "owner", "headings", "whole given", "versus", "led", "rate", "member", "depth in sentence", "sentence", "topic shape", "rule words", "rule none", "candidates", "titled",
    "mark before", "kind before", "kind behind", "same unit as before", "label rule", "capital before",
)  # fmt: skip
WORDS = (
    "words", "measure", "act", "body", "kind of body", "scope", "source", "total", "generic", "tells", "digit", "capital", "change", "compared", "ways", "agreement", "most agreed",
    "of rule", "rule of it", "of phrase", "phrase of it", "of noun", "noun of it", "of topic", "topic of it", "of heading", "of owner", "distance", "behind", "in sentence", "is rule",
    "length rank", "of label", "label of it", "figures between", "marks between", "commas between", "gap", "opens a part", "behind at",
)  # fmt: skip


def names(question: str) -> tuple[str, ...]:
    """The columns of a question."""
    return (*(f"way: {way}" for way in WAYS[question]), *(f"figure: {name}" for name in FIGURE), *(f"words: {name}" for name in WORDS))


def _kind(item: Item) -> int:
    if item.percent:
        return 0
    if item.counted:
        return 1
    return 2 if item.unit is None else 3 if "/" in item.unit.text else 4 if item.unit.kind == "measure" else 5


@lru_cache(maxsize=1 << 12)
def _shape(phrase: str | None) -> int:
    if not phrase:
        return 0
    return 1 if is_body(phrase) else 2 if is_measure(phrase) else 3 if is_act(phrase) else 4 if tells(phrase) else 5


def _mark(words: str) -> int:
    """The last mark of the words between two figures, as a number."""
    return next((MARKS.find(char) + 1 for char in reversed(words) if char in MARKS), 0)


def _figure(scene: Scene, rule: str | None, count: int) -> list[float]:
    clause, item = scene.clause, scene.item
    role, items = item.role or "level", clause.items
    before = items[scene.index - 1] if scene.index else None
    behind = items[scene.index + 1] if scene.index + 1 < len(items) else None
    return [
        _kind(item), ROLES.index(role) if role in ROLES else 0, min(scene.index, 9), min(len(clause.items), 20), len(item.phrase.split()), _shape(item.phrase), len(item.after.split()),
        item.colon, item.bracketed, item.whole is not None, clause.opening is not None, scene.listed, scene.kind == "cell", scene.legal,
        scene.owner is not None, len(scene.section), item.figure.total is not None, bool(item.versus), item.led, item.unit is not None and "/" in item.unit.text,
        item.member is not None, max(0, item.lead - clause.start), max(0, clause.end - clause.start), _shape(item.topic), len((rule or "").split()), rule is None, count,
        scene.title is not None, _mark(clause.blank[before.tail if before is not None else clause.start : item.lead]), _kind(before) if before is not None else -1,
        _kind(behind) if behind is not None else -1, before is not None and before.name == item.name, LABEL_RULES.index(item.label_rule) if item.label_rule in LABEL_RULES else -1,
        item.phrase[:1].isupper(),
    ]  # fmt: skip


@lru_cache(maxsize=1 << 13)
def _words_like(phrase: str) -> tuple[tuple[float, ...], bool, str]:
    """What the words of a phrase are like, wherever they stand; whether they compare; the phrase in small letters."""
    told, low = tells(phrase), phrase.lower()
    words = (
        len(phrase.split()), is_measure(phrase), told and is_act(phrase), bool(phrase) and is_body(phrase, told), bool(phrase) and is_kind_of_body(phrase), is_scope(phrase),
        is_source(phrase), is_total(phrase), is_generic(phrase), told, _DIGIT.search(phrase) is not None, phrase[:1].isupper(),
    )  # fmt: skip
    return words, " so với" in low, low


@lru_cache(maxsize=1 << 13)
def _folded(phrase: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(phrase.lower()))


class Bits:
    """Sets of words as bits; the figures of a paragraph share most of their phrases."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}
        self._sets: dict[str, int] = {}

    def of(self, phrase: str | None) -> int:
        if not phrase:
            return 0
        made = self._sets.get(phrase)
        if made is None:
            made, known = 0, self.known
            for word in _folded(phrase):
                bit = known.get(word)
                if bit is None:
                    bit = known[word] = 1 << len(known)
                made |= bit
            self._sets[phrase] = made
        return made


def _agreement(sets: Sequence[int], counts: Sequence[int]) -> tuple[list[float], list[int]]:
    """How much of its words each candidate shares with all of them, itself among them: the sum of its shares, and how many are above 0.6."""
    sums, most = [0.0] * len(sets), [0] * len(sets)
    for at, (mine, count) in enumerate(zip(sets, counts, strict=True)):
        if not count:
            continue
        for other in range(at + 1):
            both = (mine & sets[other]).bit_count()
            if both:
                share = 2 * both / (count + counts[other])
                sums[at] += share
                if other != at:
                    sums[other] += share
                if share > 0.6:
                    most[at] += 1
                    most[other] += other != at
    return sums, most


def _between(left: str, end: int, place: int, starts: Sequence[int]) -> tuple[float, float, float, float, float]:
    """What stands between a phrase of the text left of a figure and the figure; -1 where it stands elsewhere."""
    if end < 0:
        return -1, -1, -1, -1, -1
    gap = left[end:]
    before = left[:place].rstrip()
    return len(starts) - bisect_left(starts, end), gap.count(";") + gap.count(". ") + gap.count(":"), gap.count(","), len(gap.strip()), not before or before[-1] in MARKS


def rows(question: str, scene: Scene, candidates: Mapping[str, Sequence[int]], rule: str | None, label: str | None, bits: Bits | None = None) -> Any:
    """One row a candidate, as a table. `bits` are the words of the figures before it, where they are kept."""
    clause, item = scene.clause, scene.item
    bits = bits or Bits()
    phrases = list(candidates)
    total = len(phrases)
    sets = [bits.of(phrase) for phrase in phrases]
    counts = [one.bit_count() for one in sets]
    said, named = bits.of(rule), bits.of(label)
    before, noun = bits.of(item.phrase), bits.of(f"{item.unit.text if item.unit is not None and item.counted else ''} {item.after}")
    topic, heading, owner = bits.of(item.topic), bits.of(heading_words(scene.section[-1])[0] if scene.section else None), bits.of(scene.owner)
    base = max(clause.start, item.figure.start - LEFT)
    left = clause.text[base : item.figure.start].lower()
    right = clause.text[item.tail : min(clause.end, item.tail + REACH)].lower()[:REACH]
    change = CHANGES.get(item.role or "")
    earlier = (clause.items[at].figure.start for at in range(scene.index - 1, -1, -1))
    starts = [start - base for start in takewhile(lambda start: start >= base, earlier)][::-1]
    order = {at: rank for rank, at in enumerate(sorted(range(total), key=lambda at: (counts[at], at)))}
    sums, most = _agreement(sets, counts)
    sizes = [one.bit_count() or 1 for one in (said, before, noun, topic, named)]
    width = len(WAYS[question])
    table = np.zeros((total, width + len(FIGURE) + len(WORDS)), dtype=np.float32)
    table[:, width : width + len(FIGURE)] = _figure(scene, rule, total)
    made = array("d")
    table[[at for at, ways in enumerate(candidates.values()) for _ in ways], [way for ways in candidates.values() for way in ways]] = 1.0
    for at, (phrase, ways) in enumerate(candidates.items()):
        mine, count = sets[at], counts[at] or 1
        words, compared, low = _words_like(phrase)
        place = left.rfind(low) if phrase else -1
        behind = right.find(low) if phrase else -1
        of_rule, of_phrase, of_noun = (mine & said).bit_count(), (mine & before).bit_count(), (mine & noun).bit_count()
        of_topic, of_label = (mine & topic).bit_count(), (mine & named).bit_count()
        made.extend((
            *words, bool(change) and low.startswith(change or " "), compared, len(ways), sums[at] / total, most[at] / total,
            of_rule / count, of_rule / sizes[0], of_phrase / count, of_phrase / sizes[1], of_noun / count, of_noun / sizes[2], of_topic / count, of_topic / sizes[3],
            (mine & heading).bit_count() / count, (mine & owner).bit_count() / count, len(left) - place if place >= 0 else -1.0, behind >= 0, place >= 0, phrase == (rule or ""),
            order[at] / total, of_label / count, of_label / sizes[4], *_between(left, place + len(low) if place >= 0 else -1, place, starts), behind,
        ))  # fmt: skip
    table[:, width + len(FIGURE) :] = np.frombuffer(made).reshape(total, len(WORDS))
    return table


__all__ = ["Bits", "names", "rows"]
