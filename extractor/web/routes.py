"""Which address leads to which page. Changes are POST alone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from extractor.web.http import page
from extractor.web.views import audit, charts, findings, inbox, pictures, reader, refs, search, settings, tasks, uploads, why

Route = tuple[str, Callable[..., Awaitable[Any]]]
_ID = r"(?P<record>(?:add|[a-z]{3})-[0-9a-f]{1,64})"

ROUTES: list[Route] = [
    (r"^/$", page(inbox.index)),
    (r"^/doc/(?P<number>\d{1,12})$", page(reader.show)),
    (r"^/doc/(?P<number>\d{1,12})/part/(?P<position>\d{1,6})$", page(reader.part)),
    (rf"^/doc/(?P<number>\d{{1,12}})/record/{_ID}$", page(reader.record)),
    (rf"^/doc/(?P<number>\d{{1,12}})/record/{_ID}/why$", page(why.show)),
    (rf"^/r/{_ID}$", page(reader.address)),
    (r"^/doc/(?P<number>\d{1,12})/page/(?P<page>\d{1,6})\.png$", page(pictures.page)),
    (r"^/doc/(?P<number>\d{1,12})/page/(?P<page>\d{1,6})\.json$", page(pictures.boxes)),
    (r"^/doc/(?P<number>\d{1,12})/crop/(?P<citation>\d{1,15})$", page(pictures.crop)),
    (r"^/doc/(?P<number>\d{1,12})/table/(?P<table>\d{1,6})\.(?P<form>xlsx|csv)$", page(pictures.table)),
    (r"^/-/desk-jobs$", page(uploads.jobs)),
    (r"^/-/desk-upload$", page(uploads.receive, needs="reviewer", change=True)),
    (r"^/-/desk-read$", page(uploads.start, needs="reviewer", change=True)),
    (r"^/-/desk-samples$", page(uploads.samples, needs="reviewer", change=True)),
    (r"^/-/desk-retry$", page(uploads.retry, needs="reviewer", change=True)),
    (r"^/-/desk-forget$", page(uploads.forget, needs="reviewer", change=True)),
    (r"^/-/desk-stop$", page(uploads.stop, needs="reviewer", change=True)),
    (r"^/-/desk-dismiss$", page(uploads.dismiss, needs="reviewer", change=True)),
    (r"^/search$", page(search.index)),
    (r"^/search\.json$", page(search.as_json)),
    (r"^/search/suggest$", page(search.suggest)),
    (r"^/-/desk-search-save$", page(search.save, needs="reviewer", change=True)),
    (r"^/-/desk-search-drop$", page(search.drop, needs="reviewer", change=True)),
    (r"^/tasks$", page(tasks.index)),
    (r"^/refs$", page(refs.index)),
    (r"^/refs/(?P<cited>doc-[0-9a-f]{1,64})$", page(refs.one)),
    (r"^/refs/(?P<cited>doc-[0-9a-f]{1,64})\.json$", page(refs.graph)),
    (r"^/charts$", page(charts.index)),
    (rf"^/charts/series/{_ID}\.json$", page(charts.series)),
    (r"^/charts/findings\.json$", page(charts.findings)),
    (r"^/charts/checked\.json$", page(charts.checked)),
    (r"^/audit/(?P<number>\d{1,12})$", page(audit.show)),
    (r"^/audit/(?P<number>\d{1,12})\.(?P<form>docx|xlsx|html)$", page(audit.file)),
    (r"^/-/desk-sign$", page(audit.sign, needs="reviewer", change=True)),
    (r"^/-/desk-withdraw$", page(audit.withdraw, needs="reviewer", change=True)),
    (r"^/findings$", page(findings.index)),
    (r"^/-/desk-decide$", page(findings.decide, needs="reviewer", change=True)),
    (r"^/-/desk-undo$", page(findings.undo, needs="reviewer", change=True)),
    (r"^/-/desk-redo$", page(findings.redo, needs="reviewer", change=True)),
    (r"^/-/desk-correct$", page(findings.correct, needs="reviewer", change=True)),
    (r"^/-/desk-add$", page(findings.add, needs="reviewer", change=True)),
    (r"^/-/desk-lang$", page(settings.language, needs="nobody", change=True)),
    (r"^/-/desk-theme$", page(settings.theme, needs="nobody", change=True)),
    (r"^/-/desk-me$", page(settings.me)),
    (r"^/-/desk-rename$", page(settings.rename, change=True)),
    (r"^/-/desk-login$", page(settings.login, needs="nobody")),
    (r"^/-/desk-login-check$", page(settings.log_in, needs="nobody", change=True)),
    (r"^/-/desk-logout$", page(settings.log_out, needs="nobody", change=True)),
]
