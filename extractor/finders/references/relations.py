"""What the document does to each document that it cites, by the words around the citation.

    "Căn cứ Nghị định A; Nghị định B sửa đổi Nghị định A;" → basis, basis, mentions (what B does to A is not done here)

In: the reading, its segments and the mentions in order. Out: for each mention the relation and the run of the words that say so. The nearest
governing words of the clause decide; a list shares those of its first member; what stands in the title of another cited document is only
mentioned. "Bãi bỏ Quyết định nêu trên" counts for the last cited document of that type. Words: patterns/references/relations.yaml.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import regex

from extractor.finders.references.finder import ReferenceMention
from extractor.layout.model import Reading, Segment
from extractor.lexicon.document_types import document_type, document_types
from extractor.lexicon.patterns import Rule, Strict, compile_rule, fold, load
from extractor.lexicon.phrases import REFERENCES
from extractor.quick import quick
from extractor.why import decided

Relation = Literal["basis", "implements", "amends", "replaces", "repeals", "guides", "approves", "answers", "attaches", "mentions"]
Span = tuple[int, int]

STRONG = frozenset({"amends", "replaces", "repeals"})
CLAUSE_END = regex.compile(r"[.;](?=\s)|\n|:(?=\s)")
PARTS = r"(?:\s|,|;|và|ban hành kèm theo|kèm theo|Quy chế|Quy định|Danh mục|các|khoản|điểm|mục|Điều|điều|phần|chương|Chương|phụ lục|Phụ lục|của|tại|trong|số|nêu|các văn bản|văn bản|sau|sau đây|:|[IVXLC]+|[a-zđ](?!\p{L})|\d+(?:\.\d+)*|những|đúng|nội dung|quy định|hướng dẫn|một số|tinh thần|toàn văn)*"


class Governor(Rule):
    relation: Relation
    words: list[str]
    reach: int


class RelationsFile(Strict):
    """patterns/references/relations.yaml."""

    governors: list[Governor]
    after: dict[Relation, list[str]]
    titles: list[str]
    joined: list[str]
    glue: list[str]
    above: list[str]


@cache
def rules() -> RelationsFile:
    """patterns/references/relations.yaml."""
    return load("relations", RelationsFile)


def _either(words: Sequence[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


@cache
def _compiled(pattern: str, rule: str) -> Any:
    return compile_rule(pattern, file="relations", rule=rule, flags=regex.IGNORECASE)


@cache
def _governors() -> Any:
    groups = "|".join(rf"(?P<{g.relation}>{_either(g.words)})" for g in rules().governors)
    return _compiled(rf"(?<![\p{{L}}])(?:{groups})(?!\p{{L}})", "governors")


@cache
def _reach() -> dict[str, int]:
    return {g.relation: g.reach for g in rules().governors}


@cache
def _glue() -> Any:
    return _compiled(rf"[\s,;:()-]*(?:(?:{_either(rules().glue)})(?!\p{{L}})[\s,;:(-]*)*", "glue")


@cache
def _titles() -> Any:
    return _compiled(rf"[\s,]*(?:{_either(rules().titles)})(?!\p{{L}})", "titles")


@cache
def _joined() -> Any:
    return _compiled(rf"[\s,(]*(?:{_either(rules().joined)})(?!\p{{L}})", "joined")


@cache
def _after(relation: str) -> Any:
    return REFERENCES.filled("said_behind", words=f"(?:{_either(rules().after[relation])})")  # type: ignore[index]


@cache
def _opens_repealed() -> Any:
    return REFERENCES.filled("opens_repealed", types=f"(?:{_either([regex.escape(entry.name.lower()) for entry in document_types().types])})")


@cache
def _title_up_to(relation: str) -> Any:
    return REFERENCES.filled("title_up_to", titles=_either(rules().titles), words=f"(?:{_either(rules().after[relation])})")  # type: ignore[index]


@cache
def _above() -> Any:
    return _compiled(rf"\s+(?:{_either(rules().above)})(?!\p{{L}})", "above")


TYPE_BEFORE = regex.compile(r"(?<!\p{L})\p{L}+(?:\s\p{L}+){0,3}$")


# Code points before and behind a mention in which the words that lead to it, or follow it, stand: on one long line a segment is the whole text.
NEAR = 100
LONGEST_OPENING = 300  # of a sentence that opens a list of documents, in code points
TOLD = 24  # code points before it that say that it is told ("đã bãi bỏ:")


@quick
@dataclass(frozen=True, slots=True)
class CitedAs:
    """The relation of a mention and the words that say so (None where no words do)."""

    relation: Relation
    words: Span | None = None


def relations_of(reading: Reading, mentions: Sequence[ReferenceMention], own_type: str | None = None) -> list[CitedAs]:
    """The relation of each mention, in their order."""
    found: list[CitedAs] = []
    lists = _lists(reading)
    listed: CitedAs | None = None
    previous: ReferenceMention | None = None
    segment: Segment | None = None
    for mention in mentions:
        here = reading.segment_at(mention.start)
        if here is not segment:
            opened = lists.get(here.start) or _opens_list(reading, segment, here, listed)
            segment, previous = here, None
            listed = opened
        said, listed = _relation(reading.text, here, mention, previous, found[-1] if found and previous else None, listed, own_type)
        if previous is not None and here.start in lists and _of_member(reading.text, previous, mention):
            said = CitedAs("mentions")
        found.append(said)
        previous = mention
    found = _taken_up(reading, mentions, _said_together(reading, mentions, found))
    for mention, said in zip(mentions, found, strict=True):
        words = reading.text[slice(*said.words)] if said.words else ""
        decided("reference", mention.start, "relation", f"relations: {said.relation}" if words else "relations: no word says more", words)
    return found


def _opens_list(reading: Reading, before: Segment | None, here: Segment, listed: CitedAs | None) -> CitedAs | None:
    """The governor that goes on in a list's items: a segment that ended with a colon."""
    if before is None or listed is None or here.kind != "item":
        return None
    return listed if reading.text[before.start : before.end].rstrip().endswith((":", ";", ",")) else None


def _lists(reading: Reading) -> dict[int, CitedAs]:
    """What a sentence without citations says of those in the items below it: "Bãi bỏ toàn bộ các văn bản sau:" → beginning of each item, relation."""
    found: dict[int, CitedAs] = {}
    opened: CitedAs | None = None
    level = 0
    for segment in reading.segments:
        if segment.kind in ("cell", "note"):
            continue
        end = segment.end
        while end > segment.start and reading.text[end - 1].isspace():
            end -= 1
        if reading.text[end - 1] == ":" or segment.kind == "heading":
            said = _opening(reading.text, max(segment.start, end - LONGEST_OPENING), end)
            opened, level = (CitedAs(*said), segment.level) if said is not None else (None, 0)
        elif opened is not None and segment.marker is not None and (segment.level > level or not level):
            found[segment.start] = opened
        else:
            opened = None
    return found


def _opening(text: str, start: int, end: int) -> tuple[Relation, Span] | None:
    """What a line says of the documents in the list that it opens, and where; a heading needs no colon ("Điều 1. Bãi bỏ toàn bộ văn bản do UBND tỉnh ban hành")."""
    low = max(0, start - TOLD)  # a copy of these few words, not of all the text before them
    match = _opens_repealed().search(text[low:end] + ("" if text[end - 1] == ":" else ":"), start - low)
    if match is None:
        return None
    first, last = match.span(match.lastgroup)
    return "replaces" if match["replaces"] else "repeals", (low + first, min(low + last, end))


def _said_together(reading: Reading, mentions: Sequence[ReferenceMention], found: list[CitedAs]) -> list[CitedAs]:
    """What is said behind the last of several documents is said of all: "Quyết định A và Quyết định B hết hiệu lực"."""
    for index in range(len(mentions) - 1, 0, -1):
        words, before = found[index].words, mentions[index - 1]
        if words is None or words[0] < mentions[index].end or found[index - 1].relation != "mentions":
            continue
        lead = REFERENCES.number_lead.search(reading.text, before.end, mentions[index].start)
        between = reading.text[max(before.end, before.tail) : lead.start() if lead else mentions[index].start]
        if _glue().fullmatch(between) and ";" not in between:
            found[index - 1] = found[index]
    return found


def _relation(
    text: str,
    segment: Segment,
    mention: ReferenceMention,
    previous: ReferenceMention | None,
    last: CitedAs | None,
    listed: CitedAs | None,
    own_type: str | None,
) -> tuple[CitedAs, CitedAs | None]:
    """(relation of the mention, governor of the list that goes on behind it)."""
    after = _behind(text, segment, mention)
    if after is not None:
        return after, listed
    start = segment.start
    lead = REFERENCES.number_lead.search(text, max(start, mention.start - NEAR), mention.start)
    lead_start = lead.start() if lead else mention.start
    if previous is not None and last is not None:
        start = max(previous.end, previous.tail)
        between = text[start:lead_start]
        if _glue().fullmatch(between) and ";" not in between:
            return last, listed
        if _joined().match(between) and not regex.search(r"[;.]\s", between):
            return _with_base(text, between, listed or last), listed
        piece = _without_type(regex.split(r";|(?<=[\p{L}\d)])\.(?=\s)", between)[-1])
        if ";" in between and listed is not None and _glue().fullmatch(piece):
            return listed, listed
        tail = REFERENCES.goes_on_with_list.search(between)
        if listed is not None and tail and not regex.search(r"[.:]\s", between) and not REFERENCES.acting_body.search(between):
            return listed, listed
        if last.relation in STRONG and REFERENCES.does_next.search(between) and (inner := _governor(text, start, lead_start, own_type)) is not None and inner.relation in STRONG:
            return inner, inner
        if _in_title(between) and not REFERENCES.turns_to_ground.search(between):
            inner = _governor(text, start, lead_start, own_type)
            words = inner.words if inner is not None and inner.relation in STRONG else None
            return CitedAs("mentions", words), listed
    stop = max([start, *(m.end() for m in CLAUSE_END.finditer(text, max(start, lead_start - 260), lead_start - 1))])
    own = _governor(text, stop, lead_start, own_type)
    opening = text[_body(text, segment) : lead_start]
    if own is None and listed is not None and previous is None and (_glue().fullmatch(opening) or regex.fullmatch(PARTS, opening)):
        return listed, listed
    said = own or CitedAs("mentions")
    return said, (said if said.relation != "mentions" else None)


def _of_member(text: str, previous: ReferenceMention, mention: ReferenceMention) -> bool:
    """Whether a document stands in the title of one that a list names: "1. Thông tư A của liên Bộ hướng dẫn thi hành Nghị định B"."""
    between = text[previous.end : mention.start]
    return not regex.search(r";|\.\s", between) and not _glue().fullmatch(text[max(previous.end, previous.tail) : mention.start]) and not REFERENCES.does_next.search(between) and REFERENCES.goes_on_with_list.search(between) is None


def _with_base(text: str, between: str, base: CitedAs) -> CitedAs:
    """What amended the document cited: with it among the grounds of an enactment, but only told of in a bracket of running text."""
    told = between.lstrip().startswith("(") and base.words is not None and not REFERENCES.ground_words.match(text, *base.words)
    return CitedAs("mentions") if told else base


def _without_type(piece: str) -> str:
    """A piece of a list without the plural type word that opens it: " Các Công điện: "."""
    match = REFERENCES.plural_type.search(piece)
    return piece[: match.start()] if match and document_type(match["type"]) else piece


def _body(text: str, segment: Segment) -> int:
    return segment.start + (len(segment.marker) if segment.marker and text.startswith(segment.marker, segment.start) else 0)


def _in_title(between: str) -> bool:
    """Whether what stands between two mentions is the title of the first, in which the second stands."""
    return _titles().match(between) is not None and not regex.search(r"[;:]\s|\.\s|\([^)]*$", between) and not REFERENCES.acting_body.search(between)


def _governor(text: str, start: int, end: int, own_type: str | None) -> CitedAs | None:
    """The nearest governing words between `start` and `end` that reach the mention at `end`."""
    best: CitedAs | None = None
    if text[end - 2 : end] == ": " and (said := _opening(text, max(start, end - LONGEST_OPENING), end - 1)) is not None:
        return CitedAs(*said)
    for match in _governors().finditer(text, max(start, end - 240), end, overlapped=False):
        relation = match.lastgroup
        gap = text[match.end() : end]
        if len(gap) > _reach()[relation] or regex.search(r"[;]|\.\s", gap) or (": " in gap and not REFERENCES.opens_list.search(gap) and not (relation == "repeals" and gap.strip() == ":")):
            continue
        if not _holds(text, relation, match, gap, own_type):
            if relation == "attaches" and best is not None and best.relation in STRONG and best.words and regex.fullmatch(PARTS, text[best.words[1] : end]):
                continue
            if relation == "attaches":
                # "mẫu ban hành kèm theo Thông tư …": what another document carries.
                best = CitedAs("mentions")
            continue
        if best is not None and relation == "mentions" and best.relation != "mentions" and not _near(gap):
            continue
        carried = REFERENCES.carried_out.search(text, max(start, match.start() - 70), match.start()) if relation == "basis" and match[0].lower() == "theo" else None
        if carried is None and relation == "basis" and REFERENCES.as_provided.match(match[0]):
            carried = REFERENCES.carries_out_what.search(text, max(start, match.start() - 70), match.start())
        if carried:
            # "thực hiện đơn giản hóa thủ tục theo Nghị quyết số …"
            best = CitedAs("implements", carried.span("words"))
            continue
        best = CitedAs(relation, match.span() if relation != "mentions" else None)
    return best


def _near(gap: str) -> bool:
    return len(gap.strip(" :")) <= 12


def _holds(text: str, relation: str, match: Any, gap: str, own_type: str | None) -> bool:
    """Whether governing words really govern what stands `gap` behind them."""
    before = text[max(0, match.start() - 60) : match.start()]
    if relation == "attaches" and REFERENCES.sends_along.match(match[0]):
        return len(gap.strip()) < 12
    if relation == "attaches":
        return REFERENCES.issued_at_opening.search(before) is not None
    if relation == "basis" and match[0].lower() in {"theo", "theo đúng", "áp dụng", "tuân thủ", "phù hợp với"}:
        return regex.fullmatch(PARTS, gap) is not None
    if relation == "basis" and REFERENCES.as_provided.match(match[0]):
        return regex.fullmatch(PARTS, gap) is not None
    if relation in STRONG or relation == "guides":
        if REFERENCES.told_of_it.search(before) and relation != "amends":
            return False
        if REFERENCES.done_to.search(before) or (relation == "guides" and REFERENCES.detailing_papers.search(before)):
            return False
        subject = REFERENCES.this_document.search(before)
        if subject and own_type and document_type(subject[1]) and fold(subject[1]) != fold(own_type):
            return False
        return regex.fullmatch(PARTS, gap.strip()) is not None or len(gap) < 40
    if relation == "approves":
        return match[0].lower() == "tán thành" or REFERENCES.opens_article.search(before) is not None or text[match.start()].isupper()
    if relation == "mentions":
        return len(gap.strip()) <= 30 and not gap.strip().startswith(("kèm", "tại"))
    if relation == "implements" and REFERENCES.in_name_of_body.search(before) and not gap.strip():
        return False
    if relation == "implements" and (manner := REFERENCES.manner.match(gap)):
        gap = gap[manner.end() :]
    if relation == "implements" and len(gap) > 25 and not REFERENCES.names_place.search(gap):
        return False
    return not (relation == "implements" and len(gap) > 60 and REFERENCES.acting_noun.search(before))


def _behind(text: str, segment: Segment, mention: ReferenceMention) -> CitedAs | None:
    """What is said right behind a mention: "… hết hiệu lực"."""
    for relation in rules().after:
        titled = _title_up_to(relation).match(text, max(mention.tail, mention.end), min(segment.end, mention.end + 4 * NEAR))
        for place in {mention.tail, mention.end, titled.end() if titled and relation != "attaches" else mention.end}:
            match = _after(relation).match(text, place, min(segment.end, place + 4 * NEAR))
            if match:
                span = match.span()
                while text[span[0]] in " ,":
                    span = (span[0] + 1, span[1])
                return CitedAs(relation, span)
    return None


def _taken_up(reading: Reading, mentions: Sequence[ReferenceMention], found: list[CitedAs]) -> list[CitedAs]:
    """Hands "Bãi bỏ Quyết định nêu trên" to the last cited document of that type before it."""
    from bisect import bisect_left

    starts = [m.start for m in mentions]
    text = reading.text
    for match in _above().finditer(text):
        before = TYPE_BEFORE.search(text, max(0, match.start() - 40), match.start())
        words = before[0].split() if before else []
        size = next((size for size in range(1, len(words) + 1) if document_type(" ".join(words[-size:])) is not None), 0)
        kind = document_type(" ".join(words[-size:])) if size else None
        if kind is None:
            continue
        place = match.start() - len(" ".join(words[-size:]))
        clause = max([0, *(m.end() for m in CLAUSE_END.finditer(text, max(0, place - 160), place))])
        said = _governor(text, clause, place, None)
        if said is None or said.relation not in STRONG:
            continue
        for index in range(bisect_left(starts, place) - 1, -1, -1):
            if place - mentions[index].start > 4000:
                break
            if mentions[index].doc_type == kind.name:
                if found[index].relation in ("mentions", "basis"):
                    found[index] = said
                break
    return found


__all__ = ["CitedAs", "Relation", "relations_of"]
