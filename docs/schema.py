"""Writes docs/schema.md: the tables of a fresh database with what they and their columns hold, and the records of the export.

    python docs/schema.py [--check]      (--check: exit 1 where the page differs from what would be written)
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from extractor.database.connection import open_database
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


def tables() -> list[str]:
    """A section a table, with its columns as SQLite knows them."""
    lines = ["## Bảng / Tables", ""]
    with tempfile.TemporaryDirectory() as folder:
        db = open_database(Path(folder) / "empty.db", create=True)
        for name in sorted({*db.table_names(), *db.view_names()}):
            about = TABLES.get(name)
            if "_fts" in name or "_exact" in name or (about is None and name.startswith("sqlite")):
                continue
            keys = {key.column: f"{key.other_table}.{key.other_column}" for key in db[name].foreign_keys} if name in db.table_names() else {}
            lines += [f"### {name}", ""]
            if about is not None:
                lines += [f"{about.about[0]} · *{about.about[1]}*", ""]
            lines += ["| column | type | |", "|---|---|---|"]
            for column in db[name].columns:
                said = about.columns.get(column.name) if about else None
                note = " · ".join([*([f"→ `{keys[column.name]}`"] if column.name in keys else []), *([f"{said[0]} · *{said[1]}*"] if said else [])])
                lines.append(f"| `{column.name}` | {column.type} | {note} |")
            lines.append("")
        db.conn.close()
    return lines


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
