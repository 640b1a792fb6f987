"""What may be the owner of a figure at all: a name, never a piece of time, a deed, a connective or a measure.

In: the words that a clause, a heading or the text before gives as owner. Out: the same words, the owner that they end or begin with ("những tháng đầu năm, các địa phương": "các địa
phương"; "Đông An làm mới": "Đông An"), or None where they name nobody: no owner is better than a wrong one. Vocabulary: the rules `owner_…` of patterns/quantities/quantity_phrases.yaml.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from extractor.finders.bodies.named import name_end
from extractor.finders.quantities.items import CHANGES
from extractor.finders.quantities.mention import IndicatorMention
from extractor.finders.quantities.named import can_own, is_place, is_scope
from extractor.finders.quantities.phrase_rules import EDGE
from extractor.lexicon.phrases import QUANTITIES

KINDS = ("stage", "people", "disease", "field")  # the groups of the rules of members of a kind
TELLING = 2000  # code points before a figure in which who was spoken of is looked for
BEFORE = 100  # code points before a figure in which the name of a member stands


@lru_cache(maxsize=1 << 10)
def fit_owner(name: str) -> str | None:
    """The owner that the words name, None where they name none."""
    words = str(QUANTITIES.owner_opening.sub("", name)).rstrip(" -–")
    if words != name and not _may_own(words):
        return None  # "Trong đó lúa": a part, and what follows it is of other things
    before, comma, last = words.rpartition(", ")
    if comma and not before[:1].isdigit() and QUANTITIES.kind_alone.fullmatch(last) is not None and not _may_own(before):
        words = last  # "các nguồn huy động được, tỉnh"
    deed = QUANTITIES.owner_deed.search(words, name_end(words))
    if deed is not None:
        words = words[: deed.start()].strip(EDGE)
        if not _may_own(words):
            return None
    told = QUANTITIES.told_of_owner.search(words) if can_own(words) else None
    if told is not None:
        whom = told["whom"]  # "tỉnh yêu cầu các địa phương": theirs; what a body proposes is not its own
        head = words[: told.start()]
        words = whom if whom is not None and can_own(whom) else "" if told["bid"] is not None and head[:1].isupper() else head
    return None if not words or QUANTITIES.owner_never.match(words) is not None or words.count(")") > words.count("(") else words


def owner_for(subject: str, label: str | None) -> str | None:
    """The owner that a figure's words name, None where they name none, or the insurance that the counted people have ("Bảo hiểm xã hội là 370 người")."""
    insurance = label is not None and QUANTITIES.insurance_alone.fullmatch(subject) is not None and QUANTITIES.insured.search(label) is not None
    return None if insurance else fit_owner(subject)


def only_tells(name: str, text: str, place: int) -> bool:
    """Whether who was last spoken of before `place` only tells there what others have or do ("ông An cho biết …", "Theo Sở X, …")."""
    at = text.rfind(name, max(0, place - TELLING), place)
    if at < 0:
        return False
    return QUANTITIES.teller_before.search(text, max(0, at - BEFORE), at) is not None or QUANTITIES.teller_behind.match(text, at + len(name), place) is not None


def _may_own(words: str) -> bool:
    """Whether words begin like somebody's name: a body, persons, a place."""
    return can_own(words) or is_place(words) or QUANTITIES.bare_place.fullmatch(words) is not None or name_end(words) > 0


def _member(text: str, mention: IndicatorMention) -> str | None:
    """The member of a kind that stands right before a figure by which its kind is counted ("trong đó tiểu học 98 em"), where no other name owns it."""
    if mention.unit is None or not (mention.subject is None or is_scope(mention.subject)):
        return None
    line = text.rfind("\n", 0, mention.start) + 1
    match = QUANTITIES.member_of_kind.search(text[max(line, mention.start - BEFORE) : mention.start])
    if match is None:
        return None
    kind = next(kind for kind in KINDS if match[kind] is not None)
    return " ".join(match[kind].split()) if QUANTITIES.counted_of_kind.fullmatch(f"{kind} {mention.unit}") is not None else None


class Groups:
    """Groups whose measures the figures of a text are ("dư nợ của các TCTD"), in its order: also those of the same clause, and of the next that tells its parts."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.last: tuple[int, str] | None = None  # where the last figure of a group ends, and the group
        self.member = False  # whether it is only a member of a kind, whose shares and changes alone follow

    def of(self, mention: IndicatorMention) -> IndicatorMention:
        """The mention with the group whose figure it is, where no other words say whose."""
        match = QUANTITIES.measure_of_group.fullmatch(mention.label) if mention.label is not None else None
        who = (match["who"] or match["zone"]) if match is not None else None
        who = who if mention.subject in (None, who) else None
        member = _member(self.text, mention)
        if match is not None and who is not None:
            mention = replace(mention, label=match["what"] if match["who"] else mention.label, subject=who)
        elif member is not None:
            who = member
            mention = replace(mention, subject=who)
        elif mention.subject is not None and QUANTITIES.group_alone.match(mention.subject) is not None:
            who = mention.subject
        elif mention.subject is None and self.last is not None and self._goes_on(self.last[0], mention.start):
            if self.member and mention.unit != "%" and mention.role not in CHANGES:
                return mention
            who, member = self.last[1], self.last[1] if self.member else None
            mention = replace(mention, subject=who)
        self.last, self.member = (mention.end, who) if who is not None else None, member is not None
        return mention

    def _goes_on(self, start: int, end: int) -> bool:
        """Whether what stands between two figures of a paragraph goes on with the same: no new sentence, or one that tells parts."""
        gap = self.text[start:end]
        if "\n" in gap or ";" in gap:
            return False
        return (cut := gap.rfind(". ")) < 0 or QUANTITIES.goes_on_with_parts.match(gap[cut + 2 :]) is not None


__all__ = ["Groups", "fit_owner", "only_tells", "owner_for"]
