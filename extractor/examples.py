"""Runs the examples of the pattern files: what must be found in a text is found, what must not be is not.

An example with `find` holds where one thing found has all its keys and values; one with `absent` where none has. An example with neither
belongs to a rule with a `pattern`, which must match the whole text (and must not, for a counter-example). Most files are run through the
whole pipeline; a file whose rules make something else than records (the issuer of a symbol) has a function of its own here.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from extractor.patterns import FOLDER, Example, compile_rule, examples

Found = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One example that was run: `where` it stands, whether it holds, what it asks for (`wanted` found, or not found), and what was found."""

    where: str
    text: str
    holds: bool
    positive: bool
    wanted: Mapping[str, Any]
    found: Found


def check(name: str) -> Iterator[Outcome]:
    """Runs the examples of one pattern file, in its order."""
    if name == "linking":
        yield from _pairs()
        return
    run = RUNNERS.get(name, _records)
    for where, positive, example in examples(name):
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

    name, *path = where.rsplit(".", 1)[0].split(".")
    node = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    for part in path:
        node = node[part]
    rule = compile_rule(node["pattern"], file=name, rule=".".join(path), flags=regex.IGNORECASE)
    matches = rule.fullmatch(example.text) is not None
    return Outcome(where, example.text, matches is positive, positive, {"pattern": node["pattern"]}, [])


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
    found: Found = [json.loads(to_json(record)) for record in extracted.records if record.type != "metadata"]
    return found


def _symbols(example: Example) -> Found:
    from extractor.finders.organizations import Context
    from extractor.finders.symbols import issuer_by_symbol

    issuer = issuer_by_symbol(example.text, Context(province=example.province))
    return [] if issuer is None else [{"issuer": issuer}]


def _provinces(example: Example) -> Found:
    from extractor.finders.provinces import province_in

    province = province_in(example.text)
    return [] if province is None else [{"province": province}]


def _organizations(example: Example) -> Found:
    from extractor.finders.organizations import Context, find_organizations
    from extractor.layout.normalise import normalise

    return [
        {"name": m.name, "level": m.level}
        for m in find_organizations(normalise(example.text), Context(province=example.province))
    ]


def _dates(example: Example) -> Found:
    from extractor.finders.dates import DateContext, find_dates

    text = example.text
    return [
        {"quote": text[m.start : m.end], "kind": m.kind, "from": m.from_, "to": m.to, "valid": m.valid}
        for m in find_dates(text, DateContext(example.issued_on))
    ]


RUNNERS: dict[str, Callable[[Example], Found]] = {
    "symbols": _symbols,
    "provinces": _provinces,
    "organizations": _organizations,
    "dates": _dates,
}
