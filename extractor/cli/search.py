"""`trichyeu search QUERY`: documents, references and sentences of one database or several, each hit with file, page, section and sentence."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.common import checked, command, database, distinct, marked, print_hit, shown
from extractor.cli.console import console, screen
from extractor.cli.exits import DEFAULT_DB, FAILED
from extractor.messages import Speaker

if TYPE_CHECKING:
    from extractor.database.search import Hit

KINDS = ("document", "reference", "sentence")
FORMATS = ("table", "jsonl")


def add(app: typer.Typer, say: Speaker) -> None:
    @command(app, say, "help.search")
    def search(
        query: Annotated[list[str], typer.Argument(help=say("help.search.query"), metavar="QUERY")],
        db: Annotated[list[Path], typer.Option(help=say("help.search.db"))] = [Path(DEFAULT_DB)],  # noqa: B006  (Typer copies it)
        kind: Annotated[list[str] | None, typer.Option("--in", help=say("help.search.in"))] = None,
        limit: Annotated[int, typer.Option(help=say("help.limit"), min=1)] = 10,
        format: Annotated[str, typer.Option(help=say("help.search.format"), metavar="|".join(FORMATS))] = "table",
    ) -> None:
        checked(say, "export.format", [format], FORMATS)
        kinds = checked(say, "export.type", kind or [], KINDS) or list(KINDS)
        with shown(say):
            found = search_in(say, " ".join(query), db, kinds, limit, format)
        if not found:
            raise typer.Exit(FAILED)


def search_in(say: Speaker, query: str, paths: list[Path], kinds: list[str], limit: int, format: str) -> int:
    from contextlib import ExitStack

    from rich.text import Text

    from extractor.database.search import parse, search, search_all

    if not parse(query):
        raise typer.BadParameter(say("search.empty"))
    everything = 0
    with ExitStack() as opened:
        databases = {str(path): opened.enter_context(database(path, linked=False)) for path in distinct(paths)}
        for kind in kinds:
            if len(databases) > 1:
                hits, total = search_all(databases, query, kind=kind, limit=limit)  # type: ignore[arg-type]
            else:
                hits, total = search(next(iter(databases.values())), query, kind=kind, limit=limit)  # type: ignore[arg-type]
            everything += total
            if format == "jsonl":
                for hit in hits:
                    screen().write(_json(hit) + "\n")
            elif hits:
                _hits(say, kind, hits, total)
    if not everything:
        console(error=True).print(Text(say("search.none", query=query)))
    return everything


def _json(hit: "Hit") -> str:
    from dataclasses import asdict

    row = asdict(hit)
    if row["database"] is None:
        del row["database"]
    return json.dumps(row, ensure_ascii=False)


def _hits(say: Speaker, kind: str, hits: "list[Hit]", total: int) -> None:
    from rich.text import Text

    console().print(Text(say("search.of", title=say(f"search.{kind}"), shown=len(hits), total=total), style="bold underline"))
    for number, hit in enumerate(hits, 1):
        print_hit(say, number, " · ".join(filter(None, (hit.database, hit.document))), hit.page, hit.section, hit.label, marked(hit.sentence or "", hit.marks))
    console().print()
