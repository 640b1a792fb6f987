"""Unit and role of a figure that has no words of its own: of the whole that it is a part of, of the figure before it, of its list."""

from __future__ import annotations

import regex

from extractor.finders.quantities.bracket_lists import counts_in_list, counts_in_row, in_bracket_list
from extractor.finders.quantities.breakdown import counted_by_list
from extractor.finders.quantities.changes import says_again
from extractor.finders.quantities.clause import Clause
from extractor.finders.quantities.items import CHANGES, Item
from extractor.finders.quantities.labels import is_total
from extractor.finders.quantities.named import is_body
from extractor.finders.quantities.numbers import NumberMention, in_scale_of
from extractor.finders.quantities.phrases import is_plain, opens_parts
from extractor.finders.quantities.roles import change_in
from extractor.lexicon.phrases import QUANTITIES
from extractor.lexicon.units import unit_info
from extractor.lexicon.written_units import is_bare, is_portion, listed_noun, noun_in, own_unit

ROW_END = regex.compile(r"[\d.,% –-]*+(?:\n|$)")
FACTOR = 600  # code points of a sentence in which "hệ số" stands before its figures
NEAR = 24  # code points before a figure in which the operator and the number before it stand
PEOPLE = "người"
LIKE_SIZE = 100  # members of a list are at most so many times as large as the one before them


def inherited_unit(clause: Clause, item: Item) -> str | None:
    """The unit of a figure that has none behind it: of the whole it is a part of, its phrase, its series, its list."""
    previous, opening = clause.previous, clause.opening
    if item.figure.kind == "fraction" and is_portion(clause.text, item.figure.end):
        return None
    if QUANTITIES.operand_behind.match(clause.text, item.figure.scale_end) or QUANTITIES.operand_before.search(clause.text, max(clause.start, item.figure.start - NEAR), item.figure.start):
        return None
    stated = clause.stated is not None and item.figure.scale == 1 and not item.figure.percent and (item.colon or item.led or _ends_row(clause.text, item.figure.start))
    if item.figure.precision < 1 and item.figure.scale == 1 and QUANTITIES.factor_is.search(clause.blank, max(clause.start, item.lead - FACTOR), item.lead):
        return "hệ số"
    if _is_amount_of_line(clause, item):
        return _as_stated(clause, item)
    own = own_unit(item.phrase)
    if stated and item.phrase.strip() in (own, noun_in(item.phrase)):
        return _as_stated(clause, item)  # "Đơn vị: triệu đồng", then "Đô thị   2.148": a row's name, and nothing that is counted
    if item.colon and QUANTITIES.names_age.search(item.phrase) is not None:
        return next((name for like in (item.whole, opening) if like is not None and (name := like.name) and not unit_info(name).dimension), PEOPLE)
    if own is not None or is_bare(item.phrase):
        return own
    if item.whole is not None and item.whole.name and not item.whole.percent:
        return _of_whole(clause, item, item.whole)
    # Among amounts nothing is counted by halves: "vốn xã hội hóa 3,1" is no count of communes.
    beside = previous.name if previous is not None else opening.name if opening is not None else None
    amount = item.figure.precision < 1 and unit_info(beside).dimension == "money"
    noun = noun_in(item.phrase) if not amount and not is_body(item.phrase) else None
    if in_bracket_list(clause.text, item.figure.start, item.figure.end):
        noun = noun_in(counted_by_list(clause) or "") if previous is None else None  # the words right before it are a member's name
    if noun and previous is not None and previous.unit is not None and previous.unit.kind == "measure" and _names_next(clause, item, noun, previous.unit.text):
        return previous.name  # "rau 120 ha; cây mỳ 500; cây mía 370 ha": the noun begins the names of the list
    if noun and not (item.colon and opening is not None and opening.name and not is_total(item.phrase)):
        return noun
    counted = previous.base if previous is not None and previous.percent else previous  # "Khá 55 (13,3%), Đạt 6": not the share, what it is a share of
    if counted is not None and counted.name and not counted.percent:
        return counted.name
    if opening is not None and opening.name:
        return opening.name
    if stated:
        return _as_stated(clause, item)
    if clause.usual_unit and (item.colon or item.led) and previous is None:
        return clause.usual_unit
    item.confidence = 0.5
    return counted.name if counted is not None else None


def _of_whole(clause: Clause, item: Item, whole: Item) -> str | None:
    """The unit of a part: of its whole, or, bare behind a name, of the part before it where the whole counts the names ("5 xã còn thiếu: Trà Lĩnh thiếu 14 chỉ tiêu; Phú Lộc 6")."""
    previous = clause.previous
    beside = previous.name if previous is not None and previous.whole is whole and not previous.percent else None
    other = beside is not None and unit_info(beside).dimension in (None, "count") and not beside.startswith(whole.name or "")
    if other and counts_in_list(clause.text, item.figure.start, item.figure.end):
        return beside
    return listed_noun(whole.after) or whole.name


def _names_next(clause: Clause, item: Item, noun: str, unit: str) -> bool:
    """Whether the next member of the list is named by the same noun and measured in the unit of the one before."""
    found = QUANTITIES.next_member.match(clause.text, item.figure.scale_end, clause.end)
    return found is not None and found["name"].lower().startswith(f"{noun.lower()} ") and found["unit"].startswith(unit)


def _is_amount_of_line(clause: Clause, item: Item) -> bool:
    """Whether a figure below a line that gives a unit of money with its scale is such an amount: it has decimals, as nothing is counted by halves ("Quỹ khen thưởng
    148,6"), or the words before it speak of money, or it goes on with such amounts."""
    stated, figure = clause.stated, item.figure
    if stated is None or stated.scale == 1 or figure.scale != 1 or figure.percent or figure.kind != "number" or figure.value_to is not None:
        return False
    if unit_info(stated.unit).dimension != "money":
        return False
    if figure.precision < 1:
        return True
    if QUANTITIES.count_head.match(item.phrase) is not None:
        return False
    previous = clause.previous
    before = previous.base if previous is not None and previous.percent else previous
    if before is not None and before.unit is None and before.name == stated.unit and before.figure.scale == stated.scale:
        return True
    return QUANTITIES.money_named.search(clause.blank, clause.floor, figure.start) is not None


def _as_stated(clause: Clause, item: Item) -> str | None:
    """The unit of the line above, its scale multiplied in."""
    stated = clause.stated
    if stated is None:
        return None
    item.figure = in_scale_of(item.figure, stated.scale) if stated.scale > 1 else item.figure
    return stated.unit


def _ends_row(text: str, start: int) -> bool:
    """Whether the figure ends its line, with nothing but other figures behind it ("Đô thị   2.148.100"): a row whose columns blanks have set apart."""
    return ROW_END.match(text, start) is not None


def in_scale(clause: Clause, item: Item) -> NumberMention:
    """The figure of an item without a unit, in the scale of the figure whose unit it shares: "1.234,9 tỷ đồng, gồm: vốn vay 338,8, …" means 338,8 tỷ.

    A part is then no more than its whole; one beside another, or in a list, is of its size.
    """
    figure = item.figure
    if figure.scale != 1 or figure.percent or figure.kind != "number" or unit_info(item.name).dimension != "money":
        return figure
    if QUANTITIES.member_ends.match(clause.text, figure.scale_end, clause.end) is None:
        return figure
    odd = figure.precision < 1  # nobody writes hundredths of a đồng: "10.034,00 (trong đó …)" among millions
    opening = clause.opening
    beside = clause.previous
    for like, most in (
        (item.whole.figure if item.whole is not None and item.whole.name == item.name else None, 1),
        (beside.figure if beside is not None and beside.name == item.name else None, LIKE_SIZE),
        (opening.figure if opening is not None and opening.name == item.name else None, LIKE_SIZE if odd else 1),
    ):
        if like is not None:
            fits = like.scale > 1 and figure.value * like.scale <= like.value * most
            return in_scale_of(figure, like.scale) if fits else figure
    return figure


def go_on_with(clause: Clause, item: Item, gap: str, owner: Item | None) -> None:
    """A figure without words of its own shares the change of the one before it, or of the whole whose part it is."""
    previous = clause.previous
    if previous is not None and previous.role in CHANGES and says_again(clause, item, previous):
        item.role = previous.role
        return
    if item.role is not None or previous is None:
        if item.role in (None, "level") and (item.phrase or previous is None) and item.percent and not item.end_of_change:
            item.role = change_in(gap) or item.role
        return
    if item.figure.total is not None and item.bracketed and previous.role in CHANGES:
        return  # "tăng 54 vụ (209/155)": the two figures that the change is between.
    if _goes_on(clause, item, gap):
        item.role = clause.before_bracket.role if clause.before_bracket is not None else None
        return
    joint = gap.strip(" ,")
    alike = item.name == previous.name or (item.counted and previous.counted)
    same = joint in ("", "và", "hoặc") and item.lead == item.figure.start and (joint != "" or alike) and not (item.counted and previous.percent)
    # "giảm 12 phòng thuộc sở, 34 đơn vị so với năm 2018": what both are compared with stands behind the last.
    compared = (
        item.counted
        and previous.counted
        and not item.phrase
        and gap.endswith(", ")
        and is_plain(gap[:-2])
        and bool(QUANTITIES.compared_with.match(clause.blank, item.tail))
    )
    if (same or compared or (item.bracketed and gap.strip() == "(" and not _is_base(clause, item, previous))) and previous.role in CHANGES:
        item.role = previous.role
    elif owner is not None and owner.role in CHANGES and _of_change(clause, item, gap, owner):
        item.role = owner.role
    elif item.phrase and item.percent:
        item.role = change_in(gap)


def _is_base(clause: Clause, item: Item, previous: Item) -> bool:
    """Whether the bracket behind a change holds what is compared with: more of the same ("thấp hơn cùng kỳ 112 mm (1.854 mm)")."""
    alone = clause.text.startswith(")", item.tail) and item.unit is not None and item.unit.kind == "measure"
    return alone and not item.percent and item.name == previous.name and item.figure.value > previous.figure.value


def _of_change(clause: Clause, item: Item, gap: str, owner: Item) -> bool:
    """Whether the bracket behind a change takes it apart, and the item is one of its parts ("giảm 97 đơn vị (gồm 74 xã; 11 phường)")."""
    previous = clause.previous
    later = previous is not None and previous.owner is owner and previous.role == owner.role and gap.strip() in (";", ",", "và", "; và", ", và")
    return (opens_parts(gap) or later) and owner.percent == item.percent


def _goes_on(clause: Clause, item: Item, gap: str) -> bool:
    """Whether a count goes on with the change that stands before the closed bracket ("tăng 46 vụ (188/142), 131 đối tượng")."""
    before = clause.before_bracket
    return before is not None and before.role in CHANGES and item.counted and before.counted and gap.strip() in ("),", ")")


def is_part_of_name(clause: Clause, item: Item) -> bool:
    """Whether a bare whole number behind a noun is part of its name ("Ban Chỉ đạo 1864"): no unit, no word that leads it, no whole."""
    figure, previous = item.figure, clause.previous
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
        and QUANTITIES.share_behind_count.match(clause.text, figure.end, clause.end) is None
        and not counts_in_list(clause.text, figure.start, figure.end)
        and not counts_in_row(clause.text, figure.start, figure.end)
    )
