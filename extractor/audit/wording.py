"""Figures and their arithmetic in words, as a Vietnamese reader writes them: "65 + 52 + 07 + 02 = 126, văn bản ghi 128"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import reduce

from extractor.audit.figures import Figure
from extractor.audit.grades import PLAIN
from extractor.audit.intervals import EXACT, ONE, rounded
from extractor.audit.product_grades import SCALES, hundredths
from extractor.audit.relations import Candidate
from extractor.messages import SAY

GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
POINTED = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+")
UNIT_BEHIND = re.compile(r"(?<=\d)\s*[^\W\dxX_].*", re.DOTALL)
SWAPPED = str.maketrans(".,", ",.")
PLACES = 4  # decimals of a computed percentage that has no end
THOUSAND = 3  # digits behind which thousands are marked
OFF = ("sum", "difference", "complement", "balance")  # kinds of relations whose result is off by an amount
LONGEST = 12  # digits of a number with decimals
MINUS = ("-", "−", "–")


def number(value: Decimal) -> str:
    """A number with "." between thousands and "," before decimals: 12460.5 → "12.460,5"; what a machine computed ("6.84999999999999") without its tail."""
    return _marked(_without_tail(value))


def _without_tail(value: Decimal) -> Decimal:
    """At most four decimals and twelve digits, of a small fraction four digits; a whole number as it is."""
    if value == value.to_integral_value():
        return value
    size = value.adjusted()
    return rounded(value, Decimal(1).scaleb(min(0, max(-PLACES, size + 1 - LONGEST)) if size >= 0 else size + 1 - PLACES))


def _marked(value: Decimal) -> str:
    sign = "-" if value < 0 else ""
    digits = format(abs(value), "f")
    whole, _, decimals = digits.partition(".")
    decimals = decimals.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", ".")
    return sign + grouped + ("," + decimals if decimals else "")


def scale_of(figure: Figure) -> Decimal:
    """The factor of the scale word that the figure was written with: 1000000000 for "12,5 tỷ"."""
    written = _first_number(figure)
    decimals = len(written.rpartition(",")[2]) if "," in written and not commas_group(figure) else len(written.rpartition(".")[2]) if POINTED.fullmatch(written) else 0
    scale = EXACT.scaleb(figure.precision, decimals)
    return scale if scale >= ONE else ONE


def _first_number(figure: Figure) -> str:
    """The X of "X/Y" without what is counted ("561,3 tỷ đồng/690" → "561,3"), or the number itself, without its per cent sign."""
    return UNIT_BEHIND.sub("", figure.written.split("/")[0]).strip().rstrip("%").strip()


def commas_group(figure: Figure) -> bool:
    """It is written with commas between its thousands ("1,690,144", "1,433.5")."""
    written = _first_number(figure)
    return GROUPED.fullmatch(written) is not None and figure.value == Decimal(written.replace(",", ""))


def _as_written(shown: str, like: Figure) -> str:
    """A number with the marks of the figure that it is compared with."""
    return shown.translate(SWAPPED) if commas_group(like) else shown


def operand(figure: Figure, scale: Decimal | None) -> str:
    """A figure as it is written, or in full where its operands have different scales; of "20/21" what counts is 20."""
    if figure.total is not None:
        return number(EXACT.divide(figure.value, scale) if scale is not None else figure.value)
    if scale is not None and "/" not in figure.written and (figure.value or not figure.written.startswith("-")):  # "-0" is none
        bare = figure.value < 0 and figure.written[:1].isdigit()  # "(21.179)": its bracket says that it is taken off
        return f"(-{figure.written})" if bare else figure.written
    return number(figure.value)


def result(value: Decimal, like: Figure, scale: Decimal | None) -> str:
    """A computed value in the writing of the figure it is compared with; a fraction without end to four places."""
    shown = EXACT.divide(value, scale) if scale is not None else value
    unit = EXACT.divide(like.precision, scale) if scale is not None else like.precision
    return _as_written(_marked(rounded(shown, min(unit, ONE) if shown == shown.to_integral_value() else min(unit, Decimal(1).scaleb(-PLACES)))), like)


def _shown(whole: Figure) -> str:
    """A result in full, as far as its digits are shown: of what a sheet stores it may show less."""
    return number(rounded(whole.value, whole.precision))


def in_writing(value: Decimal, like: Figure) -> str:
    """A value in the scale and with the sign of the figure that it stands for."""
    shown = _as_written(number(EXACT.divide(value, scale_of(like))), like)
    written = _first_number(like)
    if shown.isdecimal() and written.isdecimal() and written.startswith("0"):
        shown = shown.zfill(len(written))  # "07" is "08"
    if written.isdecimal() and len(written) > THOUSAND:
        shown = shown.replace(".", "")  # "1852" is "1752"
    return ("-" if falls_below(like, value) else "") + shown + ("%" if like.written.endswith("%") else "")


def falls_below(like: Figure, value: Decimal) -> bool:
    """A fall is told by its size and written with its sign: "-4,2" stands for 4,2 less, and so does what it should be."""
    return like.written[:1] in MINUS and like.value > 0 and value > 0


def computation(made: Candidate) -> str:
    """The relation in words, with the written result where it is another."""
    figures = [*made.parts, *([made.whole] if made.whole is not None else [])]
    ratio = made.kind == "ratio"
    if made.kind == "count":
        assert made.whole is not None
        return f"danh sách kể {number(made.verdict.expected)} {made.whole.unit or ''}".rstrip()
    if made.kind == "product":
        assert made.whole is not None
        expected, written = number(made.verdict.expected), _shown(made.whole)
        if expected == written and made.verdict.grade != "holds":
            expected, written = _marked(made.verdict.expected), _marked(made.whole.value)
        said = f"{_left(made, None)} = {expected}"
        return said + ("" if made.verdict.grade == "holds" else f", {SAY.audit('computation.written')[0]} {written}")
    scales = {scale_of(f) for f in (made.parts if ratio else figures)}
    scale = next(iter(scales)) if len(scales) == 1 else None
    left = _left(made, scale)
    if made.kind == "percent_sum":
        total = number(made.verdict.actual)
        return f"{left} = {total}%" + ("" if made.verdict.grade == "holds" else f", {SAY.audit('computation.rather')[0]} 100%")
    whole = made.whole
    assert whole is not None
    value = made.verdict.expected
    if made.kind in OFF and made.verdict.grade not in ("holds", "rounding"):
        value = rounded(value, _finest(figures))  # what a sheet stores behind the figures that it shows explains nothing to a reader
    expected = result(value, whole, scale_of(whole) if ratio else scale)
    percent = "%" if (ratio and made.form not in PLAIN) or (made.kind == "difference" and whole.dimension == "percent") else ""
    written = whole.written if (ratio or scale is not None) else _shown(whole)
    if percent and not written.endswith("%"):
        written += "%"
    if made.verdict.grade == "holds":
        return f"{left} = {expected}{percent}" + (f" ≈ {written}" if ratio and expected + percent != written else "")
    return f"{left} = {expected}{percent}, {SAY.audit('computation.written')[0]} {written}"


def difference(made: Candidate) -> str:
    """How far a broken sum or difference is off, in the scale of its figures: ", lệch 10"; nothing for other relations."""
    if made.whole is None or made.kind not in OFF or made.verdict.grade in ("holds", "rounding"):
        return ""
    figures = [*made.parts, made.whole]
    scales = {scale_of(figure) for figure in figures}
    off = rounded(abs(EXACT.subtract(made.verdict.actual, made.verdict.expected)), _finest(figures))
    shown = number(EXACT.divide(off, next(iter(scales))) if len(scales) == 1 else off)
    return f"{SAY.audit('computation.off')[0]}{_as_written(shown, made.whole)}" if off else ""


def _finest(figures: Sequence[Figure]) -> Decimal:
    """The last place that any of the figures shows."""
    return min((figure.precision for figure in figures if figure.precision > 0), default=ONE)


def _between_units(made: Candidate) -> str:
    """What stands between the units of the factors and of the result: " : 10" for ha × tạ/ha in tấn, nothing where they fit."""
    product = reduce(EXACT.multiply, (p.value for p in made.parts), ONE)
    if not made.verdict.expected or made.verdict.expected in (product, EXACT.multiply(product, hundredths(made.parts))):
        return ""
    by, times = EXACT.divide(product, made.verdict.expected), EXACT.divide(made.verdict.expected, product)
    return f" : {number(by)}" if by > ONE and by in SCALES else f" × {number(times)}" if times > ONE and times in SCALES else ""


def _left(made: Candidate, scale: Decimal | None) -> str:
    parts = made.parts
    if made.kind == "mean":
        return f"({' + '.join(operand(p, scale) for p in parts)}) / {len(parts)}"
    if made.kind == "product":
        return made.said or " × ".join(operand(p, scale) + ("%" if p.dimension == "percent" else "") for p in parts) + _between_units(made)
    if made.kind in ("sum", "percent_sum"):
        return " + ".join(operand(p, scale) for p in parts)
    if made.kind == "balance":
        return "{} + {} - {}".format(*(operand(p, scale) for p in parts))
    if made.kind in ("difference", "complement"):
        if len(parts) == 1:
            total, value = parts[0].total or parts[0].value, parts[0].value
            larger, smaller = (max(total, value), min(total, value)) if made.kind == "difference" else (total, value)
            return f"{number(larger)} - {number(smaller)}"
        return f"{operand(parts[0], scale)} - {operand(parts[1], scale)}"
    a = parts[0]
    first = operand(a, scale)
    if len(parts) == 1:
        of = scale_of(a)
        return f"{number(EXACT.divide(a.value, of))} / {number(EXACT.divide(a.total or a.value, of))}"
    if made.form == "mean" and scale is None and made.whole is not None:
        first = number(EXACT.divide(a.value, scale_of(made.whole)))  # "2.732 tỷ đồng" over a count is so many tỷ each
    rest = [operand(p, scale) for p in parts[1:]]
    if made.form == "joint":
        return f"({' + '.join([first, *rest[:-1]])}) / {rest[-1]}"
    second = rest[0] if len(rest) == 1 else f"({' + '.join(rest)})"
    return {
        "share": f"{first} / {second}",
        "mean": f"{first} / {second}",
        "growth": f"({first} - {second}) / {second}",
        "change": f"({first} - {second}) / {second}",
        "reduction": f"({second} - {first}) / {second}",
        "of_rise": f"{second} / ({first} - {second})",
        "of_fall": f"{second} / ({first} + {second})",
        "level_after_rise": f"{first} / ({first} - {second})",
        "level_after_fall": f"{first} / ({first} + {second})",
    }[made.form or "share"]
