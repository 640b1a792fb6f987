"""The words of acts, lists and sections, compiled from patterns/tasks/tasks.yaml for the finder of events."""

from __future__ import annotations

from functools import cache
from typing import Any

import regex

from extractor.finders.bodies.organizations import Context
from extractor.finders.tasks.acts import Act, told
from extractor.finders.tasks.vocabulary import tasks
from extractor.lexicon.document_types import document_types
from extractor.lexicon.patterns import compile_rule
from extractor.lexicon.phrases import TASKS, either

NUMBERED = regex.compile(r"\s*(?:[IVXLC]+|[A-ZĐ]|\d+(?:\.\d+)*)[.)-]")


@cache
def _section_words() -> tuple[Any, Any]:
    rules = tasks().events
    return (
        TASKS.filled("future_section", sections=either(rules.future_sections)),
        compile_rule(
            rf"(?<!\w)(?:{either(rules.past_sections)})(?!\w)", file="tasks", rule="events.past_sections", flags=regex.IGNORECASE
        ),
    )


@cache
def is_future(section: tuple[str, ...]) -> bool:
    """Whether the innermost heading that says so speaks of what is still to be done.

    "Nhiệm vụ và giải pháp" under a numbered "II. KẾT QUẢ THỰC HIỆN" does not; the document's title above all headings decides nothing.
    """
    future, past = _section_words()
    inner = False
    for name in reversed(section):
        if past.search(name):
            return inner and NUMBERED.match(name) is None
        if future.match(name):
            inner = True
    return inner


@cache
def told_here() -> Any:
    return compile_rule(
        rf"(?<!\w)(?:{either(tasks().events.done)})(?!\w)", file="tasks", rule="events.done", flags=regex.IGNORECASE
    )


@cache
def directing() -> Any:
    return compile_rule(
        rf"(?:{either(tasks().events.directing)})(?!\w)", file="tasks", rule="events.directing", flags=regex.IGNORECASE
    )


@cache
def agent() -> Any:
    return TASKS.filled("directed_body", directing=either(tasks().events.directing), subjects=either(tasks().events.subjects))


@cache
def _nouns() -> str:
    return either(
        [
            *_noun_forms(),
            "văn bản",
            "tổ công tác",
            "ban chỉ đạo",
            "đoàn kiểm tra",
            "hội đồng",
            "phương án",
            "danh mục",
            "bộ chỉ số",
        ]
    )


def _noun_forms() -> list[str]:
    return [regex.escape(entry.name, special_only=True) for entry in document_types().types]


@cache
def counted_documents() -> Any:
    """ "… các quyết định:", "… 04 văn bản gồm:" right behind an issuing verb."""
    return TASKS.filled("counted_documents", nouns=_nouns())


@cache
def another_product() -> Any:
    return TASKS.filled("another_product", nouns=_nouns())


@cache
def issuing_verb() -> Any:
    return compile_rule(
        rf"(?:{either(tasks().events.issuing)})(?!\w)", file="tasks", rule="events.issuing", flags=regex.IGNORECASE
    )


@cache
def done_before() -> Any:
    rules = tasks().events
    return compile_rule(
        rf"(?<!\w)(?:{either(rules.done)})\s+(?:(?:{either(rules.adverbs)})\s+)*$",
        file="tasks",
        rule="events.done",
        flags=regex.IGNORECASE,
    )


@cache
def taking_up() -> Any:
    return compile_rule(
        rf"\s*(?:{either(tasks().events.taken_up)})(?!\w)", file="tasks", rule="events.taken_up", flags=regex.IGNORECASE
    )


@cache
def meeting_noun() -> Any:
    return TASKS.filled("meeting_behind", meetings=either(tasks().events.meetings))


@cache
def list_lead() -> Any:
    return compile_rule(
        rf"(?<!\w)(?:{either(tasks().events.list_leads)})\s*:", file="tasks", rule="events.list_leads", flags=regex.IGNORECASE
    )


@cache
def description_end() -> Any:
    return compile_rule(
        either(regex.escape(end, special_only=True) for end in tasks().events.ends),
        file="tasks",
        rule="events.ends",
        flags=regex.IGNORECASE,
    )


def issuing_act(text: str, start: int, at: int, context: Context) -> Act | None:
    """The act of the issuing verb at `at`, or None where it is not told as done; `start` begins its sentence."""
    verb = issuing_verb().match(text, at)
    done = done_before().search(text, max(start, at - 40), at)
    return told(text, start, done.start() if done else at, at, verb.end() if verb else at, done is not None, context)
