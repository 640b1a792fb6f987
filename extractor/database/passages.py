"""The passages of later documents that come nearest to a task that no report names: candidates by its rarest words from the full-text index.

In: the database, a task, and the day and bodies of its plan. Out: at most `MOST` passages with their scores and the words that matched, best
first; those that only say what must be done next, and those of documents that direct others, stand behind those that may tell of it. The cost is that of some searches in an index, whatever the number of documents.
"""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Sequence
from typing import Any

from extractor.finders.tasks.kinds import looks_ahead, reports_by_type
from extractor.linking.nearness import NEAR, Passage, first_clause, nearness, spelled_in, telling, words_of
from extractor.linking.tasks import told_again
from extractor.records import Task

MOST = 3
RARE = 8  # words that candidates are searched by
CANDIDATES = 60
OPENING = 0.9  # what the first words of a long title count


class Passages:
    """Looks for passages in one database; counts of words and spelled abbreviations are read once."""

    def __init__(self, db: Any, source: str, issued_on: str | None, province: str | None) -> None:
        self.db = db
        self.source = source
        self.issued_on = issued_on
        self.province = province
        self.total = db.conn.execute("SELECT count(*) FROM sentence_rows").fetchone()[0] or 1
        db.conn.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab('main', 'sentences_fts', 'row')")
        self._counts: dict[str, int] = {}
        self._spelled: dict[str, dict[str, str]] = {}

    def _count(self, word: str) -> int:
        if word not in self._counts:
            row = self.db.conn.execute("SELECT doc FROM temp.words WHERE term = ?", [word]).fetchone()
            self._counts[word] = row[0] if row else 0
        return self._counts[word]

    def _weight(self, word: str) -> float:
        return math.log(1 + self.total / (1 + self._count(word)))

    def _abbreviations(self, source: str) -> dict[str, str]:
        if source not in self._spelled:
            row = self.db.conn.execute("SELECT text FROM documents WHERE source = ?", [source]).fetchone()
            self._spelled[source] = spelled_in(row[0]) if row else {}
        return self._spelled[source]

    def nearest(self, task: Task) -> tuple[Passage, ...]:
        """The passages that come near `task`, best first."""
        said = told_again(task)
        words = telling(said, self._abbreviations(self.source))
        # What a document writes short is looked for too.
        asked = dict.fromkeys(word for word in (*words, *words_of(said)) if word)
        short = {short for short, full in self._abbreviations(self.source).items() if full in " ".join(words)}
        rare = sorted((w for w in (*asked, *short) if self._count(w)), key=lambda w: (self._count(w), w))[:RARE]
        if not rare:
            return ()
        query = " OR ".join(f'"{word}"' for word in rare)
        rows = self.db.conn.execute(
            """SELECT d.source, s.page, s.section, s.text, s.headings, d.doc_type,
                EXISTS (SELECT 1 FROM tasks_rows t WHERE t.sentence_id = s.id AND t.form = 'assigned') AS given FROM sentences_fts f JOIN sentences s ON s.id = f.rowid
            JOIN v_documents d ON d.id = s.document_id
            WHERE sentences_fts MATCH ? AND d.source <> ? AND (d.issued_on IS NULL OR ? IS NULL OR d.issued_on >= ?)
            AND (d.province IS NULL OR ? IS NULL OR d.province = ?) ORDER BY f.rank, s.id LIMIT ?""",
            [query, self.source, self.issued_on, self.issued_on, self.province, self.province, CANDIDATES],
        ).fetchall()
        clause = first_clause(said)
        opening = telling(clause, self._abbreviations(self.source)) if clause else ()
        found = []
        reports: set[str] = set()
        for source, page, section, text, headings, doc_type, given in rows:
            if doc_type and reports_by_type(doc_type):
                reports.add(source)
            elif given:
                continue  # what another document gives to somebody reports on nothing
            passage = words_of(text, self._abbreviations(source))
            score, shared = nearness(words, passage, self._weight)
            if opening and score < NEAR:
                part, some = nearness(opening, passage, self._weight)
                score, shared = max((score, shared), (round(OPENING * part, 1), some))
            if score >= NEAR and len(shared) >= min(3, len(set(words))):
                found.append(Passage(source, page, section, text, score, shared, bool(given) or looks_ahead(json.loads(headings or "[]"))))
        return tuple(sorted(found, key=lambda p: (p.ahead, p.document not in reports, -p.score, p.document, p.sentence)))[:MOST]


def nearest(db: Any, tasks: Sequence[Task], source: str, issued_on: datetime.date | str | None, province: str | None) -> dict[str, tuple[Passage, ...]]:
    """The nearest passages of several tasks of one plan, by their identifiers."""
    day = issued_on.isoformat() if isinstance(issued_on, datetime.date) else issued_on
    look = Passages(db, source, day, province)
    return {task.id: look.nearest(task) for task in tasks}


__all__ = ["nearest"]
