"""Files from the browser: one request a file, its bytes as they come, under a limit; then a job reads them. Nothing is written outside the folder
of uploads beside the database, whatever a name says."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import secrets
import sqlite3
import unicodedata
from pathlib import Path, PurePosixPath
from typing import Any

from extractor.web.http import Answer, Desk, Refused

MAX_NAME = 120
MAX_DEPTH = 12
MAX_FILES = 5_000
SAMPLES = Path(__file__).resolve().parents[3] / "corpus"


def safe_source(name: str) -> str:
    """The relative path under which an uploaded file is known: no roots, no parents, no control characters. Raises Refused."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/")
    name = "".join(c if c.isprintable() else "_" for c in name)
    parts = [part.strip() for part in PurePosixPath("/" + name).parts[1:]]
    parts = [part for part in parts if part not in ("", ".", "..")]
    if not parts or len(parts) > MAX_DEPTH or any(len(part.encode()) > 2 * MAX_NAME for part in parts):
        raise Refused(400, "error.upload")
    # Names that systems keep for themselves would open a device.
    if any(part.split(".")[0].upper() in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT1"} or ":" in part for part in parts):
        raise Refused(400, "error.upload")
    return "/".join(parts)


def _staged(desk: Desk, token: str) -> Path:
    if len(token) != 32 or not all(c in "0123456789abcdef" for c in token):
        raise Refused(400, "error.query")
    return desk.settings.files / f".arriving-{token}"


async def receive(desk: Desk) -> Answer:
    """One file: its name in the query, its bytes as the body. Gives a token of the batch, which `start` reads."""
    source = safe_source(desk.args.get("name", ""))
    folder = _staged(desk, desk.args.get("batch") or secrets.token_hex(16))
    if folder.is_dir() and sum(1 for _ in folder.iterdir()) >= 2 * MAX_FILES:
        raise Refused(413, "error.large")
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / secrets.token_hex(8)
    size, digest = 0, hashlib.sha256()
    try:
        with target.open("wb") as out:
            while True:
                message = await desk.receive()
                if message["type"] == "http.disconnect":
                    raise Refused(400, "error.query")
                block = message.get("body", b"")
                size += len(block)
                if size > desk.settings.max_upload:
                    raise Refused(413, "error.large")
                digest.update(block)
                out.write(block)
                if not message.get("more_body"):
                    break
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    target.with_suffix(".json").write_text(json.dumps({"source": source, "sha256": digest.hexdigest()}), encoding="utf-8")
    return desk.json({"batch": folder.name.removeprefix(".arriving-"), "source": source, "size": size})


def _known(conn: sqlite3.Connection, hashes: list[str]) -> set[str]:
    """Which of these files are in the database already."""
    rows = conn.execute("SELECT DISTINCT file_sha256 FROM documents WHERE file_sha256 IN (SELECT value FROM json_each(?))", [json.dumps(hashes)])
    return {row[0] for row in rows}


async def start(desk: Desk) -> Answer:
    """Moves the files of a batch to where they stay, and starts reading them."""
    form = await desk.form()
    folder = _staged(desk, form.get("batch", [""])[0])
    if not folder.is_dir():
        raise Refused(404, "error.query")
    files: list[dict[str, str]] = []
    home = _home(desk.settings.files)
    for about in sorted(folder.glob("*.json")):
        said = json.loads(about.read_text(encoding="utf-8"))
        target = home.joinpath(*said["source"].split("/"))
        number = 1
        while target.exists():
            number += 1
            target = target.with_name(f"{Path(said['source']).stem} ({number}){target.suffix}")
        target.parent.mkdir(parents=True, exist_ok=True)
        about.with_suffix("").replace(target)
        about.unlink()
        files.append({"path": str(target), "source": target.relative_to(home).as_posix(), "sha256": said["sha256"]})
    folder.rmdir()
    known = await desk.read(_known, [file["sha256"] for file in files])
    for file in files:
        if file["sha256"] in known:
            # The same bytes are here already: one document, not two.
            os.unlink(file["path"])
    new = [{"path": f["path"], "source": f["source"]} for f in files if f["sha256"] not in known]
    job = desk.datasette.trichyeu_jobs.add(new) if new else None
    return desk.json({"job": job.number if job else None, "files": len(new), "known": len(files) - len(new)})


def _home(files: Path) -> Path:
    """A new folder for the files of one upload, named by the day."""
    day = datetime.date.today().isoformat()
    number = 1
    while True:
        home = files / f"{day}-{number}"
        try:
            home.mkdir(parents=True)
        except FileExistsError:
            number += 1
        else:
            return home


async def samples(desk: Desk) -> Answer:
    """Reads the sample documents of the program."""
    await desk.form()
    folder = next((p for p in (SAMPLES, Path(__file__).resolve().parents[2] / "_data" / "corpus") if p.is_dir()), None)
    files = sorted(folder.glob("*.txt")) if folder else []
    if not files:
        raise Refused(404, "error.gone")
    job = desk.datasette.trichyeu_jobs.add([{"path": str(p), "source": f"mau/{p.name}"} for p in files])
    return desk.json({"job": job.number, "files": len(files), "known": 0})


async def retry(desk: Desk) -> Answer:
    """Reads a file again that could not be read."""
    form = await desk.form()
    path = form.get("path", [""])[0]

    def work(conn: sqlite3.Connection) -> bool:
        return conn.execute("SELECT 1 FROM failures WHERE path = ?", [path]).fetchone() is not None

    if not await desk.read(work):
        raise Refused(404, "error.gone")
    # A member of an archive is read with its archive.
    file = next((p for p in (Path(path), *Path(path).parents) if p.is_file()), Path(path))
    source = file.name
    if desk.settings.files in file.parents:
        source = "/".join(file.relative_to(desk.settings.files).parts[1:])
    job = desk.datasette.trichyeu_jobs.add([{"path": str(file), "source": source}])
    return desk.json({"job": job.number, "files": 1, "known": 0})


async def forget(desk: Desk) -> Answer:
    """Takes a failure off the list."""
    form = await desk.form()

    def work(db: Any) -> None:
        from extractor.database.connection import transaction

        with transaction(db):
            db.execute("DELETE FROM failures WHERE path = ?", [form.get("path", [""])[0]])

    await desk.write(work)
    return desk.json({})


async def jobs(desk: Desk) -> Answer:
    """What is being read, as a part of the inbox."""
    return await desk.render("jobs.html", jobs=list(desk.datasette.trichyeu_jobs.jobs.values()))


async def stop(desk: Desk) -> Answer:
    form = await desk.form()
    desk.datasette.trichyeu_jobs.stop(int(form.get("job", ["0"])[0] or 0))
    return await jobs(desk)


async def dismiss(desk: Desk) -> Answer:
    form = await desk.form()
    desk.datasette.trichyeu_jobs.forget(int(form.get("job", ["0"])[0] or 0))
    return await jobs(desk)
