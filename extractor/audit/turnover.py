"""What there was, what came, what went, and what is left.

    "Đầu kỳ tồn 1.240 tấn, trong kỳ nhập 560 tấn, xuất 830 tấn, tồn cuối kỳ 970 tấn"
    "kết nạp 146 hội viên, xóa tên 21 hội viên, đến nay có 2.318 hội viên (đầu năm có 2.193 hội viên)"

Words say which of the four each figure is; each is told once. Those of tables: `tables.turnovers`. Linear: what is left looks at the few figures beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from extractor.audit.figures import OPERANDS, Figure, alike, same_noun
from extractor.audit.grades import grade_balance
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.lexicon.phrases import AUDIT

BEFORE, BEHIND = 10, 2  # figures beside what is left that are looked at
AFTER = 28  # code points behind a figure that may say which it is
OPENS, CAME, WENT, CLOSES = "opens", "came", "went", "closes"
ORDER = (OPENS, CAME, WENT, CLOSES)
CUT = regex.compile(r"[,;:.()](?=\s|$)|[()]")


def role_of(name: str) -> str | None:
    """Which of the four a name says."""
    match = AUDIT.turnover.search(name)
    return match.lastgroup if match is not None else None


def turnovers_in(passage: Passage) -> Iterator[Offer]:
    """The offers of one segment."""
    if len(passage.figures) < len(ORDER):
        return
    roles = {f.start: _role(passage, f) for f in passage.figures if f.dimension in OPERANDS and f.single and not f.loose}
    for place, closing in enumerate(passage.figures):
        if roles.get(closing.start) != CLOSES:
            continue
        beside = [*passage.figures[max(0, place - BEFORE) : place], *passage.figures[place + 1 : place + 1 + BEHIND]]
        of_it = [f for f in beside if roles.get(f.start) and alike(replace(f, role=closing.role), closing) and same_noun(f, closing, general=True)]
        told = {role: [f for f in of_it if roles[f.start] == role] for role in ORDER}
        if not told[CLOSES] and all(len(told[role]) == 1 for role in ORDER[:3]):
            yield [balance([told[role][0] for role in ORDER[:3]], closing)]


def _role(passage: Passage, figure: Figure) -> str | None:
    before = CUT.split(passage.before(figure, AFTER * 2))[-1]
    behind = CUT.split(passage.after(figure, AFTER), maxsplit=1)[0]
    known = role_of(before)
    late = role_of(behind)
    return late if late in (OPENS, CLOSES) and known not in (OPENS, CLOSES) else known


def balance(parts: Sequence[Figure], closing: Figure, *, table: bool = False) -> Candidate:
    """The relation of the four."""
    return Candidate("balance", tuple(parts), closing, "turnover", grade_balance(parts, closing), table=table)
