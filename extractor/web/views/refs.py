"""Cited documents: the list, and one of them with every place that cites it."""

from __future__ import annotations

from extractor.web.http import Answer, Desk, Refused
from extractor.web.queries import refs
from extractor.web.views.inbox import linker


async def index(desk: Desk) -> Answer:
    """`/refs`"""
    text, absent, page = desk.args.get("q", "")[:200], desk.args.get("absent") == "1", desk.number("page", 1, 1)
    rows, total = await desk.read(refs.listing, text, absent, page)
    return await desk.render("refs.html", rows=rows, total=total, q=text, absent=absent, link=linker(desk, "/refs"), page=page, pages=-(-total // refs.PAGE))


async def one(desk: Desk, cited: str) -> Answer:
    """`/refs/doc-…`"""
    found = await desk.read(refs.one, cited)
    if found is None:
        raise Refused(404, "error.gone")
    return await desk.render("ref.html", **found)


async def graph(desk: Desk, cited: str) -> Answer:
    """`/refs/doc-….json`: who cites whom, for the picture."""
    return desk.json(await desk.read(refs.graph, cited))
