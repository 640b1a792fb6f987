"""`trichyeu serve [DB]…`: the database in a browser, on this machine only; several with a page that searches them all."""

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.common import command, database, distinct, shown, stop
from extractor.cli.console import console
from extractor.cli.exits import DEFAULT_DB
from extractor.messages import Speaker

LOCAL = ("127.0.0.1", "localhost", "::1")


def add(app: typer.Typer, say: Speaker) -> None:
    @command(app, say, "help.serve")
    def serve(
        paths: Annotated[list[Path] | None, typer.Argument(help=say("help.serve.paths"), metavar="[DB]…")] = None,
        db: Annotated[Path, typer.Option(help=say("help.db"))] = Path(DEFAULT_DB),
        port: Annotated[int, typer.Option(help=say("help.serve.port"), min=0, max=65535)] = 8001,
        host: Annotated[str, typer.Option(help=say("help.serve.host"))] = "127.0.0.1",
        sql: Annotated[bool, typer.Option("--sql", help=say("help.serve.sql"))] = False,
        open_browser: Annotated[bool, typer.Option("--open", help=say("help.serve.open"))] = False,
    ) -> None:
        with shown(say):
            several = distinct(paths or [db])
            if len(several) > 1:
                _serve_several(say, several, host, port, open_browser)
            else:
                _serve(say, several[0], host, port, sql, open_browser)


def _serve_several(say: Speaker, paths: list[Path], host: str, port: int, open_browser: bool) -> None:
    """A page that searches all, and a desk for each, which only reads."""
    from contextlib import ExitStack

    from rich.text import Text

    if host not in LOCAL or _passwords(say, "127.0.0.1"):
        raise stop(say, "serve.several_here")
    try:
        from extractor.web.serving import free_port
        from extractor.web.several import serve_several, shelves_of
    except ImportError as error:
        raise stop(say, "serve.needs_package") from error
    chosen = free_port(port)
    if chosen is None:
        raise stop(say, "serve.port", port=port)
    with ExitStack() as stack:
        shelves = shelves_of(stack, paths, chosen + 1)
        out = console(error=True)
        out.print(Text(say("serve.at", port=chosen)))
        for shelf in shelves:
            out.print(Text(say("serve.several", db=shelf.name, port=shelf.port)), soft_wrap=True)
        serve_several(shelves, chosen, say.lang, open_browser)


def _passwords(say: Speaker, host: str) -> dict[str, str]:
    """Role → password, from the environment, where no other user of the machine reads them; needed at any address but this machine's own."""
    import os

    given = {role: os.environ.get(f"TRICHYEU_{role.upper()}_PASSWORD", "") for role in ("reader", "reviewer")}
    kept = {role: password for role, password in given.items() if password}
    local = host in LOCAL
    if any(len(password) < 8 for password in kept.values()) or (not local and not kept):
        raise stop(say, "serve.needs_password", host=host)
    return kept


def _serve(say: Speaker, path: Path, host: str, port: int, sql: bool, open_browser: bool) -> None:
    from rich.text import Text

    from extractor.database.connection import DatabaseError
    from extractor.web.serving import free_port, serve

    # Opened once for what opening checks and finishes: the schema, and references that an interrupted run left unlinked.
    try:
        # Who begins in the browser has no database yet: the first page says how to fill it.
        with database(path, create=True):
            pass
    except DatabaseError as error:
        if error.cause != "readonly":
            raise
        # What may not be written is shown as it stands.
        with database(path, linked=False):
            pass
    passwords = _passwords(say, host)
    chosen = free_port(port, host)
    if chosen is None:
        raise stop(say, "serve.port", port=port)
    console(error=True).print(Text(say("serve.at", port=chosen)))
    try:
        serve(path, chosen, say.lang, open_browser, host=host, passwords=passwords, sql=sql)
    except ImportError as error:
        raise stop(say, "serve.needs_package") from error
