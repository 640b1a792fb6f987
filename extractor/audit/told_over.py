"""A whole and its parts over several sentences or paragraphs, as news and reports tell them.

    "Tổng kinh phí 912,4 tỷ đồng, trong đó ngân sách 301,2 tỷ đồng, phụ huynh 420,7 tỷ đồng. Phần còn lại doanh nghiệp góp 190,5 tỷ đồng"   what remains
    "Quý II thu 3.812 tỷ đồng. Trong đó, tháng 4 thu 1.240 tỷ đồng; tháng 5 thu 1.305 tỷ đồng. Riêng tháng 6 thu 1.267 tỷ đồng"            what is told besides
    "Vốn đăng ký đạt 18,42 tỷ USD, tăng 12%. Cả ba hợp phần đều tăng. Trong đó, cấp mới 7,15 tỷ USD, tăng thêm 3,06 tỷ USD, …"             a sentence between

Where the words say that a sentence tells what remains, it is the last part, whether it adds up or not; what is told besides, or told on without a word, is taken for
a part where it makes up the whole. Linear: every cue looks at a bounded number of sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from extractor.audit.figures import OPERANDS, Figure, same_noun
from extractor.audit.grades import grade_sum
from extractor.audit.not_all import of_each, open_amount, strange
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.sum_parts import from_end, may_be_part
from extractor.audit.vocabulary import claim_of, vocabulary
from extractor.lexicon.phrases import AUDIT

UP = 2  # sentences above a cue that opens its own in which the whole may stand
ON = 4  # sentences behind the cue that may tell parts
WHOLES = 3  # figures before a cue that may be the whole
PARTS = 12  # figures of a list
LEAD = 24  # code points before a cue that opens its sentence
OPENS = 48  # code points of a sentence before a whole that opens it
NEAR = 2  # segments that may follow each other
SHORT = 3  # digits of a whole that nothing but its sum makes one
Sentence = tuple[Passage, int, int]


def sums_told_over(passages: Sequence[Passage]) -> Iterator[Offer]:
    """The offers of a document's running text."""
    stream = [(p, start, end) for p in passages if p.segment.kind != "cell" for start, end in p.sentences()]
    for position, (passage, start, end) in enumerate(stream):
        cue = next((m for m in vocabulary().list_cue.finditer(passage.text, start, end) if not passage.depth(m.start())), None)
        if cue is None:
            yield from _among(stream, position)
            continue
        listed = passage.within(cue.end(), end, 0)[:PARTS]
        behind = _behind(stream, position)
        for whole, far in _wholes(stream, position, cue.start()):
            offer = list(_told(passage, whole, listed, behind, far, claim_of(cue)))
            if offer:
                yield offer
                break


def _among(stream: Sequence[Sentence], position: int) -> Iterator[Offer]:
    """ "Trong tổng số 3.417 xe, có 1.926 xe được tiếp nhận. Còn lại, số xe mua mới là 1.491 xe": the whole right behind the words that say so, and what remains of it in a sentence behind."""
    passage, start, end = stream[position]
    whole, *others = passage.within(start, end, 0)[:PARTS] or (None,)
    if whole is None or whole.start - start > OPENS or vocabulary().of_end.search(passage.before(whole)) is None or not _may_be_whole(passage, whole):
        return
    offer = [made for made in _told(passage, whole, others, _behind(stream, position), False, "open") if not made.variant]
    if offer:
        yield offer


def _behind(stream: Sequence[Sentence], position: int) -> list[Sentence]:
    """The sentences that follow one, as long as no heading or table parts them."""
    found: list[Sentence] = []
    last = stream[position][0]
    for sentence in islice(stream, position + 1, position + 1 + ON):
        if sentence[0].index - last.index > NEAR or (sentence[0] is not last and sentence[0].segment.marker != last.segment.marker):
            break
        found.append(sentence)
        last = sentence[0]
    return found


def _wholes(stream: Sequence[Sentence], position: int, cue: int) -> Iterator[tuple[Figure, bool]]:
    """The figures that may be the whole, likeliest first, and whether another sentence stands between."""
    passage, start, _ = stream[position]
    for figure in [f for f in passage.within(start, cue, 0) if _may_be_whole(passage, f)][::-1][:WHOLES]:
        yield figure, False
    if cue - start > LEAD or passage.between(start, cue):
        return
    for distance in range(1, min(UP, position) + 1):
        above, low, high = stream[position - distance]
        if stream[position - distance + 1][0].index - above.index > NEAR:
            return
        for figure in [f for f in above.within(low, high, 0) if _may_be_whole(above, f)][:WHOLES]:
            yield figure, distance > 1 or above.index < passage.index - 1


def _may_be_whole(passage: Passage, figure: Figure) -> bool:
    sure = figure.dimension in OPERANDS and figure.single and (not figure.loose or open_amount(figure)) and figure.digits >= SHORT
    return sure and AUDIT.measured_before.search(passage.clause(figure)) is None and not from_end(passage, figure)


def _told(passage: Passage, whole: Figure, listed: Sequence[Figure], behind: Sequence[Sentence], far: bool, claim: str) -> Iterator[Candidate]:
    """What the list and the sentences behind it make of the whole."""
    parts = [f for f in listed if told_part(passage, whole, f)]
    if not parts or strange(passage, whole, parts):
        return
    total = sum(f.value for f in parts)
    if total == whole.value:
        if far and len(parts) > 1:
            yield _made(parts, whole, "open")
        return
    for other, start, end in behind:
        going_on = AUDIT.goes_on.match(other.text, start, end)
        left = going_on is not None and going_on["rest"] is not None
        told = _further(other, start, end, whole)
        for more in (told[:1], told) if sum(f.value for f in parts) < whole.value else ():
            if more and grade_sum([*parts, *more], whole).grade == "holds":
                yield _made([*parts, *more], whole, "" if left else "besides" if going_on is not None or AUDIT.set_apart.match(other.text, start) else "open")
                return
        if left and told and not far and claim != "some" and AUDIT.rest_named.match(other.text, start) is not None:
            yield _made([*parts, told[0]], whole, "")
            return
        parts = [*parts, *told]


def _made(parts: Sequence[Figure], whole: Figure, variant: str) -> Candidate:
    return Candidate("sum", tuple(parts), whole, "told_over", grade_sum(tuple(parts), whole), variant=variant)


def _further(passage: Passage, start: int, end: int, whole: Figure) -> list[Figure]:
    """The parts that a sentence behind the list tells, but for those of a list of its own."""
    cue = next((m for m in vocabulary().list_cue.finditer(passage.text, start, end) if not passage.depth(m.start())), None)
    if cue is not None and not passage.between(start, cue.start()) and AUDIT.set_apart.match(passage.text, start) is None:
        return []
    return [f for f in passage.within(start, cue.start() if cue is not None and passage.between(start, cue.start()) else end, 0)[:PARTS] if told_part(passage, whole, f)]


def told_part(passage: Passage, whole: Figure, figure: Figure) -> bool:
    """It may be a part, and is neither compared with nor an end or a price of each."""
    fits = may_be_part(whole, figure) and figure.single and figure.value > 0 and same_noun(whole, figure, general=True)
    return fits and AUDIT.measured_before.search(passage.clause(figure)) is None and not of_each(passage, figure) and not from_end(passage, figure)
