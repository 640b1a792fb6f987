"""Spreadsheet values as the sheet shows them, in Vietnamese style: "1.943", "99,65%", "05/03/2024".

A number's format code is Excel's ("#,##0.0", "0.00%", "dd/mm/yyyy"). Dates without words are written day first, whatever the code's order:
the value is known, and 3/5 must not be read as the third of May.
"""

from __future__ import annotations

import datetime
import operator
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

import regex

# ECMA-376, part 1, 18.8.30: the formats that a file does not spell out.
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "General", 13: "General",
    14: "dd/mm/yyyy", 15: "dd/mm/yyyy", 16: "dd/mm", 17: "mm/yyyy", 18: "hh:mm", 19: "hh:mm:ss", 20: "hh:mm", 21: "hh:mm:ss",
    22: "dd/mm/yyyy hh:mm", 37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)",
    41: '#,##0;(#,##0);"-"', 42: '#,##0;(#,##0);"-"', 43: '#,##0.00;(#,##0.00);"-"', 44: '#,##0.00;(#,##0.00);"-"',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 48: "0.0E+0", 49: "@",
}  # fmt: skip

_TOKEN = regex.compile(
    r'"([^"]*)"|\\(.)|_.|\*.|\[([^\]]*)\]|(General)|([0#?][0#?.,]*|\.[0#?]+)|(E[+-]0*)|(%)|(@)|(.)',
    regex.IGNORECASE | regex.DOTALL,
)
_DATE_TOKEN = regex.compile(
    r'"([^"]*)"|\\(.)|_.|\*.|\[(h+|m+|s+)\]|\[[^\]]*\]|(y+|m+|d+|h+|s+|AM/PM|A/P)|(.)', regex.IGNORECASE | regex.DOTALL
)
_WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
_LITERALS = regex.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_CONDITION = regex.compile(r"\[\s*(<=|>=|<>|=|<|>)\s*(-?\d+(?:\.\d+)?)\s*\]")
_FRACTION = regex.compile(r"[#0?]\s*/\s*[#0?\d]")
_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip


class _Section(NamedTuple):
    before: str
    after: str
    integers: int  # least number of digits before the decimal mark, -1 where there is no digit place at all
    decimals: int
    least_decimals: int
    grouped: bool
    scale: int  # powers of ten: 2 a percent sign, -3 a closing comma
    scientific: bool
    general: bool


def sections(code: str) -> list[str]:
    """The parts of a format code: positive; negative; zero; text. Semicolons in quotes part nothing."""
    parts, start, quoted, position = [], 0, False, 0
    while position < len(code):
        character = code[position]
        if character == "\\":
            position += 1
        elif character == '"':
            quoted = not quoted
        elif character == ";" and not quoted:
            parts.append(code[start:position])
            start = position + 1
        position += 1
    return [*parts, code[start:]]


@lru_cache(maxsize=1000)
def is_date(code: str) -> bool:
    """Whether a format code shows dates or times."""
    plain = _LITERALS.sub(lambda m: m[0] if regex.fullmatch(r"\[[hms]+\]", m[0], regex.IGNORECASE) else "", sections(code)[0])
    return (
        "general" not in plain.lower()
        and regex.search(r"[ydhs]|m", plain.lower()) is not None
        and not regex.search(r"[0#?]", plain)
    )


# No number of a sheet has more digits; a format that asks for more would overrun the precision of decimals.
MOST_DECIMALS = 15


@lru_cache(maxsize=1000)
def _parsed(code: str) -> _Section:
    before: list[str] = []
    after: list[str] = []
    places = ""
    scale = 0
    scientific = general = False
    for quoted, escaped, bracket, is_general, digits, exponent, percent, at, other in _TOKEN.findall(code):
        text = quoted or escaped or other
        if bracket.startswith("$"):
            text = bracket[1:].partition("-")[0]
        if is_general:
            general = True
        elif digits:
            # What stands between digits (a telephone number's strokes) is no sign of the number.
            after.clear()
            places += digits
        elif exponent:
            scientific = True
        elif percent:
            scale += 2
            text = "%"
        elif at:
            general = True
        if text:
            (after if places or general else before).append(text)
    while places.endswith(","):
        places, scale = places[:-1], scale - 3
    whole, _, fraction = places.partition(".")
    return _Section(
        "".join(before),
        "".join(after),
        whole.count("0") if places else -1,
        min(sum(c in "0#?" for c in fraction), MOST_DECIMALS),
        min(fraction.count("0"), MOST_DECIMALS),
        "," in whole,
        scale,
        scientific,
        general,
    )


def shown(value: float | int | Decimal, code: str = "General") -> str:
    """A number as its format code shows it, with "." between thousands and "," before decimals."""
    try:
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    except InvalidOperation:
        return str(value)
    if not number.is_finite():
        return str(value)
    parts = sections(code)
    part, signed = _chosen(number, parts)
    section, sign = _parsed(part), "-" if signed and number < 0 else ""
    number = abs(number)
    if _FRACTION.search(_LITERALS.sub("", part)):
        # "# ?/?" shows 12,5 as 12 1/2: the value is written as a decimal.
        return f"{section.before}{sign}{_general(number)}".strip()
    if section.general:
        return f"{section.before}{sign}{_general(number)}{section.after}".strip()
    if section.integers < 0:
        return f"{section.before}{section.after}".strip() or ("" if len(parts) > 1 else sign + _general(number))
    if section.scientific:
        return sign + f"{number:.{section.decimals}E}".replace(".", ",")
    number = (
        number.scaleb(section.scale).quantize(Decimal(1).scaleb(-section.decimals), ROUND_HALF_UP)
        if number.adjusted() + section.scale < 12 or (number.adjusted() < 25 and section.decimals < 3)
        else number
    )
    if not number:
        sign = ""
    whole, _, fraction = f"{number:f}".partition(".")
    while len(fraction) > section.least_decimals and fraction.endswith("0"):
        fraction = fraction[:-1]
    whole = whole.zfill(section.integers)
    if section.grouped:
        whole = f"{int(whole):,}".replace(",", ".") if section.integers <= 1 else whole
    return f"{section.before}{sign}{whole}{',' if fraction else ''}{fraction}{section.after}".strip()


def _chosen(number: Decimal, parts: list[str]) -> tuple[str, bool]:
    """The part of a format code that shows a number, and whether a sign goes before it: by the conditions that the parts state ("[>=1000]"), else by
    its sign."""
    conditions = [_CONDITION.search(part) for part in parts[:2]]
    if any(conditions):
        for part, condition in zip(parts, conditions, strict=False):
            if condition is not None and _COMPARE[condition[1]](number, Decimal(condition[2])):
                return part, not (condition[1].startswith("<") and Decimal(condition[2]) <= 0)
        rest = [part for part, condition in zip(parts, [*conditions, None], strict=False) if condition is None]
        return (rest[-1] if rest else "General"), True
    if number < 0 and len(parts) > 1 and parts[1]:
        return parts[1], False
    if number == 0 and len(parts) > 2 and parts[2]:
        return parts[2], False
    return parts[0], True


def _general(number: Decimal) -> str:
    """At most eleven significant digits, as a cell without a format shows."""
    if number and number.adjusted() > 20:
        return f"{number:.5E}".replace(".", ",")
    digits = max(0, 10 - max(number.adjusted(), 0)) if number else 0
    rounded = number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    text = f"{rounded:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def from_serial(serial: float, since_1904: bool = False) -> datetime.datetime | None:
    """The moment of a sheet's day number; None outside the calendar."""
    base = datetime.datetime(1904, 1, 1) if since_1904 else datetime.datetime(1899, 12, 30)
    if not since_1904 and 0 < serial < 60:
        base += datetime.timedelta(days=1)  # Excel believes in 29 February 1900
    try:
        moment = base + datetime.timedelta(days=serial)
    except (OverflowError, ValueError):
        return None
    return (moment + datetime.timedelta(microseconds=500_000)).replace(microsecond=0)


def shown_date(moment: datetime.datetime, code: str) -> str:
    """A date or time as its format code shows it: by the code where that has words ("ngày" dd), else day first."""
    tokens = _DATE_TOKEN.findall(sections(code)[0])
    if any(any(c.isalpha() for c in quoted) for quoted, *_ in tokens):
        return _by_code(moment, tokens)
    letters = "".join((elapsed or kind)[:1].lower() for _, _, elapsed, kind, _ in tokens)
    clock = "h" in letters or "s" in letters
    date = "y" in letters or "d" in letters or ("m" in letters and not clock)
    written = []
    if date:
        day, year = "d" in letters, "y" in letters
        written.append(
            moment.strftime("%d/%m/%Y" if day and year else "%m/%Y" if year and "m" in letters else "%Y" if year else "%d/%m")
        )
    if clock:
        written.append(moment.strftime("%H:%M:%S" if "s" in letters and moment.second else "%H:%M"))
    return " ".join(written)


def _by_code(moment: datetime.datetime, tokens: list[tuple[str, str, str, str, str]]) -> str:
    out: list[str] = []
    for quoted, escaped, _, kind, other in tokens:
        letter = kind[:1].lower()
        if letter == "y":
            out.append(f"{moment.year % 100:02}" if len(kind) == 2 else str(moment.year))
        elif letter == "m":
            out.append(f"{moment.month:02}" if len(kind) > 1 else str(moment.month))
        elif letter == "d":
            out.append(_WEEKDAYS[moment.weekday()] if len(kind) > 2 else f"{moment.day:02}" if len(kind) > 1 else str(moment.day))
        elif letter == "h":
            out.append(f"{moment.hour:02}")
        elif letter == "s":
            out.append(f"{moment.second:02}")
        else:
            out.append(quoted or escaped or other)
    return "".join(out)
