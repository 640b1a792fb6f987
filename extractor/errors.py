"""Errors that a user sees: one sentence in Vietnamese and one in English, with the file, the cause and what to do."""

from __future__ import annotations


class TrichyeuError(Exception):
    """Base of all errors that are shown to a user instead of a traceback. `code` is stable, for scripts."""

    code = "error"

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi = vi
        self.en = en

    def text(self, lang: str = "vi") -> str:
        """The sentence in `lang` ("vi" or "en")."""
        return self.vi if lang == "vi" else self.en


class StateError(TrichyeuError):
    """The state of the machine, the disk or the database, not of a file: it ends a run, and no file is blamed for it."""

    code = "state"


class ReadError(TrichyeuError):
    """A file that cannot be read: `source` names it, `cause` is a stable word (empty, binary, undecodable, encrypted, damaged …)."""

    code = "read"

    def __init__(self, source: str, cause: str, vi: str, en: str) -> None:
        super().__init__(f"{source}: {vi}", f"{source}: {en}")
        self.source = source
        self.cause = cause


class UnsupportedFormat(ReadError):
    """A format that no reader knows: skipped, and no failure unless asked for."""

    code = "unsupported"
