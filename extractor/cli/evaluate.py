"""`trichyeu evaluate GOLD_DIR`: how good the extraction is, by hand-made annotations."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli.common import checked, command, shown, stop
from extractor.cli.console import console
from extractor.messages import Speaker

if TYPE_CHECKING:
    from extractor.evaluate import Gold, Score

SCORED = ("reference", "date", "indicator", "task", "relation", "metadata")


def add(app: typer.Typer, say: Speaker) -> None:
    @command(app, say, "help.evaluate")
    def evaluate(
        gold: Annotated[Path, typer.Argument(help=say("help.evaluate.gold"), metavar=say("metavar.gold"), exists=True, file_okay=False)],
        texts: Annotated[list[Path] | None, typer.Option(help=say("help.evaluate.texts"))] = None,
        predicted: Annotated[Path | None, typer.Option(help=say("help.evaluate.predicted"), exists=True, dir_okay=False)] = None,
        errors: Annotated[list[str] | None, typer.Option(help=say("help.evaluate.errors"))] = None,
        as_json: Annotated[bool, typer.Option("--json", help=say("help.evaluate.json"))] = False,
    ) -> None:
        listed = checked(say, "export.type", errors or [], SCORED)
        with shown(say):
            _evaluate(say, gold, texts or [gold.parent, gold], predicted, listed, as_json)


def _evaluate(say: Speaker, folder: Path, texts: list[Path], predicted: Path | None, errors: list[str], as_json: bool) -> None:
    from extractor.evaluate import Score, gold_files, read_jsonl, score

    files = gold_files(folder)
    if not files:
        raise stop(say, "evaluate.none", folder=folder)
    exported = list(read_jsonl(predicted)) if predicted else None
    parts: dict[str, Score] = {}
    for gold in files:
        records = _of(exported, gold) if exported is not None else _extracted(say, gold, texts)
        parts[gold.path.stem] = score(read_jsonl(gold.path), records, gold.first, gold.last)
    whole = sum(parts.values(), Score())
    if as_json:
        figures = {name: part.figures() for name, part in parts.items()}
        typer.echo(json.dumps({"files": figures, "all": whole.figures()}, ensure_ascii=False))
        return
    for name, part in [*parts.items(), *([("Σ", whole)] if len(parts) > 1 else [])]:
        _table(name, part)
    for name in errors:
        _errors(parts, name)


def _of(exported: Iterable[dict[str, Any]], gold: "Gold") -> list[dict[str, Any]]:
    """The records of the document that a gold file is about; all of them where the export holds one document."""
    records = list(exported)
    if len({r.get("document") for r in records}) <= 1:
        return records
    return [r for r in records if str(r.get("document") or "").rsplit("/", 1)[-1].startswith(gold.number)]


def _extracted(say: Speaker, gold: "Gold", texts: list[Path]) -> list[dict[str, Any]]:
    from extractor.evaluate import text_of
    from extractor.pipeline import extract_file
    from extractor.records import to_json

    path = text_of(gold, texts)
    if path is None:
        raise stop(say, "evaluate.no_text", gold=gold.path.name)
    return [json.loads(to_json(record)) for record in extract_file(path).records]


def _table(name: str, score: "Score") -> None:
    from rich.table import Table

    figures = score.figures()
    table = Table(title=name, title_justify="left", title_style="bold")
    for column in ("", "gold", "found", "P", "R", "F1", "full F1", "span", ""):
        table.add_column(column, justify="right" if column else "left")
    for kind in ("reference", "date", "indicator", "task"):
        row = figures[kind]
        if row["gold"] or row["predicted"]:
            more = {**row["attributes"], **{k: v for k, v in row.items() if k.endswith("_token_f1")}}
            said = " ".join(f"{k} {v:.3f}" for k, v in more.items())
            shares = [f"{row[k]:.4f}" for k in ("precision", "recall", "f1", "full_f1", "span_exact")]
            table.add_row(kind, str(row["gold"]), str(row["predicted"]), *shares, said)
    row = figures["relation"]
    if row["gold"] or row["predicted"]:
        said = f"verdict {row['verdict']:.3f} grade {row['grade']:.3f}"
        table.add_row(
            "relation",
            str(row["gold"]),
            str(row["predicted"]),
            f"{row['precision']:.4f}",
            f"{row['recall']:.4f}",
            "",
            "",
            "",
            said,
        )
    if "metadata" in figures:
        row = figures["metadata"]
        table.add_row("metadata", str(row["fields"]), str(row["right"]), "", "", "", "", "", ", ".join(row["wrong"]))
    console().print(table)


def _errors(parts: "dict[str, Score]", kind: str) -> None:
    """One line an error: what kind, where, the quote, and the fields that differ (gold → found)."""
    for name, part in parts.items():
        if kind == "metadata":
            for field, wanted, found in part.wrong:
                typer.echo(f"{name} wrong {field}: {wanted!r} → {found!r}")
            continue
        for error, record, fields in part.relations.errors if kind == "relation" else part.types[kind].errors:
            said = "; ".join(f"{key}: {wanted!r} → {found!r}" for key, (wanted, found) in fields.items())
            shown_record = {
                k: v
                for k, v in record.items()
                if v not in (None, [], "") and k not in ("type", "id", "sentence", "section", "document")
            }
            typer.echo(
                f"{name} {error} {json.dumps(shown_record, ensure_ascii=False, default=str)}" + (f" {said}" if said else "")
            )
