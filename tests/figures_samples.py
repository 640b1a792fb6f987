"""A plan and two reports on it, made up for the tests of the commands that show figures, tasks and the audit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from extractor.cli import build

FORMULA = '=HYPERLINK("x") Mua sắm máy quét cho các xã miền núi'


def _table(rows: Sequence[Sequence[str]]) -> str:
    head, *body = rows
    cells = ["<tr>" + "".join(f"<th>{cell}</th>" for cell in head) + "</tr>"]
    cells += ["<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in body]
    return f"<table>{''.join(cells)}</table>"


def _page(*parts: str) -> str:
    return "<html><body>" + "".join(part if part.startswith("<") else f"<p>{part}</p>" for part in parts) + "</body></html>"


PLAN = _page(
    "ỦY BAN NHÂN DÂN TỈNH BÌNH ĐỊNH",
    "Số: 812/QĐ-UBND",
    "Bình Định, ngày 14 tháng 01 năm 2031",
    "QUYẾT ĐỊNH",
    "Ban hành Kế hoạch số hóa sổ hộ tịch năm 2031",
    "Kế hoạch gồm 04 nhiệm vụ.",
    "<h2>PHỤ LỤC NHIỆM VỤ CỤ THỂ</h2>",
    _table(
        [
            ["STT", "Nhiệm vụ", "Sản phẩm", "Thời hạn", "Cơ quan chủ trì"],
            ["1", "Ban hành Quy chế vận hành kho dữ liệu hộ tịch số hóa", "Quyết định của UBND tỉnh", "31/3/2031", "Sở Tư pháp"],
            ["2", "Nâng cấp phần mềm tra cứu trích lục khai sinh", "Biên bản nghiệm thu", "30/6/2031", "Sở Khoa học và Công nghệ"],
            ["3", "Tập huấn công chức tư pháp cấp xã về số hóa", "Lớp tập huấn", "Quý II/2031", "Sở Nội vụ"],
            ["4", FORMULA, "Hợp đồng", "31/12/2031", "Sở Tài chính"],
        ]
    ),
)
REPORT = _page(
    "ỦY BAN NHÂN DÂN TỈNH BÌNH ĐỊNH",
    "Số: 95/BC-UBND",
    "Bình Định, ngày 10 tháng 7 năm 2031",
    "BÁO CÁO",
    "Kết quả số hóa sổ hộ tịch 6 tháng đầu năm 2031",
    "<h2>I. KẾT QUẢ</h2>",
    "Trong 6 tháng đầu năm 2031, toàn tỉnh có 48.350 sổ hộ tịch được số hóa. Đã kiểm tra 49 xã, gồm 31 xã miền núi và 16 xã đồng bằng. "
    "Tiếp nhận 1.200 hồ sơ trích lục, trong đó 1.164 hồ sơ đúng hạn (97%).",
    "<h2>PHỤ LỤC KẾT QUẢ THỰC HIỆN NHIỆM VỤ</h2>",
    _table(
        [
            ["STT", "Nhiệm vụ", "Thời hạn", "Cơ quan chủ trì", "Kết quả thực hiện"],
            [
                "1",
                "Ban hành Quy chế vận hành kho dữ liệu hộ tịch số hóa",
                "31/3/2031",
                "Sở Tư pháp",
                "Hoàn thành (Quyết định số 417/QĐ-UBND ngày 12/4/2031 của UBND tỉnh)",
            ],
            [
                "2",
                "Nâng cấp phần mềm tra cứu trích lục khai sinh",
                "30/6/2031",
                "Sở Khoa học và Công nghệ",
                "Đang thực hiện, chờ thẩm định giá",
            ],
        ]
    ),
)
YEAR = """ỦY BAN NHÂN DÂN TỈNH BÌNH ĐỊNH
Số: 201/BC-UBND
Bình Định, ngày 20 tháng 12 năm 2031
BÁO CÁO
Kết quả số hóa sổ hộ tịch năm 2031
Năm 2031, toàn tỉnh có 61.900 sổ hộ tịch được số hóa. Kinh phí là 12,5 tỷ đồng.
"""


def write_samples(folder: Path) -> None:
    """The three documents as files."""
    folder.mkdir(parents=True)
    for name, text in (("ke-hoach.html", PLAN), ("bao-cao.html", REPORT), ("bao-cao-nam.txt", YEAR)):
        (folder / name).write_text(text, encoding="utf-8")


def run(*arguments: Any, lang: str = "vi", columns: int = 200) -> Result:
    """A command as a user types it."""
    return CliRunner(env={"COLUMNS": str(columns)}).invoke(build(lang), [str(a) for a in arguments])
