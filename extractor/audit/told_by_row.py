"""A row of totals that its rows do not make up in several columns is one finding that names the other columns: a row is missing, or was counted elsewhere.

What one wrong key explains in its own column is a slip of its own there, and stays so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extractor.audit.checks import SEVERITIES, Issue, Seen
from extractor.audit.figures import Figure
from extractor.messages import SAY

CHECK = "table_total_mismatch"
TOLD = ("error", "warning")
NAME = 60  # code points of the head of a column
SEVERAL = 2  # columns that say it of one row
Place = tuple[int | None, int | None]  # table and row


def told_by_row(seen: Seen, issues: Iterable[Issue]) -> list[Issue]:
    """The issues, those of one row of totals as the first of the gravest."""
    kept: list[Issue] = []
    rows: dict[tuple[Place, bool], list[Issue]] = {}
    for issue in issues:
        key = _row_of(seen, issue) if issue.check == CHECK and issue.severity in TOLD and issue.suggested is None else None
        if key is None:
            kept.append(issue)
        else:
            rows.setdefault(key, []).append(issue)
    for told in rows.values():
        told.sort(key=lambda i: (SEVERITIES.index(i.severity), i.evidence[0]))
        kept.append(_with(seen, told[0], told[1:]) if len(told) >= SEVERAL else told[0])
    return kept


def _row_of(seen: Seen, issue: Issue) -> tuple[Place, bool] | None:
    """The table and the row of the result, and whether its rows stand below it; None where the computation leaves its column."""
    segments = [seen.layout.reading.segment_at(start) for start, _ in issue.evidence]
    first = segments[0]
    if first.table is None or first.row is None or any((s.table, s.column) != (first.table, first.column) for s in segments):
        return None
    others = [s.row for s in segments[1:] if s.row is not None]
    below = bool(others) and min(others) > first.row
    return ((first.table, first.row), below) if below or (others and max(others) < first.row) else None


def _with(seen: Seen, issue: Issue, again: list[Issue]) -> Issue:
    runs = {(f.start, f.end): f for f in seen.figures}
    places = [SAY.audit("place.column", name=_head(figure), written=figure.written) for other in again if (figure := runs.get(other.evidence[0])) is not None]
    vi, en = (", ".join(dict.fromkeys(place[i] for place in places)) for i in (0, 1))
    also = SAY.audit("relation.also", places=(vi, en))
    evidence = tuple(dict.fromkeys(run for i in (issue, *again) for run in i.evidence))
    return replace(issue, message=issue.message.removesuffix(".") + also[0], message_en=issue.message_en.removesuffix(".") + also[1], evidence=evidence)


def _head(figure: Figure) -> str:
    told = " ".join((figure.label or "").split())
    return told if len(told) <= NAME else told[: told.rfind(" ", 0, NAME) + 1 or NAME].rstrip() + " …"


__all__ = ["told_by_row"]
