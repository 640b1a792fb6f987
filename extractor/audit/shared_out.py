"""Lists whose members each tell a figure with its share of one whole that stands elsewhere.

    "Toàn trường có 412 học sinh. …"  "Kết quả rèn luyện: Tốt 351 (85,2%), Khá 55 (13,3%), Đạt 06 (1,5%)."
    "- Công chức: 96 người (23,3%)" "- Viên chức: 316 người (76,7%)"

Each share with its part says how large the whole is: the figure of the document that most of them agree on is meant. Where the shares make 100, the parts are
all of it; counts and shares that make 100 agree among each other also where nobody tells the whole ("Tín nhiệm cao: 62 phiếu (70,45%)", …). Figures are sorted once, a list looks at a bounded number of those that its most precise share allows.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

import regex

from extractor.audit.common_whole import HUNDRED, Share
from extractor.audit.figures import OPERANDS, Figure, alike, same_noun
from extractor.audit.grades import grade_percent_sum, grade_ratio, grade_sum
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.slipped import slipped
from extractor.audit.tree import style_of
from extractor.audit.vocabulary import vocabulary
from extractor.audit.wording import number

BETWEEN = 40  # code points between a part and its share
BEHIND = 40  # code points behind a share that may name a plan or a time
MOST = 60  # figures of a value that are looked at
LINES = 4  # segments above a list in which the one that leads to it may stand
LINE = 70  # code points of a line without a mark that may be a member
MEMBERS = 40  # of a list
VOTED = 2  # shares that say that a figure of another noun is their whole
MOST_ROUNDED = 20  # by which shares that make 100 may miss it for their rounding
MOSTLY = 0.6  # how many of the shares agree on the whole
DIGITS = 5  # significant digits of two shares that do not agree by chance
LONG = 3  # digits of a whole that one wrong key explains
ABOVE = 12  # figures before a list that may be its whole with one wrong key
ENDS = regex.compile(r"[;:,.)]")
STOP = regex.compile(r"[;:]|(?<!\d)\.\s")
Places = Mapping[str, Sequence[Figure]]


@dataclass(slots=True)
class Group:
    """A list, and the amount of its noun that what leads to it tells."""

    shares: list[Share]
    head: Figure | None
    voters: Figure | None  # the same amount, where it counts another thing ("45 đại biểu" over votes)
    total: Decimal = Decimal(0)

    def add(self, share: Share) -> None:
        """One more."""
        self.shares.append(share)
        self.total += share.percent.value

    @property
    def full(self) -> bool:
        """The shares make 100 but for their rounding."""
        return abs(self.total - HUNDRED) <= MOST_ROUNDED and _full(self.shares)


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of a document whose members tell their shares, and its amounts by their kind in order of value (under "" all in order of place)."""

    groups: Sequence[Group]
    known: Places


def lists_of(passages: Sequence[Passage]) -> Lists:
    """What a document's running text tells with shares, read once."""
    return Lists(tuple(_lists(passages)), _by_value(passages))


def sums_shared_out(lists: Lists) -> Iterator[Offer]:
    """The sums of lists whose shares make 100."""
    voted = {told.voters.start for told in lists.groups if told.voters is not None and told.full and sum(_holds(s, told.voters) for s in told.shares) >= VOTED}
    for told in lists.groups:
        group = told.shares
        parts = tuple(s.part for s in group)
        if not told.full:
            continue
        whole = _agreed(group, lists.known[parts[0].dimension])
        if whole is None and told.voters is not None and told.voters.start in voted and any(_holds(s, told.voters) for s in group):
            yield [Candidate("sum", parts, told.voters, "shared_out", grade_sum(parts, told.voters), variant="voters")]
            continue
        if told.head is not None and (whole is None or whole.value != told.head.value):
            made = Candidate("sum", parts, told.head, "shared_out", grade_sum(parts, told.head))
            if slipped(made):  # another place tells the whole as the shares say it: here a digit is wrong
                yield [made]
                continue
        if whole is not None:
            yield [Candidate("sum", parts, whole, "shared_out", grade_sum(parts, whole))]
            continue
        offer = [Candidate("sum", parts, f, "shared_out", grade_sum(parts, f), variant="key") for f in _before(group, lists.known[""])]
        yield from [[made] for made in offer if made.verdict.holds or slipped(made)][:1]


def shares_of_lists(lists: Lists) -> Iterator[Offer]:
    """The shares of lists that do not make 100, of what they agree on."""
    for group in (told.shares for told in lists.groups):
        whole = _agreed(group, lists.known[group[0].part.dimension]) if len(group) > 2 else None
        if whole is None:
            continue
        for share in group:
            verdict = grade_ratio("share", share.part, whole, share.percent)
            if verdict is not None:
                yield [Candidate("ratio", (share.part, whole), share.percent, "share_agreed", verdict, form="share")]


def sums_of_listed_shares(lists: Lists) -> Iterator[Offer]:
    """Shares of lists that make 100, whatever their whole is: each part by its share says the same whole."""
    for group in (told.shares for told in lists.groups):
        if len(group) > 2 and _full(group) and max(s.whole[0] for s in group) <= min(s.whole[1] for s in group):
            percents = tuple(s.percent for s in group)
            yield [Candidate("percent_sum", percents, None, "shares_of_list", grade_percent_sum(percents))]


def _by_value(passages: Sequence[Passage]) -> Places:
    """The amounts of a document by their kind, in order of value; and all of them in order of place."""
    told = [f for p in passages for f in p.figures if f.dimension in OPERANDS and f.state and f.value > 0]
    kinds: dict[str, list[Figure]] = {kind: sorted((f for f in told if f.dimension == kind), key=lambda f: (f.value, f.start)) for kind in OPERANDS}
    return {**kinds, "": told}


def _lists(passages: Sequence[Passage]) -> Iterator[Group]:
    """Runs of figures with their shares, in a sentence or over lines that follow each other."""
    run = Group([], None, None)
    place = (-1, -1)  # the segment of the last, and its sentence
    for position, passage in enumerate(passages):
        for share in _pairs(passage):
            at = passage.index, passage.sentence_start(share.part.start)
            beside = at == place or (at[0] == place[0] + 1 and share.part is passage.figures[0] and (passage.segment.marker is not None or passage.end - passage.start <= LINE))
            if not run.shares or not (beside and len(run.shares) < MEMBERS and _of_one(run.shares[-1].part, share.part)) or run.full:
                yield from [run] if len(run.shares) > 1 else []
                head, same = _head(passage, share.part, passages[max(0, position - LINES) : position][::-1])
                run = Group([], head if same else None, head if not same else None)
            run.add(share)
            place = at
    yield from [run] if len(run.shares) > 1 else []


def _head(passage: Passage, part: Figure, above: Sequence[Passage]) -> tuple[Figure | None, bool]:
    """The last amount before a list in its sentence; of a list that opens its line the last one of the segment above it and the lines of its kind. Also
    whether it counts what the list does."""
    low = passage.sentence_start(part.start)
    before = passage.backwards(low, part.start, 1)
    if not before and low == passage.start:
        style = style_of(passage.segment.marker)
        owner = next((p for p in above if style_of(p.segment.marker) != style), None) if style else next(iter(above[:1]), None)
        beside = owner is not None and passage.index - owner.index <= LINES
        before = owner.backwards(owner.start, owner.end, 1) if owner is not None and beside and owner.segment.kind != "cell" else ()
        passage = owner or passage
    if not before or not before[0].plain or before[0].loose or before[0].dimension != part.dimension or passage.of_then(before[0]):
        return None, False
    return before[0], _of_one(before[0], part)


def _of_one(one: Figure, other: Figure) -> bool:
    return alike(one, other) and (one.dimension != "count" or same_noun(one, other))


def _pairs(passage: Passage) -> Iterator[Share]:
    """Every figure right behind which its share stands, in a bracket or behind words that lead to one."""
    words = vocabulary()
    for part, percent in zip(passage.figures, passage.figures[1:], strict=False):
        if percent.dimension != "percent" or percent.change or percent.value_to is not None or not 0 < percent.value < HUNDRED:
            continue
        if part.dimension not in OPERANDS or not part.plain or part.loose or not part.value:
            continue
        gap = passage.text[part.end : percent.start]
        if len(gap) > BETWEEN or STOP.search(gap) is not None or not (gap.rstrip().endswith("(") or words.share_end.search(gap)):
            continue
        behind = ENDS.split(passage.after(percent, BEHIND), maxsplit=1)[0]
        if words.time.search(behind) is None and words.against.search(behind) is None:
            yield Share(part, percent)


def _full(group: Sequence[Share]) -> bool:
    """The shares make 100 but for their rounding."""
    total = sum(s.percent.value for s in group)
    return abs(total - HUNDRED) <= sum(s.percent.precision for s in group) / 2


def _agreed(group: Sequence[Share], told: Sequence[Figure]) -> Figure | None:
    """The figure that the shares agree on, the nearest before them where several are equal."""
    few = len(group) == 2 or (len(group) == 3 and _full(group))
    least = 2 if few and sum(s.percent.digits for s in group) >= DIGITS else max(3, MOSTLY * len(group))
    own = {s.part.start for s in group}
    votes: dict[int, int] = {}
    for finest in sorted(group, key=lambda s: s.percent.precision / s.percent.value)[:3]:  # one or two of them may be wrong
        low, high = finest.whole
        first, last = bisect_left(told, low, key=lambda f: f.value), bisect_right(told, high, key=lambda f: f.value)
        for place in islice(range(first, last), MOST):
            if told[place].start not in own and same_noun(told[place], finest.part, general=True):
                votes.setdefault(place, sum(_holds(s, told[place]) for s in group))
    start = group[0].part.start
    best = max(votes, key=lambda place: (votes[place], told[place].start < start, -abs(told[place].start - start)), default=None)
    return told[best] if best is not None and votes[best] >= least else None


def _holds(share: Share, whole: Figure) -> bool:
    verdict = grade_ratio("share", share.part, whole, share.percent)
    return verdict is not None and verdict.holds


def _before(group: Sequence[Share], told: Sequence[Figure]) -> Iterator[Figure]:
    """The amounts before a list that may be its whole, nearest first."""
    part = group[0].part
    index = bisect_left(told, part.start, key=lambda f: f.start)
    for figure in reversed(told[max(0, index - ABOVE) : index]):
        long = figure.digits >= LONG and len(figure.written) == len(number(sum((s.part.value for s in group), Decimal(0))))
        if long and figure.plain and not figure.loose and alike(figure, part) and same_noun(figure, part, general=True):
            yield figure
