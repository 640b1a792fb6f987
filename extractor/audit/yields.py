"""Products of a rate: an area times a yield is an output, told in one sentence or line by line, in any order.

    "Lúa mùa: 1.270 ha, năng suất 38,3 tạ/ha, sản lượng 4.864,1 tấn"
    "Diện tích: 32 ha" "Năng suất: 35 tạ/ha" "Sản lượng: 112 tấn"
    "Sản lượng 112.000 kg (diện tích 32 ha, năng suất 35 tạ/ha)"

Figures are walked once: those of the three kinds join what is open, a kind that stands there already opens the next. Other units of weight and area are
turned into each other. Where yield and output name different crops there is no tie, where the area names another it is loose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from extractor.audit.figures import Figure
from extractor.audit.intervals import EXACT
from extractor.audit.passages import WORD, Passage
from extractor.audit.product_grades import grade_output
from extractor.audit.relations import Candidate, Offer
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT
from extractor.lexicon.units import unit_info

Kind = Literal["area", "yield", "output"]
NEAR = 200  # code points between two of the three in one paragraph
NAME = 90  # code points before a figure that name it


@dataclass(frozen=True, slots=True)
class Told:
    """One of the three, with the passage that tells it."""

    passage: Passage
    figure: Figure


@dataclass(slots=True)
class Group:
    """What of the three is open, in the order in which it was told; `spare` is an area that another one followed."""

    told: dict[Kind, Told] = field(default_factory=dict)
    spare: Told | None = None

    @property
    def last(self) -> Told | None:
        return next(reversed(self.told.values()), None)

    def add(self, kind: Kind, one: Told) -> None:
        if kind in self.told:
            again = kind == "area" and "yield" not in self.told
            self.spare = self.told.pop("area") if again else None
            if not again:
                self.told = {}
        self.told[kind] = one


def yields_of(passages: Sequence[Passage]) -> Iterator[Offer]:
    """The offers of a document's running text."""
    stream = [(kind, Told(p, f)) for p in passages if p.segment.kind != "cell" for f in p.figures if (kind := _kind(p, f)) is not None]
    group = Group()
    for position, (kind, one) in enumerate(stream):
        following = stream[position + 1] if position + 1 < len(stream) else None
        if group.last is not None and not _beside(group.last, one):
            group = Group()
        group.add(kind, one)
        if len(group.told) < 3:
            continue
        if _told_behind(group, kind, following):
            group.told.pop("output")  # "Sản lượng …" of the line above was of another: its own stands right behind
            continue
        offer = _offer(group)
        if offer:
            yield offer
        group = Group()


def _kind(passage: Passage, figure: Figure) -> Kind | None:
    if figure.dimension not in ("measure", "rate") or not figure.plain or not figure.value:
        return None
    info = unit_info(figure.unit)
    if info.scale is None:
        return None
    kind: Kind | None = None
    if info.per:
        over = unit_info(info.per[0])
        kind = "yield" if info.dimension == "weight" and over.dimension == "area" and over.scale else None
    else:
        kind = "output" if info.dimension == "weight" else "area" if info.dimension == "area" else None
    return kind if kind is not None and not _aside(passage, figure) and not _compared(passage, figure) else None


def _aside(passage: Passage, figure: Figure) -> bool:
    """It stands in a bracket that tells no yield: "3.368 ha (trong đó trồng mới 395 ha)"."""
    bracket = passage.bracket_of(figure.start)
    return bracket is not None and not any(f.dimension == "rate" for f in passage.between(bracket.open, bracket.close))


def _compared(passage: Passage, figure: Figure) -> bool:
    """It is what another figure is measured by: "tăng 5% so với cùng kỳ (115 ha)", "đạt 98% kế hoạch 122 ha"."""
    if passage.of_then(figure):
        return True
    before = passage.backwards(passage.sentence_start(figure.start), figure.start, 1)
    if not before or not (before[0].change or before[0].dimension == "percent"):
        return False
    gap = passage.text[before[0].end : figure.start]
    return vocabulary().against.search(gap) is not None and ";" not in gap


def _beside(one: Told, other: Told) -> bool:
    """In one paragraph or on lines that follow each other."""
    if one.passage.index == other.passage.index:
        return other.figure.start - one.figure.end <= NEAR
    return other.passage.index == one.passage.index + 1


def _told_behind(group: Group, kind: Kind, following: tuple[Kind, Told] | None) -> bool:
    """The output that is open was told before the line of the other two, and behind these stands another."""
    if kind == "output" or following is None or following[0] != "output":
        return False
    place = group.told[kind].passage
    return following[1].passage is place and group.told["output"].passage is not place


def _offer(group: Group) -> list[Candidate]:
    rate, output = group.told["yield"], group.told["output"]
    named = _names(rate), _names(output)
    if all(named) and not named[0] & named[1]:
        return []  # a yield of rice, an output of fish
    areas = [group.told["area"], *([group.spare] if group.spare is not None else [])]
    offer = []
    for area in areas:
        scale = _scale(area.figure, rate.figure, output.figure)
        parts = area.figure, rate.figure
        same = area.passage.index == rate.passage.index == output.passage.index
        variant = "loose" if _other(area, rate, output) else "far" if area is group.spare else ""
        offer.append(Candidate("product", parts, output.figure, "yielded" if same else "yielded_lines", grade_output(parts, output.figure, scale), variant=variant))
    return offer


def _scale(area: Figure, rate: Figure, output: Figure) -> Decimal:
    """What stands between the units: of hectares, tạ/ha and tấn a tenth."""
    of_rate = unit_info(rate.unit)
    sizes = [unit_info(area.unit).scale, of_rate.scale, unit_info(of_rate.per[0]).scale, unit_info(output.unit).scale]
    land, weight, per, told = (size or Decimal(1) for size in sizes)
    return EXACT.divide(EXACT.multiply(land, weight), EXACT.multiply(per, told))


def _other(area: Told, rate: Told, output: Told) -> bool:
    """They name different crops."""
    of_area, of_rate, of_output = (_names(one) for one in (area, rate, output))
    first = of_area or of_rate
    return any(one and other and not one & other for one, other in ((of_area, of_rate), (first | of_rate, of_output)))


def _names(one: Told) -> frozenset[str]:
    """The words before a figure that say what it is of, without those that say which of the three it is and of what time."""
    clause = one.passage.clause(one.figure)[-NAME:].rpartition(",")[2]
    words = WORD.findall(AUDIT.land_and_crop.sub(" ", clause).casefold())
    return frozenset(vocabulary().synonyms.get(word, word) for word in words)
