"""Several counts of a whole told together, and lists that part all of them: measure by measure, member by member, or each part with its bracket.

    "diện tích 38 km2, dân số 21.700 người; trong đó diện tích của 02 xã là 20 km2, 18 km2; dân số 11.700 người, 10.000 người"    measure by measure
    "312 vụ, làm chết 168 người. Trong đó:" "- Đường bộ 306 vụ, làm chết 164 người; đường sắt 06 vụ, làm chết 04 người"           member by member
    "486 buổi với 71.340 lượt người, gồm 281 buổi tại trường học (48.915 lượt) và 205 buổi tại khu dân cư (22.425 lượt)"            a bracket behind each part

That all columns are told of the same members says more than the words of a list do: where one column adds up, the others are meant to. Linear: a run of
clauses looks at the few sentences and segments above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import prod

import regex

from extractor.audit.evidence import chance
from extractor.audit.figures import OPERANDS, Figure, alike, same_noun
from extractor.audit.grades import grade_sum
from extractor.audit.passages import Bracket, Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.tree import style_of
from extractor.audit.vocabulary import claim_of, vocabulary

CUES = 12  # of a passage that are looked at
MEASURES = 6  # columns of a whole
MEMBERS = 24  # parts of a column
FIGURES = 60  # of a run that are looked at
ABOVE = 4  # segments above a line in which the whole may stand
SENTENCES = 2  # before a sentence in which the whole may stand
IN_BRACKET = 24  # code points of a bracket before its figure
TO_BRACKET = 90  # code points between a part and its bracket
RARE = 0.05  # that other columns add up is no chance
UNIT = regex.compile(r"(?:\s?[\p{L}²³][\p{L}\d²³/]*){0,3}")
WORD = regex.compile(r"\p{L}+")
Column = tuple[Figure, tuple[Figure, ...], bool]  # the whole, its parts, and whether every member tells one


def matrices_in(passage: Passage, above: Sequence[Passage]) -> Iterator[Offer]:
    """The offers of one segment; `above` are those above it, nearest first."""
    if len(passage.figures) < 4:
        return
    for number, cue in enumerate(vocabulary().list_cue.finditer(passage.text, passage.start, passage.end)):
        if number >= CUES:
            break
        if claim_of(cue) != "some":
            yield from _by_measure(passage, cue.start(), cue.end())
            yield from _with_brackets(passage, cue.start(), cue.end())
            yield from _told_in_clauses(passage, cue.start(), cue.end())
    for bracket in passage.brackets[:CUES]:
        if bracket.depth == 1:
            yield from _in_clauses_of_bracket(passage, bracket)
    for number, (start, end) in enumerate(passage.sentences()):
        members = _members(passage, start, end)
        if len(members) >= 2:
            yield from _by_member(members, _sentences_before(passage, number, above), led=False)


def _amount(figure: Figure) -> bool:
    return figure.dimension in OPERANDS and figure.plain and not figure.loose


def _like(whole: Figure, part: Figure) -> bool:
    return alike(whole, part) and same_noun(whole, part)


def _told(passage: Passage, start: int, end: int, depth: int) -> list[Figure]:
    return [f for f in passage.within(start, min(end, passage.ahead(start, FIGURES)), depth) if _amount(f)]


def _offers(columns: Sequence[Column], led: bool) -> Iterator[Offer]:
    """Each column as it is tied: surely where another adds up, which chance does not do."""
    made = [(Candidate("sum", parts, whole, "list_columns", grade_sum(parts, whole)), full) for whole, parts, full in columns]
    holding = [m for m, _ in made if m.verdict.grade == "holds"]
    for candidate, full in made:
        other = prod(chance(m) for m in holding if m is not candidate) <= RARE
        variant = ("beside" if full else "some") if other else "led" if led and full else "open"
        yield [replace(candidate, variant=variant)]


# -- measure by measure ----------------------------------------------------------------------------------------------------------------


def _by_measure(passage: Passage, cue: int, start: int) -> Iterator[Offer]:
    depth = passage.depth(cue)
    low, high = passage.scope(cue)
    wholes = [f for f in passage.backwards(low, cue, MEASURES) if _amount(f) and passage.depth(f.start) == depth]
    if len(wholes) < 2:
        return
    columns: list[Column] = []
    for a, b in passage.pieces(start, high, depth)[:MEASURES]:
        run = _run(passage, _told(passage, a, b, depth))
        whole = next((w for w in wholes if len(run) > 1 and _like(w, run[0]) and all(w is not c[0] for c in columns)), None)
        if whole is None or vocabulary().time.search(passage.text[a : run[0].start]) is not None:
            break
        columns.append((whole, tuple(run), True))
    if len(columns) > 1 and len({len(parts) for _, parts, _ in columns}) == 1:
        yield from _offers(columns, led=True)


def _run(passage: Passage, told: Sequence[Figure]) -> list[Figure]:
    """The last figures of a clause that nothing but their unit and a comma parts."""
    run = list(told[-1:])
    for figure in reversed(told[:-1]):
        gap = UNIT.sub("", passage.text[figure.end : run[0].start], count=1) if run else ""
        joined = vocabulary().joined_only.fullmatch(passage.text[figure.end : run[0].start]) or vocabulary().joined_only.fullmatch(gap)
        if not joined or not alike(figure, run[0]):
            break
        run.insert(0, figure)
    return run


# -- a bracket behind each part --------------------------------------------------------------------------------------------------------


def _with_brackets(passage: Passage, cue: int, start: int) -> Iterator[Offer]:
    depth = passage.depth(cue)
    low, high = passage.scope(cue)
    rows: list[tuple[Figure, Figure]] = []
    for figure in _told(passage, start, high, depth)[:MEMBERS]:
        beside = _in_bracket(passage, figure, high)
        if beside is None or (rows and not (_like(rows[0][0], figure) and _like(rows[0][1], beside))):
            break
        rows.append((figure, beside))
    before = [f for f in passage.backwards(low, cue, MEASURES) if _amount(f)]
    if len(rows) < 2 or _like(*rows[0]) or {f.dimension for f in rows[0]} == {"money"}:
        return  # "2.900 triệu đồng (130.000 USD)" says one amount twice: see `parallel.companions_of`
    wholes = [next((f for f in reversed(before) if _like(f, kind)), None) for kind in rows[0]]
    if wholes[0] is not None and wholes[1] is not None:
        columns = [(w, tuple(row[i] for row in rows), True) for i, w in enumerate(wholes) if w is not None]
        yield from _offers(columns, led=True)


def _in_bracket(passage: Passage, figure: Figure, high: int) -> Figure | None:
    """The amount alone in the bracket behind a figure, nothing counted between them."""
    bracket = passage.bracket_after(figure.end, min(high, figure.end + TO_BRACKET))
    inside = passage.between(bracket.open + 1, bracket.close) if bracket is not None else ()
    if bracket is None or len(inside) != 1 or not _amount(inside[0]) or inside[0].start - bracket.open > IN_BRACKET:
        return None
    return inside[0] if not passage.between(figure.end, bracket.open) and not any(mark in passage.text[figure.end : bracket.open] for mark in ";:") else None


# -- member by member ------------------------------------------------------------------------------------------------------------------


def _told_in_clauses(passage: Passage, cue: int, start: int) -> Iterator[Offer]:
    """The whole before a cue of the same sentence, a member in each clause behind it."""
    if passage.depth(cue):
        return
    low, high = passage.scope(cue)
    wholes = [(passage, f) for f in passage.backwards(low, cue, MEASURES) if _amount(f) and not passage.depth(f.start)]
    members = _members(passage, start, high)
    units = {f.unit for told in members for _, f in told}
    counts = [f for _, f in wholes if f.dimension == "count"]
    # "… cho 7.812 người và 120 hộ, gồm: … người, kinh phí …; … người, kinh phí …": of the second count nothing is told, nor of what it was given.
    untold = len(counts) == 2 and counts[0].unit in units and counts[1].unit not in units
    for offer in _by_member(members, [wholes], led=True):
        kept = [made for made in offer if made.verdict.holds or not untold]
        if kept:
            yield kept


def _in_clauses_of_bracket(passage: Passage, bracket: Bracket) -> Iterator[Offer]:
    """ "45 vụ, làm chết 06 người (khu dân cư 31 vụ, chết 04 người; cơ sở sản xuất 14 vụ, chết 02 người)"."""
    low = passage.sentence_start(bracket.open)
    wholes = [(passage, f) for f in passage.backwards(low, bracket.open, MEASURES) if _amount(f) and not passage.depth(f.start)]
    yield from _by_member(_members(passage, bracket.open + 1, bracket.close, 1), [wholes], led=True)


def _members(passage: Passage, start: int, end: int, depth: int = 0) -> list[list[tuple[Passage, Figure]]]:
    """The amounts of each clause of a run; empty where one tells none."""
    if passage.text.find(";", start, end) < 0:
        return []
    told = [[(passage, f) for f in _told(passage, a, b, depth)] for a, b in passage.pieces(start, end, depth)[:MEMBERS]]
    return told if all(told) else []


def _sentences_before(passage: Passage, number: int, above: Sequence[Passage]) -> list[list[tuple[Passage, Figure]]]:
    """What the sentences before tell, nearest first; above a line that leads to it, or right above a paragraph, those of that segment."""
    starts = [*passage.sentence_starts, passage.end]
    runs = [(passage, starts[at], starts[at + 1]) for at in range(number - 1, max(-1, number - 1 - SENTENCES), -1)]
    if not number:
        owner = leads_to(passage, above) or next((p for p in above[:1] if p.index == passage.index - 1 and passage.segment.marker is None), None)
        if owner is not None:
            runs += [(owner, *run) for run in list(owner.sentences())[::-1][: SENTENCES + 1]]
    return [[(p, f) for f in _told(p, a, b, 0)[:MEASURES]] for p, a, b in runs]


def leads_to(passage: Passage, above: Sequence[Passage]) -> Passage | None:
    """The segment above that ends with words that lead to the line, and to the lines of its kind before it ("… Trong đó:" over "- …", "- …")."""
    style = style_of(passage.segment.marker)
    for owner in above[:ABOVE] if style else ():
        other = style_of(owner.segment.marker)
        if owner.text[owner.start : owner.end].rstrip().endswith(":"):
            return owner if other != style else None
        if other != style:
            return None
    return None


def _by_member(members: Sequence[Sequence[tuple[Passage, Figure]]], runs: Sequence[Sequence[tuple[Passage, Figure]]], *, led: bool) -> Iterator[Offer]:
    """The columns of the nearest run that tells two or more of them."""
    if len(members) < 2:
        return
    for wholes in runs:
        if len(wholes) < 2:
            continue
        rows = [_assigned(member, wholes) for member in members]
        columns: list[Column] = []
        for place, (_, whole) in enumerate(wholes):
            parts = tuple(row[place] for row in rows if place in row)
            if len(parts) > 1:
                columns.append((whole, parts, len(parts) == len(rows)))
        if len(columns) > 1 and any(full for _, _, full in columns):
            yield from _offers(columns, led)
            return


def _assigned(member: Sequence[tuple[Passage, Figure]], wholes: Sequence[tuple[Passage, Figure]]) -> dict[int, Figure]:
    """Which of a member's figures stands in which column: by its noun; of several of one noun by the words around it."""
    row: dict[int, Figure] = {}
    for passage, figure in member:
        fitting = [i for i, (_, whole) in enumerate(wholes) if _like(whole, figure) and whole.unit and figure.unit]
        if len(fitting) > 1:
            own = _words(passage, figure)
            shared = [len(own & _words(*wholes[i])) for i in fitting]
            most = max(shared)
            fitting = [fitting[shared.index(most)]] if most and shared.count(most) == 1 else []
        if fitting:
            row.setdefault(fitting[0], figure)
    return row


def _words(passage: Passage, figure: Figure) -> frozenset[str]:
    """The words around a figure, its unit left out."""
    return frozenset(WORD.findall(passage.label(figure).lower())) - frozenset(WORD.findall((figure.unit or "").lower()))
