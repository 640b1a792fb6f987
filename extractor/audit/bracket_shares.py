"""What the brackets behind a share tell: its part, its part and whole, the share again in absolute numbers.

    "chiếm 93,9% (259.400 tấn)"
    "chiếm 28% số hộ của huyện (tương đương 1.432 hộ)"
    "Trả nợ vay (32,44%): 131.250 triệu đồng"
    "đạt 20,4% kế hoạch giao (3.711/18.195 tỷ đồng)"
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractor.audit.figures import OPERANDS, Figure, alike, same_noun
from extractor.audit.passages import Passage
from extractor.audit.ratio_operands import Pair
from extractor.lexicon.phrases import AUDIT

BEHIND = 32  # code points of a unit and a verb
AGAIN = 120  # code points between a share and the bracket that says it again
NAME = 60  # code points of what a share is of, up to the bracket behind it
CLAUSE_END = regex.compile(r"[,;(.]")
STOPS = regex.compile(r"[;:.]")


def part_behind(passage: Passage, percent: Figure) -> Figure | None:
    """ "chiếm 93,9% (259.400 tấn)": the part stands in the bracket right behind its share."""
    bracket = passage.bracket_after(percent.end, percent.end + 3)
    if bracket is None:
        return _named_by_bracket(passage, percent) or _said_again(passage, percent)
    inside = passage.between(bracket.open + 1, bracket.close)
    if len(inside) == 1 and inside[0].dimension in OPERANDS and not passage.text[bracket.open + 1 : inside[0].start].strip() and not inside[0].change:
        return inside[0]
    return None


def _said_again(passage: Passage, percent: Figure) -> Figure | None:
    """ "chiếm 28% số hộ của huyện (tương đương 1.432 hộ)": a bracket behind what the share is of says it in absolute numbers."""
    bracket = passage.bracket_after(percent.end + 3, percent.end + AGAIN)
    inside = passage.between(percent.end, bracket.close) if bracket is not None else ()
    if bracket is None or len(inside) != 1 or inside[0].dimension not in OPERANDS or inside[0].change or inside[0].start < bracket.open:
        return None
    lead = passage.text[bracket.open + 1 : inside[0].start]  # empty: "12% là vốn tự có (27,6 tỷ đồng)"
    said = AUDIT.share_again.fullmatch(lead) if lead else AUDIT.share_named.match(passage.text, percent.end)
    return inside[0] if said and STOPS.search(passage.text, percent.end, bracket.open) is None else None


def _named_by_bracket(passage: Passage, percent: Figure) -> Figure | None:
    """ "Trả nợ vay (32,44%): 131.250 triệu đồng": the share alone in a bracket behind the name, the part behind the colon."""
    own = passage.bracket_of(percent.start)
    if own is None or passage.text[own.open + 1 : percent.start].strip() or passage.text[percent.end : own.close].strip():
        return None
    part = next(iter(passage.between(own.close, own.close + BEHIND)), None)
    told = part is not None and passage.text[own.close + 1 : part.start].strip() == ":"
    return part if told and part is not None and part.dimension in OPERANDS and not part.change else None


def bracket_behind(passage: Passage, percent: Figure) -> Iterator[Pair]:
    """ "đã thực hiện 96,4% (trong đó: tổng số … 8.120 triệu đồng, đã thực hiện 7.828 triệu đồng)": whole and part in the bracket behind."""
    bracket = passage.bracket_after(percent.end, percent.end + 3)
    if bracket is None:
        return
    inside = [f for f in passage.within(bracket.open + 1, bracket.close, bracket.depth) if f.dimension in OPERANDS and not f.change]
    if len(inside) >= 2 and alike(inside[0], inside[1]) and same_noun(inside[0], inside[1]):
        yield Pair("share", inside[1], inside[0], "share_bracket_behind")


def fraction_behind(passage: Passage, percent: Figure) -> Iterator[Pair]:
    """ "đạt 20,4% kế hoạch giao (3.711/18.195 tỷ đồng)": X/Y alone in the bracket behind what the share is of."""
    bracket = passage.bracket_after(percent.end + 3, percent.end + NAME)
    inside = passage.between(bracket.open + 1, bracket.close) if bracket is not None else ()
    if bracket is None or len(inside) != 1 or inside[0].total is None or inside[0].dimension not in OPERANDS or inside[0].change:
        return
    if not passage.text[bracket.open + 1 : inside[0].start].strip() and not CLAUSE_END.search(passage.text, percent.end, bracket.open):
        yield Pair("share", inside[0], None, "share_fraction")
