"""Which of the figures before a list it shares out: by their noun, and by what was and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from extractor.audit.figures import Figure
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate
from extractor.audit.sum_parts import PARTS, Scope
from extractor.audit.vocabulary import vocabulary


def of_their_noun(passage: Passage, scope: Scope) -> Callable[[list[Figure]], list[Figure]]:
    """ "412 hộ với 1.560 khẩu (tại chỗ 300 hộ; tập trung 112 hộ)": of several counts before a list the one whose noun its figures bear comes first.

    Last come rises and falls and what there was before them: of "đầu năm 315 em, cuối năm còn 302 em, giảm 13 em. Chia theo khối: …" the 302 are shared out.
    """
    units = {f.unit for f in passage.within(scope.start, passage.ahead(scope.start, PARTS), scope.depth) if f.end <= scope.end}

    def left(group: Sequence[Figure]) -> set[int]:
        told = sorted((f for f in group if not f.change), key=lambda f: f.start)
        return {one.start for one, other in pairwise(told) if _ends(passage.text[one.end : other.start].rstrip(" “\""))}

    def ordered(group: list[Figure]) -> list[Figure]:
        past = left(group)
        return sorted(group, key=lambda whole: (whole.dimension == "count" and (whole.change or whole.unit not in units), whole.start in past))

    return ordered


def nearest_first(offer: list[Candidate]) -> list[Candidate]:
    """Where the list makes up the figure right before it ("12 dự án, 5 nhà máy, gồm 4 … và 1 …"), no other before it is measured by the list."""
    last = max(made.whole.start for made in offer if made.whole is not None)
    held = [made for made in offer if made.whole is not None and made.whole.start == last and made.verdict.grade == "holds"]
    return [made for made in offer if made in held or made.verdict.holds] if held else offer


def _ends(gap: str) -> bool:
    """Words at the end of what lies between two values that make the second the outcome of the first."""
    words = vocabulary()
    return any(end.search(gap) is not None for end in (words.down_end, words.up_end, words.merged_end))


__all__ = ["nearest_first", "of_their_noun"]
