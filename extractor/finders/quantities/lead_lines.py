"""What a line without figures that opens a list leaves to its members: the measure that it names, what is counted, whose.

In: the line. Out: an opening, or None. "Mức hỗ trợ đối với hộ nghèo như sau:" leaves "Mức hỗ trợ" and "hộ nghèo", "Tổng số hộ nghèo trên địa bàn tỉnh:" "Tổng số hộ nghèo" and the province.
"""

from __future__ import annotations

from extractor.finders.quantities.items import Opening
from extractor.finders.quantities.labels import is_generic, is_measure, is_total
from extractor.finders.quantities.named import can_own, place_in
from extractor.finders.quantities.phrases import left_phrase
from extractor.lexicon.phrases import QUANTITIES
from extractor.lexicon.written_units import noun_in

LINE = 24  # words of a measure that opens a list


def lead_of(line: str) -> Opening | None:
    """What a line without figures leaves to the list that it opens: the measure that it names, what is counted, and of which whole ("Tổng số hộ nghèo trên
    địa bàn tỉnh"); None where it names no measure."""
    phrase = str(QUANTITIES.opens_list_end.sub("", left_phrase(line, 0, len(line))))
    towards = QUANTITIES.towards_at_end.fullmatch(phrase)
    if towards is not None and is_measure(towards["what"]) and can_own(towards["who"]):
        return Opening(topic=towards["what"], name=noun_in(towards["what"]), subject=towards["who"])
    phrase = str(QUANTITIES.lead_goes_on.sub("", QUANTITIES.reckoned_by.sub("", phrase)))
    if not phrase or is_generic(phrase.lower().removeprefix("các ")) or not (is_measure(phrase) or is_total(phrase)) or len(phrase.split()) > LINE:
        return None
    subject = place_in(phrase)
    topic = phrase[: phrase.rfind(subject)].strip() if subject is not None else phrase
    return Opening(topic=topic, name=noun_in(phrase), subject=subject)


__all__ = ["lead_of"]
