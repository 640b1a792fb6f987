"""Whether the parts that a list tells are all there is, and whether they can be parts of its whole at all.

    "gồm 07 thành viên: Trưởng đoàn, 02 Phó Trưởng đoàn và 04 thành viên"     who is named without a count is one more
    "đất nông nghiệp 9.208 ha, đất phi nông nghiệp 4.980 ha"                  what is lacking no wrong key explains: a part was not told
    "chiều rộng trung bình 64 km (rộng nhất 75 km, hẹp nhất 52 km)"           a mean is no sum
    "tối đa 03 người (riêng Sở Y tế: 05 người; Công an: 10 người)"            exceptions
    "34 dân tộc và 3 người nước ngoài. Trong đó, người Kinh 432.399 người"    far above the count before them, and no slip of it
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

from extractor.audit.figures import OPEN_ENDS, Figure, counts_people
from extractor.audit.grades import grade_sum
from extractor.audit.passages import Passage
from extractor.audit.plans import has_share
from extractor.audit.relations import Candidate
from extractor.audit.slipped import slipped
from extractor.audit.sum_parts import Parts, Scope, from_end
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

NAMED = 60  # code points before a part in which its name stands
TOTAL = 12  # code points before a figure in which it is called a total
LONG_ENOUGH = 3  # digits of a whole that no chance makes up
MORE = 40  # figures of a list and the sentence behind it that may be a part
WITHIN = 4  # words of a member before a number that is in its name
MANY = 60  # members of a list that somebody counts
STRANGE = 100  # how many times as large as its whole a part is that belongs to another
SOFT = ("list_open", "list_some", "list_named", "list_colon", "within", "among", "follows", "partition", "partition_some", "partition_follows", "outcome")  # need not tell all
COMPLETE = ("list_all", "bracket_all")
NEXT_COUNT = regex.compile(r"[^\d.;:()]{1,60}?,\s(?:\p{L}+\s)?\d[\d.]*(?=\s\p{L})")


def open_amount(figure: Figure) -> bool:
    """An amount that its word leaves open, and no formula."""
    return figure.comparator in OPEN_ENDS and "x" not in figure.written


def strange(passage: Passage, whole: Figure, parts: Sequence[Figure]) -> bool:
    """The figures cannot be parts of this whole, by its words or theirs."""
    if whole.dimension != "count" and AUDIT.mean_named.search(passage.clause(whole)) is not None:
        return True
    if any(AUDIT.total_right_before.search(passage.before(part, TOTAL)) is not None for part in parts):
        return True  # "Tổng số 4.248 …": a whole of its own
    if _own_wholes(passage, parts) or {part.comparator for part in parts} >= {">=", "<="} or _numbers(passage, parts):
        return True  # "mua tối thiểu 20.000 cổ phần, tối đa 900.000 cổ phần"; "10 quận gồm 9, 12, Hòa Thạnh, …"
    if any(AUDIT.either_or.fullmatch(passage.text[one.end : other.start]) is not None for one, other in pairwise(parts)):
        return True  # "31 ha hoặc 45 ha"
    if any(of_each(passage, part) for part in parts) or _told_again(passage, whole, parts) or _harmed_otherwise(passage, whole, parts):
        return True
    if _no_whole(passage, whole) or _to_profit(passage, whole, parts) or _of_both(passage, whole, parts) or _fraction_among(whole, parts):
        return True
    between = passage.text[whole.end : parts[0].start]
    if AUDIT.exceptions.search(between) is not None or AUDIT.others_such_as.search(between) is not None or AUDIT.exceptions_there.search(between) is not None:
        return True
    if AUDIT.weighted.search(between) is not None or any(_letter_before(passage, part) for part in parts):
        return True
    return all(part.value > whole.value * STRANGE for part in parts)


def _own_wholes(passage: Passage, parts: Sequence[Figure]) -> bool:
    """ "12 trong số 24 chi cục": the 24 are a whole of their own, and so is what a list opens with behind "trong": "Cụ thể, trong 25 hồ sơ bị trả, có 6 hồ sơ …"."""
    return any(AUDIT.out_of_all.search(passage.before(part)) is not None for part in parts) or AUDIT.out_of_so_many.search(passage.before(parts[0])) is not None


def _to_profit(passage: Passage, whole: Figure, parts: Sequence[Figure]) -> bool:
    """ "trong 612 tỷ đồng doanh thu, A mang về 550 tỷ đồng, đóng góp 140 tỷ đồng vào lợi nhuận": what went into the profit is no part of what was earned."""
    earned = AUDIT.revenue.search(passage.text, whole.start, whole.end + NAMED) is not None
    return earned and any(AUDIT.to_profit.match(passage.text, part.end) is not None for part in parts)


def _numbers(passage: Passage, parts: Sequence[Figure]) -> bool:
    """Bare numbers with a comma between them that names go on with: they name places as these do."""
    return all(len(p.written) <= WITHIN // 2 for p in parts) and all(passage.text[a.end : b.start] == ", " for a, b in pairwise(parts)) and AUDIT.place_named_behind.match(passage.text, parts[-1].end) is not None


def of_each(passage: Passage, figure: Figure) -> bool:
    """ "mỗi huyện 1 điểm bắn": so many of each, and of how many nobody says; an amount of money for each is looked at by its price."""
    return figure.dimension != "money" and vocabulary().each_end.search(passage.before(figure)) is not None


def _no_whole(passage: Passage, whole: Figure) -> bool:
    """ "đường khổ 1.000 mm" tells a size, "nhiều hơn xã An Hòa 17 hộ" a difference, "từ 6.200 lên 7.000 km" what there was: none has parts."""
    before = passage.before(whole)
    return AUDIT.no_whole_end.search(before) is not None or AUDIT.names_no_whole.search(before) is not None or from_end(passage, whole)


def _letter_before(passage: Passage, part: Figure) -> bool:
    """ "xe T -54 và T -55": the number of a type, with a hyphen that looks like a minus."""
    return part.value < 0 and AUDIT.type_letter.search(passage.before(part)) is not None


def itemised(passage: Passage, scope: Scope, whole: Figure, parts: Sequence[Figure]) -> bool:
    """ "4 hạng mục gồm xây mới 5 trạm bơm; cải tạo 9 hồ; …": as many members between semicolons as are counted, each with figures of its own."""
    if whole.dimension != "count" or not whole.plain or whole.value > MANY or sum(p.value for p in parts) == whole.value:
        return False
    pieces = passage.pieces(scope.start, passage.sentence_end(scope.start), scope.depth)
    return len(pieces) > 1 and len(pieces) == whole.value and all(passage.text[a:b].strip(" :")[:1].isalpha() for a, b in pieces)


def fewer_than_counted(passage: Passage, whole: Figure, parts: Sequence[Figure]) -> bool:
    """ "6 món quà trị giá 1,2 triệu USD, bao gồm một chiếc … 17.240 USD, …": fewer are named than are counted right before what they are worth."""
    counted = next(iter(passage.backwards(passage.sentence_start(whole.start), whole.start, 1)), None)
    if counted is None or whole.dimension == "count" or counted.dimension != "count" or not counted.plain or not len(parts) < counted.value <= MANY:
        return False
    return AUDIT.are_worth.fullmatch(passage.text, counted.end, whole.start) is not None


def _of_both(passage: Passage, whole: Figure, parts: Sequence[Figure]) -> bool:
    """ "12 công ty trực tiếp cùng 40 công ty gián tiếp. Trong đó, …": of several counts of one noun told together, what is above the one may be of all."""
    beside = AUDIT.counted_beside.match(passage.text, whole.end) if whole.dimension == "count" and whole.unit else None
    if beside is None or not passage.text.startswith(whole.unit or "", beside.end()):
        return False
    return whole.value < sum(p.value for p in parts) <= whole.value + int(beside[1].replace(".", ""))


def _fraction_among(whole: Figure, parts: Sequence[Figure]) -> bool:
    """ "4 người …. Cụ thể, ông A được 12/85 đại biểu tín nhiệm; 3 người còn lại …": X/Y of another thing among plain counts."""
    told = [part for part in parts if part.total is not None]
    return whole.total is None and 0 < len(told) < len(parts) and any(part.unit != whole.unit for part in told)


def _told_again(passage: Passage, whole: Figure, parts: Sequence[Figure]) -> bool:
    """ "17 người chết, 12 người bị thương. Cụ thể, tại xã A có 9 người chết, 5 người bị thương": the kinds of the whole's own sentence again, for one place."""
    beside = NEXT_COUNT.match(passage.text, whole.end)
    if beside is None or len(parts) < 2 or beside.end() >= parts[0].start:
        return False
    kinds = [_kind(passage, end, whole.unit) for end in (whole.end, beside.end(), parts[0].end, parts[1].end)]
    return kinds[0] != kinds[1] != "" and kinds[:2] == kinds[2:]


def _harmed_otherwise(passage: Passage, whole: Figure, parts: Sequence[Figure]) -> bool:
    """ "làm chết 17 người, …, trong đó đường bộ làm chết 12 người, bị thương 9 người": who was hurt is no part of those who died."""
    own, *kinds = (_harm(passage, figure) for figure in (whole, *parts))
    return own is not None and any(kind not in (None, own) for kind in kinds)


def _harm(passage: Passage, figure: Figure) -> str | None:
    """Whether those counted died, were hurt or are missing, by the verb before them, else by the words behind."""
    before = list(AUDIT.harmed.finditer(AUDIT.kind_ends.split(passage.text[max(0, figure.start - NAMED) : figure.start])[-1]))
    stop = AUDIT.kind_ends.search(passage.text, figure.end, figure.end + NAMED)
    found = before[-1] if before else AUDIT.harmed.search(passage.text, figure.end, stop.start() if stop is not None else figure.end + NAMED)
    return found.lastgroup if found is not None else None


def _kind(passage: Passage, end: int, unit: str | None) -> str:
    """The words behind the unit of a figure that ends at `end`, up to the end of its clause: "17 người chết," → "chết"."""
    behind = passage.text[end : end + NAMED].strip().removeprefix(unit or "")
    stop = AUDIT.kind_ends.search(behind)
    return behind[: stop.start() if stop is not None else None].strip()


def lacking(made: Candidate) -> bool:
    """The parts fall short of their whole by what no wrong key explains, and their words do not say that they are all."""
    return made.tie in SOFT and not made.verdict.holds and made.verdict.expected < made.verdict.actual and not slipped(made)


def completed(passage: Passage, whole: Figure, parts: tuple[Figure, ...], scope: Scope) -> tuple[Figure, ...]:
    """The parts, and the one more figure that makes them up: a rise that a name only seems to tell ("tăng thu 2.108 tỷ đồng, giảm chi 9.300 tỷ đồng, …"), or what the
    sentence behind goes on with ("…. Đáng chú ý, khoản mua trái phiếu 21 tỷ đồng")."""
    verdict = grade_sum(parts, whole)
    if verdict.holds or verdict.expected >= verdict.actual or whole.digits < LONG_ENOUGH or whole.dimension == "count":
        return parts
    own = {f.start for f in parts}
    following = passage.sentence_end(passage.sentence_end(parts[-1].start))
    others = [f for f in passage.within(scope.start, following, scope.depth)[:MORE] if f.start not in own and f.unit == whole.unit and f.single and f.value > 0]
    fits = ("holds", "rounding") if whole.vague and all(p.vague for p in parts) else ("holds",)
    found = [made for f in others if grade_sum(made := tuple(sorted((*parts, f), key=lambda p: p.start)), whole).grade in fits]
    return found[0] if len(found) == 1 else parts


def of_two_counts(passage: Passage, whole: Figure, scope: Scope, parts: Sequence[Figure]) -> bool:
    """ "8.315 tỷ đồng cho 7.812 người và 120 hộ, gồm: … 7.515 người, kinh phí …; … 297 người, kinh phí …": nothing is told of the second count."""
    counts = [f for f in passage.between(whole.end, scope.start) if f.dimension == "count" and f.unit]
    if whole.dimension == "count" or len(counts) != 2 or counts[0].unit == counts[1].unit or vocabulary().parted_by.search(passage.text, counts[0].end, counts[1].start) is None:
        return False
    told = {f.unit for f in passage.between(parts[0].start - NAMED, passage.sentence_end(parts[-1].start)) if f.dimension == "count" and f.start >= scope.start}
    return counts[0].unit in told and counts[1].unit not in told


def _bears_unit(passage: Passage, part: Figure, whole: Figure) -> bool:
    """The unit of the whole is written right behind the part."""
    unit = (whole.unit or "").casefold()
    return passage.text[part.end : part.end + 1 + len(unit)].strip().casefold() == unit


def among_names(passage: Passage, scope: Scope, whole: Figure, parts: Parts) -> bool:
    """ "7 dự án gồm: dự án A; dự án xây cầu và tuyến tránh 2 đầu cầu …; dự án C": numbers in the names of what is listed."""
    first = passage.text[scope.start : parts.figures[0].start]
    told = whole.dimension == "count" and not any(_bears_unit(passage, p, whole) for p in parts.figures) and len(first.rpartition(";")[2].split()) >= WITHIN
    return told and ";" in first and not passage.between(scope.start, passage.piece_end(scope.start, scope.end, scope.depth))


def uncounted(passage: Passage, scope: Scope, parts: Sequence[Figure]) -> bool:
    """ "gồm 07 thành viên: Trưởng đoàn, 02 Phó Trưởng đoàn và 04 thành viên": who is named without a count is one more."""
    lead, comma, _ = passage.text[scope.start : parts[0].start].rpartition(",")
    return bool(comma) and any(c.isalpha() for c in lead) and all(counts_people(p) for p in parts)


def attributes(passage: Passage, parts: Sequence[Figure]) -> bool:
    """One person may be a woman and a member of the Party: parts told so ("12 nữ", "Nữ: 12") need not make up the whole."""
    before = [passage.text[max(a.end, b.start - NAMED) : b.start] for a, b in pairwise(parts)]
    lead = passage.text[max(passage.piece_start(passage.sentence_start(parts[0].start), parts[0].start, 0), parts[0].start - NAMED) : parts[0].start]
    names = [words.rpartition(",")[2] if words.rstrip().endswith(":") else passage.label(part) for words, part in zip([lead, *before], parts, strict=True)]
    return sum(vocabulary().attributes.search(name) is not None for name in names) >= 2


def half_shared(passage: Passage, parts: Sequence[Figure]) -> bool:
    """ "trong đó khám bảo hiểm 162.917 lượt, chiếm 87,4%; điều trị nội trú 21.346 lượt": behind a part with its share, one in a clause of its own without one."""
    shared = [has_share(passage, part) or _rated(passage, part) for part in parts]
    return shared[0] and any(not own and ";" in passage.text[one.end : part.start] for own, one, part in zip(shared[1:], parts, parts[1:], strict=False))


def _rated(passage: Passage, part: Figure) -> bool:
    """A percentage of it stands right behind ("…, đạt 96,1%")."""
    start = passage.next_start(part)
    return start is not None and passage.between(start, start + 1)[0].dimension == "percent" and vocabulary().share_end.search(passage.text[part.end : start]) is not None


__all__ = ["among_names", "attributes", "completed", "fewer_than_counted", "half_shared", "itemised", "lacking", "of_each", "of_two_counts", "open_amount", "strange", "uncounted"]
