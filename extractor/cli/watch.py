"""`trichyeu watch FOLDER`: what comes into a folder goes into the database, until stopped."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.common import MAX_PAGES, MEMORY_LIMIT, TIME_LIMIT, command, complain, read_options, shown, stop
from extractor.cli.console import console
from extractor.cli.exits import DEFAULT_DB
from extractor.messages import Speaker

if TYPE_CHECKING:
    from extractor.batch import Result
    from extractor.readers.options import ReadOptions


def add(app: typer.Typer, say: Speaker) -> None:
    @command(app, say, "help.watch")
    def watch(
        folder: Annotated[Path, typer.Argument(help=say("help.watch.folder"), metavar=say("metavar.folder"))],
        db: Annotated[Path, typer.Option(help=say("help.db"))] = Path(DEFAULT_DB),
        settle: Annotated[float, typer.Option(help=say("help.watch.settle"), min=0.1)] = 5.0,
        ocr: Annotated[str, typer.Option(help=say("help.ocr"), metavar="auto|always|never")] = "auto",
        password: Annotated[str | None, typer.Option(help=say("help.password"))] = None,
        time_limit: Annotated[float, typer.Option(help=say("help.time_limit"), min=1)] = TIME_LIMIT,
        memory_limit: Annotated[int, typer.Option(help=say("help.memory_limit"), min=200)] = MEMORY_LIMIT,
        max_pages: Annotated[int, typer.Option(help=say("help.max_pages"), min=1)] = MAX_PAGES,
        follow_links: Annotated[bool, typer.Option("--follow-links", help=say("help.follow_links"))] = False,
        jobs: Annotated[int, typer.Option("--jobs", "-j", help=say("help.jobs"), min=0)] = 0,
    ) -> None:
        options = read_options(say, ocr, password, time_limit, memory_limit, max_pages)
        with shown(say):
            if not folder.is_dir():
                raise stop(say, "watch.no_folder", folder=folder)
            _watch(say, folder, db, settle, options, follow_links, jobs)


def _watch(say: Speaker, folder: Path, db: Path, settle: float, options: "ReadOptions", follow_links: bool, jobs: int) -> None:
    import os
    from contextlib import closing

    from extractor.batch.watching import watch
    from extractor.database.connection import open_database
    from extractor.errors import StateError

    try:
        # A database that cannot be used is said at once, not when the first file comes.
        open_database(db, create=True).conn.close()
        console(error=True).print(say("watch.at", folder=folder, db=db), soft_wrap=True, markup=False)
        with closing(watch(folder, db, settle=settle, options=options, jobs=jobs or os.cpu_count() or 1, follow_links=follow_links)) as results:
            for result in results:
                if isinstance(result, StateError):
                    complain(result.text(say.lang))
                else:
                    _tell(say, result)
    except ImportError as error:
        raise stop(say, "watch.needs_package") from error
    except KeyboardInterrupt:
        # Ctrl-C and SIGTERM are how it is meant to end.
        console(error=True).print(say("watch.ended"), soft_wrap=True)


def _tell(say: Speaker, result: "Result") -> None:
    """One line a document, for the screen or the log of a service; what was read before is not told again."""
    from rich.text import Text

    from extractor.cli.ingest import shown_path

    if result.outcome == "unchanged" and not result.losses:
        return
    said = [failure.text(say.lang) for failure in (result.failure, *result.losses) if failure is not None]
    line = f"{say(f'outcome.{result.outcome}')} · {shown_path(result)}" + (f" · {'; '.join(said)}" if said else "")
    console().print(Text(line, style="red" if result.failure is not None else ""), soft_wrap=True)
    # The log of a service is a pipe.
    sys.stdout.flush()
