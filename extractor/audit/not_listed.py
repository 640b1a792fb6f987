"""Lists whose members the marks between them do not tell apart: the count before such a list is not measured by it.

"10 tổ (7 tổ chính và 3 tổ phụ)"                  the members are counts of their own, which make up the count
"4 quận: An Hòa, Bình Phú, 11 và 6"               a number is a name
"5 dự án gồm: A, B; C; D và E"                    short names, parted by one mark or the other
"4 dự án gồm: Dự án A (giai đoạn 2) Dự án B; …"   the counted noun tells them apart where a mark is lacking
"16 cầu (thuộc dự án …; …)"                       where they are, and not which
"7 khu: Khu A; Khu B. Khu C …"                    the next sentence goes on
"5 người (Sở A 1, Sở B 1, xã C 3)"                counts behind the names make up the count
"3 người chết, tăng 2 người (A; B; C)"            the list is of those counted before the change
"5 điều kiện: A; có B, có C; D và E"              commas part members as well as semicolons
"""

from __future__ import annotations

import regex

from extractor.audit.figures import Figure
from extractor.audit.members import Members
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

COUNTED = regex.compile(r"\s*(\d{1,3})(?=\s\p{Ll})")
LEVEL = regex.compile(r"(?<![\d.,])(\d{1,2})(?=\s\p{Ll})")
FRAGMENT = regex.compile(r"[\s.]*\p{Lu}[^.;\d]{3,80}(?:;\s[^.;\d]{3,80})+(?=\.)")
NUMBER = regex.compile(r"\d{1,2}")
STOP = regex.compile(r"[.;:()\n](?=\s|$)|[()]")
NEXT = regex.compile(r"[\s.]*(\p{Lu}\p{Ll}+)")
NUMBERED = regex.compile(r"(?m)^\W*(\p{Lu}\p{Ll}+)\s(\d{1,2})\s*:")
SENTENCE_END = regex.compile(r"\n|\.(?=\s|$)")
BRACKETS = regex.compile(r"[(][^()]*[)]")
SHORT = 5  # words of a name between marks of either kind
BEFORE = 60  # code points before a change in which the count of now stands
FAR = 200  # code points behind a list in which its clause ends


def not_listed(text: str, figure: Figure, members: Members) -> bool:
    """The list may have as many members as are counted, or is none."""
    start, end = members.run
    count = int(figure.value)
    if text[:start].rstrip().endswith("(") and AUDIT.list_of_places.match(text, start):
        return True
    if any(text.startswith(":", m.end()) for m in vocabulary().list_cue.finditer(text, start, end)):
        return True  # "5 cán bộ gồm: ông A; ông B …; 4 cá nhân khác gồm: ông C …": another list begins in it
    if _no_count(text, figure) or _marked(text[start:end], count) or (members.most < count and _by_any_mark(text[start : _sentence_end(text, end)], members.most) >= count):
        return True
    stop = STOP.search(text, start, start + FAR)
    if figure.change and members.least in {int(n) for n in LEVEL.findall(text[max(0, figure.start - BEFORE) : figure.start])}:
        return True
    return (
        _apart(text[start:end], count, figure.unit or "")
        or (stop is not None and _numbers(text[start : stop.start()], count))
        or (members.most < count and _goes_on(text, figure, members))
    )


def _sentence_end(text: str, end: int) -> int:
    stop = SENTENCE_END.search(text, end)
    return stop.start() if stop is not None else len(text)


def _no_count(text: str, figure: Figure) -> bool:
    """ "tốp 5 chi tiêu nhiều nhất", "4 tòa nhà cao 31 tầng", "hôm 4/9 Thanh tra …", "09 dòng gà, 08 dòng vịt …": a rank, a size, a day, or one of two counts that are told together."""
    before = text[max(0, figure.start - BEFORE) : figure.start]
    if AUDIT.no_count_end.search(before) is not None or (figure.total is not None and AUDIT.day_end.search(before) is not None):
        return True
    noun = (figure.unit or "").split()[:1]
    return bool(noun) and regex.search(rf"\d\s{regex.escape(noun[0])}\s[^\d.;:()]{{1,40}},\s$", before) is not None


def _marked(words: str, count: int) -> bool:
    """ "- Nhóm 1: …", "- Nhóm 2: …": the first members bear numbers up to the count; what follows them is no member."""
    names = NUMBERED.findall(words)
    return len(names) == count and len({name for name, _ in names}) == 1 and [int(n) for _, n in names] == list(range(1, count + 1))


def _by_any_mark(words: str, least: int) -> int:
    """How many members there would be if commas and "và" parted them as well as semicolons, brackets left out; 0 where the marks are all of one kind."""
    plain = BRACKETS.sub("", words)
    made = len([name for name in AUDIT.parts_of_list.split(plain.strip(" .")) if name])
    return made if least > 1 and (";" in plain or AUDIT.last_member_joined.search(plain) is not None) else 0


def _apart(words: str, count: int, unit: str) -> bool:
    names = [name for name in AUDIT.parts_of_list.split(words.strip(" .")) if name]
    counts = [int(m[1]) for name in names if (m := COUNTED.match(name)) is not None]
    behind = [int(n) for n in AUDIT.counted_behind.findall(words)]
    if any(len(told) > 1 and sum(told) == count for told in (counts, behind)):
        return True
    if ";" in words and "," in words and len(names) == count and all(len(name.split()) <= SHORT for name in names):
        return True
    noun = unit[:1].upper() + unit[1:]
    return bool(unit) and words.startswith(noun + " ") and len(regex.findall(rf"(?<!\p{{L}}){regex.escape(noun)}(?!\p{{L}})", words)) == count


def _numbers(words: str, count: int) -> bool:
    names = [name for name in AUDIT.parts_of_list.split(words.strip(" .")) if name][:count]
    numbers = sum(NUMBER.match(name) is not None for name in names)
    return len(names) == count and numbers > 0 and numbers + sum(name[:1].isupper() for name in names) == count


def _goes_on(text: str, figure: Figure, members: Members) -> bool:
    start, end = members.run
    first, following = NEXT.match(text, start), NEXT.match(text, end)
    more = FRAGMENT.match(text, end) if members.how.endswith(";") else None
    if more is not None and members.most + more[0].count(";") + 1 == int(figure.value):
        return True
    return first is not None and following is not None and first[1] == following[1]
