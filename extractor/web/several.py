"""Several databases in one browser: a page that searches them all, and the desk of each at a port of its own. Nothing is written to any of them.

Each hit says which database it is of and leads to that one's reader. A database of an older version is shown from a copy that goes with the server.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import threading
import webbrowser
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from extractor.database.connection import explained
from extractor.database.read import number_of, sources
from extractor.database.reading import close_database, open_for_reading
from extractor.database.search import COUNTED, KINDS, Hit, search_all
from extractor.web.http import HEADERS, HERE, STATIC, asset
from extractor.web.limits import guarded, limit_connection
from extractor.web.serving import HOST, application, free_port
from extractor.web.text import excerpt
from extractor.web.words import Words

LIMIT = 20
ASSETS = {"desk.css": "text/css; charset=utf-8", "icon.svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Shelf:
    """One database: the path as it was named, the file that is read, the port of its desk."""

    name: str
    file: Path
    port: int


class Front:
    """The ASGI application of the common page."""

    def __init__(self, shelves: Sequence[Shelf], lang: str) -> None:
        from jinja2 import Environment, FileSystemLoader

        self._shelves = {shelf.name: shelf for shelf in shelves}
        self._lang = lang
        self._page = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True).get_template("desk/several.html")

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        status, kind, body = await self._answer(scope)
        headers = [(name.encode(), value.encode()) for name, value in {**HEADERS, "content-type": kind}.items()]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    async def _answer(self, scope: Any) -> tuple[int, str, bytes]:
        path = scope["path"]
        if scope["method"] not in ("GET", "HEAD"):
            return 405, "text/plain", b"GET"
        name = path.removeprefix("/-/desk/")
        if name in ASSETS:
            return 200, ASSETS[name], (STATIC / name).read_bytes()
        if path not in ("/", "/search", "/search.json"):
            return 404, "text/plain", b"404"
        headers = {key.decode("latin-1"): value.decode("latin-1") for key, value in scope["headers"]}
        asked = {key: values[0] for key, values in parse_qs(scope["query_string"].decode("latin-1"), max_num_fields=20).items()}
        query = asked.get("q", "").strip()[:500]
        found = await asyncio.to_thread(self._found, query)
        if path == "/search.json":
            rows = {kind: {"total": min(total, COUNTED), "more": total > COUNTED, "hits": hits} for kind, (hits, total) in found.items()}
            return 200, "application/json; charset=utf-8", json.dumps(rows, ensure_ascii=False).encode()
        lang = asked.get("lang") or _cookie(headers, "trichyeu_lang")
        words = Words(lang if lang in ("vi", "en") else self._lang)
        host = headers.get("host", HOST).rsplit(":", 1)[0]
        shown = {"t": words, "lang": words.lang, "q": query, "found": found, "counted": COUNTED, "counts": await asyncio.to_thread(self._counts), "host": host, "asset": asset}
        return 200, "text/html; charset=utf-8", self._page.render(shown, theme=_cookie(headers, "trichyeu_theme") or "auto", shelves=self._shelves).encode()

    def _found(self, query: str) -> dict[str, tuple[list[dict[str, Any]], int]]:
        """Of each kind the hits, as rows, and their number."""
        if not query:
            return {}
        with ExitStack() as stack:
            opened = {shelf.name: _opened(stack, shelf) for shelf in self._shelves.values()}
            found: dict[str, tuple[list[dict[str, Any]], int]] = {}
            for kind in KINDS:
                hits, total = search_all(opened, query, kind=kind, limit=LIMIT)
                found[kind] = [self._row(hit, opened) for hit in hits], total
        return found

    def _row(self, hit: Hit, opened: Mapping[str, Any]) -> dict[str, Any]:
        shelf = self._shelves[hit.database or ""]
        place = f"#at={hit.start}" if hit.start is not None else ""
        return {
            "database": shelf.name,
            "document": hit.document,
            "label": hit.label,
            "page": hit.page,
            "section": hit.section,
            "html": excerpt(hit.sentence or "", hit.marks),
            "at": f":{shelf.port}/doc/{number_of(opened[shelf.name], hit.document)}{place}",
        }

    def _counts(self) -> dict[str, int]:
        with ExitStack() as stack:
            return {shelf.name: len(sources(_opened(stack, shelf))) for shelf in self._shelves.values()}


def _opened(stack: ExitStack, shelf: Shelf) -> Any:
    stack.enter_context(explained(shelf.file))
    db = open_for_reading(shelf.file, linked=False)
    stack.callback(close_database, db)
    limit_connection(db.conn)
    return db


def _cookie(headers: Mapping[str, str], name: str) -> str:
    found = SimpleCookie(headers.get("cookie", "")).get(name)
    return "" if found is None else found.value


def shelves_of(stack: ExitStack, paths: Sequence[Path], first: int) -> list[Shelf]:
    """The databases with a free port each, from `first` on. What an older version left is copied for as long as `stack` is open. Raises DatabaseError."""
    shelves: list[Shelf] = []
    for path in paths:
        db = open_for_reading(path)
        stack.callback(close_database, db)
        file = Path(db.conn.execute("PRAGMA database_list").fetchone()[2])
        wanted = next((port for port in range(first, first + 100) if port not in [s.port for s in shelves] and free_port(port)), None)
        shelves.append(Shelf(str(path), file, wanted or free_port(0) or 0))
    return shelves


def serve_several(shelves: Sequence[Shelf], port: int, lang: str, open_browser: bool = False) -> None:
    """Serves the common page, and the desks beside it, until stopped (Ctrl+C)."""
    import uvicorn

    secret = secrets.token_hex(32)
    desks = []
    for shelf in shelves:
        datasette = application(shelf.file, lang, name=Path(shelf.name).stem, secret=secret, read_only=True)
        asyncio.run(datasette.invoke_startup())
        desks.append(uvicorn.Server(uvicorn.Config(datasette.app(), host=HOST, port=shelf.port, log_level="warning", lifespan="on", workers=1)))
    threads = [threading.Thread(target=desk.run, daemon=True) for desk in desks]
    for thread in threads:
        thread.start()
    if open_browser:
        threading.Timer(1.0, webbrowser.open, [f"http://{HOST}:{port}/"]).start()
    try:
        uvicorn.run(guarded(Front(shelves, lang)), host=HOST, port=port, log_level="warning", lifespan="off", workers=1)
    finally:
        for desk in desks:
            desk.should_exit = True
        for thread in threads:
            thread.join(timeout=10)
