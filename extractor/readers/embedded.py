"""Objects of other programs in a Word file or on a slide: sheets that are shown there, as lines and tables; what cannot be read is told as a loss.

An embedded sheet is its workbook, kept whole; the page shows the active sheet, and of that the cells of `oleSize`.
"""

from __future__ import annotations

import io

from extractor.errors import ReadError
from extractor.readers.charts import Parts
from extractor.readers.compose import Pieces
from extractor.readers.detect import ole_kind, zip_kind
from extractor.readers.losses import lose
from extractor.readers.sheet_model import Sheet, merged_areas
from extractor.readers.zipped import Package

_M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_FORMULA = ("equation", "mathtype")


def object_pieces(data: bytes | None, program: str, place: str, source: str, icon: bool = False) -> Parts:
    """What an object shows of its workbook. Formulas, drawings and files behind an icon are told as losses."""
    if program.casefold().startswith(_FORMULA):
        lose(place, "not-read", "equation")
        return []
    try:
        sheet = None if data is None or icon else _shown_sheet(inner_package(data), source)
    except ReadError:
        sheet = None
    if sheet is None:
        lose(place, "not-read", "object", program=program or "?")
        return []
    from extractor.readers.sheet import compose_sheet

    kept = Pieces()
    compose_sheet(sheet, kept)
    return kept.pieces


def _shown_sheet(data: bytes, source: str) -> Sheet | None:
    """The sheet of a workbook that is shown where it is set in; None for what is no workbook."""
    if data.startswith(b"PK"):
        if zip_kind(data) != "xlsx":
            return None
        from extractor.readers.sheet_xlsx import sheets

        found, (active, area) = list(sheets(data, source)), _view(data, source)
    elif ole_kind(data) == "xls":
        from extractor.readers.sheet_xls import sheets as old_sheets

        found, active, area = list(old_sheets(data, source)), 0, None
    else:
        return None
    order = [*found[active : active + 1], *found]
    sheet = next((one for one in order if not one.hidden and any(cell.text.strip() for cell in one.cells.values())), None)
    if sheet is None:
        return None
    kept = sheet.cells
    for top, left, bottom, right in merged_areas([area]) if area and sheet is order[0] else ():
        kept = {(row, column): cell for (row, column), cell in sheet.cells.items() if top <= row <= bottom and left <= column <= right}
    # Without a name, since its cells have no address in the file that holds it.
    return Sheet("", kept or sheet.cells, sheet.merged)


def _view(data: bytes, source: str) -> tuple[int, str | None]:
    """The number of the active sheet, and the cells of it that are shown."""
    root = Package(data, source).xml("xl/workbook.xml")
    if root is None:
        return 0, None
    size, view = root.find(_M + "oleSize"), root.find(f"{_M}bookViews/{_M}workbookView")
    active = view.get("activeTab", "0") if view is not None else "0"
    return int(active) if active.isdecimal() else 0, None if size is None else size.get("ref")


def inner_package(data: bytes) -> bytes:
    """The workbook inside an object's own container: newer programs put a package into a stream, older ones their streams beside each other."""
    import olefile  # type: ignore[import-untyped, unused-ignore]

    if not data.startswith(b"\xd0\xcf\x11\xe0"):
        return data
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            return bytes(file.openstream("Package").read()) if file.exists("Package") else data
    except Exception:  # olefile raises whatever its parsing meets; what is no container is read as it is
        return data
