"""What kind of document a text is for whoever reads its tasks: one that directs, one that reports, one that rules.

In: the type that the header names, or the running text where it names none. Out: a `Kind`. A text cut out of its document (a part of a notice of
conclusions, the annex that shares out the work) is judged by how it speaks: it directs where far more of its lines give something to somebody
than tell what was. Words: patterns/tasks/assigned.yaml.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import regex

from extractor.finders.tasks.assigned_words import rule, whole, words
from extractor.finders.tasks.duties import charged_in_clause
from extractor.finders.tasks.giving import given_at
from extractor.finders.tasks.heading_names import heading_owner
from extractor.finders.tasks.name_verbs import verb_here
from extractor.finders.tasks.owners import owner_at
from extractor.finders.tasks.scopes import rank_of
from extractor.layout.model import Segment
from extractor.lexicon.document_types import document_types
from extractor.lexicon.phrases import TASKS, either

NEAR = 24  # from the beginning of a title, in code points: there a word says what the section is about
FEWEST_ABOVE = 3  # marked lines above what was taken for a head
FEWEST_DUTIES = 2  # lines of a stretch of rules that say who has a duty
SHORT = 80  # of a title that is about what it names anywhere
FEWEST = 3  # lines that give: one or two stand in any report
NEAR_END = 40  # code points at the end of a line in which "có trách nhiệm:" stands
FIRST_WORDS = 12  # of an act, in code points: "đã" among them tells what was done


@dataclass(frozen=True, slots=True)
class Kind:
    """`directing`: a named body with a verb is given a task; `reporting`: only what says that it assigns is one; `ruling`: only the closing
    articles give any. `cut`: the text has no head, and the words that open its tasks may be missing as well;
    `concluding`: it tells what a meeting concluded; `joint`: a regulation whose articles say what each side must do; `asked`: the press, where
    somebody has asked others by name: who is then said to have to do something is asked too;
    `enacting`: a decision or resolution that is itself a legal norm, and says in its articles who carries it out."""

    directing: bool
    reporting: bool
    ruling: bool
    cut: bool = False
    concluding: bool = False
    joint: bool = False
    asked: bool = False
    enacting: bool = False


HEAD = 3000  # code points in which the letterhead and the addressee stand
LETTERS = ("", "công văn")  # types of a letter: none is written over it, or the code says it
NOBODY = Kind(False, True, False)  # the press, an annex alone: nobody is known to assign
RULED = Kind(False, False, True)  # a law that a page quotes
STRETCH = Kind(False, False, True, enacting=True)  # a stretch of a regulation itself, which begins in the middle of it
CUT = Kind(True, False, False, True)  # a part that shares out work: of a text without its head, or what a report says must be done next


def kind_of(doc_type: str | None, text: str, segments: Iterable[Segment], body: Callable[[Segment], int]) -> Kind:
    """The kind of a document; `segments` are those of its running text, `body` says where the words of one begin."""
    name = (doc_type or calls_itself(text) or "").casefold()
    if sent_above(text, doc_type):
        return NOBODY
    if name:
        directing, reporting, ruling, concluding = (bool(whole("documents", group).fullmatch(name)) for group in ("directing", "reporting", "ruling", "concluding"))
        if not (doc_type or directing or reporting or ruling):
            return NOBODY  # "Dự án này", "Hợp đồng này": nobody is known to assign
        # A stretch of a plan or decision, without its head, may begin behind what opens its tasks.
        cut = not doc_type and directing and not reporting
        enacting = not doc_type and ruling and not directing and begins_marked(segments)
        return Kind(directing, reporting, ruling, cut, concluding=concluding, joint=bool(whole("documents", "joint").fullmatch(name)), enacting=enacting)
    lines = [(segment, body(segment)) for segment in segments]
    if _speaks_to_others(text, lines):
        return CUT
    ruled = any(TASKS.article_mark.match(text, line.start, line.end) for line, _ in lines) or any(_names_duties(text, above, below) for above, below in pairwise(lines))
    part = begins_marked(segments)
    ruled = ruled or (part and sum(charged_in_clause(text, start, line.end) is not None for line, start in lines) >= FEWEST_DUTIES)
    return NOBODY if not ruled else STRETCH if part else RULED


def begins_marked(segments: Iterable[Segment]) -> bool:
    """Whether a text begins with an article, a clause or an item: nothing leads it in."""
    first = next(iter(segments), None)
    return first is not None and first.marker is not None


def begins_above(segments: Sequence[Segment], begin: int) -> bool:
    """Whether a text begins in the middle of its document, above what was taken for its head: the line over an annex names the document."""
    return begins_marked(segments) and sum(s.marker is not None and s.start < begin for s in segments) >= FEWEST_ABOVE


def sent_above(text: str, doc_type: str | None) -> bool:
    """Whether a letter is addressed to those above, who are given no work: "Kính gửi: Thủ tướng Chính phủ"."""
    return (doc_type or "").casefold() in LETTERS and TASKS.addressed_above.search(text, 0, min(len(text), HEAD)) is not None


def reports_by_type(doc_type: str) -> bool:
    """Whether a document of this type reports: "Báo cáo"."""
    return whole("documents", "reporting").fullmatch(doc_type.casefold()) is not None


def tells_of_past(titles: Sequence[str]) -> bool:
    """Whether the innermost section that says something tells of the past or of aims; "1. Hoàn thành mục tiêu …" over items is what must be done."""
    for title in reversed(titles):
        if whole("sections", "open").search(title):
            return False
        mark = TASKS.article_mark.match(title)
        begin = mark.end() if mark else _words_of(title)
        shut = whole("sections", "closed").search(title, begin)
        if title.rstrip().endswith(":") and TASKS.ground_words.match(title, begin):
            continue  # "Điều 2. Căn cứ kết quả rà soát …:" leads in what must be done
        if shut is not None and (shut.start() - begin <= NEAR or len(title) - begin <= SHORT):
            # A long title that names a programme or a plan by its aims ("4. Về việc trình … Chương trình mục tiêu …") tells of none.
            return shut.start() <= begin or verb_here(title, begin, len(title)) is None
    return False


def looks_ahead(titles: Sequence[str]) -> bool:
    """Whether a section of a report says what must be done next: "III. NHIỆM VỤ 3 THÁNG CUỐI NĂM"."""
    return any(whole("sections", "ahead").match(title, _words_of(title)) for title in titles)


def recommends(titles: Sequence[str]) -> bool:
    """Whether a section of a report puts requests to those above: "IV. Kiến nghị, đề xuất"."""
    return any(whole("sections", "asking").match(title, _words_of(title)) for title in titles)


def _words_of(title: str) -> int:
    """Where the words of a heading begin behind its marks: "PHẦN B. KẾ HOẠCH …", "D/ KẾ HOẠCH …", "III.Nhiệm vụ …"."""
    mark = TASKS.mark_of_title.match(title)
    return mark.end() if mark else 0


def calls_itself(text: str) -> str | None:
    """What a text without a head calls itself most often: "Nghị quyết này" → "Nghị quyết"."""
    said = Counter(match["type"].casefold() for match in _itself().finditer(text))
    return min(said, key=lambda name: (-said[name], name)) if said else None


@cache
def _itself() -> Any:
    types = either(regex.escape(entry.name) for entry in document_types().types)
    return rule(rf"(?<!\w)(?:(?P<type>{types})(?!\w)\s+(?:{words('documents', 'itself')})|(?:{words('documents', 'closing')})\s+(?P<type>{types}))(?!\w)", "documents.itself")


def _speaks_to_others(text: str, lines: list[tuple[Segment, int]]) -> bool:
    """Whether lines give something to somebody ("Giao Sở Y tế rà soát …", "Các xã lập danh sách …", "Sở Y tế" over items that begin with verbs)
    more than twice as often as they tell what was ("đã", "đạt", "so với")."""
    gives = [_gives(text, start, line.end) for line, start in lines]
    told = whole("documents", "telling")
    telling = sum(not given and told.search(text, start, line.end) is not None for given, (line, start) in zip(gives, lines, strict=True))
    giving = sum(gives) + sum(_heads(text, above, below) for above, below in pairwise(lines))
    shares = whole("sections", "sharing")
    shared_out = any(shares.match(text, start, line.end) for line, start in lines if line.end - start <= SHORT) or any(shares.search(title) for line, _ in lines for title in line.section)
    return giving >= (1 if shared_out else FEWEST) and giving > 2 * telling


def _names_duties(text: str, above: tuple[Segment, int], below: tuple[Segment, int]) -> bool:
    """Whether a heading over items says whose duties they are: "Điều 25. Trách nhiệm của Ủy ban nhân dân cấp xã", "3. Tổng Giám đốc có trách nhiệm:"."""
    line, start = above
    if line.marker is None or rank_of(below[0]) <= rank_of(line):
        return False
    return TASKS.duties_of.match(text, start, line.end) is not None or TASKS.duty_of_line.search(text, max(start, line.end - NEAR_END), line.end) is not None


def _gives(text: str, start: int, end: int) -> bool:
    if given_at(text, start, end) is not None:
        return True
    owner = owner_at(text, start, end)
    return owner is not None and whole("documents", "telling").search(text, start, min(end, owner.act + FIRST_WORDS)) is None


def _heads(text: str, above: tuple[Segment, int], below: tuple[Segment, int]) -> bool:
    line, start = above
    if rank_of(below[0]) <= rank_of(line) or verb_here(text, below[1], below[0].end) is None:
        return False
    return heading_owner(text, start, line.end) is not None
