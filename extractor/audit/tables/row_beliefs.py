"""How far the sums of rows are believed: by the columns that keep them, by other rows of their level, by one wrong key that explains a miss.

Split from rows.py, which says which rows a row may be the sum of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.audit.evidence import prior_of
from extractor.audit.grades import slip_explains_sum
from extractor.audit.relations import Candidate
from extractor.audit.tables.roundings import rounded_off
from extractor.audit.tables.sheet import DIGITS, Sheet
from extractor.tables.grid import Row

SOUND = 3  # sums of other rows of a level that say that one which agrees nowhere is one too
MANY = 60  # rows of a total that comes near to them by chance
FILLED = 3  # columns that rows make up, by which noughts in all of them are amounts and no blanks
ALIKE = 3  # columns in which a total's only part repeats it, for each that breaks
LONG, ONE_KEY = 4, 0.85  # digits of a sum that one wrong key explains, and how sure it is where another group of the table is one
SEVERAL, NEARLY, BARELY = 5, 1_000, 0.93  # rows of a sum that misses by less than a thousandth, and how sure it is
FAILS, SOFT = 3, 0.5  # columns in which a group breaks that is none; how sure a tie is that others of its line speak against


@dataclass(frozen=True, slots=True)
class RowSums:
    """One row against the rows that it may be the sum of: its relations, column by column; `told` where its label says "Tổng"."""

    index: int
    made: tuple[Candidate, ...]
    held: int
    broken: int
    digits: int
    told: bool
    same: int = 0  # columns in which the only figure of its rows is its own again

    @property
    def merit(self) -> int:
        """Columns that keep it beyond those that do not."""
        return self.held + self.same - self.broken


def sure(found: RowSums) -> Iterator[Candidate]:
    """The sums of a row, as sure as its other columns make them: a row that is the sum of its rows in some columns is so in all."""
    for made in rounded_off(found.made):
        others = found.held + found.same - made.verdict.holds
        few = found.held < FILLED and not any(part.value for part in made.parts)
        nought = not made.verdict.holds and made.whole is not None and (not made.whole.value or few)  # nobody filled it in
        yield replace(made, prior=SOFT if nought else 1 - 0.015 * 0.1**others if others else None)


def settled(doubtful: Sequence[RowSums], sound: Counter[int], rows: Sequence[Row]) -> Iterator[Candidate]:
    """Sums that not most columns keep: where other rows of the level, or nearly all groups, are sums of theirs (`sound`: how many, by level), one that is so in
    some columns is in all."""
    anywhere = sound.total() if len(doubtful) * 2 < sound.total() else 0
    mended = _mended_together(doubtful)
    for found in doubtful:
        if any(made.key in mended for made in found.made):
            yield from sure(found)
            continue
        others = max(sound[rows[found.index].level], anywhere)
        if found.held and others:
            yield from sure(found)
        elif others >= SOUND:
            yield from (replace(made, prior=1 - 0.2 * 0.5**others if made.verdict.holds or _close(made) else SOFT) for made in found.made)
        elif any(_barely(made) for made in found.made):
            yield from (replace(made, prior=BARELY) for made in found.made)
        elif others or sound:
            yield from (replace(made, prior=ONE_KEY) for made in found.made if _one_key(made))


def weighed(sheet: Sheet, found: Sequence[Candidate]) -> list[Candidate]:
    """A column in which most groups break does not add up (codes, means, prices), nor does a row that breaks in most other columns: its sums are softer."""
    places = sheet.places
    # That nothing is made of nothing says nothing, nor do rows that were not filled in.
    said = [m for m in found if m.tie == "group_row" and m.whole is not None and (m.verdict.holds or m.prior != SOFT or any(part.value for part in m.parts))]
    groups = [(m, *places[m.whole.start]) for m in said if m.whole is not None and (m.whole.value or not m.verdict.holds)]

    def counted(line: int, left: frozenset[int]) -> tuple[Counter[int], Counter[int]]:
        here = [(made.verdict.holds, place[line]) for made, *place in groups if place[1] not in left]
        return Counter(n for holds, n in here if holds), Counter(n for holds, n in here if not holds)

    held, broken = counted(1, frozenset())
    columns = frozenset(c for c in broken if broken[c] > 1 and held[c] < broken[c])
    held, broken = counted(0, columns)
    rows = frozenset(r for r in broken if broken[r] >= FAILS and held[r] < broken[r])
    soft = {id(made) for made, row, column in groups if not made.verdict.holds and (row in rows or column in columns)}
    soft |= {id(made) for made in found if not made.verdict.holds and made.whole is not None and places[made.whole.start][1] in sheet.headless}
    return [replace(made, prior=min(SOFT, prior_of(made))) if id(made) in soft else made for made in found]


def all_believed(tried: Sequence[RowSums]) -> list[RowSums]:
    """Those that are believed; none where rows that make up one column are not: that others come near to it says less."""
    believed = [found for found in tried if believed_of(found)]
    return believed if any(found.held for found in believed) or not any(found.held for found in tried) else []


def believed_of(found: RowSums) -> bool:
    """Most columns say that the row is a sum; where its label does, one column, or one that is near."""
    if not found.broken:
        return found.held > 0 and found.digits >= (1 if found.told or found.held > 1 else 3)
    if found.held >= 2 and found.held >= found.broken and found.digits >= DIGITS // 2:
        return True
    if found.same >= ALIKE * found.broken:
        return True
    if not found.told:
        return False
    broken = [made for made in found.made if not made.verdict.holds]
    return (found.held >= found.broken or found.held + found.broken <= 2) and any(_close(made, near=bool(found.held) or len(made.parts) <= MANY) for made in broken)


def _mended_together(doubtful: Sequence[RowSums]) -> frozenset[frozenset[tuple[int, int]]]:
    """Sums that break by one figure, the whole of one and a part of the other, whose one correction makes both agree."""
    broken = [made for found in doubtful for made in found.made if not made.verdict.holds and made.whole is not None and made.whole.digits >= LONG]
    too_much = {made.whole.start: (made.whole.value - sum(p.value for p in made.parts), made) for made in broken if made.whole is not None}
    found: set[frozenset[tuple[int, int]]] = set()
    for made in broken:
        over = sum(p.value for p in made.parts) - (made.whole.value if made.whole is not None else 0)
        for below in (too_much[p.start] for p in made.parts if p.start in too_much):
            if below[0] == over:
                found |= {made.key, below[1].key}
    return frozenset(found)


def _one_key(made: Candidate) -> bool:
    """A long sum of a group that one wrong key explains."""
    return made.whole is not None and made.whole.digits >= LONG and slip_explains_sum(made.parts, made.whole) is not None


def _barely(made: Candidate) -> bool:
    """A long sum of many rows that misses by less than chance brings them near."""
    gap = abs(made.verdict.expected - made.verdict.actual)
    return made.whole is not None and made.whole.digits >= LONG and len(made.parts) >= SEVERAL and gap * NEARLY <= abs(made.verdict.actual)


def _close(made: Candidate, near: bool = True) -> bool:
    """One wrong key explains what it misses by, or it is `near`: of very many rows, in no other column, that is chance."""
    assert made.whole is not None
    gap = abs(made.verdict.expected - made.verdict.actual)
    return (near and gap * 20 <= abs(made.verdict.actual)) or slip_explains_sum(made.parts, made.whole) is not None


__all__ = ["RowSums", "all_believed", "believed_of", "settled", "sure", "weighed"]
