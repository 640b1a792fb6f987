"""Documents as people corrected them, found by what they say of themselves now.

The full text holds the words that were extracted. The few documents of which something was corrected are left out there and asked for beside it, in a
full text of the same kind in memory, so that their new words find them and the old ones do not.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from extractor.database.compact import plain_letters
from extractor.database.compact_schema import DOCUMENT_WORDS
from extractor.database.own_fields import corrections

_TABLES = """
CREATE VIRTUAL TABLE documents_fts USING fts5(text, tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE documents_exact USING fts5(text, tokenize='unicode61 remove_diacritics 0');
"""


class OwnWords:
    """The corrected documents of a database; of another table than `documents` none."""

    def __init__(self, conn: sqlite3.Connection, table: str = "documents") -> None:
        self._numbers = sorted(corrections(conn)) if table == "documents" else []
        self._made: sqlite3.Connection | None = None
        if self._numbers:
            said = conn.execute(
                f"SELECT d.id, {DOCUMENT_WORDS.format('d')} FROM v_documents d WHERE d.id IN (SELECT value FROM json_each(?))", [json.dumps(self._numbers)]
            ).fetchall()
            self._made = sqlite3.connect(":memory:")
            self._made.executescript(_TABLES)
            self._made.executemany("INSERT INTO documents_fts (rowid, text) VALUES (?, ?)", [(row[0], plain_letters(row[1])) for row in said])
            self._made.executemany("INSERT INTO documents_exact (rowid, text) VALUES (?, ?)", [(row[0], row[1]) for row in said])

    def others(self, column: str) -> tuple[str, list[str]]:
        """The SQL that leaves these documents out of a search in the full text, behind its other conditions, and its values."""
        return (f" AND {column} NOT IN (SELECT value FROM json_each(?))", [json.dumps(self._numbers)]) if self._made else ("", [])

    def found(self, condition: str, values: list[Any], within: str | None = None) -> list[int]:
        """Those that meet a condition on `documents_fts`; `within` as `search.documents_of` gives it."""
        if self._made is None:
            return []
        kept = None if within is None else set(json.loads(within))
        rows = self._made.execute(f"SELECT rowid FROM documents_fts WHERE {condition} ORDER BY rank, rowid", values)
        return [row[0] for row in rows if kept is None or row[0] in kept]
