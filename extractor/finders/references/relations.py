"""What the document does to each document that it cites, by the words around the citation.

    "Căn cứ Nghị định A; Nghị định B sửa đổi Nghị định A;" → basis, basis, mentions (what B does to A is not done here)

In: the reading, its segments and the mentions in order. Out: for each mention the relation and the run of the words that say so. The nearest
governing words of the clause decide; a list shares those of its first member; what stands in the title of another cited document is only
mentioned. "Bãi bỏ Quyết định nêu trên" counts for the last cited document of that type. Words: patterns/references/relations.yaml.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import regex

from extractor.finders.references.authority import may_act_on
from extractor.finders.references.finder import ReferenceMention
from extractor.finders.references.listed import (
    LONGEST_OPENING,
    CitedAs,
    Relation,
    listed_documents,
    opening_of_list,
    quoted_provisions,
)
from extractor.finders.references.relation_words import above_words, glue, governors, joined, reaches, titles
from extractor.finders.references.said_behind import NEAR, behind, in_title, said_together
from extractor.layout.model import Reading, Segment
from extractor.lexicon.document_types import document_type
from extractor.lexicon.patterns import fold
from extractor.lexicon.phrases import REFERENCES
from extractor.why import decided

LONGEST_CARRIED = 230  # from "sửa đổi" to the document that carries what is amended, in code points
NEAR_VERB = 30  # of it, in which a word may say that it is only told of
NEAR_MEASURE = 90  # of "đáp ứng ba tiêu chí " before "theo quy định tại", in code points
STRONG = frozenset({"amends", "replaces", "repeals"})
OUT_OF_BRACKET = regex.compile(r"[^()]*\)")
OPEN_BRACKET = regex.compile(r"\([^()]*$")
CLAUSE_END = regex.compile(r"[.;](?=\s)|\n|:(?=\s)")
PARTS = r"(?:\s|,|;|và|ban hành kèm theo|kèm theo|Quy chế|Quy định|Danh mục|[Cc]ác|[Kk]hoản|[Đđ]iểm|[Mm]ục|Điều|điều|(?:[Bb]iểu )?[Mm]ẫu|[Bb]iểu|phần|chương|Chương|phụ lục|Phụ lục|của|tại|trong|số|nêu|các văn bản|văn bản|sau|sau đây|:|[IVXLC]+|[a-zđ](?!\p{L})|\d+(?:\.\d+)*[a-zA-Z]?(?!\p{L})|những|đúng|nội dung|quy định|hướng dẫn|một số|tinh thần|toàn văn)*"


TYPE_BEFORE = regex.compile(r"(?<!\p{L})\p{L}+(?:\s\p{L}+){0,3}$")


def relations_of(reading: Reading, mentions: Sequence[ReferenceMention], own_type: str | None = None, issuer: str | None = None) -> list[CitedAs]:
    """The relation of each mention, in their order; `own_type` and `issuer` are the document's own."""
    found: list[CitedAs] = []
    lists = listed_documents(reading)
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
    found = _taken_up(reading, mentions, _of_provisions(reading.text, mentions, said_together(reading, mentions, found)))
    found = _told(reading.text, found) if _only_tells(reading, own_type) else found
    found = _within_authority(reading.text, mentions, _pointed_to(reading.text, mentions, found), issuer)
    # A cell tells what its row names does or needs: "Thông tư A | Sửa đổi Thông tư B".
    found = [CitedAs("mentions") if said.relation in STRONG and reading.segment_at(m.start).kind == "cell" else said for m, said in zip(mentions, found, strict=True)]
    for mention, said in zip(mentions, found, strict=True):
        words = reading.text[slice(*said.words)] if said.words else ""
        decided("reference", mention.start, "relation", f"relations: {said.relation}" if words else "relations: no word says more", words)
    return found


def _pointed_to(text: str, mentions: Sequence[ReferenceMention], found: list[CitedAs]) -> list[CitedAs]:
    """"Đáp ứng ba tiêu chí theo quy định tại khoản 2 Điều 8 Nghị định A" points to where a measure is laid down: nothing is done on that ground."""
    told: list[CitedAs] = []
    for mention, said in zip(mentions, found, strict=True):
        pointed = said.relation == "basis" and said.words is not None and REFERENCES.as_provided.match(text, said.words[0], said.words[1]) is not None
        if pointed and said.words is not None:
            measured = REFERENCES.measured_by.search(text, max(0, said.words[0] - NEAR_MEASURE), said.words[0]) is not None
            pointed = measured and REFERENCES.names_provision.search(text, said.words[1], mention.start) is not None
        told.append(CitedAs("mentions") if pointed else said)
    return told


def _within_authority(text: str, mentions: Sequence[ReferenceMention], found: list[CitedAs], issuer: str | None) -> list[CitedAs]:
    """What a body below the issuer of a document asks for or tells of is not done here: "Trình Chính phủ sửa đổi Nghị định A". An article that opens with the act
    ("Điều 1. Sửa đổi …") does it."""
    return [
        CitedAs("mentions")
        if said.relation in STRONG and not may_act_on(issuer, mention.issuer) and not (said.words and _own_act(text, said.words[0]))
        else said
        for mention, said in zip(mentions, found, strict=True)
    ]


def _own_act(text: str, start: int) -> bool:
    """Whether the words at `start` say what the document itself does: an article that opens with them, or "Quyết định này …"."""
    return REFERENCES.article_opens.search(text, max(0, start - NEAR), start) is not None or REFERENCES.this_document.search(text, max(0, start - 60), start) is not None


def _only_tells(reading: Reading, own_type: str | None) -> bool:
    """Whether a text reports what others did: a report, or the press, which has no head, no articles, speaks of no document as its own and gives no work in
    items."""
    if own_type is not None:
        return REFERENCES.reports_by_type.fullmatch(own_type) is not None
    if REFERENCES.directs_or_enacts.search(reading.text) is not None:
        return False
    return not any(s.marker and REFERENCES.gives_work.search(reading.text, s.start, s.end) for s in reading.segments)


def _told(text: str, found: list[CitedAs]) -> list[CitedAs]:
    """What is done "theo Quyết định …" by those whom a report or the press tells of does nothing to that document here."""
    return [CitedAs("mentions") if said.relation == "basis" and said.words is not None and _in_passing(text, *said.words) else said for said in found]


def _in_passing(text: str, start: int, end: int) -> bool:
    return text[start:end].casefold() == "theo" and REFERENCES.opens_with_ground.search(text, max(0, start - 200), start) is None


def _of_provisions(text: str, mentions: Sequence[ReferenceMention], found: list[CitedAs]) -> list[CitedAs]:
    """What a quoted provision cites is cited by the document that is amended, not by this one."""
    quoted = quoted_provisions(text)
    place = 0
    for index, mention in enumerate(mentions):
        while place < len(quoted) and quoted[place][1] <= mention.start:
            place += 1
        if place < len(quoted) and quoted[place][0] <= mention.start and found[index].relation in ("basis", "implements"):
            found[index] = CitedAs("mentions")
    return found


def _opens_list(reading: Reading, before: Segment | None, here: Segment, listed: CitedAs | None) -> CitedAs | None:
    """The governor that goes on in a list's items: a segment that ended with a colon."""
    if before is None or listed is None or here.kind not in ("item", "paragraph"):
        return None
    return listed if reading.text[before.start : before.end].rstrip().endswith((":", ";", ",") if here.kind == "item" else ";") else None


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
    after = behind(text, segment, mention)
    if after is not None and not (after.relation in STRONG and _grounded(text, segment, mention)):
        return after, listed
    start = segment.start
    lead = REFERENCES.number_lead.search(text, max(start, mention.start - NEAR), mention.start)
    lead_start = lead.start() if lead else mention.start
    if previous is not None and last is not None:
        start = max(previous.end, previous.tail)
        between = text[start:lead_start]
        if glue().fullmatch(between) and ";" not in between:
            # "Kế hoạch A (Kế hoạch số 01), Quyết định B": what stands behind a bracket goes on with what governs the list
            return (listed if listed is not None and between.startswith(")") else last), listed
        if _goes_with(between, last):
            return _with_base(text, between, listed or last), listed
        piece = _without_type(regex.split(r";|(?<=[\p{L}\d)])\.(?=\s)", between)[-1])
        if ";" in between and listed is not None and (glue().fullmatch(piece) or (listed.relation in STRONG and regex.fullmatch(PARTS, piece))):
            return listed, listed
        if listed is not None and listed.relation in STRONG and last.relation in STRONG and _next_part(between):
            return listed, listed  # "Bãi bỏ Điều 3 Thông tư A và Điều 5 Thông tư B"
        tail = REFERENCES.goes_on_with_list.search(between)
        if last.amending and tail:
            return last, listed
        if listed is not None and tail and not regex.search(r"[.:]\s", between) and not REFERENCES.acting_body.search(between):
            return listed, listed
        if last.relation in STRONG and REFERENCES.does_next.search(between) and (inner := _governor(text, start, lead_start, own_type)) is not None and inner.relation in STRONG:
            return inner, inner
        if last.relation == "basis" and last.words and REFERENCES.ground_words.match(text, *last.words) and REFERENCES.amended_by.search(between) and not regex.search(r"[;.]\s", between):
            return last, listed  # "Căn cứ Nghị định A quy định chức năng của Bộ Y tế được sửa đổi bởi Nghị định B"
        if in_title(between) and not REFERENCES.turns_to_ground.search(between):
            inner = _governor(text, start, lead_start, own_type)
            words = inner.words if inner is not None and inner.relation in STRONG else None
            return CitedAs("mentions", words, last.relation in STRONG and REFERENCES.amended_by.search(between) is not None), listed
    stop = max([start, *(m.end() for m in CLAUSE_END.finditer(text, max(start, lead_start - 260), lead_start - 1))])
    if text[max(0, stop - 1) : stop] == ":" and regex.fullmatch(PARTS, text[stop:lead_start]):
        # "Các quy định sau hết hiệu lực: điểm b khoản 2 Điều 5 Nghị định …": what stands before the colon says what is done
        stop = max([start, *(m.end() for m in CLAUSE_END.finditer(text, max(start, stop - 260), stop - 1))])
    own = _governor(text, stop, lead_start, own_type)
    opening = text[_body(text, segment) : lead_start]
    if own is None and listed is not None and previous is None and (glue().fullmatch(opening) or regex.fullmatch(PARTS, opening)):
        return listed, listed
    said = own or CitedAs("mentions")
    if said.relation in STRONG and previous is not None and OPEN_BRACKET.search(text, max(previous.end, previous.tail), mention.start):
        return CitedAs("mentions"), listed  # "căn cứ Kế hoạch A (thay thế Kế hoạch B)": what A did to B
    if said.relation == "mentions" and previous is not None and OPEN_BRACKET.search(text, max(previous.end, previous.tail), mention.start):
        return said, listed  # the short name of a document in a bracket: the list goes on behind it
    return said, (said if said.relation != "mentions" else None)


def _goes_with(between: str, last: CitedAs) -> bool:
    """Whether a document goes with the one before it: it amended that one, holds an opinion beside a ground ("Xét Tờ trình A và ý kiến thẩm định của Sở Tư
    pháp tại Công văn B"), or provides with it ("theo quy định tại Điều 4 Luật A và Điều 6 Nghị định B")."""
    if last.relation == "basis" and REFERENCES.opinion_beside.search(between):
        return True
    if last.relation == "basis" and ";" not in between and REFERENCES.next_ground.match(between) and regex.fullmatch(PARTS, between):
        return True
    return joined().match(between) is not None and regex.search(r"[;.]\s", between) is None


def _grounded(text: str, segment: Segment, mention: ReferenceMention) -> bool:
    """Whether a clause gives its grounds: "Xét Tờ trình A về việc công bố các văn bản hết hiệu lực" repeals nothing."""
    low = max([segment.start, *(m.end() for m in CLAUSE_END.finditer(text, max(segment.start, mention.start - 260), mention.start))])
    return REFERENCES.ground_words.match(text, low + len(text[low : mention.start]) - len(text[low : mention.start].lstrip()), mention.start) is not None


def _of_member(text: str, previous: ReferenceMention, mention: ReferenceMention) -> bool:
    """Whether a document stands in the title of one that a list names: "1. Thông tư A của liên Bộ hướng dẫn thi hành Nghị định B"."""
    between, behind = text[previous.end : mention.start], text[max(previous.end, previous.tail) : mention.start]
    if regex.search(r";|\.\s", between) or glue().fullmatch(behind) or REFERENCES.does_next.search(between):
        return False
    return titles().match(behind) is not None or REFERENCES.goes_on_with_list.search(between) is None


def _next_part(between: str) -> bool:
    """Whether what stands between two documents leads from one that is amended or repealed to a part of the next: " và Điều 5 ", " về quản lý chợ và các Mẫu số 7 kèm theo "."""
    found = REFERENCES.next_part.search(between)
    return found is not None and regex.fullmatch(PARTS, between[found.start() :]) is not None


def _with_base(text: str, between: str, base: CitedAs) -> CitedAs:
    """What amended the document cited: with it among the grounds of an enactment, but only told of in a bracket of running text and where this document
    amends, replaces or repeals the one that was amended."""
    told = between.lstrip().startswith("(") and base.words is not None and not REFERENCES.ground_words.match(text, *base.words)
    return CitedAs("mentions", None, base.relation in STRONG) if told or base.relation in STRONG else base


def _without_type(piece: str) -> str:
    """A piece of a list without the plural type word that opens it: " Các Công điện: "."""
    match = REFERENCES.plural_type.search(piece)
    return piece[: match.start()] if match and document_type(match["type"]) else piece


def _body(text: str, segment: Segment) -> int:
    return segment.start + (len(segment.marker) if segment.marker and text.startswith(segment.marker, segment.start) else 0)


def _governor(text: str, start: int, end: int, own_type: str | None) -> CitedAs | None:
    """The nearest governing words between `start` and `end` that reach the mention at `end`."""
    best: CitedAs | None = None
    if text[end - 2 : end] == ": " and (said := opening_of_list(text, max(start, end - LONGEST_OPENING), end - 1)) is not None:
        return CitedAs(*said)
    for match in governors().finditer(text, max(start, end - 240), end, overlapped=False):
        relation = match.lastgroup
        gap = text[match.end() : end]
        if relation in STRONG and (REFERENCES.only_points_to.search(gap) or REFERENCES.only_points_to.search(match[0])):
            continue  # "Điều chỉnh mức giá cao hơn 15% so với mức giá quy định tại …", "thuốc thay thế theo …"
        carrier = _before_provision(gap) if text[match.start()].isupper() else gap  # "1. Bãi bỏ mức thu quy định tại Điều 3 …"
        carries = relation in STRONG and REFERENCES.carried_by.search(carrier) is not None
        if len(gap) > (LONGEST_CARRIED if carries else reaches()[relation]) or regex.search(r"[;]|\.\s", gap) or (": " in gap and not REFERENCES.opens_list.search(gap) and not (relation == "repeals" and gap.lstrip().startswith(":") and regex.fullmatch(PARTS, gap))):
            continue
        if relation in STRONG and OUT_OF_BRACKET.match(gap):
            continue  # "Điều lệ (sửa đổi, bổ sung) được phê duyệt theo Quyết định …"
        if REFERENCES.in_law_name.search(text, max(0, match.start() - 12), match.start()):
            continue  # "Căn cứ Luật thi hành án hình sự số …"
        if not _holds(text, relation, match, REFERENCES.carried_by.sub("", carrier)[:NEAR_VERB] if carries else gap, own_type):
            if relation == "attaches" and best is not None and best.relation in STRONG and best.words and REFERENCES.carried_by.search(text[best.words[1] : end]) is not None:
                continue
            if relation == "attaches":
                # "mẫu ban hành kèm theo Thông tư …": what another document carries; with "Căn cứ" before it, its regulation is the ground.
                ground = REFERENCES.ground_opening.match(text, start, match.start())
                best = CitedAs("basis", ground.span("words")) if ground else CitedAs("mentions")
            continue
        if best is not None and relation == "mentions" and best.relation != "mentions" and not _near(gap):
            continue
        if relation in ("basis", "mentions") and best is not None and _goes_on_to(text, best, match.start(), end):
            continue  # "Bãi bỏ một số nội dung quy định tại Điều 10 Thông tư …", "thay thế các quy định ban hành theo Quyết định …"
        carried = REFERENCES.carried_out.search(text, max(start, match.start() - 70), match.start()) if relation == "basis" and match[0].lower() == "theo" else None
        if carried is None and relation == "basis" and REFERENCES.as_asked.match(match[0]):
            carried = REFERENCES.carried_out.search(text, max(0, match.start() - 70), match.start())
        if carried is None and relation == "basis" and REFERENCES.as_provided.match(match[0]):
            carried = REFERENCES.carries_out_what.search(text, max(start, match.start() - 70), match.start())
        if carried:
            # "thực hiện đơn giản hóa thủ tục theo Nghị quyết số …"
            best = CitedAs("implements", carried.span("words"))
            continue
        best = CitedAs(relation, match.span() if relation != "mentions" else None)
    return best


def _before_provision(gap: str) -> str:
    """Words before a document without the articles that stand right before it: " chế độ đi học quy định tại khoản 3, điều 1 của " → " chế độ đi học quy định tại "."""
    found = REFERENCES.provision_before.search(gap)
    return f"{gap[: found.start()]} " if found is not None and REFERENCES.as_provided_before.search(gap, 0, found.start()) is None else gap


def _goes_on_to(text: str, best: CitedAs, start: int, end: int) -> bool:
    """Whether what amends, replaces or repeals goes on over the words at `start` to the document at `end`, which carries or provides what is amended."""
    if best.relation not in STRONG or best.words is None:
        return False
    return regex.fullmatch(PARTS, text[best.words[1] : start]) is not None or REFERENCES.carried_by.search(_before_provision(text[best.words[1] : end]) if text[best.words[0]].isupper() else text[best.words[1] : end]) is not None


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
        return regex.fullmatch(PARTS, gap) is not None and REFERENCES.was_done.search(before) is None
    if relation == "basis" and REFERENCES.as_provided.match(match[0]):
        return regex.fullmatch(PARTS, gap) is not None
    if relation in STRONG or relation == "guides":
        if REFERENCES.told_of_it.search(before) and relation != "amends":
            return False
        if REFERENCES.done_to.search(before) or (relation == "guides" and REFERENCES.detailing_papers.search(before) and not REFERENCES.enacts_itself.search(before)):
            return False
        if (relation == "amends" and REFERENCES.of_draft.search(gap)) or (relation in STRONG and REFERENCES.asks_for_it.search(before)):
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


def _taken_up(reading: Reading, mentions: Sequence[ReferenceMention], found: list[CitedAs]) -> list[CitedAs]:
    """Hands "Bãi bỏ Quyết định nêu trên" to the last cited document of that type before it."""
    from bisect import bisect_left

    starts = [m.start for m in mentions]
    text = reading.text
    for match in above_words().finditer(text):
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
