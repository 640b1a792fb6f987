"""What is drawn into office files and holds figures: charts, text boxes of sheets, sheets inside Word files and slides. It is read, or told as a loss."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import openpyxl
import openpyxl.chart
import openpyxl.comments
import pytest
from drawn_samples import PLACE, YEARS, chart, points, with_parts, workbook
from office_forms import converted
from test_docx import body, lines, paragraph, run, saved
from test_pptx import A, P, deck, shape, slide

from extractor.document import Document
from extractor.pipeline import extract
from extractor.readers import office, read_bytes

DRAWING = '<w:r><w:drawing><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData>{}</a:graphicData></a:graphic></w:drawing></w:r>'
TABLE = ["Thu ngân sách", "\tDự toán (tỷ đồng)\tThực hiện (tỷ đồng)", "Năm 2029\t1.200,0\t1.250,3", "Năm 2030\t1.350,5\t", "Năm 2031\t1.400,0\t1.512,0"]


def in_word(xml: str) -> Document:
    return body(paragraph(run("Xem biểu đồ:") + DRAWING.format(PLACE.format("rX0"))), paragraph(run("Hết.")), chart=xml)


def test_a_chart_of_a_word_file_is_a_table() -> None:
    document = in_word(chart())
    assert lines(document) == ["Xem biểu đồ:", *TABLE, "Hết."]
    found = {(record.value, record.unit, record.period) for record in extract(document).records if record.type == "indicator"}
    assert found >= {(1_200_000_000_000, "đồng", "Năm 2029"), (1_512_000_000_000, "đồng", "Năm 2031")}


@pytest.mark.parametrize(
    ("made", "wanted"),
    [
        (chart("", {"Hộ nghèo": (412, 388, 301)}, "General", axis=""), ["Hộ nghèo", "\tHộ nghèo", "Năm 2029\t412", "Năm 2030\t388", "Năm 2031\t301"]),
        (chart("Thu (tỷ đồng)", {"Thu": (1, 2)}, "0", axis=""), ["Thu (tỷ đồng)", "\tThu (tỷ đồng)", "Năm 2029\t1", "Năm 2030\t2"]),
        (chart("Tỷ lệ", {"": (0.125, 0.2, 0.5)}, "0.0%", axis=""), ["Tỷ lệ", "\tTỷ lệ", "Năm 2029\t12,5%", "Năm 2030\t20,0%", "Năm 2031\t50,0%"]),
        (
            chart("Thu", {"Thu": (1, 2, 3)}, "0", axis="", names=f"<c:multiLvlStrRef><c:multiLvlStrCache><c:lvl>{points(('Quý I', 'Quý II', 'Quý I'))}</c:lvl><c:lvl>{points((2030, None, 2031))}</c:lvl></c:multiLvlStrCache></c:multiLvlStrRef>"),
            ["Thu", "\tThu", "2030 Quý I\t1", "2030 Quý II\t2", "2031 Quý I\t3"],
        ),
        (
            chart("Thu", {"Thu": (1, 2)}, "0", axis="", names=f"<c:numRef><c:numCache><c:formatCode>mm/yyyy</c:formatCode>{points((47849, 47880))}</c:numCache></c:numRef>"),
            ["Thu", "\tThu", "01/2031\t1", "02/2031\t2"],
        ),
    ],
)  # fmt: skip
def test_names_and_numbers_of_charts(made: str, wanted: list[str]) -> None:
    assert lines(in_word(made)) == ["Xem biểu đồ:", *wanted, "Hết."]


def test_what_a_chart_does_not_keep_is_told() -> None:
    empty = in_word(chart(series={"Dự toán": ()}))
    assert lines(empty) == ["Xem biểu đồ:", "Thu ngân sách", "Hết."] and [(loss.place, loss.cause) for loss in empty.losses] == [("chart 1", "not-read")]
    newer = '<cx:chart xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex" r:id="rX0"/>'
    funnel = body(paragraph(run("Xem:") + DRAWING.format(newer)), chartEx="<x/>")
    assert [loss.cause for loss in funnel.losses] == ["not-read"]


def test_a_damaged_drawing_costs_itself_alone() -> None:
    broken = in_word("<c:chartSpace")
    assert lines(broken) == ["Xem biểu đồ:", "Hết."] and [loss.cause for loss in broken.losses] == ["not-read"]
    document = sheet("<xdr:sp")
    assert lines(document)[0] == "TT\tXã\tThu" and [loss.place for loss in document.losses] == ["sheet Biểu, drawings"]


@pytest.mark.parametrize("icon", [False, True])
def test_a_sheet_inside_a_word_file(icon: bool) -> None:
    made = docx.Document()
    made.add_paragraph("x")
    xml = f'<o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="Excel.Sheet.12" DrawAspect="{"Icon" if icon else "Content"}" r:id="rX0"/>'
    inside = saved(made, embedded="<x/>")
    data = with_parts(
        inside,
        {"word/embedded.xml": workbook()},
        {"word/document.xml": ("<w:t>x</w:t></w:r>", f'<w:t>Số hộ:</w:t></w:r><w:r><w:object xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{xml}</w:object></w:r>')},
    )
    document = read_bytes(data, "a.docx")
    assert lines(document) == (["Số hộ:"] if icon else ["Số hộ:", "Xã\tSố hộ", "Nậm Lạnh\t412", "Tả Sín\t276"])
    assert [loss.cause for loss in document.losses] == (["not-read"] if icon else [])


def test_formulas_of_other_programs_are_told() -> None:
    xml = '<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="Equation.3" r:id="rX0"/></w:object></w:r>'
    document = body(paragraph(run("Bằng ") + xml + run(" hộ.")), embedded="<x/>")
    assert lines(document) == ["Bằng hộ."] and [(loss.place, loss.cause) for loss in document.losses] == [("object 1", "not-read")]


# -- slides ------------------------------------------------------------------------------------------------------------------------------


def frame(inside: str, at: tuple[int, int] = (0, 0)) -> str:
    return f'<p:graphicFrame><p:xfrm><a:off x="{at[0]}" y="{at[1]}"/></p:xfrm><a:graphic><a:graphicData>{inside}</a:graphicData></a:graphic></p:graphicFrame>'


def on_slide(*shapes: str, **parts: str | bytes) -> Document:
    links = "".join(f'<Relationship Id="rX{n}" Target="../{name}" Type="{name}"/>' for n, name in enumerate(parts))
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    return read_bytes(with_parts(deck(slide(*shapes)), {"ppt/slides/_rels/slide1.xml.rels": rels, **{f"ppt/{name}": part for name, part in parts.items()}}), "a.pptx")


def test_charts_and_sheets_of_a_slide() -> None:
    document = on_slide(
        shape("Ghi chú", at=(0, 5_000_000)), frame(PLACE.format("rX0"), (0, 900_000)), frame('<p:oleObj progId="Excel.Sheet.12" r:id="rX1"/>', (0, 3_000_000)), shape("Kết quả", kind="title"),
        chart=chart(), embedded=workbook(),
    )  # fmt: skip
    assert lines(document) == ["Kết quả", *TABLE, "Xã\tSố hộ", "Nậm Lạnh\t412", "Tả Sín\t276", "Ghi chú"]


def test_shapes_of_a_group_and_of_a_choice_stand_where_the_slide_shows_them() -> None:
    group = (
        '<p:grpSp><p:grpSpPr><a:xfrm><a:off x="0" y="4000000"/><a:ext cx="1000" cy="1000000"/><a:chOff x="0" y="0"/><a:chExt cx="1000" cy="500000"/></a:xfrm></p:grpSpPr>'
        + shape("thứ ba", at=(0, 0)) + shape("thứ tư", at=(0, 400_000)) + "</p:grpSp>"
    )  # fmt: skip
    choice = f'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice>{shape("thứ hai", at=(0, 2_000_000))}</mc:Choice><mc:Fallback>{shape("cũ")}</mc:Fallback></mc:AlternateContent>'
    assert lines(on_slide(group, choice, shape("thứ nhất", at=(0, 1_000_000)), shape("thứ năm", at=(0, 4_900_000)))) == ["thứ nhất", "thứ hai", "thứ ba", "thứ tư", "thứ năm"]


# -- sheets ------------------------------------------------------------------------------------------------------------------------------

XDR = 'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def anchor(row: int, inside: str) -> str:
    return f"<xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:row>{row}</xdr:row></xdr:from>{inside}</xdr:twoCellAnchor>"


def box(*texts: str) -> str:
    words = "".join(f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>" for text in texts)
    return f"<xdr:sp><xdr:txBody>{words}</xdr:txBody></xdr:sp>"


def sheet(*anchors: str, made: str = "", rows: bool = True) -> Document:
    book = openpyxl.Workbook()
    book.active.title = "Biểu"
    for row in ([], [], [], ["TT", "Xã", "Thu"], [1, "Nậm Lạnh", 412], [2, "Tả Sín", 276]) if rows else ():
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="x/{}" Target="{}"/></Relationships>'
    parts: dict[str, str | bytes] = {
        "xl/worksheets/_rels/sheet1.xml.rels": rels.format("drawing", "../drawings/drawing1.xml"),
        "xl/drawings/drawing1.xml": f"<xdr:wsDr {XDR}>{''.join(anchors)}</xdr:wsDr>",
        "xl/drawings/_rels/drawing1.xml.rels": rels.format("chart", "../charts/chart1.xml"),
        "xl/charts/chart1.xml": made,
    }
    return read_bytes(with_parts(out.getvalue(), parts), "a.xlsx")


def test_text_boxes_of_a_sheet_stand_above_or_below_its_table() -> None:
    group = f"<xdr:grpSp><xdr:grpSp>{box('Người lập: Trần Văn Hậu')}</xdr:grpSp></xdr:grpSp>"
    document = sheet(anchor(9, group), anchor(0, box("Biểu số 05", "Đơn vị tính: triệu đồng")))
    assert lines(document) == ["Biểu số 05", "Đơn vị tính: triệu đồng", "TT\tXã\tThu", "1\tNậm Lạnh\t412", "2\tTả Sín\t276", "Người lập: Trần Văn Hậu"]
    assert [(r.value, r.unit) for r in extract(document).records if r.type == "indicator" and r.quote == "412"] == [(412_000_000, "đồng")]


def test_the_numbers_of_a_chart_are_read_once() -> None:
    drawn = anchor(9, f"<xdr:graphicFrame><a:graphic><a:graphicData>{PLACE.format('r1')}</a:graphicData></a:graphic></xdr:graphicFrame>")
    table = ["TT\tXã\tThu", "1\tNậm Lạnh\t412", "2\tTả Sín\t276"]
    assert lines(sheet(drawn, made=chart(sheet="Biểu"))) == [*table, "Thu ngân sách"]
    assert lines(sheet(drawn, made=chart(sheet="'[Tệp khác.xlsx]Biểu'"))) == [*table, *TABLE]
    assert lines(sheet(drawn, made=chart(sheet="Khác"), rows=False)) == TABLE
    assert not sheet(drawn, made=chart(sheet="Biểu")).losses and YEARS


def test_text_boxes_in_an_old_font_are_converted() -> None:
    old = box("§¬n vÞ tÝnh: triÖu ®ång").replace("<a:r>", '<a:r><a:rPr><a:latin typeface=".VnTime"/></a:rPr>')
    assert lines(sheet(anchor(0, old)))[0] == "Đơn vị tính: triệu đồng"


def test_comments_and_notes_stand_beside_the_text() -> None:
    book = openpyxl.Workbook()
    for row in (["TT", "Xã", "Thu"], [1, "Nậm Lạnh", 412], [2, "Tả Sín", 276]):
        book.active.append(row)
    book.active["C2"].comment = openpyxl.comments.Comment("Đã sửa từ 400", "a")
    out = io.BytesIO()
    book.save(out)
    document = read_bytes(out.getvalue(), "a.xlsx")
    assert document.properties["comments"] == "Sheet!C2: Đã sửa từ 400" and "400" not in document.text
    made = body(paragraph(run("Có 412 hộ.")), comments='<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="0"><w:p><w:r><w:t>Kiểm tra 412</w:t></w:r></w:p></w:comment></w:comments>')
    assert (made.properties["comments"], made.text) == ("Kiểm tra 412", "Có 412 hộ.\n")
    spoken = f'<p:notes {P} {A}><p:cSld><p:spTree>{shape("Nói thêm 5%", kind="body")}</p:spTree></p:cSld></p:notes>'
    assert on_slide(shape("Kết quả"), **{"notesSlides/n1.xml": spoken}).properties["speaker_notes"] == "1: Nói thêm 5%"


@pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_text_boxes_and_charts_of_other_workbooks(kind: str, tmp_path: Path) -> None:
    about = '<xdr:nvSpPr><xdr:cNvPr id="2" name="b"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="300000"/></a:xfrm><a:prstGeom prst="rect"/></xdr:spPr>'
    to = "<xdr:to><xdr:col>4</xdr:col><xdr:row>3</xdr:row></xdr:to>"
    book = openpyxl.Workbook()
    for row in ([], [], [], ["TT", "Xã", "Thu"], [1, "Nậm Lạnh", 412], [2, "Tả Sín", 276]):
        book.active.append(row)
    hidden = book.create_sheet("Ẩn")
    hidden.sheet_state = "hidden"
    for row in (["Năm", "Số hộ nghèo"], [2029, 412], [2030, 388]):
        hidden.append(row)
    drawn = openpyxl.chart.BarChart()
    drawn.title = "Hộ nghèo"
    drawn.add_data(openpyxl.chart.Reference(hidden, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    book.active.add_chart(drawn, "B12")
    out = io.BytesIO()
    book.save(out)
    inside = anchor(0, to + box("Đơn vị tính: triệu đồng").replace("<xdr:sp>", f"<xdr:sp>{about}").replace("<xdr:txBody>", "<xdr:txBody><a:bodyPr/>") + "<xdr:clientData/>")
    data = with_parts(out.getvalue(), {}, {"xl/drawings/drawing1.xml": ("<oneCellAnchor>", inside.replace("<xdr:twoCellAnchor>", f"<xdr:twoCellAnchor {XDR}>") + "<oneCellAnchor>")})
    document = read_bytes(converted(data, ".xlsx", kind, tmp_path), f"a.{kind}")
    assert lines(document)[:2] == ["Đơn vị tính: triệu đồng", "TT\tXã\tThu"]
    assert kind == "xls" or lines(document)[-4:] == ["Hộ nghèo", "\tSố hộ nghèo", "1\t412", "2\t388"]
