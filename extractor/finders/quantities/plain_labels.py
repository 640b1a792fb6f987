"""The last look at a label: what is measured alone, without who did it, how it changed, on what legal ground, or for what else it is reckoned.

In: a mention whose label was chosen, and what surrounds its figure. Out: the same mention with a label that a table of figures can show: whose the figure is, its role and its
period stand in columns of their own. Vocabulary: the rules `label_…` of patterns/quantities/quantity_phrases.yaml.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import regex

from extractor.finders.quantities.candidates import Scene
from extractor.finders.quantities.items import CHANGES
from extractor.finders.quantities.labels import is_act, is_source
from extractor.finders.quantities.mention import IndicatorMention
from extractor.finders.quantities.named import is_kind_of_body, is_scope, without_actor, without_deed
from extractor.finders.quantities.phrase_rules import EDGE, verbs
from extractor.finders.quantities.phrases import as_written
from extractor.finders.quantities.vocabulary import quantities
from extractor.lexicon.patterns import any_of
from extractor.lexicon.phrases import QUANTITIES

REACH = 60  # code points before a figure that can hold the end of its label and the word of an average
ACTOR = 8  # words of the longest name that is taken out of a label


def plain(mention: IndicatorMention, scene: Scene | None) -> IndicatorMention:
    """A figure of running text with a label that says what is measured alone: that a measure rose or fell is its role ("tăng kim ngạch xuất khẩu so với cùng kỳ"), who
    did it its subject ("Sở Y tế đã tiếp nhận"). What is counted with words of its own stays told by how it changed ("giảm 33 đầu mối thuộc sở")."""
    label = mention.label
    if label is None or scene is None:
        return mention
    if mention.subject is not None and mention.subject != (name := without_deed(mention.subject)):
        mention = replace(mention, subject=name)
    lead = QUANTITIES.change_lead.match(label) if mention.role in CHANGES else None
    if lead is not None and scene.item.counted and (scene.item.after or label[lead.end() :] == mention.unit):
        lead = None
    label = label[lead.end() :] if lead is not None else label
    for actor in dict.fromkeys([None if scene.item.of_counted else mention.subject, *(item.subject for item in scene.clause.items if item.subject and not item.of_counted and label.startswith(item.subject))]):
        label = _without_actor_inside(without_actor(label, actor), actor)
    if mention.role in CHANGES:
        label = str(QUANTITIES.than_before.sub("", label)) or label
    label = str(QUANTITIES.said_twice.sub("", label))
    label = _without_rate(label, mention.unit, scene)
    label = str(QUANTITIES.label_behind.sub("", label)).strip(EDGE) or label
    label = _with_average(label, scene)
    label = as_written(str(QUANTITIES.label_front.sub("", QUANTITIES.label_end.sub("", label))) or label)
    subject = as_written(str(QUANTITIES.subject_front.sub("", mention.subject))) if mention.subject is not None else None
    return mention if (label, subject) == (mention.label, mention.subject) else replace(mention, label=label, subject=subject)


def _without_rate(label: str, unit: str | None, scene: Scene) -> str:
    """A label without the unit of a rate before what is measured ("đợt/năm tần suất quan trắc"); with the words behind its figure the unit is one name ("cổng/trang thông tin")."""
    if unit is None or "/" not in unit or not label.startswith(f"{unit} "):
        return label
    rest = label[len(unit) + 1 :]
    return label if is_act(rest) or (scene.item.after and rest.startswith(scene.item.after)) else rest


def _with_average(label: str, scene: Scene) -> str:
    """A label with the word of an average that stands between it and its figure ("Dân số trung bình 7.300 người")."""
    average = QUANTITIES.average_behind.search(scene.clause.blank, max(scene.clause.start, scene.item.figure.start - REACH), scene.item.figure.start)
    if average is None or average["average"] in label or not f" {label.lower()}".endswith(f" {average['word'].lower()}"):
        return label
    return f"{label} {average['average']}"


@cache
def _acts() -> Any:
    """Verbs that tell what somebody does, those too short to be told from nouns elsewhere ("thu ngân sách")."""
    return regex.compile(rf"{any_of(quantities().labels.last_acts)}(?!\w)")


def _without_actor_inside(label: str, subject: str | None) -> str:
    """A label without the one who acts between what is counted and the verb ("vụ Tòa án tỉnh thụ lý": "vụ thụ lý"); whom a preposition ties to it stays."""
    if subject is None or is_source(subject) or not 1 < len(subject.split()) <= ACTOR or not (is_kind_of_body(subject) or is_scope(subject)):
        return label
    if subject[:1].isupper() and is_scope(subject) and label.endswith(f" {subject}"):
        return label.removesuffix(f" {subject}")  # "Toàn tỉnh có 406 trường học": joined from the sentence's beginning
    at = f" {label.lower()}".find(f" {subject.lower()} ")
    before, told = label[: max(at, 0)].rstrip(), label[at + len(subject) + 1 :]
    acts = verbs().match(told) is not None or _acts().match(told) is not None
    if at < 0 or not acts or (before and (is_scope(subject) or QUANTITIES.tied_before.search(before) is not None)):
        return label
    rest = before if before.endswith(told) else f"{before} {told}".strip()
    return rest if " " in rest else label


__all__ = ["plain"]
