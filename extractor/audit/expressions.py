"""Formulas that a text writes out with several signs, and their written results.

    "(107.000 x 100.000)/9.530.000 = 1.122"
    "4.420.000 + (4.420.000 x 7%) = 4.729.400"
    "25.000.000 - 11.000.000 - 4.400.000 = 9.600.000"

Products alone are read in `products`, sums and one difference in `written_sums`. A percentage is a hundredth; a result in per cent may be told with the
"x 100" that makes it or without. Linear: the text before each sign of equality is read once, back to where it is no formula any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from extractor.audit.bare_numbers import bare_number
from extractor.audit.figures import Figure
from extractor.audit.grades import Verdict, judge_value
from extractor.audit.intervals import EXACT, ONE, ZERO, Interval, interval_of, rounded
from extractor.audit.passages import Passage
from extractor.audit.products import result_at
from extractor.audit.relations import Candidate, Offer
from extractor.audit.wording import scale_of

HUNDRED, THOUSAND = Decimal(100), Decimal(1000)
LONGEST = 400  # code points of a formula
NUMBER = r"\d[\d.]*(?:,\d+)?(?:\s?%)?"
RESULT = regex.compile(rf"\s?=\s?(?P<result>{NUMBER})(?![\d/])(?!\s?[xX×*+/:–-]\s?[\d(])")
TOKEN = regex.compile(rf"(?P<number>(?<![\p{{L}}\d.,]){NUMBER})|(?P<sign>[+–×*÷()\[\]-]|(?<=[\d%)\s])[xX](?=\s?[\d(])|/(?=\s?[\d(])|(?<=\)\s?):(?=\s?\d))")
# Between two signs stands nothing, or the unit of the number: "5 ngày công x", "300.000 đồng/người/ngày x".
UNIT = regex.compile(r"\s*(?:\p{L}[\p{L}²³]*(?:/\p{L}[\p{L}²³]*)*(?:\s\p{L}[\p{L}²³]*(?:/\p{L}[\p{L}²³]*)*){0,4})?\s*")
SIGNS = {"–": "-", "x": "*", "X": "*", "×": "*", "÷": "/", ":": "/", "[": "(", "]": ")"}
OPEN = frozenset("([ \n")
YEAR = regex.compile(r"(?:19|20)\d\d")

# What a formula gives for the values of its numbers, in their order.
Value = Callable[[Sequence[Decimal]], Decimal]


@dataclass(frozen=True, slots=True)
class _Token:
    """A number or a sign (one of `+-*/()`) of a formula."""

    sign: str
    start: int
    end: int


class _NoFormula(Exception):
    """The signs and numbers make no formula."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A formula as a text writes it: its numbers and signs, in their order."""

    text: str
    tokens: tuple[_Token, ...]

    @property
    def numbers(self) -> tuple[tuple[int, int], ...]:
        """Where its numbers stand."""
        return tuple((t.start, t.end) for t in self.tokens if not t.sign)

    def verdicts(self, parts: Sequence[Figure], whole: Figure) -> list[Verdict]:
        """The written result against what it gives for these numbers, by each of the scales in which the result may be told; none where it gives nothing."""
        try:
            value = _parsed(self.tokens)
            return [_verdict(value, parts, whole, times) for times in _scales(parts, whole)]
        except (_NoFormula, ArithmeticError):
            return []

    def said(self, before: Sequence[Figure], now: Sequence[Figure]) -> str:
        """The formula as it is written, with what was corrected in it."""
        said, end = "", self.tokens[0].start
        for (start, stop), old, new in zip(self.numbers, before, now, strict=True):
            said += self.text[end:start] + (self.text[start:stop] if new == old else new.written)
            end = stop
        return " ".join((said + self.text[end : self.tokens[-1].end]).split())


def expression_of(text: str, first: int, result: int) -> Expression | None:
    """The formula whose first number stands at `first` and whose written result at `result`; None where none does."""
    while first and text[first - 1] in OPEN:
        first -= 1
    match = RESULT.search(text, first, min(len(text), result + LONGEST))
    while match is not None and match.start("result") < result:
        match = RESULT.search(text, match.end(), min(len(text), result + LONGEST))
    if match is None or match.start("result") != result:
        return None
    tokens = _before(text, first, match.start())
    return Expression(text, tuple(tokens)) if tokens and _mixed(text, tokens) else None


def expressions_in(passage: Passage) -> Iterator[Offer]:
    """The offers of one segment: formulas of at least two kinds of signs, or with brackets, or of several differences."""
    text = passage.text
    if text.find("=", passage.start, passage.end) < 0 or not passage.figures:
        return
    for match in RESULT.finditer(text, passage.start, passage.end):
        whole = result_at(passage, match.start("result"))
        if whole is None:
            continue
        tokens = _before(text, max(passage.start, match.start() - LONGEST), match.start())
        made = _made(passage, Expression(text, tuple(tokens)), whole) if _mixed(text, tokens) else None
        if made is not None:
            yield [made]


def _before(text: str, low: int, high: int) -> list[_Token]:
    """The tokens of the formula that ends at `high`: the longest run with nothing but units between them, its open brackets cut off."""
    tokens: list[_Token] = []
    end = low
    for match in TOKEN.finditer(text, low, high):
        sign = match["sign"] or ""
        token = _Token(SIGNS.get(sign, sign), match.start(), match.end())
        number_before = bool(tokens) and tokens[-1].sign in ("", ")")
        gap = text[end : token.start]
        linked = UNIT.fullmatch(gap) is not None if number_before else not gap.strip()
        if not linked or (number_before and token.sign in ("", "(")):
            tokens = []
        tokens.append(token)
        end = token.end
    if UNIT.fullmatch(text, end, high) is None:
        return []
    return _balanced(tokens)


def _balanced(tokens: list[_Token]) -> list[_Token]:
    """The tokens behind the last bracket that is never closed, and behind signs that open nothing."""
    depth = 0
    for place in range(len(tokens) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(tokens[place].sign, 0)
        if depth < 0:
            tokens = tokens[place + 1 :]
            break
    while tokens and tokens[0].sign in ("+", "-", "*", "/", ")"):
        tokens = tokens[1:]
    return tokens


def _mixed(text: str, tokens: Sequence[_Token]) -> bool:
    """Whether the signs are more than those of one product, one sum or one difference."""
    signs = [t.sign for t in tokens if t.sign in ("+", "-", "*", "/")]
    kinds = set(signs)
    if kinds == {"-"} and all(YEAR.fullmatch(text[t.start : t.end]) for t in tokens if not t.sign):
        return False  # "2031 - 2029"
    return len(kinds) > 1 or kinds == {"/"} or (kinds == {"-"} and len(signs) > 1) or (kinds == {"+"} and any(t.sign == "(" for t in tokens))


def _made(passage: Passage, read: Expression, whole: Figure) -> Candidate | None:
    stops = [*(t.start for t in read.tokens[1:]), whole.start]
    found = [_operand(passage, token, stop) for token, stop in zip(read.tokens, stops, strict=True) if not token.sign]
    parts = tuple(f for f in found if f is not None and f.single)
    verdicts = read.verdicts(parts, whole) if 2 <= len(parts) == len(found) else []
    if not verdicts:
        return None
    return Candidate("product", parts, whole, "expression", min(verdicts, key=lambda v: abs(v.expected - v.actual)), said=read.said(parts, parts))


def _operand(passage: Passage, token: _Token, stop: int) -> Figure | None:
    """The figure that stands there, or the number alone with its scale word where it was read as none or with the next one ("10 triệu – 12 triệu")."""
    figure = next((f for f in passage.between(token.start, token.start + 1) if f.end <= token.end + 1), None)
    return figure or bare_number(passage.text, token.start, token.end, stop)


def _scales(parts: Sequence[Figure], whole: Figure) -> tuple[Decimal, ...]:
    """What a formula's value is told by: a percentage by hundredths where "x 100" is left out, "(120 + 140) : 2 = 130 triệu đồng" by the scale of its result."""
    if whole.dimension == "percent":
        return (ONE,) if any(f.value == HUNDRED and f.dimension != "percent" for f in parts) else (HUNDRED,)
    bare = all(f.unit is None or scale_of(f) == ONE for f in parts)
    return (ONE, scale_of(whole)) if bare and scale_of(whole) != ONE else (ONE,)


def _verdict(value: Value, parts: Sequence[Figure], whole: Figure, times: Decimal) -> Verdict:
    """The written result against the formula; numbers with several decimals may be rounded, coefficients ("0,5", "1,5%") are not."""
    scales = [HUNDRED if f.dimension == "percent" else ONE for f in parts]
    values = [EXACT.divide(f.value, scale) for f, scale in zip(parts, scales, strict=True)]
    exact = EXACT.multiply(value(values), times)
    expected = rounded(exact, EXACT.divide(min(whole.precision, ONE), THOUSAND))
    moved = ZERO
    for place, (figure, scale) in enumerate(zip(parts, scales, strict=True)):
        if len(figure.written.rstrip("% ").partition(",")[2]) > 1:
            reach = interval_of(figure)
            ends = [EXACT.multiply(value([*values[:place], EXACT.divide(end, scale), *values[place + 1 :]]), times) for end in (reach.low, reach.high)]
            moved = EXACT.add(moved, max(abs(end - exact) for end in ends))
    return judge_value(expected, whole.value, whole.precision, Interval(expected - moved, expected + moved), comparator=whole.comparator)


def _parsed(tokens: Sequence[_Token]) -> Value:
    """The formula as a function of its numbers. Raises _NoFormula."""
    formula = _Formula(tokens)
    value = formula.sum()
    if formula.place != len(tokens):
        raise _NoFormula
    return value


class _Formula:
    """A reader of tokens by the usual order: brackets, then products and quotients, then sums and differences."""

    def __init__(self, tokens: Sequence[_Token]) -> None:
        self.tokens, self.place, self.numbers = tokens, 0, 0  # read so far: tokens, and numbers among them

    def _sign(self) -> str | None:
        return self.tokens[self.place].sign if self.place < len(self.tokens) else None

    def sum(self) -> Value:
        return self._chain(self.product, {"+": EXACT.add, "-": EXACT.subtract})

    def product(self) -> Value:
        return self._chain(self.factor, {"*": EXACT.multiply, "/": EXACT.divide})

    def _chain(self, member: Callable[[], Value], signs: dict[str, Callable[[Decimal, Decimal], Decimal]]) -> Value:
        value = member()
        while (sign := self._sign()) in signs:
            assert sign is not None
            self.place += 1
            value = _joined(signs[sign], value, member())
        return value

    def factor(self) -> Value:
        sign = self._sign()
        if sign not in ("", "("):
            raise _NoFormula
        self.place += 1
        if sign == "":
            self.numbers += 1
            return _number(self.numbers - 1)
        value = self.sum()
        if self._sign() != ")":
            raise _NoFormula
        self.place += 1
        return value


def _joined(join: Callable[[Decimal, Decimal], Decimal], left: Value, right: Value) -> Value:
    return lambda values: join(left(values), right(values))


def _number(place: int) -> Value:
    return lambda values: values[place]
