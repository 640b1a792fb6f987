"""Lists of records as people read them: tables on the screen, rows of CSV, JSON Lines, a sheet of XLSX.

A text that a spreadsheet would run as a formula never becomes one: it is a text cell in XLSX, and has an apostrophe before it in CSV.
"""

from __future__ import annotations

import datetime
import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from extractor.cli.common import checked, marked, replaced, stop, written
from extractor.cli.console import console, screen
from extractor.messages import Speaker

if TYPE_CHECKING:
    from extractor.records import Indicator, Record

FORMATS = ("table", "csv", "jsonl", "xlsx")
NARROW = 120  # a screen with fewer columns gets no column for the sentence
SCALES = {Decimal(10) ** 3: "nghìn", Decimal(10) ** 6: "triệu", Decimal(10) ** 9: "tỷ", Decimal(10) ** 12: "nghìn tỷ"}

Row = Mapping[str, Any]
T = TypeVar("T")


def check_format(say: Speaker, format: str, output: Path | None, formats: Sequence[str] = FORMATS) -> None:
    """A usage error for a format that there is not, and for one that needs a file."""
    checked(say, "export.format", [format], formats)
    if format in ("xlsx", "docx") and output is None:
        raise typer.BadParameter(say("list.needs_output", format=format))
    if format == "table" and output is not None:
        raise typer.BadParameter(say("list.table_to_screen", choices=", ".join(f for f in formats if f != "table")))


def write_rows(say: Speaker, rows: Sequence[Row], format: str, output: Path | None, title: str) -> None:
    """The rows, which all have the same keys, as csv, jsonl or xlsx; says how many went into a file."""
    if format == "xlsx":
        assert output is not None
        save_book(say, output, lambda: workbook(say, {title: rows}))
    elif output is None:
        _text(rows, format, screen())
        sys.stdout.flush()
    else:
        with written(say, output, newline="", encoding="utf-8-sig" if format == "csv" else "utf-8") as out:
            _text(rows, format, out)
    if output is not None:
        console(error=True).print(say("export.written", n=len(rows), path=output), soft_wrap=True)


def _text(rows: Sequence[Row], format: str, out: Any) -> None:
    from extractor.export import safe_cell

    if format == "jsonl":
        for row in rows:
            out.write(json.dumps({key: plain_value(value, nested=True) for key, value in row.items()}, ensure_ascii=False) + "\n")
        return
    import csv

    writer = csv.writer(out)
    if rows:
        writer.writerow(rows[0])
    for row in rows:
        writer.writerow([safe_cell(plain_value(value)) for value in row.values()])


def plain_value(value: Any, nested: bool = False) -> Any:
    """A value as JSON and a cell have it: numbers as numbers, dates ISO 8601; lists joined, unless `nested`."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [plain_value(v, True) for v in value] if nested else "; ".join(map(str, value))
    if isinstance(value, dict) and nested:
        return {key: plain_value(v, True) for key, v in value.items()}
    return value


# -- spreadsheets -----------------------------------------------------------------------------------------------------------------------


def save_book(say: Speaker, path: Path, make: Callable[[], Any]) -> None:
    """Saves the workbook that `make` gives; a missing package or folder without rights is one sentence."""
    try:
        book = make()
    except ImportError as error:
        raise stop(say, "list.needs_package") from error
    with replaced(say, path) as made:
        book.save(made)


# What no cell of a spreadsheet may hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WIDE = {"sentence", "message", "title", "result", "report_sentence", "computation", "product", "assignment", "reason"}
_MIDDLE = {"label", "subject", "section", "document", "lead", "cooperate", "assigned_by", "report", "outcome", "check", "place"}
CELL_LIMIT = 32_767


def workbook(say: Speaker, sheets: Mapping[str, Sequence[Row]]) -> Any:
    """A workbook with a sheet of each title: heads in the user's language, frozen, with filters; texts are never formulas."""
    import openpyxl
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31])
        keys = list(rows[0]) if rows else []
        for column, key in enumerate(keys, 1):
            cell = sheet.cell(1, column, head(say, key))
            cell.font = Font(bold=True)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            sheet.column_dimensions[get_column_letter(column)].width = 60 if key in _WIDE else 24 if key in _MIDDLE else 14
        for number, row in enumerate(rows, 2):
            for column, key in enumerate(keys, 1):
                fill_cell(sheet.cell(number, column), row[key])
        sheet.freeze_panes = "A2"
        if keys:
            sheet.auto_filter.ref = sheet.dimensions
        _printed(sheet)
    return book


def _printed(sheet: Any) -> None:
    """A4 landscape, all columns on the width of one page, the heads on each."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def fill_cell(cell: Any, value: Any) -> None:
    """Gives a cell its value: numbers and days as such, anything else as text that is no formula."""
    from openpyxl.styles import Alignment

    if value is None or value == "" or value == []:
        return
    if isinstance(value, bool):
        value = "x" if value else ""
    if isinstance(value, (Decimal, int, float)):
        cell.value = plain_value(value)
        cell.number_format = "#,##0" if value == int(value) else "#,##0.####"
    elif isinstance(value, datetime.date):
        cell.value = value
        cell.number_format = "dd/mm/yyyy"
    else:
        cell.value = _CONTROL.sub("", str(plain_value(value)))[:CELL_LIMIT]
        cell.data_type = "s"
        cell.quotePrefix = True
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def head(say: Speaker, key: str) -> str:
    """The head of a column in the user's language; the key itself where there is none."""
    return say(f"column.{key}") if say.has(f"column.{key}") else key


# -- tables on the screen --------------------------------------------------------------------------------------------------------------------


def grouped(records: Iterable[Record]) -> Iterable[tuple[str, list[tuple[tuple[str, ...], list[Any]]]]]:
    """The records by document, then by section, in their order."""
    from itertools import groupby

    for document, inside in groupby(records, key=lambda r: r.document):
        yield document, [(section, list(part)) for section, part in groupby(inside, key=lambda r: tuple(r.section))]


def print_heading(document: str, count: str, sections: Sequence[tuple[tuple[str, ...], Any]]) -> int:
    """The lines above the records of a document: its path, and the heading that stands above all of them (its title); gives how many
    headings the sections need not repeat."""
    from rich.text import Text

    shared = {section[0] if section else "" for section, _ in sections}
    title = shared.pop() if len(shared) == 1 else ""
    out = console()
    out.print(Text.assemble(("\n" + document, "bold cyan"), (f"  {count}", "dim")), soft_wrap=True)
    if title:
        out.print(Text(short(title, 160), style="italic"), soft_wrap=True)
    return 1 if title else 0


def print_section(section: Sequence[str]) -> None:
    """The headings above a table; long ones are cut."""
    from rich.text import Text

    if section:
        console().print(Text("\n" + " › ".join(short(name, 90) for name in section), style="green"), soft_wrap=True)


def table(say: Speaker, columns: Mapping[str, Mapping[str, Any]]) -> Any:
    """A table with these columns (key → options of rich), light lines, as wide as the screen."""
    from rich import box
    from rich.table import Table

    made = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False, show_edge=False, header_style="bold")
    for key, options in columns.items():
        made.add_column(head(say, key), **{"overflow": "fold", **options})
    return made


def is_narrow() -> bool:
    """Whether the screen has no room for a column of sentences."""
    return bool(console().width < NARROW)


def short(text: str | None, width: int) -> str:
    """A text on one line, cut at a word."""
    line = " ".join((text or "").split())
    return line if len(line) <= width else line[: width - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def with_sentences(records: Sequence[Any], width: int) -> Iterable[tuple[Any, Any]]:
    """Each record with its sentence, in which the quotes of all records of that sentence are marked; the next ones of it get None."""
    from itertools import groupby

    for sentence, same in groupby(records, key=lambda r: r.sentence):
        first, *rest = same
        yield first, marked_quotes(sentence or "", [r.quote or "" for r in (first, *rest)], width)
        yield from ((record, None) for record in rest)


def marked_quotes(sentence: str, quotes: Sequence[str], width: int) -> Any:
    """A sentence with these quotes, which come in its order, marked; a long one is cut around the first."""
    marks, position = [], 0
    for quote in quotes:
        line = " ".join(quote.split())
        found = re.compile(rf"(?<![\w.,/]){re.escape(line)}(?![\w/]|[.,]\d)").search(sentence, position) if line else None
        at = found.start() if found else sentence.find(line, position) if line else -1
        if at >= 0:
            position = at + len(line)
            marks.append((at, position))
    return marked(sentence, marks, width)


def print_total(say: Speaker, shown: int, total: int) -> None:
    """How many there are, and how to see those that a limit left out."""
    from rich.text import Text

    said = say("list.some", shown=shown, total=total) if shown < total else say("list.all", total=total)
    console().print(Text("\n" + said, style="dim"))


# -- figures ------------------------------------------------------------------------------------------------------------------------------


def number(value: Decimal, decimals: int = 0) -> str:
    """A number as Vietnamese writes it, with at least that many decimals: 12460.5 → "12.460,5"."""
    digits = format(abs(value), "f")
    whole, _, rest = digits.partition(".")
    rest = rest.rstrip("0").ljust(decimals, "0")
    return ("-" if value < 0 else "") + f"{int(whole):,}".replace(",", ".") + ("," + rest if rest else "")


@dataclass(frozen=True, slots=True)
class Written:
    """What of a figure says how it is written; as `Indicator` has it."""

    value: Decimal
    value_to: Decimal | None
    total: Decimal | None
    role: str
    comparator: str
    precision: Decimal
    quote: str | None

    @classmethod
    def of(cls, fields: Mapping[str, Any], quote: str | None) -> Written:
        """From a row of the database."""
        value_to, total = (None if fields[name] is None else Decimal(str(fields[name])) for name in ("value_to", "total"))
        return cls(Decimal(str(fields["value"])), value_to, total, fields["role"], fields["comparator"], Decimal(str(fields["precision"])), quote)


def written_value(say: Speaker, made: Indicator | Written) -> str:
    """The value of a figure as Vietnamese writes it, with its scale word, bound and direction: "tăng trên 10.840 tỷ", "17/52", "50 - 80"."""
    decimals = -int(made.precision.normalize().as_tuple().exponent) if made.precision < 1 else 0
    scale, name = scale_of(made)

    def one(value: Decimal) -> str:
        return number(value / scale, 0 if name else decimals)

    said = one(made.value)
    if made.value_to is not None:
        said += f" - {one(made.value_to)}"
    if made.total is not None:
        said += f"/{one(made.total)}"
    if name:
        said += f" {name}"
    words = [say(f"role.{made.role}")] if made.role in ("increase", "decrease", "rank") else []
    if made.comparator in ("~", ">", ">=", "<", "<="):
        words.append(say(f"comparator.{made.comparator}"))
    return " ".join([*words, said])


def scale_of(made: Indicator | Written) -> tuple[Decimal, str | None]:
    """The scale word that the figure was written with, by the weight of its last digit."""
    match = re.search(r",(\d+)", made.quote or "")
    scale = made.precision * 10 ** (len(match[1]) if match else 0)
    return (scale, SCALES[scale]) if scale in SCALES else (Decimal(1), None)


def day(value: datetime.date | None) -> str:
    """A day as Vietnamese writes it."""
    return f"{value:%d/%m/%Y}" if value else ""


def show_records(
    say: Speaker, found: Sequence[T], row: Callable[[T], Row], print_table: Callable[[Sequence[T]], None], format: str, output: Path | None, title: str, limit: int
) -> int:
    """What a command found: as rows in a file format, or as tables on the screen with how many there are; gives their number."""
    from rich.text import Text

    if format != "table":
        write_rows(say, [row(record) for record in found], format, output, title)
    elif found:
        listed = found[:limit] if limit else found
        print_table(listed)
        print_total(say, len(listed), len(found))
    if not found:
        console(error=True).print(Text(say("list.none")))
    return len(found)
