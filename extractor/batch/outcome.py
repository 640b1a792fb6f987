"""What became of a file: a result for each document, and why one is not in the database, or not the whole of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.batch.changes import Change
from extractor.batch.files import Found
from extractor.document import Loss
from extractor.errors import ReadError, TrichyeuError, UnsupportedFormat
from extractor.messages import SAY

Outcome = Literal["new", "replaced", "unchanged", "failed", "skipped"]
OUTCOMES: tuple[Outcome, ...] = ("new", "replaced", "unchanged", "failed", "skipped")
# What is left out and no failure of a file: it says so, but the rest of the folder is as it should be.
SKIPPED = frozenset({"unsupported", "link"})


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file is not in the database, or a part of it: a stable cause, one sentence in each language, where in the file, and what to do."""

    cause: str
    vi: str
    en: str
    place: str = ""

    def text(self, lang: str) -> str:
        return self.vi if lang == "vi" else self.en

    def advice(self, lang: str) -> str | None:
        return self.parts(lang)[1]

    def parts(self, lang: str) -> tuple[str, str | None]:
        """What is wrong, and what to do about it."""
        return parted(self.cause, self.vi, self.en, lang)


def parted(cause: str, vi: str, en: str, lang: str) -> tuple[str, str | None]:
    """The sentence of a failure without its advice, and the advice: the end of the sentence where it gives one, else what its cause advises."""
    second = 0 if lang == "vi" else 1
    said = vi if lang == "vi" else en
    what, sign, todo = said.rpartition("; ")
    if sign and vi.rpartition("; ")[2].startswith(SAY.cli["advice.begins"][0]):
        return what, todo
    pair = SAY.cli.get(f"advice.{cause}")
    return said, None if pair is None else pair[second]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one document. `source` is its identity in the database: that of its file, with the member's path behind it inside
    an archive. `failure` says why it is not there, `losses` which parts of it are not."""

    found: Found
    source: str
    outcome: Outcome
    failure: Failure | None = None
    losses: tuple[Failure, ...] = ()
    # What a reading by newer rules changed; None where nothing was read again.
    changes: tuple[Change, ...] | None = None

    @property
    def whole(self) -> bool:
        """Whether all of it was read; a format that nothing reads counts as left out on purpose."""
        return not self.losses and (self.failure is None or self.failure.cause == "unsupported")


def failure_of(error: Exception) -> Failure:
    """The failure that an error is."""
    if isinstance(error, ReadError):
        return Failure("unsupported" if isinstance(error, UnsupportedFormat) else error.cause, error.vi, error.en)
    if isinstance(error, TrichyeuError):
        return Failure(error.code, error.vi, error.en)
    vi, en = SAY.cli["cause.internal"]
    said = f"{type(error).__name__}: {error}"
    return Failure("internal", vi.format(error=said), en.format(error=said))


def failure_of_loss(loss: Loss) -> Failure:
    """A part that was not read, as a row."""
    return Failure(loss.cause, loss.vi, loss.en, loss.place)
