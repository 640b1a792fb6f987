"""Findings where mentions of one code or title contradict each other: two dates, the same day of two years, two issuers.

The severity is `warning` where the mentions must speak of one document, and `info` where bodies of two places may each have one.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from extractor.finders.bodies.symbols import code_parts
from extractor.linking.clusters import Cluster, related
from extractor.linking.emit import emit, evidence_of
from extractor.linking.keys import code_key, is_local
from extractor.linking.mentions import Mention
from extractor.messages import SAY
from extractor.records import Finding, Severity

TWO_DATES = "reference_two_dates"
TWO_ISSUERS = "reference_two_issuers"
SAME_DAY_TWO_YEARS = "reference_same_day_two_years"
LEADING = re.compile(r"\d+")
FIRST_NUMBERS, FIRST_DAYS = 5, 20  # numbers and days of January of the yearly programmes
CHECKS = (TWO_DATES, TWO_ISSUERS, SAME_DAY_TWO_YEARS)


def conflicts(clusters: Sequence[Cluster]) -> Iterable[tuple[Finding, str]]:
    """The findings of `clusters`, complete for the keys they have, each with its key. Bare numbers are too vague to contradict."""
    by_key: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        if "||" not in cluster.key:
            by_key[cluster.key].append(cluster)
    for key, group in by_key.items():
        for cluster in group:
            yield from ((f, key) for f in _two_dates(cluster))
        yield from ((f, key) for f in _two_issuers(group))
        yield from ((f, key) for f in _same_day(group))


def _identity(cluster: Cluster) -> str:
    return f"{cluster.key}:{cluster.year or ''}:{','.join(sorted(cluster.bodies))}"


def _two_dates(cluster: Cluster) -> Iterable[Finding]:
    dates = cluster.dates()
    first = _first_of(cluster.mentions, dates)
    slips = [(a, b) for i, a in enumerate(dates) for b in dates[i + 1 :] if (a.day, a.month) == (b.day, b.month)]
    for a, b in slips:
        yield from _same_day_finding(_identity(cluster), first[a], first[b])
    slipped = {day for pair in slips for day in pair}
    others = [d for d in _of_its_year(cluster, dates) if d not in slipped]
    counted = [d for d in dates if d in slipped or d in others]
    if len(others) > 1 or (others and slips):
        shown = [first[d] for d in counted]
        certain = all(m.by_text or not is_local(m.issuer or "") for m in shown) or len({m.document for m in shown}) == 1
        said = "; ".join(f"{d:%d/%m/%Y}" for d in counted)
        yield from _finding(
            TWO_DATES,
            "warning" if certain else "info",
            _identity(cluster),
            shown,
            *SAY.audit("reference_two_dates", name=_name(shown[0]), count=len(counted), days=said),
        )


def _of_its_year(cluster: Cluster, dates: Sequence[datetime.date]) -> Sequence[datetime.date]:
    """The days that a document is given, without those whose year is not that of its code where others agree with it: each document's audit tells those."""
    parts = code_parts(next((m.code for m in cluster.mentions if m.code), ""))
    agreeing = [d for d in dates if parts is not None and parts.year is not None and d.year == int(parts.year)]
    return agreeing or dates


def _two_issuers(group: Sequence[Cluster]) -> Iterable[Finding]:
    named = [c for c in group if c.named and not c.short]
    undated = [c for c in named if c.year is None]
    years: list[int | None] = [*sorted({c.year for c in named if c.year is not None})]
    for year in years or [None]:
        rivals = [c for c in named if c.year == year]
        if year is not None:
            # An undated mention between two years is no rival of the body that it names.
            rivals += [c for c in undated if not any(related(c.bodies, d.bodies) for d in rivals)]
        if len(rivals) < 2:
            continue
        shown = sorted((min((m for m in c.mentions if m.by_text), key=lambda m: m.order) for c in rivals), key=lambda m: m.order)
        days = [set(c.dates()) for c in rivals]
        together = any(a & b for i, a in enumerate(days) for b in days[i + 1 :])
        beside = any(a.documents & b.documents for i, a in enumerate(rivals) for b in rivals[i + 1 :])
        said = "; ".join(dict.fromkeys(m.issuer or "" for m in shown))
        yield from _finding(
            TWO_ISSUERS,
            "warning" if together or (beside and not all(days)) else "info",
            f"{group[0].key}:{year or ''}",
            shown,
            *SAY.audit(
                "reference_two_issuers", name=_name(shown[0]), year=SAY.audit("of_year", year=year) if year else "", count=len(rivals), bodies=said
            ),
        )


def _same_day(group: Sequence[Cluster]) -> Iterable[Finding]:
    days: dict[tuple[int, int], list[tuple[Cluster, datetime.date]]] = defaultdict(list)
    for cluster in group:
        for date in cluster.dates():
            days[date.month, date.day].append((cluster, date))
    for day in sorted(days):
        pairs = days[day]
        for i, (one, a) in enumerate(pairs):
            for other, b in pairs[i + 1 :]:
                if one is not other and a != b and _may_be_one(one, other) and not _yearly(group[0], a, b):
                    first = {**_first_of(one.mentions, [a]), **_first_of(other.mentions, [b])}
                    if all(_says_year(first[day]) for day in (a, b)):
                        continue  # "03/2006/TT-BXD" and "03/2007/TT-BXD", each of its own year, are two documents
                    yield from _same_day_finding(_identity(one) + _identity(other), first[a], first[b])


def _yearly(cluster: Cluster, one: datetime.date, other: datetime.date) -> bool:
    """The first documents of a year are numbered anew and come out on the same days: "02/NQ-CP" of 8 January of two years are two."""
    number = LEADING.match(cluster.key)
    return number is not None and int(number[0]) <= FIRST_NUMBERS and one.month == other.month == 1 and max(one.day, other.day) <= FIRST_DAYS


def _says_year(mention: Mention) -> bool:
    """The code itself holds the year of the mention's date."""
    return mention.code is not None and mention.issued_on is not None and code_key(mention.code).year == mention.issued_on.year


def _may_be_one(one: Cluster, other: Cluster) -> bool:
    if one.bodies == other.bodies or related(one.bodies, other.bodies):
        return True
    return not (one.named and other.named) and bool(one.documents & other.documents)


def _same_day_finding(key: str, one: Mention, other: Mention) -> Iterable[Finding]:
    shown = sorted((one, other), key=lambda m: m.order)
    a, b = sorted((one.issued_on or datetime.date.min, other.issued_on or datetime.date.min))
    yield from _finding(
        SAME_DAY_TWO_YEARS,
        "warning",
        f"{key}:{a}:{b}",
        shown,
        *SAY.audit("reference_same_day_two_years", name=_name(one), day=a, first=a.year, second=b.year),
    )


def _first_of(mentions: Sequence[Mention], dates: Sequence[datetime.date]) -> dict[datetime.date, Mention]:
    first: dict[datetime.date, Mention] = {}
    for mention in sorted(mentions, key=lambda m: m.order):
        if mention.issued_on and mention.issued_on in dates:
            known = first.get(mention.issued_on)
            if known is None or known.start is None:
                first[mention.issued_on] = mention
    return first


def _name(mention: Mention) -> str:
    return " ".join(p for p in (mention.doc_type, mention.code) if p) if mention.code else mention.title or ""


def _finding(check: str, severity: Severity, key: str, shown: Sequence[Mention], vi: str, en: str) -> Iterable[Finding]:
    """The finding, or none where nothing can be quoted (documents that say nothing of themselves)."""
    evidence = evidence_of((m, m.sha256) for m in shown)
    if evidence:
        yield emit(check, severity, (vi, en), evidence, key)
