"""`trichyeu review [DB]`: the decisions and corrections of reviewers, listed, exported and imported."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from extractor.cli.common import check_output, checked, command, database, shown, stop, written
from extractor.cli.console import console
from extractor.cli.exits import DEFAULT_DB
from extractor.messages import Speaker

FORMATS = ("table", "jsonl")


def add(app: typer.Typer, say: Speaker) -> None:
    @command(app, say, "help.review")
    def review(
        path: Annotated[Path | None, typer.Argument(help=say("help.db"), metavar="DB")] = None,
        db: Annotated[Path, typer.Option(help=say("help.db"))] = Path(DEFAULT_DB),
        document: Annotated[str | None, typer.Option(help=say("help.list.document"))] = None,
        format: Annotated[str, typer.Option(help=say("help.review.format"), metavar="|".join(FORMATS))] = "table",
        output: Annotated[Path | None, typer.Option(help=say("help.output"))] = None,
        take: Annotated[Path | None, typer.Option("--import", help=say("help.review.import"), exists=True, dir_okay=False, metavar="FILE")] = None,
    ) -> None:
        checked(say, "export.format", [format], FORMATS)
        with shown(say):
            base = path or db
            if take is not None:
                _take(say, base, take)
            else:
                _give(say, base, document, format, output)


def _take(say: Speaker, base: Path, file: Path) -> None:
    """Imports decisions that another database exported."""
    from extractor.database.review_rows import import_rows

    try:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (ValueError, OSError) as error:
        raise stop(say, "review.unreadable", path=file) from error
    with database(base, writing=True) as db:
        new, known = import_rows(db, rows)
    console(error=True).print(say("review.imported", new=new, known=known), soft_wrap=True)


def _give(say: Speaker, base: Path, document: str | None, format: str, output: Path | None) -> None:
    from extractor.database.review_rows import standing

    check_output(output, db=base)
    with database(base, linked=False) as db:
        rows = [row for row in standing(db) if document is None or document.lower() in row["document"].lower()]
    if format == "jsonl" or output is not None:
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        if output is None:
            sys.stdout.write(lines)
            return
        with written(say, output) as out:
            out.write(lines)
        console(error=True).print(say("export.written", n=len(rows), path=output), soft_wrap=True)
        return
    _print(say, rows)


def _what(say: Speaker, row: dict[str, Any]) -> str:
    """What a decision is about: the check or the kind of record, and its words."""
    if row["record_type"] == "metadata":
        return say("type.metadata")
    return f"{row['check_code'] or row['record_type']}: {row['quote'] or ''}"


def _print(say: Speaker, rows: list[dict[str, Any]]) -> None:
    from rich.text import Text

    from extractor.cli import listing
    from extractor.database.audited import corrected_fields

    out = console()
    if not rows:
        out.print(Text(say("review.none")))
        return
    table = listing.table(say, {"document": {"ratio": 4}, "quote": {"ratio": 5}, "opinion": {"ratio": 6}})
    for row in rows:
        said = [say(f"review.{row['decision']}"), *(row[key] for key in ("reason", "note") if row[key])]
        said += [corrected_fields(row["corrections"], say.lang)] if row["corrections"] else []
        who = f"{row['reviewer'] or '-'} · {row['reviewed_at'][:10]}"
        state = f" [{say('review.state.' + row['state'])}]" if row["state"] != "same" else ""
        table.add_row(Text(row["document"], style="cyan"), Text(_what(say, row)), Text(f"{'. '.join(said)}{state}\n{who}"))
    out.print(table)
