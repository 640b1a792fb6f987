"""`trichyeu ingest PATH…`: files and folders into the database, with a progress bar and a summary."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from extractor.cli.common import (
    MAX_PAGES,
    MEMORY_LIMIT,
    TIME_LIMIT,
    checked,
    command,
    complain,
    database,
    read_options,
    shown,
    stop,
)
from extractor.cli.console import console
from extractor.cli.exits import DEFAULT_DB, FAILED, INTERRUPTED
from extractor.cli.reading import SECONDS_OF_SILENCE
from extractor.messages import Speaker

if TYPE_CHECKING:
    from extractor.batch import Found, Result
    from extractor.readers.options import ReadOptions

DOUBTED = 5  # per cent of the words of a scan
WORST = 10  # scans that are named

COUNTED = (
    "documents",
    "sentences",
    "document_references",
    "cited_documents",
    "dates",
    "indicators",
    "tasks",
    "relations",
    "findings",
)


def add(app: typer.Typer, say: Speaker) -> None:
    @command(app, say, "help.ingest")
    def ingest(
        paths: Annotated[list[Path] | None, typer.Argument(help=say("help.ingest.paths"), metavar=say("metavar.paths"))] = None,
        db: Annotated[Path, typer.Option(help=say("help.db"))] = Path(DEFAULT_DB),
        strict: Annotated[bool, typer.Option("--strict", help=say("help.ingest.strict"))] = False,
        again: Annotated[bool, typer.Option("--again", help=say("help.ingest.again"))] = False,
        ocr: Annotated[str, typer.Option(help=say("help.ocr"), metavar="auto|always|never")] = "auto",
        password: Annotated[str | None, typer.Option(help=say("help.password"))] = None,
        time_limit: Annotated[float, typer.Option(help=say("help.time_limit"), min=1)] = TIME_LIMIT,
        memory_limit: Annotated[int, typer.Option(help=say("help.memory_limit"), min=200)] = MEMORY_LIMIT,
        max_pages: Annotated[int, typer.Option(help=say("help.max_pages"), min=1)] = MAX_PAGES,
        follow_links: Annotated[bool, typer.Option("--follow-links", help=say("help.follow_links"))] = False,
        jobs: Annotated[int, typer.Option("--jobs", "-j", help=say("help.jobs"), min=0)] = 0,
        failed: Annotated[bool, typer.Option("--failed", help=say("help.failed"))] = False,
        defer_ocr: Annotated[bool, typer.Option("--defer-ocr", help=say("help.defer_ocr"))] = False,
        cluster: Annotated[str | None, typer.Option("--cluster", help=say("help.cluster"), metavar="ADDRESS|local")] = None,
        refresh: Annotated[bool, typer.Option("--refresh", help=say("help.refresh"))] = False,
        form: Annotated[str, typer.Option("--format", help=say("help.ingest.format"), metavar="table|jsonl")] = "table",
    ) -> None:
        checked(say, "export.format", [form], ("table", "jsonl"))
        if (failed == bool(paths) and not refresh) or (failed and refresh):
            raise typer.BadParameter(say("ingest.what") if paths else say("usage.missing_what", name=say("metavar.paths"), help=say("help.ingest.paths")))
        options = read_options(say, "never" if defer_ocr else ocr, password, time_limit, memory_limit, max_pages)
        with shown(say):
            results, stopped = _ingest(say, paths, db, _Way(again or failed, refresh, form), options, follow_links, jobs, cluster)
        incomplete = [r for r in results if not r.whole or (strict and r.outcome == "skipped")]
        if stopped:
            raise typer.Exit(stopped)
        if incomplete:
            raise typer.Exit(FAILED)


class _Way(NamedTuple):
    """How files are gone through: all of them `again`, or those that older rules read (`refresh`), and how the changes are told."""

    again: bool
    refresh: bool
    form: str


def _ingest(
    say: Speaker, paths: list[Path] | None, path: Path, way: _Way, options: "ReadOptions", follow_links: bool, jobs: int, cluster: str | None = None
) -> "tuple[list[Result], int]":
    """Ingests with a progress bar, prints the summary, and gives the results that are no plain success, and 0, or the exit code of what stopped it."""
    import os
    from collections import Counter
    from contextlib import closing
    from time import perf_counter

    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from extractor.batch import run

    files = _given(say, paths, path, follow_links) if paths else _read_before(say, path, way.refresh)
    began = perf_counter()
    counts: Counter[str] = Counter()
    notable: list[Result] = []
    counted: list[Result] = []
    stopped = 0
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[file]}"),
    )
    errors = console(error=True)
    with (
        database(path, create=True) as db,
        Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as progress,
    ):
        bar = progress.add_task(say("ingest.progress"), total=len(files), file="")
        try:
            with closing(run(db, files, again=way.again, refresh=way.refresh, options=options, jobs=jobs or os.cpu_count() or 1, cluster=cluster)) as results:
                before = None
                told = began
                for result in results:
                    if not errors.is_terminal and perf_counter() - told >= SECONDS_OF_SILENCE:
                        told = perf_counter()
                        errors.print(say("ingest.so_far", done=sum(counts.values()), total=len(files)), soft_wrap=True)
                    counts[result.outcome] += 1
                    counted.append(result)
                    if not result.whole or result.failure is not None:
                        notable.append(result)
                    # A file with others inside it gives several results.
                    progress.update(bar, advance=int(result.found is not before), file=result.source)
                    before = result.found
        except KeyboardInterrupt as error:
            stopped = error.args[0] if error.args and isinstance(error.args[0], int) else INTERRUPTED
        except ImportError as error:
            if cluster is None:
                raise
            raise stop(say, "ingest.needs_cluster") from error
        seconds = perf_counter() - began
        properties = _properties(db, [r for r in counted if r.outcome in ("new", "replaced")])
        totals = {table: db.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in COUNTED}
    notable.sort(key=lambda result: (result.source, str(result.found.path)))
    if stopped:
        complain(say("ingest.interrupted"))
    if way.refresh and way.form == "jsonl":
        from extractor.cli.refresh import lines

        lines(counted)
        return notable, stopped
    if way.refresh:
        from extractor.cli.refresh import table

        table(say, counted)
    _summary(say, path, counts, totals, notable, seconds)
    _say_doubtful(say, _doubtful(properties))
    _say_unhealthy(say, properties)
    if counts["new"] or counts["replaced"] or counts["unchanged"]:
        named = "" if path == Path(DEFAULT_DB) else f" --db {shlex.quote(str(path))}"
        console().print(say("ingest.next", db=named), style="dim", markup=False, soft_wrap=True)
    return notable, stopped


def _given(say: Speaker, paths: list[Path], path: Path, follow_links: bool) -> "list[Found]":
    """The files of the paths that were given; ends the command where there are none."""
    import os

    from extractor.batch import Found, find
    from extractor.outputs import with_journals

    missing = [given for given in paths if not os.path.lexists(given) and not any(mark in given.name for mark in "*?[")]
    if len(missing) == len(paths):
        # Nothing to do but a mistyped path: no database is made for it.
        raise stop(say, "ingest.missing", paths=", ".join(map(str, missing)))
    unmatched = [given for given in paths if any(mark in given.name for mark in "*?[") and not os.path.lexists(given) and not find([given])]
    files = find([given for given in paths if given not in unmatched], ignore=with_journals(path), follow_links=follow_links)
    # A pattern that matches nothing is a mistyped path, also beside a good one.
    files += [Found(given, str(given)) for given in unmatched] if files else []
    if not files:
        raise stop(say, "ingest.nothing", paths=", ".join(map(str, paths)))
    return files


def _read_before(say: Speaker, path: Path, refresh: bool) -> "list[Found]":
    """The files of which something was not read before, or (`refresh`) that older rules read. None of the latter is as it should be."""
    from extractor.batch import failed_files, outdated_files

    with database(path, linked=False) as db:
        files = outdated_files(db) if refresh else failed_files(db)
    if not files and not refresh:
        raise stop(say, "ingest.no_failures", db=path)
    return files


def _properties(db: Any, results: "list[Result]") -> dict[str, dict[str, str]]:
    """What the readers said of the documents of this run, by source."""
    import json

    found = {}
    for result in results:
        row = db.conn.execute("SELECT properties FROM documents WHERE source = ?", [result.source]).fetchone()
        if row:
            found[result.source] = json.loads(row[0])
    return found


def _doubtful(properties: dict[str, dict[str, str]]) -> list[tuple[str, int, int]]:
    """The documents of this run that were recognised from pictures: source, words read with doubt, all words."""
    shares = ((source, said["ocr_doubtful_words"].split("/")) for source, said in properties.items() if "ocr_doubtful_words" in said)
    return [(source, int(doubted), int(words)) for source, (doubted, words) in shares]


def _say_unhealthy(say: Speaker, properties: dict[str, dict[str, str]]) -> None:
    """The documents with pages of which too many words are none: a person should look at them."""
    from rich.text import Text

    from extractor.readers.wellformed import unhealthy_pages

    found = [(source, pages) for source, said in sorted(properties.items()) if (pages := unhealthy_pages(said))]
    for source, pages in sorted(found, key=lambda one: min(share for _, share in one[1]))[:WORST]:
        least = f"{min(share for _, share in pages):.0%}"
        numbers = ", ".join(str(number) for number, _ in pages[:12] if number) + (", …" if len(pages) > 12 else "")
        key = "ingest.unhealthy" if numbers else "ingest.unhealthy_whole"
        console().print(Text("  " + say(key, file=source, pages=numbers, share=least), style="yellow"), soft_wrap=True)


def _say_doubtful(say: Speaker, found: list[tuple[str, int, int]]) -> None:
    """How many documents came from scans, and which of them a person should compare with the picture first."""
    from rich.text import Text

    if not found:
        return
    out = console()
    names = ", ".join(sorted(source for source, _, _ in found)[:WORST]) + (", …" if len(found) > WORST else "")
    out.print(Text(say("ingest.recognised", n=len(found), files=names), style="yellow"), soft_wrap=True)
    worst = sorted((f for f in found if f[1] * 100 >= DOUBTED * f[2]), key=lambda f: (-f[1] / max(1, f[2]), f[0]))
    for source, doubted, words in worst[:WORST]:
        out.print(Text("  " + say("ingest.doubtful", file=source, doubted=doubted, words=words)), soft_wrap=True)


def _summary(say: Speaker, path: Path, counts: Any, totals: dict[str, int], notable: "list[Result]", seconds: float) -> None:
    from rich.table import Table
    from rich.text import Text

    out = console()
    if notable:
        kinds = {bool(result.losses) for result in notable}
        title = "ingest.failures" if kinds == {False} else "ingest.left_title" if any(r.failure for r in notable) else "ingest.partly_title"
        table = Table(title=say(title), title_justify="left", title_style="bold red")
        for column in ("file", "kind", "message", "advice"):
            table.add_column(say(f"column.{column}"), overflow="fold")
        for result in notable:
            rows = [(say(f"outcome.{result.outcome}"), result.failure)] if result.failure is not None else []
            rows += [(say("outcome.partly"), loss) for loss in result.losses]
            for kind, failure in rows:
                what, todo = failure.parts(say.lang)
                words = (shown_path(result), kind, what.removeprefix(f"{result.found.path.name}: "), todo or "")
                table.add_row(*map(Text, words))
        out.print(table)
    table = Table(title=say("ingest.title", db=path), title_justify="left", title_style="bold")
    table.add_column(say("ingest.records"))
    table.add_column(say("column.count"), justify="right")
    for name, number in totals.items():
        table.add_row(say(f"count.{name}"), say.count(number))
    out.print(table)
    outcomes = {name: say.count(counts[name]) for name in ("new", "replaced", "unchanged", "failed", "skipped")}
    partly = sum(bool(result.losses) for result in notable)
    out.print(Text(say("ingest.summary", **outcomes) + (say("ingest.partly", n=partly) if partly else "")))
    out.print(
        Text(
            say("ingest.seconds", n=say.count(sum(counts.values())), seconds=f"{seconds:.1f}".replace(".", "," if say.lang == "vi" else "."))
        )
    )


def shown_path(result: "Result") -> str:
    """The file as the user named it, and the member inside it."""
    from extractor.batch import plain

    inside = result.source.removeprefix(result.found.source) if result.source.startswith(result.found.source + "/") else ""
    return plain(f"{result.found.path}{inside}")
