"""What the commands share: consoles, errors as one sentence, the database and how places are shown."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO, Any, TypeVar

import typer

from extractor.cli.console import console
from extractor.cli.exits import INTERRUPTED, UNUSABLE
from extractor.cli.usage import usage_line
from extractor.errors import TrichyeuError
from extractor.messages import Speaker

TIME_LIMIT, MEMORY_LIMIT, MAX_PAGES = 180.0, 1_500, 2_500
"""Seconds and megabytes that one file may take, and the pages that it may have, unless the user says otherwise."""

# Commands whose arguments are words to look for, and no paths.
_TAKE_WORDS = {"search", "series", "show", "explain"}

F = TypeVar("F", bound=Callable[..., Any])


def command(app: typer.Typer, say: Speaker, key: str) -> Callable[[F], F]:
    """Registers a command whose help, with the line on `--help` itself, is in the user's language."""
    from typer.core import TyperCommand

    class Command(_spoken(TyperCommand, say)):  # type: ignore[misc]
        def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
            # An empty path (a variable of a script that is not set) would be the current folder.
            if self.name not in _TAKE_WORDS and any(not word.strip() or "\x00" in word for word in args):
                raise typer.BadParameter(say("usage.empty_path"), ctx=ctx)
            parsed: list[str] = super().parse_args(ctx, args)
            return parsed

    return app.command(help=say(key), cls=Command)


def group_class(say: Speaker) -> Any:
    """The class of a group of commands, as `command` makes them."""
    from typer.core import TyperGroup

    return _spoken(TyperGroup, say)


def _spoken(base: Any, say: Speaker) -> Any:
    """A command or group of typer's whose errors and usage are in the user's language."""

    class Spoken(base):  # type: ignore[misc]
        def make_context(self, *arguments: Any, **named: Any) -> Any:
            with ended(say):
                return super().make_context(*arguments, **named)

        def invoke(self, ctx: Any) -> Any:
            with ended(say):
                return super().invoke(ctx)

        def get_help_option(self, ctx: Any) -> Any:
            return in_language(super().get_help_option(ctx), say)

        def get_usage(self, ctx: Any) -> str:
            return usage_line(ctx, say)

        def get_params(self, ctx: Any) -> list[Any]:
            params: list[Any] = super().get_params(ctx)
            for param in params:
                param.display_type = partial(_kind, say, type(param).display_type, param)
            return params

    return Spoken


def _kind(say: Speaker, display: Callable[[Any, Any], str | None], param: Any, ctx: Any) -> str | None:
    """What a parameter takes, in a word that is no name of a type; nothing for a switch, which takes nothing."""
    shown = display(param, ctx)
    words = {word.lower() for word in re.findall(r"[A-Za-z]+", shown or "")} - {"list", "range"}
    kinds = {"bool": "", "boolean": "", "int": "number", "float": "number", "str": "text", "path": "file", "file": "file", "dir": "folder"}
    kind = kinds.get(next(iter(words))) if len(words) == 1 else None
    return shown if kind is None else say(f"kind.{kind}") if kind else None


def in_language(option: Any, say: Speaker) -> Any:
    """The option `--help`, which Typer makes in English."""
    if option is not None:
        option.help = say("help.help")
    return option


def stop(say: Speaker, key: str, **values: Any) -> typer.Exit:
    """Says why the command cannot run, and gives what to raise."""
    complain(say(key, **values))
    return typer.Exit(UNUSABLE)


def complain(sentence: str) -> None:
    """One sentence on the error console, in red."""
    from rich.text import Text

    console(error=True).print(Text(sentence, style="red"), soft_wrap=True)


@contextmanager
def ended(say: Speaker) -> Iterator[None]:
    """The end of a command, however it comes: an interruption, a full output, a fault of the program is one sentence, never a traceback.

    TRICHYEU_TRACEBACK=1 shows the traceback of a fault, for who mends it.
    """
    try:
        yield
    except KeyboardInterrupt as error:
        complain(say("interrupted"))
        raise typer.Exit(error.args[0] if error.args and isinstance(error.args[0], int) else INTERRUPTED) from error
    except BrokenPipeError as error:
        # The reader of a pipe (`| head`) has enough.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  (must outlive this function)
        raise typer.Exit(0) from error
    except OSError as error:
        complain(say("state.os", why=error.strerror or error, path=error.filename or say("state.output")))
        raise typer.Exit(UNUSABLE) from error
    except Exception as error:
        if type(error).__module__.partition(".")[0] in ("click", "typer") or os.environ.get("TRICHYEU_TRACEBACK"):
            raise
        complain(say("fault", error=f"{type(error).__name__}: {error}"[:500]))
        raise typer.Exit(UNUSABLE) from error


@contextmanager
def shown(say: Speaker) -> Iterator[None]:
    """Errors that a user can do something about become one sentence and exit code 3."""
    try:
        yield
    except TrichyeuError as error:
        complain(error.text(say.lang))
        raise typer.Exit(UNUSABLE) from error
    except BrokenPipeError as error:
        # The reader of a pipe (`| head`) has enough.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  (must outlive this function)
        raise typer.Exit(0) from error


@contextmanager
def database(path: Path, *, create: bool = False, writing: bool = False, linked: bool = True) -> Iterator[Any]:
    """The database, closed afterwards. Without `create` or `writing` nothing is made or changed; `linked` as in `open_for_reading`."""
    from extractor.database.connection import explained, open_database
    from extractor.database.link import link_pending
    from extractor.database.reading import close_database, open_for_reading

    changing = create or writing
    db = open_database(path, create=create) if changing else open_for_reading(path, linked=linked)
    try:
        with explained(path):
            if changing:
                link_pending(db)
            yield db
    finally:
        close_database(db)


def distinct(paths: Iterable[Path]) -> list[Path]:
    """The paths, each file once: by whatever links and names it was given."""
    found: dict[str, Path] = {}
    for path in paths:
        found.setdefault(os.path.realpath(path), path)
    return list(found.values())


@contextmanager
def written(say: Speaker, path: Path, **options: Any) -> Iterator[IO[Any]]:
    """A text file opened for writing, with its folder; a failure is one sentence, and leaves what was there."""
    from extractor.outputs import written as whole

    with unwritable(say, path), whole(path, **options) as out:
        yield out


@contextmanager
def replaced(say: Speaker, path: Path) -> Iterator[Path]:
    """The same for what writes to a path of its own choice: gives a temporary path that takes the place of `path` at the end."""
    from extractor.outputs import replacing

    with unwritable(say, path), replacing(path) as made:
        yield made


@contextmanager
def unwritable(say: Speaker, path: Path) -> Iterator[None]:
    """An output that cannot be written is one sentence."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise stop(say, "output.unwritable", path=path, why=error.strerror or error) from error


def check_output(output: Path | None, inputs: Iterable[Path] = (), db: Path | None = None) -> None:
    """Raises OutputError where writing to `output` would destroy an input, the database, its journals, or any database."""
    from extractor.outputs import guard, with_journals

    if output is not None:
        guard(output, [*inputs, *(with_journals(db) if db is not None else ())])


def checked(say: Speaker, key: str, values: Sequence[str], choices: Sequence[str]) -> list[str]:
    """`values`, all of which are choices; else a usage error that names the choices."""
    for value in values:
        if value not in choices:
            raise typer.BadParameter(say(key, **{key.rsplit(".", 1)[-1]: value}, choices=", ".join(choices)))
    return list(values)


def read_options(say: Speaker, ocr: str, password: str | None, time_limit: float, memory_limit: int, max_pages: int) -> Any:
    """The options of the readers that a user gave; a wrong one is wrong usage. `memory_limit`: megabytes of the reading process."""
    from extractor.readers.options import ReadOptions

    checked(say, "usage.ocr", [ocr], ("auto", "always", "never"))
    memory = memory_limit * 1_000_000 * 2 // 3  # what reading may add to the process
    return ReadOptions(ocr=ocr, password=password, seconds=time_limit, max_memory=memory, max_pages=max_pages)  # type: ignore[arg-type]


def place(section: str | None, page: int | None, say: Speaker) -> str:
    """Where something stands in its document: page, then the headings above it."""
    return " · ".join(p for p in (f"{say('column.page').lower()} {page}" if page else "", section or "") if p)


def print_hit(say: Speaker, number: int, document: str, page: int | None, section: str | None, label: str, sentence: Any) -> None:
    """One hit: file, page and section on a line, then what it is, then the sentence, which stays one line where the output is piped."""
    from rich.padding import Padding
    from rich.text import Text

    out = console()
    where = place(section, page, say)
    lines = [Text.assemble((f"{number:>3}  ", "dim"), (document, "cyan"), (f" · {where}" if where else "", "dim"))]
    lines += [Text(line, style=style) for line, style in ((label, "bold"),) if line]
    if sentence:
        lines.append(sentence)
    for position, line in enumerate(lines):
        if out.is_terminal:
            out.print(Padding(line, (0, 0, 0, 5 if position else 0)))
        else:
            out.print(Text("     " if position else "").append_text(line), soft_wrap=True)


def marked(text: str, marks: Sequence[tuple[int, int]], width: int = 400) -> Any:
    """A sentence with its hits highlighted; a long one is cut around the first hit."""
    from rich.text import Text

    start, end = 0, len(text)
    if end > width:
        first = marks[0][0] if marks else 0
        start = max(0, min(first - width // 3, end - width))
        end = min(end, start + width)
    shown_text = Text(("…" if start else "") + text[start:end].replace("\n", " ") + ("…" if end < len(text) else ""))
    shift = (1 if start else 0) - start
    for a, b in marks:
        if b > start and a < end:
            shown_text.stylize("bold black on yellow", max(a, start) + shift, min(b, end) + shift)
    return shown_text
