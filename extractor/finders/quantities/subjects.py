"""Whose figure it is where the figure's own clause does not say: the body that its heading names, else the document's own territory.

In: the mentions of running text, their segments' headings, the owner that the document gives. Out: the same mentions, with subjects. "2. Sở Công
Thương:" gives the figures under it that body; a report of a district gives its other figures the district. A law's figures are nobody's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import regex

from extractor.finders.bodies.body import body_at, level_of
from extractor.finders.bodies.context import Context
from extractor.finders.bodies.provinces import province_at
from extractor.finders.quantities.holders import of_rate
from extractor.finders.quantities.institutions import called_by_kind, institution_of, is_institution
from extractor.finders.quantities.labels import has_tense, is_measure, tells
from extractor.finders.quantities.mention import NOTHING_SPARE, IndicatorMention, Spare, given_owner
from extractor.finders.quantities.named import BLANK, can_own, is_place, is_scope
from extractor.finders.quantities.owner_guard import Groups, fit_owner, only_tells, owner_for
from extractor.finders.quantities.paragraph_heads import thing_above
from extractor.finders.quantities.parties import Parties
from extractor.finders.quantities.place_lines import PlaceLines
from extractor.finders.quantities.rule_owners import criteria_of, criteria_of_list, fit_thing, fuller, of_rule, whole_head
from extractor.finders.quantities.spoken_places import SpokenPlaces
from extractor.finders.quantities.things import good_priced, is_price
from extractor.finders.quantities.vocabulary import quantities
from extractor.finders.quantities.whose_names import FullNames, territory_in
from extractor.layout.model import Reading, Segment
from extractor.lexicon.patterns import any_of
from extractor.lexicon.phrases import QUANTITIES
from extractor.tables.rows import Row
from extractor.why import decided

BEFORE = "who was spoken of before"  # a rule of subjects
LONGEST = 16  # words of a heading that only names a body


def another_item(before: Segment, segment: Segment) -> bool:
    """Whether a segment is an item of its own beside one before it: numbered, or of the same mark. Who was spoken of in one is not meant in the next."""
    return segment.marker is not None and (segment.marker[:1].isalnum() or segment.marker == before.marker)


def owner_of(context: Context, doc_type: str | None = None, title: str | None = None, spoken: str | None = None, head: str = "") -> str | None:
    """Whose figures a document tells: its body's territory, the whole country for a central one, else that body. A department that reports on its work
    ("Báo cáo kết quả công tác …") tells its own, and so does a school, a hospital, an agency or union of a province or district: a ministry's centre tells the
    country's. `spoken` is how the text names the issuer; the territory within the province that both letterhead and title (`head` has both) name is whose the document is."""
    own = context.own
    issuer = context.issuer
    named = territory_in(title) if title and own is not None and own == context.province else None
    if named is not None and own is not None and named.split()[0] != own.split()[0] and len(regex.findall(rf"(?i){regex.escape(named)}(?!\w)", " ".join(head.split()))) > 1:
        return named
    if issuer is not None and context.guessed and level_of(issuer) != "tỉnh" and QUANTITIES.under_ministry.search(head) is not None:
        return quantities().owners.country  # "BỘ X / TRUNG TÂM Y", whatever place its day has
    if issuer is None and context.guessed:
        return None  # no letterhead and no place of its day: whose a figure is, the text says at each place
    reports = issuer is not None and doc_type in quantities().owners.reports and level_of(issuer) == "sở" and _works().search(title or "") is not None
    if issuer is not None and (reports or _tells_own(issuer, context)):
        return spoken or (str(QUANTITIES.place_of_body.sub("", issuer)) if level_of(issuer) == "sở" else issuer)  # a district has many hospitals, a province one department
    if own is not None or context.issuer is None:
        return own
    level = level_of(context.issuer)
    if level == "trung ương" or context.issuer in quantities().owners.central:
        return quantities().owners.country
    return context.issuer if level == "bộ" else None


def _tells_own(issuer: str, context: Context) -> bool:
    """Whether a body reports on what it did itself by its kind; a statistical office tells what it counts in its territory."""
    owners = quantities().owners
    body = body_at(issuer, 0, Context(), alone=False)
    if body is None or QUANTITIES.counts_for_others.search(issuer) is not None:
        return False
    local = context.province is not None or context.district is not None or context.commune is not None
    return body.kind in owners.institutions or (local and body.kind in owners.local_institutions)


@cache
def _works() -> Any:
    return regex.compile(rf"(?<!\w){any_of(quantities().owners.works)}(?!\w)", regex.IGNORECASE)


def topic_of(section: tuple[str, ...]) -> str | None:
    """What the innermost heading that turns to something turns to ("2. Đối với vùng nuôi cá lồng": the last four words)."""
    return next((words for name in reversed(section[1:]) if (words := _turned(QUANTITIES.heading_topic.match(name))) is not None), None)


def about_of(section: tuple[str, ...], unit: str | None) -> str | None:
    """For whom a measure is by the innermost heading that says it ("1. Về thuế đối với hộ kinh doanh"); who is counted there belongs to the whole."""
    if unit is not None and can_own(unit):
        return None
    return next((words for name in reversed(section) if (words := _turned(QUANTITIES.heading_about.match(name))) is not None and can_own(words)), None)


def _turned(match: Any) -> str | None:
    words = match["topic"].strip(" ,*") if match is not None else ""
    return str(words) if words and len(words.split()) <= LONGEST and not has_tense(words) else None


@cache
def _owners() -> Any:
    return regex.compile(rf"(?:{any_of(quantities().owners.heads)})(?!\w)", regex.IGNORECASE)


def body_of(section: tuple[str, ...]) -> str | None:
    """The body that the innermost heading of a section names, None where it names none."""
    for name in reversed(section[1:]):
        words = name[QUANTITIES.turning_mark.match(name).end() :].split(" (")[0].rstrip(" :.;*")
        if _owners().match(words) and not QUANTITIES.inspecting.match(words) and len(words.split()) <= LONGEST and not tells(words.lower() if words.isupper() else words):  # "IV. THANH TRA, XỬ LÝ VI PHẠM"
            return str(words)
    return None


def project_of(section: tuple[str, ...]) -> str | None:
    """The project that the innermost heading of a section names ("1. Dự án Đào tạo …"), None where it names none."""
    return next((" ".join(found["work"].split()) for name in reversed(section[1:]) if (found := QUANTITIES.project_heading.fullmatch(name)) is not None), None)


def place_of(headings: Iterable[str]) -> str | None:
    """The one province that the innermost heading which names any names, also in capitals ("VỚI LÃNH ĐẠO TỈNH HÀ NAM")."""
    for name in headings:
        found: set[str] = {match[0] for match in QUANTITIES.named_province.finditer(name) if province_at(name, match.end("kind") + 1) is not None}
        found |= {at[1].full for match in QUANTITIES.province_party.finditer(name) if (at := province_at(name, match.end())) is not None}
        if not found:
            found = {at[1].full for match in QUANTITIES.province_noun.finditer(name) if (at := province_at(name, match.end())) is not None}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def names_body(words: str) -> bool:
    """Whether the words of a cell are a body's name and nothing else."""
    return len(words.split()) <= LONGEST and _owners().match(words) is not None and not tells(words) and not any(c.isdigit() for c in words)


def body_of_row(row: Row, besides: Sequence[int]) -> str | None:
    """The one body that another cell of a row names, perhaps with the one below it in brackets ("Bộ Giáo dục và Đào tạo (Trường Đại học A)")."""
    found = [words for column, words in row.words.items() if column not in besides and names_body(words.split(" (")[0])]
    return found[0] if len(found) == 1 else None


class _Spoken:
    """Of whom a document speaks at a place: of its owner, or of a whole as its words have it ("toàn tỉnh"), where the paragraph of a territory's document or
    the section of a body's named it last, or of the territory of a body that reports on its own work ("trên địa bàn tỉnh")."""

    def __init__(self, reading: Reading, owner: str, place: str) -> None:
        self.text = reading.text
        self.segments = reading
        self.names = (owner, place)
        head = regex.escape(owner.split()[0])
        own = rf"(?P<own>(?!){head})" if place == owner else rf"(?P<own>(?<!\w){head}(?!\w))"
        self.pattern = regex.compile(rf"(?P<whole>{QUANTITIES.written('whole_spoken_of')})|(?P<place>{QUANTITIES.written('in_the_territory')}|{regex.escape(place)}(?!\w))|{own}")
        self.within: object = None  # the section or paragraph in which a name counts
        self.read = 0
        self.name = owner
        self.whole: str | None = None

    def at(self, position: int) -> str:
        """Whose a figure at `position` is; asked in the order of the text."""
        segment = self.segments.segment_at(position)
        within = segment.start if self.names[0] == self.names[1] else segment.section
        if within != self.within:
            self.within, self.name, self.whole, self.read = within, self.names[0], None, max(self.read, self._begin(position, whole=within is segment.section))
        for match in self.pattern.finditer(self.text, self.read, max(self.read, position)):
            if match["whole"] or match["own"]:
                self.name, self.whole = match["whole"] or self.names[0], match["whole"]
            elif self.whole is None or self.whole.split()[-1] != match["place"].split()[-1]:  # "toàn tỉnh … việc làm trong tỉnh": the same
                self.name, self.whole = self.names[1], None
        self.read = max(self.read, position)
        return self.name

    def _begin(self, position: int, *, whole: bool) -> int:
        """Where the paragraph of a place begins, or with `whole` its section."""
        index = self.segments.segment_index(position)
        section = self.segments.segments[index].section
        while whole and index > 0 and self.segments.segments[index - 1].section == section and self.segments.segments[index - 1].start >= self.read:
            index -= 1
        return self.segments.segments[index].start


def _name_of(subject: str, position: int, full: FullNames, places: SpokenPlaces | None) -> str:
    """The full name of a subject that its own words call by its kind alone."""
    named = places.full_name(subject, position) if places is not None else None
    return named or full.of(subject)


def _is_whole(name: str) -> bool:
    """Whether a name only says the document's territory as a whole ("toàn tỉnh", "Tỉnh")."""
    kind = QUANTITIES.kind_alone.fullmatch(name)
    return is_scope(name) or (kind is not None and kind["area"] is not None)


def _whole_here(places: SpokenPlaces | None, position: int) -> str | None:
    """The whole that the paragraph speaks of by its kind alone ("toàn tỉnh"), in a text without letterhead."""
    here = places.at(position) if places is not None else None
    return here if here is not None and (is_scope(here) or here.startswith("địa bàn ")) else None


def _below_line(lines: PlaceLines | None, places: SpokenPlaces | None, position: int) -> str | None:
    """Whose a figure below a line is that names a place: that place's, or that of another which its paragraph, or the one before, named itself."""
    place = lines.at(position) if lines is not None else None
    if lines is None or places is None or place is None:
        return None
    nearer = places.at(position) or places.before
    return nearer if nearer is not None and is_place(nearer) and nearer not in place else place


def _by_what_is_spoken(places: SpokenPlaces, position: int, carried: str | None, near: bool, institution: str | None) -> list[tuple[str | None, str]]:
    """Whose a figure of a text without letterhead may be by what the text speaks of, the likeliest first. `carried` is who was spoken of before, `near` in the
    same paragraph; an institution by its name tells of itself, also where the text only begins with it (`institution`)."""
    here = places.at(position)
    named = QUANTITIES.kind_named.fullmatch(carried) if carried is not None else None
    sure = carried is not None and ((named is not None and (named["area"] is None or institution is None)) or (here is not None and here in carried))
    return [
        (carried if sure else None, BEFORE),
        (_whole_here(places, position), "the whole that the paragraph speaks of"),
        (carried if carried is not None and is_institution(carried) else None, BEFORE),
        (institution, "the institution that the text begins with"),
        (here, "the territory that the paragraph speaks of"),
        (places.home, "the province that the text is about"),
        (carried if near else None, BEFORE),
        (places.cause(position), "what did the harm"),
        (places.earlier(), "the territory that the text spoke of before"),
        (carried, BEFORE),
        (places.whole, "the whole that the text speaks of"),
        (places.guess, "the province that the text names most"),
    ]


def owned(
    mentions: Iterable[IndicatorMention], reading: Reading, owner: str | None, ruled: Callable[[int], bool], title: str | None = None, place: str | None = None,
    spares: Mapping[int, Spare] | None = None, guess: str | None = None,
) -> Iterator[IndicatorMention]:
    """The mentions, each of running text with a subject where its heading or the document has one, else the thing that it measures or who was spoken of before
    (`spares`, by place), or the territory that a text without letterhead speaks of, last the province that it names most (`guess`). A rule (`ruled` of a figure's place) speaks of things, and is nobody's own."""
    bodies: dict[tuple[str, ...], str | None] = {}
    titled: dict[tuple[str, ...], str | None] = {}  # the province of the title
    spoken = _Spoken(reading, owner, place) if owner is not None and place is not None and place != owner else None
    places = SpokenPlaces(reading, guess) if owner is None else None
    central = _is_central(owner)
    harm = SpokenPlaces(reading, None) if central else None  # a ministry tells of storms, a province of what they did to it
    lines = PlaceLines(reading) if owner is None else None
    institution, kind = (institution_of(reading), called_by_kind(reading)) if owner is None else (None, None)
    parties = Parties(reading)
    full, told = FullNames(owner), territory_in(title or "")  # the names in full; the territory that title or a heading named last, where no letterhead names one
    groups = Groups(reading.text)
    for given in map(_with_fit_owner, mentions):
        mention = given if given.table is not None or ruled(given.start) else groups.of(given)
        if mention.table is not None:
            yield mention
            continue
        segment = reading.segment_at(mention.start)
        section = segment.section
        spare = (spares or {}).get(mention.start, NOTHING_SPARE)
        of_norm = ruled(mention.start)
        criteria = criteria_of(section) if of_norm and (mention.subject is None or mention.unit == "điểm") else None
        if mention.subject is not None and criteria is None:
            whole = (whole_head(reading.text, segment.start, mention.start, mention.subject) or _longer(mention.subject, reading, segment)) if of_norm else None
            name = _name_of(mention.subject, mention.start, full, places)
            if name != mention.subject:
                yield given_owner(mention, name, "its name in full", (f"{mention.subject}: as written",))
            else:
                yield given_owner(mention, whole, "the whole head of its item") if whole is not None else mention
            continue
        party = parties.at(mention.start)
        if party is not None:
            yield given_owner(mention, party, "the party of an example")
            continue
        if of_norm:
            criteria = criteria or criteria_of_list(reading, spare.lead)
            subject = of_rate(criteria or of_rule(reading, mention, segment, spare), mention) or fit_thing(spare.thing)
            yield given_owner(mention, subject, "the title of the criteria" if criteria else "what the rule is about") if subject is not None else mention
            continue
        if section not in bodies:
            anywhere = owner is None or owner == quantities().owners.country
            bodies[section] = body_of(section) or project_of(section) or topic_of(section) or (place_of(reversed(section[1:])) if anywhere else None)
            titled[section] = place_of([*section[:1], title or ""]) if anywhere else None
            if owner is None:
                told = next((place for name in reversed(section) if (place := territory_in(name)) is not None), told)
        spoken_of = fit_owner(spare.carried) if spare.carried is not None and not only_tells(spare.carried, reading.text, mention.start) else None
        carried = _name_of(spoken_of, mention.start, full, places) if spoken_of is not None else None
        elsewhere = spare.near and carried is not None and is_place(carried)  # "Vĩnh Long có …; tỉnh đã …": the paragraph tells of another place than the title
        whole = carried if elsewhere else _whole_here(places, mention.start)
        known: list[tuple[str | None, str]] = [
            (carried if spare.goes_on and owner is not None and carried is not None and not _is_whole(carried) else None, BEFORE),
            (owner if bodies[section] and owner is not None and QUANTITIES.state_of_people.match(mention.label or "") else None, "the people whose state it is"),
            (bodies[section] or about_of(section, mention.unit) or (titled[section] if whole is None else None), "the heading"),
            (_below_line(lines, places, mention.start), "the line that names a place above"),
            (harm.cause(mention.start) if harm is not None else None, "what did the harm"),
            (_whole_of_ministry(harm, mention.start) if harm is not None and owner != quantities().owners.country else None, "the whole that the paragraph speaks of"),
            (_of_share_of_kind(reading.text, segment.start, mention) if central or owner is None else None, "the kind whose share it is"),
            *(_of_country(reading, segment, mention.start, spare.thing) if central else ()),
            (good_priced(reading.text, segment.start, mention.start, spare.thing) if is_price(mention.unit) else None, "the good whose price it is"),
            (spoken.at(mention.start) if spoken is not None else owner or (told if whole is None else None), "whose figures the document tells"),
            (fit_owner(spare.thing) if whole is None and spare.thing is not None else None, "the thing that it measures"),
        ]
        known += _by_what_is_spoken(places, mention.start, carried, spare.near, institution) if places is not None else [(carried, BEFORE)]
        known.append((kind, "what the text calls by its kind alone"))
        known.append((budget_of(mention.label, section), "the budget whose measure it is"))
        named = [(name, rule) for name, rule in known if name]
        if not named:
            who = _of_whom_share(mention)
            yield given_owner(mention, who, "the persons whose share it is") if who is not None else mention
            continue
        subject, rule = named[0]
        if places is not None and subject.startswith("địa bàn "):
            subject = places.full_name(subject, mention.start) or subject
        yield given_owner(mention, subject, rule, tuple(f"{name}: {where}" for name, where in named[1:] if name != subject))


def _of_whom_share(mention: IndicatorMention) -> str | None:
    """Of whom a share is by its label ("cán bộ chuyên trách đạt trình độ trung cấp": "cán bộ chuyên trách"), in a text that names nobody else."""
    label = mention.label if mention.unit == "%" and mention.label else ""
    verb = next((at.start() for at in BLANK.finditer(label) if QUANTITIES.finite_verb.match(label, at.end()) is not None), len(label))
    who = label[:verb].strip(" ,")
    return who if can_own(who) and not who.startswith(tuple(quantities().labels.plans)) and not any(c.isdigit() for c in who) else None


def budget_of(label: str | None, section: tuple[str, ...]) -> str | None:
    """The budget whose revenue or spending a label tells ("bội chi NSTW": "NSTW"), else that of the innermost heading that names one; for texts that name no owner."""
    if label is None or QUANTITIES.budget_measure.search(label) is None:
        return None
    return next((str(found[-1]) for words in (label, *reversed(section)) if (found := QUANTITIES.budget_named.findall(words))), None)


def _is_central(owner: str | None) -> bool:
    """Whether a document's figures are the country's, or those of a ministry that tells of its field."""
    return owner is not None and (owner == quantities().owners.country or level_of(owner) == "bộ")


def _whole_of_ministry(places: SpokenPlaces, position: int) -> str | None:
    """The whole that a paragraph of a ministry's document, or the one before it, speaks of ("cả nước")."""
    return _whole_here(places, position) or (places.before if places.here is None and places.before is not None and is_scope(places.before) else None)


def _of_country(reading: Reading, segment: Segment, place: int, thing: str | None) -> list[tuple[str | None, str]]:
    """Whose a figure of a document of the whole country may be before it is the country's: the thing that it measures, or of which its paragraph tells by its head,
    where the paragraph does not speak of the whole."""
    if regex.search(QUANTITIES.written("whole_spoken_of"), reading.text[segment.start : place]) is not None:
        return []
    named = fit_owner(thing) if thing is not None else None
    head = thing_above(reading, segment, place)
    fuller_head = head if head is not None and named is not None and set(named.lower().split()) <= set(head.lower().split()) else None
    return [(fuller_head or named, "the thing that it measures"), (head, "the head of its paragraph")]


def _of_share_of_kind(text: str, start: int, mention: IndicatorMention) -> str | None:
    """The goods or the kind whose share a figure of the whole country tells, right before it ("chè hữu cơ chiếm 30%")."""
    found = QUANTITIES.kind_of_share.search(text, start, mention.start) if mention.unit == "%" else None
    return found["who"] if found is not None and not is_measure(found["who"]) else None


def _longer(subject: str, reading: Reading, segment: Segment) -> str | None:
    """The fuller name of a subject that the line above has, None where it has none."""
    name = fuller(subject, reading, segment)
    return name if name != subject else None


def _with_fit_owner(mention: IndicatorMention) -> IndicatorMention:
    """A mention of running text without a subject that can own nothing."""
    if mention.table is not None or mention.subject is None or (name := owner_for(mention.subject, mention.label)) == mention.subject:
        return mention
    decided("indicator", mention.start, "subject", "quantities: owners · what may own a figure", name or "", (f"{mention.subject}: no owner",))
    return replace(mention, subject=name)


__all__ = ["body_of", "body_of_row", "owned", "owner_of"]
