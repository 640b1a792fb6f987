"""A rule file names a rule once: of two of one name YAML keeps the later in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from extractor.lexicon.patterns import PatternError, data_of

FOLDER = Path(__file__).resolve().parents[2] / "patterns"
FILES = sorted(FOLDER.rglob("*.yaml"))


def twice(node: yaml.Node | None) -> Iterator[str]:
    """The keys that a mapping of the tree has more than once, with their lines."""
    if isinstance(node, yaml.MappingNode):
        counts = Counter(key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode))
        yield from (f"{key.value} (line {key.start_mark.line + 1})" for key, _ in node.value if isinstance(key, yaml.ScalarNode) and counts[key.value] > 1)
        for _, value in node.value:
            yield from twice(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from twice(value)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_name_comes_twice(path: Path) -> None:
    assert list(twice(yaml.compose(path.read_text(encoding="utf-8")))) == []


def test_a_name_that_comes_twice_is_seen() -> None:
    assert list(twice(yaml.compose("a: {pattern: x}\nb: {pattern: y}\na: {pattern: z}\n"))) == ["a (line 1)", "a (line 3)"]


def test_a_file_of_an_office_with_a_name_twice_is_refused(tmp_path: Path) -> None:
    """With both places, in both languages; a name may come again in another mapping."""
    path = tmp_path / "audit_phrases.yaml"
    path.write_text("a: {pattern: x, words: {x: [1]}}\nb: {pattern: y}\na: {pattern: z}\n", encoding="utf-8")
    with pytest.raises(PatternError) as caught:
        data_of(path)
    said = str(caught.value)
    assert "audit_phrases.yaml" in said and "a: twice" in said and "line 1" in said and "line 3" in said
    path.write_text("a: {pattern: x}\nb: {pattern: y}\n", encoding="utf-8")
    assert data_of(path) == {"a": {"pattern": "x"}, "b": {"pattern": "y"}}
