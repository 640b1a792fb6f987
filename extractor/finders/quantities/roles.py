"""Comparator and role of a figure by the words right at it and by the clause that it stands in.

In: the text, the figure, its unit. Out: a comparator (= ~ > >= < <= range) and a role (level, increase, decrease, rank, target, limit), with the
place where their words begin, so that a label can be read in front of them. Vocabulary: patterns/quantities/comparators.yaml.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import regex

from extractor.finders.quantities.items import CHANGES
from extractor.finders.quantities.numbers import NumberMention
from extractor.finders.quantities.phrases import ends_name
from extractor.finders.quantities.reach import REACH
from extractor.finders.quantities.vocabulary import comparators
from extractor.layout.model import Layout
from extractor.lexicon.patterns import any_before, any_of
from extractor.lexicon.phrases import QUANTITIES
from extractor.lexicon.written_units import Unit

MANY = 100  # things that a bound counts rather than a place ("trên 1.200 cơ sở")
NAMED = 12  # code points of a name in front of the word of increase that it holds
BOUNDS = (">=", "<=", "<", ">")


@cache
def _comparators() -> tuple[Any, Any, dict[str, str], dict[str, str]]:
    rules = comparators().comparators
    ahead = {w: rule.comparator for rule in rules for w in rule.before}
    behind = {w: rule.comparator for rule in rules for w in rule.after}
    return (
        QUANTITIES.filled("compared_before", comparators=any_before(ahead)),
        regex.compile(rf"(?:,?\s+[^\s\d.,;:()]+){{0,12}}?\s+(?P<word>{any_of(behind)})(?!\w)", regex.IGNORECASE),
        ahead,
        behind,
    )


@cache
def _from() -> Any:
    return QUANTITIES.filled("since_before", since=any_before(comparators().from_words.words))


@cache
def _time_after() -> tuple[Any, dict[str, str]]:
    words = {w: rule.comparator for rule in comparators().comparators for w in rule.time_after}
    return QUANTITIES.filled("time_bound_behind", bounds=any_of(words)), words


def bound_of_time(text: str, unit: Unit | None) -> str | None:
    """The comparator that a word right behind a unit of time gives ("trong 24 giờ đầu"), None where none stands there."""
    if unit is None or unit.kind != "time":
        return None
    pattern, words = _time_after()
    match = pattern.match(text, unit.end, unit.end + REACH)
    return words[" ".join(match["word"].lower().split())] if match is not None else None


def comparator_of(text: str, figure: NumberMention, unit_end: int) -> tuple[str, int, bool]:
    """The comparator, where its words before the figure begin, and whether the figure is one end of a change ("từ 41 xuống còn 32")."""
    ahead, after, words, after_words = _comparators()
    start = figure.start
    found = "="
    match = ahead.match(text, start, start + REACH)
    if match is not None:
        word = " ".join(match["word"].lower().split())
        place = word == "trên" and not figure.percent and figure.scale == 1 and figure.value < MANY and QUANTITIES.on_a_place.match(text, figure.scale_end, figure.scale_end + REACH)
        if not place and not (word == "hơn" and QUANTITIES.compared_degree.match(text, match.start("word"), match.start("word") + REACH)):
            found, start = words[word], match.start("word")
    elif figure.percent and QUANTITIES.slip_before.match(text, start, start + REACH):
        found = "~"
    lead = _from().match(text, start, start + REACH)
    if figure.value_to is not None:
        return "range", lead.start("word") if lead else start, False
    behind = after.match(text, unit_end, unit_end + REACH)
    if behind is not None and not QUANTITIES.grade_word.search(text, unit_end, behind.start("word")):
        found = after_words[" ".join(behind["word"].lower().split())]
    change = False
    if lead is not None:
        start = lead.start("word")
        change = behind is None and bool(QUANTITIES.other_end.match(text, unit_end, unit_end + REACH))
        if found == "=" and not change and figure.total is None and not QUANTITIES.share_of_number.match(text, figure.scale_end, figure.scale_end + REACH):
            found = ">="
    return found, start, change


@cache
def _roles() -> tuple[Any, Any, dict[str, str]]:
    changes = comparators().changes
    words = {w: rule.role for rule in comparators().roles for w in rule.before}
    filler = r"(?:\s(?:khoảng|gần|hơn|trên|được|thêm|bình quân|là|tới)|\s(?:thu|chi)(?:\s(?:khoảng|gần|hơn|trên))?|\s\(\p{L}+(?:\s\p{L}+){0,3}\))?"
    turning = any_before(w for w, role in words.items() if role in CHANGES)
    return (
        regex.compile(rf"(?<=(?<!\w)(?P<word>{any_before(words)}){filler}[\s:“\"]*)", regex.IGNORECASE),
        QUANTITIES.filled(
            "change_before", words=turning, degrees=any_of(changes.degrees), bases=any_of(changes.bases), more=any_of(changes.more), gaps=any_before(changes.gaps),
            plans=any_of(changes.plans),
        ),
        words,
    )  # fmt: skip


def role_before(text: str, position: int) -> tuple[str | None, int]:
    """The role that the words ending at `position` give, and where they begin; (None, position) where they give none."""
    pattern, change, words = _roles()
    match = pattern.match(text, position, position + REACH)
    if match is None:
        match = change.match(text, position, position + REACH)
    if match is None or ends_name(text, match.start("word"), 0) or QUANTITIES.increase_in_name.search(text, max(0, match.start("word") - NAMED), position) is not None:
        return None, position
    return words[" ".join(match["word"].lower().split())], match.start("word")


def is_aspect(unit: Unit, role: str, words: str) -> bool:
    """Whether the unit counts what fell or was surpassed, not by how much ("giảm cả 3 tiêu chí", "vượt 2 chỉ tiêu"); `words` stand before the figure."""
    aspects = comparators().aspects
    if role == "decrease":
        return unit.text.lower() in aspects.words
    return unit.text.lower() in aspects.exceeded and words.lower().startswith(tuple(aspects.exceeds))


def change_in(phrase: str) -> str | None:
    """The change that a phrase measures ("Tỷ lệ cắt giảm thời gian"), None where it measures none."""
    match = QUANTITIES.change_named.search(phrase)
    if match is None:
        return None
    return "increase" if (match["a"] or match["b"]).lower() == "tăng" else "decrease"


@cache
def _top() -> tuple[Any, Any]:
    top = comparators().top_groups
    return (
        regex.compile(rf"(?<=(?<!\w)(?P<word>{any_before(top.before)})\s+)", regex.IGNORECASE),
        regex.compile(rf"\s+[^.;]{{0,60}}?{any_of(top.after)}(?!\w)", regex.IGNORECASE),
    )


def top_group(text: str, figure: NumberMention) -> int | None:
    """Where "thuộc nhóm" begins if the figure is the size of a group of the first; None otherwise."""
    before, after = _top()
    match = before.match(text, figure.start, figure.start + REACH)
    return match.start("word") if match is not None and after.match(text, figure.scale_end, figure.scale_end + REACH) else None


@cache
def _targets() -> tuple[Any, Any, Any, Any, Any, Any]:
    targets = comparators().targets
    return (
        regex.compile(rf"(?<!\w){any_of(targets.before)}(?!\w)", regex.IGNORECASE),
        QUANTITIES.filled("told_as_done", words=any_of(targets.achieved)),
        QUANTITIES.filled("plan_named", plans=any_of(targets.plans)),
        regex.compile(rf"(?<=(?<!\w){any_before(targets.given)}[^\S\n]+)", regex.IGNORECASE),
        regex.compile(rf"(?:\s+\S+){{0,3}}?\s+{any_of(targets.existing)}(?!\w)", regex.IGNORECASE),
        QUANTITIES.filled("attribute_before", attributes=any_before(targets.attributes)),
    )


def future_words(clause: str) -> bool:
    """Whether a word of a time to come governs what follows the clause: "phấn đấu …", with nothing told as done after it."""
    target, done, *_ = _targets()
    words = list(target.finditer(clause))
    return bool(words) and not done.search(clause, words[-1].end())


def governs(sentence: str) -> bool:
    """Whether the beginning of a sentence makes all of it a matter of the future ("Phấn đấu …; …"), not only its own clause."""
    word = _targets()[0].search(sentence)
    return word is not None and word[0].lower() not in _sole()


@cache
def _sole() -> frozenset[str]:
    return frozenset(comparators().targets.sole)


@cache
def _adoption() -> tuple[Any, Any, Any]:
    plans = comparators().plans
    rest = any_of(plans.adopted)
    return (
        QUANTITIES.filled("adopted_plan", rest=rest),
        QUANTITIES.filled("adopting_act", adopting=any_of(plans.adopting), objects=any_of(plans.objects), acts=any_of(plans.acts)),
        QUANTITIES.filled("which_was_set", rest=rest),
    )


def achieved(clause: str, future: bool = False) -> bool:
    """Whether the clause tells something as done or as it is now. Among what is to be done (`future`), what was only adopted is not done:
    "67 nhiệm vụ đã được giao"."""
    return bool(_targets()[1].search(_adoption()[0].sub(" ", clause) if future else clause))


def adopts(sentence: str) -> bool:
    """Whether the words before a figure adopt a plan that the figure is part of ("phê duyệt phương án cắt giảm"), with nothing told as done since."""
    match = _adoption()[1].search(sentence)
    return match is not None and not achieved(sentence[match.end() :])


def is_asked(text: str, tail: int) -> bool:
    """Whether the words behind the figure say that it was asked for ("mức 65% mà Chủ tịch yêu cầu")."""
    return bool(_adoption()[2].match(text, tail, tail + REACH))


@cache
def _rates() -> tuple[frozenset[str], Any, Any, Any]:
    rates = comparators().rates
    return (
        frozenset(rates.types),
        QUANTITIES.filled("rate_noun", nouns=any_of(rates.nouns)),
        regex.compile(rf"(?<!\w){any_of(rates.fixing)}\s(?:\S+\s){{0,3}}?{any_of(rates.nouns)}(?!\w)", regex.IGNORECASE),
        QUANTITIES.filled("rate_stated", nouns=any_of(rates.nouns)),
    )


def fixes_rate(doc_type: str | None, unit: Unit | None, clause: str, above: Callable[[], str]) -> bool:
    """Whether a measure is a rate that the document fixes: by its clause, or in a decision by the headings and the lead `above` it."""
    types, noun, fixing, stated = _rates()
    if unit is None or unit.kind != "measure":
        return False
    if fixing.search(clause) or ("/" in unit.text and doc_type not in comparators().kinds.reports and stated.search(clause)):
        return True
    if doc_type not in types or not (noun.search(clause) or noun.search(above())):
        return False
    return "/" in unit.text or unit.text in ("%", "đồng")


def names_plan(phrase: str) -> bool:
    """Whether a phrase names a plan whose figure follows ("Tổng dự toán", "Kế hoạch vốn …")."""
    return bool(_targets()[2].match(phrase))


@cache
def _compared_plan() -> Any:
    return QUANTITIES.filled("compared_plan", plans=any_of(comparators().plans.before))


def is_than_plan(clause: str) -> bool:
    """Whether the plan in the words before a change is only what it is compared with ("so với kế hoạch tăng …")."""
    return bool(_compared_plan().search(clause))


def is_given(text: str, item_lead: int, tail: int, legal: bool = False) -> bool:
    """Whether the words around a count say that its things are there already ("đối với 38 hồ", "46 hộ còn vướng"; behind a count of a rule they are its condition)."""
    return bool(_targets()[3].match(text, item_lead, item_lead + REACH) or (not legal and _targets()[4].match(text, tail, tail + REACH)))


def is_attribute(text: str, lead: int) -> bool:
    """Whether the words before the figure name what a thing has of itself ("dài", "quy mô")."""
    return bool(_targets()[5].match(text, lead, lead + REACH))


@cache
def _limits() -> tuple[Any, frozenset[str], frozenset[str], Any, frozenset[str], Any, Any]:
    limits = comparators().limits
    return (
        regex.compile(rf"(?<!\w){any_of(limits.before)}(?!\w)", regex.IGNORECASE),
        frozenset(limits.units),
        frozenset(limits.types),
        QUANTITIES.filled("limit_before", plans=any_of(comparators().plans.before)),
        frozenset(limits.counted),
        regex.compile(rf"(?<=(?<!\w){any_before(limits.classes)}[^\S\n]+)", regex.IGNORECASE),
        regex.compile(rf"(?:\W*(?:\d{{1,2}}|[a-zđ])[.)])?\W*{any_of(limits.examples_of)}(?!\w)", regex.IGNORECASE),
    )


def is_example(text: str, start: int) -> bool:
    """Whether a segment is an example of a rule ("Ví dụ 1: …")."""
    return bool(_limits()[6].match(text, start, start + REACH))


@cache
def _rule_titles() -> Any:
    return QUANTITIES.filled("rule_title", titles=any_of(comparators().limits.titles))


def rule_type(doc_type: str | None, title: str | None) -> str | None:
    """The document's type; a decision or resolution that lays down a rule ("Quy định mức chi …") or restates rules ("Công bố thủ tục hành chính") is one like the rule."""
    if doc_type in comparators().rates.types and title is not None and (_rule_titles().match(title) or QUANTITIES.procedures_title.match(title)):
        return comparators().limits.ruling
    return doc_type


@cache
def _laid() -> Any:
    laid = comparators().laid
    return QUANTITIES.filled("laid_down", words=any_of(laid.words), bodies=any_of(laid.bodies))


def lays_down(clause: str) -> bool:
    """Whether the clause before a sum says that it was laid down for a year to come ("Hội đồng nhân dân quyết nghị … là")."""
    return bool(_laid().search(clause))


@cache
def _standards() -> tuple[Any, Any, frozenset[str], Any, frozenset[str]]:
    standards = comparators().standards
    return (
        regex.compile(rf"(?<!\w){any_of(standards.words)}(?!\w)", regex.IGNORECASE),
        regex.compile(rf"(?<!\w){any_of(standards.rates)}$", regex.IGNORECASE),
        frozenset(standards.papers),
        regex.compile(rf"(?:\s[^\s,;.()]+){{0,4}}?\s{any_of(standards.due)}(?!\w)", regex.IGNORECASE),
        frozenset(standards.factors),
    )


def sets_standard(clause: str, comparator: str, counted: bool) -> bool:
    """Whether the clause names a standard or condition that its bound belongs to ("phải bảo đảm tiêu chuẩn …, diện tích tối thiểu là")."""
    return not counted and comparator in BOUNDS and bool(_standards()[0].search(clause))


def is_tax_rate(phrase: str, percent: bool) -> bool:
    """Whether a percentage is a rate that a law fixes ("mức thuế suất")."""
    return percent and bool(_standards()[1].search(phrase))


def is_paper(text: str, lead: int, unit: Unit | None) -> bool:
    """Whether a bracket says in how many copies a paper is handed in ("Đơn đề nghị (02 bản)")."""
    return unit is not None and unit.text in _standards()[2] and text.endswith("(", 0, lead) and text.startswith((")", " chính", " sao"), unit.end)


def is_coefficient(unit: str) -> bool:
    """Whether the unit is that of a factor ("hệ số cộng thêm 0,7 lần"): what a rule adds to it is a norm too."""
    return unit in _standards()[4]


def obliges(clause: str) -> bool:
    """Whether the clause says what must be ("phải đạt từ"), no mere hope ("phấn đấu")."""
    return bool(QUANTITIES.obliges.search(clause))


def is_due(text: str, tail: int) -> bool:
    """Whether the words right behind a count say that it must be done ("04 đề án phải trình")."""
    return bool(_standards()[3].match(text, tail, tail + REACH))


def is_threshold(text: str, lead: int) -> bool:
    """Whether a bracket right behind a word of bounds holds the figure ("số phiếu tối thiểu (50 phiếu)")."""
    return bool(QUANTITIES.threshold_bracket.match(text, lead, lead + REACH))


def rules_begin(layout: Layout, doc_type: str | None) -> int:
    """The first segment of the rule that a decision brings with it (its heading "QUY ĐỊNH" or "Chương I. Những quy định chung"); past the end where it has none."""
    segments = layout.reading.segments
    if doc_type not in comparators().rates.types:
        return len(segments)
    for number, segment in enumerate(segments):
        if segment.kind == "heading" and QUANTITIES.rules_heading.search(layout.reading.text[segment.start : segment.end]):
            return number
        if segment.section and QUANTITIES.rules_heading.search(segment.section[0]):
            return number
    return len(segments)


@cache
def _plan_titles() -> Any:
    return regex.compile(rf"\W*{any_of(comparators().kinds.plans)}\W*", regex.IGNORECASE)


def in_plan(section: tuple[str, ...]) -> bool:
    """Whether a section belongs to a plan that a rule brings with it (a heading that says only "KẾ HOẠCH")."""
    return any(_plan_titles().fullmatch(name) for name in section[:3])


def is_legal(doc_type: str | None) -> bool:
    """Whether the document makes rules (a law, a decree, a circular)."""
    return doc_type in _limits()[2]


def names_class(text: str, lead: int) -> bool:
    """Whether an attribute that names a class stands right before the figure's words ("có dung tích" "từ 2 triệu m3 trở lên")."""
    return bool(_limits()[5].match(text, lead, lead + REACH))


def is_norm(unit: Unit | None) -> bool:
    """Whether the unit makes the figure a norm in any document: spans of time and ages (those that are no norms were refused before)."""
    return unit is not None and (unit.kind == "time" or unit.text.lower() in _limits()[1])


def is_legal_norm(unit: Unit | None, comparator: str) -> bool:
    """Whether a figure of a legal document is a norm: every measure, every bound, and counts of copies and times."""
    if unit is None or unit.kind not in ("noun", "guess") or comparator not in ("=", "~"):
        return True
    return unit.text.split("/")[0] in _limits()[4]


def is_plan(text: str, position: int) -> bool:
    """Whether the words that end at `position` name a plan whose figure follows ("kế hoạch cả năm ("); "kế hoạch 9 cuộc, đột xuất 3 cuộc" tells of both as done."""
    if QUANTITIES.beside_unplanned.match(text, position) is not None:
        return False
    return bool(_limits()[3].match(text, position, position + REACH)) or QUANTITIES.plan_in_bracket.search(text, max(0, position - REACH), position) is not None
