"""The context that a document's own bodies give to the short names in it: province, district, commune, issuer, spelled-out names."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from extractor.finders.bodies.body import level_of
from extractor.finders.bodies.context import Context
from extractor.finders.bodies.organizations import find_organizations, organization_ending_at
from extractor.finders.bodies.provinces import bare_province_counts, province_of_place
from extractor.finders.bodies.symbols import code_parts
from extractor.finders.header.mention import HeaderMention
from extractor.finders.header.patterns import header_patterns
from extractor.finders.header.whole_names import context_of_body
from extractor.layout.model import Layout

_CAPITAL = "thành phố Hà Nội"
# How much of a text is read to learn its province, in code points.
_SAMPLE = 40_000


def document_context(layout: Layout, header: HeaderMention) -> Context:
    """What completes a short name in the document: the territory of its body, else of its place and text; the names that it spells out."""
    context = replace(header.context, issuer=header.issuer, issued_on=header.issued_on)
    text = layout.reading.text
    if context.province is None and not _central(header.issuer):
        named = context_of_body(header.addressee or "", Context()).province if header.addressee else None
        place = province_of_place(header.place) if header.place else None
        if place == _CAPITAL and (header.issuer is None or level_of(header.issuer) is None):
            # Central bodies sit there: the place alone does not make a document the city's.
            place = None
        told = place or named
        context = replace(context, province=told or province_of_text(text), guessed=told is None)
    parts = code_parts(header.code) if header.code else None
    symbol = parts.organizations[0] if parts and parts.organizations and not parts.joint else None
    return replace(context, symbol=symbol, names=spelled_out(text, context))


def _central(issuer: str | None) -> bool:
    """Whether the issuer is a central body, in whose documents "Sở Nội vụ" has no province."""
    return issuer is not None and level_of(issuer) in {"trung ương", "bộ"}


def province_of_text(text: str) -> str | None:
    """The province that a text is about: the one it names far more often than any other; None where no one stands out."""
    counts: Counter[str] = Counter(bare_province_counts(text[:_SAMPLE]))
    best = counts.most_common(2)
    if not best or (len(best) > 1 and best[0][1] < 2 * best[1][1]):
        return None
    return best[0][0]


def spelled_out(text: str, context: Context) -> tuple[tuple[str, str], ...]:
    """Short names of bodies that the text itself introduces: "(sau đây gọi tắt là Ban Chỉ đạo)" after the full name; longest first."""
    found: dict[str, str] = {}
    for match in header_patterns().short_name.finditer(text):
        body = organization_ending_at(text, match.start(), context)
        short = match["name"].strip()
        if body is None or not short[0].isupper() or short == text[body.start : body.end]:
            continue
        known = find_organizations(short, context)
        if known and known[0].start == 0 and known[0].end == len(short) and known[0].name == body.name:
            continue
        found.setdefault(short, body.name)
    return tuple(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0])))
