"""The interface for Python programs: the examples of docs/api.md give what they show, every name has a type, and reading changes nothing."""

from __future__ import annotations

import contextlib
import datetime
import inspect
import io
import re
import subprocess
import sys
import typing
from pathlib import Path

import docx
import pytest

import extractor
from extractor import Database, DatabaseError, ReadError, extract, extract_text, open_database, read

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(?P<language>\w+)(?: file=(?P<file>\S+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
ORDER = "Thực hiện Quyết định số 812/QĐ-UBND ngày 14/3/2031 của Ủy ban nhân dân tỉnh Bình Định, đã tiếp nhận 120 hồ sơ.\n"


def write_docx(path: Path, text: str) -> Path:
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(str(path))
    return path


def test_the_examples_of_the_page_give_their_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    said, shown = "", 0
    for fence in FENCE.finditer(PAGE):
        if fence["file"]:
            write_docx(tmp_path / fence["file"], fence["body"])
        elif fence["language"] == "python":
            assert not said, f"output that the page does not show: {said}"
            with contextlib.redirect_stdout(io.StringIO()) as out:
                exec(compile(fence["body"], "docs/api.md", "exec"), names)
            said = out.getvalue()
        else:
            assert fence["body"] == said
            said, shown = "", shown + 1
    assert not said and shown >= 7


def test_every_public_name_has_types_and_a_word() -> None:
    for name in extractor.__all__:
        value = getattr(extractor, name)
        if name == "__version__":
            continue
        assert inspect.getdoc(value), name
        functions = [value] if inspect.isfunction(value) else [f for n, f in vars(value).items() if inspect.isfunction(f) and not n.startswith("_")]
        for function in functions if value is Database or inspect.isfunction(value) else []:
            assert inspect.getdoc(function), function
            signature = inspect.signature(function)
            kinds = [signature.return_annotation, *(p.annotation for n, p in signature.parameters.items() if n != "self")]
            assert inspect.Signature.empty not in kinds and "Any" not in kinds, function
    with pytest.raises(AttributeError):
        _ = extractor.nothing_of_that_name


def test_the_page_tells_every_public_name() -> None:
    told = ("Failure", "Evidence", "Citation", "TrichyeuError", "__version__")  # parts of what is told, reached through it
    assert [name for name in extractor.__all__ if name not in told and f"`{name}" not in PAGE and f"import {name}" not in PAGE and f"[{name}]" not in PAGE] == []


def test_importing_the_package_loads_nothing_heavy() -> None:
    script = "import sys, extractor; print(sorted({'spacy', 'pydantic', 'numpy', 'sqlite3'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_extract_takes_a_path_a_string_and_a_document(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", ORDER)
    by_path = extract(path)
    assert extract(str(path)).records == by_path.records == extract(read(path)).records
    [reference] = [r for r in by_path.records if r.type == "reference"]
    assert (reference.document, reference.code) == ("a.docx", "812/QĐ-UBND")
    assert {r.document for r in extract(path, source="quy-1/a.docx").records} == {"quy-1/a.docx"}
    with pytest.raises(ReadError) as error:
        extract(tmp_path / "không có.docx")
    assert error.value.cause == "missing" and error.value.vi != error.value.en


def test_what_completes_a_document_is_taken_for_files_too(tmp_path: Path) -> None:
    text = "Ngày 14/5/2031, UBND tỉnh ban hành Quyết định số 1107/QĐ-UBND.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    more = {"province": "tỉnh Phú Thọ", "issued_on": datetime.date(2031, 6, 1)}
    by_file, by_text = extract(tmp_path / "a.txt", **more), extract_text(text, source="a.txt", **more)
    assert by_file.records == by_text.records and by_file.why == {}
    assert "Ủy ban nhân dân tỉnh Phú Thọ" in [r.issuer for r in by_file.records if r.type == "reference"]
    assert extract(tmp_path / "a.txt", why=True).why


def test_a_database_for_reading_is_never_changed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ORDER, encoding="utf-8")
    with open_database(tmp_path / "x.db", write=True) as db:
        assert [(r.source, r.outcome) for r in db.ingest([tmp_path / "a.txt"])] == [("a.txt", "new")]
        assert [(r.source, r.outcome) for r in db.ingest([tmp_path / "a.txt"])] == [("a.txt", "unchanged")]
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    with open_database(tmp_path / "x.db") as db:
        assert db.documents() == ["a.txt"] and db.text("a.txt") == ORDER and db.text("b.txt") is None
        assert list(db.records("a.txt")) == list(db.records()) == list(db.records(as_extracted=True))
        assert {r.type for r in db.records(types=["reference", "date"])} == {"reference", "date"}
        with pytest.raises(DatabaseError) as error:
            db.ingest([tmp_path / "a.txt"])
        assert error.value.cause == "readonly"
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_public_types_resolve() -> None:
    # What a type checker reads beside the names that are handed on when they are asked for.
    tree = (ROOT / "extractor" / "__init__.py").read_text(encoding="utf-8")
    for name in extractor.__all__:
        assert name == "__version__" or len(re.findall(rf"\b{name}\b", tree)) >= 3, f"{name}: in TYPE_CHECKING, __all__ and _HOMES"
    assert (ROOT / "extractor" / "py.typed").is_file()
    assert typing.get_args(typing.get_type_hints(extractor.ReadOptions)["ocr"]) == ("auto", "always", "never")
