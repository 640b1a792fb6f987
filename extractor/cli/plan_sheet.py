"""A plan's tasks as a sheet that an officer hands in: what the reports say of each, what none mentions, with their places; to be signed.

In: plans with their outcomes, a language, the day of printing. Out: the bytes of a Word document. First what the plan says of its number of tasks and
what was read of them, so that nobody takes the sheet for more than it is.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from extractor.cli import listing
from extractor.database.plans import Plan
from extractor.linking.nearness import Passage, as_written
from extractor.linking.outcomes import Outcome, Report, of_another_body, tally
from extractor.messages import Speaker
from extractor.word_sheet import packed, paragraph, signatures, table

LONGEST_QUOTE = 300  # of a report's sentence on paper, in code points
LONGEST_HEADING = 60  # of the heading that says where a sentence stands
MOST_NEAR = 2  # passages shown of a task that no report mentions


def as_docx(plans: Sequence[Plan], say: Speaker, printed_on: datetime.date | None = None) -> bytes:
    """The sheet of one plan, or of several one after the other."""
    day = f"{printed_on:%d/%m/%Y}" if printed_on else "……/……/…………"
    body: list[str] = []
    for plan in plans:
        body += _plan(plan, say)
    body += [
        paragraph(say("plan.day", day=day), before=160, after=120, follows=True),
        signatures([say(f"sign.{who}") for who in ("tracker", "head")], say("sign.hint")),
    ]
    return packed(body)


def _plan(plan: Plan, say: Speaker) -> list[str]:
    told = [made for made in plan.outcomes if made.reports]
    silent = [made for made in plan.outcomes if not made.reports]
    body = [
        paragraph(say("plan.title").upper(), bold=True, size=28, align="center", after=40, follows=True),
        paragraph(_named(plan, say), bold=True, size=24, align="center", after=20, follows=True),
        *([paragraph(" ".join(plan.title.split()), italic=True, align="center", after=20, follows=True)] if plan.title else []),
        paragraph(say("plan.file", file=plan.source), size=20, align="center", after=160),
    ]
    if plan.stated is not None:
        body.append(paragraph(say("tasks.stated", stated=plan.stated, read=len(plan.outcomes)), bold=True))
    counts = "; ".join(f"{n} {say(f'outcome_of.{state}')}" for state, n in tally(plan.outcomes).items())
    body.append(paragraph(say("tasks.tally", n=len(plan.outcomes), said=counts) + "."))
    if plan.formulas:
        body.append(paragraph(say("tasks.formulas", n=plan.formulas)))
    read = dict.fromkeys(report.task.document for made in plan.outcomes for report in made.reports)
    body.append(paragraph(say("plan.against", files="; ".join(read)) if read else say("plan.no_report"), after=120))
    if told:
        heads = [listing.head(say, key) for key in ("number", "title", "lead", "deadline", "outcome", "report_sentence", "place")]
        rows = _grouped(told, say, _told)
        body += [paragraph(say("plan.told"), bold=True, size=24, before=120, follows=True), table(heads, rows, (6, 22, 11, 10, 11, 27, 13))]
    if silent:
        heads = [listing.head(say, key) for key in ("number", "title", "lead", "deadline", "nearest", "place")]
        rows = _grouped(silent, say, _silent)
        body += [paragraph(say("plan.silent"), bold=True, size=24, before=200, follows=True), table(heads, rows, (6, 26, 12, 10, 32, 14))]
    if plan.counts:
        body += [paragraph(say("tasks.counts"), bold=True, size=24, before=200, follows=True)]
        said = dict.fromkeys((" ".join((task.sentence or "").split()), place_of(say, task.document, task.page)) for task in plan.counts)
        body += [paragraph(f"– “{listing.short(sentence, LONGEST_QUOTE)}” ({place})") for sentence, place in said]
    return body


def _named(plan: Plan, say: Speaker) -> str:
    name = " ".join(part for part in (plan.doc_type, plan.code) if part) or plan.source
    return say("plan.named", name=name, day=listing.day(datetime.date.fromisoformat(plan.issued_on))) if plan.issued_on else name


def _grouped(outcomes: Sequence[Outcome], say: Speaker, row: Callable[[Outcome, Speaker], list[str]]) -> list[list[str]]:
    """A row a task, under the names of the groups that the plan has them in."""
    rows: list[list[str]] = []
    group: str | None = None
    numbered = any(made.task.ordinal for made in outcomes)  # by the plan itself
    for number, made in enumerate(outcomes, 1):
        if made.task.parent and made.task.parent != group:
            group = made.task.parent
            rows.append([" ".join(group.split())])
        rows.append([(made.task.ordinal or "") if numbered else str(number), *row(made, say)])
    return rows


def _task(made: Outcome) -> list[str]:
    task = made.task
    title = " ".join((task.title or task.quote or "").split())
    return [title, "; ".join(task.leads) or task.lead or "", task.deadline or task.recurrence or ""]


def _told(made: Outcome, say: Speaker) -> list[str]:
    state = say(f"outcome_of.{made.state}")
    state += f" {say('tasks.days', n=made.days_late)}" if made.days_late else ""
    state += f"\n{listing.day(made.done_on)}" if made.done_on else ""
    said = [_said(report, say, of_another_body(made.task, report)) for report in made.reports]
    places = [place_of(say, report.task.document, report.task.page, report.task.section) for report in made.reports]
    return [*_task(made), state, "\n".join(said), "\n".join(dict.fromkeys(places))]


def _said(report: Report, say: Speaker, other_body: bool) -> str:
    said = f"“{around(report.task.sentence or '', report.task.quote or '', LONGEST_QUOTE)}”"
    proofs = [code for code in report.task.evidence if code not in (report.task.sentence or "")]
    said += f" ({', '.join(proofs)})" if proofs else ""
    return said + (f" ({say('tasks.other_body', issuer=report.issuer)})" if other_body else "")


def around(sentence: str, quote: str, width: int) -> str:
    """As much of a sentence as fits on both sides of what is quoted from it, cut at words."""
    line, wanted = " ".join(sentence.split()), " ".join(quote.split())
    at = line.find(wanted)
    if len(line) <= width or at < 0:
        return listing.short(line, width)
    begin = max(0, min(at - max(0, width - len(wanted)) // 2, len(line) - width))
    before = line[:begin].rsplit(" ", 1)[-1] if begin else ""
    rest = listing.short(line[begin - len(before) :], width + len(before))
    return f"…{rest}" if begin - len(before) > 0 else rest


def _silent(made: Outcome, say: Speaker) -> list[str]:
    near = made.passages[:MOST_NEAR]
    return [*_task(made), "\n".join(_near(passage, made, say) for passage in near) or say("plan.nothing_near"), "\n".join(dict.fromkeys(place_of(say, p.document, p.page) for p in near))]


def _near(passage: Passage, made: Outcome, say: Speaker) -> str:
    words = " ".join(as_written(passage.words[:8], made.task.title or "", passage.sentence))
    said = f"“{listing.short(passage.sentence, LONGEST_QUOTE)}” ({say('plan.shared', words=words)})"
    return f"{said} – {say('tasks.ahead')}" if passage.ahead else said


def place_of(say: Speaker, document: str, page: int | None, section: Sequence[str] = ()) -> str:
    """The file with the page, or the innermost heading where it has no pages."""
    where = say("list.page", n=page) if page else listing.short(section[-1], LONGEST_HEADING) if section else ""
    return f"{document}, {where}" if where else document
