"""Ties that a spreadsheet's author wrote down: the formula of a cell, read into what it computes.

In: formulas as text, read by openpyxl's tokenizer. Out: a `Written` for those that are a sum, a difference, a mean, a product, a quotient or a change
of cells of their own sheet; wrappers that only round or catch errors are looked through. Others ("IF(…)", texts, other sheets) give None.
A formula is read once for all cells that share it relatively (`extractor.readers.formulas.relative`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal

import regex

from extractor.audit.intervals import EXACT, ZERO

Kind = Literal["sum", "difference", "mean", "product", "quotient", "change"]
WRAPPERS = ("ROUND", "ROUNDUP", "ROUNDDOWN", "TRUNC", "IFERROR", "INT", "MROUND", "N", "VALUE")
RELATIVE = regex.compile(r"R(?:\[(?P<dr>-?\d+)\]|(?P<r>\d+))C(?:\[(?P<dc>-?\d+)\]|(?P<c>\d+))")
RANGE = regex.compile(rf"{RELATIVE.pattern}(?::R(?:\[(?P<er>-?\d+)\]|(?P<rr>\d+))C(?:\[(?P<ec>-?\d+)\]|(?P<cc>\d+)))?")
STAND_IN = regex.compile(r"Q(\d+)X")  # what the tokenizer sees in place of a relative address
LARGEST = 5_000  # cells of one area
DEEPEST = 30  # brackets within brackets
ONE = Decimal(1)
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Area:
    """A cell or a rectangle, each edge counted from the formula's cell (`fixed` false) or from the sheet's corner."""

    edges: tuple[tuple[int, bool], tuple[int, bool], tuple[int, bool], tuple[int, bool]]  # first row, first column, last row, last column

    def at(self, place: Place) -> tuple[int, int, int, int]:
        """Its first row, first column, last row and last column for a formula that stands at `place`."""
        (r0, row_fixed), (c0, column_fixed), (r1, last_row_fixed), (c1, last_column_fixed) = self.edges
        row, column = place
        r0, r1 = r0 if row_fixed else r0 + row, r1 if last_row_fixed else r1 + row
        c0, c1 = c0 if column_fixed else c0 + column, c1 if last_column_fixed else c1 + column
        return (r0 if r0 < r1 else r1), (c0 if c0 < c1 else c1), (r1 if r1 > r0 else r0), (c1 if c1 > c0 else c0)

    def cells(self, place: Place) -> Sequence[Place]:
        """Its cells, row by row; none of an area that is too large."""
        r0, c0, r1, c1 = self.at(place)
        if r0 == r1 and c0 == c1:
            return ((r0, c0),)
        if (r1 - r0 + 1) * (c1 - c0 + 1) > LARGEST:
            return ()
        return [(r, c) for r in range(r0, r1 + 1) for c in range(c0, c1 + 1)]


@dataclass(frozen=True, slots=True)
class Written:
    """What a formula computes: `first` (the terms, the numerator, the newer value) and `second` (what is taken off, the denominator, the base).

    `factor` multiplies the result ("*100", "/1000").
    """

    kind: Kind
    first: tuple[Area, ...]
    second: tuple[Area, ...] = ()
    factor: Decimal = ONE


@dataclass(frozen=True, slots=True)
class _Node:
    """A part of a formula: a number, areas that are added up, or an operation on parts."""

    op: str  # number | areas | + | - | * | / | mean | product
    number: Decimal = ONE
    areas: tuple[Area, ...] = ()
    parts: tuple[_Node, ...] = ()


class _Unread(Exception):
    """The formula is of no kind that is known here."""


@lru_cache(maxsize=8192)
def written(formula: str) -> Written | None:
    """What a relative formula computes; None for what is no arithmetic of cells."""
    from openpyxl.formula import Tokenizer

    areas: list[Area] = []

    def stand_in(match: regex.Match[str]) -> str:
        areas.append(_area(match))
        return f"Q{len(areas) - 1}X"

    if "!" in formula or '"' in formula.replace('""', "") or len(formula) > 2_000:
        return None
    try:
        tokens = [(t.value, t.type) for t in Tokenizer("=" + RANGE.sub(stand_in, formula)).items if t.type != "WHITE-SPACE"]
        tree, end = _sum(tokens, 0, areas, 0)
    except (_Unread, IndexError, ValueError):
        return None
    except Exception as error:  # openpyxl's own errors of broken formulas
        if type(error).__module__.startswith("openpyxl"):
            return None
        raise
    return _meaning(tree) if end == len(tokens) else None


def _area(match: regex.Match[str]) -> Area:
    def edge(relative: str | None, fixed: str | None) -> tuple[int, bool]:
        return (int(relative), False) if relative is not None else (int(fixed or 1) - 1, True)

    row, column = edge(match["dr"], match["r"]), edge(match["dc"], match["c"])
    last_row = edge(match["er"], match["rr"]) if match["er"] or match["rr"] else row
    last_column = edge(match["ec"], match["cc"]) if match["ec"] or match["cc"] else column
    return Area((row, column, last_row, last_column))


Tokens = Sequence[tuple[str, str]]


def _sum(tokens: Tokens, at: int, areas: Sequence[Area], depth: int) -> tuple[_Node, int]:
    node, at = _product(tokens, at, areas, depth)
    while at < len(tokens) and tokens[at] in (("+", "OPERATOR-INFIX"), ("-", "OPERATOR-INFIX")):
        right, end = _product(tokens, at + 1, areas, depth)
        node, at = _Node(tokens[at][0], parts=(node, right)), end
    return node, at


def _product(tokens: Tokens, at: int, areas: Sequence[Area], depth: int) -> tuple[_Node, int]:
    node, at = _factor(tokens, at, areas, depth)
    while at < len(tokens) and tokens[at] in (("*", "OPERATOR-INFIX"), ("/", "OPERATOR-INFIX")):
        right, end = _factor(tokens, at + 1, areas, depth)
        node, at = _Node(tokens[at][0], parts=(node, right)), end
    return node, at


def _factor(tokens: Tokens, at: int, areas: Sequence[Area], depth: int) -> tuple[_Node, int]:
    if depth > DEEPEST:
        raise _Unread
    word, kind = tokens[at]
    if kind == "OPERATOR-PREFIX" and word == "+":
        return _factor(tokens, at + 1, areas, depth + 1)
    if kind == "OPERAND" and word == '""':
        return _Node("number", ZERO), at + 1
    if kind == "OPERAND":
        found = STAND_IN.fullmatch(word)
        node = _Node("areas", areas=(areas[int(found[1])],)) if found else _Node("number", _number(word))
        at += 1
        while at < len(tokens) and tokens[at] == ("%", "OPERATOR-POSTFIX"):
            node, at = _Node("/", parts=(node, _Node("number", Decimal(100)))), at + 1
        return node, at
    if kind == "PAREN" and word == "(":
        node, at = _sum(tokens, at + 1, areas, depth + 1)
        if tokens[at] != (")", "PAREN"):
            raise _Unread
        return node, at + 1
    if kind == "FUNC" and word.endswith("("):
        return _call(word[:-1].upper(), tokens, at + 1, areas, depth)
    raise _Unread


def _number(word: str) -> Decimal:
    try:
        return Decimal(word)
    except InvalidOperation:
        raise _Unread from None


def _call(name: str, tokens: Tokens, at: int, areas: Sequence[Area], depth: int) -> tuple[_Node, int]:
    given: list[_Node] = []
    if name == "IF":
        at = _condition_end(tokens, at)
    while tokens[at] != (")", "FUNC"):
        node, at = _sum(tokens, at, areas, depth + 1)
        given.append(node)
        if tokens[at][1] == "SEP":
            at += 1
    at += 1
    if name == "IF":
        cells = [node for node in given if node.op != "number"]
        if len(cells) != 1:
            raise _Unread
        return cells[0], at
    if name in WRAPPERS and given:
        return given[0], at
    if name in ("SUM", "AVERAGE", "PRODUCT") and given and all(_added(node) for node in given):
        joined = tuple(area for node in given for area in _terms(node))
        return _Node({"SUM": "areas", "AVERAGE": "mean", "PRODUCT": "product"}[name], areas=joined), at
    raise _Unread


def _condition_end(tokens: Tokens, at: int) -> int:
    """Behind the condition of an IF and its comma."""
    open_brackets = 0
    while open_brackets or tokens[at][1] != "SEP":
        word, kind = tokens[at]
        if kind in ("FUNC", "PAREN"):
            open_brackets += -1 if word == ")" else 1
            if open_brackets < 0:
                raise _Unread
        at += 1
    return at + 1


def _added(node: _Node) -> bool:
    """Cells that are only added up."""
    return node.op == "areas" or (node.op == "+" and all(_added(part) for part in node.parts))


def _terms(node: _Node) -> tuple[Area, ...]:
    return node.areas if node.op == "areas" else tuple(area for part in node.parts for area in _terms(part))


def _meaning(tree: _Node) -> Written | None:
    if _added(tree):
        return Written("sum", _terms(tree))
    if tree.op == "mean":
        return Written("mean", tree.areas)
    if tree.op == "-" and all(_added(part) for part in tree.parts):
        return Written("difference", _terms(tree.parts[0]), _terms(tree.parts[1]))
    over, under, factor = _factors(tree)
    if len(over) == 1 and over[0].op == "product" and not under:
        return Written("product", over[0].areas, (), factor)
    if not under and len(over) == 1 and _added(over[0]):
        return None  # another unit of the same figure
    if not under and len(over) >= 2 and all(_single(node) for node in over):
        return Written("product", tuple(area for node in over for area in node.areas), (), factor)
    if len(under) == 1 and _added(under[0]) and len(over) == 1:
        base = _terms(under[0])
        if _added(over[0]):
            return Written("quotient", _terms(over[0]), base, factor)
        if over[0].op == "-" and all(_added(part) for part in over[0].parts) and _terms(over[0].parts[1]) == base:
            return Written("change", _terms(over[0].parts[0]), base, factor)
    return _change(tree)


def _change(tree: _Node) -> Written | None:
    """ "A/B-1", "A/B*100-100"."""
    if tree.op != "-" or tree.parts[1].op != "number":
        return None
    over, under, factor = _factors(tree.parts[0])
    if len(over) == 1 and len(under) == 1 and _added(over[0]) and _added(under[0]) and tree.parts[1].number == factor:
        return Written("change", _terms(over[0]), _terms(under[0]), factor)
    return None


def _single(node: _Node) -> bool:
    return node.op == "areas" and len(node.areas) == 1 and node.areas[0].edges[:2] == node.areas[0].edges[2:]


def _factors(node: _Node) -> tuple[list[_Node], list[_Node], Decimal]:
    """What is multiplied, what it is divided by, and the numbers among them as one."""
    if node.op == "number":
        return [], [], node.number
    if node.op not in ("*", "/"):
        return [node], [], ONE
    a, b = (_factors(part) for part in node.parts)
    if node.op == "*":
        return [*a[0], *b[0]], [*a[1], *b[1]], EXACT.multiply(a[2], b[2])
    if not b[2]:
        raise _Unread
    return [*a[0], *b[1]], [*a[1], *b[0]], EXACT.divide(a[2], b[2])
