"""What the audit knows of wording: `patterns/audit/audit.yaml`, read strictly once and compiled.

A cue is a word or phrase as a whole; where several fit at one place the longest is meant. All expressions ignore case.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from extractor.audit.pattern_file import AuditPatterns, Periods
from extractor.lexicon.patterns import alternatives, any_of, compile_rule, fold, load
from extractor.lexicon.phrases import AUDIT


@dataclass(frozen=True)
class Vocabulary:
    """The file's words, compiled: `*_end` expressions match where a text ends with the cue, the others anywhere."""

    generic_nouns: frozenset[str]
    persons: frozenset[str]
    same_nouns: dict[str, str]
    formula: Any
    factors: Any
    each_end: Any
    amount_end: Any
    synonyms: dict[str, str]
    attributes: Any
    member_start: Any
    list_cue: Any
    of_end: Any
    total_end: Any
    unfinished: Any
    partitions: tuple[tuple[int, tuple[Any, ...]], ...]
    ladders: tuple[tuple[bool, tuple[Any, ...]], ...]
    kinds: tuple[tuple[Any, Any, tuple[Any, ...]], ...]
    levels: Any
    received: Any
    outcome: Any
    ranked: Any
    done: Any
    balances: tuple[tuple[Any, tuple[Any, Any]], ...]
    share_end: Any
    share_of: Any
    reached: Any
    within_end: Any
    over: Any
    plan: Any
    rise_end: Any
    fall_end: Any
    against: Any
    points: Any
    down_end: Any
    fallen_end: Any
    up_end: Any
    from_end: Any
    change_end: Any
    equals_change: Any
    contributed_end: Any
    lowered_end: Any
    point: Any
    merged_end: Any
    rest_end: Any
    rest_after: Any
    rest_left: Any
    table_total: Any
    item_total: Any
    item_added: Any
    series: tuple[tuple[Any, ...], ...]
    table_rate: Any
    table_amount: Any
    table_price: Any
    table_quantity: Any
    table_area: Any
    table_yield: Any
    table_output: Any
    table_within: Any
    yearly_index: Any
    yearly_growth: Any
    table_grown: Any
    table_against: Any
    malformed: dict[str, tuple[str, str]]
    formal_types: frozenset[str]
    older_symbols: dict[str, frozenset[str]]
    body_kinds: dict[str, tuple[str, ...]]
    body_heads: Any
    body_nouns: frozenset[str]
    states: tuple[Any, ...]
    label_cut: Any
    joined_end: Any
    joined_only: Any
    ellipsis: Any
    list_goes_on: Any
    named_total_end: Any
    hedge_end: Any
    told_end: Any
    threshold_end: Any
    opener_end: Any
    behind_share: Any
    series_end: Any
    structure: Any
    table_structure: Any
    mean_end: Any
    of_count: Any
    out_of: Any
    share_stop: Any
    time: Any
    period: Any
    against_period: Any
    balance_end: Any
    contributed_bracket: Any
    names_total: Any
    rest_state: Any
    enumeration_opens: Any
    partial: Any
    remark: Any
    document_nouns: frozenset[str]
    names_end: Any
    place_noun: Any
    place_kind: Any
    place_levels: dict[str, int]
    places_of_any_kind: Any
    place_named: Any
    said_count: Any
    last_name: Any
    names_go_on: Any
    others_end: Any
    several: Any
    alternative_end: Any
    left_out: Any
    parted_by: Any
    start_end: Any
    finish_end: Any
    cumulative: Any
    counted_years: Any
    stated_end: Any


def _whole(words: Iterable[str]) -> str:
    return rf"(?<![\p{{L}}\d])(?:{alternatives(list(words))})(?![\p{{L}}\d])"


def _end(words: Iterable[str], after: str = r"[\s:]*") -> str:
    return rf"(?<![\p{{L}}\d])(?:{alternatives(list(words))}){after}$"


def _before_day(words: Iterable[str], p: Periods) -> str:
    return rf"(?:{alternatives(list(words))})\s+(?:{alternatives(p.links)})?\s*(?:{alternatives(p.units)})?\s*$"


_NUMBER = r"\d[\d.]*(?:,\d+)?%?"
_UNIT_BETWEEN = r"(?:[^;.=+()\d]|(?<=\p{L})\d|(?<=\p{L})\.){0,40}?"
# What stands before a factor where the calculation began before it: no sign at the head of a line, which marks an item.
_GOES_ON = r"(?<![\p{L}\d)%][^\S\n]*[+\-–×*][^\S\n]*\(?)(?<![\p{L}\d)%][^\S\n]+[xX][^\S\n]+\(?)(?<!\d/\(?)"


def _signs(words: Iterable[str]) -> str:
    """Signs between factors; a letter may touch the number behind it ("(200 giờ x 40.000 đồng/giờ) x10 hồ sơ")."""
    letter = r"(?<=[\s)]){}(?!\p{{L}})"
    return f"(?:{'|'.join(regex.escape(w) if not w[0].isalpha() else _whole([w]) if len(w) > 1 else letter.format(w) for w in words)})"


def _factors(times: Iterable[str]) -> str:
    """What a formula multiplies: numbers with signs of multiplication between them, their units in between, factors also in brackets of their own."""
    number = rf"(?P<number>{_NUMBER})(?<![.,])"
    return rf"{number}(?:(?>{_UNIT_BETWEEN}(?:\)\s*)?{_signs(times)}\s*){number}){{1,6}}"


def _formula(times: Iterable[str], equals: Iterable[str]) -> str:
    """A formula: its factors and a result."""
    return rf"(?<![\d.,\p{{L}}/]){_GOES_ON}{_factors(times)}(?>{_UNIT_BETWEEN}{_signs(equals)}\s*)(?P<result>{_NUMBER})"


def _period(units: Iterable[str]) -> str:
    """A period by its number ("năm 2021", "quý III", "tháng 5/2024"), as the group `period`."""
    return rf"(?P<period>(?:{alternatives(list(units))})\s+(?:\d{{1,4}}(?:/\d{{4}})?|[IVX]+(?:/\d{{4}})?))(?![\p{{L}}\d])"


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of patterns/audit/audit.yaml. Raises PatternError naming the rule that cannot be used."""
    p = load("audit", AuditPatterns)

    def rule(pattern: str, name: str) -> Any:
        return compile_rule(pattern, file="audit", rule=name, flags=regex.IGNORECASE)

    place_kinds = [kind for kinds in p.enumerations.levels for kind in kinds]
    cues = {"all": p.lists.all.words, "some": p.lists.some.words, "open": p.lists.open.words}
    ordered = sorted(((w, kind) for kind, words in cues.items() for w in words), key=lambda x: (-len(x[0]), x[0]))
    groups = "|".join(
        rf"(?P<{kind}_{i}>{alternatives([w for w, k in ordered if k == kind and len(w) == length])})"
        for i, (length, kind) in enumerate(sorted({(len(w), k) for w, k in ordered}, reverse=True))
    )
    return Vocabulary(
        generic_nouns=frozenset(p.units.generic),
        persons=frozenset(p.units.persons),
        same_nouns={word: words[0] for words in p.units.same for word in words[1:]},
        formula=rule(_formula(p.products.times, p.products.equals), "products.times"),
        factors=rule(rf"\s*{_factors(p.products.times)}", "products.times"),
        each_end=rule(rf"(?<![\p{{L}}\d])(?:{alternatives(p.products.each)})[\s:]+(?:\p{{L}}+[\s:]+){{0,4}}$", "products.each"),
        amount_end=AUDIT.filled("amount_before", amounts=any_of(p.products.amount)),
        synonyms={word: words[0] for words in p.products.synonyms for word in words},
        member_start=rule(rf"(?:[;,(:]|{_whole([*p.text.joins, *p.lists.all.words])})\s*(?:(?:{alternatives(p.lists.there_are)})\s+)?$", "lists.there_are"),
        attributes=rule(_whole(p.lists.attributes), "lists.attributes"),
        list_cue=rule(rf"(?<![\p{{L}}\d])(?!{AUDIT.written('in_detail')})(?:{groups})(?![\p{{L}}\d])", "lists"),
        of_end=rule(_end(p.lists.of.words), "lists.of"),
        total_end=rule(_end(p.lists.total.words, r"[\s:]*(?:\p{L}+[\s:]+){0,4}"), "lists.total"),
        unfinished=rule("|".join(regex.escape(w) if not w[0].isalpha() else _whole([w]) for w in p.lists.unfinished), "lists.unfinished"),
        partitions=tuple((2 if s.contrary else 1, tuple(rule(_whole(words), "partitions") for words in s.parts)) for s in p.partitions.sets),
        ladders=tuple((x.shared, tuple(rule(_whole(words), "partitions.ladders") for words in x.rungs)) for x in p.partitions.ladders),
        kinds=tuple(
            (rule(_whole(k.whole), "partitions.kinds"), rule(_whole(k.bars), "partitions.kinds") if k.bars else None, tuple(rule(_whole(words), "partitions.kinds") for words in k.parts))
            for k in p.partitions.kinds
        ),
        levels=rule(rf"(?<!\p{{L}})(?P<noun>{alternatives(p.partitions.levels)})\s+(?P<place>\d{{1,2}}|i{{1,3}}|iv|vi{{0,3}}|ix|x|[a-d])(?![\p{{L}}\d]|[.,/%]\d|\s?%)", "partitions.levels"),
        received=rule(_whole(p.partitions.received), "partitions.received"),
        ranked=rule(_whole(p.partitions.ranked), "partitions.ranked"),
        outcome=rule(rf"(?:{alternatives(p.partitions.outcome)})(?![\p{{L}}\d])", "partitions.outcome"),
        done=rule(_whole(p.partitions.done), "partitions.done"),
        balances=tuple(
            (rule(_whole(b.words), "growth.balances"), (rule(_whole(b.terms[0]), "growth.balances"), rule(_whole(b.terms[1]), "growth.balances")))
            for b in p.growth.balances
        ),
        share_end=rule(_end(p.shares.lead), "shares.lead"),
        reached=rule(_whole(p.shares.reached), "shares.reached"),
        within_end=rule(_end(p.lists.within), "lists.within"),
        share_of=rule(_whole(p.shares.of_whole) + r"[^,;]*$", "shares.of_whole"),
        over=rule("|".join(regex.escape(w) if not w[0].isalpha() else _whole([w]) for w in p.shares.over), "shares.over"),
        plan=rule(_whole(p.shares.plan), "shares.plan"),
        rise_end=rule(_end(p.growth.rise), "growth.rise"),
        fall_end=rule(_end(p.growth.fall), "growth.fall"),
        against=rule(_whole(p.growth.against), "growth.against"),
        points=rule(_whole([w for w in p.growth.points if w[-1].isalpha()]), "growth.points"),
        fallen_end=rule(_end([w for w in p.growth.down if " " in w]), "growth.down"),
        down_end=rule(_end(p.growth.down), "growth.down"),
        up_end=rule(_end(p.growth.up), "growth.up"),
        from_end=rule(_end(p.growth.from_, r"[\s“\"]*"), "growth.from"),
        change_end=AUDIT.filled("change_before", changes=any_of(p.growth.change)),
        equals_change=rule(rf"\s*,?\s*(?:{alternatives(p.growth.equals)})\s*(?:(?:{alternatives([*p.growth.rise, *p.growth.fall])})\s*)?", "growth.equals"),
        contributed_end=rule(rf"{_whole(p.contributions.added)}[^\d.;]{{0,70}}$", "contributions.added"),
        names_total=rule(rf"\s*(?:(?:{alternatives(p.shares.of_count)})\s)?((?:{alternatives(p.shares.whole)})(?:\s\p{{L}}+){{2,5}})", "shares.whole"),
        contributed_bracket=rule(rf"[(]\s*(?:{alternatives([*p.contributions.added, *p.contributions.lowered])})[^\d.;()]{{0,12}}$", "contributions.added"),
        lowered_end=rule(rf"{_whole(p.contributions.lowered)}[^\d.;]{{0,40}}$", "contributions.lowered"),
        point=rule(rf"\s*(?:{alternatives(p.contributions.points)})", "contributions.points"),
        merged_end=rule(_end(p.growth.merged), "growth.merged"),
        rest_end=rule(_end(p.rest.words, r"[\s:]*"), "rest.words"),
        rest_left=rule(_whole(p.rest.left), "rest.left"),
        rest_after=rule(_whole(p.rest.after), "rest.after"),
        table_total=rule(rf"^\W*(?:{alternatives(p.tables.total)})(?![\p{{L}}\d])", "tables.total"),
        item_total=rule(rf"\W*(?:{alternatives(p.tables.total)})(?![\p{{L}}\d])", "tables.total"),
        item_added=rule(rf"\W*(?:{alternatives(p.lists.total.words)})(?![\p{{L}}\d])", "lists.total"),
        series=tuple(tuple(rule(rf"\W*(?:\p{{L}}+\s){{0,2}}{word}(?![\p{{L}}\d])", "lists.series") for word in words) for words in p.lists.series),
        table_amount=rule(rf"^[\W\d]*(?:{alternatives(p.tables.amount)})(?![\p{{L}}\d])", "tables.amount"),
        table_price=rule(rf"^[\W\d]*(?:{alternatives(p.tables.price)})(?![\p{{L}}\d])", "tables.price"),
        table_quantity=rule(rf"^[\W\d]*(?:{alternatives(p.tables.quantity)})(?![\p{{L}}\d])", "tables.quantity"),
        table_area=rule(rf"^[\W\d]*(?:{alternatives(p.tables.area)})(?![\p{{L}}\d])", "tables.area"),
        table_yield=rule(rf"^[\W\d]*(?:{alternatives(p.tables.crop_yield)})(?![\p{{L}}\d])", "tables.crop_yield"),
        table_output=rule(rf"^[\W\d]*(?:{alternatives(p.tables.output)})(?![\p{{L}}\d])", "tables.output"),
        table_rate=rule("|".join(regex.escape(w) if not w[0].isalpha() else _whole([w]) for w in p.tables.rate), "tables.rate"),
        table_within=rule(rf"^\W*(?:{alternatives([w.strip(':') for w in p.tables.within])})(?![\p{{L}}\d])", "tables.within"),
        yearly_index=rule(rf"^[\W\d]*(?:{alternatives(p.tables.yearly_index)})(?!\p{{L}})", "tables.yearly_index"),
        yearly_growth=rule(rf"^[\W\d]*(?:{alternatives(p.tables.yearly_growth)})(?!\p{{L}})", "tables.yearly_growth"),
        malformed=p.documents.malformed,
        formal_types=frozenset(p.documents.formal_types),
        older_symbols={name: frozenset(symbols) for name, symbols in p.documents.older_symbols.items()},
        body_kinds={kind: tuple(fold(s) + (" " if s.endswith(" ") else "") for s in starts) for kind, starts in p.documents.body_kinds.items()},
        body_heads=compile_rule(rf"(?:{alternatives(p.enumerations.heads)})(?![\p{{L}}\d])", file="audit", rule="enumerations.heads"),
        body_nouns=frozenset(p.enumerations.bodies),
        states=tuple(rule(_whole(words), "enumerations.states") for words in p.enumerations.states),
        label_cut=rule(rf"[;,:()]|(?<!\d)\.|\s-\s|{_whole(p.text.joins)}", "text.joins"),
        joined_end=rule(rf"{_whole(p.text.joins[:1])}[^,]*$", "text.joins"),
        joined_only=rule(rf"\s*(?:[,;]|[,;]?\s*{_whole(p.text.joins[:1])})\s*", "text.joins"),
        ellipsis=rule("|".join(map(regex.escape, p.text.ellipsis)), "text.ellipsis"),
        list_goes_on=rule(rf"(?:,|{_whole(p.text.joins[:1])})\s+(?!\d)[^,;]*", "text.joins"),
        named_total_end=AUDIT.filled("named_total_before", totals=any_of(p.lists.named_total)),
        hedge_end=rule(rf"(?:{alternatives(p.shares.hedges)})\s*$", "shares.hedges"),
        told_end=rule(rf"(?:(?<![\p{{L}}\d])(?:{alternatives([*p.shares.lead, *p.shares.hedges, *p.lists.there_are, *p.shares.told])})[\s:]*)+$", "shares.told"),
        threshold_end=rule(_end(p.shares.thresholds), "shares.thresholds"),
        opener_end=rule(rf"(?:^|[,;(])\s*(?:{alternatives(p.shares.openers)})\s*$", "shares.openers"),
        behind_share=rule(rf"(?:{alternatives(p.shares.behind)})(?!\p{{L}})|;", "shares.behind"),
        series_end=rule(rf"{_whole(p.shares.series)}[^.;]{{0,60}}$", "shares.series"),
        structure=rule(rf"{_whole(p.shares.structure)}[^.]*$", "shares.structure"),
        table_grown=rule(rf"^[\W\d]*(?:{alternatives(p.tables.grown)})(?!\p{{L}})", "tables.grown"),
        table_against=rule(rf"^[\W\d]*(?:{alternatives(p.tables.against)})(?!\p{{L}})", "tables.against"),
        table_structure=rule(rf"^[\W\d]*{_whole(p.shares.structure)}", "shares.structure"),
        mean_end=rule(rf"{_whole(p.shares.mean)}[^.;]{{0,50}}$", "shares.mean"),
        of_count=rule(rf"\s*(?:{alternatives(p.shares.of_count)})\s*(?:{alternatives(p.shares.hedges)})?\s*", "shares.of_count"),
        out_of=rule(rf"(?:{alternatives(p.shares.out_of)})(?!\p{{L}})", "shares.out_of"),
        share_stop=rule(rf"[;:]|{_whole(p.shares.stops)}", "shares.stops"),
        time=rule(
            rf"(?<!\p{{L}})(?:(?:{alternatives(p.growth.times.units)}) (?:{alternatives(p.growth.times.which)}|\d+|[IV]+)|{alternatives(p.growth.times.alone)})(?!\p{{L}})",
            "growth.times",
        ),
        period=rule(rf"\W*(?:trong\s+)?{_period(p.growth.times.units)}", "growth.times"),
        against_period=rule(rf"(?:{alternatives(p.growth.times.measured)})\s+{_period(p.growth.times.units)}", "growth.times"),
        balance_end=rule(rf"{_whole(p.growth.balance)}[^;.]{{0,60}}$", "growth.balance"),
        rest_state=rule(_whole(p.rest.state), "rest.state"),
        enumeration_opens=rule(_whole(p.enumerations.opens), "enumerations.opens"),
        partial=rule("|".join([*map(regex.escape, p.text.ellipsis), alternatives(p.enumerations.partial)]), "enumerations.partial"),
        remark=rule(rf"\W*(?:{alternatives(p.enumerations.remarks)})(?!\p{{L}})", "enumerations.remarks"),
        others_end=rule(rf"\s(?:{alternatives(p.enumerations.others)})\s([\p{{L}}\s]{{1,60}})$", "enumerations.others"),
        several=rule(rf"(?:[\p{{L}}\d]{{0,2}}[).]\s*)?(?:{alternatives(p.enumerations.several)})(?!\p{{L}})", "enumerations.several"),
        left_out=rule(rf"\W{{0,4}}?(?:{'|'.join(map(regex.escape, p.text.ellipsis))})", "text.ellipsis"),
        alternative_end=rule(rf"\d\s*(?:{alternatives(p.enumerations.alternatives)})\s*$", "enumerations.alternatives"),
        parted_by=rule(rf"\s(?:{alternatives(p.text.joins)})\s", "text.joins"),
        names_end=rule(rf",?\s(?-i:{alternatives(p.enumerations.tails)})(?!\p{{L}})", "enumerations.tails"),
        place_noun=rule(rf"\s(?:{alternatives(p.enumerations.places)})(?:\s(?:{alternatives(p.enumerations.named)}))?:?(?=\s\p{{Lu}})", "enumerations.places"),
        place_kind=rule(rf"(?:({alternatives(place_kinds)})(?:,\s|\s|/|$))+$", "enumerations.levels"),
        place_levels={w: level for level, kinds in enumerate(p.enumerations.levels) for w in kinds},
        places_of_any_kind=rule(rf"(?:{alternatives(p.enumerations.any_kind)})(?!\p{{L}})", "enumerations.any_kind"),
        place_named=AUDIT.filled("place_named", kinds=any_of(place_kinds)),
        said_count=AUDIT.filled("said_count", numbers=any_of(p.enumerations.numerals), kinds=any_of(place_kinds)),
        last_name=rule(rf"\s(?:{alternatives(p.text.joins)})\s(?:(?:{alternatives(p.enumerations.places)})\s)?(?=\p{{Lu}})(?-i:\p{{Lu}}[\p{{L}}’'\-]*)(?:\s(?-i:\p{{Lu}}[\p{{L}}’'\-]*|\d{{1,2}}(?![\d.,])))*", "text.joins"),
        names_go_on=rule(rf"\W*(?:…|\.\.|(?:{alternatives(p.text.joins)})(?!\p{{L}}))|,\s*(?:{alternatives(p.enumerations.places)})(?!\p{{L}})|\s*[-–(/]", "text.joins"),
        document_nouns=frozenset(p.enumerations.documents),
        start_end=rule(_before_day(p.periods.starts, p.periods), "periods.starts"),
        finish_end=rule(_before_day(p.periods.ends, p.periods), "periods.ends"),
        cumulative=rule(_whole(p.periods.cumulative), "periods.cumulative"),
        counted_years=AUDIT.filled("counted_years", joints=any_of(p.periods.counted)),
        stated_end=rule(rf"(?<!\p{{L}})(?:{alternatives(p.plans.stated)})\s+(?:(?:{alternatives(p.plans.links)})\s+)?$", "plans.stated"),
    )


def claim_of(match: Any) -> str:
    """What a match of `list_cue` says of its list: "all", "open" or "some"."""
    return str(match.lastgroup).split("_", 1)[0]
