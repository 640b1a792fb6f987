"""Sums: a whole and its parts, as the text ties them together.

    "Kiểm tra 46 cơ sở (cấp tỉnh 20; cấp huyện 14; cấp xã 12)"        bracket with parts
    "901 quy trình, trong đó toàn trình 625 quy trình, một phần 276"   cue in the sentence, also across its end
    "97 đơn vị, trong đó:" + items                                     list below
    "Trong số 128 xã, có 65 xã …, 52 xã …"                             the whole stands first
    "61 hộ … và 24 hộ …, tổng cộng 85 hộ"                              the whole stands last

Each finder yields candidates; what is believed of them is decided in `select`. A candidate says how much its words claim: all parts are
named ("gồm"), may be named ("trong đó"), or only some are ("trong đó có").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

import regex

from extractor.audit.figures import Figure, alike, same_noun
from extractor.audit.grades import grade_sum
from extractor.audit.passages import Bracket, Passage
from extractor.audit.relations import Candidate
from extractor.audit.selection import slipped
from extractor.audit.vocabulary import claim_of, vocabulary

HUNDRED = Decimal(100)
RIGHT_SIZE = Decimal("0.1")
NEAREST = 4  # how many figures before a cue may be its whole
SUMMED = ("count", "money", "measure")
COLON = regex.compile(r":(?=\s)")
STRENGTH = {"all": 3, "open": 2, "some": 1, "none": 1}


@dataclass(frozen=True, slots=True)
class Scope:
    """A run of a passage whose figures at `depth` may be parts; `claim` is what the words before it say."""

    start: int
    end: int
    depth: int
    claim: str


@dataclass(frozen=True, slots=True)
class Parts:
    """Figures that may be parts: `strict` where they count what the whole counts, `tidy` where nothing of the list is left over."""

    figures: tuple[Figure, ...]
    strict: bool
    tidy: bool


def sums_in(passage: Passage) -> Iterator[Candidate]:
    """All candidates of one segment."""
    if len(passage.figures) < 3:
        return
    yield from _brackets(passage)
    yield from _cues(passage)
    yield from _leads(passage)
    yield from _totals(passage)
    yield from _plain_totals(passage)
    yield from _afterwards(passage)


def sums_of_list(lead: Passage, items: Sequence[Passage], above: Sequence[Passage]) -> Iterator[Candidate]:
    """Candidates whose parts are items of the list that `lead` opens; the whole stands in the lead, else in a segment `above` it."""
    start = lead.sentence_starts[-1]
    if not lead.within(start, lead.end, 0) and len(lead.sentence_starts) > 1:
        start = lead.sentence_starts[-2]
    tail = lead.text[start : lead.end]
    cues = list(vocabulary().list_cue.finditer(tail))
    claim = claim_of(cues[-1]) if cues and len(tail) - cues[-1].end() < 40 else "open"
    wholes = [f for f in lead.within(start, lead.end, 0) if f.dimension in SUMMED and not f.change and f.value_to is None]
    for whole in reversed(wholes):
        found = _items_of(whole, items)
        if found is not None:
            yield Candidate("sum", found.figures, whole, _strength(claim, found), grade_sum(found.figures, whole), clean=found.tidy, near=claim == "all")
    for passage in above:
        for whole in passage.within(passage.start, passage.end, 0):
            if whole.dimension in ("money", "measure") and not whole.change and not whole.vague:
                found = _items_of(whole, items)
                if found is not None and found.tidy and len(found.figures) >= 3:
                    yield Candidate("sum", found.figures, whole, 1, grade_sum(found.figures, whole))


def _items_of(whole: Figure, items: Sequence[Passage]) -> Parts | None:
    """The figures of the items that may be parts of `whole`: those that count what it counts, else those of its kind."""
    picked = [_first(item, whole) for item in items]
    for strict in (True, False):
        parts = tuple(f for f in picked if f is not None and (same_noun(whole, f, general=True) or not strict))
        if len(parts) >= 2:
            return Parts(parts, strict, len(parts) == len(picked))
    return None


def _first(item: Passage, whole: Figure) -> Figure | None:
    """The figure of a list item that may be a part of `whole`: the first of its kind outside brackets, before any nested list."""
    figures = [f for f in item.within(item.start, item.end, 0) if _may_be_part(whole, f)]
    named = [f for f in figures if same_noun(whole, f, general=True)]
    return next(iter(named or figures), None)


def _may_be_part(whole: Figure, part: Figure) -> bool:
    if part.dimension not in SUMMED or not alike(whole, part) or part is whole or part.value_to is not None:
        return False
    return not part.change or part.role == whole.role


# -- parts in a bracket --------------------------------------------------------------------------------------------------------------


def _brackets(passage: Passage) -> Iterator[Candidate]:
    for bracket in passage.brackets:
        inside = passage.within(bracket.open + 1, bracket.close, bracket.depth)
        if len([f for f in inside if f.dimension in SUMMED]) < 2:
            continue
        head = _head_start(passage, bracket)
        wholes = [f for f in passage.within(head, bracket.open, bracket.depth - 1) if f.dimension in SUMMED]
        claim, start = _bracket_claim(passage, bracket)
        scope = Scope(start, bracket.close, bracket.depth, claim)
        yield from _best(passage, wholes[-NEAREST:], scope)


def _head_start(passage: Passage, bracket: Bracket) -> int:
    low, _ = passage.scope(bracket.open)
    cuts = [s for s, e in passage.pieces(low, bracket.open, bracket.depth - 1)]
    return cuts[-1]


def _bracket_claim(passage: Passage, bracket: Bracket) -> tuple[str, int]:
    match = vocabulary().list_cue.match(passage.text, bracket.open + 1 + _blank(passage.text, bracket.open + 1), bracket.close)
    if match is None:
        return "all", bracket.open + 1
    return claim_of(match), match.end()


def _blank(text: str, start: int) -> int:
    position = start
    while position < len(text) and text[position] in " *“\"":
        position += 1
    return position - start


# -- parts after a cue ---------------------------------------------------------------------------------------------------------------


def _cues(passage: Passage) -> Iterator[Candidate]:
    for match in vocabulary().list_cue.finditer(passage.text, passage.start, passage.end):
        depth = passage.depth(match.start())
        low, high = passage.scope(match.start())
        claim = claim_of(match)
        wholes = [f for f in passage.within(low, match.start(), depth) if f.dimension in SUMMED and not f.vague]
        wholes = wholes[-NEAREST:]
        if not wholes and depth == 0 and low > passage.start:
            # "…. Trong đó, …": the whole stands in the sentence before, most often as its first figure.
            before = passage.sentence_start(low - 1)
            wholes = [f for f in passage.within(before, low, 0) if f.dimension in SUMMED][::-1][-NEAREST:]
        if not wholes:
            continue
        yield from _best(passage, wholes, Scope(match.end(), high, depth, claim))
    yield from _colons(passage)


def _colons(passage: Passage) -> Iterator[Candidate]:
    """ "Có 12 xã: 5 xã miền núi, 7 xã đồng bằng": a colon after a figure and its noun."""
    for match in COLON.finditer(passage.text, passage.start, passage.end):
        depth = passage.depth(match.start())
        low, high = passage.scope(match.start())
        wholes = [f for f in passage.within(low, match.start(), depth) if f.dimension in SUMMED and not f.vague]
        if wholes and match.start() - wholes[-1].end < 60 and ";" not in passage.text[wholes[-1].end : match.start()]:
            yield from _best(passage, wholes[-1:], Scope(match.end(), high, depth, "open"))


# -- the whole first, the whole last -------------------------------------------------------------------------------------------------


def _leads(passage: Passage) -> Iterator[Candidate]:
    """The whole at the head of its sentence, its parts in the clauses after it."""
    of_end = vocabulary().of_end
    for start, end in passage.sentences():
        figures = [f for f in passage.within(start, end, 0) if f.dimension in SUMMED]
        for position, whole in enumerate(figures[:-2] + figures[-2:-1]):
            if whole.vague or whole.change:
                continue
            led = bool(of_end.search(passage.before(whole)))
            scope = Scope(whole.end, end, 0, "all" if led else "none")
            if led or len(figures) - position > 2:
                yield from _best(passage, [whole], scope, lead=True)


def _totals(passage: Passage) -> Iterator[Candidate]:
    """The whole behind its parts: "…, tổng cộng 85 hộ"."""
    total_end = vocabulary().total_end
    for whole in passage.figures:
        behind = total_end.search(passage.before(whole)) or vocabulary().of_end.search(passage.before(whole))
        if whole.dimension not in SUMMED or not behind or whole.value_to is not None:
            continue
        low, _ = passage.scope(whole.start)
        parts = [f for f in passage.within(low, whole.start, passage.depth(whole.start)) if _may_be_part(whole, f)]
        parts = [f for f in parts if same_noun(whole, f, general=True)] or parts
        for some in (parts, parts[-2:], parts[-3:]):
            if len(some) >= 2:
                verdict = grade_sum(some, whole)
                told = some is parts and (len(parts) > 2 or total_end.search(passage.before(whole)))
                yield Candidate("sum", tuple(some), whole, 3 if told else 1, verdict, clean=some is parts)


def _plain_totals(passage: Passage) -> Iterator[Candidate]:
    """The whole behind its parts, called a total: "chi thường xuyên 2.340 tỷ đồng, chi đầu tư 1.120 tỷ đồng, tổng chi 3.460 tỷ đồng"."""
    for whole in passage.figures:
        if whole.dimension in SUMMED and not whole.change and vocabulary().named_total_end.search(passage.clause(whole)[-60:]):
            low, _ = passage.scope(whole.start)
            parts = tuple(f for f in passage.within(low, whole.start, passage.depth(whole.start)) if _may_be_part(whole, f) and same_noun(whole, f))
            if len(parts) >= 2:
                yield Candidate("sum", parts, whole, 1, grade_sum(parts, whole))


def _afterwards(passage: Passage) -> Iterator[Candidate]:
    """The whole opens the sentence behind the one that gives its parts: "… 56.246 tấn; … 9.718 tấn. Sản lượng … 65.964 tấn"."""
    runs = list(passage.sentences())
    for (start, end), (after, stop) in pairwise(runs):
        whole = next((f for f in passage.within(after, stop, 0) if f.dimension in SUMMED and not f.change), None)
        if whole is None:
            continue
        parts = tuple(f for f in passage.within(start, end, 0) if _may_be_part(whole, f) and same_noun(whole, f, general=True))
        if len(parts) >= 2:
            yield Candidate("sum", parts, whole, 1, grade_sum(parts, whole))


# -- which figures are the parts -----------------------------------------------------------------------------------------------------


def _best(passage: Passage, wholes: Sequence[Figure], scope: Scope, lead: bool = False) -> Iterator[Candidate]:
    """For each kind of quantity, the whole (nearest first) and parts whose sum holds; where none does, the plainest reading."""
    kinds: dict[tuple[str, str], list[Figure]] = {}
    for whole in reversed(wholes):
        if not whole.vague and whole.value_to is None:
            kinds.setdefault((whole.dimension, "" if whole.dimension == "count" else whole.unit or ""), []).append(whole)
    for group in kinds.values():
        readings = [made for whole in group for made in _readings(passage, whole, scope, lead)]
        if not readings:
            continue
        holding = next((made for made in readings if made.verdict.holds), None)
        plainest = min((r for r in readings if not r.verdict.holds), key=_plainness, default=readings[0])
        # Some of the list, or more than the list, may add up by chance where the list itself is a wrong key away.
        chance = holding is not None and (holding.strength == 1 or set(plainest.parts) < set(holding.parts))
        if holding is not None and not (chance and plainest.strength == 3 and slipped(plainest)):
            yield holding
        else:
            yield min((r for r in readings if not r.verdict.holds), key=_plainness)


def _plainness(made: Candidate) -> tuple[bool, bool, Decimal, int]:
    """Order of readings that do not hold: what one wrong key explains, those of the right size, the nearest, then what the words claim."""
    explained = made.whole is not None and made.strength >= 2 and made.whole.digits >= 3 and slipped(made)
    gap = abs(made.verdict.expected - made.verdict.actual) / (abs(made.verdict.actual) or Decimal(1))
    far = made.strength < 2 or gap > RIGHT_SIZE
    return not explained, far, Decimal(-made.strength) if far else gap, -made.strength


def _readings(passage: Passage, whole: Figure, scope: Scope, lead: bool) -> Iterator[Candidate]:
    for parts in _part_sets(passage, whole, scope):
        strength = _strength(scope.claim, parts)
        if strength < 3 and parts.tidy:
            # Contraries ("đúng hạn" and "trễ hạn") are all there is; "đã" and "đang" most often are.
            weight = partition([passage.label(p) for p in parts.figures])
            if weight == 1 and scope.claim == "none" and whole.value < HUNDRED:
                weight = 0  # small counts near each other are too many to ask after each
            strength = max(strength, min(3, strength + weight))
        verdict = grade_sum(parts.figures, whole)
        if scope.claim == "none" and not verdict.holds and any(p.value > whole.value for p in parts.figures) and whole.digits < 3:
            continue  # the first of several small counts is no whole of a larger one
        yield Candidate("sum", parts.figures, whole, strength, verdict, clean=parts.strict and parts.tidy, near=scope.claim == "all")


def _part_sets(passage: Passage, whole: Figure, scope: Scope) -> Iterator[Parts]:
    """Lists of figures that may be the parts of `whole`, likeliest first."""
    nested = _nested(passage, scope)
    figures = [
        f
        for f in passage.within(scope.start, scope.end, scope.depth)
        if _may_be_part(whole, f) and not any(a <= f.start < b for a, b in nested)
    ]
    named = [f for f in figures if same_noun(whole, f, general=True)]
    strict = len(named) >= 2
    usable = named if strict else figures
    if len(usable) < 2:
        own = [f for f in _in_own_brackets(passage, scope) if _may_be_part(whole, f) and same_noun(whole, f, general=True)]
        if len(own) >= 2:
            yield Parts(tuple(own), True, not _open(passage, scope, own))
        return
    pieces = passage.pieces(scope.start, scope.end, scope.depth)
    groups = [[f for f in usable if a <= f.start < b] for a, b in pieces]
    filled = [g for g in groups if g]
    options: list[Parts] = []
    if len(groups[0]) >= 2 and len(filled) >= 2:
        options.append(Parts(tuple(groups[0]), strict, True))
    options.extend(_up_to_and(passage, usable, strict))
    if strict:
        options.extend(_up_to_and(passage, figures, False))
    first = tuple(f for f in figures if f.start < pieces[0][1])
    if len(first) >= 2 and len(pieces) > 1 and len(first) > len(groups[0]):
        options.append(Parts(first, False, True))
    if len(filled) >= 2:
        last = max(i for i, g in enumerate(groups) if g)
        options.append(Parts(tuple(g[0] for g in filled), strict, all(groups[: last + 1]) and not _open(passage, scope, usable)))
    options.append(Parts(tuple(usable), strict, not _open(passage, scope, usable)))
    options.extend(Parts(tuple(usable[:n]), strict, False) for n in range(len(usable) - 1, 1, -1))
    if strict and len(figures) > len(named):
        options.append(Parts(tuple(figures), False, False))
    seen: set[tuple[int, ...]] = set()
    for option in options:
        key = tuple(f.start for f in option.figures)
        if len(key) >= 2 and key not in seen:
            seen.add(key)
            yield option


def _in_own_brackets(passage: Passage, scope: Scope) -> list[Figure]:
    """ "gồm: khu A (450 ha), khu B (500 ha), khu C (300 ha)": each part alone in a bracket behind its name."""
    found = []
    for bracket in passage.brackets:
        if bracket.depth != scope.depth + 1 or not scope.start <= bracket.open < scope.end:
            continue
        inside = [f for f in passage.figures if bracket.open < f.start < bracket.close]
        if len(inside) == 1 and not passage.text[bracket.open + 1 : inside[0].start].strip():
            found.append(inside[0])
    return found


def _up_to_and(passage: Passage, figures: Sequence[Figure], strict: bool) -> Iterator[Parts]:
    """ "gồm 1.105 nam và 775 nữ, đạt …": a list ends with the figure behind its "và"."""
    for position, (one, other) in enumerate(pairwise(figures)):
        gap = passage.text[one.end : other.start]
        if len(gap) > 60 or ";" in gap or ":" in gap:
            return
        if vocabulary().joined_end.search(gap):
            yield Parts(tuple(figures[: position + 2]), strict, True)
            return


def _open(passage: Passage, scope: Scope, parts: Sequence[Figure]) -> bool:
    """The list says that it goes on ("…", "v.v.", "và các đơn vị khác") behind its last figure's own words."""
    last = parts[-1]
    stop = next((b for a, b in passage.pieces(last.end, scope.end, scope.depth)), scope.end)
    ellipsis = vocabulary().ellipsis.search(passage.text, scope.start, scope.end)
    behind = vocabulary().list_goes_on.search(passage.text, last.end, stop)
    return ellipsis is not None or (behind is not None and vocabulary().unfinished.search(behind[0]) is not None)


def _nested(passage: Passage, scope: Scope) -> list[tuple[int, int]]:
    """Runs of the scope that a list cue of their own governs, up to the next semicolon."""
    runs = []
    for a, b in passage.pieces(scope.start, scope.end, scope.depth):
        for match in vocabulary().list_cue.finditer(passage.text, a, b):
            if passage.depth(match.start()) == scope.depth and any(a <= f.start < match.start() for f in passage.figures):
                runs.append((match.end(), b))
                break
    return runs


def _strength(claim: str, parts: Parts) -> int:
    """What the words claim, less one step where the parts are of other names, nothing where figures are left over."""
    if not parts.tidy:
        return 1
    return max(1, STRENGTH[claim] - (0 if parts.strict else 1))


def partition(labels: Sequence[str]) -> int:
    """2 where the labels bear words that are contraries of each other, 1 where their words make up a whole as a rule, else 0."""
    return max((weight for weight, group in vocabulary().partitions if _owned(group, labels)), default=0)


def _owned(group: Sequence[Any], labels: Sequence[str]) -> bool:
    """Every label bears words of one set of the group ("không đạt" more than "đạt"), and every set has its label."""
    owners = []
    for label in labels:
        found = [(len(m[0]), i) for i, words in enumerate(group) for m in words.finditer(label)]
        owners.append(max(found)[1] if found else None)
    return None not in owners and len(set(owners)) == len(group)
