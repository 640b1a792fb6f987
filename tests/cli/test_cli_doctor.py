"""`trichyeu doctor` as a user types it: folders, ZIPs, formats, and the lines that make an unknown unit, type, symbol and body known."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from extractor.cli import build

REPORT = """BÁO CÁO
Kết quả công tác tháng 3 năm 2031

Trong tháng, các tổ đã gửi 48 giàn mướp và thu mua 125 Xyl. Còn lại (317).
Thực hiện Phiếu tiếp sức số 27/PTSX-LVXQ ngày 03/02/2031 của Hội Làm Vườn Xanh.
Kế hoạch số 9/KH-LVXQ ngày 05/02/2031 của Hội Làm Vườn Xanh đang được thực hiện.
Nông trường Diều Sáo tặng 15 bộ bàn ghế.
"""


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "hộp thư"
    folder.mkdir()
    (folder / "bao-cao.txt").write_text(REPORT, encoding="utf-8")
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["STT", "Nội dung", "Số lượng", "Mã số"], [1, "Chợ An Bình", 12, 3071], [2, "Chợ Tân Hòa", 15, 3072], [3, "Chợ Cẩm Sơn", 9, 3085]):
        sheet.append(row)
    book.save(folder / "bieu.xlsx")
    return folder


def run(*arguments: Any, lang: str = "vi", columns: int | None = 200) -> Result:
    return CliRunner(env={"COLUMNS": str(columns)}).invoke(build(lang), [str(a) for a in arguments])


def process(*arguments: Any) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"COLUMNS": "200", "TRICHYEU_LANG": "vi"}
    return subprocess.run(
        [sys.executable, "-m", "extractor", *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", env=environment, timeout=180, check=False
    )


def test_a_folder_is_told_of_in_both_languages(inbox: Path) -> None:
    told = run("doctor", inbox)
    assert told.exit_code == 0, told.output
    assert "2 văn bản" in told.output and "Đơn vị tính, danh từ đếm" in told.output and "giàn mướp" in told.output
    assert "bieu.xlsx" in told.output and "Mã số (đọc là mã)" in told.output and "# units.yaml" in told.output
    english = run("doctor", inbox, lang="en")
    assert "2 documents" in english.output and "Units and counted nouns" in english.output


def test_one_kind_alone_with_a_limit(inbox: Path) -> None:
    told = run("doctor", inbox, "--kind", "unit", "--limit", "1")
    assert "Đơn vị tính" in told.output and "Nông trường" not in told.output and "và 1 nữa" in told.output
    assert run("doctor", inbox, "--kind", "units").exit_code == 2


def test_json_has_documents_sums_places_and_lines(inbox: Path) -> None:
    told = run("doctor", inbox, "--format", "json")
    found = json.loads(told.stdout)
    assert [row["document"] for row in found["documents"]] == ["bao-cao.txt", "bieu.xlsx"]
    assert found["total"]["cells"] == 3 and found["documents"][1]["cells_share"] == 100.0
    assert found["documents"][0]["runs_open"] == 2
    unit = next(one for one in found["found"] if one["what"] == "giàn mướp")
    place = unit["examples"][0]
    assert place["document"] == "bao-cao.txt" and REPORT[place["start"] :].startswith("48 giàn mướp")
    assert set(found["lines"]) == {"units", "organizations", "symbols", "document_types"}


def test_jsonl_csv_and_xlsx_have_a_row_for_each_thing(inbox: Path, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in run("doctor", inbox, "--format", "jsonl").stdout.splitlines()]
    assert {row["type"] for row in rows} == {"document", "found", "engine"}
    listed = list(csv.DictReader(io.StringIO(run("doctor", inbox, "--format", "csv").stdout)))
    assert [row["what"] for row in listed] == [row["what"] for row in rows if row["type"] == "found"]
    book = tmp_path / "ra.xlsx"
    assert run("doctor", inbox, "--format", "xlsx", "--output", book).exit_code == 0
    assert openpyxl.load_workbook(book).sheetnames == ["Tệp", "Chưa hiểu"]
    assert run("doctor", inbox, "--format", "xlsx").exit_code == 2


def test_a_zip_is_read_through_and_a_damaged_file_is_said(inbox: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "gui.zip", "w") as archive:
        archive.write(inbox / "bao-cao.txt", "bao-cao.txt")
        archive.writestr("hong.xlsx", b"PK\x03\x04")
    told = run("doctor", tmp_path / "gui.zip", "--format", "json")
    assert told.exit_code == 1 and "hong.xlsx" in told.stderr
    assert [row["document"] for row in json.loads(told.stdout)["documents"]] == ["gui.zip/bao-cao.txt"]


def test_several_processes_say_the_same(inbox: Path) -> None:
    assert run("doctor", inbox, "--format", "json", "--jobs", "1").stdout == run("doctor", inbox, "--format", "json", "--jobs", "2").stdout


def test_a_path_with_nothing_in_it_and_an_output_over_an_input(inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "trống").mkdir()
    assert run("doctor", tmp_path / "trống").exit_code == 3
    assert run("doctor", inbox, "--format", "json", "--output", inbox / "bao-cao.txt").exit_code == 3
    assert (inbox / "bao-cao.txt").read_text(encoding="utf-8") == REPORT


def test_the_proposed_lines_are_valid_rules_that_make_the_unknown_known(inbox: Path, tmp_path: Path) -> None:
    own = tmp_path / "quy tắc"
    made = process("doctor", inbox, "--lines", own)
    assert made.returncode == 0, made.stderr
    assert sorted(path.name for path in own.iterdir()) == ["document_types.yaml", "organizations.yaml", "symbols.yaml", "units.yaml"]
    assert process("--patterns", own, "patterns", "check", "units").returncode == 0
    before = _records(process("extract", inbox / "bao-cao.txt"))
    after = _records(process("--patterns", own, "extract", inbox / "bao-cao.txt"))
    assert [r["quote"] for r in before if r["type"] == "indicator"] == ["48", "15"]
    figures = {r["quote"]: (r["value"], r["unit"]) for r in after if r["type"] == "indicator"}
    assert figures["125"] == (125, "Xyl") and figures["48"] == (48, "giàn mướp")
    cited = next(r for r in after if r["type"] == "reference" and r["start"] == REPORT.index("Phiếu"))
    assert (cited["doc_type"], cited["code"]) == ("Phiếu tiếp sức", "27/PTSX-LVXQ")
    again = json.loads(process("--patterns", own, "doctor", inbox, "--format", "json").stdout)
    left = {(one["kind"], one["what"]) for one in again["found"]}
    assert not {kind for kind, _ in left} & {"unit", "type", "symbol", "body"}
    # An office's rules are never written over.
    assert process("doctor", inbox, "--lines", own).returncode == 3


def _records(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]
