"""The unit of a figure: what stands right behind it, as short as it can be, with coordinated nouns and "/…" kept.

In: text and the offset behind a figure (past a scale word). Out: `Unit` with its words and run, or None where no unit stands there.
"hồ sơ trực tuyến" gives `hồ sơ`, "cán bộ, công chức" both nouns, "đồng/người/năm" the whole. Vocabulary: patterns/quantities/units.yaml.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from extractor.lexicon import kept
from extractor.lexicon.patterns import any_of, fold
from extractor.lexicon.phrases import QUANTITIES
from extractor.lexicon.units import units
from extractor.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written, its run `[start, end)`, and its kind: measure | time | noun | guess (a noun that no list has)."""

    text: str
    start: int
    end: int
    kind: str


@cache
def _nouns() -> str:
    """Any listed noun that no syllable behind it makes another word."""
    nouns = units().nouns
    safe = [word for word in nouns.words if word not in nouns.not_before and word not in nouns.not_behind]
    guarded = []
    for word in [word for word in (*nouns.not_before, *(w for w in nouns.not_behind if w not in nouns.not_before)) if word in nouns.words]:
        front = rf"(?<!(?<!\w){any_of(nouns.not_behind[word])}\s)" if word in nouns.not_behind else ""
        rest = rf"(?!\s?{any_of(nouns.not_before[word])}(?!\w))" if word in nouns.not_before else ""
        guarded.append(f"{front}{word}{rest}")
    return f"(?:{any_of(safe)}|{'|'.join(guarded)})"


@cache
def _measures() -> str:
    """Any unit of measure; none that begins a noun of its own ("điểm cầu", "mẫu nước", but "m3 nước") or another word ("21 bao gồm")."""
    u = units()
    rests: dict[str, list[str]] = {word: list(behind) for word, behind in u.nouns.not_before.items() if word in u.measure_words}
    for noun in u.nouns.words:
        head, _, rest = noun.partition(" ")
        if rest:
            rests.setdefault(head, []).append(rest)
    plain = [word for word in u.measure_words if word not in rests]
    guarded = [rf"{any_of([word])}(?![ ]{any_of(rests[word])}(?!\w))" for word in u.measure_words if word in rests]
    return "|".join([f"(?:{any_of(plain)}", *guarded]) + ")"


@cache
def _pattern() -> Any:
    u = units()
    noun = _nouns()
    classifier = any_of(u.classifiers.words)
    # "đồng/đề cương chi tiết;": a name of several syllables that ends its clause, unless its first one is such a unit by itself.
    stop, more, behind = rf"{any_of(u.stops.words)}(?!\w)", QUANTITIES.written("another_rate"), QUANTITIES.written("behind_rate_name")
    # "đồng/mẫu nước thải đối với …": it goes on to what is said of it.
    told = rf"\p{{Ll}}+(?:[ ](?!{stop})\p{{Ll}}+){{1,6}}(?=[ ]{behind})"
    names = rf"(?!{any_of(u.per)}(?!\w))(?:{told}|\p{{Ll}}+[ ]\p{{Ll}}+(?:(?:[ ](?!{stop})\p{{Ll}}+){{0,2}}(?=[ ]{more})|(?:[ ]\p{{Ll}}+){{0,2}}(?=[ ]?(?:[.;,)\n/]|$))))"
    per = QUANTITIES.written("per_what", names=names, zero="")
    # "20 ngày/01 tháng"; but "01 vụ/01 bị can" are two counts.
    span = QUANTITIES.written("per_what", names=names, zero="0?")
    body = QUANTITIES.written("counted_body")
    abbreviation = r"\p{Lu}{2,}\p{L}*"
    measures = _measures()
    # "lượt, khách quốc tế 0,2", "cơ sở, huyện Hòa Vang Đông 231", "hộ và xã An 12": what stands right before the next figure is its own.
    rest = rf"(?:(?:[ ](?!{any_of(u.stops.words)}(?!\w))\p{{L}}+){{0,2}}|(?:[ ]\p{{Lu}}[\p{{L}}’'-]*){{1,6}})"
    led = QUANTITIES.written("count_of_member")
    # Only listed words are read without case: an abbreviation is one by its capitals.
    # "07 Liên hiệp HTX"; "220 quả trứng/mái/52 tuần đẻ"
    named = r"\p{Lu}\p{Ll}+(?:[ ]\p{Ll}+){0,2}[ ]\p{Lu}{2,}(?!\w)"
    yearly, tense = QUANTITIES.written("per_time_ahead"), QUANTITIES.written("body_acts")
    uncounted, and_ = QUANTITIES.written("no_second_noun"), QUANTITIES.written("and_noun")
    one = rf"(?:{body}|{named}|(?i:{classifier})[ ](?:(?i:{noun})|{abbreviation})(?!\w)|(?i:{noun})(?!\w)|{abbreviation}(?!\w))"
    return kept.compiled(
        rf"""[ ]?(?:
          (?P<measure>{measures}(?:(?:[ ]\p{{Ll}}+){{1,2}}(?={yearly}))?)(?![\w²³]){span}{{0,3}}
        | (?P<time>{any_of(u.time_words)})(?!\w){span}{{0,3}}
        | (?P<noun>{one}(?:(?:,[ ](?!{one}{rest}{led}|{body}{tense})|[ ]?/[ ]?)(?!{uncounted}){one}){{0,4}}(?:{and_}(?!{one}{rest}{led}){one})?(?:(?:[ ]\p{{Ll}}+){{1,2}}(?=/\p{{Ll}}+/))?{per}{{0,2}})
        )""",
        regex.VERBOSE,
    )


_FOR_ONE = regex.compile(r"/0?1 (?=\p{L})")  # "đồng/01 hồ sơ" is "đồng/hồ sơ"
_CAPITAL = regex.compile(r"[ ]?(?P<word>\p{Lu}\p{Ll}*)(?![\w²³])(?![ ]\p{Lu})")


@cache
def _measure_words() -> frozenset[str]:
    """Units of measure that are written with small letters alone."""
    return frozenset(word for word in units().measure_words if word.islower() and len(word) > 1)


# Where a unit ends at the latest. Without an end, `regex` looks through the whole rest of the text for a letter that the pattern cannot do without.
NEAR = 200


@cache
def _guess() -> Any:
    stops = any_of(units().stops.words)
    return kept.compiled(rf"[ ](?!{stops}(?!\w))(?P<unit>\p{{Ll}}+(?:[ ](?!{stops}(?!\w))\p{{Ll}}+)?|\p{{Lu}}\p{{Ll}}+[ ](?!{stops}(?!\w))\p{{Ll}}+(?![ ]?:))(?P<per>/(?:{any_of(units().per)})(?!\w))?(?!\w)")


def unit_at(text: str, position: int, sign: str | None = None) -> Unit | None:
    """The unit that stands right behind a figure; `sign` is the % that belongs to the figure's span."""
    if sign is not None:
        per = QUANTITIES.per_unit.match(text, position, position + NEAR)
        end = per.end() if per else position
        return Unit(sign + regex.sub(r"\s", "", per[0]) if per else sign, position, end, "measure")
    if (left_out := QUANTITIES.no_hundredths.match(text, position, position + NEAR)) is not None:
        position = left_out.end()
    money = QUANTITIES.misread_currency.match(text, position, position + NEAR)
    if money is not None and money["word"].lower() != "đồng" and fold(money["word"]) == "dong":
        # Recognition loses a mark of "đồng"; behind the word of a scale or an amount it can be no other word ("triệu đông", "45.000 đông/người").
        meant = unit_at(f" đồng{text[money.end() : money.end() + NEAR]}", 0)
        if meant is not None:
            shift = money.start("word") - 1
            return Unit(meant.text, meant.start + shift, meant.end + shift, meant.kind)
    if (shouted := _CAPITAL.match(text, position)) is not None and shouted["word"].lower() in _measure_words():
        start = shouted.start("word")  # "1,8 Tấn/ha"
        meant = unit_at(f"{text[position:start]}{text[start].lower()}{text[start + 1 : start + NEAR]}", 0)
        if meant is not None and meant.kind == "measure":
            return Unit(text[start : position + meant.end], meant.start + position, meant.end + position, meant.kind)
    match = _pattern().match(text, position, position + NEAR)
    if match is not None:
        kind = "measure" if match["measure"] else "time" if match["time"] else "noun"
        start = match.start(kind)
        words = text[start : match.end()]
        return Unit(_FOR_ONE.sub("/", words.replace(" /", "/").replace("/ ", "/")), start, match.end(), kind)
    match = _guess().match(text, position, position + NEAR)
    if match is not None:
        return Unit(match["unit"] + (match["per"] or ""), match.start("unit"), match.end(), "guess")
    return None


@cache
def _noun() -> Any:
    return QUANTITIES.filled("counted_noun", nouns=_nouns())


def noun_in(words: str, last: bool = False) -> str | None:
    """The first (or last) counted noun in a phrase, None where it has none: the unit that "Tổng số hồ sơ" lends."""
    found = None
    phrase = QUANTITIES.count_lead.sub("", words)
    for match in _noun().finditer(phrase):
        if QUANTITIES.nominal.search(phrase, 0, match.end()):
            continue
        found = match[0]
        if not last:
            break
    return found


@cache
def _bare() -> Any:
    return QUANTITIES.filled("bare_count", words=any_of(units().bare.words))


def is_bare(phrase: str) -> bool:
    """Whether the phrase names something without a unit ("hệ số")."""
    return bool(_bare().match(phrase))


def own_unit(phrase: str) -> str | None:
    """The unit that a phrase is by itself ("hệ số"), or that its people are counted by ("nữ": người); None where it gives none."""
    words = phrase.lower()
    own = next((w for w in units().bare.own if words.startswith(w)), None)
    return own or ("người" if _people().match(phrase) else None)


@cache
def _people() -> Any:
    # "nam" counts people, "Nam Phú" names a place.
    return kept.compiled(rf"{any_of(units().people.words)}(?!\w)(?!\s(?-i:\p{{Lu}}))", regex.IGNORECASE)


def is_portion(text: str, end: int) -> bool:
    """Whether the words behind a fraction say what it is a portion of ("giảm 2/3 tỷ lệ mắc"), so that it counts nothing."""
    return bool(QUANTITIES.no_unit_behind.match(text, end, end + NEAR))


@cache
def _stop() -> Any:
    return kept.compiled(rf"{any_of(units().stops.words)}(?!\w)", regex.IGNORECASE)


def is_noun(phrase: str) -> bool:
    """Whether the words behind a unit can name what is measured ("km đường giao thông", not "km trên tổng số")."""
    return bool(phrase) and _stop().match(phrase) is None


_POWERS = {"nghìn": 3, "ngàn": 3, "vạn": 4, "triệu": 6, "tỷ": 9, "tỉ": 9}


def listed_noun(phrase: str) -> str | None:
    """The noun that a list holds ("quyết định công bố danh mục TTHC": TTHC), None where the phrase names no list."""
    match = QUANTITIES.list_of.search(phrase)
    return noun_in(match["of"]) if match else None
