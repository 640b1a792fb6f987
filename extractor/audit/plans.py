"""Plans told elsewhere in a document: by the words that name them, and by the words that name what they plan.

    "… đạt 56,6% kế hoạch Bộ Tài chính giao (913,2 tỷ đồng)" and further down "… đạt 61,2% kế hoạch Bộ Tài chính giao"     the same plan
    "Dự toán giao: chi trả nợ lãi vay 18,4 tỷ đồng; …" and further down "Chi trả nợ lãi vay 17,1 tỷ đồng, đạt 92,9% dự toán"   the same item

An index of the words before every figure, made once a document: a percentage looks up its plan in constant time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import regex

from extractor.audit.figures import OPERANDS, Figure, alike, same_noun
from extractor.audit.passages import Passage
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

WORD = regex.compile(r"\p{L}+")
STOP = regex.compile(r"[;:,.()\d%]")
KEY = 3  # last words of a name that it is looked up by
FULL = 4  # last words that two names of one thing share where one of them says more
LONGEST = 12  # words of a name
CALLED = 60  # code points behind a share in which its whole is called by its name
LONGEST_CALLED = 5  # words of that name
BEHIND = 24  # code points of the noun that a count is of
NEAR_ABOVE = 2  # segments above in which the whole may stand
FIRST = 24  # figures of a segment that may be it
LOOKED = 6  # figures of one name that are looked at, nearest first


@dataclass(frozen=True, slots=True)
class Named:
    """A figure, the words that stand right before it, and whether its sentence tells a plan."""

    figure: Figure
    words: tuple[str, ...]
    planned: bool
    shared: bool = False  # its own share stands right behind it: it is a part itself


@dataclass(frozen=True)
class Names:
    """The figures of a document by the last words before them, in order of their place."""

    found: dict[tuple[str, ...], list[Named]] = field(default_factory=dict)
    counted: dict[str, list[Figure]] = field(default_factory=dict)  # by the noun that they count

    def of_noun(self, noun: str, place: int) -> Iterator[Figure]:
        """The counts before `place` of the longest beginning of a noun phrase that any counts ("hộ dân" of "hộ dân trên địa bàn"), nearest first."""
        words = noun.casefold().split()
        for length in range(min(len(words), KEY), 0, -1):
            rows = self.counted.get(" ".join(words[:length]), ())
            index = bisect_left(rows, place, key=lambda f: f.start)
            if index:
                yield from reversed(rows[max(0, index - LOOKED) : index])
                return

    def before(self, words: tuple[str, ...], place: int) -> Iterator[Named]:
        """The figures before `place` whose names end as `words` do, nearest first."""
        rows = self.found.get(words[-KEY:], ()) if len(words) >= KEY else ()
        index = bisect_left(rows, place, key=lambda row: row.figure.start)
        for row in reversed(rows[max(0, index - LOOKED) : index]):
            if same_name(row.words, words):
                yield row


def same_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """One name ends as the other, or is the end of it."""
    common = 0
    for a, b in zip(reversed(one), reversed(other), strict=False):
        if a != b:
            break
        common += 1
    return common >= FULL or KEY <= common == min(len(one), len(other))


def names_of(passages: Sequence[Passage]) -> Names:
    """The index of a document's running text."""
    names = Names()
    for passage in passages:
        for start, end in passage.sentences():
            figures = passage.between(start, end)
            planned = bool(figures) and vocabulary().plan.search(passage.text[start : figures[0].start]) is not None
            for figure in figures:
                if figure.dimension == "count" and figure.plain and figure.unit and not figure.loose:
                    names.counted.setdefault(figure.unit.casefold(), []).append(figure)
                if figure.dimension in OPERANDS and figure.state and figure.value > 0:
                    words = words_before(passage, figure)
                    if len(words) >= KEY:
                        names.found.setdefault(words[-KEY:], []).append(Named(figure, words, planned or figure.role == "target", has_share(passage, figure)))
    return names


def has_share(passage: Passage, figure: Figure) -> bool:
    """A share of what it is a part of stands right behind it: "680,7 triệu USD, chiếm 33,8% tổng vốn đầu tư"."""
    start = passage.next_start(figure)
    behind = next(iter(passage.between(start, start + 1)), None) if start is not None else None
    if behind is None or behind.dimension != "percent" or behind.change or behind.start - figure.end > CALLED:
        return False
    return vocabulary().share_of.search(passage.text, figure.end, behind.start) is not None


def words_before(passage: Passage, figure: Figure) -> tuple[str, ...]:
    """The words right before a figure, or before the bracket that it opens, back to a stop; without "là", "đạt", "ước" at their end."""
    low = passage.sentence_start(figure.start)
    left = passage.text[max(low, figure.start - 160) : figure.start].rstrip(" (:*“\"")
    left = vocabulary().told_end.sub("", left).rstrip(" :*(")
    stops = list(STOP.finditer(left))
    words = WORD.findall(left[stops[-1].end() if stops else 0 :].lower())
    return tuple(words[-LONGEST:])


def plan_behind(passage: Passage, percent: Figure) -> tuple[str, ...]:
    """The words that name the plan that a percentage is measured by, right behind it; empty where there is none."""
    right = passage.after(percent, 90)
    stop = STOP.search(right)
    right = right[: stop.start()] if stop else right
    match = vocabulary().plan.search(right)
    if match is None or WORD.search(vocabulary().against.sub("", right[: match.start()])):
        return ()
    return tuple(WORD.findall(right[match.start() :].lower()))[:LONGEST]


def whole_behind(passage: Passage, part: Figure, percent: Figure, names: Names) -> Figure | None:
    """What the words right behind a share name, where a figure before bears that name: "chiếm 34,7% tổng kim ngạch xuất khẩu" of "Kim ngạch xuất khẩu
    ước đạt 212,9 tỷ USD"; words that only go on with the name ("của cả nước") are left out."""
    right = passage.after(percent, 90)
    stop = STOP.search(right)
    words = tuple(WORD.findall((right[: stop.start()] if stop else right).lower()))[:LONGEST]
    ends = [n for n in range(KEY, len(words)) if AUDIT.name_goes_on.fullmatch(words[n])]
    for length in (len(words), *reversed(ends)):
        for row in names.before(words[:length], part.start):
            if alike(part, row.figure) and row.figure.value >= part.value and not row.shared:
                return row.figure
    return None


def whole_called(passage: Passage, part: Figure, percent: Figure, before: Sequence[Passage]) -> tuple[Figure, str] | None:
    """The figure above the part whose clause bears the words right behind a share: "Dân số toàn tỉnh là 530.341 người. … 216.577 người (40,84% dân số)". Of
    several it is the first of the paragraph: the whole is told before its parts. Also how: "led" where its clause opens with the name ("tổng doanh số cho vay …"),
    "act" where the share names what is or was to be done ("bằng 88,9% số phải thu hồi" of "kiến nghị thu hồi 5.214,7 triệu đồng")."""
    right = passage.after(percent, CALLED)
    stop = STOP.search(right)
    words = WORD.findall((right[: stop.start()] if stop else right).lower())
    front = next((n for n, word in enumerate(words) if not AUDIT.called_front.fullmatch(word)), 0)
    named = AUDIT.number_of_done.match(" ".join(words))
    act = named is not None or (front > 0 and AUDIT.called_act.fullmatch(words[front - 1]) is not None)
    words = words[front:] if named is None else WORD.findall(named["act"])
    found = _bearing(passage, part, before, words, act=act)
    if found is None and len(words) > 2 and AUDIT.called_amount.match(" ".join(words)) is not None:
        found = _bearing(passage, part, before, words[2:], act=False)  # "54,9% tổng trị giá xuất khẩu" of "xuất khẩu đạt 74 tỷ USD"
    return found


def _bearing(passage: Passage, part: Figure, before: Sequence[Passage], words: Sequence[str], *, act: bool) -> tuple[Figure, str] | None:
    """The figure whose clause bears a name that opens with these words, and how."""
    ends = [n for n, word in enumerate(words) if AUDIT.name_goes_on.fullmatch(word)]
    name = " ".join(words[: min([*ends, LONGEST_CALLED])])
    if " " not in name:
        return None
    for distance, owner in enumerate((passage, *before)):
        figures = owner.between(owner.start, part.start if owner is passage else owner.end)[:FIRST]
        found = [f for f in figures if f.state and f.dimension in OPERANDS and f is not part and alike(f, part) and same_noun(f, part) and f.value > 0 and not f.loose]
        found = [f for f in found if (act or not has_share(owner, f)) and f" {name} " in f" {' '.join(WORD.findall(_words_of(owner, f).lower()))} "]
        led = [f for f in found if _opens(owner.clause(f), name)]
        if found and act and not distance:
            return found[-1], "act"
        if led or (found and distance <= NEAR_ABOVE):
            return (led or found)[0], "led" if led else ""
    return None


def _words_of(owner: Passage, figure: Figure) -> str:
    """The clause of a figure; of a count with its noun, up to the next figure: "31.600 lượt, đạt 78% kế hoạch năm" is no plan."""
    behind = min(figure.end + BEHIND, owner.next_start(figure) or owner.end)
    return owner.clause(figure) + (owner.text[figure.end : behind] if figure.dimension == "count" else "")


def whole_led(passage: Passage, part: Figure, before: Sequence[Passage]) -> Figure | None:
    """ "Trong số có điều kiện thi hành, đã giải quyết xong 26.515 việc (48,49%)": the nearest figure above whose words say what the sentence opens with."""
    low = passage.sentence_start(part.start)
    led = AUDIT.out_of_named.match(passage.text, low, part.start)
    name = " ".join(WORD.findall(led["name"].lower())) if led is not None else ""
    if " " not in name:
        return None
    for owner in (passage, *before[:NEAR_ABOVE]):
        for figure in reversed(owner.backwards(owner.start, low if owner is passage else owner.end, FIRST)):
            fits = figure.plain and not figure.loose and alike(figure, part) and same_noun(figure, part) and figure.value >= part.value
            if fits and f" {name} " in f" {' '.join(WORD.findall((owner.clause(figure)[-CALLED:] + owner.label(figure)).lower()))} ":
                return figure
    return None


def _opens(clause: str, name: str) -> bool:
    """The last part of a clause begins with a name, or with "tổng", "tổng số" before it."""
    words = WORD.findall(clause.rpartition(",")[2].lower())
    skipped = 0 if words[:1] != ["tổng"] else 2 if words[1:2] == ["số"] else 1
    return f"{' '.join(words[skipped:])} ".startswith(f"{name} ")


def bases_named(passage: Passage, part: Figure, percent: Figure, names: Names) -> Iterator[tuple[Figure, str]]:
    """What the percentage may be measured by elsewhere in the document: (base, "same" plan or plan of the same "item")."""
    plan = plan_behind(passage, percent)
    if not plan:
        return
    same = next((row.figure for row in names.before(plan, part.start) if alike(part, row.figure)), None)
    if same is not None:
        yield same, "same"
    low = passage.sentence_start(part.start)
    own = words_before(passage, part)
    for row in names.before(own, low):
        if row.planned and alike(part, row.figure):
            yield row.figure, "item"
            return
