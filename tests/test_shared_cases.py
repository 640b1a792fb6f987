"""Small inputs that failed once and lie beside the project (../shared/cases): each gives what tests/shared_cases.yaml wants."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from quotes import SHARED

from extractor.pipeline import extract
from extractor.readers import read
from extractor.records import to_json

CASES = SHARED / "cases"
WANTED: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("shared_cases.yaml").read_text(encoding="utf-8"))
KEYS = {"figures", "all", "none", "metadata", "references", "dates", "findings", "holds", "same_as", "linked_as", "open"}

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not at hand: ../shared does not lie beside the tree")


@cache
def records(name: str) -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(to_json(record), parse_float=Decimal) for record in extract(read(CASES / name)).records)


def of(name: str, kind: str) -> Iterator[dict[str, Any]]:
    return (record for record in records(name) if record["type"] == kind)


def without_place(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key in ("value", "unit", "role", "label", "subject", "period", "period_from", "period_to")}


def missing(record: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """The fields that are not as wanted."""
    return {key: record[key] for key, value in wanted.items() if plain(record[key]) != plain(value)}


def plain(value: Any) -> Any:
    """A name without its letters' case, a number exactly."""
    return value.casefold() if isinstance(value, str) else Decimal(str(value)) if isinstance(value, float) else value


def test_every_case_has_its_wanted_values() -> None:
    files = {p.relative_to(CASES).as_posix() for folder in (CASES, CASES / "figures") for p in folder.iterdir() if p.is_file() and p.suffix != ".md"}
    assert files == set(WANTED)
    assert all(set(wanted) <= KEYS for wanted in WANTED.values())


@pytest.mark.parametrize("name", [name for name, wanted in WANTED.items() if "figures" in wanted or "none" in wanted])
def test_figures(name: str) -> None:
    wanted, found = WANTED[name], list(of(name, "indicator"))
    for quote, fields in wanted.get("figures", {}).items():
        here = [record for record in found if record["quote"] == quote]
        for number, one in enumerate(fields if isinstance(fields, list) else [fields]):
            assert len(here) > number, f"{quote} is no figure"
            assert not missing(here[number], one), quote
    if wanted.get("all"):
        assert {record["quote"] for record in found} == set(wanted["figures"])
    assert not {record["quote"] for record in found} & set(wanted.get("none", ()))


@pytest.mark.parametrize("name", [name for name, wanted in WANTED.items() if set(wanted) & {"metadata", "references", "dates"}])
def test_metadata_references_dates(name: str) -> None:
    wanted = WANTED[name]
    assert not missing(next(of(name, "metadata")), wanted.get("metadata", {}))
    if "references" in wanted:
        found = [(r["code"], r["issued_on"], r["issuer"]) for r in of(name, "reference")]
        assert len(found) == len(wanted["references"]), found
        assert all(one in (None, other) for asked, told in zip(wanted["references"], found, strict=True) for one, other in zip(asked, told, strict=True)), found
    if "linked_as" in wanted:
        assert [r["target"] for r in of(name, "reference")] == [r["target"] for r in of(wanted["linked_as"], "reference")]
    days = [[r["from"], r["to"]] for r in of(name, "date")]
    assert all(asked in days for asked in wanted.get("dates", ())), days


@pytest.mark.parametrize("name", [pytest.param(name, marks=[pytest.mark.xfail(reason=wanted["open"])] if "open" in wanted else []) for name, wanted in WANTED.items()])
def test_findings_and_ties(name: str) -> None:
    wanted = WANTED[name]
    told = [(r["check"], r["message"]) for r in of(name, "finding") if r["severity"] in ("error", "warning")]
    assert [check for check, _ in told] == wanted.get("findings", []), told
    assert sum(r["holds"] for r in of(name, "relation")) >= wanted.get("holds", 0)
    if "same_as" in wanted:
        one, other = ([without_place(r) for r in of(which, "indicator")] for which in (name, wanted["same_as"]))
        assert one == other and one
