"""`trichyeu compact [DB]`: gives back the room that the database does not need."""

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.common import command, shown
from extractor.cli.console import console
from extractor.cli.exits import DEFAULT_DB
from extractor.messages import Speaker


def add(app: typer.Typer, say: Speaker) -> None:
    @command(app, say, "help.compact")
    def compact(
        path: Annotated[Path | None, typer.Argument(help=say("help.db"), metavar="DB")] = None,
        db: Annotated[Path, typer.Option(help=say("help.db"))] = Path(DEFAULT_DB),
    ) -> None:
        from extractor.database.tidy import compact as compacted

        with shown(say):
            done = compacted(path or db)
        out = console()
        times = done.after / done.text if done.text else 0.0
        out.print(say("compact.done", before=_size(say, done.before), after=_size(say, done.after), times=_number(say, times)), markup=False)
        dropped = sum(done.dropped.values())
        if dropped:
            out.print(say("compact.dropped", n=dropped, what=", ".join(f"{name} {n}" for name, n in done.dropped.items() if n)), markup=False)


def _number(say: Speaker, value: float) -> str:
    return f"{value:.1f}".replace(".", "," if say.lang == "vi" else ".")


def _size(say: Speaker, size: int) -> str:
    return f"{_number(say, size / 1_000_000)} MB" if size >= 1_000_000 else f"{_number(say, size / 1000)} kB"
