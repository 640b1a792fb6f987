"""Files behind a password: said in one sentence with what to do, and opened where --password can.

tests/readers/locked holds what LibreOffice, msoffcrypto-tool and Info-ZIP locked by "mat-khau-8" (protected.xls: by what Excel locks a workbook with that is only protected
against changes). Office files of today are locked here as MS-OFFCRYPTO says, in both its ways.
"""

from __future__ import annotations

import base64
import hashlib
import io
import lzma
import os
import sqlite3
import struct
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from docx import Document as Word
from test_archive_mail import compound
from typer.testing import CliRunner

from extractor.cli import build
from extractor.document import Document
from extractor.errors import ReadError
from extractor.readers import office, read_all_bytes
from extractor.readers.locked import EXCEL
from extractor.readers.options import ReadOptions

PASSWORD = "mat-khau-8"
FOLDER = Path(__file__).parent / "locked"
LINE = "Thu ngân sách đạt 412 triệu đồng."


def word() -> bytes:
    document, buffer = Word(), io.BytesIO()
    document.add_paragraph(LINE)
    document.save(buffer)
    return buffer.getvalue()


def workbook() -> bytes:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Chỉ tiêu", "Số hộ"])
    book.active.append(["Xã Bảo Thuận", 412])
    book.save(buffer)
    return buffer.getvalue()


def aes(key: bytes, data: bytes, start: bytes | None = None) -> bytes:
    mode: Any = modes.ECB() if start is None else modes.CBC(start)
    cipher = Cipher(algorithms.AES(key), mode).encryptor()
    return cipher.update(data.ljust(-(-len(data) // 16) * 16, b"\0")) + cipher.finalize()


def spun(algorithm: str, salt: bytes, password: str, times: int) -> bytes:
    out = hashlib.new(algorithm, salt + password.encode("utf-16-le")).digest()
    for n in range(times):
        out = hashlib.new(algorithm, struct.pack("<I", n) + out).digest()
    return out


def agile(data: bytes, password: str) -> bytes:
    """As Word and Excel 2010 and later lock a file: AES-256, SHA-512, 100,000 turns."""
    salt, own, key, proof = os.urandom(16), os.urandom(16), os.urandom(32), os.urandom(16)
    turned = spun("sha512", own, password, 100_000)

    def locked(block: str, content: bytes) -> str:
        return base64.b64encode(aes(hashlib.sha512(turned + bytes.fromhex(block)).digest()[:32], content, own)).decode()

    about = 'saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512"'
    uri = "http://schemas.microsoft.com/office/2006"
    xml = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<encryption xmlns="{uri}/encryption" xmlns:p="{uri}/keyEncryptor/password">'
        f'<keyData {about} saltValue="{base64.b64encode(salt).decode()}"/>'
        f'<dataIntegrity encryptedHmacKey="{base64.b64encode(bytes(64)).decode()}" encryptedHmacValue="{base64.b64encode(bytes(64)).decode()}"/>'
        f'<keyEncryptors><keyEncryptor uri="{uri}/keyEncryptor/password"><p:encryptedKey spinCount="100000" {about} saltValue="{base64.b64encode(own).decode()}" '
        f'encryptedVerifierHashInput="{locked("fea7d2763b4b9e79", proof)}" encryptedVerifierHashValue="{locked("d7aa0f6d3061344e", hashlib.sha512(proof).digest())}" '
        f'encryptedKeyValue="{locked("146e0be7abacd0d6", key)}"/></keyEncryptor></keyEncryptors></encryption>'
    )
    package = b"".join(
        aes(key, data[at : at + 4096], hashlib.sha512(salt + struct.pack("<I", at // 4096)).digest()[:16]) for at in range(0, len(data), 4096)
    )
    return compound({"EncryptionInfo": b"\x04\x00\x04\x00\x40\x00\x00\x00" + xml.encode(), "EncryptedPackage": struct.pack("<Q", len(data)) + package})


def standard(data: bytes, password: str) -> bytes:
    """As Office 2007 locks a file: AES-128, SHA-1, 50,000 turns."""
    salt, proof = os.urandom(16), os.urandom(16)
    last = hashlib.sha1(spun("sha1", salt, password, 50_000) + b"\0\0\0\0").digest().ljust(64, b"\0")
    key = hashlib.sha1(bytes(b ^ 0x36 for b in last)).digest()[:16]
    name = "Microsoft Enhanced RSA and AES Cryptographic Provider\0".encode("utf-16-le")
    head = struct.pack("<IIIIIIII", 0x24, 0, 0x660E, 0x8004, 128, 0x18, 0, 0) + name
    info = struct.pack("<HHII", 3, 2, 0x24, len(head)) + head
    info += struct.pack("<I", 16) + salt + aes(key, proof) + struct.pack("<I", 20) + aes(key, hashlib.sha1(proof).digest().ljust(32, b"\0"))
    return compound({"EncryptionInfo": info, "EncryptedPackage": struct.pack("<Q", len(data)) + aes(key, data)})


def outcome(data: bytes, name: str, password: str | None = None) -> Document | ReadError:
    [only] = read_all_bytes(data, name, ReadOptions(password=password, ocr="never"))
    return only


@pytest.mark.parametrize("lock", (agile, standard))
@pytest.mark.parametrize(("make", "name", "kind", "said"), ((word, "mat.docx", "docx", LINE), (workbook, "mat.xlsx", "sheet", "Xã Bảo Thuận\t412")))
def test_an_office_file_of_today_is_opened_with_its_password(lock: Any, make: Any, name: str, kind: str, said: str) -> None:
    data = lock(make(), PASSWORD)
    opened = outcome(data, name, PASSWORD)
    assert isinstance(opened, Document) and said in opened.text and opened.format == kind and opened.properties["unlocked"] == "yes"
    without, wrong = outcome(data, name), outcome(data, name, "sai")
    assert isinstance(without, ReadError) and without.cause == "encrypted" and "--password" in without.vi and "--password" in without.en and name in without.vi
    assert isinstance(wrong, ReadError) and wrong.cause == "encrypted" and "không đúng" in wrong.vi and "wrong" in wrong.en


@pytest.mark.parametrize("lock", (agile, standard))
def test_a_workbook_that_is_only_protected_needs_no_password(lock: Any) -> None:
    data = lock(workbook(), EXCEL)
    for password in (None, "sai"):
        opened = outcome(data, "bieu.xlsx", password)
        assert isinstance(opened, Document) and "Xã Bảo Thuận\t412" in opened.text


def real(name: str) -> bytes:
    packed = FOLDER / f"{name}.xz"
    return lzma.decompress(packed.read_bytes()) if packed.exists() else (FOLDER / name).read_bytes()


def test_a_workbook_that_another_program_locked() -> None:
    opened = outcome(real("mat.xlsx"), "mat.xlsx", PASSWORD)
    assert isinstance(opened, Document) and "Xã Bảo Thuận\t412" in opened.text


@pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")
def test_a_protected_workbook_of_97() -> None:
    opened = outcome(real("protected.xls"), "protected.xls")
    assert isinstance(opened, Document) and "Xã Bảo Thuận\t412" in opened.text


@pytest.mark.parametrize("name", ("mat.odt", "mat.ods"))
def test_files_of_opendocument_say_that_they_are_to_be_saved_without(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "program", lambda: None)  # it is told without LibreOffice
    for password in (None, PASSWORD):
        error = outcome(real(name), name, password)
        assert isinstance(error, ReadError) and error.cause == "encrypted" and "lưu lại bản không mật khẩu" in error.vi and "save it without" in error.en


@pytest.mark.parametrize(("name", "said"), [("mat.xls", "Xã Bảo Thuận\t412"), ("mat.doc", "412")])
def test_a_file_of_97_is_opened_with_its_password(name: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if name == "mat.xls":
        monkeypatch.setattr(office, "program", lambda: None)
    elif office.program() is None:
        pytest.skip("LibreOffice is not installed")
    opened = outcome(real(name), name, PASSWORD)
    assert isinstance(opened, Document) and said in opened.text and opened.properties["unlocked"] == "yes"
    without, wrong = outcome(real(name), name), outcome(real(name), name, "sai")
    assert isinstance(without, ReadError) and without.cause == "encrypted" and "--password" in without.vi
    assert isinstance(wrong, ReadError) and wrong.cause == "encrypted" and "không đúng" in wrong.vi


def test_an_archive() -> None:
    opened = outcome(real("mat.zip"), "mat.zip", PASSWORD)
    assert isinstance(opened, Document) and opened.source == "mat.zip/ghi-chu.txt" and LINE in opened.text
    without, wrong = outcome(real("mat.zip"), "mat.zip"), outcome(real("mat.zip"), "mat.zip", "sai")
    assert isinstance(without, ReadError) and without.cause == "encrypted" and "--password" in without.vi and "giải nén" in without.vi
    assert isinstance(wrong, ReadError) and wrong.cause == "encrypted" and "không đúng" in wrong.vi


def test_an_archive_locked_by_aes_says_to_unpack_it() -> None:
    """zipfile does not open these: their members name method 99."""
    data = bytearray(real("mat.zip"))
    directory = data.index(b"PK\x01\x02")
    data[8:10] = data[directory + 10 : directory + 12] = struct.pack("<H", 99)
    error = outcome(bytes(data), "aes.zip", PASSWORD)
    assert isinstance(error, ReadError) and error.cause == "encrypted" and "giải nén" in error.vi and "--password" not in error.vi


def test_broken_locks_are_damaged_and_no_crash() -> None:
    for data in (agile(word(), PASSWORD), standard(word(), PASSWORD)):
        for at in range(1024, 8_000, 697):
            broken = data[:at] + b"\xff\x00\x7f" + data[at + 3 :]
            result = outcome(broken, "mat.docx", PASSWORD)
            assert isinstance(result, Document) or result.cause in {"damaged", "encrypted", "empty", "too-large", "hostile"}, result


def test_the_row_in_the_database(tmp_path: Path) -> None:
    """One row a file, with the cause, the sentence and what to do; read again with the password the row is gone."""
    folder, database = tmp_path / "den", tmp_path / "den.db"
    folder.mkdir()
    (folder / "mat.xlsx").write_bytes(agile(workbook(), PASSWORD))
    with zipfile.ZipFile(folder / "ro.zip", "w") as archive:
        archive.writestr("ro.txt", LINE)
    result = CliRunner().invoke(build("vi"), ["ingest", str(folder), "--db", str(database), "--ocr", "never"])
    assert result.exit_code == 1
    with sqlite3.connect(database) as rows:
        [(cause, vi, en, advice)] = rows.execute("select cause, message, message_en, advice from failures").fetchall()
    assert cause == "encrypted" and "có mật khẩu" in vi and "needs a password" in en and "--password" in advice
    result = CliRunner().invoke(build("vi"), ["ingest", "--db", str(database), "--ocr", "never", "--failed", "--password", PASSWORD])
    assert result.exit_code == 0, result.output
    with sqlite3.connect(database) as rows:
        assert rows.execute("select count(*) from failures").fetchone() == (0,)
