"""One node for each cited document, whatever form its mentions take, and findings where mentions contradict each other.

In: the mentions of one or of many documents (`mentions_of`), among them what each document says of itself. Out: the nodes, the node of
every mention, and findings. Pure: the same set of mentions gives the same nodes and identifiers in whatever order they come.

Numbers start again each year, so one document is code + issuer + year. A mention without a year joins the only dated candidate, first
inside its own document; where there are two it stays a node of its own. An issuer read off the symbol yields to one that the text names.
Two dates in one year, the same day of two years, and two issuers that the text names for one code are findings; issuers are never merged.
Example: "Báo cáo số 15/BC-UBND ngày 03/4/2031" and "Báo cáo số 15/BC-UBND" of one body are one node, and "… ngày 03/4/2030" is another,
with a finding, since one of the years is likely a slip.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extractor.lexicon.patterns import fold
from extractor.linking.clusters import Cluster, by_title, partition
from extractor.linking.conflicts import CHECKS, conflicts
from extractor.linking.keys import code_key, is_vague
from extractor.linking.mentions import Mention, mentions_of, own_id
from extractor.quick import quick
from extractor.records import Finding, Record, Reference, record_id

__all__ = ["CHECKS", "CitedDocument", "Linked", "Mention", "link", "mentions_of", "own_id", "resolve"]


@quick
@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A node: `documents` are the ingested documents that it is; `issued_on` is null where the mentions disagree."""

    id: str
    key: str
    doc_type: str | None
    code: str | None
    title: str | None
    issuer: str | None
    issued_on: datetime.date | None
    year: int | None
    mentions: int
    citing: int
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """The nodes by identifier, the node of each mention (own ones too), and the findings in order of their first evidence."""

    nodes: tuple[CitedDocument, ...]
    targets: Mapping[str, str]
    findings: tuple[Finding, ...]
    keys: Mapping[str, str]
    """The key (of the code or title) that each finding came from."""


def link(mentions: Iterable[Mention]) -> Linked:
    """Nodes, targets and findings of a set of mentions that is complete for the keys it holds."""
    ordered = sorted(mentions, key=lambda m: m.order)
    by_code: dict[str, list[Mention]] = defaultdict(list)
    by_name: dict[str, list[Mention]] = defaultdict(list)
    for mention in ordered:
        if mention.code_key:
            by_code[mention.code_key].append(mention)
        elif mention.title_key:
            by_name[mention.title_key].append(mention)
    clusters: list[Cluster] = []
    titled: dict[str, list[Cluster]] = defaultdict(list)
    for key in sorted(by_code):
        found = partition(key, by_code[key])
        clusters += found
        for cluster in found:
            for title in sorted({m.title_key for m in cluster.mentions if m.title_key}):
                titled[title].append(cluster)
    for title in sorted(by_name):
        clusters += by_title(title, by_name[title], titled[title])
    cited = [c for c in clusters if not all(m.own for m in c.mentions)]
    nodes = {id(c): _node(c) for c in cited}
    targets = {m.id: nodes[id(c)].id for c in cited for m in c.mentions}
    found_with_keys = sorted(conflicts(clusters), key=lambda pair: (pair[0].document, pair[0].start or 0, pair[0].id))
    return Linked(
        nodes=tuple(sorted(nodes.values(), key=lambda node: node.id)),
        targets=targets,
        findings=tuple(finding for finding, _ in found_with_keys),
        keys={finding.id: key for finding, key in found_with_keys},
    )


def _common(values: Iterable[str | None]) -> str | None:
    """The most frequent value, of equals the first in order."""
    counts = Counter(v for v in values if v)
    return min(counts, key=lambda v: (-counts[v], v)) if counts else None


def _issuers(mentions: Iterable[Mention]) -> list[str]:
    return [m.issuer for m in mentions if m.issuer]


def _node(cluster: Cluster) -> CitedDocument:
    own = sorted((m for m in cluster.mentions if m.own), key=lambda m: m.order)
    cited = [m for m in cluster.mentions if not m.own]
    types = [m.doc_type for m in cited if m.doc_type]
    dates = sorted({m.issued_on for m in own if m.issued_on}) or cluster.dates()
    issuers = _issuers(own) or _issuers(m for m in cited if m.by_text) or _issuers(cited)
    # The body itself stands for its chairman or standing committee, where a mention names it.
    base = [i for i in issuers if fold(i) in cluster.bodies]
    return CitedDocument(
        id=record_id("document", cluster.key, ",".join(sorted(cluster.bodies)), cluster.year or ""),
        key=cluster.key,
        doc_type=_common(m.doc_type for m in own) or _common(t for t in types if not is_vague(t)) or _common(types),
        code=_common(m.code for m in own)
        or _common(m.code for m in cited if m.code and not code_key(m.code).bare)
        or _common(m.code for m in cited),
        title=_common(m.title for m in cited) or _common(m.title for m in own),
        issuer=_common(base) or _common(issuers),
        issued_on=dates[0] if len(dates) == 1 else None,
        year=cluster.year,
        mentions=len(cited),
        citing=len({m.document for m in cited}),
        documents=tuple(m.document for m in own),
    )


def resolve(source: str, sha256: str, records: Sequence[Record], province: str | None = None) -> tuple[Record, ...]:
    """`records` of one document with the target of every reference, and the findings of its mentions at the end."""
    linked = link(mentions_of(source, sha256, records, province))
    resolved: list[Record] = [
        r.model_copy(update={"target": linked.targets.get(r.id)}) if isinstance(r, Reference) else r for r in records
    ]
    places = {(r.start, r.end): r for r in records if isinstance(r, Reference)}
    for finding in linked.findings:
        context = places.get((finding.start, finding.end))
        if context is not None:
            finding = finding.model_copy(
                update={"page": context.page, "bbox": context.bbox, "sentence": context.sentence, "section": context.section}
            )
        resolved.append(finding)
    return tuple(resolved)
