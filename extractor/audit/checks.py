"""The registry of checks: each a module-level function with a stable code, a severity, an explanation in two languages and examples.

A check reads what was found in a document (`Seen`) and yields issues; it writes nothing. `explain` gives what a person should know of a
check, and docs/checks.md is made of the same; the tests run every example. Severities can be set and checks switched off by `Settings`.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Literal

from extractor.audit.figures import Figure
from extractor.audit.members import Members
from extractor.audit.mistakes import Mistake
from extractor.audit.relations import Candidate
from extractor.audit.tables.cell_formulas import SheetBook
from extractor.audit.tables.shared import TableFigures
from extractor.audit.tree import TextFigures
from extractor.errors import TrichyeuError
from extractor.finders.bodies.context import Context
from extractor.finders.dates.finder import DateMention
from extractor.finders.references.finder import ReferenceMention
from extractor.layout.model import Layout
from extractor.messages import SAY

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
Where = Literal["document", "sheet", "between", "linking"]
Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class AuditContext:
    """What a document says of itself that its audit needs: its day of issue and the run that says it, its code, its bodies."""

    issued_on: datetime.date | None = None
    issued_at: Run | None = None
    code: str | None = None
    bodies: Context = field(default_factory=Context)


@dataclass(frozen=True)
class Seen:
    """What was found in one document."""

    layout: Layout
    figures: Sequence[Figure]
    relations: Sequence[Candidate]
    references: Sequence[ReferenceMention]
    dates: Sequence[DateMention]
    context: AuditContext
    mistakes: Sequence[Mistake]
    tables: TableFigures
    text: TextFigures
    lists: Sequence[tuple[Figure, Members]]

    @property
    def books(self) -> dict[str, SheetBook]:
        """The sheets that hold formulas, by name."""
        return self.tables.books


@dataclass(frozen=True, slots=True)
class Issue:
    """What a person should look at. `evidence` are runs of the reading, what is wrong first; both messages are one sentence.

    `confidence` is how sure it is; `suggested` the only value of the first evidence that would make all agree, where there is one. Issues of the
    same `facts` are one slip that is told several times.
    """

    check: str
    severity: Severity
    message: str
    message_en: str
    evidence: tuple[Run, ...]
    confidence: float = 1.0
    suggested: Decimal | None = None
    facts: tuple[object, ...] | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """A text that a check must find something in (or must not), with what its document says of itself."""

    text: str
    issued_on: datetime.date | None = None
    province: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A check with what a person reads of it. `where`: in one document, in a spreadsheet (no text shows it), between documents, or while cited documents are linked."""

    code: str
    severity: Severity
    where: Where = "document"
    finds: tuple[Sample, ...] = ()
    leaves: tuple[Sample, ...] = ()
    run: Callable[[Seen], Iterator[Issue]] | None = None

    @property
    def vi(self) -> str:
        """What it looks for (`CODE.what` of messages/audit.yaml)."""
        return SAY.audit(f"{self.code}.what")[0]

    @property
    def en(self) -> str:
        """The same in English."""
        return SAY.audit(f"{self.code}.what")[1]


class CheckError(TrichyeuError):
    """A check that does not exist, or a configuration of checks that cannot be used."""

    code = "check"


CHECKS: dict[str, Check] = {}


def check(
    code: str,
    severity: Severity,
    *,
    finds: Iterable[Sample | str] = (),
    leaves: Iterable[Sample | str] = (),
    where: Where = "document",
) -> Callable[[Callable[[Seen], Iterator[Issue]]], Callable[[Seen], Iterator[Issue]]]:
    """Registers a check of one document, or (`where`) of spreadsheets alone. Codes are stable: they stand in databases, configurations and scripts."""

    def register(function: Callable[[Seen], Iterator[Issue]]) -> Callable[[Seen], Iterator[Issue]]:
        declare(Check(code, severity, where, _samples(finds), _samples(leaves), function))
        return function

    return register


def declare(made: Check) -> Check:
    """Registers a check that something else runs (between documents, while linking), so that it can be explained and configured."""
    if made.code in CHECKS:
        raise ValueError(f"check {made.code!r} is registered twice")
    CHECKS[made.code] = made
    return made


def _samples(texts: Iterable[Sample | str]) -> tuple[Sample, ...]:
    return tuple(t if isinstance(t, Sample) else Sample(t) for t in texts)


@dataclass(frozen=True)
class Settings:
    """Checks that are off, and severities that are set otherwise."""

    off: frozenset[str] = frozenset()
    severity: Mapping[str, Severity] = field(default_factory=dict)

    def apply(self, issue: Issue) -> Issue | None:
        """The issue with its configured severity, None where its check is off."""
        if issue.check in self.off:
            return None
        wanted = self.severity.get(issue.check)
        return replace(issue, severity=wanted) if wanted is not None else issue


def settings_from(path: str | Path) -> Settings:
    """Reads `[audit] off = ["…"]` and `[audit.severity] code = "warning"` of a TOML file. Raises CheckError."""
    try:
        data = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise CheckError(*SAY.audit("settings.unread", path=path, strerror=error.strerror)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CheckError(*SAY.audit("settings.toml", path=path, error=error)) from error
    table = data.get("audit", {})
    off, severity = table.get("off", []), table.get("severity", {})
    if not isinstance(off, list) or not isinstance(severity, dict):
        raise CheckError(*SAY.audit("settings.shape", path=path))
    for code in [*off, *severity]:
        known(code)
    for code, value in severity.items():
        if value not in SEVERITIES:
            raise CheckError(*SAY.audit("settings.severity", path=path, code=code, choices=", ".join(SEVERITIES), value=value))
    return Settings(frozenset(off), dict(severity))


def known(code: str) -> Check:
    """The check of that code. Raises CheckError naming those there are."""
    if code not in CHECKS:
        names = ", ".join(sorted(CHECKS))
        raise CheckError(*SAY.audit("settings.check", code=code, names=names))
    return CHECKS[code]


def explain(code: str, lang: str = "vi") -> str:
    """What a check looks for, how serious it is, and examples. Raises CheckError for a code that there is not."""
    made = known(code)
    vi = lang == "vi"
    where = SAY.audit(f"where.{made.where}")[0 if vi else 1]
    severity = SAY.audit(f"severity.{made.severity}")[0 if vi else 1]
    lines = [f"{made.code} ({severity}, {where})", "", made.vi if vi else made.en]
    for title, samples in ((SAY.audit("explain.finds"), made.finds), (SAY.audit("explain.leaves"), made.leaves)):
        if samples:
            lines += ["", (title[0] if vi else title[1]) + ":"]
            lines += [f"  {line}" for sample in samples for line in _shown(sample, vi)]
    return "\n".join(lines)


def _shown(sample: Sample, vi: bool) -> list[str]:
    day = f"{sample.issued_on:%d/%m/%Y}" if sample.issued_on else ""
    lead = [SAY.audit("explain.day", day=day)[0 if vi else 1]] if day else []
    return [*lead, *sample.text.split("\n")]
