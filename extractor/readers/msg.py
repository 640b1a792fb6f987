"""MSG files of Outlook (MS-OXMSG): the message, what is attached to it, and messages inside it with their own attachments.

Properties are streams named by their tag; texts are UTF-16 (…001F) or in the sender's code page (…001E).
"""

from __future__ import annotations

import datetime
import hashlib
import io
from collections.abc import Iterator

import regex

from extractor.document import Document
from extractor.errors import ReadError
from extractor.readers.archive import MAX_DEPTH, MAX_MEMBER, Budget, expand, safe_name, unique
from extractor.readers.message_body import bodies_of, compose_message, own_text
from extractor.readers.options import DEFAULT, ReadOptions
from extractor.readers.refusal import refusal
from extractor.readers.text import decode
from extractor.readers.zipped import damaged

_SUBJECT, _SENDER, _SENDER_ADDRESS, _TO, _CC = "0037", "0C1A", "0C1F", "0E04", "0E03"
_PLAIN, _RTF, _HTML, _FILE, _LONG_FILE, _CONTENT = "1000", "1009", "1013", "3704", "3707", "3701"
_SENT = (0x00390040, 0x0E060040)
_MAX_PARTS = 20_000


class Msg:
    """An MSG file, or one message inside it (`prefix`)."""

    def __init__(self, data: bytes, source: str) -> None:
        import olefile  # type: ignore[import-untyped, unused-ignore]

        self.source = source
        self.prefix: tuple[str, ...] = ()
        try:
            self.file = olefile.OleFileIO(io.BytesIO(data))
            self.entries = [tuple(entry) for entry in self.file.listdir(streams=True, storages=True)]
        except Exception as error:  # olefile raises what its parsing meets: OSError, struct.error, IndexError …
            raise damaged(source, error) from error

    def inside(self, *path: str) -> Msg:
        """The message that is kept in a storage of this one."""
        twin = Msg.__new__(Msg)
        twin.source, twin.file, twin.entries, twin.prefix = self.source, self.file, self.entries, (*self.prefix, *path)
        return twin

    def stream(self, *path: str) -> bytes:
        """The bytes of a stream, b"" where there is none."""
        full = [*self.prefix, *path]
        try:
            if self.file.exists(full) and self.file.get_size(full) <= MAX_MEMBER:
                return bytes(self.file.openstream(full).read())
        except Exception as error:  # as above
            raise damaged(self.source, error) from error
        return b""

    def text(self, tag: str, *path: str) -> str:
        """A property that is a text."""
        wide = self.stream(*path, f"__substg1.0_{tag}001F")
        if wide:
            return wide.decode("utf-16-le", errors="replace").rstrip("\x00")
        narrow = self.stream(*path, f"__substg1.0_{tag}001E")
        return decode(narrow, self.source)[0].rstrip("\x00") if narrow.strip(b"\x00 ") else ""

    def sent(self) -> str:
        """When the message was sent, in ISO 8601, "" where it does not say."""
        data = self.stream("__properties_version1.0")[24 if self.prefix else 32 :]
        for offset in range(0, len(data) - 15, 16):
            if int.from_bytes(data[offset : offset + 4], "little") in _SENT:
                ticks = int.from_bytes(data[offset + 8 : offset + 16], "little")
                try:
                    moment = datetime.datetime(1601, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(microseconds=ticks // 10)
                except OverflowError:
                    continue
                return moment.isoformat(timespec="seconds")
        return ""

    def folders(self) -> list[str]:
        """The storages of what is attached to this message."""
        depth = len(self.prefix)
        own = {entry[depth] for entry in self.entries if len(entry) > depth and entry[:depth] == self.prefix}
        return sorted(name for name in own if name.startswith("__attach_version1.0_"))[:_MAX_PARTS]

    def attachments(self) -> Iterator[tuple[str, bytes | Msg]]:
        """What is attached: files with their names, and messages."""
        for number, folder in enumerate(self.folders(), 1):
            content = self.stream(folder, f"__substg1.0_{_CONTENT}0102")
            name = self.text(_LONG_FILE, folder) or self.text(_FILE, folder) or f"attachment-{number}"
            embedded = f"__substg1.0_{_CONTENT}000D"
            if content:
                # Logos of a signature are pictures that the text shows itself.
                if not (regex.search(r"^image\d+\.(?:png|jpe?g|gif)$", name) and self.text("3712", folder)):
                    yield name, content
            elif (*self.prefix, folder, embedded) in self.entries:
                message = self.inside(folder, embedded)
                yield f"{safe_name(message.text(_SUBJECT)).replace('/', '-') or name}.msg", message

    def document(self, source: str, sha256: str) -> Document:
        """The message itself. Raises ReadError where it says nothing."""
        sender = f"{self.text(_SENDER)} <{self.text(_SENDER_ADDRESS)}>".replace(" <>", "").strip()
        values = {"from": sender, "to": self.text(_TO), "cc": self.text(_CC), "date": self.sent(), "subject": self.text(_SUBJECT)}
        properties = {key: " ".join(text.split()) for key, text in values.items() if text.strip()}
        html = self.stream(f"__substg1.0_{_HTML}0102") or self.text(_HTML).encode()
        html, plain = bodies_of(html, self.text(_PLAIN), self.stream(f"__substg1.0_{_RTF}0102"))
        return compose_message(properties, html, plain, source, sha256)


def read_msg(msg: Msg, source: str, sha256: str, options: ReadOptions = DEFAULT, budget: Budget | None = None) -> Iterator[Document | ReadError]:
    """The message and what is attached to it. A message without a text of its own gives its attachments alone."""
    budget = budget or Budget()
    try:
        attachments = list(msg.attachments())
    except ReadError as error:
        yield error
        return
    yield from own_text(lambda: msg.document(source, sha256), alone=not attachments)
    for name, content in attachments:
        full = unique(f"{source}/{safe_name(name) or 'attachment'}", budget)
        try:
            budget.take(len(content) if isinstance(content, bytes) else 0, full)
        except ReadError as error:
            yield error
            return
        if isinstance(content, bytes):
            yield from expand(content, full, options, budget)
        elif budget.depth >= MAX_DEPTH:
            yield refusal(full, "too-large", "archive.nested", depth=MAX_DEPTH)
        else:
            budget.depth += 1
            # It has no bytes of its own: its hash is that of the whole file and its place in it.
            yield from read_msg(content, full, hashlib.sha256(f"{sha256} {'/'.join(content.prefix)}".encode()).hexdigest(), options, budget)
            budget.depth -= 1
