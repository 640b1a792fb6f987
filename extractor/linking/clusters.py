"""Gathers the mentions of one code or title into documents: code + issuer + year.

A mention without a year joins the only dated candidate, first inside its own document; where there are two it stays apart. An issuer
read off the symbol yields to one that the text names; two issuers that the text names are never merged. All functions are pure and
give the same clusters for the same mentions, which come in the order of `Mention.order`.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.linking.keys import bodies, is_local
from extractor.linking.mentions import Mention


@dataclass(slots=True)
class Cluster:
    """Mentions of one document. `bodies` are the keys of its issuers, `named` whether the text gives
    them, and `short` whether it does so by a short name that several bodies have.
    """

    key: str
    year: int | None
    bodies: frozenset[str] = frozenset()
    named: bool = False
    short: bool = False
    mentions: list[Mention] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)

    def add(self, mention: Mention) -> None:
        self.mentions.append(mention)
        self.documents.add(mention.document)

    def dates(self) -> list[datetime.date]:
        return sorted({m.issued_on for m in self.mentions if m.issued_on})


def partition(key: str, mentions: Sequence[Mention]) -> list[Cluster]:
    """The documents of one code: those of each year, then the mentions without a year, each to its only candidate."""
    years: dict[int, list[Mention]] = defaultdict(list)
    undated: list[Mention] = []
    for mention in mentions:
        if (year := mention.year) is None:
            undated.append(mention)
        else:
            years[year].append(mention)
    clusters = [cluster for year in sorted(years) for cluster in _by_issuer(key, year, years[year])]
    places = _places(clusters)
    rest: list[Mention] = []
    joined: list[tuple[Cluster, Mention]] = []
    for mention in undated:
        cluster = _candidate(mention, clusters, places)
        if cluster is None:
            rest.append(mention)
        else:
            joined.append((cluster, mention))
    for cluster, mention in joined:
        cluster.add(mention)
    return clusters + _by_issuer(key, None, rest)


def _places(clusters: Sequence[Cluster]) -> dict[str, list[Cluster]]:
    places: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        for document in cluster.documents:
            places[document].append(cluster)
    return places


def _candidate(mention: Mention, clusters: Sequence[Cluster], places: Mapping[str, Sequence[Cluster]]) -> Cluster | None:
    """The only dated document that an undated mention can mean: in its own document, else anywhere with its issuer."""
    own = bodies(mention.issuer) if mention.issuer else ()
    here = places.get(mention.document, ())
    agreeing = [c for c in here if related(own, c.bodies)] if own else []
    if agreeing or (here and not (own and mention.by_text)):
        choice = agreeing or here
        return choice[0] if len(choice) == 1 else None
    anywhere = [c for c in clusters if (related(own, c.bodies) if own else not c.bodies)]
    if not anywhere and own and not mention.by_text and not is_local(mention.issuer or ""):
        anywhere = list(clusters)
    return anywhere[0] if len(anywhere) == 1 else None


def related(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two issuers have a body in common; a short name ("ủy ban nhân dân tỉnh") is the body of any longer one."""
    return any(a == b or a.startswith(b + " ") or b.startswith(a + " ") for a in some for b in others)


def _by_issuer(key: str, year: int | None, mentions: Sequence[Mention]) -> list[Cluster]:
    """The documents of one code and year: one for each issuer that the text names, then the mentions whose issuer it does not name."""
    named = [m for m in mentions if m.issuer and m.by_text]
    clusters, short = _named(key, year, named)
    places = _places(clusters)
    later: dict[frozenset[str], Cluster] = {}
    joined: list[tuple[Cluster, Mention]] = []

    def own_cluster(mention: Mention, names: frozenset[str], by_text: bool) -> None:
        cluster = later.setdefault(names, Cluster(key, year, names, named=by_text, short=by_text))
        cluster.named |= by_text
        joined.append((cluster, mention))

    for mention in short:
        names = frozenset(bodies(mention.issuer or ""))
        longer = [c for c in clusters if related(names, c.bodies)]
        here = [c for c in longer if mention.document in c.documents]
        choice = longer if len(longer) == 1 else here
        if len(choice) == 1:
            joined.append((choice[0], mention))
        else:
            own_cluster(mention, names, True)
    for mention in mentions:
        if mention.issuer and not mention.by_text:
            found = _by_symbol(mention, clusters, places)
            if found is not None:
                joined.append((found, mention))
            else:
                own_cluster(mention, frozenset(bodies(mention.issuer)), False)
    for cluster, mention in joined:
        cluster.add(mention)
    clusters = [*clusters, *(later[names] for names in sorted(later, key=sorted))]
    return clusters + _without_issuer(key, year, [m for m in mentions if not m.issuer], clusters)


def _named(key: str, year: int | None, mentions: Sequence[Mention]) -> tuple[list[Cluster], list[Mention]]:
    """One cluster for each group of full names that share a body (joint documents), and the mentions whose names are shorter forms."""
    names = sorted({b for m in mentions for b in bodies(m.issuer or "")})
    # Sorted, a longer form follows its short one at once, as the blank sorts before every letter.
    short = {a for a, b in pairwise(names) if b.startswith(a + " ")}
    root: dict[str, str] = {name: name for name in names}

    def find(name: str) -> str:
        while root[name] != name:
            name = root[name]
        return name

    waiting: list[Mention] = []
    full: list[tuple[Mention, list[str]]] = []
    for mention in mentions:
        own = [b for b in bodies(mention.issuer or "") if b not in short]
        if not own:
            waiting.append(mention)
            continue
        full.append((mention, own))
        first, *others = sorted({find(b) for b in own})
        for other in others:
            root[other] = first
    groups: dict[str, list[Mention]] = defaultdict(list)
    members: dict[str, set[str]] = defaultdict(set)
    for mention, own in full:
        groups[find(own[0])].append(mention)
        members[find(own[0])].update(own)
    clusters = []
    for name in sorted(groups):
        cluster = Cluster(key, year, frozenset(members[name]), named=True)
        for mention in groups[name]:
            cluster.add(mention)
        clusters.append(cluster)
    return clusters, waiting


def _by_symbol(mention: Mention, clusters: Sequence[Cluster], places: Mapping[str, Sequence[Cluster]]) -> Cluster | None:
    """The named document of a mention whose issuer was read off its symbol: such an issuer never contradicts a named one.

    The same body; else the only one named in the same document; else, for a central body, the only one there is; else the only one of
    the same province and day. Elsewhere 15/BC-UBND of another place is another document.
    """
    own = bodies(mention.issuer or "")
    same = [c for c in clusters if related(own, c.bodies)]
    if not same:
        same = list(places.get(mention.document, ()))
    if not same and not is_local(mention.issuer or ""):
        same = list(clusters)
    if not same and mention.issued_on and mention.province:
        same = [
            c for c in clusters if any(m.issued_on == mention.issued_on and m.province == mention.province for m in c.mentions)
        ]
    return same[0] if len(same) == 1 else None


def _without_issuer(key: str, year: int | None, mentions: Sequence[Mention], clusters: list[Cluster]) -> list[Cluster]:
    """Adds mentions without an issuer to the only cluster of their document or day; the rest is one cluster without issuer."""
    places = _places(clusters)
    rest = Cluster(key, year)
    joined: list[tuple[Cluster, Mention]] = []
    for mention in mentions:
        near = list(places.get(mention.document, ()))
        if not near and mention.issued_on:
            near = [c for c in clusters if any(m.issued_on == mention.issued_on for m in c.mentions)]
        joined.append((near[0] if len(near) == 1 else rest, mention))
    for cluster, mention in joined:
        cluster.add(mention)
    return [rest] if rest.mentions else []


def by_title(title: str, mentions: Sequence[Mention], coded: Sequence[Cluster]) -> list[Cluster]:
    """Documents named by title alone: by year, joined to the coded document of that title and year; then those without a year."""
    key = f"title:{title}"
    made: dict[int, Cluster] = {}
    known = list(coded)
    undated: list[Mention] = []
    for mention in mentions:
        year = mention.year
        if year is None:
            undated.append(mention)
            continue
        same = [c for c in coded if c.year == year]
        if len(same) == 1:
            same[0].add(mention)
        else:
            made.setdefault(year, Cluster(key, year)).add(mention)
    known += [made[year] for year in sorted(made)]
    places = _places(known)
    rest = Cluster(key, None)
    joined = []
    for mention in undated:
        near = places.get(mention.document) or known
        joined.append((near[0] if len(near) == 1 else rest, mention))
    for cluster, mention in joined:
        cluster.add(mention)
    return [made[year] for year in sorted(made)] + ([rest] if rest.mentions else [])
