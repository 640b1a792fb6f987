"""Loads what the rules know from `patterns/*.yaml`, strictly: an unknown key or a broken regular expression names its file, rule and reason.

A pattern file is one pydantic model. Every rule in it may carry `examples` (strings with what must be found in them) and
`counter_examples` (strings in which it must not be found); `trichyeu patterns check` and the tests run all of them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import regex
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

HERE = Path(__file__).parent.parent
FOLDER = next((p for p in (HERE / "_data" / "patterns", HERE.parent / "patterns") if p.is_dir()), HERE.parent / "patterns")


class PatternError(ValueError):
    """A pattern file that cannot be used: says which file, which rule and why."""


class Strict(BaseModel):
    """A part of a pattern file; unknown keys are an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Example(Strict):
    """A text and what the program must find in it (`find`: a record's keys and values) or must not (`absent`).

    `province` and `issued_on` are those of the document that the text stands in, where they matter.
    """

    text: str
    find: dict[str, Any] | None = None
    absent: dict[str, Any] | None = None
    province: str | None = None
    issued_on: datetime.date | None = None


class Rule(Strict):
    """A rule with its examples; the files' models derive from it."""

    examples: list[Example] = Field(default_factory=list)
    counter_examples: list[Example] = Field(default_factory=list)


M = TypeVar("M", bound=BaseModel)


def path_of(name: str) -> Path:
    """The file that holds the rules `name`: `patterns/<room>/<name>.yaml`. Raises FileNotFoundError."""
    found = sorted(FOLDER.rglob(f"{name}.yaml"))
    if not found:
        raise FileNotFoundError(FOLDER / f"{name}.yaml")
    return found[0]


def load(name: str, model: type[M]) -> M:
    """Reads `patterns/<name>.yaml` into `model`. Raises PatternError naming the file, the rule and the reason."""
    try:
        path = path_of(name)
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except FileNotFoundError as error:
        raise PatternError(f"{FOLDER}/{name}.yaml: không có tệp mẫu này / this pattern file is missing") from error
    except yaml.YAMLError as error:
        raise PatternError(f"{path}: YAML không hợp lệ / invalid YAML: {error}") from error
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = " → ".join(str(part) for part in first["loc"])
        raise PatternError(f"{path}: {where}: {first['msg']} ({error.error_count()} lỗi / errors)") from error


def compile_rule(pattern: str, *, file: str, rule: str, flags: int = 0) -> Any:
    """Compiles a regular expression of a rule; a broken one raises PatternError with file, rule and reason."""
    try:
        return regex.compile(pattern, flags)
    except regex.error as error:
        raise PatternError(f"patterns/{file}.yaml: {rule}: {error}") from error


def alternatives(words: Iterator[str] | list[str] | tuple[str, ...]) -> str:
    """A regular expression for any of `words`, longest first. Syllables are parted by blanks, never by a line end: that ends a segment."""
    ordered = sorted({w for w in words if w}, key=lambda w: (-len(w), w))
    return "|".join("[ ]+".join(regex.escape(part, special_only=True) for part in word.split()) for word in ordered)


def files() -> list[str]:
    """The names of all pattern files, sorted."""
    return sorted(p.stem for p in FOLDER.rglob("*.yaml"))


def examples(name: str) -> Iterator[tuple[str, bool, Example]]:
    """All examples of one file, wherever they stand in it: (path inside the file, whether it is a positive one, example)."""
    data = yaml.load(path_of(name).read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    yield from _examples(data, name)


def _examples(node: Any, where: str) -> Iterator[tuple[str, bool, Example]]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key in {"examples", "counter_examples"} and isinstance(value, list):
                for number, item in enumerate(value):
                    place = f"{where}.{key}[{number}]"
                    try:
                        yield place, key == "examples", Example.model_validate(item)
                    except ValidationError as error:
                        raise PatternError(f"{place}: {error.errors()[0]['msg']}") from error
            else:
                yield from _examples(value, f"{where}.{key}")
    elif isinstance(node, list):
        for number, item in enumerate(node):
            yield from _examples(item, f"{where}[{number}]")


@cache
def _fold_table() -> dict[int, str]:
    return {ord("đ"): "d", ord("Đ"): "D", ord("Ð"): "D", ord("ð"): "d"}


def fold(text: str) -> str:
    """`text` without accents and case, đ as d, runs of blanks as one: the form in which names and queries are compared."""
    import unicodedata

    stripped = "".join(c for c in unicodedata.normalize("NFD", text.translate(_fold_table())) if not unicodedata.combining(c))
    return " ".join(stripped.casefold().split())
