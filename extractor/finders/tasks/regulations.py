"""Where a decision or resolution lays down rules, grants powers or describes, instead of giving work.

    "QUY CHẾ" + "(Ban hành kèm theo Quyết định số 21/QĐ-UBND …)" → from there on the text rules
    "Số: 15/2031/QĐ-UBND" → all of it does; "Điều 3. Thẩm quyền quyết định …" → powers; "Cách thức thực hiện: …", "Tôi xin cam kết ……" → no task

In: the text, the segments with their sections, what kind of document it is. A rule gives work in its articles on duties and its closing ones, where it
charges a body, and where it says "Giao …". Words: patterns/tasks/.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from extractor.finders.tasks.act_runs import Act
from extractor.finders.tasks.assigned_words import whole
from extractor.finders.tasks.kinds import Kind
from extractor.finders.tasks.sharing import charged_by_rule
from extractor.layout.model import Segment
from extractor.lexicon.phrases import TASKS

LONGEST_TITLE = 500  # between "QUY ĐỊNH" and "(Ban hành kèm theo Quyết định …", in code points
NEAR_GIVING = 12  # of "Giao cho " before whom it names
FEWEST_BLANKS = 2  # runs of dots in a line of a form


class Regulations:
    """What a decision or resolution lays down as rules; `begin` is where its header ends."""

    def __init__(self, text: str, segments: Sequence[Segment], body: Callable[[Segment], int], doc_type: str | None, begin: int, kind: Kind) -> None:
        self.text = text
        self.rules = kind.ruling or (doc_type is not None and TASKS.decides.fullmatch(doc_type) is not None)
        self.begin: int | None = None
        self.joint = False
        self.normative = False
        if doc_type is None or TASKS.decides.fullmatch(doc_type) is None:
            return
        article = next((s for s in segments if TASKS.article_mark.match(text, s.start, s.end)), None)
        scoped = article is not None and TASKS.scope_of_norm.match(text, body(article), article.end) is not None
        self.normative = (scoped or TASKS.code_of_norm.search(text, 0, begin) is not None) and TASKS.approves_plan.search(text, begin) is None
        self.begin = begin if self.normative else next((s.start for s in segments if self._titles(body(s), s.end)), None)
        self.joint = self.begin is not None and TASKS.rules_of_two_sides.search(text, self.begin, self.begin + LONGEST_TITLE) is not None

    def _titles(self, start: int, end: int) -> bool:
        """Whether a line is the title of a regulation that is issued with the document."""
        if TASKS.title_of_rules.match(self.text, start, end) is None:
            return False
        return TASKS.issued_with.search(self.text, start, start + LONGEST_TITLE) is not None

    def kind(self, segment: Segment, kind: Kind) -> Kind:
        """The kind of document for what `segment` says."""
        if self.begin is None or segment.start < self.begin or not kind.directing:
            return kind
        return replace(kind, directing=False, ruling=True, enacting=True, joint=self.joint)

    def gives_nothing(self, segment: Segment, start: int) -> bool:
        """Whether a line grants powers, describes a procedure under its fixed labels, or belongs to a form that is to be filled in."""
        text, end = self.text, segment.end
        if len(TASKS.blank_of_form.findall(text, start, end)) >= FEWEST_BLANKS or TASKS.line_of_form.search(text, start, end):
            return True
        if not self.rules:
            return False
        if TASKS.grants_power.match(text, start, end) or TASKS.label_of_procedure.match(text, start, end):
            return True
        return _on_powers(segment) and TASKS.charges_in_words.search(text, start, end) is None


def _on_powers(segment: Segment) -> bool:
    """Whether the innermost section that says something is on powers or describes a procedure."""
    for title in reversed(segment.section):
        if TASKS.section_of_powers.match(title):
            return True
        if whole("sections", "open").search(title) or whole("sections", "ruling").search(title):
            return False
    return False


def charged(text: str, act: Act, start: int, kind: Kind, retold: bool = False) -> bool:
    """Whether an article of rules, whose words begin at `start`, gives somebody work: it charges a body, says "Giao …", or, where a decision lays it
    down, says what a body of the state does that is no power of it."""
    if charged_by_rule(text, act, retold):
        return True
    owner = act.owned.owner
    if not kind.enacting or TASKS.anybody_at_all.match(text, *owner) is not None:
        return False
    given = TASKS.sentence_gives.search(text, max(start, owner[0] - NEAR_GIVING), owner[0] + 4) is not None
    if given or TASKS.carries_out_this.match(text, act.start, max(act.end, act.whole)) is not None:
        return True
    return TASKS.office_of_state.match(text, *owner) is not None and TASKS.exercises_power.match(text, act.start, act.end) is None
