"""Unit, label and subject of the figures of one sentence, read from left to right.

A figure takes what its own words say; what they leave out it inherits from the figure whose bracket it stands in or whose part it is, from the
figure before it, or from the sentence that opens its list. In: the items of a sentence, in order. Out: the same items, filled in.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.finders.quantities.items import CHANGES, MARKS, Item, Opening
from extractor.finders.quantities.labels import (
    actor_of,
    clean,
    compared_phrase,
    goes_on,
    inner_measure,
    is_act,
    is_body,
    is_compared,
    is_generic,
    is_listed_body,
    is_measure,
    is_plain,
    is_ratio,
    is_share,
    is_source,
    is_total,
    join,
    last_verb,
    left_phrase,
    measure_in,
    members,
    opens_parts,
    owner_behind,
    place_in,
    right_phrase,
    scope_in,
    seam,
    share_word,
    split_owner,
    strip_tail,
    subject_and_predicate,
    told_briefly,
    turned_to,
    versus,
    without_total,
)
from extractor.finders.quantities.parallels import LEAST, find_comparisons, find_members
from extractor.finders.quantities.roles import change_in, is_plan, names_plan
from extractor.finders.quantities.units import is_bare, is_noun, is_portion, listed_noun, noun_in, own_unit
from extractor.finders.quantities.vocabulary import quantities

COMPARED = regex.compile(r"[^,;.()]{0,60}?\sso với(?!\w)")
# "02 trong số 05 vùng": both figures count the same.
TURNS = ("lần lượt", "tương ứng")
RATE = regex.compile(r"\p{L}/\p{L}")
SHARED = regex.compile(r"\s(?:trong số|trong tổng số|trên tổng số)\s")


ALONE = regex.compile(r"(?<!\w)(?:riêng|trong đó riêng)(?!\w)", regex.IGNORECASE)
# A member of a list of bodies and the joint behind it.
LISTED = regex.compile(r"(?:^|[;:.,(]|\ue001)(?P<piece>[^,;:.()\d\ue001]{2,})(?P<joint>,\s|\svà\s|,\svà\s)$")
MEMBER = 80  # code points of the longest member
CASES = ("vụ", "vụ án", "vụ việc")
OPENS_LIST = regex.compile(r"\s?(?:như|gồm|bao gồm|là|có)?\s?:?\s*$")
GRANTS = regex.compile(r"(?<!mức )(?<!\w)(?P<verb>hỗ trợ|trợ cấp|bồi dưỡng|phụ cấp|thưởng|phạt|bồi thường)\s(?:là\s|bằng\s|từ\s|tối đa\s|tối đa là\s)*$")
LINE = 16  # words of a measure that opens a list
MONEY = ("đồng", "USD", "điểm", "đ")
BOUNDS = (">", ">=", "<", "<=")


def lead_of(line: str) -> Opening | None:
    """What a line without figures leaves to the list that it opens: the measure that it names, what is counted, and of which whole ("Tổng số hộ nghèo trên
    địa bàn tỉnh"); None where it names no measure."""
    phrase = left_phrase(line, 0, len(line))
    if not phrase or not (is_measure(phrase) or is_total(phrase)) or len(phrase.split()) > LINE:
        return None
    subject = place_in(phrase)
    topic = phrase[: phrase.rfind(subject)].strip() if subject is not None else phrase
    return Opening(topic=topic, name=noun_in(phrase), subject=subject)


class Clauses:
    """Walks over the items of the sentence `[start, end)`. `topic` is what the figures behind an item speak of, unless they say another."""

    def __init__(
        self, text: str, blank: str, items: Sequence[Item], start: int, end: int, opening: Opening | None, topic: str | None, usual_unit: str | None = None, actor: str | None = None,
        known: dict[str, str] | None = None,
        heading: str | None = None,
    ) -> None:
        self.text = text
        self.blank = blank
        self.items = items
        self.heading = heading  # of what the section is, where a label says only "số lượng" or "thời gian"
        self.known = known if known is not None else {}  # the fuller names of what the paragraph counted
        self.usual_unit = usual_unit  # what the item before in the list counts
        self.start = start
        self.end = end
        self.opening = opening
        # A rate ("13,4 tiêu chí/xã") is nothing that the next sentence speaks of.
        self.topic = opening.topic if opening is not None else None if topic and RATE.search(topic) else topic
        self.subject = opening.subject if opening is not None else None
        self.towards = turned_to(blank, start, end)
        if self.towards is not None:
            self.subject = self.towards
        if self.subject is None and goes_on(blank, start, end):
            self.subject = actor  # "Đã cấp 12 giấy phép.": still the one who acts in the sentence before
        self.usual: tuple[str | None] | None = None  # the subject before the one that "riêng" brings
        self.listed: str | None = None  # what was done to the things that a colon lists
        self.row: str | None = None  # what the members of the present row are measured by
        self.floor = start
        self.spent = start  # up to here the words were asked who acts
        self.previous: Item | None = None
        self.anchor: Item | None = None  # the last figure outside of brackets that is no percentage
        self.whole: Item | None = None  # the figure whose parts follow
        self.brackets: list[Item | None] = []  # the item before each open bracket
        self.outer: list[str | None] = []  # whose the figures outside of each open bracket are
        self.before_bracket: Item | None = None  # the item before the bracket that was closed last

    def describe(self) -> str | None:
        """Fills the items in; gives the topic that the sentence ends with."""
        if len(self.items) >= LEAST:
            find_members(self.items, self.blank, self.start)
        find_comparisons(self.items, self.blank, self.text, self.start, self.end)
        for index in range(len(self.items)):
            self._item(index)
        return self.topic

    def _item(self, index: int) -> None:
        item, previous, blank = self.items[index], self.previous, self.blank
        ceiling = self.items[index + 1].figure.start if index + 1 < len(self.items) else self.end
        gap = blank[self.floor : item.lead]
        owner = self._owner(gap)
        item.bracketed = gap.rstrip().endswith("(")
        if owner is None and previous is not None and opens_parts(gap):
            # Behind a closed bracket the parts are those of what stands before it, not of the figure in it.
            self.whole = self.anchor or (self.before_bracket if ")" in gap else previous)
        item.whole = owner if owner is not None else self.whole
        if item.whole is not None and item.whole.percent:
            item.whole = item.whole.base or item.whole
        item.owner = owner
        if item.role not in CHANGES and not (item.figure.percent and item.role == "level"):
            item.plan = is_plan(self.text, item.lead) or self._of_plan(item, gap)
        self._phrases(item, index, ceiling, owner)
        if item.name is None and item.unit is None and index + 1 < len(self.items):
            following = self.items[index + 1]
            if following.unit is not None and SHARED.fullmatch(self.text, item.figure.scale_end, following.figure.start):
                item.name = following.unit.text
        if owner is not None and owner.counted and item.unit is not None and item.unit.kind == "guess":
            item.name = owner.name  # "23 lượt (20 định kỳ, 3 đột xuất)": the words behind the parts say of which kind they are
        item.name = item.name or (item.unit.text if item.unit is not None else self._inherited(item))
        if item.percent:
            item.base = self.anchor if owner is None or owner.percent else owner
        elif owner is None and not item.plan and not gap.endswith("tổng số "):
            self.anchor = item
        self._series(item, gap, owner)
        self._label(item, ceiling)
        if any(turn in gap for turn in TURNS) or TURNS[0] in self.text[item.lead : item.figure.start]:
            self._respectively(index)
        if (item.name is None and not item.label) or self._named(item):
            item.confidence = 0.0
        self.floor = item.tail
        self.spent = item.tail
        self.previous = item

    def _owner(self, gap: str) -> Item | None:
        """The item whose bracket is open behind `gap`; a bracket behind other words belongs to them."""
        for mark in gap:
            if mark == "(":
                self.brackets.append(self.previous)
                self.outer.append(self.subject)
                if self.previous is not None:
                    self.subject = self.previous.subject or self.subject
            elif mark == ")" and self.brackets:
                self.before_bracket = self.brackets.pop()
                self.subject = self.outer.pop()  # who a bracket speaks of owns nothing behind it
        owner = self.brackets[-1] if self.brackets else None
        opened = gap.rfind("(")
        if owner is not None and owner is self.previous and opened >= 0 and MARKS.search(gap[:opened]):
            return None
        return owner

    def _of_plan(self, item: Item, gap: str) -> bool:
        """Whether the item is the plan that the percentage before it is of ("71,8% dự toán (12.460 tỷ đồng)")."""
        previous = self.previous
        if previous is None or item.figure.percent:
            return False
        if item.bracketed:
            return names_plan(previous.after)
        return previous.percent and not MARKS.search(gap) and names_plan(gap.strip())

    def _phrases(self, item: Item, index: int, ceiling: int, owner: Item | None) -> None:
        """The words left and right of the item, and its subject."""
        blank, floor = self.blank, self.floor
        edge = strip_tail(blank, item.lead, floor)
        item.led = bool(blank[edge : item.lead].strip(" (")) or item.role is not None
        item.colon = ":" in self.text[edge : item.figure.start]
        item.share = share_word(self.text[edge : item.figure.start])
        low = floor
        if item.colon and self.previous is not None and not item.bracketed:
            low = max(self.start, *(blank.rfind(mark, self.start, edge) + 1 for mark in ";("))
        elif self.previous is not None:
            low = seam(blank, floor, edge)
        if item.bracketed and owner is None:
            edge = strip_tail(blank, blank.rfind("(", floor, item.lead), floor)
        item.phrase = left_phrase(blank, low, edge)
        item.after = self._after(item, index, ceiling)
        who, item.predicate = subject_and_predicate(item.phrase)
        who = self._all_of(who, floor, edge) if who else None
        if who is not None and self.towards is not None and self.towards.endswith(who):
            who = self.towards
        if self.usual is not None and ";" in blank[floor : item.lead]:
            self.subject, self.usual = self.usual[0], None  # "riêng các xã biên giới …; …": for its clause only
        if who and ALONE.search(blank, low, edge):
            self.usual = (self.subject,)
        if who is None:
            who = self._actor(edge)
        self.subject = who or self.subject
        if item.turn is None or item.subject is None:
            item.subject = self.subject
        if item.subject is None and item.unit is not None and item.role not in CHANGES:
            item.subject = owner_behind(item.unit.text, item.after)
        if who is None and (scope := scope_in(blank[low : item.lead])) is not None:
            item.subject = scope

    def _actor(self, edge: int) -> str | None:
        """Who acts in the clause of the item, where the words right before it do not say."""
        start = max(self.start, self.blank.rfind(";", self.start, edge) + 1, self.blank.rfind(". ", self.start, edge) + 1)
        return actor_of(self.blank, max(start, self.spent), edge, start >= self.spent)

    def _all_of(self, who: str, floor: int, edge: int) -> str:
        """The whole list of bodies that ends with `who` ("Các phòng, UBND xã, phường đạt …"): they share the figure."""
        start = self.text.rfind(who, floor, edge)
        first = start
        while first > floor:
            low = max(floor, first - MEMBER)
            joint = LISTED.search(self.blank[low:first])
            if joint is None or not is_listed_body(joint["piece"].lstrip()):
                break
            first -= len(joint["piece"].lstrip()) + len(joint["joint"])
        return self.text[first : start + len(who)] if 0 <= first < start else who

    def _beside(self, item: Item, following: Item) -> bool:
        """Whether two counts stand side by side and what follows says of both ("12 vụ, 15 đối tượng phạm tội")."""
        between = self.blank[item.tail : following.figure.start]
        unit = item.unit.text if item.unit is not None else ""
        return between == " " or (between in (", ", " với ", " và ") and unit in CASES)

    def _after(self, item: Item, index: int, ceiling: int) -> str:
        """The noun phrase behind an item; where it runs into the next count without a mark, it goes on behind that."""
        items = self.items
        if versus(self.blank, self.text, item.tail, ceiling):
            return ""
        following = items[index + 1] if index + 1 < len(items) else None
        if following is not None and item.counted and following.counted and self._beside(item, following):
            far = items[index + 2].lead if index + 2 < len(items) else self.end
            return right_phrase(self.blank, following.tail, far)
        stop = seam(self.blank, item.tail, following.lead, commas=False) if following is not None else ceiling
        after = right_phrase(self.blank, item.tail, stop if stop > item.tail else ceiling)
        if after.startswith("là "):
            return ""
        if following is not None and following.comparator in BOUNDS and following.unit is not None and item.figure.percent:
            # "100% tàu cá dài từ 15 mét trở lên lắp thiết bị": the bound is part of what is counted.
            gap = self.blank[item.tail : following.figure.start]
            if len(gap.split()) <= 6 and not MARKS.search(gap):
                far = items[index + 2].lead if index + 2 < len(items) else self.end
                return right_phrase(self.blank, item.tail, far)
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

    def _label(self, item: Item, ceiling: int) -> None:
        """Gives the item its label, and sets the topic for the figures behind it."""
        self._say(item, ceiling)
        if item.label is not None and self.heading is not None and is_generic(item.label):
            same = self.heading.lower().startswith(item.label.lower())
            item.label = join(self.heading) if same else join(item.label, self.heading)

    def _say(self, item: Item, ceiling: int) -> None:
        phrase, topic, previous, opening = item.phrase, self.topic, self.previous, self.opening
        if item.label is not None:  # given by "lần lượt"
            return
        if item.colon and phrase:
            self.listed = last_verb(phrase)
        if item.member is not None and item.whole is None:
            self._member_label(item)
            return
        if item.role == "rank":
            item.label = join("xếp thứ", phrase if is_measure(phrase) or not topic else None, topic)
            return
        if is_body(phrase) and len(item.after.split()) < 3:
            # "cấp tỉnh: 1.326", "UBND cấp huyện 99,27%": a member of the whole, or another body of the topic.
            of = item.whole.label if item.whole is not None else topic or self._governing(item)
            same = previous is not None and item.name == previous.name and not item.led
            if of is not None and (
                not item.counted or item.whole is not None or (opening is not None and item.colon) or same or of == self.row
            ):
                item.subject, item.label = phrase, join(of, phrase) if is_source(phrase) and not item.percent else of
                return
        listed = item.colon and opening is not None and opening.topic and not item.counted and not item.percent
        if phrase and listed and opening is not None and not is_measure(phrase):
            item.subject, item.label = phrase, join(opening.topic, phrase) if is_source(phrase) else opening.topic
            self.topic = join(opening.topic, phrase)
        elif item.counted:
            item.label = self._count_label(item, ceiling)
            if item.unit is not None and item.label and item.role not in CHANGES and item.after and item.label.startswith(item.unit.text):
                self.known[item.unit.text] = join(item.unit.text, item.after) or item.label
            of_all = self.blank.endswith(("trên tổng số ", "trong tổng số "), 0, item.figure.start) and topic is not None
            if item.role not in CHANGES and not of_all and (topic is None or not item.bracketed):
                self.topic = item.label
        else:
            item.label = self._measure_label(item, ceiling)

    def _governing(self, item: Item) -> str | None:
        """The measure that the words before a list of bodies name ("Các xã có số hộ nghèo cao như: xã A 32 hộ": "số hộ nghèo cao")."""
        if self.previous is None:
            led = self.blank[self.start : item.lead]
            cut = led.rfind(item.phrase)
            self.row = measure_in(OPENS_LIST.sub("", led[:cut])) if cut > 0 and OPENS_LIST.search(led[:cut]) else None
        return self.row

    def _member_label(self, item: Item) -> None:
        """A member of a row: whose the figure is says its own name, what is measured the words that open the row."""
        if self.row is None or self.previous is None or self.previous.member is None:
            low = self.previous.tail if self.previous is not None else self.start
            opening = self.blank[max(low, self.start) : item.lead]
            led = opening[: opening.rfind(item.member)] if item.member else opening
            self.row = measure_in(led) or (measure_in(self.topic) if self.topic else None) or self.topic
        change = CHANGES.get(item.role or "")
        item.subject = item.member
        row = self.row or item.member
        item.label = join(None if not change or change in (row or "").lower() else change, row, item.versus)

    def _respectively(self, index: int) -> None:
        """ "A, B, C lần lượt là 1, 2, 3": each figure is that of its own member."""
        items, topic = self.items, self.topic
        group = [items[index]]
        for following in items[index + 1 :]:
            gap = self.blank[group[-1].tail : following.figure.start].strip(" ,")
            if gap not in ("", "và"):
                break
            group.append(following)
        for place, item in enumerate(group):
            item.turn = (place, len(group))
        if len(group) < 2:
            return
        names = members(items[index].phrase)
        if len(names) < len(group):
            # The list is longer than a phrase: all between the mark before it and "lần lượt".
            turn = max(self.blank.rfind(word, self.floor, items[index].figure.start) for word in TURNS)
            low = max(self.floor, *(self.blank.rfind(mark, self.start, turn) + 1 for mark in ";:(")) if turn > 0 else 0
            listed = members(self.blank[low:turn]) if turn > low else []
            if len(listed) != len(group) or 2 * sum(map(is_body, listed)) <= len(listed):
                return
            label = items[index].label or topic
            if label and items[index].percent and not is_ratio(label):
                label = join(quantities().labels.ratio, label)
            for item, name in zip(group, listed, strict=True):
                item.subject, item.label = name, label
            return
        for item, name in zip(group, names[-len(group) :], strict=True):
            if is_body(name) and topic and topic != items[index].label:
                item.subject, item.label = name, topic
            elif is_body(name):
                item.subject, item.label = name, item.label or topic
            else:
                item.label = join(topic if topic != items[index].phrase else None, name)

    def _inherited(self, item: Item) -> str | None:
        """The unit of a figure that has none behind it: of the whole it is a part of, its phrase, its series, its list."""
        previous, opening = self.previous, self.opening
        if item.figure.kind == "fraction" and is_portion(self.text, item.figure.end):
            return None
        own = own_unit(item.phrase)
        if own is not None or is_bare(item.phrase):
            return own
        if item.whole is not None and item.whole.name and not item.whole.percent:
            return listed_noun(item.whole.after) or item.whole.name
        noun = noun_in(item.phrase) if not is_body(item.phrase) else None
        if noun and not (item.colon and opening is not None and opening.name and not is_total(item.phrase)):
            return noun
        if previous is not None and previous.name and not previous.percent:
            return previous.name
        if opening is not None and opening.name:
            return opening.name
        if self.usual_unit and (item.colon or item.led) and previous is None:
            return self.usual_unit
        item.confidence = 0.5
        return previous.name if previous is not None else None

    def _series(self, item: Item, gap: str, owner: Item | None) -> None:
        """A figure without words of its own shares the change of the one before it, or of the whole whose part it is."""
        previous = self.previous
        if item.role is not None or previous is None:
            if item.role in (None, "level") and (item.phrase or previous is None) and item.percent and not item.end_of_change:
                item.role = change_in(gap) or item.role
            return
        if item.figure.total is not None and item.bracketed and previous.role in CHANGES:
            return  # "tăng 54 vụ (209/155)": the two figures that the change is between.
        if self._goes_on(item, gap):
            item.role = self.before_bracket.role if self.before_bracket is not None else None
            return
        joint = gap.strip(" ,")
        alike = item.name == previous.name or (item.counted and previous.counted)
        same = joint in ("", "và", "hoặc") and item.lead == item.figure.start and (joint != "" or alike)
        # "giảm 12 phòng thuộc sở, 34 đơn vị so với năm 2018": what both are compared with stands behind the last.
        compared = (
            item.counted
            and previous.counted
            and not item.phrase
            and gap.endswith(", ")
            and is_plain(gap[:-2])
            and bool(COMPARED.match(self.blank, item.tail))
        )
        if (same or compared or (item.bracketed and gap.strip() == "(")) and previous.role in CHANGES:
            item.role = previous.role
        elif owner is not None and owner.role in CHANGES and self._of_change(item, gap, owner):
            item.role = owner.role
        elif item.phrase and item.percent:
            item.role = change_in(gap)

    def _of_change(self, item: Item, gap: str, owner: Item) -> bool:
        """Whether the bracket behind a change takes it apart, and the item is one of its parts ("giảm 97 đơn vị (gồm 74 xã; 11 phường)")."""
        previous = self.previous
        later = previous is not None and previous.owner is owner and previous.role == owner.role and gap.strip() in (";", ",", "và", "; và", ", và")
        return (opens_parts(gap) or later) and owner.percent == item.percent

    def _goes_on(self, item: Item, gap: str) -> bool:
        """Whether a count goes on with the change that stands before the closed bracket ("tăng 46 vụ (188/142), 131 đối tượng")."""
        before = self.before_bracket
        return before is not None and before.role in CHANGES and item.counted and before.counted and gap.strip() in ("),", ")")

    def _named_before(self, item: Item) -> str | None:
        """The fuller name that the list's opening or the paragraph gave what a bare count counts ("12 vụ cháy rừng … tăng 3 vụ")."""
        unit = item.unit.text if item.unit is not None else ""
        opened = self.opening.topic if self.opening is not None else None
        if opened and f" {unit} " in f" {without_total(opened).lower()} " and len(opened.split()) > len(unit.split()) + 1:
            return opened
        return self.known.get(unit)

    def _count_label(self, item: Item, ceiling: int) -> str | None:
        unit, topic = item.unit, self.topic
        assert unit is not None
        words = len(item.after.split())
        phrase = item.phrase
        change = CHANGES.get(item.role or "")
        total = self.blank.endswith(("tổng số ", "Tổng số ", "tổng cộng "), 0, item.figure.start)
        named = self._named_before(item) if not total and not item.after and (change or not phrase) and item.whole is None else None
        if named is not None and not change:
            return named
        if change:
            topic = named or topic
            bare = topic.lower().removeprefix("tổng số ").removeprefix("số ") if topic else ""
            than = item.versus or versus(self.blank, self.text, item.tail, ceiling)
            if bare.startswith(unit.text.lower()):
                return join(change, topic, than)
            noun = phrase and not item.after and not is_body(phrase) and not is_act(phrase) and len(phrase.split()) <= 6
            return join(phrase if noun else None, change, unit.text, item.after, than)
        if item.colon and phrase and phrase[-1].isdigit():
            item.subject = self.subject = phrase  # "Gói thầu số 1: 02 hệ thống"
            return join(unit.text, item.after)
        if is_total(phrase) or (phrase and item.colon and words < 3):
            return join(phrase)
        if words >= 3:
            return join(unit.text, item.after, item.predicate if words <= 5 and told_briefly(item.predicate) else None)
        if self.blank.endswith(("tổng số ", "Tổng số "), 0, item.figure.start):
            return join("tổng số", unit.text, item.after)
        previous = self.previous
        if (
            item.role == "level"
            and previous is not None
            and previous.name == item.name
            and not phrase
            and not words
            and not item.bracketed
        ):
            return previous.label
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
        return join(unit.text, item.after, item.predicate or (None if item.bracketed or item.colon else self.listed))

    def _rate(self, item: Item) -> str | None:
        """The name of a sum that a rule grants or takes on a condition ("cây con bị hại trên 70%, hỗ trợ 6.000.000 đồng/ha": "mức hỗ trợ cây con bị hại trên
        70%"); None for other sums."""
        verb = GRANTS.search(self.blank, max(self.start, item.lead - 40), item.lead)
        if verb is None or item.unit is None or "/" not in item.unit.text or not item.unit.text.startswith("đồng"):
            return None
        edge = verb.start("verb")
        low = max(self.start, *(self.blank.rfind(mark, self.start, edge) + 1 for mark in ";:"))
        condition = clean(self.blank[low:edge])
        if not condition and not item.after and low > self.start:
            condition = clean(self.blank[self.start : low - 1])
        return join("mức", verb["verb"], condition or item.after)

    def _behind_part(self, item: Item, previous: Item) -> bool:
        """Whether a growth stands right behind a part of a whole: it is the part's ("trong đó lúa 40 tỷ đồng, tăng 3%")."""
        return item.whole is not None and previous.whole is item.whole and not previous.percent and ";" not in self.blank[self.floor : item.lead]

    def _substance(self, item: Item) -> bool:
        """Whether a measure is that of the things named right behind it ("thu giữ: 51,3 kg heroine"), not of what its own words name."""
        unit = item.unit
        return (
            unit is not None
            and unit.kind == "measure"
            and not item.percent
            and not unit.text.startswith(MONEY)
            and is_noun(item.after)
            and len(item.after.split()) <= 5
            and (not item.phrase or (item.colon and not is_measure(item.phrase)))
        )

    def _measure_label(self, item: Item, ceiling: int) -> str | None:
        """The label of a measured figure; what it names itself becomes the topic."""
        topic, previous, bracketed = self.topic, self.previous, item.bracketed
        change = CHANGES.get(item.role or "")
        percent = item.percent
        compared = is_compared(self.blank, item.tail)
        after, phrase = item.after, item.phrase
        label: str | None
        if self._substance(item) and not compared and not change:
            return join(after, self.listed)
        rate = self._rate(item)
        if rate is not None:
            return rate
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
        elif is_noun(after) and not compared and not change and is_act(phrase if percent else item.predicate):
            # "làm mới 74,6 km đường", "hoàn thành 100% kế hoạch": what stands behind is what was done.
            label = join(after, item.predicate)
            topic = topic if bracketed else label
        elif change and percent and not phrase and not compared and after.lower().startswith(("số ", "số lượng ", "tổng số ")):
            # "giảm 10% số tàu khai thác ven bờ"
            label = after
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
        elif (percent and previous is not None and (bracketed or (item.share and not previous.percent))) or (change and previous is not None and self._behind_part(item, previous)):
            label = previous.label
        else:
            label = topic or (previous.label if previous is not None else None)
        if not phrase and after and not compared and not bracketed and (not item.led or topic is None):
            label = join(after)
            topic = topic or label
        elif compared and not change and (than := compared_phrase(self.text, item.tail, ceiling)):
            label = join(label, None if than.startswith("so với") else "so với", than)
        elif phrase and after and percent and not (label or "").startswith(after):
            label = join(label, after)
        if change:
            of = item.name if item.name in ("điểm", "bậc") else None
            label = join(
                None if (label or "").lower().startswith(change) else change,
                of,
                label,
                item.versus or versus(self.blank, self.text, item.tail, ceiling),
            )
        elif percent and label and item.base is not None and item.base.counted and not item.phrase:
            counted = without_total(label)
            label = join(quantities().labels.ratio, counted) if not is_ratio(counted) else label
        elif percent and label and item.share and not is_share(label):
            label = join(item.share, label)
        self.topic = topic
        return label

    def _named(self, item: Item) -> bool:
        """Whether a bare whole number behind a noun is part of its name ("Ban Chỉ đạo 1864"): no unit, no word that leads it, no whole."""
        figure, previous = item.figure, self.previous
        if (
            item.unit is not None
            or figure.kind != "number"
            or figure.precision != 1
            or item.led
            or item.colon
            or item.whole is not None
        ):
            return False
        return (
            bool(item.phrase)
            and figure.end - figure.start <= 4
            and (previous is None or previous.unit is not None or previous.confidence == 0)
        )


__all__ = ["Clauses"]
