"""`trichyeu series LABEL`: one indicator over documents and periods, in the order of time."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli.common import check_output, command, database, shown
from extractor.cli.console import console
from extractor.cli.exits import DEFAULT_DB, FAILED
from extractor.messages import Speaker

if TYPE_CHECKING:
    from extractor.linking.indicators import Series, Step
    from extractor.records import Indicator

MOVEMENT_STYLES = {"up": "green", "down": "yellow", "differs": "bold red", "same": "dim"}


def add(app: typer.Typer, say: Speaker) -> None:
    from extractor.cli.listing import FORMATS, check_format

    @command(app, say, "help.series")
    def series(
        label: Annotated[list[str], typer.Argument(help=say("help.series.label"), metavar=say("metavar.label"))],
        db: Annotated[Path, typer.Option(help=say("help.db"))] = Path(DEFAULT_DB),
        subject: Annotated[str | None, typer.Option(help=say("help.series.subject"))] = None,
        unit: Annotated[str | None, typer.Option(help=say("help.indicators.unit"))] = None,
        limit: Annotated[int, typer.Option(help=say("help.list.limit"), min=0)] = 200,
        format: Annotated[str, typer.Option(help=say("help.list.format"), metavar="|".join(FORMATS))] = "table",
        output: Annotated[Path | None, typer.Option(help=say("help.list.output"))] = None,
    ) -> None:
        check_format(say, format, output)
        words = " ".join(label).strip()
        if not words:
            raise typer.BadParameter(say("search.empty"))
        with shown(say):
            check_output(output, db=db)
            found = _series(say, words, db, subject, unit, format, output, limit)
        if not found:
            raise typer.Exit(FAILED)


def _series(
    say: Speaker, label: str, path: Path, subject: str | None, unit: str | None, format: str, output: Path | None, limit: int
) -> int:
    from rich.text import Text

    from extractor.cli.listing import print_total, write_rows
    from extractor.database.lists import observations
    from extractor.linking.indicators import series_of

    with database(path, linked=False) as db:
        found = observations(db, label, subject, unit)
    records = {record.id: record for _, record in found}
    made = series_of(point for point, _ in found)
    if not made:
        console(error=True).print(Text(say("series.none", label=label)), soft_wrap=True)
    elif format != "table":
        rows = [_row(number, one, step, records) for number, one in enumerate(made, 1) for step in one.steps]
        write_rows(say, rows, format, output, label)
    else:
        several = [one for one in made if len(one.steps) > 1]
        single = [one for one in made if len(one.steps) == 1]
        listed = several[:limit] if limit else several
        for one in listed:
            _table(say, one, records)
        rest = single[: max(0, limit - len(listed))] if limit else single
        if rest:
            _singles(say, rest, records, alone=not listed)
        print_total(say, len(listed) + len(rest), len(made))
    return len(made)


def _row(number: int, one: "Series", step: "Step", records: "dict[str, Indicator]") -> dict[str, Any]:
    point, record = step.point, records[step.point.record]
    return {
        "series": number,
        "label": point.label,
        "subject": point.subject,
        "unit": point.unit,
        "role": point.role,
        "period": point.period,
        "since": point.since,
        "until": point.until,
        "value": point.value,
        "value_to": point.value_to,
        "total": point.total,
        "comparator": point.comparator,
        "movement": step.movement,
        "change": step.change,
        "share": step.share,
        "document": point.document,
        "page": record.page,
        "section": " › ".join(record.section),
        "sentence": record.sentence,
        "quote": record.quote,
        "start": record.start,
        "end": record.end,
        "id": record.id,
    }


def _table(say: Speaker, one: "Series", records: "dict[str, Indicator]") -> None:
    from rich.text import Text

    from extractor.cli import listing

    about = " · ".join(p for p in (one.subject, one.unit) if p)
    said = say("series.documents", points=len(one.steps), documents=one.documents)
    console().print(
        Text.assemble(("\n" + (one.label or ""), "bold cyan"), (f" · {about}" if about else ""), (f"  {said}", "dim")), soft_wrap=True
    )
    columns: dict[str, dict[str, Any]] = {
        "period": {"ratio": 2},
        "value": {"no_wrap": True, "justify": "right", "style": "bold"},
        "change": {"ratio": 3},
        "document": {"ratio": 4},
    }
    if not listing.is_narrow():
        columns["sentence"] = {"ratio": 8}
    table = listing.table(say, columns)
    for step in one.steps:
        record = records[step.point.record]
        value = Text(listing.written_value(say, record))
        if record.role in ("target", "limit"):
            value.append(f" ({say(f'role.{record.role}')})", style="not bold dim")
        where = Text(record.document, style="cyan")
        if record.page:
            where.append(f" · {say('list.page', n=record.page)}")
        sentence = listing.marked_quotes(record.sentence or "", [record.quote or ""], 220)
        if listing.is_narrow():
            where.append("\n").append_text(sentence)
        cells = [Text(_period(say, step)), value, _change(say, step, record), where]
        table.add_row(*cells, *([] if listing.is_narrow() else [sentence]))
    console().print(table)


def _period(say: Speaker, step: "Step") -> str:
    """The period as written, with its days where the words do not say them."""
    from extractor.cli.listing import day

    point = step.point
    if point.until is None:
        return " ".join(p for p in (point.period, f"({say('series.undated')})") if p)
    if point.period and any(ch.isdigit() for ch in point.period):
        return point.period
    days = day(point.until) if point.since == point.until else f"{day(point.since)} - {day(point.until)}"
    return f"{point.period} ({days})" if point.period else days


def _change(say: Speaker, step: "Step", record: "Indicator") -> Any:
    """What changed, in the scale word of the value beside it."""
    from decimal import Decimal

    from rich.text import Text

    from extractor.cli.listing import number, scale_of

    style = MOVEMENT_STYLES.get(step.movement, "")
    if step.movement in ("same", "differs"):
        made = Text(say(f"series.{step.movement}"), style=style)
    elif step.movement in ("up", "down"):
        made = Text("▲" if step.movement == "up" else "▼", style=style)
    else:
        return Text("")
    if step.change:
        sign = "+" if step.change > 0 else ""
        scale, name = scale_of(record)
        made.append(" ".join(filter(None, (f" {sign}{number(step.change / scale)}", name))))
        if step.share is not None and step.point.unit != "%":
            made.append(f" ({sign}{number(round(step.share, 2).quantize(Decimal('0.01')))}%)", style="dim")
    return made


def _singles(say: Speaker, found: "list[Series]", records: "dict[str, Indicator]", alone: bool) -> None:
    from rich.text import Text

    from extractor.cli import listing

    if not alone:
        console().print(Text("\n" + say("series.single"), style="bold"))
    columns: dict[str, dict[str, Any]] = {
        "label": {"ratio": 5},
        "subject": {"ratio": 3},
        "period": {"ratio": 2},
        "value": {"no_wrap": True, "justify": "right", "style": "bold"},
        "unit": {"ratio": 2},
        "document": {"ratio": 4},
    }
    table = listing.table(say, columns)
    for one in found:
        step = one.steps[0]
        record = records[step.point.record]
        words = (one.label or "", one.subject or "", _period(say, step), listing.written_value(say, record), one.unit or "", record.document)
        table.add_row(*map(Text, words))
    console().print(table)
