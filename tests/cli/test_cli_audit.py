"""The commands audit and explain: findings with their evidence, coverage, the printed sheet, exit codes, configuration."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from figures_samples import run, write_samples
from lxml import etree, html

from extractor.audit import CHECKS
from extractor.audit.checks import Settings
from extractor.audit.report import audited_records, excerpt, sheet
from extractor.audit.report_docx import as_docx
from extractor.audit.report_html import as_html
from extractor.messages import Speaker
from extractor.pipeline import extract_text
from extractor.records import Evidence, Finding

WRONG = "Đã kiểm tra 49 xã, gồm 31 xã miền núi và 16 xã đồng bằng."
ROUNDED = "Tiếp nhận 51.267 hồ sơ trực tuyến trên tổng số 70.144 hồ sơ, đạt tỷ lệ 73,08%."


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kiểm tra") / "hộp thư"
    write_samples(folder)
    return folder


@pytest.fixture(scope="module")
def db(inbox: Path) -> Path:
    path = inbox.parent / "dữ liệu.db"
    assert run("ingest", inbox, "--db", path).exit_code == 0
    return path


def audit(*arguments: Any) -> dict[str, Any]:
    result = run("audit", *arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    made: dict[str, Any] = json.loads(result.stdout)
    return made


def test_a_database_and_its_files_give_the_same(inbox: Path, db: Path) -> None:
    assert audit(db) == audit("--db", db) == audit(inbox)


def test_findings_with_place_sentence_and_computation(db: Path) -> None:
    output = run("audit", db).output
    for shown in ("LỖI (1)", "bao-cao.html", "I. KẾT QUẢ", "31 + 16 = 47, văn bản ghi 49", "gồm 31 xã miền núi và 16 xã đồng bằng", "sum_mismatch"):
        assert shown in output
    assert "ERROR (1)" in run("audit", db, lang="en").output


def test_coverage_stands_beside(db: Path) -> None:
    made = audit(db)
    by_name = {d["document"]: d for d in made["documents"]}
    assert by_name["bao-cao-nam.txt"]["coverage"] == {"figures": 2, "related": 0, "verified": 0, "broken": 0, "free": 2, "share": 0.0}
    report = by_name["bao-cao.html"]["coverage"]
    assert report["related"] == report["verified"] + report["broken"] and report["broken"] == 3
    total = made["summary"]["coverage"]
    assert total["figures"] == sum(d["coverage"]["figures"] for d in made["documents"])
    for document in made["documents"]:
        assert document["coverage"]["figures"] == sum(s["figures"] for s in document["sections"])
    assert "đứng riêng, không kiểm tra được" in run("audit", db).output


@pytest.mark.parametrize(
    ("text", "fail_on", "code"),
    [
        (WRONG, None, 0),
        (WRONG, "error", 1),
        (WRONG, "info", 1),
        (ROUNDED, "error", 0),
        (ROUNDED, "warning", 0),
        (ROUNDED, "info", 1),
        ("Có 12 chợ.", "info", 0),
    ],
)
def test_exit_codes(tmp_path: Path, text: str, fail_on: str | None, code: int) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert run("audit", tmp_path / "a.txt", *(["--fail-on", fail_on] if fail_on else [])).exit_code == code


def test_a_clean_document_says_so_with_its_coverage(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Có 12 chợ.", encoding="utf-8")
    output = run("audit", tmp_path / "a.txt").output
    assert "Không có điểm nào cần xem." in output and "0 trong 1 số liệu" in output


def test_configuration(tmp_path: Path, inbox: Path, db: Path) -> None:
    config = tmp_path / "kiểm tra.toml"
    config.write_text('[audit.severity]\nsum_mismatch = "info"\n', encoding="utf-8")
    for target in (db, inbox):
        assert run("audit", target, "--config", config, "--fail-on", "warning").exit_code == 0
        assert [f["severity"] for f in audit(target, "--config", config)["findings"]] == ["info"]
    config.write_text('[audit]\noff = ["sum_mismatch"]\n', encoding="utf-8")
    assert audit(db, "--config", config)["findings"] == [] == audit(inbox, "--config", config)["findings"]
    config.write_text('[audit]\noff = ["nothing"]\n', encoding="utf-8")
    result = run("audit", db, "--config", config)
    assert result.exit_code == 3 and len(result.stderr.strip().splitlines()) == 1 and "sum_mismatch" in result.stderr
    assert run("audit", db, "--config", tmp_path / "none.toml").exit_code == 3


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (["--format", "pdf"], 2),
        (["--format", "docx"], 2),
        (["--fail-on", "serious"], 2),
        (["none.txt"], 1),
        (["--db", "none.db"], 3),
    ],
)
def test_wrong_usage(wrong: list[str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("audit", *wrong)
    assert result.exit_code == code and "Traceback" not in result.output


def test_a_database_with_other_files_is_wrong_usage(db: Path, inbox: Path) -> None:
    assert run("audit", db, inbox).exit_code == 2


def test_the_html_sheet_is_whole_and_escaped(db: Path, tmp_path: Path) -> None:
    path = tmp_path / "mới" / "phiếu.html"
    assert run("audit", db, "--format", "html", "--output", path).exit_code == 0
    page = html.fromstring(path.read_bytes())
    assert page.findtext(".//mark") == "49" and page.get("lang") == "vi"
    text = page.text_content()
    assert "31 + 16 = 47, văn bản ghi 49" in text and "Người kiểm tra" in text and "Độ bao phủ" in text
    assert not page.xpath("//script | //link | //img"), "it needs nothing else"


def finding(**more: Any) -> Finding:
    evidence = [Evidence(document="a.txt", document_sha256="0", start=0, end=2, quote="49")]
    values = {"id": "fin-1", "document": "a.txt", "start": 0, "end": 2, "quote": "49", "sentence": "49 <b>xã</b> & ấp"}
    return Finding(**{**values, "check": "sum_mismatch", "severity": "error", "message": "=1+1 <script>", "evidence": evidence, **more})


def test_what_a_text_holds_is_never_markup() -> None:
    made = sheet([], [finding()])
    page = as_html(made, Speaker("vi"))
    assert "<script>" not in page and "&lt;script&gt;" in page and "<mark>49</mark> &lt;b&gt;xã&lt;/b&gt; &amp; ấp" in page
    data = as_docx(sheet([], [finding(message="\x00\x0b <w:p> & \ufffe")]), Speaker("vi"))
    etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))


def test_the_word_sheet_opens_and_is_stable(db: Path, tmp_path: Path) -> None:
    paths = [tmp_path / "a.docx", tmp_path / "b.docx"]
    for path in paths:
        assert run("audit", db, "--format", "docx", "--output", path).exit_code == 0
    assert paths[0].read_bytes() == paths[1].read_bytes()
    document = docx.Document(str(paths[0]))
    assert document.paragraphs[0].text == "PHIẾU KIỂM TRA SỐ LIỆU"
    assert "31 + 16 = 47" in document.tables[0].rows[1].cells[3].text
    assert "Người kiểm tra" in document.tables[-1].rows[0].cells[0].text


def test_the_workbook(db: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert run("audit", db, "--format", "xlsx", "--output", path).exit_code == 0
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Điểm cần xem", "Độ bao phủ"]
    assert all(cell.data_type != "f" for page in book for row in page for cell in row)
    assert book.worksheets[0].max_row == 2 and book.worksheets[1].max_row > 3


def test_severities_and_order() -> None:
    found = [finding(id="a", severity="info", check="rounding"), finding(id="b", start=9, end=10), finding(id="c", severity="warning")]
    made = sheet([], found)
    assert [f.id for f in made.findings] == ["b", "c", "a"] and made.count("error") == 1
    made = sheet([], found, Settings(frozenset({"rounding"}), {"sum_mismatch": "info"}))
    assert [(f.id, f.severity) for f in made.findings] == [("c", "info"), ("b", "info")]


def test_a_long_sentence_is_cut_around_the_quote() -> None:
    made = excerpt(finding(sentence="xã " * 400 + "49 hộ " + "ấp " * 400, quote="49"))
    assert "49 hộ" in made and len(made) < 700 and made.startswith("…") and made.endswith("…")


@pytest.mark.parametrize("text", [WRONG, ROUNDED, "Có 12 chợ.", ""])
def test_coverage_from_records_is_that_of_the_audit(text: str) -> None:
    extracted = extract_text(text)
    made = audited_records("text", None, extracted.records)
    assert (made.coverage, made.sections) == (extracted.coverage, extracted.section_coverage)


def test_explain() -> None:
    output = run("explain").output
    assert all(code in output for code in CHECKS)
    one = run("explain", "sum_mismatch")
    assert one.exit_code == 0 and "Báo khi" in one.output
    assert "Found in" in run("explain", "sum_mismatch", lang="en").output
    wrong = run("explain", "nothing")
    assert wrong.exit_code == 3 and len(wrong.stderr.strip().splitlines()) == 1


def test_a_figure_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.txt"
    path.write_text("BÁO CÁO\nKết quả\n\nHuyện có 14 tổ, gồm 9 tổ lưu động và 6 tổ cố định. Có 37 xã đạt chuẩn.", encoding="utf-8")
    said = run("audit", path, "--explain", "14").output
    assert "không khớp" in said and "9 + 6 = 15, văn bản ghi 14" in said and "gồm" in said
    assert "tự do" in run("audit", path, "--explain", "37").output
    none = run("audit", path, "--explain", "123")
    assert "“123”" in none.output and none.exit_code == 1
    assert run("audit", tmp_path / "x.db", "--explain", "14").exit_code != 0


def test_less_sure_findings_can_be_left_out(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.txt"
    path.write_text(WRONG, encoding="utf-8")
    assert audit(path)["summary"]["findings"]["error"] == 1
    assert audit(path, "--min-confidence", "1")["summary"]["findings"]["error"] == 0


def test_the_findings_of_one_check_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"BÁO CÁO\n\n{WRONG}\n{ROUNDED}\n", encoding="utf-8")
    assert {f["check"] for f in audit(tmp_path / "a.txt")["findings"]} == {"sum_mismatch", "rounding"}
    assert {f["check"] for f in audit(tmp_path / "a.txt", "--check", "rounding")["findings"]} == {"rounding"}
    assert {f["check"] for f in audit(tmp_path / "a.txt", "--check", "rounding", "--check", "sum_mismatch")["findings"]} == {"sum_mismatch", "rounding"}
    assert run("audit", tmp_path / "a.txt", "--check", "rounding", "--fail-on", "error").exit_code == 0
    assert run("audit", tmp_path / "a.txt", "--check", "sum_mismatch", "--fail-on", "warning").exit_code == 1
    assert run("audit", tmp_path / "a.txt", "--check", "nope").exit_code == run("explain", "nope").exit_code != 0


def test_the_head_of_a_sheet_and_its_coverage() -> None:
    """A few documents are named with their sections, of many there is one row each; a document's only section is not told again."""
    records = list(extract_text(f"BÁO CÁO\n\nI. MỘT\n{WRONG}\n\nII. HAI\n{ROUNDED}").records)
    few = as_html(sheet([audited_records("a.txt", "Báo cáo A", records)], [r for r in records if isinstance(r, Finding)]), Speaker("vi"))
    many = as_html(sheet([audited_records(f"{n}.txt", None, records) for n in range(1200)], []), Speaker("vi"))
    assert "Báo cáo A (a.txt)" in few and "II. HAI" in few and "Đối chiếu với" not in few
    assert "1.200 văn bản, nêu ở bảng độ bao phủ" in many and "II. HAI" not in many
    one = list(extract_text(f"BÁO CÁO\n\n{WRONG}").records)
    assert as_html(sheet([audited_records("a.txt", None, one)], []), Speaker("en")).count("<td>a.txt</td>") == 1


def test_a_file_that_was_read_in_part_was_checked_in_part(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    rows = [("Bến đò", "Lượt khách"), ("Bến Đá", 41), ("Bến Gỗ", 57), ("Tổng số", 98), ("Bến Sỏi", "=B2*2")]
    for row in rows:
        book.active.append(row)
    book.active.title = "Biểu 7"
    path = tmp_path / "khách.xlsx"
    book.save(path)
    ingested = run("ingest", path, "--db", tmp_path / "x.db").output
    assert "Phần không đọc được của tệp" in ingested and "trang tính Biểu 7: 1 ô có công thức" in " ".join(ingested.split())
    assert f"trichyeu audit --db {tmp_path / 'x.db'}" in ingested
    for target in (path, tmp_path / "x.db"):
        result = run("audit", target)
        assert (result.exit_code, "PHẦN KHÔNG ĐỌC ĐƯỢC CỦA TỆP (1)" in result.output, "1 tệp chỉ đọc được một phần" in result.output) == (0, True, True)
        assert "TỆP KHÔNG ĐỌC ĐƯỢC" not in result.output and [one["partial"] for one in audit(target)["unread"]] == [True]


def test_files_read_side_by_side_come_in_their_order(tmp_path: Path) -> None:
    """However many processes read; a picture or a settings file beside them is passed over in one line and no failure, unless it was asked for."""
    for number in range(5):
        (tmp_path / f"bc{number}.txt").write_text(WRONG * (5 - number), encoding="utf-8")
    (tmp_path / "danh mục.jsonl").write_text('{"a": 1}\n', encoding="utf-8")
    done = run("audit", tmp_path, "--format", "json", "--jobs", 3)
    assert done.exit_code == 0 and "Bỏ qua 1 tệp trong thư mục" in done.stderr and ".jsonl (1)" in done.stderr
    assert [one["document"] for one in json.loads(done.stdout)["documents"]] == [f"bc{number}.txt" for number in range(5)]
    assert done.stdout == run("audit", tmp_path, "--format", "json", "--jobs", 1).stdout
    assert run("audit", tmp_path / "danh mục.jsonl").exit_code == 1
