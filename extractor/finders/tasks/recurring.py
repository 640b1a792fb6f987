"""Names that a document gives by what their bearers do, and uses again and again: "Đơn vị chủ trì thực hiện hoạt động", "tổ chức hành nghề công chứng".

    "… đối với Đơn vị chủ trì thực hiện hoạt động …" + "Đơn vị chủ trì thực hiện hoạt động chịu trách nhiệm lập …" → both runs are one name

In: the whole text. Out: where such names stand; a verb in them is none. A name recurs at least three times, goes on in different ways, and stands at least
once where no act can begin: behind "của", "với", "cho", or before a duty word. Words: patterns/tasks/task_phrases.yaml.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import takewhile

from extractor.finders.tasks.name_verbs import verb_here
from extractor.lexicon.phrases import TASKS

FEWEST = 3  # times that a name stands in the text
SHORTEST, LONGEST = 3, 8  # words of a name
Span = tuple[int, int]


@lru_cache(maxsize=4)
def recurring_names(text: str) -> tuple[Span, ...]:
    """The runs of all recurring names of `text`, in order, none inside another."""
    places: dict[tuple[str, ...], list[Span]] = defaultdict(list)
    goes_on: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for match in TASKS.described_name.finditer(text):
        words = match[0].split(" ")
        end = match.start()
        for number, word in enumerate(words, 1):
            end += len(word) + (number > 1)
            if number < SHORTEST:
                continue
            key = tuple(w.casefold() for w in words[:number])
            places[key].append((match.start(), end))
            goes_on[key][words[number] if number < len(words) else text[end : end + 1]] += 1
    names = [key for key, runs in places.items() if len(runs) >= FEWEST and _is_name(text, runs) and _ends(goes_on[key], len(runs))]
    found: dict[int, Span] = {}  # the longest name that begins at a place
    for key in sorted(names, key=len, reverse=True):
        for run in places[key]:
            found.setdefault(run[0], run)
    return tuple(sorted(found.values()))


def recurring_between(text: str, start: int, end: int) -> list[Span]:
    """The recurring names that stand between two places."""
    names = recurring_names(text)
    first = bisect_left(names, (start, 0))
    return list(takewhile(lambda name: name[1] <= end, names[first:]))


def _ends(next_words: Counter[str], total: int) -> bool:
    """Whether what stands behind a run differs: no single word goes on with it nearly every time."""
    return max(next_words.values()) <= total - 1 and len(next_words) > 1


def _is_name(text: str, runs: list[Span]) -> bool:
    """Whether a run holds what could be a verb, and stands somewhere as a name does."""
    first, last = runs[0]
    holds_verb = any(verb_here(text, place, last) is not None for place in range(first + 1, last) if text[place - 1] == " ")
    return holds_verb and any(TASKS.before_name.search(text, max(0, a - 16), a) or TASKS.duty_next.match(text, b) for a, b in runs)
