"""What there was to do, what was done of it, the rate of that, and what remains: one statement, often told over several sentences.

    "Thụ lý 412 vụ/655 bị cáo, giải quyết 371 vụ/590 bị cáo, đạt 90,05%. So với năm trước, thụ lý tăng 12 vụ. Còn tồn 41 vụ/65 bị cáo."
    "Xảy ra 95 vụ, giảm 8 vụ so với cùng kỳ; đã điều tra làm rõ 83 vụ, với 174 đối tượng, đạt tỷ lệ 87,4%."

The figure of what there was bears its words ("thụ lý", "tiếp nhận", "phải giải quyết"), so does what was done; the percentage stands right behind the
latter, the rest is the next figure whose words say so, with nothing new received in between. Of two counts told together ("412 vụ/655 bị cáo") the
percentage is of the first, and each has its own rest. Linear: every figure is looked at once.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass

import regex

from extractor.audit.figures import OPERANDS, Figure, same_noun
from extractor.audit.grades import grade_difference, grade_ratio
from extractor.audit.partitions import came_up, received
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

LEFT = 60  # code points before a figure in which its words stand
RATE = 60  # code points between what was done and its percentage
LISTED = regex.compile(r"(?<=\p{L}),\s+(?=\p{Ll}+(?:\s\p{Ll}+)?)|[;.(\d]")
TOLD = 4  # figures of a sentence before one that tells what came anew
TOGETHER = 24  # code points between two counts that are told together


@dataclass(slots=True)
class Case:
    """A figure of what there was, and of what was done of it; `second` are the counts told together with both."""

    whole: Figure
    second_whole: Figure | None
    done: Figure | None = None
    second_done: Figure | None = None
    nouns: tuple[str, ...] = ()  # what else it counts ("393 tố giác, tin báo", of which "367 tin" are settled)


def cases_of(passages: Sequence[Passage]) -> Iterator[Offer]:
    """The offers of a document's running text; what remains may stand in the segment right behind the case."""
    case: Case | None = None
    last = -1
    for passage in passages:
        case = case if passage.index == last + 1 else None
        done = case.done if case is not None else None
        left = yield from _walk(passage, case)
        # "- Tiếp nhận: 1.240 đơn;", "- Đã giải quyết: 1.105 đơn (89,1%)", "- Đang giải quyết: 135 đơn": each its own item.
        item = passage.segment.marker is not None and sum(f.dimension != "percent" for f in passage.figures) == 1
        goes_on = left is not None and (left is not case or (item and left.done is not done))
        case = left if goes_on and left is not None and (left.done is not None or item) else None
        last = passage.index


def _next(passage: Passage, case: Case | None, figure: Figure) -> Case | None:
    """What a figure makes of the case that is open: its second count, what was done, or a new one."""
    if case is not None and _beside(passage, case.whole, figure):
        case.second_whole = figure
        return case
    if case is not None and case.done is not None and _beside(passage, case.done, figure):
        case.second_done = figure
        return case
    clause = passage.clause(figure)[-LEFT:]
    resolved = settled_by(passage, figure)
    if not resolved and AUDIT.came_from.search(clause) is not None:
        # "thụ lý 52 nguồn tin, trong đó thụ lý mới 43 tin": where some of them come from.
        told = passage.backwards(passage.sentence_start(figure.start), figure.start, TOLD)
        if case is not None and case.done is None and case.whole.value > figure.value:
            return case
        if any(f.dimension == "count" and f.plain and f.value > figure.value for f in told):
            return None
    if not resolved and (received(passage, figure) or came_up(passage, figure)):
        return Case(figure, None, nouns=tuple(n.strip() for n in LISTED.split(passage.after(figure, RATE).casefold())[:2]))
    if case is None or case.done is not None:
        return case
    if resolved and _counts(case, figure):
        case.done = figure
        return case
    return None  # another amount stands between: what was taken over, what was sent on


def _walk(passage: Passage, case: Case | None) -> Generator[Offer, None, Case | None]:
    """The offers of one segment; returns the case that is open at its end."""
    figures = passage.figures
    for position, figure in enumerate(figures):
        if figure.dimension == "percent":
            verdict = grade_ratio("share", case.done, case.whole, figure) if case is not None and case.done is not None and _rated(passage, case, figures[:position], figure) else None
            if verdict is not None and case is not None and case.done is not None:
                yield [Candidate("ratio", (case.done, case.whole), figure, "share_received", verdict, form="share")]
        elif not _states(passage, figure):
            continue
        elif case is not None and case.done is not None and remains(passage, figure) and _counts(case, figure):
            yield from _rests(passage, case, figures[position : position + 2])
            case = None
        else:
            case = _next(passage, case, figure)
    return case


def _counts(case: Case, figure: Figure) -> bool:
    """It counts what there was to do, by its noun or another one that it was told with."""
    unit = (figure.unit or "").casefold()
    return same_noun(case.whole, figure) or (bool(unit) and any(f"{noun} ".startswith(f"{unit} ") for noun in case.nouns))


def _states(passage: Passage, figure: Figure) -> bool:
    """It states an amount, outside brackets."""
    return figure.dimension in OPERANDS and figure.plain and not passage.depth(figure.start)


def _rests(passage: Passage, case: Case, told: Sequence[Figure]) -> Iterator[Offer]:
    """What remains, and what remains of the counts told together with the others."""
    if case.done is not None:
        yield _rest(case.whole, case.done, told[0])
    whole, done = case.second_whole, case.second_done
    if len(told) == 2 and whole is not None and done is not None and _beside(passage, *told) and same_noun(whole, told[1]) and same_noun(whole, done):
        yield _rest(whole, done, told[1])


def _rest(whole: Figure, done: Figure, rest: Figure) -> Offer:
    return [Candidate("complement", (whole, done), rest, "rest_received", grade_difference(whole, done, rest))]


def _beside(passage: Passage, one: Figure, other: Figure) -> bool:
    """ "412 vụ/655 bị cáo": two counts of unlike nouns told together."""
    gap = passage.text[one.end : other.start] if one.end <= other.start < passage.end and one.start >= passage.start else ""
    return 0 < len(gap) <= TOGETHER and AUDIT.told_together.search(gap) is not None and not same_noun(one, other)


def _rated(passage: Passage, case: Case, before: Sequence[Figure], percent: Figure) -> bool:
    """The percentage stands right behind what was done, or the count told together with it, behind a word for a share and in its sentence."""
    last = case.second_done or case.done
    if last is None or percent.change or percent.value_to is not None:
        return False
    if AUDIT.rate_alone.fullmatch(passage.text, passage.sentence_start(percent.start), percent.start) is not None:
        return case.second_done is None and (not before or before[-1] is last) and not AUDIT.measured_by.match(passage.text, percent.end)
    # "giải quyết 626 vụ, so cùng kỳ giảm 48 vụ (đạt 78,3%)": by how much it rose or fell stands between.
    told = [f for f in before if f.start > last.end]
    if last not in before or any(not f.change or f.dimension == "percent" for f in told):
        return False
    gap = passage.text[last.end : percent.start]
    if len(gap) > RATE * (2 if told else 1) or passage.sentence_start(percent.start) > last.start or AUDIT.measured_by.match(passage.text, percent.end):
        return False
    return vocabulary().share_end.search(gap) is not None or (not told and gap.rstrip().endswith("("))


def settled_by(passage: Passage, figure: Figure) -> bool:
    """The words before it tell what was done ("đã giải quyết"), nearer than any that tell what there was to do ("phải thi hành")."""
    clause = passage.clause(figure)[-LEFT:]
    done = AUDIT.resolved.search(clause)
    verbs = list(vocabulary().received.finditer(clause))
    return done is not None and (not verbs or done.start() >= verbs[-1].end())


def remains(passage: Passage, figure: Figure) -> bool:
    """The words before it, or behind it, tell what is left to be done ("còn tồn", "đang giải quyết")."""
    clause = passage.clause(figure)[-LEFT:]
    return AUDIT.remaining.search(clause) is not None or vocabulary().rest_left.search(passage.after(figure, LEFT // 2)) is not None
