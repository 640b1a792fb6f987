"""The role of a figure of running text: an ordered table of named predicates, the first that holds decides.

In: a `Case`, a figure with its clause, its list, its headings and what is known of the document. Out: a role and the name of the rule that gave it. Each
rule says what role it gives (`None`: what the words right at the figure say, else level) and has an example with the figure that it speaks of; a test runs
them. The words themselves are in patterns/quantities/comparators.yaml, read by roles.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extractor.finders.quantities.conditions import is_condition, of_base_pay
from extractor.finders.quantities.filter import counts_time
from extractor.finders.quantities.number_marks import BILLION
from extractor.finders.quantities.outlooks import is_granted, is_lent, is_needed, still_to_do
from extractor.finders.quantities.role_cases import LEAD, Case
from extractor.finders.quantities.roles import (
    BOUNDS,
    achieved,
    adopts,
    fixes_rate,
    future_words,
    is_asked,
    is_coefficient,
    is_due,
    is_given,
    is_legal_norm,
    is_norm,
    is_paper,
    is_tax_rate,
    is_than_plan,
    is_threshold,
    lays_down,
    names_class,
    names_plan,
    obliges,
    sets_standard,
)
from extractor.finders.quantities.sheets import PLAN, TOLD
from extractor.finders.quantities.vocabulary import comparators
from extractor.lexicon.phrases import QUANTITIES
from extractor.lexicon.units import unit_info
from extractor.why import asked, decided

WHOLE = 100
LARGE = 100_000_000  # đồng; no rate or fee is so large
HUGE = 1_000_000_000_000  # đồng; no bound of a tax is so large
CAPACITY = 16  # code points of a unit of capacity


def _consists(case: Case) -> bool:
    """What the document itself consists of ("Kế hoạch gồm 14 nhiệm vụ")."""
    return case.counted and not (case.change or case.led) and QUANTITIES.consists_of.search(case.words) is not None


def _of_work(case: Case) -> bool:
    """What a work that is named has of itself: no amount that is to be reached."""
    figure = case.figure
    if case.change or case.led:
        return False
    if case.item.whole is None and QUANTITIES.made_up_of.search(case.words) is not None:
        return True
    return QUANTITIES.capacity_of_named.match(case.scene.text, figure.start, figure.end + CAPACITY) is not None


def _told_in_bracket(case: Case) -> bool:
    opened = case.words.rfind("(")
    if opened < 0 or ")" in case.words[opened:]:
        return False
    return achieved(case.words[opened:]) or case.scene.past(case.cut + opened, case.figure.start)


def _of_topic(case: Case) -> bool:
    opening = QUANTITIES.topic_with_colon.match(case.scene.text, case.start, case.start + 600)
    return opening is not None and opening.end() > case.item.tail and not (case.scene.legal and case.item.comparator in (*BOUNDS, "range"))


def _plan_itself(case: Case) -> bool:
    item, text = case.item, case.scene.text
    if (case.figure.total is not None and QUANTITIES.reached_share.match(text, item.tail)) or QUANTITIES.share_of_plan_then.search(case.near) or QUANTITIES.beside_unplanned.match(text, item.figure.start):
        return False
    if item.unit is not None and "/" in item.unit.text and (case.scene.legal or _rate(case)):
        return False  # "Xây dựng chương trình, kế hoạch: 900.000 đồng/bản" is paid for one
    return item.plan or (not case.counted and ((names_plan(item.phrase) and not (case.change and is_than_plan(case.clause))) or is_asked(case.scene.text, item.tail)))


def _rule_of_law(case: Case) -> bool:
    scene, item = case.scene, case.item
    if not scene.legal or scene.example or scene.frame.goal or _told_of_past(case):
        return False
    coming = scene.ahead(case.cut, case.figure.start)
    if case.led or coming:
        # "sẽ được bổ sung để bảo đảm tối đa 82%": what a rule says of the time to come is a norm.
        return obliges(case.clause) or (item.comparator in BOUNDS and not coming and not future_words(QUANTITIES.will.sub(" ", case.clause)))
    if case.change:
        return item.comparator != "=" or item.name is None or is_coefficient(item.name) or QUANTITIES.rule_adds.search(case.near) is not None
    return is_legal_norm(item.unit, item.comparator) or not (case.given or achieved(case.clause) or _consists(case) or QUANTITIES.procedures_counted.match(item.name or ""))


def _condition_of_list(case: Case) -> bool:
    """A bound in a list of conditions by which things are judged ("ít nhất 02 trong 03 tiêu chí sau:"), or in a numbered criterion."""
    if case.scene.doc_type in comparators().kinds.reports or not (case.change or case.item.comparator in (*BOUNDS, "range")):
        return False
    if achieved(case.clause) or case.scene.frame.goal:
        return False
    if QUANTITIES.conditions_follow.search(case.scene.above()) is not None:
        return True
    if case.scene.doc_type in comparators().kinds.plans:
        return False
    line = case.scene.text.rfind("\n", 0, case.scene.start) + 1
    numbered = QUANTITIES.numbered_criterion.match(case.scene.text, line) is not None or any(map(QUANTITIES.numbered_criterion.match, case.scene.above().split("\n")))
    return numbered and not (case.change or case.led)


def _told_of_past(case: Case) -> bool:
    """What a rule tells of a year that was over: a count, or an amount that is no rate ("Năm 2022 các điểm đón 386.450 lượt khách")."""
    if case.change or case.item.comparator != "=" or not (case.counted or _is_large(case)):
        return False
    return case.scene.over(case.cut, case.figure.start) or QUANTITIES.estimates.search(case.near) is not None


def _is_large(case: Case) -> bool:
    return case.item.name == "đồng" and case.figure.value >= LARGE


def _of_later_year(case: Case) -> bool:
    """A large sum that a rule has for a year to come ("Nguồn chi trả năm 2031: ngân sách tỉnh 678 triệu đồng"), no norm."""
    if not case.scene.legal or case.scene.example or case.change or case.item.comparator != "=" or not _is_large(case):
        return False
    return case.scene.later_year(case.cut, case.figure.start)


def _by_year(case: Case) -> bool:
    """What must be by the year with which the sentence opens ("Đến năm 2035, 100% các xã …"), where no day of issue tells that the year is to come."""
    if case.scene.doc_type not in (None, comparators().limits.ruling) or achieved(case.clause):
        return False
    if QUANTITIES.by_a_year_lead.search(case.scene.above()) is not None:
        return True
    sure = case.item.comparator in (">=", ">") or (case.item.percent and case.figure.value == WHOLE)
    return sure and not case.change and QUANTITIES.by_a_year.match(case.scene.text, case.start, case.figure.start) is not None


def _set_aside(case: Case) -> bool:
    if not case.scene.legal or case.change or case.item.comparator not in ("=", "~") or case.figure.value < BILLION or achieved(case.clause):
        return False
    return case.item.name == "đồng" and QUANTITIES.sets_aside.search(case.near) is not None


def _penalty(case: Case) -> bool:
    between = case.figure.value_to is not None and QUANTITIES.fined_between.search(case.near)
    return not case.change and bool(between or (case.item.percent and QUANTITIES.penalty.search(case.words)))


def _rate(case: Case) -> bool:
    unit = case.item.unit
    if case.change or unit is None:
        return False
    # A sum of billions is no rate, nor any sum that a budget or its settlement calls by the name of a fee ("Lệ phí trước bạ: 245.000.000 đồng").
    budget = case.scene.frame.sheet in (PLAN, TOLD) and "/" not in unit.text and not case.item.percent
    return max(case.figure.scale, case.figure.value) < BILLION and not budget and fixes_rate(case.scene.doc_type, unit, case.clause, case.scene.above)


def _rate_of_cited(case: Case) -> bool:
    """A rate that a document fixes which the clause cites ("theo Quyết định số 22/2019/QĐ-UBND, giá nước là 7.200 đồng/m3")."""
    unit = case.item.unit
    if case.change or unit is None or "/" not in unit.text or unit_info(unit.text).dimension != "money" or case.item.comparator != "=":
        return False
    return QUANTITIES.rate_by_document.search(case.near) is not None


def _rate_of_list(case: Case) -> bool:
    """A member of a list of rates that its line opens ("mức hỗ trợ như sau:"): an amount, or the bound of a class."""
    unit = case.item.unit
    if case.change or case.counted or unit is None or achieved(case.clause) or max(case.figure.scale, case.figure.value) >= BILLION:
        return False
    return (unit.text == "%" or unit_info(unit.text).dimension == "money") and QUANTITIES.rates_as_follows.search(case.scene.above()) is not None


def _granted(case: Case) -> bool:
    if case.change or case.scene.doc_type in comparators().kinds.reports:
        return False
    return is_lent(case.near, case.item.unit) or (is_granted(case.near, case.item.unit) and not achieved(case.near[-LEAD:]))


def _laid_sum(case: Case) -> bool:
    return case.item.unit is not None and not (case.counted or case.item.percent or case.change) and lays_down(case.clause)


def _adopted(case: Case) -> bool:
    return not QUANTITIES.has_of_itself.search(case.near) and adopts(case.scene.blank[case.start : case.figure.start]) and not is_given(case.scene.text, case.item.lead, case.item.tail)


def _most_changed(case: Case, rise: bool) -> bool:
    """How much what rose or fell most did so ("tăng cao nhất là nhóm giao thông với 1,27%")."""
    found = QUANTITIES.most_changed.search(case.near) if case.item.percent and not case.change else None
    return found is not None and (found["rise"] is not None) == rise


def _taxed(case: Case) -> bool:
    """A rate of a tax, or the bound from which one is due, in whatever text ("áp dụng thuế suất 12%", "cá nhân có doanh thu trên 3 tỷ đồng nộp thuế theo …")."""
    item, scene = case.item, case.scene
    if case.change or max(case.figure.scale, case.figure.value) > HUGE:
        return False
    if item.percent:
        return QUANTITIES.tax_rate_before.search(case.words) is not None
    if item.name is None or not item.name.startswith("đồng"):
        return False
    if QUANTITIES.untaxed_level.search(case.words) is not None:
        return True
    taxed = QUANTITIES.tax_behind.match(scene.text, item.tail) is not None
    return taxed and item.comparator in (*BOUNDS, "range") and QUANTITIES.taxed_base.search(case.words) is not None


def _goal_named(case: Case) -> bool:
    """What is called a goal right before its figure ("thực hiện mục tiêu tăng trưởng kinh tế năm 2031 đạt trên 8%")."""
    return not case.counted and QUANTITIES.goal_right_before.search(case.near) is not None and not achieved(case.clause)


def _exists(case: Case) -> bool:
    """A count of what is told behind it to be there already ("17 hiệp định đã ký kết"), or of the procedures of a heading ("LĨNH VỰC Y TẾ (13 TTHC)")."""
    return case.counted and not case.change and (QUANTITIES.exists_already.search(case.item.after) is not None or (case.item.bracketed and QUANTITIES.procedures_counted.match(case.item.name or "") is not None))


def _rate_of_decision(case: Case) -> bool:
    """What a decision grants each, by the person or the day, below headings of what is to be done."""
    unit = case.item.unit
    each = unit is not None and not case.change and case.item.comparator == "=" and QUANTITIES.rate_for_each.match(unit.text) is not None
    return each and case.scene.doc_type in comparators().rates.types and not case.led and max(case.figure.scale, case.figure.value) < BILLION


def _coming(case: Case) -> bool:
    return case.scene.future and not (case.scene.legal or case.done or case.item.end_of_change)


@dataclass(frozen=True, slots=True)
class RoleRule:
    """One predicate: `role` is what it gives, None what the words at the figure say (else level). `example` holds `[figure]`."""

    name: str
    role: str | None
    holds: Callable[[Case], bool]
    example: str


RULES: tuple[RoleRule, ...] = (
    RoleRule("a rank", "rank", lambda c: c.said == "rank", "Chỉ số SIPAS xếp thứ [14] toàn quốc"),
    RoleRule("of an example", "level", lambda c: c.scene.example and not c.change, "Ví dụ 1: Bà Lan nghỉ hưu khi đủ [55] tuổi."),
    RoleRule(
        "reckoned for a simpler procedure",
        None,
        lambda c: c.scene.future and QUANTITIES.benefit_of_simplifying.search(c.scene.above()) is not None,
        "Số: 12/QĐ-UBND\nQUYẾT ĐỊNH\nII. NHIỆM VỤ\n1.3. Lợi ích phương án đơn giản hóa\n- Chi phí tiết kiệm: [3.100.000] đồng/năm.",
    ),
    RoleRule("the age of a person", "level", lambda c: c.item.comparator == "=" and c.item.name == "tuổi" and QUANTITIES.person_of_age.search(c.near) is not None, "có cháu bé [11] tuổi bị thương"),
    RoleRule("said right at the figure", None, lambda c: c.said in ("target", "limit"), "phải có mặt tại chỗ trong [36] giờ đầu"),
    RoleRule(
        "a span of time, an age, a threshold in brackets",
        "limit",
        lambda c: not c.change and ((is_norm(c.item.unit) and not counts_time(c.scene.text, c.item.lead)) or is_threshold(c.scene.text, c.item.lead)),
        "giải quyết trong thời hạn [07] ngày làm việc",
    ),
    RoleRule("a factor of the base salary", "limit", lambda c: not c.change and of_base_pay(c.scene.text, c.figure), "phụ cấp bằng [0,3] lần mức lương cơ sở"),
    RoleRule(
        "the condition of what follows",
        "limit",
        lambda c: not c.change and is_condition(c.scene.text, c.item.tail, c.words, c.item.comparator),
        "trường hợp tỷ lệ giải ngân đạt dưới [90%] thì không xét thi đua",
    ),
    RoleRule("a condition of a list", "limit", _condition_of_list, "Xã được xét khi đáp ứng đủ các điều kiện sau:\n- Tỷ lệ hộ nghèo dưới [4%];"),
    RoleRule("copies of a paper", "limit", lambda c: is_paper(c.scene.text, c.item.lead, c.item.unit), "Đơn đề nghị hỗ trợ ([02] bản)"),
    RoleRule("a tax rate", "limit", lambda c: not c.change and is_tax_rate(c.item.phrase, c.item.percent), "áp dụng mức thuế suất [8%] theo luật"),
    RoleRule("a tax, or the bound from which it is due", "limit", _taxed, "Cá nhân có doanh thu trên [4] tỷ đồng nộp thuế theo thu nhập"),
    RoleRule("a penalty", "limit", _penalty, "Tổng mức phạt không quá [8%] giá trị hợp đồng"),
    RoleRule("told as done in its bracket", None, _told_in_bracket, "phấn đấu đạt 80% (hiện nay đạt [64,5%])"),
    RoleRule("the plan itself", "target", _plan_itself, "đạt 62,5% dự toán ([4.800] tỷ đồng)"),
    RoleRule(
        "an upper bound among what is to be done",
        "limit",
        lambda c: c.scene.future and c.bounded and not c.done,
        "II. NHIỆM VỤ\n1. Hỗ trợ tối đa [3.000.000] đồng/hộ.",
    ),
    RoleRule(
        "a part of what is to be reached",
        "target",
        lambda c: c.item.whole is not None and c.item.whole.role == "target" and not c.share and QUANTITIES.of_all_before.search(c.near) is None,
        "Phấn đấu trồng 500 ha, trong đó [300] ha rừng phòng hộ",
    ),
    RoleRule("the topic of an instruction", None, _of_topic, "II. NHIỆM VỤ\n1. Đối với các dự án vốn vay ([150] tỷ đồng): đẩy nhanh tiến độ."),
    RoleRule("by a year, in a text without a day", "target", _by_year, "1. Đến năm 2035, có từ [50%] số xã trở lên đạt chuẩn."),
    RoleRule("a sum that a rule sets aside", "target", _set_aside, "Số: 05/2030/TT-BTC\nTHÔNG TƯ\nĐiều 3. Sử dụng khoảng [1.250] tỷ đồng từ kết dư của quỹ."),
    RoleRule("a sum of a year to come", "target", _of_later_year, "Số: 05/2030/TT-BTC\nHà Nội, ngày 12 tháng 5 năm 2030\nTHÔNG TƯ\nĐiều 3. Nguồn chi năm 2031: ngân sách tỉnh [678,5] triệu đồng."),
    RoleRule("laid down by a rule", "limit", _rule_of_law, "Số: 05/2020/TT-BTC\nTHÔNG TƯ\nĐiều 3. Mức thu phí là [400.000] đồng/lần."),
    RoleRule(
        "a standard that things must meet",
        "limit",
        lambda c: not (c.change or _is_large(c)) and sets_standard(c.clause, c.item.comparator, c.counted),
        "Huyện đã giúp 12 hộ dựng nhà; nhà ở phải bảo đảm tiêu chuẩn, diện tích tối thiểu là [32] m2",
    ),
    RoleRule("led by a word of the future", "target", lambda c: c.led and not c.attribute, "Phấn đấu tỷ lệ hồ sơ trực tuyến đạt [80%]"),
    RoleRule("called a goal", "target", _goal_named, "góp phần thực hiện mục tiêu tăng trưởng kinh tế năm 2031 đạt trên [8%]"),
    RoleRule(
        "still to do",
        "target",
        lambda c: still_to_do(c.near) and not (c.attribute or achieved(c.clause)),
        "Để đạt mục tiêu đề ra, hai tháng còn lại phải giải ngân thêm [12,5] tỷ đồng",
    ),
    RoleRule(
        "money that is needed",
        "target",
        lambda c: is_needed(c.near, c.figure, c.item.unit) and not achieved(c.near[-LEAD:]),
        "tiếp tục hỗ trợ các hộ nghèo, cần nguồn vốn khoảng [1.250] tỷ đồng",
    ),
    RoleRule(
        "one of the goals that are set out",
        "target",
        lambda c: c.goal and not (c.attribute or c.scene.legal),
        "Đại hội đề ra 12 chỉ tiêu cụ thể, trong đó tỷ lệ bao phủ bảo hiểm y tế [97%]",
    ),
    RoleRule(
        "due", "target", lambda c: c.counted and not (c.change or c.given) and is_due(c.scene.text, c.item.tail), "tháng tới, Sở có [05] đề án phải trình"
    ),
    RoleRule(
        "of a time to come",
        "target",
        lambda c: c.scene.ahead(c.cut, c.figure.start) and not c.attribute,
        "Số: 12/BC-UBND\nHà Nam, ngày 12 tháng 5 năm 2022\nBÁO CÁO\nĐến năm 2030, có [45] xã đạt chuẩn.",
    ),
    RoleRule("a rate that a decision fixes", "limit", _rate, "Hội đồng nhân dân tỉnh đã thông qua nghị quyết quy định mức thu phí tham quan bằng [60%] mức thu cũ"),
    RoleRule("a rate that the cited document fixes", "limit", _rate_of_cited, "Theo Quyết định số 12/2031/QĐ-UBND, giá nước sinh hoạt là [7.200] đồng/m3"),
    RoleRule("of a list of rates", "limit", _rate_of_list, "Số: 12/UBND-NN\nHà Nam, ngày 12 tháng 5 năm 2032\nV/v hỗ trợ thiệt hại\nUBND huyện hướng dẫn mức hỗ trợ như sau:\n- Lúa thuần: [2.000.000] đồng/ha."),
    RoleRule("what a policy gives each", "limit", _granted, "Hộ nghèo được ngân sách tỉnh hỗ trợ với mức [12] triệu đồng/hộ"),
    RoleRule("a sum laid down for the year", "target", _laid_sum, "được Hội đồng nhân dân huyện giao là [845,2] tỷ đồng"),
    RoleRule("adopted as a plan", "target", _adopted, "Chính phủ đã phê duyệt phương án đơn giản hóa 57 thủ tục; cắt giảm [23] điều kiện kinh doanh"),
    RoleRule(
        "a member of a list that is to be reached",
        "target",
        lambda c: c.scene.opening is not None and c.scene.opening.role == "target" and not c.share and not achieved(c.clause, c.scene.future),
        "Dự kiến thành lập 06 tổ:\n- Cấp huyện: [02] tổ",
    ),
    RoleRule(
        "the bound of a class",
        "limit",
        lambda c: not c.counted and c.item.comparator in (">=", "<=", "<") and names_class(c.scene.text, c.item.lead) and not c.led,
        "các hồ có dung tích từ [3] triệu m3 trở lên",
    ),
    RoleRule(
        "what a thing has of itself, or the bound of a class",
        None,
        lambda c: _coming(c) and ((not c.item.percent and names_class(c.scene.text, c.item.lead)) or c.attribute),
        "II. NHIỆM VỤ\n1. Nâng cấp tuyến đường dài [21] km.",
    ),
    RoleRule(
        "of a time that was over",
        None,
        lambda c: _coming(c) and c.before,
        "Số: 12/KH-UBND\nHà Nam, ngày 12 tháng 5 năm 2022\nKẾ HOẠCH\nTrồng rừng năm 2022\nII. NỘI DUNG\n- Thực hiện năm 2021: [45] ha.",
    ),
    RoleRule(
        "what the document consists of",
        None,
        lambda c: _coming(c) and _consists(c),
        "Số: 12/KH-UBND\nKẾ HOẠCH\nTrồng rừng năm 2022\nII. NỘI DUNG\n1. Kế hoạch gồm [14] nhiệm vụ.",
    ),
    RoleRule(
        "what a named work has of itself",
        None,
        lambda c: _coming(c) and _of_work(c),
        "II. NHIỆM VỤ\n1. Vận hành trạm bơm Bình Sơn ([12] m3/s) đúng quy trình.",
    ),
    RoleRule("what is there already", None, lambda c: _coming(c) and _exists(c), "II. NHIỆM VỤ\n1. Khai thác cơ hội từ [17] hiệp định thương mại đã ký kết."),
    RoleRule(
        "a rate for each that a decision fixes",
        "limit",
        lambda c: _coming(c) and _rate_of_decision(c),
        "Số: 12/QĐ-UBND\nQUYẾT ĐỊNH\nII. NHIỆM VỤ\n- Học trong tỉnh: [18.000] đồng/người/ngày.",
    ),
    RoleRule(
        "under a heading of what is to be done",
        "target",
        lambda c: _coming(c) and (not c.counted or (c.figure.total is not None and not c.share) or not c.given),
        "II. MỤC TIÊU\n1. Trồng mới [250] ha rừng.",
    ),
    RoleRule("what rose most", "increase", lambda c: _most_changed(c, True), "Các nhóm hàng đều tăng, tăng cao nhất là nhóm giao thông với [1,3%]"),
    RoleRule("what fell most", "decrease", lambda c: _most_changed(c, False), "giảm nhiều nhất là nhóm bưu chính viễn thông ([0,4%])"),
    RoleRule("what the words at the figure say", None, lambda c: True, "sản lượng 1.250 tấn, tăng [4,1%] so với cùng kỳ"),
)


def role_of(case: Case) -> tuple[str, str]:
    """The role of a figure, and the name of the rule that decided."""
    rule = next(r for r in RULES if r.holds(case))
    role = rule.role or case.said or "level"
    if asked():
        others = tuple(f"{r.role}: {r.name}" for r in RULES if r.role not in (None, role) and r.holds(case))
        decided("indicator", case.figure.start, "role", "", "", others)
    return role, rule.name


__all__ = ["RULES", "RoleRule", "role_of"]
