"""Where in a workbook a finding stands: the name of the cell of its first evidence, as a person types it to get there ("Biểu 16!C12")."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from extractor.audit.checks import Issue, Seen
from extractor.messages import SAY


def with_addresses(seen: Seen, issues: Iterable[Issue]) -> list[Issue]:
    """The issues, those about a cell of a workbook with its address at the end of what they say."""
    made = list(issues)
    if not made:
        return made
    runs = sorted((span.start, span.end, cell.address) for table in seen.layout.document.tables for cell in table.cells if cell.address for span in cell.spans)
    return [_with(seen, issue, runs) for issue in made] if runs else made


def _with(seen: Seen, issue: Issue, runs: list[tuple[int, int, str]]) -> Issue:
    if not issue.evidence:
        return issue
    place = seen.layout.reading.raw[issue.evidence[0][0]]
    at = bisect_right(runs, place, key=lambda run: run[0]) - 1
    if at < 0 or place >= runs[at][1] or runs[at][2] in issue.message:
        return issue
    vi, en = SAY.audit("relation.cell", cell=runs[at][2])
    return replace(issue, message=issue.message.removesuffix(".") + vi, message_en=issue.message_en.removesuffix(".") + en)
