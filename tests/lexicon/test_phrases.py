"""Named phrases: every rule is asked for by code, every rule that code asks for is there, and each says what it must match and what not."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from extractor.audit.vocabulary import vocabulary
from extractor.lexicon import phrases
from extractor.lexicon.patterns import PatternError
from extractor.lexicon.phrases import PLACE, Wording, compiled, either, entries_of, expression, phrase_files, phrases_of

ROOT = Path(__file__).resolve().parents[2]
# The names by which code asks, with their files.
NAMES = {name: value._file for name, value in vars(phrases).items() if isinstance(value, Wording)}

FILLS = ("filled", "written")


def asked() -> set[tuple[str, str]]:
    """(file, rule) of every `NAME.rule`, `NAME.filled("rule", …)` and `NAME.written("rule", …)` in the package."""
    found = set()
    for path in (ROOT / "extractor").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        here = {a.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module == "extractor.lexicon.phrases" for a in n.names} & NAMES.keys()
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in here and node.attr not in FILLS:
                found.add((NAMES[node.value.id], node.attr))
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in FILLS and isinstance(node.args[0], ast.Constant):
                found.add((NAMES[node.func.value.id], str(node.args[0].value)))  # type: ignore[attr-defined]
    return found


def test_rules_and_code_know_each_other() -> None:
    there = {(file, rule) for file in phrase_files() for rule in phrases_of(file)}
    assert asked() == there


@pytest.mark.parametrize("file", phrase_files())
def test_every_rule_compiles_and_has_examples_of_both_kinds(file: str) -> None:
    for name, phrase in phrases_of(file).items():
        assert phrase.examples and phrase.counter_examples, name
        compiled(file, name, phrase.given)
        places = {match["name"] for match in PLACE.finditer(phrase.pattern)}
        assert places == phrase.words.keys() | phrase.given.keys(), name


def test_words_fill_their_places_longest_first() -> None:
    assert either(["vụ", "vụ việc", "vụ"]) == "vụ việc|vụ"
    assert expression("reference_phrases", "of_unit").startswith("[ ](?:")
    assert PLACE.findall(r"\p{Lu}{2,4}{words}\d{1}") == ["words"]


def test_a_list_may_be_that_of_another_rule() -> None:
    parts = phrases_of("layout_phrases")["leads_parts"].words["opens"]
    assert entries_of(["<layout_phrases.leads_parts.opens>", "phân theo"]) == [*parts, "phân theo"]
    with pytest.raises(PatternError, match="no_words"):
        entries_of(["<layout_phrases.leads_parts.no_words>"])


def test_words_that_open_parts_open_lists_for_the_audit_too() -> None:
    assert all(vocabulary().list_cue.fullmatch(word) for word in phrases_of("layout_phrases")["leads_parts"].words["opens"])


def test_an_unknown_rule_is_named() -> None:
    with pytest.raises(PatternError, match="no_such_rule"):
        _ = phrases.REFERENCES.no_such_rule


def test_an_office_adds_a_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "reference_phrases.yaml").write_text('acting_noun:\n  words:\n    nouns: ["nhân sự"]\n', encoding="utf-8")
    monkeypatch.setenv("TRICHYEU_PATTERNS", str(tmp_path))
    phrases_of.cache_clear()
    try:
        assert compiled("reference_phrases", "acting_noun").search("nhân sự ") and compiled("reference_phrases", "acting_noun").search("kinh phí ")
    finally:
        phrases_of.cache_clear()


def test_no_file_has_a_key_twice() -> None:
    """YAML takes the last of two keys in silence: a rule would be lost."""

    def keys(node: yaml.Node, place: str) -> Iterator[str]:
        if isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                if key.value in seen:
                    yield f"{place}: {key.value}"
                seen.add(key.value)
                yield from keys(value, f"{place}: {key.value}")
        elif isinstance(node, yaml.SequenceNode):
            for number, value in enumerate(node.value):
                yield from keys(value, f"{place}[{number}]")

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    paths = [*(ROOT / "patterns").rglob("*.yaml"), *(ROOT / "extractor" / "messages").rglob("*.yaml")]
    twice = [found for path in sorted(paths) for found in keys(yaml.compose(path.read_text(encoding="utf-8"), Loader=loader), path.name)]
    assert twice == []
