"""`trichyeu search QUERY`: documents, references, figures, tasks and sentences of one database or several, each with file, page, section and sentence."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli.common import checked, command, database, distinct, marked, print_hit, shown
from extractor.cli.console import console, screen
from extractor.cli.exits import DEFAULT_DB, FAILED
from extractor.messages import Speaker

if TYPE_CHECKING:
    from extractor.database.search import Hit

KINDS = ("document", "reference", "indicator", "task", "sentence")
FORMATS = ("table", "jsonl", "json")


def add(app: typer.Typer, say: Speaker) -> None:
    @command(app, say, "help.search")
    def search(
        query: Annotated[list[str], typer.Argument(help=say("help.search.query"), metavar=say("metavar.query"))],
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

    from extractor.database.asking import ask, bounds, days
    from extractor.database.search import COUNTED, search, search_all

    asked = ask(query)
    if not asked:
        raise typer.BadParameter(say("search.empty"))
    for name, value in asked.filters:
        if (name == "value" and bounds(value) is None) or (name == "date" and days(value) is None):
            raise typer.BadParameter(say(f"search.{name}", value=value))
    everything = most = 0
    whole: dict[str, dict[str, Any]] = {}
    with ExitStack() as opened:
        databases = {str(path): opened.enter_context(database(path, linked=False)) for path in distinct(paths)}
        for kind in kinds:
            if len(databases) > 1:
                hits, total = search_all(databases, query, kind=kind, limit=limit)  # type: ignore[arg-type]
            else:
                hits, total = search(next(iter(databases.values())), query, kind=kind, limit=limit)  # type: ignore[arg-type]
            everything += total
            most = max(most, total)
            if format == "jsonl":
                for hit in hits:
                    screen().write(json.dumps(_row(hit), ensure_ascii=False) + "\n")
            elif format == "json":
                whole[kind] = {"total": min(total, COUNTED), "more": total > COUNTED, "hits": [_row(hit) for hit in hits]}
            elif hits:
                _hits(say, kind, hits, total)
    if format == "json":
        screen().write(json.dumps(whole, ensure_ascii=False, indent=2) + "\n")
    if not everything:
        console(error=True).print(Text(say("search.none", query=query)))
    elif most > limit and format == "table":
        key = "search.more" if most <= COUNTED else "search.many"
        console(error=True).print(Text(say(key, n=limit, all=min(most, COUNTED)), style="dim"), soft_wrap=True)
    return everything


def _row(hit: "Hit") -> dict[str, Any]:
    """A hit as JSON tells it: what its kind does not have is left out."""
    from dataclasses import asdict

    row = asdict(hit)
    details = row.pop("details")
    return {name: value for name, value in row.items() if value is not None or name not in ("database", "record")} | dict(details)


def _label(say: Speaker, hit: "Hit") -> str:
    """What a hit is, in a line: a figure with its value, a task with its state."""
    details = dict(hit.details)
    if hit.kind == "indicator":
        from extractor.cli.listing import Written, written_value
        from extractor.database.values import dated_period

        unit = details["unit"] or ""
        value = written_value(say, Written.of(details, hit.label)) + ("" if unit.startswith("%") else " ") + unit
        period = dated_period(details["period"], details["period_from"], details["period_to"])
        return " · ".join(part for part in (value.strip(), details["label"], details["subject"], period) if part)
    if hit.kind == "task":
        from extractor.database.search import day

        due = say("search.due", day=day(details["due_on"])) if details["due_on"] else ""
        return " · ".join(part for part in (details["title"] or "", say(f"status.{details['status']}"), details["lead"] or "", due) if part)
    return hit.label


def _hits(say: Speaker, kind: str, hits: "list[Hit]", total: int) -> None:
    from rich.text import Text

    from extractor.database.search import COUNTED

    of = "search.of" if total <= COUNTED else "search.of_more"
    console().print(Text(say(of, title=say(f"search.{kind}"), shown=len(hits), total=min(total, COUNTED)), style="bold underline"))
    for number, hit in enumerate(hits, 1):
        print_hit(say, number, " · ".join(filter(None, (hit.database, hit.document))), hit.page, hit.section, _label(say, hit), marked(hit.sentence or "", hit.marks))
    console().print()
