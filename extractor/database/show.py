"""One cited document with everything that is known of it: what it is, where it is mentioned, what to look at."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from extractor.database.parts import PartOf, parts_by_code
from extractor.database.validity import Said, relations
from extractor.lexicon.patterns import fold
from extractor.linking.keys import code_key, title_key

# A document named as it is written: words of its type, then its code ("Quyết định số 31/QĐ-UBND ngày …"), or a number alone ("Kế hoạch 31").
_NAMED = re.compile(r"\s*(?P<type>[^\d\W][^\d]*?)\s+(?P<code>\d[\w.]*(?:[/-](?=[\w/-]*[^\W\d])[\w./&()-]+|(?=\s*$)))")


@dataclass(frozen=True, slots=True)
class MentionPlace:
    """Where a document is mentioned, with the sentence and the quote inside it."""

    document: str
    page: int | None
    section: str | None
    sentence: str | None
    quote: str
    start: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A document: a node that others cite, or (`id` None) an ingested document that none cites. `ingested` are its own sources."""

    id: str | None
    doc_type: str | None
    code: str | None
    title: str | None
    issuer: str | None
    issued_on: str | None
    year: int | None
    citing: int
    ingested: tuple[str, ...]
    mentions: tuple[MentionPlace, ...]
    findings: tuple[str, ...]
    relations: tuple[Said, ...] = ()
    parts: tuple[tuple[str, int, int | None], ...] = ()
    """The files in which it is one of several documents: source, which of them, its first page."""


def show(db: Any, name: str, lang: str = "vi") -> list[Shown]:
    """All documents that `name` (a number and symbol, with or without their type; the name of a law; the identifier of a node) may mean, the most
    cited first."""
    found = _show(db, name, lang)
    named = None if found else _NAMED.match(name)
    if named:
        kind = fold(named["type"])
        found = [one for one in _show(db, named["code"], lang) if one.doc_type and _of_type(kind, fold(one.doc_type))]
    return found


def _of_type(said: str, kind: str) -> bool:
    """Whether the words before a code name that type ("quyet dinh so", "quyet dinh")."""
    return f"{said} ".startswith(f"{kind} ")


def _show(db: Any, name: str, lang: str) -> list[Shown]:
    cursor = db.conn.cursor()
    cursor.row_factory = sqlite3.Row
    nodes = _nodes(cursor, name)
    shown = [_cited(cursor, node, lang) for node in nodes] + _uncited(cursor, name)
    shown = _with_parts(cursor, shown, name)
    return [replace(one, relations=relations(db, one.id, one.ingested)) for one in shown]


def _with_parts(cursor: sqlite3.Cursor, shown: list[Shown], name: str) -> list[Shown]:
    """Those shown with the files in which they are one of several documents, and such a document by itself where nobody cites it."""
    key, year = code_key(name).key, code_key(name).year
    made = []
    for one in shown:
        found = parts_by_code(cursor, code_key(one.code).key) if one.code else []
        made.append(replace(one, parts=tuple((p.source, p.number, p.page) for p in found if one.year is None or _of_year(p, one.year))))
    told = {place for one in made for place in one.parts}
    for p in parts_by_code(cursor, key):
        place = (p.source, p.number, p.page)
        if place not in told and (year is None or _of_year(p, year)):
            said = p.part
            made.append(Shown(None, said["doc_type"], said["code"], said["title"], said["issuer"], said["issued_on"], None, 0, (), (), (), (), (place,)))
    return made


def _of_year(part: PartOf, year: int) -> bool:
    day = part.part["issued_on"]
    return day is None or day.startswith(str(year))


def _keys(name: str) -> tuple[str, str, int | None, int | None]:
    code, (title, year) = code_key(name), title_key(name)
    return code.key, title, code.year, year


def _nodes(cursor: sqlite3.Cursor, name: str) -> Sequence[Any]:
    code, title, code_year, title_year = _keys(name)
    found = cursor.execute("SELECT * FROM cited_documents WHERE id = ?", [name]).fetchall()
    if found:
        return found
    rows = cursor.execute(
        """SELECT DISTINCT n.* FROM cited_documents n JOIN document_references_rows r ON r.cited_document_id = n.id
        WHERE r.code_key = :code OR r.code_key LIKE :bare OR r.title_key = :title
        ORDER BY n.mentions DESC, n.year DESC, n.id""",
        {"code": code, "bare": f"{code}||%" if code.isalnum() else code, "title": title},
    ).fetchall()
    year = code_year or title_year
    return [r for r in rows if year is None or r["year"] is None or r["year"] == year]


def _cited(cursor: sqlite3.Cursor, node: Any, lang: str) -> Shown:
    rows = cursor.execute(
        """SELECT d.source, r.page, s.section, s.text, r.quote, r.start FROM document_references r JOIN documents d ON d.id = r.document_id
        LEFT JOIN sentences s ON s.id = r.sentence_id WHERE r.cited_document_id = ? ORDER BY d.source, r.start""",
        [node["id"]],
    )
    mentions = tuple(MentionPlace(r["source"], r["page"], r["section"], r["text"], r["quote"], r["start"]) for r in rows)
    sources = cursor.execute("SELECT source FROM documents WHERE cited_document_id = ? ORDER BY source", [node["id"]])
    ingested = tuple(row["source"] for row in sources)
    message = "message" if lang == "vi" else "coalesce(message_en, message)"
    said = cursor.execute(f"SELECT {message} AS said FROM findings WHERE link_key = ? ORDER BY record_id", [node["link_key"]])
    return Shown(
        node["id"],
        node["doc_type"],
        node["code"],
        node["title"],
        node["issuer"],
        node["issued_on"],
        node["year"],
        node["citing"],
        ingested,
        mentions,
        tuple(row["said"] for row in said),
    )


def _uncited(cursor: sqlite3.Cursor, name: str) -> list[Shown]:
    """Ingested documents of that code or title that no document cites."""
    code, title, code_year, _ = _keys(name)
    rows = cursor.execute(
        """SELECT * FROM v_documents WHERE cited_document_id IS NULL AND (code_key = ? OR title_key = ? OR source = ?) ORDER BY source""",
        [code, title, name],
    ).fetchall()
    return [
        Shown(None, r["doc_type"], r["code"], r["title"], r["issuer"], r["issued_on"], None, 0, (r["source"],), (), ())
        for r in rows
        if code_year is None
        or r["issued_on"] is None
        or r["issued_on"].startswith(str(code_year))
        or code_key(r["code"] or "").year == code_year
    ]
