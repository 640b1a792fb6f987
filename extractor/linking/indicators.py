"""The same indicator over documents and periods: under which key figures meet, on which days they stand, and what changed.

In: what a figure says of itself (label, subject, unit, period) and what its document does. Out: keys for comparing (never shown), the first and
last day of its period, and series of observations in the order of time, with the change from one to the next. Pure.

"Tổng số chợ hạng 2 trên địa bàn tỉnh" of one report and "chợ hạng 2", subject "toàn tỉnh", of another are one indicator. A figure without
a subject is that of the body which issued the document, so that the reports of forty communes give forty series and not one; "Chi đầu tư", a group of rows
of two provinces' budgets, are two subjects, and so are two districts of one name.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

from extractor.lexicon.patterns import Rule, Strict, alternatives, compile_rule, fold, load
from extractor.lexicon.units import unit_info


class Words(Rule):
    """A list of words."""

    words: list[str]


class Leads(Words):
    """Words at the front, unless they begin one of the others."""

    unless: list[str]


class SeriesRules(Strict):
    """patterns/linking/series.yaml."""

    leads: Leads
    fillers: Words
    scopes: Words
    wide: Words
    own_bodies: Words
    now: Words
    reporting: Words
    abbreviations: dict[str, str]


class SeriesKey(NamedTuple):
    """Figures with one key are one indicator."""

    label: str
    subject: str
    unit: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What a document says of itself: who issued it and where, on which day, and under which title."""

    issuer: str | None = None
    province: str | None = None
    issued_on: datetime.date | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """A figure as one point of a series. `since` and `until` are the days of its period, both inclusive; `record` names it."""

    record: str
    document: str
    key: SeriesKey
    value: Decimal
    label: str | None = None
    subject: str | None = None
    unit: str | None = None
    role: str = "level"
    value_to: Decimal | None = None
    total: Decimal | None = None
    comparator: str = "="
    precision: Decimal = Decimal(1)
    period: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    start: int = 0


Movement = Literal["first", "up", "down", "same", "differs", "unknown"]


@dataclass(frozen=True, slots=True)
class Step:
    """A point with what changed: `change` from the point before it (of the same kind: a target is never compared with a result).

    `movement`: first of its kind · up · down · same · differs (another document has another value for
    the very same days) · unknown (an open or undated value).
    """

    point: Observation
    movement: Movement
    change: Decimal | None = None
    share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator: its key, the label, subject and unit that it is shown with, its steps in the order of time."""

    key: SeriesKey
    label: str | None
    subject: str | None
    unit: str | None
    steps: tuple[Step, ...]

    @property
    def documents(self) -> int:
        """How many documents state it."""
        return len({step.point.document for step in self.steps})


@cache
def rules() -> SeriesRules:
    """The rules of patterns/linking/series.yaml, read once."""
    return load("series", SeriesRules)


@cache
def _compiled() -> tuple[Any, Any, Any, Any, Any]:
    """The rules as expressions on text in lower case with its accents: without them "đang" would be Đảng and "thì" the "thi" of thi đua."""
    r = rules()

    def words(name: str, listed: Sequence[str], form: str = r"(?<!\w)(?:{})(?!\w)") -> Any:
        return compile_rule(form.format(alternatives([w.casefold() for w in listed])), file="series", rule=name)

    leads = words("leads", r.leads.words, rf"^\s*(?!(?:{alternatives([w.casefold() for w in r.leads.unless])})(?!\w))(?:{{}})(?!\w)\s*")
    return leads, words("fillers", r.fillers.words), words("scopes", r.scopes.words), words("now", r.now.words), words("reporting", r.reporting.words)


@cache
def _abbreviations() -> Mapping[str, str]:
    return {fold(short): fold(long.replace(",", "")) for short, long in rules().abbreviations.items()}


_BLANKS = re.compile(r"[^0-9a-z%/]+")


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """`text` folded, without punctuation, abbreviations written out: "Hồ sơ TTHC, đúng hạn" → "ho so thu tuc hanh chinh dung han"."""
    short = _abbreviations()
    return " ".join(short.get(word, word) for word in _BLANKS.sub(" ", fold(text)).split())


@lru_cache(maxsize=1 << 16)
def label_key(label: str) -> tuple[str, bool]:
    """The key of a label, and whether it speaks of the whole province."""
    leads, fillers, scopes, _, _ = _compiled()
    said = _lower(label)
    bare = scopes.sub(" ", said)
    scoped = bare != said
    bare = fillers.sub(" ", bare)
    for _ in range(2):
        bare = leads.sub("", bare)
    return plain(bare) or plain(label), scoped


def _lower(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def key_of(label: str | None, subject: str | None, unit: str | None, setting: Setting) -> SeriesKey | None:
    """The key of a figure; None for one without a label, of which nothing can be said."""
    if not label or not (found := label_key(label))[0]:
        return None
    key, scoped = found
    return SeriesKey(key, _subject_key(subject, scoped, setting), _unit_key(unit, key))


def _subject_key(subject: str | None, scoped: bool, setting: Setting) -> str:
    province = _place(setting.province)
    said = plain(subject) if subject else ""
    if scoped and not said:
        return province
    if said:
        _, _, scopes, _, _ = _compiled()
        whole = not scopes.sub("", _lower(subject or "")).strip() or said == "tinh" or (province and _place(subject) == province)
        return province if whole else _of_the_setting(said, province, setting)
    issuer = plain(setting.issuer) if setting.issuer else ""
    return province if not issuer or (province and _PROVINCIAL.sub("", issuer) == province) else issuer


def _of_the_setting(subject: str, province: str, setting: Setting) -> str:
    """The key of a subject with the province that it is in, or with the commune or district that reports on a group of rows; alone where it is known everywhere."""
    wide, bodies = _kinds()
    if subject.startswith(_PROVINCE):
        return subject.removeprefix(_PROVINCE)
    if wide.match(subject) and not bodies.match(subject):
        return subject
    issuer = plain(setting.issuer) if setting.issuer else ""
    own = issuer if _LOCAL.search(issuer) and not bodies.match(subject) else province
    return subject if not own or own in subject else f"{subject} / {own}"


@cache
def _kinds() -> tuple[Any, Any]:
    r = rules()

    def first(name: str, words: Sequence[str]) -> Any:
        return compile_rule(rf"(?:{alternatives([plain(w) for w in words])})(?!\w)", file="series", rule=name)

    return first("wide", r.wide.words), first("own_bodies", r.own_bodies.words)


_PROVINCE = "tinh "
_LOCAL = re.compile(r"\b(?:xa|phuong|thi tran|thi xa|huyen|quan)\b")
_PROVINCIAL = re.compile(r"^(?:uy ban nhan dan|hoi dong nhan dan) (?:tinh|thanh pho) ")
_PLACE = re.compile(r"^(?:tinh|thanh pho|tp) ")


def _place(name: str | None) -> str:
    return _PLACE.sub("", plain(name)) if name else ""


def _unit_key(unit: str | None, label: str) -> str:
    """The unit where it changes what the figure is (money, %, a measure); the noun of a count is a word of its label."""
    info = unit_info(unit)
    if unit is None or (info.dimension == "count" and not info.per):
        return ""
    return plain(unit)


@lru_cache(maxsize=1 << 14)
def days_of(period: str | None, setting: Setting) -> tuple[datetime.date | None, datetime.date | None]:
    """The first and last day that a figure is about: those its period says, else the day of the document ("đến nay"), else the period that the
    document's title names. (None, None) where nothing says it."""
    from extractor.finders.dates.finder import DateContext, find_dates, year_of

    year = year_of(setting.title) if setting.title else None
    context = DateContext(setting.issued_on, year)
    if period:
        found = _span(find_dates(period, context))
        if found[1] is not None:
            return found
        _, _, _, now, reporting = _compiled()
        said = _lower(period)
        if now.search(said) and not reporting.search(said) and setting.issued_on:
            return setting.issued_on, setting.issued_on
    if setting.title:
        found = _span(find_dates(setting.title, context))
        if found[1] is not None:
            return found
    return (setting.issued_on, setting.issued_on) if period and setting.issued_on else (None, None)


def _span(found: Iterable[Any]) -> tuple[datetime.date | None, datetime.date | None]:
    dated = [m for m in found if m.from_ is not None and m.to is not None]
    return (min(m.from_ for m in dated), max(m.to for m in dated)) if dated else (None, None)


def series_of(points: Iterable[Observation]) -> list[Series]:
    """The series of these points: those of most documents first, then by key. A figure that one document repeats for one period is one point."""
    groups: dict[SeriesKey, list[Observation]] = defaultdict(list)
    for point in points:
        groups[point.key].append(point)
    made = [_series(key, _once(group)) for key, group in groups.items()]
    return sorted(made, key=lambda s: (-s.documents, -len(s.steps), s.key))


def in_time(point: Observation) -> tuple[Any, ...]:
    """The order of points: by the last day of the period, then its first; undated ones at the end."""
    late = datetime.date.max
    return (point.until or late, point.since or late, point.document, point.start, point.record)


def _once(points: Sequence[Observation]) -> list[Observation]:
    seen: set[tuple[Any, ...]] = set()
    kept = []
    for point in sorted(points, key=in_time):
        same = (point.document, point.since, point.until, point.role, point.comparator, point.value, point.value_to, point.total)
        if same not in seen:
            seen.add(same)
            kept.append(point)
    return kept


def _series(key: SeriesKey, points: Sequence[Observation]) -> Series:
    last: dict[str, Observation] = {}
    steps = []
    for point in points:
        before = last.get(point.role)
        steps.append(_step(before, point))
        if point.until is not None:
            last[point.role] = point
    shown = max(points, key=lambda p: (len(p.label or ""), p.label or ""))
    return Series(key, shown.label, next((p.subject for p in points if p.subject), None), shown.unit, tuple(steps))


def _step(before: Observation | None, point: Observation) -> Step:
    if before is None:
        return Step(point, "first" if point.until is not None else "unknown")
    if point.until is None or "range" in (before.comparator, point.comparator):
        return Step(point, "unknown")
    change = point.value - before.value
    share = round(change * 100 / abs(before.value), 2) if before.value else None
    if not change:
        return Step(point, "same", change, share)
    same_days = (before.since, before.until) == (point.since, point.until)
    if same_days and before.document == point.document:
        # One document says two things of one label: they differ in what the label leaves out.
        return Step(point, "unknown")
    vague = before.comparator != "=" or point.comparator != "="
    movement: Movement = "differs" if same_days and not vague else "up" if change > 0 else "down"
    return Step(point, movement, change, share)


__all__ = ["Observation", "Series", "SeriesKey", "Setting", "Step", "days_of", "key_of", "label_key", "plain", "series_of"]
