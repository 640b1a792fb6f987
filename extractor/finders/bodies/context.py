"""What completes a short name: the document's own territories (`Context`), and the territory that follows a name in the text."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

import regex

from extractor.finders.bodies.gazetteer import gazetteer
from extractor.finders.bodies.provinces import Level, Territory, province_at, territory_at
from extractor.lexicon.phrases import BODIES
from extractor.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Context:
    """What a document says of itself that completes the short names in it.

    `province` "tỉnh Sơn La", `district` "huyện Mai Sơn", `commune` "xã Chiềng Ban" are those of its own body, `issuer` that body's
    canonical name, `symbol` how its own code writes that body ("BCĐ"); `names` are short names that the document itself spells out, (as written, canonical name), longest first.
    """

    province: str | None = None
    issuer: str | None = None
    issued_on: datetime.date | None = None
    district: str | None = None
    commune: str | None = None
    symbol: str | None = None
    names: tuple[tuple[str, str], ...] = ()
    guessed: bool = False  # the province is only the one that the text names most

    @property
    def own(self) -> str | None:
        """The territory of the document's own body: its commune or district where the body belongs to one, else its province."""
        for territory in (self.commune, self.district):
            if territory and self.issuer and self.issuer.endswith(territory):
                return territory
        return self.province


@quick
@dataclass(frozen=True, slots=True)
class Parsed:
    """A name that was read up to `end`. An empty `name`: the words mean no single body ("UBND các huyện")."""

    end: int
    name: str
    level: str | None
    kind: str | None


_CAPITAL = regex.compile(r"\p{Lu}")


def following(text: str, end: int, context: Context, *levels: str) -> Territory | None:
    """The territory right after a name, completed by the context; None where none follows."""
    if text[end : end + 1] not in {" ", ","}:
        return None
    start = end + 1
    if text[end] == "," or text.startswith("- ", start):
        return None
    names = gazetteer()
    plural = names.plural.match(text, start)
    if plural:
        return Territory("", None, "tỉnh", plural.end(), generic=True)
    territory = territory_at(text, start, names.hard_stops)
    if territory is None:
        found = province_at(text, start)
        if found is None or not text[start].isupper():
            return None
        return Territory(found[1].kind, found[1].name, "tỉnh", found[0])
    if territory.name:
        return _beyond(text, territory)
    if territory.generic:
        return territory
    for own in (context.commune, context.district, context.province):
        if own and own.startswith(territory.kind + " "):
            level: Level = "xã" if own == context.commune else "huyện" if own == context.district else "tỉnh"
            return replace(territory, name=own[len(territory.kind) + 1 :], level=level)
    return territory


def _beyond(text: str, territory: Territory) -> Territory:
    """Takes in what stands around a lower unit: "huyện Mai Sơn, tỉnh Sơn La" ends after "Sơn La"."""
    while territory.level != "tỉnh":
        match = BODIES.place_beyond.match(text, territory.end)
        outer = territory_at(text, match.end()) if match else None
        if outer is None or not outer.name or match is None or match.end() == territory.end:
            break
        territory = replace(territory, end=outer.end)
        if outer.level == "tỉnh":
            break
    return territory


def goes_on(text: str, end: int) -> bool:
    """Whether a capitalised word goes on after `end`, so that what stands before it is not a name alone."""
    return (
        text[end : end + 1] == " " and _CAPITAL.match(text, end + 1) is not None and not text[:end].rsplit("\n", 1)[-1].isupper()
    )
