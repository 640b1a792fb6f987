"""What a file is, by its content: the kind of a zip package, of an OLE compound file, of an XML file, and whether a text is a mail.

A name is never believed: a `.doc` is often RTF, HTML or a zip package, and an `.xls` a page of HTML.
"""

from __future__ import annotations

import io
import zipfile

import regex

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PACKED = ((b"Rar!\x1a\x07", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7-Zip"), (b"\x1f\x8b\x08", "GZIP"))
_TAR, _TAR_AT = b"ustar", 257
# OpenDocument, by the `mimetype` member; templates count as what they are templates for.
_OPEN_DOCUMENT = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
    "application/epub+zip": "epub",
}
_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("__properties_version1.0", "msg"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
_HEADER = regex.compile(
    rb"(?:Return-Path|Received|Delivered-To|From|To|Cc|Subject|Date|Message-ID|MIME-Version|Content-Type|X-[\w-]+|Reply-To|Importance"
    rb"|Thread-Topic|Content-Transfer-Encoding|DKIM-Signature|References|In-Reply-To|Sender)[ \t]*:",
    regex.IGNORECASE,
)
_MAIL_PROOF = regex.compile(
    rb"^(?:From|Received|Message-ID|MIME-Version|Date|Return-Path)[ \t]*:", regex.IGNORECASE | regex.MULTILINE
)


def zip_kind(data: bytes) -> str | None:
    """docx | xlsx | xlsb | pptx | odt | ods | odp | epub | archive, or None for what is no zip file. A damaged one is an archive."""
    if not data.startswith(_ZIP):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            if "mimetype" in names and package.getinfo("mimetype").file_size < 200:
                kind = package.read("mimetype").decode("ascii", "replace").strip().removesuffix("-template")
                if kind in _OPEN_DOCUMENT:
                    return _OPEN_DOCUMENT[kind]
    except (zipfile.BadZipFile, ValueError, OverflowError, EOFError, NotImplementedError, RuntimeError, OSError, KeyError):
        return _damaged_kind(data)
    if "[Content_Types].xml" in names:
        for folder, kind in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
            if any(name.startswith(folder) for name in names):
                return "xlsb" if "xl/workbook.bin" in names else kind
    return "archive"


def packed_kind(data: bytes) -> str | None:
    """RAR | 7-Zip | GZIP | TAR, None for what is none of them."""
    if data[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR:
        return "TAR"
    return next((name for magic, name in _PACKED if data.startswith(magic)), None)


def _damaged_kind(data: bytes) -> str:
    """What a zip file whose directory is lost was: its first members are still named in it, and OpenDocument says its kind in the first of them."""
    for mimetype, kind in _OPEN_DOCUMENT.items():
        if mimetype.encode() in data[:400]:
            return kind
    for name, kind in ((b"word/", "docx"), (b"xl/", "xlsx"), (b"content.xml", "odt")):
        if name in data:
            return kind
    return "archive"


def ole_kind(data: bytes) -> str | None:
    """doc | xls | msg | encrypted | ppt | unknown | damaged, by the streams of the file's root; None for what is no compound file."""
    if not data.startswith(_OLE):
        return None
    import olefile  # type: ignore[import-untyped, unused-ignore]

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            roots = {entry[0] for entry in file.listdir(streams=True, storages=True)}
    except Exception:  # olefile raises whatever its parsing meets; the reader will say that the file is damaged
        roots = set()
    for name, kind in _STREAMS:
        if name in roots or (not roots and name.encode("utf-16-le") in data):
            return kind
    return "unknown" if roots else "damaged"


def xml_kind(data: bytes) -> str | None:
    """word-xml | excel-xml | fodt | fods for an office document in one XML file (Word 2003 XML, SpreadsheetML, flat OpenDocument), else None."""
    head = data[:4000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head.startswith(b"<?xml"):
        return None
    if b"Word.Document" in head or b"wordDocument" in head or b"schemas.microsoft.com/office/2006/xmlPackage" in head:
        return "word-xml"
    if b"Excel.Sheet" in head or b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return "excel-xml"
    if b"office:document " in head:
        return "fods" if b"opendocument.spreadsheet" in head else "fodt"
    return None


def is_mail(data: bytes, suffix: str = "") -> bool:
    """Whether the file is a mail message (or a page saved as one): it opens with mail headers, one of them a mail's own."""
    head = data[:20_000].removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    if head.startswith(b"From ") and b"\n" in head:
        head = head.partition(b"\n")[2]
    block = head.partition(b"\n\n")[0]
    if not _HEADER.match(block):
        return False
    lines = [line for line in block.split(b"\n") if line[:1] not in {b" ", b"\t", b""}]
    known = sum(_HEADER.match(line) is not None for line in lines)
    wanted = 1 if suffix in {".eml", ".mht", ".mhtml"} else 3
    return known >= wanted and known >= 0.5 * len(lines) and _MAIL_PROOF.search(block) is not None
