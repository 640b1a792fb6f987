"""Cited documents: which, by how many, whether they are here; one of them with every mention; who cites whom."""

from __future__ import annotations

import sqlite3
from typing import Any

from extractor.database.asking import ask
from extractor.web.paging import FIRST, Turn

PAGE = 60


def listing(conn: sqlite3.Connection, text: str, absent: bool, asked_turn: Turn = FIRST) -> tuple[list[sqlite3.Row], int]:
    """The cited documents, the most cited first, and how many there are."""
    parts, values = ["1"], []
    asked = ask(text)
    if asked.groups:
        expression = asked.tiers()[-1].folded
        parts.append("n.id IN (SELECT r.cited_document_id FROM document_references_fts f JOIN document_references_rows r ON r.id = f.rowid WHERE document_references_fts MATCH ?)")
        values.append(expression)
    if absent:
        parts.append("NOT EXISTS (SELECT 1 FROM documents d WHERE d.cited_document_id = n.id)")
    where = " AND ".join(parts)
    total = conn.execute(f"SELECT count(*) FROM cited_documents n WHERE {where}", values).fetchone()[0]
    # The row that bounds the page, in the order of the most cited.
    start = conn.execute("SELECT citing, mentions, id FROM cited_documents WHERE id = ?", [asked_turn.row]).fetchone() if asked_turn.row else None
    back = asked_turn.back and start is not None
    skipped = 0 if start else (max(1, asked_turn.page) - 1) * PAGE
    if start is not None:
        where += f" AND (-n.citing, -n.mentions, n.id) {'<' if back else '>'} (?, ?, ?)"
        values += [-start[0], -start[1], start[2]]
    order = "n.citing, n.mentions, n.id DESC" if back else "n.citing DESC, n.mentions DESC, n.id"
    rows = conn.execute(
        f"""SELECT n.*, (SELECT d.id FROM documents d WHERE d.cited_document_id = n.id ORDER BY d.id LIMIT 1) AS here FROM cited_documents n
        WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?""",
        [*values, PAGE, skipped],
    ).fetchall()
    return rows[::-1] if back else rows, int(total)


def one(conn: sqlite3.Connection, cited: str) -> dict[str, Any] | None:
    """A cited document with its copies here, what is found about it, and who cites it."""
    from extractor.web.queries.records import citing

    node = conn.execute("SELECT * FROM cited_documents WHERE id = ?", [cited]).fetchone()
    if node is None:
        return None
    return {
        "node": node,
        "here": conn.execute("SELECT id, source, title FROM v_documents WHERE cited_document_id = ? ORDER BY id LIMIT 20", [cited]).fetchall(),
        "mentions": citing(conn, cited, 300),
        "findings": conn.execute("SELECT record_id, document_id, severity, message, message_en FROM findings WHERE link_key = ? LIMIT 20", [node["link_key"]]).fetchall(),
    }


def graph(conn: sqlite3.Connection, cited: str) -> dict[str, Any]:
    """Who cites the document, and what its copies here cite: nodes and links of a picture."""
    node = conn.execute("SELECT id, doc_type, code, title FROM cited_documents WHERE id = ?", [cited]).fetchone()
    if node is None:
        return {"nodes": [], "links": []}

    def name(row: sqlite3.Row) -> str:
        return " ".join(p for p in (row["doc_type"], row["code"]) if p) if row["code"] else str(row["title"] or row["doc_type"] or "")

    nodes = [{"id": node["id"], "name": name(node), "side": "middle", "url": f"/refs/{node['id']}", "count": 1}]
    links = []
    for row in conn.execute(
        """SELECT d.id, d.doc_type, d.code, coalesce(d.title, d.source) AS title, count(*) AS n FROM document_references r JOIN v_documents d ON d.id = r.document_id
        WHERE r.cited_document_id = ? GROUP BY d.id ORDER BY n DESC, d.id LIMIT 30""",
        [cited],
    ):
        nodes.append({"id": f"d{row['id']}", "name": name(row), "side": "left", "url": f"/doc/{row['id']}", "count": row["n"]})
        links.append({"source": f"d{row['id']}", "target": node["id"], "count": row["n"]})
    for row in conn.execute(
        """SELECT n.id, n.doc_type, n.code, n.title, count(*) AS n FROM documents d JOIN document_references r ON r.document_id = d.id
        JOIN cited_documents n ON n.id = r.cited_document_id WHERE d.cited_document_id = ? AND n.id <> ? GROUP BY n.id ORDER BY n DESC, n.id LIMIT 30""",
        [cited, cited],
    ):
        nodes.append({"id": row["id"], "name": name(row), "side": "right", "url": f"/refs/{row['id']}", "count": row["n"]})
        links.append({"source": node["id"], "target": row["id"], "count": row["n"]})
    return {"nodes": nodes, "links": links}
