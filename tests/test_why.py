"""Every record says which rule made each of its fields, by which words, and what was refused; nobody who does not ask pays for it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from extractor.cli import build
from extractor.document import Document
from extractor.pipeline import ExtractedDocument, extract
from extractor.readers import read
from extractor.records import to_json
from extractor.why import Decision, Notes, asked, decided, listening, stands

ROOT = Path(__file__).resolve().parent.parent
REPORT = sorted((ROOT / "corpus").glob("102_*.txt"))[0]


def explained(text: str) -> tuple[ExtractedDocument, dict[tuple[str, str], dict[str, Decision]]]:
    made = extract(Document(text, "a.txt", "0" * 64), why=True)
    return made, {(r.type, " ".join((r.quote or "").split())): {one.field: one for one in made.why[r.id]} for r in made.records}


TEXT = """UBND TỈNH HÒA BÌNH
Số: 614/BC-UBND
Hòa Bình, ngày 12 tháng 5 năm 2024
BÁO CÁO
Kết quả sản xuất vụ xuân

Sở Xây dựng đã ban hành Công văn số 731/SXD-QH ngày 02/4/2024 trả lời Văn bản số 88/UBND-KT của UBND huyện Mai Châu.
Tuyến đường dài 12,5 km; trước ngày 30/6 hoàn thành 80% kế hoạch. Theo Nghị định số 45/2021/NĐ-CP.
"""


@pytest.mark.parametrize(
    ("kind", "quote", "field", "rule", "words"),
    [
        ("metadata", "", "code", "header: letterhead", "614/BC-UBND"),
        ("metadata", "", "doc_type", "header: the line of the type", "BÁO CÁO"),
        ("reference", "Công văn số 731/SXD-QH", "issuer", "references: issuing_verbs", "Sở Xây dựng đã ban hành"),
        ("reference", "Công văn số 731/SXD-QH", "issued_on", "references: date_lead", "ngày 02/4/2024"),
        ("reference", "Văn bản số 88/UBND-KT", "issuer", "references: the body behind it", "của UBND huyện Mai Châu"),
        ("reference", "Văn bản số 88/UBND-KT", "relation", "relations: answers", "trả lời"),
        ("reference", "Nghị định số 45/2021/NĐ-CP", "issuer", "symbols: the letters of the code", "45/2021/NĐ-CP"),
        ("date", "30/6", "from", "dates: the year of the heading or of the document", "2024"),
        ("indicator", "12,5", "unit", "units: measure", "km"),
    ],
)
def test_fields_have_their_rule_and_words(kind: str, quote: str, field: str, rule: str, words: str) -> None:
    _, found = explained(TEXT)
    one = found[kind, quote][field]
    assert (one.rule, one.words) == (rule, words)


def test_what_was_refused_is_told() -> None:
    _, found = explained(TEXT.replace("731/SXD-QH", "731/STC-QH"))
    one = found["reference", "Công văn số 731/STC-QH"]["issuer"]
    assert one.rule == "symbols: the letters of the code" or "Sở Tài chính" in " ".join(one.refused)


def test_every_record_of_a_report_is_explained_and_none_is_changed() -> None:
    document = read(REPORT)
    plain, told = extract(document), extract(document, why=True)
    assert plain.records == told.records and not plain.why
    assert [r.id for r in told.records if not told.why[r.id]] == []
    fields = {(r.type, one.field) for r in told.records for one in told.why[r.id]}
    assert {("relation", "kind"), ("finding", "check"), ("task", "status"), ("indicator", "role"), ("date", "kind")} <= fields


def test_nothing_is_kept_unless_somebody_listens() -> None:
    assert not asked()
    decided("date", 3, "kind", "dates: day")
    with listening() as notes:
        assert asked()
        stands("dat-1", "date", 3, 9)
        decided("date", 3, "kind", "dates: day", "ngày  3")
        decided("date", 5, "kind", "dates: range", "ngày 3 - 5", ("a day: no range",))
    decided("date", 3, "kind", "dates: month")
    assert notes.of("dat-1") == (Decision("kind", "dates: range", "ngày 3 - 5", ("a day: no range",)),)
    assert Notes().of("dat-1") == ()


def run(*arguments: object) -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(build("en"), [*map(str, arguments)])


def test_the_commands(tmp_path: Path) -> None:
    folder, db = tmp_path / "in", tmp_path / "a.db"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    assert run("ingest", folder, "--db", db).exit_code == 0
    lines: list[Mapping[str, object]] = [json.loads(line) for line in run("extract", folder, "--why").stdout.splitlines()]
    answer = next(line for line in lines if line["quote"] == "Văn bản số 88/UBND-KT")
    assert answer["why"]["relation"] == {"rule": "relations: answers", "words": "trả lời", "refused": []}  # type: ignore[index]
    for line in (answer, lines[0]):
        told = run("why", line["id"], "--db", db)
        assert told.exit_code == 0, told.output
        assert str(line["id"]) in told.stdout and "←" in told.stdout
    assert "relation = answers  ← relations: answers  “trả lời”" in run("why", answer["id"], "--db", db).stdout
    assert "relation = answers" in run("extract", folder, "--why", "--format", "table", "--type", "reference").stdout
    assert run("why", "ref-0", "--db", db).exit_code == 1
    (folder / "a.txt").write_text("Không còn gì.", encoding="utf-8")
    assert run("why", answer["id"], "--db", db).exit_code == 1
    (folder / "a.txt").unlink()
    assert run("why", answer["id"], "--db", db).exit_code == 1


def test_a_label_names_its_rule_and_what_else_could_have_named_it() -> None:
    _, found = explained(TEXT + "Đàn lợn của toàn huyện đạt 31.200 con (xã Đà Thượng 6.100 con, xã Cao Hạ 4.250 con).\n")
    assert found["indicator", "12,5"]["label"].rule == "quantities: labels · its own words"
    assert found["indicator", "6.100"]["label"].refused[0] == "xã Đà Thượng: words before it"
    assert found["indicator", "6.100"]["subject"].refused == ("toàn huyện: its whole",)


PLACES = {"type", "id", "document", "document_sha256", "start", "end", "quote", "page", "bbox", "sentence", "section", "citations", "target", "parts", "computation"}
SAID = {"message", "message_en", "evidence", "suggested", "confidence"}  # of a finding: its check says them


@pytest.mark.parametrize("path", sorted((ROOT / "corpus").glob("10*_*.txt"))[:4], ids=lambda path: path.stem[:3])
def test_every_field_has_its_rule(path: Path) -> None:
    """Whatever a record says, save where it stands, was made by a rule that it names."""
    made = extract(read(path), why=True)
    untold = set()
    for record in made.records:
        told = {one.field for one in made.why[record.id] if one.rule}
        said = {name for name, value in json.loads(to_json(record)).items() if value not in (None, "", [], False)}
        untold |= {(record.type, name) for name in said - told - PLACES - (SAID if record.type == "finding" else set())}
    assert untold == set()


@pytest.mark.parametrize(
    ("act", "lead", "refused"),
    [
        ("2. Sở Y tế:\na) Rà soát quy hoạch.\nb) Giao Chi cục Dân số lập danh sách các trạm.\n", "Chi cục Dân số", "Sở Y tế: named above"),
    ],
)
def test_whom_a_task_was_not_given_to(act: str, lead: str, refused: str) -> None:
    head = "UBND TỈNH HÒA BÌNH\nSố: 71/KH-UBND\nHòa Bình, ngày 12 tháng 5 năm 2031\nKẾ HOẠCH\nPhát triển y tế cơ sở\nTỔ CHỨC THỰC HIỆN\n"
    made = extract(Document(head + act, "a.txt", "0" * 64), why=True)
    [task] = [r for r in made.records if r.type == "task" and r.lead == lead]
    [one] = [one for one in made.why[task.id] if one.field == "lead"]
    assert one.rule == "assigned: owners" and refused in one.refused


def test_a_subject_of_the_heading_tells_whose_document_it_is() -> None:
    _, found = explained(TEXT + "\n2. Sở Công Thương\nĐã kiểm tra 57 chợ.\n")
    one = found["indicator", "57"]["subject"]
    assert one.rule == "quantities: owners · the heading" and one.refused
