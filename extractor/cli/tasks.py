"""`trichyeu tasks`: the tasks of the database; with `--plan`, what became of each task of a plan."""

import datetime
import json
import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli.common import check_output, checked, command, database, shown
from extractor.cli.console import console
from extractor.cli.exits import DEFAULT_DB, FAILED
from extractor.messages import Speaker

if TYPE_CHECKING:
    from extractor.database.lists import Asked
    from extractor.database.plans import Plan
    from extractor.linking.nearness import Passage
    from extractor.linking.outcomes import Outcome, Report
    from extractor.records import Task

STATUSES = ("planned", "completed", "completed_late", "in_progress", "not_started", "overdue", "suspended", "cancelled")
FORMS = ("assigned", "row", "aggregate", "event")
STYLES = {
    **dict.fromkeys(("completed", "on_time"), "green"),
    **dict.fromkeys(("completed_late", "late", "overdue"), "red"),
    **dict.fromkeys(("in_progress", "not_started"), "yellow"),
    **dict.fromkeys(("suspended", "cancelled", "possible", "unreported"), "dim"),
}


def add(app: typer.Typer, say: Speaker) -> None:
    from extractor.cli.listing import check_format
    from extractor.cli.rollup import FORMATS as FOLLOWED
    from extractor.cli.rollup import days, follow_up

    @command(app, say, "help.tasks")
    def tasks(
        db: Annotated[Path, typer.Option(help=say("help.db"))] = Path(DEFAULT_DB),
        document: Annotated[str | None, typer.Option(help=say("help.list.document"))] = None,
        body: Annotated[str | None, typer.Option(help=say("help.tasks.body"))] = None,
        status: Annotated[list[str] | None, typer.Option(help=say("help.tasks.status"), metavar="|".join(STATUSES))] = None,
        form: Annotated[list[str] | None, typer.Option(help=say("help.tasks.form"), metavar="|".join(FORMS))] = None,
        due_before: Annotated[str | None, typer.Option(help=say("help.tasks.due_before"), metavar="DATE")] = None,
        past_due: Annotated[bool, typer.Option("--past-due", help=say("help.tasks.past_due"))] = False,
        plan: Annotated[str | None, typer.Option(help=say("help.tasks.plan"), metavar="CODE")] = None,
        due: Annotated[str | None, typer.Option(help=say("help.tasks.due"), metavar="PERIOD")] = None,
        overdue: Annotated[bool, typer.Option("--overdue", help=say("help.tasks.overdue"))] = False,
        as_of: Annotated[str | None, typer.Option(help=say("help.tasks.as_of"), metavar="DATE")] = None,
        lead: Annotated[str | None, typer.Option(help=say("help.tasks.lead"))] = None,
        assigned_by: Annotated[str | None, typer.Option(help=say("help.tasks.assigned_by"))] = None,
        rollup: Annotated[bool, typer.Option("--rollup", help=say("help.tasks.rollup"))] = False,
        limit: Annotated[int, typer.Option(help=say("help.list.limit"), min=0)] = 200,
        format: Annotated[str, typer.Option(help=say("help.tasks.format"), metavar="|".join(FOLLOWED))] = "table",
        output: Annotated[Path | None, typer.Option(help=say("help.tasks.output"))] = None,
    ) -> None:
        from extractor.database.lists import Asked

        check_format(say, format, output, FOLLOWED)
        followed = any((due, overdue, lead, assigned_by, rollup)) or format == "ics" or (format == "docx" and not plan)
        if followed:
            if plan or document or body or status or form or due_before or past_due:
                raise typer.BadParameter(say("tasks.follow_alone"))
            with shown(say):
                check_output(output, db=db)
                day = _date(say, as_of) if as_of else datetime.date.today()
                asked_days = days(say, due) if due else None
                options: dict[str, Any] = {"due": asked_days, "overdue": overdue, "lead": lead, "assigned_by": assigned_by, "rollup": rollup}
                count = follow_up(say, db, day, **options, format=format, output=output)
                if not count:
                    console(error=True).print(say("tasks.none_followed"), soft_wrap=True)
                    raise typer.Exit(FAILED)
            return
        statuses, forms = checked(say, "list.status", status or [], STATUSES), checked(say, "list.form", form or [], FORMS)
        asked = Asked(
            document, body, statuses=tuple(statuses), forms=tuple(forms), due_before=_date(say, due_before) if due_before else None, past_due=past_due
        )
        if plan and asked != Asked():
            raise typer.BadParameter(say("tasks.plan_alone"))
        with shown(say):
            check_output(output, db=db)
            found = _plans(say, db, plan, format, output) if plan else _tasks(say, db, asked, format, output, limit)
        if not found:
            raise typer.Exit(FAILED)


def _date(say: Speaker, text: str) -> datetime.date:
    """A day as ISO 8601 or as Vietnamese writes it; else wrong usage."""
    match = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text.strip())
    try:
        return datetime.date(int(match[3]), int(match[2]), int(match[1])) if match else datetime.date.fromisoformat(text.strip())
    except ValueError as error:
        raise typer.BadParameter(say("tasks.date", date=text)) from error


# -- the list ----------------------------------------------------------------------------------------------------------------------------


def _tasks(say: Speaker, path: Path, asked: "Asked", format: str, output: Path | None, limit: int) -> int:
    from extractor.cli.listing import show_records
    from extractor.database.lists import tasks

    with database(path) as db:
        found = tasks(db, asked)
    return show_records(say, found, lambda task: _row(say, task, format), lambda listed: _table(say, listed), format, output, say("type.task"), limit)


def _row(say: Speaker, task: "Task", format: str) -> dict[str, Any]:
    if format == "jsonl":
        from extractor.records import to_json

        exported: dict[str, Any] = json.loads(to_json(task))
        return exported
    first = ("ordinal", "title", "lead", "deadline", "due_on")
    row: dict[str, Any] = {name: getattr(task, name) for name in first}
    row |= {"status": task.status, "state": say(f"status.{task.status}"), "past_due": task.past_due, "days_late": task.days_late}
    row |= {name: getattr(task, name) for name in ("status_reason", "result", "product", "evidence", "assignment", "parent")}
    row |= {name: getattr(task, name) for name in ("form", "count", "done", "total", "document", "page")}
    row |= {"section": " › ".join(task.section), "sentence": task.sentence}
    return row | {name: getattr(task, name) for name in ("table", "row", "quote", "start", "end", "id")}


def _table(say: Speaker, tasks: "Sequence[Task]") -> None:
    from rich.text import Text

    from extractor.cli import listing

    for document, sections in listing.grouped(tasks):
        title = listing.print_heading(document, say("list.count", n=sum(len(part) for _, part in sections)), sections)
        for section, part in sections:
            listing.print_section(section[title:])
            rows = all(task.form == "row" for task in part)
            columns: dict[str, dict[str, Any]] = {"ordinal": {"no_wrap": True}} if any(t.ordinal for t in part) else {}
            columns |= {"title": {"ratio": 6}, "state": {"ratio": 3}}
            if any(task.lead for task in part):
                columns["lead"] = {"ratio": 3}
            if any(task.deadline for task in part):
                columns["deadline"] = {"ratio": 2}
            columns["product_result"] = {"ratio": 4}
            if not rows and not listing.is_narrow():
                columns["sentence"] = {"ratio": 8}
            table = listing.table(say, columns)
            for task, sentence in listing.with_sentences(part, 360):
                cells = {
                    "ordinal": Text(task.ordinal or ""),
                    "title": _title(say, task),
                    "state": _state(say, task),
                    "lead": Text(task.lead or ""),
                    "deadline": Text(task.deadline or ""),
                    "product_result": _result(task, rows),
                    "sentence": sentence or "",
                }
                table.add_row(*(cells[name] for name in columns))
            console().print(table)


def _title(say: Speaker, task: "Task") -> Any:
    from rich.text import Text

    made = Text(" ".join((task.title or task.quote or "").split()))
    if task.page:
        made.append(f" · {say('list.page', n=task.page)}", style="dim")
    return made


def _state(say: Speaker, task: "Task") -> Any:
    """The status in words, with the days after the deadline and, for an aggregate, how many tasks."""
    from rich.text import Text

    from extractor.cli.listing import number

    said = say(f"status.{task.status}")
    if task.form == "aggregate" and task.count is not None:
        said = f"{number(task.count)}{'/' + number(task.total) if task.total is not None else ''} {said}"
    made = Text(said, style=STYLES.get(task.status, ""))
    if task.status == "completed_late" and task.days_late:
        made.append(f" {say('tasks.days', n=task.days_late)}")
    if task.past_due:
        made.append(f"\n{say('tasks.past_due_days', n=task.days_late) if task.days_late else say('tasks.past_due')}", style="red")
    return made


def _result(task: "Task", rows: bool) -> Any:
    from rich.text import Text

    from extractor.cli.listing import short

    made = Text(", ".join(task.evidence), style="bold")
    # The product of a thing done is a part of its title.
    more = (task.result or task.product) if rows else None
    if more:
        made.append(("\n" if task.evidence else "") + short(more, 160), style="not bold")
    elif not task.evidence and task.status_reason and task.form == "row":
        made.append(f"“{short(task.status_reason, 120)}”", style="not bold")
    return made


# -- plan and reports -----------------------------------------------------------------------------------------------------------------------


def _plans(say: Speaker, path: Path, code: str, format: str, output: Path | None) -> int:
    from rich.text import Text

    from extractor.cli.listing import write_rows
    from extractor.database.plans import known_plans, plans

    with database(path) as db:
        found = plans(db, code)
        known = [] if found else known_plans(db)
    if not found:
        errors = console(error=True)
        errors.print(Text(say("tasks.no_plan", code=code)), soft_wrap=True)
        if known:
            errors.print(Text(say("tasks.known_plans", plans="; ".join(known))), soft_wrap=True)
        return 0
    if format == "jsonl":
        write_rows(say, [_object(plan, made) for plan in found for made in plan.outcomes], format, output, code)
    elif format == "docx":
        assert output is not None
        _sheet(say, found, output)
    elif format != "table":
        write_rows(say, [row for plan in found for made in plan.outcomes for row in _rows(say, plan, made)], format, output, code)
    else:
        for plan in found:
            _plan_table(say, plan)
    return len(found)


def _sheet(say: Speaker, found: "Sequence[Plan]", output: Path) -> None:
    """The follow-up sheet of the plans, to be printed and signed."""
    from extractor.cli.common import replaced
    from extractor.cli.plan_sheet import as_docx

    with replaced(say, output) as place:
        place.write_bytes(as_docx(found, say))
    console(error=True).print(say("export.written", n=sum(len(plan.outcomes) for plan in found), path=output), soft_wrap=True)


def _object(plan: "Plan", made: "Outcome") -> dict[str, Any]:
    """A task of the plan as its export, with its outcome and the records that report on it."""
    from extractor.records import to_json

    reports = [
        {
            "score": report.score,
            "issued_on": report.issued_on,
            "done_on": report.done_on,
            "proof": report.proof,
            "record": json.loads(to_json(report.task)),
        }
        for report in made.reports
    ]
    near = [{"document": p.document, "page": p.page, "score": p.score, "words": list(p.words), "ahead": p.ahead, "sentence": p.sentence} for p in made.passages]
    own = {"plan": plan.code, "stated": plan.stated, "outcome": made.state, "done_on": made.done_on, "days_late": made.days_late}
    return {**own, "task": json.loads(to_json(made.task)), "reports": reports, "nearest": near}


def _rows(say: Speaker, plan: "Plan", made: "Outcome") -> list[dict[str, Any]]:
    """A row for each report on a task, and one for a task without any."""
    task = made.task
    own: dict[str, Any] = {"plan": plan.code or plan.source, "ordinal": task.ordinal, "title": task.title, "lead": task.lead, "deadline": task.deadline}
    own |= {"due_on": task.due_on, "outcome": say(f"outcome_of.{made.state}"), "done_on": made.done_on, "days_late": made.days_late}
    rows = []
    for report in made.reports or [None]:
        other = report.task if report else None
        rows.append(
            {
                **own,
                "report_status": say(f"status.{other.status}") if other else None,
                "evidence": other.evidence if other else None,
                "report": other.document if other else None,
                "page": other.page if other else None,
                "report_sentence": other.sentence if other else None,
                "proof": report.proof if report else None,
                "score": report.score if report else None,
                "nearest": made.passages[0].sentence if made.passages and report is None else None,
                "document": task.document,
                "sentence": task.sentence,
            }
        )
    return rows


def _plan_table(say: Speaker, plan: "Plan") -> None:
    from rich.text import Text

    from extractor.cli import listing
    from extractor.linking.outcomes import tally

    out = console()
    name = " ".join(p for p in (plan.doc_type, plan.code) if p) or plan.source
    day = f" ngày {plan.issued_on[8:]}/{plan.issued_on[5:7]}/{plan.issued_on[:4]}" if plan.issued_on else ""
    out.print(Text.assemble((f"\n{name}{day}", "bold cyan"), (f"  {plan.source}", "dim")), soft_wrap=True)
    if plan.title:
        out.print(Text(plan.title, style="italic"), soft_wrap=True)
    counts = tally(plan.outcomes)
    said = " · ".join(f"{n} {say(f'outcome_of.{state}')}" for state, n in counts.items())
    if plan.stated is not None:
        out.print(Text(say("tasks.stated", stated=plan.stated, read=len(plan.outcomes)), style="yellow"), soft_wrap=True)
    out.print(Text(say("tasks.tally", n=len(plan.outcomes), said=said)), soft_wrap=True)
    if plan.formulas:
        out.print(Text(say("tasks.formulas", n=plan.formulas), style="dim"), soft_wrap=True)
    narrow = listing.is_narrow()
    columns: dict[str, dict[str, Any]] = {"ordinal": {"no_wrap": True}, "title": {"ratio": 6}, "lead": {"ratio": 3}, "deadline": {"ratio": 2}}
    columns |= {"outcome": {"ratio": 3}, "report": {"ratio": 4}}
    if not narrow:
        columns["report_sentence"] = {"ratio": 8}
    group: str | None = None
    table = listing.table(say, columns)
    for made in plan.outcomes:
        if made.task.parent and made.task.parent != group:
            group = made.task.parent
            table.add_row("", Text(listing.short(group, 120), style="bold"))
        _outcome_rows(say, table, made, narrow)
    out.print(table)
    if plan.counts:
        out.print(Text("\n" + say("tasks.counts"), style="bold"))
        for _, same in groupby(plan.counts, key=lambda task: (task.document, task.sentence)):
            first, *rest = same
            where = " · ".join(p for p in (first.document, say("list.page", n=first.page) if first.page else "") if p)
            sentence = listing.marked_quotes(first.sentence or "", [t.quote or "" for t in (first, *rest)], 500)
            out.print(Text.assemble("  ", (where, "cyan"), "  ", sentence), soft_wrap=True)


def _outcome_rows(say: Speaker, table: Any, made: "Outcome", narrow: bool) -> None:
    from rich.text import Text

    from extractor.cli import listing
    from extractor.linking.outcomes import of_another_body

    task = made.task
    state = Text(say(f"outcome_of.{made.state}"), style=STYLES.get(made.state, ""))
    if made.days_late:
        state.append(f" {say('tasks.days', n=made.days_late)}")
    if made.done_on:
        state.append(f"\n{listing.day(made.done_on)}", style="not bold")
    left = [Text(task.ordinal or ""), Text(listing.short(task.title, 220)), Text(task.lead or ""), Text(task.deadline or ""), state]
    if not made.reports:
        near = made.passages[0] if made.passages else None
        told = Text(_near(say, near, task.title or ""), style="dim") if near else Text("")
        said = Text(listing.short(near.sentence, 260), style="dim") if near else Text("")
        table.add_row(*left, told, *([] if narrow else [said]))
    for report in made.reports:
        said = listing.marked_quotes(report.task.sentence or "", [report.task.quote or ""], 260)
        if report.proof:
            said.append_text(Text(f"\n{say('column.proof')}: {listing.short(report.proof, 160)}", style="dim"))
        table.add_row(*left, _told(say, report, of_another_body(task, report)), *([] if narrow else [said]))
        left = ["", "", "", "", ""]  # type: ignore[list-item]


def _near(say: Speaker, passage: "Passage", title: str) -> str:
    from extractor.linking.nearness import as_written

    where = " · ".join(p for p in (passage.document, say("list.page", n=passage.page) if passage.page else "") if p)
    said = say("tasks.near", where=where, n=round(passage.score), words=" ".join(as_written(passage.words[:8], title, passage.sentence)))
    return f"{said}; {say('tasks.ahead')}" if passage.ahead else said


def _told(say: Speaker, report: "Report", other_body: bool) -> Any:
    """Where a report tells of the task, what it says, by which documents, and how sure the link is."""
    from rich.text import Text

    made = Text(report.task.document, style="cyan")
    if report.task.page:
        made.append(f" · {say('list.page', n=report.task.page)}")
    made.append(f"\n{say(f'status.{report.task.status}')}", style=STYLES.get(report.task.status, ""))
    if report.task.evidence:
        made.append("\n" + ", ".join(report.task.evidence), style="bold not dim")
    if other_body:
        made.append("\n" + say("tasks.other_body", issuer=report.issuer), style="red")
    made.append(f"\n{say('tasks.score', n=round(report.score))}", style="dim")
    return made
