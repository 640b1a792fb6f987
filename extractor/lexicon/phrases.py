"""Named phrases of patterns/: how officials write one thing, as a regular expression with its lists of words, compiled once when it is first asked for.

    REFERENCES.acting_body.search(text)        the rule `acting_body` of patterns/references/reference_phrases.yaml

A file whose name ends in `_phrases` is such a list of rules. In a `pattern`, `{name}` stands for any of the rule's words of that name (entries are
regular expressions, longest first), or for a part that code gives (`filled`). Case counts only where a rule says `case: true`. `at` says where a
phrase stands in what is asked, which is how its examples are run: at the `start`, as the `whole`, or anywhere. Words that several rules ask for stand
in one of them; the others name it ("<layout_phrases.leads_parts.opens>"). An unknown name, an unknown key and a
broken expression raise PatternError naming file, rule and reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Literal

import regex
from pydantic import Field, RootModel

from extractor.lexicon.patterns import PatternError, Rule, compile_rule, files, load
from extractor.messages import SAY

PLACE = regex.compile(r"(?<!\\[pP])(?<!\\g)\{(?P<name>[a-z][a-z_]+)\}")
SHARED = regex.compile(r"<(?P<file>\w+)\.(?P<rule>\w+)\.(?P<words>\w+)>")
ENDING = "_phrases"


class Phrase(Rule):
    """One rule: its expression, its words, and whether capitals count. `given` are parts that code fills in, as its examples need them."""

    pattern: str
    words: dict[str, list[str]] = Field(default_factory=dict)
    given: dict[str, str] = Field(default_factory=dict)
    case: bool = False
    at: Literal["start", "whole", "anywhere"] = "anywhere"


class Phrases(RootModel[dict[str, Phrase]]):
    """A whole file: rules by their names."""


@cache
def phrases_of(file: str) -> Mapping[str, Phrase]:
    """The rules of patterns/**/<file>.yaml with what an office adds."""
    return load(file, Phrases).root


def phrase_files() -> list[str]:
    """The names of all files of phrases, sorted."""
    return [name for name in files() if name.endswith(ENDING)]


def either(entries: Iterable[str]) -> str:
    """One alternation of regular expressions, longest first."""
    return "|".join(sorted(dict.fromkeys(entries), key=lambda entry: (-len(entry), entry)))


def entries_of(words: Iterable[str]) -> list[str]:
    """The words of a list, those of another rule's list where an entry names it ("<layout_phrases.leads_parts.opens>"). Raises PatternError where it names none."""
    found: list[str] = []
    for word in words:
        named = SHARED.fullmatch(word)
        if named is None:
            found.append(word)
            continue
        phrase = phrases_of(named["file"]).get(named["rule"])
        if phrase is None or named["words"] not in phrase.words:
            raise PatternError(f"patterns/{named['file']}.yaml: {named['rule']}: {named['words']}", *SAY.lexicon("no_words"))
        found += entries_of(phrase.words[named["words"]])
    return found


def expression(file: str, rule: str, given: Mapping[str, str] | None = None) -> str:
    """The regular expression of a rule, its words and the given parts filled in."""
    phrase = phrases_of(file).get(rule)
    if phrase is None:
        raise PatternError(f"patterns/{file}.yaml: {rule}", *SAY.lexicon("no_rule"))
    parts = {name: f"(?:{either(entries_of(entries))})" for name, entries in phrase.words.items()} | dict(given or {})

    def part(match: Any) -> str:
        if match["name"] not in parts:
            raise PatternError(f"patterns/{file}.yaml: {rule}: {{{match['name']}}}", *SAY.lexicon("no_words"))
        return parts[match["name"]]

    return str(PLACE.sub(part, phrase.pattern))


def compiled(file: str, rule: str, given: Mapping[str, str] | None = None) -> Any:
    """A rule, compiled."""
    text = expression(file, rule, given)
    return compile_rule(text, file=file, rule=rule, flags=0 if phrases_of(file)[rule].case else regex.IGNORECASE)


class Wording:
    """The phrases of one file as attributes; each is compiled when it is first asked for."""

    def __init__(self, file: str) -> None:
        self._file = file

    def __getattr__(self, rule: str) -> Any:
        if rule.startswith("_"):
            raise AttributeError(rule)
        made = compiled(self._file, rule)
        setattr(self, rule, made)
        return made

    def filled(self, rule: str, **given: str) -> Any:
        """The rule with parts that code gives; the caller keeps it."""
        return compiled(self._file, rule, given)

    def written(self, rule: str, **given: str) -> str:
        """The expression of the rule as a part of a longer one."""
        return f"(?:{expression(self._file, rule, given)})"


AUDIT = Wording("audit_phrases")
BODIES = Wording("body_phrases")
DATES = Wording("date_phrases")
HEADER = Wording("header_phrases")
LAYOUT = Wording("layout_phrases")
LINKING = Wording("linking_phrases")
QUANTITIES = Wording("quantity_phrases")
READERS = Wording("reader_phrases")
REFERENCES = Wording("reference_phrases")
TABLES = Wording("table_phrases")
TASKS = Wording("task_phrases")
