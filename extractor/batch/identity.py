"""Under which source each file is known, decided in the database, in one transaction, before anything is read.

The source of a file is its path from the outermost folder that was ever ingested around it, else its name; where two files would have one source,
as many more of their folders stand in front as tell them apart. So it follows from which files and folders were given, not from the order, the
number of runs or the processes at work: `ingest A B`, `ingest B` then `ingest A`, and both at once give the same database. A document whose
source changes so is written anew under it, with the reviews that people made.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import Any

from extractor.batch.files import Found, hash_of, location_of, on_disk, plain, tell_apart
from extractor.database.connection import transaction
from extractor.errors import ReadError


def claim(db: Any, files: Sequence[Found], limit: int) -> list[Found]:
    """The files under the sources by which they are known from now on, and those known before whose source changes with them."""
    places = {location_of(file.path): file for file in files if file.problem is None}
    with transaction(db):
        roots = _roots(db, {location_of(file.root) for file in files if file.root is not None})
        known = _bases(db, places)
        fresh = {location: _base(location, file, roots) for location, file in places.items()}
        changed = {location: base for location, base in fresh.items() if known.get(location) != base}
        # A root further out gives the files below it their longer paths, also where this run does not name them.
        for location, base in _below(db, roots):
            if location not in fresh:
                changed[location] = base
        _moved(db, {location: base for location, base in changed.items() if location not in known}, places, limit)
        db.conn.executemany(
            """INSERT INTO files (location, name, base, source) VALUES (:location, :name, :base, :base)
            ON CONFLICT(location) DO UPDATE SET name = excluded.name, base = excluded.base""",
            [{"location": location, "name": base.rpartition("/")[2], "base": base} for location, base in sorted(changed.items())],
        )
        _name(db, {base.rpartition("/")[2] for base in changed.values()})
    named = [Found(file.path, source_of(db, location) or file.source, None, file.root) for location, file in places.items()]
    others = [Found(on_disk(location), source) for location, source in _renamed(db) if location not in places and on_disk(location).is_file()]
    problems = [file for file in files if file.problem is not None]
    return sorted([*named, *others, *problems], key=lambda f: (f.source, str(f.path)))


def source_of(db: Any, location: str) -> str | None:
    """The source of the file at a location, None where it was never claimed."""
    row = db.conn.execute("SELECT source FROM files WHERE location = ?", [location]).fetchone()
    return None if row is None else str(row[0])


def _roots(db: Any, given: set[str]) -> list[str]:
    """The outermost folders that were ingested, with those given now."""
    known = {row[0] for row in db.conn.execute("SELECT path FROM roots")}
    outer = [path for path in known | given if not any(path != other and _inside(path, other) for other in known | given)]
    db.conn.executemany("DELETE FROM roots WHERE path = ?", [[path] for path in sorted(known.difference(outer))])
    db.conn.executemany("INSERT OR IGNORE INTO roots VALUES (?)", [[path] for path in sorted(set(outer) - known)])
    return sorted(outer)


def _inside(path: str, folder: str) -> bool:
    return path.startswith(folder.rstrip("/") + "/")


def _base(location: str, file: Found | None, roots: Iterable[str]) -> str:
    """The path from the root around the file; that of a file behind a link, or of none, is what was found."""
    for root in roots:
        if _inside(location, root):
            return plain(on_disk(location).relative_to(on_disk(root)).as_posix())
    return plain(on_disk(location).name) if file is None else file.base or file.source


def _bases(db: Any, locations: Iterable[str]) -> dict[str, str]:
    found = {}
    for location in locations:
        row = db.conn.execute("SELECT base FROM files WHERE location = ?", [location]).fetchone()
        if row is not None:
            found[location] = row[0]
    return found


def _below(db: Any, roots: Sequence[str]) -> list[tuple[str, str]]:
    """Known files whose base is no longer the path from their root."""
    found = []
    for root in roots:
        for location, base in db.conn.execute(
            "SELECT location, base FROM files WHERE substr(location, 1, ?) = ?", [len(root.rstrip("/")) + 1, root.rstrip("/") + "/"]
        ):
            path = _base(location, None, [root])
            if path != base:
                found.append((location, path))
    return found


def _moved(db: Any, fresh: dict[str, str], places: dict[str, Found], limit: int) -> None:
    """A new file with the name and the bytes of one that is no longer where it was is that document, moved."""
    for location, base in sorted(fresh.items()):
        for old, sha256 in db.conn.execute(
            """SELECT f.location, d.file_sha256 FROM files f JOIN documents d ON d.location = f.location
            WHERE f.base = ? GROUP BY f.location ORDER BY f.location""",
            [base],
        ).fetchall():
            if os.path.lexists(on_disk(old)):
                continue
            try:
                same = hash_of(places[location], limit) == sha256
            except ReadError:
                same = False
            if same:
                db.execute("UPDATE files SET location = ? WHERE location = ?", [location, old])
                db.execute("UPDATE documents SET location = ? WHERE location = ?", [location, old])
                break


def _name(db: Any, names: Iterable[str]) -> None:
    """Gives all files of these names their sources anew. A file that is gone keeps what it has: its document could not be written again."""
    for name in sorted(names):
        rows = db.conn.execute("SELECT location, base, source FROM files WHERE name = ? ORDER BY location", [name]).fetchall()
        gone = {location: source for location, _, source in rows if len(rows) > 1 and not os.path.lexists(on_disk(location))}
        sources = tell_apart({location: base for location, base, _ in rows if location not in gone}, gone)
        db.conn.executemany(
            "UPDATE files SET source = ? WHERE location = ?",
            [[sources[location], location] for location, _, source in rows if sources.get(location, source) != source],
        )


def _renamed(db: Any) -> list[tuple[str, str]]:
    """(location, new source) of documents that are still written under an earlier one."""
    sql = """SELECT DISTINCT f.location, f.source FROM files f JOIN documents d ON d.location = f.location
        WHERE coalesce(d.container, d.source) <> f.source ORDER BY f.location"""
    return [(row[0], row[1]) for row in db.conn.execute(sql)]


def forget(db: Any, locations: Iterable[str]) -> None:
    """Drops what is known of files that gave no document any more, inside the caller's transaction."""
    db.conn.executemany(
        "DELETE FROM files WHERE location = :l AND NOT EXISTS (SELECT 1 FROM documents WHERE location = :l)", [{"l": path} for path in locations]
    )


