"""What came of what there was, told in the sentence behind it.

    "Đã tiếp nhận 83 đơn. Kết quả, đã giải quyết 71 đơn; đang giải quyết 12 đơn."     a whole, then its parts by their state
    "Đã giải đáp cho 46 lượt công dân. Kết quả có 19 lượt được giải thích, 27 lượt được hướng dẫn."    the word for outcome leads

Linear: every sentence is looked at with the one before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from extractor.audit.classes import denominator
from extractor.audit.figures import OPERANDS, Figure, same_noun
from extractor.audit.grades import grade_sum
from extractor.audit.list_ends import told_rest
from extractor.audit.partitions import leveled, parted, received, taken_between
from extractor.audit.passages import Passage, name_of, pairs_of
from extractor.audit.relations import Candidate, Offer
from extractor.audit.sum_parts import may_be_part
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

SHORT = 32  # code points of a name before its count
BESIDE = 90  # code points between a whole and the X/Y that says it again
STOP = regex.compile(r"[;.(]|\d%")


def outcomes_in(passage: Passage) -> Iterator[Offer]:
    """The offers of one segment."""
    if len(passage.figures) < 3:
        return
    for (start, end), (after, stop) in pairwise(passage.sentences()):
        wholes = [f for f in passage.within(start, end, 0) if _whole(f)]
        led = vocabulary().outcome.match(passage.text, after) is not None
        if not wholes:
            continue
        if not (led or any(received(passage, f) for f in wholes)):
            yield from _parted(passage, wholes[0], after, stop)
            continue
        whole = next((f for f in reversed(wholes) if received(passage, f)), wholes[-1])
        counted = [f for f in passage.within(after, stop, 0) if may_be_part(whole, f) and f.total is None and not f.vague]
        parts = tuple(f for f in counted if same_noun(whole, f))
        weight = parted(passage, parts) if len(parts) >= 2 else 0
        if weight:
            variant = "" if len(parts) == len(counted) and not taken_between(passage, whole, parts[0]) else "partial"
            others = [f for f in reversed(wholes) if f is not whole and led and same_noun(f, parts[0]) and f.value >= max(p.value for p in parts)]
            yield [
                Candidate("sum", parts, whole, "outcome", grade_sum(parts, whole), variant=variant),
                *(Candidate("sum", parts, f, "outcome", grade_sum(parts, f), variant="far") for f in others),
            ]
        elif led and len(counted) >= 2 and whole is wholes[-1]:
            yield [Candidate("sum", tuple(counted), whole, "outcome_led", grade_sum(counted, whole), variant="" if len(parts) == len(counted) else "loose")]


def _parted(passage: Passage, whole: Figure, start: int, end: int) -> Iterator[Offer]:
    """ "Sản lượng thủy sản đạt 380,7 nghìn tấn. Sản lượng nuôi trồng đạt 257,6 nghìn tấn; khai thác 123,1 nghìn tấn": words that make up a whole, of one name."""
    counted = [f for f in passage.within(start, end, 0) if may_be_part(whole, f) and f.total is None and not f.loose]
    if len(counted) >= 2 and all(same_noun(whole, f) for f in counted) and not any(f.start in passage.governed for f in counted):
        these = AUDIT.these.match(passage.text, start) is not None and vocabulary().joined_end.search(passage.text[counted[-2].end : counted[-1].start])
        if these or told_rest(passage, counted):
            yield [Candidate("sum", tuple(counted), whole, "next_rest", grade_sum(counted, whole))]
            return
    if _bare(passage, counted, start, end) and (parted(passage, counted) or leveled(passage, counted)):
        yield [Candidate("sum", tuple(counted), whole, "next_parted", grade_sum(counted, whole))]
        return
    own = pairs_of(name_of(passage, whole))
    named = len(counted) >= 2 and all(same_noun(whole, f) for f in counted) and own & pairs_of(passage.clause(counted[0]))
    if named and parted(passage, counted) and not parted(passage, (whole, *counted)):
        yield [Candidate("sum", tuple(counted), whole, "next_parted", grade_sum(counted, whole))]


def _bare(passage: Passage, counted: Sequence[Figure], start: int, end: int) -> bool:
    """ "Phẫu thuật 812 ca. Loại I: 126; loại II: 431; loại III: 255.": the sentence is nothing but short names with their counts, whose noun the one before tells."""
    told = passage.between(start, end)
    return len(counted) >= 2 and len(told) == len(counted) and all(f.unit is None and len(passage.clause(f)) <= SHORT for f in counted)


def totals_repeated(passage: Passage) -> Iterator[Offer]:
    """ "Tổng số nhiệm vụ được giao là 21, đã hoàn thành 15/21 nhiệm vụ": the Y of X/Y says the whole again."""
    for whole, fraction in pairwise(passage.figures):
        if not _whole(whole) or whole.dimension != "count" or fraction.total is None or not same_noun(whole, fraction) or fraction.start in passage.governed:
            continue
        gap = passage.text[whole.end : fraction.start]
        if len(gap) < BESIDE and not STOP.search(gap) and passage.depth(whole.start) == passage.depth(fraction.start) and received(passage, whole):
            again = denominator(fraction, fraction.total)
            yield [Candidate("sum", (again,), whole, "total_repeated", grade_sum((again,), whole))]


def _whole(figure: Figure) -> bool:
    return figure.dimension in OPERANDS and figure.plain and not figure.vague
