"""`trichyeu serve`: the database in a browser, on this machine only."""

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.common import command, database, shown, stop
from extractor.cli.console import console
from extractor.cli.exits import DEFAULT_DB
from extractor.messages import Speaker


def add(app: typer.Typer, say: Speaker) -> None:
    @command(app, say, "help.serve")
    def serve(
        path: Annotated[Path | None, typer.Argument(help=say("help.db"), metavar="DB")] = None,
        db: Annotated[Path, typer.Option(help=say("help.db"))] = Path(DEFAULT_DB),
        port: Annotated[int, typer.Option(help=say("help.serve.port"), min=0, max=65535)] = 8001,
        open_browser: Annotated[bool, typer.Option("--open", help=say("help.serve.open"))] = False,
    ) -> None:
        with shown(say):
            _serve(say, path or db, port, open_browser)


def _serve(say: Speaker, path: Path, port: int, open_browser: bool) -> None:
    from rich.text import Text

    from extractor.database.connection import DatabaseError
    from extractor.web.serving import free_port, serve

    # Opened once for what opening checks and finishes: the schema, and references that an interrupted run left unlinked.
    try:
        with database(path, writing=True):
            pass
    except DatabaseError as error:
        if error.cause != "readonly":
            raise
        # What may not be written is shown as it stands.
        with database(path, linked=False):
            pass
    chosen = free_port(port)
    if chosen is None:
        raise stop(say, "serve.port", port=port)
    console(error=True).print(Text(say("serve.at", port=chosen)))
    try:
        serve(path, chosen, say.lang, open_browser)
    except ImportError as error:
        raise stop(say, "serve.needs_package") from error
