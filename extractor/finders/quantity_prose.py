"""Indicators of running text: reads the figures of one sentence from left to right and gives each its unit, role, label and subject.

A figure takes what its own words say; what they leave out it inherits from the figure whose bracket or list it stands in, from the figure
before it, or from the sentence that opens its list. The words are judged by quantity_units, quantity_roles and quantity_labels.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractor.finders.dates import DateMention
from extractor.finders.numbers import NumberMention
from extractor.finders.quantity_filter import idle_time, refused
from extractor.finders.quantity_frames import Frame
from extractor.finders.quantity_labels import (
    blotted,
    compared_phrase,
    inner_measure,
    is_act,
    is_body,
    is_compared,
    is_measure,
    is_ratio,
    is_total,
    join,
    left_phrase,
    members,
    opens_parts,
    right_phrase,
    seam,
    split_owner,
    strip_tail,
    subject_and_predicate,
    versus,
)
from extractor.finders.quantity_mention import IndicatorMention, QuantityContext
from extractor.finders.quantity_roles import (
    achieved,
    change_in,
    comparator_of,
    future_words,
    is_attribute,
    is_example,
    is_given,
    is_legal,
    is_legal_norm,
    is_norm,
    is_plan,
    names_class,
    names_plan,
    role_before,
    top_group,
)
from extractor.finders.quantity_units import Unit, listed_noun, noun_in, unit_at
from extractor.finders.quantity_vocabulary import quantities
from extractor.layout.model import Layout
from extractor.layout.sentences import ReadingSentence

CHANGES = {"increase": "tăng", "decrease": "giảm"}
CLOSED = regex.compile(r"\([^()]*\)")
MARKS = regex.compile(r"[;,.()]")


@dataclass(slots=True)
class Item:
    """A figure on its way to a mention. `lead` is where the words that lead it begin, `tail` the end of its unit.

    `name` is the unit's words, also where it is inherited; `whole` the item whose part it is; `base` the count that a percentage is of.
    """

    figure: NumberMention
    unit: Unit | None
    tail: int
    lead: int
    comparator: str = "="
    role: str | None = None
    end_of_change: bool = False
    name: str | None = None
    label: str | None = None
    subject: str | None = None
    phrase: str = ""
    predicate: str = ""
    after: str = ""
    led: bool = False  # a word such as "đạt" or "tăng" stands between the phrase and the figure
    whole: Item | None = None
    base: Item | None = None
    plan: bool = False
    confidence: float = 1.0

    @property
    def percent(self) -> bool:
        return self.name is not None and self.name.startswith("%")

    @property
    def counted(self) -> bool:
        return self.unit is not None and self.unit.kind in ("noun", "guess")


@dataclass(frozen=True, slots=True)
class Opening:
    """What the sentence that opens a list leaves to its members."""

    topic: str | None
    name: str | None
    role: str | None
    subject: str | None
    period: str | None


class Prose:
    """Reads the sentences of one layout in order; holds what lists and headings leave to them."""

    def __init__(self, layout: Layout, dates: Sequence[DateMention], context: QuantityContext, frames: Sequence[Frame]) -> None:
        self.text = layout.reading.text
        self.segments = layout.reading.segments
        self.dates = dates
        self.date_starts = [d.start for d in dates]
        self.blank = blotted(self.text, dates)
        self.context = context
        self.legal = is_legal(context.doc_type)
        self.frames = frames
        self.openings: dict[int, Opening] = {}
        self.topics: dict[int, str | None] = {}  # what the sentence before in the same segment speaks of

    def sentence(
        self, sentence: ReadingSentence, group: Sequence[NumberMention], future: bool | None = None
    ) -> list[IndicatorMention]:
        """The indicators of one sentence. `future` overrules the frame of its segment (a cell's column says it)."""
        text = self.text
        segment = self.segments[sentence.segment]
        limit = sentence.end
        items: list[Item] = []
        for figure in group:
            unit = self._unit(figure, limit)
            if refused(text, figure, unit) or idle_time(text, figure, self.context.doc_type):
                continue
            items.append(Item(figure, unit, unit.end if unit else figure.scale_end, figure.start))
        if not items:
            return []
        start = sentence.start
        if segment.marker and start == segment.start and text.startswith(segment.marker, start):
            start += len(segment.marker)
        frame = self.frames[sentence.segment]
        opening = self.openings.get(frame.lead) if frame.lead is not None else None
        self._words(items, start)
        topic = self._describe(items, opening, sentence.segment, start, limit)
        self.topics = {sentence.segment: topic}
        ahead = frame.future if future is None else future
        mentions = []
        role = None
        for item in items:
            if item.confidence > 0:
                role = self._role(item, opening, start, frame, ahead, is_example(text, segment.start))
                item.role = role
                mentions.append(self._mention(item, role, start, opening))
        if text[segment.end - 1 : segment.end] == ":" and mentions:
            last = mentions[-1]
            name = next((i.name for i in reversed(items) if i.name and not i.percent), None)
            self.openings[sentence.segment] = Opening(topic or last.label, name, items[-1].role, last.subject, last.period)
        return mentions

    def _unit(self, figure: NumberMention, limit: int) -> Unit | None:
        """The unit behind a figure, also behind a bracket that stands between them ("3.507/6.708 (52,3%) giấy tờ")."""
        text = self.text
        sign = "%" if figure.percent else "‰" if text[figure.end - 1] == "‰" else None
        unit = unit_at(text, figure.scale_end, sign)
        if unit is None and text.startswith(" (", figure.scale_end):
            bracket = CLOSED.match(text, figure.scale_end + 1, limit)
            behind = unit_at(text, bracket.end()) if bracket else None
            if behind is not None and behind.kind != "measure":
                unit = Unit(behind.text, figure.scale_end, figure.scale_end, behind.kind)
        return unit if unit is None or unit.end <= limit else None

    # -- comparator and change -----------------------------------------------------------------------------------------------------------

    def _words(self, items: list[Item], start: int) -> None:
        text = self.text
        for item in items:
            figure = item.figure
            top = top_group(text, figure)
            if top is not None:
                item.comparator, item.role, item.lead, item.name = "<=", "rank", top, "hạng"
                continue
            item.comparator, item.lead, item.end_of_change = comparator_of(text, figure, item.tail)
            role, lead = role_before(text, item.lead)
            if role == "rank" and (item.unit is not None and item.unit.kind in ("measure", "noun") and figure.total is None):
                role, lead = None, item.lead
            if role is not None and lead >= start:
                item.role, item.lead = role, lead
            if role == "rank":
                item.name = "hạng"
            elif item.end_of_change:
                item.role = "level"

    # -- unit, label, subject ------------------------------------------------------------------------------------------------------------

    def _describe(self, items: list[Item], opening: Opening | None, segment: int, start: int, end: int) -> str | None:
        """Fills the items in from left to right; gives the topic that the sentence ends with."""
        blank = self.blank
        floor = start
        topic = opening.topic if opening else self.topics.get(segment)
        subject: str | None = opening.subject if opening else None
        whole: Item | None = None  # the figure whose parts follow
        brackets: list[Item | None] = []  # the item before each open bracket
        previous: Item | None = None
        anchor: Item | None = None  # the last figure outside of brackets that is no percentage
        for index, item in enumerate(items):
            ceiling = items[index + 1].figure.start if index + 1 < len(items) else end
            gap = blank[floor : item.lead]
            for mark in gap:
                if mark == "(":
                    brackets.append(previous)
                elif mark == ")" and brackets:
                    brackets.pop()
            owner = brackets[-1] if brackets else None
            opening_bracket = gap.rfind("(")
            if owner is not None and owner is previous and opening_bracket >= 0 and MARKS.search(gap[:opening_bracket]):
                owner = None  # the bracket belongs to words that stand between
            if owner is None and previous is not None and opens_parts(gap):
                whole = anchor or previous
            bracketed = gap.rstrip().endswith("(")
            item.whole = owner if owner is not None else whole
            if item.whole is not None and item.whole.percent:
                item.whole = item.whole.base or item.whole
            if item.role not in CHANGES:
                of_plan = (
                    previous is not None
                    and not item.figure.percent
                    and (
                        (bracketed and names_plan(previous.after))
                        or (previous.percent and not MARKS.search(gap) and names_plan(gap.strip()))
                    )
                )
                item.plan = is_plan(self.text, item.lead) or of_plan
            edge = strip_tail(blank, item.lead, floor)
            item.led = bool(blank[edge : item.lead].strip(" (")) or item.role is not None
            low = floor
            colon = ":" in self.text[edge : item.figure.start]
            if colon and previous is not None and not bracketed:
                low = max(start, *(blank.rfind(m, start, edge) + 1 for m in ";("))
            elif previous is not None:
                low = seam(blank, floor, edge)
            if bracketed and owner is None:
                edge = strip_tail(blank, blank.rfind("(", floor, item.lead), floor)
            item.phrase = left_phrase(blank, low, edge)
            item.after = self._after(item, items, index, ceiling)
            who, item.predicate = subject_and_predicate(item.phrase)
            subject = who or subject
            item.subject = subject
            item.name = item.name or (item.unit.text if item.unit is not None else self._inherited(item, previous, opening))
            if item.percent:
                item.base = anchor if owner is None or owner.percent else owner
            elif owner is None and not item.plan and not gap.endswith("tổng số "):
                anchor = item
            self._series(item, previous, gap, bracketed, owner)
            topic = self._label(item, topic, previous, opening, bracketed, colon, ceiling)
            if "lần lượt" in self.text[edge : item.figure.start] or "tương ứng" in self.text[edge : item.figure.start]:
                self._respectively(items, index, topic)
            if (item.name is None and not item.label) or self._named(item, colon, previous):
                item.confidence = 0.0
            floor = item.tail
            previous = item
        return topic

    def _named(self, item: Item, colon: bool, previous: Item | None) -> bool:
        """Whether a bare whole number behind a noun is part of its name ("Ban Chỉ đạo 1237"): no unit, no word that leads it, no whole."""
        figure = item.figure
        if (
            item.unit is not None
            or figure.kind != "number"
            or figure.precision != 1
            or item.led
            or colon
            or item.whole is not None
        ):
            return False
        return (
            bool(item.phrase)
            and figure.end - figure.start <= 4
            and (previous is None or previous.unit is not None or previous.confidence == 0)
        )

    def _after(self, item: Item, items: list[Item], index: int, ceiling: int) -> str:
        """The noun phrase behind an item; where it runs into the next count without a mark, it goes on behind that."""
        following = items[index + 1] if index + 1 < len(items) else None
        stop = seam(self.blank, item.tail, following.lead) if following is not None else ceiling
        after = right_phrase(self.blank, item.tail, stop if stop > item.tail else ceiling)
        if after.startswith("là "):
            return ""
        if following is not None and following.counted and following.unit is not None:
            gap = self.blank[item.tail : following.figure.start].rstrip()
            if (
                0 < len(gap.split()) < 4
                and not MARKS.search(gap)
                and " và" not in gap
                and is_act(gap.split()[-1] if len(gap.split()) == 1 else " ".join(gap.split()[-2:]))
            ):
                more = right_phrase(
                    self.blank, following.tail, len(self.blank) if index + 2 >= len(items) else items[index + 2].figure.start
                )
                return join(gap.strip(), following.unit.text, more) or ""
        return after

    def _label(
        self,
        item: Item,
        topic: str | None,
        previous: Item | None,
        opening: Opening | None,
        bracketed: bool,
        colon: bool,
        ceiling: int,
    ) -> str | None:
        """Gives the item its label, and returns the topic for the figures behind it."""
        phrase = item.phrase
        if item.label is not None:  # given by "lần lượt"
            return topic
        if item.role == "rank":
            item.label = join("xếp thứ", phrase if is_measure(phrase) or not topic else None, topic)
            return topic
        if is_body(phrase) and len(item.after.split()) < 3:
            # "cấp tỉnh: 1.458", "UBND cấp huyện 99,27%": a member of the whole, or another body of the topic.
            of = item.whole.label if item.whole is not None else topic
            same = previous is not None and item.name == previous.name and not item.led
            if of is not None and (not item.counted or item.whole is not None or (opening is not None and colon) or same):
                item.subject, item.label = phrase, of
                return topic
        if (
            phrase
            and colon
            and opening is not None
            and opening.topic
            and not is_measure(phrase)
            and not item.counted
            and not item.percent
        ):
            item.subject, item.label = phrase, opening.topic
            return join(opening.topic, phrase)
        if item.counted:
            item.label = self._count_label(item, colon, topic, ceiling)
            if item.role not in CHANGES and (topic is None or not bracketed):
                topic = item.label
            return topic
        item.label, topic = self._measure_label(item, topic, previous, bracketed, ceiling)
        return topic

    def _respectively(self, items: list[Item], index: int, topic: str | None) -> None:
        """ "A, B, C lần lượt là 1, 2, 3": each figure is that of its own member."""
        group = [items[index]]
        for following in items[index + 1 :]:
            gap = self.blank[group[-1].tail : following.figure.start].strip(" ,")
            if gap not in ("", "và"):
                break
            group.append(following)
        names = members(items[index].phrase)
        if len(group) < 2 or len(names) < len(group):
            return
        for item, name in zip(group, names[-len(group) :], strict=True):
            if is_body(name) and topic and topic != items[index].label:
                item.subject, item.label = name, topic
            elif is_body(name):
                item.subject, item.label = name, item.label or topic
            else:
                item.label = join(topic if topic != items[index].phrase else None, name)

    def _inherited(self, item: Item, previous: Item | None, opening: Opening | None) -> str | None:
        """The unit of a figure that has none behind it: of the whole it is a part of, its phrase, its series, its list."""
        if item.whole is not None and item.whole.name and not item.whole.percent:
            return listed_noun(item.whole.after) or item.whole.name
        noun = noun_in(item.phrase) if not is_body(item.phrase) else None
        if noun:
            return noun
        if previous is not None and previous.name and not previous.percent:
            return previous.name
        if opening is not None and opening.name:
            return opening.name
        item.confidence = 0.5
        return previous.name if previous is not None else None

    def _series(self, item: Item, previous: Item | None, gap: str, bracketed: bool, owner: Item | None) -> None:
        """A figure without words of its own shares the change of the one before it, or of the whole whose part it is."""
        if item.role is not None or previous is None:
            if item.role in (None, "level") and (item.phrase or previous is None) and item.percent and not item.end_of_change:
                item.role = change_in(gap) or item.role
            return
        joint = gap.strip(" ,")
        alike = item.name == previous.name or (item.counted and previous.counted)
        same = joint in ("", "và", "hoặc") and item.lead == item.figure.start and (joint != "" or alike)
        if (same or (bracketed and gap.strip() == "(")) and previous.role in CHANGES:
            item.role = previous.role
        elif owner is not None and owner.role in CHANGES and opens_parts(gap):
            item.role = owner.role
        elif item.phrase and item.percent:
            item.role = change_in(gap)

    def _count_label(self, item: Item, colon: bool, topic: str | None, ceiling: int) -> str | None:
        unit = item.unit
        assert unit is not None
        words = len(item.after.split())
        phrase = item.phrase
        change = CHANGES.get(item.role or "")
        if change:
            bare = topic.lower().removeprefix("tổng số ").removeprefix("số ") if topic else ""
            of = topic if bare.startswith(unit.text.lower()) else join(unit.text, item.after)
            return join(change, of, versus(self.blank, self.text, item.tail, ceiling))
        if is_total(phrase) or (phrase and colon and words < 3):
            return join(phrase)
        if words >= 3:
            return join(unit.text, item.after)
        if not phrase and item.whole is not None:
            if words == 0 and item.whole.name == item.name:
                return join(item.whole.label)
            return join(unit.text, item.after, item.whole.predicate)
        if (
            phrase
            and words == 0
            and not is_body(phrase)
            and subject_and_predicate(phrase)[1] == phrase
            and not is_act(phrase)
            and is_measure(phrase)
        ):
            return join(phrase)
        return join(unit.text, item.after, item.predicate)

    def _measure_label(
        self, item: Item, topic: str | None, previous: Item | None, bracketed: bool, ceiling: int
    ) -> tuple[str | None, str | None]:
        """The label of a measured figure, and the topic that it leaves to the figures behind it."""
        change = CHANGES.get(item.role or "")
        percent = item.percent
        compared = is_compared(self.blank, item.tail)
        after, phrase = item.after, item.phrase
        label: str | None
        if phrase and not is_measure(phrase):
            phrase = inner_measure(phrase)
        if phrase and is_measure(phrase):
            label, owner = split_owner(phrase)
            item.subject = owner or item.subject
            label = join(label)
            if len(phrase.split()) <= 2 and previous is not None and previous.counted:
                label = join(label, previous.label)  # "với số tiền"
            elif item.whole is None or not bracketed:
                topic = label
        elif phrase and item.unit is None and item.name:
            label = join(item.name, phrase)
        elif phrase and is_act(phrase) and topic:
            label = join(topic, item.predicate)
        elif phrase:
            if item.whole is not None and len(phrase.split()) <= 6 and topic:
                label = join(topic, phrase)
            else:
                label = phrase = join(phrase if len(phrase.split()) <= 12 else item.predicate) or ""
                if item.whole is None or not bracketed:
                    topic = phrase
        elif item.plan:
            label = join("kế hoạch", topic)
        elif bracketed and previous is not None and percent:
            label = previous.label
        else:
            label = topic or (previous.label if previous is not None else None)
        if not phrase and after and not compared and not bracketed and (not item.led or topic is None):
            label = join(after)
            topic = topic or label
        elif compared and not change and (than := compared_phrase(self.text, item.tail, ceiling)):
            label = join(label, None if than.startswith("so với") else "so với", than)
        elif phrase and after and percent:
            label = join(label, after)
        if change:
            of = item.name if item.name in ("điểm", "bậc") else None
            label = join(
                None if (label or "").lower().startswith(change) else change,
                of,
                label,
                versus(self.blank, self.text, item.tail, ceiling),
            )
        elif percent and label and not is_ratio(label) and item.base is not None and item.base.counted and not item.phrase:
            label = join(quantities().labels.ratio, label)
        return label, topic

    # -- the mention ---------------------------------------------------------------------------------------------------------------------

    def _role(self, item: Item, opening: Opening | None, start: int, frame: Frame, future: bool, example: bool) -> str:
        role = item.role
        if role == "rank":
            return "rank"
        text = self.text
        figure = item.figure
        cut = max(start, text.rfind(";", start, figure.start) + 1, text.rfind(". ", start, figure.start) + 1)
        clause = self.blank[cut : figure.start]
        if role not in CHANGES and is_norm(item.unit):
            quick = item.unit is not None and text[item.tail : item.tail + 4] == " đầu"
            return "target" if quick and not self.legal else "limit"
        bracket = clause.rfind("(")
        if bracket >= 0 and ")" not in clause[bracket:]:
            inner = clause[bracket:]
            if achieved(inner) or self._past(cut + bracket, figure.start):
                return role or "level"
        clause = CLOSED.sub(" ", clause)
        counted = item.unit is not None and item.unit.kind != "measure"
        if item.plan or (not counted and names_plan(item.phrase)) or (item.whole is not None and item.whole.role == "target"):
            return "target"
        led = future_words(clause) or (future_words(self.blank[start : start + 60]) and not achieved(clause))
        if (led and not is_attribute(text, item.lead)) or (self._ahead(cut, figure.start) and not is_attribute(text, item.lead)):
            return "target"
        if self.legal and not example and role not in CHANGES and is_legal_norm(item.unit, item.comparator):
            return "limit"
        if opening is not None and opening.role == "target" and not achieved(clause):
            return "target"
        if future and not self.legal and not achieved(clause) and not item.end_of_change:
            if names_class(text, item.lead) or is_attribute(text, item.lead):
                return role or "level"
            if item.comparator == "<=" and not frame.goal:
                return "limit"
            if not counted or figure.total is not None or not is_given(text, item.lead, item.tail):
                return "target"
        return role or "level"

    def _between(self, start: int, end: int) -> Sequence[DateMention]:
        return self.dates[bisect_left(self.date_starts, start) : bisect_left(self.date_starts, end)]

    def _past(self, start: int, end: int) -> bool:
        """Whether a time that was over when the document was written stands in the run."""
        day = self.context.issued_on
        return day is not None and any(d.to is not None and d.to <= day for d in self._between(start, end))

    def _ahead(self, start: int, end: int) -> bool:
        """Whether a time that had not begun when the document was written stands in the run ("đến năm …", not "kể từ ngày …")."""
        day = self.context.issued_on
        if day is None:
            return False
        late = [d for d in self._between(start, end) if d.from_ is not None and d.from_ > day]
        words = [self.text[max(start, d.start - 12) : d.start].lower().rstrip(" ngày") for d in late]
        return any(w.endswith(("đến", "tới")) if self.legal else not w.endswith(("từ", "kể từ", "trước", "sau")) for w in words)

    def _mention(self, item: Item, role: str, start: int, opening: Opening | None) -> IndicatorMention:
        figure = item.figure
        return IndicatorMention(
            figure.start,
            figure.end,
            figure.value,
            figure.value_to,
            figure.total,
            item.name,
            item.comparator,
            role,
            item.label,
            item.subject,
            self._period(figure, start) or (opening.period if opening else None),
            figure.precision,
            confidence=item.confidence if item.unit is None or item.unit.kind != "guess" else 0.8,
        )

    def _period(self, figure: NumberMention, start: int) -> str | None:
        """The time of the figure as the text says it: the last date before it in its sentence that it is not compared with."""
        low = bisect_left(self.date_starts, start)
        high = bisect_left(self.date_starts, figure.start)
        for position in range(high - 1, low - 1, -1):
            mention = self.dates[position]
            if not self.text[max(start, mention.start - 12) : mention.start].rstrip().endswith(("so với", "cùng kỳ", "với")):
                return self.text[mention.start : mention.end]
        return None


__all__ = ["Item", "Prose", "blotted"]
