"""Zip packages and the XML in them, under limits: archives, DOCX, ODS and the like are opened here and nowhere else.

A member is never unfolded beyond its limit, whatever its header says; XML with a document type is refused, so no entity is ever expanded
and no outside file ever read.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from lxml import etree

from extractor.errors import ReadError
from extractor.readers.refusal import refusal

# One part of a document; 200 MB of XML is over 20,000 pages.
MAX_PART = 200_000_000
# Deflate packs 1 : 1,032 at best; real documents stay under 1 : 60.
MAX_RATIO = 300
_RATIO_FROM = 10_000_000
MAX_MEMBERS = 20_000
_AES = 99  # the method of members that WinZip and 7-Zip lock by AES; zipfile knows the older way only

_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True, remove_pis=True
)


def damaged(source: str, error: object) -> ReadError:
    """The error for a package whose bytes are broken."""
    return refusal(source, "damaged", "zip.damaged", error=error)


def bomb(source: str, name: str) -> ReadError:
    """The error for a member that unfolds beyond all measure."""
    return refusal(source, "too-large", "zip.bomb", name=name)


def encrypted(source: str, key: str = "password.save") -> ReadError:
    """The error for a file with a password; the sentence says what to do: password.save, password.give where --password opens it, password.archive."""
    return refusal(source, "encrypted", key)


def wrong_password(source: str) -> ReadError:
    """The error for a file that another password locks than the one that was given."""
    return refusal(source, "encrypted", "password.wrong")


class Package:
    """A zip file opened for reading. Raises ReadError for everything that is wrong with it."""

    def __init__(self, data: bytes, source: str, password: str | None = None) -> None:
        self.source = source
        self._password = password
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._all = self._zip.infolist()
            self._infos = {info.filename: info for info in self._all}
        except (
            zipfile.BadZipFile,
            zipfile.LargeZipFile,
            ValueError,
            OverflowError,
            EOFError,
            NotImplementedError,
            RuntimeError,
            OSError,
        ) as error:
            raise damaged(source, error) from error
        if len(self._all) > MAX_MEMBERS:
            raise bomb(source, f"{len(self._all)} members")

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    @property
    def members(self) -> list[zipfile.ZipInfo]:
        """All members in the order of the file."""
        return list(self._all)

    def read(self, name: str | zipfile.ZipInfo, limit: int = MAX_PART) -> bytes:
        """The bytes of one member, at most `limit`. Raises ReadError (damaged, encrypted, too_large) and KeyError for no such member.

        A member is meant by its name, or by its entry where several have one name.
        """
        info = name if isinstance(name, zipfile.ZipInfo) else self._infos[name]
        name = info.filename
        locked = bool(info.flag_bits & 0x1)
        if locked and (self._password is None or info.compress_type == _AES):
            raise encrypted(self.source, "password.unpack" if info.compress_type == _AES else "password.archive")
        if info.file_size > limit or (info.file_size > _RATIO_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1)):
            raise bomb(self.source, name)
        try:
            with self._zip.open(info, pwd=(self._password or "").encode() if locked else None) as stream:
                data = stream.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
            if locked:  # a wrong password is told by a checksum, sometimes only by what comes out
                raise wrong_password(self.source) from error
            raise damaged(self.source, f"{name}: {error}") from error
        if len(data) > limit:
            raise bomb(self.source, name)
        return data

    def xml(self, name: str) -> Any:
        """The root element of an XML member, or None where there is no such member. Raises ReadError."""
        return parse_xml(self.read(name), self.source, name) if name in self._infos else None


def check_xml(data: bytes, source: str, name: str = "") -> None:
    """Raises ReadError for XML with a document type: office files have none, entity bombs do."""
    for encoding in ("ascii", "utf-16-le", "utf-16-be"):
        if "<!DOCTYPE".encode(encoding) in data or "<!ENTITY".encode(encoding) in data:
            raise refusal(source, "hostile", "zip.dtd", name=name)


def parse_xml(data: bytes, source: str, name: str = "") -> Any:
    """The root element of `data`. Raises ReadError for XML that is damaged or declares a document type."""
    check_xml(data, source, name)
    try:
        root = etree.fromstring(data, parser=_PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(source, f"{name}: {error}") from error
    if root is None:
        raise damaged(source, f"{name}: empty")
    return root
