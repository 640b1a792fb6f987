"""`trichyeu indicators`: the figures of the database, by document, body, period, unit and label."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli.common import check_output, checked, command, database, shown
from extractor.cli.console import console
from extractor.cli.exits import DEFAULT_DB, FAILED
from extractor.messages import Speaker

if TYPE_CHECKING:
    from extractor.database.lists import Asked
    from extractor.records import Indicator

ROLES = ("level", "increase", "decrease", "rank", "target", "limit")


def add(app: typer.Typer, say: Speaker) -> None:
    from extractor.cli.listing import FORMATS, check_format

    @command(app, say, "help.indicators")
    def indicators(
        db: Annotated[Path, typer.Option(help=say("help.db"))] = Path(DEFAULT_DB),
        document: Annotated[str | None, typer.Option(help=say("help.list.document"))] = None,
        body: Annotated[str | None, typer.Option(help=say("help.indicators.body"))] = None,
        period: Annotated[str | None, typer.Option(help=say("help.indicators.period"))] = None,
        unit: Annotated[str | None, typer.Option(help=say("help.indicators.unit"))] = None,
        role: Annotated[list[str] | None, typer.Option(help=say("help.indicators.role"), metavar="|".join(ROLES))] = None,
        label: Annotated[str | None, typer.Option(help=say("help.indicators.label"))] = None,
        in_table: Annotated[bool | None, typer.Option("--table/--prose", help=say("help.indicators.table"))] = None,
        limit: Annotated[int, typer.Option(help=say("help.list.limit"), min=0)] = 200,
        format: Annotated[str, typer.Option(help=say("help.list.format"), metavar="|".join(FORMATS))] = "table",
        output: Annotated[Path | None, typer.Option(help=say("help.list.output"))] = None,
    ) -> None:
        from extractor.database.lists import Asked

        check_format(say, format, output)
        roles = checked(say, "list.role", role or [], ROLES)
        asked = Asked(document, body, period, unit, label, roles, in_table)
        with shown(say):
            check_output(output, db=db)
            found = _indicators(say, db, asked, format, output, limit)
        if not found:
            raise typer.Exit(FAILED)


def _indicators(say: Speaker, path: Path, asked: "Asked", format: str, output: Path | None, limit: int) -> int:
    from extractor.cli.listing import show_records
    from extractor.database.lists import common, indicators

    with database(path, linked=False) as db:
        found = indicators(db, asked)
        there_are = [] if found else [(name, common(db, name)) for name in ("unit", "period") if getattr(asked, name)]
    for name, values in there_are:
        console(error=True).print(say("list.there_are", what=say(f"column.{name}").lower(), values="; ".join(values)), soft_wrap=True, markup=False)
    return show_records(say, found, lambda record: _row(say, record, format), lambda listed: _tables(say, listed), format, output, say("type.indicator"), limit)


def _row(say: Speaker, record: "Indicator", format: str) -> dict[str, Any]:
    """The record as its export for jsonl; for people what they read first comes first."""
    if format == "jsonl":
        import json

        from extractor.records import to_json

        exported: dict[str, Any] = json.loads(to_json(record))
        return exported
    from extractor.cli.listing import written_value

    names = ("label", "value", "unit", "period", "subject", "parent", "document", "page")
    row = {name: getattr(record, name) for name in names}
    row["section"] = " › ".join(record.section)
    row["sentence"] = record.sentence
    row["written"] = written_value(say, record)
    more = ("value_to", "total", "comparator", "role", "precision", "table", "row", "column", "quote", "start", "end", "confidence", "id")
    return row | {name: getattr(record, name) for name in more}


def _tables(say: Speaker, records: "Sequence[Indicator]") -> None:
    from rich.text import Text

    from extractor.cli import listing
    from extractor.database.values import dated_period

    narrow = listing.is_narrow()
    columns: dict[str, dict[str, Any]] = {
        "label": {"ratio": 5},
        "value": {"no_wrap": True, "justify": "right", "style": "bold"},
        "unit": {"ratio": 2},
        "period": {"ratio": 2},
        "subject": {"ratio": 3},
    }
    if not narrow:
        columns["sentence"] = {"ratio": 8}
    for document, sections in listing.grouped(records):
        title = listing.print_heading(document, say("list.count", n=sum(len(part) for _, part in sections)), sections)
        for section, part in sections:
            listing.print_section(section[title:])
            table = listing.table(say, columns)
            for record, sentence in listing.with_sentences(part, 140 if narrow else 360):
                label = Text(record.label or "")
                if record.role in ("target", "limit"):
                    label.append(f" ({say(f'role.{record.role}')})", style="dim")
                # The cells of a row are one body's: its name stands at the first.
                where = record.subject or "" if record.table is None or sentence is not None else ""
                if record.page:
                    label.append(f" · {say('list.page', n=record.page)}", style="dim")
                if narrow and sentence and record.table is None:
                    label.append("\n").append_text(sentence)
                cells = [label, *map(Text, (listing.written_value(say, record), record.unit or "", dated_period(record.period, record.period_from, record.period_to), where))]
                table.add_row(*cells, *([] if narrow else [sentence or ""]))
            console().print(table)
