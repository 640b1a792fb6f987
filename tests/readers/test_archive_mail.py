"""Files that hold files: ZIP, EML, MSG, MHT; members as documents, safe names, bombs, and one broken member among good ones."""

from __future__ import annotations

import io
import struct
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest

from extractor.document import Document
from extractor.errors import ReadError, UnsupportedFormat
from extractor.readers import archive, mail, read, read_all, read_all_bytes, read_bytes
from extractor.readers.archive import safe_name

TEXT = "Thực hiện Kế hoạch số 15/KH-UBND, đã giải quyết 120 hồ sơ."


def word(text: str = TEXT) -> bytes:
    made = docx.Document()
    made.add_paragraph(text)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def zipped(**members: bytes) -> bytes:
    return zipped_from({name.replace("__", "."): data for name, data in members.items()})


def zipped_from(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return out.getvalue()


def outcomes(data: bytes, source: str) -> dict[str, str]:
    """Each member with its text, or the cause why not."""
    return {item.source: (item.text if isinstance(item, Document) else item.cause) for item in read_all_bytes(data, source)}


def test_members_are_documents_with_their_path(tmp_path: Path) -> None:
    inner = zipped_from({"thư mục/bb.txt": TEXT.encode()})
    path = tmp_path / "quy.zip"
    path.write_bytes(
        zipped_from(
            {"báo cáo.docx": word(), "b/": b"", "b/trong.zip": inner, "__MACOSX/x.txt": b"x", "~$a.docx": b"x", "rong.txt": b""}
        )
    )
    found = {item.source: item for item in read_all(path)}
    assert list(found) == ["quy.zip/báo cáo.docx", "quy.zip/b/trong.zip/thư mục/bb.txt", "quy.zip/rong.txt"]
    first = found["quy.zip/báo cáo.docx"]
    assert isinstance(first, Document) and (first.text, first.format) == (TEXT + "\n", "docx")
    last = found["quy.zip/rong.txt"]
    assert isinstance(last, ReadError) and last.cause == "empty"
    assert last.vi.startswith("quy.zip/rong.txt: ")


def test_one_document_is_asked_of_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(a__txt=TEXT.encode()))
    with pytest.raises(ReadError) as caught:
        read(path)
    assert caught.value.cause == "archive"
    assert [item.source for item in read_all(path, "kho/a.zip")] == ["kho/a.zip/a.txt"]


def test_a_broken_member_does_not_cost_the_others() -> None:
    data = bytearray(
        zipped_from({"a.txt": TEXT.encode() * 50, "b.docx": b"PK\x03\x04 nothing", "c.txt": TEXT.encode(), "d.exe": b"MZ\x90\x00"})
    )
    place = data.index(b"a.txt") + 10
    data[place : place + 5] = b"\xff\xff\xff\xff\xff"
    assert outcomes(bytes(data), "x.zip") == {
        "x.zip/a.txt": "damaged",
        "x.zip/b.docx": "damaged",
        "x.zip/c.txt": TEXT,
        "x.zip/d.exe": "unsupported",
    }


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/a/./b", "a/b"),
        ("C:\\Users\\x\\Báo cáo.doc", "Users/x/Báo cáo.doc"),
        ("a\x00b", "ab"),
        ("..", ""),
    ],
)
def test_names_are_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_names_in_utf8_without_its_mark() -> None:
    data = zipped_from({"Bxxo.txt": TEXT.encode()}).replace(b"Bxxo.txt", "Báo.txt".encode())
    assert outcomes(data, "x.zip") == {"x.zip/Báo.txt": TEXT}


def test_two_members_of_one_name() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a\\b.txt", TEXT)
        package.writestr("a/b.txt", TEXT)
    assert list(outcomes(out.getvalue(), "x.zip")) == ["x.zip/a/b.txt", "x.zip/a/b (2).txt"]


def test_bombs_end_in_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    flat = zipped_from({"a.txt": b"0" * 400_000_000})
    assert outcomes(flat, "x.zip") == {"x.zip/a.txt": "too-large"}
    nested = zipped(a__txt=TEXT.encode())
    for _ in range(6):
        nested = zipped(n__zip=nested)
    assert list(outcomes(nested, "x.zip").values()) == ["too-large"]
    monkeypatch.setattr(archive, "MAX_FILES", 3)
    budget = archive.Budget(files=3)
    items = list(archive.read_all(zipped_from({f"{n}.txt": TEXT.encode() for n in range(9)}), "x.zip", "", budget=budget))
    assert [isinstance(item, Document) for item in items] == [True, True, True, False]


@pytest.mark.parametrize("cut", [4, 30, 100, -10])
def test_truncated_archives(cut: int) -> None:
    assert outcomes(zipped(a__txt=TEXT.encode() * 9)[:cut], "x.zip") == {"x.zip": "damaged"}


def test_an_encrypted_member() -> None:
    data = bytearray(zipped(a__txt=TEXT.encode(), b__txt=TEXT.encode()))
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1
    assert outcomes(bytes(data), "x.zip") == {"x.zip/a.txt": "encrypted", "x.zip/b.txt": TEXT}


def message(html: str | None = None, plain: str | None = TEXT) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Văn phòng <vp@example.vn>"
    made["To"] = "so@example.vn"
    made["Date"] = "Fri, 05 Apr 2024 08:00:00 +0700"
    made["Message-ID"] = "<1@example.vn>"
    made["Subject"] = "V/v gửi báo cáo quý I"
    if plain is not None:
        made.set_content(plain)
    if html is not None:
        made.add_alternative(html, subtype="html")
    return made


def test_a_mail_with_attachments() -> None:
    made = message(plain=f"Kính gửi Sở,\n{TEXT}\n> thư trước")
    made.add_attachment(word(), maintype="application", subtype="octet-stream", filename="Báo cáo.docx")
    made.add_attachment(message(plain="Nội dung kèm"), filename=None)
    found = {item.source: item for item in read_all_bytes(made.as_bytes(), "thu.eml")}
    assert list(found) == ["thu.eml", "thu.eml/Báo cáo.docx", "thu.eml/message-2.eml"]
    body = found["thu.eml"]
    assert isinstance(body, Document)
    assert body.text == f"V/v gửi báo cáo quý I\nKính gửi Sở,\n{TEXT}\n"
    assert body.properties["date"] == "2024-04-05T08:00:00+07:00"
    assert body.properties["from"] == "Văn phòng <vp@example.vn>"
    inner = found["thu.eml/message-2.eml"]
    assert isinstance(inner, Document) and "Nội dung kèm" in inner.text
    assert read_bytes(made.as_bytes(), "thu.eml").text == body.text


def test_a_table_in_a_mail_is_read_from_its_html() -> None:
    html = "<html><body><p>Kết quả:</p><table border=1><tr><th>Đơn vị<th>Số</tr><tr><td>A<td>5</tr></table></body></html>"
    document = read_bytes(message(html=html).as_bytes(), "x.eml")
    assert document.text == "V/v gửi báo cáo quý I\nKết quả:\nĐơn vị\tSố\nA\t5\n"
    assert len(document.tables) == 1


def test_a_page_saved_as_mht() -> None:
    page = (
        "From: <Saved by Blink>\r\nSubject: =?utf-8?Q?B=C3=A1o?=\r\nDate: Fri, 5 Apr 2024 08:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n'
        f"Content-Transfer-Encoding: 8bit\r\n\r\n<html><body><p>{TEXT}</p></body></html>\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n"
    ).encode()
    assert [(d.text, d.format) for d in read_all_bytes(page, "bai.mht") if isinstance(d, Document)] == [(TEXT + "\n", "html")]
    assert mail.page_of(page) == f"<html><body><p>{TEXT}</p></body></html>".encode()


@pytest.mark.parametrize(
    "text", ["Kính gửi: Sở Nội vụ\nSố: 5/BC\n\nNội dung", "Từ: ông A\nDate: 5/4\n\nx", "Subject: x\n\nhello"]
)
def test_texts_that_are_no_mail(text: str) -> None:
    assert read_bytes(text.encode(), "x.txt").format == "text"


@pytest.mark.parametrize(
    "data",
    [
        b"From: a\r\nTo: b\r\nDate: x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x",
        b"From: a\nTo: b\nDate: \xff\xfe\nSubject: =?utf-8?B?####?=\nContent-Type: text/plain; charset=none-such\nContent-Transfer-Encoding: base64\n\n@@@@",
        b"From: a\nTo: b\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n" * 50,
    ],
)
def test_broken_mails_end_in_rows(data: bytes) -> None:
    assert all(isinstance(item, (Document, ReadError)) for item in read_all_bytes(data, "x.eml"))


def compound(streams: dict[str, bytes]) -> bytes:
    """A small OLE compound file (MS-CFB) with all streams in the root; each fills whole sectors, so that none needs the mini stream."""
    sector = 512
    names = list(streams)
    bodies = [data + b" " * (max(4096, -(-len(data) // sector) * sector) - len(data)) for data in streams.values()]
    directory_sectors = -(-(len(names) + 1) // 4)
    first, starts = 1 + directory_sectors, []
    table = [0xFFFFFFFD, *range(2, 1 + directory_sectors), 0xFFFFFFFE]
    for data in bodies:
        starts.append(first)
        count = len(data) // sector
        table += [*range(first + 1, first + count), 0xFFFFFFFE]
        first += count
    assert len(table) <= 128

    def entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
        raw = name.encode("utf-16-le")
        return raw.ljust(64, b"\0") + struct.pack(
            "<HBBIII16xI16xIQ", len(raw) + 2 if name else 0, kind, 1, 0xFFFFFFFF, right, child, 0, start, size
        )

    entries = [entry("Root Entry", 5, 1, 0xFFFFFFFF, 0xFFFFFFFE, 0)]
    for number, name in enumerate(names):
        right = number + 2 if number + 1 < len(names) else 0xFFFFFFFF
        entries.append(entry(name, 2, 0xFFFFFFFF, right, starts[number], max(4096, len(streams[name]))))
    entries += [entry("", 0, 0xFFFFFFFF, 0xFFFFFFFF, 0, 0)] * (directory_sectors * 4 - len(entries))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        1,
        1,
        0,
        4096,
        0xFFFFFFFE,
        0,
        0xFFFFFFFE,
        0,
        0,
    )
    header += b"\xff\xff\xff\xff" * 108
    fat = struct.pack("<128I", *(table + [0xFFFFFFFF] * (128 - len(table))))
    return header + fat + b"".join(entries) + b"".join(bodies)


def test_an_outlook_message() -> None:
    sent = struct.pack("<IIQ", 0x00390040, 6, 133567560000000000)
    data = compound(
        {
            "__properties_version1.0": b"\0" * 32 + sent,
            "__substg1.0_0037001F": "V/v báo cáo".encode("utf-16-le"),
            "__substg1.0_0C1A001F": "Phòng Nội vụ".encode("utf-16-le"),
            "__substg1.0_1000001F": TEXT.encode("utf-16-le"),
        }
    )
    document = read_bytes(data, "thu.msg")
    assert document.text.splitlines()[0].startswith("V/v báo cáo")
    assert TEXT in document.text
    assert document.properties["date"] == "2024-04-05T02:00:00+00:00"


def test_an_encrypted_office_file() -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(compound({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), "mat.docx")
    assert caught.value.cause == "encrypted"


@pytest.mark.parametrize("data", [b"SQLite format 3\x00abc", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"])
def test_formats_that_are_not_read(data: bytes) -> None:
    with pytest.raises(UnsupportedFormat):
        read_bytes(data, "x.bin")


def test_slides_without_their_current_user_are_damaged() -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(compound({"PowerPoint Document": b"x"}), "x.bin")
    assert caught.value.cause == "damaged"
