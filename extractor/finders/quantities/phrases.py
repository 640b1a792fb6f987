"""The words around a figure: those left of it in its own part of the sentence, the noun phrase right of it, and where two figures' words part.

In: the reading in which dates are blotted out, and the run of a clause. Out: phrases as plain strings, or a place in the reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import regex

from extractor.finders.dates.finder import DateMention
from extractor.finders.quantities.phrase_rules import (
    BLOT,
    BRACKET,
    CLOSED,
    EDGE,
    OPENED,
    bodies,
    leads,
    measures,
    ratios,
    tails,
    verb_end,
    verbs,
)
from extractor.finders.quantities.reach import REACH
from extractor.finders.quantities.vocabulary import quantities
from extractor.lexicon.patterns import any_before, any_of
from extractor.lexicon.phrases import QUANTITIES, entries_of

STILL = "còn "  # before the next of those who act ("…, còn doanh nghiệp nhà nước tăng 12%")
NOUN = 8  # code points of a noun to which the word before a figure belongs ("nhà ở")
HEAD = 400  # code points from a figure back to the colon of its item's head
HEAD_WORDS = 16  # words of the head of an item that can name something
LONGEST_MEASURE = 16  # words of the measure that a part begins with
NAME = regex.compile(r"(?<!\w)\p{Lu}\p{Ll}+\s$")  # a proper syllable right before another
_NOTE = regex.compile(rf"{BLOT}+(?:\snay(?!\w))?|\[\d+\]")
_YEAR = regex.compile(r"^(?:19|20)\d\d\s*$")  # "(2021 tăng 5%": a year, not what grew
_STOP = regex.compile(r"(?<!\b(?:TP|Tp|tp|TS|ThS|GS|St|No))\. ")


def blotted(text: str, dates: Iterable[DateMention]) -> str:
    """`text` with every date and the words that lead it replaced by a sign, and the brackets of abbreviations by signs of their own; offsets unchanged."""
    leads = regex.compile(rf"(?<=(?<!\w)(?P<word>{any_before(quantities().periods.leads)})\s+)", regex.IGNORECASE)
    pieces, at = [], 0
    for mention in dates:
        if mention.start < at:
            continue
        start = mention.start
        while (lead := leads.match(text, start)) is not None and lead.start("word") >= at:
            start = lead.start("word")
        pieces += [text[at:start], BLOT * (mention.end - start)]
        at = mention.end
    return str(QUANTITIES.abbreviation.sub(lambda found: f"{OPENED}{found['short']}{CLOSED}", "".join([*pieces, text[at:]])))


def as_written(words: str) -> str:
    """Words of a reading with blotted dates as the text writes them."""
    return words.replace(OPENED, "(").replace(CLOSED, ")")


@cache
def _tail() -> Any:
    return regex.compile(rf"(?<=(?<![\w])(?P<word>{any_before(quantities().labels.copulas)})[\s:]*)", regex.IGNORECASE)


@cache
def _ends() -> Any:
    return QUANTITIES.filled("phrase_end", ends=any_of(quantities().labels.ends))


@cache
def _break() -> Any:
    labels = quantities().labels
    return regex.compile(rf"(?:{any_of([*labels.breaks, *labels.verbs, *labels.leads])}(?!\w)|\p{{Lu}}|\d|{BLOT})")


@cache
def _parts() -> Any:
    return regex.compile(rf"(?<!\w){any_of(entries_of(quantities().labels.parts))}(?!\w)", regex.IGNORECASE)


@cache
def _compared() -> Any:
    return regex.compile(rf"\s*{any_of(quantities().labels.compared)}(?!\w)", regex.IGNORECASE)


def strip_tail(blank: str, position: int, floor: int) -> int:
    """Goes back from `position` over words that only lead a figure ("ước đạt", "là", ":")."""
    tail = _tail()
    while position > floor:
        match = tail.match(blank, position, position + REACH)
        if match is not None and match.start("word") >= floor and not ends_name(blank, match.start("word"), floor) and not QUANTITIES.noun_with_tail.search(blank, max(floor, match.start("word") - NOUN), match.end("word")):
            position = match.start("word")
            continue
        trimmed = len(blank[floor:position].rstrip(' :-~<>≥≤=“"|' + BLOT)) + floor
        if trimmed == position:
            return position
        position = trimmed
    return max(position, floor)


def ends_name(blank: str, start: int, floor: int) -> bool:
    """Whether a word that could lead a figure is the end of a name ("Cao Bằng 5 nhà"): its capital, and the one before."""
    return blank[start].isupper() and NAME.search(blank, max(floor, start - NOUN), start) is not None


def left_phrase(blank: str, floor: int, position: int) -> str:
    """The words that lead to `position` in its own part of the sentence; empty after a comma or bracket."""
    if position <= floor or blank[position - 1 : position] in ",;(":
        return ""
    piece = blank[floor:position]
    if QUANTITIES.sentence_ends.search(piece):
        return ""  # "… giao dịch quốc tế. hiện có 30 phường"
    if " | " in piece:
        piece = piece.lstrip(" |").split(" | ")[0]  # a line of cells: its first one names the figure
    if ")" in piece:
        # A closed bracket belongs to the words around it.
        piece = BRACKET.sub(lambda m: BLOT * len(m[0]), piece) if piece.count("(") == piece.count(")") else piece
    start = max(piece.rfind(mark) for mark in ";:()“”") + 1
    start = max(start, max((m.start() + 1 for m in _STOP.finditer(piece)), default=0))
    if QUANTITIES.condition_only.fullmatch(piece, max(start, piece.rfind(", ") + 1)):
        return ""
    then = piece.rfind(" thì ", start)
    start = then + 4 if then >= 0 else start
    cut = piece.rfind(", ", start)
    while cut > start and _coordinated(piece, start, cut):
        cut = piece.rfind(", ", start, cut)
    if cut >= start and not (cut > start and _coordinated(piece, start, cut)):
        start = cut + 1
    glued = next(reversed(list(QUANTITIES.glued_measure.finditer(piece, start))), None)
    start = glued.start() if glued is not None else start
    words = clean(piece[leads().match(piece, start).end() :])
    return words[len(STILL) :] if words.startswith(STILL) and bodies().match(words, len(STILL)) else words


@cache
def pair() -> Any:
    """A comma between two words that are said together ("xã, phường", "chế biến, chế tạo")."""
    ends = "|".join(rf"(?<=(?<!\w){a}), {b}" for a, b in (pair.split(", ") for pair in quantities().labels.pairs))
    return regex.compile(rf"(?:{ends})(?!\w)", regex.IGNORECASE)


def _coordinated(piece: str, start: int, cut: int) -> bool:
    """Whether the comma at `cut` joins members of one phrase ("nông, lâm nghiệp và thủy sản", "tỷ lệ số hóa hồ sơ, kết quả")."""
    opening = leads().match(piece, start).end()
    if pair().match(piece, cut):
        return True
    # "đã phát hiện, bắt giữ": a bare verb before the comma, another behind it.
    if verbs().match(piece, cut + 2) and verb_end().search(piece, start, cut):
        return True
    if (
        opening < cut
        and measures().match(piece, opening)
        and (not measures().match(piece, cut + 2) or " " not in piece[cut + 2 :].strip())
        and not QUANTITIES.finite_verb.match(piece, cut + 2)
    ):
        return True
    if verbs().match(piece, cut + 2) or leads().match(piece, cut + 2).end() > cut + 2:
        return False
    return bool(QUANTITIES.and_behind.match(piece, cut))


def clean(words: str) -> str:
    """A phrase for a label: no dates, no brackets, no marks at its ends."""
    if "(" in words:
        words = BRACKET.sub(" ", words)
    if "tháng" in words:
        words = QUANTITIES.count_of_months.sub(" ", words)
    if BLOT in words or "[" in words:
        words = _NOTE.sub(" ", words)
    words = _YEAR.sub("", words)
    return " ".join(words.split()).strip(EDGE)


_CLOSED = regex.compile(r"\([^()]*\)\s*$")
_STRONG = regex.compile(r"[;:()\"“”]|\.(?!\d{3}(?!\d))|,\s*$")
_MARK = regex.compile(r"[;:,()\"“”]|\.(?!\d{3}(?!\d))")


def seam(blank: str, floor: int, position: int, *, commas: bool = True) -> int:
    """Where the words between two figures part, if no mark parts them: behind "và" or "với", else before the last verb, else at the end.

    Where `commas` do not part them, the words up to the last one are not cut: what stands behind it leads the second figure. A bracket that is closed right
    before the second figure goes on with the words before it ("và tỷ lệ hộ nghèo (theo chuẩn mới) còn").
    """
    closed = _CLOSED.search(blank, floor, position) if blank.endswith(")", floor, position) else None
    position = closed.start() if closed is not None else position
    gap = blank[floor:position]
    mark = (_MARK if commas else _STRONG).search(gap)
    if mark is not None:
        return floor + int(mark.start()) + (1 if mark[0] in ",;:." else 0)
    comma = max(0, gap.rfind(","))
    joint = QUANTITIES.joint.search(gap, comma)
    if joint is not None:
        return floor + int(joint.start()) + 1
    told = list(verbs().finditer(gap, comma))
    if told:
        return floor + int(told[-1].start())
    return floor + comma if comma else position


def _verbs_beside(blank: str, start: int, comma: int, after: int) -> bool:
    """Whether a comma stands between two bare verbs of one phrase ("văn bản cần sửa đổi, bổ sung")."""
    return verb_end().search(blank, start, comma) is not None and verbs().match(blank, after) is not None


def right_phrase(blank: str, position: int, ceiling: int) -> str:
    """The noun phrase that goes on behind a unit, up to a mark or a word that opens another statement."""
    bound = QUANTITIES.bound_behind.match(blank, position, ceiling)
    position = bound.end() if bound else position
    at = position
    while True:
        match = _ends().search(blank, at, ceiling)
        if match is None:
            end = ceiling
            break
        end = match.start()
        after = match.end()
        # A comma between nouns of one phrase: no verb, quantity or name follows.
        if (
            match[0][0] == ","
            and end > position
            and after < ceiling
            and blank.count(" ", position, end) < 9
            and ((not _break().match(blank, after, ceiling) and not ratios().match(blank, after, ceiling)) or _verbs_beside(blank, position, end, after))
        ):
            at = after
            continue
        break
    return clean(tails().sub("", clean(blank[position:end])))


def compared_phrase(text: str, position: int, ceiling: int) -> str:
    """What a figure is compared with, with its time ("so với cùng kỳ năm 2022")."""
    match = _ends().search(text, position, ceiling)
    end = match.start() if match else ceiling
    words = QUANTITIES.time_before.search(text, position, end)
    return " ".join((clean(text[position:end]) if words is not None else tails().sub("", clean(text[position:end]))).split()[:7])


def is_plain(words: str) -> bool:
    """Whether words between two figures only go on with the noun of the first: no verb, no mark, no comparison."""
    return _MARK.search(words) is None and not verbs().search(words) and " so với" not in words


def is_compared(blank: str, position: int) -> bool:
    return bool(_compared().match(blank, position))


def opening_of(words: str) -> bool:
    """Whether a phrase begins with a word that only leads ("trong đó", "với")."""
    match = leads().match(words)
    return match is not None and match.end() > 0


def versus(blank: str, text: str, position: int, ceiling: int) -> str:
    """ "so với …" with its time, right behind a unit; empty where none stands there."""
    return compared_phrase(text, position, ceiling) if QUANTITIES.versus.match(blank, position) else ""


def measure_ahead(gap: str, opens: bool) -> str:
    """The measure that a part of a sentence begins with, where the words right before its first figure name none ("; tỷ lệ trả đúng hạn đạt so với kế hoạch, tăng 8%"),
    or of which it tells behind other words ("Sau khi giao vốn, nợ đọng toàn tỉnh đã giảm, còn lại là 3 tỷ"); `opens`: the gap is the sentence's beginning."""
    begin = gap.rfind(";") + 1
    if not begin and not opens:
        return ""
    first, *others = gap[begin:].split(",")
    return next((name for words in reversed(others) if (name := _measure_told(words, told=True))), "") or _measure_told(first, told=False)


def _measure_told(words: str, *, told: bool) -> str:
    """The measure that a part of a sentence begins with, before what is told of it (which must stand there with `told`); empty where it begins otherwise."""
    words = words[leads().match(words).end() :]
    if not measures().match(words):
        return ""
    verb = next((verb.start() for verb in verbs().finditer(words) if QUANTITIES.told_of_measure.match(verb[0])), None)
    if told and verb is None:
        return ""
    name = clean(words[:verb].split(" so với")[0])
    return name if 1 < len(name.split()) <= LONGEST_MEASURE else ""


def opens_parts(words: str) -> bool:
    """Whether the words open the members of a whole ("trong đó", "gồm")."""
    return bool(_parts().search(words))


def without_opening(words: str) -> str:
    """Words without those at their front that open the members of a whole ("trong đó nông nghiệp": "nông nghiệp")."""
    opening = _parts().match(words)
    return words[opening.end() :].lstrip(" ,:") if opening is not None else words


def members(phrase: str) -> list[str]:
    """The members of a list of names ("Công an tỉnh, Cục Thuế và Kho bạc")."""
    return [part for part in (clean(p) for p in QUANTITIES.between_members.split(phrase)) if part]


def item_head(text: str, blank: str, start: int, figure: int) -> str | None:
    """The words before the last colon that stands between the sentence's start and a figure."""
    low = max(start, figure - HEAD)
    colon = text.rfind(":", low, figure)
    if colon < 0:
        return None
    edge = max(low, blank.rfind("; ", low, colon) + 1, blank.rfind(". ", low, colon) + 1, blank.rfind(": ", low, colon) + 1)
    words = QUANTITIES.list_joint.sub("", clean(blank[edge:colon]))
    return words if 0 < len(words.split()) <= HEAD_WORDS else None
