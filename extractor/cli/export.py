"""`trichyeu export [DB]`: all records as JSON Lines, CSV or Parquet."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli.common import check_output, checked, command, database, replaced, shown, stop, written
from extractor.cli.console import console, screen
from extractor.cli.exits import DEFAULT_DB
from extractor.cli.extract import TYPES
from extractor.messages import Speaker

if TYPE_CHECKING:
    from extractor.records import Record

FORMATS = ("jsonl", "csv", "parquet", "docbin")
PARTITIONS = ("month", "body", "none")


def add(app: typer.Typer, say: Speaker) -> None:
    @command(app, say, "help.export")
    def export(
        path: Annotated[Path | None, typer.Argument(help=say("help.db"), metavar="DB")] = None,
        db: Annotated[Path, typer.Option(help=say("help.db"))] = Path(DEFAULT_DB),
        format: Annotated[str, typer.Option(help=say("help.export.format"), metavar="|".join(FORMATS))] = "jsonl",
        type: Annotated[list[str] | None, typer.Option(help=say("help.type"))] = None,
        output: Annotated[Path | None, typer.Option(help=say("help.output"))] = None,
        as_extracted: Annotated[bool, typer.Option("--as-extracted", help=say("help.export.as_extracted"))] = False,
        partition: Annotated[str, typer.Option(help=say("help.export.partition"), metavar="month,body|month|body|none")] = "month,body",
        gold: Annotated[Path | None, typer.Option(help=say("help.export.gold"), file_okay=False, metavar="FOLDER")] = None,
    ) -> None:
        checked(say, "export.format", [format], FORMATS)
        if gold is not None:
            with shown(say):
                _gold(say, path or db, gold)
            return
        types = checked(say, "export.type", type or [], TYPES) or list(TYPES)
        if format in ("parquet", "docbin") and output is None:
            raise typer.BadParameter(say("export.needs_output"))
        keys = checked(say, "export.partition", [key for key in dict.fromkeys(partition.split(",")) if key != "none"], PARTITIONS)
        with shown(say):
            if format == "parquet" and output is not None and keys and _is_folder(output):
                _partitioned(say, path or db, types, output, keys, as_extracted)
            else:
                _export(say, path or db, format, types, output, as_extracted)


def _is_folder(output: Path) -> bool:
    return output.is_dir() or not output.suffix


def _partitioned(say: Speaker, path: Path, types: list[str], output: Path, keys: list[str], as_extracted: bool) -> None:
    """All records as a folder of Parquet files, the whole of it or none."""
    from extractor.cli.common import unwritable
    from extractor.database.corrected import any_corrections
    from extractor.database.partitioned import write_partitioned

    check_output(output, db=path)
    with database(path) as db, unwritable(say, output):
        try:
            counts = write_partitioned(db, output, types, keys, as_extracted=as_extracted, corrected=not as_extracted and any_corrections(db))
        except ImportError as error:
            raise stop(say, "export.needs_package") from error
    console(error=True).print(say("export.written", n=sum(counts.values()), path=output), soft_wrap=True)


def _export(say: Speaker, path: Path, format: str, types: list[str], output: Path | None, as_extracted: bool) -> None:
    from extractor.database.corrected import any_corrections

    if format == "docbin" and output is not None:
        return _docbin(say, path, types, output, as_extracted)
    many = output is not None and _is_folder(output)
    targets = [] if output is None else [(output / f"{t}.{format}", [t]) for t in types] if many else [(output, types)]
    for target, _ in targets:
        check_output(target, db=path)
    with database(path) as db:
        # A table has the column of corrections where there are any.
        marked = not as_extracted and any_corrections(db)
        if output is None:
            _to_screen(format, _records(db, as_extracted), types, marked)
        for target, chosen in targets:
            count = _writer(say, format, target, marked)(_records(db, as_extracted), chosen)
            console(error=True).print(say("export.written", n=count, path=target), soft_wrap=True)


def _to_screen(format: str, records: "Iterator[Record]", types: list[str], marked: bool) -> None:
    from extractor.export import write_csv, write_jsonl

    if format == "jsonl":
        write_jsonl(records, types, screen())
    else:
        write_csv(records, types, screen(), marked)
    sys.stdout.flush()


def _docbin(say: Speaker, path: Path, types: list[str], output: Path, as_extracted: bool) -> None:
    """All documents with their records as spaCy Docs in one file."""
    from extractor.database.corrected import corrected_records
    from extractor.database.read import all_records, text_of
    from extractor.spacy_components import write_docbin

    check_output(output, db=path)
    with database(path) as db, replaced(say, output) as made:
        documents = ((source, text_of(db, source) or "", [r for r in records if r.type in types]) for source, records in (all_records if as_extracted else corrected_records)(db))
        count = write_docbin(documents, str(made))
    console(error=True).print(say("export.written", n=count, path=output), soft_wrap=True)


def _gold(say: Speaker, base: Path, folder: Path) -> None:
    """Writes the documents that people corrected or signed as gold: FOLDER/gold/NNN.jsonl beside FOLDER/NNN_name.txt."""
    import json
    import re

    from extractor.database.gold import annotated, gold_rows
    from extractor.database.read import text_of

    with database(base) as db:
        found = annotated(db)
        for number, source in enumerate(found, 1):
            (folder / "gold").mkdir(parents=True, exist_ok=True)
            stem = re.sub(r"[^\w.-]+", "-", source.rsplit("/", 1)[-1].rsplit(".", 1)[0])[:60]
            lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in gold_rows(db, source))
            for target, text in ((folder / f"{number:03d}_{stem}.txt", text_of(db, source) or ""), (folder / "gold" / f"{number:03d}.jsonl", lines)):
                check_output(target, db=base)
                with written(say, target, newline="\n") as out:
                    out.write(text)
    console(error=True).print(say("export.gold", n=len(found), path=folder), soft_wrap=True)


def _writer(say: Speaker, format: str, target: Path, marked: bool) -> Callable[[Any, list[str]], int]:
    """A function that writes (records, types) to the file."""
    from extractor.export import write_csv, write_jsonl, write_parquet

    def text(records: "Iterator[Record]", types: list[str]) -> int:
        # Excel takes a CSV without a byte-order mark for the machine's code page.
        with written(say, target, newline="", encoding="utf-8-sig" if format == "csv" else "utf-8") as out:
            return write_csv(records, types, out, marked) if format == "csv" else write_jsonl(records, types, out)

    def parquet(records: "Iterator[Record]", types: list[str]) -> int:
        try:
            with replaced(say, target) as made:
                return write_parquet(records, types, made, corrected=marked)
        except ImportError as error:
            raise stop(say, "export.needs_package") from error

    return parquet if format == "parquet" else text


def _records(db: Any, as_extracted: bool) -> "Iterator[Record]":
    """All records in the order of the export, a document at a time, as people corrected them or as they were extracted."""
    from extractor.database.corrected import corrected_records
    from extractor.database.read import all_records
    from extractor.export import sort_key

    for _, records in (all_records if as_extracted else corrected_records)(db):
        yield from sorted(records, key=sort_key)
