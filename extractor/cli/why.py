"""`trichyeu why RECORD_ID`: which rule made each field of a record, by which words, and what was refused. The file is read again for it."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli.common import MAX_PAGES, MEMORY_LIMIT, TIME_LIMIT, command, complain, database, read_options, shown
from extractor.cli.console import console
from extractor.cli.exits import DEFAULT_DB, FAILED
from extractor.messages import Speaker

if TYPE_CHECKING:
    from extractor.pipeline import ExtractedDocument
    from extractor.records import Record
    from extractor.why import Decision

# Fields whose decisions are told under their names in both languages.
FIELDS = frozenset(
    ["kind", "from", "to", "role", "subject", "label", "unit", "period", "issuer", "relation", "code", "doc_type", "issued_on", "due_on", "form", "lead", "cooperate", "past_due", "status", "title", "check", "signer", "value"]
)


def add(app: typer.Typer, say: Speaker) -> None:
    @command(app, say, "help.why")
    def why(
        record: Annotated[str, typer.Argument(help=say("help.why.record"), metavar=say("metavar.record"))],
        db: Annotated[Path, typer.Option(help=say("help.db"))] = Path(DEFAULT_DB),
        ocr: Annotated[str, typer.Option(help=say("help.ocr"), metavar="auto|always|never")] = "auto",
        password: Annotated[str | None, typer.Option(help=say("help.password"))] = None,
    ) -> None:
        options = read_options(say, ocr, password, TIME_LIMIT, MEMORY_LIMIT, MAX_PAGES)
        with shown(say):
            told = _why(say, record, db, options)
        if not told:
            raise typer.Exit(FAILED)


def _why(say: Speaker, wanted: str, path: Path, options: Any) -> bool:
    from dataclasses import replace

    from extractor.batch import Failure, extracted
    from extractor.batch.files import Found
    from extractor.database.origin import origin_of

    with database(path) as db:
        origin = origin_of(db, wanted)
    if origin is None:
        complain(say("why.none", record=wanted, db=path))
        return False
    if origin.path is None or not origin.path.is_file():
        complain(say("why.gone", path=origin.path or origin.source))
        return False
    for source, made in extracted([Found(origin.path, origin.file_source)], replace(options, why=True)):
        if isinstance(made, Failure):
            complain(made.text(say.lang))
        elif source == origin.source:
            record = next((one for one in made.records if one.id == wanted), None)
            if record is not None:
                explain(say, record, made)
                return True
    complain(say("why.changed", path=origin.path))
    return False


def explain(say: Speaker, record: "Record", made: "ExtractedDocument") -> None:
    """Prints a record and the decisions on its fields."""
    from rich.text import Text

    out = console()
    quote = " ".join((record.quote or "").split())
    out.print(Text.assemble((f"{say(f'type.{record.type}')} {record.id}", "bold"), f"  {record.document}", f"  “{quote[:160]}”" if quote else ""), soft_wrap=True)
    values = record.model_dump(mode="json", by_alias=True)
    for one in made.why.get(record.id, ()):
        value = values.get(one.field)
        said = "" if value is None else str(value)
        field = say(f"why.field.{one.field}") if one.field in FIELDS else one.field
        rule = say("why.rule", rule=one.rule) if one.rule else ""
        out.print(Text.assemble("  ", (field, "bold"), f" = {said[:120]}" if said else "", "  ← ", (rule, "cyan"), f"  “{one.words[:200]}”" if one.words else ""), soft_wrap=True)
        for other in one.refused:
            out.print(Text(f"      {say('why.refused')}: {other}", style="dim"), soft_wrap=True)


def as_lines(record: "Record", decisions: "Iterable[Decision]") -> str:
    """One JSON line: the record's id, type and quote, and its decisions by field."""
    import json

    why = {one.field: {"rule": one.rule, "words": one.words, "refused": list(one.refused)} for one in decisions}
    return json.dumps({"id": record.id, "type": record.type, "document": record.document, "quote": record.quote, "why": why}, ensure_ascii=False)
