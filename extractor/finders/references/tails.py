"""What follows a mention of a document: its date and the body that issued it ("… ngày 3/4/2031 của UBND tỉnh")."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any

import regex

from extractor.finders.bodies.organizations import Context, organization_at
from extractor.finders.references.codes import patterns
from extractor.finders.references.drafts import Draft
from extractor.lexicon.patterns import alternatives, compile_rule
from extractor.lexicon.phrases import REFERENCES

BY = regex.compile(r"[ ]*,?[ ]*do[ ]+")


# How far behind a mention its date or its issuer begins and ends. Without an end, `regex` looks through the whole rest of the text for what the
# pattern cannot do without, at every mention anew.
TAIL = 120


# A day as it is written after "ngày": with marks or with words. Three digits are read too, so that "347/10/2031" is seen and refused.
def day_pattern(suffix: str = "") -> str:
    """The regular expression of a written day; `suffix` keeps the names of its groups apart where a pattern holds it twice."""
    return (
        rf"(?:(?P<d{suffix}>\d{{1,3}})[ ]?[/.-][ ]?(?P<m{suffix}>\d{{1,2}})[ ]?[/.-][ ]?(?P<y{suffix}>\d{{4}})"
        rf"|(?P<dw{suffix}>\d{{1,3}})[ ]*tháng[ ]*(?P<mw{suffix}>\d{{1,2}})[ ]*,?[ ]*năm[ ]*(?P<yw{suffix}>\d{{4}}))(?!\d)"
    )


@cache
def _date_tail() -> Any:
    leads = alternatives(patterns().date_lead)
    return compile_rule(
        rf"[ ]*[,(-]?[ ]*(?:(?:{leads})[ ]*)+[,:]?[ ]*{day_pattern()}[ ]*\)?|[ ]*\([ ]*{day_pattern('2')}[ ]*\)",
        file="references",
        rule="date_lead",
        flags=regex.I,
    )


def read_tails(text: str, drafts: list[Draft], context: Context) -> None:
    for number, draft in enumerate(drafts):
        limit = drafts[number + 1].start if number + 1 < len(drafts) else len(text)
        position = draft.end
        for _ in range(3):
            year = REFERENCES.year_alone.match(text, position, position + TAIL)
            date = None if draft.dates else _date_tail().match(text, position, position + TAIL)
            if date and date.end() <= limit + 1:
                if text[date.end() - 1] == ")" and "(" not in date[0]:
                    date = _date_tail().match(text, position, date.end() - 1) or date
                draft.dates.append(read_date(date))
                draft.told("issued_on", "references: date_lead", date[0])
                position = date.end()
                continue
            if year and not draft.dates and draft.issuer is None:
                position = year.end()
                continue
            body = None if draft.issuer else _issuer_after(text, position, limit, context)
            if body is not None:
                draft.told("issuer", "references: the body behind it", text[position : body[1]])
                draft.issuer, position = body
                draft.source = "text"
                continue
            break
        draft.tail = position


@cache
def _act_behind() -> Any:
    return compile_rule(rf"[ ]*(?:{alternatives(patterns().own_acts.behind)})", file="references", rule="own_acts")


def _issuer_after(text: str, position: int, limit: int, context: Context) -> tuple[str, int] | None:
    for lead in (REFERENCES.of_body, BY):
        match = lead.match(text, position, position + TAIL)
        if match:
            found = organization_at(text, match.end(), context)
            if found is not None and found.start < limit:
                if lead is BY and not _act_behind().match(text, found.end, found.end + 14):
                    return None
                return found.name, found.end
    return None


def read_date(match: Any) -> tuple[datetime.date | None, str]:
    groups = {key[:1]: value for key, value in match.groupdict().items() if value and key[0] in "dmy"}
    day, month, year = groups["d"], groups["m"], groups["y"]
    written = regex.search(r"\d.*\d", match[0])[0]
    try:
        return datetime.date(int(year), int(month), int(day)), written
    except ValueError:
        return None, written
