"""Whether a passage without a type lays down rules: a stretch of an article, a list of what is due to whom.

In: a layout without a document's type. Out: whether its figures are norms. A passage of a rule names itself ("theo quy định tại khoản 1 Điều này") or says in most of its lines
what must be, what is given to whom, and up to what bound; it tells no results. In such a text "cao hơn", "thấp hơn" give a bound and no change.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.finders.quantities.frames import future_section
from extractor.finders.quantities.reach import REACH
from extractor.finders.quantities.roles import achieved, is_example
from extractor.finders.quantities.vocabulary import comparators
from extractor.layout.model import Layout, Segment
from extractor.lexicon.phrases import QUANTITIES

MOSTLY = 3  # times that a line speaks as a rule for once that it seems to tell a result
MOST, LISTED = 80, 200  # code points from "tối đa đối với …" to its figure, and from "tối đa: …" to one of its list
PASTED = 150  # code points of a line that a cell of a table, pasted a line, takes at most
QUOTED = 60  # lines of a rule that is quoted
OPENS, CLOSES = regex.compile(r'\W*[“"]'), regex.compile(r'[^\s“"][”"]\W*$')
SURE = 2  # times that a passage which does not name its rule must speak as one


def kind_of_text(layout: Layout, doc_type: str | None) -> str | None:
    """The type as which the figures of a document are read: that of a rule where a text without type lays one down."""
    return comparators().limits.ruling if doc_type is None and lays_down_rules(layout) else doc_type


def lays_down_rules(layout: Layout) -> bool:
    """Whether the lines with figures speak as a rule does: some name the rule that they stand in, or most say what must be; hardly one tells results, none decides
    one matter ("Điều 1. Phê duyệt Phương án …")."""
    text = layout.reading.text
    ruled = told = lines = marks = 0
    named = opened = False
    for segment, example in zip(layout.reading.segments, examples_in(layout), strict=True):
        words = text[segment.start : segment.end]
        named = named or QUANTITIES.rule_names_itself.search(words) is not None
        if segment.kind in ("cell", "note") or example:
            if segment.kind == "cell" and QUANTITIES.fee_of_cell.fullmatch(words) is not None:
                ruled, marks = ruled + 1, marks + 1  # "10 USD/giấy" in a table that was pasted a cell a line
            continue
        if QUANTITIES.decides_one_matter.search(words) is not None:
            return False
        said, telling = _said(words)
        if QUANTITIES.norm_article.match(words) is not None or (said and not telling and QUANTITIES.opens_norms.search(words) is not None):
            # "Điều 4. Mức phụ cấp", "theo các mức sau:": what stands below is of a rule, in whatever words.
            opened, ruled, marks = True, ruled + 1, marks + max(said, 1)
        elif not segment.marker and len(words) > PASTED and not (opened and QUANTITIES.any_whom.match(words)):
            opened = False
        elif opened and not said:
            said = 1
        if not any(c.isdigit() for c in words[len(segment.marker or "") :]) or QUANTITIES.mark_alone.fullmatch(words):
            continue
        lines += 1
        told += telling
        if said and not telling:
            ruled, marks = ruled + 1, marks + said
    if not ruled or 2 * told > ruled or (marks < SURE and not named):
        return False
    return named or (2 * ruled >= lines and not any(future_section(segment.section) for segment in layout.reading.segments))


def _said(words: str) -> tuple[int, bool]:
    """How often a line speaks as a rule, and whether it tells results or works out a sum instead."""
    if QUANTITIES.works_out.search(words) is not None:
        return 0, True
    said = MOSTLY * (QUANTITIES.only_a_rule.search(words) is not None) + sum(1 for _ in QUANTITIES.speaks_as_rule.finditer(words))
    told = sum(1 for _ in QUANTITIES.tells_results.finditer(words)) + (QUANTITIES.sets_goal_of_year.search(words) is not None)
    return said, told > 0 and (said < MOSTLY * told or achieved(words))


def examples_in(layout: Layout) -> list[bool]:
    """For each segment whether it is an example of a rule ("Ví dụ 1: …"), one of its lines, or what it concludes ("Như vậy, …")."""
    text = layout.reading.text
    found: list[bool] = []
    within = False
    for segment in layout.reading.segments:
        goes_on = segment.kind == "item" and not (segment.marker or "-")[0].isalnum()
        within = is_example(text, segment.start) or (within and (goes_on or QUANTITIES.concludes.match(text, segment.start) is not None))
        found.append(within)
    return found


def quoted_rules(layout: Layout) -> list[bool]:
    """For each segment whether it stands in the words of a rule that the text quotes ("Điều 5 Nghị định … quy định:" and a run in quotation marks)."""
    text = layout.reading.text
    found: list[bool] = []
    announced, left = False, 0
    for segment in layout.reading.segments:
        words = text[segment.start : segment.end]
        if announced and OPENS.match(words):
            left = QUOTED
        found.append(left > 0)
        left = 0 if CLOSES.search(words) else max(0, left - 1)
        announced = QUANTITIES.quotes_rule.search(words) is not None
    return found


def bound_of_degree(text: str, lead: int, start: int, tail: int) -> tuple[str, int] | None:
    """The comparator that "cao hơn", "thấp hơn" right before a figure of a rule give, and where it begins; None where two things are compared."""
    match = QUANTITIES.degree_bound.search(text, max(0, lead - REACH), start)
    if match is None or QUANTITIES.compared_with.match(text, tail):
        return None
    above = match["more"] is not None
    return (">=" if above else "<=") if match["equal"] else (">" if above else "<"), match.start()


def bound_in_front(text: str, start: int, lead: int) -> str:
    """The comparator that words further before a figure give it: "tối đa đối với …", or the list whose colon they open ("tối thiểu: trưởng phòng 12%, …")."""
    match = QUANTITIES.most_for.search(text, max(start, lead - MOST), lead) or QUANTITIES.bounded_list.search(text, max(start, lead - LISTED), lead)
    return "=" if match is None else "<=" if match["most"] else ">="


def bound_of_lead(text: str, segments: Sequence[Segment], lead: int | None) -> str:
    """The comparator that the line which opens a list gives its members ("không được vượt quá các mức sau:")."""
    match = QUANTITIES.bounded_lead.search(text, segments[lead].start, segments[lead].end) if lead is not None else None
    return "=" if match is None else "<=" if match["most"] else ">="


__all__ = ["bound_in_front", "bound_of_degree", "bound_of_lead", "examples_in", "kind_of_text", "lays_down_rules", "quoted_rules"]
