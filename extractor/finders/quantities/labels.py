"""Label and subject of a figure by its clause: the words left of it since the figure before, and the noun phrase right of it.

In: the reading in which dates are blotted out, and the run of a clause. Out: phrases as plain strings. Vocabulary: the section `labels` of
patterns/quantities/quantities.yaml. "Sở Y đã tiếp nhận 1.250 hồ sơ trực tuyến" gives the subject "Sở Y" and the label "hồ sơ trực tuyến đã tiếp nhận"; "Chỉ số
PCI đạt 67,4 điểm, tăng 1,2 điểm" gives both figures the topic "Chỉ số PCI".
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, NamedTuple

import regex

from extractor.finders.quantities.phrase_rules import EDGE, measures, ratios, tails, verbs
from extractor.finders.quantities.phrases import clean
from extractor.finders.quantities.vocabulary import quantities
from extractor.lexicon.patterns import any_of
from extractor.lexicon.phrases import QUANTITIES

WORDS = 15
TWICE = "vi"  # "hành vi vi phạm"
BARE = "mức"  # a measuring word that names nothing by itself
WORK = 3  # words of a piece of work that is measured: a verb and its object


def has_tense(words: str) -> bool:
    """Whether a word of tense tells that the words are a statement and no name."""
    return bool(QUANTITIES.tense.search(f" {words} "))


@cache
def _generic() -> Any:
    return regex.compile(rf"(?:{any_of(quantities().labels.generic)})", regex.IGNORECASE)


def is_generic(label: str) -> bool:
    """Whether a label names only how it is measured, not what ("số lượng", "thời gian")."""
    return _generic().fullmatch(label) is not None


def heading_in(name: str) -> str | None:
    """What a heading says a section is about, without its mark and the words behind a colon or bracket, at most twelve words; None where it names a body or tells."""
    words = clean(QUANTITIES.heading_mark.sub("", name).split(":")[0].split(" (")[0].split(",")[0])
    return " ".join(words.split()[:12]) or None


def tells(phrase: str) -> bool:
    """Whether the phrase has a verb: it tells something, and is no name alone."""
    return bool(verbs().search(phrase))


def is_measure(phrase: str) -> bool:
    """Whether the phrase names what is measured by itself ("Tỷ lệ …", "Tổng thu …")."""
    return bool(measures().match(phrase))


def is_ratio(phrase: str) -> bool:
    return bool(ratios().match(phrase))


def is_share(phrase: str) -> bool:
    """Whether the phrase says that it is a part of a whole ("Tỷ trọng …", "tỷ lệ …")."""
    labels = quantities().labels
    return phrase.lower().startswith((labels.ratio, labels.share, "tỉ lệ", "cơ cấu", "quy mô"))


def share_word(lead: str) -> str | None:
    """What a percentage behind "chiếm" is called: as its lead says ("chiếm tỷ lệ"), else a part of a whole; None behind other words."""
    labels, words = quantities().labels, lead.lower()
    if "chiếm" not in words:
        return None
    return labels.ratio if "lệ" in words else labels.share


def told_briefly(predicate: str) -> bool:
    """Whether a predicate is short and begins with a word of tense ("đã phát hiện, bắt giữ")."""
    return predicate.startswith(("đã ", "được ", "đang ", "sẽ ")) and len(predicate.split()) <= 5


def last_verb(phrase: str) -> str | None:
    """The last verb of a phrase that tells what was done to what is listed behind it ("tang vật thu giữ": "thu giữ"), None where it has none."""
    found = [m for m in verbs().finditer(phrase) if not QUANTITIES.state_verb.match(m[0])]
    return str(found[-1][0]) if found else None


def is_act(phrase: str) -> bool:
    """Whether the phrase begins with a verb: it tells something of the topic before it ("đã thực hiện")."""
    return bool(verbs().match(phrase))


def measure_in(words: str) -> str | None:
    """The measure that the words before a list end with ("các sản phẩm có mức tăng trưởng cao hơn kế hoạch": "mức tăng trưởng"), None where there is none."""
    words = str(QUANTITIES.than_others.sub("", clean(words)))
    measure = inner_measure(words)
    return measure if is_measure(measure) else None


def names_work(phrase: str, led: str) -> bool:
    """Whether a phrase that begins with a verb names the work that is measured, as the words that lead the figure say ("khai thác thủy sản ước đạt 2,7 triệu tấn")."""
    return len(phrase.split()) >= WORK and QUANTITIES.tells_act.match(phrase) is None and QUANTITIES.reached.search(led) is not None


def measure_of_row(words: str) -> str | None:
    """The measure by which the words before a row measure its members, without how it was ("một số mặt hàng có kim ngạch tăng cao như": "kim ngạch"), also inside of an open bracket."""
    measure = measure_in(words[words.rfind("(") + 1 :] if words.count("(") > words.count(")") else words)
    named = str(QUANTITIES.row_degree.sub("", measure)).strip(EDGE) if measure else ""
    return named if named and named != BARE else None  # "có mức tăng cao như: …" says of nothing what grew


@cache
def _inner() -> Any:
    return QUANTITIES.filled("inner_measure", measures=any_of(quantities().labels.measures))


def inner_measure(phrase: str) -> str:
    """The measure that a long phrase ends with ("… phân loại đơn vị với mức tự bảo đảm": "mức tự bảo đảm"), or the phrase itself."""
    match = _inner().match(phrase)
    return match["measure"] if match is not None else phrase


def is_total(phrase: str) -> bool:
    """Whether the phrase counts by itself ("Số văn bản đã rà soát")."""
    return bool(QUANTITIES.total_lead.match(phrase))


def without_total(phrase: str) -> str:
    """ "Số hồ sơ đã giải quyết" without the word that only says that it is counted."""
    match = QUANTITIES.total_lead.match(phrase)
    return phrase[match.end() :] if match is not None and match[0].lower() != "tổng " else phrase


@cache
def _sources() -> Any:
    return regex.compile(rf"{any_of(quantities().labels.sources)}(?!\w)", regex.IGNORECASE)


def measure_word(phrase: str) -> str | None:
    """The word that says how something is measured, without what ("dự toán kinh phí" of "Dự toán kinh phí mua sắm …")."""
    words: list[str] = []
    rest = phrase
    while (match := measures().match(rest)) is not None and len(words) < 4:
        words.append(match[0])
        rest = rest[match.end() :].lstrip()
    return " ".join(words) or None


@cache
def _norm_headings() -> Any:
    return regex.compile(rf"{any_of(quantities().owners.norms)}(?!\w)", regex.IGNORECASE)


def is_norm_heading(heading: str) -> bool:
    """Whether a heading names a norm ("Tiêu chuẩn ăn hằng ngày")."""
    return _norm_headings().match(heading) is not None


def says_change(label: str, change: str) -> bool:
    """Whether a label says by its first words that it measures a change ("tốc độ tăng trưởng", "tỷ lệ giảm hộ nghèo")."""
    return change in label.lower().split()[:4]


def is_source(phrase: str) -> bool:
    """Whether the phrase names where money comes from ("ngân sách tỉnh"): its figure is that part of the whole."""
    return bool(_sources().match(phrase))


class _Words(NamedTuple):
    """The words of a phrase, none said twice running: as they stand at the beginning of a label and inside it, and in small letters."""

    first: tuple[str, ...]
    inside: tuple[str, ...]
    low: tuple[str, ...]
    written: str  # the phrase in small letters


@lru_cache(maxsize=1 << 12)
def _words(phrase: str) -> _Words:
    written = phrase.lower()
    small = written.split()
    kept = [(word, low) for word, low, before in zip(phrase.split(), small, ["", *small], strict=False) if low != before or low == TWICE]
    first = tuple(word for word, _ in kept)
    # "Tỷ lệ" opens no sentence behind another phrase.
    opens = phrase[0].isupper() and phrase[1:2].islower() and (is_measure(phrase) or is_source(phrase) or is_act(phrase))
    return _Words(first, (first[0][0].lower() + first[0][1:], *first[1:]) if opens else first, tuple(low for _, low in kept), written)


def join(*phrases: str | None) -> str | None:
    """One label of several phrases, without repeating a word at a joint, at most twelve words; None of nothing."""
    words: list[str] = []
    low: list[str] = []
    for phrase in phrases:
        if not phrase:
            continue
        more = _words(phrase)
        if not words:
            words, low = list(more.first), list(more.low)
        elif not " ".join(low).endswith(more.written):
            again = 1 if more.low and more.low[0] == low[-1] else 0
            words += more.inside[again:]
            low += more.low[again:]
    label = " ".join(words[:WORDS]).strip(EDGE)
    return (tails().sub("", label).strip(EDGE) if len(words) > WORDS else label) or None


def measures_thing(blank: str, start: int, end: int) -> bool:
    """Whether the words behind a colon measure the thing before it, or one of its kinds ("khối lượng cơ thể", "vịt chuyên trứng: năng suất")."""
    words = blank[start:end].lstrip()
    return QUANTITIES.measure_of_thing.match(words) is not None or QUANTITIES.kind_measured.match(words) is not None
