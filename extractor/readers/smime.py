"""S/MIME (RFC 8551, CMS of RFC 5652): what is inside a signed message, and what is only its signature.

    signed_content(payload)     the message that a smime.p7m of signed data holds; None for an encrypted one and for what is none

Signatures are not checked here: a report's figures are the same whoever sent them.
"""

from __future__ import annotations

from typing import NamedTuple

SIGNATURES = frozenset(("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"))
SEALED = frozenset(("application/pkcs7-mime", "application/x-pkcs7-mime"))
_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_ENVELOPED_DATA = bytes.fromhex("2a864886f70d010703")
_SEQUENCE, _OBJECT, _OCTETS, _FIRST = 0x30, 0x06, 0x04, 0xA0
_DEEPEST = 16


class _Value(NamedTuple):
    """A value of BER: its tag, where its content begins and ends, and where the next value begins."""

    tag: int
    start: int
    end: int
    after: int


def is_signature(data: bytes) -> bool:
    """Whether a file is a signature beside another file (PKCS#7), with nothing to read in it."""
    if not data.startswith(b"0") or _SIGNED_DATA not in data[:64]:
        return False
    return signed_content(data) is None


def is_sealed(data: bytes) -> bool:
    """Whether a file is an encrypted message."""
    return data.startswith(b"0") and _ENVELOPED_DATA in data[:64]


def signed_content(data: bytes) -> bytes | None:
    """The content that signed data carry."""
    try:
        return _content(data)
    except (IndexError, ValueError):
        return None


def _content(data: bytes) -> bytes | None:
    outer = _children(data, _value(data, 0))
    if len(outer) < 2 or outer[0].tag != _OBJECT or data[outer[0].start : outer[0].end] != _SIGNED_DATA:
        return None
    inner = _children(data, outer[1])[0]
    parts = _children(data, inner)
    # Version, algorithms, then what was signed.
    held = next((part for part in parts[2:3] if part.tag == _SEQUENCE), None)
    if held is None:
        return None
    wrapped = [part for part in _children(data, held) if part.tag == _FIRST]
    return _octets(data, _children(data, wrapped[0])[0], 0) if wrapped else None


def _octets(data: bytes, value: _Value, depth: int) -> bytes:
    """An octet string, also one that is cut into pieces."""
    if value.tag == _OCTETS:
        return data[value.start : value.end]
    if value.tag == _OCTETS | 0x20 and depth < _DEEPEST:
        return b"".join(_octets(data, part, depth + 1) for part in _children(data, value))
    return b""


def _children(data: bytes, value: _Value) -> list[_Value]:
    found: list[_Value] = []
    at = value.start
    while at < value.end:
        child = _value(data, at)
        if child.after > value.end:
            raise ValueError
        found.append(child)
        at = child.after
    return found


def _value(data: bytes, at: int, depth: int = 0) -> _Value:
    tag, length = data[at], data[at + 1]
    start = at + 2
    if tag & 0x1F == 0x1F or depth > _DEEPEST:
        raise ValueError
    if length == 0x80:
        # Without a length: up to the two zeros that end it.
        end = start
        while data[end : end + 2] != b"\x00\x00":
            end = _value(data, end, depth + 1).after
        return _Value(tag, start, end, end + 2)
    if length & 0x80:
        size = length & 0x7F
        length, start = int.from_bytes(data[start : start + size], "big"), start + size
    if start + length > len(data):
        raise ValueError
    return _Value(tag, start, start + length, start + length)
