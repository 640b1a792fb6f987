"""Who one is, in which language and colours; logging in where the server asks for a password."""

from __future__ import annotations

import hmac

from extractor.web.http import Answer, Desk, Refused, cookie, redirect


def _next(value: str) -> str:
    """A path of this server, never another address."""
    path = "/" + value.lstrip("/\\")
    return path if value and "\n" not in path and "\r" not in path and "\\" not in path else "/"


async def language(desk: Desk) -> Answer:
    form = await desk.form()
    lang = form.get("lang", [""])[0]
    if lang not in ("vi", "en"):
        raise Refused(400, "error.query")
    return redirect(_next(form.get("next", ["/"])[0]), (cookie("trichyeu_lang", lang),))


async def theme(desk: Desk) -> Answer:
    form = await desk.form()
    chosen = form.get("theme", ["auto"])[0]
    value = chosen if chosen in ("light", "dark") else "auto"
    return Answer("", 204, headers={"set-cookie": cookie("trichyeu_theme", value)})


async def me(desk: Desk) -> Answer:
    """The name that goes with decisions."""
    if desk.request.method == "POST":
        raise Refused(405, "error.method")
    return await desk.render("me.html", saved=desk.args.get("saved") == "1")


async def rename(desk: Desk) -> Answer:
    form = await desk.form()
    name = "".join(c for c in form.get("name", [""])[0] if c.isprintable()).strip()[:100]
    return redirect("/-/desk-me?saved=1", (cookie("trichyeu_name", name),))


async def login(desk: Desk) -> Answer:
    return await desk.render("login.html", next=_next(desk.args.get("next", "/")), wrong=False)


async def log_in(desk: Desk) -> Answer:
    """Checks the password against those of the roles, and gives Datasette's signed cookie of an actor."""
    form = await desk.form()
    given = form.get("password", [""])[0].encode()
    role = None
    for name, password in desk.settings.passwords.items():
        # Every password is compared, so that the time tells nothing.
        if hmac.compare_digest(given, password.encode()):
            role = name
    if role is None:
        answer = await desk.render("login.html", status=403, next=_next(form.get("next", ["/"])[0]), wrong=True)
        return answer
    signed = desk.datasette.sign({"a": {"id": role, "role": role}}, "actor")
    return redirect(_next(form.get("next", ["/"])[0]), (f"ds_actor={signed}; Path=/; SameSite=Lax; HttpOnly",))


async def log_out(desk: Desk) -> Answer:
    await desk.form()
    return redirect("/-/desk-login", ("ds_actor=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly",))
