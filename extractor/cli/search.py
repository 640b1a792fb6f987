"""`trichyeu search QUERY`: documents, references and sentences, each hit with file, page, section and sentence."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli import DEFAULT_DB, FAILED
from extractor.cli.common import checked, console, database, marked, shown
from extractor.messages import Speaker

if TYPE_CHECKING:
    from extractor.database.search import Hit

KINDS = ("document", "reference", "sentence")
FORMATS = ("table", "jsonl")


def add(app: typer.Typer, say: Speaker) -> None:
    @app.command(help=say("help.search"))
    def search(
        query: Annotated[list[str], typer.Argument(help=say("help.search.query"), metavar="QUERY")],
        db: Annotated[Path, typer.Option(help=say("help.db"))] = Path(DEFAULT_DB),
        kind: Annotated[list[str] | None, typer.Option("--in", help=say("help.search.in"))] = None,
        limit: Annotated[int, typer.Option(help=say("help.limit"), min=1)] = 10,
        format: Annotated[str, typer.Option(help=say("help.search.format"), metavar="|".join(FORMATS))] = "table",
    ) -> None:
        checked(say, "export.format", [format], FORMATS)
        kinds = checked(say, "export.type", kind or [], KINDS) or list(KINDS)
        with shown(say):
            found = _search(say, " ".join(query), db, kinds, limit, format)
        if not found:
            raise typer.Exit(FAILED)


def _search(say: Speaker, query: str, path: Path, kinds: list[str], limit: int, format: str) -> int:
    from rich.text import Text

    from extractor.database.search import parse, search

    if not parse(query):
        raise typer.BadParameter(say("search.empty"))
    everything = 0
    out = console()
    with database(path) as db:
        for kind in kinds:
            hits, total = search(db, query, kind=kind, limit=limit)  # type: ignore[arg-type]
            everything += total
            if format == "jsonl":
                for hit in hits:
                    typer.echo(_json(hit))
            elif hits:
                _table(say, kind, hits, total)
    if not everything:
        console(error=True).print(Text(say("search.none", query=query)))
    elif format == "table":
        out.print(end="")
    return everything


def _json(hit: "Hit") -> str:
    from dataclasses import asdict

    return json.dumps(asdict(hit), ensure_ascii=False)


def _table(say: Speaker, kind: str, hits: "list[Hit]", total: int) -> None:
    from rich.table import Table
    from rich.text import Text

    title = say("search.of", title=say(f"search.{kind}"), shown=len(hits), total=total)
    table = Table(title=title, title_justify="left", title_style="bold", show_lines=True)
    table.add_column(say("column.file"), overflow="fold", max_width=36)
    if kind != "document":
        table.add_column(say("column.page"), justify="right")
        table.add_column(say("column.section"), overflow="fold", max_width=36)
    if kind != "sentence":
        table.add_column(say("column.document"), overflow="fold", max_width=44)
    table.add_column(say("show.title") if kind == "document" else say("column.sentence"), overflow="fold", ratio=1)
    for hit in hits:
        cells = [Text(hit.document)]
        if kind != "document":
            cells += [Text("" if hit.page is None else str(hit.page)), Text(hit.section or "")]
        if kind != "sentence":
            cells.append(Text(hit.label))
        table.add_row(*cells, marked(hit.sentence or "", hit.marks))
    console().print(table)
