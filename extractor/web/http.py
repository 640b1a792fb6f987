"""What every page of the desk shares: who asks, in which language, reading and writing the database, answers with strict headers.

A view is an async function of a `Desk` (one request). `page` makes a route of it: it checks the role, refuses a change that does not come from
a page of ours, and turns errors of the program into a designed page.
"""

from __future__ import annotations

import asyncio
import base64
import functools
import hashlib
import json
import os
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qsl, quote, unquote

from extractor.errors import TrichyeuError
from extractor.web.remember import Remembered
from extractor.web.words import Words

T = TypeVar("T")
HERE = Path(__file__).resolve().parent
STATIC = HERE / "static"
# The two style sheets that Observable Plot puts into its charts and legends, by their hashes: nothing else inline runs or styles.
PLOT_STYLES = "'sha256-rCZUQsEQJf1DmnfnMZmlj08XC7qbIZySA6bEtitbQ00=' 'sha256-jSYQUrW7J0b3jPqhZP9C2Xh1PyJKHKXd4s0fpGGKrww='"
CSP = (
    f"default-src 'none'; script-src 'self'; style-src 'self' {PLOT_STYLES}; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)
HEADERS = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
MAX_FORM = 1_000_000
COOKIE_DAYS = 3600 * 24 * 365


class Refused(Exception):
    """An answer that is no page: its status and what to say."""

    def __init__(self, status: int, key: str, **values: Any) -> None:
        super().__init__(key)
        self.status, self.key, self.values = status, key, values


@dataclass(frozen=True)
class Answer:
    """What a view gives back."""

    body: str | bytes
    status: int = 200
    type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


def redirect(url: str, cookies: tuple[str, ...] = ()) -> Answer:
    """Sends the browser on, to a path of this server."""
    assert url.startswith("/") and not url.startswith("//")
    return Answer("", 303, headers={"location": quote(url, safe="/?&=#%:+-_.~!*'(),;@"), **({"set-cookie": cookies[0]} if cookies else {})})


def attachment(name: str) -> str:
    """The Content-Disposition of a file to take along; the name may be of any letters."""
    plain = re.sub(r"[^\w.-]+", "_", name.encode("ascii", "ignore").decode()) or "trichyeu"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def cookie(name: str, value: str) -> str:
    """A cookie of ours that lasts, for this site alone."""
    return f"{name}={quote(value, safe='')}; Path=/; Max-Age={COOKIE_DAYS}; SameSite=Lax; HttpOnly"


@functools.cache
def asset(name: str) -> str:
    """The address of a static file, with its hash behind it, so that a browser never shows an old one."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).digest()
    return f"/-/desk/{name}?v={base64.urlsafe_b64encode(digest[:6]).decode()}"


class Desk:
    """One request: what was asked, by whom, and the ways to answer."""

    def __init__(self, datasette: Any, request: Any, receive: Any) -> None:
        self.datasette = datasette
        self.request = request
        self.receive = receive
        self.settings: Settings = datasette.trichyeu
        self.database = datasette.get_database(self.settings.name)
        self.args: dict[str, str] = {}
        self.lists: dict[str, list[str]] = {}
        for key, value in parse_qsl(request.query_string, keep_blank_values=True, max_num_fields=200):
            self.args.setdefault(key, value[:2_000])
            self.lists.setdefault(key, []).append(value[:2_000])
        asked = self.args.get("lang") or request.cookies.get("trichyeu_lang", "")
        self.lang = asked if asked in ("vi", "en") else self.settings.lang
        self.words = Words(self.lang)

    @property
    def htmx(self) -> bool:
        """Whether a part of a page is asked for."""
        return str(self.request.headers.get("hx-request", "")) == "true"

    @property
    def theme(self) -> str:
        asked = self.request.cookies.get("trichyeu_theme", "")
        return asked if asked in ("light", "dark") else "auto"

    @property
    def role(self) -> str | None:
        """reviewer, reader, or None for somebody who has to log in. Without passwords, whoever sits at this machine reviews."""
        if not self.settings.passwords:
            role: str | None = "reviewer"
        else:
            actor = self.request.actor or {}
            role = actor.get("role") if actor.get("role") in ("reader", "reviewer") else None
        return "reader" if role == "reviewer" and self.read_only else role

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written: the server was started so, or the database's file or its folder may not be."""
        path = self.settings.path
        if self.settings.read_only:
            return True
        return not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))

    @property
    def name(self) -> str | None:
        """The reviewer's name, as decisions carry it."""
        actor = self.request.actor or {}
        name = unquote(self.request.cookies.get("trichyeu_name", "")).strip() or str(actor.get("name") or actor.get("id") or "")
        return "".join(c for c in name if c.isprintable())[:100] or None

    async def read(self, work: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """`work(connection, …)` in a reading thread."""
        result: T = await self.database.execute_fn(lambda connection: work(connection, *arguments, **named))
        return result

    def recalled(self, connection: Any, work: Callable[..., T], *arguments: Any) -> T:
        """`work(connection, *arguments)` inside a reading thread, or what it gave since the database changed last."""
        remembered: Remembered = self.datasette.trichyeu_remembered
        return remembered.get((work.__module__, work.__qualname__, *arguments), lambda: work(connection, *arguments))

    async def write(self, work: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """`work(db, …)` with the database open for writing, in a thread of its own."""
        from extractor.database.connection import explained, open_database

        def inside() -> T:
            with explained(self.settings.path):
                db = open_database(self.settings.path)
                try:
                    return work(db, *arguments, **named)
                finally:
                    db.conn.close()

        return await asyncio.to_thread(inside)

    async def form(self) -> dict[str, list[str]]:
        """The fields of a posted form, under a limit of size."""
        body = b""
        while True:
            message = await self.receive()
            body += message.get("body", b"")
            if len(body) > MAX_FORM:
                raise Refused(413, "error.large")
            if not message.get("more_body"):
                break
        fields: dict[str, list[str]] = {}
        for key, value in parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=10_000):
            fields.setdefault(key, []).append(value)
        return fields

    async def render(self, template: str, status: int = 200, headers: Mapping[str, str] | None = None, **values: Any) -> Answer:
        """A page from a template."""
        shown = {
            "t": self.words,
            "lang": self.lang,
            "asset": asset,
            "theme": self.theme,
            "role": self.role,
            "name": self.name,
            "read_only": self.read_only,
            "path": self.request.path,
            "database": self.settings.name,
            "args": self.args,
            "locked": bool(self.settings.passwords),
            **values,
        }
        return Answer(await self.datasette.render_template(f"desk/{template}", shown, self.request), status, headers=headers or {})

    def json(self, value: Any, status: int = 200) -> Answer:
        return Answer(json.dumps(value, ensure_ascii=False), status, "application/json; charset=utf-8")

    def number(self, name: str, default: int, least: int = 0, most: int = 1_000_000_000) -> int:
        """A whole number among the parameters; the default where it is none or out of bounds."""
        value = self.args.get(name, "")
        return int(value) if re.fullmatch(r"\d{1,9}", value) and least <= int(value) <= most else default


@dataclass(frozen=True)
class Settings:
    """What the server was started with. `passwords`: role → password, empty on one's own machine."""

    path: Path
    name: str
    lang: str
    passwords: Mapping[str, str] = field(default_factory=dict)
    sql: bool = False
    read_only: bool = False
    max_upload: int = 300_000_000

    @property
    def files(self) -> Path:
        """The folder beside the database where uploaded files are kept."""
        return self.path.with_name(f"{self.path.stem}.files")


View = Callable[..., Awaitable[Answer]]


def own(headers: Mapping[str, str]) -> bool:
    """Whether a request comes from a page of this server (or from no page at all)."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or origin.split("://", 1)[-1] == headers.get("host", "")


def page(view: View, *, needs: str = "reader", change: bool = False) -> Callable[..., Awaitable[Any]]:
    """A route of Datasette. `needs`: the least role, or "nobody"; `change`: answers only to POST from our own pages."""

    async def route(datasette: Any, request: Any, receive: Any) -> Any:
        desk = Desk(datasette, request, receive)
        try:
            _admit(desk, needs, change)
            answer = await view(desk, **request.url_vars)
        except Refused as refused:
            answer = await _refusal(desk, refused.status, desk.words(refused.key, **refused.values))
        except TrichyeuError as error:
            answer = await _refusal(desk, 422, error.vi if desk.lang == "vi" else error.en)
        return _response(answer)

    return route


def _admit(desk: Desk, needs: str, change: bool) -> None:
    request = desk.request
    if change:
        if request.method != "POST":
            raise Refused(405, "error.method")
        # Datasette checks the token where there is a cookie and no bearer; a request without a cookie, or with a bearer, has no token of ours.
        headers = {k.lower(): v for k, v in request.headers.items()}
        if not own(headers) or "authorization" in headers or "ds_csrftoken" not in request.cookies:
            raise Refused(403, "error.csrf")
    elif request.method not in ("GET", "HEAD"):
        raise Refused(405, "error.method")
    if needs == "nobody":
        return
    if desk.role is None:
        raise Refused(401, "error.login")
    if needs == "reviewer" and desk.role != "reviewer":
        raise Refused(403, "error.read_only" if desk.read_only else "error.role")


async def _refusal(desk: Desk, status: int, said: str) -> Answer:
    if status == 401 and not desk.htmx and desk.request.method == "GET":
        return redirect("/-/desk-login?next=" + quote(desk.request.full_path.lstrip("/"), safe=""))
    if desk.htmx or "application/json" in desk.request.headers.get("accept", ""):
        return Answer(said, status, "text/plain; charset=utf-8")
    return await desk.render("error.html", status=status, said=said, code=status)


def _response(answer: Answer) -> Any:
    from datasette.utils.asgi import Response

    headers = {**HEADERS, **answer.headers}
    return Response(answer.body, answer.status, headers, answer.type)
