"""One tree of the document's text: items under items, as their marks nest them.

    1. Tổng chi ngân sách: …            node "1.", its head figure the total
    - Chi đầu tư: …                     child of 1.
    + Chi xây dựng: …                   child of -
    Trong đó:                           a lead: what follows are members of the item above it
    - Chi thường xuyên: …               child of 1.

A mark of a kind that is not open yet opens a level below the item before it; one that is open closes what is below. Headings of fixed
rank (Phần, Chương, Mục, Điều) close everything under their rank. A paragraph without a mark is a member of the item before it where that item
leads to a list, and else closes the list. Linear in segments. Offsets are those of the reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import regex

from extractor.audit.figures import Figure, by_segment, same_noun
from extractor.audit.passages import Passage, passage_at
from extractor.audit.vocabulary import claim_of, vocabulary
from extractor.layout.model import Reading, Segment
from extractor.lexicon.marks import LETTERS
from extractor.lexicon.phrases import AUDIT

NUMBERS = regex.compile(r"\d+")
ROMAN = regex.compile(r"[IVXLC]+(?![\p{L}])")
LETTER = regex.compile(r"[a-zđ]|[A-ZĐ](?![\p{L}])")
# A mark as the reading writes it, also of a text whose words were segmented ("1 . Tổng thu", "a ) Thu nội_địa").
MARK = regex.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\s[-–]|\(\d{1,2}\)|[a-zđ](?:\.?\d)?[.)]|[IVX]{1,5}[.)]|[-+–•])\s+(?=[\p{L}(])|\*+\s?(?=\p{Lu})")
INNER = regex.compile(r"(?<=[\s;:.,])(\d{1,2}(?:\.\d{1,2}){0,3}[.)]|\(\d{1,2}\)|[a-zđ][.)]|\+|(?<=[.;:]\s)-)\s+(?=\p{Lu})")
# What INNER holds, looked for first by an engine that is quicker at it: one passage in a hundred has such a mark.
MAY_BE_INNER = re.compile(r"[\s;:.,](?:\d[\d.]{0,10}[.)]|\(\d{1,2}\)|[a-zđ][.)]|\+|-)\s")
LONGEST_MARK = 16  # code points of "\s12.34.56.78."
LEFT = regex.compile(r"\s(\d{1,2}(?:\.\d{1,2}){0,3}[.)]|[a-zđ][.)])\s*$")
FIXED_MARK = regex.compile(r"\p{Lu}\p{L}+ ")
LAST_OF = regex.compile(r"(\d+|[a-zđ])[.)]*$")
LETTERED = regex.compile(r"[a-zđ][.)]")
FURTHER = regex.compile(r"\s*(\d{1,2}[.)])\s+(?=\p{Lu})")  # the rest of a mark with a blank in it
LATER = regex.compile(r"(?!I\b)[IVXL]{1,5}[.)]?|[B-HĐ][.)]")
BEFORE = {"C": "B", "L": "K"}  # letters that are Roman numerals too, and the letters before them
FIRST_OF = ("1", "a", "1.1", "2.1", "3.1", "4.1", "5.1")
PAGE = regex.compile(r"\W*(?:\p{L}+\s)?\d{1,3}\W*")  # "11", "- 11 -", "Trang 11"
LONGEST_PAGE = 12  # code points of it
LEAD = 60  # code points of a paragraph that only leads to what follows
CELL = 200  # code points of a cell that may hold a list of its own
NAME = 90  # code points of a name before its figure, and behind it
SHELVES = 6  # lists that paragraphs closed which a mark may go on with
MEMBERS = 4  # last items of a list, one of which tells an amount
ADDED = ("money", "measure", "count")  # kinds of figures that add up
DASHES = ("-", "–", "+", "•", "*")  # marks without a number
LEADS = ("all", "open")  # what the words of an item say that leads to its members
TAIL = 48  # code points at the end of an item in which it may lead to its members


@dataclass(eq=False, slots=True)
class Node:
    """An item of the text. `passage` holds its words and figures; `claim` is what its words say of its members: all, open, some, or
    "" where only its place makes it their head. `lead` where it is nothing but such words ("Trong đó:"): its members are those of its parent.
    """

    passage: Passage
    style: str
    claim: str = ""
    lead: bool = False
    aside: bool = False  # "Trong đó: …" in a line of its own says more of the item before it
    entry: bool = False  # a name, a colon and its figure
    remark: bool = False  # "Tăng 3,1% so với dự toán, …" in a line of its own says more of the figure of the item above
    rank: int | None = None  # of Phần, Chương, Mục, Điều
    ordinal: str | None = None
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)

    def above(self) -> Iterator[Node]:
        """The nodes that it stands under, nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


@lru_cache(maxsize=1 << 10)
def style_of(marker: str | None) -> str:
    """The kind of a mark: "1.", "1.1." (by its points), "I.", "a)", "-", "+"; empty where there is none."""
    if not marker:
        return ""
    mark = marker.strip()
    shape = ROMAN.sub("I", mark, count=1) if ROMAN.match(mark) else LETTER.sub("a", mark, count=1) if not mark[0].isdecimal() and len(mark) <= 6 else mark
    return NUMBERS.sub("1", shape).rstrip(".:") if any(c.isdecimal() for c in mark) else shape


def forest(segments: Sequence[Segment], passage_of: Callable[[int], Passage]) -> list[Node]:
    """All nodes of the running text, in order; those without a parent stand at the top. `passage_of` is only asked for segments that may hold items."""
    nodes: list[Node] = []
    stack: list[Node] = []
    shelves: list[list[Node]] = []  # what paragraphs without a mark closed, which the next mark may go on with
    carried: str | None = None  # a mark that a crawled text left at the end of the segment before
    for index, segment in enumerate(segments):
        if segment.kind == "note" or segment.end == segment.start:
            continue
        if segment.kind == "cell":
            stack.clear()
            if segment.end - segment.start < CELL:
                continue
        passage = passage_of(index)
        if segment.kind == "paragraph" and AUDIT.amount_in_words.match(passage.text, passage.start, passage.end) is not None:
            continue  # "(Bằng chữ: …)" says the amount above once more and closes no list
        if segment.kind == "paragraph" and passage.end - passage.start <= LONGEST_PAGE and PAGE.fullmatch(passage.text, passage.start, passage.end) is not None:
            continue  # the number of a page that a text keeps between its lines
        items, carried = _items(passage, stack, carried)
        for marker, part in items:
            node = _node(marker, part, whole=part is passage)
            if marker is not None and (before := BEFORE.get(marker.strip(" .)"))) is not None and any((other.ordinal or "").strip(" .)") == before for other in nodes):
                node.style = style_of(f"{before}{marker.strip()[1:]}")  # "C." behind "B." is no hundredth
            if node.remark and not node.claim and stack and stack[-1].passage.figures:
                continue  # it has no members, and closes no list
            open_before = list(stack)
            _reopen(node, stack, shelves)
            _place(node, stack)
            _shelve(node, open_before, stack, shelves)
            nodes.append(node)
            stack.append(node)
        if segment.kind == "cell":
            stack.clear()  # a list in a cell ends with it
    return nodes


@dataclass(frozen=True)
class TextFigures:
    """The running text of a document with its figures: the passage of a segment and the outline, each made once. `passages` are those that were made already."""

    reading: Reading
    figures: Sequence[Figure]
    passages: Sequence[Passage] = ()

    @cached_property
    def groups(self) -> dict[int, list[Figure]]:
        """The figures of each segment."""
        return by_segment(self.figures)

    @cached_property
    def _made(self) -> dict[int, Passage]:
        return {passage.index: passage for passage in self.passages}

    def at(self, index: int) -> Passage:
        """The passage that a segment is."""
        if index not in self._made:
            self._made[index] = passage_at(self.reading, index, self.groups.get(index, ()))
        return self._made[index]

    @cached_property
    def nodes(self) -> list[Node]:
        """The outline: see `forest`."""
        return forest(self.reading.segments, self.at)


def _node(marker: str | None, passage: Passage, whole: bool) -> Node:
    claim, opens = _claim(passage)
    short = passage.end - passage.start <= LEAD
    segment = passage.segment
    fixed = marker is not None and marker == segment.marker and FIXED_MARK.match(marker) is not None
    fixed = fixed or (segment.kind == "heading" and segment.marker is None)
    remark = marker is None and bool(passage.figures) and AUDIT.remark_opens.match(passage.text, passage.start, passage.end) is not None
    return Node(
        passage,
        style_of(marker),
        claim,
        lead=opens and marker is None and whole and (remark or (not passage.figures and short)),
        aside=marker is None and vocabulary().list_cue.match(passage.text, passage.start) is not None,
        entry=_entry(passage),
        remark=remark,
        rank=(segment.level if marker is not None else 0) if fixed else None,
        ordinal=marker,
    )


def _place(node: Node, stack: list[Node]) -> None:
    """Closes what the node closes, and puts it under what is open."""
    if node.rank is not None:
        while stack and (stack[-1].rank is None or stack[-1].rank >= node.rank):
            stack.pop()
    elif node.style:
        if _adopts(stack[-1:], node):
            pass
        elif any(n.style == node.style for n in stack):
            while stack[-1].style != node.style:
                stack.pop()
            head = stack.pop().parent
            if head is not None and head in stack[-1:] and head.style == node.style and (node.claim or not _counts_alike(head, node)):
                stack.pop()  # the next item of the outer list
        elif node.ordinal is not None and _goes_on(node.ordinal):
            stack.clear()  # "2." where no "1." is open goes on with an outer list
    elif node.entry and stack and stack[-1].entry and (stack[-1].style or (stack[-1].parent is not None and stack[-1].parent.entry)):
        # "+ Chi quản lý hành chính: 188 tỷ", then "Quản lý nhà nước: 129 tỷ" without a mark: below the item, and beside each other.
        if not stack[-1].style:
            stack.pop()
    elif not node.lead and not node.aside and not (stack and _awaits(stack[-1])):
        # A paragraph without a mark: beside the last one of its kind that is open and goes on, else it closes the list.
        if stack and not stack[-1].style and stack[-1].parent is not None and stack[-1].parent.claim and not _closed(stack[-1]):
            stack.pop()
        elif any(not n.style for n in stack):
            while stack[-1].style:
                stack.pop()
            stack.pop()
        else:
            stack.clear()
    if stack:
        node.parent = stack[-1]
        stack[-1].children.append(node)


def _adopts(last: Sequence[Node], node: Node) -> bool:
    """ "- Tổng số học sinh: 2.065 em, trong đó:", then "- Tiểu học: 1.146 em", "- Trung học cơ sở: 919 em" with the dashes of the item that leads to them."""
    head = last[0] if last else None
    return head is not None and head.style == node.style in DASHES and head.claim in LEADS and not head.children and not node.claim and _counts_alike(head, node)


def _counts_alike(head: Node, node: Node) -> bool:
    """The first figure of an item counts what one of the head's does."""
    return any(_of_one(f, g) for f in node.passage.figures[:1] for g in head.passage.figures)


def _of_one(one: Figure, other: Figure) -> bool:
    """Two amounts of one noun or unit."""
    return one.dimension in ADDED and one.dimension == other.dimension and same_noun(one, other)


def _shelve(node: Node, before: list[Node], stack: Sequence[Node], shelves: list[list[Node]]) -> None:
    """Keeps what a paragraph without a mark closed; a heading of fixed rank closes it for good."""
    if node.rank is not None:
        shelves.clear()
    elif not node.style and not node.lead and len(before) > len(stack) and before[-1].style:
        shelves.append(before)
        del shelves[:-SHELVES]


def _reopen(node: Node, stack: list[Node], shelves: list[list[Node]]) -> None:
    """ "+ Ngân sách tỉnh: 22.705 triệu đồng.", a paragraph that explains it, "+ Ngân sách huyện: 12.052 triệu đồng": the list goes on behind the paragraph. Only items
    with amounts do: a number behind the one that it is the next of, a dash behind one that opens with its word."""
    if not node.style or any(n.style == node.style for n in stack) or (stack and _awaits(stack[-1])):
        return
    for place in range(len(shelves) - 1, -1, -1):
        known = next((n for n in reversed(shelves[place]) if n.style == node.style), None)
        if known is None:
            continue
        numbered = known.ordinal is not None and LAST_OF.search(known.ordinal.strip()) is not None
        follows = _next((known.ordinal or "").strip()) == (node.ordinal or "").strip() if numbered else _first_word(known) == _first_word(node)
        beside = known.parent.children[-MEMBERS:] if known.parent is not None and numbered else [known]
        if follows and any(_alike(member, node) for member in beside):
            stack[:] = shelves[place]
            del shelves[place:]
            return
        if not numbered:
            return  # another list of dashes


def _alike(known: Node, node: Node) -> bool:
    """Two items tell amounts of one unit, each behind a name."""
    told = [(n.passage.text[n.passage.start : f.start], f) for n in (known, node) for f in n.passage.figures[:1]]
    if len(told) < 2 or any(len(name) > NAME for name, _ in told) or told[0][1].unit != told[1][1].unit:
        return False
    return told[0][1].dimension in ADDED


def _first_word(node: Node) -> str:
    return next(iter(node.passage.text[node.passage.start : node.passage.end].split(None, 1)), "").strip(",:;")


def _items(passage: Passage, stack: Sequence[Node], carried: str | None) -> tuple[list[tuple[str | None, Passage]], str | None]:
    """The items of a segment with their marks: most often one; several where a crawled text has lost its line ends
    ("1. Tổng thu: … a. Thu nội địa: … b. Thu khác: … 2. Tổng chi: …"). Inside a segment a mark must begin its series or go on with one that is open."""
    marker = passage.segment.marker
    start, stop = passage.start, passage.end
    if marker is None and carried is not None:
        marker = carried
    if marker is None and (found := MARK.match(passage.text, start, passage.end)) is not None:
        marker, start = found[0].strip(), found.end()
    if marker is not None and LETTERED.fullmatch(marker.strip()) is not None and (further := FURTHER.match(passage.text, start, passage.end)) is not None:
        marker, start = marker.strip() + further[1], further.end()  # "a. 1. Vốn của huyện"
    opened: dict[str, str] = {n.style: n.ordinal for n in stack if n.ordinal}
    if marker is not None:
        opened[style_of(marker)] = marker
    cuts: list[tuple[str | None, int, int]] = [(marker, passage.start, start)]
    # Looked for from every blank: only where the last character can end such a mark, and no further back than one reaches.
    last = len(passage.text[start:stop].rstrip()) + start
    left = LEFT.search(passage.text, max(start, last - LONGEST_MARK), stop) if passage.text[start:last][-1:] in (".", ")") else None
    if left is not None and passage.between(left.start(1), left.end(1)):
        left = None  # "Đạt 89." ends with a figure
    if left is not None and len(passage.text[start : left.start()].strip()) > 1:
        stop = left.start()
    if passage.figures and MAY_BE_INNER.search(passage.text, max(0, start - 1), stop) is not None:
        for match in INNER.finditer(passage.text, start, stop):
            mark = match[1]
            style = style_of(mark)
            if mark in "+-" or mark.strip(".)(") in FIRST_OF or _next(opened.get(style)) == mark:
                opened[style] = mark
                cuts.append((mark, match.start(1), match.end()))
    after = left[1] if left is not None and stop < passage.end else None
    if len(cuts) == 1:
        return [(marker, passage if start == passage.start and stop == passage.end else _part(passage, start, stop))], after
    ends = [begin for _, begin, _ in cuts[1:]] + [stop]
    return [(mark, _part(passage, body, end)) for (mark, _, body), end in zip(cuts, ends, strict=True)], after


def _part(passage: Passage, start: int, end: int) -> Passage:
    return Passage(passage.text, passage.segment, passage.index, tuple(passage.between(start, end)), start, end, passage.cuts)


def _next(mark: str | None) -> str | None:
    """The mark that follows: "2." after "1.", "1.3." after "1.2.", "c)" after "b)"."""
    if mark is None:
        return None
    found = LAST_OF.search(mark)
    if found is None:
        return None
    last = found[1]
    following = str(int(last) + 1) if last.isdecimal() else LETTERS[LETTERS.index(last) + 1] if last in LETTERS[:-1] else None
    return None if following is None else mark[: found.start(1)] + following + mark[found.end(1) :]


def _goes_on(mark: str) -> bool:
    """A mark that is not the first of its series: "2.", "c)", "1.3.", "II.", "B."."""
    found = LAST_OF.search(mark.strip())
    if LATER.fullmatch(mark.strip()) is not None:
        return True
    return found is not None and found[1] not in ("0", "1", "01", "a")


def _awaits(node: Node) -> bool:
    """The item leads to members that have not come yet."""
    return bool(node.claim) and not node.children


def _entry(passage: Passage) -> bool:
    """The line gives one name and its figure: "Đoàn thể: 30,879 tỷ đồng."."""
    first = next(iter(passage.figures), None)
    if first is None or first.start - passage.start > NAME or passage.end - first.end > NAME:
        return False
    return passage.text[passage.start : first.start].rstrip().endswith(":")


def _closed(node: Node) -> bool:
    """The item ends its list: its last character is a full stop."""
    return node.passage.text[node.passage.start : node.passage.end].rstrip().endswith(".")


def _claim(passage: Passage) -> tuple[str, bool]:
    """What the end of an item says of its members, and whether it leads to a list."""
    tail = passage.text[max(passage.start, passage.end - TAIL) : passage.end].rstrip(" .")
    colon = tail.endswith(":")
    words = tail.rstrip(" :")
    last = None
    for match in vocabulary().list_cue.finditer(words):
        last = match
    if last is not None and (last.end() == len(words) or (colon and len(words) - last.end() < TAIL // 2)):
        return claim_of(last), True
    return ("colon", True) if colon else ("", False)
