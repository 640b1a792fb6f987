"""Figures of the reading as written: digits, ranges, "X out of Y", scale words. A stand-in shape for what the number grammar gives.

In: text and the spans that are taken. Out: `Figure`s in order, not overlapping, half-open code-point offsets. "12,5 - 13%" is one figure with
`value` 12.5 and `value_to` 13, `tail` behind the sign; "2,4 triệu lượt" has value 2400000 and its `tail` behind "triệu".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

_N = r"\d+(?:[.,]\d+)*"
_PCT = r"\s?[%‰]"
_SCALE = r"nghìn tỷ|ngàn tỷ|nghìn tỉ|ngàn tỉ|triệu tỷ|nghìn|ngàn|vạn(?! dân)|triệu|tỷ|tỉ"
FIGURE = regex.compile(
    rf"""(?<![\d])(?P<a>{_N})
    (?: \s?/\s?(?P<total>{_N})(?![/\d])
      | (?P<p1>{_PCT})?\s*(?:-|÷|đến|tới|đến\ dưới|-\ dưới|đến\ gần|đến\ khoảng|-\ gần)\s*(?:dưới\ )?(?P<b>{_N})(?!\s?[/.]\d)(?P<p2>{_PCT})?
      | (?P<p>{_PCT})
    )?
    (?:\ (?P<scale>{_SCALE})\b(?:\ (?P<low>\d{{1,3}})\ (?P<scale2>triệu|nghìn|ngàn|tỷ|tỉ)\b)?)?""",
    regex.VERBOSE,
)
SCALES = {"nghìn": 3, "ngàn": 3, "vạn": 4, "triệu": 6, "tỷ": 9, "tỉ": 9}
_GROUPED = regex.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `[start, end)` is its span (with its %), `tail` where the words behind it (past a scale word) begin."""

    start: int
    end: int
    tail: int
    value: Decimal
    precision: Decimal
    value_to: Decimal | None = None
    total: Decimal | None = None
    sign: str | None = None


def _read(digits: str) -> tuple[Decimal, int]:
    if _GROUPED.fullmatch(digits):
        digits = digits.replace(".", "")
    elif digits.count(".") > 1 or ("." in digits and "," in digits):
        digits = digits.replace(".", "")
    digits = digits.replace(",", ".") if digits.count(",") == 1 else digits.replace(",", "")
    value = Decimal(digits)
    exponent = value.as_tuple().exponent
    return value, exponent if isinstance(exponent, int) else 0


def figures(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Figure]:
    """All figures of `text` that touch no span of `taken` (sorted)."""
    spans = iter(taken)
    span = next(spans, None)
    for match in FIGURE.finditer(text):
        start, end = match.span()
        while span is not None and span[1] <= start:
            span = next(spans, None)
        if span is not None and span[0] < match.end("a"):
            continue
        groups = match.groupdict()
        if span is not None and span[0] < end:
            groups = {"a": groups["a"]}
            end = match.end("a")
        power = sum(SCALES[word] for word in (groups.get("scale") or "").split())
        scale = Decimal(10) ** power
        value, exponent = _read(groups["a"])
        last = match.end("a")
        sign = groups.get("p") or groups.get("p2")
        value_to = total = None
        if groups.get("b"):
            value_to = _read(groups["b"])[0] * scale
            last = match.end("p2") if groups.get("p2") else match.end("b")
        elif groups.get("total"):
            total = _read(groups["total"])[0] * scale
            last = match.end("total")
        elif groups.get("p"):
            last = match.end("p")
        precision = scale.scaleb(exponent)
        value *= scale
        if groups.get("low"):
            value += Decimal(groups["low"]) * Decimal(10) ** SCALES[groups["scale2"]]
        yield Figure(start, last, end, value, precision, value_to, total, sign.strip() if sign else None)
