"""What the words of a list say of it: that it leaves nothing out, and that its parts lie within their whole.

"…, còn lại 21 trường hợp", "…, nguồn khác 2 tỷ đồng"                 the last part is what remains, or whatever else there is
"loại I 31 tuyến, loại II 57 tuyến", "01 tổ trưởng, 02 tổ phó, …"     levels of one thing, rungs of one ladder
"14 mỏ, trong đó có 03 mỏ đất, 51 mỏ đá"                              a part above its whole cannot be, whether all are named or not
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

from extractor.audit.figures import Figure, same_noun
from extractor.audit.partitions import laddered, leveled, parted
from extractor.audit.passages import Passage, pairs_of
from extractor.audit.relations import Candidate
from extractor.audit.slipped import slipped
from extractor.audit.ties import tie
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

APART = regex.compile(r"[;.](?=\s)")
CLAUSE = regex.compile(r"[,;:](?=\s)")
OWN_WORDS = 3  # words before the cue of a list that name what it is of
CHANGED = 40  # code points behind a part of a bracket in which its change stands
BEHIND = 40  # code points behind a part that may say that it is what remains
MOSTLY = 90  # code points before the first part in which a list says that it names the most of its whole
HELD = (
    "list_all",
    "list_open",
    "list_some",
    "bracket",
    "bracket_all",
    "among",
    "within",
)  # words that place parts within their whole
SURE = 0.9  # the rate of classes that need no other reason


def beyond(passage: Passage, made: Candidate) -> bool:
    """A part is above the whole that words place it in, and no wrong key says why: whether all parts are named or not, it cannot be.

    It bears the noun of the whole, and stands in the clause that the words open: "…; cử 188 cán bộ" is another matter, and "(12; 16; 18)" are numbers of things.
    """
    whole = made.whole
    assert whole is not None
    high = [p for p in made.parts if p.value > whole.value]
    if (
        made.verdict.holds
        or whole.vague
        or whole.change
        or not high
        or (len(high) > 1 and 2 * len(high) > len(made.parts))  # most of them are: they are of another whole
        or any(p.vague or not _of_its_noun(passage, p, whole) for p in high)
        or any(_compared(passage, p) for p in made.parts if p.start <= high[-1].start)  # "(năm 2030 có 12 đoàn/241 người)"
    ):
        return False
    between = passage.text[whole.end : high[0].start]
    if ";" in between or AUDIT.besides_those.search(between) is not None:
        return False
    return tie(made.tie).rate(made.variant) < SURE or not slipped(made)


def _compared(passage: Passage, part: Figure) -> bool:
    """ "trồng 412 ha (kế hoạch 500 ha; năm 2030 là 400 ha)": of a plan or another time, with which the whole is compared."""
    clause = passage.clause(part)
    return vocabulary().against.search(clause) is not None or vocabulary().time.search(clause) is not None


def _of_its_noun(passage: Passage, part: Figure, whole: Figure) -> bool:
    """The part is written with the unit of the whole."""
    unit = part.unit or ""
    return (
        bool(unit)
        and part.unit == whole.unit
        and passage.text[part.end : part.end + 1 + len(unit)].strip().casefold() == unit.casefold()
    )


def closed(passage: Passage, parts: Sequence[Figure], named: str) -> str:
    """The class of a list that leaves nothing out: its last part is what remains, or whatever else there is, or its parts are levels of one thing."""
    if told_rest(passage, parts):
        return "list_rest"
    if told_others(passage, parts):
        return "list_others"
    return "list_levels" if leveled(passage, parts) else "list_ladder" if laddered([passage.label(p) for p in parts]) else named


def named_apart(lead: str) -> bool:
    """ "… 51 người chết. Các tỉnh chịu thiệt hại lớn gồm …": the sentence of the list names what it is of, and not as what was told before it."""
    return len(lead.split()) > OWN_WORDS and AUDIT.those_told.search(lead) is None


def told_rest(passage: Passage, parts: Sequence[Figure]) -> bool:
    """The last part is told as what remains: "…, còn lại 21 trường hợp", "21 trường hợp còn lại": nothing is left out."""
    one, last = parts[-2:]
    following = passage.next_start(last)
    behind = passage.text[last.end : min(passage.scope(last.start)[1], last.end + BEHIND, following or last.end + BEHIND)]
    return (
        AUDIT.remainder.search(passage.text[one.end : last.start]) is not None or AUDIT.remainder_behind.match(behind) is not None
    )


def told_others(passage: Passage, parts: Sequence[Figure]) -> bool:
    """The last part is whatever else there is: "…, nguồn khác 2 tỷ đồng", "và 12 trường hợp khác"; no other part is called so."""
    labels = [AUDIT.sent_to_others.sub("", passage.clause(p) if AUDIT.sent_to_others.search(passage.clause(p)) else passage.label(p)) for p in parts]
    if AUDIT.mostly_end.search(passage.before(parts[0], MOSTLY)) is not None:
        return False  # "trong đó phần lớn là …"
    *some, last = (AUDIT.others_named.search(label) is not None for label in labels)
    return last and not any(some)


def bears_name(passage: Passage, whole: Figure, parts: Sequence[Figure]) -> bool:
    """Amounts in clauses of their own that all bear the name of the whole: "Giá trị xuất khẩu …: giá trị nông sản xuất khẩu …; giá trị …"."""
    if whole.dimension == "count" or any(";" not in passage.text[a.end : b.start] for a, b in pairwise(parts)):
        return False
    own = pairs_of(whole.label or "")
    return all(len(own & pairs_of(part.label or "")) >= 2 for part in parts)


def told_apart(passage: Passage, parts: Sequence[Figure]) -> bool:
    """The words of parts share out what they are parts of."""
    return len(parts) > 1 and (laddered([passage.label(p) for p in parts]) or parted(passage, parts) > 0)


def alone(passage: Passage, whole: Figure, parts: Sequence[Figure]) -> bool:
    """The whole is the first figure of its sentence, which says how many there are, and all that is told behind it counts what it counts, a clause each: "Toàn tỉnh có 2.415 phòng học, cấp tiểu học
    1.130 phòng, trung học cơ sở 1.285 phòng."."""
    low, high = passage.sentence_start(whole.start), passage.sentence_end(whole.start)
    first, last = parts[0], parts[-1]
    told = [f for f in passage.within(low, high, 0) if f.dimension == whole.dimension and same_noun(f, whole)]
    if not whole.unit or passage.depth(whole.start) or told != [whole, *parts]:
        return False
    lead, gap = passage.text[low : whole.start], passage.text[whole.end : first.start]
    if AUDIT.there_are_so_many.search(lead) is None or any(f.start < whole.start for f in passage.within(low, whole.start, 0)) or ":" in lead or APART.search(gap) or not _parted(gap):
        return False
    if vocabulary().list_cue.search(passage.text, low, last.start) is not None or any(not _parted(passage.text[a.end : b.start]) for a, b in pairwise(parts)):
        return False
    if AUDIT.revenue.search(passage.clause(whole)) is not None and any(AUDIT.of_revenue.search(passage.clause(f)) is not None for f in parts):
        return False  # "doanh thu 1.512 tỷ đồng, lợi nhuận 210 tỷ đồng, nộp ngân sách 64 tỷ đồng": of each its own
    left = vocabulary().rest_end
    return not any(_compared(passage, f) or left.search(passage.before(f, BEHIND)) is not None for f in parts)


def _parted(gap: str) -> bool:
    return CLAUSE.search(gap) is not None or vocabulary().parted_by.search(gap) is not None


def two_kinds(passage: Passage, whole: Figure, parts: Sequence[Figure]) -> bool:
    """ "tôm 200 tấn, tăng 8% (tôm sú 70 tấn, giảm 1%; tôm thẻ 110 tấn, tăng 13%)": two kinds of a product, each with its change, that stay below it: there are more."""
    if len(parts) != 2 or sum(p.value for p in parts) >= whole.value:
        return False
    behind = [next(iter(passage.between(p.end, p.end + CHANGED)), None) for p in parts]
    heads = [next(iter(passage.clause(p).casefold().strip(" (;,").split()), "") for p in parts]
    return heads[0] == heads[1] != "" and all(f is not None and f.change and f.dimension == "percent" for f in behind)


def listed_with(passage: Passage, whole: Figure, parts: Sequence[Figure]) -> bool:
    """ "đã vận hành 74 công trình; đang thi công 17 dự án; đang nghiên cứu 15 dự án; 4 dự án chưa nghiên cứu": a member of the list that contraries are of."""
    low = passage.sentence_start(whole.start)
    before = [f for f in passage.within(low, whole.start, passage.depth(whole.start)) if f.dimension == whole.dimension]
    return bool(before) and all(";" in passage.text[a.end : b.start] for a, b in ((before[-1], whole), (whole, parts[0])))
