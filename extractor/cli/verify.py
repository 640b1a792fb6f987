"""`trichyeu verify [DB]`: every quote against its text, every file against its hash."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.common import command, database, shown
from extractor.cli.console import console
from extractor.cli.exits import DEFAULT_DB, FAILED
from extractor.messages import Speaker


def add(app: typer.Typer, say: Speaker) -> None:
    @command(app, say, "help.verify")
    def verify(
        path: Annotated[Path | None, typer.Argument(help=say("help.db"), metavar="DB")] = None,
        db: Annotated[Path, typer.Option(help=say("help.db"))] = Path(DEFAULT_DB),
        root: Annotated[Path | None, typer.Option(help=say("help.verify.root"), exists=True, file_okay=False)] = None,
        strict: Annotated[bool, typer.Option("--strict", help=say("help.verify.strict"))] = False,
    ) -> None:
        with shown(say):
            serious = _verify(say, path or db, root, strict)
        if serious:
            raise typer.Exit(FAILED)


def _verify(say: Speaker, path: Path, root: Path | None, strict: bool) -> int:
    """Prints what differs and gives the number of differences that count."""
    from rich.table import Table
    from rich.text import Text

    from extractor.database.verify import Counts, differences

    table = Table()
    for column in ("file", "kind", "message"):
        table.add_column(say(f"column.{column}"), overflow="fold")
    counts, serious = Counts(0, 0, 0), 0
    kinds: Counter[str] = Counter()
    with database(path, linked=False) as db:
        for found in differences(db, root):
            if isinstance(found, Counts):
                counts = found
            else:
                serious += found.serious or strict
                kinds[found.kind] += 1
                table.add_row(Text(found.document), Text(say(f"verify.{found.kind}")), Text(found.detail))
    out = console()
    if table.row_count:
        out.print(table)
    out.print(Text(say("verify.checked", quotes=say.count(counts.quotes), documents=say.count(counts.documents), files=say.count(counts.files))))
    missing = kinds["file_missing"]
    if serious:
        out.print(Text(say("verify.differs", n=serious), style="red"))
    else:
        out.print(Text(say("verify.clean_rest" if missing else "verify.clean"), style="green"))
    if missing:
        out.print(Text(say("verify.missing", n=missing), style="yellow"), soft_wrap=True)
    if kinds["file_changed"]:
        out.print(Text(say("verify.reread"), style="yellow"), soft_wrap=True)
    return serious
