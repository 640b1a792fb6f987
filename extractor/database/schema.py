"""The schema of CONTRACT.md, section 3, as a list of migrations: `PRAGMA user_version` counts those that a file has had.

A migration is never edited after a release; a change is a new one at the end. Every quoted span is a row of `citations`, and every record
points at its own; `sentences` hold the joined reading, and the `…_folded` columns what accents, case and đ are folded to for searching.
Exact decimals are TEXT in canonical form with a REAL column beside them for sorting. The column `source` of `documents` is the path
relative to what was ingested, which identifies a document.

Long, because the SQL of the newest schema and of every step to it stands together: a step is never changed once it was released.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

# What every table of records has. `record_id` is the `id` of the export.
_RECORD = """
    id INTEGER PRIMARY KEY,
    record_id TEXT NOT NULL UNIQUE,
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    sentence_id INTEGER REFERENCES sentences(id) ON DELETE SET NULL,
    citation_id INTEGER REFERENCES citations(id) ON DELETE CASCADE
"""

_TABLES_1 = f"""
CREATE TABLE cited_documents (
    id TEXT PRIMARY KEY,
    doc_type TEXT,
    code TEXT,
    title TEXT,
    issuer TEXT,
    issued_on TEXT,
    year INTEGER,
    mentions INTEGER NOT NULL,
    citing INTEGER NOT NULL,
    link_key TEXT NOT NULL
);
CREATE INDEX cited_documents_link_key ON cited_documents(link_key);
CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL UNIQUE,
    doc_type TEXT,
    code TEXT,
    issued_on TEXT,
    place TEXT,
    issuer TEXT,
    title TEXT,
    signer TEXT,
    signer_title TEXT,
    recipients TEXT NOT NULL DEFAULT '[]',
    addressee TEXT,
    province TEXT,
    cited_document_id TEXT REFERENCES cited_documents(id) ON DELETE SET NULL,
    format TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    characters INTEGER NOT NULL,
    location TEXT,
    container TEXT,
    file_sha256 TEXT NOT NULL,
    program_version TEXT NOT NULL,
    ingested_at TEXT NOT NULL,
    properties TEXT NOT NULL DEFAULT '{{}}',
    metadata_id TEXT UNIQUE,
    code_key TEXT,
    title_key TEXT,
    search TEXT NOT NULL,
    search_folded TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX documents_cited_document ON documents(cited_document_id);
CREATE INDEX documents_code_key ON documents(code_key);
CREATE INDEX documents_title_key ON documents(title_key);
CREATE INDEX documents_location ON documents(location);
CREATE INDEX documents_container ON documents(container);
CREATE INDEX documents_sha256 ON documents(sha256);
CREATE TABLE pages (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    width REAL,
    height REAL
);
CREATE UNIQUE INDEX pages_document ON pages(document_id, number);
CREATE TABLE blocks (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    level INTEGER NOT NULL,
    mark TEXT,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL
);
CREATE UNIQUE INDEX blocks_document ON blocks(document_id, number);
CREATE TABLE sentences (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    section TEXT,
    page INTEGER,
    start INTEGER,
    "end" INTEGER,
    spans TEXT NOT NULL DEFAULT '[]',
    headings TEXT NOT NULL DEFAULT '[]',
    text_folded TEXT NOT NULL
);
CREATE UNIQUE INDEX sentences_document ON sentences(document_id, number);
CREATE TABLE citations (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    sentence_id INTEGER REFERENCES sentences(id) ON DELETE SET NULL,
    page INTEGER,
    box TEXT,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    quote TEXT NOT NULL,
    record_type TEXT NOT NULL,
    record_id TEXT NOT NULL,
    role TEXT NOT NULL,
    position INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX citations_document ON citations(document_id, start);
CREATE INDEX citations_record ON citations(record_id);
CREATE INDEX citations_sentence ON citations(sentence_id);
CREATE TABLE organizations (
    id INTEGER PRIMARY KEY,
    record_id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    level TEXT,
    name_folded TEXT NOT NULL
);
CREATE TABLE document_references ({_RECORD},
    doc_type TEXT,
    code TEXT,
    title TEXT,
    issued_on TEXT,
    issuer TEXT,
    issuer_source TEXT,
    cited_document_id TEXT REFERENCES cited_documents(id) ON DELETE SET NULL,
    mark TEXT,
    anchor TEXT,
    malformed TEXT,
    date_text TEXT,
    confidence REAL NOT NULL,
    code_key TEXT,
    title_key TEXT,
    search TEXT NOT NULL,
    search_folded TEXT NOT NULL
);
CREATE INDEX document_references_cited_document ON document_references(cited_document_id);
CREATE INDEX document_references_code_key ON document_references(code_key);
CREATE INDEX document_references_title_key ON document_references(title_key);
CREATE TABLE dates ({_RECORD},
    kind TEXT NOT NULL,
    from_date TEXT,
    to_date TEXT,
    valid INTEGER NOT NULL
);
CREATE INDEX dates_from ON dates(from_date);
CREATE TABLE indicators ({_RECORD},
    value TEXT NOT NULL,
    value_to TEXT,
    total TEXT,
    unit TEXT,
    comparator TEXT NOT NULL,
    role TEXT NOT NULL,
    label TEXT,
    subject TEXT,
    period TEXT,
    precision TEXT NOT NULL,
    table_number INTEGER,
    table_row INTEGER,
    table_column INTEGER,
    parent TEXT,
    confidence REAL NOT NULL,
    value_real REAL,
    value_to_real REAL,
    total_real REAL
);
CREATE INDEX indicators_value ON indicators(value_real);
CREATE TABLE tasks ({_RECORD},
    form TEXT NOT NULL,
    title TEXT,
    product TEXT,
    deadline TEXT,
    due_on TEXT,
    lead TEXT,
    assignment TEXT,
    result TEXT,
    done TEXT,
    total TEXT,
    count TEXT,
    evidence TEXT NOT NULL,
    status TEXT NOT NULL,
    status_reason TEXT,
    past_due INTEGER NOT NULL,
    days_late INTEGER,
    ordinal TEXT,
    table_number INTEGER,
    table_row INTEGER,
    parent TEXT,
    done_real REAL,
    total_real REAL,
    count_real REAL
);
CREATE INDEX tasks_status ON tasks(status);
CREATE TABLE relations ({_RECORD},
    kind TEXT NOT NULL,
    parts TEXT NOT NULL,
    whole TEXT,
    expected TEXT,
    actual TEXT,
    tolerance TEXT,
    holds INTEGER NOT NULL,
    grade TEXT NOT NULL,
    computation TEXT,
    expected_real REAL,
    actual_real REAL,
    tolerance_real REAL
);
CREATE INDEX relations_grade ON relations(grade);
CREATE TABLE findings ({_RECORD},
    check_code TEXT NOT NULL,
    severity TEXT NOT NULL,
    message TEXT NOT NULL,
    message_en TEXT,
    link_key TEXT
);
CREATE INDEX findings_check ON findings(check_code);
CREATE INDEX findings_link_key ON findings(link_key);
CREATE TABLE reviews (
    id INTEGER PRIMARY KEY,
    record_id TEXT NOT NULL,
    record_type TEXT NOT NULL,
    document TEXT NOT NULL,
    document_sha256 TEXT NOT NULL,
    quote TEXT,
    decision TEXT NOT NULL CHECK (decision IN ('accepted', 'rejected', 'corrected')),
    corrections TEXT NOT NULL DEFAULT '{{}}',
    note TEXT,
    reviewer TEXT,
    reviewed_at TEXT NOT NULL
);
CREATE INDEX reviews_record ON reviews(record_id);
CREATE TABLE failures (
    path TEXT PRIMARY KEY,
    cause TEXT NOT NULL,
    message TEXT NOT NULL,
    message_en TEXT NOT NULL,
    advice TEXT,
    skipped INTEGER NOT NULL DEFAULT 0,
    failed_at TEXT NOT NULL
);
CREATE TABLE pending_links (key TEXT PRIMARY KEY);
"""

RECORD_TABLES = ("document_references", "dates", "indicators", "tasks", "relations", "findings")

# Full-text tables: (table, exact column, folded column). The tokenizer keeps accents, so that the exact column finds exact hits alone.
SEARCHED = (
    ("documents", "search", "search_folded"),
    ("document_references", "search", "search_folded"),
    ("sentences", "text", "text_folded"),
)


def _record_indexes() -> str:
    parts = []
    for table in RECORD_TABLES:
        for column in ("document_id", "sentence_id", "citation_id"):
            parts.append(f"CREATE INDEX {table}_{column} ON {table}({column});")
    return "\n".join(parts)


def _full_text(table: str, exact: str, folded: str) -> str:
    """An FTS5 index over both columns of `table`, kept up to date by triggers. Datasette and sqlite-utils know it by `content="…"`."""
    fts = f"{table}_fts"
    columns, new, old = f"{exact}, {folded}", f"new.{exact}, new.{folded}", f"old.{exact}, old.{folded}"
    return f"""
CREATE VIRTUAL TABLE {fts} USING fts5({columns}, content="{table}", content_rowid='id', tokenize='unicode61 remove_diacritics 0');
CREATE TRIGGER {table}_fts_insert AFTER INSERT ON {table} BEGIN
    INSERT INTO {fts}(rowid, {columns}) VALUES (new.id, {new});
END;
CREATE TRIGGER {table}_fts_delete AFTER DELETE ON {table} BEGIN
    INSERT INTO {fts}({fts}, rowid, {columns}) VALUES ('delete', old.id, {old});
END;
CREATE TRIGGER {table}_fts_update AFTER UPDATE OF {columns} ON {table} BEGIN
    INSERT INTO {fts}({fts}, rowid, {columns}) VALUES ('delete', old.id, {old});
    INSERT INTO {fts}(rowid, {columns}) VALUES (new.id, {new});
END;
"""


_PLACE = """d.source AS document, c.page, s.section, c.start, c."end", c.quote, s.text AS sentence"""
_JOIN = """JOIN documents d ON d.id = r.document_id LEFT JOIN citations c ON c.id = r.citation_id LEFT JOIN sentences s ON s.id = r.sentence_id"""

_VIEWS = ("references_view", "dates_view", "indicators_view", "tasks_view", "findings_view", "citing_view")


def _views(keys: str = "") -> str:
    """The views of the records with their place; `keys` are more columns, each with a comma before it."""
    place = _PLACE + keys
    return f"""
CREATE VIEW references_view AS
    SELECT r.record_id, r.doc_type, r.code, r.title, r.issued_on, r.issuer, r.issuer_source, r.cited_document_id, {place}
    FROM document_references r {_JOIN};
CREATE VIEW dates_view AS
    SELECT r.record_id, r.kind, r.from_date, r.to_date, r.valid, {place} FROM dates r {_JOIN};
CREATE VIEW indicators_view AS
    SELECT r.record_id, r.label, r.subject, r.period, r.value_real AS value, r.value_to_real AS value_to, r.total_real AS total, r.unit,
        r.comparator, r.role, {place} FROM indicators r {_JOIN};
CREATE VIEW tasks_view AS
    SELECT r.record_id, r.form, r.title, r.product, r.deadline, r.due_on, r.lead, r.status, r.done_real AS done, r.total_real AS total,
        {place} FROM tasks r {_JOIN};
CREATE VIEW findings_view AS
    SELECT r.record_id, r.check_code, r.severity, r.message, {place} FROM findings r {_JOIN};
CREATE VIEW citing_view AS
    SELECT n.code, n.doc_type, n.title, n.issuer, n.issued_on, n.mentions, n.citing, own.source AS ingested_as,
        d.source AS cited_by, c.page, s.section, s.text AS sentence{keys}
    FROM cited_documents n JOIN document_references r ON r.cited_document_id = n.id {_JOIN}
    LEFT JOIN documents own ON own.cited_document_id = n.id;
"""


def statements(script: str) -> list[str]:
    """The statements of a script, one by one, so that they run inside the caller's transaction. Triggers are kept whole."""
    import sqlite3

    found, current = [], ""
    for line in script.splitlines():
        current += line + "\n"
        if sqlite3.complete_statement(current):
            if current.strip():
                found.append(current.strip())
            current = ""
    return found


def _run(db: Any, script: str) -> None:
    for statement in statements(script):
        db.execute(statement)


def _version_1(db: Any) -> None:
    for script in (_TABLES_1, _record_indexes(), *(_full_text(*searched) for searched in SEARCHED), _views()):
        _run(db, script)


def _version_2(db: Any) -> None:
    """The views have the keys of document and sentence too, which the pages of Datasette make links of."""
    for view in _VIEWS:
        db.execute(f"DROP VIEW {view}")
    _run(db, _views(", r.document_id, r.sentence_id"))


_TABLES_3 = """
ALTER TABLE indicators ADD COLUMN series_label TEXT;
ALTER TABLE indicators ADD COLUMN series_subject TEXT;
ALTER TABLE indicators ADD COLUMN series_unit TEXT;
ALTER TABLE indicators ADD COLUMN period_from TEXT;
ALTER TABLE indicators ADD COLUMN period_to TEXT;
CREATE INDEX indicators_series ON indicators(series_label, series_subject, series_unit);
CREATE TABLE task_links (
    plan_task TEXT NOT NULL REFERENCES tasks(record_id) ON DELETE CASCADE,
    report_task TEXT NOT NULL REFERENCES tasks(record_id) ON DELETE CASCADE,
    score REAL NOT NULL,
    PRIMARY KEY (plan_task, report_task)
);
CREATE INDEX task_links_report ON task_links(report_task);
CREATE TABLE plan_counts (
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    report_task TEXT NOT NULL REFERENCES tasks(record_id) ON DELETE CASCADE,
    known_by TEXT NOT NULL,
    PRIMARY KEY (document_id, report_task)
);
CREATE INDEX plan_counts_report ON plan_counts(report_task);
CREATE TABLE pending_between (source TEXT PRIMARY KEY);
CREATE TRIGGER documents_between_insert AFTER INSERT ON documents BEGIN
    INSERT OR IGNORE INTO pending_between VALUES (new.source);
END;
CREATE TRIGGER documents_between_delete AFTER DELETE ON documents BEGIN
    INSERT OR IGNORE INTO pending_between VALUES (old.source);
END;
INSERT INTO pending_between SELECT source FROM documents;
"""

_SERIES = f"""
CREATE VIEW indicator_series AS
    SELECT r.series_label, r.series_subject, r.series_unit, r.label, r.subject, r.unit, r.role, r.comparator, r.period, r.period_from, r.period_to,
        r.value_real AS value, r.total_real AS total, lag(r.value_real) OVER moments AS previous,
        r.value_real - lag(r.value_real) OVER moments AS change,
        count(*) OVER (PARTITION BY r.series_label, r.series_subject, r.series_unit) AS points, r.record_id, {_PLACE}, r.document_id, r.sentence_id
    FROM indicators r {_JOIN}
    WHERE r.series_label IS NOT NULL
    WINDOW moments AS (PARTITION BY r.series_label, r.series_subject, r.series_unit, r.role
        ORDER BY r.period_to IS NULL, r.period_to, r.period_from, d.source, c.start);
"""


def _version_3(db: Any) -> None:
    """Series of indicators, and which reports tell of which tasks of a plan."""
    from extractor.database.series import fill

    _run(db, _TABLES_3)
    _run(db, _SERIES)
    fill(db)


def _version_4(db: Any) -> None:
    """What the desk keeps: decisions and corrections with their history, signatures, cells of tables, counts of documents."""
    from extractor.database import review_schema

    _run(db, review_schema.TABLES)
    _run(db, review_schema.VIEWS)
    review_schema.fill_stats(db)


def _version_5(db: Any) -> None:
    """The days that a figure's own period states; `period_from` and `period_to` fall back on the document's."""
    _run(db, "ALTER TABLE indicators ADD COLUMN stated_from TEXT;\nALTER TABLE indicators ADD COLUMN stated_to TEXT;")


_TABLES_6 = """
CREATE TABLE files (
    location TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    base TEXT NOT NULL,
    source TEXT NOT NULL
);
CREATE INDEX files_name ON files(name);
CREATE INDEX files_base ON files(base);
CREATE TABLE roots (path TEXT PRIMARY KEY);
CREATE TABLE failures_new (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    place TEXT NOT NULL DEFAULT '',
    cause TEXT NOT NULL,
    message TEXT NOT NULL,
    message_en TEXT NOT NULL,
    advice TEXT,
    skipped INTEGER NOT NULL DEFAULT 0,
    partial INTEGER NOT NULL DEFAULT 0,
    file_sha256 TEXT,
    failed_at TEXT NOT NULL
);
INSERT INTO failures_new (path, cause, message, message_en, advice, skipped, failed_at)
    SELECT path, cause, message, message_en, advice, skipped, failed_at FROM failures;
DROP TABLE failures;
ALTER TABLE failures_new RENAME TO failures;
CREATE UNIQUE INDEX failures_path ON failures(path, place);
CREATE INDEX failures_failed_at ON failures(failed_at);
"""


def _version_6(db: Any) -> None:
    """Which file has which source, under which folders; what was not read of a document that is there."""
    _run(db, _TABLES_6)
    rows = db.conn.execute(
        "SELECT location, min(coalesce(container, source)) FROM documents WHERE location IS NOT NULL GROUP BY location ORDER BY location"
    ).fetchall()
    db.conn.executemany(
        "INSERT INTO files (location, name, base, source) VALUES (?, ?, ?, ?)",
        [(location, source.rpartition("/")[2], source, source) for location, source in rows],
    )


def _version_7(db: Any) -> None:
    """Assigned tasks, and what a document does to those that it cites."""
    from extractor.database import task_schema

    _run(db, task_schema.TABLES)
    _run(db, task_schema.VIEWS)


_HEADER = """
ALTER TABLE documents ADD COLUMN symbol TEXT;
ALTER TABLE documents ADD COLUMN received_no TEXT;
ALTER TABLE documents ADD COLUMN received_on TEXT;
ALTER TABLE documents ADD COLUMN doubtful TEXT NOT NULL DEFAULT '[]';
"""


def _version_8(db: Any) -> None:
    """The symbol of a code without number, what a receiver stamped, and the fields that were read with doubt."""
    _run(db, _HEADER)


MIGRATIONS: tuple[Callable[[Any], None], ...] = (_version_1, _version_2, _version_3, _version_4, _version_5, _version_6, _version_7, _version_8)


def _relation_ties(db: Any) -> None:
    """Relations say which class of words or structure ties their figures, and how sure that is; findings how sure, and what would agree."""
    _run(
        db,
        """
        ALTER TABLE relations ADD COLUMN form TEXT;
        ALTER TABLE relations ADD COLUMN tie TEXT;
        ALTER TABLE relations ADD COLUMN confidence REAL NOT NULL DEFAULT 1.0;
        ALTER TABLE findings ADD COLUMN confidence REAL NOT NULL DEFAULT 1.0;
        ALTER TABLE findings ADD COLUMN suggested TEXT;
        ALTER TABLE findings ADD COLUMN suggested_real REAL;
        CREATE INDEX relations_tie ON relations(tie);
        """,
    )


MIGRATIONS += (_relation_ties,)


def _desk_lists(db: Any) -> None:
    """Indices in the order of the desk's lists, counts of series, words of tasks without accents."""
    from extractor.database import desk_schema

    _run(db, desk_schema.TABLES)
    desk_schema.fill(db)


MIGRATIONS += (_desk_lists,)


def _kept_small(db: Any) -> None:
    """Rows are kept small and read by views; see extractor.database.compact."""
    from extractor.database import compact_migration

    def run(script: str) -> None:
        # SQLite keeps what it was given, blanks and all.
        for statement in statements(script):
            db.execute(" ".join(statement.split()))

    compact_migration.migrate(db, run)


MIGRATIONS += (_kept_small,)


def _parts(db: Any) -> None:
    """The documents of a file that holds several; what they state is theirs."""
    from extractor.database import parts_schema

    _run(db, parts_schema.TABLES)


MIGRATIONS += (_parts,)


def _series_of_bodies(db: Any) -> None:
    """The points of a series of one body are found without those of the others."""
    db.execute("DROP INDEX indicators_series")
    db.execute("CREATE INDEX indicators_series ON indicators_rows(series_id, series_subject_id) WHERE series_id IS NOT NULL")


MIGRATIONS += (_series_of_bodies,)


def _words_of_sentences(db: Any) -> None:
    """The full text of sentences can be asked for its words, rebuilt and checked: its view reads no virtual table."""
    from extractor.database.compact_schema import said_view

    db.execute("DROP VIEW sentences_said")
    db.execute(" ".join(said_view("sentences").split()))


MIGRATIONS += (_words_of_sentences,)


def _own_fields(db: Any) -> None:
    """What people corrected of a document itself is laid over its row."""
    from extractor.database import own_schema

    _run(db, own_schema.SCHEMA)


MIGRATIONS += (_own_fields,)


def _records_of_sentences(db: Any) -> None:
    """Figures and tasks are found from the sentence that holds them: a look for each sentence that the words of a query find."""
    for table in ("indicators", "tasks"):
        db.execute(f"CREATE INDEX {table}_rows_sentence ON {table}_rows(sentence_id)")


MIGRATIONS += (_records_of_sentences,)
VERSION = len(MIGRATIONS)
