"""What names a measured figure (a sum, a rate, an index): an ordered table of rules, of which the first that holds decides; `why` tells its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extractor.finders.quantities.clause import Clause
from extractor.finders.quantities.items import Item
from extractor.finders.quantities.labels import is_act, is_measure, is_source, join, names_work
from extractor.finders.quantities.named import is_scope, split_owner
from extractor.lexicon.phrases import QUANTITIES
from extractor.lexicon.written_units import is_noun


def _behind_part(clause: Clause, item: Item, previous: Item) -> bool:
    """Whether a growth stands right behind a part of a whole: it is the part's ("trong đó lúa 40 tỷ đồng, tăng 3%")."""
    return item.whole is not None and previous.whole is item.whole and not previous.percent and ";" not in clause.blank[clause.floor : item.lead]


NEAR = 24  # code points before a figure that hold the words that lead it


@dataclass(slots=True)
class Case:
    """A measured figure whose label is sought: the words that name it (`phrase`), what the sentence speaks of (`topic`), its change and comparison."""

    clause: Clause
    item: Item
    phrase: str
    topic: str | None
    change: str | None
    compared: bool

    @property
    def part(self) -> bool:
        """Whether the figure stands in the bracket of a whole: what it names is no topic."""
        return self.item.whole is not None and self.item.bracketed


def _of_own_measure(case: Case) -> str | None:
    """ "Tỷ lệ hồ sơ đúng hạn của cơ quan cấp tỉnh": the measure without its owner; "với số tiền" goes on with what was counted."""
    label, owner = split_owner(str(QUANTITIES.reckoned_by.sub("", case.phrase)))
    case.item.subject = owner or case.item.subject
    previous = case.clause.previous
    if len(case.phrase.split()) <= 2 and previous is not None and previous.counted:
        return join(join(label), previous.label)
    if not case.part:
        case.topic = join(label)
    return join(label)


def _is_done_behind(case: Case) -> bool:
    """ "làm mới 74,6 km đường", "hoàn thành 100% kế hoạch": what stands behind is what was done."""
    item = case.item
    return is_noun(item.after) and not case.compared and not case.change and is_act(case.phrase if item.percent else item.predicate)


def _of_done_behind(case: Case) -> str | None:
    label = join(case.item.after, case.item.predicate)
    case.topic = case.topic if case.item.bracketed else label
    return label


def _is_of_thing(case: Case) -> bool:
    """ "nhà máy xi măng Đông An công suất 1,4 triệu tấn/năm": the last word says how the thing before it is measured."""
    match = QUANTITIES.thing_and_measure.fullmatch(case.phrase) if case.phrase else None
    return match is not None and not is_act(match["thing"]) and not is_scope(match["thing"])


def _of_thing(case: Case) -> str | None:
    match = QUANTITIES.thing_and_measure.fullmatch(case.phrase)
    case.item.subject = match["thing"]
    if not case.part:
        case.topic = join(match["measure"])
    return join(match["measure"])


def _is_work(case: Case) -> bool:
    """ "khai thác thủy sản ước đạt 2,7 triệu tấn": the work is what is measured, not what was done of the topic."""
    item, clause = case.item, case.clause
    if not case.phrase or case.change or item.colon or item.whole is not None or not is_act(case.phrase):
        return False
    return names_work(case.phrase, clause.blank[max(clause.floor, item.figure.start - NEAR) : item.figure.start])


def _is_number_behind(case: Case) -> bool:
    """ "giảm 10% số tàu khai thác ven bờ": what changed stands behind the percentage."""
    item, clause = case.item, case.clause
    alone = not case.phrase or (clause.previous is not None and not clause.blank[clause.floor : item.lead].strip(" ,;"))  # "…; giảm 10% số vụ": no words before it
    return bool(case.change and item.percent and alone and item.after.lower().startswith(("số ", "số lượng ", "tổng số ")))


def _of_phrase(case: Case) -> str | None:
    label = case.phrase = join(case.phrase if len(case.phrase.split()) <= 12 else case.item.predicate) or ""
    if not case.part:
        case.topic = case.phrase
    return label


def _is_of_previous(case: Case) -> bool:
    """A share in the bracket behind a figure or behind "chiếm", or a growth right behind a part: of what the figure before names."""
    item, previous = case.item, case.clause.previous
    if previous is None:
        return False
    share = item.percent and (item.bracketed or (item.share is not None and not previous.percent))
    return share or (case.change is not None and _behind_part(case.clause, item, previous))


def previous_label(case: Case) -> str | None:
    return case.clause.previous.label if case.clause.previous is not None else None


def _of_act(case: Case) -> str | None:
    """ "doanh thu đạt 18.000 tỷ đồng và nộp ngân sách 1.200 tỷ đồng": an act with its object is measured by itself; a bare verb tells what was done of the topic."""
    own = case.item.predicate if QUANTITIES.act_with_object.fullmatch(case.phrase) is not None else join(case.topic, case.item.predicate)
    return join(own, None if case.compared or case.change else case.item.after)


def _of_part(case: Case) -> str | None:
    """ "tổng kinh phí 40 tỷ đồng, trong đó ngân sách tỉnh 25 tỷ đồng": money by its source is still that of the whole; another part is named by its own words."""
    goes_on = is_source(case.phrase) or QUANTITIES.degree_first.match(case.phrase) is not None
    return join(case.topic if goes_on else None, case.phrase)


# What names a measured figure, in order: the rule, when it holds, the label that it gives. The first that holds decides.
MEASURES: tuple[tuple[str, Callable[[Case], object], Callable[[Case], str | None]], ...] = (
    ("what changed stands behind", _is_number_behind, lambda case: case.item.after),
    ("measure of its own words", lambda case: case.phrase and is_measure(case.phrase), _of_own_measure),
    ("measure behind the name of its thing", _is_of_thing, _of_thing),
    ("inherited unit and its own words", lambda case: case.phrase and case.item.unit is None and case.item.name, lambda case: join(case.item.name, case.phrase)),
    ("share that somebody is entitled to", lambda case: case.item.entitled and case.item.percent and case.item.after and not case.compared, lambda case: join(case.item.after)),
    ("what was done stands behind", _is_done_behind, _of_done_behind),
    ("work that is measured", _is_work, _of_phrase),
    ("topic and what was done", lambda case: case.phrase and is_act(case.phrase) and case.topic, _of_act),
    ("topic and a part of it", lambda case: case.phrase and case.item.whole is not None and len(case.phrase.split()) <= 6 and case.topic, _of_part),
    ("its own words", lambda case: case.phrase, _of_phrase),
    ("plan of the topic", lambda case: case.item.plan, lambda case: join("kế hoạch", case.topic)),
    ("label of the figure before", _is_of_previous, previous_label),
    ("topic of the sentence", lambda case: True, lambda case: case.topic or previous_label(case)),
)
