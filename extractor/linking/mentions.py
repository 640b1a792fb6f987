"""From the records of a document to its mentions of documents: what linking compares, and nothing else of them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extractor.lexicon.patterns import fold
from extractor.linking.keys import code_key, is_named, title_key
from extractor.quick import quick
from extractor.records import Metadata, Record, Reference


@quick
@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of a document, or (`own`) what an ingested document says of itself.

    `code_key` and `title_key` are the folded keys; a bare number has the key of the code that it abbreviates in its document.
    `start`, `end` and `quote` are the evidence, None only for an own mention without citations.
    """

    id: str
    document: str
    sha256: str
    start: int | None
    end: int | None
    quote: str | None
    doc_type: str | None
    code: str | None
    code_key: str | None
    title: str | None
    title_key: str | None
    issued_on: datetime.date | None
    issuer: str | None
    by_text: bool
    province: str | None = None
    own: bool = False

    @property
    def year(self) -> int | None:
        """The year that identifies the document: the one inside its code, of its date, or at the end of its title."""
        if self.code and (year := code_key(self.code).year):
            return year
        if self.issued_on:
            return self.issued_on.year
        return title_key(self.title)[1] if self.title and self.title_key else None

    @property
    def order(self) -> tuple[str, int, str]:
        return self.document, -1 if self.start is None else self.start, self.id


def mentions_of(source: str, sha256: str, records: Iterable[Record], province: str | None = None) -> list[Mention]:
    """The mentions of one document, its own metadata first. References with neither code nor title have no key and are left out."""
    references: list[Reference] = []
    own: Mention | None = None
    for record in records:
        if isinstance(record, Reference):
            references.append(record)
        elif isinstance(record, Metadata):
            own = own_mention(source, sha256, record, province)
    keys = _keys(references, own)
    found = [own] if own else []
    for reference, (code, title) in zip(references, keys, strict=True):
        if code or title:
            found.append(_mention(source, sha256, reference, code, title, province))
    return found


def own_mention(source: str, sha256: str, record: Metadata, province: str | None) -> Mention | None:
    """The mention that a document makes of itself; None where nothing that it says of itself names it."""
    key = code_key(record.code) if record.code else None
    if key is not None and not key.number:
        # The number was written by hand and not read: the symbol alone names no document.
        key = None
    title = named_title(record.doc_type, record.title)
    if (key is None or key.bare) and title is None:
        return None
    cited = record.citations.get("issued_on") or record.citations.get("code") or record.citations.get("title")
    return Mention(
        id=own_id(source),
        document=source,
        sha256=sha256,
        start=cited.start if cited else None,
        end=cited.end if cited else None,
        quote=cited.quote if cited else None,
        doc_type=record.doc_type,
        code=record.code if key and not key.bare else None,
        code_key=key.key if key and not key.bare else None,
        title=title or record.title,
        title_key=title_key(title)[0] if title else None,
        issued_on=record.issued_on,
        issuer=record.issuer,
        by_text=record.issuer is not None,
        province=province,
        own=True,
    )


def named_title(doc_type: str | None, title: str | None) -> str | None:
    """The name by which others cite a document of a type that is known by its title: "Luật" + "Đầu tư"; None for other types."""
    if not title or not is_named(doc_type):
        return None
    return title if is_named(title) else f"{doc_type} {title}"


def own_id(source: str) -> str:
    """The identifier of the mention that a document makes of itself."""
    return f"own:{source}"


def _mention(source: str, sha256: str, record: Reference, code: str | None, title: str | None, province: str | None) -> Mention:
    return Mention(
        id=record.id,
        document=source,
        sha256=sha256,
        start=record.start,
        end=record.end,
        quote=record.quote,
        doc_type=record.doc_type,
        code=record.code,
        code_key=code,
        title=record.title,
        title_key=title,
        issued_on=record.issued_on,
        issuer=record.issuer,
        by_text=record.issuer_source == "text",
        province=province,
    )


def _keys(references: Sequence[Reference], own: Mention | None) -> list[tuple[str | None, str | None]]:
    """(code key, title key) of each reference: a bare number takes the key of the only full code of its type and number beside it."""
    full: dict[tuple[str, str], set[tuple[str, int | None]]] = defaultdict(set)
    if own and own.code and own.code_key and own.doc_type:
        full[fold(own.doc_type), code_key(own.code).number].add((own.code_key, own.year))
    for reference in references:
        if reference.code and reference.doc_type and not (key := code_key(reference.code)).bare:
            year = key.year or (reference.issued_on.year if reference.issued_on else None)
            full[fold(reference.doc_type), key.number].add((key.key, year))
    return [_key(reference, full) for reference in references]


def _key(reference: Reference, full: Mapping[tuple[str, str], set[tuple[str, int | None]]]) -> tuple[str | None, str | None]:
    title = None
    if reference.title and (not reference.code or is_named(reference.doc_type)):
        title = title_key(reference.title)[0]
    if not reference.code:
        return None, title
    key = code_key(reference.code)
    if not key.bare:
        return key.key, title
    kind = fold(reference.doc_type or "")
    year = key.year or (reference.issued_on.year if reference.issued_on else None)
    near = {k for k, y in full.get((kind, key.number), ()) if year is None or y is None or y == year}
    return (near.pop() if len(near) == 1 else f"{key.number}||{kind}"), title
