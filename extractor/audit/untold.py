"""Whether some of a list is told without a figure, so that the figures of it need not make up its whole.

    "một bệnh viện, 12 trạm y tế và 3 phòng khám"              a part in words
    "2 trạm ở quốc lộ 5, 2 trạm ở quốc lộ 1 và trạm Tân Hòa"     one by its name
    "Trồng rừng An Phú; xây chợ Bình Hòa; 3 dự án thủy lợi"       members without a count
    "đất ở 1.200 m2, còn lại là đất công viên"                  what remains without a figure
    "quỹ cũ 1,8 triệu đồng; đắp đường (hơn 2 triệu đồng)"        an amount in a bracket of its own
    "chủ yếu gồm …", "ước tính có 120 triệu tấn, bao gồm …"       the most of it, or some of an estimate
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

import regex

from extractor.audit.figures import OPEN_ENDS, WRITTEN_OUT, Figure, alike
from extractor.audit.grades import slips
from extractor.audit.intervals import rounded
from extractor.audit.passages import Passage
from extractor.audit.sum_parts import Scope
from extractor.lexicon.phrases import AUDIT

CUE = 24  # code points before a list in which its cue stands
BEHIND = 60  # code points behind the last part in which the list may go on
NEXT = 32  # code points of the sentence behind
FAR_BELOW = 3  # of four: an estimate whose named parts make up less is not shared out


def untold(passage: Passage, whole: Figure, scope: Scope, parts: Sequence[Figure]) -> bool:
    """Something of the list is told without a figure of its own."""
    return (
        _in_words(passage, scope, parts)
        or _mainly(passage, scope, parts)
        or (whole.dimension == "count" and _by_name(passage, whole, scope, parts))
        or _in_own_bracket(passage, whole, scope, parts)
        or _of_estimate(passage, whole, parts)
    )


def _in_words(passage: Passage, scope: Scope, parts: Sequence[Figure]) -> bool:
    """ "An Hòa có 9 nhà; Bình Phú có 2 nhà và một nhà ở xã Tân Lập", "một bệnh viện, 12 trạm y tế", "…. Còn một dự án chậm"."""
    unit = (parts[0].unit or "").casefold()
    if unit and any(passage.text.startswith(unit, m.end()) for m in AUDIT.spoken_number.finditer(passage.text, parts[0].end, scope.end)):
        return True
    if any(p.dimension != "count" for p in parts):
        return False
    end = min(passage.piece_end(parts[-1].end, scope.end, scope.depth), parts[-1].end + BEHIND)
    following = passage.sentence_end(parts[-1].start)
    return AUDIT.spoken_member.search(passage.text[scope.start : end]) is not None or AUDIT.one_more.match(passage.text, following, following + NEXT) is not None


def _mainly(passage: Passage, scope: Scope, parts: Sequence[Figure]) -> bool:
    """The cue says that the most of it is named, or what remains is told without a figure."""
    if AUDIT.mainly_end.search(passage.text, max(passage.start, scope.start - CUE), scope.start) is not None:
        return True
    following, high = passage.next_start(parts[-1]), passage.scope(parts[-1].start)[1]
    alone = following is None or following >= high
    return alone and AUDIT.rest_untold.match(passage.text, parts[-1].end, high) is not None


@lru_cache(maxsize=1 << 8)
def _one_more(noun: str) -> Any:
    return AUDIT.filled("one_more_named", noun=regex.escape(noun))


def _by_name(passage: Passage, whole: Figure, scope: Scope, parts: Sequence[Figure]) -> bool:
    """The last member is one by its name, or members between semicolons before the counted ones have no count."""
    pieces = passage.pieces(scope.start, parts[0].start, scope.depth)
    if len(pieces) > 1 and any(passage.text[a:b].strip(" :") for a, b in pieces[:-1]):
        return True
    noun = ((whole.unit or "").split() or [""])[0]
    named = _one_more(noun) if noun else None
    return named is not None and named.search(passage.text, parts[-1].end, min(scope.end, parts[-1].end + 2 * BEHIND)) is not None


def _in_own_bracket(passage: Passage, whole: Figure, scope: Scope, parts: Sequence[Figure]) -> bool:
    """A member of the list tells its amount in a bracket behind its name only."""
    low = scope.start
    if passage.depth(parts[0].start) != scope.depth:
        return False
    for bracket in passage.brackets_in(scope.start, parts[-1].end):
        inside = passage.between(bracket.open + 1, bracket.close)
        led = passage.text[low : bracket.open]
        low = max(led.rfind(";"), led.rfind(",")) + low + 1
        alone = len(inside) == 1 and inside[0].plain and alike(inside[0], whole) and AUDIT.hedge_end.sub("", " " + passage.text[bracket.open + 1 : inside[0].start].strip()).strip() == ""
        if bracket.depth == scope.depth + 1 and alone and not passage.between(low, bracket.open):
            return True
    return False


def _of_estimate(passage: Passage, whole: Figure, parts: Sequence[Figure]) -> bool:
    """ "ước tính có 120 triệu tấn, bao gồm 44 triệu tấn ở An Phú và 22 triệu tấn ở Bình Hòa": far below an amount that is open or estimated, some are named."""
    open_whole = whole.comparator in OPEN_ENDS or AUDIT.estimated.search(passage.clause(whole)) is not None
    total = sum((p.value for p in parts), Decimal(0))
    keyed = rounded(total, whole.precision) in slips(whole) and 4 * total > whole.value  # one wrong key in it rather
    return open_whole and whole.digits < WRITTEN_OUT and 4 * total < FAR_BELOW * whole.value and not keyed
