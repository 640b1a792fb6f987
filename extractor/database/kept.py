"""Rows of a document as they are kept, read by Python: the text is taken once, and every quote and sentence is cut out of it here."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from extractor.database.compact import plain_letters, read, value_at
from extractor.database.compact_schema import RECORDS, SLICE
from extractor.database.packing import words_of_task

SENTENCE = "s.start AS s_start, s.length AS s_length, s.pieces, s.words, (SELECT text FROM phrases WHERE id = s.headings_id) AS headings"
"""What `sentence_at` needs of a row of `sentence_rows` (`s`)."""


def sentence_at(text: str, row: Any) -> str | None:
    """The words of the sentence of a row that has the columns of `SENTENCE`; None where it has no sentence."""
    if row["s_start"] is None and row["words"] is None:
        return None
    return read(text, row["s_start"], row["s_length"], row["pieces"], row["words"])


def quote_at(text: str, row: Any) -> str | None:
    """What stands at the span of a row with `start` and `end`."""
    return None if row["start"] is None or row["end"] is None else text[row["start"] : row["end"]]


SLICES = {table: frozenset(name for name, kind in kept.columns if kind == SLICE) for table, kept in RECORDS.items()}


def raw_columns(table: str, names: list[str]) -> str:
    """The SQL of columns of the rows `r` of a table; those that may hold a place are left as they are kept, for `value_at`."""
    from extractor.database.compact_schema import columns_of

    sql = {name: (f"r.{name}" if name in SLICES[table] else expression) for name, expression in columns_of(table)}
    return ", ".join(f"{sql[name]} AS {name}" for name in names)


def unsliced(table: str, row: dict[str, Any], text: str) -> dict[str, Any]:
    """The row with the values of columns that hold places."""
    for name in SLICES[table] & row.keys():
        row[name] = value_at(text, row[name])
    return row


def sentences(db: Any, document: int) -> Iterator[tuple[int, str]]:
    """(number of the row, words) of the sentences of a document, in order."""
    found = db.conn.execute("SELECT text FROM documents WHERE id = ?", [document]).fetchone()
    if found is not None:
        for number, *kept in db.conn.execute(
            "SELECT id, start, length, pieces, words FROM sentence_rows WHERE document_id = ? ORDER BY id", [document]
        ).fetchall():
            yield number, read(found[0], *kept)


def drop_words(db: Any, document: int) -> None:
    """Takes the sentences and tasks of a document out of the full text and deletes them, before the document goes.

    The trigger of `documents` would do it too, but cuts the whole text anew for every sentence.
    """
    conn: sqlite3.Connection = db.conn
    found = conn.execute("SELECT text FROM documents WHERE id = ?", [document]).fetchone()
    if found is None:
        return
    said = list(sentences(db, document))
    delete = "INSERT INTO {0}({0}, rowid, text) VALUES ('delete', ?, ?)"
    conn.executemany(delete.format("sentences_fts"), [(number, plain_letters(words)) for number, words in said])
    conn.executemany(delete.format("sentences_exact"), said)
    rows = conn.execute(
        """SELECT id, title, (SELECT text FROM phrases WHERE id = lead_id), product FROM tasks_rows WHERE document_id = ? ORDER BY id""", [document]
    ).fetchall()
    tasks = [(number, plain_letters(words_of_task(value_at(found[0], title), lead, value_at(found[0], product)))) for number, title, lead, product in rows]
    conn.executemany(delete.format("tasks_fts"), tasks)
    conn.execute("DELETE FROM sentence_rows WHERE document_id = ?", [document])
    conn.execute("DELETE FROM tasks_rows WHERE document_id = ?", [document])
