"""Starts Datasette on a database: on 127.0.0.1 alone, without any network service, the file open for reading only."""

from __future__ import annotations

import os
import socket
import threading
import webbrowser
from pathlib import Path
from typing import Any

from extractor.web.http import HERE, Settings
from extractor.web.jobs import Jobs
from extractor.web.limits import database_of
from extractor.web.metadata import metadata
from extractor.web.pictures import Pictures
from extractor.web.reasons import Reasons
from extractor.web.remember import Remembered

HOST = "127.0.0.1"
SETTINGS = {
    "default_page_size": 50,
    "sql_time_limit_ms": 3000,
    "facet_time_limit_ms": 1000,
    # Answers are never kept: an ingestion may go on beside the pages.
    "default_cache_ttl": 0,
    "num_sql_threads": 4,
}


def application(path: Path, lang: str, name: str | None = None, secret: str | None = None, **more: Any) -> Any:
    """The `datasette.app.Datasette` of a database, with this program's plugin, under `name` (default: the file's own). `secret` signs its cookies (default: one
    of its own), `more` are further `Settings`."""
    from datasette.app import Datasette
    from datasette.plugins import pm

    from extractor.web import plugin

    if not pm.is_registered(plugin):
        pm.register(plugin, name="trichyeu")
    name = name or path.stem
    datasette = Datasette(
        [],
        metadata=metadata(name, lang),
        settings=SETTINGS,
        cors=False,
        template_dir=str(HERE / "templates"),
        static_mounts=[("-/desk", str(HERE / "static"))],
        **({"secret": secret} if secret else {}),
    )
    datasette.add_database(database_of(datasette, path), name=name)
    datasette.trichyeu = Settings(path.resolve(), name, lang if os.environ.get("TRICHYEU_LANG") else "vi", **more)
    datasette.trichyeu_pictures = Pictures()
    datasette.trichyeu_reasons = Reasons()
    datasette.trichyeu_remembered = Remembered(path.resolve())
    datasette.trichyeu_jobs = Jobs(path.resolve())
    return datasette


def free_port(port: int, host: str = HOST) -> int | None:
    """`port` if nothing listens there, any free one for 0; None where it is taken."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name == "posix":  # as the server itself: what was stopped a moment ago holds no port (elsewhere the option would take one that is in use)
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return None
        return int(probe.getsockname()[1])


def serve(path: Path, port: int, lang: str, open_browser: bool = False, host: str = HOST, **more: Any) -> None:
    """Serves until stopped (Ctrl+C). `more` are further `Settings`."""
    import asyncio

    import uvicorn

    datasette = application(path, lang, **more)
    asyncio.run(datasette.invoke_startup())
    threading.Thread(target=_compile_templates, args=[datasette.jinja_env], daemon=True).start()
    if open_browser:
        threading.Timer(1.0, webbrowser.open, [f"http://{HOST}:{port}/"]).start()
    uvicorn.run(datasette.app(), host=host, port=port, log_level="warning", lifespan="on", workers=1)


def _compile_templates(environment: Any) -> None:
    """Reads the templates before anybody asks, so that the first page of a kind is as quick as the second."""
    for path in sorted((HERE / "templates" / "desk").glob("*.html")):
        environment.get_template(f"desk/{path.name}")
