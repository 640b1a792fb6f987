"""The compiled words by which the phrases around a figure are cut and told apart: what leads, what tells, who acts, what is measured.

Vocabulary: the section `labels` of patterns/quantities/quantities.yaml.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import regex

from extractor.finders.quantities.vocabulary import quantities
from extractor.lexicon.patterns import any_of
from extractor.lexicon.phrases import QUANTITIES

BLOT = "\ue001"  # stands for a date inside the text from which labels are read
OPENED, CLOSED = "\ue002", "\ue003"  # stand for the bracket of an abbreviation, which belongs to the name before it ("Chỉ số giá tiêu dùng (CPI)")
BRACKET = regex.compile(r"\([^()]*\)|\([^()]*$")
EDGE = " ,;:.-()“”\"'…/+*"


@cache
def leads() -> Any:
    words = any_of([*quantities().labels.leads, *quantities().periods.phrases])
    # "cả tỉnh" is a whole, "cả" alone only leads.
    wholes = any_of(quantities().labels.scopes)
    return QUANTITIES.filled("leading_words", skip=rf"[\s,:;.()*+\-{BLOT}]*", wholes=wholes, leads=words)


@cache
def verbs() -> Any:
    # A capital inside a phrase belongs to a name ("Bộ Xây dựng", "Sở Ngoại giao").
    labels = quantities().labels
    words = any_of(labels.verbs)
    no = any_of(labels.no_verbs)
    behind = "".join(f"(?<!{word} )" for word in labels.nouns_before_verbs)
    return regex.compile(rf"(?<!\w){behind}(?!{no}(?!\w)){words}(?!\w)|^(?!(?i:{no})(?!\w))(?i:{words})(?!\w)")


@cache
def verb_end() -> Any:
    return QUANTITIES.filled("acting_verb_at_end", verbs=any_of(quantities().labels.verbs))


@cache
def bodies() -> Any:
    return QUANTITIES.filled("body_start", no_bodies=any_of(quantities().labels.no_bodies), bodies=any_of(quantities().labels.bodies))


@cache
def measures() -> Any:
    return QUANTITIES.filled("measure_start", measures=any_of(quantities().labels.measures))


@cache
def ratios() -> Any:
    return regex.compile(rf"{any_of(quantities().labels.ratio_words)}(?!\w)", regex.IGNORECASE)


@cache
def tails() -> Any:
    return QUANTITIES.filled("tail_words", tails=any_of(quantities().labels.tails))


@cache
def actors() -> Any:
    """How the name of one who acts begins: a body, a person by office, an event or plan by its kind."""
    labels = quantities().labels
    return QUANTITIES.filled("actor_start", no_actors=any_of(labels.no_actors), actors=any_of([*labels.bodies, *labels.actors]))


@cache
def scopes() -> Any:
    labels = quantities().labels
    name = r"(?:(?<=\stỉnh|\shuyện|\sxã|\sphường|\sthị xã|\sthành phố|\squận)\s(?-i:\p{Lu}\p{Ll}+)(?:\s(?:-\s)?(?-i:\p{Lu}\p{Ll}+))*)?"  # "toàn tỉnh Thừa Thiên - Huế"
    return regex.compile(rf"(?<!\w){any_of(labels.scopes)}(?!\w)(?!\s{any_of(labels.no_scopes)}(?!\w)){name}", regex.IGNORECASE)
