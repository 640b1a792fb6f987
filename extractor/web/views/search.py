"""Search: one box over everything, suggestions while one types, searches to keep, the same as JSON."""

from __future__ import annotations

import sqlite3
from typing import Any

from extractor.database.reviews import now
from extractor.web.http import Answer, Desk, Refused, redirect
from extractor.web.queries import search
from extractor.web.text import excerpt
from extractor.web.views.inbox import linker

FILTERS = {"type": "loai", "body": "coquan", "year": "nam"}  # facet → the name of its filter in a query
FIRST = 8  # hits of each kind where all kinds are shown


def _ask(conn: sqlite3.Connection, text: str, kind: str, limit: int, skip: int = 0) -> dict[str, search.Found]:
    kinds = [kind] if kind in search.KINDS else list(search.KINDS)
    return {k: search.search(conn, text, k, limit if len(kinds) == 1 else FIRST, skip if len(kinds) == 1 else 0) for k in kinds}


def narrowed(query: str, facet: str, value: str) -> str:
    """The query with a filter of a facet behind it."""
    quoted = value.replace('"', " ")
    return f'{query} {FILTERS[facet]}:"{quoted}"' if facet != "year" else f"{query} {FILTERS[facet]}:{quoted}"


async def index(desk: Desk) -> Answer:
    """`/search`"""
    text, kind = desk.args.get("q", "").strip()[:500], desk.args.get("kind", "")
    page = desk.number("page", 1, 1, -(-search.MANY // search.LIMIT))

    def work(conn: sqlite3.Connection) -> dict[str, Any]:
        found = _ask(conn, text, "", FIRST) if text else {}
        if kind in found:
            found[kind] = search.search(conn, text, kind, skip=(page - 1) * search.LIMIT)
        return {"found": found, "saved": search.saved(conn), "facets": search.facets(conn, text) if text else {}}

    got = await desk.read(work)
    shown = {k: f for k, f in got["found"].items() if f.rows and kind in ("", k)}
    groups = {
        k: [(head, [{**hit, "html": excerpt(hit["text"] or "", hit["marks"])} for hit in hits]) for head, hits in search.grouped(f.rows)]
        for k, f in shown.items()
    }
    values = {"q": text, "kind": kind, "found": got["found"], "groups": groups, "saved": got["saved"], "kinds": search.KINDS, "link": linker(desk, "/search"), "facets": got["facets"], "narrowed": narrowed}
    total = min(got["found"][kind].total, search.MANY) if kind in got["found"] else 0
    values |= {"page": page, "pages": -(-total // search.LIMIT)}
    return await desk.render("search_hits.html" if desk.htmx else "search.html", **values)


async def as_json(desk: Desk) -> Answer:
    """`/search.json`: the hits of each kind; of one `kind` also those behind the first `skip`."""
    text = desk.args.get("q", "").strip()[:500]
    found = await desk.read(_ask, text, desk.args.get("kind", ""), desk.number("limit", 20, 1, search.LIMIT), desk.number("skip", 0, 0, search.MANY))
    return desk.json({k: {"total": f.total, "more": f.more, "hits": f.rows} for k, f in found.items()})


async def suggest(desk: Desk) -> Answer:
    """`/search/suggest`: codes and bodies that begin as what is typed."""
    return await desk.render("suggestions.html", items=await desk.read(search.suggest, desk.args.get("q", "")))


async def save(desk: Desk) -> Answer:
    form = await desk.form()
    query = form.get("q", [""])[0].strip()[:500]
    if not query:
        raise Refused(400, "error.query")
    name = form.get("name", [""])[0].strip()[:100] or query[:100]

    def work(db: Any) -> None:
        from extractor.database.connection import transaction

        with transaction(db):
            db.execute("DELETE FROM saved_searches WHERE name = ?", [name])
            db.execute("INSERT INTO saved_searches (name, query, saved_by, saved_at) VALUES (?, ?, ?, ?)", [name, query, desk.name, now()])

    await desk.write(work)
    from urllib.parse import quote

    return redirect("/search?q=" + quote(query, safe=""))


async def drop(desk: Desk) -> Answer:
    form = await desk.form()
    number = form.get("id", [""])[0]

    def work(db: Any) -> None:
        from extractor.database.connection import transaction

        with transaction(db):
            db.execute("DELETE FROM saved_searches WHERE id = ?", [int(number) if number.isdecimal() else -1])

    await desk.write(work)
    return redirect("/search")
