"""What a rule sets for the cases that it lists: the rate that the lines above name, where an item only says for whom, where or in which case it is.

In: headings, the opening of a list, an item with its label. Out: a label, or None. "1. Hỗ trợ tiền ăn: a) Học ngoài tỉnh: - Tại các tỉnh khác: 20.000 đồng/người/ngày" sets "Hỗ trợ tiền ăn",
also below a line that is a case itself. Vocabulary: the rules named here, of patterns/quantities/quantity_phrases.yaml.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.finders.quantities.items import CHANGES, Item, Opening
from extractor.finders.quantities.labels import heading_in, is_measure, is_norm_heading, join
from extractor.finders.quantities.named import can_own, is_place
from extractor.lexicon.phrases import QUANTITIES

LEVELS = 3  # lines above an item in which the rate is looked for


def names_rate(words: str) -> bool:
    """Whether words name what a rule sets: a measure, a norm, an expense."""
    return is_measure(words) or is_norm_heading(words) or QUANTITIES.names_expense.match(words) is not None


def norm_above(section: Sequence[str], opening: Opening | None, lead: str | None) -> str | None:
    """What the rule above an item sets, by the nearest line that names a rate."""
    near = [opening.topic if opening is not None else None, heading_in(lead) if lead is not None else None]
    names = [*near, *(heading_in(name) for name in reversed(section[1:][-LEVELS:]))]
    return next((name for name in names if name and names_rate(name) and QUANTITIES.sets_no_rate.match(name) is None), None)


def rate_of_case(item: Item, norm: str | None, opens: str) -> str | None:
    """The label of a figure whose own words only say for whom, where or in which case a rate is (`opens`: the words that its sentence begins with); None for others: an
    expense or a deed of its own ("Dạy nghề: 500.000 đồng/người") is the label itself."""
    unit = item.unit.text if item.unit is not None else ""
    if norm is None or item.label is None or item.percent or QUANTITIES.rate_of_money.match(unit) is None or item.role in CHANGES:
        return None
    own = str(QUANTITIES.case_opens.sub("", item.label))
    if QUANTITIES.only_pays.fullmatch(item.label) is not None:
        return join(norm)
    told = own in (item.subject, item.phrase, join(item.phrase)) and not names_rate(own)
    office = QUANTITIES.office_name.match(own) is not None or QUANTITIES.office_name.match(item.phrase) is not None
    case = QUANTITIES.case_opens.match(opens) is not None or is_place(own) or (can_own(own) and not office)
    return join(norm) if told and case else None


__all__ = ["norm_above", "rate_of_case"]
