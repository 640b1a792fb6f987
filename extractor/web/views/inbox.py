"""The inbox: documents as they came in, with their counts, findings and state of review; files that could not be read; what is being read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from extractor.web.http import Answer, Desk
from extractor.web.paging import pager, turn
from extractor.web.queries import inbox


def linker(desk: Desk, path: str) -> Callable[..., str]:
    """A function that gives the address of the page with some parameters changed; an empty one is left out, and so is the row of another page."""

    def link(**changed: Any) -> str:
        values = {key: value for key, value in desk.args.items() if key not in ("lang", "after", "before")}
        values.update({key: str(value) for key, value in changed.items()})
        kept = urlencode({key: value for key, value in values.items() if value not in ("", "None")})
        return f"{path}?{kept}" if kept else path

    return link


def asked(desk: Desk) -> inbox.Filter:
    """The filter that the parameters name; what is no value of a parameter does not limit."""
    get = desk.args.get
    sort = get("sort", "new")
    return inbox.Filter(
        text=get("q", "")[:200],
        doc_type=get("type", "")[:200],
        issuer=get("body", "")[:300],
        period=get("period", "")[:10],
        state=get("state", "") if get("state") in inbox.STATES else "",
        errors=get("errors") == "1",
        doubtful=get("doubtful") == "1",
        sort=sort if sort in inbox.SORTS else "new",
        turn=turn(desk),
    )


async def index(desk: Desk) -> Answer:
    """`/`"""
    f = asked(desk)

    def work(conn: sqlite3.Connection) -> tuple[inbox.Listing, list[sqlite3.Row], bool]:
        rows = desk.recalled(conn, inbox.overview)
        return inbox.listing(conn, f, rows), inbox.failures(conn), not rows

    found, failed, empty = await desk.read(work)
    values: dict[str, Any] = {
        "f": f,
        "found": found,
        "failed": failed,
        "empty": empty and not failed,
        "sorts": inbox.SORTS,
        "limit": desk.settings.max_upload,
        "link": linker(desk, "/"),
        **pager(f.turn, found.total, inbox.PAGE, found.rows, "id"),
    }
    return await desk.render("inbox_list.html" if desk.htmx else "inbox.html", **values)
