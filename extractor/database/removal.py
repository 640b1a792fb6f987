"""Taking documents out of the database, with all that hangs on them."""

from __future__ import annotations

from typing import Any

from extractor.database.connection import transaction
from extractor.database.kept import drop_words
from extractor.database.link import relink
from extractor.database.series import count_series


def remove(db: Any, source: str, *, link: bool = True) -> bool:
    """Takes a document out with all that was read from it; False where there is none. `link` as in `write`."""
    with transaction(db):
        known = db.conn.execute("SELECT id, location FROM documents WHERE source = ?", [source]).fetchone()
        if known is None:
            return False
        delete_document(db, known[0])
        # The file is known no longer either, unless it holds other documents.
        if known[1] is not None:
            db.execute(
                "DELETE FROM files WHERE location = :l AND NOT EXISTS (SELECT 1 FROM documents WHERE location = :l)", {"l": known[1]}
            )
        if link:
            relink(db)
    return True


def delete_document(db: Any, number: int) -> None:
    """Deletes a document, remembers the keys that must be linked again, and drops bodies that nothing names any more."""
    db.execute(
        """INSERT OR IGNORE INTO pending_links SELECT code_key FROM document_references_rows WHERE document_id = :n AND code_key IS NOT NULL
        UNION SELECT 'title:' || title_key FROM document_references_rows WHERE document_id = :n AND title_key IS NOT NULL
        UNION SELECT code_key FROM documents WHERE id = :n AND code_key IS NOT NULL
        UNION SELECT 'title:' || title_key FROM documents WHERE id = :n AND title_key IS NOT NULL""",
        {"n": number},
    )
    named = db.conn.execute("SELECT count(*), organization_id FROM organization_mentions WHERE document_id = ? GROUP BY 2", [number]).fetchall()
    count_series(db, number, -1)
    drop_words(db, number)
    # Evidence that a finding of this document has in other documents goes with the finding.
    db.execute("DELETE FROM documents WHERE id = ?", [number])
    db.conn.executemany("UPDATE organization_rows SET mentions = mentions - ? WHERE id = ?", named)
    db.conn.executemany("DELETE FROM organization_rows WHERE id = ? AND mentions <= 0", [[body] for _, body in named])
