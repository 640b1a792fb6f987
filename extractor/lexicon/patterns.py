"""Loads what the rules know from `patterns/*.yaml`, strictly: an unknown key or a broken regular expression names its file, rule and reason.

A pattern file is one pydantic model. Every rule in it may carry `examples` (strings with what must be found in them) and
`counter_examples` (strings in which it must not be found); `trichyeu patterns check` and the tests run all of them.
"""

from __future__ import annotations

import datetime
import functools
import os
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

import regex
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractor.errors import TrichyeuError
from extractor.lexicon import kept
from extractor.messages import SAY

HERE = Path(__file__).parent.parent
# The environment variable that names the office's own folders of rules (the option --patterns sets it).
OVERLAY = "TRICHYEU_PATTERNS"
FOLDER = next((p for p in (HERE / "_data" / "patterns", HERE.parent / "patterns") if p.is_dir()), HERE.parent / "patterns")

# Trained parts: in the wheel below _data, in the checkout beside the package.
MODELS = next((p for p in (HERE / "_data" / "models", HERE.parent / "models") if p.is_dir()), HERE.parent / "models")


class PatternError(TrichyeuError):
    """A pattern file that cannot be used: `place` says which file and rule, `said` why (a text of messages/lexicon.yaml, or nothing more than the place)."""

    code = "patterns"

    def __init__(self, place: str, *said: str) -> None:
        vi, en = said or ("", "")
        super().__init__(f"{place}: {vi}" if vi else place, f"{place}: {en}" if en else place)


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


def folders() -> tuple[Path, ...]:
    """Where rules come from, ours first: `patterns/`, then the office's own folders that TRICHYEU_PATTERNS names (parted as PATH is).

    Raises PatternError for a folder that is not there, or a file in it that adds to nothing of ours.
    """
    own = tuple(Path(part) for part in os.environ.get(OVERLAY, "").split(os.pathsep) if part.strip())
    known = {path.stem for path in FOLDER.rglob("*.yaml")} if own else set()
    for folder in own:
        if not folder.is_dir():
            raise PatternError(f"{OVERLAY}: {folder}", *SAY.lexicon("no_folder"))
        for path in sorted(folder.rglob("*.yaml")):
            if path.stem not in known:
                raise PatternError(str(path), *SAY.lexicon("nothing_to_add_to", name=path.stem, names=", ".join(sorted(known))))
    return (FOLDER, *own)


def version() -> str:
    """Eight digits that change with any file of rules, the office's own among them: what a document was read by."""
    return _version(folders())


@functools.cache
def _version(given: tuple[Path, ...]) -> str:
    made = blake2b(digest_size=4)
    for place, folder in enumerate(given):
        for path in sorted(folder.rglob("*.yaml")):
            made.update(f"{place}\x1f{path.relative_to(folder).as_posix()}\x1f".encode() + path.read_bytes())
    return made.hexdigest()


def sources(name: str) -> list[Path]:
    """The files that hold the rules `name`: `<folder>/**/<name>.yaml`, ours first. Raises FileNotFoundError where ours is missing."""
    found = [path for folder in folders() for path in sorted(folder.rglob(f"{name}.yaml"))]
    if not found or FOLDER not in found[0].parents:
        raise FileNotFoundError(FOLDER / f"{name}.yaml")
    return found


_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Once(_Loader):  # type: ignore[misc]
    """Refuses a mapping with a name that comes twice: YAML keeps the later of two rules of one name in silence. It takes half as long again, so it is for the
    files of an office; a test looks at ours."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: dict[str, yaml.Mark] = {}
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(f"{key.value}: twice, first", seen[key.value], "and again", key.start_mark)
            if isinstance(key, yaml.ScalarNode):
                seen[key.value] = key.start_mark
        made: dict[Any, Any] = super().construct_mapping(node, deep)
        return made


def data_of(path: Path) -> Any:
    """What a YAML file holds. Raises PatternError where it is no YAML, cannot be read, or, an office's own, names a rule twice."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader if FOLDER in path.parents else _Once)
    except (OSError, UnicodeDecodeError) as error:
        raise PatternError(str(path), *SAY.lexicon("unread", error=error)) from error
    except yaml.YAMLError as error:
        raise PatternError(str(path), *SAY.lexicon("invalid_yaml", error=error)) from error


def merged(ours: Any, added: Any) -> Any:
    """`ours` with what an office adds: mappings key by key, lists at their end (an entry with the `name` of one of ours completes it), single
    values replaced. Nothing of ours is taken away but what is replaced."""
    if isinstance(ours, dict) and isinstance(added, dict):
        return ours | {key: merged(ours[key], value) if key in ours else value for key, value in added.items()}
    if isinstance(ours, list) and isinstance(added, list):
        result = list(ours)
        places = {item["name"]: i for i, item in enumerate(ours) if isinstance(item, dict) and "name" in item}
        for item in added:
            place = places.get(item["name"]) if isinstance(item, dict) and "name" in item else None
            if place is not None:
                result[place] = merged(result[place], item)
            elif item not in result:
                result.append(item)
        return result
    return added


def load(name: str, model: type[M]) -> M:
    """Reads the rules `name` into `model`: `patterns/**/<name>.yaml` with what the office's folders add.

    Raises PatternError naming the file, the rule and the reason: the added file, where ours is right without it.
    """
    try:
        files = sources(name)
    except FileNotFoundError as error:
        raise PatternError(f"{FOLDER}/{name}.yaml", *SAY.lexicon("missing")) from error
    data: Any = None
    for path in files:
        data = merged(data, data_of(path)) if data is not None else data_of(path)
        try:
            result = model.model_validate(data)
        except ValidationError as error:
            # A key that does not exist explains the one that is missing.
            first = min(error.errors(), key=lambda e: e["type"] != "extra_forbidden")
            where = " → ".join(str(part) for part in first["loc"])
            raise PatternError(f"{path}: {where}", *SAY.lexicon("invalid", why=first["msg"], count=error.error_count())) from error
    return result


def compile_rule(pattern: str, *, file: str, rule: str, flags: int = 0) -> Any:
    """Compiles a regular expression of a rule; a broken one raises PatternError with file, rule and reason."""
    try:
        return kept.guarded(pattern, flags)
    except regex.error as error:
        raise PatternError(f"patterns/{file}.yaml: {rule}: {error}") from error


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of `words`, of those that fit the longest. Syllables are parted by blanks, never by a line end: that ends a segment.

    Words that begin alike share their beginning ("số[ ]+(?:liệu|lượng)"): a long list is not tried word by word. It took a quarter of the time of its
    flat form for the 564 nouns of counted things. Where the *end* of the words is fixed ("(?<=…)"), `alternatives_before` gives the order that counts.
    """
    return _shared([(word, _pieces(word)) for word in sorted({w for w in words if w}, key=_longest_first)])


def _longest_first(word: str) -> tuple[int, str]:
    return (-len(word), word)


def _pieces(word: str) -> list[str]:
    """What the expression of a word is made of: its characters, and the blanks between its syllables."""
    blanks = "[ ]+"
    return [piece for number, part in enumerate(word.split()) for piece in ([blanks] if number else []) + [regex.escape(c, special_only=True) for c in part]]


def _shared(words: list[tuple[str, list[str]]]) -> str:
    """Words and the rest of each that is still to write, the longest first; words that differ in case alone stay in that order."""
    groups: dict[str, list[tuple[str, list[str]]]] = {}
    for word, rest in words:
        groups.setdefault(rest[0].casefold() if rest else "", []).append((word, rest))
    written = []
    for key, group in sorted(groups.items(), key=lambda item: (item[0] == "", item[0])):
        firsts = {tuple(rest[:1]) for _, rest in group}
        if len(group) == 1 or len(firsts) > 1 or not key:
            written += ["".join(rest) for _, rest in group]
            continue
        length = next(n for n in range(1, 1 + len(group[0][1])) if any(rest[: n + 1] != group[0][1][: n + 1] or len(rest) == n for _, rest in group))
        written.append("".join(group[0][1][:length]) + f"(?:{_shared([(word, rest[length:]) for word, rest in group])})")
    return "|".join(written)


def alternatives_before(words: Iterable[str]) -> str:
    """`alternatives` for a place behind which they end ("(?<=…)"): each word by itself, the longest first."""
    return "|".join("".join(_pieces(word)) for word in sorted({w for w in words if w}, key=_longest_first))


def any_of(words: Iterable[str]) -> str:
    """`alternatives` as a group that captures nothing."""
    return f"(?:{alternatives(words)})"


def any_before(words: Iterable[str]) -> str:
    """`alternatives_before` as a group that captures nothing."""
    return f"(?:{alternatives_before(words)})"


def files() -> list[str]:
    """The names of all pattern files, sorted."""
    return sorted(p.stem for p in FOLDER.rglob("*.yaml"))


def examples(name: str) -> Iterator[tuple[str, bool, Example]]:
    """All examples of one name, wherever they stand in its files: (path inside the file, whether it is a positive one, example)."""
    for number, path in enumerate(sources(name)):
        yield from _examples(data_of(path), name if number == 0 else f"{path}: {name}")


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


class _Folded(dict[int, str]):
    """For `str.translate`: each character without accents and case, found once."""

    def __missing__(self, code: int) -> str:
        import unicodedata

        base = unicodedata.normalize("NFD", _BASES.get(chr(code), chr(code)))
        self[code] = found = "".join(c for c in base if not unicodedata.combining(c)).casefold()
        return found


_BASES = {"đ": "d", "Đ": "D", "Ð": "D", "ð": "d", "ƣ": "u", "Ƣ": "U"}
_folded = _Folded()


def without_accents(text: str) -> str:
    """`text` without accents and case, đ as d; blanks as they are."""
    return text.translate(_folded)


def fold(text: str) -> str:
    """`text` without accents and case, đ as d, runs of blanks as one: the form in which names and queries are compared."""
    return " ".join(text.translate(_folded).split())
