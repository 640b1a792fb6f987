"""Sentences that words find: how well they fit goes first (next to each other with accents, without, near, anywhere), among those that fit alike the newest.

In: a query as `extractor.database.asking` reads it. Out: the numbers of rows, each with the place of the expression that found it (`Ask.tiers`), and how
many there are. The newest are those that were taken in last. Ranks by how rare the words are would ask the full text for every place of every word, which
in a million sentences takes longer than the answer may; among sentences that all hold the same words they tell little more than which is the shortest.
So the full text is read from its end, and no further than what is shown needs.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import chain, groupby, islice
from typing import Any

from extractor.database.asking import Ask

_FTS = "sentences_fts"
OF_DOCUMENTS = f" AND +{_FTS}.rowid IN (SELECT s.id FROM sentence_rows s WHERE s.document_id IN (SELECT value FROM json_each(?)))"
"""The SQL that keeps the sentences of a JSON list of documents."""


def sentences(conn: sqlite3.Connection, asked: Ask, within: str | None, limit: int, most: int | None = None) -> tuple[dict[int, int], int]:
    """(row → place of the expression that found it, the best first; the number of all, `most` + 1 where there are more): sentences of the documents
    `within` (a JSON list, None is all)."""
    where, values = ("", []) if within is None else (OF_DOCUMENTS, [within])
    total = counted(conn, f"{_FTS} WHERE {_FTS} MATCH ?{where}", [asked.tiers()[-1].folded, *values], most)
    return dict(islice(best(conn, asked, where, values), min(limit, total))), total


def best(conn: sqlite3.Connection, asked: Ask, where: str = "", values: Sequence[Any] = ()) -> Iterator[tuple[int, int]]:
    """(row, place of the expression that found it), the best first, each row once; read no further than it is asked for.

    An expression on the words as they are stands before the one without it, both with the same words without accents: one reading serves both.
    """
    seen: set[int] = set()
    for folded, group in groupby(enumerate(asked.tiers()), key=lambda one: one[1].folded):
        rows = _rows(conn, f"SELECT rowid FROM {_FTS} WHERE {_FTS} MATCH ?{where} ORDER BY rowid DESC", [folded, *values])
        unseen: Iterator[int] = (number for number in rows if number not in seen)
        for place, tier in group:
            if tier.exact is not None:
                exact = _rows(conn, "SELECT rowid FROM sentences_exact WHERE sentences_exact MATCH ? ORDER BY rowid DESC", [tier.exact])
                others: list[int] = []
                here, unseen = _in_both(unseen, exact, others), chain(others, unseen)
            else:
                here = unseen
            for number in here:
                seen.add(number)
                yield number, place


def _in_both(rows: Iterator[int], exact: Iterator[int], others: list[int]) -> Iterator[int]:
    """Those of `rows` that are in `exact`, both from the last on; those that are not go into `others`. Ends where `exact` does, with no more of `rows` read."""
    at = next(exact, None)
    if at is None:
        return
    for number in rows:
        while at is not None and at > number:
            at = next(exact, None)
        if at == number:
            yield number
        else:
            others.append(number)
        if at is None:
            return


def counted(conn: sqlite3.Connection, rows: str, values: Sequence[Any], most: int | None) -> int:
    """How many rows there are (tables with their conditions, as they stand behind FROM); no more than `most` + 1 are looked at."""
    return int(conn.execute(f"SELECT count(*) FROM (SELECT 1 FROM {rows} LIMIT ?)", [*values, -1 if most is None else most + 1]).fetchone()[0])


def _rows(conn: sqlite3.Connection, sql: str, values: Sequence[Any]) -> Iterator[int]:
    return (row[0] for row in conn.execute(sql, values))
