"""Percentages that are parts of a percentage.

    "Bốn cổ đông chiếm 74,6% vốn điều lệ, bao gồm A (31,4%), B (20,0%), C 14,1% và D 9,1%"     what each holds
    "Mức đóng bằng 4,5% tiền lương, trong đó đơn vị đóng 3%, người lao động đóng 1,5%."     who pays, or what remains

Linear: every list is looked at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from extractor.audit.figures import Figure
from extractor.audit.grades import grade_sum
from extractor.audit.list_ends import told_rest
from extractor.audit.partitions import parted
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.vocabulary import claim_of, vocabulary
from extractor.lexicon.phrases import AUDIT

LISTS = 24  # of one passage
PARTS = 8  # percentages of a list
NEAR = 120  # code points between a percentage and the words that open its list


def parts_of_percentages(passage: Passage) -> Iterator[Offer]:
    """The offers of one segment: a percentage and those that a cue right behind it leads to."""
    for cue in islice(vocabulary().list_cue.finditer(passage.text, passage.start, passage.end), LISTS):
        if claim_of(cue) == "some":
            continue
        depth = passage.depth(cue.start())
        if claim_of(cue) == "all" and (held := _of_capital(passage, cue.start(), cue.end(), depth)) is not None:
            yield held
            continue
        low, high = passage.scope(cue.start())
        before = passage.backwards(low, cue.start(), 1)
        told = [f for f in passage.within(cue.end(), passage.piece_end(cue.end(), high, depth), depth)[:PARTS] if f.dimension == "percent"]
        whole = before[0] if before and before[0].dimension == "percent" and cue.start() - before[0].end <= NEAR else None
        if whole is None or len(told) < 2 or any(not _plain(f) for f in (whole, *told)):
            continue
        if _paid(passage, cue.end(), told) or told_rest(passage, told) or parted(passage, told):
            yield [Candidate("sum", tuple(told), whole, "percent_parts", grade_sum(told, whole))]


def _of_capital(passage: Passage, cue: int, behind: int, depth: int) -> Offer | None:
    """ "4 cổ đông chiếm 74,6% vốn, bao gồm A (31,4%), B (20,0%), C 14,1%, D 9,1%": what each holds, of all that they hold together."""
    low, high = passage.scope(cue)
    before = [f for f in passage.backwards(low, cue, 2) if f.dimension == "percent"]
    whole = before[0] if len(before) == 1 and _plain(before[0]) and AUDIT.of_capital.match(passage.text, before[0].end) is not None else None
    if whole is None or cue - whole.end > NEAR:
        return None
    parts = tuple(f for f in passage.between(behind, passage.piece_end(behind, high, depth))[: 2 * PARTS] if f.dimension == "percent")
    if len(parts) < 2 or not all(_plain(f) and 0 < f.value < whole.value for f in parts):
        return None
    return [Candidate("sum", parts, whole, "percent_held", grade_sum(parts, whole))]


def _plain(figure: Figure) -> bool:
    return not figure.change and figure.value_to is None and not figure.vague


def _paid(passage: Passage, start: int, told: Sequence[Figure]) -> bool:
    """Each percentage stands right behind who pays it."""
    lows = [start, *(f.end for f in told)]
    return all(AUDIT.payer.search(passage.text[low : f.start]) is not None for low, f in zip(lows, told, strict=False))
