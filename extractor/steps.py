"""The steps of an extraction, each of which may be given up without the others: a finder or a check that a hostile text keeps busy costs itself.

    steps.run("audit", lambda: audit(…), default=None)     # what the step gives, or the default where it was given up

`Steps` runs everything; `Watched` runs under limits of time and memory and remembers in `losses` what was given up and why.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TypeVar

from extractor.document import Loss
from extractor.messages import SAY
from extractor.readers.limits import LimitReached, MemoryLimit, limits

T = TypeVar("T")
GRACE = 1 / 3  # of the time limit, for the steps that come after one that was given up


class Steps:
    """Runs every step, without limits."""

    losses: tuple[Loss, ...] = ()

    def run(self, name: str, work: Callable[[], T], default: T) -> T:
        """What `work` gives."""
        return work()


class Watched(Steps):
    """Steps that share `seconds` of computing and may add `memory` bytes to the process. `skipped` are steps that cost the process its life before, with
    the cause; `tell` hears of each step before it begins."""

    def __init__(self, seconds: float, memory: int, skipped: Mapping[str, str], tell: Callable[[str], None]) -> None:
        self.losses = ()
        self._seconds = seconds
        self._memory = memory
        self._skipped = skipped
        self._tell = tell
        self._deadline = time.process_time() + seconds
        self._late = False

    def run(self, name: str, work: Callable[[], T], default: T) -> T:
        """What `work` gives, or the default: where the time or memory is over, or the step fails."""
        if name in self._skipped:
            self._lose(name, self._skipped[name], "")
            return default
        self._tell(name)
        try:
            with limits(max(0.05, self._deadline - time.process_time()), self._memory, time.process_time):
                return work()
        except LimitReached as error:
            self._lose(name, "too-large" if isinstance(error, MemoryLimit) else "too-slow", "")
        except MemoryError:
            self._lose(name, "too-large", "")
        except Exception as error:  # a fault of one step must not cost the others; it is said as what it is
            self._lose(name, "internal", f"{type(error).__name__}: {error}"[:300])
        if not self._late and time.process_time() >= self._deadline:
            self._late = True
            self._deadline = time.process_time() + self._seconds * GRACE
        return default

    def _lose(self, name: str, cause: str, error: str) -> None:
        self.losses = (*self.losses, given_up(name, cause, error))


def given_up(name: str, cause: str, error: str = "") -> Loss:
    """The loss of one step."""
    step_vi, step_en = SAY.cli[f"step.{name}"]
    why_vi, why_en = SAY.cli[f"given_up.{cause}"] if f"given_up.{cause}" in SAY.cli else SAY.cli["given_up.internal"]
    vi, en = SAY.cli["given_up"]
    return Loss(name, cause, vi.format(step=step_vi, why=why_vi.format(error=error)), en.format(step=step_en, why=why_en.format(error=error)))
