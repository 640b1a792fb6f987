"""What the program says, in Vietnamese and English: one folder of texts for commands, desk, checks, readers, database and batches.

    SAY.readers("pdf.pages", pages=600)      both sentences of the key `pdf.pages` of messages/readers.yaml, as (Vietnamese, English)
    Speaker("vi")("search.none", query="…")  a sentence of the commands (messages/cli.yaml) in the user's language

A text is a pair with the same `{names}`. A value that differs between the languages is itself a pair. `choose_language` says which language a user wants.
"""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("vi", "en")
FOLDER = Path(__file__).parent
Pair = tuple[str, str]


class Catalogue(Mapping[str, Pair]):
    """The texts of one file, read when the first is asked for."""

    def __init__(self, name: str) -> None:
        self.path = FOLDER / f"{name}.yaml"

    @cached_property
    def _texts(self) -> dict[str, Pair]:
        data = yaml.load(self.path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return {key: (vi, en) for key, (vi, en) in data.items()}

    def __getitem__(self, key: str) -> Pair:
        return self._texts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __call__(self, key: str, **values: Any) -> Pair:
        """The sentence of a key in both languages, the values filled in."""
        vi, en = self._texts[key]
        return (_filled(vi, values, 0), _filled(en, values, 1)) if values else (vi, en)


def _filled(text: str, values: Mapping[str, Any], which: int) -> str:
    return text.format(**{name: value[which] if isinstance(value, tuple) else value for name, value in values.items()})


class _Catalogues:
    """A catalogue for every file of the folder."""

    audit = Catalogue("audit")
    batch = Catalogue("batch")
    cli = Catalogue("cli")
    database = Catalogue("database")
    desk = Catalogue("desk")
    lexicon = Catalogue("lexicon")
    readers = Catalogue("readers")
    tables = Catalogue("tables")


SAY = _Catalogues()


class Speaker:
    """Speaks one language: `say("search.none", query="…")`."""

    def __init__(self, lang: str) -> None:
        self.lang = lang if lang in LANGUAGES else "en"

    def __call__(self, key: str, **values: Any) -> str:
        text = SAY.cli[key][LANGUAGES.index(self.lang)]
        return text.format(**values) if values else text

    def count(self, value: int) -> str:
        """A count with its thousands marked: 1.234 in Vietnamese, 1,234 in English."""
        said = f"{value:,}"
        return said.replace(",", ".") if self.lang == "vi" else said

    def has(self, key: str) -> bool:
        """Whether there is such a text (for keys that are made, such as the advice for a cause)."""
        return key in SAY.cli


def choose_language(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> tuple[str, list[str]]:
    """(language, arguments without --lang): the option at any place, else TRICHYEU_LANG, else Vietnamese on a Vietnamese machine, else English.

    A wrong value stays among the arguments, where the parser reports it.
    """
    environment = os.environ if environment is None else environment
    rest: list[str] = []
    chosen: str | None = None
    position = 0
    while position < len(arguments):
        word = arguments[position]
        if word == "--":
            rest += arguments[position:]
            break
        value = word.removeprefix("--lang=") if word.startswith("--lang=") else None
        if word == "--lang" and position + 1 < len(arguments):
            value = arguments[position + 1]
        if value in LANGUAGES:
            chosen = value
            position += 2 if word == "--lang" else 1
            continue
        rest.append(word)
        position += 1
    if chosen is None and environment.get("TRICHYEU_LANG", "").lower() in LANGUAGES:
        chosen = environment["TRICHYEU_LANG"].lower()
    return chosen or _machine_language(environment), rest


def _machine_language(environment: Mapping[str, str]) -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "vi" if environment[name].lower().startswith("vi") else "en"
    if sys.platform == "win32":
        import ctypes

        # The low ten bits of a Windows language identifier are the language; 0x2a is Vietnamese.
        return "vi" if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == 0x2A else "en"
    return "vi" if (locale.getlocale()[0] or "").lower().startswith("vi") else "en"
