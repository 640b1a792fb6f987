"""Finds indicators: quantities that the text states about the world, in running text and in tables.

In: a layout, its sentences, the reading's runs that other finders or list marks hold, its dates, and what is known of the document. Out:
mentions in order of `start`, with half-open code-point offsets of the reading. "Sở Y đã tiếp nhận 1.250 hồ sơ, tăng 4,2% so với cùng kỳ" gives
two: 1250 (unit hồ sơ, label "hồ sơ đã tiếp nhận", subject "Sở Y") and 4.2 (%, increase).

A figure is read by quantity_numbers, refused by quantity_filter, and described by quantity_units, quantity_roles and quantity_labels;
cells of tables are quantity_cells' work. What the text does not say is None.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.finders.dates import DateMention
from extractor.finders.quantity_cells import cell_indicators
from extractor.finders.quantity_filter import idle_time, refused
from extractor.finders.quantity_labels import (
    BLOT,
    clean,
    is_body,
    is_compared,
    is_measure,
    is_ratio,
    join,
    left_phrase,
    opens_parts,
    right_phrase,
    strip_tail,
    subject_and_predicate,
)
from extractor.finders.numbers import NumberMention, find_numbers
from extractor.finders.quantity_mention import IndicatorMention, QuantityContext
from extractor.finders.quantity_roles import (
    comparator_of,
    future_words,
    is_limit,
    is_plan,
    role_before,
    target_section,
    top_group,
)
from extractor.finders.quantity_units import Unit, noun_in, unit_at
from extractor.finders.quantity_vocabulary import comparators, quantities
from extractor.layout.model import Layout, Segment
from extractor.layout.sentences import ReadingSentence


NO_CONTEXT = QuantityContext()


@dataclass(slots=True)
class Item:
    """A figure on its way to a mention. `lead` is where the words that lead it begin, `tail` the end of its unit."""

    figure: NumberMention
    unit: Unit | None
    tail: int
    lead: int
    comparator: str = "="
    role: str | None = None
    name: str | None = None  # the unit's words, also where it is inherited
    label: str | None = None
    subject: str | None = None
    phrase: str = ""
    after: str = ""
    bracket: int | None = None  # index of the item whose bracket holds this one
    plan: bool = False
    confidence: float = 1.0


def find_indicators(
    layout: Layout,
    sentences: Sequence[ReadingSentence],
    taken: Sequence[tuple[int, int]],
    dates: Sequence[DateMention],
    context: QuantityContext = NO_CONTEXT,
) -> list[IndicatorMention]:
    """All indicators of the document, in order; none touches a span of `taken` or a date."""
    reading = layout.reading
    text = reading.text
    spans = sorted([*taken, *((d.start, d.end) for d in dates)])
    starts = [s.start for s in sentences]
    by_segment: dict[int, list[NumberMention]] = {}
    by_sentence: dict[int, list[NumberMention]] = {}
    for figure in find_numbers(text, spans):
        index = bisect_right(starts, figure.start) - 1
        if index >= 0:
            by_sentence.setdefault(index, []).append(figure)
            by_segment.setdefault(sentences[index].segment, []).append(figure)
    found, settled = cell_indicators(layout, by_segment)
    prose = _Prose(layout, dates, context)
    for index, group in by_sentence.items():
        if sentences[index].segment not in settled:
            found.extend(prose.sentence(sentences[index], group))
    found.sort(key=lambda m: (m.start, m.end))
    return found


def _blotted(text: str, dates: Iterable[DateMention]) -> str:
    """`text` with every date replaced by a sign, offsets unchanged."""
    pieces, at = [], 0
    for mention in dates:
        if mention.start >= at:
            pieces += [text[at : mention.start], BLOT * (mention.end - mention.start)]
            at = mention.end
    return "".join([*pieces, text[at:]])


class _Prose:
    """Reads the sentences of one layout; holds what a sentence inherits from its list and headings."""

    def __init__(self, layout: Layout, dates: Sequence[DateMention], context: QuantityContext) -> None:
        self.layout = layout
        self.text = layout.reading.text
        self.segments = layout.reading.segments
        self.dates = dates
        self.date_starts = [d.start for d in dates]
        self.blank = _blotted(self.text, dates)
        self.context = context

    def sentence(self, sentence: ReadingSentence, group: Sequence[NumberMention]) -> list[IndicatorMention]:
        """The indicators of one sentence."""
        text = self.text
        segment = self.segments[sentence.segment]
        items: list[Item] = []
        limit = sentence.end
        for figure in group:
            unit = unit_at(text, figure.scale_end, "%" if figure.percent else None)
            if unit is not None and unit.end > limit:
                unit = None
            if refused(text, figure, unit) or idle_time(text, figure, self.context.doc_type):
                continue
            items.append(Item(figure, unit, unit.end if unit else figure.scale_end, figure.start))
        if not items:
            return []
        start = sentence.start
        if segment.marker and start == segment.start and text.startswith(segment.marker, start):
            start += len(segment.marker)
        self._words(items, start)
        self._describe(items, segment, start, limit)
        return [self._mention(item, items, segment, start, limit) for item in items if item.confidence > 0]

    # -- comparator, role --------------------------------------------------------------------------------------------------------------

    def _words(self, items: list[Item], start: int) -> None:
        text = self.text
        for item in items:
            figure = item.figure
            top = top_group(text, figure)
            if top is not None:
                item.comparator, item.role, item.lead, item.name = "<=", "rank", top, "hạng"
                continue
            item.comparator, item.lead = comparator_of(text, figure, item.tail)
            role, lead = role_before(text, item.lead)
            if role == "rank" and (item.unit is not None and item.unit.kind in ("measure", "noun") and figure.total is None):
                role, lead = None, item.lead
            if role is not None and lead >= start:
                item.role, item.lead = role, lead
            if role == "rank":
                item.name = "hạng"

    # -- label, subject, inherited unit ------------------------------------------------------------------------------------------------

    def _describe(self, items: list[Item], segment: Segment, start: int, end: int) -> None:
        blank = self.blank
        floor = start
        topic: str | None = None
        subject: str | None = None
        whole: Item | None = None  # the figure whose parts follow
        stack: list[int] = []  # open brackets: index of the item before each, or -1
        previous: Item | None = None
        for index, item in enumerate(items):
            ceiling = items[index + 1].figure.start if index + 1 < len(items) else end
            gap = blank[floor : item.lead]
            for mark in gap:
                if mark == "(":
                    stack.append(index - 1)
                elif mark == ")" and stack:
                    stack.pop()
            inside = stack[-1] if stack else -1
            item.bracket = inside if inside >= 0 else None
            owner = items[inside] if inside >= 0 else None
            bracketed = gap.rstrip().endswith("(")
            if owner is None and previous is not None and opens_parts(gap):
                whole = previous
            item.plan = is_plan(self.text, item.lead)
            edge = strip_tail(blank, item.lead, floor)
            colon = ":" in self.text[edge : item.figure.start]
            low = floor
            if colon and previous is not None and not bracketed:
                low = max(start, *(blank.rfind(m, start, edge) + 1 for m in ";("))
            phrase, _ = left_phrase(blank, low, edge)
            item.phrase = phrase
            item.after = right_phrase(blank, item.tail, ceiling)
            who, predicate = subject_and_predicate(phrase)
            if who and not (bracketed and not phrase):
                subject = who
            item.subject = subject
            governing = owner or whole
            # -- unit
            if item.unit is None and item.name is None:
                item.name = self._inherited(item, phrase, governing, previous, segment)
            elif item.unit is not None and item.name is None:
                item.name = item.unit.text
            # -- role of a series and of parts
            if item.role is None and previous is not None:
                joint = gap.strip(" ,")
                if (joint in ("", "và", "hoặc") or (bracketed and gap.strip() == "(")) and previous.role in ("increase", "decrease"):
                    item.role = previous.role
                elif owner is not None and owner.role in ("increase", "decrease") and opens_parts(gap):
                    item.role = owner.role
            # -- label
            counted = item.unit is not None and item.unit.kind in ("noun", "guess")
            if item.role == "rank":
                item.label = join("xếp thứ", phrase if is_measure(phrase) or not topic else None, topic)
            elif counted:
                item.label = self._count_label(item, phrase, predicate, governing, previous)
            else:
                item.label, topic = self._measure_label(item, phrase, predicate, topic, governing, previous, bracketed, index, items)
            if is_body(phrase) and governing is not None and (item.unit is None or not item.after):
                item.subject = phrase
                item.label = governing.label or item.label
            if counted and item.role not in ("increase", "decrease"):
                topic = item.label if topic is None or not bracketed else topic
            if item.name is None and not item.label:
                item.confidence = 0.0
            floor = item.tail
            previous = item

    def _inherited(self, item: Item, phrase: str, governing: Item | None, previous: Item | None, segment: Segment) -> str | None:
        """The unit of a figure that has none behind it: of the whole it is a part of, of its series, of its own phrase."""
        if governing is not None and governing.name and governing.name != "%":
            return governing.name
        noun = noun_in(phrase)
        if noun:
            return noun
        if previous is not None and previous.name:
            return previous.name
        item.confidence = 0.5
        return None

    def _count_label(self, item: Item, phrase: str, predicate: str, governing: Item | None, previous: Item | None) -> str | None:
        unit = item.unit
        assert unit is not None
        words = len(item.after.split())
        change = {"increase": "tăng", "decrease": "giảm"}.get(item.role or "")
        if change:
            return join(change, unit.text, item.after)
        if phrase and ":" in self.text[item.lead - 3 : item.figure.start + 1]:
            return join(phrase)
        if words >= 3:
            return join(unit.text, item.after)
        if not predicate and governing is not None and words == 0:
            return join(governing.label)
        return join(unit.text, item.after, predicate if predicate != phrase or words == 0 else phrase)

    def _measure_label(
        self,
        item: Item,
        phrase: str,
        predicate: str,
        topic: str | None,
        governing: Item | None,
        previous: Item | None,
        bracketed: bool,
        index: int,
        items: list[Item],
    ) -> tuple[str | None, str | None]:
        """The label of a measured figure, and the topic that it leaves to the figures behind it."""
        change = {"increase": "tăng", "decrease": "giảm"}.get(item.role or "")
        percent = (item.name or "").startswith("%")
        compared = is_compared(self.blank, item.tail)
        after = item.after
        own = bool(phrase)
        if own:
            if governing is not None and not is_measure(phrase) and len(phrase.split()) <= 6 and topic:
                label = join(topic if not is_body(phrase) else topic, phrase)
            else:
                label = phrase
                if governing is None or bracketed is False:
                    topic = phrase
        elif item.plan:
            label = join("kế hoạch", topic)
        elif bracketed and previous is not None and percent:
            label = previous.label
        elif topic:
            label = topic
        elif previous is not None:
            label = previous.label
        else:
            label = None
        leads = self.text[item.lead : item.figure.start].strip()
        if not own and not leads.strip(" (") and after and not compared and not bracketed and not (previous is not None and not phrase and percent and not after):
            label = after
            if topic is None:
                topic = after
        elif not own and after and topic is None and not compared:
            label = topic = after
        elif compared or (own and after and percent):
            label = join(label, after)
        if change:
            label = join(change, label) if not (label or "").lower().startswith(change) else label
        elif percent and label and not is_ratio(label) and (previous is not None and previous.unit is not None and previous.unit.kind != "measure"):
            label = join(quantities().labels.ratio, label)
        return label, topic

    # -- the mention ----------------------------------------------------------------------------------------------------------------------

    def _mention(self, item: Item, items: list[Item], segment: Segment, start: int, end: int) -> IndicatorMention:
        figure = item.figure
        role = self._role(item, items, segment, start)
        unit = item.name
        return IndicatorMention(
            figure.start,
            figure.end,
            figure.value,
            figure.value_to,
            figure.total,
            unit,
            item.comparator,
            role,
            item.label,
            item.subject,
            self._period(item, segment, start, end),
            figure.precision,
            confidence=item.confidence if item.unit is None or item.unit.kind != "guess" else 0.8,
        )

    def _role(self, item: Item, items: list[Item], segment: Segment, start: int) -> str:
        clause = self.text[start : item.figure.start]
        if item.role == "rank":
            return "rank"
        if is_limit(clause[-80:], item.unit, item.comparator, self.context.doc_type):
            return "limit"
        if item.plan:
            return "target"
        if future_words(clause):
            return "target"
        if self.context.doc_type in comparators().targets.types and target_section(segment.section):
            percent = (item.name or "").startswith("%")
            if item.unit is None or item.unit.kind == "measure" or percent or item.comparator in (">=", "<=", "range"):
                return "target"
        return item.role or "level"

    def _period(self, item: Item, segment: Segment, start: int, end: int) -> str | None:
        """The time of the figure as the text says it: the last date before it in its sentence, else the first behind it in its clause."""
        figure = item.figure
        low = bisect_left(self.date_starts, start)
        high = bisect_left(self.date_starts, figure.start)
        for position in range(high - 1, low - 1, -1):
            mention = self.dates[position]
            if not self.text[max(start, mention.start - 12) : mention.start].rstrip().endswith(("so với", "cùng kỳ", "với")):
                return self.text[mention.start : mention.end]
        return None


__all__ = ["NO_CONTEXT", "IndicatorMention", "QuantityContext", "find_indicators", "clean", "replace"]
