"""The audit sheet as a Word document, A4 landscape, to be printed and signed. The same sheet gives the same bytes."""

from __future__ import annotations

import datetime

from extractor.audit.report import (
    Sheet,
    cell_text,
    compared,
    coverage_printed,
    documents_line,
    excerpt,
    message_of,
    open_points,
    place_of,
    summary,
    tick_rows,
    unread_rows,
    unread_title,
)
from extractor.messages import Speaker
from extractor.word_sheet import packed, paragraph, signatures, table


def as_docx(made: Sheet, say: Speaker, printed_on: datetime.date | None = None) -> bytes:
    """The sheet as a Word document, A4 landscape, to be printed and signed. The same sheet gives the same bytes."""
    day = f"{printed_on:%d/%m/%Y}" if printed_on else "……/……/…………"
    body = [
        paragraph(say("audit.title").upper(), bold=True, size=28, align="center"),
        paragraph(documents_line(made, say)),
        *(paragraph(line) for line in summary(made, say)),
    ]
    if made.unread:
        rows = [[row["document"], row["reason"]] for row in unread_rows(made, say)]
        heads = [say("column.document"), say("column.reason")]
        body += [paragraph(unread_title(made, say), bold=True, size=26, before=160, follows=True), table(heads, rows, (35, 65))]
    if made.findings:
        rows = []
        for number, finding in enumerate(made.findings, 1):
            others = compared(finding, say.lang)
            said = message_of(finding, say.lang) + (f"\n{say('audit.others')}: {'; '.join(others)}" if others else "")
            where = "\n".join(p for p in (finding.document, place_of(finding, say)) if p)
            rows.append([str(number), say(f"severity.{finding.severity}"), where, said, excerpt(finding), made.opinions.of(finding.id)])
        heads = [say(f"column.{key}") for key in ("number", "severity", "place", "message", "sentence", "opinion")]
        body += [paragraph(say("type.finding"), bold=True, size=26, before=160, follows=True), table(heads, rows, (4, 7, 19, 26, 28, 16))]
    keys = ("document", "section", "figures", "related", "verified", "broken", "free", "covered")
    rows = [[cell_text(row[key], say) for key in keys] for row in coverage_printed(made, say)]
    body += [
        paragraph(say("audit.coverage_title"), bold=True, size=26, before=160, follows=True),
        table([say(f"column.{key}") for key in keys], rows, (22, 36, 7, 7, 7, 7, 7, 7), aligns=["left"] * 2 + ["right"] * 6),
        *_word_opinions(made, say),
        paragraph(""),
        paragraph(say("audit.day", day=day)),
        signatures([say(f"sign.{who}") for who in ("checker", "author")], say("sign.hint")),
    ]
    return packed(body)


def _word_opinions(made: Sheet, say: Speaker) -> list[str]:
    body = [paragraph(line) for line in open_points(made, say)]
    if made.opinions.corrections:
        body += [paragraph(say("audit.corrections"), bold=True, size=26, before=160, follows=True), *(paragraph("- " + line) for line in made.opinions.corrections)]
    if made.opinions.ticks:
        heads = [say(f"column.{key}") for key in ("document", "place", "computation")]
        body += [paragraph(say("audit.ticks"), bold=True, size=26, before=160, follows=True), table(heads, tick_rows(made, say), (25, 35, 40))]
    return [*body, *(paragraph(line, bold=True) for line in made.opinions.signed)]
