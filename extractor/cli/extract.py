"""`trichyeu extract FILE…`: records to the screen or a file, without a database."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli.common import (
    MAX_PAGES,
    MEMORY_LIMIT,
    TIME_LIMIT,
    check_output,
    checked,
    command,
    complain,
    marked,
    place,
    read_options,
    shown,
    written,
)
from extractor.cli.console import console, screen
from extractor.cli.exits import FAILED
from extractor.messages import Speaker

if TYPE_CHECKING:
    from extractor.batch import Found
    from extractor.readers.options import ReadOptions
    from extractor.records import Record

FORMATS = ("jsonl", "csv", "table")
TYPES = ("metadata", "reference", "date", "indicator", "task", "relation", "finding")


def add(app: typer.Typer, say: Speaker) -> None:
    @command(app, say, "help.extract")
    def extract(
        files: Annotated[list[Path], typer.Argument(help=say("help.extract.files"), metavar=say("metavar.files"))],
        format: Annotated[str, typer.Option(help=say("help.extract.format"), metavar="|".join(FORMATS))] = "jsonl",
        type: Annotated[list[str] | None, typer.Option(help=say("help.type"))] = None,
        output: Annotated[Path | None, typer.Option(help=say("help.output"))] = None,
        why: Annotated[bool, typer.Option("--why", help=say("help.extract.why"))] = False,
        ocr: Annotated[str, typer.Option(help=say("help.ocr"), metavar="auto|always|never")] = "auto",
        password: Annotated[str | None, typer.Option(help=say("help.password"))] = None,
        time_limit: Annotated[float, typer.Option(help=say("help.time_limit"), min=1)] = TIME_LIMIT,
        memory_limit: Annotated[int, typer.Option(help=say("help.memory_limit"), min=200)] = MEMORY_LIMIT,
        max_pages: Annotated[int, typer.Option(help=say("help.max_pages"), min=1)] = MAX_PAGES,
    ) -> None:
        checked(say, "export.format", [format], FORMATS)
        types = checked(say, "export.type", type or [], TYPES) or list(TYPES)
        options = read_options(say, ocr, password, time_limit, memory_limit, max_pages)
        failed: list[str] = []
        with shown(say):
            from extractor.batch import find

            found = find(files)
            check_output(output, [*files, *(file.path for file in found)])
            if why:
                _explain(say, found, options, failed, format, types, output)
            else:
                _extract(say, _records(say, found, options, failed), format, types, output)
        if failed:
            raise typer.Exit(FAILED)


def _extract(say: Speaker, found: "Iterable[Record]", format: str, types: list[str], output: Path | None) -> None:
    from extractor.export import write_csv, write_jsonl

    records = (record for record in found if record.type in types)
    if format == "table":
        _tables(say, records, types)
        return
    write = write_jsonl if format == "jsonl" else write_csv
    if output is None:
        sys.stdout.flush()
        write(records, types, screen())
        sys.stdout.flush()
        return
    with written(say, output, newline="") as out:
        count = write(records, types, out)
    console(error=True).print(say("export.written", n=count, path=output), soft_wrap=True)


def _explain(
    say: Speaker, found: "list[Found]", options: "ReadOptions", failed: list[str], format: str, types: list[str], output: Path | None
) -> None:
    """The explanation of every record: lines of JSON, or with `--format table` for reading on the screen."""
    from dataclasses import replace

    from extractor.batch import Failure, extracted
    from extractor.cli.why import as_lines, explain

    lines: list[str] = []
    for source, made in extracted(found, replace(options, why=True)):
        if isinstance(made, Failure):
            failed.append(source)
            complain(made.text(say.lang))
            continue
        for record in (one for one in made.records if one.type in types):
            if format == "table" and output is None:
                explain(say, record, made)
            elif output is None:
                print(as_lines(record, made.why.get(record.id, ())), file=screen())
            else:
                lines.append(as_lines(record, made.why.get(record.id, ())))
    if output is not None:
        with written(say, output, newline="") as out:
            out.writelines(f"{line}\n" for line in lines)
        console(error=True).print(say("export.written", n=len(lines), path=output), soft_wrap=True)


def _records(say: Speaker, files: "list[Found]", options: "ReadOptions", failed: list[str]) -> "Iterator[Record]":
    """The records of the files in the order of the export, document by document; failures are said and remembered."""
    from extractor.batch import Failure, extracted
    from extractor.export import sort_key

    for source, result in extracted(files, options):
        if isinstance(result, Failure):
            failed.append(source)
            complain(result.text(say.lang))
        else:
            yield from sorted(result.records, key=sort_key)


# What the last column of a table shows of each type, beside its quote.
SHOWN: dict[str, tuple[str, ...]] = {
    "metadata": ("doc_type", "code", "issued_on", "issuer", "title", "signer"),
    "reference": ("doc_type", "code", "title", "issued_on", "issuer"),
    "date": ("kind", "from", "to", "valid"),
    "indicator": ("value", "value_to", "total", "unit", "comparator", "role", "label"),
    "task": ("form", "status", "title", "lead", "deadline", "done", "total"),
    "relation": ("kind", "grade", "computation"),
    "finding": ("severity", "check", "message"),
}


def _tables(say: Speaker, records: "Iterable[Record]", types: list[str]) -> None:
    from itertools import groupby

    from rich.table import Table
    from rich.text import Text

    out = console()
    for document, group in groupby(records, key=lambda r: r.document):
        of_type: dict[str, list[Any]] = {name: [] for name in types}
        for record in group:
            of_type[record.type].append(record)
        for name, found in of_type.items():
            if not found:
                continue
            table = Table(title=f"{document} · {say(f'type.{name}')} ({len(found)})", title_justify="left", title_style="bold")
            for column in ("quote", "values", "place", "sentence"):
                table.add_column(say(f"column.{column}"), overflow="fold")
            for record in found:
                table.add_row(*_cells(say, record), style=None)
            out.print(table)
    out.print(Text(""), end="")


def _cells(say: Speaker, record: "Record") -> tuple[Any, Any, Any, Any]:
    from rich.text import Text

    from extractor.export import flat

    values = flat(record)
    said = "\n".join(f"{key}: {values[key]}" for key in SHOWN[record.type] if values.get(key) not in (None, ""))
    quote = " ".join((record.quote or "").split())
    sentence = record.sentence or ""
    at = sentence.find(quote) if quote else -1
    marks = [(at, at + len(quote))] if at >= 0 else []
    return Text(quote), Text(said), Text(place(" › ".join(record.section), record.page, say)), marked(sentence, marks, 200)
