"""Units of tables: what a head, a cell of a unit column, a row's name or the line above a table gives, and the factor of its scale word.

In: words ("(triệu đồng)", "1.000 đồng", "Số lượt khám", "ĐVT: %"). Out: a `Measure`, or None. A unit is read whole or not at all: a piece of a
head's words ("ban" of "Ủy ban nhân dân", "III" of "Quý III") is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

import regex

from extractor.layout.normalise import normalise
from extractor.layout.table_words import ORDINAL_HEAD
from extractor.lexicon.phrases import QUANTITIES, TABLES
from extractor.lexicon.units import unit_info, units
from extractor.lexicon.written_units import noun_in, unit_at
from extractor.quick import quick
from extractor.tables.vocabulary import vocabulary

ONE = Decimal(1)
LONGEST = 40  # characters of a unit
NO_MEASURES = ("count", "time", "score")
_POWERS = {"ng": 3, "chục": 1, "trăm": 2, "nghìn": 3, "ngàn": 3, "vạn": 4, "triệu": 6, "tr": 6, "tỷ": 9, "tỉ": 9}
_BRACKETS = regex.compile(r"\((?P<unit>[^()]{1,40})\)")
_OF_SHARE = regex.compile(r"\d\s?%")  # "Tiết kiệm 10%": what the column holds is no percentage
_AFTER_COLON = regex.compile(r"[:,]\s*(?P<unit>[^:,;()]{1,25})\s*$")
_BLANKS = regex.compile(r"\s")
_FIRST_OF = regex.compile(r"\s*[,;]\s*(?=%)")  # "triệu đồng, %": amounts are in the first, rates in the second
_BEHIND = regex.compile(r"\s+[\d/.-]+$")  # "triệu đồng 08-03": the number of a sheet
SHORT = 5  # letters of a unit in capitals ("HK", "USD"); longer words name a body
_AGAIN = regex.compile(r"(?P<unit>\p{L}\S*)(?:\s+(?P=unit))+", regex.IGNORECASE)
_LISTED = regex.compile(r"\s*[,;]\s*")
_NAMED = regex.compile(r"\s\p{Lu}\p{Ll}")  # "Đơn vị: Sở Y tế Hà Nội"
_TONED = regex.compile(r"(?<!\w)(?=\p{L}*[^\x00-\x7fĐƯ])\p{Lu}{2,}(?!\w)")
_VOWELS = regex.compile(r"(?<!\w)(?=\p{L}*[AEIOUY[^\x00-\x7fĐ]])\p{Lu}{2,}(?!\w)", regex.V1)


@quick
@dataclass(frozen=True, slots=True)
class Measure:
    """A unit as short as it can be, and the factor that its scale word gives the figures."""

    unit: str
    scale: Decimal = ONE


def _lowered(unit: str) -> str:
    """ "Văn bản" is written "văn bản"; an abbreviation keeps its capitals."""
    return unit[:1].lower() + unit[1:] if unit[1:2].islower() or len(unit) == 1 else unit


def said_once(words: str) -> str:
    """A unit that a cell says again on each of its lines ("kg kg": "kg")."""
    again = _AGAIN.fullmatch(words)
    return str(again["unit"]) if again is not None else words


@lru_cache(maxsize=4096)
def measure_of(words: str) -> Measure | None:
    """The unit that words say and nothing else: "triệu đồng", "1.000 đ", "tạ/ha", "%", "văn bản"; None where they say more or no unit."""
    words = said_once(_spoken(words).strip(" .;:,*)("))
    scale, rest = _scale(words)
    if rest[:1] in ("%", "‰"):
        return Measure(rest[0]) if len(rest) <= 3 else None
    if TABLES.money_unit.fullmatch(rest):
        return Measure("đồng", scale)
    if not rest or len(rest) > LONGEST:
        return None
    if (several := TABLES.price_of_several.fullmatch(rest)) is not None and all(_weighed(unit) for unit in several.captures("per")):
        return Measure(_lowered(rest), scale)
    for form in (rest, _lowered(rest)):
        unit = unit_at(form, 0)
        if unit is not None and unit.kind != "guess" and unit.start == 0 and not form[unit.end :].strip(" .)*"):
            return Measure(_lowered(unit.text), scale)
    return None


def _weighed(unit: str) -> bool:
    return unit_info(unit).dimension not in NO_MEASURES


def _scale(words: str) -> tuple[Decimal, str]:
    """The factor in front of a unit, and the rest of the words; of money by its full name ("Tr Đ/ha": a million đồng/ha)."""
    match = TABLES.scale_of_unit.match(words)
    if match is None:
        return ONE, words
    rest = words[match.end() :].strip()
    money, slash, per = rest.partition("/")
    if slash and TABLES.money_unit.fullmatch(money):
        rest = f"đồng/{per}"
    if match["digits"]:
        return Decimal(regex.sub(r"\D", "", match["digits"])), rest
    factor = ONE
    for word in match["words"].lower().replace(".", "").split():
        factor *= Decimal(10) ** _POWERS[word]
    return factor, rest


def cell_measure(words: str) -> Measure | None:
    """The unit of a cell of a unit column: read whole, else its words as they stand ("số lượng", "đ/thùng 24 lon"); None for an answer's key."""
    words = TABLES.unit_line.sub("", words, count=1) if TABLES.unit_line.match(words) else words
    known = measure_of(words)
    if known is not None:
        return known
    scale, rest = _scale(words.strip(" .;:*"))
    if not rest or len(rest) > LONGEST or "=" in rest or not any(c.isalpha() for c in rest):
        return None
    return Measure(_lowered(rest), scale)


def _is_short_form(words: str, found: Measure) -> bool:
    """ "đơn vị sự nghiệp (ĐVSN)", "Dự án thoát nước (WB)", "Vay Chính phủ, NHNN": a short form or a name, no unit."""
    return words.isupper() and len(words) > 1 and found.scale == 1 and words not in units().measure_words


def _is_named(words: str, found: Measure) -> bool:
    """ "(Vốn ODA)", "(hình thức đối tác)", "(Chi SN)": it says of what kind the row is, and counts nothing."""
    if found.scale != ONE or unit_info(found.unit).dimension not in NO_MEASURES:
        return False
    return vocabulary().no_noun.match(words.strip()) is not None or TABLES.kind_of_money.fullmatch(words.strip()) is not None


def _names_part(tail: Any, found: Measure) -> bool:
    """ "Trong đó: NSTW", "Nguồn vốn: ODA", "Vay Chính phủ, NHNN": what stands behind the mark is a part by its short form; "Trực tuyến: TTHC" is counted;
    "Cơ quan nhà nước, đảng, đoàn thể" lists."""
    if tail[0].startswith(",") and " " in tail["unit"].strip() and found.scale == ONE and unit_info(found.unit).dimension in NO_MEASURES:
        return True
    return _is_short_form(tail["unit"], found) and (tail[0].startswith(",") or vocabulary().no_noun.fullmatch(tail["unit"].strip()) is not None)


@lru_cache(maxsize=4096)
def head_measure(head: str) -> Measure | None:
    """The unit that one head gives in brackets, behind a colon, or as all of its words: "(triệu đồng)", "ĐVT: ha", "Thanh toán: Điểm"."""
    head = TABLES.by_rate.sub("", head.replace("_", " "))
    for match in [*_BRACKETS.finditer(head)][::-1]:
        words = TABLES.unit_line.sub("", match["unit"], count=1)
        found = measure_of(words)
        if found is not None and not _is_short_form(words, found) and not _is_named(words, found):
            return found
    scaled = TABLES.scale_of_money.fullmatch(head)
    if scaled is not None:
        return Measure("đồng", Decimal(10) ** _POWERS[scaled["scale"].lower().rstrip(".")])
    line = vocabulary().unit_line.search(head)
    if line is not None and (found := cell_measure(line["unit"] or line["unit_"])) is not None:
        return found
    tail = _AFTER_COLON.search(head)
    if tail is not None and (found := measure_of(tail["unit"])) is not None and not _names_part(tail, found):
        return found
    money = TABLES.money_at_end.search(head)
    return measure_of(money[0]) if money else _whole(head)


def _whole(head: str) -> Measure | None:
    """The unit that is all of a head's words ("Tr.đồng", "ha"); what is counted and times are told by their nouns."""
    found = measure_of(head)
    return found if found is not None and (found.scale != ONE or unit_info(found.unit).dimension not in NO_MEASURES) else None


def path_measure(path: Sequence[str]) -> Measure | None:
    """What a column's heads say outright: the nearest head's unit, "%" for a rate."""
    if len(path) > 1 and TABLES.open_head.search(path[-2]):
        path = (*path[:-2], f"{path[-2]} {path[-1]}")
    rate, signed = vocabulary().rate, any("%" in head for head in path[:-1])
    for number, head in enumerate(word.replace("_", " ") for word in reversed(path)):
        found = head_measure(head)
        if found is not None:
            return found
        if (rate.within(_OF_SHARE.sub("", head)) or (number == 0 and TABLES.rate_opens.match(head) is not None)) and (number == 0 or not rate.unless.search(path[-1]) or (signed and TABLES.absolute_head.search(path[-1]) is None)):
            return Measure("%")
        if rate.unless.search(head) and not (signed and number == 0 and TABLES.absolute_head.search(head) is None):
            return Measure("lần") if TABLES.times_over.search(head) else None
    return None


def _in_vietnamese(words: str) -> str:
    """A line without what it says again in English ("Triệu đồng - Millions of dong", "Đơn vị - Unit: %")."""
    return str(TABLES.english_of_unit.sub("", normalise(words)))


def line_measure(words: str) -> Measure | None:
    """The unit that a line gives to all figures of a table ("Đơn vị tính: 1.000 đồng", "( ĐVT; Triệu đồng)")."""
    words = TABLES.split_unit_words.sub(lambda m: " ".join(_BLANKS.sub("", part) for part in m.groups() if part), _in_vietnamese(words))
    line = vocabulary().unit_line.search(words)
    unit = (line["unit"] or line["unit_"]).strip(" .;)*(-") if line is not None else None
    if unit is None or ORDINAL_HEAD.fullmatch(unit) is not None or measures_by_head(words) or measures_listed(words):
        return None
    again = TABLES.unit_words_again.search(unit)
    if again is not None:  # side by side over two tables of a sheet: they speak for both where they say the same
        rest = line_measure(words[words.index(again[0], line.start() + 1) :].strip(" ("))
        first = measure_of(unit[: again.start()].strip(" .;)*(-"))
        return first if first == rest else None
    known = measure_of(unit) or measure_of(_FIRST_OF.split(unit, maxsplit=1)[0]) or measure_of(_BEHIND.sub("", unit))
    named = _NAMED.search(unit) is not None or (unit.isupper() and len(unit) > SHORT) or TABLES.mistyped_unit_words.search(words) is not None
    return known or (None if named else cell_measure(unit))


def measures_by_head(words: str) -> tuple[tuple[str, Measure], ...]:
    """The units that a line above a table gives to its columns by their heads ("Đơn vị: Lượng = tấn; Giá trị = 1.000 USD"); none where it gives one to all."""
    line = _in_vietnamese(words)
    found = [(m["head"].strip().casefold(), measure_of(m["unit"])) for m in TABLES.units_by_head.finditer(line)]
    known = tuple((head, measure) for head, measure in found if measure is not None)
    return known if len(known) > 1 and len(known) == len(found) else ()


def measures_listed(words: str) -> tuple[Measure, ...]:
    """The units of different kinds that a line lists for the columns of a table together ("Đơn vị: người, triệu đồng"), rates left out; none where it gives one."""
    line = TABLES.unit_line.match(_in_vietnamese(words))
    if line is None or measure_of(line.string[line.end() :]) is not None:
        return ()
    found = [measure_of(part) for part in _LISTED.split(line.string[line.end() :].strip(" .;)*(-"))]
    kinds = [measure for measure in found if measure is not None and measure.unit not in ("%", "‰")]
    return tuple(kinds) if len(kinds) > 1 and None not in found else ()


def units_alone(words: str) -> bool:
    """A line of nothing but units: "Tỷ đồng", "%", "Nghìn tấn; triệu USD"."""
    words = _in_vietnamese(words)
    return len(words) <= LONGEST and all(measure_of(part) is not None for part in _LISTED.split(words.strip(" .;)*(")))


def listed_measure(head: str, listed: Sequence[Measure]) -> Measure | None:
    """The one of the listed units that a head is told in: by the thing that it counts ("Số người tham gia"), else by what it measures ("Số thu", "Diện tích")."""
    words = head.casefold().split()
    named = [measure for measure in listed if measure.unit.casefold() in words or f" {measure.unit.casefold()} " in f" {' '.join(words)} "]
    if not named and (told := TABLES.head_of_listed_unit.match(head)) is not None:
        named = [measure for measure in listed if unit_info(measure.unit).dimension == told.lastgroup]
    return named[0] if len(named) == 1 else None


# -- counted nouns of heads ----------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def counted(head: str) -> str | None:
    """The noun that a head counts ("Tổng số hồ sơ": hồ sơ), names of bodies, times and abbreviations of plans left out."""
    v = vocabulary()
    bare = regex.sub(r"\([^()]*\)", " ", _spoken(head))
    if TABLES.measured_head.match(bare):
        return None  # "DT gieo trồng các cây màu": it is measured, its things are not counted
    span = TABLES.span_head.match(bare)
    if span:
        return str(span["unit"]).lower()
    said = v.no_noun.sub(" , ", v.time.sub(" , ", bare))
    noun = noun_in(said)
    return noun if noun is None or not _names(noun, said) else None


def _names(noun: str, said: str) -> bool:
    """Whether a noun of a head names something and counts nothing: with a number behind it ("Vị trí 1"), or a short form that no word of counting leads ("CNTT")."""
    start = said.find(noun)
    if TABLES.numbered_name.match(said, start + len(noun)) is not None:
        return True
    return noun.isupper() and len(noun) > 1 and TABLES.counted_short.fullmatch(noun) is None and TABLES.counts_abbreviation.search(said, 0, start) is None


def _spoken(words: str) -> str:
    """Heads in capitals as they are spoken: an abbreviation is one by its capitals, which "KHUNG ĐIỂM" has for another reason.

    A word in capitals with a tone or a roof is none; in a head all in capitals only what has no vowel is one ("TTHC").
    """
    words = normalise(words).replace("_", " ")
    shouted = _TONED if not words.isupper() or _TONED.search(words) is None else _VOWELS
    return str(shouted.sub(lambda m: m[0].lower(), words))


def path_noun(path: Sequence[str], siblings: Sequence[str] = ()) -> str | None:
    """The noun that a column counts: that of the nearest head with one. A head that says only a state ("Đúng hạn", "Đã tích hợp DVCTT") takes the
    noun of the total beside it (`siblings` are the lowest heads under the same head), else of the head above it."""
    nouns = [counted(head) for head in path]
    if not path:
        return None
    leaf = nouns[-1]
    if any(TABLES.money_parted.match(head) for head in path[:-1]):
        return leaf if QUANTITIES.count_head.match(path[-1]) else None  # "Chi thường xuyên" over "Y tế", "Môi trường"; over "Số hộ" it counts them
    if vocabulary().state.match(path[-1]):
        total = next((noun for head in siblings if TABLES.total_head.match(head) and (noun := counted(head))), None)
        leaf = total or next((noun for noun in reversed(nouns[:-1]) if noun), None) or leaf
    elif leaf is not None and (leaf.casefold() == path[-1].strip().casefold() or leaf.isupper()):
        # Kinds of what the head above counts ("Văn bản" over "Luật", "Nghị định"), and its abbreviation ("Hồ sơ" over "HS trực tuyến").
        upper = next((noun for noun in reversed(nouns[:-1]) if noun), None)
        initials = "".join(word[0] for word in upper.split()).upper() if upper else None
        if upper and (not leaf.isupper() or leaf == initials):
            leaf = upper
    return leaf or next((noun for noun in reversed(nouns[:-1]) if noun), None)


__all__ = ["Measure", "cell_measure", "counted", "head_measure", "line_measure", "listed_measure", "measure_of", "measures_by_head", "measures_listed", "path_measure", "path_noun", "units_alone"]
