"""The pictures: one indicator over time, findings by body and month, checked share by document; data as JSON, drawn in the browser."""

from __future__ import annotations

from extractor.web.http import Answer, Desk, Refused
from extractor.web.queries import charts


async def index(desk: Desk) -> Answer:
    """`/charts`"""
    text, record = desk.args.get("q", "")[:200], desk.args.get("r", "")
    listed = await desk.read(lambda conn: desk.recalled(conn, charts.series_list, text))
    shown = await desk.read(charts.series, record) if record else None
    return await desk.render("charts.html", listed=listed, q=text, record=record if shown else "", shown=shown)


async def series(desk: Desk, record: str) -> Answer:
    """`/charts/series/ind-….json`"""
    found = await desk.read(charts.series, record)
    if found is None:
        raise Refused(404, "error.gone")
    return desk.json(found)


async def findings(desk: Desk) -> Answer:
    """`/charts/findings.json`"""
    return desk.json(await desk.read(lambda conn: desk.recalled(conn, charts.findings_by_month)))


async def checked(desk: Desk) -> Answer:
    """`/charts/checked.json`"""
    return desk.json(await desk.read(lambda conn: desk.recalled(conn, charts.checked_share)))
