"""What patterns/audit/audit.yaml holds, section by section, checked when it is loaded."""

from __future__ import annotations

from extractor.lexicon.patterns import Rule, Strict


class Words(Rule):
    """Words of one meaning."""

    words: list[str]


class Units(Strict):
    generic: list[str]
    persons: list[str]
    same: list[list[str]]


class Text(Strict):
    joins: list[str]
    ellipsis: list[str]


class Lists(Strict):
    all: Words
    open: Words
    some: Words
    of: Words
    total: Words
    series: list[list[str]]
    named_total: list[str]
    unfinished: list[str]
    attributes: list[str]
    there_are: list[str]
    within: list[str]


class Partition(Strict):
    contrary: bool = False
    parts: list[list[str]]


class Kinds(Strict):
    whole: list[str]
    bars: list[str]
    parts: list[list[str]]


class Ladder(Strict):
    shared: bool = False
    rungs: list[list[str]]


class Partitions(Strict):
    sets: list[Partition]
    ladders: list[Ladder]
    levels: list[str]
    kinds: list[Kinds]
    received: list[str]
    outcome: list[str]
    ranked: list[str]
    done: list[str]


class Balance(Strict):
    words: list[str]
    terms: tuple[list[str], list[str]]


class Shares(Rule):
    lead: list[str]
    whole: list[str]
    of_whole: list[str]
    reached: list[str]
    hedges: list[str]
    told: list[str]
    thresholds: list[str]
    openers: list[str]
    behind: list[str]
    series: list[str]
    structure: list[str]
    mean: list[str]
    of_count: list[str]
    out_of: list[str]
    stops: list[str]
    over: list[str]
    plan: list[str]


class Times(Strict):
    units: list[str]
    measured: list[str]
    which: list[str]
    alone: list[str]


class Growth(Rule):
    rise: list[str]
    fall: list[str]
    against: list[str]
    points: list[str]
    from_: list[str]
    down: list[str]
    up: list[str]
    change: list[str]
    merged: list[str]
    equals: list[str]
    balances: list[Balance]
    times: Times
    balance: list[str]


class Contributions(Strict):
    added: list[str]
    lowered: list[str]
    points: list[str]


class Rest(Rule):
    words: list[str]
    left: list[str]
    state: list[str]
    after: list[str]


class Products(Rule):
    each: list[str]
    amount: list[str]
    times: list[str]
    equals: list[str]
    synonyms: list[list[str]]


class Tables(Strict):
    total: list[str]
    rate: list[str]
    within: list[str]
    yearly_index: list[str]
    yearly_growth: list[str]
    grown: list[str]
    against: list[str]
    amount: list[str]
    price: list[str]
    quantity: list[str]
    area: list[str]
    crop_yield: list[str]
    output: list[str]


class Documents(Strict):
    malformed: dict[str, tuple[str, str]]
    formal_types: list[str]
    older_symbols: dict[str, list[str]]
    body_kinds: dict[str, list[str]]


class Periods(Strict):
    counted: list[str]
    starts: list[str]
    ends: list[str]
    links: list[str]
    units: list[str]
    cumulative: list[str]


class Plans(Strict):
    stated: list[str]
    links: list[str]


class Enumerations(Rule):
    heads: list[str]
    bodies: list[str]
    places: list[str]
    named: list[str]
    levels: list[list[str]]
    any_kind: list[str]
    numerals: list[str]
    opens: list[str]
    partial: list[str]
    remarks: list[str]
    documents: list[str]
    tails: list[str]
    others: list[str]
    several: list[str]
    alternatives: list[str]
    states: list[list[str]]


class AuditPatterns(Strict):
    """patterns/audit/audit.yaml."""

    units: Units
    text: Text
    lists: Lists
    partitions: Partitions
    shares: Shares
    growth: Growth
    contributions: Contributions
    products: Products
    rest: Rest
    tables: Tables
    documents: Documents
    periods: Periods
    plans: Plans
    enumerations: Enumerations
