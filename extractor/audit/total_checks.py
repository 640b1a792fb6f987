"""Totals of lists that could not be recomputed: told as information, with what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.audit.checks import Issue, Seen, check
from extractor.audit.figures import Figure
from extractor.audit.outline import first_part, head_of
from extractor.audit.tree import Node
from extractor.messages import SAY


@check(
    "total_unverified",
    "info",
    finds=["Tổng kinh phí 3.450 triệu đồng, gồm:\n- Ngân sách tỉnh: 2.100 triệu đồng.\n- Ngân sách huyện: theo phân cấp.\n- Nguồn khác: 150 triệu đồng."],
    leaves=["Tổng kinh phí 3.450 triệu đồng, gồm:\n- Ngân sách tỉnh: 2.100 triệu đồng.\n- Ngân sách huyện: 1.200 triệu đồng.\n- Nguồn khác: 150 triệu đồng."],
)
def total_unverified(seen: Seen) -> Iterator[Issue]:
    known = {made.whole.start for made in seen.relations if made.whole is not None and made.kind == "sum"}
    for node in seen.text.nodes:
        whole = _claimed(node)
        if whole is None or whole.start in known:
            continue
        told = [f for item in node.children if (f := first_part(item, whole)) is not None]
        missing = len(node.children) - len(told)
        if told and missing:
            written = f"{whole.written} {whole.unit or ''}".strip()
            yield Issue(
                "total_unverified",
                "info",
                *SAY.audit("total_unverified", written=written, missing=missing, children=len(node.children)),
                ((whole.start, whole.end), *((f.start, f.end) for f in told)),
            )


def _claimed(node: Node) -> Figure | None:
    """The figure that an item says its sub-items make up ("gồm:"); None where it says no such thing."""
    head = head_of(node) if node.claim == "all" and len(node.children) > 1 else []
    return head[0] if head and head[0].dimension != "count" else None
