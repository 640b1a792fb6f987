"""Links the references of the database to one node a document, again for the keys that a change touched.

Writing and removing leave the keys of what they touched in `pending_links`, in the same transaction; `relink` works them off. It reads
all mentions of a key, so the nodes do not depend on the order in which documents came.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from extractor.database.compact import key_of
from extractor.database.connection import transaction
from extractor.linking.documents import Linked, Mention, link, own_id
from extractor.linking.mentions import named_title
from extractor.records import Finding

# Keys worked off at a time, which stays below SQLite's limit of parameters, and mentions of theirs, which bounds the memory.
CHUNK = 200
MENTIONS = 5000
_TITLE = "title:"


def link_pending(db: Any) -> None:
    """Works off what an interrupted run left unlinked; does nothing where nothing is pending."""
    if db.conn.execute("SELECT 1 FROM pending_links LIMIT 1").fetchone():
        with transaction(db):
            relink(db)


def relink(db: Any) -> None:
    """Links the pending keys, inside the caller's transaction."""
    for chunk in _chunks(db):
        titles = {key.removeprefix(_TITLE) for key in chunk if key.startswith(_TITLE)}
        _relink(db, {key for key in chunk if not key.startswith(_TITLE)}, titles)
    db.execute("DELETE FROM pending_links")


def _chunks(db: Any) -> Iterable[list[str]]:
    """The pending keys in portions of bounded size."""
    counted = db.conn.execute(
        """SELECT p.key, (SELECT count(*) FROM document_references_rows r WHERE r.code_key = p.key)
        + (SELECT count(*) FROM document_references_rows r WHERE p.key LIKE 'title:%' AND r.title_key = substr(p.key, 7))
        FROM pending_links p ORDER BY p.key"""
    ).fetchall()
    chunk: list[str] = []
    mentions = 0
    for key, number in counted:
        if chunk and (len(chunk) == CHUNK or mentions + number > MENTIONS):
            yield chunk
            chunk, mentions = [], 0
        chunk.append(key)
        mentions += number
    if chunk:
        yield chunk


def _relink(db: Any, codes: set[str], titles: set[str]) -> None:
    # A law may be named by code, by title, or by both: all that hangs together is linked together.
    size = -1
    while size != len(codes) + len(titles):
        size = len(codes) + len(titles)
        titles = titles | _partners(db, "title_key", "code_key", codes)
        codes = codes | _partners(db, "code_key", "title_key", titles)
    mentions = list(_mentions(db, codes, titles))
    linked = link(mentions)
    keys = [*codes, *(_TITLE + title for title in titles)]
    _write(db, linked, mentions, keys)


def _partners(db: Any, wanted: str, known: str, keys: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for part in _parts(keys):
        marks = ", ".join("?" * len(part))
        for table in ("document_references_rows", "documents"):
            sql = f"SELECT DISTINCT {wanted} FROM {table} WHERE {known} IN ({marks}) AND {wanted} IS NOT NULL"
            found.update(row[0] for row in db.conn.execute(sql, part))
    return found


def _parts(keys: Iterable[str]) -> Iterable[list[str]]:
    ordered = sorted(keys)
    for position in range(0, len(ordered), CHUNK):
        yield ordered[position : position + CHUNK]


_REFERENCES = """
SELECT r.record_id, d.source, d.sha256, r.start, r."end", r.quote, r.doc_type, r.code, r.code_key, r.title, r.title_key, r.issued_on, r.issuer,
    coalesce(r.issuer_source = 'text', 0), d.province, 0, r.cited_document_id
FROM document_references r JOIN documents d ON d.id = r.document_id
"""
# What a document says of itself is quoted by its date, else its code, else its title.
_OWN = """
SELECT NULL, d.source, d.sha256, c.start, c.start + c.length, substr(d.text, c.start + 1, c.length), d.doc_type, CASE WHEN d.code_key IS NULL THEN NULL ELSE d.code END, d.code_key,
    d.title, d.title_key, d.issued_on, d.issuer, d.issuer IS NOT NULL, d.province, 1, d.cited_document_id
FROM v_documents d LEFT JOIN metadata_fields c ON c.document_id = d.id AND c.position = (
    SELECT position FROM metadata_fields WHERE document_id = d.id AND field IN ('issued_on', 'code', 'title')
    ORDER BY CASE field WHEN 'issued_on' THEN 0 WHEN 'code' THEN 1 ELSE 2 END LIMIT 1)
"""


def _mentions(db: Any, codes: set[str], titles: set[str]) -> Iterable[Mention]:
    """All mentions with one of the codes, and those of one of the titles that have no code."""
    seen: dict[str, str] = {}
    for select, table in ((_REFERENCES, "r"), (_OWN, "d")):
        wheres = [(f"{table}.code_key IN", part) for part in _parts(codes)]
        wheres += [(f"{table}.code_key IS NULL AND {table}.title_key IN", part) for part in _parts(titles)]
        for where, part in wheres:
            for row in db.conn.execute(f"{select} WHERE {where} ({', '.join('?' * len(part))})", part):
                # Codes, bodies and sources come again and again: one string each.
                yield _mention([seen.setdefault(v, v) if isinstance(v, str) else v for v in row])


def _mention(row: Sequence[Any]) -> Mention:
    own = bool(row[15])
    title = row[9]
    if own and row[10] and title:
        title = named_title(row[6], title) or title
    return Mention(
        id=own_id(row[1]) if own else row[0],
        document=row[1],
        sha256=row[2],
        start=row[3],
        end=row[4],
        quote=row[5],
        doc_type=row[6],
        code=row[7],
        code_key=row[8],
        title=title,
        title_key=row[10],
        issued_on=datetime.date.fromisoformat(row[11]) if row[11] else None,
        issuer=row[12],
        by_text=bool(row[13]),
        province=row[14],
        own=own,
    )


def _write(db: Any, linked: Linked, mentions: Sequence[Mention], keys: Sequence[str]) -> None:
    connection = db.conn
    connection.executemany(
        """INSERT INTO cited_documents (id, doc_type, code, title, issuer, issued_on, year, mentions, citing, link_key)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET doc_type = excluded.doc_type, code = excluded.code,
        title = excluded.title, issuer = excluded.issuer, issued_on = excluded.issued_on, year = excluded.year,
        mentions = excluded.mentions, citing = excluded.citing, link_key = excluded.link_key""",
        [
            (
                n.id,
                n.doc_type,
                n.code,
                n.title,
                n.issuer,
                n.issued_on and n.issued_on.isoformat(),
                n.year,
                n.mentions,
                n.citing,
                n.key,
            )
            for n in linked.nodes
        ],
    )
    connection.executemany(
        "UPDATE document_references_rows SET cited_document_id = :node WHERE key = :key AND cited_document_id IS NOT :node",
        [{"node": linked.targets.get(m.id), "key": key_of(m.id)} for m in mentions if not m.own],
    )
    connection.executemany(
        "UPDATE documents SET cited_document_id = :node WHERE source = :source AND cited_document_id IS NOT :node",
        [{"node": linked.targets.get(m.id), "source": m.document} for m in mentions if m.own],
    )
    kept = {node.id for node in linked.nodes}
    for part in _parts(keys):
        marks = ", ".join("?" * len(part))
        stale = [
            row[0]
            for row in connection.execute(f"SELECT id FROM cited_documents WHERE link_key IN ({marks})", part)
            if row[0] not in kept
        ]
        connection.executemany("DELETE FROM cited_documents WHERE id = ?", [[node] for node in stale])
        drop_findings(connection, part)
    for finding in linked.findings:
        write_finding(connection, finding, linked.keys[finding.id])


def drop_findings(connection: Any, keys: Sequence[str]) -> None:
    """Deletes the findings that linking made under these keys, with their evidence in all documents."""
    marks = ", ".join("?" * len(keys))
    connection.execute(f"DELETE FROM findings_rows WHERE link_key IN ({marks})", keys)


def write_finding(connection: Any, finding: Finding, key: str) -> None:
    """Writes a finding that several documents give. It belongs to the document of its first evidence; its evidence may stand in others."""
    cited = []
    for position, evidence in enumerate(finding.evidence):
        document = connection.execute("SELECT id FROM documents WHERE source = ?", [evidence.document]).fetchone()[0]
        place = connection.execute(_PLACE, {"document": document, "start": evidence.start, "length": evidence.end - evidence.start}).fetchone()
        cited.append((document, *(place or (None, None, None)), position, evidence.start, evidence.end - evidence.start))
    document, sentence, page, box, _, start, length = cited[0]
    number = connection.execute(
        """INSERT INTO findings_rows (key, document_id, sentence_id, start, length, page, box, check_code, severity, message, message_en, link_key)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [key_of(finding.id), document, sentence, start, length, page, box, finding.check, finding.severity, finding.message, finding.message_en, key],
    ).lastrowid
    connection.executemany(
        "INSERT INTO finding_evidence (finding_id, document_id, sentence_id, page, position, start, length) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(number, document, sentence, page, position, start, length) for document, sentence, page, _, position, start, length in cited],
    )


# Sentence, page and box of a span that evidence has in common: with a field first, then with a record.
_AT = 'document_id = :document AND start = :start AND "end" = :start + :length'
_PLACE = " UNION ALL ".join(
    [f"SELECT sentence_id, page, box FROM citations WHERE {_AT} AND record_type IN ('metadata', 'task') AND role <> 'span'"]
    + [
        f"SELECT sentence_id, page, box FROM {table}_rows WHERE document_id = :document AND start = :start AND length = :length"
        for table in ("indicators", "document_references", "dates", "tasks", "relations")
    ]
    + [f"SELECT sentence_id, page, box FROM citations WHERE {_AT} LIMIT 1"]
)
