"""Acts that a sentence tells as done, and who did them: "Ngày 14/5/2024, UBND tỉnh đã kịp thời ban hành …" → ban hành, "UBND tỉnh".

In: the reading and a run of it (a sentence). Out: the place of the verb, the run of its subject. What is asked for, planned, nominal or only
qualifies a noun ("đề nghị Bộ ban hành", "sẽ ban hành", "việc ban hành", "do UBND tỉnh ban hành") is no act told as done. `patterns/tasks/tasks.yaml`,
`events`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import regex

from extractor.finders.bodies.organizations import Context, organization_ending_at
from extractor.finders.tasks.vocabulary import tasks
from extractor.lexicon.patterns import compile_rule
from extractor.lexicon.phrases import TASKS, either
from extractor.quick import quick

Span = tuple[int, int]

BLANK = regex.compile(r"\s")
MARKER = regex.compile(r"\s*(?:[-+*•]|\(?[\da-zđ]{1,2}[.)]|\d{1,2}\.\d{1,2}\.?)?\s*")


@quick
@dataclass(frozen=True, slots=True)
class Act:
    """A verb at `[start, end)` told as done; `subject` is the run of who did it, where the clause names it.

    `loose`: any verb behind "đã", not one of those that make documents and bodies.
    """

    start: int
    end: int
    subject: Span | None
    loose: bool = False


@cache
def _verbs() -> Any:
    rules = tasks().events
    done, adverbs, acts, others = either(rules.done), either(rules.adverbs), either(rules.acts), either(rules.not_acts)
    return compile_rule(
        rf"(?<!\w)(?:(?P<done>{done})\s+(?:(?:{adverbs})\s+)*(?:(?P<act>{acts})(?!\w)|(?!(?:{others})(?!\w))(?P<any>(?-i:\p{{Ll}}+)(?!\w)))"
        rf"|(?P<plain>{acts})(?!\w))",
        file="tasks",
        rule="events.acts",
        flags=regex.IGNORECASE,
    )


@cache
def _general() -> Any:
    """A subject that names no single body ("các sở, ngành", "12/15 xã") at the end of a run; it opens its clause."""
    return TASKS.filled("general_body", subjects=either(tasks().events.subjects))


@cache
def _before(name: str) -> Any:
    rules = tasks().events
    return compile_rule(
        rf"(?<!\w)(?:{either(getattr(rules, name))})\s*$", file="tasks", rule=f"events.{name}", flags=regex.IGNORECASE
    )


@cache
def _auxiliary() -> Any:
    rules = tasks().events
    return compile_rule(
        rf"(?:(?<!\w)(?:{either([*rules.done, *rules.adverbs])})\s+)+$",
        file="tasks",
        rule="events.adverbs",
        flags=regex.IGNORECASE,
    )


@dataclass(frozen=True, slots=True)
class Body:
    """A body that the text names at `[start, end)`, and its canonical name."""

    start: int
    end: int
    name: str


def body_before(text: str, end: int, context: Context) -> Body | None:
    """The body whose name ends at `end`; looks at the words just before it only, so that its cost does not grow with the text."""
    start = max(0, end - 180)
    if start:
        blank = BLANK.search(text[start:end])
        start = start + blank.end() if blank else end
    body = organization_ending_at(text[start : end + 60], end - start, context)
    return Body(start + body.start, start + body.end, body.name) if body is not None else None


def acts_in(text: str, start: int, end: int, context: Context, sentence: int | None = None) -> list[Act]:
    """The acts told as done in `[start, end)`, in order; `sentence` is where their sentence begins."""
    floor = start if sentence is None else sentence
    found: list[Act] = []
    for match in _verbs().finditer(text, start, end):
        group = "act" if match["act"] else "any" if match["any"] else "plain"
        if text[match.start(group)].isupper() and not _opens_clause(text, floor, match.start(group)):
            continue  # part of a name ("Ban Thi đua - Khen thưởng")
        act = told(text, floor, match.start(), match.start(group), match.end(group), match["done"] is not None, context)
        if act is not None:
            found.append(replace(act, loose=True) if group == "any" else act)
    return found


def _opens_clause(text: str, floor: int, place: int) -> bool:
    marker = MARKER.match(text, floor)
    before = text[max(floor, place - 4) : place].rstrip(' "“')
    return place <= (marker.end() if marker else floor) or before.rstrip("-+ ")[-1:] in {":", ".", ";", "…", "\n"}


def told(text: str, floor: int, at: int, verb: int, end: int, has_done: bool, context: Context) -> Act | None:
    """The act of the verb `[verb, end)` (`at`: where its "đã" begins), or None where it is not told as done; `floor` begins its sentence."""
    marker = MARKER.match(text, floor)
    head = marker.end() if marker else floor
    if at <= head:
        return Act(verb, end, None)
    begin = max(head, at - 200)
    auxiliary = _auxiliary().search(text, begin, at)
    before = auxiliary.start() if auxiliary else at
    if before <= head:
        return Act(verb, end, None)
    if TASKS.told_passive.search(text, begin, before):
        return Act(verb, end, None)
    if _before("undone").search(text, begin, before):
        return None
    body = body_before(text, before, context)
    if body is not None and body.start >= head:
        return _of_body(text, floor, head, before, Act(verb, end, None), (body.start, body.end), context)
    if _coordinated(text, head, before):
        return Act(verb, end, None)
    if jointly := _jointly(text, head, before):
        return Act(verb, end, subject_ending(text, head, jointly, context))
    chain = TASKS.verbs_in_chain.search(text, begin, before)
    if chain:
        subject = subject_ending(text, head, chain.start(), context)
        if subject is not None or chain.start() <= head or _coordinated(text, head, chain.start()):
            return Act(verb, end, subject)
    general = general_subject(text, begin, before)
    if general is not None:
        if _before("undone_subject").search(text, max(head, general[0] - 40), general[0]):
            return None
        return Act(verb, end, general)
    named = regex.search(r"\p{Lu}[^.;:,()]{0,60}$", text[max(begin, head + 1) : before])
    if has_done and named and not TASKS.noun_before_verb.search(text, begin, before):
        # An unknown body ("Hợp tác xã Tân Phú đã …").
        return Act(verb, end, None)
    return None


def _of_body(text: str, floor: int, head: int, before: int, act: Act, body: Span, context: Context) -> Act | None:
    """The act that the body before it did, or was made to do, or had done to it; None where it is told as not done."""
    start, _ = body
    if TASKS.told_passive.search(text, max(head, start - 30), start):
        return replace(act, subject=body)
    outer = _before("causing").search(text, max(head, start - 60), start)
    if outer:
        begin = outer.start()
        return told(text, floor, begin, begin, outer.end(), False, context) or (
            Act(begin, outer.end(), None) if _coordinated(text, head, begin) else None
        )
    if jointly := _jointly(text, head, start):
        return replace(act, subject=subject_ending(text, head, jointly, context))
    owner = subject_ending(text, head, before, context) or body
    if owner[0] < start and TASKS.of_before.search(text, max(head, owner[0] - 8), owner[0]):
        owner = body  # "Theo đề nghị của Sở A, UBND tỉnh ban hành …"
    if _before("undone_subject").search(text, max(head, owner[0] - 40), owner[0]):
        return None
    return replace(act, subject=owner)


def _jointly(text: str, head: int, place: int) -> int | None:
    """Where "đã chủ trì, phối hợp với …" begins that ends at `place`."""
    match = TASKS.did_jointly.search(text, max(head, place - 200), place)
    return match.start() if match else None


def general_subject(text: str, start: int, end: int) -> Span | None:
    """The general subject that ends at `end`, or None; one that holds an act or a ground of its own is none."""
    match = _general().search(text, start, end)
    if match is None:
        return None
    words = match["body"]
    if (
        len(words.split()) > 12
        or _verbs().search(words)
        or TASKS.no_subject.search(words)
    ):
        return None
    return match.start("body"), match.end("body")


def _coordinated(text: str, head: int, at: int) -> bool:
    return TASKS.parted_before.search(text, max(head, at - 24), at) is not None


def subject_ending(text: str, floor: int, end: int, context: Context) -> Span | None:
    """The subject that ends at `end`: one body or several ("UBND tỉnh, Chủ tịch UBND tỉnh"), else the words of a general one."""
    auxiliary = _auxiliary().search(text, max(floor, end - 60), end)
    stop = auxiliary.start() if auxiliary else end
    body = body_before(text, stop, context)
    if body is not None and body.start >= floor:
        start = body.start
        while True:
            joint = TASKS.joint_before.search(text[max(floor, start - 6) : start])
            if joint is None:
                break
            other = body_before(text, start - len(joint[0]), context)
            if (
                other is None
                or other.start < floor
                or (not text[other.start - 1 : other.start].isspace() and other.start > floor)
            ):
                break
            start = other.start
        return start, body.end
    return general_subject(text, max(floor, stop - 120), stop)
