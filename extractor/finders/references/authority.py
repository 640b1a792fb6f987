"""Who may amend, replace or repeal a document: its own issuer or a body above it, never one below.

    Chỉ thị of a ministry: "Trình Chính phủ sửa đổi Nghị định số 7/2031/NĐ-CP" → the decree is mentioned, nothing is done to it here

Source: Luật Ban hành văn bản quy phạm pháp luật (a normative document is amended, replaced or repealed by the body that issued it or by a competent
superior one). In: canonical names of bodies. Out: whether one may act on a document of the other; bodies that are not ranked may.
"""

from __future__ import annotations

from functools import cache

from extractor.finders.bodies.body import level_of
from extractor.finders.references.relation_words import rules


@cache
def _ranks() -> dict[str, int]:
    return {name: rank for rank, names in enumerate(rules().authority.bodies) for name in names}


@cache
def rank_of(body: str) -> int | None:
    """The rank of a body, 0 the highest; None where it is not ranked."""
    authority = rules().authority
    if (rank := _ranks().get(body)) is not None:
        return rank
    level = level_of(body)
    return len(authority.bodies) + authority.levels.index(level) if level in authority.levels else None


def may_act_on(body: str | None, issuer: str | None) -> bool:
    """Whether `body` may amend, replace or repeal a document of `issuer`."""
    if body is None or issuer is None:
        return True
    ours = [rank for name in body.split(", ") if (rank := rank_of(name)) is not None]
    theirs = [rank for name in issuer.split(", ") if (rank := rank_of(name)) is not None]
    return not ours or not theirs or min(ours) <= max(theirs)
