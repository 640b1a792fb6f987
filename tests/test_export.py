"""Exports: the order and keys of the contract, numbers as numbers, and cells that no spreadsheet runs."""

from __future__ import annotations

import csv
import datetime
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.export import _ARROW, columns_of, flat, safe_cell, sort_key, write_csv, write_jsonl, write_parquet
from extractor.records import RECORD_TYPES, DateRecord, Finding, Indicator, Metadata, Record, Reference, Relation


def records() -> list[Record]:
    place: dict[str, Any] = {"document": "a.txt", "quote": "x", "sentence": "=1+1 là công thức", "section": ["I", "1"]}
    return [
        Metadata(id="met-1", document="a.txt", start=None, end=None, quote=None, recipients=["Như Điều 3", "Lưu: VT"]),
        Reference(
            id="ref-1", start=5, end=9, **place, doc_type="Kế hoạch", code="-7/KH-UBND", issued_on=datetime.date(2031, 1, 2)
        ),
        Indicator(id="ind-1", start=5, end=7, **place, value=Decimal("-3.50"), total=Decimal("12"), label="@lệnh"),
        Relation(
            id="rel-1",
            start=2,
            end=7,
            **place,
            kind="sum",
            parts=[(2, 3), (4, 5)],
            whole=(6, 7),
            expected=Decimal("0.1"),
            holds=True,
            grade="holds",
        ),
        DateRecord(id="dat-1", start=5, end=9, **{**place, "document": "A/b.txt"}, kind="day", from_=datetime.date(2031, 1, 2)),
    ]


def lines(found: list[Record], types: list[str] | None = None) -> list[dict[str, Any]]:
    out = io.StringIO()
    count = write_jsonl(sorted(found, key=sort_key), types or list(RECORD_TYPES), out)
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    assert len(rows) == count
    return rows


def test_order_of_the_export() -> None:
    assert [(r["document"], r["type"]) for r in lines(records())] == [
        ("A/b.txt", "date"),
        ("a.txt", "metadata"),
        ("a.txt", "relation"),
        ("a.txt", "indicator"),
        ("a.txt", "reference"),
    ]


def test_order_depends_on_nothing_else() -> None:
    assert lines(records()) == lines(records()[::-1])


def test_keys_and_values_of_a_line() -> None:
    date, _, relation, indicator, reference = lines(records())
    common = ["type", "id", "document", "start", "end", "quote", "page", "bbox", "sentence", "section"]
    assert list(reference)[: len(common)] == common
    assert (indicator["value"], indicator["total"], indicator["value_to"]) == (-3.5, 12, None)
    assert date["from"] == "2031-01-02" and date["to"] is None and "from_" not in date
    assert relation["parts"] == [[2, 3], [4, 5]] and relation["expected"] == 0.1 and relation["holds"] is True


def test_only_the_types_asked_for() -> None:
    assert {r["type"] for r in lines(records(), ["date", "relation"])} == {"date", "relation"}


def table(types: list[str]) -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    write_csv(sorted(records(), key=sort_key), types, out)
    return list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))


def test_csv_of_one_type_has_its_columns() -> None:
    (row,) = table(["reference"])
    assert list(row) == columns_of(["reference"])
    assert (row["issued_on"], row["section"], row["page"]) == ("2031-01-02", "I; 1", "")


def test_csv_of_all_types_is_one_table() -> None:
    rows = table(list(RECORD_TYPES))
    assert len(rows) == 5 and list(rows[0]) == columns_of(list(RECORD_TYPES))
    assert len(set(rows[0])) == len(rows[0])


def test_csv_cells_are_no_formulas_but_numbers_stay_numbers() -> None:
    (row,) = table(["indicator"])
    assert row["sentence"] == "'=1+1 là công thức" and row["label"] == "'@lệnh"
    assert row["value"] == "-3.5" and row["total"] == "12"
    (row,) = table(["reference"])
    assert row["code"] == "'-7/KH-UBND"


@given(st.text(max_size=20))
def test_no_cell_begins_as_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell.endswith(text)


@pytest.mark.parametrize("text", ["=A1", "+84", "-", "@x", "\t=1", " =1", "\n=1", "＝1"])
def test_dangerous_beginnings(text: str) -> None:
    assert safe_cell(text) == "'" + text


def test_harmless_cells_are_unchanged() -> None:
    assert [safe_cell(v) for v in ("a=b", "", None, -5, 1.5)] == ["a=b", "", None, -5, 1.5]


def test_parquet_has_types(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "x.parquet"
    found = sorted(records(), key=sort_key) * 3
    assert write_parquet(found, list(RECORD_TYPES), path, group=4) == 15
    read = parquet.read_table(path)
    assert read.num_rows == 15 and read.column_names == columns_of(list(RECORD_TYPES))
    row = next(r for r in read.to_pylist() if r["type"] == "indicator")
    assert (row["value"], row["total"], row["start"]) == (-3.5, 12.0, 5)
    assert next(r for r in read.to_pylist() if r["type"] == "date")["from"] == datetime.date(2031, 1, 2)


def test_columns_of_parquet_are_typed_by_the_records() -> None:
    strings = {"type", "id", "document", "quote", "bbox", "section", "kind", "parts", "whole", "evidence", "relation_words", "code", "severity"}
    assert not strings & set(_ARROW)
    days = {"issued_on", "received_on", "from", "to", "period_from", "period_to", "due_on"}
    assert {name for name, kind in _ARROW.items() if kind == "date32"} == days
    assert {_ARROW[name] for name in ("suggested", "value", "count", "confidence")} == {"float64"} and _ARROW["page"] == _ARROW["start"] == "int64"


def test_parquet_takes_every_column_of_every_type(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    day = datetime.date(2031, 3, 31)
    indicator = Indicator(id="i", document="a.txt", start=0, end=1, quote="5", value=Decimal(5), period="quý I", period_from=day, period_to=day)
    metadata = Metadata(id="m", document="a.txt", start=None, end=None, quote=None, received_on=day)
    finding = Finding(id="f", document="a.txt", start=0, end=1, quote="5", check="x", severity="error", message="a", message_en="b", evidence=[], suggested=Decimal("6"))
    write_parquet([metadata, finding, indicator], list(RECORD_TYPES), tmp_path / "x.parquet")
    rows = {row["type"]: row for row in parquet.read_table(tmp_path / "x.parquet").to_pylist()}
    assert rows["indicator"]["period_to"] == rows["metadata"]["received_on"] == day and rows["finding"]["suggested"] == 6.0


@pytest.mark.parametrize("record_type", sorted(RECORD_TYPES))
def test_parquet_of_every_type_can_be_empty(tmp_path: Path, record_type: str) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "x.parquet"
    assert write_parquet([], [record_type], path) == 0
    assert parquet.read_table(path).column_names == columns_of([record_type])


def test_flat_has_the_keys_of_the_export() -> None:
    for record in records():
        assert list(flat(record)) == columns_of([record.type])
