"""The audit sheet as one HTML page that needs nothing else, to be read, printed and signed."""

from __future__ import annotations

import datetime
import html

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
    quote_at,
    summary,
    tick_rows,
    unread_rows,
    unread_title,
)
from extractor.messages import Speaker
from extractor.records import Finding

_CSS = """
@page { size: A4 landscape; margin: 15mm }
body { font: 13px/1.45 "Times New Roman", Tinos, serif; max-width: 1180px; margin: 2em auto; color: #111 }
h1 { text-align: center; font-size: 20px; text-transform: uppercase } h2 { font-size: 16px; margin-top: 1.6em }
table { border-collapse: collapse; width: 100% } th, td { border: 1px solid #888; padding: 4px 6px; vertical-align: top; text-align: left }
th { background: #eee } tr { break-inside: avoid } td.n { text-align: right; white-space: nowrap } mark { background: #ffe58a }
.where { color: #555 } .error { color: #a40000; font-weight: bold } .warning { color: #8a5a00; font-weight: bold } .info { color: #345 }
tr.whole td { font-weight: bold } .sign { display: flex; justify-content: space-around; margin-top: 3em; text-align: center; break-inside: avoid }
.sign div { min-height: 8em }
"""


def as_html(made: Sheet, say: Speaker, printed_on: datetime.date | None = None) -> str:
    """The sheet as one HTML page that needs nothing else, to be read, printed and signed. `printed_on` is left blank where None."""
    e = html.escape
    day = f"{printed_on:%d/%m/%Y}" if printed_on else "……/……/…………"
    parts = [
        f'<!DOCTYPE html><html lang="{say.lang}"><head><meta charset="utf-8"><title>{e(say("audit.title"))}</title><style>{_CSS}</style></head><body>',
        f"<h1>{e(say('audit.title'))}</h1>",
        f"<p>{e(documents_line(made, say))}</p>",
        *(f"<p>{e(line)}</p>" for line in summary(made, say)),
    ]
    if made.unread:
        heads = "".join(f"<th>{e(say(f'column.{key}'))}</th>" for key in ("document", "reason"))
        rows = "".join(f"<tr><td>{e(row['document'])}</td><td>{e(row['reason'])}</td></tr>" for row in unread_rows(made, say))
        parts.append(f"<h2>{e(unread_title(made, say))}</h2><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>")
    if made.findings:
        parts.append(f"<h2>{e(say('type.finding'))}</h2><table><thead><tr>")
        parts += [f"<th>{e(say(f'column.{key}'))}</th>" for key in ("number", "severity", "place", "message", "sentence", "opinion")]
        parts.append("</tr></thead><tbody>")
        parts += [_html_row(number, finding, say, made.opinions.of(finding.id)) for number, finding in enumerate(made.findings, 1)]
        parts.append("</tbody></table>")
    parts.append(f"<h2>{e(say('audit.coverage_title'))}</h2><table><thead><tr>")
    keys = ("document", "section", "figures", "related", "verified", "broken", "free", "covered")
    parts += [f"<th>{e(say(f'column.{key}'))}</th>" for key in keys]
    parts.append("</tr></thead><tbody>")
    for row in coverage_printed(made, say):
        whole = ' class="whole"' if row["section"] == say("audit.whole") else ""
        cells = "".join(f"<td{' class=n' if isinstance(row[key], (int, float)) else ''}>{e(cell_text(row[key], say))}</td>" for key in keys)
        parts.append(f"<tr{whole}>{cells}</tr>")
    parts.append("</tbody></table>")
    parts += _html_opinions(made, say)
    signs = "".join(f"<div><b>{e(say(f'sign.{who}'))}</b><br><i>{e(say('sign.hint'))}</i></div>" for who in ("checker", "author"))
    parts.append(f'<p>{e(say("audit.day", day=day))}</p><div class="sign">{signs}</div></body></html>')
    return "\n".join(parts)


def _html_row(number: int, finding: Finding, say: Speaker, opinion: str) -> str:
    e = html.escape
    others = compared(finding, say.lang)
    more = f'<br><span class="where">{e(say("audit.others"))}: {e("; ".join(others))}</span>' if others else ""
    return (
        f'<tr><td class="n">{number}</td><td class="{finding.severity}">{e(say(f"severity.{finding.severity}"))}</td>'
        f'<td>{e(finding.document)}<br><span class="where">{e(place_of(finding, say))}</span></td>'
        f"<td>{e(message_of(finding, say.lang))}{more}</td><td>{_html_sentence(finding)}</td><td>{e(opinion)}</td></tr>"
    )


def _html_opinions(made: Sheet, say: Speaker) -> list[str]:
    """Open points, corrections, ticks and signatures."""
    e = html.escape
    parts = [f"<p>{e(line)}</p>" for line in open_points(made, say)]
    if made.opinions.corrections:
        lines = "".join(f"<li>{e(line)}</li>" for line in made.opinions.corrections)
        parts.append(f"<h2>{e(say('audit.corrections'))}</h2><ul>{lines}</ul>")
    if made.opinions.ticks:
        heads = "".join(f"<th>{e(say(f'column.{key}'))}</th>" for key in ("document", "place", "computation"))
        rows = "".join(f"<tr>{''.join(f'<td>{e(cell)}</td>' for cell in tick)}</tr>" for tick in tick_rows(made, say))
        parts.append(f"<h2>{e(say('audit.ticks'))}</h2><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>")
    parts += [f"<p><b>{e(line)}</b></p>" for line in made.opinions.signed]
    return parts


def _html_sentence(finding: Finding) -> str:
    """The sentence with the quote marked."""
    sentence, quote = excerpt(finding), " ".join((finding.quote or "").split())
    at = quote_at(sentence, quote)
    if at < 0:
        return html.escape(sentence)
    end = at + len(quote)
    return f"{html.escape(sentence[:at])}<mark>{html.escape(quote)}</mark>{html.escape(sentence[end:])}"
