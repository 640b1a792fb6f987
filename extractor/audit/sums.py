"""Sums: a whole and its parts, as words tie them together in a sentence.

    "Kiểm tra 46 cơ sở (cấp tỉnh 20; cấp huyện 14; cấp xã 12)"        bracket with parts
    "846 quy trình, trong đó toàn trình 572 quy trình, một phần 274"   cue in the sentence, also across its end
    "Trong số 128 xã, có 65 xã …, 52 xã …"                             the whole stands first
    "61 hộ … và 24 hộ …, tổng cộng 85 hộ"                              the whole stands last

Each finder yields offers: the readings that one cue allows, likeliest by its words first. Lists over items are `outline`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

import regex

from extractor.audit.figures import OPERANDS, Figure, alike, same_noun
from extractor.audit.grades import grade_sum
from extractor.audit.kinds import bounded
from extractor.audit.list_ends import HELD, alone, bears_name, beyond, closed, listed_with, named_apart, two_kinds
from extractor.audit.not_all import (
    COMPLETE,
    among_names,
    attributes,
    completed,
    fewer_than_counted,
    half_shared,
    itemised,
    lacking,
    of_two_counts,
    open_amount,
    strange,
    uncounted,
)
from extractor.audit.partitions import bears_rung, came_up, of_rungs_before, parted, received
from extractor.audit.passages import Bracket, Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.sum_parts import LISTS, PARTS, SHORT, Parts, Scope, each_its_own, further_breakdowns, part_sets
from extractor.audit.sums_behind import sums_behind
from extractor.audit.ties import tie
from extractor.audit.untold import untold
from extractor.audit.vocabulary import claim_of, vocabulary
from extractor.audit.wholes import nearest_first, of_their_noun
from extractor.lexicon.phrases import AUDIT

NEAREST = 4  # how many figures before a cue may be its whole
FIRST = 3  # how many figures of a sentence may be the whole of those behind them without a word that says so
FAR = 400  # how many figures before a cue are looked at for its whole
OVER = 40  # code points between a part and what it is measured by
OPENING = 16  # code points before a whole in which the verb of its clause stands
AGAIN = 24  # code points between an amount and the bracket that says it again
NAMED_BRACKET = 60  # code points before a cue in which the bracket of its whole opens
NUMBERED = regex.compile(r"[:\s]*[(]?(?:[ivx]{1,4}|\d{1,2}|[a-zđ])[)]\s")
CODE = regex.compile(r"0\d{2,}")  # "TP 0612" counts nothing
COLON = regex.compile(r":(?=\s)")
DASH = regex.compile(r"(?<=\s)[-–](?=\s)")
OPEN = ("list_open", "list_some", "follows", "among", "within", "list_colon", "bracket")  # classes that words of the parts may make surer
FOLLOWED = {"list_rest": "follows_rest", "list_others": "follows_rest", "list_levels": "follows_ladder", "list_ladder": "follows_ladder"}  # with no cue before them
PARTED = {"follows": "partition_follows", "list_some": "partition_some"}  # what words that make up a whole as a rule make of a class
LISTED = ("list_all", "list_open", "list_some")
RESTED = (*LISTED[1:], "list_colon", "bracket", "among", "within")  # lists that are complete once they tell what remains
CUES = {"all": "list_all", "open": "list_open", "some": "list_some"}


def sums_in(passage: Passage, above: Passage | None = None) -> Iterator[Offer]:
    """All offers of one segment; `above` is the one before it."""
    if above is not None and len(passage.figures) >= 2:
        yield from _of_paragraph_above(passage, above)
    if len(passage.figures) < 3:
        return
    yield from _brackets(passage)
    yield from _cues(passage)
    yield from _leads(passage)
    yield from _out_of_bracket(passage)
    yield from sums_behind(passage)


def _brackets(passage: Passage) -> Iterator[Offer]:
    for bracket in passage.brackets:
        inside = passage.within(bracket.open + 1, bracket.close, bracket.depth)
        if len([f for f in inside if f.dimension in OPERANDS]) < 2 or AUDIT.of_then.match(passage.text, bracket.open + 1) is not None:
            continue  # "(cùng kỳ 22 vụ, 9 người chết, 21 người bị thương)" tells of another time
        head = _head_start(passage, bracket)
        wholes = _last(passage, head, bracket.open, bracket.depth - 1)
        named, start = _bracket_tie(passage, bracket)
        yield from readings(passage, wholes, Scope(start, bracket.close, bracket.depth, named))


def _head_start(passage: Passage, bracket: Bracket) -> int:
    low, _ = passage.scope(bracket.open)
    return passage.piece_start(low, bracket.open, bracket.depth - 1)


def _last(passage: Passage, start: int, end: int, depth: int) -> list[Figure]:
    """The last figures of a run that may be wholes."""
    found: list[Figure] = []
    for figure in reversed(passage.backwards(start, end, FAR)):
        if figure.dimension in OPERANDS and figure.end <= end and passage.depth(figure.start) == depth:
            found.append(figure)
            if len(found) == NEAREST:
                break
    if len(found) >= 2 and _measured_by(passage, found[1], found[0]):
        found[:2] = found[1], found[0]
    # "đạt 412 tấn, tăng 3,4% so với mức 398 tấn của cùng kỳ; trong đó …": what is compared with is no whole.
    return [f for f in found if len(found) < 2 or not _compared(passage, f)][::-1] or found[::-1]


def _compared(passage: Passage, figure: Figure) -> bool:
    return AUDIT.measured_before.search(passage.clause(figure)[-NAMED_BRACKET:]) is not None


def _measured_by(passage: Passage, part: Figure, base: Figure) -> bool:
    """ "887 hồ sơ trực tuyến trên tổng số 967 hồ sơ, đạt 91,8% (trong đó …)": what follows tells of the part, not of what it is measured by."""
    gap = passage.text[part.end : base.start]
    over = list(vocabulary().over.finditer(gap)) if len(gap) < OVER else []
    return bool(over) and len(gap) - over[-1].end() < 12 and not gap.endswith("/") and alike(part, base) and part.total is None


def _bracket_tie(passage: Passage, bracket: Bracket) -> tuple[str, int]:
    match = vocabulary().list_cue.match(passage.text, bracket.open + 1 + _blank(passage.text, bracket.open + 1), bracket.close)
    if match is None:
        return "bracket", bracket.open + 1
    claim = claim_of(match)
    return "bracket_all" if claim == "all" else CUES[claim], match.end()


def _reach(passage: Passage, start: int, high: int, number: int) -> int:
    """Where a list that begins at `start` ends at the latest. The first lists of a passage may fill it; one that opens very many, as nobody writes, is
    looked at PARTS figures at a time."""
    return high if number < LISTS else min(high, passage.ahead(start, PARTS))


def _blank(text: str, start: int) -> int:
    position = start
    while position < len(text) and text[position] in " *“\"":
        position += 1
    return position - start


def _cues(passage: Passage) -> Iterator[Offer]:
    for number, match in enumerate(vocabulary().list_cue.finditer(passage.text, passage.start, passage.end)):
        depth = passage.depth(match.start())
        low, high = passage.scope(match.start())
        told = (*_last(passage, low, match.start(), depth), *_in_bracket_before(passage, match.start(), depth))
        wholes = [f for f in told if not f.loose or open_amount(f)]  # "gần 7.600 tỷ đồng, trong đó A khoảng 5.000 tỷ, …"
        piece = passage.piece_start(low, match.start(), depth)
        # The whole stands in another clause; "…; trong đó …" opens its own, and is of the one before it.
        apart = piece > low and bool(passage.text[piece : match.start()].strip()) and not any(f.start >= piece for f in wholes)
        before_it = not wholes and depth == 0 and low > passage.start
        if before_it:
            # "…. Trong đó, …": the whole stands in the sentence before, most often as its first figure.
            before = passage.sentence_start(low - 1)
            wholes = [f for f in passage.within(before, min(low, passage.ahead(before, FAR)), 0) if f.dimension in OPERANDS][:NEAREST][::-1]
        # "đạt 8.500 tỷ đồng, tăng 700 tỷ đồng so với đầu năm, trong đó …": what there is comes before by how much it rose.
        levels = [f for f in wholes if not f.change]
        wholes.sort(key=lambda f, levels=levels: not f.change or not any(same_noun(f, level) for level in levels))  # type: ignore[misc]
        if wholes:
            # "…. Cụ thể, xăng dầu đạt …": what a sentence goes on to tell need not be all.
            if before_it and (named_apart(passage.text[low : match.start()]) or AUDIT.so_it_is.match(passage.text, low) is not None):
                continue
            first = passage.ahead(match.end(), 0)
            led = passage.text[match.end() : first]
            loose = before_it and claim_of(match) == "all" and "," in led and ":" not in led
            named = CUES["open"] if loose else CUES[claim_of(match)]
            high = _dashed(passage, match.start(), _told_apart(passage, wholes[-1], match.end(), high, depth))
            yield from readings(passage, wholes, Scope(match.end(), _reach(passage, match.end(), high, number), depth, named), apart)
    yield from _said_again(passage)
    yield from _colons(passage)


def _said_again(passage: Passage) -> Iterator[Offer]:
    """ "Tổng chi 7.318 tỷ đồng, đạt 71% dự toán (…); trong tổng chi có 3.287 tỷ đồng chi đầu tư, …": words that say the whole again open the list."""
    for number, match in enumerate(AUDIT.of_it_there_are.finditer(passage.text, passage.start, passage.end)):
        low, high = passage.scope(match.start())
        depth = passage.depth(match.start())
        wholes = [f for f in passage.within(low, match.start(), depth) if f.dimension in OPERANDS and f.plain and not f.loose][:NEAREST]
        if wholes:
            yield from readings(passage, wholes[::-1][-1:], Scope(match.end(), _reach(passage, match.end(), high, number), depth, "list_open"))


def _dashed(passage: Passage, cue: int, high: int) -> int:
    """ "30 đơn vị – gồm 12 quận, 18 huyện – và 584 xã": dashes hold a list as brackets do."""
    if DASH.search(passage.text, max(passage.start, cue - 3), cue) is None:
        return high
    closing = DASH.search(passage.text, cue, high)
    return closing.start() if closing is not None else high


def _told_apart(passage: Passage, whole: Figure, start: int, high: int, depth: int) -> int:
    """ "Tỉnh có 14 đơn vị, gồm 4 thành phố; 10 huyện; có 186 xã": where a clause opens as the one of the whole does, the list ends."""
    tells = AUDIT.tells_another
    opened = tells.search(passage.text, max(passage.start, whole.start - OPENING), whole.start + 1)
    if opened is None or opened.end() != whole.start or tells.match(passage.text, start) is not None:
        return high
    piece = start
    for _ in range(NEAREST):
        stop = passage.piece_end(piece, high, depth)
        if stop >= high:
            break
        if piece > start and tells.match(passage.text, stop + 1) is not None:
            return stop
        piece = stop + 1
    return high


def _in_bracket_before(passage: Passage, cue: int, depth: int) -> list[Figure]:
    """ "thu do quản lý (8.900 tỷ đồng) gồm gia hạn (5.300 tỷ đồng), …": the whole alone in the bracket behind its name, right before the cue."""
    for bracket in reversed(passage.brackets_in(max(passage.start, cue - NAMED_BRACKET), cue)):
        if bracket.depth == depth + 1:
            inside = passage.between(bracket.open + 1, bracket.close)
            alone = len(inside) == 1 and not passage.text[bracket.open + 1 : inside[0].start].strip() and inside[0].state
            # "5.163 triệu đồng (230.000 USD), gồm …" says the amount before it again.
            again = any(bracket.open - f.end < AGAIN for f in passage.backwards(passage.start, bracket.open, 1))
            return [inside[0]] if alone and not again and inside[0].dimension in OPERANDS and not passage.text[bracket.close + 1 : cue].strip(" ,:") else []
    return []


def _of_paragraph_above(passage: Passage, above: Passage) -> Iterator[Offer]:
    """ "Trong đó, nợ dưới 90 ngày là …; nợ khó thu là …" opens a paragraph, or an item of another mark: the whole is what the paragraph above tells first, or last."""
    match = vocabulary().list_cue.match(passage.text, passage.start + _blank(passage.text, passage.start), passage.end)
    if match is None or match.end() >= passage.end or above.index != passage.index - 1 or AUDIT.so_it_is.match(passage.text, passage.start) is not None:
        return
    if passage.segment.marker is not None and (above.segment.marker is None or above.segment.marker == passage.segment.marker):
        return
    if NUMBERED.match(passage.text, match.end(), passage.end):
        return  # measures one by one, no parts
    starts = above.sentence_starts
    sentences = dict.fromkeys((starts[-1], starts[0]))
    ends = dict(above.sentences())
    wholes = [f for start in sentences for f in above.within(start, ends.get(start, above.end), 0) if _tells(passage, f)]
    named = [f for f in wholes if not f.loose][:NEAREST]
    if named:
        led = passage.text[match.end() : passage.ahead(match.end(), 0)]
        claim = "open" if "," in led and ":" not in led and claim_of(match) == "all" else claim_of(match)  # "Cụ thể, năm 2031, …"
        yield from readings(passage, named[::-1], Scope(match.end(), passage.sentence_end(match.end()), 0, CUES[claim]))


def _tells(passage: Passage, figure: Figure) -> bool:
    """It may be a whole of what the next paragraph lists: a state, or a change where all that is listed are changes of its kind."""
    return figure.dimension in OPERANDS and (figure.state or (figure.single and all(f.role == figure.role for f in passage.figures if f.dimension == figure.dimension)))


def _colons(passage: Passage) -> Iterator[Offer]:
    """ "Có 12 xã: 5 xã miền núi, 7 xã đồng bằng": a colon after a figure and its noun."""
    for number, match in enumerate(COLON.finditer(passage.text, passage.start, passage.end)):
        depth = passage.depth(match.start())
        low, high = passage.scope(match.start())
        wholes = [f for f in _last(passage, low, match.start(), depth) if not f.loose]
        led = passage.cue_before(match.start())
        if led is not None and not passage.text[led[1] : match.start()].strip():
            continue  # "giảm 2 vụ so với tháng trước, gồm: …": the words say whose the parts are; "tiêu biểu như: …" says that they are some
        if wholes and match.start() - wholes[-1].end < 60 and ";" not in passage.text[wholes[-1].end : match.start()]:
            scope = Scope(match.end(), _reach(passage, match.end(), high, number), depth, "list_colon")
            yield from readings(passage, wholes[-1:], scope)
            yield from _placed(passage, wholes, scope)


def _placed(passage: Passage, wholes: Sequence[Figure], scope: Scope) -> Iterator[Offer]:
    """ "1.024 ca bệnh tại 3 xã: An Phú 612 ca, Bình An 301 ca, Tân Hòa 111 ca": the parts count what stands before the places, and are as many as these."""
    if len(wholes) < 2 or wholes[-1].dimension != "count" or wholes[-2].dimension != "count" or wholes[-2].unit in (None, wholes[-1].unit):
        return
    parts = [f for f in passage.within(scope.start, passage.ahead(scope.start, PARTS), scope.depth) if f.end <= scope.end and f.unit == wholes[-2].unit]
    if len(parts) >= 2 and len(parts) == wholes[-1].value:
        yield [Candidate("sum", tuple(parts), wholes[-2], "list_all", grade_sum(parts, wholes[-2]))]


def _leads(passage: Passage) -> Iterator[Offer]:
    """The whole at the head of its sentence, its parts in the clauses after it."""
    of_end = vocabulary().of_end
    number = 0
    for start, end in passage.sentences():
        figures = [f for f in passage.within(start, end, 0) if f.dimension in OPERANDS]
        for position, whole in enumerate(figures[:-1]):
            if whole.loose or whole.change or _compared(passage, whole):
                continue
            led = bool(of_end.search(passage.before(whole)))
            within = led and bool(vocabulary().within_end.search(passage.before(whole)))
            if led or (len(figures) - position > 2 and position < FIRST):
                number += led
                named = "follows" if not led else "within" if within else "list_some" if _some_led(passage, whole, figures[position + 1]) else "among"
                yield from readings(passage, [whole], Scope(whole.end, _reach(passage, whole.end, end, number), 0, named))


def _out_of_bracket(passage: Passage) -> Iterator[Offer]:
    """ "Trong số vụ đã giải quyết (171 vụ) có 38 vụ …, 133 vụ …": the whole alone in the bracket behind what it counts."""
    for bracket in passage.brackets[:LISTS]:
        inside = passage.between(bracket.open + 1, bracket.close)
        low = max(passage.sentence_start(bracket.open), bracket.open - NAMED_BRACKET)
        if bracket.depth == 1 and len(inside) == 1 and inside[0].state and inside[0].dimension in OPERANDS and AUDIT.out_of_those.search(passage.text, low, bracket.open) is not None:
            yield from readings(passage, inside, Scope(bracket.close + 1, passage.sentence_end(bracket.open), 0, "among"))


def _some_led(passage: Passage, whole: Figure, part: Figure) -> bool:
    """ "Trong số 412 ca, chủ yếu là ca cũ với 380 ca": words before the first part say that some are named."""
    return any(claim_of(m) == "some" for m in vocabulary().list_cue.finditer(passage.text, whole.end, part.start))


def readings(passage: Passage, wholes: Sequence[Figure], scope: Scope, apart: bool = False) -> Iterator[Offer]:
    """For each kind of quantity the readings of one cue: the nearest whole first, its parts in the order in which lists are written."""
    kinds: dict[tuple[str, str], list[Figure]] = {}
    for whole in reversed(wholes):
        if (not whole.loose or _about(whole, scope)) and CODE.fullmatch(whole.written) is None and whole.value_to is None and whole.value > 0:
            kinds.setdefault((whole.dimension, "" if whole.dimension == "count" else whole.unit or ""), []).append(whole)
    for group in map(of_their_noun(passage, scope), kinds.values()):
        offer: list[Candidate] = []
        cut: list[Candidate] = []
        for distance, whole in enumerate(group):
            sets = [parts for parts in part_sets(passage, whole, scope) if not each_its_own(whole, parts.figures)]
            offer += [made for parts in sets if (made := _candidate(passage, whole, parts, scope, distance + apart)) is not None]
            cut += _cut_short(whole, sets[-1].figures, scope) if sets else []
        seen = {made.key for made in offer}
        offer += [made for made in cut if made.key not in seen]
        if offer:
            yield nearest_first(offer)
        if offer and scope.tie in LISTED:
            yield from ([Candidate("sum", parts, group[0], "partition", grade_sum(parts, group[0]))] for parts in further_breakdowns(passage, group[0], scope))


def _about(whole: Figure, scope: Scope) -> bool:
    """ "gần 57 nghìn lượt, trong đó …": an amount with its last digit open, over a list that a cue opens."""
    return open_amount(whole) and scope.tie.startswith(("list_", "bracket"))


def _candidate(passage: Passage, whole: Figure, parts: Parts, scope: Scope, distance: int) -> Candidate | None:
    untied = strange(passage, whole, parts.figures) or among_names(passage, scope, whole, parts) or itemised(passage, scope, whole, parts.figures)
    if untied or (whole.loose and not any(part.vague for part in parts.figures)):
        return None
    parts = replace(parts, figures=completed(passage, whole, parts.figures, scope))
    named, variant = scope.tie, parts.variant if not distance else "far"
    # Contraries ("đúng hạn" and "trễ hạn") are all there is; "đã" and "đang" most often are.
    if parts.tidy and named in OPEN and not distance:
        led = vocabulary().list_cue.search(passage.text, whole.end, max(whole.end, parts.figures[0].start)) is not None
        labels = [passage.label(p) for p in parts.figures]
        weight = parted(passage, parts.figures)
        better = "contraries" if weight == 2 else PARTED.get(named, "partition") if weight == 1 else named
        if named == "follows" and led and _named_again(passage, whole, parts.figures[0]):
            named = "follows_named"
        if (named == "follows" and bears_rung(labels, passage.label(whole))) or of_rungs_before(passage, whole, scope, labels):
            return None  # its own words are a rung of theirs: it is one of them
        if weight and named == "follows":
            if parted(passage, (whole, *parts.figures)) or (weight == 2 and listed_with(passage, whole, parts.figures)):
                return None  # its own words are of the kind of theirs: it is one of them
            if weight == 1 and (received(passage, whole) or came_up(passage, whole)):
                better = "outcome"
        named = max(named, better, key=lambda n: tie(n).rate(variant))
        if not weight and named == "list_open" and bears_name(passage, whole, parts.figures):
            named = "list_named"
        if not weight and named == "list_open" and half_shared(passage, parts.figures):
            variant = "partial"
        if not weight and (named in RESTED or (named == "follows" and not led)):
            made_of = closed(passage, parts.figures, named)
            made_of = made_of if named != "follows" else _followed_by(passage, whole, parts.figures, FOLLOWED.get(made_of, named))
            named = max(named, made_of, key=lambda n: tie(n).rate(variant))
        if named == "follows" and not variant and alone(passage, whole, parts.figures):
            named = "follows_alone"
        if (not weight and attributes(passage, parts.figures)) or uncounted(passage, scope, parts.figures) or (scope.tie == "bracket" and two_kinds(passage, whole, parts.figures)):
            variant = "partial"
    verdict = grade_sum(parts.figures, whole)
    if (not verdict.holds and untold(passage, whole, scope, parts.figures)) or (named in COMPLETE and (attributes(passage, parts.figures) or fewer_than_counted(passage, whole, parts.figures))) or of_two_counts(passage, whole, scope, parts.figures):
        variant = variant or "partial"
    if named == "follows" and not verdict.holds and any(p.value > whole.value for p in parts.figures) and whole.digits < SHORT:
        return None  # the first of several small counts is no whole of a larger one
    made = Candidate("sum", parts.figures, whole, named, verdict, variant=variant)
    made = replace(made, variant=made.variant or "partial") if lacking(made) else made
    if distance:
        return made
    known = bounded(made, passage.label(whole), [passage.label(p) for p in parts.figures])
    return replace(made, tie="list_beyond", variant="") if known is made and parts.strict and scope.tie in HELD and whole.start not in passage.governed and beyond(passage, made) else known


def _followed_by(passage: Passage, whole: Figure, parts: Sequence[Figure], made_of: str) -> str:
    """Rungs behind a semicolon, or told as X/Y, are of another count ("cho 12 cơ quan; … tại 3 sở, 9/9 huyện và 01 xã")."""
    apart = ";" in passage.text[whole.end : parts[0].start] or any(not p.single for p in parts)
    return "follows" if made_of == "follows_ladder" and apart else made_of


def _named_again(passage: Passage, whole: Figure, part: Figure) -> bool:
    """ "dân số 21.783 người, …; trong đó …; dân số 8.146 người, 7.219 người": the clause of the parts opens with the name of the whole."""
    low = passage.piece_start(passage.sentence_start(part.start), part.start, passage.depth(part.start))
    lead = passage.text[low : part.start].casefold()
    name = " ".join(passage.clause(whole).casefold().rpartition(",")[2].split()[-2:])
    noun = (whole.unit or "").casefold()
    return low > whole.end and len(lead) <= NAMED_BRACKET and any(len(n.split()) > 1 and n in lead for n in (name, noun))


def _cut_short(whole: Figure, figures: Sequence[Figure], scope: Scope) -> list[Candidate]:
    """The list ends early: the first of its figures that add up to the whole, found in one pass."""
    for count, total in enumerate(accumulate(f.value for f in figures), 1):
        if total >= whole.value:
            if total == whole.value and 2 <= count < len(figures):
                parts = tuple(figures[:count])
                return [Candidate("sum", parts, whole, scope.tie, grade_sum(parts, whole), variant="cut")]
            break
    return []
