"""Balances: what is left of an account, and what lies between two terms that bear its names.

    "Tổng thu năm học: 11.862,4 triệu đồng, trong đó …. Đã chi 11.518,9 triệu đồng: …. Số dư chuyển kỳ sau 343,5 triệu đồng."
    "xuất khẩu 1.164,2 …; nhập khẩu 296,7 …; xuất siêu 867,5"
    "Quỹ thu 512,4 triệu đồng, chi 430,1 triệu đồng, còn dư 82,3 triệu đồng"
    "Cả tỉnh xuất siêu 2,8 tỷ USD, trong đó khu vực trong nước nhập siêu 16,7 tỷ USD; khu vực FDI xuất siêu 19,5 tỷ USD"

Where something was there before ("dư đầu kỳ"), it is more than that, and nothing is said. Linear: a figure that is called what is left looks at the few sentences before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from extractor.audit.figures import Figure, alike
from extractor.audit.grades import grade_difference, grade_sum
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

FIGURES = 24  # before what is left that are looked at
LEAD = 60  # code points before a figure that say what it is
NEARBY = 40  # figures before a balance among which it may have been told
TOLD = 70  # code points before a figure in which it is called a balance
BEHIND = 40  # code points behind a balance that may say that it is of another time


def balances_of_accounts(passage: Passage, above: Sequence[Passage]) -> Iterator[Offer]:
    """The offers of one segment; `above` are those above it, nearest first."""
    for rest in passage.figures:
        if rest.dimension != "money" or not rest.plain or rest.loose or AUDIT.account_left.search(passage.clause(rest)[-LEAD:]) is None:
            continue
        before = [(passage, f) for f in reversed(passage.backwards(passage.start, rest.start, FIGURES))]
        before += [(p, f) for p in above[:1] if p.index == passage.index - 1 for f in reversed(p.backwards(p.start, p.end, FIGURES))]
        told = [(p, f) for p, f in before[:FIGURES] if f.plain and not f.loose and alike(f, rest) and not p.depth(f.start)]
        spent, came = (next((f for p, f in told if said.search(p.clause(f)[-LEAD:]) is not None), None) for said in (AUDIT.account_out, AUDIT.account_in))
        if spent is None or came is None or spent is came:
            continue
        if not any(AUDIT.account_opens.search(p.clause(f)[-LEAD:]) for p, f in told):
            yield [Candidate("difference", (came, spent), rest, "balance_account", grade_difference(came, spent, rest))]


def balances_of_sectors(passage: Passage) -> Iterator[Offer]:
    """A balance and those of the parts that a list names behind it, each on its side: what one sector sells more, another buys more."""
    for cue, end in passage.cues:
        depth = passage.depth(cue)
        low, high = passage.scope(cue)
        whole = next((f for f in reversed(passage.within(low, cue, depth)) if f.dimension != "percent"), None)
        side = _side(passage, whole) if whole is not None else 0
        parts = [f for f in passage.within(end, high, depth) if f.dimension != "percent"]
        sides = [_side(passage, f) for f in parts]
        if whole is None or not side or len(parts) < 2 or 0 in sides or len({*sides, side}) < 2 or not all(alike(f, whole) for f in parts):
            continue  # where all lie on one side, they are parts as any other
        signed = [replace(f, value=f.value * side * own, written=f.written if own == side else f"-{f.written}") for f, own in zip(parts, sides, strict=True)]
        yield [Candidate("sum", tuple(signed), whole, "balance_sectors", grade_sum(signed, whole))]


def _side(passage: Passage, figure: Figure) -> int:
    """1 where more was sold than bought, -1 where less, 0 where nothing says it right before the figure."""
    said = AUDIT.balance_side.search(passage.clause(figure)[-LEAD:])
    return 0 if said is None or not figure.single else 1 if said["over"] else -1


def named_terms(
    passage: Passage, before: Sequence[Passage], change: Figure, left: str, level: Callable[[Figure, Figure], bool]
) -> Iterator[tuple[Figure, Figure]]:
    """The two terms of a balance by their names: "xuất siêu" lies between what is called xuất khẩu and nhập khẩu."""
    for names, terms in vocabulary().balances:
        if names.search(left) is None:
            continue
        found = []
        for term in terms:
            nearest = next(
                (
                    f
                    for p in (passage, *before)
                    for f in reversed(p.between(p.start, min(p.end, change.start)))
                    if level(f, change) and p.depth(f.start) == 0 and term.search(AUDIT.both_ways.sub("", p.clause(f))) and _beside(p, f, change)
                ),
                None,
            )
            if nearest is not None:
                found.append(nearest)
        if len(found) == 2 and found[0] is not found[1] and not _balanced(passage, found, change):
            yield found[0], found[1]


def _beside(passage: Passage, term: Figure, change: Figure) -> bool:
    """No list that the balance is no part of tells the term ("…, trong đó xuất khẩu của doanh nghiệp trong nước …; xuất siêu …" may)."""
    return term.start not in passage.governed or (change.start in passage.governed and passage.sentence_start(term.start) == passage.sentence_start(change.start))


def _balanced(passage: Passage, terms: Sequence[Figure], change: Figure) -> bool:
    """The balance of these terms was told before, or this one is of another time ("gấp đôi mức thặng dư 10,3 tỷ USD của cùng kỳ")."""
    low = max(passage.start, *(f.end for f in terms if f.end <= change.start))
    told = [f for f in passage.backwards(low, change.start, NEARBY) if f.dimension == change.dimension and f not in terms]
    if any(vocabulary().balance_end.search(passage.before(f, TOLD)) for f in told):
        return True
    return vocabulary().time.search(passage.after(change, BEHIND)) is not None
