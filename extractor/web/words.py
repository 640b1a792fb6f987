"""The words of the desk in Vietnamese and English (messages/desk.yaml), and values as people of either language write them.

`Words("vi")("inbox.count", n="12")` gives the sentence; a key that is not there is an error that the tests find, never an empty page.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from extractor.database.values import dated_period, said_value, separated
from extractor.messages import SAY

SIGNS = {"error": "✗", "warning": "!", "info": "i"}


class Words:
    """What a template calls `t`."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._which = 0 if lang == "vi" else 1

    def __call__(self, key: str, **values: Any) -> str:
        pair = SAY.desk.get(key)
        if pair is None:
            raise KeyError(f"messages/desk.yaml has no {key!r}")
        said = pair[self._which]
        return said.format(**values) if values else said

    def known(self, key: str, default: str) -> str:
        """The words of a key that data names: the default where there are none."""
        pair = SAY.desk.get(key)
        return pair[self._which] if pair else default

    @property
    def reasons(self) -> list[str]:
        """Ready phrases for a decision."""
        return [pair[self._which] for key, pair in SAY.desk.items() if key.startswith("ready.")]

    def number(self, value: int | float | None) -> str:
        """1.234 in Vietnamese, 1,234 in English."""
        said = f"{value or 0:,}"
        return said.replace(",", ".") if self.lang == "vi" else said

    def decimal(self, value: Any) -> str:
        """An exact decimal of the database, with its separators."""
        return "" if value is None else separated(value, self.lang)

    def amount(self, value: Any, unit: str | None) -> str:
        """A value with its unit, sums of money in the scale in which they are written: 15640000000 đồng → 15,64 tỷ đồng."""
        said, words = value, unit or ""
        if unit == "đồng" and value is not None:
            for power, vi, en in ((9, *SAY.desk["scale.9"]), (6, *SAY.desk["scale.6"])):
                if abs(Decimal(str(value))) >= Decimal(10) ** power:
                    said, words = Decimal(str(value)).scaleb(-power).normalize(), vi if self.lang == "vi" else en
                    break
        return f"{self.decimal(said)}{'' if words.startswith('%') else ' '}{words}".strip()

    def percent(self, share: float) -> str:
        """0.125 → 12,5%."""
        said = f"{share * 100:.0f}" if share * 100 == int(share * 100) else f"{share * 100:.1f}"
        return (said.replace(".", ",") if self.lang == "vi" else said) + "%"

    def day(self, value: str | None) -> str | None:
        """2031-03-14 → 14/03/2031."""
        return "/".join(reversed(value[:10].split("-"))) if value else None

    def period(self, value: str) -> str:
        """2031-3 → quý III/2031, Q3 2031; a year as it is."""
        year, dash, quarter = value.partition("-")
        if not dash or quarter not in ("1", "2", "3", "4"):
            return value
        return f"quý {('I', 'II', 'III', 'IV')[int(quarter) - 1]}/{year}" if self.lang == "vi" else f"Q{quarter} {year}"

    def dated(self, hit: Mapping[str, Any]) -> str:
        """The period of a figure, with its year where the words name none."""
        return dated_period(hit["period"], hit["period_from"], hit["period_to"])

    def moment(self, value: str | None) -> str:
        """A moment of the database (UTC) as day and hour of this machine."""
        if not value:
            return ""
        try:
            return f"{datetime.datetime.fromisoformat(value).astimezone():%d/%m/%Y %H:%M}"
        except ValueError:
            return value

    def sign(self, severity: str) -> str:
        """A sign beside the colour of a severity, which must not carry the meaning alone."""
        return SIGNS.get(severity, "·")

    def tail(self, path: str) -> str:
        """The last parts of a path, without where on this machine it lies."""
        return "/".join(path.split("/")[-2:])

    def parted(self, cause: str, vi: str, en: str) -> tuple[str, str | None]:
        """Why a file could not be read, and what to do about it."""
        from extractor.batch.outcome import parted

        return parted(cause, vi, en, self.lang)

    def check(self, code: str) -> str:
        """What a check looks for."""
        from extractor.audit import CHECKS

        made = CHECKS.get(code)
        return (made.vi if self.lang == "vi" else made.en) if made else code

    def check_name(self, code: str) -> str:
        """A short name of a check."""
        pair = SAY.audit.get(f"{code}.name")
        return pair[self._which] if pair else code.replace("_", " ")

    def tie(self, name: str) -> str:
        """What ties the figures of a relation, in words."""
        from extractor.audit.ties import ties

        made = ties().get(name.partition(" ")[0])
        return (made.vi if self.lang == "vi" else made.en) if made else name

    def choice(self, field: str, value: str) -> str:
        """A value of a field with few values, in words."""
        return self.known(f"{field}.{value}", value)

    def value(self, field: str, value: Any) -> str:
        """A field of a record as people read it."""
        if value is None:
            return ""
        if field == "confidence":
            return self.percent(float(value))
        if field == "check_code":
            return self.check_name(str(value))
        return said_value(field, value, self.lang)

    def edit(self, field: str, value: Any) -> str:
        """A field as a person would type it."""
        if field in ("value", "value_to", "total", "done"):
            return Words("vi").decimal(value)
        if field in ("issued_on", "from_date", "to_date", "due_on", "received_on"):
            return self.day(value) or ""
        return "" if value is None else str(value)
