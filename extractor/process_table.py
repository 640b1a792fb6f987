"""The processes of the system, where it tells of them (/proc of Linux)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")

# Places in the fields of a process, counted from its state (proc(5), "stat").
GROUP, SESSION, USER_TICKS, SYSTEM_TICKS = 2, 3, 11, 12


def processes() -> Iterator[tuple[int, list[str]]]:
    """(number, fields behind the name) of each process; nothing where the system does not tell. One that ends meanwhile is left out."""
    for entry in PROC.glob("[0-9]*/stat"):
        try:
            # pid (name) state parent group session …: the name may hold blanks and brackets.
            fields = entry.read_text(errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if len(fields) > SYSTEM_TICKS:
            yield int(entry.parent.name), fields


def computed(process: int) -> float:
    """Seconds that one process has computed, where the system tells it (Linux); elsewhere, or where it has ended, without end: then only the clock counts."""
    try:
        fields = (PROC / str(process) / "stat").read_text(errors="replace").rpartition(")")[2].split()
        return (int(fields[USER_TICKS]) + int(fields[SYSTEM_TICKS])) / os.sysconf("SC_CLK_TCK")
    except (OSError, IndexError, ValueError, AttributeError):
        return float("inf")
