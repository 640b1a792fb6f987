"""What one request to the server may take, and what every answer says to the browser: a page that a reader opens elsewhere must not use, read or
frame the documents, and no query may fill the memory or keep the others waiting.

`limit_connection` is for every connection that runs what a user typed, `guarded` for the whole application, `database_of` for the file.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

HOSTS = frozenset({"127.0.0.1", "localhost"})
MAX_QUERY = 8_000  # bytes of a query string: no search is longer
MAX_WORDS = 40  # words of one search
MAX_WAITING = 2  # requests that run SQL of their own side by side; more wait for a while
WAIT_SECONDS = 10.0
# The longest text or blob that SQLite may make; the longest text of a document that is read stays below.
MAX_LENGTH = 64_000_000
SQL_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: MAX_LENGTH,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 200,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1_000,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
}
# Datasette's own pages have scripts and styles in them; pages with headers of their own keep those.
HEADERS = {
    b"content-security-policy": b"default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    b"connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'",
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
}

App = Callable[..., Awaitable[None]]


def limit_connection(connection: Any) -> None:
    """Bounds what SQL of a user may make on this connection."""
    for limit, most in SQL_LIMITS.items():
        connection.setlimit(limit, most)
    # What is sorted and grouped goes to a file when it grows, and the cache stays small.
    connection.execute("PRAGMA temp_store = FILE")


def guarded(app: App, any_host: Callable[[], bool] = lambda: False) -> App:
    """The application behind these limits; `any_host` says so where a password is asked for, whatever name the server is called by."""
    costly = asyncio.Semaphore(MAX_WAITING)

    async def guard(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        refused = _refused(scope, any_host())
        if refused is not None:
            await _answer(send, *refused)
            return

        async def with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                given = [(name.lower(), value) for name, value in message.get("headers", [])]
                names = {name for name, _ in given}
                message = {**message, "headers": [*given, *((n, v) for n, v in HEADERS.items() if n not in names)]}
            await send(message)

        if not _is_costly(scope):
            await app(scope, receive, with_headers)
            return
        try:
            await asyncio.wait_for(costly.acquire(), WAIT_SECONDS)
        except TimeoutError:
            await _answer(send, 503, b"too many queries at once; try again")
            return
        try:
            await app(scope, receive, with_headers)
        finally:
            costly.release()

    return guard


def _refused(scope: Any, any_host: bool) -> tuple[int, bytes] | None:
    """(status, words) of a request that is not answered."""
    headers = dict(scope["headers"])
    if not any_host and headers.get(b"host", b"").decode("latin-1").rsplit(":", 1)[0] not in HOSTS:
        # A web page elsewhere must not read the documents through a rebound name.
        return 400, b"127.0.0.1 only"
    if len(scope.get("query_string", b"")) > MAX_QUERY:
        return 414, b"the query is too long"
    # A browser says where a request comes from: a page of another site may lead here, but not ask for anything that costs.
    if headers.get(b"sec-fetch-site", b"none") not in (b"none", b"same-origin") and (scope.get("query_string") or scope["method"] not in ("GET", "HEAD")):
        return 403, b"not from another site"
    return None


def _is_costly(scope: Any) -> bool:
    """Whether a request runs SQL of its own, or searches."""
    asked = scope.get("query_string", b"")
    return any(name in asked for name in (b"sql=", b"_search", b"_where", b"_facet", b"q="))


async def _answer(send: Any, status: int, words: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *HEADERS.items()]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words})


def database_of(datasette: Any, path: Path) -> Any:
    """Datasette's database of a file, whatever letters its path has (`?`, `%`, quotes), opened for reading."""
    from datasette.database import Database

    class Quoted(Database):  # type: ignore[misc, unused-ignore]
        def connect(self, write: bool = False) -> Any:
            assert not write
            connection = sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro", uri=True, check_same_thread=False)
            self._all_file_connections.append(connection)
            return connection

    return Quoted(datasette, path=str(path), is_mutable=True)
