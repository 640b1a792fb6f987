"""What the heads of a column say of its figures: unit, counted noun, time and role.

In: a grid with the title above it. Out: a `Column` for each column of figures. `PATHS` and `PARTS` decide the role, in order: what
the whole path of heads says first, then each head from the lowest upwards, then the time and the title.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace

import regex

from extractor.lexicon.phrases import TABLES
from extractor.tables.grid import Grid
from extractor.tables.measures import Measure, counted, head_measure, listed_measure, path_measure, path_noun
from extractor.tables.times import Period, are_only_times, in_year, is_only_time, related, time_of
from extractor.tables.titles import Title
from extractor.tables.vocabulary import vocabulary

YEAR = regex.compile(r"(?:19|20)\d\d")
CHANGE = "change"  # the sign of the figure says whether it is an increase or a decrease


@dataclass(frozen=True, slots=True)
class Column:
    """What a column's heads say. `label` is None for one headed only by a time and the kind of its figures; `role` is None where nothing says it."""

    label: str | None
    measure: Measure | None
    noun: str | None
    period: Period | None
    role: str | None
    told: bool = False  # the heads say a time and of which kind its figures are ("KH 2031"); the row's name stands for whose they are where no row governs it
    path: tuple[str, ...] = ()
    bracketed: bool = False  # figures in brackets are no negatives here: most stand in them


@dataclass(frozen=True, slots=True)
class _Heads:
    """The heads of a column, and what is known around them."""

    path: tuple[str, ...]
    timed: bool
    period: Period | None
    title: Title
    issued_on: datetime.date | None
    beside_times: bool = False  # columns beside it are of several times or kinds
    done: datetime.date | None = None  # the last beginning of a time beside it whose figures are told as results ("TH 2031")

    @property
    def leaf(self) -> str:
        return self.path[-1] if self.path else ""


def _forecast(heads: _Heads) -> bool:
    return any(vocabulary().certain.within(head) for head in heads.path) and not vocabulary().compared.within(heads.leaf)


def _compares(heads: _Heads) -> bool:
    v = vocabulary()
    return any(v.compared.within(head) for head in heads.path) and not (v.increase.within(heads.leaf) or v.decrease.within(heads.leaf))


def _normed(heads: _Heads) -> bool:
    return vocabulary().limit_title.within(heads.title.words) and not heads.title.told


def _criterion(heads: _Heads) -> bool:
    """In a table of norms "Chỉ tiêu" is what they ask."""
    return _normed(heads) and any(TABLES.criterion_head.search(head) for head in heads.path)


def _ranks(heads: _Heads) -> bool:
    """The lowest head says so, or one above it while the lowest has no unit and counts nothing."""
    v = vocabulary()
    if v.rank.within(heads.leaf):
        return True
    noun = counted(heads.leaf)
    return any(v.rank_above.within(head) for head in heads.path[:-1]) and head_measure(heads.leaf) is None and (noun is None or noun.isupper())


def _differs(heads: _Heads) -> bool:
    """ "Chênh lệch 2031-2030"; only "Chênh lệch" under a head that compares, or beside heads of nothing but times and kinds ("KH 2031", "TH 2031")."""
    if TABLES.change_head.fullmatch(heads.leaf):
        return True
    return TABLES.bare_difference.fullmatch(heads.leaf) is not None and (heads.beside_times or any(vocabulary().compared.within(head) for head in heads.path[:-1]))


# What the whole path says.
PATHS: tuple[tuple[str, Callable[[_Heads], bool], str], ...] = (
    ("rank", _ranks, "Thứ hạng"),
    (CHANGE, lambda heads: vocabulary().change.within(heads.leaf), "Mức tăng (giảm)"),
    (CHANGE, _differs, "Chênh lệch 2031-2030"),
    ("target", _forecast, "Dự kiến năm 2031 / Cắt giảm"),
    ("level", _compares, "So sánh TH với KH (%)"),
    ("limit", _criterion, "Chỉ tiêu chung, under TIÊU CHÍ"),
)


def _plans_first(head: str) -> bool:
    target, level = vocabulary().target.at(head), vocabulary().level.at(head)
    return target is not None and (level is None or target < level)


# What one head says.
PARTS: tuple[tuple[str, Callable[[str], bool], str], ...] = (
    ("limit", lambda head: vocabulary().limit.within(head), "Điểm chuẩn tối đa"),
    ("increase", lambda head: vocabulary().increase.within(head), "Tốc độ tăng trưởng"),
    ("decrease", lambda head: vocabulary().decrease.within(head), "Cắt giảm ĐKKD"),
    ("target", _plans_first, "Kế hoạch thực hiện"),
    ("level", lambda head: vocabulary().level.at(head) is not None, "Ước thực hiện kế hoạch"),
)


def _to_come(heads: _Heads) -> bool:
    """A time that begins after the day of issue, or the year that a plan is for."""
    since = heads.period.since if heads.period else None
    if since is None:
        return False
    if heads.issued_on is not None and since > heads.issued_on:
        return True
    return heads.timed and vocabulary().target_title.within(heads.title.words) and (heads.issued_on is None or since.year >= heads.issued_on.year)


def _all_to_come(heads: _Heads) -> bool:
    """The heads name no time, and that of the title begins after the day of issue."""
    own, day = heads.title.period, heads.issued_on
    return heads.period is None and own is not None and own.since is not None and day is not None and own.since > day


def _before_results(heads: _Heads) -> bool:
    """A bare year before one whose figures are results, whatever plan the title names besides."""
    since = heads.period.since if heads.period else None
    return heads.timed and since is not None and heads.done is not None and since < heads.done


def _planned(heads: _Heads) -> bool:
    return heads.timed and heads.period is None and vocabulary().target_title.within(heads.title.words)


# What stands around them.
AROUND: tuple[tuple[str, Callable[[_Heads], bool], str], ...] = (
    ("level", _before_results, "Năm 2030, beside TH 2031"),
    ("target", _to_come, "Năm 2035, in a plan of 2031"),
    ("target", _planned, "Cả năm, under KẾ HOẠCH"),
    ("level", lambda heads: any(vocabulary().graded.within(head) for head in heads.path), "Điểm tự chấm, under BỘ TIÊU CHÍ"),
    ("limit", _normed, "Vùng I, under ĐỊNH MỨC CHI"),
    ("target", _all_to_come, "Thành tiền, under KINH PHÍ GIAI ĐOẠN 2031 - 2035 in a plan of 2030"),
)


def role_of(heads: _Heads) -> str | None:
    """The role of a column's figures, None where nothing says it."""
    for role, holds, _ in PATHS:
        if holds(heads):
            return role
    for head in reversed(heads.path):
        for role, says, _ in PARTS:
            if says(head):
                return role
    return next((role for role, holds, _ in AROUND if holds(heads)), None)


def column_of(grid: Grid, column: int, title: Title, year: int | None, issued_on: datetime.date | None) -> Column:
    """What the heads of one column say."""
    path = grid.heads[column] if column < len(grid.heads) else ()
    timed = bool(path) and all(is_only_time(head) for head in path)
    period = _period(path, title, year)
    siblings = [other[-1] for c, other in enumerate(grid.heads) if c != column and other and len(path) > 1 and other[:-1] == path[:-1]]
    others = [other for c, other in enumerate(grid.heads) if c != column and other]
    told_times = [other for other in others if are_only_times(other)]
    several = len(told_times) >= 2 or len({time.words for other in others if (time := time_of(other[-1], year)) is not None}) >= 2
    heads = _Heads(_as_said(path), timed, period, title, issued_on, several, _last_done(told_times))
    role = role_of(heads)
    measure = path_measure(path) or _named_measure(path, title)
    if role == "rank":
        measure = Measure("hạng")
    told = not timed and are_only_times(path)
    return Column(None if timed or told or _only_compares(path) else " / ".join(path) or None, measure, path_noun(path, siblings), period, role, told, path)


def _as_said(path: tuple[str, ...]) -> tuple[str, ...]:
    """The heads as their roles are told by: one that goes on in the next together with it ("9 tháng so" over "với kế hoạch"), and without what names programmes and
    purposes by words of plans and results ("Bổ sung có mục tiêu", "Vốn sự nghiệp để thực hiện các chế độ")."""
    whole: list[str] = []
    for head in path:
        if whole and TABLES.open_head.search(whole[-1]):
            whole[-1] = f"{whole[-1]} {head}"
        else:
            whole.append(head)
    return tuple(TABLES.purpose_in_head.sub(" … ", head) for head in whole)


def _last_done(paths: list[tuple[str, ...]]) -> datetime.date | None:
    """The last beginning of the times of columns whose heads say that their figures are results."""
    done = [time for path in paths if any(vocabulary().level.at(head) is not None for head in path) and not any(_plans_first(head) for head in path) and (time := time_of(path[-1]))]
    return max((time.since for time in done if time.since is not None), default=None)


def _named_measure(path: tuple[str, ...], title: Title) -> Measure | None:
    """The unit that a line above the table gives to columns of this head."""
    heads = [head.casefold() for head in reversed(path)] if title.by_head else []
    named = next((measure for head in heads for name, measure in title.by_head if head.startswith(name) or name.startswith(head)), None)
    return named or next((found for head in reversed(path) if title.listed and (found := listed_measure(head, title.listed)) is not None), None)


def _only_compares(path: tuple[str, ...]) -> bool:
    """Whether the heads say that two times are compared, and not what of them ("So sánh (%)" above "T2-2031/T1-2031"): the row is then what is measured."""
    return len(path) > 1 and TABLES.only_compares.fullmatch(path[0]) is not None and all(TABLES.times_compared.fullmatch(head) for head in path[1:])


def _period(path: tuple[str, ...], title: Title, year: int | None) -> Period | None:
    """The time of the nearest head that names one; one without a year is completed by the title's, "kỳ này" is the title's own. What a head compares
    with is no time of its figures ("% so với" above "Cùng kỳ 2031", "So với năm 2030"), and the years of a season name a crop where the title has a time.
    A bare year under a part of a year ("2031" under "9 tháng năm 2032") is the same part of it."""
    lent = title.period.since.year if title.period and title.period.since else year
    for depth in range(len(path) - 1, -1, -1):
        if any(TABLES.compares_with.search(head) for head in path[:depth]) and TABLES.two_times.search(path[depth]) is None:
            continue
        head = _own_words(path[depth])
        if title.period is not None:
            head = TABLES.season_years.sub("", head)
        found = time_of(head, lent)
        if found is not None:
            bare = YEAR.fullmatch(head.strip(" %()")) is not None and title.period is not None and title.period.months is not None
            bare = bare and not any(vocabulary().target.within(other) for other in path)
            return _beside(replace(found, same=int(found.words)) if bare else found, _outer(path[:depth], title, lent), title)
    return None


def compares(path: tuple[str, ...]) -> bool:
    """Whether the heads of a column say with what its figures compare ("So với KH (%)", "TH/KH", "So sánh (%)" above "Cùng kỳ")."""
    return any(TABLES.compared_with.search(head) for head in path) or (len(path) > 1 and TABLES.compares_with.search(path[0]) is not None)


def _own_words(head: str) -> str:
    """The words of a head before those that say what is compared with; of "2031/2030" the first."""
    pair = TABLES.two_times.search(head)
    if pair is not None:
        return head[: pair.start("with")]
    base = TABLES.compared_with.search(head)
    return head[: base.start()] if base is not None else head


def _outer(path: tuple[str, ...], title: Title, lent: int | None) -> Period | None:
    """The time with days of the heads above one, else that of the title."""
    times = (time_of(_own_words(head), lent) for head in reversed(path))
    return next((time for time in times if time is not None and time.since is not None), title.period)


def _beside(found: Period, outer: Period | None, title: Title) -> Period:
    """The time of a head with the days that the time around it gives it."""
    if found.same is not None:
        days = in_year(outer, found.same) if outer is not None else None
        return replace(found, since=days[0], until=days[1]) if days is not None else found
    if title.period is None:
        return replace(found, open=False)
    if found.open or (found.since is None and outer is not None):
        return related(found, outer or title.period)
    if found.months and _same_days(found, title.period) and not YEAR.search(found.words):
        return title.period  # "9 tháng" under "… 9 tháng đầu năm 2031"
    return found


def _same_days(one: Period, other: Period) -> bool:
    return (one.since, one.until, one.months) == (other.since, other.until, other.months)


__all__ = ["CHANGE", "Column", "column_of", "compares", "role_of"]
