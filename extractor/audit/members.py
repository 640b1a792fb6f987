"""The members of a list that a count opens: how many there are, and by what they are told apart.

    "gồm: (1) …; (2) …; (3) …"                    numbered
    "02 hội nghị: Hội nghị …; hội nghị …"          between semicolons, each opened by the counted noun
    "3 sở (Sở Y tế, Sở Nội vụ và Sở Tư pháp)"      names in the bracket behind the noun
    "04 mức: Tốt, Khá, Trung bình, Yếu"            names behind a colon
    "14 sở, ngành[7]" and "[7] A; B; C …"          the footnote at the noun
    "04 tỉnh Hà Nam, Nam Định, …"                  names of places right behind their noun
    "3 cấp: tỉnh, huyện, xã"                       kinds behind a colon
    "05 nhiệm vụ sau:" and items below             the items of the outline

A comma or "và" may part two members or stand inside a name: such a list has a least and a most, and only a count outside of them is wrong.
Linear: every figure is looked at with what stands right behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extractor.audit.enumerated import (
    BETWEEN,
    bodies_named,
    names_between,
    of_documents,
    of_other_kind,
    of_place_before,
    of_places,
    one_key,
    opens_list,
    persons_behind,
    persons_listed,
    places_named,
    quoted_first,
)  # fmt: skip
from extractor.audit.figures import Figure
from extractor.audit.passages import Passage
from extractor.audit.tree import FIRST_OF, Node
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

Run = tuple[int, int]
NUMBERED = regex.compile(r"[(](\d{1,2})[)]")
MARKED = regex.compile(r"\s*\d{1,2}[.)/]\s")
COMMA = regex.compile(r"\s*[,;]\s*")
COMMAS = regex.compile(r"\s*,\s*")
STOP = regex.compile(r"[;:.]")
LEAD = regex.compile(r"[^;:]{0,240}?:(?!//)\s*")
CLAUSE = regex.compile(r"[^.;:,()]{0,60}\(")
LONGEST = 12_000  # code points of a list that is counted
MOST = 60  # members of a list that is counted
NEAR = 2  # items more or fewer than a count that no mark numbers: further off, the list is another
NAME = 48  # code points of a name in a list
PLACES = regex.compile(r"\s+((?:\p{Lu}[\p{L}’'\-]*)(?:\s(?:\p{Lu}[\p{L}’'\-]*|\d{1,2}(?![\d.,])))*)(?:,\s(?:\p{Lu}[\p{L}’'\-]*)(?:\s(?:\p{Lu}[\p{L}’'\-]*|\d{1,2}(?![\d.,])))*)+")
OPENS = 12  # code points of a member in which a count of its own stands
KIND = 14  # code points of a kind that a list names by one or two words
JOINED = 60  # code points between two counts that are told together
ELLIPSIS, BREAKS_OFF = 5, 12  # code points at the end of a list, and behind it, in which words for what is left out stand
ALTERNATIVE = 16  # code points of "03 hoặc " before a count


@dataclass(frozen=True, slots=True)
class Members:
    """A list: how many members it has at `least` and at `most`, its run, and `sure` where marks or the counted noun tell the members apart."""

    how: str
    least: int
    most: int
    run: Run

    @property
    def sure(self) -> bool:
        return self.least == self.most


def behind(passage: Passage, figure: Figure) -> Members | None:
    """The list right behind a count in its own sentence or bracket; None where there is none that can be told apart."""
    if _joined(passage, figure):
        return None
    return _bracket(passage, figure) or _colon(passage, figure) or _places(passage, figure) or _told(passage, figure) or _next_sentence(passage, figure)


def below(node: Node) -> tuple[Figure, Members] | None:
    """The items under a paragraph that ends with a count, its noun and a colon."""
    passage, items = node.passage, _first_series(node.children)
    if len(items) < 2 or len({n.style for n in items}) != 1 or not items[0].style:
        return None
    low = passage.sentence_starts[-1]
    counts = [f for f in passage.within(low, passage.end, 0) if f.dimension == "count"]
    figure = counts[-1] if counts else None
    if figure is None or passage.text[figure.end : passage.end].rstrip()[-1:] != ":" or _led(passage, figure, passage.end) is None or _joined(passage, figure):
        return None
    text = passage.text
    if any(_counted(n.passage, n.passage.start, n.passage.end) for n in items) or _several(text, [(n.passage.start, n.passage.end) for n in items]):
        return None
    heads = sum(text[n.passage.start : n.passage.end].rstrip().endswith(":") for n in items)
    if 0 < heads < len(items):
        return None  # an item that heads others
    gone = sum(AUDIT.no_more.search(text, n.passage.start, n.passage.end) is not None for n in items)
    if not _in_series(items) and abs(len(items) - figure.value) > NEAR and not one_key(str(len(items)), str(int(figure.value))):
        return None
    return figure, Members("items", len(items) - gone, len(items), (items[0].passage.start, items[-1].passage.end))


def _first_series(items: Sequence[Node]) -> Sequence[Node]:
    """The items up to where their marks begin anew: another list follows."""
    first = items[0].ordinal if items else None
    if (first or "").strip("().: ") not in (*FIRST_OF, "I"):
        return items
    return items[: next((i for i, n in enumerate(items) if i and n.ordinal == first), None)]


def _in_series(items: Sequence[Node]) -> bool:
    """The items are numbered, from the first on, by their marks or their first words ("- Phần thứ nhất: …", "- Một là, …", "- (i) …")."""
    marks = [(n.ordinal or "").strip("().: ") for n in items]
    if marks[0] in (*FIRST_OF, "I") and len(set(marks)) == len(marks):
        return True
    said = [(n.passage.text, n.passage.start) for n in items]
    return any(len(items) <= len(words) and all(word.match(*at) for word, at in zip(words, said, strict=False)) for words in vocabulary().series)


def of_note(note: Passage, figure: Figure) -> Members | None:
    """The bodies that the footnote at a count of bodies names, or members between semicolons that open with the counted noun."""
    found = _named(note, note.start, note.end, 0, "note", figure)
    unit = (figure.unit or "").casefold()
    if found is None or not unit:
        return None
    names = [note.text[a:b].strip(" .") for a, b in note.pieces(*found.run, 0)]
    if _counts_bodies(figure):
        # A comma may part a name: only a list all of whose commas part bodies can be counted.
        return found if (found.how == "note ;" and all(n[:1].isupper() for n in names)) or (found.how in ("note bodies", "note places") and found.sure) else None
    return found if found.how == "note ;" and all(n.casefold().startswith(unit) for n in names) else None


def countable(figure: Figure) -> bool:
    """A count of things that a list may name: of X/Y the X. A number without a noun may be the mark of an item ("2 - …", "3/ …")."""
    return figure.dimension == "count" and bool(figure.unit) and AUDIT.foreign_noun.match(figure.unit or "") is None and not figure.vague and 1 < figure.value <= MOST and figure.value == figure.value.to_integral_value()


def _joined(passage: Passage, figure: Figure) -> bool:
    """ "25 bộ và 13 tỉnh: …": the list is of both; "03 hoặc 05 thành viên: …": of either."""
    if vocabulary().alternative_end.search(passage.text, max(passage.start, figure.start - ALTERNATIVE), figure.start):
        return True
    before = passage.backwards(passage.sentence_start(figure.start), figure.start, 1)
    gap = passage.text[before[0].end : figure.start] if before and before[0].end <= figure.start else ""
    return bool(before) and before[0].dimension == "count" and len(gap) < JOINED and vocabulary().parted_by.search(gap) is not None and not STOP.search(gap)


def _led(passage: Passage, figure: Figure, end: int) -> int | None:
    """Where the list of a count begins: behind its noun phrase and a colon, with "gồm", "cụ thể" and the like or nothing between; None where another clause or count stands there."""
    opened = LEAD.match(passage.text, figure.end, end)
    if opened is None or any(f.dimension in ("count", "money", "percent") for f in passage.between(figure.end, opened.end())):
        return None
    lead = passage.text[figure.end : opened.end()].rstrip(" :")
    noun, comma, clause = lead.partition(",")
    others = vocabulary().others_end.search(noun)
    if AUDIT.nearer_count.search(lead) or AUDIT.names_begun.search(lead):
        return None
    again = others is None or others[1].strip().casefold() == (figure.unit or "").casefold()  # "8 xã vùng cao gồm các xã: …" says its noun again
    if vocabulary().partial.search(lead) or not again or passage.depth(figure.start) != passage.depth(opened.end() - 1) or (comma and not opens_list(clause.rpartition(",")[2])):
        return None
    return int(opened.end())


def _counts_bodies(figure: Figure) -> bool:
    """The counted noun is one for bodies."""
    unit = (figure.unit or "").casefold()
    return any(unit.startswith(noun) for noun in vocabulary().body_nouns)


def _bracket(passage: Passage, figure: Figure) -> Members | None:
    opened = CLAUSE.match(passage.text, figure.end, passage.end)
    if opened is not None and any(f.dimension != "percent" for f in passage.between(figure.end, opened.end())):
        return None
    if opened is not None and (not opened[0][:-1].strip() or AUDIT.named_above.search(opened[0]) is not None or vocabulary().others_end.search(opened[0][:-1].rstrip())):
        return None
    bracket = passage.bracket_after(opened.end() - 1, opened.end()) if opened is not None else None
    return _named(passage, bracket.open + 1, bracket.close, bracket.depth, "bracket", figure) if bracket is not None else None


def _colon(passage: Passage, figure: Figure) -> Members | None:
    start = _led(passage, figure, passage.end)
    if start is None:
        return None
    if NUMBERED.match(passage.text, start):
        return _numbered(passage, start)
    end = passage.scope(figure.start)[1]
    return _named(passage, start, end, passage.depth(figure.start), "colon", figure) if start < end else None


def _places(passage: Passage, figure: Figure) -> Members | None:
    """ "04 tỉnh Hà Nam, Nam Định, Thái Bình, Hưng Yên": names right behind the noun of a place, up to the first word that is none."""
    noun = vocabulary().place_noun.match(passage.text, figure.end, passage.end)
    found = PLACES.match(passage.text, noun.end(), passage.end) if noun is not None else None
    if found is None:
        return None
    names = [n for n in COMMAS.split(found[0].strip()) if n]
    last = vocabulary().last_name.match(passage.text, found.end(), passage.end)
    if len(names) > 2 and last is None and passage.text.startswith(" ", found.end()) and (body := found[0].rfind(",") + 1) and vocabulary().body_heads.match(passage.text, found.start() + body + 1):
        names, last = names[:-1], None  # "3 tỉnh An Bình, Hòa Phú, Tân Sơn, Cục Thuế … đã …": who did it
    goes_on = vocabulary().names_go_on.match(passage.text, found.end() if last is None else last.end(), passage.end)
    if goes_on is not None or len(names) < 2 or (len(names) == 2 and last is None and figure.value > 2 + NEAR):  # "6 tỉnh Nam Kỳ, Nguyễn Văn An làm …"
        return None
    count = len(names) + (last is not None)
    least = count - (last is not None and of_other_kind(last[0], figure))  # "3 huyện A, B, C và thị xã D"
    return Members("places", least, count, (noun.end(), found.end() if last is None else last.end())) if noun is not None else None


def _told(passage: Passage, figure: Figure) -> Members | None:
    """ "3 xã vùng cao là Bình An, Tân Lập và Mỹ Hải": names behind a verb, up to the end of their clause."""
    opened = AUDIT.names_told.match(passage.text, figure.end, passage.sentence_end(figure.start))
    if opened is None or passage.depth(figure.start) or passage.between(figure.end, opened.end()):
        return None
    start = opened.start("first")
    if of_places(figure):
        return _of_names(passage, start, passage.sentence_end(figure.start), figure)
    stop = STOP.search(passage.text, start, passage.end)
    end = stop.start() if stop is not None else passage.end
    found = _of_names(passage, start, end, figure)
    if found is not None and stop is not None and stop[0] == ";" and passage.text[stop.end() :].split()[:1] == passage.text[start:].split()[:1]:
        return replace(found, most=found.most + len(AUDIT.parts_of_list.findall(passage.text, stop.start(), passage.sentence_end(start))))
    on = AUDIT.goes_on_alike.match(passage.text, start) if found is not None and stop is not None and stop[0] == ";" else None
    return replace(found, most=found.most + on[0].count(";")) if found is not None and on is not None else found


def _next_sentence(passage: Passage, figure: Figure) -> Members | None:
    """ "Có 4 xã đạt chuẩn. Đó là các xã: …": the sentence behind the last count of its own, of the same noun if it says one."""
    end = passage.sentence_end(figure.start)
    opened = AUDIT.names_follow.match(passage.text, end, passage.end) if end < passage.end else None
    if opened is None or passage.depth(figure.start) or any(f.dimension == "count" for f in passage.between(figure.end, end)):
        return None
    noun, unit = (opened["noun"] or opened["said"] or "").casefold(), (figure.unit or "").casefold()
    if noun and not (noun.startswith(unit.split()[0]) or unit.startswith(noun)):
        return None
    return _of_names(passage, int(opened.end()), passage.sentence_end(opened.end()), figure)


def _of_names(passage: Passage, start: int, end: int, figure: Figure) -> Members | None:
    """Names to the end of a run, or up to a count behind a comma, about as many as are counted."""
    if not of_places(figure):
        other = next((f for f in passage.between(start, end) if passage.text[start : f.start].rstrip().endswith(",")), None)
        end = end if other is None else passage.text.rindex(",", start, other.start)
    found = _named(passage, start, end, 0, "next", figure)
    near = found is not None and found.least - NEAR <= figure.value <= found.most + NEAR
    return found if found is not None and near and not passage.between(*found.run) else None  # what is told with figures is no list of names


def _kinds(passage: Passage, start: int, end: int, how: str, figure: Figure) -> Members | None:
    """ "3 cấp: tỉnh, huyện, xã": kinds of one or two words each, as many as are counted; what is counted otherwise is no list of kinds."""
    words = passage.text[start:end]
    stop = STOP.search(words)
    kinds = [k for k in COMMAS.split(words[: stop.start() if stop else None].strip(" ()")) if k]
    joined = kinds and vocabulary().parted_by.search(kinds[-1])
    last = kinds[-1][: joined.start()] if joined else kinds[-1] if kinds else ""
    kinds = [*kinds[:-1], last]
    count = len(kinds) + bool(joined)
    if count < 2 or any(not k or len(k) > KIND or not k.islower() or any(c.isdigit() for c in k) for k in kinds) or count != figure.value:
        return None
    return Members(how + " kinds", count, count, (start, start + (stop.start() if stop else len(words))))


def _numbered(passage: Passage, start: int) -> Members | None:
    if passage.end - start > LONGEST:
        return None
    marks = list(NUMBERED.finditer(passage.text, start, passage.end))
    if [int(m[1]) for m in marks] != list(range(1, len(marks) + 1)) or len(marks) < 2:
        return None  # another list begins, or a mark was lost
    return Members("numbered", len(marks), len(marks), (marks[0].start(), marks[-1].end()))


def _counted(passage: Passage, start: int, end: int) -> bool:
    """A member opens with a count of its own: what it names are several."""
    first = next(iter(passage.between(start, end)), None)
    return first is not None and first.dimension in ("count", "money", "measure") and first.start - start < OPENS and passage.depth(first.start) <= passage.depth(start)


def _several(text: str, members: Sequence[Run]) -> bool:
    """One of the members names several ("c) Các ủy viên là …") where others name one, or the list breaks off ("…; ...")."""
    several = [vocabulary().several.match(text[a:b].lstrip(" -–+•*")) is not None for a, b in members]
    if any(several) and not all(several):
        return True
    left_out, (start, end) = vocabulary().left_out, members[-1]
    return left_out.search(text, max(start, end - ELLIPSIS), end) is not None or left_out.match(text, end, end + BREAKS_OFF) is not None


def _of_other_things(passage: Passage, start: int, figure: Figure) -> bool:
    """ "7 đơn vị lắp hệ thống mạng (LAN, WAN)": the bracket stands behind another noun, and names no bodies where bodies are counted."""
    between = passage.text[figure.end : start].strip(" (:")
    return (between.casefold() != (figure.unit or "").casefold() and _counts_bodies(figure)) or of_place_before(between, passage.text[start:])


def _of_the_name_before(passage: Passage, start: int, pieces: Sequence[Run], figure: Figure) -> bool:
    """ "50 đại biểu thuộc Hội Tân An (Tân Hội; …)": the bracket says more of the name that it stands behind, and nothing in it is called as what is counted."""
    noun = (figure.unit or "").casefold()
    before = passage.text[figure.end : start].rstrip(" (").rpartition(" ")[2]
    told = any(passage.text[a:b].strip().casefold().startswith(noun) for a, b in pieces)
    return len(pieces) > 1 and before[:1].isupper() and not told and abs(len(pieces) - figure.value) > NEAR


def _named(passage: Passage, start: int, end: int, depth: int, how: str, figure: Figure) -> Members | None:
    """Names between semicolons or commas, none of which is counted itself."""
    text = passage.text
    opens = vocabulary().enumeration_opens.match(text, start)
    if opens is not None:
        start = opens.end() + len(text[opens.end() : end]) - len(text[opens.end() : end].lstrip(" :"))
    if (end < passage.end and text[start:end].rstrip().endswith((";", ","))) or (MARKED.match(text, start) and not all((m := MARKED.match(text, a, b)) and m.end() < b for a, b in passage.pieces(start, end, depth))):
        return None  # the list goes on in what was read as another sentence, or its marks are not all there
    if not 3 <= end - start <= LONGEST or vocabulary().partial.search(text, start, end) or vocabulary().remark.match(text, start, end):
        return None
    if NUMBERED.match(text, start):
        return _numbered(passage, start)
    pieces = [(a, b) for a, b in passage.pieces(start, end, depth) if text[a:b].strip(" .")]
    apart = of_places(figure)  # "4 phường: A, B; 5 thị trấn: …": the next count opens its own list
    later = next((i for i, (a, b) in enumerate(pieces) if i and (vocabulary().list_cue.match(text, a + 1, b) or (apart and _counted(passage, a, b)))), None)
    pieces = pieces[:later]
    if not pieces or any(_counted(passage, a, b) for a, b in pieces) or _several(text, pieces) or of_documents(text, pieces, figure):
        return None
    if sum(f.dimension == "count" and f.unit == figure.unit for f in passage.between(pieces[0][0], pieces[-1][1])) > 1:
        return None  # "49 vụ, gồm: xã A (42), xã B (7)" takes the count apart, and does not list it
    run = pieces[0][0], pieces[-1][1]
    if how == "bracket" and _of_the_name_before(passage, start, pieces, figure):
        return None
    if len(pieces) > 1:
        return _between_semicolons(passage, pieces, how, figure)
    return _between_commas(passage, run, depth, how, figure) or _kinds(passage, start, end, how, figure)


def _between_semicolons(passage: Passage, pieces: Sequence[Run], how: str, figure: Figure) -> Members | None:
    """Members between semicolons. Where commas part the first already, the list may end with it ("các xã A, B và C; xã D thuộc huyện E"), or go on by either mark."""
    text, run = passage.text, (pieces[0][0], pieces[-1][1])
    if (quoted := quoted_first(text, pieces)) > 0:
        return Members(how + " quoted", quoted, quoted, pieces[0])
    first = _between_commas(passage, pieces[0], passage.depth(pieces[0][0]), "first", figure)
    if first is not None and of_places(figure):
        rest = [places_named(passage, *piece, figure) for piece in pieces[1:]]
        if not any(rest):
            return replace(first, how=how + " places")
    if how == "colon" and any(f.dimension != "count" or f.change for f in passage.between(*run)):
        return None
    more = sum(len(BETWEEN.findall(text[a:b])) for a, b in pieces)
    noun = (figure.unit or "").casefold()
    openings = tuple({o for o in (noun, " ".join(text[slice(*pieces[0])].split()[:2]).casefold()) if o})
    kinds = vocabulary().place_kind.match if of_places(figure) else lambda _: None
    commas = sum(name.casefold().startswith(openings) or kinds(name) is not None for a, b in pieces for name in COMMAS.split(text[a:b])[1:])
    most = len(pieces) + more + commas + sum(len(AUDIT.last_member_joined.findall(text[a:b])) for a, b in (pieces if commas else pieces[-1:])) + persons_behind(text, *pieces[-1])
    most += persons_listed(passage, *run)
    least = len(pieces) + more
    if first is not None:
        least, most = min(least, first.least), max(most, most - 1 + first.most)
    return Members(how + " ;", least, most, run)


def _between_commas(passage: Passage, run: Run, depth: int, how: str, figure: Figure) -> Members | None:
    """Members between commas: places, bodies, or other names."""
    text = passage.text
    if of_places(figure):
        named = places_named(passage, *run, figure)
        if how == "bracket" and named is not None and passage.text[figure.end : run[0]].rstrip(" (").rpartition(" ")[2][:1].isupper() and not named.least <= figure.value <= named.most:
            return None  # "3 huyện Tân An (nay là Tân Lập, Tân Hòa), Tân Phú …": of the name before it
        return Members(how + " places", named.least, named.most, (run[0], named.end)) if named is not None else None
    bodies = bodies_in(text, *run)
    if bodies:
        told = any(state.search(name) for name, _ in bodies for state in vocabulary().states)
        if how == "bracket" and not _counts_bodies(figure) and all(vocabulary().place_named.match(name) for name, _ in bodies):
            return None  # "7 siêu thị (thành phố A, huyện B)": where they are
        named = bodies_named(passage, *run)
        return Members(how + " bodies", named.least, named.most, run) if named is not None and len(bodies) > 1 and not told else None
    if how == "bracket" and _of_other_things(passage, run[0], figure):
        return None
    tail = next((m for m in vocabulary().names_end.finditer(text, *run) if passage.depth(m.start()) == depth), None)
    run = run if tail is None else (run[0], tail.start())
    named = names_between(passage, *run, NAME, (figure.unit or "") * (how == "first")) if not passage.between(*run) else None
    return Members(how + " ,", named.least, named.most, run) if named is not None else None


def bodies_in(text: str, start: int, end: int) -> list[tuple[str, Run]]:
    """The bodies that a run lists, each with its run; empty where something in it is no body."""
    members: list[tuple[int, int]] = []
    position = start
    cuts = [(m.start(), m.end()) for m in COMMA.finditer(text, start, end)] + [(m.start(), m.end()) for m in AUDIT.last_member.finditer(text, start, end)]
    heads = vocabulary().body_heads
    for a, b in [*sorted(cuts), (end, end)]:
        if a < position:
            continue
        words = text[position:a].strip()
        if words:
            if heads.match(words):
                members.append((position, a))
            elif members and words[0].isupper():
                members[-1] = (members[-1][0], a)  # "Sở Văn hóa, Thể thao và Du lịch"
            elif members:
                members[-1] = (members[-1][0], a)
            else:
                return []
        position = b
    return [(text[a:b].strip(" .;,"), (a, b)) for a, b in members]
