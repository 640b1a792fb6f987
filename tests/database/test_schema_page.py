"""docs/schema.md: every column of every table and view is described, and what stands in a filled database is among the values that it lists."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest
from made import plan, report

from extractor.database.write import write

PAGE = Path(__file__).resolve().parents[2] / "docs" / "schema.py"


@pytest.fixture(scope="module")
def page() -> Any:
    spec = importlib.util.spec_from_file_location("schema_page", PAGE)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_column_is_described(db: Any, page: Any) -> None:
    known = page.words()["columns"]
    names = {*db.table_names(), *db.view_names()}
    for name in names:
        if "_fts" not in name and "_exact" not in name:
            for row in db.conn.execute(f"PRAGMA table_xinfo({name})").fetchall():
                assert all(page.said_of(name, row[1], known)), (name, row[1])


def test_no_description_is_left_over(db: Any, page: Any) -> None:
    columns = {(name, row[1]) for name in {*db.table_names(), *db.view_names()} for row in db.conn.execute(f"PRAGMA table_xinfo({name})").fetchall()}
    named = {column for _, column in columns} | {column.removesuffix("_id") for _, column in columns}
    for key in page.words()["columns"]:
        table, dot, column = key.rpartition(".")
        assert (table, column) in columns if dot else column in named, key
    assert {tuple(key.split(".")) for key in page.words()["values"]} <= columns


def test_what_is_there_is_listed(db: Any, page: Any) -> None:
    write(db, plan())
    write(db, report())
    checked = 0
    for (table, column), values in page.values_of(db).items():
        if table not in {*db.table_names(), *db.view_names()} or any(" " in value for value in values):
            continue
        if column not in {row[1] for row in db.conn.execute(f"PRAGMA table_xinfo({table})").fetchall()}:
            continue
        found = {row[0] for row in db.conn.execute(f'SELECT DISTINCT "{column}" FROM {table} WHERE "{column}" IS NOT NULL').fetchall()}
        assert found <= set(values), (table, column)
        checked += bool(found)
    assert checked > 15
