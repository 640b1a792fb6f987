"""DOCX, XLSX and PPTX behind a password (MS-OFFCRYPTO: an OLE file with the package inside), and what says that other files are locked.

    read_bytes(data, "mat.xlsx", …, ReadOptions(password="…"))     the workbook inside

A workbook that is only protected against changes is locked by a password that Excel itself tries: it is opened without one being given.
"""

from __future__ import annotations

import contextlib
import io
import re
from dataclasses import replace
from importlib import import_module
from typing import cast

from extractor.document import Document
from extractor.errors import ReadError
from extractor.readers.detect import zip_kind
from extractor.readers.options import DEFAULT, ReadOptions
from extractor.readers.zipped import Package, damaged, encrypted, wrong_password

EXCEL = "VelvetSweatshop"
"""What Excel locks a protected workbook with, and tries on every file before it asks."""
_READERS = {"docx": "docx", "xlsx": "sheet", "ods": "sheet", "xlsb": "office", "pptx": "pptx"}
_TURNS = re.compile(rb'spinCount="(\d{1,12})"')
_MAX_TURNS = 10_000_000  # how often a password may be hashed before it is tried


def read_bytes(data: bytes, source: str, sha256: str, options: ReadOptions = DEFAULT) -> Document:
    """Reads a locked office file. Raises ReadError: encrypted without its password or where the lock is of another kind, damaged."""
    inner = unlocked(data, source, options.password)
    kind = zip_kind(inner)
    if kind not in _READERS:
        raise damaged(source, "EncryptedPackage")
    reader = import_module(f"extractor.readers.{_READERS[kind]}")
    document = cast(Document, reader.read_bytes(inner, source, sha256, options))
    return replace(document, properties={**document.properties, "unlocked": "yes"})


def unlocked(data: bytes, source: str, password: str | None) -> bytes:
    """The package inside. Raises ReadError."""
    import msoffcrypto
    import olefile  # type: ignore[import-untyped, unused-ignore]
    from msoffcrypto.exceptions import InvalidKeyError

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            turns = _TURNS.search(file.openstream("EncryptionInfo").read())
        if turns is not None and int(turns[1]) > _MAX_TURNS:
            raise encrypted(source)
        for tried in (EXCEL, password):
            if tried is not None:
                locked, inner = msoffcrypto.OfficeFile(io.BytesIO(data)), io.BytesIO()
                with contextlib.suppress(InvalidKeyError):
                    locked.load_key(password=tried, verify_password=True)
                    locked.decrypt(inner)
                    return inner.getvalue()
    except ReadError:
        raise
    except Exception as error:  # both libraries raise what their parsing meets; a lock that is not understood (a key card, a rights server) is still a lock
        raise encrypted(source) from error
    raise encrypted(source, "password.give") if password is None else wrong_password(source)


def is_locked(package: Package) -> bool:
    """Whether an OpenDocument package is behind a password."""
    return "META-INF/manifest.xml" in package and b"encryption-data" in package.read("META-INF/manifest.xml")


def is_locked_doc(data: bytes) -> bool:
    """Whether a DOC file is: its head says so."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            head = file.openstream("WordDocument").read(12)
    except Exception:  # olefile raises whatever its parsing meets; LibreOffice will say what the file is
        return False
    return len(head) == 12 and head[:2] in (b"\xec\xa5", b"\xdc\xa5") and bool(head[11] & 1)
