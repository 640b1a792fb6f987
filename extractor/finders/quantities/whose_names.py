"""Names that owners of figures have in full elsewhere in the text: the territory that it speaks of, the body that it later calls by its kind alone.

In: subjects and headings in the order of the text. Out: names as plain strings, or None. "Bệnh viện Đa khoa Đông An … Bệnh viện đã khám 1.250 lượt": the figure is of "Bệnh viện Đa
khoa Đông An". Territories are only asked where no letterhead names the document's own.
"""

from __future__ import annotations

from extractor.finders.bodies.gazetteer import gazetteer
from extractor.finders.bodies.provinces import province_at, territory_at
from extractor.lexicon.phrases import QUANTITIES

WHOLES = ("tỉnh", "thành phố")
COMMUNES = ("xã", "phường", "thị trấn", "đặc khu")  # of which there are thousands: "toàn xã" says nothing without the name


def territory_in(name: str) -> str | None:
    """The one territory by its name that a heading names ("… TRÊN ĐỊA BÀN HUYỆN ĐÔNG AN NĂM 2030"), None where it names none or several."""
    found: set[str] = set()
    for match in QUANTITIES.territory_noun.finditer(name):
        territory = territory_at(name, match.start(), gazetteer().hard_stops)
        if territory is not None and territory.name is not None and not territory.generic:
            found.add(f"{territory.kind} {territory.name}")
    return found.pop() if len(found) == 1 else None


class FullNames:
    """The last full name of each kind of body and territory that was somebody's, in the order of the text. `owner`: whose the document is, where a letterhead says it."""

    def __init__(self, owner: str | None) -> None:
        self.owner = owner
        named = QUANTITIES.kind_named.fullmatch(owner) if owner is not None else None
        self.own_kind = named["kind"].lower() if named is not None else None
        self.names: dict[str, str] = {}

    def of(self, subject: str) -> str:
        """The subject, by its full name where it is only a kind of body that had one before."""
        kind = QUANTITIES.kind_alone.fullmatch(subject)
        if kind is None:
            self._remember(subject)
            return subject
        noun = kind["kind"].lower()
        whole = subject.casefold() != noun
        if kind["area"] and (noun in WHOLES or (whole and noun not in COMMUNES)):
            known = self.names.get(noun) if not whole and self.owner is None else None  # "toàn tỉnh", and in a document of its own "tỉnh": so it is written
        else:
            own = self.owner is not None and kind["area"] is not None
            known = (self.owner if noun == self.own_kind else None) if own else self.names.get(noun)
        return known if known is not None else subject

    def _remember(self, subject: str) -> None:
        named = QUANTITIES.kind_named.fullmatch(subject)
        if named is not None:
            self.names[named["kind"].lower()] = subject
            return
        province = province_at(subject, 0)
        if province is not None and province[0] == len(subject):
            self.names[province[1].kind] = subject


__all__ = ["FullNames", "territory_in"]
