"""The Datasette plugin: search without accents inside SQL, links from keys to what they name, and no answer to any other host."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from datasette import hookimpl
from markupsafe import Markup, escape

from extractor.database.compact_schema import VIEW_NAMES as VIEWS
from extractor.web.limits import MAX_WORDS, guarded, limit_connection
from extractor.web.metadata import LINKS


def match_expression(query: str | None) -> str:
    """An FTS5 expression for what a user typed: every word, with or without accents. Nothing typed matches nothing."""
    from extractor.database.search import parse

    phrases = parse((query or "")[:1_000]).folded[:MAX_WORDS]
    return " AND ".join(f'"{" ".join(words)}"' for words in phrases) or '""'


# Last, so that Datasette's own functions are there to be replaced.
@hookimpl(trylast=True)  # type: ignore[untyped-decorator]
def prepare_connection(conn: Any) -> None:
    limit_connection(conn)
    conn.create_function("trichyeu_match", 1, match_expression, deterministic=True)
    # Datasette's own search boxes ask the same way: the words that are searched have no accents.
    conn.create_function("escape_fts", 1, match_expression, deterministic=True)


@hookimpl  # type: ignore[untyped-decorator]
def render_cell(row: Any, value: Any, column: str, table: str | None, database: str | None, datasette: Any) -> Any:
    """In views and queries, which have no foreign keys of their own, a key becomes a link; elsewhere Datasette does it."""
    target = LINKS.get(column)
    if target is None or value is None or isinstance(value, dict) or database is None or table in _tables_with_keys():
        return None
    from datasette.utils import tilde_encode

    # Sentences are a view, which has no page of a row.
    row = f"?id={tilde_encode(str(value))}" if target in VIEWS else f"/{tilde_encode(str(value))}"
    href = f"{datasette.urls.table(database, target)}{row}"
    return Markup('<a href="{}">{}</a>').format(href, escape(value))


def _tables_with_keys() -> set[str]:
    from extractor.web.metadata import TABLES

    return set(TABLES) - VIEWS


@hookimpl  # type: ignore[untyped-decorator]
def register_routes() -> list[Any]:
    """The pages of the desk."""
    from extractor.web.routes import ROUTES

    return list(ROUTES)


def _settings(datasette: Any) -> Any:
    """The desk's settings; None on a Datasette that was not started by `trichyeu serve`."""
    return getattr(datasette, "trichyeu", None)


@hookimpl  # type: ignore[untyped-decorator]
def permission_allowed(datasette: Any, actor: dict[str, Any] | None, action: str) -> bool | None:
    """Where a password is asked for, nobody sees the tables without it, and SQL of one's own is for reviewers, unless it is allowed."""
    settings = _settings(datasette)
    if settings is None or not settings.passwords:
        return None
    role = (actor or {}).get("role")
    if role not in ("reader", "reviewer"):
        return False
    return None if action != "execute-sql" or role == "reviewer" or settings.sql else False


@hookimpl  # type: ignore[untyped-decorator]
def forbidden(datasette: Any, request: Any) -> Any:
    """Whoever may not see a table is led to where one logs in."""
    from datasette.utils.asgi import Response

    settings = _settings(datasette)
    if settings is None or not settings.passwords or request.actor or request.method != "GET" or ".json" in request.path:
        return None
    return Response.redirect("/-/desk-login")


@hookimpl(tryfirst=True)  # type: ignore[untyped-decorator]
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """Every request passes the limits of this server. Where a password is asked for, other names are let in: a page elsewhere has no cookie of ours."""

    def any_host() -> bool:
        settings = _settings(datasette)
        return bool(settings and settings.passwords)

    return partial(guarded, any_host=any_host)
