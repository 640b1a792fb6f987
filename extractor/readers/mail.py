"""Mail: EML, MSG and pages saved as MHT. The message is a document (its subject first), every attachment another one.

Sender, recipients and date stand in `properties`, since they are the mail's and not the text's. Nothing that a message links to is fetched.
"""

from __future__ import annotations

import email
import email.message
import email.policy
from collections.abc import Iterator
from typing import Any

from extractor.document import Document
from extractor.errors import ReadError
from extractor.readers.archive import Budget, expand_attached
from extractor.readers.compose import Composer
from extractor.readers.html import compose_html
from extractor.readers.html_detect import decode_html
from extractor.readers.losses import lose
from extractor.readers.message_body import compose_bodies, compose_plain, own_text
from extractor.readers.msg import Msg, read_msg
from extractor.readers.options import DEFAULT, ReadOptions
from extractor.readers.refusal import refusal
from extractor.readers.smime import SEALED, SIGNATURES, signed_content
from extractor.readers.text import decode
from extractor.readers.tnef import Winmail, opened
from extractor.readers.zipped import damaged

_OLE = b"\xd0\xcf\x11\xe0"
_MAX_PARTS = 20_000
_ALTERNATIVE = "multipart/alternative"
_HEADERS = ("from", "to", "cc", "date", "subject")
_WINMAIL = frozenset(("application/ms-tnef", "application/vnd.ms-tnef"))
Attachment = tuple[str, bytes]


def read_bytes(data: bytes, source: str, sha256: str, options: ReadOptions = DEFAULT) -> Document:
    """The message itself, without its attachments. Raises ReadError."""
    return _read(data, source, sha256)


def read_all(
    data: bytes, source: str, sha256: str, options: ReadOptions = DEFAULT, budget: Budget | None = None
) -> Iterator[Document | ReadError]:
    """The message and what is attached to it, as `source/attachment`. A message without a text of its own gives its attachments alone."""
    budget = budget or Budget()
    try:
        if data.startswith(_OLE):
            yield from read_msg(Msg(data, source), source, sha256, options, budget)
            return
        attachments = _attachments(data, source)
    except ReadError as error:
        yield error
        return
    yield from own_text(lambda: _read(data, source, sha256), alone=not attachments)
    yield from expand_attached(attachments, source, options, budget)


def _read(data: bytes, source: str, sha256: str) -> Document:
    if data.startswith(_OLE):
        return Msg(data, source).document(source, sha256)
    message = _message(data, source)
    page = _page(message)
    composer = Composer()
    properties: dict[str, str] = {}
    if page is None:
        properties = {key: text for key in _HEADERS if (text := _header(message, key))}
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
    for held in _winmails(message, source) if len(composer) == before else ():
        properties.update(compose_bodies(held.html, held.plain, composer, source))
    if len(composer) == before and not (before and not _has_attachments(message)):
        raise _empty(source)
    if any(part.get_content_type() in SIGNATURES for part in _parts(message)):
        properties["signature"] = "S/MIME"
    return composer.document(source, sha256, "html" if page is not None else "mail", properties)


def _message(data: bytes, source: str) -> email.message.EmailMessage:
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
    except Exception as error:  # the standard library's parser raises what its header grammar meets
        raise damaged(source, error) from error
    return _unsealed(message, source)


def _unsealed(message: email.message.EmailMessage, source: str) -> email.message.EmailMessage:
    """The message that a signed one holds, with the outer one's sender and subject. Raises ReadError for an encrypted one."""
    if message.get_content_type() not in SEALED:
        return message
    content = signed_content(_payload(message))
    if content is None:
        raise refusal(source, "encrypted", "mail.encrypted")
    inner = email.message_from_bytes(content, policy=email.policy.default)
    for name in _HEADERS:
        if name not in inner and name in message:
            inner[name] = message[name]
    return inner


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
    if part.get_content_type() in SIGNATURES:
        return False
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


def _is_winmail(part: email.message.EmailMessage) -> bool:
    return part.get_content_type() in _WINMAIL or _file_name(part).lower() == "winmail.dat"


def _winmails(message: email.message.EmailMessage, source: str) -> Iterator[Winmail]:
    """What Outlook packed into a winmail.dat of the message."""
    for part in _parts(message):
        if _is_winmail(part):
            try:
                yield opened(_payload(part), source)
            except ReadError as error:
                lose("part winmail.dat", error.cause, "part")


def _attachments(data: bytes, source: str) -> list[Attachment]:
    message = _message(data, source)
    if _page(message) is not None:
        return []
    found: list[Attachment] = []
    for number, part in enumerate(p for p in _parts(message) if _is_attachment(p)):
        if part.get_content_type() == "message/rfc822":
            inner: Any = part.get_payload()
            content = inner[0].as_bytes() if isinstance(inner, list) and inner else b""
            found.append((_file_name(part) or f"message-{number + 1}.eml", content))
        elif part.get_content_type() in SEALED and (held := signed_content(_payload(part))) is not None:
            found.append((f"message-{number + 1}.eml", held))
        elif not _is_winmail(part):
            found.append((_file_name(part) or f"attachment-{number + 1}", _payload(part)))
    return [*found, *((one.name or f"attachment-{number}", one.content) for held in _winmails(message, source) for number, one in enumerate(held.attachments, len(found) + 1))]

