"""The compiled words by which the phrases around a figure are cut and told apart: what leads, what tells, who acts, what is measured.

Vocabulary: the section `labels` of patterns/quantities/quantities.yaml.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import regex

from extractor.finders.quantities.vocabulary import any_of, quantities

BLOT = "\ue001"  # stands for a date inside the text from which labels are read
BRACKET = regex.compile(r"\([^()]*\)|\([^()]*$")
EDGE = " ,;:.-()“”\"'…/+*"


@cache
def leads() -> Any:
    skip = rf"[\s,:;.()*+\-{BLOT}]*"
    words = any_of([*quantities().labels.leads, *quantities().periods.phrases])
    return regex.compile(rf"(?:{skip}(?<!\w)(?!có kiến nghị){words}(?!\w))*{skip}", regex.IGNORECASE)


@cache
def verbs() -> Any:
    # A capital inside a phrase belongs to a name ("Bộ Xây dựng", "Sở Ngoại giao").
    words = any_of(quantities().labels.verbs)
    return regex.compile(rf"(?<!\w)(?<!Ngoại ){words}(?!\w)|^(?i:{words})(?!\w)")


@cache
def verb_end() -> Any:
    states = "quy định|có|là|còn|đạt|chiếm|ước|được|bị|phải|cần|tăng|giảm|vượt"
    return regex.compile(rf"(?<!\w)(?!(?:{states})$){any_of(quantities().labels.verbs)}$")


@cache
def bodies() -> Any:
    return regex.compile(
        rf"(?:(?:các|những|một số|toàn bộ|mỗi|từng)\s+)?(?!{any_of(quantities().labels.no_bodies)}(?!\w)){any_of(quantities().labels.bodies)}(?!\w)", regex.IGNORECASE
    )


@cache
def measures() -> Any:
    return regex.compile(rf"(?:các\s+)?{any_of(quantities().labels.measures)}(?!\w)", regex.IGNORECASE)


@cache
def tails() -> Any:
    return regex.compile(rf"(?:(?:^|\s){any_of(quantities().labels.tails)})+$", regex.IGNORECASE)


TENSE = regex.compile(r"\s(?:(?:cũng|đều|vẫn|hiện|đang|mới|chỉ)\s)?(?:đã|đang|sẽ|vẫn|tiếp tục)\s")


@cache
def actors() -> Any:
    """How the name of one who acts begins: a body, a person by office, an event or plan by its kind."""
    labels = quantities().labels
    return regex.compile(
        rf"(?:(?:các|những|một số|toàn bộ|mỗi|từng|tất cả các)\s+)?(?!{any_of(labels.no_actors)}(?!\w)){any_of([*labels.bodies, *labels.actors])}(?!\w)", regex.IGNORECASE
    )


STATES = regex.compile(r"(?:ước|đạt|là|có|còn|chiếm|tăng|giảm|vượt|được|bị|bảo đảm|đảm bảo|phấn đấu)(?!\w)", regex.IGNORECASE)


@cache
def scopes() -> Any:
    return regex.compile(rf"(?<!\w){any_of(quantities().labels.scopes)}(?!\w)", regex.IGNORECASE)
