"""The label of a figure in its clause: what its own words name, what the figures before it speak of, or the opening of its list."""

from __future__ import annotations

import regex

from extractor.finders.quantities.breakdown import cases_of, give_listed, give_part, rate_for_whom, row_named
from extractor.finders.quantities.clause import Clause
from extractor.finders.quantities.clause_words import all_of
from extractor.finders.quantities.governed import governed_measure, measure_of_count, rate_granted, rate_of_change
from extractor.finders.quantities.growth import growth_of_sector
from extractor.finders.quantities.items import CHANGES, Item
from extractor.finders.quantities.labels import (
    WORDS,
    inner_measure,
    is_act,
    is_generic,
    is_measure,
    is_norm_heading,
    is_ratio,
    is_share,
    is_source,
    is_total,
    join,
    last_verb,
    measure_in,
    measure_of_row,
    measure_word,
    says_change,
    told_briefly,
    without_total,
)
from extractor.finders.quantities.measure_rules import MEASURES, Case
from extractor.finders.quantities.named import (
    is_bare_place,
    is_body,
    is_kind_of_body,
    is_scope,
    split_owner,
    subject_and_predicate,
)
from extractor.finders.quantities.norm_above import rate_of_case
from extractor.finders.quantities.norm_words import points_for
from extractor.finders.quantities.parallels import is_amount, listed_name
from extractor.finders.quantities.phrases import clean, compared_phrase, is_compared, versus
from extractor.finders.quantities.terms import deed_within
from extractor.finders.quantities.vocabulary import quantities
from extractor.lexicon.phrases import QUANTITIES
from extractor.lexicon.written_units import is_noun

GOVERNED = "measure behind the word that governs it"  # the rule of a label
STROKE = regex.compile(r"\s?/")
LED = 20  # code points before the words that lead a figure in which "gấp" stands ("gấp khoảng 2,6 lần")
MONEY = ("đồng", "USD", "điểm", "đ")


def give_label(clause: Clause, item: Item, ceiling: int) -> None:
    """Gives the item its label, and sets the topic for the figures behind it."""
    points = points_for(clause, item)
    if points is not None:
        item.label, item.settled = points, True
    _say(clause, item, ceiling)
    if item.deed is not None and not item.phrase:
        item.label = item.deed
    elif item.phrase and (deed := deed_within(item, clause.blank, clause.end)) is not None:
        item.label, item.settled = deed, True
    if item.owner is not None and item.owner.label and item.name == item.owner.name and item.role not in CHANGES and QUANTITIES.only_plan.fullmatch(item.phrase) is not None:
        item.label, item.label_rule, item.settled = join(str(QUANTITIES.than_before.sub("", item.owner.label))), "what is planned in its bracket", True
        return
    rate = rate_of_case(item, clause.norm, clause.blank[clause.start : item.figure.start].lstrip())
    if rate is not None:
        item.label, item.label_rule, item.settled = rate, "rate above its case", True
        return
    if item.label is None and clause.heading is not None and item.unit is not None and "/" in item.unit.text:
        item.label = join(clause.heading)
    if clause.heading is not None and item.label is not None and _only_whose(item, clause.heading):
        item.label, item.label_rule = join(clause.heading), "heading over whose it is"
    if item.label is not None and clause.heading is not None and is_generic(item.label) and not item.amount and item.label_rule != GOVERNED:
        same = clause.heading.lower().startswith(item.label.lower())
        item.label = join(clause.heading) if same else join(item.label, clause.heading)


def _only_whose(item: Item, heading: str) -> bool:
    """Whether the label of a member only says whose the figure is, and the heading what is measured ("Tiêu chuẩn ăn" over "- Trưởng đoàn: 200.000 đồng/ngày")."""
    if is_scope(item.label or ""):
        return True
    if item.label == item.subject and (is_norm_heading(heading) or is_measure(heading) or (item.colon and is_body(item.phrase) and not is_kind_of_body(heading))):
        return True
    rated = item.colon and item.unit is not None and "/" in item.unit.text and item.label == join(item.phrase)
    return rated and is_norm_heading(heading) and not is_measure(item.phrase)


def _say(clause: Clause, item: Item, ceiling: int) -> None:
    phrase, topic, previous, opening = item.phrase, clause.topic, clause.previous, clause.opening
    if item.label is not None:  # given by "lần lượt"
        return
    if item.colon and phrase:
        clause.listed = last_verb(phrase)
    if item.member is not None and item.thing:
        item.subject = item.member
        if _thing_label(clause, item):
            return
    elif item.member is not None and item.whole is None:
        _member_label(clause, item)
        return
    elif item.member is not None and item.role in CHANGES and item.whole is not None:
        item.subject, item.label = item.member, item.whole.label  # "GRDP tăng 7,3%, trong đó: nông nghiệp tăng 3,9%; dịch vụ tăng 8%; …"
        return
    elif item.member is not None and item.whole is not None and item.whole.label and item.role in (None, "level") and item.name == item.whole.name and not is_source(item.member):
        item.subject, item.label = item.member, item.whole.label  # "GRDP đạt 172 tỷ đồng, trong đó nông nghiệp đạt 33 tỷ đồng; dịch vụ …"
        return
    elif item.member is None and (growth_of_sector(clause, item) or give_listed(clause, item) or give_part(clause, item)):
        return
    if item.role == "rank":
        among = QUANTITIES.ranked_in.match(item.after)
        item.label = join("xếp thứ", item.after[among.end() :] if among is not None else phrase if is_measure(phrase) or not topic else None, None if among is not None else topic)
        return
    if is_body(phrase) and len(item.after.split()) < 3:
        # "cấp tỉnh: 1.326", "UBND cấp huyện 99,27%": a member of the whole, or another body of the topic.
        of = row_named(clause, item) or (item.whole.label if item.whole is not None else _act_of_list(clause, item) or topic or _governing(clause, item))
        same = previous is not None and item.name == previous.name and not item.led
        if of is not None and (
            not item.counted or item.whole is not None or (item.colon and (opening is not None or is_bare_place(phrase))) or same or of == clause.row
        ):
            item.subject, item.label = all_of(clause, phrase, clause.floor, item.lead) or phrase, join(of, phrase) if is_source(phrase) and not item.percent else of
            item.settled = of == clause.row or (not item.counted and is_measure(of))
            return
    listed = item.colon and opening is not None and opening.topic and not item.counted and not item.percent
    if phrase and listed and opening is not None and not is_measure(phrase):
        _listed_sum(clause, item, phrase, opening.topic or "")
        clause.topic = join(opening.topic, phrase)
    elif item.counted and not _is_multiple(clause, item):
        item.label = measure_of_count(clause, item) or _count_label(clause, item, ceiling)
        if item.unit is not None and item.label and item.role not in CHANGES and item.after and item.label.startswith(item.unit.text):
            clause.known[item.unit.text] = clause.known[item.unit.text.split()[0]] = join(item.unit.text, item.after) or item.label
        of_all = clause.blank.endswith(("trên tổng số ", "trong tổng số "), 0, item.figure.start) and topic is not None
        if item.role not in CHANGES and not of_all and (topic is None or not item.bracketed):
            clause.topic = item.label
    else:
        item.label = _measure_label(clause, item, ceiling)


def _is_multiple(clause: Clause, item: Item) -> bool:
    """Whether a figure says how many times as much as something else it is ("tăng gấp 2,2 lần so với cùng kỳ")."""
    led = clause.blank[max(clause.floor, item.lead - LED) : item.figure.start]
    return item.unit is not None and not item.after and QUANTITIES.multiple.search(f"{led}{item.unit.text}") is not None


def _listed_sum(clause: Clause, item: Item, phrase: str, topic: str) -> None:
    """The amount of a member of a list: a body's or place's own share of what the list is of, else an amount of its own kind ("- Thu khác: 8 tỷ đồng")."""
    if is_body(phrase) or is_kind_of_body(phrase):
        item.subject, item.label = phrase, join(topic, phrase) if is_source(phrase) else topic
    else:
        if is_amount(item):
            item.subject = phrase  # "- Lúa nước: 25.300 ha, tăng 2%": also of what follows in its line
            clause.subject = phrase
        same = topic.split()[:1] == phrase.split()[:1]
        long = len(topic.split()) + len(phrase.split()) > WORDS
        item.label = join(None if same else measure_word(topic) if long else topic, phrase)


def _governing(clause: Clause, item: Item) -> str | None:
    """The measure that the words before a list of bodies name ("Các xã có số hộ nghèo cao như: xã A 32 hộ": "số hộ nghèo cao")."""
    if clause.previous is None:
        led = clause.blank[clause.start : item.lead]
        cut = led.rfind(item.phrase)
        clause.row = measure_of_row(QUANTITIES.list_opening.sub("", led[:cut])) if cut > 0 and QUANTITIES.list_opening.search(led[:cut]) else None
    return clause.row


def _act_of_list(clause: Clause, item: Item) -> str | None:
    """What is done for the places that a sentence lists, as it opens ("Cụ thể phân bổ như sau, huyện A 200 triệu đồng"); also for the members behind the first."""
    if clause.previous is None and not item.counted:
        opening = QUANTITIES.act_of_list.match(clause.blank, clause.start, item.lead)
        clause.row = clean(opening["act"]) if opening is not None and is_act(opening["act"]) else clause.row
        return clause.row if opening is not None else None
    return clause.row


def _member_label(clause: Clause, item: Item) -> None:
    """A member of a row: whose the figure is says its own name, what is measured the words that open the row."""
    if clause.row is None or clause.previous is None or clause.previous.member is None:
        low = clause.previous.tail if clause.previous is not None else clause.start
        opening = clause.blank[max(low, clause.start) : item.lead]
        led = opening[: opening.rfind(item.member)] if item.member else opening
        row = measure_of_row(led) or _head_measure(clause) or (measure_in(clause.topic) if clause.topic else None) or clause.topic
        clause.row = row and str(QUANTITIES.of_several.sub("", row))
    change = CHANGES.get(item.role or "")
    item.subject = item.member
    row = clause.row or item.member
    item.label = join(None if not change or change in (row or "").lower() else change, row, item.versus)


def _head_measure(clause: Clause) -> str | None:
    """The measure that the words before the sentence's first colon name, where the row behind it is read from its second member on."""
    head = clause.blank[clause.start : clause.items[0].lead]
    colon = head.rfind(":")
    return measure_of_row(QUANTITIES.list_opening.sub("", head[:colon])) if colon > 0 else None


def _thing_label(clause: Clause, item: Item) -> bool:
    """A member of a row of amounts ("sản lượng cây ăn quả: chuối 12 tấn, tăng 3%; …"): by what the row is measured, and its name; False where no measure is
    named."""
    if clause.previous is None or clause.previous.member is None:
        clause.row = _row_of(clause, item)
    if clause.row is None:
        return False
    item.label = join(CHANGES.get(item.role or ""), clause.row, item.member, item.versus)
    return True


def _row_of(clause: Clause, item: Item) -> str | None:
    """By what a row of amounts is measured: the words that open it, the measure of the figure before it ("năng suất lúa 60 tạ/ha; ngô …"), or what the sentence
    before speaks of."""
    led = clause.blank[clause.floor : item.lead]
    led = QUANTITIES.list_opening.sub("", led[: led.rfind(item.member or "")])
    named = measure_of_row(led.split(" so với ")[0])
    if named is not None or clause.topic is None or not is_measure(clause.topic):
        return named
    return split_owner(clause.topic)[0] if clause.previous is None else measure_word(clause.topic)


def _named_before(clause: Clause, item: Item) -> str | None:
    """The fuller name that the list's opening or the paragraph gave what a bare count counts ("12 vụ cháy rừng … tăng 3 vụ")."""
    unit = item.unit.text if item.unit is not None else ""
    opened = clause.opening.topic if clause.opening is not None else None
    if opened and f" {unit} " in f" {without_total(opened).lower()} " and len(opened.split()) > len(unit.split()) + 1:
        return opened
    return clause.known.get(unit)


def _named_in_opening(clause: Clause, item: Item) -> str | None:
    """The fuller name by which the list's opening counts what an item names shortly ("Tổng số hộ nghèo theo chuẩn mới": "45 hộ nghèo")."""
    opened = clause.opening.topic if clause.opening is not None else None
    short = f"{item.unit.text if item.unit is not None else ''} {item.after}".strip().lower()
    return without_total(opened) if opened and without_total(opened).lower().startswith(f"{short} ") else None


def _count_label(clause: Clause, item: Item, ceiling: int) -> str | None:
    unit, topic = item.unit, clause.topic
    assert unit is not None
    words = len(item.after.split())
    phrase = item.phrase
    change = CHANGES.get(item.role or "")
    total = clause.blank.endswith(("tổng số ", "Tổng số ", "tổng cộng "), 0, item.figure.start)
    free = not total and (change or not phrase) and item.whole is None
    named = (_named_in_opening(clause, item) if item.after else _named_before(clause, item)) if free else None
    if named is not None and not change:
        return named
    if change:
        topic = named or topic
        bare = topic.lower().removeprefix("tổng số ").removeprefix("số ") if topic else ""
        than = item.versus or versus(clause.blank, clause.text, item.tail, ceiling)
        if bare.startswith(unit.text.lower()) and item.after.lower() in bare:
            return join(change, topic, than)
        noun = phrase and not item.after and not is_body(phrase) and not is_act(phrase) and len(phrase.split()) <= 6
        return join(phrase if noun else None, change, unit.text, item.after, than)
    if item.colon and phrase and phrase[-1].isdigit():
        item.subject = clause.subject = phrase  # "Gói thầu số 1: 02 hệ thống"
        return join(unit.text, item.after)
    if is_total(phrase) or (phrase and item.colon and (words < 3 or phrase.lower().startswith(f"{unit.text.lower()} "))):
        return join(phrase)
    inner = inner_measure(phrase)
    if inner != phrase and words < 3 and is_measure(inner):
        # "xã Tây có tổng dân số là 1.250 người", "với quy mô 50 giường bệnh"
        item.label_rule = "measure at the end of its words"
        return join(inner) if not words and len(inner.split()) > 2 else join(unit.text, item.after)
    if words >= 3:
        return join(unit.text, item.after, item.predicate if words <= 5 and told_briefly(item.predicate) else None)
    if clause.blank.endswith(("tổng số ", "Tổng số "), 0, item.figure.start):
        return join("tổng số", unit.text, item.after)
    previous = clause.previous
    if previous is not None and previous.name == item.name and not words and STROKE.match(clause.blank, previous.tail, item.figure.start):
        item.settled = True  # "cho 874 lao động/KH 900 lao động"
        return previous.label
    if (
        item.role == "level"
        and previous is not None
        and previous.name == item.name
        and not phrase
        and not words
        and not item.bracketed
    ):
        return previous.label
    if previous is not None and previous.name == item.name and not words and item.bracketed and _only_base(clause, item, previous):
        return previous.label
    if not phrase and item.whole is not None:
        if words == 0 and (item.whole.name == item.name or (item.bracketed and "/" in unit.text)):
            return join(item.whole.label)
        return join(unit.text, item.after, item.whole.predicate if is_act(item.whole.predicate) else None)
    if (
        phrase
        and words == 0
        and not is_body(phrase)
        and subject_and_predicate(phrase)[1] == phrase
        and not is_act(phrase)
        and is_measure(phrase)
    ):
        return join(phrase)
    told = str(QUANTITIES.brings_about.sub("", item.predicate))  # "làm chết 08 người": "người chết"
    if told != item.predicate:
        item.label_rule = "what is brought about"
    done = told or (None if item.bracketed or item.colon or item.predicate else clause.listed)
    return cases_of(item, unit.text) or join(unit.text, item.after, done)


def _only_base(clause: Clause, item: Item, previous: Item) -> bool:
    """Whether the words between a figure and the bracket behind it only say what it is compared with ("8.300 con, thấp hơn CK (8.700 con)")."""
    return QUANTITIES.names_nothing.fullmatch(clause.blank[previous.tail : item.figure.start].strip(" ,(")) is not None


def _substance(clause: Clause, item: Item) -> bool:
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


def _measure_label(clause: Clause, item: Item, ceiling: int) -> str | None:
    """The label of a measured figure; what it names itself becomes the topic."""
    change, compared = CHANGES.get(item.role or ""), is_compared(clause.blank, item.tail)
    if clause.structure is not None and item.figure.percent and item.phrase and change is None and clause.structure not in item.phrase:
        item.settled = True  # "cơ cấu kinh tế: nông nghiệp chiếm 20%, …"
        name = listed_name(clause.blank, clause.floor, item.lead) or item.phrase
        item.subject = item.subject or name
        return join(quantities().labels.share, name, quantities().labels.within, clause.structure)
    if _substance(clause, item) and not compared and not change:
        item.label_rule = "substance behind its amount"
        return join(item.after, clause.listed or item.predicate)
    governed = None if compared else governed_measure(clause, item)
    if governed is not None:
        item.label_rule = GOVERNED
        clause.topic = clause.topic if item.bracketed else governed
        return governed
    for_whom = rate_for_whom(clause, item)
    if for_whom is not None:
        item.subject, item.label_rule = item.phrase, "heading over whose it is"
        return join(for_whom)
    rate = (None if item.entitled else rate_granted(clause, item)) or (rate_of_change(clause, item) if change and item.percent and not item.phrase else None)
    if rate is not None:
        item.label_rule = "sum that a rule grants"
        return rate
    has = QUANTITIES.thing_has_measure.fullmatch(item.phrase) if item.phrase else None
    if has is not None:
        item.subject = clause.subject = has["thing"]  # also of the measures behind it: "…, diện tích 75 ha"
    extreme = QUANTITIES.extreme.fullmatch(item.phrase) if item.phrase and clause.topic is not None and not change else None
    if extreme is not None and clause.topic is not None:
        # "Lượng mưa từ 50 đến 100 mm, lớn nhất tại trạm A 120 mm"
        item.subject, item.settled = extreme["where"] or item.subject, True
        clause.topic = str(QUANTITIES.extreme_at_end.sub("", clause.topic))
        return join(clause.topic, extreme["degree"])
    phrase = inner_measure(item.phrase) if item.phrase and not is_measure(item.phrase) and not is_body(item.phrase) else item.phrase
    case = Case(clause, item, phrase, clause.topic, change, compared)
    item.label_rule, gives = next((rule, gives) for rule, holds, gives in MEASURES if holds(case))
    label = _with_words_behind(case, gives(case), ceiling)
    clause.topic = case.topic
    return _as_change_or_share(case, label, ceiling)


def _with_words_behind(case: Case, label: str | None, ceiling: int) -> str | None:
    """The label with what the words behind the figure add: the noun, or what it is compared with."""
    item, after = case.item, case.item.after
    if not case.phrase and after and not case.compared and not item.bracketed and (not item.led or case.topic is None):
        item.label_rule = "words behind it"
        label = join(after)
        case.topic = case.topic or label
    elif case.compared and not case.change and (than := compared_phrase(case.clause.text, item.tail, ceiling)):
        label = join(label, None if than.startswith("so với") else "so với", than)
    elif case.phrase and after and item.percent and not (label or "").startswith(after):
        label = join(label, after)
    return label


def _as_change_or_share(case: Case, label: str | None, ceiling: int) -> str | None:
    """The label led by what kind of figure it is: a change, a ratio of what was counted, a share."""
    item, clause = case.item, case.clause
    if case.change:
        led = None if label and says_change(label, case.change) else case.change
        than = item.versus or versus(clause.blank, clause.text, item.tail, ceiling)
        return join(led, item.name if item.name in ("điểm", "bậc") else None, label, than)
    if item.percent and label and item.base is not None and item.base.counted and not item.phrase:
        counted = without_total(label)
        return label if is_ratio(counted) else join(quantities().labels.ratio, counted)
    if item.percent and label and item.share and not is_share(label):
        return join(item.share, label)
    return label
