"""The diagnoses of a run put together: sums, what several documents share, and the lines that would add it to an office's own rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from extractor.doctor.model import Diagnosis, Example, Item
from extractor.lexicon.patterns import merged

KINDS = ("column", "cell", "run", "code", "type", "symbol", "unit", "body", "section", "page", "loss")
# Kinds whose things belong to one document each.
_OWN = frozenset({"section", "page", "loss"})
MOST_PLACES = 3


@dataclass(slots=True)
class Found:
    """A thing that was not understood, over all documents: its first places with the document of each."""

    kind: str
    what: str
    detail: str
    count: int = 0
    documents: set[str] = field(default_factory=set)
    examples: list[tuple[str, Example]] = field(default_factory=list)
    rules: str | None = None
    line: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All documents: the counts of each, their sums, the classes of digits that are no figures, and what was not understood, most frequent first."""

    documents: Mapping[str, Mapping[str, int]]
    total: Mapping[str, int]
    classes: Mapping[str, int]
    found: tuple[Found, ...]

    def of_kind(self, kind: str) -> list[Found]:
        """What of one kind was not understood."""
        return [one for one in self.found if one.kind == kind]

    def lines(self) -> dict[str, str]:
        """YAML by rules: what may be added to an office's own folder, each file whole and valid there."""
        parts: dict[str, list[Mapping[str, Any]]] = {}
        for one in self.found:
            if one.rules is not None and one.line is not None and one.line not in parts.setdefault(one.rules, []):
                parts[one.rules].append(one.line)
        return {rules: _yaml(reduce(merged, given)) for rules, given in sorted(parts.items())}


def share(part: int, whole: int) -> float | None:
    """`part` of `whole` in per cent, None of nothing."""
    return None if not whole else 100 * part / whole


def merge(diagnoses: Iterable[tuple[str, Diagnosis]]) -> Report:
    """Puts the documents (source and diagnosis of each) together."""
    documents: dict[str, Mapping[str, int]] = {}
    total: Counter[str] = Counter()
    classes: Counter[str] = Counter()
    found: dict[tuple[str, ...], Found] = {}
    for source, diagnosis in diagnoses:
        documents[source] = diagnosis.counts
        total.update(diagnosis.counts)
        classes.update(diagnosis.classes)
        for item in diagnosis.items:
            _add(found, source, item)
    order = sorted(found.values(), key=lambda one: (KINDS.index(one.kind), -one.count, one.what, one.detail, min(one.documents)))
    return Report(documents, dict(total), dict(sorted(classes.items(), key=lambda pair: (-pair[1], pair[0]))), tuple(order))


def _add(found: dict[tuple[str, ...], Found], source: str, item: Item) -> None:
    key = (item.kind, item.what, item.detail, source if item.kind in _OWN else "")
    one = found.setdefault(key, Found(item.kind, item.what, item.detail))
    one.count += item.count
    one.documents.add(source)
    one.examples += [(source, place) for place in item.examples[: MOST_PLACES - len(one.examples)]]
    if one.line is None:
        one.rules, one.line = item.rules, item.line


def _yaml(data: Any) -> str:
    import yaml

    class Dumper(yaml.SafeDumper):
        """Indents the entries of lists, as the files in patterns/ do."""

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
            super().increase_indent(flow, False)

    return yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=140)


__all__ = ["KINDS", "Found", "Report", "merge", "share"]
