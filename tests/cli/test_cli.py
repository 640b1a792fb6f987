"""The commands as a user types them: output, exit codes, help in both languages, and one real process."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from extractor import __version__
from extractor.cli import build
from extractor.messages import SAY, Speaker, choose_language

PLAN = """Căn cứ Nghị định số 47/2029/NĐ-CP ngày 02/5/2029 của Chính phủ;
Thực hiện Quyết định số 812/QĐ-UBND ngày 14/3/2031 của Ủy ban nhân dân tỉnh Bình Định.
"""
REPORT = """Theo Quyết định 812/QĐ-UBND ngày 14/3/2031 của UBND tỉnh Bình Định, các xã đã họp ngày 05/6/2031.
Điều kiện làm việc được bảo đảm theo Nghị định số 47/2029/NĐ-CP.
"""
COMMANDS = ["demo", "ingest", "watch", "extract", "doctor", "search", "show", "export", "verify", "compact", "remove", "evaluate", "serve", "patterns"]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "hộp thư"
    folder.mkdir()
    (folder / "kế hoạch.txt").write_text(PLAN, encoding="utf-8")
    (folder / "bao-cao.txt").write_text(REPORT, encoding="utf-8")
    return folder


@pytest.fixture
def db(tmp_path: Path, inbox: Path) -> Path:
    path = tmp_path / "ra" / "dữ liệu.db"
    assert run("ingest", inbox, "--db", path).exit_code == 0
    return path


def run(*arguments: Any, lang: str = "vi", columns: int | None = None) -> Result:
    return CliRunner(env={"COLUMNS": str(columns)} if columns else {"COLUMNS": None}).invoke(
        build(lang), [str(a) for a in arguments]
    )


# -- help and language ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("command", [[], *([c] for c in COMMANDS), ["patterns", "check"]], ids=" ".join)
def test_help_with_an_example(command: list[str], lang: str) -> None:
    result = run(*command, "--help", lang=lang, columns=200)
    assert result.exit_code == 0
    assert ("Ví dụ" if lang == "vi" else "Example") in result.output or command == ["patterns"]
    assert "trichyeu" in result.output
    assert ("In hướng dẫn này" in result.output) == (lang == "vi") and "Show this message and exit" not in result.output
    assert ("Tùy chọn" if lang == "vi" else "Options") in result.output


def test_every_command_is_in_the_help_with_the_exit_codes() -> None:
    output = run("--help", columns=200).output
    assert all(command in output for command in COMMANDS) and "Mã thoát" in output


def test_version() -> None:
    assert run("--version").output == f"trichyeu {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "environment", "lang", "rest"),
    [
        (["ingest", "x"], {"LANG": "vi_VN.UTF-8"}, "vi", ["ingest", "x"]),
        (["ingest", "x"], {"LANG": "en_US.UTF-8"}, "en", ["ingest", "x"]),
        (["ingest", "x"], {"LANG": "en_US.UTF-8", "LC_ALL": "vi_VN"}, "vi", ["ingest", "x"]),
        (["ingest", "x"], {"LANG": "en_US.UTF-8", "TRICHYEU_LANG": "vi"}, "vi", ["ingest", "x"]),
        (["--lang", "en", "ingest", "x"], {"TRICHYEU_LANG": "vi"}, "en", ["ingest", "x"]),
        (["ingest", "x", "--lang=vi"], {"LANG": "C"}, "vi", ["ingest", "x"]),
        (["ingest", "--lang", "fr"], {"LANG": "vi"}, "vi", ["ingest", "--lang", "fr"]),
        (["search", "--", "--lang", "en"], {"LANG": "vi"}, "vi", ["search", "--", "--lang", "en"]),
        (["ingest"], {"TRICHYEU_LANG": "fr", "LANG": "vi"}, "vi", ["ingest"]),
    ],
)
def test_choice_of_language(arguments: list[str], environment: dict[str, str], lang: str, rest: list[str]) -> None:
    assert choose_language(arguments, environment) == (lang, rest)


def test_a_wrong_language_is_wrong_usage() -> None:
    assert run("--lang", "fr", "verify").exit_code == 2


def test_a_speaker_of_an_unknown_language_speaks_english() -> None:
    assert Speaker("fr")("verify.clean") == SAY.cli["verify.clean"][1]


# -- ingest ---------------------------------------------------------------------------------------------------------------------------


def test_ingest_prints_a_summary(tmp_path: Path, inbox: Path) -> None:
    path = tmp_path / "x" / "y.db"
    result = run("ingest", inbox, "--db", path)
    assert result.exit_code == 0 and path.is_file()
    assert "Mới 2 · thay bản cũ 0 · không đổi 0 · lỗi 0 · bỏ qua 0" in result.output
    assert re.search(r"Viện dẫn\s+│\s+4 ", result.output) and re.search(r"Văn bản được viện dẫn\s+│\s+2 ", result.output)
    again = run("ingest", inbox, "--db", path, lang="en")
    assert again.exit_code == 0 and "New 0 · replaced 0 · unchanged 2" in again.output


def test_a_bad_file_is_one_row_and_exit_code_1(tmp_path: Path, inbox: Path) -> None:
    (inbox / "hỏng.txt").write_bytes(b"")
    result = run("ingest", inbox, tmp_path / "none.txt", "--db", tmp_path / "x.db")
    assert result.exit_code == 1
    assert "hỏng.txt" in result.output and "rỗng" in result.output and "none.txt" in result.output
    assert "Mới 2 · thay bản cũ 0 · không đổi 0 · lỗi 2" in result.output
    assert "Traceback" not in result.output


def test_an_unknown_format_is_skipped_unless_strict(tmp_path: Path, inbox: Path) -> None:
    (inbox / "gói.bin").write_bytes(b"\x7fELF" + bytes(50))
    assert run("ingest", inbox, "--db", tmp_path / "x.db").exit_code == 0
    result = run("ingest", inbox, "--db", tmp_path / "x.db", "--strict")
    assert result.exit_code == 1 and "bỏ qua 1" in result.output and "gói.bin" in result.output


def test_the_database_inside_the_folder_is_not_read(inbox: Path) -> None:
    for _ in range(2):
        result = run("ingest", inbox, "--db", inbox / "x.db", "--strict")
        assert result.exit_code == 0 and "bỏ qua 0" in result.output


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "trống").mkdir()
    result = run("ingest", tmp_path / "trống", "--db", tmp_path / "x.db")
    assert result.exit_code == 3 and "trống" in result.output


def test_a_file_that_is_no_database_is_refused(inbox: Path) -> None:
    result = run("ingest", inbox, "--db", inbox / "bao-cao.txt")
    assert result.exit_code == 3
    assert (inbox / "bao-cao.txt").read_text(encoding="utf-8") == REPORT


# -- extract and export ---------------------------------------------------------------------------------------------------------------


def rows(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_extract_jsonl(inbox: Path) -> None:
    result = run("extract", inbox / "kế hoạch.txt")
    found = rows(result.stdout)
    assert result.exit_code == 0
    assert found[0]["type"] == "metadata" and {r["document"] for r in found} == {"kế hoạch.txt"}
    references = [r for r in found if r["type"] == "reference"]
    assert [(r["code"], r["issued_on"]) for r in references] == [("47/2029/NĐ-CP", "2029-05-02"), ("812/QĐ-UBND", "2031-03-14")]
    assert all(r["target"] for r in references)
    assert all(PLAN[r["start"] : r["end"]] == r["quote"] for r in found if r["start"] is not None)


def test_extract_goes_on_after_a_bad_file(tmp_path: Path, inbox: Path) -> None:
    (inbox / "a.txt").write_bytes(b"")
    result = run("extract", inbox, "--type", "reference")
    assert result.exit_code == 1 and len(rows(result.stdout)) == 4
    assert "a.txt" in result.stderr and "Traceback" not in result.stderr


def test_extract_table_and_csv(tmp_path: Path, inbox: Path) -> None:
    shown = run("extract", inbox / "bao-cao.txt", "--format", "table", "--type", "reference")
    assert shown.exit_code == 0 and "812/QĐ-UBND" in shown.output and "Ủy ban nhân dân tỉnh Bình Định" in shown.output
    target = tmp_path / "ra.csv"
    assert run("extract", inbox, "--format", "csv", "--type", "date", "--output", target).exit_code == 0
    assert {r["quote"] for r in csv.DictReader(io.StringIO(target.read_text(encoding="utf-8")))} == {
        "02/5/2029",
        "14/3/2031",
        "05/6/2031",
    }


@pytest.mark.parametrize("arguments", [["--format", "xml"], ["--type", "nothing"]])
def test_wrong_choices_are_wrong_usage(inbox: Path, arguments: list[str]) -> None:
    result = run("extract", inbox, *arguments)
    assert result.exit_code == 2 and arguments[1] in result.output


def test_export_jsonl_is_what_extract_gives(db: Path, inbox: Path) -> None:
    exported = run("export", db)
    assert exported.exit_code == 0
    assert exported.stdout == run("export", "--db", db, "--format", "jsonl").stdout
    assert rows(exported.stdout) == rows(run("extract", inbox).stdout)
    keys = [(r["document"], -1 if r["start"] is None else r["start"]) for r in rows(exported.stdout)]
    assert keys == sorted(keys)


def test_export_of_other_formats(db: Path, tmp_path: Path) -> None:
    folder = tmp_path / "bảng"
    assert run("export", db, "--format", "csv", "--output", folder).exit_code == 0
    assert (folder / "reference.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert len(list(csv.DictReader(io.StringIO((folder / "reference.csv").read_text(encoding="utf-8-sig"))))) == 4
    parquet = pytest.importorskip("pyarrow.parquet")
    assert run("export", db, "--format", "parquet", "--output", tmp_path / "a.parquet", "--type", "reference").exit_code == 0
    assert parquet.read_table(tmp_path / "a.parquet").num_rows == 4
    assert run("export", db, "--format", "parquet").exit_code == 2


def test_an_output_that_cannot_be_written_is_said(db: Path, inbox: Path) -> None:
    result = run("export", db, "--output", inbox / "bao-cao.txt" / "x.jsonl")
    assert result.exit_code == 3 and "x.jsonl" in result.output and "Traceback" not in result.output


# -- search and show ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", [["nghi", "dinh", "47"], ["47/2029/nd-cp"], ["Nghị định 47"]])
def test_search_gives_file_section_and_sentence(db: Path, query: list[str]) -> None:
    result = run("search", *query, "--db", db)
    assert result.exit_code == 0
    assert "Nghị định số 47/2029/NĐ-CP" in result.output
    assert "kế hoạch.txt" in result.output and "bao-cao.txt" in result.output
    assert "Viện dẫn: 2 trong 2" in result.output


def test_the_hit_is_highlighted_in_a_terminal(db: Path) -> None:
    environment = {"FORCE_COLOR": "1", "COLUMNS": "120", "TERM": "xterm-256color"}
    output = CliRunner(env=environment).invoke(build("vi"), ["search", "dieu kien", "--db", str(db), "--in", "sentence"]).output
    assert re.search(r"\x1b\[[0-9;]*43m(?:Điều|Điều kiện)\x1b", output)


def test_search_as_json(db: Path) -> None:
    found = rows(run("search", "812", "--db", db, "--in", "reference", "--format", "jsonl").output)
    assert {r["document"] for r in found} == {"kế hoạch.txt", "bao-cao.txt"} and len({r["target"] for r in found}) == 1


def test_a_figure_is_shown_as_its_sentence_has_it(tmp_path: Path) -> None:
    """With the scale, the direction, and the year of a period whose words name none; `indicators` and `search` say the same."""
    paper, path = tmp_path / "bc.txt", tmp_path / "a.db"
    paper.write_text("Số: 9/BC-UBND\n\nBÁO CÁO\nKết quả tháng 5 năm 2031\n\nSố thu tháng 5 đạt 1.245,6 tỷ đồng, tăng 12,5% so với cùng kỳ.\n", encoding="utf-8")
    assert run("ingest", paper, "--db", path).exit_code == 0
    found = run("search", "số thu", "--db", path, "--in", "indicator", columns=160).output
    assert "1.245,6 tỷ đồng · " in found and "tăng 12,5% · " in found and "tháng 5 (2031)" in found
    listed = run("indicators", "--db", path, columns=160).output
    assert "1.245,6 tỷ" in listed and "tăng 12,5" in listed and "(2031)" in listed


def test_nothing_found_is_exit_code_1(db: Path) -> None:
    result = run("search", "không có gì như thế", "--db", db)
    assert result.exit_code == 1 and "không có gì như thế" in result.output
    assert run("search", "%%", "--db", db).exit_code == 2


def test_show_gives_every_mention(db: Path) -> None:
    for name in (["812/qd-ubnd"], ["812/QĐ-UBND"]):
        result = run("show", *name, "--db", db)
        assert result.exit_code == 0
        assert "Quyết định 812/QĐ-UBND" in result.output and "14/03/2031" in result.output
        assert "Được nhắc 2 lần trong 2 văn bản" in result.output
        assert "kế hoạch.txt" in result.output and "bao-cao.txt" in result.output


def test_a_sentence_that_names_a_document_twice_is_shown_once(tmp_path: Path) -> None:
    paper, path = tmp_path / "bc.txt", tmp_path / "a.db"
    paper.write_text(
        "Số: 9/BC-UBND\n\nBÁO CÁO\nKết quả tháng 5 năm 2031\n\nThực hiện Chỉ thị số 61/CT-TTg ngày 03/4/2031 (Chỉ thị số 61/CT-TTg), UBND xã báo cáo như sau.\n", encoding="utf-8"
    )
    assert run("ingest", paper, "--db", path).exit_code == 0
    output = run("show", "61/CT-TTg", "--db", path, columns=160).output
    assert "Được nhắc 2 lần" in output and output.count("UBND xã báo cáo như sau") == 1


def test_show_of_what_is_not_there_names_what_is_near(db: Path) -> None:
    result = run("show", "812", "--db", db)
    assert result.exit_code == 1 and "812/QĐ-UBND" in result.output


def test_without_a_database(tmp_path: Path) -> None:
    for command in (["search", "x"], ["show", "x"], ["export"], ["verify"], ["remove", "x"]):
        result = run(*command, "--db", tmp_path / "none.db")
        assert result.exit_code == 3 and "none.db" in result.output and "trichyeu ingest" in result.output


# -- verify, remove, evaluate, patterns -----------------------------------------------------------------------------------------------


def test_verify(db: Path, inbox: Path) -> None:
    result = run("verify", db)
    assert result.exit_code == 0 and "Không có sai khác." in result.output and "2 tệp" in result.output
    (inbox / "bao-cao.txt").write_text(REPORT + "Thêm.", encoding="utf-8")
    changed = run("verify", db)
    assert changed.exit_code == 1 and "bao-cao.txt" in changed.output and "tệp đã đổi" in changed.output
    assert "nhập lại bằng trichyeu ingest" in changed.output
    (inbox / "bao-cao.txt").unlink()
    gone = run("verify", db)
    assert gone.exit_code == 0 and "Không có sai khác." not in gone.output and "--root" in gone.output
    assert run("verify", db, "--strict").exit_code == 1


def test_remove(db: Path, inbox: Path) -> None:
    assert run("remove", "bao-cao.txt", "--db", db).exit_code == 0
    result = run("remove", "bao-cao.txt", "--db", db)
    assert result.exit_code == 1 and "bao-cao.txt" in result.output
    assert run("remove", inbox / "kế hoạch.txt", "--db", db).exit_code == 0
    assert run("export", db).stdout == ""


def test_remove_a_folder(db: Path, inbox: Path) -> None:
    result = run("remove", inbox, "--db", db)
    assert result.exit_code == 0 and result.output.count("Đã lấy ra") == 2


def test_evaluate(tmp_path: Path, inbox: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    (inbox / "kế hoạch.txt").rename(inbox / "001_kh.txt")
    found = [r for r in rows(run("extract", inbox / "001_kh.txt").stdout) if r["type"] in ("reference", "date")]
    found[0]["issuer"] = "Bộ Y tế"
    (gold / "001.jsonl").write_text("".join(json.dumps(r) + "\n" for r in found), encoding="utf-8")
    result = run("evaluate", gold, "--texts", inbox, "--json")
    assert result.exit_code == 0
    figures = json.loads(result.stdout)["all"]
    assert figures["date"]["full_f1"] == 1 and figures["reference"]["f1"] == 1 and figures["reference"]["full_f1"] == 0.5
    shown = run("evaluate", gold, "--texts", inbox, "--errors", "reference")
    assert "reference" in shown.output and "'Bộ Y tế' → 'Chính phủ'" in shown.output
    exported = tmp_path / "x.jsonl"
    exported.write_text(run("extract", inbox).stdout, encoding="utf-8")
    assert json.loads(run("evaluate", gold, "--predicted", exported, "--json").stdout)["all"] == figures
    assert run("evaluate", gold, "--texts", tmp_path).exit_code == 3
    assert run("evaluate", inbox).exit_code == 3


def test_patterns_check() -> None:
    result = run("patterns", "check", "linking")
    assert result.exit_code == 0 and "10 ví dụ đúng" in result.output
    unknown = run("patterns", "check", "none")
    assert unknown.exit_code == 3 and "linking" in unknown.output


def test_a_failing_example_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.yaml").write_text(
        """rule:
  examples:
    - {text: "thực hiện Quyết định số 812/QĐ-UBND của tỉnh", find: {type: reference, code: 812/QĐ-UBND}}
    - {text: "thực hiện Quyết định số 812/QĐ-UBND của tỉnh", find: {type: reference, code: 813/QĐ-UBND}}
  counter_examples:
    - {text: "thực hiện Quyết định này", absent: {type: reference}}
    - {text: "họp ngày 05/6/2031", absent: {type: date}}
""",
        encoding="utf-8",
    )
    from extractor.examples import compile_all

    # The rules that the examples are run with are ours, read before the folder is another.
    compile_all()
    monkeypatch.setattr("extractor.lexicon.patterns.FOLDER", tmp_path)
    result = run("patterns", "check", "mine")
    assert result.exit_code == 1
    assert "mine.rule.examples[1]" in result.output and "mine.rule.counter_examples[1]" in result.output
    assert "2 ví dụ đúng" in result.output and "2 ví dụ sai" in result.output


# -- real processes -------------------------------------------------------------------------------------------------------------------


def process(*arguments: Any, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from extractor.cli import main; main()", *map(str, arguments)]
    clean = {k: v for k, v in os.environ.items() if k not in ("LC_ALL", "LANG", "TRICHYEU_LANG", "PYTHONIOENCODING")}
    return subprocess.run(command, capture_output=True, env={**clean, **environment}, check=False)


def test_a_real_process_from_ingestion_to_export(tmp_path: Path, inbox: Path) -> None:
    path = tmp_path / "a b.db"
    done = process("ingest", inbox, "--db", path, "--lang", "vi", PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr.decode()
    assert "không đổi 0" in done.stdout.decode("utf-8")
    exported = process("export", path, PYTHONIOENCODING="cp1252")
    assert exported.returncode == 0 and b"\r\n" not in exported.stdout
    assert "Quyết định số 812/QĐ-UBND" in exported.stdout.decode("utf-8")
    missing = process("show", "9/QĐ-X", "--db", path, TRICHYEU_LANG="vi")
    assert missing.returncode == 1 and "Không có văn bản nào" in missing.stderr.decode("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="measures the time of child processes")
def test_help_answers_at_once() -> None:
    """Of the processor's time at most nine times what an interpreter takes to load the parts of its own library that every command needs.

    As a ratio, since a busy or slow machine is no fault of the program.
    """
    import resource

    def spent(*arguments: str) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime

    bare = min(spent("-c", "import argparse, dataclasses, json, pathlib, regex, sqlite3, typing") for _ in range(4))
    assert min(spent("-m", "extractor", "ingest", "--help") for _ in range(4)) < 9 * bare


def test_help_imports_nothing_heavy() -> None:
    script = "import sys; from extractor.cli import build; build('vi'); print(' '.join(sorted(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert not {"spacy", "underthesea", "sqlite_utils", "pydantic", "pyarrow", "datasette", "numpy"} & set(loaded)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of a shell")
def test_a_reader_that_leaves_early_is_no_error(db: Path) -> None:
    command = f"{sys.executable} -c 'from extractor.cli import main; main()' export '{db}' | head -c 1"
    done = subprocess.run(["bash", "-c", command + "; echo ${PIPESTATUS[0]}"], capture_output=True, check=False)
    assert b"Traceback" not in done.stderr and b"Error" not in done.stderr


def test_a_reader_that_leaves_early_says_nothing_of_the_database(tmp_path: Path) -> None:
    from extractor.database.connection import explained

    with pytest.raises(BrokenPipeError), explained(tmp_path / "a.db"):
        raise BrokenPipeError(32, "Broken pipe")


@pytest.mark.parametrize(
    ("arguments", "vi", "en"),
    [
        (["search", "--limit", "x"], "giá trị của --limit phải là một số nguyên.", "the value of --limit must be a whole number."),
        (["show", "7/KH-UBND", "--page", "0"], "giá trị của --page phải là ít nhất 1.", "the value of --page must be at least 1."),
        (["serch"], "không có lệnh “serch”. Có phải: search, serve?", "there is no command “serch”. Did you mean: search, serve?"),
        (["audit", "--nope"], "không có tùy chọn --nope.", "there is no option --nope."),
        (["verify", "a", "b"], "thừa: b.", "too much: b."),
        (["ingest"], "Thiếu TỆP|THƯ-MỤC: Tệp hoặc thư mục (đọc cả thư mục con).", "PATH is missing: Files or folders (with their subfolders)."),
        (["search", "--limit"], "tùy chọn --limit cần một giá trị.", "the option --limit needs a value."),
        (["extract", "a.txt", "--ocr", "maybe"], "--ocr không có giá trị “maybe”", "--ocr has no value “maybe”"),
    ],
)
def test_wrong_usage_is_said_in_the_language(arguments: list[str], vi: str, en: str) -> None:
    for lang, said in (("vi", vi), ("en", en)):
        done = subprocess.run(
            [sys.executable, "-m", "extractor", "--lang", lang, *arguments], capture_output=True, text=True, encoding="utf-8", check=False
        )
        assert done.returncode == 2
        assert said in done.stderr
        assert ("Cách dùng" in done.stderr) == (lang == "vi" and arguments != ["search", "--limit"])


def test_limits_of_reading_are_options(tmp_path: Path) -> None:
    from PIL import Image

    scan = tmp_path / "quet.tiff"
    pages = [Image.new("L", (200, 300), 255) for _ in range(3)]
    pages[0].save(scan, save_all=True, append_images=pages[1:], dpi=(72, 72))
    arguments = [sys.executable, "-m", "extractor", "--lang", "en", "extract", str(scan), "--max-pages", "2"]
    done = subprocess.run(arguments, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "3 pictures, over the limit" in done.stderr


def test_limits_of_the_process_follow_those_of_the_reading() -> None:
    from extractor.readers.options import ReadOptions
    from extractor.worker import Limits

    assert Limits.of(ReadOptions()) == Limits()
    assert Limits.of(ReadOptions(seconds=30, max_memory=400_000_000)) == Limits(40.0, 600.0, 600_000_000)


def test_the_limits_that_help_tells_are_those_of_the_readers() -> None:
    from extractor.cli.common import MAX_PAGES, MEMORY_LIMIT, TIME_LIMIT, read_options
    from extractor.readers.options import DEFAULT

    assert read_options(Speaker("vi"), "auto", None, TIME_LIMIT, MEMORY_LIMIT, MAX_PAGES) == DEFAULT
