"""The territory that a text without letterhead speaks of at a place, by what its sentences name.

In: the reading, and places in the order of the text. Out: a name, or None. "Trên địa bàn xã có 342 hộ" is of "xã Phong An" where the text named that commune before; a
paragraph that names no territory goes on with the one before it, else with the territory that the text began with.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

import regex

from extractor.finders.bodies.gazetteer import gazetteer
from extractor.finders.bodies.provinces import province_at, provinces, territory_at
from extractor.finders.quantities.place_lines import is_caption
from extractor.finders.quantities.whose_names import COMMUNES
from extractor.layout.model import Reading
from extractor.lexicon.phrases import QUANTITIES

OPENING = 2  # paragraphs that a text begins with
FEW = 20  # mentions of harm in which the full name of what did it is looked for
NEAR = 24  # code points before a name that tell a list
OFFICE = 48  # code points before a territory's noun in which an office stands
PERSON = 3  # words of a person's name
KINDS = tuple(sorted({entry.kind for entry in provinces().provinces}, key=len, reverse=True))
LEAST = 2  # times that a text names the province that it is about
ABOUT = 0.4  # the part of its paragraphs that name the province that a text is about
EARLY = 200  # code points in which a text names what it is about
WORD = regex.compile(r"\S+")
COUNTED = regex.compile(r"\s*[:(]?\s?\d")
LONGER = regex.compile(r"\s\p{Lu}\p{Ll}")  # a name that goes on ("Thái Bình Dương")


class SpokenPlaces:
    """Reads the text once, from front to back."""

    def __init__(self, reading: Reading, province: str | None) -> None:
        self.reading = reading
        self.text = reading.text
        self.names: dict[str, str] = {}  # the last full name of each kind of territory
        self.said: dict[str, str] = {}  # those that the words read so far say
        self.home: str | None = None  # the province that the text is about
        self.guess: str | None = None  # the province that it names most, more than once
        place = main_place(reading, province) if province is not None else None
        if place is not None and province is not None:
            named, about, often = place
            self.names[next(kind for kind in KINDS if province.startswith(kind))] = named
            self.home = named if about else None
            self.guess = named if often else None
        self.home = self.home or headline_place(reading)
        self.read = 0
        self.paragraph = -1
        self.shown = False  # whether it only says what a picture shows
        self.here: str | None = None  # what the paragraph speaks of
        self.before: str | None = None  # what the paragraph right before it spoke of
        self.opening: str | None = None  # what the text began with
        self.harmed: tuple[int, bool] = (-1, False)  # a paragraph, and whether it tells of harm
        self.causes: list[tuple[int, str]] | None = None  # where the words end that tell of what did harm, and its name
        self.whole: str | None = None  # the country, where the text named it last

    def at(self, position: int) -> str | None:
        """The territory of which the words of its paragraph before `position` speak; asked in the order of the text."""
        self._go_to(position)
        return self.here

    def earlier(self) -> str | None:
        """What the paragraph before spoke of, or the one that the text began with."""
        return self.before or self.opening

    def cause(self, position: int) -> str | None:
        """What did the harm that the paragraph of `position` tells of ("bão số 3"), as the words before named it last, by its name if it has one."""
        segment = self.reading.segment_at(position)
        if self.harmed[0] != segment.start:
            self.harmed = (segment.start, QUANTITIES.harm_told.search(self.text, segment.start, segment.end) is not None)
        if not self.harmed[1]:
            return None
        if self.causes is None:
            self.causes = [(match.end(), str(match["cause"])) for match in QUANTITIES.cause_of_harm.finditer(self.text)]
        last = bisect_right(self.causes, (position, ""))
        name = self.causes[last - 1][1] if last else None
        kind = f"{name} ".lower()
        return next((known for _, known in reversed(self.causes[max(0, last - FEW) : last]) if known.lower().startswith(kind)), name)

    def full_name(self, name: str, position: int) -> str | None:
        """The full name of the territory that `name` calls by its kind alone ("địa bàn xã": "xã Phong An"), as the words before `position` named it last."""
        name = name.removeprefix("địa bàn ")
        kind = QUANTITIES.kind_alone.fullmatch(name)
        if kind is None or not kind["area"] or (name.casefold() != kind["kind"].casefold() and kind["kind"].lower() not in COMMUNES):
            return None  # "toàn tỉnh": so it is written
        self._go_to(position)
        return self.said.get(kind["kind"].lower())

    def _go_to(self, position: int) -> None:
        while self.read < position:
            segment = self.reading.segment_at(self.read)
            end = min(max(segment.end, self.read + 1), position)
            if segment.start != self.paragraph:
                self.paragraph, self.shown = segment.start, is_caption(self.text, segment)
                if not self.shown:
                    self.before, self.here = self.here, None
            if not self.shown:
                self._look(self.read, end)
            self.read = end
            if self.opening is None and self.reading.segment_index(end - 1) < OPENING:
                self.opening = self.here

    def _look(self, start: int, end: int) -> None:
        for match in QUANTITIES.place_spoken_of.finditer(self.text, max(0, start - 1), end):
            if match["whole"]:
                self.whole = match["whole"] if self.whole is None or match["whole"].islower() else self.whole
            elif match["alone"]:
                self.here = self._by_kind(match)
            elif match["defined"]:  # "Đông An là một xã miền núi": the text is about it
                self.here = self.home = str(match["defined"])
            elif match["listed"]:
                self.here = self.here or str(match["listed"])
            elif (found := self._named(match)) is not None:
                kind, name, at, stop = found
                if not self.names.get(kind, "").endswith(f" {name}"):
                    self.names[kind] = self.said[kind] = name
                if match["bare"] is not None and self._is_part(at, stop):
                    continue
                if not QUANTITIES.place_in_list.search(self.text, max(0, at - NEAR), at) and not QUANTITIES.next_place.match(self.text, stop):
                    self.here = self.here or name

    def _is_part(self, start: int, stop: int) -> bool:
        """Whether a place by its bare name only has a part of what the paragraph tells: "(Hà Nam 2 người, …", "hai người ở Hà Nam và ba người ở Sơn La", "chủ yếu ở Hà Nam"."""
        if COUNTED.match(self.text, stop) is not None or QUANTITIES.mostly_in.search(self.text, max(0, start - OFFICE), start) is not None:
            return True
        return QUANTITIES.count_in_place.search(self.text, max(0, start - OFFICE), start) is not None

    def _by_kind(self, match: Any) -> str:
        """A territory that its kind alone names: a whole as the words have it ("toàn tỉnh", "địa bàn tỉnh"), else by its full name."""
        words = str(match["alone"])
        if " " in words.removeprefix(match["kind"]) or words.casefold() != match["kind"].casefold():
            return words
        if match["area"]:
            return f"{match['area'].lower()} {words}"
        return self.names.get(words.lower(), words)

    def _named(self, match: Any) -> tuple[str, str, int, int] | None:
        """Kind, name as it is written, and run of the territory that a match finds; None where a person's name stands behind the territory's noun."""
        if match["name"] is None:
            at = match.start("bare")
            province = province_at(self.text, at)
            if province is None or LONGER.match(self.text, province[0]) is not None:
                return None
            return province[1].kind, self.text[at : province[0]], at, province[0]
        at = match.start("name")
        territory = territory_at(self.text, at, gazetteer().hard_stops)
        if territory is None or territory.name is None or territory.generic:
            return None
        person = len(territory.name.split()) >= PERSON and QUANTITIES.office_before.search(self.text, max(0, at - OFFICE), at)
        written = self.text[at : territory.end]
        return None if person else (territory.kind, territory.full if written.isupper() and " " in written else written, at, territory.end)


def main_place(reading: Reading, province: str) -> tuple[str, bool, bool] | None:
    """The province, as the text mostly writes it, whether the text is about it (named where it begins, or in a good part of its paragraphs), and whether it is named more than once."""
    at = next(found.start() for found in WORD.finditer(province) if province_at(province, found.start()) is not None)
    name = regex.compile(rf"(?i:{regex.escape(province[at:])})(?!\s\p{{Lu}}\p{{Ll}})")
    naming = [(index, found.start(), found[0]) for index, s in enumerate(reading.segments) for found in name.finditer(reading.text, s.start, s.end)]
    if not naming:  # only as part of a longer name, or by another of its names
        return None if province[at:].casefold() in reading.text.casefold() else (province, False, True)
    kind = province[:at].casefold()
    whole = sum(reading.text[max(0, start - at) : start].casefold() == kind for _, start, _ in naming)
    begins = naming[0][0] < OPENING and (len(naming) > 1 or naming[0][1] < EARLY)
    about = begins or (len(naming) >= LEAST and len({index for index, _, _ in naming}) >= ABOUT * len(reading.segments))
    return (province if 2 * whole >= len(naming) else province[at:]), about, len(naming) >= LEAST


def headline_place(reading: Reading) -> str | None:
    """The place that a headline names: before its colon, or a district or commune that the text behind it names by its kind."""
    if not reading.segments:
        return None
    head = reading.segments[0]
    match = QUANTITIES.place_of_headline.match(reading.text, head.start, head.end)
    if match is None and (head.end - head.start > EARLY or len(reading.segments) < OPENING):
        return None
    title = match["place"] if match is not None else reading.text[head.start : head.end]
    told = [m for m in QUANTITIES.place_told_of.finditer(reading.text, head.end) if regex.search(rf"(?<!\p{{Lu}}\p{{Ll}}+\s){regex.escape(m['place'])}(?!\w|\s\p{{Lu}}\p{{Ll}})", title)]
    full = next((f"{m['kind'].lower()} {m['place']}" for m in told if m["party"] is None), None)
    return full or (str(match["place"]) if match is not None else next((str(m["place"]) for m in told), None))


__all__ = ["SpokenPlaces", "main_place"]
