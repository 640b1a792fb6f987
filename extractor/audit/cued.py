"""Sums of last resort at a cue: a whole, a word that leads to its parts, and as many parts as make it up, in its sentence and those that go on with it.

    "Tổng kinh phí 20.310 triệu đồng. Trong đó, phần móng 9.980 triệu đồng. Ngoài ra còn có phần hầm 10.330 triệu đồng"     one more sentence
    "Có 1.318 lượt xe vi phạm. Cụ thể, Trạm A phát hiện 688 lượt xe, Trạm B 163 lượt xe. Trạm C cũng phát hiện 467 lượt xe"  what goes on

How often a list at such a cue names all parts of such a whole was counted in real texts without annotation (`bench/cue_rates.py`, patterns/audit/cues.yaml): by what the cue claims,
where the whole stands, and how the sentences behind go on. A reading that agrees is believed by that rate against chance; one that does not is offered only where one wrong key would
make it agree, and is asked after rather than called wrong unless wrong keys are likelier there than lists that leave something out.
Linear: every cue looks at a bounded number of sentences and figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from operator import itemgetter

from extractor.audit.evidence import ASKED, KEY, WRONG, chance, key_chance
from extractor.audit.figures import OPERANDS, Figure
from extractor.audit.grades import grade_sum
from extractor.audit.not_all import strange
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.slipped import slipped
from extractor.audit.sum_parts import from_end
from extractor.audit.ties import Count
from extractor.audit.told_over import Sentence, told_part
from extractor.audit.vocabulary import claim_of, vocabulary
from extractor.lexicon.patterns import Strict, load
from extractor.lexicon.phrases import AUDIT

LEAD = 24  # code points before a cue that opens its sentence
UP = 2  # sentences above such a cue in which the whole may stand
ON = 4  # sentences behind the cue that may go on with its parts
WHOLES = 3  # figures before a cue that may be the whole
PARTS = 12  # figures of a list
NEAR = 2  # segments that may follow each other
LONG = 3  # digits of a whole that no chance makes up
START, WEIGHT = 0.2, 5.0  # the rate of a place of cues that was not counted, and how many instances it is worth
TOLD, AGREED = 0.5, 0.7  # how sure at least is a reading that disagrees, and one that agrees
LIKELY, UNSURE = 0.9, 0.89  # how sure a warning is, and how sure what is only asked after is at the most


class CueFile(Strict):
    cues: dict[str, Count]


def cued_sums(passages: Sequence[Passage]) -> Iterator[Offer]:
    """All readings of each cue of running text, likeliest by place first, whether they agree or not."""
    stream = stream_of(passages)
    for position, (passage, start, end) in enumerate(stream):
        told = _cue(passage, start, end)
        if told is not None:
            offer = list(_readings(stream, position, *told))
            if offer:
                yield offer


def sums_at_cues(passages: Sequence[Passage], settled: Sequence[Candidate]) -> Iterator[Candidate]:
    """What is meant at the cues whose figures are not tied already."""
    tied = {frozenset((made.whole.start, part.start)) for made in settled if made.whole is not None and made.kind == "sum" for part in made.parts}
    for offer in cued_sums(passages):
        free = [made for made in offer if made.whole is not None and not any(frozenset((made.whole.start, part.start)) in tied for part in made.parts)]
        made = weighed(free) if len(free) == len(offer) else None
        if made is not None:
            yield made


def stream_of(passages: Sequence[Passage]) -> list[Sentence]:
    """The sentences of running text, in their order."""
    return [(p, start, end) for p in passages if p.segment.kind != "cell" for start, end in p.sentences()]


def weighed(offer: Offer) -> Candidate | None:
    """The reading that is meant, with how sure it is; None where most likely none is. What disagrees is asked after by the weight that `evidence` gives to what one wrong key
    explains, and called likely wrong only where that many wrong keys there are more than lists that leave something out."""
    left, weights = 1.0, list[tuple[float, float, Candidate]]()
    many = Counter(made.variant for made in offer)
    for made in offer:
        meant = left * cue_rate(made.variant) / many[made.variant]
        left -= meant
        if made.verdict.holds:
            weights.append((meant * (1 - WRONG) / chance(made), meant * (1 - WRONG) / chance(made), made))
        elif slipped(made):
            keyed = meant * KEY / key_chance(made)
            weights.append((keyed * ASKED, keyed * WRONG, made))
    if not weights:
        return None
    asked, counted, made = max(weights, key=itemgetter(0))
    sure = asked / (left + sum(w for w, _, _ in weights))
    if not made.verdict.holds and counted / (left + sum(w for _, w, _ in weights)) < LIKELY:
        sure = min(sure, UNSURE)
    return replace(made, variant="", confidence=round(sure, 4)) if sure >= (AGREED if made.verdict.holds else TOLD) else None


@cache
def cue_counts() -> dict[str, Count]:
    """What bench/cue_rates.py counted, by what a cue claims, where the whole stands and how the sentences behind go on."""
    return load("cues", CueFile).cues


def cue_rate(variant: str) -> float:
    """How often a list at such a cue was seen to make up such a whole."""
    count = cue_counts().get(variant)
    return (count.held + WEIGHT * START) / (count.seen + WEIGHT) if count is not None else START


def _cue(passage: Passage, start: int, end: int) -> tuple[int, int, str] | None:
    """Where the first cue of a sentence stands, and what it claims."""
    cue = next((m for m in vocabulary().list_cue.finditer(passage.text, start, end) if not passage.depth(m.start())), None)
    if cue is not None:
        return cue.start(), cue.end(), claim_of(cue)
    led = AUDIT.accordingly.match(passage.text, start, end)
    if led is not None:
        return led.start(), led.end(), "detail"
    whole = next(iter(passage.between(start, end)), None)
    # "Trong tổng số 3.417 xe, có 1.926 xe …. Còn lại là 1.491 xe": the whole stands right behind the cue.
    among = whole is not None and whole.start - start <= 2 * LEAD and vocabulary().of_end.search(passage.before(whole)) is not None
    return (whole.end, whole.end, "among") if whole is not None and among else None


def _readings(stream: Sequence[Sentence], position: int, cue: int, behind: int, claim: str) -> Iterator[Candidate]:
    passage, _, end = stream[position]
    listed = passage.within(behind, end, 0)[:PARTS]
    following = _following(stream, position)
    for place, owner, whole in _wholes(stream, position, cue):
        parts = [f for f in listed if told_part(passage, whole, f)]
        if not parts or strange(passage, whole, parts):
            continue
        yield from _told(owner, whole, parts, following, f"{claim}_{place}")


def _told(owner: Passage, whole: Figure, parts: list[Figure], following: Sequence[tuple[str, Sentence]], name: str) -> Iterator[Candidate]:
    """The list alone, then with what each sentence behind it goes on with: its first part, and all of them."""
    if len(parts) > 1:
        yield _made(parts, whole, f"{name}_alone")
    going = ""
    for opener, (other, start, end) in following:
        going = opener if going in ("", opener) else "on"
        more = [f for f in other.within(start, end, 0)[:PARTS] if told_part(other, whole, f)]
        for some in (more[:1], more) if len(more) > 1 else (more,) if more else ():
            if sum(f.value for f in (*parts, *some[:-1])) < whole.value:
                yield _made([*parts, *some], whole, f"{name}_{going}")
        parts = [*parts, *more]
        if len(parts) > PARTS:
            return


def _made(parts: Sequence[Figure], whole: Figure, variant: str) -> Candidate:
    return Candidate("sum", tuple(parts), whole, "cued", grade_sum(tuple(parts), whole), variant=variant)


def _following(stream: Sequence[Sentence], position: int) -> list[tuple[str, Sentence]]:
    """The sentences that follow one, each with how it opens, as long as no heading, table or other list parts them."""
    found: list[tuple[str, Sentence]] = []
    last = stream[position][0]
    for sentence in islice(stream, position + 1, position + 1 + ON):
        passage, start, end = sentence
        if passage.index - last.index > NEAR or (passage is not last and passage.segment.marker != last.segment.marker):
            break
        apart = AUDIT.set_apart.match(passage.text, start, end) is not None
        going = AUDIT.goes_on.match(passage.text, start, end)
        if not apart and _cue(passage, start, end) is not None:
            break
        rest = (going is not None and going["rest"] is not None) or AUDIT.rest_named.match(passage.text, start, end) is not None
        found.append(("apart" if apart else "rest" if rest else "besides" if going is not None else "on", sentence))
        last = passage
    return found


def _wholes(stream: Sequence[Sentence], position: int, cue: int) -> Iterator[tuple[str, Passage, Figure]]:
    """The figures that may be the whole, likeliest first, with where they stand."""
    passage, start, _ = stream[position]
    own = [f for f in passage.within(start, cue, 0) if _may_be_whole(passage, f)][::-1][:WHOLES]
    for number, figure in enumerate(own):
        yield "here" if not number else "before", passage, figure
    if own or cue - start > LEAD:
        return
    for distance in range(1, min(UP, position) + 1):
        above, low, high = stream[position - distance]
        if stream[position - distance + 1][0].index - above.index > NEAR:
            return
        for number, figure in enumerate([f for f in above.within(low, high, 0) if _may_be_whole(above, f)][:WHOLES]):
            yield ("above" if not number else "aside") if distance == 1 else "higher", above, figure


def _may_be_whole(passage: Passage, figure: Figure) -> bool:
    sure = figure.dimension in OPERANDS and figure.single and figure.digits >= LONG and figure.comparator != "range"
    return sure and AUDIT.measured_before.search(passage.clause(figure)) is None and not from_end(passage, figure)
