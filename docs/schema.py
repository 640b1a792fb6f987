"""Writes docs/schema.md: the tables of a fresh database with what they and their columns hold, and the records of the export.

    python docs/schema.py [--check]      (--check: exit 1 where the page differs from what would be written)
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import yaml

from extractor.database.connection import open_database
from extractor.database.rows import TABLES as RECORD_TABLES
from extractor.database.rows import column_of, fields_of
from extractor.records import RECORD_TYPES
from extractor.web.metadata import TABLES

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "schema.md"

HEAD = """# Lược đồ và bản ghi xuất / Schema and export

Trang này do `python docs/schema.py` viết từ một cơ sở dữ liệu trống và từ `extractor/records.py`.

Offsets are half-open code points of `documents.text` (BOM dropped, NFC, `\\n` line ends): `text[start:end] == quote` for every citation.
Decimals are stored exactly as text, with a `_real` column beside them for sorting. Identity of a document is its path relative to what was
ingested, with `/`; of a record its `record_id`, the same on every machine.

```sql
-- số liệu kèm câu nguồn và tệp / figures with their sentence and file
SELECT d.source, i.label, i.value, i.unit, i.period, s.text
FROM indicators i JOIN documents d ON d.id = i.document_id LEFT JOIN sentences s ON s.id = i.sentence_id
ORDER BY d.source, i.id LIMIT 20;

-- các văn bản được viện dẫn nhiều nhất / the most cited documents
SELECT c.doc_type, c.code, c.issued_on, c.issuer, count(*) AS mentions
FROM document_references r JOIN cited_documents c ON c.id = r.cited_document_id
GROUP BY c.id ORDER BY mentions DESC, c.code LIMIT 20;
```
"""


INTRODUCTION = [
    "Tên của hợp đồng (`indicators`, `sentences`, `citations`, …) là khung nhìn SQL thuần trên các bảng `…_rows`: trích dẫn và câu được cắt từ `documents.text` khi đọc.",
    "*The names of the contract are plain SQL views over the tables `…_rows`: quotes and sentences are cut out of `documents.text` when they are read.*",
    "",
    "Full text: `documents_fts`, `document_references_fts`, `sentences_fts`, `tasks_fts` hold the words without accents (`…_words` are what was indexed), `…_exact` only which",
    "words with their accents a row has. A search in SQL asks without accents and with d for đ: `SELECT s.text FROM sentences_fts f JOIN sentences s ON s.id = f.rowid",
    "WHERE sentences_fts MATCH '\"giai ngan\"'`.",
    "",
]


def words() -> dict[str, dict[str, list[str]]]:
    """What docs/columns.yaml says of the columns."""
    found: dict[str, dict[str, list[str]]] = yaml.safe_load((PAGE.parent / "columns.yaml").read_text(encoding="utf-8"))
    return found


def said_of(table: str, column: str, known: dict[str, list[str]]) -> tuple[str, str]:
    """What a column holds, in both languages. Raises KeyError for one that docs/columns.yaml does not know."""
    pair = known.get(f"{table}.{column}") or known.get(column)
    if pair is None and column.endswith("_id"):
        # A number of a row: of a string, or of what the name says.
        base = column.removesuffix("_id")
        said = known.get(base)
        pair = [f"{said[0]}, số của dòng", f"{said[1]}, as the number of its row"] if said else [f"số của dòng: {base}", f"number of the row: {base}"]
    if pair is None:
        raise KeyError(f"docs/columns.yaml: {table}.{column}")
    return pair[0], pair[1]


def values_of(db: Any) -> dict[tuple[str, str], list[str]]:
    """(table, column) → the values that it may take: by the models of the records, by CHECK in the tables, by docs/columns.yaml."""
    found: dict[tuple[str, str], list[str]] = {}
    for record_type, model in RECORD_TYPES.items():
        table = RECORD_TABLES.get(record_type)
        for name in fields_of(record_type) if table else ():
            values = _literals(model.model_fields[name].annotation)
            if values and table:
                for one in (table, f"{table}_rows", f"v_{table}".replace("document_", ""), f"{table}_view".replace("document_", "")):
                    found[one, column_of(name)] = values
    for table, sql in db.conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%CHECK%'"):
        for column, listed in re.findall(r"CHECK \((\w+) IN \(([^)]*)\)\)", sql):
            found[table, column] = re.findall(r"'([^']*)'", listed)
    for name, listed_ in words()["values"].items():
        table, _, column = name.partition(".")
        found[table, column] = list(listed_)
    return found


def _literals(annotation: Any) -> list[str]:
    """The values of a Literal, or of one that may be None."""
    if get_origin(annotation) is Literal:
        return [str(value) for value in get_args(annotation)]
    return [value for part in get_args(annotation) if get_origin(part) is Literal for value in _literals(part)]


def tables() -> list[str]:
    """A section a table and view, with its columns as SQLite knows them; what is kept behind the views comes last."""
    lines = ["## Bảng và khung nhìn / Tables and views", "", *INTRODUCTION]
    known = words()["columns"]
    with tempfile.TemporaryDirectory() as folder:
        db = open_database(Path(folder) / "empty.db", create=True)
        values = values_of(db)
        views = set(db.view_names())
        names = sorted({*db.table_names(), *views})
        hidden = [name for name in names if _kept(name)]
        for name in [*(n for n in names if n not in hidden), *hidden]:
            if re.search(r"_(fts|exact|said|words)(_|$)", name) or name.startswith("sqlite"):
                continue
            if hidden and name == hidden[0]:
                lines += ["## Dạng lưu / How rows are kept", ""]
            lines += _section(db, name, name in views, known, values)
        db.conn.close()
    return lines


def _kept(name: str) -> bool:
    about = TABLES.get(name)
    return name.endswith("_rows") or name == "cited_spans" or (about is not None and about.hidden)


def _section(db: Any, name: str, view: bool, known: dict[str, list[str]], values: dict[tuple[str, str], list[str]]) -> list[str]:
    about = TABLES.get(name)
    keys = {} if view else {key.column: f"{key.other_table}.{key.other_column}" for key in db[name].foreign_keys}
    lines = [f"### {name}" + (" (khung nhìn / view)" if view else ""), ""]
    if about is not None and (about.about[0] or about.title[0]):
        shown = about.about if about.about[0] else about.title
        lines += [f"{shown[0]} · *{shown[1]}*", ""]
    lines += ["| column | type | |", "|---|---|---|"]
    for row in db.conn.execute(f"PRAGMA table_xinfo({name})"):
        column, kind = row[1], row[2]
        said = said_of(name, column, known)
        own = about.columns.get(column) if about else None
        listed = values.get((name, column))
        parts = [f"→ `{keys[column]}`"] if column in keys else []
        parts.append(" · *".join(own or said) + "*")
        if listed:
            parts.append(", ".join(f"`{value}`" for value in listed))
        note = " · ".join(parts).replace("|", "\\|")
        lines.append(f"| `{column}` | {kind} | {note} |")
    return [*lines, ""]


def records() -> list[str]:
    """A section a record type, from the models."""
    lines = ["## Bản ghi xuất / Records of the export", "", "One JSON object a line, in order of `document`, then `start`.", ""]
    for name, model in RECORD_TYPES.items():
        lines += [f"### {name}", "", *(line.strip() for line in (model.__doc__ or "").strip().splitlines()), ""]
        lines.append(", ".join(f"`{field.alias or key}`" for key, field in model.model_fields.items()))
        lines.append("")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    page = "\n".join([HEAD, *tables(), *records()]).rstrip() + "\n"
    if arguments.check:
        sys.exit(0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page else 1)
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
