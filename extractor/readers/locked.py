"""DOCX, XLSX and PPTX behind a password (MS-OFFCRYPTO: an OLE file with the package inside), and what says that other files are locked.

    read_bytes(data, "mat.xlsx", …, ReadOptions(password="…"))     the workbook inside

A workbook that is only protected against changes is locked by a password that Excel itself tries: it is opened without one being given.
"""

from __future__ import annotations

import base64
import hashlib
import io
import struct
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import Any, cast

from extractor.document import Document
from extractor.readers.detect import zip_kind
from extractor.readers.options import DEFAULT, ReadOptions
from extractor.readers.zipped import Package, bomb, damaged, encrypted, parse_xml, wrong_password

EXCEL = "VelvetSweatshop"
"""What Excel locks a protected workbook with, and tries on every file before it asks."""
_READERS = {"docx": "docx", "xlsx": "sheet", "ods": "sheet", "xlsb": "office", "pptx": "pptx"}
_MAX_SPINS = 10_000_000
_MAX_PACKAGE = 1_000_000_000
_SEGMENT = 4096
_ENCRYPTION = "{http://schemas.microsoft.com/office/2006/encryption}"
_BY_PASSWORD = "{http://schemas.microsoft.com/office/2006/keyEncryptor/password}"
# The blocks that the specification adds before a key is derived: for the two halves of the proof, and for the key itself.
_PROOF, _PROOF_HASH, _KEY = bytes.fromhex("fea7d2763b4b9e79"), bytes.fromhex("d7aa0f6d3061344e"), bytes.fromhex("146e0be7abacd0d6")


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
            info, package = file.openstream("EncryptionInfo").read(), file.openstream("EncryptedPackage").read()
        if len(package) > _MAX_PACKAGE:
            raise bomb(source, "EncryptedPackage")
        opening = _agile(info, source) if info[:4] == b"\x04\x00\x04\x00" else _standard(info)
        size = struct.unpack_from("<Q", package)[0]
        for tried in (EXCEL, password):
            if tried is not None and (plain := opening(tried, package[8:])) is not None:
                return plain[:size]
    except (OSError, struct.error, IndexError, KeyError, TypeError, ValueError, AttributeError) as error:
        # olefile raises what its parsing meets; a lock that is not understood (a key card, a rights server) is still a lock.
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


# -- the two ways of the specification: a function that opens a package with a password, None where it is another one ------------------

Opening = Callable[[str, bytes], bytes | None]


def _agile(info: bytes, source: str) -> Opening:
    """Office 2010 and later: AES by segments of 4,096 bytes, the key itself locked by the password."""
    root = parse_xml(info[8:].rstrip(b"\0 "), source, "EncryptionInfo")
    data, lock = root.find(_ENCRYPTION + "keyData"), root.find(f".//{_BY_PASSWORD}encryptedKey")
    salt, spins = base64.b64decode(lock.get("saltValue")), int(lock.get("spinCount"))
    algorithm, bits = lock.get("hashAlgorithm"), int(lock.get("keyBits")) // 8
    if spins > _MAX_SPINS or {data.get("cipherAlgorithm"), lock.get("cipherAlgorithm")} != {"AES"} or {data.get("cipherChaining"), lock.get("cipherChaining")} != {"ChainingModeCBC"}:
        raise ValueError("EncryptionInfo")

    def opened(password: str, package: bytes) -> bytes | None:
        spun = _spun(algorithm, salt, password, spins)

        def taken(name: str, block: bytes) -> bytes:
            return _aes(_fitted(_hash(algorithm, spun + block), bits), base64.b64decode(lock.get(name)), salt[:16])

        proof = _hash(algorithm, taken("encryptedVerifierHashInput", _PROOF)[: int(lock.get("saltSize"))])
        if proof != taken("encryptedVerifierHashValue", _PROOF_HASH)[: len(proof)]:
            return None
        key, whole = taken("encryptedKeyValue", _KEY)[:bits], base64.b64decode(data.get("saltValue"))
        return b"".join(
            _aes(key, package[at : at + _SEGMENT], _fitted(_hash(data.get("hashAlgorithm"), whole + struct.pack("<I", at // _SEGMENT)), 16))
            for at in range(0, len(package), _SEGMENT)
        )

    return opened


def _standard(info: bytes) -> Opening:
    """Office 2007: AES in one run, the key made from the password."""
    size = struct.unpack_from("<I", info, 8)[0]
    bits = struct.unpack_from("<I", info, 12 + 16)[0] // 8
    at = 12 + size
    salt, proof, proof_hash = info[at + 4 : at + 20], info[at + 20 : at + 36], info[at + 40 : at + 72]

    def opened(password: str, package: bytes) -> bytes | None:
        spun = _hash("SHA1", _spun("SHA1", salt, password, 50_000) + b"\0\0\0\0")
        halves = (_hash("SHA1", bytes(b ^ pad for b in spun.ljust(64, b"\0"))) for pad in (0x36, 0x5C))
        key = b"".join(halves)[:bits]
        return _aes(key, package) if _hash("SHA1", _aes(key, proof)) == _aes(key, proof_hash)[:20] else None

    return opened


def _spun(algorithm: str, salt: bytes, password: str, times: int) -> bytes:
    """The hash of a password, taken again and again, so that trying many takes long."""
    make, spun = getattr(hashlib, algorithm.lower()), _hash(algorithm, salt + password.encode("utf-16-le"))
    for n in range(times):
        spun = make(struct.pack("<I", n) + spun).digest()
    return spun


def _hash(algorithm: str, data: bytes) -> bytes:
    return hashlib.new(algorithm.lower(), data).digest()


def _fitted(key: bytes, size: int) -> bytes:
    return key[:size].ljust(size, b"\x36")


def _aes(key: bytes, data: bytes, start: bytes | None = None) -> bytes:
    """Deciphers whole blocks, one by one (ECB) or from a start (CBC)."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    mode: Any = modes.ECB() if start is None else modes.CBC(start)
    decryptor = Cipher(algorithms.AES(key), mode).decryptor()
    return decryptor.update(data[: len(data) // 16 * 16]) + decryptor.finalize()
