"""What kind of statements a document makes, or one of its sheets, where nothing nearer says so: by its type and its title.

In: a layout, the document's type and title. Out: for every segment `PLAN` (a plan, a budget, an allocation: what is to be reached), `WORKS` (what is to be built), `NORM` (what a rule lays
down), `TOLD` (what is or was done) or None. An annex or a sheet has its own title, below a label ("PHỤ LỤC II", "BIỂU 03:") or above the bracket that
says what it belongs to ("(Kèm theo Quyết định số …)"); one whose title says nothing is of the document's kind. Vocabulary: `kinds` of
patterns/quantities/comparators.yaml, the titles in quantity_phrases.yaml.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from extractor.finders.quantities.vocabulary import comparators
from extractor.layout.model import Layout, Segment
from extractor.lexicon.phrases import QUANTITIES
from extractor.tables.measures import Measure, counted

PLAN, WORKS, NORM, TOLD = "plan", "works", "norm", "told"
LINES = 4  # lines that a title takes at most
TITLE = 8  # lines between a sheet's name and its table
LONGEST = 300  # code points of one of them


@lru_cache(maxsize=1 << 10)
def nature_of(title: str) -> str | None:
    """What kind of statements follow a title ("Phân bổ dự toán …": a plan; "Tình hình thực hiện dự toán": results); None where it says nothing of it."""
    lead = QUANTITIES.title_lead.match(title)
    start = lead.end() if lead is not None else 0
    if QUANTITIES.told_title.match(title, start):
        return TOLD
    if QUANTITIES.norm_title.match(title, start):
        return NORM
    if QUANTITIES.works_title.match(title, start):
        return WORKS
    return PLAN if QUANTITIES.plan_title.match(title, start) else None


def nature_of_document(doc_type: str | None, title: str | None) -> str | None:
    """What kind of statements a document makes by its type and title; a text without a type is told by nobody's title."""
    if doc_type is None:
        return None
    if doc_type in comparators().kinds.plans:
        return PLAN
    if doc_type == comparators().limits.ruling:
        return NORM
    said = nature_of(title) if title else None
    return said if said != NORM else None


def role_of_sheet(sheet: str | None, unit: str) -> str | None:
    """The role of figures whose own heads say nothing of it: what a plan lays down, the money of works, norms."""
    if sheet == PLAN or (sheet == WORKS and unit == "đồng"):
        return "target"
    return "limit" if sheet == NORM else None


def measure_by_title(title: str, head: str | None) -> Measure | None:
    """The unit that only a table's title tells: capital from abroad is counted in USD where nothing else is said, and "(số lượng các dự án)" says what all figures count."""
    if head and QUANTITIES.foreign_capital.search(title) and QUANTITIES.capital_head.search(head):
        return Measure("USD")
    things = QUANTITIES.title_counts.search(title)
    noun = counted(things["things"]) if things is not None else None
    return Measure(noun) if noun else None


def natures(layout: Layout, doc_type: str | None = None, title: str | None = None) -> list[str | None]:
    """The kind of statements of every segment, by the sheet that it stands in, else by the document."""
    segments = layout.reading.segments
    whole = nature_of_document(doc_type, title)
    opened = _opened(layout, whole)
    made: list[str | None] = []
    current = whole
    for position in range(len(segments)):
        current = opened.get(position, current)
        made.append(current)
    return made


def _opened(layout: Layout, whole: str | None) -> dict[int, str | None]:
    """Where sheets begin, and the kind of each."""
    text, segments = layout.reading.text, layout.reading.segments
    found: dict[int, str | None] = {}
    label = -LINES
    for position, segment in enumerate(segments):
        if segment.kind in ("cell", "note") or segment.end - segment.start > LONGEST:
            continue
        mark = QUANTITIES.sheet_label.match(text, segment.start, segment.end)
        if mark is not None and (segment.kind == "heading" or mark.end() == segment.end):
            label = position
            found[position] = _said(_below(text, segments, position, mark.end())) or whole
        elif QUANTITIES.sheet_bracket.match(text, segment.start, segment.end):
            lines = _above(text, segments, position)
            first = position - len(lines)
            said = _said(lines) or (PLAN if QUANTITIES.bracket_of_plan.match(text, segment.start, segment.end) else None)
            if not position - LINES <= label < position:
                found[first] = said or whole
            elif said is not None:
                found[label] = said
    if layout.document.format == "sheet":
        for position, said in _of_workbook(layout, whole).items():
            found.setdefault(position, said)
    return found


def _of_workbook(layout: Layout, whole: str | None) -> dict[int, str | None]:
    """Where the tables of a workbook begin, and the kind that the title above each says; one under a new sheet's name is of no other sheet's kind."""
    text, segments = layout.reading.text, layout.reading.segments
    found: dict[int, str | None] = {}
    lines: list[int] = []
    for position, segment in enumerate(segments):
        if segment.kind != "cell":
            lines.append(position)
            continue
        if not lines:
            continue  # not the first cell of its table
        above = [text[segments[line].start : segments[line].end] for line in lines[-TITLE:] if segments[line].end - segments[line].start <= LONGEST]
        said = _said(above)
        if said not in (TOLD, None) and not any(QUANTITIES.plan_of_workbook.search(line) for line in above):
            said = None  # "Một số chỉ tiêu về doanh nghiệp" are statistics, "Kinh phí đã nhận" is told
        if said is not None or any(segments[line].kind == "heading" for line in lines):
            found[position] = said or whole
        lines = []
    return found


def _said(lines: Sequence[str]) -> str | None:
    """What the lines of a title say together, the earliest of them at which one begins first."""
    return next((said for first in range(len(lines)) if (said := nature_of(" ".join(lines[first:]))) is not None), None)


def _below(text: str, segments: Sequence[Segment], position: int, start: int) -> list[str]:
    """The title below a label, or behind it in its line."""
    lines = [text[start : segments[position].end]]
    for segment in segments[position + 1 : position + LINES]:
        if segment.kind != "heading" or segment.marker or segment.end - segment.start > LONGEST:
            break
        lines.append(text[segment.start : segment.end])
    return [line for line in lines if line.strip(" .:-–")]


def _above(text: str, segments: Sequence[Segment], position: int) -> list[str]:
    """The lines of the title above the bracket at a position."""
    lines: list[str] = []
    for segment in reversed(segments[max(0, position - LINES) : position]):
        words = text[segment.start : segment.end]
        if segment.kind in ("cell", "note") or len(words) > LONGEST or words.endswith((".", ";", ":", ",")):
            break
        lines.insert(0, words)
    return lines


__all__ = ["NORM", "PLAN", "TOLD", "WORKS", "measure_by_title", "nature_of", "nature_of_document", "natures", "role_of_sheet"]
