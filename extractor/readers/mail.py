"""Mail: EML, MSG and pages saved as MHT. The message is a document (its subject first), every attachment another one.

Sender, recipients and date stand in `properties`, since they are the mail's and not the text's. Nothing that a message links to is fetched.
"""

from __future__ import annotations

import datetime
import email
import email.message
import email.policy
import io
from collections.abc import Iterator
from typing import Any

import regex

from extractor.document import Document
from extractor.errors import ReadError
from extractor.readers.archive import MAX_MEMBER, Budget, expand, safe_name, unique
from extractor.readers.compose import Composer
from extractor.readers.html import compose_html
from extractor.readers.html_detect import decode_html
from extractor.readers.losses import collecting, lose, with_losses
from extractor.readers.options import DEFAULT, ReadOptions
from extractor.readers.refusal import refusal
from extractor.readers.text import canonical, decode
from extractor.readers.zipped import damaged

_OLE = b"\xd0\xcf\x11\xe0"
_MAX_PARTS = 20_000
_ALTERNATIVE = "multipart/alternative"
Attachment = tuple[str, bytes]


def read_bytes(data: bytes, source: str, sha256: str, options: ReadOptions = DEFAULT) -> Document:
    """The message itself, without its attachments. Raises ReadError."""
    return _read(data, source, sha256)[0]


def read_all(
    data: bytes, source: str, sha256: str, options: ReadOptions = DEFAULT, budget: Budget | None = None
) -> Iterator[Document | ReadError]:
    """The message and what is attached to it, as `source/attachment`. A message without a text of its own gives its attachments alone."""
    budget = budget or Budget()
    try:
        attachments = _attachments(data, source)
    except ReadError as error:
        yield error
        return
    try:
        with collecting() as lost:
            document = _read(data, source, sha256)[0]
        yield with_losses(document, lost)
    except ReadError as error:
        if error.cause != "empty" or not attachments:
            yield error
    for name, content in attachments:
        full = unique(f"{source}/{safe_name(name) or 'attachment'}", budget)
        try:
            budget.take(len(content), full)
        except ReadError as error:
            yield error
            return
        yield from expand(content, full, options, budget)


def _read(data: bytes, source: str, sha256: str) -> tuple[Document, bool]:
    if data.startswith(_OLE):
        return _read_msg(data, source, sha256), False
    message = _message(data, source)
    page = _page(message)
    composer = Composer()
    properties: dict[str, str] = {}
    if page is None:
        properties = {key: text for key in ("from", "to", "cc", "date", "subject") if (text := _header(message, key))}
        composer.line(properties.get("subject", ""), "heading", 1)
    before = len(composer)
    for part in [page] if page is not None else _bodies(message):
        try:
            if part.get_content_subtype() == "html":
                text = _text_of(part, source) if part.get_content_charset() else decode_html(_payload(part), source)[0]
                properties.update(compose_html(text, composer, source))
            else:
                compose_plain(_text_of(part, source), composer)
        except ReadError as error:
            lose(f"part {part.get_content_type()}", error.cause, "part")
    if len(composer) == before and not (before and not _has_attachments(message)):
        raise _empty(source)
    return composer.document(source, sha256, "html" if page is not None else "mail", properties), True


def compose_plain(text: str, composer: Composer) -> None:
    """The lines of a plain text message; quoted earlier messages ("> …") are left out."""
    for line in canonical(text).split("\n"):
        if not line.startswith(">"):
            composer.line(line)


def _message(data: bytes, source: str) -> email.message.EmailMessage:
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
    except Exception as error:  # the standard library's parser raises what its header grammar meets
        raise damaged(source, error) from error
    return message


def _header(message: email.message.EmailMessage, name: str) -> str:
    try:
        value = message[name]
        if name == "date" and value is not None and value.datetime is not None:
            return str(value.datetime.isoformat())
        return " ".join(str(value or "").split())
    except Exception:  # a header that breaks the grammar of RFC 5322 is as good as none
        return ""


def _parts(message: email.message.EmailMessage, whole: str = "") -> Iterator[email.message.EmailMessage]:
    """The leaves of a message in its order, and messages attached to it, whose own leaves are none of its; parts of the type `whole` come unopened."""
    stack: list[Any] = [message]
    count = 0
    while stack and count < _MAX_PARTS:
        part = stack.pop()
        count += 1
        kind = part.get_content_type()
        if kind != whole and part.is_multipart() and (kind != "message/rfc822" or part is message):
            stack.extend(reversed(part.get_payload()))
        else:
            yield part


def _is_attachment(part: email.message.EmailMessage) -> bool:
    if part.get_content_type() == "message/rfc822":
        return True
    name = _file_name(part)
    if part.get_content_disposition() == "attachment":
        return True
    # Pictures inside the text (logos of a signature) are no attachments.
    return bool(name) and not (part.get("Content-ID") and part.get_content_maintype() == "image")


def _file_name(part: email.message.EmailMessage) -> str:
    try:
        return part.get_filename() or ""
    except Exception:  # as for headers
        return ""


def _has_attachments(message: email.message.EmailMessage) -> bool:
    return any(_is_attachment(part) for part in _parts(message))


def _body(message: email.message.EmailMessage, kind: str) -> email.message.EmailMessage | None:
    return next((p for p in _parts(message) if p.get_content_type() == f"text/{kind}" and not _is_attachment(p)), None)


def _bodies(message: email.message.EmailMessage) -> Iterator[email.message.EmailMessage]:
    """The texts of a message, in its order: also those that stand after an attachment; of alternatives the one that says most."""
    for part in _parts(message, _ALTERNATIVE):
        if part.get_content_type() == _ALTERNATIVE:
            html, plain = _body(part, "html"), _body(part, "plain")
            chosen = html if html is not None and (plain is None or b"<table" in _payload(html).lower()) else plain
            if chosen is not None:
                yield chosen
        elif part.get_content_type() in ("text/html", "text/plain") and not _is_attachment(part):
            yield part


def _page(message: email.message.EmailMessage) -> email.message.EmailMessage | None:
    """The page of an MHT file: the HTML root of a multipart/related message that nobody sent."""
    if message.get_content_type() != "multipart/related" or message.get("To") or message.get("Received"):
        return None
    return _body(message, "html")


def page_of(data: bytes) -> bytes | None:
    """The HTML inside an MHT file, or None where there is none."""
    from extractor.readers.detect import is_mail

    if not is_mail(data, ".mht"):
        return None
    part = _body(_message(data, ""), "html")
    return None if part is None else _payload(part)


def _payload(part: email.message.EmailMessage) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except Exception:  # a transfer encoding that is broken or unknown
        payload = None
    return payload if isinstance(payload, bytes) else b""


def _text_of(part: email.message.EmailMessage, source: str) -> str:
    data = _payload(part)
    charset = part.get_content_charset()
    if charset:
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    return decode(data, source)[0] if data.strip() else ""


def _empty(source: str) -> ReadError:
    return refusal(source, "empty", "mail.empty")


def _attachments(data: bytes, source: str) -> list[Attachment]:
    if data.startswith(_OLE):
        return _msg_attachments(data, source)
    message = _message(data, source)
    if _page(message) is not None:
        return []
    found: list[Attachment] = []
    for number, part in enumerate(p for p in _parts(message) if _is_attachment(p)):
        if part.get_content_type() == "message/rfc822":
            inner: Any = part.get_payload()
            content = inner[0].as_bytes() if isinstance(inner, list) and inner else b""
            found.append((_file_name(part) or f"message-{number + 1}.eml", content))
        else:
            found.append((_file_name(part) or f"attachment-{number + 1}", _payload(part)))
    return found


# -- MSG (MS-OXMSG): properties are streams named by their tag; texts are UTF-16 (…001F) or in the sender's code page (…001E) ------------

_SUBJECT, _SENDER, _SENDER_ADDRESS, _TO, _CC = "0037", "0C1A", "0C1F", "0E04", "0E03"
_PLAIN, _HTML, _FILE, _LONG_FILE, _CONTENT = "1000", "1013", "3704", "3707", "3701"
_SENT = (0x00390040, 0x0E060040)


class _Msg:
    """An MSG file, or one message inside it (`prefix`)."""

    def __init__(self, data: bytes, source: str) -> None:
        import olefile  # type: ignore[import-untyped, unused-ignore]

        self.source = source
        try:
            self.file = olefile.OleFileIO(io.BytesIO(data))
            self.entries = [tuple(entry) for entry in self.file.listdir(streams=True, storages=True)]
        except Exception as error:  # olefile raises what its parsing meets: OSError, struct.error, IndexError …
            raise damaged(source, error) from error

    def stream(self, *path: str) -> bytes:
        """The bytes of a stream, b"" where there is none."""
        try:
            if self.file.exists(list(path)) and self.file.get_size(list(path)) <= MAX_MEMBER:
                return bytes(self.file.openstream(list(path)).read())
        except Exception as error:  # as above
            raise damaged(self.source, error) from error
        return b""

    def text(self, tag: str, *prefix: str) -> str:
        """A property that is a text."""
        wide = self.stream(*prefix, f"__substg1.0_{tag}001F")
        if wide:
            return wide.decode("utf-16-le", errors="replace").rstrip("\x00")
        narrow = self.stream(*prefix, f"__substg1.0_{tag}001E")
        return decode(narrow, self.source)[0].rstrip("\x00") if narrow.strip(b"\x00 ") else ""

    def sent(self) -> str:
        """When the message was sent, in ISO 8601, "" where it does not say."""
        data = self.stream("__properties_version1.0")[32:]
        for offset in range(0, len(data) - 15, 16):
            if int.from_bytes(data[offset : offset + 4], "little") in _SENT:
                ticks = int.from_bytes(data[offset + 8 : offset + 16], "little")
                try:
                    moment = datetime.datetime(1601, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(microseconds=ticks // 10)
                except OverflowError:
                    continue
                return moment.isoformat(timespec="seconds")
        return ""


def _read_msg(data: bytes, source: str, sha256: str) -> Document:
    msg = _Msg(data, source)
    sender = f"{msg.text(_SENDER)} <{msg.text(_SENDER_ADDRESS)}>".replace(" <>", "").strip()
    values = {"from": sender, "to": msg.text(_TO), "cc": msg.text(_CC), "date": msg.sent(), "subject": msg.text(_SUBJECT)}
    properties = {key: " ".join(text.split()) for key, text in values.items() if text.strip()}
    composer = Composer()
    composer.line(properties.get("subject", ""), "heading", 1)
    before = len(composer)
    html = msg.stream(f"__substg1.0_{_HTML}0102") or msg.text(_HTML).encode()
    plain = msg.text(_PLAIN)
    if html.strip() and (not plain.strip() or b"<table" in html.lower()):
        properties.update(compose_html(decode_html(html, source)[0], composer, source))
    else:
        compose_plain(plain, composer)
    if len(composer) == before and not before:
        raise _empty(source)
    return composer.document(source, sha256, "mail", properties)


def _msg_attachments(data: bytes, source: str) -> list[Attachment]:
    msg = _Msg(data, source)
    found: list[Attachment] = []
    for folder in sorted({entry[0] for entry in msg.entries if entry[0].startswith("__attach_version1.0_")})[:_MAX_PARTS]:
        content = msg.stream(folder, f"__substg1.0_{_CONTENT}0102")
        name = msg.text(_LONG_FILE, folder) or msg.text(_FILE, folder) or f"attachment-{len(found) + 1}"
        embedded = f"__substg1.0_{_CONTENT}000D"
        if content:
            # Logos of a signature are pictures that the text shows itself.
            if not (regex.search(r"^image\d+\.(?:png|jpe?g|gif)$", name) and msg.text("3712", folder)):
                found.append((name, content))
        elif (folder, embedded) in msg.entries:
            subject, text = msg.text(_SUBJECT, folder, embedded), msg.text(_PLAIN, folder, embedded)
            found.append((f"{safe_name(subject).replace('/', '-') or name}.txt", f"{subject}\n{text}".encode()))
    return found
