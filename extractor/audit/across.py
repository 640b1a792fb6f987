"""The audit between documents: what one says of an indicator or a task against what others say. Pure over their records.

A figure of another day is a change and no conflict; where the day is not known it is information only. Tasks are compared through the
plan that they are linked to. What mentions of cited documents contradict is found while they are linked (linking.conflicts).
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from extractor.audit import between_checks as known
from extractor.audit.checks import Check, Settings
from extractor.audit.figures import dimension_of
from extractor.audit.vocabulary import vocabulary
from extractor.audit.wording import number
from extractor.linking.emit import emit, evidence_of
from extractor.linking.indicators import Observation, Setting, days_of, in_time, key_of
from extractor.linking.tasks import TaskDocument, link_aggregates, link_tasks
from extractor.messages import SAY
from extractor.records import Finding, Indicator, Metadata, Record, Task

DONE = ("completed", "completed_late")
OPEN = ("in_progress", "not_started", "overdue", "suspended")
SHOWN = 6  # values of one indicator that a finding quotes
WORDS = 2  # a label of fewer words says too little to compare over documents


@dataclass(frozen=True, slots=True)
class AuditedDocument:
    """A document with the records that the audit between documents reads."""

    source: str
    sha256: str
    records: Sequence[Record]
    province: str | None = None

    @property
    def metadata(self) -> Metadata | None:
        """What the document says of itself."""
        return next((r for r in self.records if isinstance(r, Metadata)), None)

    @property
    def issued_on(self) -> datetime.date | None:
        """Its day of issue."""
        return self.metadata.issued_on if self.metadata else None


def across(documents: Sequence[AuditedDocument], settings: Settings | None = None) -> list[Finding]:
    """What documents say against each other, in order of document and place."""
    chosen = settings or Settings()
    hashes = {d.source: d.sha256 for d in documents}
    by_id = {r.id: r for d in documents for r in d.records}
    found = [*_indicators(documents, hashes, by_id), *_tasks(documents, hashes)]
    kept = []
    for finding in found:
        if finding.check in chosen.off:
            continue
        severity = chosen.severity.get(finding.check)
        kept.append(finding.model_copy(update={"severity": severity}) if severity else finding)
    return sorted(kept, key=lambda f: (f.document, f.start or 0, f.check, f.id))


# -- indicators ----------------------------------------------------------------------------------------------------------------------


def _indicators(documents: Sequence[AuditedDocument], hashes: dict[str, str], by_id: dict[str, Record]) -> Iterator[Finding]:
    groups: dict[object, list[Observation]] = defaultdict(list)
    for point in observations(documents):
        if point.role == "level" and point.comparator == "=" and point.value_to is None and point.total is None:
            groups[point.key].append(point)
    for points in groups.values():
        if len({p.document for p in points}) < 2 or len({p.value for p in points}) < 2:
            continue
        ordered = sorted(points, key=in_time)
        yield from _conflicts(ordered, hashes, by_id)
        yield from _decreases(ordered, hashes, by_id)


def observations(documents: Sequence[AuditedDocument]) -> Iterator[Observation]:
    """The figures of running text as points of series; cells of tables say too little of themselves to be compared by their words."""
    for document in documents:
        own = document.metadata
        setting = Setting(own.issuer if own else None, document.province, document.issued_on, own.title if own else None)
        for record in document.records:
            if not isinstance(record, Indicator) or record.table is not None or not record.label:
                continue
            key = key_of(record.label, record.subject, record.unit, setting)
            if key is None or len(key.label.split()) < WORDS:
                continue
            since, until = days_of(record.period, setting)
            yield Observation(
                record=record.id, document=document.source, key=key, value=record.value, label=record.label, subject=record.subject,
                unit=record.unit, role=record.role, value_to=record.value_to, total=record.total, comparator=record.comparator,
                precision=record.precision, period=record.period, since=since, until=until, start=record.start or 0,
            )  # fmt: skip


def _conflicts(points: Sequence[Observation], hashes: dict[str, str], by_id: dict[str, Record]) -> Iterator[Finding]:
    days: dict[tuple[datetime.date, datetime.date], list[Observation]] = defaultdict(list)
    for point in points:
        if point.since is not None and point.until is not None:
            days[point.since, point.until].append(point)
    told: set[str] = set()
    for group in days.values():
        rivals = _rivals(group)
        if rivals:
            told.update(p.record for p in rivals)
            yield _finding(
                known.INDICATOR_CONFLICT, rivals, hashes, by_id,
                *SAY.audit("indicator_conflict", name=_name(rivals), values=_values(rivals)),
            )  # fmt: skip
    undated = [p for p in points if p.until is None and p.record not in told]
    rivals = _rivals([*undated, *(p for p in points if p.until is not None)]) if undated else []
    if rivals and not told and any(p.until is None for p in rivals):
        yield _finding(
            known.INDICATOR_UNDATED, rivals, hashes, by_id,
            *SAY.audit("indicator_undated", name=_name(rivals), values=_values(rivals)),
        )  # fmt: skip


def _rivals(points: Sequence[Observation]) -> list[Observation]:
    """One point for each value that no rounding makes equal to another, of at least two documents; else none.

    A document that itself gives two values speaks of two things by one name.
    """
    said: dict[str, set[Decimal]] = defaultdict(set)
    for point in points:
        said[point.document].add(point.value)
    if any(len(values) > 1 for values in said.values()):
        return []
    kept: list[Observation] = []
    for point in points:
        if not any(_same(point, other) for other in kept):
            kept.append(point)
    return kept[:SHOWN] if len({p.document for p in kept}) > 1 else []


def _same(one: Observation, other: Observation) -> bool:
    exact = dimension_of(one.unit, one.role) in ("count", "rank") and one.precision == other.precision == 1
    slack = Decimal(0) if exact else (one.precision + other.precision) / 2
    return abs(one.value - other.value) <= slack


def _decreases(points: Sequence[Observation], hashes: dict[str, str], by_id: dict[str, Record]) -> Iterator[Finding]:
    summed = [p for p in points if p.until is not None and vocabulary().cumulative.search(f"{p.label or ''} {p.period or ''} {_before(p, by_id)}")]
    for earlier, later in pairwise(summed):
        if earlier.document == later.document or earlier.until is None or later.until is None or earlier.until >= later.until:
            continue
        if earlier.until.year == later.until.year and later.value < earlier.value and not _same(earlier, later):
            yield _finding(
                known.CUMULATIVE_DECREASE, [later, earlier], hashes, by_id,
                *SAY.audit("cumulative_decrease", name=_name([later]), earlier=number(earlier.value), earlier_day=earlier.until, later=number(later.value), later_day=later.until),
            )  # fmt: skip


def _before(point: Observation, by_id: dict[str, Record]) -> str:
    record = by_id[point.record]
    sentence, quote = record.sentence or "", record.quote or ""
    return sentence[: sentence.find(quote)][-60:] if quote in sentence else ""


def _name(points: Sequence[Observation]) -> str:
    first = points[0]
    return " - ".join(part for part in (first.subject, first.label) if part)


def _values(points: Sequence[Observation]) -> str:
    return "; ".join(f"{number(p.value)} {p.unit or ''}".strip() for p in points)


# -- tasks ---------------------------------------------------------------------------------------------------------------------------


def _tasks(documents: Sequence[AuditedDocument], hashes: dict[str, str]) -> Iterator[Finding]:
    holders = []
    for document in documents:
        tasks = tuple(r for r in document.records if isinstance(r, Task))
        if tasks:
            holders.append(TaskDocument(document.source, tasks, document.issued_on, document.metadata.code if document.metadata else None))
    if len(holders) < 2:
        return
    tasks_by_id = {t.id: t for holder in holders for t in holder.tasks}
    days = {holder.document: holder.issued_on for holder in holders}
    yield from _reopened(holders, tasks_by_id, days, hashes)
    yield from _plan_totals(documents, holders, tasks_by_id, hashes)


def _reopened(
    holders: Sequence[TaskDocument], tasks: dict[str, Task], days: dict[str, datetime.date | None], hashes: dict[str, str]
) -> Iterator[Finding]:
    reports: dict[str, list[Task]] = defaultdict(list)
    for link in link_tasks(holders):
        reports[link.plan].append(tasks[link.report])
    for told in reports.values():
        dated = sorted(((day, t.id, t) for t in told if t.form == "row" and (day := days[t.document]) is not None), key=lambda x: x[:2])
        for position, (day, _, done) in enumerate(dated):
            if done.status not in DONE:
                continue
            later = next((t for after, _, t in dated[position + 1 :] if after > day and t.document != done.document and t.status in OPEN), None)
            if later is not None:
                yield _task_finding(
                    known.TASK_REOPENED, [later, done], hashes,
                    *SAY.audit("task_reopened", title=_short(done.title), day=day),
                )  # fmt: skip
                break


def _plan_totals(
    documents: Sequence[AuditedDocument], holders: Sequence[TaskDocument], tasks: dict[str, Task], hashes: dict[str, str]
) -> Iterator[Finding]:
    stated = {d.source: total for d in documents if (total := _stated_total(d)) is not None}
    for link in link_aggregates(holders):
        report, plan = tasks[link.report], stated.get(link.document)
        if link.by != "code" or plan is None or report.total is None or report.total == plan.value:
            continue
        yield _task_finding(
            known.PLAN_TOTAL, [report, plan], hashes,
            *SAY.audit("plan_total_differs", report=number(report.total), plan=number(plan.value)),
        )  # fmt: skip


def _stated_total(document: AuditedDocument) -> Indicator | None:
    """The one total of tasks that a plan states in words ("gồm 56 nhiệm vụ"); its rows are never counted for it."""
    found = []
    for record in document.records:
        if isinstance(record, Indicator) and record.table is None and (record.unit or "").casefold() == "nhiệm vụ" and record.total is None:
            sentence, quote = record.sentence or "", record.quote or ""
            if quote in sentence and vocabulary().stated_end.search(sentence[: sentence.find(quote)]):
                found.append(record)
    return found[0] if len({r.value for r in found}) == 1 else None


def _short(title: str | None) -> str:
    words = (title or "").split()
    return " ".join(words[:14]) + (" …" if len(words) > 14 else "")


# -- findings ------------------------------------------------------------------------------------------------------------------------


def _finding(
    check: Check, points: Sequence[Observation], hashes: dict[str, str], by_id: dict[str, Record], vi: str, en: str
) -> Finding:
    return _task_finding(check, [by_id[p.record] for p in points], hashes, vi, en)


def _task_finding(check: Check, records: Iterable[Record], hashes: dict[str, str], vi: str, en: str) -> Finding:
    evidence = evidence_of((r, hashes[r.document]) for r in records)
    return emit(check.code, check.severity, (vi, en), evidence, *sorted(f"{e.document}:{e.start}:{e.end}" for e in evidence))
