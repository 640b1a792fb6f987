"""Office files behind a password (MS-OFFCRYPTO): DOCX, XLSX and PPTX as an OLE file with the package inside, DOC, XLS and PPT with their streams locked;
and what says that other files are.

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
    import olefile  # type: ignore[import-untyped, unused-ignore]

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            turns = _TURNS.search(file.openstream("EncryptionInfo").read())
    except Exception as error:  # olefile raises whatever its parsing meets
        raise encrypted(source) from error
    if turns is not None and int(turns[1]) > _MAX_TURNS:
        raise encrypted(source)
    return opened(data, source, password)


def opened(data: bytes, source: str, password: str | None) -> bytes:
    """The same file without its lock: the package of a file of today, a DOC, XLS or PPT of Office 97 to 2003. Raises ReadError."""
    import msoffcrypto
    from msoffcrypto.exceptions import InvalidKeyError
    from msoffcrypto.format.ooxml import OOXMLFile

    try:
        for tried in (EXCEL, password):
            if tried is not None:
                locked, inner = msoffcrypto.OfficeFile(io.BytesIO(data)), io.BytesIO()
                with contextlib.suppress(InvalidKeyError):
                    # The old formats always check a password; those of today only where they are told to.
                    locked.load_key(password=tried, **({"verify_password": True} if isinstance(locked, OOXMLFile) else {}))
                    locked.decrypt(inner)
                    return inner.getvalue()
    except Exception as error:  # it raises what its parsing meets; a lock that is not understood (a key card, a rights server) is still a lock
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
