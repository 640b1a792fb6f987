"""The findings and what people decide about them: one key decides, every step can be taken back."""

from __future__ import annotations

import re
import sqlite3
from typing import Any

from extractor.database import recheck, reviews
from extractor.database.reviews import Act
from extractor.web.http import Answer, Desk, Refused
from extractor.web.paging import pager, turn
from extractor.web.queries import document, findings, records
from extractor.web.views.inbox import linker
from extractor.web.views.reader import marked_sentence


def _asked(desk: Desk) -> findings.Filter:
    get = desk.args.get
    severity, state = get("severity", ""), get("state", "open")
    return findings.Filter(
        document=desk.number("doc", 0),
        severity=severity if severity in findings.SEVERITIES else "",
        check=get("check", "")[:80],
        state=state if state in findings.STATES else "open",
        turn=turn(desk),
    )


def evidence_of(conn: sqlite3.Connection, rows: list[sqlite3.Row], per: int = 8) -> dict[str, list[dict[str, Any]]]:
    """What each finding rests on, as a card shows it: a sentence once, with all its quotes marked."""
    out: dict[str, list[dict[str, Any]]] = {}
    pictured = {r[0]: bool(r[1]) for r in conn.execute("SELECT d.id, d.container IS NULL AND EXISTS (SELECT 1 FROM pages p WHERE p.document_id = d.id AND p.width IS NOT NULL) FROM documents d WHERE d.id IN (SELECT value FROM json_each(?))", [str(sorted({r["document_id"] for r in rows}))])}  # fmt: skip
    for row in rows:
        cards: dict[tuple[int, str], dict[str, Any]] = {}
        for e in records.evidence(conn, row["record_id"]):
            key = (e["document_id"], e["sentence"] or e["quote"])
            if key in cards:
                cards[key]["quotes"].append(e["quote"])
            else:
                cards[key] = {k: e[k] for k in ("id", "document_id", "source", "page", "quote", "record", "label", "unit")}
                cards[key] |= {"quotes": [e["quote"]], "sentence": e["sentence"], "pictured": pictured.get(e["document_id"], False)}
        for card in cards.values():
            card["html"] = _marked(card["sentence"] or card["quote"], card["quotes"])
        out[row["record_id"]] = list(cards.values())[:per]
    return out


def _marked(sentence: str, quotes: list[str]) -> str:
    """The sentence as HTML with each quote marked, from left to right."""
    from extractor.audit.report import quote_at
    from extractor.web.text import excerpt

    if len(quotes) == 1:
        return marked_sentence(sentence, quotes[0]) if len(sentence) < 600 else excerpt(sentence, [_span(sentence, quotes[0])], 600)
    spans = sorted({_span(sentence, quote) for quote in quotes if quote_at(sentence, " ".join(quote.split())) >= 0})
    return excerpt(sentence, spans, 900)


def _span(sentence: str, quote: str) -> tuple[int, int]:
    from extractor.audit.report import quote_at

    words = " ".join(quote.split())
    at = max(0, quote_at(sentence, words))
    return at, at + len(words)


async def index(desk: Desk) -> Answer:
    """`/findings`"""
    f = _asked(desk)

    def work(conn: sqlite3.Connection) -> dict[str, Any]:
        rows = findings.listing(conn, f)
        counts, total = findings.counts(desk.recalled(conn, findings.cube, f.document), f)
        return {
            "rows": rows,
            "total": total,
            "counts": counts,
            "evidence": evidence_of(conn, rows),
            "after": recheck.of_findings(conn, [row["record_id"] for row in rows]),
            "doc": document.head(conn, f.document) if f.document else None,
            "orphans": findings.orphans(conn),
        }

    found = await desk.read(work)
    return await desk.render(
        "findings.html",
        **found,
        f=f,
        states=findings.STATES,
        severities=findings.SEVERITIES,
        link=linker(desk, "/findings"),
        **pager(f.turn, found["total"], findings.PAGE, found["rows"], "record_id"),
        choices={},
    )


async def decide(desk: Desk) -> Answer:
    """A decision about one finding, or about those that a bulk act names. Gives what has changed."""
    form = await desk.form()
    decision = form.get("act", [""])[0]
    if decision not in reviews.DECISIONS:
        raise Refused(400, "error.query")
    named = list(dict.fromkeys(form.get("record", [])))
    reason, note = form.get("reason", [""])[0], form.get("note", [""])[0]
    await desk.write(reviews.act, [Act(record, decision, reason, note) for record in named], desk.name)
    return await _changed(desk, named)


async def _changed(desk: Desk, named: list[str]) -> Answer:
    """The cards of the findings as they are now, to be put in the place of the old ones."""

    def work(conn: sqlite3.Connection) -> tuple[list[sqlite3.Row], dict[str, list[dict[str, Any]]], dict[str, recheck.State], tuple[int, int]]:
        rows = [row for row in (findings.one(conn, record) for record in named[: findings.PAGE]) if row is not None]
        after = recheck.of_findings(conn, [row["record_id"] for row in rows])
        return rows, evidence_of(conn, rows), after, findings.last_steps(conn, desk.name)

    rows, evidence, after, steps = await desk.read(work)
    cards = {}
    for row in rows:
        answer = await desk.render("finding.html", r=row, evidence=evidence, after=after, choices={})
        cards[row["record_id"]] = answer.body
    return desk.json({"records": named, "cards": cards, "undo": steps[0], "redo": steps[1]})


async def undo(desk: Desk) -> Answer:
    """Takes back the reviewer's last step."""
    return await _turn(desk, await desk.write(reviews.undo, desk.name))


async def redo(desk: Desk) -> Answer:
    """Does it again."""
    return await _turn(desk, await desk.write(reviews.redo, desk.name))


async def _turn(desk: Desk, step: int | None) -> Answer:
    if step is None:
        return desk.json({"records": [], "cards": {}, "nothing": True})
    named = await desk.write(reviews.step_records, step)
    return await _changed(desk, named)


async def correct(desk: Desk) -> Answer:
    """A correction of one record; gives its panel anew."""
    from extractor.web.views.reader import record as panel

    form = await desk.form()
    record, act = form.get("record", [""])[0], form.get("act", [""])[0]
    if act not in ("corrected", "removed", "restored"):
        raise Refused(400, "error.query")
    kept: dict[str, Any] = {}
    if act == "corrected":
        r = await desk.read(records.detail, record)
        if r is None:
            raise Refused(404, "error.gone")
        for name, before in r.fields.items():
            if name in form and (form[name][0].strip() != desk.words.edit(name, before) or name in r.corrected or name in form.get("confirm", ())):
                kept[name] = form[name][0]
        if r.id.startswith("add-"):
            kept = {k: v[0] for k, v in form.items() if k not in ("record", "act", "note", "csrftoken")}
            act = "added"
        if not kept:
            raise Refused(400, "correct.nothing")
    await desk.write(reviews.act, [Act(record, act, note=form.get("note", [""])[0], values=kept)], desk.name)
    return await panel(desk, "0", record)


async def add(desk: Desk) -> Answer:
    """A record that was missed: the words that were selected, the offset of their block, and which occurrence of the words in it."""
    form = await desk.form()
    get = {key: values[0] for key, values in form.items()}
    if not all(get.get(key, "").isdecimal() for key in ("doc", "start", "nth")) or not 0 < len(get.get("quote", "").strip()) <= 500:
        raise Refused(400, "error.query")
    head = await desk.read(document.head, int(get["doc"]))
    if head is None:
        raise Refused(404, "error.gone")
    text = await desk.read(document.text_of, head["id"])
    span = selected(text, int(get["start"]), get["quote"], int(get["nth"]))
    if span is None:
        raise Refused(400, "add.not_found")
    values = {k: v for k, v in get.items() if k not in ("doc", "start", "nth", "quote", "type", "csrftoken", "note") and v.strip()}
    record = await desk.write(reviews.add, head["source"], get.get("type", ""), *span, values, desk.name)
    return desk.json({"record": record, "url": f"/doc/{head['id']}?r={record}#{record}"})


def selected(text: str, start: int, quote: str, nth: int) -> tuple[int, int] | None:
    """The run of the text that shows as `quote`, the `nth` (from 0) after `start`: blanks and line ends are as the page shows them."""
    pattern = r"\s+".join(map(re.escape, quote.split()))
    found = list(re.finditer(pattern, text[start : start + 20_000]))[: nth + 1]
    return (start + found[-1].start(), start + found[-1].end()) if len(found) == nth + 1 else None
