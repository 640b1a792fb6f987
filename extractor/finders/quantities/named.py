"""Who a clause speaks of: the body, person, place or whole that acts, that owns what is counted, or that a sentence turns to.

In: phrases and the reading in which dates are blotted out. Out: names as plain strings. "Sở Y đã tiếp nhận" is the body "Sở Y" and the predicate "đã tiếp nhận".
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

import regex

from extractor.finders.bodies.body import body_at
from extractor.finders.bodies.context import Context
from extractor.finders.bodies.named import in_compound, name_end
from extractor.finders.bodies.provinces import province_at
from extractor.finders.quantities.labels import is_source, measures_thing
from extractor.finders.quantities.phrase_rules import BLOT, BRACKET, EDGE, actors, bodies, leads, measures, scopes, tails, verbs
from extractor.finders.quantities.phrases import clean, opens_parts, strip_tail, without_opening
from extractor.finders.quantities.vocabulary import quantities
from extractor.lexicon.patterns import any_of
from extractor.lexicon.phrases import QUANTITIES

PREDICATE = 7  # how many words of a predicate a label takes


@cache
def _owner() -> Any:
    return QUANTITIES.filled("owner_of_measure", bodies=any_of(quantities().labels.bodies))


BLANK = regex.compile(r"\s")
CAPITAL = regex.compile(r"\s\p{Lu}\p{Ll}")
LISTED = 3  # words of a thing in a list of things that are counted
ACTOR = 14  # words of the longest name of one who acts


@lru_cache(maxsize=1 << 10)
def actor_in(piece: str, alone: bool = False) -> str | None:
    """Who acts in a part of a sentence: the name that it begins with, before its tense word or its verb ("các Đoàn kiểm tra của tỉnh đã kiểm tra": the
    first five words); None where it begins with no such name or tells nothing of it, unless it is the name `alone`."""
    opening = leads().match(piece)
    words = clean(piece[opening.end() :]) if opening is not None else clean(piece)
    province = province_at(words, 0)
    if province is not None and QUANTITIES.told_of_place.match(words, province[0]):
        return words[: province[0]]
    proper = QUANTITIES.proper_actor.match(words)
    if proper is not None:
        return str(proper["name"])
    if not actors().match(words) and not name_end(words):
        return None
    tense = next((found for found in QUANTITIES.tense.finditer(f"{words} ") if not _in_name(words, found.start() + 1)), None)
    told = [found for found in verbs().finditer(words) if not _in_name(words, found.start())]
    verb = next((found for found in told if not _goes_on_in_name(words, found.end(), told, tense)), None)
    plan = _plans().match(words) is not None
    sets = _sets().search(words, 1) if plan else None
    ends = _end_of_body(words) if not plan else None
    border = ends if ends is not None and (verb is None or ends < verb.start()) and (tense is None or ends < tense.start()) else sets.start() if sets is not None else tense.start() if tense is not None else verb.start() if verb is not None else len(words) if alone else 0
    name = trimmed(words[:border].strip(EDGE))
    said = words[border:].strip()
    if _orders().match(said) or QUANTITIES.tells_of.match(said) or (plan and not _sets().match(said)):
        return None  # "Thủ tướng Chính phủ giao 36 nhiệm vụ": what is given is not the giver's.
    numbered = _FIGURE.search(name, name_end(name)) is not None and QUANTITIES.numbered_district.fullmatch(name) is None
    return name if 1 < len(name.split()) <= ACTOR and not numbered and not tails().search(name) else None


def _goes_on_in_name(words: str, end: int, told: list[Any], tense: Any) -> bool:
    """Whether a verb is part of a name, as the name's own capital stands behind it, before what is told ("Dự án lắp chân giả An Sinh được tổ chức")."""
    next_told = min([found.start() for found in told if found.start() >= end] + ([tense.start()] if tense is not None and tense.start() >= end else []), default=-1)
    return next_told >= 0 and not words[:end].islower() and CAPITAL.search(words, end, next_told) is not None


@cache
def _plans() -> Any:
    return regex.compile(rf"{any_of(quantities().labels.plans)}(?!\w)", regex.IGNORECASE)


@cache
def _sets() -> Any:
    return QUANTITIES.filled("plan_sets", sets=any_of(quantities().labels.sets))


@cache
def _work_in_name() -> Any:
    labels = quantities().labels
    heads = rf"(?:{any_of(quantities().owners.all)}\s)?{any_of(labels.name_heads)}"
    return regex.compile(rf"{heads}\s(?:{any_of(labels.name_works)}(?!\w)(?:,\s|\s)?)+", regex.IGNORECASE)


def _in_name(phrase: str, start: int) -> bool:
    """Whether the verb at `start` is part of the name that the phrase begins with ("Đoàn kiểm tra của tỉnh", "khu vực có vốn đầu tư nước ngoài")."""
    if phrase.startswith(tuple(quantities().labels.name_states), start) or start < name_end(phrase) or in_compound(phrase, start):
        return True
    work = _work_in_name().match(phrase)
    return work is not None and start < work.end()


@cache
def _orders() -> Any:
    return QUANTITIES.filled("giver_gives", gives=any_of(quantities().labels.gives))


_FIGURE = regex.compile(r"\d")


def actor_of(blank: str, low: int, position: int, whole: bool) -> str | None:
    """Who acts in the clause `[low, position)`: the nearest part of it, between commas, that begins with one who acts. `whole`: the run begins where the
    clause does; else its first part goes on with other words."""
    piece = BRACKET.sub(lambda m: BLOT * len(m[0]) if m[0].endswith(")") else m[0], blank[low:position])
    partners = QUANTITIES.with_partners.search(piece) if whole else None
    if partners is not None and (leading := actor_in(piece[: partners.start()].rstrip(" ,"), True)) is not None:
        return leading  # "Sở A chủ trì, phối hợp với Sở B kiểm tra …": who leads acts
    end = len(piece)
    while end > 0:
        cut = max(piece.rfind(mark, 0, end) for mark in ",;:(“")
        date = piece.rfind(BLOT, cut + 1, end)
        cited = date >= 0 and piece.startswith(" của ", date + 1)  # "theo Nghị định ■ của Chính phủ đã": whose document it is does not act
        behind = actor_in(piece[date + 1 : end]) if date >= 0 and not cited else None  # "Từ đầu năm ■ toàn tỉnh đã trồng"
        if cut < 0 and not whole:
            return behind
        found = behind or (actor_in(piece[cut + 1 : end]) if not cited else None)
        if found is not None and not whole and found[0].islower() and _is_list(piece[:cut]):
            return None  # "100% thôn, làng, tổ dân phố đã có …": one more of those that are counted
        if found is not None or cut < 0:
            return found
        end = cut
    return None


def _is_list(words: str) -> bool:
    """Whether words behind a count only name further things that it counts (", làng", " nghèo, hộ cận nghèo")."""
    parts = [part.strip() for part in words.split(",")]
    named = len(parts) > 1 and all(part.islower() and len(part.split()) <= LISTED for part in parts[1:])
    return named and not any(mark in words for mark in ";:(.") and verbs().search(words) is None


def goes_on(blank: str, start: int, end: int) -> bool:
    """Whether a sentence has no one who acts at its beginning and goes on with what the one before speaks of: it begins with a verb, or opens parts."""
    opening = leads().match(blank, start, end)
    words = blank[opening.end() : opening.end() + 40]
    estimated = QUANTITIES.state_verb.match(blank[start : opening.end()].lstrip(" -+*")) is not None
    return (bool(verbs().match(words)) and not QUANTITIES.state_verb.match(words) and not estimated) or opens_parts(blank[start : opening.end()])


@lru_cache(maxsize=1 << 10)
def subject_and_predicate(phrase: str) -> tuple[str | None, str]:
    """Cuts "Sở Y đã tiếp nhận" into the body and what it did; no body, no subject."""
    if not phrase:
        return None, ""
    told = [verb for verb in verbs().finditer(phrase) if not _in_name(phrase, verb.start())]
    subject = None
    if bodies().match(phrase) or name_end(phrase):
        if not told:
            return trimmed(phrase) or None, ""
        subject = trimmed(phrase[: told[0].start()].strip(EDGE)) or None
    if not told:
        return subject, phrase
    if QUANTITIES.auxiliary.fullmatch(phrase, told[0].start()):
        return subject, ""
    # The last run of words that begins with a verb: long predicates lose their beginning.
    count = len(phrase.split())
    for verb in told:
        if count - len(phrase[: verb.start()].split()) <= PREDICATE:
            return subject, phrase[verb.start() :]
    return subject, phrase[told[-1].start() :]


def turned_to(blank: str, start: int, end: int) -> str | None:
    """What a sentence turns to at its beginning ("Đối với các sở, ngành: …"), where that is a body, place or group."""
    match = QUANTITIES.turns_to.match(blank, start, min(end, start + 160))
    if match is None:
        return None
    words = clean(match["topic"])
    if QUANTITIES.figure_of_something.search(words):
        return None
    known = actors().match(words) is not None or QUANTITIES.line_thing.match(words) is not None or _persons().match(words) is not None
    known = known or (match[0].endswith(":") and (measures_thing(blank, match.end(), end) or QUANTITIES.kind_of_place.match(words) is not None or all(map(is_place, QUANTITIES.joined_names.split(words)))))
    return words if known and not QUANTITIES.tense.search(f" {words} ") else None


@cache
def _persons() -> Any:
    """How those begin to whom a rule turns ("các hộ nghèo")."""
    owners = quantities().owners
    return regex.compile(rf"(?:{any_of(owners.all)}\s)*{any_of(owners.persons)}(?!\w)", regex.IGNORECASE)


@cache
def _entitled() -> Any:
    owners = quantities().owners
    return QUANTITIES.filled("entitled", persons=rf"(?:{any_of(owners.all)}\s)*{any_of(owners.persons)}")


def entitled_in(words: str) -> str | None:
    """Who is entitled to what a figure tells, or must pay it, by the words before it ("trường hợp công chức có bằng thạc sĩ thì được hưởng"), None where they name nobody."""
    found = list(_entitled().finditer(words.lstrip()))
    return clean(found[-1]["who"]) or None if found else None


def place_of_measure(phrase: str) -> str | None:
    """The province or territory by its name whose measure a phrase names ("sản lượng cá tra tại Cần Thơ": "Cần Thơ"), None where it ends otherwise."""
    power = QUANTITIES.in_power_of.fullmatch(phrase)
    if power is not None and trimmed(power["who"]) == power["who"].strip():
        return str(power["who"]).strip()
    match = QUANTITIES.ends_with_place.fullmatch(phrase)
    if match is None:
        return None
    place = str(match["place"])
    return place if is_place(place) else None


@cache
def _owner_behind() -> Any:
    return QUANTITIES.filled("owner_behind", bodies=any_of(quantities().labels.bodies))


LINE = 20  # words of the longest head of a line
NEAR_OWNER = 7  # words between what is counted and the word that leads its owner


def owner_behind(unit: str, after: str) -> str | None:
    """Whose the things are that a figure counts, by the words behind it ("06 nghị quyết của tỉnh Hà Nam", "18 thủ tục cấp xã")."""
    match = _owner_behind().match(after)
    if match is None:
        return None
    between = after[: match.start("body" if match["body"] else "level")]
    name = trimmed(match["body"] or match["level"])
    if match["level"] and (facility := QUANTITIES.facility_of_level.search(between.rstrip())) is not None:
        return f"{facility[0]} {name}"
    if len(name.split()) < 2 or len(between.split()) > NEAR_OWNER or verbs().search(between) or QUANTITIES.no_owner_between.search(between):
        return None
    return name if len(name.split()) <= ACTOR and not verbs().search(name) else None


@cache
def _adverbs() -> Any:
    labels = quantities().labels
    return regex.compile(rf"(?:(?:\s(?:{any_of(labels.adverbs)}))|(?:\s{any_of(labels.last_acts)}))+$")


def scope_in(words: str) -> str | None:
    """The whole that the last such word of a clause names ("toàn tỉnh", "cả nước"), None where none stands there."""
    found = list(scopes().finditer(words))
    return str(found[-1][0]) if found else None


def place_in(phrase: str) -> str | None:
    """The whole or place that a phrase ends with ("Tổng số hộ nghèo trên địa bàn tỉnh"), None where it ends otherwise."""
    match = QUANTITIES.place_at_end.search(phrase)
    return str(match[0]) if match is not None else None


def within(after: str) -> str | None:
    """The territory in which the things are that a figure counts ("50% số xã, phường trên toàn tỉnh"); a country is only what they are compared with."""
    place = scope_in(after)
    return place if place is not None and place.split()[0] != "cả" and not place.endswith("quốc") else None


def is_scope(name: str) -> bool:
    """Whether a name is only that of a whole ("toàn tỉnh")."""
    return scopes().match(name) is not None


def trimmed(name: str) -> str:
    """A body's name without the adverbs that lead to its verb ("Công an tỉnh trực tiếp")."""
    scope = scopes().match(name)
    if scope is not None:
        return str(scope[0])
    ends = next((found for found in _name_ends().finditer(name) if not _in_name(name, found.start() + 1)), None)
    name = without_deed(name)
    stop = _end_of_body(name)
    if stop is not None and (ends is None or stop < ends.start()):
        return name[:stop]
    known = name_end(name)
    whole = name[known:] if ends is None else name[known : ends.start()]
    words = (name[:known] + str(_adverbs().sub("", whole))).strip(EDGE)
    words = (name[:known] + whole).strip(EDGE) if QUANTITIES.half_a_name.search(words) else words
    return "" if words.lower() in quantities().labels.no_alone else words


def without_deed(name: str) -> str:
    """A name without the deed that follows it right before a figure ("Cục Thuế Đông An thu")."""
    deed = QUANTITIES.grants_at_end.search(name)
    return name[: deed.start()] if deed is not None and _ends_name(name[: deed.start()]) else name


def _ends_name(words: str) -> bool:
    """Whether words end like the name of a body: with a capital, a number or its territory ("Hội Nông dân xã"), or are its kind alone."""
    last = words.rsplit(" ", 1)[-1]
    if words[:1].isupper() and QUANTITIES.kind_alone.fullmatch(words) is not None:
        return True  # "Xã tặng 12 suất quà"
    return last != words and (name_end(words) == len(words) or last[:1].istitle() or last[-1:].isdecimal() or QUANTITIES.ends_with_area.search(words) is not None)


@lru_cache(maxsize=1 << 10)
def _end_of_body(name: str) -> int | None:
    """Where the name of a body ends that the words begin with, and what it does follows ("Sở Tài chính làm rõ nguyên nhân"); None where they are its name alone or no known body's."""
    body = body_at(name, 0, Context(), alone=False)
    place = QUANTITIES.place_by_name.match(name)  # "Huyện Đông An thiếu …": a place's name ends with its capitals
    end = body.end if body is not None else place.end() if place is not None else len(name)
    return end if end < len(name) and QUANTITIES.acts_behind.match(name, end) else None


@cache
def _name_ends() -> Any:
    """Words that a name does not go on with; "và", "hoặc" only as its last word."""
    words = quantities().labels.name_ends
    joints = ("và", "hoặc")
    return regex.compile(rf"\s(?:{any_of(w for w in words if w not in joints)}(?!\w)|{any_of(joints)}$)")


def line_head(blank: str, start: int, lead: int) -> str | None:
    """The name before a line's colon whose figures the line tells: a project or region ("+ Dự án cầu Đông An: 25 tỷ đồng"), what a bare measure is of ("Cây
    mè: diện tích 25 ha"), a body whose acts follow ("Tòa án tỉnh: Đã giải quyết 30 vụ"). `lead` is where the words that lead the first figure begin."""
    colon = blank.find(":", start, lead)
    name = without_opening(clean(BRACKET.sub(" ", blank[start:colon]))) if colon >= 0 else None
    if not name or len(name.split()) > LINE + NEAR_OWNER or measures().match(name) or QUANTITIES.tense.search(f" {name} "):
        return None
    granted = _persons().match(name) and blank[colon + 1 : lead].strip() and not any(QUANTITIES.finite_verb.match(name, at.end()) for at in BLANK.finditer(name))
    if QUANTITIES.line_thing.match(name) or is_place(name) or granted:
        return name
    behind = clean(blank[colon + 1 : strip_tail(blank, lead, colon + 1)])
    if QUANTITIES.bare_rate.fullmatch(behind) or QUANTITIES.grade_head.fullmatch(name):
        return str(QUANTITIES.only_lead.sub("", name))
    behind = behind[leads().match(behind).end() :] if not QUANTITIES.bare_measure.fullmatch(behind) else behind
    if (QUANTITIES.bare_measure.fullmatch(behind) or QUANTITIES.measure_of_thing.match(behind)) and not verbs().search(name):
        return name
    told = QUANTITIES.tense.match(f" {behind[:1].lower()}{behind[1:]} ") is not None
    if told and is_body(name) and bodies().match(name):
        return name
    acts = verbs().match(behind) is not None and QUANTITIES.state_verb.match(behind) is None
    return name if acts and QUANTITIES.office_head.match(name) and actors().match(name) else None  # "Phòng Việc làm: Tổ chức 30 phiên"


def opening_thing(text: str, start: int, figure: int, end: int) -> str | None:
    """The thing that a line names before its first figure or bracket and measures from several sides ("Lúa mùa 236 ha, năng suất 52 tạ/ha"), or the work of whose
    amounts it tells ("Đường tỉnh 9C (tổng mức đầu tư 1.480 tỷ đồng) đạt …"); None elsewhere."""
    match = QUANTITIES.measured_thing.match(text, start, end)
    if match is not None and match.end("thing") < figure:
        return clean(match["thing"])
    if (measured := QUANTITIES.breed_has_measure.match(text, start, figure)) is not None:
        return clean(measured["thing"])
    work = QUANTITIES.work_of_line.match(text, start, figure)
    return clean(work["work"]) if work is not None and QUANTITIES.line_thing.match(work["work"]) else None


def can_own(name: str) -> bool:
    """Whether a name begins like that of somebody: a body, an office, persons."""
    return actors().match(name) is not None or _persons().match(name) is not None


def is_place(name: str) -> bool:
    """Whether a name is that of one territory, also of a province without its noun ("Lào Cai", "huyện Đông An")."""
    province = province_at(name, 0)
    return (province is not None and province[0] == len(name)) or QUANTITIES.territory_named.fullmatch(f"{name[:1].lower()}{name[1:]}") is not None


def is_body(phrase: str, told: bool | None = None) -> bool:
    """Whether the phrase names a body, level, place or source, or is a proper name, and tells nothing of it. `told`: whether it has a verb, where that is known."""
    if bodies().match(phrase) is None:
        return bool(QUANTITIES.proper_name.fullmatch(phrase))
    return all(_in_name(phrase, verb.start()) for verb in verbs().finditer(phrase)) if told is None else not told


def is_bare_place(name: str) -> bool:
    """Whether a name is of proper syllables alone, as communes stand in a row ("Luận Hà")."""
    return QUANTITIES.bare_place.fullmatch(name) is not None


def is_kind_of_body(phrase: str) -> bool:
    """Whether the phrase begins like the name of one who acts, a plan or programme among them ("Chương trình phát triển du lịch")."""
    return actors().match(phrase) is not None


def without_actor(label: str, subject: str | None) -> str:
    """A label without the one who acts at its beginning, who is its subject ("các tỉnh miền Bắc đã trồng": "đã trồng"); a thing or a fund stays, what is told of it names nothing alone."""
    if subject is None or is_source(subject):
        return label
    at = label.lower().find(f"{subject.lower()} ")
    told = label[at + len(subject) + 1 :]
    if at >= 0 and QUANTITIES.right_told.match(told) is not None and (can_own(subject) or QUANTITIES.proper_actor.match(f"{subject} {told}") is not None):
        return told  # "Trường hợp hộ nghèo được vay": "được vay"
    if at != 0 or not (is_scope(subject) or is_kind_of_body(subject)):
        return label
    acts = QUANTITIES.tense.match(f" {told} ") is not None or (verbs().match(told) is not None and QUANTITIES.state_verb.match(told) is None)
    return told if len(subject.split()) > 1 and (acts or is_scope(subject)) and " " in told else label


def is_listed_body(piece: str) -> bool:
    """Whether a member of a list begins like a body and tells nothing ("các sở", "UBND cấp huyện")."""
    return bodies().match(piece) is not None and not verbs().search(piece) and len(piece.split()) <= 10


def split_owner(phrase: str) -> tuple[str, str | None]:
    """Takes the body off a measure ("Tỷ lệ hồ sơ đúng hạn của cơ quan cấp tỉnh")."""
    match = _owner().search(phrase)
    if match is None or len(phrase[: match.start()].split()) < 3:
        return phrase, None
    return phrase[: match.start()], match["body"]
