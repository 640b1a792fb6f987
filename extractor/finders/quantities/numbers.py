"""Finds numbers that may be quantities, and reads their values exactly; what they count is decided by others.

In: a reading (segments end with "\\n", blanks are single). Out: mentions in order that never overlap, with half-open code-point offsets.
"Chi 3 tỷ 500 triệu đồng, đạt từ 70% đến dưới 100%" gives `3 tỷ 500` (3500000000, precise to 1000000) and the range `70% đến dưới 100%`.

A mention is a number, a fraction X/Y, a range, or a product ("2x190"). Its span holds the number with its % sign and no scale word after
it; `scale_end` says where the scale word ends, so that the unit begins there. Numbers in words have `words` set. Clock times, numbers of
sections ("1.2.3"), digits inside words and telephone numbers are left out; codes and dates are the caller's to take away (`taken`).

The vocabulary is in patterns/quantities/numbers.yaml, the words and the writing of numbers in number_words.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from extractor.finders.masks import lower as in_lower_case
from extractor.finders.masks import mask
from extractor.finders.quantities.number_grammar import Grammar, grammar
from extractor.finders.quantities.number_marks import LONGEST, ONE, blanked_in, computed_in, english_in, grouped_in, near, parse
from extractor.finders.quantities.number_words import WordNumber, find_words
from extractor.lexicon.phrases import QUANTITIES
from extractor.quick import quick

Kind = Literal["number", "fraction", "range", "product"]
FROM = ("từ ", "từ đủ ", "từ trên ", "trên ")  # before the near end of a range whose unit stands at both ends
SPOKEN = 12  # code points before a figure in which the last word of its number in words stands
HUNDREDTHS = " phần trăm"
HALF = Decimal("0.5")
_NOTED = re.compile(r"\[\d{1,3}\] ?/ ?$")
_CHAIN = re.compile(r"[\d.,]+(?: ?/ ?\d[\d.,]*){2,}|[\d.,]+(?: ?/ ?\d+)* ?/ ?[A-ZĐ]{2}|\d+ ?-[A-ZĐ]{2,}[a-z]*/")
_HEADING = re.compile(r"\.(?!\d)|\) ")
# A cell between strokes whose thousands are parted by blanks: "| 230 065 |".
_CELL = re.compile(r"(?<=\| )[1-9]\d{0,2}(?: \d{3})+(?:,\d+)?(?= ?\|)")
_COUNTED = QUANTITIES.two_counts
_TENS = frozenset(Decimal(10) ** power for power in range(9))
_SIGN_BEHIND = re.compile(r" ?(?:[=+×*]|x(?= ?\d)|[-–](?= ?\(?\d)|\) ?[=+×*/:–-])")
LEAD = 40  # code points before a pair in which the words stand that say of what its numbers are
GLUED = 10  # code points of a word that a figure may be glued to
_FACTOR_BEHIND = re.compile(r"(?: [^\W\d_]+){1,2} [x×*] ?\d")  # "3,5 x 2.340.000 đồng x 02 tháng"
_SIGN_BEFORE = re.compile(r"(?:[=+×*]|(?<=[\d%) ])x|(?<=[\d%)])[-–]|(?<=[\d%)] )[-–]) ?\(?$")
_UNIT = re.compile(r"[^\W\d_]+[23²³]?(?:[ /][^\W\d_]+[23²³]?){0,3}")


def spoken_start(text: str, start: int) -> int:
    """Where the number in words begins whose bracket repeats it in digits at `start` ("hai (02) năm"); `start` itself where none does."""
    if not text.startswith("(", start - 1):
        return start
    low = max(0, start - 2 * SPOKEN)
    match = QUANTITIES.spoken_before.search(text[low:start].lower())
    return start if match is None else low + match.start()


@quick
@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number as it is written.

    `value`, `value_to` (the far end of a range), `total` (the Y of X/Y) and `precision` (the weight of the last written digit of `value`)
    are exact, with scale words multiplied in; `scale` is that factor. `end` is after the number and its % sign, `scale_end` after the scale
    word that follows (`end` where none does). `sign` is the written "%" or "‰", `percent` also true for "phần trăm". `leading_zero`: "09"; `words`: written in words.
    """

    start: int
    end: int
    value: Decimal
    precision: Decimal
    scale_end: int
    total: Decimal | None = None
    value_to: Decimal | None = None
    scale: Decimal = ONE
    percent: bool = False
    sign: str | None = None
    leading_zero: bool = False
    words: bool = False
    kind: Kind = "number"


def find_numbers(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[NumberMention]:
    """The numbers of `text`, in order; none of them touches a span of `taken` (codes, dates)."""
    g = grammar()
    lower = in_lower_case(mask(text, taken))
    written = _written(lower, text, g)
    joined = _ranges(_pairs(_compounds(written, lower), lower, g), lower, g)
    worded = [_worded(w, lower) for w in find_words(lower, text, g.words)]
    return sorted([*joined, *worded], key=lambda m: m.start) if worded else joined


def _worded(found: WordNumber, lower: str) -> NumberMention:
    percent = lower.startswith(HUNDREDTHS, found.end)
    end = found.end + len(HUNDREDTHS) if percent else found.end
    return NumberMention(found.start, found.end, found.value, found.precision, end, percent=percent, words=True)


def _written(lower: str, text: str, g: Grammar) -> list[NumberMention]:
    """Every run of digits that is a number on its own, with its sign, % and scale word.

    A denominator or second factor has kind "fraction" or "product" here, for `_pairs` to join it or leave it out.
    """
    found: list[NumberMention] = []
    at, english, computed, by_blanks = 0, english_in(lower), computed_in(lower), blanked_in(lower)
    grouped = grouped_in(lower) if not english and "," in lower else frozenset()
    for match in g.number.finditer(lower):
        start, stop = match.start(), match.end("digits")
        kind = _kind(lower, start)
        if kind is None or start < at:
            continue
        cell = _CELL.match(lower, start) or QUANTITIES.blanked_money.match(lower, start, start + LONGEST) or _strayed(lower, start, stop) or by_blanks.get(start)
        if cell is not None and (blanked := parse(cell[0].replace(" ", ""))) is not None:
            found.append(_parted(cell, blanked, kind, text, lower, g))
            at = cell.end()
            continue
        if lower.startswith(("/", " /", "-"), stop) and (chain := _CHAIN.match(text, start)):
            at = chain.end()  # a date or a code
            continue
        digits = match["digits"].replace(" ", "")  # "0, 5 km"
        if QUANTITIES.clock_behind.match(lower, stop) or (digits[0] == "0" and len(digits) > 6 and digits.isdecimal()):
            continue
        if "." in digits and (start == 0 or lower[start - 1] == "\n") and _HEADING.match(lower, stop):
            continue
        by_comma = english or match.start("digits") in grouped or ("," in digits and QUANTITIES.counted_whole.match(lower, start, stop + GLUED) is not None)
        read = parse(digits, english=by_comma, computed=bool(computed) and near(computed, start))
        if read is not None:
            found.append(_mention(match, read, kind, text, lower, g))
        elif "." not in digits and len(digits) <= LONGEST:
            found += _listed(digits, start)
    return found


def _strayed(lower: str, start: int, stop: int) -> re.Match[str] | None:
    """A number with a blank that strayed behind the point of its thousands ("với 7. 180 phòng")."""
    return QUANTITIES.strayed_blank.match(lower, start, start + LONGEST) if lower.startswith(". ", stop) else None


def _kind(lower: str, start: int) -> Kind | None:
    """What a number that begins here may be: None inside a word, a code or a time."""
    before = lower[start - 1] if start else "\n"
    if before in " \n(":
        if QUANTITIES.hours_before.search(lower, max(0, start - 8), start) and QUANTITIES.clock_behind.match(lower, lower.rindex(" giờ", 0, start)):
            return None
        # "208 kg (tỉnh giao) / 212 kg (huyện giao)": behind a bracket and between blanks the stroke parts two figures.
        return "fraction" if lower.endswith("/ ", 0, start) and not lower.endswith(") / ", 0, start) else "number"
    previous = lower[start - 2] if start > 1 else " "
    if before == "/":
        return "number" if previous == ")" else "fraction"  # "176 đơn (160 khiếu nại, 16 tố cáo)/221 đơn": the whole stands behind its parts
    if before in "x×*" and (previous.isdecimal() or (previous == " " and lower[max(0, start - 3)].isdecimal())):
        return "product"
    if before.isalpha() and QUANTITIES.glued_lead.search(lower, max(0, start - GLUED), start) is not None:
        return "number"  # "đạt101,5%"
    if before.isalnum() or before == "_" or (before in ".:," and previous.isdecimal()) or (before == "-" and previous.isalpha()):
        return None
    return "number"


def _listed(digits: str, start: int) -> list[NumberMention]:
    """ "1,2,3": members of a list, each a number."""
    members = []
    for part in digits.split(","):
        members.append(NumberMention(start, start + len(part), Decimal(part), ONE, start + len(part), leading_zero=len(part) > 1 and part[0] == "0"))
        start += len(part) + 1
    return members


def _mention(match: re.Match[str], read: tuple[Decimal, Decimal], kind: Kind, text: str, lower: str, g: Grammar) -> NumberMention:
    value, precision = read
    digits = match["digits"].replace(" ", "")
    end = scale_end = match.end("percent") if match["percent"] else match.end("digits")
    scale = ONE
    name = match["scale"] or match["short"]
    if name and not (name in g.full and _is_name(text, match.start("scale" if match["scale"] else "short"), name)):
        for word in name.split():
            scale *= g.scales[word]
        scale_end = match.end("scale" if match["scale"] else "short")
        if match["half"]:
            value, precision, scale_end = value + HALF, HALF, match.end("half")
    elif match["hundredth"]:
        scale_end = match.end("hundredth")
    elif kind == "number" and (spoken := QUANTITIES.spoken_then_scale.match(lower, end)) is not None:
        scale, scale_end = ONE * g.scales[spoken["scale"]] if spoken["scale"] else ONE, spoken.end()  # "500 (năm trăm) tỷ đồng"
    mark = match["percent"].strip().replace("％", "%") if match["percent"] else None
    sign = _sign(lower, match.start(), end) if kind == "number" else ""
    if lower.startswith(")", scale_end) and QUANTITIES.spoken_before.search(lower, max(0, match.start() - SPOKEN), match.start()):
        scale_end += 1  # "hai (02) năm": the bracket repeats the word, and what is counted stands behind it.
    return NumberMention(
        match.start() - len(sign),
        end,
        _exact(-value * scale if sign == "-" else value * scale),
        _exact(precision * scale),
        scale_end,
        scale=scale,
        percent=mark == "%" or bool(match["hundredth"]),
        sign=mark,
        leading_zero=len(digits) > 1 and digits[0] == "0" and digits[1].isdecimal(),
        kind=kind,
    )


def _parted(cell: re.Match[str], read: tuple[Decimal, Decimal], kind: Kind, text: str, lower: str, g: Grammar) -> NumberMention:
    """A number whose thousands are parted by blanks, with the scale word behind its last group ("16 372 triệu đồng")."""
    last = g.number.match(lower, cell[0].rindex(" ") + cell.start() + 1)
    assert last is not None
    return replace(_mention(last, read, kind, text, lower, g), start=cell.start(), leading_zero=False)


def _exact(value: Decimal) -> Decimal:
    """A whole number without decimal zeros: 3500000 for 3,5 × 1000000."""
    whole = value.to_integral_value()
    return whole if whole == value else value


def in_scale_of(number: NumberMention, scale: Decimal) -> NumberMention:
    """The same number with a scale word that stands elsewhere: 338,8 in billions."""
    return replace(number, value=_exact(number.value * scale), precision=_exact(number.precision * scale), scale=scale)


def _is_name(text: str, at: int, word: str) -> bool:
    """A scale word in title case is a name ("Vạn Ninh"), unless all is in capitals."""
    return at >= 0 and text[at : at + 1].isupper() and not text[at : at + len(word)].isupper()


def _sign(lower: str, start: int, end: int) -> str:
    """The sign glued to the number; at the head of a segment a hyphen is a bullet, unless the number is all that the segment says."""
    sign = lower[start - 1] if start else ""
    if sign not in ("-", "+"):
        return ""
    before = lower[start - 2] if start > 1 else "\n"
    if before in "\n|":
        return sign if lower[end : end + 1] in ("", "\n") else ""
    if before not in " (:;=":
        return ""
    previous = lower[start - 3] if start > 2 else "\n"
    return "" if previous.isdigit() or previous == "%" else sign


def _compounds(numbers: list[NumberMention], lower: str) -> list[NumberMention]:
    """ "3 tỷ 500 triệu" as one: every part is less than the scale before it."""
    joined: list[NumberMention] = []
    for number in numbers:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.scale > number.scale
            and last.kind == number.kind == "number"
            and not (last.sign or number.sign)
            and lower[last.scale_end : number.start] == " "
            and last.value >= 0
            and 0 <= number.value < last.precision
            and (number.scale > 1 or _ends_amount(last, number, lower))
        ):
            joined[-1] = replace(
                last,
                end=number.end,
                value=last.value + number.value,
                precision=number.precision,
                scale_end=number.scale_end,
                scale=number.scale,
            )
        else:
            joined.append(number)
    return joined


def _ends_amount(last: NumberMention, number: NumberMention, lower: str) -> bool:
    """ "3 triệu 500.000 đồng", "1 nghìn 200 hộ": the last part has all its digits."""
    digits = number.end - number.start
    return (digits > 3 and lower.startswith(" đồng", number.end)) or (digits == 3 and last.scale == 1000)


def _pairs(numbers: list[NumberMention], lower: str, g: Grammar) -> list[NumberMention]:
    """Products and fractions."""
    joined: list[NumberMention] = []
    at = two_deeds = 0
    while at < len(numbers):
        a = numbers[at]
        b = numbers[at + 1] if at + 1 < len(numbers) else None
        whole = _pair(a, b, lower, g) if b is not None and a.kind == "number" and b.start - a.end <= 32 else None
        if whole is not None and whole.total is not None and (whole.start < two_deeds or (whole.value > whole.total and QUANTITIES.two_deeds.search(lower, max(0, a.start - LEAD), a.start))):
            two_deeds = _line_end(lower, whole.end)
            joined.append(a)  # "thụ lý và giải quyết 179/29 vụ": two counts, and so are the pairs behind them
            numbers[at + 1] = replace(numbers[at + 1], kind="number")
            at += 1
            continue
        if a.kind == "fraction" and _NOTED.search(lower, max(0, a.start - 10), a.start):
            a = replace(a, kind="number")  # "31,6 tỷ đồng [4]/18,9 tỷ đồng": a mark of a footnote parts the two
        elif at and a.kind != "number" and (_counts_apart if a.kind == "fraction" else _calculated)(numbers[at - 1], a, lower):
            a = replace(a, kind="number")
        elif a.kind == "fraction" and a.value not in _TENS and a.scale > 1:
            a = replace(a, kind="number")  # "5,2 tỷ đồng/ 6.300 triệu đồng": an amount of its own, not what a rate is counted by
        if whole or a.kind == "number":
            joined.append(whole or a)
        at += 2 if whole else 1
    return joined


def _line_end(lower: str, start: int) -> int:
    """Where the line ends in which a number stands."""
    end = lower.find("\n", start)
    return end if end >= 0 else len(lower)


def _counts_apart(a: NumberMention, b: NumberMention, lower: str) -> bool:
    """Whether two counts of different things stand side by side ("86 vụ/135 bị can"), and no rate ("đồng/100 kg", "tấn/2 vụ")."""
    gap = lower[a.scale_end : b.start].rstrip()
    if b.value > 1 and QUANTITIES.money_over.fullmatch(gap) is not None and QUANTITIES.paid_for.match(lower, b.scale_end) is not None:
        return True  # "61,3 tỷ đồng/04 dự án": so much money of so many
    if not gap.endswith("/") or not _COUNTED.fullmatch(gap, 0, len(gap) - 1) or (b.value in _TENS and not b.leading_zero):
        return False
    return (_COUNTED.match(lower, b.scale_end) or QUANTITIES.measured_behind.match(lower, b.scale_end)) is not None


def _calculated(a: NumberMention, b: NumberMention, lower: str) -> bool:
    """Whether "a x b" stands in a calculation that is written out ("5 x 1.600.000 + …", "= 0,5 x 3,66 x …"), where each number counts for itself."""
    return (_SIGN_BEHIND.match(lower, b.scale_end) or _FACTOR_BEHIND.match(lower, b.scale_end) or _SIGN_BEFORE.search(lower, max(0, a.start - 4), a.start)) is not None


def _pair(a: NumberMention, b: NumberMention, lower: str, g: Grammar) -> NumberMention | None:
    gap = lower[a.scale_end : b.start]
    if a.scale == b.scale == 1 and not a.sign and g.product_gap.fullmatch(gap) and not _calculated(a, b, lower):
        return replace(b, start=a.start, value=a.value * b.value, precision=a.precision, leading_zero=a.leading_zero, kind="product")
    # "17 chỉ tiêu/52 chỉ tiêu"
    same_unit = _repeated_unit(gap, lower[b.scale_end : b.scale_end + len(gap) + 1])
    if gap not in ("/", " / ", " /", "/ ") and not same_unit:
        return None
    if a.value < 0 or b.value < 0:
        return None
    scale = b.scale if a.scale == 1 and not same_unit else ONE
    return replace(
        a,
        end=b.end,
        value=_exact(a.value * scale),
        precision=_exact(a.precision * scale),
        total=b.value,
        scale=b.scale if scale > 1 else a.scale,
        scale_end=b.scale_end,
        percent=a.percent or b.percent,
        sign=a.sign or b.sign,
        kind="fraction",
    )


def _repeated_unit(gap: str, behind: str) -> bool:
    """Whether what lies between two numbers is the unit of both and a stroke, with or without blanks: "tỷ đồng / 690 tỷ đồng", "m3/12 m3"."""
    unit = gap.rstrip()[:-1].strip()
    return gap.rstrip().endswith("/") and _UNIT.fullmatch(unit) is not None and re.match(rf"\s*{re.escape(unit)}(?!\w)", behind) is not None


def _ranges(numbers: list[NumberMention], lower: str, g: Grammar) -> list[NumberMention]:
    """Two numbers that a dash or "đến" makes the ends of one range, the smaller first."""
    joined: list[NumberMention] = []
    for number in numbers:
        whole = _range(joined[-1], number, lower, g) if joined else None
        if whole is not None:
            joined[-1] = whole
        else:
            joined.append(number)
    return joined


def _range(a: NumberMention, b: NumberMention, lower: str, g: Grammar) -> NumberMention | None:
    alike = a.kind == b.kind and (a.kind == "number" or (a.kind == "fraction" and a.total == b.total))
    if not alike or b.start - a.scale_end > 40 or (a.sign and not b.sign):
        return None
    start_b = b.start
    if b.value < 0 and lower[start_b] == "-":  # "10 -15%": the sign is the dash
        b = replace(b, start=start_b + 1, value=-b.value)
        start_b += 1
    gap = lower[a.scale_end : start_b]
    before = QUANTITIES.spoken_before.sub("", lower[max(0, a.start - 16) : a.start])
    if not g.range_gap.fullmatch(gap):
        match = g.unit_range_gap.fullmatch(gap)
        if match is None or not before.endswith(FROM) or not lower[b.scale_end : b.scale_end + len(gap)].lstrip(" ").startswith(match["unit"].lstrip(" ")):
            return None
    elif "-" in gap and g.label.search(before):
        return None
    shared = a.scale == 1 and b.scale > 1 and a.value * b.scale < b.value
    factor = b.scale if shared else ONE
    if not a.value * factor < b.value:
        return None
    return replace(
        a,
        end=b.end,
        value=_exact(a.value * factor),
        precision=_exact(a.precision * factor),
        value_to=b.value,
        scale=b.scale if shared else a.scale,
        scale_end=b.scale_end,
        percent=a.percent or b.percent,
        sign=a.sign or b.sign,
        kind="range",
    )
