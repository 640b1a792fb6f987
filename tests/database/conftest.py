"""A database file on disk for each test, always SQLite itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor.database.connection import open_database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "thư mục" / "dữ liệu.db"


@pytest.fixture
def db(path: Path) -> Iterator[Any]:
    opened = open_database(path, create=True)
    yield opened
    opened.conn.close()
