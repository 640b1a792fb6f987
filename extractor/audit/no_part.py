"""Figures that their words say are no parts: what others are counted out of, and alternatives.

"12 trong số 24 chi cục đã báo cáo"   the 24 are a whole of their own
"không có 31 ha hoặc 45 ha"           one or the other
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.audit.figures import Figure
from extractor.audit.passages import Passage
from extractor.lexicon.phrases import AUDIT


def no_parts(passage: Passage, parts: Sequence[Figure]) -> bool:
    """One of the parts is no part by the words right before it."""
    if any(AUDIT.out_of_all.search(passage.before(part)) is not None for part in parts):
        return True
    return any(AUDIT.either_or.fullmatch(passage.text[one.end : other.start]) is not None for one, other in pairwise(parts))
