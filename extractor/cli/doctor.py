"""`trichyeu doctor PATH…`: what was not understood in files and folders, and the lines that would add it to an office's own rules."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli import listing
from extractor.cli.common import (
    MAX_PAGES,
    MEMORY_LIMIT,
    TIME_LIMIT,
    check_output,
    checked,
    command,
    complain,
    read_options,
    shown,
    stop,
    written,
)
from extractor.cli.console import console, screen
from extractor.cli.exits import FAILED
from extractor.messages import Speaker

if TYPE_CHECKING:
    from extractor.batch import Found as File
    from extractor.doctor import Diagnosis, Engine, Example, Found, Report
    from extractor.readers.options import ReadOptions

FORMATS = ("table", "json", "jsonl", "csv", "xlsx")
KINDS = ("column", "cell", "run", "code", "type", "symbol", "unit", "body", "section", "page", "loss")
WORST = 15  # files of the table of files
WIDE = 60  # characters of an example on the screen


def add(app: typer.Typer, say: Speaker) -> None:
    @command(app, say, "help.doctor")
    def doctor(
        paths: Annotated[list[Path], typer.Argument(help=say("help.ingest.paths"), metavar=say("metavar.paths"))],
        format: Annotated[str, typer.Option(help=say("help.doctor.format"), metavar="|".join(FORMATS))] = "table",
        kind: Annotated[list[str] | None, typer.Option(help=say("help.doctor.kind", kinds=", ".join(KINDS)))] = None,
        limit: Annotated[int, typer.Option(help=say("help.doctor.limit"), min=0)] = 8,
        output: Annotated[Path | None, typer.Option(help=say("help.output"))] = None,
        lines: Annotated[Path | None, typer.Option("--lines", help=say("help.doctor.lines"), metavar="DIR")] = None,
        ocr: Annotated[str, typer.Option(help=say("help.ocr"), metavar="auto|always|never")] = "auto",
        password: Annotated[str | None, typer.Option(help=say("help.password"))] = None,
        time_limit: Annotated[float, typer.Option(help=say("help.time_limit"), min=1)] = TIME_LIMIT,
        memory_limit: Annotated[int, typer.Option(help=say("help.memory_limit"), min=200)] = MEMORY_LIMIT,
        max_pages: Annotated[int, typer.Option(help=say("help.max_pages"), min=1)] = MAX_PAGES,
        follow_links: Annotated[bool, typer.Option("--follow-links", help=say("help.follow_links"))] = False,
        jobs: Annotated[int, typer.Option("--jobs", "-j", help=say("help.jobs"), min=0)] = 0,
    ) -> None:
        from dataclasses import replace

        listing.check_format(say, format, output, FORMATS)
        kinds = checked(say, "doctor.kind", kind or [], KINDS) or list(KINDS)
        options = replace(read_options(say, ocr, password, time_limit, memory_limit, max_pages), diagnosed=True)
        with shown(say):
            from extractor.batch import find
            from extractor.doctor import engines, merge

            found = find(paths, follow_links=follow_links)
            if not found:
                raise stop(say, "ingest.nothing", paths=", ".join(map(str, paths)))
            check_output(output, [*paths, *(file.path for file in found)])
            failed: list[str] = []
            report = merge(_diagnoses(say, found, options, jobs, failed))
            machine = engines()
            _write(say, report, machine, kinds, limit, format, output)
            if lines is not None:
                _save_lines(say, report, lines, [file.path for file in found])
        if failed:
            raise typer.Exit(FAILED)


def _diagnoses(say: Speaker, files: "Sequence[File]", options: "ReadOptions", jobs: int, failed: list[str]) -> "list[tuple[str, Diagnosis]]":
    """The diagnosis of each document in order of source, with a progress bar; files that cannot be read are said and remembered."""
    from extractor.batch import Failure
    from extractor.cli.reading import read_side_by_side

    made: list[tuple[str, Diagnosis]] = []
    lost: dict[str, Failure] = {}
    for _, source, result in read_side_by_side(say, files, options, jobs, say("doctor.progress")):
        if isinstance(result, Failure):
            lost[source] = result
        elif result.diagnosis is not None:
            made.append((source, result.diagnosis))
    for source, failure in sorted(lost.items()):
        complain(f"{source}: {failure.text(say.lang).removeprefix(f'{source}: ')}")
        if failure.cause != "unsupported":
            failed.append(source)
    return sorted(made, key=lambda one: one[0])


# -- files ----------------------------------------------------------------------------------------------------------------------------------


def _write(say: Speaker, report: "Report", machine: "Sequence[Engine]", kinds: Sequence[str], limit: int, format: str, output: Path | None) -> None:
    if format == "table":
        _print(say, report, machine, kinds, limit)
        return
    found = [one for one in report.found if one.kind in kinds]
    items = [_item_row(say, one, nested=format in ("json", "jsonl")) for one in found]
    documents = [_document_row(source, counts) for source, counts in report.documents.items()]
    if format == "xlsx":
        assert output is not None
        sheets = {say("doctor.sheet.files"): documents, say("doctor.sheet.found"): items}
        listing.save_book(say, output, lambda: listing.workbook(say, sheets))
        console(error=True).print(say("export.written", n=len(items), path=output), soft_wrap=True)
        return
    if format == "csv":
        listing.write_rows(say, items, format, output, say("doctor.sheet.found"))
        return
    whole = {
        "documents": documents,
        "total": dict(report.total),
        "classes": dict(report.classes),
        "found": items,
        "engines": [{"name": one.name, "there": one.there} for one in machine],
        "lines": report.lines(),
    }
    if format == "json":
        text = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
    else:
        rows = [{"type": "document", **row} for row in documents] + [{"type": "found", **row} for row in items]
        rows += [{"type": "engine", "name": one.name, "there": one.there} for one in machine]
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    if output is None:
        screen().write(text)
        screen().flush()
        return
    with written(say, output, newline="") as out:
        out.write(text)
    console(error=True).print(say("export.written", n=len(items), path=output), soft_wrap=True)


def _document_row(source: str, counts: Any) -> dict[str, Any]:
    """A document with its counts and shares."""
    from extractor.doctor.report import share

    known = counts["runs_held"] + counts["runs_known"]
    return {
        "document": source,
        "cells": counts["cells"],
        "cells_unread": counts["cells"] - counts["cells_read"],
        "cells_share": _rounded(share(counts["cells_read"], counts["cells"])),
        "runs": counts["runs"],
        "runs_open": counts["runs"] - known,
        "runs_share": _rounded(share(known, counts["runs"])),
        "columns_silent": counts["columns_silent"],
        "sections_silent": counts["sections_silent"],
        "pages": counts["pages"],
        "pages_doubted": counts["pages_doubted"],
        "records": counts["records"],
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _item_row(say: Speaker, one: "Found", nested: bool) -> dict[str, Any]:
    """A thing that was not understood, with its places."""
    row: dict[str, Any] = {"kind": one.kind, "what": one.what, "detail": one.detail, "count": one.count, "files": len(one.documents)}
    if nested:
        row["examples"] = [
            {"document": source, "start": e.start, "page": e.page, "section": list(e.section), "table": e.table, "row": e.row, "column": e.column, "address": e.address, "text": e.text}
            for source, e in one.examples
        ]
        row["rules"] = one.rules
        row["line"] = one.line
        return row
    source, first = one.examples[0] if one.examples else (min(one.documents), None)
    row |= {"document": source, "place": _place(say, first) if first else "", "sentence": first.text if first else ""}
    row |= {"rules": one.rules or "", "line": json.dumps(one.line, ensure_ascii=False) if one.line else ""}
    return row


def _save_lines(say: Speaker, report: "Report", folder: Path, inputs: Sequence[Path]) -> None:
    """Writes the proposed lines as files of rules; a file that is there stays as it is, and ends the command."""
    made = report.lines()
    for name in made:
        if (folder / f"{name}.yaml").exists():
            raise stop(say, "doctor.lines.there", path=folder / f"{name}.yaml")
    for name, text in made.items():
        path = folder / f"{name}.yaml"
        check_output(path, inputs)
        with written(say, path) as out:
            out.write(f"# {say('doctor.lines.head')}\n{text}")
    console(error=True).print(say("doctor.lines.written", n=len(made), path=folder), soft_wrap=True)


# -- the screen -----------------------------------------------------------------------------------------------------------------------------


def _print(say: Speaker, report: "Report", machine: "Sequence[Engine]", kinds: Sequence[str], limit: int) -> None:
    _print_totals(say, report)
    _print_files(say, report)
    for kind in kinds:
        found = report.of_kind(kind)
        if found:
            _print_kind(say, kind, found, limit)
    _print_engines(say, machine)
    _print_lines(say, report, kinds, limit)


def _print_totals(say: Speaker, report: "Report") -> None:
    """How much there is of everything, and how much of it was not understood."""
    from rich.text import Text

    total = report.total
    get = total.get
    known = get("runs_held", 0) + get("runs_known", 0)
    rows = (
        ("cells", get("cells", 0), get("cells", 0) - get("cells_read", 0)),
        ("columns", get("columns", 0), get("columns_silent", 0)),
        ("runs", get("runs", 0), get("runs", 0) - known),
        ("sections", get("sections", 0), get("sections_silent", 0)),
        ("pages", get("pages", 0), get("pages_doubted", 0)),
    )
    table = listing.table(say, {"kind": {}, "count": {"justify": "right"}, "not_understood": {"justify": "right"}, "portion": {"justify": "right"}})
    table.expand = False
    for name, whole, open_ in rows:
        table.add_row(say(f"doctor.total.{name}"), say.count(whole), say.count(open_), _percent(say, open_, whole))
    out = console()
    out.print(Text(say("doctor.title", n=len(report.documents), records=say.count(get("records", 0))), style="bold"))
    out.print(table)
    classes = ", ".join(f"{say(f'doctor.class.{name}')} {say.count(count)}" for name, count in report.classes.items())
    if classes:
        out.print(Text(say("doctor.known", n=say.count(get("runs_known", 0)), classes=classes), style="dim"))


def _print_files(say: Speaker, report: "Report") -> None:
    """The files of which most was not understood."""
    from rich.text import Text

    rows = [_document_row(source, counts) for source, counts in report.documents.items()]
    worst = sorted((row for row in rows if row["cells_unread"] or row["runs_open"]), key=lambda r: (-(r["cells_unread"] + r["runs_open"]), r["document"]))
    if len(rows) < 2 or not worst:
        return
    names = ("cells_unread", "cells_share", "runs_open", "runs_share", "columns_silent", "pages_doubted")
    table = listing.table(say, {"file": {"ratio": 1}} | {name: {"justify": "right"} for name in names})
    for row in worst[:WORST]:
        table.add_row(Text(row["document"]), *("" if row[name] in (None, 0) else _cell(say, name, row[name]) for name in names))
    out = console()
    out.print(Text("\n" + say("doctor.files"), style="bold"))
    out.print(table)
    if len(worst) > WORST:
        out.print(Text(say("doctor.more", n=len(worst) - WORST), style="dim"))


def _cell(say: Speaker, name: str, value: Any) -> str:
    return _comma(say, f"{value:.2f}") + "%" if name.endswith("_share") else say.count(value)


def _print_kind(say: Speaker, kind: str, found: "Sequence[Found]", limit: int) -> None:
    """The things of one kind, the most frequent first, each with its first place."""
    from rich.text import Text

    out = console()
    count = sum(one.count for one in found)
    out.print(Text("\n" + say(f"doctor.head.{kind}", n=say.count(len(found)), count=say.count(count)), style="bold"))
    out.print(Text(say(f"doctor.about.{kind}"), style="dim"), soft_wrap=True)
    table = listing.table(say, {"what": {"ratio": 3}, "count": {"justify": "right"}, "files": {"justify": "right"}, "example": {"ratio": 5}, "place": {"ratio": 4}})
    listed = found[:limit] if limit else found
    for one in listed:
        source, first = one.examples[0] if one.examples else (min(one.documents), None)
        where = " · ".join(part for part in (source, _place(say, first) if first else "") if part)
        text = listing.short(first.text, WIDE * 2) if first else ""
        table.add_row(Text(_what(say, one)), say.count(one.count), say.count(len(one.documents)), Text(text), Text(where, style="cyan"))
    out.print(table)
    if len(listed) < len(found):
        out.print(Text(say("doctor.more", n=say.count(len(found) - len(listed))), style="dim"))


def _what(say: Speaker, one: "Found") -> str:
    """A thing in the user's words: a column with what it was taken for, a lost part with its cause."""
    name = say("doctor.no_head") if one.kind in ("cell", "column") and not one.what else one.what
    if one.kind == "column":
        return f"{name} ({say(f'doctor.column.{one.detail}')})"
    if one.kind == "loss":
        said = f"given_up.{one.detail}"
        return f"{name}: {say(said) if say.has(said) and one.detail != 'internal' else one.detail}"
    return say("doctor.health") if one.kind == "page" else name


def _place(say: Speaker, example: "Example") -> str:
    """Where in its document something stands."""
    parts = [f"{say('column.page').lower()} {example.page}"] if example.page else []
    if example.address:
        parts.append(example.address)
    elif example.table:
        cell = (("table", example.table), ("row", example.row), ("column", example.column))
        parts.append(", ".join(f"{say(f'column.{name}').lower()} {number}" for name, number in cell if number))
    if example.section:
        parts.append(listing.short(example.section[-1], 50))
    return " · ".join(parts)


def _print_engines(say: Speaker, machine: "Sequence[Engine]") -> None:
    """What the machine lacks, and what that costs."""
    from rich.text import Text

    missing = [one for one in machine if not one.there]
    out = console()
    out.print(Text("\n" + say("doctor.engines"), style="bold"))
    if not missing:
        out.print(Text(say("doctor.engines.all"), style="green"))
    for one in missing:
        out.print(Text(f"{one.name}: {say(f'doctor.engine.{one.name}')}", style="yellow"), soft_wrap=True)


def _print_lines(say: Speaker, report: "Report", kinds: Sequence[str], limit: int) -> None:
    """The lines to paste, of what is shown above."""
    from rich.text import Text

    from extractor.doctor.report import Report

    shown_ones = tuple(one for kind in kinds for one in (report.of_kind(kind)[:limit] if limit else report.of_kind(kind)))
    made = Report({}, {}, {}, shown_ones).lines()
    if not made:
        return
    out = console()
    out.print(Text("\n" + say("doctor.lines.title"), style="bold"))
    out.print(Text(say("doctor.lines.about"), style="dim"), soft_wrap=True)
    for name, text in made.items():
        out.print(Text(f"\n# {name}.yaml", style="green"))
        out.print(Text(text.rstrip()), soft_wrap=True)


def _comma(say: Speaker, value: str) -> str:
    return value.replace(".", ",") if say.lang == "vi" else value


def _percent(say: Speaker, part: int, whole: int) -> str:
    return _comma(say, f"{100 * part / whole:.2f}%") if whole else ""
