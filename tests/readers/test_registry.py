"""Which reader takes which file: by content, whatever the name; and one clear error for what none can read."""

from __future__ import annotations

import io
import zipfile
from importlib import import_module
from pathlib import Path

import pytest

from extractor.document import Document
from extractor.errors import ReadError, UnsupportedFormat
from extractor.readers import FORMATS, format_of, read, read_all, read_all_bytes, read_bytes


def package(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            # With a day of its own: the clock would give every process of a parallel run other bytes, and so other names of tests.
            member = zipfile.ZipInfo(name, (2031, 4, 8, 0, 0, 0))
            made.writestr(member, "application/vnd.oasis.opendocument.text" if name == "mimetype" else "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n1 0 obj", "pdf"),
        (b"\n\n%PDF-1.4\n1 0 obj\n", "pdf"),
        (package("[Content_Types].xml", "word/document.xml"), "docx"),
        (package("[Content_Types].xml", "xl/workbook.xml"), "sheet"),
        (package("mimetype", "content.xml"), "office"),
        (package("[Content_Types].xml", "xl/workbook.bin"), "office"),
        (package("[Content_Types].xml", "ppt/presentation.xml"), "pptx"),
        (package("a.txt"), "archive"),
        (package("[Content_Types].xml", "word/document.xml")[:95], "docx"),
        (b"{\\rtf1 x}", "office"),
        (b"From: a@b\nTo: c@d\nDate: Fri, 5 Apr 2024 08:00:00 +0700\nSubject: x\n\nhello", "mail"),
        (b"<html><body><p>a</p></body></html>", "html"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"Rar!\x1a\x07\x00", "packed"),
        ("Báo cáo nói về %PDF- là gì".encode(), "text"),
        (b"BM la ten mot vu", "text"),
        (b"MZ", "text"),
        (b"# Markdown\n\ntext", "text"),
    ],
)
@pytest.mark.parametrize("suffix", [".bin", ".doc", ".txt", ".pdf", ""])
def test_the_content_decides(data: bytes, name: str, suffix: str) -> None:
    assert format_of(data, f"x{suffix}").name == name


def test_every_format_has_a_reader_with_the_same_face() -> None:
    for format_ in FORMATS:
        if format_.module is not None:
            module = import_module(format_.module)
            assert callable(module.read_bytes)
            assert not format_.holds or callable(module.read_all)


@pytest.mark.parametrize("data", [b"", b"\0" * 4000, b" \r\n\t", b"\xef\xbb\xbf"])
def test_empty_files(data: bytes) -> None:
    (item,) = read_all_bytes(data, "kho/rong.docx")
    assert isinstance(item, ReadError) and item.cause == "empty" and item.source == "kho/rong.docx"


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"\x00\x01\x02\x03" * 500, "binary"),
        (bytes(range(256)) * 20, "binary"),
        (b"PK\x03\x04" + b"\0" * 100, "damaged"),
        (b"{\\rtf1", None),
    ],
)
def test_rubbish_ends_in_a_row(data: bytes, cause: str | None) -> None:
    items = list(read_all_bytes(data, "x.docx"))
    assert len(items) == 1
    if cause is not None:
        assert isinstance(items[0], ReadError) and items[0].cause == cause


def test_missing_files_and_folders(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(ReadError) as caught:
            read(path)
        assert caught.value.cause in ("missing", "unreadable", "special")
        assert [type(item) for item in read_all(path)] == [ReadError]


def test_a_text_is_unchanged_and_known_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("\ufeff## Kết quả\r\n<b>1.204</b>\thồ sơ".encode())
    (item,) = read_all(path, "thư/a.md")
    assert isinstance(item, Document)
    assert (item.text, item.source, item.format) == ("## Kết quả\n<b>1.204</b>\thồ sơ", "thư/a.md", "text")


def test_unsupported_says_which() -> None:
    with pytest.raises(UnsupportedFormat, match="foreign"):
        read_bytes(b"\x7fELF" + bytes(600), "x.bin")
