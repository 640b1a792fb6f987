"""What programs draw into office files, as XML: charts (DrawingML), text boxes of sheets, objects. All of it is invented."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

import openpyxl

C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
PLACE = '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="{}"/>'
YEARS = ("Năm 2029", "Năm 2030", "Năm 2031")


def points(values: Sequence[object]) -> str:
    return "".join(f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>' for n, value in enumerate(values) if value is not None)


def title(text: str) -> str:
    return f"<c:title><c:tx><c:rich><a:p><a:r><a:t>{text}</a:t></a:r></a:p></c:rich></c:tx></c:title>"


def chart(
    name: str = "Thu ngân sách", series: Mapping[str, Sequence[object]] | None = None, code: str = "#,##0.0", sheet: str = "Sheet1", axis: str = "tỷ đồng", names: str = ""
) -> str:
    """A chart with its numbers kept."""
    one = "".join(
        f"<c:ser><c:tx><c:strRef><c:f>{sheet}!$B$1</c:f><c:strCache>{points([label])}</c:strCache></c:strRef></c:tx>"
        f"<c:cat>{names or f'<c:strRef><c:strCache>{points(YEARS)}</c:strCache></c:strRef>'}</c:cat>"
        f"<c:val><c:numRef><c:f>{sheet}!$B$2:$B$4</c:f><c:numCache><c:formatCode>{code}</c:formatCode>{points(values)}</c:numCache></c:numRef></c:val></c:ser>"
        for label, values in (series or {"Dự toán": (1200, 1350.5, 1400), "Thực hiện": (1250.25, None, 1512)}).items()
    )
    side = f"<c:valAx>{title(axis)}</c:valAx>" if axis else ""
    return f"<c:chartSpace {C}><c:chart>{title(name) if name else ''}<c:plotArea><c:barChart>{one}</c:barChart>{side}</c:plotArea></c:chart></c:chartSpace>"


def workbook() -> bytes:
    """A workbook whose second sheet is active, and shows three of its rows where it is set in."""
    book = openpyxl.Workbook()
    book.active.append(["Nháp", 999])
    sheet = book.create_sheet("Biểu")
    for row in (["Xã", "Số hộ"], ["Nậm Lạnh", 412], ["Tả Sín", 276], ["Ghi chú riêng", 5555]):
        sheet.append(row)
    book.active = 1
    out, made = io.BytesIO(), io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/workbook.xml":
                data = data.replace(b"</workbook>", b'<oleSize ref="A1:B3"/></workbook>')
            new.writestr(name, data)
    return made.getvalue()


def with_parts(data: bytes, parts: Mapping[str, str | bytes], changed: Mapping[str, tuple[str, str]] | None = None) -> bytes:
    """A package with more parts; `changed` replaces the first by the second text in parts that it has."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            for before, after in [pair for part, pair in (changed or {}).items() if part == name]:
                text = text.replace(before.encode(), after.encode(), 1)
            if name not in parts:
                new.writestr(name, text)
        for name, part in parts.items():
            new.writestr(name, part)
    return made.getvalue()
