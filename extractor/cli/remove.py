"""`trichyeu remove PATH…`: documents out of the database."""

from pathlib import Path
from typing import Annotated, Any

import typer

from extractor.cli.common import command, complain, database, shown
from extractor.cli.console import console
from extractor.cli.exits import DEFAULT_DB, FAILED
from extractor.messages import Speaker


def add(app: typer.Typer, say: Speaker) -> None:
    @command(app, say, "help.remove")
    def remove(
        paths: Annotated[list[str], typer.Argument(help=say("help.remove.paths"), metavar=say("metavar.paths"))],
        db: Annotated[Path, typer.Option(help=say("help.db"))] = Path(DEFAULT_DB),
    ) -> None:
        with shown(say):
            missing = _remove(say, paths, db)
        if missing:
            raise typer.Exit(FAILED)


def _remove(say: Speaker, paths: list[str], path: Path) -> list[str]:
    """Removes, says what was removed, and gives the paths that name no document."""
    from rich.text import Text

    from extractor.database.removal import remove

    missing = []
    with database(path, writing=True) as db:
        for name in paths:
            sources = _sources(db, name)
            for source in sources:
                remove(db, source)
                console().print(Text(say("remove.done", source=source)))
            cleared = _cleared(db, name)
            for gone in cleared:
                console().print(Text(say("remove.cleared", path=gone)))
            if not sources and not cleared:
                missing.append(name)
                complain(say("remove.none", path=name))
    return missing


def _cleared(db: Any, name: str) -> list[str]:
    """Takes the failures of a file, or of a folder's files, out of the list, and gives their paths; the file need not be there any more."""
    from extractor.batch import location_of, plain
    from extractor.database.connection import transaction

    found: set[str] = set()
    with transaction(db):
        for value in (location_of(Path(name)), plain(name.replace("\\", "/").rstrip("/"))):
            rows = db.conn.execute(
                "SELECT path FROM failures WHERE path = :v OR substr(path, 1, length(:v) + 1) = :v || '/'", {"v": value}
            ).fetchall()
            found.update(row[0] for row in rows)
        db.conn.executemany("DELETE FROM failures WHERE path = ?", [[path] for path in sorted(found)])
    return sorted(found)


def _sources(db: Any, name: str) -> list[str]:
    """The documents that a name means: a source, a folder of sources, the file that was ingested, or its folder."""
    from extractor.batch import location_of, plain

    source = plain(name.replace("\\", "/").rstrip("/"))
    location = location_of(Path(name))
    for column, value in (("source", source), ("location", location)):
        exact = db.conn.execute(f"SELECT source FROM documents WHERE {column} = ?", [value]).fetchall()
        # A folder's members: compared by their first characters, since % and _ are letters of file names.
        found = (
            exact
            or db.conn.execute(
                f"SELECT source FROM documents WHERE substr({column}, 1, ?) = ? ORDER BY source", [len(value) + 1, value + "/"]
            ).fetchall()
        )
        if found:
            return [row[0] for row in found]
    return []
