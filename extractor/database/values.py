"""Values as a person types them in a form: numbers as officials write them, days in either order. Out: what the columns hold, or None."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from extractor.database.rows import canonical
from extractor.finders.quantities.number_words import SCALES

_GROUPED = re.compile(r"[-+]?\d{1,3}(?:[.\u00a0 ]\d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"[-+]?\d+(?:[.,]\d+)?")


def read_number(text: str) -> str | None:
    """"1.234,5" → "1234.5", "12,5 tỷ" → "12500000000", "1234.5" → "1234.5" (a single point before other than three digits is decimal)."""
    written = text.strip().replace("\u2212", "-").rstrip("%").strip()
    scale = 0
    for word, factor in SCALES.items():
        if written.endswith(" " + word):
            written, scale = written[: -len(word)].strip(), len(str(factor)) - 1
    if _GROUPED.fullmatch(written):
        written = re.sub(r"[.\u00a0 ]", "", written).replace(",", ".")
    elif _PLAIN.fullmatch(written):
        written = written.replace(",", ".")
    else:
        return None
    try:
        return canonical(Decimal(written).scaleb(scale)) if len(written) <= 60 else None
    except InvalidOperation:
        return None


def read_day(text: str) -> str | None:
    """"31/12/2030", "31-12-2030" and "2030-12-31" → "2030-12-31"."""
    match = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text.strip())
    year, month, day = (match[3], match[2], match[1]) if match else ("", "", "")
    if not match:
        match = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text.strip())
        if not match:
            return None
        year, month, day = match[1], match[2], match[3]
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


NUMBERS = frozenset({"value", "value_to", "total", "done", "count", "expected", "actual", "precision"})
DAYS = frozenset({"issued_on", "from_date", "to_date", "due_on", "period_from", "period_to", "received_on"})
FLAGS = frozenset({"valid", "past_due", "holds"})


def said_value(field: str, value: Any, lang: str) -> str:
    """A field of a record as a person reads it: numbers with their separators, days as 31/12/2030, a role or state in words."""
    from extractor.messages import SAY

    which = int(lang != "vi")
    if value is None:
        return ""
    if field in NUMBERS:
        return separated(value, lang)
    if field in DAYS:
        return "/".join(reversed(str(value)[:10].split("-")))
    if field in FLAGS:
        return SAY.desk["yes" if value else "no"][which]
    named = SAY.desk.get(f"{field}.{value}")
    return named[which] if named else str(value)


def separated(value: Any, lang: str) -> str:
    """An exact decimal of the database with the separators of a language: 12460.5 is "12.460,5" in Vietnamese; what is none stays as it is."""
    try:
        said = f"{Decimal(str(value)):,f}"
    except InvalidOperation:
        return str(value)
    return said.translate(str.maketrans(",.", ".,")) if lang == "vi" else said


def dated_period(words: str | None, since: datetime.date | str | None, until: datetime.date | str | None) -> str:
    """A period as a list of many documents shows it: its words, with the year of its days where they name none ("tháng 5" → "tháng 5 (2031)")."""
    years = sorted({str(day)[:4] for day in (since, until) if day})
    return words or "" if not words or not years or re.search(r"\d{4}", words) else f"{words} ({'-'.join(years)})"
