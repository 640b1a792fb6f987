"""How a reader says that it cannot read a file: the one place where its causes meet their sentences (messages/readers.yaml)."""

from __future__ import annotations

from typing import Any

from extractor.errors import ReadError
from extractor.messages import SAY


def refusal(source: str, cause: str, key: str, **values: Any) -> ReadError:
    """The error for a file: `cause` is the stable word for scripts, `key` names the sentence, `values` fill it."""
    return ReadError(source, cause, *SAY.readers(key, **values))
