"""The parts that a run of a sentence may hold: of what the whole counts, of one depth of brackets, one a member of the list, up to "và"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import regex

from extractor.audit.figures import OPERANDS, Figure, alike, counts_people, same_noun
from extractor.audit.partitions import parted_run
from extractor.audit.passages import Passage, hedged
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

UNREAD = regex.compile(r"(?<=\p{Ll})\d{2,}")  # a figure that a lost blank fuses with its name is none of the parts
UNREAD_NAMED = regex.compile(r"\p{Lu}\p{Ll}+\s(?P<number>\d[\d.]*)(?=\s*[,;)])")
NAMED_BEFORE = regex.compile(r"\p{Lu}\p{L}*\s$")
TIMES = regex.compile(r"(?<=[\s\d])[xX×*](?=\s?\d)")
FACTOR = 24  # code points between a figure and the sign of multiplication
LISTS = 24  # lists of one passage that may be of any length
PARTS = 32  # figures that further lists are looked at for
SHORT = 3  # digits of a whole that nothing but its place makes one
FURTHER = 4  # breakdowns of one whole behind the first
LEVEL = 12  # levels of one thing
MEMBER = 16  # code points before a figure in which its member of a list may open


@dataclass(frozen=True, slots=True)
class Scope:
    """A run of a passage whose figures at `depth` may be parts; `tie` is the class of the words before it."""

    start: int
    end: int
    depth: int
    tie: str


@dataclass(frozen=True, slots=True)
class Parts:
    """Figures that may be parts: `strict` where they count what the whole counts, `tidy` where nothing of the list is left over,
    `heads` where each opens its member of the list ("160 xã, 28 phường, 16 thị trấn"): such a list is of parts, whatever their names."""

    figures: tuple[Figure, ...]
    strict: bool
    tidy: bool
    heads: bool = False

    @property
    def variant(self) -> str:
        if not self.tidy:
            return "partial"
        return "" if self.strict else "heads" if self.heads else "loose"


def may_be_part(whole: Figure, part: Figure) -> bool:
    """It may be added up to `whole`: the same kind of quantity, a level, or a change of the same direction."""
    if part.dimension not in OPERANDS or not alike(whole, part) or part is whole or part.value_to is not None:
        return False
    return not part.change or part.role == whole.role


def part_sets(passage: Passage, whole: Figure, scope: Scope) -> Iterator[Parts]:
    """Lists of figures that may be the parts of `whole`, likeliest first."""
    told = [_amount_of(passage, _added(passage, whole, f)) for f in _not_nested(passage, scope) if not _names(passage, f) and not factor(passage, f)]
    figures = _of_the_list(passage, whole, [f for f in told if f is not None and may_be_part(whole, f)])
    named = [f for f in figures if same_noun(whole, f, general=True)]
    strict = len(named) >= 2
    usable = named if strict else figures
    if len(usable) < 2:
        # What such brackets hold are levels, whatever the clause before them rose by ("xây thêm 80 chợ tại các xã: An Bình (12), …").
        own = [f for f in _in_own_brackets(passage, scope) if may_be_part(whole, replace(f, role=whole.role)) and same_noun(whole, f, general=True)]
        if len(own) >= 2:
            yield Parts(tuple(own), True, not is_open_list(passage, scope, own))
        return
    run = parted_run(passage, usable)
    apart = 2 <= run < len(usable) and (not scope.tie.startswith("bracket") or ";" in passage.text[usable[run - 1].end : usable[run].start])
    if apart or (run >= 2 and is_open_list(passage, scope, usable)):
        yield Parts(tuple(usable[:run]), strict, True)  # "từ chối 24, chuyển 61; đã giải quyết 50": the first two are all there is
    if len(figures) > len(named) and _heads(passage, whole, scope, figures):
        yield Parts(tuple(figures), False, not is_open_list(passage, scope, figures), True)
    elif scope.tie.startswith("bracket") and _heads(passage, whole, scope, usable):
        yield Parts(tuple(usable), strict, not is_open_list(passage, scope, usable), True)
    pieces = passage.pieces(scope.start, scope.end, scope.depth)
    groups = _by_piece(usable, pieces)
    filled = [g for g in groups if g]
    options: list[Parts] = []
    if strict and len(filled) >= 2 and not is_open_list(passage, scope, usable):
        options.append(Parts(tuple(usable), True, True))  # all that count what the whole counts, whatever parts them
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
        options.append(Parts(tuple(g[0] for g in filled), strict, all(groups[: last + 1]) and not is_open_list(passage, scope, usable)))
    options.append(Parts(tuple(usable), strict, not is_open_list(passage, scope, usable)))
    if strict and len(figures) > len(named):
        options.append(Parts(tuple(figures), False, False))
    seen: set[tuple[int, ...]] = set()
    for option in options:
        key = tuple(f.start for f in option.figures)
        if len(key) >= 2 and key not in seen:
            seen.add(key)
            yield option


def _of_the_list(passage: Passage, whole: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """The figures without those that only say more of the part before them, up to where the sentence goes on to tell of something else.

    "13.275 chỉ tiêu vào 22 trường và 420 chỉ tiêu": the schools are no part; "gồm 2 HCV, 14 HCB, có 3 VĐV được tập trung": nor is what the sentence has besides."""
    kept: list[Figure] = []
    for figure in figures:
        one = kept[-1] if kept else None
        gap = passage.text[one.end : figure.start] if one is not None else ""
        if one is not None and figure.unit != whole.unit:
            if one.unit == whole.unit and not vocabulary().member_start.search(gap) and not any(c in gap for c in ",;:()+-"):
                continue
            if AUDIT.has_besides.search(gap) is not None and not any(AUDIT.has_besides.search(passage.before(f, MEMBER)) for f in kept):
                break
        if len(kept) > 1 and AUDIT.outcome_besides.search(gap) is not None and AUDIT.outcome_named.search(passage.before(kept[0])) is None:
            break
        kept.append(figure)
    return kept


def further_breakdowns(passage: Passage, whole: Figure, scope: Scope) -> Iterator[tuple[Figure, ...]]:
    """ "trong đó: thành thị 253.600 người, nông thôn 659.900 người; nam 457.100 người, nữ 456.400 người": further sets of parts that make up the whole again."""
    figures = [f for f in _not_nested(passage, scope) if may_be_part(whole, f) and same_noun(whole, f, general=True)]
    run = parted_run(passage, figures)
    for _ in range(FURTHER):
        if not 2 <= run < len(figures) - 1:
            return
        figures = figures[run:]
        run = parted_run(passage, figures)
        if run >= 2:
            yield tuple(figures[:run])


def _heads(passage: Passage, whole: Figure, scope: Scope, figures: Sequence[Figure]) -> bool:
    """Each figure opens its member of the list, and people are not counted beside things."""
    if len(figures) < 2 or {f.start for f in figures} != {f.start for f in passage.within(scope.start, scope.end, scope.depth) if f.dimension in OPERANDS}:
        return False
    opens = vocabulary().member_start
    if not all(opens.search(passage.text, max(scope.start, f.start - MEMBER), f.start) or not passage.text[scope.start : f.start].strip(" :") for f in figures):
        return False
    if len({counts_people(f) for f in (whole, *figures)}) == 1:
        return True
    # "64 người gồm 3 cán bộ; 1 bảo vệ; 60 giáo viên": who does an odd job is no listed person, where most of the others are.
    unlisted = [f for f in figures if not counts_people(f)]
    return counts_people(whole) and 3 * len(unlisted) <= len(figures) and not any(same_noun(f, g) for f, g in pairwise(unlisted))


def factor(passage: Passage, figure: Figure) -> bool:
    """ "15 nhà x 60 triệu đồng = 900 triệu đồng": what a formula multiplies is no part, its result is."""
    if TIMES.search(passage.text, max(passage.start, figure.start - FACTOR), figure.start + 1) is None:
        behind = TIMES.search(passage.text, figure.end, min(passage.end, figure.end + FACTOR))
        return behind is not None and not any(c in passage.text[figure.end : behind.start()] for c in ",;:.=")
    return "=" not in passage.text[max(passage.start, figure.start - 3) : figure.start]


def _added(passage: Passage, whole: Figure, figure: Figure) -> Figure:
    """ "vốn cấp mới 862,9 triệu USD, vốn tăng thêm 284,4 triệu USD": what was added is called so, and is no change of the whole."""
    named = figure.role == "increase" and not whole.change and AUDIT.added_by_name.search(passage.clause(figure)) is not None
    return replace(figure, role=whole.role) if named else figure


def _amount_of(passage: Passage, figure: Figure) -> Figure | None:
    """ "trao 156 suất, mỗi suất 1.000.000 đồng (156 triệu đồng)": a price of each is no part, the amount in the bracket behind it is."""
    if figure.dimension != "money" or vocabulary().each_end.search(passage.before(figure)) is None:
        return figure
    bracket = passage.bracket_after(figure.end, figure.end + MEMBER)
    inside = passage.between(bracket.open + 1, bracket.close) if bracket is not None else ()
    return inside[0] if len(inside) == 1 and inside[0].dimension == "money" else None


def _names(passage: Passage, figure: Figure) -> bool:
    """ "số máy trên 486 là 115 máy", "47.526 liều mũi 2": a bound, or the number of a level, that names what another figure counts."""
    if AUDIT.size_of_each.search(passage.before(figure)) is not None or AUDIT.speed_behind.match(passage.text, figure.end) is not None or _in_name(passage, figure):
        return True
    if AUDIT.numbers_before.search(passage.before(figure)) is not None or (len(figure.written) == 1 and _between_letters(passage, figure)):
        return True
    if figure.vague:
        return AUDIT.is_valued.match(passage.text, figure.end) is not None
    if from_end(passage, figure):
        return True
    if AUDIT.times_as_large.search(passage.before(figure)) is not None and AUDIT.so_many_times.match(passage.text, figure.end) is not None:
        return True  # "gấp 3,1 lần"
    if figure.value > LEVEL or len(figure.written) > 2:
        return False
    if figure.unit and passage.text.startswith(figure.unit, figure.end + 1):
        return False  # "trực tuyến 11 hồ sơ" counts
    low = max(passage.start, figure.start - MEMBER)
    return any(m.span("place") == (figure.start, figure.end) for m in vocabulary().levels.finditer(passage.text, low, figure.end + 1))


def _between_letters(passage: Passage, figure: Figure) -> bool:
    """ "H 2 K - An Phú": a digit in the letters of a name."""
    return AUDIT.letter_before.search(passage.before(figure)) is not None and AUDIT.letter_behind.match(passage.text, figure.end) is not None


def _in_name(passage: Passage, figure: Figure) -> bool:
    """ "lưu vực Bắc Hòa 1 (5.100 tỷ đồng)": a number that ends a name, with an amount of that in the bracket behind."""
    if figure.dimension != "count" or len(figure.written) > 2 or NAMED_BEFORE.search(passage.text, max(passage.start, figure.start - FACTOR), figure.start) is None:
        return False
    bracket = passage.bracket_after(figure.end, figure.end + 2)
    return bracket is not None and any(f.dimension != "count" for f in passage.between(bracket.open, bracket.close))


def from_end(passage: Passage, figure: Figure) -> bool:
    """ "dầu ăn giảm từ 52.300 đồng còn 41.000 đồng": where a change begins is no part."""
    words, start = vocabulary(), passage.next_start(figure)
    if start is None or words.from_end.search(passage.before(figure)) is None:
        return False
    gap = AUDIT.hedge_end.sub("", passage.text[figure.end : start].rstrip())
    return len(gap) <= FACTOR and (words.down_end.search(gap) or words.up_end.search(gap)) is not None


def _not_nested(passage: Passage, scope: Scope) -> list[Figure]:
    """The figures of the scope that no list cue of its own governs."""
    nested = sorted(_nested(passage, scope))
    kept: list[Figure] = []
    position, reach = 0, scope.start  # up to where the lists that begin before the figure go
    for figure in passage.within(scope.start, scope.end, scope.depth):
        while position < len(nested) and nested[position][0] <= figure.start:
            reach = max(reach, nested[position][1])
            position += 1
        if figure.start >= reach:
            kept.append(figure)
    return kept


def _by_piece(figures: Sequence[Figure], pieces: Sequence[tuple[int, int]]) -> list[list[Figure]]:
    """The figures of each piece; both are in order."""
    groups: list[list[Figure]] = [[] for _ in pieces]
    position = 0
    for figure in figures:
        while position < len(pieces) - 1 and figure.start >= pieces[position][1]:
            position += 1
        if pieces[position][0] <= figure.start < pieces[position][1]:
            groups[position].append(figure)
    return groups


def _in_own_brackets(passage: Passage, scope: Scope) -> list[Figure]:
    """ "gồm: khu A (450 ha), khu B (500 ha), khu C (300 ha)": each part alone in a bracket behind its name."""
    found = []
    for bracket in passage.brackets_in(scope.start, scope.end):
        if bracket.depth != scope.depth + 1:
            continue
        inside = passage.between(bracket.open + 1, bracket.close)
        if len(inside) == 1 and not hedged(passage.text[bracket.open + 1 : inside[0].start]):
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


def each_its_own(whole: Figure, parts: Sequence[Figure]) -> bool:
    """ "3 xã còn thiếu, gồm: An Hải thiếu 14 chỉ tiêu, …": as many figures of another unit as are counted are one each, and no parts of the count."""
    return len(parts) == whole.value and sum(p.value for p in parts) != whole.value and all(p.unit != whole.unit for p in parts)


def is_open_list(passage: Passage, scope: Scope, parts: Sequence[Figure]) -> bool:
    """The list says that it goes on ("…", "v.v.", "và các đơn vị khác") behind its last figure's own words."""
    last = parts[-1]
    stop = passage.piece_end(last.end, scope.end, scope.depth)
    ellipsis = vocabulary().ellipsis.search(passage.text, scope.start, scope.end) or UNREAD.search(passage.text, scope.start, scope.end)
    behind = vocabulary().list_goes_on.search(passage.text, last.end, stop)
    known = {f.start for f in passage.between(scope.start, scope.end)}
    if scope.tie.startswith("bracket") and any(m.start("number") not in known for m in UNREAD_NAMED.finditer(passage.text, scope.start, last.end)):
        return True  # "(Quảng Nam: 30; Gia Lai 181)": nobody read what stands behind a name
    return ellipsis is not None or (behind is not None and vocabulary().unfinished.search(behind[0]) is not None)


def _nested(passage: Passage, scope: Scope) -> list[tuple[int, int]]:
    """Runs of the scope that a list cue of their own governs, up to the next semicolon."""
    runs = []
    for a, b in passage.pieces(scope.start, scope.end, scope.depth):
        for match in vocabulary().list_cue.finditer(passage.text, a, b):
            if passage.depth(match.start()) == scope.depth and passage.between(a, match.start()):
                runs.append((match.end(), b))
                break
    return runs
