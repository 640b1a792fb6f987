"""What the pages of the desk are quick by: indices in the order in which lists are shown, counts of series, and the words of tasks without accents."""

from __future__ import annotations

from typing import Any

from extractor.lexicon.patterns import fold

TABLES = """
CREATE INDEX indicators_label_unit ON indicators(series_label, series_unit, period_to, series_subject);
CREATE INDEX indicators_unit_value ON indicators(unit, value_real);
CREATE INDEX findings_order ON findings(severity, document_id, check_code);
ALTER TABLE tasks ADD COLUMN search_folded TEXT NOT NULL DEFAULT '';
CREATE INDEX tasks_counts ON tasks(due_on, lead, status, form);
DROP INDEX tasks_due_lead;
CREATE TABLE series_counts (
    series_label TEXT NOT NULL,
    series_unit TEXT NOT NULL,
    points INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    PRIMARY KEY (series_label, series_unit)
) WITHOUT ROWID;
CREATE INDEX series_counts_order ON series_counts(documents DESC, points DESC, series_label) WHERE points > 1;
"""


def words_of_task(title: str | None, lead: str | None, product: str | None) -> str:
    """What a task is found by."""
    return fold(" ".join(part for part in (title, lead, product) if part))


def fill(db: Any) -> None:
    """Counts the series and folds the tasks that an older version wrote."""
    db.execute(
        """INSERT INTO series_counts SELECT series_label, series_unit, count(*), count(DISTINCT document_id) FROM indicators
        WHERE series_label IS NOT NULL GROUP BY series_label, series_unit"""
    )
    rows = db.conn.execute("SELECT id, title, lead, product FROM tasks").fetchall()
    db.conn.executemany("UPDATE tasks SET search_folded = ? WHERE id = ?", [(words_of_task(*row[1:]), row[0]) for row in rows])
