"""`trichyeu audit [DB|FILE…]`: do the figures add up? Findings by severity, the evidence, and how much could be checked."""

import os
import sys
from collections import Counter
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
    database,
    marked,
    read_options,
    replaced,
    shown,
    stop,
    written,
)
from extractor.cli.console import console, screen
from extractor.cli.exits import DEFAULT_DB, FAILED
from extractor.messages import Speaker

if TYPE_CHECKING:
    from extractor.audit.report import Audited, Sheet, Unread
    from extractor.readers.options import ReadOptions
    from extractor.records import Finding

FORMATS = ("table", "json", "html", "xlsx", "docx")
SEVERITIES = ("error", "warning", "info")
STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}
MAGIC = b"SQLite format 3\x00"


def add(app: typer.Typer, say: Speaker) -> None:
    from extractor.cli.listing import check_format

    @command(app, say, "help.audit")
    def audit(
        targets: Annotated[list[Path] | None, typer.Argument(help=say("help.audit.targets"), metavar=say("metavar.audited"))] = None,
        db: Annotated[Path, typer.Option(help=say("help.db"))] = Path(DEFAULT_DB),
        format: Annotated[str, typer.Option(help=say("help.audit.format"), metavar="|".join(FORMATS))] = "table",
        output: Annotated[Path | None, typer.Option(help=say("help.list.output"))] = None,
        fail_on: Annotated[str | None, typer.Option(help=say("help.audit.fail_on"), metavar="|".join(SEVERITIES))] = None,
        config: Annotated[Path | None, typer.Option(help=say("help.audit.config"))] = None,
        check: Annotated[list[str] | None, typer.Option(help=say("help.audit.check"))] = None,
        min_confidence: Annotated[float, typer.Option(help=say("help.audit.min_confidence"), min=0, max=1)] = 0.0,
        explain: Annotated[str | None, typer.Option(help=say("help.audit.explain"))] = None,
        sections: Annotated[bool, typer.Option("--sections", help=say("help.audit.sections"))] = False,
        ocr: Annotated[str, typer.Option(help=say("help.ocr"), metavar="auto|always|never")] = "auto",
        password: Annotated[str | None, typer.Option(help=say("help.password"))] = None,
        time_limit: Annotated[float, typer.Option(help=say("help.time_limit"), min=1)] = TIME_LIMIT,
        memory_limit: Annotated[int, typer.Option(help=say("help.memory_limit"), min=200)] = MEMORY_LIMIT,
        max_pages: Annotated[int, typer.Option(help=say("help.max_pages"), min=1)] = MAX_PAGES,
        jobs: Annotated[int, typer.Option("--jobs", "-j", help=say("help.jobs"), min=0)] = 0,
    ) -> None:
        check_format(say, format, output, FORMATS)
        checked(say, "audit.severity", [fail_on] if fail_on else [], SEVERITIES)
        options = read_options(say, ocr, password, time_limit, memory_limit, max_pages)
        from extractor.audit import known
        from extractor.audit.report import of_checks, surer
        from extractor.outputs import with_journals

        with shown(say):
            codes = [known(code).code for code in check or []]
            check_output(output, [*(p for t in targets or [db] for p in with_journals(t)), *([config] if config else [])])
            if explain is not None:
                if not _explain(say, targets or [], explain, options):
                    raise typer.Exit(FAILED)
                return
            made, failed = _sheet(say, targets or [], db, config, options, output, jobs)
            made = of_checks(made, codes)
            _write(say, surer(made, min_confidence), format, output, sections)
        worse = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on else ()
        if failed or any(made.count(severity) for severity in worse):
            raise typer.Exit(FAILED)


def _sheet(
    say: Speaker, targets: list[Path], db_path: Path, config: Path | None, options: "ReadOptions", output: Path | None, jobs: int
) -> "tuple[Sheet, bool]":
    """The sheet, and whether a file could not be read (those of a database were told when it was filled)."""
    from extractor.audit import settings_from
    from extractor.audit.report import sheet

    settings = settings_from(config) if config else None
    bases = [path for path in targets if _is_database(path)]
    if bases and len(targets) > 1:
        raise typer.BadParameter(say("audit.several", path=bases[0]))
    if bases or not targets:
        from extractor.database.audited import audited_documents, opinions, unread_files

        with database(bases[0] if bases else db_path) as db:
            documents, findings = audited_documents(db)
            return sheet(documents, findings, settings, unread_files(db), opinions(db, say)), False
    documents, findings, unread, failed = _files(say, targets, options, output, jobs)
    return sheet(documents, findings, settings, unread), failed


def _explain(say: Speaker, targets: list[Path], figure: str, options: "ReadOptions") -> bool:
    """Every place of a figure in files: which relations verify or break it, or why it stands free. Gives whether there is one."""
    from extractor.audit.explained import explained
    from extractor.batch import Failure, extracted, find

    if not targets or any(_is_database(path) for path in targets):
        raise typer.BadParameter(say("audit.explain_files", figure=figure))
    lines: list[str] = []
    for source, result in extracted(find(targets), options):
        if isinstance(result, Failure):
            complain(result.text(say.lang))
            continue
        lines += [f"{source}: {line}" for line in explained(result.records, figure, say.lang)]
    for line in lines:
        console().print(line, highlight=False, markup=False, soft_wrap=True)
    if not lines:
        complain(say("audit.explain_none", figure=figure))
    return bool(lines)


def _is_database(path: Path) -> bool:
    """By its first bytes; a database that is missing by its name, so that the error is that of a database."""
    from extractor.errors import ReadError
    from extractor.readers.loading import open_regular

    if not os.path.lexists(path):
        return path.suffix.lower() in {".db", ".sqlite", ".sqlite3"}
    try:
        with open_regular(path, "", sys.maxsize) as file:
            return file.read(len(MAGIC)) == MAGIC
    except (OSError, ReadError):
        return False


def _files(
    say: Speaker, paths: list[Path], options: "ReadOptions", output: Path | None, jobs: int
) -> "tuple[list[Audited], list[Finding], list[Unread], bool]":
    """What the files say, in their order however they were read, and whether one failed. Those that could not be read are said at the end; what lies in a
    folder in a format that is not read (a picture, a font) is no failure, and said in one line."""
    from extractor.audit.report import Unread, audited_records
    from extractor.batch import Failure, find
    from extractor.batch.outcome import failure_of_loss
    from extractor.cli.reading import read_side_by_side
    from extractor.records import Finding, Metadata

    files = find(paths)
    if not files:
        raise stop(say, "ingest.nothing", paths=", ".join(map(str, paths)))
    check_output(output, [file.path for file in files])
    made: dict[Path, list[tuple[Audited | Failure, list[Finding], list[Unread]]]] = {file.path: [] for file in files}
    for file, source, result in read_side_by_side(say, files, options, jobs, say("audit.progress")):
        if isinstance(result, Failure):
            made[file.path].append((result, [], [Unread(source, result.cause, result.vi, result.en)]))
            continue
        lost = [Unread(source, loss.cause, loss.vi, loss.en, partial=True) for loss in map(failure_of_loss, result.losses)]
        own = next((r for r in result.records if isinstance(r, Metadata)), None)
        name = (" ".join(p for p in (own.doc_type, own.code) if p) if own.code else own.title) if own else None
        findings = [r for r in result.records if isinstance(r, Finding)]
        made[file.path].append((audited_records(source, name, result.records), findings, lost))
    told = [one for documents in made.values() for one in documents]
    passed: Counter[str] = Counter()
    failed = False
    for path, failure in ((path, one) for path, documents in made.items() for one, _, _ in documents if isinstance(one, Failure)):
        if failure.cause == "unsupported" and path not in paths:
            passed[path.suffix.lower() or path.name] += 1
        else:
            failed = True
            complain(failure.text(say.lang))
    if passed:
        complain(say("audit.passed", n=say.count(passed.total()), kinds=", ".join(f"{suffix} ({say.count(n)})" for suffix, n in sorted(passed.items()))))
    return (
        [audited for audited, _, _ in told if not isinstance(audited, Failure)],
        [finding for _, findings, _ in told for finding in findings],
        [unread for _, _, lost in told for unread in lost],
        failed,
    )


def _write(say: Speaker, made: "Sheet", format: str, output: Path | None, sections: bool) -> None:
    from extractor.audit.report import as_json, coverage_rows, finding_rows, unread_rows, unread_title
    from extractor.audit.report_docx import as_docx
    from extractor.audit.report_html import as_html

    if format == "table":
        _print(say, made, sections)
        return
    if format == "xlsx":
        from extractor.cli.listing import save_book, workbook

        assert output is not None
        sheets = {say("type.finding"): finding_rows(made, say), say("audit.coverage_title"): coverage_rows(made, say)}
        if made.unread:
            sheets[unread_title(made, say)] = unread_rows(made, say)
        save_book(say, output, lambda: workbook(say, sheets))
    elif format == "docx":
        assert output is not None
        with replaced(say, output) as place:
            place.write_bytes(as_docx(made, say))
    else:
        text = (as_json(made) if format == "json" else as_html(made, say)) + "\n"
        if output is None:
            screen().write(text)
            return
        with written(say, output) as out:
            out.write(text)
    console(error=True).print(say("audit.written", path=output), soft_wrap=True)


def _print(say: Speaker, made: "Sheet", sections: bool) -> None:
    from rich.text import Text

    from extractor.audit.report import summary, unread_rows, unread_title
    from extractor.cli import listing

    out = console()
    if made.unread:
        out.print(Text(f"\n{unread_title(made, say).upper()} ({len(made.unread)})", style="bold red"))
        table = listing.table(say, {"document": {"ratio": 3}, "reason": {"ratio": 7}})
        for row in unread_rows(made, say):
            table.add_row(Text(row["document"], style="cyan"), Text(row["reason"]))
        out.print(table)
    if not made.documents:
        return
    for severity in SEVERITIES:
        found = [f for f in made.findings if f.severity == severity]
        if found:
            out.print(Text(f"\n{say(f'severity.{severity}').upper()} ({len(found)})", style=STYLES[severity]))
            out.print(findings_table(say, found))
    if not made.findings:
        out.print(Text(say("audit.clean"), style="green"))
    _print_coverage(say, made, sections)
    out.print()
    for line in summary(made, say):
        out.print(Text(line), soft_wrap=True)
    if made.findings:
        out.print(Text(say("audit.explain"), style="dim"), soft_wrap=True)


def findings_table(say: Speaker, findings: "list[Finding]") -> Any:
    from rich.text import Text

    from extractor.audit.report import compared, message_of
    from extractor.cli import listing

    narrow = listing.is_narrow()
    columns: dict[str, dict[str, Any]] = {"place": {"ratio": 4}, "message": {"ratio": 6}}
    if not narrow:
        columns["sentence"] = {"ratio": 7}
    table = listing.table(say, columns)
    document = None
    for finding in findings:
        where = Text(finding.document if finding.document != document else "", style="cyan")
        document = finding.document
        page = [say("list.page", n=finding.page)] if finding.page else []
        # The nearest heading says where to look.
        place = " · ".join([*page, *(listing.short(name, 90) for name in finding.section[-1:])])
        if place:
            where.append(("\n" if where else "") + place, style="not bold dim")
        said = Text(message_of(finding, say.lang))
        others = compared(finding, say.lang)
        if others:
            said.append("\n" + listing.short(f"{say('audit.others')}: {'; '.join(others)}", 160), style="dim")
        said.append(f"  [{finding.check}]", style="dim")
        sentence = _sentence(finding)
        if narrow:
            said.append("\n").append_text(sentence)
        table.add_row(where, said, *([] if narrow else [sentence]))
        table.add_section()
    return table


def _sentence(finding: "Finding") -> Any:
    """The sentence with what is wrong marked, and the other evidence that stands in it."""
    from extractor.audit.report import quote_at

    sentence = finding.sentence or finding.quote or ""
    marks = []
    for evidence in finding.evidence:
        quote = " ".join(evidence.quote.split())
        at = quote_at(sentence, quote)
        if at >= 0:
            marks.append((at, at + len(quote)))
    return marked(sentence, marks, 300)


def _print_coverage(say: Speaker, made: "Sheet", sections: bool) -> None:
    from rich.text import Text

    from extractor.audit.report import percent
    from extractor.cli import listing

    right: dict[str, Any] = {"justify": "right", "no_wrap": True}
    columns: dict[str, dict[str, Any]] = {"document": {"ratio": 1}}
    columns |= {key: dict(right) for key in ("figures", "related", "verified", "broken", "free", "covered")}
    console().print(Text("\n" + say("audit.coverage_title").upper(), style="bold"))
    table = listing.table(say, columns)

    def row(name: Any, found: Any, style: str) -> None:
        counts = (found.total, found.related, found.verified, found.broken, found.free)
        table.add_row(name, *map(say.count, counts), percent(found, say.lang).rstrip("%"), style=style)

    for document in made.documents:
        title = f"{document.source} · {listing.short(document.name, 70)}" if document.name else document.source
        row(Text(title, style="cyan"), document.coverage, "")
        for section, found in _by_section(document) if sections or len(made.documents) == 1 else []:
            row(Text("   " + listing.short(section, 100)), found, "dim")
    console().print(table)


def _by_section(document: "Audited") -> "list[tuple[str, Any]]":
    """The coverage by the first headings that tell the sections apart."""
    from extractor.audit.coverage import Coverage

    paths = [s.section for s in document.sections]
    depth = 0
    while paths and all(len(path) > depth + 1 for path in paths) and len({path[: depth + 1] for path in paths}) == 1:
        depth += 1
    found: dict[str, Coverage] = {}
    for section in document.sections:
        name = " › ".join(section.section[depth : depth + 2]) or "-"
        found[name] = found.get(name, Coverage()) + section.coverage
    return list(found.items()) if len(found) > 1 else []
