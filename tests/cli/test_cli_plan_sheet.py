"""`trichyeu tasks --plan CODE --format docx`: the sheet that an officer hands in."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from typer.testing import CliRunner

from extractor.cli import build
from extractor.cli.plan_sheet import around

PLAN = """ỦY BAN NHÂN DÂN
TỈNH PHÚ THỌ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 48/KH-UBND
Phú Thọ, ngày 05 tháng 3 năm 2031

KẾ HOẠCH
Quản lý chợ nông thôn năm 2031

Kế hoạch có 12 nhiệm vụ.

| TT | Nội dung công việc | Đơn vị chủ trì | Thời hạn | Sản phẩm |
|---|---|---|---|---|
| 1 | Ban hành quy chế quản lý chợ hạng 3 | Sở Công Thương | 30/6/2031 | Quyết định |
| 2 | Tập huấn kiểm nghiệm nhanh thực phẩm cho ban quản lý chợ | Sở Y tế | Quý III/2031 | Báo cáo |
"""
REPORT = """UBND TỈNH PHÚ THỌ
SỞ CÔNG THƯƠNG
Số: 77/BC-SCT
Phú Thọ, ngày 15 tháng 7 năm 2031

BÁO CÁO
Kết quả thực hiện Kế hoạch số 48/KH-UBND

Sở đã tham mưu UBND tỉnh ban hành Quyết định số 915/QĐ-UBND ngày 20/6/2031 về quy chế quản lý chợ hạng 3.
"""


def words_of(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return re.sub(r"<[^>]+>", " ", archive.read("word/document.xml").decode())


def test_the_sheet_says_first_what_was_read_then_what_reports_said_and_what_none_did(tmp_path: Path) -> None:
    for name, text in (("kh48.txt", PLAN), ("bc77.txt", REPORT)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    db, sheet = tmp_path / "a.db", tmp_path / "phieu.docx"
    runner, app = CliRunner(), build("vi")
    assert runner.invoke(app, ["ingest", str(tmp_path / "kh48.txt"), str(tmp_path / "bc77.txt"), "--db", str(db)]).exit_code == 0
    made = runner.invoke(app, ["tasks", "--db", str(db), "--plan", "48/KH-UBND", "--format", "docx", "--output", str(sheet)])
    assert made.exit_code == 0, made.output
    said = words_of(sheet)
    order = [
        "PHIẾU THEO DÕI THỰC HIỆN NHIỆM VỤ", "Kế hoạch 48/KH-UBND ngày 05/03/2031", "Kế hoạch có 12 nhiệm vụ theo lời văn; ở đây đọc được 2.", "I. Nhiệm vụ đã có báo cáo",
        "Ban hành quy chế quản lý chợ hạng 3", "đúng hạn", "20/06/2031", "915/QĐ-UBND", "bc77.txt", "II. Nhiệm vụ chưa báo cáo nào nêu rõ", "Tập huấn kiểm nghiệm nhanh",
        "Người lập phiếu", "Lãnh đạo đơn vị",
    ]  # fmt: skip
    place = 0
    for words in order:
        place = said.find(words, place)
        assert place >= 0, words
    again = tmp_path / "again.docx"
    runner.invoke(app, ["tasks", "--db", str(db), "--plan", "48/KH-UBND", "--format", "docx", "--output", str(again)])
    assert again.read_bytes() == sheet.read_bytes()


def test_a_long_sentence_is_cut_around_what_it_says_of_the_task() -> None:
    sentence = "Đã xong: " + "; ".join(f"việc số {n} của các xã" for n in range(60)) + "; tập huấn ban quản lý chợ; " + "; ".join(f"việc khác số {n}" for n in range(60))
    cut = around(sentence, "tập huấn ban quản lý chợ", 120)
    assert "tập huấn ban quản lý chợ" in cut and cut.startswith("…") and cut.endswith("…") and len(cut) < 150
    assert around("Đã tập huấn.", "tập huấn", 120) == "Đã tập huấn."
