"""Spreadsheets (XLSX, XLS, ODS, CSV): every sheet that is shown, its values as the sheet shows them, each cell with its address.

A sheet is laid out as a person reads it: the lines above (letterhead, title, unit), the table under the sheet's name, the lines below it
(notes, signatures). A cell's address ("Biểu 1!C5") is the place that a record cites.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.document import Document
from extractor.errors import ReadError
from extractor.readers.compose import Composer, Sink, put
from extractor.readers.legacy import FontDecoder
from extractor.readers.line_words import is_placement_line, split_breaks
from extractor.readers.losses import lose
from extractor.readers.options import DEFAULT, ReadOptions
from extractor.readers.pages.settings import SIGNING_TITLE
from extractor.readers.refusal import refusal
from extractor.readers.sheet_heads import lines_above
from extractor.readers.sheet_model import MAX_COLUMNS, Sheet, SheetCell, address
from extractor.readers.table_drafts import INDENT, YEAR, Draft, DraftTable, blanks_before


def read_bytes(data: bytes, source: str, sha256: str, options: ReadOptions = DEFAULT) -> Document:
    """Reads a spreadsheet. Raises ReadError for one that is damaged, encrypted, too large or empty."""
    if data.startswith(b"PK"):
        from extractor.readers.detect import zip_kind

        if zip_kind(data) == "ods":
            from extractor.readers.sheet_ods import sheets
        else:
            from extractor.readers.sheet_xlsx import sheets
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        from extractor.readers.sheet_xls import sheets

        try:
            return compose(list(sheets(data, source)), source, sha256)
        except ReadError as error:
            if error.cause != "encrypted":
                raise
            document = compose(_unlocked(data, source, options), source, sha256)
            return replace(document, properties={**document.properties, "unlocked": "yes"})
    else:
        from extractor.readers.sheet_csv import sheets
    return compose(list(sheets(data, source)), source, sha256)


def _unlocked(data: bytes, source: str, options: ReadOptions) -> list[Sheet]:
    """The sheets of a locked XLS file: with its password, or where it is only protected against changes; LibreOffice knows more locks. Raises ReadError."""
    from extractor.readers import sheet_xls, sheet_xlsx
    from extractor.readers.locked import opened
    from extractor.readers.office import SECONDS, convert, program

    try:
        return list(sheet_xls.sheets(opened(data, source, options.password), source))
    except ReadError as error:
        if program() is None:
            raise
        try:
            return list(sheet_xlsx.sheets(convert(data, "xls", "xlsx", source, min(SECONDS, options.seconds)), source))
        except ReadError:
            raise error from None


def compose(sheets: list[Sheet], source: str, sha256: str) -> Document:
    """Lays out the sheets as one document."""
    shown = [sheet for sheet in sheets if not sheet.hidden and (sheet.drawn or any(cell.text.strip() for cell in sheet.cells.values()))]
    if not shown:
        raise refusal(source, "empty", "sheet.empty")
    texts: dict[str | None, list[str]] = {}
    for sheet in shown:
        for cell in sheet.cells.values():
            if not cell.figure:
                for text, font in cell.pieces:
                    texts.setdefault(font, []).append(text)
    decoder = FontDecoder({font: "\n".join(parts) for font, parts in texts.items()})
    composer = Composer()
    for sheet in shown:
        if sheet.cut:
            lose(f"sheet {sheet.name}", "too-large", "columns", most=MAX_COLUMNS, cells=sheet.cut)
        if decoder:
            for cell in sheet.cells.values():
                if not cell.figure:
                    cell.text = decoder.convert(cell.pieces)
        if len(shown) > 1:
            composer.line(sheet.name, "heading", 1)
        compose_sheet(sheet, composer)
    properties = {"sheets": "; ".join(sheet.name for sheet in shown), **decoder.report()}
    hidden = [sheet.name for sheet in sheets if sheet.hidden]
    if hidden:
        properties["hidden_sheets"] = "; ".join(hidden)
    concealed = [f"{sheet.name}!{area}" for sheet in shown for area in sheet.concealed]
    if concealed:
        # Read like the others: totals count them.
        properties["hidden_cells"] = "; ".join(concealed[:MOST_AREAS])
    comments = [f"{sheet.name}!{place}: {' '.join(decoder.convert([(words, None)]).split())}" for sheet in shown for place, words in sheet.comments if words.strip()]
    if comments:
        properties["comments"] = "\n".join(comments)[:MOST_COMMENTS]
    return composer.document(source, sha256, "sheet", properties)


MOST_COMMENTS = 4000  # characters of comments that are kept
DEEPEST, BLANK = 12, 3  # rows over which a head is written, and from heads to the figures below them
STRAY, PAIRS = 2, 8  # rows of more cells in a sheet of two columns, and of two that tell one
LARGEST_JOINED = 4000  # cells of one whose hidden ones are looked for
MOST_AREAS = 50  # hidden rows and columns that are named
SIGNED_ROWS, SIGNED = 16, 60  # rows of signatures under a table, characters of their lines
# A figure that a sheet keeps as text.
FIGURE = re.compile(r"[-+(]?\d[\d.,]*\s?[%)]?")


def compose_sheet(sheet: Sheet, composer: Sink) -> None:
    """Lays out one sheet: the lines above, the tables, the lines below; what is drawn over the cells before the first of these that begins under it."""
    rows: dict[int, list[int]] = {}
    hidden = _under_joined(sheet)
    for row, column in sorted(place for place, cell in sheet.cells.items() if cell.text.strip()):
        if column < MAX_COLUMNS and (row, column) not in hidden:
            rows.setdefault(row, []).append(column)
    if not rows:
        for drawn in sheet.drawn:
            put(drawn.pieces, composer)
        return
    spans = {(r0, c0): (r1 - r0 + 1, c1 - c0 + 1) for r0, c0, r1, c1 in sheet.merged}
    waiting = sorted(sheet.drawn, key=lambda drawn: (drawn.row, drawn.column))
    for kind, group in _groups(rows, sheet, spans):
        while waiting and waiting[0].row <= group[0]:
            put(waiting.pop(0).pieces, composer)
        if kind == "table":
            _table(group, rows, sheet, spans, composer)
        else:
            _lines(group, rows, sheet, composer)
    for drawn in waiting:
        put(drawn.pieces, composer)


def _under_joined(sheet: Sheet) -> set[tuple[int, int]]:
    """The cells that a joined one hides: it shows its first alone."""
    hidden: set[tuple[int, int]] = set()
    for r0, c0, r1, c1 in sheet.merged:
        if (r1 - r0 + 1) * (c1 - c0 + 1) <= LARGEST_JOINED:
            hidden.update((r, c) for r in range(r0, r1 + 1) for c in range(c0, c1 + 1) if (r, c) != (r0, c0) and (r, c) in sheet.cells)
    return hidden


def _groups(
    rows: dict[int, list[int]], sheet: Sheet, spans: dict[tuple[int, int], tuple[int, int]]
) -> Iterator[tuple[str, list[int]]]:
    """The rows of a sheet as lines above, table, lines below, table …: a table begins at a row of three cells or more (two in a narrow
    sheet) that has another such row under it, and ends where rows of text without figures follow a gap."""
    numbers = sorted(rows)
    least = _least(rows, sheet)
    table: list[int] = []
    lines: list[int] = []
    for position, row in enumerate(numbers):
        cells = rows[row]
        if table:
            if row - table[-1] > 1 and (_ends(numbers[position:], rows, sheet) or _titled(numbers[position:], rows, sheet, least)):
                yield "table", table
                table, lines = [], [row]
            else:
                table.append(row)
            continue
        end = row + min(max(spans.get((row, column), (1, 1))[0] for column in cells), DEEPEST) - 1
        letterhead = any(is_placement_line(sheet.cells[row, column].text) for column in cells)
        if len(cells) >= least and not letterhead and _goes_on(numbers[position:], rows, sheet, end):
            kept = lines_above(lines, numbers[position:], rows, sheet, spans)
            if kept:
                yield "lines", lines[:kept]
            table, lines = [*lines[kept:], row], []
        else:
            lines.append(row)
    if table:
        yield "table", table
    if lines:
        yield "lines", lines


def _least(rows: dict[int, list[int]], sheet: Sheet) -> int:
    """The cells of a row that may begin a table: three, or two where names with one figure each fill the sheet and hardly a row holds more."""
    sizes = [len(columns) for columns in rows.values()]
    wider = sum(size > 2 for size in sizes)
    pairs = sum(1 for row, columns in rows.items() if len(columns) == 2 and _figure(sheet.cells[row, columns[1]]) and not _figure(sheet.cells[row, columns[0]]))
    return 2 if max(sizes) <= 2 or (wider <= STRAY and pairs >= PAIRS) else 3


def _goes_on(rest: list[int], rows: dict[int, list[int]], sheet: Sheet, end: int) -> bool:
    """Whether rows of a table follow a row of several cells whose deepest reaches down to `end`: right under it; under heads of which some are written
    over several rows; or, where heads stand alone over a blank row, behind it."""
    row, *others = rest
    if not others:
        return False
    if others[0] - end <= 1 and (len(rows[others[0]]) >= 2 or end > row):
        return True
    if any(sheet.cells[row, column].figure for column in rows[row]):
        return False
    last = end
    for other in others[:4]:
        if other - last > (BLANK if last == end else BLANK - 1):
            return False
        if len(rows[other]) >= max(2, len(rows[row]) - 1) and any(sheet.cells[other, column].figure for column in rows[other]):
            return set(rows[other][1:]) <= set(rows[row])
        last = other
    return False


def _ends(rest: list[int], rows: dict[int, list[int]], sheet: Sheet) -> bool:
    """Whether the rows after a gap stand outside the table: none of the next ones holds a figure beside another cell."""
    return not any(len(rows[row]) > 1 and any(_figure(sheet.cells[row, column]) for column in rows[row]) for row in rest[:6])


def _figure(cell: SheetCell) -> bool:
    """Whether a cell holds a figure, also one that is kept as text ("10.56")."""
    return cell.figure or FIGURE.fullmatch(cell.text.strip()) is not None


def _titled(rest: list[int], rows: dict[int, list[int]], sheet: Sheet, least: int) -> bool:
    """Whether the rows after a gap are the title of another table: lines of one cell, then a row of heads without figures."""
    for number, row in enumerate(rest[:8]):
        if len(rows[row]) == 1:
            continue
        heads = [sheet.cells[row, column] for column in rows[row]]
        return number > 0 and len(heads) >= least and not any(_figure(cell) and not YEAR.fullmatch(cell.text.strip()) for cell in heads)
    return False


def _lines(group: list[int], rows: dict[int, list[int]], sheet: Sheet, composer: Sink) -> None:
    """Rows outside a table: those that hold a letterhead or a signature side by side are read column by column."""
    beside: list[list[str]] = []
    signed = next((n for n, row in enumerate(group) if _signs(rows[row], row, sheet)), len(group))
    signatures = group[signed:]
    if len(signatures) > SIGNED_ROWS or any(len(sheet.cells[row, column].text) > SIGNED for row in signatures for column in rows[row]):
        signed = len(group)
    for row in [*group[:signed], None]:
        texts = [] if row is None else [sheet.cells[row, column].text for column in rows[row]]
        columns = [] if row is None else rows[row]
        if beside and (len(texts) == 2 or (texts and columns[0] > 2)):
            beside.append(texts if len(texts) == 2 else ["", texts[0]])
        elif len(texts) == 2:
            beside = [texts]
        else:
            if beside:
                composer.columns(beside)
                beside = []
            for text in texts:
                composer.line(text)
    if signed < len(group):
        _signatures(signatures, rows, sheet, composer)


def _signs(columns: list[int], row: int, sheet: Sheet) -> bool:
    """Whether a row opens signatures side by side: several cells, one of them a signer's title and none a motto or the list of recipients."""
    texts = [sheet.cells[row, column].text.strip() for column in columns]
    return len(texts) > 1 and any(SIGNING_TITLE.fullmatch(text.upper()) for text in texts) and not any(map(is_placement_line, texts))


def _signatures(group: list[int], rows: dict[int, list[int]], sheet: Sheet, composer: Sink) -> None:
    """Signatures under a table, each by itself: what stands nearest to the place of its title."""
    starts = rows[group[0]]
    blocks: dict[int, list[str]] = {start: [] for start in starts}
    for row in group:
        for column in rows[row]:
            blocks[min(starts, key=lambda start: abs(start - column))].append(sheet.cells[row, column].text)
    for texts in blocks.values():
        for text in texts:
            composer.line(text)


def _table(
    group: list[int], rows: dict[int, list[int]], sheet: Sheet, spans: dict[tuple[int, int], tuple[int, int]], composer: Sink
) -> None:
    positions = {row: number for number, row in enumerate(group)}
    first = min(rows[row][0] for row in group)
    last = max(rows[row][-1] for row in group)
    drafts: list[Draft] = []
    covered: set[tuple[int, int]] = set()
    for row in group:
        for column in rows[row]:
            if (row, column) in covered:
                continue
            cell = sheet.cells[row, column]
            height, width = spans.get((row, column), (1, 1))
            width = min(width, last - column + 1)
            below = sum(1 for other in range(row, row + min(height, 10_000)) if other in positions)
            if height > 1 or width > 1:
                covered.update((r, c) for r in range(row, row + min(height, 10_000)) for c in range(column, column + width))
            header = row == group[0] or (cell.bold and not cell.figure)
            drafts.append(
                Draft(
                    positions[row],
                    column - first,
                    split_breaks(cell.text),
                    max(below, 1),
                    width,
                    header,
                    f"{sheet.name}!{address(row, column)}" if sheet.name else None,
                    cell.formula,
                    cell.stored,
                    INDENT * cell.indent + blanks_before(cell.text),
                    cell.bold,
                )
            )
    composer.table(DraftTable(drafts, len(group), last - first + 1, name=sheet.name or None, placed=True))
