"""The tables as they are kept (`…_rows`), the views by which they are read, and the full-text tables: plain SQL, made from one list of columns.

A record's table has its key, document, sentence and span; a column is kept as its kind says (`PHRASE`, `SLICE`, …) and read by the view under the
name that it always had. See `extractor.database.compact` for what is kept how.

Long, because the tables, views and full text of the newest schema stand together and are made from the same list.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from extractor.database.compact import LETTERS

# How a column is kept. A kind that is none of these is SQL's own type, and the column is kept as it is.
PHRASE = "phrase"  # number of a row of `phrases`, in `<name>_id`
SLICE = "slice"  # its text, or its place in the document's text
LIST = "list"  # JSON; nothing where the list is empty
SORTED = "sorted"  # REAL beside exact decimals, computed by SQLite and not stored: `value_real` from `value`
UNTIL = "until"  # nothing where it is the same as the column before it (`to_date` = `from_date`)
SPANS = "spans"  # JSON: offset from the record's start and length of each run
SPAN = "span"  # the same of one run
SERIES = "series"  # a column of `series`
PERIOD = "period"  # a column of `periods`
KINDS = frozenset({PHRASE, SLICE, LIST, SORTED, UNTIL, SPANS, SPAN, SERIES, PERIOD})


class Kept(NamedTuple):
    """A table of records: `prefix` of its identifiers, and its columns as (name, kind), in the order of the view."""

    prefix: str
    columns: tuple[tuple[str, str], ...]


RECORDS: dict[str, Kept] = {
    "document_references": Kept(
        "ref",
        (
            ("doc_type", PHRASE), ("code", "TEXT"), ("title", "TEXT"), ("issued_on", "TEXT"), ("issuer", PHRASE), ("issuer_source", "TEXT"),
            ("cited_document_id", "TEXT REFERENCES cited_documents(id) ON DELETE SET NULL"), ("mark", "TEXT"), ("anchor", SLICE),
            ("malformed", "TEXT"), ("date_text", SLICE), ("confidence", "REAL NOT NULL"), ("code_key", "TEXT"), ("title_key", "TEXT"),
            ("relation", "TEXT"), ("relation_words", "TEXT"),
        ),
    ),
    "dates": Kept("dat", (("kind", "TEXT NOT NULL"), ("from_date", "TEXT"), ("to_date", UNTIL), ("valid", "INTEGER NOT NULL"))),
    "indicators": Kept(
        "ind",
        (
            ("value", "TEXT NOT NULL"), ("value_to", "TEXT"), ("total", "TEXT"), ("unit", PHRASE), ("comparator", "TEXT NOT NULL"), ("role", PHRASE),
            ("label", PHRASE), ("subject", PHRASE), ("period", PERIOD), ("precision", "TEXT NOT NULL"), ("table_number", "INTEGER"),
            ("table_row", "INTEGER"), ("table_column", "INTEGER"), ("parent", PHRASE), ("confidence", "REAL NOT NULL"), ("value_real", SORTED),
            ("value_to_real", SORTED), ("total_real", SORTED), ("series_label", SERIES), ("series_subject", PHRASE), ("series_unit", SERIES),
            ("period_from", PERIOD), ("period_to", PERIOD), ("stated_from", PERIOD), ("stated_to", PERIOD),
        ),
    ),
    "tasks": Kept(
        "tas",
        (
            ("form", "TEXT NOT NULL"), ("title", SLICE), ("product", SLICE), ("deadline", SLICE), ("due_on", "TEXT"), ("lead", PHRASE),
            ("assignment", SLICE), ("result", SLICE), ("done", "TEXT"), ("total", "TEXT"), ("count", "TEXT"), ("evidence", LIST),
            ("status", "TEXT NOT NULL"), ("status_reason", SLICE), ("past_due", "INTEGER NOT NULL"), ("days_late", "INTEGER"), ("ordinal", "TEXT"),
            ("table_number", "INTEGER"), ("table_row", "INTEGER"), ("parent", PHRASE), ("done_real", SORTED), ("total_real", SORTED),
            ("count_real", SORTED), ("leads", LIST), ("cooperate", LIST), ("recurrence", "TEXT"), ("assigned_by", SLICE), ("priority", "TEXT"),
        ),
    ),
    "relations": Kept(
        "rel",
        (
            ("kind", "TEXT NOT NULL"), ("parts", SPANS), ("whole", SPAN), ("expected", "TEXT"), ("actual", "TEXT"), ("tolerance", "TEXT"),
            ("holds", "INTEGER NOT NULL"), ("grade", "TEXT NOT NULL"), ("computation", "TEXT"), ("expected_real", SORTED), ("actual_real", SORTED),
            ("tolerance_real", SORTED), ("form", "TEXT"), ("tie", PHRASE), ("confidence", "REAL NOT NULL DEFAULT 1.0"),
        ),
    ),
    "findings": Kept(
        "fin",
        (
            ("check_code", "TEXT NOT NULL"), ("severity", "TEXT NOT NULL"), ("message", "TEXT NOT NULL"), ("message_en", "TEXT"), ("link_key", "TEXT"),
            ("confidence", "REAL NOT NULL DEFAULT 1.0"), ("suggested", "TEXT"), ("suggested_real", SORTED),
        ),
    ),
}  # fmt: skip


# What is read by a view and kept in other tables.
VIEW_NAMES = frozenset({*RECORDS, "sentences", "citations", "blocks", "organizations", "task_links", "plan_counts", "series_counts"})


def rows_of(table: str) -> str:
    """The table that keeps the rows of a view."""
    return f"{table}_rows"


def stored(name: str, kind: str) -> str | None:
    """The column in which one of a view is kept; None where it is computed or kept elsewhere."""
    if kind == PHRASE:
        return f"{name}_id"
    if kind in (SORTED, SERIES):
        return None
    if kind == PERIOD:
        return "period_id" if name == "period" else None
    return name


def _declared(name: str, kind: str) -> str | None:
    if kind == PHRASE:
        return f"{name}_id INTEGER"
    if kind == SLICE:
        return name
    if kind in (LIST, UNTIL, SPANS, SPAN):
        return f"{name} TEXT" + (" NOT NULL" if kind == SPANS else "")
    if kind == SORTED:
        return f"{name} REAL AS (CAST({name.removesuffix('_real')} AS REAL)) VIRTUAL"
    if kind == SERIES:
        return "series_id INTEGER" if name == "series_label" else None
    if kind == PERIOD:
        return "period_id INTEGER" if name == "period" else None
    return f"{name} {kind}"


_TEXT = "(SELECT {} FROM documents WHERE id = r.document_id)"
_PAIR = "json_array(coalesce(r.start, 0) + json_extract({0}, '$[0]'), coalesce(r.start, 0) + json_extract({0}, '$[0]') + json_extract({0}, '$[1]'))"


def quote(row: str = "r") -> str:
    """The SQL of what stands at the span of a row, cut out of its document."""
    return f"(SELECT substr(text, {row}.start + 1, {row}.length) FROM documents WHERE id = {row}.document_id)"


def expression(name: str, kind: str, previous: str = "") -> str:
    """The SQL by which a view reads a column of its rows `r`."""
    if kind == PHRASE:
        return f"(SELECT text FROM phrases WHERE id = r.{name}_id)"
    if kind == SLICE:
        cut = _TEXT.format(f"replace(substr(text, (r.{name} >> 16) + 1, r.{name} & 65535), char(10), ' ')")
        return f"CASE typeof(r.{name}) WHEN 'integer' THEN {cut} ELSE r.{name} END"
    if kind == LIST:
        return f"coalesce(r.{name}, '[]')"
    if kind == UNTIL:
        return f"CASE WHEN r.{name} IS NULL THEN r.{previous} ELSE nullif(r.{name}, '') END"
    if kind == SPANS:
        return f"(SELECT json_group_array({_PAIR.format('j.value')}) FROM json_each(r.{name}) j)"
    if kind == SPAN:
        return f"CASE WHEN r.{name} IS NOT NULL THEN {_PAIR.format(f'r.{name}')} END"
    if kind == SERIES:
        return f"(SELECT {name.removeprefix('series_')} FROM series WHERE id = r.series_id)"
    if kind == PERIOD:
        return f"(SELECT {name} FROM periods WHERE id = r.period_id)"
    return f"r.{name}"


def _table(name: str, kept: Kept) -> str:
    columns = [declared for column in kept.columns if (declared := _declared(*column))]
    return f"""
CREATE TABLE {rows_of(name)} (
    id INTEGER PRIMARY KEY,
    key INTEGER NOT NULL UNIQUE,
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    sentence_id INTEGER,
    start INTEGER,
    length INTEGER,
    page INTEGER,
    box TEXT,
    {", ".join(columns)}
);
CREATE INDEX {rows_of(name)}_place ON {rows_of(name)}(document_id, start);
"""


def record_id(prefix: str, key: str = "r.key") -> str:
    """The SQL of a record's identifier."""
    return f"printf('{prefix}-%016x', {key})"


def columns_of(table: str) -> list[tuple[str, str]]:
    """(name, SQL by which the view reads it) of the columns of a table of records."""
    found, previous = [], ""
    for name, kind in RECORDS[table].columns:
        found.append((name, expression(name, kind, previous)))
        previous = name
    return found


def _view(table: str, kept: Kept) -> str:
    columns = ", ".join(sql if sql == f"r.{name}" else f"{sql} AS {name}" for name, sql in columns_of(table))
    more = ", r.series_id, r.unit_id" if table == "indicators" else ", r.lead_id" if table == "tasks" else ""
    return f"""
CREATE VIEW {table} AS SELECT r.id, {record_id(kept.prefix)} AS record_id, r.document_id, r.sentence_id, {columns},
    r.page, r.box, r.start, r.start + r.length AS "end", {quote()} AS quote, r.key{more} FROM {rows_of(table)} r;
"""


TABLES = f"""
CREATE TABLE phrases (
    id INTEGER PRIMARY KEY,
    hash INTEGER NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX phrases_hash ON phrases(hash);
CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    hash INTEGER NOT NULL,
    label TEXT NOT NULL,
    unit TEXT NOT NULL,
    points INTEGER NOT NULL,
    documents INTEGER NOT NULL
);
CREATE INDEX series_hash ON series(hash);
CREATE INDEX series_order ON series(documents DESC, points DESC) WHERE points > 1;
CREATE TABLE periods (
    id INTEGER PRIMARY KEY,
    hash INTEGER NOT NULL,
    period TEXT,
    period_from TEXT,
    period_to TEXT,
    stated_from TEXT,
    stated_to TEXT
);
CREATE INDEX periods_hash ON periods(hash);
CREATE TABLE sentence_rows (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    headings_id INTEGER,
    page INTEGER,
    start INTEGER,
    length INTEGER,
    pieces TEXT,
    words TEXT
);
CREATE INDEX sentence_rows_place ON sentence_rows(document_id, start);
{"".join(_table(name, kept) for name, kept in RECORDS.items())}
CREATE INDEX references_cited ON document_references_rows(cited_document_id) WHERE cited_document_id IS NOT NULL;
CREATE INDEX references_code ON document_references_rows(code_key) WHERE code_key IS NOT NULL;
CREATE INDEX references_title ON document_references_rows(title_key) WHERE title_key IS NOT NULL;
CREATE INDEX references_against ON document_references_rows(relation) WHERE relation IN ('repeals', 'replaces');
CREATE INDEX dates_from ON dates_rows(from_date) WHERE from_date IS NOT NULL;
CREATE INDEX indicators_series ON indicators_rows(series_id) WHERE series_id IS NOT NULL;
CREATE INDEX indicators_value ON indicators_rows(value_real, unit_id);
CREATE TABLE units (id INTEGER PRIMARY KEY REFERENCES phrases(id));
CREATE INDEX tasks_counts ON tasks_rows(due_on, lead_id, status, form);
CREATE INDEX findings_order ON findings_rows(severity, document_id, check_code);
CREATE INDEX findings_document ON findings_rows(document_id, severity);
CREATE INDEX findings_link_key ON findings_rows(link_key) WHERE link_key IS NOT NULL;
CREATE TABLE metadata_fields (
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    field TEXT NOT NULL,
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    PRIMARY KEY (document_id, position)
) WITHOUT ROWID;
CREATE TABLE task_fields (
    task_id INTEGER NOT NULL REFERENCES tasks_rows(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    field TEXT NOT NULL,
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    PRIMARY KEY (task_id, position)
) WITHOUT ROWID;
CREATE TABLE finding_evidence (
    id INTEGER PRIMARY KEY,
    finding_id INTEGER NOT NULL REFERENCES findings_rows(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    sentence_id INTEGER,
    page INTEGER,
    start INTEGER NOT NULL,
    length INTEGER NOT NULL
);
CREATE INDEX finding_evidence_finding ON finding_evidence(finding_id, position);
CREATE INDEX finding_evidence_place ON finding_evidence(document_id, start);
CREATE TABLE organization_rows (
    id INTEGER PRIMARY KEY,
    key INTEGER NOT NULL UNIQUE,
    name TEXT NOT NULL,
    level TEXT,
    name_folded TEXT NOT NULL,
    mentions INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE organization_mentions (
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    organization_id INTEGER NOT NULL,
    PRIMARY KEY (document_id, start, length, organization_id)
) WITHOUT ROWID;
CREATE TABLE block_rows (
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    number INTEGER NOT NULL,
    length INTEGER NOT NULL,
    kind TEXT,
    level INTEGER NOT NULL,
    mark TEXT,
    table_number INTEGER,
    table_row INTEGER,
    table_column INTEGER,
    row_span INTEGER,
    column_span INTEGER,
    head INTEGER,
    PRIMARY KEY (document_id, start, number)
) WITHOUT ROWID;
CREATE TABLE task_link_rows (
    plan_id INTEGER NOT NULL REFERENCES tasks_rows(id) ON DELETE CASCADE,
    report_id INTEGER NOT NULL REFERENCES tasks_rows(id) ON DELETE CASCADE,
    score REAL NOT NULL,
    PRIMARY KEY (plan_id, report_id)
) WITHOUT ROWID;
CREATE INDEX task_link_rows_report ON task_link_rows(report_id);
CREATE TABLE plan_count_rows (
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    report_id INTEGER NOT NULL REFERENCES tasks_rows(id) ON DELETE CASCADE,
    known_by TEXT NOT NULL,
    PRIMARY KEY (document_id, report_id)
) WITHOUT ROWID;
CREATE INDEX plan_count_rows_report ON plan_count_rows(report_id);
"""

COUNT_MENTIONS = """UPDATE organization_rows SET mentions = m.n FROM (SELECT organization_id, count(*) AS n FROM organization_mentions GROUP BY 1) m
    WHERE m.organization_id = organization_rows.id"""

# The text last, so that the other columns are read without it.
DOCUMENTS = """
CREATE TABLE documents_new (
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
    symbol TEXT,
    received_no TEXT,
    received_on TEXT,
    doubtful TEXT NOT NULL DEFAULT '[]',
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
    properties TEXT NOT NULL DEFAULT '{}',
    metadata_id TEXT,
    code_key TEXT,
    title_key TEXT,
    checksum TEXT,
    text TEXT NOT NULL
);
"""
DOCUMENT_INDEXES = """
CREATE INDEX documents_cited_document ON documents(cited_document_id) WHERE cited_document_id IS NOT NULL;
CREATE INDEX documents_code_key ON documents(code_key) WHERE code_key IS NOT NULL;
CREATE INDEX documents_title_key ON documents(title_key) WHERE title_key IS NOT NULL;
CREATE INDEX documents_location ON documents(location);
CREATE INDEX documents_container ON documents(container) WHERE container IS NOT NULL;
CREATE INDEX documents_sha256 ON documents(sha256);
CREATE INDEX documents_issuer ON documents(issuer);
CREATE INDEX documents_issued_on ON documents(issued_on);
CREATE TRIGGER documents_between_insert AFTER INSERT ON documents BEGIN
    INSERT OR IGNORE INTO pending_between VALUES (new.source);
END;
CREATE TRIGGER documents_between_delete AFTER DELETE ON documents BEGIN
    INSERT OR IGNORE INTO pending_between VALUES (old.source);
END;
"""

_SECTION = "(SELECT group_concat(value, ' › ') FROM json_each((SELECT text FROM phrases WHERE id = s.headings_id)))"
_RUN = "(SELECT replace(substr(text, s.start + 1, s.length), char(10), ' ') FROM documents WHERE id = s.document_id)"
# Without json_each: the full text asks for the words by a view, and SQLite allows it no virtual table there.
_PIECES = f"""(WITH RECURSIVE made(i, said, run) AS (SELECT 0, '', {_RUN} UNION ALL SELECT i + 1, said || coalesce(json_extract(s.pieces,
        '$[' || i || '][2]'), '') || substr(run, json_extract(s.pieces, '$[' || i || '][0]') + 1, json_extract(s.pieces, '$[' || i || '][1]')), run
        FROM made WHERE i < json_array_length(s.pieces)) SELECT said FROM made WHERE i = json_array_length(s.pieces))"""
READING = f"CASE WHEN s.words IS NOT NULL THEN s.words WHEN s.pieces IS NULL THEN {_RUN} ELSE {_PIECES} END"


def _page_of(row: str) -> str:
    return f'(SELECT number FROM pages p WHERE p.document_id = {row}.document_id AND p.start <= {row}.start AND p."end" > {row}.start)'


def _sentence_of(row: str) -> str:
    return f"""(SELECT s.id FROM sentence_rows s WHERE s.document_id = {row}.document_id AND s.start <= {row}.start
        AND s.start + s.length > {row}.start ORDER BY s.start DESC LIMIT 1)"""


def _cited(record_type: str, record: str, source: str, role: str, position: str, own: str) -> str:
    return f"""SELECT r.document_id, {own}, r.start, r.length, '{record_type}' AS record_type, {record} AS record_id, {role} AS role,
    {position} AS position FROM {source}"""


def _citations() -> str:
    """All spans, whichever table keeps them; those that have no sentence and page of their own are given them by their place."""
    own, none = "r.sentence_id, r.page, r.box", "NULL AS sentence_id, NULL AS page, NULL AS box"
    kinds = {"reference": "document_references", "date": "dates", "indicator": "indicators", "task": "tasks", "relation": "relations", "finding": "findings"}
    arms = [
        _cited(kind, record_id(RECORDS[table].prefix), f"{rows_of(table)} r WHERE r.start IS NOT NULL", "'span'", "0", own)
        for kind, table in kinds.items()
    ]
    finding = f"(SELECT {record_id('fin', 'key')} FROM findings_rows WHERE id = r.finding_id)"
    arms.append(_cited("finding", finding, "finding_evidence r", "'evidence'", "r.position", "r.sentence_id, r.page, NULL AS box"))
    metadata = "(SELECT metadata_id FROM documents WHERE id = r.document_id)"
    arms.append(_cited("metadata", metadata, "metadata_fields r", "r.field", "r.position", none))
    fields = "(SELECT t.document_id, f.start, f.length, f.field, f.position, t.key FROM tasks_rows t JOIN task_fields f ON f.task_id = t.id) r"
    arms.append(_cited("task", record_id("tas"), fields, "r.field", "r.position", none))
    body = "(SELECT printf('org-%016x', key) FROM organization_rows WHERE id = r.organization_id)"
    arms.append(_cited("organization", body, "organization_mentions r", "'span'", "0", none))
    start = "coalesce(o.start, 0) + json_extract(j.value, '$[0]') AS start, json_extract(j.value, '$[1]') AS length"
    for role, runs, position in (("part", "o.parts", "j.key"), ("whole", "'[' || o.whole || ']'", "json_array_length(o.parts)")):
        operands = f"(SELECT o.document_id, {start}, o.key, {position} AS position FROM relations_rows o, json_each({runs}) j) r"
        arms.append(_cited("relation", record_id("rel"), operands, f"'{role}'", "r.position", none))
    return (
        "\nCREATE VIEW cited_spans AS " + "\nUNION ALL ".join(arms) + ";\n"
        + f"""CREATE VIEW citations AS SELECT r.document_id, coalesce(r.sentence_id, {_sentence_of("r")}) AS sentence_id,
    coalesce(r.page, {_page_of("r")}) AS page, r.box, r.start, r.start + r.length AS "end", {quote()} AS quote, r.record_type, r.record_id, r.role,
    r.position FROM cited_spans r;
"""
    )  # fmt: skip


VIEWS = f"""
CREATE VIEW sentences AS SELECT s.id, s.document_id, s.id - (SELECT min(o.id) FROM sentence_rows o WHERE o.document_id = s.document_id) + 1 AS number,
    {READING} AS text, {_SECTION} AS section, s.page, s.start, s.start + s.length AS "end",
    coalesce((SELECT text FROM phrases WHERE id = s.headings_id), '[]') AS headings FROM sentence_rows s;
{"".join(_view(name, kept) for name, kept in RECORDS.items())}
CREATE VIEW organizations AS SELECT id, printf('org-%016x', key) AS record_id, name, level, name_folded FROM organization_rows;
CREATE VIEW blocks AS SELECT document_id, number, coalesce(kind, 'cell') AS kind, level, mark, start, start + length AS "end", table_number, table_row,
    table_column, row_span, column_span, head FROM block_rows;
CREATE VIEW task_links AS SELECT (SELECT printf('tas-%016x', key) FROM tasks_rows WHERE id = plan_id) AS plan_task,
    (SELECT printf('tas-%016x', key) FROM tasks_rows WHERE id = report_id) AS report_task, score, plan_id, report_id FROM task_link_rows;
CREATE VIEW plan_counts AS SELECT document_id, (SELECT printf('tas-%016x', key) FROM tasks_rows WHERE id = report_id) AS report_task, known_by,
    report_id FROM plan_count_rows;
CREATE VIEW series_counts AS SELECT label AS series_label, unit AS series_unit, points, documents, id AS series_id FROM series WHERE documents > 0;
{_citations()}
"""


def _plain(expression_: str) -> str:
    for letter, plain in LETTERS.items():
        expression_ = f"replace({expression_}, '{letter}', '{plain}')"
    return expression_


_DAY = "coalesce(' ngày ' || substr({0}.issued_on, 9, 2) || '/' || substr({0}.issued_on, 6, 2) || '/' || substr({0}.issued_on, 1, 4), '')"
DOCUMENT_WORDS = f"coalesce({{0}}.doc_type, '') || coalesce(' ' || {{0}}.code, '') || coalesce(' ' || {{0}}.title, '') || coalesce(' ' || {{0}}.issuer, '') || {_DAY} || ' ' || {{0}}.source"
_ISSUER = "(SELECT text FROM phrases WHERE id = {0}.issuer_id)"
_TYPE = "(SELECT text FROM phrases WHERE id = {0}.doc_type_id)"
_REFERENCE = f"coalesce({_TYPE}, '') || coalesce(' ' || {{0}}.code, '') || coalesce(' ' || {{0}}.title, '') || {_DAY} || coalesce(' ' || {_ISSUER}, '')"
_TASK = "coalesce(t.title, '') || coalesce(' ' || t.lead, '') || coalesce(' ' || t.product, '')"

# What is searched: (full-text table, view of the words with their accents). `…_words` are the same with the letters that the tokenizer leaves.
SEARCHED = ("documents", "document_references", "sentences", "tasks")
_WORDS = {
    "documents": f"SELECT d.id, {DOCUMENT_WORDS.format('d')} AS text FROM documents d",
    "document_references": f"SELECT r.id, {_REFERENCE.format('r')} AS text FROM document_references_rows r",
    "sentences": f"SELECT s.id, {READING} AS text FROM sentence_rows s",
    "tasks": f"SELECT t.id, {_TASK} AS text FROM tasks t",
}


def said_view(name: str) -> str:
    """The view of the words of a full text, with their accents."""
    return f"CREATE VIEW {name}_said AS {_WORDS[name]};"


def _full_text(name: str) -> str:
    """Two indices: one without accents, with places (phrases, nearness, rank), and one of the words as they are, which says only what is in a row."""
    exact = (
        f"""CREATE VIRTUAL TABLE {name}_exact USING fts5(text, content='{name}_said', content_rowid='id', detail=none, columnsize=0,
    tokenize='unicode61 remove_diacritics 0');"""
        if name != "tasks"
        else ""
    )
    detail = "detail=none, columnsize=0, " if name == "tasks" else ""
    return f"""
{said_view(name)}
CREATE VIEW {name}_words AS SELECT id, {_plain("text")} AS text FROM {name}_said;
CREATE VIRTUAL TABLE {name}_fts USING fts5(text, content='{name}_words', content_rowid='id', {detail}tokenize='unicode61 remove_diacritics 2');
{exact}
"""


def _kept_up_to_date(name: str, table: str, said: str, columns: str) -> str:
    """Triggers that keep the full text of a table whose words are in its own row."""
    old, new = said.format("old"), said.format("new")
    drop = f"""INSERT INTO {name}_fts({name}_fts, rowid, text) VALUES ('delete', old.id, {_plain(old)});
    INSERT INTO {name}_exact({name}_exact, rowid, text) VALUES ('delete', old.id, {old});"""
    add = f"""INSERT INTO {name}_fts(rowid, text) VALUES (new.id, {_plain(new)});
    INSERT INTO {name}_exact(rowid, text) VALUES (new.id, {new});"""
    return f"""
CREATE TRIGGER {name}_fts_insert AFTER INSERT ON {table} BEGIN
    {add}
END;
CREATE TRIGGER {name}_fts_delete AFTER DELETE ON {table} BEGIN
    {drop}
END;
CREATE TRIGGER {name}_fts_update AFTER UPDATE OF {columns} ON {table} BEGIN
    {drop}
    {add}
END;
"""


# The words of sentences and tasks stand in the document's text: they are taken out before it goes. `write` does so itself, without cutting the text
# anew for each of them.
_GONE = """
CREATE TRIGGER documents_words_delete BEFORE DELETE ON documents BEGIN
    INSERT INTO sentences_fts(sentences_fts, rowid, text) SELECT 'delete', w.id, w.text FROM sentence_rows s JOIN sentences_words w ON w.id = s.id
        WHERE s.document_id = old.id;
    INSERT INTO sentences_exact(sentences_exact, rowid, text) SELECT 'delete', w.id, w.text FROM sentence_rows s JOIN sentences_said w ON w.id = s.id
        WHERE s.document_id = old.id;
    INSERT INTO tasks_fts(tasks_fts, rowid, text) SELECT 'delete', w.id, w.text FROM tasks_rows t JOIN tasks_words w ON w.id = t.id
        WHERE t.document_id = old.id;
    DELETE FROM sentence_rows WHERE document_id = old.id;
    DELETE FROM tasks_rows WHERE document_id = old.id;
END;
"""
FULL_TEXT = (
    "".join(map(_full_text, SEARCHED))
    + _kept_up_to_date("documents", "documents", DOCUMENT_WORDS, "source, doc_type, code, title, issuer, issued_on")
    + _kept_up_to_date("document_references", "document_references_rows", _REFERENCE, "doc_type_id, code, title, issuer_id, issued_on")
    + _GONE
)


def create(run: Any) -> None:
    """Makes the views and the full text; the tables are there."""
    run(VIEWS)
    run(FULL_TEXT)
