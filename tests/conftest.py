"""What holds for the whole suite: where every engine must be there (CI), a skipped test is a failed one."""

from __future__ import annotations

import os
import signal
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says how busy the machine is; what must be quick has a test that counts the seconds of its own process.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")

ALLOWED = ("the independent scorer is not at hand", "the real texts are not at hand")
"""Reasons for which a test may be skipped everywhere: what it needs does not belong to the project."""


def pytest_configure() -> None:
    """The suite keeps its compiled rules in a folder of its own, not in the user's.

    A suite that was started in the background is told to ignore Ctrl-C, and so would be the programs that it starts and interrupts.
    """
    os.environ.setdefault("TRICHYEU_CACHE", str(Path(__file__).resolve().parent.parent / ".rules_cache"))
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _refuse(report: Any) -> None:
    said = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail") and not any(reason in said for reason in ALLOWED):
        report.outcome = "failed"
        report.longrepr = f"{said} (in CI nothing that should run is skipped)"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _refuse(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _refuse(report)
    return report
