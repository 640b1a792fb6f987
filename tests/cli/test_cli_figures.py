"""The commands indicators, tasks and series on a real database: what they show, what they write, how they end."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from figures_samples import FORMULA, run, write_samples

from extractor.database.connection import open_database


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("số liệu")
    write_samples(folder / "hộp thư")
    path = folder / "dữ liệu.db"
    assert run("ingest", folder / "hộp thư", "--db", path).exit_code == 0
    return path


def rows(db: Path, *arguments: Any) -> list[dict[str, Any]]:
    result = run(*arguments, "--db", db, "--format", "jsonl")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("command", ["indicators", "tasks", "series", "audit", "explain"])
def test_help_with_examples(command: str, lang: str) -> None:
    result = run(command, "--help", lang=lang)
    assert result.exit_code == 0 and f"trichyeu {command}" in result.output
    assert ("Ví dụ" if lang == "vi" else "Examples") in result.output


@pytest.mark.parametrize("command", ["indicators", "tasks", "series", "audit", "explain"])
def test_help_loads_nothing_heavy(command: str) -> None:
    code = f"import sys\nfrom extractor.cli import main\ntry:\n    main(['{command}', '--help'])\nexcept SystemExit:\n    pass\n"
    heavy = ["spacy", "underthesea", "sqlite_utils", "openpyxl", "regex"]
    code += f"print([m for m in {heavy} if m in sys.modules], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stderr.strip() == "[]"


# -- indicators ---------------------------------------------------------------------------------------------------------------------------


def test_indicators_are_shown_with_their_sentence(db: Path) -> None:
    output = run("indicators", "--db", db).output
    for shown in ("48.350", "12,5 tỷ", "toàn tỉnh", "6 tháng đầu năm 2031", "bao-cao.html", "I. KẾT QUẢ", "Kinh phí là 12,5 tỷ đồng."):
        assert shown in output
    assert output.count("Đã kiểm tra 49 xã, gồm") == 1, "the figures of a sentence share it"


def test_a_narrow_screen(db: Path) -> None:
    output = run("indicators", "--db", db, "--document", "bao-cao-nam", columns=80).output
    assert "61.900" in output and max(map(len, output.splitlines())) <= 80


@pytest.mark.parametrize(
    ("filters", "values"),
    [
        (["--label", "so ho tich"], [61900, 48350]),
        (["--label", "sổ hộ tịch", "--period", "6 tháng đầu năm 2031"], [48350]),
        (["--document", "201/BC-UBND"], [61900, 12500000000]),
        (["--document", "bao-cao-nam.txt"], [61900, 12500000000]),
        (["--unit", "đồng"], [12500000000]),
        (["--unit", "%"], [97]),
        (["--body", "toan tinh"], [61900, 48350]),
        (["--label", "xa", "--prose"], [49, 31, 16]),
        (["--label", "xã", "--role", "level", "--period", "2031"], [49, 31, 16]),
    ],
)
def test_indicator_filters(db: Path, filters: list[str], values: list[float]) -> None:
    assert sorted(r["value"] for r in rows(db, "indicators", *filters)) == sorted(values)


def test_nothing_found_is_code_1(db: Path) -> None:
    for command in (["indicators", "--label", "tàu vũ trụ"], ["tasks", "--body", "Sở Vũ trụ"], ["series", "tàu vũ trụ"]):
        result = run(*command, "--db", db)
        assert result.exit_code == 1 and len(result.stderr.strip().splitlines()) == 1


def test_a_limit_says_what_it_left_out(db: Path) -> None:
    output = run("indicators", "--db", db, "--limit", 2).output
    assert "61.900" in output and "48.350" not in output and "--limit 0" in output
    assert "--limit" not in run("indicators", "--db", db, "--limit", 0).output


def test_jsonl_is_the_export(db: Path) -> None:
    exported = [json.loads(line) for line in run("export", db, "--type", "indicator").stdout.splitlines()]
    assert rows(db, "indicators") == exported and exported


def test_csv_and_xlsx_hold_the_same(db: Path, tmp_path: Path) -> None:
    found = list(csv.DictReader(io.StringIO(run("indicators", "--db", db, "--format", "csv").stdout)))
    assert {"label", "value", "unit", "period", "subject", "document", "section", "sentence"} <= set(found[0])
    path = tmp_path / "mới" / "số liệu.xlsx"
    assert run("indicators", "--db", db, "--format", "xlsx", "--output", path).exit_code == 0
    sheet = openpyxl.load_workbook(path).worksheets[0]
    head = [cell.value for cell in sheet[1]]
    assert "Giá trị" in head and sheet.freeze_panes == "A2"
    values = [row[head.index("Giá trị")] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert values == [float(row["value"]) for row in found], "numbers stay numbers"


@pytest.mark.parametrize(
    "wrong",
    [
        ["indicators", "--format", "xlsx"],
        ["indicators", "--format", "pdf"],
        ["indicators", "--role", "big"],
        ["indicators", "--output", "x.txt"],
        ["tasks", "--status", "late"],
        ["tasks", "--form", "line"],
        ["tasks", "--due-before", "31/02/2031"],
        ["tasks", "--plan", "812/QĐ-UBND", "--body", "Sở Tư pháp"],
        ["series", " "],
        ["series"],
    ],
)
def test_wrong_usage_is_code_2(db: Path, wrong: list[str]) -> None:
    result = run(*wrong, "--db", db)
    assert result.exit_code == 2 and "Traceback" not in result.output


@pytest.mark.parametrize("command", [["indicators"], ["tasks"], ["tasks", "--plan", "1/QĐ"], ["series", "x"]])
def test_a_missing_database_is_one_sentence(command: list[str], tmp_path: Path) -> None:
    result = run(*command, "--db", tmp_path / "none.db")
    assert result.exit_code == 3 and len(result.stderr.strip().splitlines()) == 1 and "trichyeu ingest" in result.stderr


# -- tasks --------------------------------------------------------------------------------------------------------------------------------


def test_tasks_are_shown(db: Path) -> None:
    output = run("tasks", "--db", db).output
    for shown in ("Sở Tư pháp", "Quý II/2031", "hoàn thành trễ (12 ngày)", "417/QĐ-UBND", "đang thực hiện", "đã qua hạn 10 ngày", "được giao"):
        assert shown in output


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        (["--past-due"], ["Nâng cấp"]),
        (["--status", "completed_late"], ["Ban hành"]),
        (["--status", "planned", "--due-before", "30/6/2031"], ["Ban hành"]),
        (["--status", "planned", "--due-before", "2031-07-01"], ["Ban hành", "Nâng cấp", "Tập huấn"]),
        (["--body", "so noi vu"], ["Tập huấn"]),
        (["--document", "95/BC-UBND", "--form", "row"], ["Ban hành", "Nâng cấp"]),
    ],
)
def test_task_filters(db: Path, filters: list[str], titles: list[str]) -> None:
    assert [r["title"].split(" Quy")[0].split(" phần")[0].split(" công")[0] for r in rows(db, "tasks", *filters)] == titles


@pytest.mark.parametrize("extra", [[], ["--plan", "812/QĐ-UBND"]])
def test_a_task_is_never_a_formula(db: Path, tmp_path: Path, extra: list[str]) -> None:
    cells = [cell for row in csv.reader(io.StringIO(run("tasks", *extra, "--db", db, "--format", "csv").stdout)) for cell in row]
    assert "'" + FORMULA in cells and not any(cell.startswith(("=", "@")) for cell in cells)
    path = tmp_path / "x.xlsx"
    assert run("tasks", *extra, "--db", db, "--format", "xlsx", "--output", path).exit_code == 0
    found = [cell for row in openpyxl.load_workbook(path).worksheets[0] for cell in row if cell.value is not None]
    assert FORMULA in [cell.value for cell in found] and all(cell.data_type != "f" for cell in found)


def test_a_plan_with_what_became_of_it(db: Path) -> None:
    found = rows(db, "tasks", "--plan", "812/qd-ubnd")
    assert [(r["outcome"], r["done_on"], r["days_late"]) for r in found] == [
        ("late", "2031-04-12", 12),
        ("in_progress", None, None),
        ("unreported", None, None),
        ("unreported", None, None),
    ]
    (report,) = found[0]["reports"]
    assert report["record"]["document"] == "bao-cao.html" and report["score"] >= 90 and report["issued_on"] == "2031-07-10"
    assert "417/QĐ-UBND" in report["record"]["sentence"]
    output = run("tasks", "--plan", "812/QĐ-UBND", "--db", db).output
    assert "4 nhiệm vụ: 1 trễ hạn · 1 đang thực hiện · 2 chưa báo cáo nào nhắc đến" in output
    assert "12/04/2031" in output and "bao-cao.html" in output and "độ khớp" in output


def test_a_filter_that_finds_nothing_says_what_there_is(db: Path) -> None:
    said = run("indicators", "--unit", "xyz", "--db", db)
    assert said.exit_code == 1
    assert "đơn vị thường gặp" in said.output.lower() or "đơn vị tính thường gặp" in said.output.lower()
    assert "%" in said.output


def test_a_product_that_a_footnote_proves_is_quoted(tmp_path: Path) -> None:
    texts = [path for path in (Path(__file__).parents[2] / "corpus").glob("10*.txt") if path.name[:3] in ("101", "102")]
    assert run("ingest", *texts, "--db", tmp_path / "x.db").exit_code == 0
    found = {r["task"]["title"][:20]: r["reports"] for r in rows(tmp_path / "x.db", "tasks", "--plan", "162/QĐ-UBND")}
    (report,) = found["Cắt giảm ít nhất 30%"]
    assert "1977" not in report["record"]["sentence"]
    assert report["proof"] == "Quyết định số 1977/QĐ-UBND ngày 12/6/2023 của Chủ tịch UBND tỉnh"
    assert "Minh chứng: Quyết định số 1977/QĐ-UBND" in " ".join(run("tasks", "--plan", "162/QĐ-UBND", "--db", tmp_path / "x.db").output.split())


def test_a_plan_that_is_an_annex_is_found_by_the_decision_it_goes_with(tmp_path: Path) -> None:
    from figures_samples import PLAN

    start = PLAN.index("<h2>")
    annex = "<html><body><p>(Kèm theo Quyết định số 812/QĐ-UBND ngày 14/01/2031 của UBND tỉnh Bình Định)</p>" + PLAN[start:]
    (tmp_path / "phu-luc.html").write_text(annex, encoding="utf-8")
    assert run("ingest", tmp_path / "phu-luc.html", "--db", tmp_path / "x.db").exit_code == 0
    assert len(rows(tmp_path / "x.db", "tasks", "--plan", "812/QĐ-UBND")) == 4


def test_a_plan_that_there_is_not_names_those_there_are(db: Path) -> None:
    result = run("tasks", "--plan", "7/KH-UBND", "--db", db)
    assert result.exit_code == 1 and "812/QĐ-UBND" in result.stderr


def test_links_follow_the_documents(tmp_path: Path) -> None:
    write_samples(tmp_path / "a")
    path = tmp_path / "x.db"
    run("ingest", tmp_path / "a" / "ke-hoach.html", "--db", path)
    assert {r["outcome"] for r in rows(path, "tasks", "--plan", "812/QĐ-UBND")} == {"unreported"}
    run("ingest", tmp_path / "a", "--db", path)
    assert rows(path, "tasks", "--plan", "812/QĐ-UBND")[0]["outcome"] == "late"
    run("remove", "bao-cao.html", "--db", path)
    assert {r["outcome"] for r in rows(path, "tasks", "--plan", "812/QĐ-UBND")} == {"unreported"}
    db = open_database(path)
    assert db.conn.execute("SELECT count(*) FROM task_links").fetchone() == (0,)
    assert db.conn.execute("PRAGMA foreign_key_check").fetchall() == []
    db.conn.close()


# -- series -------------------------------------------------------------------------------------------------------------------------------


def test_series_in_the_order_of_time(db: Path) -> None:
    found = rows(db, "series", "so ho tich")
    assert [(r["value"], r["movement"], r["change"], r["until"]) for r in found] == [
        (48350, "first", None, "2031-06-30"),
        (61900, "up", 13550, "2031-12-31"),
    ]
    output = run("series", "sổ", "hộ", "tịch", "--db", db).output
    assert "▲ +13.550 (+28,02%)" in output and "2 số liệu trong 2 văn bản" in output
    assert run("series", "sổ hộ tịch", "--unit", "%", "--db", db).exit_code == 1
    assert run("series", "sổ hộ tịch", "--subject", "toàn tỉnh", "--db", db).exit_code == 0


def test_the_view_of_series_needs_no_program(db: Path) -> None:
    import sqlite3

    connection = sqlite3.connect(db)
    sql = "SELECT value, previous, change FROM indicator_series WHERE points > 1 AND label LIKE 'sổ hộ tịch%' ORDER BY period_to"
    assert connection.execute(sql).fetchall() == [(48350.0, None, None), (61900.0, 48350.0, 13550.0)]
    connection.close()


def test_show_draws_a_page(tmp_path: Path) -> None:
    from PIL import Image, ImageDraw

    # A PDF with text, made by reportlab, whose page is drawn with its facts.
    from reportlab.pdfgen.canvas import Canvas
    from typer.testing import CliRunner

    from extractor.cli import build

    file, out = tmp_path / "a.pdf", tmp_path / "a.png"
    canvas = Canvas(str(file))
    for number in range(12):
        canvas.drawString(72, 760 - 20 * number, f"Line {number}: 12/QD-UBND and 99,65% of 1.250 on 18/10/2031 were read.")
    canvas.save()
    done = CliRunner().invoke(build("en"), ["show", str(file), "--page", "1", "--image", str(out)])
    assert done.exit_code == 0, done.output
    with Image.open(out) as picture:
        assert picture.width > 800
        assert ImageDraw.Draw(picture) is not None
