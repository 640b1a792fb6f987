"""Cited documents: the list, and one of them with every place that cites it."""

from __future__ import annotations

from extractor.web.http import Answer, Desk, Refused
from extractor.web.paging import pager, turn
from extractor.web.queries import refs
from extractor.web.views.inbox import linker


async def index(desk: Desk) -> Answer:
    """`/refs`"""
    text, absent, asked = desk.args.get("q", "")[:200], desk.args.get("absent") == "1", turn(desk)
    rows, total = await desk.read(refs.listing, text, absent, asked)
    return await desk.render("refs.html", rows=rows, total=total, q=text, absent=absent, link=linker(desk, "/refs"), **pager(asked, total, refs.PAGE, rows, "id"))


async def one(desk: Desk, cited: str) -> Answer:
    """`/refs/doc-…`"""
    found = await desk.read(refs.one, cited)
    if found is None:
        raise Refused(404, "error.gone")
    return await desk.render("ref.html", **found)


async def graph(desk: Desk, cited: str) -> Answer:
    """`/refs/doc-….json`: who cites whom, for the picture."""
    return desk.json(await desk.read(refs.graph, cited))
