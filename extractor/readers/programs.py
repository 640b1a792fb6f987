"""Runs a program of the machine for a reader: with no screen, no input and few variables, in a group of its own that is ended with all its children."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from extractor.process_table import GROUP, PROC, SYSTEM_TICKS, USER_TICKS, processes

_POLL = 0.25
# A group of its own to be killed as one, in the session of the process that started it.
_GROUP: dict[str, Any] = {} if sys.platform == "win32" else {"process_group": 0}
_KEPT = {"PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR"}


def run(command: list[str], folder: Path, seconds: float, busy: float, variables: Mapping[str, str], output: Path | None = None, within: Callable[[], bool] = lambda: True) -> int | None:
    """Runs `command` in `folder`; gives what it ended with, None where it took too long (`busy` times `seconds` on a busy machine) or left what `within` allows.

    What it writes goes to `output`, or nowhere.
    """
    environment = {key: text for key, text in os.environ.items() if key.upper() in _KEPT}
    environment.update(HOME=str(folder), **variables)
    with output.open("wb") if output is not None else contextlib.nullcontext(subprocess.DEVNULL) as written:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=written, stderr=written, **_GROUP)
        try:
            begun = time.monotonic()
            while not _ended(process):
                passed = time.monotonic() - begun
                if passed > seconds * busy or (passed > seconds and _computed(process.pid) > seconds) or not within():
                    return None
        finally:
            _kill(process)
    return process.returncode


def _ended(process: subprocess.Popen[bytes]) -> bool:
    try:
        process.wait(timeout=_POLL)
    except subprocess.TimeoutExpired:
        return False
    return True


def _computed(group: int) -> float:
    """Seconds that the processes of a group have computed, where the system tells it (Linux); elsewhere without end, so that only the clock counts."""
    if sys.platform == "win32" or not (PROC / "self/stat").is_file():
        return float("inf")
    ticks = sum(int(fields[USER_TICKS]) + int(fields[SYSTEM_TICKS]) for _, fields in processes() if int(fields[GROUP]) == group)
    return ticks / os.sysconf("SC_CLK_TCK")


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Ends the program with all that it started; a group that has ended already is none."""
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], check=False, capture_output=True)
    process.wait()
