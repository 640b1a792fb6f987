"""Formulas of Word (OMML) on one line: "12/15" for a fraction, "10⁶" for a power, "√(x)" for a root; their digits never run into each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import regex

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FORMULAS = frozenset([M + "oMath", M + "oMathPara"])
_RAISED = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
_DEPTH = 40


def written(element: Any, depth: int = 0) -> str:
    """A formula, or a part of one, as text."""
    if depth > _DEPTH:
        return ""
    if element.tag == M + "t":
        return element.text or ""
    shape = _SHAPES.get(element.tag)
    if shape is not None:
        return shape(element, depth + 1)
    return "".join(written(child, depth + 1) for child in element)


def _part(element: Any, name: str, depth: int) -> str:
    child = element.find(M + name)
    return "" if child is None else written(child, depth)


def _whole(text: str) -> str:
    """A part of a fraction: in brackets where it is more than a number or a word."""
    plain = text.strip()
    return f"({plain})" if any(sign in plain for sign in " +-×*/÷=") and not (plain.startswith("(") and plain.endswith(")")) else plain


def _fraction(element: Any, depth: int) -> str:
    return f"{_whole(_part(element, 'num', depth))}/{_whole(_part(element, 'den', depth))}"


def _raised(text: str) -> str:
    made = text.translate(_RAISED)
    return made if not any(c.isascii() and c.isalnum() for c in made) else f"^{_whole(text)}"


def _lowered(text: str) -> str:
    made = text.translate(_LOWERED)
    return made if not any(c.isascii() and c.isdigit() for c in made) else f"_{_whole(text)}"


def _scripts(element: Any, depth: int) -> str:
    sub, sup = _part(element, "sub", depth), _part(element, "sup", depth)
    return _part(element, "e", depth) + (_lowered(sub) if sub else "") + (_raised(sup) if sup else "")


def _root(element: Any, depth: int) -> str:
    degree = _part(element, "deg", depth)
    return f"{_raised(degree) if degree else ''}√{_whole(_part(element, 'e', depth))}"


def _sign(element: Any, name: str, usual: str) -> str:
    child = element.find(f"{M}{element.tag[len(M) :]}Pr/{M}{name}")
    return usual if child is None else child.get(M + "val") or ""


def _sum(element: Any, depth: int) -> str:
    sub, sup = _part(element, "sub", depth), _part(element, "sup", depth)
    limits = f" ({', '.join(filter(None, (sub, sup)))})" if sub or sup else ""
    return f"{_sign(element, 'chr', '∫')}{limits} {_part(element, 'e', depth)}"


def _bracket(element: Any, depth: int) -> str:
    inside = _sign(element, "sepChr", "|").join(written(child, depth) for child in element if child.tag == M + "e")
    return f"{_sign(element, 'begChr', '(')}{inside}{_sign(element, 'endChr', ')')}"


def _matrix(element: Any, depth: int) -> str:
    return "; ".join(" ".join(written(child, depth) for child in row if child.tag == M + "e") for row in element if row.tag == M + "mr")


def _lines(element: Any, depth: int) -> str:
    return "; ".join(written(child, depth) for child in element if child.tag in {M + "e", M + "oMath"})


_SHAPES: dict[str, Callable[[Any, int], str]] = {
    M + "f": _fraction,
    M + "sSup": _scripts,
    M + "sSub": _scripts,
    M + "sSubSup": _scripts,
    M + "rad": _root,
    M + "nary": _sum,
    M + "d": _bracket,
    M + "m": _matrix,
    M + "eqArr": _lines,
    M + "oMathPara": _lines,
}



def equation(code: str) -> str:
    """What an EQ field draws (Word's formulas before 2007): its fractions with a stroke, of its other signs what they hold; nothing for other fields."""
    found = _EQUATION.fullmatch(code)
    text = found[1] if found else ""
    for _ in range(_DEPTH):
        made = _SWITCH.sub(_drawn, text)
        if made == text:
            break
        text = made
    return text.strip()


def _drawn(found: regex.Match[str]) -> str:
    parts = [part.strip() for part in found["inside"].split(";" if ";" in found["inside"] else ",")]
    kind = found["kind"].lower()
    if kind == "f" and len(parts) == 2:
        return f"{_whole(parts[0])}/{_whole(parts[1])}"
    return f"{'√' if kind == 'r' else ''}{' '.join(filter(None, parts))}"


_EQUATION = regex.compile(r"\s*EQ\s+(.*)", regex.IGNORECASE | regex.DOTALL)
_SWITCH = regex.compile(r"\\(?P<kind>[a-z])(?:\s*\\[a-z]+[\d ]*)*\s*\((?P<inside>[^()\\]*)\)", regex.IGNORECASE)

__all__ = ["FORMULAS", "equation", "written"]
