"""`trichyeu tasks` followed up: due, past due, by body, as a calendar, and the roll-up as DOCX and XLSX."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.cli import build
from extractor.database.connection import open_database
from extractor.database.write import write
from extractor.pipeline import extract_text

DIRECTIVE = """ỦY BAN NHÂN DÂN
TỈNH PHÚ THỌ
Số: 14/CT-UBND
Phú Thọ, ngày 05 tháng 3 năm 2031

CHỈ THỊ
Về việc tăng cường quản lý chợ nông thôn

Ủy ban nhân dân tỉnh yêu cầu:

1. Sở Công Thương:
- Rà soát quy hoạch chợ nông thôn, hoàn thành trước ngày 15/4/2031.
- Báo cáo UBND tỉnh trước ngày 20 hằng tháng.

2. Sở Y tế kiểm tra an toàn thực phẩm tại các chợ đầu mối trong tháng 5 năm 2031.

Nơi nhận:
- Như trên.
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "a.db"
    db = open_database(made, create=True)
    write(db, extract_text(DIRECTIVE, source="ct.txt"))
    db.close()
    return made


def run(path: Path, *arguments: str) -> str:
    done = CliRunner().invoke(build("vi"), ["tasks", "--db", str(path), *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_due_in_a_month_with_recurring_tasks(path: Path) -> None:
    rows = [json.loads(line) for line in run(path, "--due", "2031-04", "--as-of", "2031-04-01", "--format", "jsonl").splitlines()]
    assert [(row["lead"], row["due_on"], row["next_on"]) for row in rows] == [
        ("Sở Công Thương", "2031-04-15", "2031-04-15"),
        ("Sở Công Thương", None, "2031-04-20"),
    ]
    assert all(DIRECTIVE[row["start"] : row["end"]] and row["sentence"] for row in rows)


def test_past_due_by_body(path: Path) -> None:
    rows = [json.loads(line) for line in run(path, "--overdue", "--as-of", "05/5/2031", "--lead", "Sở Công Thương", "--format", "jsonl").splitlines()]
    assert [row["title"] for row in rows] == ["Rà soát quy hoạch chợ nông thôn"]


def test_a_calendar_that_is_read_again(path: Path, tmp_path: Path) -> None:
    texts = []
    for name in ("a.ics", "b.ics"):
        run(path, "--as-of", "2031-03-10", "--format", "ics", "--output", str(tmp_path / name))
        texts.append((tmp_path / name).read_bytes().decode())
    text, again = texts
    events = text.split("BEGIN:VEVENT")[1:]
    assert text.startswith("BEGIN:VCALENDAR\r\n") and len(events) == 14 and all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "DTSTART;VALUE=DATE:20310415" in text and "DTSTART;VALUE=DATE:20310531" in text
    assert text == again


def test_the_roll_up(path: Path, tmp_path: Path) -> None:
    import docx
    import openpyxl

    said = run(path, "--rollup", "--as-of", "2031-05-05")
    assert "0,0" in said and "0.0" not in said and "05/05/2031" in said
    run(path, "--rollup", "--as-of", "2031-05-05", "--format", "xlsx", "--output", str(tmp_path / "r.xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[2]][:2] == ["Sở Công Thương tỉnh Phú Thọ", 2]
    run(path, "--rollup", "--as-of", "2031-05-05", "--format", "docx", "--output", str(tmp_path / "r.docx"))
    written = docx.Document(str(tmp_path / "r.docx"))
    table, page = written.tables[0], written.sections[0]
    assert table.columns[0].width > 2 * table.columns[1].width and page.page_width > page.page_height
    assert table.rows[0].cells[0].text == "Chủ trì" and table.rows[1].cells[0].text == "Sở Công Thương tỉnh Phú Thọ"
    assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.fitToHeight == 0
    text = "\n".join(cell.text for row in written.tables[1].rows for cell in row.cells)
    assert [cell.text for cell in written.tables[-1].rows[0].cells] == ["Người lập phiếu", "Lãnh đạo đơn vị"]
    assert "Rà soát quy hoạch chợ nông thôn" in text and "quá hạn" in text and "ct.txt" in text


REPORT = """UBND TỈNH PHÚ THỌ
SỞ Y TẾ
Số: 31/BC-SYT
Phú Thọ, ngày 02 tháng 6 năm 2031

BÁO CÁO
Công tác tháng 5

1. Đang kiểm tra an toàn thực phẩm tại 14 chợ đầu mối của tỉnh, còn 03 chợ.
"""


def test_a_passage_that_comes_near_is_told_and_bodies_are_found_by_their_initials(path: Path) -> None:
    db = open_database(path)
    write(db, extract_text(REPORT, source="bc.txt"))
    db.close()
    rows = [json.loads(line) for line in run(path, "--overdue", "--as-of", "2031-07-01", "--format", "jsonl").splitlines()]
    told = {row["lead"]: (row["outcome"], row["report"]) for row in rows}
    assert told["Sở Y tế"] == ("chưa rõ, có thể được nhắc đến", "bc.txt")
    assert told["Sở Công Thương"] == ("chưa báo cáo nào nhắc đến", None)
    assert run(path, "--lead", "Sở CT", "--as-of", "2031-07-01", "--format", "jsonl").count("Sở Công Thương") >= 2


DECISION = """ỦY BAN NHÂN DÂN
TỈNH PHÚ THỌ
Số: 61/QĐ-UBND
Phú Thọ, ngày 05 tháng 3 năm 2031

QUYẾT ĐỊNH
Về việc quản lý chợ

Điều 1. Giao Sở Y tế kiểm nghiệm nước dùng tại các chợ.
Điều 2. Giao Sở Công Thương theo dõi việc thực hiện Quyết định này, báo cáo trước ngày 20/11/2031. Khi làm, nếu có khó khăn, vướng mắc, các xã kịp thời phản ánh về Sở Công Thương.
Điều 3. Chánh Văn phòng UBND tỉnh, Giám đốc Sở Công Thương chịu trách nhiệm thi hành Quyết định này./.
"""


def test_closing_formulas_are_tasks_but_are_not_followed_up(tmp_path: Path) -> None:
    made = tmp_path / "b.db"
    db = open_database(made, create=True)
    write(db, extract_text(DECISION, source="qd.txt"))
    db.close()
    listed = [json.loads(line)["title"] for line in run(made, "--format", "jsonl").splitlines()]
    assert "thi hành Quyết định này" in listed and any("phản ánh" in title for title in listed)
    followed = [json.loads(line)["title"] for line in run(made, "--lead", "Sở", "--as-of", "2031-05-05", "--format", "jsonl").splitlines()]
    planned = [json.loads(line)["task"]["title"] for line in run(made, "--plan", "61/QĐ-UBND", "--format", "jsonl").splitlines()]
    assert sorted(set(followed)) == sorted(planned)
    assert planned[0] == "kiểm nghiệm nước dùng tại các chợ" and not any("thi hành" in title or "phản ánh" in title for title in planned)
    assert "Không theo dõi 2 câu" in run(made, "--plan", "61/QĐ-UBND")
