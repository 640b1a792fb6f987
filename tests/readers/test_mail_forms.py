"""What mail programs of offices wrap messages in: winmail.dat, S/MIME, bodies kept as RTF, messages in messages. All of it is invented."""

from __future__ import annotations

import datetime
import io
import struct
from email.message import EmailMessage

import docx
import olefile
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

from extractor.document import Document
from extractor.errors import ReadError
from extractor.readers import read_all_bytes
from extractor.readers.msg import Msg, read_msg
from extractor.readers.rtf_mail import body, unpacked

TEXT = "Đề nghị các đơn vị gửi báo cáo trước ngày 15/6/2031."
HTML = f"<html><body><p>{TEXT}</p><table border=1><tr><th>Xã</th><th>Số hộ</th></tr><tr><td>Nậm Lạnh</td><td>412</td></tr></table></body></html>"


def word(text: str) -> bytes:
    made = docx.Document()
    made.add_paragraph(text)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def outcomes(data: bytes, source: str) -> dict[str, str]:
    return {item.source: (item.text if isinstance(item, Document) else item.cause) for item in read_all_bytes(data, source)}


# -- winmail.dat ---------------------------------------------------------------------------------------------------------------------


def attribute(level: int, name: int, value: bytes) -> bytes:
    return struct.pack("<BII", level, name, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)


def properties(*values: tuple[int, int, bytes]) -> bytes:
    """MAPI properties: (kind, name, value); texts and bytes are padded, numbers are not."""
    out = struct.pack("<I", len(values))
    for kind, name, value in values:
        out += struct.pack("<HH", kind, name)
        out += value if kind == 3 else struct.pack("<II", 1, len(value)) + value + b"\0" * (-len(value) % 4)
    return out


def winmail(body_: tuple[int, int, bytes]) -> bytes:
    subject = (0x1F, 0x0037, "V/v gửi báo cáo\0".encode("utf-16-le"))
    name = (0x1F, 0x3707, "phụ lục.docx\0".encode("utf-16-le"))
    return (
        b"\x78\x9f\x3e\x22\x01\x00"
        + attribute(1, 0x00069007, struct.pack("<II", 1258, 0))
        + attribute(1, 0x00069003, properties((3, 0x0E07, b"\1\0\0\0"), subject, body_))
        + attribute(2, 0x00069002, b"\0" * 14)
        + attribute(2, 0x00018010, b"PHULUC~1.DOC\0")
        + attribute(2, 0x0006800F, word("Phụ lục có 12 hộ."))
        + attribute(2, 0x00069005, properties(name))
    )


def packed(rtf: bytes) -> bytes:
    """RTF packed without any reference but the closing one."""
    out = bytearray()
    for at in range(0, len(rtf), 8):
        piece = rtf[at : at + 8]
        if len(piece) == 8:
            out += b"\0" + piece
        else:
            out += bytes((1 << len(piece),)) + piece
    if len(rtf) % 8 == 0:
        out += b"\1"
    place = (207 + len(rtf)) % 4096
    out += bytes((place >> 4, (place & 15) << 4))
    return struct.pack("<II4sI", len(out) + 12, len(rtf), b"LZFu", 0) + bytes(out)


def escaped(text: str) -> bytes:
    return "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in text).encode()


def page_in_rtf() -> bytes:
    tags = HTML.replace("<", "\x01{\\*\\htmltag64 <").replace(">", ">}\x02")
    pieces = b"".join(escaped(piece) for piece in tags.replace("\x01", "").replace("\x02", "").split("\x00"))
    return b"{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl{\\f0\\fswiss Arial;}}\\uc1 \\htmlrtf not shown\\par \\htmlrtf0 " + pieces + b"}"


@pytest.mark.parametrize(
    "kept",
    [
        (0x1F, 0x1000, f"{TEXT}\0".encode("utf-16-le")),
        (0x102, 0x1009, packed(b"{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\pard " + escaped(TEXT) + b"\\par}")),
        (0x102, 0x1013, HTML.encode()),
    ],
    ids=["plain", "rtf", "html"],
)
def test_a_winmail_file(kept: tuple[int, int, bytes]) -> None:
    found = outcomes(winmail(kept), "winmail.dat")
    assert list(found) == ["winmail.dat", "winmail.dat/phụ lục.docx"]
    assert found["winmail.dat"].startswith(f"V/v gửi báo cáo\n{TEXT}\n")
    assert found["winmail.dat/phụ lục.docx"] == "Phụ lục có 12 hộ.\n"


@pytest.mark.parametrize("said", ["", "Xem nội dung kèm theo."])
def test_a_mail_that_holds_a_winmail_file(said: str) -> None:
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "vp@example.vn", "V/v gửi báo cáo", "<1@example.vn>"
    message.set_content(said)
    message.add_attachment(winmail((0x102, 0x1013, HTML.encode())), maintype="application", subtype="ms-tnef", filename="winmail.dat")
    found = outcomes(message.as_bytes(), "thu.eml")
    assert list(found) == ["thu.eml", "thu.eml/phụ lục.docx"]
    assert (said or f"{TEXT}\nXã\tSố hộ\nNậm Lạnh\t412") in found["thu.eml"]


def test_a_page_that_was_put_into_rtf() -> None:
    said, is_page = body(unpacked(packed(page_in_rtf())))
    assert is_page and said.replace("\n", "") == HTML


def test_references_into_what_was_unpacked() -> None:
    # "ab" and eight letters that refer to it: the window goes on while it is read.
    place = 207
    token = bytes((place >> 4, (place & 15) << 4 | (8 - 2)))
    end = 207 + 2 + 8
    data = bytes((0b1100,)) + b"ab" + token + bytes((end >> 4, (end & 15) << 4))
    assert unpacked(struct.pack("<II4sI", len(data) + 12, 10, b"LZFu", 0) + data) == b"ababababab"


@pytest.mark.parametrize("cut", [3, 20, 60, 200, 400, -1])
def test_a_broken_winmail_file_ends_in_rows(cut: int) -> None:
    assert all(isinstance(item, (Document, ReadError)) for item in read_all_bytes(winmail((0x102, 0x1013, HTML.encode()))[:cut], "winmail.dat"))


# -- S/MIME --------------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def signer() -> tuple[x509.Certificate, rsa.RSAPrivateKey]:
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Văn phòng")])
    day = datetime.datetime(2031, 1, 1)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    return made.not_valid_before(day).not_valid_after(day + datetime.timedelta(days=9)).sign(key, hashes.SHA256()), key


def inner() -> EmailMessage:
    message = EmailMessage()
    message.set_content(TEXT)
    message.add_attachment(word("Phụ lục có 12 hộ."), maintype="application", subtype="octet-stream", filename="phụ lục.docx")
    return message


HEAD = b"From: vp@example.vn\r\nSubject: Bao cao\r\nMessage-ID: <1@example.vn>\r\nMIME-Version: 1.0\r\n"


def test_a_signed_mail(signer: tuple[x509.Certificate, rsa.RSAPrivateKey]) -> None:
    builder = pkcs7.PKCS7SignatureBuilder().set_data(inner().as_bytes()).add_signer(*signer, hashes.SHA256())
    clear = HEAD + builder.sign(serialization.Encoding.SMIME, [pkcs7.PKCS7Options.DetachedSignature]).replace(b"MIME-Version: 1.0\n", b"", 1)
    found = {item.source: item for item in read_all_bytes(clear, "thu.eml")}
    assert list(found) == ["thu.eml", "thu.eml/phụ lục.docx"]
    first = found["thu.eml"]
    assert isinstance(first, Document) and first.text == f"Bao cao\n{TEXT}\n" and first.properties["signature"] == "S/MIME"
    opaque = builder.sign(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary])
    assert list(outcomes(sealed(opaque, "signed-data"), "thu.eml").items()) == [
        ("thu.eml", f"Bao cao\n{TEXT}\n"),
        ("thu.eml/phụ lục.docx", "Phụ lục có 12 hộ.\n"),
    ]
    detached = builder.sign(serialization.Encoding.DER, [pkcs7.PKCS7Options.DetachedSignature])
    (beside,) = read_all_bytes(detached, "cong van.pdf.p7s")
    assert isinstance(beside, ReadError) and beside.cause == "unsupported" and "chữ ký số" in beside.vi


def sealed(data: bytes, kind: str) -> bytes:
    import base64

    kept = base64.encodebytes(data)
    return HEAD + f'Content-Type: application/pkcs7-mime; smime-type={kind}; name="smime.p7m"\r\nContent-Transfer-Encoding: base64\r\n\r\n'.encode() + kept


def test_an_encrypted_mail_says_so(signer: tuple[x509.Certificate, rsa.RSAPrivateKey]) -> None:
    made = pkcs7.PKCS7EnvelopeBuilder().set_data(inner().as_bytes()).add_recipient(signer[0]).encrypt(serialization.Encoding.DER, [])
    (error,) = read_all_bytes(sealed(made, "enveloped-data"), "thu.eml")
    assert isinstance(error, ReadError) and error.cause == "encrypted" and "S/MIME" in error.en
    (alone,) = read_all_bytes(made, "smime.p7m")
    assert isinstance(alone, ReadError) and "S/MIME" in alone.en


# -- messages in messages ------------------------------------------------------------------------------------------------------------


class Streams:
    """Stands in for olefile: streams by their path."""

    def __init__(self, streams: dict[tuple[str, ...], bytes]) -> None:
        self.streams = streams

    def exists(self, path: list[str]) -> bool:
        return tuple(path) in self.streams

    def get_size(self, path: list[str]) -> int:
        return len(self.streams[tuple(path)])

    def openstream(self, path: list[str]) -> io.BytesIO:
        return io.BytesIO(self.streams[tuple(path)])

    def listdir(self, streams: bool = True, storages: bool = True) -> list[list[str]]:
        found = {path[:depth] for path in self.streams for depth in range(1, len(path) + 1)}
        return [list(path) for path in sorted(found)]


def test_a_message_inside_a_message_gives_its_attachments(monkeypatch: pytest.MonkeyPatch) -> None:
    attached, held = "__attach_version1.0_#00000000", "__substg1.0_3701000D"
    wide = "utf-16-le"
    streams: dict[tuple[str, ...], bytes] = {
        ("__substg1.0_0037001F",): "Chuyển tiếp".encode(wide),
        ("__substg1.0_10090102",): packed(page_in_rtf()),
        (attached, held, "__substg1.0_0037001F"): "Báo cáo quý II".encode(wide),
        (attached, held, "__substg1.0_1000001F"): TEXT.encode(wide),
        (attached, held, attached, "__substg1.0_3707001F"): "phụ lục.docx".encode(wide),
        (attached, held, attached, "__substg1.0_37010102"): word("Phụ lục có 12 hộ."),
    }
    monkeypatch.setattr(olefile, "OleFileIO", lambda data: Streams(streams))
    found = {item.source: (item.text if isinstance(item, Document) else item.cause) for item in read_msg(Msg(b"", "thu.msg"), "thu.msg", "00")}
    assert found == {
        "thu.msg": f"Chuyển tiếp\n{TEXT}\nXã\tSố hộ\nNậm Lạnh\t412\n",
        "thu.msg/Báo cáo quý II.msg": f"Báo cáo quý II\n{TEXT}\n",
        "thu.msg/Báo cáo quý II.msg/phụ lục.docx": "Phụ lục có 12 hộ.\n",
    }
