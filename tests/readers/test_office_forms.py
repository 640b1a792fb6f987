"""Reports in the forms that offices send, as real files: every field, every cell, every tie, in each format that an office program makes of them."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import office_forms as forms
import pytest

from extractor.document import Document
from extractor.pipeline import extract
from extractor.readers import office, read_bytes
from extractor.readers.losses import collecting
from extractor.records import to_json

needs_office = pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")
LETTERHEADS = ("cells", "split", "rows")


def records(document: Document) -> list[dict[str, Any]]:
    return [json.loads(to_json(record), parse_float=Decimal) for record in extract(document).records]


def metadata(found: list[dict[str, Any]], *fields: str) -> dict[str, Any]:
    said = next(record for record in found if record["type"] == "metadata")
    return {name: said[name] for name in fields or forms.METADATA}


def cells(found: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(r["subject"], r["label"], r["value"], r["unit"], r["role"], r["period_from"]) for r in found if r["type"] == "indicator" and r["row"] is not None]


def wanted_cells(total: str = "Tổng cộng", first: str = "Tổng diện tích (ha)", share: str = "So sánh TH/KH (%)", day: str | None = "2031-01-01") -> list[tuple[Any, ...]]:
    """What each cell of the table is: whose, what, how much."""
    heads = [(f"{over} / {head}", "ha", role) for over, role in (("Kế hoạch năm 2031", "target"), ("Thực hiện 6 tháng đầu năm 2031", "level")) for head in (first, "Trong đó / Lúa nước", "Trong đó / Ngô")]
    made = []
    for name, figures in [(total, forms.totals()), *((name, f or forms.totals(mark)) for mark, name, f in forms.DISTRICTS)]:
        made += [(name, label, value, unit, role, "2031-01-01") for (label, unit, role), value in zip(heads, figures, strict=True)]
        made.append((name, share, Decimal(round(1000 * figures[3] / figures[0])) / 10, "%", "level", day))
    return made


def holds(found: list[dict[str, Any]]) -> bool:
    relations = [record for record in found if record["type"] == "relation"]
    return len(relations) > 30 and all(relation["holds"] for relation in relations)


def findings(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(r["check"], r["severity"]) for r in found if r["type"] == "finding" and r["severity"] != "info"]


@cache
def word(form: str) -> list[dict[str, Any]]:
    return records(read_bytes(forms.word(form), "bao-cao.docx"))


@pytest.mark.parametrize("form", LETTERHEADS)
def test_a_word_report(form: str) -> None:
    found = word(form)
    assert metadata(found) == forms.METADATA
    assert cells(found) == wanted_cells()
    assert holds(found) and findings(found) == []


def test_changes_notes_and_tasks_of_a_word_report() -> None:
    found = word("cells")
    prose = {r["quote"]: (r["unit"], r["role"]) for r in found if r["type"] == "indicator" and r["row"] is None}
    assert prose["41"] == ("ha", "decrease") and prose["35"] == ("ha", "level")  # the change as accepted; the footnote
    assert [(r["lead"], r["due_on"]) for r in found if r["type"] == "task"] == [("Chi cục Trồng trọt", "2031-08-15")]
    assert [(r["code"], r["relation"]) for r in found if r["type"] == "reference"] == [("1120/UBND-NLN", "implements"), ("315/BC-SNNMT", "attaches")]


@needs_office
@pytest.mark.parametrize(("form", "kind"), [("split", "pdf"), ("cells", "html")])
def test_what_an_office_program_makes_of_it(form: str, kind: str, tmp_path: Path) -> None:
    found = records(read_bytes(forms.converted(forms.word(form, changes=False), ".docx", kind, tmp_path), f"bao-cao.{kind}"))
    assert metadata(found) == forms.METADATA
    assert cells(found) == wanted_cells()
    prose = [(r["quote"], r["unit"], r["role"], r["label"]) for r in found if r["type"] == "indicator" and r["row"] is None]
    assert prose == [(r["quote"], r["unit"], r["role"], r["label"]) for r in word("cells") if r["type"] == "indicator" and r["row"] is None]
    assert findings(found) == []


def test_a_workbook() -> None:
    document = read_bytes(forms.workbook(formulas=False), "bieu.xlsx")
    assert document.properties["hidden_sheets"] == "Tính"
    assert document.properties["hidden_cells"] == "Biểu 2!6:6; Biểu 2!C:C"
    found = records(document)
    title = "BIỂU TỔNG HỢP DIỆN TÍCH GIEO TRỒNG 6 THÁNG ĐẦU NĂM 2031"
    wanted = forms.METADATA | {"title": title}
    assert metadata(found, "doc_type", "code", "issued_on", "issuer", "title", "signer", "signer_title") == {k: wanted[k] for k in ("doc_type", "code", "issued_on", "issuer", "title", "signer", "signer_title")}
    areas = [(s, c, round(v, 1), u, r, p) for s, c, v, u, r, p in cells(found)][: 7 * 8]
    assert areas == wanted_cells("TỔNG CỘNG", "Tổng số", "TH/KH (%)")
    money = [(r["subject"], r["label"], r["value"]) for r in found if r["type"] == "indicator" and r["unit"] == "đồng"]
    assert money == [(name, label, amount) for _, name, _, _, total, paid, _ in forms.PROJECTS for label, amount in (("Tổng mức đầu tư", total), ("Giải ngân đến 31/5/2031", paid))] + [
        ("Cộng", "Tổng mức đầu tư", sum(p[4] for p in forms.PROJECTS)),
        ("Cộng", "Giải ngân đến 31/5/2031", sum(p[5] for p in forms.PROJECTS)),
    ]
    assert findings(found) == []


def test_formulas_that_nobody_computed_are_told() -> None:
    with collecting():
        document = read_bytes(forms.workbook(), "bieu.xlsx")
    assert [(loss.place, loss.cause) for loss in document.losses] == [("sheet Biểu 1", "no-value")]


@needs_office
def test_computed_formulas_are_ties(tmp_path: Path) -> None:
    found = records(read_bytes(forms.converted(forms.workbook(), ".xlsx", "ods", tmp_path), "bieu.ods"))
    ties = {(r["kind"], r["tie"]) for r in found if r["type"] == "relation"}
    assert {("sum", "formula_cell"), ("ratio", "formula_cell")} <= ties
    assert all(r["holds"] for r in found if r["type"] == "relation")
    assert metadata(found, "signer", "signer_title") == {k: forms.METADATA[k] for k in ("signer", "signer_title")}
    assert findings(found) == []  # "14,500.0" and "950.0" of an English program
