"""The tasks: a board by state, a table by lead body, each cell leading to its sentence; plan against reports; overdue as of a day."""

from __future__ import annotations

import sqlite3
from typing import Any

from extractor.web.http import Answer, Desk
from extractor.web.paging import pager, turn
from extractor.web.queries import document, tasks
from extractor.web.views.inbox import linker


async def index(desk: Desk) -> Answer:
    """`/tasks`"""
    get = desk.args.get
    state = get("state", "")
    f = tasks.Filter(
        text=get("q", "")[:200],
        lead=get("lead", "")[:300],
        quarter=get("quarter", "")[:10],
        state=state if state in tasks.STATES else "",
        document=desk.number("doc", 0),
        day=get("day", "")[:10],
        late=get("late") == "1",
        turn=turn(desk),
    )
    view = get("view", "board")

    def work(conn: sqlite3.Connection) -> dict[str, Any]:
        rows = tasks.listing(conn, f)
        counted = tasks.counted(desk.recalled(conn, tasks.cube, f.text, f.document, tasks.day_of(f)), f)
        return {
            "rows": rows,
            "total": counted.total,
            "matrix": counted.matrix,
            "facets": counted.facets,
            "reports": tasks.reports(conn, [row["record_id"] for row in rows if row["reports"]]),
            "doc": document.head(conn, f.document) if f.document else None,
        }

    found = await desk.read(work)
    return await desk.render(
        "tasks.html", **found, f=f, view=view if view in ("board", "table", "bodies") else "board", day=tasks.day_of(f), columns=tasks.COLUMNS,
        states=tasks.STATES, link=linker(desk, "/tasks"), **pager(f.turn, found["total"], tasks.PAGE, found["rows"], "record_id"),
    )  # fmt: skip
