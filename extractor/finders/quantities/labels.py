"""Label and subject of a figure by its clause: the words left of it since the figure before, and the noun phrase right of it.

In: the reading in which dates are blotted out, and the run of a clause. Out: phrases as plain strings. Vocabulary: the section `labels` of
patterns/quantities/quantities.yaml. "Sở Y đã tiếp nhận 1.250 hồ sơ trực tuyến" gives the subject "Sở Y" and the label "hồ sơ trực tuyến đã tiếp nhận"; "Chỉ số
PCI đạt 67,4 điểm, tăng 1,2 điểm" gives both figures the topic "Chỉ số PCI".
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import regex

from extractor.finders.dates.finder import DateMention
from extractor.finders.quantities.vocabulary import any_of, quantities

BLOT = "\ue001"  # stands for a date inside the text from which labels are read
WORDS = 15
PREDICATE = 7  # how many words of a predicate a label takes
_BRACKET = regex.compile(r"\([^()]*\)|\([^()]*$")
_NOTE = regex.compile(rf"{BLOT}+|\[\d+\]")
_EDGE = " ,;:.-()“”\"'…/+*"
_AND = regex.compile(r", (?:\S+ ){1,5}(?:và|hoặc|&) ")
_STOP = regex.compile(r"(?<!\b(?:TP|Tp|tp|TS|ThS|GS|St|No))\. ")
_NAME = regex.compile(r"(?:TP\.?\s)?\p{Lu}\p{Ll}*(?:[\s-]+(?:\p{Lu}\p{Ll}*|và)){0,5}")


def blotted(text: str, dates: Iterable[DateMention]) -> str:
    """`text` with every date and the words that lead it replaced by a sign, offsets unchanged."""
    leads = regex.compile(rf"(?<=(?<!\w)(?P<word>{any_of(quantities().periods.leads)})\s+)", regex.IGNORECASE)
    pieces, at = [], 0
    for mention in dates:
        if mention.start < at:
            continue
        start = mention.start
        while (lead := leads.match(text, start)) is not None and lead.start("word") >= at:
            start = lead.start("word")
        pieces += [text[at:start], BLOT * (mention.end - start)]
        at = mention.end
    return "".join([*pieces, text[at:]])


@cache
def _tail() -> Any:
    return regex.compile(rf"(?<=(?<![\w])(?P<word>{any_of(quantities().labels.copulas)})[\s:]*)", regex.IGNORECASE)


@cache
def _lead() -> Any:
    skip = rf"[\s,:;.()*+\-{BLOT}]*"
    words = any_of([*quantities().labels.leads, *quantities().periods.phrases])
    return regex.compile(rf"(?:{skip}(?<!\w)(?!có kiến nghị){words}(?!\w))*{skip}", regex.IGNORECASE)


@cache
def _verbs() -> Any:
    # A capital inside a phrase belongs to a name ("Bộ Xây dựng", "Sở Ngoại giao").
    words = any_of(quantities().labels.verbs)
    return regex.compile(rf"(?<!\w)(?<!Ngoại ){words}(?!\w)|^(?i:{words})(?!\w)")


@cache
def _verb_end() -> Any:
    states = "quy định|có|là|còn|đạt|chiếm|ước|được|bị|phải|cần|tăng|giảm|vượt"
    return regex.compile(rf"(?<!\w)(?!(?:{states})$){any_of(quantities().labels.verbs)}$")


@cache
def _bodies() -> Any:
    return regex.compile(
        rf"(?:(?:các|những|một số|toàn bộ|mỗi|từng)\s+)?(?!{any_of(quantities().labels.no_bodies)}(?!\w)){any_of(quantities().labels.bodies)}(?!\w)", regex.IGNORECASE
    )


@cache
def _measures() -> Any:
    return regex.compile(rf"(?:các\s+)?{any_of(quantities().labels.measures)}(?!\w)", regex.IGNORECASE)


@cache
def _ratios() -> Any:
    return regex.compile(rf"{any_of(quantities().labels.ratio_words)}(?!\w)", regex.IGNORECASE)


@cache
def _ends() -> Any:
    return regex.compile(
        rf"[;:.()\"“”\n]|,\s|(?<!(?<!\w)mặt)\s(?:{any_of(quantities().labels.ends)})(?!\w)|(?<!cắt)\s(?:tăng|giảm)(?!\w)|(?<!hoàn)\sthành(?!\s\p{{Lu}}|\w|\sphố)",
        regex.IGNORECASE,
    )


@cache
def _break() -> Any:
    labels = quantities().labels
    return regex.compile(rf"(?:{any_of([*labels.breaks, *labels.verbs, *labels.leads])}(?!\w)|\p{{Lu}}|\d|{BLOT})")


@cache
def _last() -> Any:
    return regex.compile(rf"(?:(?:^|\s){any_of(quantities().labels.tails)})+$", regex.IGNORECASE)


@cache
def _parts() -> Any:
    return regex.compile(rf"(?<!\w){any_of(quantities().labels.parts)}(?!\w)", regex.IGNORECASE)


@cache
def _compared() -> Any:
    return regex.compile(rf"\s*{any_of(quantities().labels.compared)}(?!\w)", regex.IGNORECASE)


@cache
def _owner() -> Any:
    return regex.compile(rf"\s(?:của|tại|ở|cho)\s(?P<body>{any_of(quantities().labels.bodies)}\s.+)$", regex.IGNORECASE)


def strip_tail(blank: str, position: int, floor: int) -> int:
    """Goes back from `position` over words that only lead a figure ("ước đạt", "là", ":")."""
    tail = _tail()
    while position > floor:
        match = tail.match(blank, position)
        if match is not None and match.start("word") >= floor:
            position = match.start("word")
            continue
        trimmed = len(blank[floor:position].rstrip(' :-~<>≥≤=“"' + BLOT)) + floor
        if trimmed == position:
            return position
        position = trimmed
    return max(position, floor)


def left_phrase(blank: str, floor: int, position: int) -> str:
    """The words that lead to `position` in its own part of the sentence; empty after a comma or bracket."""
    if position <= floor or blank[position - 1 : position] in ",;(":
        return ""
    piece = blank[floor:position]
    if ")" in piece:
        # A closed bracket belongs to the words around it.
        piece = _BRACKET.sub(lambda m: BLOT * len(m[0]), piece) if piece.count("(") == piece.count(")") else piece
    start = max(piece.rfind(mark) for mark in ";:()“”") + 1
    start = max(start, max((m.start() + 1 for m in _STOP.finditer(piece)), default=0))
    then = piece.rfind(" thì ", start)
    start = then + 4 if then >= 0 else start
    cut = piece.rfind(", ", start)
    while cut > start and _coordinated(piece, start, cut):
        cut = piece.rfind(", ", start, cut)
    if cut >= start and not (cut > start and _coordinated(piece, start, cut)):
        start = cut + 1
    lead = _lead().match(piece, start)
    return clean(piece[lead.end() :])


_FINITE = regex.compile(r"(?:đã|đang|sẽ|đạt|có|tăng|giảm|chiếm|được|bằng|trong đó|gồm|bao gồm|ước|còn)(?!\w)", regex.IGNORECASE)


@cache
def _pair() -> Any:
    ends = "|".join(rf"(?<=(?<!\w){a}), {b}" for a, b in (pair.split(", ") for pair in quantities().labels.pairs))
    return regex.compile(rf"(?:{ends})(?!\w)", regex.IGNORECASE)


def _coordinated(piece: str, start: int, cut: int) -> bool:
    """Whether the comma at `cut` joins members of one phrase ("nông, lâm nghiệp và thủy sản", "tỷ lệ số hóa hồ sơ, kết quả")."""
    opening = _lead().match(piece, start).end()
    if _pair().match(piece, cut):
        return True
    # "đã phát hiện, bắt giữ": a bare verb before the comma, another behind it.
    if _verbs().match(piece, cut + 2) and _verb_end().search(piece, start, cut):
        return True
    if (
        opening < cut
        and _measures().match(piece, opening)
        and not _measures().match(piece, cut + 2)
        and not _FINITE.match(piece, cut + 2)
    ):
        return True
    if _verbs().match(piece, cut + 2) or _lead().match(piece, cut + 2).end() > cut + 2:
        return False
    return bool(_AND.match(piece, cut))


def clean(words: str) -> str:
    """A phrase for a label: no dates, no brackets, no marks at its ends."""
    if "(" in words:
        words = _BRACKET.sub(" ", words)
    if BLOT in words or "[" in words:
        words = _NOTE.sub(" ", words)
    return " ".join(words.split()).strip(_EDGE)


_BOUND = regex.compile(r"\s+trở (?:lên|xuống|đi)(?!\w)")
_SPLIT = regex.compile(r"\s(?:và|với|thì|để|nhưng|song)\s")
_AUXILIARY = regex.compile(r"(?:đã|đang|sẽ|chưa|phải|cần)(?:\s(?:đã|có|được))*", regex.IGNORECASE)
_STRONG = regex.compile(r"[;:.()\"“”]|,\s*$")
_MARK = regex.compile(r"[;:.,()\"“”]")


def seam(blank: str, floor: int, position: int, *, commas: bool = True) -> int:
    """Where the words between two figures part, if no mark parts them: behind "và" or "với", else before the last verb, else at the end.

    Where `commas` do not part them, the words up to the last one are not cut: what stands behind it leads the second figure.
    """
    gap = blank[floor:position]
    mark = (_MARK if commas else _STRONG).search(gap)
    if mark is not None:
        return floor + int(mark.start()) + (1 if mark[0] in ",;:." else 0)
    comma = max(0, gap.rfind(","))
    joint = _SPLIT.search(gap, comma)
    if joint is not None:
        return floor + int(joint.start()) + 1
    verbs = list(_verbs().finditer(gap, comma))
    if verbs:
        return floor + int(verbs[-1].start())
    return floor + comma if comma else position


def _verbs_beside(blank: str, start: int, comma: int, after: int) -> bool:
    """Whether a comma stands between two bare verbs of one phrase ("văn bản cần sửa đổi, bổ sung")."""
    return _verb_end().search(blank, start, comma) is not None and _verbs().match(blank, after) is not None


def right_phrase(blank: str, position: int, ceiling: int) -> str:
    """The noun phrase that goes on behind a unit, up to a mark or a word that opens another statement."""
    bound = _BOUND.match(blank, position, ceiling)
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
            and (not _break().match(blank, after, ceiling) or _verbs_beside(blank, position, end, after))
        ):
            at = after
            continue
        break
    return clean(_last().sub("", clean(blank[position:end])))


def compared_phrase(text: str, position: int, ceiling: int) -> str:
    """What a figure is compared with, with its time ("so với cùng kỳ năm 2022")."""
    match = _ends().search(text, position, ceiling)
    end = match.start() if match else ceiling
    return " ".join(_last().sub("", clean(text[position:end])).split()[:7])


def is_plain(words: str) -> bool:
    """Whether words between two figures only go on with the noun of the first: no verb, no mark, no comparison."""
    return _MARK.search(words) is None and not _verbs().search(words) and " so với" not in words


def is_compared(blank: str, position: int) -> bool:
    return bool(_compared().match(blank, position))


_TENSE = regex.compile(r"\s(?:(?:cũng|đều|vẫn|hiện|đang|mới|chỉ)\s)?(?:đã|đang|sẽ|vẫn|tiếp tục)\s")


def has_tense(words: str) -> bool:
    """Whether a word of tense tells that the words are a statement and no name."""
    return bool(_TENSE.search(f" {words} "))


ACTOR = 14  # words of the longest name of one who acts


@cache
def _actors() -> Any:
    """How the name of one who acts begins: a body, a person by office, an event or plan by its kind."""
    labels = quantities().labels
    return regex.compile(
        rf"(?:(?:các|những|một số|toàn bộ|mỗi|từng|tất cả các)\s+)?(?!{any_of(labels.no_actors)}(?!\w)){any_of([*labels.bodies, *labels.actors])}(?!\w)", regex.IGNORECASE
    )


def actor_in(piece: str) -> str | None:
    """Who acts in a part of a sentence: the name that it begins with, before its tense word or its verb ("các Đoàn kiểm tra của tỉnh đã kiểm tra": the
    first five words); None where it begins with no such name or tells nothing of it."""
    opening = _lead().match(piece)
    words = clean(piece[opening.end() :]) if opening is not None else clean(piece)
    if not _actors().match(words):
        return None
    tense = _TENSE.search(f"{words} ")
    verb = _verbs().search(words)
    border = tense.start() if tense is not None else verb.start() if verb is not None else 0
    name = trimmed(words[:border].strip(_EDGE))
    told = words[border:].strip()
    plan = _plans().match(words) is not None
    if _orders().match(told) or (plan and not _sets().match(told)):
        return None  # "Thủ tướng Chính phủ giao 36 nhiệm vụ": what is given is not the giver's.
    return name if 1 < len(name.split()) <= ACTOR and not _FIGURE.search(name) and not _last().search(name) else None


@cache
def _plans() -> Any:
    return regex.compile(rf"{any_of(quantities().labels.plans)}(?!\w)", regex.IGNORECASE)


@cache
def _sets() -> Any:
    return regex.compile(rf"(?:(?:đã|được|cũng)\s)*{any_of(quantities().labels.sets)}(?!\w)", regex.IGNORECASE)


@cache
def _orders() -> Any:
    return regex.compile(rf"(?:(?:đã|vừa|cũng)\s)*{any_of(quantities().labels.gives)}(?!\w)", regex.IGNORECASE)


_FIGURE = regex.compile(r"\d")


def actor_of(blank: str, low: int, position: int, whole: bool) -> str | None:
    """Who acts in the clause `[low, position)`: the nearest part of it, between commas, that begins with one who acts. `whole`: the run begins where the
    clause does; else its first part goes on with other words."""
    piece = _BRACKET.sub(lambda m: BLOT * len(m[0]) if m[0].endswith(")") else m[0], blank[low:position])
    end = len(piece)
    while end > 0:
        cut = max(piece.rfind(mark, 0, end) for mark in ",;:(“")
        if cut < 0 and not whole:
            return None
        found = actor_in(piece[cut + 1 : end])
        if found is not None or cut < 0:
            return found
        end = cut
    return None


_STATES = regex.compile(r"(?:ước|đạt|là|có|còn|chiếm|tăng|giảm|vượt|được|bị|bảo đảm|đảm bảo|phấn đấu)(?!\w)", regex.IGNORECASE)


def opening_of(words: str) -> bool:
    """Whether a phrase begins with a word that only leads ("trong đó", "với")."""
    match = _lead().match(words)
    return match is not None and match.end() > 0


def goes_on(blank: str, start: int, end: int) -> bool:
    """Whether a sentence has no one who acts at its beginning and goes on with what the one before speaks of: it begins with a verb, or opens parts."""
    opening = _lead().match(blank, start, end)
    words = blank[opening.end() : opening.end() + 40]
    estimated = _STATES.match(blank[start : opening.end()].lstrip(" -+*")) is not None
    return (bool(_verbs().match(words)) and not _STATES.match(words) and not estimated) or opens_parts(blank[start : opening.end()])


def subject_and_predicate(phrase: str) -> tuple[str | None, str]:
    """Cuts "Sở Y đã tiếp nhận" into the body and what it did; no body, no subject."""
    if not phrase:
        return None, ""
    verbs = list(_verbs().finditer(phrase))
    subject = None
    if _bodies().match(phrase):
        if not verbs:
            return trimmed(phrase), ""
        subject = trimmed(phrase[: verbs[0].start()].strip(_EDGE)) or None
    if not verbs:
        return subject, phrase
    if _AUXILIARY.fullmatch(phrase, verbs[0].start()):
        return subject, ""
    # The last run of words that begins with a verb: long predicates lose their beginning.
    count = len(phrase.split())
    for verb in verbs:
        if count - len(phrase[: verb.start()].split()) <= PREDICATE:
            return subject, phrase[verb.start() :]
    return subject, phrase[verbs[-1].start() :]


_TOWARDS = regex.compile(r"\W*(?:Kết quả\s?:\s?[-+]?\s?)?(?:Riêng )?[Đđ]ối với\s(?P<topic>[^:;.(\ue001]{2,100}?)\s?(?:[:(]|,\s(?:đã|đang|sẽ|có|đến|kết quả|tỷ lệ|tổng))")


def turned_to(blank: str, start: int, end: int) -> str | None:
    """What a sentence turns to at its beginning ("Đối với các sở, ngành: …"), where that is a body, place or group."""
    match = _TOWARDS.match(blank, start, min(end, start + 160))
    if match is None:
        return None
    words = clean(match["topic"])
    return words if _actors().match(words) and not _TENSE.search(f" {words} ") else None


@cache
def _owner_behind() -> Any:
    return regex.compile(rf"(?:^|.*\s)(?:(?:của|thuộc|tại)\s(?P<body>{any_of(quantities().labels.bodies)}(?:\s.+)?)|(?P<level>cấp (?:tỉnh|huyện|xã|sở|trung ương|bộ)))$", regex.IGNORECASE)


NEAR_OWNER = 7  # words between what is counted and the word that leads its owner
_BY = regex.compile(r"(?<!\w)(?:theo|tại|để|GDP|so với|hướng dẫn|quy định)(?!\w)")


def owner_behind(unit: str, after: str) -> str | None:
    """Whose the things are that a figure counts, by the words behind it ("06 nghị quyết của tỉnh Hà Nam", "18 thủ tục cấp xã")."""
    match = _owner_behind().match(after)
    if match is None:
        return None
    between = after[: match.start("body" if match["body"] else "level")]
    name = trimmed(match["body"] or match["level"])
    if len(name.split()) < 2 or len(between.split()) > NEAR_OWNER or _verbs().search(between) or _BY.search(between):
        return None
    return name if len(name.split()) <= ACTOR and not _verbs().search(name) else None


@cache
def _adverbs() -> Any:
    return regex.compile(rf"(?:\s{any_of(quantities().labels.adverbs)})+$", regex.IGNORECASE)


@cache
def _scopes() -> Any:
    return regex.compile(rf"(?<!\w){any_of(quantities().labels.scopes)}(?!\w)", regex.IGNORECASE)


def scope_in(words: str) -> str | None:
    """The whole that the last such word of a clause names ("toàn tỉnh", "cả nước"), None where none stands there."""
    found = list(_scopes().finditer(words))
    return str(found[-1][0]) if found else None


_PLACE_AT_END = regex.compile(r"(?<!\w)(?:trên địa bàn (?:toàn )?(?:tỉnh|huyện|thành phố|xã|thị xã|quận|phường)|toàn (?:tỉnh|huyện|thành phố|xã|ngành|quốc)|cả nước)$", regex.IGNORECASE)


def place_in(phrase: str) -> str | None:
    """The whole or place that a phrase ends with ("Tổng số hộ nghèo trên địa bàn tỉnh"), None where it ends otherwise."""
    match = _PLACE_AT_END.search(phrase)
    return str(match[0]) if match is not None else None


@cache
def _generic() -> Any:
    return regex.compile(rf"(?:{any_of(quantities().labels.generic)})", regex.IGNORECASE)


def is_generic(label: str) -> bool:
    """Whether a label names only how it is measured, not what ("số lượng", "thời gian")."""
    return _generic().fullmatch(label) is not None


def heading_in(name: str) -> str | None:
    """What a heading says a section is about, without its mark and the words behind a colon or bracket, at most eight words; None where it names a body or tells."""
    words = clean(_MARKED.sub("", name).split(":")[0].split(" (")[0].split(",")[0])
    return " ".join(words.split()[:8]) or None


_MARKED = regex.compile(r"^\W*(?:(?:Điều|Mục|Phần|Chương)\s+\S+\s*|(?:[IVXLC]+|[A-ZĐ]|\d+(?:\.\d+)*|[a-zđ])\s*[-.)/]+\s*)*(?:Đối với|Về|Dự toán|Công tác)?\s*", regex.IGNORECASE)


def is_scope(name: str) -> bool:
    """Whether a name is only that of a whole ("toàn tỉnh")."""
    return _scopes().match(name) is not None


def trimmed(name: str) -> str:
    """A body's name without the adverbs that lead to its verb ("Công an tỉnh trực tiếp")."""
    scope = _scopes().match(name)
    return str(scope[0]) if scope is not None else str(_adverbs().sub("", name))


def is_body(phrase: str) -> bool:
    """Whether the phrase names a body, level, place or source, or is a proper name, and tells nothing of it."""
    return bool(_NAME.fullmatch(phrase)) if _bodies().match(phrase) is None else not _verbs().search(phrase)


def is_listed_body(piece: str) -> bool:
    """Whether a member of a list begins like a body and tells nothing ("các sở", "UBND cấp huyện")."""
    return _bodies().match(piece) is not None and not _verbs().search(piece) and len(piece.split()) <= 10


def tells(phrase: str) -> bool:
    """Whether the phrase has a verb: it tells something, and is no name alone."""
    return bool(_verbs().search(phrase))


def is_measure(phrase: str) -> bool:
    """Whether the phrase names what is measured by itself ("Tỷ lệ …", "Tổng thu …")."""
    return bool(_measures().match(phrase))


def is_ratio(phrase: str) -> bool:
    return bool(_ratios().match(phrase))


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
    found = [m for m in _verbs().finditer(phrase) if not _STATES.match(m[0])]
    return str(found[-1][0]) if found else None


def is_act(phrase: str) -> bool:
    """Whether the phrase begins with a verb: it tells something of the topic before it ("đã thực hiện")."""
    return bool(_verbs().match(phrase))


def split_owner(phrase: str) -> tuple[str, str | None]:
    """Takes the body off a measure ("Tỷ lệ hồ sơ đúng hạn của cơ quan cấp tỉnh")."""
    match = _owner().search(phrase)
    if match is None or len(phrase[: match.start()].split()) < 3:
        return phrase, None
    return phrase[: match.start()], match["body"]


_HIGHER = regex.compile(r"\s(?:cao|thấp|nhiều|ít|lớn|nhỏ|nhanh|chậm) hơn(?!\w).*|\sso với\s.*")


def measure_in(words: str) -> str | None:
    """The measure that the words before a list end with ("các sản phẩm có mức tăng trưởng cao hơn kế hoạch": "mức tăng trưởng"), None where there is none."""
    words = str(_HIGHER.sub("", clean(words)))
    measure = inner_measure(words)
    return measure if is_measure(measure) else None


@cache
def _inner() -> Any:
    return regex.compile(
        rf".*\s(?:với|là|có|về|đạt|để|và)\s(?P<measure>{any_of(quantities().labels.measures)}(?!\w).*)$", regex.IGNORECASE
    )


def inner_measure(phrase: str) -> str:
    """The measure that a long phrase ends with ("… phân loại đơn vị với mức tự bảo đảm": "mức tự bảo đảm"), or the phrase itself."""
    match = _inner().match(phrase)
    return match["measure"] if match is not None else phrase


_TOTAL = regex.compile(r"(?:tổng số|tổng|số lượng|số)\s", regex.IGNORECASE)


def is_total(phrase: str) -> bool:
    """Whether the phrase counts by itself ("Số văn bản đã rà soát")."""
    return bool(_TOTAL.match(phrase))


def without_total(phrase: str) -> str:
    """ "Số hồ sơ đã giải quyết" without the word that only says that it is counted."""
    match = _TOTAL.match(phrase)
    return phrase[match.end() :] if match is not None and match[0].lower() != "tổng " else phrase


_VERSUS = regex.compile(r"\s(?:so với|so cùng|so kế hoạch|so cùng kỳ)(?!\w)")


def versus(blank: str, text: str, position: int, ceiling: int) -> str:
    """ "so với …" with its time, right behind a unit; empty where none stands there."""
    return compared_phrase(text, position, ceiling) if _VERSUS.match(blank, position) else ""


@cache
def _sources() -> Any:
    return regex.compile(rf"{any_of(quantities().labels.sources)}(?!\w)", regex.IGNORECASE)


def is_source(phrase: str) -> bool:
    """Whether the phrase names where money comes from ("ngân sách tỉnh"): its figure is that part of the whole."""
    return bool(_sources().match(phrase))


def opens_parts(words: str) -> bool:
    """Whether the words open the members of a whole ("trong đó", "gồm")."""
    return bool(_parts().search(words))


def members(phrase: str) -> list[str]:
    """The members of a list of names ("Công an tỉnh, Cục Thuế và Kho bạc")."""
    return [part for part in (clean(p) for p in regex.split(r",\s|;\s|\svà\s", phrase)) if part]


def join(*phrases: str | None) -> str | None:
    """One label of several phrases, without repeating a word at a joint, at most twelve words; None of nothing."""
    words: list[str] = []
    for phrase in phrases:
        if phrase and " ".join(words).lower().endswith(phrase.lower()):
            continue
        if (
            phrase
            and words
            and phrase[0].isupper()
            and phrase[1:2].islower()
            and (is_measure(phrase) or is_source(phrase) or is_act(phrase))
        ):
            phrase = phrase[0].lower() + phrase[1:]
        for word in (phrase or "").split():
            if not words or words[-1].lower() != word.lower():
                words.append(word)
    label = " ".join(words[:WORDS]).strip(_EDGE)
    return (_last().sub("", label).strip(_EDGE) if len(words) > WORDS else label) or None
