"""The Datasette plugin: search without accents inside SQL, links from keys to what they name, and no answer to any other host."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl
from markupsafe import Markup, escape

from extractor.web.metadata import LINKS

HOSTS = {"127.0.0.1", "localhost"}


def match_expression(query: str | None) -> str:
    """An FTS5 expression for what a user typed: every word, with or without accents. Nothing typed matches nothing."""
    from extractor.database.search import parse

    phrases = parse(query or "").folded
    return " AND ".join(f'"{" ".join(words)}"' for words in phrases) or '""'


@hookimpl  # type: ignore[untyped-decorator]
def prepare_connection(conn: Any) -> None:
    conn.create_function("trichyeu_match", 1, match_expression, deterministic=True)


@hookimpl  # type: ignore[untyped-decorator]
def render_cell(row: Any, value: Any, column: str, table: str | None, database: str | None, datasette: Any) -> Any:
    """In views and queries, which have no foreign keys of their own, a key becomes a link; elsewhere Datasette does it."""
    target = LINKS.get(column)
    if target is None or value is None or isinstance(value, dict) or database is None or table in _tables_with_keys():
        return None
    from datasette.utils import tilde_encode

    href = f"{datasette.urls.table(database, target)}/{tilde_encode(str(value))}"
    return Markup('<a href="{}">{}</a>').format(href, escape(value))


def _tables_with_keys() -> set[str]:
    from extractor.web.metadata import TABLES

    return set(TABLES)


@hookimpl  # type: ignore[untyped-decorator]
def register_routes() -> list[Any]:
    """The pages of the desk."""
    from extractor.web.routes import ROUTES

    return list(ROUTES)


@hookimpl  # type: ignore[untyped-decorator]
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """Answers only requests to this machine by name: a web page elsewhere must not read the documents through a rebound name."""

    def wrap(app: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
        async def guarded(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] == "http":
                host = dict(scope["headers"]).get(b"host", b"").decode("latin-1").rsplit(":", 1)[0]
                if host not in HOSTS:
                    await send({"type": "http.response.start", "status": 400, "headers": [(b"content-type", b"text/plain")]})
                    await send({"type": "http.response.body", "body": b"127.0.0.1 only"})
                    return
            await app(scope, receive, send)

        return guarded

    return wrap
