"""`trichyeu tasks` followed up: what is due, what is past its day, a calendar, and the weekly roll-up by body as DOCX or XLSX."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from extractor.cli.common import database, replaced, written
from extractor.cli.console import console
from extractor.messages import Speaker

if TYPE_CHECKING:
    from extractor.linking.followup import Followed, Standing
    from extractor.records import Task

FORMATS = ("table", "csv", "jsonl", "xlsx", "docx", "ics")


def days(say: Speaker, text: str) -> tuple[datetime.date, datetime.date]:
    """The days of "2024-12", "12/2024", "2024", "2024-12-05", "05/12/2024" or "quý IV/2024"; else wrong usage."""
    from extractor.linking.indicators import Setting, days_of

    bare = text.strip()
    month = re.fullmatch(r"(\d{4})-(\d{1,2})|(\d{1,2})/(\d{4})", bare)
    if month:
        year, number = (int(month[1]), int(month[2])) if month[1] else (int(month[4]), int(month[3]))
        bare = f"tháng {number}/{year}"
    elif re.fullmatch(r"\d{4}", bare):
        bare = f"năm {bare}"
    try:
        day = datetime.date.fromisoformat(text.strip())
        return day, day
    except ValueError:
        pass
    since, until = days_of(bare, Setting())
    if since is None or until is None:
        raise typer.BadParameter(say("tasks.due", due=text))
    return since, until


def follow_up(
    say: Speaker,
    path: Path,
    as_of: datetime.date,
    *,
    due: tuple[datetime.date, datetime.date] | None,
    overdue: bool,
    lead: str | None,
    assigned_by: str | None,
    rollup: bool,
    format: str,
    output: Path | None,
) -> int:
    """Shows or writes what is asked for; gives how many tasks there are."""
    from extractor.database.followup import follow, full_names

    with database(path) as db:
        found = follow(db, as_of, due=due, overdue=overdue, lead=lead, assigned_by=assigned_by)
        names = full_names(db, found)
    if not found:
        return 0
    if format == "ics":
        _calendar(say, found, output)
    elif rollup or format == "docx":
        _rollup(say, found, names, as_of, format, output)
    else:
        _list(say, found, as_of, format, output)
    return len(found)


def _row(say: Speaker, one: Followed) -> dict[str, Any]:
    task, made = one.outcome.task, one.outcome
    report = made.reports[0].task if made.reports else None
    return {
        "plan": one.plan,
        "parent": task.parent,
        "title": " ".join((task.title or task.quote or "").split()),
        "lead": "; ".join(task.leads) or task.lead,
        "cooperate": "; ".join(task.cooperate) or None,
        "assigned_by": task.assigned_by,
        "deadline": task.deadline,
        "due_on": task.due_on,
        "recurrence": task.recurrence,
        "next_on": one.next_on,
        "outcome": say(f"outcome_of.{made.state}"),
        "past_due": one.overdue,
        "done_on": made.done_on,
        "days_late": made.days_late,
        "report": report.document if report else made.passages[0].document if made.passages else None,
        "report_sentence": report.sentence if report else made.passages[0].sentence if made.passages else None,
        "document": task.document,
        "page": task.page,
        "sentence": task.sentence,
        "start": task.start,
        "end": task.end,
        "id": task.id,
    }


def _list(say: Speaker, found: Sequence[Followed], as_of: datetime.date, format: str, output: Path | None) -> None:
    from rich.text import Text

    from extractor.cli import listing

    if format != "table":
        listing.write_rows(say, [_row(say, one) for one in found], format, output, say("type.task"))
        return
    columns: dict[str, dict[str, Any]] = {"next_on": {"no_wrap": True}, "title": {"ratio": 6}, "lead": {"ratio": 3}, "outcome": {"ratio": 3}, "plan": {"ratio": 3}}
    table = listing.table(say, columns)
    for one in found:
        task = one.outcome.task
        state = Text(say(f"outcome_of.{one.outcome.state}"))
        if one.overdue and task.due_on is not None:
            state.append(f"\n{say('tasks.past', n=(as_of - task.due_on).days)}", style="red")
        told = [report.task.document for report in one.outcome.reports] or [passage.document for passage in one.outcome.passages[:1]]
        if told:
            state.append("\n" + ", ".join(dict.fromkeys(told)), style="cyan")
        where = " · ".join(p for p in (one.plan, say("list.page", n=task.page) if task.page else "") if p)
        day = Text(listing.day(one.next_on) if one.next_on else (task.deadline or task.recurrence or ""))
        table.add_row(day, _titled(task), Text("; ".join(task.leads) or task.lead or ""), state, Text(where))
    console().print(table)
    console().print(Text(say("tasks.followed", n=len(found), day=listing.day(as_of)), style="dim"))


def _titled(task: Task) -> Any:
    """The title, behind what it is about where the text says that apart."""
    from rich.text import Text

    from extractor.cli import listing

    topic = (f"{listing.short(task.parent, 120)}: ", "dim") if task.parent and task.form == "assigned" else ""
    return Text.assemble(topic, listing.short(task.title or task.quote, 260))


def _calendar(say: Speaker, found: Sequence[Followed], output: Path | None) -> None:
    import sys

    from extractor.cli.calendar import calendar, days_of

    text = calendar(found)
    if output is None:
        sys.stdout.write(text)
        return
    with written(say, output, newline="", encoding="utf-8") as out:
        out.write(text)
    console(error=True).print(say("export.written", n=sum(len(days_of(one)) for one in found), path=output), soft_wrap=True)


COUNTS = ("assigned", "on_time", "late", "done_unclear", "open", "overdue", "unreported", "exempted")


def _standing_row(say: Speaker, standing: Standing) -> dict[str, Any]:
    row: dict[str, Any] = {"lead": standing.lead}
    row |= {name: getattr(standing, name.removesuffix("_unclear")) for name in COUNTS}
    return row | {"in_time_share": None if standing.share is None else round(100 * standing.share, 1)}


def _rollup(say: Speaker, found: Sequence[Followed], names: dict[str, str], as_of: datetime.date, format: str, output: Path | None) -> None:
    from rich.text import Text

    from extractor.cli import listing
    from extractor.cli.rollup_sheet import number_said
    from extractor.linking.followup import standings

    made = standings(found, names)
    rows = [_standing_row(say, one) for one in made]
    if format == "table":
        table = listing.table(say, {"lead": {"ratio": 4}, **{name: {"justify": "right"} for name in (*COUNTS, "in_time_share")}})
        for row in rows:
            table.add_row(*(number_said(say, value) for value in row.values()))
        console().print(table)
        console().print(Text(say("rollup.explained", day=listing.day(as_of)), style="dim"), soft_wrap=True)
    elif format == "xlsx":
        assert output is not None
        sheets = {say("rollup.bodies"): rows, say("type.task"): [_row(say, one) for one in found]}
        listing.save_book(say, output, lambda: listing.workbook(say, sheets))
    elif format == "docx":
        from extractor.cli.rollup_sheet import as_docx

        assert output is not None
        with replaced(say, output) as path:
            path.write_bytes(as_docx(say, found, rows, names, as_of))
    else:
        listing.write_rows(say, rows, format, output, say("rollup.bodies"))
        return
    if output is not None:
        console(error=True).print(say("export.written", n=len(found), path=output), soft_wrap=True)
