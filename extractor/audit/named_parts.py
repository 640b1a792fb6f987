"""Rates that name the parts of a sum told before them.

    "12.190 hồ sơ (trước hạn 9.845, đúng hạn 2.307, quá hạn 38). Tỷ lệ đúng và trước hạn đạt 99,69%"     all but the last part
    "… đúng hạn 12.152 hồ sơ, quá hạn 38 hồ sơ. Tỷ lệ giải quyết đúng hạn đạt 99,69%"                    one part
    "giỏi 120 em, khá 310 em, trung bình 95 em, yếu 4 em. Tỷ lệ khá, giỏi đạt 81,3%"                      several parts together
    "… Tỷ lệ xếp loại khá trở lên đạt 81,3%"                                                             a rung and those above it

The parts bear the words of a partition or the rungs of a ladder (`partitions`); the rate names some of these words. Linear: a rate looks at the sums of its
paragraph and of the one above it, the nearest first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from extractor.audit.figures import Figure
from extractor.audit.grades import RatioForm, grade_ratio
from extractor.audit.partitions import TellingWords, telling_words
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

REACH = 600  # code points between a sum and the rate
LEFT = 120  # code points before a rate in which its name stands
SUMS = 4  # sums before a rate that are looked at
WORD = regex.compile(r"\p{L}+")


def rates_of_named_parts(passages: Sequence[Passage], sums: Sequence[Candidate]) -> Iterator[Offer]:
    """The offers of a document, of its sums."""
    told: dict[int, list[Candidate]] = {}
    for made in sums:
        if made.kind == "sum" and made.whole is not None and len(made.parts) > 1 and not made.table and made.whole.plain:
            told.setdefault(made.whole.segment, []).append(made)
    last: Passage | None = None
    for passage in passages:
        near = [*told.get(passage.index, ()), *(told.get(last.index, ()) if last is not None and last.index == passage.index - 1 else ())]
        owners = {p.index: p for p in (passage, last) if p is not None}
        for percent in passage.figures if near else ():
            if percent.dimension == "percent" and percent.state and not percent.loose:
                yield from _rate(passage, percent, near, owners)
        last = passage


def _rate(passage: Passage, percent: Figure, sums: Sequence[Candidate], owners: dict[int, Passage]) -> Iterator[Offer]:
    low = passage.sentence_start(percent.start)
    named = AUDIT.rate_of_parts.search(passage.text, max(low, percent.start - LEFT), percent.start)
    if named is None or AUDIT.measured_by.match(passage.text, percent.end) is not None or vocabulary().against.search(named["name"]) is not None:
        return
    before = [made for made in sums if 0 <= percent.start - max(f.end for f in made.figures) <= REACH and made.figures[0].segment in owners]
    for made in sorted(before, key=lambda made: -made.parts[-1].end)[:SUMS]:
        owner = owners[made.figures[0].segment]
        words = telling_words([owner.label(p) for p in made.parts])
        chosen = _named(named["name"].casefold(), words) if words is not None else []
        if 0 < len(chosen) < len(made.parts):
            yield from _offer(made, chosen, percent)
            return


def _named(name: str, words: TellingWords) -> list[int]:
    """Which parts a rate names by their words; with "trở lên" a rung and all above it."""
    tokens = frozenset(WORD.findall(name))
    own = [frozenset(WORD.findall(word)) for word in words.words]
    found = [i for i, said in enumerate(own) if said <= tokens]
    joined = "," in name or vocabulary().parted_by.search(name) is not None
    # "hoàn thành tốt" does not name those who only "hoàn thành" besides, and "hoàn thành" alone may be meant of both.
    found = [i for i in found if not any(own[i] < own[j] for j in found)] if not joined else found
    if len(found) == 1 and any(own[found[0]] < said for said in own):
        return []
    if AUDIT.negated.search(name) is not None and not any(AUDIT.negated.search(words.words[i]) for i in found):
        return []
    if len(found) == 1 and words.rungs and AUDIT.and_above.search(name) is not None:
        return [i for i, rung in enumerate(words.rungs) if rung <= words.rungs[found[0]]]
    return found


def _offer(made: Candidate, chosen: Sequence[int], percent: Figure) -> Iterator[Offer]:
    whole = made.whole
    assert whole is not None
    parts = [made.parts[i] for i in chosen]
    others = [p for i, p in enumerate(made.parts) if i not in chosen]
    form: RatioForm
    if len(parts) == 1:
        form, read = "share", (parts[0], whole)
    elif len(others) == 1:
        form, read = "reduction", (others[0], whole)
    else:
        form, read = "joint", (parts[0].with_value(sum((p.value for p in parts), Decimal(0))), whole)
    verdict = grade_ratio(form, *read, percent)
    if verdict is not None:
        yield [Candidate("ratio", (*parts, whole) if form == "joint" else read, percent, "share_parts_named", verdict, form=form)]
