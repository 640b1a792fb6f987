"""Stamps of digital signatures: what a signing tool drew over the page ("Ký bởi: …", a time) is metadata, not text."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.readers.pages.lines import Line, rows_of, segments
from extractor.readers.pages.model import PageContent, Run
from extractor.readers.pages.settings import BARE_STAMP, SIGNED_AT, STAMP_LABEL, STAMP_ONLY

MAX_STAMP = 700
"""A drawing with more characters than this is a page, not a stamp."""


def take_drawn_stamps(page: PageContent) -> None:
    """Takes drawings (forms, annotations) whose text is a signature stamp out of the page's runs and into its `stamps`."""
    groups: dict[int, list[Run]] = {}
    for run in page.runs:
        if run.group:
            groups.setdefault(run.group, []).append(run)
    taken: set[int] = set()
    for number, runs in groups.items():
        if sum(len(run.text) for run in runs) > MAX_STAMP:
            continue
        lines = [line for row in rows_of(runs) for line in segments(row)]
        bare = " ".join(" ".join(line.text for line in lines).split())
        if any(STAMP_LABEL.match(line.text) for line in lines):
            taken.add(number)
            page.stamps.append("; ".join(line.text for line in lines))
        elif BARE_STAMP.fullmatch(bare):
            taken.add(number)
            page.stamps.append(bare)
    if taken:
        page.runs = [run for run in page.runs if run.group not in taken]


def take_written_stamps(rows: list[list[Line]], page: PageContent) -> None:
    """Takes stamps that stand in the page's own content out of its rows: a label and the lines that hang on it."""
    labelled = [line for row in rows for line in row if STAMP_LABEL.match(line.text)]
    if not labelled:
        return
    lines = sorted((line for row in rows for line in row), key=lambda line: line.base)
    taken: set[int] = set()
    for label in labelled:
        if id(label) in taken:
            continue
        members = _hanging(label, lines, taken)
        text = "; ".join(line.text for line in members)
        marks = sum(bool(STAMP_LABEL.match(line.text) or STAMP_ONLY.match(line.text)) for line in members)
        if marks >= 2 or SIGNED_AT.search(text) or ":" not in label.text:
            taken.update(id(line) for line in members)
            page.stamps.append(text)
    if taken:
        rows[:] = [kept for row in rows if (kept := [line for line in row if id(line) not in taken])]


def _hanging(label: Line, lines: Sequence[Line], taken: set[int]) -> list[Line]:
    """The lines below (and directly above) `label` that belong to the same stamp: near, of like size, labelled or between labelled ones."""
    members = [label]
    waiting: list[Line] = []
    last = label
    for line in lines:
        if line.base <= label.base or id(line) in taken or line is label:
            continue
        if line.base - last.base > 2.0 * max(last.size, label.size):
            break
        if line.x1 < label.x0 - 4 or line.x0 > label.x1 + 60 or line.x0 < label.x0 - 40 or abs(line.size - label.size) > 0.35 * label.size:
            continue
        if STAMP_LABEL.match(line.text) or STAMP_ONLY.fullmatch(line.text):
            members.extend(waiting)
            waiting = []
            members.append(line)
            last = line
        else:
            waiting.append(line)
            last = line
            if len(waiting) > 2:
                break
    return members


def signed_at(text: str) -> str | None:
    """The time of signing that a stamp states, in ISO 8601 without zone, or None."""
    found = SIGNED_AT.search(text)
    if not found:
        return None
    part = found.groupdict()
    suffix = "" if part["d"] else "2"
    year, month, day, hour, minute = (int(part[name + suffix]) for name in ("y", "m", "d", "h", "min"))
    second = int(part["s" + suffix] or 0)
    if not (1 <= month <= 12 and 1 <= day <= 31 and hour < 24 and minute < 60 and second < 60):
        return None
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"
