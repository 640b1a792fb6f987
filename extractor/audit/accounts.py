"""What is left of an account: what came in less what was spent.

    "Tổng thu năm học: 11.862,4 triệu đồng, trong đó …. Đã chi 11.518,9 triệu đồng: …. Số dư chuyển kỳ sau 343,5 triệu đồng."
    "Quỹ thu 512,4 triệu đồng, chi 430,1 triệu đồng, còn dư 82,3 triệu đồng"

Where something was there before ("dư đầu kỳ"), it is more than that, and nothing is said. Linear: a figure that is called what is left looks at the few sentences before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.audit.figures import alike
from extractor.audit.grades import grade_difference
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.lexicon.phrases import AUDIT

FIGURES = 24  # before what is left that are looked at
LEAD = 60  # code points before a figure that say what it is


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
