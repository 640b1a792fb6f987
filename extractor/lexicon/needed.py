"""What a text must hold for a rule to find anything in it: looked for first, because looking for plain words costs a tenth of trying a rule.

    needed(r"(?<!\\w)(?:trong[ ]+đó|bao[ ]+gồm)", 0)     {" đó", "trong "} … the rarest set of which every match holds one
    guarded(rule)                                         the rule, whose `search`, `finditer`, `findall` and `sub` look for those words first

Most rules are asked of every sentence and hit one in twenty. The words are taken from the rule's own syntax tree, so that no rule has to name them, and a
rule whose tree says nothing is left as it is. Measured on one core, together with the shared beginnings of `alternatives` and the quick looks of the
layout: 7 to 19% more characters a second on corpus/, 4 to 13% on running reports; reading the trees of some 500 rules takes 0.2 to 0.4 s once.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from typing import Any

import regex

_MOST = 160  # words that are looked for one by one; more of them cost as much as the rule
_SHORTEST = 2
_LONGEST_SET = 12  # letters of a set that are looked for each by itself
_PROPERTY = regex.compile(r"\\[pP](?:\{[^}]*\}|\w)")
_NAMED = regex.compile(r"\(\?P?<(?![=!])\w+>")
_BACK = regex.compile(r"\(\?P=\w+\)")


def _parsed(pattern: str, flags: int) -> Any:
    """The syntax tree of a rule, None where Python's own parser does not read it. Only what is between the words differs from what `regex` reads: a
    property of characters is read as \\w, names are left out, a backward reference as anything."""
    try:
        parser = importlib.import_module("re._parser")
        plain = _BACK.sub("(?:.*)", _NAMED.sub("(", _PROPERTY.sub(r"\\w", pattern)))
        return parser.parse(plain, int(re.VERBOSE) if flags & regex.VERBOSE else 0)
    except (ImportError, re.error, OverflowError):  # a rule without a tree is tried everywhere, as it always was
        return None


class _Reader:
    """Reads one sequence of a tree: which sets of words every match must hold one of."""

    def __init__(self, run: str = "") -> None:
        self.sets: list[frozenset[str]] = []
        self.run = run

    def end(self, rest: str = "") -> None:
        """The run of letters ends; `rest` begins the next one."""
        if len(self.run) >= _SHORTEST:
            self.sets.append(frozenset([self.run.casefold()]))
        self.run = rest

    def read(self, items: Any) -> None:
        for operation, value in items:
            name = str(operation)
            if name == "LITERAL":
                self.run += chr(value)
            elif name == "SUBPATTERN":
                self.read(value[3])
            elif name == "ATOMIC_GROUP":
                self.read(value)
            elif name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
                self.repeat(*value)
            elif name == "BRANCH":
                self.branch(value[1])
            elif name == "IN" and len(value) <= _LONGEST_SET and all(str(kind) == "LITERAL" for kind, _ in value):
                self.branch([[letter] for letter in value])
            elif name not in {"ASSERT", "ASSERT_NOT", "AT"}:  # these take no character: the run goes on behind them
                self.end()

    def repeat(self, least: int, most: Any, body: Any) -> None:
        letters = "".join(chr(value) if str(operation) == "LITERAL" else "\0" for operation, value in body)
        if least and "\0" not in letters:
            self.run += letters * least
            if most != least:
                self.end(letters * least)
            return
        self.end()
        if least:
            self.add([best(body)])

    def branch(self, branches: Any) -> None:
        """Each branch goes on with the letters before it."""
        run = self.run
        self.end()
        self.add([best(branch, run) for branch in branches])

    def add(self, found: list[frozenset[str] | None]) -> None:
        words = [words for words in found if words is not None]
        if len(words) == len(found):
            self.sets.append(frozenset().union(*words))


def best(items: Any, run: str = "") -> frozenset[str] | None:
    """The set of words, of those of which every match of the sequence holds one, that texts hold least; None where there is none. `run` are the letters
    that stand right before it."""
    reader = _Reader(run)
    reader.read(items)
    reader.end()
    found = [words for words in map(_shortest, reader.sets) if len(words) <= _MOST]
    # A letter more makes a word some ten times as rare.
    return min(found, key=lambda words: (sum(10.0 ** -len(word) for word in words), sorted(words)), default=None)


def _shortest(words: frozenset[str]) -> frozenset[str]:
    """The words without those that hold another one."""
    return frozenset(word for word in words if not any(other != word and other in word for other in words))


def needed(pattern: str, flags: int) -> frozenset[str] | None:
    """Folded words of which every match of the rule holds one, None where the rule can match without any."""
    tree = _parsed(pattern, flags)
    return None if tree is None else best(tree)


class Guarded:
    """A compiled rule that is tried only where one of the words stands that it needs. Everything else of the rule is as it was."""

    __slots__ = ("_rule", "_words", "fullmatch", "match")

    def __init__(self, rule: Any, words: frozenset[str]) -> None:
        self._rule = rule
        # Short words are found, or not, at the least cost.
        self._words = sorted(words, key=lambda word: (len(word), word))
        self.match = rule.match
        self.fullmatch = rule.fullmatch

    def __getattr__(self, name: str) -> Any:
        return getattr(self._rule, name)

    def may(self, text: str) -> bool:
        """Whether `text` holds one of the words, without case as `regex` compares them; of the letters that it takes for each other only İ and i
        fold to something else."""
        folded = text.casefold()
        for word in self._words:
            if word in folded:
                return True
        return "İ" in text

    def search(self, text: str, pos: int = 0, endpos: int | None = None, **options: Any) -> Any:
        part = text[pos:endpos] if pos or endpos is not None else text
        folded = part.casefold()
        for word in self._words:
            if word in folded:
                return self._rule.search(text, pos, endpos, **options)
        return self._rule.search(text, pos, endpos, **options) if options or "İ" in part else None

    def finditer(self, text: str, pos: int = 0, endpos: int | None = None, **options: Any) -> Iterator[Any]:
        return iter(self._rule.finditer(text, pos, endpos, **options)) if options or self.may(text[pos:endpos]) else iter(())

    def findall(self, text: str, pos: int = 0, endpos: int | None = None, **options: Any) -> list[Any]:
        return list(self._rule.findall(text, pos, endpos, **options)) if options or self.may(text[pos:endpos]) else []

    def sub(self, new: Any, text: str, *rest: Any, **options: Any) -> str:
        return str(self._rule.sub(new, text, *rest, **options)) if self.may(text) else text


def guarded(rule: Any) -> Any:
    """The rule that looks for its words first; the rule itself where it needs none."""
    words = needed(rule.pattern, rule.flags)
    return rule if words is None else Guarded(rule, words)
