"""The command line: `trichyeu COMMAND`. Each module of this package adds one command or a few that belong together.

Exit codes: 0 done · 1 a file failed, something differs, or nothing was found · 2 wrong usage · 3 the command could not run.
Modules here import nothing heavy at the top: `--help` must answer at once. They do without `from __future__ import annotations`, since
Typer reads the annotations of functions that are made in the user's language.
"""

import contextlib
import io
import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from extractor.cli.exits import OVERLAY, UNUSABLE
from extractor.cli.interruption import end_when_asked
from extractor.messages import Speaker, choose_language


def build(lang: str) -> typer.Typer:
    """The application in one language."""
    from extractor.cli import (
        audit,
        compact,
        demo,
        doctor,
        evaluate,
        explain,
        export,
        extract,
        indicators,
        ingest,
        patterns,
        remove,
        review,
        search,
        series,
        serve,
        show,
        tasks,
        verify,
        watch,
        why,
    )

    say = Speaker(lang)
    _name_panels(say)
    from extractor.cli.common import group_class

    app = typer.Typer(
        cls=group_class(say),
        help=say("help"),
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )

    def version(asked: bool) -> None:
        if asked:
            from extractor.version import __version__

            typer.echo(f"trichyeu {__version__}")
            raise typer.Exit

    def overlay(folder: str | None) -> None:
        from extractor.cli.common import shown

        if folder is not None:
            # The reading processes inherit it.
            os.environ[OVERLAY] = folder
        if os.environ.get(OVERLAY):
            from extractor.examples import compile_all

            with shown(say):
                compile_all()

    @app.callback()
    def options(
        # Read before parsing (it chooses the language of the help itself); what comes here is a wrong value, or for the help alone.
        lang: Annotated[str, typer.Option(help=say("help.lang"), metavar="vi|en", callback=_check_lang)] = lang,
        patterns: Annotated[str | None, typer.Option(help=say("help.overlay"), metavar="DIR", callback=overlay)] = None,
        version: Annotated[bool, typer.Option("--version", help=say("help.version"), callback=version, is_eager=True)] = False,
    ) -> None:
        pass

    for module in (demo, ingest, watch, extract, doctor, search, show, indicators, tasks, series, audit, review, explain, why, export, verify, compact, remove, evaluate, patterns, serve):
        module.add(app, say)
    return app


def _check_lang(value: str) -> str:
    if value not in ("vi", "en"):
        raise typer.BadParameter("vi | en")
    return value


def _name_panels(say: Speaker) -> None:
    """Gives the panels and remarks of the help their names in the language; Typer keeps them in its module."""
    from extractor.cli.usage import printer

    with contextlib.suppress(ImportError):
        from typer import rich_utils

        rich_utils.ARGUMENTS_PANEL_TITLE = say("panel.arguments")
        rich_utils.OPTIONS_PANEL_TITLE = say("panel.options")
        rich_utils.COMMANDS_PANEL_TITLE = say("panel.commands")
        rich_utils.ERRORS_PANEL_TITLE = say("panel.errors")
        rich_utils.DEFAULT_STRING = say("panel.default")
        rich_utils.REQUIRED_LONG_STRING = say("panel.required")
        rich_utils.rich_format_error = printer(say)  # type: ignore[assignment]  # it is called with the error alone


def main(arguments: Sequence[str] | None = None) -> None:
    """The entry point. Leaves with the exit codes above; a user never sees a traceback for what is not a fault of the program."""
    _prepare_streams()
    end_when_asked()
    lang, rest = choose_language(sys.argv[1:] if arguments is None else arguments)
    said = False
    try:
        build(lang)(args=rest, prog_name="trichyeu")
    except SystemExit as ended:
        said = ended.code == UNUSABLE
        raise
    finally:
        _flush(lang, said)


def _flush(lang: str, said: bool) -> None:
    """Writes out what is left; an output that is full is one sentence and exit code 3, not a remark of the interpreter.

    `said`: the command has ended with its own sentence already.
    """
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    except (OSError, ValueError) as error:
        with contextlib.suppress(OSError):
            if not said:
                sys.stderr.write(f"{Speaker(lang)('state.output')}: {getattr(error, 'strerror', None) or error}\n")
            sys.stderr.flush()
        os._exit(UNUSABLE)


def _prepare_streams() -> None:
    """Vietnamese in every console and pipe: Windows pipes have a code page that lacks most of its letters."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and (stream.encoding or "").lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def __getattr__(name: str) -> Any:
    """`app`: the application in the machine's language, for documentation tools and tests."""
    if name == "app":
        return build(choose_language([])[0])
    raise AttributeError(name)
