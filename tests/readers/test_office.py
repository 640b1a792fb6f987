"""DOC, RTF and ODT by way of LibreOffice: text, tables and old fonts survive; where it is missing or hangs, one clear error says so."""

from __future__ import annotations

import datetime
import io
import lzma
import os
import stat
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import docx
import office_forms
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from extractor.errors import ReadError
from extractor.readers import office, read_bytes
from extractor.readers.kept_fields import as_written

needs_office = pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")
RTF = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times New Roman;}{\f1 .VnTime;}{\f2 .VnTimeH;}}\f1 S\'eb N\'e9i v\'f4 b\'b8o c\'b8o\par \f2 c\'e9ng h\'dfa\par}"


def word() -> docx.document.Document:
    made = docx.Document()
    made.add_paragraph("Báo cáo kết quả quý II")
    made.add_paragraph("Mục thứ nhất", style="List Number")
    made.add_paragraph("Mục thứ hai", style="List Number")
    table = made.add_table(2, 3, style="Table Grid")
    for row, texts in zip(table.rows, (("TT", "Đơn vị", "Số"), ("1", "Sở A", "1.204")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    old = made.add_paragraph()
    for text, font in (("Së Néi vô ", ".VnTime"), ("céng hoµ", ".VnTimeH"), (" vaø Sôû Yteá", "VNI-Times")):
        old.add_run(text).font.name = font
    return made


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("office")
    word().save(folder / "a.docx")
    files: dict[str, bytes] = {}
    for kind in ("doc", "odt", "rtf"):
        command = [
            office.program(),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(folder),
        ]
        subprocess.run([*command, str(folder / "a.docx")], check=True, capture_output=True, timeout=120)
        files[kind] = (folder / f"a.{kind}").read_bytes()
    return files


@needs_office
def test_a_field_with_the_name_of_the_file_names_no_temporary_one() -> None:
    rtf = RTF[:-1] + rb"\f0{\field{\*\fldinst FILENAME \\p}{\fldrslt C:\\kho\\bao-cao.rtf}}\par}"
    first, second = (read_bytes(rtf, "hộp thư/bến đò.rtf").text for _ in range(2))
    assert first == second and first.rstrip().endswith("C:\\kho\\bao-cao.rtf")  # as its author saw it


@needs_office
@pytest.mark.parametrize("kind", ["doc", "odt", "rtf"])
def test_formats_read_like_docx(kind: str, converted: dict[str, bytes]) -> None:
    out = io.BytesIO()
    word().save(out)
    expected = read_bytes(out.getvalue(), "a.docx")
    document = read_bytes(converted[kind], "sai-đuôi.txt")
    assert expected.text.splitlines()[-1] == "Sở Nội vụ CỘNG HOÀ và Sở Ytế"
    assert document.text == expected.text
    assert (document.format, document.properties["converted_by"]) == (kind, "LibreOffice")
    assert "TCVN3" in document.properties["converted"] and "VNI" in document.properties["converted"]
    assert len(document.tables) == 1


@needs_office
def test_rtf_with_code_page_bytes() -> None:
    assert read_bytes(RTF, "cu.doc").text == "Sở Nội vụ báo cáo\nCỘNG HÒA\n"


@needs_office
def test_a_damaged_file_and_no_trace_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(ReadError) as caught:
        read_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + b"\0" * 5000, "hong.doc")
    assert caught.value.cause == "damaged"
    assert [p.name for p in tmp_path.iterdir() if not p.name.startswith("trichyeu-profile-")] == []


def test_without_libreoffice_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRICHYEU_SOFFICE", "/nowhere/soffice")
    with pytest.raises(ReadError) as caught:
        read_bytes(RTF, "x.rtf")
    assert caught.value.cause == "missing-program"
    assert "apt-get install libreoffice-writer-nogui" in caught.value.vi and "libreoffice.org" in caught.value.en


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in program is a shell script")
def test_a_program_that_hangs_is_killed_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "soffice"
    slow.write_text(f"#!/bin/sh\nsleep 300 & echo $! > {tmp_path}/child\nwait\n")
    slow.chmod(slow.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("TRICHYEU_SOFFICE", str(slow))
    begun = time.monotonic()
    with pytest.raises(ReadError) as caught:
        office.convert(RTF, "rtf", "docx", "x.rtf", seconds=1)
    assert caught.value.cause == "too-slow" and time.monotonic() - begun < 10
    child = int((tmp_path / "child").read_text())
    for _ in range(50):
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            break
        if Path(f"/proc/{child}/stat").exists() and Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
            break
        time.sleep(0.1)
    else:
        pytest.fail("the child outlived its program")


SLIDES = Path(__file__).with_name("slides.fodp")


def impress() -> bool:
    soffice = office.program()
    return soffice is not None and (Path(soffice).resolve().parent.parent / "share" / "registry" / "impress.xcd").is_file()


@pytest.mark.skipif(not impress(), reason="LibreOffice Impress is not installed")
@pytest.mark.parametrize("kind", ["ppt", "odp"])
def test_slides_of_other_formats_read_alike(kind: str, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [office.program(), profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path), str(SLIDES)], check=True, capture_output=True, timeout=240
    )
    document = read_bytes((tmp_path / f"slides.{kind}").read_bytes(), f"a.{kind}")
    assert document.format == kind and len(document.pages) == 2
    assert document.text == read_bytes(lzma.decompress(SLIDES.with_name("slides.ppt.xz").read_bytes()), "a.ppt").text


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in program is a shell script")
def test_without_impress_the_error_says_which_package_reads_slides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "program" / "soffice"
    registry = tmp_path / "share" / "registry"
    for folder in (program.parent, registry):
        folder.mkdir(parents=True)
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("TRICHYEU_SOFFICE", str(program))
    for parts, cause in ((("main.xcd",), "missing-program"), (("main.xcd", "impress.xcd"), "damaged")):
        for part in parts:
            (registry / part).touch()
        with pytest.raises(ReadError) as caught:
            office.convert(b"", "odp", "pptx", "x.odp")
        assert caught.value.cause == cause
        assert ("libreoffice-impress-nogui" in caught.value.vi) == (cause == "missing-program")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there is it told what a process has computed")
def test_a_busy_machine_takes_no_time_from_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = tmp_path / "soffice"
    waiting.write_text("#!/bin/sh\nsleep 2\nmkdir -p out\necho x > out/original.docx\n")
    waiting.chmod(waiting.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("TRICHYEU_SOFFICE", str(waiting))
    monkeypatch.setattr(office, "BUSY", 100)
    assert office.convert(RTF, "rtf", "docx", "x.rtf", seconds=1) == b"x\n"


@needs_office
def test_fields_of_a_doc_stay_as_their_author_saw_them(tmp_path: Path) -> None:
    """LibreOffice would put in the day of the reading, and where it found the file."""
    made = docx.Document()
    for text, code, shown in (("Lập ngày ", ' DATE \\@ "dd/MM/yyyy" ', "01/01/2000"), ("Tệp: ", " FILENAME \\p ", "bao-cao.doc")):
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), code)
        run = OxmlElement("w:r")
        run.text = shown
        field.append(run)
        made.add_paragraph(text)._p.append(field)
    out = io.BytesIO()
    made.save(out)
    data = office_forms.converted(out.getvalue(), ".docx", "doc", tmp_path)
    today = datetime.date.today().strftime("%d/%m/%Y").encode("utf-16-le")
    assert data.count(today) == 1  # LibreOffice did so when it wrote the file; the author's day stood there
    data = data.replace(today, "12/03/2019".encode("utf-16-le"))
    assert "Lập ngày 12/03/2019" in read_bytes(data, "a.doc").text
    assert read_bytes(data, "a.doc") == read_bytes(data, "a.doc")
    kept = as_written(data, "doc", "a.doc")
    assert kept != data and as_written(kept, "doc", "a.doc") == kept
    assert as_written(b"no file of Word", "doc", "a.doc") == b"no file of Word"


FIELDS = (
    b"{\\rtf1\\ansi Lap ngay {\\field{\\*\\fldinst { \\i DATE \\\\@ \"dd/MM/yyyy\" }}{\\fldrslt {\\b 12/03/2019}}} luc "
    b"{\\field\\flddirty{\\*\\fldinst TIME \\\\@ \"HH:mm\"}{\\fldrslt 07:45}}, tep {\\field{\\*\\fldinst FILENAME}{\\fldrslt bao-cao.rtf}}.\\par}"
)
FLAT = (
    b'<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    b'office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>Lap ngay <text:date '
    b'text:date-value="2019-03-12">12/03/2019</text:date> luc <text:time text:fixed="false">07:45</text:time>, tep <text:file-name '
    b'text:display="full">bao-cao.rtf</text:file-name>.<text:print-date/></text:p></office:text></office:body></office:document>'
)


WORD_XML = (
    b'<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?><w:wordDocument '
    b'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body><w:p><w:r><w:t>Lap ngay </w:t></w:r><w:fldSimple w:instr=" DATE \\@ '
    b'&quot;dd/MM/yyyy&quot; "><w:r><w:t>12/03/2019</w:t></w:r></w:fldSimple><w:r><w:t> luc 07:45, tep </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    b'<w:r><w:instrText> FILENAME </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>bao-cao.rtf</w:t></w:r>'
    b'<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>.</w:t></w:r></w:p></w:body></w:wordDocument>'
)


@needs_office
def test_fields_of_rtf_and_opendocument_stay_as_their_author_saw_them() -> None:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as written:
        written.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        written.writestr("content.xml", FLAT.replace(b"office:document ", b"office:document-content ").replace(b"office:document>", b"office:document-content>"))
        written.writestr("META-INF/manifest.xml", '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="/" '
            'm:media-type="application/vnd.oasis.opendocument.text"/><m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>')  # fmt: skip
    for data, name in ((FIELDS, "a.rtf"), (FLAT, "a.fodt"), (WORD_XML, "a.xml"), (package.getvalue(), "a.odt")):
        assert read_bytes(data, name).text.strip() == "Lap ngay 12/03/2019 luc 07:45, tep bao-cao.rtf.", name
