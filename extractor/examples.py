"""Runs the examples of the pattern files: what must be found in a text is found, what must not be is not.

An example with `find` holds where one thing found has all its keys and values; one with `absent` where none has. An example with neither
belongs to a rule with a `pattern`, which must match the text (and must not, for a counter-example). A file is run through the whole pipeline,
or where its examples are phrases that are no document, or make something else than records (the issuer of a symbol), by a function here.
"""

from __future__ import annotations

import datetime
import html
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

from extractor.lexicon.patterns import Example, compile_rule, data_of, examples, files, merged, sources
from extractor.lexicon.phrases import compiled, phrase_files, phrases_of

Found = list[dict[str, Any]]
# Rules of patterns/readers/pages.yaml that match the beginning of a line, not the whole of it.
OPENINGS = {"stamp_label", "item_mark", "signed_at"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One example that was run: `where` it stands, whether it holds, what it asks for (`wanted` found, or not found), and what was found."""

    where: str
    text: str
    holds: bool
    positive: bool
    wanted: Mapping[str, Any]
    found: Found


@dataclass(frozen=True, slots=True)
class Part:
    """One top-level part of a file of rules: `entries` words or rules, `examples` that are run, and the file that it comes from."""

    rules: str
    part: str
    entries: int
    examples: int
    path: Path


def parts() -> Iterator[Part]:
    """Every part of every file of rules, ours and the office's own, in the order of their names."""
    for name in files():
        for path in sources(name):
            for key, node in (data_of(path) or {}).items():
                yield Part(name, key, _entries(node), _examples(node), path)


def _entries(node: Any) -> int:
    """How many words or rules stand below: the leaves, their examples and remarks left out."""
    if isinstance(node, dict):
        return sum(_entries(value) for key, value in node.items() if key not in {"examples", "counter_examples", "about", "why"})
    return sum(_entries(item) if isinstance(item, dict) else 1 for item in node) if isinstance(node, list) else 1


def _examples(node: Any) -> int:
    if isinstance(node, dict):
        own = sum(len(node.get(key) or ()) for key in ("examples", "counter_examples"))
        return own + sum(_examples(value) for key, value in node.items() if key not in {"examples", "counter_examples"})
    return sum(map(_examples, node)) if isinstance(node, list) else 0


def compile_all() -> None:
    """Loads and compiles every rule. Raises PatternError for the first that cannot be used: before a batch begins, not in the middle of it."""
    from extractor.audit.vocabulary import vocabulary
    from extractor.finders.bodies.gazetteer import gazetteer
    from extractor.finders.bodies.symbols import symbols
    from extractor.finders.dates.grammar import grammar
    from extractor.finders.header.patterns import header_patterns
    from extractor.finders.quantities.vocabulary import comparators, exclusions
    from extractor.finders.references.codes import patterns
    from extractor.finders.tasks.vocabulary import status, tasks
    from extractor.lexicon.document_types import document_types
    from extractor.lexicon.written_units import unit_at
    from extractor.linking import indicators, keys
    from extractor.pipeline import extract_text
    from extractor.readers import compose, legacy, scan, syllables  # noqa: F401  (they compile their rules when they are loaded)
    from extractor.readers.pages import settings  # noqa: F401

    for compile_file in (
        vocabulary, gazetteer, symbols, grammar, header_patterns, comparators, exclusions, patterns, status, tasks, document_types,
        keys.rules, indicators.rules,
    ):  # fmt: skip
        compile_file()
    for file in phrase_files():
        for rule, phrase in phrases_of(file).items():
            compiled(file, rule, phrase.given)
    unit_at("1 km", 1)
    extract_text("Báo cáo ngày 01/02/2031: đã hoàn thành 1/2 nhiệm vụ, đạt 50%.\n\nSTT\tNội dung\tĐVT\tKế hoạch\n1\tChợ\tcái\t12\n2\tCầu\tcái\t5\n")


def check(name: str) -> Iterator[Outcome]:
    """Runs the examples of one pattern file, in its order."""
    if name == "linking":
        yield from _pairs()
        return
    run = RUNNERS.get(name, _body)
    for where, positive, example in examples(name):
        if name in phrase_files():
            yield _phrase(name, where, positive, example)
            continue
        if example.find is None and example.absent is None:
            yield _pattern(where, positive, example)
            continue
        found = run(example)
        wanted = example.find if example.find is not None else example.absent or {}
        matches = any(_matches(wanted, one) for one in found)
        yield Outcome(where, example.text, matches is (example.find is not None), example.find is not None, wanted, found)


def _matches(wanted: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    return all(key in found and _same(value, found[key]) for key, value in wanted.items())


def _same(wanted: Any, found: Any) -> bool:
    if isinstance(wanted, (int, float)) and not isinstance(wanted, bool) and found is not None and not isinstance(found, str):
        return abs(float(wanted) - float(found)) <= 1e-9 * max(1.0, abs(float(wanted)))
    if isinstance(wanted, datetime.date) and isinstance(found, str):
        return wanted.isoformat() == found
    return bool(wanted == found)


def _pattern(where: str, positive: bool, example: Example) -> Outcome:
    """An example of a rule's own `pattern`, found beside the list that the example stands in."""
    import regex

    name, *path = where.rsplit(".", 1)[0].split(": ")[-1].split(".")
    node = reduce(merged, map(data_of, sources(name)))
    for part in path:
        node = node[part]
    rule = compile_rule(node["pattern"], file=name, rule=".".join(path), flags=regex.IGNORECASE)
    matches = (rule.match if path[-1] in OPENINGS else rule.fullmatch)(example.text) is not None
    return Outcome(where, example.text, matches is positive, positive, {"pattern": node["pattern"]}, [])


def _phrase(name: str, where: str, positive: bool, example: Example) -> Outcome:
    """An example of a named phrase: it stands in the text (with `match`: as these very words), or does not."""
    rule = where.rsplit(".", 2)[-2]
    phrase = phrases_of(name)[rule]
    made = compiled(name, rule, phrase.given)
    match = {"start": made.match, "whole": made.fullmatch, "anywhere": made.search}[phrase.at](example.text)
    wanted = example.find or example.absent or {}
    found = match is not None and all(match[0] == said for said in wanted.values())
    return Outcome(where, example.text, found is positive, positive, wanted or {"pattern": phrase.pattern}, [{"match": match[0]}] if match else [])


def _pairs() -> Iterator[Outcome]:
    """The pairs of codes of linking: one document, or two."""
    from extractor.linking.keys import code_key, rules

    for positive, pairs in ((True, rules().pairs.one), (False, rules().pairs.two)):
        for number, (one, other) in enumerate(pairs):
            keys = code_key(one).key, code_key(other).key
            where = f"linking.pairs.{'one' if positive else 'two'}[{number}]"
            yield Outcome(
                where, f"{one} = {other}", (keys[0] == keys[1]) is positive, positive, {"key": keys[0]}, [{"key": keys[1]}]
            )


def _records(example: Example) -> Found:
    from extractor.pipeline import extract_text
    from extractor.records import to_json

    extracted = extract_text(example.text, province=example.province, issued_on=example.issued_on)
    found: Found = [json.loads(to_json(record)) for record in extracted.records]
    return found


def _body(example: Example) -> Found:
    """What is found in the text, without what it says of itself as a document."""
    return [record for record in _records(example) if record["type"] != "metadata"]


def _header(example: Example) -> Found:
    return [record for record in _records(example) if record["type"] == "metadata"]


def _references(example: Example) -> Found:
    """A single phrase: the pipeline would take "Nghị quyết số …" alone for the heading of a document."""
    from extractor.finders.bodies.organizations import Context
    from extractor.finders.references.finder import find_references
    from extractor.layout.normalise import normalise

    text = normalise(html.unescape(example.text))
    mentions = find_references(text, Context(province=example.province))
    return [{"type": "reference"} | _mention(text, m) for m in mentions]


def _mention(text: str, mention: Any) -> dict[str, Any]:
    return {"quote": text[mention.start : mention.end]} | {name: getattr(mention, name) for name in type(mention).__slots__}


def _symbols(example: Example) -> Found:
    from extractor.finders.bodies.organizations import Context
    from extractor.finders.bodies.symbols import issuer_by_symbol

    issuer = issuer_by_symbol(example.text, Context(province=example.province))
    return [] if issuer is None else [{"issuer": issuer}]


def _provinces(example: Example) -> Found:
    from extractor.finders.bodies.provinces import province_in

    province = province_in(example.text)
    return [] if province is None else [{"province": province}]


def _organizations(example: Example) -> Found:
    from extractor.finders.bodies.organizations import Context, find_organizations
    from extractor.layout.normalise import normalise

    text = normalise(example.text)
    return [_mention(text, m) for m in find_organizations(text, Context(province=example.province))]


def _dates(example: Example) -> Found:
    from extractor.finders.dates.finder import DateContext, find_dates

    # `from` and `to` as the records call them.
    mentions = find_dates(example.text, DateContext(example.issued_on))
    return [{"type": "date", "from": m.from_, "to": m.to} | _mention(example.text, m) for m in mentions]


def _numbers(example: Example) -> Found:
    from extractor.finders.quantities.numbers import find_numbers

    return [_mention(example.text, m) for m in find_numbers(example.text)]


def _tasks(example: Example) -> Found:
    from extractor.finders.tasks.examples import tasks_found

    return tasks_found(example)


def _assigned(example: Example) -> Found:
    from extractor.finders.tasks.examples import assigned_found

    return assigned_found(example)


def _relations(example: Example) -> Found:
    """A sentence of a decision: its references with what it does to them."""
    from extractor.document import Document
    from extractor.finders.bodies.organizations import Context
    from extractor.finders.references.finder import find_references
    from extractor.finders.references.relations import relations_of
    from extractor.layout import analyze

    reading = analyze(Document("Phần đầu của văn bản.\n\n" + example.text, "example", "0" * 64)).reading
    mentions = find_references(reading.text, Context(province=example.province))
    cited = relations_of(reading, mentions, "Quyết định")
    return [{"relation": c.relation} | _mention(reading.text, m) | {"relation": c.relation} for m, c in zip(mentions, cited, strict=True)]


def _status(example: Example) -> Found:
    from extractor.finders.tasks.examples import status_found

    return status_found(example)


def _series(example: Example) -> Found:
    from extractor.linking.indicators import label_key

    key, scope = label_key(example.text)
    return [{"key": key, "scope": scope}]


RUNNERS: dict[str, Callable[[Example], Found]] = {
    "document_types": _references,
    "laws": _references,
    "references": _references,
    "symbols": _symbols,
    "provinces": _provinces,
    "organizations": _organizations,
    "dates": _dates,
    "numbers": _numbers,
    "header": _header,
    "tasks": _tasks,
    "status": _status,
    "assigned": _assigned,
    "relations": _relations,
    "series": _series,
}
