"""What a person types into the search box: phrases, operators, filters; and that neighbours come before scattered words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.batch import find, run
from extractor.database.asking import ask, bounds, days
from extractor.database.connection import open_database
from extractor.database.search import search

TEXT = """BÁO CÁO
Số: 45/BC-UBND

Các xã kiến nghị sửa đổi quy định về hỗ trợ nhà ở cho hộ nghèo, kiến nghị bổ sung quy định về mức chi.
Huyện thực hiện Nghị định số 88/2030/NĐ-CP ngày 05/6/2030 của Chính phủ.
Đại hội đã thông qua nghị quyết.
"""


@pytest.fixture
def db(tmp_path: Path) -> Any:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    base = open_database(tmp_path / "x.db", create=True)
    list(run(base, find([tmp_path / "a.txt"])))
    return base


def first(db: Any, query: str) -> str:
    return search(db, query, kind="sentence")[0][0].sentence or ""


def test_words_next_to_each_other_come_first(db: Any) -> None:
    for query in ("nghị định", "nghi dinh"):
        hits, total = search(db, query, kind="sentence")
        assert total == 2 and "Nghị định số 88" in (hits[0].sentence or ""), query


def test_operators(db: Any) -> None:
    assert search(db, "nghị định OR đại hội", kind="sentence")[1] == 3
    assert search(db, "kiến -bổ", kind="sentence")[1] == 0
    assert search(db, 'nghị NOT "quy định"', kind="sentence")[1] == 2
    assert "Đại hội" in first(db, "đại AND hội")
    assert search(db, '"hội đã"', kind="sentence")[1] == 1 and search(db, '"đã hội"', kind="sentence")[1] == 0


def test_filters(db: Any) -> None:
    assert search(db, "nghị in:45/BC", kind="sentence")[1] == 3 and search(db, "nghị in:46/BC", kind="sentence")[1] == 0
    assert search(db, 'nghị loai:"báo cáo"', kind="sentence")[1] == 3 and search(db, "nghị type:quyết", kind="sentence")[1] == 0


@pytest.mark.parametrize(
    ("given_", "bound"),
    [(">1e9", (1e9, None, False)), (">=1.000", (1000, None, True)), ("<5%", (None, 5, False)), ("10..20", (10, 20, True)), ("1.943", (1943, 1943, True)), ("nhiều", None)],
)
def test_bounds(given_: str, bound: Any) -> None:
    assert bounds(given_) == bound


@pytest.mark.parametrize(
    ("given_", "inside", "outside"),
    [("2031", "2031-12-31", "2032-01-01"), ("3/2031", "2031-03-31", "2031-04-01"), ("2031-01..2031-06", "2031-06-30", "2031-07-01"), ("05/6/2030", "2030-06-05", "2030-06-06")],
)
def test_days(given_: str, inside: str, outside: str) -> None:
    span = days(given_)
    assert span and span[0] <= inside < span[1] and not (span[0] <= outside < span[1])


@given(st.text(max_size=60))
def test_nothing_typed_is_syntax(text: str) -> None:
    asked = ask(text)
    for tier in asked.tiers():
        for expression in (tier.folded, tier.exact or ""):
            assert expression.count('"') % 2 == 0 and ";" not in expression
