"""Comparator and role of a figure by the words right at it.

In: the text, the figure, its unit. Out: a comparator (= ~ > >= < <= range) and a role (level, increase, decrease, rank, target, limit), each with
the place where its words begin, so that a label can be read in front of them. Vocabulary: patterns/comparators.yaml.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from extractor.finders.numbers import NumberMention
from extractor.finders.quantity_units import Unit
from extractor.finders.quantity_vocabulary import any_of, comparators, units


@dataclass(frozen=True, slots=True)
class Said:
    """What the words before a figure say; `start` is where they begin (the figure's own start where there are none)."""

    word: str | None
    start: int


@cache
def _comparators() -> tuple[Any, Any, dict[str, str], dict[str, str]]:
    rules = comparators().comparators
    ahead = {w: rule.comparator for rule in rules for w in rule.before}
    behind = {w: rule.comparator for rule in rules for w in rule.after}
    return (
        regex.compile(rf"(?<=(?<!\w)(?P<word>{any_of(ahead)})(?:\s(?:là|từ))?\s*)", regex.IGNORECASE),
        regex.compile(rf"\s+(?P<word>{any_of(behind)})(?!\w)", regex.IGNORECASE),
        ahead,
        behind,
    )


@cache
def _from() -> tuple[Any, Any]:
    return (
        regex.compile(rf"(?<=(?<!\w)(?P<word>{any_of(comparators().from_words.words)})\s+)", regex.IGNORECASE),
        regex.compile(r"[^.;]{0,60}?(?<!\w)(?:xuống|lên|đến|tới|còn|thành|sang)(?!\w)"),
    )


@cache
def _place() -> Any:
    # "kết quả trên 06 lĩnh vực", "quy định trên 05 lĩnh vực": a place.
    return regex.compile(r"\s*(?:lĩnh vực|địa bàn|nền tảng|tuyến|hệ thống|phương diện|mặt|kênh|trang|diện tích|lưu vực|vùng|cơ sở)(?!\w)")


def comparator_of(text: str, figure: NumberMention, unit_end: int) -> tuple[str, int]:
    """The comparator, and where its words before the figure begin."""
    ahead, after, words, after_words = _comparators()
    start = figure.start
    found = "="
    match = ahead.match(text, start)
    if match is not None:
        word = " ".join(match["word"].lower().split())
        if not (word == "trên" and _place().match(text, figure.scale_end)):
            found, start = words[word], match.start("word")
    behind = after.match(text, unit_end)
    if figure.value_to is not None:
        lead, _ = _from()
        again = lead.match(text, start)
        return "range", again.start("word") if again else start
    if behind is not None:
        found = after_words[" ".join(behind["word"].lower().split())]
    lead, other_end = _from()
    match = lead.match(text, start)
    if match is not None:
        start = match.start("word")
        if found == "=" and behind is None and not other_end.match(text, unit_end) and figure.total is None:
            found = ">="
    return found, start


@cache
def _roles() -> tuple[Any, dict[str, str]]:
    words = {w: rule.role for rule in comparators().roles for w in rule.before}
    return regex.compile(rf"(?<=(?<!\w)(?P<word>{any_of(words)})(?:\s(?:khoảng|gần|hơn|trên|được|thêm|bình quân|là))?[\s:]*)", regex.IGNORECASE), words


def role_before(text: str, position: int) -> tuple[str | None, int]:
    """The role that the words ending at `position` give, and where they begin; (None, position) where they give none."""
    pattern, words = _roles()
    match = pattern.match(text, position)
    if match is None:
        return None, position
    return words[" ".join(match["word"].lower().split())], match.start("word")


@cache
def _top() -> tuple[Any, Any]:
    top = comparators().top_groups
    return (
        regex.compile(rf"(?<=(?<!\w)(?P<word>{any_of(top.before)})\s+)", regex.IGNORECASE),
        regex.compile(rf"\s+[^.;,]{{0,60}}?{any_of(top.after)}(?!\w)", regex.IGNORECASE),
    )


def top_group(text: str, figure: NumberMention) -> int | None:
    """Where "thuộc nhóm" begins if the figure is the size of a group of the first; None otherwise."""
    before, after = _top()
    match = before.match(text, figure.start)
    return match.start("word") if match is not None and after.match(text, figure.scale_end) else None


@cache
def _targets() -> tuple[Any, Any, Any]:
    targets = comparators().targets
    return (
        regex.compile(rf"(?<!\w){any_of(targets.before)}(?!\w)", regex.IGNORECASE),
        regex.compile(rf"(?<!\w){any_of(targets.achieved)}(?!\w)", regex.IGNORECASE),
        regex.compile(rf"(?<!\w){any_of(targets.sections)}(?!\w)", regex.IGNORECASE),
    )


def future_words(clause: str) -> bool:
    """Whether a word of a time to come governs what follows the clause: "phấn đấu …", with nothing told as done after it."""
    target, achieved, _ = _targets()
    last = None
    for last in target.finditer(clause):
        pass
    return last is not None and not achieved.search(clause, last.end())


def target_section(section: tuple[str, ...]) -> bool:
    """Whether the headings say that what stands under them is still to be done."""
    _, _, sections = _targets()
    return any(sections.search(name) for name in section[-3:])


@cache
def _limits() -> tuple[Any, frozenset[str], frozenset[str], Any]:
    limits = comparators().limits
    return (
        regex.compile(rf"(?<!\w){any_of(limits.before)}(?!\w)", regex.IGNORECASE),
        frozenset(limits.units),
        frozenset(limits.types),
        regex.compile(rf"(?<=(?<!\w){any_of(comparators().plans.before)}(?:\s(?:là|cả năm|năm|\d{{4}}|của năm|được giao))*\s*\(?\s*)", regex.IGNORECASE),
    )


def is_limit(clause: str, unit: Unit | None, comparator: str, doc_type: str | None) -> bool:
    """Whether a rule fixes the figure: a norm's unit, the words of a norm before it, or a bound in a legal document."""
    words, own_units, types, _ = _limits()
    name = unit.text.lower() if unit else ""
    if name in own_units:
        return True
    if doc_type in types and (comparator in ("<=", ">=", "<", ">", "range") or words.search(clause)):
        return True
    time = unit is not None and unit.kind == "time"
    return time and (comparator != "=" or bool(words.search(clause)))


def is_plan(text: str, position: int) -> bool:
    """Whether the words that end at `position` name a plan whose figure follows ("kế hoạch cả năm (")."""
    return bool(_limits()[3].match(text, position))


def is_time(unit: Unit | None) -> bool:
    return unit is not None and unit.text.split("/")[0].lower() in _times()


@cache
def _times() -> frozenset[str]:
    return frozenset(units().times.words)
