"""What messages of every kind share: which of their texts is read, and how the document of one is put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from extractor.document import Document
from extractor.errors import ReadError
from extractor.readers.compose import Composer
from extractor.readers.html import compose_html
from extractor.readers.html_detect import decode_html
from extractor.readers.losses import collecting, with_losses
from extractor.readers.refusal import refusal
from extractor.readers.rtf_mail import body, unpacked
from extractor.readers.text import canonical


def own_text(make: Callable[[], Document], *, alone: bool) -> Iterator[Document | ReadError]:
    """The message itself, as `make` gives it, with what it lost; one without a text is an error only where nothing comes with it."""
    try:
        with collecting() as lost:
            document = make()
        yield with_losses(document, lost)
    except ReadError as error:
        if error.cause != "empty" or alone:
            yield error


def bodies_of(html: bytes, plain: str, packed: bytes) -> tuple[bytes, str]:
    """The page and the text of a message, where one of them may be kept as packed RTF alone."""
    if packed and not html.strip():
        said, is_page = body(unpacked(packed))
        if is_page:
            return said.encode(), plain
        if not plain.strip():
            return html, said
    return html, plain


def compose_plain(text: str, composer: Composer) -> None:
    """The lines of a plain text message; quoted earlier messages ("> …") are left out."""
    for line in canonical(text).split("\n"):
        if not line.startswith(">"):
            composer.line(line)


def compose_bodies(html: bytes, plain: str, composer: Composer, source: str) -> dict[str, str]:
    """The text of a message, from its page where that has tables or stands alone; gives what the page says of itself."""
    if html.strip() and (not plain.strip() or b"<table" in html.lower()):
        return compose_html(decode_html(html, source)[0], composer, source)
    compose_plain(plain, composer)
    return {}


def compose_message(properties: Mapping[str, str], html: bytes, plain: str, source: str, sha256: str) -> Document:
    """A message whose parts are told: its subject, then its text, from the page where that has tables. Raises ReadError where it says nothing."""
    composer = Composer()
    said = dict(properties)
    composer.line(said.get("subject", ""), "heading", 1)
    before = len(composer)
    said.update(compose_bodies(html, plain, composer, source))
    if len(composer) == before and not before:
        raise refusal(source, "empty", "mail.empty")
    return composer.document(source, sha256, "mail", said)
